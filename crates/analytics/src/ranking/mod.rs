//! What can be said of the forces' order without scoring grades? One row a force, by expected rank.
//!
//! No single rank is right: forces that are better in one area and worse in another have no order. So each
//! has an interval of ranks, what is expected within it, and the ranks that scorings would give.

pub(crate) mod places;
mod words;

use peel_model::{Analysis, Cell, Column, NoGrade, NoteKey, Selection, Table, Unit, Verdict};
use peel_stats::dominance::{dominated, dominators};
use peel_stats::scoring::RankSample;

use crate::grid::{ByState, Grid, SUBJECT};
use crate::standing::median_words;
use crate::workings::Workings;
use crate::{AnalyticsError, notes};
use places::Places;

/// The unit of ranks that need not be whole numbers.
const RANK: &str = "rank, 1 the best";
/// The most forces whose figures cite the rows of all that they depend on.
const MOST_CITED: usize = 200;
/// The shares of random scorings whose ranks are shown.
const SHARES: [f64; 3] = [0.025, 0.5, 0.975];

pub(crate) fn table(grid: Grid<'_>, workings: &Workings) -> Result<Table, AnalyticsError> {
    if grid.forces.len() == 1 {
        let (subject, comparator) = (grid.subject().to_owned(), grid.comparison.label.clone());
        return Err(AnalyticsError::NoComparators { subject, comparator });
    }
    if !(0_u32..).zip(&grid.areas).any(|(area, _)| is_known_in_part(grid.verdict(area, SUBJECT))) {
        return Err(grid.subject_not_graded());
    }
    let (grid, taken, left_out) = known_enough(grid);
    let defaults = grid.selection.defaults.iter().cloned().chain(taken).collect();
    let selection = Selection { defaults, ..grid.selection.clone() };
    let grid = grid.told_as(&selection);
    let places =
        Places::of(&grid, workings).ok_or_else(|| AnalyticsError::Unordered(grid.cycle.id.clone()))?;
    let forces = grid.dataset.about.counted(grid.forces.len());
    let title = format!("What is certain of the order of {forces}, {}", grid.cycle.label);
    let mut table = Table::new(Analysis::Ranking, title, Some(grid.cycle.scale.clone()), columns(&grid));
    let rows: Vec<Vec<u32>> = places.forces.iter().map(|force| rows_of(&grid, &mut table, *force)).collect();
    for item in places.best_first() {
        table.push_row(row(&grid, &places, &rows, item))?;
    }
    table.note(NoteKey::Caveat, left_out.unwrap_or_default());
    words::add(&grid, &places, &mut table);
    Ok(table)
}

/// A grade in dispute is one of those published, so that something is known of it.
fn is_known_in_part(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Graded(_) | Verdict::Without(NoGrade::Disputed))
}

/// The areas known for at least half of the forces, unless areas were asked for by name: an area unknown for most
/// would leave hardly anything certain. Where no area is known for half, those known for anybody. With what is to be
/// said of that: which were taken, and which were left out.
fn known_enough(grid: Grid<'_>) -> (Grid<'_>, Option<String>, Option<String>) {
    let n_known = |area: &ByState| area.graded(|_| true).len();
    let forces = grid.dataset.about.counted(grid.forces.len());
    let is_enough = |area: &ByState| 2 * n_known(area) >= grid.forces.len();
    let n_enough = grid.by_state.iter().filter(|area| is_enough(area)).count();
    if !grid.selection.areas.is_empty() || n_enough == grid.areas.len() {
        return (grid, None, None);
    }
    let is_kept = |n_forces: usize, area: &ByState| match n_enough {
        0 => n_known(area) > 0,
        _ => 2 * n_known(area) >= n_forces,
    };
    let n_forces = grid.forces.len();
    let areas = grid.areas.iter().zip(&grid.by_state);
    let left_out = areas.filter(|(_, by_state)| !is_kept(n_forces, by_state));
    let left_out: Vec<String> =
        left_out.map(|(area, by_state)| format!("{} ({})", area.title, n_known(by_state))).collect();
    let taken = match n_enough {
        0 => format!("areas: those known for anybody, as none is known for half of the {forces}"),
        _ => format!("areas: those known for at least half of the {forces}"),
    };
    let left_out = (!left_out.is_empty()).then(|| {
        format!("Not in the order, as too few of the {forces} are known in each: {}", left_out.join(", "))
    });
    let taken = format!("{taken}; `--area` takes others");
    (grid.narrowed(|area| is_kept(n_forces, area)), Some(taken), left_out)
}

/// Everything the data hold about a force in the areas taken.
fn rows_of(grid: &Grid<'_>, table: &mut Table, force: u32) -> Vec<u32> {
    (0_u32..).zip(&grid.areas).flat_map(|(area, _)| grid.cite(table, area, force)).collect()
}

