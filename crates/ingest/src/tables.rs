//! Rows of the package's tables as typed records, one reader a table.
//!
//! A reader is given rows that validation found clean. One that still cannot be typed (a descriptor
//! may promise less than a record needs) is a fault with a place, like any other. Long tables look each
//! spelling of a name or a word up once.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use peel_model::{
    Area, AreaKey, Basis, Comparability, Cycle, CycleId, Dataset, Diagnostic, Entry, Force, ForceId,
    GradeCount, Grading, Indicator, Mark, Membership, Missing, MissingParts, NationalTotal, Observation,
    Register, RowRef, Severity, Source, Status, StreetCount,
};

use crate::cell::missing;
use crate::memo::Memo;
use crate::sheet::Row;
use crate::value::number;

/// A row as a record, or the fault that keeps it from being one.
type Read<T> = Result<T, Box<Diagnostic>>;

/// What the spellings in one sheet stand for, as far as it was read.
#[derive(Default)]
pub(crate) struct Spellings<'s> {
    forces: Memo<&'s [u8], ForceId>,
    areas: Memo<(&'s [u8], &'s [u8]), AreaKey>,
    marks: Memo<&'s [u8], Mark>,
    statuses: Memo<&'s [u8], Status>,
    bases: Memo<&'s [u8], Option<Basis>>,
    /// The places of [`GRADING`] in the schema, found once.
    columns: Option<[Option<usize>; GRADING.len()]>,
}

/// The columns of a grading.
const GRADING: [&str; 9] =
    ["force", "cycle", "area", "grade", "status", "basis", "agreeing_pages", "source_url", "note"];

/// The columns of numbers of an indicator's value.
const FIGURES: [&str; 3] = ["numerator", "denominator", "published_value"];

/// Reads a row into the dataset's table of this name; other tables are no concern of peel's yet.
pub(crate) fn read_row<'s>(
    resource: &str,
    row: Row<'s>,
    dataset: &mut Dataset,
    spellings: &mut Spellings<'s>,
) -> Read<()> {
    match resource {
        "forces" => force(row, dataset),
        "force-spellings" => force_spelling(row, dataset),
        "cycles" => cycle(row, dataset),
        "areas" => area(row, dataset),
        "area-spellings" => area_spelling(row, dataset),
        "comparability" => comparability(row, dataset).map(|record| dataset.comparability.push(record)),
        "gradings" => grading(row, dataset, spellings).map(|record| dataset.gradings.push(record)),
        "grade-counts" => grade_count(row, dataset).map(|record| dataset.grade_counts.push(record)),
        "national-totals" => national_total(row, dataset).map(|record| dataset.national_totals.push(record)),
        "groups" => membership(row, dataset),
        "indicators" => indicator(row, dataset),
        "indicator-spellings" => indicator_spelling(row, dataset),
        "indicator-values" => {
            observation(row, dataset, spellings).map(|record| dataset.observations.push(record))
        }
        "sources" => source(row, dataset),
        "street-crime-monthly" => {
            street_count(row, dataset, spellings).map(|record| dataset.street_counts.push(record))
        }
        _ => Ok(()),
    }
}

fn force(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let id: ForceId = parsed(row, "force")?;
    let name = row.text("name").into_owned();
    let short_name = given(row, "short_name").unwrap_or_else(|| name.clone());
    let pair = |first, second| Some((number(&row.text(first))?, number(&row.text(second))?));
    let tile = row.text("tile_column").parse().ok().zip(row.text("tile_row").parse().ok());
    let force = Force {
        region: given(row, "region"),
        country: given(row, "country"),
        ons_code: given(row, "ons_code"),
        area_km2: number(&row.text("area_km2")),
        centroid: pair("longitude", "latitude"),
        tile,
        row: row.row_ref(),
        id,
        name,
        short_name,
    };
    let names = [force.id.as_str(), &force.name, &force.short_name];
    for name in names.into_iter().chain(force.ons_code.as_deref()).filter(|name| !name.is_empty()) {
        dataset.force_names.add(name, &force.id);
    }
    dataset.forces.add(force).map_err(|force| twice(row, "force", force.id.as_str()))
}

