//! A numerator over a denominator: what rates, proportions and ratios are made of.

use crate::sum::total;

/// A numerator and its denominator, neither yet judged: a census, a court or a force may have written
/// anything.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quotient {
    /// What is counted (or an amount).
    pub numerator: f64,
    /// What it is held against: people, officers, cases, expected events.
    pub denominator: f64,
}

impl Quotient {
    /// `numerator` over `denominator`.
    #[must_use]
    pub const fn new(numerator: f64, denominator: f64) -> Self {
        Self { numerator, denominator }
    }

    /// The numerator over the denominator. `None` unless the denominator is above 0 and the result finite.
    #[must_use]
    pub fn value(&self) -> Option<f64> {
        let value = self.numerator / self.denominator;
        (self.denominator.is_finite() && self.denominator > 0.0 && value.is_finite()).then_some(value)
    }

    /// As [`Self::value`], and `None` when the numerator is negative.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        self.value().filter(|_| self.numerator >= 0.0)
    }

    /// As [`Self::rate`], and `None` when the numerator is above the denominator.
    #[must_use]
    pub fn proportion(&self) -> Option<f64> {
        self.rate().filter(|_| self.numerator <= self.denominator)
    }

    /// The numerator over what it would be at `rate` for this denominator: observed over expected events.
    ///
    /// It turns a funnel of rates into one of ratios, on which over-dispersion is estimated. `None` when
    /// there is no [`Self::rate`], or when what is expected is not above 0 and finite.
    #[must_use]
    pub fn against(&self, rate: f64) -> Option<Self> {
        let expected = self.denominator * rate;
        (self.rate().is_some() && expected.is_finite() && expected > 0.0)
            .then_some(Self { numerator: self.numerator, denominator: expected })
    }
}

/// All numerators over all denominators. `None` when there are none, or when [`Quotient::value`] is.
pub(crate) fn pooled(quotients: &[Quotient]) -> Option<f64> {
    let numerator = total(quotients.iter().map(|quotient| quotient.numerator));
    let denominator = total(quotients.iter().map(|quotient| quotient.denominator));
    Quotient { numerator, denominator }.value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_is_none() {
        for (numerator, denominator) in [
            (1.0, 0.0),
            (0.0, 0.0),
            (1.0, -1.0),
            (f64::NAN, 1.0),
            (1.0, f64::NAN),
            (1.0, f64::INFINITY),
            (1e300, 1e-300),
        ] {
            assert_eq!(Quotient { numerator, denominator }.value(), None, "{numerator} / {denominator}");
        }
        assert_eq!(Quotient::new(-1.0, 4.0).value(), Some(-0.25));
        assert_eq!(Quotient::new(-1.0, 4.0).rate(), None);
        assert_eq!(Quotient::new(5.0, 4.0).rate(), Some(1.25));
        assert_eq!(Quotient::new(5.0, 4.0).proportion(), None);
        assert_eq!(pooled(&[]), None);
    }

    #[test]
    fn a_rate_against_another_is_observed_over_expected() {
        assert_eq!(Quotient::new(30.0, 200.0).against(0.25), Some(Quotient::new(30.0, 50.0)));
        for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(Quotient::new(30.0, 200.0).against(rate), None);
        }
        assert_eq!(Quotient::new(-1.0, 200.0).against(0.25), None);
    }
}
