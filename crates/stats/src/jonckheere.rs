//! The Jonckheere-Terpstra test: do values rise with the order of their groups?
//!
//! The groups are ordered words, the values anything with an order. It asks the question of Kendall's tau in
//! the words of samples, and is computed from it: `J = (S + B) / 2`, where `B` is how many pairs lie in different
//! groups.

use crate::chi_square::two_sided_normal;
use crate::kendall::Kendall;
use crate::ranks::pairs;
use crate::untied::two_sided;

/// The statistic and its tests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JonckheereTerpstra {
    /// How many values there are.
    pub n: usize,
    /// How many groups occur.
    pub groups: usize,
    /// J: over all pairs of values in different groups, those that rise with the groups, ties counting a half.
    pub statistic: f64,
    /// J expected when the groups do not matter.
    pub mean: f64,
    /// The variance of J when the groups do not matter, given the ties.
    pub variance: f64,
    /// `(statistic - mean) / sqrt(variance)`; positive when values rise with the groups.
    pub z: f64,
    /// The two-sided p-value by the normal approximation, without continuity correction.
    pub p: f64,
    /// The one-sided p-value against values that rise with the groups.
    pub p_increasing: f64,
    /// The one-sided p-value against values that fall.
    pub p_decreasing: f64,
    /// The exact two-sided p-value as R's clinfun has it, twice the smaller tail, at most 1: for
    /// up to 128 values without ties, in so few groups that their arrangements can be counted in 128 bits.
    pub p_exact: Option<f64>,
}

