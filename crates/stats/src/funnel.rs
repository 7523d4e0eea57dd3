//! Funnel plots: how far from the average chance alone takes a unit of a given size.
//!
//! Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine
//! 24(8), 1185-1202. The limits here are of chance only; most public data vary more than that, for which
//! see [`crate::overdispersion`].

use crate::confidence::{Confidence, Limits};
use crate::gamma::half_chi_square;
use crate::interval;
use crate::quotient::{Quotient, pooled};

mod exact;

pub use exact::proportion_limits_exact;

/// What a funnel is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Cases out of cases, 0 to 1: [`proportion_limits`] around the pooled proportion.
    Proportion,
    /// Events per unit of the denominator: [`rate_limits`] around the pooled rate.
    Rate,
    /// Observed over expected events: [`ratio_limits`] around 1.
    Ratio,
}

/// Where a point lies, by limits of 95 % and 99.8 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Position {
    /// Below the lower limit of 99.8 %.
    FarBelow,
    /// Below the lower limit of 95 %, not below that of 99.8 %.
    Below,
    /// Within the limits of 95 %, or on one.
    Within,
    /// Above the upper limit of 95 %, not above that of 99.8 %.
    Above,
    /// Above the upper limit of 99.8 %.
    FarAbove,
}

impl Position {
    /// Where `value` lies by its limits of 95 % (`inner`) and of 99.8 % (`outer`).
    ///
    /// A value on a limit is within it, in `PHEindicatormethods` and in `FunnelPlotR` alike.
    #[must_use]
    pub fn of(value: f64, inner: Limits, outer: Limits) -> Self {
        if value < outer.lower {
            Self::FarBelow
        } else if value > outer.upper {
            Self::FarAbove
        } else if value < inner.lower {
            Self::Below
        } else if value > inner.upper {
            Self::Above
        } else {
            Self::Within
        }
    }
}

/// One unit of a funnel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// Its proportion, rate or ratio.
    pub value: f64,
    /// The limits of 95 % for a unit of its size.
    pub inner: Limits,
    /// The limits of 99.8 % for a unit of its size.
    pub outer: Limits,
    /// Where it lies.
    pub position: Position,
}

/// A funnel over many units.
#[derive(Debug, Clone, PartialEq)]
pub struct Funnel {
    /// The middle of the funnel: the pooled proportion or rate, or 1 for ratios.
    pub baseline: f64,
    /// A point per unit, in the order given; `None` for a unit that has none.
    pub points: Vec<Option<Point>>,
    /// How many units have a point.
    pub n: usize,
    /// How many have none: missing, no number, denominator 0, a proportion above 1.
    pub missing: usize,
}

/// The funnel of `units`. `None` when none of them has a value, or when the baseline is not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::{funnel::{self, Kind, Position}, quotient::Quotient};
///
/// let units = [(50.0, 100.0), (480.0, 1000.0), (90.0, 100.0)].map(|(n, d)| Some(Quotient::new(n, d)));
/// let funnel = funnel::funnel(Kind::Proportion, &units).unwrap();
/// assert_eq!(funnel.points[2].unwrap().position, Position::FarAbove);
/// ```
#[must_use]
pub fn funnel(kind: Kind, units: &[Option<Quotient>]) -> Option<Funnel> {
    let value_of = |unit: &Quotient| if kind == Kind::Proportion { unit.proportion() } else { unit.rate() };
    let present: Vec<Quotient> =
        units.iter().flatten().filter(|unit| value_of(unit).is_some()).copied().collect();
    let baseline = if kind == Kind::Ratio { present.first().map(|_| 1.0)? } else { pooled(&present)? };
    let point = |unit: &Quotient| {
        let value = value_of(unit)?;
        let inner = limits(kind, baseline, unit.denominator, Confidence::P95)?;
        let outer = limits(kind, baseline, unit.denominator, Confidence::P998)?;
        Some(Point { value, inner, outer, position: Position::of(value, inner, outer) })
    };
    let points: Vec<Option<Point>> = units.iter().map(|unit| unit.as_ref().and_then(point)).collect();
    let n = points.iter().flatten().count();
    Some(Funnel { baseline, missing: points.len() - n, n, points })
}

