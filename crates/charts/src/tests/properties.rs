//! Whatever the table holds, a chart is drawn or refused; it is well-formed and never a panic.

use peel_model::{Analysis, Cell, Column, Grade, NoGrade, NoteKey, Scale, Table, Value};
use proptest::prelude::*;

use super::draw;
use super::tables::{Naming, Size, table};
use crate::ChartError;

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

/// A table with the columns of the analysis and anything in them.
fn any_rows(analysis: Analysis) -> impl Strategy<Value = Table> {
    let columns = table(analysis, Size { forces: 2, areas: 3, tiers: 5 }, Naming::Plain).columns().to_vec();
    let row = columns.iter().map(value).collect::<Vec<_>>();
    let rows = proptest::collection::vec(row, 0..6);
    let notes = proptest::collection::vec(any::<String>(), 4);
    (any::<String>(), any::<bool>(), rows, notes).prop_map(move |(title, five, rows, notes)| {
        let scale: Scale = if five { "O G A RI I" } else { "O G RI I" }.parse().unwrap();
        let mut table = Table::new(analysis, title, Some(scale), columns.clone());
        let keys = [NoteKey::Subject, NoteKey::Comparator, NoteKey::Caveat, NoteKey::Source];
        for (key, note) in keys.into_iter().zip(notes) {
            table.note(key, note);
        }
        for row in rows {
            table.push_row(row.into_iter().map(|value| Cell::new(value, vec![])).collect()).unwrap();
        }
        table
    })
}

fn any_table() -> impl Strategy<Value = Table> {
    proptest::sample::select(&Analysis::ALL).prop_flat_map(any_rows)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 320, failure_persistence: None, ..ProptestConfig::default() })]

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
