//! Why files could not be rolled up at all.

use std::io;

use polars::error::PolarsError;

/// What stops a roll-up. Faults *in* readable files are diagnostics, not errors.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BulkError {
    /// A file or folder that was named could not be read.
    #[error("cannot read `{path}`")]
    Unreadable {
        /// As the user knows it.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// There is nothing of the kind among what was named.
    #[error("no {kind} files there (they are named like `2018-10-FORCE{suffix}.csv`); {others}")]
    NothingFound {
        /// What was looked for.
        kind: String,
        /// What its file names end in.
        suffix: String,
        /// How many files of other kinds there are, in words.
        others: String,
    },
    /// A file is not as it was when its rows were counted.
    #[error("`{path}` changed while it was read")]
    Changed {
        /// As the user knows it.
        path: String,
    },
    /// A faulty row could not be kept.
    #[error("the faulty rows cannot be kept")]
    NotKept(#[source] io::Error),
    /// The caller asked to stop.
    #[error("stopped before every file was read")]
    Interrupted,
    /// The query engine failed.
    #[error("the query engine failed")]
    Engine(#[from] PolarsError),
    /// The engine's groups do not hold as many rows as were read: a defect of the program.
    #[error("{read} rows were read but {grouped} were grouped; this is a defect, please report it")]
    Miscounted {
        /// Rows handed to the engine.
        read: u64,
        /// Rows in the groups it gave back.
        grouped: u64,
    },
}
