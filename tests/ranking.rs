//! What can be said of order without scoring, against figures worked out without the program's code.

use serde_json::Value;

use crate::util::peel;

fn ranking(args: &[&str]) -> Value {
    let run = peel(&[&["export", "ranking", "--format", "json"], args].concat());
    serde_json::from_str(&run.exits(0).stdout()).unwrap()
}

fn row<'a>(table: &'a Value, force: &str) -> &'a Value {
    table["rows"].as_array().unwrap().iter().find(|row| row["force"]["value"] == force).unwrap()
}

fn number(row: &Value, column: &str) -> f64 {
    row[column]["value"].as_f64().unwrap_or_else(|| panic!("{column}: {}", row[column]))
}

/// What the rows of data behind a cell say of effectiveness, whose force comes first.
fn forces_behind(table: &Value, cell: &Value) -> Vec<String> {
    let sources = table["sources"].as_array().unwrap();
    let cited = cell["sources"].as_array().unwrap().iter();
    let says = cited
        .map(|place| sources[usize::try_from(place.as_u64().unwrap()).unwrap()]["says"].as_str().unwrap());
    let says = says.filter(|says| says.contains("effectiveness"));
    let mut forces: Vec<String> = says.map(|says| says.split(',').next().unwrap().to_owned()).collect();
    forces.sort();
    forces
}

/// Brute force in Python over data/gradings.csv: every pair of the 43 compared in the three pillars (25 above, 7
/// below), mid-ranks of the sums of places, and exact expected ranks as fractions by recursion over how many of each
/// profile are placed: 5382201641481239316450508800000 rankings.
#[test]
fn northamptonshire_2016_is_certainly_below_25_forces_and_above_7() {
    let table = ranking(&["northamptonshire", "--cycle", "2016", "--level", "pillar"]);
    let own = row(&table, "northamptonshire");
    let figures = ["better", "worse", "rank_best", "rank_worst", "equal_best", "equal_worst"]
        .map(|name| number(own, name).to_string());
    assert_eq!(figures, ["25", "7", "26", "36", "31", "31"]);
    let below = [
        "bedfordshire",
        "devon-and-cornwall",
        "dyfed-powys",
        "gloucestershire",
        "humberside",
        "northamptonshire",
        "nottinghamshire",
        "south-yorkshire",
    ];
    assert_eq!(forces_behind(&table, &own["worse"]), below, "its own row and those of the seven");
    assert_eq!(forces_behind(&table, &own["better"]).len(), 26);
    let notes = table["notes"].as_array().unwrap();
    assert!(
        notes.iter().any(|note| note["text"].as_str().unwrap().contains("by counting all 5.38e30 rankings"))
    );
}

/// As above: the fractions, as decimal numbers.
#[test]
fn expected_ranks_of_2016_are_those_counted_independently() {
    let table = ranking(&["--cycle", "2016", "--level", "pillar"]);
    for (force, expected) in [
        ("northamptonshire", 30.833_333_333_333_332),
        ("durham", 1.666_666_666_666_666_7),
        ("kent", 2.5),
        ("bedfordshire", 41.776_785_714_285_715),
        ("cleveland", 31.927_083_333_333_332),
        ("cambridgeshire", 30.949_404_761_904_763),
    ] {
        let row = row(&table, force);
        assert!((number(row, "expected_rank") - expected).abs() < 1e-9, "{force}");
        assert!(number(row, "expected_rank_error").abs() < 1e-12, "{force}");
    }
    let rows = table["rows"].as_array().unwrap();
    let ranks: Vec<f64> = rows.iter().map(|row| number(row, "expected_rank")).collect();
    assert!((ranks.iter().sum::<f64>() - 43.0 * 44.0 / 2.0).abs() < 1e-9);
    assert!(ranks.windows(2).all(|pair| pair[0] <= pair[1]), "rows are ordered by expected rank");
}

/// Whoever the subject is, everyone has the same ranks, drawn ones too: nothing hangs on the order of rows.
#[test]
fn who_is_the_subject_changes_no_rank() {
    for cycle in ["2016", "2023-25"] {
        let (one, other) =
            (ranking(&["northamptonshire", "--cycle", cycle]), ranking(&["durham", "--cycle", cycle]));
        let rows = one["rows"].as_array().unwrap();
        let others = other["rows"].as_array().unwrap();
        assert_eq!(rows.len(), 43);
        for (row, other) in rows.iter().zip(others) {
            for column in
                ["force", "expected_rank", "expected_rank_error", "random_low", "random_high", "rule"]
            {
                assert_eq!(row[column]["value"], other[column]["value"], "{cycle} {column}");
            }
        }
        let roles: Vec<&Value> = rows.iter().filter(|row| row["role"]["value"] == "subject").collect();
        assert_eq!(roles.len(), 1);
        assert_eq!(roles[0]["force"]["value"], "northamptonshire");
    }
}

#[test]
fn every_rank_lies_in_its_interval_in_every_cycle() {
    for cycle in ["2014", "2015", "2016", "2017", "2018-19", "2021-22", "2023-25"] {
        let table = ranking(&["--cycle", cycle, "--level", "area"]);
        for row in table["rows"].as_array().unwrap() {
            let (best, worst) = (number(row, "rank_best"), number(row, "rank_worst"));
            for name in [
                "expected_rank",
                "local_rank",
                "random_low",
                "random_median_best",
                "random_median_worst",
                "random_high",
                "equal_best",
                "equal_worst",
            ] {
                let rank = number(row, name);
                assert!(best - 1e-9 <= rank && rank <= worst + 1e-9, "{cycle} {name}: {row}");
            }
            let gaps = ["known", "disputed", "unknown", "not_graded", "not_inspected"];
            let n: f64 = gaps.iter().map(|name| number(row, name)).sum();
            assert!((n - number(row, "areas")).abs() < 0.5, "{cycle}: every area is counted once: {row}");
        }
    }
}

#[test]
fn the_seed_is_noted_and_the_same_seed_draws_the_same() {
    let args = ["show", "ranking", "--cycle", "2023-25", "--seed"];
    let with = |seed: &str| peel(&[&args[..], &[seed]].concat()).exits(0).stdout();
    assert_eq!(with("7"), with("7"));
    assert_ne!(with("7"), with("8"));
    assert!(with("7").contains("\nSeed: 7\n"));
}

#[test]
fn areas_known_for_few_are_left_out_unless_they_are_named() {
    let run = peel(&["show", "ranking", "--cycle", "2023-25"]);
    let words = run.exits(0).stdout().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        words.contains("as too few of the 43 forces are known in each: Recording data about crime (19)"),
        "{words}"
    );
    let run = peel(&[
        "show",
        "ranking",
        "--cycle",
        "2023-25",
        "--area",
        "crime-data-recording",
        "--format",
        "json",
    ]);
    let table: Value = serde_json::from_str(&run.exits(0).stdout()).unwrap();
    assert_eq!(table["rows"][0]["areas"]["value"], 1);
}

#[test]
fn a_ranking_of_what_cannot_be_ranked_is_refused_in_a_sentence() {
    let run = peel(&["show", "ranking", "--cycle", "2025-27"]);
    run.exits(2).says("has no known grade among the areas of 2025-27");
    let run = peel(&[
        "show",
        "ranking",
        "--against",
        "region",
        "--exclude",
        "derbyshire,leicestershire,lincolnshire,nottinghamshire",
    ]);
    run.exits(2).says("there is no one to compare Northamptonshire with");
    let run = peel(&["show", "ranking", "--with-subject"]);
    run.exits(2).says("`ranking` takes no `--with-subject`");
}
