//! What a negation turns: the cue that follows it, and those joined to that; where nothing follows it may be a fault itself.
//!
//! The innermost comes first, so that two turn one another: `few had anything but praise`.

use std::ops::Range;

use peel_model::Grade;

use crate::hits::{Hit, Role};
use crate::judgment::{BARE_NEGATION, Judge, Mark, REACH_OF_TAKING, contains, overlap};
use crate::tokens::After;

/// How far a negation reaches, in words; and one that is a cue itself, to a fault after it.
const REACH: usize = 8;
const REACH_OF_CUE: usize = 3;
/// What opens a clause of its own after an `and`.
const PRONOUNS: [&str; 4] = ["this", "it", "they", "we"];
/// How plain a cue is that was turned, in the steps of the lexicon.
const TURNED_STRENGTH: f32 = 2.0;
const TURNED_CONCERN: f32 = 1.0;

/// A negation: its words, and whether it is a fault where nothing follows.
struct Negation {
    words: Range<usize>,
    is_alone: bool,
}

impl Mark {
    /// Whether it says anything by itself, and not only where it is denied: `relies on`.
    pub(crate) fn says(&self) -> bool {
        self.weight > 0.0
    }

    /// Makes it say the other, from the negation on.
    fn turn(&mut self, from: usize) {
        self.weight = if self.is_strength { TURNED_STRENGTH } else { TURNED_CONCERN };
        self.is_strength = !self.is_strength;
        self.words.start = from;
        self.change = None;
    }
}

impl Judge<'_, '_> {
    /// Turns what is negated. The marks stand in their order, before and after.
    pub(crate) fn negate(&self, hits: &[Hit], marks: &mut Vec<Mark>) {
        let mut negations = self.negations(hits);
        let is_denied = |mark: &Mark| {
            let reaches = |negation: &Negation| {
                (negation.words.end..negation.words.end + REACH_OF_CUE).contains(&mark.words.start)
            };
            negations.iter().any(reaches)
        };
        marks.retain(|mark| mark.says() || is_denied(mark));
        // A cue with a negation in it has its say already: `not always`. Praise in a negation is denied: `no clear`.
        negations.retain(|negation| {
            match marks.iter().position(|mark| overlap(&mark.words, &negation.words)) {
                Some(at) if contains(&negation.words, &marks[at].words) && marks[at].is_strength => {
                    marks[at].turn(negation.words.start);
                    false
                }
                Some(at) if contains(&negation.words, &marks[at].words) => {
                    self.lessen(at, marks);
                    false
                }
                found => found.is_none(),
            }
        });
        let mut inner = None;
        for negation in negations.iter().rev() {
            self.turn(negation, inner, hits, marks);
            inner = Some(negation.words.start);
        }
        marks.retain(Mark::says);
    }

    /// Makes a fault of what is outstanding in that it has yet to be done: `146 applications were outstanding`.
    pub(crate) fn leave_pending(&self, hits: &[Hit], marks: &mut [Mark]) {
        let is_pending = |at: usize| {
            let near = |hit: &Hit| {
                let reach = hit.words.end..hit.words.end + REACH;
                hit.words.start == at + 1 || reach.contains(&at)
            };
            hits.iter().any(|hit| hit.role == Role::Pending && near(hit))
        };
        for hit in hits {
            let Role::Grade(grade) = hit.role else { continue };
            let at = hit.words.start;
            let mark = marks.iter_mut().find(|mark| mark.is_strength && mark.words.end == hit.words.end);
            let is_outstanding = self.vocabulary.grades[usize::from(grade)] == Grade::Outstanding;
            if let Some(mark) = mark.filter(|_| is_outstanding && is_pending(at)) {
                mark.turn(at);
            }
        }
    }

    /// The negations, those that overlap as one; a phrase that only looks like one is none.
    fn negations(&self, hits: &[Hit]) -> Vec<Negation> {
        let mut found: Vec<Negation> = Vec::new();
        for hit in hits.iter().filter(|hit| matches!(hit.role, Role::Negator | Role::NegatorAlone)) {
            let is_alone = hit.role == Role::NegatorAlone;
            match found.last_mut().filter(|last| overlap(&last.words, &hit.words)) {
                Some(last) => {
                    last.words.end = last.words.end.max(hit.words.end);
                    last.is_alone |= is_alone;
                }
                None => found.push(Negation { words: hit.words.clone(), is_alone }),
            }
        }
        let is_neutral = |words: &Range<usize>| {
            hits.iter().any(|other| overlap(&other.words, words) && self.is_neutral(other))
        };
        // `Neither … nor` denies once.
        let word = |negation: &Negation| self.tokens.word(negation.words.end - 1);
        let neither = found.iter().find(|negation| word(negation) == "neither").map(|one| one.words.end);
        let goes_on = |negation: &Negation| {
            let is_near = neither.is_some_and(|end| (end..end + REACH).contains(&negation.words.start));
            word(negation) == "nor" && is_near
        };
        found.retain(|negation| !is_neutral(&negation.words) && !goes_on(negation));
        found
    }

