//! A headline is true by its table: whoever ties is named, and one alone, or none known, is said.

use peel_model::{Analysis, Cell, Column, Grade, NoGrade, NoteKey, Table, Unit, Value};

/// The headline of a table for Kent.
#[track_caller]
fn check(mut table: Table, expected: &str) {
    table.note(NoteKey::Subject, "Kent");
    assert_eq!(crate::page::headline(&table).as_deref(), Some(expected));
}

fn empty(analysis: Analysis, columns: Vec<Column>) -> Table {
    Table::new(analysis, "Title".to_owned(), "O G A RI I".parse().ok(), columns)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn with(mut table: Table, rows: Vec<Vec<Value>>) -> Table {
    for row in rows {
        table.push_row(row.into_iter().map(|value| Cell::new(value, vec![])).collect()).unwrap();
    }
    table
}

/// The subject's grades, by area, on a matrix or a map; those of Essex and Gwent below.
fn graded(analysis: Analysis, own: &[Option<Grade>], others: &[Option<Grade>]) -> Table {
    let areas = ["Effectiveness", "Efficiency", "Legitimacy"];
    let grades = areas.iter().take(own.len()).map(|area| Column::grade(area, area));
    let columns = ["name", "role"].into_iter().map(|name| Column::text(name, name)).chain(grades).collect();
    let value = |grade: &Option<Grade>| grade.map_or(Value::NoGrade(NoGrade::Unknown), Value::Grade);
    let row = |name: &str, role: &str, grades: &[Option<Grade>]| {
        let words = [name, role].map(text).into_iter();
        words.chain(grades.iter().map(value)).collect()
    };
    let rows =
        [row("Kent", "subject", own), row("Essex", "comparator", others), row("Gwent", "comparator", others)];
    with(empty(analysis, columns), rows.into())
}

const GOOD: Option<Grade> = Some(Grade::Good);
const BEST: Option<Grade> = Some(Grade::Outstanding);

#[test]
fn a_matrix_says_how_the_subject_is_graded() {
    let check_own = |own: &[Option<Grade>], expected| check(graded(Analysis::Matrix, own, own), expected);
    check_own(&[BEST, GOOD, GOOD], "Kent is graded Outstanding in 1 and Good in 2 of 3 areas");
    check_own(&[GOOD, None, None], "Kent is graded Good in 1 of 3 areas");
    check_own(&[GOOD, GOOD], "Kent is graded Good in all 2 areas");
    check_own(&[GOOD], "Kent is graded Good in Effectiveness");
    check_own(&[None], "No grade of Kent is known in Effectiveness");
    check_own(&[None, None], "No grade of Kent is known in 2 areas");
}

#[test]
fn a_map_of_one_area_says_which_grade_is_most_common() {
    let check_one = |own, others, expected| check(graded(Analysis::Map, &[own], &[others]), expected);
    check_one(GOOD, GOOD, "Effectiveness: Good is most common, with 3 of 3 known, Kent among them");
    check_one(
        BEST,
        GOOD,
        "Effectiveness: Good is most common, with 2 of 3 known; Kent is graded Outstanding",
    );
    check_one(None, GOOD, "Effectiveness: Good is most common, with 2 of 2 known; no grade of Kent is known");
    check_one(None, None, "No grade is known in Effectiveness");
    let mut tied = graded(Analysis::Map, &[BEST], &[None]);
    tied = with(tied, vec![vec![text("Surrey"), text("comparator"), Value::Grade(Grade::Good)]]);
    check(
        tied,
        "Effectiveness: Outstanding and Good are most common, with 1 each of 2 known; Kent is graded Outstanding",
    );
}

/// A row an area, with numbers.
fn areas(analysis: Analysis, names: &[&str], rows: &[(&str, &[Value])]) -> Table {
    let counts = names.iter().map(|name| match *name {
        "good_or_better" => Column::number(name, name, Unit::PerCent),
        _ => Column::count(name, name, "forces"),
    });
    let columns = [Column::text("title", "Area")].into_iter().chain(counts).collect();
    let row = |(title, values): &(&str, &[Value])| {
        [text(title)].into_iter().chain(values.iter().cloned()).collect()
    };
    with(empty(analysis, columns), rows.iter().map(row).collect())
}

#[test]
fn a_distribution_names_all_areas_at_the_ends() {
    let check_shares = |rows: &[(&str, Value)], expected: &str| {
        let rows: Vec<_> =
            rows.iter().map(|(title, share)| (*title, [4_u64.into(), share.clone()])).collect();
        let rows: Vec<(&str, &[Value])> = rows.iter().map(|(title, row)| (*title, row.as_slice())).collect();
        check(areas(Analysis::Distribution, &["graded", "good_or_better"], &rows), expected);
    };
    check_shares(
        &[("A", 50.0.into()), ("B", 75.0.into()), ("C", 75.0.into()), ("D", Value::Empty)],
        "The share of known grades that are good or better is highest in B and C (75%), lowest in A (50%)",
    );
    check_shares(&[("A", 50.0.into())], "A: 50% of 4 known grades are good or better");
    check_shares(
        &[("A", 50.0.into()), ("B", 50.0.into())],
        "In every area 50% of known grades are good or better",
    );
    check_shares(&[("A", Value::Empty)], "No grade is known");
}

#[test]
fn a_coverage_says_how_many_are_known_and_where_most_are_not() {
    let check_known = |known: &[u64], expected: &str| {
        let rows: Vec<[Value; 2]> = known.iter().map(|known| [(*known).into(), 4_u64.into()]).collect();
        let rows: Vec<(&str, &[Value])> =
            ["A", "B", "C"].into_iter().zip(rows.iter().map(|row| &row[..])).collect();
        check(areas(Analysis::Coverage, &["known", "of"], &rows), expected);
    };
    check_known(&[4, 4, 4], "All 12 grades are known");
    check_known(&[0, 0, 0], "None of 12 grades is known");
    check_known(&[4, 1, 3], "8 of 12 grades are known; most are missing in B (3)");
    check_known(&[1, 1, 3], "5 of 12 grades are known; most are missing in A and B (3 in each)");
    check_known(&[2, 2, 2], "6 of 12 grades are known");
}

#[test]
fn moves_are_counted_by_area() {
    let check_moves = |rows: &[[u64; 3]], expected: &str| {
        let rows: Vec<[Value; 3]> = rows.iter().map(|row| row.map(Value::from)).collect();
        let rows: Vec<(&str, &[Value])> =
            ["A", "B", "C"].into_iter().zip(rows.iter().map(|row| &row[..])).collect();
        check(areas(Analysis::Transitions, &["better", "worse", "known"], &rows), expected);
    };
    check_moves(
        &[[3, 1, 9], [1, 1, 9], [0, 0, 0]],
        "Forces moved to a better grade more often than to a worse one in 1 of 2 areas, less often in 0",
    );
    check_moves(&[[3, 1, 9]], "A: 3 of 9 known in both moved to a better grade, 1 to a worse one");
    check_moves(&[[0, 0, 0]], "No grade is known in both cycles");
}

#[test]
fn an_agreement_names_all_pairs_at_the_ends() {
    let check_pairs = |pairs: &[(&str, Value)], expected: &str| {
        let words = ["first_cycle", "first_title", "second_cycle", "second_title"];
        let columns = words.into_iter().map(|name| Column::text(name, name));
        let kappa = Column::number("kappa", "kappa", Unit::Other("kappa".to_owned()));
        let row = |(second, kappa): &(&str, Value)| {
            vec![text("2016"), text("A"), text("2016"), text(second), kappa.clone(), 9_u64.into()]
        };
        let table = empty(
            Analysis::Agreement,
            columns.chain([kappa, Column::count("known", "Known", "forces")]).collect(),
        );
        check(with(table, pairs.iter().map(row).collect()), expected);
    };
    check_pairs(
        &[("B", 0.5.into()), ("C", 0.5.into()), ("D", 0.25.into()), ("E", Value::Empty)],
        "Agreement is highest for A with B (n 9) and A with C (n 9), with a weighted kappa of 0.50, lowest for A with D (n 9), with 0.25",
    );
    check_pairs(&[("B", 0.5.into())], "A with B (n 9): a weighted kappa of 0.50");
    check_pairs(
        &[("B", 0.5.into()), ("C", 0.5.into())],
        "All pairs agree alike, with a weighted kappa of 0.50",
    );
}

#[test]
fn the_most_alike_are_so_by_what_is_known() {
    let check_steps = |rows: &[(&str, u64, f64, f64)], expected: &str| {
        let numbers = ["mean_steps_low", "mean_steps_high"];
        let numbers = numbers.map(|name| Column::number(name, name, Unit::Other("steps".to_owned())));
        let columns = [Column::count("rank", "Rank", "places"), Column::text("name", "Force")];
        let row = |(name, rank, low, high): &(&str, u64, f64, f64)| {
            vec![(*rank).into(), text(name), (*low).into(), (*high).into()]
        };
        let table = empty(Analysis::Similar, columns.into_iter().chain(numbers).collect());
        check(with(table, rows.iter().map(row).collect()), expected);
    };
    check_steps(&[("A", 1, 0.1, 0.2), ("B", 2, 0.3, 0.4)], "A has the grades most like those of Kent");
    check_steps(
        &[("A", 1, 0.1, 0.3), ("B", 2, 0.3, 0.4), ("C", 3, 0.6, 0.7)],
        "The known grades of A are most like those of Kent; with the unknown ones 1 other could be as near",
    );
    check_steps(
        &[("A", 1, 0.1, 0.1), ("B", 1, 0.1, 0.1), ("C", 3, 0.6, 0.7)],
        "A and B have the grades most like those of Kent",
    );
}

#[test]
fn a_funnel_says_what_its_limits_allow_for() {
    let check_limits = |by_chance: f64, position: &str, expected: &str| {
        let words = ["name", "role", "position", "set_apart"].map(|name| Column::text(name, name));
        let limits = ["lower_95", "upper_95", "chance_lower_95", "chance_upper_95"];
        let limits = limits.map(|name| Column::number(name, name, Unit::Rate("crimes".to_owned())));
        let row = ["Kent", "subject", position, ""].map(text).into_iter();
        let row = row.chain([1.0, 3.0, 1.0, by_chance].map(Value::Number)).collect();
        check(with(empty(Analysis::Funnel, words.into_iter().chain(limits).collect()), vec![row]), expected);
    };
    check_limits(3.0, "inside", "Kent lies within the limits of what chance allows");
    check_limits(2.0, "inside", "Kent lies within limits wide enough for how much all of them vary");
    check_limits(
        2.0,
        "high, beyond 95 %",
        "Kent lies outside limits wide enough for how much all of them vary: high, beyond 95 %",
    );
}
