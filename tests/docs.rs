//! The commands of the documents, run as printed, and what the documents say they print.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::util::{Run, copy_files, peel, peel_in, repository};

/// The documents for users, each read from top to bottom in a folder of its own.
const DOCUMENTS: [&str; 2] = ["README.md", "crates/ingest/docs/your-own-data.md"];

/// A fenced block: what stands after the fence, and what stands within.
struct Block {
    info: String,
    text: String,
}

#[test]
fn every_command_of_the_documents_runs_and_prints_what_is_shown() {
    let mut used = BTreeSet::new();
    let mut n_compared = 0;
    for document in DOCUMENTS {
        let folder = tempfile::tempdir().unwrap();
        copy_files("data", folder.path());
        copy_files("charts/plans", folder.path());
        copy_files("charts/plans/narratives", folder.path());
        for block in blocks(document) {
            if let Some((_, name)) = block.info.split_once(' ') {
                let path = folder.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, &block.text).unwrap();
            }
            if block.info != "console" {
                continue;
            }
            for part in block.text.split("$ peel ").skip(1) {
                let (command, shown) = part.split_once('\n').unwrap();
                used.insert(words(command)[0].clone());
                let printed = run(folder.path(), command).stdout();
                let shown = shown.trim_end().trim_end_matches('…').trim_end();
                let is_as_shown = printed.starts_with(shown);
                assert!(is_as_shown, "{document} shows\n{shown}\nbut the program prints\n{printed}");
                n_compared += usize::from(!shown.is_empty());
            }
        }
    }
    let every = [
        "add",
        "batch",
        "chart",
        "check",
        "explain",
        "export",
        "import",
        "list",
        "narrative",
        "plan",
        "remove",
        "show",
        "summary",
        "verify",
    ];
    assert_eq!(used, every.map(str::to_owned).into(), "the documents have an example of every command");
    assert!(n_compared >= 2);
}

/// The gallery of README: a picture of every kind of chart, each with its command as the gallery's own page has it.
#[test]
fn readme_shows_every_kind_of_chart_with_its_command() {
    let read = |name: &str| fs::read_to_string(repository().join(name)).unwrap();
    let (readme, page) = (read("README.md"), read("charts/README.md"));
    let mut shown = BTreeSet::new();
    for cell in readme.lines().flat_map(|line| line.split(" | ")).filter(|cell| cell.contains("<img ")) {
        let part = |before: &str, after: &str| {
            cell.split_once(before).and_then(|(_, rest)| rest.split_once(after)).unwrap().0.to_owned()
        };
        let (name, command) = (part("src=\"charts/", ".svg\""), part("`peel chart ", "`"));
        assert!(repository().join(format!("charts/{name}.svg")).exists(), "{name}");
        let (kind, options) = command.split_once(' ').unwrap_or((&command, ""));
        let options = if options.is_empty() { String::new() } else { format!("{options} ") };
        let whole = format!("\npeel chart {kind} northamptonshire {options}-o {name}.svg\n");
        assert!(page.contains(&whole), "charts/README.md has no{whole}");
        shown.insert(kind.to_owned());
    }
    let kinds = peel(&["list", "charts", "--format", "csv"]).exits(0).stdout();
    let kinds: BTreeSet<_> =
        kinds.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    assert_eq!(shown, kinds);
}

/// Runs a command as a document prints it; `# exits with N` after it says how it ends.
fn run(folder: &Path, command: &str) -> Run {
    let (command, remark) = command.split_once("  #").unwrap_or((command, ""));
    let code = remark.trim().strip_prefix("exits with ").map_or(0, |code| code.parse().unwrap());
    let args = words(command);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let run = peel_in(folder, &args);
    run.exits(code);
    run
}

fn blocks(document: &str) -> Vec<Block> {
    let text = fs::read_to_string(repository().join(document)).unwrap();
    let mut blocks: Vec<Block> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            if !is_open {
                blocks.push(Block { info: info.to_owned(), text: String::new() });
            }
            is_open = !is_open;
        } else if let Some(block) = blocks.last_mut().filter(|_| is_open) {
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    blocks
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
