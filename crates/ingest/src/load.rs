//! A whole data package into one dataset.

use peel_model::{Dataset, Diagnostics, Severity};

use crate::contradictions::Claims;
use crate::document::Document;
use crate::keys::{Keys, collect_keys};
use crate::package::{Package, Resource};
use crate::sheet::Sheet;
use crate::tables::{self, Spellings};
use crate::validate::validate;
use crate::{DESCRIPTOR, Files, IngestError};

/// What was read, and everything noticed while reading it.
#[derive(Debug)]
pub struct Loaded {
    /// The descriptor.
    pub package: Package,
    /// The records free of errors.
    pub dataset: Dataset,
    /// The faults and oddities of all its files.
    pub diagnostics: Diagnostics,
    /// The keys that foreign keys of further files are checked against.
    pub(crate) keys: Keys,
}

/// How much of a package to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// The registry and the gradings with what is published beside them.
    Gradings,
    /// Every table.
    Everything,
}

/// The tables that give other tables their names, in the order they build on each other.
const REGISTRY: [&str; 5] = ["forces", "force-spellings", "cycles", "areas", "area-spellings"];
/// The tables about gradings, and groups of those graded, that are not part of the registry.
const GRADINGS: [&str; 5] = ["comparability", "gradings", "grade-counts", "national-totals", "groups"];
/// The tables nothing can be done without.
const NEEDED: [&str; 4] = ["forces", "cycles", "areas", "gradings"];

/// Reads the data package that `files` holds, or as much of it as is asked for.
///
/// # Errors
///
/// [`IngestError`] when the descriptor or a file it names cannot be read, or a table that peel needs
/// is not described. Faults in the data are diagnostics; their rows are left out and the dataset's
/// caveats say so.
pub fn load(files: &dyn Files, extent: Extent) -> Result<Loaded, IngestError> {
    let package = Package::read(files)?;
    for resource in NEEDED {
        if package.resource(resource).is_none() {
            return Err(IngestError::MissingResource { path: files.display(DESCRIPTOR), resource });
        }
    }
    read(package, files, extent)
}

/// Checks the data package that `files` holds: as [`load`] reads it, and one that has none of the tables that peel
/// needs (such as `peel export package` makes) by its own descriptor alone.
///
/// # Errors
///
/// As [`load`].
pub fn check_package(files: &dyn Files) -> Result<Loaded, IngestError> {
    let package = Package::read(files)?;
    if NEEDED.iter().any(|name| package.resource(name).is_some()) || package.resources.is_empty() {
        return load(files, Extent::Everything);
    }
    read(package, files, Extent::Everything)
}

fn read(package: Package, files: &dyn Files, extent: Extent) -> Result<Loaded, IngestError> {
    let mut dataset = Dataset::default();
    describe(&package, &mut dataset);
    let mut diagnostics = Diagnostics::default();
    package.diagnose(&files.display(DESCRIPTOR), &mut diagnostics);
    let mut keys = Keys::new();
    for resource in in_reading_order(&package).into_iter().filter(|resource| extent.takes_in(resource)) {
        let mut found = Diagnostics::default();
        let document =
            Document::new(&files.display(&resource.path), Package::bytes(files, resource)?, &mut found);
        let mut n_left_out = 0;
        if let Some(records) = Sheet::records(&document, &mut found) {
            let sheet = Sheet::new(document, records, resource, &mut found);
            if NEEDED.contains(&resource.name.as_str()) {
                sheet.require_rows(&mut found);
            }
            n_left_out = read_sheet(&sheet, Facts::Kept, &mut dataset, &keys, &mut found);
            collect_keys(&sheet, &wanted_keys(&package, &resource.name), &mut keys);
        }
        dataset.about.caveats.extend(caveat(resource, found.count(Severity::Error), n_left_out));
        diagnostics.append(found);
    }
    resolve_default_force(&package, files, &mut dataset)?;
    Ok(Loaded { package, dataset, diagnostics, keys })
}

impl Extent {
    fn takes_in(self, resource: &Resource) -> bool {
        let name = resource.table();
        self == Self::Everything || REGISTRY.contains(&name) || GRADINGS.contains(&name)
    }
}

