//! What the cells of a table mean, by themselves, by the heads of their columns, and by what stands above them.

use std::ops::Range;

use peel_model::{Grade, Scale};

use super::Text;
use super::rows::{Beside, MOST_WORDS_OF_PAIR};
use crate::about::forces;
use crate::hits::{Hit, Role};
use crate::judgment::contains;
use crate::prose::{Block, Slot};

/// What has fewer words is no sentence, though it ends in a stop: `No.`.
const FEWEST_WORDS_OF_SENTENCE: usize = 3;
/// What stands in a cell where something is so.
const TICKS: [&str; 4] = ["x", "yes", "tick", "y"];
/// What stands in a cell for the words of the cell above it, without the marks about them.
const DITTOS: [&str; 6] = ["ditto", "do", "as above", "same as above", "same", "idem"];
const DITTO_MARKS: [char; 9] = ['"', '〃', '″', '“', '”', '\'', '’', '′', '‘'];

/// What a cell means.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    /// Where it stands in its block, in bytes.
    pub(super) within: Range<usize>,
    /// Where its grade does, without what is said of it.
    pub(super) grade_within: Range<usize>,
    pub(super) grade: Option<Grade>,
    pub(super) area: Option<u16>,
    /// Whether every word is known that may say whose its row is, and of when.
    pub(super) is_known: bool,
    pub(super) form: Form,
    /// Whether it is a grade, or opens with one of which more is said.
    pub(super) is_apart: bool,
    pub(super) names: Names,
    figures: Figures,
}

/// What a cell's signs say that are no words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Figures {
    #[default]
    Nothing,
    /// How many, or when, in figures that are not those of the cycle.
    Counts,
    /// The same as the cell above.
    Ditto,
}

/// Whose or when a cell says that something is, if that is all it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Names {
    #[default]
    Anything,
    AnotherForce,
    Years,
}

/// What the words of a cell are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Form {
    /// Any words, or none.
    #[default]
    Label,
    /// What a row is about, and nothing else.
    Topic,
    /// A mark that something is so.
    Tick,
    Sentence,
}

impl Cell {
    pub(super) fn is_sentence(&self) -> bool {
        self.form == Form::Sentence
    }

    /// Whether it is told whose a sentence beside it is, and of when.
    pub(super) fn is_told(&self) -> bool {
        self.is_known || self.form == Form::Topic || self.grade.is_some()
    }

    /// One without words, which leaves its row alone.
    fn none() -> Self {
        Self { is_known: true, ..Self::default() }
    }

    /// Takes up a head beneath it: a column is whose, when and of what both say.
    fn take_head(&mut self, beneath: &Self) {
        if beneath.within.is_empty() || beneath.within == self.within {
            return;
        }
        let names = if self.names == Names::Anything { beneath.names } else { self.names };
        let area = if self.area.is_none() || self.area == beneath.area { beneath.area } else { None };
        *self = Self {
            names,
            area: area.or(self.area.filter(|_| beneath.area.is_none())),
            is_known: self.is_known && beneath.is_known,
            ..beneath.clone()
        };
    }
}

/// The table that is read.
#[derive(Default)]
pub(super) struct Table {
    /// What heads its columns, by column.
    pub(super) columns: Vec<Cell>,
    /// Whether the rows so far are heads that span columns, beneath which others may stand.
    are_heads: bool,
    /// By column, the label above that holds until another stands there.
    labels: Vec<Cell>,
    /// The areas that have grades, each with its finding; no grade where there are two.
    graded: Vec<(u16, Option<Grade>, usize)>,
}

impl Table {
    /// Takes up a row that states no grade: the first heads the columns, and so do those right beneath it where cells span
    /// some of them, but a title of the rows below.
    pub(super) fn head(&mut self, cells: &[Cell], (is_title, spans): (bool, bool)) {
        let is_head = |cell: &Cell| cell.grade.is_none() && !cell.is_sentence();
        if is_title && spans {
            return;
        }
        if self.columns.is_empty() {
            self.columns = cells.to_vec();
            self.are_heads = spans && cells.iter().all(is_head);
        } else if self.are_heads && !is_title && cells.iter().all(is_head) {
            self.columns.resize(self.columns.len().max(cells.len()), Cell::none());
            for (column, cell) in self.columns.iter_mut().zip(cells) {
                column.take_head(cell);
            }
            self.are_heads = spans;
        } else {
            self.are_heads = false;
        }
    }

