//! Figures gathered into records: those of one force, indicator and period belong together.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use peel_model::{ForceId, IndicatorId, Place};

use crate::cell::period::Period;
use crate::import::layout::Part;
use crate::import::record::{GradingRecord, Slot, ValueRecord};

/// Records as they grow, in the order of indicator, period and force.
#[derive(Debug, Default)]
pub(crate) struct Collector {
    values: BTreeMap<ValueKey, Vec<ValueRecord>>,
    /// Figures of one table that say different things of the same, none of which is kept, and where the first stands.
    disputed: BTreeMap<(ValueKey, Part, String), Place>,
    /// Where figures of other sheets than that being read stand which are no longer kept for one of this.
    elsewhere: Vec<Place>,
    /// The tables whose figures were added.
    tables: BTreeSet<Place>,
    /// Whether the one being read has the name of an earlier one, as two members of an archive may: its figures are held
    /// against those of that one as against another table's.
    is_namesake: bool,
    gradings: Vec<GradingRecord>,
    grading_places: BTreeMap<(ForceId, peel_model::AreaKey), Vec<usize>>,
}

/// What a value is of: two values with one key are of the same thing.
pub(crate) type ValueKey = (IndicatorId, Date, Date, ForceId);

/// A figure with all that is said of it.
#[derive(Debug, Clone)]
pub(crate) struct Figured {
    pub(crate) force: ForceId,
    pub(crate) indicator: IndicatorId,
    pub(crate) period: Period,
    pub(crate) part: Part,
    pub(crate) slot: Slot,
    pub(crate) denominator: Option<Slot>,
    pub(crate) per: Option<f64>,
    pub(crate) notes: Vec<String>,
    pub(crate) source: String,
    pub(crate) title: String,
    pub(crate) is_stock: bool,
}

/// What became of a figure or a grading.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Added {
    /// It is kept.
    Kept,
    /// It stood before, alike.
    Again(Place),
    /// Something else stood before; both are kept.
    Contradicts(Place, String),
    /// Something else of the same file stood before, and neither is kept.
    Disputed(Disputed),
}

/// A figure at odds with one of its own table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Disputed {
    /// Where the first of them stands.
    pub(crate) first: Place,
    /// What it was, where it had been kept until now.
    pub(crate) withdrawn: Option<f64>,
}

impl Collector {
    /// Begins the figures of a table.
    pub(crate) fn begin(&mut self, table: Place) {
        self.is_namesake = !self.tables.insert(table);
    }

    /// The figures of earlier sheets that are no longer kept since this was asked last.
    pub(crate) fn withdrawn_elsewhere(&mut self) -> Vec<Place> {
        std::mem::take(&mut self.elsewhere)
    }

    /// Adds a figure.
    pub(crate) fn add(&mut self, figured: Figured) -> Added {
        let Figured {
            force,
            indicator,
            period,
            part,
            slot,
            denominator,
            per,
            notes,
            source,
            title,
            is_stock,
        } = figured;
        let key = (indicator.clone(), period.start, period.end, force.clone());
        if let Some(disputed) = self.dispute(&key, (part, per, &slot), &source) {
            return Added::Disputed(disputed);
        }
        let records = self.values.entry(key).or_default();
        // A rate per 1,000 and a per cent are two, whatever their figures.
        let is_of_unit = |record: &&ValueRecord| {
            part != Part::PublishedValue || record.per.is_none() || per.is_none() || record.per == per
        };
        let earlier = || records.iter().map(|record| record.slot(part));
        let alike = records.iter().filter(is_of_unit).map(|record| record.slot(part));
        let same = alike.filter(|earlier| earlier.says_the_same(&slot)).find_map(Slot::place);
        if let Some(place) = same {
            return Added::Again(place.clone());
        }
        let other = earlier().find_map(|earlier| Some((earlier.number()?, earlier.place()?)));
        let found = other.filter(|_| slot.number().is_some()).map_or(Added::Kept, |(before, place)| {
            Added::Contradicts(place.clone(), crate::cell::number::write(before))
        });
        let is_free = |record: &ValueRecord| record.source == source && *record.slot(part) == Slot::Absent;
        let place = records.iter().position(is_free).unwrap_or_else(|| {
            records.push(ValueRecord {
                force,
                indicator,
                period,
                figures: Default::default(),
                per: None,
                notes: Vec::new(),
                source,
                title,
                is_stock,
            });
            records.len() - 1
        });
        let record = &mut records[place];
        record.figures[part.place()] = slot;
        record.per = record.per.or(per);
        if let Some(denominator) = denominator
            && *record.slot(Part::Denominator) == Slot::Absent
        {
            record.figures[Part::Denominator.place()] = denominator;
        }
        for note in notes {
            if !record.notes.contains(&note) {
                record.notes.push(note);
            }
        }
        found
    }

