//! What is meant when nothing is said: the latest cycle (or two) a force is graded in, and its level.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use peel_model::{Basis, Comparable, Cycle, CycleId, Dataset, ForceId, Level, Mark, Status};

use crate::comparability;

/// The latest cycle in which the data hold a grade of the force that stands and was given then: a
/// judgment carried over from an earlier cycle does not make the force graded in this one.
#[must_use]
pub fn latest_graded_cycle(dataset: &Dataset, force: &ForceId) -> Option<CycleId> {
    graded_cycles(dataset, force).first().map(|cycle| cycle.id.clone())
}

/// The cycles in which the force was graded, as [`latest_graded_cycle`] has it, the latest first.
#[must_use]
pub fn graded_cycles<'a>(dataset: &'a Dataset, force: &ForceId) -> Vec<&'a Cycle> {
    let graded = dataset.gradings.iter().filter(|grading| {
        grading.force == *force
            && grading.status == Status::Current
            && grading.basis != Some(Basis::CarriedOver)
            && matches!(grading.mark, Mark::Grade(_))
    });
    let graded: BTreeSet<&CycleId> = graded.map(|grading| &grading.key.cycle).collect();
    let mut cycles: Vec<&Cycle> = dataset.cycles.iter().filter(|cycle| graded.contains(&cycle.id)).collect();
    cycles.sort_by_key(|cycle| Reverse(cycle.order));
    cycles
}

/// The latest two cycles, next to each other among those the force was graded in, that nothing in the data
/// says may not be compared (neither of the two nor of the steps between), at the level asked for or else at the later one's own. Where all that are
/// next to each other may not be compared, the latest two. None for a force graded in fewer than two.
#[must_use]
pub fn latest_pair(dataset: &Dataset, force: &ForceId, level: Option<Level>) -> Option<(CycleId, CycleId)> {
    let graded = graded_cycles(dataset, force);
    let mut pairs = graded.windows(2).filter_map(|pair| Some((*pair.get(1)?, *pair.first()?)));
    let may_be_compared = |(from, to): &(&Cycle, &Cycle)| {
        let level = level.unwrap_or_else(|| default_level(dataset, &to.id));
        comparability::finding(dataset, from, to, level).comparable != Some(Comparable::No)
    };
    let latest = pairs.clone().next();
    let pair = pairs.find(may_be_compared).or(latest);
    pair.map(|(from, to)| (from.id.clone(), to.id.clone()))
}

/// Pillars where the cycle graded any, else areas.
#[must_use]
pub fn default_level(dataset: &Dataset, cycle: &CycleId) -> Level {
    let has_pillars = dataset.areas_of(cycle, Level::Pillar).any(|area| area.graded);
    if has_pillars { Level::Pillar } else { Level::Area }
}
