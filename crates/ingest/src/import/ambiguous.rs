//! Names of forces that may stand for others: those of counties, and those of a second column of forces.

use peel_model::{Severity, shortened};

use crate::import::entity::Entities;
use crate::import::places::{FORCE, NOT_FORCES};
use crate::import::read::Reader;
use crate::import::rows::RowIs;
use crate::import::shape::{Class, Shape};
use crate::import::unread::force_rows;
use crate::open::Grid;

/// Why the names under a header such as `County` are not those of forces: one with figures is of a county alone.
pub(crate) fn of_counties(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<String> {
    if !heads_counties(shape, entities) {
        return None;
    }
    let name_of = |row: usize| grid.text(row, shape.force_column);
    let has_figures = |row: &usize| {
        let cells = grid.rows[*row].cells.iter().skip(shape.force_column + 1);
        cells.map(Class::of).any(|class| matches!(class, Class::Number | Class::Year))
    };
    let is_other = |row: &usize| !name_of(*row).is_empty() && !entities.of(name_of(*row)).is_known();
    let county = shape.body.clone().filter(is_other).find(has_figures)?;
    Some(format!("it is about counties (`{}` is no force){NOT_FORCES}", shortened(name_of(county))))
}

/// Whether the header over the names says that they are those of counties.
fn heads_counties(shape: &Shape, entities: &Entities<'_>) -> bool {
    let kind = entities.kind_of_place(shape.header_of(shape.force_column));
    kind.is_some_and(|kind| kind == "county" || kind == "metropolitan county")
}

impl Reader<'_, '_> {
    /// Says where forces are read under a header of counties, which may have other bounds.
    pub(crate) fn counties(&mut self, rows: &[RowIs], entities: &Entities<'_>) {
        let Some(row) = force_rows(self.shape, rows).next().filter(|_| heads_counties(self.shape, entities))
        else {
            return;
        };
        let header = shortened(self.shape.header_of(self.shape.force_column));
        let message = format!("every name under `{header}` is that of a force, and is read as such");
        let hint = "leave the table out if its figures are those of county councils, whose bounds may differ"
            .to_owned();
        self.say(Severity::Warning, "counties", (row, self.shape.force_column), message, &[hint]);
    }

    /// Says which other column names forces, and not those of its rows: `To force` beside `From force`. Under a header
    /// that is no plain word for forces either may be meant.
    pub(crate) fn other_forces(&mut self, rows: &[RowIs], entities: &Entities<'_>) {
        let own = self.shape.force_column;
        let Some((column, row)) = (0..self.bound.beside.unwrap_or(self.bound.columns.len()))
            .filter(|column| *column != own)
            .find_map(|column| {
                let forces = force_rows(self.shape, rows);
                Some((column, first_other_force(self.grid, self.shape, column, forces, entities)?))
            })
        else {
            return;
        };
        let header = |column: usize| shortened(self.shape.header_of(column)).into_owned();
        let (read, other) = (header(own), header(column));
        let is_plain = entities.kind_of_place(&read) == Some(FORCE);
        let severity = if is_plain { Severity::Warning } else { Severity::Error };
        let message = format!("`{other}` names forces, too; figures are read as those of `{read}`");
        let hint = "keep one column of forces, headed `Force`".to_owned();
        self.say(severity, "two-columns-of-forces", (row, column), message, &[hint]);
    }

    /// Says which rows are set aside that are of a body which pays for a force under another name, where no header says that
    /// such bodies stand below it.
    pub(crate) fn policing_bodies(&mut self, rows: &[RowIs], entities: &Entities<'_>) {
        let column = self.shape.force_column;
        let first = self.shape.body.start;
        let aside = rows.iter().enumerate().filter(|(_, row)| matches!(row, RowIs::SetAside(_)));
        let found = aside
            .map(|(place, _)| first + place)
            .find_map(|row| Some((row, entities.policing_body(self.grid.text(row, column))?)));
        let Some((row, force)) = found else { return };
        let name = shortened(self.grid.text(row, column)).into_owned();
        let message = format!("`{name}` is set aside: it may be itself, or {force}, which it pays for");
        let hint = "head the column `Local policing body` where the forces are meant".to_owned();
        self.say(Severity::Warning, "policing-body", (row, column), message, &[hint]);
    }
}

/// Whether a column names forces, and in some row another than the row's own.
pub(crate) fn names_other_forces(grid: &Grid, shape: &Shape, column: usize, entities: &Entities<'_>) -> bool {
    let is_force = |row: &usize| entities.of(grid.text(*row, shape.force_column)).force.is_some();
    first_other_force(grid, shape, column, shape.body.clone().filter(is_force), entities).is_some()
}

/// The first row in which a column of forces names another than the row's own.
fn first_other_force(
    grid: &Grid,
    shape: &Shape,
    column: usize,
    rows: impl Iterator<Item = usize>,
    entities: &Entities<'_>,
) -> Option<usize> {
    const LOOKED_AT: usize = 200;
    let told: Vec<_> = rows
        .take(LOOKED_AT)
        .map(|row| (row, grid.text(row, column)))
        .filter(|(_, text)| text.starts_with(char::is_alphabetic))
        .collect();
    // A region of a force's name is none.
    let force_of = |text: &str| Some(entities.of(text)).filter(|named| named.other.is_none())?.force;
    let named: Vec<_> = told.iter().filter_map(|(row, text)| Some((*row, force_of(text)?))).collect();
    let is_column_of_forces = !named.is_empty() && named.len() * 2 > told.len();
    let own = |row: usize| entities.of(grid.text(row, shape.force_column)).force;
    let differs = named.iter().find(|(row, force)| own(*row).is_some_and(|own| own != *force));
    differs.filter(|_| is_column_of_forces).map(|(row, _)| *row)
}
