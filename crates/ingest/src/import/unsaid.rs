//! What a title says that the names of the figures below it do not: `Sanction detections` over `Burglary`,
//! `Expected grades` over the areas of a cycle.
//!
//! No list can hold all that figures may be of, so it is turned round: words that say nothing of that are data
//! (`layouts/common.toml`), and any other is said.

use std::collections::BTreeSet;

use peel_model::{Severity, fold, shortened};

use crate::cell::period::{self, Part};
use crate::import::bind::Header;
use crate::import::context::Context;
use crate::import::grades::SUPERSEDED;
use crate::import::layout::Role;
use crate::import::read::Reader;
use crate::import::rows::Classified;
use crate::import::says::TableSays;
use crate::import::time::is_prose;
use crate::import::title::{about_the_table, without_number};
use crate::import::unit::Unit;

impl Reader<'_, '_> {
    /// Says where a title has words of which neither the names of the figures nor those of the registry have any.
    pub(crate) fn unsaid_words(&mut self, body: &Classified, says: &TableSays) {
        let is_known = self.bound.layout.rank > 0 || self.context.options.indicator.is_some();
        let is_named = self.bound.title.is_some_and(|title| title.indicator.is_some())
            || self.column_of(Role::Indicator).is_some();
        if is_known || is_named || self.values.kept == 0 {
            return;
        }
        let Some((first, names)) = self.names(body, says) else { return };
        let context = self.context;
        let registered = context.registry_words(self.bound.layout.gives.are_gradings());
        let is_told = |word: &str| names.contains(stem(word)) || registered.contains(word);
        let titles = self.shape.titles(self.grid).into_iter().filter(|(_, text)| !is_prose(text));
        let said = titles.map(|(row, text)| {
            let words = telling(&text, context);
            (row, text, words.into_iter().find(|word| !is_told(word)))
        });
        let said: Vec<_> = said.collect();
        let Some((row, title, word)) =
            said.into_iter().find_map(|(row, text, word)| Some((row, text, word?)))
        else {
            return;
        };
        let message = format!(
            "`{word}` of the title `{}` is said of no figure: they are read as {first}",
            shortened(&title)
        );
        let hint = if self.bound.layout.gives.are_gradings() {
            "leave such grades out where they are not the inspectorate's, or not of these areas"
        } else {
            "name them whole where it matters: `Burglary charges`, or --indicator"
        };
        self.say(Severity::Warning, "unsaid-words", (row, 0), message, &[hint.to_owned()]);
    }

    /// The name of the first figure, and the words in those of all; none where no column is of figures.
    fn names(&self, body: &Classified, says: &TableSays) -> Option<(String, BTreeSet<String>)> {
        if self.bound.layout.gives.are_gradings() {
            // That grades were replaced is kept as their status.
            let status = BTreeSet::from([SUPERSEDED.to_owned()]);
            return Some(("grades of the inspectorate".to_owned(), status));
        }
        let columns = self.value_columns();
        let has_named = self.bound.has_named_columns();
        let all = columns.iter().filter_map(|(.., figure)| {
            let own = says.indicator_of(figure, false, has_named);
            own.or_else(|| says.of_table(false).cloned())
        });
        let all: Vec<String> = all.collect();
        let said = all.iter().chain(&self.shape.headers).map(String::as_str);
        let said: Vec<&str> = said.chain(body.sections.texts().map(|(_, text)| text)).collect();
        let words = fold(&said.join(" ")).split(' ').map(|word| stem(word).to_owned()).collect();
        all.into_iter().next().map(|first| (first, words))
    }
}

/// A title as the name of the figures below it, where no column has one: `Arrests` over `Male` and `Female`. None where
/// it is a sentence, or of a rate over `counts`, says nothing of figures, or more of the time than is understood.
pub(crate) fn whole_title(title: &str, counts: bool, context: &Context<'_>) -> Option<String> {
    const LONGEST: usize = 80;
    const OF_TIME: [&str; 8] =
        ["year", "years", "calendar", "financial", "ending", "quarter", "month", "months"];
    let unit = Unit::of(title, context.layouts.units());
    let is_of_others = unit == Some(Unit::Change) || (counts && unit.is_some_and(Unit::is_rate));
    if is_prose(title) || is_of_others || telling(title, context).is_empty() {
        return None;
    }
    let name = Header::of(without_number(about_the_table(title))).rest;
    let is_plain = |after: &str| fold(after).split(' ').all(|word| context.layouts.is_plain(word));
    let name = name.split_once(" by ").filter(|(_, after)| is_plain(after)).map_or(&*name, |(name, _)| name);
    // `Theft in England and Wales`, `Joiners in the` before a year that is taken off.
    let places = context.registry_words(false);
    let is_beside = |word: &str| {
        let word = fold(word);
        places.contains(&word) || ["in", "the", "and", "of", "for", "at"].contains(&word.as_str())
    };
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.last().is_some_and(|word| is_beside(word)) {
        words.pop();
    }
    let is_time =
        |word: &str| OF_TIME.contains(&word) || Part::read(word).is_some() || period::read(word).is_some();
    let is_name = !words.is_empty() && !words.iter().any(|word| is_time(&fold(word)));
    let name = words.join(" ");
    (is_name && name.len() <= LONGEST && !name.ends_with(" from")).then_some(name)
}

/// The words of a title that may say what figures are of.
fn telling(title: &str, context: &Context<'_>) -> Vec<String> {
    let text = without_number(about_the_table(title));
    let mut rest = text.to_owned();
    for (range, _) in period::find(text).iter().rev() {
        rest.replace_range(range.clone(), " ");
    }
    let is_word = |word: &&str| word.len() > 1 && !word.contains(|letter: char| letter.is_ascii_digit());
    let folded = fold(&rest);
    let words = folded.split(' ').filter(is_word).filter(|word| !context.layouts.is_plain(word));
    words.map(str::to_owned).collect()
}

/// A word without the ending that makes it many.
fn stem(word: &str) -> &str {
    ["ies", "y", "es", "e", "s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}
