//! Ranking the same items again and again, and counting the ranks they get.

use super::RankSample;

/// The lowest bits of a sorted number hold the item, the rest its value.
const ITEM_BITS: u32 = 16;

/// Room for ranking `n` items again and again: at most [`super::MOST_ITEMS`] with values below 2^48, or, for
/// more, values below 2^32.
pub(super) struct Ranking {
    item_bits: u32,
    low: Vec<u64>,
    high: Vec<u64>,
    twice: Vec<(usize, usize)>,
}

impl Ranking {
    /// Room for `n` items.
    pub(super) fn new(n: usize) -> Self {
        let item_bits = if n > super::MOST_ITEMS { 32 } else { ITEM_BITS };
        Self { item_bits, low: Vec::with_capacity(n), high: Vec::with_capacity(n), twice: vec![(0, 0); n] }
    }

    /// Twice the best and the worst rank of each item.
    pub(super) fn rank(&mut self, low: &[u64], high: &[u64]) -> &[(usize, usize)] {
        let Self { item_bits, low: lows, high: highs, twice } = self;
        let n = twice.len();
        sort(lows, low, *item_bits);
        if low == high {
            runs(lows, *item_bits, |item, less, at_most| {
                let rank = 2 * (n - at_most) + (at_most - less) + 1;
                twice[item] = (rank, rank);
            });
            return twice;
        }
        sort(highs, high, *item_bits);
        // The item itself is among those it is compared with: its own other end is never above its best
        // case, and never below its worst.
        against(highs, lows, *item_bits, |item, less, at_most| {
            let itself = usize::from(low[item] == high[item]);
            twice[item].0 = 2 * (1 + n - at_most) + (at_most - less) - itself;
        });
        against(lows, highs, *item_bits, |item, less, at_most| {
            let itself = if high[item] == low[item] { 1 } else { 2 };
            twice[item].1 = 2 * (1 + n - at_most) + (at_most - less) - itself;
        });
        twice
    }
}

/// Values with their items, the least first.
fn sort(to: &mut Vec<u64>, values: &[u64], item_bits: u32) {
    to.clear();
    to.extend(values.iter().zip(0_u64..).map(|(value, item)| value << item_bits | item));
    to.sort_unstable();
}

/// The item of a sorted number.
fn item_of(sorted: u64, item_bits: u32) -> usize {
    usize::try_from(sorted & ((1 << item_bits) - 1)).unwrap_or(usize::MAX)
}

/// For each item how many have a lesser value, and how many a value no greater.
fn runs(items: &[u64], item_bits: u32, mut each: impl FnMut(usize, usize, usize)) {
    let mut less = 0;
    for run in items.chunk_by(|left, right| left >> item_bits == right >> item_bits) {
        let at_most = less + run.len();
        for sorted in run {
            each(item_of(*sorted, item_bits), less, at_most);
        }
        less = at_most;
    }
}

/// For each of the first items how many of the second have a lesser value, and how many a value no greater.
fn against(items: &[u64], others: &[u64], item_bits: u32, mut each: impl FnMut(usize, usize, usize)) {
    let (mut less, mut at_most) = (0, 0);
    for sorted in items {
        let value = sorted >> item_bits;
        while others.get(less).is_some_and(|other| other >> item_bits < value) {
            less += 1;
        }
        at_most = at_most.max(less);
        while others.get(at_most).is_some_and(|other| other >> item_bits <= value) {
            at_most += 1;
        }
        each(item_of(*sorted, item_bits), less, at_most);
    }
}

/// How often each item has got each rank.
pub(super) enum Tally {
    /// A count for each item and twice each rank, where that is smaller than a list.
    Counted { width: usize, counts: Vec<usize> },
    /// Twice every rank, item by item.
    Listed(Vec<Vec<u32>>),
}

impl Tally {
    /// No ranks yet of `n` items.
    pub(super) fn new(n: usize, scorings: usize) -> Self {
        let width = 2 * n + 1;
        if width <= scorings {
            Self::Counted { width, counts: vec![0; n * width] }
        } else {
            Self::Listed(vec![Vec::with_capacity(scorings); n])
        }
    }

    /// Adds twice the rank of each item.
    pub(super) fn add(&mut self, twice: impl Iterator<Item = usize>) {
        match self {
            Self::Counted { width, counts } => {
                counts.chunks_exact_mut(*width).zip(twice).for_each(|(row, twice)| row[twice] += 1);
            }
            Self::Listed(lists) => {
                let ranks = twice.map(|twice| u32::try_from(twice).unwrap_or(u32::MAX));
                lists.iter_mut().zip(ranks).for_each(|(list, rank)| list.push(rank));
            }
        }
    }

    /// The ranks of each item.
    pub(super) fn samples(self, scorings: usize) -> Vec<RankSample> {
        match self {
            Self::Counted { width, counts } => {
                let occurring =
                    |row: &[usize]| row.iter().copied().enumerate().filter(|(_, count)| *count > 0).collect();
                counts
                    .chunks_exact(width)
                    .map(|row| RankSample { scorings, counts: occurring(row) })
                    .collect()
            }
            Self::Listed(lists) => lists.into_iter().map(|list| listed(list, scorings)).collect(),
        }
    }
}

/// Counts a list of ranks.
fn listed(mut twice: Vec<u32>, scorings: usize) -> RankSample {
    twice.sort_unstable();
    let runs = twice.chunk_by(|left, right| left == right);
    RankSample { scorings, counts: runs.map(|run| (run[0] as usize, run.len())).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counting_and_listing_are_one(
            ranks in prop::collection::vec(prop::collection::vec(2_usize..=6, 3), 1..20),
        ) {
            let scorings = ranks.len();
            let mut counted = Tally::Counted { width: 7, counts: vec![0; 21] };
            let mut lists = Tally::Listed(vec![Vec::new(); 3]);
            for ranks in &ranks {
                counted.add(ranks.iter().copied());
                lists.add(ranks.iter().copied());
            }
            prop_assert_eq!(counted.samples(scorings), lists.samples(scorings));
        }
    }
}
