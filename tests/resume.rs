//! Batches that are killed, interrupted, run again, run twice at once; disks that are full; folders that lead elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use crate::util::{Mounted, Run, command, copy_data, peel_in};

/// A plan whose outputs take little time and more than one folder.
const PLAN: &str = r#"
    [defaults]
    forces = ["kent", "essex", "surrey"]
    cycles = "2016"

    [jobs.grades]
    analysis = ["standing", "coverage"]
    parameters = { level = "pillar" }
    charts = { formats = ["svg"] }
    tables = { formats = ["csv", "json"] }
"#;
const N_FILES: usize = 18;

fn folder(plan: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.toml"), plan).unwrap();
    folder
}

fn batch(folder: &Path, args: &[&str]) -> Run {
    peel_in(folder, &[&["batch", "plan.toml", "-o", "out"], args].concat())
}

/// Every file below a folder by its path from there, hidden ones too; empty folders do not count.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Fails, naming what differs, unless two trees are the same.
#[track_caller]
fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    let names = |tree: &BTreeMap<PathBuf, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other));
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{} differs", name.display());
    }
}

fn start(folder: &Path) -> Child {
    started(folder, "plan.toml")
}

fn started(folder: &Path, plan: &str) -> Child {
    let args = ["batch", plan, "-o", "out"];
    command(folder, &args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Numbers of a linear congruential generator, the same each time.
fn numbers(mut seed: u64) -> impl Iterator<Item = u64> {
    std::iter::repeat_with(move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed >> 33
    })
}

/// Whether a file is one that a batch keeps for itself.
fn is_kept(path: &Path) -> bool {
    let name = path.file_name().unwrap().to_string_lossy();
    name.starts_with(".peel-batch") || name == "manifest.json"
}

/// Writes another plan, `other.toml`, of some of the same files in another theme; gives what it makes in an empty folder.
fn of_another_plan(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let other = PLAN.replace("[\"kent\", \"essex\", \"surrey\"]", "[\"kent\"]");
    let other = other.replacen("formats = [", "theme = \"dark\", formats = [", 1);
    assert!(other.contains("dark"), "{other}");
    fs::write(folder.join("other.toml"), other).unwrap();
    peel_in(folder, &["batch", "other.toml", "-o", "elsewhere"]).exits(0);
    tree(&folder.join("elsewhere"))
}

#[test]
fn a_batch_killed_at_any_moment_goes_on_to_the_same_bytes() {
    const KILLED: usize = 200;
    let whole = folder(PLAN);
    batch(whole.path(), &[]).exits(0);
    let expected = tree(&whole.path().join("out"));
    assert_eq!(expected.len(), N_FILES + 2, "the files, the manifest and the lock");

    let folder = folder(PLAN);
    let out = folder.path().join("out");
    let of_other = of_another_plan(folder.path());
    let (mut moments, mut n_killed, mut n_in_part) = (numbers(1), 0, 0);
    let mut longest = 300;
    while n_killed < KILLED {
        let mut child = start(folder.path());
        // One in eight before it begins to write, perhaps; the others from then on, however slow the machine is.
        let is_early = moments.next().unwrap() % 8 == 0;
        while !is_early && !out.join(".peel-batch.lock").exists() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(moments.next().unwrap() % longest));
        child.kill().unwrap();
        if child.wait().unwrap().success() {
            // It was done before: from the start again, and sooner.
            longest = (longest * 9 / 10).max(10);
            fs::remove_dir_all(&out).unwrap();
            continue;
        }
        n_killed += 1;
        if !out.exists() {
            continue;
        }
        // Whatever is there is whole.
        let there = tree(&out);
        for (name, bytes) in there.iter().filter(|(name, _)| !is_kept(name)) {
            assert!(bytes == &expected[name], "{} is not whole", name.display());
        }
        let n_there = there.len();
        n_in_part += usize::from(n_there > 2 && n_there < expected.len());
        // Every few times from there to the end, or to that of another plan, which takes what is there for no one else's.
        if n_killed % 10 == 0 {
            let (args, expected): (&[&str], _) = match n_killed % 20 {
                0 => (&["batch", "plan.toml", "-o", "out"], &expected),
                _ => (&["batch", "other.toml", "-o", "out", "--prune"], &of_other),
            };
            let run = peel_in(folder.path(), args);
            run.exits(0);
            assert!(!run.stderr().contains("note:"), "{}", run.stderr());
            same(&tree(&out), expected);
            fs::remove_dir_all(&out).unwrap();
        }
    }
    assert!(n_in_part > KILLED / 20, "it was hardly ever killed in the middle: {n_in_part}");
}

