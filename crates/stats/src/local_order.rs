//! The local partial order model (LPOM): expected ranks from a formula, without counting rankings.
//!
//! An approximation for orders too large to count or to sample. It looks at one item at a time: those above
//! it, those below it, and those it is not comparable with. Its ranks need not sum to `n (n + 1) / 2`.

use crate::partial_order::{PartialOrder, count};

/// The expected rank of an item with `n_above` items above it and `n_below` below it among `n`; 1 is the
/// best: `(S + 1) (N + 1) / (N + 1 - U)` with `S = n_above` and `U = n - 1 - n_above - n_below` items that
/// are not comparable.
///
/// It is LPOM0 of Brüggemann, Sørensen, Lerche and Carlsen (2004), "Estimation of averaged ranks by a local
/// partial order model", J. Chem. Inf. Comput. Sci. 44, 618-625. There rank 1 is at the bottom of the
/// order and `S` counts those below; here rank 1 is at the top and `S` counts those above, which is the same
/// formula with the order turned round. Either way the two ranks of an item sum to `n + 1`.
///
/// It lies within the rank interval. `None` when `n_above + n_below` is not less than `n`.
#[must_use]
pub fn expected_rank(n_above: usize, n_below: usize, n: usize) -> Option<f64> {
    let comparable = n_above.checked_add(n_below)?;
    (comparable < n).then(|| (n_above as f64 + 1.0) * (n as f64 + 1.0) / (comparable as f64 + 2.0))
}

/// The expected rank of every item by the extended model (`LPOMext`), in the order of the items; 1 is the
/// best: `1 + |above(x)| + sum over y of a / (a + b)`, for every `y` not comparable with `x`, where
/// of the items `y` is not comparable with `a` are `x` or above it, and `b` are `x` or below it.
///
/// Brüggemann and Carlsen (2011), "An improved estimation of averaged ranks of partial orders", MATCH
/// Commun. Math. Comput. Chem. 65, 383-414, with the order turned round as in [`expected_rank`]. It is
/// nearer the exact ranks than that, in `n³ / 64` steps instead of one. It lies within the rank interval,
/// since each share lies between 0 and 1; `x` is in both counts, so none is 0 / 0.
#[must_use]
pub fn extended_expected_ranks(order: &PartialOrder) -> Vec<f64> {
    let n = order.n_items();
    let incomparable: Vec<Vec<u64>> = (0..n).map(|item| incomparable(order, item)).collect();
    (0..n)
        .map(|item| {
            let before: f64 = crate::partial_order::bits(&incomparable[item])
                .map(|other| {
                    let above = 1 + common(order.above(item), &incomparable[other]);
                    let below = 1 + common(order.below(item), &incomparable[other]);
                    above as f64 / (above + below) as f64
                })
                .sum();
            1.0 + order.n_above(item) as f64 + before
        })
        .collect()
}

/// The bits of the items neither above nor below this one, itself left out.
fn incomparable(order: &PartialOrder, item: usize) -> Vec<u64> {
    let n = order.n_items();
    let pairs = order.above(item).iter().zip(order.below(item));
    let mut row: Vec<u64> = pairs.map(|(above, below)| !(above | below)).collect();
    row[item / 64] &= !(1 << (item % 64));
    if let Some(last) = row.last_mut().filter(|_| !n.is_multiple_of(64)) {
        *last &= (1 << (n % 64)) - 1;
    }
    row
}

fn common(left: &[u64], right: &[u64]) -> usize {
    left.iter().zip(right).map(|(left, right)| count(&[left & right])).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partial_order::strategies::orders;
    use proptest::prelude::*;

    fn check(ranks: &[f64], expected: &[f64]) {
        assert_eq!(ranks.len(), expected.len());
        for (rank, expected) in ranks.iter().zip(expected) {
            assert!((rank - expected).abs() < 5e-4, "{ranks:?} is not {expected:?}");
        }
    }

    fn simple(order: &PartialOrder) -> Vec<f64> {
        let n = order.n_items();
        (0..n).map(|item| expected_rank(order.n_above(item), order.n_below(item), n).unwrap()).collect()
    }

    /// The tests of netrankr (Schoch), `test_approximations.R`, methods `lpom` and `glpom`, to the three
    /// decimals printed there. Relations 1<3, 1<4, 1<5, 2<4, 3<5; the smaller has the smaller rank.
    #[test]
    fn netrankr_example_of_five_items() {
        let order = PartialOrder::from_relations(5, &[(0, 2), (0, 3), (0, 4), (1, 3), (2, 4)]).unwrap();
        check(&simple(&order), &[1.2, 2.0, 3.0, 4.5, 4.5]);
        check(&extended_expected_ranks(&order), &[1.250, 2.167, 2.833, 4.333, 4.417]);
    }

    #[test]
    fn a_total_order_gives_its_ranks_and_no_order_the_middle() {
        let chain = PartialOrder::from_relations(4, &[(2, 0), (0, 3), (3, 1)]).unwrap();
        check(&simple(&chain), &[2.0, 4.0, 1.0, 3.0]);
        check(&extended_expected_ranks(&chain), &[2.0, 4.0, 1.0, 3.0]);
        let nothing = PartialOrder::from_relations(65, &[]).unwrap();
        check(&simple(&nothing), &[33.0; 65]);
        check(&extended_expected_ranks(&nothing), &[33.0; 65]);
    }

    #[test]
    fn what_is_no_number_of_items_has_no_rank() {
        assert_eq!(expected_rank(0, 0, 0), None);
        assert_eq!(expected_rank(2, 1, 3), None);
        assert_eq!(expected_rank(usize::MAX, 1, 3), None);
        assert_eq!(expected_rank(0, 0, 1), Some(1.0));
        assert_eq!(extended_expected_ranks(&PartialOrder::from_relations(0, &[]).unwrap()), []);
    }

    proptest! {
        #[test]
        fn ranks_lie_in_their_interval_and_turn_round_with_the_order(order in orders(12)) {
            let n = order.n_items();
            for (item, extended) in extended_expected_ranks(&order).into_iter().enumerate() {
                let (best, worst) = order.rank_interval(item);
                let (above, below) = (order.n_above(item), order.n_below(item));
                let simple = expected_rank(above, below, n).unwrap();
                for rank in [simple, extended] {
                    prop_assert!(best as f64 <= rank + 1e-9 && rank <= worst as f64 + 1e-9);
                }
                let turned = expected_rank(below, above, n).unwrap();
                prop_assert!((simple + turned - (n as f64 + 1.0)).abs() < 1e-9);
            }
        }
    }
}
