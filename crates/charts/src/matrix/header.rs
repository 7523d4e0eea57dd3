//! The heads of the columns: wrapped across where the words fit, else running up.

use super::GAP;
use crate::canvas::{Anchor, Canvas, Point, Style};
use crate::text::{Face, Ruler, balanced, distinct, fits_unbroken};

const MOST_LINES_ACROSS: usize = 4;
/// How long lines that run up may be.
const LEAST_LENGTH: f32 = 80.0;
const MOST_LENGTH: f32 = 230.0;

/// The heads, broken into lines.
pub(crate) struct Header {
    heads: Vec<Vec<String>>,
    turned: bool,
    face: Face,
    height: f32,
}

impl Header {
    /// Breaks the titles so that they fit columns of this width.
    pub(crate) fn fit(canvas: &Canvas, titles: &[String], width: f32) -> Self {
        let (ruler, size) = (&canvas.ruler, canvas.theme.sizes.label);
        let across = Face::bold(size);
        let room = width - 6.0;
        let fits = |title: &String| fits_unbroken(ruler, title, across, room, MOST_LINES_ACROSS);
        if titles.iter().all(fits) {
            let heads: Vec<_> =
                titles.iter().map(|title| balanced(ruler, title, across, room, MOST_LINES_ACROSS)).collect();
            let n_lines = heads.iter().map(Vec::len).max().unwrap_or(0) as f32;
            return Self { heads, turned: false, face: across, height: n_lines * across.leading() };
        }
        Self::turned(ruler, titles, width, Face::regular(size))
    }

    /// Lines that run up, as short as lets every title be whole.
    fn turned(ruler: &Ruler, titles: &[String], width: f32, face: Face) -> Self {
        let n_lines = lines_in(width, face);
        let mut length = LEAST_LENGTH;
        let whole = |length| titles.iter().all(|title| fits_unbroken(ruler, title, face, length, n_lines));
        while length < MOST_LENGTH && !whole(length) {
            length += 10.0;
        }
        let titles: Vec<_> = titles.iter().map(String::as_str).collect();
        let heads = distinct(&titles, |title| balanced(ruler, title, face, length, n_lines));
        let longest = heads.iter().flatten().map(|line| ruler.width(line, face)).fold(0.0, f32::max);
        Self { heads, turned: true, face, height: longest.ceil() }
    }

    /// The height they need.
    pub(crate) const fn height(&self) -> f32 {
        self.height
    }

    /// Draws them from `x`, a column every `step`, with their feet on one line.
    pub(crate) fn draw(&self, canvas: &mut Canvas, x: f32, step: f32, y: f32) {
        let foot = y + self.height;
        for (at, lines) in self.heads.iter().enumerate() {
            let middle = x + at as f32 * step + (step - GAP) / 2.0;
            if self.turned {
                draw_up(canvas, lines, self.face, Point { x: middle, y: foot });
            } else {
                draw_across(canvas, lines, self.face, Point { x: middle, y: foot });
            }
        }
    }
}

/// How many lines that run up fit beside each other.
fn lines_in(width: f32, face: Face) -> usize {
    let mut n_lines = 1;
    while n_lines < 4 && (n_lines + 1) as f32 * face.leading() + 10.0 <= width {
        n_lines += 1;
    }
    n_lines
}

fn draw_across(canvas: &mut Canvas, lines: &[String], face: Face, foot: Point) {
    let style = Style::new(face, canvas.theme.ink).anchored(Anchor::Middle);
    for (back, line) in lines.iter().rev().enumerate() {
        let y = foot.y - 4.0 - back as f32 * face.leading();
        canvas.text(Point { x: foot.x, y }, line, style);
    }
}

fn draw_up(canvas: &mut Canvas, lines: &[String], face: Face, foot: Point) {
    // The lines as a block, its middle over the middle of the column.
    let block = (lines.len().saturating_sub(1)) as f32 * face.leading() + face.cap_height();
    let first = foot.x - block / 2.0 + face.cap_height();
    for (at, line) in lines.iter().enumerate() {
        let x = first + at as f32 * face.leading();
        canvas.text_up(Point { x, y: foot.y }, line, Style::new(face, canvas.theme.ink));
    }
}
