//! Grades set beside the names of areas: rows of tables, `Investigating crime: good`, a grade alone beneath a heading.
//!
//! A row states a grade of an area where its cells, or the heads of its columns, name one of each, and every word of its
//! labels and of the column's head is known. What holds any other word, or two grades of one area, states none. A cell that is a sentence is no label, and is read as one.

use std::ops::Range;

use memchr::memrchr;
use peel_model::Grade;

use super::cells::{Cell, Form, are_grades, are_pairs, area_of, is_settled, n_apart, say_more};
use super::quotation::is_marked;
use super::several::agreeing;
use super::whose::Whose;
use super::{Before, Text, is_unticked};
use crate::finding::{Certainty, Cue, Excerpted, Finding};
use crate::hits::{Hit, Role};
use crate::judgment::{Polarity, contains};
use crate::prose::{Block, Kind, Slot};
use crate::sentences::sentences;
use crate::tokens::After;

/// What has more words names no area, and is no pair of an area and a grade.
pub(super) const MOST_WORDS_OF_PAIR: usize = 20;
/// More bytes than the name of an area and a grade have.
const LONGEST_ROW: usize = 200;
/// More bytes than a grade has, with what parts it from its area.
const LONGEST_GRADE: usize = 40;
/// What parts a grade from its area, as far as it is ASCII.
const SEPARATORS: &[u8] = b":-(,=/|\t";

/// A grade that stands beside the name of an area.
pub(super) struct Beside {
    pub(super) area: u16,
    pub(super) grade: Grade,
    /// The grade's words, or the area's beneath it, in bytes of the block.
    pub(super) within: Range<usize>,
    /// Where what is said of it ends: with the former grade.
    pub(super) end: usize,
}

impl Text<'_, '_> {
    /// Reads a row. Without a grade it is the head of the columns beneath, or sentences, or nothing.
    pub(super) fn row(&mut self, block: &Block, (slots, is_first): (&[Slot], bool), before: &mut Before) {
        let mut cells: Vec<Cell> = slots.iter().map(|slot| self.cell(block, slot.within.clone())).collect();
        before.table.fit(cells.len());
        before.table.complete(&mut cells);
        let columns = &before.table.columns;
        let is_head = columns.is_empty();
        // Beside the names of areas, in a column without a head, the columns are ticked.
        let is_named =
            cells.iter().zip(columns).any(|(cell, column)| column.within.is_empty() && cell.area.is_some());
        let found = if are_grades(columns, self.scale) && !is_named {
            self.beneath_columns(block, &cells, columns)
        } else {
            self.n_apart = n_apart(slots, &cells, columns);
            self.beside(&cells, columns)
        };
        // The head of the columns is no row, whatever grades it names.
        if is_head && self.n_apart > 1 && found.is_empty() {
            self.n_apart = 0;
        }
        let (noted, found): (Vec<Beside>, Vec<Beside>) =
            found.into_iter().partition(|one| block.is_noted(&one.within));
        self.leave_out(noted.len());
        if say_more(&cells) {
            let claimed = self.graded_beside(&cells, &before.table.columns);
            self.take_others(&before.table.claim(&claimed));
        }
        let (found, others, n_claimed) = before.table.agreeing(found, slots, self.reading.findings.len());
        self.leave_out(n_claimed + others.len());
        self.take_others(&others);
        let end = self.state(block, &found, Certainty::Clear);
        let mut said: Vec<&Cell> = cells.iter().filter(|cell| !cell.within.is_empty()).collect();
        said.dedup_by_key(|cell| cell.within.clone());
        let title = said.first().filter(|cell| said.len() == 1 && !cell.is_sentence());
        if let Some(title) = title {
            before.among = if title.is_known { Whose::Own } else { Whose::InDoubt };
        }
        if found.is_empty() {
            let spans = slots.iter().any(|slot| slot.is_again);
            before.table.head(&cells, (title.is_some(), spans));
        }
        before.sentence = found.first().map(|beside| beside.area).or(area_of(&cells));
        self.sentences_of_row(block, (slots, &cells), (is_first, end), before);
    }

