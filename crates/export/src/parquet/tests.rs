//! Parquet read back by Arrow's reader.

use std::collections::BTreeSet;

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use proptest::prelude::*;

use super::*;
use crate::samples;

fn opened(table: &Table) -> SerializedFileReader<Bytes> {
    SerializedFileReader::new(Bytes::from(file(table).unwrap())).unwrap()
}

/// The rows as the file has them: names and values.
fn rows(reader: &SerializedFileReader<Bytes>) -> Vec<Vec<(String, Field)>> {
    let rows = reader.get_row_iter(None).unwrap();
    rows.map(|row| row.unwrap().into_columns()).collect()
}

fn text(words: &str) -> Field {
    Field::Str(words.to_owned())
}

#[test]
fn columns_are_typed_and_a_reason_for_no_grade_stands_beside_the_grade() {
    let read = rows(&opened(&samples::small()));
    let names: Vec<&str> = read[0].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["area", "grade", "grade_no_grade", "share", "remarks"]);
    let values = |row: usize| read[row].iter().map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let share = Field::Double(100.0 * 11.0 / 21.0);
    assert_eq!(
        values(0),
        [text("Legitimacy"), text("Requires improvement"), Field::Null, share, Field::Null]
    );
    let remark = text("grade: Good or Inadequate");
    assert_eq!(values(1), [text("\"Efficiency\""), Field::Null, text("Disputed"), Field::Null, remark]);
}

#[test]
fn the_dictionary_has_the_whole_scale_worst_to_best() {
    let reader = opened(&samples::small());
    let group = reader.get_row_group(0).unwrap();
    let page = group.get_column_page_reader(1).unwrap().get_next_page().unwrap().unwrap();
    let words = ["Inadequate", "Requires improvement", "Good", "Outstanding"];
    let expected: Vec<u8> = words
        .iter()
        .flat_map(|word| [&u32::try_from(word.len()).unwrap().to_le_bytes(), word.as_bytes()].concat())
        .collect();
    assert_eq!((page.buffer().to_vec(), page.num_values()), (expected, 4));
}

#[test]
fn the_metadata_have_notes_units_and_sources() {
    let reader = opened(&samples::small());
    let metadata = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
    let about = metadata.iter().find(|pair| pair.key == "peel").unwrap().value.clone().unwrap();
    let about: serde_json::Value = serde_json::from_str(&about).unwrap();
    assert_eq!(about["notes"][0]["text"], "Kent");
    assert_eq!(about["columns"][2]["unit"], "%");
    assert_eq!(about["sources"][0]["url"], "https://example.org/kent");
    assert!(about.get("rows").is_none());
    assert!(metadata.iter().any(|pair| pair.key == "ARROW:schema"));
}

#[test]
fn a_table_of_nothing_is_a_file_too() {
    assert_eq!(opened(&samples::empty()).metadata().file_metadata().num_rows(), 0);
}

#[test]
fn a_count_that_does_not_fit_is_an_error() {
    let mut table = Table::new(None, String::new(), None, vec![Column::count("n", "N", "forces")]);
    table.push_row(vec![peel_model::Cell::new(u64::MAX, vec![])]).unwrap();
    assert!(file(&table).is_err_and(|error| error.to_string().contains(&u64::MAX.to_string())));
}

fn fits(table: &Table) -> bool {
    let is_large = |value: &Value| matches!(value, Value::Count(count) if i64::try_from(*count).is_err());
    !table.rows().iter().flatten().any(|cell| is_large(&cell.value))
}

proptest! {
    #[test]
    fn every_table_reads_back(table in samples::any_table().prop_filter("counts fit", fits)) {
        prop_assert_eq!(file(&table).unwrap(), file(&table).unwrap(), "the same bytes");
        if table.columns().is_empty() {
            return Ok(());
        }
        let read = rows(&opened(&table));
        prop_assert_eq!(read.len(), table.rows().len());
        for (read, row) in read.iter().zip(table.rows()) {
            let names: BTreeSet<&str> = read.iter().map(|(name, _)| name.as_str()).collect();
            prop_assert_eq!(names.len(), read.len());
            for (column, (_, read)) in stored(&table).iter().zip(read) {
                let expected = match (&column.from, row_value(&column.from, row)) {
                    (From::Remarks, _) => {
                        let said = remarks(&table, row);
                        if said.is_empty() { Field::Null } else { Field::Str(said) }
                    }
                    (From::Text(_), Some(Value::Text(words))) => text(words),
                    (From::Count(_), Some(Value::Count(count))) => Field::Long(i64::try_from(*count).unwrap()),
                    (From::Number(_), Some(Value::Number(number))) => Field::Double(*number),
                    (From::Grade(..), Some(Value::Grade(grade))) => text(grade.title()),
                    (From::NoGrade(..), Some(Value::NoGrade(kind))) => text(kind.title()),
                    _ => Field::Null,
                };
                prop_assert_eq!(read, &expected);
            }
        }
    }
}

fn row_value<'r>(from: &From, row: &'r [peel_model::Cell]) -> Option<&'r Value> {
    match from {
        From::Text(of) | From::Count(of) | From::Number(of) | From::Grade(of, _) | From::NoGrade(of, _) => {
            Some(&row[*of].value)
        }
        From::Remarks => None,
    }
}
