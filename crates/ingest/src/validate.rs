//! Checks every row of a sheet against its schema: types, constraints, keys, names and grades.
//!
//! Which column holds a force, a cycle or an area is read from the schema's foreign keys, and which
//! holds a grade from its list of allowed words; there are no column names here.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{
    CycleId, Dataset, Diagnostic, Diagnostics, Mark, Severity, UnknownName, did_you_mean, fold, shortened,
};
use regex::Regex;

use crate::package::{FieldSpec, ForeignKey, Resource};
use crate::sheet::{Row, Sheet};
use crate::value::{number, type_fault};

/// The values of other tables that foreign keys point at: `(resource, fields)` to the keys there.
pub(crate) type Keys = BTreeMap<(String, Vec<String>), BTreeSet<Vec<String>>>;

/// What is checked of one column beyond its type.
#[derive(Debug)]
enum Rule {
    Plain {
        pattern: Option<Regex>,
        allowed: Option<Vec<String>>,
    },
    Force,
    Cycle,
    /// The field that holds the cycle the area belongs to.
    Area {
        cycle_field: usize,
    },
    Grade,
}

/// Checks the rows of a sheet; gives, for each row, whether it is free of errors.
pub(crate) fn validate(
    sheet: &Sheet<'_>,
    dataset: &Dataset,
    keys: &Keys,
    diagnostics: &mut Diagnostics,
) -> Vec<bool> {
    let schema = &sheet.resource().schema;
    let rules: Vec<Rule> = schema.fields.iter().map(|field| rule(field, sheet.resource())).collect();
    let mut unique = UniqueKeys::new(sheet.resource());
    sheet
        .rows()
        .map(|row| {
            let mut found = Vec::new();
            let is_sound = sheet.row_form(row, diagnostics);
            if is_sound {
                for (place, (field, rule)) in schema.fields.iter().zip(&rules).enumerate() {
                    if row.has_column(place) {
                        check_cell(row, place, field, rule, dataset, &mut found);
                    }
                }
                found.extend(foreign_faults(row, sheet.resource(), keys));
                found.extend(unique.fault(row));
            }
            let is_clean = is_sound && found.iter().all(|fault| fault.severity != Severity::Error);
            for fault in found {
                diagnostics.push(fault);
            }
            is_clean
        })
        .collect()
}

/// Whether a foreign key is one of those checked by name, in any known spelling.
fn is_named(key: &ForeignKey) -> bool {
    matches!(key.reference.resource.as_str(), "forces" | "cycles" | "areas")
}

fn rule(field: &FieldSpec, resource: &Resource) -> Rule {
    for key in &resource.schema.foreign_keys {
        let fields = key.fields.as_slice();
        let is_last = fields.last() == Some(&field.name);
        match (key.reference.resource.as_str(), fields.len()) {
            ("forces", 1) if is_last => return Rule::Force,
            ("cycles", 1) if is_last => return Rule::Cycle,
            ("areas", 2) if is_last => {
                let cycle_field = resource.schema.fields.iter().position(|other| other.name == fields[0]);
                if let Some(cycle_field) = cycle_field {
                    return Rule::Area { cycle_field };
                }
            }
            _ => {}
        }
    }
    let allowed: Option<Vec<String>> =
        field.constraints.allowed.as_ref().map(|values| values.iter().map(json_text).collect());
    if allowed.as_ref().is_some_and(|words| words.iter().all(|word| word.parse::<Mark>().is_ok())) {
        return Rule::Grade;
    }
    let pattern = field.constraints.pattern.as_ref();
    Rule::Plain { pattern: pattern.and_then(|text| Regex::new(&format!("^(?:{text})$")).ok()), allowed }
}

/// A word of an `enum` as it would stand in a CSV cell.
fn json_text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn check_cell(
    row: Row<'_>,
    place: usize,
    field: &FieldSpec,
    rule: &Rule,
    dataset: &Dataset,
    found: &mut Vec<Diagnostic>,
) {
    let text = row.at(place);
    if text.is_empty() {
        if field.constraints.required {
            let message = format!("`{}` is empty, and every row needs it", field.name);
            found.push(row.diagnostic(Severity::Error, "missing-value", &field.name, message));
        }
        return;
    }
    let mut unknown = |code, unknown: UnknownName| {
        let mut fault = row.diagnostic(Severity::Error, code, &field.name, unknown.message);
        fault.hints = unknown.hints;
        found.push(fault);
    };
    match rule {
        Rule::Force => {
            if let Err(name) = dataset.resolve_force(&text) {
                unknown("force", name);
            }
        }
        Rule::Cycle => {
            if let Err(name) = dataset.resolve_cycle(&text) {
                unknown("cycle", name);
            }
        }
        Rule::Area { cycle_field } => {
            // An unknown cycle is its own fault, and leaves nothing to look the area up in.
            if let Ok(cycle) = dataset.resolve_cycle(&row.at(*cycle_field))
                && let Err(name) = dataset.resolve_area(&cycle, &text)
            {
                unknown("area", name);
            }
        }
        Rule::Grade => found.extend(grade_fault(row, &field.name, &text, dataset)),
        Rule::Plain { pattern, allowed } => {
            found.extend(plain_fault(row, field, &text, pattern.as_ref(), allowed.as_deref()));
        }
    }
}

