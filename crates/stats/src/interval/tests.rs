//! The limits against published examples, independent numbers and their bounds.

use super::*;
use proptest::prelude::*;

fn close(found: f64, expected: f64, digits: i32) {
    let scale = expected.abs().max(f64::MIN_POSITIVE);
    assert!(((found - expected) / scale).abs() < 10f64.powi(-digits), "{found} is not {expected}");
}

fn check(found: Option<Limits>, lower: f64, upper: f64, digits: i32) {
    let found = found.unwrap();
    close(found.lower, lower, digits);
    close(found.upper, upper, digits);
}

#[test]
fn byar_of_65_and_1_in_phe_indicator_methods() {
    // PHEindicatormethods, test data of byars_lower and byars_upper
    check(byar(65.0, Confidence::P95), 50.163_187_710_459_454, 82.849_138_545_939_84, 14);
    check(byar(65.0, Confidence::P998), 42.880_261_471_480_2, 94.000_290_844_318_02, 14);
    check(byar(1.0, Confidence::P95), 0.013_072_132_901_504_35, 5.563_755_582_475_260_5, 13);
    assert_eq!(byar_lower(1.0, Confidence::P998), None);
    assert!(byar_upper(1.0, Confidence::P998).is_some());
}

#[test]
fn wilson_limits_of_100_in_10000_in_a_python_port_of_phe_indicator_methods() {
    // DHSC's Python port, test_methods.py: wilson(100, 10000), in per cent
    let share = proportion(Quotient::new(100.0, 10_000.0), Confidence::P95).unwrap();
    check(share.limits.times(100.0), 0.822_933_614_814_841_7, 1.214_698_225_511_464_7, 13);
}

#[test]
fn exact_limits_of_1_and_5_in_phe_indicator_methods() {
    check(poisson_exact(1.0, Confidence::P95), 0.025_317_807_984_289_897, 5.571_643_390_938_898, 13);
    check(poisson_exact(5.0, Confidence::P998), 0.739_371_731_917_839, 16.454_745_203_680_105, 13);
}

#[test]
fn exact_limits_of_scipy() {
    // scipy 1.17.1: chi2.ppf(p, 2 x) / 2 and chi2.isf(p, 2 x + 2) / 2
    check(poisson_exact(9.0, Confidence::P998), 2.452_424_404_363_775, 22.657_373_309_062_933, 12);
    check(poisson_exact(65.0, Confidence::P95), 50.165_627_729_234_27, 82.847_835_815_871_58, 12);
    check(poisson_exact(1e3, Confidence::P95), 938.973_018_407_695_2, 1_063.952_136_016_302, 12);
    check(poisson_exact(1e3, Confidence::P998), 905.120_790_934_976_6, 1_101.626_943_879_030_5, 12);
    check(poisson_exact(1e4, Confidence::P998), 9_693.824_385_823_726, 10_312.890_675_209_363, 13);
    check(poisson_exact(1e6, Confidence::P998), 996_912.617_319_815_2, 1_003_094.083_914_970_2, 13);
    check(poisson_exact(1e12, Confidence::P95), 999_998_040_036.962_6, 1_000_001_959_965.931_6, 14);
    let none = poisson_exact(0.0, Confidence::P95).unwrap();
    assert!(none.lower.abs() < f64::MIN_POSITIVE);
    close(none.upper, 3.688_879_454_113_936_3, 13);
}

#[test]
fn rate_20_in_100_of_phe_rate() {
    // PHEindicatormethods, test data of phe_rate
    let (found, method) = rate(Quotient::new(20.0, 100.0), 100.0, Confidence::P95).unwrap();
    assert_eq!(method, Method::Byar);
    close(found.value, 20.0, 15);
    check(Some(found.limits), 12.211_428_834_875_937, 30.889_880_369_197_066, 14);
}

#[test]
fn ten_events_are_byar_and_nine_are_exact() {
    assert_eq!(count(10.0, Confidence::P95).unwrap().1, Method::Byar);
    assert_eq!(count(9.999, Confidence::P95).unwrap().1, Method::Exact);
}

#[test]
fn more_events_than_the_denominator_are_a_rate_but_no_proportion() {
    let more = Quotient::new(120.0, 100.0);
    close(rate(more, 1.0, Confidence::P95).unwrap().0.value, 1.2, 15);
    assert_eq!(proportion(more, Confidence::P95), None);
}

#[test]
fn wilson_limits_in_phe_indicator_methods() {
    // PHEindicatormethods, test data of wilson_lower and wilson_upper
    let limits = |x, n| proportion(Quotient::new(x, n), Confidence::P95).map(|found| found.limits);
    check(limits(65.0, 100.0), 0.552_544_432_968_879_7, 0.736_357_517_569_024_7, 14);
    check(limits(1.0, 100.0), 0.001_767_432_064_140_651_1, 0.054_486_196_178_705_294, 13);
    check(limits(7_776_456.0, 7_564_336_677.0), 0.001_027_320_100_164_109_4, 0.001_028_764_457_897_723_1, 13);
}

