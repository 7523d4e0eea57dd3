//! One table as it lies in a file: rows of cells, each with its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use peel_model::{At, Diagnostic, Excerpt, Place, Severity};

/// A sheet of a workbook, or the whole of a delimited text file. Blank lines of a text file hold no row.
#[derive(Debug, Clone)]
pub(crate) struct Grid {
    /// The file, as the user named it; a member of an archive is `archive.zip/member.csv`.
    pub(crate) file: Arc<str>,
    /// The sheet's name, blanks and all; none for text.
    pub(crate) sheet: Option<Arc<str>>,
    /// The same with its year of two digits written out, where the names of several sheets tell that it is one.
    pub(crate) sheet_in_full: Option<String>,
    /// Whether another sheet has the same title, and a name that differs in its number alone: `Q1` and `Q2`.
    pub(crate) has_twin: bool,
    /// What the sheet's name says of its figures beside those of other sheets under the same title: `Male`.
    pub(crate) sheet_apart: Option<String>,
    /// What separates the cells of a text file; none for a sheet.
    pub(crate) delimiter: Option<u8>,
    /// Whether its first row says so itself, as spreadsheet programs have it: `sep=;`.
    pub(crate) says_delimiter: bool,
    /// The columns of a text in which a comma can only be a decimal point.
    pub(crate) commas: BTreeMap<usize, Commas>,
    /// The rows, of uneven length; empty cells at the end of a row may be missing.
    pub(crate) rows: Vec<Row>,
    /// How many columns the widest row has.
    pub(crate) width: usize,
    /// Cells merged into one: `(first row, first column, last row, last column)`, counted from 0, where
    /// the format says so.
    pub(crate) merged: Vec<(usize, usize, usize, usize)>,
}

/// What the commas of a column are in which at least one can only be a decimal point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Commas {
    /// All are decimal points, and its cells are written with full stops.
    Decimal,
    /// Other figures of the column have signs that stand against it.
    Doubtful,
}

/// A row and where it stands.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The line the row begins on, or the row of the sheet; counted from 1.
    pub(crate) number: u64,
    /// Its cells.
    pub(crate) cells: Vec<Cell>,
    /// Whether its quotes tell where its cells end.
    pub(crate) is_sound: bool,
}

/// A cell as it was written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    /// What a reader sees, blanks at both ends included: the text of a text cell, the shortest text of a
    /// number with the words that its format sets around it, `YYYY-MM-DD` of a date, the month or year of one of which
    /// no more is shown.
    pub(crate) text: String,
    /// What kind of cell the file says it is; always `Text` in a text file.
    pub(crate) kind: CellKind,
    /// The column of the line, in characters from 1 (text), or the column of the sheet, from 1.
    pub(crate) column: u64,
}

/// What a workbook says a cell is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum CellKind {
    /// Text, or nothing.
    Text,
    /// A number.
    Number(f64),
    /// A date; the time of day is left out.
    Date(Date),
    /// An error of the spreadsheet's own, such as `#REF!`.
    Error,
}

/// How many columns the widest of some rows has.
pub(super) fn width_of(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

impl Grid {
    /// The text of a cell without the blanks around it; empty beyond the end.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.cell(row, column).map_or("", |cell| cell.text.trim())
    }

    /// A cell; none beyond the end.
    pub(crate) fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// Where a cell stands; beyond the end of a row, the end of it.
    pub(crate) fn place(&self, row: usize, column: usize) -> Place {
        let number = self.rows.get(row).map_or(1, |row| row.number);
        let cells = self.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
        let at = if let Some(sheet) = &self.sheet {
            At::Cell {
                sheet: Arc::clone(sheet),
                row: u32::try_from(number).unwrap_or(u32::MAX),
                column: self.sheet_column(row, column),
            }
        } else {
            let found = cells.get(column).or(cells.last());
            At::Line { line: number, column: found.map_or(1, |cell| cell.column) }
        };
        Place { file: Arc::clone(&self.file), at }
    }

    /// The column of the sheet that a cell is in, counted from 1: long runs of blank columns are dropped from the grid.
    fn sheet_column(&self, row: usize, column: usize) -> u32 {
        let own = self.cell(row, column);
        let cell = own.or_else(|| self.rows.iter().find_map(|row| row.cells.get(column)));
        u32::try_from(cell.map_or(column as u64 + 1, |cell| cell.column)).unwrap_or(u32::MAX)
    }

    /// The cell that stands at a place; none where that is of another table.
    pub(crate) fn cell_at(&self, place: &Place) -> Option<(usize, usize)> {
        let (number, column) = match place.at {
            At::Line { line, column } => (line, column),
            At::Cell { row, column, .. } => (u64::from(row), u64::from(column)),
            At::File | At::Sheet(_) => return None,
        };
        let row = self.rows.partition_point(|row| row.number < number);
        let is_there = |column: &usize| self.place(row, *column) == *place;
        let cells = self.rows.get(row)?.cells.len();
        let guess = usize::try_from(column).ok()?.checked_sub(1)?;
        let guess = Some(guess).filter(|guess| self.sheet.is_some() && *guess < self.width);
        guess.into_iter().chain(0..cells).find(is_there).map(|column| (row, column))
    }

    /// The grid as a whole, as a place.
    pub(crate) fn whole(&self) -> Place {
        let at = self.sheet.as_ref().map_or(At::File, |sheet| At::Sheet(Arc::clone(sheet)));
        Place { file: Arc::clone(&self.file), at }
    }

    /// A diagnostic about a cell, with the cell's own text.
    pub(crate) fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        (row, column): (usize, usize),
        message: String,
    ) -> Diagnostic {
        const LONGEST: usize = 120;
        let whole: String = self.text(row, column).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut text: String = whole.chars().take(LONGEST).collect();
        if text.len() < whole.len() {
            text.push('…');
        }
        let excerpt = Excerpt { before: 0, width: text.chars().count(), text };
        Diagnostic {
            severity,
            code,
            place: self.place(row, column),
            message,
            excerpt: (excerpt.width > 0).then_some(excerpt),
            hints: Vec::new(),
        }
    }
}
