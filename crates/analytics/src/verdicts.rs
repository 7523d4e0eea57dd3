//! Every force in every area of every cycle at once: for registries so large that one question a force,
//! asked of all forces, must not read all gradings each time.
//!
//! One pass over the gradings leaves two bytes a cell. In an area, what can be said of a force follows from its own
//! verdict and the counts of all verdicts alone, so that it is worked out once a verdict and not once a force.
//! The figures are those of [`run`](crate::run) against all others, without evidence: whoever needs the rows
//! behind a figure asks for that one table.

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use peel_model::{
    Area, AreaId, AreaKey, Basis, CycleId, Dataset, ForceId, Grade, Grading, Level, Mark, NoGrade, Status,
    Verdict,
};
use peel_stats::ordinal::{median, place_of, share_at_least};

use crate::comparability::ComparedCycles;
use crate::grid::{basis_code, state_of, stated, verdict_of};

/// How many verdicts there are: the grades, and the kinds of none.
const N_STATES: usize = Grade::BEST_FIRST.len() + NoGrade::ALL.len();
/// The state of a cell of which no row speaks.
const UNSAID: u8 = u8::MAX;

/// The verdict on every force in every area of every cycle.
#[derive(Debug)]
pub struct Verdicts<'a> {
    dataset: &'a Dataset,
    /// The state of each cell: by area in the registry's order, then by force in the registry's order.
    states: Vec<u8>,
    /// The cells of which all that is said is an earlier judgment that still stands.
    carried_over: HashSet<usize>,
    /// The strongest basis of each cell, as a code.
    bases: Vec<u8>,
    /// Whether the gradings hold a grade of the area, by area.
    has_grade: Vec<bool>,
}

/// Where one force stands among all others in one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing<'a> {
    /// Who.
    pub force: &'a ForceId,
    /// In what.
    pub area: &'a Area,
    /// What is known of its own grade.
    pub verdict: Verdict,
    /// The figures.
    pub figures: StandingFigures,
}

/// The figures of a standing among all others; the columns of `standing`, by the same names.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct StandingFigures {
    /// How many others are better, the same and worse; none when the force itself has no grade.
    pub better_same_worse: Option<[u64; 3]>,
    /// How many others have no grade, by kind, in the order of [`NoGrade::ALL`].
    pub without: [u64; 4],
    /// The mid-rank percentile among others with a known grade, 0 to 100; none without a grade or others.
    pub percentile: Option<f64>,
    /// The percentile were every unknown or disputed grade better, and were every one worse.
    pub percentile_bounds: Option<(f64, f64)>,
    /// The middle of the others' known grades: two where it falls between them, none where none is known.
    pub median: Option<(Grade, Grade)>,
    /// The share of the others' known grades that are good or better, in per cent.
    pub good_or_better: Option<f64>,
}

/// How the grades of all forces fall in one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distribution<'a> {
    /// The area.
    pub area: &'a Area,
    /// How many forces have each grade, in the order of [`Grade::BEST_FIRST`].
    pub grades: [u64; 5],
    /// How many have none, by kind, in the order of [`NoGrade::ALL`].
    pub without: [u64; 4],
}

/// What became of one force's grade between two cycles in areas of one identifier.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Move<'a> {
    /// Who.
    pub force: &'a ForceId,
    /// In what, as the later cycle has it.
    pub area: &'a Area,
    /// In the earlier cycle.
    pub before: Verdict,
    /// In the later.
    pub after: Verdict,
    /// Whether that of either cycle is an earlier judgment that still stands: nothing was inspected anew in that cycle.
    pub is_carried_over: bool,
}

impl<'a> Verdicts<'a> {
    /// Reads all gradings once: time grows with their number, memory is two bytes for each force and area.
    #[must_use]
    pub fn new(dataset: &'a Dataset) -> Self {
        Self::of(dataset, |_| true)
    }