/// What was being written over when a run was killed is no one else's: the next run knows it, whichever its plan.
#[test]
fn files_written_over_by_a_run_that_was_killed_are_still_known() {
    let folder = folder(PLAN);
    let out = folder.path().join("out");
    let of_other = of_another_plan(folder.path());
    let dark = PLAN.replacen("formats = [", "theme = \"dark\", formats = [", 1);
    fs::write(folder.path().join("dark.toml"), dark).unwrap();
    let (mut moments, mut n_in_part) = (numbers(2), 0);
    for _ in 0..20 {
        batch(folder.path(), &[]).exits(0);
        let before = tree(&out);
        let mut child = started(folder.path(), "dark.toml");
        let begun = || fs::metadata(out.join(".peel-batch.lock")).is_ok_and(|journal| journal.len() > 0);
        while !begun() && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(moments.next().unwrap() % 20));
        child.kill().unwrap();
        child.wait().unwrap();
        let there = tree(&out);
        n_in_part +=
            usize::from(begun() && there.iter().any(|(name, bytes)| before.get(name) != Some(bytes)));
        let run = peel_in(folder.path(), &["batch", "other.toml", "-o", "out", "--prune"]);
        run.exits(0);
        assert!(!run.stderr().contains("note:"), "{}", run.stderr());
        same(&tree(&out), &of_other);
    }
    assert!(n_in_part > 2, "it was hardly ever killed in the middle: {n_in_part}");
}

#[cfg(unix)]
#[test]
fn an_interrupted_batch_leaves_a_manifest_that_goes_on() {
    // Enough to be interrupted in the middle.
    let folder = folder(&PLAN.replace("[\"kent\", \"essex\", \"surrey\"]", "\"all\""));
    let out = folder.path().join("out");
    let mut child = start(folder.path());
    let n_svg =
        || tree(&out).keys().filter(|path| path.extension().is_some_and(|ending| ending == "svg")).count();
    while !out.exists() || n_svg() < 5 {
        assert!(child.try_wait().unwrap().is_none(), "it ended by itself");
        std::thread::sleep(Duration::from_millis(5));
    }
    Command::new("kill").args(["-s", "INT", &child.id().to_string()]).status().unwrap();
    assert_eq!(std::os::unix::process::ExitStatusExt::signal(&child.wait().unwrap()), Some(2));
    let there = tree(&out);
    let is_temporary = |path: &&PathBuf| path.to_string_lossy().contains(".peel-batch-");
    assert_eq!(there.keys().find(is_temporary), None, "something temporary stays");
    let n_there = there.keys().filter(|path| !is_kept(path)).count();
    assert!(n_there >= 5, "{n_there} files are there");
    let run = batch(folder.path(), &[]);
    run.exits(0);
    let n_unchanged: usize =
        run.stderr().rsplit_once(" written, ").unwrap().1.split_once(' ').unwrap().0.parse().unwrap();
    assert_eq!(n_unchanged, n_there, "what is there is not made again");
    let of_other = of_another_plan(folder.path());
    peel_in(folder.path(), &["batch", "other.toml", "-o", "out", "--prune"]).exits(0);
    same(&tree(&out), &of_other);
}

