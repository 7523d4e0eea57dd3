//! The README's commands, run as printed.

use std::collections::BTreeSet;

use crate::util::{peel_in, repository};

/// Every `peel …` line of the README's console blocks, run in one folder, in order.
#[test]
fn every_command_of_the_readme_runs() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("my-gradings.csv"),
        "force,cycle,area,grade\nNorthants Police,2016,efficiency,good\n",
    )
    .unwrap();
    let mut used = BTreeSet::new();
    let mut in_console = false;
    for line in readme.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
            continue;
        }
        let Some(command) = line.strip_prefix("$ peel ").filter(|_| in_console) else { continue };
        let command = command.split("  #").next().unwrap();
        let args = words(command);
        used.insert(args[0].clone());
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let run = peel_in(folder.path(), &args);
        run.exits(i32::from(args[0] == "check" && readme.contains("`Northants Police` is not a force")));
    }
    let every = ["show", "export", "chart", "batch", "list", "check"].map(str::to_owned);
    assert_eq!(used, every.into(), "the README has an example of every command");
}

/// What the README prints below a command is what the command prints.
#[test]
fn the_readme_shows_what_the_program_prints() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let mut n_compared = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        let (command, shown) = block.split_once('\n').unwrap();
        let (Some(command), false) = (command.strip_prefix("$ peel show "), shown.is_empty()) else {
            continue;
        };
        if shown.starts_with('$') {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let args = words(command);
        let args: Vec<&str> = std::iter::once("show").chain(args.iter().map(String::as_str)).collect();
        let printed = peel_in(folder.path(), &args).exits(0).stdout();
        let shown = shown.trim_end().trim_end_matches('…').trim_end();
        assert!(printed.starts_with(shown), "the README shows\n{shown}\nbut the program prints\n{printed}");
        n_compared += 1;
    }
    assert!(n_compared > 0);
}

/// Splits a command line at blanks, double quotes aside.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (place, part) in line.trim().split('"').enumerate() {
        if place % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
