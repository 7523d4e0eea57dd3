//! Headers in Welsh and in English, one after the other: `Nifer / Number`. The English half says what they head.

use std::borrow::Cow;

use peel_model::fold;

/// What headers are made of in Welsh.
const WELSH: [&str; 38] = [
    "achosion",
    "ardal",
    "ardaloedd",
    "arestiadau",
    "benyw",
    "blwyddyn",
    "byrgleriaeth",
    "canran",
    "cyfanswm",
    "cyfnod",
    "cyfradd",
    "cyfraddau",
    "cyffuriau",
    "cwynion",
    "chwarter",
    "difrod",
    "digwyddiadau",
    "dioddefwyr",
    "dwyn",
    "dyddiad",
    "ethnigrwydd",
    "gwryw",
    "heddlu",
    "heddluoedd",
    "lladrad",
    "lladradau",
    "llosgi",
    "menywod",
    "mis",
    "nifer",
    "oedran",
    "poblogaeth",
    "rhywiol",
    "staff",
    "swyddogion",
    "trais",
    "trosedd",
    "troseddau",
];

/// What stands between these words.
const BETWEEN: [&str; 12] = ["a", "am", "ac", "fesul", "gan", "i", "mewn", "o", "y", "yn", "yr", "pob"];

/// The English half of a header, with the time of the other where that alone has one; a header in one language as it is.
pub(crate) fn in_english(text: &str) -> Cow<'_, str> {
    let Some((first, second)) =
        [" / ", " | ", "/", " – ", " - "].iter().find_map(|sign| text.split_once(sign))
    else {
        return text.into();
    };
    let (english, welsh) = match (is_welsh(first), is_welsh(second)) {
        (true, false) => (second.trim(), first),
        (false, true) => (first.trim(), second),
        _ => return text.into(),
    };
    // `Nifer 2031/32` has a stroke, and one language.
    if !english.contains(char::is_alphabetic) {
        return text.into();
    }
    let has_digits = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    match welsh.find(|letter: char| letter.is_ascii_digit()) {
        Some(at) if !has_digits(english) => format!("{english} {}", &welsh[at..]).into(),
        _ => english.into(),
    }
}

/// Whether all words of a text are Welsh, and one says what it is.
fn is_welsh(text: &str) -> bool {
    let folded = fold(text);
    let words = || folded.split(' ').filter(|word| word.starts_with(char::is_alphabetic));
    words().any(|word| WELSH.contains(&word) && word != "staff")
        && words().all(|word| WELSH.contains(&word) || BETWEEN.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_in_two_languages_is_read_in_one() {
        for (text, expected) in [
            ("Nifer / Number 2031/32", "Number 2031/32"),
            ("Byrgleriaeth/Burglary", "Burglary"),
            ("Burglary / Byrgleriaeth 2031/32", "Burglary 2031/32"),
            ("Ardal yr heddlu / Police force area", "Police force area"),
            ("Robbery / theft 2031/32", "Robbery / theft 2031/32"),
            ("Staff / officers", "Staff / officers"),
            ("Nifer 2031/32", "Nifer 2031/32"),
            ("2031/32", "2031/32"),
        ] {
            assert_eq!(in_english(text), expected, "{text}");
        }
    }
}
