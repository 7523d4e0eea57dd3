//! Published examples and properties of Cliff's delta.

use super::*;
use proptest::prelude::*;

fn close(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 1e-8 * expected.abs(), "{actual} is not {expected}");
}

fn digits(actual: f64, expected: f64) {
    assert!((actual - expected).abs() <= 5.01e-8, "{actual} is not {expected}");
}

#[test]
fn effsize_small_difference() {
    let first = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50];
    let delta = cliff_delta(&first, &[10, 20, 30, 40, 40, 50], 0.95).unwrap();
    assert_eq!((delta.delta, delta.magnitude()), (-0.25, Magnitude::Small));
    let (low, high) = delta.limits.unwrap();
    digits(low, -0.726_584_6);
    digits(high, 0.389_006_2);
    close(delta.variance.unwrap(), 0.098_055_555_555_555_56);
}

#[test]
fn effsize_negligible_difference() {
    // effsize tests/testCliff.Rout.save: -0.06666667, limits -0.6082254 and 0.5172431
    let first = [10, 20, 20, 20, 30, 30, 30, 40, 50, 100];
    let delta = cliff_delta(&first, &[10, 20, 30, 40, 40, 50], 0.95).unwrap();
    digits(delta.delta, -0.066_666_67);
    assert_eq!(delta.magnitude(), Magnitude::Negligible);
    let (low, high) = delta.limits.unwrap();
    digits(low, -0.608_225_4);
    digits(high, 0.517_243_1);
}

#[test]
fn effsize_disjoint_samples_have_finite_limits() {
    // effsize tests/testthat/testCliff.R, "Non overlapping"; the upper limit by its formula in Python.
    let first = [10, 20, 20, 20, 30, 30, 30, 40, 50, 100];
    let second = [120, 130, 140, 150, 150, 160];
    let delta = cliff_delta(&first, &second, 0.95).unwrap();
    assert_eq!((delta.delta, delta.magnitude()), (-1.0, Magnitude::Large));
    let (low, high) = delta.limits.unwrap();
    assert_eq!(low, -1.0);
    close(high, -0.946_802_881_746_484);
    let turned = cliff_delta(&second, &first, 0.95).unwrap();
    assert_eq!((turned.delta, turned.limits), (1.0, Some((-high, 1.0))));
}

#[test]
fn effsize_double_factor() {
    let delta = cliff_delta(&["A", "B", "A", "C", "B"], &["C", "B", "B", "C", "B"], 0.95).unwrap();
    close(delta.delta, -0.44);
}

#[test]
fn at_99_per_cent() {
    // The formula of effsize in Python with scipy's t quantile.
    let delta = cliff_delta(&[1, 2, 3, 4, 9], &[5, 6, 7, 8, 8], 0.99).unwrap();
    close(delta.delta, -0.6);
    let (low, high) = delta.limits.unwrap();
    close(low, -0.974_735_256_133_381_3);
    close(high, 0.660_159_056_147_731_5);
}

#[test]
fn degenerate_samples() {
    assert_eq!(cliff_delta::<u8>(&[], &[1], 0.95), None);
    assert_eq!(cliff_delta(&[1], &[], 0.95), None);
    assert_eq!(cliff_delta(&[1.0, f64::NAN], &[1.0], 0.95), None);
    assert_eq!(cliff_delta(&[1], &[2], 1.0), None);
    assert_eq!(cliff_delta(&[1], &[2], f64::NAN), None);
    assert_eq!(cliff_delta(&[1], &[2, 3], 0.95), Some(Delta { delta: -1.0, variance: None, limits: None }));
    assert_eq!(cliff_delta(&[1], &[2], 0.95).map(|delta| delta.delta), Some(-1.0));
    let equal = cliff_delta(&[1, 1], &[1, 1], 0.95);
    assert_eq!(equal, Some(Delta { delta: 0.0, variance: Some(0.0), limits: Some((0.0, 0.0)) }));
}

proptest! {
    #[test]
    fn delta_is_that_of_the_definition_and_turns_with_the_samples(
        first in prop::collection::vec(0_u8..12, 1..20), second in prop::collection::vec(0_u8..12, 1..20),
    ) {
        let mut signs = 0_i32;
        for one in &first {
            for other in &second {
                signs += one.cmp(other) as i32;
            }
        }
        let delta = cliff_delta(&first, &second, 0.95).unwrap();
        let cells = (first.len() * second.len()) as f64;
        prop_assert_eq!(delta.delta, f64::from(signs) / cells);
        let turned = cliff_delta(&second, &first, 0.95).unwrap();
        prop_assert_eq!(turned.delta, -delta.delta);
        prop_assert_eq!(delta.limits.is_some(), first.len() > 1 && second.len() > 1);
        if let (Some((low, high)), Some((turned_low, turned_high))) = (delta.limits, turned.limits) {
            prop_assert!((low + turned_high).abs() < 1e-12 && (high + turned_low).abs() < 1e-12);
            prop_assert!(-1.0 <= low && low <= delta.delta + 1e-12 && delta.delta <= high + 1e-12 && high <= 1.0);
        }
    }

    #[test]
    fn order_and_a_monotone_rescaling_change_nothing(
        first in prop::collection::vec(0_u8..12, 2..20), second in prop::collection::vec(0_u8..12, 2..20),
    ) {
        let rescale = |values: &[u8]| values.iter().rev().map(|&value| f64::from(value).powi(3)).collect::<Vec<_>>();
        let one = cliff_delta(&first, &second, 0.95).unwrap();
        let other = cliff_delta(&rescale(&first), &rescale(&second), 0.95).unwrap();
        prop_assert_eq!(one.delta, other.delta);
        prop_assert!((one.variance.unwrap() - other.variance.unwrap()).abs() < 1e-12);
    }
}
