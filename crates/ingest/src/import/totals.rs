//! The publisher's own totals, held against the forces they are totals of.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{ForceId, Severity, fold};

use crate::cell::number;
use crate::import::layout::{NoForce, Part, Role};
use crate::import::read::Reader;
use crate::import::rows::{Classified, RowIs};
use crate::import::several::SEVERAL;
use crate::open::CellKind;

/// How the totals of a table compare with its forces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Rows whose every figure is the sum of its forces'.
    pub agree: Vec<String>,
    /// Rows with a figure that is not.
    pub differ: Vec<String>,
}

/// A row that may be a total, and the rows it may be the total of.
struct Claim<'t> {
    name: &'t str,
    row: usize,
    members: Vec<usize>,
    /// Other rows that it may as well be the total of, each of which it may agree with.
    otherwise: Vec<Vec<usize>>,
    /// Bodies that are no forces, which a national total may take in.
    others: Vec<usize>,
    /// Whether it may as well be of more forces than the table has.
    may_be_of_more: bool,
    /// Whether it is a region's, and the table lacks some of its forces.
    is_of_more: bool,
}

/// Compares rows that were set aside as regions, countries and totals with the sums of their forces.
pub(crate) fn compare(reader: &mut Reader<'_, '_>, body: &Classified) -> Totals {
    let rows = &body.rows;
    let columns: Vec<usize> = (reader.bound.columns.iter().enumerate())
        .filter(|(_, column)| {
            column.as_ref().is_some_and(|column| {
                column.role == Role::Value
                    && column.figure.as_ref().is_some_and(|figure| figure.part == Part::Numerator)
            })
        })
        .map(|(place, _)| place)
        .collect();
    let mut totals = Totals::default();
    // What a faulty row would have added is not known.
    let is_faulty = rows.iter().any(|row| !matches!(row, RowIs::Force { .. } | RowIs::SetAside(_)));
    if columns.is_empty() || is_faulty {
        return totals;
    }
    let sections = body.sections.ranges(rows.len());
    let all: Vec<Claim<'_>> = sections
        .into_iter()
        .flat_map(|section| claims(reader, reader.shape.body.start + section.start, &rows[section]))
        .collect();
    for claim in all {
        let compared: Vec<(usize, Compared)> =
            columns.iter().map(|column| (*column, compare_one(reader, &claim, *column))).collect();
        let name = claim.name.to_owned();
        let differing = compared.iter().find(|(_, compared)| matches!(compared, Compared::Differs { .. }));
        if let Some((column, Compared::Differs { printed, sum })) = differing {
            let message = format!(
                "`{name}` is {} here, and its {} forces add up to {}",
                number::write(*printed),
                claim.members.len(),
                number::write(rounded(*sum))
            );
            reader.say(Severity::Warning, "total", (claim.row, *column), message, &[]);
            totals.differ.push(name);
        } else if compared.iter().any(|(_, compared)| matches!(compared, Compared::Agrees)) {
            totals.agree.push(name);
        }
    }
    totals
}

enum Compared {
    Agrees,
    Differs {
        printed: f64,
        sum: f64,
    },
    /// A figure is missing, so that nothing can be said.
    Unknown,
}

/// The rows that say the same of the period and of what is counted.
#[derive(Default)]
struct Group {
    forces: Vec<usize>,
    /// Bodies that are no forces.
    others: Vec<usize>,
}

