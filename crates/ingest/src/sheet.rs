//! A file read as one table of the data package: its columns found, its cells by column name.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use peel_model::{Diagnostic, Diagnostics, RowRef, Severity, did_you_mean, fold};

use crate::document::{Document, whole_file};
use crate::import::EVIDENCE;
use crate::package::Resource;
use crate::records::{QuoteFault, Records, quote_fault};
use crate::value::boolean;

/// A table: the document, its records and where the schema's columns are.
#[derive(Debug)]
pub(crate) struct Sheet<'a> {
    document: Document<'a>,
    records: Records,
    resource: &'a Resource,
    row_file: Arc<str>,
    /// For each field of the schema, the column that holds it.
    columns: Vec<Option<usize>>,
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'s> {
    sheet: &'s Sheet<'s>,
    record: usize,
}

impl<'a> Sheet<'a> {
    /// Splits a document into records, or says that there are none.
    pub(crate) fn records(document: &Document<'_>, diagnostics: &mut Diagnostics) -> Option<Records> {
        if !document.is_text(diagnostics) {
            return None;
        }
        document.diagnose_bytes(diagnostics);
        let records = Records::read(document.bytes(), document.content_start(), b',');
        if records.len() > 0 && other_delimiter(document, &records, diagnostics) {
            return None;
        }
        if records.len() == 0 {
            let mut empty = whole_file(document.file(), Severity::Error, "empty", "the file is empty");
            empty.hints.push("expected a header line and at least one row".to_owned());
            diagnostics.push(empty);
            return None;
        }
        Some(records)
    }

    /// Reads a document as `resource`, finding its columns by the header, in any order.
    pub(crate) fn new(
        document: Document<'a>,
        records: Records,
        resource: &'a Resource,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let columns = vec![None; resource.schema.fields.len()];
        let row_file = resource.path.as_str().into();
        let mut sheet = Self { document, records, resource, row_file, columns };
        sheet.quotes(0, diagnostics);
        sheet.bind_columns(diagnostics);
        sheet
    }

    /// Whether the header lacks a column that every row needs.
    pub(crate) fn lacks_a_column(&self) -> bool {
        let mut fields = self.resource.schema.fields.iter().zip(&self.columns);
        fields.any(|(field, column)| column.is_none() && field.constraints.required)
    }

    /// The rows below the header.
    pub(crate) fn rows(&'a self) -> impl Iterator<Item = Row<'a>> {
        (1..self.records.len()).map(|record| Row { sheet: self, record })
    }

    /// The table it is read as.
    pub(crate) fn resource(&self) -> &'a Resource {
        self.resource
    }

    /// Names a row's faults of form: faulty quotes, nothing in it, too few or too many fields; gives
    /// whether it has none that matter.
    pub(crate) fn row_form(&self, row: Row<'_>, diagnostics: &mut Diagnostics) -> bool {
        // A faulty quote comes first: it is what makes the rest of the row ragged.
        if !self.quotes(row.record, diagnostics) {
            return false;
        }
        let n_columns = self.records.width(0);
        let n_fields = self.records.width(row.record);
        let is_empty =
            |field| self.records.text(row.record, field).unwrap_or_default().trim_ascii().is_empty();
        if (0..n_fields).all(is_empty) {
            diagnostics.push_with(self.document.file(), "blank-row", Severity::Warning, || {
                let message = "a row of empty cells, which is left out".to_owned();
                let span = self.records.record_span(row.record);
                self.document.diagnostic(Severity::Warning, "blank-row", span, message)
            });
            return false;
        }
        if n_fields == n_columns {
            return true;
        }
        let is_blank = |field| self.records.text(row.record, field) == Some(b"");
        let only_blanks_more = n_fields > n_columns && (n_columns..n_fields).all(is_blank);
        let severity = if only_blanks_more { Severity::Warning } else { Severity::Error };
        diagnostics.push_with(self.document.file(), "ragged-row", severity, || {
            let span = self.records.span(row.record, n_columns);
            let fields = if n_fields == 1 { "1 field" } else { &format!("{n_fields} fields") };
            let message = format!("the row has {fields}, the header has {n_columns}");
            self.document.diagnostic(severity, "ragged-row", span, message)
        });
        only_blanks_more
    }

