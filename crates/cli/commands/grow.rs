//! `peel add` and `peel remove`: the data package in use, grown by files of the user's, and shrunk again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use peel_export::csv_of_text;
use peel_ingest::{
    Addition, Change, Changed, DESCRIPTOR, Extent, Files as _, Folder, Gives, INDICATOR_COLUMNS, Layouts,
    Loaded, Origin, Outdated, load, sha256,
};
use peel_model::{Diagnostics, Indicator, Severity, fold};

use crate::args::Add;
use crate::diagnostics;
use crate::failure::{Hinted, Outcome, say};
use crate::output::{make_folder, write_whole};

use super::{import, street};

/// Imports files and adds them to the data package in `folder`.
pub(crate) fn add(args: &Add, folder: Option<&Path>, loaded: &Loaded, layouts: &Layouts) -> Result<Outcome> {
    let folder = on_disk(folder)?;
    let _held = held(folder);
    let name = name(args)?;
    let path = folder.join(DESCRIPTOR);
    let descriptor = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    // What is to be replaced is not held against what replaces it.
    let without =
        args.replace.then(|| peel_ingest::remove(&path.display().to_string(), &descriptor, &name).ok());
    let without = without.flatten();
    let edited: Vec<&str> = without.iter().flat_map(|change| edited_tables(change, folder)).collect();
    let without = without.as_ref().map(|change| {
        let now = Folder(folder.to_path_buf());
        load(&Changed { now: &now, change }, Extent::Everything)
    });
    let without = without.transpose()?;
    let prepared = read(args, without.as_ref().unwrap_or(loaded), layouts)?;
    if prepared.is_faulty {
        say(&format!("{}\nnothing is added", prepared.summary));
        return Ok(Outcome::Faulty);
    }
    let additions = additions(&name, args, &prepared, (loaded, &edited))?;
    let origin = origin(args, &prepared.files)?;
    let change =
        peel_ingest::add(&path.display().to_string(), &descriptor, &additions, &origin, args.replace)?;
    if read_changed(&change, folder)?.is_none() {
        say("nothing is added: these rows would be faulty in the data package");
        return Ok(Outcome::Faulty);
    }
    make(&change, folder)?;
    let n_rows = import::counted(prepared.rows.len(), "row");
    say(&prepared.summary);
    say(&format!("added {name}: {n_rows} of {} to {}", prepared.table, folder.display()));
    Ok(Outcome::Done)
}

/// Rows that may become a resource.
struct Prepared {
    table: &'static str,
    /// The files they were read in.
    files: Vec<PathBuf>,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    new_indicators: Vec<[String; 8]>,
    summary: String,
    is_faulty: bool,
}

/// Reads the files, cell by cell or in bulk, and says what is wrong with them.
fn read(args: &Add, loaded: &Loaded, layouts: &Layouts) -> Result<Prepared> {
    let no_table = || Hinted {
        message: "the data package has no table for such counts".to_owned(),
        hint: "`peel import` writes them to a file".to_owned(),
    };
    if let Some(layout) = street::layout(&args.files, args.reading.kind.as_deref(), layouts)? {
        if layout.gives == Gives::MonthlyCounts {
            return Err(no_table().into());
        }
        let rolled_up = street::rolled_up(&args.files, &layout, layouts, &loaded.dataset)?;
        let (columns, rows) = street::counts(&layout, &rolled_up);
        return Ok(Prepared {
            table: layout.gives.as_str(),
            files: rolled_up
                .files
                .iter()
                .map(|file| file.path.clone())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect(),
            columns,
            rows,
            new_indicators: Vec::new(),
            summary: street::summary(&rolled_up),
            is_faulty: rolled_up.diagnostics.count(Severity::Error) > 0,
        });
    }
    let imported = import::read(&args.files, &args.reading, loaded, layouts)?;
    diagnostics::write(&imported.diagnostics, &mut anstream::stderr())?;
    let summary = import::summary(&imported);
    let is_faulty = imported.diagnostics.count(Severity::Error) > 0 || imported.tidy.is_none();
    let tidy = imported.tidy.unwrap_or_default();
    Ok(Prepared {
        table: tidy.gives.as_str(),
        files: args.files.clone(),
        columns: tidy.columns.iter().map(|&column| column.to_owned()).collect(),
        rows: tidy.rows,
        new_indicators: tidy.new_indicators,
        summary,
        is_faulty,
    })
}

