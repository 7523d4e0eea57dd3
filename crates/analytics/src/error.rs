//! Why an analysis has nothing to say.

use peel_model::{Analysis, AreaId, CycleId, Level, Misfit};
use polars::error::PolarsError;

/// What keeps an analysis from giving a table.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalyticsError {
    /// The subject is not in the registry.
    #[error("`{0}` is not in the registry")]
    UnknownSubject(String),
    /// The cycle is not in the registry.
    #[error("cycle `{0}` is not in the registry")]
    UnknownCycle(CycleId),
    /// No cycle was asked for, and the analysis needs one.
    #[error("no cycle was asked for")]
    NoCycle,
    /// The cycle has nothing at this level.
    #[error("{cycle} has no {level}s; it was graded by {other}")]
    NothingAtLevel {
        /// The cycle.
        cycle: CycleId,
        /// The level asked for.
        level: Level,
        /// What it has instead.
        other: String,
    },
    /// Nobody to compare with.
    #[error("there is no one to compare {subject} with: {comparator}")]
    NoComparators {
        /// The subject's name.
        subject: String,
        /// The comparator, in words.
        comparator: String,
    },
    /// A group has no members for the subject.
    #[error("group `{group}` has no member to compare {subject} with{when}")]
    NoMembers {
        /// The group's name.
        group: String,
        /// The subject's name.
        subject: String,
        /// When it has none, where it has at another date: ` that holds at 2016-11`.
        when: String,
    },
    /// The subject has no statistical neighbours.
    #[error("{subject} has no statistical neighbours: {reason}")]
    NoNeighbours {
        /// The subject's name.
        subject: String,
        /// Why.
        reason: String,
    },
    /// The subject has no grade in any area asked about.
    #[error(
        "{subject} has no known grade among the {level}s of {cycle}, so that nothing can be compared{}",
        disputes(disputed)
    )]
    SubjectNotGraded {
        /// The subject's name.
        subject: String,
        /// The cycle.
        cycle: CycleId,
        /// The level.
        level: Level,
        /// The areas in which its grade is disputed.
        disputed: Vec<AreaId>,
    },
    /// The subject has no known grade in as many cycles as are needed.
    #[error(
        "the data hold no known grade of {subject} in {needed}{}{}",
        disputed.as_ref().map(|(_, areas)| disputes(areas)).unwrap_or_default(),
        disputed.as_ref().map(|(cycle, _)| format!(" of {cycle}")).unwrap_or_default()
    )]
    NoGradeAtAll {
        /// The subject's name.
        subject: String,
        /// In which cycles it would need one, in words: `any cycle`, `two cycles`, `a cycle after 2016`.
        needed: String,
        /// The latest cycle in which its sources differ, and about what.
        disputed: Option<(CycleId, Vec<AreaId>)>,
    },
    /// No indicator has a period that ends before the cycle.
    #[error("no indicator asked for has a period that ends before {before}, when {cycle} was published")]
    NoPeriodBefore {
        /// The cycle.
        cycle: CycleId,
        /// The date its first report was published at, as far as it is known.
        before: String,
    },
    /// The cycle has no date.
    #[error("the data do not say when {0} was published, so that no figure can be said to come before it")]
    NoDate(CycleId),
    /// No pair of grades and figures can be tested.
    #[error("none of the {n_pairs} pairs of grades and figures can be tested: {reason}")]
    NothingToTest {
        /// How many pairs there are.
        n_pairs: usize,
        /// Why the first cannot.
        reason: String,
    },
    /// Two cycles are compared, and one or none was asked for.
    #[error("two cycles are compared, and {0} asked for")]
    NotTwoCycles(String),
    /// The inspectorate says that the cycles may not be compared.
    #[error("{from} and {to} may not be compared by {level}: {reason}")]
    Incomparable {
        /// The earlier cycle.
        from: CycleId,
        /// The later cycle.
        to: CycleId,
        /// The level asked about.
        level: Level,
        /// Why, with the page that says so.
        reason: String,
    },
    /// No area of the level was graded in both cycles under one identifier.
    #[error("{from} and {to} have no {level} in common among those asked about")]
    NothingInCommon {
        /// The earlier cycle.
        from: CycleId,
        /// The later cycle.
        to: CycleId,
        /// The level.
        level: Level,
    },
    /// No force has a known grade in both of two things that are compared.
    #[error("no {noun} compared has a known grade in both of any two, so that nothing can be said")]
    NoPairs {
        /// What one entry of the registry is called.
        noun: String,
    },
    /// One area, where several are compared.
    #[error("{cycle} has one {level} among those asked about; at least two are compared with one another")]
    OneArea {
        /// The cycle.
        cycle: CycleId,
        /// The level.
        level: Level,
    },
    /// The grades of the cycle are too many to be put in order.
    #[error("the grades of {0} cannot be put in order")]
    Unordered(CycleId),
    /// The data describe no indicator that has figures.
    #[error("the data hold no figures of any indicator")]
    NoIndicators,
    /// The indicator is not in the data.
    #[error("`{0}` is not an indicator of the data")]
    UnknownIndicator(String),
    /// More indicators than the analysis is of.
    #[error("`{analysis}` is of one indicator: {n} were named")]
    SeveralIndicators {
        /// The analysis.
        analysis: Analysis,
        /// How many were named.
        n: usize,
    },
    /// An indicator has no figures in the period, or none at all.
    #[error("`{indicator}` has no figures{}{}", of(period.as_deref()), instead)]
    NoPeriod {
        /// The indicator.
        indicator: String,
        /// The period asked for, if one was.
        period: Option<String>,
        /// What it has in their place, in words that go on from there: the periods with figures; empty when it has no row.
        instead: String,
    },
    /// No figure can be computed of anyone.
    #[error("no figure of `{indicator}` can be computed, {period}: {reason}")]
    NoFigures {
        /// The indicator.
        indicator: String,
        /// The period.
        period: String,
        /// Why.
        reason: String,
    },
    /// The subject has no figure at all.
    #[error(
        "{subject} has no figure of {indicator}, so that nothing can be compared{}{reason}",
        if reason.is_empty() { "" } else { "; " }
    )]
    SubjectNotMeasured {
        /// The subject's name.
        subject: String,
        /// The indicator, or the indicators in words.
        indicator: String,
        /// Why, where that can be said.
        reason: String,
    },
    /// A method for events was asked of something else.
    #[error("a funnel is of events out of something: `{indicator}` is {reason}")]
    NotEvents {
        /// The indicator.
        indicator: String,
        /// What it is instead, and what to do.
        reason: String,
    },
    /// The registry gives nobody a place on a map.
    #[error("the registry gives none of the {nouns} compared a place in a grid of tiles")]
    NoPlaces {
        /// What several entries of the registry are called.
        nouns: String,
    },
    /// A frame could not be computed: a fault of the program.
    #[error("a frame could not be computed")]
    Frame(#[from] PolarsError),
    /// A row did not fit its table: a fault of the program.
    #[error("a row did not fit its table")]
    Misfit(#[from] Misfit),
}

impl AnalyticsError {
    /// What to do about it, where there is something.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        const ALLOW: &str = "`--allow-incomparable` compares them nonetheless, and the table then says so";
        match self {
            Self::Incomparable { .. } => Some(ALLOW.to_owned()),
            Self::NoPairs { .. } => {
                Some("`peel show coverage --cycle CYCLE` says of whom the data hold grades".to_owned())
            }
            Self::SubjectNotGraded { subject, cycle, disputed, .. } => {
                Some(evidence(subject, cycle, disputed.first()?))
            }
            Self::NoGradeAtAll { subject, disputed, .. } => {
                disputed.as_ref().and_then(|(cycle, areas)| Some(evidence(subject, cycle, areas.first()?)))
            }
            Self::SeveralIndicators { .. } => {
                Some("name one; in a plan, a list asks about each: `[\"homicide\", \"burglary\"]`".to_owned())
            }
            _ => None,
        }
    }
}

/// Where the grades that sources differ about are shown.
fn evidence(subject: &str, cycle: &CycleId, area: &AreaId) -> String {
    format!(
        "`peel explain matrix --cycle {cycle} --area {area} --cell \"{subject},{area}\"` has the grades its sources give"
    )
}

fn disputes(areas: &[AreaId]) -> String {
    if areas.is_empty() {
        return String::new();
    }
    let areas: Vec<&str> = areas.iter().map(AreaId::as_str).collect();
    format!("; its sources differ about {}", areas.join(", "))
}

fn of(period: Option<&str>) -> String {
    period.map(|period| format!(" of {period}")).unwrap_or_default()
}
