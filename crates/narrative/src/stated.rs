//! Grades that prose states in so many words: of this force, in this inspection, of an area as a whole.
//!
//! A grade's word is many other things (`a good understanding`, `good progress`), and a statement of a grade may be of
//! another force or year, wished for or denied. None of these is taken: whatever is in doubt is no statement.

use std::collections::BTreeSet;
use std::ops::Range;

use peel_model::{Grade, Scale};

use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::tokens::{After, Tokens};
use crate::vocabulary::{CycleAreas, Vocabulary};

/// How far before the grade a verb of judging may stand, and how far after it the area's name, in words.
const REACH_OF_JUDGING: usize = 10;
const REACH_OF_NAME: usize = 9;

/// A grade stated of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) grade: Grade,
    /// The area, by its place in the vocabulary.
    pub(crate) area: u16,
    /// From the grade to the area's name, or the other way.
    pub(crate) words: Range<usize>,
    /// The grade's own words.
    pub(crate) grade_words: Range<usize>,
}

/// A sentence that grades are looked for in.
pub(crate) struct Statements<'a, 'd> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) tokens: &'a Tokens,
    pub(crate) hits: &'a [Hit],
    pub(crate) areas: &'a CycleAreas<'d>,
    pub(crate) scale: &'a Scale,
    pub(crate) force: Option<u16>,
    /// Whether the force, as the subject, stands before the sentence.
    pub(crate) is_led: bool,
}

impl Statements<'_, '_> {
    /// The grades stated in a clause, by the phrases inside it; `goes_on` when the clause before stated one.
    pub(crate) fn find(&self, clause: &Range<usize>, hits: &[Hit], goes_on: bool) -> Vec<Stated> {
        let mut found: Vec<Stated> = Vec::new();
        let grades: Vec<(Grade, &Hit)> = hits
            .iter()
            .filter_map(|hit| match hit.role {
                Role::Grade(place) => Some((self.vocabulary.grades[usize::from(place)], hit)),
                _ => None,
            })
            .collect();
        let mut begins = clause.start;
        for (at, (grade, hit)) in grades.iter().enumerate() {
            let ends = grades.get(at + 1).map_or(clause.end, |(_, next)| next.words.start);
            let is_first = at == 0 && goes_on && hit.words.start <= clause.start + 2;
            let is_chained = (is_first || !found.is_empty()) && self.is_chained(hit.words.start);
            let is_stated = self.scale.has(*grade)
                && self.follows(hits, hit.words.end, clause.end)
                && self.is_settled(hits, clause)
                && (is_chained || self.is_said(hits, begins, hit));
            let named = is_stated.then(|| self.named(hits, *grade, (begins, &hit.words, ends)));
            if let Some(named) = named.filter(|named| !self.is_restricted(clause, named)) {
                found.extend(named);
            }
            begins = hit.words.end;
        }
        found
    }

    /// Whether a grade goes on from one before: `good at this, and outstanding at that`.
    fn is_chained(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        ["and", "but"].contains(&self.tokens.word(before)) || self.tokens.after(before) == After::Comma
    }

    /// Whether what stands after the grade lets it be one.
    fn follows(&self, hits: &[Hit], at: usize, end: usize) -> bool {
        if at >= end || self.tokens.after(at - 1) != After::Nothing {
            return true;
        }
        hits.iter().any(|hit| hit.role == Role::Follows && hit.words.start == at)
    }

    /// Whether nothing in the clause speaks of another time, force or world.
    fn is_settled(&self, hits: &[Hit], clause: &Range<usize>) -> bool {
        let of_another_year = self.areas.names_another_year(self.tokens, clause);
        let is_other = |hit: &Hit| match hit.role {
            Role::Past | Role::Generic => true,
            Role::Force(force) => self.force != Some(force) && !self.is_part_of_own(&hit.words),
            _ => false,
        };
        !of_another_year && !hits.iter().any(is_other) && !self.is_attributed(clause)
    }

    /// Whether someone else than the inspectorate says it: `according to its staff`, `the force says: …`.
    fn is_attributed(&self, clause: &Range<usize>) -> bool {
        self.hits.iter().any(|hit| {
            let is_there = match hit.role {
                Role::Attributes => contains(clause, &hit.words),
                Role::Quotes => {
                    hit.words.end == clause.start && self.tokens.after(hit.words.end - 1) == After::Break
                }
                _ => false,
            };
            let is_none = |other: &Hit| match other.role {
                Role::Unattributed => {
                    other.words.start <= hit.words.start && other.words.end > hit.words.start
                }
                Role::Inspector => other.words.end <= hit.words.start,
                _ => false,
            };
            is_there && !self.hits.iter().any(is_none)
        })
    }

