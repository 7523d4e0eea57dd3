//! Dominance: what grades say about order for certain, without any scoring.
//!
//! Item A dominates B when the worst A can be is at least the best B can be in every area, and better in
//! one. An unknown grade could be any word, so it never makes a difference that is not certain. The relation
//! is the product order of partially ordered sets (Brüggemann and Patil 2011, *Ranking and Prioritization for
//! Multi-indicator Systems*, Springer, ch. 2), with intervals in place of values; it is transitive, and equal
//! profiles do not dominate each other.
//!
//! For every area and word the items that are at most that good are a row of bits, and those an item is at
//! least as good as are the rows' intersection: `n² × areas / 64` steps in `n × areas × tiers / 8` bytes,
//! once for each profile that occurs.

use std::collections::BTreeMap;

use crate::partial_order::{PartialOrder, bits, count};
use crate::profiles::Profiles;

/// How many items certainly dominate one, and how many it certainly dominates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dominance {
    /// How many dominate the item.
    pub dominators: usize,
    /// How many the item dominates.
    pub dominated: usize,
}

impl Dominance {
    /// The best and the worst rank among `n` items that agree with dominance, 1 for the best:
    /// `1 + dominators` and `n - dominated`. Items of one profile share an interval that has room for all
    /// of them.
    #[must_use]
    pub fn rank_interval(&self, n: usize) -> (usize, usize) {
        (1 + self.dominators, n.saturating_sub(self.dominated))
    }
}

/// The dominance counts of every item, in the order of the items. No relation is kept.
#[must_use]
pub fn counts(profiles: &Profiles) -> Vec<Dominance> {
    let dominated = dominated_counts(profiles);
    let dominators = dominated_counts(&profiles.reversed());
    dominators
        .into_iter()
        .zip(dominated)
        .map(|(dominators, dominated)| Dominance { dominators, dominated })
        .collect()
}

/// The whole relation, in `n² / 4` bytes.
#[must_use]
pub fn order(profiles: &Profiles) -> PartialOrder {
    let n = profiles.n_items();
    let thresholds = Thresholds::new(profiles);
    let by_high = items_by(n, |item| profiles.high(item));
    let below = (0..n).flat_map(|item| {
        let mut row = thresholds.at_most(profiles.low(item));
        for equal in by_high.get(profiles.low(item)).into_iter().flatten() {
            row[equal / 64] &= !(1 << (equal % 64));
        }
        row
    });
    PartialOrder::from_closed(n, below.collect())
}

fn dominated_counts(profiles: &Profiles) -> Vec<usize> {
    let n = profiles.n_items();
    let thresholds = Thresholds::new(profiles);
    let by_high = items_by(n, |item| profiles.high(item));
    let mut dominated = vec![0; n];
    for (low, items) in items_by(n, |item| profiles.low(item)) {
        let equal = by_high.get(low).map_or(0, Vec::len);
        let number = count(&thresholds.at_most(low)) - equal;
        for item in items {
            dominated[item] = number;
        }
    }
    dominated
}

/// The items of each profile.
fn items_by<'a>(n: usize, profile: impl Fn(usize) -> &'a [u8]) -> BTreeMap<&'a [u8], Vec<usize>> {
    let mut groups: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    (0..n).for_each(|item| groups.entry(profile(item)).or_default().push(item));
    groups
}

/// For each area and word, the items whose best case is at most that word.
struct Thresholds {
    words: usize,
    tiers: usize,
    everybody: Vec<u64>,
    rows: Vec<u64>,
}

impl Thresholds {
    fn new(profiles: &Profiles) -> Self {
        let (n, tiers) = (profiles.n_items(), usize::from(profiles.n_tiers()));
        let words = n.div_ceil(64);
        let mut rows = vec![0_u64; profiles.n_areas() * tiers * words];
        for item in 0..n {
            for (area, high) in profiles.high(item).iter().enumerate() {
                for tier in usize::from(*high)..tiers {
                    rows[(area * tiers + tier) * words + item / 64] |= 1 << (item % 64);
                }
            }
        }
        let mut everybody = vec![0_u64; words];
        (0..n).for_each(|item| everybody[item / 64] |= 1 << (item % 64));
        Self { words, tiers, everybody, rows }
    }

    /// The items whose best case is at most this profile in every area.
    fn at_most(&self, profile: &[u8]) -> Vec<u64> {
        let mut items = self.everybody.clone();
        for (area, tier) in profile.iter().enumerate() {
            let start = (area * self.tiers + usize::from(*tier)) * self.words;
            let row = &self.rows[start..start + self.words];
            items.iter_mut().zip(row).for_each(|(word, other)| *word &= other);
        }
        items
    }
}

