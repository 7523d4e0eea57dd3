//! The lexicon and the names of a registry made ready for matching: one pass over a sentence finds every phrase.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;

use daachorse::DoubleArrayAhoCorasick;
use peel_model::{Area, AreaId, CycleId, Dataset, ForceId, Grade, Level};

use crate::hits::{Hit, LISTS, Role};
use crate::lexicon::{Change, Counts, Entry, Good, Lexicon, LexiconError, Side, Takes, Way, phrases};
use crate::tokens::{Tokens, phrase};

/// A cue's entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    pub(crate) side: Side,
    pub(crate) strength: u8,
    pub(crate) takes: Takes,
    pub(crate) is_thing: bool,
    pub(crate) counts: Counts,
    pub(crate) change: Option<Change>,
}

/// Everything that is looked for.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    /// What is looked for in every sentence.
    words: Finder,
    /// What is looked for where a grade may be stated.
    statements: Finder,
    /// What is looked for where nothing judges.
    practice: Finder,
    pub(crate) cues: Vec<Cue>,
    pub(crate) quantities: Vec<Good>,
    pub(crate) movements: Vec<Way>,
    pub(crate) grades: Vec<Grade>,
    pub(crate) people: Vec<String>,
    /// By people: whether they act for the force.
    act: Vec<bool>,
    pub(crate) topics: Vec<String>,
    /// By topic: whether it gives way to any other of its area.
    pub(crate) broad: Vec<bool>,
    pub(crate) areas: Vec<AreaId>,
    pub(crate) forces: Vec<ForceId>,
    topic_areas: Vec<Vec<u16>>,
}

/// Phrases made ready, with what each is.
struct Finder {
    automaton: DoubleArrayAhoCorasick<u32>,
    /// The roles of all phrases, one phrase's after the other's, and by phrase where its own end.
    roles: Vec<Role>,
    ends: Vec<u32>,
}

impl Finder {
    /// Of phrases in their order.
    fn new(phrases: Phrases) -> Result<Self, LexiconError> {
        let (mut texts, mut roles, mut ends): (Vec<String>, _, Vec<u32>) =
            (Vec::new(), Vec::new(), Vec::new());
        for (text, role) in phrases.0 {
            if texts.last() != Some(&text) {
                texts.push(text);
                ends.push(ends.last().copied().unwrap_or_default());
            }
            roles.push(role);
            ends.iter_mut().next_back().into_iter().for_each(|end| *end += 1);
        }
        let automaton = DoubleArrayAhoCorasick::new(&texts).map_err(LexiconError::Automaton)?;
        Ok(Self { automaton, roles, ends })
    }

    fn find(&self, tokens: &Tokens, hits: &mut Vec<Hit>) {
        let mut words = 0..0;
        for found in self.automaton.find_overlapping_iter(&tokens.folded) {
            words = tokens.covered(found.start()..found.end(), words.end);
            let phrase = found.value() as usize;
            let start = phrase.checked_sub(1).map_or(0, |before| self.ends[before]);
            let roles = &self.roles[start as usize..self.ends[phrase] as usize];
            hits.extend(roles.iter().map(|role| Hit { role: *role, words: words.clone() }));
        }
    }
}

impl fmt::Debug for Finder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Finder").field("n_phrases", &self.ends.len()).finish_non_exhaustive()
    }
}

/// The areas of one cycle as its texts mean them.
#[derive(Debug)]
pub(crate) struct CycleAreas<'d> {
    /// By place in [`Vocabulary::areas`]; none where the cycle lacks the area.
    by_name: Vec<Option<&'d Area>>,
    /// By topic: all the areas of the cycle that it may belong to, in their order.
    may_be: Vec<Vec<u16>>,
    /// By topic: whether the first of these is the area it would rather belong to.
    at_home: Vec<bool>,
    /// Whether the areas of the cycle stand beneath pillars.
    pub(crate) has_pillars: bool,
    /// The years that the cycle's names name.
    years: BTreeSet<u32>,
}

/// Phrases with what each is, before they are made ready; in any order, and some more than once.
#[derive(Default)]
struct Phrases(Vec<(String, Role)>);

