//! Change from one period to the next, with limits: of rates as a ratio, of proportions as a difference.
//!
//! Both treat the two periods as independent, which counts of two years are and people surveyed twice are
//! not.

use crate::confidence::{Confidence, Limits};
use crate::interval::{Estimate, proportion};
use crate::quotient::Quotient;

/// A change, and whether chance alone may explain it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// After over before (of rates) or after minus before (of proportions).
    pub value: f64,
    /// The limits around it. `None` when the ratio has none: no events in one of the periods.
    pub limits: Option<Limits>,
    /// The value of no change: 1 of a ratio, 0 of a difference.
    pub no_change: f64,
}

impl Change {
    /// Whether the limits leave no change out. `None` when there are no limits.
    #[must_use]
    pub fn is_clear(&self) -> Option<bool> {
        self.limits.map(|limits| !limits.contains(self.no_change))
    }
}

/// The ratio of the rate after to the rate before, with log-normal limits.
///
/// With `a` events after and `b` before, `ratio exp(-+ z sqrt(1 / a + 1 / b))`: Rothman, Greenland and Lash
/// (2008), *Modern Epidemiology*, 3rd edition, chapter 14; Kirkwood and Sterne (2003), *Essential Medical
/// Statistics*, 2nd edition, section 23.2. The limits are `None` when there are no events after (the ratio
/// is then 0). The whole is `None` when there are none before, when a rate cannot be, or when a result is
/// not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::{change::rate_ratio, confidence::Confidence, quotient::Quotient};
///
/// let (before, after) = (Quotient::new(100.0, 1000.0), Quotient::new(144.0, 1000.0));
/// let change = rate_ratio(before, after, Confidence::P95).unwrap();
/// assert_eq!(format!("{:.2}", change.value), "1.44");
/// assert_eq!(change.is_clear(), Some(true));
/// ```
#[must_use]
pub fn rate_ratio(before: Quotient, after: Quotient, confidence: Confidence) -> Option<Change> {
    let value = Quotient::new(after.rate()?, before.rate()?).value()?;
    let spread = confidence.z() * (1.0 / after.numerator + 1.0 / before.numerator).sqrt();
    let limits = if after.numerator > 0.0 {
        Some(Limits::new(value * (-spread).exp(), value * spread.exp())?)
    } else {
        None
    };
    Some(Change { value, limits, no_change: 1.0 })
}

/// How likely it is that all of so many events fall into one of two periods, and none into the other, two-sided: twice
/// the share of what is counted against that the one has, to the power of the events, and no more than 1.
///
/// Given how many there are in all, those of one period are binomial where the rates are equal: Przyborowski and
/// Wilenski (1940), "Homogeneity of results in testing samples from Poisson series", Biometrika 31, 313-323. It stands in for
/// [`rate_ratio`], which has no limits of it. `None` unless one of the two has no events and the other some.
#[must_use]
pub fn none_in_one(one: Quotient, other: Quotient) -> Option<f64> {
    let (none, some) = if one.numerator > 0.0 { (other, one) } else { (one, other) };
    let is_so = none.rate()? <= 0.0 && some.rate()? > 0.0;
    let share = some.denominator / (none.denominator + some.denominator);
    is_so.then(|| (2.0 * share.powf(some.numerator)).min(1.0)).filter(|p| p.is_finite())
}

