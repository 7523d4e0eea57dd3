//! The markers by which published tables tell kinds of missing apart. None of them is ever zero.
//!
//! The shorthand is that of the Government Analysis Function's guidance on symbols, with the older signs
//! that mean the same in most publications. A layout says so where a publication means something else.

pub(crate) use peel_model::Missing;

use super::number::is_blank;

/// The markers, folded to lower case, that mean the same in most publications. In square brackets, the
/// shorthand may have digits: `[x2]`.
const STANDARD: [(&str, Missing); 85] = [
    ("nil", Missing::Nil),
    ("tbc", Missing::NotAvailable),
    ("to be confirmed", Missing::NotAvailable),
    ("no response", Missing::NotSupplied),
    ("no return", Missing::NotSupplied),
    ("refused", Missing::NotPublished),
    ("exempt", Missing::NotPublished),
    ("not held", Missing::NotCollected),
    ("information not held", Missing::NotCollected),
    ("no information held", Missing::NotCollected),
    ("data not held", Missing::NotCollected),
    ("information exempt", Missing::NotPublished),
    ("exempt information", Missing::NotPublished),
    ("", Missing::Blank),
    ("(blank)", Missing::Blank),
    ("[blank]", Missing::Blank),
    ("-", Missing::Dash),
    ("--", Missing::Dash),
    ("‐", Missing::Dash),
    ("‑", Missing::Dash),
    ("–", Missing::Dash),
    ("—", Missing::Dash),
    ("−", Missing::Dash),
    ("n/a", Missing::Unstated),
    ("n.a.", Missing::Unstated),
    ("n/a.", Missing::Unstated),
    ("na", Missing::Unstated),
    ("#n/a", Missing::Unstated),
    ("<na>", Missing::Unstated),
    ("nan", Missing::Unstated),
    ("null", Missing::Unstated),
    ("none", Missing::Unstated),
    ("missing", Missing::Unstated),
    ("unknown", Missing::Unstated),
    ("not known", Missing::Unstated),
    ("[x]", Missing::NotAvailable),
    ("x", Missing::NotAvailable),
    ("..", Missing::NotAvailable),
    ("...", Missing::NotAvailable),
    ("…", Missing::NotAvailable),
    ("‥", Missing::NotAvailable),
    (":", Missing::NotAvailable),
    ("not available", Missing::NotAvailable),
    ("unavailable", Missing::NotAvailable),
    ("data not available", Missing::NotAvailable),
    ("data unavailable", Missing::NotAvailable),
    ("no data", Missing::NotAvailable),
    ("no data available", Missing::NotAvailable),
    ("[z]", Missing::NotApplicable),
    ("z", Missing::NotApplicable),
    (".", Missing::NotApplicable),
    ("not applicable", Missing::NotApplicable),
    ("#div/0!", Missing::NotCalculable),
    ("#num!", Missing::NotCalculable),
    ("not calculable", Missing::NotCalculable),
    ("not calculated", Missing::NotCalculable),
    ("cannot be calculated", Missing::NotCalculable),
    ("not collected", Missing::NotCollected),
    ("data not collected", Missing::NotCollected),
    ("not recorded", Missing::NotCollected),
    ("not supplied", Missing::NotSupplied),
    ("data not supplied", Missing::NotSupplied),
    ("not provided", Missing::NotSupplied),
    ("data not provided", Missing::NotSupplied),
    ("no data provided", Missing::NotSupplied),
    ("no data supplied", Missing::NotSupplied),
    ("not published", Missing::NotPublished),
    ("[c]", Missing::Suppressed),
    ("c", Missing::Suppressed),
    ("*", Missing::Suppressed),
    ("suppressed", Missing::Suppressed),
    ("[suppressed]", Missing::Suppressed),
    ("confidential", Missing::Suppressed),
    ("redacted", Missing::Suppressed),
    ("[low]", Missing::TooSmall),
    ("[u]", Missing::Unreliable),
    ("unreliable", Missing::Unreliable),
    ("[w]", Missing::NoneRecorded),
    ("[er]", Missing::Faulty),
    ("#ref!", Missing::Faulty),
    ("#value!", Missing::Faulty),
    ("#name?", Missing::Faulty),
    ("#null!", Missing::Faulty),
    ("#spill!", Missing::Faulty),
    ("#calc!", Missing::Faulty),
];

/// What a cell's text says is missing, by the markers common to most publications.
pub(crate) fn standard(text: &str) -> Option<Missing> {
    let words: Vec<&str> = text.split(is_blank).filter(|word| !word.is_empty()).collect();
    let marker = without_number(&words.join(" ").to_lowercase());
    let known = STANDARD.iter().find(|(known, _)| *known == marker).map(|(_, missing)| *missing);
    known.or_else(|| below(&marker))
}

/// How a part of a row is missing, where the row says so in a column of its own, as peel writes it:
/// `numerator not-available; published_value blank`.
pub(crate) fn of_part(said: &str, part: &str) -> Option<Missing> {
    said.split(';').find_map(|said| said.trim().strip_prefix(part)?.trim().parse().ok())
}

/// What a figure's text says is missing: `1-4`, `1 to 4` stand for a small count that is withheld. As a header such a
/// range is a band, of ages or others.
pub(crate) fn of_figure(text: &str) -> Option<Missing> {
    standard(text).or_else(|| is_small_range(text).then_some(Missing::Suppressed))
}

