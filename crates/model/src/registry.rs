//! Who is inspected, when, and on what: forces, cycles and areas as the registry files list them.

use std::fmt;
use std::str::FromStr;

use crate::{AreaId, CycleId, Entry, ForceId, InvalidWord, RowRef, Scale, word};

/// A territorial police force, or whatever else the registry lists.
#[derive(Debug, Clone, PartialEq)]
pub struct Force {
    /// Its identifier, the data.police.uk slug.
    pub id: ForceId,
    /// Its official name: `Avon and Somerset Constabulary`.
    pub name: String,
    /// The name used in charts and tables: `Avon and Somerset`.
    pub short_name: String,
    /// The region it belongs to, where the registry says.
    pub region: Option<String>,
    /// The country it belongs to, where the registry says.
    pub country: Option<String>,
    /// The ONS code of its area.
    pub ons_code: Option<String>,
    /// Area in square kilometres.
    pub area_km2: Option<f64>,
    /// Centroid, longitude then latitude in degrees (WGS 84).
    pub centroid: Option<(f64, f64)>,
    /// Place in a tile-grid map, column then row.
    pub tile: Option<(u32, u32)>,
    /// Where the registry says so.
    pub row: RowRef,
}

impl Force {
    /// A force of which its name alone is known.
    #[must_use]
    pub fn named(id: ForceId, name: &str, row: RowRef) -> Self {
        let (name, short_name) = (name.to_owned(), name.to_owned());
        let (region, country, ons_code) = (None, None, None);
        Self {
            id,
            name,
            short_name,
            region,
            country,
            ons_code,
            area_km2: None,
            centroid: None,
            tile: None,
            row,
        }
    }
}

/// One round of inspection.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// Its identifier: `2018-19`.
    pub id: CycleId,
    /// The name it is published under: `PEEL 2018/19`.
    pub label: String,
    /// Its place in time, counted from the first cycle.
    pub order: u32,
    /// The grades it could give.
    pub scale: Scale,
    /// The month of its first report, `YYYY-MM`, where the registry says.
    pub first_published: Option<String>,
    /// What a reader should know of it; empty when there is nothing to say.
    pub note: String,
    /// Where the registry says so.
    pub row: RowRef,
}

impl Cycle {
    /// When it is taken to be, where other data must be found for it: the month of its first report,
    /// else the year its identifier begins with; none where neither is known.
    #[must_use]
    pub fn date(&self) -> Option<&str> {
        let year = || self.id.as_str().get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
        self.first_published.as_deref().or_else(year)
    }
}

/// What was, or could have been, graded in a cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// The cycle and the area's identifier within it.
    pub key: AreaKey,
    /// Pillar, or an area within.
    pub level: Level,
    /// The pillar it belongs to, where the cycle has pillars.
    pub pillar: Option<AreaId>,
    /// Its title in the cycle's own words.
    pub title: String,
    /// Whether the inspectorate graded it in this cycle at all.
    pub graded: bool,
    /// Where the registry says so.
    pub row: RowRef,
}

/// An area is known by its cycle and its identifier: the same identifier may mean a changed
/// question in another cycle.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaKey {
    /// The cycle.
    pub cycle: CycleId,
    /// The area within it.
    pub area: AreaId,
}

/// Whether an area is a whole pillar or something within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Effectiveness, efficiency, legitimacy.
    Pillar,
    /// A question or area of inspection.
    Area,
}

impl Level {
    /// Both levels.
    pub const ALL: [Self; 2] = [Self::Pillar, Self::Area];

    /// The word used in data files and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pillar => "pillar",
            Self::Area => "area",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Level {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        word::read(text, "a level (`pillar` or `area`)", Self::ALL.map(|level| (level.as_str(), level)))
    }
}

impl Entry for Force {
    type Key = ForceId;

    fn key(&self) -> &ForceId {
        &self.id
    }
}

impl Entry for Cycle {
    type Key = CycleId;

    fn key(&self) -> &CycleId {
        &self.id
    }
}

impl Entry for Area {
    type Key = AreaKey;

    fn key(&self) -> &AreaKey {
        &self.key
    }
}
