//! Grades that prose states in so many words: of this force, in this inspection, of an area as a whole.
//!
//! A grade's word is many other things (`a good understanding`, `good progress`), and a statement of a grade may be of
//! another force or year, by someone else, wished for or denied. So it is only taken where every word is known that may
//! say whose the grade is, who gives it and when ([`Known`]); whatever else stands there, it is in doubt.

mod given;
mod listed;
mod scope;

use std::collections::BTreeSet;
use std::ops::Range;

use peel_model::{Grade, Scale};

use self::given::Given;
use crate::hits::{Hit, Role, inside};
use crate::judgment::contains;
use crate::known::Known;
use crate::tokens::After;
use crate::vocabulary::Vocabulary;

/// How far before the grade a verb of judging may stand, and how far after it the area's name, in words.
const REACH_OF_JUDGING: usize = 20;
const REACH_OF_NAME: usize = 9;
/// What there may be of a part of the work by itself.
const REPORTS: [&str; 4] = ["inspection", "assessment", "report", "statement"];
/// What stands between a report and what it is about.
const ABOUT: [&str; 3] = ["on", "of", "into"];
/// What a grade is where it is a noun.
pub(crate) const GRADES: [&str; 5] = ["grade", "grading", "rating", "judgment", "judgement"];
/// What the force has of an area as a whole.
const OUTSTANDING_WORK: [&str; 3] = ["approach", "understanding", "performance"];
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

/// What is found in a clause.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) stated: Vec<Stated>,
    /// Grades that would be stated if all words were known.
    pub(crate) n_in_doubt: usize,
}

/// A sentence that grades are looked for in.
pub(crate) struct Statements<'a, 'd> {
    pub(crate) vocabulary: &'a Vocabulary,
    known: Known<'a, 'd>,
    given: Given,
    scale: &'a Scale,
    /// Whether the force, as the subject, stands before the sentence.
    is_led: bool,
    /// Whether an `it` that opens the sentence stands for the force.
    it: &'a dyn Fn() -> bool,
}

/// Whether a sentence opens with the force before a word: with known words before it, or none but an aside.
pub(crate) fn opens_with_own(known: &Known<'_, '_>, end: usize) -> bool {
    known.hits.iter().take_while(|hit| hit.words.end <= end).any(|hit| {
        let is_own = match hit.role {
            Role::Force(force) => known.force == Some(force),
            Role::Subject => hit.words.len() > 1,
            _ => false,
        };
        let start = hit.words.start;
        // `The force control room` is no force.
        let does =
            |other: &Hit| matches!(other.role, Role::Verb | Role::Link) && other.words.start == hit.words.end;
        is_own
            && (known.tokens.after(hit.words.end - 1) == After::Comma || known.hits.iter().any(does))
            && (known.are(0..start, Role::Opener)
                || start.checked_sub(1).is_some_and(|before| known.tokens.after(before) == After::Comma))
    })
}

