//! Sums that do not depend on the order of what is added.
//!
//! Adding floating-point numbers in another order gives another last digit; a table whose rows are
//! shuffled must not. So numbers are put in order first, then added with the error of each step kept.

/// The sum of `numbers`, the same to the last bit in whatever order they come.
///
/// Compensated summation: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation
/// endlicher Summen", ZAMM 54(1), 39-51. The sum of nothing is 0; it is infinite or not a number when the
/// numbers are, or when they are too large.
pub(crate) fn total(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut ordered: Vec<f64> = numbers.into_iter().collect();
    ordered.sort_unstable_by(f64::total_cmp);
    let (mut sum, mut lost) = (0.0_f64, 0.0_f64);
    for number in ordered {
        let next = sum + number;
        lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        sum = next;
    }
    if sum.is_finite() { sum + lost } else { sum }
}

/// The mean of `numbers`. `None` when there are none, or when their sum is not finite.
pub(crate) fn mean(numbers: &[f64]) -> Option<f64> {
    let sum = total(numbers.iter().copied());
    (!numbers.is_empty() && sum.is_finite()).then(|| sum / numbers.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_numbers_are_not_lost_beside_large_ones() {
        assert!((total([1.0, 1e100, 1.0, -1e100]) - 2.0).abs() < f64::EPSILON);
        assert!((total(vec![0.1; 10]) - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn nothing_has_the_sum_0_and_no_mean() {
        assert!(total([]).abs() < f64::EPSILON);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[f64::MAX, f64::MAX]), None);
        assert_eq!(mean(&[f64::NAN]), None);
    }

    proptest! {
        #[test]
        fn order_changes_no_bit(numbers in proptest::collection::vec(-1e12..1e12f64, 0..40).prop_shuffle()) {
            let reversed: Vec<f64> = numbers.iter().rev().copied().collect();
            prop_assert_eq!(total(numbers).to_bits(), total(reversed).to_bits());
        }
    }
}