impl Phrases {
    fn add(&mut self, role: Role, entry: &str) -> Result<(), LexiconError> {
        for written in phrases(entry)? {
            let folded = phrase(&written).ok_or_else(|| LexiconError::Phrase(entry.to_owned()))?;
            self.0.push((folded, role));
        }
        Ok(())
    }

    fn add_all(&mut self, role: Role, entries: &[String]) -> Result<(), LexiconError> {
        entries.iter().try_for_each(|entry| self.add(role, entry))
    }

    /// Those looked for in every sentence, those by which a grade is stated, and those that tell of a practice, in their
    /// order.
    fn parted(mut self) -> [Self; 3] {
        self.0.sort_unstable();
        self.0.dedup();
        let (statements, others) = self.0.into_iter().partition(|(_, role)| role.is_of_statement());
        let others: Vec<_> = others;
        let (practice, words) = others.into_iter().partition(|(_, role)| role.is_of_practice());
        [words, statements, practice].map(Self)
    }

    /// The words of entries, each by its place.
    fn add_entries<Of>(&mut self, role: fn(u8) -> Role, entries: &[Entry<Of>]) -> Result<(), LexiconError> {
        (0..).zip(entries).try_for_each(|(place, entry)| self.add_all(role(place), &entry.words))
    }

    /// A name that may hold anything, and has no alternatives.
    fn add_name(&mut self, role: Role, name: &str) {
        self.0.extend(phrase(name).map(|folded| (folded, role)));
    }
}

impl Vocabulary {
    /// Makes a lexicon ready for the texts about a registry.
    pub(crate) fn new(lexicon: &Lexicon, dataset: &Dataset) -> Result<Self, LexiconError> {
        let areas: BTreeSet<&AreaId> = dataset.areas.iter().map(|area| &area.key.area).collect();
        let areas: Vec<AreaId> = areas.into_iter().cloned().collect();
        let mut all = Phrases::default();
        add_areas(&mut all, lexicon, dataset, &areas)?;
        add_topics(&mut all, lexicon)?;
        add_cues(&mut all, lexicon)?;
        for (role, table, name) in LISTS {
            all.add_all(role, lexicon.list(table, name)?)?;
        }
        let forces = add_forces(&mut all, dataset, lexicon.bodies()?);
        let [words, statements, practice] = all.parted();
        let bystanders = lexicon.bystanders()?;
        let place = |name: &String| {
            areas.iter().position(|area| area.as_str() == name).and_then(|at| u16::try_from(at).ok())
        };
        Ok(Self {
            words: Finder::new(words)?,
            statements: Finder::new(statements)?,
            practice: Finder::new(practice)?,
            cues: lexicon
                .cue
                .iter()
                .map(|cue| Cue {
                    side: cue.polarity,
                    strength: cue.strength,
                    takes: cue.takes,
                    is_thing: cue.thing,
                    counts: cue.counts,
                    change: cue.change,
                })
                .collect(),
            quantities: lexicon.quantity.iter().map(|entry| entry.of).collect(),
            movements: lexicon.movement.iter().map(|entry| entry.of).collect(),
            grades: lexicon.grades()?,
            people: lexicon.people.iter().map(|entry| entry.of.clone()).collect(),
            act: lexicon.people.iter().map(|entry| !bystanders.contains(&entry.of)).collect(),
            broad: lexicon.topic.iter().map(|topic| topic.broad).collect(),
            topics: lexicon.topic.iter().map(|topic| topic.title.clone()).collect(),
            topic_areas: lexicon
                .topic
                .iter()
                .map(|topic| topic.areas.iter().filter_map(place).collect())
                .collect(),
            areas,
            forces,
        })
    }

    /// Whether people act for the force.
    pub(crate) fn acts(&self, who: u8) -> bool {
        self.act.get(usize::from(who)).copied().unwrap_or_default()
    }

    /// Every phrase in a sentence, but for those by which a grade is stated and those that tell of a practice, in the order
    /// they begin; of one beginning the longest first.
    pub(crate) fn find(&self, tokens: &Tokens, hits: &mut Vec<Hit>) {
        hits.clear();
        self.words.find(tokens, hits);
        sort(hits);
    }

    /// The phrases found, and with them those by which a grade is stated, in the same order.
    pub(crate) fn with_statements(&self, tokens: &Tokens, hits: &[Hit]) -> Vec<Hit> {
        with(hits, &self.statements, tokens)
    }

