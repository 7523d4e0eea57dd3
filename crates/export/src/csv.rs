//! CSV as RFC 4180 has it, with LF line ends: every column, numbers at full precision.
//!
//! The header has the columns' names. Grades and the reasons for having none are words, an empty
//! cell is an empty field. The last column, `remarks`, says what a reader should
//! know of single cells.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe before it, as [`inert`] has it, unless texts
//! are asked for as they are ([`Texts::Raw`]). `peel check` and `peel import` take it off again. Numbers are never
//! touched.

use std::borrow::Cow;
use std::io::{self, Write};

use peel_model::{Cell, Table, Value, inert};

use crate::Format;
use crate::fields::{Part, fields, remarks};

/// Writes CSV.
pub(crate) struct Csv(pub(crate) Texts);

/// How CSV has texts that a spreadsheet would run as a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Texts {
    /// With an apostrophe before them.
    #[default]
    Inert,
    /// As they are: for programs that run nothing.
    Raw,
}

impl Texts {
    fn field(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Inert => inert(text),
            Self::Raw => Cow::Borrowed(text),
        }
    }
}

impl Format for Csv {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let fields = fields(table);
        if !fields.is_empty() {
            let mut writer = ::csv::Writer::from_writer(&mut *out);
            let names = fields.iter().map(|field| self.0.field(&field.name).into_owned());
            writer.write_record(names).map_err(failed)?;
            writer.flush()?;
        }
        Rows(self.0).write(table, out)
    }

    fn rows(&self) -> Option<&dyn Format> {
        Some(match self.0 {
            Texts::Inert => &Rows(Texts::Inert),
            Texts::Raw => &Rows(Texts::Raw),
        })
    }
}

/// Writes the rows of CSV, without the header.
struct Rows(Texts);

impl Format for Rows {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let fields = fields(table);
        if fields.is_empty() {
            return Ok(());
        }
        let mut writer = ::csv::Writer::from_writer(out);
        for row in table.rows() {
            writer
                .write_record(fields.iter().map(|field| match field.part {
                    Part::Value(column) => value(&row[column], self.0).into_owned(),
                    Part::Remarks => self.0.field(&remarks(table, row)).into_owned(),
                }))
                .map_err(failed)?;
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
pub struct TextRows<W: Write> {
    writer: ::csv::Writer<W>,
    texts: Texts,
}

impl<W: Write> TextRows<W> {
    /// Writes the header.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn new(out: W, columns: &[&str]) -> io::Result<Self> {
        Self::with(out, columns, Texts::Inert)
    }

    /// The same, with texts as they are asked for.
    pub(crate) fn with(out: W, columns: &[&str], texts: Texts) -> io::Result<Self> {
        let mut writer = ::csv::Writer::from_writer(out);
        writer.write_record(columns).map_err(failed)?;
        Ok(Self { writer, texts })
    }

    /// Writes a row.
    ///
    /// # Errors
    ///
    /// Those of writing, and a row that has not as many fields as there are columns.
    pub fn push<'a>(&mut self, row: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let texts = self.texts;
        // `-inf` and `+nan` read as numbers, too, and a spreadsheet runs them.
        let is_number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
        let field = |text: &'a str| if is_number(text) { Cow::Borrowed(text) } else { texts.field(text) };
        self.writer.write_record(row.into_iter().map(|text| field(text).into_owned())).map_err(failed)
    }

    /// Writes what is still held back.
    ///
    /// # Errors
    ///
    /// Those of writing.
    pub fn finish(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// The error of what is written to, as it was: a closed pipe is to be known as one.
fn failed(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn value(cell: &Cell, texts: Texts) -> Cow<'_, str> {
    match &cell.value {
        Value::Empty => Cow::Borrowed(""),
        Value::Text(text) => texts.field(text),
        Value::Grade(grade) => Cow::Borrowed(grade.title()),
        Value::NoGrade(kind) => Cow::Borrowed(kind.title()),
        Value::Count(count) => Cow::Owned(count.to_string()),
        Value::Number(number) => Cow::Owned(peel_model::exact(*number)),
    }
}

#[cfg(test)]
mod tests {
    use peel_model::as_it_was;
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    /// The way back that readers of peel's own go.
    fn original(field: &str) -> &str {
        std::str::from_utf8(as_it_was(field.as_bytes())).unwrap()
    }

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Csv(Texts::Inert), table), expected);
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
    fn raw_texts_stay_as_they_are() {
        let columns = vec![peel_model::Column::text("=a", "A")];
        let mut table = Table::new(None, String::new(), None, columns);
        table.push_row(vec![Cell::label("+1,2")]).unwrap();
        assert_eq!(samples::written(&Csv(Texts::Raw), &table), "=a\n\"+1,2\"\n");
        assert_eq!(samples::written(&Csv(Texts::Inert), &table), "'=a\n\"'+1,2\"\n");
    }

    #[test]
    fn rows_of_text_are_inert_and_numbers_stay() {
        let rows = [["-5", "=1+1"], ["a,b", ""], ["-inf", "+nan"], ["-1.5e3", "-infinity"]];
        let written = csv_of_text(&["x", "y"], rows.iter().map(|row| row.iter().copied())).unwrap();
        assert_eq!(
            String::from_utf8(written).unwrap(),
            "x,y\n-5,'=1+1\n\"a,b\",\n'-inf,'+nan\n-1.5e3,'-infinity\n"
        );
        assert!(csv_of_text(&["x"], [["a", "b"]]).is_err());
    }

    #[test]
    fn a_table_without_columns_is_an_empty_file() {
        check(&samples::empty(), "");
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let mut full: &mut [u8] = &mut [];
        assert!(Csv(Texts::Inert).write(&samples::standing(), &mut full).is_err());
    }

    proptest! {
        #[test]
        fn every_text_reads_back(table in samples::any_table()) {
            let written = samples::written(&Csv(Texts::Inert), &table);
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
