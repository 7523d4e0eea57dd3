//! Who is best in each area of a cycle, and whether the force in question is among them.

use peel_model::{Cell, Column, Comparator, Counted, Dataset, ForceId, Grade, Table, Value};

use super::Scope;
use crate::comparison::Comparison;
use crate::defaults::default_level;
use crate::grid::{Grid, SUBJECT};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 2] = [
    "leads: `yes` where the subject has the best known grade itself, `no` where its grade is below that, `unknown` where it has \
     no known grade",
    "best: those compared with who have the best known grade among them; in region and among neighbours: those of them who are",
];

/// The leaders in each area of the scope's cycle, among those compared with.
///
/// # Errors
///
/// [`AnalyticsError`] when there is no cycle, nothing at the level or no one to compare with.
pub fn leaders(dataset: &Dataset, scope: &Scope) -> Result<Table, AnalyticsError> {
    let cycle = scope.one_cycle()?;
    let level = scope.level.unwrap_or_else(|| default_level(dataset, cycle));
    let selection = scope.selection(cycle, level, scope.comparator.clone());
    let grid = Grid::new(dataset, &selection)?;
    let comparator = grid.comparison.label.clone();
    if grid.forces.len() == 1 {
        return Err(AnalyticsError::NoComparators { subject: grid.subject().to_owned(), comparator });
    }
    // Whoever has no region or no neighbours has none of the best there.
    let near = [Comparator::Region, Comparator::Neighbours(Comparator::MOST_NEIGHBOURS)].map(|who| {
        let comparison = Comparison::resolve(dataset, &scope.selection(cycle, level, who));
        comparison.map(|comparison| comparison.members).ok()
    });
    let title =
        format!("Who is best, and whether {} is, among {comparator}, {}", grid.subject(), grid.cycle.label);
    let mut table = Table::new(None, title, Some(grid.cycle.scale.clone()), columns(dataset));
    for (area, listed) in (0_u32..).zip(&grid.areas) {
        let others = grid.by_state[area as usize].comparators();
        let scale = grid.cycle.scale.best_first().iter();
        let best = scale.map(|grade| (*grade, others.at(*grade))).find(|(_, forces)| !forces.is_empty());
        let own = grid.verdict(area, SUBJECT).grade();
        let forces = best.map_or(&[][..], |(_, forces)| forces);
        let rows = grid.cite_all(&mut table, area, forces);
        let with_own = grid.cite(&mut table, area, SUBJECT).into_iter().chain(rows.iter().copied()).collect();
        let known = others.graded(|_| true).len() as u64;
        let mut cells = vec![
            Cell::label(listed.key.area.as_str()),
            Cell::label(listed.title.as_str()),
            grid.cell(&mut table, area, SUBJECT),
            Cell::new(best.map(|(best, _)| Value::Text(leads(own, best).to_owned())), with_own),
            Cell::new(best.map(|(grade, _)| grade), rows.clone()),
            Cell::new(forces.len() as u64, rows.clone()),
            Cell::new(known, Vec::new()),
            Cell::new(grid.comparison.members.len() as u64, Vec::new()),
            Cell::new(best.map(|(_, forces)| Value::Text(grid.names(forces))), rows.clone()),
        ];
        for members in &near {
            let names = members.as_ref().map(|members| names(&grid, forces, members));
            cells.push(Cell::new(names.filter(|names| !names.is_empty()).map(Value::Text), rows.clone()));
        }
        table.push_row(cells)?;
    }
    notes::add(&grid, &mut table, Counted::Comparators, &METHODS, &[]);
    Ok(table)
}

fn columns(dataset: &Dataset) -> Vec<Column> {
    let things = dataset.about.nouns.as_str();
    vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::grade("grade", "Grade"),
        Column::text("leads", "Leads"),
        Column::grade("best_grade", "Best grade"),
        Column::count("n_best", "At it", things),
        Column::count("known", "Known", things).detail(),
        Column::count("of", "Of", things).detail(),
        Column::text("best", "Best"),
        Column::text("best_in_region", "In its region"),
        Column::text("best_among_neighbours", "Among its neighbours"),
    ]
}

fn leads(own: Option<Grade>, best: Grade) -> &'static str {
    match own {
        None => "unknown",
        Some(own) if own >= best => "yes",
        Some(_) => "no",
    }
}

/// The names of those forces that are members, in the registry's order.
fn names(grid: &Grid<'_>, forces: &[u32], members: &[ForceId]) -> String {
    let is_member = |force: &&u32| members.contains(&grid.forces[**force as usize]);
    grid.names(&forces.iter().filter(is_member).copied().collect::<Vec<_>>())
}
