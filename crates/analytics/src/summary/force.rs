//! A force: one row an area and cycle, with its grade, its standing against each comparator and its change.

use std::collections::BTreeSet;

use peel_model::{
    Cell, Column, Comparator, Cycle, Dataset, Grade, Level, NoGrade, NoteKey, Table, Unit, Value,
};
use peel_stats::ordinal::place_of;

use super::{Scope, about, earlier, end, union};
use crate::change::{CARRIED_OVER, carried_over};
use crate::comparability::ComparedCycles;
use crate::grid::{ByState, Grid, SUBJECT};
use crate::pairs::Movement;
use crate::{AnalyticsError, notes};

/// The comparators, the first of which everyone has: name in columns, title, who.
const AGAINST: [(&str, &str, Comparator); 4] = [
    ("all", "All", Comparator::All),
    ("country", "Country", Comparator::Country),
    ("region", "Region", Comparator::Region),
    ("neighbours", "Neighbours", Comparator::Neighbours(Comparator::MOST_NEIGHBOURS)),
];
/// The place of the force's own grade among the columns.
const GRADE: usize = 4;
const METHODS: [&str; 4] = [
    "better, same, worse: comparators with such a known grade; without: those whose grade is not known, or that have \
     none; of: all of them, so that the four add up to it",
    "percentile: mid-rank among comparators with a known grade, 100 (worse + same / 2) / known",
    "change: against the latest earlier cycle that has the area by the same identifier and that the data do not say may \
     not be compared",
    CARRIED_OVER,
];

/// The cells of a cycle at a level, against each comparator; none where there is none of the kind.
struct Laid<'a> {
    cycle: &'a Cycle,
    level: Level,
    against: [Option<Grid<'a>>; 4],
}

/// The summary of a force: a row for each area of each cycle and level in the scope.
///
/// # Errors
///
/// [`AnalyticsError`] when the subject is unknown or nothing in the scope was graded.
pub fn force(dataset: &Dataset, scope: &Scope) -> Result<Table, AnalyticsError> {
    // Earlier cycles are laid, too, since changes are told against them.
    let all = Scope { cycle: None, ..scope.clone() };
    let wanted: BTreeSet<&str> = scope.cycles(dataset).into_iter().map(|cycle| cycle.id.as_str()).collect();
    let places: Vec<(&Cycle, Level)> = all
        .cycles(dataset)
        .into_iter()
        .flat_map(|cycle| scope.levels().into_iter().map(move |level| (cycle, level)))
        .collect();
    let selections: Vec<_> = places
        .iter()
        .flat_map(|(cycle, level)| AGAINST.map(|(_, _, who)| scope.selection(&cycle.id, *level, who)))
        .collect();
    let mut refused = BTreeSet::new();
    let mut laid = Vec::new();
    for ((cycle, level), selections) in places.into_iter().zip(selections.chunks(AGAINST.len())) {
        let [first, others @ ..] = selections else { continue };
        let base = match Grid::new(dataset, first) {
            Ok(grid) => grid,
            Err(AnalyticsError::NothingAtLevel { .. }) => continue,
            Err(error) => return Err(error),
        };
        let mut grids = others.iter().map(|selection| {
            Grid::new(dataset, selection).map_err(|error| refused.insert(error.to_string())).ok()
        });
        let mut next = || grids.next().flatten();
        laid.push(Laid { cycle, level, against: [Some(base), next(), next(), next()] });
    }
    let meant: Vec<&Laid<'_>> = laid.iter().filter(|laid| wanted.contains(laid.cycle.id.as_str())).collect();
    let scale = meant.iter().map(|laid| &laid.cycle.scale);
    let name = dataset.short_name(&scope.subject);
    let mut table =
        Table::new(None, format!("{name}: {}", scope.taken_in(dataset)), union(scale), columns(dataset));
    table.note(NoteKey::Subject, name);
    let mut cautions = Vec::new();
    for one in &meant {
        rows(dataset, (one, &laid), &mut table, &mut cautions)?;
    }
    if table.rows().is_empty() {
        return Err(scope.nothing(dataset));
    }
    compare(&meant, &mut table);
    for default in &scope.defaults {
        table.note(NoteKey::Default, default.as_str());
    }
    for compared in &cautions {
        compared.note(&mut table);
    }
    for reason in refused {
        table.note(NoteKey::Caveat, format!("not every comparator is there: {reason}"));
    }
    let bases: Vec<ByState> = meant
        .iter()
        .filter_map(|laid| laid.against.first()?.as_ref())
        .flat_map(|grid| grid.by_basis.iter().cloned())
        .collect();
    end(dataset, &notes::gradings_sources(dataset, &bases), &mut table);
    Ok(table)
}

