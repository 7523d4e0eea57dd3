//! Questions that stand above what answers them: what they ask about, and of whom.

use super::Text;
use crate::hits::{Hit, Role};
use crate::prose::{Block, Kind};

impl Text<'_, '_> {
    /// Whether a block is a question that names an area and nothing else, as in a page that no markup gives headings. Its
    /// words are those last folded.
    pub(super) fn asks_of_an_area(&self, block: &Block) -> bool {
        let is_area = |hit: &Hit| matches!(hit.role, Role::Area(area) if self.areas.area(area).is_some());
        block.kind == Kind::Paragraph && block.text.trim_end().ends_with('?') && self.hits.iter().any(is_area)
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
