//! Linear extensions: every ranking that agrees with a partial order, all equally likely.
//!
//! An item's expected rank is the mean of its ranks over all of them, 1 for the best (Winkler 1982,
//! "Average height in a partially ordered set", Discrete Mathematics 39, 337-341, with the order turned
//! round). Two items that are not ordered come in either order, and so do two of one profile: they are tied,
//! and have the same expected rank, the middle of the places they share. That "all rankings are equally
//! likely" is a convention, not a finding: it says what follows when nothing more is known than the order.
//!
//! Exact counting ([`exact()`]) is feasible when few items are unordered; a seeded Markov chain ([`sample`])
//! does the rest, with a standard error. For more than [`MOST_ITEMS`] items there is
//! [`crate::local_order`].

mod chain;
mod down_sets;

pub use chain::{Chain, Sampled, mixing_bound, sample};
pub use down_sets::{Exact, MOST_EXACT_ITEMS, exact};

use crate::partial_order::PartialOrder;

/// The largest order that is sampled: beyond it the chain would mix for hours (in `n³ log n` steps), and the
/// distributions of the ranks would take more than 32 MB.
pub const MOST_ITEMS: usize = 2_000;

/// A limit for [`exact()`] that keeps it within some tens of milliseconds, whether it succeeds or gives up.
pub const MOST_DOWN_SETS: usize = 100_000;

/// How the ranks of each item are distributed over the linear extensions.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranks {
    n: usize,
    shares: Vec<f64>,
}

impl Ranks {
    /// From shares item by item, one for each rank, those of twins made equal.
    fn new(n: usize, mut shares: Vec<f64>, twins: &[usize]) -> Self {
        for members in classes(twins) {
            let mean = mean_rows(&members, n, &shares);
            for item in members {
                shares[item * n..(item + 1) * n].copy_from_slice(&mean);
            }
        }
        Self { n, shares }
    }

    /// How many items there are.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.n
    }

    /// The share of linear extensions in which the item has rank 1, 2, ... `n`. Empty for what is no item.
    #[must_use]
    pub fn shares(&self, item: usize) -> &[f64] {
        if item < self.n { &self.shares[item * self.n..(item + 1) * self.n] } else { &[] }
    }

    /// The item's expected rank. `None` for what is no item.
    #[must_use]
    pub fn expected(&self, item: usize) -> Option<f64> {
        let shares = self.shares(item);
        let sum = shares.iter().enumerate().map(|(place, share)| (place as f64 + 1.0) * share).sum();
        (!shares.is_empty()).then_some(sum)
    }

    /// The least rank that the item has or betters in at least this share of the linear extensions: the
    /// inverse of its distribution (type 1 of Hyndman and Fan 1996, "Sample quantiles in statistical
    /// packages", The American Statistician 50, 361-365). `None` for what is no item, or no share.
    #[must_use]
    pub fn quantile(&self, item: usize, share: f64) -> Option<usize> {
        let shares = self.shares(item);
        if shares.is_empty() || !(0.0..=1.0).contains(&share) {
            return None;
        }
        let mut passed = 0.0;
        let reached = shares.iter().position(|part| {
            passed += part;
            *part > 0.0 && passed >= share - 1e-12
        });
        Some(1 + reached.or_else(|| shares.iter().rposition(|part| *part > 0.0))?)
    }
}

/// Expected ranks, and how they were found.
#[derive(Debug, Clone, PartialEq)]
pub enum Expected {
    /// Counted.
    Exact(Exact),
    /// Drawn.
    Sampled(Sampled),
}

impl Expected {
    /// The distribution of every item's ranks.
    #[must_use]
    pub fn ranks(&self) -> &Ranks {
        match self {
            Self::Exact(exact) => &exact.ranks,
            Self::Sampled(sampled) => &sampled.ranks,
        }
    }

    /// The standard error of the item's expected rank: 0 when it was counted. `None` for what is no item.
    #[must_use]
    pub fn standard_error(&self, item: usize) -> Option<f64> {
        match self {
            Self::Exact(exact) => exact.ranks.expected(item).map(|_| 0.0),
            Self::Sampled(sampled) => sampled.standard_errors.get(item).copied(),
        }
    }
}

/// The expected ranks, counted when the order has no more than `most_down_sets` down-sets (see [`exact()`]),
/// else drawn. `None` when it has more than [`MOST_ITEMS`] items.
#[must_use]
pub fn expected_ranks(order: &PartialOrder, most_down_sets: usize, chain: &Chain) -> Option<Expected> {
    let counted = exact(order, most_down_sets).map(Expected::Exact);
    counted.or_else(|| sample(order, chain).map(Expected::Sampled))
}

/// The members of each class of twins, from the first member of each item's class.
fn classes(twins: &[usize]) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); twins.len()];
    twins.iter().enumerate().for_each(|(item, first)| members[*first].push(item));
    members.retain(|class| !class.is_empty());
    members
}

/// The mean of some rows of a matrix with `width` columns.
fn mean_rows(rows: &[usize], width: usize, matrix: &[f64]) -> Vec<f64> {
    let mut mean = vec![0.0; width];
    for row in rows {
        mean.iter_mut().zip(&matrix[row * width..(row + 1) * width]).for_each(|(sum, value)| *sum += value);
    }
    for value in &mut mean {
        *value /= rows.len() as f64;
    }
    mean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(pairs: &[(usize, usize)], n: usize, most_down_sets: usize) -> Option<Expected> {
        let order = PartialOrder::from_relations(n, pairs).unwrap();
        expected_ranks(&order, most_down_sets, &Chain::default())
    }

    #[test]
    fn small_orders_are_counted_and_large_ones_drawn() {
        let pairs = [(0, 1), (2, 3)];
        assert!(matches!(expected(&pairs, 4, 100), Some(Expected::Exact(_))));
        assert!(matches!(expected(&pairs, 4, 3), Some(Expected::Sampled(_))));
        assert!(matches!(expected(&[], MOST_EXACT_ITEMS + 1, 1_000), Some(Expected::Sampled(_))));
        assert_eq!(expected(&[], MOST_ITEMS + 1, 1_000), None);
    }

    #[test]
    fn what_is_no_item_has_no_rank() {
        let found = expected(&[(0, 1)], 2, 100).unwrap();
        assert_eq!(found.ranks().expected(0), Some(1.0));
        assert_eq!((found.ranks().expected(2), found.standard_error(2)), (None, None));
        assert_eq!((found.ranks().quantile(2, 0.5), found.ranks().quantile(0, f64::NAN)), (None, None));
    }

    #[test]
    fn quantiles_are_ranks_that_occur() {
        // Four items, no order: each rank has a quarter.
        let found = expected(&[], 4, 100).unwrap();
        let quantiles = [0.0, 0.025, 0.25, 0.5, 0.51, 1.0].map(|share| found.ranks().quantile(3, share));
        assert_eq!(quantiles, [1, 1, 1, 2, 3, 4].map(Some));
    }
}
