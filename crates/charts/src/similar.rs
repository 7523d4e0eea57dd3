//! The forces with the most alike grades: mean steps apart, between the nearest and the furthest they can be.

use peel_model::{Cell, NoteKey, Table};

use crate::canvas::{Box2, Canvas};
use crate::dots::{Dot, DotPanel, DotRow, Ends, Group, sample};
use crate::look::Sheet;
use crate::page::Key;
use crate::reading::{self, Row};
use crate::text::capitalised;
use crate::{ChartError, Picture};

/// The columns the chart is made of.
struct Columns {
    rank: usize,
    name: usize,
    compared: usize,
    same: usize,
    steps: [usize; 3],
}

/// Said of those that cannot be compared in any area.
const NONE: &str = "no area in common";

/// Draws the likeness.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let [rank, name, compared, same] = reading::columns(table, ["rank", "name", "compared", "same"])?;
    let steps = reading::columns(table, ["mean_steps", "mean_steps_low", "mean_steps_high"])?;
    let columns = Columns { rank, name, compared, same, steps };
    let rows = reading::rows(table, "forces")?;
    let (ranked, others): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| reading::count_if_any(row, rank).is_some());
    let (others, apart): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|row| reading::number(row, columns.steps[0]).is_some());
    if rows.len() == apart.len() {
        return Err(nothing(table, &apart, name));
    }
    let apart: Vec<_> = apart.iter().map(|row| reading::text(row, name)).collect();
    let without = if apart.is_empty() { Vec::new() } else { vec![(capitalised(NONE), apart)] };
    let reason = others.iter().map(|row| reading::remark(row, rank)).find(|reason| !reason.is_empty());
    let others = Group {
        heading: if others.is_empty() {
            String::new()
        } else {
            capitalised(&reason.unwrap_or("no rank".to_owned()))
        },
        rows: others.iter().map(|row| columns.row(table, row)).collect(),
        on_axis: true,
    };
    let ranked = ranked.iter().map(|row| columns.row(table, row)).collect();
    let groups = vec![Group { heading: String::new(), rows: ranked, on_axis: true }, others];
    let panel = DotPanel {
        table,
        measure: "Mean steps between the two grades of an area, the most alike at the left".to_owned(),
        words_head: "Graded the same".to_owned(),
        keys: keys(&groups),
        groups,
        without,
        ends: Ends::FromZero,
        references: Vec::new(),
    };
    panel.draw(sheet, &columns.describe(table))
}

/// That no one can be compared, and what to do.
fn nothing(table: &Table, apart: &[&Vec<Cell>], name: usize) -> ChartError {
    let other = match apart {
        [one] => reading::text(one, name),
        _ => format!("any of the {} others", apart.len()),
    };
    let cycle = reading::noted(table, NoteKey::Cycle);
    let area = reading::areas(table, 1).replacen('1', "no", 1);
    ChartError::NothingToDraw(format!(
        "{area} of {cycle} has a known grade of both {} and {other}; ask of another cycle (`--cycle`), or compare with \
         others (`--against`)",
        reading::subject(table),
    ))
}

impl Columns {
    fn row(&self, table: &Table, row: &Row) -> DotRow {
        let [mean, low, high] = self.steps.map(|at| reading::number(row, at));
        let bounds = low.zip(high).map(|(low, high)| Dot::Whisker(low, high));
        let is_ranked = reading::count_if_any(row, self.rank).is_some();
        let mean = mean.map(if is_ranked { Dot::Full } else { Dot::Hollow });
        let (same, compared) = (reading::count(row, self.same), reading::count(row, self.compared));
        let areas = usize::try_from(compared).unwrap_or(usize::MAX);
        DotRow {
            name: reading::text(row, self.name),
            is_subject: false,
            marks: bounds.into_iter().chain(mean).collect(),
            words: format!("{same} of {}", reading::areas(table, areas)),
        }
    }

    /// The chart in words: what, the most and the least alike, n of N.
    fn describe(&self, table: &Table) -> String {
        let said = |row: &Row| {
            let steps = reading::formatted(table, row, self.steps[0]);
            let (same, compared) = (reading::count(row, self.same), reading::count(row, self.compared));
            format!("{} ({steps} mean steps, {same} of {compared} the same)", reading::text(row, self.name))
        };
        let mut sentences = vec![format!(
            "Dots of the mean steps between the grades of {} and those of {}, with bounds",
            reading::subject(table),
            reading::counted(table.rows().len(), "other")
        )];
        let ranked = table.rows().iter().filter(|row| reading::count_if_any(row, self.rank).is_some());
        let steps = |row: &'_ Vec<_>| reading::number(row, self.steps[0]);
        if let Some(ends) = reading::ends(ranked.map(|row| (row, steps(row)))) {
            let [nearest, furthest] = [ends.least.0, ends.most.0]
                .map(|rows| reading::listed(rows.into_iter().map(|row| said(row))));
            sentences.push(format!(
                "Of those with enough areas in common, the most alike: {nearest}. The least: {furthest}"
            ));
        } else {
            sentences.push("None has enough areas in common to be called the most alike".to_owned());
        }
        let without = table.rows().iter().filter(|row| reading::count(row, self.compared) == 0);
        let without = reading::listed(without.map(|row| reading::text(row, self.name)));
        sentences.extend((!without.is_empty()).then(|| format!("No area in common: {without}")));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

/// The entries of the marks that are drawn. A mean of few areas may lie outside the bounds of all.
fn keys(groups: &[Group]) -> Vec<Key> {
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let any = |is: fn(&Dot) -> bool| rows().flat_map(|row| &row.marks).any(is);
    let mut keys = Vec::new();
    let mut key = |is_drawn: bool, draw: fn(&mut Canvas, Box2), words: &str| {
        keys.extend(is_drawn.then(|| Key::sample(draw, words)));
    };
    let full = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Full(0.5), canvas.theme.comparator);
    let hollow = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Hollow(0.5), canvas.theme.comparator);
    let bounds = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Whisker(0.0, 1.0), canvas.theme.ink);
    let any_full = any(|dot| matches!(dot, Dot::Full(_)));
    let too_few = if any_full {
        "the same, of too few areas for a rank"
    } else {
        "mean of the areas with a known grade of both, too few for a rank"
    };
    key(any_full, full, "mean of the areas with a known grade of both");
    key(any(|dot| matches!(dot, Dot::Hollow(_))), hollow, too_few);
    let words = if rows().any(is_outside) {
        "the least and the most the mean of all areas can be, whatever grades are missing; that of a few may lie outside"
    } else {
        "the least and the most the mean of all areas can be, whatever grades are missing"
    };
    key(any(|dot| matches!(dot, Dot::Whisker(..))), bounds, words);
    keys
}

/// Whether the dot lies outside its bounds.
fn is_outside(row: &DotRow) -> bool {
    let [Dot::Whisker(low, high), Dot::Full(mean) | Dot::Hollow(mean)] = row.marks[..] else { return false };
    !(low..=high).contains(&mean)
}