#[test]
fn a_second_run_makes_only_what_changed() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    copy_data(&path.join("data"));
    let says = |run: &Run, written: usize| {
        run.exits(0).says(&format!("{written} files written, {} unchanged", N_FILES - written));
    };
    says(&batch(path, &[]), N_FILES);
    let first = tree(&out);
    says(&batch(path, &[]), 0);
    same(&tree(&out), &first);
    says(&batch(path, &["--fresh"]), N_FILES);
    same(&tree(&out), &first);

    // A file that is edited or lost is made again.
    fs::write(out.join("kent/standing-2016.csv"), "mine\n").unwrap();
    fs::remove_file(out.join("essex/coverage-2016.svg")).unwrap();
    let run = batch(path, &[]);
    run.exits(0).prints("out/essex/coverage-2016.svg\nout/kent/standing-2016.csv\n");
    same(&tree(&out), &first);

    // Data that change, but not for these outputs, make nothing again; the manifest has the new data.
    let indicators = path.join("data/grade-counts.csv");
    let text = fs::read_to_string(&indicators).unwrap();
    fs::write(&indicators, format!("{text}\n")).unwrap();
    says(&batch(path, &[]), 0);
    let second = tree(&out);
    assert!(second[Path::new("manifest.json")] != first[Path::new("manifest.json")]);
    // A grade that changes makes again what it is in: every table of standing and of coverage cites its row.
    let gradings = path.join("data/gradings.csv");
    let text = fs::read_to_string(&gradings).unwrap();
    let line = text.lines().find(|line| line.starts_with("kent,2016,efficiency,")).unwrap();
    fs::write(
        &gradings,
        text.replace(line, &line.replace("good", "outstanding").replace("Good", "Outstanding")),
    )
    .unwrap();
    let run = batch(path, &[]);
    run.exits(0);
    assert!(run.stdout().contains("kent/standing-2016.csv"), "{}", run.stdout());

    // Another plan makes again what it changes.
    fs::write(path.join("plan.toml"), PLAN.replace("[\"svg\"] }", "[\"svg\"], theme = \"dark\" }")).unwrap();
    says(&batch(path, &[]), N_FILES / 3);
}

#[test]
fn files_no_longer_planned_go_when_asked_for_and_no_other() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    batch(path, &[]).exits(0);
    fs::write(out.join("essex/notes.csv"), "mine\n").unwrap();
    fs::write(out.join("essex/standing-2016.csv"), "edited\n").unwrap();
    fs::write(path.join("plan.toml"), PLAN.replace("\"essex\", \"surrey\"", "\"surrey\"")).unwrap();
    // A part of the plan is no other plan.
    batch(path, &["--force", "kent", "--prune"])
        .exits(0)
        .says("`out/essex/standing-2016.csv` is no longer planned");
    assert!(out.join("surrey/standing-2016.csv").is_file());
    let left: Vec<PathBuf> = tree(&out).into_keys().filter(|path| path.starts_with("essex")).collect();
    assert_eq!(left, [PathBuf::from("essex/notes.csv"), PathBuf::from("essex/standing-2016.csv")]);
    fs::write(path.join("plan.toml"), PLAN.replace("\"essex\", \"surrey\"", "")).unwrap();
    batch(path, &[]).exits(0);
    assert!(out.join("surrey").exists(), "nothing goes unasked");
    let dry = batch(path, &["--prune", "--dry-run"]);
    dry.exits(0).says("`out/surrey/coverage-2016.csv` would be removed");
    assert_eq!(dry.stderr().matches("would be removed").count(), 6);
    assert!(out.join("surrey").exists(), "nothing goes on a dry run");
    batch(path, &["--prune"]).exits(0).says("6 removed");
    assert!(!out.join("surrey").exists(), "empty folders go too");
    assert_eq!(fs::read_to_string(out.join("essex/notes.csv")).unwrap(), "mine\n");
}

