//! What a header says of a rate: what it is of, and what it is per.

use std::borrow::Cow;

use crate::import::unit::spaced;

/// What a rate is of, as its header says, without what it is per: `Thefts` of `Thefts per 1,000 households`.
pub(crate) fn rate_of(header: &str) -> &str {
    const PER: [&str; 6] = ["million", "thousand", "head", "capita", "person", "100k"];
    let lower = header.to_ascii_lowercase();
    let is_per = |(at, _): &(usize, &str)| {
        let after = lower[at + "per".len()..].trim_start_matches([' ', '_']);
        let is_word = !lower[..*at].ends_with(char::is_alphanumeric);
        is_word
            && (after.starts_with(|first: char| first.is_ascii_digit())
                || PER.iter().any(|word| after.starts_with(word)))
    };
    lower.match_indices("per").find(is_per).map_or(header, |(at, _)| &header[..at])
}

/// What a rate is per, as its header says: 100 for `%`, 1,000 for `per 1,000 population`.
pub(crate) fn per(header: &str) -> Option<f64> {
    let lower = spaced(header).to_lowercase().replace(',', "");
    if lower.contains('%') || lower.contains("per cent") || lower.contains("percent") {
        return Some(100.0);
    }
    let (_, after) =
        lower.split_once("per ").or_else(|| lower.split_once("p/")).or_else(|| lower.split_once('/'))?;
    let word = after.trim_start().split(|letter: char| !letter.is_alphanumeric()).next()?;
    match word {
        "million" => Some(1_000_000.0),
        "head" | "capita" | "person" | "resident" | "household" | "dwelling" | "officer" | "fte"
        | "employee" => Some(1.0),
        "thousand" => Some(1_000.0),
        digits => thousands(digits)
            .parse()
            .ok()
            .filter(|per: &u32| *per >= 10 && per.is_multiple_of(10))
            .map(f64::from),
    }
}

/// `10k` as `10000`.
fn thousands(digits: &str) -> Cow<'_, str> {
    digits.strip_suffix('k').map_or(Cow::Borrowed(digits), |digits| Cow::Owned(format!("{digits}000")))
}
