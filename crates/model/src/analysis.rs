//! The named questions peel can answer.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidWord, Parameter, word};

/// A named question with parameters that gives a table, and the chart drawn from that table.
///
/// A new one needs its words here and in [`Analysis::ALL`], its parameters in [`Analysis::takes`], and
/// its table in `peel-analytics`; the command line and plans follow from these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Analysis {
    /// Which grade has each force in each area?
    Matrix,
    /// In each area, how many comparators are better, the same, worse, unknown?
    Standing,
    /// How do grades fall, by area?
    Distribution,
    /// Who moved between two cycles?
    Change,
    /// How many moved from which grade to which between two cycles, and is there a direction in it?
    Transitions,
    /// What can be said of the forces' order without scoring grades?
    Ranking,
    /// What is known, unknown, disputed, and where from?
    Coverage,
    /// Which forces are most alike in circumstances?
    Neighbours,
    /// Do gradings go with an indicator?
    Association,
    /// Where are the grades?
    Map,
    /// Which forces have the most alike grades?
    Similar,
    /// Do the areas of a cycle, or two cycles, agree with one another?
    Agreement,
    /// What is each force's rate, with limits, and how does it compare with both averages of its peers?
    Indicator,
    /// Who lies outside what chance allows?
    Funnel,
    /// How did an indicator move, and is that signal or noise?
    Trend,
    /// Where does a force stand in many indicators?
    Profile,
}

/// What every analysis of two cycles takes.
const OF_TWO_CYCLES: &[Parameter] = &[
    Parameter::From,
    Parameter::To,
    Parameter::Level,
    Parameter::Area,
    Parameter::Against,
    Parameter::Exclude,
    Parameter::AllowIncomparable,
    Parameter::WithoutCarriedOver,
];

/// What every analysis of gradings in one cycle takes.
const OF_ONE_CYCLE: &[Parameter] =
    &[Parameter::Cycle, Parameter::Level, Parameter::Area, Parameter::Against, Parameter::Exclude];

/// What every analysis of indicators takes.
const OF_INDICATORS: &[Parameter] = &[
    Parameter::Against,
    Parameter::Exclude,
    Parameter::Indicator,
    Parameter::Period,
    Parameter::Denominator,
];

impl Analysis {
    /// Every analysis, in the order the documentation lists them.
    pub const ALL: [Self; 16] = [
        Self::Matrix,
        Self::Standing,
        Self::Distribution,
        Self::Change,
        Self::Transitions,
        Self::Ranking,
        Self::Neighbours,
        Self::Similar,
        Self::Agreement,
        Self::Indicator,
        Self::Funnel,
        Self::Trend,
        Self::Profile,
        Self::Association,
        Self::Map,
        Self::Coverage,
    ];

