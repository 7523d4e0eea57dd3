//! What words say of the unit of figures: thousands, a rate, a per cent, a change.
//!
//! The words are data (`layouts/common.toml`). What figures are in thousands or millions is faulty; a title that
//! speaks of a rate over columns that are read as counts is said.

use std::borrow::Cow;

use peel_model::{Severity, fold, shortened};
use serde::Deserialize;

use crate::cell::number::NumberUnit;
use crate::import::bind::{Bound, Figure, file_stem};
use crate::import::layout::{Part, Pattern, Role};
use crate::import::per::{per, per_in_words};
use crate::import::read::Reader;
use crate::import::rows::{Classified, RowIs};
use crate::import::says::{Heading, heading};
use crate::import::shape::Shape;
use crate::import::time::is_prose;
use crate::import::unread::force_rows;
use crate::open::Grid;

/// Words, and the unit that they say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnitRule {
    /// The text matches.
    #[serde(rename = "match")]
    pattern: Pattern,
    /// The unit.
    is: Unit,
}

/// What figures may be in, other than ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Unit {
    /// Ones all the same: the words say so beside others.
    Number,
    /// Thousands.
    Thousands,
    /// Millions.
    Millions,
    /// Thousands of millions.
    Billions,
    /// A change from other figures.
    Change,
    /// Per cent.
    PerCent,
    /// A rate.
    Rate,
    /// An average.
    Average,
    /// An index or a score.
    Index,
}

impl Unit {
    /// The unit that a text speaks of; none where it speaks of none.
    pub(crate) fn of(text: &str, rules: &[UnitRule]) -> Option<Self> {
        let text = &spaced(text);
        rules.iter().find(|rule| rule.pattern.is_match(text)).map(|rule| rule.is)
    }

    /// The word for how many times what is written a figure is, as a text says; none where it says nothing of that.
    pub(crate) fn scale_of(text: &str, rules: &[UnitRule]) -> Option<&'static str> {
        let text = &spaced(text);
        rules.iter().filter(|rule| rule.pattern.is_match(text)).find_map(|rule| rule.is.scale())
    }

    /// In words, where a figure is so many times what is written.
    pub(crate) const fn scale(self) -> Option<&'static str> {
        match self {
            Self::Thousands => Some("thousands"),
            Self::Millions => Some("millions"),
            Self::Billions => Some("billions"),
            _ => None,
        }
    }

    /// In words, where figures of it are no counts.
    pub(crate) const fn derived(self) -> Option<&'static str> {
        match self {
            Self::Change => Some("a change"),
            Self::PerCent => Some("per cent"),
            Self::Rate => Some("a rate"),
            Self::Average => Some("an average"),
            Self::Index => Some("an index or a score"),
            _ => None,
        }
    }

    /// Whether figures of it are worked out from counts, and stand for themselves.
    pub(crate) const fn is_rate(self) -> bool {
        self.derived().is_some() && !matches!(self, Self::Change)
    }
}

/// What a title says beyond doubt that the figures below it are a rate per: `Burglary rates (per 1,000 population)`. A
/// sentence about rates says it of none, and one of counts *and* rates not of all.
pub(crate) fn rate_of_title(title: &str, rules: &[UnitRule]) -> Option<f64> {
    const FEWEST: f64 = 1_000.0;
    per(title).filter(|per| *per >= FEWEST && says_rate(title, rules))
}

/// Whether a title says beyond doubt that the figures below it are by head: `Robbery per capita`.
pub(crate) fn is_by_head(title: &str, rules: &[UnitRule]) -> bool {
    const WORDS: [&str; 6] =
        ["per capita", "per head", "per person", "per resident", "per officer", "per police officer"];
    let folded = format!(" {} ", fold(title));
    WORDS.iter().any(|words| folded.contains(&format!(" {words} "))) && says_rate(title, rules)
}

fn says_rate(title: &str, rules: &[UnitRule]) -> bool {
    let folded = format!(" {} ", fold(title));
    let is_sentence = [" are ", " is ", " were ", " was "].iter().any(|verb| folded.contains(verb));
    let is_of_both = folded.contains(" and rate");
    let is_said = !is_prose(title) && !is_sentence && !is_of_both;
    is_said && Unit::of(title, rules) == Some(Unit::Rate)
}

