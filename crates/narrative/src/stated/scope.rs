//! How far a statement of a grade reaches in its sentence: every word within that is known.
//!
//! It begins with its clause, or after an `and` that parts it from one; what stands before must leave it alone, as a concession
//! and a clause of its own do. It ends with the sentence, or where another clause begins.

use std::ops::Range;

use super::Statements;
use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::lexicon::Side;
use crate::tokens::After;

/// What may be of another time.
const PAST: [&str; 2] = ["was", "were"];
/// What stands for a statement, and what is said of it where it is taken back.
const POINTERS: [&str; 3] = ["this", "that", "which"];
const DENIES: [&str; 4] = ["no", "not", "never", "differently"];
/// What opens a subject of many.
const ALL: [&str; 6] = ["all", "both", "each", "every", "its", "most"];
/// How far after an `and` its subject may stand, in words.
const REACH_OF_JOINT: usize = 5;

impl Statements<'_, '_> {
    /// Whether every word is known that may say whose the grade is, who gives it, and when; `is_free` where a grade before
    /// it in its clause, which `begins` after that, is.
    pub(super) fn is_known(&self, (begins, is_free): (usize, bool), grade: &Hit, end: usize) -> bool {
        let is_past = (begins..grade.words.start).any(|word| PAST.contains(&self.word(word)));
        let start = self.begins_after(begins, grade.words.start);
        self.known.are(start..self.joined(grade), Role::Opener)
            && self.given.by_inspectorate(&(start..self.known.tokens.len()))
            && (is_free || self.is_free_before(start, is_past))
            && self.is_known_after(end.max(grade.words.end), is_past)
    }

    /// Where a statement begins: after what is said before it in a clause of its own, and joined by `and`.
    fn begins_after(&self, begins: usize, end: usize) -> usize {
        let is_joint = |at: &usize| {
            let is_near = |hit: &Hit| hit.words.start < *at + REACH_OF_JOINT;
            self.begins_with(*at, Role::GoesOn)
                && self
                    .owns(*at + 1..end)
                    .take_while(|hit| is_near(hit))
                    .any(|hit| self.known.are(*at + 1..hit.words.start, Role::Opener))
                || self.goes_on_being(begins, *at + 1)
        };
        let joint = (begins + 1..end).rev().find(is_joint);
        joint.filter(|at| self.is_clause(&(begins..*at))).unwrap_or(begins)
    }

    /// Whether what stands before the statement leaves it alone: nothing, another sentence, its grade, a concession, a clause
    /// of its own, or words that are known.
    pub(super) fn is_free_before(&self, start: usize, is_past: bool) -> bool {
        let Some(last) = start.checked_sub(1) else { return true };
        let after = self.known.tokens.after(last);
        let begins = (0..last).rev().find(|at| self.known.tokens.after(*at) == After::Semicolon);
        let before = begins.map_or(0, |at| at + 1)..start;
        let is_grade = |hit: &Hit| matches!(hit.role, Role::Grade(_)) && hit.words == before;
        if after == After::Semicolon
            || self.known.are(before.clone(), Role::Opener)
            || self.known.hits.iter().any(is_grade)
        {
            return true;
        }
        let concedes = self.begins_with(before.start, Role::Opens)
            && (self.has_verb(&before)
                || self.is_found(&before)
                || !self.begins_with(before.start, Role::Concedes));
        let contrasts = self.begins_with(start, Role::Contrast) && self.has_verb(&before);
        !is_past
            && !matches!(after, After::Colon | After::Dash)
            && (concedes || contrasts || self.is_clause(&before))
    }

    /// Whether words are a clause of their own, that opens with the force, another or the inspectorate.
    fn is_clause(&self, words: &Range<usize>) -> bool {
        let known = words.start..self.known.first_unknown(words.clone(), Role::Opener);
        let is_subject = |hit: &Hit| {
            matches!(hit.role, Role::Subject | Role::Force(_) | Role::Inspectorate | Role::Area(_))
                && contains(words, &hit.words)
                && (known.contains(&hit.words.start) || known.end == hit.words.start)
        };
        self.has_verb(words) && self.known.hits.iter().any(is_subject)
    }

