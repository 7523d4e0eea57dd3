//! The published figures, and the evidence behind every cell.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::util::{copy_data, golden, peel, peel_in, repository};

fn json(args: &[&str]) -> Value {
    let run = peel(&[&["export"], args, &["--format", "json"]].concat());
    serde_json::from_str(&run.exits(0).stdout()).unwrap()
}

fn row<'a>(table: &'a Value, column: &str, value: &str) -> &'a Value {
    let rows = table["rows"].as_array().unwrap();
    rows.iter().find(|row| row[column]["value"] == value).unwrap_or_else(|| panic!("no row {value}"))
}

#[test]
fn northamptonshire_2016_stands_where_the_inspectorate_put_it() {
    let table = json(&["standing", "northamptonshire", "--cycle", "2016", "--level", "pillar"]);
    for (pillar, grade, better, same, worse) in [
        ("effectiveness", "requires-improvement", 29, 12, 1),
        ("efficiency", "good", 2, 32, 8),
        ("legitimacy", "good", 2, 35, 5),
    ] {
        let row = row(&table, "area", pillar);
        assert_eq!(row["grade"]["value"], grade);
        let counts = ["better", "same", "worse"].map(|name| row[name]["value"].as_u64().unwrap());
        assert_eq!(counts, [better, same, worse], "{pillar}");
    }
}

#[test]
fn the_golden_tables_of_northamptonshire_are_as_reviewed() {
    for analysis in ["matrix", "standing", "distribution", "ranking", "coverage", "neighbours", "map"] {
        for cycle in ["2016", "2023-25"] {
            let run = peel(&["show", analysis, "northamptonshire", "--cycle", cycle]);
            golden(&format!("show/{analysis}-{cycle}.txt"), &run.exits(0).stdout());
        }
    }
    for (analysis, indicator) in [
        ("indicator", "burglary"),
        ("indicator", "officers-fte"),
        ("funnel", "burglary"),
        ("funnel", "calls-999-answered-within-10s"),
        ("trend", "stop-and-search"),
        ("trend", "officers-fte"),
        ("trend", "knife-offences-selected"),
    ] {
        let run = peel(&["show", analysis, "northamptonshire", "--indicator", indicator]);
        golden(&format!("show/{analysis}-{indicator}.txt"), &run.exits(0).stdout());
    }
    golden("show/profile.txt", &peel(&["show", "profile", "northamptonshire"]).exits(0).stdout());
    let run = peel(&["show", "standing", "--cycle", "2016", "--area", "efficiency", "--format", "json"]);
    golden("show/standing-2016-efficiency.json", &run.exits(0).stdout());
}

/// Every national total the inspectorate announced equals the count in the distribution, in every
/// cycle and pillar where all forces are known; where not, coverage names those that are unknown.
#[test]
fn grade_counts_add_up_to_the_national_totals() {
    let totals = std::fs::read_to_string(repository().join("data/national-totals.csv")).unwrap();
    let mut announced: BTreeMap<(String, String), BTreeMap<String, u64>> = BTreeMap::new();
    for record in csv::Reader::from_reader(totals.as_bytes()).records() {
        let record = record.unwrap();
        let key = (record[0].to_owned(), record[1].to_owned());
        announced.entry(key).or_default().insert(record[2].replace('-', "_"), record[3].parse().unwrap());
    }
    assert!(announced.len() >= 8, "{announced:?}");
    let mut n_compared = 0;
    for ((cycle, pillar), counts) in announced {
        let table = json(&["distribution", "--cycle", &cycle, "--level", "pillar"]);
        let row = row(&table, "area", &pillar);
        if row["unknown"]["value"] == 0 && row["disputed"]["value"] == 0 {
            for (grade, count) in counts {
                assert_eq!(row[&grade]["value"], count, "{cycle} {pillar} {grade}");
                n_compared += 1;
            }
        } else {
            let table = json(&["coverage", "--cycle", &cycle, "--level", "pillar"]);
            let row = self::row(&table, "area", &pillar);
            let named = row["unknown_forces"]["value"].as_str().unwrap().split(", ").count() as u64;
            assert_eq!(row["unknown"]["value"], named, "{cycle} {pillar}");
        }
    }
    assert!(n_compared >= 32, "only {n_compared} totals compared");
}

#[test]
fn the_three_unknown_pillar_cells_stay_unknown() {
    for (cycle, pillar, force) in [
        ("2017", "effectiveness", "Norfolk"),
        ("2018-19", "effectiveness", "Surrey"),
        ("2018-19", "legitimacy", "Surrey"),
    ] {
        let table = json(&["coverage", "--cycle", cycle, "--level", "pillar"]);
        assert_eq!(row(&table, "area", pillar)["unknown_forces"]["value"], force);
    }
}

