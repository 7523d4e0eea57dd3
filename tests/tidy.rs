//! The repository's own rules: where code may stand, what may know what, how large things grow.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::util::repository;

/// Every file git tracks or would track, with an ending.
fn files(ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" && name != ".git" {
                folders.push(path);
            } else if name.ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn crates() -> Vec<String> {
    let entries = fs::read_dir(repository().join("crates")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn read(path: impl AsRef<Path>) -> String {
    let path = repository().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn every_rust_file_says_first_what_it_is() {
    for path in files(".rs") {
        let text = read(&path);
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("//! ") && first.len() > 10,
            "{} does not begin with `//! `",
            path.display()
        );
    }
}

/// Clippy holds functions to a hundred lines; nothing else holds files.
#[test]
fn files_stay_small() {
    for path in files(".rs") {
        let n_lines = read(&path).lines().count();
        assert!(n_lines <= 800, "{} has {n_lines} lines", path.display());
    }
}

/// model <- ingest, bulk, stats <- analytics, narrative, charts, export <- the binary, and the heavy libraries in one place each.
#[test]
fn crates_know_only_what_they_may() {
    let root: toml::Table = read("Cargo.toml").parse().unwrap();
    let members: BTreeSet<String> = strings(&root["workspace"]["members"]);
    let defaults: BTreeSet<String> = strings(&root["workspace"]["default-members"]);
    assert_eq!(members, defaults, "bare cargo commands would leave members out");

    let only_in = BTreeMap::from([
        ("polars", &["analytics", "bulk"][..]),
        ("plotters", &["charts"]),
        ("tiny-skia", &["charts"]),
        ("clap", &[]),
        ("csv-core", &["ingest"]),
        ("calamine", &["ingest"]),
    ]);
    for name in crates().into_iter().filter(|name| name != "cli") {
        assert!(members.contains(&format!("crates/{name}")), "crates/{name} is not a member");
        let manifest: toml::Table = read(format!("crates/{name}/Cargo.toml")).parse().unwrap();
        let dependencies: BTreeSet<&String> = manifest["dependencies"].as_table().unwrap().keys().collect();
        for dependency in &dependencies {
            let is_own = dependency.starts_with("peel-");
            let may = match dependency.as_str() {
                "peel-model" => name != "model",
                "peel-stats" => ["analytics", "narrative"].contains(&name.as_str()),
                _ => !is_own,
            };
            assert!(may, "{name} knows {dependency}");
            if let Some(places) = only_in.get(dependency.as_str()) {
                assert!(places.contains(&name.as_str()), "{dependency} belongs in {places:?} alone");
            }
        }
        assert!(
            manifest["lints"]["workspace"].as_bool().unwrap(),
            "{name} does not take the workspace's lints"
        );
    }
    for name in ["polars", "plotters", "tiny-skia", "csv-core", "calamine"] {
        assert!(root["dependencies"].get(name).is_none(), "the binary knows {name}");
    }
    assert!(!repository().join("crates/cli/Cargo.toml").exists());
}

fn strings(value: &toml::Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned()).collect()
}

#[test]
fn every_module_of_the_charts_is_said_what_it_is() {
    let modules = std::fs::read_dir(repository().join("crates/charts/src")).unwrap();
    let names = modules.map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned());
    let names: BTreeSet<String> = names.filter(|name| !["lib", "tests"].contains(&name.as_str())).collect();
    let page = read("ARCHITECTURE.md");
    let (_, section) = page.split_once("## The modules of the charts\n").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(names, rows.map(str::to_owned).collect());
}

