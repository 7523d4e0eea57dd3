//! Delimited text as a grid.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{Diagnostics, Severity};

use super::grid::width_of;
use super::refusal::Refusal;
use super::{Cell, CellKind, Grid, MAX_CELLS, MAX_COLUMNS, MAX_LINE, Row, delimiter, encoding, foreign};
use crate::document::{Document, whole_file};
use crate::records::Records;
use crate::sheet::quotes;

/// Reads text; none when it is empty or no text, which is said.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Option<Grid>, Refusal> {
    foreign::refuse(bytes)?;
    let decoded = encoding::decode(file, bytes, diagnostics);
    let document = Document::new(file, decoded.bytes, diagnostics);
    // Windows-1252 has a letter for every byte: what is no text must be seen by the bytes it was.
    let is_text = match decoded.oddity {
        Some(_) => Document::new(file, bytes.into(), diagnostics).is_text(diagnostics),
        None => document.is_text(diagnostics),
    };
    if !is_text {
        return Ok(None);
    }
    if let Some(oddity) = decoded.oddity {
        oddity.say(&document, diagnostics);
    }
    document.diagnose_bytes(diagnostics);
    if longest_line(document.bytes()) > MAX_LINE {
        return Err(Refusal::LongLine);
    }
    let said = delimiter::said(document.bytes(), document.content_start());
    let delimiter = said.unwrap_or_else(|| delimiter::sniff(document.bytes(), document.content_start()));
    let n_separators = memchr::memchr3_iter(delimiter, b'\n', b'\r', document.bytes()).count();
    if n_separators >= MAX_CELLS {
        return Err(Refusal::TooLarge);
    }
    let records = Records::read(document.bytes(), document.content_start(), delimiter);
    let widest = (0..records.len()).map(|record| records.width(record)).max().unwrap_or(0);
    if widest > MAX_COLUMNS {
        return Err(Refusal::TooWide(widest));
    }
    if records.len() == 0 {
        let mut empty = whole_file(file, Severity::Error, "empty", "the file is empty");
        empty.hints.push("expected a table: a header and at least one row".to_owned());
        diagnostics.push(empty);
        return Ok(None);
    }
    if delimiter != b',' {
        let message = format!("the columns are separated by {}", delimiter::name(delimiter));
        diagnostics.push(whole_file(file, Severity::Note, "delimiter", &message));
    }
    let mut rows: Vec<Row> = (0..records.len())
        .map(|record| {
            let is_sound = quotes(&document, &records, record, diagnostics);
            Row { is_sound, ..row(&document, &records, record) }
        })
        .collect();
    // What states the delimiter is no title of the table: nothing is left of it but its row.
    if let Some(first) = rows.first_mut().filter(|_| said.is_some()) {
        first.cells.clear();
    }
    Ok(Some(Grid {
        sheet_in_full: None,
        has_twin: false,
        sheet_apart: None,
        file: Arc::clone(file),
        sheet: None,
        delimiter: Some(delimiter),
        says_delimiter: said.is_some(),
        commas: BTreeMap::new(),
        width: width_of(&rows),
        rows,
        merged: Vec::new(),
    }))
}

/// How many bytes the longest line has.
fn longest_line(bytes: &[u8]) -> usize {
    let ends = memchr::memchr2_iter(b'\n', b'\r', bytes).chain([bytes.len()]);
    ends.scan(0, |start, end| Some(end - std::mem::replace(start, end))).max().unwrap_or(0)
}

/// One record with the place of each cell; a cell after a quoted line end stands on a later line, and
/// its column is counted there.
fn row(document: &Document<'_>, records: &Records, record: usize) -> Row {
    let bytes = document.bytes();
    let mut at = records.record_span(record).start;
    let mut column = chars(&bytes[line_start(document, at)..at]) + 1;
    let number = document.line(at);
    let cells = (0..records.width(record))
        .map(|field| {
            let start = records.span(record, field).start;
            let between = bytes.get(at..start).unwrap_or_default();
            match memchr::memrchr2(b'\n', b'\r', between) {
                Some(end) => column = chars(&between[end + 1..]) + 1,
                None => column += chars(between),
            }
            at = start;
            let text = document.decode(records.text(record, field).unwrap_or_default()).into_owned();
            Cell { text, kind: CellKind::Text, column }
        })
        .collect();
    Row { number, cells, is_sound: true }
}

/// Where the line of a byte begins; a record nearly always begins its line.
fn line_start(document: &Document<'_>, at: usize) -> usize {
    let before = document.bytes().get(..at).unwrap_or_default();
    memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1).max(document.content_start()).min(at)
}

/// How many characters some UTF-8 is; a byte that only goes on with one is not counted.
fn chars(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u64
}