    /// Reads the sentences of a row that stand after its grades.
    fn sentences_of_row(
        &mut self,
        block: &Block,
        (slots, cells): (&[Slot], &[Cell]),
        (is_first, end): (bool, usize),
        before: &mut Before,
    ) {
        // Beneath `area for improvement` what is no label is to be done.
        let are_wishes = before.leaning == Some(Polarity::Concern) && !is_first;
        let is_said =
            |cell: &Cell| cell.is_sentence() || (are_wishes && !cell.is_known && cell.area.is_none());
        // A sentence is whose the column and the labels beside it are.
        let are_known = cells.iter().all(|cell| cell.is_sentence() || cell.is_told());
        let quoted = before.quoted;
        for (at, (cell, slot)) in cells.iter().zip(slots).enumerate() {
            if slot.is_again || !is_said(cell) || cell.within.start < end || cell.within.is_empty() {
                continue;
            }
            let column = before.table.columns.get(at);
            let is_known = are_known && column.is_none_or(|column| column.is_sentence() || column.is_told());
            before.quoted = if is_known { quoted } else { Whose::InDoubt };
            self.sentences(block, cell.within.clone(), before);
        }
        before.quoted = quoted;
    }

    /// Takes back the grades of these findings, whose areas a table gives others too.
    fn take_others(&mut self, others: &[usize]) {
        for finding in others {
            let former = self.reading.findings.get_mut(*finding).and_then(|finding| finding.grade.take());
            self.reading.in_doubt.n_by_words += usize::from(former.is_some());
        }
    }

    /// Reads a block that is the name of an area and a grade, or that there is none, with a colon, a dash or a bracket
    /// between; false where it is no such pair. Its words are those last folded.
    pub(super) fn pair(&mut self, block: &Block) -> bool {
        let are_plain =
            |cells: &[Range<usize>; 2]| !cells.iter().any(|within| is_marked(&block.text, within));
        let Some(cells) = self.paired(block.text.trim_end()).filter(are_plain) else { return false };
        let [label, verdict] = cells.map(|within| self.cell(block, within));
        let is_pair = label.area.is_some() && (verdict.grade.is_some() || self.are_only(Role::Ungraded));
        // `Preventing crime and help for the young: good` is of more than an area, and speaks as its grade does.
        let is_of_topic = label.form == Form::Topic && !label.is_known && self.whose == Whose::Own;
        let of_topic = label.area.zip(verdict.grade).filter(|_| is_of_topic);
        let (within, end) = (verdict.grade_within.clone(), verdict.within.end);
        let found = self.beside(&[label, verdict], &[]);
        self.state(block, &found, Certainty::Clear);
        if let Some((area, grade)) = of_topic.filter(|_| found.is_empty()) {
            self.state(block, &[Beside { area, grade, within, end }], Certainty::Inferred);
            self.reading.findings.iter_mut().next_back().into_iter().for_each(|last| last.grade = None);
        }
        if !is_pair && found.is_empty() {
            self.fold(block.text.trim_end());
            return false;
        }
        true
    }

