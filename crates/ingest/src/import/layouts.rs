//! The layouts there are: those built in, and those the user keeps beside the data.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use peel_model::{did_you_mean, fold};

use crate::import::layout::{Layout, Pattern, SetAside};
use crate::import::unit::UnitRule;
use crate::open::Grid;
use crate::{Files, IngestError};

/// The folder of a data package that holds the user's layouts.
const FOLDER: &str = "layouts";

/// The layouts built in, with the names shown when one of them is wrong.
const BUILT_IN: [(&str, &str); 13] = [
    ("gradings.toml", include_str!("../../layouts/gradings.toml")),
    ("gradings-by-area.toml", include_str!("../../layouts/gradings-by-area.toml")),
    ("gradings-by-cycle.toml", include_str!("../../layouts/gradings-by-cycle.toml")),
    ("indicators.toml", include_str!("../../layouts/indicators.toml")),
    ("indicators-wide.toml", include_str!("../../layouts/indicators-wide.toml")),
    ("ons-force-areas.toml", include_str!("../../layouts/ons-force-areas.toml")),
    ("workforce.toml", include_str!("../../layouts/workforce.toml")),
    ("answer-times.toml", include_str!("../../layouts/answer-times.toml")),
    ("funnel.toml", include_str!("../../layouts/funnel.toml")),
    ("street.toml", include_str!("../../layouts/street.toml")),
    ("outcomes.toml", include_str!("../../layouts/outcomes.toml")),
    ("stop-and-search.toml", include_str!("../../layouts/stop-and-search.toml")),
    ("stop-and-search-counts.toml", include_str!("../../layouts/stop-and-search-counts.toml")),
];

/// How much higher a layout of the user's ranks than it says.
pub(crate) const RANK_OF_OWN: i32 = 1_000;

/// What every layout shares: names that are no forces, words for units, and words that say nothing.
const COMMON: &str = include_str!("../../layouts/common.toml");

/// The kinds of table that are recognised, the user's own before those built in.
#[derive(Debug, Clone)]
pub struct Layouts {
    all: Vec<Arc<Layout>>,
    common: Common,
}

/// What every layout shares.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    set_aside: Vec<SetAside>,
    #[serde(rename = "unit")]
    units: Vec<UnitRule>,
    #[serde(rename = "other_table")]
    others: Vec<OtherTable>,
    #[serde(rename = "other_header")]
    other_headers: Vec<OtherHeader>,
    #[serde(rename = "place")]
    places: Vec<PlaceWord>,
    /// Bodies that pay for a force under another name than its.
    #[serde(rename = "policing_body")]
    policing_bodies: Vec<PolicingBody>,
    /// Headers over names of such bodies.
    policing_headers: Pattern,
    /// Headers over the parts of a year that rows are of.
    part_of_year_headers: Pattern,
    /// Words of titles that do not say what figures are of.
    plain_words: BTreeSet<String>,
    /// Words of a file's or a sheet's name that say what is counted.
    counted_words: BTreeSet<String>,
    /// Words by which figures are those of a plan, or money given.
    planned_words: BTreeSet<String>,
    /// Remarks that say what unit the figures of the table are in.
    unit_remarks: Pattern,
    /// Remarks that say it of the figures in general.
    general_remarks: Pattern,
    /// Remarks by which figures are of a part of their time.
    #[serde(rename = "part_of_time")]
    parts_of_time: Vec<Pattern>,
    /// Words that alter no figure, whatever all rows say them of.
    harmless_words: BTreeSet<String>,
}

/// Tables that are about others than police forces.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OtherTable {
    /// Its title, its name or the header over the names matches,
    #[serde(rename = "match")]
    pattern: Pattern,
    /// and this does not.
    unless: Pattern,
    /// Whom it is about.
    why: String,
}

/// A header over names of others than police forces.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherHeader {
    /// The header matches,
    #[serde(rename = "match")]
    pub(crate) pattern: Pattern,
    /// and so do names of the registry: that of councils may well have tables of councils.
    pub(crate) of: Pattern,
    /// Whom it is about.
    pub(crate) why: String,
}

