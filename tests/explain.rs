//! How figures are made, and the rows that one of them was made from.

use std::fs;

use crate::util::{golden, peel, repository};

const ANALYSES: [&str; 6] = ["matrix", "standing", "distribution", "ranking", "coverage", "neighbours"];

#[test]
fn the_page_of_an_analysis_is_printed_as_it_is() {
    for analysis in ANALYSES {
        let page =
            fs::read_to_string(repository().join(format!("crates/analytics/docs/{analysis}.md"))).unwrap();
        assert_eq!(peel(&["explain", analysis]).exits(0).stdout(), page);
    }
}

/// The expected events are rounded on the scale of logarithms alone; `peel-stats` holds the figures to that.
#[test]
fn the_page_of_the_funnel_rounds_on_one_scale() {
    peel(&["explain", "funnel"])
        .exits(0)
        .prints("`z = sqrt(E) ln(O / E)`, E rounded to two decimals")
        .prints("`z = 2 sqrt(E) (sqrt(O / E) - 1)`, E not rounded");
}

#[test]
fn every_page_is_that_of_an_analysis() {
    let listed = peel(&["list", "analyses", "--format", "csv"]).exits(0).stdout();
    for entry in fs::read_dir(repository().join("crates/analytics/docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let analysis = name.strip_suffix(".md").unwrap();
        assert!(listed.lines().any(|line| line.starts_with(&format!("{analysis},"))), "{name}");
    }
}

#[test]
fn every_example_of_the_pages_runs() {
    let mut n_run = 0;
    for entry in fs::read_dir(repository().join("crates/analytics/docs")).unwrap() {
        let page = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in page.lines().filter_map(|line| line.trim_start().strip_prefix("peel ")) {
            let args: Vec<&str> = line.split_whitespace().collect();
            peel(&args).exits(0);
            n_run += 1;
        }
    }
    assert!(n_run >= 12, "only {n_run}");
}

#[test]
fn the_rows_behind_a_figure_are_as_reviewed() {
    for (name, args) in [
        ("standing-efficiency-better", &["standing", "--cycle", "2016", "--cell", "efficiency,better"][..]),
        ("standing-efficiency-percentile", &["standing", "--cycle", "2016", "--cell", "1,Percentile"]),
        (
            "matrix-disputed",
            &["matrix", "--cycle", "2017", "--level", "area", "--cell", "north-wales,using-resources"],
        ),
        (
            "matrix-superseded",
            &["matrix", "--cycle", "2023-25", "--cell", "subject,Responding to the public"],
        ),
        ("ranking-worse", &["ranking", "--cycle", "2016", "--cell", "northamptonshire,worse"]),
        ("neighbours-first", &["neighbours", "--cycle", "2016", "--cell", "1"]),
        (
            "coverage-row",
            &["coverage", "--cycle", "2017", "--against", "region", "--cell", "Legitimacy overall"],
        ),
    ] {
        golden(&format!("explain/{name}.txt"), &peel(&[&["explain"], args].concat()).exits(0).stdout());
    }
}

/// Every line named for a figure is the line of the file that says so.
#[test]
fn the_lines_named_for_a_figure_hold_what_is_said_of_them() {
    let gradings = fs::read_to_string(repository().join("data/gradings.csv")).unwrap();
    let lines: Vec<&str> = gradings.lines().collect();
    let text =
        peel(&["explain", "standing", "--cycle", "2016", "--cell", "effectiveness,better"]).exits(0).stdout();
    let mut n_lines = 0;
    for said in text.lines().filter_map(|line| line.split_once("gradings.csv:").map(|(_, said)| said)) {
        let (line, says) = said.split_once(": ").unwrap();
        let (key, _) = says.split_once(": ").unwrap();
        let line = lines[line.parse::<usize>().unwrap() - 1];
        assert!(line.starts_with(&key.replace(", ", ",")), "{said} / {line}");
        n_lines += 1;
    }
    assert_eq!(n_lines, 30, "29 better, and its own\n{text}");
}

#[test]
fn a_cell_that_is_not_there_is_answered_with_what_may_have_been_meant() {
    let says = |cell: &str, message: &str, hint: &str| {
        peel(&["explain", "standing", "--cycle", "2016", "--cell", cell]).exits(2).says(message).says(hint);
    };
    says("efficency,better", "`efficency` is no row of this table", "did you mean `efficiency`");
    says("efficiency,bettr", "`bettr` is no column of this table", "did you mean `better`?");
    says("4", "`4` is no row of this table", "or its number from 1 to 3");
    says("", "`` is no row of this table", "expected what names a row");
}

#[test]
fn what_is_asked_without_a_cell_is_not_ignored() {
    let run = peel(&["explain", "standing", "kent"]);
    run.exits(2).says("is about every table of the analysis").says("`--cell ROW,COLUMN`");
    peel(&["explain", "standing", "--cycle", "2016"]).exits(2);
    peel(&["explain", "standing", "--seed", "1", "--cell", "1"]).exits(2).says("takes no `--seed`");
}
