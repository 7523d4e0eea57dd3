//! Texts to readings: whom and when each is about, then block by block what it says.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use peel_model::{At, CycleId, Dataset, Diagnostic, ForceId, Place, Scale, Severity};
use rayon::prelude::*;

use crate::about::Titles;
use crate::finding::{InDoubt, Reading};
use crate::hits::Role;
use crate::lexicon::{Lexicon, LexiconError};
use crate::prose::{Block, Source};
use crate::text::Text;
use crate::tokens::Tokens;
use crate::vocabulary::{CycleAreas, Vocabulary};

/// A paragraph of a page that holds words of navigation is left out when it is as short as this, in words.
const SHORT_NOTICE: usize = 30;

/// Reads texts about the forces of a registry.
#[derive(Debug)]
pub struct Reader<'d> {
    dataset: &'d Dataset,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) abbreviations: BTreeSet<String>,
    cycles: BTreeMap<&'d CycleId, (CycleAreas<'d>, &'d Scale)>,
}

/// Whom and when a text is about, where the user says so.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The force; none: as the text says.
    pub force: Option<ForceId>,
    /// The cycle; none: as the text says.
    pub cycle: Option<CycleId>,
}

impl<'d> Reader<'d> {
    /// A reader of texts by the words of a lexicon.
    ///
    /// # Errors
    ///
    /// [`LexiconError`] when a phrase of the lexicon cannot be matched.
    pub fn new(lexicon: &Lexicon, dataset: &'d Dataset) -> Result<Self, LexiconError> {
        let vocabulary = Vocabulary::new(lexicon, dataset)?;
        let cycles = dataset.cycles.iter();
        let cycles = cycles
            .map(|cycle| (&cycle.id, (vocabulary.of_cycle(dataset, &cycle.id), &cycle.scale)))
            .collect();
        Ok(Self {
            dataset,
            vocabulary,
            abbreviations: lexicon.abbreviations()?.iter().cloned().collect(),
            cycles,
        })
    }

    /// Reads a text.
    ///
    /// # Errors
    ///
    /// An error diagnostic when it cannot be read, has no words, or neither the text nor the user says whom or when it is about.
    pub fn read(&self, source: &Source, told: &Told) -> Result<Reading, Box<Diagnostic>> {
        let mut blocks = source.blocks()?;
        if source.markup == crate::Markup::Html {
            self.drop_notices(&mut blocks);
        }
        let fault = |code, message: String, hint: String| {
            let place = Place { file: Arc::clone(&source.file), at: At::File };
            Box::new(Diagnostic::new(Severity::Error, code, place, message).with_hints(vec![hint]))
        };
        if blocks.is_empty() {
            let hint = "a page whose text is fetched later is saved without it: copy its text into a file";
            return Err(fault("empty", "there are no words in it".to_owned(), hint.to_owned()));
        }
        let titles =
            Titles::read(&source.file, &blocks, &self.vocabulary, self.dataset, told.force.is_some());
        let missing = |what: &str, option: &str| {
            let message = format!("neither its titles nor its name say which {what} it is about");
            let hint = format!("say it with `--{option}`; `peel list {option}s` has the names");
            fault("unnamed", message, hint)
        };
        let noun = &self.dataset.about.noun;
        let contradictions = self.contradictions(source, &titles, told);
        let place = |force: &ForceId| {
            let place = self.vocabulary.forces.iter().position(|other| other == force);
            place.and_then(|place| u16::try_from(place).ok())
        };
        let entitled = titles.force.as_ref().filter(|_| titles.force_at.is_some()).and_then(place);
        let force = told.force.clone().or(titles.force).ok_or_else(|| missing(noun, "force"))?;
        let cycle = told.cycle.clone().or(titles.cycle).ok_or_else(|| missing("cycle", "cycle"))?;
        let reading = Reading {
            file: Arc::clone(&source.file),
            force,
            cycle,
            inspector: titles.inspector,
            contradictions,
            text: String::new(),
            parts: Vec::new(),
            sentences: Vec::new(),
            findings: Vec::new(),
            in_doubt: InDoubt::default(),
        };
        let (areas, scale) =
            self.cycles.get(&reading.cycle).ok_or_else(|| missing("cycle of the data", "cycle"))?;
        let own = place(&reading.force);
        let mut text = Text::new(self, source, (areas, scale), own, reading);
        text.entitled = entitled;
        text.read(&blocks);
        Ok(text.reading)
    }

    /// Where a text's titles name another force or cycle than the user.
    fn contradictions(&self, source: &Source, titles: &Titles, told: &Told) -> Vec<Diagnostic> {
        let short_name = |force| self.dataset.short_name(force);
        let pairs = [
            (
                "force-contradiction",
                &titles.force_at,
                titles.force.as_ref().map(short_name),
                told.force.as_ref().map(short_name),
            ),
            (
                "cycle-contradiction",
                &titles.cycle_at,
                titles.cycle.as_ref().map(CycleId::as_str),
                told.cycle.as_ref().map(CycleId::as_str),
            ),
        ];
        let contradiction = |(code, at, named, asked): (_, &Option<Range<usize>>, Option<&str>, _)| {
            let (at, named, asked) = (at.clone()?, named?, asked?);
            let message =
                format!("the title names {named}; {asked}, as asked for, is taken, and no grade as stated");
            let said = || source.said((Severity::Warning, code), source.within(&at), message);
            let hint = "leave out `--force` and `--cycle` where the title is right; where they are, take the title out";
            (named != asked).then(|| said().with_hints(vec![hint.to_owned()]))
        };
        pairs.into_iter().filter_map(contradiction).collect()
    }

    /// Reads texts on all cores, in their order.
    #[must_use]
    pub fn read_all(&self, sources: &[Source], told: &Told) -> Vec<Result<Reading, Box<Diagnostic>>> {
        sources.par_iter().map(|source| self.read(source, told)).collect()
    }

    /// Leaves out short paragraphs of a page that hold words of navigation and notices.
    fn drop_notices(&self, blocks: &mut Vec<Block>) {
        let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
        blocks.retain(|block| {
            if !block.has_at_most(SHORT_NOTICE) {
                return true;
            }
            tokens.fold(&block.text);
            self.vocabulary.find(&tokens, &mut hits);
            !hits.iter().any(|hit| hit.role == Role::Page)
        });
    }
}
