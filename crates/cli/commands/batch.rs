//! `peel batch`: every chart and table that a plan names. One that fails does not stop the others.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_model::Dataset;

use crate::args::Batch;
use crate::diagnostics::{BOLD, RED, paint};
use crate::embedded;
use crate::failure::{Outcome, describe, hints, say};
use crate::output::{self, Format};
use crate::plan::{Output, Plan};
use crate::provenance;

/// The plan looked for where the program is run, and the folder of the one built in.
const GALLERY: &str = "charts/gallery.toml";

/// Writes what a plan names into a folder.
pub(crate) fn run(plan: &Plan, folder: &Path, dataset: &Dataset) -> Result<Outcome> {
    let mut n_failed = 0;
    let mut written = Vec::new();
    for output in &plan.outputs {
        if let Err(error) = write(output, (&plan.folder, folder), dataset, &mut written) {
            n_failed += 1;
            say(&format!("{}: output `{}`: {}", paint(RED, "error"), output.name, describe(&error)));
            for hint in hints(&error) {
                say(&format!("{}: {hint}", paint(BOLD, "hint")));
            }
        }
    }
    if let Err(error) = list(&written)
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        return Err(error.into());
    }
    let n_outputs = plan.outputs.len();
    let files = counted(written.len(), "file");
    let outputs = counted(n_outputs, "output");
    say(&format!("{} of {outputs} written, {files}", n_outputs - n_failed));
    Ok(if n_failed == 0 { Outcome::Done } else { Outcome::Faulty })
}

/// The files written, on standard output.
fn list(written: &[PathBuf]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    written.iter().try_for_each(|path| writeln!(out, "{}", path.display()))
}

fn counted(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// The plan, and the folder to write into.
pub(crate) fn open(batch: &Batch) -> Result<(Plan, PathBuf)> {
    let asked = batch.plan.clone().or_else(|| Path::new(GALLERY).is_file().then(|| GALLERY.into()));
    let path = asked.clone().unwrap_or_else(|| GALLERY.into());
    let text = match &asked {
        Some(path) => {
            fs::read_to_string(path).with_context(|| format!("cannot read the plan `{}`", path.display()))?
        }
        None => embedded::GALLERY.to_owned(),
    };
    let mut plan = Plan::parse(&text, &path.display().to_string())?;
    plan.folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let folder = batch.output.clone().unwrap_or_else(|| plan.folder.clone());
    Ok((plan, folder))
}

/// Writes the files of an output; themes are looked for in the first folder, the second is written into.
fn write(
    output: &Output,
    (beside, folder): (&Path, &Path),
    dataset: &Dataset,
    written: &mut Vec<PathBuf>,
) -> Result<()> {
    let analysis = output.analysis()?;
    let table = super::table(analysis, &output.asked, dataset)?;
    let mut picture = None;
    for format in output.formats()? {
        let path = folder.join(format!("{}.{}", output.name, format.extension()));
        match format {
            Format::Table(format) => output::write_table(&table, format, &path)?,
            Format::Picture(format) => {
                let drawn = if let Some(drawn) = picture.take() {
                    drawn
                } else {
                    let look = output.looks.look(beside)?;
                    provenance::draw((&table, dataset), analysis, &output.asked, (&output.looks, &look))?
                };
                output::write_whole(&path, &output::picture_bytes(&drawn, format, &output.looks)?)?;
                picture = Some(drawn);
            }
        }
        written.push(path);
    }
    Ok(())
}
