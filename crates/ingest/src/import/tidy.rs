//! Records as rows of the workspace's tables, each with the place it was read at.

use std::collections::BTreeMap;

use peel_model::{Dataset, Indicator, IndicatorId, Place, Status};

use crate::cell::number;
use crate::import::Input;
use crate::import::collect::Collector;
use crate::import::layout::{Gives, Part};
use crate::import::record::{GradingRecord, Slot, ValueRecord};

/// A table ready to be written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidy {
    /// The table of the data package it is.
    pub gives: Gives,
    /// The header.
    pub columns: Vec<&'static str>,
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
    /// Indicators that the data in use do not know, as rows of their table.
    pub new_indicators: Vec<[String; 8]>,
}

/// The columns beyond those of the workspace's own tables: what is missing and how, what was marked, and
/// where the row was read.
pub(crate) const EVIDENCE: [&str; 3] = ["missing", "note", "place"];

/// What was read, as a table.
pub(crate) fn table(collector: &Collector, gives: Gives, dataset: &Dataset, inputs: &[Input<'_>]) -> Tidy {
    let named = |place: &Place| without_folder(place, inputs);
    match gives {
        Gives::Gradings => Tidy {
            gives,
            columns: vec![
                "force",
                "cycle",
                "area",
                "grade",
                "status",
                "basis",
                "agreeing_pages",
                "source_url",
                "note",
                "place",
            ],
            rows: collector.gradings().iter().map(|record| grading(record, &named)).collect(),
            new_indicators: Vec::new(),
        },
        Gives::IndicatorValues | Gives::StreetCrimeMonthly | Gives::MonthlyCounts => Tidy {
            gives,
            columns: vec![
                "force",
                "indicator",
                "period",
                "period_start",
                "period_end",
                "numerator",
                "denominator",
                "published_value",
                "source",
                "missing",
                "note",
                "place",
            ],
            rows: collector.values().map(|record| value(record, &named)).collect(),
            new_indicators: new_indicators(collector, dataset),
        },
    }
}

/// A place by the name of its file alone: the same rows whatever folder the file was read in.
fn without_folder(place: &Place, inputs: &[Input<'_>]) -> String {
    let is_of = |input: &&Input<'_>| {
        place.file.strip_prefix(input.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let whole = place.to_string();
    let folder = inputs.iter().find(is_of).and_then(|input| input.name.rfind(['/', '\\']));
    folder.map_or(whole.as_str(), |end| &whole[end + 1..]).to_owned()
}

/// The columns of the table of indicators, in the order of [`Tidy::new_indicators`].
pub const INDICATOR_COLUMNS: [&str; 8] =
    ["indicator", "title", "unit", "kind", "per", "shown_per", "direction_of_good", "note"];

fn new_indicators(collector: &Collector, dataset: &Dataset) -> Vec<[String; 8]> {
    let mut new: BTreeMap<&IndicatorId, [String; 8]> = BTreeMap::new();
    for record in collector.values() {
        if dataset.indicators.get(&record.indicator).is_some() {
            continue;
        }
        let of_parts = record.slot(Part::Numerator) == &Slot::Absent;
        let kind = if record.is_stock {
            "stock"
        } else if record.per == Some(100.0) && of_parts {
            "proportion"
        } else {
            "count"
        };
        let per =
            record.per.filter(|per| kind == "count" && *per > 1.0).map_or_else(String::new, number::write);
        new.entry(&record.indicator).or_insert_with(|| {
            let (unit, note) = (Indicator::NOT_STATED, Indicator::TO_BE_STATED);
            let texts = [record.indicator.as_str(), &record.title, unit, kind, &per, "", "none", note];
            texts.map(str::to_owned)
        });
    }
    new.into_values().collect()
}

fn value(record: &ValueRecord, named: &dyn Fn(&Place) -> String) -> Vec<String> {
    let figure = |part: Part| record.slot(part).number().map_or_else(String::new, number::write);
    let missing: Vec<String> = Part::ALL
        .into_iter()
        .filter_map(|part| match record.slot(part) {
            Slot::Missing(missing, _) => Some(format!("{} {}", part.as_str(), missing.as_str())),
            _ => None,
        })
        .collect();
    let places: Vec<String> = record.places().into_iter().map(named).collect();
    vec![
        record.force.to_string(),
        record.indicator.to_string(),
        record.period.label.clone(),
        record.period.start.to_string(),
        record.period.end.to_string(),
        figure(Part::Numerator),
        figure(Part::Denominator),
        figure(Part::PublishedValue),
        record.source.clone(),
        missing.join("; "),
        record.notes.join("; "),
        places.join("; "),
    ]
}

fn grading(record: &GradingRecord, named: &dyn Fn(&Place) -> String) -> Vec<String> {
    let grade = match record.mark {
        peel_model::Mark::Grade(grade) => grade.slug(),
        peel_model::Mark::NotGraded => peel_model::NoGrade::NotGraded.slug(),
        peel_model::Mark::NotInspected => peel_model::NoGrade::NotInspected.slug(),
    };
    vec![
        record.force.to_string(),
        record.key.cycle.to_string(),
        record.key.area.to_string(),
        grade.to_owned(),
        record.status.map_or(String::new(), |status: Status| status.as_str().to_owned()),
        record.basis.map_or(String::new(), |basis| basis.as_str().to_owned()),
        String::new(),
        record.source_url.clone(),
        record.notes.join("; "),
        named(&record.place),
    ]
}
