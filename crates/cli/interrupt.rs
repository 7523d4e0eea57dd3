//! Temporary files, and their end when the program is interrupted: Ctrl-C leaves none behind.
//!
//! An interruption (SIGINT, SIGTERM, SIGHUP of a terminal that is closed) ends the program at once, as it ends any
//! program: the shell sees 130, 143 or 129. What is new is only that temporary files go first, and that one that is being made or put in
//! its place is waited for. What was written before is whole, since files only ever appear whole.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use tempfile::NamedTempFile;

/// The temporary files there are. They are only made, renamed and removed by who holds this, so that an
/// interruption, which holds it to the end, knows them all.
static THERE: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

fn there() -> MutexGuard<'static, BTreeSet<PathBuf>> {
    THERE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is still to be done before an interruption ends the program; nothing most of the time.
static LAST_ACT: Mutex<Option<LastAct>> = Mutex::new(None);

type LastAct = Box<dyn Fn() + Send>;

/// Sets what is done before an interruption ends the program, or takes it back. It may write files.
pub(crate) fn before_the_end(act: Option<LastAct>) {
    *LAST_ACT.lock().unwrap_or_else(PoisonError::into_inner) = act;
}

/// From here on an interruption takes temporary files away. Where that cannot be had, it ends the program
/// as before.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let hangup = outlives(SIGHUP).is_some_and(|outlives| !outlives).then_some(SIGHUP);
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM].into_iter().chain(hangup)) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if let Some(act) = LAST_ACT.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
                act();
            }
            let files = there();
            for path in files.iter() {
                let _ = fs::remove_file(path);
            }
            // Ends the program, still holding the files; a signal this cannot emulate is none of these.
            let _ = emulate_default_handler(signal);
        }
    });
}

/// Whether the program was started so that it outlives a signal, as `nohup` does; where the system does not say (proc(5)
/// of Linux, `SigIgn`), that is not known.
#[cfg(unix)]
fn outlives(signal: i32) -> Option<bool> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    let ignored = u64::from_str_radix(ignored.trim(), 16).ok()?;
    Some(ignored >> (signal - 1) & 1 == 1)
}

/// Nothing to do where there are no signals.
#[cfg(not(unix))]
pub(crate) fn watch() {}

/// A file that goes away unless it is put in its place.
pub(crate) struct Temporary {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Temporary {
    /// Makes one in a folder, its name beginning with `mark`; once in its place, it is as any new file: the user's
    /// umask decides who may read it.
    pub(crate) fn new_in(folder: &Path, mark: &str) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(mark);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut there = there();
        let file = builder.tempfile_in(folder)?;
        let path = file.path().to_owned();
        there.insert(path.clone());
        Ok(Self { file: Some(file), path })
    }

    /// The file itself, to write to.
    pub(crate) fn file(&mut self) -> io::Result<&mut File> {
        self.file.as_mut().map(NamedTempFile::as_file_mut).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Puts it in the place of what may be there; whoever looks sees the old file or the new one.
    pub(crate) fn put(mut self, target: &Path) -> io::Result<()> {
        let Some(file) = self.file.take() else { return Ok(()) };
        let mut there = there();
        let put = file.persist(target).map(drop).map_err(|error| error.error);
        there.remove(&self.path);
        put
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(file) = self.file.take() {
            let mut there = there();
            drop(file);
            there.remove(&self.path);
        }
    }
}
