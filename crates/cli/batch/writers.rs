//! Files on their way to disk: a few threads that write, sync and rename, so that those that draw never wait.
//!
//! Each file is synced before it is renamed. On a disk that is waited for, several at a time cost little more than one.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;

use super::MARK;
use super::inputs::hash_of;
use super::keeper::Keeper;
use super::manifest::Entry;
use super::report::Report;
use crate::output::{Shown, write_marked};

/// How many files are written at a time.
const WRITERS: usize = 6;
/// How many files may wait to be written; so much memory they may take.
const WAITING: usize = 12;

/// A file to be written.
pub(super) struct Written {
    /// The place of its output among those of the run.
    pub(super) output: usize,
    /// Its name, from the folder written into.
    pub(super) file: String,
    /// Where it goes.
    pub(super) path: PathBuf,
    /// What the user would call that.
    pub(super) named: PathBuf,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
    /// What the manifest says of it.
    pub(super) entry: Entry,
}

/// Runs what hands files over, and ends when all of them are written.
pub(super) fn with_writers<T>(
    (keeper, report): (&Keeper, &Report),
    work: impl FnOnce(&SyncSender<Written>) -> T,
) -> T {
    let (sender, receiver) = sync_channel(WAITING);
    let receiver = Mutex::new(receiver);
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                while let Some(written) = next(&receiver) {
                    let done = write(&written, keeper, report);
                    report.file(written.output, &written.file, done);
                }
            });
        }
        let result = work(&sender);
        drop(sender);
        result
    })
}

fn next(receiver: &Mutex<Receiver<Written>>) -> Option<Written> {
    receiver.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Writes a file, which the journal then names already; says where another file gives way to it.
fn write(written: &Written, keeper: &Keeper, report: &Report) -> Result<()> {
    let there = hash_of(&written.path);
    let before = keeper.written_before(&written.file);
    let ours = [Some(&written.entry), before.as_ref()];
    if let Some(there) = there
        && !ours.into_iter().flatten().any(|entry| entry.sha256 == there)
    {
        report.replaced(&written.file);
    }
    keeper.begin(&written.file, &written.entry)?;
    write_marked(Shown { path: &written.path, name: &written.named }, MARK, |out| {
        Ok(out.write_all(&written.bytes)?)
    })?;
    keeper.keep(&written.file, written.entry.clone());
    Ok(())
}
