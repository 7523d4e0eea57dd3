//! Which data are used: those named, those in the working folder, or those built in.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;
use peel_ingest::{DESCRIPTOR, Extent, Folder, Layouts, Loaded, load};

use crate::diagnostics::{BOLD, paint};
use crate::embedded;
use crate::failure::say;

/// The folder looked for where the program is run.
const FOLDER: &str = "data";

/// The folder of the data in use: the one named, or `./data`; none for the data built in.
pub(crate) fn folder(named: Option<&Path>) -> Option<PathBuf> {
    // The descriptor may be named as well as its folder.
    let is_descriptor = |path: &Path| path.file_name() == Some(DESCRIPTOR.as_ref());
    let folder = named.map(|path| if is_descriptor(path) { path.parent().unwrap_or(path) } else { path });
    folder.map(PathBuf::from).or_else(here)
}

/// The words of a command line that name the data.
pub(crate) fn arguments(named: Option<&Path>) -> Vec<String> {
    let folder = named.and(folder(named));
    folder.map_or_else(Vec::new, |folder| vec!["--data".to_owned(), recorded(&folder)])
}

/// A path as what is written names it: as given, and of an absolute one only its last part, so that nothing says whose
/// machine it was made on.
pub(crate) fn recorded(path: &Path) -> String {
    let last = path.components().rev().find_map(|part| match part {
        Component::Normal(name) => Some(Path::new(name)),
        _ => None,
    });
    let path = if path.is_absolute() { last.unwrap_or(Path::new(".")) } else { path };
    path.display().to_string()
}

/// The kinds of table that are recognised: those built in and those kept beside the data.
pub(crate) fn layouts(folder: Option<&Path>) -> Result<Layouts> {
    // Layouts of the user's count even where the data are those built in.
    Ok(Layouts::read(&Folder(folder.map_or_else(|| PathBuf::from(FOLDER), Path::to_path_buf)))?)
}

/// Loads the data of `--data DIR`, of `./data`, or built in, and says on standard error what had to
/// be left out of them.
pub(crate) fn open(folder: Option<&Path>, extent: Extent) -> Result<Loaded> {
    let loaded = match folder {
        Some(folder) => load(&Folder(folder.to_path_buf()), extent)?,
        None => load(&embedded::DATA, extent)?,
    };
    for caveat in &loaded.dataset.about.caveats {
        let descriptor = folder.unwrap_or(Path::new(FOLDER)).join(DESCRIPTOR);
        let message = format!("{}: {caveat}", paint(BOLD, "warning"));
        let hint = format!("`peel check {}` shows them", descriptor.display());
        say(&format!("{message}\n{}: {hint}", paint(BOLD, "hint")));
    }
    Ok(loaded)
}

/// The fingerprint of the data that were opened, wherever they are.
pub(crate) fn fingerprint(folder: Option<&Path>, loaded: &Loaded) -> Result<String> {
    Ok(match folder {
        Some(folder) => loaded.package.fingerprint(&Folder(folder.to_path_buf()))?,
        None => loaded.package.fingerprint(&embedded::DATA)?,
    })
}

fn here() -> Option<PathBuf> {
    Path::new(FOLDER).join(DESCRIPTOR).is_file().then(|| PathBuf::from(FOLDER))
}
