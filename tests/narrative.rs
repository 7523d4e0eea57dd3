//! `peel narrative` as users run it: tables, chart, page, rows of gradings, and what it refuses.

use std::fs;
use std::path::Path;

use crate::util::{Run, peel_in};

const TEXT: &str = "PEEL 2016: HMI Ann Smith's statement on Durham Constabulary\n\n\
    Durham Constabulary is good at using its resources. It requires improvement at preventing crime, and its patrols are too few.\n\n\
    Investigations are thorough, but victims <b>& others</b> are not kept informed. In 2015 we judged the force to be outstanding at \
    investigating crime.\n";

fn run(folder: &Path, args: &[&str]) -> Run {
    fs::write(folder.join("statement.txt"), TEXT).unwrap();
    peel_in(folder, &[&["narrative", "statement.txt"], args].concat())
}

#[test]
fn findings_name_area_polarity_and_the_grades_that_are_stated() {
    let folder = tempfile::tempdir().unwrap();
    let printed = run(folder.path(), &["--format", "csv"]).exits(0).stdout();
    let mut reader = csv::Reader::from_reader(printed.as_bytes());
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let columns =
        ["sentence", "place", "force", "cycle", "inspector", "area", "sentence_polarity", "stated_grade"]
            .map(at);
    let rows: Vec<String> = reader
        .records()
        .map(|row| columns.map(|column| row.as_ref().unwrap()[column].to_owned()).join(" "))
        .collect();
    assert_eq!(
        rows,
        [
            "1 3:1 durham 2016 Ann Smith using-resources strength Good",
            "2 3:53 durham 2016 Ann Smith preventing-crime concern Requires improvement",
            "3 5:1 durham 2016 Ann Smith investigating-crime mixed ",
            "4 5:81 durham 2016 Ann Smith investigating-crime neutral ",
        ]
    );
}

#[test]
fn the_comparison_holds_prose_against_the_official_grades() {
    let folder = tempfile::tempdir().unwrap();
    let compared = run(folder.path(), &["--compare", "--format", "json"]).exits(0).stdout();
    let table: serde_json::Value = serde_json::from_str(&compared).unwrap();
    let text = table.to_string();
    assert!(text.contains("silent") && text.contains("weighted kappa"), "{text}");
    assert!(text.contains("durham, 2016, efficiency"), "the rows of the gradings are cited: {text}");
}

#[test]
fn the_chart_the_page_and_the_rows_are_whole_and_escaped() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["--chart", "w.svg", "--annotate", "w.html", "--export-gradings", "w.csv"]).exits(0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(read("w.svg").starts_with("<svg "));
    let page = read("w.html");
    assert!(page.contains("&lt;b&gt;&amp; others&lt;/b&gt;") && !page.contains("<b>& others"));
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));
    let rows = read("w.csv");
    assert!(rows.contains("durham,2016,using-resources,good,current,narrative,"), "{rows}");
    assert!(!rows.contains("outstanding"), "a grade of another year is none: {rows}");
    peel_in(folder.path(), &["check", "--as", "gradings", "w.csv"]).exits(0);
}

#[test]
fn the_stated_grades_are_written_by_their_ending_and_added_without_a_word() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["--export-gradings", "w.doc"]).exits(2).says("doc");
    run(folder.path(), &["--export-gradings", "w.csv"]).exits(0);
    let rows = fs::read_to_string(folder.path().join("w.csv")).unwrap();
    assert!(rows.contains("using-resources"), "{rows}");
    crate::util::copy_data(&folder.path().join("data"));
    let added = peel_in(folder.path(), &["add", "w.csv"]);
    assert!(!added.exits(0).stderr().contains("unread-column"), "{}", added.stderr());
}

/// What was read in prose cannot vouch for prose.
#[test]
fn a_grade_of_narrative_basis_is_not_official() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    crate::util::copy_data(&data);
    let verdict = || {
        let compared = run(folder.path(), &["--compare", "--format", "csv"]).exits(0).stdout();
        let row = compared.lines().find(|line| line.contains(",preventing-crime,")).unwrap().to_owned();
        row.rsplit(',').next().unwrap().to_owned()
    };
    assert_eq!(verdict(), "unknown");
    let gradings = fs::read_to_string(data.join("gradings.csv")).unwrap();
    let row =
        gradings.lines().find(|line| line.starts_with("durham,2016,preventing-crime,outstanding,")).unwrap();
    assert!(row.contains(",narrative,"), "{row}");
    let published = gradings.replace(row, &row.replace(",narrative,", ",published,"));
    fs::write(data.join("gradings.csv"), published).unwrap();
    assert_eq!(verdict(), "harsher");
}

#[test]
fn rows_of_gradings_are_only_written_where_they_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["stated.json", "stated.md", "stated.parquet"] {
        run(folder.path(), &["--export-gradings", name]).exits(2).says("neither `peel check` nor `peel add`");
        assert!(!folder.path().join(name).exists());
    }
    run(folder.path(), &["--export-gradings", "stated.xlsx"]).exits(0);
    assert!(folder.path().join("stated.xlsx").exists());
}

