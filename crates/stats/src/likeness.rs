//! How alike things are in several measured respects: robust scores, and a weighted distance over what
//! both have, with the part of each respect.

/// What makes the median absolute deviation of a normal sample an estimate of its standard deviation:
/// 1 / Φ⁻¹(3/4).
const MAD_TO_SD: f64 = 1.482_602_218_505_602;
/// The same for the mean absolute deviation: √(π/2).
const MEAN_AD_TO_SD: f64 = 1.253_314_137_315_500_3;

/// How far each value lies from the median, in robust standard deviations: `(x - median) / (1.4826 MAD)`.
///
/// The median and the median absolute deviation are taken rather than the mean and the standard
/// deviation since a few very large values would otherwise set the scale for all (Rousseeuw and Croux
/// 1993, Journal of the American Statistical Association 88(424), 1273-1283). Where more than half of
/// the values are the same, so that the MAD is 0, 1.2533 times the mean absolute deviation from the
/// median stands in for it (Iglewicz and Hoaglin 1993, How to detect and handle outliers); where all are
/// the same, every score is 0.
///
/// A value that is missing or not finite has no score; none has where the deviations are too large for a
/// number.
#[must_use]
pub fn robust_scores(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let known = |value: &Option<f64>| value.filter(|value| value.is_finite());
    let sample: Vec<f64> = values.iter().filter_map(known).collect();
    let Some(centre) = median(sample.clone()) else { return vec![None; values.len()] };
    let deviations: Vec<f64> = sample.iter().map(|value| (value - centre).abs()).collect();
    let mad = median(deviations.clone()).unwrap_or(0.0) * MAD_TO_SD;
    let scale = if mad > 0.0 { mad } else { mean(&deviations) * MEAN_AD_TO_SD };
    let score = |value: f64| if scale > 0.0 { (value - centre) / scale } else { 0.0 };
    let score = |value: f64| Some(score(value)).filter(|score| score.is_finite() && scale.is_finite());
    values.iter().map(|value| known(value).and_then(score)).collect()
}

/// How far apart two things are, and what of it each respect contributes.
#[derive(Debug, Clone, PartialEq)]
pub struct Distance {
    /// The squared distance: the sum of the contributions, 0 or more.
    pub squared: f64,
    /// What each respect adds to the squared distance; none where one of the two is not known.
    pub contributions: Vec<Option<f64>>,
    /// The share of the weight that is known for both, above 0 and at most 1.
    pub known: f64,
}

impl Distance {
    /// The distance, in the unit of the scores: the weighted root mean square of the differences.
    #[must_use]
    pub fn length(&self) -> f64 {
        self.squared.sqrt()
    }
}

/// The weighted mean square difference of two things over the respects known of both:
/// `Σ w (x - y)² / Σ w`.
///
/// Dividing by the weight that could be compared is how Gower (1971), A general coefficient of
/// similarity and some of its properties, Biometrics 27(4), 857-871, treats missing values; his
/// coefficient takes absolute differences over the range, this one squared differences of scores,
/// as a Euclidean distance does.
///
/// None when no respect of positive weight is known of both, or when the result would not be finite.
/// The three slices are of one length; what one of them lacks is not compared.
///
/// # Examples
///
/// ```
/// let distance = peel_stats::likeness::distance(
///     &[Some(1.0), Some(2.0), None],
///     &[Some(1.0), Some(4.0), Some(9.0)],
///     &[1.0, 1.0, 2.0],
/// );
/// let distance = distance.ok_or("nothing in common")?;
/// assert_eq!(distance.squared, 2.0);
/// assert_eq!(distance.contributions, [Some(0.0), Some(2.0), None]);
/// assert_eq!(distance.known, 0.5);
/// # Ok::<(), &str>(())
/// ```
#[must_use]
pub fn distance(one: &[Option<f64>], other: &[Option<f64>], weights: &[f64]) -> Option<Distance> {
    let usable = |weight: f64| if weight.is_finite() && weight > 0.0 { weight } else { 0.0 };
    let all: f64 = weights.iter().copied().map(usable).sum();
    let parts: Vec<Option<(f64, f64)>> = (one.iter().zip(other).zip(weights))
        .map(|((one, other), weight)| {
            let difference = (*one)? - (*other)?;
            let weight = usable(*weight);
            (weight > 0.0).then_some((weight, weight * difference * difference))
        })
        .collect();
    let known: f64 = parts.iter().flatten().map(|(weight, _)| weight).sum();
    if known <= 0.0 {
        return None;
    }
    let contributions: Vec<Option<f64>> =
        parts.iter().map(|part| part.map(|(_, square)| square / known)).collect();
    let squared: f64 = contributions.iter().flatten().sum();
    squared.is_finite().then(|| Distance { squared, contributions, known: (known / all).min(1.0) })
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some(values[middle - 1].midpoint(upper)) }
}

fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(values: &[Option<f64>], expected: &[Option<f64>]) {
        let scores = robust_scores(values);
        assert_eq!(scores.len(), expected.len());
        for (score, expected) in scores.iter().zip(expected) {
            match (score, expected) {
                (Some(score), Some(expected)) => assert!((score - expected).abs() < 1e-12, "{scores:?}"),
                _ => assert_eq!(score, expected, "{scores:?}"),
            }
        }
    }

    #[test]
    fn scores_are_distances_from_the_median_in_scaled_mads() {
        // Median 3, MAD 1: by hand; scipy.stats.median_abs_deviation(scale="normal") gives 1.482602.
        let unit = 1.0 / MAD_TO_SD;
        check(
            &[Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(100.0), None],
            &[Some(-2.0 * unit), Some(-unit), Some(0.0), Some(unit), Some(97.0 * unit), None],
        );
    }

    #[test]
    fn where_most_are_tied_the_mean_deviation_stands_in() {
        // Median 0, MAD 0, mean deviation 4 / 4 = 1.
        let unit = 1.0 / MEAN_AD_TO_SD;
        check(
            &[Some(0.0), Some(0.0), Some(0.0), Some(4.0)],
            &[Some(0.0), Some(0.0), Some(0.0), Some(4.0 * unit)],
        );
        check(&[Some(7.0), Some(7.0)], &[Some(0.0), Some(0.0)]);
    }

    #[test]
    fn nothing_and_what_is_not_finite_have_no_score() {
        check(&[], &[]);
        check(&[None, Some(f64::NAN), Some(f64::INFINITY)], &[None, None, None]);
        check(&[Some(f64::NAN), Some(5.0)], &[None, Some(0.0)]);
        assert!(robust_scores(&[Some(f64::MAX), Some(f64::MIN)]).iter().all(Option::is_none));
    }

    #[test]
    fn two_things_with_nothing_in_common_have_no_distance() {
        assert_eq!(distance(&[Some(1.0), None], &[None, Some(1.0)], &[1.0, 1.0]), None);
        assert_eq!(distance(&[Some(1.0)], &[Some(1.0)], &[0.0]), None);
        assert_eq!(distance(&[Some(1.0)], &[Some(1.0)], &[f64::NAN]), None);
        assert_eq!(distance(&[], &[], &[]), None);
        assert_eq!(distance(&[Some(f64::MAX)], &[Some(f64::MIN)], &[1.0]), None);
    }

    fn scores() -> impl Strategy<Value = Vec<Option<f64>>> {
        proptest::collection::vec(proptest::option::weighted(0.8, -5.0..5.0), 6)
    }

    proptest! {
        #[test]
        fn a_distance_is_symmetric_nothing_to_itself_and_the_sum_of_its_parts(
            one in scores(), other in scores(), weights in proptest::collection::vec(0.1..3.0, 6),
        ) {
            prop_assert_eq!(distance(&one, &other, &weights), distance(&other, &one, &weights));
            if let Some(itself) = distance(&one, &one, &weights) {
                prop_assert!(itself.squared == 0.0);
            }
            if let Some(distance) = distance(&one, &other, &weights) {
                let sum: f64 = distance.contributions.iter().flatten().sum();
                prop_assert!((sum - distance.length().powi(2)).abs() < 1e-9);
                prop_assert!(distance.known > 0.0 && distance.known <= 1.0);
            }
        }

        /// A change of unit or of zero changes no score: none of the measure's own scale is left.
        #[test]
        fn scores_know_no_unit(values in proptest::collection::vec(-50.0..50.0, 2..20), times in 0.01..100.0, plus in -50.0..50.0) {
            let before: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
            let after: Vec<Option<f64>> = values.iter().map(|value| Some(value * times + plus)).collect();
            for (before, after) in robust_scores(&before).into_iter().zip(robust_scores(&after)) {
                let (Some(before), Some(after)) = (before, after) else { return Err(TestCaseError::fail("a score is missing")) };
                prop_assert!((before - after).abs() <= 1e-6 * before.abs().max(1.0), "{} {}", before, after);
            }
        }
    }
}
