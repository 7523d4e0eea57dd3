//! How sure limits are, and the limits themselves.

use statrs::distribution::{ContinuousCDF, Normal};

/// The highest level taken.
const HIGHEST: f64 = 0.999_999_999;

/// A two-sided level of confidence, strictly between 0 and 1.
///
/// # Examples
///
/// ```
/// use peel_stats::confidence::Confidence;
///
/// assert_eq!(Confidence::new(0.95), Some(Confidence::P95));
/// assert_eq!(Confidence::new(95.0), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Confidence {
    level: f64,
    tail: f64,
    z: f64,
}

impl Confidence {
    /// 95 %: each tail holds 2.5 %, about two standard errors from the middle.
    pub const P95: Self = Self { level: 0.95, tail: 0.025, z: 1.959_963_984_540_054 };
    /// 99.8 %: each tail holds 0.1 %, about three standard errors from the middle.
    pub const P998: Self = Self { level: 0.998, tail: 0.001, z: 3.090_232_306_167_813 };

    /// The confidence of `level`, a share and not per cent. `None` unless it is above 0 and at most
    /// 0.999999999, beyond which digits are lost.
    #[must_use]
    pub fn new(level: f64) -> Option<Self> {
        if let Some(known) =
            [Self::P95, Self::P998].into_iter().find(|known| (known.level - level).abs() < 1e-12)
        {
            return Some(known);
        }
        if !(level > 0.0 && level <= HIGHEST) {
            return None;
        }
        let tail = (1.0 - level) / 2.0;
        let z = -Normal::standard().inverse_cdf(tail);
        (z.is_finite() && z > 0.0).then_some(Self { level, tail, z })
    }

    /// The level, a share: 0.95 for 95 %.
    #[must_use]
    pub fn level(&self) -> f64 {
        self.level
    }

    /// The probability in each tail: 0.025 for 95 %.
    #[must_use]
    pub fn tail(&self) -> f64 {
        self.tail
    }

    /// The standard normal deviate that leaves [`Self::tail`] above it: 1.96 for 95 %.
    #[must_use]
    pub fn z(&self) -> f64 {
        self.z
    }
}

/// A lower and an upper limit, both finite, in the unit of the value they belong to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Limits {
    /// Both limits. `None` when one is not finite, or when the lower is above the upper.
    #[must_use]
    pub fn new(lower: f64, upper: f64) -> Option<Self> {
        (lower.is_finite() && upper.is_finite() && lower <= upper).then_some(Self { lower, upper })
    }

    /// Whether `value` lies within the limits; the limits themselves are within.
    #[must_use]
    pub fn contains(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }

    /// Both limits times `factor`, which is above zero. `None` when a limit is no longer finite.
    #[must_use]
    pub fn times(&self, factor: f64) -> Option<Self> {
        Self::new(self.lower * factor, self.upper * factor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn deviates_are_those_of_scipy() {
        // scipy 1.17.1: norm.isf((1 - level) / 2)
        for (level, z) in
            [(0.9, 1.644_853_626_951_472_2), (0.99, 2.575_829_303_548_900_4), (0.5, 0.674_489_750_196_081_7)]
        {
            let found = Confidence::new(level).unwrap().z();
            assert!((found - z).abs() < 1e-13, "{level}: {found}");
        }
        let p95 = -Normal::standard().inverse_cdf(0.025);
        let p998 = -Normal::standard().inverse_cdf(0.001);
        assert!((p95 - Confidence::P95.z()).abs() < 1e-13, "{p95}");
        assert!((p998 - Confidence::P998.z()).abs() < 1e-13, "{p998}");
    }

    #[test]
    fn a_level_outside_0_and_1_is_none() {
        for level in [0.0, 1.0, 1.0 - f64::EPSILON, -0.1, 95.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Confidence::new(level), None, "{level}");
        }
        assert!(Confidence::new(HIGHEST).unwrap().z() > 6.0);
    }

    #[test]
    fn limits_that_are_no_numbers_are_none() {
        assert_eq!(Limits::new(f64::NAN, 1.0), None);
        assert_eq!(Limits::new(2.0, 1.0), None);
        assert_eq!(Limits { lower: 1.0, upper: 1e300 }.times(1e300), None);
    }

    proptest! {
        #[test]
        fn a_higher_level_lies_farther_out(a in 0.001..0.999f64, b in 0.001..0.999f64) {
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(Confidence::new(low).unwrap().z() <= Confidence::new(high).unwrap().z());
        }
    }
}
