//! The descriptor: what each file is, and what each of its fields holds.

use std::collections::BTreeSet;

use peel_model::{Column, Grade, Kind, NoGrade, NoteKey, Table, Unit, Value};
use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::{Entry, Listing, Named, Package, pages};
use crate::fields::{Field, Part, fields, scale};

/// The whole descriptor.
pub(super) fn of_package(package: &Package, resources: &[Json]) -> Json {
    let texts = match package.texts {
        crate::Texts::Inert => {
            " A text that a spreadsheet would run as a formula has an apostrophe before it; peel takes it off again."
        }
        crate::Texts::Raw => "",
    };
    let description = format!(
        "Tables made by peel, a CSV file for each analysis. analyses.csv lists them, and which could not be made and \
         why; notes.csv has what must be known of each table; source-rows.csv has the rows of data behind the \
         figures. Grades are ordered words: there is no number for one. Each reason for having no grade is a word of \
         its own.{texts}"
    );
    let version = env!("CARGO_PKG_VERSION");
    json!({
        "profile": "tabular-data-package",
        "name": package.name,
        "title": package.title,
        "description": description,
        "licenses": list(&package.licences),
        "sources": list(&package.sources),
        "peel": { "made_by": format!("peel {version}") },
        "resources": resources,
    })
}

fn list(all: &[Named]) -> Json {
    let one = |named: &Named| {
        let parts = [("name", &named.name), ("title", &named.title), ("path", &named.path)];
        let parts = parts.into_iter().filter(|(_, text)| !text.is_empty());
        parts.map(|(key, text)| (key.to_owned(), json!(text))).collect::<Map<_, _>>()
    };
    all.iter().map(one).collect()
}

/// What is the same of every file.
fn resource(name: &str, title: &str, path: &str, bytes: &[u8]) -> Map<String, Json> {
    let hash = Sha256::digest(bytes).iter().fold(String::new(), |hash, byte| hash + &format!("{byte:02x}"));
    let pairs = [
        ("name", json!(name)),
        ("path", json!(path)),
        ("profile", json!("tabular-data-resource")),
        ("title", json!(title)),
        ("format", json!("csv")),
        ("mediatype", json!("text/csv")),
        ("encoding", json!("utf-8")),
        ("bytes", json!(bytes.len())),
        ("hash", json!(format!("sha256:{hash}"))),
    ];
    pairs.map(|(key, value)| (key.to_owned(), value)).into_iter().collect()
}

/// The table of an analysis.
pub(super) fn of_table(entry: &Entry, table: &Table, path: &str, bytes: &[u8]) -> Json {
    let mut resource = resource(entry.analysis.as_str(), &table.title, path, bytes);
    let fields = fields(table);
    let caveats: Vec<&str> =
        [NoteKey::Warning, NoteKey::Caveat].into_iter().flat_map(|key| table.noted(key)).collect();
    let sources: Vec<Json> = table.noted(NoteKey::Source).map(|title| json!({ "title": title })).collect();
    let notes: Vec<Json> =
        table.notes().iter().map(|note| json!({ "about": note.key.as_str(), "text": note.text })).collect();
    resource.insert("description".to_owned(), json!(entry.analysis.question()));
    if !sources.is_empty() {
        resource.insert("sources".to_owned(), json!(sources));
    }
    resource.insert("caveats".to_owned(), json!(caveats));
    resource.insert("notes".to_owned(), json!(notes));
    resource.insert("command".to_owned(), json!(entry.command));
    let mut schema = Map::new();
    let described: Vec<Json> = fields.iter().map(|one| field(entry.page, table, one)).collect();
    schema.insert("fields".to_owned(), json!(described));
    schema.insert("missingValues".to_owned(), json!([""]));
    let key = key(table, &fields);
    if !key.is_empty() {
        schema.insert("primaryKey".to_owned(), json!(key));
    }
    resource.insert("schema".to_owned(), Json::Object(schema));
    Json::Object(resource)
}

impl Listing {
    pub(super) fn resource(&self, path: &str) -> Json {
        let mut resource = resource(self.name, self.title, path, &self.bytes);
        let field = |(name, description): &(&str, &str)| {
            let is_count = ["rows", "number", "line"].contains(name);
            let kind = if is_count { "integer" } else { "string" };
            json!({ "name": name, "type": kind, "description": description })
        };
        let fields: Vec<Json> = self.columns.iter().map(field).collect();
        let schema = json!({ "fields": fields, "missingValues": [""], "primaryKey": self.key });
        resource.insert("schema".to_owned(), schema);
        Json::Object(resource)
    }
}

