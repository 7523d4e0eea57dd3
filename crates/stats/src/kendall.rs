//! Kendall's rank correlation of two orders: tau-b, tau-c, and their tests.
//!
//! Only the order of the values is used, so that ordered words go with numbers. Positive means that both
//! rise together. The test by permutations is in [`permutation`](crate::permutation).

use crate::chi_square::two_sided_normal;
use crate::ranks::{Ranks, pairs};

/// The largest number of items for which the exact distribution is worked out.
const EXACT_LIMIT: usize = 50;

/// The pairs of items that two orders rank alike and unlike, and the ties of each.
///
/// # Examples
///
/// ```
/// use peel_stats::kendall::Kendall;
///
/// // Kendall (1970)
/// let x = [1, 2, 2, 4, 4, 6, 6, 8, 9, 9];
/// let y = [1, 2, 4, 4, 4, 4, 8, 8, 8, 10];
/// let kendall = Kendall::of(&x, &y);
/// assert!(kendall.is_some_and(|kendall| kendall.tau_c() == Some(0.825)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kendall {
    /// How many items there are.
    pub n: usize,
    /// Pairs of items that both put in the same order.
    pub concordant: u64,
    /// Pairs of items that they put in opposite orders.
    pub discordant: u64,
    x: Ranks,
    y: Ranks,
}

impl Kendall {
    /// Counts the pairs in `n log n` steps: items are taken by `x`, and a Fenwick tree over the places of `y` says
    /// how many before each are smaller and larger (the algorithm of Christensen (2005), "Fast algorithms for
    /// the calculation of Kendall's tau", Computational Statistics 20, 51-62; Knight (1966) with another tree).
    ///
    /// `x[i]` and `y[i]` belong to one item. `None` when the lengths differ or a value is NaN: leave out
    /// incomplete pairs first, and say how many.
    #[must_use]
    pub fn of<X: PartialOrd, Y: PartialOrd>(x: &[X], y: &[Y]) -> Option<Self> {
        if x.len() != y.len() {
            return None;
        }
        let (x, y) = (Ranks::of(x)?, Ranks::of(y)?);
        let (concordant, discordant) = Counter::new(y.levels()).count(&y_by_x(&x, &y), &x.sizes);
        Some(Self { n: x.places.len(), concordant, discordant, x, y })
    }

    /// Concordant less discordant pairs: Kendall's S.
    #[must_use]
    pub fn s(&self) -> f64 {
        self.concordant as f64 - self.discordant as f64
    }

    /// Tau-b: `S / sqrt((P - Tx) (P - Ty))`, where `P` are all pairs and `Tx`, `Ty` those tied in x and in y.
    /// From -1 to 1.
    ///
    /// Kendall (1945), "The treatment of ties in ranking problems", Biometrika 33, 239-251. `None` when all of
    /// x or all of y are equal, which includes fewer than two items: undefined, not 0.
    #[must_use]
    pub fn tau_b(&self) -> Option<f64> {
        let untied = |ranks: &Ranks| (pairs(self.n) - ranks.tied_pairs()) as f64;
        let scale = (untied(&self.x) * untied(&self.y)).sqrt();
        (scale > 0.0).then(|| (self.s() / scale).clamp(-1.0, 1.0))
    }

    /// Stuart's tau-c: `2 m S / (n^2 (m - 1))`, where `m` is the smaller number of distinct values. From -1 to 1.
    ///
    /// Stuart (1953), "The estimation and comparison of strengths of association in contingency tables",
    /// Biometrika 40, 105-110. `m` counts the values that occur, as SAS and scipy do. `None` when all of x or
    /// all of y are equal.
    #[must_use]
    pub fn tau_c(&self) -> Option<f64> {
        let levels = self.x.levels().min(self.y.levels()) as f64;
        let n = self.n as f64;
        (levels > 1.0).then(|| 2.0 * self.s() / (n * n * ((levels - 1.0) / levels)))
    }

