//! Where results go: standard output, or files that appear whole or not at all.

use std::fs;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use peel_charts::Picture;
use peel_export::FileFormat;
use peel_model::Table;

use crate::failure::Hinted;
use crate::interrupt::Temporary;
use crate::look::Looks;

/// A format as it was asked for, with texts made inert or as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) format: FileFormat,
    pub(crate) raw_text: bool,
}

impl From<FileFormat> for Wanted {
    fn from(format: FileFormat) -> Self {
        Self { format, raw_text: false }
    }
}

impl Wanted {
    /// What writes it; refused where texts are as they are anyway, since an option is never ignored.
    fn writer(self) -> Result<&'static dyn peel_export::Format> {
        if !self.raw_text {
            return Ok(self.format.format());
        }
        let raw = self.format.raw();
        Ok(raw.ok_or_else(|| Hinted {
            message: format!("`{}` takes no `--raw-text`", self.format),
            hint: "it has every text as it is; csv alone makes some inert, so that no spreadsheet runs them"
                .to_owned(),
        })?)
    }
}

/// Writes a table to standard output; refused where that is a terminal that the bytes would upset.
pub(crate) fn print(table: &Table, wanted: Wanted) -> Result<()> {
    let writer = wanted.writer()?;
    if wanted.format.is_binary() && io::stdout().is_terminal() {
        let (name, ending) = (wanted.format, wanted.format.extension());
        return Err(Hinted {
            message: format!("`{name}` is not for a terminal"),
            hint: format!("`peel export … -o FILE.{ending}`, or `> FILE.{ending}`"),
        }
        .into());
    }
    let mut out = BufWriter::new(io::stdout().lock());
    writer.write(table, &mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes text to standard output.
pub(crate) fn print_text(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes a table to a file, in the format as it was asked for.
pub(crate) fn write_table(table: &Table, wanted: Wanted, path: &Path) -> Result<()> {
    write_whole(path, &table_bytes(table, wanted)?)
}

/// The bytes of a table's file.
pub(crate) fn table_bytes(table: &Table, wanted: Wanted) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    wanted.writer()?.write(table, &mut bytes).with_context(|| format!("cannot write {}", wanted.format))?;
    Ok(bytes)
}

/// The kinds of picture there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PictureFormat {
    Svg,
    Png,
    Pdf,
}

/// What can be written of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Format {
    Table(FileFormat),
    Picture(PictureFormat),
    /// A text as a page with what was found marked in it.
    Page,
}

impl PictureFormat {
    /// Every kind.
    pub(crate) const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Pdf];

    /// The ending of its files, without the dot.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The kind a file name asks for by its ending.
    pub(crate) fn of_path(path: &Path) -> Result<Self> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let found = Self::ALL.into_iter().find(|format| Some(format.extension()) == extension.as_deref());
        match (found, extension) {
            (Some(format), _) => Ok(format),
            _ if path.is_dir() => bail!("`{}` is a folder: expected a file to write", path.display()),
            (None, Some(other)) => {
                bail!("no picture has the ending `.{other}`: expected `.svg`, `.png` or `.pdf`")
            }
            (None, None) => {
                bail!(
                    "`{}` has no ending to tell the picture by: expected `.svg`, `.png` or `.pdf`",
                    path.display()
                )
            }
        }
    }
}

impl Format {
    /// The format of this name or ending: `markdown`, `md`, `png`.
    pub(crate) fn named(word: &str) -> Result<Self> {
        let tables = FileFormat::ALL.map(Self::Table);
        let all = tables.into_iter().chain(PictureFormat::ALL.map(Self::Picture));
        let is_named = |format: &Self| {
            [format.extension(), format.name()].iter().any(|name| name.eq_ignore_ascii_case(word))
        };
        all.clone().find(is_named).ok_or_else(|| {
            let endings: Vec<&str> = all.map(Self::extension).collect();
            anyhow::anyhow!("`{word}` is not a format: expected {}", endings.join(", "))
        })
    }

    /// The ending of its files, without the dot.
    pub(crate) const fn extension(self) -> &'static str {
        match self {
            Self::Table(format) => format.extension(),
            Self::Picture(format) => format.extension(),
            Self::Page => "html",
        }
    }

    /// The names of the formats of pictures.
    pub(crate) fn pictures() -> Vec<&'static str> {
        PictureFormat::ALL.map(PictureFormat::extension).into()
    }

    /// The names of the formats of tables, and the endings of their files.
    pub(crate) fn tables() -> Vec<&'static str> {
        let mut words: Vec<&str> =
            FileFormat::ALL.into_iter().flat_map(|format| [format.as_str(), format.extension()]).collect();
        words.dedup();
        words
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Table(format) => format.as_str(),
            Self::Picture(format) => format.extension(),
            Self::Page => "page",
        }
    }
}

/// The bytes of a picture's file.
pub(crate) fn picture_bytes(picture: &Picture, format: PictureFormat, looks: &Looks) -> Result<Vec<u8>> {
    Ok(match format {
        PictureFormat::Svg if looks.text_as_paths => picture.outlined_svg()?.into_bytes(),
        PictureFormat::Svg => picture.svg().as_bytes().to_vec(),
        PictureFormat::Png => picture.png(Picture::PNG_SCALE)?,
        PictureFormat::Pdf => picture.pdf()?,
    })
}

/// Writes a file by way of a temporary neighbour, so that a reader never sees half of it; the
/// folder is made if need be. A link is followed to the file it names, a file there is keeps its
/// permissions, and what is no plain file (a device, a pipe) is written straight through.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole_by(path, |out| Ok(out.write_all(bytes)?))
}

/// The same, of bytes that come one after the other.
pub(crate) fn write_whole_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    write_marked(path, ".peel-", write)
}

/// The same, by way of a neighbour whose name begins with `mark`.
pub(crate) fn write_marked(
    path: &Path,
    mark: &str,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let context = || format!("cannot write `{}`", path.display());
    let target = followed(path).with_context(context)?;
    let present = fs::metadata(&target).ok();
    match &present {
        Some(there) if there.is_dir() => bail!("{}: it is a folder", context()),
        Some(there) if !there.is_file() => {
            let mut file = fs::OpenOptions::new().write(true).open(&target).with_context(context)?;
            return write(&mut file).with_context(context);
        }
        Some(there) if there.permissions().readonly() => bail!("{}: it is read-only", context()),
        _ => {}
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).with_context(context)?;
    let mut temporary =
        Temporary::new_in(folder, mark).map_err(|error| nameless(&error)).with_context(context)?;
    let file = temporary.file()?;
    write(file).with_context(context)?;
    if let Some(there) = present {
        file.set_permissions(there.permissions()).with_context(context)?;
    }
    file.sync_all().with_context(context)?;
    temporary.put(&target).with_context(context)?;
    Ok(())
}

/// Where a link leads, by as many links as there are; other paths as they are.
fn followed(path: &Path) -> io::Result<PathBuf> {
    const MOST_LINKS: usize = 40;
    let mut path = path.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(named) = fs::read_link(&path) else { return Ok(path) };
        path = path.parent().map_or_else(|| named.clone(), |folder| folder.join(&named));
    }
    Err(io::Error::other("too many links"))
}

/// The error without the name of the temporary file, which means nothing to the user.
fn nameless(error: &io::Error) -> io::Error {
    error.kind().into()
}
