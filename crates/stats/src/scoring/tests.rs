//! Tests of the scorings.

use super::*;
use crate::dominance;
use crate::profiles::Cell::{self, Graded, Unknown};
use crate::profiles::strategies::{complete_profiles, profiles};
use proptest::prelude::*;

fn profiles_of(n_items: usize, n_areas: usize, cells: &[Cell]) -> Profiles {
    Profiles::new(n_items, n_areas, 4, cells).unwrap()
}

fn random(scorings: usize, weights: AreaWeights) -> RandomScorings {
    RandomScorings { scorings, weights, seed: 1 }
}

fn pairs(ranks: &[RankRange]) -> Vec<(f64, f64)> {
    ranks.iter().map(|rank| (rank.best, rank.worst)).collect()
}

/// Worked out by hand: the rule of mid-ranks, as in Kendall's and Spearman's coefficients.
#[test]
fn ties_share_the_middle_of_their_places() {
    let values = [3, 2, 2, -5, 2];
    assert_eq!(pairs(&ranks(&values, &values)), [(1., 1.), (3., 3.), (3., 3.), (5., 5.), (3., 3.)]);
    assert_eq!(pairs(&ranks(&[7; 4], &[7; 4])), [(2.5, 2.5); 4]);
    assert_eq!(pairs(&ranks::<u8>(&[], &[])), []);
}

#[test]
fn a_range_of_values_gives_a_range_of_ranks() {
    // The first is 1 to 5; the others are 4 and 2.
    assert_eq!(pairs(&ranks(&[1, 4, 2], &[5, 4, 2])), [(1., 3.), (1., 2.), (2., 3.)]);
    // Ends that meet are ties: 2 to 4 against 4, and against 2.
    assert_eq!(pairs(&ranks(&[2, 4, 2], &[4, 4, 2])), [(1.5, 2.5), (1., 1.5), (2.5, 3.)]);
}

#[test]
fn equally_spaced_scores_are_averaged_beside_their_ranks() {
    let profiles = profiles_of(3, 2, &[Graded(3), Graded(0), Graded(1), Graded(1), Graded(2), Unknown]);
    let scored = equal_spacing(&profiles);
    let means: Vec<_> = scored.iter().map(|scored| scored.mean_score).collect();
    assert_eq!(means, [Some((1.5, 1.5)), Some((1.0, 1.0)), Some((1.0, 2.5))]);
    let ranks: Vec<_> = scored.iter().map(|scored| scored.rank).collect();
    assert_eq!(pairs(&ranks), [(1., 2.), (2.5, 3.), (1., 2.5)]);
}

/// Three items in two areas of four words: best and worst, twice the upper middle, twice the lower middle.
/// With spacings x, y, z (worst pair first), uniform on the simplex, the first scores x + y + z, the second
/// 2 x + 2 y, the third 2 x. The first beats the second when z > x + y, that is z > 1/2, with chance 1/4;
/// it beats the third when x < 1/2, with chance 3/4. So it is first in 1/4 of scorings, second in 1/2,
/// third in 1/4.
#[test]
fn chances_worked_out_by_hand_for_three_items() {
    let profiles = profiles_of(3, 2, &[Graded(3), Graded(0), Graded(2), Graded(2), Graded(1), Graded(1)]);
    let found = sensitivity(&profiles, &random(100_000, AreaWeights::Equal)).unwrap();
    for (rank, chance) in found[0].best.shares().zip([(1.0, 0.25), (2.0, 0.5), (3.0, 0.25)]) {
        // Five standard errors of a share of 100,000.
        assert!((rank.0 - chance.0).abs() < 1e-12 && (rank.1 - chance.1).abs() < 0.008, "{rank:?}");
    }
    assert_eq!(found[0].best, found[0].worst);
    let quantiles = [0.025, 0.5, 0.975].map(|share| found[0].best.quantile(share));
    assert_eq!(quantiles, [1.0, 2.0, 3.0].map(Some));
    assert!((found[0].best.share_in_top_quarter(3) - 0.25).abs() < 0.008);
}

/// Two areas, one item better in the first, one in the second, by the same words: with equal weights they
/// always tie; with random weights each is first half of the time.
#[test]
fn weights_decide_what_words_cannot() {
    let profiles = profiles_of(2, 2, &[Graded(3), Graded(1), Graded(1), Graded(3)]);
    let equal = sensitivity(&profiles, &random(1_000, AreaWeights::Equal)).unwrap();
    assert_eq!(equal[0].best.shares().collect::<Vec<_>>(), [(1.5, 1.0)]);
    let weighted = sensitivity(&profiles, &random(100_000, AreaWeights::Random)).unwrap();
    assert!((weighted[0].best.share_within(1.0) - 0.5).abs() < 0.008);
}

#[test]
fn spacings_are_spread_evenly_over_the_simplex() {
    // Four parts: the share of each has mean 1/4 and variance 3/80 (Dirichlet with all parameters 1).
    let profiles = profiles_of(1, 1, &[Graded(0)]);
    let mut scores = Scores::new(&profiles, &random(1, AreaWeights::Equal));
    let draws: Vec<Vec<u64>> = (0..100_000).map(|_| scores.simplex(4, draw::SPACING_BITS)).collect();
    for part in 0..4 {
        let shares: Vec<f64> =
            draws.iter().map(|draw| draw[part] as f64 / (1_u64 << draw::SPACING_BITS) as f64).collect();
        let mean = shares.iter().sum::<f64>() / 1e5;
        let variance = shares.iter().map(|share| (share - mean).powi(2)).sum::<f64>() / 1e5;
        assert!((mean - 0.25).abs() < 0.003 && (variance - 0.0375).abs() < 0.001, "{mean} {variance}");
    }
    assert!(
        draws
            .iter()
            .all(|draw| draw.iter().sum::<u64>() == (1 << draw::SPACING_BITS) + 4 && !draw.contains(&0))
    );
}

