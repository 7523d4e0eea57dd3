//! The places of every force of a comparison, by each way of ordering them.
//!
//! Forces are taken in the order of their identifiers, so that the order of the registry, and which of
//! them is the subject, change nothing: not even what a seed draws.

use std::ops::Deref;
use std::sync::Arc;

use peel_model::{Grade, Mark, NoGrade, Scale, Verdict};
use peel_stats::aggregation::aggregate_profiles;
use peel_stats::dominance::{self, Dominance};
use peel_stats::linear_extension::{Chain, Expected, MOST_DOWN_SETS, MOST_ITEMS, expected_ranks};
use peel_stats::local_order;
use peel_stats::partial_order::PartialOrder;
use peel_stats::profiles::{Cell, Profiles};
use peel_stats::scoring::{
    self, EquallySpaced, RandomScorings, RankRange, Sensitivity, equal_spacing, sensitivity,
};

use crate::grid::Grid;
use crate::workings::Workings;

/// The most scorings that are drawn.
const MOST_SCORINGS: usize = 100_000;
/// The fewest, however many forces there are.
const FEWEST_SCORINGS: usize = 1_000;
/// How many ranks are drawn in all, where that is fewer than [`MOST_SCORINGS`] for each force.
const MOST_RANKS_DRAWN: usize = 20_000_000;

/// The places of the forces, item by item; an item is a force of [`Places::forces`].
pub(super) struct Places {
    /// The forces by their places in the grid, in the order of their identifiers.
    pub(super) forces: Vec<u32>,
    figures: Arc<Figures>,
}

/// What follows from the profiles alone, and is the same for every force that asks.
#[derive(Debug)]
pub(crate) struct Figures {
    /// Who is certainly above whom; none for more forces than are ranked one by one.
    pub(super) order: Option<PartialOrder>,
    /// How many are certainly better and worse.
    pub(super) dominance: Vec<Dominance>,
    /// Expected ranks, counted or drawn; none for more forces than [`MOST_ITEMS`].
    pub(super) expected: Option<Expected>,
    /// Expected ranks by the local partial order model: extended, or for many forces the plain one.
    pub(super) local: Vec<Option<f64>>,
    /// Ranks by equally spaced scores.
    pub(super) equal: Vec<EquallySpaced>,
    /// Ranks by random scores; none for more forces or areas than can be drawn.
    pub(super) random: Option<Vec<Sensitivity>>,
    /// How many scorings were asked for.
    pub(super) n_scorings: usize,
    /// The word of the whole by the rule of limits, unknown grades at their worst and at their best.
    pub(super) rule: Option<Vec<(Grade, Grade)>>,
    /// The ranks by that word.
    pub(super) rule_ranks: Vec<RankRange>,
}

impl Deref for Places {
    type Target = Figures;

    fn deref(&self) -> &Figures {
        &self.figures
    }
}

impl Figures {
    fn of(profiles: &Profiles, n: usize, scale: &Scale, seed: u64) -> Self {
        let dominance = dominance::counts(profiles);
        let order = (n <= MOST_ITEMS).then(|| dominance::order(profiles));
        let chain = Chain { seed, ..Chain::default() };
        let expected = order.as_ref().and_then(|order| expected_ranks(order, MOST_DOWN_SETS, &chain));
        let local = match &order {
            Some(order) => local_order::extended_expected_ranks(order).into_iter().map(Some).collect(),
            None => dominance
                .iter()
                .map(|item| local_order::expected_rank(item.dominators, item.dominated, n))
                .collect(),
        };
        let n_scorings = (MOST_RANKS_DRAWN / n.max(1)).clamp(FEWEST_SCORINGS, MOST_SCORINGS);
        let scorings = RandomScorings { scorings: n_scorings, seed, ..RandomScorings::default() };
        let rule = aggregate_profiles(profiles, scale);
        let (low, high): (Vec<Grade>, Vec<Grade>) = rule.iter().flatten().copied().unzip();
        Self {
            dominance,
            expected,
            local,
            equal: equal_spacing(profiles),
            random: sensitivity(profiles, &scorings),
            n_scorings,
            rule_ranks: scoring::ranks(&low, &high),
            rule,
            order,
        }
    }
}

