//! Bytes to typed, sourced records and diagnostics.
//!
//! Bad data is a value here, not an error: every fault is collected with its file, line and column,
//! and only what cannot be read at all stops the run. Nothing is guessed and nothing is dropped in
//! silence: a row with a fault is left out *and* named. This crate computes no statistic.

mod cell;
mod check;
mod contradictions;
mod document;
mod error;
mod files;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod growth;
mod import;
mod keys;
mod load;
mod memo;
mod open;
mod package;
mod records;
mod sheet;
mod tables;
mod validate;
mod value;

pub use check::{Checked, check_file};
pub use error::IngestError;
pub use files::{Embedded, Files, Folder};
pub use growth::{Addition, Change, Changed, Origin, Outdated, add, remove, sha256};
pub use growth::{date, day_of};
pub use import::{
    BulkFiles, ColumnRead, Gives, INDICATOR_COLUMNS, Imported, Input, Layout, Layouts, Options, Tally, Tidy,
    Totals, Understood, import,
};
pub use load::{Extent, Loaded, check_package, load};
pub use open::decode_text;
pub use package::{Package, Resource, Titled};

/// The name of the file that describes a data package.
pub const DESCRIPTOR: &str = "datapackage.json";
