//! A quarter, a half or months that name no year: `Q1`, `2nd quarter`, `March`, `Apr-Jun`. A year elsewhere makes
//! it a period.

use jiff::ToSpan;
use jiff::civil::Date;

use super::spelling::{Cursor, Possible};
use super::tokens::{Kind, tokens};
use super::{Period, blanks_off};

/// A part of some year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// So many months, and which of their turns in the year, each from 1: `Q2` is the second of three months.
    Turns {
        /// The months of one turn.
        n_months: i8,
        /// The first turn.
        from: i8,
        /// The last turn.
        to: i8,
    },
    /// From one month of the calendar to another, each from 1.
    Months {
        /// The first month.
        from: i8,
        /// The last month; before the first where the year ends between them.
        to: i8,
    },
    /// A day.
    Day {
        /// The month of the calendar, from 1.
        month: i8,
        /// The day of the month, from 1.
        day: i8,
    },
}

impl Part {
    /// The part that is the whole of a text.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::read_once(text).or_else(|| Self::read_twice(text))
    }

    /// `Q1 (Jan-Mar)`, `Q1: January to March`: a turn, and the months that it is.
    fn read_twice(text: &str) -> Option<Self> {
        let (turn, months) = text.trim().split_once([' ', ':', '('])?;
        let months = Self::read_once(months.trim_matches([' ', ':', '(', ')']))?;
        let turn = Self::read_once(turn)?;
        let is_same = matches!((turn, months), (Self::Turns { .. }, Self::Months { .. }));
        (is_same && turn.n_months() == months.n_months()).then_some(months)
    }

    fn read_once(text: &str) -> Option<Self> {
        let tokens = tokens(text);
        let inner = blanks_off(&tokens)?;
        let mut cursor = Cursor::new(inner, 0);
        let part = cursor.part()?;
        cursor.is_at_end().then_some(part)
    }

    /// How many months it has; none for a day.
    pub(crate) fn n_months(self) -> i8 {
        match self {
            Self::Turns { n_months, from, to } => n_months * (to - from + 1),
            Self::Months { from, to } => (to - from).rem_euclid(12) + 1,
            Self::Day { .. } => 0,
        }
    }

    /// That part of a period of twelve months; its first quarter is that of its first month. None where it
    /// would reach beyond the period.
    pub(crate) fn of(self, year: &Period) -> Option<Period> {
        if let Self::Day { month, day } = self {
            return one_day(year, (month, day));
        }
        let next = year.end.checked_add(1.day()).ok()?;
        if year.start.day() != 1 || year.start.checked_add(12.months()).ok()? != next {
            return None;
        }
        let (after, n_months) = match self {
            Self::Turns { n_months, from, to } => {
                (i64::from(n_months) * (i64::from(from) - 1), n_months * (to - from + 1))
            }
            Self::Months { from, to } => {
                let after = i64::from(from - year.start.month()).rem_euclid(12);
                (after, (to - from).rem_euclid(12) + 1)
            }
            Self::Day { .. } => return None,
        };
        if after + i64::from(n_months) > 12 {
            return None;
        }
        let start = year.start.checked_add(after.months()).ok()?;
        let end = start.checked_add(i64::from(n_months).months()).ok()?.checked_sub(1.day()).ok()?;
        Period::span(start, end)
    }
}

/// The day of that name within no more than twelve months.
fn one_day(year: &Period, (month, day): (i8, i8)) -> Option<Period> {
    let is_longer = year.start.checked_add(12.months()).ok()? <= year.end;
    let years = [year.start.year(), year.end.year()];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    let found = days.into_iter().find(|day| (year.start..=year.end).contains(day)).filter(|_| !is_longer)?;
    Period::span(found, found)
}

