//! Rows of one force are told apart by all that is said of them, or are faulty.

use super::*;

const CODED: &str = "Area Code,Area Name,Offence,Outcome,2031/32|E23000032,Kent,Arson,Charged,120|\
                     E23000032,Kent,Arson,Cautioned,12|E23000032,Kent,Fraud,Charged,320";

#[test]
fn a_code_beside_the_names_hides_no_breakdown() {
    let coded =
        "kent arson-cautioned 2031/32 12; kent arson-charged 2031/32 120; kent fraud-charged 2031/32 320";
    check(&[
        (CODED, coded),
        (&CODED.replace("Area Code", "ONS code"), coded),
        (
            "Geocode,Force,Year,Sex,Officers|E23000032,Kent,2031,Male,80|E23000032,Kent,2031,Female,40|\
             E23000032,Kent,2032,Male,81|E23000032,Kent,2032,Female,42",
            "kent officers-female 2031 40; kent officers-female 2032 42; kent officers-male 2031 80; \
             kent officers-male 2032 81",
        ),
        // What breaks nothing down is read as before.
        (
            "Area Code,Area Name,Arson 2031/32|E23000032,Kent,7|E23000028,Essex,8",
            "essex arson 2031/32 8; kent arson 2031/32 7",
        ),
    ]);
}

#[test]
fn two_figures_of_the_same_in_one_table_are_both_faulty() {
    for (text, account) in [
        (
            "Force,Year,Shift,Arson|Kent,2031/32,Early,8|Kent,2031/32,Late,4|Kent,2031/32,Night,8|Essex,2031/32,Early,3",
            "4 read = 1 kept + 0 set aside + 3 faulty (3 contradiction)",
        ),
        (
            "Area Code,Area Name,Shift,Arson 2031/32|E23000032,Kent,Early,8|E23000032,Kent,Late,4|E23000028,Essex,Early,3",
            "3 read = 1 kept + 0 set aside + 2 faulty (2 contradiction)",
        ),
        // One of them beside a figure of the row that is sound.
        (
            "Force,Arson 2031/32,Fraud 2031/32|Kent,8,1|Kent,4,1|Essex,3,2",
            "6 read = 3 kept + 1 set aside (1 repeated) + 2 faulty (2 contradiction)",
        ),
        // In two columns of one row.
        (
            "Force,Arson 2031/32,Arson (2031/32)|Kent,8,9",
            "2 read = 0 kept + 0 set aside + 2 faulty (2 contradiction)",
        ),
    ] {
        let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
        assert_eq!(imported.values().to_string(), account, "{text}");
        assert!(imported.rows().adds_up());
        assert_eq!(codes(&imported.diagnostics).get("contradiction"), Some(&Severity::Error), "{text}");
        assert_eq!(imported.rejects.len() as u64, imported.values().n_faulty(), "{text}");
        let kept = imported.tidy.map(|tidy| tidy.rows.len() as u64);
        assert_eq!(kept.unwrap_or_default(), imported.tables[0].values.kept, "{text}");
    }
}

#[test]
fn a_row_whose_only_figure_is_withdrawn_is_faulty_too() {
    let text = "Force,Shift,Arson 2031/32\nKent,Early,8\nEssex,Early,3\nKent,Late,4\n";
    let rows = imported("t.csv", text.as_bytes(), &Options::default()).rows();
    assert_eq!(
        rows.to_string(),
        "4 read = 1 kept + 1 set aside (1 header) + 2 faulty (2 no value could be read)"
    );
}

#[test]
fn what_is_said_to_do_of_rows_alike_is_true() {
    let text = "Area Code,Area Name,Shift,Arson 2031/32|E23000032,Kent,Early,8|E23000032,Kent,Late,4";
    assert_eq!(read(text), "!contradiction; !unread-column");
    let headed = text.replace("Shift", "Category");
    assert_eq!(read(&headed), "kent arson-early 2031/32 8; kent arson-late 2031/32 4");
}

#[test]
fn two_tables_of_one_name_are_two_tables() {
    let (loaded, layouts) = data();
    let texts = ["Force,Arson 2031/32\nKent,8\n", "Force,Arson 2031/32\nKent,4\nKent,5\n"];
    let inputs = texts.map(|text| Input { name: "t.csv", bytes: text.as_bytes() });
    let imported = import(&inputs, &Options::default(), loaded, layouts).unwrap();
    assert_eq!(imported.values().to_string(), "3 read = 3 kept + 0 set aside + 0 faulty");
    assert_eq!(codes(&imported.diagnostics).get("contradiction"), Some(&Severity::Warning));
}
