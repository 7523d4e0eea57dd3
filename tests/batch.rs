//! The committed gallery, drawn again byte for byte; batches that fail in part.

use std::collections::BTreeSet;
use std::fs;

use crate::util::{peel_in, repository};

#[test]
fn the_committed_gallery_is_what_the_program_draws() {
    let folder = tempfile::tempdir().unwrap();
    let run = peel_in(repository(), &["batch", "-o", folder.path().to_str().unwrap()]);
    run.exits(0);
    let mut drawn = BTreeSet::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // What a batch keeps for itself is not committed.
        if name.starts_with('.') || name == "manifest.json" {
            continue;
        }
        let new = fs::read(folder.path().join(&name)).unwrap();
        let committed = repository().join("charts").join(&name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&committed, &new).unwrap();
        }
        let old = fs::read(&committed).unwrap_or_default();
        assert!(new == old, "charts/{name} is not what `peel batch` writes; look, then UPDATE_GOLDEN=1");
        drawn.insert(name);
    }
    assert!(drawn.len() >= 24, "{drawn:?}");
    for entry in fs::read_dir(repository().join("charts")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let is_output = [".svg", ".png", ".csv"].iter().any(|ending| name.ends_with(ending));
        assert!(!is_output || drawn.contains(&name), "charts/{name} is in no plan");
    }

    // In a folder without a plan the built-in one is drawn, into `charts/`, and is the same.
    let elsewhere = tempfile::tempdir().unwrap();
    peel_in(elsewhere.path(), &["batch"]).exits(0).prints("charts/standing-2016-pillars.svg\n");
    for name in drawn {
        let there = fs::read(elsewhere.path().join("charts").join(&name)).unwrap();
        assert!(there == fs::read(folder.path().join(&name)).unwrap(), "{name}");
    }
}

/// The page of the gallery: each chart by its title, with the command that it carries.
fn page() -> String {
    let charts = repository().join("charts");
    let mut stems: Vec<String> = fs::read_dir(&charts)
        .unwrap()
        .filter_map(|entry| Some(entry.unwrap().file_name().to_str()?.strip_suffix(".svg")?.to_owned()))
        .collect();
    stems.sort();
    let intro = "# The gallery\n\nOne chart of each kind, drawn by `peel batch` from [gallery.toml](gallery.toml), as SVG, PNG and the CSV of its table.\n\
        `peel explain FILE` prints what a chart was made from, `peel verify FILE` whether the data still give it.\n";
    let section = |stem: &String| {
        let name = format!("{stem}.svg");
        let run = peel_in(&charts, &["explain", &name]);
        run.exits(0);
        let stdout = run.stdout();
        let command = stdout.lines().find_map(|line| line.strip_prefix("Command:")).unwrap().trim();
        let svg = fs::read_to_string(charts.join(&name)).unwrap();
        let title = svg.split_once("</title>").unwrap().0.rsplit_once('>').unwrap().1;
        format!(
            "\n## {title}\n\n![{title}]({name})\n\n```\n{command} -o {name}\n```\n\n[PNG]({stem}.png), [CSV]({stem}.csv)\n"
        )
    };
    std::iter::once(intro.to_owned()).chain(stems.iter().map(section)).collect()
}

#[test]
fn the_page_of_the_gallery_has_each_chart_with_its_command() {
    let (path, page) = (repository().join("charts/README.md"), page());
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap_or_default(), page, "look, then UPDATE_GOLDEN=1");
}

#[test]
fn one_output_that_fails_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let plan = r#"
        [defaults]
        charts = { formats = [] }

        [jobs.none]
        analysis = "standing"
        cycles = "2025-27"
        path = "a"

        [jobs.some]
        analysis = "standing"
        tables = { formats = ["csv", "json"] }
        path = "b/deep"
    "#;
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    // What has no answer shows before anything is drawn.
    let dry = peel_in(folder.path(), &["batch", "plan.toml", "--dry-run"]);
    dry.exits(1).says("output `a`: ").says("no known grade").prints("b/deep.csv\nb/deep.json\n");
    let large = "[jobs.c]\nanalysis = \"map\"\ncycles = \"2016\"\nparameters.level = \"area\"\npath = \"c\"\n\
                 charts = { formats = [\"svg\"], size = \"social\" }\n";
    fs::write(folder.path().join("large.toml"), large).unwrap();
    peel_in(folder.path(), &["batch", "large.toml", "--dry-run"]).exits(1).says("output `c`: ");
    assert!(!folder.path().join("b").exists());
    let run = peel_in(folder.path(), &["batch", "plan.toml"]);
    run.exits(1).says("output `a`: ").says("no known grade");
    run.says("1 of 2 outputs: 2 files written, 0 unchanged").prints("b/deep.csv\nb/deep.json\n");
    assert!(folder.path().join("b/deep.csv").is_file());
    // What failed is tried again, what was written is not.
    let again = peel_in(folder.path(), &["batch", "plan.toml"]);
    again.exits(1).says("output `a`: ").says("1 of 2 outputs: 0 files written, 2 unchanged");
    assert_eq!(again.stdout(), "");
}

