//! From files to counts: queries until everything is read, then what the counts themselves tell.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use peel_model::{Dataset, Diagnostics, ForceId};

use crate::engine::count_cells;
use crate::source::{Found, find};
use crate::tally::{InName, Judge, Reason, Tally};
use crate::tell::Teller;
use crate::totals::Totals;
use crate::watch::watch;
use crate::work::{Leaving, Work, file_of};
use crate::{BulkError, Kind, Limits};

/// What to count and how.
#[derive(Debug, Clone)]
pub struct Options<'a> {
    /// Which files, and which of their columns.
    pub kind: Kind,
    /// Names of bodies that publish here and are not in the registry; their rows are set aside.
    pub other_bodies: &'a [&'a str],
    /// How much a packed file may hold.
    pub limits: Limits,
    /// Plain files of two times as many bytes or more are read in parts of so many, side by side.
    pub part: u64,
}

impl Options<'static> {
    /// The usual options for a kind.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, other_bodies: &[], limits: Limits::default(), part: 32 << 20 }
    }
}

/// How far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes read from disk.
    pub bytes_done: u64,
    /// Bytes on disk, packed where files are packed.
    pub bytes_total: u64,
    /// Rows read; fewer again when the parts of a large file turn out to have to be read as one.
    pub rows: u64,
}

/// What the files come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RollUp {
    /// By force, month and category.
    pub counts: Vec<Count>,
    /// The files that were read, by name.
    pub files: Vec<FileSummary>,
    /// How many files were set aside because they are of another kind.
    pub others: u64,
    /// What became of every row.
    pub accounting: Accounting,
    /// What a reader should know or mend.
    pub diagnostics: Diagnostics,
}

/// How many rows a force has of a category in a month.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// Who.
    pub force: ForceId,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// The publisher's category, as written.
    pub category: String,
    /// How many rows; never 0.
    pub count: u64,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSummary {
    /// The file on disk.
    pub path: PathBuf,
    /// Its name in that archive.
    pub member: Option<String>,
    /// Both, as diagnostics name it.
    pub label: Arc<str>,
    /// How many rows were read of it.
    pub rows: u64,
    /// How many of these could not be counted.
    pub faulty: BTreeMap<Reason, u64>,
}

/// What became of every row: `rows_read` is always the sum of the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accounting {
    /// Rows read, headers and blank lines apart.
    pub rows_read: u64,
    /// Rows that are in the counts.
    pub rows_counted: u64,
    /// Rows that are sound and not in the counts.
    pub set_aside: BTreeMap<Reason, u64>,
    /// Rows that could not be counted.
    pub faulty: BTreeMap<Reason, u64>,
}

impl Accounting {
    /// Whether every row is accounted for.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let left_out: u64 = self.set_aside.values().chain(self.faulty.values()).sum();
        self.rows_read == self.rows_counted + left_out
    }

    /// Where the rows of a whole file belong that is left out for this reason.
    pub(crate) fn left_out(&mut self, reason: Reason) -> &mut u64 {
        let map = match reason {
            Reason::SameFileAgain | Reason::HeaderAgain | Reason::AnotherBody => &mut self.set_aside,
            _ => &mut self.faulty,
        };
        map.entry(reason).or_default()
    }
}

/// Counts the rows of all files of a kind by force, month and category.
///
/// Inputs are folders (with all below), CSV files, the same with gzip (`.csv.gz`), and zip archives. Their
/// order does not matter. Memory does not grow with their size. `progress` is called about every
/// half gigabyte, on the caller's thread; what it breaks with ends the work.
///
/// # Errors
///
/// [`BulkError`] when an input is not there, when there is nothing of the kind, when `progress` says so,
/// or when the query engine fails. Faults in files are [`RollUp::diagnostics`].
pub fn roll_up(
    inputs: &[PathBuf],
    options: &Options<'_>,
    dataset: &Dataset,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<RollUp, BulkError> {
    let Found { sources, others, diagnostics, .. } = find(inputs, &options.kind)?;
    if sources.is_empty() && diagnostics.is_empty() {
        return Err(nothing_found(&options.kind, others));
    }
    let bytes_total = sources.iter().map(|source| source.bytes).sum();
    let work = Arc::new(Work::new(options.kind.clone(), options.limits, options.part, sources));
    let mut desk = Desk {
        judge: Judge::new(dataset, &options.kind, options.other_bodies),
        teller: Teller { dataset, kind: &options.kind },
        open: BTreeMap::new(),
        next: 0,
        totals: Totals::new(others, diagnostics),
    };
    while !work.is_done() {
        let cells = count_cells(&work)?;
        desk.take(&work, &cells)?;
        let bytes_done = if work.is_done() { bytes_total } else { work.bytes_done().min(bytes_total) };
        if progress(Progress { bytes_done, bytes_total, rows: desk.rows() }).is_break() {
            return Err(BulkError::Interrupted);
        }
    }
    Ok(desk.close())
}

fn nothing_found(kind: &Kind, others: u64) -> BulkError {
    let others = match others {
        0 => "there are no other files either".to_owned(),
        1 => "there is 1 other file".to_owned(),
        n => format!("there are {n} other files"),
    };
    BulkError::NothingFound { kind: kind.name.clone(), suffix: kind.suffix.clone(), others }
}

/// Where what is read is put together, file by file in their order.
struct Desk<'a> {
    judge: Judge<'a>,
    teller: Teller<'a>,
    /// Readings that are not finished, or wait for a file before them.
    open: BTreeMap<usize, Tally>,
    /// The first file that is not in the totals.
    next: usize,
    totals: Totals,
}

impl Desk<'_> {
    /// Takes what one query counted and left.
    fn take(&mut self, work: &Work, cells: &[(u64, u64)]) -> Result<(), BulkError> {
        let Leaving { book, reports, n_rows } = work.leave();
        let mut grouped = 0;
        for (cell, rows) in cells {
            if let Some((pair, category, first)) = book.cell(*cell) {
                grouped += rows;
                let reading = pair.reading;
                let source = &work.sources[file_of(reading)];
                let named = InName { force: source.force.as_deref(), month: source.month.as_deref() };
                let judged = self.judge.judge(&pair, named, category);
                self.open.entry(reading).or_default().add(judged, *rows, first);
            }
        }
        if grouped != n_rows {
            return Err(BulkError::Miscounted { read: n_rows, grouped });
        }
        for report in reports {
            self.open.entry(report.reading).or_default().reports.push(report);
        }
        self.finish(work);
        Ok(())
    }

    /// Moves files that are read into the totals, as long as none before them is missing.
    fn finish(&mut self, work: &Work) {
        while let Some(mut entry) = self.open.first_entry()
            && file_of(*entry.key()) == self.next
            && entry.get().is_whole()
        {
            let fits = entry.get_mut().fits_together();
            let tally = entry.remove();
            let is_broken = tally.reports.iter().any(|report| report.failure.is_some());
            if !fits && !is_broken {
                work.again(self.next);
                return;
            }
            self.totals.add(&work.sources[self.next], tally, self.teller);
            self.next += 1;
        }
    }

    fn rows(&self) -> u64 {
        self.totals.accounting.rows_read + self.open.values().map(Tally::rows).sum::<u64>()
    }

    fn close(self) -> RollUp {
        let Totals { counts, accounting, files, others, mut diagnostics, met_in, .. } = self.totals;
        watch(&counts, &met_in, &mut diagnostics);
        let count = |((force, month, category), count)| Count { force, month, category, count };
        RollUp { counts: counts.into_iter().map(count).collect(), files, others, accounting, diagnostics }
    }
}
