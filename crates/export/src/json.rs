//! JSON: one object with the rows, the notes, and the source rows that every figure leads to.
//!
//! The keys stand in a fixed order: `analysis`, `title`, `scale`, `columns`, `rows`, `notes`,
//! `sources`. A cell is `{"value": …, "no_grade"?: …, "remark"?: …, "sources": […]}`, where
//! `sources` are positions, from 0, in the `sources` of the whole. Grades are slugs; what a source
//! row does not say is null.

use std::io::{self, Write};

use peel_model::{Basis, Cell, Column, Evidence, Grade, Note, Scale, Status, Table, Value};
use serde::Serialize;
use serde_json::{Map, Serializer, json};

use crate::Format;
use crate::fields::{names, remark};
use crate::json_layout::Indented;

/// Writes JSON.
pub(crate) struct Json;

impl Format for Json {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let mut serializer = Serializer::with_formatter(&mut *out, Indented::default());
        document(table).serialize(&mut serializer)?;
        writeln!(out)
    }
}

/// The value alone; null for an empty cell and for a cell without a grade.
pub(crate) fn scalar(value: &Value) -> serde_json::Value {
    match value {
        Value::Empty | Value::NoGrade(_) => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Grade(grade) => json!(grade.slug()),
        Value::Count(count) => json!(count),
        Value::Number(number) => json!(number),
    }
}

fn document(table: &Table) -> serde_json::Value {
    let names = names(table);
    json!({
        "analysis": table.analysis.map(peel_model::Analysis::as_str),
        "title": table.title,
        "scale": table.scale.as_ref().map(scale),
        "columns": list(table.columns().iter().zip(&names), |(of, name)| column(of, name)),
        "rows": list(table.rows(), |cells| row(cells, &names)),
        "notes": list(table.notes(), note),
        "sources": list(table.evidence(), source),
    })
}

/// What there is to know of a table beside its rows, under the same keys.
pub(crate) fn about(table: &Table) -> serde_json::Value {
    let mut document = document(table);
    if let Some(object) = document.as_object_mut() {
        object.shift_remove("rows");
    }
    document
}

fn list<T>(items: impl IntoIterator<Item = T>, of: impl Fn(T) -> serde_json::Value) -> serde_json::Value {
    items.into_iter().map(of).collect()
}

fn scale(scale: &Scale) -> Vec<&'static str> {
    scale.best_first().iter().copied().map(Grade::slug).collect()
}

fn column(column: &Column, name: &str) -> serde_json::Value {
    json!({
        "name": name,
        "title": column.title,
        "kind": column.kind.as_str(),
        "unit": column.unit_in_words(),
    })
}

fn row(cells: &[Cell], names: &[String]) -> serde_json::Value {
    names.iter().cloned().zip(cells.iter().map(cell)).collect::<Map<_, _>>().into()
}

fn cell(cell: &Cell) -> serde_json::Value {
    let mut object = Map::new();
    object.insert("value".to_owned(), scalar(&cell.value));
    if let Value::NoGrade(kind) = cell.value {
        object.insert("no_grade".to_owned(), json!(kind.slug()));
    }
    if let Some(remark) = remark(cell) {
        object.insert("remark".to_owned(), json!(remark));
    }
    object.insert("sources".to_owned(), json!(cell.from));
    object.into()
}

fn note(note: &Note) -> serde_json::Value {
    json!({ "key": note.key.as_str(), "text": note.text })
}

fn source(evidence: &Evidence) -> serde_json::Value {
    json!({
        "file": &*evidence.row.file,
        "line": evidence.row.line,
        "says": evidence.says,
        "status": evidence.status.map(Status::as_str),
        "basis": evidence.basis.map(Basis::as_str),
        "url": (!evidence.url.is_empty()).then_some(&evidence.url),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Json, table), expected);
    }

    #[test]
    fn every_figure_leads_to_its_sources() {
        check(
            &samples::small(),
            r#"{
  "analysis": "standing",
  "title": "Standing of Kent, 2016",
  "scale": ["outstanding", "good", "requires-improvement", "inadequate"],
  "columns": [
    {
      "name": "area",
      "title": "Area",
      "kind": "text",
      "unit": null
    },
    {
      "name": "grade",
      "title": "Grade",
      "kind": "grade",
      "unit": null
    },
    {
      "name": "share",
      "title": "Share",
      "kind": "number",
      "unit": "%"
    }
  ],
  "rows": [
    {
      "area": {
        "value": "Legitimacy",
        "sources": []
      },
      "grade": {
        "value": "requires-improvement",
        "sources": [0]
      },
      "share": {
        "value": 52.38095238095238,
        "sources": [0, 1]
      }
    },
    {
      "area": {
        "value": "\"Efficiency\"",
        "sources": []
      },
      "grade": {
        "value": null,
        "no_grade": "disputed",
        "remark": "Good or Inadequate",
        "sources": [1]
      },
      "share": {
        "value": null,
        "sources": []
      }
    }
  ],
  "notes": [
    {
      "key": "subject",
      "text": "Kent"
    }
  ],
  "sources": [
    {
      "file": "gradings.csv",
      "line": 2,
      "says": "kent, 2016, legitimacy: Requires improvement",
      "status": "current",
      "basis": "published",
      "url": "https://example.org/kent"
    },
    {
      "file": "gradings.csv",
      "line": 3,
      "says": "kent, 2016, efficiency: Good",
      "status": null,
      "basis": null,
      "url": null
    }
  ]
}
"#,
        );
    }

    #[test]
    fn a_table_of_nothing_is_still_an_object() {
        check(
            &samples::empty(),
            r#"{
  "analysis": "coverage",
  "title": "",
  "scale": null,
  "columns": [],
  "rows": [],
  "notes": [],
  "sources": []
}
"#,
        );
    }

    #[test]
    fn a_full_disk_is_an_error() {
        let mut full: &mut [u8] = &mut [];
        assert!(Json.write(&samples::standing(), &mut full).is_err());
    }

    proptest! {
        #[test]
        fn it_parses_and_every_source_is_there(table in samples::any_table()) {
            let written = samples::written(&Json, &table);
            prop_assert_eq!(written.matches('\n').count(), written.lines().count());
            let read: serde_json::Value = serde_json::from_str(&written).unwrap();
            prop_assert_eq!(&read["title"], &table.title);
            let sources = read["sources"].as_array().unwrap();
            let rows = read["rows"].as_array().unwrap();
            prop_assert_eq!(rows.len(), table.rows().len());
            for (row, cells) in rows.iter().zip(table.rows()) {
                let row = row.as_object().unwrap();
                prop_assert_eq!(row.len(), cells.len());
                for (cell, from) in row.values().zip(cells) {
                    match &from.value {
                        // Read back to the nearest number but one: the reader, not the writer, rounds.
                        Value::Number(_) => prop_assert!(cell["value"].is_f64()),
                        value => prop_assert_eq!(&cell["value"], &scalar(value)),
                    }
                }
                for position in row.values().flat_map(|cell| cell["sources"].as_array().unwrap()) {
                    prop_assert!(position.as_u64().unwrap() < sources.len() as u64);
                }
            }
        }
    }
}
