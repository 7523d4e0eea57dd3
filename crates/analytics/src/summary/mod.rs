//! Summaries: what many analyses say of a force, or of all, in one table for a spreadsheet, or in sentences.
//!
//! A summary answers no question of its own: its figures are those of `standing`, `change` and `distribution`, side by
//! side. `columns.md` says what each column holds.

mod brief;
mod force;
mod leaders;
mod national;

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use peel_model::{
    Column, Comparator, Cycle, CycleId, Cycles, Dataset, ForceId, Incomparable, InvalidWord, Level, NoteKey,
    Scale, Selection, Table,
};

use crate::AnalyticsError;
use crate::comparability::ComparedCycles;
use crate::grid::nothing_at_level;
use crate::notes::{Licensed, credit};

pub use brief::{Brief, brief};
pub use force::force;
pub use leaders::leaders;
pub use national::national;

/// The page on the columns of every summary, in Markdown.
pub const SUMMARIES: &str = include_str!("columns.md");

/// The summaries there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Summary {
    /// A force: one row an area and cycle.
    Force,
    /// All forces: one row an area and cycle.
    National,
    /// Who is best in each area of a cycle.
    Leaders,
    /// A force in a cycle, in sentences.
    Brief,
}

impl Summary {
    /// Every summary.
    pub const ALL: [Self; 4] = [Self::Force, Self::National, Self::Leaders, Self::Brief];

    /// Its name on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Force => "force",
            Self::National => "national",
            Self::Leaders => "leaders",
            Self::Brief => "brief",
        }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Summary {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let found = Self::ALL.into_iter().find(|summary| summary.as_str().eq_ignore_ascii_case(text.trim()));
        found.ok_or_else(|| InvalidWord {
            text: text.to_owned(),
            expected: "a summary: `force`, `national`, `leaders` or `brief`",
        })
    }
}

/// What a summary is about.
#[derive(Debug, Clone)]
pub struct Scope {
    /// The force in question.
    pub subject: ForceId,
    /// Only this cycle; none for every one. The summaries of one cycle need it.
    pub cycle: Option<CycleId>,
    /// Only pillars, or only areas; none for both.
    pub level: Option<Level>,
    /// Whom leaders are sought among.
    pub comparator: Comparator,
    /// What was taken by default, in words for the table's notes.
    pub defaults: Vec<String>,
}

impl Scope {
    /// The cycles it takes in, the latest first.
    fn cycles<'a>(&self, dataset: &'a Dataset) -> Vec<&'a Cycle> {
        let is_meant = |cycle: &&Cycle| self.cycle.as_ref().is_none_or(|meant| cycle.id == *meant);
        latest_first(dataset, is_meant)
    }

    /// The levels it takes in.
    fn levels(&self) -> Vec<Level> {
        self.level.map_or_else(|| Level::ALL.to_vec(), |level| vec![level])
    }

    /// What it takes in, in words: `every area and cycle`, `every pillar, PEEL 2016`.
    fn taken_in(&self, dataset: &Dataset) -> String {
        let level = self.level.unwrap_or(Level::Area).as_str();
        match self.cycle.as_ref().and_then(|cycle| dataset.cycles.get(cycle)) {
            Some(cycle) => format!("every {level}, {}", cycle.label),
            None => format!("every {level} and cycle"),
        }
    }

    /// The question that an analysis would be asked.
    fn selection(&self, cycle: &CycleId, level: Level, comparator: Comparator) -> Selection {
        Selection {
            cycles: Some(Cycles::One(cycle.clone())),
            level,
            comparator,
            defaults: self.defaults.clone(),
            ..Selection::of(self.subject.clone())
        }
    }

    /// Why it has no row.
    fn nothing(&self, dataset: &Dataset) -> AnalyticsError {
        match (&self.cycle, self.level) {
            (Some(cycle), Some(level)) => nothing_at_level(dataset, cycle, level),
            _ => AnalyticsError::NoCycle,
        }
    }

    /// The one cycle it is about.
    fn one_cycle(&self) -> Result<&CycleId, AnalyticsError> {
        self.cycle.as_ref().ok_or(AnalyticsError::NoCycle)
    }
}

fn latest_first(dataset: &Dataset, is_meant: impl Fn(&&Cycle) -> bool) -> Vec<&Cycle> {
    let mut cycles: Vec<&Cycle> = dataset.cycles.iter().filter(|cycle| is_meant(cycle)).collect();
    cycles.sort_by_key(|cycle| Reverse(cycle.order));
    cycles
}

/// The earlier cycles that a cycle may be compared with at a level, the latest first.
fn earlier<'a>(dataset: &'a Dataset, cycle: &Cycle, level: Level) -> Vec<ComparedCycles<'a>> {
    let before = latest_first(dataset, |other| other.order < cycle.order);
    let compared =
        |from: &Cycle| ComparedCycles::new(dataset, &from.id, &cycle.id, level, Incomparable::Refused).ok();
    before.into_iter().filter_map(compared).collect()
}

/// The grades that any of the scales has; none where there is no scale.
fn union<'a>(mut scales: impl Iterator<Item = &'a Scale>) -> Option<Scale> {
    let first = scales.next()?.clone();
    Some(scales.fold(first, |all, one| all.union(one)))
}

/// The columns that say what a row is about.
fn about() -> [Column; 4] {
    [
        Column::text("cycle", "Cycle"),
        Column::text("level", "Level").detail(),
        Column::text("area", "Identifier").detail(),
        Column::text("title", "Area"),
    ]
}

/// Adds what every summary ends with: what is to be known of the data, who publishes them, under which licence.
fn end(dataset: &Dataset, sources: &[Licensed<'_>], table: &mut Table) {
    for caveat in &dataset.about.caveats {
        table.note(NoteKey::Caveat, caveat.as_str());
    }
    let licence = credit(sources, table);
    table.note(NoteKey::Licence, licence.unwrap_or_default());
}
