//! Numbers as published tables print them: separators, signs, units, and the noise of binary floats.
//!
//! What could be read in two ways is no number: a decimal comma, uneven groups, a bare minus.

/// A number read from a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Number {
    /// The value, finite and never `-0`; per cent stay as printed (`89.9%` is 89.9).
    pub(crate) value: f64,
    /// The unit written beside it.
    pub(crate) unit: NumberUnit,
    /// Whether the text had digits that only binary arithmetic puts there, and the value has not.
    pub(crate) denoised: bool,
}

/// The unit written beside a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberUnit {
    /// None.
    Plain,
    /// `%` or `per cent`.
    PerCent,
    /// A pound sign; `k`, `m` and `bn` are already multiplied out.
    Pounds,
}

/// What stands around the digits of a number, taken off.
struct Bare<'a> {
    digits: &'a str,
    is_negative: bool,
    unit: NumberUnit,
    /// The power of ten of a suffix such as `m`.
    power: u32,
}

/// How many digits a value of a publication has at most, for the rest to count as noise.
const MEANT_DIGITS: usize = 12;
/// How many digits a text must have before any of them can be noise.
const NOISY_DIGITS: usize = 15;
/// How far from the decimal that was meant arithmetic leads, relative to the value.
const NOISE: f64 = 2e-15;

/// Beyond 2^53 a double no longer holds every whole number, and no figure of a force is that large.
const LARGEST: f64 = 9_007_199_254_740_992.0;

const PERCENTS: [&str; 4] = ["%", "per cent", "percent", "pct"];
/// Longer suffixes first, so that `bn` is not read as `n` after `b`.
const MULTIPLES: [(&str, u32); 8] = [
    (" thousand", 3),
    (" million", 6),
    (" billion", 9),
    ("million", 6),
    ("bn", 9),
    ("mn", 6),
    ("m", 6),
    ("k", 3),
];

/// The number a cell holds, if it holds one and nothing else.
pub(crate) fn read(text: &str) -> Option<Number> {
    let bare = Bare::of(text);
    let size = size(bare.digits, bare.power).filter(|size| *size <= LARGEST)?;
    let is_long = significant_digits(bare.digits) >= NOISY_DIGITS;
    let size = if is_long { tidy(size).0 } else { size };
    let denoised = is_long && significant_digits(&write(size)) <= MEANT_DIGITS;
    let value = if bare.is_negative && size != 0.0 { -size } else { size };
    Some(Number { value, unit: bare.unit, denoised })
}

/// Whether a text is a number too large to be held to its last digit.
pub(crate) fn is_too_large(text: &str) -> bool {
    let bare = Bare::of(text);
    size(bare.digits, bare.power).is_some_and(|size| size > LARGEST)
}

/// The shortest decimal text that reads back as the value, without an exponent; empty when the value is
/// not finite.
pub(crate) fn write(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.is_finite() { value.to_string() } else { String::new() }
}

/// The value without the noise of binary arithmetic, and whether there was any: the decimal of at most
/// twelve digits within a few units in the last place. Whole numbers have none.
pub(crate) fn tidy(value: f64) -> (f64, bool) {
    if !value.is_finite() || value.fract() == 0.0 {
        return (value, false);
    }
    let meant = format!("{value:.*e}", MEANT_DIGITS - 1).parse().unwrap_or(value);
    let is_noise = differ(meant, value) && (meant - value).abs() <= NOISE * value.abs();
    if is_noise { (meant, true) } else { (value, false) }
}

/// Whether two values have other bits; the noise is of the last ones.
fn differ(one: f64, other: f64) -> bool {
    one.to_bits() != other.to_bits()
}

/// Blanks of every width, and the marks of no width that word processors leave.
pub(super) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

