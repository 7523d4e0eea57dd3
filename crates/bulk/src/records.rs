//! Where a record ends and where its fields do, by the rules of RFC 4180 as the `csv` crate reads them.
//!
//! The plain case, a line without a quote, costs two searches at memory speed; only a record with a
//! quote in it is walked byte by byte. A quote that is never closed costs its own line and no more.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2};

/// The longest record that is looked at whole. A quote still open after as much was never meant to be.
pub(crate) const LONGEST_RECORD: usize = 1 << 20;

const QUOTE: u8 = b'"';
const COMMA: u8 = b',';

/// One record in a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Record {
    /// Where its text ends.
    pub(crate) end: usize,
    /// Where the next record begins.
    pub(crate) next: usize,
    /// What may be taken for granted of it.
    pub(crate) shape: Shape,
}

/// What may be taken for granted of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// It has no quote: every comma ends a field.
    Plain,
    /// It has quotes, and every quoted field is closed.
    Quoted,
    /// It has a quote that is not closed; what is given is its first line.
    Unclosed,
}

/// Finds records in one buffer, from its start on.
#[derive(Debug)]
pub(crate) struct Records<'a> {
    data: &'a [u8],
    /// The byte that ends a line: a line feed or, in files of old, a carriage return.
    eol: u8,
    /// Whether nothing follows the buffer.
    is_last: bool,
    /// The first quote that has not been passed.
    quote: Option<usize>,
}

impl<'a> Records<'a> {
    pub(crate) fn new(data: &'a [u8], eol: u8, is_last: bool) -> Self {
        Self { data, eol, is_last, quote: memchr(QUOTE, data) }
    }

    /// The record that begins at `at`, or nothing when its end is not in the buffer.
    #[inline]
    pub(crate) fn at(&mut self, at: usize) -> Option<Record> {
        if self.quote.is_some_and(|quote| quote < at) {
            self.quote = find(QUOTE, self.data, at);
        }
        let end = find(self.eol, self.data, at);
        match (end, self.quote) {
            (Some(end), None) => Some(Record { end, next: end + 1, shape: Shape::Plain }),
            (Some(end), Some(quote)) if end < quote => {
                Some(Record { end, next: end + 1, shape: Shape::Plain })
            }
            (None, None) => self.rest(at, Shape::Plain),
            (end, Some(_)) => self.quoted(at, end),
        }
    }

    /// A record without an end of line: the last one, or one that is too long to be one.
    fn rest(&self, at: usize, shape: Shape) -> Option<Record> {
        let end = self.data.len();
        let is_whole = end > at && (self.is_last || end - at > LONGEST_RECORD);
        is_whole.then_some(Record { end, next: end, shape })
    }

    fn quoted(&self, at: usize, first_end: Option<usize>) -> Option<Record> {
        let mut place = at;
        while place < self.data.len() {
            if self.data[place] == QUOTE {
                let Some(after) = after_quoted(self.data, place + 1) else {
                    return self.unclosed(at, first_end);
                };
                if after - at > LONGEST_RECORD {
                    return self.unclosed(at, first_end);
                }
                place = after;
            }
            match memchr2(COMMA, self.eol, &self.data[place..]).map(|found| place + found) {
                Some(end) if self.data[end] == self.eol => {
                    return Some(Record { end, next: end + 1, shape: Shape::Quoted });
                }
                Some(comma) => place = comma + 1,
                None => break,
            }
        }
        self.rest(at, Shape::Quoted)
    }

    fn unclosed(&self, at: usize, first_end: Option<usize>) -> Option<Record> {
        if !self.is_last && self.data.len() - at <= LONGEST_RECORD {
            return None;
        }
        match first_end {
            Some(end) => Some(Record { end, next: end + 1, shape: Shape::Unclosed }),
            None => self.rest(at, Shape::Unclosed),
        }
    }
}

fn find(byte: u8, data: &[u8], from: usize) -> Option<usize> {
    memchr(byte, &data[from..]).map(|found| from + found)
}

/// Where a quoted field's text, begun before `from`, is closed: the place after the quote.
fn after_quoted(data: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let quote = find(QUOTE, data, from)?;
        if data.get(quote + 1) != Some(&QUOTE) {
            return Some(quote + 1);
        }
        from = quote + 2;
    }
}

/// The ends of the fields of a record without quotes; the last is the record's own.
#[inline]
pub(crate) fn plain_ends(text: &[u8], ends: &mut Vec<usize>) {
    ends.clear();
    ends.extend(memchr_iter(COMMA, text));
    ends.push(text.len());
}

/// The fields of a record, out of their quotes.
pub(crate) fn fields(text: &[u8]) -> Vec<Cow<'_, [u8]>> {
    let mut fields = Vec::new();
    let mut from = 0;
    loop {
        let (field, end) = field(text, from);
        fields.push(field);
        if end >= text.len() {
            return fields;
        }
        from = end + 1;
    }
}

