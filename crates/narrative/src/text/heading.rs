//! What a heading says of what stands beneath it: its area, how it leans, and whether it is about the force at all.

use super::groups::Group;
use super::voice::Voice;
use super::{Above, Before, Beneath, Next, Text};
use crate::hits::{Hit, Role};
use crate::judgment::Polarity;
use crate::prose::{Block, Kind, LEVEL_OF_LINE};
use crate::subject::{Candidate, candidates, within};
use crate::vocabulary::CycleAreas;

/// The most words of a sentence that is a heading: what the force is told to do above the reasons for it.
const MOST_WORDS_OF_NEED: usize = 45;
/// The most words of one that says how the force does.
const MOST_WORDS_OF_HEADLINE: usize = 16;
/// How far from its start such a sentence names the force at most: `The way the force answers calls`.
const REACH_OF_FORCE: usize = 3;

impl Text<'_, '_> {
    /// Reads a block as a heading.
    pub(super) fn heading(&mut self, block: &Block, level: u8, before: &mut Before) {
        let is_question = block.text.trim_end().ends_with('?');
        if is_question || self.tokens.word(0) == "how" {
            self.fold_as_of_the_force(block);
        }
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        before.leaning = match (has(Role::HeadingConcern), has(Role::HeadingStrength)) {
            (true, _) => Some(Polarity::Concern),
            (_, true) => Some(Polarity::Strength),
            _ => None,
        };
        (before.beneath, before.voice, before.carried) = (Beneath::default(), Voice::Ours, None);
        before.is_method = self.only_names_method();
        let is_concern = self.only_names_concerns() && self.tokens.word(0) == "cause";
        before.next = if is_concern { Next::Concern } else { Next::Anything };
        // `How well does the force use its resources?` names its area as a label does.
        let is_title = || self.statements((self.areas, self.own), &|| true).is_title();
        let section = self.only_a_section();
        let label = section.or_else(|| self.only_an_area());
        let label = label.or_else(|| self.named_area().filter(|_| is_title()));
        let candidates = self.candidates_beneath(before.pillar.map(|above| above.area));
        let first = candidates.first().filter(|_| label.is_none());
        let area =
            label.or(first.filter(|one| one.tells() || is_question).and_then(|candidate| candidate.area));
        let names = |area: u16| label.is_some() || has(Role::Area(area));
        let tells = first.is_none_or(Candidate::tells);
        let is_part = is_question
            && before.heading.is_some_and(|above| {
                let is_among = candidates.iter().any(|one| one.area == Some(above.area));
                let is_open = above.is_title && !self.areas.is_parted(above.area);
                is_open && (candidates.is_empty() || is_among) && !area.is_some_and(names)
            });
        if !is_part {
            let is_title = label.is_some()
                || self.is_need(block)
                || is_question && area.is_some_and(|area| tells || names(area));
            let is_part = section.is_some() || !area.is_some_and(names);
            let above = area.map(|area| Above { area, level, is_title, is_part });
            before.heads.take(above.filter(|above| !self.areas.is_parted(above.area)));
            self.stand_beneath(above, (level, is_question), before);
        }
        if self.only_names_concerns() {
            before.leave_area();
        }
        // In doubt no grade is taken: `fair treatment` may be anyone's, and a section is a part of its area.
        let is_whole = section.is_none() && (!is_question || area.is_some_and(names));
        before.fresh = area.filter(|_| tells && is_whole);
    }

    /// What stands after a heading is beneath it, or beneath the pillar above where it says nothing.
    fn stand_beneath(&self, above: Option<Above>, (level, is_question): (u8, bool), before: &mut Before) {
        let pillar = before.pillar;
        match above {
            Some(above) => {
                before.heading = Some(above);
                if above.is_title && self.areas.is_parted(above.area) {
                    before.pillar = Some(above);
                } else if pillar.is_some_and(|pillar| !self.areas.is_within(above.area, pillar.area)) {
                    before.pillar = None;
                }
            }
            // What stands beneath an area's heading is still about it.
            None if before.leaning.is_none() && before.heading.is_some_and(|above| above.level >= level) => {
                before.pillar = pillar.filter(|pillar| is_question || pillar.level < level);
                before.heading = before.pillar;
            }
            None => {}
        }
    }

