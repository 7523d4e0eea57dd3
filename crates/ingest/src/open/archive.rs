//! Gzips and zips, unpacked with a bound.
//!
//! What a header says of sizes is never believed: bytes are counted as they come out.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::sync::Arc;

use flate2::read::MultiGzDecoder;
use peel_model::{Diagnostics, Severity, is_hidden};
use zip::ZipArchive;

use super::refusal::Refusal;
use super::workbook::Format;
use super::{Grid, MAX_INFLATED, MAX_MEMBERS, text};
use crate::document::whole_file;

/// An archive over bytes in memory.
type Zip<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// How many bytes something packed may still unpack to.
struct Bound(usize);

impl Bound {
    /// The bound of `n_packed` bytes: 256 MiB; above 16 MiB also no more than 200 times their number.
    fn new(n_packed: usize) -> Self {
        const FREE: usize = 16 << 20;
        const RATIO: usize = 200;
        Self(n_packed.saturating_mul(RATIO).clamp(FREE, MAX_INFLATED))
    }

    /// Unpacks all of a stream.
    fn inflate(&mut self, what: &'static str, packed: impl Read) -> Result<Vec<u8>, Refusal> {
        let mut bytes = Vec::new();
        let most = self.0 as u64 + 1;
        packed.take(most).read_to_end(&mut bytes).map_err(|error| Refusal::io(what, &error))?;
        self.0 = self.0.checked_sub(bytes.len()).ok_or(Refusal::Bomb)?;
        Ok(bytes)
    }

    /// Unpacks all of a stream only to count it.
    fn count(&mut self, what: &'static str, packed: impl Read) -> Result<(), Refusal> {
        let mut packed = packed.take(self.0 as u64 + 1);
        let n =
            std::io::copy(&mut packed, &mut std::io::sink()).map_err(|error| Refusal::io(what, &error))?;
        let n = usize::try_from(n).map_err(|_| Refusal::Bomb)?;
        self.0 = self.0.checked_sub(n).ok_or(Refusal::Bomb)?;
        Ok(())
    }
}

/// Unpacks a gzip, of one member or several.
pub(super) fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    Bound::new(bytes.len()).inflate("a gzip", MultiGzDecoder::new(bytes))
}

/// Which workbook a zip is; none for an archive of files.
pub(super) fn format(bytes: &[u8]) -> Result<Option<Format>, Refusal> {
    const OPENDOCUMENT: &[u8] = b"application/vnd.oasis.opendocument.";
    let mut zip = unzip(bytes)?;
    let names = names(&zip)?;
    let has = |wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let has_folder = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    if has("xl/workbook.bin") {
        return Ok(Some(Format::Xlsb));
    }
    if has("xl/workbook.xml") || (has("[Content_Types].xml") && has_folder("xl/")) {
        return Ok(Some(Format::Xlsx));
    }
    let export = "export the table as CSV, .xlsx or .ods";
    if let Some(mimetype) = names.iter().position(|name| name == "mimetype") {
        let mimetype = member(&mut zip, mimetype, &mut Bound::new(0))?;
        if let Some(kind) = mimetype.strip_prefix(OPENDOCUMENT) {
            if kind.starts_with(b"spreadsheet") {
                return Ok(Some(Format::Ods));
            }
            return Err(Refusal::Foreign("an OpenDocument file that is no spreadsheet".to_owned(), export));
        }
    }
    let other = [
        ("word/", "a Word document"),
        ("ppt/", "a PowerPoint presentation"),
        ("Index/", "an Apple Numbers or Pages file"),
    ];
    let is_package = |folder| (has("[Content_Types].xml") || folder == "Index/") && has_folder(folder);
    match other.into_iter().find(|(folder, _)| is_package(folder)) {
        Some((_, what)) => Err(Refusal::Foreign(what.to_owned(), export)),
        None => Ok(None),
    }
}

/// Unpacks every member, to know that all are whole and what they come to; `visit` may ask for one.
pub(super) fn check_members(
    bytes: &[u8],
    what: &'static str,
    mut visit: impl FnMut(&str, &mut dyn FnMut() -> Result<Vec<u8>, Refusal>) -> Result<bool, Refusal>,
) -> Result<(), Refusal> {
    let mut zip = unzip(bytes)?;
    let mut bound = Bound::new(bytes.len());
    for (index, name) in names(&zip)?.iter().enumerate() {
        let is_read = visit(name, &mut || member(&mut zip, index, &mut bound))?;
        if !is_read {
            let packed = zip.by_index(index).map_err(|error| Refusal::zip(what, &error))?;
            bound.count(what, packed)?;
        }
    }
    Ok(())
}

