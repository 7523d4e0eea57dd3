//! A paragraph as sentences, by the rules of Unicode (UAX 29) and what they cannot know: abbreviations.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

/// The sentences of a text, as ranges of bytes without blanks about them. `abbreviations` are those after whose stop a
/// sentence goes on, in small letters without the last stop.
pub(crate) fn sentences(text: &str, abbreviations: &BTreeSet<String>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, part) in text.split_sentence_bound_indices() {
        let end = at + part.len();
        match found.last_mut() {
            Some(last) if goes_on => last.end = end,
            _ => found.push(at..end),
        }
        goes_on = ends_with_abbreviation(part, abbreviations) || !has_letter(part);
    }
    let trimmed = found.into_iter().map(|range| {
        let part = &text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        start..start + part.trim().len()
    });
    trimmed.filter(|range| !range.is_empty()).collect()
}

/// Whether a part ends in an abbreviation or an initial, so that no sentence ends there.
fn ends_with_abbreviation(part: &str, abbreviations: &BTreeSet<String>) -> bool {
    let Some(words) = part.trim_end().strip_suffix('.') else { return false };
    let word = words
        .rsplit(|letter: char| letter.is_whitespace() || "(“\"‘".contains(letter))
        .next()
        .unwrap_or_default();
    let mut letters = word.chars();
    let is_initial =
        matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_uppercase());
    is_initial || (!word.is_empty() && abbreviations.contains(&word.to_lowercase()))
}

fn has_letter(part: &str) -> bool {
    part.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let abbreviations = ["mr", "e.g", "st"].map(str::to_owned).into();
        let found: Vec<&str> =
            sentences(text, &abbreviations).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_they_end() {
        check("It is good. It improved.", &["It is good.", "It improved."]);
        check(
            "Mr. Smith, e.g. Ann B. Jones, left St. Ives. He ran.",
            &["Mr. Smith, e.g. Ann B. Jones, left St. Ives.", "He ran."],
        );
        check("“It works,” he said. “It does!” Yes?", &["“It works,” he said.", "“It does!”", "Yes?"]);
        check("It spent £2.5m on 3.1 percent. Why", &["It spent £2.5m on 3.1 percent.", "Why"]);
        check("  ", &[]);
    }
}
