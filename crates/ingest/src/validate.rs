//! Checks every row of a sheet against its schema: types, constraints, keys, names and grades.
//!
//! Which column holds a force, a cycle or an area is read from the schema's foreign keys, and which
//! holds a grade from its list of allowed words; no column is known by name here. A cell found sound
//! is not looked into again where the same text stands in the same column.

use std::borrow::Cow;

use peel_model::{
    Cycle, Dataset, Diagnostics, Grade, Mark, NoGrade, Severity, UnknownName, did_you_mean, fold, shortened,
};
use regex::Regex;

use crate::keys::{ForeignKeys, Keys, UniqueKeys};
use crate::memo::Memo;
use crate::package::{FieldSpec, FieldType, Resource};
use crate::sheet::{Row, Sheet};
use crate::value::{number, type_fault};

/// A column of the schema, and what is known of its cells.
pub(crate) struct Column<'s> {
    /// Its place in the schema.
    place: usize,
    field: &'s FieldSpec,
    rule: Rule,
    /// The texts found sound, beside the cycle's where the rule depends on it.
    sound: Memo<(&'s [u8], Option<&'s [u8]>), ()>,
}

/// What is checked of one column beyond its type.
#[derive(Debug)]
enum Rule {
    /// Any text will do.
    Anything,
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
pub(crate) fn validate<'s>(
    sheet: &'s Sheet<'s>,
    dataset: &Dataset,
    keys: &Keys,
    diagnostics: &mut Diagnostics,
) -> Vec<bool> {
    let resource = sheet.resource();
    let mut columns = columns(resource);
    let foreign = ForeignKeys::new(resource, keys);
    let mut unique = UniqueKeys::new(resource);
    sheet
        .rows()
        .map(|row| {
            if !sheet.row_form(row, diagnostics) {
                return false;
            }
            let mut faults = Faults { row, diagnostics: &mut *diagnostics, n_found: 0 };
            for column in columns.iter_mut().filter(|column| row.has_column(column.place)) {
                column.check(dataset, &mut faults);
            }
            foreign.check(&mut faults);
            // A row that is left out anyway takes no key from the good row after it.
            if faults.n_found == 0 {
                unique.check(&columns, dataset, &mut faults);
            }
            faults.n_found == 0
        })
        .collect()
}

/// The faults of one row: each makes it unfit to be a record.
pub(crate) struct Faults<'s, 'd> {
    /// The row.
    pub(crate) row: Row<'s>,
    diagnostics: &'d mut Diagnostics,
    n_found: usize,
}

/// What is said of a fault: the message, and what to do.
pub(crate) struct Said {
    /// What is wrong.
    pub(crate) message: String,
    /// What to do.
    pub(crate) hints: Vec<String>,
}

impl Faults<'_, '_> {
    /// Adds a fault of a field; what is said of it is only worked out while there is room for it.
    pub(crate) fn add(&mut self, code: &'static str, field: &str, say: impl FnOnce() -> Said) {
        self.n_found += 1;
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

fn columns(resource: &Resource) -> Vec<Column<'_>> {
    let fields = resource.schema.fields.iter().enumerate();
    fields
        .map(|(place, field)| Column { place, field, rule: rule(field, resource), sound: Memo::default() })
        .collect()
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
    let FieldSpec { kind, constraints, .. } = field;
    let limits = [&constraints.minimum, &constraints.maximum];
    let pattern = constraints.pattern.as_ref();
    if *kind == FieldType::Text && allowed.is_none() && pattern.is_none() && limits == [&None, &None] {
        return Rule::Anything;
    }
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

impl<'s> Column<'s> {
    /// The column's name in the schema.
    pub(crate) fn name(&self) -> &'s str {
        &self.field.name
    }

    /// Names what is wrong with the column's cell in a row.
    fn check(&mut self, dataset: &Dataset, faults: &mut Faults<'s, '_>) {
        let row = faults.row;
        let beside = match self.rule {
            // Such texts hardly repeat, and there is next to nothing to find out.
            Rule::Anything if !self.field.constraints.required => return,
            Rule::Anything => return require(self.field, &row.at(self.place), faults),
            Rule::Area { cycle_field } | Rule::Grade { cycle_field: Some(cycle_field), .. } => {
                Some(row.bytes(cycle_field))
            }
            _ => None,
        };
        let (place, field, rule) = (self.place, self.field, &self.rule);
        let sound = self.sound.answer((row.bytes(place), beside), || {
            let n_before = faults.n_found;
            check_cell(place, field, rule, dataset, faults);
            if faults.n_found == n_before { Ok(()) } else { Err(()) }
        });
        // What is wrong is named by now.
        sound.ok();
    }

    /// What a sound cell of the column stands for, the same in every spelling.
    pub(crate) fn identity(&self, row: Row<'s>, dataset: &Dataset) -> Cow<'s, str> {
        let text = row.at(self.place);
        let resolved = match &self.rule {
            Rule::Force => dataset.force_names.resolve(&text).ok().map(|force| force.to_string()),
            Rule::Cycle => dataset.cycle_names.resolve(&text).ok().map(|cycle| cycle.to_string()),
            Rule::Area { cycle_field } => {
                let cycle = dataset.cycle_names.resolve(&row.at(*cycle_field)).ok();
                let names = cycle.and_then(|cycle| dataset.area_names.get(&cycle));
                names.and_then(|names| names.resolve(&text).ok()).map(|area| area.to_string())
            }
            Rule::Grade { .. } => text.parse::<Mark>().ok().map(|mark| mark.to_string()),
            Rule::Plain { allowed: Some(_), .. } => Some(fold(&text)),
            Rule::Plain { .. } | Rule::Anything => None,
        };
        resolved.map_or(text, Cow::Owned)
    }
}

fn require(field: &FieldSpec, text: &str, faults: &mut Faults<'_, '_>) {
    if text.is_empty() && field.constraints.required {
        let name = field.name.as_str();
        faults.add("missing-value", name, || format!("`{name}` is empty, and every row needs it").into());
    }
}

fn check_cell(place: usize, field: &FieldSpec, rule: &Rule, dataset: &Dataset, faults: &mut Faults<'_, '_>) {
    let (row, name) = (faults.row, field.name.as_str());
    let text = row.at(place);
    if text.is_empty() {
        return require(field, &text, faults);
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
        Rule::Force | Rule::Cycle | Rule::Anything => {}
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
