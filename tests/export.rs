//! Exports: texts for spreadsheets, whole packages, and all of it read back by the tools of others.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::util::{copy_data, peel, peel_in, repository};

/// The files of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read(&path).unwrap()))
        .collect()
}

#[test]
fn what_a_spreadsheet_would_run_is_made_safe_unless_raw_text_is_asked_for_and_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    copy_data(&folder.path().join("data"));
    let forces = folder.path().join("data/forces.csv");
    let changed = fs::read_to_string(&forces).unwrap().replace(",Kent Police,Kent,", ",Kent Police,=Kent,");
    fs::write(&forces, changed).unwrap();
    let csv = |more: &[&str]| {
        let asked = ["export", "matrix", "kent", "--cycle", "2016", "--against", "essex"];
        peel_in(folder.path(), &[&asked[..], more].concat()).exits(0).stdout()
    };
    assert!(csv(&[]).contains("\nkent,'=Kent,"), "{}", csv(&[]));
    assert!(csv(&["--raw-text"]).contains("\nkent,=Kent,"));
    // The same file in the data is read as it was.
    let guarded = fs::read_to_string(&forces).unwrap().replace(",=Kent,", ",'=Kent,");
    fs::write(&forces, guarded).unwrap();
    assert!(csv(&["--raw-text"]).contains("\nkent,=Kent,"));
    peel(&["export", "matrix", "--format", "json", "--raw-text"])
        .exits(2)
        .says("`json` takes no `--raw-text`");
}

#[test]
fn import_takes_the_apostrophe_off_again() {
    let folder = tempfile::tempdir().unwrap();
    let officers = "Force,As at 31 March 2023\nKent,'-5\nEssex,7\n";
    fs::write(folder.path().join("officers.csv"), officers).unwrap();
    let run = peel_in(folder.path(), &["import", "officers.csv", "--indicator", "officers-fte", "--dry-run"]);
    run.exits(1).says("officers.csv:2:6: error[negative]: `-5` is below 0");
}

#[test]
fn a_package_is_checked_clean_and_is_the_same_bytes_in_a_folder_and_packed() {
    let folder = tempfile::tempdir().unwrap();
    let asked = ["export", "package", "--cycle", "2016", "-o"];
    for name in ["one", "two", "one.zip", "two.zip"] {
        peel_in(folder.path(), &[&asked[..], &[name]].concat()).exits(0).says("16 of 16 analyses");
    }
    let at = |name: &str| folder.path().join(name);
    assert_eq!(files(&at("one")), files(&at("two")));
    assert_eq!(fs::read(at("one.zip")).unwrap(), fs::read(at("two.zip")).unwrap());
    peel_in(folder.path(), &["check", "one/datapackage.json"]).exits(0).prints("nothing to mend");
    // The check can fail: the package's own words are held to its own descriptor.
    let standing = fs::read_to_string(at("one/standing.csv")).unwrap().replace(",Good,", ",Fine,");
    fs::write(at("one/standing.csv"), standing).unwrap();
    peel_in(folder.path(), &["check", "one/datapackage.json"]).exits(1).prints("`Fine`");
}

#[test]
fn a_package_says_what_could_not_be_made_and_why() {
    let folder = tempfile::tempdir().unwrap();
    let run = peel_in(folder.path(), &["export", "package", "--cycle", "2021-22", "-o", "p"]);
    run.exits(0).says("not in the package: change: ");
    let analyses = fs::read_to_string(folder.path().join("p/analyses.csv")).unwrap();
    let change = analyses.lines().find(|line| line.starts_with("change,")).unwrap();
    assert!(change.contains("peel export change northamptonshire --to 2021-22"), "{change}");
    let named = ["export", "package", "--cycle", "2021-22", "--only", "change,standing", "-o", "q"];
    peel_in(folder.path(), &named).exits(1);
    peel_in(folder.path(), &["export", "package", "--only", "standing", "--seed", "2", "-o", "r"])
        .exits(2)
        .says("takes no `--seed`");
}

#[test]
fn a_package_never_takes_the_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    copy_data(&folder.path().join("data"));
    let run = peel_in(folder.path(), &["export", "package", "-o", "data"]);
    run.exits(2).says("the descriptor of another data package");
    let kept = fs::read(folder.path().join("data/datapackage.json")).unwrap();
    assert_eq!(kept, fs::read(repository().join("data/datapackage.json")).unwrap());
    peel(&["export", "package"]).exits(2).says("`-o DIR`");
    peel(&["export", "package", "-o", "x", "--format", "json"]).exits(2).says("takes no `--format`");
    peel(&["export", "standing", "--only", "matrix"]).exits(2).says("leave it out");
}

/// The tools of others, where Python and they are installed: `just peers` sets them up.
#[test]
fn the_tools_of_others_read_what_is_exported() {
    let tools = "import duckdb, frictionless, openpyxl, pandas, polars, pyarrow";
    let has = Command::new("python3").args(["-c", tools]).output();
    if !has.is_ok_and(|run| run.status.success()) {
        eprintln!(
            "skipped: no python3 with the packages of tests/peers/requirements-packages.txt; `just peers` has them"
        );
        return;
    }
    let script = repository().join("tests/peers/packages.py");
    let run = Command::new("python3").arg(script).arg(env!("CARGO_BIN_EXE_peel")).output().unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success() && said.contains(", 0 differ"),
        "{said}\n{}",
        String::from_utf8_lossy(&run.stderr)
    );
    eprintln!("{said}");
}

