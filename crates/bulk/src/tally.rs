//! What the rows of one file come to: counted, set aside, or faulty with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use peel_model::{Dataset, ForceId, fold};

use crate::book::{LONGEST_VALUE, Pair, PartLine};
use crate::kind::is_month;
use crate::task::Report;

/// Why rows were not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// They belong to a body that publishes here but is not in the registry.
    AnotherBody,
    /// They are in a file that was counted already.
    SameFileAgain,
    /// They have more or fewer fields than the header.
    WrongWidth,
    /// They have a quote that is not closed.
    UnclosedQuote,
    /// Their file lacks a column.
    MissingColumn,
    /// Their file could not be read to its end.
    BrokenFile,
    /// Neither they nor their file's name say which force it is.
    NoForce,
    /// Their force is not in the registry.
    UnknownForce,
    /// Their month is not one.
    NotAMonth,
    /// They do not say what is counted.
    NoCategory,
    /// What is counted has too long a name, or there are too many of them.
    TooManyCategories,
}

impl Reason {
    /// The words shown to people: `11 rows: ...`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnotherBody => "another body",
            Self::SameFileAgain => "the same file again",
            Self::WrongWidth => "more or fewer fields than the header",
            Self::UnclosedQuote => "a quote that is not closed",
            Self::MissingColumn => "a column is missing",
            Self::BrokenFile => "a broken file",
            Self::NoForce => "no force",
            Self::UnknownForce => "not a force",
            Self::NotAMonth => "not a month",
            Self::NoCategory => "nothing to count",
            Self::TooManyCategories => "too many or too long categories",
        }
    }

    /// The stable word of its diagnostics.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::AnotherBody => "another-body",
            Self::SameFileAgain => "same-file",
            Self::WrongWidth => "wrong-width",
            Self::UnclosedQuote => "quote",
            Self::MissingColumn => "missing-column",
            Self::BrokenFile => "broken-file",
            Self::NoForce | Self::UnknownForce => "force",
            Self::NotAMonth => "month",
            Self::NoCategory | Self::TooManyCategories => "category",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Force, month and category.
pub(crate) type Cell = (ForceId, String, String);

/// What one reading of a file comes to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) counts: BTreeMap<Cell, u64>,
    pub(crate) set_aside: BTreeMap<Reason, u64>,
    pub(crate) faulty: BTreeMap<Reason, u64>,
    /// Faulty rows by the value that is at fault, and where it was met first.
    pub(crate) faults: BTreeMap<(Reason, String), (u64, PartLine)>,
    /// The categories in `counts`; none any more when they were too many.
    categories: Categories,
    /// The parts read so far.
    pub(crate) reports: Vec<Report>,
}

/// The different categories of one file.
#[derive(Debug)]
enum Categories {
    Few(BTreeSet<String>),
    TooMany,
}

impl Default for Categories {
    fn default() -> Self {
        Self::Few(BTreeSet::new())
    }
}

/// How many different categories there may be, in one file and in all. The publisher has fewer than
/// thirty; with more, the column is not one of categories.
pub(crate) const MOST_CATEGORIES: usize = 10_000;

/// How many different faults of one file are told apart; the first in the order of the alphabet, so
/// that the choice does not depend on which thread was faster.
const FAULTS_PER_FILE: usize = 50;

impl Tally {
    /// Adds rows that the engine counted.
    pub(crate) fn add(&mut self, place: Place, rows: u64, first: PartLine) {
        match place {
            Place::Counted(cell) => self.count(cell, rows),
            Place::SetAside(reason) => *self.set_aside.entry(reason).or_default() += rows,
            Place::Faulty(reason, value) => {
                *self.faulty.entry(reason).or_default() += rows;
                let fault = self.faults.entry((reason, value)).or_insert((0, first));
                *fault = (fault.0 + rows, fault.1.min(first));
                if self.faults.len() > FAULTS_PER_FILE {
                    self.faults.pop_last();
                }
            }
        }
    }

    fn count(&mut self, cell: Cell, rows: u64) {
        let Categories::Few(categories) = &mut self.categories else {
            return;
        };
        if !categories.contains(&cell.2) {
            categories.insert(cell.2.clone());
        }
        if categories.len() > MOST_CATEGORIES {
            self.categories = Categories::TooMany;
            self.counts.clear();
        } else {
            *self.counts.entry(cell).or_default() += rows;
        }
    }

    /// Whether there were so many categories that they are none.
    pub(crate) fn has_too_many(&self) -> bool {
        matches!(self.categories, Categories::TooMany)
    }

    /// Whether every part has been read.
    pub(crate) fn is_whole(&self) -> bool {
        self.reports.first().is_some_and(|report| report.n_parts as usize == self.reports.len())
    }

    /// Whether each part began where the one before ended; puts them in order.
    pub(crate) fn fits_together(&mut self) -> bool {
        self.reports.sort_by_key(|report| report.part);
        self.reports.is_sorted_by(|before, after| before.to == after.from && before.failure.is_none())
    }

    /// Rows read, in all parts.
    pub(crate) fn rows(&self) -> u64 {
        self.reports.iter().map(|report| report.rows).sum()
    }

