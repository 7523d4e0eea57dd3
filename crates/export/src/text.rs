//! Text for a terminal or an email: a title, an aligned table, what its signs mean, its notes.
//!
//! The table is set in a hundred columns where that can be done: long words of a head and of a cell
//! go to further lines, then grades become letters, then the heads over letters become numbers that
//! a list below explains. Nothing is cut off. Columns of detail are left out, and the last line says so.

use std::io::{self, Write};

use peel_model::{Column, Kind, Table};

use crate::Format;
use crate::grid::{Side, Strip, fit, lines, total};
use crate::printable::printable;
use crate::shown::{Grades, Shown, has_figures, head, page, words};
use crate::wrap::{hanging, width, wrap};

/// The width of a page, in columns.
const PAGE: usize = 100;
/// What the first column keeps, if it needs it, as long as the page allows.
const LABEL: usize = 20;
/// How far the further lines of a note are set in.
const INDENT: usize = 2;

/// Writes text.
pub(crate) struct Text;

impl Format for Text {
    fn write(&self, table: &Table, out: &mut dyn Write) -> io::Result<()> {
        let shown = Shown::of(table);
        let set = Setting::fitting(&shown);
        let blocks = [
            wrap(&printable(&table.title), PAGE),
            body(&shown, &set),
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
            (_, Grades::Words) => &[Self::Words, Self::Letters, Self::Numbers],
            (_, Grades::Letters) => &[Self::Letters, Self::Numbers],
        }
    }
}

/// A table in columns of known widths.
struct Setting {
    style: Style,
    strips: Vec<Strip>,
    widths: Vec<usize>,
}

impl Setting {
    /// The best to read of those that fit the page, or else the narrowest.
    fn fitting(shown: &Shown<'_>) -> Self {
        let mut narrowest = Self::new(shown, Style::of(shown)[0], LABEL);
        for label in [LABEL, 0] {
            for style in Style::of(shown) {
                if narrowest.width() <= PAGE {
                    return narrowest;
                }
                let other = Self::new(shown, *style, label);
                if other.width() < narrowest.width() {
                    narrowest = other;
                }
            }
        }
        narrowest
    }

    fn new(shown: &Shown<'_>, style: Style, label: usize) -> Self {
        let strips = strips(shown, style);
        let widths = fit(&strips, PAGE, label);
        Self { style, strips, widths }
    }

    fn width(&self) -> usize {
        total(&self.widths)
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

fn body(shown: &Shown<'_>, set: &Setting) -> Vec<String> {
    if set.strips.is_empty() {
        return Vec::new();
    }
    let mut body = lines(&set.strips, &set.widths);
    if shown.rows().next().is_none() {
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
        legend.extend(hanging("", &shown.key(), INDENT, PAGE));
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
    use proptest::prelude::*;

    use super::*;
    use crate::samples;

    fn check(table: &Table, expected: &str) {
        assert_eq!(samples::written(&Text, table), expected);
    }

    #[test]
    fn look() {
        println!("{}", samples::written(&Text, &samples::standing()));
        println!("{}", samples::written(&Text, &samples::wide_standing()));
        println!("{}", samples::written(&Text, &samples::matrix(11)));
        println!("{}", samples::written(&Text, &samples::matrix(5)));
        check(&samples::empty(), "");
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
            let widths: Vec<_> = lines(&set.strips, &set.widths).iter().map(|line| width(line)).collect();
            prop_assert!(widths.windows(2).all(|pair| pair[0] == pair[1]), "{:?}", widths);
        }
    }
}
