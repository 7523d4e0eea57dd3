//! The matrix in words, for those who cannot see it.

use peel_model::{NoteKey, Scale, Table};

use super::content::Content;
use crate::reading;

/// What is shown, the subject's grades, and how many forces have which grade in each area, and who
/// the best and the worst.
pub(super) fn describe(table: &Table, content: &Content, scale: &Scale) -> String {
    let mut sentences = vec![format!(
        "Heatmap of {} by {}",
        reading::counted(content.rows.len(), &content.noun),
        reading::areas(table, content.titles.len())
    )];
    for row in content.rows.iter().filter(|row| row.is_subject) {
        let grades = content
            .titles
            .iter()
            .zip(&row.marks)
            .map(|(title, mark)| format!("{title}: {}", reading::verdict_words(mark.verdict)));
        sentences.push(format!("{}, on top, has {}", row.name, grades.collect::<Vec<_>>().join("; ")));
    }
    let areas = (0..content.titles.len()).map(|at| area(content, scale, at));
    sentences.push(format!("Of all shown, {}", areas.collect::<Vec<_>>().join("; ")));
    sentences.push(reading::noted(table, NoteKey::Coverage));
    sentences.retain(|sentence| !sentence.is_empty());
    sentences.join(". ") + "."
}

fn area(content: &Content, scale: &Scale, at: usize) -> String {
    let verdicts: Vec<_> = content.rows.iter().filter_map(|row| row.marks.get(at)?.verdict).collect();
    let grades = scale
        .best_first()
        .iter()
        .map(|grade| (grade, verdicts.iter().filter(|v| v.grade() == Some(*grade)).count()));
    let counts: Vec<_> = grades.filter(|(_, n)| *n > 0).map(|(grade, n)| format!("{n} {grade}")).collect();
    let n_known = verdicts.iter().filter(|verdict| verdict.grade().is_some()).count();
    let listed = if counts.is_empty() { "no grades".to_owned() } else { counts.join(", ") };
    let rows =
        content.rows.iter().map(|row| (row.name.as_str(), row.marks.get(at).and_then(|mark| mark.verdict)));
    let extremes = reading::extremes(rows);
    format!("{}: {listed} ({n_known} of {} known){extremes}", content.titles[at], content.rows.len())
}
