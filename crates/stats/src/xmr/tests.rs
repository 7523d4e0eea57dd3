//! The chart against published examples and hand-worked series.

use super::*;
use proptest::prelude::*;

/// The first twenty of R's rnorm with seed 123, as the tests of `NHSRplotthedots` draw them.
const NHSR: [f64; 20] = [
    -0.560_475_65,
    -0.230_177_49,
    1.558_708_31,
    0.070_508_39,
    0.129_287_74,
    1.715_064_99,
    0.460_916_21,
    -1.265_061_23,
    -0.686_852_85,
    -0.445_661_97,
    1.224_081_80,
    0.359_813_83,
    0.400_771_45,
    0.110_682_72,
    -0.555_841_13,
    1.786_913_14,
    0.497_850_48,
    -1.966_617_16,
    0.701_355_90,
    -0.472_791_41,
];

fn drawn(values: &[f64], settings: Settings) -> Chart {
    chart(&values.iter().copied().map(Some).collect::<Vec<_>>(), settings).unwrap()
}

/// The marks of one rule as letters: `u` up, `d` down, `.` none, `_` missing.
fn marks(chart: &Chart, rule: impl Fn(&Point) -> Option<Direction>) -> String {
    let letter = |point: &Option<Point>| match point.as_ref().map(&rule) {
        None => '_',
        Some(None) => '.',
        Some(Some(Direction::Up)) => 'u',
        Some(Some(Direction::Down)) => 'd',
    };
    chart.points.iter().map(letter).collect()
}

fn check(chart: &Chart, mean: f64, lower: f64, upper: f64) {
    for (found, expected) in [(chart.mean, mean), (chart.lower, lower), (chart.upper, upper)] {
        assert!((found - expected).abs() < 5.1e-7 * expected.abs().max(1.0), "{found} is not {expected}");
    }
}

#[test]
fn twenty_values_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, _snaps/ptd_spc_standard.md, r1: to the digits printed
    let chart = drawn(&NHSR, Settings::default());
    assert!((chart.mean - 0.141_623_8).abs() < 5e-8, "{chart:?}");
    assert!((chart.lower - -3.011_38).abs() < 5e-7, "{chart:?}");
    assert!((chart.upper - 3.294_627).abs() < 5e-7, "{chart:?}");
    assert_eq!(chart.points.iter().flatten().filter_map(Point::signal).count(), 0);
    assert_eq!((chart.n, chart.missing, chart.screened), (20, 0, 0));
}

#[test]
fn two_facets_of_ten_values_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, _snaps/ptd_spc.md, facets 0 and 1: to the three digits printed
    for (values, mean, lower, upper) in
        [(&NHSR[..10], 0.0746, -2.60, 2.75), (&NHSR[10..], 0.209, -3.28, 3.70)]
    {
        let chart = drawn(values, Settings::default());
        assert!((chart.mean - mean).abs() < 5e-4, "{chart:?}");
        assert!((chart.lower - lower).abs() < 5e-3 && (chart.upper - upper).abs() < 5e-3, "{chart:?}");
    }
}

#[test]
fn an_outlier_is_screened_or_not_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, _snaps/ptd_spc_standard.md, r2 (screened) and r3 (not): the fifteenth value is 10
    let mut values = NHSR;
    values[14] = 10.0;
    let screened = drawn(&values, Settings::default());
    check(&screened, 0.669_415_9, -2.383_666, 3.722_497);
    assert_eq!(screened.screened, 2);
    check(
        &drawn(&values, Settings { screen: false, ..Settings::default() }),
        0.669_415_9,
        -4.596_625,
        5.935_457,
    );
    assert_eq!(marks(&screened, |point| point.outside), "..............u.....");
}

#[test]
fn seven_on_one_side_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, test-ptd_calculate_point_type.R: six are no run, eight are marked throughout
    let mut values = vec![1.0; 8];
    values.push(-8.0);
    let unscreened = Settings { screen: false, ..Settings::default() };
    let eight = drawn(&values, unscreened);
    assert_eq!(marks(&eight, |point| point.shift), "uuuuuuuu.");
    let mut values = vec![1.0; 6];
    values.push(-6.0);
    assert_eq!(marks(&drawn(&values, unscreened), |point| point.shift), ".......");
}

#[test]
fn a_point_on_the_mean_ends_a_run() {
    let values = [1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, -7.0];
    assert_eq!(marks(&drawn(&values, Settings::default()), |point| point.shift), ".........");
}

#[test]
fn seven_point_trends_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, test-ptd_calculate_point_type.R
    let trend = |values: &[f64]| marks(&drawn(values, Settings::default()), |point| point.trend);
    assert_eq!(trend(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), "......");
    assert_eq!(trend(&[1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0]), ".......");
    assert_eq!(trend(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "uuuuuuu");
    assert_eq!(trend(&[2.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 3.0]), ".uuuuuuu.");
    assert_eq!(trend(&[7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]), "ddddddd");
    let mut turning: Vec<f64> = (1..=7).map(f64::from).collect();
    turning.extend((1..=6).rev().map(f64::from));
    assert_eq!(trend(&turning), "uuuuuuddddddd");
}

#[test]
fn two_of_three_must_be_on_one_side_in_nhsr_plot_the_dots() {
    // NHSRplotthedots, test-ptd_spc_standard.R: 5.5 and -5.5 after seven pairs of 1 and -1
    let mut values = [1.0, -1.0].repeat(7);
    values.extend([5.5, -5.5]);
    let chart = drawn(&values, Settings::default());
    assert_eq!(chart.points[14..].iter().flatten().filter_map(Point::signal).count(), 0);
}

