//! Faulty files: one fixture a fault, its whole transcript as golden file.

use std::fs;

use crate::util::{fixtures, golden, peel, peel_in, repository};

#[test]
fn every_fault_is_named_where_it_stands() {
    let folder = fixtures("check");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names.len() >= 20);
    for name in names {
        let run = peel_in(&folder, &["check", &name]);
        let clean = ["every-spelling.csv"];
        run.exits(i32::from(!clean.contains(&name.as_str())));
        golden(&format!("check/{}.txt", name.trim_end_matches(".csv")), &run.transcript());
    }
}

#[test]
fn the_shipped_data_are_clean() {
    let descriptor = repository().join("data/datapackage.json");
    peel(&["check", descriptor.to_str().unwrap()]).exits(0).prints("nothing to mend");
    let gradings = repository().join("data/gradings.csv");
    peel(&["check", gradings.to_str().unwrap()])
        .exits(0)
        .prints("1754 rows read as gradings: nothing to mend");
}

#[test]
fn every_file_of_the_shipped_data_is_recognised_for_what_it_is() {
    for entry in fs::read_dir(repository().join("data")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            let table = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let run = peel(&["check", path.to_str().unwrap()]);
            run.exits(0).prints(&format!("rows read as {table}: nothing to mend"));
        }
    }
}

#[test]
fn a_folder_or_a_missing_file_is_exit_code_2_and_the_others_are_still_checked() {
    let folder = fixtures("check");
    peel_in(&folder, &["check", "."]).exits(2).says("`.` is a folder").says("hint:");
    peel_in(&folder, &["check", "nowhere.csv"]).exits(2).says("cannot read `nowhere.csv`");
    peel_in(&folder, &["check", "nowhere.csv", "crlf.csv"]).exits(2).prints("crlf.csv:3:23: error[grade]");
}

#[test]
fn a_file_can_be_said_to_be_a_table() {
    let folder = fixtures("check");
    peel_in(&folder, &["check", "--as", "forces", "not-a-table.csv"]).exits(1).prints("missing-column");
    peel_in(&folder, &["check", "--as", "forcs", "not-a-table.csv"])
        .exits(2)
        .says("no resource named `forcs`");
}

#[test]
fn a_million_faults_are_counted_and_fifty_are_shown() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "kent,2016,efficiency,gud\n".repeat(20_000);
    fs::write(folder.path().join("many.csv"), format!("force,cycle,area,grade\n{rows}")).unwrap();
    let run = peel_in(folder.path(), &["check", "many.csv"]);
    run.exits(1).prints("many.csv: error[grade]: 19950 more of this kind").prints("20000 errors");
    assert_eq!(run.stdout().matches("is not a grade").count(), 50);
}

#[test]
fn rows_with_faults_are_left_out_of_the_figures_and_every_table_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    for entry in fs::read_dir(repository().join("data")).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), data.join(entry.file_name())).unwrap();
    }
    let path = data.join("gradings.csv");
    let text = fs::read_to_string(&path).unwrap();
    let faulty = text.replacen("kent,2016,efficiency,good", "kent,2016,efficiency,gud", 1);
    assert_ne!(text, faulty);
    fs::write(&path, faulty).unwrap();
    let args = ["show", "standing", "--cycle", "2016", "--area", "efficiency"];
    let said = "gradings.csv has 1 error; 1 row is left out";
    peel_in(folder.path(), &args).exits(0).says(said).says("peel check data/datapackage.json").prints(said);
    peel_in(folder.path(), &["check", "data/datapackage.json"]).exits(1).prints("`gud` is not a grade");
}

#[test]
fn only_a_descriptor_is_checked_as_a_package() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("other.json"), "{").unwrap();
    peel_in(folder.path(), &["check", "other.json"]).exits(2).says("`other.json` is not a table");
    fs::write(folder.path().join("datapackage.json"), "{").unwrap();
    peel_in(folder.path(), &["check", "datapackage.json"]).exits(2).says("does not describe a data package");
}

/// A package's faults, each in a copy of the fire services' with one thing changed.
#[test]
fn a_package_with_a_fault_says_so_in_check_and_in_every_table() {
    let check = |file: &str, from: &str, to: &str, found: &str, shown: &str| {
        let folder = tempfile::tempdir().unwrap();
        for entry in fs::read_dir(fixtures("fire")).unwrap() {
            let entry = entry.unwrap();
            let mut text = fs::read_to_string(entry.path()).unwrap();
            if entry.file_name() == file {
                assert!(text.contains(from), "{file} has no {from}");
                text = text.replacen(from, to, 1);
            }
            fs::write(folder.path().join(entry.file_name()), text).unwrap();
        }
        peel_in(folder.path(), &["check", "datapackage.json"]).prints(found);
        let run =
            peel_in(folder.path(), &["--data", ".", "show", "matrix", "avonmere", "--cycle", "round-1"]);
        assert!((run.stdout() + &run.stderr()).contains(shown), "expected `{shown}`\n{}", run.transcript());
    };
    check(
        "judgments.csv",
        "inadequate",
        "bad",
        "`bad` is not a grade",
        "judgments.csv has 1 error; 1 row is left out",
    );
    check(
        "judgments.csv",
        "cycle,area",
        "cycle,cycle",
        "stands twice",
        "judgments.csv has 2 errors; 6 rows are left out",
    );
    check(
        "judgments.csv",
        "\ncaldershire",
        "\navonmere",
        "contradiction",
        "judgments.csv has 1 error; no row is left out",
    );
    check(
        "rounds.csv",
        "cycle,label",
        "cykle,label",
        "no column `cycle`",
        "rounds.csv has 1 error; 2 rows are left out",
    );
    check(
        "rounds.csv",
        "G RI I",
        "I RI G",
        "`I RI G` is not a scale",
        "rounds.csv has 1 error; 1 row is left out",
    );
    check(
        "datapackage.json",
        "\"required\": true",
        "\"minLength\": 3",
        "`minLength` of `force` in `forces` is not checked",
        "Avonmere",
    );
    check("themes.csv", "running,yes", "running,no", "warning[not-graded]", "Avonmere");
}