#[test]
fn a_text_that_is_given_twice_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["./statement.txt"]).exits(2).says("`./statement.txt` is given twice");
}

/// The counts of many findings are wide, and are written out.
#[test]
fn the_chart_cuts_no_number() {
    let folder = tempfile::tempdir().unwrap();
    let said = "Investigations are thorough. Investigations are inconsistent. ".repeat(1_234);
    fs::write(folder.path().join("many.txt"), format!("PEEL 2016: Kent Police\n\n{said}")).unwrap();
    peel_in(folder.path(), &["narrative", "many.txt", "--chart", "many.svg"]).exits(0);
    let chart = fs::read_to_string(folder.path().join("many.svg")).unwrap();
    assert!(chart.contains("\n−1234\n") && chart.contains("\n+1234\n"), "{chart}");
}

#[test]
fn a_look_is_refused_without_a_chart_that_has_it() {
    let folder = tempfile::tempdir().unwrap();
    for look in [["--theme", "dark"], ["--size", "wide"]] {
        run(folder.path(), &look).exits(2).says("none is asked for").says("--chart FILE.svg");
    }
}

#[test]
fn titles_name_a_cycle_of_years_however_they_write_it() {
    let folder = tempfile::tempdir().unwrap();
    for title in [
        "Kent Police 2023-25",
        "PEEL 2023–2025: Kent Police",
        "Kent Police, 2023/25",
        "Kent Police 2023 to 2025",
    ] {
        fs::write(folder.path().join("a.txt"), format!("{title}\n\nIt is slow to answer 101 calls.\n"))
            .unwrap();
        let printed = peel_in(folder.path(), &["narrative", "a.txt", "--format", "csv"]);
        printed.exits(0).prints(",kent,2023-25,");
    }
}

/// The table says how much was set aside, in one text and in many.
#[test]
fn what_is_no_sentence_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "# PEEL 2016: Kent Police\n\n|Area|Grade|\n|-|-|\n|Legitimacy|Good|\n|Stop and search|Good|\n\nIts budget is balanced.\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    for more in [None, Some("--compare")] {
        let args: Vec<&str> = ["narrative", "a.md"].into_iter().chain(more).collect();
        peel_in(folder.path(), &args).exits(0).prints("2 sentences read").prints("1 heading, 2 rows of");
    }
}

/// Many texts make a sheet of areas, not one of every force's.
#[test]
fn the_chart_of_many_texts_is_a_sheet_that_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut args = vec!["narrative".to_owned()];
    for force in
        ["kent", "essex", "surrey", "sussex", "dorset", "durham", "cumbria", "norfolk", "suffolk", "gwent"]
    {
        let name = format!("{force}.txt");
        fs::write(folder.path().join(&name), "PEEL 2016\n\nInvestigations are thorough.\n").unwrap();
        args.push(name);
    }
    args.extend(["--chart", "many.svg", "--annotate", "many.html", "-o", "many.jsonl"].map(str::to_owned));
    peel_in(folder.path(), &args.iter().map(String::as_str).collect::<Vec<_>>()).exits(0);
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    let svg = read("many.svg");
    let height = svg.split("height=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(height.parse::<f64>().unwrap() < 1_500.0, "{height}");
    assert!(
        svg.contains("3 pillars and 11 areas") && svg.contains("10 strengths"),
        "the areas of all forces together"
    );
    assert!(!svg.contains("x=\"360\""), "no area stands beneath a pillar that is not its own in each cycle");
    assert_eq!(read("many.jsonl").lines().count(), 10, "rows of all texts, written one text after the other");
    assert_eq!(read("many.html").matches("<section").count(), 10);
}

/// What most formats must hold together has a bound; rows that are written as they are made have none.
#[test]
fn more_findings_than_can_be_held_are_written_as_rows_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("long.txt"),
        "PEEL 2016: Kent\n\n".to_owned() + &"It is good.\n".repeat(100_001),
    )
    .unwrap();
    let peel = |format: &str, file: &str| {
        peel_in(folder.path(), &["narrative", "long.txt", "--format", format, "-o", file])
    };
    peel("json", "long.json").exits(2).says("more than 100000 findings").says("`--format csv` and `jsonl`");
    assert!(!folder.path().join("long.json").exists());
    peel("csv", "long.csv").exits(0);
    assert_eq!(fs::read_to_string(folder.path().join("long.csv")).unwrap().lines().count(), 100_002);
}

#[test]
fn what_is_no_prose_is_named_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("binary.txt", b"PEEL 2016\0\x01");
    write("deep.html", "<div>".repeat(10_000).as_bytes());
    write("long.txt", "a".repeat(3 << 20).as_bytes());
    let run = run(folder.path(), &["binary.txt", "deep.html", "long.txt", "--format", "csv"]);
    run.exits(1);
    for said in ["binary.txt:1:", "deep.html:1:", "error[deep]", "long.txt:1:1: error[long-line]"] {
        run.says(said);
    }
    run.prints("using-resources");
    peel_in(folder.path(), &["narrative", "nowhere.txt"]).exits(2).says("error: cannot read `nowhere.txt`");
    peel_in(folder.path(), &["narrative", "statement.txt", "--annotate", "page.txt"])
        .exits(2)
        .says("end its name in `.html`");
    peel_in(folder.path(), &["narrative", "statement.txt", "-o", "statement.txt"]).exits(2);
}

