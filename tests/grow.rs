//! `peel add` and `peel remove`: the data package grown and shrunk, whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::util::{Run, peel, peel_in, repository};

/// A folder with a copy of the shipped data, and a file beside it.
fn workspace(name: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    for entry in fs::read_dir(repository().join("data")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("data").join(path.file_name().unwrap())).unwrap();
    }
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

/// Every file of the data package.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder.join("data")).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap()))
        .collect()
}

fn run(folder: &tempfile::TempDir, args: &[&str]) -> Run {
    peel_in(folder.path(), args)
}

/// Two years of a share and two of a rate, of which the publisher prints no counts.
const PUBLISHED: &str = "Force,Year,Public confidence (%),Robbery per 1000\n\
                         Northamptonshire,2022/23,61.2,0.5\nNorthamptonshire,2023/24,60.1,0.6\n\
                         Kent,2022/23,63.0,0.9\nKent,2023/24,66.4,0.9\n\
                         Surrey,2022/23,70.2,0.4\nSurrey,2023/24,69.1,0.3\n";

/// The figures stand as they are published: they have a mean, a place and a change, and no limits.
#[test]
fn published_values_alone_are_figures_without_limits() {
    let folder = workspace("mine.csv", PUBLISHED);
    run(&folder, &["add", "mine.csv", "--name", "mine", "--date", "2024-05-06"]).exits(0);
    let row = |args: &[&str], start: &str| {
        let out = run(&folder, &[&["show"], args, &["--format", "csv"]].concat()).exits(0).stdout();
        out.lines().find(|line| line.starts_with(start)).unwrap().to_owned()
    };
    // 60.1 is from (60.1 + 66.4 + 69.1) / 3 = 65.2 and from 61.2; 0.6 from 0.6, and 20% above 0.5.
    for (indicator, expected) in
        [("public-confidence-percent", [60.1, -5.1, -1.1, 60.1]), ("robbery-per-1000", [0.6, 0.0, 20.0, 0.6])]
    {
        let row = row(&["indicator", "--indicator", indicator], "subject,northamptonshire,");
        let found: Vec<f64> = row.split(',').filter_map(|cell| cell.parse().ok()).collect();
        let is_near = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-9;
        assert!(found.len() == 4 && found.iter().zip(&expected).all(is_near), "{row}");
    }
    let trend = row(&["trend", "--indicator", "public-confidence-percent"], "2023/24,");
    assert!(trend.contains(",60.1,"), "{trend}");
    run(&folder, &["show", "indicator", "--indicator", "robbery-per-1000"])
        .exits(0)
        .prints("figure: per 1,000, the value as published")
        .prints("limits: none, as the data hold no counts that the published values were worked out from");
    run(&folder, &["show", "funnel", "--indicator", "public-confidence-percent"])
        .exits(2)
        .says("is published values alone; add its counts as `numerator` and `denominator`");
    run(&folder, &["show", "indicator", "--indicator", "robbery-per-1000", "--denominator", "population"])
        .exits(2)
        .says("the data have only a value as published, and no count");
    for of in ["public-confidence-percent", "robbery-per-1000"] {
        let file = format!("{of}.svg");
        run(&folder, &["chart", "indicator", "--indicator", of, "-o", &file]).exits(0);
        run(&folder, &["chart", "trend", "--indicator", of, "-o", &format!("trend-{file}")]).exits(0);
    }
}

const GRADINGS: &str = "Force,Area,PEEL 2017\nNorfolk,Effectiveness,Good\n";

#[test]
fn every_analysis_uses_what_was_added_until_it_is_removed() {
    let folder = workspace("mine.csv", GRADINGS);
    let before = contents(folder.path());
    let known = |known: &str| {
        let coverage =
            run(&folder, &["show", "coverage", "--cycle", "2017", "--format", "csv"]).exits(0).stdout();
        let row = coverage.lines().find(|line| line.starts_with("effectiveness,")).unwrap().to_owned();
        assert!(row.contains(known), "{row}");
    };
    known(",43,42,");
    run(&folder, &["add", "mine.csv", "--name", "mine", "--date", "2024-05-06"])
        .exits(0)
        .says("added mine: 1 row of gradings");
    known(",43,43,");
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("nothing to mend");
    let descriptor = fs::read_to_string(folder.path().join("data/datapackage.json")).unwrap();
    for said in [
        "\"added_as\": \"mine\"",
        "\"date\": \"2024-05-06\"",
        "\"file\": \"mine.csv\"",
        "\"hash\": \"sha256:",
    ] {
        assert!(descriptor.contains(said), "{said}");
    }
    run(&folder, &["remove", "mine"]).exits(0);
    assert!(contents(folder.path()) == before, "removing leaves no trace");
}

