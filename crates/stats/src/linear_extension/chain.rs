//! Drawing linear extensions by a Markov chain, where there are too many to count.
//!
//! A step picks an item and moves it to a place picked among all that the order leaves it, between the
//! last item above it and the first below it. Given the ranking of the others each of these places is equally
//! likely, so the step keeps the uniform distribution (it is a Gibbs sampler's); and it can exchange any two
//! neighbours that are not ordered, so it reaches every linear extension. The chain of such exchanges alone
//! (Karzanov and Khachiyan 1991, "On the conductance of order Markov chains", Order 8, 7-15) takes some
//! hundred times as many steps to say as much: an item that nothing orders must drift through all places.
//!
//! Every step counts, not one in so many; how much they depend on each other shows in the means of long
//! batches, from which the standard error is (Flegal and Jones 2010, "Batch means and spectral variance
//! estimators in Markov chain Monte Carlo", Annals of Statistics 38, 1034-1070).

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use super::{MOST_ITEMS, Ranks, classes};
use crate::partial_order::PartialOrder;

/// Into how many batches the steps are cut. Few, so that each is long against the chain's memory; enough for
/// a standard error that is itself good to about 13 % (`1 / sqrt(2 · 31)`).
const N_BATCHES: u64 = 32;

/// How long to draw, and from which seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chain {
    /// How many steps are counted, rounded up to a multiple of 32.
    pub steps: u64,
    /// How many steps are taken before. `None`: as many as [`mixing_bound`] asks for, but no more than
    /// `steps`.
    pub burn_in: Option<u64>,
    /// The seed of the generator. The same seed, order and steps give the same result everywhere; the same
    /// items in another order give another draw.
    pub seed: u64,
}

impl Default for Chain {
    fn default() -> Self {
        Self { steps: 1_000_000, burn_in: None, seed: 1 }
    }
}

/// The linear extensions of an order, drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampled {
    /// How the ranks of each item are distributed, as drawn. Twins have equal shares.
    pub ranks: Ranks,
    /// The standard error of each item's expected rank, from batch means: 0 where no rank ever differed.
    pub standard_errors: Vec<f64>,
    /// How many steps were counted.
    pub steps: u64,
    /// How many were taken before.
    pub burn_in: u64,
}

/// The steps after which a chain that exchanges neighbours is within 0.01 of the uniform distribution of
/// `n` items' linear extensions, in total variation, wherever it started: `(n³ - n) / 6 · ln(n² / (4 ·
/// 0.01))`, rounded up; 142,258 for 43 items.
///
/// Bubley and Dyer (1999), "Faster random generation of linear extensions", Discrete Mathematics 201,
/// 81-88, for places picked with chances in proportion to `i (n - i)`. The steps taken here are longer ones,
/// and fewer are needed; the bound is kept as a burn-in on the safe side, not as a proof for them.
#[must_use]
pub fn mixing_bound(n: usize) -> u64 {
    let n = n as f64;
    let bound = (n.powi(3) - n) / 6.0 * (n * n / 0.04).ln();
    if bound > 0.0 { whole(bound.ceil()) } else { 0 }
}

/// The whole number that a float is, by halves, since a cast could cut off in silence.
fn whole(value: f64) -> u64 {
    let (mut low, mut high) = (0_u64, u64::MAX);
    while low < high {
        let middle = low + (high - low) / 2;
        if middle as f64 >= value { high = middle } else { low = middle + 1 }
    }
    low
}

