//! How many moved from which grade to which between two cycles? One row an area, with the tests of movement.

use peel_model::{Analysis, Cell, Column, Grade, Table, Unit, Value};
use peel_stats::chi_square::ChiSquareTest;
use peel_stats::paired::{bhapkar, bowker, sign_test, stuart_maxwell};

use crate::AnalyticsError;
use crate::grid::SUBJECT;
use crate::notes::grade_column;
use crate::pairs::{Movement, gap_columns, square};
use crate::two_cycles::{Matched, TwoCycles};

const METHODS: [&str; 6] = [
    "known: those with a known grade in both cycles; the subject is counted with those it is compared with",
    "sign test: exact and two-sided, on those that moved: were a move up as likely as one down, how likely is a \
     split at least as uneven",
    "Stuart-Maxwell: whether the grades fall differently than before, d' V^-1 d over the differences of the \
     totals, with the rank of V as degrees of freedom, and none where nobody moved; Bhapkar: the same with its own covariance, W / (1 - W / n); \
     like Bowker's an approximation that wants many movers: with few, look at the exact sign test",
    "Bowker: whether moves one way outnumber the moves back for any pair of grades, the sum of \
     (n_ij - n_ji)^2 / (n_ij + n_ji); a pair between which nobody moved counts 0 and keeps its degree of freedom",
    "carried over: of those known, for whom one of the two grades at least is the judgment of an earlier inspection that still \
     stands",
    "the columns X_to_Y count those with grade X before and Y after, on the declared scale: the transition table",
];
const REFERENCES: [&str; 4] = [
    "Stuart (1955), Biometrika 42, 412-416; Maxwell (1970), British Journal of Psychiatry 116, 651-655",
    "Bhapkar (1966), Journal of the American Statistical Association 61, 228-235",
    "Bowker (1948), Journal of the American Statistical Association 43, 572-574",
    "Dixon and Mood (1946), The statistical sign test, Journal of the American Statistical Association 41, 557-566",
];
/// Said in place of how grades moved and of the tests, where the cycles may not be compared.
const METHODS_REFUSED: [&str; 4] = [
    METHODS[0],
    "better, worse and tests: none, as the cycles may not be compared; the same is the same word, which need not mean \
     the same",
    METHODS[4],
    METHODS[5],
];
const REFUSED: &str = "the cycles may not be compared";
/// Of what a picture shows too; what only the table has is in the methods.
const CAVEATS: [&str; 1] = [
    "Those compared are all there are, not a sample, and not independent of one another: a p-value says how \
     uneven the moves are against chance, not how sure a finding is; no test is corrected for the others",
];
/// A test of a square table of counts.
type SquareTest = fn(&[Vec<u64>]) -> Option<ChiSquareTest>;
const CHI_SQUARE: &str = "chi-square";

pub(crate) fn table(cycles: &TwoCycles<'_>) -> Result<Table, AnalyticsError> {
    cycles.must_have_comparators()?;
    let about = &cycles.after.dataset.about;
    if !cycles.areas.iter().any(|area| cycles.forces().any(|force| cycles.grades(area, force).is_some())) {
        return Err(AnalyticsError::NoPairs { noun: about.noun.clone() });
    }
    let n_forces = about.counted(cycles.after.forces.len());
    let title = if cycles.is_refused() {
        format!("Grades of {n_forces} in two cycles: {}", cycles.refusal())
    } else {
        format!("Moves between grades, {}: {n_forces}", cycles.label())
    };
    let mut table = Table::new(Analysis::Transitions, title, Some(cycles.scale.clone()), columns(cycles));
    for area in &cycles.areas {
        let cells = row(cycles, &mut table, area);
        table.push_row(cells)?;
    }
    if cycles.is_refused() {
        cycles.note(&mut table, &METHODS_REFUSED, &[], &[]);
    } else {
        cycles.note(&mut table, &METHODS, &REFERENCES, &CAVEATS);
    }
    Ok(table)
}

