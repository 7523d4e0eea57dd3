//! `manifest.json`: each file that was written, what it was made from, and its hash. No clock, no absolute path.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the manifest's form.
const FORM: u32 = 1;

/// What was written into a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Manifest {
    /// The form of this file.
    pub(super) form: u32,
    /// The files, by their paths from the manifest.
    pub(super) files: BTreeMap<String, Entry>,
}

/// A file and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// The job of the plan.
    pub(super) job: String,
    /// The analysis, the force and the parameters as a command line has them.
    pub(super) parameters: Vec<String>,
    /// The version of the program.
    pub(super) version: String,
    /// The fingerprint of the data package in use.
    pub(super) data: String,
    /// The fingerprint of the table: its figures, its words and the rows of data behind them.
    pub(super) inputs: String,
    /// The fingerprint of a chart's theme and size; none of a table.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) look: Option<String>,
    /// The hash of the file.
    pub(super) sha256: String,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { form: FORM, files: BTreeMap::new() }
    }
}

impl Manifest {
    /// Reads one; none when it is of another form or no manifest at all.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Self| manifest.form == FORM)
    }

    /// Its text, files by name.
    pub(super) fn text(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|text| format!("{text}\n"))
    }
}
