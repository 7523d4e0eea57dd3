//! Clauses that a plain `and` joins, each about a thing of its own: `cases are well run, and the wellbeing of staff suffers`.
//!
//! An `and` joins words far more often than clauses. It parts only where each side has a verb and another area, is judged by
//! itself, and nothing before it (`makes sure that`, `in 2015`) may hold for both.

use std::ops::Range;

use crate::hits::{Hit, Role, inside};
use crate::judgment::Judge;
use crate::lexicon::Takes;
use crate::subject::{Candidate, candidates};
use crate::tokens::After;

/// What has more words is a list, not clauses.
const LONGEST_CLAUSE: usize = 100;
/// How many words the subject after an `and` may have before its verb.
const LONGEST_SUBJECT: usize = 8;

impl Judge<'_, '_> {
    /// A clause as what `and` parts it into; `all` are the phrases of the sentence.
    pub(crate) fn conjoined(&self, clause: Range<usize>, all: &[Hit]) -> Vec<Range<usize>> {
        let is_and = |at: &usize| self.tokens.word(*at) == "and";
        let mut ands = (clause.start + 1..clause.end.saturating_sub(1)).filter(is_and).peekable();
        if clause.len() > LONGEST_CLAUSE || ands.peek().is_none() {
            return vec![clause];
        }
        let hits = inside(all, &clause);
        let mut parts = Vec::new();
        let mut start = clause.start;
        for at in ands {
            if self.parts_at(at, start..clause.end, &hits) {
                parts.push(start..at);
                start = at;
            }
        }
        parts.push(start..clause.end);
        parts
    }

    fn parts_at(&self, at: usize, clause: Range<usize>, hits: &[Hit]) -> bool {
        let [left, right] = [clause.start..at, at + 1..clause.end].map(|words| (inside(hits, &words), words));
        let verb = right.0.iter().find(|hit| hit.role == Role::Verb && Self::is_own(hit, &right.0));
        let Some(verb) = verb.map(|hit| hit.words.start).filter(|verb| *verb <= at + LONGEST_SUBJECT) else {
            return false;
        };
        let subject = at + 1..verb;
        if !right.0.iter().any(|hit| self.can_do(hit) && hit.words.end <= verb)
            || right.0.iter().any(|hit| hit.role == Role::Subordinates && subject.contains(&hit.words.start))
            || subject.clone().any(|word| self.tokens.after(word) != After::Nothing)
            || left.0.iter().any(|hit| self.reaches_on(hit))
            || self.areas.names_another_year(self.tokens, &left.1)
        {
            return false;
        }
        let verbs = || left.0.iter().filter(|hit| hit.role == Role::Verb && Self::is_own(hit, &left.0));
        let [before, after] = [&left, &right].map(|(hits, words)| self.judge(words, hits));
        let follows_topic = |start: usize| left.0.iter().any(|hit| is_subject(hit) && hit.words.end <= start);
        // A singular verb has no two subjects; else what is said before must be whole, or set apart.
        let is_whole = self.tokens.after(at - 1) == After::Comma
            || self.tokens.word(verb).ends_with('s')
            || verbs().any(|verb| follows_topic(verb.words.start))
            || before.marks.iter().any(|mark| follows_topic(mark.words.start));
        is_whole
            && verbs().next().is_some()
            && !before.balance.is_none()
            && !after.balance.is_none()
            && self.are_of_two_areas([&left.0, &right.0])
    }

    /// Whether the sides are about two areas, each by its name or a word of its own.
    fn are_of_two_areas(&self, sides: [&[Hit]; 2]) -> bool {
        let about = |hits: &[Hit]| -> Option<Candidate> {
            candidates(hits, self.areas, &self.vocabulary.broad).first().copied()
        };
        let [one, other] = sides.map(|hits| about(hits).filter(|one| one.is_named && one.area.is_some()));
        one.zip(other).is_some_and(|(one, other)| one.area != other.area)
    }

    /// Whether what is said of a clause's start may hold for all that follows.
    fn reaches_on(&self, hit: &Hit) -> bool {
        match hit.role {
            Role::Subordinates
            | Role::Past
            | Role::Generic
            | Role::Describes
            | Role::Judging
            | Role::Unsettles
            | Role::Attributes
            | Role::Restricts => true,
            Role::Cue(place) => self.vocabulary.cues[usize::from(place)].takes != Takes::Nothing,
            Role::Force(force) => self.force != Some(force),
            _ => false,
        }
    }

    /// Whether a phrase may be the subject of a verb: a topic, people, the force.
    fn can_do(&self, hit: &Hit) -> bool {
        match hit.role {
            Role::Subject | Role::People(_) => true,
            Role::Force(force) => self.force == Some(force),
            _ => is_subject(hit),
        }
    }

    /// Whether a word is the verb, and no part of what the clause is about: `preventing crime`.
    fn is_own(verb: &Hit, hits: &[Hit]) -> bool {
        let holds = |hit: &Hit| {
            is_subject(hit) && hit.words.start < verb.words.start && hit.words.end > verb.words.start
        };
        !hits.iter().any(holds)
    }
}

/// Whether a phrase names what a clause may be about.
fn is_subject(hit: &Hit) -> bool {
    matches!(hit.role, Role::Topic(_, false) | Role::Area(_))
}
