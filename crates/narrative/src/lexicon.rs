//! The words by which prose is read, as a TOML file has them: areas, topics, cues, turns, grades.
//!
//! Nothing is matched here. A phrase may have alternatives, `(is|was) good`, and end in `*`, which stands for any ending
//! of its last word; [`phrases`] writes the alternatives out.

use std::collections::BTreeMap;

use daachorse::errors::DaachorseError;
use peel_model::{AreaId, Grade};
use serde::Deserialize;

use crate::hits::LISTS;

/// The most phrases that the alternatives of one entry may stand for.
const MOST_PHRASES: usize = 4_096;
/// The list of what no sentence ends after.
const ABBREVIATIONS: (&str, &str) = ("page", "abbreviations");
/// The list of what a force may be called after its short name.
const BODIES: (&str, &str) = ("page", "bodies");
/// The list of those among the people who do not act for the force.
const BYSTANDERS: (&str, &str) = ("practice", "bystanders");

/// A lexicon that was read and found sound.
#[derive(Debug, Clone, Deserialize)]
pub struct Lexicon {
    pub(crate) area: Vec<Entry<String>>,
    /// What areas are called where nothing else stands beside it, in words that prose has for other things too.
    pub(crate) label: Vec<Entry<String>>,
    /// What areas are called in short, in words of which a sentence makes anything.
    pub(crate) heading: Vec<Entry<String>>,
    /// What sections of reports are headed by that are about an area, and do not name it.
    pub(crate) section: Vec<Entry<String>>,
    pub(crate) topic: Vec<Topic>,
    pub(crate) cue: Vec<CueWords>,
    pub(crate) quantity: Vec<Entry<Good>>,
    pub(crate) movement: Vec<Entry<Way>>,
    pub(crate) grade: Vec<Entry<String>>,
    pub(crate) people: Vec<Entry<String>>,
    /// Lists of phrases that need no more than their name, in tables with a note each.
    #[serde(flatten)]
    lists: BTreeMap<String, Lists>,
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
        "`{0}` cannot be a phrase: expected words, alternatives in one pair of parentheses, `*` at the end of the last word only"
    )]
    Phrase(String),
    /// A list that is not there, or one that nothing looks for.
    #[error("the lexicon's list `{0}` is {1}")]
    List(String, &'static str),
    /// More entries of a kind than can be told apart.
    #[error("the lexicon has {1} entries of `{0}`: expected at most {2}")]
    Many(&'static str, usize, usize),
    /// A word that names no grade, or no area.
    #[error("the lexicon names `{0}`, which is no {1}")]
    Word(String, &'static str),
    /// The phrases could not be made ready for matching.
    #[error("the lexicon's phrases cannot be made ready: {0}")]
    Automaton(DaachorseError),
}

/// Words that stand for one thing: an area as a whole, a grade, who is concerned, which way a quantity should go.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry<Of> {
    #[serde(alias = "area", alias = "grade", alias = "who", alias = "good", alias = "direction")]
    pub(crate) of: Of,
    #[serde(alias = "names")]
    pub(crate) words: Vec<String>,
    note: String,
}

/// Lists of phrases with a note in common.
#[derive(Debug, Clone, Deserialize)]
struct Lists {
    note: String,
    #[serde(flatten)]
    words: BTreeMap<String, Vec<String>>,
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

/// What a cue does to praise beside it in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Takes {
    #[default]
    Nothing,
    /// To what follows within a few words.
    Near,
    /// To what follows, to the end of the clause.
    All,
    /// To what stands before it, back to a comma: `opportunities to help were missed`.
    Before,
}

/// Where alone a cue counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Counts {
    #[default]
    Everywhere,
    /// Where a word follows at once, and no mark: `too slow`, but not `is good too`.
    Before,
    /// Where nothing before it in its clause hangs on another: `more is needed`, but not `where help is needed`.
    Outright,
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
    /// Whether it names what ails, which may be dealt with, and not how something is done.
    #[serde(default)]
    pub(crate) thing: bool,
    /// Where alone it counts.
    #[serde(default)]
    pub(crate) counts: Counts,
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

/// Which way a quantity moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Way {
    Up,
    Down,
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
                return Err(LexiconError::NoNote(name.to_owned()));
            }
        }
        let names = lexicon.area.iter().chain(&lexicon.label);
        let areas = names.chain(&lexicon.heading).chain(&lexicon.section).map(|entry| &entry.of);
        for area in areas.chain(lexicon.topic.iter().flat_map(|topic| &topic.areas)) {
            AreaId::new(area).map_err(|_| LexiconError::Word(area.clone(), "area"))?;
        }
        lexicon.grades()?;
        lexicon.must_have_lists()?;
        lexicon.must_name_people()?;
        lexicon.must_be_few()?;
        Ok(lexicon)
    }

    /// Entries are told apart by their places, whoever is concerned by a bit.
    fn must_be_few(&self) -> Result<(), LexiconError> {
        let (bits, byte, two_bytes) = (64, 255, 65_535);
        let kinds = [
            ("people", self.people.len(), bits),
            ("quantity", self.quantity.len(), byte),
            ("movement", self.movement.len(), byte),
            ("grade", self.grade.len(), byte),
            ("topic", self.topic.len(), two_bytes),
            ("cue", self.cue.len(), two_bytes),
        ];
        match kinds.into_iter().find(|(_, n, most)| n > most) {
            Some((kind, n, most)) => Err(LexiconError::Many(kind, n, most)),
            None => Ok(()),
        }
    }

    /// Every list that is looked for is there, and no other.
    fn must_have_lists(&self) -> Result<(), LexiconError> {
        let known = || {
            LISTS.iter().map(|(_, table, name)| (*table, *name)).chain([ABBREVIATIONS, BODIES, BYSTANDERS])
        };
        for (table, name) in known() {
            self.list(table, name)?;
        }
        let listed =
            self.lists.iter().flat_map(|(table, lists)| lists.words.keys().map(move |name| (table, name)));
        for (table, name) in listed {
            if !known().any(|list| list == (table, name)) {
                return Err(LexiconError::List(format!("{table}.{name}"), "none that is looked for"));
            }
        }
        Ok(())
    }

    /// Those who do not act for the force are among the people.
    fn must_name_people(&self) -> Result<(), LexiconError> {
        let is_known = |who: &&String| self.people.iter().any(|entry| entry.of == **who);
        match self.bystanders()?.iter().find(|who| !is_known(who)) {
            Some(who) => Err(LexiconError::Word(who.clone(), "entry of `people`")),
            None => Ok(()),
        }
    }

    /// Every entry's name and note.
    fn notes(&self) -> Vec<(&str, &str)> {
        fn of<Of>(entries: &[Entry<Of>]) -> impl Iterator<Item = (&str, &str)> {
            entries.iter().map(|entry| (first(&entry.words), entry.note.as_str()))
        }
        fn first(words: &[String]) -> &str {
            words.first().map_or("", String::as_str)
        }
        let lists = self.lists.iter().map(|(table, lists)| (table.as_str(), lists.note.as_str()));
        let topics = self.topic.iter().map(|topic| (topic.title.as_str(), topic.note.as_str()));
        let cues = self.cue.iter().map(|cue| (first(&cue.words), cue.note.as_str()));
        let names = of(&self.area).chain(of(&self.label)).chain(of(&self.heading));
        let entries = names.chain(of(&self.section)).chain(of(&self.grade));
        lists
            .chain(topics)
            .chain(cues)
            .chain(entries)
            .chain(of(&self.people))
            .chain(of(&self.quantity))
            .chain(of(&self.movement))
            .collect()
    }

    /// A list of phrases.
    pub(crate) fn list(&self, table: &str, name: &str) -> Result<&[String], LexiconError> {
        let list = self.lists.get(table).and_then(|lists| lists.words.get(name));
        list.map(Vec::as_slice).ok_or_else(|| LexiconError::List(format!("{table}.{name}"), "not there"))
    }

    /// What no sentence ends after.
    pub(crate) fn abbreviations(&self) -> Result<&[String], LexiconError> {
        self.list(ABBREVIATIONS.0, ABBREVIATIONS.1)
    }

    /// What a force may be called after its short name.
    pub(crate) fn bodies(&self) -> Result<&[String], LexiconError> {
        self.list(BODIES.0, BODIES.1)
    }

    /// Those among the people who do not act for the force.
    pub(crate) fn bystanders(&self) -> Result<&[String], LexiconError> {
        self.list(BYSTANDERS.0, BYSTANDERS.1)
    }

    /// The grades, in the order of their entries.
    pub(crate) fn grades(&self) -> Result<Vec<Grade>, LexiconError> {
        let grade = |entry: &Entry<String>| {
            entry.of.parse().map_err(|_| LexiconError::Word(entry.of.clone(), "grade"))
        };
        self.grade.iter().map(grade).collect()
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
        let stem = phrase.trim_end().trim_end_matches('*');
        // `a *` would stand for `a` before anything, which is `a`.
        if phrase.contains(['(', ')', '|'])
            || stem.contains('*')
            || (stem.len() < phrase.trim_end().len() && stem.ends_with(' '))
        {
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
        for bad in ["(good", "good)", "a* b", "(a|b*) c", "a *"] {
            assert!(phrases(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn no_more_people_are_told_apart_than_there_are_bits() {
        let shipped = include_str!("../../../data/narrative.toml");
        let people = "\n[[people]]\nwho = \"a\"\nwords = [\"b\"]\nnote = \"c\"\n".repeat(61);
        assert!(Lexicon::parse(shipped).is_ok());
        let fault = Lexicon::parse(&format!("{shipped}{people}")).unwrap_err();
        assert_eq!(fault.to_string(), "the lexicon has 65 entries of `people`: expected at most 64");
    }
}
