//! The first line of a file: which column is which, and what ends a line.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use memchr::memchr2;
use peel_model::Excerpt;

use crate::kind::{ForceFrom, Kind, MonthFrom};
use crate::records::fields;

/// How many bytes of a header are looked at to show it.
const LONGEST_SHOWN: usize = 400;

/// What the header says of the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    /// How many fields a row has.
    pub(crate) width: usize,
    /// The byte that ends a line.
    pub(crate) eol: u8,
    /// Where the columns are, or the first one that is not there.
    pub(crate) columns: Result<Columns, Missing>,
    /// Where the rows begin.
    pub(crate) rows_at: usize,
}

/// The places of the columns that are read, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) force: Option<usize>,
    pub(crate) month: usize,
    pub(crate) category: usize,
    /// Whether the month is in a date.
    pub(crate) is_date: bool,
}

/// A column that the header lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Missing {
    /// Its name.
    pub(crate) column: String,
    /// Whether the file begins as UTF-16 does.
    pub(crate) is_utf16: bool,
    /// The header as it stands there.
    pub(crate) excerpt: Excerpt,
    /// How many columns it has.
    pub(crate) width: usize,
}

impl Header {
    /// Reads the header of a file from its first bytes; `None` when they do not hold a whole line.
    pub(crate) fn read(data: &[u8], kind: &Kind, is_last: bool) -> Option<Self> {
        let bom = if data.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        let text = &data[bom..];
        let (end, eol) = match memchr2(b'\n', b'\r', text) {
            Some(end) if text[end] == b'\n' => (end, b'\n'),
            Some(end) if text.get(end + 1) == Some(&b'\n') => (end, b'\n'),
            Some(end) if end + 1 < text.len() || is_last => (end, b'\r'),
            None if is_last => (text.len(), b'\n'),
            _ => return None,
        };
        let names: Vec<String> =
            fields(&text[..end]).iter().map(|name| folded(decoded(name).0.as_ref())).collect();
        let n_bytes = end + if text.get(end) == Some(&b'\r') && eol == b'\n' { 2 } else { 1 };
        let is_utf16 = data.starts_with(b"\xFF\xFE") || data.starts_with(b"\xFE\xFF");
        let excerpt = || Excerpt::around("", &decoded(&text[..end.min(LONGEST_SHOWN)]).0, "");
        let columns = columns(&names, kind).map_err(|column| Missing {
            column,
            is_utf16,
            excerpt: excerpt(),
            width: names.len(),
        });
        Some(Self { width: names.len(), eol, columns, rows_at: (bom + n_bytes).min(data.len()) })
    }
}

fn columns(names: &[String], kind: &Kind) -> Result<Columns, String> {
    let place =
        |column: &String| names.iter().position(|name| *name == folded(column)).ok_or_else(|| column.clone());
    let (is_date, month) = match &kind.month {
        MonthFrom::Month(column) => (false, column),
        MonthFrom::Date(column) => (true, column),
    };
    let force = match &kind.force {
        ForceFrom::Column(column) => Some(place(column)?),
        ForceFrom::FileName => None,
    };
    Ok(Columns { force, month: place(month)?, category: place(&kind.category)?, is_date })
}

/// A name as it is compared: `falls_within`, as programs that clean names write it, is `Falls within`.
fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace('_', " ")
}

/// Text as UTF-8 or, where it is not, as Windows-1252, and whether it was UTF-8.
pub(crate) fn decoded(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), true),
        Err(_) => (WINDOWS_1252.decode_without_bom_handling(bytes).0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::tests::street;

    fn check(data: &[u8], expected: Result<(usize, usize), &'static str>) -> Header {
        let header = Header::read(data, &street(), true).unwrap();
        let found = header.columns.as_ref().map(|columns| (columns.month, columns.category));
        assert_eq!(found.map_err(|missing| missing.column.clone()), expected.map_err(str::to_owned));
        header
    }

    #[test]
    fn columns_are_found_by_name_in_any_order_and_dress() {
        check(b"Month,Falls within,Crime type\n", Ok((0, 2)));
        check(b"\xEF\xBB\xBF\"crime TYPE\", month ,x,FALLS WITHIN\r\nrow", Ok((1, 0)));
        check(b"month,falls_within,crime_type\n", Ok((0, 2)));
        check(b"Month,Crime type\n", Err("Falls within"));
        check(b"", Err("Falls within"));
    }

    #[test]
    fn the_rows_begin_after_the_end_of_the_line() {
        let names = "Month,Falls within,Crime type";
        for (end, eol) in [("\n", b'\n'), ("\r\n", b'\n'), ("\r", b'\r')] {
            let text = format!("{names}{end}row{end}");
            let header = check(text.as_bytes(), Ok((0, 2)));
            assert_eq!((&text[header.rows_at..], header.eol), (&*format!("row{end}"), eol));
        }
        assert_eq!(check(names.as_bytes(), Ok((0, 2))).rows_at, names.len());
    }

    #[test]
    fn a_header_that_is_not_whole_is_not_read() {
        for data in ["Mon", "Month,Falls within,Crime type", "Month\r"] {
            assert_eq!(Header::read(data.as_bytes(), &street(), false), None);
        }
    }

    #[test]
    fn bytes_that_are_not_utf_8_are_windows_1252() {
        assert_eq!(decoded(b"Dyfed\x96Powys"), (Cow::Borrowed("Dyfed–Powys"), false));
        assert_eq!(decoded("Dyfed–Powys".as_bytes()), (Cow::Borrowed("Dyfed–Powys"), true));
    }
}
