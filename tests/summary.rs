//! Summaries: their columns held to the page, their figures to the analyses they are those of.

use std::collections::{BTreeMap, BTreeSet};

use crate::util::{golden, peel};

/// The rows of a CSV, each by the names of its columns.
fn rows(args: &[&str]) -> Vec<BTreeMap<String, String>> {
    let run = peel(&[args, &["--format", "csv"]].concat());
    let text = run.exits(0).stdout();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        heads.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect::<BTreeMap<_, _>>()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// The same rows, by their areas.
fn by_area(rows: Vec<BTreeMap<String, String>>) -> BTreeMap<String, BTreeMap<String, String>> {
    let n_rows = rows.len();
    let by_area: BTreeMap<_, _> = rows.into_iter().map(|row| (row["area"].clone(), row)).collect();
    assert_eq!(by_area.len(), n_rows);
    by_area
}

/// Grades that others report are not under the inspectorate's licence, in whatever table they are counted.
#[test]
fn sources_of_summaries_are_counted_as_those_of_tables_are() {
    let cycle = ["--cycle", "2023-25", "--level", "area"];
    let sources = |args: &[&str]| {
        let run = peel(&[args, &cycle].concat());
        let text = run.exits(0).stdout().split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, sources) =
            text.split_once("52 grades (Open Government Licence v3.0)").unwrap_or_else(|| panic!("{text}"));
        assert!(sources.contains("press, commissioner or force pages, 232 grades"), "{sources}");
    };
    sources(&["show", "matrix", "northamptonshire"]);
    sources(&["summary", "national"]);
    sources(&["summary", "force", "northamptonshire"]);
}

/// The neighbours of a date are not those of another: each cycle's are named with it.
#[test]
fn the_neighbours_named_are_those_of_each_cycle() {
    let run = peel(&["summary", "force", "gwent", "--format", "json"]);
    let text = run.exits(0).stdout();
    for (cycle, label) in [("2016", "PEEL 2016"), ("2025-27", "PEEL 2025-27")] {
        let found = rows(&["show", "neighbours", "gwent", "--cycle", cycle]);
        let names: Vec<String> = found.iter().map(|row| row["name"].clone()).take(7).collect();
        let list = names.join(", ");
        let is_named = text.lines().any(|line| line.contains(label) && line.contains(&list));
        assert!(is_named, "{label}: {list}");
    }
    let one = peel(&["summary", "force", "gwent", "--cycle", "2016", "--level", "pillar"]);
    one.exits(0).prints("Gwent: every pillar, PEEL 2016");
}

#[test]
fn the_page_has_every_column_and_no_other() {
    let page = peel(&["summary", "columns"]).exits(0).stdout();
    for summary in ["force", "national", "leaders"] {
        let section = page.split("\n## ").find(|section| section.starts_with(summary)).unwrap();
        let cells = section.lines().filter_map(|line| line.strip_prefix('|')?.split('|').next());
        let named: BTreeSet<&str> = cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        let run = peel(&["summary", summary, "--format", "csv"]);
        let text = run.exits(0).stdout();
        let header = text.lines().next().unwrap().split(',').filter(|name| *name != "remarks");
        assert_eq!(named, header.collect(), "{summary}");
    }
}

#[test]
fn a_force_stands_and_moves_as_the_analyses_have_it() {
    for level in ["pillar", "area"] {
        let asked = ["--cycle", "2016", "--level", level];
        let summary = by_area(rows(&[&["summary", "force"][..], &asked].concat()));
        for (prefix, against) in
            [("all", "all"), ("country", "country"), ("region", "region"), ("neighbours", "neighbours")]
        {
            let standing =
                by_area(rows(&[&["show", "standing"][..], &asked, &["--against", against]].concat()));
            assert_eq!(standing.keys().collect::<Vec<_>>(), summary.keys().collect::<Vec<_>>());
            for (area, expected) in standing {
                let row = &summary[&area];
                for column in ["better", "same", "worse", "of", "percentile"] {
                    assert_eq!(
                        row[&format!("{prefix}_{column}")],
                        expected[column],
                        "{prefix} {column}, {area}"
                    );
                }
                assert_eq!(row["grade"], expected["grade"]);
            }
        }
        let from = ["show", "change", "--from", "2015", "--to", "2016", "--level", level];
        let change = rows(&from);
        let own = change.into_iter().filter(|row| row["role"] == "subject").collect();
        for (area, expected) in by_area(own) {
            let row = &summary[&area];
            let moved = [&row["before_cycle"], &row["before"], &row["grade"], &row["change"]];
            assert_eq!(
                moved,
                [&"2015".to_owned(), &expected["before"], &expected["after"], &expected["moved"]]
            );
        }
    }
}

