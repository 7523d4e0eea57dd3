//! Running a plan: many outputs into one folder, unattended, resumable, nothing lost.
//!
//! What is promised: a file there is whole, whatever ends the run; the manifest, or the journal beside it, names each file
//! that is there, with what it is made from; what they do not name, or no longer is as they say, is made again. So a run that
//! was ended by a signal, a full disk or a power cut goes on where it was, and ends with the same bytes.

mod inputs;
mod journal;
mod keeper;
mod manifest;
mod place;
mod progress;
mod prune;
mod report;
mod work;
mod writers;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use peel_model::Dataset;

use crate::failure::Outcome;
use crate::plan::Output;
use journal::Journal;
use keeper::Keeper;
use place::Folder;
pub(crate) use progress::Style;
use report::Report;
pub(crate) use report::say_failed;

/// What was written, and what it was made from.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The file that a running batch holds, and its journal; it stays, since taking it away would let two runs in.
pub(crate) const LOCK: &str = ".peel-batch.lock";
/// How names of files that are being written begin.
pub(crate) const MARK: &str = ".peel-batch-";

/// How to run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    /// Make everything again.
    pub(crate) is_fresh: bool,
    /// Remove what is no longer planned.
    pub(crate) prunes: bool,
    /// How many outputs are worked on at a time; never more than there are cores, which is what none means.
    pub(crate) jobs: Option<usize>,
    /// What is said on the way.
    pub(crate) style: Style,
}

/// The data outputs are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Data<'a> {
    /// The records.
    pub(crate) dataset: &'a Dataset,
    /// The folder that was named.
    pub(crate) named: Option<&'a Path>,
    /// The fingerprint of the package they were read from.
    pub(crate) fingerprint: &'a str,
}

/// The outputs that cannot be made, by their places, and why.
///
/// # Errors
///
/// Threads that cannot be had.
pub(crate) fn unmade(
    outputs: &[Output],
    dataset: &Dataset,
    jobs: Option<usize>,
) -> Result<Vec<(usize, anyhow::Error)>> {
    work::unmade(outputs, dataset, jobs)
}

/// The files of earlier runs that a run would remove.
///
/// # Errors
///
/// A folder that no run could write into, a manifest that cannot be read.
pub(crate) fn unplanned(planned: &BTreeSet<String>, folder: &Path) -> Result<Vec<String>> {
    if !folder.as_os_str().is_empty() && fs::symlink_metadata(folder).is_err() {
        return Ok(Vec::new());
    }
    let folder = Folder::open(folder)?;
    folder.own(LOCK)?;
    Ok(prune::unplanned(&folder, planned, &keeper::look(&folder)?))
}

/// Makes the outputs; `planned` are the files of the whole plan, of which the outputs may be a part.
pub(crate) fn run(
    outputs: &[Output],
    planned: &BTreeSet<String>,
    folder: &Path,
    data: Data<'_>,
    options: Options,
) -> Result<Outcome> {
    let folder = Folder::open(folder)?;
    let journal = Journal::take(&folder)?;
    prune::sweep(&folder, planned, &journal.begun);
    let keeper = Arc::new(Keeper::open(&folder, journal, options.is_fresh)?);
    let report = Report::new(outputs, &folder, options.style);
    keeper.watch_for_interruptions();
    let done = work::run(outputs, &folder, data, options.jobs, (&keeper, &report));
    if options.prunes {
        report.pruned(prune::prune(&folder, planned, &keeper));
    }
    let saved = done.and_then(|()| keeper.save());
    Keeper::stop_watching();
    report.end(saved.err().as_ref())
}