#[test]
fn indicators_come_with_their_names_and_publication() {
    let folder = workspace("horses.csv", "Force,Horses 2024\nKent,3\nEssex,[x]\n");
    run(&folder, &["add", "horses.csv", "--licence", "own count", "--date", "2024-05-06"]).exits(0);
    let files = contents(folder.path());
    let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
    assert!(
        text("horses.csv").contains("kent,horses,2024,2024-01-01,2024-12-31,3,,,horses,,,horses.csv:2:6\n")
    );
    assert!(
        text("horses.csv")
            .contains("essex,horses,2024,2024-01-01,2024-12-31,,,,horses,numerator not-available")
    );
    assert!(text("horses-indicators.csv").contains("\nhorses,Horses,not stated,count,,,none,"));
    assert!(text("horses-sources.csv").contains("\nhorses,horses.csv,own count\n"));
    run(&folder, &["list", "sources"]).exits(0).prints("own count");
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("18 tables: nothing to mend");

    // Again, with less: what it had brought along goes with it.
    fs::write(folder.path().join("horses.csv"), "Force,Population 2024\nKent,1900000\n").unwrap();
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06"]).exits(2).says("--replace");
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06", "--replace"]).exits(0);
    assert!(!contents(folder.path()).contains_key("horses-indicators.csv"));
    let once = contents(folder.path());
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06", "--replace"]).exits(0);
    assert!(contents(folder.path()) == once, "the same input gives the same bytes");
}

#[test]
fn additions_of_one_publication_stand_by_themselves() {
    let folder = workspace("horses.csv", "Force,Horses 2024\nKent,3\nEssex,4\n");
    let before = contents(folder.path());
    for name in ["one", "two"] {
        run(&folder, &["add", "horses.csv", "--name", name, "--date", "2024-05-06"]).exits(0);
    }
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("nothing to mend");
    run(&folder, &["remove", "one"]).exits(0);
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("nothing to mend");
    run(&folder, &["list", "sources"]).exits(0).prints("horses.csv");

    // What one says otherwise than the other is named, and does not keep the data from being used.
    run(&folder, &["add", "horses.csv", "--name", "one", "--date", "2024-05-06"]).exits(0);
    let described = folder.path().join("data/two-indicators.csv");
    let text = fs::read_to_string(&described).unwrap().replace("not stated", "horses");
    fs::write(&described, text).unwrap();
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("described otherwise in");
    run(&folder, &["remove", "one"]).exits(0);
    run(&folder, &["remove", "two"]).exits(0).says("was edited since it was added, and is left there");
    fs::remove_file(&described).unwrap();
    assert!(contents(folder.path()) == before);
}

