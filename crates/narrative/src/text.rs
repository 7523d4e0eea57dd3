//! A text to findings: block by block, sentence by sentence, clause by clause.

use std::ops::Range;
use std::sync::Arc;

use peel_model::Scale;

use crate::finding::{Certainty, Cue, Excerpted, Finding, Part, Reading, Sentence};
use crate::hits::{Hit, Role, inside};
use crate::judgment::{Balance, Judge, Judgment, Polarity};
use crate::names::Names;
use crate::prose::{Block, Source};
use crate::reader::Reader;
use crate::sentences::sentences;
use crate::stated::{Stated, Statements};
use crate::subject::{Candidate, candidates, chosen, with_topics};
use crate::tokens::Tokens;
use crate::vocabulary::CycleAreas;

/// How much the heading, the sentence before and the clause before speak for an area.
const BY_HEADING: f32 = 1.5;
const BY_SENTENCE_BEFORE: f32 = 1.1;
const BY_CLAUSE_BEFORE: f32 = 1.5;
/// What is longer is no heading, whatever its markup says.
const MOST_HEADING_WORDS: usize = 60;
/// A clause of fewer words is set against nothing.
const FEWEST_OPPOSED: usize = 4;

/// What is heard in a sentence before its clauses are put together.
struct Clause {
    words: Range<usize>,
    judgment: Judgment,
    candidates: Vec<Candidate>,
    stated: Vec<Stated>,
}

/// Clauses about one thing.
struct Group {
    candidate: Candidate,
    is_inferred: bool,
    clauses: Vec<usize>,
}

/// What goes before a sentence.
#[derive(Default)]
struct Before {
    heading: Option<(u16, u8)>,
    /// What the heading says of what stands beneath.
    leaning: Option<Polarity>,
    sentence: Option<u16>,
    /// The area of a heading that stands right before.
    fresh: Option<u16>,
}

/// A text that is being read.
pub(crate) struct Text<'a, 'd> {
    reader: &'a Reader<'d>,
    source: &'a Source,
    areas: &'a CycleAreas<'d>,
    scale: &'a Scale,
    own: Option<u16>,
    names: Names,
    pub(crate) reading: Reading,
    tokens: Tokens,
    hits: Vec<Hit>,
    /// Where the last sentence began: in bytes, and its line and column.
    last_place: (usize, u64, u64),
}

