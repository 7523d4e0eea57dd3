//! What the words before a list say of its items: that they are wished for, or judged.

use super::Text;
use crate::hits::{Hit, Role};
use crate::prose::Block;

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
}

impl Text<'_, '_> {
    /// What a block says of the items after it. Its last words are those last folded.
    pub(super) fn lead(&self, block: &Block) -> Lead {
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        if !block.text.trim_end().ends_with(':') {
            Lead::Nothing
        } else if has(Role::HeadingConcern) || self.judge().wishes(&self.hits).next().is_some() {
            Lead::Wished
        } else if has(Role::Judging) && !has(Role::Past) && self.ends_with_force() {
            Lead::Judged
        } else {
            Lead::Nothing
        }
    }

    /// Whether the words last folded end with the force, name no other and no other year.
    fn ends_with_force(&self) -> bool {
        let all = 0..self.tokens.len();
        let is_own = |hit: &Hit| self.own.is_some_and(|own| hit.role == Role::Force(own));
        let ends = |hit: &Hit| hit.words.end == all.end && (is_own(hit) || hit.role == Role::Subject);
        let is_other = |hit: &Hit| matches!(hit.role, Role::Force(force) if Some(force) != self.own);
        self.hits.iter().any(ends)
            && !self.hits.iter().any(is_other)
            && !self.areas.names_another_year(&self.tokens, &all)
    }
}
