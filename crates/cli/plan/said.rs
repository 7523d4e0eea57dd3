//! What a job says, held against the data: names resolved, faults where they stand.

use std::collections::BTreeSet;

use peel_model::{
    Analysis, Comparator, CycleId, Cycles, Dataset, Diagnostic, Force, ForceId, IndicatorId, Parameter,
    Selection, UnknownName, did_you_mean, fold, shortened,
};

use super::document::{Document, Keys};
use super::path::{Fault, PLACES, Template};
use super::{Charts, CycleChoice, Exclusion, Job, Tables};
use crate::asked::{Asked, in_words_of_plans};
use crate::failure::{Hinted, NamedTwice, describe, hints};
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
    /// Whether a name stands for nothing, so that nothing of the job can be made.
    pub(super) is_misnamed: bool,
    /// What is misnamed: a parameter, and its place in a list. Combinations are tried without it.
    pub(super) misnamed: BTreeSet<(Parameter, usize)>,
    /// What is named again: the key of a list, and the place in it.
    repeated: BTreeSet<(&'static str, usize)>,
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
        Self {
            document,
            job,
            table: "jobs",
            dataset,
            faults: Vec::new(),
            is_misnamed: false,
            misnamed: BTreeSet::new(),
            repeated: BTreeSet::new(),
        }
    }

    /// The faults of what the defaults of a plan name, whether a job takes it or not.
    pub(super) fn of_defaults(
        document: &'a Document,
        defaults: &'a Job,
        dataset: &'a Dataset,
    ) -> Vec<Diagnostic> {
        // No job has an empty name and says nothing: what it names is the defaults'.
        let mut said = Self::new(document, "", dataset);
        said.forces(&["forces"], defaults.forces.as_slice());
        said.names(defaults);
        said.exclusions(defaults);
        said.repetitions(defaults);
        if said.has(&["path"]) {
            said.template(&defaults.path);
        }
        said.look(&defaults.charts);
        said.faults
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

    /// Whether the job or the defaults say something that fits.
    pub(super) fn has(&self, keys: Keys<'_>) -> bool {
        self.document.has(&[&[self.table, self.job], keys].concat())
            || self.document.has(&[&["defaults"], keys].concat())
    }

    /// Whether the job, or the defaults where it says nothing, have an empty list at a place.
    pub(super) fn lists_nothing(&self, keys: Keys<'_>) -> bool {
        let place = if self.says_itself(keys) {
            [&[self.table, self.job], keys].concat()
        } else {
            [&["defaults"], keys].concat()
        };
        self.document.lists_nothing(&place)
    }

    /// A fault where the job says something, else where the defaults do, else at the job; each once.
    pub(super) fn fault(&mut self, keys: Keys<'_>, code: &'static str, message: String, hints: Vec<String>) {
        let of_defaults = |keys: Keys<'_>| self.document.says(&[&["defaults"], keys].concat());
        // Tables of a job are laid over those of the defaults key by key, lists as wholes.
        let key = if self.says_itself(keys) || of_defaults(keys) { keys } else { &keys[..keys.len().min(1)] };
        let is_default = !self.says_itself(key) && of_defaults(key);
        let place: Vec<&str> = if is_default {
            [&["defaults"], keys].concat()
        } else {
            [&[self.table, self.job], keys].concat()
        };
        let hints = hints.into_iter().map(in_words_of_plans).collect();
        let fault = self.document.fault(&place, code, in_words_of_plans(message), hints);
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
        let of_tables: Vec<&str> = tables.formats.iter().map(|name| name.0.as_str()).collect();
        let of_charts: Vec<&str> = charts.formats.iter().map(|name| name.0.as_str()).collect();
        for (key, words) in [("tables", of_tables), ("charts", of_charts)] {
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
        if ["charts", "tables"].iter().all(|key| self.lists_nothing(&[key, "formats"])) {
            let message = "the job writes nothing: no format of charts or tables".to_owned();
            self.fault(&["charts"], "format", message, Vec::new());
        }
        let formats: Vec<Format> = formats.into_iter().collect();
        self.look(charts);
        self.outlines(charts, &formats);
        formats
    }

    fn outlines(&mut self, charts: &Charts, formats: &[Format]) {
        let pictures: Vec<_> = formats.iter().filter_map(|format| format.picture()).collect();
        let outlined = ["charts", "text-as-paths"];
        if let Err(error) = charts.looks.must_suit(&pictures)
            && self.says_itself(&outlined)
        {
            self.fault(&outlined, "format", error.message.replace("--", ""), vec![error.hint]);
        }
    }

    fn look(&mut self, charts: &Charts) {
        if let Err(error) = charts.looks.look(&self.document.folder) {
            self.fault(&["charts", "theme"], "theme", describe(&error), hints(&error));
        }
    }

    /// The template of a path.
    pub(super) fn template(&mut self, path: &str) -> Option<Template> {
        self.read(&["path"], path, &PLACES)
    }

    /// A template that may have some places.
    pub(super) fn read(&mut self, keys: Keys<'_>, path: &str, places: &[&'static str]) -> Option<Template> {
        let read = Template::read(path, places);
        let tell = |faults: Vec<Fault>| {
            for (message, hint) in faults {
                self.fault(keys, "path", message, hint.into_iter().collect());
            }
        };
        read.map_err(tell).ok()
    }

    /// Faults of lists that name nothing, which is not what leaving them out means, or something twice.
    pub(super) fn lists(&mut self, job: &Job) {
        for key in ["cycles", "against", "indicators"] {
            // A job may take back what the defaults list.
            let takes_back = self.says_itself(&[key]) && self.document.says(&["defaults", key]);
            if self.lists_nothing(&[key]) && !takes_back {
                let hint = "leave it out for what is usual".to_owned();
                self.fault(&[key], "nothing", format!("`{key}` is an empty list"), vec![hint]);
            }
        }
        self.repetitions(job);
    }

    /// Faults of lists that name something twice.
    fn repetitions(&mut self, job: &Job) {
        let forces = job.forces.as_slice().iter().map(|name| self.forces_meant(name)).collect();
        let analyses = job.analysis.as_slice().iter().map(|name| name.0.to_string()).collect();
        let cycles = job.cycles.as_slice().iter().map(|choice| self.cycle_meant(choice)).collect();
        let against = job.against.as_slice().iter().map(|text| self.comparator_meant(text)).collect();
        let indicators = job.indicators.as_slice().iter().map(|name| self.indicators_meant(name)).collect();
        let lists: [(&str, Vec<String>); 5] = [
            ("forces", forces),
            ("analysis", analyses),
            ("cycles", cycles),
            ("against", against),
            ("indicators", indicators),
        ];
        for (key, values) in lists {
            for place in (1..values.len()).filter(|place| values[..*place].contains(&values[*place])) {
                let message = format!("`{}` is named twice", values[place]);
                self.fault(&[key, &place.to_string()], "twice", message, Vec::new());
                self.repeated.insert((key, place));
            }
        }
    }

    /// The values of a list with their places in it, but for those named before.
    pub(super) fn once<'v, T>(&self, key: &'static str, values: &'v [T]) -> Vec<(usize, &'v T)> {
        let values = values.iter().enumerate();
        values.filter(|(place, _)| !self.repeated.contains(&(key, *place))).collect()
    }

    /// One force by its identifier where it is known.
    fn forces_meant(&self, name: &str) -> String {
        self.dataset.resolve_force(name).map_or_else(|_| fold(name), |force| force.to_string())
    }

    /// A comparator as it is written, by identifiers where they are known.
    fn comparator_meant(&self, text: &str) -> String {
        let meant = request::named_comparator(text, self.dataset);
        meant.map_or_else(|_| fold(text), |comparator| comparator.to_string())
    }

    /// A cycle, or two, by identifiers where they are known.
    fn cycle_meant(&self, choice: &CycleChoice) -> String {
        let meant = |name: &String| {
            self.dataset.resolve_cycle(name).map_or_else(|_| fold(name), |cycle| cycle.to_string())
        };
        match choice {
            CycleChoice::One(name) => meant(name),
            CycleChoice::Two(two) => {
                let ends = [&two.from, &two.to].map(|end| end.as_ref().map_or_else(String::new, meant));
                ends.join(" to ")
            }
        }
    }

    /// Indicators, by identifiers where they are known.
    fn indicators_meant(&self, names: &str) -> String {
        let found = request::names(Some(names), "indicator", |name| self.dataset.resolve_indicator(name));
        let found: Vec<String> = found.into_iter().flatten().map(|indicator| indicator.to_string()).collect();
        if found.is_empty() { fold(names) } else { found.join(",") }
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
            let number = place.to_string();
            let found: Vec<bool> = match choice {
                CycleChoice::One(name) => vec![self.cycle(&["cycles", &number], name).is_some()],
                CycleChoice::Two(two) => [("from", &two.from), ("to", &two.to)]
                    .into_iter()
                    .filter_map(|(key, name)| {
                        Some(self.cycle(&["cycles", &number, key], name.as_ref()?).is_some())
                    })
                    .collect(),
            };
            if found.contains(&false) {
                self.misnamed.insert((Parameter::Cycle, place));
            }
        }
        let dataset = self.dataset;
        for (place, name) in job.indicators.as_slice().iter().enumerate() {
            self.misnames(Parameter::Indicator, place, indicators(name, dataset).err());
        }
        for (place, text) in job.against.as_slice().iter().enumerate() {
            self.misnames(Parameter::Against, place, request::named_comparator(text, dataset).err());
        }
        let asked = &job.parameters;
        let excluded =
            request::names(asked.exclude.as_deref(), &dataset.about.noun, |name| dataset.resolve_force(name));
        self.misnames(Parameter::Exclude, 0, excluded.err());
        let area = asked.area.as_deref().and_then(|names| unknown_area(names, dataset));
        self.misnames(Parameter::Area, 0, area);
        let period = asked.period.as_deref().map(|name| dataset.resolve_period(name));
        self.misnames(Parameter::Period, 0, period.and_then(Result::err).map(anyhow::Error::from));
    }

    /// A fault where a parameter is misnamed.
    fn misnames(&mut self, parameter: Parameter, place: usize, error: Option<anyhow::Error>) {
        let Some(error) = error else { return };
        self.misnamed.insert((parameter, place));
        let number = place.to_string();
        self.misnamed_at(&keys_of(parameter, &number), &error);
    }

    fn misnamed_at(&mut self, keys: Keys<'_>, error: &anyhow::Error) {
        self.is_misnamed = true;
        let code = if error.is::<NamedTwice>() { "twice" } else { "unknown-name" };
        self.fault(keys, code, describe(error), hints(error));
    }

    /// The force that a name stands for.
    pub(super) fn force(&mut self, keys: Keys<'_>, name: &str) -> Option<ForceId> {
        self.dataset.resolve_force(name).map_err(|unknown| self.unknown(keys, unknown)).ok()
    }

    /// The cycle that a name stands for.
    pub(super) fn cycle(&mut self, keys: Keys<'_>, name: &str) -> Option<CycleId> {
        let are_two =
            |ends: &(&str, &str)| [ends.0, ends.1].iter().all(|end| self.dataset.resolve_cycle(end).is_ok());
        let found = self.dataset.resolve_cycle(name).map_err(|mut unknown| {
            let two = [" to ", "..", ",", "-"].iter().filter_map(|sign| name.split_once(sign)).find(are_two);
            if let (Some((from, to)), ["cycles", _]) = (two, keys) {
                unknown.hints =
                    vec![format!("for two cycles write `{{ from = \"{from}\", to = \"{to}\" }}`")];
            }
            self.unknown(keys, unknown);
        });
        found.ok()
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
            for (number, text) in words.against.as_slice().iter().enumerate() {
                if let Err(error) = request::named_comparator(text, self.dataset) {
                    self.misnamed_at(&["exclude", &place, "against", &number.to_string()], &error);
                }
            }
            for (number, names) in words.indicator.as_slice().iter().enumerate() {
                if let Err(error) = indicators(names, self.dataset) {
                    self.misnamed_at(&["exclude", &place, "indicator", &number.to_string()], &error);
                }
            }
            let forces = forces.into_iter().collect();
            exclusions.push(LeftOut { words, forces, cycles, dataset: self.dataset });
        }
        exclusions
    }
}

