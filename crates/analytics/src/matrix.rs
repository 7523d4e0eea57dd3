//! Which grade has each force in each area? One row a force, the subject first.

use peel_model::{Analysis, Cell, Column, Counted, Table, Value};

use crate::grid::{Grid, SUBJECT};
use crate::{AnalyticsError, notes};

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let about = &grid.dataset.about;
    let mut columns = vec![
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&about.noun)),
        Column::text("role", "Role").detail(),
        Column::text("region", "Region").detail(),
    ];
    columns.extend(grid.areas.iter().map(|area| Column::grade(area.key.area.as_str(), &area.title)));
    let title = format!("Grades of {}, {}", about.counted(grid.forces.len()), grid.cycle.label);
    let mut table = Table::new(Analysis::Matrix, title, Some(grid.cycle.scale.clone()), columns);
    for (force, id) in (0_u32..).zip(&grid.forces) {
        let region = grid.dataset.forces.get(id).and_then(|force| force.region.clone());
        let mut cells = vec![
            Cell::label(id.as_str()),
            Cell::label(grid.name(force)),
            Cell::label(if force == SUBJECT { "subject" } else { "comparator" }),
            Cell::new(region.map(Value::Text), Vec::new()),
        ];
        for (area, _) in (0_u32..).zip(&grid.areas) {
            cells.push(grid.cell(&mut table, area, force));
        }
        table.push_row(cells)?;
    }
    notes::add(
        grid,
        &mut table,
        Counted::Everyone,
        &["the order after the first row is the registry's, not a rank"],
        &[],
    );
    Ok(table)
}
