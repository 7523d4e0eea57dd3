//! What an analysis is asked about: who, when, on what, against whom.

use crate::{AreaId, Comparator, CycleId, ForceId, Level};

/// The parameters every analysis of gradings takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The force in question.
    pub subject: ForceId,
    /// The cycle.
    pub cycle: CycleId,
    /// Pillars or areas.
    pub level: Level,
    /// Only these areas, in any order; empty means all of the level.
    pub areas: Vec<AreaId>,
    /// The forces compared with.
    pub comparator: Comparator,
    /// What was taken by default, in words for the table's notes: `cycle 2023-25: the latest …`.
    pub defaults: Vec<String>,
}
