//! Do the areas of a cycle, or two cycles, agree with one another? One row a pair, then all together.

use peel_model::{
    Analysis, Area, Cell, Column, Counted, Cycles, Dataset, Grade, Scale, Selection, Table, Unit, Value,
    Verdict,
};
use peel_stats::concordance::{Concordance, ENOUGH_ITEMS, kendall_w};
use peel_stats::kappa::{Weighting, enough_pairs, kappa};
use peel_stats::kendall::Kendall;

use crate::grid::Grid;
use crate::pairs::{Movement, gap_columns, square};
use crate::two_cycles::TwoCycles;
use crate::{AnalyticsError, notes, two_cycles};

const METHODS: [&str; 5] = [
    "known: those with a known grade in all that is compared in the row; the subject is counted with those it is compared with",
    "the same: those with the same word in all; its share is of the known",
    "weighted kappa: agreement beyond chance, 1 - sum v p / sum v e, disagreements v in proportion to the steps \
     between the words of the declared scale; limits at 95%, kappa -+ 1.96 standard errors, cut at -1 and 1, \
     and none where the error is 0",
    "tau-b: Kendall's rank correlation with ties, of the order of the words alone",
    "Kendall's W: from 0, no common order, to 1, one order, with ties; tested as m (n - 1) W by chi-square with n - 1 degrees of freedom, \
     with no p where fewer than 8 are known",
];
const REFERENCES: [&str; 6] = [
    "Cohen (1968), Weighted kappa, Psychological Bulletin 70, 213-220; Cicchetti and Allison (1971) (linear weights)",
    "Fleiss, Cohen and Everitt (1969), Psychological Bulletin 72, 323-327 (standard errors)",
    "Cicchetti (1981), Applied Psychological Measurement 5, 101-104 (how many pairs the errors need)",
    "Kendall (1945), The treatment of ties in ranking problems, Biometrika 33, 239-251",
    "Kendall and Babington Smith (1939), The problem of m rankings, Annals of Mathematical Statistics 10, 275-287",
    "Siegel and Castellan (1988), Nonparametric Statistics for the Behavioral Sciences, 2nd edition, chapter 9 (how many the \
     test of W needs)",
];
const CAVEAT: &str = "Areas ask different questions, so that grades that differ are no fault; kappa is 1 where all grades \
                      agree, and 0 where they agree as often as chance alone would make them";

/// One thing that is compared: an area in a cycle.
#[derive(Clone, Copy)]
struct Side<'a> {
    grid: &'a Grid<'a>,
    area: u32,
}

impl<'a> Side<'a> {
    fn listed(&self) -> &'a Area {
        self.grid.areas[self.area as usize]
    }
}

pub(crate) fn table(dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    if let Some(Cycles::Between { .. }) = &selection.cycles {
        return between_cycles(&TwoCycles::new(dataset, selection)?);
    }
    within_cycle(&Grid::new(dataset, selection)?)
}

/// Refuses a cycle with one area at the level: there is nothing for it to agree with.
pub(crate) fn must_have_two(areas: &[&Area], selection: &Selection) -> Result<(), AnalyticsError> {
    match (areas, &selection.cycles) {
        ([_], Some(Cycles::One(cycle))) => {
            Err(AnalyticsError::OneArea { cycle: cycle.clone(), level: selection.level })
        }
        _ => Ok(()),
    }
}