/// Notes whom the force is compared with, how much is known, and how the figures are made.
fn compare(laid: &[&Laid<'_>], table: &mut Table) {
    let whom = laid.first().into_iter().flat_map(|laid| AGAINST.iter().zip(&laid.against));
    let whom = whom.filter_map(|((_, title, _), grid)| {
        let label = &grid.as_ref()?.comparison.label;
        Some(format!("{title}: {label}"))
    });
    table.note(NoteKey::Comparator, whom.collect::<Vec<_>>().join("; "));
    let grades = || table.rows().iter().filter_map(|cells| cells.get(GRADE));
    let n_known = grades().filter(|cell| matches!(cell.value, Value::Grade(_))).count();
    table.note(NoteKey::Coverage, format!("{n_known} of {} grades of its own known", grades().count()));
    for method in METHODS {
        table.note(NoteKey::Method, method);
    }
    for key in [NoteKey::Method, NoteKey::Caveat] {
        found(laid, key, table);
    }
}

/// Notes how the comparators were found, who the neighbours are first of all: once where that is so in every cycle, else
/// with the cycles in which it is.
fn found(laid: &[&Laid<'_>], key: NoteKey, table: &mut Table) {
    let cycles: BTreeSet<&str> = laid.iter().map(|laid| laid.cycle.label.as_str()).collect();
    let mut said: Vec<(&str, Vec<&str>)> = Vec::new();
    for laid in laid {
        let label = laid.cycle.label.as_str();
        for text in laid.against.iter().flatten().flat_map(|grid| grid.comparison.explained(key)) {
            match said.iter_mut().find(|(other, _)| *other == text) {
                Some((_, of)) if of.contains(&label) => {}
                Some((_, of)) => of.push(label),
                None => said.push((text, vec![label])),
            }
        }
    }
    for (text, of) in said {
        let is_of_all = of.len() == cycles.len();
        table.note(key, if is_of_all { text.to_owned() } else { format!("{}: {text}", of.join(", ")) });
    }
}

fn columns(dataset: &Dataset) -> Vec<Column> {
    let things = dataset.about.nouns.as_str();
    let mut columns = Vec::from(about());
    columns.push(Column::grade("grade", "Grade"));
    for (name, title, _) in AGAINST {
        let count =
            |what: &str| Column::count(&format!("{name}_{what}"), &format!("{title}: {what}"), things);
        columns.extend([
            count("better"),
            count("same").detail(),
            count("worse"),
            count("without").detail(),
            count("of"),
        ]);
        let percentile =
            Column::number(&format!("{name}_percentile"), &format!("{title}: percentile"), Unit::Percentile);
        columns.push(percentile.detail());
    }
    columns.extend([
        Column::text("before_cycle", "Compared with").detail(),
        Column::grade("before", "Before"),
        Column::text("change", "Change"),
        Column::text("carried_over", "Carried over").detail(),
    ]);
    columns
}

/// The rows of one cycle and level.
fn rows<'a>(
    dataset: &'a Dataset,
    (one, laid): (&Laid<'a>, &[Laid<'a>]),
    table: &mut Table,
    cautions: &mut Vec<ComparedCycles<'a>>,
) -> Result<(), AnalyticsError> {
    let [Some(base), ..] = &one.against else { return Ok(()) };
    let earlier = earlier(dataset, one.cycle, one.level);
    for (area, listed) in (0_u32..).zip(&base.areas) {
        let mut cells = vec![
            Cell::label(one.cycle.id.as_str()),
            Cell::label(one.level.as_str()),
            Cell::label(listed.key.area.as_str()),
            Cell::label(listed.title.as_str()),
            base.cell(table, area, SUBJECT),
        ];
        for grid in &one.against {
            cells.extend(standing(grid.as_ref(), table, area));
        }
        let before = earlier.iter().find_map(|compared| {
            let grid =
                laid.iter().find(|laid| laid.cycle.id == compared.from.id && laid.level == one.level)?;
            let grid = grid.against[0].as_ref()?;
            let (place, _) =
                (0_u32..).zip(&grid.areas).find(|(_, other)| other.key.area == listed.key.area)?;
            Some((compared, grid, place))
        });
        if let Some((compared, grid, place)) = before {
            let cell = grid.cell(table, place, SUBJECT);
            let moved = Movement::between(grid.verdict(place, SUBJECT), base.verdict(area, SUBJECT));
            let rows = cell.from.iter().chain(&base.cite(table, area, SUBJECT)).copied().collect();
            let word = Value::Text(moved.word().to_owned());
            let is_carried = [grid.is_carried_over(place, SUBJECT), base.is_carried_over(area, SUBJECT)];
            let carried_over = carried_over([&cell, &cells[GRADE]], is_carried);
            let change = Cell::new(word, rows);
            cells.extend([Cell::label(compared.from.id.as_str()), cell, change, carried_over]);
            cautions.push(compared.clone());
        } else {
            let none = || Cell::new(Value::Empty, Vec::new());
            let why = none().remarked("no earlier cycle that may be compared has the area");
            cells.extend([none(), none(), why, none()]);
        }
        table.push_row(cells)?;
    }
    Ok(())
}

