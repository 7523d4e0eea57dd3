//! An indicator as one figure a force: its rate in the latest period that ends before a date.
//!
//! Nothing is filled in: a force without a figure, without a denominator or with a figure that cannot be one
//! has a gap, and the gap says why.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use peel_model::{Dataset, ForceId, Indicator, IndicatorKind, Observation};
use peel_stats::quotient::Quotient;

/// A period is taken only when at least this many forces have a figure in it, so that a first return does
/// not hide the last whole one; fewer cannot be tested anyway.
pub(super) const FEWEST: usize = 5;

/// One indicator of every force that is compared.
pub(super) struct Figures<'a> {
    pub(super) indicator: &'a Indicator,
    /// The period and its last day; none where no period ends before the date.
    pub(super) period: Option<(&'a str, &'a str)>,
    /// The period of the residents (or whatever else) it is divided by; none where the rows have their own
    /// denominators or nothing divides it.
    pub(super) base: Option<&'a str>,
    /// The unit, in words: `offences per 1000 population`.
    pub(super) unit: String,
    /// By place of the force.
    pub(super) of: Vec<Result<Figure<'a>, Gap>>,
}

/// One force's figure, and the rows it was made from.
pub(super) struct Figure<'a> {
    pub(super) value: f64,
    pub(super) rows: Vec<&'a Observation>,
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Missing,
    Negative,
    NoDenominator,
    ZeroDenominator,
    AboveDenominator,
}

impl Gap {
    pub(super) const ALL: [Self; 5] =
        [Self::Missing, Self::Negative, Self::NoDenominator, Self::ZeroDenominator, Self::AboveDenominator];

    pub(super) const fn reason(self) -> &'static str {
        match self {
            Self::Missing => "no figure",
            Self::Negative => "a figure below 0",
            Self::NoDenominator => "no denominator",
            Self::ZeroDenominator => "a denominator of 0 or less",
            Self::AboveDenominator => "a figure above its denominator",
        }
    }
}

/// Last day, first day (the longer period later), name: the order of periods.
type Period<'a> = (&'a str, Reverse<&'a str>, &'a str);
type Rows<'a> = BTreeMap<usize, &'a Observation>;

/// The values of every indicator, by indicator, period and place of the force.
pub(super) struct Values<'a> {
    by_indicator: BTreeMap<&'a str, BTreeMap<Period<'a>, Rows<'a>>>,
    n_forces: usize,
}

impl<'a> Values<'a> {
    /// Those of the forces, which are known by their places.
    pub(super) fn new(dataset: &'a Dataset, forces: &[ForceId]) -> Self {
        let places: BTreeMap<&ForceId, usize> = (0..).zip(forces).map(|(at, force)| (force, at)).collect();
        let mut by_indicator: BTreeMap<&str, BTreeMap<Period<'_>, Rows<'_>>> = BTreeMap::new();
        for row in &dataset.observations {
            let Some(place) = places.get(&row.force) else { continue };
            let periods = by_indicator.entry(row.indicator.as_str()).or_default();
            let period = (row.period_end.as_str(), Reverse(row.period_start.as_str()), row.period.as_str());
            periods.entry(period).or_default().entry(*place).or_insert(row);
        }
        Self { by_indicator, n_forces: forces.len() }
    }

