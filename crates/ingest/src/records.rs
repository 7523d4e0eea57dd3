//! CSV records with the exact bytes of every field.
//!
//! The parser is csv-core's; what this adds is the span of each field in the file, so that a fault
//! can be shown under the very characters that cause it. A line without a quote, which nearly all are, is cut
//! at its delimiters without asking the parser; a property test holds the two to the same fields.

use std::ops::Range;

use csv_core::ReadFieldResult;
use peel_model::as_it_was;

/// The records of a file: unquoted text in one buffer, and where in the file and in that buffer each
/// field ends. A field begins where the one before it ends: in the file, behind the delimiter.
#[derive(Debug, Default)]
pub(crate) struct Records {
    text: Vec<u8>,
    ends: Vec<End>,
    starts: Vec<Start>,
}

/// Where a field ends: its bytes in the file (quotes included, delimiter not) and its text.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    raw: usize,
    text: usize,
}

/// Where a record begins: its place in the file and its first field.
#[derive(Debug, Clone, Copy)]
struct Start {
    raw: usize,
    field: usize,
}

/// What is wrong with the quotes of a field; offsets are into the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum QuoteFault {
    /// The opening quote is never closed, so that the rest of the file is one field.
    Unclosed,
    /// Text follows the closing quote.
    TextAfter(Range<usize>),
}

