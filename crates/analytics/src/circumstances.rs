//! The circumstances forces work in, as far as the data measure them: what likeness is judged by.
//!
//! Circumstances are what a force is given: its people, its area, the kinds of crime it meets. Nothing
//! graded, no outcome of policing and no resource that a force or its commissioner decides on is among them.

use std::collections::BTreeMap;

use peel_model::{Dataset, Evidence, Force, ForceId, Observation, RowRef, SourceId};
use peel_stats::likeness::robust_scores;

/// One circumstance, and why it counts as much as it does.
#[derive(Debug)]
pub(crate) struct Circumstance {
    /// The name of its column.
    pub(crate) name: &'static str,
    /// The words for it, short enough for the head of a narrow column.
    pub(crate) title: &'static str,
    measure: Measure,
    /// Its weight.
    pub(crate) weight: f64,
    /// Why it is taken, and with this weight.
    pub(crate) why: &'static str,
}

/// How a circumstance is made from indicators. Each is taken as a logarithm: forces differ by factors,
/// and twice as many people are as far from a million as from a hundred thousand.
#[derive(Debug)]
enum Measure {
    /// An indicator as it is.
    Amount(&'static str),
    /// An indicator by square kilometre of the force's area.
    PerArea(&'static str),
    /// An indicator by another of the same period, or of the nearest earlier one.
    Per(&'static str, &'static str),
}

/// The indicator that counts residents.
pub(crate) const RESIDENTS: &str = "population";
/// The indicator whose parts the mix of crime is made of.
pub(crate) const ALL_CRIME: &str = "recorded-crime-excl-fraud";
const CRIME_MIX: &str = "a kind of crime that differs between town and country; as a share of all crime, so that it is the \
     mix that counts and not the amount; the mix has less than half of the weight, as policing shapes it too";

/// What likeness is judged by.
pub(crate) const CIRCUMSTANCES: [Circumstance; 8] = [
    Circumstance {
        name: "population",
        title: "Residents",
        measure: Measure::Amount(RESIDENTS),
        weight: 1.0,
        why: "how large the force's task is",
    },
    Circumstance {
        name: "density",
        title: "Density",
        measure: Measure::PerArea(RESIDENTS),
        weight: 1.0,
        why: "residents by square kilometre: how urban the area is",
    },
    Circumstance {
        name: "household-size",
        title: "Home size",
        measure: Measure::Per(RESIDENTS, "households"),
        weight: 0.5,
        why: "persons in a household: large families and students against the old and the single; one trait of many, so half",
    },
    crime("residential-burglary", "Burglary of homes"),
    crime("vehicle-offences", "Vehicle crime"),
    crime("shoplifting", "Theft from shops"),
    crime("theft-from-the-person", "Theft from a person"),
    crime("robbery", "Robbery"),
];

const fn crime(name: &'static str, title: &'static str) -> Circumstance {
    Circumstance { name, title, measure: Measure::Per(name, ALL_CRIME), weight: 0.4, why: CRIME_MIX }
}

/// A force with fewer residents than this is set apart.
///
/// A business district with a few thousand residents and hundreds of thousands of visitors a day has no
/// likeness to anyone by figures per resident; every other force of England and Wales has at least four
/// times this many.
pub(crate) const FEWEST_RESIDENTS: f64 = 100_000.0;

/// The circumstances of every force of a registry.
pub(crate) struct Circumstances<'a> {
    /// The forces, by place in the registry.
    pub(crate) forces: &'a [Force],
    /// What was measured, in the order of [`CIRCUMSTANCES`].
    pub(crate) measured: Vec<Measured<'a>>,
    /// The score of each circumstance, by force; none where it is missing or the force is set apart.
    pub(crate) scores: Vec<Vec<Option<f64>>>,
    /// The forces set apart, by place, with their residents.
    pub(crate) set_apart: BTreeMap<usize, f64>,
}

/// One circumstance of every force.
pub(crate) struct Measured<'a> {
    pub(crate) circumstance: &'static Circumstance,
    /// The periods its figures are of; empty when the data have none.
    pub(crate) periods: Vec<&'a str>,
    /// Whether its figures are later than was asked for, for want of earlier ones.
    pub(crate) is_late: bool,
    /// The records each force's figure is made from; none where one is missing.
    pub(crate) records: Vec<Option<Vec<Record<'a>>>>,
}

