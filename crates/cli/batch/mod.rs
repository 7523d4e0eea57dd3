//! Running a plan: many outputs into one folder, unattended, resumable, nothing lost.
//!
//! What is promised: a file there is whole, whatever ends the run; the manifest names the files that are there or were to
//! be, with what they are made from; what it does not name, or no longer is as it says, is made again. So a run that was ended
//! by a signal, a full disk or a power cut goes on where it was, and ends with the same bytes.

mod inputs;
mod keeper;
mod lock;
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

use anyhow::{Context as _, Result};
use peel_model::Dataset;

use crate::failure::Outcome;
use crate::plan::Output;
use keeper::Keeper;
use manifest::Manifest;
use place::Folder;
pub(crate) use progress::Style;
use report::Report;
pub(crate) use report::say_failed;

/// What was written, and what it was made from.
pub(crate) const MANIFEST: &str = "manifest.json";
/// The file that a running batch holds; it stays, since taking it away would let two runs in.
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
/// A manifest that cannot be read.
pub(crate) fn unplanned(planned: &BTreeSet<String>, folder: &Path) -> Result<Vec<String>> {
    let path = folder.join(MANIFEST);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let bytes = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    // One that this program cannot read is put aside by a run, and as none.
    let manifest = Manifest::read(&bytes).unwrap_or_default();
    Ok(prune::unplanned(&Folder::open(folder)?, planned, &manifest))
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
    let _lock = lock::take(&folder)?;
    let keeper = Arc::new(Keeper::open(&folder, options.is_fresh)?);
    prune::sweep(&folder, planned);
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
