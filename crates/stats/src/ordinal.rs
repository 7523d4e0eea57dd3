//! Order statistics of ordered words: no word is ever turned into a score.

use peel_model::Grade;

/// How many of those compared are better, the same, worse, or might be either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// How many are better.
    pub better: u64,
    /// How many are the same.
    pub same: u64,
    /// How many are worse.
    pub worse: u64,
    /// How many have a grade that is not known.
    pub unknown: u64,
}

impl Place {
    /// The mid-rank percentile, 0 (all others better) to 100 (all others worse), among those whose
    /// grade is known: `100 (worse + same / 2) / (better + same + worse)`.
    ///
    /// It is the mid-distribution function of Parzen (2004), "Quantile probability and statistical
    /// data modeling", Statistical Science 19(4), 652-662, in per cent. `None` when none is known.
    #[must_use]
    pub fn percentile(&self) -> Option<f64> {
        percentile(self.worse, self.same, self.better + self.same + self.worse)
    }

    /// The percentile were every unknown grade better, and were every one worse.
    #[must_use]
    pub fn percentile_bounds(&self) -> Option<(f64, f64)> {
        let n = self.better + self.same + self.worse + self.unknown;
        Some((percentile(self.worse, self.same, n)?, percentile(self.worse + self.unknown, self.same, n)?))
    }
}

fn percentile(worse: u64, same: u64, n: u64) -> Option<f64> {
    (n > 0).then(|| 100.0 * (worse as f64 + same as f64 / 2.0) / n as f64)
}

/// The place of `grade` among `counts`, pairs of a grade and how many have it.
#[must_use]
pub fn place_of(grade: Grade, counts: &[(Grade, u64)], unknown: u64) -> Place {
    let total = |test: &dyn Fn(Grade) -> bool| {
        counts.iter().filter(|(other, _)| test(*other)).map(|(_, count)| count).sum()
    };
    Place {
        better: total(&|other| other > grade),
        same: total(&|other| other == grade),
        worse: total(&|other| other < grade),
        unknown,
    }
}

/// The lower and upper median of ordered words; they are one unless the number is even and the two
/// in the middle differ. `None` when there are none.
///
/// For `n` words in order, worst first, these are the words at places `ceil(n / 2)` and
/// `floor(n / 2) + 1`; every word between them is a median.
#[must_use]
pub fn median(counts: &[(Grade, u64)]) -> Option<(Grade, Grade)> {
    let mut ascending = counts.to_vec();
    ascending.sort_by_key(|(grade, _)| *grade);
    let n: u64 = ascending.iter().map(|(_, count)| count).sum();
    let at = |place: u64| {
        let mut passed = 0;
        ascending.iter().find_map(|(grade, count)| {
            passed += count;
            (passed >= place).then_some(*grade)
        })
    };
    if n == 0 { None } else { Some((at(n.div_ceil(2))?, at(n / 2 + 1)?)) }
}

/// The share, in per cent, at `grade` or better. `None` when there are none.
#[must_use]
pub fn share_at_least(grade: Grade, counts: &[(Grade, u64)]) -> Option<f64> {
    let n: u64 = counts.iter().map(|(_, count)| count).sum();
    let at_least: u64 = counts.iter().filter(|(other, _)| *other >= grade).map(|(_, count)| count).sum();
    (n > 0).then(|| 100.0 * at_least as f64 / n as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
    use proptest::prelude::*;

    #[test]
    fn northamptonshire_effectiveness_2016_stands_below_29_level_with_12_above_1() {
        let others = [(Outstanding, 1), (Good, 28), (RequiresImprovement, 12), (Inadequate, 1)];
        let place = place_of(RequiresImprovement, &others, 0);
        assert_eq!(place, Place { better: 29, same: 12, worse: 1, unknown: 0 });
        assert_eq!(place.percentile(), Some(700.0 / 42.0));
        assert_eq!(place.percentile_bounds(), Some((700.0 / 42.0, 700.0 / 42.0)));
    }

    #[test]
    fn a_median_between_two_words_is_both() {
        assert_eq!(median(&[(Good, 1), (Inadequate, 1)]), Some((Inadequate, Good)));
        assert_eq!(median(&[(Good, 2), (Inadequate, 1)]), Some((Good, Good)));
        assert_eq!(median(&[(Good, 0)]), None);
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn nothing_known_gives_no_number() {
        let place = place_of(Good, &[], 0);
        assert_eq!((place.percentile(), place.percentile_bounds()), (None, None));
        assert_eq!(share_at_least(Good, &[]), None);
        assert_eq!(place_of(Good, &[], 4).percentile_bounds(), Some((0.0, 100.0)));
    }

    proptest! {
        #[test]
        fn percentiles_lie_between_their_bounds_in_0_to_100(
            counts in prop::collection::vec(0_u64..50, 5), grade in 0_usize..5, unknown in 0_u64..20,
        ) {
            let counts: Vec<_> = Grade::BEST_FIRST.into_iter().zip(counts).collect();
            let place = place_of(Grade::BEST_FIRST[grade], &counts, unknown);
            prop_assert_eq!(place.better + place.same + place.worse, counts.iter().map(|(_, n)| n).sum::<u64>());
            if let (Some(mid), Some((low, high))) = (place.percentile(), place.percentile_bounds()) {
                prop_assert!(0.0 <= low && low <= mid + 1e-9 && mid <= high + 1e-9 && high <= 100.0);
            }
        }

        #[test]
        fn the_order_in_which_counts_are_given_changes_nothing(
            counts in prop::collection::vec(0_u64..50, 5),
        ) {
            let forward: Vec<_> = Grade::BEST_FIRST.into_iter().zip(counts).collect();
            let backward: Vec<_> = forward.iter().rev().copied().collect();
            prop_assert_eq!(median(&forward), median(&backward));
            prop_assert_eq!(share_at_least(Good, &forward), share_at_least(Good, &backward));
        }
    }
}