/// The rows of a section, the first of which is row `start` of the grid, that claim to be totals, each of the rows that
/// say the same as it of the period and of what is counted. A region's forces follow it; a country's and the whole's
/// are told by the registry.
fn claims<'t>(reader: &Reader<'t, '_>, start: usize, rows: &[RowIs]) -> Vec<Claim<'t>> {
    let force = |place: usize| match &rows[place] {
        RowIs::Force { force, .. } => Some(force),
        _ => None,
    };
    let keys = reader.bound.keys();
    let key = |place: usize| -> Vec<&str> {
        keys.iter().map(|column| reader.grid.text(start + place, *column)).collect()
    };
    let kind_is =
        |place: usize, wanted: &str| matches!(&rows[place], RowIs::SetAside(kind) if &**kind == wanted);
    let is_other = |place: usize| match &rows[place] {
        RowIs::SetAside(kind) => matches!(&**kind, "unknown" | SEVERAL) || NoForce::is_body(kind),
        _ => false,
    };
    let mut groups: BTreeMap<Vec<&str>, Group> = BTreeMap::new();
    for place in 0..rows.len() {
        if force(place).is_some() {
            groups.entry(key(place)).or_default().forces.push(place);
        } else if is_other(place) {
            groups.entry(key(place)).or_default().others.push(place);
        }
    }
    // What tells apart two rows of a force is not known.
    let is_once = |group: &Group| {
        let forces: BTreeSet<_> = group.forces.iter().map(|place| force(*place)).collect();
        forces.len() == group.forces.len()
    };
    groups.retain(|_, group| is_once(group));
    let n_forces = reader.context.dataset.forces.len();
    let below = |forces: &[usize], place: usize| run(forces, |at| place + 1 + at);
    let above = |forces: &[usize], place: usize| {
        let before: Vec<usize> = forces.iter().rev().copied().filter(|of| *of < place).collect();
        run(&before, |at| place.wrapping_sub(1 + at))
    };
    (0..rows.len())
        .filter_map(|place| {
            let Group { forces, others } = groups.get(&key(place)).filter(|_| force(place).is_none())?;
            let name = reader.grid.text(start + place, reader.shape.force_column);
            let is_total = kind_is(place, "total");
            let of_region = || of_region(reader, name, forces, &force);
            let candidates = if kind_is(place, "region") || is_region_too(reader, name, &rows[place]) {
                let known = of_region();
                vec![
                    if known.is_empty() { below(forces, place) } else { known },
                    below(forces, place),
                    above(forces, place),
                ]
            } else if kind_is(place, "country") {
                vec![country(reader, name, forces, &force).unwrap_or_default()]
            } else if is_total && !of_region().is_empty() {
                vec![of_region(), below(forces, place), above(forces, place)]
            } else if is_total && !name.contains('(') {
                vec![forces.clone(), above(forces, place)]
            } else {
                return None;
            };
            let mut candidates = candidates.into_iter();
            let members = candidates.next()?;
            let n_members = of_region().len();
            let n_known = if n_members == 0 { 0 } else { n_of_region(reader, name) };
            let is_whole =
                kind_is(place, "region") || forces.len() == n_forces || members.len() < forces.len();
            // The sum of two is no check of what may be of more.
            let fewest = if is_whole { 2 } else { 3 };
            let is_checked = members.len() >= fewest && (is_whole || is_total);
            let in_grid = |places: Vec<usize>| places.into_iter().map(|member| start + member).collect();
            is_checked.then(|| Claim {
                name,
                row: start + place,
                members: in_grid(members),
                otherwise: candidates.filter(|rows| rows.len() > 1).map(in_grid).collect(),
                others: in_grid(others.clone()),
                may_be_of_more: !is_whole,
                is_of_more: n_known > n_members,
            })
        })
        .collect()
}

/// The first of some rows that stand one after the other, the first of them at `place(0)`.
fn run(rows: &[usize], place: impl Fn(usize) -> usize) -> Vec<usize> {
    let first = rows.iter().position(|row| *row == place(0)).unwrap_or(rows.len());
    let run = rows[first..].iter().enumerate().take_while(|(at, row)| **row == place(*at));
    run.map(|(_, row)| *row).collect()
}

/// The forces of the region that a row names: `North East total`.
fn of_region<'f>(
    reader: &Reader<'_, '_>,
    name: &str,
    forces: &[usize],
    force: &dyn Fn(usize) -> Option<&'f ForceId>,
) -> Vec<usize> {
    let name = plain_region(&crate::cell::footnote::peel(name).text);
    let region =
        |place: usize| reader.context.dataset.forces.get(force(place)?)?.region.as_deref().map(plain_region);
    forces.iter().copied().filter(|place| region(*place).as_ref() == Some(&name)).collect()
}

/// How many forces the region that a row names has.
fn n_of_region(reader: &Reader<'_, '_>, name: &str) -> usize {
    let name = plain_region(&crate::cell::footnote::peel(name).text);
    let forces = reader.context.dataset.forces.iter();
    forces.filter(|force| force.region.as_deref().map(plain_region).as_ref() == Some(&name)).count()
}

/// A region's name without what its spellings differ in: `Eastern`, `East of England` and `East total` are one.
fn plain_region(name: &str) -> String {
    const BESIDE: [&str; 6] = ["total", "region", "sub", "of", "england", "the"];
    let folded = fold(name);
    let words = folded.split(' ').filter(|word| !BESIDE.contains(word));
    words.map(|word| word.strip_suffix("ern").unwrap_or(word)).collect::<Vec<_>>().join(" ")
}

