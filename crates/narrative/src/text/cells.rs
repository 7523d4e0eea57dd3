//! What the cells of a table mean, by themselves, by the heads of their columns, and by what stands above them.

use std::ops::Range;

use peel_model::{Grade, Scale};

use super::rows::{Beside, MOST_WORDS_OF_PAIR};
use super::{Text, UNTICKED};
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
const DITTO_MARKS: [char; 10] = ['"', '〃', '″', '“', '”', '\'', '’', '′', '‘', ','];

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
    /// Whether it names the text's own force or an area, and no other force or time.
    is_own: bool,
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
    /// A dash: the same as the cell above, or nothing.
    Dash,
}

/// Whose or when a cell says that something is, if that is all it says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Names {
    #[default]
    Anything,
    OwnForce,
    AnotherForce,
    Years,
    /// Concerns, which are no other force's and of no other time.
    Concerns,
}

impl Names {
    /// Whether it says whose or when something is.
    const fn is_whose(self) -> bool {
        matches!(self, Self::OwnForce | Self::AnotherForce | Self::Years)
    }
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
        let is_open = matches!(self.names, Names::Anything | Names::OwnForce | Names::Concerns);
        let names = if is_open { beneath.names } else { self.names };
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
    /// What rows would grade of which more is said.
    claimed: Vec<(u16, Grade)>,
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

    /// Sets the heads above the cells of a row that has more: where the first says whose or when its column is, there is none
    /// in the corner; else what the heads do not all say is not known of the rest.
    pub(super) fn fit(&mut self, n_cells: usize) {
        if self.columns.len() + 1 == n_cells && self.columns.first().is_some_and(|head| head.names.is_whose())
        {
            self.columns.insert(0, Cell::none());
        }
        if let Some(unknown) = self.columns.iter().find(|head| !head.is_known).cloned() {
            self.columns.resize(self.columns.len().max(n_cells), unknown);
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
                cell.is_known &= match head {
                    Some(head) => head.names == Names::Concerns || (at == 0 && head.is_known),
                    None => at == 0,
                };
            }
            if cell.figures == Figures::Ditto || (cell.figures == Figures::Dash && label.names.is_whose()) {
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
    /// read before; the findings of the former, and how many a row claims to be others.
    pub(super) fn agreeing(
        &mut self,
        found: Vec<Beside>,
        slots: &[Slot],
        next: usize,
    ) -> (Vec<Beside>, Vec<usize>, usize) {
        let (mut agreed, mut others) = (Vec::new(), Vec::new());
        let is_claimed = |one: &Beside| {
            let differs = |(area, grade): &(u16, Grade)| *area == one.area && *grade != one.grade;
            self.claimed.iter().any(differs)
        };
        let (claimed, found): (Vec<Beside>, Vec<Beside>) = found.into_iter().partition(is_claimed);
        let n_claimed = claimed.len();
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
        (agreed, others, n_claimed)
    }

    /// Takes up what a row would grade if its labels said no more than they name: `Preventing crime (after appeal)`. Gives the
    /// findings that it grades otherwise.
    pub(super) fn claim(&mut self, found: &[Beside]) -> Vec<usize> {
        let mut others = Vec::new();
        for one in found {
            self.claimed.push((one.area, one.grade));
            let differs = |(area, grade, _): &&mut (u16, Option<Grade>, usize)| {
                *area == one.area && grade.is_some_and(|grade| grade != one.grade)
            };
            if let Some((_, grade, finding)) = self.graded.iter_mut().find(differs) {
                *grade = None;
                others.push(*finding);
            }
        }
        others
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
            0 => text.chars().any(has_mark) && !UNTICKED.contains(&text),
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
            is_own: self.names_own(),
            form,
            figures: self.figures(text),
        }
    }

    /// Whether the words last folded name the text's own force or an area of it, and no other force or time.
    fn names_own(&self) -> bool {
        let is_own = |force: &u16| [self.own, self.entitled].contains(&Some(*force));
        let forces = forces(&self.hits);
        (forces.iter().any(is_own) || self.named_area().is_some())
            && forces.iter().all(is_own)
            && !self.areas.names_another_year(&self.tokens, &(0..self.tokens.len()))
    }

    /// Whose, or when, the words last folded say that something is, and nothing else: `2018/19`, `PEEL 2018/19`.
    fn names_alone(&self) -> Names {
        let is_own = |force: &u16| [self.own, self.entitled].contains(&Some(*force));
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let is_year = |at: usize| has_digit(self.tokens.word(at)) || self.tokens.word(at) == "peel";
        if self.only_a_force() {
            let is_own = forces(&self.hits).iter().any(is_own);
            if is_own { Names::OwnForce } else { Names::AnotherForce }
        } else if self.tokens.len() > 0 && (0..self.tokens.len()).all(is_year) {
            Names::Years
        } else if self.only_names_concerns() {
            Names::Concerns
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
        } else if !text.is_empty() && text.chars().all(is_rule) {
            Figures::Dash
        } else if (0..self.tokens.len()).filter(is_figure).any(|at| !is_of_year(at)) {
            Figures::Counts
        } else {
            Figures::Nothing
        }
    }
}

/// Whether a letter may stand about a ditto mark.
const fn is_rule(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—' | ' ' | '.')
}

/// Whether a cell's words stand for those of the cell above it: `"`, `-"-`, `ditto`.
fn is_ditto(text: &str) -> bool {
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

/// Whether the labels of a row name the text's own force and areas, and say more than is known of them.
pub(super) fn say_more(cells: &[Cell]) -> bool {
    let mut unknown = cells.iter().filter(|cell| !is_settled(cell)).peekable();
    unknown.peek().is_some() && unknown.all(|cell| cell.is_own)
}

/// Whether it is known of a cell whose its row is: it is a grade or a sentence, or all its words are known.
pub(super) fn is_settled(cell: &Cell) -> bool {
    cell.grade.is_some() || cell.is_sentence() || cell.is_known
}

/// Whether a row is several areas, each with its grade in the cell right after it.
pub(super) fn are_pairs(cells: &[Cell]) -> bool {
    let is_label = |cell: &Cell| cell.grade.is_none() && cell.area.is_some() && !cell.is_sentence();
    let n_grades = cells.iter().filter(|cell| cell.grade.is_some()).count();
    let n_pairs = cells.windows(2).filter(|pair| is_label(&pair[0]) && pair[1].grade.is_some()).count();
    n_pairs > 1 && n_pairs == n_grades && n_pairs == cells.iter().filter(|cell| is_label(cell)).count()
}

/// The area that the labels of a row name.
pub(super) fn area_of(cells: &[Cell]) -> Option<u16> {
    cells.iter().filter(|cell| cell.grade.is_none() && !cell.is_sentence()).find_map(|cell| cell.area)
}
