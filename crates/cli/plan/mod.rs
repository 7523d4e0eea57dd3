//! A plan of charts and tables: the types of its TOML, from which its JSON Schema is made.
//!
//! A plan is read in two steps. `document` holds each file against the schema and finds every fault of its
//! keys and words; `expand` makes outputs of the jobs, and finds what cannot be meant. All faults have a place, and
//! all are said before anything is drawn.

mod cause;
mod clash;
mod document;
mod expand;
mod path;
mod read;
mod said;
mod schema;
mod sift;
mod texts;

use std::collections::BTreeMap;

use peel_model::Analysis;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::asked::Asked;
use crate::look::Looks;
use crate::output::Format;

pub(crate) use expand::{Analysed, Output, Question};
pub(crate) use path::is_inside;
pub(crate) use read::Plan;
pub(crate) use said::whom;
pub(crate) use schema::text as schema_text;
pub(crate) use texts::{Spoken, Words};

/// A file of a plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(title = "A plan of peel: charts and tables to be made by `peel batch`")]
pub(crate) struct PlanFile {
    /// Other plans whose jobs are made too, by their paths from this file.
    pub(crate) include: Vec<String>,
    /// What the jobs of this file take where they say nothing themselves. What an analysis does not take is left out.
    pub(crate) defaults: Job,
    /// The jobs, by name.
    pub(crate) jobs: BTreeMap<String, Job>,
    /// Jobs of texts, by name: what inspectors' words say, as `peel narrative` reads them. Of the defaults they take
    /// `charts` and `tables`.
    pub(crate) narratives: BTreeMap<String, TextsJob>,
}

/// Texts to be read, each by itself and all of them beside the grades.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TextsJob {
    /// The texts: files from this file's folder, or patterns with `*`, whose files are taken by name.
    #[schemars(extend("examples" = ["texts/*.txt", ["2016/*.html", "2017/*.html"]]))]
    pub(crate) texts: OneOrMore<String>,
    /// Whom all of them are about. Left out, whom each says.
    pub(crate) force: Option<String>,
    /// Of which cycle all of them are. Left out, of which each says.
    pub(crate) cycle: Option<String>,
    /// The charts of what each says beside the grades, and all together.
    pub(crate) charts: Charts,
    /// The tables: the findings of each text, and the comparison of all.
    pub(crate) tables: Tables,
    /// Whether each text is written as a page with what was found marked in it.
    pub(crate) pages: bool,
    /// The name of a text's files without the ending: words and the places {force}, {cycle}, {text} (its file's name) and
    /// {job}.
    pub(crate) path: String,
    /// The same of the comparison over all texts, which has no place but {job}.
    pub(crate) comparison: String,
}

impl Default for TextsJob {
    fn default() -> Self {
        Self {
            texts: OneOrMore::default(),
            force: None,
            cycle: None,
            charts: Charts::default(),
            tables: Tables::default(),
            pages: true,
            path: "{job}/{text}".to_owned(),
            comparison: "{job}/comparison".to_owned(),
        }
    }
}

