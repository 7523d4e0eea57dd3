//! Columns, cells and rows that are not read, or end too early: each value in them is accounted for, each named.

use std::collections::BTreeMap;

use peel_model::{Diagnostic, Severity, did_you_mean, fold, shortened};

use crate::cell::{footnote, number, period};
use crate::import::entity::Entities;
use crate::import::faults::Fault;
use crate::import::figured::not_a_number;
use crate::import::grades::read_grade;
use crate::import::layout::Role;
use crate::import::read::Reader;
use crate::import::rows::RowIs;
use crate::import::shape::{Class, Shape};
use crate::import::unused::{Lacking, lacking};
use crate::open::Grid;

impl Reader<'_, '_> {
    /// Accounts for what looks like a value in the columns that are not read, and says which they are.
    pub(crate) fn unread_columns(&mut self, rows: &[RowIs]) {
        if let Some(column) = self.bound.beside {
            let at = (self.shape.header.last().copied().unwrap_or(self.shape.body.start), column);
            let message = "a second table begins here, beside the first, and is not read".to_owned();
            let hint = "put the tables into files or sheets of their own".to_owned();
            self.say(Severity::Error, "second-table", at, message, &[hint]);
        }
        let n_forces = force_rows(self.shape, rows).count();
        let mut doubtful = Vec::new();
        for column in 0..self.bound.columns.len() {
            let why = match &self.bound.columns[column] {
                Some(read) if read.role != Role::Skip => continue,
                skipped => skipped.as_ref().map(|column| column.why.clone()),
            };
            let texts: Vec<(usize, &str)> = force_rows(self.shape, rows)
                .map(|row| (row, self.grid.text(row, column)))
                .filter(|(_, text)| !text.is_empty() && self.missing(text).is_none())
                .collect();
            match why {
                Some(why) => {
                    let reason = why.unwrap_or_else(|| "in a column not read".to_owned());
                    let values = rows_of(&texts, is_value);
                    for _ in &values {
                        self.values.set_aside(&reason);
                    }
                    let warns = self.bound.columns[column].as_ref().is_some_and(|column| column.warn);
                    doubtful.extend(values.first().filter(|_| warns).map(|row| (*row, column, reason)));
                }
                None if self.bound.beside.is_some_and(|beside| column >= beside) => {
                    for (row, _) in texts.iter().filter(|(_, text)| is_value(text)) {
                        self.count_faulty(
                            (*row, column),
                            &fault("second-table", "a second table is not read"),
                        );
                    }
                }
                None if self.shape.numbers_its_rows(column, &texts) => {
                    for _ in &texts {
                        self.values.set_aside("row number");
                    }
                }
                None if self.shape.header_of(column).is_empty() => {
                    self.beyond_header(column, &texts, n_forces);
                }
                None if self.multiplies(column, &texts) => {
                    for _ in &texts {
                        self.values.set_aside("what figures are in");
                    }
                }
                None => self.unread_column(column, &texts),
            }
        }
        self.doubtful_figures(&doubtful);
    }

    /// Says which columns of figures a layout passes over though they may be what the table is about.
    fn doubtful_figures(&mut self, columns: &[(usize, usize, String)]) {
        let Some((row, column, reason)) = columns.first() else { return };
        let header = shortened(self.shape.header_of(*column));
        let more = match columns.len() {
            1 => String::new(),
            n => format!(", nor are {} more", n - 1),
        };
        let message = format!("the figures of `{header}` are not read{more}: {reason}");
        let hint =
            "head a count by what it is of, `Number of arrests`, or name these columns in a layout of your own"
                .to_owned();
        self.say(Severity::Warning, "unread-figures", (*row, *column), message, &[hint]);
    }

