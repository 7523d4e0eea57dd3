//! The manifest while a batch runs: what is known, what is added, and when it is saved.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use super::manifest::{Entry, Manifest};
use super::place::Folder;
use super::{MANIFEST, MARK};
use crate::failure::{Hinted, say};
use crate::interrupt;
use crate::output::{Shown, write_marked};

/// How long what was done may be unknown to the manifest on disk: a run that is killed does so much again.
const AT_MOST: Duration = Duration::from_secs(1);

/// Where a manifest that this program cannot read is put aside.
const ASIDE: &str = "manifest.json.old";

/// The manifest of a folder.
pub(super) struct Keeper {
    path: PathBuf,
    named: PathBuf,
    is_fresh: bool,
    state: Mutex<State>,
}

struct State {
    manifest: Manifest,
    saved: Instant,
    is_changed: bool,
}

impl Keeper {
    /// Reads the manifest of a folder. One of another form is put aside, which is said, and is as none.
    ///
    /// # Errors
    ///
    /// A manifest that is there and cannot be read, or not be put aside.
    pub(super) fn open(folder: &Folder, is_fresh: bool) -> Result<Self> {
        let (path, named) = (folder.kept(MANIFEST), folder.named(MANIFEST));
        let manifest = match fs::read(&path) {
            Ok(bytes) => match Manifest::read(&bytes) {
                Some(manifest) => manifest,
                None => put_aside(folder)?,
            },
            Err(error) if error.kind() == ErrorKind::NotFound => Manifest::default(),
            Err(error) => {
                return Err(error).with_context(|| format!("cannot read `{}`", named.display()));
            }
        };
        let state = State { manifest, saved: Instant::now(), is_changed: false };
        Ok(Self { path, named, is_fresh, state: Mutex::new(state) })
    }

    /// What is known of a file; nothing when all is to be made again.
    pub(super) fn known(&self, file: &str) -> Option<Entry> {
        if self.is_fresh { None } else { self.state().manifest.files.get(file).cloned() }
    }

    /// Notes a file that was or will be written, and saves the manifest now and then; what was known of it before.
    pub(super) fn note(&self, file: &str, entry: &Entry) -> Result<Option<Entry>> {
        let mut state = self.state();
        let before = state.manifest.files.insert(file.to_owned(), entry.clone());
        state.is_changed |= before.as_ref() != Some(entry);
        if state.is_changed && state.saved.elapsed() > AT_MOST {
            self.write(&mut state)?;
        }
        Ok(before)
    }

    /// Takes back what was noted of a file that could not be written.
    pub(super) fn take_back(&self, file: &str, before: Option<Entry>) {
        self.forget(file);
        if let Some(before) = before {
            self.state().manifest.files.insert(file.to_owned(), before);
        }
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

    /// Saves the manifest where it changed, or is not there yet.
    pub(super) fn save(&self) -> Result<()> {
        let mut state = self.state();
        if state.is_changed || !self.path.exists() { self.write(&mut state) } else { Ok(()) }
    }

    /// From here on an interruption saves the manifest before it ends the program.
    pub(super) fn watch_for_interruptions(self: &Arc<Self>) {
        let keeper = Arc::clone(self);
        interrupt::before_the_end(Some(Box::new(move || {
            let _ = keeper.save();
            say("interrupted; the same command goes on from here");
        })));
    }

    /// Takes that back.
    pub(super) fn stop_watching() {
        interrupt::before_the_end(None);
    }

    fn write(&self, state: &mut State) -> Result<()> {
        let text = state.manifest.text()?;
        state.saved = Instant::now();
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
