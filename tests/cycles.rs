//! Two cycles, agreement and likeness of grades, held against figures worked out from `data/*.csv` with pandas
//! 3, scipy 1.17.1 and statsmodels 0.15.0, never with peel.

use serde_json::Value;

use crate::util::{golden, peel};

fn json(args: &[&str]) -> Value {
    let run = peel(&[&["export"], args, &["--format", "json"]].concat());
    serde_json::from_str(&run.exits(0).stdout()).unwrap()
}

fn rows(table: &Value) -> &[Value] {
    table["rows"].as_array().unwrap()
}

fn row<'a>(table: &'a Value, column: &str, value: &str) -> &'a Value {
    let rows = table["rows"].as_array().unwrap();
    rows.iter().find(|row| row[column]["value"] == value).unwrap_or_else(|| panic!("no row {value}"))
}

fn counts<const N: usize>(row: &Value, names: [&str; N]) -> [u64; N] {
    names.map(|name| row[name]["value"].as_u64().unwrap_or_else(|| panic!("{name}: {row}")))
}

#[track_caller]
fn close(row: &Value, name: &str, expected: f64) {
    let actual = row[name]["value"].as_f64().unwrap_or_else(|| panic!("{name}: {row}"));
    assert!(
        (actual - expected).abs() <= 1e-9 * expected.abs().max(1e-3),
        "{name}: {actual} is not {expected}"
    );
}

