//! Jobs to outputs: every list multiplied out, every name resolved, every combination tried.

use std::collections::BTreeSet;
use std::path::PathBuf;

use peel_charts::Look;
use peel_model::{Analysis, Dataset, Diagnostic, ForceId, Parameter, Selection};
use peel_narrative::Lexicon;

use super::cause::{Cause, causes};
use super::document::Keys;
use super::path::Template;
use super::read::{Named, Plan};
use super::said::{Said, keys_of};
use super::texts::Spoken;
use super::{AnalysisName, CycleChoice, Job, USUAL_PATH};
use crate::asked::{Asked, takers};
use crate::failure::{describe, hints};
use crate::look::Looks;
use crate::output::Format;
use crate::request;

/// A question whose answer is to be written in some formats.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    /// The job it is of.
    pub(crate) job: String,
    /// The files' name without the ending, from the folder written into; parts with `/` between.
    pub(crate) stem: String,
    /// What it answers.
    pub(crate) question: Question,
    /// How its chart looks.
    pub(crate) looks: Looks,
    /// The folder in which its theme is looked for.
    pub(crate) beside: PathBuf,
    /// What is written, each once, in the order of the formats.
    pub(crate) formats: Vec<Format>,
}

/// What an output answers.
#[derive(Debug, Clone)]
pub(crate) enum Question {
    /// One analysis of one force.
    Analysis(Box<Analysed>),
    /// What texts say.
    Texts(Spoken),
}

/// An analysis with its parameters.
#[derive(Debug, Clone)]
pub(crate) struct Analysed {
    /// The analysis.
    pub(crate) analysis: Analysis,
    /// Whom it is about, and the parameters, as asked.
    pub(crate) asked: Asked,
    /// The same as meant.
    pub(crate) selection: Selection,
}

impl Output {
    /// Whether it is about a force.
    pub(crate) fn is_about(&self, force: &ForceId) -> bool {
        match &self.question {
            Question::Analysis(analysed) => analysed.selection.subject == *force,
            Question::Texts(spoken) => spoken.texts.readings().any(|reading| reading.force == *force),
        }
    }

    /// The look of its chart.
    pub(crate) fn look(&self) -> anyhow::Result<Look> {
        self.looks.look(&self.beside)
    }

    /// Its files, from the folder written into.
    pub(crate) fn files(&self) -> impl Iterator<Item = (Format, String)> {
        self.formats.iter().map(|format| (*format, format!("{}.{}", self.stem, format.extension())))
    }
}

