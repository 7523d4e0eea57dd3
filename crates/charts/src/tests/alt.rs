//! Every kind of chart in words: the place of the force in question and the extremes, by name.

use peel_model::{Analysis, Cell, Table, Value};

use super::{SMALL, draw, texts};
use crate::Picture;
use crate::tests::tables::{Naming, Size, table};

#[track_caller]
fn check(analysis: Analysis, said: &[&str]) {
    let picture = draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
    for said in said {
        assert!(picture.description().contains(said), "{analysis}: `{said}` in: {}", picture.description());
    }
}

#[test]
fn a_matrix_and_a_map_name_the_best_and_the_worst_of_each_area() {
    let best = "Effectiveness: 1 Outstanding";
    let ends = "the best Northamptonshire (Outstanding), the worst Avon and Somerset (Inadequate)";
    let several =
        "the best Kent and Avon and Somerset (Good), the worst Northamptonshire (Requires improvement)";
    check(
        Analysis::Matrix,
        &["Northamptonshire, on top, has Effectiveness: Outstanding", best, ends, several],
    );
    check(Analysis::Map, &["Northamptonshire has Effectiveness: Outstanding", best, ends, several]);
}

#[test]
fn bars_name_the_place_and_the_areas_at_the_ends() {
    check(
        Analysis::Standing,
        &[
            "the place of Northamptonshire is marked. Effectiveness: Outstanding, 0 better, 0 same, 2 worse, ",
            "Fewest are better in Effectiveness (0), most in Investigating crime (2)",
        ],
    );
    check(
        Analysis::Distribution,
        &[
            "Effectiveness: 1 Outstanding, 1 Good, 1 Inadequate, 1 Not graded (67% good or better, 3 of 4 known; \
             Northamptonshire: Outstanding)",
            "highest in Effectiveness and Investigating crime (67%), lowest in Responding to the public (0%)",
        ],
    );
    check(Analysis::Coverage, &["Most are missing in Responding to the public"]);
}

/// Fault: an area of which next to nothing is known was the one where the fewest are better.
#[test]
fn a_standing_ranks_areas_by_what_half_are_known_of() {
    // Of 9 more in the first area nothing is known.
    let words = changed(Analysis::Standing, |table, at, row| {
        let counts = match at {
            0 => [("of", 12), ("unknown", 9)].as_slice(),
            2 => &[("better", 1), ("same", 0), ("worse", 1)],
            _ => &[],
        };
        for (name, n) in counts {
            row[table.column(name).unwrap()].value = Value::Count(*n);
        }
    });
    let ends = "Where half are known, fewest are better in Responding to the public (1), most in Investigating crime (2)";
    assert!(words.contains(ends), "{words}");
}

/// Fault: where one figure alone counts the legend and the words named limits that there are none of.
#[test]
fn a_funnel_of_one_figure_has_no_limits() {
    let picture = drawn(Analysis::Funnel, 2, |table, at, row| {
        let empty: &[&str] = if at == 0 { &["value"] } else { &[] };
        for name in ["baseline", "lower_95", "upper_95", "lower_998", "upper_998"].iter().chain(empty) {
            row[table.column(name).unwrap()].value = Value::Empty;
        }
        row[table.column("position").unwrap()] = Cell::label("");
    });
    let words = picture.description();
    assert!(words.contains(" for 1 force, without limits. ") && !words.contains("Outside"), "{words}");
    let shown: Vec<_> = texts(&picture).collect();
    assert!(shown.contains(&"held against no limits") && shown.contains(&"Kent"), "{shown:?}");
    assert!(!shown.contains(&"within the limits"), "{shown:?}");
}

/// Fault: `no other` was outside where nobody was, the force in question neither.
#[test]
fn a_funnel_says_no_other_where_the_subject_is_outside() {
    for (own, said) in
        [("inside", "Outside the limits: none."), ("low, beyond 95%", "Outside the limits: no other.")]
    {
        let words = changed(Analysis::Funnel, |table, at, row| {
            row[table.column("position").unwrap()] = Cell::label(if at == 0 { own } else { "inside" });
        });
        assert!(words.contains(said), "{words}");
    }
}