/// The limits of a funnel of `kind` around `baseline` for a unit with `denominator`.
///
/// For the curves of a plot, ask at many denominators. `None` where the function named in [`Kind`] gives
/// none. Ratios take any baseline and scale with it, as the target of `FunnelPlotR` does.
#[must_use]
pub fn limits(kind: Kind, baseline: f64, denominator: f64, confidence: Confidence) -> Option<Limits> {
    match kind {
        Kind::Proportion => proportion_limits(baseline, denominator, confidence),
        Kind::Rate => rate_limits(baseline, denominator, confidence),
        Kind::Ratio => ratio_limits(denominator, confidence)?.times(baseline),
    }
}

/// Limits of a proportion around `baseline` among `n` cases, kept within 0 and 1.
///
/// The normal approximation of Spiegelhalter (2005), appendix A.1: `baseline -+ z sqrt(baseline (1 -
/// baseline) / n)`, which is what `PHEindicatormethods` draws; for few cases see [`proportion_limits_exact`].
/// `None` unless the baseline is within 0 and 1
/// and `n` above 0.
#[must_use]
pub fn proportion_limits(baseline: f64, n: f64, confidence: Confidence) -> Option<Limits> {
    if !(0.0..=1.0).contains(&baseline) || !n.is_finite() || n <= 0.0 {
        return None;
    }
    let half = confidence.z() * (baseline * (1.0 - baseline) / n).sqrt();
    Limits::new((baseline - half).max(0.0), (baseline + half).min(1.0))
}

/// Limits of the ratio of observed to `expected` events around 1.
///
/// `chi2(tail; 2 E) / (2 E)` and `chi2(1 - tail; 2 (E + 1)) / (2 E)`: the exact Poisson limits of a count
/// that is just what is expected, as `FunnelPlotR` draws. `None` unless `expected` is above 0 and finite.
#[must_use]
pub fn ratio_limits(expected: f64, confidence: Confidence) -> Option<Limits> {
    if !expected.is_finite() || expected <= 0.0 {
        return None;
    }
    let lower = half_chi_square(expected, confidence.tail(), -confidence.z())?;
    let upper = half_chi_square(expected + 1.0, 1.0 - confidence.tail(), confidence.z())?;
    Limits::new(lower / expected, upper / expected)
}

/// Limits of a rate around `baseline` (events per unit of `denominator`): [`ratio_limits`] for the events
/// expected at the baseline, times it.
///
/// `None` unless baseline and denominator are above 0 and finite.
#[must_use]
pub fn rate_limits(baseline: f64, denominator: f64, confidence: Confidence) -> Option<Limits> {
    ratio_limits(baseline * denominator, confidence)?.times(baseline)
}

/// The ratios that bound a unit with `observed` events: a unit with so many is outside when its ratio is.
///
/// The curves of `PHEindicatormethods`, whose size axis is observed events: `O / U` and `O / L`, with `L`
/// and `U` the exact Poisson limits of `O`. (It finds them by bisection, to about six digits.) `None` when
/// `observed` is not above 0: with none, only the upper bound would exist.
#[must_use]
pub fn ratio_limits_at_observed(observed: f64, confidence: Confidence) -> Option<Limits> {
    let limits = interval::poisson_exact(observed, confidence)?;
    Limits::new(observed / limits.upper, observed / limits.lower)
}

/// Where a rate or ratio lies by its own limits: high when they are above `baseline`, low when below.
///
/// The significance of `PHEindicatormethods` for ratios (baseline 1) and rates (the pooled rate), by
/// [`interval::rate`]; it may differ from [`Position::of`] for a point close to a curve. `None` when the
/// unit has no rate or the baseline is not finite.
#[must_use]
pub fn position_by_interval(unit: Quotient, baseline: f64) -> Option<Position> {
    let limits = |confidence| Some(interval::rate(unit, 1.0, confidence)?.0.limits);
    let (inner, outer) = (limits(Confidence::P95)?, limits(Confidence::P998)?);
    if !baseline.is_finite() {
        return None;
    }
    Some(match Position::of(baseline, inner, outer) {
        Position::FarBelow => Position::FarAbove,
        Position::Below => Position::Above,
        Position::Within => Position::Within,
        Position::Above => Position::Below,
        Position::FarAbove => Position::FarBelow,
    })
}

#[cfg(test)]
mod tests;
