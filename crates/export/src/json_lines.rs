//! JSON lines: one flat object per row, for tools that read a row at a time.
//!
//! The fields are those of the CSV. Grades are slugs, and a cell without a grade is
//! `{"no_grade": "unknown"}`, so that the reasons for having none are never one null. Notes and
//! sources are in the JSON.

use std::io::{self, Write};

use peel_model::{Cell, Table, Value};
use serde_json::{Map, json};

use crate::Format;
use crate::fields::{Part, fields, remarks};
use crate::json::scalar;

/// Writes JSON lines.
pub(crate) struct JsonLines;

impl Format for JsonLines {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let fields = fields(table);
        for row in table.rows() {
            let object: Map<_, _> = fields
                .iter()
                .map(|field| {
                    let value = match field.part {
                        Part::Value(column) => flat(&row[column]),
                        Part::Remarks => json!(Some(remarks(table, row)).filter(|text| !text.is_empty())),
                    };
                    (field.name.clone(), value)
                })
                .collect();
            serde_json::to_writer(&mut *out, &object)?;
            writeln!(out)?;
        }
        Ok(())
    }

    fn rows(&self) -> Option<&dyn Format> {
        Some(self)
    }
}

fn flat(cell: &Cell) -> serde_json::Value {
    match &cell.value {
        Value::NoGrade(kind) => json!({ "no_grade": kind.slug() }),
        value => scalar(value),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&JsonLines, table), expected);
    }

    #[test]
    fn a_row_is_a_line() {
        check(
            &samples::small(),
            r#"{"area":"Legitimacy","grade":"requires-improvement","share":52.38095238095238,"remarks":null}
{"area":"\"Efficiency\"","grade":{"no_grade":"disputed"},"share":null,"remarks":"grade: Good or Inadequate"}
"#,
        );
        check(&samples::empty(), "");
    }

    proptest! {
        #[test]
        fn every_line_is_an_object(table in samples::any_table()) {
            let written = samples::written(&JsonLines, &table);
            prop_assert_eq!(written.lines().count(), table.rows().len());
            for line in written.lines() {
                let row: Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
                prop_assert_eq!(row.len(), fields(&table).len());
            }
        }
    }
}