/// A run that is killed between making a folder and putting a file there leaves the journal's word for it alone.
#[test]
fn folders_made_by_a_run_that_was_killed_go_and_no_other() {
    let folder = folder(PLAN);
    let out = folder.path().join("out");
    batch(folder.path(), &[]).exits(0);
    let before = tree(&out);
    let manifest: serde_json::Value = serde_json::from_slice(&before[Path::new("manifest.json")]).unwrap();
    let entry = manifest["files"].as_object().unwrap().values().next().unwrap();
    let begun = ["gone/deep/x.csv", "own/x.csv", "gone/y.csv"]
        .map(|file| format!("{}\n", serde_json::json!({ "file": file, "entry": entry })));
    fs::create_dir_all(out.join("gone/deep")).unwrap();
    fs::create_dir_all(out.join("own/empty")).unwrap();
    fs::write(out.join(".peel-batch.lock"), begun.concat()).unwrap();
    batch(folder.path(), &[]).exits(0);
    assert!(!out.join("gone").exists());
    assert!(out.join("own/empty").is_dir());
    same(&tree(&out), &before);
}

#[test]
fn another_file_in_the_place_of_one_gives_way_and_that_is_said() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    fs::create_dir_all(out.join("kent")).unwrap();
    fs::write(out.join("kent/coverage-2016.csv"), "mine\n").unwrap();
    let said = "`out/kent/coverage-2016.csv` was there, and not as a batch had written it: it was replaced";
    batch(path, &[]).exits(0).says(said);
    fs::write(out.join("essex/standing-2016.csv"), "edited\n").unwrap();
    let again = batch(path, &["--fresh"]);
    again.exits(0).says("`out/essex/standing-2016.csv` was there");
    assert_eq!(again.stderr().matches("it was replaced").count(), 1);
}

#[cfg(unix)]
#[test]
fn what_lies_behind_a_link_now_stays_and_that_is_said() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    batch(path, &[]).exits(0);
    fs::rename(out.join("kent"), path.join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(path.join("elsewhere"), out.join("kent")).unwrap();
    fs::write(path.join("plan.toml"), PLAN.replace("\"kent\", ", "")).unwrap();
    let said = "`out/kent/standing-2016.csv` is no longer planned, but lies behind a link: it stays";
    batch(path, &["--prune"]).exits(0).says(said);
    assert!(path.join("elsewhere/standing-2016.csv").is_file());
}

#[test]
fn a_manifest_that_is_none_or_leads_elsewhere_is_no_danger() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    batch(path, &[]).exits(0);
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    fs::write(out.join("manifest.json"), &manifest[..manifest.len() / 2]).unwrap();
    let said = "`out/manifest.json` is no manifest of this program; it is kept as `out/manifest.json.old`";
    batch(path, &["--prune"]).exits(0).says(said).says("18 files written");
    assert_eq!(fs::read_to_string(out.join("manifest.json.old")).unwrap(), manifest[..manifest.len() / 2]);
    // One of a later program is not put over the one put aside.
    let later = manifest.replacen("\"form\": 1", "\"form\": 2", 1);
    fs::write(out.join("manifest.json"), &later).unwrap();
    batch(path, &[]).exits(2).says("an earlier one is in `out/manifest.json.old` already").says("hint: move");
    assert_eq!(fs::read_to_string(out.join("manifest.json")).unwrap(), later);
    // One that is there and cannot be read is not taken for none.
    fs::remove_file(out.join("manifest.json")).unwrap();
    fs::create_dir(out.join("manifest.json")).unwrap();
    batch(path, &[]).exits(2).says("`out/manifest.json` is no file");
    fs::remove_dir(out.join("manifest.json")).unwrap();
    // One that was edited to name a file outside.
    fs::copy(out.join("kent/standing-2016.csv"), path.join("mine.csv")).unwrap();
    fs::write(out.join("manifest.json"), manifest.replace("\"kent/standing-2016.csv\"", "\"../mine.csv\""))
        .unwrap();
    batch(path, &["--prune"]).exits(0);
    assert!(path.join("mine.csv").is_file());
}