/// A country that is also one region, as Wales is, heads its forces.
fn is_region_too(reader: &Reader<'_, '_>, name: &str, row: &RowIs) -> bool {
    let is_aside = matches!(row, RowIs::SetAside(kind) if &**kind == "country");
    let name = fold(&crate::cell::footnote::peel(name).text);
    is_aside
        && reader
            .context
            .dataset
            .forces
            .iter()
            .any(|force| force.region.as_deref().map(fold).as_ref() == Some(&name))
}

fn country<'f>(
    reader: &Reader<'_, '_>,
    name: &str,
    forces: &[usize],
    force: &dyn Fn(usize) -> Option<&'f ForceId>,
) -> Option<Vec<usize>> {
    let name = fold(&crate::cell::footnote::peel(name).text);
    let mut by_country: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for place in forces {
        let country =
            force(*place).and_then(|force| reader.context.dataset.forces.get(force)?.country.as_deref());
        by_country.entry(country.map(fold).unwrap_or_default()).or_default().push(*place);
    }
    by_country.remove(&name).or_else(|| {
        let both: Vec<String> = by_country.keys().cloned().collect();
        (both.join(" and ") == name).then(|| forces.to_vec())
    })
}

/// From how many times the sum of a table's forces on a total is held to be of more forces than these.
const MORE: f64 = 1.25;

fn compare_one(reader: &Reader<'_, '_>, claim: &Claim<'_>, column: usize) -> Compared {
    let others = claim.otherwise.iter().map(|members| compare_with(reader, claim, members, column));
    match compare_with(reader, claim, &claim.members, column) {
        Compared::Agrees => Compared::Agrees,
        _ if others.into_iter().any(|compared| matches!(compared, Compared::Agrees)) => Compared::Agrees,
        compared => compared,
    }
}

fn compare_with(reader: &Reader<'_, '_>, claim: &Claim<'_>, rows: &[usize], column: usize) -> Compared {
    let Some(printed) = figure(reader, claim.row, column) else { return Compared::Unknown };
    let members: Vec<f64> = rows.iter().filter_map(|row| figure(reader, *row, column)).collect();
    let sum: f64 = members.iter().sum();
    let others: f64 = claim.others.iter().filter_map(|row| figure(reader, *row, column)).sum();
    // Each printed figure may be rounded in its last decimal; whole numbers are counts.
    let decimals = members.iter().chain([&printed]).map(|value| n_decimals(*value)).max().unwrap_or(0);
    let each = match (decimals, rounded_to(&members, printed)) {
        (0, None) => 0.0,
        (0, Some(unit)) => unit / 2.0,
        _ => 0.5 * 10_f64.powi(-decimals),
    };
    let rounding = each * (members.len() + 1) as f64;
    let noise = 1e-9 * printed.abs();
    let agrees = |sum: f64| (printed - sum).abs() <= rounding.max(noise).max(1e-6);
    if agrees(sum) || agrees(sum + others) {
        Compared::Agrees
    } else if members.len() < rows.len() || claim.is_of_more || (claim.may_be_of_more && printed > sum * MORE)
    {
        // The publisher may know what it does not print.
        Compared::Unknown
    } else {
        Compared::Differs { printed, sum }
    }
}

/// The power of ten that whole numbers are all rounded to; none when they are not.
fn rounded_to(members: &[f64], printed: f64) -> Option<f64> {
    let all_are_of = |unit: &f64| members.iter().chain([&printed]).all(|value| value % unit == 0.0);
    let unit = [1000.0, 100.0, 10.0].into_iter().find(all_are_of);
    unit.filter(|_| members.len() >= 3)
}

/// A sum without the noise of adding binary fractions.
fn rounded(sum: f64) -> f64 {
    const MILLIONTH: f64 = 1e6;
    (sum * MILLIONTH).round() / MILLIONTH
}

/// Decimals of a number as it prints, at most six: beyond is noise.
fn n_decimals(value: f64) -> i32 {
    let text = number::write(value);
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    i32::try_from(decimals.min(6)).unwrap_or(6)
}

fn figure(reader: &Reader<'_, '_>, row: usize, column: usize) -> Option<f64> {
    let cell = reader.grid.cell(row, column)?;
    match cell.kind {
        CellKind::Number(value) => Some(number::tidy(value).0),
        _ => number::read(cell.text.trim()).map(|number| number.value),
    }
}
