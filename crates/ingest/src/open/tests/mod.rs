//! Opening files of every kind, whole and broken.

mod archives;
mod texts;
mod workbooks;

use super::*;

/// Opens bytes and gives what came of it, with `severity[code] place` of what was said.
fn opened(file: &str, bytes: &[u8]) -> (Vec<Grid>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let grids = open(file, bytes, &mut diagnostics);
    let said = diagnostics
        .kept()
        .iter()
        .map(|said| format!("{}[{}] {}", said.severity.as_str(), said.code, said.place));
    (grids, said.collect())
}

/// The texts of a grid's cells, row by row.
fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    grid.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect()).collect()
}

/// Checks that bytes give no grid and one error of this code.
fn check_refused(file: &str, bytes: &[u8], code: &str) {
    let (grids, said) = opened(file, bytes);
    assert!(grids.is_empty(), "{file}");
    assert_eq!(said, [format!("error[{code}] {file}")], "{file}");
}

/// Checks what must hold of every grid: places from 1 on, ascending; merged regions within the rows.
fn check_places(grid: &Grid) {
    let mut last = 0;
    for row in &grid.rows {
        // Two rows may begin on one line only where the text has no line between them: never.
        assert!(row.number > last, "row {} after {last}", row.number);
        last = row.number;
        for (index, cell) in row.cells.iter().enumerate() {
            assert!(cell.column >= 1);
            // Long runs of blank columns are dropped; what stands behind them keeps its place.
            let is_own = cell.column == index as u64 + 1 || (index >= 200 && cell.column > index as u64 + 1);
            assert!(grid.sheet.is_none() || is_own);
        }
    }
    for (top, left, bottom, right) in &grid.merged {
        assert!(top <= bottom && left <= right && *bottom < grid.rows.len());
    }
}
