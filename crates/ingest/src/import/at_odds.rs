//! Whether what a title says of the time and what the name of its sheet or file says are of one length.

use std::ops::RangeInclusive;

use peel_model::{Severity, fold, shortened};

use crate::cell::period::{Part, Period};
use crate::import::read::Reader;
use crate::import::says::TableSays;
use crate::import::time::{Time, of_title};
use crate::import::unused::{Lacking, lacking};
use crate::import::years::{are_years_to, years_of};

/// A row whose words are at odds with a name, and what is said of both.
#[derive(Debug, Clone)]
pub(crate) struct AtOdds {
    pub(crate) row: usize,
    pub(crate) message: String,
    /// What to do where that is not meant.
    pub(crate) hint: &'static str,
}

/// What to do where another period is meant.
pub(crate) const NAME_PERIOD: &str = "name it where that is not meant: --period \"year ending March 2024\"";

/// The lengths, in months, that words of a title without a period give its figures.
const LENGTHS: [(&str, RangeInclusive<i32>); 9] = [
    ("weekly", 0..=0),
    ("monthly", 1..=1),
    ("quarterly", 3..=3),
    ("half yearly", 6..=6),
    ("half year", 6..=6),
    ("annual", 12..=i32::MAX),
    ("annually", 12..=i32::MAX),
    ("yearly", 12..=i32::MAX),
    ("calendar year", 12..=i32::MAX),
];

/// The words of a title, given without a period of its own, that the period of a name contradicts.
pub(crate) fn words_against(title: &str, part: Option<Part>, named: &Period) -> Option<String> {
    let n_months = months(named);
    // A day has no length, and may be in any.
    if n_months == 0 && named.start == named.end {
        return None;
    }
    let folded = fold(title);
    let is_said = |words: &str| format!(" {folded} ").contains(&format!(" {words} "));
    if let Some(part) = part {
        let is_itself = i32::from(part.n_months()) == n_months;
        let is_calendar = matches!(part, Part::Months { from, .. } if from == named.start.month());
        let is_same = is_itself && (is_calendar || matches!(part, Part::Turns { .. }));
        return (!is_same && part.of(named).is_none()).then(|| quoted(title));
    }
    if are_years_to(title) {
        return (named.is_calendar_year() || (2..12).contains(&n_months)).then(|| quoted(title));
    }
    let is_calendar = named.start.month() == 1 && named.end.month() == 12;
    match years_of(&folded) {
        Some(_) if n_months < 12 || is_calendar => return Some(quoted(title)),
        Some(_) => return None,
        None => {}
    }
    let found = LENGTHS.iter().find(|(words, _)| is_said(words))?;
    let is_other = !found.1.contains(&n_months) || (found.0 == "calendar year" && !is_calendar);
    is_other.then(|| format!("`{}`", found.0))
}

/// Whether the period of a sheet's name may be said of figures of a title's: it is the same, the year they end or
/// begin in, or what they end with.
pub(crate) fn agree(titled: &Period, sheet: &Period) -> bool {
    let is_within = titled.start >= sheet.start && titled.end <= sheet.end;
    let years = [titled.start.year(), titled.end.year()];
    let is_year_of = sheet.is_calendar_year() && years.contains(&sheet.end.year());
    // `Year ending March 2016` on a sheet `March 2016`; not `2015/16`, of which that may be the last month.
    let ends_with_it =
        titled.end == sheet.end && (titled.label.starts_with("year to ") || sheet.start == sheet.end);
    is_within || is_year_of || ends_with_it
}

fn quoted(title: &str) -> String {
    format!("`{}`", shortened(title.trim()))
}

/// How many whole months a period has.
pub(crate) fn months(period: &Period) -> i32 {
    let (start, end) = (period.start, period.end);
    let is_whole = start.day() == 1 && end == end.last_of_month();
    let years = i32::from(end.year()) - i32::from(start.year());
    let n = years * 12 + i32::from(end.month()) - i32::from(start.month()) + 1;
    if is_whole { n } else { n - 1 }
}

