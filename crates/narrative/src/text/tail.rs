//! The concerns that a report ends with: one list of what the force should do, after all areas, is of any of them, and not of the one
//! that happened to come last.

use super::{Above, Before, Text};
use crate::prose::{Block, Kind};

/// How many blocks from the end the heading of such a list stands at most, and how many words it has.
const MOST_BLOCKS: usize = 40;
const MOST_WORDS: usize = 4;

/// What headings stood above so far.
#[derive(Default)]
pub(super) struct Heads {
    /// How many blocks there are before the one that heads the last list; none where nothing does.
    n_before: Option<usize>,
    /// Whether the block that is read heads it.
    pub(super) is_tail: bool,
    area: Option<u16>,
    are_several: bool,
    have_concerns: bool,
}

impl Heads {
    pub(super) fn of(n_before: Option<usize>) -> Self {
        Self { n_before, ..Self::default() }
    }

    /// Counts a block; whether it heads the last list.
    pub(super) fn next(&mut self) -> bool {
        let is_tail = self.n_before == Some(0);
        self.n_before = self.n_before.and_then(|n| n.checked_sub(1));
        is_tail
    }

    /// Takes up the title of an area.
    pub(super) fn take(&mut self, above: Option<Above>) {
        if let Some(above) = above.filter(|above| above.is_title && !above.is_part) {
            self.are_several |= self.area.is_some_and(|area| area != above.area);
            self.area = Some(above.area);
        }
    }
}

impl Before {
    /// Takes up a heading of concerns: where it is the only one, at the end and after several areas, what stands beneath is of the
    /// area that it names.
    pub(super) fn leave_area(&mut self) {
        let is_first = !std::mem::replace(&mut self.heads.have_concerns, true);
        if is_first && self.heads.is_tail && self.heads.are_several {
            let last = self.heading.map(|above| Above { is_title: false, ..above });
            self.heading = self.pillar.or(last);
            self.sentence = None;
        }
    }
}

impl Text<'_, '_> {
    /// Which block heads the concerns that blocks end with.
    pub(super) fn heads_the_tail(&mut self, blocks: &[Block]) -> Option<usize> {
        let is_short = |block: &Block| {
            block.has_at_most(MOST_WORDS) && !matches!(block.kind, Kind::Item | Kind::Row { .. })
        };
        let tail = blocks.iter().enumerate().rev().take(MOST_BLOCKS);
        let (at, block) = tail.into_iter().find(|(_, block)| is_short(block))?;
        self.fold(block.text.trim_end());
        self.only_names_concerns().then_some(at)
    }
}