/// Draws linear extensions. `None` when the order has more than [`MOST_ITEMS`] items.
#[must_use]
pub fn sample(order: &PartialOrder, chain: &Chain) -> Option<Sampled> {
    let n = order.n_items();
    if n > MOST_ITEMS {
        return None;
    }
    let batch = chain.steps.div_ceil(N_BATCHES).max(1);
    let steps = batch.saturating_mul(N_BATCHES);
    let burn_in = chain.burn_in.unwrap_or_else(|| mixing_bound(n).min(steps));
    let mut walk = Walk::new(order, chain.seed);
    walk.run(burn_in);
    walk.forget();
    let twins = order.twins();
    let classes = classes(&twins);
    let mut means = vec![Moments::default(); n];
    for _ in 0..N_BATCHES {
        let sums = walk.batch(batch);
        for class in &classes {
            let total: f64 = class.iter().map(|item| sums[*item] as f64).sum();
            let mean = total / (batch as f64 * class.len() as f64);
            for item in class {
                means[*item].add(mean);
            }
        }
    }
    let shares = walk.stays.iter().map(|stay| *stay as f64 / steps as f64).collect();
    Some(Sampled {
        ranks: Ranks::new(n, shares, &twins),
        standard_errors: means.iter().map(Moments::standard_error).collect(),
        steps,
        burn_in,
    })
}

/// The running mean and squared deviations of numbers (Welford 1962, Technometrics 4, 419-420).
#[derive(Debug, Clone, Copy, Default)]
struct Moments {
    n: f64,
    mean: f64,
    squares: f64,
}

impl Moments {
    fn add(&mut self, value: f64) {
        self.n += 1.0;
        let deviation = value - self.mean;
        self.mean += deviation / self.n;
        self.squares += deviation * (value - self.mean);
    }

    fn standard_error(&self) -> f64 {
        if self.n > 1.0 { (self.squares / (self.n - 1.0) / self.n).sqrt() } else { 0.0 }
    }
}

/// How one item stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Above,
    Below,
    Open,
}

/// The chain at one moment, and how long each item has stood at each rank.
struct Walk {
    n: usize,
    generator: Pcg64Mcg,
    /// The ranking, best first.
    ranking: Vec<usize>,
    /// How the row's item stands to the column's.
    relations: Vec<Relation>,
    now: u64,
    /// Since when the item at each rank stands there.
    since: Vec<u64>,
    /// For how many steps each item has stood at each rank, item by item.
    stays: Vec<u64>,
    /// The sum of each item's ranks over the steps.
    sums: Vec<u64>,
}

impl Walk {
    fn new(order: &PartialOrder, seed: u64) -> Self {
        let n = order.n_items();
        let mut ranking: Vec<usize> = (0..n).collect();
        // Whoever is above another has fewer items above.
        ranking.sort_by_key(|item| order.n_above(*item));
        Self {
            n,
            generator: Pcg64Mcg::seed_from_u64(seed),
            ranking,
            relations: (0..n * n).map(|pair| relation(order, pair / n, pair % n)).collect(),
            now: 0,
            since: vec![0; n],
            stays: vec![0; n * n],
            sums: vec![0; n],
        }
    }

    fn run(&mut self, steps: u64) {
        let end = self.now.saturating_add(steps);
        if self.n < 2 {
            self.now = end;
        }
        while self.now < end {
            self.now += 1;
            let drawn = self.generator.next_u64();
            let from = scaled(drawn >> 32, self.n);
            let (first, last) = self.places(from);
            let to = first + scaled(drawn & 0xffff_ffff, last - first + 1);
            self.insert(from, to);
        }
    }

    /// The first and the last place, 0 for the best, where the item now at a place could stand.
    fn places(&self, place: usize) -> (usize, usize) {
        let item = self.ranking[place];
        let relations = &self.relations[item * self.n..(item + 1) * self.n];
        let (before, after) = (&self.ranking[..place], &self.ranking[place + 1..]);
        let upper = before.iter().rposition(|other| relations[*other] == Relation::Below);
        let lower = after.iter().position(|other| relations[*other] == Relation::Above);
        (upper.map_or(0, |upper| upper + 1), place + lower.unwrap_or(after.len()))
    }

