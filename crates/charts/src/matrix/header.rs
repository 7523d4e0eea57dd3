//! The heads of the columns: wrapped across where the words fit, else running up; numbers, and above them what these
//! stand for, where lines that run up would take more room than there is.

use super::GAP;
use crate::canvas::{Anchor, Canvas, Point, Style};
use crate::page::MARGIN;
use crate::text::{Face, Ruler, TIE, balanced, distinct, fits_unbroken, wrap};

const MOST_LINES_ACROSS: usize = 4;
/// White between what the numbers stand for and the numbers.
const BELOW_ORDER: f32 = 4.0;
/// How long lines that run up may be.
const LEAST_LENGTH: f32 = 80.0;
const MOST_LENGTH: f32 = 230.0;
/// A longer title may be broken between its words.
const MOST_TIED: usize = 60;

/// The heads, broken into lines.
pub(crate) struct Header {
    heads: Vec<Vec<String>>,
    turned: bool,
    face: Face,
    height: f32,
    /// What the numbers stand for, where heads are numbers.
    order: Vec<String>,
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
            return Self {
                heads,
                turned: false,
                face: across,
                height: n_lines * across.leading(),
                order: Vec::new(),
            };
        }
        if canvas.sheet().is_dense {
            return Self::numbered(canvas, titles, across);
        }
        Self::turned(ruler, titles, width, Face::regular(size))
    }

    /// Numbers, and lines as wide as the picture that say what they stand for.
    fn numbered(canvas: &Canvas, titles: &[String], face: Face) -> Self {
        // Of a short title no line ends within it.
        let tied = |title: &str| {
            if title.len() < MOST_TIED { title.replace(' ', &TIE.to_string()) } else { title.to_owned() }
        };
        let numbered = titles.iter().enumerate().map(|(at, title)| format!("{}{TIE}{}", at + 1, tied(title)));
        let words = numbered.collect::<Vec<_>>().join("; ");
        let order = wrap(&canvas.ruler, &words, face, canvas.width() - 2.0 * MARGIN, usize::MAX);
        let heads = (1..=titles.len()).map(|number| vec![number.to_string()]).collect();
        let height = (order.len() + 1) as f32 * face.leading() + BELOW_ORDER;
        Self { heads, turned: false, face, height, order }
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
        Self { heads, turned: true, face, height: longest.ceil(), order: Vec::new() }
    }

    /// The height they need.
    pub(crate) const fn height(&self) -> f32 {
        self.height
    }

    /// Says what the numbers stand for, where there are any.
    pub(crate) fn explain(&self, canvas: &mut Canvas, y: f32) {
        let style = Style::new(Face::regular(self.face.size), canvas.theme.ink);
        for (line, number) in self.order.iter().zip(1_u16..) {
            canvas.text(
                Point { x: MARGIN, y: y + f32::from(number) * self.face.leading() - 4.0 },
                line,
                style,
            );
        }
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