    /// The figures of the latest period that ends before `date` and has enough of them, else of the latest
    /// that ends before it.
    pub(super) fn before(&self, date: &str, indicator: &'a Indicator) -> Figures<'a> {
        let periods = self.by_indicator.get(indicator.id.as_str());
        let mut in_time = periods.into_iter().flatten().filter(|((end, ..), _)| *end < date).rev();
        let latest = in_time.clone().next();
        let Some((period, rows)) = in_time.find(|(_, rows)| rows.len() >= FEWEST).or(latest) else {
            let of = (0..self.n_forces).map(|_| Err(Gap::Missing)).collect();
            return Figures { indicator, period: None, base: None, unit: String::new(), of };
        };
        let (end, Reverse(start), name) = *period;
        let divisor = Divisor::of(indicator, rows);
        let base = match &divisor {
            Divisor::Other { name, .. } => self.nearest(name, f64::midpoint(day(start), day(end))),
            _ => None,
        };
        let of = (0..self.n_forces).map(|place| {
            let row = rows.get(&place).copied().ok_or(Gap::Missing)?;
            let below = base.and_then(|(_, rows)| rows.get(&place).copied());
            divisor.figure(indicator.kind, row, below)
        });
        Figures {
            indicator,
            period: Some((name, end)),
            base: base.map(|(name, _)| name),
            unit: divisor.unit(indicator),
            of: of.collect(),
        }
    }

    /// The values of an indicator nearest in time to a day, of a period that more than half of the forces
    /// have; the earlier of two as near.
    fn nearest(&self, indicator: &str, to: f64) -> Option<(&'a str, &Rows<'a>)> {
        let periods = self.by_indicator.get(indicator)?.iter();
        let apart = |(end, Reverse(start), _): &Period<'_>| (f64::midpoint(day(start), day(end)) - to).abs();
        let held = periods.filter(|(_, rows)| rows.len() * 2 > self.n_forces);
        let nearest = held.min_by(|(one, _), (other, _)| apart(one).total_cmp(&apart(other)))?;
        Some((nearest.0.2, nearest.1))
    }
}

/// What an indicator is divided by, and what the quotient is multiplied by.
enum Divisor<'a> {
    /// Nothing: an amount.
    Nothing,
    /// The denominator of the same row.
    Own { times: f64 },
    /// Another indicator.
    Other { name: &'a str, times: f64 },
}

impl<'a> Divisor<'a> {
    /// As the indicator's `per` says: a number (1 if none) and what it is per, `denominator` for that of the
    /// row, else the identifier of an indicator. Where any row of the period has a denominator of its own, the
    /// publisher's are taken and none is filled in.
    fn of(indicator: &'a Indicator, rows: &Rows<'_>) -> Self {
        let per = indicator.per.trim();
        let (times, name) = match per.split_once(' ').map(|(times, name)| (times.replace(',', ""), name)) {
            Some((times, name)) => (times.parse().ok().filter(|times: &f64| *times > 0.0), name.trim()),
            None => (Some(1.0), per),
        };
        let times = times.filter(|times| times.is_finite()).unwrap_or(1.0);
        let is_part = indicator.kind == IndicatorKind::Proportion;
        match name {
            "" => Self::Nothing,
            "denominator" => Self::Own { times: if is_part { 100.0 } else { times } },
            _ if rows.values().any(|row| row.denominator.is_some()) => Self::Own { times },
            name => Self::Other { name, times },
        }
    }

    fn unit(&self, indicator: &Indicator) -> String {
        match self {
            Self::Own { .. } if indicator.kind == IndicatorKind::Proportion => "%".to_owned(),
            Self::Nothing => indicator.unit.clone(),
            Self::Own { .. } | Self::Other { .. } => format!("{} per {}", indicator.unit, indicator.per),
        }
    }

    fn figure(
        &self,
        kind: IndicatorKind,
        row: &'a Observation,
        below: Option<&'a Observation>,
    ) -> Result<Figure<'a>, Gap> {
        let number = row.numerator.filter(|number| number.is_finite()).ok_or(Gap::Missing)?;
        if number < 0.0 {
            return Err(Gap::Negative);
        }
        let (denominator, times) = match self {
            Self::Nothing => return Ok(Figure { value: number, rows: vec![row] }),
            Self::Own { times } => (row.denominator, *times),
            Self::Other { times, .. } => (below.and_then(|below| below.numerator), *times),
        };
        let denominator = denominator.filter(|number| number.is_finite()).ok_or(Gap::NoDenominator)?;
        let quotient = Quotient::new(number, denominator);
        let value = quotient.rate().ok_or(Gap::ZeroDenominator)?;
        if kind == IndicatorKind::Proportion && quotient.proportion().is_none() {
            return Err(Gap::AboveDenominator);
        }
        let value = Some(value * times).filter(|value| value.is_finite()).ok_or(Gap::Missing)?;
        let below = below.filter(|_| matches!(self, Self::Other { .. }));
        Ok(Figure { value, rows: std::iter::once(row).chain(below).collect() })
    }
}

/// A day as years since 0; near enough to say which of two is nearer. Parts that are missing are the first.
fn day(text: &str) -> f64 {
    let mut parts = text.split('-').map(|part| part.parse::<f64>().ok().filter(|part| part.is_finite()));
    let mut next = || parts.next().flatten();
    let (year, month, day) = (next().unwrap_or(0.0), next().unwrap_or(1.0), next().unwrap_or(1.0));
    year + (month - 1.0) / 12.0 + (day - 1.0) / 372.0
}
