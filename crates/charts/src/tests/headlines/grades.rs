//! Of grades.

use peel_model::{
    Analysis, Basis, Cell, Column, Evidence, Grade, NoGrade, NoteKey, RowRef, Table, Unit, Value,
};

use super::{check, empty, text, with};

/// The subject's grades, by area, on a matrix or a map; those of Essex and Gwent below.
fn graded(analysis: Analysis, own: &[Option<Grade>], others: &[Option<Grade>]) -> Table {
    let areas = ["Effectiveness", "Efficiency", "Legitimacy", "Leadership", "Conduct"];
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
    check_own(&[GOOD, None, None], "Kent is graded Good in 1 of 3 areas, with no known grade in the other 2");
    check_own(&[GOOD, GOOD], "Kent is graded Good in both areas");
    // Fault: of five grades the last two were `2 others`, as if they were areas.
    let worse = [Grade::Adequate, Grade::RequiresImprovement, Grade::Inadequate].map(Some);
    check_own(
        &[BEST, GOOD, worse[0], worse[1], worse[2]],
        "Kent is graded Outstanding in 1, Good in 1, Adequate in 1, Requires improvement in 1 and Inadequate in 1 of 5 areas",
    );
    check_own(&[GOOD], "Kent is graded Good in Effectiveness");
    check_own(&[None], "No grade of Kent is known in Effectiveness");
    check_own(&[None, None], "No grade of Kent is known in 2 areas");
}

#[test]
fn a_map_of_one_area_says_which_grade_is_most_common() {
    let check_one = |own, others, expected| check(graded(Analysis::Map, &[own], &[others]), expected);
    check_one(GOOD, GOOD, "Effectiveness: Good is the most common grade (3 of 3 known), Kent among them");
    check_one(
        BEST,
        GOOD,
        "Effectiveness: Good is the most common grade (2 of 3 known); Kent is graded Outstanding",
    );
    check_one(
        None,
        GOOD,
        "Effectiveness: Good is the most common grade (2 of 2 known); no grade of Kent is known",
    );
    check_one(None, None, "No grade is known in Effectiveness");
    let mut tied = graded(Analysis::Map, &[BEST], &[None]);
    tied = with(tied, vec![vec![text("Surrey"), text("comparator"), Value::Grade(Grade::Good)]]);
    check(
        tied,
        "Effectiveness: Outstanding and Good are the most common grades (1 each of 2 known); Kent is graded Outstanding",
    );
}

/// Fault: a map and a distribution of those not graded said that no grade is known.
#[test]
fn what_was_not_graded_is_not_called_unknown() {
    let counts = ["graded", "of", "good_or_better", "unknown", "not_graded", "not_inspected", "disputed"];
    let n = |n: u64| Value::from(n);
    let check_gaps = |gaps: [u64; 4], expected: &str| {
        let [unknown, not_graded, not_inspected, disputed] = gaps.map(n);
        let row = [n(0), n(4), Value::Empty, unknown, not_graded, not_inspected, disputed];
        check(areas(Analysis::Distribution, &counts, &[("A", &row)]), &format!("No grade {expected}"));
        let mut row = row.to_vec();
        row.remove(2);
        let names = ["known", "of", "unknown", "not_graded", "not_inspected", "disputed"];
        check(areas(Analysis::Coverage, &names, &[("A", &row)]), &format!("None of 4 grades {expected}"));
    };
    check_gaps([4, 0, 0, 0], "is known");
    check_gaps([0, 4, 0, 0], "was given");
    check_gaps([0, 0, 4, 0], "could be given without inspection");
    check_gaps([0, 0, 0, 4], "is undisputed");
    check_gaps([1, 3, 0, 0], "is shown");
    let columns = ["name", "role"].map(|name| Column::text(name, name)).into_iter();
    let map = with(
        empty(Analysis::Map, columns.chain([Column::grade("A", "A")]).collect()),
        vec![vec![text("Kent"), text("subject"), Value::NoGrade(NoGrade::NotGraded)]],
    );
    check(map.clone(), "No grade was given in A");
    let other = vec![text("Essex"), text("comparator"), Value::Grade(Grade::Good)];
    check(
        with(map, vec![other]),
        "A: Good is the most common grade (1 of 1 known); no grade of Kent was given",
    );
}

