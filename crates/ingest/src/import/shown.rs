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
    let is_named = |row: &usize| !grid.text(*row, shape.force_column).is_empty();
    let named: Vec<usize> = shape.body.clone().filter(is_named).collect();
    let valued: Vec<usize> = (0..grid.width).filter(is_of_values).collect();
    let within = |all: &[usize], from: usize, to: usize| {
        all.partition_point(|one| *one < from)..all.partition_point(|one| *one <= to)
    };
    // Merges of a sound workbook lie apart, and have no more cells than it: of more, only the first cell is seen.
    let mut n_left = named.len() * valued.len();
    let mut cells = BTreeMap::new();
    for (top, left, bottom, right) in &grid.merged {
        let is_figure = grid.cell(*top, *left).map(Class::of);
        if !matches!(is_figure, Some(Class::Number | Class::Year)) {
            continue;
        }
        let rows = &named[within(&named, *top, *bottom)];
        let columns = &valued[within(&valued, *left, *right)];
        let n_cells = rows.len() * columns.len();
        if n_cells < 2 {
            continue;
        }
        if n_cells > n_left {
            cells.insert((*top, *left), (*top, *left));
            continue;
        }
        n_left -= n_cells;
        let at =
            |row: &usize| columns.iter().map(|column| ((*row, *column), (*top, *left))).collect::<Vec<_>>();
        cells.extend(rows.iter().flat_map(at));
    }
    cells
}

#[cfg(test)]
mod tests {
    use crate::import::tests::merged_figures_of;

    #[test]
    fn merges_that_overlap_take_no_more_than_the_table_has_cells() {
        const N: usize = 3_000;
        let text = format!("Force,Arson 2031\n{}", "Kent,10\n".repeat(N));
        // Each reaches from its row to the last: the square of them in all.
        let merged: Vec<_> = (1..=N).map(|row| (row, 1, N, 1)).collect();
        let cells = merged_figures_of(&text, merged);
        assert_eq!(cells.len(), N);
    }
}
