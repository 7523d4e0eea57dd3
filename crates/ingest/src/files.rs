//! Where the files of a data package are: in a folder, or inside the program.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The files of one data package, by the path its descriptor gives them.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    ///
    /// Whatever the storage says; `NotFound` when there is no such file.
    fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>>;

    /// The files of a folder, in the order of their names; none where there is no such folder.
    ///
    /// # Errors
    ///
    /// Whatever the storage says.
    fn list(&self, folder: &str) -> io::Result<Vec<String>>;

    /// The file as a user would name it, for messages.
    fn display(&self, path: &str) -> String;
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Folder(pub PathBuf);

/// Files compiled into the program: path and bytes.
#[derive(Debug, Clone, Copy)]
pub struct Embedded(pub &'static [(&'static str, &'static [u8])]);

impl Files for Folder {
    fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        fs::read(self.0.join(path)).map(Cow::Owned)
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(self.0.join(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let mut names = Vec::new();
        for entry in entries {
            let entry = entry?;
            if entry.path().is_file() {
                names.push(format!("{folder}/{}", entry.file_name().to_string_lossy()));
            }
        }
        names.sort();
        Ok(names)
    }

    fn display(&self, path: &str) -> String {
        self.0.join(path).display().to_string()
    }
}

impl Files for Embedded {
    fn read(&self, path: &str) -> io::Result<Cow<'_, [u8]>> {
        let found = self.0.iter().find(|(name, _)| *name == path);
        found.map(|(_, bytes)| Cow::Borrowed(*bytes)).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &str) -> io::Result<Vec<String>> {
        let inside = |name: &&str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        Ok(self.0.iter().map(|(name, _)| *name).filter(inside).map(str::to_owned).collect())
    }

    fn display(&self, path: &str) -> String {
        format!("{path} (built in)")
    }
}
