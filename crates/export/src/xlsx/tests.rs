//! Workbooks read back by another reader than their writer.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx as Opened};
use peel_model::{Column, NoteKey};
use proptest::prelude::*;

use super::*;
use crate::samples;

fn opened(table: &Table) -> Opened<Cursor<Vec<u8>>> {
    Opened::new(Cursor::new(workbook(table).unwrap())).unwrap()
}

/// The text of every part of the packed file, by name.
fn parts(table: &Table) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook(table).unwrap())).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.push((part.name().unwrap().into_owned(), text));
    }
    parts
}

fn cell(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn the_sheets_are_cover_table_notes_columns_and_source_rows() {
    let mut book = opened(&samples::small());
    assert_eq!(book.sheet_names(), ["Cover", "Standing", "Notes", "Columns", "Source_rows"]);
    let cover = book.worksheet_range("Cover").unwrap();
    assert_eq!(cover.get_value((0, 0)), Some(&cell("Standing of Kent, 2016")));
    let table = book.worksheet_range("Standing").unwrap();
    let row = |row: u32| {
        (0..4).map(|at| table.get_value((row, at)).cloned().unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(row(2), ["Area", "Grade", "Share (%)", "Remarks"].map(cell));
    let share = Data::Float(100.0 * 11.0 / 21.0);
    assert_eq!(row(3), [cell("Legitimacy"), cell("Requires improvement"), share, Data::Empty]);
    let remark = cell("grade: Good or Inadequate");
    assert_eq!(row(4), [cell("\"Efficiency\""), cell("Disputed"), Data::Empty, remark]);
    let sources = book.worksheet_range("Source_rows").unwrap();
    assert_eq!(sources.get_value((3, 1)), Some(&Data::Float(2.0)));
    assert_eq!(sources.get_value((3, 5)), Some(&cell("https://example.org/kent")));
}

#[test]
fn every_sheet_but_the_cover_is_a_real_table_and_nothing_is_merged_hidden_or_frozen() {
    let parts = parts(&samples::wide_standing());
    let tables = parts.iter().filter(|(name, _)| name.starts_with("xl/tables/")).count();
    let sheets = parts.iter().filter(|(name, _)| name.starts_with("xl/worksheets/sheet")).count();
    assert_eq!((tables, sheets), (3, 4), "{:?}", parts.iter().map(|(name, _)| name).collect::<Vec<_>>());
    for (name, text) in &parts {
        for word in ["mergeCell", "hidden=", "<pane", "<autoFilter", "<f>"] {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
}

#[test]
fn no_clock_is_in_the_bytes() {
    let table = samples::standing();
    assert_eq!(workbook(&table).unwrap(), workbook(&table).unwrap());
    let core = parts(&table).into_iter().find(|(name, _)| name == "docProps/core.xml").unwrap().1;
    assert_eq!(core.matches("1980-01-01T00:00:00Z").count(), core.matches("W3CDTF").count(), "{core}");
}

#[test]
fn a_table_of_nothing_and_one_without_rows_are_workbooks_too() {
    assert_eq!(opened(&samples::empty()).sheet_names(), ["Cover"]);
    let columns = ["a", "A", "a 2", ""].map(|title| Column::text("x", title)).to_vec();
    let mut table = Table::new(None, String::new(), None, columns);
    table.note(NoteKey::Caveat, "=1+1");
    let mut book = opened(&table);
    assert_eq!(book.sheet_names(), ["Cover", "Table", "Notes", "Columns"]);
    let heads = book.worksheet_range("Table").unwrap();
    let heads: Vec<_> = (0..4).map(|at| heads.get_value((2, at)).cloned().unwrap_or_default()).collect();
    assert_eq!(heads, ["a", "A 2", "a 2 2", "Column 4"].map(cell));
    let notes = book.worksheet_range("Notes").unwrap();
    assert_eq!(notes.get_value((3, 1)), Some(&cell("=1+1")), "a formula stays a text");
}

#[test]
fn a_text_longer_than_a_cell_is_cut_and_says_so() {
    let mut table = Table::new(None, "x".to_owned(), None, vec![Column::text("a", "A")]);
    table.push_row(vec![Cell::label("é".repeat(40_000))]).unwrap();
    let range = opened(&table).worksheet_range("Table").unwrap();
    let Some(Data::String(text)) = range.get_value((3, 0)) else { panic!("no text") };
    assert!(text.ends_with('…') && text.chars().count() < 32_767);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_table_reads_back(table in samples::any_table()) {
        let mut book = opened(&table);
        if table.columns().is_empty() {
            return Ok(());
        }
        let range = book.worksheet_range("Matrix").unwrap();
        for (row, cells) in (3_u32..).zip(table.rows()) {
            for (at, (column, cell)) in (0_u32..).zip(table.columns().iter().zip(cells)) {
                let read = range.get_value((row, at)).cloned().unwrap_or_default();
                match entry(column, cell) {
                    Entry::Number(number, _) => prop_assert_eq!(read, Data::Float(number)),
                    Entry::Text(text) if text.is_empty() => prop_assert_eq!(read, Data::Empty),
                    Entry::Text(text) => prop_assert_eq!(read, Data::String(text)),
                }
            }
        }
    }
}