#[test]
fn two_runs_in_two_folders_are_the_same_tree_whatever_the_date() {
    // With every kind of file, from different folders, with one worker and several.
    let plan = PLAN.replace("[\"svg\"]", "[\"svg\", \"png\", \"pdf\"]").replace(
        "[\"csv\", \"json\"]",
        "[\"csv\", \"json\", \"md\", \"jsonl\", \"txt\", \"html\", \"xlsx\", \"parquet\"]",
    );
    let (one, other) = (folder(&plan), folder(&plan));
    batch(one.path(), &["--jobs", "1"]).exits(0);
    // No date is written anywhere, so that SOURCE_DATE_EPOCH has nothing to change.
    let run = command(other.path(), &["batch", "plan.toml", "-o", "out", "--jobs", "4"])
        .env("SOURCE_DATE_EPOCH", "86400")
        .env("TZ", "Pacific/Kiritimati")
        .env("LC_ALL", "tr_TR.UTF-8")
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let (one, other) = (tree(&one.path().join("out")), tree(&other.path().join("out")));
    same(&one, &other);
    assert_eq!(one.len(), 6 * 11 + 2);
}

#[test]
fn a_run_keeps_others_out_of_its_folder() {
    let folder = folder(PLAN);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let lock = fs::File::create(out.join(".peel-batch.lock")).unwrap();
    lock.lock().unwrap();
    batch(folder.path(), &[]).exits(2).says("another batch is writing into `out`").says("wait for it to end");
    assert!(!out.join("manifest.json").exists());
    drop(lock);
    batch(folder.path(), &[]).exits(0);
    // Two at once: one is done, the other is done or kept out.
    fs::remove_dir_all(&out).unwrap();
    let codes: Vec<Option<i32>> =
        [start(folder.path()), start(folder.path())].map(|mut child| child.wait().unwrap().code()).into();
    assert!(codes.contains(&Some(0)), "{codes:?}");
    assert!(codes.iter().all(|code| [Some(0), Some(2)].contains(code)), "{codes:?}");
}

