//! What is quoted: words within quotation marks, over several sentences, but not a grade that only stands in marks itself.

use std::ops::Range;

use memchr::{memchr2, memchr3};

/// Numbers of notes as they are set.
const SUPERSCRIPTS: &str = "¹²³⁴⁵⁶⁷⁸⁹⁰";
/// What after a grade says that more is to be known of it.
const MARKS: [char; 7] = ['?', '*', '†', '‡', '§', '#', '^'];

/// What opens or closes a quotation, but for what may be an apostrophe.
const QUOTES: [char; 4] = ['"', '“', '”', '‘'];

/// Which mark closes the quotation that is open, if any is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Quotation {
    mark: Option<char>,
    /// Whether the inspectorate is quoted.
    pub(super) is_ours: bool,
    /// Whether what stands right before leads to what the inspectorate is quoted as saying.
    pub(super) is_led: bool,
}

impl Quotation {
    /// Goes on to the end of a sentence.
    pub(super) fn go_on(&mut self, sentence: &str) {
        // The first byte of a curly mark.
        if memchr3(b'"', b'\'', 0xe2, sentence.as_bytes()).is_some() {
            self.mark = self.after(sentence, sentence.len()).0;
            self.is_ours &= self.mark.is_some();
        }
    }

    /// Whether words of a sentence, in bytes, are quoted with more than themselves.
    pub(super) fn holds(self, sentence: &str, words: &Range<usize>) -> bool {
        let (open, from) = self.after(sentence, words.start);
        open.is_some() && from.is_none_or(|from| !sentence[from..words.start].trim().is_empty())
    }

    /// What stands before the first quotation of a sentence, where there is one and none is open.
    pub(super) fn speaker(self, sentence: &str) -> Option<&str> {
        // The first byte of a curly mark, as in `go_on`.
        memchr2(b'"', 0xe2, sentence.as_bytes()).filter(|_| self.mark.is_none())?;
        let first = sentence.find(['“', '"'])?;
        Some(&sentence[..first]).filter(|words| !words.trim().is_empty())
    }

    /// What a paragraph begins with after the one before: what that left open of the inspectorate's goes on where the
    /// paragraph opens with the same mark, and says nothing after it closes. So does what its words, right before, lead to.
    pub(super) fn in_next(self, paragraph: &str) -> Self {
        let is_led = self.is_led;
        let is_curly = if is_led { paragraph.trim().starts_with('“') } else { self.mark == Some('”') };
        let opens = if is_curly { '“' } else { '"' };
        let goes_on = || {
            let said = paragraph.trim().strip_prefix(opens)?;
            let closes = said.find(['”', '"']);
            Some(closes.is_none_or(|at| said[at..].chars().count() == 1))
        };
        let is_ours = (is_led || self.is_ours && self.mark.is_some()) && goes_on() == Some(true);
        Self { is_ours, ..Self::default() }
    }

    /// What is open at a place of a sentence, and what follows the mark that opened it; none where that stands before.
    fn after(self, sentence: &str, end: usize) -> (Option<char>, Option<usize>) {
        let (mut open, mut from) = (self.mark, None);
        let mut before = ' ';
        for (at, letter) in sentence[..end].char_indices() {
            let next = sentence[at + letter.len_utf8()..].chars().next().unwrap_or(' ');
            let closes = open == Some(letter) && (letter == '”' || letter == '"' || !next.is_alphanumeric());
            if closes {
                (open, from) = (None, None);
            } else if open.is_none() {
                open = match letter {
                    '“' => Some('”'),
                    '"' => Some('"'),
                    '‘' => Some('’'),
                    '\'' if !before.is_alphanumeric() && next.is_alphanumeric() => Some('\''),
                    _ => None,
                };
                from = open.map(|_| at + letter.len_utf8());
            }
            before = letter;
        }
        (open, from)
    }
}

/// Whether words of a text, in bytes, have a mark after them that takes them back or asks: `Good*`, `Good?`; but not where
/// the same stands before them too.
pub(super) fn is_marked(text: &str, words: &Range<usize>) -> bool {
    let after = text[words.end..].chars().next().filter(|mark| MARKS.contains(mark));
    after.is_some() && text[..words.start].chars().next_back() != after
}

/// Whether what follows a statement opens with the mark of a note, behind its stop: `.[1]`, `²`.
pub(super) fn opens_with_note(rest: &str) -> bool {
    let rest = rest.trim_start_matches(|letter| ".,;:".contains(letter) || QUOTES.contains(&letter));
    let is_number = |note: &str| !note.is_empty() && note.bytes().all(|digit| digit.is_ascii_digit());
    let bracketed = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    bracketed.is_some_and(|(note, _)| is_number(note))
        || rest.starts_with(|first| SUPERSCRIPTS.contains(first) || MARKS[1..].contains(&first))
}

/// Words of a text, in bytes, without marks of quotation: the longest part of them that none parts.
pub(super) fn unquoted(text: &str, words: Range<usize>) -> Range<usize> {
    let said = text.get(words.clone()).unwrap_or_default();
    // The first byte of a curly mark, as in `go_on`.
    if memchr2(b'"', 0xe2, said.as_bytes()).is_none() {
        return words;
    }
    let mut start = words.start;
    let parts = said.split_inclusive(QUOTES).map(|part| {
        let words = part.trim_end_matches(QUOTES);
        let at = start + (words.len() - words.trim_start().len());
        start += part.len();
        at..at + words.trim().len()
    });
    // Of two that are as long the first.
    parts.reduce(|longest, part| if part.len() > longest.len() { part } else { longest }).unwrap_or(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_without_marks_of_quotation() {
        let check = |text: &str, expected: &str| assert_eq!(&text[unquoted(text, 0..text.len())], expected);
        check("very effective", "very effective");
        check("very\" effective", "effective");
        check("not “good enough", "good enough");
        check("doesn’t know", "doesn’t know");
        check("well – placed", "well – placed");
    }

    #[test]
    fn a_grade_is_quoted_with_more_than_itself() {
        let check = |text: &str, expected: bool| {
            let at = text.find("good").unwrap();
            assert_eq!(Quotation::default().holds(text, &(at..at + 4)), expected, "{text}");
        };
        check("The force is ‘good’ at it.", false);
        check("The force's staff is \"good\" at it.", false);
        check("“The force is good”", true);
        check("They said: \"It's good.\"", true);
        check("'The force's work is good'", true);
        check("The ‘new’ force’s work is good", false);
    }

    #[test]
    fn a_quotation_goes_on_to_its_mark() {
        let mut quotation = Quotation::default();
        quotation.go_on("“We are proud.");
        assert!(quotation.holds("It is good.", &(6..10)));
        quotation.go_on("So there.”");
        assert!(!quotation.holds("It is good.", &(6..10)));
    }
}
