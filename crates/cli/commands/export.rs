//! `peel export`: the table of an analysis in a file.

use anyhow::{Result, bail};
use peel_export::FileFormat;
use peel_model::Dataset;

use crate::args::Export;
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(export: &Export, dataset: &Dataset) -> Result<Outcome> {
    // The format is settled first: a wrong ending is said before any work is done.
    let format = match (&export.format, &export.output) {
        (Some(format), _) => *format,
        (None, Some(path)) if path.is_dir() => {
            bail!("`{}` is a folder: expected a file to write", path.display())
        }
        (None, Some(path)) => FileFormat::of_path(path)?,
        (None, None) => FileFormat::Csv,
    };
    let table = super::answer(&export.question, dataset)?;
    match &export.output {
        Some(path) => output::write_table(&table, format, path)?,
        None => output::print(&table, format)?,
    }
    Ok(Outcome::Done)
}
