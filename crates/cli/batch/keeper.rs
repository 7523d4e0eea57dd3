//! The manifest while a batch runs: what is known, what is added, and when it is saved.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

use super::manifest::{Entry, Manifest};
use super::place::Folder;
use super::{MANIFEST, MARK};
use crate::failure::say;
use crate::interrupt;
use crate::output::write_marked;

/// How long what was done may be unknown to the manifest on disk: a run that is killed does so much again.
const AT_MOST: Duration = Duration::from_secs(1);

/// The manifest of a folder.
pub(super) struct Keeper {
    path: PathBuf,
    is_fresh: bool,
    state: Mutex<State>,
}

struct State {
    manifest: Manifest,
    saved: Instant,
    is_changed: bool,
}

impl Keeper {
    /// Reads the manifest of a folder; one that cannot be read is said, and is as none.
    pub(super) fn open(folder: &Folder, is_fresh: bool) -> Self {
        let path = folder.kept(MANIFEST);
        let manifest = match fs::read(&path) {
            Ok(bytes) => Manifest::read(&bytes).unwrap_or_else(|| {
                let named = folder.named(MANIFEST);
                say(&format!(
                    "warning: `{}` is no manifest of this program; all is made again",
                    named.display()
                ));
                Manifest::default()
            }),
            Err(_) => Manifest::default(),
        };
        let state = State { manifest, saved: Instant::now(), is_changed: false };
        Self { path, is_fresh, state: Mutex::new(state) }
    }

    /// What is known of a file; nothing when all is to be made again.
    pub(super) fn known(&self, file: &str) -> Option<Entry> {
        if self.is_fresh { None } else { self.state().manifest.files.get(file).cloned() }
    }

    /// Notes a file that was written, and saves the manifest now and then.
    pub(super) fn note(&self, file: &str, entry: Entry) -> Result<()> {
        let mut state = self.state();
        let before = state.manifest.files.insert(file.to_owned(), entry.clone());
        state.is_changed |= before != Some(entry);
        if state.is_changed && state.saved.elapsed() > AT_MOST {
            self.write(&mut state)?;
        }
        Ok(())
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
        write_marked(&self.path, MARK, |out| Ok(out.write_all(text.as_bytes())?))?;
        state.is_changed = false;
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
