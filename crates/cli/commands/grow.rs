//! `peel add` and `peel remove`: the data package in use, grown by files of the user's, and shrunk again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use peel_export::csv_of_text;
use peel_ingest::{
    Addition, Change, DESCRIPTOR, Extent, Folder, Gives, INDICATOR_COLUMNS, Imported, Layouts, Loaded, Origin, Tidy,
    check_file, load, sha256,
};
use peel_model::{Dataset, Severity, fold};

use crate::args::Add;
use crate::diagnostics;
use crate::failure::{Hinted, Outcome, say};
use crate::output::write_whole;

use super::import;

/// Imports files and adds them to the data package in `folder`.
pub(crate) fn add(args: &Add, folder: Option<&Path>, loaded: &Loaded, layouts: &Layouts) -> Result<Outcome> {
    let folder = on_disk(folder)?;
    let imported = import::read(&args.files, &args.reading, loaded, layouts)?;
    diagnostics::write(&imported.diagnostics, &mut anstream::stderr())?;
    let is_faulty = imported.diagnostics.count(Severity::Error) > 0;
    let Some(tidy) = imported.tidy.as_ref().filter(|_| !is_faulty) else {
        say(&format!("{}\nnothing is added", import::summary(&imported)));
        return Ok(Outcome::Faulty);
    };
    let name = name(args)?;
    let additions = additions(&name, args, tidy, &loaded.dataset)?;
    let origin = origin(args)?;
    let path = folder.join(DESCRIPTOR);
    let descriptor = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let change = peel_ingest::add(&path.display().to_string(), &descriptor, &additions, &origin, args.replace)?;
    if !is_sound(&additions[0], loaded)? {
        say("nothing is added: the rows made would be faulty in the data package");
        return Ok(Outcome::Faulty);
    }
    make(&change, folder)?;
    said(&imported, &name, tidy, folder);
    Ok(Outcome::Done)
}

/// Takes what was added under a name out of the data package in `folder`.
pub(crate) fn remove(name: &str, folder: Option<&Path>) -> Result<Outcome> {
    let folder = on_disk(folder)?;
    let path = folder.join(DESCRIPTOR);
    let descriptor = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let change = peel_ingest::remove(&path.display().to_string(), &descriptor, name)?;
    make(&change, folder)?;
    say(&format!("removed {name}: {}", change.remove.join(", ")));
    Ok(Outcome::Done)
}

fn on_disk(folder: Option<&Path>) -> Result<&Path> {
    folder.ok_or_else(|| {
        Hinted {
            message: "the data built in cannot be changed".to_owned(),
            hint: "run peel where there is a `data` folder with a datapackage.json, or name one with --data DIR".to_owned(),
        }
        .into()
    })
}

/// Writes a change: the new files, then the descriptor that names them, then away with the old.
fn make(change: &Change, folder: &Path) -> Result<()> {
    for (path, bytes) in &change.write {
        write_whole(&folder.join(path), bytes)?;
    }
    write_whole(&folder.join(DESCRIPTOR), &change.descriptor)?;
    for path in &change.remove {
        let path = folder.join(path);
        fs::remove_file(&path).with_context(|| format!("cannot remove `{}`", path.display()))?;
    }
    Ok(())
}

fn name(args: &Add) -> Result<String> {
    let given = args.name.clone().unwrap_or_else(|| {
        let stem = args.files.first().and_then(|file| file.file_stem()).unwrap_or_default();
        fold(&stem.to_string_lossy()).replace(' ', "-")
    });
    let is_slug = given.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    });
    if is_slug {
        return Ok(given);
    }
    Err(Hinted {
        message: format!("`{given}` cannot be the name of a resource: expected lower-case words joined by `-`"),
        hint: "give one with --name".to_owned(),
    }
    .into())
}

