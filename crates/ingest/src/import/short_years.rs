//! Years of two digits: `04/05` is a financial year and `Jan 24` a month where others run on from it, and else may be
//! a day, as `10-11` may be an age.

use std::collections::BTreeSet;
use std::ops::Range;

use peel_model::{Diagnostics, Severity, fold, shortened};

use crate::cell::period::Part as PartOfYear;
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
    let columns = (0..grid.width).filter(|column| heads_years(grid, *column)).map(of_column);
    for cells in rows.chain(columns).collect::<Vec<Cells>>() {
        write_out(grid, &cells, diagnostics);
    }
}

/// Writes out the short times that the sheets of a workbook are named by, where they run on: `Dec 23`, `Dec 24`.
pub(crate) fn settle_sheets(grids: &mut [Grid], diagnostics: &mut Diagnostics) {
    for kind in [short_year, short_month, joined_year] {
        let name = |grid: &Grid| grid.sheet.as_deref().map(|sheet| sheet.trim().to_owned());
        let short = |grid: &Grid| name(grid).and_then(|name| kind(&name).map(|short| (name, short)));
        let found: Vec<(usize, (String, Short))> =
            grids.iter().enumerate().filter_map(|(at, grid)| Some((at, short(grid)?))).collect();
        let orders: Option<BTreeSet<Order>> = found.iter().map(|(_, (_, short))| short.order).collect();
        let Some(orders) = orders.filter(|orders| orders.len() == found.len() && sheets_run_on(orders))
        else {
            continue;
        };
        for (nth, (at, (mut name, short))) in found.into_iter().enumerate() {
            if nth == 0 {
                let n_sheets = orders.len();
                let message = format!(
                    "the names of {n_sheets} sheets run on: `{}` is read as `{}`",
                    shortened(&name[short.range.clone()]),
                    short.written
                );
                let mut said = grids[at].diagnostic(Severity::Note, "short-years", (0, 0), message);
                said.place = grids[at].whole();
                diagnostics.push(said);
            }
            name.replace_range(short.range, &short.written);
            grids[at].sheet_in_full = Some(name);
        }
    }
}

/// Whether the times of sheets tell by each other that they are; a month of one year after another is, too, for which
/// days would be a strange choice.
fn sheets_run_on(orders: &BTreeSet<Order>) -> bool {
    let are_of_one_month = || orders.iter().map(|(_, month)| month).collect::<BTreeSet<_>>().len() == 1;
    let follow = || orders.iter().zip(orders.iter().skip(1)).all(|(one, next)| one.0 + 1 == next.0);
    orders.len() > 1 && (run_on(orders) || (are_of_one_month() && follow()))
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
    let first = (0..grid.rows.len()).find(|row| {
        let text = grid.text(*row, column);
        short_year(text).or_else(|| one_digit_year(text)).is_some()
    });
    first.is_some_and(|first| (0..first).any(|row| says(&row)))
}

/// Writes out the short times of some cells, where all that may be one are, and tell by each other that they are.
fn write_out(grid: &mut Grid, cells: &[(usize, usize)], diagnostics: &mut Diagnostics) {
    for kind in [short_year, short_month, one_digit_year] {
        let found = cells.iter().map(|at| (*at, kind(grid.text(at.0, at.1))));
        let found: Vec<_> = found.filter_map(|(at, short)| Some((at, short?))).collect();
        let orders: Option<BTreeSet<Order>> = found.iter().map(|(_, short)| short.order).collect();
        let Some(((row, column), first)) =
            found.first().filter(|_| orders.is_some_and(|orders| run_on(&orders)))
        else {
            continue;
        };
        let (row, column) = (*row, *column);
        let text = shortened(&grid.text(row, column)[first.range.clone()]).into_owned();
        let message = format!("the times run on: `{text}` is read as `{}`", first.written);
        diagnostics.push(grid.diagnostic(Severity::Note, "short-years", (row, column), message));
        for ((row, column), short) in found {
            let mut text = grid.text(row, column).to_owned();
            text.replace_range(short.range, &short.written);
            grid.rows[row].cells[column].text = text;
        }
    }
}

/// A year, and the month in it; 0 for the whole year.
type Order = (u16, u16);

/// Whether times tell by each other that they are: years each follow another; months are more than the numbers
/// behind them, which are no days then.
fn run_on(orders: &BTreeSet<Order>) -> bool {
    let years: BTreeSet<u16> = orders.iter().map(|(year, _)| *year).collect();
    let months: BTreeSet<u16> = orders.iter().map(|(_, month)| *month).collect();
    let follow = years.iter().zip(years.iter().skip(1)).all(|(year, next)| year + 1 == *next);
    let are_years = months == BTreeSet::from([0]) && years.len() > 1;
    follow && (are_years || (months.len() > 1 && years.len() < orders.len()))
}

/// A time with a year of two digits within a text.
struct Short {
    /// Where it stands.
    range: Range<usize>,
    /// What it means; none where it can be no such time.
    order: Option<Order>,
    /// The same, written out.
    written: String,
}

/// The year a text may mean by two digits each, written out: of `Burglary 04/05`, `2004/05`.
pub(crate) fn meant(text: &str) -> Option<String> {
    short_year(text).filter(|short| short.order.is_some()).map(|short| short.written)
}

const fn of_century(two: u16) -> u16 {
    if two < FIRST_OF_LAST_CENTURY { 2000 + two } else { 1900 + two }
}

