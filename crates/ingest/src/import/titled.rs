//! The time of a table's figures as the rows above it say, and the names of its sheet and file.

use crate::cell::period::{self, Part, Period};
use crate::import::at_odds::{AtOdds, NAME_PERIOD, agree, words_against};
use crate::import::bind::file_stem;
use crate::import::doubt::runs_up;
use crate::import::says::periods_of;
use crate::import::shape::row_text;
use crate::import::time::{Time, of_title};
use crate::import::title::{about_the_table, without_number};
use crate::import::years::are_years_to;
use crate::open::Grid;
use peel_model::fold;

/// What the rows above a table say of the time of its figures.
#[derive(Debug, Default)]
pub(crate) struct Titled {
    /// The row and the period that they name.
    pub(crate) above: Option<(usize, Period)>,
    /// That period.
    pub(crate) period: Option<Period>,
    /// The part of a year.
    pub(crate) part: Option<Part>,
    /// Why what they say is no period.
    pub(crate) doubt: Option<String>,
    /// A row that says which part of a year, or speaks of a time that is no period, and what it says.
    pub(crate) partial: Option<(usize, String)>,
    /// Whether a row calls the table by the name of its sheet: `Table H2` of the sheet `H2`.
    pub(crate) is_numbered: bool,
    /// Where a title and a name are of different lengths, or the name is taken for a number.
    pub(crate) at_odds: Option<AtOdds>,
    /// The period, where it is a month of the file's name.
    pub(crate) month_of_file: Option<Period>,
    /// Where the period was found, in words.
    pub(crate) why: Vec<String>,
}

impl Titled {
    /// What the rows above a table say.
    pub(crate) fn of(titles: &[(usize, String)], grid: &Grid) -> Self {
        let number = grid.sheet.as_deref().map(|sheet| format!(" table {} ", fold(sheet)));
        let is_called =
            |text: &str| number.as_ref().is_some_and(|number| format!(" {} ", fold(text)).contains(number));
        let mut says =
            Self { is_numbered: titles.iter().any(|(_, text)| is_called(text)), ..Self::default() };
        for (row, text) in titles {
            let text = about_the_table(text);
            let time = of_title(without_number(text));
            match time {
                Time::Unsaid => {}
                Time::PartOfYear(part) => {
                    says.part = says.part.or(Some(part));
                    says.partial.get_or_insert((*row, "it is of a part of the year".to_owned()));
                }
                Time::Doubtful(doubt) => {
                    if periods_of(text).len() < 2 {
                        says.partial.get_or_insert((*row, doubt.clone()));
                    }
                    says.doubt.get_or_insert(format!("in the title, {doubt}"));
                }
                Time::Period(period) => match &says.above {
                    Some((earlier, other)) if (other.start, other.end) != (period.start, period.end) => {
                        let number = |row: usize| grid.rows[row].number;
                        says.doubt.get_or_insert(format!(
                            "row {} says {} and row {} says {}",
                            number(*earlier),
                            other.label,
                            number(*row),
                            period.label
                        ));
                    }
                    Some(_) => {}
                    None => says.above = Some((*row, period)),
                },
            }
        }
        if says.doubt.is_some() {
            says.above = None;
        }
        if let Some((row, period)) = &says.above {
            says.why.push(format!("the period, {}, stands in row {}", period.label, grid.rows[*row].number));
            says.period = Some(period.clone());
        }
        says
    }