/// A name as programs write it in words: `stop_rate` as `stop rate`, `StopRate` as `Stop Rate`, `per 100_000` as `per
/// 100000`; and `‰` in these.
pub(crate) fn spaced(text: &str) -> Cow<'_, str> {
    let text = match uncased(text) {
        Cow::Borrowed(text) => per_in_words(text),
        Cow::Owned(text) => per_in_words(&text).into_owned().into(),
    };
    if !text.contains('_') {
        return text;
    }
    let mut words = String::with_capacity(text.len());
    for part in text.split('_') {
        let is_number = words.ends_with(|last: char| last.is_ascii_digit())
            && part.starts_with(|first: char| first.is_ascii_digit());
        if !words.is_empty() && !is_number {
            words.push(' ');
        }
        words.push_str(part);
    }
    words.into()
}

/// A text whose words are joined by their capitals with blanks between these: `RateKC` as `Rate KC`, `ZScore` as `Z Score`,
/// `RatePer1000` as `Rate Per 1000`. `MoJ`, `iQuanta` and `PCSOs` are words.
fn uncased(text: &str) -> Cow<'_, str> {
    let letters = text.as_bytes();
    let is_capital = |at: usize| letters.get(at).is_some_and(u8::is_ascii_uppercase);
    let is_small = |at: usize| letters.get(at).is_some_and(u8::is_ascii_lowercase);
    let begins = |at: &usize| {
        let at = *at;
        let after_small = || at >= 2 && is_small(at - 1) && is_small(at - 2);
        let after_capitals = || is_capital(at - 1) && is_small(at + 1) && is_small(at + 2);
        let is_number = || letters[at].is_ascii_digit() && letters[..at].ends_with(b"Per");
        (is_capital(at) && (after_small() || after_capitals())) || is_number()
    };
    let mut words = Cow::Borrowed(text);
    let mut from = 0;
    for at in (1..letters.len()).filter(begins) {
        let before = if from == 0 { String::new() } else { words.into_owned() };
        words = Cow::Owned(before + &text[from..at] + " ");
        from = at;
    }
    if from == 0 { words } else { Cow::Owned(words.into_owned() + &text[from..]) }
}

/// What the names of a table's sheet and file say in words.
pub(crate) fn names(grid: &Grid) -> Vec<String> {
    let stem = file_stem(&grid.file).replace(['-', '_'], " ");
    grid.sheet.iter().map(ToString::to_string).chain([stem]).collect()
}

/// Whether a measure is where a force stands among others by another: `Rank`, `Robbery rank`; not `Officers by rank`.
fn is_ranking(measure: &str) -> bool {
    let folded = fold(measure);
    let mut words = folded.split(' ').rev().skip_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let words: Vec<&str> = words.by_ref().skip_while(|word| matches!(*word, "of" | "out")).take(2).collect();
    let is_rank = matches!(words.first(), Some(&("rank" | "ranks" | "ranking" | "rankings")));
    is_rank && !matches!(words.get(1), Some(&("by" | "each" | "per" | "every" | "of" | "and" | "or" | "in")))
}

/// What a change is called, whatever changed.
const CHANGES: [&str; 8] = [
    "change",
    "change from previous year",
    "change on previous year",
    "per cent change",
    "percent change",
    "percentage change",
    "pct change",
    "year on year change",
];

/// Where a force stands among others, whatever it is measured by.
const RANKS: [&str; 4] = ["rank", "ranks", "ranking", "rank order"];

/// Words for counts that are no header of these.
const VOLUMES: [&str; 2] = ["volume", "volumes"];

/// Whether texts say only what figures are in: `Number` and `Rate per 1,000`, or `Number of offences` beside `Rate`, and
/// not beside `Number of outcomes`.
pub(crate) fn are_units<'t>(texts: impl IntoIterator<Item = &'t str>) -> bool {
    let (mut has_unit, mut counted) = (false, None);
    let mut texts = texts.into_iter().filter(|text| !text.is_empty());
    let are_all = texts.all(|text| match heading(text) {
        Heading::Counted => *counted.get_or_insert(text) == text,
        what => {
            let folded = fold(text);
            let of_others = || CHANGES.contains(&folded.as_str()) || RANKS.contains(&folded.as_str());
            let is_unit = what == Heading::Unit || VOLUMES.contains(&folded.as_str()) || of_others();
            has_unit |= is_unit;
            is_unit
        }
    });
    are_all && has_unit
}