    /// Where the words last folded part into a label and a grade, or that there is none, in bytes; none where they do not.
    fn paired(&self, text: &str) -> Option<[Range<usize>; 2]> {
        let n_words = self.tokens.len();
        if !(2..=MOST_WORDS_OF_PAIR).contains(&n_words) {
            return None;
        }
        let is_end = |word: &usize| self.tokens.after(*word) != After::Nothing;
        let is_verdict = |words: Range<usize>| {
            let is = |hit: &Hit| matches!(hit.role, Role::Grade(_) | Role::Ungraded) && hit.words == words;
            self.hits.iter().any(is)
        };
        let spans = |parts: [Range<usize>; 2]| Some(parts.map(|words| self.tokens.span(words)));
        let has_former = |start: &usize| {
            self.tokens.after(start - 1) != After::Nothing
                && self.verdict(text, *start).is_some_and(|(_, end)| end == n_words)
        };
        if let Some(start) = (1..n_words).find(has_former) {
            return spans([0..start, start..n_words]);
        }
        let end = (0..n_words - 1).rfind(is_end).map(|word| word + 1);
        if let Some(end) = end.filter(|end| is_verdict(*end..n_words)) {
            return spans([0..end, end..n_words]);
        }
        // `Good – preventing crime`
        if let Some(end) = end.filter(|end| is_verdict(0..*end) && self.names(*end..n_words)) {
            return spans([end..n_words, 0..end]);
        }
        // `Preventing crime Good`, with whatever a page parts cells by.
        let grade = |hit: &&Hit| matches!(hit.role, Role::Grade(_)) && hit.words.end == n_words;
        let start = self.hits.iter().find(grade).map(|hit| hit.words.start)?;
        self.names(0..start).then(|| spans([0..start, start..n_words]))?
    }

    /// Whether words are the name of an area of the cycle, and nothing else.
    fn names(&self, words: Range<usize>) -> bool {
        self.hits.iter().any(|hit| {
            hit.words == words
                && matches!(hit.role, Role::Area(place) | Role::Label(place) if self.areas.area(place).is_some())
        })
    }

    /// The question and the grade that a block is: `How effective is the force at preventing crime? Good`; none of other
    /// blocks. The grade stands beneath the question, whatever heading the two are.
    fn answered(&mut self, block: &Block) -> Option<Vec<Block>> {
        if matches!(block.kind, Kind::Row { .. }) {
            return None;
        }
        let [asked, grade] = self.answer(&block.text, 0..block.text.len())?;
        let mut beneath = block.part(&grade);
        beneath.kind = Kind::Paragraph;
        Some(vec![block.part(&asked), beneath])
    }

    /// Where in a line of a text the question and the grade stand that it is.
    fn answer(&mut self, text: &str, line: Range<usize>) -> Option<[Range<usize>; 2]> {
        let said = text[line.clone()].trim_end();
        let asked = memrchr(b'?', said.as_bytes())? + 1;
        let grade = &said[asked..];
        if grade.is_empty() || grade.len() > LONGEST_GRADE {
            return None;
        }
        self.fold(grade);
        self.only_a_grade()?;
        let start = line.start + asked + grade.len() - grade.trim_start().len();
        Some([line.start..line.start + asked, start..line.start + said.len()])
    }

    /// The parts of a block some of whose lines are each the name of an area and a grade, or a question and its grade; none of
    /// other blocks.
    pub(super) fn parted(&mut self, block: &Block) -> Option<Vec<Block>> {
        let is_line = block.lines().nth(1).is_none();
        if let Some(parts) = self.answered(block).filter(|parts| is_line || !parts[0].text.contains("? ")) {
            return Some(parts);
        }
        let mut parts: Vec<(Range<usize>, bool)> = Vec::new();
        for line in block.lines().flat_map(|line| self.rows_of(block, line)).collect::<Vec<_>>() {
            if let Some(answer) =
                self.answer(&block.text, line.clone()).filter(|_| block.kind == Kind::Paragraph)
            {
                parts.extend(answer.map(|part| (part, true)));
                continue;
            }
            let is_row = self.is_row(&block.text[line.clone()]);
            match parts.last_mut() {
                Some((last, false)) if !is_row => last.end = line.end,
                _ => parts.push((line, is_row)),
            }
        }
        let have_rows = parts.len() > 1 && parts.iter().any(|(_, is_row)| *is_row);
        have_rows.then(|| parts.iter().map(|(lines, _)| block.part(lines)).collect())
    }

