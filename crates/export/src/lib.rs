//! Tables as text, CSV, JSON, JSON lines, Markdown, HTML, Parquet and workbooks: one file per format behind one trait.
//!
//! People are shown the columns that matter most, with decimals by the unit; the file formats have
//! every column at full precision, and JSON leads from every figure to the rows of data behind it.
//! Nothing here computes a figure, draws, or knows where the bytes go.
//!
//! # Examples
//!
//! ```
//! use peel_export::FileFormat;
//! use peel_model::{Analysis, Cell, Column, Table};
//!
//! let columns = vec![Column::text("area", "Area"), Column::count("better", "Better", "forces")];
//! let mut table = Table::new(Analysis::Standing, "Standing".to_owned(), None, columns);
//! table.push_row(vec![Cell::label("Effectiveness"), Cell::new(29_u64, vec![])])?;
//!
//! let mut bytes = Vec::new();
//! FileFormat::Csv.format().write(&table, &mut bytes)?;
//! assert_eq!(bytes, b"area,better,remarks\nEffectiveness,29,\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod csv;
mod fields;
mod file_format;
mod grid;
mod html;
mod json;
mod json_layout;
mod json_lines;
mod markdown;
mod package;
mod parquet;
#[cfg(test)]
mod samples;
mod shown;
mod text;
mod wrap;
mod xlsx;

use std::io::{self, Write};

use peel_model::Table;

pub use csv::{TextRows, Texts, csv_of_text};
pub use file_format::{FileFormat, UnknownFormat};
pub use markdown::escaped as markdown;
pub use package::{Entry, Named, Package, PackedFile};

/// A way to write a table. The same table gives the same bytes, always.
pub trait Format {
    /// Writes the whole table; where the format has lines, with a line end after the last.
    ///
    /// # Errors
    ///
    /// Those of `out`, and a table of more rows or columns than the format can hold.
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()>;

    /// What writes the rows of a table alone, to follow those of another of the same columns; none where a file of the
    /// format is more than its rows.
    fn rows(&self) -> Option<&dyn Format> {
        None
    }
}