/// The items that dominate this one, in order.
pub fn dominators(order: &PartialOrder, item: usize) -> impl Iterator<Item = usize> + '_ {
    bits(if item < order.n_items() { order.above(item) } else { &[] })
}

/// The items this one dominates, in order.
pub fn dominated(order: &PartialOrder, item: usize) -> impl Iterator<Item = usize> + '_ {
    bits(if item < order.n_items() { order.below(item) } else { &[] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profiles::Cell::{self, Graded, NotGraded, Unknown};
    use crate::profiles::strategies::profiles;
    use proptest::prelude::*;

    fn intervals(n_items: usize, n_areas: usize, cells: &[Cell]) -> Vec<(usize, usize)> {
        let profiles = Profiles::new(n_items, n_areas, 4, cells).unwrap();
        counts(&profiles).iter().map(|count| count.rank_interval(n_items)).collect()
    }

    /// The definition, word for word.
    fn dominates(profiles: &Profiles, a: usize, b: usize) -> bool {
        let pairs = || profiles.low(a).iter().zip(profiles.high(b));
        pairs().all(|(low, high)| low >= high) && pairs().any(|(low, high)| low > high)
    }

    #[test]
    fn better_in_one_area_and_worse_in_another_says_nothing() {
        assert_eq!(intervals(2, 2, &[Graded(3), Graded(0), Graded(0), Graded(1)]), [(1, 2), (1, 2)]);
        assert_eq!(intervals(2, 2, &[Graded(3), Graded(1), Graded(0), Graded(1)]), [(1, 1), (2, 2)]);
    }

    #[test]
    fn equal_profiles_do_not_dominate_each_other() {
        let cells = [Graded(2), Graded(2), Graded(2), Graded(2), Graded(1), Graded(2)];
        assert_eq!(intervals(3, 2, &cells), [(1, 2), (1, 2), (3, 3)]);
    }

    #[test]
    fn an_unknown_grade_never_supports_dominance() {
        assert_eq!(intervals(2, 2, &[Graded(3), Unknown, Graded(2), Graded(2)]), [(1, 2), (1, 2)]);
        assert_eq!(intervals(2, 2, &[Graded(3), NotGraded, Graded(2), Graded(2)]), [(1, 2), (1, 2)]);
        assert_eq!(intervals(2, 1, &[Unknown, Unknown]), [(1, 2), (1, 2)]);
    }

    #[test]
    fn what_holds_whatever_the_unknown_grade_is_holds_for_certain() {
        // The worst the first can be is the second's own grade; the other area decides.
        assert_eq!(intervals(2, 2, &[Graded(3), Unknown, Graded(2), Graded(0)]), [(1, 1), (2, 2)]);
    }

    #[test]
    fn nobody_and_nothing_graded_give_no_order() {
        assert_eq!(intervals(0, 0, &[]), []);
        assert_eq!(intervals(1, 1, &[Graded(0)]), [(1, 1)]);
        assert_eq!(intervals(2, 1, &[NotGraded, NotGraded]), [(1, 2), (1, 2)]);
    }

    proptest! {
        #[test]
        fn counts_and_relation_are_those_of_the_definition(profiles in profiles()) {
            let n = profiles.n_items();
            let (order, counts) = (order(&profiles), counts(&profiles));
            for (a, found) in counts.iter().enumerate() {
                for b in 0..n {
                    prop_assert_eq!(order.is_above(a, b), dominates(&profiles, a, b));
                }
                prop_assert_eq!(found.dominators, (0..n).filter(|b| dominates(&profiles, *b, a)).count());
                prop_assert_eq!(found.dominated, (0..n).filter(|b| dominates(&profiles, a, *b)).count());
                prop_assert_eq!(dominators(&order, a).count(), found.dominators);
                prop_assert_eq!(dominated(&order, a).count(), found.dominated);
                let (best, worst) = found.rank_interval(n);
                prop_assert!(1 <= best && best <= worst && worst <= n);
            }
        }

        #[test]
        fn the_order_of_the_items_changes_nothing(
            (profiles, places) in profiles().prop_flat_map(|profiles| {
                let places = Just((0..profiles.n_items()).collect::<Vec<_>>()).prop_shuffle();
                (Just(profiles), places)
            }),
        ) {
            let (before, after) = (counts(&profiles), counts(&profiles.reordered(&places)));
            for (place, item) in places.iter().enumerate() {
                prop_assert_eq!(after[place], before[*item]);
            }
        }
    }
}