impl<'a> Bare<'a> {
    fn of(text: &'a str) -> Self {
        let mut rest = text.trim_matches(is_blank);
        let mut sign = None;
        let mut unit = NumberUnit::Plain;
        take_sign(&mut rest, &mut sign);
        if let Some(amount) = rest.strip_prefix('£') {
            unit = NumberUnit::Pounds;
            rest = amount.trim_start_matches(is_blank);
        }
        take_sign(&mut rest, &mut sign);
        if let Some(amount) = rest.strip_suffix(['-', '\u{2212}']).filter(|_| sign.is_none()) {
            sign = Some(true);
            rest = amount.trim_end_matches(is_blank);
        }
        let mut power = 0;
        if unit == NumberUnit::Pounds {
            (rest, power) = multiplied(rest);
        } else if let Some(share) = PERCENTS.iter().find_map(|suffix| strip_suffix(rest, suffix)) {
            unit = NumberUnit::PerCent;
            rest = share;
        }
        Self { digits: rest, is_negative: sign.unwrap_or(false), unit, power }
    }
}

/// Takes a sign off, or the brackets that stand for a minus; once only. `true` is minus.
fn take_sign(rest: &mut &str, sign: &mut Option<bool>) {
    if sign.is_some() {
        return;
    }
    let bracketed = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let signed = || rest.strip_prefix(['-', '\u{2212}', '–']);
    let (left, found) = if let Some(inner) = bracketed.or_else(signed) {
        (inner, Some(true))
    } else if let Some(inner) = rest.strip_prefix('+') {
        (inner, Some(false))
    } else {
        (*rest, None)
    };
    *rest = left.trim_matches(is_blank);
    *sign = found;
}

fn multiplied(amount: &str) -> (&str, u32) {
    let found = MULTIPLES.iter().find_map(|(suffix, power)| Some((strip_suffix(amount, suffix)?, *power)));
    found.unwrap_or((amount, 0))
}

/// The text before a suffix in any case, blanks between them taken off; a blank at the suffix's start
/// asks for one.
fn strip_suffix<'a>(text: &'a str, suffix: &str) -> Option<&'a str> {
    let word = suffix.trim_start();
    let (before, end) = text.split_at_checked(text.len().checked_sub(word.len())?)?;
    let is_apart = word.len() == suffix.len() || before.ends_with(is_blank);
    (is_apart && end.eq_ignore_ascii_case(word)).then(|| before.trim_end_matches(is_blank))
}

/// The value of unsigned digits, times a power of ten; the product is read, not computed, so that it
/// brings no noise of its own.
fn size(digits: &str, power: u32) -> Option<f64> {
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let whole = ungrouped(whole)?;
    let is_number = !(whole.is_empty() && fraction.is_empty()) && all_digits(fraction);
    let exponent = exponent + i64::from(power);
    let size: f64 = is_number.then(|| format!("{whole}.{fraction}0e{exponent}").parse().ok())??;
    let vanished = size == 0.0 && (whole.bytes().chain(fraction.bytes()).any(|digit| digit != b'0'));
    (size.is_finite() && !vanished).then_some(size)
}

