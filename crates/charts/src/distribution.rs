//! How grades fall among all forces compared: a stacked bar per area, the subject's segment marked.

use std::collections::BTreeSet;

use peel_model::{Cell, Table};

use crate::bars::{BarRow, Panel, Stack};
use crate::look::Sheet;
use crate::reading::{self, CountColumns, Row, column, count_if_any, number};
use crate::{ChartError, Picture};

/// The columns the chart is made of.
struct Columns {
    title: usize,
    grade: usize,
    graded: usize,
    of: usize,
    good_or_better: usize,
    counts: CountColumns,
}

/// Draws the distribution.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let columns = Columns {
        title: column(table, "title")?,
        grade: column(table, "grade")?,
        graded: column(table, "graded")?,
        of: column(table, "of")?,
        good_or_better: column(table, "good_or_better")?,
        counts: CountColumns::find(table, scale)?,
    };
    let rows = reading::rows(table, "areas")?;
    let panel = Panel {
        table,
        scale,
        rows: rows.iter().map(|row| columns.read(table, row)).collect(),
        heading: heading(table, rows, columns.of),
        marker: format!("Grade of {}", reading::subject(table)),
    };
    let share = |row: &Vec<_>| {
        let is_enough =
            reading::is_half(reading::count(row, columns.graded), reading::count(row, columns.of));
        number(row, columns.good_or_better).filter(|_| is_enough)
    };
    let shares: Vec<_> = rows.iter().map(share).collect();
    panel.draw(sheet, &describe(&panel, &shares, &reading::things(table, columns.of)))
}

impl Columns {
    fn read(&self, table: &Table, row: &Row) -> BarRow {
        let verdict = reading::verdict(row, self.grade);
        let stack = Stack { counts: self.counts.read(row), subject: verdict };
        let graded = count_if_any(row, self.graded).unwrap_or_else(|| stack.known());
        let of = count_if_any(row, self.of).unwrap_or_else(|| stack.total());
        let share = match number(row, self.good_or_better) {
            Some(share) => format!("{share:.0}% good or better"),
            None => format!("No share: none {}", reading::none_is(stack.gaps())),
        };
        let title = reading::text(row, self.title);
        let carried_over = reading::is_carried_over(table, row, self.grade);
        BarRow { title, verdict, carried_over, stack, words: vec![share, format!("{graded} of {of} known")] }
    }
}

/// Whom the bars count: as many everywhere, or not.
fn heading(table: &Table, rows: &[Vec<Cell>], of: usize) -> String {
    let things = reading::things(table, of);
    let totals: BTreeSet<_> = rows.iter().map(|row| count_if_any(row, of)).collect();
    match totals.first() {
        Some(Some(n)) if totals.len() == 1 => format!("{n} {things}, best grade at the left"),
        _ => format!("The {things} compared, best grade at the left"),
    }
}

/// The chart in words: what, how each area falls, the subject's grade, the extremes, n of N.
fn describe(panel: &Panel, shares: &[Option<f64>], things: &str) -> String {
    let name = reading::subject(panel.table);
    let rows = panel.rows.iter().map(|row| {
        let counts = row.stack.counts.iter().filter(|(_, n)| *n > 0);
        let counts: Vec<_> =
            counts.map(|(share, n)| format!("{n} {}", reading::verdict_words(Some(*share)))).collect();
        let own = row.verdict.map(|verdict| format!("; {name}: {}", reading::verdict_words(Some(verdict))));
        let words = row.words.join(", ");
        format!("{}: {} ({words}{})", row.title, counts.join(", "), own.unwrap_or_default())
    });
    let rows = rows.collect::<Vec<_>>().join(". ");
    let text = format!(
        "Stacked bars, one per area, of the number of {things} at each grade, best at the left. {rows}."
    );
    let known = panel.rows.iter().zip(shares).map(|(row, share)| (row.title.as_str(), share.map(f64::round)));
    let Some(ends) = reading::ends(known) else { return text };
    let (most, least) = (reading::names(ends.most.0), reading::names(ends.least.0));
    // Of few nothing is said, as in the title.
    let of_all = shares.iter().all(Option::is_some);
    let where_known = if of_all { "The share" } else { "Where half the grades are known, the share" };
    format!(
        "{text} {where_known} good or better is highest in {most} ({:.0}%), lowest in {least} ({:.0}%).",
        ends.most.1, ends.least.1
    )
}
