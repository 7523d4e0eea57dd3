//! Bands of ages, times and sizes: `<18`, `60+`, `Over 10 seconds`. Their signs are said in words, so that no two bands
//! have one name.

use std::borrow::Cow;

use peel_model::fold;

/// A text with the signs of its bands in words: `under 18` for `<18`, `60 plus` for `60+`.
pub(crate) fn in_words(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '>', '≤', '≥', '+']) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = &rest[letter.len_utf8()..];
        let bound = rest.strip_prefix('=').unwrap_or(rest);
        let is_or_equal = bound.len() < rest.len();
        let is_before_number =
            bound.trim_start_matches([' ', '£']).starts_with(|first: char| first.is_ascii_digit());
        let said = match letter {
            '<' if is_before_number && !is_or_equal => " under ",
            '>' if is_before_number && !is_or_equal => " over ",
            '<' | '≤' if is_before_number => " up to ",
            '>' | '≥' if is_before_number => " at least ",
            '+' if is_open_end(&words, rest) => " plus ",
            letter => {
                words.push(letter);
                continue;
            }
        };
        words.push_str(said);
        rest = if letter == '+' { rest } else { bound };
    }
    words.into()
}

/// A text without the words that say that ages are told year by year: `by single year of age`.
pub(crate) fn without_single_years(text: &str) -> Cow<'_, str> {
    const WORDS: [&str; 4] = ["single years of age", "single year of age", "single years", "year of age"];
    let lower = text.to_ascii_lowercase();
    let found = WORDS.iter().find_map(|words| Some((lower.find(words)?, words.len())));
    let Some((at, length)) = found.filter(|_| lower.contains("age")) else { return text.into() };
    format!("{} age {}", &text[..at], &text[at + length..]).into()
}

/// Whether texts are ages one by one: `0`, `1`, `2`, `90+`.
pub(crate) fn are_ages<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    const OLDEST: u32 = 120;
    let ages: Option<Vec<u32>> = texts.map(|text| text.trim_end_matches('+').parse().ok()).collect();
    ages.is_some_and(|ages| {
        ages.windows(2).all(|pair| pair[0] + 1 == pair[1]) && ages.iter().all(|age| *age <= OLDEST)
    })
}

/// Whether a sign stands behind a number, and before none.
fn is_open_end(before: &str, after: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    before.ends_with(is_digit) && !after.trim_start().starts_with(is_digit)
}

/// Whether a header says only how long something took: `Within 10 seconds`, `10-60 secs`, `60 seconds or more`.
pub(crate) fn is_of_time(words: &str) -> bool {
    const UNITS: [&str; 12] = [
        "s", "sec", "secs", "second", "seconds", "min", "mins", "minute", "minutes", "hour", "hours", "days",
    ];
    const BOUNDS: [&str; 17] = [
        "above",
        "at",
        "below",
        "least",
        "less",
        "longer",
        "more",
        "over",
        "plus",
        "than",
        "to",
        "under",
        "up",
        "within",
        "between",
        "in",
        "exceeding",
    ];
    const BESIDE: [&str; 3] = ["and", "not", "or"];
    let folded = fold(&in_words(words));
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let count = |is_of: &dyn Fn(&str) -> bool| folded.split(' ').filter(|word| is_of(word)).count();
    let is_unit = |word: &str| UNITS.contains(&word.trim_start_matches(|first: char| first.is_ascii_digit()));
    let is_bound = |word: &str| BOUNDS.contains(&word);
    let has_number = |word: &str| word.starts_with(|first: char| first.is_ascii_digit());
    let is_of_band =
        |word: &str| is_number(word) || is_unit(word) || is_bound(word) || BESIDE.contains(&word);
    let (n_numbers, n_bounds) = (count(&has_number), count(&is_bound));
    let is_told = n_numbers == 2 || (n_numbers == 1 && n_bounds > 0);
    is_told && count(&is_unit) > 0 && folded.split(' ').all(is_of_band)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_bands_are_said_in_words() {
        for (text, expected) in [
            ("<18", "under 18"),
            ("> 60 seconds", "over 60 seconds"),
            ("<=17", "up to 17"),
            ("≥ £500", "at least 500"),
            ("Aged 60+", "aged 60 plus"),
            ("60+ seconds", "60 plus seconds"),
            ("10+20", "10 20"),
            ("+/- 5", "5"),
            ("A > B", "a b"),
            ("C++", "c"),
        ] {
            assert_eq!(fold(&in_words(text)), expected, "{text}");
        }
    }

    #[test]
    fn ages_may_be_told_year_by_year() {
        assert_eq!(without_single_years("Births by single year of age, 2031"), "Births by  age , 2031");
        assert_eq!(without_single_years("Page of single years"), "Page of  age ");
        assert_eq!(without_single_years("Births, year ending March 2031"), "Births, year ending March 2031");
        let are = |texts: &[&str]| are_ages(texts.iter().copied());
        assert!(are(&["0", "1", "2"]) && are(&["88", "89", "90+"]));
        assert!(!are(&["0", "2", "4"]) && !are(&["2021", "2022", "2023"]));
    }

    #[test]
    fn bands_of_time_are_told_from_names_and_times() {
        for words in ["<10 seconds", "0 to 10 secs", "10-60s", "Not within 24 hours", "60 seconds or more"] {
            assert!(is_of_time(words), "{words}");
        }
        for words in ["10 seconds", "2023", "Seconds", "Answered within 10 seconds", "12 months", "10", "<18"]
        {
            assert!(!is_of_time(words), "{words}");
        }
    }
}
