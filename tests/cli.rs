//! Exit codes, help, streams and suggestions.

use std::io::Read as _;
use std::process::Stdio;

use peel_export::FileFormat;
use peel_model::Analysis;

use crate::util::{command, golden, peel, peel_in};

#[test]
fn help_shows_every_command_with_examples() {
    let help = peel(&["--help"]);
    help.exits(0);
    golden("help/peel.txt", &help.stdout());
    for command in [
        "show",
        "export",
        "summary",
        "chart",
        "batch",
        "plan",
        "list",
        "explain",
        "verify",
        "check",
        "narrative",
    ] {
        help.prints(&format!("  {command} "));
        let own = peel(&[command, "--help"]);
        own.exits(0);
        golden(&format!("help/{command}.txt"), &own.stdout());
    }
}

#[test]
fn without_arguments_it_says_what_it_can_do() {
    peel(&[]).exits(2).says("Usage: peel");
}

#[test]
fn a_near_miss_of_any_name_is_answered_with_the_name() {
    let near = [
        (vec!["shw"], "show"),
        (vec!["show", "standng"], "standing"),
        (vec!["show", "standing", "northamptonshir"], "`northamptonshire`"),
        (vec!["show", "standing", "--cycle", "201"], "`2016`"),
        (vec!["show", "standing", "--cycle", "2016", "--area", "efficency"], "`efficiency`"),
        (vec!["show", "standing", "--against", "kentt"], "`kent`"),
        (vec!["show", "standing", "--against", "regon"], "`region`"),
        (vec!["show", "standing", "--formt", "csv"], "--format"),
        (vec!["list", "force"], "forces"),
    ];
    for (args, meant) in near {
        peel(&args).exits(2).says(meant);
    }
}

#[test]
fn every_name_is_taken_in_any_known_spelling() {
    let expected =
        peel(&["show", "standing", "devon-and-cornwall", "--cycle", "2018-19", "--area", "legitimacy"]);
    expected.exits(0);
    for (force, cycle, area) in [
        ("Devon & Cornwall Police", "PEEL 2018/19", "Legitimacy overall"),
        ("DEVON AND CORNWALL", "2018/19", "LEGITIMACY"),
        ("E23000035", "2018 19", "legitimacy-overall"),
    ] {
        let run = peel(&["show", "standing", force, "--cycle", cycle, "--area", area]);
        assert_eq!(run.exits(0).stdout(), expected.stdout());
    }
}

#[test]
fn a_title_with_commas_is_one_area() {
    peel(&["show", "matrix", "--area", "Leadership, resources and force management"])
        .exits(0)
        .prints("Leadership");
    let both = "workforce, Leadership, resources and force management,investigating-crime";
    peel(&["show", "matrix", "--area", both]).exits(0).prints("Leadership").prints("Investigating crime");
    peel(&["show", "matrix", "--area", "workforce, investigating-crime"])
        .exits(0)
        .prints("Investigating crime");
    peel(&["show", "matrix", "--cycle", "2016", "--area", "efficiency,planning-future"])
        .exits(2)
        .says("one level at a time");
    peel(&["show", "matrix", "--area", ","]).exits(2).says("names no area");
}

#[test]
fn a_closed_pipe_is_success() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["list", "areas"][..], &["export", "matrix", "--format", "json"], &["show", "matrix"]] {
        let mut child =
            command(folder.path(), args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        let status = child.wait().unwrap();
        assert!(status.success() && said.is_empty(), "{args:?}: {status}, {said}");
    }
}

#[test]
fn what_nothing_can_be_said_of_is_a_sentence_and_exit_code_2() {
    peel(&["show", "standing", "--cycle", "2025-27"]).exits(2).says("no known grade");
    peel(&["show", "standing", "--cycle", "2023-25", "--level", "pillar"]).exits(2).says("has no pillars");
    peel(&["show", "standing", "--against", "northamptonshire"]).exits(2).says("no one to compare with");
    peel(&["show", "standing", "--data", "nowhere"]).exits(2).says("cannot read `nowhere/datapackage.json`");
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let plain = peel(&["show", "standing", "nowhere"]);
    assert!(!plain.stderr().contains('\u{1b}'));
    peel(&["--color", "always", "show", "standing", "nowhere"]).exits(2).says("\u{1b}[");
}

