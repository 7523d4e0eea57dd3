//! Gradings that say the same twice, that contradict each other, or that contradict the registry: kept,
//! and named.

use std::collections::BTreeMap;

use peel_model::{Dataset, Diagnostics, Grading, Mark, Severity, Status};

use crate::sheet::{Row, Sheet};

/// What is odd about a grading.
enum Oddity<'g> {
    /// This row said the same before.
    Again(&'g Grading),
    /// This row said something else before.
    Contradicts(&'g Grading),
    /// It is disputed, but no other row contradicts it.
    LoneDispute,
    /// The registry says that the area was not graded in the cycle.
    NotGraded,
}

/// Names the oddities among the gradings read from one sheet, from the one at `first` on.
///
/// Rows marked `superseded` are a record of the past and contradict nothing. Rows marked `disputed`
/// are meant to differ; a single one is asked about.
pub(crate) fn diagnose(sheet: &Sheet<'_>, dataset: &Dataset, first: usize, diagnostics: &mut Diagnostics) {
    let gradings = &dataset.gradings[first..];
    let mut standing: BTreeMap<_, Vec<&Grading>> = BTreeMap::new();
    for grading in gradings.iter().filter(|grading| grading.status != Status::Superseded) {
        standing.entry((&grading.force, &grading.key)).or_default().push(grading);
    }
    let mut found: BTreeMap<u64, (&Grading, Oddity<'_>)> = BTreeMap::new();
    for rows in standing.values() {
        for row in &rows[1..] {
            found.extend(conflict(rows[0], row).map(|oddity| (row.row.line, (*row, oddity))));
        }
        if let [only] = rows[..]
            && only.status == Status::Disputed
        {
            found.insert(only.row.line, (only, Oddity::LoneDispute));
        }
    }
    for grading in gradings.iter().filter(|grading| matches!(grading.mark, Mark::Grade(_))) {
        if dataset.areas.get(&grading.key).is_some_and(|area| !area.graded) {
            found.entry(grading.row.line).or_insert((grading, Oddity::NotGraded));
        }
    }
    for row in sheet.rows() {
        if let Some((grading, oddity)) = found.remove(&row.row_ref().line) {
            name(row, grading, &oddity, diagnostics);
        }
    }
}

fn conflict<'g>(first: &'g Grading, row: &Grading) -> Option<Oddity<'g>> {
    let are_disputed = first.status == Status::Disputed && row.status == Status::Disputed;
    match (first.mark == row.mark, are_disputed) {
        (true, _) => Some(Oddity::Again(first)),
        (false, true) => None,
        (false, false) => Some(Oddity::Contradicts(first)),
    }
}

fn name(row: Row<'_>, grading: &Grading, oddity: &Oddity<'_>, diagnostics: &mut Diagnostics) {
    let (severity, code, field) = match oddity {
        Oddity::Again(_) => (Severity::Warning, "duplicate", "grade"),
        Oddity::Contradicts(_) => (Severity::Error, "contradiction", "grade"),
        Oddity::LoneDispute => (Severity::Warning, "lone-dispute", "status"),
        Oddity::NotGraded => (Severity::Warning, "not-graded", "area"),
    };
    diagnostics.push_with(row.file(), code, severity, || {
        let what = format!("{}, {}, {}", grading.force, grading.key.cycle, grading.key.area);
        let (message, hint) = match oddity {
            Oddity::Again(first) => (
                format!("{what} stands twice, alike; it was first on line {}", first.row.line),
                "one row is enough: count the pages that agree in `agreeing_pages`",
            ),
            Oddity::Contradicts(first) => (
                format!("{what} is `{}` here and `{}` on line {}", grading.mark, first.mark, first.row.line),
                "mark the one that no longer stands `superseded`, or both `disputed`",
            ),
            Oddity::LoneDispute => (
                format!("{what} is `disputed`, but no other row contradicts it"),
                "add the row it is disputed with, or mark it `current`; until then it counts as disputed",
            ),
            Oddity::NotGraded => (
                format!(
                    "{what} has a grade, but the registry says it was not graded in {}",
                    grading.key.cycle
                ),
                "set `graded` to `yes` for it in the areas, or check the row",
            ),
        };
        let mut diagnostic = row.diagnostic(severity, code, field, message);
        diagnostic.hints.push(hint.to_owned());
        diagnostic
    });
}
