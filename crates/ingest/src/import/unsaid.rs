//! What a title says that the names of the figures below it do not: `Sanction detections` over `Burglary`,
//! `Expected grades` over the areas of a cycle.
//!
//! No list can hold all that figures may be of, so it is turned round: words that say nothing of that are data
//! (`layouts/common.toml`), and any other is said.

use std::collections::BTreeSet;

use peel_model::{Severity, fold, shortened};

use crate::import::grades::SUPERSEDED;
use crate::import::layout::Role;
use crate::import::layouts::RANK_OF_OWN;
use crate::import::read::Reader;
use crate::import::rows::Classified;
use crate::import::says::TableSays;
use crate::import::time::is_prose;
use crate::import::title::telling;

impl Reader<'_, '_> {
    /// Says that a title narrows down what its layout takes it for.
    pub(crate) fn narrowed_title(&mut self, says: &TableSays) {
        let Some((row, words)) = &says.narrowed else { return };
        let Some(indicator) = says.of_table(false).filter(|_| self.values.kept > 0) else { return };
        let message = format!(
            "`{}` of the title narrows its figures down: they are read as {indicator}",
            shortened(words)
        );
        let hint = "name them with --indicator where that is not meant".to_owned();
        self.say(Severity::Note, "narrowed", (*row, 0), message, &[hint]);
    }

    /// Says where a title has words of which neither the names of the figures nor those of the registry have any.
    pub(crate) fn unsaid_words(&mut self, body: &Classified, says: &TableSays) {
        // What the user wrote for this very table is meant.
        let is_own = self.bound.layout.rank >= RANK_OF_OWN;
        let is_asked = is_own || self.context.options.indicator.is_some();
        let is_named = self.bound.title.is_some_and(|title| title.indicator.is_some())
            || self.column_of(Role::Indicator).is_some();
        if is_asked || is_named || self.values.kept == 0 {
            return;
        }
        let Some((first, names)) = self.names(body, says) else { return };
        let context = self.context;
        let registered = context.registry_words(self.bound.layout.gives.are_gradings());
        let is_told = |word: &str| names.contains(stem(word)) || registered.contains(word);
        let titles = self.shape.titles(self.grid);
        let titles = titles.into_iter().filter(|(_, text)| !is_prose(text) && !text.starts_with('['));
        let mut said = titles.filter_map(|(row, text)| {
            let word = telling(&text, context).into_iter().find(|word| !is_told(word))?;
            Some((row, text, word))
        });
        let Some((row, title, word)) = said.next() else { return };
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
            let own = says.indicator_of(figure, false, has_named, self.context);
            own.or_else(|| says.of_table(false).cloned())
        });
        let all: Vec<String> = all.collect();
        let registered = self.context.dataset.indicators.iter();
        let titles = registered.filter(|known| all.iter().any(|id| id == known.id.as_str()));
        let titles = titles.map(|known| known.title.as_str());
        let said = all.iter().chain(&self.shape.headers).map(String::as_str).chain(titles);
        let said: Vec<&str> = said.chain(body.sections.texts().map(|(_, text)| text)).collect();
        let words = fold(&said.join(" ")).split(' ').map(|word| stem(word).to_owned()).collect();
        all.into_iter().next().map(|first| (first, words))
    }
}

/// A word without the ending that makes it many.
pub(crate) fn stem(word: &str) -> &str {
    ["ies", "y", "es", "e", "s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}
