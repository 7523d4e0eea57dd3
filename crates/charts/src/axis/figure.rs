//! A number of an axis in words.

use super::steps::exponent;

/// From here on numbers are given in millions.
const MILLION: f64 = 1e6;
/// Beyond these powers of ten digits say less than the power.
const PLAIN: std::ops::Range<i32> = -6..12;

/// The number with as many decimals as its neighbours at this step need; thousands by commas.
pub(crate) fn figure(value: f64, step: f64) -> String {
    let largest = exponent(value).max(exponent(step));
    if !(PLAIN.contains(&largest) && PLAIN.contains(&exponent(step))) {
        return signed(value, &format!("{:.0e}", value.abs()).replace("0e0", "0"));
    }
    if step >= MILLION / 10.0 && value.abs() >= MILLION / 10.0 {
        return signed(value, &format!("{}m", decimals(value.abs() / MILLION, step / MILLION)));
    }
    signed(value, &decimals(value.abs(), step))
}

fn signed(value: f64, size: &str) -> String {
    let is_nothing = !size.contains(|c: char| ('1'..='9').contains(&c));
    if value < 0.0 && !is_nothing { format!("−{size}") } else { size.to_owned() }
}

fn decimals(value: f64, step: f64) -> String {
    let n = usize::try_from(-exponent(step)).unwrap_or(0);
    grouped(&format!("{value:.n$}"))
}

/// The digits before the point in groups of three.
pub(crate) fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let n = whole.len();
    let separate = |(at, c): (usize, char)| {
        let comma = at > 0 && (n - at).is_multiple_of(3);
        comma.then_some(',').into_iter().chain([c])
    };
    whole.chars().enumerate().flat_map(separate).chain(rest.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: f64, step: f64, expected: &str) {
        assert_eq!(figure(value, step), expected);
    }

    #[test]
    fn decimals_are_those_of_the_step() {
        check(0.3, 0.1, "0.3");
        check(0.1 + 0.2, 0.1, "0.3");
        check(2.0, 0.5, "2.0");
        check(20.0, 20.0, "20");
        check(-0.0, 0.1, "0.0");
        check(-12.5, 0.5, "−12.5");
    }

    #[test]
    fn thousands_are_grouped_and_millions_named() {
        check(2_000.0, 500.0, "2,000");
        check(125_000.0, 25_000.0, "125,000");
        check(1_500_000.0, 500_000.0, "1.5m");
        check(0.0, 500_000.0, "0");
    }

    #[test]
    fn what_has_too_many_digits_is_a_power_of_ten() {
        check(2e300, 1e300, "2e300");
        check(-3e-12, 1e-12, "−3e-12");
        check(0.0, 1e-12, "0");
    }
}
