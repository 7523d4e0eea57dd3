//! Where results go: standard output, or files that appear whole or not at all.

use std::fs;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use peel_charts::{Picture, Provenance};
use peel_export::FileFormat;
use peel_model::{Table, printable};

use crate::diagnostics::{BOLD, paint};
use crate::failure::{Hinted, say};
use crate::interrupt::Temporary;
use crate::look::Looks;
use crate::provenance;

/// Said of a picture's file that ends before its picture does.
pub(crate) const CUT_SHORT: &str = "the file is cut short: its end is missing";

/// The most characters that are named which the font lacks.
const MOST_LACKING: usize = 8;

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

/// Writes a table to a file, in the format as it was asked for; says where another file gives way to it.
pub(crate) fn write_table(table: &Table, wanted: Wanted, path: &Path) -> Result<()> {
    write_over(path, &table_bytes(table, wanted)?)
}

/// Writes a file whole; says where another gives way to it.
pub(crate) fn write_over(path: &Path, bytes: &[u8]) -> Result<()> {
    let gives_way = there(path).is_some_and(|there| there != bytes);
    write_whole(path, bytes)?;
    if gives_way {
        note(&format!("`{}` was there with other content, and was written over", path.display()));
    }
    Ok(())
}

/// Writes a picture to a file. Says where another chart gives way to it; a file that is no chart of peel's never does.
pub(crate) fn write_picture(
    picture: &Picture,
    format: PictureFormat,
    looks: &Looks,
    path: &Path,
) -> Result<()> {
    let bytes = picture_bytes(picture, format, looks)?;
    if let Some(words) = lacking(picture) {
        say(&format!("{}: {words}", paint(BOLD, "warning")));
    }
    let command = |file: &[u8]| Some(Provenance::read(file).ok()??.arguments);
    let before = there(path).map(|there| command(&there));
    if before == Some(None) {
        return Err(Hinted {
            message: format!("`{}` is there already, and is no chart of peel's", path.display()),
            hint: "name another file, or take that one away first".to_owned(),
        }
        .into());
    }
    write_whole(path, &bytes)?;
    if let Some(Some(before)) = before.filter(|before| *before != command(&bytes)) {
        let before = printable(&provenance::typed(&before));
        note(&format!("`{}` was another chart, and was written over: {before}", path.display()));
    }
    Ok(())
}

/// Which characters of a picture the bundled font lacks, in words; none where it has them all.
pub(crate) fn lacking(picture: &Picture) -> Option<String> {
    let lacking: Vec<String> = picture.lacking().iter().map(|c| format!("`{c}`")).collect();
    let (first, more) = lacking.split_at(lacking.len().min(MOST_LACKING));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    (!first.is_empty()).then(|| {
        format!(
            "the chart's font lacks {}{more}: the name of their writing stands for them, or the slug of a force; the description in the file has every word",
            first.join(", ")
        )
    })
}

/// What a file holds that would be written over; none where there is no such file, or it is empty.
fn there(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::metadata(path).is_ok_and(|there| there.is_file());
    is_file.then(|| fs::read(path).ok()).flatten().filter(|there| !there.is_empty())
}

