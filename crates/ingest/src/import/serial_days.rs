//! Days as workbooks count them, `45016` for 31 March 2023, under a header that says that dates stand below it.

use jiff::ToSpan;
use jiff::civil::Date;
use peel_model::{Diagnostics, Severity, fold};

use crate::cell::period;
use crate::open::{CellKind, Grid};

/// Headers below which a whole number can be nothing but such a day.
const HEADERS: [&str; 11] = [
    "date",
    "dates",
    "as at",
    "as at date",
    "snapshot date",
    "reference date",
    "reporting date",
    "start date",
    "end date",
    "period start",
    "period end",
];

/// Writes out the days of a column of dates that are numbers, and says so.
pub(crate) fn settle(grid: &mut Grid, diagnostics: &mut Diagnostics) {
    for column in 0..grid.width {
        let heads = |row: &usize| HEADERS.contains(&fold(grid.text(*row, column)).as_str());
        let Some(header) = (0..grid.rows.len()).take(HEADER_ROWS).find(heads) else { continue };
        let rows = header + 1..grid.rows.len();
        let days: Vec<(usize, Date)> =
            rows.clone().filter_map(|row| Some((row, day(grid.text(row, column))?))).collect();
        let is_other = |row: &usize| {
            let text = grid.text(*row, column);
            text.chars().any(char::is_alphanumeric) && day(text).is_none() && period::read(text).is_none()
        };
        let Some((row, first)) = days.first().filter(|_| !rows.clone().any(|row| is_other(&row))) else {
            continue;
        };
        let text = grid.text(*row, column);
        let message = format!("`{text}` is read as {first}, the day that a workbook counts so");
        diagnostics.push(grid.diagnostic(Severity::Note, "serial-days", (*row, column), message));
        for (row, day) in days {
            let cell = &mut grid.rows[row].cells[column];
            cell.text = day.to_string();
            cell.kind = CellKind::Date(day);
        }
    }
}

/// Whether a header is over dates, some of the texts below it are, and the others are faulty by themselves.
pub(crate) fn are_dates(header: &str, texts: Vec<(usize, &str)>) -> bool {
    let is_date = |text: &str| day(text).is_some() || (!is_bare(text) && period::read(text).is_some());
    HEADERS.contains(&fold(header).as_str()) && texts.into_iter().any(|(_, text)| is_date(text))
}

fn is_bare(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What to do about a number that is no period, where a workbook counts days so.
pub(crate) fn hint(text: &str) -> Option<String> {
    day(text).map(|day| format!("write the date out, `{day}`, where that is what a workbook counts so"))
}

/// A file has no more header rows than this.
const HEADER_ROWS: usize = 12;

/// The day of a whole number, from 1982 to 2064: none counts figures of police forces before.
fn day(text: &str) -> Option<Date> {
    const FIRST: i32 = 30_000;
    const LAST: i32 = 60_000;
    let text = text.trim();
    let text = text.strip_suffix(".0").unwrap_or(text);
    let n_days: i32 = Some(text).filter(|text| text.len() == 5)?.parse().ok()?;
    let origin = Date::new(1899, 12, 30).ok()?;
    (FIRST..=LAST).contains(&n_days).then(|| origin.checked_add(n_days.days()).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::open;

    #[test]
    fn numbers_below_a_header_of_dates_are_days() {
        for (text, expected) in [
            ("Force,Date,N\nKent,45016,1\n", "2023-03-31"),
            ("Force,Date,N\nKent,45016,1\nEssex,31/03/2023,2\n", "2023-03-31"),
            ("Force,Date,N\nKent,45016,1\nEssex,early,2\n", "45016"),
            ("Force,Officers,N\nKent,45016,1\n", "45016"),
            ("Force,Date,N\nKent,12,1\n", "12"),
        ] {
            let mut diagnostics = Diagnostics::default();
            let mut grid = open("t.csv", text.as_bytes(), &mut diagnostics).remove(0);
            settle(&mut grid, &mut diagnostics);
            assert_eq!(grid.text(1, 1), expected, "{text}");
        }
    }
}
