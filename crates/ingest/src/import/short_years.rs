//! Financial years of two digits each: `04/05` is one where others run on from it, and else may be a day.

use std::collections::BTreeSet;
use std::ops::Range;

use peel_model::{Diagnostics, Severity, fold, shortened};

use crate::open::{CellKind, Grid};

/// The century that two digits are of changes here.
const FIRST_OF_LAST_CENTURY: u16 = 50;

/// Rows and columns of cells.
type Cells = Vec<(usize, usize)>;

/// Writes the short years out of a row of headers or a column of years, where they run on, and says so.
pub(crate) fn settle(grid: &mut Grid, diagnostics: &mut Diagnostics) {
    const HEADER_ROWS: usize = 12;
    let height = grid.rows.len();
    let of_row = |row: usize| (0..grid.rows[row].cells.len()).map(|column| (row, column)).collect();
    let rows = (0..height.min(HEADER_ROWS)).map(of_row).filter(|cells: &Cells| is_of_words(grid, cells));
    let of_column = |column: usize| (0..height).map(|row| (row, column)).collect();
    let columns = (0..grid.width()).filter(|column| heads_years(grid, *column)).map(of_column);
    for cells in rows.chain(columns).collect::<Vec<Cells>>() {
        write_out(grid, &cells, diagnostics);
    }
}

/// Whether a row has no figure in it, as headers have none.
fn is_of_words(grid: &Grid, cells: &[(usize, usize)]) -> bool {
    cells.iter().all(|(row, column)| {
        let cell = &grid.rows[*row].cells[*column];
        cell.kind == CellKind::Text && cell.text.trim().parse::<f64>().is_err()
    })
}

/// Whether a cell of a column says that years stand below it.
fn heads_years(grid: &Grid, column: usize) -> bool {
    const WORDS: [&str; 6] = ["year", "years", "period", "fy", "financial", "fiscal"];
    let says = |row: &usize| fold(grid.text(*row, column)).split(' ').any(|word| WORDS.contains(&word));
    let first = (0..grid.rows.len()).find(|row| short(grid.text(*row, column)).is_some());
    first.is_some_and(|first| (0..first).any(|row| says(&row)))
}

/// Writes out the short years of some cells, where all that may be one are, and each runs on from another.
fn write_out(grid: &mut Grid, cells: &[(usize, usize)], diagnostics: &mut Diagnostics) {
    let short = cells.iter().map(|at| (*at, short(grid.text(at.0, at.1))));
    let short = short.filter_map(|(at, short)| Some((at, short?)));
    let Some(years) = short.map(|(at, (range, year))| Some((at, range, year?))).collect::<Option<Vec<_>>>()
    else {
        return;
    };
    let distinct: BTreeSet<u16> = years.iter().map(|(.., year)| *year).collect();
    let run_on = distinct.iter().zip(distinct.iter().skip(1)).all(|(year, next)| year + 1 == *next);
    let Some(((row, column), range, year)) = years.first().filter(|_| distinct.len() > 1 && run_on) else {
        return;
    };
    let text = shortened(&grid.text(*row, *column)[range.clone()]).into_owned();
    let message = format!("the years run on: `{text}` is read as `{}`", written(*year));
    diagnostics.push(grid.diagnostic(Severity::Note, "short-years", (*row, *column), message));
    for ((row, column), range, year) in years {
        let whole = grid.text(row, column).to_owned();
        grid.rows[row].cells[column].text =
            format!("{}{}{}", &whole[..range.start], written(year), &whole[range.end..]);
    }
}

/// The year a text may mean by two digits each, written out: of `Burglary 04/05`, `2004/05`.
pub(crate) fn meant(text: &str) -> Option<String> {
    short(text)?.1.map(written)
}

fn written(year: u16) -> String {
    format!("{year}/{:02}", (year + 1) % 100)
}

/// Where a text has two digits, a stroke and two digits, by themselves; and the year that begins there, if the second
/// is the next after the first.
fn short(text: &str) -> Option<(Range<usize>, Option<u16>)> {
    let bytes = text.as_bytes();
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'/');
    let at = (0..bytes.len()).find(|at| {
        let is_open = *at > 0 && is_part(bytes.get(at - 1));
        let digits =
            |from: usize| bytes.get(from..from + 2).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
        !is_open
            && digits(*at)
            && bytes.get(at + 2) == Some(&b'/')
            && digits(at + 3)
            && !is_part(bytes.get(at + 5))
    })?;
    let two = |from: usize| u16::from(bytes[from] - b'0') * 10 + u16::from(bytes[from + 1] - b'0');
    let (first, second) = (two(at), two(at + 3));
    let century = if first < FIRST_OF_LAST_CENTURY { 2000 } else { 1900 };
    Some((at..at + 5, ((first + 1) % 100 == second).then_some(century + first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open::open;

    /// The cells of a text once its years are settled, and what is said.
    fn settled(text: &str) -> (Vec<String>, usize) {
        let mut diagnostics = Diagnostics::default();
        let mut grid = open("t.csv", text.as_bytes(), &mut diagnostics).remove(0);
        settle(&mut grid, &mut diagnostics);
        let cells = grid.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.text.clone());
        (cells.collect(), diagnostics.kept().len())
    }

    #[test]
    fn short_years_are_read_where_they_run_on() {
        let (cells, n_said) = settled("Force,Theft 98/99,Theft 99/00,00/01*\nKent,1,2,3\n");
        assert_eq!(
            (&cells[1..4], n_said),
            (&["Theft 1998/99", "Theft 1999/00", "2000/01*"].map(String::from)[..], 1)
        );
        let (cells, n_said) = settled("Force,Year,N\nKent,04/05,1\nKent,05/06,2\nEssex,04/05,3\n");
        assert_eq!(
            (cells[4].as_str(), cells[7].as_str(), cells[10].as_str()),
            ("2004/05", "2005/06", "2004/05")
        );
        assert_eq!(n_said, 1);
    }

    #[test]
    fn what_may_be_a_day_or_an_age_is_left() {
        for text in [
            "Force,04/05\nKent,1\n",
            "Force,04/05,05/06,09/10\nKent,1,2,3\n",
            "Force,04/05,05/05\nKent,1,2\n",
            "Force,04/05/06,05/06/07\nKent,1,2\n",
            "Force,10-11,11-12\nKent,1,2\n",
            "Force,Sample,N\nKent,04/05,1\nKent,05/06,2\n",
            "Force,Year,N\nKent,04/05,1\nKent,05/06,2\nKent,06/06,2\n",
        ] {
            let (cells, n_said) = settled(text);
            assert!(n_said == 0 && !cells.iter().any(|cell| cell.contains("200")), "{text}: {cells:?}");
        }
        assert_eq!(meant("Burglary 04/05"), Some("2004/05".to_owned()));
        assert_eq!(meant("Burglary 04/06"), None);
    }
}
