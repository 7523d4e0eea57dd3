//! A data package: many tables as CSV, and a descriptor that says what every field of them holds.
//!
//! The descriptor is a Frictionless Data Package, version 1, which version 2 reads, too: for each table its fields
//! with type, constraints, unit and description, its key, its notes (method, caveats, sources) and the size and
//! fingerprint of its file. Beside the tables stand `analyses.csv` (which there are, and why others are not),
//! `notes.csv` (the notes of all tables) and `source-rows.csv` (the rows of data behind the figures).
//!
//! Reference: Data Package, <https://specs.frictionlessdata.io/data-package/>.

mod descriptor;
mod pages;

use std::collections::BTreeMap;
use std::io::{self, Cursor, Write as _};

use peel_model::{Analysis, Basis, Evidence, Status, Table};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Format as _;
use crate::csv::{Csv, TextRows, Texts};
use crate::fields::fields;

/// What a package is made of.
#[derive(Debug)]
pub struct Package {
    /// Its name: small letters, digits and hyphens.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Under which licences.
    pub licences: Vec<Named>,
    /// Who publishes the data.
    pub sources: Vec<Named>,
    /// The analyses, each with its table or the reason why there is none, in the order they are listed.
    pub entries: Vec<Entry>,
    /// How texts that a spreadsheet would run are written.
    pub texts: Texts,
}

/// A licence or a publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Its identifier; may be empty.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its address; may be empty.
    pub path: String,
}

/// An analysis of a package.
#[derive(Debug)]
pub struct Entry {
    /// Which.
    pub analysis: Analysis,
    /// The command that makes its table alone.
    pub command: String,
    /// Its page of documentation, whose table of columns says what they hold.
    pub page: &'static str,
    /// The table, or why it cannot be made.
    pub made: Result<Table, String>,
}

/// A file of a package: its path within, and its bytes.
pub type PackedFile = (String, Vec<u8>);

impl Package {
    /// The name of the descriptor within the package.
    pub const DESCRIPTOR: &'static str = "datapackage.json";

    /// Whether some text is the descriptor of a package that peel made.
    #[must_use]
    pub fn is_made_by_peel(descriptor: &[u8]) -> bool {
        let read: Option<serde_json::Value> = serde_json::from_slice(descriptor).ok();
        read.is_some_and(|read| read["peel"]["made_by"].is_string())
    }

    /// The files that a descriptor lists: their paths within the package, and the hashes of what they hold. Nothing
    /// where it is no list of files.
    #[must_use]
    pub fn listed(descriptor: &[u8]) -> Option<Vec<(String, String)>> {
        let read: serde_json::Value = serde_json::from_slice(descriptor).ok()?;
        let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let listed =
            |resource: &serde_json::Value| Some((text(&resource["path"])?, text(&resource["hash"])?));
        Some(read["resources"].as_array()?.iter().filter_map(listed).collect())
    }

    /// The files of the package, the descriptor last, so that it never names a file that is not there.
    ///
    /// # Errors
    ///
    /// Only those of memory: every table can be written as CSV.
    pub fn files(&self) -> io::Result<Vec<PackedFile>> {
        let mut files = Vec::new();
        let mut resources = Vec::new();
        for (entry, table) in self.tables() {
            let mut bytes = Vec::new();
            Csv(self.texts).write(table, &mut bytes)?;
            let path = format!("{}.csv", entry.analysis);
            resources.push(descriptor::of_table(entry, table, &path, &bytes));
            files.push((path, bytes));
        }
        for listing in [self.analyses()?, self.notes()?, self.source_rows()?] {
            let path = format!("{}.csv", listing.name);
            resources.push(listing.resource(&path));
            files.push((path, listing.bytes));
        }
        let mut bytes = serde_json::to_vec_pretty(&descriptor::of_package(self, &resources))?;
        bytes.push(b'\n');
        files.push((Self::DESCRIPTOR.to_owned(), bytes));
        Ok(files)
    }

    /// The files in one packed file, always the same bytes of the same files.
    ///
    /// # Errors
    ///
    /// As [`Self::files`].
    pub fn zipped(files: &[PackedFile]) -> io::Result<Vec<u8>> {
        // No clock: the first time there is in such a file.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            writer.start_file(path.as_str(), options)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish()?.into_inner())
    }