impl Reader<'_, '_> {
    /// Says where a title and the name of its sheet or file speak of times of different lengths.
    pub(crate) fn times_at_odds(&mut self, says: &TableSays) {
        self.sheet_at_odds(says);
        let at_odds = says.at_odds.as_ref().filter(|_| self.context.options.period.is_none());
        let Some(AtOdds { row, message, hint }) = at_odds else { return };
        let hint = (*hint).to_owned();
        self.say(Severity::Warning, "period-contradiction", (*row, 0), message.clone(), &[hint]);
    }

    /// Says where the user names a whole year, and the name of the sheet a part of one.
    fn sheet_at_odds(&mut self, says: &TableSays) {
        let (Some(asked), Some(sheet)) = (self.context.period(), self.grid.sheet.as_deref()) else { return };
        let Time::PartOfYear(part) = of_title(sheet) else { return };
        let is_open = lacking(self.bound).contains(&Lacking::Period) && says.part != Some(part);
        if let Some(meant) = part.of(&asked).filter(|_| is_open) {
            let (sheet, asked) = (sheet.trim(), &asked.label);
            let message = format!(
                "the name of the sheet, `{sheet}`, may say that its figures are of {}; {asked}, as asked for, is taken",
                meant.label
            );
            let hint = format!("name that where it is meant: --period \"{sheet} {asked}\"");
            let at = (self.shape.header.last().copied().unwrap_or(self.shape.body.start), 0);
            self.say(Severity::Warning, "period-contradiction", at, message, &[hint]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::period;

    #[test]
    fn words_of_a_title_give_its_figures_a_length() {
        for (title, named, expected) in [
            ("Robbery, January to December", "2015/16", true),
            ("Robbery, January to December", "2016", false),
            ("Robbery, April to March", "2016", true),
            ("Robbery, April to March", "2015/16", false),
            ("Robbery, January to March", "Q4 2015/16", false),
            ("Robbery, Q4", "January to March 2016", false),
            ("Robbery, Q4", "March 2016", true),
            ("Robbery, year ending", "March 2016", false),
            ("Robbery, year ending", "2016", true),
            ("Robbery, financial year", "2016", true),
            ("Robbery, financial year", "March 2016", true),
            ("Robbery, financial year", "2015/16", false),
            ("Robbery, calendar year", "2015/16", true),
            ("Robbery, calendar year", "2016", false),
            ("Robbery, monthly", "2015/16", true),
            ("Robbery, monthly", "March 2016", false),
            ("Robbery, quarterly", "March 2016", true),
            ("Annual robberies", "March 2016", true),
            ("Annual robberies", "year ending March 2016", false),
            ("Sergeants, financial year", "31 March 2016", false),
            ("Robbery", "March 2016", false),
        ] {
            let Time::PartOfYear(part) = of_title(title) else {
                let found = words_against(title, None, &period::read(named).unwrap());
                assert_eq!(found.is_some(), expected, "{title} {named}");
                continue;
            };
            let found = words_against(title, Some(part), &period::read(named).unwrap());
            assert_eq!(found.is_some(), expected, "{title} {named}");
        }
    }

    #[test]
    fn a_sheet_is_named_by_the_year_or_the_end_of_its_figures() {
        for (titled, sheet, expected) in [
            ("2015/16", "2016", true),
            ("2015/16", "2015", true),
            ("2015/16", "2017", false),
            ("2015/16", "March 2016", false),
            ("year ending March 2016", "March 2016", true),
            ("31 March 2016", "March 2016", true),
            ("31 March 2016", "2015/16", true),
            ("2016", "2015/16", false),
            ("2015/16", "year ending March 2016", true),
        ] {
            let read = |text| period::read(text).unwrap();
            assert_eq!(agree(&read(titled), &read(sheet)), expected, "{titled} {sheet}");
        }
    }
}
