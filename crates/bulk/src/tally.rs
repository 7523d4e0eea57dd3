//! What the rows of one file come to: counted, set aside, or faulty with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use peel_model::{Dataset, ForceId, Severity, fold};

use crate::book::{First, Pair, PartLine};
use crate::kind::{Kind, month};
use crate::spot::Spot;
use crate::task::Report;

/// Why rows were not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// They belong to a body that publishes here but is not in the registry.
    AnotherBody,
    /// They are in a file that was counted already.
    SameFileAgain,
    /// They are the header again, as in files joined end to end.
    HeaderAgain,
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
    /// They name no force, and that in their file's name is not in the registry.
    UnknownForceOfFile,
    /// Their month is not one.
    NotAMonth,
    /// They do not say what is counted.
    NoCategory,
    /// What is counted has too long a name.
    LongCategory,
    /// Their file has too many different things to count.
    TooManyCategories,
}

impl Reason {
    /// The words shown to people: `11 rows: ...`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AnotherBody => "another body",
            Self::SameFileAgain => "the same file again",
            Self::HeaderAgain => "header again",
            Self::WrongWidth => "more or fewer fields than the header",
            Self::UnclosedQuote => "a quote that is not closed",
            Self::MissingColumn => "a column is missing",
            Self::BrokenFile => "a broken file",
            Self::NoForce => "no force",
            Self::UnknownForce => "not a force",
            Self::UnknownForceOfFile => "not a force in the file's name",
            Self::NotAMonth => "not a month",
            Self::NoCategory => "nothing to count",
            Self::LongCategory => "too long a category",
            Self::TooManyCategories => "too many categories",
        }
    }

    /// Whether it is the fault of a file as a whole, so that no row can be named.
    pub(crate) const fn is_of_file(self) -> bool {
        matches!(self, Self::MissingColumn | Self::BrokenFile | Self::TooManyCategories | Self::SameFileAgain)
    }

    /// The stable word of its diagnostics.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::AnotherBody => "another-body",
            Self::SameFileAgain => "same-file",
            Self::HeaderAgain => "header-again",
            Self::WrongWidth => "wrong-width",
            Self::UnclosedQuote => "quote",
            Self::MissingColumn => "missing-column",
            Self::BrokenFile => "broken-file",
            Self::NoForce | Self::UnknownForce | Self::UnknownForceOfFile => "force",
            Self::NotAMonth => "month",
            Self::NoCategory | Self::LongCategory | Self::TooManyCategories => "category",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Something to tell of rows: a fault, or a contradiction that does not keep them from being counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    Faulty(Reason),
    /// Their month is not that in their file's name.
    OtherMonth,
    /// Their force is not that in their file's name.
    OtherForce,
}

impl Mark {
    pub(crate) const fn severity(self) -> Severity {
        match self {
            Self::Faulty(_) => Severity::Error,
            Self::OtherMonth | Self::OtherForce => Severity::Warning,
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Faulty(reason) => reason.code(),
            Self::OtherMonth => "other-month",
            Self::OtherForce => "other-force",
        }
    }
}

/// Rows of a mark that say the same, and where the first of them says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) rows: u64,
    pub(crate) first: PartLine,
    /// None where only the file's name says it.
    pub(crate) spot: Option<Spot>,
}

/// Force, month and category.
pub(crate) type Cell = (ForceId, String, String);

/// What one reading of a file comes to.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) counts: BTreeMap<Cell, u64>,
    pub(crate) set_aside: BTreeMap<Reason, u64>,
    pub(crate) faulty: BTreeMap<Reason, u64>,
    /// Marked rows, by what they say.
    marks: BTreeMap<Mark, Marked>,
    /// The categories in `counts`; none any more when they were too many.
    categories: Categories,
    /// The parts read so far.
    pub(crate) reports: Vec<Report>,
}

/// All rows of a mark.
#[derive(Debug, Default)]
struct Marked {
    rows: u64,
    /// By the value that is marked.
    met: BTreeMap<String, Met>,
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

/// How many different values of one file and mark are told apart; the first in the order of the alphabet,
/// so that the choice does not depend on which thread was faster.
const VALUES_PER_MARK: usize = 20;

impl Tally {
    /// Adds rows that the engine counted.
    pub(crate) fn add(&mut self, Judged { place, marks }: Judged, rows: u64, first: &First) {
        match place {
            Place::Counted(cell) => self.count(cell, rows),
            Place::SetAside(reason) => *self.set_aside.entry(reason).or_default() += rows,
            Place::Faulty(reason) => *self.faulty.entry(reason).or_default() += rows,
        }
        for (mark, value) in marks {
            let spot = match mark {
                Mark::Faulty(Reason::NotAMonth) | Mark::OtherMonth => Some(&first.month),
                Mark::Faulty(Reason::UnknownForce | Reason::NoForce) | Mark::OtherForce => {
                    first.force.as_ref()
                }
                Mark::Faulty(_) => None,
            };
            self.mark(mark, value, &Met { rows, first: first.line, spot: spot.cloned() });
        }
    }

