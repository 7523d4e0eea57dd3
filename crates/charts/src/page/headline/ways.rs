//! Which way areas go, counted and said: more of one thing in these, of the other in those.

use peel_model::{NoGrade, Table};

use super::{of_areas, or_none};

/// Areas that are known, by their titles, how many of them go one way and how many the other, and how many more are
/// unknown, or have no grade for another reason.
pub(super) struct Ways<'t> {
    table: &'t Table,
    pub(super) titles: Vec<String>,
    one: usize,
    other: usize,
    n_unknown: usize,
    pub(super) n_without: usize,
    /// How many of those known are of a grade that was carried over.
    n_carried_over: usize,
}

impl<'t> Ways<'t> {
    /// Of areas of a table, each with its title and how much goes one way and how much the other, or why
    /// not.
    pub(super) fn of<T: Ord>(
        table: &'t Table,
        areas: impl IntoIterator<Item = (String, Result<(T, T), NoGrade>)>,
    ) -> Self {
        let mut ways = Self {
            table,
            titles: Vec::new(),
            one: 0,
            other: 0,
            n_unknown: 0,
            n_without: 0,
            n_carried_over: 0,
        };
        for (title, area) in areas {
            let (one, other) = match area {
                Ok(both) => both,
                Err(NoGrade::Unknown) => {
                    ways.n_unknown += 1;
                    continue;
                }
                Err(_) => {
                    ways.n_without += 1;
                    continue;
                }
            };
            ways.titles.push(title);
            ways.one += usize::from(one > other);
            ways.other += usize::from(one < other);
        }
        ways
    }

    /// What is said of them: that more go a way, in the words for the one or the other, whichever is that of more areas,
    /// in how many, and in how many it is the contrary; or that none goes either way. Of all there is no contrary. One area is named.
    pub(super) fn said(
        &self,
        [one, other, neither]: [&str; 3],
        [contrary_of_one, contrary_of_other]: [&str; 2],
    ) -> String {
        let all = self.titles.len();
        let in_areas = |n: usize| match &self.titles[..] {
            [title] => title.clone(),
            _ => of_areas(self.table, n, all),
        };
        let (words, n, contrary, rest) = if self.one < self.other {
            (other, self.other, contrary_of_other, self.one)
        } else {
            (one, self.one, contrary_of_one, self.other)
        };
        match n {
            0 => format!("{neither} in {}", in_areas(all)),
            n if n == all => format!("{words} in {}", in_areas(n)),
            n => format!("{words} in {}, {contrary} in {}", in_areas(n), or_none(rest)),
        }
    }

    /// The same of areas of which each is of a grade that was carried over, or not.
    pub(super) fn carried_over(self, carried_over: impl IntoIterator<Item = bool>) -> Self {
        Self { n_carried_over: carried_over.into_iter().filter(|is_so| *is_so).count(), ..self }
    }

    /// That nobody gave anew the grades that this rests on, or some of them: those that go one way or the other.
    pub(super) fn rests_on(&self) -> String {
        match (self.n_carried_over, self.titles.len()) {
            (n, all) if n == 0 || n == all => by_carried_over(n, all),
            (n, all) => {
                format!("; {n} of the {all} by {} carried over", if n == 1 { "a grade" } else { "grades" })
            }
        }
    }

    /// How many more areas there are: `; 1 more is not known`, and how many of which it is known that they have no grade.
    pub(super) fn more(&self, known: &str) -> String {
        let unknown = match self.n_unknown {
            0 => String::new(),
            1 => format!("; 1 more is not {known}"),
            n => format!("; {n} more are not {known}"),
        };
        match self.n_without {
            0 => unknown,
            1 => unknown + "; 1 more has no grade to compare",
            n => format!("{unknown}; {n} more have no grade to compare"),
        }
    }
}

/// Said of so many areas, of which so many are of a grade that was carried over: `, by a grade carried over`.
pub(super) fn by_carried_over(n: usize, all: usize) -> String {
    match (n, all) {
        (0, _) => String::new(),
        (1, 1) => ", by a grade carried over".to_owned(),
        (n, all) if n == all => ", by grades carried over".to_owned(),
        (n, _) => format!(", {n} by {} carried over", if n == 1 { "a grade" } else { "grades" }),
    }
}
