//! Publishers' own files, where the environment variable `PEEL_REAL_FILES` names a folder of them.
//!
//! What is imported is summed, and held against the publisher's printed totals, or against sums made
//! of the same file by another program.

use std::path::{Path, PathBuf};

use crate::util::{Run, peel};

/// The file in the folder of real files; none, with the reason printed, where it is not there.
#[expect(clippy::print_stdout, reason = "why a test is skipped")]
fn real(name: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os("PEEL_REAL_FILES") else {
        println!("skipped: PEEL_REAL_FILES names no folder with {name}");
        return None;
    };
    let path = Path::new(&folder).join(name);
    if !path.is_file() {
        println!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

fn import(path: &Path, args: &[&str]) -> Run {
    let args: Vec<&str> =
        ["import", path.to_str().unwrap()].into_iter().chain(args.iter().copied()).collect();
    let run = peel(&args);
    run.exits(0);
    run
}

/// How many rows of an indicator and a last day (or its year) there are, and what a column of them
/// adds up to.
#[track_caller]
fn adds_up_to(run: &Run, indicator: &str, period_end: &str, column: &str, expected: (usize, f64)) {
    let text = run.stdout();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header = reader.headers().unwrap().clone();
    let place = |name: &str| header.iter().position(|own| own == name).unwrap();
    let (of, end, value) = (place("indicator"), place("period_end"), place(column));
    let values: Vec<f64> = reader
        .records()
        .map(Result::unwrap)
        .filter(|row| &row[of] == indicator && row[end].starts_with(period_end) && !row[value].is_empty())
        .map(|row| row[value].parse().unwrap())
        .collect();
    let sum: f64 = values.iter().sum();
    assert_eq!(values.len(), expected.0, "{indicator}, {period_end}");
    assert!((sum - expected.1).abs() < 1e-5, "{indicator}, {period_end}: {sum} is not {}", expected.1);
}

#[test]
fn workforce_tables_add_up_to_their_total_of_43_forces() {
    let Some(path) = real("workforce/police-workforce-sep18-tables.ods") else { return };
    let run = import(&path, &[]);
    let sum = |indicator: &str, end: &str, n_forces: usize, expected: f64| {
        adds_up_to(&run, indicator, end, "numerator", (n_forces, expected));
    };
    sum("officers-fte", "2017-09-30", 43, 121_928.976_750_243_9);
    sum("officers-fte", "2018-03-31", 43, 122_403.800_975);
    sum("officers-fte", "2018-09-30", 43, 122_395.450_85);
    sum("police-staff-fte", "2018-09-30", 43, 63_702.206_018_709_45);
    sum("designated-officers-fte", "2018-09-30", 30, 4_553.376_111_891_892);
    sum("police-staff-and-designated-officers-fte", "2018-09-30", 43, 68_255.582_130_601_35);
    sum("pcso-fte", "2018-09-30", 43, 9_790.944_185_975_484);
    sum("special-constables-headcount", "2018-09-30", 43, 11_029.0);
    sum("police-support-volunteers-headcount", "2018-09-30", VOLUNTEERS, 8_131.0);
}

/// Forces that told how many volunteers they have at 30 September 2018.
const VOLUNTEERS: usize = 42;

#[test]
fn officers_of_2018_add_up_to_their_total_of_43_forces() {
    let Some(path) = real("workforce/officer-fte-2018.csv") else { return };
    let run = import(&path, &[]);
    adds_up_to(&run, "officers-fte", "2017-09-30", "numerator", (43, 121_928.976_750_243_9));
    adds_up_to(&run, "officers-fte", "2018-03-31", "numerator", (43, 122_403.800_975));
    adds_up_to(&run, "officers-fte", "2018-09-30", "numerator", (43, 122_395.450_85));
}

#[test]
fn ons_force_areas_add_up_to_england_and_wales() {
    let Some(path) = real("ons/ons-policeforceareatables-yedec2024.xlsx") else { return };
    let run = import(&path, &[]);
    let sum = |indicator: &str, end: &str, expected: f64| {
        adds_up_to(&run, indicator, end, "numerator", (43, expected));
    };
    sum("recorded-crime-excl-fraud", "2024-12-31", 5_267_542.0);
    sum("violence-against-the-person", "2024-12-31", 1_942_672.0);
    sum("homicide", "2024-12-31", 526.0);
    sum("recorded-crime-excl-fraud", "2023-12-31", 5_407_567.0);
    sum("homicide", "2023-12-31", 562.0);
    sum("knife-offences-selected", "2024-12-31", 53_996.0);
    sum("knife-offences-selected", "2011-03-31", 35_845.0);
    sum("firearm-offences", "2010-03-31", 8_082.0);
    sum("fraud-action-fraud-referrals", "2023-12-31", 319_552.0);
    sum("fraud-action-fraud-referrals", "2024-12-31", 318_004.0);
    // Rounded to hundreds, force by force.
    sum("population", "2023-06-30", 60_854_900.0);
    sum("households", "2021-06-30", 24_783_400.0);
}

#[test]
fn recorded_crime_of_an_unnamed_year_is_read_once_it_is_named() {
    let Some(path) = real("ons/anushka-recorded-crime-lineChart2023.csv") else { return };
    peel(&["import", path.to_str().unwrap()]).exits(1).says("no-period");
    let run = import(&path, &["--period", "year ending March 2023"]);
    adds_up_to(&run, "recorded-crime-excl-fraud", "2023-03-31", "numerator", (43, 5_452_585.0));
}

#[test]
fn outcomes_between_bare_carriage_returns_are_read() {
    let Some(path) = real("outcomes/bbc-outcomes_by_force.csv") else { return };
    peel(&["import", path.to_str().unwrap()]).exits(1).says("no-period");
    let run = import(&path, &["--period", "2017/18"]);
    let none_identified = "investigation-complete-no-suspect-identified";
    adds_up_to(&run, none_identified, "2018-03-31", "numerator", (43, 9_424_687.0));
    adds_up_to(&run, "awaiting-court-outcome", "2018-03-31", "numerator", (43, 154_882.0));
}

#[test]
fn calls_answered_are_read_with_all_three_figures() {
    let Some(path) = real("misc/999-answer-times-2023-11.csv") else { return };
    let run = import(&path, &[]);
    let sum = |column: &str, expected: f64| {
        adds_up_to(&run, "calls-999-answered-within-10s", "2023-11-30", column, (23, expected));
    };
    sum("denominator", 424_777.0);
    sum("numerator", 382_566.0);
}

#[test]
fn the_police_grant_is_read_below_its_comments() {
    let Some(path) = real("misc/police-grant-2025-26.csv") else { return };
    let run = import(&path, &[]);
    adds_up_to(&run, "police-grant", "2026-03-31", "numerator", (43, 9_806_553_487.0));
}

#[test]
fn a_funnel_table_of_blank_rows_is_read_and_its_repeated_denominator_told() {
    let Some(path) = real("misc/bbc-iopc_forfunnel.csv") else { return };
    let run = import(&path, &["--period", "2018/19", "--indicator", "complaints"]);
    run.says("the denominator of city-of-london");
    adds_up_to(&run, "complaints", "2019-03-31", "numerator", (38, 299.0));
    adds_up_to(&run, "complaints", "2019-03-31", "denominator", (38, 213_249.0));
}

#[test]
fn a_population_shifted_against_its_names_is_told() {
    let Some(path) = real("misc/datasets-crime-uk-forces.csv") else { return };
    let run = import(&path, &[]);
    run.says("the column may be shifted against the names");
    adds_up_to(&run, "population", "2010", "numerator", (43, 55_240_500.0));
}
