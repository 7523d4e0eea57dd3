//! Periods of indicators: their days, their order, which lies a year before, which is nearest.

use std::collections::BTreeMap;

use jiff::civil::Date;

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
    left_out: BTreeMap<&'a ForceId, &'a Observation>,
    is_published_alone: bool,
}

/// How long a period is: whole months where it begins and ends with them, days else. A date is one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Length {
    Days(i64),
    Months(i64),
}

impl<'a> Period<'a> {
    pub(crate) const fn new(name: &'a str, start: &'a str, end: &'a str) -> Self {
        Self { name, start, end, rows: BTreeMap::new(), left_out: BTreeMap::new(), is_published_alone: false }
    }

    pub(crate) fn add(&mut self, row: &'a Observation) {
        self.rows.entry(&row.force).or_default().push(row);
    }

    pub(crate) fn add_left_out(&mut self, row: &'a Observation) {
        self.left_out.entry(&row.force).or_insert(row);
    }

    /// The first row about a force that was left out for a fault.
    pub(crate) fn left_out(&self, force: &ForceId) -> Option<&'a Observation> {
        self.left_out.get(force).copied()
    }

    /// The rows about a force; more than one where files repeat one another.
    pub(crate) fn of(&self, force: &ForceId) -> &[&'a Observation] {
        self.rows.get(force).map_or(&[], Vec::as_slice)
    }

    /// The rows about everyone.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Observation> {
        self.rows.values().flatten().copied()
    }

    /// Whether the data hold no count of the indicator, in any period, and values as published: these then are
    /// its figures.
    pub(crate) const fn is_published_alone(&self) -> bool {
        self.is_published_alone
    }

    pub(crate) const fn take_as_published(&mut self) {
        self.is_published_alone = true;
    }

    /// How many forces have a number in it.
    pub(crate) fn n_known(&self) -> usize {
        self.rows.values().filter(|rows| rows.iter().any(|row| self.has_number(row))).count()
    }

    /// Whether a force has a number in it.
    pub(crate) fn knows(&self, force: &ForceId) -> bool {
        self.of(force).iter().any(|row| self.has_number(row))
    }

    const fn has_number(&self, row: &Observation) -> bool {
        if self.is_published_alone { row.published_value.is_some() } else { row.numerator.is_some() }
    }

    /// Its first and last day.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        Some((self.start.parse().ok()?, self.end.parse().ok()?))
    }

    pub(crate) fn length(&self) -> Option<Length> {
        let (start, end) = self.days()?;
        Some(if start.day() == 1 && end == end.last_of_month() {
            Length::Months(months(end) + 1 - months(start))
        } else {
            Length::Days(number(end) - number(start) + 1)
        })
    }

    /// How far the middle of another is from its own, in half days.
    pub(crate) fn apart(&self, other: &Self) -> Option<i64> {
        let middle = |(start, end): (Date, Date)| number(start) + number(end);
        Some((middle(self.days()?) - middle(other.days()?)).abs())
    }

    /// Whether it is the same days of the year before the other's.
    pub(crate) fn is_a_year_before(&self, other: &Self) -> bool {
        let (Some((start, end)), Some((later_start, later_end))) = (self.days(), other.days()) else {
            return false;
        };
        is_a_year_after(later_start, start) && is_a_year_after(later_end, end)
    }
}

/// Days since 1 January 1970.
pub(crate) fn number(day: Date) -> i64 {
    day.duration_since(jiff::civil::date(1970, 1, 1)).as_hours() / 24
}

/// Months since the year 0.
pub(crate) fn months(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The end of February stands for itself, leap year or not.
fn is_a_year_after(later: Date, earlier: Date) -> bool {
    let day = |of: Date| if of.month() == 2 { of.day().min(28) } else { of.day() };
    months(later) == months(earlier) + 12 && day(later) == day(earlier)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_numbered_as_the_calendar_has_them() {
        // Python 3.11: (date(...) - date(1970, 1, 1)).days
        for (text, expected) in
            [("1970-01-01", 0), ("2000-02-29", 11_016), ("2024-12-31", 20_088), ("1899-12-31", -25_568)]
        {
            assert_eq!(number(text.parse().unwrap()), expected, "{text}");
        }
        assert_eq!(Period::new("", "2024-13-01", "2024-12-31").days(), None);
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