    /// Adds the rows that every part found faulty by themselves.
    pub(crate) fn add_row_faults(&mut self) {
        let reports = std::mem::take(&mut self.reports);
        for (reason, fault) in reports.iter().flat_map(|report| &report.faults) {
            *self.faulty.entry(*reason).or_default() += fault.n;
            let met = Met { rows: fault.n, first: fault.first, spot: Some(fault.spot.clone()) };
            self.mark(Mark::Faulty(*reason), fault.value.clone(), &met);
        }
        self.reports = reports;
    }

    fn mark(&mut self, mark: Mark, value: String, met: &Met) {
        let marked = self.marks.entry(mark).or_default();
        marked.rows += met.rows;
        let before = marked.met.entry(value).or_insert_with(|| Met { rows: 0, ..met.clone() });
        before.rows += met.rows;
        if met.first < before.first {
            (before.first, before.spot) = (met.first, met.spot.clone());
        }
        if marked.met.len() > VALUES_PER_MARK {
            marked.met.pop_last();
        }
    }

    /// What there is to tell of rows, by mark and value.
    pub(crate) fn marks(&self) -> impl Iterator<Item = (Mark, &str, &Met)> {
        self.marks
            .iter()
            .flat_map(|(mark, marked)| marked.met.iter().map(|(value, met)| (*mark, value.as_str(), met)))
    }

    /// Rows of values that are not told apart, by mark.
    pub(crate) fn beyond(&self) -> impl Iterator<Item = (Mark, u64)> {
        self.marks.iter().filter_map(|(mark, marked)| {
            let told: u64 = marked.met.values().map(|met| met.rows).sum();
            (marked.rows > told).then_some((*mark, marked.rows - told))
        })
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
    Faulty(Reason),
}

/// Where some rows belong, and what is to be told of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) place: Place,
    /// With the value that is marked.
    pub(crate) marks: Vec<(Mark, String)>,
}

impl Judged {
    fn faulty(reason: Reason, value: String) -> Self {
        Self { place: Place::Faulty(reason), marks: vec![(Mark::Faulty(reason), value)] }
    }
}

/// What the name of a file says of its rows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct InName<'a> {
    pub(crate) force: Option<&'a str>,
    pub(crate) month: Option<&'a str>,
}

/// Decides where rows belong.
pub(crate) struct Judge<'a> {
    dataset: &'a Dataset,
    kind: &'a Kind,
    /// Folded names of bodies that are not forces.
    others: Vec<String>,
    /// Names seen, so that few are looked up.
    known: BTreeMap<String, Option<Whose>>,
}

#[derive(Debug, Clone, PartialEq)]
enum Whose {
    Force(ForceId),
    Another,
}

/// How many names are remembered.
const KNOWN: usize = 10_000;

impl<'a> Judge<'a> {
    pub(crate) fn new(dataset: &'a Dataset, kind: &'a Kind, others: &[&str]) -> Self {
        Self { dataset, kind, others: others.iter().map(|name| fold(name)).collect(), known: BTreeMap::new() }
    }

    /// Where rows of this force, month and category belong, in a file of this name.
    pub(crate) fn judge(&mut self, pair: &Pair, named: InName<'_>, category: &str) -> Judged {
        self.judge_texts(&pair.force, &pair.month, named, category)
    }

