//! `202324`, the financial year 2023/24 without its stroke: what stands over it, or beside it, tells.
//!
//! `201112` may be December 2011 as well, and any of them a count: nothing is taken for a year by its digits alone.

use peel_model::{Diagnostics, Severity, fold};

use crate::cell::period;
use crate::import::years::years_of;
use crate::open::{CellKind, Grid};

/// Writes out the years of a column or a row of headers, and says so.
pub(crate) fn settle(grid: &mut Grid, diagnostics: &mut Diagnostics) {
    const HEADER_ROWS: usize = 12;
    let n_rows = grid.rows.len().min(HEADER_ROWS);
    for row in 0..n_rows {
        let cells: Vec<(usize, usize)> =
            (0..grid.rows[row].cells.len()).map(|column| (row, column)).collect();
        let is_said = (0..row).any(|above| {
            let mut texts = grid.rows[above].cells.iter().map(|cell| cell.text.as_str());
            texts.any(says_years)
        });
        let n_years = n_running(grid, &cells);
        write_out(grid, &cells, n_years > 1 || (is_said && n_years > 0), diagnostics);
    }
    for column in 0..grid.width {
        let cells: Vec<(usize, usize)> = (0..grid.rows.len()).map(|row| (row, column)).collect();
        let is_said = cells.iter().take(HEADER_ROWS).any(|at| says_years(grid.text(at.0, at.1)));
        write_out(grid, &cells, is_said, diagnostics);
    }
}

/// Why a text that may be a year so written is no period.
pub(crate) fn doubt(text: &str) -> Option<String> {
    joined(text).map(|written| format!("it may be {written} without its stroke, and nothing says so"))
}

/// Whether at least half of what stands below a header are years which nothing tells, and none that may be a month.
pub(crate) fn are_unclear(texts: &[(usize, &str)]) -> bool {
    let is_month = |text: &str| text.trim().get(4..).is_some_and(|second| second <= "12");
    let n_unclear = texts.iter().filter(|(_, text)| joined(text).is_some() && !is_month(text)).count();
    n_unclear > 0 && n_unclear * 2 >= texts.len()
}

/// Whether words say that financial years stand below or beside them.
fn says_years(text: &str) -> bool {
    years_of(&fold(text)) == Some("financial years")
}

/// `2023/24` of `202324`.
fn joined(text: &str) -> Option<String> {
    let text = text.trim();
    let is_joined = text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit());
    let (first, second) = Some(text).filter(|_| is_joined)?.split_at_checked(4)?;
    let (year, next): (u16, u16) = (first.parse().ok()?, second.parse().ok()?);
    ((1990..2099).contains(&year) && (year + 1) % 100 == next).then(|| format!("{first}/{second}"))
}

/// How many years so written stand in a row, where they are all of it but its first cell, and each is the next: no counts
/// run on so.
fn n_running(grid: &Grid, cells: &[(usize, usize)]) -> usize {
    let years = cells.iter().skip(1).map(|at| joined(grid.text(at.0, at.1))?[..4].parse::<u16>().ok());
    let years: Option<Vec<u16>> = years.collect();
    let years =
        years.filter(|years| years.iter().zip(years.iter().skip(1)).all(|(one, next)| one + 1 == *next));
    years.map_or(0, |years| years.len())
}

fn write_out(grid: &mut Grid, cells: &[(usize, usize)], is_said: bool, diagnostics: &mut Diagnostics) {
    let found: Vec<((usize, usize), String)> =
        cells.iter().filter_map(|at| Some((*at, joined(grid.text(at.0, at.1))?))).collect();
    let Some((first, written)) = found.first().cloned() else { return };
    let is_beside = || {
        let mut others = cells.iter().map(|at| grid.text(at.0, at.1));
        others.any(|text| text.contains('/') && period::read(text).is_some_and(|period| period.is_fiscal()))
    };
    if !(is_said || is_beside()) {
        return;
    }
    let message = format!("`{}` is read as {written}, a financial year", grid.text(first.0, first.1));
    diagnostics.push(grid.diagnostic(Severity::Note, "joined-years", first, message));
    for (at, written) in found {
        let cell = &mut grid.rows[at.0].cells[at.1];
        cell.text = written;
        cell.kind = CellKind::Text;
    }
}
