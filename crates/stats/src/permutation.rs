//! The p-value of Kendall's tau by permutations: exact when the arrangements are few, else seeded.
//!
//! With the ties of both orders given, tau-b, tau-c and the Jonckheere-Terpstra statistic all rise with S, so
//! one p-value serves the three.

use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

use crate::kendall::{Counter, Kendall, y_by_x};
use crate::ranks::Ranks;
use crate::untied::{arrangements, two_sided};

/// A two-sided p-value by permutations, and how it was come by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PermutationTest {
    /// The two-sided p-value, over 0.
    pub p: f64,
    /// The arrangements drawn at random, from which `p` has a Monte Carlo error; `None` where all there are were
    /// counted, so that `p` is exact.
    pub drawn: Option<Drawn>,
}

/// Arrangements drawn at random.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// How many were at least as far from no association as what was seen.
    pub extreme: u64,
    /// How many were drawn.
    pub arrangements: u64,
}

/// Permutes one order against the other and asks how often `|S|` is at least what was seen.
///
/// All arrangements are counted, and p is exact, where one order has no ties, for up to 128 items and so few
/// levels of the other that the arrangements can be counted in 128 bits, and where the distinct arrangements of x
/// or of y are at most `permutations`. Else `permutations` random ones are drawn, and `p = (extreme + 1) /
/// (arrangements + 1)`, which counts what was seen among them, so that p is never 0: Phipson and Smyth (2010),
/// "Permutation p-values should never be zero", Statistical Applications in Genetics and Molecular Biology 9, 39.
///
/// The same values with the same `seed` give the same p, in whatever order the items are listed. `None` when
/// the lengths differ, a value is NaN, all of x or all of y are equal, or `permutations` is 0.
///
/// # Examples
///
/// ```
/// use peel_stats::permutation::kendall_permutation;
///
/// let test = kendall_permutation(&[4, 3, 3, 2, 1, 2], &[9.0, 7.0, 8.0, 7.0, 3.0, 5.0], 10_000, 1);
/// assert!(test.is_some_and(|test| test.drawn.is_none() && test.p == 16.0 / 720.0));
/// ```
#[must_use]
pub fn kendall_permutation<X: PartialOrd, Y: PartialOrd>(
    x: &[X],
    y: &[Y],
    permutations: u32,
    seed: u64,
) -> Option<PermutationTest> {
    test(x, y, permutations, u64::MAX, seed)
}

/// As [`kendall_permutation`], but random arrangements are drawn only until `enough` of them have been at
/// least as far from no association as what was seen: few are needed to know that a p-value is large.
///
/// Then `p = enough / arrangements`; where `permutations` are drawn before that, `p = (extreme + 1) /
/// (arrangements + 1)`. Besag and Clifford (1991), "Sequential Monte Carlo p-values", Biometrika 78, 301-304. The
/// relative error of p is about `sqrt((1 - p) / enough)`.
///
/// `None` also when `enough` is 0.
#[must_use]
pub fn kendall_sequential<X: PartialOrd, Y: PartialOrd>(
    x: &[X],
    y: &[Y],
    enough: u32,
    permutations: u32,
    seed: u64,
) -> Option<PermutationTest> {
    if enough == 0 { None } else { test(x, y, permutations, u64::from(enough), seed) }
}

fn test<X: PartialOrd, Y: PartialOrd>(
    x: &[X],
    y: &[Y],
    permutations: u32,
    enough: u64,
    seed: u64,
) -> Option<PermutationTest> {
    if permutations == 0 {
        return None;
    }
    let kendall = Kendall::of(x, y)?;
    let (x, y) = (kendall.x_ranks(), kendall.y_ranks());
    if x.levels() < 2 || y.levels() < 2 {
        return None;
    }
    let most = u64::from(permutations);
    if let Some(p) = counted(&kendall) {
        return Some(PermutationTest { p, drawn: None });
    }
    let few = |ranks: &Ranks| arrangements(&ranks.sizes).filter(|n| *n <= u128::from(most));
    Some(match (few(x), few(y)) {
        (Some(of_x), Some(of_y)) if of_x < of_y => enumerate(y, x),
        (Some(_), None) => enumerate(y, x),
        (_, Some(_)) => enumerate(x, y),
        // The order with fewer levels is the cheaper to count.
        (None, None) if x.levels() < y.levels() => sample(y, x, most, enough, seed),
        (None, None) => sample(x, y, most, enough, seed),
    })
}

