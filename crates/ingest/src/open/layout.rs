//! Cells met one by one on a sheet, laid out as the rows of a grid.
//!
//! A sheet says where each cell is, and may say so of two cells a million rows apart: what lies
//! between is only made where it can matter, and all that is made is taken from one allowance.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::grid::width_of;
use super::refusal::Refusal;
use super::{Cell, CellKind, Grid, MAX_CELLS, MAX_INFLATED, Row};

/// The most blank rows kept in a row; they matter to how a sheet is laid out, but not without end.
const MAX_BLANK_ROWS: u32 = 5_000;
/// The most blank columns kept beside one another: a stray cell at a sheet's end makes no table of all that lies before it.
const MAX_BLANK_COLUMNS: u32 = 200;

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
        let kept = Kept::of(self.cells.iter().map(|(_, column, ..)| *column).collect());
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
            let width = kept.place(column);
            // What a sheet says that it has is counted whole: one of far cells alone is refused.
            let last = cells.last().map_or(0, |cell| cell.column);
            self.allowance.take((column as usize).saturating_sub(usize::try_from(last).unwrap_or(0)), 0)?;
            cells.truncate(width);
            while cells.len() < width {
                let column = kept.column(cells.len());
                cells.push(Cell { text: String::new(), kind: CellKind::Text, column });
            }
            cells.push(Cell { text, kind, column: u64::from(column) + 1 });
        }
        let merged = merged.iter().filter_map(|region| place(&rows, &kept, *region)).collect();
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

/// Which columns of a sheet are kept: those with cells, and as many blank ones between as can matter.
struct Kept {
    /// After each long run of blank columns: the sheet's column, and its place in the grid, each from 0.
    after_gaps: Vec<(u32, usize)>,
}

impl Kept {
    fn of(filled: BTreeSet<u32>) -> Self {
        let (mut after_gaps, mut next, mut n_dropped) = (Vec::new(), 0, 0);
        for column in filled {
            let n_blank = column.saturating_sub(next);
            if n_blank > MAX_BLANK_COLUMNS {
                n_dropped += n_blank - MAX_BLANK_COLUMNS;
                after_gaps.push((column, (column - n_dropped) as usize));
            }
            next = column.saturating_add(1);
        }
        Self { after_gaps }
    }

    /// The place of a column of the sheet in the grid; of one that is dropped, that of the last blank one before it.
    fn place(&self, column: u32) -> usize {
        let at = self.after_gaps.partition_point(|(after, _)| *after <= column);
        let (from, first) = at.checked_sub(1).map_or((0, 0), |gap| self.after_gaps[gap]);
        let place = first + (column - from) as usize;
        self.after_gaps.get(at).map_or(place, |(_, next)| place.min(next - 1))
    }

    /// The column of the sheet, counted from 1, at a place in the grid.
    fn column(&self, place: usize) -> u64 {
        let at = self.after_gaps.partition_point(|(_, first)| *first <= place);
        let (from, first) = at.checked_sub(1).map_or((0, 0), |gap| self.after_gaps[gap]);
        u64::from(from) + (place - first) as u64 + 1
    }
}

/// Where a region of the sheet is among the rows kept; none where it is not, or is one cell.
fn place(
    rows: &[Row],
    kept: &Kept,
    (top, left, bottom, right): Region,
) -> Option<(usize, usize, usize, usize)> {
    let first = rows.partition_point(|row| row.number <= u64::from(top));
    let end = rows.partition_point(|row| row.number <= u64::from(bottom) + 1);
    let is_one_cell = top == bottom && left == right;
    (first < end && left <= right && !is_one_cell)
        .then(|| (first, kept.place(left), end - 1, kept.place(right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_cell_makes_no_wide_table_and_keeps_its_place() {
        let mut allowance = Allowance::new();
        let mut layout = Layout::new(&mut allowance);
        for (at, text) in
            [((0, 0), "Force"), ((0, 1), "Arson"), ((1, 0), "Kent"), ((1, 16_383), "x"), ((2, 9_000), "y")]
        {
            layout.push(at, text, CellKind::Text).unwrap();
        }
        let grid = layout.finish(&"t.xlsx".into(), "S", &[(0, 1, 0, 9_000)]).unwrap();
        assert!(grid.width < 500, "{}", grid.width);
        for (row, text, place) in [(0, "Arson", "t.xlsx!S!B1"), (1, "x", "XFD2"), (2, "y", "MHE3")] {
            let column = (0..grid.width).find(|column| grid.text(row, *column) == text).unwrap();
            let found = grid.place(row, column).to_string();
            assert!(found.ends_with(place.rsplit('!').next().unwrap()), "{found} {place}");
            assert_eq!(grid.cell_at(&grid.place(row, column)), Some((row, column)));
        }
        // An empty cell beyond the end of its row has the place of those below it.
        let beyond = grid.place(0, grid.width - 1).to_string();
        assert!(beyond.ends_with("XFD1"), "{beyond}");
        let (.., right) = grid.merged[0];
        assert_eq!(grid.text(2, right), "y");
    }
}