/// Reads the delimited texts of an archive, in the order of their names.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut zip = unzip(bytes)?;
    let mut members: Vec<(String, usize)> =
        names(&zip)?.into_iter().enumerate().map(|(index, name)| (name, index)).collect();
    members.sort();
    members.retain(|(name, _)| !name.ends_with('/'));
    let (tables, others): (Vec<_>, Vec<_>) = members.into_iter().partition(|(name, _)| is_table(name));
    say_skipped(file, &others, diagnostics);
    if tables.is_empty() {
        let hint = "expected members named .csv, .tsv or .txt; take a workbook out of the archive";
        return Err(Refusal::Foreign("an archive without a CSV file".to_owned(), hint));
    }
    // All are unpacked before any is read, so that of a bomb nothing is.
    let mut bound = Bound::new(bytes.len());
    let mut unpacked = Vec::with_capacity(tables.len());
    for (name, index) in tables {
        unpacked.push((name, member(&mut zip, index, &mut bound)?));
    }
    let mut grids = Vec::new();
    for (name, bytes) in unpacked {
        let name: Arc<str> = format!("{file}/{name}").into();
        match text::read(&name, &bytes, diagnostics) {
            Ok(grid) => grids.extend(grid),
            Err(refusal) => diagnostics.push(refusal.diagnostic(&name)),
        }
    }
    Ok(grids)
}

fn unzip(bytes: &[u8]) -> Result<Zip<'_>, Refusal> {
    let zip =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| Refusal::zip("a zip or workbook", &error))?;
    if zip.len() > MAX_MEMBERS { Err(Refusal::TooManyMembers(zip.len())) } else { Ok(zip) }
}

/// The names of all members, by index.
fn names(zip: &Zip<'_>) -> Result<Vec<String>, Refusal> {
    let names = zip.file_names().map(|name| name.map(Cow::into_owned));
    names.collect::<Result<_, _>>().map_err(|error| Refusal::zip("a zip or workbook", &error))
}

fn member(zip: &mut Zip<'_>, index: usize, bound: &mut Bound) -> Result<Vec<u8>, Refusal> {
    const WHAT: &str = "a member of the archive";
    let packed = zip.by_index(index).map_err(|error| Refusal::zip(WHAT, &error))?;
    bound.inflate(WHAT, packed)
}

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

fn is_table(name: &str) -> bool {
    !is_hidden(name) && ["csv", "tsv", "tab", "txt"].contains(&extension(name).as_str())
}

/// Says how many members are not read, and of which kind.
fn say_skipped(file: &Arc<str>, members: &[(String, usize)], diagnostics: &mut Diagnostics) {
    let is_nested = |name: &str| {
        ["zip", "gz", "xlsx", "xlsm", "xlsb", "xls", "ods", "7z", "tar"].contains(&extension(name).as_str())
    };
    let of = |wanted: &dyn Fn(&str) -> bool| -> Vec<&str> {
        members.iter().map(|(name, _)| name.as_str()).filter(|name| wanted(name)).collect()
    };
    let kinds = [
        (of(&|name| is_hidden(name)), "skipped", "that the system hides (dot files, `__MACOSX/`)", None),
        (
            of(&|name| !is_hidden(name) && is_nested(name)),
            "nested",
            "that are archives or workbooks themselves",
            Some("take them out of the archive and give them by themselves"),
        ),
        (of(&|name| !is_hidden(name) && !is_nested(name)), "skipped", "not named .csv, .tsv or .txt", None),
    ];
    for (names, code, what, hint) in kinds.into_iter().filter(|(names, ..)| !names.is_empty()) {
        let shown: Vec<String> = names.iter().take(3).map(|name| format!("`{name}`")).collect();
        let more = if names.len() > shown.len() { ", …" } else { "" };
        let members = if names.len() == 1 { "member" } else { "members" };
        let message = format!("not read: {} {members} {what}: {}{more}", names.len(), shown.join(", "));
        let mut note = whole_file(file, Severity::Note, code, &message);
        note.hints.extend(hint.map(str::to_owned));
        diagnostics.push(note);
    }
}
