//! Checks every row of a sheet against its schema: types, constraints, keys, names and grades.
//!
//! Which column holds a force, a cycle or an area is read from the schema's foreign keys, and which
//! holds a grade from its list of allowed words; no column is known by name here.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{
    Cycle, Dataset, Diagnostics, Grade, Mark, NoGrade, Severity, UnknownName, did_you_mean, fold, shortened,
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
    /// The marks allowed, and the field that holds the cycle whose scale they must be on.
    Grade {
        allowed: Vec<Mark>,
        cycle_field: Option<usize>,
    },
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
            if !sheet.row_form(row, diagnostics) {
                return false;
            }
            let mut faults = Faults { row, diagnostics: &mut *diagnostics, is_clean: true };
            for (place, (field, rule)) in schema.fields.iter().zip(&rules).enumerate() {
                if row.has_column(place) {
                    check_cell(place, field, rule, dataset, &mut faults);
                }
            }
            check_foreign_keys(sheet.resource(), keys, &mut faults);
            // A row that is left out anyway takes no key from the good row after it.
            if faults.is_clean {
                unique.check(&mut faults);
            }
            faults.is_clean
        })
        .collect()
}

/// The faults of one row: each makes it unfit to be a record.
struct Faults<'s, 'd> {
    row: Row<'s>,
    diagnostics: &'d mut Diagnostics,
    is_clean: bool,
}

/// What is said of a fault: the message, and what to do.
struct Said {
    message: String,
    hints: Vec<String>,
}

impl Faults<'_, '_> {
    /// Adds a fault of a field; what is said of it is only worked out while there is room for it.
    fn add(&mut self, code: &'static str, field: &str, say: impl FnOnce() -> Said) {
        self.is_clean = false;
        let row = self.row;
        self.diagnostics.push_with(row.file(), code, Severity::Error, || {
            let said = say();
            let mut diagnostic = row.diagnostic(Severity::Error, code, field, said.message);
            diagnostic.hints = said.hints;
            diagnostic
        });
    }
}

impl From<String> for Said {
    fn from(message: String) -> Self {
        Self { message, hints: Vec::new() }
    }
}

impl From<UnknownName> for Said {
    fn from(unknown: UnknownName) -> Self {
        Self { message: unknown.message, hints: unknown.hints }
    }
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
    let marks = allowed.iter().flatten().map(|word| word.parse::<Mark>());
    if let (Some(_), Ok(allowed)) = (&allowed, marks.collect::<Result<Vec<_>, _>>()) {
        return Rule::Grade { allowed, cycle_field: cycle_field(resource) };
    }
    let pattern = field.constraints.pattern.as_ref();
    Rule::Plain { pattern: pattern.and_then(|text| Regex::new(&format!("^(?:{text})$")).ok()), allowed }
}

/// The field that holds a row's cycle, by the schema's foreign keys.
fn cycle_field(resource: &Resource) -> Option<usize> {
    let mut keys = resource.schema.foreign_keys.iter();
    let key = keys.find(|key| key.reference.resource == "cycles" && key.fields.as_slice().len() == 1)?;
    resource.schema.fields.iter().position(|field| Some(&field.name) == key.fields.as_slice().first())
}