impl LeftOut<'_> {
    /// Whether an output is among those left out: it matches all that is said.
    /// It is held against what is meant, or against what is asked where that cannot be made.
    pub(super) fn matches(&self, analysis: Analysis, asked: &Asked, meant: Option<&Selection>) -> bool {
        let words = self.words;
        let says_nothing = words.analysis.as_slice().is_empty()
            && words.against.as_slice().is_empty()
            && words.indicator.as_slice().is_empty()
            && self.forces.is_empty()
            && self.cycles.is_empty();
        let force = asked.force.as_ref().and_then(|force| self.dataset.resolve_force(force).ok());
        let force = force.or_else(|| self.dataset.about.default_force.clone());
        let cycles: Vec<CycleId> = match meant.and_then(|meant| meant.cycles.as_ref()) {
            Some(Cycles::One(cycle)) => vec![cycle.clone()],
            Some(Cycles::Between { from, to }) => vec![from.clone(), to.clone()],
            None => [&asked.cycle, &asked.from, &asked.to]
                .into_iter()
                .flatten()
                .filter_map(|name| self.dataset.resolve_cycle(name).ok())
                .collect(),
        };
        let against = asked.against.as_deref().unwrap_or(Comparator::WORDS[0]);
        let comparator = |text: &str| request::comparator(text, force.as_ref()?, self.dataset).ok();
        let is_against = |word: &String| {
            fold(word) == fold(against)
                || comparator(word).is_some_and(|meant| Some(meant) == comparator(against))
        };
        let indicators = |text: &str| indicators(text, self.dataset).ok();
        let is_of_indicator = |word: &String| {
            let asked = asked.indicator.as_deref().and_then(indicators);
            asked.is_some() && indicators(word) == asked
        };
        !says_nothing
            && (words.analysis.as_slice().is_empty()
                || words.analysis.as_slice().iter().any(|one| one.0 == analysis))
            && (self.forces.is_empty() || force.as_ref().is_some_and(|force| self.forces.contains(force)))
            && (self.cycles.is_empty() || cycles.iter().any(|cycle| self.cycles.contains(cycle)))
            && (words.against.as_slice().is_empty()
                || analysis.takes(Parameter::Against) && words.against.as_slice().iter().any(is_against))
            && (words.indicator.as_slice().is_empty()
                || words.indicator.as_slice().iter().any(is_of_indicator))
    }
}

