//! Whole imports of made-up tables: what must hold of every one of them, and of some by name.

mod account;
mod altered;
mod apart;
mod arrangements;
mod aside;
mod asked;
mod dated;
mod lengths;
mod located;
mod meant;
mod mistaken;
mod named;
mod narrower;
mod nearly;
mod pivot;
mod places;
mod questions;
mod rates;
mod rest;
mod said;
mod same;
mod shown;
mod signs;
mod tables;
mod titles;
mod turns;
mod units;
mod words;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use peel_model::Diagnostics;
use proptest::prelude::*;

use super::*;
use crate::{Extent, Folder, load};

/// The repository's own data and the built-in layouts.
fn data() -> &'static (Loaded, Layouts) {
    static DATA: OnceLock<(Loaded, Layouts)> = OnceLock::new();
    DATA.get_or_init(|| {
        let folder = Folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data").into());
        (load(&folder, Extent::Everything).unwrap(), Layouts::read(&folder).unwrap())
    })
}

/// Where the table of a grid is.
pub(super) fn shape_of(grid: &Grid) -> Shape {
    let (loaded, layouts) = data();
    let context = Context { dataset: &loaded.dataset, layouts, options: &Options::default() };
    Shape::find(grid, &context.entities(None), layouts.units()).unwrap()
}

/// The cells of figures in a text that are merged, given what is.
pub(super) fn merged_figures_of(
    text: &str,
    merged: Vec<(usize, usize, usize, usize)>,
) -> BTreeMap<(usize, usize), (usize, usize)> {
    let (loaded, layouts) = data();
    let context = Context { dataset: &loaded.dataset, layouts, options: &Options::default() };
    let mut grid = open("t.csv", text.as_bytes(), &mut Diagnostics::default()).remove(0);
    grid.merged = merged;
    let shape = Shape::find(&grid, &context.entities(None), layouts.units()).unwrap();
    let bound = bind::best(layouts.iter(), &grid, &shape, &context).unwrap();
    crate::import::shown::merged_figures(&grid, &shape, &bound)
}

/// Imports one file.
fn imported(name: &str, bytes: &[u8], options: &Options) -> Imported {
    let (loaded, layouts) = data();
    import(&[Input { name, bytes }], options, loaded, layouts).unwrap()
}

/// The rows made of a text, in some of their columns.
fn rows_of(name: &str, text: &str, options: &Options, columns: &[&str]) -> Vec<String> {
    let imported = imported(name, text.as_bytes(), options);
    imported.tidy.iter().flat_map(|tidy| in_columns(tidy, columns)).collect()
}

/// Rows in some of their columns, a blank between two.
fn in_columns(tidy: &Tidy, columns: &[&str]) -> Vec<String> {
    let places: Vec<usize> =
        columns.iter().map(|column| tidy.columns.iter().position(|known| known == column).unwrap()).collect();
    let row =
        |row: &Vec<String>| places.iter().map(|place| row[*place].as_str()).collect::<Vec<_>>().join(" ");
    tidy.rows.iter().map(row).collect()
}

/// What a table becomes: each row's force, period, figures and what is missing, then the codes of what was said.
fn told(name: &str, text: &str) -> String {
    let imported = imported(name, text.replace('|', "\n").as_bytes(), &Options::default());
    let columns = ["force", "period", "numerator", "published_value", "missing"];
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &columns)).collect();
    let said = codes(&imported.diagnostics);
    let said =
        said.iter().filter(|(_, severity)| **severity > Severity::Note).map(|(code, _)| format!("!{code}"));
    let single = |row: &String| row.split_whitespace().collect::<Vec<_>>().join(" ");
    rows.iter().map(single).chain(said).collect::<Vec<_>>().join("; ")
}

/// Each row's force, indicator, period and figures, then the codes of what was said beyond notes.
fn read(text: &str) -> String {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let columns = ["force", "indicator", "period", "numerator", "published_value"];
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &columns)).collect();
    let codes = codes(&imported.diagnostics);
    let said = codes.iter().filter(|(_, severity)| **severity > Severity::Note);
    let rows = rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.chain(said.map(|(code, _)| format!("!{code}"))).collect::<Vec<_>>().join("; ")
}

/// Each text is read as it says.
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .map(|(text, expected)| (text, read(text), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(text, found, expected)| format!("{text}\n  {found}\n  {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Codes of what was said, each once, with the worst severity of it.
fn codes(diagnostics: &Diagnostics) -> BTreeMap<&'static str, Severity> {
    let mut codes = BTreeMap::new();
    for said in diagnostics.kept() {
        let worst = codes.entry(said.code).or_insert(said.severity);
        *worst = said.severity.max(*worst);
    }
    codes
}

/// How many cases a property is tried with, unless `PROPTEST_CASES` says: an import takes tens of
/// milliseconds in a debug build.
fn cases(n: u32) -> ProptestConfig {
    let (usual, asked) = (ProptestConfig::default(), std::env::var_os("PROPTEST_CASES").is_some());
    ProptestConfig { cases: if asked { usual.cases } else { n }, failure_persistence: None, ..usual }
}