    /// Moves the item at one place to another; those between make room.
    fn insert(&mut self, from: usize, to: usize) {
        if from == to {
            return;
        }
        (from.min(to)..=from.max(to)).for_each(|place| self.leave(place));
        if from < to {
            self.ranking[from..=to].rotate_left(1);
        } else {
            self.ranking[to..=from].rotate_right(1);
        }
    }

    /// Adds up the stay of the item at this rank (0 for the best), which now ends or is looked at.
    fn leave(&mut self, rank: usize) {
        let (item, stay) = (self.ranking[rank], self.now - self.since[rank]);
        self.stays[item * self.n + rank] += stay;
        self.sums[item] += stay * (rank as u64 + 1);
        self.since[rank] = self.now;
    }

    /// Forgets all stays so far.
    fn forget(&mut self) {
        self.since.fill(self.now);
        self.stays.fill(0);
        self.sums.fill(0);
    }

    /// Runs on, and gives the sum of each item's ranks over these steps.
    fn batch(&mut self, steps: u64) -> Vec<u64> {
        self.run(steps);
        (0..self.n).for_each(|rank| self.leave(rank));
        let n = self.n;
        std::mem::replace(&mut self.sums, vec![0; n])
    }
}

fn relation(order: &PartialOrder, item: usize, other: usize) -> Relation {
    match (order.is_above(item, other), order.is_above(other, item)) {
        (true, _) => Relation::Above,
        (_, true) => Relation::Below,
        _ => Relation::Open,
    }
}

