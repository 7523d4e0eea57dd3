//! The clauses of a sentence put together by what they are about, which what stands before may say.

use std::ops::Range;

use super::Before;
use crate::judgment::Judgment;
use crate::stated::Stated;
use crate::subject::{Candidate, chosen, with_topics};

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

/// The clauses put together by what they are about; one that names nothing belongs to the one before.
pub(super) fn groups(clauses: &[Clause], before: &Before) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut waiting: Vec<usize> = Vec::new();
    for (at, clause) in clauses.iter().enumerate() {
        let inherited = before.heading.map(|(area, _)| (area, BY_HEADING));
        let inherited = inherited.or_else(|| before.sentence.map(|area| (area, BY_SENTENCE_BEFORE)));
        let inherited = groups
            .last()
            .and_then(|group| group.candidate.area)
            .map(|area| (area, BY_CLAUSE_BEFORE))
            .or(inherited);
        let found = chosen(&clause.candidates, inherited);
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
        let area = before.heading.map(|(area, _)| area).or(before.sentence);
        let candidate = area.map_or_else(Candidate::nothing, Candidate::inferred);
        groups.push(Group { candidate, is_inferred: area.is_some(), clauses: waiting });
    }
    groups
}
