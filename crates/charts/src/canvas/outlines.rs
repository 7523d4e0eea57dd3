//! Words as the outlines of their letters, for viewers that lack the font.

use ab_glyph::OutlineCurve;

use super::{Anchor, Point, Run, Words};
use crate::ChartError;
use crate::text::{Font, Glyph, Ruler};

/// A letter of words that are set: its number in the font, and where its origin stands.
pub(crate) struct Letter {
    /// Its number in the font.
    pub(crate) number: u16,
    /// Where its origin stands, in CSS pixels.
    pub(crate) origin: Point,
    /// How far it is to the next, in units of the font.
    pub(crate) advance: f32,
    /// The characters it shows.
    pub(crate) characters: String,
}

impl Words {
    /// The letters, where they stand, set in this font.
    pub(crate) fn letters(&self, font: &Font) -> Vec<Letter> {
        let glyphs = font.glyphs(&self.text);
        let unit = self.face.size / font.units_per_em;
        let width: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => width / 2.0,
            Anchor::End => width,
        };
        let letter = |(at, glyph): (usize, &Glyph)| {
            let end = glyphs.get(at + 1).map_or(self.text.len(), |next| next.cluster);
            Letter {
                number: glyph.number,
                origin: self.on_page(self.at, (glyph.x - before) * unit, glyph.y * unit),
                advance: glyph.advance,
                characters: self.text.get(glyph.cluster..end).unwrap_or_default().to_owned(),
            }
        };
        glyphs.iter().enumerate().map(letter).collect()
    }

    /// The point so far along the words, and up from their baseline, seen from another.
    fn on_page(&self, from: Point, along: f32, up: f32) -> Point {
        match self.run {
            Run::Across => Point { x: from.x + along, y: from.y - up },
            Run::Up => Point { x: from.x - up, y: from.y - along },
        }
    }
}

/// A part of an outline, from where the one before it ended, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Outline {
    /// Another contour begins. One that is filled need not be closed.
    Move(Point),
    /// A straight line to a point.
    Line(Point),
    /// A curve by a point to another.
    Quad(Point, Point),
    /// A curve by two points to another.
    Cubic(Point, Point, Point),
}

impl Outline {
    /// The same, so many times as large.
    pub(crate) fn scaled(self, by: f32) -> Self {
        let at = |point: Point| Point { x: point.x * by, y: point.y * by };
        match self {
            Self::Move(to) => Self::Move(at(to)),
            Self::Line(to) => Self::Line(at(to)),
            Self::Quad(by, to) => Self::Quad(at(by), at(to)),
            Self::Cubic(one, two, to) => Self::Cubic(at(one), at(two), at(to)),
        }
    }

    /// The points it goes by and to.
    pub(crate) fn points(&self) -> impl Iterator<Item = Point> {
        let points = match *self {
            Self::Move(to) | Self::Line(to) => [Some(to), None, None],
            Self::Quad(by, to) => [Some(by), Some(to), None],
            Self::Cubic(one, two, to) => [Some(one), Some(two), Some(to)],
        };
        points.into_iter().flatten()
    }
}

/// Follows the outlines of all letters.
pub(crate) fn trace(words: &Words, mut follow: impl FnMut(Outline)) -> Result<(), ChartError> {
    let font = Ruler::new()?.font(words.face.weight);
    let unit = words.face.size / font.units_per_em;
    for letter in words.letters(font) {
        let at = |point: ab_glyph::Point| words.on_page(letter.origin, point.x * unit, point.y * unit);
        let mut pen: Option<ab_glyph::Point> = None;
        for curve in font.outline(letter.number) {
            let (from, to, outline) = match *curve {
                OutlineCurve::Line(from, to) => (from, to, Outline::Line(at(to))),
                OutlineCurve::Quad(from, by, to) => (from, to, Outline::Quad(at(by), at(to))),
                OutlineCurve::Cubic(from, one, two, to) => {
                    (from, to, Outline::Cubic(at(one), at(two), at(to)))
                }
            };
            if pen != Some(from) {
                follow(Outline::Move(at(from)));
            }
            follow(outline);
            pen = Some(to);
        }
    }
    Ok(())
}

/// The outlines of all letters as the data of an SVG path, on a grid of so many steps to the CSS pixel.
pub(super) fn path(words: &Words, grid: f32) -> Result<String, ChartError> {
    let mut path = String::new();
    trace(words, |outline| match outline {
        Outline::Move(to) => push(&mut path, 'M', &[to], grid),
        Outline::Line(to) => push(&mut path, 'L', &[to], grid),
        Outline::Quad(by, to) => push(&mut path, 'Q', &[by, to], grid),
        Outline::Cubic(one, two, to) => push(&mut path, 'C', &[one, two, to], grid),
    })?;
    Ok(path)
}

fn push(path: &mut String, command: char, points: &[Point], grid: f32) {
    path.push(command);
    for (at, point) in points.iter().enumerate() {
        if at > 0 {
            path.push(' ');
        }
        push_tenths(path, point.x * grid);
        path.push(' ');
        push_tenths(path, point.y * grid);
    }
}

/// Writes a number with at most one decimal.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which is meant")]
fn push_tenths(text: &mut String, number: f32) {
    let tenths = (number * 10.0).round() as i32;
    if tenths < 0 {
        text.push('-');
    }
    // From the last digit to the first: as many as there are, and one before the point at least.
    let mut digits = [0_u8; 10];
    let mut rest = tenths.unsigned_abs();
    let mut n_digits = 0;
    while rest > 0 || n_digits < 2 {
        digits[n_digits] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        n_digits += 1;
    }
    text.extend(digits[1..n_digits].iter().rev().map(|digit| char::from(*digit)));
    if digits[0] != b'0' {
        text.push('.');
        text.push(char::from(digits[0]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;
    use crate::text::Face;

    #[test]
    fn numbers_have_at_most_one_decimal() {
        let written = |number| {
            let mut text = String::new();
            push_tenths(&mut text, number);
            text
        };
        assert_eq!([3.0, -0.26, 12.34, -7.0, -0.01].map(written), ["3", "-0.3", "12.3", "-7", "0"]);
        assert_eq!([f32::NAN, f32::MAX].map(written), ["0", "214748364.7"]);
    }

    #[test]
    fn letters_stand_as_their_anchor_and_run_say() {
        let words = |anchor, run| Words {
            at: Point { x: 100.0, y: 50.0 },
            text: "HH".to_owned(),
            face: Face::regular(10.0),
            ink: Rgb::hex(0),
            anchor,
            run,
        };
        let font = Ruler::new().unwrap().font(crate::text::Weight::Regular);
        // H is 0.741 em wide.
        let origin = |anchor, run| words(anchor, run).letters(font).remove(1).origin;
        let near = |at: Point, (x, y): (f32, f32)| (at.x - x).abs() < 0.01 && (at.y - y).abs() < 0.01;
        assert!(near(origin(Anchor::Start, Run::Across), (107.41, 50.0)));
        assert!(near(origin(Anchor::Middle, Run::Across), (100.0, 50.0)));
        assert!(near(origin(Anchor::End, Run::Up), (100.0, 57.41)));
    }
}
