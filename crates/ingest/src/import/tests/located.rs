//! Faults of a whole table name the cell that was looked into for what it lacks.

use super::*;

/// The row and column of the first fault of a code, and its message.
fn found(code: &str, text: &str) -> String {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let said = imported.diagnostics.kept().iter().find(|said| said.code == code);
    said.map_or_else(String::new, |said| format!("{} {}", said.place, said.message))
}

#[test]
fn what_a_table_lacks_is_shown_where_it_was_looked_for() {
    for (code, text, expected) in [
        // The header of the figures.
        ("no-indicator", "Force,2031/32|Kent,5", "t.csv:1:7 nothing says which indicator the values are of"),
        (
            "no-period",
            "Arsons by force|Force,Arsons|Kent,5",
            "t.csv:2:7 nothing says which period the values are of",
        ),
        // The title, where its cell has none, or where it is of a time that is no period.
        ("no-period", "Arsons by force|Kent,5", "t.csv:1:1 nothing says which period the values are of"),
        (
            "no-period",
            "Arsons since 2031 by force|Force,Arsons|Kent,5",
            "t.csv:1:1 nothing says which period the values are of: in the title, `since` a period is not the period itself",
        ),
        // The figures themselves.
        ("no-indicator", "Kent,5|Surrey,6", "t.csv:1:6 nothing says which indicator the values are of"),
        // The column that promises it.
        (
            "no-period",
            "Force,Period,Arsons|Kent,FY 2031,5",
            "t.csv:2:6 nothing says which period the values are of: `FY 2031` below `Period` is none",
        ),
        (
            "no-cycle",
            "Force,Inspection,Area,Grade|Kent,PEEL 2099,Investigating crime,Good",
            "t.csv:2:6 nothing says which cycle the grades are of: `PEEL 2099` below `Inspection` is none",
        ),
        (
            "no-cycle",
            "Force,Area,Grade|Kent,Investigating crime,Good",
            "t.csv:1:12 nothing says which cycle the grades are of",
        ),
    ] {
        assert_eq!(found(code, text), expected, "{text}");
    }
}
