//! Which files there are: in folders, alone, packed, and in archives.
//!
//! Nothing is opened here but archives, for their list of members.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use peel_model::{At, Diagnostic, Diagnostics, Place, Severity, is_hidden, printable};
use zip::{CompressionMethod, ZipArchive};

use crate::BulkError;
use crate::kind::{Kind, Named, strip_ending, without_mark_of_copy};

/// One file to read, wherever it lies.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The file as the user knows it, a member behind `!`.
    pub(crate) label: Arc<str>,
    /// The file on disk.
    pub(crate) path: PathBuf,
    /// Its name in the archive.
    pub(crate) member: Option<String>,
    /// Its own name, lower case, without `.gz` and what marks a copy: two files of one name should be one file.
    pub(crate) name: String,
    /// The force in its name.
    pub(crate) force: Option<String>,
    /// The month in its name.
    pub(crate) month: Option<String>,
    /// Whether it is of the kind asked for by its name, or was named by the user: its header must do.
    pub(crate) is_certain: bool,
    /// How many bytes it has on disk.
    pub(crate) bytes: u64,
    /// How it is packed.
    pub(crate) packing: Packing,
}

/// How the bytes of a file are packed.
#[derive(Debug, Clone)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Member(Member),
    /// It cannot be read; why.
    Refused(String),
}

/// A member of an archive.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// The open archive, shared by all its members.
    pub(crate) archive: Arc<Mutex<File>>,
    /// Where its bytes begin.
    pub(crate) at: u64,
    /// How many bytes it should have, unpacked.
    pub(crate) size: u64,
    /// The checksum it should have, unpacked.
    pub(crate) crc: u32,
    pub(crate) is_deflated: bool,
}

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of their labels, whatever the order they were named in.
    pub(crate) sources: Vec<Source>,
    /// How many other files there are.
    pub(crate) others: u64,
    pub(crate) diagnostics: Diagnostics,
    seen: BTreeSet<PathBuf>,
    /// Those of the kind that the system hides.
    hidden: Vec<Arc<str>>,
}

/// Every file of the kind among the inputs.
pub(crate) fn find(inputs: &[PathBuf], kind: &Kind) -> Result<Found, BulkError> {
    let mut found = Found::default();
    for input in inputs {
        let unreadable = |source| BulkError::Unreadable { path: label(input), source };
        let metadata = fs::metadata(input).map_err(unreadable)?;
        if metadata.is_dir() {
            found.folder(input, kind).map_err(unreadable)?;
        } else if metadata.is_file() {
            found.file(input, metadata.len(), kind, true);
        } else {
            return Err(unreadable(io::Error::other("it is neither a file nor a folder")));
        }
    }
    found.sources.sort_by(|a, b| a.label.cmp(&b.label));
    found.say_hidden();
    Ok(found)
}

