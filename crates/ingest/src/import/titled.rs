//! The time of a table's figures as the rows above it say, and the names of its sheet and file.

use crate::cell::period::{self, Part, Period};
use crate::import::bind::file_stem;
use crate::import::doubt::runs_up;
use crate::import::says::periods_of;
use crate::import::time::{Time, of_title};
use crate::import::title::{about_the_table, without_number};
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
    pub(crate) fn with_names(&mut self, grid: &Grid) {
        match grid.sheet.as_deref().map(of_title).unwrap_or_default() {
            // Of a day there is no part, and a table's number is none.
            Time::PartOfYear(_)
                if self.is_numbered
                    || self.period.as_ref().is_some_and(|period| period.start == period.end) => {}
            // `H1` and `Q1` may be a table's or a question's number.
            Time::PartOfYear(_) if grid.sheet.as_deref().is_some_and(is_numbered) && self.part.is_none() => {
                self.doubt.get_or_insert_with(|| {
                    "the sheet's name may be a part of the year, or a number".to_owned()
                });
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
            _ => {}
        }
        let stem = file_stem(&grid.file);
        if self.period.is_none() && self.doubt.is_none() {
            self.doubt =
                runs_up(&stem.replace(['-', '_'], " ")).map(|doubt| format!("in the file's name, {doubt}"));
            self.period = period::in_file_name(stem).filter(|_| self.doubt.is_none());
        }
        if let Some(period) = self.period.as_ref().filter(|_| self.above.is_none()) {
            self.why.push(format!("the period, {}, is that of the name", period.label));
        }
    }
}

/// Whether a sheet's name is a letter and a digit alone.
fn is_numbered(sheet: &str) -> bool {
    matches!(sheet.trim().as_bytes(), [letter, digit] if letter.is_ascii_alphabetic() && digit.is_ascii_digit())
}