/// A record of the data that a circumstance is made from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Record<'a> {
    Observation(&'a Observation),
    Force(&'a Force),
}

impl<'a> Circumstances<'a> {
    /// Those of the latest period at or before the year of a date, else of the earliest there is.
    pub(crate) fn new(dataset: &'a Dataset, date: Option<&str>) -> Self {
        let forces = dataset.forces.as_slice();
        let figures = Figures::new(dataset);
        let year = date.and_then(|date| date.get(..4));
        let set_apart = set_apart(&figures, forces, year);
        let mut measured = Vec::new();
        let mut scores = vec![Vec::new(); forces.len()];
        for circumstance in &CIRCUMSTANCES {
            let (of_one, values) = measure(circumstance, &figures, forces, year);
            let values: Vec<Option<f64>> = (values.into_iter().enumerate())
                .map(|(place, value)| value.filter(|_| !set_apart.contains_key(&place)))
                .collect();
            for (scores, score) in scores.iter_mut().zip(robust_scores(&values)) {
                scores.push(score);
            }
            measured.push(of_one);
        }
        Self { forces, measured, scores, set_apart }
    }

    /// The weights, in the order of [`CIRCUMSTANCES`].
    pub(crate) fn weights() -> [f64; CIRCUMSTANCES.len()] {
        CIRCUMSTANCES.map(|circumstance| circumstance.weight)
    }
}

impl<'a> Record<'a> {
    /// The row it stands in.
    pub(crate) const fn row(&self) -> &RowRef {
        match self {
            Self::Observation(value) => &value.row,
            Self::Force(force) => &force.row,
        }
    }

    /// The publication it is from, where it is an observation.
    pub(crate) fn source(&self) -> Option<&'a SourceId> {
        match self {
            Self::Observation(value) => Some(&value.source),
            Self::Force(_) => None,
        }
    }

    /// The row as evidence of a table.
    pub(crate) fn evidence(&self) -> Evidence {
        let says = match self {
            Self::Observation(value) => {
                let number = value.numerator.unwrap_or_default();
                format!("{}, {}, {}: {number}", value.force, value.indicator, value.period)
            }
            Self::Force(force) => format!("{}: {} km²", force.id, force.area_km2.unwrap_or_default()),
        };
        Evidence { row: self.row().clone(), says, status: None, basis: None, url: String::new() }
    }
}

/// The figures above 0 of the indicators that circumstances are made from: by indicator, then by the last
/// day and the name of the period, then by force.
struct Figures<'a> {
    by_indicator: BTreeMap<&'a str, BTreeMap<(&'a str, &'a str), Values<'a>>>,
    n_forces: usize,
}

type Values<'a> = BTreeMap<&'a ForceId, (f64, &'a Observation)>;

impl<'a> Figures<'a> {
    fn new(dataset: &'a Dataset) -> Self {
        let mut by_indicator: BTreeMap<&str, BTreeMap<_, Values<'_>>> = BTreeMap::new();
        for circumstance in &CIRCUMSTANCES {
            by_indicator.extend(circumstance.measure.indicators().map(|name| (name, BTreeMap::new())));
        }
        for value in &dataset.observations {
            let Some(periods) = by_indicator.get_mut(value.indicator.as_str()) else { continue };
            let number = value.numerator.filter(|number| number.is_finite() && *number > 0.0);
            if let Some(number) = number {
                let period = periods.entry((value.period_end.as_str(), value.period.as_str())).or_default();
                period.entry(&value.force).or_insert((number, value));
            }
        }
        Self { by_indicator, n_forces: dataset.forces.len() }
    }

    fn periods(
        &self,
        indicator: &str,
    ) -> impl DoubleEndedIterator<Item = (&(&'a str, &'a str), &Values<'a>)> {
        self.by_indicator.get(indicator).into_iter().flatten()
    }

    /// The latest period at or before a year that holds a figure of more than half of the forces, so that a
    /// single figure does not move everyone to another period; else the earliest such.
    fn period(&self, indicator: &str, year: Option<&str>) -> Option<(&'a str, &'a str, &Values<'a>)> {
        let mut periods =
            self.periods(indicator).filter(|(_, values)| values.len() * 2 > self.n_forces).peekable();
        let earliest = periods.peek().copied();
        let in_time = periods.rfind(|((end, _), _)| is_in_time(end, year));
        in_time.or(earliest).map(|((end, name), values)| (*end, *name, values))
    }

    /// The force's own latest figure at or before a year, else its earliest, whoever else has one.
    fn own(&self, indicator: &str, force: &ForceId, year: Option<&str>) -> Option<f64> {
        let mut own = self.periods(indicator).filter_map(|((end, _), values)| {
            let (number, _) = values.get(force)?;
            Some((*end, *number))
        });
        let earliest = own.next()?;
        let latest = std::iter::once(earliest).chain(own).filter(|(end, _)| is_in_time(end, year));
        let latest = latest.max_by_key(|(end, _)| *end);
        Some(latest.unwrap_or(earliest).1)
    }
}

impl Measure {
    fn indicators(&self) -> impl Iterator<Item = &'static str> {
        let (first, second) = match self {
            Self::Amount(name) | Self::PerArea(name) => (*name, None),
            Self::Per(name, other) => (*name, Some(*other)),
        };
        std::iter::once(first).chain(second)
    }
}