#[test]
fn two_of_three_marks_the_near_ones_alone() {
    // A baseline of known ranges: mean 0, mean range 1, limits -+2.66, near from 1.773.
    let mut values = [0.5, -0.5].repeat(6);
    values.extend([2.0, 0.5, 2.5, -0.1, 2.0, 2.0, -0.1, -2.0, -2.1, -0.2, 2.7, 2.0, 0.1]);
    values.extend([-0.1, 1.76, 1.77, 1.0, -0.1, 1.78, 1.79, 1.0]);
    let chart = drawn(&values, Settings { screen: true, baseline: Some(12) });
    assert!((chart.upper - 2.66).abs() < 1e-12 && chart.mean.abs() < 1e-12);
    assert_eq!(&marks(&chart, |point| point.two_of_three)[12..], "u.u....dd.........uu.");
    assert_eq!(&marks(&chart, |point| point.outside)[12..], "..........u..........");
}

#[test]
fn a_gap_splits_ranges_and_runs_and_trends() {
    let rising: Vec<Option<f64>> = (0..12).map(|i| (i != 6).then_some(f64::from(i))).collect();
    let chart = chart(&rising, Settings::default()).unwrap();
    // Nine ranges of 1; across the gap there would be one of 2.
    assert!((chart.mean_range - 1.0).abs() < 1e-12);
    assert_eq!(marks(&chart, |point| point.trend), "......_.....");
    assert_eq!((chart.n, chart.missing), (11, 1));
    let gaps = super::chart(
        &[None, Some(1.0), Some(2.0), None, None, Some(f64::NAN), Some(3.0)],
        Settings::default(),
    );
    assert_eq!(marks(&gaps.unwrap(), |_| None), "_..___.");
}

#[test]
fn limits_of_no_width_are_none() {
    // Deaths in custody of a year: one in sixteen, and all ranges that are not 0 are screened out.
    let mut deaths = [0.0; 16];
    deaths[14] = 1.0;
    for values in [[0.0; 16], [4.1; 16], deaths] {
        assert_eq!(chart(&values.map(Some), Settings::default()), None, "{values:?}");
    }
    let unscreened = drawn(&deaths, Settings { screen: false, ..Settings::default() });
    assert!((unscreened.mean_range - 2.0 / 15.0).abs() < 1e-12);
}

#[test]
fn the_baseline_sets_limits_for_later_points() {
    let mut values = [1.0, 3.0].repeat(5);
    values.extend([20.0; 3]);
    let chart = drawn(&values, Settings { screen: true, baseline: Some(10) });
    check(&chart, 2.0, 2.0 - 5.32, 2.0 + 5.32);
    assert_eq!(&marks(&chart, |point| point.outside)[10..], "uuu");
}

#[test]
fn too_little_is_none() {
    for values in
        [vec![], vec![None], vec![Some(1.0)], vec![Some(1.0), None, Some(2.0)], vec![Some(f64::NAN); 9]]
    {
        assert_eq!(chart(&values, Settings::default()), None, "{values:?}");
    }
    assert_eq!(chart(&[Some(1.0), Some(2.0)], Settings { screen: true, baseline: Some(1) }), None);
    assert_eq!(chart(&[Some(f64::MAX), Some(-f64::MAX), Some(f64::MAX)], Settings::default()), None);
}

proptest! {
    #[test]
    fn moving_and_stretching_the_values_moves_and_stretches_the_chart(
        values in proptest::collection::vec(proptest::option::of(-1000i32..1000), 2..60)
    ) {
        let before: Vec<_> = values.iter().map(|value| value.map(f64::from)).collect();
        let after: Vec<_> = before.iter().map(|value| value.map(|value| value * 4.0 + 64.0)).collect();
        let (before, after) = (chart(&before, Settings::default()), chart(&after, Settings::default()));
        prop_assert_eq!(before.is_some(), after.is_some());
        if let (Some(before), Some(after)) = (before, after) {
            prop_assert!(before.lower <= before.mean && before.mean <= before.upper);
            prop_assert!((before.upper * 4.0 + 64.0 - after.upper).abs() < 1e-6);
            prop_assert_eq!(before.points.len(), values.len());
            prop_assert_eq!(before.n + before.missing, values.len());
            prop_assert_eq!(marks(&before, |point| point.trend), marks(&after, |point| point.trend));
        }
    }
}

#[test]
fn of_fewer_points_than_the_least_none_lies_beyond_its_limits() {
    let most = LEAST_POINTS - 1;
    for code in 0..6_u32.pow(u32::try_from(most).unwrap()) {
        let digits = (0..most).scan(code, |rest, _| {
            let digit = *rest % 6;
            *rest /= 6;
            Some(f64::from(digit * digit))
        });
        let values: Vec<_> = digits.map(Some).collect();
        let points = chart(&values, Settings::default()).map(|chart| chart.points).unwrap_or_default();
        assert!(points.iter().flatten().all(|point| point.outside.is_none()), "{values:?}");
    }
    let least: [_; LEAST_POINTS] = [0.0, 0.05, 0.0, 0.05, 1.0].map(Some);
    let chart = chart(&least, Settings::default()).unwrap();
    assert_eq!(chart.points[most].unwrap().outside, Some(Direction::Up));
}