/// A row an area, with numbers.
fn areas(analysis: Analysis, names: &[&str], rows: &[(&str, &[Value])]) -> Table {
    let counts = names.iter().map(|name| match *name {
        "good_or_better" => Column::number(name, name, Unit::PerCent),
        "grade" => Column::grade(name, name),
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
    let check_shares = |rows: &[(&str, Value, u64)], expected: &str| {
        let rows: Vec<_> = rows
            .iter()
            .map(|(title, share, n)| (*title, [(*n).into(), 8_u64.into(), share.clone()]))
            .collect();
        let rows: Vec<(&str, &[Value])> = rows.iter().map(|(title, row)| (*title, row.as_slice())).collect();
        check(areas(Analysis::Distribution, &["graded", "of", "good_or_better"], &rows), expected);
    };
    check_shares(
        &[
            ("A", 50.0.into(), 4),
            ("B", 75.0.into(), 4),
            ("C", 75.0.into(), 8),
            ("D", Value::Empty, 0),
            ("E", 100.0.into(), 3),
        ],
        "Where half the grades are known, the share of known grades that are good or better is highest in B (75% of 4 \
         known) and C (75% of 8 known), lowest in A (50% of 4 known)",
    );
    check_shares(
        &[("A", 50.0.into(), 4), ("B", 75.0.into(), 4), ("D", Value::Empty, 0)],
        "The share of known grades that are good or better is highest in B (75% of 4 known), lowest in A (50% of 4 known)",
    );
    check_shares(&[("A", 50.0.into(), 4)], "A: 50% of 4 known grades are good or better");
    check_shares(
        &[("A", 50.0.into(), 4), ("B", 50.0.into(), 4)],
        "In every area 50% of known grades are good or better",
    );
    check_shares(&[("A", Value::Empty, 0)], "No grade is known");
    // Fault: where few grades of any area are known the title said nothing.
    check_shares(&[("A", 50.0.into(), 2), ("B", 0.0.into(), 1)], "In no area are half of the grades known");
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
    check_known(&[4, 1, 3], "8 of 12 grades are known; the most are missing in B (3)");
    check_known(&[1, 1, 3], "5 of 12 grades are known; the most are missing in A and B (3 in each)");
    check_known(&[2, 2, 2], "6 of 12 grades are known");
}

#[test]
fn moves_are_counted_by_area() {
    let check_moves = |rows: &[[u64; 3]], expected: &str| {
        let of = |[better, worse, known]: &[u64; 3]| [*better, *worse, *known, 9].map(Value::from);
        let rows: Vec<[Value; 4]> = rows.iter().map(of).collect();
        let rows: Vec<(&str, &[Value])> =
            ["A", "B", "C"].into_iter().zip(rows.iter().map(|row| &row[..])).collect();
        check(areas(Analysis::Transitions, &["better", "worse", "known", "of"], &rows), expected);
    };
    check_moves(
        &[[3, 1, 9], [1, 1, 9], [0, 0, 0]],
        "More forces moved to a better grade than to a worse one in 1 of 2 areas, fewer in none, where half are known",
    );
    check_moves(
        &[[1, 3, 9], [0, 0, 0]],
        "A: of 9 known in both, 1 moved to a better grade and 3 to a worse one",
    );
    check_moves(
        &[[1, 3, 9], [2, 2, 9]],
        "More forces moved to a worse grade than to a better one in 1 of 2 areas, fewer in none",
    );
    let of_carried_over = [3, 1, 9, 9, 2].map(Value::from);
    check(
        areas(
            Analysis::Transitions,
            &["better", "worse", "known", "of", "carried_over"],
            &[("A", &of_carried_over)],
        ),
        "A: of 9 known in both, 3 moved to a better grade and 1 to a worse one; 2 of the 9 comparisons rest on grades carried over",
    );
    check_moves(&[[3, 1, 9]], "A: of 9 known in both, 3 moved to a better grade and 1 to a worse one");
    check_moves(&[[0, 0, 0]], "No grade can be compared between the two cycles");
    check_moves(
        &[[0, 0, 9], [0, 0, 8], [0, 0, 0]],
        "No known grade changed in any of 2 areas, where half are known",
    );
    check_moves(&[[0, 0, 9]], "No known grade changed in A");
    // One force of nine is no finding about forces.
    check_moves(&[[0, 1, 1]], "No area is known in both cycles for half of the forces or more");
    check_moves(
        &[[3, 1, 9], [0, 1, 1], [1, 3, 9]],
        "More forces moved to a better grade than to a worse one in 1 of 2 areas, fewer in 1, where half are known",
    );
}

#[test]
fn an_agreement_names_the_pair_that_agrees_most_or_counts_them() {
    let agreeing = |pairs: &[(&str, Value, u64)]| {
        let words = ["first_cycle", "first_title", "second_cycle", "second_title"];
        let columns = words.into_iter().map(|name| Column::text(name, name));
        let kappa = Column::number("kappa", "kappa", Unit::Other("kappa".to_owned()));
        let row = |(second, kappa, n): &(&str, Value, u64)| {
            let words = ["2016", "A", "2016", second].map(text).into_iter();
            words.chain([kappa.clone(), (*n).into(), 18_u64.into()]).collect()
        };
        let counts = ["known", "of"].map(|name| Column::count(name, name, "forces"));
        let table = empty(Analysis::Agreement, columns.chain([kappa]).chain(counts).collect());
        with(table, pairs.iter().map(row).collect())
    };
    let check_pairs = |pairs: &[(&str, Value, u64)], expected: &str| check(agreeing(pairs), expected);
    check_pairs(
        &[
            ("B", 0.5.into(), 9),
            ("C", 0.5.into(), 9),
            ("D", 0.25.into(), 9),
            ("E", Value::Empty, 9),
            ("F", 1.0.into(), 8),
        ],
        "Where 9 or more are known in both, grades agree most between A and B and between A and C (weighted kappa 0.50 \
         each)",
    );
    let three = ["B", "C", "D"].map(|pair| (pair, Value::from(0.5), 9));
    let rest = [("E", Value::from(0.25), 9)];
    check_pairs(
        &[three.as_slice(), rest.as_slice()].concat(),
        "3 pairs agree most, with a weighted kappa of 0.50 each",
    );
    check_pairs(
        &[("B", (-0.5).into(), 9), ("C", (-0.25).into(), 9)],
        "Grades agree most between A and C (weighted kappa −0.25, n 9)",
    );
    check_pairs(&[("B", 0.5.into(), 9)], "A and B: a weighted kappa of 0.50, n 9");
    check_pairs(
        &[("B", 0.5.into(), 9), ("C", 0.5.into(), 9)],
        "All pairs agree alike, with a weighted kappa of 0.50",
    );
    check_pairs(
        &[("B", 1.0.into(), 4), ("C", 0.5.into(), 4)],
        "No pair is known for half of the forces or more",
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
        "Of the grades known, those of A are most like those of Kent, but 1 other could be as close",
    );
    check_steps(
        &[("A", 1, 0.1, 0.1), ("B", 1, 0.1, 0.1), ("C", 3, 0.6, 0.7)],
        "A and B have the grades most like those of Kent",
    );
    check_steps(
        &[("A", 1, 0.1, 0.9), ("B", 2, 0.3, 0.4), ("C", 3, 0.6, 0.7)],
        "Of the grades known, those of A are most like those of Kent, but too few are known to be sure",
    );
    check_steps(
        &[("A", 0, 0.1, 0.9), ("B", 0, 0.3, 0.4)],
        "Too few grades are known to tell whose are most like those of Kent",
    );
}

#[test]
fn of_one_other_it_is_said_how_many_grades_are_the_same() {
    let check_same = |same: u64, compared: u64, expected: &str| {
        let counts = ["rank", "same", "compared"].map(|name| Column::count(name, name, "areas"));
        let steps = ["mean_steps_low", "mean_steps_high"];
        let steps = steps.map(|name| Column::number(name, name, Unit::Other("steps".to_owned())));
        let columns = [Column::text("name", "Force")].into_iter().chain(counts).chain(steps);
        let row = vec![text("Essex"), 1_u64.into(), same.into(), compared.into(), 0.1.into(), 0.2.into()];
        check(with(empty(Analysis::Similar, columns.collect()), vec![row]), expected);
    };
    check_same(4, 8, "Essex is graded as Kent is in 4 of the 8 areas known of both");
    check_same(0, 1, "Essex is not graded as Kent is in the 1 area known of both");
}

/// Fault: a title said that a force was graded as before where its grade was carried over, which nobody gave anew.
#[test]
fn a_change_says_what_rests_on_grades_carried_over() {
    let check_moves = |moves: &[(Grade, &str)], expected: &str| {
        let words = ["role", "title", "carried_over"].map(|name| Column::text(name, name)).into_iter();
        let grades = ["before", "after"].map(|name| Column::grade(name, name));
        let row = |(after, carried): &(Grade, &str)| {
            let words = ["subject", "A", carried].map(text).into_iter();
            words.chain([Grade::Good, *after].map(Value::Grade)).collect()
        };
        let table = empty(Analysis::Change, words.chain(grades).collect());
        check(with(table, moves.iter().map(row).collect()), expected);
    };
    let (carried, both) = ((Grade::Good, "in the later"), (Grade::Good, "in both"));
    let (anew, earlier) = ((Grade::Outstanding, ""), (Grade::Good, "in the earlier"));
    check_moves(&[carried], "Kent is graded as before in A, by a grade carried over");
    check_moves(&[carried, both], "Kent is graded as before in both areas, by grades carried over");
    check_moves(&[earlier], "Kent is graded as before in A");
    check_moves(
        &[anew, carried, both],
        "Kent is graded higher than before in 1 of 3 areas, lower in none; 2 of the 3 by grades carried over",
    );
}

/// The same of a table that holds where its grades come from.
#[test]
fn a_matrix_says_that_its_grades_are_carried_over() {
    let columns = ["name", "role"].map(|name| Column::text(name, name)).into_iter();
    let mut table = empty(Analysis::Matrix, columns.chain([Column::grade("A", "A")]).collect());
    let row = RowRef { file: "gradings.csv".into(), line: 2 };
    let (says, basis) = (String::new(), Some(Basis::CarriedOver));
    let evidence = || Evidence { row: row.clone(), says, status: None, basis, url: String::new() };
    let cited = table.cite(&row, evidence);
    let grade = Cell::new(Value::Grade(Grade::Good), vec![cited]);
    table.push_row(vec![Cell::label("Kent"), Cell::label("subject"), grade]).unwrap();
    check(table, "Kent is graded Good in A, by a grade carried over");
}

#[test]
fn a_change_counts_the_areas_graded_higher_and_lower() {
    let changed = |moves: &[(Result<Grade, NoGrade>, Grade)], more: &[&str]| {
        let words = ["role", "title"].map(|name| Column::text(name, name)).into_iter();
        let grades = ["before", "after"].map(|name| Column::grade(name, name));
        let more = more.iter().map(|name| Column::text(name, name));
        let n_more = more.len();
        let columns = words.chain(grades).chain(more).collect();
        let row = |(before, after): &(Result<Grade, NoGrade>, Grade)| {
            let before = before.map_or_else(Value::NoGrade, Value::Grade);
            let row = [text("subject"), text("A"), before, Value::Grade(*after)].into_iter();
            row.chain(vec![text("may not be compared"); n_more]).collect()
        };
        with(empty(Analysis::Change, columns), moves.iter().map(row).collect())
    };
    let check_moves = |moves: &[(Grade, Grade)], expected: &str| {
        let moves: Vec<_> = moves.iter().map(|(before, after)| (Ok(*before), *after)).collect();
        check(changed(&moves, &[]), expected);
    };
    let (up, same, down) =
        ((Grade::Adequate, Grade::Good), (Grade::Good, Grade::Good), (Grade::Good, Grade::Inadequate));
    check_moves(&[up, up, same], "Kent is graded higher than before in 2 of 3 areas, lower in none");
    check_moves(&[same, same, down], "Kent is graded lower than before in 1 of 3 areas, higher in none");
    check_moves(&[same, same, same], "Kent is graded as before in all 3 areas");
    check_moves(&[down], "Kent is graded lower than before in A");
    check_moves(&[same], "Kent is graded as before in A");
    // Of what is not known it is said how much there is, and none is counted as an area that did not move.
    let (known, unknown) = ((Ok(Grade::Adequate), Grade::Good), (Err(NoGrade::Unknown), Grade::Good));
    check(
        changed(&[known, unknown], &[]),
        "Kent is graded higher than before in A; 1 more is not known in both cycles",
    );
    let most = "Kent is graded higher than before in both areas; 2 more are not known in both cycles";
    check(changed(&[known, unknown, known, unknown], &[]), most);
    // A warning that cycles may be compared in part stands below what is known; of cycles that may not be there is no news.
    // What was not graded is not unknown.
    check(
        changed(&[known, unknown, (Err(NoGrade::NotGraded), Grade::Good)], &[]),
        "Kent is graded higher than before in A; 1 more is not known in both cycles; 1 more has no grade to compare",
    );
    let mut warned = changed(&[known], &[]);
    warned.note(NoteKey::Warning, "PEEL 2016 and PEEL 2017 may be compared only in part");
    check(warned, "Kent is graded higher than before in A");
    assert!(crate::page::headlines(&changed(&[known], &["warning"])).is_empty());
}

#[test]
fn a_standing_counts_the_areas_in_which_more_are_below() {
    let check_own = |own: Value, places: &[[u64; 2]], expected: &str| {
        // One is graded alike wherever another is known.
        let counts = places.iter().map(|[better, worse]| [*better, 1, *worse, better + worse + 1]);
        let row = |counts: [u64; 4]| [own.clone()].into_iter().chain(counts.map(Value::from)).collect();
        let rows: Vec<Vec<Value>> = counts.map(row).collect();
        let rows: Vec<(&str, &[Value])> =
            ["A", "B", "C"].into_iter().zip(rows.iter().map(|row| &row[..])).collect();
        check(areas(Analysis::Standing, &["grade", "better", "same", "worse", "of"], &rows), expected);
    };
    let check_places = |places: &[[u64; 2]], expected: &str| {
        check_own(Value::Grade(Grade::Good), places, expected);
    };
    check_places(
        &[[1, 5], [2, 4], [6, 0]],
        "More forces are graded below Kent than above it in 2 of 3 areas, fewer in 1",
    );
    check_places(&[[5, 1]], "More forces are graded above Kent than below it in A");
    check_places(&[[2, 2]], "As many forces are graded above Kent as below it in A");
    // Fault: of those that are all graded alike it was said that as many are above as below.
    let alike = [Value::Grade(Grade::Good)].into_iter().chain([0_u64, 4, 0, 4].map(Value::from));
    let alike: Vec<_> = alike.collect();
    check(
        areas(Analysis::Standing, &["grade", "better", "same", "worse", "of"], &[("A", &alike)]),
        "All forces with a grade are graded the same as Kent in A",
    );
    check_places(
        &[[4, 4], [5, 1]],
        "More forces are graded above Kent than below it in 1 of 2 areas, fewer in none",
    );
    check_own(
        Value::NoGrade(NoGrade::NotGraded),
        &[[5, 1]],
        "More forces are graded above Kent than below it in A",
    );
}

/// Fault: of 2 better, 6 worse and 33 not known the title said that more forces are graded below, and that an area was not
/// known in which nothing but the grades of others was.
#[test]
fn a_standing_says_what_the_grades_that_are_not_known_may_turn() {
    let check_counts = |counts: &[[u64; 4]], expected: &str| {
        let row = |counts: &[u64; 4]| {
            [Value::Grade(Grade::Good)].into_iter().chain(counts.map(Value::from)).collect()
        };
        let rows: Vec<Vec<Value>> = counts.iter().map(row).collect();
        let rows: Vec<(&str, &[Value])> =
            ["A", "B", "C"].into_iter().zip(rows.iter().map(|row| &row[..])).collect();
        check(areas(Analysis::Standing, &["grade", "better", "same", "worse", "of"], &rows), expected);
    };
    check_counts(&[[1, 1, 5, 9]], "More forces are graded below Kent than above it in A");
    check_counts(&[[2, 1, 4, 9]], "Of the known grades, more are below Kent’s than above it in A");
    check_counts(&[[3, 1, 3, 9]], "Of the known grades, as many are above Kent’s as below it in A");
    check_counts(&[[0, 7, 0, 9]], "All known grades are the same as Kent’s in A");
    // Fault: so it was said where the rest was known never to have been graded, which turns nothing.
    let [good, two, one, four] = [Value::Grade(Grade::Good), 2_u64.into(), 1_u64.into(), 4_u64.into()];
    let columns = ["grade", "better", "same", "worse", "not_graded", "of"];
    let row = [good, two.clone(), one, four, two, 9_u64.into()];
    check(
        areas(Analysis::Standing, &columns, &[("A", &row)]),
        "More forces are graded below Kent than above it in A",
    );
    check_counts(
        &[[2, 1, 4, 9], [0, 0, 1, 9], [0, 0, 0, 9]],
        "Of the known grades, more are below Kent’s than above it in A; in 2 more fewer than half are known",
    );
    check_counts(&[[2, 1, 6, 42]], "Where Kent is graded, fewer than half of the others’ grades are known");
    // Fault: the title said so of all areas, and those in which Kent has no grade were known for most.
    let columns = ["grade", "better", "same", "worse", "of"];
    let [none, four] = [0_u64, 4].map(Value::from);
    let alone = [Value::Grade(Grade::Good), none.clone(), none.clone(), none, four.clone()];
    let without = [Value::NoGrade(NoGrade::Unknown), Value::Empty, Value::Empty, Value::Empty, four];
    check(
        areas(Analysis::Standing, &columns, &[("A", &alone), ("B", &without)]),
        "Where Kent is graded, no other grade is known",
    );
    check_counts(&[[0, 0, 0, 9], [0, 0, 0, 9]], "No grade of anyone compared with Kent is known");
    check_counts(
        &[[0, 0, 0, 1], [1, 0, 0, 1]],
        " is graded higher than Kent in B; in 1 more no grade is known to compare",
    );
}