/// Every two areas of one cycle, and all of them together.
fn within_cycle(grid: &Grid<'_>) -> Result<Table, AnalyticsError> {
    must_have_comparators(grid)?;
    must_have_two(&grid.areas, grid.selection)?;
    let sides: Vec<Side<'_>> = (0_u32..).zip(&grid.areas).map(|(area, _)| Side { grid, area }).collect();
    let mut rows: Vec<Vec<Side<'_>>> = Vec::new();
    for (place, first) in sides.iter().enumerate() {
        rows.extend(sides[place + 1..].iter().map(|second| vec![*first, *second]));
    }
    if sides.len() > 2 {
        rows.push(sides);
    }
    let title = format!("Agreement of {}s, {}", grid.selection.level, grid.cycle.label);
    let mut table = filled((grid, &title), &grid.cycle.scale, &rows, None)?;
    let left_out = notes::sentence(&two_cycles::left_out(grid));
    let rough = rough_limits(&table, &grid.cycle.scale);
    let methods = with_rough(&rough);
    notes::add_with_caveats(grid, &mut table, Counted::Everyone, &methods, &REFERENCES, &[CAVEAT, &left_out]);
    Ok(table)
}

/// Every area of two cycles with itself.
fn between_cycles(cycles: &TwoCycles<'_>) -> Result<Table, AnalyticsError> {
    cycles.must_have_comparators()?;
    let (before, after) = (&cycles.before, &cycles.after);
    let pair = |area: &two_cycles::Matched<'_>| {
        vec![Side { grid: before, area: area.before }, Side { grid: after, area: area.after }]
    };
    let rows: Vec<Vec<Side<'_>>> = cycles.areas.iter().map(pair).collect();
    let title = if cycles.is_refused() { cycles.refusal() } else { cycles.label() };
    let title = format!("Agreement of cycles, {title}");
    let mut table = filled((after, &title), &cycles.scale, &rows, Some(cycles))?;
    let rough = rough_limits(&table, &cycles.scale);
    cycles.note(&mut table, &with_rough(&rough), &REFERENCES, &[CAVEAT]);
    Ok(table)
}

/// The methods, and how rough kappa's limits are: of limits the table alone has any, and no picture.
fn with_rough(rough: &str) -> [&str; METHODS.len() + 1] {
    std::array::from_fn(|at| METHODS.get(at).copied().unwrap_or(rough))
}

/// Where kappa's limits rest on fewer pairs than their large-sample error needs.
fn rough_limits(table: &Table, scale: &Scale) -> String {
    let needed = enough_pairs(scale.best_first().len());
    let (Some(known), Some(low)) = (table.column("known"), table.column("kappa_low")) else {
        return String::new();
    };
    let limited = table.rows().iter().filter(|row| row[low].value != Value::Empty);
    let is_few = |row: &&Vec<Cell>| matches!(row[known].value, Value::Count(n) if n < needed as u64);
    match limited.filter(is_few).count() {
        0 => String::new(),
        n => format!(
            "How far kappa may be off by chance is a rough figure in {n} of the rows, which rest on fewer than about \
             {needed} each"
        ),
    }
}

fn must_have_comparators(grid: &Grid<'_>) -> Result<(), AnalyticsError> {
    if grid.forces.len() > 1 {
        return Ok(());
    }
    let (subject, comparator) = (grid.subject().to_owned(), grid.comparison.label.clone());
    Err(AnalyticsError::NoComparators { subject, comparator })
}