    /// Folds the words of a block with its own force as `the force`, as the questions of the inspectorate are known.
    fn fold_as_of_the_force(&mut self, block: &Block) {
        let text = block.text.trim_end();
        let is_own = |hit: &&Hit| matches!(hit.role, Role::Force(force) if self.own == Some(force));
        let Some(own) = self.hits.iter().find(is_own).map(|hit| hit.words.clone()) else { return };
        let has_article = own.start.checked_sub(1).is_some_and(|before| self.tokens.word(before) == "the");
        let span = self.tokens.span(own.start - usize::from(has_article)..own.end);
        let named = format!("{}the force{}", &text[..span.start], &text[span.end..]);
        self.fold(&named);
    }

    /// What the words last folded may be about, beneath the title of a pillar.
    fn candidates_beneath(&self, pillar: Option<u16>) -> Vec<Candidate> {
        let mut found = candidates(&self.hits, (self.areas, pillar), &self.reader.vocabulary);
        if let Some(pillar) = pillar {
            let is_within = |area: u16| self.areas.is_within(area, pillar);
            found.retain(|one| one.may_be_within(pillar, is_within));
            within(&mut found, is_within);
        }
        found
    }

    /// Whether a block, whose words are those last folded, says as a heading what the force should do: `The force
    /// should answer calls sooner`, without an end.
    pub(super) fn is_need(&self, block: &Block) -> bool {
        let is_force =
            |hit: &Hit| hit.role == Role::Subject && hit.words.len() > 1 && hit.words.start <= REACH_OF_FORCE;
        may_be_need(block) && self.is_blame() && self.hits.iter().any(is_force) && !self.is_weighed()
    }

    /// Whether the words last folded set one thing against another, as a paragraph does that lacks its stop.
    fn is_weighed(&self) -> bool {
        self.hits.iter().any(|hit| hit.role == Role::Contrast)
    }

    /// Where a sentence is a heading too, what follows it stands beneath.
    pub(super) fn leave_need(&mut self, block: &Block, before: &mut Before) {
        if !may_be_need(block) || is_beneath_area(before, self.areas) {
            return;
        }
        self.fold(block.text.trim_end());
        if self.is_need(block) {
            self.stand_beneath_line(before, |_| true);
        }
    }

    /// A headline that says how the force does is about what it says, and so is what follows; but beneath the name of an
    /// area it is of that.
    pub(super) fn begin_headline(&mut self, block: &Block, before: &mut Before) {
        let is_named = before.heading.is_some_and(|above| above.is_title && !above.is_part);
        if is_named || !may_be_need(block) {
            return;
        }
        self.fold(block.text.trim_end());
        if self.is_headline_of(block) {
            self.stand_beneath_line(before, |found| found.iter().filter(|one| one.is_named).count() == 1);
        }
    }

    /// Makes the area that the words last folded are most likely about that of the heading, where they tell.
    fn stand_beneath_line(&self, before: &mut Before, tell: fn(&[Candidate]) -> bool) {
        let found = self.candidates_beneath(before.pillar.map(|above| above.area));
        if let Some(area) = found.first().filter(|_| tell(&found)).and_then(|one| one.area) {
            before.heading = Some(Above { area, level: LEVEL_OF_LINE, is_title: true, is_part: true });
        }
    }

    /// Whether a block, whose words are those last folded, says how the force does as a headline: `Safeguarding is let down by
    /// delay`, without an end.
    fn is_headline_of(&self, block: &Block) -> bool {
        matches!(block.kind, Kind::Paragraph | Kind::Line)
            && block.has_at_most(MOST_WORDS_OF_HEADLINE)
            && self.is_said()
            && !self.is_weighed()
    }
}

/// What a cause of concern is about, all that stands beneath its heading is: its reasons, and what is recommended.
pub(super) fn leave_concern(block: &Block, groups: &[Group], areas: &CycleAreas<'_>, before: &mut Before) {
    if std::mem::take(&mut before.next) != Next::Concern || block.kind != Kind::Paragraph {
        return;
    }
    if is_beneath_area(before, areas) {
        return;
    }
    if let Some(area) = groups.first().and_then(|group| group.candidate.area) {
        before.heading = Some(Above { area, level: LEVEL_OF_LINE, is_title: true, is_part: true });
    }
}

/// Whether the title of an area stands above, that of a chapter: all its concerns are about that, whatever they name.
fn is_beneath_area(before: &Before, areas: &CycleAreas<'_>) -> bool {
    before.heading.is_some_and(|above| above.is_title && !above.is_part && !areas.is_parted(above.area))
}

/// Whether a block looks like a heading that is a sentence.
fn may_be_need(block: &Block) -> bool {
    matches!(block.kind, Kind::Paragraph | Kind::Line | Kind::Heading(_))
        && block.text.trim_end().ends_with(|letter: char| letter.is_alphanumeric() || letter == ')')
        && block.has_at_most(MOST_WORDS_OF_NEED)
}