    /// What a row's cells say by those above them: a blank one, or one with a ditto mark, says again whose or when the one
    /// above says it is. A figure is only known in the first column, as the number of an area.
    pub(super) fn complete(&mut self, cells: &mut [Cell]) {
        let is_row = cells.iter().any(|cell| cell.grade.is_some() || cell.is_apart);
        if self.labels.len() < cells.len() {
            self.labels.resize_with(cells.len(), Cell::none);
        }
        let is_alone = cells.iter().filter(|cell| !cell.within.is_empty()).count() == 1;
        for (at, (cell, label)) in cells.iter_mut().zip(&mut self.labels).enumerate() {
            if cell.figures == Figures::Counts && cell.grade.is_none() && cell.area.is_none() {
                let head = self.columns.get(at).filter(|head| !head.within.is_empty());
                cell.is_known &= at == 0 && head.is_none_or(|head| head.is_known);
            }
            if cell.figures == Figures::Ditto {
                (cell.is_known, cell.names, cell.form) = (label.is_known, label.names, Form::Label);
                cell.area = label.area;
            } else if cell.within.is_empty() {
                (cell.is_known, cell.names) = (label.is_known, label.names);
            } else if cell.grade.is_some() || cell.is_sentence() {
                *label = Cell::none();
            } else if is_row || is_alone || !self.columns.is_empty() {
                *label = cell.clone();
            }
        }
    }

    /// The grades of a row without those of areas that another row of the table gives another, and those of a cell that was
    /// read before; and the findings of the former.
    pub(super) fn agreeing(
        &mut self,
        found: Vec<Beside>,
        slots: &[Slot],
        next: usize,
    ) -> (Vec<Beside>, Vec<usize>) {
        let (mut agreed, mut others) = (Vec::new(), Vec::new());
        for one in found {
            let is_own = slots.iter().any(|slot| !slot.is_again && contains(&slot.within, &one.within));
            let graded = self.graded.iter_mut().find(|(area, ..)| *area == one.area);
            match graded {
                None => {
                    self.graded.push((one.area, Some(one.grade), next + agreed.len()));
                    agreed.push(one);
                }
                Some((_, grade, _)) if *grade == Some(one.grade) => {
                    agreed.extend(is_own.then_some(one));
                }
                Some((_, grade, finding)) => {
                    *grade = None;
                    others.push(*finding);
                }
            }
        }
        (agreed, others)
    }
}

impl Text<'_, '_> {
    /// What a cell means by itself.
    pub(super) fn cell(&mut self, block: &Block, within: Range<usize>) -> Cell {
        let text = block.text[within.clone()].trim();
        self.fold(text);
        let words = 0..self.tokens.len();
        let has_mark = |letter: char| {
            !letter.is_alphanumeric() && !letter.is_whitespace() && !"-–—.|/?".contains(letter)
        };
        let is_area = |hit: &Hit, is_own: bool| matches!(hit.role, Role::Area(area) | Role::Label(area) if self.areas.area(area).is_some() == is_own);
        // `Legitimacy of stop and search`, where that is an area of another cycle
        let is_of_another_cycle = |hit: &Hit| {
            let is_part = |own: &Hit| is_area(own, true) && contains(&own.words, &hit.words);
            is_area(hit, false) && !self.hits.iter().any(is_part)
        };
        let is_tick = match words.len() {
            0 => text.chars().any(has_mark),
            1 => TICKS.contains(&self.tokens.word(0)),
            _ => false,
        };
        // The grade's own words, or the mark that stands for one.
        let own = self.verdict(text, 0).and_then(|_| self.grade_at(0)).map_or(0..text.len(), |(_, end)| {
            let span = self.tokens.span(0..end);
            span.start..span.end
        });
        let is_sentence = (text.ends_with(['.', '!']) && words.len() >= FEWEST_WORDS_OF_SENTENCE)
            || words.len() > MOST_WORDS_OF_PAIR
            || self.is_said();
        let form = match (is_sentence, is_tick) {
            (true, _) => Form::Sentence,
            (_, true) => Form::Tick,
            _ if self.is_topic() => Form::Topic,
            _ => Form::Label,
        };
        let start =
            within.start + block.text[within.clone()].len() - block.text[within.clone()].trim_start().len();
        Cell {
            within,
            grade_within: start + own.start..start + own.end,
            grade: self.verdict(text, 0).filter(|(_, end)| *end == words.len()).map(|(grade, _)| grade),
            is_apart: self.opens_with_apart(text),
            names: self.names_alone(),
            area: self.named_area().filter(|_| !self.has_verb()),
            is_known: is_tick
                || self.are_only(Role::Ungraded)
                || (self.known(&self.tokens, &self.hits).are(words.clone(), Role::Title)
                    && !self.areas.names_another_year(&self.tokens, &words)
                    && !self.hits.iter().any(is_of_another_cycle)),
            form,
            figures: self.figures(text),
        }
    }

