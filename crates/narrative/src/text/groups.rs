//! The clauses of a sentence put together by what they are about, which what stands before may say.

use std::ops::Range;
use std::sync::Arc;

use super::quotation::unquoted;
use super::rows::spoken;
use super::{Above, Before, Text};
use crate::finding::{Certainty, Cue, Excerpted, Finding};
use crate::hits::Role;
use crate::judgment::{Balance, Judgment, Polarity};
use crate::prose::Block;
use crate::stated::Stated;
use crate::subject::{Candidate, Inherited, chosen, with_topics, within};
use crate::vocabulary::CycleAreas;

/// How much the heading, the sentence before and the clause before speak for an area.
const BY_HEADING: f32 = 1.5;
const BY_SENTENCE_BEFORE: f32 = 1.1;
const BY_CLAUSE_BEFORE: f32 = 1.5;

/// What is heard in a sentence before its clauses are put together.
pub(super) struct Clause {
    pub(super) words: Range<usize>,
    pub(super) judgment: Judgment,
    pub(super) candidates: Vec<Candidate>,
    pub(super) stated: Vec<Stated>,
}

/// Clauses about one thing.
pub(super) struct Group {
    pub(super) candidate: Candidate,
    pub(super) is_inferred: bool,
    pub(super) clauses: Vec<usize>,
}

impl Group {
    /// Clauses that judge nothing and are of no area.
    pub(super) fn of_no_area(clauses: &mut [Clause]) -> Self {
        for clause in clauses.iter_mut() {
            clause.judgment = Judgment::default();
        }
        Self { candidate: Candidate::nothing(), is_inferred: false, clauses: (0..clauses.len()).collect() }
    }
}

/// What stands before a sentence says of what it is about. Beneath the title of a pillar it is the area of the sentence
/// before, where that is within.
fn inherited(before: &Before, areas: &CycleAreas<'_>, points_back: bool) -> Option<Inherited> {
    let spoken_of = before.sentence.or(before.carried.filter(|_| points_back));
    let by_sentence =
        spoken_of.map(|area| Inherited { area, weight: BY_SENTENCE_BEFORE, is_by_title: points_back });
    if points_back && by_sentence.is_some() {
        return by_sentence;
    }
    let Some(Above { area, is_title, is_part, .. }) = before.heading else { return by_sentence };
    let is_parted = areas.is_parted(area) && !is_part;
    let by_heading = Inherited { area, weight: BY_HEADING, is_by_title: is_title && !is_parted };
    if is_parted {
        let went_on = by_sentence.or_else(|| {
            let weight = BY_SENTENCE_BEFORE;
            before.carried.map(|area| Inherited { area, weight, is_by_title: false })
        });
        return went_on.filter(|one| areas.is_within(one.area, area)).or(Some(by_heading));
    }
    Some(by_heading)
}

/// The clauses put together by what they are about; one that names nothing belongs to the one before.
pub(super) fn groups(
    clauses: &mut [Clause],
    (before, points_back): (&Before, bool),
    areas: &CycleAreas<'_>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    let pillar = before.heading.filter(|above| areas.is_parted(above.area) && !above.is_part);
    let before = inherited(before, areas, points_back);
    for (at, clause) in clauses.iter_mut().enumerate() {
        if let Some(pillar) = pillar {
            let is_within = |area: u16| areas.is_within(area, pillar.area);
            if pillar.is_title {
                clause.candidates.retain(|one| one.may_be_within(pillar.area, is_within));
            }
            within(&mut clause.candidates, is_within);
        }
        let by_clause = groups.last().and_then(|group| group.candidate.area);
        let by_clause = by_clause
            .map(|area| Inherited { area, weight: BY_CLAUSE_BEFORE, is_by_title: false })
            .filter(|_| !before.is_some_and(|before| before.is_by_title));
        let found = chosen(&clause.candidates, by_clause.or(before));
        let stated = clause.stated.iter().map(|stated| stated.area);
        let stated: Vec<Candidate> = stated.map(Candidate::stated).collect();
        let found = if stated.is_empty() { found } else { with_topics(stated, &clause.candidates) };
        if found.is_empty() {
            match groups.last_mut() {
                Some(group) => group.clauses.push(at),
                None => waiting.push(at),
            }
            continue;
        }
        for candidate in found {
            let is_same = |group: &&mut Group| {
                let topics = (group.candidate.topic, candidate.topic);
                group.candidate.area == candidate.area
                    && (topics.0 == topics.1 || topics.1.is_none() || !candidate.is_named)
            };
            if let Some(group) = groups.iter_mut().find(is_same) {
                group.clauses.push(at);
            } else {
                let mut clauses = waiting.clone();
                clauses.push(at);
                groups.push(Group { candidate, is_inferred: !candidate.is_named, clauses });
            }
        }
        waiting.clear();
    }
    if groups.is_empty() {
        let candidate = before.map_or_else(Candidate::nothing, |before| Candidate::inferred(before.area));
        groups.push(Group { candidate, is_inferred: before.is_some(), clauses: waiting });
    }
    groups
}