fn columns(cycles: &TwoCycles<'_>) -> Vec<Column> {
    let things = cycles.after.dataset.about.nouns.as_str();
    let count = |kind| {
        let movements =
            cycles.areas.iter().flat_map(|area| cycles.forces().map(|force| cycles.movement(area, force)));
        movements.filter(|movement| *movement == kind).count()
    };
    let subject = cycles.after.subject();
    // What says better or worse is empty where that may not be said.
    let of_order = |column: Column| if cycles.is_refused() { column.detail() } else { column };
    let mut columns = vec![
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
        Column::grade("before", &format!("{subject}, {}", cycles.before.cycle.label)).detail(),
        Column::grade("after", &format!("{subject}, {}", cycles.after.cycle.label)).detail(),
        Column::count("known", "Known", things),
        Column::count("of", "Of", things),
        of_order(Column::count("better", "Better", things)),
        Column::count("same", "Same", things),
        of_order(Column::count("worse", "Worse", things)),
    ];
    columns.extend(gap_columns(things, count(Movement::Unknown), count(Movement::NoGrade)));
    let is_carried = |area: &Matched<'_>, force| {
        cycles.grades(area, force).is_some() && cycles.is_carried_over(area, force).contains(&true)
    };
    let is_any_carried = cycles.areas.iter().any(|area| cycles.forces().any(|force| is_carried(area, force)));
    let carried_over = Column::count("carried_over", "Carried over", things);
    columns.push(if is_any_carried { carried_over } else { carried_over.detail() });
    columns.push(Column::text("moves", "Moves"));
    columns.push(of_order(Column::number("sign_p", "Sign test p", Unit::PValue)));
    for (name, title) in [("stuart_maxwell", "Stuart-Maxwell"), ("bhapkar", "Bhapkar"), ("bowker", "Bowker")]
    {
        let unit = Unit::Other(CHI_SQUARE.to_owned());
        let degrees = Column::count(&format!("{name}_df"), &format!("{title} df"), "degrees of freedom");
        columns.extend([
            Column::number(name, title, unit).detail(),
            degrees.detail(),
            of_order(Column::number(&format!("{name}_p"), &format!("{title} p"), Unit::PValue)),
        ]);
    }
    for (before, after) in squares(cycles) {
        let name = format!("{}_to_{}", grade_column(before), grade_column(after));
        let title = format!("{} to {}", before.title(), after.title());
        columns.push(Column::count(&name, &title, things).detail());
    }
    cycles.add_refusal(&mut columns);
    columns
}

/// The pairs of grades of the scale, in the order of the transition table's rows.
fn squares(cycles: &TwoCycles<'_>) -> Vec<(Grade, Grade)> {
    let scale = cycles.scale.best_first();
    scale.iter().flat_map(|before| scale.iter().map(|after| (*before, *after))).collect()
}

/// How one force moved.
struct Moved {
    movement: Movement,
    /// Where both are known.
    grades: Option<(Grade, Grade)>,
    /// Whether nobody gave one of them anew in its cycle.
    is_carried_over: bool,
    /// The rows that say so.
    rows: Vec<u32>,
}

