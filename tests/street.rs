//! Street-level files, a folder a quirk: what is said, understood, counted and left out.

use std::fs;

use crate::import::{
    Case, accounts_that_add_up, all_as_golden, every_file_is_of_a_case, names,
    nothing_of_faulty_cases_is_written,
};
use crate::util::{fixtures, golden, peel_in, repository};

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
    every_file_is_of_a_case("street", CASES, &["explained.txt", "said.txt", "kept.csv", "rejects.csv"]);
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
        let rejects = output.with_extension("rejects.csv");
        if let Ok(text) = fs::read_to_string(&rejects) {
            golden(&format!("street/{}.rejects.csv", case.name), &text);
            fs::remove_file(&rejects).unwrap();
        }
    }
    assert_eq!(names(folder.path()), ["out.csv"]);
}

/// As many rows as the account has faulty ones; a file that is faulty as a whole is one.
#[test]
fn every_faulty_row_is_kept_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("out.csv");
    let kept = |name: &str| {
        let args = ["import", "--as", "street", name, "--keep-going", "-o", output.to_str().unwrap()];
        peel_in(&fixtures("street"), &args).exits(1).says("out.rejects.csv");
        fs::read_to_string(output.with_extension("rejects.csv")).unwrap()
    };
    let rejects = kept("ragged-rows");
    let text = fs::read_dir(fixtures("street").join("ragged-rows")).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(text).unwrap();
    let mut reader = csv::Reader::from_reader(rejects.as_bytes());
    for record in reader.records().map(Result::unwrap) {
        let line: usize = record[0].split(':').nth(1).unwrap().parse().unwrap();
        assert_eq!(text.lines().nth(line - 1), Some(&record[3]), "{}", &record[0]);
    }
    let n_faulty = golden_account("ragged-rows");
    assert_eq!(rejects.lines().count() as u64 - 1, n_faulty);

    // Of a run without faults nothing stays.
    let args = ["import", "--as", "street", "header-only", "-o", output.to_str().unwrap()];
    peel_in(&fixtures("street"), &args).exits(0);
    assert_eq!(names(folder.path()), ["out.csv"]);
}

/// How many rows the golden account of a case has faulty.
fn golden_account(name: &str) -> u64 {
    let path = repository().join(format!("tests/golden/street/{name}.explained.txt"));
    let text = fs::read_to_string(path).unwrap();
    let (before, _) = text.split_once(" faulty").unwrap();
    before.rsplit(' ').next().unwrap().parse().unwrap()
}

#[test]
fn no_file_that_is_read_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let months = folder.path().join("months");
    fs::create_dir(&months).unwrap();
    let file = months.join("2018-10-kent-street.csv");
    fs::write(&file, "precious").unwrap();
    let args = ["import", "--as", "street", "months", "-o", "months/2018-10-kent-street.csv"];
    peel_in(folder.path(), &args).exits(2).says("one of the files to read");
    assert_eq!(fs::read_to_string(&file).unwrap(), "precious");
}

#[test]
fn a_publication_named_like_monthly_files_is_known_by_its_columns() {
    let folder = tempfile::tempdir().unwrap();
    let header = "Financial Year,Financial Quarter,Force Name,Offence Group,Outcome Type,Outcomes\n";
    let rows = "2023/24,1,Kent,Robbery,Charged,5\n2023/24,1,Essex,Robbery,Charged,6\n";
    fs::write(folder.path().join("recorded-outcomes.csv"), format!("{header}{rows}")).unwrap();
    peel_in(folder.path(), &["import", "recorded-outcomes.csv"]).exits(0).says("2 of indicator-values");
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
