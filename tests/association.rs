//! Grades and indicators: the shipped data against figures worked out without peel, and what is refused.

use serde_json::Value;

use crate::util::{golden, peel};

fn json(args: &[&str]) -> Value {
    let run = peel(&[&["export", "association"], args, &["--format", "json"]].concat());
    serde_json::from_str(&run.exits(0).stdout()).unwrap()
}

fn pair<'a>(table: &'a Value, area: &str, indicator: &str) -> &'a Value {
    let mut rows = table["rows"].as_array().unwrap().iter();
    let is_it = |row: &&Value| row["area"]["value"] == area && row["indicator"]["value"] == indicator;
    rows.find(is_it).unwrap_or_else(|| panic!("no row of {area} and {indicator}"))
}

#[test]
fn the_golden_tables_of_associations_are_as_reviewed() {
    for cycle in ["2016", "2023-25"] {
        let run = peel(&["show", "association", "northamptonshire", "--cycle", cycle]);
        golden(&format!("show/association-{cycle}.txt"), &run.exits(0).stdout());
    }
}

/// Worked out by a script of its own over data/*.csv: tau-b by scipy 1.17.1 (`kendalltau`), z from the counts
/// of Jonckheere's statistic group by group with numpy, medians by numpy, p by 100,000 permutations of
/// numpy's generator. Firearm offences and officers by the residents of mid-2015 and mid-2016, the others by
/// their own denominators.
#[test]
fn the_pillars_of_2016_go_with_indicators_as_scipy_has_it() {
    let table = json(&["--cycle", "2016"]);
    for (area, indicator, n, tau_b, z, p, median_good) in [
        (
            "effectiveness",
            "firearm-offences",
            43,
            -0.209_340_860_13,
            -1.675_686_827_93,
            0.0981,
            0.045_653_867,
        ),
        ("effectiveness", "stop-and-search", 42, 0.183_643_082_34, 1.452_627_524_26, 0.1514, 5.116_372_923),
        (
            "effectiveness",
            "police-uk-no-suspect-identified",
            43,
            0.036_201_802_88,
            0.289_780_428_89,
            0.7831,
            46.770_924_3,
        ),
        ("efficiency", "officers-fte", 43, 0.010_734_191_18, 0.085_725_949_9, 0.9452, 1.678_129_867),
        ("efficiency", "stop-and-search", 42, 0.257_021_746_72, 2.027_366_788_42, 0.0439, 4.994_886_874),
        ("legitimacy", "firearm-offences", 43, 0.004_111_833_07, 0.032_779_544_95, 0.9874, 0.048_828_642),
        ("legitimacy", "officers-fte", 43, -0.209_703_486_45, -1.671_756_792_61, 0.0983, 1.663_486_132),
    ] {
        let row = pair(&table, area, indicator);
        let is = |column: &str, expected: f64, within: f64| {
            let value = row[column]["value"].as_f64().unwrap();
            assert!(
                (value - expected).abs() < within,
                "{area} {indicator} {column}: {value}, not {expected}"
            );
        };
        assert_eq!(row["n"]["value"], n, "{area} {indicator}");
        is("tau_b", tau_b, 1e-9);
        is("z", z, 1e-9);
        is("median_good", median_good, 1e-6);
        // Three standard errors of a p-value that 200 arrangements as extreme stand behind.
        is("p", p, 3.0 * p * ((1.0 - p + 0.001) / 200.0_f64).sqrt() + 0.002);
    }
}

/// Adjusted p-values are worked out again from the table's own by the definition: the least, over this and all
/// larger p-values, of p times the number of pairs by its rank.
#[test]
fn p_values_are_adjusted_for_every_pair_asked_for() {
    let table = json(&["--cycle", "2016"]);
    let rows = table["rows"].as_array().unwrap();
    let column =
        |name: &str| -> Vec<f64> { rows.iter().map(|row| row[name]["value"].as_f64().unwrap()).collect() };
    let (p, adjusted) = (column("p"), column("p_adjusted"));
    assert_eq!(p.len(), 18);
    for (own, adjusted) in p.iter().zip(adjusted) {
        let at_least = p.iter().filter(|other| *other >= own);
        let rank = |value: f64| p.iter().filter(|other| **other <= value).count() as f64;
        let expected = at_least.map(|other| other * 18.0 / rank(*other)).fold(1.0, f64::min);
        assert!((adjusted - expected).abs() < 1e-12, "{own}: {adjusted}, not {expected}");
    }
    // One pair alone is not adjusted.
    let table = json(&["--cycle", "2016", "--area", "efficiency", "--indicator", "stop-and-search"]);
    let row = pair(&table, "efficiency", "stop-and-search");
    assert_eq!(row["p"]["value"], row["p_adjusted"]["value"]);
}

#[test]
fn who_asks_changes_nothing_but_the_seed_does() {
    let figures = |args: &[&str]| -> Vec<Value> {
        let table = json(&[args, &["--cycle", "2016"]].concat());
        let rows = table["rows"].as_array().unwrap().iter();
        rows.flat_map(|row| ["n", "tau_b", "z", "p"].map(|column| row[column]["value"].clone())).collect()
    };
    let own = figures(&["northamptonshire"]);
    assert_eq!(own, figures(&["kent"]));
    assert_eq!(own, figures(&["kent", "--seed", "1"]));
    assert_ne!(own, figures(&["kent", "--seed", "2"]));
}

#[test]
fn what_cannot_be_said_is_said() {
    let run = peel(&["show", "association", "--cycle", "2016", "--indicator", "robbery"]);
    run.exits(2).says("no indicator asked for has a period that ends before 2016-11");
    let run = peel(&["show", "association", "--cycle", "2016", "--against", "kent"]);
    run.exits(2).says("2 forces with a grade and a figure, where at least 5 are needed");
    let run =
        peel(&["show", "association", "--cycle", "2016", "--indicator", "robbery, officers-fte, population"]);
    run.exits(0).prints("Robbery: no period ends in time").prints("6 of 9 pairs tested");
}

/// Who publishes no denominator, is set apart or has no grade is named, and the table says so of itself.
#[test]
fn gaps_are_named() {
    let run = peel(&["show", "association", "--cycle", "2016"]);
    run.exits(0)
        .prints("Stop and search: no denominator of City of London")
        .prints("Seed: 1")
        .prints("18 of 18 pairs tested; 42 to 43 of 43 forces")
        .prints("not cause");
    let table = json(&["--cycle", "2016", "--exclude", "city-of-london"]);
    assert_eq!(pair(&table, "efficiency", "officers-fte")["n"]["value"], 42);
}