    /// The analyses that have a table of at least one column.
    fn tables(&self) -> impl Iterator<Item = (&Entry, &Table)> {
        let made = self.entries.iter().filter_map(|entry| Some((entry, entry.made.as_ref().ok()?)));
        made.filter(|(_, table)| !fields(table).is_empty())
    }

    fn listing(
        &self,
        (name, title): (&'static str, &'static str),
        columns: &'static [(&'static str, &'static str)],
        key: &'static [&'static str],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> io::Result<Listing> {
        let mut bytes = Vec::new();
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let mut writer = TextRows::with(&mut bytes, &names, self.texts)?;
        for row in rows {
            writer.push(row.iter().map(String::as_str))?;
        }
        writer.finish()?;
        Ok(Listing { name, title, columns, key, bytes })
    }

    fn analyses(&self) -> io::Result<Listing> {
        let row = |entry: &Entry| {
            let (path, n_rows, reason) = match &entry.made {
                Ok(table) => {
                    (format!("{}.csv", entry.analysis), table.rows().len().to_string(), String::new())
                }
                Err(reason) => (String::new(), String::new(), reason.clone()),
            };
            let question = entry.analysis.question().to_owned();
            vec![entry.analysis.to_string(), question, path, n_rows, reason, entry.command.clone()]
        };
        self.listing(
            ("analyses", "The analyses of this package, and why others are not in it"),
            &[
                ("analysis", "The analysis."),
                ("question", "The question it answers."),
                ("path", "The file of its table in this package; empty where it could not be made."),
                ("rows", "How many rows the table has; empty where it could not be made."),
                ("reason", "Why the table could not be made; empty where it was."),
                ("command", "The command that makes the table alone."),
            ],
            &["analysis"],
            self.entries.iter().map(row),
        )
    }

    fn notes(&self) -> io::Result<Listing> {
        let rows = self.tables().flat_map(|(entry, table)| {
            (1..).zip(table.notes()).map(|(number, note): (u64, _)| {
                vec![
                    entry.analysis.to_string(),
                    number.to_string(),
                    note.key.as_str().to_owned(),
                    note.text.clone(),
                ]
            })
        });
        self.listing(
            ("notes", "The notes of every table: how figures were made, their sources, what not to conclude"),
            &[
                ("analysis", "The analysis whose table the note is of."),
                ("number", "Its place among the notes of that table, from 1."),
                ("about", "What it is about: subject, cycle, comparator, coverage, method, caveat, source and so on."),
                ("text", "The note."),
            ],
            &["analysis", "number"],
            rows,
        )
    }

    fn source_rows(&self) -> io::Result<Listing> {
        let mut cited: BTreeMap<&peel_model::RowRef, &Evidence> = BTreeMap::new();
        for (_, table) in self.tables() {
            for evidence in table.evidence() {
                cited.entry(&evidence.row).or_insert(evidence);
            }
        }
        let row = |evidence: &Evidence| {
            let status = evidence.status.map_or("", Status::as_str);
            let basis = evidence.basis.map_or("", Basis::as_str);
            let line = evidence.row.line.to_string();
            [&evidence.row.file, line.as_str(), &evidence.says, status, basis, &evidence.url]
                .map(str::to_owned)
                .into()
        };
        self.listing(
            ("source-rows", "The rows of data that the figures were made from"),
            &[
                ("file", "The file of the data package that peel read."),
                ("line", "The line of that file, from 1."),
                ("says", "What the row says."),
                ("status", "Whether it stands: current, or superseded by another; empty for rows that are no gradings."),
                ("basis", "What kind of publication says so; empty for rows that are no gradings."),
                ("url", "The page it was read on; empty where the data give none."),
            ],
            &["file", "line"],
            cited.into_values().map(row),
        )
    }
}

/// A table of the package's own, of words.
struct Listing {
    name: &'static str,
    title: &'static str,
    /// The name of each column, and what it holds.
    columns: &'static [(&'static str, &'static str)],
    /// The columns that tell its rows apart.
    key: &'static [&'static str],
    bytes: Vec<u8>,
}

#[cfg(test)]
mod tests;
