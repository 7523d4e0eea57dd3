//! Why data could not be read at all.

use std::io;

use peel_model::UnknownName;

/// What stops a run. Faults *in* readable data are diagnostics, not errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IngestError {
    /// A file could not be read.
    #[error("cannot read `{path}`")]
    Unreadable {
        /// The file, as the user knows it.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The descriptor of the data package is not one.
    #[error("`{path}` does not describe a data package: {reason}")]
    Descriptor {
        /// The descriptor, as the user knows it.
        path: String,
        /// What is wrong with it, with line and column where known.
        reason: String,
    },
    /// The data package lacks a table that peel cannot do without.
    #[error("`{path}` describes no resource named `{resource}`, which peel needs")]
    MissingResource {
        /// The descriptor, as the user knows it.
        path: String,
        /// The missing resource.
        resource: &'static str,
    },
    /// A layout is not one.
    #[error("`{path}` does not describe a kind of table: {reason}")]
    Layout {
        /// The layout, as the user knows it.
        path: String,
        /// What is wrong with it, with line and column.
        reason: String,
    },
    /// A data package cannot be grown or shrunk as asked.
    #[error("{message}")]
    Growth {
        /// Why.
        message: String,
    },
    /// No such layout.
    #[error("there is no layout named `{name}`; {hint}")]
    UnknownLayout {
        /// The name asked for.
        name: String,
        /// The name that may have been meant, or the names there are.
        hint: String,
    },
    /// A name that should be known to the data in use is not.
    #[error("{0}")]
    UnknownName(UnknownName),
    /// A text that should be an identifier is none.
    #[error("`{text}` cannot name a publication: expected lower-case words joined by `-`")]
    NotASource {
        /// The text.
        text: String,
    },
    /// A text that should name a period names none.
    #[error(
        "`{text}` is not a period; expected, for instance, `2018/19`, `year ending March 2019` or `2019-03-31`"
    )]
    NotAPeriod {
        /// The text.
        text: String,
    },
    /// No such resource.
    #[error("the data package has no resource named `{name}`; it has {known}")]
    UnknownResource {
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
}
