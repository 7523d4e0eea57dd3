//! Why a file, or a part of it, gives no grid: always said, with what to do.

use std::io;
use std::sync::Arc;

use peel_model::{Diagnostic, Severity};
use zip::result::ZipError;

use super::{MAX_CELLS, MAX_COLUMNS, MAX_INFLATED, MAX_LINE, MAX_MEMBERS};
use crate::document::whole_file;

/// Why nothing is read.
#[derive(Debug)]
pub(super) enum Refusal {
    /// It inflates to far more than its size, or to more than fits.
    Bomb,
    /// An archive of more members than anyone means.
    TooManyMembers(usize),
    /// More cells, or more text, than is held at once.
    TooLarge,
    /// A row of more columns than any spreadsheet holds.
    TooWide(usize),
    /// A line of text longer than any table's.
    LongLine,
    /// It is protected by a password.
    Encrypted,
    /// It is cut short or damaged: what it was taken for, and what is wrong.
    Broken(&'static str, String),
    /// It is something else: what it looks like, and what to do.
    Foreign(String, &'static str),
}

impl Refusal {
    /// The refusal as something said of a file.
    pub(super) fn diagnostic(self, file: &Arc<str>) -> Diagnostic {
        let (code, message, hint) = match self {
            Self::Bomb => (
                "bomb",
                format!(
                    "it unpacks to far more than it should (at most {} MiB, and 200 times its size, are read)",
                    MAX_INFLATED >> 20
                ),
                "unpack it yourself, look at what is in it, and give the files you mean",
            ),
            Self::TooManyMembers(n) => (
                "bomb",
                format!("an archive of {n} members; at most {MAX_MEMBERS} are read"),
                "unpack it yourself and give the files you mean",
            ),
            Self::TooLarge => (
                "too-large",
                format!("more than {} million cells, or as much text", MAX_CELLS / 1_000_000),
                "split the file, or leave out the columns that are not needed",
            ),
            Self::TooWide(n) => (
                "too-large",
                format!("a row of {n} cells; a table has at most {MAX_COLUMNS} columns"),
                "turn the table so that what stands side by side has rows",
            ),
            Self::LongLine => (
                "too-large",
                format!("a line of more than {} MiB, which no row of a table is", MAX_LINE >> 20),
                "give the line ends that the rows have, or take out what is no table",
            ),
            Self::Encrypted => (
                "encrypted",
                "the file is protected by a password".to_owned(),
                "open it with its password and save a copy without one",
            ),
            Self::Broken(what, why) => (
                "broken",
                format!("{what} that cannot be read: {why}"),
                "it may be cut short or damaged: download it again, or save it anew",
            ),
            Self::Foreign(what, hint) => ("not-a-table", format!("this is {what}, not a table"), hint),
        };
        let mut fault = whole_file(file, Severity::Error, code, &message);
        fault.hints.push(hint.to_owned());
        fault
    }

    /// What a fault in a zip means.
    pub(super) fn zip(what: &'static str, error: &ZipError) -> Self {
        match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                Self::Encrypted
            }
            _ => Self::Broken(what, plain(error)),
        }
    }

    /// What a fault in reading compressed bytes means.
    pub(super) fn io(what: &'static str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::Broken(what, "it ends too early".to_owned()),
            _ => Self::Broken(what, plain(error)),
        }
    }
}

/// An error's text on one line.
pub(super) fn plain(error: &impl ToString) -> String {
    error.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
