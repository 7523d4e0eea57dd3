//! A headline is true by its table: whoever ties is named, and one alone, or none known, is said.

mod grades;
mod indicators;

use peel_model::{Analysis, Cell, Column, NoteKey, Table, Value};

/// The headline of a table for Kent.
#[track_caller]
fn check(mut table: Table, expected: &str) {
    table.note(NoteKey::Subject, "Kent");
    assert_eq!(crate::page::headlines(&table).first().map(String::as_str), Some(expected));
}

fn empty(analysis: Analysis, columns: Vec<Column>) -> Table {
    Table::new(analysis, "Title".to_owned(), "O G A RI I".parse().ok(), columns)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn with(mut table: Table, rows: Vec<Vec<Value>>) -> Table {
    for row in rows {
        table.push_row(row.into_iter().map(|value| Cell::new(value, vec![])).collect()).unwrap();
    }
    table
}
