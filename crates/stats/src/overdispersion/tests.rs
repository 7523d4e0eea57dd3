//! Over-dispersion against the published example, independent numbers and its properties.

use super::*;
use proptest::prelude::*;

const OBSERVED: [f64; 6] = [100.0, 150.0, 180.0, 80.0, 120.0, 225.0];
const EXPECTED: [f64; 6] = [108.0, 112.0, 165.0, 95.0, 100.0, 220.0];

/// Twelve made-up units, the expected not whole.
const TWELVE: [(f64, f64); 12] = [
    (5.0, 11.234),
    (18.0, 15.5),
    (40.0, 38.111),
    (33.0, 41.005),
    (61.0, 50.2),
    (75.0, 70.9),
    (22.0, 31.6),
    (90.0, 66.6),
    (14.0, 20.25),
    (120.0, 101.4),
    (55.0, 60.06),
    (47.0, 45.455),
];

const SHARES: [(f64, f64); 6] =
    [(30.0, 100.0), (50.0, 120.0), (45.0, 90.0), (90.0, 260.0), (12.0, 80.0), (60.0, 110.0)];

fn units(pairs: impl IntoIterator<Item = (f64, f64)>) -> Vec<Option<Quotient>> {
    pairs.into_iter().map(|(n, d)| Some(Quotient::new(n, d))).collect()
}

fn six() -> Vec<Option<Quotient>> {
    units(OBSERVED.into_iter().zip(EXPECTED))
}

fn check(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-12 * expected.abs().max(1e-3), "{found} is not {expected}");
}

fn check_dispersion(
    scale: Scale,
    extremes: Extremes,
    units: &[Option<Quotient>],
    phi: f64,
    tau2: f64,
    n: usize,
) {
    let found = dispersion(scale, extremes, units).unwrap();
    check(found.phi, phi);
    check(found.tau2, tau2);
    assert_eq!(found.n, n, "{scale:?}");
}

#[test]
fn six_units_in_funnel_plot_r() {
    // FunnelPlotR, test-classes_methods.R: phi to the six decimals printed
    let found = dispersion(Scale::LogRatio, Extremes::Truncate(0.1), &six()).unwrap();
    assert!((found.phi - 2.948_033).abs() < 5e-7, "{found:?}");
    assert_eq!((found.n, found.truncated, found.missing), (6, 0, 0));
}

#[test]
fn phi_and_tau_squared_of_numpy() {
    // numpy 2.4.6 and scipy 1.17.1 (rankdata, quantile), from the published formulas
    let (truncate, winsorise) = (Extremes::Truncate(0.1), Extremes::Winsorise(0.1));
    let check = check_dispersion;
    check(Scale::LogRatio, truncate, &six(), 2.948_033_175_102_358_5, 0.019_477_530_578_021_58, 6);
    check(Scale::RootRatio, winsorise, &six(), 2.327_178_257_594_119, 0.003_439_780_154_186_273_5, 6);
    check(Scale::LogCounts, winsorise, &six(), 0.920_435_365_744_500_5, 0.001_548_674_762_983_944_4, 6);
    check(Scale::LogRatio, truncate, &units(TWELVE), 1.479_202_538_423_414_6, 0.013_961_140_238_961_618, 10);
    check(
        Scale::RootRatio,
        winsorise,
        &units(TWELVE),
        1.670_740_459_827_994_5,
        0.004_590_135_765_847_071,
        12,
    );
    check(Scale::LogCounts, winsorise, &units(TWELVE), 0.812_059_765_808_080_3, 0.0, 12);
    check(Scale::Arcsine, winsorise, &units(SHARES), 4.816_231_392_240_194, 0.009_892_165_113_624_882, 6);
}

#[test]
fn limits_after_over_dispersion_of_numpy() {
    // numpy 2.4.6, from the published formulas: the seventh of the twelve, 22 of 31.6
    let unit = Quotient::new(22.0, 31.6);
    let log = dispersion(Scale::LogRatio, Extremes::Truncate(0.1), &units(TWELVE)).unwrap();
    let limits = log.limits(unit, Inflation::Additive, Confidence::P95).unwrap();
    check(limits.lower, 0.657_990_642_855_532);
    check(limits.upper, 1.519_778_451_043_352_3);
    check(log.adjusted_score(unit, Inflation::Additive).unwrap(), -1.695_632_549_272_845_5);
    let root = dispersion(Scale::RootRatio, Extremes::Winsorise(0.1), &units(TWELVE)).unwrap();
    let limits = root.limits(unit, Inflation::Additive, Confidence::P998).unwrap();
    check(limits.lower, 0.428_344_602_196_326_6);
    check(limits.upper, 1.810_422_977_101_101_3);
    let limits = root.limits(unit, Inflation::Multiplicative, Confidence::P95).unwrap();
    check(limits.lower, 0.600_105_544_245_478);
    check(limits.upper, 1.501_446_365_192_762_5);
    let arcsine = dispersion(Scale::Arcsine, Extremes::Winsorise(0.1), &units(SHARES)).unwrap();
    let limits = arcsine.limits(Quotient::new(0.0, 110.0), Inflation::Additive, Confidence::P95).unwrap();
    check(limits.lower, 0.185_760_954_673_640_45);
    check(limits.upper, 0.592_021_676_917_651_3);
}

