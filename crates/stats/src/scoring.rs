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

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

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
pub fn ranks<T: Ord + Copy>(low: &[T], high: &[T]) -> Vec<RankRange> {
    let n = low.len().min(high.len());
    let mut ranking = Ranking::new(n);
    let twice = ranking.rank(&low[..n], &high[..n]);
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

/// Random scorings: how many, from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RandomScorings {
    /// How many are drawn. Time is in proportion to it, and memory too: 8 bytes for each item and scoring.
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
    fn new(mut twice: Vec<u32>) -> Self {
        twice.sort_unstable();
        let runs = twice.chunk_by(|left, right| left == right);
        let counts = runs.map(|run| (run[0] as usize, run.len())).collect();
        Self { scorings: twice.len(), counts }
    }

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
/// Spacings and weights are whole numbers above 0 on a grid of 2^31, so that scores are exact, a better
/// word never scores the same, and equal profiles always tie.
///
/// `None` when no scorings are asked for.
#[must_use]
pub fn sensitivity(profiles: &Profiles, random: &RandomScorings) -> Option<Vec<Sensitivity>> {
    if random.scorings == 0 {
        return None;
    }
    let n = profiles.n_items();
    let mut scores = Scores::new(profiles, random);
    let mut ranking = Ranking::new(n);
    let mut best = vec![Vec::with_capacity(random.scorings); n];
    let mut worst = vec![Vec::with_capacity(random.scorings); n];
    for _ in 0..random.scorings {
        scores.draw();
        let twice = ranking.rank(&scores.low, &scores.high);
        for ((best, worst), twice) in best.iter_mut().zip(&mut worst).zip(twice) {
            best.push(u32::try_from(twice.0).ok()?);
            worst.push(u32::try_from(twice.1).ok()?);
        }
    }
    let samples = best.into_iter().zip(worst);
    Some(
        samples
            .map(|(best, worst)| Sensitivity { best: RankSample::new(best), worst: RankSample::new(worst) })
            .collect(),
    )
}

/// The scores of every item under the scoring drawn last.
struct Scores {
    generator: Pcg64Mcg,
    weights: AreaWeights,
    n_areas: usize,
    tiers: usize,
    /// The items' places, area by area.
    low_places: Vec<u8>,
    high_places: Vec<u8>,
    is_complete: bool,
    low: Vec<u64>,
    high: Vec<u64>,
}

/// Spacings, and weights, add up to about this much. Their products' sum fits 64 bits.
const GRID_BITS: u32 = 31;

impl Scores {
    fn new(profiles: &Profiles, random: &RandomScorings) -> Self {
        let (n, n_areas) = (profiles.n_items(), profiles.n_areas());
        let by_area = |places: &dyn Fn(usize, usize) -> u8| {
            (0..n_areas)
                .flat_map(|area| (0..n).map(move |item| (item, area)))
                .map(|(item, area)| places(item, area))
                .collect()
        };
        Self {
            generator: Pcg64Mcg::seed_from_u64(random.seed),
            weights: random.weights,
            n_areas,
            tiers: usize::from(profiles.n_tiers()),
            low_places: by_area(&|item, area| profiles.low(item)[area]),
            high_places: by_area(&|item, area| profiles.high(item)[area]),
            is_complete: profiles.is_complete(),
            low: vec![0; n],
            high: vec![0; n],
        }
    }

    fn draw(&mut self) {
        let mut worth = 0;
        let mut words = vec![0; self.tiers];
        let spacings = self.simplex(self.tiers - 1);
        for (word, spacing) in words.iter_mut().skip(1).zip(spacings) {
            worth += spacing;
            *word = worth;
        }
        let weights = match self.weights {
            AreaWeights::Equal => vec![1; self.n_areas],
            AreaWeights::Random => self.simplex(self.n_areas),
        };
        add_up(&mut self.low, &self.low_places, &weights, &words);
        if self.is_complete {
            self.high.copy_from_slice(&self.low);
        } else {
            add_up(&mut self.high, &self.high_places, &weights, &words);
        }
    }

    /// Numbers above 0, uniform among those with the same sum: the gaps between sorted uniform numbers, and
    /// one more each.
    fn simplex(&mut self, parts: usize) -> Vec<u64> {
        let mut cuts: Vec<u64> = (1..parts).map(|_| self.generator.next_u64() >> (64 - GRID_BITS)).collect();
        cuts.sort_unstable();
        let mut from = 0;
        let ends = cuts.into_iter().chain((parts > 0).then_some(1 << GRID_BITS));
        ends.map(|end| 1 + end - std::mem::replace(&mut from, end)).collect()
    }
}

/// The weighted sum of each item's words over the areas.
fn add_up(scores: &mut [u64], places: &[u8], weights: &[u64], words: &[u64]) {
    scores.fill(0);
    if scores.is_empty() {
        return;
    }
    for (row, weight) in places.chunks_exact(scores.len()).zip(weights) {
        let worth: Vec<u64> = words.iter().map(|word| word * weight).collect();
        scores.iter_mut().zip(row).for_each(|(score, place)| *score += worth[usize::from(*place)]);
    }
}

/// Half of twice a rank.
fn half(twice: usize) -> f64 {
    twice as f64 / 2.0
}

/// Room for ranking `n` items again and again.
struct Ranking<T> {
    low: Vec<(T, usize)>,
    high: Vec<(T, usize)>,
    twice: Vec<(usize, usize)>,
}

impl<T: Ord + Copy> Ranking<T> {
    fn new(n: usize) -> Self {
        Self { low: Vec::with_capacity(n), high: Vec::with_capacity(n), twice: vec![(0, 0); n] }
    }

    /// Twice the best and the worst rank of each item.
    fn rank(&mut self, low: &[T], high: &[T]) -> &[(usize, usize)] {
        let descending = |to: &mut Vec<(T, usize)>, values: &[T]| {
            to.clear();
            to.extend(values.iter().copied().zip(0..));
            to.sort_unstable_by(|left, right| right.cmp(left));
        };
        descending(&mut self.low, low);
        if low == high {
            let twice = &mut self.twice;
            against(&self.low, &self.low, |item, greater, equal| {
                let rank = 2 * greater + equal + 1;
                twice[item] = (rank, rank);
            });
            return &self.twice;
        }
        descending(&mut self.high, high);
        // The item itself is among those it is compared with: its own other end is never above its best
        // case, and never below its worst.
        let twice = &mut self.twice;
        against(&self.high, &self.low, |item, greater, equal| {
            let itself = usize::from(low[item] == high[item]);
            twice[item].0 = 2 * (1 + greater) + equal - itself;
        });
        against(&self.low, &self.high, |item, greater, equal| {
            let itself = if high[item] == low[item] { 1 } else { 2 };
            twice[item].1 = 2 * (1 + greater) + equal - itself;
        });
        &self.twice
    }
}

/// For each item of the first list, how many of the second have a greater value, and how many the same.
/// Both are sorted, the greatest first.
fn against<T: Ord>(items: &[(T, usize)], others: &[(T, usize)], mut each: impl FnMut(usize, usize, usize)) {
    let (mut greater, mut at_least) = (0, 0);
    for (value, item) in items {
        while others.get(greater).is_some_and(|(other, _)| other > value) {
            greater += 1;
        }
        at_least = at_least.max(greater);
        while others.get(at_least).is_some_and(|(other, _)| other >= value) {
            at_least += 1;
        }
        each(*item, greater, at_least - greater);
    }
}

#[cfg(test)]
mod tests;
