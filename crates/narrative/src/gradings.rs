//! Grades that prose states, as rows of the gradings: basis `narrative`, each with where it stands.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{AreaId, Basis, CycleId, ForceId, Grade, Status};

use crate::finding::Reading;

/// The columns of the rows, those of the gradings.
pub const GRADING_COLUMNS: [&str; 9] =
    ["force", "cycle", "area", "grade", "status", "basis", "agreeing_pages", "source_url", "note"];

/// The rows of the grades that texts state: one a force, cycle, area and grade. Where texts state different grades of one
/// area all are disputed.
#[must_use]
pub fn stated_gradings(readings: &[Reading]) -> Vec<[String; 9]> {
    type Key<'a> = (&'a ForceId, &'a CycleId, &'a AreaId);
    /// The files that state it, and where they do.
    type Places<'a> = (BTreeSet<&'a str>, Vec<String>);
    let mut stated: BTreeMap<Key<'_>, BTreeMap<Grade, Places<'_>>> = BTreeMap::new();
    for reading in readings {
        for finding in &reading.findings {
            let (Some(area), Some((grade, at))) = (&finding.area, &finding.grade) else { continue };
            let of_area = stated.entry((&reading.force, &reading.cycle, area)).or_default();
            let (files, notes) = of_area.entry(*grade).or_default();
            files.insert(&reading.file);
            let sentence = reading.sentences.get(finding.sentence);
            let (line, column) = sentence.map_or((0, 0), |sentence| sentence.place);
            let words = sentence.map_or("", |sentence| reading.words(&sentence.text));
            let words = words.get(at.within.clone()).unwrap_or_default();
            let name = reading.file.rsplit(['/', '\\']).next().unwrap_or_default();
            notes.push(format!("{name}:{line}:{column}, bytes {}-{}: “{words}”", at.span.start, at.span.end));
        }
    }
    let mut rows = Vec::new();
    for ((force, cycle, area), grades) in stated {
        let status = if grades.len() == 1 { Status::Current } else { Status::Disputed };
        for (grade, (files, notes)) in grades.into_iter().rev() {
            rows.push([
                force.to_string(),
                cycle.to_string(),
                area.to_string(),
                grade.slug().to_owned(),
                status.as_str().to_owned(),
                Basis::Narrative.as_str().to_owned(),
                files.len().to_string(),
                String::new(),
                notes.join("; "),
            ]);
        }
    }
    rows
}
