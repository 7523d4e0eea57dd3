//! A paragraph as sentences, by the rules of Unicode (UAX 29) and what they cannot know: abbreviations.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::memchr3_iter;
use unicode_segmentation::UnicodeSegmentation as _;

/// The longest sentence, in bytes: what has no stop for so long (a list, a table) is cut at a blank, so that no text
/// takes more than its length.
const LONGEST: usize = 2_000;
/// What most sentences are longer than, in bytes.
const TYPICAL: usize = 64;

/// The sentences of a text, as ranges of bytes without blanks about them. `abbreviations` are those after whose stop a
/// sentence goes on, in small letters without the last stop.
pub(crate) fn sentences(text: &str, abbreviations: &BTreeSet<String>) -> Vec<Range<usize>> {
    let parts = parts(text);
    let mut found: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    let mut goes_on = false;
    for (at, part) in parts {
        let end = at + part.len();
        match found.last_mut() {
            Some(last) if goes_on => last.end = end,
            _ => found.push(at..end),
        }
        goes_on = ends_with_abbreviation(part, abbreviations) || !has_letter(part);
    }
    let mut sentences = Vec::with_capacity(found.len());
    for range in found {
        let part = &text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        cut(text, start..start + part.trim().len(), &mut sentences);
    }
    sentences
}

/// Sentences as UAX 29 parts them. Most ends are plain (a stop, a blank, a capital letter): between two of these its rules
/// are only asked where there is another stop, or a letter that may be one.
fn parts(text: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::with_capacity(text.len() / TYPICAL + 1);
    let (mut start, mut has_stop) = (0, false);
    let bytes = text.as_bytes();
    let is_odd = |letter: char| !letter.is_ascii() && !letter.is_alphabetic() && !"‘’“”–—£".contains(letter);
    let mut end_part = |part: Range<usize>, has_stop: bool| {
        let (start, part) = (part.start, &text[part]);
        if has_stop || (!part.is_ascii() && part.contains(is_odd)) {
            parts.extend(part.split_sentence_bound_indices().map(|(at, part)| (start + at, part)));
        } else if !part.is_empty() {
            parts.push((start, part));
        }
    };
    let last = text.trim_end().len().saturating_sub(1);
    for at in memchr3_iter(b'.', b'!', b'?', &bytes[..last]) {
        if bytes[at + 1] == b' ' && bytes.get(at + 2).is_some_and(u8::is_ascii_uppercase) {
            end_part(start..at + 2, has_stop);
            (start, has_stop) = (at + 2, false);
        } else {
            has_stop = true;
        }
    }
    end_part(start..text.len(), has_stop);
    parts
}

/// A sentence, or its pieces where it is too long.
fn cut(text: &str, sentence: Range<usize>, pieces: &mut Vec<Range<usize>>) {
    let mut rest = sentence;
    while rest.len() > LONGEST {
        let most = (rest.start..=rest.start + LONGEST).rev().find(|at| text.is_char_boundary(*at));
        let most = most.unwrap_or(rest.end);
        let blank = text[rest.start..most].rfind(' ').filter(|blank| *blank > 0);
        let end = blank.map_or(most, |blank| rest.start + blank);
        pieces.push(rest.start..end);
        rest.start = end + (text[end..rest.end].len() - text[end..rest.end].trim_start().len());
    }
    if !rest.is_empty() {
        pieces.push(rest);
    }
}

/// Whether a part ends in an abbreviation or an initial, so that no sentence ends there.
fn ends_with_abbreviation(part: &str, abbreviations: &BTreeSet<String>) -> bool {
    let Some(words) = part.trim_end().strip_suffix('.') else { return false };
    let word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    if word.bytes().all(|letter| letter.is_ascii_lowercase()) {
        return abbreviations.contains(word);
    }
    let word = word.rsplit(['(', '“', '"', '‘']).next().unwrap_or_default();
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

    #[test]
    fn plain_ends_are_those_of_unicode() {
        for text in [
            "It is good. It isn’t. Why? “Yes!” He said so… Then. and on. 3.1 A.B. C! D",
            "One.  Two. three. Four.) Five. ",
            "A 。B. C",
            ". A. B",
            "",
        ] {
            assert_eq!(parts(text), text.split_sentence_bound_indices().collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn what_has_no_stop_is_cut() {
        let check = |word: &str, n: usize| {
            let text = word.repeat(10_000 / word.len());
            let pieces = sentences(&text, &BTreeSet::new());
            assert_eq!(pieces.len(), n, "{word:?}");
            assert!(pieces.iter().all(|piece| piece.len() <= LONGEST));
            let joined: String = pieces.into_iter().map(|piece| &text[piece]).collect();
            assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        };
        check("and so on ", 5);
        check("é", 5);
    }
}
