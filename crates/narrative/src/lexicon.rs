//! The words by which prose is read, as a TOML file has them: areas, topics, cues, turns, grades.
//!
//! Nothing is matched here. A phrase may have alternatives, `(is|was) good`, and end in `*`, which stands for any ending
//! of its last word; [`phrases`] writes the alternatives out.

use std::collections::BTreeMap;

use peel_model::{AreaId, Grade};
use serde::Deserialize;

/// The most phrases that the alternatives of one entry may stand for.
const MOST_PHRASES: usize = 4_096;

/// A lexicon that was read and found sound.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    pub(crate) area: Vec<AreaNames>,
    pub(crate) topic: Vec<Topic>,
    pub(crate) cue: Vec<CueWords>,
    pub(crate) quantity: Vec<Quantity>,
    pub(crate) movement: Vec<Movement>,
    pub(crate) turns: Turns,
    pub(crate) negation: Negation,
    pub(crate) hedges: Noted,
    pub(crate) frames: Frames,
    pub(crate) grade: Vec<GradeWords>,
    pub(crate) statement: Statement,
    pub(crate) people: Vec<People>,
    pub(crate) headings: Headings,
    pub(crate) page: Page,
    pub(crate) plain: Plain,
}

/// A lexicon that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// It is no TOML, or has other keys.
    #[error("the lexicon cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// An entry without a note.
    #[error("an entry of the lexicon has no note: {0}")]
    NoNote(String),
    /// A phrase that cannot be matched.
    #[error(
        "`{0}` cannot be a phrase: expected words, alternatives in one pair of parentheses, `*` at the end only"
    )]
    Phrase(String),
    /// A word that names no grade, or no area.
    #[error("the lexicon names `{0}`, which is no {1}")]
    Word(String, &'static str),
    /// The phrases could not be made ready for matching.
    #[error("the lexicon's phrases cannot be made ready: {0}")]
    Automaton(#[from] aho_corasick::BuildError),
}

/// What an area as a whole is called.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AreaNames {
    pub(crate) area: String,
    pub(crate) names: Vec<String>,
    note: String,
}

/// What prose speaks of within an area.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Topic {
    pub(crate) title: String,
    pub(crate) areas: Vec<String>,
    /// Whether it gives way to any other topic of its area.
    #[serde(default)]
    pub(crate) broad: bool,
    pub(crate) words: Vec<String>,
    #[serde(default)]
    pub(crate) hints: Vec<String>,
    note: String,
}

/// Which way a cue points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Side {
    Strength,
    Concern,
    /// Holds a cue's word and is none.
    Neutral,
}

/// What a cue does to praise that follows it in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Takes {
    #[default]
    Nothing,
    /// Within a few words.
    Near,
    /// To the end of the clause.
    All,
}

/// Which way something moved since it was last looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Better than before.
    Improved,
    /// Worse than before.
    Worsened,
    /// As before.
    Unchanged,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CueWords {
    pub(crate) polarity: Side,
    #[serde(default)]
    pub(crate) strength: u8,
    #[serde(default)]
    pub(crate) takes: Takes,
    pub(crate) change: Option<Change>,
    pub(crate) words: Vec<String>,
    note: String,
}

/// Which way a quantity should go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Good {
    Low,
    High,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quantity {
    pub(crate) good: Good,
    pub(crate) words: Vec<String>,
    note: String,
}

