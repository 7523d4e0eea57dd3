//! Cohen's kappa: agreement of two gradings of the same things beyond what chance would give.
//!
//! The weights are laid over the **declared** scale: a grade that nobody was given still keeps its neighbours apart.
//! Weighting takes steps of the scale as equally far, or as squared so far; unweighted kappa does not.

use statrs::distribution::{ContinuousCDF, Normal};

use crate::chi_square::two_sided_normal;
use crate::square;

/// How much a disagreement counts, by how many steps of the scale lie between the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weighting {
    /// Any disagreement counts fully: Cohen (1960).
    Unweighted,
    /// In proportion to the steps: Cicchetti and Allison (1971), R's "equal", SAS's default.
    Linear,
    /// In proportion to the steps squared: Fleiss and Cohen (1973), R's "squared".
    Quadratic,
}

impl Weighting {
    /// How much a disagreement of so many steps counts, in whole numbers: the scale of the weights cancels out.
    fn disagreement(self, steps: usize) -> f64 {
        let steps = steps as f64;
        match self {
            Self::Unweighted => steps.min(1.0),
            Self::Linear => steps,
            Self::Quadratic => steps * steps,
        }
    }
}

/// Kappa with its standard errors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// Kappa: 1 for full agreement, 0 for what chance gives, negative below; at least -1.
    pub kappa: f64,
    /// How many pairs were compared.
    pub n: f64,
    /// The large-sample standard error, for limits on kappa.
    pub standard_error: f64,
    /// The standard error were there no agreement but by chance, for the test. `None` when it is 0.
    pub null_standard_error: Option<f64>,
}

impl Kappa {
    /// `kappa / null_standard_error`, standard normal without agreement, as SAS and R's irr give it.
    #[must_use]
    pub fn z(&self) -> Option<f64> {
        self.null_standard_error.map(|error| self.kappa / error)
    }

    /// The two-sided p-value of [`z`](Self::z).
    #[must_use]
    pub fn p(&self) -> Option<f64> {
        self.z().map(two_sided_normal)
    }

    /// Normal limits `kappa -+ z standard_error`, as SAS gives them, cut at -1 and 1, beyond which no kappa lies.
    ///
    /// `None` when `confidence` (0.95) does not lie between 0 and 1, and when the standard error is 0, as with full
    /// agreement and with two pairs: it then says nothing of how far chance reaches. With fewer pairs than
    /// [`enough_pairs`] the limits are rough.
    #[must_use]
    pub fn limits(&self, confidence: f64) -> Option<(f64, f64)> {
        if !(confidence > 0.0 && confidence < 1.0 && self.standard_error > 0.0) {
            return None;
        }
        let reach = Normal::standard().inverse_cdf(f64::midpoint(1.0, confidence)) * self.standard_error;
        reach.is_finite().then_some(((self.kappa - reach).max(-1.0), (self.kappa + reach).min(1.0)))
    }
}

/// Cohen's kappa of a square table: `table[i][j]` counts things called `i` by the first and `j` by the second,
/// over the whole declared scale (see [`tabulate`](crate::square::tabulate)).
///
/// `1 - sum v p / sum v e`, where `v` is the disagreement, `p` the share of a cell and `e` the product of its
/// totals' shares. Cohen (1968), "Weighted kappa", Psychological Bulletin 70, 213-220. The standard errors are
/// those of Fleiss, Cohen and Everitt (1969), "Large sample standard errors of kappa and weighted kappa",
/// Psychological Bulletin 72, 323-327.
///
/// `None` when the table is not square or counts nothing, and when chance agreement is 1 (everything was called
/// the same by both): undefined, neither 0 nor 1.
///
/// # Examples
///
/// ```
/// use peel_stats::kappa::{Weighting, kappa};
///
/// let kappa = kappa(&[[0, 4, 1], [0, 8, 0], [0, 1, 5]], Weighting::Linear);
/// assert!(kappa.is_some_and(|kappa| (kappa.kappa - 0.4701195219123506).abs() < 1e-15));
/// ```
#[must_use]
pub fn kappa<R: AsRef<[u64]>>(table: &[R], weighting: Weighting) -> Option<Kappa> {
    let pairs = Pairs::new(square::counts(table)?, weighting);
    let (seen, expected) = (pairs.total(&pairs.counts) * pairs.n, pairs.total(&pairs.chance));
    if expected <= 0.0 {
        return None;
    }
    let kappa = 1.0 - seen / expected;
    let null = pairs.standard_error(&pairs.chance, 0.0);
    Some(Kappa {
        kappa,
        n: pairs.n,
        standard_error: pairs.standard_error(&pairs.counts, kappa),
        null_standard_error: (null > 0.0).then_some(null),
    })
}