#[test]
fn what_was_stated_of_an_indicator_outlives_a_replacement() {
    let folder = workspace("horses.csv", "Force,Horses 2024\nKent,3\n");
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06", "--licence", "own count"]).exits(0);
    let described = folder.path().join("data/horses-indicators.csv");
    let text = fs::read_to_string(&described)
        .unwrap()
        .replace("not stated,count,,,none", "horses,stock,1000 population,1000000 population,higher");
    fs::write(&described, &text).unwrap();
    fs::write(folder.path().join("horses.csv"), "Force,Horses 2024\nKent,5\n").unwrap();
    let replaced = run(&folder, &["add", "horses.csv", "--date", "2024-06-06", "--replace"]);
    replaced.exits(0).says("horses-indicators.csv` is in `horses-indicators-2.csv` now");
    let all = contents(folder.path());
    let is_kept = |bytes: &Vec<u8>| *bytes == text.as_bytes();
    assert_eq!(all.values().filter(|bytes| is_kept(bytes)).count(), 1, "as stated, and once");
    run(&folder, &["list", "sources"]).exits(0).prints("own count");
    run(&folder, &["list", "indicators", "--format", "csv"]).exits(0).prints("horses");
    run(&folder, &["show", "indicator", "kent", "--indicator", "horses"])
        .exits(0)
        .prints("horses per million population");
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("nothing to mend");

    // Nor do further replacements lose it, nor the removal.
    fs::write(folder.path().join("horses.csv"), "Force,Horses 2024,Dogs 2024\nKent,5,7\n").unwrap();
    run(&folder, &["add", "horses.csv", "--date", "2024-06-07", "--replace"]).exits(0).says("is left there");
    run(&folder, &["remove", "horses"]).exits(0).says("horses-indicators.csv` was edited");
    let all = contents(folder.path());
    assert!(is_kept(&all["horses-indicators-2.csv"]));
    let described = String::from_utf8_lossy(&all["horses-indicators.csv"]);
    assert!(
        described.contains("horses,stock,1000 population,1000000 population,higher")
            && described.contains("\ndogs,")
    );
}

#[test]
fn a_file_edited_since_it_was_added_is_left_alone() {
    let folder = workspace("horses.csv", "Force,Horses 2024\nKent,3\n");
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06"]).exits(0);
    let added = folder.path().join("data/horses.csv");
    let edited = format!("{}precious\n", fs::read_to_string(&added).unwrap());
    fs::write(&added, &edited).unwrap();
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06", "--replace"]).exits(2).says("edited");
    run(&folder, &["remove", "horses"]).exits(0).says("is left there");
    assert_eq!(fs::read_to_string(&added).unwrap(), edited);
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06"]).exits(2).says("is there already");
}

#[test]
fn what_was_added_is_taken_out_though_its_file_is_gone() {
    let folder = workspace("horses.csv", "Force,Horses 2024\nKent,3\n");
    let before = contents(folder.path());
    run(&folder, &["add", "horses.csv", "--date", "2024-05-06"]).exits(0);
    fs::remove_file(folder.path().join("data/horses-sources.csv")).unwrap();
    run(&folder, &["remove", "horses"]).exits(0).says("and horses.csv, horses-indicators.csv\n");
    assert!(contents(folder.path()) == before);
}

#[test]
fn what_cannot_be_meant_is_refused_and_what_has_no_effect_is_named() {
    let folder = workspace("mine.csv", GRADINGS);
    let import = |args: &[&str]| run(&folder, &[&["import", "mine.csv"], args].concat());
    import(&["--cycle", "2061"]).exits(2).says("`2061` is not a cycle").says("hint");
    import(&["--area", "effectivness"])
        .exits(2)
        .says("not an area of any cycle")
        .says("did you mean `effectiveness`?");
    import(&["--cycle", "2016", "--area", "wellbeing"]).exits(2).says("not an area of 2016");
    import(&["--source", "My Source"]).exits(2).says("expected lower-case words");
    import(&["--as", "gradngs"]).exits(2).says("did you mean `gradings`");
    import(&["--period", "2016/17"]).exits(0).says("`--period 2016/17` has no effect");
    import(&["--sheet", "Table 1"])
        .exits(0)
        .says("no sheet is named `Table 1`")
        .says("only workbooks have sheets");
}

#[test]
fn what_is_faulty_changes_nothing() {
    let folder =
        workspace("bad.csv", "Force,Area,PEEL 2017\nNorfolk,Effectiveness,Gud\nKent,Efficiency,Good\n");
    let before = contents(folder.path());
    run(&folder, &["add", "bad.csv"]).exits(1).says("`Gud` is not a grade").says("nothing is added");
    run(&folder, &["add", "none.csv"]).exits(2);
    run(&folder, &["add", "bad.csv", "--name", "Not A Slug"]).exits(2).says("--name");
    fs::write(folder.path().join("good.csv"), GRADINGS).unwrap();
    run(&folder, &["add", "good.csv", "--name", "gradings"]).exits(2).says("already");
    run(&folder, &["add", "good.csv", "--name", "gradings", "--replace"]).exits(2).says("not added");
    run(&folder, &["add", "good.csv", "--date", "yesterday"]).exits(2).says("YYYY-MM-DD");
    run(&folder, &["remove", "gradings"]).exits(2).says("left alone");
    run(&folder, &["remove", "good"]).exits(2).says("none was");
    assert!(contents(folder.path()) == before);
    peel(&["remove", "good"]).exits(2).says("the data built in cannot be changed");
}