fn force_spelling(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let force = named_force(row, "force", dataset)?;
    dataset.force_names.add(&row.text("spelling"), &force);
    Ok(())
}

fn cycle(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let cycle = Cycle {
        id: parsed(row, "cycle")?,
        label: given(row, "label").unwrap_or_else(|| row.text("cycle").into_owned()),
        order: parsed(row, "order")?,
        scale: parsed(row, "scale")?,
        first_published: given(row, "first_published"),
        note: row.text("note").into_owned(),
        row: row.row_ref(),
    };
    dataset.cycle_names.add(cycle.id.as_str(), &cycle.id);
    for spelling in with_whole_years(cycle.id.as_str()) {
        dataset.cycle_names.add(&spelling, &cycle.id);
    }
    dataset.cycle_names.add(&cycle.label, &cycle.id);
    dataset.area_names.entry(cycle.id.clone()).or_default();
    dataset.cycles.add(cycle).map_err(|cycle| twice(row, "cycle", cycle.id.as_str()))
}

/// `2018-19` as `2018-2019` and `2018 to 2019`; other identifiers in no other way.
fn with_whole_years(cycle: &str) -> Vec<String> {
    let is_year = |text: &str, n: usize| text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit());
    match cycle.split_once('-') {
        Some((first, last)) if is_year(first, 4) && is_year(last, 2) => {
            let last = format!("{}{last}", &first[..2]);
            vec![format!("{first}-{last}"), format!("{first} to {last}")]
        }
        _ => Vec::new(),
    }
}

fn area(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let area = Area {
        key: AreaKey { cycle: named_cycle(row, "cycle", dataset)?, area: parsed(row, "area")? },
        level: parsed(row, "level")?,
        pillar: given(row, "pillar").map(|_| parsed(row, "pillar")).transpose()?,
        title: given(row, "title").unwrap_or_else(|| row.text("area").into_owned()),
        // A cycle's areas are graded unless the registry says otherwise.
        graded: row.boolean("graded").unwrap_or(true),
        row: row.row_ref(),
    };
    let names = dataset.area_names.entry(area.key.cycle.clone()).or_default();
    names.add(area.key.area.as_str(), &area.key.area);
    names.add(&area.title, &area.key.area);
    dataset.areas.add(area).map_err(|area| twice(row, "area", area.key.area.as_str()))
}

fn area_spelling(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let (cycle, area) = (named_cycle(row, "cycle", dataset)?, parsed(row, "area")?);
    dataset.area_names.entry(cycle).or_default().add(&row.text("spelling"), &area);
    Ok(())
}

fn comparability(row: Row<'_>, dataset: &Dataset) -> Read<Comparability> {
    Ok(Comparability {
        from: named_cycle(row, "from_cycle", dataset)?,
        to: named_cycle(row, "to_cycle", dataset)?,
        level: parsed(row, "level")?,
        comparable: parsed(row, "comparable")?,
        reason: row.text("reason").into_owned(),
        source_url: row.text("source_url").into_owned(),
        row: row.row_ref(),
    })
}

/// Keeps what can be read of a row that is left out, where that tells a reader why a figure is missing.
pub(crate) fn keep_left_out<'s>(
    resource: &str,
    row: Row<'s>,
    dataset: &mut Dataset,
    spellings: &mut Spellings<'s>,
) {
    if resource == "indicator-values" {
        dataset.left_out.extend(observation(row, dataset, spellings).ok());
    }
}

/// Forgets the facts read, and keeps what further rows are read by: the registers and the names.
pub(crate) fn forget_facts(dataset: &mut Dataset) {
    dataset.comparability.clear();
    dataset.gradings.clear();
    dataset.grade_counts.clear();
    dataset.national_totals.clear();
    dataset.groups.clear();
    dataset.observations.clear();
    dataset.left_out.clear();
    dataset.street_counts.clear();
}