#[test]
fn a_trend_of_one_period_has_no_limits_and_no_extremes() {
    let picture = drawn(Analysis::Trend, 1, |table, _, row| {
        for name in ["mean", "lower_process_limit", "upper_process_limit"] {
            row[table.column(name).unwrap()].value = Value::Empty;
        }
    });
    let words = picture.description();
    assert!(
        words.contains(
            "over 1 period, with the limits of each figure and the middle half of the others. Only 20.25"
        ),
        "{words}"
    );
    assert!(!words.contains("process limits") && !words.contains("Highest"), "{words}");
}

/// Fault: a chart with an upper process limit alone named none.
#[test]
fn a_trend_names_the_process_limits_it_has() {
    let words = changed(Analysis::Trend, |table, _, row| {
        row[table.column("lower_process_limit").unwrap()].value = (-1.0).into();
    });
    assert!(words.contains("with its mean, its upper process limit and the middle half"), "{words}");
}

/// Fault: the title told two figures apart by a third decimal, and the chart beside it did not.
#[test]
fn a_trend_writes_its_figures_as_its_title_does() {
    let picture = drawn(Analysis::Trend, SMALL.forces, |table, at, row| {
        row[table.column("value").unwrap()].value = [0.126, 0.104, 0.141, 0.131][at].into();
    });
    let words = picture.description();
    assert!(words.contains("From 0.126 (year to March 1980), to 0.131 (year to March 1983)"), "{words}");
    assert!(words.contains("Highest 0.141 (year to March 1982), lowest 0.104"), "{words}");
    let shown: Vec<_> = texts(&picture).collect();
    assert!(shown.contains(&"0.126") && shown.contains(&"0.131 the subject"), "{shown:?}");
}

#[test]
fn figures_name_the_place_and_the_highest_and_lowest() {
    let ends = "The highest is Avon and Somerset (94.25), the lowest Northamptonshire (20.25)";
    check(Analysis::Indicator, &["Northamptonshire has 20.25, number 4 from the highest", ends]);
    check(Analysis::Funnel, &["Northamptonshire has 20.25: ", ends]);
    check(
        Analysis::Trend,
        &[
            "of Northamptonshire over 4 periods, with its mean, process limits and",
            "From 20.25 (year to March 1980), to 31.25 (year to March 1983)",
            "Highest 94.25 (year to March 1982), lowest 20.25 (year to March 1980)",
            "In the year to March 1983 Northamptonshire lies below the middle half of the others",
            "Signals: none",
        ],
    );
    check(
        Analysis::Profile,
        &[
            "indicators of Northamptonshire",
            "In 1 better than the mean: Effectiveness (1 of 43)",
            "In 1 worse than the mean: Investigating crime (2 of 43)",
            "Its best place is in Effectiveness (1 of 43), its worst in Effectiveness (4 of 43)",
        ],
    );
}

#[test]
fn whose_bar_is_set_apart_is_said_in_words_too() {
    let table = table(Analysis::Indicator, Size { forces: 10, ..SMALL }, Naming::Plain);
    let words = draw(&table).unwrap().description().to_owned();
    assert!(words.contains("Of those that count the highest is"), "{words}");
    assert!(words.contains("Set apart, in no average: Kent (4,321.50)"), "{words}");
}

#[test]
fn orders_name_the_place_and_who_comes_first_and_last() {
    let ends = "The best expected rank is that of Northamptonshire, Kent and Metropolitan Police, the worst that of Avon";
    check(Analysis::Ranking, &["Northamptonshire lies between rank 1 and rank 4", ends]);
    check(
        Analysis::Similar,
        &[
            "the grades of Northamptonshire",
            "Of those with enough areas in common, the most alike: Northamptonshire (0.00 mean steps, 1 of 3 the same). ",
            "The least: Metropolitan Police (0.30 mean steps, 1 of 3 the same)",
        ],
    );
    check(
        Analysis::Neighbours,
        &["between Northamptonshire and the 4 forces nearest to it", "most in home size and residents"],
    );
}

#[test]
fn two_cycles_name_the_moves_of_the_subject_and_who_moved() {
    check(
        Analysis::Change,
        &[
            "Northamptonshire: Effectiveness: from Outstanding to Not graded",
            "Investigating crime: better 1 (Northamptonshire)",
        ],
    );
    check(
        Analysis::Transitions,
        &[
            "Effectiveness: 3 better, 30 the same, 4 worse, 37 of 4 known in both; no two grades of Northamptonshire to compare",
            "Investigating crime",
            "Northamptonshire from Requires improvement to Good",
        ],
    );
}