    /// Names the faulty quotes of a record; gives whether it has none.
    fn quotes(&self, record: usize, diagnostics: &mut Diagnostics) -> bool {
        quotes(&self.document, &self.records, record, diagnostics)
    }

    /// Says that there is a header and nothing below it, where that is so.
    pub(crate) fn require_rows(&self, diagnostics: &mut Diagnostics) {
        if self.records.len() == 1 {
            let span = self.records.record_span(0);
            let message = "a header, but no row below it".to_owned();
            diagnostics.push(self.document.diagnostic(Severity::Error, "no-rows", span, message));
        }
    }

    fn bind_columns(&mut self, diagnostics: &mut Diagnostics) {
        let names: Vec<String> = self.resource.schema.fields.iter().map(|field| fold(&field.name)).collect();
        for column in 0..self.records.width(0) {
            let text = self.cell(0, column);
            let Some(field) = names.iter().position(|name| *name == fold(&text)) else {
                // What an import adds to a table says where each row was read; it is for people.
                if !EVIDENCE.contains(&&*text) {
                    diagnostics.push(self.unknown_column(column, &text));
                }
                continue;
            };
            if self.columns[field].is_some() {
                let span = self.records.span(0, column);
                let message = format!("column `{text}` stands twice; only the first is read");
                diagnostics.push(self.document.diagnostic(Severity::Error, "doubled-column", span, message));
            } else {
                self.columns[field] = Some(column);
            }
        }
        let unread: Vec<Cow<'_, str>> = (0..self.records.width(0))
            .filter(|column| !self.columns.contains(&Some(*column)))
            .map(|column| self.cell(0, column))
            .collect();
        for (field, column) in self.resource.schema.fields.iter().zip(&self.columns) {
            if column.is_none() && field.constraints.required {
                let span = self.records.record_span(0);
                let message = format!("no column `{}`, which {} need", field.name, self.resource.name);
                let mut missing = self.document.diagnostic(Severity::Error, "missing-column", span, message);
                let near = did_you_mean(&field.name, unread.iter().map(AsRef::as_ref));
                missing.hints.push(match near {
                    Some(_) => format!("rename the column to `{}`", field.name),
                    None => format!("add the column `{}` to the header and to every row", field.name),
                });
                diagnostics.push(missing);
            }
        }
    }

    fn unknown_column(&self, column: usize, text: &str) -> Diagnostic {
        let span = self.records.span(0, column);
        let message = if text.is_empty() {
            "a column without a name is not read".to_owned()
        } else {
            format!("column `{text}` is not one of {} and is not read", self.resource.name)
        };
        let mut unknown = self.document.diagnostic(Severity::Warning, "unknown-column", span, message);
        let known = self.resource.schema.fields.iter().map(|field| field.name.as_str());
        unknown.hints.extend(did_you_mean(text, known));
        unknown
    }

    fn cell(&self, record: usize, column: usize) -> Cow<'_, str> {
        let bytes = self.records.text(record, column).unwrap_or_default();
        self.document.decode(bytes.trim_ascii())
    }
}

/// Names the faulty quotes of a record; gives whether it has none.
pub(crate) fn quotes(
    document: &Document<'_>,
    records: &Records,
    record: usize,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut is_sound = true;
    for field in 0..records.width(record) {
        let span = records.span(record, field);
        let (code, span, message) = match quote_fault(document.bytes(), &span) {
            None => continue,
            Some(QuoteFault::Unclosed) => {
                ("unclosed-quote", span.start..span.start + 1, "a quote that is never closed")
            }
            Some(QuoteFault::TextAfter(after)) => ("quote", after, "text after the closing quote"),
        };
        is_sound = false;
        diagnostics.push_with(document.file(), code, Severity::Error, || {
            document.diagnostic(Severity::Error, code, span, message.to_owned())
        });
    }
    is_sound
}