fn grading<'s>(row: Row<'s>, dataset: &Dataset, spellings: &mut Spellings<'s>) -> Read<Grading> {
    let Spellings { forces, areas, marks, statuses, bases, columns } = spellings;
    let columns = columns.get_or_insert_with(|| GRADING.map(|name| row.field(name)));
    let [of_force, of_cycle, of_area, of_grade, of_status, of_basis, pages, url, note] = *columns;
    let bytes = |field: Option<usize>| field.map_or(&b""[..], |field| row.bytes(field));
    let text = |field: Option<usize>| field.map_or(Cow::Borrowed(""), |field| row.at(field));
    let status = || given(row, "status").map_or(Ok(Status::Current), |_| parsed(row, "status"));
    let basis = || given(row, "basis").map(|_| parsed(row, "basis")).transpose();
    Ok(Grading {
        force: forces.answer(bytes(of_force), || named_force(row, "force", dataset))?,
        key: areas.answer((bytes(of_cycle), bytes(of_area)), || area_key(row, dataset))?,
        mark: marks.answer(bytes(of_grade), || parsed(row, "grade"))?,
        status: statuses.answer(bytes(of_status), status)?,
        basis: bases.answer(bytes(of_basis), basis)?,
        agreeing_pages: text(pages).parse().ok(),
        source_url: text(url).into_owned(),
        note: text(note).into_owned(),
        row: row.row_ref(),
    })
}

fn grade_count(row: Row<'_>, dataset: &Dataset) -> Read<GradeCount> {
    let count = |name: &str| given(row, name).map_or(Ok(0), |_| parsed(row, name));
    Ok(GradeCount {
        force: named_force(row, "force", dataset)?,
        cycle: named_cycle(row, "cycle", dataset)?,
        graded_areas: parsed(row, "graded_areas")?,
        counts: [
            count("outstanding")?,
            count("good")?,
            count("adequate")?,
            count("requires_improvement")?,
            count("inadequate")?,
        ],
        source_url: row.text("source_url").into_owned(),
        row: row.row_ref(),
    })
}

fn national_total(row: Row<'_>, dataset: &Dataset) -> Read<NationalTotal> {
    Ok(NationalTotal {
        key: area_key(row, dataset)?,
        grade: parsed(row, "grade")?,
        forces: parsed(row, "forces")?,
        source_url: row.text("source_url").into_owned(),
        row: row.row_ref(),
    })
}

fn membership(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let name = row.text("group").into_owned();
    let membership = Membership {
        // Every spelling of a group's name is the one that was written first.
        group: dataset.group_names.resolve(&name).unwrap_or(name),
        force: given(row, "force").map(|_| named_force(row, "force", dataset)).transpose()?,
        member: named_force(row, "member", dataset)?,
        from: given(row, "from"),
        to: given(row, "to"),
        source: row.text("source").into_owned(),
        note: row.text("note").into_owned(),
        row: row.row_ref(),
    };
    dataset.group_names.add(&membership.group, &membership.group);
    dataset.groups.push(membership);
    Ok(())
}

fn indicator(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let indicator = Indicator {
        id: parsed(row, "indicator")?,
        title: row.text("title").into_owned(),
        unit: row.text("unit").into_owned(),
        kind: parsed(row, "kind")?,
        per: row.text("per").into_owned(),
        shown_per: row.text("shown_per").into_owned(),
        direction: parsed(row, "direction_of_good")?,
        note: row.text("note").into_owned(),
        row: row.row_ref(),
    };
    for name in [indicator.id.as_str(), &indicator.title].into_iter().filter(|name| !name.is_empty()) {
        dataset.indicator_names.add(name, &indicator.id);
    }
    add_again(row, "indicator", &mut dataset.indicators, indicator, |indicator| &mut indicator.row)
}

fn indicator_spelling(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let indicator = parsed(row, "indicator")?;
    dataset.indicator_names.add(&row.text("spelling"), &indicator);
    Ok(())
}

fn observation<'s>(row: Row<'s>, dataset: &Dataset, spellings: &mut Spellings<'s>) -> Read<Observation> {
    let [numerator, denominator, published_value] = FIGURES.map(|name| number(&row.text(name)));
    let missing =
        |at: usize, value: Option<f64>| value.map_or_else(|| why_missing(row, FIGURES[at]), |_| None);
    Ok(Observation {
        force: spellings.forces.answer(row.bytes_of("force"), || named_force(row, "force", dataset))?,
        indicator: parsed(row, "indicator")?,
        period: row.text("period").into_owned(),
        period_start: row.text("period_start").into_owned(),
        period_end: row.text("period_end").into_owned(),
        numerator,
        denominator,
        published_value,
        missing: MissingParts {
            numerator: missing(0, numerator),
            denominator: missing(1, denominator),
            published_value: missing(2, published_value),
        },
        source: parsed(row, "source")?,
        row: row.row_ref(),
    })
}

