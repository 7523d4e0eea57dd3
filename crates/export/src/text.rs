//! Text for a terminal or an email: a title, an aligned table, what its signs mean, its notes.
//!
//! The table is set in a hundred columns where that can be done: long heads and texts go to further
//! lines, figures move closer, grades become letters, and the heads over many letters become numbers
//! that a list below explains. Nothing is cut off. Columns of detail are left out, and the last line says so.

use std::io::{self, Write};

use peel_model::{Column, Kind, Table, printable};

use crate::Format;
use crate::grid::{Grid, Room, Side, Strip};
use crate::shown::{Grades, Shown, has_figures, head, page, words};
use crate::wrap::{hanging, width, wrap};

/// The width of a page, in columns.
const PAGE: usize = 100;
/// What the first column should keep, if it needs it: the best first.
const LABELS: [usize; 3] = [24, 20, 0];
/// The blanks between two columns of figures: the best first.
const BETWEEN_FIGURES: [usize; 2] = [2, 1];
/// How far the further lines of a note are set in.
const INDENT: usize = 2;
/// A blank that no line breaks at.
const UNBROKEN: &str = "\u{a0}";

/// Writes text.
pub(crate) struct Text;

impl Format for Text {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let shown = Shown::of(table);
        let set = Setting::fitting(&shown);
        let blocks = [
            wrap(&printable(&table.title), PAGE),
            body(&shown, &set.grid),
            numbered(&shown, set.style),
            legend(&shown, set.style),
            notes(&shown),
            shown.left_out().into_iter().collect(),
        ];
        out.write_all(page(&blocks).as_bytes())
    }
}

/// How a table with grades is made narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    /// Grades are words.
    Words,
    /// Grades are letters.
    Letters,
    /// Grades are letters under numbers.
    Numbers,
}

impl Style {
    const fn grades(self) -> Grades {
        match self {
            Self::Words => Grades::Words,
            Self::Letters | Self::Numbers => Grades::Letters,
        }
    }

    /// Those that a table may be set in, the first the best to read.
    fn of(shown: &Shown<'_>) -> &'static [Self] {
        match (shown.n_grade_columns(), shown.grades()) {
            (0, _) => &[Self::Words],
            (_, Grades::Words) => &[Self::Words, Self::Letters],
            (_, Grades::Letters) => &[Self::Letters, Self::Numbers],
        }
    }
}

/// A table in a style, set in columns.
struct Setting {
    style: Style,
    grid: Grid,
}

impl Setting {
    /// The best to read of those that fit the page, or else the narrowest.
    fn fitting(shown: &Shown<'_>) -> Self {
        let styles = Style::of(shown);
        let mut narrowest = Self::new(shown, styles[0], LABELS[0], BETWEEN_FIGURES[0]);
        for label in LABELS {
            for style in styles {
                for between_figures in BETWEEN_FIGURES {
                    if narrowest.grid.width() <= PAGE {
                        return narrowest;
                    }
                    let other = Self::new(shown, *style, label, between_figures);
                    if other.grid.width() < narrowest.grid.width() {
                        narrowest = other;
                    }
                }
            }
        }
        narrowest
    }

