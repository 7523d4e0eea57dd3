//! A headline is true by its table: whoever ties is named, and one alone, or none known, is said.

use peel_model::{
    Analysis, Basis, Cell, Column, Evidence, FAR_FIGURES, Grade, NoGrade, NoteKey, RowRef, Table, Unit, Value,
};

/// The headline of a table for Kent.
#[track_caller]
fn check(mut table: Table, expected: &str) {
    table.note(NoteKey::Subject, "Kent");
    assert_eq!(crate::page::headlines(&table).first().map(String::as_str), Some(expected));
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

/// A table of one indicator in one period.
fn of_robbery(analysis: Analysis, columns: Vec<Column>) -> Table {
    let mut table = empty(analysis, columns);
    table.title = "Robbery, year to March 2024: Kent against the other 42 forces".to_owned();
    table.note(NoteKey::Period, "year to March 2024");
    table
}

#[test]
fn an_indicator_says_on_which_side_of_both_averages() {
    let check_sides = |of_forces: &str, weighted: &str, apart: &str, expected: &str| {
        let words =
            ["role", "against_mean", "against_weighted", "set_apart"].map(|name| Column::text(name, name));
        let value = Column::number("value", "Figure", Unit::Rate("offences per 1,000 population".to_owned()));
        let own = ["subject", of_forces, weighted, apart].map(text).into_iter().chain([2.0.into()]).collect();
        let mean = ["mean", "", "", ""].map(text).into_iter().chain([1.5.into()]).collect();
        let table = of_robbery(Analysis::Indicator, words.into_iter().chain([value]).collect());
        check(with(table, vec![own, mean]), expected);
    };
    let figures = "with 2.00 offences per 1,000 population against 1.50";
    let is = |sides: &str| format!("Robbery: Kent is {sides}, {figures}");
    check_sides("higher", "higher", "", &is("above the mean of forces"));
    check_sides("higher", "lower", "", &is("above the mean of forces, below the weighted mean"));
    check_sides("higher", "", "", &is("above the mean of forces"));
    check_sides(
        "lower",
        "not clear",
        "",
        &is("below the mean of forces, not clearly different from the weighted mean"),
    );
    check_sides(
        "higher",
        "higher",
        "few residents",
        "Robbery: Kent has 2.00 offences per 1,000 population and is set apart; the mean of the others is 1.50",
    );
    check_sides(
        "",
        "",
        "",
        "Robbery: Kent has 2.00 offences per 1,000 population; the mean of forces is 1.50",
    );
    // Whose mean it is where not all forces', and a unit that nobody stated.
    let of = |name: &str, unit: &str| {
        let words = ["role", "name", "against_mean", "against_weighted", "set_apart"];
        let words = words.map(|name| Column::text(name, name)).into_iter();
        let value = Column::number("value", "Figure", Unit::Rate(unit.to_owned()));
        let own = ["subject", "Kent", "higher", "", ""].map(text).into_iter().chain([2.0.into()]).collect();
        let mean = ["mean", name, "", "", ""].map(text).into_iter().chain([1.5.into()]).collect();
        with(of_robbery(Analysis::Indicator, words.chain([value]).collect()), vec![own, mean])
    };
    check(
        of("Mean of its region", "per 1,000 population"),
        "Robbery: Kent is above the mean of its region, with 2.00 per 1,000 population against 1.50",
    );
}

/// Fault: without a figure the title was `Kent has offences per 1,000 population`; counts that nothing divides were held
/// against a mean that the foot said they were not held against.
#[test]
fn an_indicator_says_that_there_is_no_figure_and_holds_no_count_against_a_mean() {
    let words =
        || ["role", "against_mean", "against_weighted", "set_apart"].map(|name| Column::text(name, name));
    let row = |role: &str| [role, "", "", ""].map(text).into_iter();
    let value = Column::number("value", "Figure", Unit::Rate("offences per 1,000 population".to_owned()));
    let table = of_robbery(Analysis::Indicator, words().into_iter().chain([value]).collect());
    let rows = [row("subject").chain([Value::Empty]), row("mean").chain([1.5.into()])];
    check(with(table, rows.map(Iterator::collect).into()), "Robbery: no figure of Kent is known");
    let value = Column::number("value", "Figure", Unit::Things("deaths".to_owned()));
    let mut table = of_robbery(Analysis::Indicator, words().into_iter().chain([value]).collect());
    for (role, value, remark) in
        [("subject", 2.0, ""), ("comparator", 0.0, ""), ("comparator", 4.0, ""), ("mean", 1.5, "of no size")]
    {
        let mut last = Cell::new(value, vec![]);
        if !remark.is_empty() {
            last = last.remarked(remark);
        }
        let cells = row(role).map(|value| Cell::new(value, vec![])).chain([last]);
        table.push_row(cells.collect()).unwrap();
    }
    check(table, "Robbery: Kent has 2 deaths; others have 0 to 4");
}

#[test]
fn a_funnel_says_what_its_limits_allow_for() {
    let check_limits = |(by_chance, is_wide): (f64, bool), position: &str, expected: &str| {
        let words = ["name", "role", "position", "set_apart"].map(|name| Column::text(name, name));
        let numbers = ["value", "lower_95", "upper_95", "chance_lower_95", "chance_upper_95"];
        let numbers = numbers.map(|name| Column::number(name, name, Unit::Rate("crimes".to_owned())));
        let rows = [["Kent", "subject", position, ""], ["Essex", "comparator", "inside", ""]];
        let row = |words: [&str; 4]| {
            words.map(text).into_iter().chain([2.0, 1.0, 3.0, 1.0, by_chance].map(Value::Number)).collect()
        };
        let table = of_robbery(Analysis::Funnel, words.into_iter().chain(numbers).collect());
        let mut table = with(table, rows.map(row).into());
        if is_wide {
            table.note(NoteKey::Caveat, format!("{FAR_FIGURES}: 41 of 42"));
        }
        check(table, expected);
    };
    check_limits(
        (3.0, false),
        "inside",
        "Robbery: Kent is within the limits of what chance alone would give",
    );
    check_limits(
        (2.0, false),
        "inside",
        "Robbery: Kent is within the limits that allow for how much these 2 forces vary",
    );
    check_limits(
        (2.0, false),
        "high, beyond 95%",
        "Robbery: Kent is above the 95% limits that allow for how much these 2 forces vary",
    );
    // Fault: the limits spanned 321 times, and that the subject lies within them was all that was said.
    check_limits(
        (2.0, true),
        "inside",
        "Robbery: Kent is within the limits, which a few far figures widen for all",
    );
}

#[test]
fn a_funnel_of_one_figure_says_that_there_is_nobody_to_compare_with() {
    let check_one = |value: Value, expected: &str| {
        let words = ["name", "role", "position", "set_apart"].map(|name| Column::text(name, name));
        let numbers = ["value", "lower_95", "upper_95", "chance_lower_95", "chance_upper_95"];
        let numbers = numbers.map(|name| Column::number(name, name, Unit::Rate("crimes".to_owned())));
        let table = of_robbery(Analysis::Funnel, words.into_iter().chain(numbers).collect());
        let row = ["Kent", "subject", "", ""].map(text).into_iter().chain([value]);
        check(with(table, vec![row.chain([1.0, 3.0, 1.0, 3.0].map(Value::Number)).collect()]), expected);
    };
    check_one(2.0.into(), "Robbery: no other figure counts, so that there is none to hold Kent against");
    check_one(Value::Empty, "Robbery: no figure of Kent is known");
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

#[test]
fn a_trend_says_which_way_the_figure_went_and_when() {
    let check_figures = |figures: &[(&str, f64)], expected: &str| {
        let columns = vec![
            Column::text("period", "Period"),
            Column::number("value", "Figure", Unit::Rate("stops per 1,000 population".to_owned())),
        ];
        let rows = figures.iter().map(|(period, value)| vec![text(period), (*value).into()]);
        let mut table = empty(Analysis::Trend, columns);
        table.title = "Robbery, Kent, up to 2017/18, beside the others".to_owned();
        check(with(table, rows.collect()), expected);
    };
    let one = "Robbery: Kent had 2.00 stops per 1,000 population in 2017/18";
    check_figures(&[("2017/18", 2.0)], one);
    check_figures(
        &[("2006/07", 19.66), ("2017/18", 1.91)],
        "Robbery: Kent had 1.91 stops per 1,000 population in 2017/18, down from 19.66 in 2006/07",
    );
    check_figures(
        &[("year to March 2023", 1.0), ("year to March 2024", 2.5)],
        "Robbery: Kent had 2.50 stops per 1,000 population in the year to March 2024, up from 1.00 in the year to March 2023",
    );
    check_figures(
        &[("2019-09-30", 2.0), ("2025-03-31", 2.001)],
        "Robbery: Kent had 2.00 stops per 1,000 population on 31 March 2025, about the same as on 30 September 2019",
    );
    check_figures(&[("2016/17", 2.0), ("2017/18", 2.0)], &format!("{one}, the same as in 2016/17"));
    // The points are told apart by a third digit, and so is the last of them.
    check_figures(
        &[("2015/16", 0.183), ("2016/17", 0.178), ("2017/18", 0.183)],
        "Robbery: Kent had 0.183 stops per 1,000 population in 2017/18, the same as in 2015/16",
    );
    // Fault: 3.5% more was called the same, since two decimals did not show it.
    check_figures(
        &[("2017/18", 0.1264), ("2018/19", 0.1309)],
        "Robbery: Kent had 0.131 stops per 1,000 population in 2018/19, up from 0.126 in 2017/18",
    );
    check_figures(
        &[("2017/18", 0.1185), ("2018/19", 0.1159)],
        "Robbery: Kent had 0.116 stops per 1,000 population in 2018/19, down from 0.118 in 2017/18",
    );
}

/// Of a series whose own test says that it moved it is not said that it did not.
#[test]
fn a_trend_with_a_signal_is_not_called_the_same() {
    let check_signal = |signal: &str, expected: &str| {
        let columns = vec![
            Column::text("period", "Period"),
            Column::number("value", "Figure", Unit::Rate("stops per 1,000 population".to_owned())),
            Column::text("signal", "Signal"),
        ];
        let rows = [("2016/17", 2.0, ""), ("2017/18", 2.0, signal)];
        let rows = rows.map(|(period, value, signal)| vec![text(period), value.into(), text(signal)]);
        let mut table = empty(Analysis::Trend, columns);
        table.title = "Robbery, Kent, up to 2017/18, beside the others".to_owned();
        check(
            with(table, rows.into()),
            &format!("Robbery: Kent had 2.00 stops per 1,000 population in 2017/18, {expected}"),
        );
    };
    check_signal("", "the same as in 2016/17");
    check_signal("trend rising", "after 2.00 in 2016/17");
}

/// Fault: the title of a trend held a force that is set apart to be like any other.
#[test]
fn a_trend_says_that_its_force_is_set_apart() {
    let columns = vec![
        Column::text("period", "Period"),
        Column::number("value", "Figure", Unit::Rate("stops per 1,000 population".to_owned())),
        Column::number("median", "Median", Unit::Rate("stops per 1,000 population".to_owned())),
    ];
    let mut table = empty(Analysis::Trend, columns);
    table.title = "Robbery, Kent, up to 2017/18, beside the others".to_owned();
    for (period, value) in [("2016/17", 2.0), ("2017/18", 1.5)] {
        let value = Cell::new(value, vec![]).remarked("fewer than 9 residents: not counted among the peers");
        let median = Cell::new(1.0, vec![]).remarked("set apart: no average is held against it");
        table.push_row(vec![Cell::label(period), value, median]).unwrap();
    }
    // Fault: where that was too long for a title, a trend that is set apart had none that says anything.
    table.note(NoteKey::Subject, "Kent");
    let had = |figure: &str| {
        format!("Robbery: Kent had {figure} in 2017/18, down from 2.00 in 2016/17; it is set apart")
    };
    let expected = ["1.50 stops per 1,000 population", "1.50"].map(had);
    assert_eq!(crate::page::headlines(&table)[1..], expected);
    check(
        table,
        "Robbery: Kent had 1.50 stops per 1,000 population in 2017/18, down from 2.00 in 2016/17; it is set apart: fewer \
         than 9 residents",
    );
}

#[test]
fn a_profile_counts_what_is_tested_against_a_mean_and_has_a_better_side() {
    let columns = vec![Column::text("judgement", "Judgement"), Column::count("place", "Place", "places")];
    // Fault: what no test was made of counted as not clearly different.
    let rows = ["better", "not clear", "", ""].map(|judgement| vec![text(judgement), 3_u64.into()]);
    check(
        with(empty(Analysis::Profile, columns), rows.into()),
        "Kent is better than the mean on 1 indicator, worse on none and not clearly different on 1",
    );
}

#[test]
fn a_profile_gives_no_verdict_on_what_is_set_apart() {
    let check_rows = |judged: &[&str], expected: &str| {
        let columns = vec![Column::text("judgement", "Judgement"), Column::count("place", "Place", "places")];
        let mut table = empty(Analysis::Profile, columns);
        let rows = judged.iter().map(|judgement| {
            let place = Cell::new(Value::Empty, vec![]);
            let is_apart = judgement.is_empty();
            let place = if is_apart { place.remarked("set apart, so that it has no place") } else { place };
            vec![Cell::new(text(judgement), vec![]), place]
        });
        rows.for_each(|row| table.push_row(row).unwrap());
        check(table, expected);
    };
    let apart = "as too few people live there for a mean by residents";
    check_rows(&["", ""], &format!("Kent is set apart on 2 of 2 indicators, {apart}"));
    check_rows(
        &["", "worse", "not clear"],
        &format!(
            "Kent is set apart on 1 of 3 indicators, {apart}; of the others it is worse than the mean on 1 and not \
             clearly different from the mean on 1"
        ),
    );
}

#[test]
fn an_association_names_the_pairs_that_go_together() {
    let check_pairs = |pairs: &[(&str, &str, bool)], expected: &str| {
        let names = ["title", "indicator_title", "finding"].map(|name| Column::text(name, name));
        let tau = Column::number("tau_b", "tau-b", Unit::Other(String::new()));
        let row = |(area, indicator, is_found): &(&str, &str, bool)| {
            let finding = if *is_found { "better graded: higher" } else { "may be chance" };
            vec![text(area), text(indicator), text(finding), 0.5.into()]
        };
        let table = empty(Analysis::Association, names.into_iter().chain([tau]).collect());
        check(with(table, pairs.iter().map(row).collect()), expected);
    };
    check_pairs(&[("A", "Burglary", false)], "Grades for A go with Burglary no more than chance may give");
    check_pairs(&[("A", "Burglary", true)], "Grades for A go with Burglary more than chance may give");
    check_pairs(
        &[("A", "Burglary", true), ("A", "Officers", true), ("A", "Robbery", false)],
        "Grades for A go with Burglary and Officers, 2 of 3 indicators, more than chance may give among 3 tests",
    );
    check_pairs(
        &[("A", "Burglary", false), ("A", "Officers", false)],
        "Grades for A go with none of 2 indicators more than chance may give among 2 tests",
    );
    check_pairs(
        &[("A", "Burglary", false), ("B", "Burglary", true)],
        "1 of 2 pairs goes together more than chance may give among 2 tests: B with Burglary",
    );
    check_pairs(
        &[("A", "Burglary", false), ("B", "Burglary", false)],
        "None of 2 pairs of an area and an indicator goes together more than chance may give among 2 tests",
    );
}
