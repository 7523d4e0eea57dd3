//! Whatever the input, no statistic panics or gives a number that is not one.

use peel_stats::average::{mean, mean_of_rates, quantile, spread, weighted_mean};
use peel_stats::change::{proportion_difference, rate_ratio};
use peel_stats::confidence::Confidence;
use peel_stats::funnel::{self, Kind};
use peel_stats::interval;
use peel_stats::overdispersion::{Extremes, Inflation, Scale, dispersion};
use peel_stats::quotient::Quotient;
use peel_stats::xmr;
use proptest::prelude::*;
use std::fmt::Debug;

/// Any number at all, and often one that trips formulas.
fn number() -> impl Strategy<Value = f64> {
    let awkward = [
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        9.0,
        10.0,
        100.0,
        141.0,
        1e3,
        1e4,
        1e12,
        1e300,
        1e-300,
        5e-324,
        f64::MAX,
        f64::MIN,
        f64::NAN,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::EPSILON,
    ];
    prop_oneof![proptest::sample::select(awkward.to_vec()), any::<f64>(), 0.0..1e6f64]
}

fn quotient() -> impl Strategy<Value = Quotient> {
    (number(), number()).prop_map(|(numerator, denominator)| Quotient { numerator, denominator })
}

fn confidence() -> impl Strategy<Value = Confidence> {
    prop_oneof![
        Just(Confidence::P95),
        Just(Confidence::P998),
        (0.01..0.999f64).prop_filter_map("a level", Confidence::new)
    ]
}

/// Fails when a number in what is printed of `found` is not one.
fn check(found: &impl Debug) {
    let printed = format!("{found:?}");
    assert!(!printed.contains("NaN") && !printed.contains("inf"), "{printed}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn of_one_or_two_quotients(a in quotient(), b in quotient(), x in number(), y in number(), confidence in confidence()) {
        check(&interval::byar(x, confidence));
        check(&interval::byar_upper(x, confidence));
        check(&interval::poisson_exact(x, confidence));
        check(&interval::count(x, confidence));
        check(&interval::rate(a, x, confidence));
        check(&interval::proportion(a, confidence));
        check(&rate_ratio(a, b, confidence));
        check(&proportion_difference(a, b, confidence));
        check(&a.against(x));
        check(&funnel::ratio_limits_at_observed(x, confidence));
        check(&funnel::position_by_interval(a, x));
        for kind in [Kind::Proportion, Kind::Rate, Kind::Ratio] {
            check(&funnel::limits(kind, x, y, confidence));
            check(&funnel::proportion_limits_exact(x, y, confidence));
        }
        check(&Confidence::new(x));
    }

    #[test]
    fn of_many_quotients(
        units in proptest::collection::vec(proptest::option::of(quotient()), 0..12), share in number(), one in quotient()
    ) {
        check(&mean_of_rates(&units));
        check(&weighted_mean(&units));
        for kind in [Kind::Proportion, Kind::Rate, Kind::Ratio] {
            check(&funnel::funnel(kind, &units));
        }
        for scale in [Scale::LogRatio, Scale::RootRatio, Scale::Arcsine, Scale::LogCounts] {
            for extremes in [Extremes::Truncate(0.1), Extremes::Winsorise(0.1), Extremes::Truncate(share), Extremes::Winsorise(share)] {
                let Some(found) = dispersion(scale, extremes, &units) else { continue };
                check(&found);
                for inflation in [Inflation::None, Inflation::Additive, Inflation::Multiplicative] {
                    check(&found.limits(one, inflation, Confidence::P998));
                    check(&found.adjusted_score(one, inflation));
                }
            }
        }
    }

    #[test]
    fn of_many_numbers(
        values in proptest::collection::vec(proptest::option::of(number()), 0..30), p in number(), baseline in 0usize..40, screen: bool
    ) {
        check(&mean(&values));
        check(&spread(&values));
        let mut ordered: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
        ordered.sort_unstable_by(f64::total_cmp);
        check(&quantile(&ordered, p));
        check(&xmr::chart(&values, xmr::Settings::default()));
        check(&xmr::chart(&values, xmr::Settings { screen, baseline: Some(baseline) }));
    }
}
