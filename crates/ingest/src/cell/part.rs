//! A quarter or a month that names no year: `Q1`, `Quarter 2`, `March`. A year elsewhere makes it a period.

use jiff::ToSpan;

use crate::cell::period::{self, Period};

/// A part of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The quarter, from 1.
    Quarter(i8),
    /// The month of the calendar, from 1.
    Month(i8),
}

impl Part {
    /// The part that is the whole of a text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let text = text.trim().to_lowercase();
        let quarter = text
            .strip_prefix("quarter")
            .or_else(|| text.strip_prefix("qtr"))
            .or_else(|| text.strip_prefix('q'));
        if let Some(number) = quarter {
            return number.trim().parse().ok().filter(|number| (1..=4).contains(number)).map(Self::Quarter);
        }
        let is_letters = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase());
        // A month with any year is one that is written rightly.
        let is_month = is_letters && period::read(&format!("{text} 2020")).is_some();
        let month = MONTHS.iter().zip(1..).find(|(month, _)| text.starts_with(**month));
        month.filter(|_| is_month).map(|(_, number)| Self::Month(number))
    }

    /// That part of a period of twelve months; its first quarter is that of its first month.
    pub(crate) fn of(self, year: &Period) -> Option<Period> {
        let next = year.end.checked_add(1.day()).ok()?;
        if year.start.day() != 1 || year.start.checked_add(12.months()).ok()? != next {
            return None;
        }
        let (after, n_months) = match self {
            Self::Quarter(number) => (3 * (i64::from(number) - 1), 3),
            Self::Month(number) => (i64::from(number - year.start.month()).rem_euclid(12), 1),
        };
        let start = year.start.checked_add(after.months()).ok()?;
        let end = start.checked_add(n_months.months()).ok()?.checked_sub(1.day()).ok()?;
        Period::span(start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_whole() {
        for (text, expected) in [
            ("Q1", Some(Part::Quarter(1))),
            ("Quarter 4", Some(Part::Quarter(4))),
            ("Q5", None),
            ("March", Some(Part::Month(3))),
            ("Sept", Some(Part::Month(9))),
            ("Marches", None),
            ("Octopus", None),
            ("", None),
        ] {
            assert_eq!(Part::read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_year_makes_a_part_a_period() {
        let part = |part: &str, year: &str| {
            let period = Part::read(part).unwrap().of(&period::read(year).unwrap())?;
            Some(format!("{} {}", period.start, period.end))
        };
        assert_eq!(part("Q1", "2023/24").as_deref(), Some("2023-04-01 2023-06-30"));
        assert_eq!(part("Q4", "2023/24").as_deref(), Some("2024-01-01 2024-03-31"));
        assert_eq!(part("Q4", "2023").as_deref(), Some("2023-10-01 2023-12-31"));
        assert_eq!(part("February", "2023/24").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(part("Jan", "2023").as_deref(), Some("2023-01-01 2023-01-31"));
        assert_eq!(part("Jan", "2023-01"), None);
    }
}
