//! Which words are known where a grade may be stated.
//!
//! Whose grade it is, who gives it and when is only known where every word that may say so is: names of the text's own
//! force, of areas, of its cycle's years, and the words that the lexicon lists for the place. No word of doubt is looked for:
//! whatever is not known is one.

use std::ops::Range;

use peel_model::MONTHS;

use crate::hits::{Hit, Role};
use crate::tokens::{Tokens, is_number};
use crate::vocabulary::{CycleAreas, Vocabulary};

/// The words of an inspector's name.
const WORDS_OF_NAME: Range<usize> = 2..5;

/// The lists whose words are known in one place or another.
const LISTS: [Role; 4] = [Role::Opener, Role::Between, Role::Trailing, Role::Title];

/// A sentence, a heading or a cell, and whom and when its text is about.
pub(crate) struct Known<'a, 'd> {
    pub(crate) tokens: &'a Tokens,
    /// The phrases in it, with those by which a grade is stated.
    pub(crate) hits: Vec<Hit>,
    pub(crate) areas: &'a CycleAreas<'d>,
    /// The force, by its place in the vocabulary.
    pub(crate) force: Option<u16>,
    /// By word: the bits of the lists that know it.
    lists: Vec<u8>,
}

impl<'a, 'd> Known<'a, 'd> {
    /// What is known of words by the phrases in them.
    pub(crate) fn new(
        vocabulary: &Vocabulary,
        (tokens, hits): (&'a Tokens, &[Hit]),
        (areas, force): (&'a CycleAreas<'d>, Option<u16>),
    ) -> Self {
        let hits = vocabulary.with_statements(tokens, hits);
        let mut known = Self { tokens, hits: Vec::new(), areas, force, lists: vec![0; tokens.len()] };
        for hit in &hits {
            let bits = if known.names_own(hit) { u8::MAX } else { bit(hit.role) };
            known.add(bits, hit.words.clone());
        }
        for word in 0..tokens.len() {
            if known.is_own_year(word) {
                known.add(u8::MAX, word..word + 1);
            } else if known.is_number_or_month(word) {
                known.add(bit(Role::Title), word..word + 1);
            }
        }
        for title in hits.iter().filter(|hit| hit.role == Role::Inspector) {
            known.add(bit(Role::Title), name(title.words.end, tokens, &hits));
        }
        known.hits = hits;
        known
    }

    /// Whether every word is known, by name or as one that a list has.
    pub(crate) fn are(&self, words: Range<usize>, list: Role) -> bool {
        self.first_unknown(words.clone(), list) == words.end.max(words.start)
    }

    /// The first word that is not; the end where all are.
    pub(crate) fn first_unknown(&self, mut words: Range<usize>, list: Role) -> usize {
        let end = words.end.max(words.start);
        words.find(|word| self.lists.get(*word).is_none_or(|lists| lists & bit(list) == 0)).unwrap_or(end)
    }

    fn add(&mut self, bits: u8, words: Range<usize>) {
        self.lists[words].iter_mut().for_each(|lists| *lists |= bits);
    }

    fn names_own(&self, hit: &Hit) -> bool {
        match hit.role {
            Role::Force(force) => self.force == Some(force),
            Role::Label(area) => self.areas.area(area).is_some(),
            Role::Heading(area) => self.areas.area(area).is_some() && self.is_all(&hit.words),
            Role::Subject
            | Role::Area(_)
            | Role::Inspectorate
            | Role::Held
            | Role::Judging
            | Role::Finds
            | Role::OfThis => true,
            _ => false,
        }
    }

    /// Whether nothing but the number of a section stands beside words.
    fn is_all(&self, words: &Range<usize>) -> bool {
        *words == (self.tokens.after_numbers()..self.tokens.len())
    }

    /// Whether a word is a year of the cycle, or the end of one: `2021/22`.
    fn is_own_year(&self, word: usize) -> bool {
        let year = |at: usize| self.tokens.word(at).parse().is_ok_and(|year| self.areas.has_year(year));
        year(word) || (self.tokens.is_short_number(word) && word.checked_sub(1).is_some_and(year))
    }

    /// What only titles have: numbers of sections, dates.
    fn is_number_or_month(&self, word: usize) -> bool {
        let is_month = |word: &str| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word));
        let written = self.tokens.word(word);
        is_month(written)
            || self.tokens.is_short_number(word)
            || (is_number(written) && word.checked_sub(1).is_some_and(|at| is_month(self.tokens.word(at))))
    }
}

/// The bit of a list; titles hold grades too.
fn bit(list: Role) -> u8 {
    let list = if matches!(list, Role::Grade(_)) { Role::Title } else { list };
    LISTS.iter().position(|one| *one == list).map_or(0, |at| 1 << at)
}

/// The name that may stand right after an inspector's title, with the `s` after it; nothing where other words do. The first
/// of its words means nothing else: `HMI Zoë Young's`.
fn name(start: usize, tokens: &Tokens, hits: &[Hit]) -> Range<usize> {
    let end = (start..tokens.len()).find(|at| tokens.word(*at) == "s");
    let name = start..end.unwrap_or(tokens.len());
    let means = |hit: &Hit| {
        hit.words.contains(&start) || (hit.role == Role::Title && name.contains(&hit.words.start))
    };
    if WORDS_OF_NAME.contains(&name.len()) && !hits.iter().any(means) {
        start..name.end + usize::from(end.is_some())
    } else {
        start..start
    }
}