    /// Turns the mark that follows. What is wished for stays wished for: `has not decided what its workforce should be`.
    /// Nor does it reach over an `and` to another negation, which begins at `inner`.
    fn turn(&self, negation: &Negation, inner: Option<usize>, hits: &[Hit], marks: &mut Vec<Mark>) {
        let Range { start, end } = negation.words;
        let place = marks.partition_point(|mark| mark.words.start < end);
        let is_reached = |mark: &&mut Mark| {
            let mut between = end..mark.words.start;
            mark.words.start < end + REACH
                && !(inner == Some(mark.words.start) && between.any(|word| self.tokens.word(word) == "and"))
                && !self.wishes(hits).any(|wish| overlap(&wish, &mark.words))
                && (end..mark.words.start)
                    .all(|word| self.tokens.after(word) == After::Nothing && !self.begins_anew(word))
        };
        if let Some(mark) = marks.get_mut(place).filter(is_reached) {
            let (was_strength, mut last) = (mark.is_strength, mark.words.end);
            mark.turn(start);
            // `Neither thorough nor timely`: what is joined to it goes with it.
            while let Some(next) = marks.get(place + 1).filter(|next| next.is_strength == was_strength)
                && (self.are_joined(last, next.words.start)
                    || self.are_one(last, next.words.start)
                    || self.is_alternative(last, next.words.start))
            {
                last = next.words.end;
                marks[place].words.end = last;
                marks.remove(place + 1);
            }
            if was_strength {
                self.deny_alternatives(end, marks);
            }
        } else if negation.is_alone {
            // `Is not using its data to enhance its work`: what it would take is no praise.
            let taken = self.part(end, end + REACH_OF_TAKING);
            marks.retain(|mark| !mark.is_strength || !taken.contains(&mark.words.start));
            self.deny_alternatives(end, marks);
            let words = negation.words.clone();
            let weight = BARE_NEGATION;
            marks.insert(place, Mark { words, is_strength: false, weight, change: None, is_thing: false });
        }
    }

    /// Takes away the praise of what an `or` joins to what is denied before a word, in the same part of its clause: `does not
    /// check its work or have a way to share good practice`.
    fn deny_alternatives(&self, from: usize, marks: &mut Vec<Mark>) {
        let part = self.part(from, usize::MAX);
        let Some(or) = part.clone().find(|word| self.tokens.word(*word) == "or") else { return };
        marks.retain(|mark| !mark.is_strength || !(or..part.end).contains(&mark.words.start));
    }

    /// Whether an `and` before a pronoun begins what is said anew: `has few of these and this has eased its work`.
    fn begins_anew(&self, and: usize) -> bool {
        self.tokens.word(and) == "and" && PRONOUNS.contains(&self.tokens.word(and + 1))
    }

    /// Whether nothing but an article stands between two words: `has not established efficient processes`.
    fn are_one(&self, end: usize, start: usize) -> bool {
        let is_article = |word: usize| ["a", "an", "the"].contains(&self.tokens.word(word));
        start >= end && (end..start).all(is_article) && self.tokens.after(end - 1) == After::Nothing
    }

    /// Whether what an `or` begins is denied too: `is not answering as quickly as it should or meeting its targets`.
    fn is_alternative(&self, end: usize, start: usize) -> bool {
        let is_or = start.checked_sub(1).is_some_and(|before| self.tokens.word(before) == "or");
        is_or
            && (end..end + REACH).contains(&start)
            && (end - 1..start).all(|word| self.tokens.after(word) == After::Nothing)
    }

    /// Whether only `and`, `or`, `nor` or a comma stands between two words.
    fn are_joined(&self, end: usize, start: usize) -> bool {
        let is_joint = |word: usize| ["and", "or", "nor"].contains(&self.tokens.word(word));
        match start.checked_sub(end) {
            Some(0) => self.tokens.after(end - 1) == After::Comma,
            Some(1) => is_joint(end),
            _ => false,
        }
    }

    /// A negation that is a fault by itself (`rarely`) turns one that follows at once.
    fn lessen(&self, at: usize, marks: &mut Vec<Mark>) {
        let Range { start, end } = marks[at].words;
        let is_fault = |next: &Mark| {
            !next.is_strength
                && (end..end + REACH_OF_CUE).contains(&next.words.start)
                && (end - 1..next.words.start).all(|word| self.tokens.after(word) == After::Nothing)
        };
        if marks.get(at + 1).is_some_and(is_fault) {
            marks.remove(at);
            marks[at].turn(start);
        }
    }
}

/// Turns what there is less of: `recorded less reliably`, `less successful in keeping them`.
pub(crate) fn lessen(hits: &[Hit], marks: &mut [Mark]) {
    for less in hits.iter().filter(|hit| hit.role == Role::Lessens) {
        if let Some(mark) = marks.iter_mut().find(|mark| mark.words.start == less.words.end) {
            mark.turn(less.words.start);
        }
    }
}
