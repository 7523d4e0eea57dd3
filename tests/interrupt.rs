//! Runs that are interrupted: whenever it happens, files are whole, and nothing temporary stays.

use std::fmt::Write as _;
use std::fs;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use crate::util::command;

const OLD: &str = "what stood there before\n";

/// Signals and their numbers, as POSIX has them.
const SIGNALS: [(&str, i32); 3] = [("INT", 2), ("TERM", 15), ("HUP", 1)];

/// A folder with street-level files of so many different counts that writing them takes a while, and an
/// output of an earlier run.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("crimes")).unwrap();
    fs::create_dir(folder.path().join("out")).unwrap();
    for month in 1..=10 {
        let mut text = "Month,Falls within,Crime type\n".to_owned();
        for kind in 0..10_000 {
            writeln!(text, "2018-{month:02},Kent Police,kind {kind:05} of crime with a long name").unwrap();
        }
        fs::write(folder.path().join(format!("crimes/2018-{month:02}-kent-street.csv")), text).unwrap();
    }
    folder
}

fn start(folder: &Path) -> Child {
    let args = ["import", "--as", "street", "crimes", "-o", "out/counts.csv"];
    command(folder, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Interrupts a run at a moment, and gives what is in the folder then, by name, and how it ended.
fn interrupted(folder: &Path, signal: &str, wait: impl FnOnce(&mut Child)) -> (ExitStatus, Vec<String>) {
    fs::write(folder.join("out/counts.csv"), OLD).unwrap();
    let mut child = start(folder);
    wait(&mut child);
    // Fails where the run has ended by itself; that is seen below.
    Command::new("kill")
        .args(["-s", signal, &child.id().to_string()])
        .stderr(Stdio::null())
        .status()
        .unwrap();
    (child.wait().unwrap(), names(&folder.join("out")))
}

fn names(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// Fails unless everything is as if the run had never been, or as if it had not been interrupted; says
/// which.
#[track_caller]
fn is_whole(folder: &Path, (status, names): (ExitStatus, Vec<String>), number: i32, whole: &str) -> bool {
    assert_eq!(names, ["counts.csv"], "{status}: something temporary stays");
    let text = fs::read_to_string(folder.join("out/counts.csv")).unwrap();
    assert!(status.success() || status.signal() == Some(number), "{status}: neither done nor interrupted");
    // The signal may come between the last file and the end.
    assert!(text == whole || (text == OLD && !status.success()), "{status}: half an output");
    text == OLD
}

#[test]
fn whenever_a_run_is_interrupted_nothing_half_written_stays() {
    let folder = folder();
    let folder = folder.path();
    assert!(start(folder).wait().unwrap().success());
    let whole = fs::read_to_string(folder.join("out/counts.csv")).unwrap();
    assert_eq!(whole.lines().count(), 100_001);
    for (signal, number) in SIGNALS {
        let mut n_interrupted = 0;
        for wait in [0, 50, 400] {
            let ended = interrupted(folder, signal, |_| std::thread::sleep(Duration::from_millis(wait)));
            n_interrupted += i32::from(is_whole(folder, ended, number, &whole));
        }
        assert!(n_interrupted > 0, "SIG{signal} never came in time");
        // The worst moment is while the output is being written. It may be missed, then again.
        for _ in 0..5 {
            let mut is_met = false;
            let ended = interrupted(folder, signal, |child| {
                while !is_met && child.try_wait().unwrap().is_none() {
                    is_met = names(&folder.join("out")).len() > 1;
                }
            });
            if is_whole(folder, ended, number, &whole) && is_met {
                break;
            }
        }
    }
}