/// The exact p-value where one of the orders has no ties.
fn counted(kendall: &Kendall) -> Option<f64> {
    let (x, y) = (kendall.x_ranks(), kendall.y_ranks());
    let groups = [(x, y), (y, x)].into_iter().find(|(_, other)| !other.has_ties());
    groups.and_then(|(groups, _)| two_sided(&groups.sizes, kendall.concordant.min(kendall.discordant)))
}

fn enumerate(x: &Ranks, y: &Ranks) -> PermutationTest {
    let (mut counter, seen) = observed(x, y);
    let mut arranged = y_by_x(x, y);
    arranged.sort_unstable();
    let (mut extreme, mut arrangements) = (0_u64, 0_u64);
    loop {
        extreme += u64::from(imbalance(counter.count(&arranged, &x.sizes)) >= seen);
        arrangements += 1;
        if !next_arrangement(&mut arranged) {
            break;
        }
    }
    PermutationTest { p: extreme as f64 / arrangements as f64, drawn: None }
}

fn sample(x: &Ranks, y: &Ranks, most: u64, enough: u64, seed: u64) -> PermutationTest {
    let (mut counter, least) = observed(x, y);
    let mut arranged = y_by_x(x, y);
    let mut rng = Pcg64Mcg::seed_from_u64(seed);
    let (mut extreme, mut arrangements) = (0, 0);
    while arrangements < most && extreme < enough {
        shuffle(&mut arranged, &mut rng);
        extreme += u64::from(imbalance(counter.count(&arranged, &x.sizes)) >= least);
        arrangements += 1;
    }
    // What was seen is one of the arrangements, unless the drawing stopped at one as far as it.
    let itself = u64::from(extreme < enough);
    let p = (extreme + itself) as f64 / (arrangements + itself) as f64;
    PermutationTest { p, drawn: Some(Drawn { extreme, arrangements }) }
}

fn observed(x: &Ranks, y: &Ranks) -> (Counter, u64) {
    let mut counter = Counter::new(y.levels());
    let seen = imbalance(counter.count(&y_by_x(x, y), &x.sizes));
    (counter, seen)
}

/// `|S|`
fn imbalance((concordant, discordant): (u64, u64)) -> u64 {
    concordant.abs_diff(discordant)
}

/// Puts the next arrangement in lexicographic order in place; false after the last.
fn next_arrangement(values: &mut [usize]) -> bool {
    let Some(fall) = values.windows(2).rposition(|pair| pair[0] < pair[1]) else { return false };
    let Some(next) = values.iter().rposition(|&value| value > values[fall]) else { return false };
    values.swap(fall, next);
    values[fall + 1..].reverse();
    true
}

/// Fisher and Yates' shuffle: every order equally likely.
fn shuffle(values: &mut [usize], rng: &mut Pcg64Mcg) {
    for last in (1..values.len()).rev() {
        let other = below(last as u64 + 1, rng);
        values.swap(last, usize::try_from(other).unwrap_or(last));
    }
}

