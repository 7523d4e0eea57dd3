//! Tests of change in square tables: the same forces, graded by the same ordered words, before and after.
//!
//! [`stuart_maxwell`] and [`bhapkar`] ask whether the grades fall differently than before, [`bowker`] whether
//! moves one way outnumber the moves back for any pair of grades, [`sign_test`] whether more went up than down.
//! None of them takes a word for a number; the first three do not even use the order of the words.

use crate::chi_square::{ChiSquareTest, two_sided_normal};
use crate::square;

/// The Stuart-Maxwell test of marginal homogeneity: `d' V^-1 d`, where `d` are the row totals less the
/// column totals, and `V` is `n_ii' = n_i. + n_.i - 2 n_ii` on the diagonal and `-(n_ij + n_ji)` elsewhere.
///
/// Stuart (1955), "A test for homogeneity of the marginal distributions in a two-way classification",
/// Biometrika 42, 412-416; Maxwell (1970), "Comparing the classification of subjects by two independent
/// judges", British Journal of Psychiatry 116, 651-655.
///
/// **Rank.** `V` is never of full rank. Its generalised inverse is taken, and the degrees of freedom are its
/// rank, as R's `coin::mh_test` does: the number of categories less the number of groups of categories between
/// which nobody moved. In the usual table that is categories - 1. A category that is empty, or that nobody
/// entered or left, adds no degree of freedom and changes nothing; a category with equal totals before and
/// after that forces did enter or leave keeps its own. When nobody moved at all `V` is 0 and there is no test.
///
/// The chi-square distribution is that of many movers; with few, say so and look at [`sign_test`].
///
/// Rows are before, columns after. `None` when the table is not square, counts nothing or nobody moved. For two
/// categories it is `McNemar`'s test without continuity correction.
///
/// # Examples
///
/// ```
/// let test = peel_stats::paired::stuart_maxwell(&[[20, 10, 5], [3, 30, 15], [0, 5, 40]]);
/// assert!(test.is_some_and(|test| (test.statistic - 13.7647058823529).abs() < 1e-12 && test.df == 2));
/// ```
#[must_use]
pub fn stuart_maxwell<R: AsRef<[u64]>>(table: &[R]) -> Option<ChiSquareTest> {
    let (statistic, df) = marginal(&square::counts(table)?)?;
    ChiSquareTest::new(statistic, df)
}

/// Bhapkar's test of marginal homogeneity, whose covariance is not taken under the hypothesis: `V - dd'/n` for
/// `V` of [`stuart_maxwell`], so that the statistic is `W / (1 - W / n)` for the Stuart-Maxwell statistic `W`.
///
/// Bhapkar (1966), "A note on the equivalence of two test criteria for hypotheses in categorical data",
/// Journal of the American Statistical Association 61, 228-235; the identity is that of Ireland, Ku and
/// Kullback (1969). `n` is the number of all pairs, those that stayed included.
///
/// Degrees of freedom as for [`stuart_maxwell`]. `None` as there, and when `W = n`: everyone moved, and moved
/// so that the covariance is singular in the very direction of the change.
#[must_use]
pub fn bhapkar<R: AsRef<[u64]>>(table: &[R]) -> Option<ChiSquareTest> {
    let counts = square::counts(table)?;
    let n: f64 = counts.iter().flatten().sum();
    let (statistic, df) = marginal(&counts)?;
    let rest = 1.0 - statistic / n;
    if rest > 1e-12 { ChiSquareTest::new(statistic / rest, df) } else { None }
}

/// Bowker's test of symmetry: the sum over pairs of categories of `(n_ij - n_ji)^2 / (n_ij + n_ji)`, with
/// `k (k - 1) / 2` degrees of freedom for `k` categories.
///
/// Bowker (1948), "A test for symmetry in contingency tables", Journal of the American Statistical
/// Association 43, 572-574. A pair between which nobody moved counts 0 and keeps its degree of freedom. No
/// continuity correction.
///
/// `None` when the table is not square or counts nothing.
#[must_use]
pub fn bowker<R: AsRef<[u64]>>(table: &[R]) -> Option<ChiSquareTest> {
    let counts = square::counts(table)?;
    let mut statistic = 0.0;
    for (i, row) in counts.iter().enumerate() {
        for (&there, other) in row[..i].iter().zip(&counts) {
            let back = other[i];
            if there + back > 0.0 {
                statistic += (there - back).powi(2) / (there + back);
            }
        }
    }
    let k = counts.len() as u64;
    ChiSquareTest::new(statistic, k * (k - 1) / 2)
}

