//! Cells met one by one on a sheet, laid out as the rows of a grid.
//!
//! A sheet says where each cell is, and may say so of two cells a million rows apart: what lies
//! between is only made where it can matter, and all that is made is taken from one allowance.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::grid::width_of;
use super::refusal::Refusal;
use super::{Cell, CellKind, Grid, MAX_CELLS, MAX_INFLATED, Row};

/// The most blank rows kept in a row; they matter to how a sheet is laid out, but not without end.
const MAX_BLANK_ROWS: u32 = 5_000;

/// What a whole file may still take: cells (rows count as one too) and bytes of text.
#[derive(Debug)]
pub(super) struct Allowance {
    cells: usize,
    text: usize,
}

impl Allowance {
    /// The allowance of one file.
    pub(super) fn new() -> Self {
        Self { cells: MAX_CELLS, text: MAX_INFLATED }
    }

    /// Takes cells and bytes of text from it.
    pub(super) fn take(&mut self, cells: usize, text: usize) -> Result<(), Refusal> {
        self.cells = self.cells.checked_sub(cells).ok_or(Refusal::TooLarge)?;
        self.text = self.text.checked_sub(text).ok_or(Refusal::TooLarge)?;
        Ok(())
    }
}

/// A region of merged cells: first row and column, last row and column, counted from 0.
pub(super) type Region = (u32, u32, u32, u32);

/// The cells of one sheet, in the order met.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    allowance: &'a mut Allowance,
    cells: Vec<(u32, u32, String, CellKind)>,
}

impl<'a> Layout<'a> {
    /// A sheet without cells.
    pub(super) fn new(allowance: &'a mut Allowance) -> Self {
        Self { allowance, cells: Vec::new() }
    }

    /// Adds a cell at a row and a column of the sheet, counted from 0; an empty text is no cell.
    pub(super) fn push(
        &mut self,
        (row, column): (u32, u32),
        text: &str,
        kind: CellKind,
    ) -> Result<(), Refusal> {
        if !text.is_empty() {
            self.allowance.take(1, text.len())?;
            self.cells.push((row, column, text.to_owned(), kind));
        }
        Ok(())
    }

    /// The grid: rows from the sheet's first on, blank rows between kept up to a bound, cells up to the
    /// last of each row. Of two cells at one place the later counts.
    pub(super) fn finish(mut self, file: &Arc<str>, sheet: &str, merged: &[Region]) -> Result<Grid, Refusal> {
        if !self.cells.is_sorted_by_key(|(row, column, ..)| (*row, *column)) {
            self.cells.sort_by_key(|(row, column, ..)| (*row, *column));
        }
        let mut rows: Vec<Row> = Vec::new();
        let mut next_row = 0;
        for (row, column, text, kind) in self.cells {
            if row >= next_row {
                let n_blank = (row - next_row).min(MAX_BLANK_ROWS);
                self.allowance.take(n_blank as usize + 1, 0)?;
                let empty = |row: u32| Row { number: u64::from(row) + 1, cells: vec![], is_sound: true };
                rows.extend((next_row..next_row + n_blank).chain([row]).map(empty));
                next_row = row.saturating_add(1);
            }
            let Some(Row { cells, .. }) = rows.last_mut() else { continue };
            let width = column as usize;
            self.allowance.take(width.saturating_sub(cells.len()), 0)?;
            cells.truncate(width);
            while cells.len() < width {
                let column = cells.len() as u64 + 1;
                cells.push(Cell { text: String::new(), kind: CellKind::Text, column });
            }
            cells.push(Cell { text, kind, column: u64::from(column) + 1 });
        }
        let merged = merged.iter().filter_map(|region| place(&rows, *region)).collect();
        Ok(Grid {
            sheet_in_full: None,
            has_twin: false,
            sheet_apart: None,
            file: Arc::clone(file),
            sheet: Some(sheet.into()),
            delimiter: None,
            says_delimiter: false,
            commas: BTreeMap::new(),
            width: width_of(&rows),
            rows,
            merged,
        })
    }
}

/// Where a region of the sheet is among the rows kept; none where it is not, or is one cell.
fn place(rows: &[Row], (top, left, bottom, right): Region) -> Option<(usize, usize, usize, usize)> {
    let first = rows.partition_point(|row| row.number <= u64::from(top));
    let end = rows.partition_point(|row| row.number <= u64::from(bottom) + 1);
    let is_one_cell = top == bottom && left == right;
    (first < end && left <= right && !is_one_cell).then(|| (first, left as usize, end - 1, right as usize))
}
