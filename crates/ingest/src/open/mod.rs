//! Files of any kind users have, as grids of cells.
//!
//! What a file is, its content says: its name is only asked where the content leaves it open. Nothing
//! here panics or takes more than bounded memory, whatever the bytes: what is compressed is unpacked
//! with a bound, and what cannot be read is an error with a hint and gives no grid. No cell's meaning
//! is judged here.

mod archive;
mod bytes;
mod compound;
mod delimiter;
mod encoding;
mod foreign;
mod grid;
mod hidden;
mod layout;
mod ods;
mod refusal;
mod relations;
mod shared;
mod shown;
mod text;
mod value;
mod workbook;
mod xlsb;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use peel_model::{Diagnostics, Severity};

pub(crate) use grid::{Cell, CellKind, Commas, Grid, Row};
use refusal::Refusal;
use workbook::Format;

use crate::document::{Document, whole_file};

/// The most cells of one file.
const MAX_CELLS: usize = 20_000_000;
/// The most columns of a table: as many as a spreadsheet holds.
const MAX_COLUMNS: usize = 16_384;
/// The most bytes of a line of text: a table of so many columns has less.
const MAX_LINE: usize = 4 << 20;
/// The most bytes that the members of one file unpack to, in all.
const MAX_INFLATED: usize = 256 << 20;
/// The most members of an archive.
const MAX_MEMBERS: usize = 2_000;

/// What a file is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Gzip,
    Zip,
    Compound,
    Text,
}

/// Reads a file's bytes as grids: a sheet each of a workbook, a member each of an archive, one of text.
///
/// `file` is how the user named it; a member of an archive is `archive.zip/member.csv`.
pub(crate) fn open(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Vec<Grid> {
    let name: Arc<str> = file.into();
    open_kind(&name, bytes, diagnostics).unwrap_or_else(|refusal| {
        diagnostics.push(refusal.diagnostic(&name));
        Vec::new()
    })
}

/// Decodes prose, whatever its encoding. Whether it is a text at all is for its reader to see.
pub fn decode_text(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> String {
    let file: Arc<str> = file.into();
    let decoded = encoding::decode(&file, bytes, diagnostics);
    let oddity = decoded.oddity;
    let document = Document::new(&file, decoded.bytes, diagnostics);
    if let Some(oddity) = oddity {
        oddity.say(&document, diagnostics);
    }
    document.decode(&document.bytes()[document.content_start()..]).into_owned()
}

fn open_kind(file: &Arc<str>, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Vec<Grid>, Refusal> {
    if kind(bytes) != Kind::Gzip {
        return open_plain(file, bytes, diagnostics);
    }
    let inflated = archive::gunzip(bytes)?;
    match kind(&inflated) {
        Kind::Gzip => Err(nested()),
        Kind::Zip if archive::format(&inflated)?.is_none() => Err(nested()),
        _ => open_plain(file, &inflated, diagnostics),
    }
}

/// Opens what is not a gzip.
fn open_plain(file: &Arc<str>, bytes: &[u8], diagnostics: &mut Diagnostics) -> Result<Vec<Grid>, Refusal> {
    match kind(bytes) {
        Kind::Zip => match archive::format(bytes)? {
            Some(Format::Ods) => ods::read(file, bytes, diagnostics),
            Some(format) => workbook::read(file, format, bytes, diagnostics),
            None => archive::read(file, bytes, diagnostics),
        },
        Kind::Compound => workbook::read(file, Format::Xls, bytes, diagnostics),
        Kind::Gzip => Err(nested()),
        Kind::Text => {
            say_misnamed(file, diagnostics);
            Ok(text::read(file, bytes, diagnostics)?.into_iter().collect())
        }
    }
}

/// Says that text is named as a workbook or an archive; many programs write CSV under the name `.xls`.
fn say_misnamed(file: &Arc<str>, diagnostics: &mut Diagnostics) {
    let name = file.strip_suffix(".gz").unwrap_or(file).to_ascii_lowercase();
    let endings = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".zip"];
    if let Some(ending) = endings.into_iter().find(|ending| name.ends_with(ending)) {
        let message = format!("named `{ending}`, but it is no such file; read as text");
        diagnostics.push(whole_file(file, Severity::Note, "misnamed", &message));
    }
}

fn nested() -> Refusal {
    Refusal::Foreign("an archive inside an archive".to_owned(), "unpack it once and give what is inside")
}

fn kind(bytes: &[u8]) -> Kind {
    match bytes {
        [0x1F, 0x8B, 0x08, ..] => Kind::Gzip,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] | [b'P', b'K', 7, 8, ..] => Kind::Zip,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Kind::Compound,
        _ => Kind::Text,
    }
}
