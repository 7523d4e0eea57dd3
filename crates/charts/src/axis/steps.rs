//! Round numbers around a span: multiples of 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers
//! for graph labels", Graphics Gems, 1990).

use super::Span;

/// Larger numbers stand where this one does, so that no difference of two overflows.
pub(super) const MOST: f64 = 1e300;
/// Smaller differences are none.
pub(super) const LEAST: f64 = 1e-290;

/// Round numbers, equally far apart.
pub(super) struct Marks {
    /// From the one at or below the span's beginning to the one at or above its end.
    pub(super) values: Vec<f64>,
    /// From one to the next.
    pub(super) step: f64,
}

/// Round numbers around the span, which has a width, at most `most` steps and two.
pub(super) fn marks(span: Span, most: usize) -> Marks {
    let step = round_up((span.high - span.low) / most.max(1) as f64);
    // A hair less and more, so that a value that is a multiple but for rounding needs no further step.
    let first = (span.low / step + 1e-9).floor();
    let n_steps = (span.high / step - 1e-9).ceil() - first;
    let mut values = Vec::new();
    while values.len() as f64 <= n_steps.max(1.0) && values.len() <= most + 2 {
        values.push((first + values.len() as f64) * step);
    }
    Marks { values, step }
}

/// Of powers of ten every so manyth, where all would be too many.
const POWERS_APART: [i32; 9] = [1, 2, 3, 5, 10, 20, 50, 100, 200];

/// 1, 2 and 5 times powers of ten from the one at or below the span's beginning to the one at or above its end.
pub(super) fn ratios(span: Span) -> Vec<f64> {
    let (low, high) = (span.low.max(LEAST), span.high.max(LEAST));
    let powers = exponent(low)..=exponent(high) + 1;
    let all: Vec<f64> =
        powers.flat_map(|power| [1.0, 2.0, 5.0].map(|factor| factor * 10_f64.powi(power))).collect();
    let first = all.iter().rposition(|value| *value <= low).unwrap_or(0);
    let last = all.iter().position(|value| *value >= high).unwrap_or(0).max(first + 1);
    all.get(first..=last).unwrap_or_default().to_vec()
}

/// Ever fewer of such numbers, two at least: all, the powers of ten, every second of these and so on, at last both ends.
pub(super) fn ever_fewer(ratios: &[f64]) -> impl Iterator<Item = Vec<f64>> {
    let powers = POWERS_APART.into_iter().map(|apart| {
        let is_one = |value: f64| value < 1.5 * 10_f64.powi(exponent(value)) && exponent(value) % apart == 0;
        ratios.iter().copied().filter(|value| is_one(*value)).collect::<Vec<_>>()
    });
    let ends = ratios.first().into_iter().chain(ratios.last()).copied().collect();
    std::iter::once(ratios.to_vec()).chain(powers).filter(|values| values.len() > 1).chain([ends])
}

/// The least of 1, 2 and 5 times a power of ten that is not less.
fn round_up(width: f64) -> f64 {
    let power = 10_f64.powi(exponent(width));
    let factor = [1.0, 2.0, 5.0].into_iter().find(|factor| width <= factor * power * (1.0 + 1e-9));
    factor.unwrap_or(10.0) * power
}

/// The power of ten of the first digit; exact, which a logarithm is not everywhere.
pub(super) fn exponent(value: f64) -> i32 {
    format!("{value:e}").split_once('e').and_then(|(_, power)| power.parse().ok()).unwrap_or(0)
}
