//! The column that says which part of a year each row is of, beside the year or under one that a title names: quarters,
//! halves and months. Weeks are none, and what stands there and is no part that can be read is a fault: the year alone
//! is never taken for it.

use peel_model::{Severity, fold, shortened};

use crate::cell::period::{self, Part, Period};
use crate::import::context::Context;
use crate::import::faults::Fault;
use crate::import::layout::Role;
use crate::import::read::Reader;
use crate::import::time::Time;

/// What a header says that the numbers below it count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Turn {
    Quarter,
    Half,
    Month,
    Week,
    /// `Period`: it does not say.
    Any,
}

/// The parts of a year below a header.
struct Turns<'h> {
    header: &'h str,
    each: Turn,
    /// Whether each is named by its last month: `Quarter ending` over `June`.
    end: bool,
    /// Whether numbers say how many they are: `Months` over `6`.
    are_counted: bool,
    /// Whether they are those of a financial year, or of a calendar year, by the header.
    are_fiscal: Option<bool>,
}

impl<'h> Turns<'h> {
    fn of(header: &'h str) -> Self {
        let folded = fold(header);
        let has = |words: &[&str]| folded.split(' ').any(|word| words.contains(&word));
        let each = if has(&["week", "weeks", "wk"]) {
            Turn::Week
        } else if has(&["month", "months", "mth"]) {
            Turn::Month
        } else if has(&["half"]) {
            Turn::Half
        } else if has(&["quarter", "quarters", "qtr", "qtrs"]) {
            Turn::Quarter
        } else {
            Turn::Any
        };
        let end = has(&["ending", "ended", "end", "to"]);
        let is_fiscal = has(&["financial", "fiscal", "fin", "fy"]);
        let are_fiscal = (is_fiscal || has(&["calendar", "cal"])).then_some(is_fiscal);
        let are_counted = has(&["months", "weeks", "quarters", "qtrs"]);
        Self { header, each, end, are_counted, are_fiscal }
    }

    /// The part of a year that a cell names.
    fn part(&self, text: &str) -> Option<Part> {
        let turn = match self.each {
            Turn::Quarter => "quarter",
            Turn::Half => "half",
            Turn::Month | Turn::Any => "",
            Turn::Week => return None,
        };
        if let Ok(number) = text.parse::<i8>() {
            return match self.each {
                Turn::Month => {
                    (1..=12).contains(&number).then_some(Part::Months { from: number, to: number })
                }
                Turn::Quarter | Turn::Half => Part::read(&format!("{turn} {number}")),
                Turn::Week | Turn::Any => None,
            }
            .filter(|_| !self.are_counted);
        }
        // `3rd` under `Quarter` is the third.
        let named = || Part::read(&format!("{text} {turn}")).filter(|_| !turn.is_empty());
        let part = Part::read(text).or_else(named)?;
        let n_before = match self.each {
            Turn::Quarter if self.end => 2,
            Turn::Half if self.end => 5,
            _ => return Some(part),
        };
        match part {
            Part::Months { from, to } if from == to => {
                Some(Part::Months { from: (to - 1 - n_before).rem_euclid(12) + 1, to })
            }
            part => Some(part),
        }
    }

    /// The period of a cell beside a year.
    fn period(&self, text: &str, year: &str) -> Option<Period> {
        const WHOLE: [&str; 6] = ["year", "full year", "whole year", "annual", "all year", "12 months"];
        if self.each == Turn::Week {
            return None;
        }
        let whole = period::read(year);
        if WHOLE.contains(&&*fold(text)) {
            return whole;
        }
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        let is_other = whole.as_ref().is_some_and(|whole| self.is_of_another_year(text, whole));
        let beside = || period::read(&format!("{text} {year}")).filter(|_| !is_other);
        let by_itself = || period::read(text).or_else(beside);
        let of_year = || {
            let whole = whole.as_ref().filter(|_| !is_other)?;
            self.part(text)?.of(whole)
        };
        let found = by_itself().filter(|_| !is_number && !self.end).or_else(of_year)?;
        // `Apr-Mar` of `2023/24` is that year.
        Some(whole.filter(|whole| (whole.start, whole.end) == (found.start, found.end)).unwrap_or(found))
    }

    /// Whether numbers are those of other years than the one beside them: the first quarter of a financial year beside
    /// `2023`, the first month beside `2023/24`.
    fn is_of_another_year(&self, text: &str, year: &Period) -> bool {
        let is_turn = text.bytes().any(|byte| byte.is_ascii_digit());
        let is_month = self.each == Turn::Month;
        is_turn
            && (self.are_fiscal.is_some_and(|fiscal| fiscal != year.is_fiscal())
                || (is_month && year.is_fiscal()))
    }