#[test]
fn a_file_that_is_not_its_own_is_never_overwritten() {
    let folder = workspace("mine.csv", GRADINGS);
    fs::write(folder.path().join("data/mine.csv"), "precious\n").unwrap();
    let before = contents(folder.path());
    run(&folder, &["add", "mine.csv"]).exits(2).says("is there already");
    assert!(contents(folder.path()) == before);
    run(&folder, &["import", "mine.csv", "-o", "mine.csv"]).exits(2).says("one of the files to read");
    fs::rename(folder.path().join("mine.csv"), folder.path().join("out.rejects.csv")).unwrap();
    run(&folder, &["import", "out.rejects.csv", "-o", "out.csv"]).exits(2);
    assert_eq!(fs::read_to_string(folder.path().join("out.rejects.csv")).unwrap(), GRADINGS);
}

#[test]
fn rejects_of_an_earlier_run_do_not_stay() {
    let folder =
        workspace("a.csv", "Force,Area,PEEL 2017\nNorfolk,Effectiveness,Gud\nKent,Efficiency,Good\n");
    run(&folder, &["import", "a.csv", "-o", "o.csv", "--keep-going"]).exits(1);
    assert!(folder.path().join("o.rejects.csv").exists());
    fs::write(folder.path().join("a.csv"), GRADINGS).unwrap();
    run(&folder, &["import", "a.csv", "-o", "o.csv"]).exits(0);
    assert!(!folder.path().join("o.rejects.csv").exists());
    fs::write(folder.path().join("o.rejects.csv"), "mine\n").unwrap();
    run(&folder, &["import", "a.csv", "-o", "o.csv"]).exits(0);
    assert!(folder.path().join("o.rejects.csv").exists(), "what peel did not write is left alone");
}

#[test]
fn additions_at_once_wait_for_each_other() {
    let folder = workspace("m0.csv", GRADINGS);
    let names: Vec<String> = (0..4).map(|n| format!("m{n}.csv")).collect();
    for name in &names {
        fs::write(folder.path().join(name), GRADINGS).unwrap();
    }
    std::thread::scope(|scope| {
        for name in &names {
            scope.spawn(|| {
                run(&folder, &["add", name.as_str()]).exits(0);
            });
        }
    });
    let descriptor = fs::read_to_string(folder.path().join("data/datapackage.json")).unwrap();
    for name in names {
        assert!(descriptor.contains(&format!("\"path\": \"{name}\"")), "{name}");
    }
}

#[test]
fn street_files_are_counted_and_added() {
    let header = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,\
                  Crime type,Last outcome category,Context\n";
    let row = |kind: &str| {
        format!(",2024-03,Kent Police,Kent Police,0.5,51.2,On or near High Street,E01,A,{kind},,\n")
    };
    let text = format!("{header}{}{}{}", row("Burglary"), row("Burglary"), row("Drugs"));
    let folder = workspace("2024-03-kent-street.csv", &text);
    let expected = "force,month,crime_type,count\nkent,2024-03,Burglary,2\nkent,2024-03,Drugs,1\n";
    let by_name =
        run(&folder, &["import", "2024-03-kent-street.csv"]).exits(0).says("3 read = 3 kept").stdout();
    assert_eq!(by_name, expected);
    fs::create_dir(folder.path().join("crimes")).unwrap();
    fs::rename(
        folder.path().join("2024-03-kent-street.csv"),
        folder.path().join("crimes/2024-03-kent-street.csv"),
    )
    .unwrap();
    run(&folder, &["import", "crimes"]).exits(2).says("--as street");
    run(&folder, &["import", "--as", "street", "crimes", "-o", "counts.csv"]).exits(0);
    assert_eq!(fs::read_to_string(folder.path().join("counts.csv")).unwrap(), expected);
    run(&folder, &["add", "--as", "street", "crimes", "--name", "crimes", "--date", "2024-05-06"]).exits(0);
    run(&folder, &["check", "data/datapackage.json"]).exits(0).prints("nothing to mend");
    run(&folder, &["import", "--as", "outcomes", "crimes"]).exits(2).says("no outcomes files there");
    fs::write(folder.path().join("crimes/2024-04-kent-street.csv"), format!("{header}short\n")).unwrap();
    let faulty = run(&folder, &["import", "--as", "street", "crimes", "-o", "more.csv"]);
    faulty.exits(1).says("nothing is written").says("4 read = 3 kept + 0 set aside + 1 faulty");
    assert!(!folder.path().join("more.csv").exists());
    run(&folder, &["import", "--as", "street", "crimes", "-o", "more.csv", "--keep-going"]).exits(1);
    assert_eq!(fs::read_to_string(folder.path().join("more.csv")).unwrap(), expected);
}