#[cfg(unix)]
#[test]
fn a_failure_no_one_can_be_told_of_is_still_one() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[defaults]\ncharts.formats = []\n[jobs.a]\nanalysis = \"standing\"\ncycles = \"2025-27\"\n\
                [jobs.b]\nanalysis = \"standing\"\npath = \"b\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let mut child = crate::util::command(folder.path(), &["batch", "plan.toml"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(folder.path().join("b.csv").is_file());
}

#[test]
fn the_shipped_plans_are_plans() {
    for (plan, n_files) in [
        ("board-pack", 27 * 4),
        ("every-force", 1196 * 3),
        ("national", 46 * 5),
        ("starter", 6 * 3),
        ("narratives", 7),
    ] {
        let path = format!("charts/plans/{plan}.toml");
        let run = peel_in(repository(), &["batch", &path, "-o", "nowhere", "--dry-run"]);
        run.exits(0);
        assert_eq!(run.stdout().lines().count(), n_files, "{plan}");
    }
    assert!(!repository().join("nowhere").exists(), "a dry run writes nothing");
}

#[test]
fn the_shipped_plans_draw_without_a_failure() {
    let folder = tempfile::tempdir().unwrap();
    // Tables alone of the largest, of one force; it takes minutes in a build that is not optimised.
    let every = ["batch", "charts/plans/every-force.toml", "--force", "dyfed-powys", "--only", "*.csv"];
    let [board, texts] = ["board-pack", "narratives"].map(|plan| format!("charts/plans/{plan}.toml"));
    for args in [&["batch", board.as_str()][..], &["batch", texts.as_str()], &every] {
        let mut args = args.to_vec();
        args.extend(["-o", folder.path().to_str().unwrap()]);
        peel_in(repository(), &args).exits(0);
    }
}

#[test]
fn progress_is_said_as_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("plan.toml"),
        "[jobs.a]\nanalysis = \"standing\"\ncharts.formats = []\npath = \"a\"\n",
    )
    .unwrap();
    let run = |args: &[&str]| peel_in(folder.path(), &[&["batch", "plan.toml", "--fresh"], args].concat());
    run(&[]).exits(0).says("[1/1] a.csv\n").says("1 of 1 output: 1 file written, 0 unchanged\n");
    let quiet = run(&["--quiet"]);
    quiet.exits(0);
    assert_eq!((quiet.stdout(), quiet.stderr()), (String::new(), String::new()));
    let json = run(&["--progress", "json"]);
    json.exits(0);
    let events: Vec<serde_json::Value> =
        json.stderr().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = [
        serde_json::json!({"event": "begin", "outputs": 1, "files": 1}),
        serde_json::json!({"event": "written", "file": "a.csv", "done": 1, "of": 1}),
        serde_json::json!({"event": "end", "outputs": 1, "failed": 0, "written": 1, "unchanged": 0, "removed": 0}),
    ];
    assert_eq!(events, expected);
}

#[test]
fn a_part_of_a_plan_is_made_when_it_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[defaults]\nforces = [\"kent\", \"essex\"]\ncycles = [\"2016\", \"2017\"]\n\
                [jobs.matrix]\nanalysis = \"matrix\"\n[jobs.standing]\nanalysis = \"standing\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let listed = |args: &[&str]| {
        let run = peel_in(folder.path(), &[&["batch", "plan.toml", "--dry-run"], args].concat());
        run.exits(0);
        run.stdout().lines().map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(listed(&[]).len(), 2 * 2 * 2 * 3);
    assert_eq!(listed(&["--force", "Kent Police"]).len(), 2 * 2 * 3);
    assert_eq!(listed(&["--force", "region:South East"]).len(), 2 * 2 * 3);
    assert_eq!(listed(&["--only", "matrix"]).len(), 2 * 2 * 3);
    assert_eq!(
        listed(&["--only", "kent/*.csv", "--only", "essex/standing-2016"]),
        [
            "kent/matrix-2016.csv",
            "kent/matrix-2017.csv",
            "kent/standing-2016.csv",
            "kent/standing-2017.csv",
            "essex/standing-2016.csv",
            "essex/standing-2016.svg",
            "essex/standing-2016.png",
        ]
    );
    let refused = |args: &[&str], said: &str| {
        peel_in(folder.path(), &[&["batch", "plan.toml", "--dry-run"], args].concat()).exits(2).says(said);
    };
    refused(&["--only", "standng"], "did you mean `standing`?");
    refused(&["--only", "[a"], "is no pattern");
    refused(&["--only", ""], "`--only` names nothing");
    refused(&["--force", "surrey"], "the plan has nothing about Surrey");
    refused(&["--force", "kemt"], "did you mean `kent`?");
    refused(&["--force", "wales"], "`region:wales` stands for all within it");
    refused(&["--force", "region:Wales"], "the plan has nothing about region:Wales");
    refused(&["--jobs", "0"], "invalid value '0'");
    refused(&["-o", "-"], "a batch writes many files");
}