/// The resource itself, and beside it the indicators and publications that the package does not know.
fn additions(name: &str, args: &Add, tidy: &Tidy, dataset: &Dataset) -> Result<Vec<Addition>> {
    if tidy.gives == Gives::MonthlyCounts {
        return Err(Hinted {
            message: "the data package has no table for such counts".to_owned(),
            hint: "`peel import` writes them to a file".to_owned(),
        }
        .into());
    }
    let files: Vec<String> = args.files.iter().map(|file| file_name(file)).collect();
    let addition = |suffix: &str, table: &str, columns: &[&str], bytes: Vec<u8>, keys: &[&str]| Addition {
        name: format!("{name}{suffix}"),
        table: table.to_owned(),
        title: format!("{table} of {}", files.join(", ")),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        bytes,
        keys_kept: keys.iter().map(|&key| key.to_owned()).collect(),
    };
    let mut keys = vec!["forces", "cycles", "areas"];
    if tidy.new_indicators.is_empty() {
        keys.push("indicators");
    }
    if tidy.new_sources.is_empty() {
        keys.push("sources");
    }
    let bytes = import::csv(&tidy.columns, &tidy.rows)?;
    let mut all = vec![addition("", tidy.gives.as_str(), &tidy.columns, bytes, &keys)];
    if !tidy.new_indicators.is_empty() {
        let rows = tidy.new_indicators.iter().map(|row| row.iter().map(String::as_str));
        let bytes = csv_of_text(&INDICATOR_COLUMNS, rows)?;
        all.push(addition("-indicators", "indicators", &INDICATOR_COLUMNS, bytes, &[]));
    }
    if !tidy.new_sources.is_empty() {
        let (held_as, licence) = (files.join(", "), args.licence.as_deref().unwrap_or("not stated"));
        let rows = tidy.new_sources.iter().map(|source| [source.as_str(), held_as.as_str(), licence]);
        let columns = ["source", "held_as", "licence"];
        all.push(addition("-sources", "sources", &columns, csv_of_text(&columns, rows)?, &[]));
    }
    debug_assert!(!dataset.forces.is_empty());
    Ok(all)
}

/// Whether the rows made are free of errors in the data package: grown first, then read.
fn is_sound(addition: &Addition, loaded: &Loaded) -> Result<bool> {
    let checked = check_file(&format!("{}.csv", addition.name), &addition.bytes, Some(&addition.table), loaded)?;
    // Indicators and sources that come with the rows are new to the package in use.
    let errors = checked.diagnostics.kept().iter().filter(|found| {
        found.severity == Severity::Error && !matches!(found.code, "foreign-key" | "unknown-key")
    });
    let errors: Vec<_> = errors.collect();
    for error in &errors {
        say(&error.to_string());
    }
    Ok(errors.is_empty())
}

fn origin(args: &Add) -> Result<Origin> {
    let mut files = Vec::new();
    for file in &args.files {
        let bytes = fs::read(file).with_context(|| format!("cannot read `{}`", file.display()))?;
        files.push((file_name(file), sha256(&bytes)));
    }
    let date = match (&args.date, args.files.first()) {
        (Some(date), _) => peel_ingest::date(date).ok_or_else(|| Hinted {
            message: format!("`{date}` is not a date"),
            hint: "expected YYYY-MM-DD".to_owned(),
        })?,
        (None, Some(file)) => peel_ingest::day_of(fs::metadata(file)?.modified().unwrap_or(SystemTime::UNIX_EPOCH)),
        (None, None) => String::new(),
    };
    Ok(Origin { date, files })
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}

fn said(imported: &Imported, name: &str, tidy: &Tidy, folder: &Path) {
    say(&import::summary(imported));
    let is_read = load(&Folder(PathBuf::from(folder)), Extent::Everything);
    let caveats = is_read.map(|loaded| loaded.dataset.about.caveats).unwrap_or_default();
    for caveat in caveats {
        say(&format!("warning: {caveat}"));
    }
    say(&format!("added {name}: {} of {} to {}", import::counted(tidy.rows.len(), "row"), tidy.gives.as_str(), folder.display()));
}
