//! Adjusted p-values where many hypotheses are tested at once.
//!
//! A p-value that is `None`, NaN or outside 0 to 1 stays `None`, and is not counted among the tests: adjust over
//! what was tested, and say how many that was. Adjusted values come in the order of what was given.

/// Benjamini and Hochberg's adjusted p-values, which control the false discovery rate of independent (or
/// positively dependent) tests: the least `m p_(j) / j` over all j from the rank of p up, at most 1.
///
/// Benjamini and Hochberg (1995), "Controlling the false discovery rate", Journal of the Royal Statistical
/// Society B 57, 289-300; the same as R's `p.adjust(method = "BH")`.
///
/// # Examples
///
/// ```
/// let adjusted = peel_stats::multiple::benjamini_hochberg(&[Some(0.01), None, Some(0.5), Some(0.02)]);
/// assert_eq!(adjusted, [Some(0.03), None, Some(0.5), Some(0.03)]);
/// ```
#[must_use]
pub fn benjamini_hochberg(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let ascending = ascending(p);
    let m = ascending.len() as f64;
    let mut adjusted = vec![None; p.len()];
    let mut least = 1.0_f64;
    for (i, &(at, value)) in ascending.iter().enumerate().rev() {
        least = least.min(value * (m / (i as f64 + 1.0)));
        adjusted[at] = Some(least);
    }
    adjusted
}

/// Holm's adjusted p-values, which control the chance of any false discovery, whatever the dependence: the
/// greatest `(m - j + 1) p_(j)` over all j up to the rank of p, at most 1.
///
/// Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6, 65-70; the same as R's `p.adjust(method = "holm")`.
#[must_use]
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let ascending = ascending(p);
    let m = ascending.len();
    let mut adjusted = vec![None; p.len()];
    let mut greatest = 0.0_f64;
    for (i, &(at, value)) in ascending.iter().enumerate() {
        greatest = greatest.max(value * (m - i) as f64).min(1.0);
        adjusted[at] = Some(greatest);
    }
    adjusted
}

/// The p-values that are ones, with their places, smallest first.
fn ascending(p: &[Option<f64>]) -> Vec<(usize, f64)> {
    let valid = |(at, p): (usize, &Option<f64>)| p.filter(|p| (0.0..=1.0).contains(p)).map(|p| (at, p));
    let mut ascending: Vec<_> = p.iter().enumerate().filter_map(valid).collect();
    ascending.sort_by(|one, other| one.1.total_cmp(&other.1));
    ascending
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(adjust: fn(&[Option<f64>]) -> Vec<Option<f64>>, p: &[f64], expected: &[f64]) {
        let p: Vec<_> = p.iter().copied().map(Some).collect();
        let adjusted = adjust(&p);
        assert_eq!(adjusted.len(), expected.len());
        for (actual, expected) in adjusted.into_iter().zip(expected) {
            let actual = actual.unwrap();
            assert!((actual / expected - 1.0).abs() < 1e-11, "{actual} is not {expected}");
        }
    }

    /// `pval0` of statsmodels' `tests/test_multi.py`.
    const MULTTEST: [f64; 10] = [
        0.838_541_367_553,
        0.642_193_923_795,
        0.680_845_947_633,
        0.967_833_824_309,
        0.716_269_382_38,
        0.177_096_952_723,
        5.236_567_772_08e-5,
        0.020_273_268_879_8,
        0.000_281_405_061_98,
        0.014_987_731_079_6,
    ];

    #[test]
    fn benjamini_hochberg_of_multtest_in_statsmodels() {
        let expected = [
            0.931_712_630_614,
            0.895_336_727_975,
            0.895_336_727_975,
            0.967_833_824_309,
            0.895_336_727_975,
            0.354_193_905_446,
            0.000_523_656_777_208,
            0.050_683_172_199_5,
            0.001_407_025_309_9,
            0.049_959_103_598_67,
        ];
        check(benjamini_hochberg, &MULTTEST, &expected);
    }

    #[test]
    fn holm_of_multtest_in_statsmodels() {
        let expected = [
            1.0,
            1.0,
            1.0,
            1.0,
            1.0,
            1.0,
            5.236_567_772_08e-4,
            0.141_912_882_158_6,
            0.002_532_645_557_82,
            0.119_901_848_636_8,
        ];
        check(holm, &MULTTEST, &expected);
    }

    #[test]
    fn multtest_results_2_and_3_in_statsmodels() {
        let second = [0.002, 0.004, 0.006, 0.008, 0.01, 0.012];
        check(benjamini_hochberg, &second, &[0.012; 6]);
        check(holm, &second, &[0.012, 0.02, 0.024, 0.024, 0.024, 0.024]);
        let third = [0.001, 0.002, 0.003, 0.004, 0.005, 0.05, 0.06, 0.07, 0.08, 0.09];
        let fdr = [
            0.01,
            0.01,
            0.01,
            0.01,
            0.01,
            0.083_333_333_333_333_34,
            0.085_714_285_714_285_7,
            0.0875,
            0.088_888_888_888_888_9,
            0.09,
        ];
        check(benjamini_hochberg, &third, &fdr);
        check(holm, &third, &[0.01, 0.018, 0.024, 0.028, 0.03, 0.25, 0.25, 0.25, 0.25, 0.25]);
    }

    #[test]
    fn what_was_not_tested_is_passed_through_and_not_counted() {
        let p = [Some(0.01), None, Some(f64::NAN), Some(1.5), Some(-0.1), Some(0.03), Some(f64::INFINITY)];
        assert_eq!(benjamini_hochberg(&p), [Some(0.02), None, None, None, None, Some(0.03), None]);
        assert_eq!(holm(&p), [Some(0.02), None, None, None, None, Some(0.03), None]);
        assert_eq!((benjamini_hochberg(&[]), holm(&[None])), (vec![], vec![None]));
        assert_eq!(holm(&[Some(0.0), Some(1.0)]), [Some(0.0), Some(1.0)]);
    }

    proptest! {
        #[test]
        fn adjusted_values_are_no_smaller_keep_their_order_and_move_with_theirs(
            p in prop::collection::vec(prop::option::of(0.0_f64..=1.0), 0..30), turn in 0_usize..30,
        ) {
            for adjust in [benjamini_hochberg, holm] {
                let adjusted = adjust(&p);
                for (i, (one, to)) in p.iter().zip(&adjusted).enumerate() {
                    prop_assert_eq!(one.is_some(), to.is_some());
                    prop_assert!(to.unwrap_or(1.0) <= 1.0 && one.unwrap_or(0.0) <= to.unwrap_or(0.0) + 1e-15);
                    for (other, to_other) in p[..i].iter().zip(&adjusted) {
                        if let (Some(a), Some(b), Some(x), Some(y)) = (one, other, to, to_other) {
                            prop_assert!(a > b || x <= y);
                            prop_assert!(a < b || x >= y);
                        }
                    }
                }
                let turn = turn.min(p.len());
                let (mut turned, mut expected) = (p.clone(), adjusted);
                turned.rotate_left(turn);
                expected.rotate_left(turn);
                prop_assert_eq!(adjust(&turned), expected);
            }
            for (fdr, family) in benjamini_hochberg(&p).iter().zip(holm(&p)) {
                prop_assert!(fdr.is_none_or(|fdr| family.is_some_and(|family| fdr <= family + 1e-15)));
            }
        }
    }
}
