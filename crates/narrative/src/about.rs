//! Whom and when a text is about, where its titles say so, else its file's name.

use std::collections::BTreeMap;
use std::ops::Range;

use peel_model::{CycleId, Dataset, ForceId, fold};

use crate::hits::{Hit, Role};
use crate::prose::{Block, Kind};
use crate::tokens::Tokens;
use crate::vocabulary::Vocabulary;

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
    /// Where the title that names the force stands in the source, in bytes; none where a sentence or the file's name does.
    pub(crate) force_at: Option<Range<usize>>,
    /// The same of the cycle.
    pub(crate) cycle_at: Option<Range<usize>>,
}

impl Titles {
    /// Reads the titles of a text. The whole of it is only looked through where nothing else says whom it is about, and
    /// `is_told` says that the user did not either.
    pub(crate) fn read(
        file: &str,
        blocks: &[Block],
        vocabulary: &Vocabulary,
        dataset: &Dataset,
        is_told: bool,
    ) -> Self {
        let mut titles = Self::default();
        let mut tokens = Tokens::default();
        let mut hits = Vec::new();
        let is_title = |(_, block): &(usize, &Block)| block.heading().is_some() || block.has_at_most(16);
        for (at, block) in blocks.iter().take(FIRST_BLOCKS).enumerate().filter(is_title) {
            tokens.fold(&block.text);
            vocabulary.find(&tokens, &mut hits);
            // What ends as a sentence does may speak of another force or year.
            let is_marked = matches!(block.kind, Kind::Heading(_));
            let is_sentence = !is_marked && block.text.trim_end().ends_with(['.', '!', '?', ':']);
            let place = || (!is_sentence).then(|| block.source(0..block.text.trim_end().len()));
            let named = match forces(&hits).as_slice() {
                [force] => vocabulary.forces.get(usize::from(*force)).cloned(),
                [] => spelled(&block.text, dataset),
                _ => None,
            };
            // A row or an item says whose it is itself, and that only; a text may open with its title as one.
            let is_title = at == 0 || !matches!(block.kind, Kind::Row { .. } | Kind::Item);
            if let (Some(force), None) = (named.filter(|_| is_title), &titles.force) {
                titles.force = Some(force);
                titles.force_at = place();
            }
            if titles.cycle.is_none() {
                titles.cycle = cycle(&block.text, dataset, true);
                titles.cycle_at = titles.cycle.as_ref().and_then(|_| place());
            }
            titles.inspector = titles.inspector.or_else(|| inspector(&block.text, &tokens, &hits));
        }
        let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
        let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        if titles.force.is_none() && !is_told {
            tokens.fold(name);
            vocabulary.find(&tokens, &mut hits);
            let named = forces(&hits);
            let of_name = if let [force] = named.as_slice() { Some(*force) } else { None };
            let force = of_name.or_else(|| most_named(blocks, vocabulary));
            titles.force = force.and_then(|force| vocabulary.forces.get(usize::from(force)).cloned());
        }
        titles.cycle = titles.cycle.or_else(|| cycle(name, dataset, false));
        titles
    }
}

/// The force that stands alone before a title's first sign, under any spelling: `Metropolitan: PEEL 2014`.
fn spelled(title: &str, dataset: &Dataset) -> Option<ForceId> {
    let ends = [":", " - ", " – ", " — "].iter().filter_map(|sign| title.find(sign));
    let name = &title[..ends.min()?];
    dataset.force_names.has(name).then(|| dataset.resolve_force(name).ok()).flatten()
}

/// The forces named, each once, without those whose name is part of a longer one.
pub(crate) fn forces(hits: &[Hit]) -> Vec<u16> {
    let of = |hit: &Hit| if let Role::Force(force) = hit.role { Some(force) } else { None };
    let mut forces = Vec::new();
    // Hits begin in order, the longest first: what ends before another did is part of it.
    let mut end = 0;
    for hit in hits {
        if let Some(force) = of(hit).filter(|_| hit.words.end > end) {
            forces.push(force);
            end = hit.words.end;
        }
    }
    forces.sort_unstable();
    forces.dedup();
    forces
}

/// The force named in the most paragraphs, at least twice as many as any other.
fn most_named(blocks: &[Block], vocabulary: &Vocabulary) -> Option<u16> {
    let (mut tokens, mut hits) = (Tokens::default(), Vec::new());
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for block in blocks {
        tokens.fold(&block.text);
        vocabulary.find(&tokens, &mut hits);
        for force in forces(&hits) {
            *counts.entry(force).or_default() += 1;
        }
    }
    let (force, most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let next = counts.iter().filter(|(other, _)| *other != force).map(|(_, n)| *n).max().unwrap_or(0);
    (*most >= 2 * next && *most > 1).then_some(*force)
}

/// The cycle a title names: by its label, by the years it lasts or, with a word of the label or in a file's name, by the
/// year that is its identifier.
fn cycle(title: &str, dataset: &Dataset, needs_word: bool) -> Option<CycleId> {
    let title = format!(" {} ", fold(title));
    let has = |words: &str| !words.is_empty() && title.contains(&format!(" {words} "));
    let named = dataset.cycles.iter().filter(|cycle| {
        let (label, id) = (fold(&cycle.label), fold(cycle.id.as_str()));
        let word = label.split(' ').find(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()));
        has(&label)
            || spans(&id).iter().any(|span| has(span))
            || (has(&id) && (!needs_word || word.is_some_and(has)))
    });
    // The longest identifier: `2018-19` before `2018`.
    named.max_by_key(|cycle| cycle.id.as_str().len()).map(|cycle| cycle.id.clone())
}

/// How the years of a cycle that lasts several are written, folded; none of a cycle of one.
fn spans(id: &str) -> Vec<String> {
    let Some((first, last)) = id.split_once(' ').filter(|(first, _)| first.len() == 4) else {
        return Vec::new();
    };
    let whole = if last.len() == 2 { format!("{}{last}", &first[..2]) } else { last.to_owned() };
    vec![id.to_owned(), format!("{first} {whole}"), format!("{first} to {whole}")]
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