/// Regression: a figure that was withheld, one not available and a force never in the file were all unknown; a count of
/// what nobody had stated had limits of chance, and its unit ran into sentences.
#[test]
fn what_the_publisher_says_of_a_missing_figure_is_said_everywhere() {
    let folder = workspace(
        "complaints.csv",
        "Complaints by police force area\nForce,2022/23,2023/24\nNorthamptonshire,390,..\nKent,700,..\n\
         Leicestershire,41,<5\nEssex,880,900\n",
    );
    run(&folder, &["add", "complaints.csv", "--date", "2024-05-06"]).exits(0);
    let of = |analysis: &'static str, period: &'static str| {
        let args = ["show", analysis, "--indicator", "complaints", "--period", period];
        run(&folder, &args).exits(0).stdout().replace("\n  ", " ")
    };
    let table = of("indicator", "2023/24");
    let gaps = "No figure, marked not available by the publisher: Northamptonshire, Kent; suppressed by the publisher: \
                Leicestershire; none in the data: Avon";
    for said in [
        gaps,
        "the unit, the kind of figure and the direction of good are not stated in the data, so that no limits",
    ] {
        assert!(table.contains(said), "{table}");
    }
    assert!(!table.contains("not stated;") && !table.contains("limits of 95%"), "{table}");
    let args = ["show", "indicator", "--indicator", "complaints", "--period", "2023/24", "--format", "csv"];
    let csv = run(&folder, &args).exits(0).stdout();
    let row = csv.lines().find(|line| line.contains(",leicestershire,")).unwrap().to_owned();
    assert!(row.contains("suppressed by the publisher"), "{row}");
    run(&folder, &["chart", "indicator", "--indicator", "complaints", "--period", "2023/24", "-o", "a.svg"])
        .exits(0);
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    assert!(svg.contains("suppressed by the publisher: Leicestershire") && !svg.contains("not stated per"));
    run(&folder, &["chart", "indicator", "--indicator", "complaints", "--period", "2022/23", "-o", "b.svg"])
        .exits(0);
    let svg = fs::read_to_string(folder.path().join("b.svg")).unwrap();
    assert!(svg.contains("Complaints: Northamptonshire has 390; others have 41 to 880"), "{svg}");

    // The series ends with the others', and its gap is counted.
    let trend = run(&folder, &["show", "trend", "--indicator", "complaints"]).exits(0).stdout();
    assert!(trend.contains("1 of 2 periods with a figure") && trend.contains("up to 2023/24"), "{trend}");
    run(&folder, &["chart", "trend", "--indicator", "complaints", "-o", "c.svg"]).exits(0);
    let svg = fs::read_to_string(folder.path().join("c.svg")).unwrap();
    assert!(svg.contains("no figure of Northamptonshire"), "the crosses are in the legend");
    run(&folder, &["show", "funnel", "--indicator", "complaints", "--denominator", "population"])
        .exits(2)
        .says("of a kind that the data do not state yet");

    // Once its kind is stated, chance is.
    let described = folder.path().join("data/complaints-indicators.csv");
    let text = fs::read_to_string(&described).unwrap().replace("not stated", "complaints");
    let at = text.find("imported:").or_else(|| text.find("\"imported:")).unwrap();
    fs::write(&described, format!("{}\n", text[..at].trim_end_matches('"'))).unwrap();
    assert!(of("indicator", "2022/23").contains("limits of 95%"));
}
