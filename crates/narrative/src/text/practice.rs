//! A sentence that judges nothing, but reports a practice: `sergeants review each file before it goes to the prosecutor`. What
//! an inspector says that a force does is praise, unless it is only counted, planned, wished for or described.

use std::ops::Range;

use super::Text;
use crate::hits::{FINDS, Hit, Role};
use crate::tokens::After;

/// How far from its actor a verb stands at most, in words, and a provision from what holds it.
const REACH: usize = 8;
/// How far a number may stand after a verb to be a count of what it does.
const REACH_OF_COUNT: usize = 4;
/// What stands before a number that counts nothing: `within 24 hours`.
const NO_COUNT: [&str; 3] = ["within", "every", "at"];
const BE: [&str; 4] = ["is", "are", "been", "being"];
const HAVE: [&str; 2] = ["has", "have"];
/// What an actor goes on with before its verb: `staff in the control room assess`.
const GOES_ON: [&str; 16] = [
    "of",
    "in",
    "at",
    "on",
    "for",
    "from",
    "with",
    "across",
    "within",
    "to",
    "s",
    "and",
    "who",
    "that",
    "which",
    "throughout",
];
/// Words that may stand between an auxiliary and its verb, beside what ends in `ly`.
const BETWEEN: [&str; 8] = ["also", "now", "always", "often", "well", "then", "all", "both"];
/// No preposition is longer that could be taken for a verb, and what a verb in the plural has after it.
const LONGEST_PARTICLE: usize = 4;
const OBJECTS: [&str; 22] = [
    "the", "a", "an", "their", "its", "each", "every", "all", "any", "what", "how", "who", "where", "why",
    "whether", "with", "to", "on", "from", "for", "them", "people",
];
const NUMBERS: [&str; 14] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "dozen",
    "hundred", "thousand",
];

impl Text<'_, '_> {
    /// Whether the sentence last folded reports a practice.
    pub(super) fn is_practice(&self) -> bool {
        // `Not only for those who ring` denies nothing.
        let is_not_only = |hit: &Hit| {
            let [before, first, next] =
                [hit.words.start.checked_sub(1), Some(hit.words.start), Some(hit.words.end)]
                    .map(|at| at.map_or("", |at| self.tokens.word(at)));
            (first, next) == ("not", "only") || (before, first) == ("not", "only")
        };
        let is_another = |hit: &Hit| matches!(hit.role, Role::Force(force) if self.own != Some(force));
        let supposed: Vec<Range<usize>> = self.judge().supposed(&self.hits).collect();
        let says_nothing =
            |hit: &Hit| is_not_only(hit) || supposed.iter().any(|part| part.contains(&hit.words.start));
        let is_bar = |hit: &Hit| {
            is_another(hit)
                || matches!(
                    hit.role,
                    Role::Fact
                        | Role::Generic
                        | Role::Describes
                        | Role::Past
                        | Role::Hoped
                        | Role::Condition
                        | Role::Negator
                        | Role::NegatorAlone
                ) && !says_nothing(hit)
        };
        let all = 0..self.tokens.len();
        if self.hits.iter().any(is_bar) || self.areas.names_another_year(&self.tokens, &all) {
            return false;
        }
        let hits = &self.reader.vocabulary.with_practice(&self.tokens, &self.hits);
        // `We found that sergeants review each file`
        let finds = |hit: &Hit| FINDS.contains(&self.tokens.word(hit.words.end));
        // `Receives training, some of which is led by leaders`
        let is_aside = |hit: &Hit| {
            let [first, second] = [0, 1].map(|at| self.tokens.word(hit.words.end + at));
            first == "of" && ["which", "whom"].contains(&second)
        };
        let is_barred = hits
            .iter()
            .any(|hit| hit.role == Role::Bar && !finds(hit) && !is_aside(hit) && !says_nothing(hit));
        !is_barred
            && (hits.iter().any(|hit| self.reports(hit, hits))
                || (1..self.tokens.len()).any(|at| self.is_deed(at, hits)))
    }

    /// Whether a phrase is what a practice is told by, and the words before it say that it is one.
    fn reports(&self, hit: &Hit, hits: &[Hit]) -> bool {
        let Range { start, end } = hit.words;
        match hit.role {
            Role::Practice => self.is_done(&hit.words, hits) && !self.counts(end),
            Role::Gain => self.follows(start, hits, |role| matches!(role, Role::People(_) | Role::StandsFor)),
            Role::Holds => {
                let is_held = |other: &Hit| {
                    other.role == Role::Provision && (end..end + REACH).contains(&other.words.start)
                };
                let is_there = self.tokens.word(start) == "there" || self.follows_actor(start, hits);
                is_there && !self.counts(end) && hits.iter().any(is_held)
            }
            _ => false,
        }
    }

