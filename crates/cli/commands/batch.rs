//! `peel batch`: every chart and table that a plan names. One that fails does not stop the others.

use std::collections::BTreeSet;
use std::io::{self, Write as _};
use std::path::Path;

use anyhow::Result;
use glob::Pattern;
use peel_ingest::Loaded;
use peel_model::{Dataset, Diagnostic, Diagnostics, did_you_mean};

use super::counted;
use crate::args::Batch;
use crate::batch::{self, Data, Options, Style};
use crate::diagnostics::{self, BOLD, paint};
use crate::failure::{Hinted, Outcome, describe, hints, say};
use crate::plan::{Output, Plan, whom};
use crate::texts::lexicon;
use crate::{embedded, workspace};

/// The plan looked for where the program is run, and the folder of the one built in.
const GALLERY: &str = "charts/gallery.toml";

/// Reads the plan.
pub(crate) fn open(batch: &Batch) -> Result<Plan> {
    let asked = batch.plan.clone().or_else(|| Path::new(GALLERY).is_file().then(|| GALLERY.into()));
    match asked {
        Some(path) => Plan::open(&path),
        None => Plan::read(Path::new(GALLERY), embedded::GALLERY.to_owned()),
    }
}

/// Makes what the plan names, or the part of it that is asked for; `named` is the folder of the data that was named.
pub(crate) fn run(batch: &Batch, plan: &Plan, named: Option<&Path>, loaded: &Loaded) -> Result<Outcome> {
    let (dataset, data) = (&loaded.dataset, workspace::folder(named));
    let mut outputs = plan.outputs(dataset, || lexicon(data.as_deref())).map_err(refuse)?;
    let planned = outputs.iter().flat_map(|output| output.files().map(|(_, file)| file)).collect();
    narrow(&mut outputs, batch, dataset)?;
    let folder = batch.output.clone().unwrap_or_else(|| plan.folder.clone());
    if folder.as_os_str() == "-" {
        return Err(Hinted {
            message: "a batch writes many files, and standard output is one".to_owned(),
            hint: "name a folder with -o; one of this name is `./-`".to_owned(),
        }
        .into());
    }
    if batch.dry_run {
        let unplanned = batch::unplanned(&planned, &folder)?;
        let removed = if batch.prune { &unplanned[..] } else { &[] };
        list(&outputs, removed, &folder)?;
        return say_unmade(&outputs, batch, dataset);
    }
    let options = Options {
        is_fresh: batch.fresh,
        prunes: batch.prune,
        jobs: batch.jobs.map(std::num::NonZero::get),
        style: if batch.quiet { Style::Quiet } else { batch.progress },
    };
    let fingerprint = workspace::fingerprint(data.as_deref(), loaded)?;
    let data = Data { dataset, named, fingerprint: &fingerprint };
    batch::run(&outputs, &planned, &folder, data, options)
}

/// Says every fault of a plan.
fn refuse(faults: Vec<Diagnostic>) -> anyhow::Error {
    let n_faults = counted(faults.len(), "fault");
    let mut all = Diagnostics::default();
    for fault in faults {
        all.push(fault);
    }
    // Where standard error is closed there is no one left to tell.
    let _ = diagnostics::write(&all, &mut anstream::stderr().lock());
    anyhow::anyhow!("the plan has {n_faults}; nothing was made")
}

/// Leaves only what is asked for: jobs or files by name, and some forces.
fn narrow(outputs: &mut Vec<Output>, batch: &Batch, dataset: &Dataset) -> Result<()> {
    if let Some(force) = &batch.force {
        let forces = whom(force, dataset)?;
        outputs.retain(|output| forces.iter().any(|force| output.is_about(force)));
        if outputs.is_empty() {
            let whom = if let [one] = &forces[..] { dataset.short_name(one) } else { force };
            let message = format!("the plan has nothing about {whom}");
            let hint = "`--dry-run` lists what it has".to_owned();
            return Err(Hinted { message, hint }.into());
        }
    }
    if batch.only.is_empty() {
        return Ok(());
    }
    let jobs: BTreeSet<String> = outputs.iter().map(|output| output.job.clone()).collect();
    let mut kept: BTreeSet<String> = BTreeSet::new();
    for only in &batch.only {
        if only.trim().is_empty() {
            let message = "`--only` names nothing".to_owned();
            let hint = "it takes a job, a file or a pattern; leave it out for all of the plan".to_owned();
            return Err(Hinted { message, hint }.into());
        }
        let pattern = Pattern::new(only).map_err(|error| Hinted {
            message: format!("`{only}` is no pattern: {error}"),
            hint: "`*` stands for any text, `?` for any letter".to_owned(),
        })?;
        let files = outputs.iter().flat_map(|output| output.files().map(move |(_, file)| (output, file)));
        let found = files.filter(|(output, file)| {
            [&output.job, &output.stem, file].iter().any(|name| pattern.matches(name))
        });
        let found: Vec<String> = found.map(|(_, file)| file).collect();
        if found.is_empty() {
            let message = format!("`--only {only}` matches no job and no file of the plan");
            let hint = did_you_mean(only, jobs.iter().map(String::as_str));
            let hint = hint.unwrap_or_else(|| "`--dry-run` lists what it has".to_owned());
            return Err(Hinted { message, hint }.into());
        }
        kept.extend(found);
    }
    for output in outputs.iter_mut() {
        let stem = output.stem.clone();
        output.formats.retain(|format| kept.contains(&format!("{stem}.{}", format.extension())));
    }
    outputs.retain(|output| !output.formats.is_empty());
    Ok(())
}

/// Says which outputs would fail, and why: all of them are worked out and drawn, and nothing is written.
fn say_unmade(outputs: &[Output], asked: &Batch, dataset: &Dataset) -> Result<Outcome> {
    let unmade = batch::unmade(outputs, dataset, asked.jobs.map(std::num::NonZero::get))?;
    for (place, error) in &unmade {
        batch::say_failed(&outputs[*place].stem, &describe(error), &hints(error));
    }
    Ok(if unmade.is_empty() { Outcome::Done } else { Outcome::Faulty })
}

/// Every file of the plan, on standard output; beside it those that would be removed.
fn list(outputs: &[Output], removed: &[String], folder: &Path) -> Result<()> {
    let mut out = io::stdout().lock();
    let mut n_files = 0;
    for output in outputs {
        for (_, file) in output.files() {
            writeln!(out, "{}", folder.join(file).display())?;
            n_files += 1;
        }
    }
    for file in removed {
        say(&format!("{}: `{}` would be removed", paint(BOLD, "note"), folder.join(file).display()));
    }
    say(&format!("{}, {}", counted(outputs.len(), "output"), counted(n_files, "file")));
    Ok(())
}
