//! Which forces have the most alike grades? One row a force, the most alike first.

use std::cmp::Ordering;

use peel_model::{Analysis, Cell, Column, Counted, Grade, Table, Unit, Value, possessive};
use peel_stats::grade_distance::{GradeDistance, grade_distance};

use crate::grid::{Grid, SUBJECT};
use crate::pairs::Movement;
use crate::{AnalyticsError, notes};

const METHODS: [&str; 4] = [
    "mean steps: the steps between the two grades on the declared scale (from one word to the next is one \
     step), added over the areas compared and divided by their number; all steps count the same, which is an assumption",
    "compared: areas with a known grade of both; half of the areas at least must be, or there is no rank",
    "rank: 1 and the number of those with fewer mean steps; equal ones have equal ranks",
    "the bounds take each unknown or disputed grade as near as can be, then as far; areas without a grade of \
     one of the two, where that is known, are in neither",
];
const REFERENCE: &str = "Gower (1971), A general coefficient of similarity and some of its properties, Biometrics \
                         27(4), 857-871 (ordered characters by their places, what is unknown left out)";
const CAVEAT: &str = "Alike in grades is not alike in circumstances; `peel show neighbours` compares those";

const NO_RANK: &str = "No one can be ranked: fewer than half of the areas can be compared with any";

/// A comparator's grades beside the subject's.
struct Compared {
    force: u32,
    /// The areas in which both have a known grade.
    n_known: usize,
    n_unknown: usize,
    n_none: usize,
    /// None where nothing can be compared.
    distance: Option<GradeDistance>,
    /// None where too little can be compared.
    rank: Option<u64>,
}

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let subject = grid.subject().to_owned();
    if grid.forces.len() == 1 {
        let comparator = grid.comparison.label.clone();
        return Err(AnalyticsError::NoComparators { subject, comparator });
    }
    if areas(grid).all(|area| grid.verdict(area, SUBJECT).grade().is_none()) {
        return Err(grid.subject_not_graded());
    }
    // Of one alone there is no most.
    let of = if grid.forces.len() == 2 {
        format!("of {subject}")
    } else {
        format!("most like {}", possessive(&subject))
    };
    let title = format!("Grades {of} {}, {}", grid.comparison.among(), grid.cycle.label);
    let all = ranked(grid);
    let mut table = Table::new(Analysis::Similar, title, Some(grid.cycle.scale.clone()), columns(grid, &all));
    for compared in &all {
        let cells = row(grid, &mut table, compared);
        table.push_row(cells)?;
    }
    let is_any_ranked = all.iter().any(|compared| compared.rank.is_some());
    let caveats = [CAVEAT, if is_any_ranked { "" } else { NO_RANK }];
    notes::add_with_caveats(grid, &mut table, Counted::Everyone, &METHODS, &[REFERENCE], &caveats);
    Ok(table)
}

fn areas(grid: &Grid<'_>) -> std::ops::Range<u32> {
    0..u32::try_from(grid.areas.len()).unwrap_or(u32::MAX)
}

/// The comparators, the most alike first; those without a rank last, in the registry's order.
fn ranked(grid: &Grid<'_>) -> Vec<Compared> {
    let mut all: Vec<Compared> =
        (0_u32..).zip(&grid.forces).skip(1).map(|(force, _)| compared(grid, force)).collect();
    let is_enough = |one: &Compared| one.distance.is_some() && one.n_known * 2 >= grid.areas.len();
    all.sort_by(|one, other| match (is_enough(one), is_enough(other)) {
        (true, true) => nearer(one, other),
        (is_first, is_second) => is_second.cmp(&is_first),
    });
    let mut rank = 0;
    for place in 0..all.len() {
        if !is_enough(&all[place]) {
            break;
        }
        let is_tied = place > 0 && nearer(&all[place - 1], &all[place]).is_eq();
        rank = if is_tied { rank } else { place as u64 + 1 };
        all[place].rank = Some(rank);
    }
    all
}

