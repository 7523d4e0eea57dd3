//! Periods of indicators: their days, their order, which lies a year before, which is nearest.

use std::collections::BTreeMap;

use peel_model::{ForceId, Observation};

/// The figures of one indicator in one period.
#[derive(Debug)]
pub(crate) struct Period<'a> {
    /// The publisher's words for it.
    pub(crate) name: &'a str,
    /// Its first day, as the data write it.
    pub(crate) start: &'a str,
    /// Its last day, as the data write it.
    pub(crate) end: &'a str,
    rows: BTreeMap<&'a ForceId, Vec<&'a Observation>>,
}

/// How long a period is: whole months where it begins and ends with them, days else. A date is one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Length {
    Days(i64),
    Months(i64),
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Day {
    year: i64,
    month: i64,
    day: i64,
}

impl<'a> Period<'a> {
    pub(crate) const fn new(name: &'a str, start: &'a str, end: &'a str) -> Self {
        Self { name, start, end, rows: BTreeMap::new() }
    }

    pub(crate) fn add(&mut self, row: &'a Observation) {
        self.rows.entry(&row.force).or_default().push(row);
    }

    /// The rows about a force; more than one where files repeat one another.
    pub(crate) fn of(&self, force: &ForceId) -> &[&'a Observation] {
        self.rows.get(force).map_or(&[], Vec::as_slice)
    }

    /// The rows about everyone.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Observation> {
        self.rows.values().flatten().copied()
    }

    /// How many forces have a number in it.
    pub(crate) fn n_known(&self) -> usize {
        self.rows.values().filter(|rows| rows.iter().any(|row| row.numerator.is_some())).count()
    }

    /// Whether a force has a number in it.
    pub(crate) fn knows(&self, force: &ForceId) -> bool {
        self.of(force).iter().any(|row| row.numerator.is_some())
    }

    /// Its first and last day.
    pub(crate) fn days(&self) -> Option<(Day, Day)> {
        Some((Day::parse(self.start)?, Day::parse(self.end)?))
    }

    pub(crate) fn length(&self) -> Option<Length> {
        let (start, end) = self.days()?;
        let after = end.next_month();
        Some(if start.day == 1 && after.number() == end.number() + 1 {
            Length::Months(after.months() - start.months())
        } else {
            Length::Days(end.number() - start.number() + 1)
        })
    }

    /// How far the middle of another is from its own, in half days.
    pub(crate) fn apart(&self, other: &Self) -> Option<i64> {
        let middle = |(start, end): (Day, Day)| start.number() + end.number();
        Some((middle(self.days()?) - middle(other.days()?)).abs())
    }

    /// Whether it is the same days of the year before the other's.
    pub(crate) fn is_a_year_before(&self, other: &Self) -> bool {
        let (Some((start, end)), Some((later_start, later_end))) = (self.days(), other.days()) else {
            return false;
        };
        later_start.is_a_year_after(start) && later_end.is_a_year_after(end)
    }
}

impl Day {
    /// The day written `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').map(|part| part.parse::<u16>().ok().map(i64::from));
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let fits = parts.next().is_none() && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Self { year, month, day })
    }

    /// Days since 1 January 1970, by Hinnant's `days_from_civil`.
    pub(crate) const fn number(self) -> i64 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
    }

    /// Months since the year 0.
    pub(crate) const fn months(self) -> i64 {
        self.year * 12 + self.month - 1
    }

    const fn next_month(self) -> Self {
        let (year, month) = if self.month == 12 { (self.year + 1, 1) } else { (self.year, self.month + 1) };
        Self { year, month, day: 1 }
    }

    /// The end of February stands for itself, leap year or not.
    fn is_a_year_after(self, earlier: Self) -> bool {
        let day = |of: Self| if of.month == 2 && of.day == 29 { 28 } else { of.day };
        self.year == earlier.year + 1 && self.month == earlier.month && day(self) == day(earlier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_as_the_calendar_has_them() {
        // Python 3.11: (date(...) - date(1970, 1, 1)).days
        for (text, number) in
            [("1970-01-01", 0), ("2000-02-29", 11_016), ("2024-12-31", 20_088), ("1899-12-31", -25_568)]
        {
            assert_eq!(Day::parse(text).unwrap().number(), number, "{text}");
        }
        for text in ["", "2024", "2024-13-01", "2024-00-10", "2024-01-32", "2024-01-01-01", "x-y-z"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_is_twelve_months_and_a_date_one_day() {
        let length = |start, end| Period::new("", start, end).length().unwrap();
        assert_eq!(length("2023-01-01", "2023-12-31"), Length::Months(12));
        assert_eq!(length("2023-04-01", "2024-03-31"), Length::Months(12));
        assert_eq!(length("2024-02-01", "2024-02-29"), Length::Months(1));
        assert_eq!(length("2024-02-01", "2024-02-28"), Length::Days(28));
        assert_eq!(length("2023-06-30", "2023-06-30"), Length::Days(1));
    }

    #[test]
    fn the_same_days_a_year_before_are_found_in_leap_years_too() {
        let before = |a: (&'static str, &'static str), b: (&'static str, &'static str)| {
            Period::new("", a.0, a.1).is_a_year_before(&Period::new("", b.0, b.1))
        };
        assert!(before(("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")));
        assert!(before(("2023-02-28", "2023-02-28"), ("2024-02-29", "2024-02-29")));
        assert!(!before(("2023-04-01", "2024-03-31"), ("2024-01-01", "2024-12-31")));
        assert!(!before(("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")));
    }
}