#[test]
fn a_package_takes_the_place_of_the_one_before_and_is_never_described_by_its_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package");
    let export = |more: &[&str]| {
        let asked = ["export", "package", "--cycle", "2016", "-o", "package"];
        peel_in(folder.path(), &[&asked[..], more].concat())
    };
    export(&["--only", "standing"]).exits(0);
    let small = files(&path);
    export(&["--only", "standing,matrix"]).exits(0);
    assert!(path.join("matrix.csv").is_file());
    fs::write(path.join("mine.csv"), "mine\n").unwrap();
    export(&["--only", "standing"]).exits(0);
    assert_eq!(fs::read_to_string(path.join("mine.csv")).unwrap(), "mine\n");
    fs::remove_file(path.join("mine.csv")).unwrap();
    assert!(files(&path) == small, "a table of the package before is left");

    // A run that was ended in the middle leaves no descriptor, and what it knew.
    export(&["--only", "standing,matrix"]).exits(0);
    let descriptor = path.join("datapackage.json");
    fs::rename(&descriptor, path.join(".peel-package-before.json")).unwrap();
    fs::write(path.join(".peel-package-new-x1y2z3"), "cut sho").unwrap();
    export(&["--only", "standing"]).exits(0);
    assert!(files(&path) == small, "what was being written is left");
    // A file of that name which peel never wrote is its owner's.
    fs::write(path.join(".peel-package-before.json"), "mine\n").unwrap();
    export(&["--only", "standing"]).exits(2).says("`package/.peel-package-before.json` is there already");
    assert_eq!(fs::read_to_string(path.join(".peel-package-before.json")).unwrap(), "mine\n");
    fs::remove_file(path.join(".peel-package-before.json")).unwrap();

    // What was edited stays: it is not written over, and not taken away.
    export(&["--only", "standing,matrix"]).exits(0);
    let (standing, matrix) = (path.join("standing.csv"), path.join("matrix.csv"));
    fs::write(&matrix, "mine\n").unwrap();
    export(&["--only", "standing"]).exits(0).says("`package/matrix.csv` is no longer part of the package");
    assert_eq!(fs::read_to_string(&matrix).unwrap(), "mine\n");
    let before = files(&path);
    let is_refused = |name: &str| {
        export(&["--only", "standing,matrix"])
            .exits(2)
            .says(&format!("`package/{name}.csv` is there already, and not as a package of peel's left it"));
    };
    is_refused("matrix");
    fs::remove_file(&matrix).unwrap();
    fs::write(&standing, "mine\n").unwrap();
    is_refused("standing");
    fs::remove_file(&standing).unwrap();
    #[cfg(unix)]
    {
        fs::write(folder.path().join("elsewhere"), "mine\n").unwrap();
        std::os::unix::fs::symlink("../elsewhere", &standing).unwrap();
        is_refused("standing");
        assert_eq!(fs::read_to_string(folder.path().join("elsewhere")).unwrap(), "mine\n");
        fs::remove_file(&standing).unwrap();
        for name in ["datapackage.json", ".peel-package-before.json"] {
            let other = folder.path().join("other");
            fs::create_dir(&other).unwrap();
            assert!(Command::new("mkfifo").arg(other.join(name)).status().unwrap().success());
            let run = peel_in(folder.path(), &["export", "package", "--only", "standing", "-o", "other"]);
            run.exits(2).says(&format!("`other/{name}` is there already"));
            fs::remove_dir_all(&other).unwrap();
        }
    }
    assert_eq!(before.len(), files(&path).len() + 2);
    export(&["--only", "standing"]).exits(0);
    assert!(files(&path) == small);

    fs::write(folder.path().join("mine.zip"), "mine").unwrap();
    let zipped = ["export", "package", "--only", "standing", "-o", "mine.zip"];
    peel_in(folder.path(), &zipped)
        .exits(0)
        .says("`mine.zip` was there with other content, and was written over");
    assert!(!peel_in(folder.path(), &zipped).exits(0).stderr().contains("was there"));

    fs::write(folder.path().join("file"), "").unwrap();
    peel_in(folder.path(), &["export", "package", "-o", "file"])
        .exits(2)
        .says("`file` is a file: expected a folder")
        .says("`-o FILE.zip` into one file");
}

/// A disk that has no room for a new package leaves the one before as it was.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_package_before_as_it_was() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let disk = folder.path().join("disk");
    let Some(_mounted) = crate::util::Mounted::new(&disk, "size=8m") else { return };
    let export = |only: &str| {
        peel_in(
            folder.path(),
            &["export", "package", "--cycle", "2016", "--only", only, "-o", "disk/package"],
        )
    };
    export("standing").exits(0);
    let before = files(&disk.join("package"));
    let mut filler = fs::File::create(disk.join("filler")).unwrap();
    while filler.write_all(&[0; 4096]).is_ok() {}
    filler.set_len(filler.metadata().unwrap().len() - 32 * 1024).unwrap();
    export("standing,matrix").exits(2).says("cannot write `disk/package/");
    assert!(files(&disk.join("package")) == before);
    drop(filler);
    fs::remove_file(disk.join("filler")).unwrap();
    export("standing,matrix").exits(0);
    assert!(disk.join("package/matrix.csv").is_file());
}
