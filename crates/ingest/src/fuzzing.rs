//! Doors for the fuzz targets under `fuzz/`: what is inside the crate, in plain types.
//!
//! Compiled with the feature `fuzzing` only, and no part of the interface.

#![expect(clippy::must_use_candidate, reason = "fuzz targets call some of these only to see them return")]

use std::ops::Range;

use peel_model::Diagnostics;

use crate::cell::period::Period;
use crate::cell::{footnote, grade, missing, number, period};
use crate::records::{QuoteFault, Records};

/// A field of delimited text.
#[derive(Debug)]
pub struct Field {
    /// Its bytes in the file.
    pub span: Range<usize>,
    /// Its text without quotes.
    pub text: Vec<u8>,
    /// Where its quotes are faulty.
    pub fault: Option<Range<usize>>,
}

/// A grid: its rows, each with its number and the column and text of every cell, and what is merged.
#[derive(Debug)]
pub struct Sheet {
    /// Whether it is a text file, and no sheet.
    pub is_text: bool,
    /// Number, and column and text of every cell.
    pub rows: Vec<(u64, Vec<(u64, String)>)>,
    /// First row and column, last row and column.
    pub merged: Vec<(usize, usize, usize, usize)>,
}

/// The records of delimited text.
pub fn records(bytes: &[u8], start: usize, delimiter: u8) -> Vec<Vec<Field>> {
    let records = Records::read(bytes, start, delimiter);
    let field = |record: usize, field: usize| {
        let span = records.span(record, field);
        let fault = quote_fault(bytes, &span);
        Field { span, text: records.text(record, field).unwrap_or_default().to_vec(), fault }
    };
    (0..records.len()).map(|at| (0..records.width(at)).map(|place| field(at, place)).collect()).collect()
}

fn quote_fault(bytes: &[u8], span: &Range<usize>) -> Option<Range<usize>> {
    crate::records::quote_fault(bytes, span).map(|fault| match fault {
        QuoteFault::Unclosed => span.clone(),
        QuoteFault::TextAfter(range) => range,
    })
}

/// The grids of a file, and how many things were said of it.
pub fn open(name: &str, bytes: &[u8]) -> (Vec<Sheet>, usize) {
    let mut diagnostics = Diagnostics::default();
    let grids = crate::open::open(name, bytes, &mut diagnostics);
    let sheets = grids.into_iter().map(|grid| Sheet {
        is_text: grid.sheet.is_none(),
        rows: (grid.rows.into_iter())
            .map(|row| (row.number, row.cells.into_iter().map(|cell| (cell.column, cell.text)).collect()))
            .collect(),
        merged: grid.merged,
    });
    (sheets.collect(), diagnostics.kept().len())
}

/// First day, last day and label of a period that is the whole of a text.
pub fn period(text: &str) -> Option<(String, String, String)> {
    period::read(text).map(plain)
}

/// The periods within a text, with their bytes.
pub fn periods(text: &str) -> Vec<(Range<usize>, (String, String, String))> {
    period::find(text).into_iter().map(|(range, period)| (range, plain(period))).collect()
}

/// The period that a file's name gives.
pub fn period_of_name(name: &str) -> Option<(String, String, String)> {
    period::in_file_name(name).map(plain)
}

fn plain(period: Period) -> (String, String, String) {
    (period.start.to_string(), period.end.to_string(), period.label)
}

/// The number that a text is.
pub fn number(text: &str) -> Option<f64> {
    number::read(text).map(|number| number.value)
}

/// A number as text.
pub fn write(value: f64) -> String {
    number::write(value)
}

/// A number without the noise of binary arithmetic.
pub fn tidy(value: f64) -> f64 {
    number::tidy(value).0
}

/// A text without its footnote marks, and the marks.
pub fn peel(text: &str) -> (String, Vec<String>) {
    let peeled = footnote::peel(text);
    (peeled.text.into_owned(), peeled.marks)
}

/// Digits glued to a name, and to a year.
pub fn glued(text: &str) -> [Option<(String, String)>; 2] {
    let owned = |(text, digits): (&str, &str)| (text.to_owned(), digits.to_owned());
    [footnote::glued_digits(text).map(owned), footnote::glued_to_year(text)]
}

/// Whether a text is a marker of a missing value, and whether it is a grade.
pub fn words(text: &str) -> (bool, bool) {
    (missing::standard(text).is_some(), grade::read(text).is_some())
}