/// Which has fewer mean steps, without dividing.
fn nearer(one: &Compared, other: &Compared) -> Ordering {
    match (&one.distance, &other.distance) {
        (Some(one), Some(other)) => (one.steps * other.compared).cmp(&(other.steps * one.compared)),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

fn compared(grid: &Grid<'_>, force: u32) -> Compared {
    let (mut own, mut theirs): (Vec<Option<Grade>>, Vec<Option<Grade>>) = (Vec::new(), Vec::new());
    let (mut n_known, mut n_unknown, mut n_none) = (0, 0, 0);
    for area in areas(grid) {
        let (one, other) = (grid.verdict(area, SUBJECT), grid.verdict(area, force));
        match Movement::between(one, other) {
            Movement::NoGrade => {
                n_none += 1;
                continue;
            }
            Movement::Unknown => n_unknown += 1,
            Movement::Better | Movement::Same | Movement::Worse | Movement::Other => n_known += 1,
        }
        own.push(one.grade());
        theirs.push(other.grade());
    }
    let distance = grade_distance(&own, &theirs, &grid.cycle.scale);
    Compared { force, n_known, n_unknown, n_none, distance, rank: None }
}

fn columns(grid: &Grid<'_>, all: &[Compared]) -> Vec<Column> {
    let steps = |name: &str, title: &str| Column::count(name, title, "steps");
    let mean = |name: &str, title: &str| Column::number(name, title, Unit::Other("steps an area".to_owned()));
    let gap = |column: Column, occurs: bool| if occurs { column } else { column.detail() };
    let counted = |name: &str, title: &str| Column::count(name, title, "areas");
    vec![
        Column::count("rank", "Rank", "places"),
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&grid.dataset.about.noun)),
        counted("compared", "Compared"),
        counted("of", "Of"),
        gap(counted("unknown", "Unknown"), all.iter().any(|one| one.n_unknown > 0)),
        gap(counted("no_grade", "No grade"), all.iter().any(|one| one.n_none > 0)),
        counted("same", "Same grade"),
        steps("steps", "Steps apart"),
        steps("steps_low", "Steps, least"),
        steps("steps_high", "Steps, most"),
        mean("mean_steps", "Mean steps"),
        mean("mean_steps_low", "Mean steps, least").detail(),
        mean("mean_steps_high", "Mean steps, most").detail(),
    ]
}

fn row(grid: &Grid<'_>, table: &mut Table, one: &Compared) -> Vec<Cell> {
    let rows: Vec<u32> = areas(grid)
        .flat_map(|area| [SUBJECT, one.force].map(|force| grid.cite(table, area, force)))
        .flatten()
        .collect();
    let figure = |value: Value| Cell::new(value, rows.clone());
    let of = |steps: fn(&GradeDistance) -> Value| match &one.distance {
        Some(distance) => figure(steps(distance)),
        None => figure(Value::Empty).remarked("no area has a known grade of both"),
    };
    let rank = match one.rank {
        Some(rank) => figure(rank.into()),
        None => figure(Value::Empty).remarked("fewer than half of the areas can be compared"),
    };
    vec![
        rank,
        Cell::label(grid.forces[one.force as usize].as_str()),
        Cell::label(grid.name(one.force)),
        figure((one.n_known as u64).into()),
        Cell::new(grid.areas.len() as u64, Vec::new()),
        figure((one.n_unknown as u64).into()),
        figure((one.n_none as u64).into()),
        of(|distance| (distance.same as u64).into()),
        of(|distance| (distance.steps as u64).into()),
        of(|distance| (distance.steps_bounds.0 as u64).into()),
        of(|distance| (distance.steps_bounds.1 as u64).into()),
        of(|distance| distance.mean_steps().into()),
        of(|distance| distance.mean_steps_bounds().0.into()),
        of(|distance| distance.mean_steps_bounds().1.into()),
    ]
}