/// Where a field stands in a record, quotes included; beyond the last field, the end of the record.
pub(crate) fn span(text: &[u8], place: usize) -> Range<usize> {
    let mut from = 0;
    for _ in 0..place {
        let end = field(text, from).1;
        if end >= text.len() {
            return text.len()..text.len();
        }
        from = end + 1;
    }
    from..field(text, from).1
}

/// Where the field begins whose quote is not closed; the start where there is none.
pub(crate) fn unclosed_at(text: &[u8]) -> usize {
    let mut from = 0;
    while from < text.len() {
        if text[from] == QUOTE && after_quoted(text, from + 1).is_none() {
            return from;
        }
        from = field(text, from).1 + 1;
    }
    0
}

/// The field that begins at `from`, and where the comma after it is.
fn field(text: &[u8], from: usize) -> (Cow<'_, [u8]>, usize) {
    let comma = |from: usize| find(COMMA, text, from).unwrap_or(text.len());
    if text.get(from) != Some(&QUOTE) {
        let end = comma(from);
        return (Cow::Borrowed(&text[from..end]), end);
    }
    let Some(after) = after_quoted(text, from + 1) else {
        return (Cow::Borrowed(&text[from + 1..]), text.len());
    };
    let end = comma(after);
    let inside = &text[from + 1..after - 1];
    if memchr(QUOTE, inside).is_none() && after == end {
        return (Cow::Borrowed(inside), end);
    }
    let mut plain = Vec::with_capacity(end - from);
    let mut bytes = inside.iter();
    while let Some(byte) = bytes.next() {
        plain.push(*byte);
        if *byte == QUOTE {
            bytes.next();
        }
    }
    plain.extend_from_slice(&text[after..end]);
    (Cow::Owned(plain), end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn records(data: &[u8]) -> Vec<(Vec<String>, Shape)> {
        let mut found = Vec::new();
        let (mut records, mut at) = (Records::new(data, b'\n', true), 0);
        while let Some(record) = records.at(at) {
            let text = &data[at..record.end];
            let text = text.strip_suffix(b"\r").unwrap_or(text);
            if !text.is_empty() {
                let fields = fields(text).iter().map(|field| String::from_utf8_lossy(field).into()).collect();
                found.push((fields, record.shape));
            }
            at = record.next;
        }
        found
    }

    fn check(data: &str, expected: &[(&[&str], Shape)]) {
        let found = records(data.as_bytes());
        let found: Vec<(Vec<&str>, Shape)> = found
            .iter()
            .map(|(fields, shape)| (fields.iter().map(String::as_str).collect(), *shape))
            .collect();
        let expected: Vec<(Vec<&str>, Shape)> =
            expected.iter().map(|(fields, shape)| (fields.to_vec(), *shape)).collect();
        assert_eq!(found, expected, "{data:?}");
    }

    #[test]
    fn fields_end_at_commas_outside_quotes() {
        check("a,b,\n", &[(&["a", "b", ""], Shape::Plain)]);
        check("a,\"b,c\r\nd\"\r\ne", &[(&["a", "b,c\r\nd"], Shape::Quoted), (&["e"], Shape::Plain)]);
        check("\"a \"\"b\"\"\",\"\"\n", &[(&["a \"b\"", ""], Shape::Quoted)]);
        check("5\" pipe,b\nc,d\n", &[(&["5\" pipe", "b"], Shape::Quoted), (&["c", "d"], Shape::Plain)]);
    }

    #[test]
    fn a_field_is_found_again_by_its_number() {
        let text = b"a,\"b,\"\"c\",,d";
        let found = [0, 1, 2, 3, 4].map(|place| &text[span(text, place)]);
        assert_eq!(found, [&b"a"[..], b"\"b,\"\"c\"", b"", b"d", b""]);
        assert_eq!(span(b"a,", 1), 2..2);
        assert_eq!(unclosed_at(b"a,\"b\",\"c,d"), 6);
        assert_eq!(unclosed_at(b"a,b"), 0);
    }

    #[test]
    fn an_unclosed_quote_costs_its_own_line() {
        check(
            "a,b\n\"c,d\ne,f\n",
            &[(&["a", "b"], Shape::Plain), (&["c,d"], Shape::Unclosed), (&["e", "f"], Shape::Plain)],
        );
    }

    #[test]
    fn a_record_is_not_given_before_its_end_is_there() {
        let at = |data: &str, is_last| Records::new(data.as_bytes(), b'\n', is_last).at(0).is_some();
        assert!(!at("a,b", false) && at("a,b", true));
        assert!(!at("a,\"b\nc", false) && !at("a,\"b\"", false));
        assert!(!at("", true));
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let long = vec![b'x'; LONGEST_RECORD + 2];
        assert_eq!(Records::new(&long, b'\n', false).at(0).map(|record| record.end), Some(long.len()));
    }

    proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read_as_it_reads_it(
            rows in prop::collection::vec(prop::collection::vec("[a-c\",\n é]{0,6}", 2..5), 0..8)
        ) {
            let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                writer.write_record(row).unwrap();
            }
            let found: Vec<Vec<String>> =
                records(&writer.into_inner().unwrap()).into_iter().map(|(fields, _)| fields).collect();
            prop_assert_eq!(found, rows);
        }
    }
}