/// An analysis with its parameters. Of every list, each value makes an output of its own, with each of the others.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Job {
    /// The analysis, or several; `peel list analyses` has them.
    #[schemars(extend("examples" = ["standing", ["matrix", "standing"]]))]
    pub(crate) analysis: OneOrMore<AnalysisName>,
    /// Whom it is about: names in any known spelling, `all`, `region:NAME` or `country:NAME`. Left out, the one set in
    /// the data.
    #[schemars(extend("examples" = [["all"], ["region:East Midlands"]]))]
    pub(crate) forces: OneOrMore<String>,
    /// The cycles, or for an analysis of two cycles `{ from = "...", to = "..." }`. Left out, the latest in which the
    /// force is graded; so too where the defaults have some and the job has an empty list.
    pub(crate) cycles: OneOrMore<CycleChoice>,
    /// Whom to compare with, as on the command line; names with commas between are one comparator. Left out, all; so too
    /// where the defaults have some and the job has an empty list.
    #[schemars(extend("examples" = [["all", "region", "neighbours:5"]]))]
    pub(crate) against: OneOrMore<String>,
    /// Indicators; several with commas between are one output. Left out, those the analysis takes by itself; so too where
    /// the defaults have some and the job has an empty list.
    pub(crate) indicators: OneOrMore<String>,
    /// What else the analysis takes, as on the command line, without the dashes.
    pub(crate) parameters: Asked,
    /// Outputs to leave out: those that match all that is said in one of these.
    pub(crate) exclude: Vec<Exclusion>,
    /// The charts that are drawn of each.
    pub(crate) charts: Charts,
    /// The tables that are written of each.
    pub(crate) tables: Tables,
    /// The files' name without the ending, from the folder written into: words and the places {force}, {analysis},
    /// {cycle}, {against}, {indicator}, {level} and {job}. A place that has no value goes with the hyphen before it.
    pub(crate) path: String,
}

/// The path of files where a job says none.
pub(crate) const USUAL_PATH: &str = "{force}/{analysis}-{cycle}";

/// One cycle, or two to compare.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum CycleChoice {
    /// One cycle.
    One(String),
    /// Two cycles; one that is left out is found as on the command line.
    Two(TwoCycles),
}

/// The cycles to compare.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct TwoCycles {
    /// The earlier.
    #[serde(default)]
    pub(crate) from: Option<String>,
    /// The later.
    #[serde(default)]
    pub(crate) to: Option<String>,
}

/// What is left out.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Exclusion {
    /// These analyses.
    pub(crate) analysis: OneOrMore<AnalysisName>,
    /// What is about these; as in `forces`.
    pub(crate) force: OneOrMore<String>,
    /// These cycles, named by the job or taken by default; of two, the earlier or the later.
    pub(crate) cycle: OneOrMore<String>,
    /// These comparators, by what they mean; `all` is also that of a job which says none.
    pub(crate) against: OneOrMore<String>,
    /// These indicators, by what they mean.
    pub(crate) indicator: OneOrMore<String>,
}

/// The charts of a job.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(extend("additionalProperties" = false))]
pub(crate) struct Charts {
    /// Their formats; none, and no chart is drawn.
    pub(crate) formats: Vec<PictureName>,
    /// How they look.
    #[serde(flatten)]
    pub(crate) looks: Looks,
}

/// The tables of a job.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Tables {
    /// Their formats, by name or ending; none, and no table is written.
    pub(crate) formats: Vec<TableName>,
}

impl Default for Charts {
    fn default() -> Self {
        Self {
            formats: ["svg", "png"].map(|name| PictureName(name.to_owned())).into(),
            looks: Looks::default(),
        }
    }
}

impl Default for Tables {
    fn default() -> Self {
        Self { formats: vec![TableName("csv".to_owned())] }
    }
}

/// A format of charts.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(with = "String", extend("enum" = Format::pictures()))]
pub(crate) struct PictureName(pub(crate) String);

/// A format of tables, by its name or the ending of its files.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(with = "String", extend("enum" = Format::tables()))]
pub(crate) struct TableName(pub(crate) String);

/// The name of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String", extend("enum" = Analysis::ALL.map(Analysis::as_str)))]
pub(crate) struct AnalysisName(pub(crate) Analysis);

impl TryFrom<String> for AnalysisName {
    type Error = peel_model::InvalidWord;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

/// A value, or a list of values.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum OneOrMore<T> {
    // The list goes first: a structure could be read from a list as well.
    /// A list: an output for each.
    More(Vec<T>),
    /// One value.
    One(T),
}

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        Self::More(Vec::new())
    }
}

impl<T> OneOrMore<T> {
    /// The values.
    pub(crate) fn as_slice(&self) -> &[T] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::More(values) => values,
        }
    }
}
