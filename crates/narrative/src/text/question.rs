//! Questions that stand above what answers them: what they ask about, and of whom.

use super::Text;
use crate::hits::{Hit, Role};
use crate::prose::{Block, Kind};

/// What the questions of a report open with.
const OPENS: [&str; 6] = ["how", "to", "what", "does", "is", "are"];

impl Text<'_, '_> {
    /// Whether a block is a question of what stands beneath, as in a page that no markup gives headings: one that opens as
    /// such do, and names an area or words of one. Its words are those last folded.
    pub(super) fn asks(&self, block: &Block) -> bool {
        let is_subject = |hit: &Hit| match hit.role {
            Role::Area(area) => self.areas.area(area).is_some(),
            role => matches!(role, Role::Topic(..) | Role::Section(_)),
        };
        let Some(text) = block.text.trim_end().strip_suffix('?') else { return false };
        block.kind == Kind::Paragraph
            && !text.contains(['.', '?', '!'])
            && OPENS.contains(&self.tokens.word(0))
            && self.hits.iter().any(is_subject)
    }

    /// Whether the words last folded ask how the force is or does something now, and name no other and no year: `How effective
    /// is the force at preventing crime?`
    pub(super) fn asks_of_own(&self) -> bool {
        const NOW: [&str; 2] = ["is", "does"];
        let is_own = |hit: &Hit| match hit.role {
            Role::Subject => hit.words.len() > 1,
            Role::Force(force) => self.own == Some(force),
            _ => false,
        };
        let is_asked =
            |hit: &Hit| is_own(hit) && NOW.contains(&self.tokens.word(hit.words.start.wrapping_sub(1)));
        let is_other = |hit: &Hit| {
            matches!(hit.role, Role::Force(force) if self.own != Some(force)) || hit.role == Role::Refers
        };
        let is_dated = |word: usize| self.tokens.word(word).bytes().any(|byte| byte.is_ascii_digit());
        let opens = |words: &[&str]| (0..).zip(words).all(|(at, word)| self.tokens.word(at) == *word);
        (opens(&["how"]) || opens(&["to", "what", "extent"]))
            && self.hits.iter().any(is_asked)
            && !self.hits.iter().any(is_other)
            && !(0..self.tokens.len()).any(is_dated)
    }
}
