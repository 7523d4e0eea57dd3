//! What an import makes: values and gradings, each with the places it was read at.

use peel_model::{AreaKey, Basis, ForceId, IndicatorId, Mark, Place, Status};

use crate::cell::missing::Missing;
use crate::cell::period::Period;
use crate::import::layout::Part;

/// One row of the indicator values.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ValueRecord {
    /// Who.
    pub(crate) force: ForceId,
    /// What.
    pub(crate) indicator: IndicatorId,
    /// When.
    pub(crate) period: Period,
    /// Numerator, denominator and published value, in the order of [`Part`].
    pub(crate) figures: [Slot; 3],
    /// What the published value is per: 1,000 for a rate per 1,000.
    pub(crate) per: Option<f64>,
    /// Footnote marks and the like.
    pub(crate) notes: Vec<String>,
    /// The publication.
    pub(crate) source: String,
    /// The indicator in the file's words.
    pub(crate) title: String,
    /// Whether it is a state at a date.
    pub(crate) is_stock: bool,
}

/// One figure of a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Slot {
    /// The file has no such figure.
    #[default]
    Absent,
    /// A number, and where it stands.
    Number(f64, Place),
    /// A marker of a missing value, and where it stands.
    Missing(Missing, Place),
}

/// One row of the gradings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GradingRecord {
    /// Who.
    pub(crate) force: ForceId,
    /// In which cycle, on what.
    pub(crate) key: AreaKey,
    /// The grade, or the plain statement that there is none.
    pub(crate) mark: Mark,
    /// Whether it stands, where the file says.
    pub(crate) status: Option<Status>,
    /// What kind of publication says so, where the file says.
    pub(crate) basis: Option<Basis>,
    /// The page, where the file says.
    pub(crate) source_url: String,
    /// Footnote marks, and the file's own notes.
    pub(crate) notes: Vec<String>,
    /// Where it stands.
    pub(crate) place: Place,
}

impl Slot {
    /// Where the figure stands.
    pub(crate) const fn place(&self) -> Option<&Place> {
        match self {
            Self::Absent => None,
            Self::Number(_, place) | Self::Missing(_, place) => Some(place),
        }
    }

    /// The number, if it is one.
    pub(crate) const fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number, _) => Some(*number),
            _ => None,
        }
    }

    /// Whether two figures say the same, floating-point noise apart.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        /// Doubles written by two programs agree to fifteen digits.
        const NOISE: f64 = 1e-12;
        match (self, other) {
            (Self::Number(a, _), Self::Number(b, _)) => (a - b).abs() <= NOISE * a.abs().max(b.abs()),
            (Self::Missing(a, _), Self::Missing(b, _)) => a == b,
            (Self::Absent, Self::Absent) => true,
            _ => false,
        }
    }
}

impl ValueRecord {
    /// A figure of the record.
    pub(crate) const fn slot(&self, part: Part) -> &Slot {
        &self.figures[part.place()]
    }

    /// Where its figures stand, each place once, in the order of the figures.
    pub(crate) fn places(&self) -> Vec<&Place> {
        let mut places: Vec<&Place> = Vec::new();
        for place in self.figures.iter().filter_map(Slot::place) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}

impl Part {
    /// Every figure, in the order of the table's columns.
    pub(crate) const ALL: [Self; 3] = [Self::Numerator, Self::Denominator, Self::PublishedValue];

    /// Its place among the three.
    pub(crate) const fn place(self) -> usize {
        match self {
            Self::Numerator => 0,
            Self::Denominator => 1,
            Self::PublishedValue => 2,
        }
    }

    /// The column's name.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Numerator => "numerator",
            Self::Denominator => "denominator",
            Self::PublishedValue => "published_value",
        }
    }
}
