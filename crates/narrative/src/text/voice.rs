//! Whose words a sentence tells: the inspectorate's, or those of a chief constable, a commissioner or the force, whose view of
//! an inspection is none of its findings.
//!
//! Who is named with a verb of saying speaks, and so does who is only `he` or `she` after that, until another speaks or a
//! heading begins something else.

use super::Text;
use super::whose::Whose;
use crate::hits::{Hit, Role};
use crate::tokens::After;

/// The most words of a name between who speaks and the verb: `Chief Constable Ann Mary Smith said`.
const MOST_WORDS_OF_NAME: usize = 4;
/// Who speaks on.
const PRONOUNS: [&str; 2] = ["he", "she"];
/// The verbs by which the force itself speaks, since it does not only say what others do: `the force accepted a charge`.
const SAYS: [&str; 5] = ["said", "says", "added", "commented", "responded"];
/// The verbs by which inspectors are told something.
const TELLS: [&str; 2] = ["told", "tells"];

/// Who speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Voice {
    /// The inspectorate, or anyone who is not known to be of the force.
    #[default]
    Ours,
    /// The force, or who answers for it.
    Theirs,
}

impl Text<'_, '_> {
    /// Hears whose words the sentence last folded is, and leaves who speaks on. What is said for the force is no finding; whether
    /// someone says it of the inspection, and did not tell inspectors.
    pub(super) fn hear(&mut self, voice: &mut Voice) -> bool {
        let (speaks, goes_on) = self.voice(*voice);
        *voice = goes_on;
        if speaks == Voice::Theirs {
            self.whose = Whose::Another;
        }
        (speaks, goes_on) == (Voice::Theirs, Voice::Theirs) && !self.tells_inspectors()
    }

    /// Who speaks the sentence last folded, and who speaks on after it.
    fn voice(&self, before: Voice) -> (Voice, Voice) {
        let is_pronoun = |at: usize| PRONOUNS.contains(&self.tokens.word(at));
        if !self.kinds.has(Role::Says) {
            let goes_on = before == Voice::Theirs && is_pronoun(0);
            return (if goes_on { before } else { Voice::Ours }, before);
        }
        let mut says = self.hits.iter().filter(|hit| hit.role == Role::Says);
        match says.find_map(|says| self.speaker_of(says, before)) {
            Some((speaks, is_person)) => (speaks, if is_person { speaks } else { before }),
            None => (Voice::Ours, before),
        }
    }

    /// Whether the sentence last folded is what inspectors were told.
    fn tells_inspectors(&self) -> bool {
        let tells = |hit: &Hit| TELLS.contains(&self.tokens.word(hit.words.start));
        self.hits.iter().any(|hit| hit.role == Role::Says && tells(hit))
    }

    /// Who speaks by a verb of saying, and whether that is someone who may be `he` or `she` after; none where it tells of
    /// something else.
    fn speaker_of(&self, says: &Hit, before: Voice) -> Option<(Voice, bool)> {
        let (start, end) = (says.words.start, says.words.end);
        let is_name = |words: std::ops::Range<usize>| {
            words.len() <= MOST_WORDS_OF_NAME
                && words.clone().all(|at| at == words.start || self.tokens.after(at - 1) == After::Nothing)
                && !self.hits.iter().any(|hit| hit.role == Role::Verb && words.contains(&hit.words.start))
        };
        // `Said the chief constable`, but not `said: “I …`
        let is_after = |at: usize| {
            self.tokens.after(end - 1) == After::Nothing
                && (at == end || (at == end + 1 && self.tokens.word(end) == "the"))
        };
        let stands = |hit: &Hit| {
            (hit.words.end <= start && is_name(hit.words.end..start)) || is_after(hit.words.start)
        };
        let speaker = self.hits.iter().find_map(|hit| match hit.role {
            Role::Inspector | Role::Ours if stands(hit) => Some((Voice::Ours, true)),
            Role::Speaker if stands(hit) => Some((Voice::Theirs, true)),
            _ => None,
        });
        if speaker.is_some() {
            return speaker;
        }
        let is_pronoun = |at: usize| PRONOUNS.contains(&self.tokens.word(at));
        // `She said`, and the whole of `he accepted`
        if is_pronoun(start) || start.checked_sub(1).is_some_and(is_pronoun) {
            return Some((before, true));
        }
        let is_force = |hit: &Hit| match hit.role {
            Role::Subject => hit.words.len() > 1,
            Role::Force(force) => self.own == Some(force),
            _ => false,
        };
        let says_itself = SAYS.contains(&self.tokens.word(start))
            && self.hits.iter().any(|hit| is_force(hit) && hit.words.end == start);
        Some(if says_itself { (Voice::Theirs, false) } else { (Voice::Ours, true) })
    }
}
