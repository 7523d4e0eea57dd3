//! The reading of one file, or of a part of a large one: bytes in, numbers of cells out.
//!
//! A task can be left at any time and taken up again by another thread. It holds one buffer, which
//! grows no larger than the longest record allows.

use std::collections::BTreeMap;
use std::io::Read;

use memchr::{memchr, memchr_iter};

use crate::book::{LONGEST_VALUE, PartLine};
use crate::header::{Columns, Header, Missing, decoded};
use crate::kind::Kind;
use crate::records::{LONGEST_RECORD, Record, Records, Shape, fields, plain_ends, span, unclosed_at};
use crate::spot::Spot;
use crate::tally::Reason;

const BUFFER: usize = 1 << 18;

/// One file, or a part of one, being read.
pub(crate) struct Task {
    pub(crate) report: Report,
    input: Box<dyn Read + Send>,
    header: Option<Header>,
    /// Whether the first line belongs to the part before.
    skips_line: bool,
    /// Records that begin here or later belong to the next part.
    stop_at: u64,
    /// Whether a header without the columns means that the file is of another kind.
    is_certain: bool,
    buffer: Vec<u8>,
    filled: usize,
    /// Where in the file the buffer begins.
    base: u64,
    at_end: bool,
}

/// What there is to say of a file, or of a part of it, when it has been read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Report {
    /// Which reading of which file.
    pub(crate) reading: usize,
    /// Which part of it, and of how many.
    pub(crate) part: u32,
    pub(crate) n_parts: u32,
    /// Where its first record begins and its last one ends.
    pub(crate) from: u64,
    pub(crate) to: u64,
    pub(crate) lines: u64,
    pub(crate) rows: u64,
    /// Rows that are faulty whatever other rows say.
    pub(crate) faults: BTreeMap<Reason, RowFault>,
    pub(crate) width: usize,
    pub(crate) missing: Option<Missing>,
    /// Whether something was read as Windows-1252.
    pub(crate) is_legacy: bool,
    /// Whether it is a file of another kind.
    pub(crate) is_other: bool,
    /// Why it was not read to its end.
    pub(crate) failure: Option<String>,
}

/// Rows with the same fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowFault {
    pub(crate) n: u64,
    pub(crate) first: PartLine,
    /// What is wrong with the first one, where the reason does not say it all.
    pub(crate) value: String,
    pub(crate) spot: Spot,
}

/// Which part of a file to read.
#[derive(Debug)]
pub(crate) struct Part {
    pub(crate) number: u32,
    pub(crate) n_parts: u32,
    /// Where the input begins: one byte before the part, so that the end of a line there is seen.
    pub(crate) base: u64,
    pub(crate) stop_at: u64,
    /// The header, for a part that does not begin with it.
    pub(crate) header: Option<Header>,
}

impl Part {
    /// The whole of a file.
    pub(crate) const WHOLE: Self = Self { number: 0, n_parts: 1, base: 0, stop_at: u64::MAX, header: None };
}

/// One row, as far as a place in it has to be told.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) line: PartLine,
    pub(crate) columns: Columns,
    eol: u8,
}

impl Row<'_> {
    /// Where the field in this column stands.
    pub(crate) fn spot(&self, column: usize) -> Spot {
        Spot::of(self.text, span(self.text, column), self.eol)
    }
}

