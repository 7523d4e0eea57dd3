//! What the words before a list say of its items: that they are wished for, or judged.

use super::whose::Whose;
use super::{Before, Text};
use crate::hits::Role;
use crate::judgment::Polarity;
use crate::prose::{Block, Kind};

/// What stands before the items of a list makes of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Lead {
    /// Nothing: each speaks for itself.
    #[default]
    Nothing,
    /// What is to be done: `The force should:`.
    Wished,
    /// What the force is: `We judged that the force:`.
    Judged,
    /// What is praised: `It is strong in these areas:`.
    Praised,
}

impl Text<'_, '_> {
    /// What a block says of the items after it. Its last words are those last folded.
    pub(super) fn lead(&self, block: &Block) -> Lead {
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        // A title such as `PEEL 2016: Kent` has the words that lead to grades, and leads to none.
        let is_colon = block.text.trim_end().ends_with(':');
        if is_whole(&block.text) {
            Lead::Nothing
        } else if has(Role::HeadingConcern) || self.judge().wishes(&self.hits).next().is_some() {
            Lead::Wished
        } else if is_colon && self.statements((self.areas, self.own), &|| true).leads_to_grades() {
            Lead::Judged
        } else {
            Lead::Nothing
        }
    }

    /// What a block whose last sentence leads to a list, and judges one way, says of its items: `We remain concerned about:`.
    fn lead_by_polarity(&self, text: &str) -> Lead {
        let judged = self.reading.sentences.last().map(|last| last.polarity);
        match judged.filter(|_| text.ends_with(':')) {
            Some(Polarity::Concern) => Lead::Wished,
            Some(Polarity::Strength) => Lead::Praised,
            _ => Lead::Nothing,
        }
    }

    /// Takes up what the last sentence of a block says of the rows or items after it. Its words are those last folded. An
    /// item leads to others where it says so, or names a force.
    pub(super) fn lead_on(&mut self, block: &Block, before: &mut Before) {
        let text = block.text.trim_end();
        let has = |is: fn(Role) -> bool| self.hits.iter().any(|hit| is(hit.role));
        let is_whole = is_whole(text);
        let leads = match block.kind {
            Kind::Item => text.ends_with(':') || (!is_whole && has(|role| matches!(role, Role::Force(_)))),
            _ => !is_whole || has(|role| role == Role::Leads),
        };
        // A sentence of its own that asks, or speaks of another force or time, may lead to what is theirs.
        let is_own = |force: u16| Some(force) == self.own;
        let is_of_others = before.paragraph.names_others
            || text.ends_with('?')
            || self.refers()
            || self.areas.names_another_year(&self.tokens, &(0..self.tokens.len()))
            || self.hits.iter().any(|hit| matches!(hit.role, Role::Force(force) if !is_own(force)));
        if !leads && (block.kind == Kind::Item || !is_of_others) {
            return;
        }
        // `We recommended that all forces should:` leads to what is said of no force.
        let is_generic = text.ends_with(':') && has(|role| role == Role::Generic);
        before.led = if is_generic { Whose::Another } else { self.whose_beneath() };
        if block.kind != Kind::Item {
            before.lead = match self.lead(block) {
                Lead::Nothing => self.lead_by_polarity(text),
                lead => lead,
            };
        }
    }
}

/// Whether words end as a sentence does, and lead to nothing.
fn is_whole(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', '”', '"'])
}