fn row(cycles: &TwoCycles<'_>, table: &mut Table, area: &Matched<'_>) -> Vec<Cell> {
    let all: Vec<Moved> = cycles
        .forces()
        .map(|force| Moved {
            movement: cycles.movement(area, force),
            grades: cycles.grades(area, force),
            is_carried_over: cycles.is_carried_over(area, force).contains(&true),
            rows: cycles.cite(table, area, force),
        })
        .collect();
    let counted = |test: &dyn Fn(&Moved) -> bool| {
        let those = || all.iter().filter(|moved| test(moved));
        Cell::new(those().count() as u64, those().flat_map(|moved| moved.rows.iter().copied()).collect())
    };
    let by = |kind: Movement| counted(&move |moved| moved.movement == kind);
    let of_order = |kind: Movement| if cycles.is_refused() { refused(Vec::new()) } else { by(kind) };
    let known: Vec<(Grade, Grade)> = all.iter().filter_map(|moved| moved.grades).collect();
    let known_cell = counted(&|moved| moved.grades.is_some());
    let rows = known_cell.from.clone();
    let mut cells = vec![
        Cell::label(area.listed.key.area.as_str()),
        Cell::label(area.listed.title.as_str()),
        cycles.before.cell(table, area.before, SUBJECT),
        cycles.after.cell(table, area.after, SUBJECT),
        known_cell,
        Cell::new(all.len() as u64, Vec::new()),
        of_order(Movement::Better),
        by(Movement::Same),
        of_order(Movement::Worse),
        by(Movement::Unknown),
        by(Movement::NoGrade),
        counted(&|moved| moved.grades.is_some() && moved.is_carried_over),
        moves(cycles, &known, &rows),
    ];
    cells.extend(tests(cycles, &known, &rows));
    cells.extend(squares(cycles).into_iter().map(|pair| counted(&|moved| moved.grades == Some(pair))));
    cycles.refuse(&mut cells);
    cells
}

/// No figure, as the cycles may not be compared.
fn refused(rows: Vec<u32>) -> Cell {
    Cell::new(Value::Empty, rows).remarked(REFUSED)
}

/// `O to G 3, G to RI 2`, in the order of the transition table; those that stayed are left out.
fn moves(cycles: &TwoCycles<'_>, known: &[(Grade, Grade)], rows: &[u32]) -> Cell {
    let count = |pair: &(Grade, Grade)| known.iter().filter(|other| *other == pair).count();
    let moved = squares(cycles).into_iter().filter(|(before, after)| before != after);
    let moved = moved.map(|pair| (pair, count(&pair))).filter(|(_, n)| *n > 0);
    let said: Vec<String> = moved
        .map(|((before, after), n)| format!("{}\u{a0}to\u{a0}{}\u{a0}{n}", before.letter(), after.letter()))
        .collect();
    let said = if said.is_empty() { "none".to_owned() } else { said.join(", ") };
    if known.is_empty() {
        Cell::new(Value::Empty, Vec::new())
    } else {
        Cell::new(Value::Text(said), rows.to_vec())
    }
}

/// The sign test's p, then statistic, degrees of freedom and p of the three tests of the square table.
fn tests(cycles: &TwoCycles<'_>, known: &[(Grade, Grade)], rows: &[u32]) -> Vec<Cell> {
    if cycles.is_refused() {
        // The sign test's p; statistic, degrees of freedom and p of the others.
        return vec![refused(rows.to_vec()); 10];
    }
    let square = square(known, &cycles.scale);
    let better = known.iter().filter(|(before, after)| after > before).count() as u64;
    let worse = known.iter().filter(|(before, after)| after < before).count() as u64;
    let cell = |value: Option<Value>, otherwise: &str| match value {
        Some(value) => Cell::new(value, rows.to_vec()),
        None => Cell::new(Value::Empty, rows.to_vec()).remarked(if known.is_empty() {
            "no one is known in both cycles"
        } else if square.is_none() {
            "a grade is not on the cycle's scale"
        } else {
            otherwise
        }),
    };
    let sign = sign_test(better, worse).map(|test| Value::from(test.p));
    let otherwise = if better + worse == 0 {
        "nobody moved"
    } else {
        "everyone moved, so that its covariance cannot be inverted"
    };
    let mut cells = vec![cell(sign, otherwise)];
    let tested: [SquareTest; 3] =
        [|table| stuart_maxwell(table), |table| bhapkar(table), |table| bowker(table)];
    for test in tested {
        let test = square.as_deref().and_then(test);
        cells.push(cell(test.map(|test| test.statistic.into()), otherwise));
        cells.push(cell(test.map(|test| test.df.into()), otherwise));
        cells.push(cell(test.map(|test| test.p.into()), otherwise));
    }
    cells
}
