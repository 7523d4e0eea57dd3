//! Whom to compare with, whom to leave out, and what each analysis takes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::util::{Run, peel, peel_in, repository};

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.exits(0).stdout()).unwrap()
}

/// The text of the first note with this key; empty when there is none.
fn noted(table: &Value, key: &str) -> String {
    let notes = table["notes"].as_array().unwrap();
    let note = notes.iter().find(|note| note["key"] == key);
    note.map_or_else(String::new, |note| note["text"].as_str().unwrap().to_owned())
}

#[track_caller]
fn check(args: &[&str], comparator: &str, members: &str) {
    let table = json(&peel(&[&["show", "matrix", "--format", "json"], args].concat()));
    assert_eq!(noted(&table, "comparator"), comparator, "{args:?}");
    assert_eq!(noted(&table, "members"), members, "{args:?}");
}

#[test]
fn regions_countries_and_lists_have_the_members_the_registry_gives_them() {
    let midlands = "Derbyshire, Leicestershire, Lincolnshire, Nottinghamshire";
    check(&["--against", "region"], "the other 4 forces in its region, East Midlands", midlands);
    check(
        &["gwent", "--against", "country"],
        "the other 3 forces in its country, Wales",
        "Dyfed-Powys, North Wales, South Wales",
    );
    check(&["--against", "Kent Police, ESSEX"], "Essex and Kent", "Essex, Kent");
}

#[test]
fn who_is_excluded_is_not_counted_and_is_named() {
    let args = ["--against", "region", "--exclude", "Derbyshire Constabulary, nottt"];
    let run = peel(&[&["show", "matrix"], &args[..]].concat());
    run.exits(2).says("`nottt` is not a force");
    let args = ["--against", "region", "--exclude", "Derbyshire Constabulary, kent"];
    let table = json(&peel(&[&["show", "standing", "--format", "json"], &args[..]].concat()));
    assert_eq!(noted(&table, "comparator"), "3 of the other 4 forces in its region, East Midlands");
    assert_eq!(noted(&table, "excluded"), "Derbyshire");
    let caveats: Vec<&str> =
        table["notes"].as_array().unwrap().iter().map(|note| note["text"].as_str().unwrap()).collect();
    assert!(caveats.contains(&"Excluded, but not among those compared with: Kent"), "{caveats:?}");
    for row in table["rows"].as_array().unwrap() {
        assert_eq!(row["of"]["value"], 3);
    }

    let all = "derbyshire,leicestershire,lincolnshire,nottinghamshire";
    peel(&["show", "matrix", "--against", "region", "--exclude", all]).exits(2).says("no one to compare");
    peel(&["show", "matrix", "--exclude", "northamptonshire"]).exits(2).says("is the force in question");
}

#[test]
fn with_the_subject_one_more_is_the_same() {
    let standing = ["show", "standing", "--cycle", "2016", "--level", "pillar", "--format", "json"];
    let (without, with) =
        (json(&peel(&standing)), json(&peel(&[&standing[..], &["--with-subject"]].concat())));
    assert_eq!(noted(&with, "comparator"), "itself and the other 42 forces");
    assert!(noted(&with, "members").ends_with(", Northamptonshire"));
    for (without, with) in without["rows"].as_array().unwrap().iter().zip(with["rows"].as_array().unwrap()) {
        let pair =
            |name: &str| (without[name]["value"].as_u64().unwrap(), with[name]["value"].as_u64().unwrap());
        for name in ["same", "of"] {
            let (without, with) = pair(name);
            assert_eq!(with, without + 1, "{name}");
        }
        for name in ["better", "worse"] {
            let (without, with) = pair(name);
            assert_eq!(with, without, "{name}");
        }
    }
}