fn field(page: &str, table: &Table, field: &Field) -> Json {
    let Part::Value(at) = field.part else {
        let description =
            "What a reader should know of single figures of the row, each under its column's name.";
        return json!({ "name": field.name, "type": "string", "title": "Remarks", "description": description });
    };
    let column = &table.columns()[at];
    let mut described = Map::new();
    let kind = match column.kind {
        Kind::Text | Kind::Grade => "string",
        Kind::Count => "integer",
        Kind::Number => "number",
    };
    for (key, text) in [
        ("name", field.name.as_str()),
        ("type", kind),
        ("title", column.title.as_str()),
        ("description", description(page, column).as_str()),
    ] {
        described.insert(key.to_owned(), json!(text));
    }
    if let Some(unit) = column.unit_in_words() {
        described.insert("unit".to_owned(), json!(unit));
    }
    let constraints = constraints(table, column);
    if let Some(scale) = constraints.get("enum").filter(|_| column.kind == Kind::Grade) {
        // In version 2 of the standard: the words of the field, and that their order counts.
        described.insert("categories".to_owned(), scale.clone());
        described.insert("categoriesOrdered".to_owned(), json!(true));
    }
    if !constraints.is_empty() {
        described.insert("constraints".to_owned(), Json::Object(constraints));
    }
    Json::Object(described)
}

/// What the analysis's page says of the column, then what it holds.
fn description(page: &str, column: &Column) -> String {
    let holds = match (column.kind, column.unit_in_words()) {
        (Kind::Text, _) => "Words".to_owned(),
        (Kind::Grade, _) => {
            "A grade, or why there is none: the allowed words are the reasons for having none, then the grades from \
             worst to best"
                .to_owned()
        }
        (Kind::Count, Some(unit)) => format!("A whole number of {unit}"),
        (Kind::Count, None) => "A whole number".to_owned(),
        (Kind::Number, Some(unit)) => format!("A number, in this unit: {unit}"),
        (Kind::Number, None) => "A number".to_owned(),
    };
    let said = pages::said_of(page, &column.name).map(|said| format!(": {said}"));
    format!("{}{}. {holds}; empty where nothing can be said.", column.title, said.unwrap_or_default())
}

fn constraints(table: &Table, column: &Column) -> Map<String, Json> {
    let pairs = match (column.kind, &column.unit) {
        (Kind::Grade, _) => vec![("enum", json!(words(table)))],
        (Kind::Count, _) => vec![("minimum", json!(0))],
        (Kind::Number, Some(Unit::Percentile)) => vec![("minimum", json!(0)), ("maximum", json!(100))],
        (Kind::Number, Some(Unit::PValue)) => vec![("minimum", json!(0)), ("maximum", json!(1))],
        _ => Vec::new(),
    };
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The words of a grade's field: the reasons for having none, then the grades, worst first.
fn words(table: &Table) -> Vec<&'static str> {
    let grades = scale(table).into_iter().map(Grade::title);
    NoGrade::ALL.iter().map(|kind| kind.title()).chain(grades).collect()
}

/// The fewest of the first columns of words that tell the rows apart, none of them ever empty; nothing where
/// they do not.
fn key(table: &Table, fields: &[Field]) -> Vec<String> {
    let mut chosen: Vec<(usize, &str)> = Vec::new();
    for field in fields {
        let Part::Value(at) = field.part else { continue };
        let is_word = |value: &Value| matches!(value, Value::Text(text) if !text.trim().is_empty());
        if table.columns()[at].kind != Kind::Text || !table.rows().iter().all(|row| is_word(&row[at].value)) {
            continue;
        }
        chosen.push((at, &field.name));
        let of = |row: &Vec<peel_model::Cell>| {
            chosen.iter().map(|(at, _)| format!("{:?}", row[*at].value)).collect()
        };
        let keys: BTreeSet<Vec<String>> = table.rows().iter().map(of).collect();
        if keys.len() == table.rows().len() {
            return chosen.into_iter().map(|(_, name)| name.to_owned()).collect();
        }
    }
    Vec::new()
}