    /// The phrases found, and with them those that tell of a practice, in the same order.
    pub(crate) fn with_practice(&self, tokens: &Tokens, hits: &[Hit]) -> Vec<Hit> {
        with(hits, &self.practice, tokens)
    }

    /// The areas of a cycle.
    pub(crate) fn of_cycle<'d>(&self, dataset: &'d Dataset, cycle: &CycleId) -> CycleAreas<'d> {
        let by_name: Vec<Option<&Area>> = self.areas.iter().map(|area| dataset.area(cycle, area)).collect();
        let of_cycle = |areas: &Vec<u16>| -> Vec<u16> {
            areas.iter().copied().filter(|area| by_name[usize::from(*area)].is_some()).collect()
        };
        let may_be: Vec<Vec<u16>> = self.topic_areas.iter().map(of_cycle).collect();
        let at_home =
            may_be.iter().zip(&self.topic_areas).map(|(own, all)| own.first() == all.first()).collect();
        let label = dataset.cycles.get(cycle).map(|cycle| cycle.label.as_str()).unwrap_or_default();
        let has_pillars = by_name.iter().flatten().any(|area| area.level == Level::Pillar);
        CycleAreas { may_be, at_home, has_pillars, by_name, years: years(&format!("{cycle} {label}")) }
    }
}

impl<'d> CycleAreas<'d> {
    /// The area by its place, where the cycle has it.
    pub(crate) fn area(&self, place: u16) -> Option<&'d Area> {
        self.by_name.get(usize::from(place)).copied().flatten()
    }

    /// The place of the area that a topic belongs to: beneath the title of a pillar the first that is within it, if any.
    pub(crate) fn of_topic(&self, topic: u16, pillar: Option<u16>) -> Option<u16> {
        let areas = self.may_be.get(usize::from(topic))?;
        let within = pillar.and_then(|pillar| areas.iter().find(|area| self.is_within(**area, pillar)));
        within.or(areas.first()).copied()
    }

    /// Whether a topic belongs to the area it would rather belong to, and to no other in its place.
    pub(crate) fn is_at_home(&self, topic: u16) -> bool {
        self.at_home.get(usize::from(topic)).copied().unwrap_or_default()
    }

    /// Whether words name a year that is none of the cycle's.
    pub(crate) fn names_another_year(&self, tokens: &Tokens, words: &Range<usize>) -> bool {
        years_named(tokens, words).any(|(_, year)| !self.has_year(year))
    }

    /// Whether a year is one of the cycle's.
    pub(crate) fn has_year(&self, year: u32) -> bool {
        self.years.contains(&year)
    }

    /// Whether an area belongs to a pillar.
    pub(crate) fn is_within(&self, place: u16, pillar: u16) -> bool {
        let within = self.area(place).and_then(|area| area.pillar.as_ref());
        place != pillar && within.is_some() && within == self.area(pillar).map(|area| &area.key.area)
    }

    /// Whether an area is a pillar that has areas of its own in the cycle.
    pub(crate) fn is_parted(&self, pillar: u16) -> bool {
        (0..).zip(&self.by_name).any(|(place, _)| self.is_within(place, pillar))
    }

    /// Whether an area is a whole pillar.
    pub(crate) fn is_pillar(&self, place: u16) -> bool {
        self.area(place).is_some_and(|area| area.level == Level::Pillar)
    }
}

/// Phrases found and those that a finder finds, in their order.
fn with(hits: &[Hit], finder: &Finder, tokens: &Tokens) -> Vec<Hit> {
    let mut all = hits.to_vec();
    finder.find(tokens, &mut all);
    sort(&mut all);
    all
}

/// In the order they begin, of one beginning the longest first.
fn sort(hits: &mut [Hit]) {
    hits.sort_unstable_by_key(|hit| (hit.words.start, Reverse(hit.words.end), hit.role));
}

/// The years among words, each with the place of its word.
pub(crate) fn years_named<'t>(
    tokens: &'t Tokens,
    words: &Range<usize>,
) -> impl Iterator<Item = (usize, u32)> + 't {
    words.clone().filter_map(|at| {
        let word = tokens.word(at);
        let year = (word.len() == 4).then(|| word.parse().ok()).flatten();
        year.filter(|year| (1990..2100).contains(year)).map(|year| (at, year))
    })
}

