//! The named questions peel can answer.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidWord, word};

/// A named question with parameters that gives a table, and the chart drawn from that table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Analysis {
    /// Which grade has each force in each area?
    Matrix,
    /// In each area, how many comparators are better, the same, worse, unknown?
    Standing,
    /// How do grades fall, by area?
    Distribution,
    /// What is known, unknown, disputed, and where from?
    Coverage,
}

impl Analysis {
    /// Every analysis, in the order the documentation lists them.
    pub const ALL: [Self; 4] = [Self::Matrix, Self::Standing, Self::Distribution, Self::Coverage];

    /// Its name on the command line and in plans.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Standing => "standing",
            Self::Distribution => "distribution",
            Self::Coverage => "coverage",
        }
    }

    /// The question it answers.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Matrix => "which grade has each force in each area?",
            Self::Standing => "in each area, how many comparators are better, the same, worse or unknown?",
            Self::Distribution => "how do grades fall, by area?",
            Self::Coverage => "what is known, unknown or disputed, and where does it come from?",
        }
    }

    /// The chart drawn from its table.
    #[must_use]
    pub const fn chart(self) -> &'static str {
        match self {
            Self::Matrix => "heatmap of forces by areas, a letter in each cell, the subject on top",
            Self::Standing => "stacked bar per area, the subject's place marked",
            Self::Distribution => "stacked bar per area, a count in each grade",
            Self::Coverage => "heatmap of areas by kind of source and kind of gap",
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
