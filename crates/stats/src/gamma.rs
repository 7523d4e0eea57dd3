//! Quantiles of the gamma distribution, which are half those of chi-square.

use statrs::distribution::{Continuous, ContinuousCDF, Gamma};
use statrs::function::gamma::ln_gamma;

/// From this shape on the expansion alone is right to 13 digits, where iterating is slow and loses them.
const LARGE: f64 = 10_000.0;

/// From this shape on the expansion is near enough for Newton's steps to begin at.
const MIDDLE: f64 = 100.0;

/// Below this quantile the first term of the power series is near enough to begin at.
const SMALL: f64 = 0.01;

/// Half the quantile of chi-square with `2 shape` degrees of freedom at the lower-tail probability `p`,
/// whose standard normal deviate is `z` (`p` and `z` say the same twice, so that neither loses digits).
///
/// Large shapes use the asymptotic expansion of Goldberg and Levine (1946), "Approximate formulas for the
/// percentage points and normalization of t and chi-square", Annals of Mathematical Statistics 17(2),
/// 216-225. A shape of 0 is the constant 0. `None` when the shape is negative or not finite.
pub(crate) fn half_chi_square(shape: f64, p: f64, z: f64) -> Option<f64> {
    if !shape.is_finite() || shape < 0.0 || !(p > 0.0 && p < 1.0) {
        return None;
    }
    if shape <= 0.0 {
        return Some(0.0);
    }
    let quantile = if shape < LARGE { iteration(shape, p, z)? } else { expansion(shape, z) };
    (quantile.is_finite() && quantile >= 0.0).then_some(quantile)
}

/// Newton's steps from the nearest start there is; statrs' own quantile stops at nine decimals.
fn iteration(shape: f64, p: f64, z: f64) -> Option<f64> {
    let gamma = Gamma::new(shape, 1.0).ok()?;
    let first_term = ((p.ln() + ln_gamma(shape + 1.0)) / shape).exp();
    let mut quantile = if shape >= MIDDLE {
        expansion(shape, z)
    } else if first_term < SMALL {
        first_term
    } else {
        gamma.inverse_cdf(p)
    };
    for _ in 0..4 {
        let excess = if p < 0.5 { gamma.cdf(quantile) - p } else { (1.0 - p) - gamma.sf(quantile) };
        // The density by its logarithm: statrs multiplies it out, which overflows from a shape of 141.
        let next = quantile - excess / gamma.ln_pdf(quantile).exp();
        if !next.is_finite() || (next - quantile).abs() > 0.1 * quantile {
            break;
        }
        quantile = next;
    }
    Some(quantile)
}

fn expansion(shape: f64, z: f64) -> f64 {
    let root = shape.sqrt();
    let (z2, z3) = (z * z, z * z * z);
    let fourth = (3.0 * z2 * z2 + 7.0 * z2 - 16.0) / 810.0;
    let fifth = (9.0 * z2 * z3 + 256.0 * z3 - 433.0 * z) / 38_880.0;
    shape + z * root + (z2 - 1.0) / 3.0 + (z3 - 7.0 * z) / (36.0 * root) - fourth / shape
        + fifth / shape / root
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::confidence::Confidence;

    #[test]
    fn the_expansion_joins_on_to_the_iteration() {
        for (p, z) in [(0.025, -1.959_963_984_540_054), (0.999, 3.090_232_306_167_813)] {
            let exact = iteration(LARGE, p, z).unwrap();
            assert!((expansion(LARGE, z) / exact - 1.0).abs() < 1e-12, "{p}: {exact}");
        }
    }

    #[test]
    fn degenerate_shapes_are_zero_or_none() {
        assert_eq!(half_chi_square(0.0, 0.025, -1.96), Some(0.0));
        assert_eq!(half_chi_square(-1.0, 0.025, -1.96), None);
        assert_eq!(half_chi_square(f64::NAN, 0.025, -1.96), None);
        assert_eq!(half_chi_square(f64::INFINITY, 0.025, -1.96), None);
        assert_eq!(half_chi_square(1e-9, 0.025, -1.96), Some(0.0));
    }

    #[test]
    fn small_and_middling_shapes_are_those_of_scipy() {
        // scipy 1.17.1: gamma.ppf(p, shape)
        for (shape, p, expected) in [
            (0.1, 0.025, 5.791_710_245_521_471e-17),
            (0.1, 0.001, 6.073_048_362_407_869e-31),
            (0.1, 0.999, 3.363_677_011_718_753_6),
            (0.5, 0.025, 0.000_491_034_558_587_627_8),
            (0.5, 0.001, 7.853_985_746_312_461e-7),
            (0.5, 0.999, 5.413_783_085_331_366),
            (1.0, 0.025, 0.025_317_807_984_289_876),
            (1.0, 0.001, 0.001_000_500_333_583_534),
            (1.0, 0.999, 6.907_755_278_982_137),
            (1.5, 0.025, 0.107_897_641_311_948_93),
            (1.5, 0.001, 0.012_148_792_907_846_366),
            (1.5, 0.999, 8.133_118_098_119_064),
            (3.7, 0.025, 0.940_872_464_377_505_5),
            (3.7, 0.001, 0.348_643_700_878_963),
            (3.7, 0.999, 12.524_783_303_198_976),
            (12.0, 0.025, 6.200_575_108_722_218),
            (12.0, 0.001, 4.042_440_790_424_585),
            (12.0, 0.999, 25.589_298_888_688_695),
            (99.5, 0.025, 80.913_091_196_823_43),
            (99.5, 0.001, 71.498_673_278_564_34),
            (99.5, 0.999, 133.192_947_688_131_03),
            (100.0, 0.025, 81.363_991_250_923_14),
            (100.0, 0.001, 71.921_397_495_000_4),
            (100.0, 0.999, 133.770_263_911_378_6),
            (2_500.0, 0.025, 2_402.952_365_431_124),
            (2_500.0, 0.001, 2_348.333_690_867_899_3),
            (2_500.0, 0.999, 2_657.365_679_150_598),
            (9_999.0, 0.025, 9_803.962_267_410_414),
            (9_999.0, 0.001, 9_692.839_837_258_081),
            (9_999.0, 0.999, 10_310.859_773_097_17),
        ] {
            let confidence = if (0.01..=0.99).contains(&p) { Confidence::P95 } else { Confidence::P998 };
            let z = if p < 0.5 { -confidence.z() } else { confidence.z() };
            let found = half_chi_square(shape, p, z).unwrap();
            assert!((found / expected - 1.0).abs() < 1e-12, "{shape} {p}: {found} is not {expected}");
        }
    }
}
