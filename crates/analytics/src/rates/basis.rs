//! What an indicator is divided by in a period, and what kind of figure that makes.

use peel_model::{Denominator, Indicator, IndicatorKind, Missing, Observation};

use super::{Figures, OFFICERS, Period, thousands};
use crate::circumstances::{FEWEST_RESIDENTS, RESIDENTS};

/// How the figures of one indicator in one period are made.
#[derive(Debug)]
pub(crate) struct Basis<'a> {
    /// What kind of figure that makes.
    pub(crate) measure: Measure,
    /// What it is divided by.
    pub(crate) divisor: Divisor<'a>,
    /// By how much a quotient is multiplied.
    pub(crate) multiplier: f64,
    /// How many times the publisher's figure that is, where figures are shown per another number.
    pub(crate) times_published: f64,
    /// The unit of the figures: `offences per 1,000 population`, `% of calls`; nothing, or what follows of it, where the
    /// data do not state what is counted.
    pub(crate) unit: String,
    /// Whether forces with few residents are set apart: most figures are by many.
    pub(crate) sets_apart: bool,
    counts_residents: bool,
}

/// What kind of figure, which decides its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A part of a whole: Wilson's limits.
    Proportion,
    /// Events by something: exact limits below 10 events, Byar's from there.
    Rate,
    /// Events alone: the same limits.
    Count,
    /// A stock or money, which chance does not move: no limits.
    Amount,
    /// A value as published, of whose parts nothing is known: no limits.
    Published,
}

/// What figures are divided by.
#[derive(Debug)]
pub(crate) enum Divisor<'a> {
    /// The denominator in the same row.
    Own,
    /// Another indicator in the period nearest in time.
    Other(&'a Period<'a>),
    /// Another indicator, of which the data have nothing.
    Missing(&'static str),
    /// What the publisher divided by, which the data do not hold.
    Unknown,
    /// Nothing.
    Nothing,
}

/// What the unit of the parts of a whole begins with.
const PER_CENT: &str = "%";

/// A multiplier and what it is of: `1000 population`.
struct Per<'a> {
    multiplier: f64,
    /// By how much more figures are shown than that.
    shown: f64,
    of: &'a str,
}

impl<'a> Per<'a> {
    /// What an indicator is per, and shown per where that is of the same.
    fn of(indicator: &'a Indicator) -> Self {
        let (per, shown) = (Self::read(&indicator.per), Self::read(&indicator.shown_per));
        let is_same = !indicator.shown_per.is_empty() && shown.divisor() == per.divisor();
        Self { shown: if is_same { shown.multiplier / per.multiplier } else { 1.0 }, ..per }
    }

    fn read(text: &'a str) -> Self {
        let (number, rest) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let multiplier = number.replace(',', "").parse().ok();
        match multiplier.filter(|number: &f64| number.is_finite() && *number > 0.0) {
            Some(multiplier) => Self { multiplier, shown: 1.0, of: rest.trim() },
            None => Self { multiplier: 1.0, shown: 1.0, of: text.trim() },
        }
    }

    /// Whether the indicator is by nothing.
    fn is_nothing(&self) -> bool {
        self.of.is_empty() && (self.multiplier - 1.0).abs() <= f64::EPSILON
    }

    /// The indicator that the words mean, if one.
    fn divisor(&self) -> Option<&'static str> {
        match self.of {
            "population" | "residents" => Some(RESIDENTS),
            "officers" => Some(OFFICERS),
            _ => None,
        }
    }
}

impl<'a> Basis<'a> {
    /// How the figures of an indicator are made, with the denominator asked for.
    pub(crate) fn new(
        figures: &'a Figures<'a>,
        indicator: &Indicator,
        period: &Period<'_>,
        asked: Denominator,
    ) -> Self {
        let mut basis = Self::chosen(figures, indicator, period, asked);
        basis.sets_apart = basis.counts_residents && basis.has_mostly_many(period);
        basis
    }

    /// Whether most places have so many residents that those with few stand out; a registry of small places
    /// is not set apart from itself.
    fn has_mostly_many(&self, period: &Period<'_>) -> bool {
        let residents: Vec<f64> = match self.divisor {
            Divisor::Own => period.rows().filter_map(|row| row.denominator).collect(),
            Divisor::Other(other) => other.rows().filter_map(|row| row.numerator).collect(),
            Divisor::Missing(_) | Divisor::Unknown | Divisor::Nothing => Vec::new(),
        };
        residents.iter().filter(|residents| **residents < FEWEST_RESIDENTS).count() * 2 < residents.len()
    }

    fn chosen(
        figures: &'a Figures<'a>,
        indicator: &Indicator,
        period: &Period<'_>,
        asked: Denominator,
    ) -> Self {
        let per = Per::of(indicator);
        if period.is_published_alone() && asked == Denominator::Published {
            return Self::published(indicator, &per);
        }
        let is_stated = || period.rows().any(|row| row.denominator.is_some());
        let other = match asked {
            Denominator::Population => Some(RESIDENTS),
            Denominator::Officers => Some(OFFICERS),
            Denominator::Published if is_stated() => return Self::own(indicator, &per),
            Denominator::Published => per.divisor(),
        };
        match other {
            Some(name) => Self::other(figures, indicator, &per, name, period),
            // A proportion of nothing stated is no figure; anything else stands by itself.
            None if indicator.kind == IndicatorKind::Proportion => Self::own(indicator, &per),
            None => Self {
                measure: if is_events(indicator) { Measure::Count } else { Measure::Amount },
                divisor: Divisor::Nothing,
                multiplier: 1.0,
                times_published: 1.0,
                unit: indicator.stated_unit().to_owned(),
                sets_apart: false,
                counts_residents: false,
            },
        }
    }

