//! The folder a batch writes into, and nothing outside of it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::failure::Hinted;
use crate::output::make_folder;

/// A folder that is there, by its name and by its real path.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    named: PathBuf,
    real: PathBuf,
}

impl Folder {
    /// Opens a folder, which is made if need be.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let named = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let context = || format!("cannot write into `{}`", named.display());
        make_folder(named).with_context(context)?;
        let real = fs::canonicalize(named).with_context(context)?;
        Ok(Self { named: path.to_path_buf(), real })
    }

    /// The folder as the user named it.
    pub(super) fn shown(&self) -> String {
        let shown = self.named.display().to_string();
        if shown.is_empty() { ".".to_owned() } else { shown }
    }

    /// A file in it as the user would name it.
    pub(super) fn named(&self, file: &str) -> PathBuf {
        self.named.join(file)
    }

    /// The path of a file that the batch keeps for itself.
    pub(super) fn kept(&self, file: &str) -> PathBuf {
        self.real.join(file)
    }

    /// The path of a file that the batch keeps for itself and writes; refused where a link stands in its place, since what
    /// it leads to would be written over, and where anything else does that is no file.
    pub(super) fn own(&self, file: &str) -> Result<PathBuf> {
        let path = self.kept(file);
        let kind = fs::symlink_metadata(&path).ok().map(|there| there.file_type());
        let what = match kind {
            Some(kind) if kind.is_symlink() => "a link, and would be written over",
            Some(kind) if !kind.is_file() => "no file",
            _ => return Ok(path),
        };
        Err(Hinted {
            message: format!("`{}` is {what}", self.named(file).display()),
            hint: "remove it: a batch keeps a file of this name itself".to_owned(),
        }
        .into())
    }

    /// The path of an output's file; refused where a link on the way leads out of the folder, and where a pipe or a device
    /// stands in its place, which would be waited for.
    pub(super) fn file(&self, file: &str) -> Result<PathBuf> {
        let mut path = self.real.clone();
        for part in file.split('/') {
            path.push(part);
            let is_link = fs::symlink_metadata(&path).is_ok_and(|there| there.is_symlink());
            if is_link && !fs::canonicalize(&path).is_ok_and(|real| real.starts_with(&self.real)) {
                let link = path.strip_prefix(&self.real).unwrap_or(&path);
                return Err(Hinted {
                    message: format!(
                        "`{}` is a link that leads out of `{}`, or nowhere",
                        link.display(),
                        self.shown()
                    ),
                    hint: "remove the link, or give the output another path".to_owned(),
                }
                .into());
            }
        }
        let is_other = |there: &fs::Metadata| !there.is_file() && !there.is_dir();
        if fs::metadata(&path).is_ok_and(|there| is_other(&there)) {
            return Err(Hinted {
                message: format!("`{}` is no file", self.named(file).display()),
                hint: "remove it, or give the output another path".to_owned(),
            }
            .into());
        }
        Ok(path)
    }
}