    /// Its name on the command line and in plans.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Standing => "standing",
            Self::Distribution => "distribution",
            Self::Change => "change",
            Self::Transitions => "transitions",
            Self::Ranking => "ranking",
            Self::Coverage => "coverage",
            Self::Neighbours => "neighbours",
            Self::Association => "association",
            Self::Map => "map",
            Self::Similar => "similar",
            Self::Agreement => "agreement",
            Self::Indicator => "indicator",
            Self::Funnel => "funnel",
            Self::Trend => "trend",
            Self::Profile => "profile",
        }
    }

    /// The question it answers.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Matrix => "which grade has each force in each area?",
            Self::Standing => "in each area, how many comparators are better, the same, worse or unknown?",
            Self::Distribution => "how do grades fall, by area?",
            Self::Change => "who moved between two cycles?",
            Self::Transitions => "how many moved from which grade to which between two cycles?",
            Self::Ranking => "what can be said of the order of forces without scoring grades?",
            Self::Coverage => "what is known, unknown or disputed, and where does it come from?",
            Self::Neighbours => "which forces are most alike in circumstances?",
            Self::Association => "do gradings go with an indicator?",
            Self::Map => "where are the grades?",
            Self::Similar => "which forces have the most alike grades?",
            Self::Agreement => "do the areas of a cycle, or two cycles, agree with one another?",
            Self::Indicator => "what is each force's rate, with limits, beside both averages of its peers?",
            Self::Funnel => "who lies outside what chance allows, after over-dispersion?",
            Self::Trend => "how did an indicator move; is that signal or noise?",
            Self::Profile => "where does a force stand in many indicators?",
        }
    }

    /// The chart drawn from its table.
    #[must_use]
    pub const fn chart(self) -> &'static str {
        match self {
            Self::Matrix => "heatmap of forces by areas, a letter in each cell, the subject on top",
            Self::Standing => "stacked bar per area, the subject's place marked",
            Self::Distribution => "stacked bar per area, a count in each grade",
            Self::Trend => {
                "line between the limits of its own ups and downs, signals marked, the others as a band"
            }
            Self::Profile => "spine: each indicator from the worst to the best of all, the force marked",
            Self::Similar => "mean steps between the grades of each force and the subject's, with bounds",
            Self::Neighbours => "distances of the nearest, and what most of each is made of",
            Self::Agreement => "heatmap of the weighted kappa of each pair",
            Self::Association => {
                "heatmap of Kendall's tau-b of each area with each indicator, what is more than chance outlined"
            }
            Self::Transitions => {
                "table of moves per area, those that stayed on its diagonal, the tests below"
            }
            Self::Change => "from the grade before to the grade after, a row per force, the subject on top",
            Self::Map => "tile map per area, a tile a force with its letter, all areas on one sheet",
            Self::Coverage => "heatmap of areas by kind of source and kind of gap",
            Self::Ranking => "ranks each force can have, and the expected one between them",
            Self::Indicator => "sorted bars with limits, both averages of the peers marked",
            Self::Funnel => "figures by size between limits that narrow with it, those outside named",
        }
    }

    /// The parameters it takes, beside the force in question.
    #[must_use]
    pub const fn parameters(self) -> &'static [Parameter] {
        match self {
            Self::Matrix | Self::Distribution | Self::Coverage | Self::Similar | Self::Map => OF_ONE_CYCLE,
            Self::Change | Self::Transitions => OF_TWO_CYCLES,
            Self::Standing => &[
                Parameter::Cycle,
                Parameter::Level,
                Parameter::Area,
                Parameter::Against,
                Parameter::Exclude,
                Parameter::WithSubject,
            ],
            Self::Ranking => &[
                Parameter::Cycle,
                Parameter::Level,
                Parameter::Area,
                Parameter::Against,
                Parameter::Exclude,
                Parameter::Seed,
            ],
            Self::Neighbours => &[Parameter::Cycle, Parameter::Against, Parameter::Exclude],
            Self::Association => &[
                Parameter::Cycle,
                Parameter::Level,
                Parameter::Area,
                Parameter::Against,
                Parameter::Exclude,
                Parameter::Indicator,
                Parameter::Denominator,
                Parameter::Seed,
            ],
            Self::Agreement => &[
                Parameter::Cycle,
                Parameter::From,
                Parameter::To,
                Parameter::Level,
                Parameter::Area,
                Parameter::Against,
                Parameter::Exclude,
                Parameter::AllowIncomparable,
                Parameter::WithoutCarriedOver,
            ],
            Self::Indicator | Self::Funnel | Self::Trend | Self::Profile => OF_INDICATORS,
        }
    }

    /// Whether it takes a parameter.
    #[must_use]
    pub fn takes(self, parameter: Parameter) -> bool {
        self.parameters().contains(&parameter)
    }

    /// Whether it has nothing to say of a cycle in which the force in question has no grade.
    #[must_use]
    pub const fn needs_own_grade(self) -> bool {
        matches!(self, Self::Standing | Self::Ranking | Self::Similar)
    }

    /// Whether it is made from indicators, which are not read unless they are needed.
    #[must_use]
    pub const fn uses_indicators(self) -> bool {
        match self {
            Self::Matrix
            | Self::Standing
            | Self::Distribution
            | Self::Change
            | Self::Transitions
            | Self::Ranking
            | Self::Similar
            | Self::Agreement
            | Self::Map
            | Self::Coverage => false,
            Self::Neighbours
            | Self::Indicator
            | Self::Funnel
            | Self::Trend
            | Self::Profile
            | Self::Association => true,
        }
    }
}

impl fmt::Display for Analysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Analysis {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        word::read(text, "an analysis", Self::ALL.map(|analysis| (analysis.as_str(), analysis)))
    }
}