    /// Whether what is stated only holds at times or in places: `in some towns`, `on paper`, `when it has the officers`.
    fn is_restricted(&self, clause: &Range<usize>, stated: &[Stated]) -> bool {
        let ends = |at: usize| stated.iter().any(|one| [one.words.end, one.grade_words.end].contains(&at));
        self.hits.iter().any(|hit| {
            hit.role == Role::Restricts && (hit.words.start == clause.start || ends(hit.words.start))
        })
    }

    /// Whether a verb of judging is a purpose or a wish: `to be graded good, the force …`.
    fn is_infinitive(&self, judging: &Hit) -> bool {
        let before = |n: usize| judging.words.start.checked_sub(n).map_or("", |at| self.tokens.word(at));
        (before(2), before(1)) == ("to", "be") && !before(3).starts_with("continu")
    }

    /// Whether a force's name is a part of the own one's, as some short names are.
    fn is_part_of_own(&self, words: &Range<usize>) -> bool {
        self.hits.iter().any(|hit| {
            self.force.is_some_and(|own| hit.role == Role::Force(own))
                && hit.words.start <= words.start
                && hit.words.end >= words.end
        })
    }

    /// Whether the words before the grade state it of the force.
    fn is_said(&self, hits: &[Hit], begins: usize, grade: &Hit) -> bool {
        let before = |role: Role| {
            hits.iter().filter(move |hit| hit.role == role && hit.words.end <= grade.words.start)
        };
        let judging = before(Role::Judging)
            .rfind(|hit| hit.words.end + REACH_OF_JUDGING >= grade.words.start)
            .filter(|hit| !self.is_infinitive(hit));
        let passive = before(Role::Passive).next_back();
        let unsettled = before(Role::Unsettles).any(|hit| {
            let is_in_name = hits
                .iter()
                .any(|area| matches!(area.role, Role::Area(_)) && contains(&area.words, &hit.words));
            let is_passive = passive.is_some_and(|passive| contains(&passive.words, &hit.words));
            !is_in_name && !is_passive
        });
        if unsettled {
            return false;
        }
        let ends_before = |role: Role| before(role).any(|hit| hit.words.end == grade.words.start);
        if judging.is_some() && (ends_before(Role::Named) || ends_before(Role::Judging)) {
            return true;
        }
        // `We grade the force outstanding at …`
        let is_object = |subject: &Hit| {
            (subject.role == Role::Subject || self.force.is_some_and(|own| subject.role == Role::Force(own)))
                && subject.words.end == grade.words.start
                && judging.is_some_and(|judging| judging.words.end == subject.words.start)
        };
        if hits.iter().any(is_object) {
            return true;
        }
        // `requires improvement` has its verb with it; the others need one.
        let mut end = grade.words.start;
        let has_verb = self.tokens.word(end).starts_with("require");
        let mut is_linked = has_verb;
        while let Some(link) =
            before(Role::Link).find(|hit| hit.words.end == end && hit.words.start >= begins)
        {
            is_linked = true;
            end = link.words.start;
        }
        is_linked && self.has_subject(hits, begins, end)
    }

    /// Whether the force, or an area as a whole, stands right before a place. What may stand for something else (`it`, or
    /// an area's name within a longer subject) must open the clause.
    fn has_subject(&self, hits: &[Hit], begins: usize, end: usize) -> bool {
        (self.is_led && end == 0)
            || hits.iter().any(|hit| {
                let (is_subject, must_open) = match hit.role {
                    Role::Subject => (true, hit.words.len() == 1),
                    Role::Force(force) => (self.force == Some(force), false),
                    Role::Area(place) => (self.areas.area(place).is_some(), true),
                    _ => (false, false),
                };
                let is_there = is_subject && hit.words.end == end && hit.words.start >= begins.min(end);
                // `The force's IT` is no `it`.
                let is_owned = hit.role == Role::Subject
                    && hit.words.start.checked_sub(1).is_some_and(|at| self.tokens.word(at) == "s");
                is_there
                    && !is_owned
                    && (!must_open || self.are_all(hits, Role::Opener, begins..hit.words.start))
            })
    }

