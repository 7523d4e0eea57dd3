//! How much an item's rank depends on what the words are made worth.
//!
//! Words have no distances. Whoever averages them chooses some; here the choice is made in the open, once
//! equally spaced ([`equal_spacing`]) and then at random many times ([`sensitivity`]), so that what survives
//! every choice is told from what one choice made (Saisana, Saltelli and Tarantola 2005, "Uncertainty and
//! sensitivity analysis techniques as tools for the quality assessment of composite indicators", Journal of
//! the Royal Statistical Society A 168, 307-323).
//!
//! **Ranks.** 1 is the best; items of equal score share the middle of their places (mid-rank), so that the
//! ranks of `n` known items sum to `n (n + 1) / 2`.
//!
//! **Unknown grades** are tried at both ends. An item's *best* rank under a scoring has its own unknown grades
//! at their best and everybody else's at their worst; its *worst* rank the other way round. They are one
//! when every grade is known. A scoring only ever orders what dominance leaves open: both ranks lie in the
//! item's rank interval.

mod draw;
mod ranking;

use draw::Scores;
use ranking::{Ranking, Tally};

use crate::profiles::Profiles;

/// An item's rank under one scoring, unknown grades at both ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankRange {
    /// Own unknown grades at their best, those of others at their worst.
    pub best: f64,
    /// Own unknown grades at their worst, those of others at their best.
    pub worst: f64,
}

/// An item's mean score and rank, the words scored 0 (worst), 1, 2, ...
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EquallySpaced {
    /// The mean score over the areas, unknown grades at their worst and at their best. `None` when there are
    /// no areas.
    pub mean_score: Option<(f64, f64)>,
    /// The rank by that score.
    pub rank: RankRange,
}

/// Ranks by the mean of equally spaced scores: 0 for the worst word, 1 for the next, and so on. Print them
/// beside these scores only; the sums compared are whole numbers, so that ties are exact.
#[must_use]
pub fn equal_spacing(profiles: &Profiles) -> Vec<EquallySpaced> {
    let sum = |places: &[u8]| places.iter().map(|place| u64::from(*place)).sum::<u64>();
    let items = 0..profiles.n_items();
    let low: Vec<u64> = items.clone().map(|item| sum(profiles.low(item))).collect();
    let high: Vec<u64> = items.map(|item| sum(profiles.high(item))).collect();
    let n_areas = profiles.n_areas() as f64;
    let mean = |low: u64, high: u64| (n_areas > 0.0).then(|| (low as f64 / n_areas, high as f64 / n_areas));
    let sums = low.iter().zip(&high);
    sums.zip(ranks(&low, &high))
        .map(|((low, high), rank)| EquallySpaced { mean_score: mean(*low, *high), rank })
        .collect()
}

/// The ranks of items by a worst and a best value each, larger being better: 1 for the best, mid-ranks for
/// ties. Values need an order only, so this also ranks by words. Only as many items as both slices have.
#[must_use]
pub fn ranks<T: Ord>(low: &[T], high: &[T]) -> Vec<RankRange> {
    let n = low.len().min(high.len());
    let mut values: Vec<&T> = low[..n].iter().chain(&high[..n]).collect();
    values.sort_unstable();
    let place = |value: &T| values.partition_point(|other| *other < value) as u64;
    let low: Vec<u64> = low[..n].iter().map(place).collect();
    let high: Vec<u64> = high[..n].iter().map(place).collect();
    let mut ranking = Ranking::new(n);
    let twice = ranking.rank(&low, &high);
    twice.iter().map(|(best, worst)| RankRange { best: half(*best), worst: half(*worst) }).collect()
}

/// Whether areas count the same in every scoring, or are weighted at random as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaWeights {
    /// Every area counts the same.
    Equal,
    /// Weights uniform on the simplex (Dirichlet with all parameters 1), drawn anew for each scoring.
    Random,
}

/// The most items, and the most areas, that are scored at random.
pub const MOST_ITEMS: usize = 1 << 16;

/// Random scorings: how many, from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RandomScorings {
    /// How many are drawn. Time is in proportion to it; memory is at most 8 bytes for each item and
    /// scoring, and less when there are more scorings than twice the items.
    pub scorings: usize,
    /// The weights of the areas.
    pub weights: AreaWeights,
    /// The seed of the generator. The same seed and profiles give the same result everywhere, and so do
    /// the same items in another order.
    pub seed: u64,
}

