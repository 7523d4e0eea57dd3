//! Areas that a list names as those of a grade: `the areas requiring improvement include …`, `the inadequate area was …`.
//!
//! Each item is an area as a whole, in words that are known; the list ends for us at the first that is not.

use std::ops::Range;

use peel_model::Grade;

use super::{Stated, Statements};
use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::tokens::After;

const AREAS: [&str; 2] = ["area", "areas"];
const LISTS: [&str; 7] = ["is", "are", "was", "were", "include", "includes", "included"];

impl Statements<'_, '_> {
    /// The areas that a list names of a grade.
    pub(super) fn listed(&self, begins: usize, grade: Grade, hit: &Hit) -> Vec<Stated> {
        let Some((opens, from)) = self.list(begins, hit).filter(|(opens, _)| self.is_of_now(begins, *opens))
        else {
            return Vec::new();
        };
        let mut found: Vec<Stated> = Vec::new();
        let mut at = from;
        for (area, name) in self.items(from) {
            if name.start < at || !self.known.are(at..name.start, Role::Between) || !self.ends_item(name.end)
            {
                break;
            }
            at = name.end + usize::from(self.word(name.end) == "and");
            let (words, grade_words) = (opens..name.end, hit.words.clone());
            found.push(Stated { grade, area, words, grade_words });
        }
        found.retain(|stated| self.known.areas.area(stated.area).is_some_and(|area| area.graded));
        found
    }

    /// Where the words begin that lead to a list, and the list itself.
    fn list(&self, begins: usize, grade: &Hit) -> Option<(usize, usize)> {
        let Range { start, end } = grade.words;
        // `Inadequate in one area – recording crime`
        let counted = end + 2;
        if self.word(end) == "in"
            && AREAS.contains(&self.word(counted))
            && self.known.tokens.after(counted).is_break()
        {
            return Some((start, counted + 1));
        }
        // `Required improvement in four areas including recording crime`
        if self.word(end) == "in"
            && AREAS.contains(&self.word(counted))
            && self.word(counted + 1) == "including"
        {
            return Some((start, counted + 2));
        }
        if AREAS.contains(&self.word(end)) && LISTS.contains(&self.word(end + 1)) {
            return Some((start, end + 2));
        }
        // `The areas that were graded as inadequate`
        let first = (begins..start).rev().find(|at| AREAS.contains(&self.word(*at)))?;
        if !self.known.are(first + 1..start, Role::Opener) {
            return None;
        }
        // `Two areas were graded as inadequate – recording crime; …`
        if self.known.tokens.after(end - 1).is_break() && self.is_judged(first..start) {
            return Some((first, end));
        }
        LISTS.contains(&self.word(end)).then_some((first, end + 1))
    }

    /// Whether words say that something is given a grade.
    fn is_judged(&self, words: Range<usize>) -> bool {
        let judges = |hit: &Hit| hit.role == Role::Judging && contains(&words, &hit.words);
        self.known.hits.iter().any(judges)
    }

    /// Whether a sentence that leads to a list is the inspectorate's, and of this force and cycle.
    fn is_of_now(&self, begins: usize, opens: usize) -> bool {
        let all = 0..self.known.tokens.len();
        self.known.are(begins..opens, Role::Opener)
            && self.is_free_before(begins, false)
            && self.given.by_inspectorate(&all)
            && self.is_of_own(&all)
    }

    /// The areas named from a word on, in their order; what an area is called in a heading is one of them.
    fn items(&self, from: usize) -> Vec<(u16, Range<usize>)> {
        let mut names = self.names(&self.known.hits);
        names.extend(self.labels(&self.known.hits));
        names.retain(|(_, name)| name.start >= from);
        names.sort_by_key(|(_, name)| name.start);
        names
    }

    /// Whether an item ends at a word.
    fn ends_item(&self, end: usize) -> bool {
        self.known.tokens.after(end - 1) != After::Nothing
            || self.word(end) == "and"
            || self.known.are(end..self.known.tokens.len(), Role::Trailing)
    }
}
