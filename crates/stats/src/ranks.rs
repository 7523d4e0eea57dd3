//! Ranks of values that have an order and nothing else: ordered words as well as numbers.

use std::cmp::Ordering;

/// Values as their places in order: the smallest distinct value is 0, the next 1, and so on.
///
/// Any strictly increasing rescaling of the values gives the same ranks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranks {
    /// The place of each value among the distinct values, in the order in which the values were given.
    pub places: Vec<usize>,
    /// How many values share each place: the sizes of the ties.
    pub sizes: Vec<usize>,
}

impl Ranks {
    /// Ranks the values. `None` when one of them is not comparable with itself (NaN).
    #[must_use]
    pub fn of<T: PartialOrd>(values: &[T]) -> Option<Self> {
        if values.iter().any(|value| value.partial_cmp(value).is_none()) {
            return None;
        }
        let order = |a: usize, b: usize| values[a].partial_cmp(&values[b]).unwrap_or(Ordering::Equal);
        let mut sorted: Vec<usize> = (0..values.len()).collect();
        sorted.sort_by(|&a, &b| order(a, b));
        let mut ranks = Self { places: vec![0; values.len()], sizes: Vec::new() };
        for (i, &at) in sorted.iter().enumerate() {
            if i == 0 || order(sorted[i - 1], at) != Ordering::Equal {
                ranks.sizes.push(0);
            }
            let place = ranks.sizes.len() - 1;
            ranks.sizes[place] += 1;
            ranks.places[at] = place;
        }
        Some(ranks)
    }

    /// How many distinct values there are.
    #[must_use]
    pub fn levels(&self) -> usize {
        self.sizes.len()
    }

    /// Whether two values are equal.
    #[must_use]
    pub fn has_ties(&self) -> bool {
        self.sizes.len() < self.places.len()
    }

    /// The ranks from 1 to `n`, equal values sharing the mean of the ranks they take up (mid-ranks).
    #[must_use]
    pub fn midranks(&self) -> Vec<f64> {
        let mut before = 0;
        let of_place: Vec<f64> = self
            .sizes
            .iter()
            .map(|&size| {
                let midrank = before as f64 + f64::midpoint(size as f64, 1.0);
                before += size;
                midrank
            })
            .collect();
        self.places.iter().map(|&place| of_place[place]).collect()
    }

    /// The sum over ties of `f(size)`.
    pub(crate) fn over_ties(&self, f: impl Fn(f64) -> f64) -> f64 {
        self.sizes.iter().map(|&size| f(size as f64)).sum()
    }

    /// How many pairs of values are equal.
    pub(crate) fn tied_pairs(&self) -> u64 {
        self.sizes.iter().map(|&size| pairs(size)).sum()
    }
}

/// How many pairs `n` things make.
pub(crate) fn pairs(n: usize) -> u64 {
    let n = n as u64;
    n * n.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_values_share_a_place_and_a_midrank() {
        // scipy 1.17: rankdata([30, 10, 20, 10, 30, 30]) = [5, 1.5, 3, 1.5, 5, 5]
        let ranks = Ranks::of(&[30, 10, 20, 10, 30, 30]).unwrap();
        assert_eq!(ranks.places, [2, 0, 1, 0, 2, 2]);
        assert_eq!(ranks.sizes, [2, 1, 3]);
        assert_eq!(ranks.midranks(), [5.0, 1.5, 3.0, 1.5, 5.0, 5.0]);
        assert_eq!((ranks.tied_pairs(), ranks.levels(), ranks.has_ties()), (4, 3, true));
    }

    #[test]
    fn both_zeros_are_equal_and_nan_has_no_rank() {
        assert_eq!(Ranks::of(&[0.0, -0.0]).map(|ranks| ranks.sizes), Some(vec![2]));
        assert_eq!(Ranks::of(&[0.0, f64::NAN]), None);
        assert_eq!(
            Ranks::of(&[f64::INFINITY, f64::NEG_INFINITY]).map(|ranks| ranks.places),
            Some(vec![1, 0])
        );
        assert_eq!(Ranks::of::<u8>(&[]), Some(Ranks { places: vec![], sizes: vec![] }));
    }

    proptest! {
        #[test]
        fn midranks_add_up(values in prop::collection::vec(0_u8..6, 0..40)) {
            let n = values.len() as f64;
            let total: f64 = Ranks::of(&values).unwrap().midranks().iter().sum();
            prop_assert_eq!(Some(total), Some(n * (n + 1.0) / 2.0));
        }
    }
}