#[test]
fn limits_on_root_and_arcsine_scales_stop_at_their_ends() {
    let root = dispersion(Scale::RootRatio, Extremes::Winsorise(0.1), &six()).unwrap();
    let tiny = root.limits(Quotient::new(0.0, 0.5), Inflation::Additive, Confidence::P998).unwrap();
    assert!(tiny.lower.abs() < f64::MIN_POSITIVE && tiny.upper > 1.0);
    let arcsine = dispersion(Scale::Arcsine, Extremes::Winsorise(0.1), &units(SHARES)).unwrap();
    let tiny = arcsine.limits(Quotient::new(0.0, 1.0), Inflation::None, Confidence::P998).unwrap();
    check(tiny.lower, 0.0);
    check(tiny.upper, 1.0);
}

#[test]
fn units_just_as_expected_have_phi_and_tau_squared_0() {
    let same = units([(10.0, 10.0), (200.0, 200.0), (55.0, 55.0)]);
    let found = dispersion(Scale::RootRatio, Extremes::Winsorise(0.1), &same).unwrap();
    assert!(found.phi.abs() < 1e-15 && found.tau2.to_bits() == 0);
    let limits = |inflation| found.limits(Quotient::new(1.0, 50.0), inflation, Confidence::P95);
    assert_eq!(limits(Inflation::Additive), limits(Inflation::None));
    assert_eq!(limits(Inflation::Multiplicative), limits(Inflation::None));
}

#[test]
fn expected_events_are_rounded_to_two_decimals_on_the_log_scale_alone() {
    let rough = units([(9.0, 10.004), (14.0, 12.0), (30.0, 27.0)]);
    let round = units([(9.0, 10.0), (14.0, 12.0), (30.0, 27.0)]);
    let phi = |scale, units: &[_]| dispersion(scale, Extremes::Truncate(0.1), units).unwrap().phi;
    check(phi(Scale::LogRatio, &rough), phi(Scale::LogRatio, &round));
    assert!((phi(Scale::RootRatio, &rough) - phi(Scale::RootRatio, &round)).abs() > 1e-6);
    let gone = dispersion(Scale::LogRatio, Extremes::Truncate(0.1), &[six(), units([(1.0, 0.004)])].concat());
    assert_eq!(gone.unwrap().missing, 1);
}

#[test]
fn no_events_on_the_log_scale_are_truncated_or_leave_nothing_to_say() {
    let mut twelve = units(TWELVE);
    twelve[0] = Some(Quotient::new(0.0, 11.234));
    let found = dispersion(Scale::LogRatio, Extremes::Truncate(0.1), &twelve).unwrap();
    assert_eq!((found.scores[0], found.truncated, found.missing), (None, 2, 0));
    assert_eq!(found.adjusted_score(Quotient::new(0.0, 9.0), Inflation::Additive), None);
    assert_eq!(dispersion(Scale::LogRatio, Extremes::Winsorise(0.0), &twelve), None);
}

#[test]
fn what_has_no_value_is_counted() {
    let bad = units([(1.0, 0.0), (-1.0, 5.0), (f64::NAN, 5.0), (5.0, f64::INFINITY)]);
    let found =
        dispersion(Scale::RootRatio, Extremes::Winsorise(0.1), &[six(), bad, vec![None]].concat()).unwrap();
    assert_eq!((found.n, found.missing), (6, 5));
    assert_eq!(found.scores[6..], [None; 5]);
    check(found.phi, 2.327_178_257_594_119);
    let over =
        dispersion(Scale::Arcsine, Extremes::Winsorise(0.1), &[units(SHARES), units([(6.0, 5.0)])].concat());
    assert_eq!(over.unwrap().missing, 1);
    for denominator in [0.0, -1.0, f64::NAN] {
        assert_eq!(found.limits(Quotient::new(0.0, denominator), Inflation::Additive, Confidence::P95), None);
    }
}

#[test]
fn fewer_than_two_units_are_none() {
    for scale in [Scale::LogRatio, Scale::RootRatio, Scale::Arcsine, Scale::LogCounts] {
        for units in [vec![], vec![None], units([(3.0, 9.0)])] {
            assert_eq!(dispersion(scale, Extremes::Winsorise(0.1), &units), None, "{scale:?}");
        }
    }
}

proptest! {
    #[test]
    fn order_moves_nothing_and_inflation_never_narrows(
        pairs in proptest::collection::vec((1u32..400, 400u32..900), 3..40)
    ) {
        let units: Vec<_> = units(pairs.into_iter().map(|(n, d)| (n.into(), d.into())));
        let reversed: Vec<_> = units.iter().rev().copied().collect();
        for scale in [Scale::LogRatio, Scale::RootRatio, Scale::Arcsine, Scale::LogCounts] {
            for extremes in [Extremes::Truncate(0.1), Extremes::Winsorise(0.1)] {
                let (Some(found), Some(back)) = (dispersion(scale, extremes, &units), dispersion(scale, extremes, &reversed)) else { continue };
                prop_assert_eq!(found.phi.to_bits(), back.phi.to_bits());
                prop_assert_eq!(found.tau2.to_bits(), back.tau2.to_bits());
                prop_assert!(found.phi >= 0.0 && found.tau2 >= 0.0);
                prop_assert_eq!(found.n + found.truncated + found.missing, units.len());
                let limits = |inflation| found.limits(Quotient::new(30.0, 90.0), inflation, Confidence::P95).unwrap();
                let plain = limits(Inflation::None);
                for inflated in [limits(Inflation::Additive), limits(Inflation::Multiplicative)] {
                    prop_assert!(inflated.lower <= plain.lower && plain.upper <= inflated.upper);
                }
            }
        }
    }
}
