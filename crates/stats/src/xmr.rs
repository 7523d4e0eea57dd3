//! The `XmR` chart: is a figure that moves a signal, or noise?
//!
//! Limits around the mean of individual values from their moving ranges, and four rules: Wheeler (1993),
//! *Understanding Variation*; NHS England, *Making Data Count*. The conventions are those of the R package
//! `NHSRplotthedots`. A missing point splits the series: no moving range spans it and no run, trend or
//! group of three goes across it, but the mean and the limits are of the whole.

use crate::sum;

mod rules;

/// Limits lie this many mean moving ranges from the mean: 3 / d2, d2 = 1.128.
const LIMIT: f64 = 2.66;
/// The upper limit of a moving range is this many times their mean: D4 for pairs.
const RANGE_LIMIT: f64 = 3.267;

/// With fewer points than this, limits are not to be relied on (`NHSRplotthedots` warns of it).
pub const FEW_POINTS: usize = 12;

/// Of fewer points than this none can lie beyond its limits: the last of 4 that differs from three alike is 3/4 of the
/// difference from their mean, and the limit 2.66/3 of it.
pub const LEAST_POINTS: usize = 5;

/// How limits are found. The default screens, and takes every point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Leave moving ranges of 3.267 times their mean or more out of the mean, once.
    pub screen: bool,
    /// Take the mean and the limits from this many points at the start (missing ones among them), and hold
    /// every point against them.
    pub baseline: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { screen: true, baseline: None }
    }
}

/// The side of the mean that a signal is on, or the way that a trend goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Above the mean, or rising.
    Up,
    /// Below the mean, or falling.
    Down,
}

/// One point of the series, and the rules it takes part in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The value.
    pub value: f64,
    /// It lies outside the limits.
    pub outside: Option<Direction>,
    /// It is one of seven or more in a row on one side of the mean; a point on the mean ends a run.
    pub shift: Option<Direction>,
    /// It is one of seven or more in a row that rise, or fall, at every step. The turning point between two
    /// trends belongs to the later.
    pub trend: Option<Direction>,
    /// It lies between two thirds of the limit and the limit, as one or two others do of three in a row
    /// that are all on one side of the mean.
    pub two_of_three: Option<Direction>,
}

impl Point {
    /// The signal that the point is named for: outside before trend before two of three before shift, the
    /// order of `NHSRplotthedots`. `None` when it is common-cause variation.
    #[must_use]
    pub fn signal(&self) -> Option<Direction> {
        self.outside.or(self.trend).or(self.two_of_three).or(self.shift)
    }
}

/// An `XmR` chart, all but the counts in the unit of the values.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The mean of the values.
    pub mean: f64,
    /// The lower process limit; it may be below 0 where values cannot be.
    pub lower: f64,
    /// The upper process limit.
    pub upper: f64,
    /// The mean of the moving ranges that were kept.
    pub mean_range: f64,
    /// The moving ranges that were left out by screening.
    pub screened: usize,
    /// A point per value, in the order given; `None` where it is missing.
    pub points: Vec<Option<Point>>,
    /// How many values there are.
    pub n: usize,
    /// How many are missing or no numbers.
    pub missing: usize,
}

/// The chart of `values`, in order of time and at equal steps, `None` where one is missing.
///
/// Mean `-+ 2.66` times the mean of the absolute differences of neighbours.
///
/// `None` when no two neighbours have values (within the baseline), when the ranges that are kept are all 0, as limits
/// of no width would make a signal of every figure, or when a result is not finite.
///
/// # Examples
///
/// ```
/// use peel_stats::xmr;
///
/// let values = [10.0, 12.0, 11.0, 13.0, 10.0, 12.0, 30.0].map(Some);
/// let chart = xmr::chart(&values, xmr::Settings::default()).unwrap();
/// assert_eq!(chart.points[6].unwrap().outside, Some(xmr::Direction::Up));
/// ```
#[must_use]
pub fn chart(values: &[Option<f64>], settings: Settings) -> Option<Chart> {
    let values: Vec<Option<f64>> =
        values.iter().map(|value| value.filter(|number| number.is_finite())).collect();
    let within = settings.baseline.map_or(values.len(), |n| n.min(values.len()));
    let baseline = values.get(..within)?;
    let mean = sum::mean(&baseline.iter().flatten().copied().collect::<Vec<_>>())?;
    let ranges: Vec<f64> = baseline
        .windows(2)
        .filter_map(|pair| match pair {
            [Some(before), Some(after)] => Some((after - before).abs()),
            _ => None,
        })
        .collect();
    let kept = if settings.screen { screened(&ranges)? } else { ranges.clone() };
    let mean_range = sum::mean(&kept).filter(|range| *range > 0.0)?;
    let (lower, upper) = (mean - LIMIT * mean_range, mean + LIMIT * mean_range);
    if !lower.is_finite() || !upper.is_finite() {
        return None;
    }
    let points = rules::points(&values, mean, LIMIT * mean_range);
    let n = points.iter().flatten().count();
    let screened = ranges.len() - kept.len();
    Some(Chart { mean, lower, upper, mean_range, screened, missing: points.len() - n, points, n })
}

/// The ranges below [`RANGE_LIMIT`] times their mean; none when all are 0.
fn screened(ranges: &[f64]) -> Option<Vec<f64>> {
    let limit = RANGE_LIMIT * sum::mean(ranges)?;
    Some(ranges.iter().copied().filter(|range| *range < limit).collect())
}

#[cfg(test)]
mod tests;