#[test]
fn no_two_outputs_are_written_to_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let refuses = |args: &[&str], says: &str| {
        run(folder.path(), args).exits(2).says(says).says("name another file");
    };
    refuses(&["-o", "a.csv", "--export-gradings", "a.csv"], "`-o` and `--export-gradings` would both write");
    refuses(&["-o", "a.html", "--annotate", "./a.html"], "`-o` and `--annotate` would both write");
    refuses(&["--chart", "a.svg", "--annotate", "a.svg"], "`--chart` and `--annotate` would both write");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is written but the text");
}

#[test]
fn whom_a_text_is_about_must_be_known() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "The force is slow to answer calls.").unwrap();
    peel_in(folder.path(), &["narrative", "a.txt"]).exits(1).says("--force");
    let told = ["narrative", "a.txt", "--force", "kent", "--cycle", "2023-25", "--format", "csv"];
    peel_in(folder.path(), &told).exits(0).prints("responding-to-public");
}

#[test]
fn a_title_that_names_another_force_or_cycle_than_asked_for_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let asked = |options: &[&str]| run(folder.path(), &[options, &["--format", "csv"]].concat());
    asked(&["--force", "kent", "--cycle", "2017"])
        .exits(0)
        .says("statement.txt:1:1: warning[force-contradiction]: the title names Durham; Kent, as asked for, is taken, and no grade as stated")
        .says("statement.txt:1:1: warning[cycle-contradiction]: the title names 2016; 2017, as asked for, is taken, and no grade as stated")
        .prints(",kent,2017,");
    let same = asked(&["--force", "durham", "--cycle", "2016"]);
    assert_eq!(same.exits(0).stderr(), "", "what the title names is asked for");
}

/// Twelve texts, each of which speaks of the three pillars: C critical, M mixed, F favourable.
const TWELVE: [(&str, &str); 12] = [
    ("bedfordshire", "CCF"),
    ("cambridgeshire", "FMF"),
    ("cleveland", "FFM"),
    ("cumbria", "FFF"),
    ("derbyshire", "MFF"),
    ("devon-and-cornwall", "CMF"),
    ("dorset", "FFF"),
    ("durham", "FFF"),
    ("dyfed-powys", "CCM"),
    ("gloucestershire", "FCF"),
    ("kent", "FFF"),
    ("south-yorkshire", "CCC"),
];

/// 28 of 36 pairs agree, and scikit-learn's `cohen_kappa_score(weights="linear")` of them is 0.6678.
#[test]
fn the_kappa_over_many_texts_is_that_of_scikit_learn() {
    let folder = tempfile::tempdir().unwrap();
    let mut args = vec!["narrative".to_owned()];
    for (force, says) in TWELVE {
        let mut text = "PEEL 2016\n\n".to_owned();
        for (pillar, lean) in ["effectiveness", "efficiency", "legitimacy"].into_iter().zip(says.chars()) {
            text.push_str(match lean {
                'F' => "We were impressed by its PILLAR.\n\n",
                'C' => "We have serious concerns about its PILLAR.\n\n",
                _ => "Its PILLAR is impressive in places but weak in others.\n\n",
            });
            text = text.replace("PILLAR", pillar);
        }
        fs::write(folder.path().join(format!("{force}.txt")), text).unwrap();
        args.push(format!("{force}.txt"));
    }
    args.push("--compare".to_owned());
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let run = peel_in(folder.path(), &args);
    run.exits(0).prints("agree in 28 of 36 pillars that have both").prints("weighted kappa 0.67");
}

#[test]
fn several_texts_are_sections_of_one_page() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("kent.txt"), "PEEL 2017\n\nKent Police is good at preventing crime.")
        .unwrap();
    run(folder.path(), &["kent.txt", "--annotate", "both.html"]).exits(0);
    let page = fs::read_to_string(folder.path().join("both.html")).unwrap();
    for part in [
        "href=\"#t1\"",
        "href=\"#t2\"",
        "<section id=\"t2\">",
        "id=\"t1-s1\"",
        "Durham in 2016",
        "Kent in 2017",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn a_chart_carries_its_making_and_is_verified_by_it() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["--chart", "words.png", "--theme", "dark"]).exits(0);
    let peel = |args: &[&str]| peel_in(folder.path(), args);
    peel(&["explain", "words.png"])
        .exits(0)
        .prints("Command: peel narrative statement.txt --theme dark")
        .prints("statement.txt, sha256:");
    peel(&["verify", "words.png"]).exits(0).prints("the same chart");
    fs::write(folder.path().join("statement.txt"), TEXT.replace("too few", "plenty")).unwrap();
    peel(&["verify", "words.png"]).exits(1).prints("the texts differ");
    fs::remove_file(folder.path().join("statement.txt")).unwrap();
    peel(&["verify", "words.png"]).exits(2).says("`statement.txt`, which is not here");
}
