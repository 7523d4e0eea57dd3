//! A text to findings, block by block.

mod cells;
mod groups;
mod heading;
mod lead;
mod practice;
mod question;
mod quotation;
mod rows;
mod sentence;
mod several;
mod tail;
mod tally;
mod voice;
mod whose;

use std::ops::Range;

use peel_model::{Grade, Scale};

use self::cells::Table;
use self::lead::Lead;
use self::quotation::Quotation;
use self::tail::Heads;
use self::voice::Voice;
use self::whose::{Antecedent, Sections, Whose};
use crate::finding::{Part, PartKind, Reading, Sentence};
use crate::hits::{Hit, Kinds, Role, inside};
use crate::judgment::{Balance, Judge, Polarity};
use crate::names::Names;
use crate::prose::{Block, Kind, LEVEL_OF_LINE, Source};
use crate::reader::Reader;
use crate::sentences::sentences;
use crate::tokens::Tokens;
use crate::vocabulary::CycleAreas;

/// What is longer is no heading, whatever its markup says.
const MOST_HEADING_WORDS: usize = 60;
/// What has more words is no label: the name of an area, a grade, or both.
const MOST_LABEL_WORDS: usize = 20;
/// What most sentences have at least; and for how many, at most, there is room before they are read.
const BYTES_OF_SENTENCE: usize = 64;
const MOST_RESERVED: usize = 4_096;
/// The level of a label that no markup makes a heading.
const LEVEL_OF_LABEL: u8 = 6;
/// What a force calls its own papers.
const OWN_WORK: [&str; 7] = ["assessment", "analysis", "review", "audit", "evaluation", "strategy", "plan"];
/// What stands before an item that is not so, or not yet: a box without its tick, a cross.
const UNTICKED: [&str; 9] = ["[ ]", "[]", "( )", "☐", "□", "✗", "✘", "❌", "✕"];

/// The area of the heading above a sentence.
#[derive(Debug, Clone, Copy)]
struct Above {
    area: u16,
    level: u8,
    /// Whether it is the area's name or question, and not only words with a topic of it.
    is_title: bool,
    /// Whether it is above a section of its area, and all of it is about that: `Further insights on effectiveness`.
    is_part: bool,
}

/// What follows a heading.
#[derive(Default, PartialEq, Eq)]
enum Next {
    #[default]
    Anything,
    /// One cause of concern, and what belongs to it.
    Concern,
}

/// What goes before a sentence.
#[derive(Default)]
struct Before {
    heading: Option<Above>,
    /// The title of a pillar above it.
    pillar: Option<Above>,
    /// Whether the heading is of what the inspectorate says of its own work.
    is_method: bool,
    /// What the heading says of what stands beneath.
    leaning: Option<Polarity>,
    /// How many paragraphs were read beneath it, and whether a list was that has ended.
    beneath: Beneath,
    /// Who spoke last.
    voice: Voice,
    sentence: Option<u16>,
    /// The area of the last sentence of the paragraphs before, beneath the same heading.
    carried: Option<u16>,
    /// The area of a heading that stands right before.
    fresh: Option<u16>,
    /// Whether grades stand above their areas here, since one stood before any area.
    are_grades_above: bool,
    /// The grade that the heading right before the items of a list is, or the item that they stand beneath; with how many
    /// lists that stands in.
    grade_above: Option<(u16, Grade)>,
    /// The table that is read.
    table: Table,
    is_in_table: bool,
    /// Of whom the rows speak by the last that is a title among them.
    among: Whose,
    /// What headings say of whom and when the text speaks.
    sections: Sections,
    /// What items say of those beneath them, by how many lists they stand in.
    items: Sections,
    /// Whom the sentence before is about.
    spoken_of: Whose,
    /// What `it` stands for.
    antecedent: Antecedent,
    /// What a heading right above says that follows.
    next: Next,
    /// The quotation that is open.
    quotation: Quotation,
    /// What stands before the items of a list says of them.
    lead: Lead,
    /// Of whom rows and items speak by what stands right before them.
    led: Whose,
    /// Of whom the block speaks by being set as a quotation.
    quoted: Whose,
    paragraph: Paragraph,
    /// The first finding of the rows that are read.
    rows: Option<usize>,
    /// What stands above so far of areas and of concerns.
    heads: Heads,
}

