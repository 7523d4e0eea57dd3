//! Over-dispersion: how much more units vary than chance alone, and funnel limits that allow for it.
//!
//! Spiegelhalter (2005), "Handling over-dispersion of performance indicators", Quality and Safety in Health
//! Care 14, 347-351; Spiegelhalter and others (2012), "Statistical methods for healthcare regulation",
//! JRSS A 175(1), 1-47; NHS Digital, *SHMI methodology specification*. Each unit has a value `y` on a
//! transformed scale, with standard error `s` and a target, and the score `z = (y - target) / s`; extreme
//! scores are truncated or winsorised, and `phi` is the mean square of what is left: 1 by chance, more with
//! over-dispersion.
//!
//! Limits are back-transformed from `target -+ z_p` spreads of the unit, as the scores are made. The limits
//! that `FunnelPlotR` 0.6.0 draws for square roots are not squared, and those for ratios of counts take the
//! standard error of another form; its scores are followed here, those limits not.

use crate::confidence::{Confidence, Limits};
use crate::quotient::Quotient;
use crate::sum::{mean, total};

mod extremes;
mod scale;

pub use extremes::Extremes;
pub use scale::Scale;

/// Which spread the limits of a unit are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflation {
    /// Chance alone: `s`.
    None,
    /// The units' true values differ with variance `tau2`: `sqrt(s^2 + tau2)`, so that even large units vary.
    Additive,
    /// Every unit varies `phi` times as much: `s sqrt(phi)`, and never less than `s`.
    Multiplicative,
}

/// How much some units vary, on a scale.
#[derive(Debug, Clone, PartialEq)]
pub struct Dispersion {
    /// The scale of values and scores.
    pub scale: Scale,
    /// The target on that scale: 0, 1, or the pooled value transformed.
    pub target: f64,
    /// The mean square of the scores that are left, as they then are.
    pub phi: f64,
    /// The variance between units on that scale; 0 when `phi` is no more than chance explains.
    pub tau2: f64,
    /// The score of each unit before extremes are treated, in the order given. `None` for a unit without one:
    /// missing, out of the range of the scale, or infinitely far (no events, on [`Scale::LogRatio`]).
    pub scores: Vec<Option<f64>>,
    /// How many units `phi` is of.
    pub n: usize,
    /// How many units were left out by truncation.
    pub truncated: usize,
    /// How many units had no value at all.
    pub missing: usize,
}

/// How much `units` vary on `scale`, once the `extremes` among their scores are treated.
///
/// `tau2 = max(0, (n phi - (n - 1)) / (sum w - sum w^2 / sum w))` with `w = 1 / s^2`, over the `n` units that
/// are left: the estimate of `DerSimonian` and Laird (1986), "Meta-analysis in clinical trials", Controlled
/// Clinical Trials 7, 177-188. `None` when fewer than two units are left, when the share of extremes is not
/// within 0 and 1/2, when a unit infinitely far is not truncated, or when a result is not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::{overdispersion::{dispersion, Extremes, Scale}, quotient::Quotient};
///
/// let observed = [100.0, 150.0, 180.0, 80.0, 120.0, 225.0];
/// let expected = [108.0, 112.0, 165.0, 95.0, 100.0, 220.0];
/// let units: Vec<_> = observed.into_iter().zip(expected).map(|(o, e)| Some(Quotient::new(o, e))).collect();
/// let found = dispersion(Scale::LogRatio, Extremes::Truncate(0.1), &units).unwrap();
/// assert_eq!(format!("{:.6}", found.phi), "2.948033");
/// ```
#[must_use]
pub fn dispersion(scale: Scale, extremes: Extremes, units: &[Option<Quotient>]) -> Option<Dispersion> {
    let usable = |unit: &Option<Quotient>| unit.and_then(|unit| scale.usable(unit));
    let usable: Vec<Option<Quotient>> = units.iter().map(usable).collect();
    let present: Vec<Quotient> = usable.iter().flatten().copied().collect();
    let target = scale.target(&present)?;
    let score = |unit: Quotient| (scale.value(unit) - target) / scale.error(unit);
    let scores: Vec<f64> = present.iter().map(|unit| score(*unit)).collect();
    let treated = extremes.treat(&scores)?;
    let left: Vec<f64> = treated.iter().flatten().copied().collect();
    let phi = mean(&left.iter().map(|score| score * score).collect::<Vec<_>>())?;
    let weights = present.iter().zip(&treated).filter(|(_, score)| score.is_some());
    let tau2 = tau_squared(phi, &weights.map(|(unit, _)| scale.error(*unit).powi(-2)).collect::<Vec<_>>())?;
    let scores = usable.iter().map(|unit| unit.map(score).filter(|score| score.is_finite())).collect();
    let (truncated, missing) = (present.len() - left.len(), units.len() - present.len());
    Some(Dispersion { scale, target, phi, tau2, scores, n: left.len(), truncated, missing })
}

fn tau_squared(phi: f64, weights: &[f64]) -> Option<f64> {
    let n = weights.len() as f64;
    let sum = total(weights.iter().copied());
    let rest = sum - total(weights.iter().map(|weight| weight * weight)) / sum;
    let excess = n * phi - (n - 1.0);
    if weights.len() < 2 || rest.is_nan() || rest <= 0.0 {
        return None;
    }
    let tau2 = (excess / rest).max(0.0);
    tau2.is_finite().then_some(tau2)
}

impl Dispersion {
    /// The limits for `unit`, in the unit of its own ratio or proportion, around the target.
    ///
    /// On the scales of one size the numerator does not matter, so that curves can be drawn by giving 0.
    /// `None` when the scale has no standard error for the unit, or a limit is not finite.
    #[must_use]
    pub fn limits(&self, unit: Quotient, inflation: Inflation, confidence: Confidence) -> Option<Limits> {
        let half = confidence.z() * self.spread(unit, inflation)?;
        Limits::new(self.scale.back(self.target - half)?, self.scale.back(self.target + half)?)
    }

    /// The score of `unit` once the spread is inflated: beyond 1.96 it is outside the limits of 95 %.
    ///
    /// `None` when the unit has no value on the scale, or one infinitely far.
    #[must_use]
    pub fn adjusted_score(&self, unit: Quotient, inflation: Inflation) -> Option<f64> {
        let unit = self.scale.usable(unit)?;
        let score = (self.scale.value(unit) - self.target) / self.spread(unit, inflation)?;
        score.is_finite().then_some(score)
    }

    fn spread(&self, unit: Quotient, inflation: Inflation) -> Option<f64> {
        let error = self.scale.error(self.scale.rounded(unit));
        let spread = match inflation {
            Inflation::None => error,
            Inflation::Additive => error.hypot(self.tau2.sqrt()),
            Inflation::Multiplicative => error * self.phi.max(1.0).sqrt(),
        };
        (spread.is_finite() && spread > 0.0).then_some(spread)
    }
}

#[cfg(test)]
mod tests;
