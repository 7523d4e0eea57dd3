//! A sentence as words: folded for matching, each with where it stands and what is written after it.
//!
//! Folding makes letters small and everything that is no letter or digit a blank, so that `anti-social` and
//! `anti social`, `force's` and `force’s` are one. The folded text has a blank before and after each word: a phrase
//! between blanks matches whole words alone.

use std::ops::Range;

/// What most words have at least, with the blank after them.
const BYTES_OF_WORD: usize = 4;
/// What has fewer letters is no abbreviation.
const FEWEST_LETTERS: usize = 2;
/// Words that have no letter in one.
const UNABBREVIATED: [&str; 4] = ["and", "of", "the", "for"];

/// The folded words of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// The words with a blank before, between and after.
    pub(crate) folded: String,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    /// Where it stands among the folded words.
    folded: Range<usize>,
    /// Where it stands in the text.
    text: Range<usize>,
    /// What parts this word from the next.
    after: After,
}

/// What stands after a word, as far as it parts a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum After {
    /// Blanks, hyphens, quotes: nothing that parts.
    #[default]
    Nothing,
    /// A comma or a bracket.
    Comma,
    /// A dash, a colon, a semicolon: a clause ends.
    Dash,
    Colon,
    Semicolon,
}

impl After {
    /// Whether a clause ends.
    pub(crate) const fn is_break(self) -> bool {
        matches!(self, Self::Dash | Self::Colon | Self::Semicolon)
    }
}

impl Tokens {
    /// Folds a text in place of the one before.
    pub(crate) fn fold(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        self.folded.reserve(text.len() + 2);
        self.words.reserve(text.len() / BYTES_OF_WORD + 1);
        self.folded.push(' ');
        let mut at = 0;
        while at < text.len() {
            let plain = at + n_plain(&text.as_bytes()[at..]);
            // Only a word that goes on with what is not ASCII needs decoding.
            let end = if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
                let end = plain + n_thousands(&text.as_bytes()[at..], plain - at);
                self.push(at..end, &text[at..end]);
                end
            } else {
                let rest = &text[at..];
                let end = at + rest.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(rest.len());
                self.push(at..end, &text[at..end].chars().flat_map(char::to_lowercase).collect::<String>());
                end
            };
            at = end + self.separator(text, end);
        }
        self.folded.make_ascii_lowercase();
    }

    /// Takes what stands between words at a place of a text: how many bytes.
    fn separator(&mut self, text: &str, at: usize) -> usize {
        if text.as_bytes().get(at) == Some(&b' ') {
            return 1;
        }
        let Some(letter) = text[at..].chars().next() else { return 0 };
        let next = at + letter.len_utf8();
        match letter {
            '&' => self.push(at..next, "and"),
            '%' => self.push(at..next, "percent"),
            '£' => self.push(at..next, "pounds"),
            '(' if let Some(n) = self.abbreviation(&text[at..]) => return n,
            ',' | '(' | ')' => self.part(After::Comma),
            ';' => self.part(After::Semicolon),
            ':' => self.part(After::Colon),
            '–' | '—' => self.part(After::Dash),
            '-' if text[..at].ends_with(' ') && text[next..].starts_with(' ') => self.part(After::Dash),
            _ => {}
        }
        letter.len_utf8()
    }

    /// How many bytes an abbreviation in brackets has that the words before spell out, which says nothing new: `anti-social
    /// behaviour (ASB)`.
    fn abbreviation(&self, text: &str) -> Option<usize> {
        let bracket = text.strip_prefix('(')?;
        let inner = &bracket[..bracket.find(')')?];
        let letters = inner.strip_suffix('s').unwrap_or(inner);
        if letters.len() < FEWEST_LETTERS || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
            return None;
        }
        let mut words = self.words.iter().rev().map(|word| &self.folded[word.folded.clone()]);
        for letter in letters.bytes().rev() {
            let mut word = words.next()?;
            while UNABBREVIATED.contains(&word) {
                word = words.next()?;
            }
            word.bytes().next().filter(|first| first.eq_ignore_ascii_case(&letter))?;
        }
        Some(inner.len() + 2)
    }

    /// Adds a word, if it has letters, that stands at a place of the text; its ASCII letters are made small when all are
    /// there.
    fn push(&mut self, text: Range<usize>, word: &str) {
        if word.is_empty() {
            return;
        }
        let start = self.folded.len();
        self.folded.push_str(word);
        self.words.push(Word { folded: start..self.folded.len(), text, after: After::Nothing });
        self.folded.push(' ');
    }

    fn part(&mut self, after: After) {
        if let Some(word) = self.words.last_mut()
            && !word.after.is_break()
        {
            word.after = after;
        }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// What stands after a word.
    pub(crate) fn after(&self, word: usize) -> After {
        self.words.get(word).map_or(After::Semicolon, |word| word.after)
    }

    /// A word as folded.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Whether a word is a number of no more than two digits, as days, parts of years and sections have.
    pub(crate) fn is_short_number(&self, at: usize) -> bool {
        /// The most digits of one.
        const MOST_DIGITS: usize = 2;
        let word = self.word(at);
        word.len() <= MOST_DIGITS && is_number(word)
    }

    /// Where the words begin after the number of a section: `3.1 Vulnerability`.
    pub(crate) fn after_numbers(&self) -> usize {
        (0..self.len()).take_while(|at| self.is_short_number(*at)).count()
    }

    /// The words that a match in the folded text covers, in part or in whole; it ends no earlier than one whose words
    /// end before `from`.
    pub(crate) fn covered(&self, folded: Range<usize>, from: usize) -> Range<usize> {
        // A match begins with the blank before its first word.
        let begins_after = |word: &&Word| word.folded.start > folded.start;
        let last = from + self.words[from..].iter().take_while(|word| word.folded.start < folded.end).count();
        last - self.words[..last].iter().rev().take_while(begins_after).count()..last
    }

    /// Where in the text the words stand, in bytes.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.text.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words.get(last));
        start..last.map_or(start, |word| word.text.end).max(start)
    }
}

