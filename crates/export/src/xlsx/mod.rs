//! A workbook (.xlsx) that everyone can use: the Government Analysis Function's guidance on accessible spreadsheets.
//!
//! A cover sheet that says what is in the workbook, then sheets with one table each, every one from
//! column A, under a heading and a line on what it holds, and marked as a table: the table itself, its
//! notes with sources and caveats, what each column means, and the rows of data behind the figures. No
//! merged, hidden or frozen cells, no meaning in a colour, real numbers shown with the decimals of their
//! unit. The date of making in the file is a fixed one, so that the same table gives the same bytes.
//!
//! Reference: Government Analysis Function, Releasing statistics in spreadsheets,
//! <https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/>.

mod sheet;

use std::io::{self, Write};

use jiff::civil::{self, DateTime};
use peel_model::{Analysis, Basis, Cell, Column, Evidence, Kind, Status, Table, Value, printable};
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::Format;
use crate::fields::{Part, fields, remarks};
use crate::shown::{capitalised, head};
use sheet::{Entry, Sheet, Style};

/// The day that stands in the file as that of its making: the first that a packed file can have.
const MADE: DateTime = civil::date(1980, 1, 1).at(0, 0, 0, 0);

/// Writes a workbook.
pub(crate) struct Xlsx;

impl Format for Xlsx {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(&workbook(table).map_err(io::Error::other)?)
    }
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let sheets: Vec<Sheet> =
        [figures(table), notes(table), columns(table), sources(table)].into_iter().flatten().collect();
    let style = Style::new();
    let mut workbook = Workbook::new();
    let about = DocProperties::new().set_title(titled(table)).set_author("peel").set_creation_datetime(&MADE);
    workbook.set_properties(&about);
    style.write_cover(workbook.add_worksheet(), &titled(table), &introduction(table), &sheets)?;
    for sheet in &sheets {
        style.write(workbook.add_worksheet(), sheet)?;
    }
    workbook.save_to_buffer()
}

fn titled(table: &Table) -> String {
    let title = printable(&table.title);
    if title.trim().is_empty() { "A table without a title".to_owned() } else { title.trim().to_owned() }
}

fn introduction(table: &Table) -> Vec<String> {
    let question = table.analysis.map(|analysis| format!("The question: {}", analysis.question()));
    let made = table.analysis.map(|analysis| format!("Made by peel, analysis `{analysis}`."));
    question.into_iter().chain(made).collect()
}

/// The table itself.
fn figures(table: &Table) -> Option<Sheet> {
    let fields = fields(table);
    let heads = fields.iter().map(|field| match field.part {
        Part::Value(column) => headed(&table.columns()[column]),
        Part::Remarks => "Remarks".to_owned(),
    });
    let rows = table.rows().iter().map(|row| {
        let entry = |part| match part {
            Part::Value(column) => entry(&table.columns()[column], &row[column]),
            Part::Remarks => Entry::text(&remarks(table, row)),
        };
        fields.iter().map(|field| entry(field.part)).collect()
    });
    let name =
        table.analysis.map_or_else(|| "Table".to_owned(), |analysis| capitalised(Analysis::as_str(analysis)));
    let sheet = Sheet { name, about: titled(table), heads: heads.collect(), rows: rows.collect() };
    (!sheet.heads.is_empty()).then_some(sheet)
}

/// The words over a column, with its unit where they do not say it.
fn headed(column: &Column) -> String {
    let head = head(column);
    match column.unit_in_words() {
        Some(unit) => {
            let unit = printable(&unit);
            let is_said = head.to_lowercase().contains(&unit.to_lowercase());
            if is_said { head } else { format!("{head} ({unit})") }
        }
        None => head,
    }
}

fn entry(column: &Column, cell: &Cell) -> Entry {
    /// The greatest whole number up to which every one is a number of a spreadsheet.
    const EXACT: u64 = 1 << 53;
    let decimals = |number| column.unit.as_ref().map_or(2, |unit| unit.decimals(number));
    match cell.value {
        Value::Number(number) => Entry::Number(number, decimals(number)),
        Value::Count(count) if count <= EXACT => Entry::Number(count as f64, 0),
        _ => Entry::text(&column.format(&cell.value)),
    }
}

fn notes(table: &Table) -> Option<Sheet> {
    let rows: Vec<_> = table
        .notes()
        .iter()
        .map(|note| vec![Entry::text(&capitalised(note.key.as_str())), Entry::text(&note.text)])
        .collect();
    Sheet::of(
        "Notes",
        "Notes: how the figures were made, their sources and what not to conclude",
        &["About", "Note"],
        rows,
    )
}

/// What each column of the table holds.
fn columns(table: &Table) -> Option<Sheet> {
    let row = |(column, name): (&Column, String)| {
        let holds = match column.kind {
            Kind::Text => "words",
            Kind::Grade => "a grade, or why there is none",
            Kind::Count => "a whole number",
            Kind::Number => "a number",
        };
        let unit = column.unit_in_words().unwrap_or_default();
        [&headed(column), name.as_str(), holds, &unit].map(Entry::text).into()
    };
    let rows = table.columns().iter().zip(crate::fields::names(table)).map(row).collect();
    let heads = ["Column", "Name in files", "Holds", "Unit"];
    Sheet::of("Columns", "Columns: what each column of the table holds", &heads, rows)
}

/// The rows of data behind the figures.
fn sources(table: &Table) -> Option<Sheet> {
    let row = |evidence: &Evidence| {
        let status = evidence.status.map_or("", Status::as_str);
        let basis = evidence.basis.map_or("", Basis::as_str);
        let line = Entry::Number(evidence.row.line as f64, 0);
        let texts = [evidence.says.as_str(), status, basis, evidence.url.as_str()].map(Entry::text);
        [Entry::text(&evidence.row.file), line].into_iter().chain(texts).collect()
    };
    let heads = ["File", "Line", "What the row says", "Status", "Basis", "Page"];
    Sheet::of(
        "Source_rows",
        "Source rows: the rows of data that the figures were made from",
        &heads,
        table.evidence().iter().map(row).collect(),
    )
}

#[cfg(test)]
mod tests;
