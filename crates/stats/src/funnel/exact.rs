//! Funnel limits of a proportion by the binomial distribution itself, for few cases.

use crate::confidence::{Confidence, Limits};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Above this many cases the normal approximation is as good, and the distribution slow to sum.
const MOST: u32 = 10_000;

/// Exact limits of a proportion around `baseline` among `n` cases: steps, not a smooth curve.
///
/// The binomial quantiles at the tail and at 1 less the tail, over `n`, as the `exact` limits of the R
/// package `funnelR`; Spiegelhalter (2005), appendix A.1, without his interpolation. So a proportion below
/// the lower limit has less than the tail's chance, and one above the upper no more. `None` unless `n` is
/// whole, from 1 to 10,000, and the baseline strictly between 0 and 1.
#[must_use]
pub fn proportion_limits_exact(baseline: f64, n: f64, confidence: Confidence) -> Option<Limits> {
    let is_whole = (1.0..=f64::from(MOST)).contains(&n) && n.fract() <= 0.0;
    if !(is_whole && baseline > 0.0 && baseline < 1.0) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, from 1 to MOST")]
    let cases = n as u64;
    let binomial = Binomial::new(baseline, cases).ok()?;
    let lower = least(cases, |r| binomial.cdf(r) >= confidence.tail());
    let upper = least(cases, |r| binomial.sf(r) <= confidence.tail());
    Limits::new(lower as f64 / n, upper as f64 / n)
}

/// The least number up to `most` of which `holds`, which holds of all above it and of `most`.
fn least(most: u64, holds: impl Fn(u64) -> bool) -> u64 {
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = u64::midpoint(low, high);
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn limits_are_the_quantiles_of_scipy() {
        // scipy 1.17.1: binom.ppf(p, n, baseline) at 0.025, 0.975, 0.001 and 0.999
        let rows = [
            (0.5, 20.0, (6.0, 14.0), (3.0, 17.0)),
            (0.1, 10.0, (0.0, 3.0), (0.0, 5.0)),
            (0.5, 30.0, (10.0, 20.0), (7.0, 23.0)),
            (0.8064, 100.0, (73.0, 88.0), (68.0, 92.0)),
            (0.03, 664.0, (12.0, 29.0), (8.0, 35.0)),
            (0.9, 2_500.0, (2_220.0, 2_279.0), (2_203.0, 2_295.0)),
            (0.25, 10_000.0, (2_415.0, 2_585.0), (2_367.0, 2_635.0)),
            (0.99, 7.0, (6.0, 7.0), (5.0, 7.0)),
            (0.001, 10_000.0, (4.0, 17.0), (2.0, 21.0)),
        ];
        for (baseline, n, near, far) in rows {
            for (confidence, (lower, upper)) in [(Confidence::P95, near), (Confidence::P998, far)] {
                let found = proportion_limits_exact(baseline, n, confidence).unwrap();
                assert!((found.lower * n - lower).abs() < 1e-9, "{baseline} {n}: {found:?} is not {lower}");
                assert!((found.upper * n - upper).abs() < 1e-9, "{baseline} {n}: {found:?} is not {upper}");
            }
        }
    }

    #[test]
    fn what_cannot_be_is_none() {
        for (baseline, n) in [
            (0.0, 5.0),
            (1.0, 5.0),
            (0.5, 0.0),
            (0.5, 2.5),
            (0.5, 10_001.0),
            (f64::NAN, 5.0),
            (0.5, f64::NAN),
        ] {
            assert_eq!(proportion_limits_exact(baseline, n, Confidence::P95), None, "{baseline} {n}");
        }
    }

    proptest! {
        #[test]
        fn limits_lie_about_the_baseline_and_near_the_normal_ones(baseline in 0.2..0.8f64, n in 100u32..3_000) {
            let exact = proportion_limits_exact(baseline, n.into(), Confidence::P95).unwrap();
            let normal = crate::funnel::proportion_limits(baseline, n.into(), Confidence::P95).unwrap();
            prop_assert!(exact.lower <= baseline && baseline <= exact.upper);
            prop_assert!((exact.lower - normal.lower).abs() < 1.5 / f64::from(n));
            prop_assert!((exact.upper - normal.upper).abs() < 1.5 / f64::from(n));
        }
    }
}
