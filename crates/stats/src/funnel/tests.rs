//! The funnels against published examples, and their shape.

use super::*;
use proptest::prelude::*;

fn check(found: Option<Limits>, lower: f64, upper: f64, slack: f64) {
    let found = found.unwrap();
    assert!((found.lower - lower).abs() <= slack, "{found:?} is not {lower}, {upper}");
    assert!((found.upper - upper).abs() <= slack, "{found:?} is not {lower}, {upper}");
}

fn units(units: &[(f64, f64)]) -> Vec<Option<Quotient>> {
    units.iter().map(|(n, d)| Some(Quotient::new(*n, *d))).collect()
}

#[test]
fn proportion_funnel_in_phe_indicator_methods() {
    // PHEindicatormethods, testdata_funnel_prop_outputs.csv: per cent, to the six decimals printed
    let rows = [
        (1.0, 3.204_264, 100.0, 0.0, 100.0),
        (24.0, 64.835_445, 96.449_451, 55.719_892, 100.0),
        (41.0, 68.548_635, 92.736_26, 61.574_398, 99.710_497),
        (664.0, 77.637_263, 83.647_632, 75.904_239, 85.380_656),
        (9_998.0, 79.867_989, 81.416_907, 79.421_375, 81.863_521),
        (110_000.0, 80.408_963, 80.875_933, 80.274_317, 81.010_578),
    ];
    for (n, lower95, upper95, lower998, upper998) in rows {
        let found =
            |confidence| proportion_limits(0.806_424_478_571_495_5, n, confidence).unwrap().times(100.0);
        check(found(Confidence::P95), lower95, upper95, 6e-7);
        check(found(Confidence::P998), lower998, upper998, 6e-7);
    }
}

#[test]
fn nine_trusts_of_phe_indicator_methods_lie_where_it_says() {
    // PHEindicatormethods, testdata_funnel_prop_inputs.csv, against its baseline
    let rows = [
        (35_078.488, 41_980.0, Position::FarAbove),
        (24_803.625_6, 31_824.0, Position::FarBelow),
        (50_050.744_3, 61_921.0, Position::Within),
        (26_789.238, 33_012.0, Position::Above),
        (34_502.068_5, 42_485.0, Position::Above),
        (21_139.293_6, 25_992.0, Position::Above),
        (30_277.531_2, 37_828.0, Position::Below),
        (24_648.759_6, 30_521.0, Position::Within),
        (20_781.484, 25_672.0, Position::Within),
    ];
    for (numerator, n, position) in rows {
        let limits = |confidence| proportion_limits(0.806_424_478_571_495_5, n, confidence).unwrap();
        let found = Position::of(numerator / n, limits(Confidence::P95), limits(Confidence::P998));
        assert_eq!(found, position, "{numerator} of {n}");
    }
}

#[test]
fn four_areas_of_phe_funnel_significance() {
    // PHEindicatormethods, example of assign_funnel_significance; baseline 50889 / 67762, by hand.
    let areas =
        units(&[(10_232.0, 15_232.0), (12_321.0, 16_123.0), (15_123.0, 17_932.0), (13_213.0, 18_475.0)]);
    let found = funnel(Kind::Proportion, &areas).unwrap();
    assert!((found.baseline - 50_889.0 / 67_762.0).abs() < 1e-15);
    let positions: Vec<_> = found.points.iter().map(|point| point.unwrap().position).collect();
    assert_eq!(positions, [Position::FarBelow, Position::FarAbove, Position::FarAbove, Position::FarBelow]);
}

#[test]
fn ratio_funnel_of_15_20_and_30_expected_in_funnel_plot_r() {
    // FunnelPlotR, test-poisson_limits.R: to the digits printed
    let rows = [
        (15.0, 0.559_692_4, 1.649_348, 0.386_265_0, 2.082_907),
        (20.0, 0.610_826_0, 1.544_419, 0.447_910_7, 1.902_094),
        (30.0, 0.674_695_8, 1.427_562, 0.528_972_4, 1.702_771),
    ];
    for (expected, lower95, upper95, lower998, upper998) in rows {
        check(ratio_limits(expected, Confidence::P95), lower95, upper95, 5e-7);
        check(ratio_limits(expected, Confidence::P998), lower998, upper998, 5e-7);
    }
}

#[test]
fn ratio_funnel_by_observed_events_in_phe_indicator_methods() {
    // PHEindicatormethods, testdata_funnel_ratio_outputs.csv, isr columns over 100; bisection, six digits
    let rows = [
        (2.0, 0.276_828_582, 8.257_315_569, 0.178_112_318_2, 44.050_932_68),
        (10.0, 0.543_763_205, 2.085_337_156, 0.414_353_669_3, 3.377_785_07),
        (100.0, 0.822_187_140_2, 1.229_044_681, 0.741_156_234_5, 1.390_406_755),
        (716.0, 0.929_360_535_2, 1.077_488_421, 0.892_096_071, 1.125_516_964),
    ];
    for (observed, lower95, upper95, lower998, upper998) in rows {
        check(ratio_limits_at_observed(observed, Confidence::P95), lower95, upper95, 3e-6 * upper95);
        check(ratio_limits_at_observed(observed, Confidence::P998), lower998, upper998, 3e-5 * upper998);
    }
}