/// Says so where the header is one column with another delimiter in it.
fn other_delimiter(document: &Document<'_>, records: &Records, diagnostics: &mut Diagnostics) -> bool {
    let span = records.record_span(0);
    let header = &document.bytes()[span.clone()];
    let found = header.iter().position(|byte| matches!(byte, b';' | b'\t' | b'|'));
    let (1, Some(at)) = (records.width(0), found) else { return false };
    let name = match header[at] {
        b'\t' => "a tab".to_owned(),
        byte => format!("`{}`", char::from(byte)),
    };
    let place = span.start + at..span.start + at + 1;
    let message = format!("the columns are separated by {name}; expected `,`");
    let mut fault = document.diagnostic(Severity::Error, "delimiter", place, message);
    fault.hints.push("save the file as CSV with commas".to_owned());
    diagnostics.push(fault);
    true
}

impl<'s> Row<'s> {
    /// The trimmed bytes of a field by its place in the schema, whether they mean a missing value or not.
    pub(crate) fn bytes(&self, field: usize) -> &'s [u8] {
        let column = self.sheet.columns[field];
        let bytes = column.and_then(|column| self.sheet.records.text(self.record, column));
        bytes.unwrap_or_default().trim_ascii()
    }

    /// The trimmed bytes of a field by name; none when the table has no such column.
    pub(crate) fn bytes_of(&self, name: &str) -> &'s [u8] {
        self.field(name).map_or(b"", |field| self.bytes(field))
    }

    /// The trimmed text of a field by its place in the schema; empty when missing.
    pub(crate) fn at(&self, field: usize) -> Cow<'s, str> {
        let Some(column) = self.sheet.columns[field] else { return Cow::Borrowed("") };
        let text = self.sheet.cell(self.record, column);
        let mut missing_values = self.sheet.resource.schema.missing_values.iter();
        if !text.is_empty() && missing_values.any(|missing| *missing == text) {
            Cow::Borrowed("")
        } else {
            text
        }
    }

    /// The trimmed text of a field by name; empty when missing or when the table has no such column.
    pub(crate) fn text(&self, name: &str) -> Cow<'s, str> {
        self.field(name).map_or(Cow::Borrowed(""), |field| self.at(field))
    }

    /// The trimmed text of a field by name as it is written, whether that means a missing value or not.
    pub(crate) fn written(&self, name: &str) -> Cow<'s, str> {
        let column = self.field(name).and_then(|field| self.sheet.columns[field]);
        column.map_or(Cow::Borrowed(""), |column| self.sheet.cell(self.record, column))
    }

    /// The truth value of a field by name, in the words its schema gives; none when missing.
    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        let field = self.sheet.resource.schema.fields.iter().find(|field| field.name == name)?;
        boolean(field, &self.text(name))
    }

    /// Whether the file has the column at all.
    pub(crate) fn has_column(&self, field: usize) -> bool {
        self.sheet.columns[field].is_some()
    }

    /// Where the row stands.
    pub(crate) fn row_ref(&self) -> RowRef {
        let span = self.sheet.records.record_span(self.record);
        RowRef { file: Arc::clone(&self.sheet.row_file), line: self.sheet.document.line(span.start) }
    }

    /// The file the row is of, as the user named it.
    pub(crate) fn file(&self) -> &'s Arc<str> {
        self.sheet.document.file()
    }

    /// A diagnostic about one field of the row.
    pub(crate) fn diagnostic(
        &self,
        severity: Severity,
        code: &'static str,
        field: &str,
        message: String,
    ) -> Diagnostic {
        self.sheet.document.diagnostic(severity, code, self.span(field), message)
    }

    fn span(&self, name: &str) -> Range<usize> {
        match self.field(name).and_then(|field| self.sheet.columns[field]) {
            Some(column) => self.sheet.records.span(self.record, column),
            None => self.sheet.records.record_span(self.record),
        }
    }

    /// The place in the schema of a field by name.
    pub(crate) fn field(&self, name: &str) -> Option<usize> {
        self.sheet.resource.schema.fields.iter().position(|field| field.name == name)
    }
}