    /// Whether what stands after the statement leaves it alone, to the end of the sentence or the next grade.
    fn is_known_after(&self, from: usize, is_past: bool) -> bool {
        let n_words = self.known.tokens.len();
        let ends = |at: &usize| matches!(self.known.tokens.after(*at), After::Semicolon | After::Colon);
        let end = (from - 1..n_words).find(ends).map_or(n_words, |at| at + 1);
        let next =
            self.known.hits.iter().find(|hit| matches!(hit.role, Role::Grade(_)) && hit.words.start >= from);
        let end = next.map_or(end, |next| end.min(next.words.start)).max(from);
        // `But that grade was given before`, `although we no longer share this view`
        let refers = |hit: &Hit| hit.role == Role::Refers && hit.words.start >= from;
        if self.known.hits.iter().any(refers) && !self.known.are(from..n_words, Role::Title) {
            return false;
        }
        let mut start = from;
        // What is said of another time (`but that was before`) is none of its own.
        let joint = |start: usize| (start..end).find_map(|at| Some((at, self.begins_anew(at)?)));
        if is_past && self.leads_to_next(from, next) {
            return true;
        }
        while let Some((at, begins)) = joint(start).filter(|_| !is_past) {
            let next = self.next_joint(begins, end, &joint);
            let opens = self.owns(begins..next).any(|hit| hit.words.start == begins)
                || self.goes_on_doing(&(begins..end))
                || (at == begins
                    && (self.says_how(&(at..end))
                        || self.says_what_was(at)
                        || self.says_with(&(at..n_words))));
            if !self.known.are(start..at, Role::Trailing) {
                return false;
            } else if opens || self.has_verb(&(at..next)) || self.is_found(&(at..next)) {
                return !self.denies(&(at..next));
            }
            start = begins;
        }
        self.known.are(start..end.max(start), Role::Trailing)
    }

    /// Whether nothing stands between a statement and the next grade but the area that has it: `Investigating crime was
    /// rated as good, while preventing crime requires improvement`.
    fn leads_to_next(&self, from: usize, next: Option<&Hit>) -> bool {
        next.is_some_and(|next| {
            self.begins_with(from, Role::GoesOn)
                && self.known.tokens.after(from - 1) == After::Comma
                && self.known.are(from..self.joined(next), Role::Opener)
                && self.owns(from..next.words.start).any(|hit| matches!(hit.role, Role::Area(_)))
        })
    }

    /// Where the clause ends that begins at a word: at the next joint, but one that joins its subjects (`and all teams and
    /// units have a plan`).
    fn next_joint(
        &self,
        begins: usize,
        end: usize,
        joint: &dyn Fn(usize) -> Option<(usize, usize)>,
    ) -> usize {
        let next = |from: usize| joint(from).map_or(end, |(next, _)| next);
        let first = next(begins + 1);
        let are_subjects = ALL.contains(&self.word(begins))
            && self.word(first) == "and"
            && !self.has_verb(&(begins - 1..first));
        if are_subjects { next(first + 1) } else { first }
    }

    /// Whether a clause takes back what is stated before it, or says when that was so: `but we found this is no longer so`.
    fn denies(&self, words: &Range<usize>) -> bool {
        words.clone().any(|at| {
            POINTERS.contains(&self.word(at))
                && (PAST.contains(&self.word(at + 1))
                    || self.word(at + 1) == "had"
                    || DENIES.contains(&self.word(at + 2)))
        })
    }

    /// Where what a word may begin a clause with begins: after `and`, at how the force does what is graded, or at the force
    /// after what a concession began.
    fn begins_anew(&self, at: usize) -> Option<usize> {
        if self.begins_with(at, Role::GoesOn) {
            return Some(at + 1);
        }
        let rest = at..self.known.tokens.len();
        if self.says_how(&rest) || self.says_what_was(at) || self.says_with(&rest) {
            return Some(at);
        }
        let concedes = |hit: &Hit| {
            hit.role == Role::Concedes
                && hit.words.start < at
                && self.known.are(0..hit.words.start, Role::Opener)
        };
        let is_after =
            self.known.tokens.after(at - 1) == After::Comma && self.known.hits.iter().any(concedes);
        let is_own = || {
            [Role::Subject]
                .into_iter()
                .chain(self.known.force.map(Role::Force))
                .any(|role| self.begins_with(at, role))
        };
        // `While the force is good at this, more needs to be done`
        (is_after && (is_own() || self.word(at) == "more")).then_some(at)
    }

