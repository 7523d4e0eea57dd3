//! Whether a cell's text is of its column's type, in one place for every table.

use std::str::FromStr;

use jiff::civil::Date;

use crate::package::{FieldSpec, FieldType};

/// Says what was expected when `text` is not of the column's type.
pub(crate) fn type_fault(field: &FieldSpec, text: &str) -> Option<&'static str> {
    match field.kind {
        FieldType::Text => None,
        FieldType::Integer => text.parse::<i64>().err().map(|_| "a whole number"),
        FieldType::Number => number(text).is_none().then_some("a number"),
        FieldType::Boolean => boolean(field, text).is_none().then_some("yes or no"),
        FieldType::Date => {
            // The parser takes other forms too; a data package's dates have but this one.
            let is_date = text.len() == 10 && Date::from_str(text).is_ok();
            (!is_date).then_some("a date such as `2016-11-03`")
        }
        FieldType::Yearmonth => {
            let is_month = text.len() == 7 && Date::from_str(&format!("{text}-01")).is_ok();
            (!is_month).then_some("a month such as `2018-10`")
        }
    }
}

/// A finite decimal number.
pub(crate) fn number(text: &str) -> Option<f64> {
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// A truth value in the column's own words, or in the standard's.
pub(crate) fn boolean(field: &FieldSpec, text: &str) -> Option<bool> {
    let among = |words: &[String], standard: &[&str]| {
        words.iter().any(|word| word == text) || (words.is_empty() && standard.contains(&text))
    };
    if among(&field.true_values, &["true", "True", "TRUE", "1"]) {
        Some(true)
    } else if among(&field.false_values, &["false", "False", "FALSE", "0"]) {
        Some(false)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: &str, good: &[&str], bad: &[&str]) {
        let field: FieldSpec =
            serde_json::from_value(serde_json::json!({ "name": "x", "type": kind })).unwrap();
        for text in good {
            assert_eq!(type_fault(&field, text), None, "{kind}: {text}");
        }
        for text in bad {
            assert!(type_fault(&field, text).is_some(), "{kind}: {text}");
        }
    }

    #[test]
    fn each_type_takes_its_own_and_nothing_else() {
        check("integer", &["0", "-3", "1754"], &["1.5", "1,754", "", " 1", "99999999999999999999"]);
        check("number", &["0.1", "-3", "1e3"], &["NaN", "inf", "1,5", "£3", ""]);
        check("boolean", &["true", "false"], &["yes", ""]);
        check(
            "date",
            &["2016-02-29"],
            &["2015-02-29", "2016-13-01", "03/11/2016", "20160401", "2016-04-01T10:00:00", ""],
        );
        check("yearmonth", &["2018-10"], &["2018-13", "2018", "2018-10-01", "Oct 2018"]);
        check("string", &["anything", ""], &[]);
        check("geojson", &["a type peel does not know is text"], &[]);
    }
}