/// A word of an `enum` as it would stand in a CSV cell.
fn json_text(value: &serde_json::Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn check_cell(place: usize, field: &FieldSpec, rule: &Rule, dataset: &Dataset, faults: &mut Faults<'_, '_>) {
    let (row, name) = (faults.row, field.name.as_str());
    let text = row.at(place);
    if text.is_empty() {
        if field.constraints.required {
            faults.add("missing-value", name, || format!("`{name}` is empty, and every row needs it").into());
        }
        return;
    }
    match rule {
        Rule::Force if !dataset.force_names.has(&text) => {
            faults.add("force", name, || unknown(dataset.resolve_force(&text)));
        }
        Rule::Cycle if !dataset.cycle_names.has(&text) => {
            faults.add("cycle", name, || unknown(dataset.resolve_cycle(&text)));
        }
        Rule::Area { cycle_field } => {
            // An unknown cycle is its own fault, and leaves nothing to look the area up in.
            if let Ok(cycle) = dataset.cycle_names.resolve(&row.at(*cycle_field))
                && dataset.area_names.get(&cycle).is_none_or(|names| !names.has(&text))
            {
                faults.add("area", name, || unknown(dataset.resolve_area(&cycle, &text)));
            }
        }
        Rule::Force | Rule::Cycle => {}
        Rule::Grade { allowed, cycle_field } => {
            let cycle = cycle_field.and_then(|field| dataset.cycle_names.resolve(&row.at(field)).ok());
            let cycle = cycle.and_then(|id| dataset.cycles.get(&id));
            check_grade(name, &text, allowed, cycle, faults);
        }
        Rule::Plain { pattern, allowed } => {
            check_plain(field, &text, pattern.as_ref(), allowed.as_deref(), faults);
        }
    }
}

fn unknown<T>(resolved: Result<T, UnknownName>) -> Said {
    resolved.err().map_or_else(|| String::new().into(), Said::from)
}

fn check_grade(
    field: &str,
    text: &str,
    allowed: &[Mark],
    cycle: Option<&Cycle>,
    faults: &mut Faults<'_, '_>,
) {
    match text.parse::<Mark>() {
        Err(invalid) => faults.add("grade", field, || {
            let words = Grade::BEST_FIRST.map(Grade::title);
            let no_grade = [NoGrade::NotGraded, NoGrade::NotInspected].map(NoGrade::title);
            let near = did_you_mean(text, words.into_iter().chain(no_grade));
            let hint = near.unwrap_or_else(|| format!("expected one of {}", words.join(", ")));
            Said { message: invalid.to_string(), hints: vec![hint] }
        }),
        Ok(mark) if !allowed.contains(&mark) => {
            let words: Vec<String> = allowed.iter().map(ToString::to_string).collect();
            faults.add("grade", field, || {
                format!("`{text}` is not allowed here; expected one of {}", words.join(", ")).into()
            });
        }
        Ok(Mark::Grade(grade)) => {
            if let Some(Cycle { id, scale, .. }) = cycle.filter(|cycle| !cycle.scale.has(grade)) {
                faults.add("scale", field, || {
                    format!("`{text}` is not on the scale of {id}, which is {scale}").into()
                });
            }
        }
        Ok(_) => {}
    }
}

fn check_plain(
    field: &FieldSpec,
    text: &str,
    pattern: Option<&Regex>,
    allowed: Option<&[String]>,
    faults: &mut Faults<'_, '_>,
) {
    let name = field.name.as_str();
    let shown = shortened(text);
    if let Some(expected) = type_fault(field, text) {
        return faults.add("type", name, || format!("`{shown}` is not {expected}").into());
    }
    if let Some(allowed) = allowed
        && !allowed.iter().any(|word| fold(word) == fold(text))
    {
        return faults.add("value", name, || {
            let near = did_you_mean(text, allowed.iter().map(String::as_str));
            let hint = near.unwrap_or_else(|| format!("expected one of {}", allowed.join(", ")));
            Said { message: format!("`{shown}` is not a {name} that is allowed"), hints: vec![hint] }
        });
    }
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        return faults
            .add("pattern", name, || format!("`{shown}` does not have the form of a {name}").into());
    }
    let Some(value) = number(text) else { return };
    let limit = |limit: &Option<serde_json::Value>| limit.as_ref().and_then(serde_json::Value::as_f64);
    if let Some(least) = limit(&field.constraints.minimum).filter(|least| value < *least) {
        faults.add("range", name, || format!("`{shown}` is less than {least}, the least allowed").into());
    }
    if let Some(most) = limit(&field.constraints.maximum).filter(|most| value > *most) {
        faults.add("range", name, || format!("`{shown}` is more than {most}, the most allowed").into());
    }
}

fn check_foreign_keys(resource: &Resource, keys: &Keys, faults: &mut Faults<'_, '_>) {
    for key in resource.schema.foreign_keys.iter().filter(|key| !is_named(key)) {
        let fields = key.fields.as_slice();
        let target = (key.reference.resource.clone(), key.reference.fields.as_slice().to_vec());
        let (Some(known), Some(last)) = (keys.get(&target), fields.last()) else { continue };
        let value: Vec<String> = fields.iter().map(|field| faults.row.text(field).into_owned()).collect();
        if value.iter().any(String::is_empty) || known.contains(&value) {
            continue;
        }
        faults.add("reference", last, || {
            let text = value.join(", ");
            let words = known.iter().filter_map(|key| key.last()).map(String::as_str);
            let message = format!("`{}` is not in {}", shortened(&text), key.reference.resource);
            Said { message, hints: did_you_mean(&text, words).into_iter().collect() }
        });
    }
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

    fn check(&mut self, faults: &mut Faults<'_, '_>) {
        for UniqueKey { fields, first_line } in &mut self.sets {
            let key: Vec<String> = fields.iter().map(|field| faults.row.text(field).into_owned()).collect();
            if key.iter().all(String::is_empty) {
                continue;
            }
            let line = faults.row.row_ref().line;
            let shown = key.join(", ");
            let first = *first_line.entry(key).or_insert(line);
            if first != line {
                let shown = shortened(&shown);
                faults.add("duplicate", fields[0], || {
                    format!("`{shown}` stands twice; it was first on line {first}").into()
                });
            }
        }
    }
}