impl Records {
    /// Splits `bytes` from `start` on at `delimiter` and line ends (LF, CRLF or bare CR). Blank lines
    /// hold no record, nor do byte order marks before the first.
    pub(crate) fn read(bytes: &[u8], start: usize, delimiter: u8) -> Self {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        // Of its very first bytes the parser would take a mark off, which may stand before any record here.
        reader.read_field(b"-\n", &mut [0; 2]);
        let mut records = Self { text: vec![0; bytes.len() - start], ..Self::default() };
        let (mut at, mut written) = (start + n_marks_and_blank_lines(&bytes[start..]), 0);
        let mut at_record_start = true;
        loop {
            if at_record_start {
                at += bytes[at..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
                if let Some(line) = plain_line(&bytes[at..]) {
                    records.cut(line, at, &mut written, delimiter);
                    at += line.len();
                    continue;
                }
            }
            let record_start = at;
            let (result, consumed, produced) = reader.read_field(&bytes[at..], &mut records.text[written..]);
            at += consumed;
            written += produced;
            let (record_end, raw_end) = match result {
                ReadFieldResult::Field { record_end } => (record_end, at - usize::from(consumed > 0)),
                ReadFieldResult::InputEmpty => match reader.read_field(&[], &mut records.text[written..]) {
                    (ReadFieldResult::Field { record_end }, _, produced) => {
                        written += produced;
                        (record_end, at)
                    }
                    _ => break,
                },
                ReadFieldResult::OutputFull | ReadFieldResult::End => break,
            };
            if at_record_start {
                records.starts.push(Start { raw: record_start, field: records.ends.len() });
            }
            records.ends.push(End { raw: raw_end, text: written });
            at_record_start = record_end;
        }
        records
    }

    /// Adds a line that begins at `at` and has no quote as one record: every delimiter ends a field.
    fn cut(&mut self, line: &[u8], at: usize, written: &mut usize, delimiter: u8) {
        self.starts.push(Start { raw: at, field: self.ends.len() });
        let mut from = 0;
        for end in memchr::memchr_iter(delimiter, line).chain([line.len()]) {
            let field = &line[from..end];
            self.text[*written..*written + field.len()].copy_from_slice(field);
            *written += field.len();
            self.ends.push(End { raw: at + end, text: *written });
            from = end + 1;
        }
    }

    /// How many records there are, the header included.
    pub(crate) fn len(&self) -> usize {
        self.starts.len()
    }

    /// How many fields a record has.
    pub(crate) fn width(&self, record: usize) -> usize {
        self.fields_of(record).len()
    }

    /// The unquoted text of a field, if the record has it: as it was before it was made inert to spreadsheets.
    pub(crate) fn text(&self, record: usize, field: usize) -> Option<&[u8]> {
        let field = self.fields_of(record).nth(field)?;
        let start = field.checked_sub(1).map_or(0, |before| self.ends[before].text);
        Some(as_it_was(&self.text[start..self.ends[field].text]))
    }

    /// The bytes of a field in the file, quotes included; beyond the last, the end of the record.
    pub(crate) fn span(&self, record: usize, field: usize) -> Range<usize> {
        let fields = self.fields_of(record);
        let place = fields.start.saturating_add(field);
        if place >= fields.end {
            let end = self.ends[fields.end - 1].raw;
            return end..end;
        }
        let start = if field == 0 { self.starts[record].raw } else { self.ends[place - 1].raw + 1 };
        start..self.ends[place].raw
    }

    /// The bytes of a whole record in the file, without its line end.
    pub(crate) fn record_span(&self, record: usize) -> Range<usize> {
        self.starts[record].raw..self.span(record, usize::MAX).end
    }

    /// The fields of a record, at least one, by their place among all.
    fn fields_of(&self, record: usize) -> Range<usize> {
        let end = self.starts.get(record + 1).map_or(self.ends.len(), |next| next.field);
        self.starts[record].field..end
    }
}

/// The line that a text begins with, where it is not empty and has no quote.
fn plain_line(bytes: &[u8]) -> Option<&[u8]> {
    let end = memchr::memchr3(b'\n', b'\r', b'"', bytes).unwrap_or(bytes.len());
    (end > 0 && bytes.get(end) != Some(&b'"')).then(|| &bytes[..end])
}

/// How many bytes of byte order marks and blank lines a text begins with. csv-core would take one mark off
/// unseen, and what it takes off is in no span.
fn n_marks_and_blank_lines(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some(shorter) = rest.strip_prefix(b"\xEF\xBB\xBF").or(match rest {
        [b'\n' | b'\r', shorter @ ..] => Some(shorter),
        _ => None,
    }) {
        rest = shorter;
    }
    bytes.len() - rest.len()
}

/// Looks for a fault in the quotes of one field, given the file and the field's span.
pub(crate) fn quote_fault(bytes: &[u8], span: &Range<usize>) -> Option<QuoteFault> {
    let raw = &bytes[span.clone()];
    if raw.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    loop {
        let Some(quote) = memchr::memchr(b'"', &raw[at..]).map(|found| at + found) else {
            return Some(QuoteFault::Unclosed);
        };
        match raw.get(quote + 1) {
            Some(b'"') => at = quote + 2,
            None => return None,
            Some(_) => return Some(QuoteFault::TextAfter(span.start + quote + 1..span.end)),
        }
    }
}

#[cfg(test)]
mod tests {
    use csv_core::{ReadRecordResult, ReaderBuilder};
    use proptest::prelude::*;

    use super::*;

