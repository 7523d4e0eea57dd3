//! Figures that are more than the number in their cell: words that its format sets around it, `15 (p)`, and cells that
//! are merged.

use std::collections::BTreeMap;

use peel_model::{Severity, shortened};

use crate::cell::footnote;
use crate::cell::number::{self, Number, NumberUnit};
use crate::import::bind::Bound;
use crate::import::faults::Fault;
use crate::import::read::Reader;
use crate::import::rows::RowIs;
use crate::import::shape::{Class, Shape};
use crate::import::unread::force_rows;
use crate::open::{Cell, CellKind, Grid};

/// The code of a figure that stands in the rows, or the columns, of several.
const MERGED_FIGURE: &str = "merged-figure";

/// The value of a number around which its cell shows words.
pub(crate) fn worded(cell: &Cell) -> Option<f64> {
    let is_bare = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
    match cell.kind {
        CellKind::Number(value) if !cell.text.bytes().all(is_bare) => Some(value),
        _ => None,
    }
}

/// What a text that shows words around a number is as a figure.
fn figure_of(text: &str) -> Option<Number> {
    number::read(text).or_else(|| number::read(&footnote::peel(text).text))
}

/// Whether a number is shown in thousands or more: `1.5k`.
fn ends_in_a_scale(text: &str) -> bool {
    const SCALES: [&str; 7] = ["k", "m", "mn", "bn", "thousand", "million", "billion"];
    let end = text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    SCALES.contains(&end.to_lowercase().as_str())
}

impl Reader<'_, '_> {
    /// A number of a workbook: where words are shown around it, what a reader sees.
    pub(crate) fn as_shown(&self, cell: &Cell, value: f64) -> Result<(f64, NumberUnit), Fault> {
        let Some(value) = worded(cell) else { return Ok((number::tidy(value).0, NumberUnit::Plain)) };
        if let Some(figure) = figure_of(&cell.text) {
            return Ok((figure.value, figure.unit));
        }
        let unit = self.unit_of(&cell.text);
        let is_other = unit.is_some_and(|unit| unit.scale().or(unit.derived()).is_some());
        if is_other || ends_in_a_scale(&cell.text) {
            return Err(Fault {
                code: "number-format",
                message: format!("`{}` is shown, and how many that are is not read", shortened(&cell.text)),
                hints: vec![HINT.to_owned()],
            });
        }
        Ok((number::tidy(value).0, NumberUnit::Plain))
    }

    /// Says which is the first figure of a column that is shown with words that are not read.
    pub(crate) fn words_of_formats(&mut self, rows: &[RowIs]) {
        if self.grid.sheet.is_none() {
            return;
        }
        for (column, ..) in &*self.value_columns() {
            let unread = |row: usize| {
                let cell = self.grid.cell(row, *column)?;
                let value = worded(cell).filter(|_| figure_of(&cell.text).is_none())?;
                self.as_shown(cell, value).ok().map(|(value, _)| (row, value))
            };
            let Some((row, value)) = force_rows(self.shape, rows).find_map(unread) else { continue };
            let text = shortened(self.grid.text(row, *column));
            let message = format!(
                "`{text}` is shown, and {} is read: words of the cell's format are not",
                number::write(value)
            );
            self.say(Severity::Warning, "number-format", (row, *column), message, &[HINT.to_owned()]);
        }
    }

    /// Why a figure is none of its row's or its column's alone: its cell is merged with those of others.
    pub(crate) fn merged_figure(&self, at: (usize, usize)) -> Option<Fault> {
        let (top, left) = *self.merged.get(&at)?;
        Some(Fault {
            code: MERGED_FIGURE,
            message: format!(
                "`{}` is one figure in the cells of several",
                shortened(self.grid.text(top, left))
            ),
            hints: vec!["write into each cell the figure that is its own".to_owned()],
        })
    }
}

const HINT: &str = "show the cells as plain numbers, and write what they are into the header";

/// The cells of figures that are merged over several forces' rows or several columns of figures, each with the first
/// cell of them.
pub(crate) fn merged_figures(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
) -> BTreeMap<(usize, usize), (usize, usize)> {
    let is_of_values = |column: &usize| {
        bound.columns.get(*column).and_then(Option::as_ref).is_some_and(|column| column.role.holds_values())
    };
    let is_named = |row: &usize| shape.body.contains(row) && !grid.text(*row, shape.force_column).is_empty();
    let mut cells = BTreeMap::new();
    for (top, left, bottom, right) in &grid.merged {
        let is_figure = grid.cell(*top, *left).map(Class::of);
        if !matches!(is_figure, Some(Class::Number | Class::Year)) {
            continue;
        }
        let rows: Vec<usize> = (*top..=*bottom).filter(is_named).collect();
        let columns: Vec<usize> = (*left..=(*right).min(grid.width)).filter(is_of_values).collect();
        if rows.len() * columns.len() > 1 {
            cells.extend(
                rows.iter().flat_map(|row| columns.iter().map(|column| ((*row, *column), (*top, *left)))),
            );
        }
    }
    cells
}