/// A range of two counts that publishers withhold: from 0, 1 or 2 to no more than 10.
fn is_small_range(text: &str) -> bool {
    let lower = text.to_lowercase();
    let cut = lower.split_once(['-', '–']).or_else(|| lower.split_once(" to "));
    let bounds =
        cut.and_then(|(from, to)| Some((from.trim().parse::<u8>().ok()?, to.trim().parse::<u8>().ok()?)));
    bounds.is_some_and(|(from, to)| from <= 2 && from < to && (3..=10).contains(&to))
}

/// `<5`, `≤5`, `fewer than 10`, `5 or fewer`: withheld, since small; `<0.5`: more than none, and rounds to none.
fn below(marker: &str) -> Option<Missing> {
    const BEFORE: [&str; 9] =
        ["<=", "<", "≤", "=<", "fewer than ", "less than ", "under ", "up to ", "no more than "];
    const AFTER: [&str; 3] = [" or fewer", " or less", " or under"];
    let number = BEFORE
        .iter()
        .find_map(|sign| marker.strip_prefix(sign))
        .or_else(|| AFTER.iter().find_map(|words| marker.strip_suffix(words)))?;
    let number = number.trim_start();
    let is_plain = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let bound: f64 = number.parse().ok().filter(|_| is_plain)?;
    match bound {
        bound if bound <= 0.0 => None,
        bound if bound <= 1.0 => Some(Missing::TooSmall),
        bound if bound <= 100.0 && bound.fract() == 0.0 => Some(Missing::Suppressed),
        _ => None,
    }
}

/// `[x2]` as `[x]`.
fn without_number(marker: &str) -> String {
    match marker.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
        Some(inner) => {
            let letters = inner.trim().trim_end_matches(|letter: char| letter.is_ascii_digit());
            format!("[{}]", letters.trim_end())
        }
        None => marker.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::super::number;
    use super::*;

    fn check(text: &str, expected: Option<Missing>) {
        assert_eq!(standard(text), expected, "{text:?}");
    }

    #[test]
    fn each_marker_is_of_its_kind() {
        for (text, kind) in [
            ("", Missing::Blank),
            (" \u{a0}\n", Missing::Blank),
            ("(Blank)", Missing::Blank),
            ("-", Missing::Dash),
            (" – ", Missing::Dash),
            ("N/A", Missing::Unstated),
            ("#N/A", Missing::Unstated),
            ("None", Missing::Unstated),
            ("NULL", Missing::Unstated),
            ("[x]", Missing::NotAvailable),
            ("[X2]", Missing::NotAvailable),
            ("[x 2]", Missing::NotAvailable),
            ("..", Missing::NotAvailable),
            (":", Missing::NotAvailable),
            ("Not\u{a0}available", Missing::NotAvailable),
            ("[z]", Missing::NotApplicable),
            ("Z", Missing::NotApplicable),
            (".", Missing::NotApplicable),
            ("#DIV/0!", Missing::NotCalculable),
            ("[c]", Missing::Suppressed),
            ("*", Missing::Suppressed),
            ("<5", Missing::Suppressed),
            ("Fewer than 10", Missing::Suppressed),
            ("< 0.5", Missing::TooSmall),
            ("≤5", Missing::Suppressed),
            ("5 or fewer", Missing::Suppressed),
            ("Nil", Missing::Nil),
            ("[low]", Missing::TooSmall),
            ("[u1]", Missing::Unreliable),
            ("[w]", Missing::NoneRecorded),
            ("Information not held", Missing::NotCollected),
            ("Not held", Missing::NotCollected),
            ("Refused", Missing::NotPublished),
            ("Information exempt", Missing::NotPublished),
            ("not  collected", Missing::NotCollected),
            ("Data not provided", Missing::NotSupplied),
            ("#REF!", Missing::Faulty),
            ("[er]", Missing::Faulty),
        ] {
            check(text, Some(kind));
        }
    }

    #[test]
    fn values_and_marks_beside_values_are_not_missing() {
        let values = [
            "0",
            "0.0",
            "<",
            "<0",
            "<5%",
            "<1000",
            "nil return",
            "1-4",
            "≤",
            "or fewer",
            ">5",
            "zero",
            "5",
            "**",
            "x2",
            "[r]",
            "[p]",
            "[b]",
            "[note 1]",
            "[1]",
            "[]",
            "u",
        ];
        for text in values {
            check(text, None);
        }
    }

    #[test]
    fn a_range_of_small_counts_stands_for_one_that_is_withheld() {
        for (text, expected) in [
            ("1-4", true),
            ("1 – 5", true),
            ("0 to 4", true),
            ("5-9", false),
            ("10-14", false),
            ("1-2", false),
            ("4-1", false),
            ("1-40", false),
            ("-4", false),
            ("1-4%", false),
        ] {
            assert_eq!(of_figure(text) == Some(Missing::Suppressed), expected, "{text}");
        }
    }

    #[test]
    fn no_marker_is_a_number_or_stands_twice() {
        let markers: BTreeSet<&str> = STANDARD.iter().map(|(marker, _)| *marker).collect();
        assert_eq!(markers.len(), STANDARD.len());
        for (marker, kind) in STANDARD {
            assert_eq!(number::read(marker), None, "{marker}");
            check(&marker.to_uppercase(), Some(kind));
        }
    }

    proptest! {
        #[test]
        fn no_number_is_missing_and_no_text_panics(text in any::<String>(), value in any::<f64>()) {
            let _ = standard(&text);
            prop_assert!(!value.is_finite() || standard(&number::write(value)).is_none());
        }
    }
}
