//! `2011-12`, which is the year from April or December 2011: what stands beside it, or over it, tells.
//!
//! `2011-10` and `2012-01` can be no financial years, and `2012-13` no month. Where months stand beside it, it is one, and
//! where `Month` stands over it.

use std::collections::BTreeSet;

use peel_model::{Diagnostics, Severity, fold, shortened};

use crate::cell::period::{self, Period};
use crate::open::Grid;

/// Writes out the months of a row of headers or a column that could be financial years as well, where the others tell,
/// and says so; where nothing tells, it says that they are taken for years.
pub(crate) fn settle(grid: &mut Grid, diagnostics: &mut Diagnostics) {
    const HEADER_ROWS: usize = 12;
    let n_rows = grid.rows.len().min(HEADER_ROWS);
    let of_row = |row: usize| (0..grid.rows[row].cells.len()).map(|column| (row, column)).collect();
    let rows: Vec<Vec<(usize, usize)>> = (0..n_rows).map(of_row).collect();
    for (row, cells) in rows.iter().enumerate() {
        let is_headed = row > 0 && grid.rows[row - 1].cells.iter().any(|cell| is_month_word(&cell.text));
        write_out(grid, cells, is_headed, diagnostics);
    }
    for column in 0..grid.width {
        let cells: Vec<(usize, usize)> = (0..grid.rows.len()).map(|row| (row, column)).collect();
        let Some(first) = cells.iter().position(|(row, column)| pair(grid.text(*row, *column)).is_some())
        else {
            continue;
        };
        let is_headed = cells[..first].iter().any(|(row, column)| is_month_word(grid.text(*row, *column)));
        write_out(grid, &cells[first..], is_headed, diagnostics);
    }
}

/// `Month`, `Month (YYYY-MM)`, `Year-Month`.
fn is_month_word(header: &str) -> bool {
    const WORDS: [&str; 8] = ["month", "months", "year", "yyyy", "mm", "date", "and", "reporting"];
    let folded = fold(header);
    let mut words = folded.split(' ');
    words.clone().any(|word| matches!(word, "month" | "months")) && words.all(|word| WORDS.contains(&word))
}

/// What a text of four digits, a dash and two may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pair {
    /// A financial year alone: `2012-13`.
    Year,
    /// A month alone: `2012-01`.
    Month,
    /// Either, the year from April of this one.
    Either(i16),
}

/// What the whole of a text may mean, where it is four digits, a dash and two.
fn pair(text: &str) -> Option<Pair> {
    const LONGEST: usize = 9;
    let (year, two) = Some(text.trim()).filter(|text| text.len() <= LONGEST)?.split_once(['-', '–'])?;
    let are_digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(year, 4) || !are_digits(two, 2) {
        return None;
    }
    let (year, two): (i16, i16) = (year.parse().ok()?, two.parse().ok()?);
    match ((year + 1) % 100 == two, (1..=12).contains(&two)) {
        _ if !(1900..2100).contains(&year) => None,
        (true, true) => Some(Pair::Either(year)),
        (true, false) => Some(Pair::Year),
        (false, true) => Some(Pair::Month),
        (false, false) => None,
    }
}

/// A text behind the words of its header, `Arson 2011-12`, and where it begins.
fn behind_words(text: &str) -> (usize, &str) {
    let at = text.trim_end().rfind(' ').map_or(0, |at| at + 1);
    (at, &text[at..])
}

