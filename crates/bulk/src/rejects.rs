//! The rows that could not be counted, read a second time to be kept, each with its reason.
//!
//! Counting keeps no rows, so that its memory stays bounded. Who wants the faulty ones has the files that
//! have any read again, one after the other.

use std::path::PathBuf;
use std::sync::Arc;

use peel_model::{At, Dataset, Place as Stands, Reject, printable};

use crate::BulkError;
use crate::header::decoded;
use crate::roll_up::{FileSummary, Options, RollUp};
use crate::source::{Source, find};
use crate::spot::Spot;
use crate::tally::{InName, Judge, Mark, Place, Reason};
use crate::task::{Part, Row, Sink, Task};
use crate::tell::Teller;
use crate::unpack::open;

/// After how many bytes it is seen whether the taker wants more.
const BYTES_PER_STEP: usize = 1 << 18;

/// Gives every row that a roll-up of the same inputs found faulty, in the order of files and lines; a file of
/// which no row could be counted is given as one.
///
/// # Errors
///
/// [`BulkError`] when an input is not there any more, when a file has other faulty rows than before, or when
/// `give` fails.
pub fn rejects(
    rolled_up: &RollUp,
    inputs: &[PathBuf],
    options: &Options<'_>,
    dataset: &Dataset,
    give: &mut dyn FnMut(Reject) -> std::io::Result<()>,
) -> Result<(), BulkError> {
    let teller = Teller { dataset, kind: &options.kind };
    let sources = find(inputs, &options.kind)?.sources;
    for file in rolled_up.files.iter().filter(|file| !file.faulty.is_empty()) {
        let (whole, of_rows): (Vec<_>, Vec<_>) =
            file.faulty.iter().partition(|(reason, _)| reason.is_of_file());
        for (reason, n) in whole {
            give(of_file(file, *reason, *n)).map_err(BulkError::NotKept)?;
        }
        let Some(source) = sources.iter().find(|source| source.label == file.label) else {
            return Err(BulkError::Changed { path: file.label.to_string() });
        };
        let expected: u64 = of_rows.iter().map(|(_, n)| **n).sum();
        if expected > 0 {
            let judge = Judge::new(dataset, &options.kind, options.other_bodies);
            let mut sink = Rejecting { source, judge, teller, give, n_given: 0, failure: None, last: None };
            read(source, options, &mut sink)?;
            if sink.n_given != expected {
                return Err(BulkError::Changed { path: file.label.to_string() });
            }
        }
    }
    Ok(())
}

/// Reads a file from its beginning to its end.
fn read(source: &Source, options: &Options<'_>, sink: &mut Rejecting<'_>) -> Result<(), BulkError> {
    let input = open(source, 0, options.limits, &Arc::default());
    let mut task = Task::new(0, Part::WHOLE, source.is_certain, input);
    loop {
        let (is_done, _) = task.run(BYTES_PER_STEP, &options.kind, sink);
        if let Some(failure) = sink.failure.take() {
            return Err(BulkError::NotKept(failure));
        }
        if is_done {
            return Ok(());
        }
    }
}

/// Gives the faulty rows of one file, and counts them.
struct Rejecting<'a> {
    source: &'a Source,
    judge: Judge<'a>,
    teller: Teller<'a>,
    give: &'a mut dyn FnMut(Reject) -> std::io::Result<()>,
    n_given: u64,
    failure: Option<std::io::Error>,
    /// The force and month of the row before, and what was found of them.
    last: Option<Seen>,
}

/// A force and a month as written, and what is wrong with them.
struct Seen {
    force: Vec<u8>,
    month: Vec<u8>,
    fault: Option<(Reason, String)>,
}

impl Rejecting<'_> {
    /// What is wrong with a force and a month; rows that follow each other mostly have the same.
    fn fault(&mut self, force: &[u8], month: &[u8]) -> Option<(Reason, String)> {
        if let Some(last) = self.last.as_ref().filter(|last| last.force == force && last.month == month) {
            return last.fault.clone();
        }
        let named = InName { force: self.source.force.as_deref(), month: self.source.month.as_deref() };
        let judged = self.judge.judge_texts(&decoded(force).0, &decoded(month).0, named, "");
        let found = match judged.place {
            Place::Faulty(reason) => {
                let value = judged.marks.into_iter().next().map(|(_, value)| value);
                Some((reason, value.unwrap_or_default()))
            }
            Place::Counted(_) | Place::SetAside(_) => None,
        };
        self.last = Some(Seen { force: force.to_vec(), month: month.to_vec(), fault: found.clone() });
        found
    }

    fn reject(&mut self, reason: Reason, value: &str, row: Row<'_>, spot: Option<Spot>) {
        if self.failure.is_some() {
            return;
        }
        let (lines_before, column) = spot.map_or((0, 1), |spot| (spot.lines_before, spot.column));
        let at = At::Line { line: row.line.1 + lines_before, column };
        let reject = Reject {
            place: Stands { file: Arc::clone(&self.source.label), at },
            code: reason.code(),
            message: self.teller.what(self.source, Mark::Faulty(reason), value),
            text: printable(&decoded(row.text).0).into(),
        };
        self.n_given += 1;
        self.failure = (self.give)(reject).err();
    }
}

impl Sink for Rejecting<'_> {
    fn take(&mut self, _: usize, [force, month, _]: [&[u8]; 3], row: Row<'_>) {
        let Some((reason, value)) = self.fault(force, month) else { return };
        let column = match reason {
            Reason::NotAMonth => Some(row.columns.month),
            _ => row.columns.force,
        };
        let spot = column.map(|column| row.spot(column));
        self.reject(reason, &value, row, spot);
    }

    fn leave(&mut self, reason: Reason, row: Row<'_>, value: impl Fn() -> String, spot: impl Fn() -> Spot) {
        self.reject(reason, &value(), row, Some(spot()));
    }

    fn is_legacy(&self) -> bool {
        false
    }
}

/// A file of which these rows could not be counted, none by itself.
fn of_file(file: &FileSummary, reason: Reason, n: u64) -> Reject {
    let rows = if n == 1 { "1 row".to_owned() } else { format!("{n} rows") };
    Reject {
        place: Stands { file: Arc::clone(&file.label), at: At::File },
        code: reason.code(),
        message: format!("{}: {rows} of it", reason.as_str()),
        text: Arc::from(""),
    }
}
