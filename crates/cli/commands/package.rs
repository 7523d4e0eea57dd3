//! `peel export package`: the tables of every analysis that a selection allows, as a data package.

mod folder;

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use peel_analytics::explanation;
use peel_export::{Entry, Named, Package, Texts};
use peel_ingest::{Loaded, Titled};
use peel_model::{Analysis, Dataset};

use crate::args::Export;
use crate::asked::Asked;
use crate::diagnostics::{BOLD, paint};
use crate::failure::{Hinted, Outcome, describe, hints, say};
use crate::output;
use crate::provenance::typed;

pub(crate) fn run(export: &Export, loaded: &Loaded) -> Result<Outcome> {
    let path = target(export)?;
    let analyses = if export.only.is_empty() { Analysis::ALL.to_vec() } else { export.only.clone() };
    export.asked.must_suit_any(&analyses)?;
    let package = package(export, &analyses, loaded)?;
    let unmade: Vec<(Analysis, &String)> = package
        .entries
        .iter()
        .filter_map(|entry| Some((entry.analysis, entry.made.as_ref().err()?)))
        .collect();
    for (analysis, reason) in &unmade {
        say(&format!("{}: not in the package: {analysis}: {reason}", paint(BOLD, "note")));
    }
    if unmade.len() == analyses.len() {
        bail!("no table could be made for the package");
    }
    let files = package.files()?;
    if is_packed(path) {
        output::write_over(path, &Package::zipped(&files)?)?;
    } else {
        folder::write_into(path, &files)?;
    }
    let n_tables = package.entries.len() - unmade.len();
    say(&format!("{}: {n_tables} of {} analyses", path.display(), package.entries.len()));
    // What was asked for by name and could not be made is a failure; what was not is only said.
    Ok(if unmade.is_empty() || export.only.is_empty() { Outcome::Done } else { Outcome::Faulty })
}

/// Where the package goes; refused where it would take the place of another one's descriptor.
fn target(export: &Export) -> Result<&Path> {
    if let Some(format) = export.format {
        return Err(Hinted {
            message: format!("a package takes no `--format`, and `{format}` was named"),
            hint: "its tables are CSV; `-o FILE.zip` packs them".to_owned(),
        }
        .into());
    }
    let path = export.output.as_deref().ok_or_else(|| Hinted {
        message: "a package is many files, and neither a folder nor a .zip was named".to_owned(),
        hint: "`-o DIR` writes it into a folder, `-o FILE.zip` into one file".to_owned(),
    })?;
    if !is_packed(path) && path.exists() && !path.is_dir() {
        return Err(Hinted {
            message: format!("`{}` is a file: expected a folder", path.display()),
            hint: "`-o DIR` writes the package into a folder, `-o FILE.zip` into one file".to_owned(),
        }
        .into());
    }
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    if !path.is_dir() && ["tar", "gz", "tgz", "7z", "rar"].contains(&ending.to_ascii_lowercase().as_str()) {
        return Err(Hinted {
            message: format!("a package is not packed as `.{ending}`"),
            hint: "`-o FILE.zip` packs it, `-o DIR` writes it into a folder".to_owned(),
        }
        .into());
    }
    let descriptor = path.join(Package::DESCRIPTOR);
    if !is_packed(path) && descriptor.is_file() {
        let text =
            fs::read(&descriptor).with_context(|| format!("cannot read `{}`", descriptor.display()))?;
        if !Package::is_made_by_peel(&text) {
            return Err(Hinted {
                message: format!("`{}` is the descriptor of another data package", descriptor.display()),
                hint: "name a folder of its own for the package".to_owned(),
            }
            .into());
        }
    }
    Ok(path)
}

fn is_packed(path: &Path) -> bool {
    !path.is_dir() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn package(export: &Export, analyses: &[Analysis], loaded: &Loaded) -> Result<Package> {
    let (asked, dataset) = (&export.asked, &loaded.dataset);
    let force = match &asked.force {
        Some(force) => Some(dataset.resolve_force(force)?),
        None => dataset.about.default_force.clone(),
    };
    let cycle = asked.cycle.as_deref().map(|cycle| dataset.resolve_cycle(cycle)).transpose()?;
    let parts = [force.as_ref().map(ToString::to_string), cycle.as_ref().map(ToString::to_string)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let whom = force.as_ref().map_or("every one", |force| dataset.short_name(force));
    let when =
        cycle.as_ref().and_then(|cycle| dataset.cycles.get(cycle)).map(|cycle| format!(", {}", cycle.label));
    let resolved = Asked { force: force.as_ref().map(ToString::to_string), ..asked.clone() };
    let named = |all: &[Titled]| all.iter().map(named).collect();
    Ok(Package {
        name: ["peel".to_owned()].into_iter().chain(parts).collect::<Vec<_>>().join("-"),
        title: format!("{whom} compared{}", when.unwrap_or_default()),
        licences: named(&loaded.package.licenses),
        sources: named(&loaded.package.sources),
        entries: analyses.iter().map(|analysis| entry(*analysis, &resolved, dataset)).collect(),
        texts: if export.raw_text { Texts::Raw } else { Texts::Inert },
    })
}

fn named(titled: &Titled) -> Named {
    Named { name: titled.name.clone(), title: titled.title.clone(), path: titled.path.clone() }
}

fn entry(analysis: Analysis, asked: &Asked, dataset: &Dataset) -> Entry {
    let asked = asked.suited_to(analysis);
    let arguments = ["export".to_owned(), analysis.to_string()].into_iter().chain(asked.arguments());
    let made = super::table(analysis, &asked, dataset).map_err(|error| {
        let hints = hints(&error);
        [describe(&error)].into_iter().chain(hints).collect::<Vec<_>>().join("; ")
    });
    Entry { analysis, command: typed(&arguments.collect::<Vec<_>>()), page: explanation(analysis), made }
}