/// What the sentences of a paragraph say of each other.
#[derive(Default)]
struct Paragraph {
    /// Its first finding, or that of the rows right before it.
    first: usize,
    /// Whether one speaks of what is stated beside it.
    refers: bool,
    /// Whether one names another force, and none after it the text's own; and whether that one does not speak of `the force`.
    names_others: bool,
    is_of_others: bool,
}

impl Paragraph {
    /// Of whom it speaks where the next sentence names no force: `We also looked at Kent. The force is good at …`
    const fn whose(&self) -> Whose {
        if self.is_of_others { Whose::InDoubt } else { Whose::Own }
    }
}

/// How far what stands beneath a heading was read.
#[derive(Default)]
struct Beneath {
    n_paragraphs: usize,
    /// Whether the sentence that is read is the first.
    is_first: bool,
    is_in_list: bool,
    is_past_list: bool,
}

impl Beneath {
    /// Takes up the block that is read next.
    fn begin(&mut self, block: &Block) {
        let is_item = matches!(block.kind, Kind::Item | Kind::Row { .. });
        self.is_past_list |= self.is_in_list && !is_item;
        self.is_in_list = is_item;
        self.n_paragraphs += usize::from(!is_item);
    }
}

impl Before {
    /// What the heading says of the sentence that is read next, where that says nothing by itself. A heading of concerns has its
    /// say of the concern itself, which stands right beneath it, and of a list of them; the reasons after it speak for
    /// themselves.
    fn leans(&self, block: &Block, is_first: bool) -> Option<Polarity> {
        let is_item = matches!(block.kind, Kind::Item | Kind::Row { .. });
        let is_concern =
            self.beneath.n_paragraphs <= 1 && !self.beneath.is_past_list && (is_item || is_first);
        self.leaning.filter(|leaning| *leaning != Polarity::Concern || is_concern)
    }

    /// Whether what is read next is a reason for the concern above it.
    fn is_reason(&self) -> bool {
        self.leaning == Some(Polarity::Concern) && !self.beneath.is_past_list
    }

    /// Of whom what is read next speaks.
    fn whose(&self) -> Whose {
        self.sections.whose().max(self.items.whose()).max(self.led).max(self.among).max(self.quoted)
    }
}

/// Whether a block stands beneath an item: in a list within it, or as its next paragraph.
fn is_beneath(block: &Block, item: &Block) -> bool {
    block.depth > item.depth || (block.depth > 0 && block.depth == item.depth && block.kind != Kind::Item)
}

/// Whether a text opens with a box that is not ticked.
fn is_unticked(text: &str) -> bool {
    UNTICKED.iter().any(|sign| text.trim_start().starts_with(sign))
}

