//! Runs the built program and shows everything when an expectation fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The repository's folder.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder under `tests/fixtures`.
pub(crate) fn fixtures(name: &str) -> PathBuf {
    repository().join("tests/fixtures").join(name)
}

/// Copies the shipped data into a folder, which is made.
pub(crate) fn copy_data(folder: &Path) {
    fs::create_dir(folder).unwrap();
    copy_each(&repository().join("data"), folder);
}

/// The files of a folder of the repository, copied to the same place within another.
pub(crate) fn copy_files(name: &str, to: &Path) {
    fs::create_dir_all(to.join(name)).unwrap();
    copy_each(&repository().join(name), &to.join(name));
}

fn copy_each(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// One run of the program.
pub(crate) struct Run {
    command: String,
    folder: PathBuf,
    output: Output,
}

/// Runs `peel` with these arguments in an empty folder, so that the built-in data are used.
pub(crate) fn peel(args: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    peel_in(folder.path(), args)
}

/// Runs `peel` with these arguments in a folder.
pub(crate) fn peel_in(folder: &Path, args: &[&str]) -> Run {
    let output = command(folder, args).output().unwrap();
    Run { command: format!("peel {}", args.join(" ")), folder: folder.to_owned(), output }
}

/// The program, ready to be run in a folder.
pub(crate) fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peel"));
    command.args(args).current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command
}

impl Run {
    /// Fails, showing the whole run, unless the exit code is this.
    #[track_caller]
    pub(crate) fn exits(&self, code: i32) -> &Self {
        assert!(self.output.status.code() == Some(code), "expected exit code {code}\n{}", self.shown());
        self
    }

    /// Fails, showing the whole run, unless standard output contains this.
    #[track_caller]
    pub(crate) fn prints(&self, text: &str) -> &Self {
        assert!(self.stdout().contains(text), "expected `{text}` on standard output\n{}", self.shown());
        self
    }

    /// Fails, showing the whole run, unless standard error contains this.
    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.stderr().contains(text), "expected `{text}` on standard error\n{}", self.shown());
        self
    }

    /// Standard output.
    pub(crate) fn stdout(&self) -> String {
        String::from_utf8(self.output.stdout.clone()).expect("standard output is UTF-8")
    }

    /// Standard output as it is.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.output.stdout
    }

    /// Standard error.
    pub(crate) fn stderr(&self) -> String {
        String::from_utf8(self.output.stderr.clone()).expect("standard error is UTF-8")
    }

    /// The exit code and both streams, as golden files hold them.
    pub(crate) fn transcript(&self) -> String {
        let code = self.output.status.code().map_or("none".to_owned(), |code| code.to_string());
        let (stdout, stderr) = (self.stdout(), self.stderr());
        format!("exit code: {code}\n----- stdout -----\n{stdout}----- stderr -----\n{stderr}")
    }

    fn shown(&self) -> String {
        format!("$ {}\nin {}\n{}", self.command, self.folder.display(), self.transcript())
    }
}

/// Compares with `tests/golden/NAME`; `UPDATE_GOLDEN=1` writes it instead.
#[track_caller]
pub(crate) fn golden(name: &str, actual: &str) {
    let path = repository().join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, actual).unwrap();
    }
    let expected = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; UPDATE_GOLDEN=1 writes it", path.display()));
    assert!(
        actual == expected,
        "{} differs; look at the difference, then UPDATE_GOLDEN=1 accepts it\n--- expected\n{expected}\n--- actual\n{actual}",
        path.display()
    );
}

/// A small file system of its own, where it may be mounted; it goes with its guard.
#[cfg(unix)]
pub(crate) struct Mounted(pub(crate) PathBuf);

#[cfg(unix)]
impl Mounted {
    #[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
    pub(crate) fn new(folder: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "peel-test"]).arg(folder).stderr(Stdio::null());
        let is_mounted = mount.status().is_ok_and(|status| status.success());
        if !is_mounted {
            println!("skipped: no file system may be mounted here");
        }
        is_mounted.then(|| Self(folder.to_owned()))
    }
}

#[cfg(unix)]
impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}