/// Quarters, halves and months, with and without their year.
impl Cursor<'_> {
    /// `Q1 2018`, `1st quarter of 2018/19`, `H2 2023`, `April 2023/24`, `(Apr-Jun) 2023/24`.
    pub(super) fn part_of_year(&mut self) -> Option<Possible<Period>> {
        let is_after_number = self.is_after_number();
        let part = self.part()?;
        // The bracket before a part that stands in some is passed already.
        self.optional(|cursor| cursor.sign(")"));
        // `31 March 2018/19` is a day.
        if matches!(part, Part::Months { .. }) && is_after_number {
            return None;
        }
        self.optional(|cursor| cursor.sign(","));
        self.gap();
        self.optional(|cursor| cursor.word(&["of"]));
        self.gap();
        // `Q4 22/23` can be no month.
        let is_turn = matches!(part, Part::Turns { .. });
        let short_year = |cursor: &mut Self| cursor.years_of(true).filter(|_| is_turn);
        let year =
            self.optional(Self::year).or_else(|| short_year(self).map(|year| year.and_then(Period::fiscal)));
        Some(year?.and_then(|year| part.of(&year)))
    }

    /// `2018 Q1`, `2018/19: 1st half`, `2023/24 (April to September)`, `2023 Jan`.
    pub(super) fn year_then_part(&mut self) -> Option<Possible<Period>> {
        let year = self.year()?;
        self.optional(|cursor| cursor.sign(":").or_else(|| cursor.sign(",")));
        self.gap();
        // `may` is a verb, too.
        if self.word_ahead() == Some("may") {
            return None;
        }
        let part = self.optional(Self::bracketed_part).or_else(|| self.part())?;
        // `2018/19 - March 2019` is a year, and a month with its own.
        let is_dated = |cursor: &mut Self| {
            cursor.optional(|cursor| cursor.sign(","));
            cursor.gap();
            cursor.number(2..=4)
        };
        if self.optional(is_dated).is_some() {
            return None;
        }
        Some(year.and_then(|year| part.of(&year)))
    }

    /// `(Q1)`.
    fn bracketed_part(&mut self) -> Option<Part> {
        self.sign("(")?;
        let part = self.part()?;
        self.sign(")").map(|()| part)
    }

    /// A part without its year.
    pub(super) fn part(&mut self) -> Option<Part> {
        self.optional(Self::turns).or_else(|| self.months())
    }

    /// `Q1`, `quarter 2`, `3rd qtr`, `H1`, `second half`, `Q1-Q3`.
    fn turns(&mut self) -> Option<Part> {
        let (n_months, from) = self.turn()?;
        let to = self.optional(|cursor| {
            let are_all = cursor.until().is_some();
            if !are_all {
                cursor.and()?;
            }
            let other = cursor.optional(Self::turn);
            other.or_else(|| Some((n_months, cursor.small_number(1..=1)?))).map(|other| (other, are_all))
        });
        let to = match to {
            // `Q1 and Q3` leave out what is between.
            Some(((other, to), are_all)) => {
                (other == n_months && to > from && (are_all || to == from + 1)).then_some(to)?
            }
            None => from,
        };
        let most = 12 / n_months;
        ((1..=most).contains(&from) && to <= most).then_some(Part::Turns { n_months, from, to })
    }

    fn turn(&mut self) -> Option<(i8, i8)> {
        let numbered = |cursor: &mut Self| {
            let n_months = cursor.turn_word()?;
            cursor.gap();
            Some((n_months, cursor.small_number(1..=1)?))
        };
        self.optional(numbered).or_else(|| {
            let number = self.ordinal()?;
            self.gap();
            let n_months = self.turn_word().filter(|_| !self.is_last_a_letter())?;
            self.optional(|cursor| {
                cursor.gap();
                cursor.word(&["year"])
            });
            Some((n_months, number))
        })
    }

    fn turn_word(&mut self) -> Option<i8> {
        let quarter = self.optional(|cursor| cursor.word(&["q", "qtr", "quarter", "quarters"]));
        quarter.map(|()| 3).or_else(|| self.word(&["h", "half"]).map(|()| 6))
    }

    /// `1st`, `first`.
    fn ordinal(&mut self) -> Option<i8> {
        const WORDS: [&str; 4] = ["first", "second", "third", "fourth"];
        let named =
            (1..).zip(WORDS).find(|(_, word)| self.optional(|cursor| cursor.word(&[*word])).is_some());
        named.map(|(number, _)| number).or_else(|| {
            let number = self.small_number(1..=1)?;
            self.word(&["st", "nd", "rd", "th"]).map(|()| number)
        })
    }

    /// `March`, `Apr-Jun`, `April to June`.
    fn months(&mut self) -> Option<Part> {
        let from = self.month_name()?;
        let to = self.optional(|cursor| {
            cursor.until()?;
            cursor.month_name()
        });
        Some(Part::Months { from, to: to.unwrap_or(from) })
    }

    /// `2018/19`, `2018`.
    fn year(&mut self) -> Option<Possible<Period>> {
        let fiscal = self.optional(Self::year_of_two);
        fiscal.or_else(|| self.year_alone())
    }

    fn year_of_two(&mut self) -> Option<Possible<Period>> {
        let is_named = self.optional(Self::fiscal_opening).is_some();
        Some(self.years_of(is_named)?.and_then(Period::fiscal))
    }

    fn year_alone(&mut self) -> Option<Possible<Period>> {
        Some(self.possible_year()?.and_then(Period::year))
    }

    /// ` and `, ` & `.
    fn and(&mut self) -> Option<()> {
        self.gap();
        self.optional(|cursor| cursor.word(&["and"])).or_else(|| self.sign("&"))?;
        self.gap();
        Some(())
    }

    /// Whether the last token read is one letter: `1st q` is none.
    fn is_last_a_letter(&self) -> bool {
        self.last_len() == 1
    }

    /// Whether a number stands before this place, apart.
    fn is_after_number(&self) -> bool {
        self.before().find(|token| token.kind != Kind::Blank).is_some_and(|token| token.kind == Kind::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::period;

    #[test]
    fn parts_are_read_whole() {
        let quarter = |from| Some(Part::Turns { n_months: 3, from, to: from });
        let half = |from| Some(Part::Turns { n_months: 6, from, to: from });
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
            ("2nd half-year", half(2)),
            ("Q1-Q3", Some(Part::Turns { n_months: 3, from: 1, to: 3 })),
            ("quarters 1 to 2", Some(Part::Turns { n_months: 3, from: 1, to: 2 })),
            ("Q1 and Q3", None),
            ("Q1 & 3", None),
            ("Q1 and Q2", Some(Part::Turns { n_months: 3, from: 1, to: 2 })),
            ("Q3-Q1", None),
            ("Q1-H2", None),
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
        assert_eq!(part("Q2 to Q4", "2023/24").as_deref(), Some("2023-07-01 2024-03-31"));
        assert_eq!(part("Nov-Jan", "2023"), None);
        assert_eq!(part("Jan", "2023-01"), None);
    }
}
