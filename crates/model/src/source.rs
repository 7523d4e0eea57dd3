//! Where a fact stands: the row of the data file, and the publication behind it.

use std::fmt;
use std::sync::Arc;

use crate::{Entry, SourceId};

/// A row of a data file: the file and the line its record begins on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowRef {
    /// The file, as the data package names it: `gradings.csv`.
    pub file: Arc<str>,
    /// The line, counted from 1.
    pub line: u64,
}

impl fmt::Display for RowRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A publication that figures were taken from.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its identifier.
    pub id: SourceId,
    /// Its publisher and what it is called there; empty where the data do not say.
    pub title: String,
    /// The address or document the figures were read in.
    pub held_as: String,
    /// Under which licence.
    pub licence: String,
    /// Where the data say so.
    pub row: RowRef,
}

impl Source {
    /// What readers know it by: its title, else its identifier.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.title.is_empty() { self.id.as_str() } else { &self.title }
    }
}

impl Entry for Source {
    type Key = SourceId;

    fn key(&self) -> &SourceId {
        &self.id
    }
}
