//! A plan and the plans it includes, as jobs with the places they stand in.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use peel_ingest::Extent;
use peel_model::Diagnostic;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use toml::{Table, Value};

use super::document::Document;
use super::{Job, PlanFile, TextsJob, schema};

/// A plan as it was written, with every fault found so far.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) documents: Vec<Document>,
    /// The defaults of each.
    pub(super) defaults: Vec<Job>,
    /// In the order they are written, those included first.
    pub(super) jobs: Vec<Named<Job>>,
    /// The jobs of texts, likewise.
    pub(super) texts: Vec<Named<TextsJob>>,
    pub(super) faults: Vec<Diagnostic>,
    /// The file's own folder.
    pub(crate) folder: PathBuf,
}

/// A job and where it stands.
#[derive(Debug)]
pub(super) struct Named<J> {
    pub(super) name: String,
    /// The place of its document among those of the plan.
    pub(super) document: usize,
    pub(super) job: J,
}

impl Plan {
    /// Reads a plan from a file, and all that it includes.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let text =
            fs::read_to_string(path).with_context(|| format!("cannot read the plan `{}`", path.display()))?;
        Self::read(path, text)
    }

    /// Reads a plan; `path` is what it is called, and beside which it looks for others.
    pub(crate) fn read(path: &Path, text: String) -> Result<Self> {
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let mut plan = Self {
            documents: Vec::new(),
            defaults: Vec::new(),
            jobs: Vec::new(),
            texts: Vec::new(),
            faults: Vec::new(),
            folder,
        };
        let schema = serde_json::to_value(schema::schema::<PlanFile>())?;
        plan.add(path, text, &schema, &mut Vec::new(), &mut BTreeSet::new());
        if plan.faults.is_empty() && plan.jobs.is_empty() && plan.texts.is_empty() {
            let hint = "`peel plan init` writes one to begin with".to_owned();
            let nothing = "it plans nothing: expected a job such as `[jobs.standing]`".to_owned();
            plan.faults
                .extend(plan.documents.last().map(|own| own.fault(&[], "no-job", nothing, vec![hint])));
        }
        Ok(plan)
    }

    /// How much of the data its outputs are made from.
    pub(crate) fn extent(&self) -> Extent {
        // Names are held against the data also where no job, or no analysis of it, takes them.
        let is_everything = self.defaults.iter().chain(self.jobs.iter().map(|named| &named.job)).any(|job| {
            job.analysis.as_slice().iter().any(|name| name.0.uses_indicators())
                || job.against.as_slice().iter().any(|against| crate::asked::needs_indicators(against))
                || !job.indicators.as_slice().is_empty()
                || job.exclude.iter().any(|words| !words.indicator.as_slice().is_empty())
                || job.parameters.period.is_some()
        });
        if is_everything { Extent::Everything } else { Extent::Gradings }
    }

    /// Adds a file and what it includes; `above` are those that led here, `done` those that were read.
    fn add(
        &mut self,
        path: &Path,
        text: String,
        schema: &Json,
        above: &mut Vec<PathBuf>,
        done: &mut BTreeSet<PathBuf>,
    ) {
        let own = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        done.insert(own.clone());
        above.push(own);
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = path.display().to_string();
        let document = Document::read(&name, folder, text, schema, &mut self.faults);
        for (place, include) in document.includes().into_iter().enumerate() {
            let below = document.folder.join(&include);
            let real = fs::canonicalize(&below).unwrap_or_else(|_| below.clone());
            let message = if above.contains(&real) {
                Some(format!("`{include}` includes this plan again"))
            } else if done.contains(&real) {
                // Two plans may build on the same one.
                None
            } else {
                match fs::read_to_string(&below) {
                    Ok(text) => {
                        self.add(&below, text, schema, above, done);
                        None
                    }
                    Err(error) => Some(format!("cannot read the plan `{include}`: {error}")),
                }
            };
            let keys = ["include", &place.to_string()];
            self.faults.extend(message.map(|message| document.fault(&keys, "include", message, Vec::new())));
        }
        above.pop();
        self.take_jobs(document);
    }

    fn take_jobs(&mut self, document: Document) {
        // The schema is made from the same types, so that what fits it can be read.
        self.defaults.push(Value::Table(document.defaults()).try_into().unwrap_or_default());
        let jobs = document.jobs("jobs", |_| true);
        let texts = document.jobs("narratives", |key| ["charts", "tables"].contains(&key));
        let jobs = self.named::<Job>(&document, "jobs", jobs);
        self.jobs.extend(jobs);
        let texts = self.named::<TextsJob>(&document, "narratives", texts);
        self.texts.extend(texts);
        self.documents.push(document);
    }

    /// Jobs of one kind; a name that was taken is a fault.
    fn named<J: DeserializeOwned>(
        &mut self,
        document: &Document,
        kind: &str,
        jobs: BTreeMap<String, Table>,
    ) -> Vec<Named<J>> {
        let place = self.documents.len();
        let mut taken = Vec::new();
        for (name, table) in jobs {
            let keys = [kind, name.as_str()];
            let all = self.jobs.iter().map(|own| (&own.name, own.document));
            let mut all = all.chain(self.texts.iter().map(|own| (&own.name, own.document)));
            if let Some((_, other)) = all.find(|(other, _)| **other == name) {
                let (there, hint) = match self.documents.get(other) {
                    Some(other) => {
                        (&other.name, "jobs of plans that include each other need names of their own")
                    }
                    None => (&document.name, "jobs of analyses and of texts need names of their own"),
                };
                let message = format!("`{there}` has a job `{name}` too");
                let hint = hint.to_owned();
                self.faults.push(document.fault(&keys, "job", message, vec![hint]));
                continue;
            }
            match Value::Table(table).try_into::<J>() {
                Ok(job) => taken.push(Named { name, document: place, job }),
                // The schema is made from the same types, so that nothing is expected here.
                Err(error) => {
                    let message = error.message().trim().to_owned();
                    self.faults.push(document.fault(&keys, "job", message, Vec::new()));
                }
            }
        }
        taken
    }
}
