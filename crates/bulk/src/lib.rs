//! Street-level files of any size, counted by force, month and category in bounded memory.
//!
//! The publisher makes a file per force and month; years of them are tens of gigabytes. They are read
//! where they lie, in folders, packed or in archives, split into rows on every core, and grouped by
//! polars' streaming engine. Every row read is counted, set aside with a reason, or faulty with a reason;
//! the three always add up. Nothing is printed and no table of forces, categories or months is built in:
//! a [`Kind`] says which columns mean what, and the registry which names are forces.

mod book;
mod engine;
mod error;
mod header;
mod kind;
mod records;
mod rejects;
mod roll_up;
mod source;
mod spot;
mod tally;
mod task;
mod tell;
mod totals;
mod unpack;
mod watch;
mod work;

pub use error::BulkError;
pub use kind::{ForceFrom, Kind, MonthFrom};
pub use rejects::rejects;
pub use roll_up::{Accounting, Count, FileSummary, Options, Progress, RollUp, roll_up};
pub use tally::Reason;
pub use unpack::Limits;