    /// Whether a figure is at odds with one of its own file and publication, which is then no longer kept.
    fn dispute(
        &mut self,
        key: &ValueKey,
        (part, per, slot): (Part, Option<f64>, &Slot),
        source: &str,
    ) -> Option<Disputed> {
        slot.number().filter(|_| !self.is_namesake)?;
        let own = slot.place()?;
        let of_source = || (key.clone(), part, source.to_owned());
        // Nearly every table has none, and a key for each of its figures would be made for nothing.
        let is_disputed = |first: &&Place| first.file == own.file;
        if !self.disputed.is_empty()
            && let Some(first) = self.disputed.get(&of_source()).filter(is_disputed)
        {
            return Some(Disputed { first: first.clone(), withdrawn: None });
        }
        let records = self.values.get_mut(key)?;
        let is_of_table = |record: &ValueRecord| {
            let slot = record.slot(part);
            record.source == source
                && slot.number().is_some()
                && slot.place().is_some_and(|place| place.file == own.file)
        };
        let at = records.iter().position(is_of_table)?;
        let before = records[at].per;
        let is_of_unit = part != Part::PublishedValue || before.is_none() || per.is_none() || before == per;
        let is_same = is_of_unit && records[at].slot(part).says_the_same(slot);
        let Slot::Number(number, first) = records[at].slot(part).clone() else { return None };
        if is_same {
            return None;
        }
        records[at].figures[part.place()] = Slot::Absent;
        if records[at].figures.iter().all(|figure| *figure == Slot::Absent) {
            records.remove(at);
        }
        if records.is_empty() {
            self.values.remove(key);
        }
        self.disputed.insert(of_source(), first.clone());
        if !first.is_of_table(own) {
            self.elsewhere.push(first.clone());
        }
        Some(Disputed { first, withdrawn: Some(number) })
    }

    /// Adds a grading.
    pub(crate) fn add_grading(&mut self, grading: GradingRecord) -> Added {
        let places = self.grading_places.entry((grading.force.clone(), grading.key.clone())).or_default();
        let earlier: Vec<&GradingRecord> = places.iter().map(|place| &self.gradings[*place]).collect();
        let same =
            earlier.iter().find(|earlier| earlier.mark == grading.mark && earlier.status == grading.status);
        if let Some(same) = same {
            return Added::Again(same.place.clone());
        }
        // Rows that say they were superseded, or are disputed, are meant to differ.
        let stands = |grading: &GradingRecord| {
            grading.status.is_none_or(|status| status == peel_model::Status::Current)
        };
        let other = earlier.iter().find(|earlier| stands(earlier) && stands(&grading));
        let found = other
            .map_or(Added::Kept, |other| Added::Contradicts(other.place.clone(), other.mark.to_string()));
        places.push(self.gradings.len());
        self.gradings.push(grading);
        found
    }

    /// The values, in the order of indicator, period and force.
    pub(crate) fn values(&self) -> impl Iterator<Item = &ValueRecord> {
        self.values.values().flatten()
    }

    /// The gradings, in file order.
    pub(crate) fn gradings(&self) -> &[GradingRecord] {
        &self.gradings
    }
}