/// A part of a sentence with the letters that an apostrophe joins to its first word: `doesn't understand`.
fn whole(sentence: &str, part: Range<usize>) -> Range<usize> {
    let before = &sentence[..part.start];
    let joined =
        before.strip_suffix(['\'', '’']).map(|word| word.trim_end_matches(char::is_alphabetic).len());
    let start = joined.filter(|start| start + 1 < part.start).unwrap_or(part.start);
    start..part.end
}

impl Text<'_, '_> {
    /// What a group of clauses says, in a sentence that leans this way where they do not.
    pub(super) fn finding(
        &mut self,
        block: &Block,
        range: &Range<usize>,
        sentence: usize,
        group: &Group,
        clauses: &[Clause],
        leaning: Option<Polarity>,
    ) -> Finding {
        let concerns = self.concerns(group, clauses);
        let own = || group.clauses.iter().map(|at| &clauses[*at]);
        let total = own().fold(Balance::default(), |sum, clause| sum.plus(clause.judgment.balance));
        let found = if group.clauses.len() == 1 { total.of_clause() } else { total.of_clauses() };
        // Of areas to which a list gives different grades each speaks as its own.
        let mut grades = own().flat_map(|clause| &clause.stated);
        let stated = grades.clone().rfind(|stated| Some(stated.area) == group.candidate.area);
        let by_grade = stated.map(|stated| spoken(stated.grade));
        let by_grade = by_grade.filter(|own| grades.any(|other| spoken(other.grade) != *own));
        let found = by_grade.unwrap_or(found);
        let leaning = leaning.filter(|_| found == Polarity::Neutral);
        let by_cues = own().map(|clause| clause.judgment.by_marks());
        let by_cues = by_cues.fold(Balance::default(), Balance::plus);
        let by_cues = if group.clauses.len() == 1 { by_cues.of_clause() } else { by_cues.of_clauses() };
        let by_cues = by_grade.unwrap_or(by_cues);
        let is_by_cues = leaning.is_none() && by_cues == found;
        let at = |words: &Range<usize>| {
            let sentence = &block.text[range.start..range.end];
            let within = unquoted(sentence, whole(sentence, self.tokens.span(words.clone())));
            let span = block.source(range.start + within.start..range.start + within.end);
            let span = self.source.within(&span);
            Excerpted { within, span }
        };
        let marks = || own().flat_map(|clause| &clause.judgment.marks);
        let mut cues = Vec::with_capacity(own().map(|clause| clause.judgment.marks.len()).sum());
        cues.extend(marks().map(|mark| Cue { at: at(&mark.words), is_strength: mark.is_strength }));
        let (area, pillar) = self.names.area(group.candidate.area);
        let is_hedged = own().any(|clause| clause.judgment.is_hedged);
        Finding {
            sentence,
            area,
            pillar,
            topic: group.candidate.topic.and_then(|topic| self.names.topic(topic)),
            polarity: leaning.unwrap_or(found),
            certainty: match (group.is_inferred || !is_by_cues, is_hedged) {
                (true, _) => Certainty::Inferred,
                (false, true) => Certainty::Hedged,
                (false, false) => Certainty::Clear,
            },
            cues,
            by_cues,
            grade: stated.map(|stated| (stated.grade, at(&stated.words))),
            change: marks().filter_map(|mark| mark.change).next_back(),
            concerns,
        }
    }

    /// Whom a group concerns; the force where no one else is named.
    fn concerns(&mut self, group: &Group, clauses: &[Clause]) -> Arc<[Arc<str>]> {
        let is_inside = |words: &Range<usize>| {
            let mut own = group.clauses.iter().map(|at| &clauses[*at].words);
            own.any(|clause| words.start >= clause.start && words.end <= clause.end)
        };
        let named = self.hits.iter().filter_map(|hit| match hit.role {
            Role::People(who) if is_inside(&hit.words) => 1u64.checked_shl(u32::from(who)),
            _ => None,
        });
        let named = named.fold(0, |named, who| named | who);
        self.names.people(named)
    }
}