/// A word for a kind of place.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceWord {
    /// The word matches.
    name: Pattern,
    /// The kind, as it stands in an account.
    #[serde(rename = "as")]
    kind: String,
}

/// A body that pays for a force.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicingBody {
    /// Its name matches.
    name: Pattern,
    /// The force.
    force: String,
}

impl Layouts {
    /// Reads the layouts built in and those in the `layouts` folder of a data package; one of the user's
    /// takes the place of one built in that has its name.
    ///
    /// # Errors
    ///
    /// [`IngestError::Layout`] for a layout that is none, with line and column.
    pub fn read(files: &dyn Files) -> Result<Self, IngestError> {
        let mut built_in: Vec<Layout> = Vec::with_capacity(BUILT_IN.len());
        for (name, text) in BUILT_IN {
            built_in.push(read(name, text)?);
        }
        let mut by_name: BTreeMap<String, Arc<Layout>> = BTreeMap::new();
        for ((name, _), layout) in BUILT_IN.into_iter().zip(&built_in) {
            by_name.insert(layout.name.clone(), Arc::new(with_rest(name, layout.clone(), &built_in)?));
        }
        let unreadable = |path: &str, source| IngestError::Unreadable { path: files.display(path), source };
        let own = files.list(FOLDER).map_err(|source| unreadable(FOLDER, source))?;
        for path in own.iter().filter(|path| is_toml(path)) {
            let bytes = files.read(path).map_err(|source| unreadable(path, source))?;
            let shown = files.display(path);
            let mut layout = with_rest(&shown, read(&shown, &String::from_utf8_lossy(&bytes))?, &built_in)?;
            // What the user wrote for this very table is meant.
            layout.rank = layout.rank.saturating_add(RANK_OF_OWN);
            by_name.insert(layout.name.clone(), Arc::new(layout));
        }
        let mut all: Vec<Arc<Layout>> = by_name.into_values().collect();
        all.sort_by_key(|layout| std::cmp::Reverse(layout.rank));
        Ok(Self { all, common: parse("common.toml", COMMON)? })
    }

