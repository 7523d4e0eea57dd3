//! What is known, unknown or disputed, and where does it come from? One row an area.

use peel_model::{Analysis, Basis, Cell, Column, NoGrade, Table, Value};

use crate::grid::Grid;
use crate::notes::gap_column;
use crate::{AnalyticsError, notes};

const METHODS: [&str; 2] = [
    "a grade read on several pages counts once, on the strongest basis: published by the inspectorate, \
     its prose, an earlier judgment carried over, the press or the force, left over from published counts",
    "unknown means that a grade may exist and the data do not hold it; it never means that there is none",
];

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let counted = grid.dataset.about.counted(grid.forces.len());
    let title = format!("What is known of the grades of {counted}, {}", grid.cycle.label);
    let mut table = Table::new(Analysis::Coverage, title, Some(grid.cycle.scale.clone()), columns(grid));
    for (area, (by_state, by_basis)) in (0_u32..).zip(grid.by_state()?.iter().zip(grid.by_basis()?)) {
        let listed = grid.areas[area as usize];
        let known = by_state.graded(|_| true);
        let mut cells = vec![
            Cell::label(listed.key.area.as_str()),
            Cell::label(listed.title.as_str()),
            Cell::new(grid.forces.len() as u64, Vec::new()),
        ];
        let on_basis = Basis::ALL.map(Some).into_iter().chain([None]).map(|basis| by_basis.on(basis));
        let gaps = NoGrade::ALL.map(|kind| by_state.without(kind));
        for forces in std::iter::once(known.as_slice()).chain(on_basis).chain(gaps) {
            let rows = grid.cite_all(&mut table, area, forces);
            cells.push(Cell::new(forces.len() as u64, rows));
        }
        for kind in [NoGrade::Unknown, NoGrade::Disputed] {
            let forces = by_state.without(kind);
            let names: Vec<&str> = forces.iter().map(|force| grid.name(*force)).collect();
            let rows = grid.cite_all(&mut table, area, forces);
            cells.push(Cell::new(Value::Text(names.join(", ")), rows));
        }
        table.push_row(cells)?;
    }
    notes::add(grid, &mut table, &METHODS, &[])?;
    Ok(table)
}

fn columns(grid: &Grid<'_>) -> Vec<Column> {
    let things = grid.dataset.about.nouns.as_str();
    let mut columns = vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::count("of", "Of", things),
        Column::count("known", "Known", things),
    ];
    columns.extend(Basis::ALL.map(|basis| {
        let title = basis.as_str().replace('-', " ");
        Column::count(&title.replace(' ', "_"), &notes::sentence(&title), things)
    }));
    columns.push(Column::count("unstated", "Basis unstated", things).detail());
    columns.extend(NoGrade::ALL.map(|kind| Column::count(&gap_column(kind), kind.title(), things)));
    columns.extend([
        Column::text("unknown_forces", "Unknown for"),
        Column::text("disputed_forces", "Disputed for").detail(),
    ]);
    columns
}