/// Which way a quantity moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Way {
    Up,
    Down,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Movement {
    pub(crate) direction: Way,
    pub(crate) words: Vec<String>,
    note: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Turns {
    note: String,
    pub(crate) joins: Vec<String>,
    pub(crate) opens: Vec<String>,
    pub(crate) not: Vec<String>,
    pub(crate) examples: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Negation {
    note: String,
    pub(crate) words: Vec<String>,
    pub(crate) alone: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Noted {
    note: String,
    pub(crate) words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frames {
    note: String,
    pub(crate) generic: Vec<String>,
    pub(crate) describes: Vec<String>,
    pub(crate) past: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GradeWords {
    pub(crate) grade: String,
    pub(crate) words: Vec<String>,
    note: String,
}

/// How a grade is stated.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Statement {
    note: String,
    pub(crate) subjects: Vec<String>,
    pub(crate) openers: Vec<String>,
    pub(crate) between: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) named: Vec<String>,
    pub(crate) judging: Vec<String>,
    pub(crate) follows: Vec<String>,
    pub(crate) unsettles: Vec<String>,
    pub(crate) bounds: Vec<String>,
    pub(crate) passive: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    pub(crate) who: String,
    pub(crate) words: Vec<String>,
    note: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Headings {
    note: String,
    pub(crate) strength: Vec<String>,
    pub(crate) concern: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Page {
    note: String,
    pub(crate) words: Vec<String>,
    pub(crate) inspectors: Vec<String>,
    pub(crate) abbreviations: Vec<String>,
}

/// What makes a sentence a bare fact, which says neither well nor badly.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plain {
    note: String,
    pub(crate) facts: Vec<String>,
}

impl Lexicon {
    /// Reads a lexicon.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] when it is no lexicon, an entry has no note, or a word in it cannot be what it should.
    pub fn parse(text: &str) -> Result<Self, LexiconError> {
        let lexicon: Self = toml::from_str(text)?;
        for (name, note) in lexicon.notes() {
            if note.trim().is_empty() {
                return Err(LexiconError::NoNote(name));
            }
        }
        let areas = lexicon.area.iter().map(|entry| &entry.area);
        for area in areas.chain(lexicon.topic.iter().flat_map(|topic| &topic.areas)) {
            AreaId::new(area).map_err(|_| LexiconError::Word(area.clone(), "area"))?;
        }
        for entry in &lexicon.grade {
            entry.grade()?;
        }
        Ok(lexicon)
    }

    /// Every entry's name and note.
    fn notes(&self) -> Vec<(String, &str)> {
        let first = |words: &[String]| words.first().cloned().unwrap_or_default();
        let mut notes: Vec<(String, &str)> = vec![
            ("turns".to_owned(), &self.turns.note),
            ("negation".to_owned(), &self.negation.note),
            ("hedges".to_owned(), &self.hedges.note),
            ("frames".to_owned(), &self.frames.note),
            ("statement".to_owned(), &self.statement.note),
            ("headings".to_owned(), &self.headings.note),
            ("page".to_owned(), &self.page.note),
            ("plain".to_owned(), &self.plain.note),
        ];
        notes.extend(self.area.iter().map(|entry| (entry.area.clone(), entry.note.as_str())));
        notes.extend(self.topic.iter().map(|entry| (entry.title.clone(), entry.note.as_str())));
        notes.extend(self.cue.iter().map(|entry| (first(&entry.words), entry.note.as_str())));
        notes.extend(self.quantity.iter().map(|entry| (first(&entry.words), entry.note.as_str())));
        notes.extend(self.movement.iter().map(|entry| (first(&entry.words), entry.note.as_str())));
        notes.extend(self.grade.iter().map(|entry| (entry.grade.clone(), entry.note.as_str())));
        notes.extend(self.people.iter().map(|entry| (entry.who.clone(), entry.note.as_str())));
        notes
    }

    /// The names of areas, by area.
    pub(crate) fn names(&self) -> BTreeMap<&str, &[String]> {
        self.area.iter().map(|entry| (entry.area.as_str(), entry.names.as_slice())).collect()
    }
}

impl GradeWords {
    pub(crate) fn grade(&self) -> Result<Grade, LexiconError> {
        self.grade.parse().map_err(|_| LexiconError::Word(self.grade.clone(), "grade"))
    }
}

/// The phrases an entry stands for: every alternative written out.
pub(crate) fn phrases(entry: &str) -> Result<Vec<String>, LexiconError> {
    let bad = || LexiconError::Phrase(entry.to_owned());
    let mut written = vec![String::new()];
    let mut rest = entry;
    while let Some(open) = rest.find('(') {
        let close = rest[open..].find(')').ok_or_else(bad)? + open;
        let parts: Vec<&str> = rest[open + 1..close].split('|').collect();
        written = written
            .iter()
            .flat_map(|start| parts.iter().map(move |part| format!("{start}{}{part}", &rest[..open])))
            .collect();
        rest = &rest[close + 1..];
        if written.len() > MOST_PHRASES {
            return Err(bad());
        }
    }
    for phrase in &mut written {
        phrase.push_str(rest);
        if phrase.contains(['(', ')', '|']) || phrase.trim_end().trim_end_matches('*').contains('*') {
            return Err(bad());
        }
    }
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alternatives_are_written_out() {
        let check = |entry: &str, expected: &[&str]| assert_eq!(phrases(entry).unwrap(), expected);
        check("good at", &["good at"]);
        check("(is|was) good( at|)", &["is good at", "is good", "was good at", "was good"]);
        check("investigat*", &["investigat*"]);
        for bad in ["(good", "good)", "a* b", "(a|b*) c"] {
            assert!(phrases(bad).is_err(), "{bad}");
        }
    }
}
