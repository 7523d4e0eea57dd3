//! What a job says, held against the data: names resolved, faults where they stand.

use std::collections::BTreeSet;

use peel_model::{
    Analysis, CycleId, Dataset, Diagnostic, ForceId, UnknownName, did_you_mean, fold, shortened,
};

use super::document::{Document, Keys};
use super::{Charts, CycleChoice, Exclusion, Job, Tables};
use crate::asked::Asked;
use crate::failure::{describe, hints};
use crate::output::Format;
use crate::request;

/// A job's words, their places, and the faults found among them.
pub(super) struct Said<'a> {
    pub(super) document: &'a Document,
    pub(super) job: &'a str,
    /// The table of the plan that the job stands in.
    table: &'static str,
    dataset: &'a Dataset,
    pub(super) faults: Vec<Diagnostic>,
    /// Whether a name stands for nothing, so that combinations need not be tried.
    pub(super) is_misnamed: bool,
}

/// What is left out, resolved; an empty list leaves nothing aside.
pub(super) struct LeftOut<'a> {
    words: &'a Exclusion,
    forces: BTreeSet<ForceId>,
    cycles: BTreeSet<CycleId>,
    dataset: &'a Dataset,
}

impl<'a> Said<'a> {
    pub(super) fn new(document: &'a Document, job: &'a str, dataset: &'a Dataset) -> Self {
        Self { document, job, table: "jobs", dataset, faults: Vec::new(), is_misnamed: false }
    }

    /// A job of texts.
    pub(super) fn of_texts(document: &'a Document, job: &'a str, dataset: &'a Dataset) -> Self {
        Self { table: "narratives", ..Self::new(document, job, dataset) }
    }

    /// Whether the job says something itself, not the defaults.
    pub(super) fn says_itself(&self, keys: Keys<'_>) -> bool {
        self.document.says(&[&[self.table, self.job], keys].concat())
    }

    /// Whether the job or the defaults say something.
    pub(super) fn says(&self, keys: Keys<'_>) -> bool {
        self.says_itself(keys) || self.document.says(&[&["defaults"], keys].concat())
    }

