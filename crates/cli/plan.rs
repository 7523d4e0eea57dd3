//! A plan of charts and tables, as a TOML file.

use std::path::{Component, Path};

use anyhow::{Context as _, Result, bail};
use peel_model::Analysis;
use serde::Deserialize;

/// What a batch writes.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// What is written, in order.
    #[serde(rename = "output", default)]
    pub(crate) outputs: Vec<Output>,
}

/// One analysis, written as a chart and as tables of one name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Output {
    /// The files' name without its ending, relative to the folder written into.
    pub(crate) name: String,
    /// The analysis.
    pub(crate) analysis: String,
    /// The force in question.
    pub(crate) force: Option<String>,
    /// The cycle.
    pub(crate) cycle: Option<String>,
    /// `pillar` or `area`.
    pub(crate) level: Option<String>,
    /// Only these areas.
    pub(crate) area: Option<String>,
    /// Whom to compare with.
    #[serde(default = "all")]
    pub(crate) against: String,
    /// The endings of the files written.
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
        for (place, output) in plan.outputs.iter().enumerate() {
            if !is_inside(Path::new(&output.name)) {
                bail!("`{name}`: output `{}` would be written outside the folder", output.name);
            }
            if plan.outputs[..place].iter().any(|earlier| earlier.name == output.name) {
                bail!("`{name}`: two outputs are named `{}`", output.name);
            }
        }
        Ok(plan)
    }
}

impl Output {
    /// The analysis it names.
    pub(crate) fn analysis(&self) -> Result<Analysis> {
        self.analysis.parse::<Analysis>().map_err(|invalid| {
            let hint = peel_model::did_you_mean(&self.analysis, Analysis::ALL.map(Analysis::as_str));
            anyhow::anyhow!("{invalid}{}", hint.map(|hint| format!("; {hint}")).unwrap_or_default())
        })
    }
}

fn all() -> String {
    "all".to_owned()
}

fn chart_and_twin() -> Vec<String> {
    ["svg", "png", "csv"].map(str::to_owned).into()
}

fn is_inside(path: &Path) -> bool {
    !path.as_os_str().is_empty() && path.components().all(|part| matches!(part, Component::Normal(_)))
}
