//! Grades that stand apart from sentences: several on a line, areas beneath the grades of a table's columns, a grade with the
//! one before it in brackets; and how many of a line or a row were left out.

use std::ops::Range;

use memchr::{memchr_iter, memchr3_iter};
use peel_model::Grade;

use super::Text;
use super::quotation::is_marked;
use super::rows::Beside;
use super::whose::Whose;
use crate::finding::Certainty;
use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::prose::Block;
use crate::stated::GRADES;
use crate::tokens::After;

/// What may stand between names of areas that one grade is of.
const BETWEEN: [char; 5] = [',', ';', '•', '/', '.'];
/// What stands right after a grade that is one though more is said of it: `Good in Corby`.
const QUALIFIES: [&str; 13] =
    ["in", "at", "for", "on", "only", "but", "and", "except", "until", "since", "from", "as", "elsewhere"];
/// What stands between a grade and its area.
const AT: [&str; 2] = ["at", "in"];
/// What stands before a grade alone, with a colon: `Graded: Good`.
const GIVEN: [&str; 3] = ["graded", "judged", "rated"];
/// What may stand after the grade before: `was good in 2021`, `previously good last time`.
const WHEN: [&str; 5] = ["in", "last", "time", "year", "inspection"];
/// More words than a line has that is names of areas and grades.
const MOST_WORDS: usize = 60;
/// The most bytes of a grade that what parts it from its areas stands after.
const LONGEST_GRADE: usize = 24;

impl Text<'_, '_> {
    /// The grade that begins at a word of those last folded, those of a text, with the former one in brackets after it:
    /// `Adequate (previously Good)`; and the word at which that ends.
    pub(super) fn verdict(&self, text: &str, start: usize) -> Option<(Grade, usize)> {
        let (grade, end) = self.grade_at(start)?;
        if is_marked(text, &self.tokens.span(start..end)) || !self.scale.has(grade) {
            return None;
        }
        let is_parted = end < self.tokens.len() && self.tokens.after(end - 1) == After::Comma;
        Some((grade, is_parted.then(|| self.former(end)).flatten().unwrap_or(end)))
    }