    /// The same of some of the gradings alone.
    #[must_use]
    pub fn of(dataset: &'a Dataset, is_meant: impl Fn(&Grading) -> bool) -> Self {
        let (forces, areas) = (dataset.forces.as_slice(), dataset.areas.as_slice());
        let n_forces = forces.len();
        let places: HashMap<&ForceId, usize> = (0..).zip(forces).map(|(at, force)| (&force.id, at)).collect();
        let slots: HashMap<&AreaKey, usize> = (0..).zip(areas).map(|(at, area)| (&area.key, at)).collect();
        let mut states = vec![UNSAID; n_forces * areas.len()];
        let mut has_grade = vec![false; areas.len()];
        let mut bases = vec![UNSAID; states.len()];
        let mut carried_over = HashSet::new();
        let disputed = state(Verdict::Without(NoGrade::Disputed));
        for grading in dataset.gradings.iter().filter(|grading| is_meant(grading)) {
            let Some(slot) = slots.get(&grading.key) else { continue };
            has_grade[*slot] |= matches!(grading.mark, Mark::Grade(_));
            if grading.status == Status::Superseded {
                continue;
            }
            let Some(place) = places.get(&grading.force) else { continue };
            let cell = slot * n_forces + place;
            if grading.basis != Some(Basis::CarriedOver) {
                carried_over.remove(&cell);
            } else if states[cell] == UNSAID {
                carried_over.insert(cell);
            }
            bases[cell] = bases[cell].min(code(grading.basis));
            let cell = &mut states[cell];
            let said = state(stated(grading));
            *cell = if *cell == UNSAID || *cell == said { said } else { disputed };
        }
        for (slot, area) in areas.iter().enumerate() {
            let kind = if area.graded { NoGrade::Unknown } else { NoGrade::NotGraded };
            let unsaid = state(Verdict::Without(kind));
            for cell in &mut states[slot * n_forces..(slot + 1) * n_forces] {
                if *cell == UNSAID {
                    *cell = unsaid;
                }
            }
        }
        Self { dataset, states, carried_over, bases, has_grade }
    }

    /// What can be said of a force in an area; unknown where the registry lacks either.
    #[must_use]
    pub fn verdict(&self, force: &ForceId, area: &AreaKey) -> Verdict {
        let place = self.dataset.forces.position(force).zip(self.dataset.areas.position(area));
        let state = place.and_then(|(place, slot)| self.states_of(slot).get(place));
        state.map_or(Verdict::Without(NoGrade::Unknown), |state| verdict_of(u32::from(*state)))
    }

