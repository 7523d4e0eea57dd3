//! What may be asked of an analysis, as written on the command line or in a plan.

use std::str::FromStr;

use anyhow::Result;
use clap::Args as ClapArgs;
use clap::builder::PossibleValuesParser;
use peel_ingest::Extent;
use peel_model::{Analysis, Denominator, InvalidWord, Level, Parameter, did_you_mean};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::failure::Hinted;

/// The force in question and the parameters, under one name each on the command line and in plans. A
/// parameter that no analysis takes yet is not shown in the help. Those that a plan lists the values of are
/// skipped here.
#[derive(Debug, Clone, Default, ClapArgs, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub(crate) struct Asked {
    /// The force in question, in any known spelling [default: the one set in the data]
    #[serde(skip)]
    pub(crate) force: Option<String>,

    /// The cycle of inspection [default: the latest in which the force is graded]
    #[arg(long, hide = is_untaken(Parameter::Cycle))]
    #[serde(skip)]
    pub(crate) cycle: Option<String>,

    /// The earlier of two cycles [default: the one before, in which the force is graded]
    #[arg(long, value_name = "CYCLE", hide = is_untaken(Parameter::From))]
    #[serde(skip)]
    pub(crate) from: Option<String>,

    /// The later of two cycles [default: the latest that may be compared with the one before]
    #[arg(long, value_name = "CYCLE", hide = is_untaken(Parameter::To))]
    #[serde(skip)]
    pub(crate) to: Option<String>,

    /// Whole pillars, or the areas within [default: pillars where the cycle graded any]
    #[arg(long, value_name = "pillar|area", value_parser = PossibleValuesParser::new(Level::ALL.map(Level::as_str)))]
    #[schemars(extend("enum" = Level::ALL.map(Level::as_str)))]
    pub(crate) level: Option<String>,

    /// Only these areas: one, or several with commas between
    #[arg(long, value_name = "AREA,...", hide = is_untaken(Parameter::Area))]
    pub(crate) area: Option<String>,

    /// Whom to compare with; `peel list groups` has the groups [default: all]
    #[arg(long, value_name = "all|region[:NAME]|country[:NAME]|neighbours[:N]|group:NAME|FORCE,...", hide = is_untaken(Parameter::Against))]
    #[serde(skip)]
    pub(crate) against: Option<String>,

    /// Leave these out of those compared with
    #[arg(long, value_name = "FORCE,...", hide = is_untaken(Parameter::Exclude))]
    pub(crate) exclude: Option<String>,

    /// Count the force in question among those compared
    #[arg(long, hide = is_untaken(Parameter::WithSubject))]
    pub(crate) with_subject: bool,

    /// These indicators: one, or several with commas between
    #[arg(long, value_name = "INDICATOR,...", hide = is_untaken(Parameter::Indicator))]
    #[serde(skip)]
    pub(crate) indicator: Option<String>,

    /// The period of indicators, in the publisher's words [default: the latest]
    #[arg(long, hide = is_untaken(Parameter::Period))]
    pub(crate) period: Option<String>,

    /// What indicators are divided by [default: published]
    #[arg(long, value_name = "population|officers|published", hide = is_untaken(Parameter::Denominator), value_parser = PossibleValuesParser::new(Denominator::ALL.map(Denominator::as_str)))]
    #[schemars(extend("enum" = Denominator::ALL.map(Denominator::as_str)))]
    pub(crate) denominator: Option<String>,

    /// Where random procedures begin [default: 1]
    #[arg(long, value_name = "N", hide = is_untaken(Parameter::Seed))]
    pub(crate) seed: Option<u64>,

    /// Compare cycles even where the inspectorate says that they may not be
    #[arg(long, hide = is_untaken(Parameter::AllowIncomparable))]
    pub(crate) allow_incomparable: bool,

    /// Leave out judgments carried over from an earlier cycle
    #[arg(long, hide = is_untaken(Parameter::WithoutCarriedOver))]
    pub(crate) without_carried_over: bool,
}

impl Asked {
    /// How much of the data must be read to answer.
    pub(crate) fn extent(&self, analysis: Option<Analysis>) -> Extent {
        let is_of_neighbours = self.against.as_deref().is_some_and(needs_indicators);
        if analysis.is_some_and(Analysis::uses_indicators) || is_of_neighbours {
            Extent::Everything
        } else {
            Extent::Gradings
        }
    }

    /// Refuses what the analysis does not take.
    pub(crate) fn must_suit(&self, analysis: Analysis) -> Result<(), Hinted> {
        self.must_suit_any(&[analysis])
    }

    /// Refuses what none of the analyses takes; there is at least one.
    pub(crate) fn must_suit_any(&self, analyses: &[Analysis]) -> Result<(), Hinted> {
        let is_taken = |parameter: &Parameter| analyses.iter().any(|analysis| analysis.takes(*parameter));
        let untaken = self.given().into_iter().find(|parameter| !is_taken(parameter));
        let (Some(parameter), Some(first)) = (untaken, analyses.first()) else { return Ok(()) };
        Err(Hinted { message: format!("`{first}` takes no `--{parameter}`"), hint: takers(parameter) })
    }