#[test]
fn nobody_no_area_one_word_and_no_scorings_are_no_fault() {
    let two_words = Profiles::new(2, 1, 2, &[Graded(1), Graded(0)]).unwrap();
    assert_eq!(sensitivity(&two_words, &random(0, AreaWeights::Equal)), None);
    for weights in [AreaWeights::Equal, AreaWeights::Random] {
        let found = sensitivity(&two_words, &random(9, weights)).unwrap();
        assert_eq!(found[1].best.shares().collect::<Vec<_>>(), [(2.0, 1.0)]);
        assert_eq!(sensitivity(&profiles_of(0, 0, &[]), &random(9, weights)), Some(vec![]));
        for profiles in [profiles_of(3, 0, &[]), Profiles::new(3, 1, 1, &[Graded(0); 3]).unwrap()] {
            let found = sensitivity(&profiles, &random(9, weights)).unwrap();
            assert_eq!(found[2].worst.quantile(0.5), Some(2.0));
        }
    }
    assert_eq!(equal_spacing(&profiles_of(1, 0, &[]))[0].mean_score, None);
    let sample = RankSample { scorings: 2, counts: vec![(2, 1), (4, 1)] };
    assert_eq!(
        (sample.quantile(f64::NAN), sample.quantile(1.5), sample.quantile(0.5)),
        (None, None, Some(1.0))
    );
}

/// A profile with every place moved by a map that keeps their order.
fn rescaled(profiles: &Profiles, map: [u64; 4]) -> (Vec<u64>, Vec<u64>) {
    let sum = |places: &[u8]| places.iter().map(|place| map[usize::from(*place)]).sum();
    let items = 0..profiles.n_items();
    (
        items.clone().map(|item| sum(profiles.low(item))).collect(),
        items.map(|item| sum(profiles.high(item))).collect(),
    )
}

proptest! {
    #[test]
    fn every_rank_lies_in_the_rank_interval(profiles in profiles(), seed: u64, weighted: bool) {
        let n = profiles.n_items();
        let weights = if weighted { AreaWeights::Random } else { AreaWeights::Equal };
        let found = sensitivity(&profiles, &RandomScorings { scorings: 20, weights, seed }).unwrap();
        let intervals = dominance::counts(&profiles).into_iter().map(|count| count.rank_interval(n));
        for ((found, scored), (best, worst)) in found.iter().zip(equal_spacing(&profiles)).zip(intervals) {
            let within = |rank: f64| best as f64 <= rank && rank <= worst as f64;
            prop_assert!(within(scored.rank.best) && within(scored.rank.worst));
            prop_assert!(scored.rank.best <= scored.rank.worst);
            prop_assert!(found.best.shares().chain(found.worst.shares()).all(|(rank, _)| within(rank)));
            for share in [0.0, 0.025, 0.5, 0.975, 1.0] {
                prop_assert!(found.best.quantile(share) <= found.worst.quantile(share));
            }
        }
    }

    #[test]
    fn ranks_of_known_items_sum_to_that_of_all(profiles in complete_profiles(), seed: u64) {
        let n = profiles.n_items();
        let found = sensitivity(&profiles, &RandomScorings { scorings: 1, seed, ..RandomScorings::default() });
        let sum: f64 = found.unwrap().iter().map(|item| item.best.quantile(0.5).unwrap()).sum();
        prop_assert!((sum - (n * (n + 1)) as f64 / 2.0).abs() < 1e-9);
    }

    #[test]
    fn a_straight_rescaling_of_scores_changes_no_rank(profiles in profiles()) {
        let equal: Vec<_> = equal_spacing(&profiles).iter().map(|scored| scored.rank).collect();
        let (low, high) = rescaled(&profiles, [10, 13, 16, 19]);
        prop_assert_eq!(pairs(&ranks(&low, &high)), pairs(&equal));
    }

    #[test]
    fn the_order_of_the_items_changes_nothing(
        (profiles, places) in profiles().prop_flat_map(|profiles| {
            let places = Just((0..profiles.n_items()).collect::<Vec<_>>()).prop_shuffle();
            (Just(profiles), places)
        }),
    ) {
        let random = random(10, AreaWeights::Random);
        let before = sensitivity(&profiles, &random).unwrap();
        let after = sensitivity(&profiles.reordered(&places), &random).unwrap();
        for (place, item) in places.iter().enumerate() {
            prop_assert_eq!(&after[place], &before[*item]);
        }
    }

    #[test]
    fn ranks_are_those_of_comparing_every_pair(values in prop::collection::vec((0_u8..5, 0_u8..3), 0..10)) {
        let low: Vec<u8> = values.iter().map(|(low, _)| *low).collect();
        let high: Vec<u8> = values.iter().map(|(low, more)| low + more).collect();
        let mid = |own: u8, others: &[u8], item: usize| {
            let others = || others.iter().enumerate().filter(|(other, _)| *other != item);
            let above = others().filter(|(_, other)| **other > own).count();
            let same = others().filter(|(_, other)| **other == own).count();
            1.0 + above as f64 + same as f64 / 2.0
        };
        for (item, rank) in ranks(&low, &high).iter().enumerate() {
            prop_assert_eq!((rank.best, rank.worst), (mid(high[item], &low, item), mid(low[item], &high, item)));
        }
    }
}