/// Whether a day is in a year or before it; any day is where no year is asked for.
fn is_in_time(day: &str, year: Option<&str>) -> bool {
    year.is_none_or(|year| day.get(..4).is_some_and(|of_day| of_day <= year))
}

fn set_apart(figures: &Figures<'_>, forces: &[Force], year: Option<&str>) -> BTreeMap<usize, f64> {
    let residents = |force: &Force| figures.own(RESIDENTS, &force.id, year);
    let few = |residents: &f64| *residents < FEWEST_RESIDENTS;
    let places = forces.iter().enumerate();
    places.filter_map(|(place, force)| Some((place, residents(force).filter(few)?))).collect()
}

/// A circumstance of every force: its records, and the logarithm of its figure.
fn measure<'a>(
    circumstance: &'static Circumstance,
    figures: &Figures<'a>,
    forces: &'a [Force],
    year: Option<&str>,
) -> (Measured<'a>, Vec<Option<f64>>) {
    // The figure that is scarcer decides the period: a ratio is of what it is per, where that is held.
    let (first, second) = match circumstance.measure {
        Measure::Amount(name) | Measure::PerArea(name) => (figures.period(name, year), None),
        Measure::Per(name, other) => {
            let base = figures.period(other, year);
            let base_year = base.and_then(|(end, ..)| end.get(..4));
            (figures.period(name, base_year), Some(base))
        }
    };
    let figure = |force: &'a Force| -> Option<(f64, Vec<Record<'a>>)> {
        let (number, value) = *first?.2.get(&force.id)?;
        let value = Record::Observation(value);
        match (&circumstance.measure, second) {
            (Measure::Amount(_), _) => Some((number, vec![value])),
            (Measure::PerArea(_), _) => {
                let area = force.area_km2.filter(|area| area.is_finite() && *area > 0.0)?;
                Some((number / area, vec![value, Record::Force(force)]))
            }
            (Measure::Per(..), base) => {
                let (other, below) = *base??.2.get(&force.id)?;
                Some((number / other, vec![value, Record::Observation(below)]))
            }
        }
    };
    let found: Vec<Option<(f64, Vec<Record<'a>>)>> = forces.iter().map(figure).collect();
    let values = found.iter().map(|found| found.as_ref().map(|(number, _)| number.ln())).collect();
    let chosen: Vec<(&str, &str)> =
        [first, second.flatten()].into_iter().flatten().map(|(end, name, _)| (end, name)).collect();
    let mut periods: Vec<&str> = chosen.iter().map(|(_, name)| *name).collect();
    periods.dedup();
    let measured = Measured {
        circumstance,
        periods,
        is_late: chosen.iter().any(|(end, _)| !is_in_time(end, year)),
        records: found.into_iter().map(|found| found.map(|(_, records)| records)).collect(),
    };
    (measured, values)
}
