//! The bytes of one file, how they are decoded, and where in them a fault is.
//!
//! Positions are byte offsets into the file as read; lines are counted here from LF, CRLF and bare
//! CR, because a CSV reader's own line numbers are wrong for two of the three.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::{DecoderResult, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use peel_model::{At, Diagnostic, Diagnostics, Excerpt, Place, Severity};

/// A file's bytes with what is needed to read and to quote them.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    file: Arc<str>,
    bytes: Cow<'a, [u8]>,
    is_utf8: bool,
    line_starts: Vec<usize>,
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

impl<'a> Document<'a> {
    /// Takes the bytes of a file. What is not UTF-8 is read as Windows-1252, which has a letter for
    /// every byte, so that reading can go on.
    pub(crate) fn new(file: &str, bytes: Cow<'a, [u8]>, diagnostics: &mut Diagnostics) -> Self {
        let file: Arc<str> = file.into();
        let bytes = match utf16(&bytes) {
            Some(encoding) => {
                let (text, _, had_errors) = encoding.decode(&bytes);
                let message = format!("read as {}", encoding.name());
                diagnostics.push(whole_file(&file, Severity::Note, "encoding", &message));
                if had_errors {
                    diagnostics.push(not_all(&file, encoding, &bytes));
                }
                Cow::Owned(text.into_owned().into_bytes())
            }
            None => bytes,
        };
        let is_utf8 = std::str::from_utf8(&bytes).is_ok();
        let line_starts = line_starts(&bytes);
        Self { file, bytes, is_utf8, line_starts }
    }

    /// The file, as the user named it.
    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The bytes, a leading byte order mark included.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the content begins: after the byte order mark, if there is one, or after several.
    pub(crate) fn content_start(&self) -> usize {
        let n_marks = self.bytes.chunks_exact(UTF8_MARK.len()).take_while(|mark| *mark == UTF8_MARK).count();
        n_marks * UTF8_MARK.len()
    }

    /// Decodes part of the file (or text taken from it): UTF-8, and what is not as Windows-1252, which
    /// has a letter for every byte.
    pub(crate) fn decode<'b>(&self, bytes: &'b [u8]) -> Cow<'b, str> {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Cow::Borrowed(text);
        }
        if self.is_utf8 {
            return String::from_utf8_lossy(bytes);
        }
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
        }
        Cow::Owned(text)
    }

    /// The line, counted from 1, that a byte is on.
    pub(crate) fn line(&self, offset: usize) -> u64 {
        self.line_starts.partition_point(|start| *start <= offset) as u64
    }

    /// A diagnostic about a range of bytes, with the line it begins on.
    pub(crate) fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: String,
    ) -> Diagnostic {
        let number = self.line(span.start).max(1);
        let index = usize::try_from(number - 1).unwrap_or(usize::MAX).min(self.line_starts.len() - 1);
        let start = self.line_starts[index].max(self.content_start());
        let end = self.line_end(index).max(start);
        let fault_start = span.start.clamp(start, end);
        let fault_end = span.end.clamp(fault_start, end);
        let before = self.decode(&self.bytes[start..fault_start]);
        let fault = self.decode(&self.bytes[fault_start..fault_end]);
        let after = self.decode(&self.bytes[fault_end..end]);
        let column = before.chars().count() as u64 + 1;
        Diagnostic {
            severity,
            code,
            place: Place { file: Arc::clone(&self.file), at: At::Line { line: number, column } },
            message,
            excerpt: Some(Excerpt::around(&before, &fault, &after)),
            hints: Vec::new(),
        }
    }

    fn line_end(&self, index: usize) -> usize {
        let next = self.line_starts.get(index + 1).copied().unwrap_or(self.bytes.len());
        let line = &self.bytes[self.line_starts[index]..next];
        let ending = line.iter().rev().take(2).take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        next - ending
    }

    /// Whether these bytes are text at all; where they are not, says so once.
    pub(crate) fn is_text(&self, diagnostics: &mut Diagnostics) -> bool {
        // Random bytes have about eleven in a hundred; text has hardly any.
        const MOST_IN_A_HUNDRED: usize = 8;
        let is_control = |byte: &u8| byte.is_ascii_control() && !byte.is_ascii_whitespace();
        // Counted in bytes, of which a processor adds many at once.
        let counted = |few: &[u8]| few.iter().map(|byte| u8::from(is_control(byte))).sum::<u8>();
        let n_controls: usize = self.bytes.chunks(255).map(|few| usize::from(counted(few))).sum();
        if n_controls * 100 <= self.bytes.len() * MOST_IN_A_HUNDRED {
            return true;
        }
        let mut fault = whole_file(&self.file, Severity::Error, "not-text", "this is not a text file");
        let n_nuls = memchr::memchr_iter(0, &self.bytes).count();
        fault.hints.push(if n_nuls * 3 > self.bytes.len() {
            "it looks like UTF-16 without a byte order mark; save it as CSV in UTF-8".to_owned()
        } else {
            "expected CSV in UTF-8; a spreadsheet must be exported as CSV first".to_owned()
        });
        diagnostics.push(fault);
        false
    }

    /// Names the bytes that no UTF-8 text has.
    pub(crate) fn diagnose_bytes(&self, diagnostics: &mut Diagnostics) {
        for offset in memchr::memchr_iter(0, &self.bytes) {
            diagnostics.push_with(&self.file, "nul", Severity::Error, || {
                let message = "a NUL byte, which no text has".to_owned();
                let mut fault = self.diagnostic(Severity::Error, "nul", offset..offset + 1, message);
                fault.hints.push("export the file again as CSV in UTF-8".to_owned());
                fault
            });
        }
        if self.is_utf8 {
            return;
        }
        let mut offset = 0;
        for chunk in self.bytes.utf8_chunks() {
            offset += chunk.valid().len();
            let invalid = chunk.invalid();
            if let Some(byte) = invalid.first() {
                diagnostics.push_with(&self.file, "encoding", Severity::Error, || {
                    let message = format!("byte 0x{byte:02X} is not UTF-8");
                    let span = offset..offset + invalid.len();
                    let mut fault = self.diagnostic(Severity::Error, "encoding", span, message);
                    let letter = self.decode(invalid);
                    fault.hints.push(format!(
                        "read here as Windows-1252, where it is `{letter}`; save the file as UTF-8"
                    ));
                    fault
                });
            }
            offset += invalid.len();
        }
    }
}

