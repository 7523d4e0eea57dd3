//! Words that say over how long figures are counted, whatever they stand beside: the twelve months up to a time, `12 m/e`,
//! `R12M`, `moving annual total`; from some day up to it, `cumulative`; some months of a year, `first 6 months`.

use std::collections::BTreeSet;
use std::ops::Range;

use peel_model::{fold, shortened};

use crate::cell::period::Period;
use crate::import::bind::Bound;
use crate::import::doubt::running;
use crate::import::faults::Fault;
use crate::import::layout::Role;
use crate::import::read::{Reader, header_period};
use crate::import::says::TableSays;
use crate::import::sections::Section;
use crate::import::shape::Shape;
use crate::import::time::Time;
use crate::import::years::is_short;
use crate::open::Grid;

/// The twelve months up to some time, as a text says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Twelve {
    /// Where.
    pub(crate) range: Range<usize>,
    /// Whether they can be no others: `12 months` alone may be those that the columns are of.
    pub(crate) are_rolling: bool,
}

/// Twelve months in one word, whose end is always meant.
const ROLLING: [&str; 12] =
    ["r12", "r12m", "l12", "l12m", "t12m", "12me", "12mr", "ttm", "ltm", "12mat", "r12mth", "r12mths"];
/// Words for months, after their number or glued to it.
const MONTHS: [&str; 9] = ["m", "me", "mth", "mths", "mnth", "mo", "mos", "month", "months"];
/// Words before twelve months, or behind them, by which they end at each time.
const BEFORE: [&str; 3] = ["rolling", "moving", "trailing"];
const BEHIND: [&str; 5] = ["e", "ending", "ended", "rolling", "moving"];
/// Words before months by which these are what is measured: `in the last 12 months`, `over 6 months`.
const MEASURED: [&str; 16] = [
    "in", "within", "last", "past", "previous", "over", "under", "than", "least", "after", "every", "next",
    "of", "to", "up", "more",
];

/// What a text says of twelve months.
pub(crate) fn twelve(text: &str) -> Option<Twelve> {
    let words = words(text);
    let word = |at: usize| words.get(at).map_or("", |(word, _)| word.as_str());
    (0..words.len()).find_map(|at| {
        let before = at.checked_sub(1).map_or("", word);
        let from = words[at].1.start;
        let until = |last: usize| from..words[last].1.end;
        if ROLLING.contains(&word(at)) {
            return Some(Twelve { range: until(at), are_rolling: true });
        }
        if BEFORE.contains(&word(at)) && ["year", "annual"].contains(&word(at + 1)) {
            let is_total = ["total", "totals"].contains(&word(at + 2));
            return Some(Twelve { range: until(at + 1 + usize::from(is_total)), are_rolling: true });
        }
        let last = n_months(&words, at).filter(|(n, _)| *n == 12)?.1;
        let is_led = BEFORE.contains(&before);
        let is_followed = word(last) == "me" || BEHIND.contains(&word(last + 1));
        let start = if is_led { words[at - 1].1.start } else { from };
        let end = words[if is_followed && word(last) != "me" { last + 1 } else { last }].1.end;
        let is_apart = last + 1 == words.len() || closes(text, words[last].1.end);
        let are_rolling = is_led || is_followed;
        (are_rolling || (is_apart && !MEASURED.contains(&before)))
            .then_some(Twelve { range: start..end, are_rolling })
    })
}

/// A text without its words for twelve months that end at each time.
pub(crate) fn without_twelve(text: &str) -> Option<String> {
    let Twelve { range, .. } = twelve(text).filter(|twelve| twelve.are_rolling)?;
    let rest = format!("{} {}", text.get(..range.start)?, text.get(range.end..)?);
    let words: Vec<&str> =
        rest.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let words = words.strip_suffix(&["total"]).unwrap_or(&words).join(" ");
    Some(words.trim_matches([' ', ',', ':', '-', '(', ')']).to_owned())
}

/// The months of which a text says that figures are, fewer than a year's: 6 of `(6 months)` and of `first 6 months`.
pub(crate) fn some_months(text: &str) -> Option<(usize, &str)> {
    let words = words(text);
    (0..words.len()).find_map(|at| {
        let before = at.checked_sub(1).map_or("", |before| words[before].0.as_str());
        let (n, last) = n_months(&words, at).filter(|(n, _)| (1..12).contains(n))?;
        let is_apart = last + 1 == words.len() || closes(text, words[last].1.end) || before == "first";
        (is_apart && !MEASURED.contains(&before))
            .then(|| Some((n, text.get(words[at].1.start..words[last].1.end)?)))?
    })
}

/// How many months a text counts at a word, and the last word of that: `12 m`, `12mths`, `six months`.
fn n_months(words: &[(String, Range<usize>)], at: usize) -> Option<(usize, usize)> {
    const NUMBERS: [&str; 12] =
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    let word = words[at].0.as_str();
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let unit = &word[digits.len()..];
    let named = || NUMBERS.iter().position(|name| *name == word).map(|place| place + 1);
    if !digits.is_empty() && !unit.is_empty() {
        return digits.parse().ok().filter(|_| MONTHS.contains(&unit)).map(|n| (n, at));
    }
    let n = digits.parse().ok().filter(|_| unit.is_empty() && digits.len() <= 2).or_else(named)?;
    words.get(at + 1).filter(|(unit, _)| MONTHS.contains(&unit.as_str())).map(|_| (n, at + 1))
}

/// Whether a bracket closes behind a word.
fn closes(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| rest.trim_start().starts_with([')', ']']))
}

/// The words of a text in small letters, and where each stands.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    for (at, letter) in text.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()) {
        match words.last_mut().filter(|(_, range)| range.end == at) {
            Some((word, range)) => {
                word.push(letter.to_ascii_lowercase());
                range.end = at + 1;
            }
            None => words.push((letter.to_ascii_lowercase().to_string(), at..at + 1)),
        }
    }
    words
}

