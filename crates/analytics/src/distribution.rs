//! How do grades fall, by area? One row an area, a count in each grade of the cycle's scale.

use peel_model::{Analysis, Cell, Column, Counted, Grade, NoGrade, Table, Unit};
use peel_stats::ordinal::{median, share_at_least};

use crate::grid::{ByState, Grid, SUBJECT};
use crate::notes::{gap_columns, grade_column};
use crate::standing::median_words;
use crate::{AnalyticsError, notes};

const METHODS: [&str; 2] = [
    "counts take in the subject and its comparators",
    "median and share are of the known grades, as ordered words; no grade is turned into a score",
];

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let counted = grid.dataset.about.counted(grid.forces.len());
    let title = format!("How the grades of {counted} fall, {}", grid.cycle.label);
    let scale = grid.cycle.scale.clone();
    let mut table = Table::new(Analysis::Distribution, title, Some(scale), columns(grid));
    for (area, by_state) in (0_u32..).zip(&grid.by_state) {
        let cells = row(grid, &mut table, area, by_state);
        table.push_row(cells)?;
    }
    notes::add(grid, &mut table, Counted::Everyone, &METHODS, &[]);
    Ok(table)
}

fn columns(grid: &Grid<'_>) -> Vec<Column> {
    let things = grid.dataset.about.nouns.as_str();
    let scale = grid.cycle.scale.best_first().iter();
    let mut columns = vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::grade("grade", "Grade"),
    ];
    columns.extend(scale.map(|grade| Column::count(&grade_column(*grade), grade.title(), things)));
    columns.extend(gap_columns(&grid.by_state, things));
    columns.extend([
        Column::count("graded", "Known", things),
        Column::count("of", "Of", things).detail(),
        Column::text("median", "Median").detail(),
        Column::number("good_or_better", "Good or better %", Unit::PerCent),
    ]);
    columns
}

fn row(grid: &Grid<'_>, table: &mut Table, area: u32, by_state: &ByState) -> Vec<Cell> {
    let listed = grid.areas[area as usize];
    let counts: Vec<(Grade, u64)> =
        Grade::BEST_FIRST.map(|grade| (grade, by_state.at(grade).len() as u64)).into();
    let known = by_state.graded(|_| true);
    let all = grid.cite_all(table, area, &known);
    let mut cells = vec![
        Cell::label(listed.key.area.as_str()),
        Cell::label(listed.title.as_str()),
        grid.cell(table, area, SUBJECT),
    ];
    let scale = grid.cycle.scale.best_first().iter().map(|grade| by_state.at(*grade));
    for forces in scale.chain(NoGrade::ALL.map(|kind| by_state.without(kind))) {
        let rows = grid.cite_all(table, area, forces);
        cells.push(Cell::new(forces.len() as u64, rows));
    }
    cells.extend([
        Cell::new(known.len() as u64, all.clone()),
        Cell::new(grid.forces.len() as u64, Vec::new()),
        Cell::new(median(&counts).map(median_words), all.clone()),
        Cell::new(share_at_least(Grade::Good, &counts), all),
    ]);
    cells
}
