//! Averages of peers, which come in two published definitions, and how their values are spread.
//!
//! The inspectorate compares a force with the mean of the forces' rates; the value-for-money profiles and
//! most tables of totals divide the sum of numerators by the sum of denominators. The two differ whenever
//! large and small forces do, so each is given under its own name. Missing values are counted, never filled.

use crate::quotient::{Quotient, pooled};
use crate::sum;

/// An average, and of how many values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Average {
    /// The average, in the unit of what was averaged.
    pub value: f64,
    /// How many values it is of.
    pub n: usize,
    /// How many values were missing (or no numbers), and are not in it.
    pub missing: usize,
}

/// Five numbers about values, in their unit, and of how many.
///
/// The quartiles are of definition 7 of Hyndman and Fan (1996), "Sample quantiles in statistical
/// packages", The American Statistician 50(4), 361-365: the default of R's `quantile` and of numpy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// The least.
    pub min: f64,
    /// The value a quarter of the way up.
    pub lower_quartile: f64,
    /// The middle value, or the mean of the two in the middle.
    pub median: f64,
    /// The value three quarters of the way up.
    pub upper_quartile: f64,
    /// The greatest.
    pub max: f64,
    /// How many values there are.
    pub n: usize,
    /// How many were missing or no numbers.
    pub missing: usize,
}

/// The mean of `values`, each counting once. `None` when there is no number among them.
#[must_use]
pub fn mean(values: &[Option<f64>]) -> Option<Average> {
    let present = present(values);
    Some(Average { value: sum::mean(&present)?, n: present.len(), missing: values.len() - present.len() })
}

/// The mean of the rates, each counting once whatever its size: the inspectorate's comparator.
///
/// A quotient without a value (denominator 0, negative or no number) is missing. `None` when none has one.
///
/// # Examples
///
/// ```
/// use peel_stats::{average, quotient::Quotient};
///
/// let forces = [(10.0, 100.0), (30.0, 100.0), (400.0, 1000.0)].map(|(n, d)| Some(Quotient::new(n, d)));
/// assert_eq!(format!("{:.7}", average::mean_of_rates(&forces).unwrap().value), "0.2666667");
/// assert_eq!(format!("{:.7}", average::weighted_mean(&forces).unwrap().value), "0.3666667");
/// ```
#[must_use]
pub fn mean_of_rates(quotients: &[Option<Quotient>]) -> Option<Average> {
    mean(&quotients.iter().map(|quotient| quotient.and_then(|quotient| quotient.value())).collect::<Vec<_>>())
}

/// All numerators over all denominators, so that each unit of the denominator counts once: the average of
/// the value-for-money profiles.
///
/// A quotient without a value is missing, numerator and denominator both. `None` when none has one.
#[must_use]
pub fn weighted_mean(quotients: &[Option<Quotient>]) -> Option<Average> {
    let present: Vec<Quotient> =
        quotients.iter().flatten().copied().filter(|quotient| quotient.value().is_some()).collect();
    Some(Average { value: pooled(&present)?, n: present.len(), missing: quotients.len() - present.len() })
}

/// Minimum, quartiles and maximum of `values`. `None` when there is no number among them.
#[must_use]
pub fn spread(values: &[Option<f64>]) -> Option<Spread> {
    let mut ordered = present(values);
    ordered.sort_unstable_by(f64::total_cmp);
    Some(Spread {
        min: *ordered.first()?,
        lower_quartile: quantile(&ordered, 0.25)?,
        median: quantile(&ordered, 0.5)?,
        upper_quartile: quantile(&ordered, 0.75)?,
        max: *ordered.last()?,
        n: ordered.len(),
        missing: values.len() - ordered.len(),
    })
}

/// The quantile at share `p` of values in ascending order, by definition 7 of Hyndman and Fan (1996): the
/// point `(n - 1) p` of the way through them, straight lines between neighbours.
///
/// `None` when there is no value, or when `p` is not within 0 and 1.
#[must_use]
pub fn quantile(ordered: &[f64], p: f64) -> Option<f64> {
    if !(0.0..=1.0).contains(&p) {
        return None;
    }
    let place = ordered.len().checked_sub(1)? as f64 * p;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 <= place < len")]
    let below = place.floor() as usize;
    let (lower, part) = (*ordered.get(below)?, place - place.floor());
    let upper = *ordered.get(below + 1).unwrap_or(&lower);
    Some(if lower < upper { (lower * (1.0 - part) + upper * part).clamp(lower, upper) } else { lower })
}