    /// Where words that tell the former grade end, that begin at a word.
    fn former(&self, start: usize) -> Option<usize> {
        let known = self.known(&self.tokens, &self.hits);
        let begins = |hit: &&Hit| hit.words.start == start;
        if let Some(same) = known.hits.iter().filter(begins).find(|hit| hit.role == Role::NoFormer) {
            return self.ends_at(same.words.end).then_some(same.words.end);
        }
        let mut tells = known.hits.iter().filter(begins).filter(|hit| hit.role == Role::Former);
        let told = tells.find_map(|hit| self.grade_at(hit.words.end));
        // `Good (Adequate in 2021/22)`
        let is_former = |(_, end): &(Grade, usize)| {
            self.areas.names_another_year(&self.tokens, &(*end..self.tokens.len()))
        };
        let (_, mut end) = told.or_else(|| self.grade_at(start).filter(is_former))?;
        let is_when = |word: &str| WHEN.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit());
        while end < self.tokens.len()
            && self.tokens.after(end - 1) == After::Nothing
            && is_when(self.tokens.word(end))
        {
            end += 1;
        }
        self.ends_at(end).then_some(end)
    }

    /// Whether the words last folded end before a word, or part there.
    fn ends_at(&self, end: usize) -> bool {
        end == self.tokens.len() || self.tokens.after(end - 1) != After::Nothing
    }

    pub(super) fn grade_at(&self, start: usize) -> Option<(Grade, usize)> {
        self.hits.iter().filter(|hit| hit.words.start == start).find_map(|hit| match hit.role {
            Role::Grade(place) => Some((self.reader.vocabulary.grades[usize::from(place)], hit.words.end)),
            _ => None,
        })
    }

    /// The longest name of an area that begins at a word, with where it ends.
    fn area_at(&self, start: usize) -> Option<(u16, usize)> {
        let begun = self.hits.iter().filter(|hit| hit.words.start == start);
        let areas = begun.filter_map(|hit| match hit.role {
            Role::Area(place) | Role::Label(place) if self.areas.area(place).is_some() => {
                Some((place, hit.words.end))
            }
            _ => None,
        });
        areas.max_by_key(|(_, end)| *end)
    }

    /// The grade that words are, but for what calls it one: `Good`, `Grade: Good`, `Our judgment: Good`; beneath the title
    /// of a pillar that may be `Overall judgment: Good`.
    pub(super) fn lone_verdict(&self, text: &str, is_of_pillar: bool) -> Option<Grade> {
        let n_words = self.tokens.len();
        let is_called = |start: usize| {
            let calls =
                |at: usize| GRADES.contains(&self.tokens.word(at)) || GIVEN.contains(&self.tokens.word(at));
            let is_of_all = |at: usize| self.tokens.word(at) == "overall";
            self.tokens.after(start - 1).is_break()
                && (0..start).any(calls)
                && (is_of_pillar || !(0..start).any(is_of_all))
                && !self.hits.iter().any(|hit| hit.words.end <= start && matches!(hit.role, Role::Area(_)))
                && self.known(&self.tokens, &self.hits).are(0..start, Role::Title)
        };
        let grade = self.hits.iter().find(|hit| matches!(hit.role, Role::Grade(_)))?;
        let start = grade.words.start;
        let (grade, end) = self.verdict(text, start)?;
        (end == n_words && (start == 0 || is_called(start))).then_some(grade)
    }

    /// Whether the words last folded only say that a grade follows: `Overall judgment`.
    pub(super) fn only_calls_a_grade(&self) -> bool {
        const CALLS: [&str; 4] = ["overall", "our", "the", "peel"];
        let n_words = self.tokens.len();
        let calls = |at: usize| GRADES.contains(&self.tokens.word(at));
        n_words > 0 && calls(n_words - 1) && (0..n_words - 1).all(|at| CALLS.contains(&self.tokens.word(at)))
    }

    /// Whether the words last folded head a part of what is above them, and no more: `Main findings`, `Our judgment`.
    pub(super) fn only_heads_a_part(&self) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| hit.role == Role::HeadingPart && hit.words == all)
    }

    /// Whether a line may be one of several grades or areas, by what parts them: it is not folded for nothing.
    pub(super) fn may_be_several(block: &Block) -> bool {
        let bytes = block.text.as_bytes();
        let is_part = |at: &usize| match bytes[*at] {
            b'-' => bytes[..*at].ends_with(b" ") && bytes[*at + 1..].starts_with(b" "),
            // A dash
            0xe2 => matches!(bytes.get(*at + 1..*at + 3), Some([0x80, 0x93 | 0x94])),
            _ => true,
        };
        let mut parts = memchr3_iter(b':', b'-', 0xe2, bytes).chain(memchr_iter(b'(', bytes)).filter(is_part);
        let first = parts.next();
        first.is_some_and(|first| first <= LONGEST_GRADE || parts.next().is_some())
            && block.has_at_most(MOST_WORDS)
    }

    /// Whether a line is several names with their grades. Its words are those last folded.
    pub(super) fn is_several(&self, text: &str) -> bool {
        self.graded(text).is_some()
    }

    /// Reads a line that is several names of areas each with its grade, or a grade and the areas it is of; false where it is
    /// none. Its words are those last folded.
    pub(super) fn several(&mut self, block: &Block) -> bool {
        let text = block.text.trim_end();
        let Some(found) = self.graded(text) else { return false };
        let n_named = found.len();
        let found: Vec<Beside> = found.into_iter().filter(|one| self.is_graded(one.area)).collect();
        let is_settled = n_named == 0 || !found.is_empty();
        let found = self.taken(agreeing(found), true);
        self.state(block, &found, Certainty::Clear);
        is_settled
    }

    /// The areas with their grades that a line is, and nothing else; there is none in `Outstanding: none`.
    fn graded(&self, text: &str) -> Option<Vec<Beside>> {
        let pairs = self.pairs(text).or_else(|| self.areas_of_one(text));
        pairs.or_else(|| self.areas_before_one(text))
    }

    /// `Investigating crime: Good, Managing offenders: Adequate`: nothing else stands there.
    fn pairs(&self, text: &str) -> Option<Vec<Beside>> {
        let n_words = self.tokens.len();
        let (mut found, mut at) = (Vec::new(), 0);
        while at < n_words {
            at += usize::from(at > 0 && self.tokens.word(at) == "and");
            let (area, named) = self.area_at(at)?;
            if self.tokens.after(named - 1) == After::Nothing {
                return None;
            }
            let (grade, end) = self.verdict(text, named)?;
            if !self.ends_item(text, end, &[',', ';', ')', '.']) {
                return None;
            }
            let own = self.grade_at(named)?.1;
            found.push(self.beside_at(area, grade, named..own, end));
            at = end;
        }
        (found.len() > 1).then_some(found)
    }

    fn beside_at(&self, area: u16, grade: Grade, words: Range<usize>, end: usize) -> Beside {
        let whole = self.tokens.span(words.start..end);
        Beside { area, grade, within: self.tokens.span(words), end: whole.end }
    }

    /// `Good: investigating crime; managing offenders`: nothing else stands there.
    fn areas_of_one(&self, text: &str) -> Option<Vec<Beside>> {
        let (grade, begins) = self.verdict(text, 0)?;
        if begins >= self.tokens.len() || !self.tokens.after(begins - 1).is_break() {
            return None;
        }
        if self.tokens.len() == begins + 1 && self.tokens.word(begins) == "none" {
            return Some(Vec::new());
        }
        let (found, n_left) = self.areas_from(text, begins, grade);
        (n_left == 0 && found.len() > 1).then_some(found)
    }

    /// `Investigating crime and managing offenders: Good`: nothing else stands there.
    fn areas_before_one(&self, text: &str) -> Option<Vec<Beside>> {
        let (mut areas, mut at) = (Vec::new(), 0);
        loop {
            at += usize::from(at > 0 && self.tokens.word(at) == "and");
            let (area, end) = self.area_at(at)?;
            areas.push((area, at..end));
            at = end;
            if !self.ends_item(text, at, &[',', ';', '/']) || at >= self.tokens.len() {
                break;
            }
        }
        let (grade, end) = self.verdict(text, at)?;
        let is_all = self.tokens.after(at - 1).is_break() && end == self.tokens.len() && areas.len() > 1;
        let beside =
            |(area, words): (u16, Range<usize>)| self.beside_at(area, grade, words.clone(), words.end);
        is_all.then(|| areas.into_iter().map(beside).collect())
    }

    /// The areas that words name from one on, each by itself, and how many items there are that are none, or of which more
    /// is said: `Preventing crime*`, `Managing offenders (women)`.
    pub(super) fn areas_from(&self, text: &str, start: usize, grade: Grade) -> (Vec<Beside>, usize) {
        let n_words = self.tokens.len();
        let (mut found, mut n_left, mut at) = (Vec::new(), 0, start);
        while at < n_words {
            at += usize::from(at > start && self.tokens.word(at) == "and");
            let named = self.area_at(at).filter(|(_, end)| self.ends_item(text, *end, &BETWEEN));
            if let Some((area, end)) = named {
                found.push(self.beside_at(area, grade, at..end, end));
                at = end;
            } else {
                n_left += 1;
                let ends = |at: &usize| self.tokens.after(*at) == After::Semicolon;
                at = (at..n_words).find(ends).map_or(n_words, |at| at + 1);
            }
        }
        (found, n_left)
    }

    /// Whether no more is said of an item that ends before a word: another begins, or nothing follows.
    fn ends_item(&self, text: &str, end: usize, between: &[char]) -> bool {
        let gap = self.gap(text, end);
        let is_over = end == self.tokens.len() || gap.contains(between) || self.tokens.word(end) == "and";
        is_over && gap.chars().all(|letter| letter.is_whitespace() || between.contains(&letter))
    }

    /// What stands between a word and the one before it.
    fn gap<'t>(&self, text: &'t str, word: usize) -> &'t str {
        let start = word.checked_sub(1).map_or(0, |before| self.tokens.span(before..word).end);
        let end = if word < self.tokens.len() { self.tokens.span(word..word + 1).start } else { text.len() };
        text.get(start..end).unwrap_or_default()
    }

    /// How many grades stand apart from any sentence among the words last folded, those of a text: after a name and what
    /// parts it from them, or before.
    pub(super) fn n_apart(&self, text: &str) -> usize {
        let n_words = self.tokens.len();
        let is_subject = |hit: &Hit| {
            matches!(hit.role, Role::Area(_) | Role::Label(_) | Role::Topic(..) | Role::Section(_))
        };
        let grades: Vec<&Range<usize>> = self.grades().map(|hit| &hit.words).collect();
        let is_other = |words: &Range<usize>| !grades.iter().any(|grade| contains(grade, words));
        let Some(first) = grades.first().filter(|first| first.len() < n_words) else { return 0 };
        if self.verb_before(first.start)
            || !(self.hits.iter().any(|hit| is_subject(hit) && is_other(&hit.words)) || self.names_grade())
        {
            return 0;
        }
        let parted = |word: usize| word == n_words || self.is_parted(text, word);
        let is_apart = |words: &&&Range<usize>| {
            let begins = words.start == 0 && self.tokens.after(words.end - 1).is_break();
            let is_after = words.start > 0 && self.tokens.after(words.start - 1) != After::Nothing;
            let is_qualified = QUALIFIES.contains(&self.tokens.word(words.end));
            begins || (is_after && (parted(words.end) || is_qualified))
        };
        let is_after_break = |words: &&Range<usize>| {
            words.start == 0
                || self.tokens.after(words.start - 1).is_break()
                || self.gap(text, words.start).contains('(')
        };
        let is_first = |words: &&&Range<usize>| is_apart(words) && is_after_break(words);
        if !grades.iter().any(|words| is_first(&words)) {
            return 0;
        }
        grades.iter().filter(is_apart).count()
    }

    /// The grades of the scale among the words last folded.
    pub(super) fn grades(&self) -> impl Iterator<Item = &Hit> {
        self.hits.iter().filter(|hit| match hit.role {
            Role::Grade(place) => self.scale.has(self.reader.vocabulary.grades[usize::from(place)]),
            _ => false,
        })
    }

    fn names_grade(&self) -> bool {
        (0..self.tokens.len()).any(|at| GRADES.contains(&self.tokens.word(at)))
    }

    fn verb_before(&self, word: usize) -> bool {
        self.hits.iter().any(|hit| hit.role == Role::Verb && hit.words.start > 0 && hit.words.end <= word)
    }

    /// Whether anything stands between a word and the one before but blanks, hyphens and marks of quotation.
    fn is_parted(&self, text: &str, word: usize) -> bool {
        let is_plain = |letter: char| letter.is_whitespace() || "-'’‘“”\"".contains(letter);
        self.tokens.after(word - 1) != After::Nothing || !self.gap(text, word).chars().all(is_plain)
    }

    /// Whether the words last folded, those of a cell, open with a grade, and are that or what is said of it.
    pub(super) fn opens_with_apart(&self, text: &str) -> bool {
        let end = self.grades().find(|hit| hit.words.start == 0).map(|hit| hit.words.end);
        let is_qualified = |end: usize| QUALIFIES.contains(&self.tokens.word(end));
        end.is_some_and(|end| end == self.tokens.len() || self.is_parted(text, end) || is_qualified(end))
    }

    /// How many grades the words last folded give in an area by its name, whoever is said to have them: `rated good at preventing
    /// crime`, `Investigating crime: from good to inadequate`. Those of another force, and those that are asked for, are none.
    pub(super) fn n_given(&self) -> usize {
        let n_words = self.tokens.len();
        let is_area = |hit: &&Hit| matches!(hit.role, Role::Area(_) | Role::Label(_));
        let begins = |at: usize| self.hits.iter().filter(is_area).any(|hit| hit.words.start == at);
        let is_label = |hit: &Hit| hit.words.start == 0 && self.tokens.after(hit.words.end - 1).is_break();
        let has_label = self.hits.iter().filter(is_area).any(is_label);
        let is_given = |hit: &&Hit| {
            let end = hit.words.end;
            let is_at = AT.contains(&self.tokens.word(end)) && (begins(end + 1) || begins(end + 2));
            let is_moved =
                has_label && end == n_words && self.tokens.word(hit.words.start.wrapping_sub(1)) == "to";
            is_at || is_moved
        };
        if self.names_others() { 0 } else { self.grades().filter(is_given).count() }
    }

    /// Counts grades that were left out.
    pub(super) fn leave_out(&mut self, n: usize) {
        let in_doubt = &mut self.reading.in_doubt;
        match self.whose {
            Whose::Own => in_doubt.n_by_words += n,
            Whose::InDoubt => in_doubt.n_by_title += n,
            Whose::Another => {}
        }
    }
}

/// Those of areas that have one grade each.
pub(super) fn agreeing(mut found: Vec<Beside>) -> Vec<Beside> {
    let grades: Vec<(u16, Grade)> = found.iter().map(|one| (one.area, one.grade)).collect();
    found.retain(|one| grades.iter().all(|(area, grade)| *area != one.area || *grade == one.grade));
    found.dedup_by_key(|one| one.area);
    found
}
