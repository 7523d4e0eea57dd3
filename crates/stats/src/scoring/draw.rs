//! Scores of every item under random scorings, in whole numbers.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use super::{AreaWeights, RandomScorings};
use crate::profiles::Profiles;

/// Spacings add up to about 2 to this power.
pub(super) const SPACING_BITS: u32 = 24;

/// Weights add up to about 2 to this power. With the spacings they make scores below 2^48, which leaves
/// 16 bits for the item when they are sorted.
const WEIGHT_BITS: u32 = 23;

/// The scores of every item under the scoring drawn last.
pub(super) struct Scores {
    generator: Pcg64Mcg,
    weights: AreaWeights,
    n_areas: usize,
    tiers: usize,
    /// The items' places, area by area.
    low_places: Vec<u8>,
    high_places: Vec<u8>,
    is_complete: bool,
    /// With unknown grades at their worst.
    pub(super) low: Vec<u64>,
    /// With unknown grades at their best.
    pub(super) high: Vec<u64>,
}

impl Scores {
    /// Nothing is drawn yet.
    pub(super) fn new(profiles: &Profiles, random: &RandomScorings) -> Self {
        let (n, n_areas) = (profiles.n_items(), profiles.n_areas());
        let cells = || (0..n_areas).flat_map(|area| (0..n).map(move |item| (item, area)));
        Self {
            generator: Pcg64Mcg::seed_from_u64(random.seed),
            weights: random.weights,
            n_areas,
            tiers: usize::from(profiles.n_tiers()),
            low_places: cells().map(|(item, area)| profiles.low(item)[area]).collect(),
            high_places: cells().map(|(item, area)| profiles.high(item)[area]).collect(),
            is_complete: profiles.is_complete(),
            low: vec![0; n],
            high: vec![0; n],
        }
    }

    /// Draws a scoring and scores every item.
    pub(super) fn draw(&mut self) {
        let mut worth = 0;
        let mut words = self.simplex(self.tiers - 1, SPACING_BITS);
        for word in &mut words {
            worth += *word;
            *word = worth;
        }
        words.insert(0, 0);
        let weights = match self.weights {
            AreaWeights::Equal => vec![1; self.n_areas],
            AreaWeights::Random => self.simplex(self.n_areas, WEIGHT_BITS),
        };
        add_up(&mut self.low, &self.low_places, &weights, &words);
        if self.is_complete {
            self.high.copy_from_slice(&self.low);
        } else {
            add_up(&mut self.high, &self.high_places, &weights, &words);
        }
    }

    /// Numbers above 0, uniform among those with the same sum: the gaps between sorted uniform numbers of
    /// so many bits, and one more each.
    pub(super) fn simplex(&mut self, parts: usize, n_bits: u32) -> Vec<u64> {
        let mut cuts = Vec::with_capacity(parts + 1);
        cuts.extend((1..parts).map(|_| self.generator.next_u64() >> (64 - n_bits)));
        cuts.sort_unstable();
        cuts.extend((parts > 0).then_some(1 << n_bits));
        let mut from = 0;
        for cut in &mut cuts {
            let end = *cut;
            *cut = 1 + end - from;
            from = end;
        }
        cuts
    }
}

/// The weighted sum of each item's words over the areas.
fn add_up(scores: &mut [u64], places: &[u8], weights: &[u64], words: &[u64]) {
    scores.fill(0);
    if scores.is_empty() {
        return;
    }
    let mut worth = [0; 256];
    for (row, weight) in places.chunks_exact(scores.len()).zip(weights) {
        for (worth, word) in worth.iter_mut().zip(words) {
            *worth = word * weight;
        }
        for (score, place) in scores.iter_mut().zip(row) {
            *score += worth[usize::from(*place)];
        }
    }
}
