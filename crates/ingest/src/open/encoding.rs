//! What encoding a text is in, and the same text in UTF-8.
//!
//! A file is taken as one encoding as a whole, so that one odd byte does not change the next; only
//! where UTF-8 and something else are plainly mixed is each part read by itself.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use peel_model::{Diagnostics, Severity};

use crate::document::{Document, not_all, whole_file};

/// A text in UTF-8 (or with a mark that [`Document`] knows), and what there is to say of its bytes.
pub(super) struct Decoded<'a> {
    /// The bytes in UTF-8.
    pub(super) bytes: Cow<'a, [u8]>,
    /// What is odd about them.
    pub(super) oddity: Option<Oddity>,
}

/// Bytes that are not UTF-8.
pub(super) struct Oddity {
    /// Where the first is in the bytes decoded.
    span: Range<usize>,
    byte: u8,
    is_mixed: bool,
    n_invalid: usize,
    name: &'static str,
}

/// Decodes a text. What is UTF-16 without a mark is said at once.
pub(super) fn decode<'a>(file: &Arc<str>, bytes: &'a [u8], diagnostics: &mut Diagnostics) -> Decoded<'a> {
    let has_mark = bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF");
    if let Some(encoding) = bare_utf16(bytes).filter(|_| !has_mark) {
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        let message = format!("read as {}, though it has no byte order mark", encoding.name());
        diagnostics.push(whole_file(file, Severity::Note, "encoding", &message));
        if had_errors {
            diagnostics.push(not_all(file, encoding, bytes));
        }
        return Decoded { bytes: Cow::Owned(text.into_owned().into_bytes()), oddity: None };
    }
    match std::str::from_utf8(bytes) {
        Err(error) if !has_mark => decode_bytes(bytes, error.valid_up_to()),
        _ => Decoded { bytes: Cow::Borrowed(bytes), oddity: None },
    }
}

/// UTF-16 known by its NULs: mostly ASCII letters, so that every other byte is nought.
fn bare_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    const SAMPLE: usize = 4_096;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (nuls(0), nuls(1), sample.len() / 2);
    let is_most = |n: usize| half >= 2 && n * 10 >= half * 7;
    if is_most(odd) && even * 10 <= half {
        Some(UTF_16LE)
    } else if is_most(even) && odd * 10 <= half {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn decode_bytes(bytes: &[u8], first: usize) -> Decoded<'static> {
    let (mut n_letters, mut n_invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_letters += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        n_invalid += chunk.invalid().len();
    }
    // A text in one byte a letter hardly ever has two in a row that are UTF-8 by chance.
    let is_mixed = n_letters >= n_invalid || bytes.starts_with(b"\xEF\xBB\xBF");
    let one_by_one = |bytes: &[u8]| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let start;
    if is_mixed {
        start = first;
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.push_str(&one_by_one(chunk.invalid()));
        }
    } else {
        start = one_by_one(&bytes[..first]).len();
        text.push_str(&one_by_one(bytes));
    }
    let is_c1 = |byte: &u8| (0x80..=0x9F).contains(byte);
    let name = if bytes.iter().any(is_c1) { "Windows-1252" } else { "ISO-8859-1" };
    let width = text[start..].chars().next().map_or(0, char::len_utf8);
    let oddity = Oddity { span: start..start + width, byte: bytes[first], is_mixed, n_invalid, name };
    Decoded { bytes: Cow::Owned(text.into_bytes()), oddity: Some(oddity) }
}

impl Oddity {
    /// Says which encoding was taken and where the first byte is that is not UTF-8.
    pub(super) fn say(self, document: &Document<'_>, diagnostics: &mut Diagnostics) {
        let Self { span, byte, is_mixed, n_invalid, name } = self;
        let (severity, message, hint) = if is_mixed {
            let bytes =
                if n_invalid == 1 { "1 byte is".to_owned() } else { format!("{n_invalid} bytes are") };
            (
                Severity::Warning,
                format!("{bytes} not UTF-8, though the rest is; this is the first (0x{byte:02X})"),
                "each such byte is read as Windows-1252; look at it and save the file as UTF-8",
            )
        } else {
            (
                Severity::Note,
                format!("the whole file is read as {name}; this is the first byte (0x{byte:02X}) not UTF-8"),
                "save the file as UTF-8 if a letter is wrong",
            )
        };
        let mut said = document.diagnostic(severity, "encoding", span, message);
        said.hints.push(hint.to_owned());
        diagnostics.push(said);
    }
}