#[test]
fn a_file_that_cannot_be_written_is_named_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("taken.csv")).unwrap();
    peel_in(folder.path(), &["export", "standing", "-o", "taken.csv"])
        .exits(2)
        .says("`taken.csv` is a folder");
    peel_in(folder.path(), &["export", "standing", "-o", "x.xyz"]).exits(2).says("`xyz`");
    peel_in(folder.path(), &["chart", "standing", "-o", "x.bmp"])
        .exits(2)
        .says("expected `.svg`, `.png` or `.pdf`");
    std::fs::write(folder.path().join("file"), "").unwrap();
    peel_in(folder.path(), &["chart", "standing", "-o", "file/x.svg"])
        .exits(2)
        .says("cannot write `file/x.svg`: `file` is a file, and no folder");
    let left: Vec<_> =
        std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn every_format_is_written_whole_to_file_and_stream_alike() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("out/deep")).unwrap();
    for format in FileFormat::ALL {
        let file = format!("out/deep/standing.{}", format.extension());
        peel_in(folder.path(), &["export", "standing", "-o", &file]).exits(0);
        let written = std::fs::read(folder.path().join(&file)).unwrap();
        let printed = peel(&["show", "standing", "--format", format.as_str()]);
        assert!(!written.is_empty() && printed.exits(0).bytes() == written, "{format}");
        let by_dash = ["export", "standing", "--format", format.as_str(), "-o", "-"];
        assert!(peel_in(folder.path(), &by_dash).exits(0).bytes() == written, "{format}");
    }
    assert!(!folder.path().join("-").exists());
}

#[test]
fn lists_name_everything_there_is() {
    peel(&["list", "forces"]).exits(0).prints("northamptonshire").prints("43 forces");
    peel(&["list", "cycles"]).exits(0).prints("O G A RI I");
    peel(&["list", "areas", "--format", "csv"]).exits(0).prints("2016,pillar,effectiveness,effectiveness,");
    for what in ["analyses", "charts"] {
        let run = peel(&["list", what]);
        for analysis in Analysis::ALL {
            run.prints(analysis.as_str());
        }
    }
    peel(&["list", "indicators", "--format", "csv"])
        .exits(0)
        .prints("officers-fte,Officers (full-time equivalent),");
    peel(&["list", "sources", "--format", "json"]).exits(0).prints("ons-mye");
}

#[cfg(unix)]
#[test]
fn writing_to_a_link_a_device_or_a_guarded_file_does_what_a_user_means() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let export = |name: &str| peel_in(folder.path(), &["export", "standing", "--format", "csv", "-o", name]);

    std::fs::write(at("real.csv"), "old").unwrap();
    std::fs::set_permissions(at("real.csv"), std::fs::Permissions::from_mode(0o600)).unwrap();
    symlink("real.csv", at("link.csv")).unwrap();
    export("link.csv").exits(0);
    assert!(std::fs::symlink_metadata(at("link.csv")).unwrap().is_symlink(), "the link is still one");
    assert!(std::fs::read_to_string(at("real.csv")).unwrap().starts_with("area,"), "its target is written");
    assert_eq!(std::fs::metadata(at("real.csv")).unwrap().permissions().mode() & 0o777, 0o600);

    std::fs::set_permissions(at("real.csv"), std::fs::Permissions::from_mode(0o444)).unwrap();
    export("real.csv").exits(2).says("it is read-only");

    symlink("nowhere/new.csv", at("dangling.csv")).unwrap();
    export("dangling.csv").exits(0);
    assert!(at("nowhere/new.csv").is_file());

    let pipe = at("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap());
    export("pipe").exits(0);
    assert!(reader.join().unwrap().starts_with("area,"));
}
