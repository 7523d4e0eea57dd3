//! Files that go: those no longer planned, and those left behind by a run that was killed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::MARK;
use super::inputs::hash_of;
use super::keeper::Keeper;
use super::place::Folder;

/// What became of files that are no longer planned.
#[derive(Debug, Default)]
pub(super) struct Pruned {
    /// Those removed.
    pub(super) removed: Vec<String>,
    /// Those kept, since someone changed them.
    pub(super) kept: Vec<String>,
}

/// Removes the files of earlier runs that the plan does not name, as long as they are as they were written. A file that
/// the manifest does not know is never touched; one that was edited since is forgotten, and stays.
pub(super) fn prune(folder: &Folder, planned: &BTreeSet<String>, keeper: &Keeper) -> Pruned {
    let mut pruned = Pruned::default();
    for (file, entry) in keeper.files(|file| !planned.contains(file)) {
        // A manifest that was edited does not lead out of the folder either.
        let path = crate::plan::is_inside(&file).then(|| folder.file(&file).ok()).flatten();
        let is_ours = path.as_deref().and_then(hash_of) == Some(entry.sha256);
        match path.filter(|path| is_ours || path.exists()) {
            Some(path) if is_ours && fs::remove_file(&path).is_ok() => {
                remove_empty(&path, &folder.kept(""));
                pruned.removed.push(file.clone());
            }
            Some(_) => pruned.kept.push(file.clone()),
            None => {}
        }
        keeper.forget(&file);
    }
    pruned
}

/// Removes the folders above a file that nothing is left in.
fn remove_empty(file: &Path, root: &Path) {
    let above = file.ancestors().skip(1).take_while(|folder| *folder != root && folder.starts_with(root));
    for folder in above {
        if fs::remove_dir(folder).is_err() {
            return;
        }
    }
}

/// Removes what a run that was killed was writing: no one else does while this one holds the lock.
pub(super) fn sweep(folder: &Folder, planned: &BTreeSet<String>) {
    let folders: BTreeSet<&str> = planned
        .iter()
        .map(|file| file.rsplit_once('/').map_or("", |(folder, _)| folder))
        .chain([""])
        .collect();
    for below in folders {
        let Ok(entries) = fs::read_dir(folder.kept(below)) else { continue };
        for entry in entries.flatten() {
            let name = entry.file_name();
            if name.to_string_lossy().starts_with(MARK) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