/// The keys of a parameter in a job; of a list, the one at a place.
pub(super) fn keys_of(parameter: Parameter, place: &str) -> [&str; 2] {
    match parameter {
        Parameter::Cycle | Parameter::From | Parameter::To => ["cycles", place],
        Parameter::Against => ["against", place],
        Parameter::Indicator => ["indicators", place],
        other => ["parameters", other.as_str()],
    }
}

/// The indicators that names with commas between stand for.
fn indicators(names: &str, dataset: &Dataset) -> anyhow::Result<Vec<IndicatorId>> {
    request::names(Some(names), "indicator", |name| dataset.resolve_indicator(name))
}

/// What is wrong with names of areas that no cycle has all of.
fn unknown_area(names: &str, dataset: &Dataset) -> Option<anyhow::Error> {
    if dataset.cycles.iter().any(|cycle| request::areas(names, &cycle.id, dataset).is_ok()) {
        return None;
    }
    let of_any_cycle = |name: &str| {
        let found = dataset.cycles.iter().find_map(|cycle| dataset.resolve_area(&cycle.id, name).ok());
        let all = || dataset.areas.iter().flat_map(|area| [area.key.area.as_str(), &area.title]);
        let hint =
            || did_you_mean(name, all()).unwrap_or_else(|| "`peel list areas` shows every name".to_owned());
        let message = || format!("`{}` is no area of any cycle", shortened(name));
        found.ok_or_else(|| UnknownName { message: message(), hints: vec![hint()] })
    };
    let not_together = || Hinted {
        message: format!("no cycle has all of `{}`", shortened(names)),
        hint: "name areas of one cycle; `peel list areas` shows those of each".to_owned(),
    };
    let found = request::names(Some(names), "area", of_any_cycle);
    Some(found.err().unwrap_or_else(|| not_together().into()))
}