    /// Cells of a column that no layout claims.
    fn unread_column(&mut self, column: usize, texts: &[(usize, &str)]) {
        let are_graded = self.bound.layout.gives.are_gradings();
        let is_figure = |text: &str| is_like_a_figure(text) || text.starts_with('=');
        let is_wanted = |text: &str| if are_graded { read_grade(text).is_some() } else { is_figure(text) };
        let wanted: Vec<usize> = rows_of(texts, is_wanted);
        // Beside words of grades, or under a header of them, initials are grades, too.
        let is_word = |(_, text): &(usize, &str)| text.len() > 2 && read_grade(text).is_some();
        let is_of_grades = texts.iter().all(|(_, text)| read_grade(text).is_some())
            && (heads_grades(self.shape.header_of(column)) || texts.iter().any(is_word));
        let is_value = |text: &str| is_value(text) || (is_of_grades && read_grade(text).is_some());
        let values: Vec<usize> = rows_of(texts, |text| is_wanted(text) || is_value(text));
        let Some(row) = wanted.first().or(values.first()) else { return self.unread_words(column, texts) };
        let header = shortened(self.shape.header_of(column));
        let text = shortened(self.grid.text(*row, column));
        if wanted.is_empty() || wanted.len() * 2 < texts.len() {
            for _ in &values {
                self.values.set_aside("in a column not read");
            }
            let n_figures = rows_of(texts, |text| is_value(text) && read_grade(text).is_none()).len();
            let grades = rows_of(texts, |text| is_value(text) && read_grade(text).is_some());
            if n_figures == 0 && !are_graded && grades.len() * 2 > texts.len() {
                let hint = "to read it, import it by itself: --as gradings, with --area and --cycle";
                return self.say_of_grades(column, &grades, "the table is read for its figures", hint);
            }
            if n_figures > 0 {
                let of = texts.len();
                let message = format!(
                    "the column `{header}` is not read, though {n_figures} of its {of} cells look like figures"
                );
                self.say(Severity::Warning, "unread-column", (*row, column), message, &[]);
            }
            return;
        }
        let (message, hint) = if are_graded {
            let titles = self.context.dataset.areas.iter().map(|area| area.title.as_str());
            // A near miss of an area is one that is misspelt.
            let Some(hint) = did_you_mean(self.shape.header_of(column), titles) else {
                for _ in &values {
                    self.values.set_aside("grade of no known area");
                }
                let why = "its header names no area of a cycle";
                let hint =
                    "to read it, head it by an area, `peel list areas`, or name it in a layout of your own";
                return self.say_of_grades(column, &values, why, hint);
            };
            let message = "it holds grades, and its header names no area of a cycle";
            (format!("the column `{header}` is not read: {message}"), Some(hint))
        } else {
            let hint = Some(not_a_number(self.grid.text(*row, column)).to_owned());
            (format!("the column `{header}` is not read: `{text}` is no number"), hint)
        };
        self.say(Severity::Error, "unread-column", (*row, column), message.clone(), hint.as_slice());
        for row in values {
            self.count_faulty((row, column), &fault("unread-column", &message));
        }
    }

    /// Says that a column of grades is not read, why, and how it can be.
    fn say_of_grades(&mut self, column: usize, rows: &[usize], why: &str, hint: &str) {
        let Some(row) = rows.first() else { return };
        let (header, n) = (shortened(self.shape.header_of(column)), rows.len());
        let message = format!("the column `{header}` is not read: it holds grades, {n} in all, and {why}");
        self.say(Severity::Warning, "unread-column", (*row, column), message, &[hint.to_owned()]);
    }

    /// Says where rows of one force differ in a column of words that is not read.
    fn unread_words(&mut self, column: usize, texts: &[(usize, &str)]) {
        if self.unit_columns.contains(&column) {
            return self.unread_unit(column, texts);
        }
        if self.unread_time(column, texts) || self.unread_dates(column, texts) {
            return;
        }
        let mut first: BTreeMap<&str, &str> = BTreeMap::new();
        let differs = texts.iter().find(|(row, text)| {
            let force = self.grid.text(*row, self.shape.force_column);
            *first.entry(force).or_insert(text) != *text
        });
        if let Some((row, _)) = differs {
            let header = shortened(self.shape.header_of(column));
            let message = format!("the column `{header}` is not read, though rows of one force differ in it");
            let hint = if self.bound.layout.gives.are_gradings() {
                "head it `Area` if it says what was graded, in words that `peel list areas` has"
            } else {
                "head it `Category` if it says what the figures are of, or name it in a layout of your own"
            };
            // Rows that differ in nothing else are of different figures.
            let severity = if self.contradicts { Severity::Error } else { Severity::Warning };
            self.say(severity, "unread-column", (*row, column), message, &[hint.to_owned()]);
            return;
        }
        self.unread_word(column, texts);
    }

