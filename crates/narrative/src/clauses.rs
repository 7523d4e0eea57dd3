//! A sentence as clauses: where it turns for certain, and where what is joined stands alone on either side.
//!
//! It turns at a semicolon, at `but`, after what `although` began. An `and` and a comma join words far more often than
//! clauses: they part only where each side has a verb and another area, is judged by itself, and nothing before it
//! (`makes sure that`, `in 2015`) may hold for both.

use std::ops::Range;

use crate::hits::{Hit, Role, inside};
use crate::judgment::Judge;
use crate::lexicon::Takes;
use crate::subject::{Candidate, candidates};
use crate::tokens::After;

/// A clause has at least so many words before what `although` began ends at a comma.
const FEWEST_OPENED: usize = 3;
/// What has more words is a list, not clauses.
const LONGEST_CLAUSE: usize = 100;
/// How many words the subject after a joint may have before its verb.
const LONGEST_SUBJECT: usize = 8;

impl Judge<'_, '_> {
    /// The clauses, as ranges of words; there is always one. `hits` are the phrases of the sentence.
    pub(crate) fn clauses(&self, hits: &[Hit]) -> Vec<Range<usize>> {
        let mut clauses = Vec::new();
        for clause in self.turns(hits) {
            self.conjoined(clause, hits, &mut clauses);
        }
        clauses
    }

    /// What lies between the turns of a sentence.
    fn turns(&self, hits: &[Hit]) -> Vec<Range<usize>> {
        let n_words = self.tokens.len();
        let is_no_turn =
            |at: usize| hits.iter().any(|hit| hit.role == Role::NoTurn && hit.words.contains(&at));
        let is_turn =
            |hit: &&Hit| matches!(hit.role, Role::Joins | Role::Opens) && !is_no_turn(hit.words.start);
        let mut turns = hits.iter().filter(is_turn).peekable();
        let mut starts = vec![0];
        let mut opened: Option<usize> = None;
        for at in 0..n_words {
            while let Some(turn) = turns.next_if(|turn| turn.words.start == at) {
                let last = starts.last().copied().unwrap_or(0);
                if turn.role == Role::Opens {
                    opened = Some(at);
                } else if at > last + 1 {
                    starts.push(at);
                }
            }
            match self.tokens.after(at) {
                after if after.is_break() && at + 1 < n_words => starts.push(at + 1),
                After::Comma if opened.is_some_and(|open| at >= open + FEWEST_OPENED) && at + 1 < n_words => {
                    starts.push(at + 1);
                    opened = None;
                }
                _ => {}
            }
        }
        starts.dedup();
        let ends = starts.iter().skip(1).copied().chain([n_words]);
        starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }

    /// Adds a clause as what `and` and commas part it into; `all` are the phrases of the sentence.
    fn conjoined(&self, clause: Range<usize>, all: &[Hit], parts: &mut Vec<Range<usize>>) {
        let is_verb = |hit: &&Hit| hit.role == Role::Verb && clause.contains(&hit.words.start);
        if clause.len() > LONGEST_CLAUSE || all.iter().filter(is_verb).nth(1).is_none() {
            return parts.push(clause);
        }
        let is_joint =
            |at: &usize| self.tokens.word(*at) == "and" || self.tokens.after(*at - 1) == After::Comma;
        let mut joints = (clause.start + 1..clause.end.saturating_sub(1)).filter(is_joint).peekable();
        if joints.peek().is_none() {
            return parts.push(clause);
        }
        let hits = inside(all, &clause);
        let mut start = clause.start;
        for at in joints {
            if at > start && self.parts_at(at, start..clause.end, &hits) {
                parts.push(start..at);
                start = at;
            }
        }
        parts.push(start..clause.end);
    }

