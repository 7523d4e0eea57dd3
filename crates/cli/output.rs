//! Where results go: standard output, or files that appear whole or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use peel_charts::Picture;
use peel_export::FileFormat;
use peel_model::Table;

/// Writes a table to standard output.
pub(crate) fn print(table: &Table, format: FileFormat) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    format.format().write(table, &mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes a table to a file.
pub(crate) fn write_table(table: &Table, format: FileFormat, path: &Path) -> Result<()> {
    let mut bytes = Vec::new();
    format.format().write(table, &mut bytes)?;
    write_whole(path, &bytes)
}

/// The kinds of picture there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    Svg,
    Png,
}

impl PictureFormat {
    /// The kind a file name asks for by its ending.
    pub(crate) fn of_path(path: &Path) -> Result<Self> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("svg") => Ok(Self::Svg),
            Some("png") => Ok(Self::Png),
            Some(other) => bail!("no picture has the ending `.{other}`: expected `.svg` or `.png`"),
            None => {
                bail!("`{}` has no ending to tell the picture by: expected `.svg` or `.png`", path.display())
            }
        }
    }
}

/// Writes a picture to a file.
pub(crate) fn write_picture(picture: &Picture, format: PictureFormat, path: &Path) -> Result<()> {
    match format {
        PictureFormat::Svg => write_whole(path, picture.svg().as_bytes()),
        PictureFormat::Png => write_whole(path, &picture.png(Picture::PNG_SCALE)?),
    }
}

/// Writes a file by way of a temporary neighbour, so that a reader never sees half of it; the
/// folder is made if need be.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || format!("cannot write `{}`", path.display());
    if path.is_dir() {
        bail!("{}: it is a folder", context());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(context)?;
    let mut file = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file: the user's umask decides, not the privacy of a temporary one.
        file.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = file.tempfile_in(folder).with_context(context)?;
    file.write_all(bytes).with_context(context)?;
    file.as_file().sync_all().with_context(context)?;
    file.persist(path).map_err(|error| error.error).with_context(context)?;
    Ok(())
}
