//! Whom and when a text is about, where its titles say so, else its file's name.

use std::collections::BTreeMap;

use peel_model::{CycleId, Dataset, ForceId, fold};

use crate::prose::Block;
use crate::tokens::Tokens;
use crate::vocabulary::{Hit, Role, Vocabulary};

/// How many blocks from the start may say what a text is about.
const FIRST_BLOCKS: usize = 24;
/// The most words of an inspector's name.
const MOST_NAMES: usize = 4;

/// What a text says it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Titles {
    pub(crate) force: Option<ForceId>,
    pub(crate) cycle: Option<CycleId>,
    pub(crate) inspector: Option<String>,
}

impl Titles {
    /// Reads the titles of a text.
    pub(crate) fn read(file: &str, blocks: &[Block], vocabulary: &Vocabulary, dataset: &Dataset) -> Self {
        let mut titles = Self::default();
        let mut tokens = Tokens::default();
        let mut hits = Vec::new();
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        for (at, block) in blocks.iter().enumerate() {
            tokens.fold(&block.text);
            vocabulary.find(&tokens, &mut hits);
            let forces = forces(&hits);
            for force in &forces {
                *counts.entry(*force).or_default() += 1;
            }
            let is_title = block.heading.is_some() || block.n_words() <= 16;
            if at < FIRST_BLOCKS && is_title {
                if let ([force], None) = (forces.as_slice(), &titles.force) {
                    titles.force = vocabulary.forces.get(usize::from(*force)).cloned();
                }
                titles.cycle = titles.cycle.or_else(|| cycle(&block.text, dataset, true));
                titles.inspector = titles.inspector.or_else(|| inspector(&block.text, &tokens, &hits));
            }
        }
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        titles.force = titles.force.or_else(|| {
            tokens.fold(name);
            vocabulary.find(&tokens, &mut hits);
            let named = forces(&hits);
            let of_name = if let [force] = named.as_slice() { Some(*force) } else { None };
            let force = of_name.or_else(|| most_named(&counts))?;
            vocabulary.forces.get(usize::from(force)).cloned()
        });
        titles.cycle = titles.cycle.or_else(|| cycle(name, dataset, false));
        titles
    }
}

/// The forces named, each once, without those whose name is part of a longer one.
fn forces(hits: &[Hit]) -> Vec<u16> {
    let of = |hit: &Hit| if let Role::Force(force) = hit.role { Some(force) } else { None };
    let is_within = |one: &Hit| {
        hits.iter().any(|other| {
            of(other).is_some()
                && other.words.len() > one.words.len()
                && other.words.start <= one.words.start
                && other.words.end >= one.words.end
        })
    };
    let mut forces: Vec<u16> = hits.iter().filter(|hit| !is_within(hit)).filter_map(of).collect();
    forces.sort_unstable();
    forces.dedup();
    forces
}

/// The force named in the most paragraphs, at least twice as many as any other.
fn most_named(counts: &BTreeMap<u16, usize>) -> Option<u16> {
    let (force, most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let next = counts.iter().filter(|(other, _)| *other != force).map(|(_, n)| *n).max().unwrap_or(0);
    (*most >= 2 * next && *most > 1).then_some(*force)
}

/// The cycle a title names: by its label or, with a word of the label or in a file's name, by its identifier.
fn cycle(title: &str, dataset: &Dataset, needs_word: bool) -> Option<CycleId> {
    let title = format!(" {} ", fold(title));
    let has = |words: &str| !words.is_empty() && title.contains(&format!(" {words} "));
    let named = dataset.cycles.iter().filter(|cycle| {
        let (label, id) = (fold(&cycle.label), fold(cycle.id.as_str()));
        let word = label.split(' ').find(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()));
        has(&label) || (has(&id) && (!needs_word || word.is_some_and(has)))
    });
    // The longest identifier: `2018-19` before `2018`.
    named.max_by_key(|cycle| cycle.id.as_str().len()).map(|cycle| cycle.id.clone())
}

/// The name after an inspector's title: `HMI Ann Smith's assessment`.
fn inspector(text: &str, tokens: &Tokens, hits: &[Hit]) -> Option<String> {
    let hit = hits.iter().filter(|hit| hit.role == Role::Inspector).max_by_key(|hit| hit.words.end)?;
    let mut end = hit.words.end;
    let mut last = None;
    while end < hit.words.end + MOST_NAMES && end < tokens.len() {
        let word = &text[tokens.span(end..end + 1)];
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        last = Some(end);
        end += 1;
    }
    Some(text[tokens.span(hit.words.end..last? + 1)].to_owned())
}