#[test]
fn neighbours_are_at_most_seven_and_not_everyone_s_each() {
    let names = |force: &str, more: &[&str]| -> Vec<String> {
        let table = json(&peel(&[&["show", "neighbours", force, "--format", "json"], more].concat()));
        let rows = table["rows"].as_array().unwrap().iter();
        rows.map(|row| row["force"]["value"].as_str().unwrap().to_owned()).collect()
    };
    let own = names("northamptonshire", &[]);
    assert_eq!(own.len(), 7);
    assert!(!own.contains(&"city-of-london".to_owned()));
    // Gloucestershire is one of Northamptonshire's, which is none of Gloucestershire's.
    assert!(own.contains(&"gloucestershire".to_owned()));
    assert!(!names("gloucestershire", &[]).contains(&"northamptonshire".to_owned()));
    // Who is excluded makes room for the next.
    let without = names("northamptonshire", &["--exclude", &own[0]]);
    assert_eq!(without[..6], own[1..]);
    assert_eq!(without.len(), 7);

    let standing = json(&peel(&["show", "standing", "--against", "neighbours:3", "--format", "json"]));
    assert_eq!(noted(&standing, "comparator"), "its 3 nearest statistical neighbours");
    let mut members: Vec<String> = noted(&standing, "members").split(", ").map(str::to_lowercase).collect();
    members.sort();
    let mut nearest = own[..3].to_vec();
    nearest.sort();
    assert_eq!(members, nearest);
    let all = standing["notes"].to_string();
    assert!(all.contains("They are not the Home Office's Most Similar Groups"), "{all}");

    peel(&["show", "neighbours", "city-of-london"])
        .exits(2)
        .says("set apart, with fewer than 100,000 residents");
    peel(&["show", "standing", "city-of-london", "--cycle", "2016", "--against", "neighbours"])
        .exits(2)
        .says("no statistical neighbours");
    for n in ["0", "8", "-1", "x", ""] {
        let against = format!("neighbours:{n}");
        peel(&["show", "standing", "--against", &against]).exits(2).says("from 1 to 7");
    }
}

/// Every part of a distance leads to the rows of the subject and of the neighbour that it is made from.
#[test]
fn every_part_of_a_distance_leads_to_its_rows() {
    let table = json(&peel(&["show", "neighbours", "--cycle", "2016", "--format", "json"]));
    let sources = table["sources"].as_array().unwrap();
    let values = fs::read_to_string(repository().join("data/indicator-values.csv")).unwrap();
    let lines: Vec<&str> = values.lines().collect();
    let row = &table["rows"][0];
    for (part, n_rows) in [("population", 2), ("density", 4), ("household_size", 4), ("robbery", 4)] {
        let from = row[part]["sources"].as_array().unwrap();
        assert_eq!(from.len(), n_rows, "{part}");
        for place in from {
            let source = &sources[usize::try_from(place.as_u64().unwrap()).unwrap()];
            if source["file"] == "indicator-values.csv" {
                let line = lines[usize::try_from(source["line"].as_u64().unwrap()).unwrap() - 1];
                let (key, number) = source["says"].as_str().unwrap().split_once(": ").unwrap();
                assert!(
                    line.starts_with(&key.replace(", ", ",")) && line.contains(number),
                    "{source} / {line}"
                );
            }
        }
    }
}

/// A copy of the shipped data with these rows of groups.
fn with_groups(folder: &Path, rows: &str) {
    fs::create_dir(folder.join("data")).unwrap();
    for entry in fs::read_dir(repository().join("data")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join("data").join(path.file_name().unwrap())).unwrap();
    }
    let header = fs::read_to_string(repository().join("data/groups.csv")).unwrap();
    assert_eq!(header.lines().count(), 1, "a template, and no invented list");
    fs::write(folder.join("data/groups.csv"), header + rows).unwrap();
}

const GROUPS: &str = "\
Most alike,northamptonshire,kent,2014,2016,a list of mine,old boundaries
Most alike,Northamptonshire Police,essex,,,a list of mine,
most-alike,northamptonshire,Suffolk,2017-01,,,
Most alike,kent,surrey,,,,
Coast,,kent,,,,
Coast,,essex,,,,
Coast,,northamptonshire,,,,
";