/// The proportion after minus the proportion before, -1 to 1, with Newcombe's limits.
///
/// Method 10 of Newcombe (1998), "Interval estimation for the difference between independent proportions:
/// comparison of eleven methods", Statistics in Medicine 17, 873-890: from Wilson's limits `l` and `u` of
/// each, `d - sqrt((p1 - l1)^2 + (u2 - p2)^2)` and `d + sqrt((u1 - p1)^2 + (p2 - l2)^2)`, without
/// continuity correction. `None` when either proportion cannot be.
#[must_use]
pub fn proportion_difference(before: Quotient, after: Quotient, confidence: Confidence) -> Option<Change> {
    let Estimate { value: p1, limits: first } = proportion(after, confidence)?;
    let Estimate { value: p2, limits: second } = proportion(before, confidence)?;
    let value = p1 - p2;
    let below = (p1 - first.lower).hypot(second.upper - p2);
    let above = (first.upper - p1).hypot(p2 - second.lower);
    let limits = Limits::new((value - below).max(-1.0), (value + above).min(1.0))?;
    Some(Change { value, limits: Some(limits), no_change: 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn differences_in_newcombe_1998_table_two() {
        // Newcombe (1998), table II, method 10: a/m, b/n, limits to the four digits printed
        let rows = [
            ((56.0, 70.0), (48.0, 80.0), 0.0524, 0.3339),
            ((9.0, 10.0), (3.0, 10.0), 0.1705, 0.8090),
            ((6.0, 7.0), (2.0, 7.0), 0.0582, 0.8062),
            ((5.0, 56.0), (0.0, 29.0), -0.0381, 0.1926),
            ((0.0, 10.0), (0.0, 20.0), -0.1611, 0.2775),
            ((0.0, 10.0), (0.0, 10.0), -0.2775, 0.2775),
            ((10.0, 10.0), (0.0, 20.0), 0.6791, 1.0),
            ((10.0, 10.0), (0.0, 10.0), 0.6075, 1.0),
        ];
        for ((a, m), (b, n), lower, upper) in rows {
            let change =
                proportion_difference(Quotient::new(b, n), Quotient::new(a, m), Confidence::P95).unwrap();
            let limits = change.limits.unwrap();
            assert!((limits.lower - lower).abs() < 5.1e-5, "{a}/{m} {b}/{n}: {limits:?}");
            assert!((limits.upper - upper).abs() < 5.1e-5, "{a}/{m} {b}/{n}: {limits:?}");
        }
    }

    #[test]
    fn rate_ratio_of_statsmodels() {
        // statsmodels 0.15.0: confint_poisson_2indep(60, 51477.5, 30, 54308.7, method="wald-log")
        let (before, after) = (Quotient::new(30.0, 54_308.7), Quotient::new(60.0, 51_477.5));
        let change = rate_ratio(before, after, Confidence::P95).unwrap();
        let limits = change.limits.unwrap();
        assert!((change.value - 2.109_997_571_754_65).abs() < 1e-12, "{change:?}");
        assert!((limits.lower - 1.361_280_126_302_506_5).abs() < 1e-12, "{change:?}");
        assert!((limits.upper - 3.270_516_969_129_076_3).abs() < 1e-12, "{change:?}");
        assert_eq!(change.is_clear(), Some(true));
    }

    /// `poisson.test(c(5, 0))` of R 4.5 has 0.0625 and `poisson.test(c(6, 0))` 0.03125.
    #[test]
    fn events_in_one_period_alone_are_binomial() {
        let p = |before: f64, after: f64| {
            none_in_one(Quotient::new(before, 1000.0), Quotient::new(after, 1000.0))
        };
        assert_eq!([p(5.0, 0.0), p(0.0, 6.0), p(1.0, 0.0)], [Some(0.0625), Some(0.03125), Some(1.0)]);
        assert_eq!([p(0.0, 0.0), p(5.0, 1.0)], [None, None]);
        // Twice as many counted against: two thirds of the events are expected there.
        let wider = none_in_one(Quotient::new(9.0, 2000.0), Quotient::new(0.0, 1000.0)).unwrap();
        assert!((wider - 2.0 * (2.0_f64 / 3.0).powi(9)).abs() < 1e-12, "{wider}");
    }

    #[test]
    fn no_events_after_have_a_ratio_of_0_and_no_limits() {
        let some = Quotient::new(5.0, 10.0);
        let none = Quotient::new(0.0, 10.0);
        assert_eq!(
            rate_ratio(some, none, Confidence::P95),
            Some(Change { value: 0.0, limits: None, no_change: 1.0 })
        );
        assert_eq!(rate_ratio(some, none, Confidence::P95).unwrap().is_clear(), None);
        assert_eq!(rate_ratio(none, some, Confidence::P95), None);
        assert_eq!(rate_ratio(none, none, Confidence::P95), None);
    }

    #[test]
    fn what_cannot_be_is_none() {
        let fine = Quotient::new(5.0, 10.0);
        for bad in [(-1.0, 10.0), (5.0, 0.0), (f64::NAN, 10.0), (5.0, f64::NAN), (f64::INFINITY, 10.0)] {
            let bad = Quotient::new(bad.0, bad.1);
            assert_eq!(rate_ratio(bad, fine, Confidence::P95), None, "{bad:?}");
            assert_eq!(rate_ratio(fine, bad, Confidence::P95), None, "{bad:?}");
            assert_eq!(proportion_difference(bad, fine, Confidence::P95), None, "{bad:?}");
            assert_eq!(proportion_difference(fine, bad, Confidence::P95), None, "{bad:?}");
        }
        assert_eq!(proportion_difference(Quotient::new(11.0, 10.0), fine, Confidence::P95), None);
        assert!(rate_ratio(Quotient::new(1e-300, 1.0), Quotient::new(1.0, 1.0), Confidence::P95).is_none());
    }

    proptest! {
        #[test]
        fn turning_time_round_turns_the_change_round(a in 1u32..5_000, b in 1u32..5_000, m in 5_000u32..9_000, n in 5_000u32..9_000) {
            let (one, two) = (Quotient::new(a.into(), m.into()), Quotient::new(b.into(), n.into()));
            let (up, down) = (rate_ratio(one, two, Confidence::P95).unwrap(), rate_ratio(two, one, Confidence::P95).unwrap());
            prop_assert!((up.value * down.value - 1.0).abs() < 1e-12);
            prop_assert!((up.limits.unwrap().lower * down.limits.unwrap().upper - 1.0).abs() < 1e-9);
            let up = proportion_difference(one, two, Confidence::P95).unwrap();
            let down = proportion_difference(two, one, Confidence::P95).unwrap();
            prop_assert!((up.limits.unwrap().lower + down.limits.unwrap().upper).abs() < 1e-12);
            prop_assert!(up.limits.unwrap().contains(up.value));
        }
    }
}
