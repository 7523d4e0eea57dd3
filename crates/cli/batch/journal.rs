//! One run at a time in a folder, and the journal of what it writes: each file is noted before it is put in its place,
//! so that a run that is killed leaves none that the next one does not know.
//!
//! The journal is what stands in the file that a run locks: a line of JSON a file. Once the manifest has it all, it is
//! empty.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use super::LOCK;
use super::manifest::Entry;
use super::place::Folder;
use crate::failure::Hinted;

/// A file that was to be written.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Begun {
    /// Its path from the folder.
    pub(super) file: String,
    /// What the manifest is to say of it.
    pub(super) entry: Entry,
}

/// The journal of a folder, held until it is dropped, or the program ends however it ends.
#[derive(Debug)]
pub(super) struct Journal {
    /// What earlier runs began to write, in order, and no manifest has.
    pub(super) begun: Vec<Begun>,
    file: Mutex<File>,
    named: PathBuf,
}

impl Journal {
    /// Takes the folder for this run.
    ///
    /// # Errors
    ///
    /// A folder that another run holds, or that cannot be written into.
    pub(super) fn take(folder: &Folder) -> Result<Self> {
        let context = || format!("cannot write into `{}`", folder.shown());
        let path = folder.own(LOCK)?;
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
        let mut file = file.with_context(context)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Hinted {
                    message: format!("another batch is writing into `{}`", folder.shown()),
                    hint: "wait for it to end, or write into another folder with -o".to_owned(),
                }
                .into());
            }
            Err(TryLockError::Error(error)) => return Err(error).with_context(context),
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).with_context(context)?;
        Ok(Self { begun: begun(&bytes), file: Mutex::new(file), named: folder.named(LOCK) })
    }

    /// Notes a file that is about to be written.
    ///
    /// # Errors
    ///
    /// A disk that has no room for the line, which then is not there in part either.
    pub(super) fn note(&self, file: &str, entry: &Entry) -> Result<()> {
        let begun = Begun { file: file.to_owned(), entry: entry.clone() };
        let line = format!("{}\n", serde_json::to_string(&begun)?);
        let mut journal = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let end = journal.stream_position()?;
        let written = journal.write_all(line.as_bytes());
        let written = written.or_else(|error| cut(&mut journal, end).and(Err(error)));
        written.with_context(|| self.context())
    }

    /// Empties it: the manifest has it all.
    ///
    /// # Errors
    ///
    /// Those of the file.
    pub(super) fn clear(&self) -> Result<()> {
        let mut journal = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        cut(&mut journal, 0).with_context(|| self.context())
    }

    fn context(&self) -> String {
        format!("cannot write `{}`", self.named.display())
    }
}

fn cut(journal: &mut File, end: u64) -> io::Result<()> {
    journal.set_len(end)?;
    journal.seek(SeekFrom::Start(end)).map(drop)
}

/// What stands in the journal of a folder, to be looked at alone.
pub(super) fn look(folder: &Folder) -> Vec<Begun> {
    begun(&folder.own(LOCK).and_then(|path| Ok(fs::read(path)?)).unwrap_or_default())
}

/// The lines of a journal. One that was cut short is of a file not begun, and one that leads out of the folder is none
/// of ours.
fn begun(bytes: &[u8]) -> Vec<Begun> {
    let lines = bytes.split(|byte| *byte == b'\n');
    let begun = lines.filter_map(|line| serde_json::from_slice::<Begun>(line).ok());
    begun.filter(|begun| crate::plan::is_inside(&begun.file)).collect()
}