    /// Whether all words are of a role, or name the force or, of openers, a pillar.
    fn are_all(&self, hits: &[Hit], role: Role, mut words: Range<usize>) -> bool {
        words.all(|word| {
            hits.iter().any(|hit| {
                let is_known = match hit.role {
                    Role::Force(force) => self.force == Some(force),
                    // `the effectiveness with which it …`
                    Role::Area(place) => role == Role::Opener && self.areas.is_pillar(place),
                    // `the way in which the force …`
                    Role::Subject => role == Role::Opener && hit.words.len() > 1,
                    other => other == role,
                };
                is_known && hit.words.contains(&word)
            })
        })
    }

    /// The areas a grade is stated of: the first named after it and those joined to that, else the one named before it.
    fn named(
        &self,
        hits: &[Hit],
        grade: Grade,
        (begins, words, ends): (usize, &Range<usize>, usize),
    ) -> Vec<Stated> {
        let names: Vec<(u16, Range<usize>)> = self.names(hits);
        let bounds = |until: usize| {
            hits.iter()
                .any(|hit| hit.role == Role::Bounds && hit.words.start >= words.end && hit.words.end <= until)
        };
        let mut found: Vec<Stated> = Vec::new();
        let mut at = words.end;
        for (area, name) in names.iter().filter(|(_, name)| name.start >= words.end && name.start < ends) {
            let is_near = if found.is_empty() {
                name.start <= words.end + REACH_OF_NAME
                    && self.are_all(hits, Role::Between, words.end..name.start)
            } else {
                // One phrase may name two areas: `preventing and investigating crime`.
                let is_same = found.last().is_some_and(|last| last.words.end == name.end);
                is_same
                    || name.start > at
                        && (at..name.start).all(|word| {
                            ["and", "or", "at", "in", "its", "the", "for"].contains(&self.tokens.word(word))
                        })
            };
            // `good at disrupting organised crime groups` is said of a part of the area.
            let goes_on = hits.iter().any(|hit| hit.role == Role::Bounds && hit.words.start == name.end);
            if !is_near || goes_on || bounds(name.start) {
                break;
            }
            at = name.end;
            if found.iter().all(|stated| stated.area != *area) {
                found.push(Stated {
                    grade,
                    area: *area,
                    words: words.start..name.end,
                    grade_words: words.clone(),
                });
            }
        }
        if found.is_empty() && !bounds(ends) {
            let before = names.iter().find(|(_, name)| name.end <= words.start && name.start >= begins);
            found.extend(before.map(|(area, name)| Stated {
                grade,
                area: *area,
                words: name.start..words.end,
                grade_words: words.clone(),
            }));
        }
        found.retain(|stated| self.areas.area(stated.area).is_some_and(|area| area.graded));
        found
    }

    /// The names of areas of the cycle that stand in no longer one, and of pillars those that are no mere manner of an area:
    /// `the efficiency with which it investigates crime`.
    fn names(&self, hits: &[Hit]) -> Vec<(u16, Range<usize>)> {
        let names: Vec<(u16, Range<usize>)> = hits
            .iter()
            .filter_map(|hit| match hit.role {
                Role::Area(place) if self.areas.area(place).is_some() => Some((place, hit.words.clone())),
                _ => None,
            })
            .collect();
        let longer = |one: &Range<usize>| {
            names.iter().any(|(_, other)| contains(other, one) && other.len() > one.len())
        };
        let is_manner = |(area, name): &(u16, Range<usize>)| {
            let is_done = |(other, done): &(u16, Range<usize>)| {
                !self.areas.is_pillar(*other)
                    && (name.end + 2..=name.end + REACH_OF_NAME).contains(&done.start)
                    && self.are_all(hits, Role::Between, name.end..done.start)
            };
            let which = [0, 1].map(|at| self.tokens.word(name.end + at));
            self.areas.is_pillar(*area) && which == ["with", "which"] && names.iter().any(is_done)
        };
        let mut seen = BTreeSet::new();
        names
            .iter()
            .filter(|one| !longer(&one.1) && !is_manner(one) && seen.insert((one.1.start, one.0)))
            .cloned()
            .collect()
    }
}
