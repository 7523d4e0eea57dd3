//! Files rolled up from disk, as the program's commands do it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../benches/samples/mod.rs"]
mod samples;

/// Sound files: every packing, dress and kind gives the same counts.
mod counts;
/// Faulty files and rows: told, counted, and no hindrance to others.
mod faults;
/// Random mixtures of both, against a count by the csv crate.
mod property;
/// Folders, archives, calls.
mod util;
