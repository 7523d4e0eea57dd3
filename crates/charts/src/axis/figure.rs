//! A number of an axis in words.

use super::steps::exponent;

/// Numbers in words whose neighbours are this far apart are given in units: from so many on, of so many, by this letter.
const UNITS: [(f64, &str); 3] = [(1e12, "tn"), (1e9, "bn"), (1e6, "m")];
/// Beyond these powers of ten digits say less than the power.
const PLAIN: std::ops::Range<i32> = -6..15;
/// The most decimals of a power.
const MOST_DIGITS: usize = 3;

/// How the numbers of an axis are written: all in one form.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    /// In digits, with so many decimals.
    Digits(usize),
    /// In units of so many, with so many decimals.
    Units(f64, &'static str, usize),
    /// As a power of ten, its first number with so many decimals.
    Power(usize),
}

impl Form {
    /// The form of numbers up to this size, so far apart.
    fn of(largest: f64, step: f64) -> Self {
        let (size, step_size) = (exponent(largest).max(exponent(step)), exponent(step));
        if !(PLAIN.contains(&size) && PLAIN.contains(&step_size)) {
            return Self::Power(usize::try_from(size - step_size).unwrap_or(0).min(MOST_DIGITS));
        }
        // A step of a tenth of the unit or more, so that decimals are few.
        let unit = UNITS.into_iter().find(|(unit, _)| step >= unit / 10.0 && largest >= *unit / 10.0);
        let decimals = |step: f64| usize::try_from(-exponent(step)).unwrap_or(0);
        unit.map_or_else(
            || Self::Digits(decimals(step)),
            |(unit, name)| Self::Units(unit, name, decimals(step / unit)),
        )
    }

    fn write(self, value: f64) -> String {
        let size = value.abs();
        let written = match self {
            Self::Digits(n) => grouped(&format!("{size:.n$}")),
            Self::Units(..) | Self::Power(_) if size <= 0.0 => "0".to_owned(),
            Self::Units(unit, name, n) => format!("{}{name}", grouped(&format!("{:.n$}", size / unit))),
            Self::Power(n) => format!("{size:.n$e}"),
        };
        signed(value, &written)
    }
}

/// The numbers in one form, with as many decimals as tell neighbours at this step apart; thousands by commas.
pub(crate) fn figures(values: &[f64], step: f64) -> Vec<String> {
    let form = Form::of(values.iter().fold(0.0, |largest, value| value.abs().max(largest)), step);
    let written = |form: Form| -> Vec<String> { values.iter().map(|value| form.write(*value)).collect() };
    // Of powers as few decimals as tell them apart.
    let differ = |written: &Vec<String>| written.windows(2).all(|pair| pair[0] != pair[1]);
    let shorter = |n: usize| (0..n).map(|n| written(Form::Power(n))).find(differ);
    let short = if let Form::Power(n) = form { shorter(n) } else { None };
    short.unwrap_or_else(|| written(form))
}

/// Numbers above 0 that are equal ratios apart, in the form of the smallest, each with the decimals it needs.
pub(crate) fn ratios(values: &[f64]) -> Vec<String> {
    let Some(smallest) = values.first().copied() else { return Vec::new() };
    let form = Form::of(values.iter().copied().fold(0.0, f64::max), smallest);
    let n = |value: f64| usize::try_from(-exponent(value)).unwrap_or(0);
    let own = |value: f64| match form {
        Form::Digits(_) => Form::Digits(n(value)),
        Form::Units(unit, name, _) => Form::Units(unit, name, n(value / unit)),
        // One is no power that a reader has to work out.
        Form::Power(_) if exponent(value) == 0 => Form::Digits(0),
        Form::Power(_) => Form::Power(0),
    };
    values.iter().map(|value| own(*value).write(*value)).collect()
}

/// A number alone, with as many decimals as its neighbours at this step need.
pub(crate) fn figure(value: f64, step: f64) -> String {
    Form::of(value.abs(), step).write(value)
}

/// A number of many digits in three: `1.25bn`.
pub(crate) fn in_short(value: f64) -> String {
    let size = value.abs();
    let unit = UNITS.into_iter().find(|(unit, _)| size >= *unit);
    let n = |size: f64| usize::try_from(2 - exponent(size)).unwrap_or(0);
    unit.filter(|_| PLAIN.contains(&exponent(size))).map_or_else(
        || figure(value, size / 100.0),
        |(unit, name)| Form::Units(unit, name, n(size / unit)).write(value),
    )
}

fn signed(value: f64, size: &str) -> String {
    let is_nothing = !size.contains(|c: char| ('1'..='9').contains(&c));
    if value < 0.0 && !is_nothing { format!("−{size}") } else { size.to_owned() }
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
        check(2e12, 5e11, "2.0tn");
    }

    #[test]
    fn the_numbers_of_an_axis_are_of_one_form_and_differ() {
        let check = |values: &[f64], step, expected: &[&str]| assert_eq!(figures(values, step), expected);
        check(&[0.0, 5e11, 1e12, 1.5e12], 5e11, &["0", "0.5tn", "1.0tn", "1.5tn"]);
        check(&[0.0, 5e8, 1e9], 5e8, &["0", "0.5bn", "1.0bn"]);
        check(&[0.0, 50_000.0, 100_000.0], 50_000.0, &["0", "50,000", "100,000"]);
        check(&[1e15, 1.5e15, 2e15], 5e14, &["1.0e15", "1.5e15", "2.0e15"]);
        check(&[-1e300, 0.0, 1e300], 1e300, &["−1e300", "0", "1e300"]);
    }

    #[test]
    fn a_number_of_many_digits_has_three() {
        let short = [1_246_416_512.0, 12_345_678.0, -987_654_321.0, 3.2e14].map(in_short);
        assert_eq!(short, ["1.25bn", "12.3m", "−988m", "320tn"]);
    }

    #[test]
    fn what_has_too_many_digits_is_a_power_of_ten() {
        check(2e300, 1e300, "2e300");
        check(-3e-12, 1e-12, "−3e-12");
        check(0.0, 1e-12, "0");
    }
}
