//! Cells of a table's body that are merged downwards: what the first says, each of its rows says.

use std::borrow::Cow;

use peel_model::fold;

use crate::import::shape::{Class, Shape};
use crate::open::Grid;

/// The grid with the words of cells that are merged downwards in each of their rows. Figures are left where they
/// stand: one of two forces together is none of each.
pub(crate) fn written_out<'g>(grid: &'g Grid, shape: &Shape) -> Cow<'g, Grid> {
    let mut grid = Cow::Borrowed(grid);
    for (top, left, bottom, _) in grid.merged.clone() {
        let Some(cell) = grid.cell(top, left).filter(|_| bottom > top && shape.body.contains(&top)).cloned()
        else {
            continue;
        };
        let says = match Class::of(&cell) {
            Class::Text | Class::Period | Class::Code => true,
            Class::Year => fold(shape.header_of(left)).contains("year"),
            _ => false,
        };
        if !says {
            continue;
        }
        for row in &mut grid.to_mut().rows[top + 1..=bottom] {
            if let Some(below) = row.cells.get_mut(left).filter(|below| below.text.is_empty()) {
                *below = cell.clone();
            }
        }
    }
    grid
}
