//! In each area, how many comparators are better, the same, worse or unknown? One row an area.

use peel_model::{Analysis, Cell, Column, Counted, Grade, NoGrade, NoteKey, Table, Unit, Value};
use peel_stats::ordinal::{median, place_of, share_at_least};

use crate::grid::{ByState, Grid, SUBJECT};
use crate::notes::{counted, gap_columns, grade_column};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 3] = [
    "percentile: mid-rank among comparators with a known grade, 100 (worse + same / 2) / known; \
     its bounds take every unknown or disputed grade as better, then as worse",
    "median: of the comparators' known grades, as ordered words; two words when the middle falls between them",
    "good or better: share of the comparators' known grades",
];
const WITH_SUBJECT: &str = "the subject counts among those compared, and is the same as itself";
const REFERENCE: &str = "Parzen (2004), Quantile probability and statistical data modeling, \
                         Statistical Science 19(4), 652-662 (mid-distribution)";

pub(crate) fn table(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    let comparator = grid.comparison.label.clone();
    if grid.forces.len() == 1 {
        return Err(AnalyticsError::NoComparators { subject: grid.subject().to_owned(), comparator });
    }
    let title = format!("{} against {comparator}, {}", grid.subject(), grid.cycle.label);
    let scale = grid.cycle.scale.clone();
    let whose = grid.selection.counted;
    let others = counted(whose, &grid.by_state);
    let mut table = Table::new(Analysis::Standing, title, Some(scale), columns(grid, &others));
    let mut is_any_graded = false;
    for (area, others) in (0_u32..).zip(&others) {
        let subject = grid.verdict(area, SUBJECT);
        is_any_graded |= subject.grade().is_some();
        let cells = row(grid, &mut table, area, subject.grade(), others);
        table.push_row(cells)?;
    }
    if !is_any_graded {
        return Err(grid.subject_not_graded());
    }
    let with_subject = (whose == Counted::Everyone).then_some(WITH_SUBJECT);
    let methods: Vec<&str> = METHODS.into_iter().chain(with_subject).collect();
    find_best(grid, &others, &mut table);
    notes::add(grid, &mut table, whose, &methods, &[REFERENCE]);
    Ok(table)
}

fn columns(grid: &Grid<'_>, others: &[ByState]) -> Vec<Column> {
    let things = grid.dataset.about.nouns.as_str();
    let mut columns = vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::grade("grade", "Grade"),
        Column::count("better", "Better", things),
        Column::count("same", "Same", things),
        Column::count("worse", "Worse", things),
    ];
    columns.extend(gap_columns(others, things));
    columns.extend([
        Column::count("of", "Of", things),
        Column::number("percentile", "Percentile", Unit::Percentile),
        Column::number("percentile_low", "Percentile, least", Unit::Percentile).detail(),
        Column::number("percentile_high", "Percentile, most", Unit::Percentile).detail(),
        Column::text("median", "Median"),
        Column::number("good_or_better", "Good or better %", Unit::PerCent),
    ]);
    let scale = grid.cycle.scale.best_first().iter();
    columns.extend(scale.map(|grade| Column::count(&grade_column(*grade), grade.title(), things).detail()));
    columns.push(Column::grade("best_grade", "Best grade").detail());
    columns.push(Column::text("best", "Who has it").detail());
    columns
}

fn row(grid: &Grid<'_>, table: &mut Table, area: u32, grade: Option<Grade>, others: &ByState) -> Vec<Cell> {
    let listed = grid.areas[area as usize];
    let scale = grid.cycle.scale.best_first();
    let counts: Vec<(Grade, u64)> =
        Grade::BEST_FIRST.map(|grade| (grade, others.at(grade).len() as u64)).into();
    let own = grid.cite(table, area, SUBJECT);
    let all = grid.cite_all(table, area, &others.graded(|_| true));
    let with_own = |rows: &[u32]| own.iter().chain(rows).copied().collect::<Vec<u32>>();

    let mut cells = vec![
        Cell::label(listed.key.area.as_str()),
        Cell::label(listed.title.as_str()),
        grid.cell(table, area, SUBJECT),
    ];
    for test in [Grade::gt as fn(&Grade, &Grade) -> bool, Grade::eq, Grade::lt] {
        // Without a grade of its own there is nothing to be better or worse than.
        let forces = grade.map(|own| others.graded(|other| test(&other, &own)));
        let rows = grid.cite_all(table, area, forces.as_deref().unwrap_or_default());
        cells.push(Cell::new(forces.map(|forces| forces.len() as u64), with_own(&rows)));
    }
    for kind in NoGrade::ALL {
        let forces = others.without(kind);
        let rows = grid.cite_all(table, area, forces);
        cells.push(Cell::new(forces.len() as u64, rows));
    }
    let unknown = others.without(NoGrade::Unknown).len() + others.without(NoGrade::Disputed).len();
    let place = grade.map(|grade| place_of(grade, &counts, unknown as u64));
    let bounds = place.and_then(|place| place.percentile_bounds());
    cells.extend([
        Cell::new(
            grid.forces.len() as u64 - u64::from(grid.selection.counted == Counted::Comparators),
            Vec::new(),
        ),
        Cell::new(place.and_then(|place| place.percentile()), with_own(&all)),
        Cell::new(bounds.map(|(low, _)| low), with_own(&all)),
        Cell::new(bounds.map(|(_, high)| high), with_own(&all)),
        Cell::new(median(&counts).map(median_words), all.clone()),
        Cell::new(share_at_least(Grade::Good, &counts), all),
    ]);
    for grade in scale {
        let rows = grid.cite_all(table, area, others.at(*grade));
        cells.push(Cell::new(others.at(*grade).len() as u64, rows));
    }
    let best = best(grid, others);
    let rows = grid.cite_all(table, area, best.map_or(&[], |(_, forces)| forces));
    cells.push(Cell::new(best.map(|(grade, _)| grade), rows.clone()));
    cells.push(Cell::new(best.map(|(_, forces)| Value::Text(grid.names(forces))), rows));
    cells
}

/// The best grade among those compared, and who has it; none where none is known.
fn best<'s>(grid: &Grid<'_>, others: &'s ByState) -> Option<(Grade, &'s [u32])> {
    let grades = grid.cycle.scale.best_first().iter();
    grades.map(|grade| (*grade, others.at(*grade))).find(|(_, forces)| !forces.is_empty())
}

/// Who is best in each area, as far as few enough are to be named in a line.
fn find_best(grid: &Grid<'_>, others: &[ByState], table: &mut Table) {
    const FEW: usize = 5;
    for (area, others) in grid.areas.iter().zip(others) {
        let Some((grade, forces)) = best(grid, others) else { continue };
        let who = match forces.len() {
            n if n <= FEW => grid.names(forces),
            n => grid.dataset.about.counted(n),
        };
        table.note(NoteKey::Finding, format!("best in {}: {grade}, {who}", area.title));
    }
}

/// `Good`, or `Requires improvement to Good` where the middle falls between two words.
pub(crate) fn median_words((lower, upper): (Grade, Grade)) -> Value {
    Value::Text(if lower == upper { lower.to_string() } else { format!("{lower} to {upper}") })
}
