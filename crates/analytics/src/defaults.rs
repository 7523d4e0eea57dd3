//! What is meant when nothing is said: the latest cycle (or two) a force is graded in, and its level.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use peel_model::{AreaId, Basis, Cycle, CycleId, Dataset, ForceId, Level, Mark, Status};

use crate::AnalyticsError;
use crate::comparability::may_be_compared;

/// The latest cycle in which the data hold a grade of the force that stands and was given then: a
/// judgment carried over from an earlier cycle does not make the force graded in this one.
#[must_use]
pub fn latest_graded_cycle(dataset: &Dataset, force: &ForceId) -> Option<CycleId> {
    graded_cycles(dataset, Some(force)).first().map(|cycle| cycle.id.clone())
}

/// The latest cycle in which anyone was graded, as [`latest_graded_cycle`] has it.
#[must_use]
pub fn latest_cycle(dataset: &Dataset) -> Option<CycleId> {
    graded_cycles(dataset, None).first().map(|cycle| cycle.id.clone())
}

/// That the force has no known grade in the cycles needed (`any cycle`), and what its sources differ about in the latest
/// of those they differ about.
#[must_use]
pub fn no_grade_at_all(dataset: &Dataset, force: &ForceId, needed: String) -> AnalyticsError {
    let disputed = dataset
        .gradings
        .iter()
        .filter(|grading| grading.force == *force && grading.status == Status::Disputed);
    let mut by_cycle: BTreeMap<(u32, &CycleId), BTreeSet<&AreaId>> = BTreeMap::new();
    for key in disputed.map(|grading| &grading.key) {
        let order = dataset.cycles.get(&key.cycle).map_or(0, |cycle| cycle.order);
        by_cycle.entry((order, &key.cycle)).or_default().insert(&key.area);
    }
    let latest = by_cycle.into_iter().next_back();
    let disputed = latest.map(|((_, cycle), areas)| (cycle.clone(), areas.into_iter().cloned().collect()));
    AnalyticsError::NoGradeAtAll { subject: dataset.short_name(force).to_owned(), needed, disputed }
}

/// The cycles in which the force, or else anyone, was graded, the latest first.
fn graded_cycles<'a>(dataset: &'a Dataset, force: Option<&ForceId>) -> Vec<&'a Cycle> {
    let graded = dataset.gradings.iter().filter(|grading| {
        force.is_none_or(|force| grading.force == *force)
            && grading.status == Status::Current
            && grading.basis != Some(Basis::CarriedOver)
            && matches!(grading.mark, Mark::Grade(_))
    });
    let graded: BTreeSet<&CycleId> = graded.map(|grading| &grading.key.cycle).collect();
    let mut cycles: Vec<&Cycle> = dataset.cycles.iter().filter(|cycle| graded.contains(&cycle.id)).collect();
    cycles.sort_by_key(|cycle| Reverse(cycle.order));
    cycles
}

/// The two cycles meant where one or neither is named, of those the force was graded in: the latest that
/// nothing in the data says may not be compared (neither of the two nor of the steps between), at the level asked
/// for or else at the later one's own; where all may not be, the latest.
///
/// Where neither is named, the two are next to each other; a cycle that is named (`from` the earlier, `to` the
/// later) is taken whether the force was graded in it or not. None where no such two are.
#[must_use]
pub fn latest_pair(
    dataset: &Dataset,
    force: &ForceId,
    level: Option<Level>,
    from: Option<&CycleId>,
    to: Option<&CycleId>,
) -> Option<(CycleId, CycleId)> {
    let graded = graded_cycles(dataset, Some(force));
    let named = |id: Option<&CycleId>| id.map(|id| dataset.cycles.get(id));
    let pairs: Vec<(&Cycle, &Cycle)> = match (named(from), named(to)) {
        (None, None) => graded.windows(2).filter_map(|pair| Some((*pair.get(1)?, *pair.first()?))).collect(),
        (Some(from), None) => graded.into_iter().filter_map(|to| Some((from?, to))).collect(),
        (None, Some(to)) => graded.into_iter().filter_map(|from| Some((from, to?))).collect(),
        (Some(from), Some(to)) => from.zip(to).into_iter().collect(),
    };
    let mut pairs = pairs.into_iter().filter(|(from, to)| from.order < to.order);
    let may_be = |(from, to): &(&Cycle, &Cycle)| {
        let level = level.unwrap_or_else(|| default_level(dataset, &to.id));
        may_be_compared(dataset, from, to, level)
    };
    let latest = pairs.clone().next();
    let pair = pairs.find(may_be).or(latest);
    pair.map(|(from, to)| (from.id.clone(), to.id.clone()))
}

/// Pillars where the cycle graded any, else areas.
#[must_use]
pub fn default_level(dataset: &Dataset, cycle: &CycleId) -> Level {
    let has_pillars = dataset.areas_of(cycle, Level::Pillar).any(|area| area.graded);
    if has_pillars { Level::Pillar } else { Level::Area }
}
