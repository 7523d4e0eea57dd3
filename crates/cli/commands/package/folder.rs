//! A package put into a folder: in the place of the one before, and of nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_export::{Package, PackedFile};
use peel_ingest::sha256;

use crate::diagnostics::{BOLD, paint};
use crate::failure::{Hinted, say};
use crate::output::{Prepared, Shown};
use crate::plan::is_inside;

/// What is known of the files that are there, while they are replaced.
const BEFORE: &str = ".peel-package-before.json";
/// What the names of files begin with while they are written.
const MARK: &str = ".peel-package-new-";

/// The files of packages by their paths, with the hashes of what was written there.
type Known = BTreeMap<String, BTreeSet<String>>;

/// What stands at a path.
enum There {
    Nothing,
    /// A file as a package left it.
    Ours,
    /// Anything else.
    Other,
}

/// Puts a package in the place of the one before. While its files are replaced there is no descriptor, so that none
/// ever stands over files it does not describe; what may be there is known from a list of it until all is done.
///
/// # Errors
///
/// A file in the way that is not as a package left it: nothing is written then. Those of writing.
pub(super) fn write_into(folder: &Path, files: &[PackedFile]) -> Result<()> {
    let (descriptor, before) = (folder.join(Package::DESCRIPTOR), folder.join(BEFORE));
    let mut known = Known::new();
    // A list that is there is of a run that was ended; what it has may be there still.
    for list in [&before, &descriptor] {
        if fs::symlink_metadata(list).is_ok_and(|there| !there.is_file()) {
            return Err(in_the_way(list).into());
        }
        let Some(bytes) = read_if_there(list)? else { continue };
        let listed = Package::listed(&bytes).ok_or_else(|| in_the_way(list))?;
        for (path, hash) in listed.into_iter().filter(|(path, _)| is_inside(path)) {
            known.entry(path).or_default().insert(hash);
        }
    }
    // What is there may be what a run that was ended has written.
    let tables = || files.iter().filter(|(name, _)| name != Package::DESCRIPTOR);
    for (name, bytes) in tables() {
        known.entry(name.clone()).or_default().insert(hash(bytes)?);
    }
    for (name, _) in tables() {
        if let There::Other = there(&folder.join(name), &known[name])? {
            return Err(in_the_way(&folder.join(name)).into());
        }
    }
    sweep(folder);
    // All is written beside its place first: a disk that has no room for it leaves the package before as it was.
    let ready: Vec<Prepared> =
        files.iter().map(|(name, bytes)| prepared(&folder.join(name), bytes)).collect::<Result<_>>()?;
    prepared(&before, list(&known).as_bytes())?.put()?;
    remove_if_there(&descriptor)?;
    for (path, hashes) in known.iter().filter(|(path, _)| tables().all(|(name, _)| name != *path)) {
        let path = folder.join(path);
        match there(&path, hashes)? {
            There::Nothing => {}
            There::Ours => remove_if_there(&path)?,
            There::Other => {
                let words =
                    format!("`{}` is no longer part of the package, and not as it was", path.display());
                say(&format!("{}: {words}: it stays", paint(BOLD, "note")));
            }
        }
    }
    ready.into_iter().try_for_each(Prepared::put)?;
    remove_if_there(&before)
}

fn prepared(path: &Path, bytes: &[u8]) -> Result<Prepared> {
    Prepared::new(Shown { path, name: path }, MARK, |out| Ok(out.write_all(bytes)?))
}

/// Removes what a run that was killed was writing.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(MARK)) {
        let _ = fs::remove_file(entry.path());
    }
}

fn in_the_way(path: &Path) -> Hinted {
    Hinted {
        message: format!("`{}` is there already, and not as a package of peel's left it", path.display()),
        hint: "move it away, or name another folder with -o".to_owned(),
    }
}

/// What is known, as a descriptor has it.
fn list(known: &Known) -> String {
    let each = known.iter().flat_map(|(path, hashes)| hashes.iter().map(move |hash| (path, hash)));
    let resources: Vec<_> =
        each.map(|(path, hash)| serde_json::json!({ "path": path, "hash": hash })).collect();
    serde_json::json!({ "resources": resources }).to_string()
}

fn there(path: &PathBuf, hashes: &BTreeSet<String>) -> Result<There> {
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(There::Nothing),
        Ok(there) if !there.is_file() => return Ok(There::Other),
        _ => {}
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Ok(if hashes.contains(&hash(&bytes)?) { There::Ours } else { There::Other })
}

fn hash(bytes: &[u8]) -> Result<String> {
    Ok(format!("sha256:{}", sha256(bytes)?))
}

fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read `{}`", path.display())),
    }
}

fn remove_if_there(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove `{}`", path.display()))
        }
        _ => Ok(()),
    }
}
