//! A kind of table, described: how it is recognised, and what each of its columns is.
//!
//! A layout is TOML. Those built in and those of the user (`layouts/*.toml` beside the data) are read
//! by the same code, and nothing here knows a publisher. `docs/layouts.md` of this crate is the manual.

use std::collections::BTreeMap;
use std::fmt;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Deserializer};

use crate::cell::missing::Missing;
use crate::cell::period::Period;

/// A kind of table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its name, as `--as` takes it.
    pub name: String,
    /// What it is, in words.
    pub title: String,
    /// The table of the data package its rows become.
    pub gives: Gives,
    /// Among layouts that fit, the highest rank wins; those for any publisher have 0.
    #[serde(default)]
    pub(crate) rank: i32,
    /// What must be true of the table as a whole.
    #[serde(default)]
    pub(crate) when: When,
    /// Its columns: the first rule that fits a column says what it is.
    #[serde(default, rename = "column")]
    pub(crate) columns: Vec<ColumnRule>,
    /// The layout built in that says what columns of figures are which only the last rule of this one takes: rates, ranks and
    /// averages of others among them.
    #[serde(default)]
    pub(crate) rest: Option<String>,
    /// What a title says of the values below it.
    #[serde(default, rename = "table")]
    pub(crate) tables: Vec<TitleRule>,
    /// Wordings of indicators, and the indicator each is.
    #[serde(default, rename = "indicator")]
    pub(crate) indicators: Vec<IndicatorRule>,
    /// Markers of missing values in this publication, before the standard ones.
    #[serde(default, deserialize_with = "markers")]
    pub(crate) missing: BTreeMap<String, Missing>,
    /// Names that stand where a force's could and are none.
    #[serde(default)]
    pub(crate) set_aside: Vec<SetAside>,
    /// A month names its last day: the table holds stocks, not events.
    #[serde(default)]
    pub(crate) stock: bool,
    /// How the files of a bulk kind are read; none for tables read cell by cell.
    pub files: Option<BulkFiles>,
}

/// The table of the data package that a layout's rows become.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gives {
    /// Gradings.
    #[default]
    Gradings,
    /// Values of indicators.
    IndicatorValues,
    /// Crimes counted in monthly files, by type.
    StreetCrimeMonthly,
    /// Other rows counted in monthly files, which no table of the package holds.
    MonthlyCounts,
}

/// What must be true of a table as a whole.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct When {
    /// The file's name matches.
    pub(crate) file: Option<Pattern>,
    /// The sheet's name matches.
    pub(crate) sheet: Option<Pattern>,
    /// A row above the header matches, or the file's name does.
    pub(crate) title: Option<Pattern>,
}

/// A rule for columns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnRule {
    /// What such a column is.
    pub(crate) role: Role,
    /// The header matches.
    #[serde(default)]
    pub(crate) header: Option<Pattern>,
    /// The header is a name of this kind.
    #[serde(default)]
    pub(crate) header_is: Option<HeaderIs>,
    /// At least half of what stands below is of this kind.
    #[serde(default)]
    pub(crate) holds: Option<Holds>,
    /// The layout also fits without such a column.
    #[serde(default)]
    pub(crate) optional: bool,
    /// The indicator its values are of; else its header says.
    #[serde(default)]
    pub(crate) indicator: Option<String>,
    /// Which of the three figures of a row its values are.
    #[serde(default)]
    pub(crate) part: Option<Part>,
    /// What rates are per: 100 for per cent, 1,000 for a rate per 1,000.
    #[serde(default)]
    pub(crate) per: Option<f64>,
    /// The indicator of another column of the row that the values are divided by.
    #[serde(default)]
    pub(crate) divided_by: Option<String>,
    /// Why the column is not read.
    #[serde(default)]
    pub(crate) why: Option<String>,
    /// Whether it is said that figures of such a column are not read.
    #[serde(default)]
    pub(crate) warn: bool,
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// The force.
    Force,
    /// The ONS code of the force.
    Code,
    /// A part of a force: rows that fill it are set aside.
    Part,
    /// What kind of place each row is: rows of others than forces are set aside.
    PlaceKind,
    /// The cycle of inspection.
    Cycle,
    /// The area graded.
    Area,
    /// A grade.
    Grade,
    /// Whether a grading stands.
    Status,
    /// What kind of publication says so.
    Basis,
    /// The page it was read on.
    SourceUrl,
    /// What a reader should know of the row.
    Note,
    /// The indicator the row's values are of.
    Indicator,
    /// What the row's values are broken down by: its words become part of the indicator.
    Dimension,
    /// The period of the row.
    Period,
    /// The quarter or month of the year that the period of the row names.
    Quarter,
    /// The first day of the period of the row.
    PeriodStart,
    /// The last day of the period of the row.
    PeriodEnd,
    /// A figure.
    Value,
    /// The publication the row's values were read in.
    Source,
    /// Which figures of the row are missing, and how, as peel writes it.
    Missing,
    /// Not read.
    Skip,
}

