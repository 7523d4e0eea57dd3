//! Forces that stand as headings over rows of figures, each alone in its row.

use peel_model::{Diagnostic, Severity, shortened};

use crate::import::entity::Entities;
use crate::import::shape::{Class, Shape, is_blank};
use crate::open::Grid;

/// In a table that no layout fits, the first force that heads rows of figures, where every force does.
pub(crate) fn of_forces(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<Diagnostic> {
    const FEWEST: usize = 2;
    let name = |row: usize| grid.text(row, shape.force_column);
    let has_figures =
        |row: usize| grid.rows[row].cells.iter().map(Class::of).any(|class| class == Class::Number);
    let is_alone =
        |row: usize| (0..grid.width).filter(|column| !grid.text(row, *column).is_empty()).count() == 1;
    let forces: Vec<usize> =
        shape.body.clone().filter(|row| entities.of(name(*row)).force.is_some()).collect();
    let heads = |row: usize| {
        let below = (row + 1..shape.body.end).find(|below| !is_blank(grid, *below));
        is_alone(row) && below.is_some_and(|below| has_figures(below) && !entities.of(name(below)).is_known())
    };
    let first = *forces.first().filter(|_| forces.len() >= FEWEST && forces.iter().all(|row| heads(*row)))?;
    let message = format!(
        "`{}` stands alone above rows of figures that name no force: forces stand as headings, and these are not read",
        shortened(name(first))
    );
    let said = grid.diagnostic(Severity::Error, "force-headings", (first, shape.force_column), message);
    let hint = "write the force into each of its rows, in a column `Force` of its own";
    Some(said.with_hints(vec![hint.to_owned()]))
}