impl<'a, 'd> Statements<'a, 'd> {
    /// A sentence; `is_led` where the force, as the subject, stands before it, and `it` says whether such a word that opens
    /// it stands for the force.
    pub(crate) fn new(
        vocabulary: &'a Vocabulary,
        known: Known<'a, 'd>,
        (scale, is_led): (&'a Scale, bool),
        it: &'a dyn Fn() -> bool,
    ) -> Self {
        let given = Given::new(&known);
        Self { vocabulary, known, given, scale, is_led, it }
    }

    /// The grades stated in a clause; `goes_on` when the clause before stated one.
    pub(crate) fn find(&self, clause: &Range<usize>, goes_on: bool) -> Found {
        let mut found = Found::default();
        let clause = self.begins(clause.start)..clause.end;
        let hits = inside(&self.known.hits, &clause);
        // `Good use of resources` is what an area is called.
        let is_in_label = |hit: &Hit| {
            let is_label = |other: &&Hit| matches!(other.role, Role::Label(_));
            hits.iter().filter(is_label).any(|label| contains(&label.words, &hit.words))
        };
        let grades: Vec<(Grade, &Hit)> = hits
            .iter()
            .filter(|hit| !is_in_label(hit))
            .filter_map(|hit| match hit.role {
                Role::Grade(place) => Some((self.vocabulary.grades[usize::from(place)], hit)),
                _ => None,
            })
            .collect();
        let mut begins = clause.start;
        let mut is_free = false;
        for (at, (grade, hit)) in grades.iter().enumerate() {
            // `Has moved from adequate to good`: the former is no more.
            if grades.get(at + 1).is_some_and(|(_, next)| self.moved(next) == Some(hit.words.start)) {
                continue;
            }
            let ends = grades.get(at + 1).map_or(clause.end, |(_, next)| next.words.start);
            let listed = self.listed(begins, *grade, hit);
            if self.scale.has(*grade) && !listed.is_empty() {
                found.stated.extend(listed);
                begins = hit.words.end;
                continue;
            }
            let is_first = at == 0 && goes_on && hit.words.start <= clause.start + 2;
            let is_chained = (is_first || !found.stated.is_empty()) && self.is_chained(hit.words.start);
            if self.scale.has(*grade) && (is_chained || self.is_said(begins, hit)) {
                let named = self.named(&hits, *grade, (begins, &hit.words, ends));
                let last = named.iter().map(|one| one.words.end).max();
                is_free = last.is_some_and(|last| self.is_known((begins, is_free), hit, last))
                    && !self.is_of_another_report(hit.words.start, &named);
                if is_free {
                    found.stated.extend(named);
                } else {
                    found.n_in_doubt += usize::from(last.is_some());
                }
            }
            begins = hit.words.end;
        }
        found
    }

    /// Whether a grade is one that a report on something else gave, before: `our report on crime recording found the force good at
    /// investigating crime`.
    fn is_of_another_report(&self, grade: usize, named: &[Stated]) -> bool {
        let is_on = |area: &Range<usize>| {
            let before = |n: usize| area.start.checked_sub(n).map_or("", |at| self.word(at));
            ABOUT.contains(&before(1)) && REPORTS.contains(&before(2))
        };
        self.known.hits.iter().filter(|hit| hit.words.end <= grade).any(|hit| match hit.role {
            Role::Area(area) if !self.known.areas.is_pillar(area) => {
                is_on(&hit.words) && named.iter().all(|one| one.area != area)
            }
            _ => false,
        })
    }

    /// The grade that the inspectorate gives the force where a sentence says no more than that: `HMIC judges it to be good.`
    pub(crate) fn given_to_the_force(&self) -> Option<(Grade, Range<usize>)> {
        let n_words = self.known.tokens.len();
        let ends = |hit: &&Hit| matches!(hit.role, Role::Grade(_)) && hit.words.end == n_words;
        let grade = self.known.hits.iter().find(ends)?;
        let Role::Grade(place) = grade.role else { return None };
        let has = |is: &dyn Fn(&Hit) -> bool| self.known.hits.iter().any(is);
        let is_given = has(&|hit| hit.role == Role::Inspectorate && hit.words.start == 0)
            && has(&|hit| hit.role == Role::Judging)
            && has(&|hit| !matches!(hit.role, Role::Area(_)) && hit.words.len() > 1 && self.is_own(hit))
            && !has(&|hit| matches!(hit.role, Role::Area(_)))
            && self.known.are(0..grade.words.start, Role::Title)
            && self.given.by_inspectorate(&(0..n_words));
        let grade_given = self.vocabulary.grades[usize::from(place)];
        (is_given && self.scale.has(grade_given)).then(|| (grade_given, grade.words.clone()))
    }

    /// The grade that ends a sentence on the area above it, in known words: `This is an area that requires improvement.` Where
    /// only `in this respect` stands for the area, the inspectorate gives it, or it is said right beneath the area's title.
    pub(crate) fn given_to_this_area(&self, is_first: bool) -> Option<(Grade, Range<usize>)> {
        let n_words = self.known.tokens.len();
        let stands = |hit: &&Hit| hit.role == Role::OfThis;
        let of_this = self.known.hits.iter().find(stands).map(|hit| hit.words.clone());
        let ends = |hit: &&Hit| {
            let end = hit.words.end;
            let is_end = end == n_words || of_this.as_ref().is_some_and(|this| *this == (end..n_words));
            matches!(hit.role, Role::Grade(_)) && is_end
        };
        let grade = self.known.hits.iter().find(ends)?;
        let Role::Grade(place) = grade.role else { return None };
        let is_other = |hit: &Hit| match hit.role {
            Role::Area(_) => true,
            Role::Force(force) => self.known.force != Some(force) || of_this.is_none(),
            _ => false,
        };
        let has = |is: &dyn Fn(&Hit) -> bool| self.known.hits.iter().any(is);
        let is_given = of_this.is_none()
            || has(&|hit| hit.role == Role::Judging) && self.given.by_inspectorate(&(0..n_words))
            || has(&|hit| hit.role == Role::Inspectorate && hit.words.start == 0)
            || is_first && has(&|hit| hit.words.len() > 1 && self.is_own(hit));
        let are_known = |list: Role| self.known.are(0..grade.words.start, list);
        let is_known = is_given && !has(&is_other) && (are_known(Role::Title) || are_known(Role::Opener));
        let grade_given = self.vocabulary.grades[usize::from(place)];
        (is_known && self.scale.has(grade_given)).then(|| (grade_given, grade.words.clone()))
    }

    /// The grade that a sentence says is the same as last year's, and the area where it names one: `Our overall judgment is
    /// the same as last year, when we judged the force to be good.`
    pub(crate) fn repeated(&self) -> Option<(Grade, Range<usize>, Option<u16>)> {
        let ends = |role: Role, end: usize| {
            self.known.hits.iter().find(|hit| hit.role == role && hit.words.end == end)
        };
        let place = |hit: &Hit| match hit.role {
            Role::Grade(place) => Some(self.vocabulary.grades[usize::from(place)]),
            _ => None,
        };
        let (grade, words) =
            self.known.hits.iter().find_map(|hit| place(hit).map(|grade| (grade, &hit.words)))?;
        let again = ends(Role::Again, words.start)?;
        let repeats = ends(Role::Repeats, again.words.start)?;
        let rest = words.end..self.known.tokens.len();
        let area = self.names(&self.known.hits).into_iter().find(|(_, name)| contains(&rest, name));
        let is_known = match &area {
            Some((_, name)) => {
                self.known.are(rest.start..name.start, Role::Between)
                    && self.known.are(name.end..rest.end, Role::Trailing)
            }
            None => self.known.are(rest, Role::Trailing),
        };
        let is_said =
            self.scale.has(grade) && is_known && self.known.are(0..repeats.words.start, Role::Opener);
        is_said.then(|| (grade, words.clone(), area.map(|(area, _)| area)))
    }

    /// Whether all words are those of a title about the force and its inspection.
    pub(crate) fn is_title(&self) -> bool {
        let all = 0..self.known.tokens.len();
        // `Crime data integrity inspection`
        let is_other = |hit: &Hit| {
            matches!(hit.role, Role::Area(area) if !self.known.areas.is_pillar(area))
                && REPORTS.contains(&self.word(hit.words.end))
        };
        self.known.are(all.clone(), Role::Title)
            && !self.known.hits.iter().any(|hit| hit.role == Role::Untold || is_other(hit))
            && self.given.by_inspectorate(&all)
    }

    /// Whether all words are those of a title, and the last the force: `We judged that the force:`, `The force is:`.
    pub(crate) fn leads_to_grades(&self) -> bool {
        let mut end = self.known.tokens.len();
        let links = |hit: &&Hit| matches!(hit.role, Role::Link | Role::Named);
        while let Some(link) = self.known.hits.iter().filter(links).find(|hit| hit.words.end == end) {
            end = link.words.start;
        }
        let is_force = |hit: &Hit| self.is_own(hit) && !matches!(hit.role, Role::Area(_));
        self.is_title() && self.known.hits.iter().any(|hit| hit.words.end == end && is_force(hit))
    }

    /// Where the statement of a clause begins: `Investigating crime: this is an area where …` is one with its label, as is
    /// `The force must improve how it investigates crime: we grade it as …`.
    fn begins(&self, clause: usize) -> usize {
        let ends = |hit: &&Hit| matches!(hit.role, Role::Area(_)) && hit.words.end == clause;
        let is_label = |hit: &Hit| hit.words.start == 0 || self.leads_on(hit.words.start, clause);
        if self.known.hits.iter().filter(ends).any(is_label) { 0 } else { clause }
    }

    /// Whether a sentence opens with the force and known words up to the name of an area, which a colon follows.
    fn leads_on(&self, area: usize, clause: usize) -> bool {
        let is_first = |hit: &Hit| hit.words.start == 0 && self.is_own(hit);
        self.known.tokens.after(clause - 1) == After::Colon
            && self.known.are(0..area, Role::Opener)
            && self.known.hits.iter().any(is_first)
    }

    /// Where the grade begins that the force had before one: `from adequate to good`, after a verb that moves it.
    fn moved(&self, grade: &Hit) -> Option<usize> {
        let to = grade.words.start.checked_sub(1).filter(|at| self.word(*at) == "to")?;
        let ends = |hit: &&Hit| matches!(hit.role, Role::Grade(_)) && hit.words.end == to;
        let former = self.known.hits.iter().find(ends)?.words.start;
        let from = former.checked_sub(1).filter(|at| self.word(*at) == "from")?;
        let moves = |hit: &Hit| hit.role == Role::Moved && hit.words.end == from;
        self.known.hits.iter().any(moves).then_some(former)
    }

    /// Where the words begin that join a grade to whom it is of: the grade itself, but what moved the force to it.
    fn joined(&self, grade: &Hit) -> usize {
        let from = self.moved(grade).and_then(|former| former.checked_sub(1));
        let moves = |hit: &&Hit| hit.role == Role::Moved && Some(hit.words.end) == from;
        self.known.hits.iter().find(moves).map_or(grade.words.start, |hit| hit.words.start)
    }

    /// Whether a grade goes on from one before: `good at this, and is outstanding at that`.
    fn is_chained(&self, grade: usize) -> bool {
        let links = |end: usize| {
            let is_and = |hit: &Hit| self.word(hit.words.start) == "and";
            let ends = |hit: &&Hit| hit.role == Role::Link && hit.words.end == end && !is_and(hit);
            self.known.hits.iter().find(ends).map(|hit| hit.words.start)
        };
        let mut at = grade;
        while let Some(start) = links(at) {
            at = start;
        }
        let Some(before) = at.checked_sub(1) else { return false };
        ["and", "but"].contains(&self.word(before)) || self.known.tokens.after(before) == After::Comma
    }

    /// Whether the words before the grade state it of the force.
    fn is_said(&self, begins: usize, grade: &Hit) -> bool {
        let before = |role: Role| {
            let is_before = move |hit: &&Hit| {
                hit.role == role && hit.words.start >= begins && hit.words.end <= grade.words.start
            };
            self.known.hits.iter().filter(is_before)
        };
        let end = grade.words.start;
        let mut judging = before(Role::Judging).chain(before(Role::Finds)).collect::<Vec<_>>();
        judging.retain(|hit| hit.words.end + REACH_OF_JUDGING >= end && !self.is_infinitive(hit));
        let judging = judging.into_iter().max_by_key(|hit| hit.words.start);
        if let Some(judging) = judging {
            let ends_before = |role: Role| before(role).any(|hit| hit.words.end == end);
            // `We grade the force outstanding at …`
            let is_object = self
                .owns(begins..end)
                .any(|hit| hit.words.end == end && hit.words.start == judging.words.end);
            let is_joined = ends_before(Role::Named) || ends_before(Role::Judging) || is_object;
            let is_joined = is_joined || self.is_noun(judging, grade);
            if is_joined && self.given.judges(begins, judging.words.start) && self.graded(begins..end) {
                return true;
            }
        }
        // `requires improvement` has its verb with it; the others need one.
        let mut start = self.joined(grade);
        let mut is_linked = start < end || self.word(start).starts_with("require");
        while let Some(link) = before(Role::Link).find(|hit| hit.words.end == start) {
            is_linked = true;
            start = link.words.start;
        }
        if let Some(has) = self.has_outstanding(grade) {
            (is_linked, start) = (true, has);
        }
        is_linked |= self.is_headline(grade);
        if !is_linked && self.is_reported(begins, start) {
            (is_linked, start) = (true, start - 1);
        }
        let is_subject = |hit: &Hit| hit.words.end == start && self.is_own(hit) && !self.is_owned(hit);
        (self.is_led && start == 0)
            || is_linked && (self.owns(begins..start).any(is_subject) || self.goes_on_being(begins, start))
    }

    /// Whether a grade is what is given or received: `received a good grade for`.
    fn is_noun(&self, judging: &Hit, grade: &Hit) -> bool {
        let article = judging.words.end.max(grade.words.start.saturating_sub(1));
        let is_object = |start: usize| {
            start == article || self.owns(start..article).any(|hit| hit.words == (start..article))
        };
        GRADES.contains(&self.word(grade.words.end))
            && ["a", "an"].contains(&self.word(article))
            && article + 1 == grade.words.start
            && is_object(judging.words.end)
    }

    /// Whether an `and` right before a word goes on with what the force does, which a clause opens with.
    fn goes_on_being(&self, begins: usize, start: usize) -> bool {
        // The link itself may begin with it.
        let Some(joint) = (start.saturating_sub(1)..=start).find(|at| self.word(*at) == "and") else {
            return false;
        };
        let done = begins..joint;
        begins == 0
            && opens_with_own(&self.known, joint)
            && self.has_verb(&done)
            && self.is_of_own(&done)
            && !self
                .known
                .hits
                .iter()
                .any(|hit| hit.role == Role::Subordinates && done.contains(&hit.words.start))
            && done.clone().all(|word| self.known.tokens.after(word) == After::Nothing)
    }

    /// Where what the force has begins, or what it is praised for, if that is outstanding work of an area: `has an outstanding
    /// approach to preventing crime`. No other grade is stated so: `a good approach` is praise.
    fn has_outstanding(&self, grade: &Hit) -> Option<usize> {
        let is_outstanding = matches!(grade.role, Role::Grade(place)
            if self.vocabulary.grades[usize::from(place)] == Grade::Outstanding);
        if !is_outstanding || !OUTSTANDING_WORK.contains(&self.word(grade.words.end)) {
            return None;
        }
        let before = |n: usize| grade.words.start.checked_sub(n).map_or("", |at| self.word(at));
        match (before(2), before(1)) {
            ("has", "an") | ("for", "its") => Some(grade.words.start - 2),
            _ => None,
        }
    }

    /// Whether a grade stands right after the force, with no verb in all the sentence, as headlines have it: `Kent Police
    /// ‘good’ at investigating crime`.
    fn is_headline(&self, grade: &Hit) -> bool {
        let is_force = |hit: &Hit| {
            matches!(hit.role, Role::Force(force) if self.known.force == Some(force))
                && hit.words == (0..grade.words.start)
        };
        ["at", "in"].contains(&self.word(grade.words.end))
            && self.known.hits.iter().any(is_force)
            && !self.has_verb(&(0..self.known.tokens.len()))
    }

    /// Whether a `was` before a word is the inspectorate's own, of now: `the inspectorate said the force was good at …`.
    fn is_reported(&self, begins: usize, end: usize) -> bool {
        const SAYS: [&str; 2] = ["said", "found"];
        let says = |hit: &Hit| {
            hit.role == Role::Inspectorate
                && hit.words.start >= begins
                && SAYS.contains(&self.word(hit.words.end))
        };
        end > begins && self.word(end - 1) == "was" && self.known.hits.iter().any(says)
    }

    /// Whether a verb of judging is a purpose or a wish: `to be graded good, the force …`.
    fn is_infinitive(&self, judging: &Hit) -> bool {
        let before = |n: usize| judging.words.start.checked_sub(n).map_or("", |at| self.word(at));
        (before(2), before(1)) == ("to", "be") && !before(3).starts_with("continu")
    }

    /// Whether words name whom or what is graded.
    fn graded(&self, words: Range<usize>) -> bool {
        (self.is_led && words.start == 0)
            || self.owns(words).any(|hit| self.is_own(hit) && !self.is_owned(hit))
    }

    /// What stands for the force or an area among words.
    fn owns(&self, words: Range<usize>) -> impl Iterator<Item = &Hit> {
        let is_own = |hit: &Hit| matches!(hit.role, Role::Subject | Role::Force(_) | Role::Area(_));
        self.known.hits.iter().filter(move |hit| is_own(hit) && contains(&words, &hit.words))
    }

    /// Whether a phrase is the force, or an area of the cycle; `it` only where the words before tell whom it stands for.
    fn is_own(&self, hit: &Hit) -> bool {
        match hit.role {
            Role::Subject if hit.words.len() == 1 => self.is_it_own(hit.words.start),
            Role::Subject => true,
            Role::Force(force) => self.known.force == Some(force),
            Role::Area(place) => self.known.areas.area(place).is_some(),
            _ => false,
        }
    }

    fn is_it_own(&self, at: usize) -> bool {
        if self.known.are(0..at, Role::Opener)
            && !self.owns(0..at).any(|hit| matches!(hit.role, Role::Force(_)))
        {
            return (self.it)();
        }
        opens_with_own(&self.known, at)
    }

    /// `The force's IT` is no `it`.
    fn is_owned(&self, hit: &Hit) -> bool {
        hit.role == Role::Subject && hit.words.start.checked_sub(1).is_some_and(|at| self.word(at) == "s")
    }

    fn begins_with(&self, at: usize, role: Role) -> bool {
        let from = self.known.hits.partition_point(|hit| hit.words.start < at);
        self.known.hits[from..].iter().take_while(|hit| hit.words.start == at).any(|hit| hit.role == role)
    }

    fn word(&self, at: usize) -> &str {
        self.known.tokens.word(at)
    }

    /// The areas a grade is stated of: the first named after it and those joined to that, else the one named before it.
    fn named(
        &self,
        hits: &[Hit],
        grade: Grade,
        (begins, words, ends): (usize, &Range<usize>, usize),
    ) -> Vec<Stated> {
        let names: Vec<(u16, Range<usize>)> = self.names(hits);
        let labels = self.labels(hits);
        let mut found: Vec<Stated> = Vec::new();
        let mut at = words.end;
        let mut after: Vec<&(u16, Range<usize>)> = names.iter().chain(&labels).collect();
        after.retain(|(_, name)| name.start >= words.end && name.start < ends);
        after.sort_by_key(|(_, name)| name.start);
        for (area, name) in after {
            let is_near = if found.is_empty() {
                names.iter().any(|(_, one)| one == name)
                    && name.start <= words.end + REACH_OF_NAME
                    && self.known.are(words.end..name.start, Role::Between)
            } else {
                // One phrase may name two areas: `preventing and investigating crime`.
                let is_same = found.last().is_some_and(|last| last.words.end == name.end);
                is_same || self.are_joined(at, name.start)
            };
            // `Ethical and lawful behaviour of its workforce` is one name in two.
            if let Some(last) = found.last_mut().filter(|last| last.area == *area && name.start < at) {
                (last.words.end, at) = (name.end.max(at), name.end.max(at));
                continue;
            }
            if !is_near {
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
        if found.is_empty() {
            let before = |name: &Range<usize>| name.end <= words.start && name.start >= begins;
            let words_of_grade = words;
            let mut joined = None;
            for (area, name) in names.iter().filter(|(_, name)| before(name)) {
                if joined.is_some_and(|end| !self.are_joined(end, name.start)) {
                    break;
                }
                joined = Some(name.end);
                let words = name.start..words.end;
                found.push(Stated { grade, area: *area, words, grade_words: words_of_grade.clone() });
            }
        }
        found.retain(|stated| self.known.areas.area(stated.area).is_some_and(|area| area.graded));
        found
    }

    /// Where the force ends that begins at a word.
    fn own_after(&self, start: usize) -> Option<usize> {
        let begins = |hit: &&Hit| hit.words.start == start && self.is_own(hit);
        self.known.hits.iter().filter(begins).map(|hit| hit.words.end).max()
    }

    /// Whether names are joined to one another by what stands between two words.
    fn are_joined(&self, end: usize, start: usize) -> bool {
        let is_joint =
            |word| ["and", "or", "at", "in", "its", "the", "for", "as", "well"].contains(&self.word(word));
        start > end && (end..start).all(is_joint)
            || start == end && self.known.tokens.after(end - 1) == After::Comma
    }

    /// What areas of the cycle are called in headings, where it names none in prose.
    fn labels(&self, hits: &[Hit]) -> Vec<(u16, Range<usize>)> {
        let is_in_name = |label: &Range<usize>| {
            hits.iter().any(|hit| {
                matches!(hit.role, Role::Area(place) if self.known.areas.area(place).is_some())
                    && contains(&hit.words, label)
            })
        };
        hits.iter()
            .filter_map(|hit| match hit.role {
                Role::Label(place) if self.known.areas.area(place).is_some() && !is_in_name(&hit.words) => {
                    Some((place, hit.words.clone()))
                }
                _ => None,
            })
            .collect()
    }

    /// The names of areas of the cycle that stand in no longer one, and of pillars those that are no mere manner of an area:
    /// `the efficiency with which it investigates crime`, `its effectiveness at preventing crime`.
    fn names(&self, hits: &[Hit]) -> Vec<(u16, Range<usize>)> {
        let names: Vec<(u16, Range<usize>)> = hits
            .iter()
            .filter_map(|hit| match hit.role {
                Role::Area(place) if self.known.areas.area(place).is_some() => {
                    Some((place, hit.words.clone()))
                }
                _ => None,
            })
            .collect();
        let longer = |one: &Range<usize>| {
            names.iter().any(|(_, other)| contains(other, one) && other.len() > one.len())
        };
        let is_manner = |(area, name): &(u16, Range<usize>)| {
            let [first, second] = [0, 1].map(|at| self.word(name.end + at));
            let n_words = match (first, second) {
                ("with", "which") => 2,
                ("at" | "in", _) => 1,
                // `The effectiveness of the force at investigating crime`
                ("of", _) => match self.own_after(name.end + 1) {
                    Some(end) if ["at", "in"].contains(&self.word(end)) => end + 1 - name.end,
                    _ => return false,
                },
                _ => return false,
            };
            let is_done = |(other, done): &(u16, Range<usize>)| {
                !self.known.areas.is_pillar(*other)
                    && (name.end + n_words..=name.end + REACH_OF_NAME).contains(&done.start)
                    && self.known.are(name.end..done.start, Role::Between)
            };
            self.known.areas.is_pillar(*area) && names.iter().any(is_done)
        };
        let mut seen = BTreeSet::new();
        names
            .iter()
            .filter(|one| !longer(&one.1) && !is_manner(one) && seen.insert((one.1.start, one.0)))
            .cloned()
            .collect()
    }
}
