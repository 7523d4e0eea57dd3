//! Plans with jobs of texts: what is made of a folder of them, and what is made again when one changes.

use std::fs;
use std::path::Path;

use crate::util::{Run, peel_in};

const PLAN: &str = r#"
    [defaults]
    forces = ["kent"]
    charts = { formats = ["svg"] }

    [narratives.statements]
    texts = ["texts/*.txt", "texts/extra.md"]
    tables = { formats = ["csv"] }
    path = "{job}/{force}-{cycle}-{text}"
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    write("plan.toml", PLAN);
    write(
        "texts/a.txt",
        "PEEL 2016\n\nKent Police is good at investigating crime. Its patrols are too few.\n",
    );
    write("texts/b.txt", "PEEL 2017\n\nEssex Police requires improvement in its understanding of demand.\n");
    write(
        "texts/extra.md",
        "# PEEL 2018/19: Surrey Police\n\nVictims of domestic abuse wait **too long**.\n",
    );
    folder
}

fn batch(folder: &Path, args: &[&str]) -> Run {
    peel_in(folder, &[&["batch", "plan.toml", "-o", "out"], args].concat())
}

const FILES: [&str; 11] = [
    "out/statements/comparison.csv",
    "out/statements/comparison.svg",
    "out/statements/essex-2017-b.csv",
    "out/statements/essex-2017-b.html",
    "out/statements/essex-2017-b.svg",
    "out/statements/kent-2016-a.csv",
    "out/statements/kent-2016-a.html",
    "out/statements/kent-2016-a.svg",
    "out/statements/surrey-2018-19-extra.csv",
    "out/statements/surrey-2018-19-extra.html",
    "out/statements/surrey-2018-19-extra.svg",
];

fn listed(run: &Run) -> Vec<String> {
    let mut files: Vec<String> = run.stdout().lines().map(|line| line.replace('\\', "/")).collect();
    files.sort();
    files
}

#[test]
fn a_folder_of_texts_is_made_and_made_again_where_a_text_changed() {
    let folder = folder();
    let path = folder.path();
    let dry = batch(path, &["--dry-run"]);
    assert_eq!(listed(dry.exits(0)), FILES);
    assert!(!path.join("out").exists(), "a dry run writes nothing");
    assert_eq!(listed(batch(path, &[]).exits(0)), FILES);
    let read = |name: &str| fs::read_to_string(path.join(name)).unwrap();
    assert!(read("out/statements/kent-2016-a.csv").contains("texts/a.txt,1,"));
    assert!(read("out/statements/essex-2017-b.html").contains("requires improvement"));
    assert!(read("out/statements/comparison.csv").contains("surrey,Surrey,2018-19"));
    assert!(read("out/manifest.json").contains("\"narrative\""));

    assert!(listed(batch(path, &[]).exits(0)).is_empty(), "nothing changed");
    let text = read("texts/b.txt").replace("requires improvement", "is outstanding");
    fs::write(path.join("texts/b.txt"), text).unwrap();
    assert_eq!(listed(batch(path, &[]).exits(0)), FILES[..5], "the changed text and the comparison");

    assert_eq!(
        listed(batch(path, &["--fresh", "--force", "kent", "--only", "*-a.svg"]).exits(0)),
        [FILES[7]]
    );
    peel_in(path, &["verify", FILES[7]]).exits(0).prints("the same chart");
    fs::remove_file(path.join("texts/extra.md")).unwrap();
    fs::write(path.join("plan.toml"), PLAN.replace(", \"texts/extra.md\"", "")).unwrap();
    batch(path, &["--prune"]).exits(0);
    assert!(!path.join(FILES[9]).exists() && path.join(FILES[6]).exists());
}

#[test]
fn another_lexicon_makes_all_again() {
    let folder = folder();
    let path = folder.path();
    crate::util::copy_data(&path.join("data"));
    batch(path, &[]).exits(0);
    let lexicon = path.join("data/narrative.toml");
    let shipped = fs::read_to_string(&lexicon).unwrap();
    assert!(listed(batch(path, &[]).exits(0)).is_empty(), "the same words");
    fs::write(&lexicon, shipped.replace("title = \"Domestic abuse\"", "title = \"Abuse at home\"")).unwrap();
    let surrey = &FILES[8..10];
    assert_eq!(listed(batch(path, &[]).exits(0)), surrey, "the tables and pages that name the topic");
}

#[test]
fn what_a_job_of_texts_cannot_mean_is_said_with_its_place() {
    let folder = folder();
    let path = folder.path();
    let fails = |plan: &str, says: &[&str]| {
        fs::write(path.join("plan.toml"), plan).unwrap();
        let run = batch(path, &[]);
        run.exits(2);
        for words in says {
            run.says(words);
        }
    };
    fails(&PLAN.replace("texts/*.txt", "none/*.txt"), &["plan.toml:7:", "`none/*.txt` names no file"]);
    fails(&PLAN.replace("{force}-{cycle}-{text}", "same"), &["two outputs would be written", "`{text}`"]);
    fails(
        &PLAN.replace("[\"csv\"]", "[\"csv\", \"html\"]"),
        &["as `html` and its page would be one file", "`pages = false`"],
    );
    fails(&PLAN.replace("{text}", "{analysis}"), &["`{analysis}` is no place of a path"]);
    fails(&format!("{PLAN}    cycle = \"1916\"\n"), &["plan.toml:", "1916"]);
    fails(&format!("{PLAN}    forces = [\"kent\"]\n"), &["unknown key `forces`"]);
    fails(
        &format!("{PLAN}\n    [jobs.statements]\n    analysis = \"matrix\"\n"),
        &["has a job `statements` too"],
    );
    fs::write(path.join("texts/c.txt"), "The force is good.").unwrap();
    fs::write(path.join("texts/d.txt"), b"PEEL\0").unwrap();
    fails(PLAN, &["c.txt: error[unnamed]", "d.txt:1:5: error[binary]"]);
}