    /// Whether a verb is done by an actor, or in the passive by whoever it may be.
    fn is_done(&self, verb: &Range<usize>, hits: &[Hit]) -> bool {
        let before = self.before_adverbs(verb.start);
        let word = self.tokens.word(verb.end - 1);
        let auxiliary = before.checked_sub(1).map_or("", |at| self.tokens.word(at));
        let (is_be, is_have) = (BE.contains(&auxiliary), HAVE.contains(&auxiliary));
        if word.ends_with("ing") {
            is_be && self.follows_actor(before - 1, hits)
        } else if is_be {
            !word.ends_with('s') && before > 1
        } else if is_have || auxiliary == "can" {
            self.follows_actor(before - 1, hits)
        } else {
            !word.ends_with("ed") && self.follows_actor(before, hits)
        }
    }

    /// Whether a word is a verb by its form and place that no list knows, right after who does it: `the force pioneers`,
    /// `sergeants debrief each`, `it has rewritten`. Verbs that say nothing of doing (`the force covers`) are listed.
    fn is_deed(&self, at: usize, hits: &[Hit]) -> bool {
        let (word, next) = (self.tokens.word(at), self.tokens.word(at + 1));
        let is_idle = |hit: &Hit| hit.role == Role::Idle && hit.words.contains(&at);
        if self.tokens.after(at) != After::Nothing && self.tokens.after(at) != After::Comma
            || self.is_adverb(at)
            || hits.iter().any(is_idle)
            || self.counts(at + 1)
        {
            return false;
        }
        let before = self.before_adverbs(at);
        let auxiliary = before.checked_sub(1).map_or("", |at| self.tokens.word(at));
        let is_participle = word.ends_with("ed") || (word.ends_with("en") && word.len() > LONGEST_PARTICLE);
        if HAVE.contains(&auxiliary) {
            return is_participle && self.is_actor_before(before - 1, hits).is_some();
        }
        match self.is_actor_before(before, hits) {
            Some(true) => word.ends_with('s') && !word.ends_with("ss") && word.len() > LONGEST_PARTICLE,
            Some(false) => {
                !word.ends_with('s')
                    && !is_participle
                    && !word.ends_with("ing")
                    && word.len() >= LONGEST_PARTICLE
                    && (OBJECTS.contains(&next) || self.is_adverb(at + 1))
            }
            None => false,
        }
    }

    /// Whether who acts right before a word is one, where anyone does: the force, and not its officers.
    fn is_actor_before(&self, at: usize, hits: &[Hit]) -> Option<bool> {
        let acts = |hit: &&Hit| hit.words.end == at && self.acts(hit.role);
        let actor = hits.iter().find(acts)?;
        (self.tokens.after(at - 1) == After::Nothing)
            .then_some(matches!(actor.role, Role::Subject | Role::Force(_)))
    }

    /// Where the adverbs right before a word begin.
    fn before_adverbs(&self, at: usize) -> usize {
        (0..at).rev().find(|word| !self.is_adverb(*word)).map_or(0, |word| word + 1)
    }

    fn is_adverb(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        word.ends_with("ly") || BETWEEN.contains(&word)
    }

    fn follows_actor(&self, at: usize, hits: &[Hit]) -> bool {
        self.follows(at, hits, |role| self.acts(role))
    }

    /// Whether a phrase of some role is the subject of what stands at a word: it ends right before, or goes on to it, and no
    /// clause ends between.
    fn follows(&self, at: usize, hits: &[Hit], is_such: impl Fn(Role) -> bool) -> bool {
        let is_near = |end: usize| {
            let end_of_adverbs = (end..at).find(|word| !self.is_adverb(*word)).unwrap_or(at);
            let goes_on = GOES_ON.contains(&self.tokens.word(end)) && at <= end + REACH;
            (end_of_adverbs == at || goes_on) && (end - 1..at).all(|word| !self.tokens.after(word).is_break())
        };
        hits.iter().any(|hit| hit.words.end <= at && is_such(hit.role) && is_near(hit.words.end))
    }

    fn acts(&self, role: Role) -> bool {
        match role {
            Role::Actor | Role::Subject => true,
            Role::Force(force) => self.own == Some(force),
            Role::People(who) => self.reader.vocabulary.acts(who),
            _ => false,
        }
    }

    /// Whether a number follows within a few words: what is done is only counted.
    fn counts(&self, from: usize) -> bool {
        (from..from + REACH_OF_COUNT)
            .take_while(|at| *at == from || self.tokens.after(at - 1) == After::Nothing)
            .any(|at| {
                let word = self.tokens.word(at);
                let is_number =
                    word.starts_with(|letter: char| letter.is_ascii_digit()) || NUMBERS.contains(&word);
                is_number && word != "101" && word != "999" && !NO_COUNT.contains(&self.tokens.word(at - 1))
            })
    }
}
