//! Files put together, in their order: counts added, faults told, files met twice found.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use peel_model::{Diagnostics, ForceId, Severity, printable};

use crate::roll_up::{Accounting, FileSummary};
use crate::source::{Source, diagnostic};
use crate::tally::{Cell, MOST_CATEGORIES, Reason, Tally};
use crate::tell::{Teller, rows_are};

impl FileSummary {
    fn of(source: &Source, rows: u64, faulty: BTreeMap<Reason, u64>) -> Self {
        let Source { path, member, label, .. } = source;
        Self { path: path.clone(), member: member.clone(), label: Arc::clone(label), rows, faulty }
    }
}

/// What all files come to.
#[derive(Debug, Default)]
pub(crate) struct Totals {
    pub(crate) counts: BTreeMap<Cell, u64>,
    pub(crate) accounting: Accounting,
    pub(crate) files: Vec<FileSummary>,
    pub(crate) others: u64,
    pub(crate) diagnostics: Diagnostics,
    /// The file that each force's month was met in first.
    pub(crate) met_in: BTreeMap<(ForceId, String), Arc<str>>,
    /// Files by their own name: label, rows and a digest of what they come to.
    by_name: BTreeMap<String, Vec<(Arc<str>, u64, u64)>>,
    categories: BTreeSet<String>,
}

impl Totals {
    /// Nothing counted yet; `others` and `diagnostics` are known from looking for files.
    pub(crate) fn new(others: u64, diagnostics: Diagnostics) -> Self {
        Self { others, diagnostics, ..Self::default() }
    }

    /// Adds a file that was read to its end, or as far as it could be.
    pub(crate) fn add(&mut self, source: &Source, mut tally: Tally, teller: Teller<'_>) {
        if tally.reports.iter().any(|report| report.is_other) {
            self.others += 1;
            return;
        }
        let rows = tally.rows();
        self.accounting.rows_read += rows;
        let mut faulty = BTreeMap::new();
        self.tell_of_file(source, &tally);
        if let Some(reason) = self.refusal(source, &tally, teller) {
            if rows > 0 {
                *self.accounting.left_out(reason) += rows;
            }
            if rows > 0 && reason != Reason::SameFileAgain {
                faulty.insert(reason, rows);
            }
            self.files.push(FileSummary::of(source, rows, faulty));
            return;
        }
        tally.add_row_faults();
        teller.rows(source, &tally, &mut self.diagnostics);
        self.tell_of_overlap(source, &tally);
        for (reason, rows) in tally.set_aside {
            *self.accounting.set_aside.entry(reason).or_default() += rows;
        }
        for (reason, rows) in tally.faulty {
            *self.accounting.faulty.entry(reason).or_default() += rows;
            faulty.insert(reason, rows);
        }
        let mut beyond = 0;
        for (cell, rows) in tally.counts {
            if self.has_room(&cell.2) {
                self.count(source, cell, rows);
            } else {
                beyond += rows;
            }
        }
        if beyond > 0 {
            *self.accounting.left_out(Reason::TooManyCategories) += beyond;
            self.tell_of_categories(source, beyond);
            faulty.insert(Reason::TooManyCategories, beyond);
        }
        self.files.push(FileSummary::of(source, rows, faulty));
    }

    fn has_room(&self, category: &str) -> bool {
        self.categories.len() < MOST_CATEGORIES || self.categories.contains(category)
    }

    fn count(&mut self, source: &Source, cell: Cell, rows: u64) {
        if !self.categories.contains(&cell.2) {
            self.categories.insert(cell.2.clone());
        }
        self.accounting.rows_counted += rows;
        let place = (cell.0.clone(), cell.1.clone());
        self.met_in.entry(place).or_insert_with(|| Arc::clone(&source.label));
        *self.counts.entry(cell).or_default() += rows;
    }