fn caveats(table: &Value) -> String {
    let is_one = |note: &&Value| note["key"] == "caveat" || note["key"] == "warning";
    let notes = table["notes"].as_array().unwrap().iter().filter(is_one);
    notes.map(|note| note["text"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Tables counted with pandas; the sign test is scipy's `binomtest`, efficiency's Stuart-Maxwell and Bhapkar
/// statsmodels' `SquareTable.homogeneity`, those of the others `d' pinv(V) d` with numpy (statsmodels cannot
/// invert V there), Bowker's p scipy's `chi2.sf`.
#[test]
fn moves_from_2017_to_2018_19_are_those_of_statsmodels() {
    let table = json(&["transitions", "--from", "2017", "--to", "2018-19", "--level", "pillar"]);
    let names = ["known", "better", "same", "worse", "unknown", "no_grade"];
    let effectiveness = row(&table, "area", "effectiveness");
    assert_eq!(counts(effectiveness, names), [41, 8, 30, 3, 2, 0]);
    let pairs =
        ["outstanding_to_outstanding", "good_to_good", "good_to_requires_improvement", "good_to_inadequate"];
    assert_eq!(counts(effectiveness, pairs), [1, 25, 2, 1]);
    close(effectiveness, "sign_p", 0.226_562_5);
    close(effectiveness, "stuart_maxwell", 4.6);
    close(effectiveness, "stuart_maxwell_p", 0.100_258_843_722_803_73);
    close(effectiveness, "bhapkar", 5.181_318_681_318_68);
    close(effectiveness, "bowker_p", 0.596_038_825_932_068_1);
    let efficiency = row(&table, "area", "efficiency");
    assert_eq!(counts(efficiency, names), [42, 12, 21, 9, 0, 1]);
    close(efficiency, "sign_p", 0.663_623_809_814_453_1);
    close(efficiency, "stuart_maxwell", 4.743_589_743_589_74);
    close(efficiency, "stuart_maxwell_p", 0.191_564_832_990_766_6);
    close(efficiency, "bhapkar", 5.347_556_779_077_777);
    close(efficiency, "bhapkar_p", 0.148_046_099_965_673_5);
    close(efficiency, "bowker", 4.743_589_743_589_744);
    close(efficiency, "bowker_p", 0.577_094_841_012_967_5);
    assert_eq!(counts(efficiency, ["stuart_maxwell_df", "bhapkar_df", "bowker_df"]), [3, 3, 6]);
    let legitimacy = row(&table, "area", "legitimacy");
    assert_eq!(counts(legitimacy, names), [41, 2, 35, 4, 1, 1]);
    close(legitimacy, "stuart_maxwell", 1.2);
    close(legitimacy, "bhapkar_p", 0.538_972_649_576_521_5);
    assert_eq!(legitimacy["before"]["value"], "requires-improvement");
}

/// statsmodels' `cohens_kappa(wt="linear")` with its limits, scipy's `kendalltau`, and `friedmanchisquare` over m (n - 1).
#[test]
fn agreement_is_that_of_statsmodels_and_scipy() {
    let table = json(&["agreement", "--cycle", "2016", "--level", "pillar"]);
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    let names = ["known", "of", "same"];
    let expected = [
        (
            [43, 43, 31],
            0.420_224_719_101_123_6,
            0.164_780_259_980_939_54,
            0.675_669_178_221_307_6,
            0.500_926_970_444_794_6,
        ),
        (
            [43, 43, 27],
            0.134_911_242_603_550_36,
            -0.088_925_311_923_917_1,
            0.358_747_797_131_017_84,
            0.227_924_072_122_274_58,
        ),
        (
            [43, 43, 30],
            0.130_637_636_080_870_87,
            -0.142_154_748_913_771_28,
            0.403_430_021_075_513,
            0.199_279_468_090_684_84,
        ),
    ];
    for (row, (n, kappa, low, high, tau)) in rows.iter().zip(expected) {
        assert_eq!(counts(row, names), n);
        for (name, value) in [("kappa", kappa), ("kappa_low", low), ("kappa_high", high), ("tau_b", tau)] {
            close(row, name, value);
        }
    }
    assert_eq!(counts(&rows[3], names), [43, 43, 23]);
    close(&rows[3], "kendall_w", 0.551_066_166_376_864_6);
    close(&rows[3], "w_chi_square", 69.434_336_963_484_94);
    close(&rows[3], "w_p", 0.004_889_460_936_539_769);

    let table = json(&["agreement", "--from", "2016", "--to", "2017", "--level", "pillar"]);
    let efficiency = row(&table, "first", "efficiency");
    assert_eq!(counts(efficiency, names), [42, 43, 32]);
    close(efficiency, "kappa", 0.444_444_444_444_444_4);
    close(efficiency, "kappa_low", 0.155_050_379_755_809_26);
    close(efficiency, "tau_b", 0.478_558_102_159_870_66);
    close(efficiency, "kendall_w", 0.744_198_895_027_624);
}

/// Steps and ranks worked out with pandas, `rank(method="min")`.
#[test]
fn the_most_alike_in_2023_25_are_those_that_pandas_ranks_first() {
    let table = json(&["similar", "northamptonshire", "--cycle", "2023-25"]);
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 42);
    let ranked: Vec<&Value> = rows.iter().filter(|row| row["rank"]["value"].is_u64()).collect();
    assert_eq!(ranked.len(), 30);
    for (force, rank, compared, steps) in [
        ("bedfordshire", 1, 9, 3),
        ("leicestershire", 2, 8, 3),
        ("staffordshire", 2, 8, 3),
        ("gwent", 4, 9, 4),
        ("thames-valley", 5, 8, 4),
        ("north-wales", 14, 5, 3),
        ("south-wales", 16, 6, 4),
        ("humberside", 30, 8, 10),
    ] {
        let row = row(&table, "force", force);
        assert_eq!(counts(row, ["rank", "compared", "steps", "of"]), [rank, compared, steps, 10], "{force}");
    }
}

#[test]
fn of_one_other_no_title_says_that_it_is_the_most_alike() {
    let title = |args: &[&str]| json(&[&["similar", "northamptonshire"], args].concat())["title"].clone();
    assert_eq!(title(&[]), "Grades most like Northamptonshire's among the other 42 forces, PEEL 2023-25");
    let one = title(&["--against", "leicestershire"]);
    assert_eq!(one, "Grades of Northamptonshire beside Leicestershire, PEEL 2023-25");
    // Of whom no grade is known there is a table, and nothing to draw.
    let folder = tempfile::tempdir().unwrap();
    let picture = folder.path().join("kent.svg");
    let drawn =
        peel(&["chart", "similar", "northamptonshire", "--against", "kent", "-o", picture.to_str().unwrap()]);
    drawn.exits(2).says("no area of PEEL 2023-25 has a known grade of both Northamptonshire and Kent");
}

#[test]
fn change_has_every_force_and_area_once_the_subject_first() {
    let table =
        json(&["change", "northamptonshire", "--from", "2017", "--to", "2018-19", "--level", "pillar"]);
    let rows = table["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 129);
    for (row, area, moved) in
        [(0, "effectiveness", "same"), (1, "efficiency", "worse"), (2, "legitimacy", "same")]
    {
        assert_eq!(rows[row]["force"]["value"], "northamptonshire");
        assert_eq!(
            (&rows[row]["area"]["value"], &rows[row]["moved"]["value"]),
            (&area.into(), &moved.into())
        );
        assert_eq!(rows[row]["moved"]["sources"].as_array().unwrap().len(), 2, "a row of each cycle");
    }
    let moved = |word: &str| rows.iter().filter(|row| row["moved"]["value"] == word).count();
    assert_eq!(["better", "same", "worse", "unknown", "no grade"].map(moved), [22, 86, 16, 3, 2]);
}

/// Read in gradings.csv: five judgments of the areas that both cycles graded carry `carried-over` there.
#[test]
fn carried_over_judgments_are_marked_and_can_be_left_out() {
    let args = ["change", "norfolk", "--from", "2016", "--to", "2017", "--area", "preventing-crime"];
    let table = json(&args);
    let norfolk = row(&table, "force", "norfolk");
    assert_eq!(norfolk["carried_over"]["value"], "in the later");
    assert!(norfolk["after"]["value"].is_string(), "{norfolk}");
    assert!(
        caveats(&table).contains("PEEL 2017: Norfolk has grades carried over from an earlier inspection: ")
    );
    let table = json(&[&args[..], &["--without-carried-over"]].concat());
    let norfolk = row(&table, "force", "norfolk");
    assert_eq!(
        (&norfolk["moved"]["value"], &norfolk["after"]["no_grade"]),
        (&"unknown".into(), &"unknown".into())
    );
    assert!(caveats(&table).contains("2 judgments carried over from an earlier inspection left out"));
}

#[test]
fn cycles_that_may_not_be_compared_are_refused_with_the_reason_and_a_way_through() {
    for analysis in ["change", "transitions", "agreement"] {
        let args = ["show", analysis, "--from", "2018-19", "--to", "2021-22"];
        peel(&args)
            .exits(2)
            .says("2018-19 and 2021-22 may not be compared by area: five tiers replace four")
            .says("https://hmicfrs.justiceinspectorates.gov.uk/peel-assessments/what-is-peel/")
            .says("hint: `--allow-incomparable` compares them nonetheless")
            .says("with 2018-19 or 2021-22 these may be compared, with known grades")
            .says("2017 and 2018-19");
        peel(&[&args[..], &["--allow-incomparable"]].concat())
            .exits(0)
            .prints("Warning: PEEL 2018/19 and PEEL 2021/22 may not be compared: five tiers replace four");
    }
    nothing_is_better_or_worse();
    // Two cycles that are not next to each other: the strictest step between them.
    peel(&["show", "change", "--from", "2016", "--to", "2023-25", "--level", "area"])
        .exits(2)
        .says("PEEL 2018/19 to PEEL 2021/22: five tiers replace four")
        .says("PEEL 2021/22 to PEEL 2023-25: greater focus on outcomes");
    let chain = json(&["change", "--from", "2015", "--to", "2018-19", "--level", "pillar"]);
    assert!(caveats(&chain).contains("each step between them may be compared"), "{}", caveats(&chain));
    let partly = json(&["change", "--from", "2016", "--to", "2017", "--level", "area"]);
    assert!(caveats(&partly).contains("PEEL 2016 and PEEL 2017 may be compared only in part"));
    let silent = json(&["change", "kent", "--from", "2023-25", "--to", "2025-27"]);
    assert!(
        caveats(&silent)
            .contains("The data do not say whether PEEL 2023-25 and PEEL 2025-27 may be compared")
    );
    peel(&["show", "similar", "--allow-incomparable"]).exits(2).says("takes no `--allow-incomparable`");
}

/// What is shown of cycles that may not be compared says so in each row, and makes nothing better, worse or likely.
#[track_caller]
fn nothing_is_better_or_worse() {
    let refused = ["--from", "2018-19", "--to", "2021-22", "--allow-incomparable"];
    let change = json(&[&["change"], &refused[..]].concat());
    let transitions = json(&[&["transitions"], &refused[..]].concat());
    for row in rows(&change) {
        let moved = row["moved"]["value"].as_str().unwrap();
        assert!(["same", "other grade", "unknown", "no grade"].contains(&moved), "{moved}");
    }
    for row in rows(&transitions) {
        for figure in ["better", "worse", "sign_p", "stuart_maxwell_p", "bhapkar_p", "bowker_p"] {
            assert!(row[figure]["value"].is_null(), "{figure}: {row}");
        }
    }
    for table in [change, transitions] {
        assert!(table["title"].as_str().unwrap().contains("may not be compared"), "{}", table["title"]);
        let warnings = rows(&table).iter().map(|row| row["warning"]["value"].as_str());
        assert!(warnings.flatten().all(|said| said == "PEEL 2018/19 and PEEL 2021/22 may not be compared"));
        assert!(rows(&table)[0]["warning"]["value"].is_string());
    }
}

/// Grades that others report are not credited to the inspectorate.
#[test]
fn the_source_of_grades_tells_who_reports_them() {
    let table = json(&["matrix", "--cycle", "2023-25"]);
    let of = |key: &str| {
        let notes = table["notes"].as_array().unwrap().iter().filter(|note| note["key"] == key);
        notes.map(|note| note["text"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        of("source"),
        [
            "HMICFRS PEEL gradings, 52 grades (Open Government Licence v3.0)",
            "press, commissioner or force pages, 232 grades (facts as reported there)",
        ]
    );
    assert!(of("licence").is_empty(), "{:?}", of("licence"));
}

#[test]
fn one_cycle_named_is_compared_with_the_latest_that_may_be() {
    peel(&["show", "change", "--from", "2016"])
        .exits(0)
        .prints("PEEL 2016 to PEEL 2018/19")
        .prints("Default: to: 2018-19, the latest of Northamptonshire's that may be compared with 2016");
    peel(&["show", "change", "--from", "2018-19"])
        .exits(2)
        .says("no later cycle in which Northamptonshire is graded may be compared with 2018-19: 2018-19 and 2023-25")
        .says("hint: `--allow-incomparable`")
        .says("with 2018-19 these may be compared, with known grades of Northamptonshire in both: 2017 and 2018-19");
    peel(&["show", "change", "--to", "2023-25"])
        .exits(2)
        .says("no earlier cycle in which Northamptonshire is graded may be compared with 2023-25: ");
}

/// What a refusal recommends works: it has the cycle asked for, and grades of whom the table is about.
#[test]
fn a_refusal_recommends_pairs_that_give_a_table() {
    let mut n_tried = 0;
    for analysis in ["change", "transitions", "agreement"] {
        for cycle in ["2014", "2018-19", "2021-22", "2023-25", "2025-27"] {
            for (which, force) in [("--from", "northamptonshire"), ("--to", "surrey"), ("--from", "norfolk")]
            {
                let run = peel(&["show", analysis, force, which, cycle]);
                let said = run.stderr();
                // Two cycles that may be compared and that nobody is graded in are no refusal.
                if said.is_empty() || said.contains("no force compared has a known grade") {
                    continue;
                }
                let hint = said.lines().find_map(|line| line.strip_prefix("hint: ")).unwrap();
                let (_, pairs) = hint.rsplit_once(": ").unwrap();
                for pair in pairs.split(", ") {
                    let (from, to) = pair.split_once(" and ").unwrap();
                    let is_of_it = from == cycle || to == cycle;
                    assert!(is_of_it || hint.contains("none may be compared"), "{said}");
                    let args = ["show", analysis, force, "--from", from, "--to", to];
                    let table = peel(&args).exits(0).stdout();
                    assert!(
                        !table.contains("has no area with a known grade in both") || analysis != "change"
                    );
                    n_tried += 1;
                }
            }
        }
    }
    assert!(n_tried > 20, "{n_tried}");
    peel(&["show", "change", "--from", "2023-25"])
        .exits(2)
        .says("the data hold no known grade of Northamptonshire in a cycle after 2023-25")
        .says("hint: with 2023-25 none may be compared, with known grades of Northamptonshire in both; the latest that may be: 2017 and 2018-19");
    peel(&["show", "transitions", "--to", "2025-27"])
        .exits(2)
        .says("hint: `peel show coverage --cycle CYCLE` says of whom the data hold grades");
}

/// The level is that of the areas named, where only they say it.
#[test]
fn a_cycle_is_looked_for_at_the_level_of_the_areas_named() {
    peel(&["show", "change", "--to", "2017", "--area", "preventing-crime"])
        .exits(0)
        .prints("PEEL 2016 to PEEL 2017");
    peel(&["show", "change", "--from", "2018-19", "--area", "legitimacy"])
        .exits(2)
        .says("no later cycle in which Northamptonshire is graded may be compared with 2018-19: ")
        .says("may not be compared by pillar")
        .says("with 2018-19 these may be compared by pillar");
}

#[test]
fn a_force_whose_one_grade_is_disputed_is_told_where_that_is_shown() {
    let run = peel(&["show", "standing", "north-wales", "--cycle", "2017", "--area", "using-resources"]);
    run.exits(2)
        .says("its sources differ about using-resources")
        .says("hint: `peel explain matrix --cycle 2017");
    let shown = ["--cycle", "2017", "--area", "using-resources", "--cell", "North Wales,using-resources"];
    peel(&[&["explain", "matrix"][..], &shown].concat()).exits(0).prints("Good or Requires improvement");
}

#[test]
fn limits_of_kappa_without_an_error_are_not_given() {
    let two = json(&["agreement", "--cycle", "2016", "--against", "kent"]);
    for row in two["rows"].as_array().unwrap() {
        assert!(row["kappa_low"]["value"].is_null(), "{row}");
    }
    assert!(two.to_string().contains("which says nothing of how far chance reaches"));
    let five = json(&["agreement", "--cycle", "2023-25"]);
    let notes = five["notes"].to_string();
    assert!(notes.contains("fewer than about 50 each"), "{notes}");
}

#[test]
fn a_force_without_grades_gets_a_sentence() {
    peel(&["show", "similar", "--cycle", "2025-27"])
        .exits(2)
        .says("has no known grade among the areas of 2025-27");
    let table = json(&["change", "--from", "2023-25", "--to", "2025-27"]);
    assert!(caveats(&table).contains("Northamptonshire has no area with a known grade in both cycles"));
    peel(&["show", "agreement", "--cycle", "2014", "--level", "pillar"]).exits(2).says("2014 has one pillar");
}

#[test]
fn the_golden_tables_of_two_cycles_are_as_reviewed() {
    for (name, args) in [
        ("change-2016-2017", &["change", "--from", "2016", "--to", "2017"][..]),
        (
            "change-2017-2018-19-areas",
            &["change", "--from", "2017", "--to", "2018-19", "--level", "area", "--against", "region"],
        ),
        ("transitions-2016-2017", &["transitions", "--from", "2016", "--to", "2017"]),
        ("transitions-2017-2018-19", &["transitions", "--from", "2017", "--to", "2018-19"]),
        ("agreement-2016", &["agreement", "--cycle", "2016"]),
        ("agreement-2023-25", &["agreement", "--cycle", "2023-25"]),
        ("agreement-2016-2017", &["agreement", "--from", "2016", "--to", "2017"]),
        ("similar-2016", &["similar", "--cycle", "2016"]),
        ("similar-2023-25", &["similar", "--cycle", "2023-25"]),
    ] {
        let run = peel(&[&["show"], args, &["northamptonshire"]].concat());
        golden(&format!("show/{name}.txt"), &run.exits(0).stdout());
    }
}