/// Takes what was added under a name out of the data package in `folder`.
pub(crate) fn remove(name: &str, folder: Option<&Path>) -> Result<Outcome> {
    let folder = on_disk(folder)?;
    let _held = held(folder);
    let path = folder.join(DESCRIPTOR);
    let descriptor = fs::read(&path).with_context(|| format!("cannot read `{}`", path.display()))?;
    let change = peel_ingest::remove(&path.display().to_string(), &descriptor, name)?;
    let removed = make(&change, folder)?;
    let files = if removed.is_empty() { "no file".to_owned() } else { removed.join(", ") };
    say(&format!("removed {name} from the data package, and {files}"));
    Ok(Outcome::Done)
}

/// Keeps other runs that would change the folder waiting, where the system can lock a folder.
fn held(folder: &Path) -> Option<File> {
    let folder = File::open(folder).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn on_disk(folder: Option<&Path>) -> Result<&Path> {
    folder.ok_or_else(|| {
        Hinted {
            message: "the data built in cannot be changed".to_owned(),
            hint:
                "run peel where there is a `data` folder with a datapackage.json, or name one with --data DIR"
                    .to_owned(),
        }
        .into()
    })
}

/// Writes a change: the new files, then the descriptor that names them, then away with the old. A file that is
/// none of the package's, or was edited since it was added, is never written over or removed.
///
/// Gives the files that are no longer there.
fn make(change: &Change, folder: &Path) -> Result<Vec<String>> {
    for (path, _) in &change.write {
        let own = change.kept.iter().find(|old| old.path == *path);
        let is_edited = own.is_some_and(|old| is_edited(old, folder));
        if is_edited || (own.is_none() && folder.join(path).exists()) {
            let why =
                if is_edited { "was edited since it was added" } else { "is no part of the data package" };
            return Err(Hinted {
                message: format!("`{}` is there already, and {why}", folder.join(path).display()),
                hint: "move it away, or give another name with --name".to_owned(),
            }
            .into());
        }
    }
    for (path, bytes) in &change.write {
        let path = folder.join(path);
        let within = path.parent().unwrap_or(folder);
        make_folder(within).with_context(|| format!("cannot make `{}`", within.display()))?;
        write_whole(&path, bytes)?;
    }
    write_whole(&folder.join(DESCRIPTOR), &change.descriptor)?;
    let mut removed = Vec::new();
    for old in &change.remove {
        let path = folder.join(&old.path);
        if old.is_edited || is_edited(old, folder) {
            // What was edited in a describing table was taken over into the new one.
            let now = fs::read(&path).unwrap_or_default();
            let Some((new, _)) = change.write.iter().find(|(_, bytes)| *bytes == now) else {
                say(&format!("`{}` was edited since it was added, and is left there", path.display()));
                continue;
            };
            say(&format!("what was edited in `{}` is in `{new}` now", path.display()));
        }
        match fs::remove_file(&path) {
            Ok(()) => removed.push(old.path.clone()),
            // Gone already, as it should be.
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| format!("cannot remove `{}`", path.display())),
        }
    }
    Ok(removed)
}

/// The tables that say what the rows of others mean.
const DESCRIBING: [&str; 2] = ["indicators", "sources"];

/// The describing tables that the user edited in what is to be replaced, which is taken over.
fn edited_tables<'c>(change: &'c Change, folder: &Path) -> impl Iterator<Item = &'c str> {
    let describing = change.remove.iter().filter(|old| DESCRIBING.contains(&old.table.as_str()));
    describing.filter(|old| old.is_edited || is_edited(old, folder)).map(|old| old.table.as_str())
}

/// Whether a file is not as it was when it was added.
fn is_edited(old: &Outdated, folder: &Path) -> bool {
    let now = File::open(folder.join(&old.path)).and_then(sha256);
    now.is_ok_and(|now| format!("sha256:{now}") != old.hash)
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
        message: format!(
            "`{given}` cannot be the name of a resource: expected lower-case words joined by `-`"
        ),
        hint: "give one with --name".to_owned(),
    }
    .into())
}

/// The resource itself, and beside it the indicators and publications that are not the package's own: each
/// addition brings along what its rows need, so that another can be taken out.
fn additions(
    name: &str,
    args: &Add,
    prepared: &Prepared,
    (loaded, edited): (&Loaded, &[&str]),
) -> Result<Vec<Addition>> {
    let files: Vec<String> = args.files.iter().map(|file| file_name(file)).collect();
    let addition = |suffix: &str, table: &str, columns: &[&str], bytes: Vec<u8>, keys: &[&str]| Addition {
        name: format!("{name}{suffix}"),
        table: table.to_owned(),
        title: format!("{table} of {}", files.join(", ")),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        bytes,
        keys_kept: keys.iter().map(|&key| key.to_owned()).collect(),
        is_edited: edited.contains(&table),
    };
    let indicators = indicators(prepared, loaded);
    let sources = sources(prepared, loaded, &files.join(", "), args.licence.as_deref());
    let mut keys = vec!["forces", "cycles", "areas"];
    keys.extend(indicators.is_empty().then_some("indicators"));
    keys.extend(sources.is_empty().then_some("sources"));
    let columns: Vec<&str> = prepared.columns.iter().map(String::as_str).collect();
    let bytes = import::csv(&columns, &prepared.rows)?;
    let mut all = vec![addition("", prepared.table, &columns, bytes, &keys)];
    if !indicators.is_empty() {
        let rows = indicators.iter().map(|row| row.iter().map(String::as_str));
        let bytes = csv_of_text(&INDICATOR_COLUMNS, rows)?;
        all.push(addition("-indicators", "indicators", &INDICATOR_COLUMNS, bytes, &[]));
    }
    if !sources.is_empty() {
        let columns = ["source", "held_as", "licence"];
        let rows = sources.iter().map(|row| row.iter().map(String::as_str));
        all.push(addition("-sources", "sources", &columns, csv_of_text(&columns, rows)?, &[]));
    }
    Ok(all)
}