    fn parts_at(&self, at: usize, clause: Range<usize>, hits: &[Hit]) -> bool {
        let begins = at + usize::from(self.tokens.word(at) == "and");
        let part = |words: Range<usize>| (inside(hits, &words), words);
        let right = part(begins..clause.end);
        let verb = right.0.iter().find(|hit| hit.role == Role::Verb && self.is_own(hit, &right.0));
        let Some(verb) = verb.map(|hit| hit.words.start).filter(|verb| *verb < begins + LONGEST_SUBJECT)
        else {
            return false;
        };
        let left = part(clause.start..at);
        let subject = begins..verb;
        if !right.0.iter().any(|hit| self.can_do(hit, verb))
            || right.0.iter().any(|hit| hit.role == Role::Subordinates && subject.contains(&hit.words.start))
            || subject.clone().any(|word| self.tokens.after(word) != After::Nothing)
            || left.0.iter().any(|hit| self.reaches_on(hit))
            || self.areas.names_another_year(self.tokens, &left.1)
        {
            return false;
        }
        let verbs = || left.0.iter().filter(|hit| hit.role == Role::Verb && self.is_own(hit, &left.0));
        // What is dear to tell is asked last.
        if verbs().next().is_none() || !self.are_of_two_areas([&left.0, &right.0]) {
            return false;
        }
        let [before, after] = [&left, &right].map(|(hits, words)| self.judge(words, hits));
        let follows_topic = |start: usize| left.0.iter().any(|hit| is_subject(hit) && hit.words.end <= start);
        // A singular verb has no two subjects; else what is said before must be whole, or set apart.
        let is_whole = self.tokens.after(at - 1) == After::Comma
            || self.tokens.word(verb).ends_with('s')
            || verbs().any(|verb| follows_topic(verb.words.start))
            || before.marks.iter().any(|mark| follows_topic(mark.words.start));
        is_whole && !before.balance.is_none() && !after.balance.is_none()
    }

    /// Whether the sides are about two areas, each by its name or a word of its own.
    fn are_of_two_areas(&self, sides: [&[Hit]; 2]) -> bool {
        let about = |hits: &[Hit]| -> Option<Candidate> {
            candidates(hits, (self.areas, None), self.vocabulary).first().copied()
        };
        let [one, other] = sides.map(|hits| about(hits).filter(|one| one.is_named && one.area.is_some()));
        one.zip(other).is_some_and(|(one, other)| one.area != other.area)
    }

    /// Whether what is said of a clause's start may hold for all that follows.
    fn reaches_on(&self, hit: &Hit) -> bool {
        match hit.role {
            Role::Subordinates | Role::Past | Role::Generic | Role::Describes | Role::Judging => true,
            Role::Cue(place) => self.vocabulary.cues[usize::from(place)].takes == Takes::All,
            Role::Force(force) => self.force != Some(force),
            _ => false,
        }
    }

    /// Whether a phrase may be the subject of a verb at a place: a topic, people, the force.
    fn can_do(&self, hit: &Hit, verb: usize) -> bool {
        let is_doer = match hit.role {
            Role::Subject | Role::People(_) => true,
            Role::Force(force) => self.force == Some(force),
            _ => is_subject(hit),
        };
        // `victims wait` is a topic that has its verb with it.
        is_doer && hit.words.start < verb && hit.words.end <= verb + 1
    }

    /// Whether a word is the verb, and no part of what the clause is about: `victim needs`. A plain form ends such a
    /// phrase as its verb alone: `victims wait`.
    fn is_own(&self, verb: &Hit, hits: &[Hit]) -> bool {
        let is_plain = !self.tokens.word(verb.words.start).ends_with('s');
        let holds = |hit: &Hit| {
            is_subject(hit)
                && hit.words.start < verb.words.start
                && hit.words.end > verb.words.start
                && !(is_plain && hit.words.end == verb.words.end)
        };
        !hits.iter().any(holds)
    }
}

/// Whether a phrase names what a clause may be about.
fn is_subject(hit: &Hit) -> bool {
    matches!(hit.role, Role::Topic(_, false) | Role::Area(_))
}
