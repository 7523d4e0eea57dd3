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
        [[output]]
        name = "a"
        analysis = "standing"
        force = "northamptonshir"
        formats = ["csv"]

        [[output]]
        name = "b/deep"
        analysis = "standing"
        formats = ["csv", "json"]

        [[output]]
        name = "c"
        analysis = "standing"
        cycle = "2025-27"
    "#;
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let run = peel_in(folder.path(), &["batch", "plan.toml"]);
    run.exits(1)
        .says("output `a`")
        .says("did you mean `northamptonshire`?")
        .says("output `c`")
        .says("no known grade");
    run.says("1 of 3 outputs written, 2 files").prints("b/deep.csv\nb/deep.json\n");
    assert!(folder.path().join("b/deep.csv").is_file());
}

#[test]
fn a_plan_that_is_none_says_where() {
    let folder = tempfile::tempdir().unwrap();
    let check = |plan: &str, said: &str| {
        fs::write(folder.path().join("plan.toml"), plan).unwrap();
        peel_in(folder.path(), &["batch", "plan.toml"]).exits(2).says(said);
    };
    check("", "plans nothing");
    check("[[output]]\nname = \"a\"\nanalysis = \"standing\"\ncyle = \"2016\"\n", "unknown field `cyle`");
    check("[[output]]\nname = \"../a\"\nanalysis = \"standing\"\n", "outside the folder");
    for name in ["/a", "a//b", "a/.", "./a", ""] {
        check(&format!("[[output]]\nname = {name:?}\nanalysis = \"standing\"\n"), "outside the folder");
    }
    check("[[output]\n", "line 1");
    let with =
        |formats: &str| format!("[[output]]\nname = \"a\"\nanalysis = \"standing\"\nformats = {formats}\n");
    check(
        &with("[\"bmp\"]"),
        "`bmp` is not a format: expected txt, csv, json, jsonl, md, html, parquet, xlsx, svg, png, pdf",
    );
    check(&with("[]"), "names no format");
    check(&with("[\"md\", \"markdown\"]"), "or one twice");
    check(&(with("[\"csv\"]") + &with("[\"csv\"]").replace("\"a\"", "\"A\"")), "two outputs are named");
    check(&with("[\"csv\"]").replace("\"a\"", "\"a\\nb\""), "control character");
    peel_in(folder.path(), &["batch", "nowhere.toml"]).exits(2).says("cannot read the plan `nowhere.toml`");
}

#[test]
fn a_name_in_a_plan_that_is_nearly_right_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[[output]]\nname = \"a\"\nanalysis = \"standng\"\n\n[[output]]\nname = \"b\"\nanalysis = \"standing\"\nlevel = \"pilar\"\n";
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    let run = peel_in(folder.path(), &["batch", "plan.toml"]);
    run.exits(1)
        .says("did you mean `standing`?")
        .says("did you mean `pillar`?")
        .says("0 of 2 outputs written, 0 files");
    assert_eq!(run.stdout(), "");
}

#[cfg(unix)]
#[test]
fn a_failure_no_one_can_be_told_of_is_still_one() {
    let folder = tempfile::tempdir().unwrap();
    let plan = "[[output]]\nname = \"a\"\nanalysis = \"standng\"\n\n[[output]]\nname = \"b\"\nanalysis = \"standing\"\nformats = [\"csv\"]\n";
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
