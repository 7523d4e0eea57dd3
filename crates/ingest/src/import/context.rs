//! What an import knows beside the file: the data in use, the layouts, and what the user said.

use std::collections::BTreeSet;

use peel_model::{
    AreaId, AreaKey, CycleId, Dataset, Names, SourceId, UnknownName, did_you_mean, fold, shortened,
};

use crate::IngestError;

use crate::cell::period::{self, Period};
use crate::import::Options;
use crate::import::bands::in_words;
use crate::import::bind::Graded;
use crate::import::entity::{Entities, resolved};
use crate::import::layout::Layout;
use crate::import::layouts::Layouts;
use crate::import::parts;
use crate::import::slug::slug;

/// What an import knows beside the file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'a> {
    /// The data in use.
    pub(crate) dataset: &'a Dataset,
    /// The layouts there are.
    pub(crate) layouts: &'a Layouts,
    /// What the user said.
    pub(crate) options: &'a Options,
}

impl<'a> Context<'a> {
    /// The names of forces and of what is none, as a layout knows them.
    pub(crate) fn entities(&self, layout: Option<&'a Layout>) -> Entities<'a> {
        Entities::new(self.dataset, self.layouts, layout)
    }

    /// Whom a text says that a table is about, where the registry has none of them.
    pub(crate) fn about_others(&self, text: &str) -> Option<&'a str> {
        let is_registered = |why: &&str| {
            let mut names = self.dataset.forces.iter().map(|force| force.name.as_str());
            names.any(|name| self.layouts.about_others(name) == Some(*why))
        };
        self.layouts.about_others(text).filter(|why| !is_registered(why))
    }