    /// As much of it as the analysis takes, for a selection that serves many: the one cycle is the later of two.
    pub(crate) fn suited_to(&self, analysis: Analysis) -> Self {
        let text = |parameter, value: &Option<String>| value.clone().filter(|_| analysis.takes(parameter));
        let (from, to) = match &self.cycle {
            Some(_) if analysis.takes(Parameter::Cycle) => (None, None),
            cycle if self.from.is_none() && self.to.is_none() => (None, cycle.clone()),
            _ => (self.from.clone(), self.to.clone()),
        };
        Self {
            force: self.force.clone(),
            cycle: text(Parameter::Cycle, &self.cycle),
            from: text(Parameter::From, &from),
            to: text(Parameter::To, &to),
            level: text(Parameter::Level, &self.level),
            area: text(Parameter::Area, &self.area),
            against: text(Parameter::Against, &self.against),
            exclude: text(Parameter::Exclude, &self.exclude),
            with_subject: self.with_subject && analysis.takes(Parameter::WithSubject),
            indicator: text(Parameter::Indicator, &self.indicator),
            period: text(Parameter::Period, &self.period),
            denominator: text(Parameter::Denominator, &self.denominator),
            seed: self.seed.filter(|_| analysis.takes(Parameter::Seed)),
            allow_incomparable: self.allow_incomparable && analysis.takes(Parameter::AllowIncomparable),
            without_carried_over: self.without_carried_over && analysis.takes(Parameter::WithoutCarriedOver),
        }
    }

    /// Whether a force or a parameter was given.
    pub(crate) fn is_anything(&self) -> bool {
        self.force.is_some() || !self.given().is_empty()
    }

    /// The parameters that were given.
    pub(crate) fn given(&self) -> Vec<Parameter> {
        Parameter::ALL.into_iter().filter(|parameter| self.value(*parameter).is_some()).collect()
    }

    /// Takes a parameter back.
    pub(crate) fn forget(&mut self, parameter: Parameter) {
        match parameter {
            Parameter::Cycle => self.cycle = None,
            Parameter::From => self.from = None,
            Parameter::To => self.to = None,
            Parameter::Level => self.level = None,
            Parameter::Area => self.area = None,
            Parameter::Against => self.against = None,
            Parameter::Exclude => self.exclude = None,
            Parameter::WithSubject => self.with_subject = false,
            Parameter::Indicator => self.indicator = None,
            Parameter::Period => self.period = None,
            Parameter::Denominator => self.denominator = None,
            Parameter::Seed => self.seed = None,
            Parameter::AllowIncomparable => self.allow_incomparable = false,
            Parameter::WithoutCarriedOver => self.without_carried_over = false,
        }
    }

    /// What was given as a command line has it: the force, then the parameters in their own order.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments: Vec<String> = self.force.clone().into_iter().collect();
        for parameter in Parameter::ALL {
            if let Some(value) = self.value(parameter) {
                arguments.push(format!("--{parameter}"));
                arguments.extend(value);
            }
        }
        arguments
    }

    /// The value of a parameter that was given: one word, none for a flag; nothing when it was not given.
    fn value(&self, parameter: Parameter) -> Option<Vec<String>> {
        let flag = |given: bool| given.then(Vec::new);
        let text = |value: &Option<String>| value.clone().map(|value| vec![value]);
        match parameter {
            Parameter::Cycle => text(&self.cycle),
            Parameter::From => text(&self.from),
            Parameter::To => text(&self.to),
            Parameter::Level => text(&self.level),
            Parameter::Area => text(&self.area),
            Parameter::Against => text(&self.against),
            Parameter::Exclude => text(&self.exclude),
            Parameter::WithSubject => flag(self.with_subject),
            Parameter::Indicator => text(&self.indicator),
            Parameter::Period => text(&self.period),
            Parameter::Denominator => text(&self.denominator),
            Parameter::Seed => self.seed.map(|seed| vec![seed.to_string()]),
            Parameter::AllowIncomparable => flag(self.allow_incomparable),
            Parameter::WithoutCarriedOver => flag(self.without_carried_over),
        }
    }
}

/// A text about options of the command line, with the keys that a plan has for them.
pub(crate) fn in_words_of_plans(text: String) -> String {
    Parameter::ALL.into_iter().fold(text, |text, parameter| {
        let key = match parameter {
            Parameter::Cycle => "cycles".to_owned(),
            Parameter::Indicator => "indicators".to_owned(),
            Parameter::From | Parameter::To | Parameter::Against => parameter.to_string(),
            Parameter::WithSubject | Parameter::AllowIncomparable | Parameter::WithoutCarriedOver => {
                return text
                    .replace(&format!("`--{parameter}`"), &format!("`parameters.{parameter} = true`"));
            }
            other => format!("parameters.{other}"),
        };
        text.replace(&format!("`--{parameter}"), &format!("`{key}"))
    })
}

/// Which analyses take a parameter, in words.
pub(crate) fn takers(parameter: Parameter) -> String {
    let takers: Vec<String> = parameter.takers().map(|taker| format!("`{taker}`")).collect();
    match takers.as_slice() {
        [] => "no analysis takes it yet".to_owned(),
        [one] => format!("{one} takes it"),
        [first @ .., last] => format!("{} and {last} take it", first.join(", ")),
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

/// Whether a comparator is worked out from indicators.
pub(crate) fn needs_indicators(against: &str) -> bool {
    against.trim_start().to_lowercase().starts_with("neighbours")
}

fn is_untaken(parameter: Parameter) -> bool {
    parameter.takers().next().is_none()
}
