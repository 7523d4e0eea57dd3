//! The built program, tried as its users do. This file is the table of contents.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

/// Runs the program, compares golden files.
mod util;

/// Exit codes, help, streams, suggestions: how the program behaves whatever it is asked.
mod cli;

/// The published figures: standing, national totals, the evidence behind every cell.
mod figures;

/// Two cycles: who moved, the tests of movement, the guard, agreement; and who is graded alike.
mod cycles;

/// Whom to compare with: regions, countries, neighbours, groups, exclusions; what an analysis takes.
mod against;

/// Grades held against indicators.
mod association;

/// What can be said of order without scoring.
mod ranking;

/// How figures are made, and the rows that one of them was made from.
mod explain;

/// Faulty files, one fixture a fault: the message, the place, the exit code.
mod check;

/// Messy files, one fixture a quirk: what is understood, said and made of each.
mod import;

/// A registry that is not of police forces.
mod registry;

/// How charts look and what they carry: themes, sizes, formats, how they were made.
mod charts;

/// The committed gallery, drawn again byte for byte; batches in part, and that fail in part.
mod batch;

/// Summaries: their columns held to the page, their figures to the analyses they are those of.
mod summary;

/// Exports: every format, texts for spreadsheets, data packages; read back by the tools of others.
mod export;

/// Plans: what they may say, and every fault with its place.
mod plan;

/// Batches that end too early, run again, or meet what they should not touch.
mod resume;

/// The documents' commands, run as printed.
mod docs;

/// An inspector's words: findings, comparison, chart, page, rows of gradings.
mod narrative;

/// Plans of texts: a folder of assessments made, and made again where one changed.
mod texts;

/// The data package grown and shrunk by files of the user's.
mod grow;

/// Street-level files, one folder a quirk: what is counted, said and left out.
mod street;

/// Runs that are interrupted: nothing half written, nothing temporary stays.
#[cfg(unix)]
mod interrupt;

/// The repository's own rules.
mod tidy;