    /// Says that a column of dates is not read, where nothing else in the rows or the headers is the time of the figures.
    fn unread_dates(&mut self, column: usize, texts: &[(usize, &str)]) -> bool {
        let is_date = |text: &str| period::read(text).is_some() && number::read(text).is_none();
        let n_dates = rows_of(texts, is_date).len();
        let is_open = lacking(self.bound).contains(&Lacking::Period);
        let Some((row, text)) = texts.iter().find(|(_, text)| is_date(text)) else { return false };
        if !is_open || n_dates * 2 < texts.len() {
            return false;
        }
        let header = shortened(self.shape.header_of(column));
        let text = shortened(text);
        let message = format!("the column `{header}` is not read, though it holds times, such as `{text}`");
        let hint = "head it `Period` or `Year ending` where its times are those of the figures".to_owned();
        let severity = if self.contradicts { Severity::Error } else { Severity::Warning };
        self.say(severity, "unread-column", (*row, column), message, &[hint]);
        true
    }

    /// Cells under no header: values are faulty, since nothing says what they are; words are named.
    fn beyond_header(&mut self, column: usize, texts: &[(usize, &str)], n_forces: usize) {
        for (row, text) in texts {
            let message = format!("`{}` stands under no header, and is not read", shortened(text));
            if is_value(text) {
                let hint = "a comma within a cell asks for quotes around it".to_owned();
                let hint = self.grid.delimiter.is_some().then_some(hint);
                self.say(Severity::Error, "no-header", (*row, column), message.clone(), hint.as_slice());
                self.count_faulty((*row, column), &fault("no-header", &message));
            } else if texts.len() * 2 <= n_forces {
                self.say(Severity::Warning, "no-header", (*row, column), message, &[]);
            }
        }
    }

    /// Says which rows of a text file end before the header does; once for all where all do.
    pub(crate) fn short_rows(&mut self, rows: &[RowIs]) {
        let Some(header) = self.shape.header.last().filter(|_| self.grid.delimiter.is_some()) else { return };
        let is_filled = |column: &usize| !self.grid.text(*header, *column).is_empty();
        let n_headed = (0..self.grid.width).rfind(is_filled).map_or(0, |last| last + 1);
        let n_cells = |row: usize| self.grid.rows[row].cells.len();
        let longest = force_rows(self.shape, rows).map(n_cells).max().unwrap_or(n_headed);
        if longest < n_headed {
            let message =
                format!("the header has {n_headed} cells, and no row of a force more than {longest}");
            let hint = "a comma within a header asks for quotes around it".to_owned();
            self.say(Severity::Warning, "short-row", (*header, 0), message, &[hint]);
            return;
        }
        for row in force_rows(self.shape, rows).filter(|row| n_cells(*row) < n_headed) {
            let n_cells = n_cells(row);
            let message =
                format!("the row ends after {n_cells} of {n_headed} cells; what is not there is missing");
            self.say(Severity::Warning, "short-row", (row, n_cells.saturating_sub(1)), message, &[]);
        }
    }
}

/// In a table that no layout fits, the first cell of words that stand among figures: half of a column may be
/// markers that are not known.
pub(super) fn among_figures(grid: &Grid, shape: &Shape, entities: &Entities<'_>) -> Option<Diagnostic> {
    let rows: Vec<usize> = shape
        .body
        .clone()
        .filter(|row| entities.of(grid.text(*row, shape.force_column)).force.is_some())
        .collect();
    let class = |row: usize, column: usize| grid.cell(row, column).map_or(Class::Empty, Class::of);
    let (row, column) = (0..grid.width).find_map(|column| {
        let has_figures = rows.iter().any(|row| class(*row, column) == Class::Number);
        let words = || rows.iter().find(|row| class(**row, column) == Class::Text).map(|row| (*row, column));
        has_figures.then(words)?
    })?;
    let text = shortened(grid.text(row, column));
    let message =
        format!("`{text}` stands among figures, and is no number, nor a known marker of a missing value");
    let said = grid.diagnostic(Severity::Error, "unread-cell", (row, column), message);
    Some(said.with_hints(vec![not_a_number(grid.text(row, column)).to_owned()]))
}