/// The forces a name stands for: `all`, those of a region or a country, or one.
///
/// # Errors
///
/// A name that stands for no one.
pub(crate) fn whom(name: &str, dataset: &Dataset) -> Result<Vec<ForceId>, UnknownName> {
    if fold(name) == "all" {
        return Ok(dataset.forces.iter().map(|force| force.id.clone()).collect());
    }
    let of = |kind: &str| match fold(kind).as_str() {
        "region" => |force: &Force| force.region.clone(),
        "country" => |force: &Force| force.country.clone(),
        _ => |_: &Force| None,
    };
    let within = |kind: &str, name: &str| -> Vec<ForceId> {
        let is_there = |force: &&Force| of(kind)(force).is_some_and(|own| fold(&own) == fold(name));
        dataset.forces.iter().filter(is_there).map(|force| force.id.clone()).collect()
    };
    let Some((kind, rest)) = name.split_once(':') else {
        let one = dataset.resolve_force(name).map(|force| vec![force]);
        return one.map_err(|mut unknown| {
            let kind = ["region", "country"].into_iter().find(|kind| !within(kind, name).is_empty());
            let all_within = kind.map(|kind| format!("`{kind}:{name}` stands for all within it"));
            unknown.hints = all_within.map_or(unknown.hints, |hint| vec![hint]);
            unknown
        });
    };
    let found = within(kind, rest);
    if !found.is_empty() {
        return Ok(found);
    }
    let known: BTreeSet<String> = dataset.forces.iter().filter_map(of(kind)).collect();
    let words: Vec<String> = known.iter().map(|place| format!("{}:{place}", fold(kind))).collect();
    let hint = if known.is_empty() {
        did_you_mean(kind, ["region", "country"])
            .or_else(|| Some("expected `all`, `region:NAME`, `country:NAME` or a name".to_owned()))
    } else {
        did_you_mean(name, words.iter().map(String::as_str))
            .or_else(|| Some("`peel list forces` shows every region".to_owned()))
    };
    let message = format!("`{}` stands for no one", shortened(name));
    Err(UnknownName { message, hints: hint.into_iter().collect() })
}