/// How the comparators stand to the subject in an area: better, same, worse, without, of, percentile.
fn standing(grid: Option<&Grid<'_>>, table: &mut Table, area: u32) -> Vec<Cell> {
    let Some(grid) = grid else { return vec![Cell::new(Value::Empty, Vec::new()); 6] };
    let others = grid.by_state[area as usize].comparators();
    let own = grid.verdict(area, SUBJECT).grade();
    let cited = grid.cite(table, area, SUBJECT);
    let known = grid.cite_all(table, area, &others.graded(|_| true));
    let whole: Vec<u32> = cited.iter().chain(&known).copied().collect();
    let mut cells = Vec::new();
    for test in [Grade::gt as fn(&Grade, &Grade) -> bool, Grade::eq, Grade::lt] {
        // Without a grade of its own there is nothing to be better or worse than.
        let forces = own.map(|own| others.graded(|other| test(&other, &own)));
        let rows = grid.cite_all(table, area, forces.as_deref().unwrap_or_default());
        let rows = cited.iter().copied().chain(rows).collect();
        cells.push(Cell::new(forces.map(|forces| forces.len() as u64), rows));
    }
    let count = |kind| others.without(kind).len() as u64;
    let without: Vec<u32> =
        NoGrade::ALL.into_iter().flat_map(|kind| others.without(kind).iter().copied()).collect();
    let rows = grid.cite_all(table, area, &without);
    cells.push(Cell::new(without.len() as u64, rows));
    cells.push(Cell::new(grid.comparison.members.len() as u64, Vec::new()));
    let counts: Vec<(Grade, u64)> =
        Grade::BEST_FIRST.map(|grade| (grade, others.at(grade).len() as u64)).into();
    let unknown = count(NoGrade::Unknown) + count(NoGrade::Disputed);
    let percentile = own.and_then(|own| place_of(own, &counts, unknown).percentile());
    cells.push(Cell::new(percentile, whole));
    cells
}