/// What a link in the place of the batch's own files leads to is not written over.
#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_journal_or_the_manifest_is_refused() {
    for own in [".peel-batch.lock", "manifest.json"] {
        let folder = folder(PLAN);
        let mine = folder.path().join("mine.txt");
        fs::write(&mine, "precious\n").unwrap();
        fs::create_dir(folder.path().join("out")).unwrap();
        std::os::unix::fs::symlink("../mine.txt", folder.path().join("out").join(own)).unwrap();
        batch(folder.path(), &[])
            .exits(2)
            .says(&format!("`out/{own}` is a link"))
            .says("hint: remove it: a batch keeps");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "precious\n");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_in_the_place_of_the_journal_or_the_manifest_is_refused() {
    for name in [".peel-batch.lock", "manifest.json"] {
        let folder = folder(PLAN);
        fs::create_dir(folder.path().join("out")).unwrap();
        let path = folder.path().join("out").join(name);
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        for more in [&[][..], &["--dry-run"], &["--dry-run", "--prune"]] {
            batch(folder.path(), more).exits(2).says(&format!("`out/{name}` is no file"));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_an_output_fails_that_output_alone() {
    let folder = folder(PLAN);
    batch(folder.path(), &[]).exits(0);
    let pipe = folder.path().join("out/essex/standing-2016.csv");
    fs::remove_file(&pipe).unwrap();
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    batch(folder.path(), &["--fresh"]).exits(1).says("`out/essex/standing-2016.csv` is no file");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_folder_is_refused() {
    use std::os::unix::fs::symlink;
    let folder = folder(PLAN);
    let (out, outside) = (folder.path().join("out"), folder.path().join("outside"));
    fs::create_dir_all(out.join("essex")).unwrap();
    fs::create_dir(&outside).unwrap();
    symlink(&outside, out.join("kent")).unwrap();
    fs::write(outside.join("mine.csv"), "mine\n").unwrap();
    symlink(outside.join("mine.csv"), out.join("essex/standing-2016.csv")).unwrap();
    symlink("nowhere", out.join("essex/coverage-2016.svg")).unwrap();
    let run = batch(folder.path(), &[]);
    run.exits(1).says("`kent` is a link that leads out of `out`").says("hint: remove the link");
    run.says("`essex/standing-2016.csv` is a link").says("`essex/coverage-2016.svg` is a link");
    assert_eq!(fs::read_to_string(outside.join("mine.csv")).unwrap(), "mine\n");
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 1);
    assert!(out.join("surrey/standing-2016.csv").is_file(), "the others are made");
}

#[cfg(unix)]
#[test]
fn on_a_full_disk_what_was_written_is_whole_and_the_rest_is_said() {
    let whole = folder(PLAN);
    batch(whole.path(), &[]).exits(0);
    let expected = tree(&whole.path().join("out"));
    let folder = folder(PLAN);
    let out = folder.path().join("out");
    let Some(mounted) = Mounted::new(&out, "size=200k") else { return };
    let run = batch(folder.path(), &[]);
    run.exits(1).says("error: output `");
    let there = tree(&out);
    assert!(there.len() > 2, "something fits");
    assert!(there.len() < expected.len(), "not everything fits");
    for (name, bytes) in there.iter().filter(|(name, _)| !is_kept(name)) {
        assert!(Some(bytes) == expected.get(name), "{} is not whole", name.display());
    }
    // With room, it goes on.
    let more = ["-o", "remount,size=20m"];
    assert!(Command::new("mount").args(more).arg(&out).status().unwrap().success());
    batch(folder.path(), &[]).exits(0);
    same(&tree(&out), &expected);
    drop(mounted);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_removed_is_said_and_the_manifest_still_knows_it() {
    let folder = folder(PLAN);
    let (path, out) = (folder.path(), folder.path().join("out"));
    let Some(mounted) = Mounted::new(&out.join("essex"), "size=2m") else { return };
    batch(path, &[]).exits(0);
    let remount = |options: &str| {
        let mut mount = Command::new("mount");
        assert!(mount.args(["-o", options]).arg(&mounted.0).status().unwrap().success());
    };
    remount("remount,ro");
    fs::write(path.join("plan.toml"), PLAN.replace("\"essex\", ", "")).unwrap();
    let run = batch(path, &["--prune"]);
    run.exits(1).says("error: cannot remove `out/essex/standing-2016.csv`: Read-only file system");
    let manifest = fs::read_to_string(out.join("manifest.json")).unwrap();
    assert!(manifest.contains("\"essex/standing-2016.csv\""), "it is forgotten");
    // A file that cannot be written is called what the user calls it.
    fs::write(path.join("plan.toml"), PLAN).unwrap();
    batch(path, &["--fresh"]).exits(1).says("cannot write `out/essex/standing-2016.csv`: ");
    remount("remount,rw");
    fs::write(path.join("plan.toml"), PLAN.replace("\"essex\", ", "")).unwrap();
    batch(path, &["--prune"]).exits(0).says("6 removed");
    drop(mounted);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_said() {
    let folder = folder(PLAN);
    let out = folder.path().join("out");
    let Some(mounted) = Mounted::new(&out, "ro,size=200k") else { return };
    batch(folder.path(), &[]).exits(2).says("cannot write into `out`: Read-only file system");
    drop(mounted);
    fs::remove_dir(&out).unwrap();
    fs::write(&out, "a file\n").unwrap();
    batch(folder.path(), &[]).exits(2).says("cannot write into `out`");
}
