//! The heatmap of what is known: areas by kind of source and kind of gap, a count in each cell.

mod content;

use peel_model::Table;

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, MARGIN};
use crate::palette::Ramp;
use crate::text::{Face, Weight, ellipsize, wrap};
use crate::{ChartError, Picture};

use content::{AreaCounts, Content};

const AREA_WIDTH: f32 = 230.0;
const SUM_WIDTH: f32 = 80.0;
const CELL: f32 = 58.0;
const LEAST_ROW: f32 = 34.0;
/// White between two cells.
const GAP: f32 = 2.0;
/// White between what is known and what is not.
const GROUP_GAP: f32 = 16.0;
const BASES_LEFT: f32 = MARGIN + AREA_WIDTH + SUM_WIDTH;
const SUM_RIGHT: f32 = BASES_LEFT - 12.0;
const MOST_HEAD_LINES: usize = 3;

/// Draws the coverage.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let theme = sheet.theme;
    let gaps_left = BASES_LEFT + CELL * content.bases.len() as f32 + GROUP_GAP;
    let y = page::head(&mut canvas, table) + 6.0;
    let foot = y + heads_height(&canvas, content.bases.iter().chain(&content.gaps));
    let known = Style::new(Face::bold(theme.sizes.label), theme.ink).anchored(Anchor::End);
    canvas.text(Point { x: SUM_RIGHT, y: foot - 8.0 }, "Known", known);
    heads(&mut canvas, "How the grade is known", &content.bases, (BASES_LEFT, y, foot));
    heads(&mut canvas, "Why no grade is shown", &content.gaps, (gaps_left, y, foot));
    let mut y = foot;
    for area in &content.areas {
        let height = label(&mut canvas, area, y);
        let groups = [
            (BASES_LEFT, theme.counts.known, &area.by_basis),
            (gaps_left, theme.counts.missing, &area.by_gap),
        ];
        for (left, ramp, counts) in groups {
            for (at, count) in counts.iter().enumerate() {
                let place = Box2::new(left + at as f32 * CELL, y, CELL - GAP, height - GAP);
                cell(&mut canvas, place, ramp, (*count, area.of));
            }
        }
        y += height;
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "coverage", &table.title, &content.describe(table))
}

/// The height that the heads of the groups and of their columns need.
fn heads_height<'a>(canvas: &Canvas, columns: impl Iterator<Item = &'a String>) -> f32 {
    let face = Face::regular(canvas.theme.sizes.small);
    let n_lines =
        columns.map(|title| wrap(&canvas.ruler, title, face, CELL - GAP, MOST_HEAD_LINES).len()).max();
    28.0 + n_lines.unwrap_or(0) as f32 * face.leading()
}

/// Draws the head of a group and those of its columns, from the left, between top and foot.
fn heads(canvas: &mut Canvas, words: &str, columns: &[String], (left, y, foot): (f32, f32, f32)) {
    let theme = canvas.theme;
    let (group, column) = (Face::bold(theme.sizes.label), Face::regular(theme.sizes.small));
    let right = left + CELL * columns.len() as f32 - GAP;
    canvas.text(Point { x: left, y: y + group.size }, words, Style::new(group, theme.ink));
    canvas.line(Point { x: left, y: y + 19.0 }, Point { x: right, y: y + 19.0 }, 1.0, theme.rule);
    let style = Style::new(column, theme.grey).anchored(Anchor::Middle);
    for (at, title) in columns.iter().enumerate() {
        let lines = wrap(&canvas.ruler, title, column, CELL - GAP, MOST_HEAD_LINES);
        let x = left + at as f32 * CELL + (CELL - GAP) / 2.0;
        for (back, line) in lines.iter().rev().enumerate() {
            let y = foot - 8.0 - back as f32 * column.leading();
            canvas.text(Point { x, y }, line, style);
        }
    }
}

/// Draws an area's title and how many are known; gives the height of the row.
fn label(canvas: &mut Canvas, area: &AreaCounts, y: f32) -> f32 {
    let theme = canvas.theme;
    let face = Face::regular(theme.sizes.text);
    let lines = wrap(&canvas.ruler, &area.title, face, AREA_WIDTH - 14.0, 4);
    let height = LEAST_ROW.max(lines.len() as f32 * face.leading() + 8.0);
    let middle = y + (height - GAP) / 2.0;
    let mut line_y = middle - (lines.len().saturating_sub(1)) as f32 * face.leading() / 2.0;
    for line in &lines {
        canvas.text_centred(Point { x: MARGIN, y: line_y }, line, Style::new(face, theme.ink));
        line_y += face.leading();
    }
    let sum = format!("{} of {}", area.known, area.of);
    let style = Style::new(face, theme.ink).anchored(Anchor::End);
    fitted(canvas, Point { x: SUM_RIGHT, y: middle }, &sum, style, SUM_WIDTH - 12.0);
    height
}

/// Draws a cell, the deeper the larger its share of all forces.
fn cell(canvas: &mut Canvas, place: Box2, ramp: Ramp, (count, of): (u64, u64)) {
    let theme = canvas.theme;
    let (middle, size) = (place.middle(), theme.sizes.text);
    if count == 0 {
        canvas.outline(place, 1.0, theme.faint);
        let style = Style::new(Face::regular(size), theme.grey).anchored(Anchor::Middle);
        return canvas.text_centred(middle, "0", style);
    }
    let (ground, ink) = ramp.shade(count as f32 / of as f32);
    canvas.rect(place, ground);
    let style = Style::new(Face::bold(size), ink).anchored(Anchor::Middle);
    fitted(canvas, middle, &count.to_string(), style, place.width() - 4.0);
}

/// Sets words smaller when they need it, and shortened when that is not enough.
fn fitted(canvas: &mut Canvas, at: Point, words: &str, style: Style, width: f32) {
    let fits = canvas.ruler.width(words, style.face) <= width;
    let size = if fits { style.face.size } else { canvas.theme.sizes.small };
    let weight = if fits { style.face.weight } else { Weight::Regular };
    let face = Face { size, weight };
    let words = ellipsize(&canvas.ruler, words, face, width);
    canvas.text_centred(at, &words, Style { face, ..style });
}
