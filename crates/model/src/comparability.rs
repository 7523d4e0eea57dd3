//! Which cycles may be compared: the inspectorate's own word, as data.

use std::str::FromStr;

use crate::{CycleId, InvalidWord, Level, RowRef, word};

/// What the inspectorate says of comparing two cycles.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparability {
    /// The earlier cycle.
    pub from: CycleId,
    /// The later cycle.
    pub to: CycleId,
    /// Which level it is said of.
    pub level: ComparedLevel,
    /// What is said.
    pub comparable: Comparable,
    /// Why.
    pub reason: String,
    /// The page it was read on.
    pub source_url: String,
    /// Where the data say so.
    pub row: RowRef,
}

/// The level a statement of comparability is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ComparedLevel {
    /// Both levels.
    Any,
    /// One of them.
    Only(Level),
}

/// Whether two cycles may be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparable {
    /// They may.
    Yes,
    /// With reservations.
    Partly,
    /// They may not.
    No,
}

impl FromStr for ComparedLevel {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let levels = Level::ALL.map(|level| (level.as_str(), Self::Only(level)));
        word::read(
            text,
            "a level (`pillar`, `area` or `any`)",
            [("any", Self::Any)].into_iter().chain(levels),
        )
    }
}

impl FromStr for Comparable {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = [("yes", Self::Yes), ("partly", Self::Partly), ("no", Self::No)];
        word::read(text, "a comparability (`yes`, `partly` or `no`)", words)
    }
}