#[test]
fn the_kinds_of_no_grade_survive_to_the_output() {
    let table = json(&["matrix", "--cycle", "2017", "--level", "pillar"]);
    let cell = |force: &str, area: &str| row(&table, "force", force)[area].clone();
    assert_eq!(cell("norfolk", "effectiveness")["no_grade"], "unknown");
    assert_eq!(cell("greater-manchester", "legitimacy")["no_grade"], "not-graded");
    let table = json(&["matrix", "--cycle", "2017", "--level", "area"]);
    let disputed = &row(&table, "force", "north-wales")["using-resources"];
    assert_eq!(disputed["no_grade"], "disputed");
    assert!(disputed["remark"].as_str().unwrap().starts_with("Good or Requires improvement"));
    assert_eq!(disputed["sources"].as_array().unwrap().len(), 2);
}

#[test]
fn a_superseded_grade_no_longer_counts() {
    let table = json(&["matrix", "northamptonshire", "--cycle", "2023-25"]);
    let cell = &row(&table, "force", "northamptonshire")["responding-to-public"];
    assert_eq!(cell["value"], "requires-improvement");
    assert!(cell["remark"].as_str().unwrap().contains("8 August 2024"));
}

/// Every figure that was made from data leads to lines of gradings.csv that say what it says.
#[test]
fn every_figure_leads_to_its_source_rows() {
    let gradings = std::fs::read_to_string(repository().join("data/gradings.csv")).unwrap();
    let lines: Vec<&str> = gradings.lines().collect();
    for analysis in ["matrix", "standing", "distribution", "coverage"] {
        let table = json(&[analysis, "--cycle", "2016", "--level", "pillar"]);
        let sources = table["sources"].as_array().unwrap();
        assert_eq!(sources.len(), 129, "{analysis}: one row a force and pillar");
        for source in sources {
            assert_eq!(source["file"], "gradings.csv");
            let line = lines[usize::try_from(source["line"].as_u64().unwrap()).unwrap() - 1];
            let says = source["says"].as_str().unwrap();
            let (key, grade) = says.split_once(": ").unwrap();
            assert!(line.starts_with(&key.replace(", ", ",")), "{says} / {line}");
            assert!(line.contains(&grade.to_lowercase().replace(' ', "-")), "{says} / {line}");
            assert!(line.contains(source["url"].as_str().unwrap()));
        }
        let counts: BTreeSet<&str> = table["columns"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|column| column["kind"] != "text" && column["name"] != "of")
            .map(|column| column["name"].as_str().unwrap())
            .collect();
        for row in table["rows"].as_array().unwrap() {
            for name in &counts {
                let cell = &row[name];
                let is_nothing = cell["value"] == 0 || cell["value"].is_null();
                let n_sources = cell["sources"].as_array().unwrap().len();
                assert!(is_nothing || n_sources > 0, "{analysis} {name}: {cell}");
            }
        }
    }
}

#[test]
fn a_count_has_as_many_sources_as_it_counts() {
    let table = json(&["standing", "northamptonshire", "--cycle", "2016", "--level", "pillar"]);
    let row = row(&table, "area", "effectiveness");
    let n_sources = |name: &str| row[name]["sources"].as_array().unwrap().len();
    // The comparators counted, and the subject's own row they are compared with.
    assert_eq!((n_sources("better"), n_sources("same"), n_sources("worse")), (30, 13, 2));
    assert_eq!(n_sources("good"), 28);
}

/// The map's places are those of the registry, one tile for each, and its grades those of the matrix.
#[test]
fn a_map_is_a_matrix_with_the_registrys_places() {
    let of = |analysis: &str| {
        let run = peel(&["export", analysis, "--cycle", "2016"]).exits(0).stdout();
        let mut reader = csv::Reader::from_reader(run.as_bytes());
        let headers = reader.headers().unwrap().clone();
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        (headers, rows)
    };
    let text = |headers: &csv::StringRecord, row: &csv::StringRecord, name: &str| {
        row[headers.iter().position(|header| header == name).unwrap()].to_owned()
    };
    let ((map_head, map), (head, matrix)) = (of("map"), of("matrix"));
    for (row, of_matrix) in map.iter().zip(&matrix) {
        for name in ["force", "effectiveness", "efficiency", "legitimacy"] {
            assert_eq!(text(&map_head, row, name), text(&head, of_matrix, name));
        }
    }
    let place =
        |row: &csv::StringRecord| ["force", "tile_column", "tile_row"].map(|name| text(&map_head, row, name));
    let places: BTreeSet<[String; 3]> = map.iter().map(place).collect();
    let registry = std::fs::read_to_string(repository().join("data/forces.csv")).unwrap();
    let registered = registry.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split(',').collect();
        [cells[0], cells[cells.len() - 2], cells[cells.len() - 1]].map(str::to_owned)
    });
    assert_eq!(places, registered.collect());
    let tiles: BTreeSet<&[String]> = places.iter().map(|place| &place[1..]).collect();
    assert_eq!(tiles.len(), 43);
}