impl Default for RandomScorings {
    fn default() -> Self {
        Self { scorings: 100_000, weights: AreaWeights::Equal, seed: 1 }
    }
}

/// The ranks of one item under many scorings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankSample {
    scorings: usize,
    /// Twice each rank that occurred, best first, and how often it did.
    counts: Vec<(usize, usize)>,
}

impl RankSample {
    /// How many scorings there were: at least one.
    #[must_use]
    pub fn scorings(&self) -> usize {
        self.scorings
    }

    /// Each rank that occurred, best first, and the share of scorings that gave it.
    pub fn shares(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.counts.iter().map(|(twice, count)| (half(*twice), *count as f64 / self.scorings as f64))
    }

    /// The share of scorings that gave this rank or a better one.
    #[must_use]
    pub fn share_within(&self, rank: f64) -> f64 {
        let within = self.counts.iter().filter(|(twice, _)| half(*twice) <= rank);
        within.map(|(_, count)| *count).sum::<usize>() as f64 / self.scorings as f64
    }

    /// The share of scorings that put the item in the top quarter of `n`: at rank `n / 4`, rounded up, or
    /// better.
    #[must_use]
    pub fn share_in_top_quarter(&self, n: usize) -> f64 {
        self.share_within(n.div_ceil(4) as f64)
    }

    /// The least rank that this share of the scorings gave or bettered: the inverse of the distribution
    /// (type 1 of Hyndman and Fan 1996, The American Statistician 50, 361-365). `None` for what is no share.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        // A share such as 0.975 of 1,000 must not be passed by the last digit of a product.
        let wanted = share * self.scorings as f64 * (1.0 - 1e-12);
        let mut passed = 0;
        let reached = self.counts.iter().find(|(_, count)| {
            passed += count;
            passed as f64 >= wanted
        });
        reached.or(self.counts.last()).map(|(twice, _)| half(*twice))
    }
}

/// The ranks of one item under random scorings, unknown grades at both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sensitivity {
    /// Own unknown grades at their best, those of others at their worst.
    pub best: RankSample,
    /// Own unknown grades at their worst, those of others at their best.
    pub worst: RankSample,
}

/// Ranks under random scorings that give a better word more, item by item.
///
/// A scoring is the cumulative sum of spacings between neighbouring words, uniform on the simplex (Dirichlet
/// with all parameters 1, as the gaps between sorted uniform numbers: Devroye 1986, *Non-Uniform Random
/// Variate Generation*, ch. V), the same for all areas; an item's score is the weighted sum over its areas.
/// Spacings and weights are whole numbers above 0 on grids of 2^24 and 2^23, so that scores are exact, a
/// better word never scores the same, and equal profiles always tie.
///
/// `None` when no scorings are asked for, or for more than [`MOST_ITEMS`] items or areas.
#[must_use]
pub fn sensitivity(profiles: &Profiles, random: &RandomScorings) -> Option<Vec<Sensitivity>> {
    let (n, scorings) = (profiles.n_items(), random.scorings);
    if scorings == 0 || n.max(profiles.n_areas()) > MOST_ITEMS {
        return None;
    }
    let mut scores = Scores::new(profiles, random);
    let mut ranking = Ranking::new(n);
    let is_complete = profiles.is_complete();
    let mut best = Tally::new(n, scorings);
    let mut worst = Tally::new(if is_complete { 0 } else { n }, scorings);
    for _ in 0..scorings {
        scores.draw();
        let twice = ranking.rank(&scores.low, &scores.high);
        best.add(twice.iter().map(|twice| twice.0));
        if !is_complete {
            worst.add(twice.iter().map(|twice| twice.1));
        }
    }
    let best = best.samples(scorings);
    let worst = if is_complete { best.clone() } else { worst.samples(scorings) };
    Some(best.into_iter().zip(worst).map(|(best, worst)| Sensitivity { best, worst }).collect())
}

/// Half of twice a rank.
fn half(twice: usize) -> f64 {
    twice as f64 / 2.0
}

#[cfg(test)]
mod tests;