/// A number of 0 to `below - 1` from a uniform one of 32 bits; chances differ by less than `below / 2^32`.
fn scaled(uniform: u64, below: usize) -> usize {
    usize::try_from((uniform * below as u64) >> 32).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dominance;
    use crate::linear_extension::exact;
    use crate::partial_order::strategies::orders;
    use crate::profiles::{Cell, Profiles};
    use proptest::prelude::*;
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    /// Twenty random orders, the same on every run, each against the exact ranks. With 31 degrees of
    /// freedom four standard errors are passed about once in 2,700 items, so another seed may fail by chance.
    #[test]
    fn drawn_ranks_are_within_four_standard_errors_of_the_counted() {
        let mut runner = TestRunner::deterministic();
        for seed in 0..20 {
            let order = orders(9).new_tree(&mut runner).unwrap().current();
            let counted = exact(&order, 100_000).unwrap();
            let drawn = sample(&order, &Chain { steps: 50_000, burn_in: None, seed: 100 + seed }).unwrap();
            for item in 0..order.n_items() {
                let error =
                    (drawn.ranks.expected(item).unwrap() - counted.ranks.expected(item).unwrap()).abs();
                let standard_error = drawn.standard_errors[item];
                assert!(error <= 4.0 * standard_error + 1e-9, "{error} with {standard_error}, seed {seed}");
                assert!(standard_error < 0.06);
                let pairs = drawn.ranks.shares(item).iter().zip(counted.ranks.shares(item));
                pairs.for_each(|(drawn, counted)| assert!((drawn - counted).abs() < 0.04));
            }
        }
    }

    /// The size it is meant for: 43 items in two areas of four words, which can still be counted.
    #[test]
    fn drawn_ranks_of_43_items_are_within_four_standard_errors_of_the_counted() {
        let mut runner = TestRunner::deterministic();
        let mut squares = Moments::default();
        for seed in 0..4 {
            let cells = prop::collection::vec((0_u8..4).prop_map(Cell::Graded), 43 * 2);
            let mut cells = cells.new_tree(&mut runner).unwrap().current();
            // One of which nothing is known: it may stand anywhere.
            cells[..2].fill(Cell::Unknown);
            let order = dominance::order(&Profiles::new(43, 2, 4, &cells).unwrap());
            let counted = exact(&order, 1_000_000).unwrap();
            let drawn = sample(&order, &Chain { steps: 200_000, burn_in: Some(20_000), seed }).unwrap();
            for item in 0..43 {
                let error = drawn.ranks.expected(item).unwrap() - counted.ranks.expected(item).unwrap();
                assert!(error.abs() <= 4.0 * drawn.standard_errors[item] + 1e-9);
                assert!(drawn.standard_errors[item] < 0.3);
                if drawn.standard_errors[item] > 1e-9 {
                    squares.add((error / drawn.standard_errors[item]).powi(2));
                }
            }
        }
        // Errors in standard errors are Student's t with 31 degrees of freedom: mean square 31/29.
        assert!((0.6..1.7).contains(&squares.mean), "{}", squares.mean);
    }

    #[test]
    fn a_standard_error_is_about_the_spread_between_seeds() {
        let order = PartialOrder::from_relations(6, &[(0, 1), (1, 2), (3, 4)]).unwrap();
        let draws: Vec<_> = (0..100)
            .map(|seed| sample(&order, &Chain { steps: 5_000, burn_in: None, seed }).unwrap())
            .collect();
        let mut means = Moments::default();
        for drawn in &draws {
            means.add(drawn.ranks.expected(5).unwrap());
        }
        let spread = means.standard_error() * 10.0;
        let typical = draws.iter().map(|drawn| drawn.standard_errors[5]).sum::<f64>() / 100.0;
        assert!((0.75..1.25).contains(&(typical / spread)), "{typical} against {spread}");
    }

    #[test]
    fn a_total_order_is_drawn_without_error() {
        let order = PartialOrder::from_relations(3, &[(2, 1), (1, 0)]).unwrap();
        let drawn = sample(&order, &Chain::default()).unwrap();
        let ranks: Vec<_> = (0..3).map(|item| drawn.ranks.expected(item)).collect();
        assert_eq!(ranks, [3.0, 2.0, 1.0].map(Some));
        assert_eq!(drawn.standard_errors, [0.0; 3]);
    }

    #[test]
    fn twins_have_the_same_drawn_rank() {
        let order = PartialOrder::from_relations(4, &[(0, 1), (0, 2)]).unwrap();
        let drawn = sample(&order, &Chain { steps: 1_000, ..Chain::default() }).unwrap();
        assert_eq!(drawn.ranks.shares(1), drawn.ranks.shares(2));
        assert_eq!(drawn.standard_errors[1].to_bits(), drawn.standard_errors[2].to_bits());
    }

    #[test]
    fn nobody_one_and_no_steps_are_no_fault() {
        let chain = Chain { steps: 0, burn_in: Some(0), seed: 7 };
        let none = sample(&PartialOrder::from_relations(0, &[]).unwrap(), &chain).unwrap();
        assert_eq!((none.steps, none.standard_errors.len()), (32, 0));
        let one = sample(&PartialOrder::from_relations(1, &[]).unwrap(), &chain).unwrap();
        assert_eq!(one.ranks.expected(0), Some(1.0));
    }

    #[test]
    fn the_bound_of_mixing_grows_with_the_cube_of_the_items() {
        // Python 3.11: ceil((43**3 - 43) / 6 * log(43**2 / 0.04)).
        assert_eq!(mixing_bound(43), 142_258);
        assert_eq!((mixing_bound(0), mixing_bound(1)), (0, 0));
    }

    proptest! {
        #[test]
        fn the_same_seed_draws_the_same(order in orders(8), seed: u64) {
            let chain = Chain { steps: 2_000, burn_in: None, seed };
            let drawn = sample(&order, &chain).unwrap();
            prop_assert_eq!(&drawn, &sample(&order, &chain).unwrap());
            for item in 0..order.n_items() {
                let (best, worst) = order.rank_interval(item);
                let rank = drawn.ranks.expected(item).unwrap();
                prop_assert!(best as f64 <= rank + 1e-9 && rank <= worst as f64 + 1e-9);
                prop_assert!((drawn.ranks.shares(item).iter().sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }
}