    /// The same, of the texts of one row.
    pub(crate) fn judge_texts(
        &mut self,
        written: &str,
        written_month: &str,
        named: InName<'_>,
        category: &str,
    ) -> Judged {
        if self.kind.is_header(written, written_month) {
            return Judged { place: Place::SetAside(Reason::HeaderAgain), marks: Vec::new() };
        }
        let of_file = named.force.unwrap_or_default();
        let is_of_file = written.is_empty();
        let force = if is_of_file { of_file } else { written };
        if force.is_empty() {
            return Judged::faulty(Reason::NoForce, String::new());
        }
        let whose = self.whose(force);
        let mut marks = Vec::new();
        if !is_of_file && !of_file.is_empty() && whose.is_some() {
            let other = self.whose(of_file);
            if other.is_some() && other != whose {
                marks.push((Mark::OtherForce, written.to_owned()));
            }
        }
        let force = match whose {
            Some(Whose::Force(force)) => force,
            Some(Whose::Another) => {
                return Judged { place: Place::SetAside(Reason::AnotherBody), marks: vec![] };
            }
            None if is_of_file => return Judged::faulty(Reason::UnknownForceOfFile, force.to_owned()),
            None => return Judged::faulty(Reason::UnknownForce, written.to_owned()),
        };
        let Some(month) = month(written_month) else {
            return Judged::faulty(Reason::NotAMonth, written_month.to_owned());
        };
        if named.month.is_some_and(|of_file| of_file != month) {
            marks.push((Mark::OtherMonth, written_month.to_owned()));
        }
        Judged { place: Place::Counted((force, month.into_owned(), category.to_owned())), marks }
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
    use crate::kind::tests::street;

    fn check(force: &str, month: &str, named: InName<'_>, place: &Place, marks: &[(Mark, &str)]) {
        let mut dataset = Dataset::default();
        for slug in ["kent", "surrey"] {
            dataset.force_names.add(slug, &ForceId::new(slug).unwrap());
        }
        dataset.force_names.add("Kent Police", &ForceId::new("kent").unwrap());
        let kind = street();
        let mut judge = Judge::new(&dataset, &kind, &["Transport & Rail Police"]);
        let pair = Pair { reading: 0, force: force.to_owned(), month: month.to_owned() };
        let judged = judge.judge(&pair, named, "Drugs");
        let found: Vec<(Mark, &str)> =
            judged.marks.iter().map(|(mark, value)| (*mark, value.as_str())).collect();
        assert_eq!((&judged.place, found.as_slice()), (place, marks));
    }

    fn named(force: &str) -> InName<'_> {
        InName { force: Some(force), month: Some("2018-10") }
    }

    fn counted(month: &str) -> Place {
        Place::Counted((ForceId::new("kent").unwrap(), month.to_owned(), "Drugs".to_owned()))
    }

    #[test]
    fn rows_are_counted_where_force_and_month_are_known() {
        check("KENT  police", "2018-10", InName::default(), &counted("2018-10"), &[]);
        check("", "2018-10", named("kent"), &counted("2018-10"), &[]);
        check("Kent Police", "2018-10", named("all"), &counted("2018-10"), &[]);
    }

    #[test]
    fn rows_that_contradict_the_name_of_their_file_are_counted_and_told() {
        check("Kent", "2018-10", named("surrey"), &counted("2018-10"), &[(Mark::OtherForce, "Kent")]);
        check("Kent", "2018-11", named("kent"), &counted("2018-11"), &[(Mark::OtherMonth, "2018-11")]);
    }

    #[test]
    fn what_is_at_fault_is_named() {
        let faulty = |force: &str, month: &str, name: InName<'_>, reason, value: &str| {
            check(force, month, name, &Place::Faulty(reason), &[(Mark::Faulty(reason), value)]);
        };
        faulty("", "2018-10", InName::default(), Reason::NoForce, "");
        faulty("", "2018-10", named(""), Reason::NoForce, "");
        faulty("", "2018-10", named("kant"), Reason::UnknownForceOfFile, "kant");
        faulty("Kant", "2018-10", named("kent"), Reason::UnknownForce, "Kant");
        faulty("kent", "2018-13", named("kent"), Reason::NotAMonth, "2018-13");
        let aside = Place::SetAside(Reason::AnotherBody);
        check("transport and rail police", "?", InName::default(), &aside, &[]);
    }

    #[test]
    fn a_month_of_a_workbook_is_the_month_and_a_header_again_is_set_aside() {
        check("Kent", "Oct-18", named("kent"), &counted("2018-10"), &[]);
        check("Kent", "Nov-18", named("kent"), &counted("2018-11"), &[(Mark::OtherMonth, "Nov-18")]);
        let again = Place::SetAside(Reason::HeaderAgain);
        check("Falls within", "\u{feff}Month", named("kent"), &again, &[]);
        let unknown = (Mark::Faulty(Reason::UnknownForce), "Falls within");
        check("Falls within", "2018-10", named("kent"), &Place::Faulty(Reason::UnknownForce), &[unknown]);
    }

    #[test]
    fn the_faults_that_are_told_apart_do_not_depend_on_order() {
        let values: Vec<String> = (0..200).map(|value| format!("{:03}", value * 37 % 200)).collect();
        let spot = Spot::of(b"x", 0..1, b'\n');
        let first = First { line: (0, 1), force: None, month: spot };
        let told = |values: &mut dyn Iterator<Item = &String>| {
            let mut tally = Tally::default();
            for value in values {
                tally.add(Judged::faulty(Reason::NotAMonth, value.clone()), 1, &first);
            }
            assert_eq!(tally.faulty[&Reason::NotAMonth], 200);
            assert_eq!(tally.beyond().collect::<Vec<_>>(), [(Mark::Faulty(Reason::NotAMonth), 180)]);
            tally.marks().map(|(_, value, _)| value.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(told(&mut values.iter()), told(&mut values.iter().rev()));
    }
}