    /// Where every force stands among all others: area by area, each in the registry's order. Nothing where
    /// the cycle has no area of the level.
    pub fn standings(
        &self,
        cycle: &CycleId,
        level: Level,
    ) -> impl Iterator<Item = Standing<'a>> + use<'a, '_> {
        self.areas(cycle, level).into_iter().flat_map(move |slot| {
            let area = &self.dataset.areas.as_slice()[slot];
            let of_state = figures_by_state(&self.tally(slot));
            let forces = self.dataset.forces.iter().zip(self.states_of(slot));
            forces.map(move |(force, state)| Standing {
                force: &force.id,
                area,
                verdict: verdict_of(u32::from(*state)),
                figures: of_state[usize::from(*state)],
            })
        })
    }

    /// How many of the grades that are known others report, press, commissioners or forces.
    pub(crate) fn n_reported(&self, cycle: &CycleId, level: Level) -> u64 {
        let (n_forces, reported) = (self.dataset.forces.len(), code(Some(Basis::Secondary)));
        let is_graded = |state: &u8| verdict_of(u32::from(*state)).grade().is_some();
        let of = |slot: usize| {
            let cells = self.states_of(slot).iter().zip(&self.bases[slot * n_forces..]);
            cells.filter(|(state, basis)| is_graded(state) && **basis == reported).count() as u64
        };
        self.areas(cycle, level).into_iter().map(of).sum()
    }

    /// How the grades fall, area by area in the registry's order.
    #[must_use]
    pub fn distributions(&self, cycle: &CycleId, level: Level) -> Vec<Distribution<'a>> {
        let of = |slot: usize| {
            let tally = self.tally(slot);
            let area = &self.dataset.areas.as_slice()[slot];
            Distribution { area, grades: grades(&tally).map(|(_, n)| n), without: without(&tally) }
        };
        self.areas(cycle, level).into_iter().map(of).collect()
    }

    /// What became of every force's grade between two cycles, in the areas that both have by the same
    /// identifier. That these may be compared has been asked by whoever has them; their caveats belong beside
    /// whatever is made of the moves.
    pub fn moves(&self, cycles: &ComparedCycles<'_>) -> impl Iterator<Item = Move<'a>> + use<'a, '_> {
        let ComparedCycles { from, to, level, .. } = *cycles;
        let before: HashMap<&AreaId, usize> = self
            .areas(&from.id, level)
            .into_iter()
            .map(|slot| (&self.dataset.areas.as_slice()[slot].key.area, slot))
            .collect();
        self.areas(&to.id, level).into_iter().flat_map(move |slot| {
            let area = &self.dataset.areas.as_slice()[slot];
            let earlier = before.get(&area.key.area).copied();
            let states = earlier.map(|earlier| self.states_of(earlier)).unwrap_or_default();
            let cells = states.iter().zip(self.states_of(slot));
            (0..).zip(&self.dataset.forces).zip(cells).map(move |((place, force), (before, after))| Move {
                force: &force.id,
                area,
                before: verdict_of(u32::from(*before)),
                after: verdict_of(u32::from(*after)),
                is_carried_over: [Some(slot), earlier]
                    .into_iter()
                    .flatten()
                    .any(|slot| self.carried_over.contains(&(slot * self.dataset.forces.len() + place))),
            })
        })
    }

    /// The areas of a cycle and level that it graded, by their places in the registry.
    fn areas(&self, cycle: &CycleId, level: Level) -> Vec<usize> {
        let all = self.dataset.areas.iter().enumerate();
        let wanted = all.filter(|(slot, area)| {
            area.key.cycle == *cycle && area.level == level && (area.graded || self.has_grade[*slot])
        });
        wanted.map(|(slot, _)| slot).collect()
    }

    fn states_of(&self, slot: usize) -> &[u8] {
        let n_forces = self.dataset.forces.len();
        &self.states[slot * n_forces..(slot + 1) * n_forces]
    }

    fn tally(&self, slot: usize) -> [u64; N_STATES] {
        let mut tally = [0; N_STATES];
        for state in self.states_of(slot) {
            tally[usize::from(*state)] += 1;
        }
        tally
    }
}

/// For each verdict, the figures of a force that has it, among all others.
fn figures_by_state(all: &[u64; N_STATES]) -> [StandingFigures; N_STATES] {
    let mut figures = [StandingFigures::default(); N_STATES];
    for (state, figures) in figures.iter_mut().enumerate().filter(|(state, _)| all[*state] > 0) {
        let mut others = *all;
        others[state] -= 1;
        let counts = grades(&others);
        let without = without(&others);
        let is_unknown = |kind: &NoGrade| matches!(kind, NoGrade::Unknown | NoGrade::Disputed);
        let unknown = NoGrade::ALL.iter().zip(without).filter(|(kind, _)| is_unknown(kind));
        let unknown = unknown.map(|(_, n)| n).sum();
        let own = verdict_of(u32::try_from(state).unwrap_or(u32::MAX)).grade();
        let place = own.map(|own| place_of(own, &counts, unknown));
        *figures = StandingFigures {
            better_same_worse: place.map(|place| [place.better, place.same, place.worse]),
            without,
            percentile: place.and_then(|place| place.percentile()),
            percentile_bounds: place.and_then(|place| place.percentile_bounds()),
            median: median(&counts),
            good_or_better: share_at_least(Grade::Good, &counts),
        };
    }
    figures
}

/// The place of a basis, the strongest first.
fn code(basis: Option<Basis>) -> u8 {
    u8::try_from(basis_code(basis)).unwrap_or(UNSAID)
}

fn state(verdict: Verdict) -> u8 {
    u8::try_from(state_of(verdict)).unwrap_or(UNSAID)
}

fn count(tally: &[u64; N_STATES], verdict: Verdict) -> u64 {
    tally.get(usize::from(state(verdict))).copied().unwrap_or(0)
}

fn grades(tally: &[u64; N_STATES]) -> [(Grade, u64); 5] {
    Grade::BEST_FIRST.map(|grade| (grade, count(tally, Verdict::Graded(grade))))
}

fn without(tally: &[u64; N_STATES]) -> [u64; 4] {
    NoGrade::ALL.map(|kind| count(tally, Verdict::Without(kind)))
}
