//! What kind of place each row is of, where a column says so: `Police force area`, `Region`, `County`; and tables
//! that are of other places throughout, by their codes or by the header over the names.
//!
//! The words are data (`[[place]]` of layouts/common.toml). A column is one of kinds where every row that has a name
//! and fills it does so with such a word; its header says nothing.

use std::sync::Arc;

use peel_model::fold;

use crate::import::entity::{Entities, Named, is_code};
use crate::import::shape::Shape;
use crate::open::Grid;

/// The kind of a row that is a force's.
pub(crate) const FORCE: &str = "force";

/// Kinds whose words are names as well: a column of `England` and `Wales` says in which of them a force is.
pub(crate) const NAMED: [&str; 3] = ["country", "total", "average"];

/// Rows looked at to tell whether a column holds kinds of place.
const ROWS_LOOKED_AT: usize = 2_000;

/// The column that says what kind of place each row is.
pub(crate) fn column_of_kinds(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<usize> {
    let named = |row: &usize| !grid.text(*row, shape.force_column).is_empty();
    let rows: Vec<usize> = shape.body.clone().filter(named).take(ROWS_LOOKED_AT).collect();
    let holds_kinds = |column: &usize| {
        let mut there = rows.iter().map(|row| grid.text(*row, *column)).filter(|text| !text.is_empty());
        let (mut n_there, mut tells_apart) = (0, false);
        let are_kinds = there.all(|text| {
            n_there += 1;
            let kind = entities.kind_of_place(text);
            tells_apart |= kind.is_some_and(|kind| !NAMED.contains(&kind));
            kind.is_some()
        });
        are_kinds && tells_apart && n_there * 2 > rows.len()
    };
    (0..grid.width).filter(|column| *column != shape.force_column).find(holds_kinds)
}

/// How a reason ends that has forces' names stand for others.
pub(crate) const NOT_FORCES: &str = ", not police force areas";

/// Why the names of a table are not those of forces, though forces have them.
pub(crate) fn of_others(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<String> {
    match codes_in(grid, shape, entities) {
        Codes::OfForces => None,
        Codes::OfOthers(code, kind) => Some(format!("its codes name others (`{code}`: {kind}){NOT_FORCES}")),
        Codes::None => entities.of_others(shape.header_of(shape.force_column)).map(str::to_owned),
    }
}

/// What the codes in the rows of forces' names are of.
enum Codes {
    /// At least one is a force's.
    OfForces,
    /// Every row has one, and none is a force's: the first that is neither a region's nor a country's, and what has it.
    OfOthers(String, Arc<str>),
    /// Nothing that can be told.
    None,
}

fn codes_in(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Codes {
    let mut first_other: Option<(String, Arc<str>)> = None;
    let mut is_every = true;
    for row in shape.body.clone().take(ROWS_LOOKED_AT) {
        if entities.of(grid.text(row, shape.force_column)).force.is_none() {
            continue;
        }
        let mut has_other = false;
        for code in (0..grid.width).map(|column| grid.text(row, column)).filter(|text| is_code(text)) {
            match entities.of_code(code) {
                Named { other: Some(kind), .. } if !matches!(&*kind, "region" | "country") => {
                    first_other.get_or_insert_with(|| (code.to_owned(), kind));
                    has_other = true;
                }
                Named { other: Some(_), .. } => {}
                Named { other: None, .. } => return Codes::OfForces,
            }
        }
        is_every &= has_other;
    }
    match first_other.filter(|_| is_every) {
        Some((code, kind)) => Codes::OfOthers(code, kind),
        None => Codes::None,
    }
}

/// Whether a header is over a part of an address.
pub(crate) fn is_of_address(header: &str) -> bool {
    let folded = fold(header);
    folded.split(' ').any(|word| ["address", "postcode", "postcodes"].contains(&word))
        || folded.contains("post code")
}

/// Whether a header is over towns, which beside a postcode are those of addresses.
pub(crate) fn names_town(header: &str) -> bool {
    ["town", "city", "parish"].contains(&fold(header).as_str())
}
