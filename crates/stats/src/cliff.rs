//! Cliff's delta: by how much the values of one sample exceed those of another, in order only.

use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::ranks::Ranks;

/// Cliff's delta with its variance and limits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Delta {
    /// The chance that a value of the first sample is the larger, less the chance that it is the smaller: -1 to 1.
    pub delta: f64,
    /// The unbiased estimate of its variance. `None` when a sample has one value only.
    pub variance: Option<f64>,
    /// The limits of delta. `None` when a sample has one value only.
    pub limits: Option<(f64, f64)>,
}

/// How large a delta is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Magnitude {
    /// Below 0.147.
    Negligible,
    /// From 0.147.
    Small,
    /// From 0.33.
    Medium,
    /// From 0.474.
    Large,
}

impl Delta {
    /// The size in the words of Romano et al. (2006) and Hess and Kromrey (2004), as R's effsize gives it.
    #[must_use]
    pub fn magnitude(&self) -> Magnitude {
        match self.delta.abs() {
            size if size < 0.147 => Magnitude::Negligible,
            size if size < 0.33 => Magnitude::Small,
            size if size < 0.474 => Magnitude::Medium,
            _ => Magnitude::Large,
        }
    }
}

/// Cliff's delta of two samples, with limits at `confidence` (0.95).
///
/// Cliff (1993), "Dominance statistics: ordinal analyses to answer ordinal questions", Psychological
/// Bulletin 114, 494-509: his unbiased variance and his limits that are unsymmetric about delta,
/// with Student's t at `n1 + n2 - 2` degrees of freedom (Feng and Cliff 2004). All as R's
/// `effsize::cliff.delta` does by default, which also takes `delta (n1 n2 - 1) / (n1 n2)` in place of a
/// delta of -1 or 1 for variance and limits, and puts the outer limit at -1 or 1: so disjoint samples have
/// finite limits. They are approximate then.
///
/// Where the unbiased estimate of the variance is negative, which effsize leaves without limits, Cliff's own
/// least value `(1 - delta^2) / (n1 n2 - 1)` is taken.
///
/// `None` when a sample is empty, a value is NaN, or `confidence` does not lie between 0 and 1.
///
/// # Examples
///
/// ```
/// let first = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50];
/// let second = [10, 20, 30, 40, 40, 50];
/// let delta = peel_stats::cliff::cliff_delta(&first, &second, 0.95);
/// assert!(delta.is_some_and(|delta| delta.delta == -0.25));
/// ```
#[must_use]
pub fn cliff_delta<T: PartialOrd>(first: &[T], second: &[T], confidence: f64) -> Option<Delta> {
    if first.is_empty() || second.is_empty() || !(confidence > 0.0 && confidence < 1.0) {
        return None;
    }
    let dominance = Dominance::of(first, second)?;
    let (n1, n2) = (first.len() as f64, second.len() as f64);
    let delta = (dominance.larger - dominance.smaller) / (n1 * n2);
    let disjoint = first.len() + second.len() > 2 && delta.abs() >= 1.0;
    let taken = if disjoint { delta * ((n1 * n2 - 1.0) / (n1 * n2)) } else { delta };
    let variance = dominance.variance(taken);
    let limits = variance.and_then(|variance| {
        let t = StudentsT::new(0.0, 1.0, n1 + n2 - 2.0).ok()?.inverse_cdf(f64::midpoint(1.0, confidence));
        let (low, high) = limits(taken, variance, t)?;
        Some((if delta <= -1.0 { -1.0 } else { low }, if delta >= 1.0 { 1.0 } else { high }))
    });
    Some(Delta { delta, variance, limits })
}

/// Cliff's limits: `(d - d^3 -+ t s sqrt((1 - d^2)^2 + t^2 s^2)) / (1 - d^2 + t^2 s^2)`, cut at -1 and 1.
fn limits(d: f64, variance: f64, t: f64) -> Option<(f64, f64)> {
    let (rest, reach) = (1.0 - d * d, t * t * variance);
    let half = reach.sqrt() * (rest * rest + reach).sqrt();
    let limit = |side: f64| ((d * rest + side * half) / (rest + reach)).clamp(-1.0, 1.0);
    Some((limit(-1.0), limit(1.0))).filter(|(low, high)| low.is_finite() && high.is_finite())
}

/// How the values of two samples dominate each other.
struct Dominance {
    /// For each value of the first sample, the mean sign of its differences from the second.
    rows: Vec<f64>,
    /// For each value of the second sample, the mean sign of the first's differences from it.
    columns: Vec<f64>,
    /// Pairs in which the first is larger.
    larger: f64,
    /// Pairs in which the first is smaller.
    smaller: f64,
}

impl Dominance {
    fn of<T: PartialOrd>(first: &[T], second: &[T]) -> Option<Self> {
        let both: Vec<&T> = first.iter().chain(second).collect();
        let ranks = Ranks::of(&both)?;
        let (ones, others) = ranks.places.split_at(first.len());
        let (of_ones, of_others) = (Below::new(ones, ranks.levels()), Below::new(others, ranks.levels()));
        let mut dominance = Self { rows: Vec::new(), columns: Vec::new(), larger: 0.0, smaller: 0.0 };
        for &place in ones {
            let (below, above) = of_others.around(place);
            dominance.larger += below;
            dominance.smaller += above;
            dominance.rows.push((below - above) / second.len() as f64);
        }
        for &place in others {
            let (below, above) = of_ones.around(place);
            dominance.columns.push((above - below) / first.len() as f64);
        }
        Some(dominance)
    }

    /// The unbiased variance about `d`. `None` when a sample has one value.
    fn variance(&self, d: f64) -> Option<f64> {
        let (n1, n2) = (self.rows.len() as f64, self.columns.len() as f64);
        let (cells, free) = (n1 * n2, (n1 - 1.0) * (n2 - 1.0));
        if free <= 0.0 {
            return None;
        }
        let about = |means: &[f64]| means.iter().map(|mean| (mean - d).powi(2)).sum::<f64>();
        let equal = cells - self.larger - self.smaller;
        let squares = self.larger * (1.0 - d).powi(2) + equal * d * d + self.smaller * (1.0 + d).powi(2);
        let variance =
            (n2 * n2 * about(&self.rows) + n1 * n1 * about(&self.columns) - squares) / (cells * free);
        Some(if variance < 0.0 { (1.0 - d * d) / (cells - 1.0) } else { variance })
    }
}

/// How many values of a sample lie below each place.
struct Below(Vec<f64>);

impl Below {
    fn new(places: &[usize], levels: usize) -> Self {
        let mut counts = vec![0.0; levels + 1];
        for &place in places {
            counts[place + 1] += 1.0;
        }
        for place in 1..counts.len() {
            counts[place] += counts[place - 1];
        }
        Self(counts)
    }

    /// How many lie below and above `place`.
    fn around(&self, place: usize) -> (f64, f64) {
        let all = self.0.last().copied().unwrap_or(0.0);
        (self.0[place], all - self.0[place + 1])
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "counts of pairs are exact")]
mod tests;
