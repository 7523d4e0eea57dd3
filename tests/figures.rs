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

/// Sixteen years of which one had a death: all moving ranges but two are 0, and limits of no width would call every year
/// a signal.
#[test]
fn a_trend_whose_limits_would_have_no_width_has_none() {
    let of = ["northamptonshire", "--indicator", "deaths-in-or-following-police-custody"];
    let shown = peel(&[&["show", "trend"], &of[..]].concat()).exits(0).stdout();
    assert!(shown.contains("No process limits and no signals"), "{shown}");
    assert!(
        !shown.contains("outside low") && !shown.contains("shift low") && !shown.contains("0.00*"),
        "{shown}"
    );
    let folder = tempfile::tempdir().unwrap();
    peel_in(folder.path(), &[&["chart", "trend"], &of[..], &["-o", "a.svg"]].concat()).exits(0);
    let drawn = std::fs::read_to_string(folder.path().join("a.svg")).unwrap();
    let words = drawn.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.trim());
    let words = words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    let headline = "Deaths in or following police custody: Northamptonshire had no deaths in 2019/20, the same as in 2004/05";
    assert!(words.contains("Signals: none"), "{words}");
    assert!(words.contains(headline), "{words}");
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

/// The shipped data with the number of one figure, named by what its row begins with, made -7.
fn with_negative(key: &str) -> tempfile::TempDir {
    altered("indicator-values.csv", |line| {
        let rest = line.strip_prefix(key).and_then(|rest| rest.split_once(','));
        Some(rest.map_or_else(|| line.to_owned(), |(_, rest)| format!("{key}-7,{rest}")))
    })
}

/// Among five, one left out is one too few to test, so that an earlier period is taken; among all, it is taken without it.
#[test]
fn an_association_without_the_figure_of_the_force_in_question_says_so() {
    let folder = with_negative("northamptonshire,stop-and-search,2017/18,2017-04-01,2018-03-31,");
    let asked = ["association", "northamptonshire", "--data", "data", "--indicator", "stop-and-search"];
    for (against, period) in [("kent,essex,surrey,sussex", "2016/17"), ("all", "2017/18")] {
        let more = ["--cycle", "2018-19", "--against", against, "--format", "json"];
        let run = peel_in(folder.path(), &[&["export"], &asked[..], &more].concat());
        run.exits(0)
            .prints(&format!("{period}: Stop and search"))
            .prints("Stop and search of Northamptonshire, 2017/18: left out: -7 is no count (indicator-values.csv, line ");
    }
}

/// Without `--period` the newest figure that counts is taken; that a newer one was left out is said, and the trend shows
/// its place.
#[test]
fn a_default_that_passes_over_a_figure_left_out_says_so() {
    let folder = with_negative("northamptonshire,burglary,year to December 2024,2024-01-01,2024-12-31,");
    let fault = "year to December 2024: left out: -7 is no count (indicator-values.csv, line ";
    let said = format!("Burglary of Northamptonshire, {fault}");
    let show = |analysis: &str, more: &[&str]| {
        let args =
            [&["show", analysis, "northamptonshire", "--data", "data", "--indicator", "burglary"], more];
        peel_in(folder.path(), &args.concat()).exits(0).stdout()
    };
    for analysis in ["indicator", "funnel", "profile"] {
        let text = show(analysis, &[]).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(&said), "{analysis}: {text}");
        assert!(text.contains("year to December 2023"), "{analysis}: {text}");
        let asked = show(analysis, &["--period", "year to December 2023"]);
        assert!(!asked.contains("is no count"), "{analysis}: {asked}");
    }
    let trend = show("trend", &["--format", "csv"]);
    let last = trend.lines().last().unwrap();
    assert!(last.starts_with("year to December 2024,2024-01-01,2024-12-31,no,,,,"), "{last}");
    assert!(last.contains("value: left out: -7 is no count"), "{last}");
    assert!(show("trend", &[]).contains("1 of 2 periods with a figure of the subject"));
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
        run("export", analysis)
            .exits(2)
            .says("the data hold no known grade of Northamptonshire in any cycle\n");
    }
}

/// That its sources differ is said, of which cycle and area, and where the grades are shown.
#[test]
fn a_force_whose_only_grade_is_disputed_is_told_of_it_without_a_cycle() {
    let folder = altered("gradings.csv", |line| match line.strip_prefix("kent,") {
        None => Some(line.to_owned()),
        Some(rest) if rest.starts_with("2016,efficiency,") => Some(line.replace(",current,", ",disputed,")),
        Some(_) => None,
    });
    for command in [
        ["show", "standing", "kent"],
        ["show", "ranking", "kent"],
        ["show", "change", "kent"],
        ["show", "transitions", "kent"],
        ["summary", "brief", "kent"],
        ["summary", "leaders", "kent"],
    ] {
        let run = peel_in(folder.path(), &[&command[..], &["--data", "data"]].concat());
        run.exits(2)
            .says("the data hold no known grade of Kent in ")
            .says("; its sources differ about efficiency of 2016\n")
            .says("hint: `peel explain matrix --cycle 2016 --area efficiency --cell \"Kent,efficiency\"`");
    }
    let shown = ["--cycle", "2016", "--area", "efficiency", "--cell", "Kent,efficiency", "--data", "data"];
    peel_in(folder.path(), &[&["explain", "matrix"][..], &shown].concat()).exits(0).prints("Good");
}