/// What a reader of any table made from these data should know of a file with errors.
fn caveat(resource: &Resource, n_errors: u64, n_left_out: usize) -> Option<String> {
    let path = &resource.path;
    let errors = if n_errors == 1 { "1 error".to_owned() } else { format!("{n_errors} errors") };
    let left_out = match n_left_out {
        0 => "no row is left out",
        1 => "1 row is left out",
        n => &format!("{n} rows are left out"),
    };
    (n_errors > 0).then(|| format!("{path} has {errors}; {left_out}"))
}

/// What becomes of the facts that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facts {
    /// They are kept.
    Kept,
    /// They are only checked, and take no memory.
    Checked,
}

/// Reads one table into the dataset; gives how many of its rows are left out for their faults.
pub(crate) fn read_sheet<'s>(
    sheet: &'s Sheet<'s>,
    facts: Facts,
    dataset: &mut Dataset,
    keys: &Keys,
    diagnostics: &mut Diagnostics,
) -> usize {
    let resource = sheet.resource().table();
    let clean = validate(sheet, dataset, keys, diagnostics);
    let lacks_a_column = sheet.lacks_a_column();
    let (mut spellings, mut claims) = (Spellings::default(), Claims::default());
    let mut n_left_out = 0;
    for (row, is_clean) in sheet.rows().zip(clean) {
        // A missing column is one fault, not one a row.
        let read =
            (is_clean && !lacks_a_column).then(|| tables::read_row(resource, row, dataset, &mut spellings));
        if !matches!(read, Some(Ok(()))) {
            n_left_out += 1;
            tables::keep_left_out(resource, row, dataset, &mut spellings);
        }
        if let Some(Err(fault)) = read {
            diagnostics.push(*fault);
        } else if let (Some(_), "gradings", Some(grading)) = (read, resource, dataset.gradings.last()) {
            claims.add(grading, row);
        }
        if facts == Facts::Checked {
            tables::forget_facts(dataset);
        }
    }
    claims.diagnose(dataset, diagnostics);
    n_left_out
}

/// Tables that others point at come first: the registry, then as many rounds as keys need.
fn in_reading_order(package: &Package) -> Vec<&Resource> {
    let mut ordered: Vec<&Resource> = REGISTRY.iter().filter_map(|name| package.resource(name)).collect();
    let mut waiting: Vec<&Resource> =
        package.resources.iter().filter(|resource| !REGISTRY.contains(&resource.name.as_str())).collect();
    while !waiting.is_empty() {
        let is_ready = |resource: &&Resource| {
            resource.schema.foreign_keys.iter().all(|key| {
                let target = &key.reference.resource;
                *target == resource.name || !waiting.iter().any(|other| other.name == *target)
            })
        };
        let (ready, rest): (Vec<_>, Vec<_>) = waiting.iter().copied().partition(is_ready);
        // Tables that point at each other in a ring are read as they stand.
        let is_ring = ready.is_empty();
        ordered.extend(if is_ring { &rest } else { &ready });
        waiting = if is_ring { Vec::new() } else { rest };
    }
    ordered
}

fn wanted_keys(package: &Package, resource: &str) -> Vec<Vec<String>> {
    let keys = package.resources.iter().flat_map(|other| &other.schema.foreign_keys);
    let mut wanted: Vec<Vec<String>> = keys
        .filter(|key| key.reference.resource == resource)
        .map(|key| key.reference.fields.as_slice().to_vec())
        .collect();
    wanted.sort();
    wanted.dedup();
    wanted
}

fn describe(package: &Package, dataset: &mut Dataset) {
    let about = &mut dataset.about;
    about.noun.clone_from(&package.peel.noun);
    about.nouns.clone_from(&package.peel.nouns);
    about.left_out.clone_from(&package.peel.left_out);
    let source = package.resource("gradings").and_then(|resource| resource.sources.first());
    about.gradings_source = source.map_or_else(|| package.title.clone(), |source| source.label().to_owned());
    about.licence = package.licenses.first().map(|licence| licence.label().to_owned()).unwrap_or_default();
}

fn resolve_default_force(
    package: &Package,
    files: &dyn Files,
    dataset: &mut Dataset,
) -> Result<(), IngestError> {
    let Some(text) = &package.peel.default_force else { return Ok(()) };
    let force = dataset.resolve_force(text).map_err(|unknown| IngestError::Descriptor {
        path: files.display(DESCRIPTOR),
        reason: format!("peel.default_force: {}", unknown.message),
    })?;
    dataset.about.default_force = Some(force);
    Ok(())
}
