//! Counting linear extensions over the lattice of down-sets.
//!
//! A ranking is built from the best: the items ranked so far are a set that holds, with each item, all above
//! it (a down-set of the order read from the top). There are far fewer such sets than rankings, and the
//! rankings through each are a product: those of the items in it, times those of the rest. Both are sums
//! over the sets one item smaller or larger (De Loof, De Meyer and De Baets 2006, "Exploiting the lattice of
//! ideals representation of a poset", Fundamenta Informaticae 71, 309-321).
//!
//! Twins are ranked in one order only and the result multiplied by their permutations, so that a class of
//! `m` of them gives `m + 1` sets in place of `2^m`.

use std::collections::HashMap;

use super::{Ranks, classes};
use crate::partial_order::{PartialOrder, bits};

/// The largest order that is counted. The number of its rankings is below 1.8e308 (it is at most 128!, or
/// 3.9e215), so that it has a floating-point value.
pub const MOST_EXACT_ITEMS: usize = 128;

/// The linear extensions of an order, counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Exact {
    /// How many there are. `None` when more than `u128` holds (about 3.4e38).
    pub n_extensions: Option<u128>,
    /// Their number as a floating-point number, to about 13 digits.
    pub n_extensions_approx: f64,
    /// How many down-sets were visited, twins in one order only.
    pub n_down_sets: usize,
    /// How the ranks of each item are distributed. Sums of positive 64-bit numbers, so every share has a
    /// relative error below about `1e-13`.
    pub ranks: Ranks,
}

/// Counts the linear extensions of an order of at most [`MOST_EXACT_ITEMS`] items and `most_down_sets`
/// down-sets (twins in one order only). `None` when it has more; what was counted by then took time and
/// memory in proportion to the limit, not to the order.
///
/// # Examples
///
/// ```
/// use peel_stats::{linear_extension::exact, partial_order::PartialOrder};
///
/// let order = PartialOrder::from_relations(5, &[(0, 2), (0, 3), (0, 4), (1, 3), (2, 4)]).unwrap();
/// let counted = exact(&order, 1_000).unwrap();
/// assert_eq!(counted.n_extensions, Some(9));
/// ```
#[must_use]
pub fn exact(order: &PartialOrder, most_down_sets: usize) -> Option<Exact> {
    let n = order.n_items();
    if n > MOST_EXACT_ITEMS {
        return None;
    }
    let twins = order.twins();
    let classes = classes(&twins);
    let lattice = Lattice::new(&masks_above(order, &classes), most_down_sets)?;
    let after = lattice.rankings_after();
    let all = after.first().and_then(|level| level.first()).copied()?;
    let mut shares = vec![0.0; n * n];
    for (rank, level) in lattice.levels.iter().enumerate() {
        for step in &level.steps {
            let item = usize::from(step.item);
            let through = level.ways[step.from] * after[rank + 1][step.to];
            shares[item * n + rank] += through / all;
        }
    }
    let permutations = classes.iter().map(|class| factorial(class.len()));
    Some(Exact {
        n_extensions: permutations.fold(lattice.n_rankings, |all, these| all?.checked_mul(these?)),
        n_extensions_approx: classes
            .iter()
            .fold(all, |all, class| (1..=class.len()).fold(all, |all, factor| all * factor as f64)),
        n_down_sets: lattice.levels.iter().map(|level| level.ways.len()).sum(),
        ranks: Ranks::new(n, shares, &twins),
    })
}

fn factorial(n: usize) -> Option<u128> {
    (1..=n as u128).try_fold(1_u128, u128::checked_mul)
}

/// For each item the set of items that must be ranked before it: those above it, and its earlier twins.
fn masks_above(order: &PartialOrder, classes: &[Vec<usize>]) -> Vec<u128> {
    let mut masks: Vec<u128> = (0..order.n_items())
        .map(|item| bits(order.above(item)).fold(0, |mask, above| mask | 1 << above))
        .collect();
    for class in classes {
        for pair in class.windows(2) {
            masks[pair[1]] |= masks[pair[0]] | 1 << pair[0];
        }
    }
    masks
}

