//! Every arrangement of groups over values without ties, counted by how many pairs rise with the groups.
//!
//! The counts are the coefficients of the Gaussian multinomial, the product of `1 - q^i` up to all values over
//! those up to each group's size: `MacMahon` (1915), Combinatory Analysis, volume 1; Andrews (1976), The Theory of
//! Partitions, chapter 3. They are whole numbers, so that nothing is rounded before the last division.

use crate::ranks::pairs;

/// The largest number of values gone into: beyond, counts seldom fit 128 bits, and the sums grow long.
const MOST: usize = 128;

/// How many distinct arrangements there are of groups of these sizes: `n! / (n1! n2! ...)`.
///
/// `None` where that cannot be computed in 128 bits.
pub(crate) fn arrangements(sizes: &[usize]) -> Option<u128> {
    let (mut count, mut placed) = (1_u128, 0_u128);
    for &size in sizes {
        for nth in 1..=size as u128 {
            placed += 1;
            count = count.checked_mul(placed)? / nth;
        }
    }
    Some(count)
}

/// The two-sided p-value of as few as `fewer` rises or falls: twice the share of arrangements with at most so
/// many, at most 1. It is that of `|S|`, whose distribution is symmetric.
///
/// `None` with more than 128 values, and where the arrangements are too many for 128 bits.
pub(crate) fn two_sided(sizes: &[usize], fewer: u64) -> Option<f64> {
    let (counts, all) = (rises(sizes, fewer)?, arrangements(sizes)?);
    let tail: u128 = counts.iter().sum();
    Some((2.0 * (tail as f64 / all as f64)).min(1.0))
}

/// How many arrangements have each number of rises, from none to `at_most`, or to all where those are fewer.
///
/// Each group in turn multiplies by the Gaussian binomial of its size among all so far. Sums go round at 2^128,
/// which the last ones do not reach.
fn rises(sizes: &[usize], at_most: u64) -> Option<Vec<u128>> {
    let n: usize = sizes.iter().sum();
    if n > MOST {
        return None;
    }
    arrangements(sizes)?;
    let most = pairs(n) - sizes.iter().map(|size| pairs(*size)).sum::<u64>();
    let mut counts = vec![0_u128; usize::try_from(most.min(at_most)).ok()? + 1];
    counts[0] = 1;
    let mut before = 0;
    for size in sizes {
        let few = before.min(*size);
        before += size;
        for step in 1..=few {
            times_one_less_power(&mut counts, before - few + step);
            over_one_less_power(&mut counts, step);
        }
    }
    Some(counts)
}

/// Multiplies by `1 - q^power`.
fn times_one_less_power(counts: &mut [u128], power: usize) {
    for at in (power..counts.len()).rev() {
        counts[at] = counts[at].wrapping_sub(counts[at - power]);
    }
}

/// Divides by `1 - q^power`.
fn over_one_less_power(counts: &mut [u128], power: usize) {
    for at in power..counts.len() {
        counts[at] = counts[at].wrapping_add(counts[at - power]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrangements_are_counted_while_they_fit() {
        assert_eq!(arrangements(&[1, 2, 2, 1]), Some(180));
        assert_eq!(arrangements(&[1_000_000]), Some(1));
        // Python: math.comb(120, 60)
        assert_eq!(arrangements(&[60, 60]), Some(96_614_908_840_363_322_603_893_139_521_372_656));
        assert_eq!(arrangements(&[9000, 9000]), None);
    }

    #[test]
    fn rises_are_those_of_small_groups_counted_by_hand() {
        // 2 of one and 2 of the other: the Gaussian binomial 1 + q + 2q^2 + q^3 + q^4.
        assert_eq!(rises(&[2, 2], 9), Some(vec![1, 1, 2, 1, 1]));
        assert_eq!(rises(&[2, 2], 2), Some(vec![1, 1, 2]));
        // Inversions of three: 1, 2, 2, 1.
        assert_eq!(rises(&[1, 1, 1], 9), Some(vec![1, 2, 2, 1]));
        assert_eq!(rises(&[], 9), Some(vec![1]));
        assert_eq!(rises(&[5, 0], 9), Some(vec![1]));
        assert_eq!(rises(&[65, 64], 9), None);
        assert_eq!(rises(&[1; 40], 9), None);
    }

    #[test]
    fn rises_add_up_to_the_arrangements_and_are_symmetric() {
        for sizes in [&[1, 10, 25, 7][..], &[25, 25], &[9, 9, 9, 8, 8], &[43], &[3, 4, 0, 5]] {
            let counts = rises(sizes, u64::MAX).unwrap();
            assert_eq!(Some(counts.iter().sum()), arrangements(sizes), "{sizes:?}");
            assert!(counts.iter().eq(counts.iter().rev()), "{sizes:?}");
        }
    }
}
