//! Whatever the table holds, a chart is drawn or refused; it is well-formed and never a panic.

use peel_model::{Analysis, Cell, Column, Grade, NoGrade, NoteKey, Scale, Table, Unit, Value};
use proptest::prelude::*;

use super::draw;
use crate::ChartError;

/// Every column any chart looks for, so that most tables get as far as drawing.
fn columns() -> Vec<Column> {
    let texts = ["force", "name", "role", "region", "area", "title", "median", "position", "judgement"]
        .map(|name| Column::text(name, name));
    let counts = [
        "better",
        "same",
        "worse",
        "of",
        "known",
        "graded",
        "published",
        "narrative",
        "carried_over",
        "secondary",
        "derived",
        "unstated",
        "disputed",
        "unknown",
        "not_graded",
        "not_inspected",
        "outstanding",
        "good",
        "adequate",
        "requires_improvement",
        "inadequate",
        "areas",
        "rank_best",
        "rank_worst",
    ];
    let numbers = [
        "value",
        "lower",
        "upper",
        "expected_rank",
        "denominator",
        "baseline",
        "lower_95",
        "upper_95",
        "lower_998",
        "upper_998",
    ];
    let mut columns: Vec<_> = texts.into();
    columns.extend(counts.map(|name| Column::count(name, name, "forces")));
    columns.extend([Column::grade("grade", "Grade"), Column::grade("crime", "Investigating crime")]);
    columns.extend(numbers.map(|name| Column::number(name, name, Unit::Other("offences".to_owned()))));
    columns.push(Column::number("good_or_better", "Good or better", Unit::PerCent));
    columns
}

fn value(column: &Column) -> BoxedStrategy<Value> {
    use peel_model::Kind;
    let some = match column.kind {
        Kind::Text => prop_oneof![any::<String>(), Just("subject".to_owned())].prop_map(Value::Text).boxed(),
        Kind::Count => prop_oneof![0..50_u64, any::<u64>()].prop_map(Value::Count).boxed(),
        Kind::Number => any::<f64>().prop_map(Value::from).boxed(),
        Kind::Grade => prop_oneof![
            (0..5_usize).prop_map(|at| Value::Grade(Grade::BEST_FIRST[at])),
            (0..4_usize).prop_map(|at| Value::NoGrade(NoGrade::ALL[at])),
        ]
        .boxed(),
    };
    prop_oneof![4 => some, 1 => Just(Value::Empty)].boxed()
}

fn any_table() -> impl Strategy<Value = Table> {
    let row = columns().iter().map(value).collect::<Vec<_>>();
    let rows = proptest::collection::vec(row, 0..6);
    let notes = proptest::collection::vec(any::<String>(), 4);
    let charted: Vec<Analysis> = super::charted().collect();
    (proptest::sample::select(charted), any::<String>(), any::<bool>(), rows, notes).prop_map(
        |(analysis, title, five, rows, notes)| {
            let scale: Scale = if five { "O G A RI I" } else { "O G RI I" }.parse().unwrap();
            let mut table = Table::new(analysis, title, Some(scale), columns());
            let keys = [NoteKey::Subject, NoteKey::Comparator, NoteKey::Caveat, NoteKey::Source];
            for (key, note) in keys.into_iter().zip(notes) {
                table.note(key, note);
            }
            for row in rows {
                table.push_row(row.into_iter().map(|value| Cell::new(value, vec![])).collect()).unwrap();
            }
            table
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_drawn_or_refused(table in any_table()) {
        match draw(&table) {
            Ok(picture) => {
                prop_assert!(roxmltree::Document::parse(picture.svg()).is_ok());
                prop_assert!(picture.width() < 2_000);
            }
            Err(error) => prop_assert!(matches!(error, ChartError::NothingToDraw(_)), "{error}"),
        }
    }
}