    /// The variance of S when x and y are independent, given the ties of both.
    ///
    /// Kendall (1970), Rank Correlation Methods, 4th edition, chapter 4. `None` when it is 0.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let n = self.n as f64;
        let both = |f: fn(f64) -> f64| self.x.over_ties(f) * self.y.over_ties(f);
        let first = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
        let mut variance = (first(n) - self.x.over_ties(first) - self.y.over_ties(first)) / 18.0;
        if n >= 2.0 {
            variance += both(|t| t * (t - 1.0)) / (2.0 * n * (n - 1.0));
        }
        if n >= 3.0 {
            variance += both(|t| t * (t - 1.0) * (t - 2.0)) / (9.0 * n * (n - 1.0) * (n - 2.0));
        }
        (self.tau_b().is_some() && variance > 0.0).then_some(variance)
    }

    /// S in standard deviations, without continuity correction: `S / sqrt(variance)`.
    ///
    /// `None` where the variance is 0, that is, where tau is undefined.
    #[must_use]
    pub fn z(&self) -> Option<f64> {
        Some(self.s() / self.variance()?.sqrt())
    }

    /// The two-sided p-value by the normal approximation of [`z`](Self::z); the same for tau-b and tau-c.
    ///
    /// As R's `cor.test(exact = FALSE)` and scipy's `kendalltau(method = "asymptotic")` give it. Poor below ten
    /// items or with many ties: prefer the permutations. `None` where tau is undefined.
    #[must_use]
    pub fn p_asymptotic(&self) -> Option<f64> {
        Some(two_sided_normal(self.z()?))
    }

    /// The exact two-sided p-value: twice the smaller tail, at most 1, over all orders of n items.
    ///
    /// As R's `cor.test(exact = TRUE)` gives it. `None` with ties, with fewer than two items, and with more
    /// than 50.
    #[must_use]
    pub fn p_exact(&self) -> Option<f64> {
        if self.n < 2 || self.n > EXACT_LIMIT || self.x.has_ties() || self.y.has_ties() {
            return None;
        }
        let fewer = usize::try_from(self.concordant.min(self.discordant)).ok()?;
        let tail: f64 = inversions(self.n).iter().take(fewer + 1).sum();
        Some((2.0 * tail).min(1.0))
    }

    /// The ranks of x, with the sizes of its ties.
    #[must_use]
    pub fn x_ranks(&self) -> &Ranks {
        &self.x
    }

    /// The ranks of y, with the sizes of its ties.
    #[must_use]
    pub fn y_ranks(&self) -> &Ranks {
        &self.y
    }
}

/// The chance of each number of inversions in a random order of `n` items, from none to all.
fn inversions(n: usize) -> Vec<f64> {
    let mut chances = vec![1.0];
    for items in 2..=n {
        let mut next = vec![0.0; chances.len() + items - 1];
        for (k, chance) in chances.iter().enumerate() {
            for sum in &mut next[k..k + items] {
                *sum += chance / items as f64;
            }
        }
        chances = next;
    }
    chances
}

/// The places of y, items taken by x, and those equal in x by y.
pub(crate) fn y_by_x(x: &Ranks, y: &Ranks) -> Vec<usize> {
    let mut both: Vec<_> = x.places.iter().zip(&y.places).collect();
    both.sort_unstable();
    both.into_iter().map(|(_, &y)| y).collect()
}

/// Counts concordant and discordant pairs; keeps its sums between calls.
///
/// With many levels the sums are a Fenwick tree, with few plain running sums, which are then faster.
pub(crate) struct Counter {
    sums: Vec<u64>,
    few: bool,
}

/// Up to how many levels running sums are kept.
const FEW_LEVELS: usize = 8;

impl Counter {
    /// For values of `levels` distinct places.
    pub(crate) fn new(levels: usize) -> Self {
        Self { sums: vec![0; levels + 1], few: levels <= FEW_LEVELS }
    }

    /// `y` are places below the number of levels; `groups` are the sizes of the runs equal in x, in order.
    pub(crate) fn count(&mut self, y: &[usize], groups: &[usize]) -> (u64, u64) {
        self.sums.fill(0);
        let (mut concordant, mut discordant, mut start) = (0, 0, 0);
        for size in groups {
            let group = &y[start..start + size];
            for &place in group {
                concordant += self.below(place);
                discordant += start as u64 - self.below(place + 1);
            }
            for &place in group {
                self.add(place);
            }
            start += size;
        }
        (concordant, discordant)
    }

    fn below(&self, place: usize) -> u64 {
        if self.few {
            return self.sums[place];
        }
        let (mut at, mut sum) = (place, 0);
        while at > 0 {
            sum += self.sums[at];
            at &= at - 1;
        }
        sum
    }

    fn add(&mut self, place: usize) {
        if self.few {
            for (level, sum) in self.sums[1..].iter_mut().enumerate() {
                *sum += u64::from(place <= level);
            }
            return;
        }
        let mut at = place + 1;
        while at < self.sums.len() {
            self.sums[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
}

#[cfg(test)]
mod tests;