/// A diagnostic about a file as a whole.
pub(crate) fn whole_file(
    file: &Arc<str>,
    severity: Severity,
    code: &'static str,
    message: &str,
) -> Diagnostic {
    let place = Place { file: Arc::clone(file), at: At::File };
    Diagnostic::new(severity, code, place, message.to_owned())
}

/// Says that a file has bytes that its encoding has no letter for, and where the first are.
pub(crate) fn not_all(file: &Arc<str>, encoding: &'static Encoding, bytes: &[u8]) -> Diagnostic {
    let mut decoder = encoding.new_decoder();
    let mut text = String::with_capacity(
        decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or_default(),
    );
    let (result, n_read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let at = match result {
        DecoderResult::Malformed(length, after) => n_read - usize::from(length) - usize::from(after),
        _ => n_read,
    };
    let n_lines = text.lines().count().max(1);
    let message = format!(
        "not all of it is {}: byte {} on line {n_lines} is part of no letter",
        encoding.name(),
        at + 1
    );
    whole_file(file, Severity::Error, "encoding", &message).with_hints(vec![
        "it may be cut off or damaged: fetch it again, or save it as UTF-8 where it was made".to_owned(),
    ])
}

fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(UTF_16LE),
        [0xFE, 0xFF, ..] => Some(UTF_16BE),
        _ => None,
    }
}

fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let mut starts = vec![0];
    for end in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        let is_first_of_crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        if !is_first_of_crlf && end + 1 < bytes.len() {
            starts.push(end + 1);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(bytes: &[u8]) -> (Document<'_>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let document = Document::new("t.csv", Cow::Borrowed(bytes), &mut diagnostics);
        document.diagnose_bytes(&mut diagnostics);
        (document, diagnostics)
    }

    fn check_line(bytes: &[u8], needle: u8, line: u64, column: u64, text: &str) {
        let (document, _) = document(bytes);
        let offset = bytes.iter().position(|byte| *byte == needle).unwrap();
        let diagnostic = document.diagnostic(Severity::Error, "t", offset..offset + 1, String::new());
        assert_eq!(diagnostic.place.at, At::Line { line, column }, "{bytes:?}");
        assert_eq!(diagnostic.excerpt.unwrap().text, text);
    }

    #[test]
    fn lines_are_counted_the_same_for_every_line_end() {
        check_line(b"a,b\nc,X\n", b'X', 2, 3, "c,X");
        check_line(b"a,b\r\nc,X\r\n", b'X', 2, 3, "c,X");
        check_line(b"a,b\rc,X\r", b'X', 2, 3, "c,X");
        check_line(b"a,b\n\n\r\n\rc,X", b'X', 5, 3, "c,X");
        check_line(b"\xEF\xBB\xBFX,b\n", b'X', 1, 1, "X,b");
        check_line(b"\xEF\xBB\xBF\xEF\xBB\xBFX,b\n", b'X', 1, 1, "X,b");
    }

    #[test]
    fn columns_are_characters_not_bytes() {
        let text = "é,ü,X";
        let (document, _) = document(text.as_bytes());
        let diagnostic = document.diagnostic(Severity::Error, "t", 6..7, String::new());
        assert_eq!(diagnostic.place.at, At::Line { line: 1, column: 5 });
    }

    #[test]
    fn a_byte_that_is_not_utf8_is_named_where_it_stands() {
        let (document, diagnostics) = document(b"force\nMerthyr\nYnys M\xF4n,x\n");
        let found = &diagnostics.kept()[0];
        assert_eq!((found.code, found.place.at.clone()), ("encoding", At::Line { line: 3, column: 7 }));
        assert_eq!(document.decode(b"M\xF4n"), "Môn");
    }

    #[test]
    fn utf16_is_read_and_said() {
        let bytes: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("a,é\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (document, diagnostics) = document(&bytes);
        assert_eq!(document.bytes(), "a,é\n".as_bytes());
        assert_eq!(diagnostics.kept()[0].severity, Severity::Note);
    }

    #[test]
    fn bytes_that_are_no_utf16_are_named_by_their_place() {
        let text = "a\nb".encode_utf16().flat_map(u16::to_le_bytes);
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text).chain([0x00, 0xD8]).collect();
        let (_, diagnostics) = document(&bytes);
        let said = &diagnostics.kept()[1];
        assert_eq!(said.message, "not all of it is UTF-16LE: byte 9 on line 2 is part of no letter");
        assert_eq!(said.hints.len(), 1);
    }

    #[test]
    fn a_long_line_is_shortened_around_the_fault() {
        let line = format!("{}X{}", "a".repeat(500), "b".repeat(500));
        let (document, _) = document(line.as_bytes());
        let excerpt = document.diagnostic(Severity::Error, "t", 500..501, String::new()).excerpt.unwrap();
        assert_eq!(excerpt.text.chars().nth(excerpt.before), Some('X'));
        assert!(excerpt.text.chars().count() <= 180);
    }
}