/// The down-sets by size, and the steps from one to the next.
struct Lattice {
    levels: Vec<Level>,
    n_rankings: Option<u128>,
}

/// The down-sets of one size.
struct Level {
    /// In how many ways each can be ranked.
    ways: Vec<f64>,
    /// The steps to sets of the next size.
    steps: Vec<Step>,
}

/// From a set to the set with one more item.
struct Step {
    from: usize,
    to: usize,
    item: u8,
}

impl Lattice {
    fn new(above: &[u128], most_down_sets: usize) -> Option<Self> {
        let mut levels = Vec::with_capacity(above.len() + 1);
        let (mut sets, mut ways, mut exact) = (vec![0_u128], vec![1.0], vec![Some(1_u128)]);
        let mut left = most_down_sets.checked_sub(1)?;
        for _ in 0..above.len() {
            let (next, steps) = grow(&sets, above, left)?;
            left -= next.len();
            let (mut next_ways, mut next_exact) = (vec![0.0; next.len()], vec![Some(0_u128); next.len()]);
            for step in &steps {
                next_ways[step.to] += ways[step.from];
                next_exact[step.to] =
                    next_exact[step.to].zip(exact[step.from]).and_then(|(sum, more)| sum.checked_add(more));
            }
            levels.push(Level { ways, steps });
            (sets, ways, exact) = (next, next_ways, next_exact);
        }
        levels.push(Level { ways, steps: Vec::new() });
        Some(Self { levels, n_rankings: exact.first().copied().flatten() })
    }

    /// In how many ways the items outside each set can be ranked, level by level.
    fn rankings_after(&self) -> Vec<Vec<f64>> {
        let mut after: Vec<Vec<f64>> = Vec::with_capacity(self.levels.len());
        for level in self.levels.iter().rev() {
            let mut ways = vec![0.0; level.ways.len()];
            match after.last() {
                None => ways.fill(1.0),
                Some(next) => level.steps.iter().for_each(|step| ways[step.from] += next[step.to]),
            }
            after.push(ways);
        }
        after.reverse();
        after
    }
}