#[test]
fn rate_funnel_by_observed_events_in_phe_indicator_methods() {
    // PHEindicatormethods, testdata_funnel_rate_outputs.csv: baseline 116.1720835 per 100,000
    for (observed, lower, upper) in
        [(10.0, 63.170_104_46, 242.257_962_3), (1_360.0, 110.158_048, 122.602_193_4)]
    {
        let found = ratio_limits_at_observed(observed, Confidence::P95).unwrap().times(116.172_083_5);
        check(found, lower, upper, 1e-6 * upper);
    }
}

#[test]
fn a_rate_is_placed_by_its_own_limits_as_in_phe_indicator_methods() {
    // Byar's 95 % limits of 65 are 50.16 and 82.85, its 99.8 % limits 42.88 and 94.00.
    let place = |expected: f64| position_by_interval(Quotient::new(65.0, expected), 1.0).unwrap();
    let rows = [
        (42.8, Position::FarAbove),
        (43.0, Position::Above),
        (50.2, Position::Within),
        (82.8, Position::Within),
    ];
    for (expected, position) in rows {
        assert_eq!(place(expected), position, "{expected}");
    }
    assert_eq!(place(83.0), Position::Below);
    assert_eq!(place(94.1), Position::FarBelow);
    assert_eq!(position_by_interval(Quotient::new(0.0, 240.0), 1.0), Some(Position::FarBelow));
    assert_eq!(position_by_interval(Quotient::new(1.0, 0.0), 1.0), None);
    assert_eq!(position_by_interval(Quotient::new(1.0, 1.0), f64::NAN), None);
}

#[test]
fn a_point_on_a_limit_is_within_it() {
    let (inner, outer) = (Limits { lower: 1.0, upper: 2.0 }, Limits { lower: 0.0, upper: 3.0 });
    let rows = [
        (-0.1, Position::FarBelow),
        (0.0, Position::Below),
        (1.0, Position::Within),
        (2.0, Position::Within),
        (2.1, Position::Above),
        (3.0, Position::Above),
        (3.1, Position::FarAbove),
    ];
    for (value, position) in rows {
        assert_eq!(Position::of(value, inner, outer), position, "{value}");
    }
}

#[test]
fn units_without_a_value_are_counted_and_move_nothing() {
    let good = units(&[(3.0, 10.0), (4.0, 10.0)]);
    let mut more = good.clone();
    more.extend([
        None,
        Some(Quotient::new(11.0, 10.0)),
        Some(Quotient::new(1.0, 0.0)),
        Some(Quotient::new(-1.0, 5.0)),
    ]);
    let (few, many) = (funnel(Kind::Proportion, &good).unwrap(), funnel(Kind::Proportion, &more).unwrap());
    assert_eq!((many.n, many.missing), (2, 4));
    assert_eq!(many.baseline.to_bits(), few.baseline.to_bits());
    assert_eq!(many.points[..2], few.points[..]);
    assert_eq!(many.points[2..], [None; 4]);
}

#[test]
fn nothing_to_draw_is_none() {
    for kind in [Kind::Proportion, Kind::Rate, Kind::Ratio] {
        assert_eq!(funnel(kind, &[]), None);
        assert_eq!(funnel(kind, &[None, Some(Quotient::new(f64::NAN, 1.0))]), None);
        for denominator in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(limits(kind, 0.5, denominator, Confidence::P95), None, "{kind:?} {denominator}");
        }
        assert_eq!(limits(kind, f64::NAN, 10.0, Confidence::P95), None);
    }
    assert_eq!(rate_limits(0.0, 10.0, Confidence::P95), None);
    assert_eq!(ratio_limits_at_observed(0.0, Confidence::P95), None);
    let none = funnel(Kind::Rate, &units(&[(0.0, 10.0)])).unwrap();
    assert_eq!((none.n, none.missing), (0, 1));
}

proptest! {
    #[test]
    fn limits_hold_the_baseline_and_close_in(size in 0.1..1e12f64, baseline in 0.001..0.999f64) {
        for kind in [Kind::Proportion, Kind::Rate, Kind::Ratio] {
            let near = limits(kind, baseline, size, Confidence::P95).unwrap();
            let far = limits(kind, baseline, size, Confidence::P998).unwrap();
            let larger = limits(kind, baseline, size * 2.0, Confidence::P95).unwrap();
            prop_assert!(near.contains(baseline));
            prop_assert!(far.lower <= near.lower && near.upper <= far.upper);
            prop_assert!(larger.lower >= near.lower && larger.upper <= near.upper);
        }
    }

    #[test]
    fn order_moves_no_point(units in proptest::collection::vec((0.0..50.0f64, 50.0..1e6f64), 1..30)) {
        let units: Vec<_> = units.into_iter().map(|(n, d)| Some(Quotient::new(n, d))).collect();
        let reversed: Vec<_> = units.iter().rev().copied().collect();
        for kind in [Kind::Proportion, Kind::Rate, Kind::Ratio] {
            let mut back = funnel(kind, &reversed).unwrap();
            back.points.reverse();
            prop_assert_eq!(funnel(kind, &units).unwrap(), back);
        }
    }
}