/// The different texts of a column, in order.
fn named<'p>(prepared: &'p Prepared, column: &str) -> BTreeSet<&'p str> {
    let place = prepared.columns.iter().position(|name| name == column);
    let rows = prepared.rows.iter().filter(|_| prepared.table == Gives::IndicatorValues.as_str());
    rows.filter_map(|row| Some(row[place?].as_str())).collect()
}

/// Whether a file is one of the package's own, not an addition.
fn is_own(file: &str, loaded: &Loaded) -> bool {
    loaded.package.resources.iter().any(|resource| resource.path == file && resource.table() == resource.name)
}

/// The indicators of the rows that are not the package's own: as another addition, or the one replaced,
/// describes them (perhaps edited since), else as the import does.
fn indicators(prepared: &Prepared, loaded: &Loaded) -> Vec<[String; 8]> {
    let known = |name: &str| loaded.dataset.indicators.iter().find(|indicator| indicator.id.as_str() == name);
    let row = |name: &str| match known(name) {
        Some(indicator) if is_own(&indicator.row.file, loaded) => None,
        Some(Indicator { id, title, unit, kind, per, shown_per, direction, note, .. }) => {
            let (kind, direction) = (kind.as_str(), direction.as_str());
            Some([id.as_str(), title, unit, kind, per, shown_per, direction, note].map(str::to_owned))
        }
        None => prepared.new_indicators.iter().find(|row| row[0] == name).cloned(),
    };
    named(prepared, "indicator").into_iter().filter_map(row).collect()
}

/// The publications of the rows that are not the package's own, likewise.
fn sources(prepared: &Prepared, loaded: &Loaded, files: &str, licence: Option<&str>) -> Vec<[String; 3]> {
    let known = |name: &str| loaded.dataset.sources.iter().find(|source| source.id.as_str() == name);
    let row = |name: &str| match known(name) {
        Some(source) if is_own(&source.row.file, loaded) => None,
        Some(source) => Some([name, &source.held_as, licence.unwrap_or(&source.licence)].map(str::to_owned)),
        None => Some([name, files, licence.unwrap_or("not stated")].map(str::to_owned)),
    };
    named(prepared, "source").into_iter().filter_map(row).collect()
}

/// The data package as it will be; none where a file that is added would have errors, which are said.
fn read_changed(change: &Change, folder: &Path) -> Result<Option<Loaded>> {
    let now = Folder(folder.to_path_buf());
    let changed = load(&Changed { now: &now, change }, Extent::Everything)?;
    let added: Vec<String> = change.write.iter().map(|(path, _)| now.display(path)).collect();
    let mut faults = Diagnostics::default();
    for found in changed.diagnostics.kept() {
        if found.severity == Severity::Error && added.iter().any(|file| **file == *found.place.file) {
            faults.push(found.clone());
        }
    }
    diagnostics::write(&faults, &mut anstream::stderr())?;
    Ok(faults.is_empty().then_some(changed))
}

fn origin(args: &Add, read: &[PathBuf]) -> Result<Origin> {
    let mut files = Vec::new();
    for file in read {
        let hash = File::open(file).and_then(sha256);
        files.push((file_name(file), hash.with_context(|| format!("cannot read `{}`", file.display()))?));
    }
    let date = match (&args.date, read.first()) {
        (Some(date), _) => peel_ingest::date(date).ok_or_else(|| Hinted {
            message: format!("`{date}` is not a date"),
            hint: "expected YYYY-MM-DD".to_owned(),
        })?,
        (None, Some(file)) => {
            peel_ingest::day_of(fs::metadata(file)?.modified().unwrap_or(SystemTime::UNIX_EPOCH))
        }
        (None, None) => String::new(),
    };
    Ok(Origin { date, files })
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}