    /// The words in the names of forces, regions and countries; of gradings, in those of cycles and areas, too, however
    /// they are written.
    pub(crate) fn registry_words(&self, are_gradings: bool) -> BTreeSet<String> {
        let Dataset { forces, cycles, area_names, .. } = self.dataset;
        let places = forces.iter().flat_map(|force| {
            let named = [&force.name, &force.short_name].into_iter();
            named.chain(&force.region).chain(&force.country)
        });
        let graded = area_names.values().flat_map(Names::spellings);
        let graded = graded.chain(cycles.iter().map(|cycle| cycle.id.as_str())).filter(|_| are_gradings);
        let names = places.map(String::as_str).chain(graded);
        names.flat_map(|name| fold(name).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    /// Whether what the user said can be meant at all.
    ///
    /// # Errors
    ///
    /// [`IngestError`] for a period that is none, a cycle or an area that the data in use do not know, and a
    /// publication that is no identifier.
    pub(crate) fn check_options(&self) -> Result<(), IngestError> {
        let Options { cycle, area, period, source, .. } = self.options;
        if let (Some(text), None) = (period, self.period()) {
            return Err(IngestError::NotAPeriod { text: text.clone() });
        }
        let named = cycle.as_deref().map(|text| (text, self.cycle(text)));
        if let Some((text, None)) = named {
            let unknown = self.dataset.resolve_cycle(text).err();
            return unknown.map_or(Ok(()), |unknown| Err(IngestError::UnknownName(unknown)));
        }
        let of_cycle = named.and_then(|(_, cycle)| cycle);
        if let Some(text) = area {
            let unknown = match &of_cycle {
                Some(cycle) => {
                    self.area(cycle, text).is_none().then(|| self.dataset.resolve_area(cycle, text).err())
                }
                None => (!self.is_area(text)).then(|| Some(self.unknown_area(text))),
            };
            if let Some(unknown) = unknown.flatten() {
                return Err(IngestError::UnknownName(unknown));
            }
        }
        match source {
            Some(text) if SourceId::new(text).is_err() => Err(IngestError::NotASource { text: text.clone() }),
            _ => Ok(()),
        }
    }

    fn unknown_area(&self, text: &str) -> UnknownName {
        let areas = self.dataset.areas.iter().map(|area| area.key.area.as_str());
        let hint = did_you_mean(text, areas.collect::<BTreeSet<_>>());
        UnknownName {
            message: format!("`{}` is not an area of any cycle", shortened(text)),
            hints: vec![hint.unwrap_or_else(|| "`peel list areas` shows every name".to_owned())],
        }
    }

    /// The cycle that a text names, in the ways cycles are written: `2018-19`, `PEEL 2018/19`,
    /// `2018-2019`, `18/19`, `2016 inspection`, `2018/19 (T3)`, which is a tranche of it.
    pub(crate) fn cycle(&self, text: &str) -> Option<CycleId> {
        const BESIDE: [&str; 14] = [
            "peel",
            "cycle",
            "inspection",
            "assessment",
            "programme",
            "tranche",
            "t1",
            "t2",
            "t3",
            "grade",
            "grading",
            "rating",
            "judgement",
            "judgment",
        ];
        let resolve = |text: &str| resolved(&self.dataset.cycle_names, text);
        resolve(text).or_else(|| {
            let folded = fold(text);
            let mut words: Vec<&str> = folded.split(' ').filter(|word| !BESIDE.contains(word)).collect();
            if folded.contains("tranche") {
                words.pop();
            }
            let written = words.join(" ");
            resolve(&written).or_else(|| (words.len() == 2).then(|| resolve(&format!("20{written}")))?)
        })
    }

    /// In words, the cycles before and after the year in a text that names none.
    pub(crate) fn nearest_cycles(&self, text: &str) -> Option<String> {
        let is_year = |word: &&str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        let year = text.split(|letter: char| !letter.is_ascii_digit()).find(is_year)?;
        let cycles = || self.dataset.cycles.iter().map(|cycle| cycle.id.as_str());
        let before = cycles().filter(|id| id.get(..4) <= Some(year)).max();
        let after = cycles().filter(|id| id.get(..4) > Some(year)).min();
        let named: Vec<String> = before.into_iter().chain(after).map(|id| format!("`{id}`")).collect();
        (!named.is_empty()).then(|| format!("no cycle is called so; the nearest are {}", named.join(" and ")))
    }

    /// The one cycle that is named anywhere in a longer text.
    pub(crate) fn cycle_within(&self, text: &str) -> Option<CycleId> {
        let mut found = self.dataset.cycle_names.within(text).into_iter();
        found.next().filter(|_| found.next().is_none())
    }

    /// Whether a text names an area of any cycle.
    pub(crate) fn is_area(&self, text: &str) -> bool {
        self.dataset.area_names.values().any(|names| names.has(text))
    }

    /// The areas of a cycle that a longer text names; a pillar beside an area within it is where that lies.
    pub(crate) fn areas_within(&self, cycle: &CycleId, text: &str) -> BTreeSet<AreaId> {
        let mut areas =
            self.dataset.area_names.get(cycle).map(|names| names.within(text)).unwrap_or_default();
        let pillar = |area: &AreaId| {
            let key = AreaKey { cycle: cycle.clone(), area: area.clone() };
            self.dataset.areas.get(&key)?.pillar.clone()
        };
        let pillars: BTreeSet<AreaId> =
            areas.iter().filter_map(|area| pillar(area).filter(|pillar| pillar != area)).collect();
        areas.retain(|area| !pillars.contains(area));
        areas
    }

    /// The area of a cycle that a text names.
    pub(crate) fn area(&self, cycle: &CycleId, text: &str) -> Option<AreaId> {
        resolved(self.dataset.area_names.get(cycle)?, text)
    }

    /// The area that a header names, and the cycle where it names one beside it: `Effectiveness 2016`, `PEEL 2016
    /// effectiveness grade`.
    pub(crate) fn area_and_cycle(&self, header: &str) -> Option<Graded> {
        const BESIDE: [&str; 6] = ["peel", "grade", "grading", "rating", "judgement", "judgment"];
        if self.is_area(header) {
            return Some(Graded { area: Some(header.to_owned()), cycle: None });
        }
        let cycle = self.cycle_within(header);
        let folded = format!(" {} ", fold(header));
        let written = cycle.as_ref().map(|cycle| format!(" {} ", fold(cycle.as_str())));
        let rest = written.map_or_else(|| header.to_owned(), |cycle| folded.replacen(&cycle, " ", 1));
        let words: Vec<&str> =
            rest.split_whitespace().filter(|word| !BESIDE.contains(&fold(word).as_str())).collect();
        let area = words.join(" ");
        let is_area = match &cycle {
            Some(cycle) => self.area(cycle, &area).is_some(),
            None => self.is_area(&area),
        };
        is_area.then(|| Graded { area: Some(area), cycle: cycle.map(|cycle| cycle.as_str().to_owned()) })
    }

    /// The indicator that a text names, `Number of thefts` or `Thefts`: as the workspace knows it, else its words as a
    /// slug.
    pub(crate) fn indicator(&self, text: &str) -> Option<String> {
        const COUNTS: [&str; 5] =
            ["the number of ", "total number of ", "number of ", "no. of ", "count of "];
        let lower = text.to_ascii_lowercase();
        let counted = COUNTS.iter().find(|words| lower.starts_with(*words));
        let text = counted.and_then(|words| text.get(words.len()..)).unwrap_or(text);
        let id = self.known_indicator(text).unwrap_or_else(|| slug(text));
        (!id.is_empty()).then_some(id)
    }

    /// The indicator of the workspace that a text names, with or without the word for what is counted.
    pub(crate) fn known_indicator(&self, text: &str) -> Option<String> {
        const COUNTED: [&str; 6] = [" number", " numbers", " count", " counts", " offences", " crimes"];
        let folded = fold(&in_words(text));
        let names = &self.dataset.indicator_names;
        let known = |name: &str| {
            let one = names.has(name).then(|| names.resolve(name).ok()).flatten();
            one.map(|indicator| indicator.to_string())
        };
        let counted = || COUNTED.iter().find_map(|word| folded.strip_suffix(word));
        // `Officer full-time equivalents` are `officers-fte`.
        let measured = |name: &str| {
            let (people, measure) = parts::people_and_measure(name)?;
            known(&format!("{people} {measure}")).or_else(|| known(&format!("{people}s {measure}")))
        };
        // `Burglary (£)` is what it costs.
        let is_money = text.contains('£');
        let found = known(&folded).or_else(|| known(counted()?));
        let found = found.or_else(|| measured(counted().unwrap_or(&folded)));
        found.filter(|_| !is_money)
    }

    /// The period the user named.
    pub(crate) fn period(&self) -> Option<Period> {
        let asked = self.options.period.as_deref()?;
        period::read(asked).or_else(|| years(asked))
    }
}

/// Several years on end, as the user names them: `2012 to 2016`, `2012/13 to 2015/16`. In a table such years may be those
/// of its columns.
fn years(asked: &str) -> Option<Period> {
    let (from, to) = asked.split_once(" to ")?;
    let (from, to) = (period::read(from)?, period::read(to)?);
    let are_alike = (from.is_calendar_year() && to.is_calendar_year())
        || (from.is_fiscal() && to.is_fiscal() && from.end < to.start);
    Period::span(from.start, to.end).filter(|_| are_alike)
}
