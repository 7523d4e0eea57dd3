//! Indicators: counts, rates, stocks and money per force and period, with their direction of good.

use std::str::FromStr;

use crate::{Entry, ForceId, IndicatorId, InvalidWord, Missing, RowRef, SourceId, word};

/// A measured quantity.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// Its identifier.
    pub id: IndicatorId,
    /// Its title.
    pub title: String,
    /// What its numerator counts: `offences`, `GBP`.
    pub unit: String,
    /// Count, proportion, stock or money.
    pub kind: IndicatorKind,
    /// What a rate of it is per, in words; empty when no rate is meant.
    pub per: String,
    /// What it is shown per, where the publisher's unit gives figures that nobody would print; empty for `per`.
    pub shown_per: String,
    /// Whether more is better.
    pub direction: Direction,
    /// What a reader should know of it; may be empty.
    pub note: String,
    /// Where the data say so.
    pub row: RowRef,
}

/// What kind of quantity an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndicatorKind {
    /// Events in a period.
    Count,
    /// A part of a whole.
    Proportion,
    /// A state at a date.
    Stock,
    /// Pounds.
    Money,
}

/// Which way is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Higher is better.
    Higher,
    /// Lower is better.
    Lower,
    /// Neither.
    None,
}

/// What an indicator is divided by to make a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Denominator {
    /// What the publisher divides it by.
    #[default]
    Published,
    /// The residents.
    Population,
    /// The police officers.
    Officers,
}

impl Denominator {
    /// Every denominator.
    pub const ALL: [Self; 3] = [Self::Population, Self::Officers, Self::Published];

    /// The word used on the command line and in plans.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Population => "population",
            Self::Officers => "officers",
        }
    }
}

/// One value of an indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Observation {
    /// Who.
    pub force: ForceId,
    /// What.
    pub indicator: IndicatorId,
    /// The period in the publisher's words.
    pub period: String,
    /// Its first day, `YYYY-MM-DD`.
    pub period_start: String,
    /// Its last day, `YYYY-MM-DD`.
    pub period_end: String,
    /// The count, stock or sum, in the indicator's unit.
    pub numerator: Option<f64>,
    /// What the publisher divides it by, where stated.
    pub denominator: Option<f64>,
    /// The value as the publisher prints it, where printed.
    pub published_value: Option<f64>,
    /// What the publication says of those of the three that it has no number for.
    pub missing: MissingParts,
    /// The publication.
    pub source: SourceId,
    /// Where the data say so.
    pub row: RowRef,
}

/// Why numbers of an observation are missing, as far as the publication says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MissingParts {
    /// The count, stock or sum.
    pub numerator: Option<Missing>,
    /// What it is divided by.
    pub denominator: Option<Missing>,
    /// The value as printed.
    pub published_value: Option<Missing>,
}

/// Rows of a kind counted in a month of data.police.uk street files.
#[derive(Debug, Clone, PartialEq)]
pub struct StreetCount {
    /// Who.
    pub force: ForceId,
    /// The month, `YYYY-MM`.
    pub month: String,
    /// The publisher's crime type.
    pub crime_type: String,
    /// How many rows.
    pub count: u64,
    /// Where the data say so.
    pub row: RowRef,
}

impl Indicator {
    /// The unit of an indicator of which nobody has stated one yet.
    pub const NOT_STATED: &str = "not stated";
    /// The note of an indicator that an import was the first to name.
    pub const TO_BE_STATED: &str = "imported: unit, kind and direction of good are still to be stated";

    /// What its numerator counts, money as one says it; nothing where the data do not state it.
    #[must_use]
    pub fn stated_unit(&self) -> &str {
        match self.unit.as_str() {
            Self::NOT_STATED => "",
            "GBP" => "pounds",
            unit => unit,
        }
    }

    /// Whether its kind is more than what an import took it for, until someone states it.
    #[must_use]
    pub fn is_kind_stated(&self) -> bool {
        !self.stated_unit().is_empty() && !self.note.contains(Self::TO_BE_STATED)
    }
}

impl Entry for Indicator {
    type Key = IndicatorId;

    fn key(&self) -> &IndicatorId {
        &self.id
    }
}

impl IndicatorKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Count, Self::Proportion, Self::Stock, Self::Money];

    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Proportion => "proportion",
            Self::Stock => "stock",
            Self::Money => "money",
        }
    }
}

impl Direction {
    /// Every direction.
    pub const ALL: [Self; 3] = [Self::Higher, Self::Lower, Self::None];

    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::None => "none",
        }
    }
}

impl FromStr for IndicatorKind {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = Self::ALL.map(|kind| (kind.as_str(), kind));
        word::read(text, "a kind of indicator (`count`, `proportion`, `stock` or `money`)", words)
    }
}

impl FromStr for Direction {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = Self::ALL.map(|direction| (direction.as_str(), direction));
        word::read(text, "a direction of good (`higher`, `lower` or `none`)", words)
    }
}

impl FromStr for Denominator {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = Self::ALL.map(|denominator| (denominator.as_str(), denominator));
        word::read(text, "a denominator (`population`, `officers` or `published`)", words)
    }
}

/// The months, as periods and days are worded.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A period within a sentence: `the year to March 2022`, `November 2023`, and others as they are called.
///
/// # Examples
///
/// ```
/// assert_eq!(peel_model::period_in_words("year to March 2022"), "the year to March 2022");
/// assert_eq!(peel_model::period_in_words("2023-11"), "November 2023");
/// assert_eq!(peel_model::period_in_words("2017/18"), "2017/18");
/// ```
#[must_use]
pub fn period_in_words(period: &str) -> String {
    if let Some(month) = month_in_words(period) {
        return month;
    }
    let article = if period.starts_with("year ") { "the " } else { "" };
    format!("{article}{period}")
}

/// A day such as `2025-03-31` as one says it; none of other words.
///
/// # Examples
///
/// ```
/// assert_eq!(peel_model::day_in_words("2025-03-31").as_deref(), Some("31 March 2025"));
/// assert_eq!(peel_model::day_in_words("2017/18"), None);
/// ```
#[must_use]
pub fn day_in_words(date: &str) -> Option<String> {
    let (year, rest) = date.split_once('-').filter(|(year, _)| date.len() == 10 && year.len() == 4)?;
    let (month, day) = rest.split_once('-')?;
    Some(format!("{} {} {year}", day.parse::<u8>().ok()?, month_of(month)?))
}

/// A month such as `2023-11` as one says it.
fn month_in_words(period: &str) -> Option<String> {
    let (year, month) = period.split_once('-').filter(|(year, _)| period.len() == 7 && year.len() == 4)?;
    let is_year = year.bytes().all(|digit| digit.is_ascii_digit());
    month_of(month).filter(|_| is_year).map(|month| format!("{month} {year}"))
}

/// The name of a month by its number, `11`.
fn month_of(number: &str) -> Option<&'static str> {
    MONTHS.get(number.parse::<usize>().ok()?.checked_sub(1)?).copied()
}