/// Why a figure of a row is missing: as the row says in a column of its own, which an import adds, else by the publisher's
/// marker in its place.
fn why_missing(row: Row<'_>, figure: &str) -> Option<Missing> {
    missing::of_part(&row.text("missing"), figure).or_else(|| {
        let marker = row.written(figure);
        missing::standard(&marker).filter(|_| !marker.is_empty())
    })
}

fn source(row: Row<'_>, dataset: &mut Dataset) -> Read<()> {
    let source = Source {
        id: parsed(row, "source")?,
        title: row.text("title").into_owned(),
        held_as: row.text("held_as").into_owned(),
        licence: row.text("licence").into_owned(),
        row: row.row_ref(),
    };
    add_again(row, "source", &mut dataset.sources, source, |source| &mut source.row)
}

fn street_count<'s>(row: Row<'s>, dataset: &Dataset, spellings: &mut Spellings<'s>) -> Read<StreetCount> {
    Ok(StreetCount {
        force: spellings.forces.answer(row.bytes_of("force"), || named_force(row, "force", dataset))?,
        month: row.text("month").into_owned(),
        crime_type: row.text("crime_type").into_owned(),
        count: parsed(row, "count")?,
        row: row.row_ref(),
    })
}

fn area_key(row: Row<'_>, dataset: &Dataset) -> Read<AreaKey> {
    let cycle = named_cycle(row, "cycle", dataset)?;
    let area = dataset
        .resolve_area(&cycle, &row.text("area"))
        .map_err(|unknown| fault(row, "area", "area", unknown.message))?;
    Ok(AreaKey { cycle, area })
}

fn named_force(row: Row<'_>, field: &str, dataset: &Dataset) -> Read<ForceId> {
    let found = dataset.resolve_force(&row.text(field));
    found.map_err(|unknown| fault(row, "force", field, unknown.message))
}

fn named_cycle(row: Row<'_>, field: &str, dataset: &Dataset) -> Read<CycleId> {
    let found = dataset.resolve_cycle(&row.text(field));
    found.map_err(|unknown| fault(row, "cycle", field, unknown.message))
}

fn given(row: Row<'_>, field: &str) -> Option<String> {
    Some(row.text(field).into_owned()).filter(|text| !text.is_empty())
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(row: Row<'_>, field: &str) -> Read<T> {
    let text = row.text(field);
    text.parse().map_err(|error: T::Err| fault(row, "value", field, format!("`{field}`: {error}")))
}

/// Adds an entry that several files may bring along, each for its own rows: the first counts, and one that says
/// something else is named.
fn add_again<T: Entry<Key: fmt::Display> + PartialEq + Clone>(
    row: Row<'_>,
    field: &str,
    register: &mut Register<T>,
    entry: T,
    row_of: fn(&mut T) -> &mut RowRef,
) -> Read<()> {
    let Err(mut second) = register.add(entry) else { return Ok(()) };
    let key = second.key().to_string();
    let Some(mut first) = register.get(second.key()).cloned() else { return Ok(()) };
    let (there, here) = (row_of(&mut first).clone(), row_of(&mut second).clone());
    if there.file == here.file {
        return Err(twice(row, field, &key));
    }
    *row_of(&mut second) = there.clone();
    if first == second {
        return Ok(());
    }
    let message =
        format!("`{key}` is described otherwise in {}, line {}, which counts", there.file, there.line);
    Err(Box::new(row.diagnostic(Severity::Warning, "described-twice", field, message)))
}

fn twice(row: Row<'_>, field: &str, key: &str) -> Box<Diagnostic> {
    fault(row, "duplicate", field, format!("`{key}` stands twice; only the first is read"))
}

fn fault(row: Row<'_>, code: &'static str, field: &str, message: String) -> Box<Diagnostic> {
    Box::new(row.diagnostic(Severity::Error, code, field, message))
}
