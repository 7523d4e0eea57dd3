//! What is known of the files in a folder while a batch runs: the manifest as it was, and what has been written since.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};

use super::inputs::hash_of;
use super::journal::{self, Begun, Journal};
use super::manifest::{Entry, Manifest};
use super::place::Folder;
use super::{MANIFEST, MARK};
use crate::failure::{Hinted, say};
use crate::interrupt;
use crate::output::{Shown, write_marked};

/// Where a manifest that this program cannot read is put aside.
const ASIDE: &str = "manifest.json.old";

/// The manifest of a folder, and the journal of what it does not have yet.
pub(super) struct Keeper {
    path: PathBuf,
    named: PathBuf,
    is_fresh: bool,
    journal: Journal,
    state: Mutex<State>,
}

struct State {
    manifest: Manifest,
    is_changed: bool,
}

impl Keeper {
    /// Reads the manifest and the journal of a folder. A manifest of another form is put aside, which is said, and is
    /// as none.
    ///
    /// # Errors
    ///
    /// A manifest that is there and cannot be read, or not be put aside.
    pub(super) fn open(folder: &Folder, journal: Journal, is_fresh: bool) -> Result<Self> {
        let path = folder.own(MANIFEST)?;
        let mut manifest = match read(folder)? {
            Some(manifest) => manifest,
            None => put_aside(folder)?,
        };
        let is_changed = take_over(&journal.begun, folder, &mut manifest);
        let state = Mutex::new(State { manifest, is_changed });
        Ok(Self { path, named: folder.named(MANIFEST), is_fresh, journal, state })
    }

    /// What a file that is there may be taken for; nothing when all is to be made again.
    pub(super) fn known(&self, file: &str) -> Option<Entry> {
        if self.is_fresh { None } else { self.written_before(file) }
    }

    /// What was written under a name last.
    pub(super) fn written_before(&self, file: &str) -> Option<Entry> {
        self.state().manifest.files.get(file).cloned()
    }

    /// Notes a file that is about to be written.
    ///
    /// # Errors
    ///
    /// Those of the journal: the file must not be written then.
    pub(super) fn begin(&self, file: &str, entry: &Entry) -> Result<()> {
        self.journal.note(file, entry)
    }

    /// Keeps what a file that is there was made from.
    pub(super) fn keep(&self, file: &str, entry: Entry) {
        let mut state = self.state();
        let is_same = state.manifest.files.get(file) == Some(&entry);
        state.is_changed |= !is_same;
        state.manifest.files.insert(file.to_owned(), entry);
    }

    /// The files known that a test holds for.
    pub(super) fn files(&self, test: impl Fn(&str) -> bool) -> Vec<(String, Entry)> {
        let state = self.state();
        let files = state.manifest.files.iter().filter(|(file, _)| test(file));
        files.map(|(file, entry)| (file.clone(), entry.clone())).collect()
    }

    /// Forgets a file.
    pub(super) fn forget(&self, file: &str) {
        let mut state = self.state();
        state.is_changed |= state.manifest.files.remove(file).is_some();
    }

    /// Saves the manifest where it changed, or is not there yet; the journal then is done with.
    ///
    /// # Errors
    ///
    /// Those of either file.
    pub(super) fn save(&self) -> Result<()> {
        self.save_manifest()?;
        self.journal.clear()
    }

    /// From here on an interruption saves the manifest before it ends the program. The journal stays: what is being
    /// put in its place meanwhile stands there.
    pub(super) fn watch_for_interruptions(self: &Arc<Self>) {
        let keeper = Arc::clone(self);
        interrupt::before_the_end(Some(Box::new(move || {
            let _ = keeper.save_manifest();
            say("interrupted; the same command goes on from here");
        })));
    }

    /// Takes that back.
    pub(super) fn stop_watching() {
        interrupt::before_the_end(None);
    }

    fn save_manifest(&self) -> Result<()> {
        let mut state = self.state();
        if !state.is_changed && self.path.exists() {
            return Ok(());
        }
        let text = state.manifest.text()?;
        write_marked(Shown { path: &self.path, name: &self.named }, MARK, |out| {
            Ok(out.write_all(text.as_bytes())?)
        })?;
        state.is_changed = false;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is known of a folder, to be looked at alone. A manifest of another form is as none.
///
/// # Errors
///
/// A manifest that is there and cannot be read.
pub(super) fn look(folder: &Folder) -> Result<Manifest> {
    let mut manifest = read(folder)?.unwrap_or_default();
    take_over(&journal::look(folder), folder, &mut manifest);
    Ok(manifest)
}

/// The manifest of a folder, an empty one where there is none; nothing where it is of another form.
fn read(folder: &Folder) -> Result<Option<Manifest>> {
    match fs::read(folder.own(MANIFEST)?) {
        Ok(bytes) => Ok(Manifest::read(&bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Some(Manifest::default())),
        Err(error) => {
            Err(error).with_context(|| format!("cannot read `{}`", folder.named(MANIFEST).display()))
        }
    }
}

/// Takes over what the journal says of files that are as it says; whether there was any. What was begun and not done
/// left the file as it was.
fn take_over(begun: &[Begun], folder: &Folder, manifest: &mut Manifest) -> bool {
    let is_done = |begun: &&Begun| {
        folder.file(&begun.file).is_ok_and(|path| hash_of(&path).as_ref() == Some(&begun.entry.sha256))
    };
    let done = begun.iter().filter(is_done).map(|begun| (begun.file.clone(), begun.entry.clone()));
    manifest.files.extend(done);
    !begun.is_empty()
}

/// Puts aside a manifest that is none of this program: it may be a later one's, and knows what that one wrote.
fn put_aside(folder: &Folder) -> Result<Manifest> {
    let (named, aside) = (folder.named(MANIFEST), folder.named(ASIDE));
    let (named, aside) = (named.display(), aside.display());
    if fs::symlink_metadata(folder.kept(ASIDE)).is_ok() {
        return Err(Hinted {
            message: format!(
                "`{named}` is no manifest of this program, and an earlier one is in `{aside}` already"
            ),
            hint: format!("move `{aside}` away, or write into another folder with -o"),
        }
        .into());
    }
    fs::rename(folder.kept(MANIFEST), folder.kept(ASIDE))
        .with_context(|| format!("cannot rename `{named}` to `{aside}`"))?;
    say(&format!(
        "warning: `{named}` is no manifest of this program; it is kept as `{aside}`, and all is made again"
    ));
    Ok(Manifest::default())
}