/// What a header may be a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HeaderIs {
    /// An area, with or without a cycle beside it.
    Area,
    /// A cycle.
    Cycle,
    /// A period and nothing else.
    Period,
    /// Of a rate, a share, an average or an index: of no count.
    Rate,
    /// What became of what is counted, or whom it is about: `Solved`, `Arrests`.
    Kind,
    /// Of a change from other figures.
    Change,
    /// Residents, by their figures: `Pop` over hundreds of thousands, where it is short for a change as well.
    Residents,
    /// Of no time of its own, beside columns that are of periods: `All years`.
    Undated,
    /// Of the part of a year that each row is of: `Quarter`, `Reporting month`.
    PartOfYear,
    /// Of somebody else than the force of the row: its country, its region, its peers, all forces.
    Others,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Holds {
    /// Forces, regions and totals.
    Forces,
    /// Grades.
    Grades,
    /// Cycles.
    Cycles,
    /// Areas.
    Areas,
    /// Areas, if only one of them is known.
    SomeAreas,
    /// Parts of persons or of wholes, all of them: `Female`, `Age 10-17`, `Over 10 seconds`.
    Parts,
    /// Periods.
    Periods,
    /// Periods that no number could be: `2021/22`, `March 2024`.
    WrittenPeriods,
    /// Numbers.
    Numbers,
    /// ONS codes.
    Codes,
}

/// Which figure of a row a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Part {
    /// The count, stock or sum.
    Numerator,
    /// What it is divided by.
    Denominator,
    /// The rate or share as published.
    PublishedValue,
}

/// What a title says of the values below it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TitleRule {
    /// The title, the sheet's name or the file's name matches.
    #[serde(rename = "match")]
    pub(crate) pattern: Pattern,
    /// The indicator, where a column's header does not name one.
    #[serde(default)]
    pub(crate) indicator: Option<String>,
    /// Which figure the values are, where the column does not say.
    #[serde(default)]
    pub(crate) part: Option<Part>,
    /// What rates are per.
    #[serde(default)]
    pub(crate) per: Option<f64>,
    /// The indicator of another column that rates are divided by.
    #[serde(default)]
    pub(crate) divided_by: Option<String>,
    /// Why the table is not read at all.
    #[serde(default)]
    pub(crate) skip: Option<String>,
}

/// A wording of an indicator.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct IndicatorRule {
    /// The header matches.
    #[serde(rename = "match")]
    pub(crate) pattern: Pattern,
    /// The indicator.
    pub(crate) is: String,
}

/// Names that are no forces.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetAside {
    /// The name matches.
    pub(crate) name: Pattern,
    /// What it is.
    #[serde(rename = "as")]
    pub(crate) kind: NoForce,
}

/// What stands where a force's name could, and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum NoForce {
    /// A region.
    Region,
    /// A country.
    Country,
    /// A total.
    Total,
    /// An average of several forces.
    Average,
    /// The highest or lowest figure of several forces.
    #[serde(rename = "highest or lowest")]
    Extreme,
    /// A body that is no territorial force.
    #[serde(rename = "other body")]
    OtherBody,
    /// A council or a combined authority.
    #[serde(rename = "local authority")]
    LocalAuthority,
    /// A police and crime commissioner, a mayor with that duty, or their office.
    #[serde(rename = "commissioner's office")]
    Commissioner,
    /// Of whom is not known.
    Unknown,
}