impl Found {
    fn folder(&mut self, folder: &Path, kind: &Kind) -> io::Result<()> {
        let mut paths =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        for path in paths {
            // A link to a folder may lead in a circle; a link to a file is a file.
            match fs::symlink_metadata(&path).and_then(|own| Ok((own.is_dir(), fs::metadata(&path)?))) {
                Ok((true, _)) => {
                    if let Err(error) = self.folder(&path, kind) {
                        self.refuse(&path, "unreadable", &error.to_string());
                    }
                }
                Ok((false, metadata)) if metadata.is_file() => {
                    self.file(&path, metadata.len(), kind, false);
                }
                Ok(_) => self.others += 1,
                Err(error) => self.refuse(&path, "unreadable", &error.to_string()),
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, bytes: u64, kind: &Kind, is_named: bool) {
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        if !self.seen.insert(own) {
            let message = "the file is given more than once; it is counted once".to_owned();
            self.diagnostics.push(diagnostic(Severity::Warning, "given-twice", &label(path).into(), message));
            return;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
        if strip_ending(&name, ".zip").is_some() {
            if let Err(error) = self.archive(path, kind) {
                self.refuse(path, "archive", &error.to_string());
            }
            return;
        }
        let is_gzip = strip_ending(&name, ".gz").is_some();
        let packing = if is_gzip { Packing::Gzip } else { Packing::Plain };
        self.add(path, None, &name, bytes, packing, kind, is_named);
    }

    fn archive(&mut self, path: &Path, kind: &Kind) -> Result<(), zip::result::ZipError> {
        let file = File::open(path)?;
        let shared = Arc::new(Mutex::new(file.try_clone()?));
        let mut archive = ZipArchive::new(io::BufReader::new(file))?;
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index)?;
            if !entry.is_file() {
                continue;
            }
            let member = entry.name()?.into_owned();
            let packing = match (entry.encrypted(), entry.compression(), entry.data_start()) {
                (true, ..) => Packing::Refused("it is encrypted".to_owned()),
                (
                    false,
                    compression @ (CompressionMethod::Stored | CompressionMethod::Deflated),
                    Some(at),
                ) => Packing::Member(Member {
                    archive: Arc::clone(&shared),
                    at,
                    size: entry.size(),
                    crc: entry.crc32(),
                    is_deflated: compression == CompressionMethod::Deflated,
                }),
                (false, compression, _) => Packing::Refused(format!("it is packed by `{compression}`")),
            };
            let bytes = entry.compressed_size();
            let name = member.rsplit(['/', '\\']).next().unwrap_or_default().to_lowercase();
            self.add(path, Some(member.clone()), &name, bytes, packing, kind, false);
        }
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "what is known of a file is known in different places")]
    fn add(
        &mut self,
        path: &Path,
        member: Option<String>,
        name: &str,
        bytes: u64,
        packing: Packing,
        kind: &Kind,
        is_named: bool,
    ) {
        let is_packed_member = member.is_some() && strip_ending(name, ".gz").is_some();
        let own = without_mark_of_copy(strip_ending(name, ".gz").unwrap_or(name));
        let (month, force, is_certain) = match kind.of_name(&own) {
            Named::OfKind { month, force } if !is_packed_member => (month, Some(force), true),
            Named::Unclear if !is_packed_member => (None, None, is_named),
            _ => {
                self.others += 1;
                return;
            }
        };
        let label = match &member {
            Some(member) => format!("{}!{}", label(path), printable(member)),
            None => label(path),
        };
        if !is_named && is_hidden(member.as_deref().unwrap_or(name)) {
            self.others += 1;
            self.hidden.push(label.into());
            return;
        }
        let (month, force) = (month.map(str::to_owned), force.map(str::to_owned));
        let (path, label, name) = (path.to_owned(), label.into(), own);
        self.sources.push(Source { label, path, member, name, force, month, is_certain, bytes, packing });
    }

    /// Says which files were passed over though they are named like the kind: once for all, beside others that are read.
    fn say_hidden(&mut self) {
        let Some(first) = self.hidden.iter().min().filter(|_| !self.sources.is_empty()) else { return };
        let (n, files) = (self.hidden.len(), if self.hidden.len() == 1 { "file" } else { "files" });
        let message =
            format!("not read: {n} {files} that the system hides (dot files, `__MACOSX/`), this one first");
        self.diagnostics.push(diagnostic(Severity::Note, "skipped", first, message));
    }

    fn refuse(&mut self, path: &Path, code: &'static str, why: &str) {
        let message = format!("it could not be read: {}", printable(why));
        self.diagnostics.push(diagnostic(Severity::Error, code, &label(path).into(), message));
    }
}

fn label(path: &Path) -> String {
    printable(&path.to_string_lossy())
}

/// A diagnostic about a file as a whole.
pub(crate) fn diagnostic(
    severity: Severity,
    code: &'static str,
    file: &Arc<str>,
    message: String,
) -> Diagnostic {
    let place = Place { file: Arc::clone(file), at: At::File };
    Diagnostic::new(severity, code, place, message)
}