    fn new(shown: &Shown<'_>, style: Style, label: usize, between_figures: usize) -> Self {
        let room = Room { width: PAGE, label, between_figures };
        Self { style, grid: Grid::fit(strips(shown, style), room) }
    }
}

fn strips(shown: &Shown<'_>, style: Style) -> Vec<Strip> {
    let mut cells: Vec<Vec<(String, String)>> = shown.columns().map(|_| Vec::new()).collect();
    for row in shown.rows() {
        for (cells, (column, cell)) in cells.iter_mut().zip(row) {
            cells.push((words(column, &cell.value, style.grades()), shown.mark(cell)));
        }
    }
    shown
        .columns()
        .zip(heads(shown, style))
        .zip(cells)
        .map(|((column, head), cells)| strip(column, head, cells))
        .collect()
}

fn strip(column: &Column, head: String, cells: Vec<(String, String)>) -> Strip {
    if !has_figures(column) {
        let cells = cells.into_iter().map(|(words, mark)| words + &mark).collect();
        return Strip { head, cells, side: Side::Left };
    }
    // Marks stand in a column of their own, so that units stay under units.
    let room = cells.iter().map(|(_, mark)| width(mark)).max().unwrap_or(0);
    let cells = cells.into_iter().map(|(words, mark)| format!("{words}{mark:room$}")).collect();
    Strip { head, cells, side: Side::Right }
}

fn heads(shown: &Shown<'_>, style: Style) -> Vec<String> {
    let mut numbers = 1..;
    shown
        .columns()
        .map(|column| match (style, column.kind) {
            (Style::Numbers, Kind::Grade) => numbers.next().map_or_else(String::new, number),
            _ => head(column),
        })
        .collect()
}

fn number(nth: usize) -> String {
    format!("({nth})")
}

fn body(shown: &Shown<'_>, grid: &Grid) -> Vec<String> {
    let mut body: Vec<String> = grid.lines().iter().map(|line| line.trim_end().to_owned()).collect();
    if !body.is_empty() && shown.rows().next().is_none() {
        body.push("no rows".to_owned());
    }
    body
}

/// What the numbers over columns stand for.
fn numbered(shown: &Shown<'_>, style: Style) -> Vec<String> {
    if style != Style::Numbers {
        return Vec::new();
    }
    let titles = shown.columns().filter(|column| column.kind == Kind::Grade).map(head);
    listed((1..).map(number).zip(titles))
}

/// What letters and marks stand for.
fn legend(shown: &Shown<'_>, style: Style) -> Vec<String> {
    let mut legend = Vec::new();
    if style.grades() == Grades::Letters {
        // A letter and what it stands for stay on one line.
        let key: Vec<String> = shown.key().iter().map(|entry| entry.replace(' ', UNBROKEN)).collect();
        let lines = hanging("", &key.join(", "), INDENT, PAGE);
        legend.extend(lines.iter().map(|line| line.replace(UNBROKEN, " ")));
    }
    legend.extend(listed(shown.remarks()));
    legend
}

/// Items under one another, their texts in one column.
fn listed(items: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let items: Vec<_> = items.collect();
    let room = items.iter().map(|(label, _)| width(label)).max().unwrap_or(0) + 1;
    let mut lines = Vec::new();
    for (label, text) in items {
        for (nth, line) in wrap(&text, PAGE.saturating_sub(room)).into_iter().enumerate() {
            let label = if nth == 0 { label.as_str() } else { "" };
            lines.push(format!("{label:room$}{line}"));
        }
    }
    lines
}

fn notes(shown: &Shown<'_>) -> Vec<String> {
    shown.notes().flat_map(|(about, text)| hanging(&format!("{about}: "), &text, INDENT, PAGE)).collect()
}

#[cfg(test)]
mod tests {
    use peel_model::Cell;
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Text, table), expected);
    }

    #[test]
    fn a_table_has_its_remarks_and_notes() {
        check(
            &samples::standing(),
            "\
Standing of Northamptonshire, 2016, against all forces

                                                                            Good or
Area                              Grade                 Better  Percentile   better
--------------------------------  --------------------  ------  ----------  -------
Understanding, engaging with and  Good                       3          52    92.9%
treating the public fairly
Effectiveness overall             Disputed*1                                  69.0%
Legitimacy overall                Requires improvement      38           5    90.5%

*1 Good or Requires improvement

Subject: Northamptonshire
Members: Avon and Somerset, Bedfordshire, Cambridgeshire, Cheshire, City of London, Cleveland,
  Cumbria, Derbyshire and 3 more, whom json names
Source: HMICFRS, https://example.org/peel_2016?a=1&b=2

csv and json have 2 more columns
",
        );
    }

    #[test]
    fn many_long_heads_become_numbers() {
        check(
            &samples::matrix(11),
            "\
Grades of Northamptonshire and its neighbours, PEEL 2016

Force                (1)  (2)  (3)  (4)  (5)  (6)  (7)  (8)  (9)  (10)  (11)
-------------------  ---  ---  ---  ---  ---  ---  ---  ---  ---  ----  ----
Northamptonshire     G    RI   !*1  G    O    ?    G    RI   !*1  G     O
Avon and Somerset    RI   !*1  G    O    ?    G    RI   !*1  G    O     ?
Devon and Cornwall   !*1  G    O    ?    G    RI   !*1  G    O    ?     G
Dyfed-Powys          G    O    ?    G    RI   !*1  G    O    ?    G     RI
Metropolitan Police  O    ?    G    RI   !*1  G    O    ?    G    RI    !*1

(1)  Preventing crime and anti-social behaviour
(2)  Investigating crime and reducing re-offending
(3)  Protecting vulnerable people and supporting victims
(4)  Tackling serious and organised crime
(5)  Understanding demand
(6)  Using resources to manage demand
(7)  Planning for demand
(8)  Treating the workforce fairly
(9)  Understanding, engaging with and treating the public fairly
(10) Ethical and lawful behaviour of the workforce
(11) Recording data about crime

O = Outstanding, G = Good, RI = Requires improvement, ! = Disputed, ? = Unknown
*1 Good or Requires improvement

Subject: Northamptonshire
Members: Avon and Somerset, Bedfordshire, Cambridgeshire, Cheshire, City of London, Cleveland,
  Cumbria, Derbyshire and 3 more, whom json names
Source: HMICFRS, https://example.org/peel_2016?a=1&b=2
",
        );
    }

    #[test]
    fn what_can_be_fits_the_page() {
        for table in [samples::wide_standing(), samples::matrix(5), samples::matrix(11)] {
            let written = samples::written(&Text, &table);
            assert!(written.lines().all(|line| width(line) <= PAGE), "{written}");
        }
        let standing = samples::written(&Text, &samples::wide_standing());
        let heads = "Grade  Better Same Worse Disputed Unknown Of Percentile  Median        better";
        assert!(standing.contains(heads), "{standing}");
    }

    #[test]
    fn a_table_of_nothing_is_nothing() {
        check(&samples::empty(), "");
    }

    #[test]
    fn no_colour_and_no_new_line_comes_from_the_data() {
        let columns = vec![Column::text("force", "Force"), Column::text("note", "Note")];
        let mut table = Table::new(peel_model::Analysis::Matrix, "\u{1b}]0;t\u{7}".to_owned(), None, columns);
        table.push_row(vec![Cell::label("\u{1b}[31mKent"), Cell::label("one\ntwo")]).unwrap();
        check(&table, "�]0;t�\n\nForce      Note\n---------  -------\n�[31mKent  one two\n");
    }

    #[test]
    fn a_table_without_rows_says_so() {
        let columns = vec![Column::text("force", "Force")];
        check(
            &Table::new(peel_model::Analysis::Matrix, "Grades".to_owned(), None, columns),
            "Grades\n\nForce\n-----\nno rows\n",
        );
    }

    proptest! {
        #[test]
        fn nothing_in_the_data_reaches_the_terminal_raw(table in samples::any_table()) {
            let written = samples::written(&Text, &table);
            prop_assert!(written.chars().all(|letter| letter == '\n' || !letter.is_control()));
            let right_to_left = '\u{202e}';
            prop_assert!(!written.contains(right_to_left));
        }

        #[test]
        fn every_line_of_the_table_is_as_wide(table in samples::any_table()) {
            let set = Setting::fitting(&Shown::of(&table));
            let widths: Vec<_> = set.grid.lines().iter().map(|line| width(line)).collect();
            prop_assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", widths);
        }
    }
}
