//! Kendall's coefficient of concordance W: how far several orders of the same items agree.

use crate::chi_square::ChiSquareTest;
use crate::ranks::Ranks;

/// Kendall's W and its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Concordance {
    /// W, from 0 (no agreement) to 1 (the same order by all), corrected for ties.
    pub w: f64,
    /// How many orders (judges, pillars, cycles) there are.
    pub judges: usize,
    /// How many items each puts in order.
    pub items: usize,
    /// The test that orders are independent: `judges (items - 1) W`, with `items - 1` degrees of freedom. It is
    /// Friedman's test, and its p an approximation: see [`Concordance::p`].
    pub test: ChiSquareTest,
}

/// The fewest items of which the distribution of W is near enough to chi-square's.
///
/// Siegel and Castellan (1988), Nonparametric Statistics for the Behavioral Sciences, 2nd edition, chapter 9:
/// chi-square for more than 7, tables of the exact distribution (without ties) below.
pub const ENOUGH_ITEMS: usize = 8;

impl Concordance {
    /// The p-value of the test; `None` with fewer than [`ENOUGH_ITEMS`].
    #[must_use]
    pub const fn p(&self) -> Option<f64> {
        if self.items < ENOUGH_ITEMS { None } else { Some(self.test.p) }
    }
}

/// Kendall's W of `judges[j][i]`, the value that judge `j` gives to item `i`; only their order is used.
///
/// `W = 12 S / (m^2 (n^3 - n) - m T)`, where `S` is the sum of squared deviations of the items' rank sums from
/// their mean, m the judges, n the items, ranks are mid-ranks, and `T` is the sum of `t^3 - t` over all ties of
/// all judges. Kendall and Babington Smith (1939), "The problem of m rankings", Annals of Mathematical
/// Statistics 10, 275-287; with ties Kendall (1970), chapter 6, as R's `irr::kendall(correct = TRUE)`.
///
/// Items that a judge leaves open must be left out first, for all judges. `None` with fewer than two judges or
/// two items, rows of different lengths, a NaN, or judges who all call all items equal.
///
/// # Examples
///
/// ```
/// use peel_stats::concordance::kendall_w;
///
/// let same = kendall_w(&[[1, 2, 3], [10, 20, 30]]);
/// assert!(same.is_some_and(|same| same.w == 1.0));
/// ```
#[must_use]
pub fn kendall_w<R: AsRef<[T]>, T: PartialOrd>(judges: &[R]) -> Option<Concordance> {
    let items = judges.first()?.as_ref().len();
    if judges.len() < 2 || items < 2 || judges.iter().any(|row| row.as_ref().len() != items) {
        return None;
    }
    let (m, n) = (judges.len() as f64, items as f64);
    let (mut sums, mut ties) = (vec![0.0; items], 0.0);
    for row in judges {
        let ranks = Ranks::of(row.as_ref())?;
        ties += ranks.over_ties(|t| t * t * t - t);
        for (sum, rank) in sums.iter_mut().zip(ranks.midranks()) {
            *sum += rank;
        }
    }
    let mean = m * (n + 1.0) / 2.0;
    let squares: f64 = sums.iter().map(|sum| (sum - mean).powi(2)).sum();
    let scale = m * m * (n * n * n - n) - m * ties;
    if scale <= 0.0 {
        return None;
    }
    let w = (12.0 * squares / scale).clamp(0.0, 1.0);
    let test = ChiSquareTest::new(m * (n - 1.0) * w, items as u64 - 1)?;
    Some(Concordance { w, judges: judges.len(), items, test })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(actual: f64, expected: f64) {
        assert!((actual - expected).abs() <= 1e-9 * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn irr_anxiety_ratings_of_20_by_3_raters() {
        // R irr: kendall(anxiety, TRUE) prints W = 0.54, chi-square(19) = 30.8, p = 0.0429; the further digits
        // are those of scipy 1.17 friedmanchisquare.
        let ratings: [[u8; 20]; 3] = [
            [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
            [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
            [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
        ];
        let concordance = kendall_w(&ratings).unwrap();
        close(concordance.w, 0.539_656_875_954_370_4);
        close(concordance.test.statistic, 30.760_441_929_399_11);
        assert_eq!(concordance.test.df, 19);
        close(concordance.test.p, 0.042_883_473_126_947_67);
    }

    #[test]
    fn hand_worked_without_ties() {
        // Rank sums 5, 4, 9, 12 around 7.5: S = 6.25 + 12.25 + 2.25 + 20.25 = 41, and 9 60 = 540.
        let concordance = kendall_w(&[[1, 2, 3, 4], [2, 1, 3, 4], [2, 1, 3, 4]]).unwrap();
        close(concordance.w, 12.0 * 41.0 / 540.0);
    }

    #[test]
    fn few_items_have_no_p() {
        // Of two items in one order by both W is 1, and chi-square's p 0.157; one arrangement in two is that, p 1/2.
        let two = kendall_w(&[[1, 2], [1, 2]]).unwrap();
        assert!((two.w - 1.0).abs() < 1e-12 && (two.test.p - 0.157_299_207_050_285_1).abs() < 1e-12);
        assert_eq!(two.p(), None);
        let of = |items: usize| kendall_w(&[(0..items).collect(), (0..items).collect::<Vec<_>>()]).unwrap();
        assert_eq!(of(7).p(), None);
        assert_eq!(of(8).p(), Some(of(8).test.p));
    }

    #[test]
    fn a_judge_who_calls_all_equal_pulls_w_down() {
        // Mid-ranks 2 2 2 and twice 1 2 3: sums 4, 6, 8, S = 8; 12 8 / (9 24 - 3 24) = 96 / 144.
        let concordance = kendall_w(&[[7, 7, 7], [1, 2, 3], [1, 2, 3]]).unwrap();
        close(concordance.w, 2.0 / 3.0);
    }

    #[test]
    fn degenerate_judges() {
        assert_eq!(kendall_w::<[u8; 3], u8>(&[]), None);
        assert_eq!(kendall_w(&[[1, 2, 3]]), None);
        assert_eq!(kendall_w(&[[1], [2]]), None);
        assert_eq!(kendall_w(&[[5, 5, 5], [1, 1, 1]]), None);
        assert_eq!(kendall_w(&[vec![1, 2], vec![1]]), None);
        assert_eq!(kendall_w(&[[1.0, f64::NAN], [1.0, 2.0]]), None);
        assert_eq!(kendall_w(&[[1, 2, 3], [3, 2, 1]]).map(|concordance| concordance.w), Some(0.0));
    }

    proptest! {
        #[test]
        fn the_order_of_judges_and_items_and_a_rescaling_change_nothing(
            ratings in prop::collection::vec(prop::collection::vec(0_u8..5, 7), 2..6), turn in 0_usize..7,
        ) {
            let one = kendall_w(&ratings);
            let turned: Vec<Vec<f64>> = ratings.iter().rev().map(|row| {
                let mut row: Vec<f64> = row.iter().map(|&value| f64::from(value).exp()).collect();
                row.rotate_left(turn);
                row
            }).collect();
            let other = kendall_w(&turned);
            prop_assert_eq!(one.is_some(), other.is_some());
            if let (Some(one), Some(other)) = (one, other) {
                prop_assert!((one.w - other.w).abs() < 1e-12);
                prop_assert!((0.0..=1.0).contains(&one.w) && (0.0..=1.0).contains(&one.test.p));
            }
        }
    }
}
