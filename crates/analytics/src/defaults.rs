//! What is meant when nothing is said: the latest cycle a force is graded in, and its level.

use peel_model::{Basis, Cycle, CycleId, Dataset, ForceId, Level, Mark, Status};

/// The latest cycle in which the data hold a grade of the force that stands and was given then: a
/// judgment carried over from an earlier cycle does not make the force graded in this one.
#[must_use]
pub fn latest_graded_cycle(dataset: &Dataset, force: &ForceId) -> Option<CycleId> {
    let mut cycles: Vec<&Cycle> = dataset.cycles.iter().collect();
    cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.order));
    let graded = dataset.gradings.iter().filter(|grading| {
        grading.force == *force
            && grading.status == Status::Current
            && grading.basis != Some(Basis::CarriedOver)
            && matches!(grading.mark, Mark::Grade(_))
    });
    let graded: std::collections::BTreeSet<&CycleId> = graded.map(|grading| &grading.key.cycle).collect();
    cycles.into_iter().map(|cycle| &cycle.id).find(|id| graded.contains(id)).cloned()
}

/// Pillars where the cycle graded any, else areas.
#[must_use]
pub fn default_level(dataset: &Dataset, cycle: &CycleId) -> Level {
    let has_pillars = dataset.areas_of(cycle, Level::Pillar).any(|area| area.graded);
    if has_pillars { Level::Pillar } else { Level::Area }
}