/// How many pairs the large-sample standard error needs on a scale of `k` grades: about `2 k^2`.
///
/// Cicchetti (1981), "Testing the normal approximation and minimal sample size requirements of weighted kappa when
/// the number of categories is large", Applied Psychological Measurement 5, 101-104, by simulation.
#[must_use]
pub const fn enough_pairs(k: usize) -> usize {
    k.saturating_mul(k).saturating_mul(2)
}

/// A table with what chance would give, times n, and how much each cell disagrees.
struct Pairs {
    n: f64,
    counts: Vec<Vec<f64>>,
    chance: Vec<Vec<f64>>,
    disagreement: Vec<Vec<f64>>,
    rows: Vec<f64>,
    columns: Vec<f64>,
}

impl Pairs {
    fn new(counts: Vec<Vec<f64>>, weighting: Weighting) -> Self {
        let k = counts.len();
        let square = |cell: &dyn Fn(usize, usize) -> f64| -> Vec<Vec<f64>> {
            (0..k).map(|i| (0..k).map(|j| cell(i, j)).collect()).collect()
        };
        let rows: Vec<f64> = counts.iter().map(|row| row.iter().sum()).collect();
        let columns: Vec<f64> = (0..k).map(|j| counts.iter().map(|row| row[j]).sum()).collect();
        Self {
            n: rows.iter().sum(),
            chance: square(&|i, j| rows[i] * columns[j]),
            disagreement: square(&|i, j| weighting.disagreement(i.abs_diff(j))),
            counts,
            rows,
            columns,
        }
    }

    /// All the disagreement of these cells.
    fn total(&self, cells: &[Vec<f64>]) -> f64 {
        cells
            .iter()
            .flatten()
            .zip(self.disagreement.iter().flatten())
            .map(|(cell, weight)| cell * weight)
            .sum()
    }

    /// The standard error of kappa were `cells` the true ones.
    ///
    /// With weights of agreement `w` from 0 to 1, their means `a` along a row and `b` along a column by the
    /// other's totals, `p` the shares of the cells and `e` the chance agreement, the variance is the sum of
    /// `p (w - (a + b) (1 - kappa))^2` less `(kappa - e (1 - kappa))^2`, over `n (1 - e)^2`. Without agreement but by
    /// chance, kappa is 0 and p is what chance gives.
    fn standard_error(&self, cells: &[Vec<f64>], kappa: f64) -> f64 {
        let k = self.rows.len();
        let worst = self.disagreement[0][k - 1];
        let weight = |i: usize, j: usize| 1.0 - self.disagreement[i][j] / worst;
        let mean = |weights: &dyn Fn(usize) -> f64, totals: &[f64]| {
            totals.iter().enumerate().map(|(at, total)| weights(at) * total).sum::<f64>() / self.n
        };
        let along_row: Vec<f64> = (0..k).map(|i| mean(&|j| weight(i, j), &self.columns)).collect();
        let along_column: Vec<f64> = (0..k).map(|j| mean(&|i| weight(i, j), &self.rows)).collect();
        let all: f64 = cells.iter().flatten().sum();
        let mut variance = 0.0;
        for i in 0..k {
            for j in 0..k {
                let part = weight(i, j) - (along_row[i] + along_column[j]) * (1.0 - kappa);
                variance += cells[i][j] / all * part * part;
            }
        }
        let agreement = mean(&|i| along_row[i], &self.rows);
        variance -= (kappa - agreement * (1.0 - kappa)).powi(2);
        // What rounding leaves of a variance of 0 is no variance.
        let variance = if variance > 1e-14 { variance } else { 0.0 };
        (variance / self.n).sqrt() / (1.0 - agreement)
    }
}

#[cfg(test)]
mod tests;
