//! CSV records with the exact bytes of every field.
//!
//! The parser is csv-core's; what this adds is the span of each field in the file, so that a fault
//! can be shown under the very characters that cause it.

use std::ops::Range;

use csv_core::ReadFieldResult;

/// The records of a file: unquoted text in one buffer, a span into the file for each field.
#[derive(Debug, Default)]
pub(crate) struct Records {
    text: Vec<u8>,
    fields: Vec<Field>,
    record_starts: Vec<usize>,
}

/// One field: its bytes in the file (quotes included, delimiter not) and its text.
#[derive(Debug, Clone)]
struct Field {
    raw: Range<usize>,
    text: Range<usize>,
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
    /// hold no record.
    pub(crate) fn read(bytes: &[u8], start: usize, delimiter: u8) -> Self {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let mut records = Self { text: vec![0; bytes.len() - start], ..Self::default() };
        let (mut at, mut written) = (start, 0);
        let mut at_record_start = true;
        loop {
            if at_record_start {
                at += bytes[at..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
            }
            let (field_start, text_start) = (at, written);
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
                records.record_starts.push(records.fields.len());
            }
            records.fields.push(Field { raw: field_start..raw_end, text: text_start..written });
            at_record_start = record_end;
        }
        records
    }

    /// How many records there are, the header included.
    pub(crate) fn len(&self) -> usize {
        self.record_starts.len()
    }

    /// How many fields a record has.
    pub(crate) fn width(&self, record: usize) -> usize {
        self.fields_of(record).len()
    }

    /// The unquoted text of a field, if the record has it.
    pub(crate) fn text(&self, record: usize, field: usize) -> Option<&[u8]> {
        self.fields_of(record).get(field).map(|field| &self.text[field.text.clone()])
    }

    /// The bytes of a field in the file, quotes included; beyond the last, the end of the record.
    pub(crate) fn span(&self, record: usize, field: usize) -> Range<usize> {
        let fields = self.fields_of(record);
        let end = fields.last().map_or(0, |last| last.raw.end);
        fields.get(field).map_or(end..end, |field| field.raw.clone())
    }

    /// The bytes of a whole record in the file, without its line end.
    pub(crate) fn record_span(&self, record: usize) -> Range<usize> {
        self.span(record, 0).start..self.span(record, usize::MAX).end
    }

    fn fields_of(&self, record: usize) -> &[Field] {
        let start = self.record_starts[record];
        let end = self.record_starts.get(record + 1).copied().unwrap_or(self.fields.len());
        &self.fields[start..end]
    }
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
    use super::*;

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
