//! One run at a time in a folder.

use std::fs::{File, OpenOptions, TryLockError};

use anyhow::{Context as _, Result};

use super::LOCK;
use super::place::Folder;
use crate::failure::Hinted;

/// Holds the folder until the file is dropped, or the program ends however it ends.
pub(super) fn take(folder: &Folder) -> Result<File> {
    let context = || format!("cannot write into `{}`", folder.shown());
    let path = folder.kept(LOCK);
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(path).with_context(context)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Hinted {
            message: format!("another batch is writing into `{}`", folder.shown()),
            hint: "wait for it to end, or write into another folder with -o".to_owned(),
        }
        .into()),
        Err(TryLockError::Error(error)) => Err(error).with_context(context),
    }
}