#[test]
fn a_group_has_the_members_of_its_day_for_each_force() {
    let folder = tempfile::tempdir().unwrap();
    with_groups(folder.path(), GROUPS);
    let check = |args: &[&str], members: &str| {
        let run = peel_in(folder.path(), &[&["show", "matrix", "--format", "json"], args].concat());
        assert_eq!(noted(&json(&run), "members"), members, "{args:?}");
    };
    check(&["--cycle", "2016", "--against", "group:Most alike"], "Essex, Kent");
    check(&["--cycle", "2017", "--against", "GROUP: most-alike"], "Essex, Suffolk");
    check(&["--cycle", "2023-25", "--against", "group:most alike"], "Essex, Suffolk");
    // Not symmetric: Kent's own group is another.
    check(&["kent", "--cycle", "2016", "--against", "group:most alike"], "Surrey");
    // The same for everyone, and never the subject itself.
    check(&["--cycle", "2016", "--against", "group:coast"], "Essex, Kent");
    check(&["surrey", "--cycle", "2016", "--against", "group:coast"], "Essex, Kent, Northamptonshire");
    check(&["--cycle", "2016", "--against", "group:coast", "--exclude", "kent"], "Essex");

    let run = peel_in(folder.path(), &["show", "matrix", "--cycle", "2016", "--against", "group:most alike"]);
    run.exits(0)
        .prints("Comparator: the 2 forces of group Most alike\n")
        .prints("Method: group `Most alike`, as the data describe it at 2016-11; from 2014 to 2016\n")
        .prints("Caveat: Group `Most alike`: old boundaries\n")
        .prints("Source: group `Most alike`: a list of mine\n");
    peel_in(folder.path(), &["show", "matrix", "--against", "group:cost"])
        .exits(2)
        .says("did you mean `Coast`?");
    peel_in(folder.path(), &["show", "matrix", "--against", "coast"]).exits(2).says("write `group:Coast`");
    let run = peel_in(folder.path(), &["show", "matrix", "surrey", "--against", "group:most alike"]);
    run.exits(2).says("group `Most alike` has no member to compare Surrey with");
    peel_in(folder.path(), &["list", "groups"])
        .exits(0)
        .prints("2 groups")
        .prints("every one")
        .prints("Most Similar Groups are not included");
    peel_in(folder.path(), &["check", "data/datapackage.json"]).exits(0);
}

#[test]
fn a_group_whose_rows_are_faulty_says_where() {
    let folder = tempfile::tempdir().unwrap();
    with_groups(
        folder.path(),
        "Coast,,kentt,,,,\nCoast,,essex,spring 2016,,,\nCoast,,,,,,\nCoast,,kent,,,,\n",
    );
    peel_in(folder.path(), &["check", "data/groups.csv"])
        .exits(1)
        .prints("data/groups.csv:2:8: error[force]: `kentt` is not a force")
        .prints("data/groups.csv:3:14: error[pattern]: `spring 2016`")
        .prints("data/groups.csv:4:8: error[missing-value]: `member` is empty");
    let run = peel_in(folder.path(), &["show", "matrix", "--against", "group:coast", "--format", "json"]);
    assert_eq!(noted(&json(&run), "members"), "Kent");
    run.says("groups.csv has 3 errors; 3 rows are left out");
}

#[test]
fn the_shipped_template_of_groups_is_clean_and_has_none() {
    peel(&["list", "groups"]).exits(0).prints("0 groups").prints("Most Similar Groups are not included");
    peel(&["show", "matrix", "--against", "group:any"])
        .exits(2)
        .says("`peel list groups` says how to add one");
    peel_in(repository(), &["check", "data/groups.csv"]).exits(0);
}

#[test]
fn what_an_analysis_does_not_take_is_refused_with_those_that_do() {
    peel(&["show", "matrix", "--with-subject"])
        .exits(2)
        .says("`matrix` takes no `--with-subject`")
        .says("`standing` takes it");
    peel(&["show", "neighbours", "--level", "area"]).exits(2).says("`matrix`, `standing`, `distribution`, ");
    for given in
        [&["--seed", "3"][..], &["--from", "2016"], &["--indicator", "robbery"], &["--allow-incomparable"]]
    {
        let run = peel(&[&["show", "matrix"], given].concat());
        run.exits(2).says(&format!("`matrix` takes no `{}`", given[0]));
    }
}

#[test]
fn a_plan_takes_the_same_keys() {
    let folder = tempfile::tempdir().unwrap();
    let plan = r#"
        [jobs.a]
        analysis = "standing"
        cycles = "2016"
        against = "neighbours:4"
        parameters = { exclude = "Kent Police", with-subject = true }
        tables = { formats = ["json"] }
        charts = { formats = [] }
        path = "{job}"

        [jobs.b]
        analysis = "neighbours"
        tables = { formats = ["csv"] }
        charts = { formats = [] }
        path = "{job}"
    "#;
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    peel_in(folder.path(), &["batch", "plan.toml"]).exits(0).prints("a.json\nb.csv\n");
    let untaken = "[jobs.c]\nanalysis = \"matrix\"\nparameters = { seed = 3 }\npath = \"{job}\"\n";
    fs::write(folder.path().join("untaken.toml"), untaken).unwrap();
    peel_in(folder.path(), &["batch", "untaken.toml"]).exits(2).says("`matrix` takes no `seed`");
    let planned = fs::read_to_string(folder.path().join("a.json")).unwrap();
    let args = ["--cycle", "2016", "--against", "neighbours:4", "--exclude", "kent", "--with-subject"];
    let asked = peel(&[&["show", "standing", "--format", "json"], &args[..]].concat());
    assert_eq!(planned, asked.exits(0).stdout());
}
