//! What a header or a heading says of the time of the figures below it.
//!
//! One that speaks of a time and names no period leaves it in doubt: what stands below is not filed under another.

use crate::cell::part::Part;
use crate::cell::period::Period;

/// The time that a header speaks of.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Time {
    /// It speaks of none.
    #[default]
    Unsaid,
    /// A period.
    Period(Period),
    /// A quarter or a month without its year.
    PartOfYear(Part),
    /// One that is no period, and why; the figures below it are faulty.
    Doubtful(String),
}

impl Time {
    /// The period that it names by itself.
    pub(crate) const fn period(&self) -> Option<&Period> {
        match self {
            Self::Period(period) => Some(period),
            _ => None,
        }
    }
}

/// Why the time that a header speaks of is no period; none where it is one, or where it speaks of none.
pub(crate) fn doubt(header: &str, found: Option<(&str, &Period)>) -> Option<String> {
    const BEFORE: [&str; 7] = ["since", "before", "after", "until", "up to", "prior to", "months of"];
    const ANYWHERE: [&str; 4] = ["ytd", "year to date", "cumulative", "to date"];
    let lower = header.to_lowercase();
    let words: Vec<&str> =
        lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let said = format!(" {} ", words.join(" "));
    let is_said = |words: &&&str| said.contains(&format!(" {words} "));
    if let Some(words) = ANYWHERE.iter().find(is_said) {
        return Some(format!("`{words}` says that figures run up, and not from when"));
    }
    match found {
        Some((before, _)) => {
            let before = before.trim_end().to_lowercase();
            let word = BEFORE.iter().find(|word| {
                before.strip_suffix(**word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            })?;
            Some(format!("`{word}` a period is not the period itself"))
        }
        None => lower
            .split_whitespace()
            .zip(lower.split_whitespace().skip(1).map(Some).chain([None]))
            .find_map(|(word, next)| {
                is_like_a_date(word, next)
                    .then(|| format!("`{word}` may be a time, and is none that can be read"))
            }),
    }
}

/// `31/03/24`, `31.3.23`, `22/23`, and `sep` before `24`.
fn is_like_a_date(word: &str, next: Option<&str>) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let numbers = |sign: char| -> Option<Vec<u32>> {
        word.split(sign).map(|part| part.parse().ok().filter(|_| part.len() <= 4)).collect()
    };
    let is_day = ['/', '.', '-'].into_iter().filter_map(numbers).any(|numbers| match numbers[..] {
        [first, second, _] => (1..=31).contains(&first) && (1..=31).contains(&second),
        _ => false,
    });
    let is_two_years = word.len() == 5
        && numbers('/')
            .is_some_and(|numbers| matches!(numbers[..], [first, second] if (first + 1) % 100 == second));
    let is_year = |text: &str| {
        let text = text.trim_matches(|letter: char| !letter.is_alphanumeric());
        text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_month = || matches!(Part::read(word), Some(Part::Month(_)));
    is_day || is_two_years || (next.is_some_and(is_year) && is_month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::period;

    #[test]
    fn what_speaks_of_a_time_and_is_no_period_is_told() {
        for (header, expected) in [
            ("Officers at 31/03/24", true),
            ("Officers at 31.3.23", true),
            ("Burglary 22/23", true),
            ("12 m/e Sep 24", true),
            ("Robbery YTD Dec 2022", true),
            ("Arson up to Q3 2022/23", true),
            ("Robbery since April 2022", true),
            ("Theft first 6 months of 2023/24", true),
            ("Officers at 31/03/2023", false),
            ("Burglary year to March 2023", false),
            ("April 2022 to December 2022", false),
            ("Rate per 1,000", false),
            ("Crimes solved 24/7", false),
            ("Aged 16 to 24", false),
        ] {
            let found = period::find(header);
            let only = found.first().map(|(range, period)| (&header[..range.start], period));
            assert_eq!(doubt(header, only).is_some(), expected, "{header}: {:?}", doubt(header, only));
        }
    }
}
