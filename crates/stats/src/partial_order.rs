//! A strict partial order of items: who is certainly above whom, and nothing about the rest.
//!
//! Kept as two bit matrices, so it takes `n² / 4` bytes. For registries too large for that,
//! [`crate::dominance::counts`] gives the numbers above and below without the relation itself.

use std::collections::BTreeMap;

/// A strict partial order of `n` items, transitively closed. Rank 1 is the best: an item *above* another
/// has the smaller rank in every ranking that agrees with the order.
///
/// # Examples
///
/// ```
/// use peel_stats::partial_order::PartialOrder;
///
/// let order = PartialOrder::from_relations(3, &[(0, 1), (1, 2)]).unwrap();
/// assert!(order.is_above(0, 2));
/// assert_eq!(order.rank_interval(1), (2, 2));
/// assert!(PartialOrder::from_relations(2, &[(0, 1), (1, 0)]).is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartialOrder {
    n: usize,
    words: usize,
    above: Vec<u64>,
    below: Vec<u64>,
}

impl PartialOrder {
    /// The order of `n` items (named 0 to `n - 1`) that follows from pairs of an item and one below it.
    /// `None` when a pair names no item, or when an item would be above itself.
    #[must_use]
    pub fn from_relations(n: usize, pairs: &[(usize, usize)]) -> Option<Self> {
        let words = n.div_ceil(64);
        let mut below = vec![0_u64; n.checked_mul(words)?];
        for &(upper, lower) in pairs {
            if upper >= n || lower >= n {
                return None;
            }
            below[upper * words + lower / 64] |= 1 << (lower % 64);
        }
        close(&mut below, n, words);
        let order = Self::from_closed(n, below);
        (0..n).all(|item| !order.is_above(item, item)).then_some(order)
    }

    /// The order of rows of bits, for each item those below it; they are transitively closed already.
    pub(crate) fn from_closed(n: usize, below: Vec<u64>) -> Self {
        let words = n.div_ceil(64);
        let mut above = vec![0_u64; below.len()];
        for upper in 0..n {
            for lower in bits(&below[upper * words..(upper + 1) * words]) {
                above[lower * words + upper / 64] |= 1 << (upper % 64);
            }
        }
        Self { n, words, above, below }
    }

    /// How many items there are.
    #[must_use]
    pub fn n_items(&self) -> usize {
        self.n
    }

    /// Whether `upper` is certainly above `lower`. `false` for what is no item.
    #[must_use]
    pub fn is_above(&self, upper: usize, lower: usize) -> bool {
        upper < self.n && lower < self.n && self.below(upper)[lower / 64] >> (lower % 64) & 1 == 1
    }

    /// How many items are certainly above this one.
    #[must_use]
    pub fn n_above(&self, item: usize) -> usize {
        count(self.above(item))
    }

    /// How many items are certainly below this one.
    #[must_use]
    pub fn n_below(&self, item: usize) -> usize {
        count(self.below(item))
    }

    /// The best and the worst rank the item has in any ranking that agrees with the order: 1 + those
    /// above, and `n` - those below (Patil and Taillie 2004, "Multiple indicators, partially ordered sets,
    /// and linear extensions", Environmental and Ecological Statistics 11, 199-228).
    #[must_use]
    pub fn rank_interval(&self, item: usize) -> (usize, usize) {
        (1 + self.n_above(item), self.n - self.n_below(item))
    }

    /// For each item the first item with the same items above and the same below: twins, among them all
    /// items of one complete profile. Twins are not ordered, and nothing tells them apart.
    #[must_use]
    pub fn twins(&self) -> Vec<usize> {
        let mut first: BTreeMap<(&[u64], &[u64]), usize> = BTreeMap::new();
        (0..self.n).map(|item| *first.entry((self.above(item), self.below(item))).or_insert(item)).collect()
    }

    /// The bits of the items above this one.
    pub(crate) fn above(&self, item: usize) -> &[u64] {
        &self.above[item * self.words..(item + 1) * self.words]
    }