/// The columns that say what the figures of a row are in: by their header, `Unit of measure`, or unread, by what stands
/// in all their rows.
pub(crate) fn columns_of_units(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    rules: &[UnitRule],
) -> Vec<usize> {
    let is_named = |row: &usize| !grid.text(*row, shape.force_column).is_empty();
    let texts = |column: usize| shape.body.clone().filter(is_named).map(move |row| grid.text(row, column));
    let are_scales = |column: usize| are_scales(texts(column), rules);
    let holds_units =
        |column: usize| bound.columns[column].is_none() && (are_units(texts(column)) || are_scales(column));
    let is_of_units = |column: &usize| {
        let header = shape.header_of(*column);
        let multiplies = || bound.columns[*column].is_none() && are_multipliers(header, texts(*column));
        is_of_units(header) || holds_units(*column) || multiplies()
    };
    (0..bound.columns.len()).filter(is_of_units).collect()
}

/// Whether all texts are one, and it says how many times what is written figures are: `£ million`.
fn are_scales<'t>(texts: impl IntoIterator<Item = &'t str>, rules: &[UnitRule]) -> bool {
    const LONGEST: usize = 40;
    let mut texts = texts.into_iter().filter(|text| !text.is_empty());
    let first = texts.next().filter(|text| text.len() <= LONGEST && texts.all(|other| other == *text));
    first.is_some_and(|text| Unit::scale_of(text, rules).is_some())
}

/// Whether a header is over the units of the rows.
pub(crate) fn is_of_units(header: &str) -> bool {
    const HEADERS: [&str; 17] = [
        "unit",
        "units",
        "unit of measure",
        "unit of measurement",
        "measure type",
        "value type",
        "measurement",
        "scale",
        "multiplier",
        "unit multiplier",
        "unit mult",
        "magnitude",
        "currency",
        "currency unit",
        "currency units",
        "figures in",
        "values in",
    ];
    HEADERS.contains(&words_of(header).as_str())
}

/// A header in folded words, those of programs as well: `unit mult` of `UNIT_MULT`.
fn words_of(header: &str) -> String {
    fold(&header.replace('_', " "))
}

/// Whether numbers say how many times what is written the figures of their rows are: each is such a number, below a header
/// that says so.
pub(crate) fn are_multipliers<'t>(header: &str, texts: impl IntoIterator<Item = &'t str>) -> bool {
    let mut texts = texts.into_iter().filter(|text| !text.is_empty()).peekable();
    texts.peek().is_some() && texts.all(|text| multiplied(header, text).is_some())
}

/// What figures are in, as a number below a header of multipliers says: 1,000, or the power of ten, 3, as `UNIT_MULT` has it.
fn multiplied(header: &str, text: &str) -> Option<Unit> {
    const HEADERS: [&str; 11] = [
        "unit mult",
        "unit multiplier",
        "multiplier",
        "scale",
        "magnitude",
        "scale factor",
        "scaling factor",
        "scaling",
        "factor",
        "power of ten",
        "power code",
    ];
    let words = words_of(header);
    if !HEADERS.contains(&words.as_str()) {
        return None;
    }
    match text.replace(',', "").as_str() {
        "1" | "0" => Some(Unit::Number),
        "1000" => Some(Unit::Thousands),
        "1000000" => Some(Unit::Millions),
        "1000000000" => Some(Unit::Billions),
        power if words != "factor" => match power {
            "3" => Some(Unit::Thousands),
            "6" => Some(Unit::Millions),
            "9" => Some(Unit::Billions),
            _ => None,
        },
        _ => None,
    }
}

impl Reader<'_, '_> {
    /// The unit that a text speaks of.
    pub(crate) fn unit_of(&self, text: &str) -> Option<Unit> {
        Unit::of(text, self.context.layouts.units())
    }

