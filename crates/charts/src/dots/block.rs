//! A block of rows beside one axis: one takes the whole width, or two half of it each.

use super::marks::Dot;
use super::panel::DotRow;
use crate::axis::Axis;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::shape::POINT;
use crate::text::{Face, ellipsize};

/// Above the heading of a group and below it.
const HEADING: f32 = 24.0;
/// White below the numbers of the axis.
pub(super) const BELOW_NUMBERS: f32 = 8.0;
/// White between two lines of rows that stand as close as they may.
pub(super) const TIGHT: f32 = 1.0;

/// A block of rows, and where its columns stand.
pub(super) struct Block<'p> {
    /// Headings, and the rows under each.
    pub(super) groups: Vec<(&'p str, &'p [DotRow])>,
    /// Its edges.
    pub(super) left: f32,
    pub(super) right: f32,
    /// The axis between the names and the words at the right.
    pub(super) axis: Axis,
    /// What it measures, in lines.
    pub(super) measure: Vec<String>,
    /// What the words at the right are, in lines.
    pub(super) words_head: Vec<String>,
    /// The width of those words.
    pub(super) words: f32,
    /// The height of a row.
    pub(super) row: f32,
}

impl Block<'_> {
    /// The height of what stands above the rows: what the axis measures, and its numbers.
    pub(super) fn heads_height(&self, canvas: &Canvas) -> f32 {
        let sizes = canvas.theme.sizes;
        let n_lines = self.measure.len().max(self.words_head.len()).max(1) as f32;
        n_lines * Face::bold(sizes.label).leading() + 2.0 + sizes.small + BELOW_NUMBERS
    }

    /// The height of its rows and their headings.
    pub(super) fn height(&self) -> f32 {
        let height =
            |(heading, rows): &(&str, &[DotRow])| heading_height(heading) + rows.len() as f32 * self.row;
        self.groups.iter().map(height).sum()
    }

    /// Draws something of each row, from the top.
    pub(super) fn rows(&self, canvas: &mut Canvas, top: f32, draw: fn(&DotRow, &mut Canvas, &Self, f32)) {
        let mut y = top;
        for (heading, rows) in &self.groups {
            y += heading_height(heading);
            for row in *rows {
                draw(row, canvas, self, y);
                y += self.row;
            }
        }
    }

    /// Sets the headings over the rows.
    pub(super) fn headings(&self, canvas: &mut Canvas, top: f32) {
        let face = Face::regular(canvas.theme.sizes.label);
        let mut y = top;
        for (heading, rows) in &self.groups {
            if !heading.is_empty() {
                let width = self.right - self.left;
                let words = ellipsize(&canvas.ruler, heading, face, width - 4.0);
                // On the paper, so that no line of the grid crosses it.
                let ground = Box2::new(self.left, y + 2.0, width, HEADING - 4.0);
                canvas.rect(ground, canvas.theme.paper);
                let at = Point { x: self.left, y: ground.middle().y };
                canvas.text_centred(at, &words, Style::new(face, canvas.theme.grey));
            }
            y += heading_height(heading) + rows.len() as f32 * self.row;
        }
    }
}

const fn heading_height(heading: &str) -> f32 {
    if heading.is_empty() { 0.0 } else { HEADING }
}

impl DotRow {
    /// The ground of the force in question.
    pub(super) fn band(&self, canvas: &mut Canvas, block: &Block, y: f32) {
        if self.is_subject {
            let width = block.right - block.left + 8.0;
            canvas.rect(Box2::new(block.left - 4.0, y, width, block.row), canvas.theme.band);
        }
    }

    /// Its bars, or what stands on them.
    pub(super) fn marks(&self, canvas: &mut Canvas, block: &Block, y: f32, are_bars: bool) {
        let theme = canvas.theme;
        let ink = if self.is_subject { theme.subject } else { theme.comparator };
        let from = canvas.n_marks();
        for mark in self.marks.iter().filter(|mark| mark.is_bar() == are_bars) {
            mark.draw(canvas, &block.axis, (y + block.row / 2.0, block.row), ink);
        }
        if self.marks.iter().any(|mark| !are_bars && matches!(mark, Dot::Full(_) | Dot::Hollow(_))) {
            let hollow = self.marks.iter().find_map(|mark| match mark {
                Dot::Hollow(value) => Some(*value),
                _ => None,
            });
            let middle = y + block.row / 2.0;
            self.marks.iter().for_each(|mark| mark.draw_ends(canvas, &block.axis, (middle, hollow)));
        }
        let (left, right) = block.axis.ends();
        let (left, right) = (left - POINT, right + POINT);
        canvas.panel(Box2 { left, top: y, right, bottom: y + block.row }, from);
    }

    /// What its words are set in.
    pub(super) const fn face(&self, size: f32) -> Face {
        if self.is_subject { Face::bold(size) } else { Face::regular(size) }
    }

    /// Its name, and what is said at the right.
    pub(super) fn words(&self, canvas: &mut Canvas, block: &Block, y: f32) {
        let middle = y + block.row / 2.0;
        let theme = canvas.theme;
        let face = |size: f32| self.face(size.min(block.row - TIGHT));
        let style = Style::new(face(theme.sizes.text), theme.ink);
        canvas.text_centred(Point { x: block.left, y: middle }, &self.name, style);
        let style = Style::new(face(theme.sizes.label), theme.ink).anchored(Anchor::End);
        let words = ellipsize(&canvas.ruler, &self.words, style.face, block.words);
        canvas.text_centred(Point { x: block.right, y: middle }, &words, style);
    }
}