fn columns(grid: &Grid<'_>) -> Vec<Column> {
    let about = &grid.dataset.about;
    let things = about.nouns.as_str();
    let rank = |name: &str, title: &str| Column::number(name, title, Unit::Other(RANK.to_owned()));
    let gaps = NoGrade::ALL.map(|kind| {
        Column::count(&kind.slug().replace('-', "_"), &format!("{} in", kind.title()), "areas").detail()
    });
    let mut columns = vec![
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&about.noun)),
        Column::text("role", "Role"),
        Column::count("known", "Known", "areas"),
        Column::count("areas", "Of", "areas"),
    ];
    columns.extend(gaps);
    columns.extend([
        Column::count("better", "Certainly better", things),
        Column::count("worse", "Certainly worse", things),
        Column::count("rank_best", "Best rank", "places"),
        Column::count("rank_worst", "Worst rank", "places"),
        rank("expected_rank", "Expected rank"),
        rank("expected_rank_error", "Expected rank, standard error").detail(),
        rank("local_rank", "Expected rank, local model").detail(),
        rank("random_low", "Random scores 2.5%"),
        rank("random_median_best", "Random scores median, best case").detail(),
        rank("random_median_worst", "Random scores median, worst case").detail(),
        rank("random_high", "Random scores 97.5%"),
        Column::number("top_quarter_least", "Top quarter %, least", Unit::PerCent).detail(),
        Column::number("top_quarter_most", "Top quarter %", Unit::PerCent),
        rank("equal_best", "Equal steps rank, best case").detail(),
        rank("equal_worst", "Equal steps rank, worst case").detail(),
        Column::text("rule", "Rule of limits"),
        rank("rule_best", "Rule rank, best case").detail(),
        rank("rule_worst", "Rule rank, worst case").detail(),
    ]);
    columns
}

fn row(grid: &Grid<'_>, places: &Places, rows: &[Vec<u32>], item: usize) -> Vec<Cell> {
    let force = places.forces[item];
    let own = rows[item].clone();
    let with = |items: Vec<usize>| -> Vec<u32> {
        own.iter().chain(items.iter().flat_map(|other| &rows[*other])).copied().collect()
    };
    let (above, below) = match &places.order {
        Some(order) if rows.len() <= MOST_CITED => {
            (dominators(order, item).collect(), dominated(order, item).collect())
        }
        _ => (Vec::new(), Vec::new()),
    };
    let everybody = if rows.len() <= MOST_CITED { (0..rows.len()).collect() } else { Vec::new() };
    let all = with(everybody);
    let (above, below) = (with(above), with(below));
    let verdicts = || (0_u32..).zip(&grid.areas).map(|(area, _)| grid.verdict(area, force));
    let n_of = |test: &dyn Fn(&Verdict) -> bool| verdicts().filter(|verdict| test(verdict)).count() as u64;
    let n_known = n_of(&|verdict| verdict.grade().is_some());
    let count = places.dominance[item];
    let (best, worst) = count.rank_interval(rows.len());
    let interval: Vec<u32> = above.iter().chain(&below).copied().collect();

    let mut cells = vec![
        Cell::label(grid.forces[force as usize].as_str()),
        Cell::label(grid.name(force)),
        Cell::label(if force == SUBJECT { "subject" } else { "comparator" }),
        Cell::new(n_known, own.clone()),
        Cell::new(grid.areas.len() as u64, Vec::new()),
    ];
    for kind in NoGrade::ALL {
        cells.push(Cell::new(n_of(&|verdict| *verdict == Verdict::Without(kind)), own.clone()));
    }
    let error = places.expected.as_ref().and_then(|expected| expected.standard_error(item));
    cells.extend([
        Cell::new(count.dominators as u64, above),
        Cell::new(count.dominated as u64, below),
        Cell::new(best as u64, interval.clone()),
        Cell::new(worst as u64, interval),
        Cell::new(places.expected_rank(item), all.clone()),
        Cell::new(error, all.clone()),
        Cell::new(places.local.get(item).copied().flatten(), all.clone()),
    ]);
    cells.extend(scored(places, item, &all));
    cells.extend(by_rule(places, item, &own, &all));
    cells
}

/// The ranks by random scores and by equally spaced ones.
fn scored(places: &Places, item: usize, all: &[u32]) -> [Cell; 8] {
    let random = places.random.as_ref().and_then(|random| random.get(item));
    let [low, median, high] = SHARES;
    let quarter = |sample: &RankSample| 100.0 * sample.share_in_top_quarter(places.forces.len());
    let equal = places.equal.get(item).map(|equal| equal.rank);
    [
        random.and_then(|random| random.best.quantile(low)),
        random.and_then(|random| random.best.quantile(median)),
        random.and_then(|random| random.worst.quantile(median)),
        random.and_then(|random| random.worst.quantile(high)),
        random.map(|random| quarter(&random.worst)),
        random.map(|random| quarter(&random.best)),
        equal.map(|rank| rank.best),
        equal.map(|rank| rank.worst),
    ]
    .map(|value| Cell::new(value, all.to_vec()))
}

/// The word of the whole by the rule of limits, and the ranks by it.
fn by_rule(places: &Places, item: usize, own: &[u32], all: &[u32]) -> [Cell; 3] {
    let word = places.rule.as_ref().and_then(|rule| rule.get(item)).copied();
    let rank = places.rule_ranks.get(item);
    [
        Cell::new(word.map(median_words), own.to_vec()),
        Cell::new(rank.map(|rank| rank.best), all.to_vec()),
        Cell::new(rank.map(|rank| rank.worst), all.to_vec()),
    ]
}
