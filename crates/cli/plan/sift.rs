//! A file held against the schema: every key that is unknown and every value that does not fit is a fault with its
//! place, and what is left is a plan without them, so that one fault does not hide another.

use std::ops::Range;

use peel_model::{did_you_mean, shortened};
use serde_json::{Map, Value as Json};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};
use toml::{Table, Value};

/// Something wrong at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Misfit {
    pub(super) code: &'static str,
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) hint: Option<String>,
}

/// The values that fit the schema; what does not is added to the misfits.
pub(super) fn sift(value: &Spanned<DeValue<'_>>, schema: &Json, misfits: &mut Vec<Misfit>) -> Option<Value> {
    let schemas = alternatives(schema);
    let Some(schema) = schemas.iter().find(|schema| is_of_type(value.get_ref(), schema)) else {
        let expected: Vec<&str> = schemas.iter().map(|schema| noun(schema)).collect();
        let message = format!("expected {}, not {}", expected.join(" or "), shown(value.get_ref()));
        misfits.push(Misfit { code: "type", span: value.span(), message, hint: None });
        return None;
    };
    match value.get_ref() {
        DeValue::Table(table) => Some(Value::Table(sift_table(table, schema, misfits))),
        DeValue::Array(values) => Some(sift_array(values, schema, misfits)),
        DeValue::String(word) => sift_word(word, &value.span(), schema, misfits),
        DeValue::Boolean(is_so) => Some(Value::Boolean(*is_so)),
        DeValue::Integer(number) => {
            let least = schema.get("minimum").and_then(Json::as_i64).unwrap_or(i64::MIN);
            let read = i64::from_str_radix(number.as_str(), number.radix()).ok().filter(|n| *n >= least);
            if read.is_none() {
                let message =
                    format!("`{number}` is not a whole number from {} to {}", least.max(0), i64::MAX);
                misfits.push(Misfit { code: "number", span: value.span(), message, hint: None });
            }
            read.map(Value::Integer)
        }
        // No plan has either: their types are in no schema.
        DeValue::Float(_) | DeValue::Datetime(_) => None,
    }
}

fn sift_table(table: &DeTable<'_>, schema: &Json, misfits: &mut Vec<Misfit>) -> Table {
    let none = Map::new();
    let known = schema.get("properties").and_then(Json::as_object).unwrap_or(&none);
    let further = schema.get("additionalProperties").filter(|further| further.is_object());
    let mut sifted = Table::new();
    for (key, value) in table {
        let Some(schema) = known.get(key.get_ref().as_ref()).or(further) else {
            let name = key.get_ref();
            let hint = did_you_mean(name, known.keys().map(String::as_str)).unwrap_or_else(|| {
                format!(
                    "there are {}",
                    known.keys().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
                )
            });
            let message = format!("unknown key `{}`", shortened(name));
            misfits.push(Misfit { code: "unknown-key", span: key.span(), message, hint: Some(hint) });
            continue;
        };
        if let Some(value) = sift(value, schema, misfits) {
            sifted.insert(key.get_ref().to_string(), value);
        }
    }
    sifted
}

fn sift_array(values: &DeArray<'_>, schema: &Json, misfits: &mut Vec<Misfit>) -> Value {
    let any = Json::Bool(true);
    let items = schema.get("items").unwrap_or(&any);
    Value::Array(values.iter().filter_map(|value| sift(value, items, misfits)).collect())
}

fn sift_word(word: &str, span: &Range<usize>, schema: &Json, misfits: &mut Vec<Misfit>) -> Option<Value> {
    if let Some(words) = schema.get("enum").and_then(Json::as_array) {
        let words: Vec<&str> = words.iter().filter_map(Json::as_str).collect();
        if !words.contains(&word) {
            let expected: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            let hint = did_you_mean(word, words.iter().copied());
            let message = format!("`{}` is none of {}", shortened(word), expected.join(", "));
            misfits.push(Misfit { code: "word", span: span.clone(), message, hint });
            return None;
        }
    }
    Some(Value::String(word.to_owned()))
}

/// The schemas a value may fit, one of each type.
fn alternatives(schema: &Json) -> Vec<&Json> {
    let of = ["anyOf", "oneOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
    of.map_or_else(|| vec![schema], |schemas| schemas.iter().flat_map(alternatives).collect())
}

fn is_of_type(value: &DeValue<'_>, schema: &Json) -> bool {
    let name = match value {
        DeValue::Table(_) => "object",
        DeValue::Array(_) => "array",
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Boolean(_) => "boolean",
        DeValue::Float(_) | DeValue::Datetime(_) => return false,
    };
    schema.get("type").and_then(Json::as_str) == Some(name)
}

fn noun(schema: &Json) -> &'static str {
    match schema.get("type").and_then(Json::as_str) {
        Some("object") => "a table",
        Some("array") => "a list",
        Some("string") => "text in quotes",
        Some("integer") => "a whole number",
        Some("boolean") => "`true` or `false`",
        _ => "something else",
    }
}

fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::Table(_) => "a table".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::String(word) => format!("`{}`", shortened(word)),
        DeValue::Integer(number) => format!("`{number}`"),
        DeValue::Float(number) => format!("`{number}`"),
        DeValue::Boolean(is_so) => format!("`{is_so}`"),
        DeValue::Datetime(date) => format!("`{date}`"),
    }
}
