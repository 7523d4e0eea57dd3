//! Labels that stand over the rows of their block alone.

use super::*;

/// Each row's force, indicator, period and count, then the codes of what was said beyond notes.
fn read(text: &str) -> String {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let columns = ["force", "indicator", "period", "numerator"];
    let mut rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &columns)).collect();
    rows.sort();
    let codes = codes(&imported.diagnostics);
    let said = codes.iter().filter(|(_, severity)| **severity > Severity::Note);
    rows.into_iter().chain(said.map(|(code, _)| format!("!{code}"))).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_label_is_read_in_each_row_of_its_block() {
    for (text, expected) in [
        (
            "Force,Offence,2031|Kent,Arson,1|,Poaching,2|Surrey,Arson,3|,Poaching,4",
            "kent arson 2031 1; kent poaching 2031 2; surrey arson 2031 3; surrey poaching 2031 4; !label-above",
        ),
        (
            "Offence,Force,2031|Arson,Kent,1|,Surrey,2|Poaching,Kent,3|,Surrey,4",
            "kent arson 2031 1; kent poaching 2031 3; surrey arson 2031 2; surrey poaching 2031 4; !label-above",
        ),
        (
            "Force,Year,Offence,Number|Kent,2031,Arson,1|,,Poaching,2|,2032,Arson,3|,,Poaching,4|\
             Surrey,2031,Arson,5|,2032,Arson,6|,,Poaching,7",
            "kent arson 2031 1; kent arson 2032 3; kent poaching 2032 4; surrey arson 2031 5; \
             surrey arson 2032 6; surrey poaching 2032 7; !label-above; !no-force",
        ),
        // What stands below a total is of the total.
        (
            "Force,Offence,2031|Kent,Arson,1|,Poaching,2|Surrey,Arson,3|,Poaching,4|Grand Total,Arson,4|,Poaching,6",
            "kent arson 2031 1; kent poaching 2031 2; surrey arson 2031 3; surrey poaching 2031 4; !label-above",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}

#[test]
fn a_row_without_a_label_is_no_part_of_what_is_no_block() {
    for (text, expected) in [
        // Totals of the offences above.
        (
            "Force,Offence,2031|Kent,Arson,1|Kent,Poaching,2|Surrey,Arson,3|Surrey,Poaching,4|,Arson,4|,Poaching,6",
            "kent arson 2031 1; kent poaching 2031 2; surrey arson 2031 3; surrey poaching 2031 4; !no-force",
        ),
        (
            "Force,Offence,2031|Kent,Arson,1|Surrey,Arson,3|,All of them,4",
            "kent arson 2031 1; surrey arson 2031 3; !no-force",
        ),
        // In one place only.
        (
            "Force,Offence,2031|Kent,Arson,1|Surrey,Poaching,3|,Arson,4",
            "kent arson 2031 1; surrey poaching 2031 3; !no-force",
        ),
        ("Force,Arson 2031|Kent,1|,2|Surrey,3|,4", "kent arson 2031 1; surrey arson 2031 3; !no-force"),
        // A remark on one row is none on the next.
        (
            "Remark,Force,Year,Arson|late,Kent,2031,1|,Kent,2032,2|,Surrey,2031,3|,Surrey,2032,4",
            "kent arson 2031 1; kent arson 2032 2; surrey arson 2031 3; surrey arson 2032 4",
        ),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
}
