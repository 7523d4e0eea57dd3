//! The heads of the columns: wrapped across where the words fit, else running up.

use super::GAP;
use crate::canvas::{Anchor, Canvas, Point, Style};
use crate::palette::INK;
use crate::text::{Face, Ruler, balanced, fits_unbroken};

const ACROSS: Face = Face::bold(12.0);
const UP: Face = Face::regular(12.0);
const MOST_LINES_ACROSS: usize = 4;
/// How long lines that run up may be.
const LEAST_LENGTH: f32 = 80.0;
const MOST_LENGTH: f32 = 230.0;

/// The heads, broken into lines.
pub(super) struct Header {
    heads: Vec<Vec<String>>,
    turned: bool,
    height: f32,
}

impl Header {
    /// Breaks the titles so that they fit columns of this width.
    pub(super) fn fit(ruler: &Ruler, titles: &[String], width: f32) -> Self {
        let room = width - 6.0;
        let fits = |title: &String| fits_unbroken(ruler, title, ACROSS, room, MOST_LINES_ACROSS);
        if titles.iter().all(fits) {
            let heads: Vec<_> =
                titles.iter().map(|title| balanced(ruler, title, ACROSS, room, MOST_LINES_ACROSS)).collect();
            let n_lines = heads.iter().map(Vec::len).max().unwrap_or(0) as f32;
            return Self { heads, turned: false, height: n_lines * ACROSS.leading() };
        }
        Self::turned(ruler, titles, width)
    }

    /// Lines that run up, as short as lets every title be whole.
    fn turned(ruler: &Ruler, titles: &[String], width: f32) -> Self {
        let n_lines = lines_in(width);
        let mut length = LEAST_LENGTH;
        let whole = |length| titles.iter().all(|title| fits_unbroken(ruler, title, UP, length, n_lines));
        while length < MOST_LENGTH && !whole(length) {
            length += 10.0;
        }
        let heads: Vec<Vec<String>> =
            titles.iter().map(|title| balanced(ruler, title, UP, length, n_lines)).collect();
        let longest = heads.iter().flatten().map(|line| ruler.width(line, UP)).fold(0.0, f32::max);
        Self { heads, turned: true, height: longest.ceil() }
    }

    /// The height they need.
    pub(super) const fn height(&self) -> f32 {
        self.height
    }

    /// Draws them from `x`, a column every `step`, with their feet on one line.
    pub(super) fn draw(&self, canvas: &mut Canvas, x: f32, step: f32, y: f32) {
        let foot = y + self.height;
        for (at, lines) in self.heads.iter().enumerate() {
            let middle = x + at as f32 * step + (step - GAP) / 2.0;
            if self.turned {
                draw_up(canvas, lines, Point { x: middle, y: foot });
            } else {
                draw_across(canvas, lines, Point { x: middle, y: foot });
            }
        }
    }
}

/// How many lines that run up fit beside each other.
fn lines_in(width: f32) -> usize {
    let mut n_lines = 1;
    while n_lines < 4 && (n_lines + 1) as f32 * UP.leading() + 10.0 <= width {
        n_lines += 1;
    }
    n_lines
}

fn draw_across(canvas: &mut Canvas, lines: &[String], foot: Point) {
    let style = Style::new(ACROSS, INK).anchored(Anchor::Middle);
    for (back, line) in lines.iter().rev().enumerate() {
        let y = foot.y - 4.0 - back as f32 * ACROSS.leading();
        canvas.text(Point { x: foot.x, y }, line, style);
    }
}

fn draw_up(canvas: &mut Canvas, lines: &[String], foot: Point) {
    // The lines as a block, its middle over the middle of the column.
    let block = (lines.len().saturating_sub(1)) as f32 * UP.leading() + UP.cap_height();
    let first = foot.x - block / 2.0 + UP.cap_height();
    for (at, line) in lines.iter().enumerate() {
        let x = first + at as f32 * UP.leading();
        canvas.text_up(Point { x, y: foot.y }, line, Style::new(UP, INK));
    }
}