/// Writes out the months among some cells.
fn write_out(grid: &mut Grid, cells: &[(usize, usize)], is_headed: bool, diagnostics: &mut Diagnostics) {
    const LONGEST: usize = 100;
    let text = |at: &(usize, usize)| grid.text(at.0, at.1);
    let found = cells.iter().filter_map(|at| Some((*at, pair(behind_words(text(at)).1)?)));
    let found: Vec<((usize, usize), Pair)> = found.collect();
    let either: Vec<((usize, usize), i16)> = found
        .iter()
        .filter_map(|(at, pair)| if let Pair::Either(year) = pair { Some((*at, *year)) } else { None })
        .collect();
    let Some((first, year)) = either.first().copied() else { return };
    let others = || {
        let is_other = |text: &&str| text.len() <= LONGEST && pair(behind_words(text).1).is_none();
        let texts = cells.iter().map(text).filter(is_other);
        texts.filter_map(|text| period::find(text).pop().map(|(_, period)| period))
    };
    let has = |wanted: Pair| found.iter().any(|(_, pair)| *pair == wanted);
    let are_years = has(Pair::Year) || others().any(|period| period.is_fiscal());
    let are_months = is_headed || has(Pair::Month) || others().any(|period| Period::is_month(&period));
    let written = |text: &str| {
        let (at, digits) = behind_words(text);
        let month = period::month(&digits.trim().replace('–', "-"))?;
        Some(format!("{}{}", &text[..at], month.label))
    };
    let shown = shortened(text(&first)).into_owned();
    let Some(meant) = written(text(&first)) else { return };
    if are_months && !are_years {
        let message = format!("months stand beside it, or `Month` over it: `{shown}` is read as `{meant}`");
        diagnostics.push(grid.diagnostic(Severity::Note, "month-or-year", first, message));
        for (at, _) in either {
            if let Some(written) = written(grid.text(at.0, at.1)) {
                grid.rows[at.0].cells[at.1].text = written;
            }
        }
        return;
    }
    let years: BTreeSet<i16> = either.iter().map(|(_, year)| *year).collect();
    let run_on = years.iter().zip(years.iter().skip(1)).all(|(year, next)| year + 1 == *next);
    if are_months || !(are_years || run_on) {
        let message =
            format!("`{shown}` may be {meant} or the year from April {year}, and is read as the year");
        let mut said = grid.diagnostic(Severity::Warning, "month-or-year", first, message);
        said.hints.push("write months as `December 2011`, and years as `2011/12`".to_owned());
        diagnostics.push(said);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::open;

    /// The cells of a text once its months are settled, and the worst that is said.
    fn settled(text: &str) -> (String, Option<Severity>) {
        let mut diagnostics = Diagnostics::default();
        let mut grid = open("t.csv", text.replace('|', "\n").as_bytes(), &mut diagnostics).remove(0);
        settle(&mut grid, &mut diagnostics);
        let rows = grid
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(","));
        let said = diagnostics.kept().iter().map(|said| said.severity).max();
        (rows.collect::<Vec<_>>().join("|"), said)
    }

    #[test]
    fn months_beside_it_or_over_it_make_it_a_month() {
        for (text, expected) in [
            ("Force,2011-11,2011-12,2012-01|Kent,1,2,3", "Force,2011-11,December 2011,2012-01|Kent,1,2,3"),
            ("Force,2010-11,2010-12|Kent,1,2", "Force,November 2010,2010-12|Kent,1,2"),
            ("Force,Oct 2011,2011-12|Kent,1,2", "Force,Oct 2011,December 2011|Kent,1,2"),
            (
                "Force,Arson 2011-12,Arson 2012-01|Kent,1,2",
                "Force,Arson December 2011,Arson 2012-01|Kent,1,2",
            ),
            ("Month,Force,N|2011-12,Kent,1", "Month,Force,N|December 2011,Kent,1"),
            (
                "Time,Force,N|2011-12,Kent,1|2012-01,Kent,2",
                "Time,Force,N|December 2011,Kent,1|2012-01,Kent,2",
            ),
        ] {
            assert_eq!(settled(text), (expected.to_owned(), Some(Severity::Note)), "{text}");
        }
    }

    #[test]
    fn years_beside_it_leave_it_a_year() {
        for (text, expected) in [
            ("Force,2010-11,2011-12,2012-13|Kent,1,2,3", None),
            ("Force,2010-11,2011-12|Kent,1,2", None),
            ("Force,2009/10,2011-12|Kent,1,2", None),
            ("Force,2011-12|Kent,1", None),
            ("Year,Force,N|2011-12,Kent,1", None),
            ("Force,2005-06,2010-11|Kent,1,2", Some(Severity::Warning)),
            ("Force,2011-12,2012-13,2012-01|Kent,1,2,3", Some(Severity::Warning)),
        ] {
            assert_eq!(settled(text), (text.to_owned(), expected), "{text}");
        }
    }
}
