//! The same table written otherwise gives the same rows, and so does what was made of it.

use std::collections::BTreeSet;

use super::tables::{PLAIN, Table, any_table, orderly_table, quoted, written};
use super::*;

/// Everything but where it stands and why a figure is missing: that column is for people, and is not read.
const VALUES: [&str; 10] = [
    "force",
    "indicator",
    "period",
    "period_start",
    "period_end",
    "numerator",
    "denominator",
    "published_value",
    "source",
    "note",
];
const GRADINGS: [&str; 7] = ["force", "cycle", "area", "grade", "status", "basis", "note"];

fn options() -> Options {
    Options { period: Some("2018/19".to_owned()), source: Some("a-source".to_owned()), ..Options::default() }
}

/// The rows without their places, sorted.
fn values(tidy: &Tidy) -> Vec<String> {
    let mut rows = in_columns(tidy, if tidy.gives == Gives::Gradings { &GRADINGS } else { &VALUES });
    rows.sort();
    rows
}

/// The rows with figures, and what any row is of: two kinds of missing are one where the kind is not read.
fn figures(tidy: &Tidy) -> (Vec<String>, BTreeSet<String>) {
    if tidy.gives == Gives::Gradings {
        return (values(tidy), BTreeSet::new());
    }
    let figures = in_columns(tidy, &VALUES[5..8]);
    let rows = in_columns(tidy, &VALUES).into_iter().zip(figures);
    let mut rows: Vec<String> =
        rows.filter(|(_, figures)| !figures.trim().is_empty()).map(|(row, _)| row).collect();
    rows.sort();
    (rows, in_columns(tidy, &VALUES[..5]).into_iter().collect())
}

fn import_table(table: &Table) -> Option<Tidy> {
    imported(&table.name, &table.write(PLAIN), &options()).tidy
}

/// The tidy rows as a file, as `peel import` writes them.
fn as_csv(tidy: &Tidy) -> String {
    let header = tidy.columns.join(",");
    let rows = tidy.rows.iter().map(|row| row.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
    std::iter::once(header).chain(rows).map(|line| line + "\n").collect()
}

proptest! {
    #![proptest_config(cases(32))]

    #[test]
    fn the_order_of_rows_changes_nothing_but_places(
        (table, shuffled) in orderly_table().prop_flat_map(|table| {
            let body = Just(table.body.clone()).prop_shuffle();
            (Just(table.clone()), body.prop_map(move |body| Table { body, ..table.clone() }))
        }),
    ) {
        prop_assert_eq!(import_table(&table).as_ref().map(values), import_table(&shuffled).as_ref().map(values));
    }

    #[test]
    fn delimiter_line_end_and_encoding_change_nothing(table in any_table(), written in written()) {
        // A comma that no other figure needs is a decimal point where another sign separates cells.
        let has_decimals = table.body.iter().flatten().any(|cell| commas::decimal(cell).is_some());
        prop_assume!(!has_decimals || matches!(written.delimiter, ',' | '|'));
        let other = imported(&table.name, &table.write(written), &options()).tidy;
        let plain = import_table(&table);
        prop_assert_eq!(plain.map(|tidy| tidy.rows), other.map(|tidy| tidy.rows));
    }

    #[test]
    fn what_was_made_reads_back(table in any_table()) {
        // Layouts ask for a column of counts that holds any.
        let has_counts = |tidy: &Tidy| {
            let column = tidy.columns.iter().position(|column| matches!(*column, "numerator" | "grade"));
            tidy.rows.iter().any(|row| column.is_some_and(|column| !row[column].is_empty()))
        };
        let Some(tidy) = import_table(&table).filter(has_counts) else { return Ok(()) };
        let again = imported("tidy.csv", as_csv(&tidy).as_bytes(), &Options::default());
        let read = again.tidy.ok_or_else(|| TestCaseError::fail(format!("{:?}", again.diagnostics)))?;
        prop_assert_eq!(again.rejects, []);
        prop_assert_eq!(figures(&read), figures(&tidy));
    }
}

#[test]
fn a_unit_tells_the_rows_of_a_measure_apart() {
    let kinds = "Kent,South East,2031/32,Moped thefts,Count,7|Kent,South East,2031/32,Moped thefts,\"Rate per 1,000\",1.5|West Midlands,West Midlands,2031/32,Moped thefts,Count,8|West Midlands,West Midlands,2031/32,Moped thefts,\"Rate per 1,000\",2.5";
    check(&[
        (
            &format!("Force,Region,Period,Measure,Unit,Value|{kinds}"),
            "kent moped-thefts 2031/32 7 1.5; west-midlands moped-thefts 2031/32 8 2.5",
        ),
        (
            "Area code,Area name,Time period,Measure,Unit,Value|E23000032,Kent,2031/32,Moped thefts,Count,7|E23000032,Kent,2031/32,Moped thefts,\"Rate per 1,000\",1.5|E23000032,Kent,2031/32,Burglary,Count,9",
            "kent burglary 2031/32 9; kent moped-thefts 2031/32 7 1.5",
        ),
        (
            "PFA,Time,Metric,Observation|Kent,2031/32,Moped thefts,7|Kent,2031/32,Burglary,9",
            "kent burglary 2031/32 9; kent moped-thefts 2031/32 7",
        ),
    ]);
}
