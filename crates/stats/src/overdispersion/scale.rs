//! The scales on which chance variation has a standard error that depends on size alone, or nearly.

use crate::quotient::{Quotient, pooled};
use std::f64::consts::FRAC_PI_2;

/// A scale: what a unit's value is turned into before units are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Observed `O` over expected `E`, as `ln(O / E)` with error `1 / sqrt E` and target 0. The expected are
    /// rounded to two decimals first, as the SHMI does; with 0.00 expected there is no value.
    LogRatio,
    /// Observed over expected, as `sqrt(O / E)` with error `1 / (2 sqrt E)` and target 1: Spiegelhalter's
    /// form for standardised ratios, and the CQC's.
    RootRatio,
    /// A proportion of `n`, as `arcsin sqrt p` with error `1 / (2 sqrt n)`; the target is the pooled
    /// proportion.
    Arcsine,
    /// A ratio of two counts `a` and `b`, as `ln((a + 1/2) / (b + 1/2))` with error
    /// `sqrt(a / (a + 1/2)^2 + b / (b + 1/2)^2)`; the target is the pooled ratio. The error depends on both
    /// counts, so limits are a unit's own and not a curve.
    LogCounts,
}

impl Scale {
    /// The unit as the scale takes it, or `None` when it has no place on it.
    pub(super) fn usable(self, unit: Quotient) -> Option<Quotient> {
        let unit = self.rounded(unit);
        match self {
            Self::Arcsine => unit.proportion(),
            Self::LogRatio | Self::RootRatio | Self::LogCounts => unit.rate(),
        }?;
        Some(unit)
    }

    /// The unit with its expected events rounded, on the scale that does so.
    pub(super) fn rounded(self, unit: Quotient) -> Quotient {
        let cents = (unit.denominator * 100.0).round_ties_even();
        if self == Self::LogRatio && cents.is_finite() {
            Quotient { denominator: cents / 100.0, ..unit }
        } else {
            unit
        }
    }

    /// The value of a usable unit on the scale; minus infinity for no events on [`Self::LogRatio`].
    pub(super) fn value(self, unit: Quotient) -> f64 {
        let Quotient { numerator, denominator } = unit;
        match self {
            Self::LogRatio => (numerator / denominator).ln(),
            Self::RootRatio => (numerator / denominator).sqrt(),
            Self::Arcsine => (numerator / denominator).sqrt().asin(),
            Self::LogCounts => ((numerator + 0.5) / (denominator + 0.5)).ln(),
        }
    }

    /// The standard error of the unit's value.
    pub(super) fn error(self, unit: Quotient) -> f64 {
        let Quotient { numerator, denominator } = unit;
        let part = |count: f64| count / (count + 0.5).powi(2);
        match self {
            Self::LogRatio => 1.0 / denominator.sqrt(),
            Self::RootRatio | Self::Arcsine => 0.5 / denominator.sqrt(),
            Self::LogCounts => (part(numerator) + part(denominator)).sqrt(),
        }
    }

    /// The target on the scale, pooled from usable units where the scale does so.
    pub(super) fn target(self, units: &[Quotient]) -> Option<f64> {
        let target = match self {
            Self::LogRatio => 0.0,
            Self::RootRatio => 1.0,
            Self::Arcsine => pooled(units)?.sqrt().asin(),
            Self::LogCounts => pooled(units)?.ln(),
        };
        target.is_finite().then_some(target)
    }

    /// Back to a ratio or proportion; below the least of the scale is the least, above the most the most.
    pub(super) fn back(self, value: f64) -> Option<f64> {
        let back = match self {
            Self::LogRatio | Self::LogCounts => value.exp(),
            Self::RootRatio => value.max(0.0).powi(2),
            Self::Arcsine => value.clamp(0.0, FRAC_PI_2).sin().powi(2),
        };
        back.is_finite().then_some(back)
    }
}
