//! Of figures, and of grades beside them.

use peel_model::{Analysis, Cell, Column, FAR_FIGURES, NoteKey, Table, Unit, Value};

use super::{check, empty, text, with};

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
        "Robbery: Kent is within limits that far figures make too wide to say much",
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
        &[("2023-11", 1.0), ("2024-01", 0.0)],
        "Robbery: Kent had no stops per 1,000 population in January 2024, down from 1.00 in November 2023",
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
    // Fault: what no test was made of counted as not clearly different.
    let rows = [("better", 43), ("not clear", 43), ("", 43), ("", 43)];
    check(
        profile(&rows),
        "Kent is better than the mean on 1 indicator, worse on none and not clearly different on 1",
    );
}

/// A profile by what each indicator was found to be, and how many figures count in it.
fn profile(rows: &[(&str, u64)]) -> Table {
    let mut table = empty(Analysis::Profile, profile_columns());
    for (judgement, known) in rows {
        let cells = [text(judgement), 2.0.into(), 3_u64.into(), (*known).into()];
        table.push_row(cells.map(|value| Cell::new(value, vec![])).into()).unwrap();
    }
    table
}

fn profile_columns() -> Vec<Column> {
    let counts = ["place", "known"].map(|name| Column::count(name, name, "places"));
    let value = Column::number("value", "Figure", Unit::Other(String::new()));
    [Column::text("judgement", "Judgement"), value].into_iter().chain(counts).collect()
}

/// Fault: of a region of two forces, of which one is set apart, the title counted what was compared with nobody as `worse on
/// none`.
#[test]
fn a_profile_says_on_how_many_there_is_nobody_to_compare_with() {
    check(
        profile(&[("better", 2), ("", 1), ("", 1), ("", 1)]),
        "There is nobody to compare Kent with on 3 of 4 indicators; of the others it is better than the mean on 1",
    );
    check(
        profile(&[("better", 2), ("worse", 2), ("", 1)]),
        "Kent is better than the mean on 1 indicator, worse on 1 and not clearly different on none; there is nobody to \
         compare it with on 1",
    );
    check(profile(&[("", 1)]), "There is nobody to compare Kent with on 1 of 1 indicator");
}

#[test]
fn a_profile_gives_no_verdict_on_what_is_set_apart() {
    let check_rows = |judged: &[&str], expected: &str| {
        let mut table = empty(Analysis::Profile, profile_columns());
        let rows = judged.iter().map(|judgement| {
            let place = Cell::new(Value::Empty, vec![]);
            let is_apart = judgement.is_empty();
            let place = if is_apart { place.remarked("set apart, so that it has no place") } else { place };
            let [judgement, value, known] = [text(judgement), 2.0.into(), 1_u64.into()];
            let [judgement, value, known] = [judgement, value, known].map(|value| Cell::new(value, vec![]));
            vec![judgement, value, place, known]
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