    /// How many times what is written figures are, as a text says.
    pub(crate) fn scale_of(&self, text: &str) -> Option<&'static str> {
        Unit::scale_of(text, self.context.layouts.units())
    }

    /// What a header says that the figures below it are in.
    pub(crate) fn scale_over(&self, column: usize) -> Option<&'static str> {
        let header = self.shape.header_of(column);
        self.scales.of(column, header, || self.scale_of(header))
    }

    /// What a column of units says of the figures of a row: `Unit` with `Rate per 1,000`, `Measure type` with `Percentage`.
    pub(crate) fn unit_of_row(&self, row: usize) -> Option<(Unit, Option<f64>)> {
        let mut said = self.unit_columns.iter().map(|column| (*column, self.grid.text(row, *column)));
        // `Million vehicle kilometres` begins with the scale.
        let first = |text: &str| text.split(' ').next().and_then(|word| self.unit_of(word));
        let of_number = |column: usize, text: &str| multiplied(self.shape.header_of(column), text);
        let of_rank = |text: &str| RANKS.contains(&fold(text).as_str()).then_some(Unit::Change);
        let unit = |column: usize, text: &str| {
            let said = of_number(column, text).or_else(|| of_rank(text)).or_else(|| self.unit_of(text));
            said.or_else(|| first(text))
        };
        let said = said.find_map(|(column, text)| Some((unit(column, text)?, per(text))));
        said.or_else(|| self.unit_of_measure(row))
    }

    /// What the indicator of a row says of its one figure: `% change in complaints`, `Complaints per 1,000 officers`. What
    /// an import made has its figures in columns of their own.
    fn unit_of_measure(&self, row: usize) -> Option<(Unit, Option<f64>)> {
        let is_own = self.column_of(Role::Missing).is_some();
        let is_counted = self.value_columns().iter().all(|(_, _, figure)| figure.part == Part::Numerator);
        let column = self.column_of(Role::Indicator).filter(|_| is_counted && !is_own)?;
        let text = self.grid.text(row, column);
        let of_words = || self.unit_of(text).filter(|unit| *unit != Unit::Number);
        let said = || if is_ranking(text) { Some(Unit::Change) } else { of_words() };
        self.units.of(column, text, || said().map(|unit| (unit, per(text))))
    }

    /// Says where a column holds per cents and other figures.
    pub(crate) fn mixed_units(&mut self, rows: &[RowIs]) {
        for (column, ..) in &*self.value_columns() {
            let units = force_rows(self.shape, rows).filter_map(|row| {
                let (slot, unit) = self.slot((row, *column)).ok()?;
                slot.number().map(|value| (row, unit, value))
            });
            let (shares, others): (Vec<_>, Vec<_>) =
                units.partition(|(_, unit, _)| *unit == NumberUnit::PerCent);
            // `0.11` beside `12%` is most likely 11 %, whatever the header says.
            let are_of_one = others.iter().all(|(.., value)| *value <= 1.0)
                && others.iter().any(|(.., value)| value.fract() != 0.0);
            let rarer = if shares.len() <= others.len() && !are_of_one { &shares } else { &others };
            // Under `%` in a text file `64` is 64 %; in a workbook 0.64 may be meant so.
            let of_header = self.unit_of(self.shape.header_of(*column));
            let is_headed = of_header == Some(Unit::PerCent) && self.grid.sheet.is_none();
            let is_meant = is_headed && !are_of_one;
            if let Some((row, ..)) = rarer.first().filter(|_| !shares.is_empty() && !is_meant) {
                let message =
                    format!("some figures of the column are per cent, and {} are not", others.len());
                self.say(Severity::Warning, "mixed-units", (*row, *column), message, &[]);
            }
        }
    }

    /// Says where the shares of some rows come to one, and those of others to a hundred: `0.8, 0.2` above `80, 20`.
    pub(crate) fn mixed_shares(&mut self, rows: &[RowIs]) {
        const NEAR: f64 = 0.02;
        let columns = self.value_columns();
        let is_share = |figure: &Figure| figure.part == Part::PublishedValue && figure.per == Some(100.0);
        let columns: Vec<_> = columns.iter().filter(|(.., figure)| is_share(figure)).collect();
        let Some((first, time)) = columns.first().map(|(column, read, _)| (*column, &read.time)) else {
            return;
        };
        if columns.len() < 2 || columns.iter().any(|(_, read, _)| read.time != *time) {
            return;
        }
        let sum = |row: usize| {
            let value = |column: usize| {
                let (slot, unit) = self.slot((row, column)).ok()?;
                slot.number().filter(|_| unit == NumberUnit::Plain)
            };
            let values: Option<Vec<f64>> = columns.iter().map(|(column, ..)| value(*column)).collect();
            Some((row, values?.iter().sum::<f64>()))
        };
        let sums: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(sum).collect();
        let come_to = |whole: f64| {
            let near = sums.iter().filter(move |(_, sum)| (sum / whole - 1.0).abs() <= NEAR);
            near.map(|(row, _)| *row).collect::<Vec<_>>()
        };
        let (ones, hundreds) = (come_to(1.0), come_to(100.0));
        if let (Some(row), false) = (ones.first(), hundreds.is_empty()) {
            let message = format!(
                "the shares of this row come to 1, as those of {} in all, and those of {} rows to 100; all are read as per cent",
                ones.len(),
                hundreds.len()
            );
            let hint = "write all of them as per cent".to_owned();
            self.say(Severity::Warning, "mixed-units", (*row, first), message, &[hint]);
        }
    }

    /// Says where a title, the name of the sheet or the file, or a heading within the table speaks of what is no
    /// count, over figures that are read as counts.
    pub(crate) fn unread_units(&mut self, body: &Classified) {
        if self.bound.layout.gives.are_gradings() || self.bound.says_counts() {
            return;
        }
        let is_open = |header: &str| self.unit_of(header).is_none();
        let columns = self.value_columns();
        if columns.iter().any(|(_, _, figure)| figure.part == Part::PublishedValue) {
            return;
        }
        // Cells with a `%` of their own are read as they say.
        let are_shares = |column: usize| {
            let mut units = force_rows(self.shape, &body.rows)
                .filter_map(|row| self.slot((row, column)).ok())
                .filter(|(slot, _)| slot.number().is_some())
                .map(|(_, unit)| unit)
                .peekable();
            units.peek().is_some() && units.all(|unit| unit == NumberUnit::PerCent)
        };
        let counted = columns.iter().find(|(column, _, figure)| {
            figure.part == Part::Numerator && is_open(self.shape.header_of(*column)) && !are_shares(*column)
        });
        let Some((column, ..)) = counted else { return };
        let first = self.shape.body.start;
        let titles = self.shape.titles(self.grid).into_iter().filter(|(_, text)| !is_prose(text));
        let of_names = names(self.grid).into_iter().map(|name| (first, name));
        let of_headings = body.sections.texts().map(|(place, text)| (first + place, text.to_owned()));
        let of_remarks = self.remarks(body).into_iter();
        let of_remarks = of_remarks.filter(|(_, text)| self.context.layouts.says_unit(text));
        let texts: Vec<(usize, String)> =
            titles.chain(of_names).chain(of_headings).chain(of_remarks).collect();
        // `with increases` is said of the columns that are set aside for what they are.
        let mut aside = self.bound.of_role(Role::Skip).map(|column| self.shape.header_of(column));
        let has_changes = aside.any(|header| self.unit_of(header) == Some(Unit::Change));
        let said = texts.iter().find_map(|(row, text)| {
            let unit = self.unit_of(text).filter(|unit| !has_changes || *unit != Unit::Change)?;
            Some((*row, text, unit.derived()?))
        });
        let Some((row, text, unit)) = said else { return };
        let header = shortened(self.shape.header_of(*column));
        let message =
            format!("`{}` speaks of {unit}; the figures of `{header}` are read as counts", shortened(text));
        let hint = "head the column by what its figures are: `Number`, `Rate per 1,000`, `%`".to_owned();
        self.say(Severity::Warning, "unit", (row, 0), message, &[hint]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::layouts::Layouts;

    #[test]
    fn words_say_a_unit() {
        let layouts = Layouts::built_in();
        for (text, expected) in [
            ("Grant (£m)", Some(Unit::Millions)),
            ("Police grant £m 2024/25", Some(Unit::Millions)),
            ("Grant £bn", Some(Unit::Billions)),
            ("£'000", Some(Unit::Thousands)),
            ("£’000s", Some(Unit::Thousands)),
            ("k£", Some(Unit::Thousands)),
            ("Budget in £k", Some(Unit::Thousands)),
            ("Thousands", Some(Unit::Thousands)),
            ("grant in thousands 2023 24", Some(Unit::Thousands)),
            ("Burglary (thousands)", Some(Unit::Thousands)),
            ("Households (000s)", Some(Unit::Thousands)),
            ("£ million", Some(Unit::Millions)),
            ("% change", Some(Unit::Change)),
            ("Increase in robbery 2023/24", Some(Unit::Change)),
            ("% of officers who are female at 31 March 2024", Some(Unit::PerCent)),
            ("Proportion of victims", Some(Unit::PerCent)),
            ("Robbery rates 2023/24", Some(Unit::Rate)),
            ("Officers per 1,000 population", Some(Unit::Rate)),
            ("Homicide per million", Some(Unit::Rate)),
            ("Police Per 100_000 Population", Some(Unit::Rate)),
            ("black_stop_rate", Some(Unit::Rate)),
            ("Δ% 15-16", Some(Unit::Change)),
            ("burglary_2022_23", None),
            ("Vehicle crime p/1000", Some(Unit::Rate)),
            ("Sexual offences / 1000 pop", Some(Unit::Rate)),
            ("Robbery 2023/24 per head", Some(Unit::Rate)),
            ("Crimes per officer", Some(Unit::Rate)),
            ("Robbery: monthly average", Some(Unit::Average)),
            ("Number and rate of burglaries", Some(Unit::Number)),
            ("Officers (FTE)", None),
            ("Crimes solved 24/7", None),
            ("Costs of £1,000", None),
            ("Firearms operations", None),
        ] {
            assert_eq!(Unit::of(text, layouts.units()), expected, "{text}");
        }
    }
}