    /// Whose, or when, the words last folded say that something is, and nothing else: `2018/19`, `PEEL 2018/19`.
    fn names_alone(&self) -> Names {
        let is_own = |force: &u16| [self.own, self.entitled].contains(&Some(*force));
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let is_year = |at: usize| has_digit(self.tokens.word(at)) || self.tokens.word(at) == "peel";
        if self.only_a_force() && !forces(&self.hits).iter().any(is_own) {
            Names::AnotherForce
        } else if self.tokens.len() > 0 && (0..self.tokens.len()).all(is_year) {
            Names::Years
        } else {
            Names::Anything
        }
    }

    /// What the signs say of the words last folded, those of a text.
    fn figures(&self, text: &str) -> Figures {
        let is_year = |at: usize| self.tokens.word(at).parse().is_ok_and(|year| self.areas.has_year(year));
        let is_of_year = |at: usize| {
            is_year(at) || self.tokens.is_short_number(at) && at.checked_sub(1).is_some_and(is_year)
        };
        let is_figure =
            |at: &usize| self.tokens.word(*at).starts_with(|letter: char| letter.is_ascii_digit());
        if is_ditto(text) {
            Figures::Ditto
        } else if (0..self.tokens.len()).filter(is_figure).any(|at| !is_of_year(at)) {
            Figures::Counts
        } else {
            Figures::Nothing
        }
    }
}

/// Whether a cell's words stand for those of the cell above it: `"`, `-"-`, `ditto`.
fn is_ditto(text: &str) -> bool {
    let is_rule = |letter: char| matches!(letter, '-' | '–' | '—' | ' ' | '.');
    let words = text.trim_matches(is_rule).trim_matches(['(', ')']).to_ascii_lowercase();
    let is_mark = |letter: char| DITTO_MARKS.contains(&letter) || letter == ' ';
    (!words.is_empty() && words.chars().all(is_mark)) || DITTOS.contains(&words.trim_matches(is_mark))
}

/// Whether all columns that have a head are grades of a scale, and there are several.
pub(super) fn are_grades(columns: &[Cell], scale: &Scale) -> bool {
    let mut headed = columns.iter().filter(|column| !column.within.is_empty());
    let n_grades = headed.clone().filter(|column| column.grade.is_some_and(|grade| scale.has(grade))).count();
    n_grades > 1 && headed.all(|column| column.grade.is_some())
}

/// How many grades of a row stand apart that may be the force's, now. Those of another force are not, nor are those of
/// another cycle beside the text's own.
pub(super) fn n_apart(slots: &[Slot], cells: &[Cell], columns: &[Cell]) -> usize {
    if cells.iter().any(|cell| cell.names == Names::AnotherForce) {
        return 0;
    }
    let has_own = columns.iter().any(|column| column.names == Names::Years && column.is_known);
    let counts = |(at, cell): &(usize, &Cell)| {
        let Some(column) = columns.get(*at).filter(|column| !column.within.is_empty()) else {
            return cell.is_apart;
        };
        let is_ticked = cell.form == Form::Tick && column.grade.is_some();
        let is_beneath = cell.area.is_some() && column.is_apart && column.grade.is_none();
        let is_former = column.names == Names::Years && !column.is_known && has_own;
        (cell.is_apart || is_ticked || is_beneath) && !is_former && column.names != Names::AnotherForce
    };
    // What a cell says that began above or before was counted there.
    let begins = |(at, _): &(usize, &Cell)| slots.get(*at).is_none_or(|slot| !slot.is_again);
    cells.iter().enumerate().filter(begins).filter(counts).count()
}

/// The area that the labels of a row name.
pub(super) fn area_of(cells: &[Cell]) -> Option<u16> {
    cells.iter().filter(|cell| cell.grade.is_none() && !cell.is_sentence()).find_map(|cell| cell.area)
}
