//! The left of a row: the area's title and the subject's grade as a chip with its letter.

use peel_model::{Scale, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::{MARGIN, corner};
use crate::text::{Face, distinct, wrap};

const MOST_LINES: usize = 4;
const TITLE_WIDTH: f32 = 216.0;
/// White between the rows that stand closest.
pub(super) const APART: f32 = 7.0;
const DENSE_APART: f32 = 3.0;
const CHIP: (f32, f32) = (32.0, 24.0);
const DENSE_CHIP: f32 = 16.0;

const fn chip_height(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { DENSE_CHIP } else { CHIP.1 }
}

/// The width of a picture from which on titles are wider, and how much of what is over they have: rows of a line each
/// stand closer on a page that is filled.
const USUAL_WIDTH: f32 = 960.0;
const SHARE_OF_MORE: f32 = 0.4;

/// The width of the titles.
fn title_width(canvas: &Canvas) -> f32 {
    TITLE_WIDTH + (canvas.width() - USUAL_WIDTH).max(0.0) * SHARE_OF_MORE
}

/// The width of the column with its chip.
pub(crate) fn area_width(canvas: &Canvas) -> f32 {
    title_width(canvas) + 12.0 + CHIP.0
}

/// An area's title, in lines.
pub(crate) struct Area {
    lines: Vec<String>,
    face: Face,
}

/// The top of a row and its height.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowHeight {
    /// From the top of the picture.
    pub(crate) top: f32,
    /// Its height.
    pub(crate) height: f32,
}

impl RowHeight {
    /// The height of its middle.
    pub(crate) fn middle(self) -> f32 {
        self.top + self.height / 2.0
    }
}

impl Area {
    /// Breaks the titles into lines.
    pub(crate) fn all(canvas: &Canvas, titles: &[&str]) -> Vec<Self> {
        let (face, width) = (Face::regular(canvas.theme.sizes.text), title_width(canvas));
        let titles = distinct(titles, |title| wrap(&canvas.ruler, title, face, width, MOST_LINES));
        titles.into_iter().map(|lines| Self { lines, face }).collect()
    }

    /// The height a row needs for it.
    pub(crate) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.face.leading() + 16.0
    }

    /// The height a row needs at least, for it and for the chip.
    pub(crate) fn least(&self, canvas: &Canvas) -> f32 {
        let apart = if canvas.sheet().is_dense { DENSE_APART } else { APART };
        (self.lines.len() as f32 * self.face.leading()).max(chip_height(canvas)) + apart
    }

    /// Draws it at the middle of the row.
    pub(crate) fn draw(&self, canvas: &mut Canvas, row: RowHeight) {
        let mut y = row.middle() - (self.lines.len().saturating_sub(1)) as f32 * self.face.leading() / 2.0;
        for line in &self.lines {
            canvas.text_centred(Point { x: MARGIN, y }, line, Style::new(self.face, canvas.theme.ink));
            y += self.face.leading();
        }
    }
}

/// Draws the subject's grade at the right of the column, with a corner when it was carried over.
pub(crate) fn chip(
    canvas: &mut Canvas,
    scale: &Scale,
    (verdict, carried_over): (Verdict, bool),
    middle: f32,
) {
    let (fill, sign) = canvas.theme.verdict_fill(verdict, scale);
    let letter = Face::bold(canvas.theme.sizes.label);
    let height = chip_height(canvas);
    let area = Box2::new(MARGIN + area_width(canvas) - CHIP.0, middle - height / 2.0, CHIP.0, height);
    canvas.fill(area, fill);
    if carried_over {
        corner(canvas, area, sign, fill.ink);
    }
    canvas.text_centred(area.middle(), sign, Style::new(letter, fill.ink).anchored(Anchor::Middle));
}