    /// The line in the file; the parts are in order.
    pub(crate) fn line(&self, (part, line): PartLine) -> u64 {
        let before = self.reports.iter().take_while(|report| report.part < part);
        before.map(|report| report.lines).sum::<u64>() + line
    }
}

/// Where some rows belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    Counted(Cell),
    SetAside(Reason),
    /// With the value at fault.
    Faulty(Reason, String),
}

/// Decides where rows belong.
pub(crate) struct Judge<'a> {
    dataset: &'a Dataset,
    /// Folded names of bodies that are not forces.
    others: Vec<String>,
    /// Names seen, so that few are looked up.
    known: BTreeMap<String, Option<Whose>>,
}

#[derive(Debug, Clone)]
enum Whose {
    Force(ForceId),
    Another,
}

/// How many names are remembered.
const KNOWN: usize = 10_000;

impl<'a> Judge<'a> {
    pub(crate) fn new(dataset: &'a Dataset, others: &[&str]) -> Self {
        Self { dataset, others: others.iter().map(|name| fold(name)).collect(), known: BTreeMap::new() }
    }

    /// Where rows of this force, month and category belong; `named` is the force in the file's name.
    pub(crate) fn place(&mut self, pair: Pair, named: Option<&str>, category: &str) -> Place {
        let force = if pair.force.is_empty() { named.unwrap_or_default().to_owned() } else { pair.force };
        if force.is_empty() {
            return Place::Faulty(Reason::NoForce, String::new());
        }
        let force = match self.whose(&force) {
            Some(Whose::Force(force)) => force,
            Some(Whose::Another) => return Place::SetAside(Reason::AnotherBody),
            None => return Place::Faulty(Reason::UnknownForce, force),
        };
        if !is_month(&pair.month) {
            return Place::Faulty(Reason::NotAMonth, pair.month);
        }
        if category.is_empty() {
            return Place::Faulty(Reason::NoCategory, String::new());
        }
        if category.len() > LONGEST_VALUE {
            return Place::Faulty(Reason::TooManyCategories, category.to_owned());
        }
        Place::Counted((force, pair.month, category.to_owned()))
    }

    fn whose(&mut self, name: &str) -> Option<Whose> {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let names = &self.dataset.force_names;
        // Asking for a name that is not there costs a search for what is like it; `has` does not.
        let whose = match names.has(name).then(|| names.resolve(name)) {
            Some(Ok(force)) => Some(Whose::Force(force)),
            _ => self.others.contains(&fold(name)).then_some(Whose::Another),
        };
        if self.known.len() < KNOWN {
            self.known.insert(name.to_owned(), whose.clone());
        }
        whose
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(force: &str, month: &str, named: Option<&str>, category: &str, expected: &Place) {
        let mut dataset = Dataset::default();
        let kent = ForceId::new("kent").unwrap();
        for spelling in ["kent", "Kent Police"] {
            dataset.force_names.add(spelling, &kent);
        }
        let mut judge = Judge::new(&dataset, &["Transport & Rail Police"]);
        let pair = Pair { reading: 0, force: force.to_owned(), month: month.to_owned() };
        assert_eq!(judge.place(pair, named, category), *expected);
    }

    #[test]
    fn rows_are_counted_where_force_month_and_category_are_known() {
        let counted =
            Place::Counted((ForceId::new("kent").unwrap(), "2018-10".to_owned(), "Drugs".to_owned()));
        check("KENT  police", "2018-10", None, "Drugs", &counted);
        check("", "2018-10", Some("kent"), "Drugs", &counted);
    }

    #[test]
    fn what_is_at_fault_is_named() {
        let faulty = |reason, value: &str| Place::Faulty(reason, value.to_owned());
        check("", "2018-10", None, "Drugs", &faulty(Reason::NoForce, ""));
        check("Kant", "2018-10", Some("kent"), "Drugs", &faulty(Reason::UnknownForce, "Kant"));
        check("kent", "2018-13", None, "Drugs", &faulty(Reason::NotAMonth, "2018-13"));
        check("kent", "2018-10", None, "", &faulty(Reason::NoCategory, ""));
        let long = "x".repeat(LONGEST_VALUE + 1);
        check("kent", "2018-10", None, &long, &faulty(Reason::TooManyCategories, &long));
        check("transport and rail police", "?", None, "", &Place::SetAside(Reason::AnotherBody));
    }

    #[test]
    fn the_faults_that_are_told_apart_do_not_depend_on_order() {
        let values: Vec<String> = (0..200).map(|value| format!("{:03}", value * 37 % 200)).collect();
        let tally = |values: &mut dyn Iterator<Item = &String>| {
            let mut tally = Tally::default();
            for value in values {
                tally.add(Place::Faulty(Reason::NotAMonth, value.clone()), 1, (0, 1));
            }
            assert_eq!(tally.faulty[&Reason::NotAMonth], 200);
            tally.faults
        };
        assert_eq!(tally(&mut values.iter()), tally(&mut values.iter().rev()));
    }
}