    /// Why a cell is no part of a year, and what would be one.
    fn fault(&self, text: &str, year: Option<&str>) -> Fault {
        let (said, header) = (shortened(text), shortened(self.header));
        let of = year.map_or_else(String::new, |year| format!(" of `{}`", shortened(year)));
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let message = match self.each {
            _ if text.is_empty() => {
                format!("nothing stands under `{header}`, so which part{of} is meant is not known")
            }
            Turn::Week => format!("`{said}`{of} is a week by its header, `{header}`, and weeks are not read"),
            Turn::Any if is_number => {
                format!("`{said}`{of} under `{header}` may be a month or a quarter")
            }
            each if each == Turn::Any || year.is_some() => format!("`{said}`{of} is not a period"),
            _ => format!("`{said}` is no quarter or month"),
        };
        let is_fiscal = year.and_then(period::read).is_some_and(|year| year.is_fiscal());
        let hint = match self.each {
            Turn::Week => "add up the weeks of a month, a quarter or a year, and leave the column out",
            Turn::Month if is_number && is_fiscal => {
                "write the months by their names: the first month of a financial year is April, and that of the calendar January"
            }
            _ if self.are_fiscal == Some(true) && is_number && !is_fiscal && year.is_some() => {
                "write the financial year out, `2018/19`: of `2018` nobody knows whether it begins or ends then"
            }
            _ if year.is_some() => {
                "expected a year and its quarter or month, such as `2018/19` and `Q2`, or `2018` and `April`"
            }
            _ => "expected, for instance, `Q1`, `April` or `Q1 2023/24`",
        };
        Fault { code: "quarter", message, hints: vec![hint.to_owned()] }
    }
}

impl Reader<'_, '_> {
    /// What a column of quarters or months says, where none has the year: `Q1 2023/24`, or `Q1` of a year named
    /// elsewhere.
    pub(crate) fn quarter_alone(&self, row: usize) -> Result<Time, Fault> {
        let Some(column) = self.column_of(Role::Quarter) else { return Ok(Time::Unsaid) };
        let text = self.grid.text(row, column);
        if text.is_empty() {
            return Ok(Time::Unsaid);
        }
        let turns = Turns::of(self.shape.header_of(column));
        let dated = || period::read(text).filter(|_| turns.each != Turn::Week).map(Time::Period);
        dated().or_else(|| turns.part(text).map(Time::PartOfYear)).ok_or_else(|| turns.fault(text, None))
    }

    /// The period of a year and the quarter, half or month in its own column: `2018/19` and `2`, `2018` and `April`. The
    /// year alone is never taken for it.
    pub(crate) fn part_of_year(&self, row: usize, year: &str) -> Result<Option<Period>, Fault> {
        let Some(column) = self.column_of(Role::Quarter) else { return Ok(None) };
        let turns = Turns::of(self.shape.header_of(column));
        let text = self.grid.text(row, column);
        turns.period(text, year).map(Some).ok_or_else(|| turns.fault(text, Some(year)))
    }

    /// Says so where a column that is not read has parts of a year, or other words for a time, in most of its cells: the
    /// figures beside it are not those of the whole year. Whether it does.
    pub(crate) fn unread_time(&mut self, column: usize, texts: &[(usize, &str)]) -> bool {
        if self.bound.layout.gives.are_gradings() {
            return false;
        }
        let header = self.shape.header_of(column).to_owned();
        let is_headed = heads_parts(&header, texts.iter().map(|(_, text)| *text), self.context);
        let n_told = texts.iter().filter(|(_, text)| is_of_part(&header, text)).count();
        let Some((row, text)) = texts.first().filter(|_| is_headed || n_told * 2 > texts.len()) else {
            return false;
        };
        let message = format!(
            "the column `{}` is not read, and `{}` in it may say which part of a year a figure is of",
            shortened(&header),
            shortened(text)
        );
        let hint = "head it `Quarter` or `Month` and write `Q1` or `April`, or take it out where it says nothing of the figures";
        self.say(Severity::Error, "unread-time", (*row, column), message, &[hint.to_owned()]);
        true
    }
}

/// Whether a header is over parts of a year: `Period` alone may as well be over years, which its cells tell.
pub(crate) fn heads_parts<'c>(
    header: &str,
    mut cells: impl Iterator<Item = &'c str>,
    context: &Context<'_>,
) -> bool {
    const MOST: u32 = 13;
    let has_year = |cell: &str| {
        let numbers = cell.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
        numbers.into_iter().any(|digits| digits.parse().map_or(true, |number: u32| number > MOST))
    };
    context.layouts.heads_parts_of_year(header.trim())
        && (Turns::of(header).each != Turn::Any || !cells.any(has_year))
}

/// Whether a cell under a header that is not read is a word for a part of a year.
fn is_of_part(header: &str, text: &str) -> bool {
    const TIMES: [&str; 18] = [
        "spring",
        "summer",
        "autumn",
        "winter",
        "half year",
        "quarter",
        "part year",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "weekday",
        "weekend",
        "ytd",
        "year to date",
    ];
    const TURNS: [&str; 6] = ["term", "season", "tertile", "tertial", "trimester", "period"];
    let (header, folded) = (fold(header), fold(text));
    let is_numbered = |word: &str| {
        let digits = word.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
        word.len() - digits.len() < 2 && digits.parse().is_ok_and(|turn: u8| (1..=13).contains(&turn))
    };
    let heads_turns = header.split(' ').any(|word| TURNS.contains(&word));
    // `Q1` under `Question` is one of them.
    let is_part = || {
        Part::read(text).is_some() && !["question", "item", "ref"].iter().any(|word| header.contains(word))
    };
    TIMES.contains(&folded.as_str()) || is_part() || (heads_turns && is_numbered(&folded))
}
