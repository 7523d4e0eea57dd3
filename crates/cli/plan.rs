//! A plan of charts and tables, as a TOML file.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::{Context as _, Result, bail};
use peel_ingest::Extent;
use peel_model::{Analysis, InvalidWord, did_you_mean, printable};
use serde::Deserialize;

use crate::asked::Asked;
use crate::look::Looks;
use crate::output::Format;

/// What a batch writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// What is written, in order.
    #[serde(rename = "output", default)]
    pub(crate) outputs: Vec<Output>,
    /// The plan's own folder, where its themes are looked for.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
}

/// One analysis, written as a chart and as tables of one name. Its keys are its own and those of [`Asked`] and [`Looks`];
/// that any other is refused in spite of the flattening, `tests/batch.rs` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Output {
    /// The files' name without its ending, relative to the folder written into.
    pub(crate) name: String,
    /// The analysis.
    pub(crate) analysis: String,
    /// Whom it is about, and its parameters.
    #[serde(flatten)]
    pub(crate) asked: Asked,
    /// How its chart looks.
    #[serde(flatten)]
    pub(crate) looks: Looks,
    /// The formats of the files written, by name or ending.
    #[serde(default = "chart_and_twin")]
    pub(crate) formats: Vec<String>,
}

impl Plan {
    /// Reads a plan; `name` is what it is called in messages.
    pub(crate) fn parse(text: &str, name: &str) -> Result<Self> {
        let plan: Self = toml::from_str(text).with_context(|| format!("`{name}` is not a plan"))?;
        if plan.outputs.is_empty() {
            bail!("`{name}` plans nothing: expected at least one `[[output]]`");
        }
        let mut taken = BTreeSet::new();
        for output in &plan.outputs {
            let named = printable(&output.name);
            if !is_inside(&output.name) {
                bail!("`{name}`: output `{named}` would be written outside the folder");
            }
            if output.name.chars().any(char::is_control) {
                bail!("`{name}`: output `{named}` has a control character in its name");
            }
            // Not every file system tells the two apart.
            if !taken.insert(output.name.to_lowercase()) {
                bail!("`{name}`: two outputs are named `{named}`");
            }
            let formats = output.formats().with_context(|| format!("`{name}`: output `{named}`"))?;
            if formats.len() != output.formats.len() || formats.is_empty() {
                bail!("`{name}`: output `{named}` names no format, or one twice");
            }
        }
        Ok(plan)
    }
}

impl Plan {
    /// How much of the data its outputs are made from.
    pub(crate) fn extent(&self) -> Extent {
        let mut extents = self.outputs.iter().map(|output| output.asked.extent(output.analysis().ok()));
        extents.find(|extent| *extent == Extent::Everything).unwrap_or(Extent::Gradings)
    }
}

impl Output {
    /// The formats it is written in, each once.
    pub(crate) fn formats(&self) -> Result<BTreeSet<Format>> {
        self.formats.iter().map(|word| Format::named(word)).collect()
    }

    /// The analysis it names.
    pub(crate) fn analysis(&self) -> Result<Analysis> {
        word(&self.analysis, Analysis::ALL.map(Analysis::as_str))
    }
}

/// Reads one of a few words, and suggests the nearest.
pub(crate) fn word<T: FromStr<Err = InvalidWord>>(
    text: &str,
    words: impl IntoIterator<Item = &'static str>,
) -> Result<T> {
    text.parse().map_err(|invalid: InvalidWord| {
        let hint = did_you_mean(text, words);
        anyhow::anyhow!("{invalid}{}", hint.map(|hint| format!("; {hint}")).unwrap_or_default())
    })
}

fn chart_and_twin() -> Vec<String> {
    ["svg", "png", "csv"].map(str::to_owned).into()
}

/// Whether a name stays in the folder it is written into, and is written only one way.
fn is_inside(name: &str) -> bool {
    !name.contains('\\') && name.split('/').all(|part| !["", ".", ".."].contains(&part))
}