/// Why figures of a month or a quarter may be those of a longer time: of twelve months, or from some day on.
fn longer(text: &str) -> Option<String> {
    let said = twelve(text).and_then(|twelve| text.get(twelve.range)).or_else(|| running(text))?;
    Some(format!("`{}` says that figures are counted over more than that time", shortened(said)))
}

/// Why a row's measure is not what was counted in its time: `Robbery previous year`, `Robbery target`.
fn not_counted(text: &str) -> Option<String> {
    const OTHER_TIMES: [&str; 6] =
        ["previous year", "prior year", "last year", "previous period", "previous month", "previous quarter"];
    const AIMS: [&str; 4] = ["target", "forecast", "projection", "projected"];
    const MEASURED_BY: [&str; 6] = ["within", "on", "of", "the", "above", "below"];
    let folded = fold(text);
    if let Some(words) = OTHER_TIMES.iter().find(|words| folded.ends_with(&format!(" {words}"))) {
        return Some(format!("`{words}` is another time than the row's"));
    }
    let (before, last) = folded.rsplit_once(' ')?;
    let is_aim =
        AIMS.contains(&last) && !MEASURED_BY.contains(&before.rsplit(' ').next().unwrap_or_default());
    let says_change = before.split(' ').any(|word| word == "change" || word == "on");
    (is_aim && !says_change).then(|| format!("a `{last}` is not what was counted"))
}

/// The columns whose cells say how long figures are counted, beside those of figures: `Rolling 12 months` under `Basis`.
pub(crate) fn columns_of_lengths(grid: &Grid, shape: &Shape, bound: &Bound<'_>) -> Vec<usize> {
    const MOST: usize = 200;
    let is_read = |column: &usize| {
        let role = bound.columns.get(*column).and_then(Option::as_ref).map(|column| column.role);
        *column != shape.force_column
            && matches!(role, None | Some(Role::Indicator | Role::Dimension | Role::Skip | Role::Note))
    };
    let says = |column: &usize| {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for row in shape.body.clone() {
            if seen.insert(grid.text(row, *column)) && seen.len() > MOST {
                break;
            }
        }
        seen.into_iter().any(|text| longer(text).is_some() || not_counted(text).is_some())
    };
    (0..grid.width).filter(is_read).filter(says).collect()
}

impl Reader<'_, '_> {
    /// The period of a value by its header, its row and the heading above it, where nothing says that it is counted over
    /// another time.
    pub(crate) fn period_so_long(
        &self,
        at: (usize, usize),
        (of_column, of_row, of_heading): (&Time, &Result<Time, Fault>, &Time),
        section: Option<&Section>,
        says: &TableSays,
    ) -> Result<Period, Fault> {
        let period = self.period(of_column, of_row, of_heading, says)?;
        self.of_longer(at, &period, section).map_or(Ok(period), Err)
    }

    /// Why the period of a figure may be no more than the end of what it is of: its header, its row or the heading above it
    /// speaks of twelve months, or of what runs up.
    fn of_longer(
        &self,
        (row, column): (usize, usize),
        period: &Period,
        section: Option<&Section>,
    ) -> Option<Fault> {
        let measure = self.column_of(Role::Indicator).filter(|column| self.length_columns.contains(column));
        if let Some(doubt) = measure.and_then(|measure| not_counted(self.grid.text(row, measure))) {
            let hints = vec!["take these rows out, or write out which period they are of".to_owned()];
            return Some(Fault { hints, ..header_period(&doubt) });
        }
        if !is_short(period) {
            return None;
        }
        let of_row = self.length_columns.iter().map(|column| self.grid.text(row, *column));
        let of_heading = section.map(|section| section.text.as_str());
        let texts = of_heading.into_iter().chain(of_row).chain([self.shape.header_of(column)]);
        let doubt = texts.into_iter().find_map(longer)?;
        Some(Fault {
            hints: vec![
                "write out of which period each figure is: `year ending March 2024`, `April 2023 to June 2023`".to_owned(),
            ],
            ..header_period(&doubt)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_months_are_told_however_they_are_written() {
        for (text, rest) in [
            ("Arson 12 m/e", "Arson"),
            ("Arson 12m/e", "Arson"),
            ("Arson 12ME", "Arson"),
            ("Arson - moving annual total", "Arson"),
            ("Arson (12M rolling)", "Arson"),
            ("Arson (R12M)", "Arson"),
            ("Arson - rolling 12 months", "Arson"),
            ("Rolling twelve month total", ""),
            ("Arson L12M", "Arson"),
        ] {
            assert_eq!(without_twelve(text).as_deref(), Some(rest), "{text}");
        }
        for text in ["Arson (12 months)", "Arson 12mth", "Arson 12mo", "12 months"] {
            assert_eq!(twelve(text).map(|twelve| twelve.are_rolling), Some(false), "{text}");
        }
        for text in
            ["Victims in the last 12 months", "12 months or more", "Arson 2012", "Open over 12 months", "M12"]
        {
            assert_eq!(twelve(text), None, "{text}");
        }
    }

    #[test]
    fn some_months_of_a_year_are_told() {
        for (text, expected) in [
            ("Arson (6 months)", Some(6)),
            ("Arson first 6 months", Some(6)),
            ("Arson 9 months", Some(9)),
            ("Arson (6m)", Some(6)),
            ("Arson, six months", Some(6)),
            ("Leavers within 6 months", None),
            ("Officers with 6 months of service", None),
            ("Arson 12 months", None),
        ] {
            assert_eq!(some_months(text).map(|(n, _)| n), expected, "{text}");
        }
    }
}