    /// The bits of the items below this one.
    pub(crate) fn below(&self, item: usize) -> &[u64] {
        &self.below[item * self.words..(item + 1) * self.words]
    }
}

/// The places of the bits that are set, in order.
pub(crate) fn bits(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(place, word)| {
        let mut rest = *word;
        std::iter::from_fn(move || {
            let bit = rest.trailing_zeros() as usize;
            rest &= rest.checked_sub(1)?;
            Some(place * 64 + bit)
        })
    })
}

/// How many bits are set.
pub(crate) fn count(words: &[u64]) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// Warshall's transitive closure of rows of bits.
fn close(rows: &mut [u64], n: usize, words: usize) {
    for middle in 0..n {
        let reached = rows[middle * words..(middle + 1) * words].to_vec();
        for row in rows.chunks_exact_mut(words) {
            if row[middle / 64] >> (middle % 64) & 1 == 1 {
                row.iter_mut().zip(&reached).for_each(|(word, more)| *word |= more);
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod strategies {
    //! Random orders for the properties of every method on them.

    use super::*;
    use proptest::prelude::*;

    /// Any order of up to `most` items: random pairs that go down one random ranking.
    pub(crate) fn orders(most: usize) -> impl Strategy<Value = PartialOrder> {
        (0..=most).prop_flat_map(|n| {
            let pair = (0..n.max(1), 0..n.max(1));
            let ranking = Just((0..n).collect::<Vec<_>>()).prop_shuffle();
            (prop::collection::vec(pair, 0..=2 * n), ranking).prop_map(move |(pairs, ranking)| {
                let down = pairs.into_iter().filter(|(a, b)| n > 0 && a != b);
                let pairs: Vec<_> = down.map(|(a, b)| (ranking[a.min(b)], ranking[a.max(b)])).collect();
                PartialOrder::from_relations(n, &pairs).unwrap()
            })
        })
    }

    impl PartialOrder {
        /// The same order, item `i` now named `names[i]`.
        pub(crate) fn renamed(&self, names: &[usize]) -> Self {
            let pairs: Vec<_> = (0..self.n)
                .flat_map(|upper| bits(self.below(upper)).map(move |lower| (names[upper], names[lower])))
                .collect();
            Self::from_relations(self.n, &pairs).unwrap()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::strategies::orders;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_follows_is_part_of_the_order() {
        let order = PartialOrder::from_relations(4, &[(0, 1), (1, 2)]).unwrap();
        assert!(order.is_above(0, 2) && !order.is_above(2, 0) && !order.is_above(0, 3));
        let intervals: Vec<_> = (0..4).map(|item| order.rank_interval(item)).collect();
        assert_eq!(intervals, [(1, 2), (2, 3), (3, 4), (1, 4)]);
    }

    #[test]
    fn a_circle_is_no_order() {
        assert_eq!(PartialOrder::from_relations(3, &[(0, 1), (1, 2), (2, 0)]), None);
        assert_eq!(PartialOrder::from_relations(1, &[(0, 0)]), None);
        assert_eq!(PartialOrder::from_relations(1, &[(0, 1)]), None);
    }

    #[test]
    fn the_empty_order_and_one_item_are_orders() {
        assert_eq!(PartialOrder::from_relations(0, &[]).unwrap().n_items(), 0);
        assert_eq!(PartialOrder::from_relations(1, &[]).unwrap().rank_interval(0), (1, 1));
    }

    #[test]
    fn twins_are_those_nothing_tells_apart() {
        let order = PartialOrder::from_relations(5, &[(0, 2), (1, 2), (3, 4)]).unwrap();
        assert_eq!(order.twins(), [0, 0, 2, 3, 4]);
    }

    proptest! {
        #[test]
        fn above_is_below_turned_round(order in orders(70)) {
            let n = order.n_items();
            for item in 0..n {
                let above: Vec<usize> = (0..n).filter(|upper| order.is_above(*upper, item)).collect();
                prop_assert_eq!(bits(order.above(item)).collect::<Vec<_>>(), above.clone());
                prop_assert!(above.iter().all(|upper| !order.is_above(item, *upper)));
            }
        }
    }
}