#[test]
fn wilson_limits_in_newcombe_1998_table_one() {
    // Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3, to the four digits printed
    for (x, n, lower, upper) in [
        (81.0, 263.0, 0.2553, 0.3662),
        (15.0, 148.0, 0.0624, 0.1605),
        (0.0, 20.0, 0.0, 0.1611),
        (1.0, 29.0, 0.0061, 0.1718),
    ] {
        let found = proportion(Quotient::new(x, n), Confidence::P95).unwrap().limits;
        assert!(
            (found.lower - lower).abs() <= 5e-5 && (found.upper - upper).abs() <= 5e-5,
            "{x}/{n}: {found:?}"
        );
    }
}

#[test]
fn wilson_of_none_and_all_ends_at_0_and_1() {
    for n in [1.0, 3.0, 10.0, 1e12] {
        for confidence in [Confidence::P95, Confidence::P998] {
            let none = proportion(Quotient::new(0.0, n), confidence).unwrap().limits;
            let all = proportion(Quotient::new(n, n), confidence).unwrap().limits;
            assert!(none.lower.to_bits() == 0 && none.upper > 0.0);
            assert!(all.upper.to_bits() == 1f64.to_bits() && all.lower < 1.0);
            assert!((none.upper - (1.0 - all.lower)).abs() < 1e-12);
        }
    }
    // scipy 1.17.1 and statsmodels 0.15.0: proportion_confint(0, 10, method="wilson")
    close(
        proportion(Quotient::new(0.0, 10.0), Confidence::P95).unwrap().limits.upper,
        0.277_532_799_862_889_26,
        13,
    );
}

#[test]
fn what_cannot_be_is_none() {
    for x in [-1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(byar(x, Confidence::P95), None);
        assert_eq!(poisson_exact(x, Confidence::P95), None);
        assert_eq!(rate(Quotient::new(x, 10.0), 1.0, Confidence::P95), None);
        assert_eq!(proportion(Quotient::new(x, 10.0), Confidence::P95), None);
        assert_eq!(rate(Quotient::new(1.0, x), 1.0, Confidence::P95), None);
        assert_eq!(proportion(Quotient::new(1.0, x), Confidence::P95), None);
    }
    assert_eq!(rate(Quotient::new(0.0, 0.0), 1.0, Confidence::P95), None);
    assert_eq!(proportion(Quotient::new(0.0, 0.0), Confidence::P95), None);
    assert_eq!(rate(Quotient::new(1e300, 1.0), 1e300, Confidence::P95), None);
    assert_eq!(byar_lower(0.0, Confidence::P95), None);
    let (none, method) = rate(Quotient::new(0.0, 10.0), 1.0, Confidence::P95).unwrap();
    assert!(none.value.abs() < f64::MIN_POSITIVE && none.limits.lower.abs() < f64::MIN_POSITIVE);
    assert_eq!(method, Method::Exact);
}

proptest! {
    #[test]
    fn limits_of_a_rate_hold_it_and_widen_with_confidence(x in 0.0..1e13f64, n in 1e-3..1e13f64) {
        let (inner, _) = rate(Quotient::new(x, n), 1e5, Confidence::P95).unwrap();
        let (outer, _) = rate(Quotient::new(x, n), 1e5, Confidence::P998).unwrap();
        prop_assert!(inner.limits.lower <= inner.value && inner.value <= inner.limits.upper);
        prop_assert!(outer.limits.lower <= inner.limits.lower && inner.limits.upper <= outer.limits.upper);
    }

    #[test]
    fn limits_of_a_proportion_mirror_those_of_the_rest(n in 1u32..100_000, share in 0.0..=1.0f64) {
        let n = f64::from(n);
        let x = (n * share).floor();
        let some = proportion(Quotient::new(x, n), Confidence::P95).unwrap();
        let rest = proportion(Quotient::new(n - x, n), Confidence::P95).unwrap();
        prop_assert!(0.0 <= some.limits.lower && some.limits.lower <= some.value);
        prop_assert!(some.value <= some.limits.upper && some.limits.upper <= 1.0);
        prop_assert!((some.limits.lower - (1.0 - rest.limits.upper)).abs() < 1e-12);
    }

    #[test]
    fn exact_limits_hold_the_tails_of_poisson(x in 1u32..3_000, level in 0.1..0.999_999f64) {
        use statrs::distribution::{DiscreteCDF, Poisson};
        let confidence = Confidence::new(level).unwrap();
        let limits = poisson_exact(f64::from(x), confidence).unwrap();
        let below = Poisson::new(limits.lower).unwrap().sf(u64::from(x) - 1);
        let above = Poisson::new(limits.upper).unwrap().cdf(u64::from(x));
        prop_assert!((below / confidence.tail() - 1.0).abs() < 1e-8, "{limits:?} {below}");
        prop_assert!((above / confidence.tail() - 1.0).abs() < 1e-8, "{limits:?} {above}");
    }
}
