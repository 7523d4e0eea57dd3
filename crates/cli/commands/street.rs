//! `peel import --as street`: folders of monthly files, rolled up to counts.

use std::path::PathBuf;

use anyhow::Result;
use peel_ingest::{Layout, Layouts};
use peel_model::Dataset;

use crate::args::Import;
use crate::failure::Outcome;

/// The bulk layout that is asked for, or that the files are of; none for files read cell by cell.
pub(crate) fn kind(files: &[PathBuf], asked: Option<&str>, layouts: &Layouts) -> Result<Option<Layout>> {
    let _ = (files, asked, layouts);
    Ok(None)
}

pub(crate) fn run(args: &Import, kind: &Layout, dataset: &Dataset) -> Result<Outcome> {
    let _ = (args, kind, dataset);
    Ok(Outcome::Done)
}