    /// A fault where the job says something, else where the defaults do, else at the job; each once.
    pub(super) fn fault(&mut self, keys: Keys<'_>, code: &'static str, message: String, hints: Vec<String>) {
        let is_default = keys.first().is_some_and(|key| !self.says_itself(&[key]) && self.says(&[key]));
        let place: Vec<&str> = if is_default {
            [&["defaults"], keys].concat()
        } else {
            [&[self.table, self.job], keys].concat()
        };
        let fault = self.document.fault(&place, code, message, hints);
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    fn unknown(&mut self, keys: Keys<'_>, unknown: UnknownName) {
        self.is_misnamed = true;
        self.fault(keys, "unknown-name", unknown.message, unknown.hints);
    }

    /// The formats of charts and tables, each once.
    pub(super) fn formats(&mut self, charts: &Charts, tables: &Tables) -> Vec<Format> {
        let mut formats = BTreeSet::new();
        let looks = &charts.looks;
        let tables: Vec<&str> = tables.formats.iter().map(|name| name.0.as_str()).collect();
        let charts: Vec<&str> = charts.formats.iter().map(|name| name.0.as_str()).collect();
        let draws = !charts.is_empty();
        for (key, words) in [("tables", tables), ("charts", charts)] {
            for (place, word) in words.into_iter().enumerate() {
                let keys = [key, "formats", &place.to_string()];
                match Format::named(word) {
                    Ok(format) if formats.insert(format) => {}
                    Ok(_) => {
                        self.fault(&keys, "format", format!("`{word}` names a format twice"), Vec::new());
                    }
                    Err(error) => self.fault(&keys, "format", describe(&error), Vec::new()),
                }
            }
        }
        if formats.is_empty() && self.faults.is_empty() {
            let message = "the job writes nothing: no format of charts or tables".to_owned();
            self.fault(&["charts"], "format", message, Vec::new());
        }
        if draws && let Err(error) = looks.look(&self.document.folder) {
            self.fault(&["charts", "theme"], "theme", describe(&error), hints(&error));
        }
        formats.into_iter().collect()
    }

    /// The forces that a list of names stands for, each once, in its order.
    pub(super) fn forces(&mut self, keys: Keys<'_>, names: &[String]) -> Vec<ForceId> {
        let mut forces = Vec::new();
        for (place, name) in names.iter().enumerate() {
            match whom(name, self.dataset) {
                Ok(found) => forces.extend(found),
                Err(unknown) => self.unknown(&[keys, &[&place.to_string()]].concat(), unknown),
            }
        }
        let mut seen = BTreeSet::new();
        forces.retain(|force| seen.insert(force.clone()));
        forces
    }

    /// Every other name of a job, each held against the data by itself.
    pub(super) fn names(&mut self, job: &Job) {
        for (place, choice) in job.cycles.as_slice().iter().enumerate() {
            let place = place.to_string();
            match choice {
                CycleChoice::One(name) => _ = self.cycle(&["cycles", &place], name),
                CycleChoice::Two(two) => {
                    for (key, name) in [("from", &two.from), ("to", &two.to)] {
                        if let Some(name) = name {
                            self.cycle(&["cycles", &place, key], name);
                        }
                    }
                }
            }
        }
        for (place, name) in job.indicators.as_slice().iter().enumerate() {
            let found = request::names(Some(name), "indicator", |name| self.dataset.resolve_indicator(name));
            if let Err(error) = found {
                self.is_misnamed = true;
                self.fault(
                    &["indicators", &place.to_string()],
                    "unknown-name",
                    describe(&error),
                    hints(&error),
                );
            }
        }
        if let Some(Err(unknown)) =
            job.parameters.period.as_deref().map(|name| self.dataset.resolve_period(name))
        {
            self.unknown(&["parameters", "period"], unknown);
        }
    }

    /// The force that a name stands for.
    pub(super) fn force(&mut self, keys: Keys<'_>, name: &str) -> Option<ForceId> {
        self.dataset.resolve_force(name).map_err(|unknown| self.unknown(keys, unknown)).ok()
    }

    /// The cycle that a name stands for.
    pub(super) fn cycle(&mut self, keys: Keys<'_>, name: &str) -> Option<CycleId> {
        self.dataset.resolve_cycle(name).map_err(|unknown| self.unknown(keys, unknown)).ok()
    }

    /// What is to be left out.
    pub(super) fn exclusions(&mut self, job: &'a Job) -> Vec<LeftOut<'a>> {
        let mut exclusions = Vec::new();
        for (place, words) in job.exclude.iter().enumerate() {
            let place = place.to_string();
            let forces = self.forces(&["exclude", &place, "force"], words.force.as_slice());
            let mut cycles = BTreeSet::new();
            for (number, name) in words.cycle.as_slice().iter().enumerate() {
                cycles.extend(self.cycle(&["exclude", &place, "cycle", &number.to_string()], name));
            }
            let forces = forces.into_iter().collect();
            exclusions.push(LeftOut { words, forces, cycles, dataset: self.dataset });
        }
        exclusions
    }
}

impl LeftOut<'_> {
    /// Whether an output is among those left out: it matches all that is said.
    pub(super) fn matches(&self, analysis: Analysis, asked: &Asked) -> bool {
        let words = self.words;
        let says_nothing = words.analysis.as_slice().is_empty()
            && words.against.as_slice().is_empty()
            && words.indicator.as_slice().is_empty()
            && self.forces.is_empty()
            && self.cycles.is_empty();
        let force = asked.force.as_ref().and_then(|force| self.dataset.resolve_force(force).ok());
        let force = force.or_else(|| self.dataset.about.default_force.clone());
        let cycles: Vec<CycleId> = [&asked.cycle, &asked.from, &asked.to]
            .into_iter()
            .flatten()
            .filter_map(|name| self.dataset.resolve_cycle(name).ok())
            .collect();
        let is_one_of = |words: &[String], asked: &Option<String>| {
            words.is_empty()
                || asked.as_ref().is_some_and(|asked| words.iter().any(|word| fold(word) == fold(asked)))
        };
        !says_nothing
            && (words.analysis.as_slice().is_empty()
                || words.analysis.as_slice().iter().any(|one| one.0 == analysis))
            && (self.forces.is_empty() || force.is_some_and(|force| self.forces.contains(&force)))
            && (self.cycles.is_empty() || cycles.iter().any(|cycle| self.cycles.contains(cycle)))
            && is_one_of(words.against.as_slice(), &asked.against)
            && is_one_of(words.indicator.as_slice(), &asked.indicator)
    }
}

/// The forces a name stands for: `all`, those of a region or a country, or one.
fn whom(name: &str, dataset: &Dataset) -> Result<Vec<ForceId>, UnknownName> {
    if fold(name) == "all" {
        return Ok(dataset.forces.iter().map(|force| force.id.clone()).collect());
    }
    let Some((kind, rest)) = name.split_once(':') else { return Ok(vec![dataset.resolve_force(name)?]) };
    let place = |force: &peel_model::Force| match fold(kind).as_str() {
        "region" => force.region.clone(),
        "country" => force.country.clone(),
        _ => None,
    };
    let is_there = |force: &&peel_model::Force| place(force).is_some_and(|own| fold(&own) == fold(rest));
    let found: Vec<ForceId> = dataset.forces.iter().filter(is_there).map(|force| force.id.clone()).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let known: BTreeSet<String> = dataset.forces.iter().filter_map(place).collect();
    let words = known.iter().map(String::as_str);
    let hint = if known.is_empty() {
        did_you_mean(kind, ["region", "country"])
            .or_else(|| Some("expected `all`, `region:NAME`, `country:NAME` or a name".to_owned()))
    } else {
        did_you_mean(rest, words).or_else(|| Some("`peel list forces` shows every region".to_owned()))
    };
    let message = format!("`{}` stands for no one", shortened(name));
    Err(UnknownName { message, hints: hint.into_iter().collect() })
}