    fn own(indicator: &Indicator, per: &Per<'_>) -> Self {
        let is_proportion = indicator.kind == IndicatorKind::Proportion;
        let (measure, multiplier, unit) = if is_proportion {
            (Measure::Proportion, 100.0, share(indicator))
        } else {
            let of = if per.of.is_empty() { "denominator" } else { per.of };
            let multiplier = per.multiplier * per.shown;
            (rate_or_amount(indicator), multiplier, unit(indicator, multiplier, of))
        };
        Self {
            measure,
            divisor: Divisor::Own,
            multiplier,
            times_published: if is_proportion { 1.0 } else { per.shown },
            unit,
            sets_apart: false,
            counts_residents: !is_proportion && per.divisor() == Some(RESIDENTS),
        }
    }

    /// The publisher's values as they stand.
    fn published(indicator: &Indicator, per: &Per<'_>) -> Self {
        let unit = match indicator.kind {
            IndicatorKind::Proportion => share(indicator),
            _ if per.is_nothing() => indicator.stated_unit().to_owned(),
            _ => unit(indicator, per.multiplier * per.shown, per.of),
        };
        let times_published = if indicator.kind == IndicatorKind::Proportion { 1.0 } else { per.shown };
        Self {
            measure: Measure::Published,
            divisor: Divisor::Unknown,
            multiplier: times_published,
            times_published,
            unit,
            sets_apart: false,
            counts_residents: false,
        }
    }

    /// Whether the figures are the publisher's values as they stand.
    pub(crate) const fn is_published(&self) -> bool {
        matches!(self.divisor, Divisor::Unknown)
    }

    /// The number of a row that its figure is made of.
    pub(crate) const fn number(&self, row: &Observation) -> Option<f64> {
        if self.is_published() { row.published_value } else { row.numerator }
    }

    /// What the unit says that it is per: `1,000 population`; nothing of figures that are per nothing.
    pub(crate) fn per(&self) -> &str {
        let after = self.unit.strip_prefix("per ");
        after.or_else(|| self.unit.split_once(" per ").map(|(_, per)| per)).unwrap_or_default()
    }

    /// What figures are divided by, by the word for it: `population`; those that a share is of, `calls`.
    pub(crate) fn divided_by<'w>(&'w self, indicator: &'w Indicator) -> &'w str {
        let number = |letter: char| letter.is_ascii_digit() || letter == ',' || letter == ' ';
        match self.per().trim_start_matches(number) {
            "" => indicator.stated_unit(),
            of => of.strip_prefix("million ").unwrap_or(of),
        }
    }

    /// What the publisher says of a row that has no such number.
    pub(crate) fn missing(&self, row: &Observation) -> Option<Missing> {
        let parts = &row.missing;
        let (own, other) = (parts.numerator, parts.published_value);
        if self.is_published() { other.or(own) } else { own.or(other) }
    }

    /// Whether the figures are of events, which chance moves.
    pub(crate) const fn is_of_events(&self) -> bool {
        !matches!(self.measure, Measure::Amount | Measure::Published)
    }

    /// Whether the figures are per cents, whose differences are percentage points.
    pub(crate) fn is_share(&self) -> bool {
        self.unit.starts_with(PER_CENT)
    }

    fn other(
        figures: &'a Figures<'a>,
        indicator: &Indicator,
        per: &Per<'_>,
        name: &'static str,
        period: &Period<'_>,
    ) -> Self {
        const MULTIPLIER: f64 = 1000.0;
        let is_meant = per.divisor().is_some();
        // By something else than the data say, figures are as the publisher's would be.
        let shown = if per.divisor() == Some(name) { per.shown } else { 1.0 };
        let multiplier = if is_meant { per.multiplier * shown } else { MULTIPLIER };
        let of = if name == RESIDENTS { "population" } else { "officers" };
        Self {
            measure: rate_or_amount(indicator),
            divisor: figures.nearest(name, period).map_or(Divisor::Missing(name), Divisor::Other),
            multiplier,
            times_published: shown,
            unit: unit(indicator, multiplier, of),
            sets_apart: false,
            counts_residents: name == RESIDENTS,
        }
    }
}

/// Whether chance moves its figures: that they are counts of events must be stated, not what an import took them for.
fn is_events(indicator: &Indicator) -> bool {
    match indicator.kind {
        IndicatorKind::Proportion => true,
        IndicatorKind::Count => indicator.is_kind_stated(),
        IndicatorKind::Stock | IndicatorKind::Money => false,
    }
}

fn rate_or_amount(indicator: &Indicator) -> Measure {
    if is_events(indicator) { Measure::Rate } else { Measure::Amount }
}

/// `offences per 1,000 population`, `pounds per head of population`.
fn unit(indicator: &Indicator, multiplier: f64, of: &str) -> String {
    let of = match of {
        _ if (multiplier - 1e6).abs() < 0.5 => ["million", of].join(" ").trim_end().to_owned(),
        _ if (multiplier - 1.0).abs() > f64::EPSILON => {
            [thousands(multiplier).as_str(), of].join(" ").trim_end().to_owned()
        }
        "population" => "head of population".to_owned(),
        "officers" => "officer".to_owned(),
        other => other.to_owned(),
    };
    format!("{} per {of}", indicator.stated_unit()).trim_start().to_owned()
}

/// `% of calls`.
fn share(indicator: &Indicator) -> String {
    match indicator.stated_unit() {
        "" | PER_CENT | "per cent" => PER_CENT.to_owned(),
        of => format!("{PER_CENT} of {of}"),
    }
}