/// Where one figure is left, nothing is said of it beside an average of itself.
#[test]
fn one_figure_alone_has_nobody_to_be_compared_with() {
    let folder = altered("indicator-values.csv", |line| {
        let is_of_others = line.contains(",burglary,") && !line.starts_with("northamptonshire,");
        (!is_of_others).then(|| line.to_owned())
    });
    let asked = ["northamptonshire", "--data", "data", "--indicator", "burglary", "--format", "json"];
    for (analysis, key, of, columns) in [
        ("indicator", "force", "northamptonshire", &["from_mean", "against_mean", "against_weighted"][..]),
        ("funnel", "force", "northamptonshire", &["position"]),
        ("profile", "indicator", "burglary", &["place", "against_mean"]),
    ] {
        let run = peel_in(folder.path(), &[&["export", analysis], &asked[..]].concat());
        let table: Value = serde_json::from_str(&run.exits(0).stdout()).unwrap();
        let row = row(&table, key, of);
        assert!(row["value"]["value"].is_f64(), "{row}");
        for column in columns {
            assert!(row[column]["value"].is_null(), "{analysis} {column}: {row}");
            let remark = row[column]["remark"].as_str().unwrap();
            assert!(remark.ends_with("there is nobody to compare with"), "{analysis} {column}: {remark}");
        }
        run.prints("there is nobody to compare it with");
    }
}

/// The columns of a profile are called by goodness only where the data state a direction of it.
#[test]
fn a_profile_without_a_direction_has_no_worst_and_best() {
    let heads = |indicators: &str| {
        let table = json(&["profile", "northamptonshire", "--indicator", indicators]);
        let columns = table["columns"].as_array().unwrap().clone();
        let title = |name: &str| {
            let column = columns.iter().find(|column| column["name"] == name).unwrap();
            column["title"].as_str().unwrap().to_owned()
        };
        ["worst", "worse_quartile", "better_quartile", "best"].map(title)
    };
    assert_eq!(heads("stop-and-search"), ["Lowest", "Lower quartile", "Upper quartile", "Highest"]);
    assert_eq!(heads("burglary"), ["Worst", "Worse quartile", "Better quartile", "Best"]);
    assert_eq!(heads("burglary,stop-and-search")[0], "Worst, or lowest");
}

/// A message of nothing to compare names the indicator once.
#[test]
fn a_trend_without_a_figure_names_its_indicator_once() {
    let folder = altered("indicator-values.csv", |line| {
        let is_own = line.contains(",burglary,") && line.starts_with("northamptonshire,");
        (!is_own).then(|| line.to_owned())
    });
    let run = peel_in(folder.path(), &["show", "trend", "--data", "data", "--indicator", "burglary"]);
    let said = run.exits(2).stderr();
    assert_eq!(said.matches("Burglary").count(), 1, "{said}");
    run.says("year to December 2024: unknown: the data have no figure");
}

/// What `--period` takes is found from the message, and listed in full.
#[test]
fn every_period_of_an_indicator_can_be_found() {
    peel(&["show", "indicator", "--indicator", "burglary", "--period", "1999"])
        .exits(2)
        .says("hint: `burglary` has year to December 2023, year to December 2024");
    peel(&["show", "indicator", "--indicator", "burglary", "--period", "2009/10"])
        .exits(2)
        .says("`burglary` has no figures of 2009/10; it has year to December 2023, year to December 2024");
    peel(&["show", "trend", "--indicator", "population", "--period", "1999"])
        .exits(2)
        .says("(21 in all; `peel list periods --indicator population` shows every one)");
    let listed = peel(&["list", "periods", "--indicator", "population", "--format", "csv"]).exits(0).stdout();
    let values = std::fs::read_to_string(repository().join("data/indicator-values.csv")).unwrap();
    let field = |line: &str, at: usize| line.split(',').nth(at).unwrap().to_owned();
    let of_population = values.lines().filter(|line| field(line, 1) == "population");
    let expected: BTreeSet<String> = of_population.map(|line| field(line, 2)).collect();
    assert_eq!(listed.lines().skip(1).map(|line| field(line, 1)).collect::<BTreeSet<_>>(), expected);
    for period in expected {
        peel(&["show", "trend", "--indicator", "population", "--period", &period]).exits(0);
    }
    peel(&["list", "periods", "--indicator", "burglry"]).exits(2).says("`burglary`");
    peel(&["list", "forces", "--indicator", "burglary"]).exits(2).says("`--indicator` is of periods alone");
}

/// A number near nothing is short in a file, and the same as in JSON.
#[test]
fn a_tiny_limit_is_readable_and_exact() {
    let deaths = ["--indicator", "deaths-in-or-following-police-custody", "--denominator", "population"];
    let args = [&["funnel", "northamptonshire"], &deaths[..]].concat();
    let text = peel(&[&["export"], &args[..]].concat()).exits(0).stdout();
    assert!(!text.contains(",0.0000000"), "{text}");
    let table = json(&args);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let at = heads.iter().position(|head| head == "chance_lower_998").unwrap();
    let written: Vec<String> = reader.records().map(|record| record.unwrap()[at].to_owned()).collect();
    assert!(written.iter().any(|number| number.contains("e-")), "{written:?}");
    for (number, row) in written.iter().zip(table["rows"].as_array().unwrap()) {
        let (read, of_json) =
            (number.parse::<f64>().unwrap_or_default(), row["chance_lower_998"]["value"].as_f64());
        // The reader of JSON here may be wrong in a number's last digit.
        let expected = of_json.unwrap_or_default();
        assert!((read - expected).abs() <= 1e-15 * expected, "{number} is not {expected}");
    }
}
