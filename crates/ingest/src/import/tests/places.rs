//! Rows and tables of other places than forces, and rows of forces where none is looked for.

use super::*;

const FIGURES: [&str; 3] = ["force", "indicator", "numerator"];

fn read(text: &str) -> Imported {
    imported("2021-22.csv", text.as_bytes(), &Options::default())
}

fn check(text: &str, expected: &[&str], set_aside: &[(&str, u64)]) {
    let imported = read(text);
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &FIGURES)).collect();
    assert_eq!(rows, expected, "{text}");
    for (kind, n) in set_aside {
        let tally = imported.rows();
        assert_eq!(tally.set_aside.get(*kind), Some(n), "{kind} in {text}");
    }
}

#[test]
fn a_column_that_says_what_kind_of_place_each_row_is_decides() {
    check(
        "Place,Geography,Crime\nWest Midlands,Region,9\nWest Midlands,Police force area,4\nKent,County,8\nKent,Police force area,7\nDurham,Unitary authority,1\n",
        &["kent crime 7", "west-midlands crime 4"],
        &[("region", 1), ("county", 1), ("unitary authority", 1)],
    );
    // In a long table, where the word for the column is one for an indicator, too.
    check(
        "Type,Place,Measure,Value\nPFA,West Midlands,Crime,4\nRegion,West Midlands,Crime,9\n",
        &["west-midlands crime 4"],
        &[("region", 1)],
    );
    // A column of other words breaks the figures down.
    check("Place,Type,Crime\nKent,Ward,4\nKent,Cell,5\n", &["kent crime-cell 5", "kent crime-ward 4"], &[]);
}

#[test]
fn a_force_of_its_regions_name_is_told_by_a_column_of_regions() {
    check(
        "Region,Force,Crime\nWest Midlands,West Midlands,7\nWest Midlands,Staffordshire,1\nWest Midlands,Total,8\nSouth East,Kent,3\nSouth East,South East,3\n",
        &["kent crime 3", "staffordshire crime 1", "west-midlands crime 7"],
        &[("region", 1), ("total", 1)],
    );
}