/// A judgment that is carried over was not made anew; of 2018-19 many are.
#[test]
fn what_is_carried_over_is_told_in_each_summary() {
    let asked = ["--cycle", "2018-19", "--level", "area"];
    let summary = by_area(rows(&[&["summary", "force", "avon-and-somerset"][..], &asked].concat()));
    let national = by_area(rows(&[&["summary", "national"][..], &asked].concat()));
    let mut n_carried = 0;
    for (area, row) in &summary {
        let from = row["before_cycle"].as_str();
        if from.is_empty() {
            continue;
        }
        let change =
            ["show", "change", "avon-and-somerset", "--from", from, "--to", "2018-19", "--area", area];
        let change = rows(&change);
        let own = change.iter().find(|row| row["role"] == "subject").unwrap();
        assert_eq!(row["carried_over"], own["carried_over"], "{area}");
        let is_known = |row: &&BTreeMap<String, String>| {
            !row["carried_over"].is_empty() && ["better", "same", "worse"].contains(&row["moved"].as_str())
        };
        let n_known = change.iter().filter(is_known).count();
        assert_eq!(national[area]["carried_over"], n_known.to_string(), "{area}");
        n_carried += n_known;
    }
    assert_eq!(summary["investigating-crime"]["carried_over"], "in the later");
    assert!(n_carried > 9, "{n_carried}");
}

#[test]
fn a_cycle_that_may_not_be_compared_is_passed_over() {
    let first = by_area(rows(&["summary", "force", "--cycle", "2021-22"]));
    assert!(first.values().all(|row| row["before_cycle"].is_empty() && row["change"].is_empty()));
    assert!(first.values().all(|row| row["remarks"].contains("no earlier cycle")));
    let whole = rows(&["summary", "force"]);
    let cycles: BTreeSet<&str> = whole.iter().map(|row| row["cycle"].as_str()).collect();
    assert!(cycles.len() >= 7, "{cycles:?}");
}

#[test]
fn all_fall_and_move_as_the_analyses_have_it() {
    let summary = by_area(rows(&["summary", "national", "--cycle", "2016", "--level", "pillar"]));
    for (area, expected) in by_area(rows(&["show", "distribution", "--cycle", "2016"])) {
        let row = &summary[&area];
        for column in
            ["outstanding", "good", "requires_improvement", "inadequate", "median", "good_or_better", "of"]
        {
            assert_eq!(row[column], expected[column], "{column}, {area}");
        }
        let change = rows(&["show", "change", "--from", "2015", "--to", "2016", "--area", &area]);
        let count = |word: &str| change.iter().filter(|row| row["moved"] == word).count().to_string();
        let moved = [&row["risen"], &row["stayed"], &row["fallen"]];
        assert_eq!(moved, [&count("better"), &count("same"), &count("worse")], "{area}");
    }
}

#[test]
fn leaders_are_the_best_of_the_standing() {
    let leaders = by_area(rows(&["summary", "leaders", "--cycle", "2023-25", "--level", "area"]));
    for (area, expected) in by_area(rows(&["show", "standing", "--cycle", "2023-25", "--level", "area"])) {
        let row = &leaders[&area];
        assert_eq!(
            (&row["best_grade"], &row["best"]),
            (&expected["best_grade"], &expected["best"]),
            "{area}"
        );
        let leads = match expected["better"].as_str() {
            "" => "unknown",
            "0" => "yes",
            _ => "no",
        };
        assert_eq!(row["leads"], leads, "{area}");
    }
}

#[test]
fn a_brief_is_a_page_of_sentences_in_every_format() {
    let page = peel(&["summary", "brief", "--cycle", "2016"]);
    golden("summary/brief-2016.md", &page.exits(0).stdout());
    let areas = peel(&["summary", "brief", "kent", "--cycle", "2023-25", "--format", "text"]);
    golden("summary/brief-2023-25.txt", &areas.exits(0).stdout());
    let table = rows(&["summary", "brief", "--cycle", "2016"]);
    let sentences = page.stdout().lines().filter(|line| line.starts_with("- ")).count();
    assert_eq!(table.len(), sentences);
}

#[test]
fn what_a_summary_does_not_take_is_refused() {
    peel(&["summary", "national", "kent"]).exits(2).says("takes no force");
    peel(&["summary", "columns", "--format", "csv"]).exits(2).says("a page of Markdown");
    let folder = tempfile::tempdir().unwrap();
    crate::util::peel_in(folder.path(), &["summary", "columns", "-o", "page.md"]).exits(0);
    let page = std::fs::read_to_string(folder.path().join("page.md")).unwrap();
    assert_eq!(page, peel(&["summary", "columns"]).exits(0).stdout());
    peel(&["summary", "force", "--against", "all"]).exits(2).says("`force` takes no `--against`");
    peel(&["summary", "leaders", "--cycle", "201"]).exits(2).says("`2016`");
    for summary in ["force", "national", "brief"] {
        let asked = ["summary", summary, "--cycle", "2023-25", "--level", "pillar"];
        peel(&asked).exits(2).says("2023-25 has no pillars; it was graded by areas");
    }
    peel(&["summary", "brief", "--format", "markdown", "--raw-text"]).exits(2).says("--raw-text");
}
