//! What a title says that the names of the figures below it do not: `Sanction detections` over `Burglary`,
//! `Expected grades` over the areas of a cycle.
//!
//! No list can hold all that figures may be of, so it is turned round: words that say nothing of that are data
//! (`layouts/common.toml`), and any other is said.

use std::collections::BTreeSet;

use peel_model::{AreaId, Severity, fold, shortened};

use crate::import::bind::Figure;
use crate::import::context::Context;
use crate::import::grades::{GradeTitles, SUPERSEDED};
use crate::import::layout::Role;
use crate::import::layouts::RANK_OF_OWN;
use crate::import::parts;
use crate::import::read::Reader;
use crate::import::rows::Classified;
use crate::import::says::TableSays;
use crate::import::time::is_prose;
use crate::import::title::telling;
use crate::import::unit::names;
use crate::import::unused::{Lacking, lacking};

/// The code of words that are said of no figure.
pub(crate) const UNSAID: &str = "unsaid-words";

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
        if self.is_of_user() || self.values.kept == 0 {
            return;
        }
        if self.is_told_by_rows() {
            return self.unsaid_name(body, says);
        }
        let Some((mut first, _)) = self.names(body, says) else { return };
        let pillar = self.titled_pillar();
        if let Some(pillar) = &pillar {
            first = format!("grades of {pillar}");
        }
        let is_measured =
            |title: &str, word: &str| self.measured.is_some() && self.measure_of(title, word).is_some();
        let unsaid = self.unsaid(body, says).into_iter().find(|(_, title, word)| !is_measured(title, word));
        let Some((row, title, word)) = unsaid else {
            if self.measured.is_none() {
                self.unsaid_name(body, says);
            }
            return;
        };
        let message = format!(
            "`{word}` of the title `{}` is said of no figure: they are read as {first}",
            shortened(&title)
        );
        let hint = if pillar.is_some() {
            "name the area where they are of a part of it: --area AREA; `peel list areas` has them"
        } else if self.bound.layout.gives.are_gradings() {
            "leave such grades out where they are not the inspectorate's, or not of these areas"
        } else {
            "name them whole where it matters: `Burglary charges`, or --indicator"
        };
        self.say(Severity::Warning, UNSAID, (row, 0), message, &[hint.to_owned()]);
    }

    /// Whether the user says what the figures are of.
    fn is_of_user(&self) -> bool {
        self.bound.layout.rank >= RANK_OF_OWN || self.context.options.indicator.is_some()
    }

    /// Whether the rows, or what a layout says of the title, name what the figures are of.
    fn is_told_by_rows(&self) -> bool {
        self.bound.title.is_some_and(|title| title.indicator.is_some())
            || self.column_of(Role::Indicator).is_some()
    }

    /// The words of the titles of which neither the names of the figures nor those of the registry have any, each with its
    /// row and title.
    pub(crate) fn unsaid(&self, body: &Classified, says: &TableSays) -> Vec<(usize, String, String)> {
        let Some((_, names)) =
            self.names(body, says).filter(|_| !self.is_of_user() && !self.is_told_by_rows())
        else {
            return Vec::new();
        };
        let context = self.context;
        let pillar = self.titled_pillar();
        // Words of other areas are said of none of the grades of a pillar.
        let mut registered =
            context.registry_words(self.bound.layout.gives.are_gradings() && pillar.is_none());
        registered.extend(pillar.map(|pillar| pillar.to_string()));
        // `part-time` is told by both of its words.
        let is_in_names = |word: &str| names.contains(stem(word)) || is_done(word, &names);
        let is_named = |word: &str| word.split('-').all(is_in_names) || is_measured_in(word, &names);
        let is_told = |word: &str| is_named(word) || registered.contains(word);
        let titles = self.shape.titles(self.grid);
        let titles = titles.into_iter().filter(|(_, text)| !is_prose(text) && !text.starts_with('['));
        let unsaid = titles.flat_map(|(row, text)| {
            let words = telling(&text, context).into_iter().filter(|word| !is_told(word));
            words.map(|word| (row, text.clone(), word)).collect::<Vec<_>>()
        });
        unsaid.collect()
    }

    /// The pillar that the table's titles alone say its grades are of.
    fn titled_pillar(&self) -> Option<AreaId> {
        lacking(self.bound).contains(&Lacking::Area).then_some(())?;
        GradeTitles::of(self.grid, self.shape, self.context).pillar(self.context)
    }

    /// Says where the name of the sheet or the file says what is counted, and neither a title nor the name of a figure
    /// does: `arrests-by-offence.csv` over rows of offences.
    fn unsaid_name(&mut self, body: &Classified, says: &TableSays) {
        if self.bound.layout.gives.are_gradings() {
            return;
        }
        let context = self.context;
        let stems = |text: &str| fold(text).split(' ').map(|word| stem(word).to_owned()).collect::<Vec<_>>();
        let Some((name, word)) = names(self.grid).into_iter().find_map(|name| {
            let folded = fold(&name);
            let word = folded.split(' ').find(|word| context.layouts.is_counted(word))?.to_owned();
            Some((name, word))
        }) else {
            return;
        };
        let titles = self.shape.titles(self.grid).into_iter().map(|(_, text)| text);
        let mut told: BTreeSet<String> = titles.flat_map(|text| stems(&text)).collect();
        let (first, named) = self.names(body, says).unwrap_or_default();
        told.extend(named);
        told.extend(self.shape.headers.iter().flat_map(|header| stems(header)));
        let of_table = says.of_table(false).cloned().unwrap_or_default();
        told.extend(stems(&of_table));
        let of_rows =
            [Role::Indicator, Role::Dimension].into_iter().flat_map(|role| self.bound.of_role(role));
        let texts: BTreeSet<&str> = of_rows
            .flat_map(|column| self.shape.body.clone().map(move |row| (row, column)))
            .map(|(row, column)| self.grid.text(row, column))
            .collect();
        told.extend(texts.iter().flat_map(|text| stems(text)));
        // `Charged` in the rows of `charges.csv`.
        if told.iter().any(|told| told.starts_with(stem(&word))) {
            return;
        }
        let first_text = || texts.iter().find(|text| !text.is_empty()).map(|text| fold(text));
        let read_as = Some(first).filter(|first| !first.is_empty()).or_else(first_text).unwrap_or_default();
        let message = format!(
            "`{word}` of the name `{}` is said of no figure: they are read as {read_as}",
            shortened(&name)
        );
        let hint = "say it in a title above the table, `Arrests by police force area`, or with --indicator"
            .to_owned();
        self.say(Severity::Warning, UNSAID, (self.shape.body.start, 0), message, &[hint]);
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
        // `Total arrests`, and `Total` under a title of arrests, beside `Robbery` say the word of themselves alone.
        let is_total = |figure: &Figure| {
            let words = fold(&figure.words);
            parts::is_whole(&words) || ["total ", "all "].iter().any(|lead| words.starts_with(lead))
        };
        let are_totals = columns.iter().all(|(.., figure)| is_total(figure));
        let is_apart = |figure: &Figure| is_total(figure) && !are_totals;
        let all = columns.iter().filter(|(.., figure)| !is_apart(figure)).filter_map(|(.., figure)| {
            let own = says.indicator_of(figure, false, has_named, self.context);
            own.or_else(|| says.of_table(false).cloned())
        });
        let all: Vec<String> = all.collect();
        let of_table = says.of_table(false);
        let registered = self.context.dataset.indicators.iter();
        let titles = registered.filter(|known| all.iter().any(|id| id == known.id.as_str()));
        let titles = titles.map(|known| known.title.as_str());
        let totals: BTreeSet<usize> =
            columns.iter().filter(|(.., figure)| is_apart(figure)).map(|(column, ..)| *column).collect();
        let headers = self.shape.headers.iter().enumerate();
        let headers = headers.filter(|(column, _)| !totals.contains(column)).map(|(_, header)| header);
        let said = all.iter().chain(headers).map(String::as_str).chain(titles);
        let measured = says.measured.map(|measure| match measure {
            "fte" => "fte full time equivalents",
            other => other,
        });
        let said = said.chain(body.sections.worded()).chain(measured);
        // Of a long name the identifier has both ends alone.
        let said = said.chain(says.in_full.as_deref().filter(|_| all.iter().any(|id| Some(id) == of_table)));
        let said: Vec<&str> = said.chain(self.grid.sheet_apart.as_deref()).collect();
        let words = fold(&said.join(" ")).split(' ').map(|word| stem(word).to_owned()).collect();
        all.into_iter().next().map(|first| (first, words))
    }
}

/// Whether a word is of doing what others say is done: `answering` beside `answered`.
fn is_done(word: &str, names: &BTreeSet<String>) -> bool {
    let doing = word.strip_suffix("ing").filter(|doing| doing.len() > 2);
    doing.is_some_and(|doing| names.contains(&format!("{doing}ed")))
}

/// Whether a word is of times, and others say in what these are: `times` beside `seconds`.
fn is_measured_in(word: &str, names: &BTreeSet<String>) -> bool {
    let are_told = || ["seconds", "minutes", "hours"].iter().any(|unit| names.contains(stem(unit)));
    stem(word) == stem("times") && are_told()
}

/// The words of a text that tell what it is about, without their endings.
pub(crate) fn telling_stems(text: &str, context: &Context<'_>) -> BTreeSet<String> {
    telling(text, context).iter().map(|word| stem(word).to_owned()).collect()
}

/// A word without the ending that makes it many.
pub(crate) fn stem(word: &str) -> &str {
    ["ies", "y", "es", "e", "s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}
