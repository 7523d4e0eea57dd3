//! How grades fall among all forces compared: a stacked bar per area, the subject's segment marked.

use peel_model::{NoteKey, Scale, Table, Verdict};

use crate::bars::{AREA_WIDTH, Area, RowHeight, Stack};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::{self, Key, MARGIN, SMALL, Swatch};
use crate::palette::{GREY, INK};
use crate::reading::{self, CountColumns, column, count, noted, number, subject};
use crate::text::{Face, ellipsize};
use crate::{ChartError, Picture};

const HEAD: Face = Face::bold(12.0);
const SHARE: Face = Face::regular(12.0);
const KNOWN: Face = Face::regular(SMALL);
const BAR_HEIGHT: f32 = 26.0;
const BAR_LEFT: f32 = MARGIN + AREA_WIDTH + 20.0;
const BAR_RIGHT: f32 = page::WIDTH - MARGIN - 190.0;
const WORDS_LEFT: f32 = BAR_RIGHT + 16.0;

/// An area of the chart.
struct Distribution {
    area: Area,
    stack: Stack,
    graded: u64,
    of: u64,
    good_or_better: Option<f64>,
    median: String,
}

/// Draws the distribution.
pub(crate) fn draw(table: &Table) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let mut canvas = Canvas::new(page::WIDTH)?;
    let distributions = read(&canvas, table, scale)?;

    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(table, &distributions, scale), y);
    heads(&mut canvas, table, y);
    let mut y = y + 24.0;
    for distribution in &distributions {
        let row = RowHeight { top: y, height: distribution.area.height().max(56.0) };
        distribution.draw(&mut canvas, scale, row);
        y += row.height;
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "distribution", &table.title, &describe(table, &distributions))
}