/// Who takes rows.
pub(crate) trait Sink {
    /// Takes a row's force, month and category.
    fn take(&mut self, reading: usize, values: [&[u8]; 3], row: Row<'_>);

    /// Takes note of a row that is faulty whatever other rows say.
    fn leave(&mut self, reason: Reason, row: Row<'_>, value: impl Fn() -> String, spot: impl Fn() -> Spot);

    /// Whether a value was met that is not UTF-8.
    fn is_legacy(&self) -> bool;
}

impl Task {
    pub(crate) fn new(
        reading: usize,
        part: Part,
        is_certain: bool,
        input: std::io::Result<Box<dyn Read + Send>>,
    ) -> Self {
        let (number, n_parts) = (part.number, part.n_parts);
        let mut report = Report { reading, part: number, n_parts, from: part.base, ..Report::default() };
        let input = input.unwrap_or_else(|error| {
            report.failure = Some(error.to_string());
            Box::new(std::io::empty())
        });
        Self {
            report,
            input,
            skips_line: part.header.is_some(),
            header: part.header,
            stop_at: part.stop_at,
            is_certain,
            buffer: Vec::new(),
            filled: 0,
            base: part.base,
            at_end: false,
        }
    }

    /// Reads on until the file is read or about `most` bytes more are; says whether it is, and how many.
    pub(crate) fn run(&mut self, most: usize, kind: &Kind, sink: &mut impl Sink) -> (bool, usize) {
        let mut n_bytes = 0;
        let mut is_done = self.report.failure.is_some();
        while !is_done && n_bytes < most {
            match self.fill() {
                Ok(n) => {
                    n_bytes += n;
                    is_done = self.split(kind, sink);
                }
                Err(error) => {
                    self.report.failure = Some(error.to_string());
                    is_done = true;
                }
            }
        }
        self.report.is_legacy |= sink.is_legacy();
        (is_done, n_bytes)
    }

    /// Reads once behind what is in the buffer.
    fn fill(&mut self) -> std::io::Result<usize> {
        if self.filled == self.buffer.len() {
            self.buffer.resize((self.buffer.len() * 2).max(BUFFER), 0);
        }
        let n = loop {
            match self.input.read(&mut self.buffer[self.filled..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.filled += n;
        self.at_end = n == 0;
        Ok(n)
    }

    /// Takes every whole record out of the buffer; says whether that was the last.
    fn split(&mut self, kind: &Kind, sink: &mut impl Sink) -> bool {
        if !self.starts(kind) {
            return self.report.is_other || self.at_end;
        }
        let Some(header) = &self.header else {
            return self.at_end;
        };
        let data = &self.buffer[..self.filled];
        let mut records = Records::new(data, header.eol, self.at_end);
        let mut rows = Rows { header, report: &mut self.report, sink, ends: Vec::new() };
        let mut at = 0;
        while self.base + (at as u64) < self.stop_at {
            let Some(record) = records.at(at) else {
                break;
            };
            rows.take(&data[at..record.end], record);
            at = record.next;
        }
        self.consume(at);
        self.report.to = self.base;
        self.at_end || self.base >= self.stop_at
    }

    /// Reads the header, or passes the line that belongs to the part before; says whether rows follow.
    fn starts(&mut self, kind: &Kind) -> bool {
        let data = &self.buffer[..self.filled];
        let Some(header) = &self.header else {
            let is_whole = self.at_end || data.len() > LONGEST_RECORD;
            let Some(header) = Header::read(data, kind, is_whole) else {
                return false;
            };
            self.report.width = header.width;
            self.report.missing = header.columns.as_ref().err().cloned();
            self.report.is_other = self.report.missing.is_some() && !self.is_certain;
            self.report.lines = u64::from(!data.is_empty());
            let rows_at = header.rows_at;
            self.header = Some(header);
            self.consume(rows_at);
            self.report.from = self.base;
            return !self.report.is_other;
        };
        self.report.width = header.width;
        if self.skips_line {
            let end = memchr(header.eol, data);
            self.skips_line = end.is_none();
            self.consume(end.map_or(self.filled, |end| end + 1));
            self.report.from = self.base;
            self.report.to = self.base;
        }
        !self.skips_line
    }

    fn consume(&mut self, n: usize) {
        self.buffer.copy_within(n..self.filled, 0);
        self.filled -= n;
        self.base += n as u64;
    }
}

/// What is needed to take rows apart.
struct Rows<'a, S> {
    header: &'a Header,
    report: &'a mut Report,
    sink: &'a mut S,
    ends: Vec<usize>,
}

impl<S: Sink> Rows<'_, S> {
    #[inline]
    fn take(&mut self, text: &[u8], record: Record) {
        let line = (self.report.part, self.report.lines + 1);
        self.report.lines += 1;
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        if text.is_empty() {
            return;
        }
        self.report.rows += 1;
        let Ok(columns) = self.header.columns else {
            return;
        };
        let row = Row { text, line, columns, eol: self.header.eol };
        match record.shape {
            Shape::Plain => self.plain(row),
            Shape::Quoted => self.quoted(row),
            Shape::Unclosed => self.fault(Reason::UnclosedQuote, row, String::new, || {
                let from = unclosed_at(text);
                Spot::of(text, from..text.len(), row.eol)
            }),
        }
    }

    #[inline]
    fn plain(&mut self, row: Row<'_>) {
        plain_ends(row.text, &mut self.ends);
        if self.ends.len() != self.header.width {
            self.misfit(row, self.ends.len());
            return;
        }
        let ends = &self.ends;
        let field = |place: usize| {
            let from = if place == 0 { 0 } else { ends[place - 1] + 1 };
            &row.text[from..ends[place]]
        };
        let columns = row.columns;
        let values = [columns.force.map_or(&[][..], field), field(columns.month), field(columns.category)];
        self.push(values, row);
    }

    fn quoted(&mut self, row: Row<'_>) {
        self.report.lines += memchr_iter(self.header.eol, row.text).count() as u64;
        let fields = fields(row.text);
        if fields.len() != self.header.width {
            self.misfit(row, fields.len());
            return;
        }
        let columns = row.columns;
        let force = columns.force.map_or(&[][..], |force| fields[force].as_ref());
        let values = [force, &fields[columns.month], &fields[columns.category]];
        self.push(values, row);
    }

    #[inline]
    fn push(&mut self, [force, month, category]: [&[u8]; 3], row: Row<'_>) {
        let month = if row.columns.is_date { month_of_date(month) } else { month };
        let category = category.trim_ascii();
        if category.is_empty() || category.len() > LONGEST_VALUE {
            self.no_category(category, row);
            return;
        }
        self.sink.take(self.report.reading, [force, month, category], row);
    }

    #[cold]
    fn no_category(&mut self, category: &[u8], row: Row<'_>) {
        let reason = if category.is_empty() { Reason::NoCategory } else { Reason::LongCategory };
        let value = || decoded(&category[..category.len().min(LONGEST_VALUE)]).0.into_owned();
        self.fault(reason, row, value, || row.spot(row.columns.category));
    }

    /// A row with more or fewer fields than the header: the first too many is shown, or the end.
    #[cold]
    fn misfit(&mut self, row: Row<'_>, n_fields: usize) {
        let width = self.header.width;
        let s = if n_fields == 1 { "" } else { "s" };
        let value = || format!("{n_fields} field{s} where the header has {width}");
        self.fault(Reason::WrongWidth, row, value, || {
            let from = span(row.text, width).start;
            Spot::of(row.text, from..row.text.len(), row.eol)
        });
    }

    #[cold]
    fn fault(&mut self, reason: Reason, row: Row<'_>, value: impl Fn() -> String, spot: impl Fn() -> Spot) {
        let make = || RowFault { n: 0, first: row.line, value: value(), spot: spot() };
        self.report.faults.entry(reason).or_insert_with(make).n += 1;
        self.sink.leave(reason, row, value, spot);
    }
}

/// The month of a date, or all of a text that is none.
fn month_of_date(text: &[u8]) -> &[u8] {
    let text = text.trim_ascii();
    let is_date = match text {
        [_, _, _, _, b'-', _, _, b'-', tens, ones, rest @ ..] => {
            let ends = rest.first().is_none_or(|byte| [b'T', b' '].contains(byte));
            (b"01"..=b"31").contains(&&[*tens, *ones]) && ones.is_ascii_digit() && ends
        }
        _ => false,
    };
    if is_date { &text[..7] } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_month_of_a_date_is_its_beginning() {
        let check = |text: &str, expected: &str| {
            assert_eq!(month_of_date(text.as_bytes()), expected.as_bytes());
        };
        check("2019-12-01T02:14:00+00:00", "2019-12");
        check(" 2019-12-01 ", "2019-12");
        check("2019-12-01 02:14", "2019-12");
        check("01/12/2019", "01/12/2019");
        check("2019-12-011", "2019-12-011");
        check("2019-12-x1", "2019-12-x1");
        check("2019-12-32", "2019-12-32");
        check("2019-12-00", "2019-12-00");
    }
}