/// The quadratic form of [`stuart_maxwell`] and the rank of its covariance; `None` where that is 0.
///
/// `V` is the Laplacian matrix of the graph whose edges are the moves, so categories can be eliminated
/// one after the other by adding only (a star becomes a mesh): no difference is taken, no pivot vanishes by
/// rounding, and the rank is the number of categories that had a neighbour left.
fn marginal(counts: &[Vec<f64>]) -> Option<(f64, u64)> {
    let k = counts.len();
    let both = |i: usize, j: usize| counts[i][j] + counts[j][i];
    let mut moves: Vec<Vec<f64>> = (0..k).map(|i| (0..k).map(|j| both(i, j)).collect()).collect();
    let net = |i: usize| (0..k).map(|j| counts[i][j] - counts[j][i]).sum();
    let mut net: Vec<f64> = (0..k).map(net).collect();
    let (mut statistic, mut rank) = (0.0, 0);
    for i in 0..k {
        let edges = moves[i].clone();
        let degree: f64 = edges[i + 1..].iter().sum();
        if degree <= 0.0 {
            continue;
        }
        statistic += net[i] * net[i] / degree;
        rank += 1;
        for j in i + 1..k {
            let share = edges[j] / degree;
            net[j] += net[i] * share;
            for (edge, from) in moves[j].iter_mut().zip(&edges) {
                *edge += share * from;
            }
        }
    }
    (rank > 0).then_some((statistic, rank))
}

/// The largest number of movers whose p-value is summed term by term.
const EXACT_LIMIT: u64 = 1_000_000_000_000;

/// The result of an exact sign test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignTest {
    /// How many moved one way or the other; those that stayed are left out.
    pub movers: u64,
    /// The two-sided p-value, exact up to a million million movers.
    pub p: f64,
}

/// The exact two-sided sign test on movers: were a move up as likely as one down, how likely is a split at
/// least as uneven? `min(1, 2 P(X <= min(up, down)))`, X binomial of `up + down` and one half.
///
/// Dixon and Mood (1946), "The statistical sign test", Journal of the American Statistical Association 41,
/// 557-566. Those that stayed are left out, as the method has it. `None` when nobody moved, or when the
/// number of movers cannot be written as a `u64`.
///
/// # Examples
///
/// ```
/// let test = peel_stats::paired::sign_test(0, 6);
/// assert_eq!(test.map(|test| test.p), Some(0.03125));
/// ```
#[must_use]
pub fn sign_test(up: u64, down: u64) -> Option<SignTest> {
    let movers = up.checked_add(down)?;
    let fewer = up.min(down);
    if movers == 0 {
        return None;
    }
    let p =
        if movers <= EXACT_LIMIT { two_sided_half(fewer, movers) } else { corrected_normal(fewer, movers) };
    Some(SignTest { movers, p })
}

/// `min(1, 2 P(X <= k))` for a binomial X of `n` and one half, k at most n / 2: its terms are added relative to the
/// middle one, from there down to where they vanish.
fn two_sided_half(k: u64, n: u64) -> f64 {
    let middle = n / 2;
    let (mut term, mut tail, mut half) = (1.0, 0.0, if n.is_multiple_of(2) { 0.5 } else { 1.0 });
    if k == middle {
        return 1.0;
    }
    for i in (0..middle).rev() {
        term *= (i + 1) as f64 / (n - i) as f64;
        half += term;
        if i <= k {
            tail += term;
        }
        if term <= 0.0 || (i <= k && term < tail * 1e-20) {
            break;
        }
    }
    (tail / half).min(1.0)
}

/// The same by the normal approximation with continuity correction, which is as good as exact for so many.
fn corrected_normal(k: u64, n: u64) -> f64 {
    let n = n as f64;
    two_sided_normal(((n - 2.0 * k as f64 - 1.0) / n.sqrt()).max(0.0))
}

#[cfg(test)]
mod tests;