/// Two digits, a stroke or a dash and two digits, by themselves: a year if the second is the next after the first.
fn short_year(text: &str) -> Option<Short> {
    let bytes = text.as_bytes();
    let is_joint = |byte: &u8| matches!(byte, b'/' | b'-');
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || is_joint(byte));
    let two = |from: usize| {
        let [tens, ones] = bytes.get(from..from + 2)?.try_into().ok()?;
        let are_digits = u8::is_ascii_digit(&tens) && u8::is_ascii_digit(&ones);
        are_digits.then(|| u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
    };
    let found = (0..bytes.len()).find_map(|at| {
        let stands_apart = (at == 0 || !is_part(bytes.get(at - 1))) && !is_part(bytes.get(at + 5));
        bytes.get(at + 2).filter(|byte| stands_apart && is_joint(byte))?;
        Some((at, two(at)?, two(at + 3)?))
    });
    let (at, first, second) = found?;
    let order = ((first + 1) % 100 == second).then_some((of_century(first), 0));
    Some(Short { range: at..at + 5, order, written: format!("{}/{second:02}", of_century(first)) })
}

/// A year and the last digit of the next, `2020/1`, which alone may be a month.
fn one_digit_year(text: &str) -> Option<Short> {
    let start = text.rfind(' ').map_or(0, |at| at + 1);
    let (year, next) =
        text[start..].split_once('/').filter(|(year, next)| (year.len(), next.len()) == (4, 1))?;
    let (year, next): (u16, u16) = (year.parse().ok()?, next.parse().ok()?);
    let order = ((year + 1) % 10 == next).then_some((year, 0));
    let written = format!("{year}/{:02}", (year + 1) % 100);
    (1900..2100).contains(&year).then_some(Short { range: start..text.len(), order, written })
}

/// Two years of two digits each in one number that is all of a text: `1920`, which is a year of its own unless others
/// run on from it.
fn joined_year(text: &str) -> Option<Short> {
    let (first, second) = text.split_at_checked(2).filter(|_| text.len() == 4)?;
    let short = short_year(&format!("{first}/{second}")).filter(|short| short.order.is_some())?;
    Some(Short { range: 0..text.len(), ..short })
}

/// The name of a month and two digits behind a blank: `Jan 24`.
fn short_month(text: &str) -> Option<Short> {
    /// Below, the number is a day.
    const FIRST: u16 = 10;
    let (before, digits) = text.rsplit_once(' ').filter(|(_, digits)| digits.len() == 2)?;
    let start = before.rfind(' ').map_or(0, |at| at + 1);
    let Some(PartOfYear::Months { from, to }) = PartOfYear::read(&before[start..]) else { return None };
    let two: u16 = digits.parse().ok()?;
    let month = u16::try_from(from).ok().filter(|_| from == to)?;
    let order = (two >= FIRST).then_some((of_century(two), month));
    Some(Short {
        range: start..text.len(),
        order,
        written: format!("{} {}", &before[start..], of_century(two)),
    })
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
    fn a_digit_behind_a_year_is_the_next_where_all_run_on() {
        assert_eq!(settled("Force,2031/2,2032/3\nKent,1,2\n").0[1..3], ["2031/32", "2032/33"]);
        for text in
            ["Force,2031/2,2031/3\n", "Force,2031/2\n", "Force,2031/2,2034/5\n", "Force,2031/1,2031/2\n"]
        {
            assert!(settled(text).0[1].len() == 6, "{text}");
        }
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
        let (cells, n_said) = settled("Force,Nov 23,Dec 23,Jan 24\nKent,1,2,3\n");
        assert_eq!((cells[1].as_str(), cells[3].as_str(), n_said), ("Nov 2023", "Jan 2024", 1));
        let (cells, _) = settled("Force,Burglary 22-23,Burglary 23-24\nKent,1,2\n");
        assert_eq!(cells[2], "Burglary 2023/24");
    }

    #[test]
    fn short_years_of_sheets_are_read_where_they_run_on() {
        for (names, expected) in [
            (["Dec 23", "Dec 24"], Some("Dec 2024")),
            (["22-23", "23-24"], Some("2023/24")),
            (["Dec 23", "Dec 23"], None),
            (["Dec 23", "Dec 25"], None),
            (["Dec 01", "Dec 02"], None),
            (["10-11", "12-13"], None),
            (["Dec 23", "Notes"], None),
            (["1920", "2021"], Some("2020/21")),
            (["2122", "2223"], Some("2022/23")),
            (["2020", "2021"], None),
        ] {
            let mut diagnostics = Diagnostics::default();
            let mut grids = names.map(|name| {
                let mut grid = open("t.csv", b"Force,N\nKent,1\n", &mut diagnostics).remove(0);
                grid.sheet = Some(name.into());
                grid
            });
            settle_sheets(&mut grids, &mut diagnostics);
            assert_eq!(grids[1].sheet_in_full.as_deref(), expected, "{names:?}");
            assert_eq!(diagnostics.kept().len(), usize::from(expected.is_some()));
        }
    }

    #[test]
    fn what_may_be_a_day_or_an_age_is_left() {
        for text in [
            "Force,04/05\nKent,1\n",
            "Force,04/05,05/06,09/10\nKent,1,2,3\n",
            "Force,04/05,05/05\nKent,1,2\n",
            "Force,04/05/06,05/06/07\nKent,1,2\n",
            "Force,10-11,12-13\nKent,1,2\n",
            "Force,2010-11-12,2011-12-13\nKent,1,2\n",
            "Force,Jan 24\nKent,1\n",
            "Force,Jan 01,Feb 01\nKent,1,2\n",
            "Force,Mar 23,Mar 24\nKent,1,2\n",
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
