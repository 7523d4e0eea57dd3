//! Findings as a table: a row for each sentence or clause.

use peel_model::{Cell, Column, Dataset, Misfit, NoteKey, Table, Value};

use crate::finding::{Finding, Reading, Sentence};

/// The findings of texts, in their order.
///
/// # Errors
///
/// [`Misfit`] when a row does not fit its table, which no text can bring about.
pub fn findings(readings: &[Reading], dataset: &Dataset) -> Result<Table, Misfit> {
    let n_sentences: usize = readings.iter().map(|reading| reading.sentences.len()).sum();
    let texts = if readings.len() == 1 { "1 text".to_owned() } else { format!("{} texts", readings.len()) };
    let title = format!("What {texts} of {n_sentences} sentences say");
    let mut table = Table::new(None, title, None, columns());
    for reading in readings {
        for finding in &reading.findings {
            if let Some(sentence) = reading.sentences.get(finding.sentence) {
                table.push_row(row(reading, finding, sentence, dataset))?;
            }
        }
    }
    for reading in readings.iter().take(1) {
        if readings.len() == 1 {
            let inspector =
                reading.inspector.as_deref().map(|name| format!(", by {name}")).unwrap_or_default();
            table.note(NoteKey::Subject, dataset.short_name(&reading.force));
            table.note(NoteKey::Cycle, format!("{}{inspector}", reading.cycle));
        }
    }
    table.note(NoteKey::Coverage, read(readings));
    table.note(
        NoteKey::Method,
        "each clause is judged by the words of narrative.toml: `-` before a cue speaks against the force, `+` for it, with the \
         bytes it stands at in the decoded file; `inferred` is taken from the heading, the sentence before, or a plain report \
         that names nothing amiss",
    );
    table.note(NoteKey::Caveat, "a reading of words, not the inspectorate's judgment: only a grade stated in so many words is shown as one");
    Ok(table)
}

/// How much of texts was read, and what was set aside.
pub(crate) fn read(readings: &[Reading]) -> String {
    let n_sentences: usize = readings.iter().map(|reading| reading.sentences.len()).sum();
    let aside = readings.iter().map(Reading::set_aside);
    let (headings, rows) = aside.fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    format!(
        "{n_sentences} sentences read; {headings} headings and {rows} rows of tables that say nothing by themselves set aside"
    )
}

fn columns() -> Vec<Column> {
    vec![
        Column::text("file", "File").detail(),
        Column::count("sentence", "No.", "sentences"),
        Column::text("place", "Place").detail(),
        Column::text("force", "Force").detail(),
        Column::text("cycle", "Cycle").detail(),
        Column::text("inspector", "Inspector").detail(),
        Column::text("pillar", "Pillar").detail(),
        Column::text("area", "Area"),
        Column::text("topic", "Topic"),
        Column::text("polarity", "Says"),
        Column::text("sentence_polarity", "Whole sentence").detail(),
        Column::text("certainty", "Certainty"),
        Column::grade("stated_grade", "Stated grade"),
        Column::text("stated_at", "Stated at").detail(),
        Column::text("change", "Change").detail(),
        Column::text("concerns", "Concerns").detail(),
        Column::text("cues", "Cues").detail(),
        Column::text("text", "Sentence"),
    ]
}

fn row(reading: &Reading, finding: &Finding, sentence: &Sentence, dataset: &Dataset) -> Vec<Cell> {
    let words = |text: Option<String>| Cell::new(text.map(Value::Text), Vec::new());
    let (line, column) = sentence.place;
    let grade = finding.grade.as_ref();
    let area = finding.area.as_ref().map(std::string::ToString::to_string);
    let title = finding
        .area
        .as_ref()
        .and_then(|area| dataset.area(&reading.cycle, area))
        .map(|area| area.title.clone());
    let said = reading.words(&sentence.text);
    let cues: Vec<String> = finding
        .cues
        .iter()
        .map(|cue| {
            let words = said.get(cue.at.within.clone()).unwrap_or_default();
            format!(
                "{}{words} [{}-{}]",
                if cue.is_strength { '+' } else { '-' },
                cue.at.span.start,
                cue.at.span.end
            )
        })
        .collect();
    vec![
        Cell::label(reading.file.to_string()),
        Cell::new(finding.sentence as u64 + 1, Vec::new()),
        Cell::label(format!("{line}:{column}")),
        Cell::label(reading.force.to_string()),
        Cell::label(reading.cycle.to_string()),
        words(reading.inspector.clone()),
        words(finding.pillar.as_ref().map(ToString::to_string)),
        words(area),
        words(finding.topic.as_deref().map(str::to_owned).or(title)),
        Cell::label(finding.polarity.as_str()),
        Cell::label(sentence.polarity.as_str()),
        Cell::label(finding.certainty.as_str()),
        Cell::new(grade.map(|(grade, _)| Value::Grade(*grade)), Vec::new()),
        words(grade.map(|(_, at)| format!("{}-{}", at.span.start, at.span.end))),
        words(finding.change.map(|change| change.as_str().to_owned())),
        Cell::label(finding.concerns.join(", ")),
        words(Some(cues.join("; ")).filter(|cues| !cues.is_empty())),
        Cell::label(said.to_owned()),
    ]
}
