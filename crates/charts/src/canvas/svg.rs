//! Marks as SVG, by plotters: the only module that knows it.
//!
//! plotters' coordinates are whole numbers, so it draws on a grid ten times the picture's size; the
//! root element then has the natural size and the grid as its view box. Text stands by its top,
//! which plotters writes as a shift of 0.76 em: the one of its three that does not depend on the
//! viewer's font. Its backend is driven directly, since a drawing area would move labels it believes
//! too wide, and never measures text here, so no font is registered.

use std::fmt::Write as _;

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, FontTransform, IntoFont, RGBColor, ShapeStyle, TextStyle};

use super::{Anchor, Box2, Drawing, Mark, Point, Run, Words, repeats};
use crate::palette::Rgb;
use crate::provenance::escaped;
use crate::text::Weight;
use crate::{ChartError, Provenance};

/// Steps of the grid in one CSS pixel.
const GRID: f32 = 10.0;
/// The bundled font first; the others are for viewers that lack it.
const FAMILY: &str = "Noto Sans, Arial, Helvetica, sans-serif";
/// plotters divides a font's size by this.
const SIZE_DIVISOR: f64 = 1.24;
/// plotters shifts text that stands by its top by so many em.
const TOP_SHIFT: f32 = 0.76;
const DESCRIPTION_END: &str = "</desc>\n";

/// How the words of a drawing are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lettering {
    /// As text, which asks for the font.
    Text,
    /// As the outlines of their letters.
    Outlines,
}

/// Writes a whole SVG document.
pub(crate) fn write(drawing: &Drawing, lettering: Lettering) -> Result<String, ChartError> {
    let (width, height) = drawing.size.laid_out;
    let grid = (step(width).unsigned_abs(), step(height).unsigned_abs());
    let page = Mark::Rect(Box2::new(0.0, 0.0, width, height), drawing.paper);
    let marks: Vec<&Mark> = std::iter::once(&page).chain(&drawing.marks).collect();
    let firsts = repeats::firsts(&marks);
    let mut written = String::new();
    {
        let mut backend = SVGBackend::with_string(&mut written, grid);
        for (_, mark) in marks.iter().enumerate().filter(|(at, _)| firsts[*at] == *at) {
            put(&mut backend, mark)?;
        }
        backend.present().map_err(|error| ChartError::Svg(error.to_string()))?;
    }
    let written = written.split_once('\n').map_or("", |(_root, rest)| rest);
    let body = repeats::body(&marks, &firsts, written);
    let head = head(drawing, grid, fingerprint(&body));
    match lettering {
        Lettering::Text => Ok(head + &body),
        Lettering::Outlines => Ok(head + &outlined(&body, &drawing.marks)?),
    }
}

/// The document with what is said of its making, which stands after its description.
pub(crate) fn stating(mut svg: String, provenance: &Provenance) -> Result<String, ChartError> {
    let end = svg.find(DESCRIPTION_END).map_or(0, |at| at + DESCRIPTION_END.len());
    svg.insert_str(end, &format!("<metadata>{}</metadata>\n", provenance.element()?));
    Ok(svg)
}

fn head(drawing: &Drawing, grid: (u32, u32), print: u64) -> String {
    let id = format!("peel-{}-{print:08x}", drawing.name);
    let (title, description) = (escaped(&drawing.title), escaped(&drawing.description));
    let (width, height) = drawing.size.natural;
    format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {} {}\" xmlns=\"http://www.w3.org/2000/svg\" \
         role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">{title}</title>\n<desc id=\"{id}-desc\">{description}{DESCRIPTION_END}",
        grid.0, grid.1
    )
}

/// The same body, with the outlines of its letters in the place of every text element. They stand in the order
/// of the marks.
fn outlined(body: &str, marks: &[Mark]) -> Result<String, ChartError> {
    const END: &str = "</text>\n";
    let mut parts = body.split("<text ");
    let mut outlined = parts.next().unwrap_or_default().to_owned();
    let words = marks.iter().filter_map(|mark| match mark {
        Mark::Text(words) => Some(words),
        _ => None,
    });
    for (part, words) in parts.zip(words) {
        let path = super::outlines::path(words, GRID)?;
        let _ = writeln!(outlined, "<path fill=\"{}\" d=\"{path}\"/>", words.ink);
        outlined.push_str(part.split_once(END).map_or("", |(_text, rest)| rest));
    }
    Ok(outlined)
}

/// Tells the ids of pictures apart that stand in one page (FNV-1a of words of eight bytes, halved).
fn fingerprint(body: &str) -> u64 {
    let word = |bytes: &[u8]| bytes.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
    let hash = body
        .as_bytes()
        .chunks(8)
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, bytes| (hash ^ word(bytes)).wrapping_mul(0x0100_0000_01b3));
    (hash >> 32) ^ (hash & 0xffff_ffff)
}

fn put(backend: &mut SVGBackend, mark: &Mark) -> Result<(), ChartError> {
    match mark {
        Mark::Rect(area, colour) => {
            let corners = [(area.left, area.top), (area.right, area.bottom)].map(|at| steps(at.into()));
            backend.draw_rect(corners[0], corners[1], &paint(*colour, 0), true)
        }
        Mark::Polygon(corners, colour) => {
            backend.fill_polygon(corners.iter().copied().map(steps), &paint(*colour, 0))
        }
        Mark::Stroke(points, width, colour) => {
            let width = step(*width).unsigned_abs();
            backend.draw_path(points.iter().copied().map(steps), &paint(*colour, width))
        }
        Mark::Disc(middle, radius, colour) => {
            backend.draw_circle(steps(*middle), step(*radius).unsigned_abs(), &paint(*colour, 0), true)
        }
        Mark::Text(words) => backend.draw_text(&words.text, &style(words), steps(top_of(words))),
    }
    .map_err(|error| ChartError::Svg(error.to_string()))
}

/// Where the words' top stands for plotters, so that their baseline is where it should be.
pub(super) fn top_of(words: &Words) -> Point {
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

pub(super) fn steps(point: Point) -> (i32, i32) {
    (step(point.x), step(point.y))
}

/// The length as the grid has it, in CSS pixels.
pub(crate) fn on_grid(length: f32) -> f32 {
    (length * GRID).round() / GRID
}

#[expect(clippy::cast_possible_truncation, reason = "saturates, which is meant")]
fn step(length: f32) -> i32 {
    (length * GRID).round() as i32
}