#[test]
fn pairs_name_the_ends_of_what_they_measure() {
    check(
        Analysis::Agreement,
        &[
            "Most agree Effectiveness0 with Investigating crime1 (0.32, n 31) and Responding to the public2 with Effectiveness3 (0.32, n 31)",
            "least Effectiveness0 with Responding to the public2 (0.23, n 31) and Investigating crime1 with Effectiveness3 (0.23, n 31)",
        ],
    );
    check(
        Analysis::Association,
        &[
            "Northamptonshire: Outstanding, 20.25",
            "The highest tau-b is that of Responding to the public with Officers",
            "the lowest that of Effectiveness with Officers",
        ],
    );
}

/// What is said of a table with some of its cells changed.
fn changed(analysis: Analysis, change: impl FnMut(&Table, usize, &mut Vec<Cell>)) -> String {
    drawn(analysis, usize::MAX, change).description().to_owned()
}

/// The chart of the first rows of a table with some of their cells changed.
fn drawn(analysis: Analysis, n: usize, mut change: impl FnMut(&Table, usize, &mut Vec<Cell>)) -> Picture {
    let whole = table(analysis, SMALL, Naming::Plain);
    let mut other =
        Table::new(whole.analysis, whole.title.clone(), whole.scale.clone(), whole.columns().to_vec());
    for (place, row) in whole.rows().iter().take(n).enumerate() {
        let mut row = row.clone();
        change(&whole, place, &mut row);
        for cell in &mut row {
            cell.from.clear();
        }
        other.push_row(row).unwrap();
    }
    draw(&other).unwrap()
}

#[test]
fn of_areas_known_for_few_none_is_the_most_or_least_in_words_either() {
    let words = changed(Analysis::Distribution, |table, place, row| {
        if place == 0 {
            row[table.column("graded").unwrap()].value = 1_u64.into();
        }
    });
    let said =
        "Where half the grades are known, the share good or better is highest in Investigating crime (67%)";
    assert!(words.contains(said), "{words}");
}

#[test]
fn where_nobody_can_be_ranked_the_words_say_so() {
    let words = changed(Analysis::Similar, |table, _, row| {
        row[table.column("rank").unwrap()].value = Value::Empty;
    });
    assert!(words.contains("None has enough areas in common to be called the most alike"), "{words}");
}

/// Faults: what a publisher withheld was drawn as unknown, alike with what nobody has; nothing marked a period without
/// a figure.
#[test]
fn why_a_figure_is_missing_is_said_in_words() {
    for analysis in [Analysis::Indicator, Analysis::Funnel] {
        let words = changed(analysis, |table, place, row| {
            if place == 1 {
                let value = &mut row[table.column("value").unwrap()];
                (value.value, value.remark) = (Value::Empty, Some("suppressed by the publisher".to_owned()));
            }
        });
        assert!(words.contains(" No figure, suppressed by the publisher: "), "{words}");
    }
    let gap = drawn(Analysis::Trend, usize::MAX, |table, place, row| {
        let value = &mut row[table.column("value").unwrap()].value;
        *value = if place == 1 { Value::Empty } else { 2.5.into() };
    });
    let whole = drawn(Analysis::Trend, usize::MAX, |table, _, row| {
        row[table.column("value").unwrap()].value = 2.5.into();
    });
    let has_key = |picture: &Picture| texts(picture).any(|text| text.starts_with("no figure of "));
    assert_eq!([&whole, &gap].map(has_key), [false, true]);
}

#[test]
fn a_trend_that_is_set_apart_is_held_against_no_others() {
    let words = changed(Analysis::Trend, |table, _, row| {
        let remark = |what: &str| Some(format!("{what}, not counted among the peers"));
        row[table.column("value").unwrap()].remark = remark("few events; fewer than 100,000 residents: ");
        row[table.column("median").unwrap()].remark = remark("set apart: ");
    });
    let apart = "the subject is set apart (fewer than 100,000 residents) and held against no others.";
    assert!(words.contains(apart) && !words.contains(" lies "), "{words}");
}