/// A text that is being read.
pub(crate) struct Text<'a, 'd> {
    reader: &'a Reader<'d>,
    source: &'a Source,
    areas: &'a CycleAreas<'d>,
    scale: &'a Scale,
    own: Option<u16>,
    /// The force of the titles, which the user may know better.
    pub(crate) entitled: Option<u16>,
    /// Of whom the sentence or the row that is read speaks.
    whose: Whose,
    /// What the lead of its list makes of it.
    lead: Lead,
    /// How many grades of the block stand apart from sentences.
    n_apart: usize,
    names: Names,
    pub(crate) reading: Reading,
    tokens: Tokens,
    hits: Vec<Hit>,
    kinds: Kinds,
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
        Self {
            reader,
            source,
            areas,
            scale,
            own,
            entitled: None,
            whose: Whose::Own,
            lead: Lead::Nothing,
            n_apart: 0,
            names,
            reading,
            tokens,
            hits,
            kinds: Kinds::default(),
            last_place: (0, 1, 1),
        }
    }

    /// Reads the blocks, in their order.
    pub(crate) fn read(&mut self, blocks: &[Block]) {
        let n_bytes = blocks.iter().map(|block| block.text.len()).sum();
        self.reading.text.reserve(n_bytes);
        let n_sentences = (n_bytes / BYTES_OF_SENTENCE).min(MOST_RESERVED);
        self.reading.sentences.reserve(n_sentences);
        self.reading.findings.reserve(n_sentences);
        let mut before = Before { heads: Heads::of(self.heads_the_tail(blocks)), ..Before::default() };
        for (at, block) in blocks.iter().enumerate() {
            before.heads.is_tail = before.heads.next();
            let is_item = block.kind == Kind::Item;
            before.grade_above = before.grade_above.filter(|(depth, _)| is_item && *depth < block.depth);
            // What is no item stands beneath the one before, in its list.
            before.items.end(block.depth + u16::from(!is_item));
            // An item of a list has no grade beside that list.
            if at.checked_sub(1).is_some_and(|last| is_item && block.depth < blocks[last].depth) {
                before.fresh = None;
            }
            let n_findings = self.reading.findings.len();
            match self.parted(block) {
                Some(parts) => parts.iter().for_each(|part| self.block(part, &mut before)),
                None => self.block(block, &mut before),
            }
            if blocks.get(at + 1).is_some_and(|next| is_item && is_beneath(next, block)) {
                self.fold(block.text.trim_end());
                before.items.begin(block.depth, self.whose_beneath());
                if self.reading.findings[n_findings..].iter().all(|finding| finding.grade.is_none()) {
                    self.heads_areas(block, &mut before);
                }
            }
        }
    }

    fn block(&mut self, block: &Block, before: &mut Before) {
        let text = block.text.trim_end();
        let heading = block.heading().filter(|_| block.has_at_most(MOST_HEADING_WORDS));
        // What a table is headed by, and what leads to it, is said of its rows alone.
        let is_row = matches!(block.kind, Kind::Row { .. });
        if std::mem::replace(&mut before.is_in_table, is_row) && !is_row {
            (before.led, before.among) = (Whose::Own, Whose::Own);
            before.table = Table::default();
        }
        before.quoted = if block.is_quoted { Whose::InDoubt } else { Whose::Own };
        self.whose = self.in_doubt(before.whose(), block, &(0..text.len()));
        before.paragraph.first = before.rows.unwrap_or(self.reading.findings.len());
        if block.kind != Kind::Item {
            before.lead = Lead::Nothing;
        }
        let (first, start) = (self.reading.sentences.len(), self.reading.text.len());
        self.reading.text.push_str(text);
        let (whose, n_findings, n_left) =
            (self.whose, self.reading.findings.len(), self.reading.in_doubt.n());
        self.n_apart = 0;
        let mut is_pair = false;
        if let Kind::Row { cells, is_first } = &block.kind {
            if *is_first {
                before.table = Table::default();
                before.among = Whose::Own;
            }
            before.beneath.begin(block);
            self.row(block, (cells, *is_first), before);
            before.fresh = None;
        } else {
            is_pair = self.words(block, heading, before);
        }
        self.whose = whose;
        let n_taken = self.reading.findings[n_findings..].iter().filter(|one| one.grade.is_some()).count();
        let n_settled = n_taken + self.reading.in_doubt.n().saturating_sub(n_left);
        self.leave_out(self.n_apart.saturating_sub(n_settled));
        let sentences = first..self.reading.sentences.len();
        before.rows = (is_row || is_pair).then_some(before.paragraph.first);
        let text = start..self.reading.text.len();
        let kind = match (&block.kind, sentences.is_empty()) {
            (_, false) => PartKind::Prose,
            (Kind::Row { .. }, true) => PartKind::Row,
            (_, true) if is_pair => PartKind::Row,
            (_, true) => PartKind::Heading(heading.unwrap_or(LEVEL_OF_LABEL)),
        };
        self.reading.parts.push(Part { kind, text, sentences });
    }

    /// Reads a block that is no row of a table: a heading, a grade beside or beneath one, or sentences; true where it is a
    /// grade, taken or not.
    fn words(&mut self, block: &Block, heading: Option<u8>, before: &mut Before) -> bool {
        let text = 0..block.text.trim_end().len();
        let is_question = block.text.trim_end().ends_with('?');
        let most = if is_question { MOST_HEADING_WORDS } else { MOST_LABEL_WORDS };
        let mut asks = false;
        let is_ours = block.text.trim_end().ends_with(':') && self.speaks_for_us(block.text.trim_end());
        let is_short = heading.is_some() || block.has_at_most(most);
        if is_short || Self::may_be_several(block) {
            self.fold(&block.text[text.clone()]);
            if self.several(block) {
                return true;
            }
            self.n_apart = self.n_apart(&block.text[text.clone()]);
        }
        if is_short {
            // One of several grades to tick, and not that which is.
            if is_unticked(&block.text) && self.only_a_grade().is_some() {
                return false;
            }
            // `Overall judgment`, between the title of a pillar and its grade.
            if before.fresh.is_some_and(|area| self.areas.is_pillar(area)) && self.only_calls_a_grade() {
                return false;
            }
            if before.heading.is_some() && self.only_heads_a_part() {
                // A grade beneath it is that of an area which is named, and of no topic.
                let is_named = before.heading.is_some_and(|above| above.is_title && !above.is_part);
                before.fresh = before.fresh.filter(|_| is_named);
                (before.leaning, before.beneath, before.is_method) = (None, Beneath::default(), false);
                return false;
            }
            if self.beneath_grade(block, before) || self.lone_grade(block, before) || self.pair(block) {
                return true;
            }
            if self.refers() {
                self.take_back(before);
            }
            let is_name = self.only_a_force() && block.kind != Kind::Item;
            let is_label = self.only_a_grade().is_some() || self.only_an_area().is_some() || is_name;
            let is_label = is_label || self.only_a_section().is_some();
            let n_given = if is_question { 0 } else { self.n_given() };
            asks = self.asks(block);
            let label = if asks { LEVEL_OF_LINE } else { LEVEL_OF_LABEL };
            let is_line = block.kind == Kind::Line;
            let is_lead = || self.lead(block) != Lead::Nothing && !self.names_concerns();
            let is_headline = self.is_headline_of_a_grade();
            let is_sentence = !is_label
                && (heading.is_none()
                    || is_headline
                    || (!self.is_of_itself() && (self.is_said() || self.is_judging_headline()))
                    || (is_line && !self.is_of_itself() && (self.is_blame() || is_lead())));
            // What a heading says as a sentence is still above what follows; a line is one among others.
            if let Some(level) = heading.or((is_label || asks).then_some(label))
                && !(is_sentence && is_line)
                && !is_headline
            {
                before.are_grades_above &= is_label && !is_name;
                let whose = if is_ours { Whose::Own } else { self.whose_beneath() };
                if block.kind == Kind::Caption {
                    before.led = whose;
                } else {
                    // The name of a force stands above whatever no markup makes a heading.
                    let is_marked = matches!(block.kind, Kind::Heading(_));
                    // A line that is a grade ends nothing: what it means stands beneath what is above it.
                    let level = match is_marked {
                        false if is_name => 1,
                        false if self.only_a_grade().is_some() => u16::from(LEVEL_OF_LABEL),
                        _ => u16::from(level),
                    };
                    before.sections.begin(level, whose);
                    before.led = Whose::Own;
                }
                self.heading(block, level, before);
            }
            if !is_sentence {
                self.leave_out(n_given);
                before.quotation.is_led = is_ours;
                return false;
            }
        }
        // A grade may stand beneath a question.
        before.fresh = before.fresh.filter(|_| asks);
        before.are_grades_above = false;
        if block.kind != Kind::Item {
            before.carried = before.sentence.take().or(before.carried);
            before.led = Whose::Own;
        }
        before.beneath.begin(block);
        self.begin_headline(block, before);
        self.sentences(block, text, before);
        // What a question heads is about its area, not about what it names beside that.
        if asks {
            before.sentence = before.heading.map(|above| above.area);
        }
        self.lead_on(block, before);
        self.leave_need(block, before);
        if is_ours {
            (before.led, before.quotation.is_led) = (Whose::Own, true);
        }
        false
    }

    /// Reads a part of a block, in bytes, sentence by sentence.
    fn sentences(&mut self, block: &Block, part: Range<usize>, before: &mut Before) {
        before.spoken_of = Whose::Own;
        before.paragraph = Paragraph { first: before.paragraph.first, ..Paragraph::default() };
        before.antecedent = Antecedent::Force;
        // What a paragraph left open goes on in the next, which opens with the same mark.
        before.quotation = before.quotation.in_next(&block.text[part.clone()]);
        for range in sentences(&block.text[part.clone()], &self.reader.abbreviations) {
            self.sentence(block, part.start + range.start..part.start + range.end, before);
        }
    }

    /// Of whom a part of a block speaks: of whom the titles and the user do not say the same no grade is known, nor where
    /// words were struck out that were more than a grade.
    fn in_doubt(&self, whose: Whose, block: &Block, part: &Range<usize>) -> Whose {
        let is_cut = |(is_within, words): (bool, &str)| {
            let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
            tokens.fold(words);
            self.reader.vocabulary.find(&tokens, &mut hits);
            let is_grade = |hit: &Hit| matches!(hit.role, Role::Grade(_)) && hit.words == (0..tokens.len());
            let is_sentence = !is_within && words.ends_with(['.', '!', '?']);
            !words.is_empty() && !is_sentence && !hits.iter().any(is_grade)
        };
        if is_unticked(&block.text)
            || !self.reading.contradictions.is_empty()
            || block.struck(part).any(is_cut)
        {
            return whose.max(Whose::InDoubt);
        }
        whose
    }

    /// Whether the words last folded say something, as no heading does: they ask nothing, have a verb after what they are
    /// about, and judge.
    fn is_said(&self) -> bool {
        self.has_verb() && !self.judged().is_none()
    }

    /// Whether the words last folded ask nothing, and have a verb that does not open them.
    fn has_verb(&self) -> bool {
        let first = |role: Role| self.hits.iter().find(|hit| hit.role == role).map(|hit| hit.words.start);
        let verb = first(Role::Verb).filter(|verb| *verb > 0);
        verb.is_some_and(|verb| first(Role::Subordinates).is_none_or(|at| at > verb))
    }

    /// Whether the words last folded are a headline that judges the text's own force: `Kent Police praised for its work`.
    fn is_judging_headline(&self) -> bool {
        let opens =
            |hit: &Hit| hit.words.start == 0 && self.own.is_some_and(|own| hit.role == Role::Force(own));
        let is_title = |role: Role| matches!(role, Role::Grade(_) | Role::HeadingStrength);
        self.hits.iter().any(opens)
            && !self.names_concerns()
            && !self.hits.iter().any(|hit| is_title(hit.role))
            && !self.judged().is_none()
    }

    /// Whether the words last folded head what the force says of itself: `Kent Police strategic self-assessment 2024`, `Kent
    /// Police grades itself`.
    fn is_of_itself(&self) -> bool {
        let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
        let mut words = (0..self.tokens.len()).rev().map(|at| self.tokens.word(at));
        let last = words.clone().find(|word| !is_number(word));
        let opens = |hit: &Hit| hit.words.start == 0 && matches!(hit.role, Role::Force(_));
        self.hits.iter().any(opens)
            && (last.is_some_and(|word| OWN_WORK.contains(&word)) || words.any(|word| word == "itself"))
    }

    /// Whether the words last folded give the force a grade as the headline of a statement does, which speaks of more than
    /// that: `Kent Police ‘outstanding’ at protecting vulnerable people`.
    fn is_headline_of_a_grade(&self) -> bool {
        let opens =
            |hit: &Hit| hit.words.start == 0 && self.own.is_some_and(|own| hit.role == Role::Force(own));
        self.hits.iter().any(opens) && self.grades().next().is_some() && self.named_area().is_some()
    }

    /// Whether the words last folded blame: `poor supervision of investigations`, but not `causes of concern`.
    fn is_blame(&self) -> bool {
        !self.names_concerns() && self.judged().of_clause() == Polarity::Concern
    }

    /// Whether the words last folded are those of a heading above concerns.
    fn names_concerns(&self) -> bool {
        self.hits.iter().any(|hit| hit.role == Role::HeadingConcern)
    }

    /// Whether the words last folded are those of such a heading and no more: `Areas for improvement`, which stands above
    /// what is said of the force as any of its own titles does.
    fn only_names_concerns(&self) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| hit.role == Role::HeadingConcern && hit.words == all)
    }

    /// Whether the words last folded are those of a heading above what the inspectorate says of its own work.
    fn only_names_method(&self) -> bool {
        let all = 0..self.tokens.len();
        self.hits.iter().any(|hit| hit.role == Role::HeadingMethod && hit.words == all)
    }

    fn judged(&self) -> Balance {
        let all = 0..self.tokens.len();
        self.judge().judge(&all, &inside(&self.hits, &all)).balance
    }

    fn fold(&mut self, text: &str) {
        self.tokens.fold(text);
        self.reader.vocabulary.find(&self.tokens, &mut self.hits);
        self.kinds = Kinds::of(&self.hits);
    }

    /// What judges the words last folded.
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
}