/// Whether a sheet is one of notes: named so, and numbering them in its first column, under a header or none.
pub(super) fn is_of_notes(grid: &Grid, shape: &Shape) -> bool {
    const NAMES: [&str; 8] = ["and", "data", "footnotes", "for", "general", "note", "notes", "table"];
    const HEADERS: [&str; 7] =
        ["footnote", "footnotes", "note", "note no", "note number", "notes", "footnote number"];
    let sheet = grid.sheet.as_deref().map(fold).unwrap_or_default();
    let is_named = sheet.contains("note") && sheet.split(' ').all(|word| NAMES.contains(&word));
    let first = shape.headers.iter().find(|header| !header.is_empty());
    let is_headed = || first.is_some_and(|header| HEADERS.contains(&fold(header).as_str()));
    let numbers_notes = || {
        let numbers = shape.body.clone().map(|row| grid.text(row, 0)).filter(|text| !text.is_empty());
        let numbers: Option<Vec<u32>> = numbers.map(|text| text.trim_end_matches('.').parse().ok()).collect();
        let are_in_order =
            |numbers: &Vec<u32>| !numbers.is_empty() && numbers.is_sorted_by(|one, next| one < next);
        shape.header.is_empty() && numbers.as_ref().is_some_and(are_in_order)
    };
    is_named && shape.force_column > 0 && (is_headed() || numbers_notes())
}

/// The rows of forces.
pub(super) fn force_rows<'r>(shape: &'r Shape, rows: &'r [RowIs]) -> impl Iterator<Item = usize> {
    let kinds = shape.body.clone().zip(rows);
    kinds.filter(|(_, what)| matches!(what, RowIs::Force { .. })).map(|(row, _)| row)
}

fn fault(code: &'static str, message: &str) -> Fault {
    Fault { code, message: message.to_owned(), hints: Vec::new() }
}

fn rows_of(texts: &[(usize, &str)], is_wanted: impl Fn(&str) -> bool) -> Vec<usize> {
    texts.iter().filter(|(_, text)| is_wanted(text)).map(|(row, _)| *row).collect()
}

/// Whether a header says that grades stand below it.
fn heads_grades(header: &str) -> bool {
    const WORDS: [&str; 8] =
        ["grade", "grades", "graded", "grading", "gradings", "judgement", "judgment", "rating"];
    fold(header).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a text is something that a column could be read for: a number, or nearly one, or a grade in words.
pub(super) fn is_value(text: &str) -> bool {
    let is_grade = || text.len() > 2 && read_grade(text).is_some();
    let is_marked = || number::read(&footnote::peel(text).text).is_some();
    let is_formula = || text.starts_with('=') && text.len() > 1;
    number::read(text).is_some()
        || is_like_a_figure(text)
        || is_marked()
        || is_lettered(text)
        || is_grade()
        || is_formula()
        || is_duration(text)
}

/// `00:07`, `1:02:30`.
fn is_duration(text: &str) -> bool {
    let is_number =
        |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.contains(':') && text.split(':').all(is_number)
}

/// A figure with a letter glued to it: `345r`.
fn is_lettered(text: &str) -> bool {
    let bare = text.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    (1..=2).contains(&(text.len() - bare.len())) && number::read(bare).is_some()
}

/// Whether a text that is no number begins as one and holds no words: `71,7`, `12.5.3`.
pub(super) fn is_like_a_figure(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+', '£', '$', '€', '~', '<', '>', ' ']);
    let is_led = digits.starts_with(|first: char| first.is_ascii_digit());
    is_led
        && !text.chars().any(char::is_alphabetic)
        && !text.contains(['/', ':'])
        && !text.contains(", ")
        && number::read(text).is_none()
        && period::read(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_looks_like_a_figure_and_a_list_of_notes_does_not() {
        for (text, expected) in [
            ("71,7", true),
            ("12.5.3", true),
            ("1, 2", false),
            ("71.7", false),
            ("2018/19", false),
            ("3rd", false),
        ] {
            assert_eq!(is_like_a_figure(text), expected, "{text}");
        }
    }
}
