//! Where are the grades? One row a force, with its place in a grid of tiles.

use peel_model::{Analysis, Cell, Column, Counted, Evidence, Force, ForceId, Table, Value};

use crate::grid::Grid;
use crate::{AnalyticsError, matrix, notes};

const METHOD: &str = "tiles: a square for each, at the column and row that the registry gives it; columns are \
                      counted from the west and rows from the north, from 0. Neighbouring tiles need not be \
                      neighbours on the ground, and a tile's size says nothing";

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let place = |id: &ForceId| grid.dataset.forces.get(id).and_then(|force| Some((force, force.tile?)));
    if !grid.forces.iter().any(|id| place(id).is_some()) {
        return Err(AnalyticsError::NoPlaces { nouns: grid.dataset.about.nouns.clone() });
    }
    let title = format!(
        "Where the grades of {} are, {}",
        grid.dataset.about.counted(grid.forces.len()),
        grid.cycle.label
    );
    let beside = vec![
        Column::count("tile_column", "Tile column", "tiles from the west"),
        Column::count("tile_row", "Tile row", "tiles from the north"),
    ];
    let mut table = matrix::new(grid, Analysis::Map, title, beside);
    matrix::fill(grid, &mut table, |id, table| {
        let Some((force, (column, row))) = place(id) else {
            let without = || Cell::new(Value::Empty, Vec::new()).remarked("the registry gives it no place");
            return vec![without(), without()];
        };
        let cited = table.cite(&force.row, || evidence(force, column, row));
        [column, row].map(|number| Cell::new(u64::from(number), vec![cited])).into()
    })?;
    notes::add(grid, &mut table, Counted::Everyone, &[METHOD, matrix::ORDER], &[]);
    Ok(table)
}

fn evidence(force: &Force, column: u32, row: u32) -> Evidence {
    Evidence {
        row: force.row.clone(),
        says: format!("{}: tile in column {column}, row {row}", force.id),
        status: None,
        basis: None,
        url: String::new(),
    }
}