    /// The texts of all fields as csv-core reads them.
    fn by_csv_core(bytes: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
        let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
        let (mut text, mut ends) = (vec![0; bytes.len() + 1], vec![0; bytes.len() + 1]);
        let (mut at, mut written, mut n_ends) = (0, 0, 0);
        let mut records = Vec::new();
        loop {
            let (result, consumed, produced, ended) =
                reader.read_record(&bytes[at..], &mut text[written..], &mut ends[n_ends..]);
            (at, written, n_ends) = (at + consumed, written + produced, n_ends + ended);
            match result {
                ReadRecordResult::Record => {
                    let starts = std::iter::once(0).chain(ends[..n_ends].iter().copied());
                    let fields = starts.zip(&ends[..n_ends]);
                    records.push(fields.map(|(start, end)| text[start..*end].to_vec()).collect());
                    (written, n_ends) = (0, 0);
                }
                ReadRecordResult::End => return records,
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn fields_are_what_csv_core_makes_of_them_and_spans_hold_them(
            text in "([ab ,;\"\r\n]|\"\"|\",\"|é){0,60}",
            delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        ) {
            let bytes = text.as_bytes();
            let records = Records::read(bytes, 0, delimiter);
            let fields = |record| {
                let texts = (0..records.width(record)).map(|field| records.text(record, field));
                texts.map(|text| text.unwrap().to_vec()).collect()
            };
            let read: Vec<Vec<Vec<u8>>> = (0..records.len()).map(fields).collect();
            prop_assert_eq!(&read, &by_csv_core(bytes, delimiter));
            let mut end = 0;
            for (record, fields) in read.iter().enumerate() {
                for (field, text) in fields.iter().enumerate() {
                    let span = records.span(record, field);
                    prop_assert!(end <= span.start && span.end <= bytes.len());
                    if bytes.get(span.start) != Some(&b'"') {
                        prop_assert_eq!(&bytes[span.clone()], &text[..]);
                    }
                    end = span.end;
                }
                prop_assert_eq!(records.record_span(record).end, end);
            }
        }
    }

    proptest! {
        #[test]
        fn a_text_made_inert_to_spreadsheets_is_read_as_it_was(text in "['=+@\t\r\n\u{feff}a\"-]{0,6}|.*") {
            let field = format!("x,\"{}\"", peel_model::inert(&text).replace('"', "\"\""));
            let records = Records::read(field.as_bytes(), 0, b',');
            prop_assert_eq!(records.text(0, 1), Some(text.as_bytes()));
        }
    }

    fn check(csv: &str, expected: &[&[&str]]) {
        let records = Records::read(csv.as_bytes(), 0, b',');
        let read: Vec<Vec<&str>> = (0..records.len())
            .map(|record| {
                (0..records.width(record))
                    .map(|field| std::str::from_utf8(records.text(record, field).unwrap()).unwrap())
                    .collect()
            })
            .collect();
        assert_eq!(read, expected, "{csv:?}");
    }

    #[test]
    fn every_line_end_separates_records() {
        for end in ["\n", "\r\n", "\r"] {
            check(&format!("a,b{end}c,d{end}"), &[&["a", "b"], &["c", "d"]]);
            check(&format!("a,b{end}{end}c,d"), &[&["a", "b"], &["c", "d"]]);
        }
        check("", &[]);
        check("\n\r\n", &[]);
        check("\n\u{feff}\r\na\n\u{feff}b", &[&["a"], &["\u{feff}b"]]);
        check("a,\n", &[&["a", ""]]);
        check("a,", &[&["a", ""]]);
        check("\"a\"\"b\nc\",d", &[&["a\"b\nc", "d"]]);
    }

    #[test]
    fn spans_are_the_very_bytes_of_the_field() {
        let csv = "a,\"b,\"\"x\"\r\n\r\nlong,é\rlast,";
        let records = Records::read(csv.as_bytes(), 0, b',');
        let raw = |record, field| &csv[records.span(record, field)];
        assert_eq!((raw(0, 0), raw(0, 1)), ("a", "\"b,\"\"x\""));
        assert_eq!((raw(1, 0), raw(1, 1)), ("long", "é"));
        assert_eq!((raw(2, 0), raw(2, 1)), ("last", ""));
        assert_eq!(&csv[records.record_span(1)], "long,é");
        let marked = Records::read("\n\u{feff}\n\na,b".as_bytes(), 0, b',');
        assert_eq!((marked.record_span(0), marked.span(0, 0)), (6..9, 6..7));
    }

    #[test]
    fn faulty_quotes_are_found() {
        let check = |field: &str, expected: Option<QuoteFault>| {
            assert_eq!(quote_fault(field.as_bytes(), &(0..field.len())), expected, "{field}");
        };
        check("plain", None);
        check("\"a\"\"b\"", None);
        check("\"\"", None);
        check("\"", Some(QuoteFault::Unclosed));
        check("\"a\"\"", Some(QuoteFault::Unclosed));
        check("\"a\" b", Some(QuoteFault::TextAfter(3..5)));
    }
}
