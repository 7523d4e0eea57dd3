//! The marks of a drawing as pixels: the same that SVG is written from, on the same grid, so that a viewer of the SVG
//! shows what the PNG does.
//!
//! Shapes are tiny-skia's. Letters, of which a chart has thousands, are covered by the rasteriser of `ab_glyph`, which
//! takes a third of the time: each pixel by as much of them as lies in it.

use ab_glyph_rasterizer::{Point as Place, Rasterizer, point};
use tiny_skia::{
    Color, FillRule, Paint, Path, PathBuilder, Pixmap, PremultipliedColorU8, Rect, Stroke, Transform,
};

use crate::ChartError;
use crate::canvas::{Box2, Drawing, Mark, Outline, Point, Words, on_grid, trace};
use crate::palette::Rgb;

/// How many steps there are from a pixel that letters leave free to one they cover: as many as the eye tells apart,
/// and so few that the colours of a chart fit a table.
const STEPS: f32 = 16.0;

/// The drawing on so many pixels.
pub(super) fn paint(drawing: &Drawing, (width, height): (u32, u32)) -> Result<Pixmap, ChartError> {
    let mut pixels = Pixmap::new(width, height).ok_or(ChartError::TooLarge { width, height })?;
    pixels.fill(colour(drawing.paper));
    let mut raster = Raster {
        pixels,
        scale: width as f32 / drawing.size.laid_out.0,
        outlines: Vec::new(),
        coverage: Rasterizer::new(0, 0),
    };
    for mark in &drawing.marks {
        raster.put(mark)?;
    }
    Ok(raster.pixels)
}

/// Pixels, how many of them make a CSS pixel, and what the letters of all words are traced and covered with.
struct Raster {
    pixels: Pixmap,
    scale: f32,
    outlines: Vec<Outline>,
    coverage: Rasterizer,
}

impl Raster {
    fn put(&mut self, mark: &Mark) -> Result<(), ChartError> {
        match mark {
            Mark::Rect(area, ink) => {
                if let Some(area) = self.rectangle(*area) {
                    self.pixels.fill_rect(area, &ink_of(*ink), Transform::identity(), None);
                }
            }
            Mark::Polygon(corners, ink) => self.fill(self.line(corners, true), *ink),
            Mark::Stroke(points, width, ink) => {
                let stroke = Stroke { width: on_grid(*width) * self.scale, ..Stroke::default() };
                if let Some(path) = self.line(points, false) {
                    self.pixels.stroke_path(&path, &ink_of(*ink), &stroke, Transform::identity(), None);
                }
            }
            Mark::Disc(middle, radius, ink) => {
                let (x, y) = self.place(*middle);
                self.fill(PathBuilder::from_circle(x, y, on_grid(*radius) * self.scale), *ink);
            }
            Mark::Text(words) => self.set(words)?,
        }
        Ok(())
    }

    fn fill(&mut self, path: Option<Path>, ink: Rgb) {
        if let Some(path) = path {
            self.pixels.fill_path(&path, &ink_of(ink), FillRule::Winding, Transform::identity(), None);
        }
    }

    fn rectangle(&self, area: Box2) -> Option<Rect> {
        let (left, top) = self.place(Point { x: area.left, y: area.top });
        let (right, bottom) = self.place(Point { x: area.right, y: area.bottom });
        Rect::from_ltrb(left, top, right, bottom)
    }

    fn line(&self, points: &[Point], is_closed: bool) -> Option<Path> {
        let mut path = PathBuilder::new();
        for (at, point) in points.iter().enumerate() {
            let (x, y) = self.place(*point);
            if at == 0 { path.move_to(x, y) } else { path.line_to(x, y) }
        }
        if is_closed {
            path.close();
        }
        path.finish()
    }

    /// Where a point of the grid lies.
    fn place(&self, point: Point) -> (f32, f32) {
        (on_grid(point.x) * self.scale, on_grid(point.y) * self.scale)
    }

    fn set(&mut self, words: &Words) -> Result<(), ChartError> {
        self.outlines.clear();
        let (scale, outlines) = (self.scale, &mut self.outlines);
        trace(words, |outline| outlines.push(outline.scaled(scale)))?;
        if let Some((left, top, across, down)) = self.extent() {
            self.coverage.reset(across, down);
            self.cover(point(left as f32, top as f32));
            self.blend(words.ink, (left, top, across));
        }
        Ok(())
    }

    /// The pixels that the outlines lie on: the first across and down, and how many; none where they lie on none.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "within the pixels, which are counted by numbers as small"
    )]
    fn extent(&self) -> Option<(usize, usize, usize, usize)> {
        let (width, height) = (self.pixels.width() as f32, self.pixels.height() as f32);
        let ends = || self.outlines.iter().flat_map(Outline::points);
        let within = |ends: f32, most: f32| ends.clamp(0.0, most) as usize;
        let left = within(ends().map(|end| end.x).fold(width, f32::min).floor(), width);
        let right = within(ends().map(|end| end.x).fold(0.0, f32::max).ceil(), width);
        let top = within(ends().map(|end| end.y).fold(height, f32::min).floor(), height);
        let bottom = within(ends().map(|end| end.y).fold(0.0, f32::max).ceil(), height);
        (left < right && top < bottom).then(|| (left, top, right - left, bottom - top))
    }

    /// Draws the outlines, seen from the first pixel they lie on.
    fn cover(&mut self, first: Place) {
        let at = |to: Point| point(to.x - first.x, to.y - first.y);
        let mut pen = first;
        for outline in &self.outlines {
            pen = match *outline {
                Outline::Move(to) => at(to),
                Outline::Line(to) => {
                    self.coverage.draw_line(pen, at(to));
                    at(to)
                }
                Outline::Quad(by, to) => {
                    self.coverage.draw_quad(pen, at(by), at(to));
                    at(to)
                }
                Outline::Cubic(one, two, to) => {
                    self.coverage.draw_cubic(pen, at(one), at(two), at(to));
                    at(to)
                }
            };
        }
    }

    /// Mixes the ink into each pixel by as much as is covered of it.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rounds shares to steps, and mixes colours of 0 to 255 to one"
    )]
    fn blend(&mut self, ink: Rgb, (left, top, across): (usize, usize, usize)) {
        let width = self.pixels.width() as usize;
        let pixels = self.pixels.pixels_mut();
        let (mut x, mut row) = (0, top * width + left);
        self.coverage.for_each_pixel(|_, share| {
            let level = (share.min(1.0) * STEPS + 0.5) as u8;
            if let Some(pixel) = pixels.get_mut(row + x).filter(|_| level > 0) {
                let share = f32::from(level) / STEPS;
                let mix = |ground: u8, ink: u8| {
                    let (ground, ink) = (f32::from(ground), f32::from(ink));
                    (ground + (ink - ground) * share + 0.5) as u8
                };
                let (red, green) = (mix(pixel.red(), ink.red), mix(pixel.green(), ink.green));
                let mixed = PremultipliedColorU8::from_rgba(red, green, mix(pixel.blue(), ink.blue), u8::MAX);
                *pixel = mixed.unwrap_or(*pixel);
            }
            x += 1;
            if x == across {
                (x, row) = (0, row + width);
            }
        });
    }
}

fn ink_of(ink: Rgb) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour(ink));
    paint
}

fn colour(rgb: Rgb) -> Color {
    Color::from_rgba8(rgb.red, rgb.green, rgb.blue, u8::MAX)
}
