//! Marks as SVG, by plotters: the only module that knows it.
//!
//! plotters' coordinates are whole numbers, so it draws on a grid ten times the picture's size; the
//! root element then has the natural size and the grid as its view box. Text stands by its top,
//! which plotters writes as a shift of 0.76 em: the one of its three that does not depend on the
//! viewer's font. Its backend is driven directly, since a drawing area would move labels it believes
//! too wide, and never measures text here, so no font is registered.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::{Anchor, Box2, Mark, Point, Run, Words};
use crate::ChartError;
use crate::palette::Rgb;
use crate::text::Weight;

/// Steps of the grid in one CSS pixel.
const GRID: f32 = 10.0;
/// The bundled font first; the others are for viewers that lack it.
const FAMILY: &str = "Noto Sans, Arial, Helvetica, sans-serif";
/// plotters divides a font's size by this.
const SIZE_DIVISOR: f64 = 1.24;
/// plotters shifts text that stands by its top by so many em.
const TOP_SHIFT: f32 = 0.76;

/// What a screen reader says of the picture.
pub(super) struct About<'a> {
    /// The stem of the ids; lower-case words joined by hyphens.
    pub(super) name: &'a str,
    /// The short text.
    pub(super) title: &'a str,
    /// The long text.
    pub(super) description: &'a str,
}

/// How large a picture is, in CSS pixels.
pub(super) struct Size {
    /// As it is shown.
    pub(super) natural: (u32, u32),
    /// As its marks are laid out.
    pub(super) laid_out: (f32, f32),
}

/// Writes a whole SVG document of this size, on paper of this colour.
pub(super) fn write(marks: &[Mark], paper: Rgb, size: &Size, about: &About) -> Result<String, ChartError> {
    let (width, height) = size.laid_out;
    let grid = (step(width).unsigned_abs(), step(height).unsigned_abs());
    let mut body = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut body, grid);
        let page = Box2::new(0.0, 0.0, width, height);
        put(&mut backend, &Mark::Rect(page, paper))?;
        for mark in marks {
            put(&mut backend, mark)?;
        }
        backend.present().map_err(|error| ChartError::Svg(error.to_string()))?;
    }
    let body = body.split_once('\n').map_or("", |(_root, rest)| rest);
    Ok(head(size.natural, grid, about, fingerprint(body)) + body)
}

fn head(size: (u32, u32), grid: (u32, u32), about: &About, print: u32) -> String {
    let id = format!("peel-{}-{print:08x}", about.name);
    let (title, description) = (escaped(about.title), escaped(about.description));
    format!(
        "<svg width=\"{}\" height=\"{}\" viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}</desc>\n",
        size.0, size.1, grid.0, grid.1
    )
}

/// Tells the ids of pictures apart that stand in one page (FNV-1a).
fn fingerprint(body: &str) -> u32 {
    body.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn put(backend: &mut SVGBackend, mark: &Mark) -> Result<(), ChartError> {
    match mark {
        Mark::Rect(area, colour) => {
            let corners = [(area.left, area.top), (area.right, area.bottom)].map(|at| on_grid(at.into()));
            backend.draw_rect(corners[0], corners[1], &paint(*colour, 0), true)
        }
        Mark::Polygon(corners, colour) => {
            backend.fill_polygon(corners.iter().copied().map(on_grid), &paint(*colour, 0))
        }
        Mark::Stroke(points, width, colour) => {
            let width = step(*width).unsigned_abs();
            backend.draw_path(points.iter().copied().map(on_grid), &paint(*colour, width))
        }
        Mark::Disc(middle, radius, colour) => {
            backend.draw_circle(on_grid(*middle), step(*radius).unsigned_abs(), &paint(*colour, 0), true)
        }
        Mark::Text(words) => backend.draw_text(&words.text, &style(words), on_grid(top_of(words))),
    }
    .map_err(|error| ChartError::Svg(error.to_string()))
}

/// Where the words' top stands for plotters, so that their baseline is where it should be.
fn top_of(words: &Words) -> Point {
    let Point { x, y } = words.at;
    let shift = TOP_SHIFT * words.face.size;
    match words.run {
        Run::Across => Point { x, y: y - shift },
        Run::Up => Point { x: x - shift, y },
    }
}

fn style(words: &Words) -> TextStyle<'static> {
    let font_style = match words.face.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let transform = match words.run {
        Run::Across => FontTransform::None,
        Run::Up => FontTransform::Rotate270,
    };
    let h_pos = match words.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = (FAMILY, undivided(words.face.size * GRID)).into_font().style(font_style).transform(transform);
    let mut style = TextStyle::from(font);
    style.color = colour(words.ink).to_backend_color();
    style.pos = Pos::new(h_pos, VPos::Top);
    style
}

/// The number that plotters' division brings back to the size exactly, so that no `120.00000000000001`
/// is written.
fn undivided(size: f32) -> f64 {
    let size = f64::from(size);
    let product = size * SIZE_DIVISOR;
    #[expect(clippy::float_cmp, reason = "exactness is the point")]
    let exact =
        [product, product.next_down(), product.next_up()].into_iter().find(|p| p / SIZE_DIVISOR == size);
    exact.unwrap_or(product)
}

fn paint(fill: Rgb, stroke_width: u32) -> ShapeStyle {
    ShapeStyle { color: colour(fill).into(), filled: true, stroke_width }
}

const fn colour(rgb: Rgb) -> RGBColor {
    RGBColor(rgb.red, rgb.green, rgb.blue)
}

fn on_grid(point: Point) -> (i32, i32) {
    (step(point.x), step(point.y))
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, which is meant")]
fn step(length: f32) -> i32 {
    (length * GRID).round() as i32
}
