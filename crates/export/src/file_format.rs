//! The formats there are, by name and by file extension.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::Format;
use crate::csv::{Csv, Texts};
use crate::html::Html;
use crate::json::Json;
use crate::json_lines::JsonLines;
use crate::markdown::Markdown;
use crate::parquet::Parquet;
use crate::text::Text;
use crate::xlsx::Xlsx;

/// A format a table can be written in.
///
/// # Examples
///
/// ```
/// use std::path::Path;
/// use peel_export::FileFormat;
///
/// assert_eq!("markdown".parse(), Ok(FileFormat::Markdown));
/// assert_eq!(FileFormat::of_path(Path::new("out/standing.md")), Ok(FileFormat::Markdown));
/// assert_eq!(
///     "xls".parse::<FileFormat>().unwrap_err().to_string(),
///     "`xls` is not a format: expected `text`, `csv`, `json`, `jsonl`, `markdown`, `html`, `parquet` or `xlsx`",
/// );
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileFormat {
    /// Aligned columns for a terminal or an email.
    Text,
    /// Comma-separated values, every column.
    Csv,
    /// One JSON object: the rows, the notes, and the source rows behind every cell.
    Json,
    /// One flat JSON object per row.
    Jsonl,
    /// A GitHub table.
    Markdown,
    /// A page of HTML on its own.
    Html,
    /// Typed columns, grades as ordered categories.
    Parquet,
    /// A workbook: the table, its notes, columns and source rows, a sheet each.
    Xlsx,
}

/// A name or a file name that stands for no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFormat {
    /// No format has this name.
    #[error("`{0}` is not a format: expected {names}", names = listed(|format| format!("`{format}`")))]
    Name(String),
    /// No format has this extension.
    #[error("no format has the extension `{0}`: expected {extensions}", extensions = extensions())]
    Extension(String),
    /// The file name has no extension to tell the format by.
    #[error("`{0}` has no extension to tell the format by: expected {extensions}", extensions = extensions())]
    NoExtension(String),
}

impl FileFormat {
    /// Every format, in the order the documentation lists them.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
        Self::Html,
        Self::Parquet,
        Self::Xlsx,
    ];

    /// Its name on the command line and in plans.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
        }
    }

    /// The extension of its files, without the dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Parquet => "parquet",
            Self::Xlsx => "xlsx",
        }
    }

    /// Whether it is for programs alone: bytes that would upset a terminal.
    #[must_use]
    pub const fn is_binary(self) -> bool {
        matches!(self, Self::Parquet | Self::Xlsx)
    }

    /// What writes it.
    #[must_use]
    pub fn format(self) -> &'static dyn Format {
        match self {
            Self::Text => &Text,
            Self::Csv => &Csv(Texts::Inert),
            Self::Json => &Json,
            Self::Jsonl => &JsonLines,
            Self::Markdown => &Markdown,
            Self::Html => &Html,
            Self::Parquet => &Parquet,
            Self::Xlsx => &Xlsx,
        }
    }

    /// What writes it with every text as it is, where it would else make some inert; none where texts are as
    /// they are anyway.
    #[must_use]
    pub fn raw(self) -> Option<&'static dyn Format> {
        match self {
            Self::Csv => Some(&Csv(Texts::Raw)),
            _ => None,
        }
    }

    /// The format with this extension, given without its dot, in any case.
    ///
    /// # Errors
    ///
    /// [`UnknownFormat::Extension`], which lists the extensions there are.
    pub fn from_extension(extension: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.extension().eq_ignore_ascii_case(extension))
            .ok_or_else(|| UnknownFormat::Extension(extension.to_owned()))
    }

    /// The format a file name asks for by its extension.
    ///
    /// # Errors
    ///
    /// [`UnknownFormat`], which lists the extensions there are.
    pub fn of_path(path: &Path) -> Result<Self, UnknownFormat> {
        match path.extension() {
            Some(extension) => Self::from_extension(&extension.to_string_lossy()),
            None => Err(UnknownFormat::NoExtension(path.display().to_string())),
        }
    }
}

impl fmt::Display for FileFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for FileFormat {
    type Err = UnknownFormat;

    /// Reads the name, in any case.
    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let name = text.trim();
        Self::ALL
            .into_iter()
            .find(|format| format.as_str().eq_ignore_ascii_case(name))
            .ok_or_else(|| UnknownFormat::Name(name.to_owned()))
    }
}

fn extensions() -> String {
    listed(|format| format!("`{}`", format.extension()))
}

/// Every format in its `word`: `a, b or c`.
fn listed(word: impl Fn(FileFormat) -> String) -> String {
    let [first @ .., last] = FileFormat::ALL.map(word);
    format!("{} or {last}", first.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_reads_back_by_name_and_by_extension() {
        for format in FileFormat::ALL {
            assert_eq!(format.to_string().parse(), Ok(format));
            assert_eq!(format.as_str().to_uppercase().parse(), Ok(format));
            assert_eq!(FileFormat::from_extension(format.extension()), Ok(format));
            let path = format!("a.b/standing.{}", format.extension().to_uppercase());
            assert_eq!(FileFormat::of_path(Path::new(&path)), Ok(format));
        }
    }

    #[test]
    fn a_format_that_is_not_there_is_answered_with_those_that_are() {
        let check = |error: UnknownFormat, expected: &str| assert_eq!(error.to_string(), expected);
        check(
            FileFormat::of_path(Path::new("a.xls")).unwrap_err(),
            "no format has the extension `xls`: expected `txt`, `csv`, `json`, `jsonl`, `md`, `html`, `parquet` or `xlsx`",
        );
        check(
            FileFormat::of_path(Path::new("out")).unwrap_err(),
            "`out` has no extension to tell the format by: expected `txt`, `csv`, `json`, `jsonl`, `md`, `html`, `parquet` or `xlsx`",
        );
        check(
            "".parse::<FileFormat>().unwrap_err(),
            "`` is not a format: expected `text`, `csv`, `json`, `jsonl`, `markdown`, `html`, `parquet` or `xlsx`",
        );
    }
}
