//! Findings as a table: a row for each sentence or clause.

use peel_model::{Cell, Column, Dataset, Misfit, NoteKey, Table, Value};

use crate::account::Account;
use crate::finding::{Finding, Reading, Sentence};

/// The findings of texts, taken up one text after the other.
#[derive(Debug)]
pub struct Findings<'d> {
    dataset: &'d Dataset,
    table: Table,
    account: Account,
    /// Whom and when the last text is about.
    about: Option<[String; 2]>,
}

impl<'d> Findings<'d> {
    /// Those of no text.
    #[must_use]
    pub fn new(dataset: &'d Dataset) -> Self {
        let table = Table::new(None, String::new(), None, columns());
        Self { dataset, table, account: Account::default(), about: None }
    }

    /// Takes up a text.
    ///
    /// # Errors
    ///
    /// [`Misfit`] when a row does not fit its table, which no text can bring about.
    pub fn add(&mut self, reading: &Reading) -> Result<(), Misfit> {
        for finding in &reading.findings {
            if let Some(sentence) = reading.sentences.get(finding.sentence) {
                self.table.push_row(row(reading, finding, sentence, self.dataset))?;
            }
        }
        let inspector = reading.inspector.as_deref().map(|name| format!(", by {name}")).unwrap_or_default();
        let subject = self.dataset.short_name(&reading.force).to_owned();
        self.about = Some([subject, format!("{}{inspector}", reading.cycle)]);
        self.account.add(reading);
        Ok(())
    }

    /// How many rows there are.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.table.rows().len()
    }

    /// The table of all: a row for each sentence or clause.
    #[must_use]
    pub fn table(mut self) -> Table {
        let Account { texts: n_texts, sentences: n_sentences, .. } = self.account;
        let texts = if n_texts == 1 { "1 text".to_owned() } else { format!("{n_texts} texts") };
        self.table.title = format!("What {texts} of {n_sentences} sentences say");
        if let Some([subject, cycle]) = self.about.filter(|_| n_texts == 1) {
            self.table.note(NoteKey::Subject, subject);
            self.table.note(NoteKey::Cycle, cycle);
        }
        self.table.note(NoteKey::Coverage, self.account.to_string());
        self.table.note(NoteKey::Method, METHOD);
        self.table.note(NoteKey::Caveat, "a reading of words, not the inspectorate's judgment: only a grade stated in so many words is shown as one");
        self.table
    }
}

/// The findings of texts, in their order.
///
/// # Errors
///
/// Those of [`Findings::add`].
pub fn findings<'r>(
    readings: impl IntoIterator<Item = &'r Reading>,
    dataset: &Dataset,
) -> Result<Table, Misfit> {
    let mut findings = Findings::new(dataset);
    readings.into_iter().try_for_each(|reading| findings.add(reading))?;
    Ok(findings.table())
}

const METHOD: &str = "each clause is judged by the words of narrative.toml: `-` before a cue speaks against the force, `+` for it, \
    with the bytes it stands at in the text as UTF-8, which are those of the file where that is UTF-8; `inferred` is taken from the heading or the sentence before, from what a clause is set against, or from a practice; what no cue judges by itself \
    counts in no comparison; a bare sentence (a fact, a hope, a plan, a condition) is neutral; in a table a grade is that of the area beside it";

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