fn note(text: &str) {
    say(&format!("{}: {text}", paint(BOLD, "note")));
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

    /// Whether the bytes of such a file begin as it does and end before, as those of a broken download.
    pub(crate) fn is_cut_short(self, file: &[u8]) -> bool {
        let (begin, end): (&[u8], &[u8]) = match self {
            Self::Svg => (b"<svg ", b"</svg>"),
            // The signature, and the last chunk of every PNG with its checksum.
            Self::Png => (b"\x89PNG\r\n\x1a\n", b"IEND\xae\x42\x60\x82"),
            Self::Pdf => (b"%PDF-", b"%%EOF"),
        };
        let begins = file.starts_with(begin) || begin.starts_with(file);
        // A text may end in a line's end.
        begins && !file.trim_ascii_end().ends_with(end)
    }

    /// The kind a file name asks for by its ending.
    pub(crate) fn of_path(path: &Path) -> Result<Self> {
        let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
        let found = Self::ALL.into_iter().find(|format| Some(format.extension()) == extension.as_deref());
        match (found, extension) {
            (Some(format), _) => Ok(format),
            _ if path.as_os_str() == "-" => Err(Hinted {
                message: "`-` names no kind of picture, and a chart goes into a file".to_owned(),
                hint: "end its name in `.svg`, `.png` or `.pdf`".to_owned(),
            }
            .into()),
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

    /// The kind of picture, where it is one.
    pub(crate) const fn picture(self) -> Option<PictureFormat> {
        match self {
            Self::Picture(format) => Some(format),
            Self::Table(_) | Self::Page => None,
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

/// Writes a file that the user named by way of a temporary neighbour, so that a reader never sees half of it. Its folder
/// must be there: one that is not is a slip of the hand. A link is followed to the file it names, a file there is keeps
/// its permissions, and what is no plain file (a device, a pipe) is written straight through.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    write_whole_by(path, |out| Ok(out.write_all(bytes)?))
}

/// The same, of bytes that come one after the other.
pub(crate) fn write_whole_by(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    must_have_folder(path)?;
    write_marked(Shown { path, name: path }, ".peel-", write)
}

/// Where a file is, and what errors call it: as the user does.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) path: &'a Path,
    pub(crate) name: &'a Path,
}

fn must_have_folder(path: &Path) -> Result<()> {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.exists() => Err(Hinted {
            message: format!("{}: there is no folder `{}`", cannot_write(path), folder.display()),
            hint: "make the folder first, or mend its name".to_owned(),
        }
        .into()),
        _ => Ok(()),
    }
}

/// The same, by way of a neighbour whose name begins with `mark`; the folder is made if need be.
pub(crate) fn write_marked(
    Shown { path, name }: Shown<'_>,
    mark: &str,
    write: impl FnOnce(&mut dyn Write) -> Result<()>,
) -> Result<()> {
    let context = || cannot_write(name);
    let target = followed(path).with_context(context)?;
    let present = fs::metadata(&target).ok();
    match &present {
        Some(there) if there.is_dir() => bail!("{}: it is a folder", context()),
        Some(there) if !there.is_file() => {
            let mut file = fs::OpenOptions::new().write(true).open(&target).with_context(context)?;
            return write(&mut file).with_context(context);
        }
        _ => {}
    }
    Prepared::new(Shown { path: &target, name }, mark, write)?.put()
}

/// A file that is whole, and not yet in its place.
pub(crate) struct Prepared {
    temporary: Temporary,
    target: PathBuf,
    name: PathBuf,
}

impl Prepared {
    /// Writes it beside its place, by a name that begins with `mark`.
    pub(crate) fn new(
        Shown { path, name }: Shown<'_>,
        mark: &str,
        write: impl FnOnce(&mut dyn Write) -> Result<()>,
    ) -> Result<Self> {
        let context = || cannot_write(name);
        let present = fs::metadata(path).ok().map(|there| there.permissions());
        if present.as_ref().is_some_and(fs::Permissions::readonly) {
            bail!("{}: it is read-only", context());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        make_folder(folder).with_context(context)?;
        let mut temporary =
            Temporary::new_in(folder, mark).map_err(|error| nameless(&error)).with_context(context)?;
        let file = temporary.file()?;
        write(file).with_context(context)?;
        if let Some(permissions) = present {
            file.set_permissions(permissions).with_context(context)?;
        }
        file.sync_all().with_context(context)?;
        Ok(Self { temporary, target: path.to_owned(), name: name.to_owned() })
    }

    /// Puts it in its place.
    pub(crate) fn put(self) -> Result<()> {
        self.temporary.put(&self.target).with_context(|| cannot_write(&self.name))
    }
}

/// Makes a folder and those it stands in, as far as they are not there.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    let made = fs::create_dir_all(path);
    let file = path.ancestors().find(|part| part.is_file()).filter(|_| made.is_err());
    match file {
        Some(file) => bail!("`{}` is a file, and no folder", file.display()),
        None => Ok(made?),
    }
}

fn cannot_write(name: &Path) -> String {
    format!("cannot write `{}`", name.display())
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