impl NoForce {
    /// The word for it, as it stands in an account.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Country => "country",
            Self::Total => "total",
            Self::Average => "average",
            Self::Extreme => "highest or lowest",
            Self::OtherBody => "other body",
            Self::LocalAuthority => "local authority",
            Self::Commissioner => "commissioner's office",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a word of an account is for a body, of which a row may tell beside those of forces.
    pub(crate) fn is_body(kind: &str) -> bool {
        [Self::OtherBody, Self::LocalAuthority, Self::Commissioner].iter().any(|body| body.as_str() == kind)
    }
}

/// How the files of a bulk kind are read.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BulkFiles {
    /// How the names of its files end, without the format's own ending: `-street`.
    pub suffix: String,
    /// The column that names the force; where there is none or it is empty, the file's name does.
    #[serde(default)]
    pub force: Option<String>,
    /// The column of the month, `YYYY-MM`.
    #[serde(default)]
    pub month: Option<String>,
    /// The column of a date, where there is none of the month.
    #[serde(default)]
    pub date: Option<String>,
    /// The column counted by.
    pub category: String,
    /// The columns, beside that of the time, that such a file is known by whatever its name; where none are given, those of
    /// the force and the category.
    #[serde(default)]
    pub known_by: Vec<String>,
    /// Bodies that publish beside the forces; their rows are set aside.
    #[serde(default)]
    pub other_bodies: Vec<String>,
}

/// A regular expression that does not care for letter case.
#[derive(Debug, Clone)]
pub(crate) struct Pattern(Regex);

impl Pattern {
    /// Whether it is found in the text.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// What of the text stands around what is found.
    pub(crate) fn around(&self, text: &str) -> Option<String> {
        let found = self.0.find(text)?;
        Some(format!("{} {}", &text[..found.start()], &text[found.end()..]))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str())
    }
}

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// A compiled pattern may take this many bytes.
        const LARGEST: usize = 1 << 20;
        let text = String::deserialize(deserializer)?;
        let built = RegexBuilder::new(&text).case_insensitive(true).size_limit(LARGEST).build();
        built.map(Self).map_err(serde::de::Error::custom)
    }
}

/// What the markers of a publication mean.
fn markers<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeMap<String, Missing>, D::Error> {
    let markers = BTreeMap::<String, String>::deserialize(deserializer)?;
    let kind = |(marker, kind): (String, String)| match kind.parse() {
        Ok(kind) => Ok((marker, kind)),
        Err(_) => Err(serde::de::Error::custom(format!("`{kind}` is not a kind of missing value"))),
    };
    markers.into_iter().map(kind).collect()
}

impl Layout {
    /// Reads a layout.
    ///
    /// # Errors
    ///
    /// What is wrong with the text, with line and column.
    pub(crate) fn read(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// Puts before the last rule of this layout those of another for figures, for the part of a year that they
    /// are of, and for what is none.
    pub(crate) fn add_rest(&mut self, other: &Self) {
        let is_of_figures = |rule: &&ColumnRule| {
            rule.optional && matches!(rule.role, Role::Value | Role::Quarter | Role::Skip)
        };
        let last = self.columns.len().saturating_sub(1);
        self.columns.splice(last..last, other.columns.iter().filter(is_of_figures).cloned());
    }

    /// A period as the table means it: in a table of stocks, a month is its last day.
    pub(crate) fn dated(&self, period: Period) -> Period {
        if self.stock && period.is_month() { period.last_day() } else { period }
    }
}

impl Gives {
    /// The table's name in the data package.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gradings => "gradings",
            Self::IndicatorValues => "indicator-values",
            Self::StreetCrimeMonthly => "street-crime-monthly",
            Self::MonthlyCounts => "monthly-counts",
        }
    }
}
