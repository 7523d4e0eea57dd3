//! A quarter, a half or months that name no year: `Q1`, `2nd quarter`, `March`, `Apr-Jun`. A year elsewhere makes
//! it a period.

use jiff::ToSpan;

use crate::cell::period::{self, Period};

/// A part of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// So many months, and which of their turns in the year, from 1: `Q2` is the second of three months.
    Turn {
        /// The months of one turn.
        n_months: i8,
        /// Which, from 1.
        number: i8,
    },
    /// From one month of the calendar to another, each from 1.
    Months {
        /// The first month.
        from: i8,
        /// The last month; before the first where the year ends between them.
        to: i8,
    },
}

impl Part {
    /// The part that is the whole of a text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        turn(&text).or_else(|| months(&text))
    }

    /// That part of a period of twelve months; its first quarter is that of its first month. None where it
    /// would reach beyond the period.
    pub(crate) fn of(self, year: &Period) -> Option<Period> {
        let next = year.end.checked_add(1.day()).ok()?;
        if year.start.day() != 1 || year.start.checked_add(12.months()).ok()? != next {
            return None;
        }
        let (after, n_months) = match self {
            Self::Turn { n_months, number } => (i64::from(n_months) * (i64::from(number) - 1), n_months),
            Self::Months { from, to } => {
                let after = i64::from(from - year.start.month()).rem_euclid(12);
                (after, (to - from).rem_euclid(12) + 1)
            }
        };
        if after + i64::from(n_months) > 12 {
            return None;
        }
        let start = year.start.checked_add(after.months()).ok()?;
        let end = start.checked_add(i64::from(n_months).months()).ok()?.checked_sub(1.day()).ok()?;
        Period::span(start, end)
    }
}

/// `q1`, `quarter 2`, `3rd qtr`, `h1`, `second half`.
fn turn(text: &str) -> Option<Part> {
    const ORDINALS: [[&str; 2]; 4] =
        [["1st", "first"], ["2nd", "second"], ["3rd", "third"], ["4th", "fourth"]];
    let turns = [(["quarter", "qtr", "q"], 3, 4), (["half year", "half", "h"], 6, 2)];
    turns.into_iter().find_map(|(words, n_months, most)| {
        let number = words.iter().find_map(|word| {
            let number = text.strip_prefix(word).and_then(|number| number.trim().parse().ok());
            let ordinal = || {
                let ordinal = text.strip_suffix(word).filter(|_| word.len() > 1)?.trim();
                (1..).zip(ORDINALS).find_map(|(number, words)| words.contains(&ordinal).then_some(number))
            };
            number.or_else(ordinal)
        });
        number.filter(|number| (1..=most).contains(number)).map(|number| Part::Turn { n_months, number })
    })
}

/// `march`, `apr-jun`, `april to june`.
fn months(text: &str) -> Option<Part> {
    let text = text.replace(['–', '—'], "-");
    let ends = text.split_once(" to ").or_else(|| text.split_once('-'));
    let (from, to) = ends.unwrap_or((&text, &text));
    Some(Part::Months { from: month(from)?, to: month(to)? })
}

fn month(text: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim();
    let is_letters = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase());
    // A month with any year is one that is written rightly.
    let is_month = is_letters && period::read(&format!("{text} 2020")).is_some();
    let month = (1..).zip(MONTHS).find(|(_, month)| text.starts_with(month));
    month.filter(|_| is_month).map(|(number, _)| number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_whole() {
        let quarter = |number| Some(Part::Turn { n_months: 3, number });
        let half = |number| Some(Part::Turn { n_months: 6, number });
        let months = |from, to| Some(Part::Months { from, to });
        for (text, expected) in [
            ("Q1", quarter(1)),
            ("Quarter 4", quarter(4)),
            ("2nd quarter", quarter(2)),
            ("Third Qtr", quarter(3)),
            ("Q5", None),
            ("1stq", None),
            ("quarter", None),
            ("H2", half(2)),
            ("First half", half(1)),
            ("H3", None),
            ("March", months(3, 3)),
            ("Sept", months(9, 9)),
            ("Apr-Jun", months(4, 6)),
            ("October – December", months(10, 12)),
            ("November to January", months(11, 1)),
            ("Marches", None),
            ("Octopus", None),
            ("Apr-Junk", None),
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
        assert_eq!(part("4th quarter", "2023").as_deref(), Some("2023-10-01 2023-12-31"));
        assert_eq!(part("H2", "2023/24").as_deref(), Some("2023-10-01 2024-03-31"));
        assert_eq!(part("February", "2023/24").as_deref(), Some("2024-02-01 2024-02-29"));
        assert_eq!(part("Jan", "2023").as_deref(), Some("2023-01-01 2023-01-31"));
        assert_eq!(part("Nov-Jan", "2023/24").as_deref(), Some("2023-11-01 2024-01-31"));
        assert_eq!(part("Nov-Jan", "2023"), None);
        assert_eq!(part("Jan", "2023-01"), None);
    }
}