fn present(values: &[Option<f64>]) -> Vec<f64> {
    values.iter().flatten().copied().filter(|value| value.is_finite()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn some(values: &[f64]) -> Vec<Option<f64>> {
        values.iter().copied().map(Some).collect()
    }

    #[test]
    fn forces_a_b_and_c_have_two_averages() {
        // Worked by hand: (0.1 + 0.3 + 0.4) / 3 and 440 / 1200; without A, 0.7 / 2 and 430 / 1100.
        let forces = [(10.0, 100.0), (30.0, 100.0), (400.0, 1_000.0)].map(|(n, d)| Some(Quotient::new(n, d)));
        let check = |found: Option<Average>, value: f64, n| {
            let found = found.unwrap();
            assert!((found.value - value).abs() < 5e-8, "{found:?}");
            assert_eq!((found.n, found.missing), (n, 0));
        };
        check(mean_of_rates(&forces), 0.266_666_7, 3);
        check(weighted_mean(&forces), 0.366_666_7, 3);
        check(mean_of_rates(&forces[1..]), 0.35, 2);
        check(weighted_mean(&forces[1..]), 0.390_909_1, 2);
    }

    #[test]
    fn what_is_missing_is_counted_and_in_neither_average() {
        let forces = [
            Some(Quotient::new(1.0, 2.0)),
            None,
            Some(Quotient::new(5.0, 0.0)),
            Some(Quotient::new(f64::NAN, 9.0)),
            Some(Quotient::new(9.0, f64::NAN)),
        ];
        let expected = Average { value: 0.5, n: 1, missing: 4 };
        assert_eq!(mean_of_rates(&forces), Some(expected));
        assert_eq!(weighted_mean(&forces), Some(expected));
        assert_eq!(mean(&[None, Some(f64::NAN)]), None);
        assert_eq!(mean_of_rates(&[]), None);
        assert_eq!(weighted_mean(&[None]), None);
        assert_eq!(spread(&[]), None);
        assert_eq!(mean(&[Some(f64::MAX), Some(f64::MAX)]), None);
    }

    #[test]
    fn quartiles_are_those_of_numpy() {
        // numpy 2.4.6: np.quantile(x, [0, .25, .5, .75, 1])
        let found = spread(&some(&[7.0, 1.5, 3.0, 10.0, 4.25, -2.0])).unwrap();
        let numbers = [found.min, found.lower_quartile, found.median, found.upper_quartile, found.max];
        for (found, expected) in numbers.into_iter().zip([-2.0, 1.875, 3.625, 6.3125, 10.0]) {
            assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        }
        let one = spread(&[Some(3.0), None]).unwrap();
        assert_eq!((one.min, one.lower_quartile, one.max, one.n, one.missing), (3.0, 3.0, 3.0, 1, 1));
    }

    #[test]
    fn a_quantile_outside_0_and_1_is_none() {
        assert_eq!(quantile(&[1.0], 1.1), None);
        assert_eq!(quantile(&[1.0], f64::NAN), None);
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[1.0, 2.0], 1.0), Some(2.0));
    }

    proptest! {
        #[test]
        fn averages_lie_within_their_rates_and_ignore_order(
            forces in proptest::collection::vec(proptest::option::of((0.0..1e9f64, 1e-3..1e9f64)), 1..50)
        ) {
            let forces: Vec<_> = forces.into_iter().map(|force| force.map(|(n, d)| Quotient::new(n, d))).collect();
            let mut reversed = forces.clone();
            reversed.reverse();
            prop_assert_eq!(mean_of_rates(&forces), mean_of_rates(&reversed));
            prop_assert_eq!(weighted_mean(&forces), weighted_mean(&reversed));
            let rates: Vec<_> = forces.iter().map(|force| force.and_then(|force| force.value())).collect();
            if let (Some(spread), Some(mean), Some(weighted)) =
                (spread(&rates), mean_of_rates(&forces), weighted_mean(&forces)) {
                let slack = 1e-9 * spread.max;
                for value in [mean.value, weighted.value, spread.median] {
                    prop_assert!(spread.min - slack <= value && value <= spread.max + slack);
                }
                prop_assert!(spread.lower_quartile <= spread.median && spread.median <= spread.upper_quartile);
                prop_assert_eq!(spread.n + spread.missing, forces.len());
            }
        }
    }
}