/// One value of each list that an analysis takes.
struct Choice<'a> {
    force: Option<ForceId>,
    cycle: Option<(usize, &'a CycleChoice)>,
    against: Option<(usize, &'a String)>,
    indicator: Option<(usize, &'a String)>,
}

impl Plan {
    /// Every output, by job and in the order of its lists.
    ///
    /// # Errors
    ///
    /// Every fault of the plan, in the order of its files.
    pub(crate) fn outputs(
        &self,
        dataset: &Dataset,
        lexicon: impl Fn() -> anyhow::Result<Lexicon>,
    ) -> Result<Vec<Output>, Vec<Diagnostic>> {
        let mut faults = self.faults.clone();
        let mut outputs = Vec::new();
        for (document, defaults) in self.documents.iter().zip(&self.defaults) {
            faults.extend(Said::of_defaults(document, defaults, dataset));
        }
        for named in &self.jobs {
            let mut expansion = Expansion::new(self, named, dataset);
            expansion.expand();
            outputs.append(&mut expansion.outputs);
            faults.append(&mut expansion.said.faults);
        }
        outputs.extend(self.outputs_of_texts(dataset, lexicon, &mut faults));
        faults.extend(self.clashes(&outputs));
        if faults.is_empty() {
            return Ok(outputs);
        }
        let order = |fault: &Diagnostic| self.documents.iter().position(|own| own.name == fault.place.file);
        faults.sort_by_key(|fault| (order(fault), fault.place.at.clone()));
        let mut each: Vec<Diagnostic> = Vec::new();
        for fault in faults {
            if !each.contains(&fault) {
                each.push(fault);
            }
        }
        Err(once_a_place(each))
    }
}

/// What many forces or analyses refuse for the sake of one word is one fault, and says how many more there are.
fn once_a_place(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let is_like = |one: &Diagnostic, other: &Diagnostic| {
        one.code == other.code && one.place == other.place && ["combination", "not-taken"].contains(&one.code)
    };
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for fault in faults {
        match told.iter_mut().find(|(own, _)| is_like(own, &fault)) {
            Some((_, n_more)) => *n_more += 1,
            None => told.push((fault, 0)),
        }
    }
    let with_count = |(mut fault, n_more): (Diagnostic, usize)| {
        if n_more > 0 {
            fault.message = format!("{} (and {n_more} more like it)", fault.message);
        }
        fault
    };
    told.into_iter().map(with_count).collect()
}

/// The outputs of one job.
struct Expansion<'a> {
    said: Said<'a>,
    job: &'a Job,
    dataset: &'a Dataset,
    template: Option<Template>,
    formats: Vec<Format>,
    forces: Vec<ForceId>,
    outputs: Vec<Output>,
}

impl<'a> Expansion<'a> {
    fn new(plan: &'a Plan, named: &'a Named<Job>, dataset: &'a Dataset) -> Self {
        let mut said = Said::new(&plan.documents[named.document], &named.name, dataset);
        let job = &named.job;
        // An empty path is none only where nothing is said of it.
        let path = if job.path.is_empty() && !said.has(&["path"]) { USUAL_PATH } else { &job.path };
        let template = said.template(path);
        let formats = said.formats(&job.charts, &job.tables);
        let forces = said.forces(&["forces"], job.forces.as_slice());
        said.names(job);
        Self { said, job, dataset, template, formats, forces, outputs: Vec::new() }
    }

    fn expand(&mut self) {
        if !self.said.says(&["analysis"]) || self.said.lists_nothing(&["analysis"]) {
            let hint = "`peel list analyses` has them".to_owned();
            self.said.fault(&["analysis"], "job", "the job names no analysis".to_owned(), vec![hint]);
        }
        if self.said.lists_nothing(&["forces"]) {
            let hint = "leave it out for the one set in the data, or write `all`".to_owned();
            self.said.fault(&["forces"], "job", "the job is about no one".to_owned(), vec![hint]);
        }
        self.said.lists(self.job);
        let exclusions = self.said.exclusions(self.job);
        let mut used = BTreeSet::new();
        for (_, AnalysisName(analysis)) in self.said.once("analysis", self.job.analysis.as_slice()) {
            let analysis = *analysis;
            let parameters = self.parameters(analysis);
            for choice in self.choices(analysis) {
                let asked = choice.asked(&parameters);
                let meant = self.selection(analysis, &asked, &choice);
                let selection = meant.as_ref().ok();
                let matching: Vec<usize> = (0..exclusions.len())
                    .filter(|place| exclusions[*place].matches(analysis, &asked, selection))
                    .collect();
                if !matching.is_empty() {
                    used.extend(matching);
                    continue;
                }
                match meant {
                    Ok(_) if self.said.is_misnamed => {}
                    Ok(selection) => self.push(analysis, asked, selection),
                    Err(causes) => self.refuse_combination(&causes, &choice),
                }
            }
        }
        // What did not fit the schema may be what would have matched.
        if self.said.faults.is_empty() && self.said.document.is_whole() {
            if self.outputs.is_empty() && !used.is_empty() {
                let message = "everything of this job is left out".to_owned();
                self.said.fault(&["exclude"], "exclude", message, Vec::new());
            }
            for place in (0..exclusions.len()).filter(|place| !used.contains(place)) {
                let message = "nothing of this job matches what is to be left out".to_owned();
                self.said.fault(&["exclude", &place.to_string()], "exclude", message, Vec::new());
            }
        }
    }

    /// The faults of what cannot be meant, each where it is caused.
    fn refuse_combination(&mut self, causes: &[Cause], choice: &Choice<'_>) {
        for Cause { parameter, error } in causes {
            let number = parameter.map(|parameter| choice.place(parameter).to_string()).unwrap_or_default();
            let keys = parameter.map(|parameter| keys_of(parameter, &number));
            let keys: Keys<'_> = match &keys {
                Some(keys) if self.said.says(&keys[..1]) => keys,
                _ => &["analysis"],
            };
            self.said.fault(keys, "combination", describe(error), hints(error));
        }
    }

    /// What is asked beside the lists; what comes from the defaults and is not taken is left out.
    fn parameters(&mut self, analysis: Analysis) -> Asked {
        let mut asked = self.job.parameters.clone();
        for parameter in asked.given().into_iter().filter(|parameter| !analysis.takes(*parameter)) {
            asked.forget(parameter);
            // What stands for nothing was said to.
            if self.said.misnamed.contains(&(parameter, 0)) {
                continue;
            }
            self.refuse(analysis, parameter, &["parameters", parameter.as_str()]);
        }
        asked
    }

    /// A fault where the job itself, not the defaults, says what the analysis does not take.
    fn refuse(&mut self, analysis: Analysis, parameter: Parameter, keys: &[&str]) {
        if self.said.says_itself(keys) {
            let key = keys.last().unwrap_or(&"");
            let message = format!("`{analysis}` takes no `{key}`");
            self.said.fault(keys, "not-taken", message, vec![takers(parameter)]);
        }
    }

    /// Every combination of the lists that an analysis takes; a list that says nothing has one value, none.
    fn choices(&mut self, analysis: Analysis) -> Vec<Choice<'a>> {
        let job = self.job;
        let cycles = self.cycles(analysis);
        let forces: Vec<Option<ForceId>> = or_none(self.forces.iter().cloned().map(Some));
        let against = or_none(self.said.once("against", job.against.as_slice()).into_iter().map(Some));
        let mut indicators =
            or_none(self.said.once("indicators", job.indicators.as_slice()).into_iter().map(Some));
        if !analysis.takes(Parameter::Indicator) && indicators != [None] {
            self.refuse(analysis, Parameter::Indicator, &["indicators"]);
            indicators = vec![None];
        }
        let mut choices = Vec::new();
        if self.forces.is_empty() && !job.forces.as_slice().is_empty() {
            // None of those named is known, and no one else is meant.
            return choices;
        }
        for force in &forces {
            for cycle in &cycles {
                for against in &against {
                    for indicator in &indicators {
                        choices.push(Choice {
                            force: force.clone(),
                            cycle: *cycle,
                            against: *against,
                            indicator: *indicator,
                        });
                    }
                }
            }
        }
        choices
    }

    /// The cycles, or pairs of them, that an analysis takes.
    fn cycles(&mut self, analysis: Analysis) -> Vec<Option<(usize, &'a CycleChoice)>> {
        let mut taken = Vec::new();
        for (place, choice) in self.said.once("cycles", self.job.cycles.as_slice()) {
            let parameter = match choice {
                CycleChoice::One(_) => Parameter::Cycle,
                CycleChoice::Two(_) => Parameter::From,
            };
            if analysis.takes(parameter) {
                taken.push(Some((place, choice)));
                continue;
            }
            let keys = ["cycles", &place.to_string()];
            // What is no cycle was said to be none.
            let is_misnamed = self.said.misnamed.contains(&(Parameter::Cycle, place));
            if self.said.says_itself(&keys[..1]) && !is_misnamed {
                let (message, hint) = match parameter {
                    Parameter::Cycle if analysis.takes(Parameter::From) => {
                        let hint = "write `{ from = \"...\", to = \"...\" }`".to_owned();
                        (format!("`{analysis}` is of two cycles"), hint)
                    }
                    Parameter::Cycle => (format!("`{analysis}` takes no `cycles`"), takers(Parameter::Cycle)),
                    _ => (format!("`{analysis}` takes no two cycles"), takers(Parameter::From)),
                };
                self.said.fault(&keys, "not-taken", message, vec![hint]);
            }
        }
        if taken.is_empty() { vec![None] } else { taken }
    }

    /// Adds an output.
    fn push(&mut self, analysis: Analysis, asked: Asked, selection: Selection) {
        let Some(template) = &self.template else { return };
        let values = super::path::values(analysis, &selection, &asked, self.said.job);
        match template.filled(&values) {
            Ok(stem) => self.outputs.push(Output {
                job: self.said.job.to_owned(),
                stem,
                question: Question::Analysis(Box::new(Analysed { analysis, asked, selection })),
                looks: self.job.charts.looks.clone(),
                beside: self.said.document.folder.clone(),
                formats: self.formats.clone(),
            }),
            Err((message, hint)) => self.said.fault(&["path"], "path", message, hint.into_iter().collect()),
        }
    }

    /// What is meant by a combination. What is misnamed was said already, and the rest is tried without it.
    fn selection(
        &self,
        analysis: Analysis,
        asked: &Asked,
        choice: &Choice<'_>,
    ) -> Result<Selection, Vec<Cause>> {
        let mut sound = asked.clone();
        for (parameter, place) in &self.said.misnamed {
            match parameter {
                // Without its cycle, it would be another question.
                Parameter::Cycle if *place == choice.place(Parameter::Cycle) => return Err(Vec::new()),
                Parameter::Cycle => {}
                parameter if *place == choice.place(*parameter) => sound.forget(*parameter),
                _ => {}
            }
        }
        let made = request::selection(analysis, &sound, self.dataset);
        made.map_err(|error| causes(error, analysis, &sound, self.dataset))
    }
}

