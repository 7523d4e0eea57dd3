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
/// of Jonckheere's statistic group by group with numpy, medians by numpy, p by the
/// Mann-Whitney counts of each grade against those below it, convolved in Python's whole numbers. Firearm offences and officers by the residents of mid-2015 and mid-2016, the others by
/// their own denominators; City of London, with fewer than 100,000 residents, left out of what is by residents.
#[test]
fn the_pillars_of_2016_go_with_indicators_as_scipy_has_it() {
    let table = json(&["--cycle", "2016"]);
    for (area, indicator, n, tau_b, z, p, median_good) in [
        (
            "effectiveness",
            "firearm-offences",
            42,
            -0.196_760_445_37,
            -1.556_386_633_13,
            0.123_654_857_321,
            0.047_253_647,
        ),
        (
            "effectiveness",
            "stop-and-search",
            42,
            0.183_643_082_34,
            1.452_627_524_26,
            0.151_472_872_230,
            5.116_372_922,
        ),
        (
            "effectiveness",
            "police-uk-no-suspect-identified",
            43,
            0.036_201_802_88,
            0.289_780_428_89,
            0.784_032_227_664,
            46.770_924_301,
        ),
        (
            "efficiency",
            "officers-fte",
            42,
            0.079_232_267_79,
            0.624_977_731_77,
            0.548_290_443_046,
            1.678_129_865,
        ),
        (
            "efficiency",
            "stop-and-search",
            42,
            0.257_021_746_72,
            2.027_366_788_42,
            0.042_809_672_074,
            4.994_886_874,
        ),
        (
            "legitimacy",
            "firearm-offences",
            42,
            0.010_670_833_37,
            0.084_056_370_29,
            0.947_568_853_538,
            0.048_943_808,
        ),
        (
            "legitimacy",
            "officers-fte",
            42,
            -0.224_087_500_84,
            -1.765_183_776_14,
            0.080_280_710_255,
            1.660_789_640,
        ),
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
        is("p", p, 1e-9);
        assert_eq!(row["drawn"]["value"], "all");
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
fn who_asks_changes_nothing_and_where_all_are_counted_the_seed_does_not() {
    let figures = |args: &[&str]| -> Vec<Value> {
        let table = json(&[args, &["--cycle", "2016"]].concat());
        let rows = table["rows"].as_array().unwrap().iter();
        rows.flat_map(|row| ["n", "tau_b", "z", "p"].map(|column| row[column]["value"].clone())).collect()
    };
    let own = figures(&["northamptonshire"]);
    assert_eq!(own, figures(&["kent"]));
    assert_eq!(own, figures(&["kent", "--seed", "2"]));
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
        .prints("Stop and search: City of London left out, unknown: the data have nothing to divide by")
        .prints("London left out, as with fewer than 100,000")
        .prints("Seed: 1")
        .prints("18 of 18 pairs tested; 42 to 43 of 43 forces")
        .prints("not cause");
    let table = json(&["--cycle", "2016"]);
    let of = |indicator| &pair(&table, "efficiency", indicator)["n"]["value"];
    assert_eq!(of("officers-fte"), 42);
    assert_eq!(of("police-uk-no-suspect-identified"), 43);
}

/// One definition of a figure: what `association` shows of the subject is what `indicator` does.
#[test]
fn figures_are_those_of_the_indicator() {
    for denominator in ["published", "officers"] {
        let table = json(&["--cycle", "2016", "--denominator", denominator]);
        let row = pair(&table, "efficiency", "firearm-offences");
        let period = row["period"]["value"].as_str().unwrap();
        let args = ["--indicator", "firearm-offences", "--period", period, "--denominator", denominator];
        let run = peel(&[&["export", "indicator"][..], &args, &["--format", "json"]].concat());
        let indicator: Value = serde_json::from_str(&run.exits(0).stdout()).unwrap();
        assert_eq!(row["figure"]["value"], indicator["rows"][0]["value"]["value"], "{denominator}");
        assert!(row["figure"]["value"].as_f64().unwrap() > 0.0);
    }
}