    /// Why none of a file's rows can be counted, if that is so; says it.
    fn refusal(&mut self, source: &Source, tally: &Tally, teller: Teller<'_>) -> Option<Reason> {
        if let Some(why) = tally.reports.iter().find_map(|report| report.failure.as_ref()) {
            let message =
                format!("it could not be read to its end: {}; none of it is counted", printable(why));
            self.tell(Severity::Error, Reason::BrokenFile.code(), source, message);
            return Some(Reason::BrokenFile);
        }
        let rows = tally.rows();
        if let Some(missing) = tally.reports.iter().find_map(|report| report.missing.as_ref()) {
            if tally.reports.iter().any(|report| report.lines > 0) {
                self.diagnostics.push(teller.missing(source, missing, rows));
            }
            return Some(Reason::MissingColumn);
        }
        if tally.has_too_many() {
            self.tell_of_categories(source, rows);
            return Some(Reason::TooManyCategories);
        }
        source.force.as_ref()?;
        self.same_file(source, tally, rows).then_some(Reason::SameFileAgain)
    }

    /// Whether a file of this name that comes to the same is counted already; says it, and says when
    /// there is one of this name that comes to something else.
    fn same_file(&mut self, source: &Source, tally: &Tally, rows: u64) -> bool {
        let mut hasher = DefaultHasher::new();
        tally.counts.hash(&mut hasher);
        let digest = (Arc::clone(&source.label), rows, hasher.finish());
        let before = self.by_name.entry(source.name.clone()).or_default();
        let same = before.iter().find(|other| (other.1, other.2) == (digest.1, digest.2));
        let same = same.map(|other| Arc::clone(&other.0));
        let first = before.first().map(|other| Arc::clone(&other.0));
        before.push(digest);
        match (same, first) {
            (Some(same), _) if rows > 0 => {
                let message = format!("the same file is counted already, as `{same}`; it is counted once");
                self.tell(Severity::Warning, Reason::SameFileAgain.code(), source, message);
                true
            }
            (None, Some(first)) => {
                let message = format!("`{first}` has the same name and other rows; both are counted");
                let mut diagnostic = diagnostic(Severity::Warning, "two-versions", &source.label, message);
                diagnostic.hints.push("keep the one that was published last".to_owned());
                self.diagnostics.push(diagnostic);
                false
            }
            _ => false,
        }
    }

    fn tell_of_categories(&mut self, source: &Source, rows: u64) {
        let most = format!("there are more than {MOST_CATEGORIES} different categories");
        let message = format!("{most}: {} left out", rows_are(rows));
        self.tell(Severity::Error, Reason::TooManyCategories.code(), source, message);
    }

    fn tell_of_file(&mut self, source: &Source, tally: &Tally) {
        let Some(first) = tally.reports.first().filter(|report| report.failure.is_none()) else {
            return;
        };
        if first.lines == 0 {
            self.tell(Severity::Error, "empty", source, "the file is empty".to_owned());
        } else if tally.rows() == 0 {
            let message = "the file has a header and no rows".to_owned();
            self.tell(Severity::Warning, "no-rows", source, message);
        }
        if tally.reports.iter().any(|report| report.is_legacy) {
            let message = "the file is not UTF-8; it is read as Windows-1252".to_owned();
            self.tell(Severity::Note, "encoding", source, message);
        }
    }

    /// Says when a force's month is in another file, too.
    fn tell_of_overlap(&mut self, source: &Source, tally: &Tally) {
        let places: BTreeSet<(&ForceId, &str)> =
            tally.counts.keys().map(|(force, month, _)| (force, month.as_str())).collect();
        let met = |(force, month): (&ForceId, &str)| self.met_in.get(&(force.clone(), month.to_owned()));
        let mut twice = places.into_iter().filter_map(|place| Some((place.0, place.1, met(place)?)));
        if let Some((force, month, file)) = twice.next() {
            let more = match twice.count() {
                0 => String::new(),
                more => format!(", and {more} more months"),
            };
            let message =
                format!("rows of `{force}` in {month} are also in `{file}`{more}; all of them are counted");
            self.tell(Severity::Warning, "overlap", source, message);
        }
    }

    fn tell(&mut self, severity: Severity, code: &'static str, source: &Source, message: String) {
        self.diagnostics.push(diagnostic(severity, code, &source.label, message));
    }
}
