//! Gradings that say the same twice, and gradings that contradict each other: kept, and named.

use std::collections::BTreeMap;

use peel_model::{Diagnostic, Diagnostics, Grading, RowRef, Severity, Status};

use crate::sheet::Sheet;

/// Names duplicates and contradictions among the gradings read from one sheet.
///
/// Rows marked `superseded` are a record of the past and contradict nothing. Rows marked `disputed`
/// are meant to differ; a single one is asked about.
pub(crate) fn diagnose(sheet: &Sheet<'_>, gradings: &[Grading], diagnostics: &mut Diagnostics) {
    let mut standing: BTreeMap<_, Vec<&Grading>> = BTreeMap::new();
    for grading in gradings.iter().filter(|grading| grading.status != Status::Superseded) {
        standing.entry((&grading.force, &grading.key)).or_default().push(grading);
    }
    let mut found: Vec<(RowRef, Severity, &'static str, String, String)> = Vec::new();
    for rows in standing.values() {
        found.extend(rows[1..].iter().filter_map(|row| conflict(rows[0], row)));
        if let [only] = rows[..]
            && only.status == Status::Disputed
        {
            found.push((
                only.row.clone(),
                Severity::Warning,
                "lone-dispute",
                format!("{} is `disputed`, but no other row contradicts it", what(only)),
                "add the row it is disputed with, or mark it `current`".to_owned(),
            ));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let mut rows = sheet.rows().peekable();
    for (place, severity, code, message, hint) in found {
        while rows.next_if(|row| row.row_ref() < place).is_some() {}
        if let Some(row) = rows.peek() {
            let mut diagnostic: Diagnostic = row.diagnostic(severity, code, "grade", message);
            diagnostic.hints.push(hint);
            diagnostics.push(diagnostic);
        }
    }
}

fn conflict(first: &Grading, row: &Grading) -> Option<(RowRef, Severity, &'static str, String, String)> {
    let place = row.row.clone();
    let line = first.row.line;
    if first.mark == row.mark {
        let message = format!("{} stands twice, alike; it was first on line {line}", what(row));
        let hint = "one row is enough: count the pages that agree in `agreeing_pages`".to_owned();
        return Some((place, Severity::Warning, "duplicate", message, hint));
    }
    if first.status == Status::Disputed && row.status == Status::Disputed {
        return None;
    }
    let message = format!("{} is `{}` here and `{}` on line {line}", what(row), row.mark, first.mark);
    let hint = "mark the one that no longer stands `superseded`, or both `disputed`".to_owned();
    Some((place, Severity::Error, "contradiction", message, hint))
}

fn what(grading: &Grading) -> String {
    format!("{}, {}, {}", grading.force, grading.key.cycle, grading.key.area)
}