/// A random number below `bound`, without bias: Lemire (2019), "Fast random integer generation in an
/// interval", ACM Transactions on Modeling and Computer Simulation 29(1), 3.
fn below(bound: u64, rng: &mut Pcg64Mcg) -> u64 {
    loop {
        let product = u128::from(rng.next_u64()) * u128::from(bound);
        let low = product & u128::from(u64::MAX);
        // The remainder is dear, and seldom needed.
        if low >= u128::from(bound) || low >= u128::from(bound.wrapping_neg() % bound.max(1)) {
            return (product >> 64) as u64;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_arrangements_are_all_gone_through() {
        // Python: all 720 and 5040 permutations of y, |S| at least the observed 12: 16 and 384 of them.
        let first = kendall_permutation(&[4, 3, 3, 2, 1, 2], &[9, 7, 8, 7, 3, 5], 10_000, 1).unwrap();
        assert_eq!(first, PermutationTest { p: 16.0 / 720.0, drawn: None });
        let second = kendall_permutation(&[1, 1, 2, 2, 3, 3, 3], &[2, 1, 2, 4, 3, 5, 4], 10_000, 1).unwrap();
        assert_eq!(second, PermutationTest { p: 384.0 / 5040.0, drawn: None });
    }

    #[test]
    fn drawing_stops_when_enough_are_as_far() {
        let x: Vec<u32> = (0..43).map(|i| i % 4).collect();
        let y: Vec<u32> = (0..43).map(|i| i * 17 % 43 / 2).collect();
        let all = kendall_permutation(&x, &y, 20_000, 1).unwrap();
        let some = kendall_sequential(&x, &y, 100, 20_000, 1).unwrap();
        let drawn = some.drawn.unwrap();
        assert_eq!(drawn.extreme, 100);
        assert!(drawn.arrangements < 2_000);
        assert!((some.p - 100.0 / drawn.arrangements as f64).abs() < 1e-15);
        assert!((some.p - all.p).abs() < 3.5 * some.p * ((1.0 - all.p) / 100.0).sqrt(), "{some:?} {all:?}");
        // Where few are as far, all are drawn, and p is the other's.
        let rising: Vec<u32> = (0..43).map(|i| (i % 4) * 30 + i / 2).collect();
        let of_all = kendall_permutation(&x, &rising, 20_000, 1);
        assert_eq!(kendall_sequential(&x, &rising, 100, 20_000, 1), of_all);
        // So it is where all arrangements are gone through.
        let exact = kendall_sequential(&[4, 3, 3, 2, 1, 2], &[9, 7, 8, 7, 3, 5], 1, 10_000, 1).unwrap();
        assert_eq!(exact, PermutationTest { p: 16.0 / 720.0, drawn: None });
        assert_eq!(kendall_sequential(&x, &y, 0, 20_000, 1), None);
    }

    #[test]
    fn without_ties_it_is_the_exact_p_of_r() {
        // scipy test_kendalltau: R cor.test(x, y, method="kendall", exact=1) gives 0.77261904762
        let test = kendall_permutation(&[5, 2, 1, 3, 6, 4, 7], &[5, 2, 6, 3, 1, 7, 4], 5040, 1).unwrap();
        assert!(test.drawn.is_none() && (test.p - 0.772_619_047_62).abs() < 1e-11);
    }

    #[test]
    fn without_ties_of_the_figures_p_is_exact_and_drawing_comes_near_it() {
        let x: Vec<usize> = (0..43).map(|i| [0, 1, 1, 2, 3, 2, 1][i % 7]).collect();
        let y: Vec<usize> = (0..43).map(|i| (i * 37) % 101 + 5 * (i % 7)).collect();
        let test = kendall_permutation(&x, &y, 9_999, 1).unwrap();
        assert_eq!(test.drawn, None);
        assert_eq!(kendall_permutation(&y, &x, 9_999, 2), Some(test));
        let (ranks_x, ranks_y) = (Ranks::of(&x).unwrap(), Ranks::of(&y).unwrap());
        let near = sample(&ranks_y, &ranks_x, 20_000, u64::MAX, 1).p;
        assert!((near - test.p).abs() < 4.5 * (test.p * (1.0 - test.p) / 20_000.0).sqrt(), "{near} {test:?}");
    }

    #[test]
    fn many_arrangements_are_sampled_near_the_exact_p() {
        let (x, y) = ([4, 3, 3, 2, 1, 2], [9, 7, 8, 7, 3, 5]);
        let (ranks_x, ranks_y) = (Ranks::of(&x).unwrap(), Ranks::of(&y).unwrap());
        for seed in 0..5 {
            let test = sample(&ranks_x, &ranks_y, 20_000, u64::MAX, seed);
            let error = (16.0 / 720.0 * (1.0 - 16.0 / 720.0) / 20_000_f64).sqrt();
            assert!((test.p - 16.0 / 720.0).abs() < 4.5 * error, "{test:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_p_and_p_is_never_0() {
        let x: Vec<usize> = (0..43).map(|i| i / 11).collect();
        let y: Vec<usize> = (0..43).map(|i| i / 2).collect();
        let test = kendall_permutation(&x, &y, 1000, 7).unwrap();
        let drawn = Some(Drawn { extreme: 0, arrangements: 1000 });
        assert_eq!(test, PermutationTest { p: 1.0 / 1001.0, drawn });
        assert_eq!(kendall_permutation(&x, &y, 1000, 7), Some(test));
    }

    #[test]
    fn undefined_where_tau_is() {
        assert_eq!(kendall_permutation(&[1, 1], &[1, 2], 100, 1), None);
        assert_eq!(kendall_permutation(&[1, 2], &[1, 1], 100, 1), None);
        assert_eq!(kendall_permutation::<u8, u8>(&[], &[], 100, 1), None);
        assert_eq!(kendall_permutation(&[1, 2], &[1], 100, 1), None);
        assert_eq!(kendall_permutation(&[1, 2], &[1, 2], 0, 1), None);
        assert_eq!(kendall_permutation(&[f64::NAN, 2.0], &[1, 2], 100, 1), None);
        assert_eq!(kendall_permutation(&[1, 2], &[1, 2], 100, 1).map(|test| test.p), Some(1.0));
    }

    #[test]
    fn a_shuffle_gives_every_order_alike() {
        let mut rng = Pcg64Mcg::seed_from_u64(3);
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut values = [0, 1, 2, 3];
            shuffle(&mut values, &mut rng);
            *counts.entry(values).or_insert(0_i32) += 1;
        }
        assert_eq!(counts.len(), 24);
        // Chi-square with 23 degrees of freedom: 99.99 % lie below 58.6.
        let chi_square: f64 = counts.values().map(|count| f64::from(count - 1000).powi(2) / 1000.0).sum();
        assert!(chi_square < 58.6, "{chi_square}");
    }

    proptest! {
        #[test]
        fn what_is_counted_is_what_going_through_all_arrangements_gives(
            (groups, figures) in prop::collection::vec(0_u8..4, 2..9)
                .prop_flat_map(|groups| {
                    let figures: Vec<usize> = (0..groups.len()).collect();
                    (Just(groups), Just(figures).prop_shuffle())
                }),
        ) {
            let kendall = Kendall::of(&groups, &figures).unwrap();
            let all = enumerate(kendall.y_ranks(), kendall.x_ranks());
            let p = counted(&kendall).unwrap();
            prop_assert!((p - all.p).abs() < 1e-12, "{} {}", p, all.p);
        }

        #[test]
        fn the_order_of_items_and_a_monotone_rescaling_change_nothing(
            items in prop::collection::vec((0_u8..4, 0_u8..9), 2..20), turn in 0_usize..20, seed in 0_u64..9,
        ) {
            let (x, y): (Vec<u8>, Vec<u8>) = items.iter().copied().unzip();
            let mut turned = items.clone();
            turned.rotate_left(turn % items.len());
            let (x_turned, y_turned): (Vec<u8>, Vec<f64>) =
                turned.into_iter().map(|(x, y)| (x, f64::from(y).powi(3) - 7.0)).unzip();
            let one = kendall_permutation(&x, &y, 200, seed);
            prop_assert_eq!(one, kendall_permutation(&x_turned, &y_turned, 200, seed));
            prop_assert!(one.is_none_or(|test| test.p > 0.0 && test.p <= 1.0));
        }
    }
}
