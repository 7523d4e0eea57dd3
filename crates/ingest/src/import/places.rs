//! What kind of place each row is of, where a column says so: `Police force area`, `Region`, `County`.
//!
//! The words are data (`[[place]]` of layouts/common.toml). A column is one of kinds where every row that has a name
//! and fills it does so with such a word; its header says nothing.

use crate::import::entity::Entities;
use crate::import::shape::Shape;
use crate::open::Grid;

/// The kind of a row that is a force's.
pub(crate) const FORCE: &str = "force";

/// Rows looked at to tell whether a column holds kinds of place.
const ROWS_LOOKED_AT: usize = 2_000;

/// The column that says what kind of place each row is.
pub(crate) fn column_of_kinds(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<usize> {
    let named = |row: &usize| !grid.text(*row, shape.force_column).is_empty();
    let rows: Vec<usize> = shape.body.clone().filter(named).take(ROWS_LOOKED_AT).collect();
    let holds_kinds = |column: &usize| {
        let mut there = rows.iter().map(|row| grid.text(*row, *column)).filter(|text| !text.is_empty());
        let mut n_there = 0;
        let are_kinds = there.all(|text| {
            n_there += 1;
            entities.kind_of_place(text).is_some()
        });
        are_kinds && n_there * 2 > rows.len()
    };
    (0..grid.width()).filter(|column| *column != shape.force_column).find(holds_kinds)
}