    /// The rows of a line that has more than one, each with its stop: `Preventing crime – good. Managing offenders – good`;
    /// else the line.
    fn rows_of(&mut self, block: &Block, line: Range<usize>) -> Vec<Range<usize>> {
        let text = block.text.get(line.clone()).unwrap_or_default();
        if line.len() > 2 * LONGEST_ROW || !text.contains(". ") {
            return vec![line];
        }
        let rows: Vec<Range<usize>> = sentences(text, &self.reader.abbreviations)
            .into_iter()
            .map(|row| line.start + row.start..line.start + row.end)
            .collect();
        if rows.len() > 1 && rows.iter().all(|row| self.is_row(&block.text[row.clone()])) {
            return rows;
        }
        vec![line]
    }

    /// Whether a line is the name of an area and a grade. Most are told from these by their ends.
    fn is_row(&mut self, line: &str) -> bool {
        let line = line.trim_end();
        if line.len() > LONGEST_ROW {
            return false;
        }
        let near = line.len().saturating_sub(LONGEST_GRADE);
        if !line.as_bytes()[near..].iter().any(|byte| SEPARATORS.contains(byte) || !byte.is_ascii()) {
            return false;
        }
        self.fold(line);
        (self.paired(line).is_some() && self.named_area().is_some()) || self.is_several(line)
    }

    /// Reads a grade that stands alone beneath the heading of an area; false where it is none. Its words are those last
    /// folded.
    pub(super) fn lone_grade(&mut self, block: &Block, before: &mut Before) -> bool {
        let fresh = before.fresh.take();
        let is_of_pillar = fresh.is_some_and(|area| self.areas.is_pillar(area));
        let Some(grade) = self.lone_verdict(block.text.trim_end(), is_of_pillar) else { return false };
        let is_marked = self.is_marked(&block.text);
        // Where grades stand above their areas, the area right before is that of another grade.
        before.are_grades_above |= fresh.is_none();
        // A line above a list heads it as a heading does.
        let is_heading = !matches!(block.kind, Kind::Item | Kind::Row { .. }) && !is_marked;
        before.grade_above = Some((block.depth, grade)).filter(|_| is_heading && before.are_grades_above);
        let is_beneath = |above: u8| !matches!(block.kind, Kind::Heading(level) if level <= above);
        let is_headed =
            !before.are_grades_above && before.heading.is_some_and(|above| is_beneath(above.level));
        let Some(area) = fresh.filter(|area| is_headed && !is_marked && self.is_graded(*area)) else {
            return false;
        };
        let end = block.text.trim_end().len();
        let within = self.grades().next().map_or(0..end, |hit| self.tokens.span(hit.words.clone()));
        let found = self.taken(vec![Beside { area, grade, within, end }], true);
        self.state(block, &found, Certainty::Inferred);
        true
    }

    /// An item that is a grade of nothing above it heads the areas in the list beneath it. Its words are those last folded.
    pub(super) fn heads_areas(&self, block: &Block, before: &mut Before) {
        let grade = self.lone_verdict(block.text.trim_end(), false);
        let is_told = !self.is_marked(&block.text) && !is_unticked(&block.text);
        if let Some(grade) = grade.filter(|_| is_told) {
            before.grade_above = Some((block.depth, grade));
        }
    }

    /// Reads an item of a list that is the name of an area beneath a grade; false where it is none. Its words are those
    /// last folded.
    pub(super) fn beneath_grade(&mut self, block: &Block, before: &mut Before) -> bool {
        let grade = before.grade_above.filter(|_| block.kind == Kind::Item);
        let area = self.only_an_area().filter(|area| self.is_graded(*area));
        let Some(((_, grade), area)) = grade.zip(area) else { return false };
        let end = block.text.trim_end().len();
        let found = self.taken(vec![Beside { area, grade, within: 0..end, end }], true);
        self.state(block, &found, Certainty::Inferred);
        true
    }