impl Choice<'_> {
    fn asked(&self, parameters: &Asked) -> Asked {
        let mut asked = parameters.clone();
        asked.force = self.force.as_ref().map(ToString::to_string);
        match self.cycle {
            Some((_, CycleChoice::One(cycle))) => asked.cycle = Some(cycle.clone()),
            Some((_, CycleChoice::Two(two))) => (asked.from, asked.to) = (two.from.clone(), two.to.clone()),
            None => {}
        }
        asked.against = self.against.map(|(_, text)| text.clone());
        asked.indicator = self.indicator.map(|(_, text)| text.clone());
        asked
    }

    /// The place in its list of what it has of a parameter; of what is no list, the first.
    fn place(&self, parameter: Parameter) -> usize {
        let place = match parameter {
            Parameter::Cycle | Parameter::From | Parameter::To => self.cycle.map(|(place, _)| place),
            Parameter::Against => self.against.map(|(place, _)| place),
            Parameter::Indicator => self.indicator.map(|(place, _)| place),
            _ => None,
        };
        place.unwrap_or_default()
    }
}

fn or_none<T>(values: impl Iterator<Item = Option<T>>) -> Vec<Option<T>> {
    let values: Vec<Option<T>> = values.collect();
    if values.is_empty() { vec![None] } else { values }
}