    /// Whether words after a comma, up to the end, tell of an earlier grade: `, having been adequate in 2021`.
    fn says_what_was(&self, at: usize) -> bool {
        let is_after = at.checked_sub(1).is_some_and(|at| self.known.tokens.after(at) == After::Comma);
        let opens = |hit: &&Hit| hit.role == Role::Formerly && hit.words.start == at;
        let opening = self.known.hits.iter().filter(opens).map(|hit| hit.words.end).max();
        let Some(end) = opening.filter(|_| is_after) else { return false };
        let is_known = |word: usize| {
            let is_grade = |hit: &Hit| matches!(hit.role, Role::Grade(_)) && hit.words.contains(&word);
            self.known.are(word..word + 1, Role::Trailing)
                || self.known.hits.iter().any(is_grade)
                || self.word(word) == "improvement"
                || self.word(word).bytes().all(|digit| digit.is_ascii_digit())
        };
        (end..self.known.tokens.len()).all(is_known)
    }

    /// Whether words after a comma say how the force does what is graded: `, reducing unnecessary tasks`. Where another
    /// force is in them, they may say whose the grade is.
    fn says_how(&self, words: &Range<usize>) -> bool {
        let is_after =
            words.start.checked_sub(1).is_some_and(|at| self.known.tokens.after(at) == After::Comma);
        is_after && self.begins_with(words.start, Role::Does) && !self.names_another(words)
    }

    /// Whether words after an `and` go on with what the force does: `and prioritising the most harmful`.
    fn goes_on_doing(&self, words: &Range<usize>) -> bool {
        let is_after = words.start.checked_sub(1).is_some_and(|at| self.word(at) == "and");
        is_after && self.begins_with(words.start, Role::Does) && self.is_of_own(words)
    }

    /// Whether words say with what the force does well what is graded: `with teams working well`, but not `with some reservations`.
    fn says_with(&self, words: &Range<usize>) -> bool {
        let side = |hit: &Hit| match hit.role {
            Role::Cue(place) => Some(self.vocabulary.cues[usize::from(place)].side),
            Role::Negator | Role::NegatorAlone => Some(Side::Concern),
            _ => None,
        };
        let said = |one: Side| {
            self.known.hits.iter().any(|hit| contains(words, &hit.words) && side(hit) == Some(one))
        };
        self.word(words.start) == "with"
            && said(Side::Strength)
            && !said(Side::Concern)
            && self.is_of_own(words)
    }

    fn names_another(&self, words: &Range<usize>) -> bool {
        let is_another = |hit: &Hit| {
            matches!(hit.role, Role::Force(force) if Some(force) != self.known.force)
                && contains(words, &hit.words)
        };
        self.known.hits.iter().any(is_another)
    }

    /// Whether words name no other force, no other time and no view.
    pub(super) fn is_of_own(&self, words: &Range<usize>) -> bool {
        let is_other = |hit: &Hit| {
            matches!(hit.role, Role::Past | Role::Refers | Role::Reports) && contains(words, &hit.words)
        };
        !self.names_another(words)
            && !self.known.hits.iter().any(is_other)
            && !self.known.areas.names_another_year(self.known.tokens, words)
    }

    /// Whether words say what the inspectorate found: `we found some weaknesses`.
    fn is_found(&self, words: &Range<usize>) -> bool {
        let is_ours = |end: usize| {
            self.known.hits.iter().any(|hit| hit.role == Role::Inspectorate && hit.words.end == end)
        };
        let finds =
            |hit: &Hit| hit.role == Role::Finds && contains(words, &hit.words) && is_ours(hit.words.start);
        self.known.hits.iter().any(finds)
    }

    /// Whether words have a verb, before which nothing hangs on another clause.
    pub(super) fn has_verb(&self, words: &Range<usize>) -> bool {
        let first = |role: Role| {
            let mut hits = self.known.hits.iter().filter(|hit| hit.role == role);
            hits.find(|hit| contains(words, &hit.words)).map(|hit| hit.words.start)
        };
        let verb =
            [Role::Verb, Role::Acts].into_iter().filter_map(first).filter(|verb| *verb > words.start).min();
        verb.is_some_and(|verb| first(Role::Subordinates).is_none_or(|at| at > verb))
    }
}
