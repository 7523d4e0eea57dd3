//! What a title says is counted of the offences that its columns name: `Arrests by offence group` over `Robbery`.
//!
//! Such figures are never those of recorded crime. Where the title counts one thing its word is a part of their names,
//! `arrests-robbery`; where it speaks of several nobody knows which is meant.

use std::collections::BTreeSet;

use peel_model::{Severity, fold, shortened};

use crate::import::bind::Figure;
use crate::import::faults::Fault;
use crate::import::parts;
use crate::import::read::Reader;
use crate::import::rows::Classified;
use crate::import::says::{Heading, TableSays};
use crate::import::slug::slug;
use crate::import::unit::Unit;
use crate::import::unsaid::UNSAID;
use crate::import::upper::is_of_others;

/// How words for what is done about an offence begin, and the word for it in a name.
const MEASURES: [(&str, &str); 13] = [
    ("arrest", "arrests"),
    ("caution", "cautions"),
    ("charge", "charges"),
    ("charging", "charges"),
    ("convict", "convictions"),
    ("cost", "cost"),
    ("detect", "detections"),
    ("median", "median"),
    ("outcome", "outcomes"),
    ("proceeding", "proceedings"),
    ("prosecut", "prosecutions"),
    ("sentenc", "sentences"),
    ("summons", "summonses"),
];

/// People who are counted; of a share of them the title says something else.
const PEOPLE: [&str; 4] = ["defendants", "offenders", "suspects", "victims"];

/// What a title says is counted of all that its columns name.
#[derive(Debug, Clone)]
pub(crate) enum Measured {
    /// One thing.
    One(&'static str),
    /// Perhaps one of several.
    Doubtful(Fault),
}

/// What a word says is counted.
fn measure(word: &str) -> Option<&'static str> {
    let people = || PEOPLE.into_iter().find(|people| *people == word);
    MEASURES.iter().find(|(start, _)| word.starts_with(start)).map(|(_, name)| *name).or_else(people)
}

impl Reader<'_, '_> {
    /// What the titles say is counted, where neither the names of the figures nor their headers do; said once.
    pub(crate) fn titled_measure(&mut self, body: &Classified, says: &TableSays) -> Option<Measured> {
        let columns = self.value_columns();
        let named = columns.iter().find(|(_, _, figure)| is_named(figure));
        // `Male` beside columns that have names is a part of what the title counts.
        let named = named.or_else(|| columns.iter().find(|(_, _, figure)| is_bare_part(figure)))?;
        let unsaid = self.unsaid(body, says);
        // `Median` says of figures what they are, and is in no name of an offence.
        let medians = self.medians();
        let words = unsaid.iter().map(|(row, title, word)| (*row, title, word.as_str()));
        let words = words.chain(medians.iter().map(|(row, title)| (*row, title, "median")));
        let found: Vec<(usize, &String, &'static str)> = words
            .filter_map(|(row, title, word)| Some((row, title, self.measure_of(title, word)?)))
            .collect();
        let (row, title, first) = *found.first()?;
        let all: BTreeSet<&str> = found.iter().map(|(.., name)| *name).collect();
        let folded = fold(title);
        let words: Vec<&str> = folded.split(' ').collect();
        let is_joined =
            |pair: &[&str]| matches!(pair, [word, "and"] | ["and", word] if measure(word).is_some());
        let title = shortened(title);
        let example = named.2.indicator.clone().unwrap_or_default();
        if all.len() > 1 || words.windows(2).any(is_joined) {
            let message = format!(
                "the title `{title}` speaks of {first} beside other things, and does not say which of them {example} is of"
            );
            let hint = "name the columns whole: `Burglary charges`, or with --indicator".to_owned();
            return Some(Measured::Doubtful(Fault { code: UNSAID, message, hints: vec![hint] }));
        }
        let message = format!(
            "the title `{title}` counts {first}: the columns are read as {first}-{example} and alike"
        );
        self.say(Severity::Note, "titled-measure", (row, 0), message, &[]);
        Some(Measured::One(first))
    }

    /// What a word of a title says is counted.
    pub(crate) fn measure_of(&self, title: &str, word: &str) -> Option<&'static str> {
        let is_of_rates = || self.unit_of(title).is_some_and(Unit::is_rate);
        measure(word).filter(|name| !(PEOPLE.contains(name) && is_of_rates()))
    }

    /// The titles that speak of medians, where no header does.
    fn medians(&self) -> Vec<(usize, String)> {
        let says = |text: &str| fold(text).split(' ').any(|word| measure(word) == Some("median"));
        if self.shape.headers.iter().any(|header| says(header)) {
            return Vec::new();
        }
        self.shape.titles(self.grid).into_iter().filter(|(_, text)| says(text)).collect()
    }
}

/// Whether a header names what its figures are by itself, and neither people or money to whom nothing happened, nor what
/// became of it: `Robbery charged`.
fn is_named(figure: &Figure) -> bool {
    let is_whole = !is_of_others(&figure.words) && parts::kind(&figure.words).is_none();
    figure.indicator.is_some() && figure.heading == Heading::Name && is_whole
}

/// Whether a header says only of which part its figures are.
fn is_bare_part(figure: &Figure) -> bool {
    figure.indicator.is_some() && figure.heading == Heading::Breakdown
}

impl Measured {
    /// The name of a figure, with what is counted of it.
    pub(crate) fn of(&self, named: String, figure: &Figure) -> Result<String, Fault> {
        match self {
            Self::One(measure) if is_bare_part(figure) && named == slug(&figure.words) => {
                Ok(if parts::is_whole(&figure.words) {
                    (*measure).to_owned()
                } else {
                    slug(&format!("{measure} {named}"))
                })
            }
            _ if !is_named(figure) => Ok(named),
            Self::One(measure) => Ok(slug(&format!("{measure} {named}"))),
            Self::Doubtful(fault) => Err(fault.clone()),
        }
    }
}
