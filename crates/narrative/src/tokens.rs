//! A sentence as words: folded for matching, each with where it stands and what is written after it.
//!
//! Folding makes letters small and everything that is no letter or digit a blank, so that `anti-social` and
//! `anti social`, `force's` and `force’s` are one. The folded text has a blank before and after each word: a phrase
//! between blanks matches whole words alone.

use std::ops::Range;

/// The folded words of a sentence.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    /// The words with a blank before, between and after.
    pub(crate) folded: String,
    words: Vec<Word>,
}

#[derive(Debug, Clone, Copy)]
struct Word {
    folded_at: usize,
    folded_end: usize,
    start: usize,
    end: usize,
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
    /// A semicolon, a colon, a dash: a clause ends.
    Break,
}

impl Tokens {
    /// Folds a text in place of the one before.
    pub(crate) fn fold(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        self.folded.push(' ');
        let mut is_open = false;
        for (at, letter) in text.char_indices() {
            if letter.is_alphanumeric() {
                if !is_open {
                    self.begin(at);
                    is_open = true;
                }
                if letter.is_ascii() {
                    self.folded.push(letter.to_ascii_lowercase());
                } else {
                    self.folded.extend(letter.to_lowercase());
                }
                self.end(at + letter.len_utf8());
                continue;
            }
            if is_open {
                self.folded.push(' ');
                is_open = false;
            }
            match letter {
                '&' | '%' => {
                    self.begin(at);
                    self.folded.push_str(if letter == '&' { "and " } else { "percent " });
                    self.end(at + 1);
                }
                ',' | '(' | ')' => self.part(After::Comma),
                ';' | ':' | '–' | '—' => self.part(After::Break),
                '-' if text[..at].ends_with(' ') && text[at + 1..].starts_with(' ') => {
                    self.part(After::Break);
                }
                _ => {}
            }
        }
        if is_open {
            self.folded.push(' ');
        }
    }

    fn begin(&mut self, at: usize) {
        let folded = self.folded.len();
        let word = Word { folded_at: folded, folded_end: folded, start: at, end: at, after: After::Nothing };
        self.words.push(word);
    }

    fn end(&mut self, at: usize) {
        if let Some(word) = self.words.last_mut() {
            word.end = at;
            word.folded_end = self.folded.trim_end_matches(' ').len();
        }
    }

    fn part(&mut self, after: After) {
        if let Some(word) = self.words.last_mut()
            && word.after != After::Break
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
        self.words.get(word).map_or(After::Break, |word| word.after)
    }

    /// A word as folded.
    pub(crate) fn word(&self, at: usize) -> &str {
        let Some(word) = self.words.get(at) else { return "" };
        self.folded.get(word.folded_at..word.folded_end).unwrap_or_default()
    }

    /// The words that a match in the folded text covers, in part or in whole.
    pub(crate) fn covered(&self, folded: Range<usize>) -> Range<usize> {
        // A match begins with the blank before its first word.
        let first = self.words.partition_point(|word| word.folded_at <= folded.start);
        let last = self.words.partition_point(|word| word.folded_at < folded.end);
        first..last.max(first)
    }

    /// Where in the text the words stand, in bytes.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        let start = self.words.get(words.start).map_or(0, |word| word.start);
        let end =
            words.end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.end);
        start..end.max(start)
    }
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
    fn words_fold_to_what_spellings_share() {
        let check = |text: &str, expected: &str| {
            let mut tokens = Tokens::default();
            tokens.fold(text);
            assert_eq!(tokens.folded, expected, "{text}");
        };
        check("The force’s anti-social work", " the force s anti social work ");
        check("  40% & more…", " 40 percent and more ");
        check("", " ");
        check("Zoë", " zoë ");
    }

    #[test]
    fn a_match_is_found_again_in_the_text() {
        let mut tokens = Tokens::default();
        let text = "“Well-led”, it is; not slow.";
        tokens.fold(text);
        let check = |words: &str, expected: &str, after: After| {
            let at = tokens.folded.find(words).unwrap();
            let covered = tokens.covered(at..at + words.len());
            assert_eq!(&text[tokens.span(covered.clone())], expected);
            assert_eq!(tokens.after(covered.end - 1), after, "{words}");
        };
        check(" well led ", "Well-led", After::Comma);
        check(" is ", "is", After::Break);
        check(" slo", "slow", After::Nothing);
    }

    #[test]
    fn a_phrase_matches_whole_words_unless_it_says_otherwise() {
        assert_eq!(phrase("Stop and Search*").as_deref(), Some(" stop and search"));
        assert_eq!(phrase("gang").as_deref(), Some(" gang "));
        assert_eq!(phrase(" * "), None);
    }
}