/// The sets with one item more than these, in the order they are met. `None` when they are more than `most`.
fn grow(sets: &[u128], above: &[u128], most: usize) -> Option<(Vec<u128>, Vec<Step>)> {
    let mut places: HashMap<u128, usize> = HashMap::new();
    let (mut next, mut steps) = (Vec::new(), Vec::new());
    for (from, set) in sets.iter().enumerate() {
        for (item, above) in (0_u8..).zip(above) {
            if set >> item & 1 == 1 || above & !set != 0 {
                continue;
            }
            let larger = set | 1 << item;
            let to = *places.entry(larger).or_insert_with(|| {
                next.push(larger);
                next.len() - 1
            });
            if next.len() > most {
                return None;
            }
            steps.push(Step { from, to, item });
        }
    }
    Some((next, steps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial_order::strategies::orders;
    use proptest::prelude::*;

    fn count(n: usize, pairs: &[(usize, usize)]) -> Exact {
        exact(&PartialOrder::from_relations(n, pairs).unwrap(), 100_000).unwrap()
    }

    fn expected(counted: &Exact) -> Vec<f64> {
        (0..counted.ranks.n_items()).map(|item| counted.ranks.expected(item).unwrap()).collect()
    }

    fn check(ranks: &[f64], expected: &[f64]) {
        assert_eq!(ranks.len(), expected.len());
        for (rank, expected) in ranks.iter().zip(expected) {
            assert!((rank - expected).abs() < 1e-12, "{ranks:?} is not {expected:?}");
        }
    }

    /// Subsets of a set of `n`, each above those that it holds.
    fn boolean_lattice(n: usize) -> Vec<(usize, usize)> {
        let subsets = 1_usize << n;
        let pairs = (0..subsets).flat_map(|set| (0..n).map(move |item| (set, set | 1 << item)));
        pairs.filter(|(set, larger)| set != larger).collect()
    }

    /// The tests of netrankr (Schoch), `test_exact_rank_prob.R`: relations 1<3, 1<4, 1<5, 2<4, 3<5 have 9
    /// linear extensions, 11 ideals with 15 steps between them, and these expected ranks.
    #[test]
    fn netrankr_example_of_five_items() {
        let pairs = [(0, 2), (0, 3), (0, 4), (1, 3), (2, 4)];
        let counted = count(5, &pairs);
        assert_eq!((counted.n_extensions, counted.n_down_sets), (Some(9), 11));
        check(&expected(&counted), &[4.0 / 3.0, 19.0 / 9.0, 26.0 / 9.0, 4.0 + 2.0 / 9.0, 4.0 + 4.0 / 9.0]);
        let order = PartialOrder::from_relations(5, &pairs).unwrap();
        let lattice = Lattice::new(&masks_above(&order, &[]), 100).unwrap();
        assert_eq!(lattice.levels.iter().map(|level| level.steps.len()).sum::<usize>(), 15);
    }

    /// OEIS A046873 (linear extensions of the Boolean lattice) and A000372 (Dedekind's numbers, its
    /// down-sets). No two subsets are twins, so every down-set is visited.
    #[test]
    fn oeis_a046873_boolean_lattices() {
        let published: [(usize, u128, usize); 4] =
            [(2, 2, 6), (3, 48, 20), (4, 1_680_384, 168), (5, 14_807_804_035_657_359_360, 7_581)];
        for (n, extensions, down_sets) in published {
            let counted = count(1 << n, &boolean_lattice(n));
            assert_eq!(counted.n_extensions, Some(extensions));
            assert!(counted.n_down_sets == down_sets || n == 2, "{}", counted.n_down_sets);
        }
    }

    /// OEIS A000111: the fence a1 > a2 < a3 > ... of n items has as many as there are alternating
    /// permutations.
    #[test]
    fn oeis_a000111_fences() {
        for (n, extensions) in [(1, 1), (2, 1), (3, 2), (4, 5), (5, 16), (6, 61), (7, 272), (8, 1_385)] {
            let pairs: Vec<_> =
                (1..n).map(|item| if item % 2 == 1 { (item - 1, item) } else { (item, item - 1) }).collect();
            assert_eq!(count(n, &pairs).n_extensions, Some(extensions));
        }
    }

    /// OEIS A000108: two chains of n, each item of the first above its fellow: Catalan's numbers.
    #[test]
    fn oeis_a000108_two_chains() {
        for (n, extensions) in [(1, 1), (2, 2), (3, 5), (4, 14), (5, 42), (10, 16_796)] {
            let along = (1..n).flat_map(|item| [(item - 1, item), (n + item - 1, n + item)]);
            let pairs: Vec<_> = along.chain((0..n).map(|item| (item, n + item))).collect();
            assert_eq!(count(2 * n, &pairs).n_extensions, Some(extensions));
        }
    }

    #[test]
    fn a_total_order_has_one_ranking_and_no_order_all() {
        let chain: Vec<_> = (1..128).map(|item| (item, item - 1)).collect();
        let counted = count(128, &chain);
        assert_eq!(counted.n_extensions, Some(1));
        check(&expected(&counted), &(0..128).map(|item| f64::from(128 - item)).collect::<Vec<_>>());
        let free = count(43, &[]);
        assert_eq!((free.n_extensions, free.n_down_sets), (None, 44));
        // 43! from Python 3.11, math.factorial(43).
        assert!((free.n_extensions_approx / 6.041_526_306_337_384e52 - 1.0).abs() < 1e-13);
        check(&expected(&free), &[22.0; 43]);
        assert_eq!(count(34, &[]).n_extensions, Some(295_232_799_039_604_140_847_618_609_643_520_000_000));
    }

    #[test]
    fn tied_items_share_the_middle_of_their_places() {
        // Two best, two middling, one worst, as three words in one area would make them.
        let pairs = [(0, 2), (0, 3), (1, 2), (1, 3), (2, 4), (3, 4)];
        check(&expected(&count(5, &pairs)), &[1.5, 1.5, 3.5, 3.5, 5.0]);
    }

    #[test]
    fn nobody_has_one_empty_ranking() {
        let counted = count(0, &[]);
        assert_eq!((counted.n_extensions, counted.n_down_sets), (Some(1), 1));
        check(&expected(&count(1, &[])), &[1.0]);
    }

    #[test]
    fn more_down_sets_than_the_limit_are_not_counted() {
        let order = PartialOrder::from_relations(5, &[(0, 2), (0, 3), (0, 4), (1, 3), (2, 4)]).unwrap();
        assert!(exact(&order, 10).is_none() && exact(&order, 0).is_none());
        assert!(exact(&order, 11).is_some());
    }

    /// Every ranking of the items, one at a time.
    fn rankings(order: &PartialOrder, ranked: &mut Vec<usize>, each: &mut dyn FnMut(&[usize])) {
        let n = order.n_items();
        if ranked.len() == n {
            return each(ranked);
        }
        for item in 0..n {
            let is_next = !ranked.contains(&item)
                && (0..n).all(|other| !order.is_above(other, item) || ranked.contains(&other));
            if is_next {
                ranked.push(item);
                rankings(order, ranked, each);
                ranked.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn counts_are_those_of_listing_every_ranking(order in orders(7)) {
            let n = order.n_items();
            let (mut total, mut sums) = (0_u32, vec![0.0; n]);
            rankings(&order, &mut Vec::new(), &mut |ranking| {
                total += 1;
                ranking.iter().enumerate().for_each(|(place, item)| sums[*item] += place as f64 + 1.0);
            });
            let counted = exact(&order, 1_000).unwrap();
            prop_assert_eq!(counted.n_extensions, Some(u128::from(total)));
            prop_assert!((counted.n_extensions_approx - f64::from(total)).abs() < 1e-6);
            for (item, sum) in sums.iter().enumerate() {
                let expected = counted.ranks.expected(item).unwrap();
                prop_assert!((expected - sum / f64::from(total)).abs() < 1e-9);
            }
        }

        #[test]
        fn expected_ranks_sum_to_that_of_all_and_lie_in_their_intervals(order in orders(14)) {
            let counted = exact(&order, 100_000).unwrap();
            let (n, ranks) = (order.n_items(), expected(&counted));
            prop_assert!((ranks.iter().sum::<f64>() - (n * (n + 1)) as f64 / 2.0).abs() < 1e-9);
            for (item, rank) in ranks.iter().enumerate() {
                let (best, worst) = order.rank_interval(item);
                prop_assert!(best as f64 <= rank + 1e-9 && *rank <= worst as f64 + 1e-9);
                let shares = counted.ranks.shares(item);
                prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
                prop_assert!(shares[best - 1] > 0.0 && shares[worst - 1] > 0.0);
                prop_assert!(shares[..best - 1].iter().chain(&shares[worst..]).all(|share| *share == 0.0));
            }
        }

        #[test]
        fn names_of_items_change_nothing(
            (order, names) in orders(12).prop_flat_map(|order| {
                let names = Just((0..order.n_items()).collect::<Vec<_>>()).prop_shuffle();
                (Just(order), names)
            }),
        ) {
            let (before, after) = (exact(&order, 10_000).unwrap(), exact(&order.renamed(&names), 10_000).unwrap());
            prop_assert_eq!(before.n_extensions, after.n_extensions);
            prop_assert_eq!(before.n_down_sets, after.n_down_sets);
            for (item, name) in names.iter().enumerate() {
                let (rank, same) = (before.ranks.expected(item).unwrap(), after.ranks.expected(*name).unwrap());
                prop_assert!((rank - same).abs() < 1e-9);
            }
        }
    }
}