/// The table with its rows: of areas of one cycle, or of those of two.
fn filled(
    (grid, title): (&Grid<'_>, &str),
    scale: &Scale,
    rows: &[Vec<Side<'_>>],
    cycles: Option<&TwoCycles<'_>>,
) -> Result<Table, AnalyticsError> {
    let about = &grid.dataset.about;
    let title = format!("{title}: {}", about.counted(grid.forces.len()));
    let forces = || 0..u32::try_from(grid.forces.len()).unwrap_or(u32::MAX);
    let movements = |sides: &[Side<'_>]| forces().map(|force| together(sides, force)).collect::<Vec<_>>();
    let all: Vec<Vec<Movement>> = rows.iter().map(|sides| movements(sides)).collect();
    let count = |kind| all.iter().flatten().filter(|movement| **movement == kind).count();
    let (n_unknown, n_none) = (count(Movement::Unknown), count(Movement::NoGrade));
    let n_all: usize = all.iter().map(Vec::len).sum();
    if n_unknown + n_none == n_all {
        return Err(AnalyticsError::NoPairs { noun: about.noun.clone() });
    }
    let mut columns = columns(&about.nouns, cycles.map_or("First", |_| "Area"), n_unknown, n_none);
    if let Some(cycles) = cycles {
        cycles.add_refusal(&mut columns);
    }
    let mut table = Table::new(Analysis::Agreement, title, Some(scale.clone()), columns);
    for (sides, movements) in rows.iter().zip(&all) {
        let mut cells = row(&mut table, scale, sides, movements);
        if let Some(cycles) = cycles {
            cycles.refuse(&mut cells);
        }
        table.push_row(cells)?;
    }
    Ok(table)
}

/// Whether a force has the same grade in all that is compared, different ones, or why that cannot be said.
fn together(sides: &[Side<'_>], force: u32) -> Movement {
    let verdicts: Vec<Verdict> = sides.iter().map(|side| side.grid.verdict(side.area, force)).collect();
    let (Some(first), Some(rest)) = (verdicts.first(), verdicts.get(1..)) else { return Movement::Unknown };
    // `NoGrade` comes after `Unknown`, and both after what is known.
    rest.iter().map(|other| Movement::between(*first, *other)).fold(Movement::Same, |all, next| {
        match (all, next) {
            (Movement::Same, next) => next,
            (all, Movement::Same) => all,
            (all, next) => all.max(next),
        }
    })
}

fn columns(things: &str, head: &str, n_unknown: usize, n_none: usize) -> Vec<Column> {
    let second = Column::text("second_title", "Second");
    let other =
        |name: &str, title: &str, unit: &str| Column::number(name, title, Unit::Other(unit.to_owned()));
    let mut columns = vec![
        Column::text("first_cycle", "First, cycle").detail(),
        Column::text("first", "First, identifier").detail(),
        Column::text("first_title", head),
        Column::text("second_cycle", "Second, cycle").detail(),
        Column::text("second", "Second, identifier").detail(),
        if head == "First" { second } else { second.detail() },
        Column::count("known", "Known", things),
        Column::count("of", "Of", things),
    ];
    columns.extend(gap_columns(things, n_unknown, n_none));
    columns.extend([
        Column::count("same", "Same", things),
        Column::number("same_share", "Same %", Unit::PerCent),
        other("kappa", "Weighted kappa", "kappa"),
        other("kappa_low", "Kappa, lower", "kappa"),
        other("kappa_high", "Kappa, upper", "kappa"),
        other("tau_b", "Tau-b", "tau"),
        other("kendall_w", "Kendall's W", "W"),
        other("w_chi_square", "W, chi-square", "chi-square").detail(),
        Column::count("w_df", "W, df", "degrees of freedom").detail(),
        Column::number("w_p", "W, p", Unit::PValue).detail(),
    ]);
    columns
}

fn row(table: &mut Table, scale: &Scale, sides: &[Side<'_>], movements: &[Movement]) -> Vec<Cell> {
    let is_known = |movement: &Movement| !matches!(movement, Movement::Unknown | Movement::NoGrade);
    let those = |test: &dyn Fn(&Movement) -> bool| -> Vec<u32> {
        (0_u32..).zip(movements).filter(|(_, movement)| test(movement)).map(|(force, _)| force).collect()
    };
    let mut cited = |forces: &[u32]| -> Vec<u32> {
        sides.iter().flat_map(|side| side.grid.cite_all(table, side.area, forces)).collect()
    };
    let known = those(&is_known);
    let rows = cited(&known);
    let mut count = |kind: Movement| {
        let forces = those(&|movement| *movement == kind);
        Cell::new(forces.len() as u64, cited(&forces))
    };
    let (unknown, none, same) = (count(Movement::Unknown), count(Movement::NoGrade), count(Movement::Same));
    let n_same = those(&|movement| *movement == Movement::Same).len();
    let share = (!known.is_empty()).then(|| n_same as f64 / known.len() as f64 * 100.0);
    let mut cells: Vec<Cell> = names(sides).into();
    cells.extend([
        Cell::new(known.len() as u64, rows.clone()),
        Cell::new(movements.len() as u64, Vec::new()),
        unknown,
        none,
        same,
        Cell::new(share, rows.clone()),
    ]);
    cells.extend(figures(scale, sides, &known, &rows));
    cells
}

/// Cycle, identifier and title of the first and of the second; of all together only a title.
fn names(sides: &[Side<'_>]) -> [Cell; 6] {
    let empty = || Cell::new(Value::Empty, Vec::new());
    let [first, second] = sides else {
        return [empty(), empty(), Cell::label("All together"), empty(), empty(), empty()];
    };
    let cycle = |side: &Side<'_>| Cell::label(side.grid.cycle.id.as_str());
    let (one, other) = (first.listed(), second.listed());
    [
        cycle(first),
        Cell::label(one.key.area.as_str()),
        Cell::label(one.title.as_str()),
        cycle(second),
        Cell::label(other.key.area.as_str()),
        Cell::label(other.title.as_str()),
    ]
}

/// Kappa with its limits, tau-b, and W with its test; of more than two, only W.
fn figures(scale: &Scale, sides: &[Side<'_>], known: &[u32], rows: &[u32]) -> Vec<Cell> {
    let grades: Vec<Vec<Grade>> = sides
        .iter()
        .map(|side| known.iter().filter_map(|force| side.grid.verdict(side.area, *force).grade()).collect())
        .collect();
    let pair = match grades.as_slice() {
        [first, second] => Some((first, second)),
        _ => None,
    };
    let weighted = pair.and_then(|(first, second)| {
        let pairs: Vec<(Grade, Grade)> = first.iter().copied().zip(second.iter().copied()).collect();
        // One alone agrees or does not, and says nothing of how far.
        (pairs.len() > 1).then(|| kappa(&square(&pairs, scale)?, Weighting::Linear))?
    });
    let limits = weighted.and_then(|kappa| kappa.limits(0.95));
    let tau = pair.and_then(|(first, second)| Kendall::of(first, second)?.tau_b());
    let w = kendall_w(&grades);
    let empty = |why: &str| Cell::new(Value::Empty, rows.to_vec()).remarked(why);
    let cell = |value: Option<Value>, why: &str| match value {
        Some(value) => Cell::new(value, rows.to_vec()),
        None if known.is_empty() => empty("no one is known in all that is compared"),
        None if known.len() == 1 => empty("only one is known in all that is compared"),
        None => empty(why),
    };
    let of_two = |value: Option<f64>, why: &str| {
        if pair.is_some() { cell(value.map(Value::from), why) } else { Cell::new(Value::Empty, Vec::new()) }
    };
    let all_one = "all have one grade in both, so that chance alone would give full agreement";
    let no_error = "the large-sample error is 0 here, which says nothing of how far chance reaches";
    let unlimited = if weighted.is_some() { no_error } else { all_one };
    let all_tied = "all have one grade in all that is compared";
    let too_few =
        format!("fewer than {ENOUGH_ITEMS} are known: the chi-square distribution is no measure of so few");
    vec![
        of_two(weighted.map(|kappa| kappa.kappa), all_one),
        of_two(limits.map(|(low, _)| low), unlimited),
        of_two(limits.map(|(_, high)| high), unlimited),
        of_two(tau, "all have one grade in one of the two, so that there is no order to compare"),
        cell(w.map(|w| w.w.into()), all_tied),
        cell(w.map(|w| w.test.statistic.into()), all_tied),
        cell(w.map(|w| w.test.df.into()), all_tied),
        cell(
            w.as_ref().and_then(Concordance::p).map(Value::from),
            if w.is_some() { &too_few } else { all_tied },
        ),
    ]
}
