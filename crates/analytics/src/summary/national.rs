//! All forces: one row an area and cycle, with how the grades fall and who moved.
//!
//! The figures come from [`Verdicts`], which reads all gradings once; the rows behind one of them are those of
//! `distribution` and `change`.

use peel_model::{
    Area, Cell, Column, Cycle, Dataset, Grade, Level, NoGrade, NoteKey, Scale, Table, Unit, Value,
};
use peel_stats::ordinal::{median, share_at_least};

use super::{Scope, about, earlier, end, union};
use crate::change::CARRIED_OVER;
use crate::comparability::ComparedCycles;
use crate::notes::grade_column;
use crate::pairs::Movement;
use crate::standing::median_words;
use crate::verdicts::{Distribution, Verdicts};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 4] = [
    "counts, median and share take in every force of the registry; the grades and the four kinds of none add up to `of`",
    "risen, stayed, fallen: against the latest earlier cycle that has the area by the same identifier and that the data do not \
     say may not be compared; forces with a known grade in both",
    CARRIED_OVER,
    "the rows of data behind a figure: `peel explain distribution --cell` and `peel explain change --cell`",
];
const MOVES: [(&str, &str, Movement); 4] = [
    ("risen", "Risen", Movement::Better),
    ("stayed", "Stayed", Movement::Same),
    ("fallen", "Fallen", Movement::Worse),
    ("not_known_in_both", "Not known in both", Movement::Unknown),
];

/// The summary of all forces.
///
/// # Errors
///
/// [`AnalyticsError`] when nothing in the scope was graded.
pub fn national(dataset: &Dataset, scope: &Scope) -> Result<Table, AnalyticsError> {
    let verdicts = Verdicts::new(dataset);
    let cycles = scope.cycles(dataset);
    let scale = union(cycles.iter().map(|cycle| &cycle.scale));
    let title = format!("All {}: {}", dataset.about.counted(dataset.forces.len()), scope.taken_in(dataset));
    let mut table = Table::new(None, title, scale.clone(), columns(dataset, scale.as_ref()));
    let (mut n_known, mut n_reported, mut n_all) = (0, 0, 0);
    for cycle in cycles {
        for level in scope.levels() {
            let earlier = earlier(dataset, cycle, level);
            n_reported += verdicts.n_reported(&cycle.id, level);
            for fall in verdicts.distributions(&cycle.id, level) {
                n_known += fall.grades.iter().sum::<u64>();
                n_all += dataset.forces.len() as u64;
                let row = row((dataset, &verdicts), (cycle, level), (&fall, &earlier), &mut table);
                table.push_row(row)?;
            }
        }
    }
    if table.rows().is_empty() {
        return Err(scope.nothing(dataset));
    }
    table.note(NoteKey::Coverage, format!("{n_known} of {n_all} grades known"));
    for method in METHODS {
        table.note(NoteKey::Method, method);
    }
    for cycle in scope.cycles(dataset) {
        let note = notes::sentence(&cycle.note);
        table.note(NoteKey::Caveat, if note.is_empty() { note } else { format!("{}: {note}", cycle.label) });
    }
    let [n_known, n_reported] = [n_known, n_reported].map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    end(dataset, &notes::graded_by(dataset, n_known, n_reported), &mut table);
    Ok(table)
}

fn columns(dataset: &Dataset, scale: Option<&Scale>) -> Vec<Column> {
    let things = dataset.about.nouns.as_str();
    let mut columns = Vec::from(about());
    let scale = scale.map_or(Grade::BEST_FIRST.as_slice(), Scale::best_first);
    columns.extend(scale.iter().map(|grade| Column::count(&grade_column(*grade), grade.title(), things)));
    let gap = |kind: NoGrade| Column::count(&kind.slug().replace('-', "_"), kind.title(), things).detail();
    columns.extend(NoGrade::ALL.map(gap));
    columns.extend([
        Column::count("known", "Known", things),
        Column::count("of", "Of", things),
        Column::text("median", "Median"),
        Column::number("good_or_better", "Good or better %", Unit::PerCent),
        Column::text("before_cycle", "Compared with").detail(),
    ]);
    columns.extend(MOVES.map(|(name, title, kind)| {
        let column = Column::count(name, title, things);
        if kind == Movement::Unknown || kind == Movement::Same { column.detail() } else { column }
    }));
    columns.push(Column::count("carried_over", "Carried over", things).detail());
    columns
}

fn row(
    (dataset, verdicts): (&Dataset, &Verdicts<'_>),
    (cycle, level): (&Cycle, Level),
    (fall, earlier): (&Distribution<'_>, &[ComparedCycles<'_>]),
    table: &mut Table,
) -> Vec<Cell> {
    let figure = |value: Value| Cell::new(value, Vec::new());
    let counts: Vec<(Grade, u64)> = Grade::BEST_FIRST.into_iter().zip(fall.grades).collect();
    let on_scale = |grade: &Grade| table.scale.as_ref().is_none_or(|scale| scale.has(*grade));
    let mut cells: Vec<Cell> =
        [cycle.id.as_str(), level.as_str(), fall.area.key.area.as_str(), &fall.area.title]
            .map(Cell::label)
            .into();
    // A grade that the cycle could not give is no count of none.
    let of_grade = |(grade, n): &(Grade, u64)| {
        let is_possible = cycle.scale.has(*grade) || *n > 0;
        figure(is_possible.then_some(*n).into())
    };
    cells.extend(counts.iter().filter(|(grade, _)| on_scale(grade)).map(of_grade));
    cells.extend(fall.without.map(|n| figure(n.into())));
    cells.extend([
        figure(fall.grades.iter().sum::<u64>().into()),
        figure((dataset.forces.len() as u64).into()),
        figure(median(&counts).map(median_words).into()),
        figure(share_at_least(Grade::Good, &counts).into()),
    ]);
    let moved = earlier.iter().find_map(|compared| Some((compared, moves(verdicts, compared, fall.area)?)));
    match moved {
        Some((compared, moved)) => {
            compared.note(table);
            cells.push(Cell::label(compared.from.id.as_str()));
            cells.extend(moved.map(|n| figure(n.into())));
        }
        None => cells.extend(std::iter::repeat_n(figure(Value::Empty), 1 + MOVES.len() + 1)),
    }
    cells
}

/// How many rose, stayed, fell and are not known in both, and how many of those known a judgment is carried over of; none
/// where the earlier cycle has not the area.
fn moves(verdicts: &Verdicts<'_>, compared: &ComparedCycles<'_>, area: &Area) -> Option<[u64; 5]> {
    let of_area = verdicts.moves(compared).filter(|one| one.area.key == area.key);
    let moved = of_area.map(|one| (Movement::between(one.before, one.after), one.is_carried_over));
    let moved: Vec<(Movement, bool)> = moved.collect();
    let is_unknown = |kind: Movement| matches!(kind, Movement::Unknown | Movement::NoGrade);
    let count = |test: &dyn Fn(Movement, bool) -> bool| {
        moved.iter().filter(|(kind, is_carried_over)| test(*kind, *is_carried_over)).count() as u64
    };
    let [risen, stayed, fallen, unknown] =
        MOVES.map(|(_, _, kind)| count(&|one, _| one == kind || (is_unknown(kind) && is_unknown(one))));
    let carried_over = count(&|one, is_carried_over| is_carried_over && !is_unknown(one));
    (!moved.is_empty()).then_some([risen, stayed, fallen, unknown, carried_over])
}
