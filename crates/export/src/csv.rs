//! CSV as RFC 4180 has it, with LF line ends: every column, numbers at full precision.
//!
//! The header has the columns' names. Grades and the reasons for having none are words, an empty
//! cell is an empty field. The last column, `remarks`, says what a reader should
//! know of single cells.
//!
//! A text that a spreadsheet would run as a formula, one that begins with `=`, `+`, `-`, `@`, a
//! tab, a line break or a byte order mark, gets an apostrophe before it. So does a text that begins with apostrophes
//! and then one of these, and so the way back is plain: where one or more apostrophes stand before
//! one of these, take one away. Numbers are never touched.

use std::borrow::Cow;
use std::io::{self, Write};

use peel_model::{Cell, Table, Value};

use crate::Format;
use crate::fields::{Part, fields, remarks};

/// Beginnings that a spreadsheet takes for a formula or, of the mark, skips to look behind.
const RUNS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{feff}'];

/// Writes CSV.
pub(crate) struct Csv;

impl Format for Csv {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let fields = fields(table);
        if fields.is_empty() {
            return Ok(());
        }
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(fields.iter().map(|field| inert(&field.name).into_owned()))?;
        for row in table.rows() {
            writer.write_record(fields.iter().map(|field| match field.part {
                Part::Value(column) => value(&row[column]).into_owned(),
                Part::Remarks => inert(&remarks(table, row)).into_owned(),
            }))?;
        }
        writer.flush()
    }
}

/// Rows of text as CSV, in the same dialect as tables: a text that a spreadsheet would run is made
/// inert, a number is not touched.
///
/// # Errors
///
/// A row that has not as many fields as there are columns.
pub fn csv_of_text<'a>(
    columns: &[&str],
    rows: impl IntoIterator<Item = impl IntoIterator<Item = &'a str>>,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = TextRows::new(&mut bytes, columns)?;
    for row in rows {
        writer.push(row)?;
    }
    writer.finish()?;
    Ok(bytes)
}

/// Rows of text as CSV, written one after the other, for more of them than are held at once; see
/// [`csv_of_text`].
pub struct TextRows<W: Write>(::csv::Writer<W>);

impl<W: Write> TextRows<W> {
    /// Writes the header.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn new(out: W, columns: &[&str]) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(columns)?;
        Ok(Self(writer))
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Those of writing, and a row that has not as many fields as there are columns.
    pub fn push<'a>(&mut self, row: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let field =
            |text: &'a str| if text.parse::<f64>().is_ok() { Cow::Borrowed(text) } else { inert(text) };
        Ok(self.0.write_record(row.into_iter().map(|text| field(text).into_owned()))?)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

fn value(cell: &Cell) -> Cow<'_, str> {
    match &cell.value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => inert(text),
        Value::Grade(grade) => Cow::Borrowed(grade.title()),
        Value::NoGrade(kind) => Cow::Borrowed(kind.title()),
        Value::Count(count) => Cow::Owned(count.to_string()),
        Value::Number(number) => Cow::Owned(number.to_string()),
    }
}

/// The text so that no spreadsheet runs it.
fn inert(text: &str) -> Cow<'_, str> {
    let runs = text.trim_start_matches('\'').starts_with(RUNS);
    if runs { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    /// The way back that the module documents.
    fn original(field: &str) -> &str {
        let bare = field.trim_start_matches('\'');
        let runs = bare.starts_with(RUNS);
        if runs && bare.len() < field.len() { &field[1..] } else { field }
    }

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Csv, table), expected);
    }

    #[test]
    fn a_table_has_every_column_and_its_remarks() {
        check(
            &samples::standing(),
            "\
area,title,grade,better,percentile,good_or_better,published,remarks
engagement,\"Understanding, engaging with and treating the public fairly\",Good,3,52.38095238095238,92.85714285714286,41,
effectiveness,Effectiveness overall,Disputed,,,69.04761904761905,40,grade: Good or Requires improvement
legitimacy,Legitimacy overall,Requires improvement,38,4.5,90.5,43,
",
        );
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        let checked = |text: &str, expected: &str| assert_eq!(inert(text), expected);
        for text in ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{feff}=1", "'=1", "''-"] {
            checked(text, &format!("'{text}"));
        }
        for text in ["", "'", "'Allo", "a=1", " =1", "Good"] {
            checked(text, text);
        }
    }

    #[test]
    fn rows_of_text_are_inert_and_numbers_stay() {
        let rows = [["-5", "=1+1"], ["a,b", ""]];
        let written = csv_of_text(&["x", "y"], rows.iter().map(|row| row.iter().copied())).unwrap();
        assert_eq!(String::from_utf8(written).unwrap(), "x,y\n-5,'=1+1\n\"a,b\",\n");
        assert!(csv_of_text(&["x"], [["a", "b"]]).is_err());
    }

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        check(&samples::empty(), "");
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let mut full: &mut [u8] = &mut [];
        assert!(Csv.write(&samples::standing(), &mut full).is_err());
    }

    proptest! {
        #[test]
        fn every_text_reads_back(table in samples::any_table()) {
            let written = samples::written(&Csv, &table);
            let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(written.as_bytes());
            let records: Vec<_> = reader.records().collect::<Result<_, _>>().unwrap();
            let fields = fields(&table);
            prop_assume!(!fields.is_empty());
            prop_assert_eq!(records.len(), table.rows().len() + 1);
            for (record, row) in records.iter().skip(1).zip(table.rows()) {
                prop_assert_eq!(record.len(), fields.len());
                for (read, field) in record.iter().zip(&fields) {
                    let Part::Value(column) = field.part else {
                        prop_assert_eq!(original(read), remarks(&table, row));
                        continue;
                    };
                    match &row[column].value {
                        Value::Text(text) => prop_assert_eq!(original(read), text),
                        Value::Number(number) => prop_assert_eq!(read.parse(), Ok(*number)),
                        Value::Count(count) => prop_assert_eq!(read.parse(), Ok(*count)),
                        Value::Empty => prop_assert_eq!(read, ""),
                        Value::Grade(grade) => prop_assert_eq!(read.parse(), Ok(*grade)),
                        Value::NoGrade(kind) => prop_assert_eq!(read, kind.title()),
                    }
                }
            }
        }
    }
}
