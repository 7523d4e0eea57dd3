//! Street-level files, a folder a quirk: what is said, understood, counted and left out.

use std::fs;

use crate::import::{
    Case, accounts_that_add_up, all_as_golden, every_file_is_of_a_case, names,
    nothing_of_faulty_cases_is_written,
};
use crate::util::{golden, peel_in};

const fn case(name: &'static str, args: &'static str, exit: i32) -> Case {
    Case { folder: "street", name, args, exit }
}

/// A no-break space stands for a blank within an argument.
const CASES: &[Case] = &[
    // As the publisher has them: anti-social behaviour without identifier and outcome, identifiers that occur
    // twice, rows without a place, areas outside the force, the long name inside and the slug outside; searches
    // with CRLF, dates in UTC and no force but in the file's name; all kinds in one folder.
    case("as-published", "--as street as-published", 0),
    case("as-published-outcomes", "--as outcomes as-published", 0),
    case("as-published-searches", "--as stop-and-search as-published", 0),
    case("packed", "--as street packed", 0),
    case("plain-and-zipped", "--as street plain-and-zipped", 0),
    case("two-files-of-a-month", "--as street two-files-of-a-month", 0),
    case("blanks-in-names", "--as street blanks\u{a0}in\u{a0}names", 0),
    case("another-body", "--as street another-body", 0),
    case("columns-in-another-order", "--as street columns-in-another-order", 0),
    case("windows-1252", "--as street windows-1252", 0),
    // Files that contradict their names are counted by what stands in them, and told.
    case("month-not-of-the-name", "--as street month-not-of-the-name", 0),
    case("force-not-of-the-name", "--as street force-not-of-the-name", 0),
    case("header-only", "--as street header-only", 0),
    // Rows that cannot be counted.
    case("ragged-rows", "--as street ragged-rows", 1),
    case("unclosed-quote", "--as street unclosed-quote", 1),
    case("faulty-months", "--as street faulty-months", 1),
    case("unknown-force", "--as street unknown-force", 1),
    case("no-crime-type", "--as street no-crime-type", 1),
    case("name-names-no-force", "--as stop-and-search name-names-no-force", 1),
    case("name-names-an-unknown-force", "--as stop-and-search name-names-an-unknown-force", 1),
    case("dates-not-iso", "--as stop-and-search dates-not-iso", 1),
    // Files that cannot be read.
    case("empty-file", "--as street empty-file", 1),
    case("semicolons", "--as street semicolons", 1),
    case("missing-column", "--as street missing-column", 1),
    case("utf-16", "--as street utf-16", 1),
    case("damaged-archive", "--as street damaged-archive", 1),
];

#[test]
fn every_quirk_is_said_understood_and_counted() {
    all_as_golden(CASES);
}

#[test]
fn every_fixture_and_every_golden_file_is_of_a_case() {
    let args: Vec<String> = CASES.iter().flat_map(Case::args).collect();
    assert!(args.iter().any(|arg| arg == "blanks in names"));
    every_file_is_of_a_case("street", CASES, &["explained.txt", "said.txt", "kept.csv"]);
}

#[test]
fn every_printed_account_adds_up() {
    for case in CASES {
        assert_eq!(accounts_that_add_up(case), 1, "{}", case.name);
    }
}

#[test]
fn nothing_is_written_where_something_is_faulty() {
    nothing_of_faulty_cases_is_written(CASES);
}

#[test]
fn what_can_be_counted_is_written_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    for case in CASES.iter().filter(|case| case.exit == 1) {
        case.run(&["--keep-going", "-o", output.to_str().unwrap()]).exits(1);
        golden(&format!("street/{}.kept.csv", case.name), &fs::read_to_string(&output).unwrap());
    }
    assert_eq!(names(folder.path()), ["out.csv"]);
}

#[test]
fn a_folder_without_such_files_could_not_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| peel_in(folder.path(), args);
    run(&["import", "--as", "street", "."]).exits(2).says("no street files there").says("FORCE-street.csv");
    run(&["import", "--as", "street", "none"]).exits(2).says("cannot read `none`");
    fs::write(folder.path().join("2018-10-kent-outcomes.csv"), "a,b\n").unwrap();
    run(&["import", "--as", "street", "."]).exits(2).says("there is 1 other file");
}
