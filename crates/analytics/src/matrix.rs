//! Which grade has each force in each area? One row a force, the subject first.

use peel_model::{Analysis, Cell, Column, Counted, ForceId, Table, Value};

use crate::grid::{Grid, SUBJECT};
use crate::{AnalyticsError, notes};

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let title = format!("Grades of {}, {}", grid.dataset.about.counted(grid.forces.len()), grid.cycle.label);
    let mut table = new(grid, Analysis::Matrix, title, Vec::new());
    fill(grid, &mut table, |_, _| Vec::new())?;
    notes::add(grid, &mut table, Counted::Everyone, &[ORDER], &[]);
    Ok(table)
}

/// What is to be said of the order of the rows.
pub(crate) const ORDER: &str = "the order after the first row is the registry's, not a rank";

/// A table without rows: who, then `beside`, then a column for each area.
pub(crate) fn new(grid: &Grid<'_>, analysis: Analysis, title: String, beside: Vec<Column>) -> Table {
    let mut columns = vec![
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&grid.dataset.about.noun)),
        Column::text("role", "Role").detail(),
        Column::text("region", "Region").detail(),
    ];
    columns.extend(beside);
    columns.extend(grid.areas.iter().map(|area| Column::grade(area.key.area.as_str(), &area.title)));
    Table::new(analysis, title, Some(grid.cycle.scale.clone()), columns)
}

/// A row for each force, with its cells of the columns `beside`.
pub(crate) fn fill(
    grid: &Grid<'_>,
    table: &mut Table,
    beside: impl Fn(&ForceId, &mut Table) -> Vec<Cell>,
) -> Result<(), AnalyticsError> {
    for (force, id) in (0_u32..).zip(&grid.forces) {
        let region = grid.dataset.forces.get(id).and_then(|force| force.region.clone());
        let mut cells = vec![
            Cell::label(id.as_str()),
            Cell::label(grid.name(force)),
            Cell::label(if force == SUBJECT { "subject" } else { "comparator" }),
            Cell::new(region.map(Value::Text), Vec::new()),
        ];
        cells.extend(beside(id, table));
        for (area, _) in (0_u32..).zip(&grid.areas) {
            cells.push(grid.cell(table, area, force));
        }
        table.push_row(cells)?;
    }
    Ok(())
}