fn grade_fault(row: Row<'_>, field: &str, text: &str, dataset: &Dataset) -> Option<Diagnostic> {
    match text.parse::<Mark>() {
        Err(invalid) => {
            let mut fault = row.diagnostic(Severity::Error, "grade", field, invalid.to_string());
            let words = peel_model::Grade::BEST_FIRST.map(peel_model::Grade::title);
            let no_grade = peel_model::NoGrade::ALL.map(peel_model::NoGrade::title);
            let near = did_you_mean(text, words.into_iter().chain(no_grade[2..].iter().copied()));
            fault.hints.push(near.unwrap_or_else(|| format!("expected one of {}", words.join(", "))));
            Some(fault)
        }
        Ok(Mark::Grade(grade)) => {
            let cycle: CycleId = dataset.resolve_cycle(&row.text("cycle")).ok()?;
            let scale = &dataset.cycles.get(&cycle)?.scale;
            (!scale.has(grade)).then(|| {
                let message = format!("`{text}` is not on the scale of {cycle}, which is {scale}");
                row.diagnostic(Severity::Error, "scale", field, message)
            })
        }
        Ok(_) => None,
    }
}

fn plain_fault(
    row: Row<'_>,
    field: &FieldSpec,
    text: &str,
    pattern: Option<&Regex>,
    allowed: Option<&[String]>,
) -> Option<Diagnostic> {
    let fault = |code, message| row.diagnostic(Severity::Error, code, &field.name, message);
    let shown = shortened(text);
    if let Some(expected) = type_fault(field, text) {
        return Some(fault("type", format!("`{shown}` is not {expected}")));
    }
    if let Some(allowed) = allowed
        && !allowed.iter().any(|word| fold(word) == fold(text))
    {
        let mut fault = fault("value", format!("`{shown}` is not a {} that is allowed", field.name));
        let near = did_you_mean(text, allowed.iter().map(String::as_str));
        fault.hints.push(near.unwrap_or_else(|| format!("expected one of {}", allowed.join(", "))));
        return Some(fault);
    }
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return Some(fault("pattern", format!("`{shown}` does not have the form of a {}", field.name)));
    }
    let value = number(text)?;
    let limit = |limit: &Option<serde_json::Value>| limit.as_ref().and_then(serde_json::Value::as_f64);
    if let Some(minimum) = limit(&field.constraints.minimum).filter(|minimum| value < *minimum) {
        return Some(fault("range", format!("`{shown}` is less than {minimum}, the least allowed")));
    }
    if let Some(maximum) = limit(&field.constraints.maximum).filter(|maximum| value > *maximum) {
        return Some(fault("range", format!("`{shown}` is more than {maximum}, the most allowed")));
    }
    None
}

fn foreign_faults(row: Row<'_>, resource: &Resource, keys: &Keys) -> Vec<Diagnostic> {
    let checked = resource.schema.foreign_keys.iter().filter(|key| !is_named(key));
    checked
        .filter_map(|key| {
            let fields = key.fields.as_slice();
            let target = (key.reference.resource.clone(), key.reference.fields.as_slice().to_vec());
            let known = keys.get(&target)?;
            let value: Vec<String> = fields.iter().map(|field| row.text(field).into_owned()).collect();
            if value.iter().any(String::is_empty) || known.contains(&value) {
                return None;
            }
            let text = value.join(", ");
            let message = format!("`{}` is not in {}", shortened(&text), key.reference.resource);
            let mut fault = row.diagnostic(Severity::Error, "reference", fields.last()?, message);
            fault
                .hints
                .extend(did_you_mean(&text, known.iter().filter_map(|key| key.last()).map(String::as_str)));
            Some(fault)
        })
        .collect()
}

/// The keys a table's other tables point at, taken from its rows.
pub(crate) fn collect_keys(sheet: &Sheet<'_>, wanted: &[Vec<String>], keys: &mut Keys) {
    for fields in wanted {
        let rows = sheet.rows().map(|row| fields.iter().map(|field| row.text(field).into_owned()).collect());
        keys.insert((sheet.resource().name.clone(), fields.clone()), rows.collect());
    }
}

/// The keys of a table, and its rows whose key stood before.
struct UniqueKeys<'a> {
    sets: Vec<UniqueKey<'a>>,
}

/// Fields that together must differ in every row, and the line each value first stood on.
struct UniqueKey<'a> {
    fields: Vec<&'a str>,
    first_line: BTreeMap<Vec<String>, u64>,
}

impl<'a> UniqueKeys<'a> {
    fn new(resource: &'a Resource) -> Self {
        let schema = &resource.schema;
        // Gradings that stand twice are kept, and named by what they say, not by their key.
        let is_kept = resource.name == "gradings";
        let primary = schema.primary_key.as_slice().iter().filter(|_| !is_kept);
        let primary: Vec<&str> = primary.map(String::as_str).collect();
        let unique = schema.fields.iter().filter(|field| field.constraints.unique);
        let sets = std::iter::once(primary).chain(unique.map(|field| vec![field.name.as_str()]));
        let new = |fields| UniqueKey { fields, first_line: BTreeMap::new() };
        Self { sets: sets.filter(|fields| !fields.is_empty()).map(new).collect() }
    }

    fn fault(&mut self, row: Row<'_>) -> Option<Diagnostic> {
        self.sets.iter_mut().find_map(|UniqueKey { fields, first_line }| {
            let key: Vec<String> = fields.iter().map(|field| row.text(field).into_owned()).collect();
            if key.iter().all(String::is_empty) {
                return None;
            }
            let line = row.row_ref().line;
            let shown = key.join(", ");
            let first = *first_line.entry(key).or_insert(line);
            (first != line).then(|| {
                let message = format!("`{}` stands twice; it was first on line {first}", shortened(&shown));
                row.diagnostic(Severity::Error, "duplicate", fields[0], message)
            })
        })
    }
}