#[test]
fn counts_add_up_for_every_force_cycle_and_comparator() {
    for cycle in ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"] {
        for (force, against) in
            [("northamptonshire", "all"), ("essex", "region"), ("gwent", "kent,surrey,essex")]
        {
            let table = json(&["standing", force, "--cycle", cycle, "--against", against]);
            for row in table["rows"].as_array().unwrap() {
                let sum = |names: &[&str]| -> u64 {
                    names.iter().filter_map(|name| row[*name]["value"].as_u64()).sum()
                };
                let gaps = ["disputed", "unknown", "not_graded", "not_inspected"];
                let grades = ["outstanding", "good", "adequate", "requires_improvement", "inadequate"];
                let of = row["of"]["value"].as_u64().unwrap();
                assert_eq!(sum(&grades) + sum(&gaps), of, "{force} {cycle}: {row}");
                if row["better"]["value"].is_u64() {
                    assert_eq!(sum(&["better", "same", "worse"]) + sum(&gaps), of, "{force} {cycle}: {row}");
                }
            }
        }
    }
}

/// What a table says is known, by basis and in all, is the same number, and is the one its cells count.
#[test]
fn what_is_known_adds_up_in_the_notes_and_in_the_cells() {
    let numbers = |text: &str| -> Vec<u64> {
        text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
    };
    let mut n_compared = 0;
    for analysis in ["matrix", "standing", "distribution", "coverage"] {
        for cycle in ["2014", "2016", "2017", "2018-19", "2021-22", "2023-25"] {
            let table = json(&[analysis, "--cycle", cycle, "--level", "area"]);
            let all = table["notes"].as_array().unwrap();
            let noted = |begin: &str| {
                let texts = all.iter().map(|note| note["text"].as_str().unwrap());
                texts.filter(|text| text.contains(begin)).map(str::to_owned).next()
            };
            let known = numbers(&noted(" grades known").unwrap())[0];
            if let Some(bases) = noted("Of the known grades") {
                assert_eq!(numbers(&bases).iter().sum::<u64>(), known, "{analysis} {cycle}: {bases}");
                n_compared += 1;
            }
            let rows = table["rows"].as_array().unwrap();
            let sum = |names: &[&str]| -> u64 {
                rows.iter().flat_map(|row| names.iter().filter_map(|name| row[*name]["value"].as_u64())).sum()
            };
            let grades = ["outstanding", "good", "adequate", "requires_improvement", "inadequate"];
            let counted = match analysis {
                "matrix" => continue,
                "coverage" => sum(&["known"]),
                _ => sum(&grades),
            };
            assert_eq!(counted, known, "{analysis} {cycle}");
        }
    }
    assert!(n_compared >= 16, "only {n_compared}");
}

/// The shipped data with some lines of a file written otherwise, or left out.
fn altered(file: &str, line: impl Fn(&str) -> Option<String>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy_data(&folder.path().join("data"));
    let path = folder.path().join("data").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let lines: Vec<String> = text.lines().filter_map(line).collect();
    std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    folder
}

#[test]
fn a_figure_that_is_left_out_for_a_fault_is_said_to_be() {
    let key = "northamptonshire,burglary,year to December 2024,2024-01-01,2024-12-31,";
    let values = std::fs::read_to_string(repository().join("data/indicator-values.csv")).unwrap();
    let at = 1 + values.lines().position(|line| line.starts_with(key)).unwrap();
    let place = format!("indicator-values.csv, line {at}");
    for (number, expected) in [
        ("-5", format!("left out: -5 is no count ({place})")),
        ("many", format!("left out: {place} has an error, which `peel check` names")),
    ] {
        let folder = altered("indicator-values.csv", |line| {
            let Some(rest) = line.strip_prefix(key) else { return Some(line.to_owned()) };
            let (_, rest) = rest.split_once(',').unwrap();
            Some(format!("{key}{number},{rest}"))
        });
        let asked = ["northamptonshire", "--data", "data", "--indicator", "burglary", "--format", "json"];
        for (analysis, column, row_of) in
            [("indicator", "force", "northamptonshire"), ("trend", "period", "year to December 2024")]
        {
            let period = ["--period", "year to December 2024"];
            let run = peel_in(folder.path(), &[&["export", analysis], &asked[..], &period].concat());
            let table: Value = serde_json::from_str(&run.exits(0).stdout()).unwrap();
            let cell = &row(&table, column, row_of)["value"];
            assert!(cell["value"].is_null(), "{analysis} {number}");
            assert_eq!(cell["remark"], expected, "{analysis} {number}");
            assert_eq!(cell["sources"].as_array().unwrap().len(), 1, "the row at fault is cited");
        }
    }
}

/// Who was never graded is shown among the others in the latest cycle that graded anyone; what is about its own grade is
/// refused.
#[test]
fn a_force_without_any_grade_is_shown_what_is_of_everyone() {
    let folder =
        altered("gradings.csv", |line| (!line.starts_with("northamptonshire,")).then(|| line.to_owned()));
    let run = |verb, analysis| {
        peel_in(folder.path(), &[verb, analysis, "northamptonshire", "--data", "data", "--format", "json"])
    };
    for analysis in ["matrix", "map", "distribution", "coverage", "agreement", "association", "neighbours"] {
        run("export", analysis)
            .exits(0)
            .prints("the latest in which anyone is graded, as Northamptonshire is in none");
    }
    for analysis in ["standing", "ranking", "similar"] {
        run("export", analysis).exits(2).says("the data hold no grade of Northamptonshire in any cycle");
    }
}
