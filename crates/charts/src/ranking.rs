//! What is certain of the order of forces: the ranks each can have, and the expected one between them.

use peel_model::{Cell, NoteKey, Table};

use crate::axis::Span;
use crate::canvas::{Box2, Canvas};
use crate::dots::{Dot, DotPanel, DotRow, Ends, Group, sample};
use crate::look::Sheet;
use crate::page::Key;
use crate::reading::{self, Row};
use crate::text::capitalised;
use crate::{ChartError, Picture};

/// The columns the chart is made of.
struct Columns {
    name: usize,
    role: usize,
    known: usize,
    areas: usize,
    best: usize,
    worst: usize,
    expected: usize,
}

/// Draws the ranking.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let names = ["name", "role", "known", "areas", "rank_best", "rank_worst", "expected_rank"];
    let [name, role, known, areas, best, worst, expected] = reading::columns(table, names)?;
    let columns = Columns { name, role, known, areas, best, worst, expected };
    let rows = reading::rows(table, "forces")?;
    let panel = DotPanel {
        table,
        measure: "Rank, the best at the left".to_owned(),
        words_head: format!("{} known", capitalised(&reading::things(table, known))),
        groups: vec![Group {
            heading: String::new(),
            rows: rows.iter().map(|row| columns.row(row)).collect(),
            on_axis: true,
        }],
        without: Vec::new(),
        ends: Ends::Exactly(Span { low: 1.0, high: rows.len().max(2) as f64 }),
        references: Vec::new(),
        keys: columns.keys(rows),
    };
    panel.draw(sheet, &columns.describe(table))
}

impl Columns {
    fn row(&self, row: &Row) -> DotRow {
        let nothing_known = reading::count(row, self.known) == 0;
        let ranks = [self.best, self.worst].map(|at| reading::count_if_any(row, at).map(|rank| rank as f64));
        let range = match ranks {
            [Some(best), Some(worst)] if nothing_known => Some(Dot::Unknown(best, worst)),
            [Some(best), Some(worst)] => Some(Dot::Range(best, worst)),
            _ => None,
        };
        let expected = reading::number(row, self.expected);
        let expected = expected.map(if nothing_known { Dot::Hollow } else { Dot::Full });
        let (known, areas) = (reading::count(row, self.known), reading::count(row, self.areas));
        DotRow {
            name: reading::text(row, self.name),
            is_subject: reading::text(row, self.role) == "subject",
            marks: range.into_iter().chain(expected).collect(),
            words: format!("{known} of {areas}"),
        }
    }

    /// The chart in words: what, the subject's ranks, who can be first and who last, n of N.
    fn describe(&self, table: &Table) -> String {
        let rows = table.rows();
        let name = |row: &Vec<_>| reading::text(row, self.name);
        let mut sentences = vec![format!(
            "Ranges of the ranks that are certain, and expected ranks, of {} forces",
            rows.len()
        )];
        if let Some(own) = rows.iter().find(|row| reading::text(row, self.role) == "subject") {
            let [best, worst, expected] =
                [self.best, self.worst, self.expected].map(|at| reading::formatted(table, own, at));
            sentences.push(format!(
                "{} lies between rank {best} and rank {worst}, expected {expected}, with {} of {} areas known",
                name(own),
                reading::count(own, self.known),
                reading::count(own, self.areas)
            ));
        }
        // What is written alike ties.
        let expected = |row: &Vec<_>| reading::as_shown(&reading::formatted(table, row, self.expected));
        if let Some(ends) = reading::ends(rows.iter().map(|row| (row, expected(row)))) {
            let [first, last] =
                [ends.least.0, ends.most.0].map(|rows| reading::listed(rows.into_iter().map(name)));
            sentences.push(format!("The best expected rank is that of {first}, the worst that of {last}"));
        }
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }

    fn keys(&self, rows: &[Vec<Cell>]) -> Vec<Key> {
        let n_known = |row: &Vec<Cell>| reading::count(row, self.known);
        let is_all_known = rows.iter().all(|row| n_known(row) == reading::count(row, self.areas));
        let range = |canvas: &mut Canvas, area: Box2| {
            sample(canvas, area, Dot::Range(0.0, 1.0), canvas.theme.comparator);
        };
        let expected = |canvas: &mut Canvas, area: Box2| {
            sample(canvas, area, Dot::Full(0.5), canvas.theme.comparator);
        };
        let ranks =
            if is_all_known { "ranks it can have" } else { "ranks it can have, whatever grades are missing" };
        let mut keys = vec![
            Key::sample(range, ranks),
            Key::sample(expected, "expected rank, all orders within what is certain being as likely"),
        ];
        if rows.iter().any(|row| n_known(row) == 0) {
            let unknown = |canvas: &mut Canvas, area: Box2| {
                for mark in [Dot::Unknown(0.0, 1.0), Dot::Hollow(0.5)] {
                    sample(canvas, area, mark, canvas.theme.comparator);
                }
            };
            keys.push(Key::sample(unknown, "no grade: any rank, the middle one expected"));
        }
        keys
    }
}