    /// The layouts, in the order they are tried.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Layout>> {
        self.all.iter()
    }

    /// The layout of this name.
    ///
    /// # Errors
    ///
    /// [`IngestError::UnknownLayout`], with the names there are.
    pub fn named(&self, name: &str) -> Result<&Arc<Layout>, IngestError> {
        self.all.iter().find(|layout| layout.name == name).ok_or_else(|| {
            let mut known: Vec<&str> = self.all.iter().map(|layout| layout.name.as_str()).collect();
            known.sort_unstable();
            let hint = did_you_mean(name, known.iter().copied());
            IngestError::UnknownLayout {
                name: name.to_owned(),
                hint: hint.unwrap_or_else(|| format!("there are {}", known.join(", "))),
            }
        })
    }

    /// What stands for no force in any table, after what a layout says itself.
    pub(crate) fn set_aside<'a>(&'a self, layout: Option<&'a Layout>) -> impl Iterator<Item = &'a SetAside> {
        layout.into_iter().flat_map(|layout| &layout.set_aside).chain(&self.common.set_aside)
    }

    /// Whom a text says that a table is about, where these are no police forces.
    pub(crate) fn about_others(&self, text: &str) -> Option<&str> {
        let is_meant = |other: &&OtherTable| other.pattern.is_match(text) && !other.unless.is_match(text);
        self.common.others.iter().find(is_meant).map(|other| other.why.as_str())
    }

    /// The kind of bulk files that a table is one of, by its header: a record a row.
    pub(crate) fn of_records(&self, grid: &Grid) -> Option<&Layout> {
        let header = grid.rows.first()?;
        // Programs that clean names write `falls_within`.
        let names: Vec<String> = header.cells.iter().map(|cell| fold(&cell.text)).collect();
        let is_there = |name: &&String| names.contains(&fold(name));
        let counts =
            |name: &String| name.split(' ').any(|word| ["number", "count", "total", "n"].contains(&word));
        let is_of = |layout: &&Layout| {
            layout.files.as_ref().is_some_and(|files| {
                let timed = files.month.as_ref().or(files.date.as_ref()).into_iter();
                let placed = files.force.iter().chain([&files.category]);
                let known = if files.known_by.is_empty() {
                    timed.chain(placed).collect()
                } else {
                    timed.chain(&files.known_by).collect::<Vec<_>>()
                };
                known.iter().all(is_there)
            })
        };
        if names.iter().any(counts) {
            return None;
        }
        self.all.iter().map(AsRef::as_ref).find(is_of)
    }

    /// What a header over names says that these are of, where they are of no police forces.
    pub(crate) fn other_header(&self, header: &str) -> Option<&OtherHeader> {
        self.common.other_headers.iter().find(|other| other.pattern.is_match(header))
    }

    /// Whether a header is over names of policing bodies.
    pub(crate) fn heads_policing_bodies(&self, header: &str) -> bool {
        self.common.policing_headers.is_match(header)
    }

    /// Whether a header is over the parts of a year that rows are of.
    pub(crate) fn heads_parts_of_year(&self, header: &str) -> bool {
        self.common.part_of_year_headers.is_match(header)
    }

    /// The name of the force that a body of another name pays for.
    pub(crate) fn policing_body(&self, name: &str) -> Option<&str> {
        let body = self.common.policing_bodies.iter().find(|body| body.name.is_match(name))?;
        Some(&body.force)
    }

    /// The kind of place that a word is for: `force`, `region`, `county`.
    pub(crate) fn kind_of_place(&self, word: &str) -> Option<&str> {
        let place = self.common.places.iter().find(|place| place.name.is_match(word))?;
        Some(&place.kind)
    }

    /// The words for units, in the order they are tried.
    pub(crate) fn units(&self) -> &[UnitRule] {
        &self.common.units
    }

    /// Whether a word of a title does not say what figures are of.
    pub(crate) fn is_plain(&self, word: &str) -> bool {
        self.common.plain_words.contains(word)
    }

    /// Whether a word of a file's or a sheet's name says what is counted.
    pub(crate) fn is_counted(&self, word: &str) -> bool {
        self.common.counted_words.contains(word)
    }

    /// Whether a word says that figures are those of a plan, or money given.
    pub(crate) fn is_planned(&self, word: &str) -> bool {
        self.common.planned_words.contains(word)
    }

    /// Whether a remark says what unit the figures of its table are in.
    pub(crate) fn says_unit(&self, remark: &str) -> bool {
        self.common.unit_remarks.is_match(remark)
    }

    /// Whether a remark speaks of the figures in general, whichever table they are in.
    pub(crate) fn is_general(&self, remark: &str) -> bool {
        self.common.general_remarks.is_match(remark)
    }

    /// Whether a remark says that figures are of a part of their time.
    pub(crate) fn says_part_of_time(&self, remark: &str) -> bool {
        self.common.parts_of_time.iter().any(|pattern| pattern.is_match(remark))
    }

    /// Whether a word alters no figure, where all rows of a column have it.
    pub(crate) fn is_harmless(&self, word: &str) -> bool {
        self.common.harmless_words.contains(word)
    }

    /// Those built in.
    #[cfg(test)]
    pub(crate) fn built_in() -> Self {
        Self::read(&crate::Embedded(&[])).unwrap()
    }
}

fn is_toml(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}

fn read(name: &str, text: &str) -> Result<Layout, IngestError> {
    Layout::read(text)
        .map_err(|error| IngestError::Layout { path: name.to_owned(), reason: error.to_string() })
}

/// A layout with the rules of the one built in that it leaves other figures to.
fn with_rest(name: &str, mut layout: Layout, built_in: &[Layout]) -> Result<Layout, IngestError> {
    let Some(rest) = layout.rest.take() else { return Ok(layout) };
    let Some(other) = built_in.iter().find(|other| other.name == rest) else {
        let reason = format!("`rest` names `{rest}`, which is no layout built in");
        return Err(IngestError::Layout { path: name.to_owned(), reason });
    };
    layout.add_rest(other);
    Ok(layout)
}

fn parse<T: serde::de::DeserializeOwned>(name: &str, text: &str) -> Result<T, IngestError> {
    toml::from_str(text)
        .map_err(|error| IngestError::Layout { path: name.to_owned(), reason: error.to_string() })
}