/// Absences that hold the design up: what a crate's sources never name.
#[test]
fn libraries_keep_to_their_side() {
    let never = [
        ("model", &["std::fs", "std::io", "std::{fs", "std::{io", "polars::", "plotters::"][..]),
        ("analytics", &["std::fs", "std::io", "std::{fs", "std::{io"]),
        ("stats", &["std::fs", "std::io", "std::{fs", "std::{io", "Dataset", "Table"]),
        ("charts", &["std::fs", "std::{fs"]),
        ("export", &["std::fs", "std::{fs"]),
        ("narrative", &["std::fs", "std::io", "std::{fs", "std::{io", "polars::", "plotters::"]),
        ("ingest", &["std::process", "std::env"]),
        ("bulk", &["std::process", "std::env"]),
    ];
    for (name, words) in never {
        for path in files(".rs")
            .iter()
            .filter(|path| path.starts_with(repository().join("crates").join(name).join("src")))
            .filter(|path| {
                !path.ends_with("tests.rs") && path.components().all(|part| part.as_os_str() != "tests")
            })
        {
            let text = read(path);
            for word in words {
                assert!(!text.contains(word), "{} names {word}", path.display());
            }
        }
    }
}

/// Nothing about a force, a cycle or an area is compiled in: the library sources, tests apart, name none.
#[test]
fn no_force_cycle_or_area_is_written_in_rust() {
    let column = |file: &str, column: usize| -> Vec<String> {
        let text = read(format!("data/{file}"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().map(|record| record.unwrap()[column].to_owned()).collect()
    };
    let mut words: BTreeSet<String> = column("forces.csv", 0).into_iter().collect();
    words.extend(column("cycles.csv", 0));
    words.extend(column("areas.csv", 1));
    for path in files(".rs").iter().filter(|path| path.starts_with(repository().join("crates"))) {
        let is_test = path.components().any(|part| {
            ["tests", "benches", "samples.rs"].contains(&part.as_os_str().to_string_lossy().as_ref())
        });
        if is_test {
            continue;
        }
        let text = read(path);
        let code = text.split("#[cfg(test)]\n").next().unwrap();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in &words {
                let is_named = line.contains(&format!("\"{word}\""));
                assert!(!is_named, "{} names `{word}`: {line}", path.display());
            }
        }
    }
}

#[test]
fn the_built_in_data_are_all_the_data() {
    let embedded = read("crates/cli/embedded.rs");
    let package: serde_json::Value = serde_json::from_str(&read("data/datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    for resource in resources {
        let path = resource["path"].as_str().unwrap();
        assert!(embedded.contains(&format!("\"{path}\"")), "{path} is not built in");
        assert!(repository().join("data").join(path).is_file(), "{path} is not there");
    }
    assert_eq!(
        files(".csv").iter().filter(|path| path.starts_with(repository().join("data"))).count(),
        resources.len()
    );
}

#[test]
fn the_code_map_is_complete() {
    let architecture = read("ARCHITECTURE.md");
    for name in crates() {
        assert!(
            architecture.contains(&format!("`crates/{name}/`")),
            "ARCHITECTURE.md does not show crates/{name}/"
        );
    }
    let root: toml::Table = read("Cargo.toml").parse().unwrap();
    for name in root["workspace"]["dependencies"].as_table().unwrap().keys() {
        let is_own = name.starts_with("peel-");
        assert!(
            is_own || architecture.contains(&format!("`{name}`")),
            "ARCHITECTURE.md gives no reason for {name}"
        );
    }
}

#[test]
fn the_top_level_is_the_house_as_drawn() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "crates",
        "data",
        "charts",
        "tests",
        "justfile",
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "rustfmt.toml",
        "clippy.toml",
        "target",
    ];
    for entry in fs::read_dir(repository()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name.starts_with('.') || allowed.contains(&name.as_str()),
            "{name} has no place at the top level"
        );
    }
}

#[test]
fn everything_ci_runs_is_in_the_justfile() {
    let justfile = read("justfile");
    for line in read(".ci/run").lines().filter(|line| line.trim_start().starts_with("cargo ")) {
        assert!(justfile.contains(line.trim()), "the justfile does not have `{}`", line.trim());
    }
}