fn exponent_of(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-', '\u{2212}']).unwrap_or(text);
    if !(1..=4).contains(&digits.len()) || !all_digits(digits) {
        return None;
    }
    let size: i64 = digits.parse().ok()?;
    Some(if text.starts_with(['-', '\u{2212}']) { -size } else { size })
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a whole number without its separators, which are all commas or all blanks, and stand
/// before every group of three. A group of its own before them is no bare `0`: `0,123` is a decimal.
fn ungrouped(whole: &str) -> Option<String> {
    if all_digits(whole) {
        return Some(whole.to_owned());
    }
    let by_commas: Vec<&str> = whole.split(',').collect();
    let groups = if by_commas.len() > 1 { by_commas } else { whole.split(is_blank).collect() };
    let (first, rest) = groups.split_first()?;
    let is_led = (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    let is_even = rest.iter().all(|group| group.len() == 3 && all_digits(group));
    (is_led && is_even).then(|| groups.concat())
}

/// How many digits a number has between its first and its last that is not zero.
fn significant_digits(number: &str) -> usize {
    let mantissa = number.split(['e', 'E']).next().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: Option<(f64, NumberUnit)>) {
        let found = read(text).map(|number| (number.value, number.unit));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn plain_numbers_are_read_with_their_separators_and_signs() {
        for (text, value) in [
            ("0", 0.0),
            ("  1754\n", 1754.0),
            ("\u{a0}12\u{2009}", 12.0),
            ("\u{feff}12", 12.0),
            ("1,234,567.8", 1_234_567.8),
            ("123,456", 123_456.0),
            ("1 234 567", 1_234_567.0),
            ("1\u{a0}234\u{a0}567", 1_234_567.0),
            ("12\u{2009}345", 12_345.0),
            ("12\u{202f}345.5", 12_345.5),
            ("-5", -5.0),
            ("- 5", -5.0),
            ("−5", -5.0),
            ("–5", -5.0),
            ("(5)", -5.0),
            ("( 1,234 )", -1234.0),
            ("5-", -5.0),
            ("5−", -5.0),
            ("+5", 5.0),
            ("1.2e5", 120_000.0),
            ("1.2E+05", 120_000.0),
            ("12e-1", 1.2),
            (".5", 0.5),
            ("5.", 5.0),
            ("-0.25", -0.25),
            ("007", 7.0),
        ] {
            check(text, Some((value, NumberUnit::Plain)));
        }
    }

    #[test]
    fn units_are_read_and_multiples_of_pounds_multiplied_out() {
        use NumberUnit::{PerCent, Pounds};
        for (text, value, unit) in [
            ("89.9%", 89.9, PerCent),
            ("89.9 %", 89.9, PerCent),
            ("-3 Per cent", -3.0, PerCent),
            ("(3%)", -3.0, PerCent),
            ("12 percent", 12.0, PerCent),
            ("£5", 5.0, Pounds),
            ("-£5", -5.0, Pounds),
            ("£-5", -5.0, Pounds),
            ("(£5)", -5.0, Pounds),
            ("£(5)", -5.0, Pounds),
            ("£ 1,234.50", 1234.5, Pounds),
            ("£1.2m", 1_200_000.0, Pounds),
            ("£1.1m", 1_100_000.0, Pounds),
            ("-£1.2M", -1_200_000.0, Pounds),
            ("(£1.2m)", -1_200_000.0, Pounds),
            ("£12k", 12_000.0, Pounds),
            ("£3bn", 3e9, Pounds),
            ("£4.5 million", 4_500_000.0, Pounds),
            ("£1,234m", 1.234e9, Pounds),
        ] {
            check(text, Some((value, unit)));
        }
    }

    #[test]
    fn what_is_no_number_or_could_be_two_is_not_read() {
        for text in [
            "",
            " ",
            "-",
            "–",
            "(",
            "()",
            ".",
            "-.",
            "£",
            "%",
            "£m",
            "e5",
            "1e",
            "1e+",
            "1e5.5",
            "1,23",
            "12,34,567",
            "1234,567",
            ",123",
            "1,234,",
            "1,,234",
            "0,123",
            "1,5",
            "1.234,5",
            "1 23",
            "1  234",
            "1, 234",
            "1,234 567",
            "1.5.5",
            "1.5,000",
            "=1+1",
            "=5",
            "NaN",
            "nan",
            "inf",
            "-inf",
            "infinity",
            "0x10",
            "1_000",
            "1e400",
            "1e-400",
            "1e99999",
            "--5",
            "-(5)",
            "(-5)",
            "((5))",
            "-5-",
            "(5-)",
            "+-5",
            "5+",
            "£5%",
            "1.2m",
            "12k",
            "£1.2mm",
            "5 apples",
            "a5",
            "5*",
            "[x]",
            "1/2",
            "12:30",
            "٣",
            "²",
            "$5",
            "££5",
            "5%%",
            "−−5",
            "1.٣",
            "£1.2e",
            "per cent",
            "1e5 000",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn the_noise_of_binary_floats_is_taken_off_and_said() {
        for (text, value, denoised) in [
            ("15860.769999999995", 15860.77, true),
            ("-15860.769999999995", -15860.77, true),
            ("0.30000000000000004", 0.3, true),
            ("89.899999999999991%", 89.9, true),
            ("123456.78999999999", 123_456.79, true),
            ("15860.77", 15860.77, false),
            ("0.50000000000000000", 0.5, false),
            ("9007199254740992", 9_007_199_254_740_992.0, false),
            ("0.12345678901234", 0.123_456_789_012_34, false),
            ("0.1234567890123456", 0.123_456_789_012_345_6, false),
            ("1000000000000001", 1_000_000_000_000_001.0, false),
            ("33.333333333333336", 33.333_333_333_333_336, false),
            ("15860.769999995", 15_860.769_999_995, false),
        ] {
            let found = read(text).map(|number| (number.value, number.denoised));
            assert_eq!(found, Some((value, denoised)), "{text}");
        }
        for text in ["9007199254740994", "99999999999999999999", "1e300"] {
            assert!(read(text).is_none() && is_too_large(text), "{text}");
        }
        assert!(!is_too_large("12") && !is_too_large("twelve"));
        assert_eq!(tidy(0.1 + 0.2), (0.3, true));
        assert_eq!(tidy(0.3), (0.3, false));
        assert_eq!(tidy(2.0 / 3.0), (2.0 / 3.0, false));
        assert!(!tidy(f64::NAN).1 && !tidy(f64::INFINITY).1);
    }

    #[test]
    fn a_value_is_written_in_the_shortest_decimal() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.0, "12"),
            (-1.5, "-1.5"),
            (0.1, "0.1"),
            (1e14, "100000000000000"),
            (1e-7, "0.0000001"),
            (f64::NAN, ""),
            (f64::NEG_INFINITY, ""),
        ] {
            assert_eq!(write(value), text);
        }
        assert!(read("-0").is_some_and(|number| number.value.is_sign_positive()));
    }

    fn grouped(mut whole: u64, separator: char) -> String {
        let mut groups = Vec::new();
        while whole >= 1000 {
            groups.push(format!("{:03}", whole % 1000));
            whole /= 1000;
        }
        groups.push(whole.to_string());
        groups.reverse();
        groups.join(&separator.to_string())
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic_as_a_finite_number_or_none(
            text in prop_oneof![any::<String>(), "[-+(£]{0,2}[0-9., \u{a0}eE]{0,24}[-%)mkbn ]{0,3}"],
        ) {
            if let Some(number) = read(&text) {
                prop_assert!(number.value.is_finite());
            }
        }

        #[test]
        fn what_is_written_reads_back(value in -1e15..1e15_f64, places in 0_usize..8) {
            prop_assert_eq!(read(&write(value)).map(|number| number.value), Some(tidy(value).0));
            let round: f64 = format!("{:.places$}", value / 1e5).parse().unwrap();
            prop_assert_eq!(read(&write(round)).map(|number| number.value), Some(tidy(round).0));
        }

        #[test]
        fn thousands_separators_do_not_change_a_number(
            whole in 0_u64..1_000_000_000_000,
            separator in prop::sample::select(vec![',', ' ', '\u{a0}', '\u{2009}']),
        ) {
            let found = read(&grouped(whole, separator)).map(|number| number.value);
            prop_assert_eq!(found, Some(whole as f64));
        }

        #[test]
        fn a_separator_in_the_wrong_place_is_no_number(before in 1_u32..9999, after in 0_u32..100) {
            prop_assert_eq!(read(&format!("{before},{after}")), None);
        }

        #[test]
        fn tidying_twice_is_tidying_once(value in -1e9..1e9_f64) {
            prop_assert!(!tidy(tidy(value).0).1);
        }
    }
}
