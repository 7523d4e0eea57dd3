//! What is known, unknown or disputed, and where does it come from? One row an area.

use peel_model::{Analysis, Basis, Cell, Column, Counted, NoGrade, Table, Value};

use crate::grid::Grid;
use crate::notes::gap_columns;
use crate::{AnalyticsError, notes};

const METHODS: [&str; 2] = [
    "a grade read on several pages counts once, on the strongest basis: published by the inspectorate, \
     its prose, an earlier judgment carried over, the press or the force, left over from published counts",
    "unknown means that a grade may exist and the data do not hold it; it never means that there is none",
];

/// The kinds of gap whose forces are named, and the columns that name them.
const NAMED: [(NoGrade, &str, &str); 2] = [
    (NoGrade::Unknown, "unknown_forces", "Unknown for"),
    (NoGrade::Disputed, "disputed_forces", "Disputed for"),
];
/// The most letters of names that are shown to people.
const LONGEST_NAMES: usize = 40;

/// Every basis, and that of a row that states none.
const BASES: [Option<Basis>; 6] = [
    Some(Basis::Published),
    Some(Basis::Narrative),
    Some(Basis::CarriedOver),
    Some(Basis::Secondary),
    Some(Basis::Derived),
    None,
];

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let counted = grid.dataset.about.counted(grid.forces.len());
    let title = format!("What is known of the grades of {counted}, {}", grid.cycle.label);
    let scale = grid.cycle.scale.clone();
    let mut table = Table::new(Analysis::Coverage, title, Some(scale), columns(grid));
    for (area, (by_state, by_basis)) in (0_u32..).zip(grid.by_state.iter().zip(&grid.by_basis)) {
        let listed = grid.areas[area as usize];
        let known = by_state.graded(|_| true);
        let mut cells = vec![
            Cell::label(listed.key.area.as_str()),
            Cell::label(listed.title.as_str()),
            Cell::new(grid.forces.len() as u64, Vec::new()),
        ];
        let on_basis = BASES.map(|basis| by_basis.on(basis));
        let gaps = NoGrade::ALL.map(|kind| by_state.without(kind));
        for forces in std::iter::once(known.as_slice()).chain(on_basis).chain(gaps) {
            let rows = grid.cite_all(&mut table, area, forces);
            cells.push(Cell::new(forces.len() as u64, rows));
        }
        for (kind, _, _) in NAMED {
            let forces = by_state.without(kind);
            let rows = grid.cite_all(&mut table, area, forces);
            cells.push(Cell::new(Value::Text(grid.names(forces)), rows));
        }
        table.push_row(cells)?;
    }
    notes::add(grid, &mut table, Counted::Everyone, &METHODS, &[]);
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
    columns.extend(BASES.map(|basis| {
        let word = basis.map_or("unstated", Basis::as_str);
        let title = notes::sentence(&word.replace('-', " "));
        let column = Column::count(&word.replace('-', "_"), &title, things);
        let occurs = grid.by_basis.iter().any(|area| !area.on(basis).is_empty());
        if occurs { column } else { column.detail() }
    }));
    columns.extend(gap_columns(&grid.by_state, things));
    for (kind, name, title) in NAMED {
        let column = Column::text(name, title);
        let lengths = grid.by_state.iter().map(|area| grid.names(area.without(kind)).len());
        // Many names are for the files; a reader is shown how many there are.
        let is_short = lengths.max().is_some_and(|longest| (1..=LONGEST_NAMES).contains(&longest));
        columns.push(if is_short { column } else { column.detail() });
    }
    columns
}