    /// The grade that the words last folded are, and nothing else.
    pub(super) fn only_a_grade(&self) -> Option<Grade> {
        let all = 0..self.tokens.len();
        let grade = self.hits.iter().find_map(|hit| match hit.role {
            Role::Grade(place) if hit.words == all => Some(self.reader.vocabulary.grades[usize::from(place)]),
            _ => None,
        })?;
        self.scale.has(grade).then_some(grade)
    }

    /// Whether more is to be known of the words last folded, those of a text: `Good*`.
    fn is_marked(&self, text: &str) -> bool {
        is_marked(text, &self.tokens.span(0..self.tokens.len()))
    }

    /// Whether the words last folded are a phrase of a role, and nothing else.
    pub(super) fn are_only(&self, role: Role) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| hit.role == role && hit.words == all)
    }

    /// The area of the cycle that the words last folded are a name of, with nothing beside it.
    pub(super) fn only_an_area(&self) -> Option<u16> {
        let all = self.tokens.after_numbers()..self.tokens.len();
        self.hits.iter().filter(|hit| hit.words == all).find_map(|hit| match hit.role {
            Role::Area(place) | Role::Label(place) | Role::Heading(place) => {
                self.areas.area(place).map(|_| place)
            }
            _ => None,
        })
    }

    /// The area that all words last folded head a section of.
    pub(super) fn only_a_section(&self) -> Option<u16> {
        let all = self.tokens.after_numbers()..self.tokens.len();
        self.hits.iter().filter(|hit| hit.words == all).find_map(|hit| match hit.role {
            Role::Section(place) => self.areas.area(place).map(|_| place),
            _ => None,
        })
    }

    pub(super) fn is_graded(&self, area: u16) -> bool {
        self.areas.area(area).is_some_and(|area| area.graded)
    }

    /// Whether the words last folded are those of topics and areas, and nothing else.
    pub(super) fn is_topic(&self) -> bool {
        let is_subject = |hit: &Hit| matches!(hit.role, Role::Topic(..) | Role::Area(_));
        let is_said = |at: usize| {
            self.word_is_joint(at) || self.hits.iter().any(|hit| is_subject(hit) && hit.words.contains(&at))
        };
        (0..self.tokens.len()).all(is_said)
    }

    fn word_is_joint(&self, at: usize) -> bool {
        ["and", "or", "the", "of"].contains(&self.tokens.word(at))
    }

    /// The area that the words last folded name as a whole: none where they name several.
    pub(super) fn named_area(&self) -> Option<u16> {
        if self.tokens.len() > MOST_WORDS_OF_PAIR {
            return None;
        }
        if let Some(area) = self.only_an_area() {
            return Some(area);
        }
        let areas = || {
            self.hits.iter().filter_map(|hit| match hit.role {
                Role::Area(place) if self.areas.area(place).is_some() => Some((place, &hit.words)),
                _ => None,
            })
        };
        let is_whole = |(_, words): &(u16, &Range<usize>)| {
            !areas().any(|(_, other)| contains(other, words) && other.len() > words.len())
        };
        let mut named: Vec<u16> = areas().filter(is_whole).map(|(area, _)| area).collect();
        // `Effectiveness: investigating crime` is about the latter.
        if !named.iter().all(|area| self.areas.is_pillar(*area)) {
            named.retain(|area| !self.areas.is_pillar(*area));
        }
        named.sort_unstable();
        named.dedup();
        if let [area] = named.as_slice() { Some(*area) } else { None }
    }

    /// The grades of a row, each with its area: the one that the row names, else the one that the column does.
    fn beside(&mut self, cells: &[Cell], columns: &[Cell]) -> Vec<Beside> {
        let found = self.graded_beside(cells, columns);
        self.taken(found, cells.iter().all(is_settled))
    }

    /// The same, whatever else its labels say.
    fn graded_beside(&self, cells: &[Cell], columns: &[Cell]) -> Vec<Beside> {
        let (of_row, are_pairs) = (area_of(cells), are_pairs(cells));
        let beside = |(at, cell): (usize, &Cell)| {
            let of_row = if are_pairs { area_of(&cells[at.saturating_sub(1)..at]) } else { of_row };
            let column = columns.get(at).filter(|column| !column.within.is_empty());
            let ticked = column.and_then(|column| column.grade).filter(|_| cell.form == Form::Tick);
            let grade = cell.grade.or(ticked)?;
            let area = of_row.or(column.and_then(|column| column.area))?;
            let is_known = column.is_none_or(|column| column.is_known);
            let (within, end) = (cell.grade_within.clone(), cell.within.end);
            (self.is_graded(area) && is_known).then_some(Beside { area, grade, within, end })
        };
        agreeing(cells.iter().enumerate().filter_map(beside).collect())
    }

    /// The areas in the cells of a row whose columns are grades: the inspectorate's own summary. What is no area is left out.
    fn beneath_columns(&mut self, block: &Block, cells: &[Cell], columns: &[Cell]) -> Vec<Beside> {
        let mut found = Vec::new();
        for (cell, grade) in
            cells.iter().zip(columns).filter_map(|(cell, column)| Some((cell, column.grade?)))
        {
            let text = &block.text[cell.within.clone()];
            self.fold(text);
            let (areas, n_left) = self.areas_from(text, 0, grade);
            let start = cell.within.start;
            let moved = |one: Beside| {
                let within = start + one.within.start..start + one.within.end;
                Beside { within, end: start + one.end, ..one }
            };
            self.n_apart += n_left + areas.len();
            found.extend(areas.into_iter().filter(|one| self.is_graded(one.area)).map(moved));
        }
        self.taken(agreeing(found), true)
    }

    /// What is stated, unless it is in doubt whose or when; counted where it is.
    pub(super) fn taken<Of>(&mut self, found: Vec<Of>, are_known: bool) -> Vec<Of> {
        if (self.whose, are_known) == (Whose::Own, true) {
            return found;
        }
        self.leave_out(found.len());
        Vec::new()
    }

    /// Adds a block, up to the last of the grades, as a sentence that states them; gives where that ends in the block. What
    /// a note is told of may be another's, or of another time.
    pub(super) fn state(&mut self, block: &Block, found: &[Beside], certainty: Certainty) -> usize {
        if found.iter().any(|one| block.is_noted(&one.within)) {
            self.leave_out(found.len());
            return 0;
        }
        let polarity = |one: &Beside| spoken(one.grade);
        let (Some(first), Some(last)) = (found.first().map(polarity), found.last()) else { return 0 };
        let whole = if found.iter().all(|one| polarity(one) == first) { first } else { Polarity::Mixed };
        let said = |words: Range<usize>| block.text.get(words).unwrap_or_default();
        let is_bracket = said(last.within.end..last.end).contains('(')
            && said(last.end..block.text.len()).starts_with(')');
        let range = 0..last.end + usize::from(is_bracket);
        let sentence = self.push_sentence(block, &range, whole);
        for one in found {
            let span = self.source.within(&block.source(one.within.clone()));
            let at = Excerpted { within: one.within.clone(), span };
            let (area, pillar) = self.names.area(Some(one.area));
            self.reading.findings.push(Finding {
                sentence,
                area,
                pillar,
                topic: None,
                polarity: polarity(one),
                certainty,
                cues: vec![Cue { at: at.clone(), is_strength: polarity(one) == Polarity::Strength }],
                grade: Some((one.grade, at)),
                by_cues: polarity(one),
                change: None,
                concerns: self.names.people(0),
            });
        }
        range.end
    }
}

/// How a grade speaks.
pub(super) fn spoken(grade: Grade) -> Polarity {
    match grade {
        Grade::Outstanding | Grade::Good => Polarity::Strength,
        Grade::Adequate => Polarity::Neutral,
        Grade::RequiresImprovement | Grade::Inadequate => Polarity::Concern,
    }
}