impl Places {
    /// Works everything out, or takes it from an earlier run. `None` when the grades do not fit the cycle's scale.
    pub(super) fn of(grid: &Grid<'_>, workings: &Workings) -> Option<Self> {
        let mut forces: Vec<u32> = (0_u32..).zip(&grid.forces).map(|(force, _)| force).collect();
        forces.sort_by_key(|force| &grid.forces[*force as usize]);
        let profiles = profiles(grid, &forces)?;
        let (scale, seed) = (&grid.cycle.scale, grid.selection.seed);
        let key = format!("{seed} {scale:?} {profiles:?}");
        let figures = workings.orders.once(key, || Figures::of(&profiles, forces.len(), scale, seed));
        Some(Self { forces, figures })
    }

    /// The item's expected rank: counted or drawn, or for many forces by the local model.
    pub(super) fn expected_rank(&self, item: usize) -> Option<f64> {
        match &self.expected {
            Some(expected) => expected.ranks().expected(item),
            None => self.local.get(item).copied().flatten(),
        }
    }

    /// The items by expected rank, the best first; then by their rank intervals, then by identifier.
    pub(super) fn best_first(&self) -> Vec<usize> {
        let n = self.forces.len();
        let mut items: Vec<usize> = (0..n).collect();
        let key = |item: usize| (self.expected_rank(item), self.dominance[item].rank_interval(n));
        items.sort_by(|left, right| {
            let ((left, left_interval), (right, right_interval)) = (key(*left), key(*right));
            let (left, right) = (left.unwrap_or(f64::MAX), right.unwrap_or(f64::MAX));
            left.total_cmp(&right).then(left_interval.cmp(&right_interval))
        });
        items
    }
}

/// The profiles of the forces over all areas of the grid.
fn profiles(grid: &Grid<'_>, forces: &[u32]) -> Option<Profiles> {
    let areas = || (0_u32..).zip(&grid.areas).map(|(area, _)| area);
    let cells: Vec<Cell> =
        forces.iter().flat_map(|force| areas().map(|area| cell(grid, area, *force))).collect();
    let n_tiers = u8::try_from(grid.cycle.scale.tiers()).ok()?;
    Profiles::new(forces.len(), grid.areas.len(), n_tiers, &cells)
}

/// What is known of a force in an area. A grade in dispute is one from the worst to the best that was
/// published; one in dispute with a page that gives no grade, or that the data do not hold, could be any.
fn cell(grid: &Grid<'_>, area: u32, force: u32) -> Cell {
    let scale = grid.cycle.scale.best_first();
    let place = |grade: Grade| {
        let place = scale.iter().rev().position(|other| *other == grade);
        place.and_then(|place| u8::try_from(place).ok())
    };
    match grid.verdict(area, force) {
        Verdict::Graded(grade) => place(grade).map_or(Cell::Unknown, Cell::Graded),
        Verdict::Without(NoGrade::NotGraded | NoGrade::NotInspected) => Cell::NotGraded,
        Verdict::Without(NoGrade::Unknown) => Cell::Unknown,
        Verdict::Without(NoGrade::Disputed) => {
            let marks = grid.gradings(area, force).iter().map(|grading| match grading.mark {
                Mark::Grade(grade) => place(grade),
                Mark::NotGraded | Mark::NotInspected => None,
            });
            let places: Option<Vec<u8>> = marks.collect();
            match places.as_deref() {
                Some(places @ [_, _, ..]) => match (places.iter().min(), places.iter().max()) {
                    (Some(worst), Some(best)) => Cell::Between(*worst, *best),
                    _ => Cell::Unknown,
                },
                _ => Cell::Unknown,
            }
        }
    }
}
