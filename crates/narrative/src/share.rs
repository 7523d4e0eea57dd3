//! What a share of a sample says: `a plan had been made in 31 of the 72 cases`. What is done in few of those looked at should be
//! done in all; what is done in nearly all is done well. It only counts where nothing else in the clause judges.

use std::ops::Range;

use crate::hits::{Hit, Role};
use crate::judgment::{Judge, Mark};
use crate::tokens::After;

/// Up to what share a sample speaks badly, and from which it speaks well, in hundredths.
const FEW: u32 = 60;
const NEARLY_ALL: u32 = 85;
/// A sample of fewer is an anecdote.
const SMALLEST_SAMPLE: u32 = 5;
const WEIGHT: f32 = 2.0;
/// What the things looked at are called, and how far after their number that stands.
const SAMPLED: [&str; 15] = [
    "cases",
    "calls",
    "files",
    "records",
    "investigations",
    "incidents",
    "crimes",
    "reports",
    "visits",
    "searches",
    "forms",
    "assessments",
    "encounters",
    "plans",
    "logs",
];
const REACH_OF_SAMPLED: usize = 3;
/// What may stand between a number and the one it is a part of.
const BETWEEN: [&str; 4] = ["the", "these", "those", "all"];
/// What only says which cases they were.
const IDLE: [&str; 3] = ["concerned", "involved", "related"];
/// Who looked at it, and did not do it.
const LOOKED: [&str; 4] = ["we", "i", "hmic", "inspectors"];

impl Judge<'_, '_> {
    /// What a clause says by the share of a sample in which something was done.
    pub(crate) fn share(&self, clause: &Range<usize>, hits: &[Hit]) -> Option<Mark> {
        let says_nothing = |hit: &Hit| {
            hit.describes(self.tokens)
                || matches!(
                    hit.role,
                    Role::Past | Role::Generic | Role::Negator | Role::NegatorAlone | Role::Force(_)
                )
        };
        let (words, share) = clause.clone().find_map(|at| self.share_at(at, clause.end))?;
        let is_done = |at: usize| {
            let word = self.tokens.word(at);
            let is_by_us = at > 0 && LOOKED.contains(&self.tokens.word(at - 1));
            word.ends_with("ed") && !is_by_us && !IDLE.contains(&word)
        };
        let is_strength = share >= NEARLY_ALL;
        let is_plain = is_strength || share <= FEW;
        let says = is_plain
            && !hits.iter().any(says_nothing)
            && !self.areas.names_another_year(self.tokens, clause)
            && clause.clone().any(is_done);
        says.then_some(Mark { words, is_strength, weight: WEIGHT, change: None, is_thing: false })
    }

    /// The share that begins with a number, in hundredths, and its words: `31 of the 72 relevant cases`.
    fn share_at(&self, at: usize, end: usize) -> Option<(Range<usize>, u32)> {
        let number = |at: usize| self.tokens.word(at).parse::<u32>().ok();
        let part = number(at)?;
        let of = at + 1 + usize::from(self.tokens.word(at + 1) == "out");
        if self.tokens.word(of) != "of" || self.tokens.after(at) != After::Nothing {
            return None;
        }
        let of_all = of + 1 + usize::from(BETWEEN.contains(&self.tokens.word(of + 1)));
        let all = number(of_all).filter(|all| *all >= SMALLEST_SAMPLE && part <= *all)?;
        let near = of_all + 1..(of_all + 1 + REACH_OF_SAMPLED).min(end);
        let is_sample = near.clone().any(|word| SAMPLED.contains(&self.tokens.word(word)));
        is_sample.then(|| (at..of_all + 1, part * 100 / all))
    }
}
