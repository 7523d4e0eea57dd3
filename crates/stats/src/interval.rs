//! Limits on a count, a rate and a proportion, as the public health observatories publish them.
//!
//! The conventions are those of the R package `PHEindicatormethods`: Byar's limits from 10 events, exact
//! Poisson limits below, and Wilson's score limits on proportions.

use crate::confidence::{Confidence, Limits};
use crate::gamma::half_chi_square;
use crate::quotient::Quotient;

/// From this many events on a rate has Byar's limits.
pub const BYAR_FROM: f64 = 10.0;

/// How the limits of a rate were made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Exact Poisson limits: fewer than [`BYAR_FROM`] events.
    Exact,
    /// Byar's approximation: [`BYAR_FROM`] events or more.
    Byar,
}

/// A value with its limits, all in one unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// The limits around it.
    pub limits: Limits,
}

/// Byar's lower limit on a count of `x` events: `x (1 - 1 / (9 x) - z / (3 sqrt x))^3`.
///
/// Breslow and Day (1987), *Statistical Methods in Cancer Research*, volume II, IARC, p. 69. `None` when
/// the formula gives less than 0 (a few events at a high confidence), when `x` is 0, negative or not finite.
#[must_use]
pub fn byar_lower(x: f64, confidence: Confidence) -> Option<f64> {
    if !x.is_finite() || x <= 0.0 {
        return None;
    }
    let lower = x * (1.0 - 1.0 / (9.0 * x) - confidence.z() / (3.0 * x.sqrt())).powi(3);
    (lower.is_finite() && lower >= 0.0).then_some(lower)
}

/// Byar's upper limit on a count of `x` events: with `y = x + 1`, `y (1 - 1 / (9 y) + z / (3 sqrt y))^3`.
///
/// Breslow and Day (1987), as [`byar_lower`]. `None` when `x` is negative or not finite.
#[must_use]
pub fn byar_upper(x: f64, confidence: Confidence) -> Option<f64> {
    if !x.is_finite() || x < 0.0 {
        return None;
    }
    let y = x + 1.0;
    let upper = y * (1.0 - 1.0 / (9.0 * y) + confidence.z() / (3.0 * y.sqrt())).powi(3);
    upper.is_finite().then_some(upper)
}

/// Byar's limits on a count. `None` when either limit is ([`byar_lower`], [`byar_upper`]).
#[must_use]
pub fn byar(x: f64, confidence: Confidence) -> Option<Limits> {
    Limits::new(byar_lower(x, confidence)?, byar_upper(x, confidence)?)
}

/// Exact Poisson limits on a count of `x` events, by their identity with chi-square:
/// `chi2(tail; 2 x) / 2` and `chi2(1 - tail; 2 x + 2) / 2`.
///
/// Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28, 437-442. The lower limit
/// of no events is 0. `x` need not be whole. `None` when `x` is negative or not finite.
#[must_use]
pub fn poisson_exact(x: f64, confidence: Confidence) -> Option<Limits> {
    if !x.is_finite() || x < 0.0 {
        return None;
    }
    let lower = half_chi_square(x, confidence.tail(), -confidence.z())?;
    let upper = half_chi_square(x + 1.0, 1.0 - confidence.tail(), confidence.z())?;
    Limits::new(lower, upper)
}

/// Limits on a count: Byar's from [`BYAR_FROM`] events, exact below.
///
/// `None` when `x` is negative or not finite.
#[must_use]
pub fn count(x: f64, confidence: Confidence) -> Option<(Limits, Method)> {
    if x < BYAR_FROM {
        Some((poisson_exact(x, confidence)?, Method::Exact))
    } else {
        Some((byar(x, confidence)?, Method::Byar))
    }
}

/// A rate per `multiplier` with its limits: events over denominator, the denominator taken as known.
///
/// The limits are those of the [`count`] of events, as `phe_rate` does. With expected events as the
/// denominator it is a standardised ratio (`calculate_ISRatio`). More events than the denominator are
/// allowed. `None` when events are negative, when the denominator or the multiplier is not above 0, when
/// anything is not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::{confidence::Confidence, interval, quotient::Quotient};
///
/// let (rate, method) = interval::rate(Quotient::new(20.0, 100.0), 100.0, Confidence::P95).unwrap();
/// assert_eq!(method, interval::Method::Byar);
/// assert_eq!(format!("{:.3} ({:.3}, {:.3})", rate.value, rate.limits.lower, rate.limits.upper), "20.000 (12.211, 30.890)");
/// ```
#[must_use]
pub fn rate(events: Quotient, multiplier: f64, confidence: Confidence) -> Option<(Estimate, Method)> {
    let denominator = events.denominator;
    if !denominator.is_finite() || !multiplier.is_finite() || denominator <= 0.0 || multiplier <= 0.0 {
        return None;
    }
    let (limits, method) = count(events.numerator, confidence)?;
    let value = events.numerator / denominator * multiplier;
    let limits =
        Limits::new(limits.lower / denominator * multiplier, limits.upper / denominator * multiplier)?;
    value.is_finite().then_some((Estimate { value, limits }, method))
}

/// A proportion, 0 to 1, with Wilson's score limits.
///
/// With `z` of the confidence, `(2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x / n))) / (2 (n + z^2))`, without
/// continuity correction. Wilson (1927), "Probable inference, the law of succession, and statistical
/// inference", JASA 22, 209-212; Newcombe and Altman (2000), in *Statistics with Confidence*, 2nd edition,
/// p. 46-48. The lower limit of none is exactly 0, the upper of all exactly 1. `None` when the numerator is
/// negative or above the denominator, when the denominator is not above 0, when either is not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::{confidence::Confidence, interval, quotient::Quotient};
///
/// let share = interval::proportion(Quotient::new(65.0, 100.0), Confidence::P95).unwrap();
/// assert_eq!(format!("{:.3} ({:.3}, {:.3})", share.value, share.limits.lower, share.limits.upper), "0.650 (0.553, 0.736)");
/// assert_eq!(interval::proportion(Quotient::new(101.0, 100.0), Confidence::P95), None);
/// ```
#[must_use]
pub fn proportion(share: Quotient, confidence: Confidence) -> Option<Estimate> {
    let Quotient { numerator: x, denominator: n } = share;
    let value = share.proportion()?;
    let z2 = confidence.z() * confidence.z();
    let half = confidence.z() * (z2 + 4.0 * x * (1.0 - value)).sqrt();
    let lower = if x <= 0.0 { 0.0 } else { (2.0 * x + z2 - half) / 2.0 / (n + z2) };
    let upper = if x >= n { 1.0 } else { (2.0 * x + z2 + half) / 2.0 / (n + z2) };
    Some(Estimate { value, limits: Limits::new(lower.clamp(0.0, 1.0), upper.clamp(0.0, 1.0))? })
}

#[cfg(test)]
mod tests;
