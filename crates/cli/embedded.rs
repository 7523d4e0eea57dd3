//! The shipped data and plan, compiled into the program so that it works from any folder.

use peel_ingest::Embedded;

macro_rules! data {
    ($($file:literal),+ $(,)?) => {
        &[$(($file, include_bytes!(concat!("../../data/", $file)))),+]
    };
}

/// The data package of the repository, file by file.
pub(crate) const DATA: Embedded = Embedded(data![
    "datapackage.json",
    "forces.csv",
    "force-spellings.csv",
    "cycles.csv",
    "areas.csv",
    "area-spellings.csv",
    "comparability.csv",
    "groups.csv",
    "gradings.csv",
    "grade-counts.csv",
    "national-totals.csv",
    "indicators.csv",
    "indicator-spellings.csv",
    "indicator-values.csv",
    "sources.csv",
    "street-crime-monthly.csv",
]);

/// The words by which prose is read.
pub(crate) const LEXICON: &str = include_str!("../../data/narrative.toml");

/// The plan of the gallery.
pub(crate) const GALLERY: &str = include_str!("../../charts/gallery.toml");

/// A plan to begin with.
pub(crate) const STARTER: &str = include_str!("../../charts/plans/starter.toml");