/// Tests whether `values` rise or fall with `groups`; `groups[i]` is the group of `values[i]`.
///
/// Jonckheere (1954), "A distribution-free k-sample test against ordered alternatives", Biometrika 41, 133-145;
/// Terpstra (1952). The variance with ties is that of Hollander, Wolfe and Chicken (2014), Nonparametric
/// Statistical Methods, 3rd edition, section 6.2, as SAS and SPSS take it; R's clinfun leaves the ties
/// of the values out of its variance.
///
/// The p-value by permutations is that of [`kendall_permutation`](crate::permutation::kendall_permutation).
///
/// `None` when the lengths differ, a value is NaN, there is one group only, or all values are equal.
///
/// # Examples
///
/// ```
/// use peel_stats::jonckheere::jonckheere_terpstra;
///
/// let groups = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3];
/// let values = [40, 35, 38, 43, 44, 41, 38, 40, 47, 44, 40, 42, 48, 40, 45, 43, 46, 44];
/// let test = jonckheere_terpstra(&groups, &values);
/// assert!(test.is_some_and(|test| test.statistic == 79.0 && test.mean == 54.0));
/// ```
#[must_use]
pub fn jonckheere_terpstra<G: PartialOrd, V: PartialOrd>(
    groups: &[G],
    values: &[V],
) -> Option<JonckheereTerpstra> {
    let kendall = Kendall::of(groups, values)?;
    let sizes = &kendall.x_ranks().sizes;
    let between = (pairs(kendall.n) - kendall.x_ranks().tied_pairs()) as f64;
    let z = kendall.z()?;
    let p = two_sided_normal(z);
    let (agreeing, opposing) = (p / 2.0, 1.0 - p / 2.0);
    let statistic = f64::midpoint(kendall.s(), between);
    let fewer = kendall.concordant.min(kendall.discordant);
    let is_untied = !kendall.y_ranks().has_ties();
    Some(JonckheereTerpstra {
        n: kendall.n,
        groups: sizes.len(),
        statistic,
        mean: between / 2.0,
        variance: kendall.variance()? / 4.0,
        z,
        p,
        p_increasing: if z > 0.0 { agreeing } else { opposing },
        p_decreasing: if z > 0.0 { opposing } else { agreeing },
        p_exact: if is_untied { two_sided(sizes, fewer) } else { None },
    })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "halves are exact")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(samples: &[&[i32]]) -> Option<JonckheereTerpstra> {
        let groups: Vec<usize> =
            samples.iter().enumerate().flat_map(|(i, sample)| vec![i; sample.len()]).collect();
        jonckheere_terpstra(&groups, &samples.concat())
    }

    fn close(actual: f64, expected: f64) {
        assert!((actual - expected).abs() <= 1e-9 * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn hollander_wolfe_chicken_example_6_2_knowledge_of_performance() {
        // J = 79 is printed; the rest is the printed formula in Python, pair by pair.
        let test =
            of(&[&[40, 35, 38, 43, 44, 41], &[38, 40, 47, 44, 40, 42], &[48, 40, 45, 43, 46, 44]]).unwrap();
        assert_eq!((test.statistic, test.mean, test.groups, test.n), (79.0, 54.0, 3, 18));
        close(test.variance, 150.286_764_705_882_35);
        close(test.z, 2.039_293_058_844_717_3);
        close(test.p, 0.041_420_787_986_094_464);
        assert_eq!(test.p_exact, None);
    }

    #[test]
    fn whitley_ball_2002_length_of_stay_in_three_units() {
        // Critical Care 6, 509-513: the counts 23, 34.5 and 19.5 add up to 77; one-sided P = 0.005.
        let test = of(&[&[7, 1, 2, 6, 11, 8], &[4, 7, 16, 11, 21], &[20, 25, 13, 9, 14, 11]]).unwrap();
        assert_eq!((test.statistic, test.mean), (77.0, 48.0));
        close(test.variance, 128.139_705_882_352_93);
        close(test.z, 2.561_864_386_808_471_4);
        assert!((test.p_increasing - 0.005).abs() < 0.0005);
    }

    #[test]
    fn duller_coffee_as_in_desctools_without_ties() {
        let test = of(&[&[447, 396, 383, 410], &[438, 521, 468, 391, 504, 472], &[513, 543, 506, 489, 407]])
            .unwrap();
        assert_eq!((test.statistic, test.mean), (59.0, 37.0));
        close(test.variance, 88.666_666_666_666_67);
        close(test.z, 2.336_374_673_835_802_4);
    }

    #[test]
    fn exact_p_is_that_of_all_4200_arrangements() {
        // Python: of the 4200 arrangements, 111 have J of 27 or more.
        let test = of(&[&[3, 1, 5], &[2, 8, 6], &[9, 7, 4, 10]]).unwrap();
        assert_eq!(test.statistic, 27.0);
        close(test.p_exact.unwrap(), 2.0 * 111.0 / 4200.0);
    }

    #[test]
    fn two_groups_are_mann_whitney() {
        // scipy 1.17: mannwhitneyu([1, 2, 3], [4, 5, 6, 7], method="exact") has p = 2 / 35.
        close(of(&[&[1, 2, 3], &[4, 5, 6, 7]]).unwrap().p_exact.unwrap(), 2.0 / 35.0);
    }

    #[test]
    fn undefined_with_one_group_or_equal_values() {
        assert_eq!(of(&[&[1, 2, 3]]), None);
        assert_eq!(of(&[&[5, 5], &[5]]), None);
        assert_eq!(of(&[]), None);
        assert_eq!(jonckheere_terpstra(&[1, 2], &[1.0, f64::NAN]), None);
        assert_eq!(jonckheere_terpstra(&[1, 2, 3], &[1.0, 2.0]), None);
        assert_eq!(of(&[&[1], &[2]]).map(|test| test.p_exact), Some(Some(1.0)));
    }

    proptest! {
        #[test]
        fn turning_the_groups_turns_the_test(items in prop::collection::vec((0_u8..5, 0_u8..40), 2..40)) {
            let (groups, values): (Vec<u8>, Vec<u8>) = items.into_iter().unzip();
            let turned: Vec<u8> = groups.iter().map(|group| 9 - group).collect();
            let both = jonckheere_terpstra(&groups, &values).zip(jonckheere_terpstra(&turned, &values));
            if let Some((one, other)) = both {
                prop_assert_eq!(one.z, -other.z);
                prop_assert_eq!(one.statistic + other.statistic, 2.0 * one.mean);
                prop_assert_eq!(one.p_exact, other.p_exact);
                prop_assert!((one.p_increasing + one.p_decreasing - 1.0).abs() < 1e-12);
                prop_assert!((one.p - 2.0 * one.p_increasing.min(one.p_decreasing)).abs() < 1e-12);
            }
        }

        #[test]
        fn j_is_the_sum_of_mann_whitney_counts(items in prop::collection::vec((0_u8..5, 0_u8..9), 2..40)) {
            let (groups, values): (Vec<u8>, Vec<u8>) = items.iter().copied().unzip();
            let mut j = 0.0;
            for a in &items {
                for b in &items {
                    if a.0 < b.0 {
                        j += f64::midpoint(f64::from(u8::from(a.1 < b.1)), f64::from(u8::from(a.1 <= b.1)));
                    }
                }
            }
            if let Some(test) = jonckheere_terpstra(&groups, &values) {
                prop_assert_eq!(test.statistic, j);
            }
        }
    }
}
