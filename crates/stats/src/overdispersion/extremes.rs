//! Extreme scores are left out or drawn in, so that a few outliers do not pass for over-dispersion of all.

use crate::average::quantile;

/// What is done with the extreme scores; the share is that at each end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Extremes {
    /// Leave them out: with `k = 1 / share` and mid-ranks `r`, keep where `0 < floor(r k / (n + 1)) < k - 1`,
    /// as NHS Digital's SHMI does.
    Truncate(f64),
    /// Move them to the quantiles (definition 7) at the share and at 1 less the share, as Spiegelhalter does.
    Winsorise(f64),
}

impl Extremes {
    /// The scores after treatment, `None` for those left out. `None` when the share is not within 0 and 1/2.
    ///
    /// Scores may be infinite. A share of 0 changes nothing.
    pub(super) fn treat(self, scores: &[f64]) -> Option<Vec<Option<f64>>> {
        let (Self::Truncate(share) | Self::Winsorise(share)) = self;
        if !(0.0..0.5).contains(&share) {
            return None;
        }
        let mut ordered = scores.to_vec();
        ordered.sort_unstable_by(f64::total_cmp);
        if share <= 0.0 {
            return Some(scores.iter().copied().map(Some).collect());
        }
        Some(match self {
            Self::Truncate(_) => scores
                .iter()
                .map(|score| is_kept(mid_rank(&ordered, *score), scores.len(), share).then_some(*score))
                .collect(),
            Self::Winsorise(_) => {
                let (low, high) = (quantile(&ordered, share)?, quantile(&ordered, 1.0 - share)?);
                scores.iter().map(|score| Some(score.max(low).min(high))).collect()
            }
        })
    }
}

fn is_kept(rank: f64, n: usize, share: f64) -> bool {
    let groups = 1.0 / share;
    let group = (rank * groups / (n as f64 + 1.0)).floor();
    group > 0.0 && group < groups - 1.0
}

/// The rank of `score` among those in order, from 1; equal scores share the mean of their ranks.
fn mid_rank(ordered: &[f64], score: f64) -> f64 {
    let below = ordered.partition_point(|other| *other < score);
    let through = ordered.partition_point(|other| *other <= score);
    (below + through + 1) as f64 / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(scores: &[f64], extremes: Extremes) -> Vec<f64> {
        extremes.treat(scores).unwrap().into_iter().flatten().collect()
    }

    #[test]
    fn forty_three_forces_lose_four_at_each_end() {
        // By hand: 10 r / 44 reaches 1 at r = 5 (4.4) and 9 at r = 40 (39.6).
        let scores: Vec<f64> = (1..=43).map(f64::from).collect();
        let left = kept(&scores, Extremes::Truncate(0.1));
        assert_eq!((left[0], left[left.len() - 1], left.len()), (5.0, 39.0, 35));
    }

    #[test]
    fn equal_scores_stay_or_go_together() {
        // Ranks of ten: 1.5 1.5 3 ... 8 9.5 9.5; 10 r / 11 is 1.36 for the lowest and 8.6 for the highest.
        let scores = [1.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 8.0];
        assert_eq!(kept(&scores, Extremes::Truncate(0.1)).len(), 10);
        assert_eq!(
            kept(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0], Extremes::Truncate(0.1)).len(),
            8
        );
    }

    #[test]
    fn winsorising_moves_the_ends_to_the_quantiles() {
        // numpy 2.4.6: np.quantile(np.arange(1, 12), [0.1, 0.9]) is 2, 10
        let scores: Vec<f64> = (1..=11).map(f64::from).collect();
        let moved = kept(&scores, Extremes::Winsorise(0.1));
        assert_eq!(moved, [2.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 10.0]);
    }

    #[test]
    fn shares_that_cannot_be_are_none_and_0_changes_nothing() {
        for share in [-0.1, 0.5, 1.0, f64::NAN] {
            assert_eq!(Extremes::Truncate(share).treat(&[1.0]), None);
            assert_eq!(Extremes::Winsorise(share).treat(&[1.0]), None);
        }
        assert_eq!(kept(&[3.0, -9.0], Extremes::Winsorise(0.0)), [3.0, -9.0]);
        assert_eq!(kept(&[3.0, -9.0], Extremes::Truncate(0.0)), [3.0, -9.0]);
    }
}
