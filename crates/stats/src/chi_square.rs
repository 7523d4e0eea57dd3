//! Tests against a chi-square distribution, and against a normal one by the same tail.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// A statistic that is chi-square distributed when nothing but chance is at work.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquareTest {
    /// The statistic, 0 or more.
    pub statistic: f64,
    /// The degrees of freedom; 0 when there was nothing to test, and then `p` is 1.
    pub df: u64,
    /// The chance of a statistic at least as large, by the upper tail of the chi-square distribution.
    pub p: f64,
}

impl ChiSquareTest {
    /// `None` for a statistic that is not a finite number of 0 or more.
    pub(crate) fn new(statistic: f64, df: u64) -> Option<Self> {
        if !(statistic.is_finite() && statistic >= 0.0) {
            return None;
        }
        Some(Self { statistic, df, p: upper_tail(statistic, df) })
    }
}

/// The two-sided p-value of a standard normal z: the upper tail of z squared with one degree of freedom,
/// which statrs has to full precision, its normal tail to ten digits. NaN is taken for no evidence at all.
pub(crate) fn two_sided_normal(z: f64) -> f64 {
    upper_tail(z * z, 1)
}

fn upper_tail(statistic: f64, df: u64) -> f64 {
    let p = ChiSquared::new(df as f64).map(|distribution| distribution.sf(statistic));
    p.ok().filter(|p| p.is_finite()).map_or(1.0, |p| p.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upper_tails_are_those_of_scipy() {
        // scipy 1.17: chi2.sf
        let cases = [
            (13.764_705_882_352_94, 2, 0.001_025_727_726_558_075),
            (271.922_246_968_261_6, 3, 1.184_636_633_065_107_6e-58),
            (0.470_588_235_294_117_6, 1, 0.492_716_677_227_087_7),
        ];
        for (statistic, df, expected) in cases {
            let p = ChiSquareTest::new(statistic, df).unwrap().p;
            assert!((p / expected - 1.0).abs() < 1e-11, "{p:e} is not {expected:e}");
        }
    }

    #[test]
    fn two_sided_tails_are_those_of_scipy() {
        // scipy 1.17: 2 * norm.sf(z)
        let cases = [
            (0.0, 1.0),
            (-1.4, 2.0 * 0.080_756_659_233_771_07),
            (3.297_115_867_549_998, 2.0 * 0.000_488_415_969_973_755_3),
            (8.0, 2.0 * 6.220_960_574_271_74e-16),
            (36.0, 2.0 * 4.182_624_065_796_808e-284),
        ];
        for (z, expected) in cases {
            let p = two_sided_normal(z);
            assert!((p / expected - 1.0).abs() < 1e-11, "{p:e} is not {expected:e}");
        }
        assert_eq!(Some(two_sided_normal(f64::INFINITY)), Some(0.0));
    }

    #[test]
    fn what_is_no_number_gives_no_test() {
        assert_eq!(ChiSquareTest::new(f64::NAN, 1), None);
        assert_eq!(ChiSquareTest::new(f64::INFINITY, 1), None);
        assert_eq!(ChiSquareTest::new(-1.0, 1), None);
        assert_eq!(ChiSquareTest::new(0.0, 0).map(|test| test.p), Some(1.0));
        assert_eq!(ChiSquareTest::new(1e300, 3).map(|test| test.p), Some(0.0));
    }
}
