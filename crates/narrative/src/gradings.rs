//! Grades that prose states, as rows of the gradings: basis `narrative`, each with where it stands.

use std::collections::BTreeMap;

use peel_model::{AreaId, Basis, Cell, Column, CycleId, ForceId, Grade, Misfit, Status, Table};

use crate::finding::Reading;

/// The columns of the table, each of the gradings' own.
const COLUMNS: [&str; 7] = ["force", "cycle", "area", "grade", "status", "basis", "note"];

/// Grades that texts state, taken up one text after the other.
#[derive(Debug, Clone, Default)]
pub struct StatedGradings {
    /// By force, cycle, area and grade: where it is stated.
    stated: BTreeMap<(ForceId, CycleId, AreaId), BTreeMap<Grade, Vec<String>>>,
}

impl StatedGradings {
    /// Takes up a text.
    pub fn add(&mut self, reading: &Reading) {
        for finding in &reading.findings {
            let (Some(area), Some((grade, at))) = (&finding.area, &finding.grade) else { continue };
            let key = (reading.force.clone(), reading.cycle.clone(), area.clone());
            let places = self.stated.entry(key).or_default().entry(*grade).or_default();
            let sentence = reading.sentences.get(finding.sentence);
            let (line, column) = sentence.map_or((0, 0), |sentence| sentence.place);
            let words = sentence.map_or("", |sentence| reading.words(&sentence.text));
            let words = words.get(at.within.clone()).unwrap_or_default();
            let name = reading.file.rsplit(['/', '\\']).next().unwrap_or_default();
            places.push(format!(
                "{name}:{line}:{column}, bytes {}-{} of the text as UTF-8: “{words}”",
                at.span.start, at.span.end
            ));
        }
    }

    /// Whether no text states any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stated.is_empty()
    }

    /// The table, whose columns are those of the gradings: a row a force, cycle, area and grade. Where texts state different
    /// grades of one area all are disputed.
    ///
    /// # Errors
    ///
    /// [`Misfit`] when a row does not fit its table, which no text can bring about.
    pub fn table(&self) -> Result<Table, Misfit> {
        let columns = COLUMNS.map(|name| Column::text(name, name)).into();
        let mut table = Table::new(None, "Grades that texts state".to_owned(), None, columns);
        for ((force, cycle, area), grades) in &self.stated {
            let status = if grades.len() == 1 { Status::Current } else { Status::Disputed };
            for (grade, places) in grades.iter().rev() {
                let row = [
                    force.as_str(),
                    cycle.as_str(),
                    area.as_str(),
                    grade.slug(),
                    status.as_str(),
                    Basis::Narrative.as_str(),
                    &places.join("; "),
                ];
                table.push_row(row.map(Cell::label).into())?;
            }
        }
        Ok(table)
    }
}