/// The years that words name: `2018-19` is 2018 and 2019.
pub(crate) fn years(text: &str) -> BTreeSet<u32> {
    let mut years = BTreeSet::new();
    let mut before = None;
    for number in text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()) {
        match (number.len(), number.parse::<u32>(), before) {
            (4, Ok(year), _) => before = Some(year),
            (2, Ok(short), Some(first)) => {
                let last = first / 100 * 100 + short;
                years.extend(first..=last.clamp(first, first + 5));
            }
            _ => {}
        }
        years.extend(before);
    }
    years
}

fn add_areas(
    all: &mut Phrases,
    lexicon: &Lexicon,
    dataset: &Dataset,
    areas: &[AreaId],
) -> Result<(), LexiconError> {
    for (place, area) in (0..).zip(areas) {
        for names in lexicon.area.iter().filter(|entry| entry.of == area.as_str()) {
            all.add_all(Role::Area(place), &names.words)?;
        }
        for labels in lexicon.label.iter().filter(|entry| entry.of == area.as_str()) {
            all.add_all(Role::Label(place), &labels.words)?;
        }
        for headings in lexicon.heading.iter().filter(|entry| entry.of == area.as_str()) {
            all.add_all(Role::Heading(place), &headings.words)?;
        }
        for sections in lexicon.section.iter().filter(|entry| entry.of == area.as_str()) {
            all.add_all(Role::Section(place), &sections.words)?;
        }
        for listed in dataset.areas.iter().filter(|listed| listed.key.area == *area) {
            all.add_name(Role::Area(place), &listed.title);
        }
    }
    Ok(())
}

fn add_topics(all: &mut Phrases, lexicon: &Lexicon) -> Result<(), LexiconError> {
    for (place, topic) in (0..).zip(&lexicon.topic) {
        all.add_all(Role::Topic(place, false), &topic.words)?;
        all.add_all(Role::Topic(place, true), &topic.hints)?;
    }
    Ok(())
}

fn add_cues(all: &mut Phrases, lexicon: &Lexicon) -> Result<(), LexiconError> {
    for (place, cue) in (0..).zip(&lexicon.cue) {
        all.add_all(Role::Cue(place), &cue.words)?;
    }
    all.add_entries(Role::Quantity, &lexicon.quantity)?;
    all.add_entries(Role::Movement, &lexicon.movement)?;
    all.add_entries(Role::People, &lexicon.people)?;
    all.add_entries(Role::Grade, &lexicon.grade)
}

/// The names of forces as prose has them: official, short, and short with what they may be called.
fn add_forces(all: &mut Phrases, dataset: &Dataset, bodies: &[String]) -> Vec<ForceId> {
    let mut forces = Vec::new();
    for (place, force) in (0..).zip(dataset.forces.iter()) {
        for name in [&force.name, &force.short_name] {
            all.add_name(Role::Force(place), name);
        }
        for body in bodies {
            all.add_name(Role::Force(place), &format!("{} {body}", force.short_name));
        }
        forces.push(force.id.clone());
    }
    // Of its spellings those that no other word is: `Hampshire and Isle of Wight Constabulary`, but not `met`.
    let is_body = |name: &&str| {
        let name = name.to_lowercase();
        bodies.iter().any(|body| name.strip_suffix(body.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    };
    for name in dataset.force_names.spellings().filter(is_body) {
        let force = dataset.resolve_force(name).ok();
        let place = force.and_then(|force| (0..).zip(&forces).find(|(_, one)| **one == force));
        if let Some((place, _)) = place {
            all.add_name(Role::Force(place), name);
        }
    }
    forces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cycle_names_its_years() {
        let check = |text: &str, expected: &[u32]| {
            assert!(years(text).into_iter().eq(expected.iter().copied()), "{text}");
        };
        check("2016 PEEL 2016", &[2016]);
        check("2018-19 PEEL 2018/19", &[2018, 2019]);
        check("2023-25", &[2023, 2024, 2025]);
        check("no year, 12", &[]);
        check("2016 and 9999-01", &[2016, 9999]);
    }
}