impl<'a, 'd> Text<'a, 'd> {
    /// A text that nothing was read of; `own` is the force it is about, by its place in the vocabulary.
    pub(crate) fn new(
        reader: &'a Reader<'d>,
        source: &'a Source,
        (areas, scale): (&'a CycleAreas<'d>, &'a Scale),
        own: Option<u16>,
        reading: Reading,
    ) -> Self {
        let (tokens, hits) = (Tokens::default(), Vec::new());
        let names = Names::new(&reader.vocabulary, areas);
        Self { reader, source, areas, scale, own, names, reading, tokens, hits, last_place: (0, 1, 1) }
    }

    /// Reads the blocks, in their order.
    pub(crate) fn read(&mut self, blocks: &[Block]) {
        self.reading.text.reserve(blocks.iter().map(|block| block.text.len()).sum());
        let mut before = Before::default();
        for block in blocks {
            self.block(block, &mut before);
        }
    }

    fn block(&mut self, block: &Block, before: &mut Before) {
        let text = block.text.trim_end();
        let heading = block.heading.filter(|_| block.has_at_most(MOST_HEADING_WORDS));
        let first = self.reading.sentences.len();
        let start = self.reading.text.len();
        self.reading.text.push_str(text);
        let is_short = heading.is_some() || before.fresh.is_some();
        if is_short {
            self.fold(text);
        }
        let alone = if is_short { self.only_a_grade() } else { None };
        if let (Some(area), Some(stated)) = (before.fresh, alone) {
            self.grade_alone(block, area, stated);
        } else if let Some(level) = heading {
            self.heading(level, before);
        } else {
            before.sentence = None;
            for range in sentences(text, &self.reader.abbreviations) {
                self.sentence(block, range, before);
            }
            before.fresh = None;
        }
        let sentences = first..self.reading.sentences.len();
        let text = start..self.reading.text.len();
        self.reading.parts.push(Part { heading: heading.filter(|_| sentences.is_empty()), text, sentences });
    }

    fn fold(&mut self, text: &str) {
        self.tokens.fold(text);
        self.reader.vocabulary.find(&self.tokens, &mut self.hits);
    }

    fn heading(&mut self, level: u8, before: &mut Before) {
        let area = candidates(&self.hits, self.areas, &self.reader.vocabulary.broad)
            .first()
            .and_then(|candidate| candidate.area);
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        before.leaning = match (has(Role::HeadingConcern), has(Role::HeadingStrength)) {
            (true, _) => Some(Polarity::Concern),
            (_, true) => Some(Polarity::Strength),
            _ => None,
        };
        match area {
            Some(area) => before.heading = Some((area, level)),
            // What stands beneath an area's heading is still about it.
            None if before.leaning.is_none() && before.heading.is_some_and(|(_, above)| above >= level) => {
                before.heading = None;
            }
            None => {}
        }
        before.fresh = area;
    }

    /// The grade that a block is, and nothing else.
    fn only_a_grade(&self) -> Option<Stated> {
        let all = 0..self.tokens.len();
        let grade = self.hits.iter().find_map(|hit| match hit.role {
            Role::Grade(place) if hit.words == all => Some(self.reader.vocabulary.grades[usize::from(place)]),
            _ => None,
        })?;
        self.scale.has(grade).then_some(Stated { grade, area: 0, words: all.clone(), grade_words: all })
    }

    /// A grade that stands alone beneath the heading of an area.
    fn grade_alone(&mut self, block: &Block, area: u16, stated: Stated) {
        if !self.areas.area(area).is_some_and(|area| area.graded) {
            return;
        }
        let clause = 0..self.tokens.len();
        let judgment = self.judge().judge(&clause, &inside(&self.hits, &clause));
        let range = 0..block.text.trim_end().len();
        let sentence = self.push_sentence(block, &range, judgment.balance.of_clause());
        let stated = vec![Stated { area, ..stated }];
        let clauses = [Clause { words: clause, judgment, candidates: Vec::new(), stated }];
        let group = Group { candidate: Candidate::inferred(area), is_inferred: true, clauses: vec![0] };
        let finding = self.finding(block, &range, sentence, &group, &clauses, None);
        self.reading.findings.push(finding);
    }

    fn judge(&self) -> Judge<'_, 'd> {
        Judge {
            vocabulary: &self.reader.vocabulary,
            tokens: &self.tokens,
            force: self.own,
            areas: self.areas,
        }
    }

    fn push_sentence(&mut self, block: &Block, range: &Range<usize>, polarity: Polarity) -> usize {
        let span = self.source.within(&block.source(range.clone()));
        let place = self.source.line_column_after(&mut self.last_place, span.start);
        // The block's words are the last that were taken.
        let start = self.reading.text.len() - block.text.trim_end().len();
        self.reading.sentences.push(Sentence {
            text: start + range.start..start + range.end,
            span,
            place,
            polarity,
        });
        self.reading.sentences.len() - 1
    }

    fn sentence(&mut self, block: &Block, range: Range<usize>, before: &mut Before) {
        self.fold(&block.text[range.clone()]);
        let clauses = self.clauses();
        let groups = Self::groups(&clauses, before);
        let total = clauses.iter().fold(Balance::default(), |sum, clause| sum.plus(clause.judgment.balance));
        let mut polarity = if clauses.len() == 1 { total.of_clause() } else { total.of_clauses() };
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        let describes = self.hits.iter().any(|hit| hit.describes(&self.tokens));
        let says_nothing = describes || has(Role::Generic) || has(Role::Past);
        let leaning = before.leaning.filter(|_| !says_nothing);
        let leaning =
            leaning.or_else(|| self.plainly(&groups, says_nothing)).filter(|_| polarity == Polarity::Neutral);
        polarity = leaning.unwrap_or(polarity);
        let sentence = self.push_sentence(block, &range, polarity);
        for group in &groups {
            let finding = self.finding(block, &range, sentence, group, &clauses, leaning);
            self.reading.findings.push(finding);
        }
        before.sentence = groups.first().map_or(before.sentence, |group| group.candidate.area);
    }

    /// A sentence that reports what is done in an area, and no bare fact: a strength, if an inferred one.
    fn plainly(&self, groups: &[Group], says_nothing: bool) -> Option<Polarity> {
        let has = |role: Role| self.hits.iter().any(|hit| hit.role == role);
        let is_of_area =
            groups.iter().any(|group| group.candidate.area.is_some() && group.candidate.is_named);
        let says_nothing =
            says_nothing || self.areas.names_another_year(&self.tokens, &(0..self.tokens.len()));
        let is_of_another =
            self.hits.iter().any(|hit| matches!(hit.role, Role::Force(force) if Some(force) != self.own));
        (is_of_area && !is_of_another && !says_nothing && !has(Role::Fact)).then_some(Polarity::Strength)
    }

    fn clauses(&self) -> Vec<Clause> {
        let mut is_chained = false;
        let statements = Statements {
            vocabulary: &self.reader.vocabulary,
            tokens: &self.tokens,
            hits: &self.hits,
            areas: self.areas,
            scale: self.scale,
            force: self.own,
        };
        let clause = |words: Range<usize>| {
            let hits = inside(&self.hits, &words);
            let stated = statements.find(&words, &hits, is_chained);
            is_chained |= !stated.is_empty();
            let candidates = candidates(&hits, self.areas, &self.reader.vocabulary.broad);
            Clause {
                judgment: self.judge().judge(&words, &hits).with_grades(&stated),
                candidates,
                stated,
                words,
            }
        };
        let mut clauses: Vec<Clause> = self.judge().clauses(&self.hits).into_iter().map(clause).collect();
        self.oppose(&mut clauses);
        clauses
    }

    /// What a clause that judges nothing is set against speaks the other way: `staff are cared for, but workloads are too
    /// heavy`, whatever word the lexicon lacks.
    fn oppose(&self, clauses: &mut [Clause]) {
        for at in 1..clauses.len() {
            let [before, after] = [&clauses[at - 1], &clauses[at]];
            let opens = before.words.start..before.words.start + 2;
            let is_contrast = self.any(Role::Contrast, &after.words) || self.any(Role::Concedes, &opens);
            let [one, other] = [before, after].map(|clause| clause.judgment.balance);
            let (silent, said) = match (one.is_none(), other.is_none()) {
                (true, false) => (at - 1, other),
                (false, true) => (at, one),
                _ => continue,
            };
            let words = &clauses[silent].words;
            let says_nothing = [Role::Describes, Role::Generic, Role::Past, Role::Fact]
                .into_iter()
                .any(|role| self.any(role, words));
            if is_contrast && !says_nothing && words.len() >= FEWEST_OPPOSED {
                clauses[silent].judgment.balance = said.opposed();
            }
        }
    }

    /// Whether words hold a phrase of a role.
    fn any(&self, role: Role, words: &Range<usize>) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.role == role && hit.words.start >= words.start && hit.words.end <= words.end)
    }

    /// The clauses put together by what they are about; one that names nothing belongs to the one before.
    fn groups(clauses: &[Clause], before: &Before) -> Vec<Group> {
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

    fn finding(
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
        let leaning = leaning.filter(|_| found == Polarity::Neutral);
        let at = |words: &Range<usize>| {
            let within = self.tokens.span(words.clone());
            let span = block.source(range.start + within.start..range.start + within.end);
            let span = self.source.within(&span);
            Excerpted { within, span }
        };
        let marks = || own().flat_map(|clause| &clause.judgment.marks);
        let mut cues = Vec::with_capacity(own().map(|clause| clause.judgment.marks.len()).sum());
        cues.extend(marks().map(|mark| Cue { at: at(&mark.words), is_strength: mark.is_strength }));
        let mut stated = own().flat_map(|clause| &clause.stated);
        let stated = stated.rfind(|stated| Some(stated.area) == group.candidate.area);
        let (area, pillar) = self.names.area(group.candidate.area);
        let is_hedged = own().any(|clause| clause.judgment.is_hedged);
        Finding {
            sentence,
            area,
            pillar,
            topic: group.candidate.topic.and_then(|topic| self.names.topic(topic)),
            polarity: leaning.unwrap_or(found),
            certainty: match (group.is_inferred || leaning.is_some(), is_hedged) {
                (true, _) => Certainty::Inferred,
                (false, true) => Certainty::Hedged,
                (false, false) => Certainty::Clear,
            },
            cues,
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