/// How many bytes after the first `n` digits go on with them by thousands: the `,101` of `2,101` is no call to 101.
fn n_thousands(bytes: &[u8], n: usize) -> usize {
    let (number, rest) = bytes.split_at(n);
    if number.is_empty() || !number.iter().all(u8::is_ascii_digit) {
        return 0;
    }
    let is_group =
        |group: &&[u8]| group.len() == 4 && group[0] == b',' && group[1..].iter().all(u8::is_ascii_digit);
    let n = 4 * rest.chunks(4).take_while(is_group).count();
    if rest.get(n).is_some_and(u8::is_ascii_alphanumeric) { 0 } else { n }
}

/// How many bytes from the start are ASCII letters and digits.
fn n_plain(text: &[u8]) -> usize {
    text.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len())
}

/// Whether a word is digits alone.
pub(crate) fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}

/// A phrase as matching wants it: folded, with a blank before it, and one after it unless it ends in `*`. None when it
/// has no word.
pub(crate) fn phrase(text: &str) -> Option<String> {
    let mut tokens = Tokens::default();
    tokens.fold(text);
    if tokens.len() == 0 {
        return None;
    }
    let mut folded = tokens.folded;
    if text.trim_end().ends_with('*') {
        folded.truncate(folded.trim_end().len());
    }
    Some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_one_number() {
        let check = |text: &str, expected: &str| {
            let mut tokens = Tokens::default();
            tokens.fold(text);
            assert_eq!(tokens.folded.trim(), expected);
        };
        check("2,101 officers, 1,480,000 calls", "2,101 officers 1,480,000 calls");
        check("In 2021,101 calls; 12,34 or 1,2345", "in 2021,101 calls 12 34 or 1 2345");
        check("101,999", "101,999");
    }

    #[test]
    fn words_fold_to_what_spellings_share() {
        let check = |text: &str, expected: &str| {
            let mut tokens = Tokens::default();
            tokens.fold(text);
            assert_eq!(tokens.folded, expected, "{text}");
        };
        check("The force’s anti-social work", " the force s anti social work ");
        check("  40% & £2 more…", " 40 percent and pounds 2 more ");
        check("", " ");
        check("Zoë", " zoë ");
        check(
            "offenders on bail (OOB), serious and organised crime (SOC) units (SOCs, UK)",
            " offenders on bail serious and organised crime units socs uk ",
        );
    }

    #[test]
    fn a_match_is_found_again_in_the_text() {
        let mut tokens = Tokens::default();
        let text = "“Well-led”, it is; not slow.";
        tokens.fold(text);
        let check = |words: &str, expected: &str, after: After| {
            let at = tokens.folded.find(words).unwrap();
            let covered = tokens.covered(at..at + words.len(), 0);
            assert_eq!(&text[tokens.span(covered.clone())], expected);
            assert_eq!(tokens.after(covered.end - 1), after, "{words}");
        };
        check(" well led ", "Well-led", After::Comma);
        check(" is ", "is", After::Semicolon);
        check(" slo", "slow", After::Nothing);
    }

    #[test]
    fn a_phrase_matches_whole_words_unless_it_says_otherwise() {
        assert_eq!(phrase("Stop and Search*").as_deref(), Some(" stop and search"));
        assert_eq!(phrase("gang").as_deref(), Some(" gang "));
        assert_eq!(phrase(" * "), None);
    }
}
