//! Files that go: those no longer planned, and those left behind by a run that was killed.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::Path;

use peel_ingest::sha256;

use super::MARK;
use super::inputs::hash_of;
use super::journal::Begun;
use super::keeper::Keeper;
use super::manifest::{Entry, Manifest};
use super::place::Folder;

/// What became of files that are no longer planned.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    /// Those removed.
    pub(super) removed: Vec<String>,
    /// Those kept, and why: no longer known, they are not ours to remove.
    pub(super) kept: Vec<(String, &'static str)>,
    /// Those that could not be removed, and why; the manifest still knows them.
    pub(super) failed: Vec<(String, io::Error)>,
}

/// What a file that is no longer planned is found to be.
enum Found {
    /// There no more.
    Gone,
    /// Not inside the folder: a link leads to it.
    Elsewhere,
    /// As it was written.
    Ours,
    /// Changed by someone.
    Edited,
}

/// Removes the files of earlier runs that the plan does not name, as long as they are as they were written. A file that
/// the manifest does not know is never touched; one that was edited since is forgotten, and stays.
pub(super) fn prune(folder: &Folder, planned: &BTreeSet<String>, keeper: &Keeper) -> Pruned {
    let mut pruned = Pruned::default();
    for (file, entry) in keeper.files(|file| !planned.contains(file)) {
        // A manifest that was edited does not lead out of the folder either.
        let path = crate::plan::is_inside(&file).then(|| folder.file(&file).ok()).flatten();
        match path.as_deref().map_or(Ok(Found::Elsewhere), |path| remove(path, &entry.sha256)) {
            Ok(found) => {
                keeper.forget(&file);
                match (found, path) {
                    (Found::Ours, Some(path)) => {
                        remove_empty(&path, &folder.kept(""));
                        pruned.removed.push(file);
                    }
                    (Found::Edited, _) => pruned.kept.push((file, "was edited")),
                    (Found::Elsewhere, _) => pruned.kept.push((file, "lies behind a link")),
                    _ => {}
                }
            }
            Err(error) => pruned.failed.push((file, error)),
        }
    }
    pruned
}

/// The files that would be removed.
pub(super) fn unplanned(folder: &Folder, planned: &BTreeSet<String>, manifest: &Manifest) -> Vec<String> {
    let known = manifest.files.iter();
    let known = known.filter(|(file, _)| !planned.contains(*file) && crate::plan::is_inside(file));
    let is_ours = |(file, entry): &(&String, &Entry)| {
        folder.file(file).is_ok_and(|path| hash_of(&path).as_ref() == Some(&entry.sha256))
    };
    known.filter(is_ours).map(|(file, _)| file.clone()).collect()
}

/// Removes a file that is as it was written, and says what it was.
fn remove(path: &Path, hash: &str) -> io::Result<Found> {
    match fs::metadata(path) {
        Err(error) if is_absence(&error) => return Ok(Found::Gone),
        Ok(there) if !there.is_file() => return Ok(Found::Edited),
        there => there?,
    };
    if sha256(File::open(path)?)? != hash {
        return Ok(Found::Edited);
    }
    fs::remove_file(path).map(|()| Found::Ours)
}

/// Whether an error says that a file is not there: one of its folders may be a file by now.
fn is_absence(error: &io::Error) -> bool {
    [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory].contains(&error.kind())
}

/// Removes the folders above a file that nothing is left in.
fn remove_empty(file: &Path, root: &Path) {
    let above = file.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root));
    for folder in above {
        match fs::remove_dir(folder) {
            Err(error) if !is_absence(&error) => return,
            _ => {}
        }
    }
}

/// Removes what a run that was killed was writing, and the folders it made for it: no one else writes there while this one
/// holds the lock.
pub(super) fn sweep(folder: &Folder, planned: &BTreeSet<String>, begun: &[Begun]) {
    let files = planned.iter().chain(begun.iter().map(|begun| &begun.file));
    let folders: BTreeSet<&str> =
        files.map(|file| file.rsplit_once('/').map_or("", |(above, _)| above)).chain([""]).collect();
    for below in folders {
        let Ok(entries) = fs::read_dir(folder.kept(below)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(MARK) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    for path in begun.iter().filter_map(|begun| folder.file(&begun.file).ok()) {
        remove_empty(&path, &folder.kept(""));
    }
}