    /// Adds what the names of the sheet and the file say: which part of the year of a title, or the period where no
    /// title has one.
    pub(crate) fn with_names(&mut self, titles: &[(usize, String)], grid: &Grid) {
        let part_of_titles = self.part;
        match sheet_name(grid).map(of_title).unwrap_or_default() {
            // Of a day there is no part, and a table's number is none.
            Time::PartOfYear(_)
                if self.is_numbered
                    || self.period.as_ref().is_some_and(|period| period.start == period.end) => {}
            // `H1` and `Q1` may be a table's or a question's number: with a period of its own the table needs none.
            // Several of one title may be its quarters.
            Time::PartOfYear(_)
                if is_numbered_sheet(grid)
                    && !grid.has_twin
                    && self.part.is_none()
                    && self.above.is_some() =>
            {
                let sheet = grid.sheet.as_deref().unwrap_or_default();
                self.at_odds = self.above.as_ref().map(|(row, period)| {
                    let number = grid.rows[*row].number;
                    let message = format!(
                        "row {number} names {}, and the sheet's name `{sheet}` is taken for a number, not a part of that",
                        period.label
                    );
                    AtOdds { row: *row, message, hint: NAME_PERIOD }
                });
            }
            Time::PartOfYear(part)
                if grid.has_twin && self.part.is_none() && !titles.iter().any(|(_, text)| asks(text)) =>
            {
                self.part = Some(part);
                let sheet = grid.sheet.as_deref().unwrap_or_default();
                self.why.push(format!("the sheet's name, `{sheet}`, says which part of the year"));
                self.at_odds = self.above.as_ref().map(|(row, period)| {
                    let (number, year) = (grid.rows[*row].number, &period.label);
                    let message = format!(
                        "row {number} names {year}, and the sheet's name `{sheet}` is taken for that part of it"
                    );
                    AtOdds { row: *row, message, hint: "name the sheet otherwise where that is not meant" }
                });
            }
            Time::PartOfYear(_) if is_numbered_sheet(grid) && self.part.is_none() => {
                self.doubt.get_or_insert_with(|| NUMBERED.to_owned());
                self.why.clear();
                self.period = None;
            }
            Time::PartOfYear(part) if self.part.is_none() => {
                self.why.push("the sheet's name says which part of the year".to_owned());
                self.part = Some(part);
            }
            Time::Doubtful(doubt) if self.doubt.is_none() => {
                self.doubt = Some(format!("in the sheet's name, {doubt}"));
                self.period = None;
            }
            Time::Period(period) if self.period.is_none() && self.doubt.is_none() => {
                self.period = Some(period);
            }
            Time::Period(named) => {
                let above = self.above.as_ref().filter(|(_, titled)| !agree(titled, &named));
                self.at_odds = above.map(|(row, titled)| {
                    let (number, sheet) = (grid.rows[*row].number, grid.sheet.as_deref().unwrap_or_default());
                    let message = format!(
                        "row {number} names {}, which is taken, and the name of the sheet, `{sheet}`, {}",
                        titled.label, named.label
                    );
                    AtOdds { row: *row, message, hint: NAME_PERIOD }
                });
            }
            _ => {}
        }
        let stem = file_stem(&grid.file);
        if self.period.is_none() && self.doubt.is_none() {
            self.doubt =
                runs_up(&stem.replace(['-', '_'], " ")).map(|doubt| format!("in the file's name, {doubt}"));
            self.period = period::in_file_name(stem).filter(|_| self.doubt.is_none());
            self.month_of_file = self.period.clone().filter(Period::is_month);
        }
        let Some(period) = self.period.as_ref().filter(|_| self.above.is_none()) else { return };
        let titles = titles.iter().map(|(row, text)| (*row, about_the_table(text)));
        let part = |text: &str| match of_title(without_number(text)) {
            Time::PartOfYear(part) => part_of_titles.filter(|first| *first == part),
            _ => None,
        };
        let mut against =
            titles.clone().filter_map(|(row, text)| Some((row, words_against(text, part(text), period)?)));
        self.at_odds = against.next().map(|(row, words)| {
            let number = grid.rows[row].number;
            let message = format!(
                "row {number} says {words}, and the name of the sheet or file, which is taken, {}",
                period.label
            );
            AtOdds { row, message, hint: NAME_PERIOD }
        });
        let ends_years = titles.clone().any(|(_, text)| are_years_to(text));
        let year = period.year_to_month().filter(|_| ends_years && self.at_odds.is_none());
        let of_the_name =
            format!("the period, {}, is that of the name", year.as_ref().unwrap_or(period).label);
        self.why.push(of_the_name);
        self.period = year.or_else(|| self.period.take());
    }
}

/// Why the name of a sheet that is a letter and a number says no period.
pub(crate) const NUMBERED: &str = "the sheet's name may be a part of the year, or a number";

/// Whether a title is that of an answer, whose sheets may be numbered as the questions are.
fn asks(title: &str) -> bool {
    const WORDS: [&str; 5] = ["foi", "freedom of information", "request", "question", "response"];
    let folded = format!(" {} ", fold(title));
    title.contains('?') || WORDS.iter().any(|word| folded.contains(&format!(" {word} ")))
}

/// The name of a sheet, its year written out.
fn sheet_name(grid: &Grid) -> Option<&str> {
    grid.sheet_in_full.as_deref().or(grid.sheet.as_deref())
}

fn is_numbered_sheet(grid: &Grid) -> bool {
    grid.sheet.as_deref().is_some_and(is_numbered)
}

/// Marks the sheets that are named by a letter and a number under one title: `Q1` and `Q2`.
pub(crate) fn mark_twins(grids: &mut [Grid]) {
    let key = |grid: &Grid| {
        let sheet = grid.sheet.as_deref().filter(|sheet| is_numbered(sheet))?;
        let titles = (0..grid.rows.len()).map(|row| row_text(grid, row));
        Some((sheet.trim().get(..1)?.to_ascii_lowercase(), titles.into_iter().find(|text| !text.is_empty())?))
    };
    let keys: Vec<_> = grids.iter().map(key).collect();
    for (grid, key) in grids.iter_mut().zip(&keys) {
        grid.has_twin = key.is_some() && keys.iter().filter(|other| *other == key).count() > 1;
    }
}

/// Whether a sheet's name is a letter and a digit alone.
fn is_numbered(sheet: &str) -> bool {
    matches!(sheet.trim().as_bytes(), [letter, digit] if letter.is_ascii_alphabetic() && digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use peel_model::Diagnostics;

    use super::*;
    use crate::open::open;

    #[test]
    fn sheets_of_one_title_that_are_numbered_may_be_its_quarters() {
        let twins = |sheets: [(&str, &str); 2]| {
            let mut grids = sheets.map(|(name, title)| {
                let text = format!("{title}\nForce,N\nKent,1\n");
                let mut grid = open("t.csv", text.as_bytes(), &mut Diagnostics::default()).remove(0);
                grid.sheet = Some(name.into());
                grid
            });
            mark_twins(&mut grids);
            let titles = [(0, "Number of arsons, 2030/31".to_owned())];
            let mut says = Titled::of(&titles, &grids[0]);
            says.with_names(&titles, &grids[0]);
            assert!(says.at_odds.is_some() && says.doubt.is_none());
            (grids[0].has_twin, says.part)
        };
        assert_eq!(twins([("Q1", "Arsons"), ("Q2", "Arsons")]), (true, Part::read("Q1")));
        assert_eq!(twins([("Q1", "Arsons"), ("Q2", "Thefts")]), (false, None));
        assert_eq!(twins([("Q1", "Arsons"), ("H2", "Arsons")]), (false, None));
    }
}
