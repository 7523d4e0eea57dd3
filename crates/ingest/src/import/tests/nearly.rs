//! Cells that are nearly what their column holds: each is a fault by itself, and costs no other its reading.

use super::*;

/// What is said beyond notes: the place, the code, the message and the first hint of each.
fn said(text: &str) -> Vec<String> {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let kept = imported.diagnostics.kept().iter().filter(|said| said.severity > Severity::Note);
    kept.map(|said| format!("{} {} {}", said.place, said.code, said.message)).collect()
}

#[test]
fn each_odd_cell_below_dates_is_named() {
    let text = "Force,Date,Officers FTE|Kent,45016,5|Essex,early,6|Surrey,2031-03-31,7|Sussex,99999,8";
    check(&[(text, "surrey officers-fte 2031-03-31 7; !period")]);
    assert_eq!(
        said(text),
        [
            "t.csv:2:6 period `45016` is not a period",
            "t.csv:3:7 period `early` is not a period",
            "t.csv:5:8 period `99999` is not a period",
        ]
    );
    // Where all others are dates, it is one.
    check(&[(
        "Force,Date,Officers FTE|Kent,45016,5|Essex,2023-03-31,6",
        "essex officers-fte 2023-03-31 6; kent officers-fte 2023-03-31 5",
    )]);
}

#[test]
fn a_figure_beside_the_number_of_a_note_is_a_fault_of_its_cell() {
    let text = "Arson by force|Force,2030/31,2031/32|Kent,\"5,411 3\",\"5,411³\"|Surrey,410 2,r410|Essex,310 4,[310]";
    check(&[(text, "kent arson 2031/32 5411; !number")]);
    let said = said(text);
    assert_eq!(said.len(), 5);
    assert!(
        said[0].starts_with("t.csv:3:6 number `5,411 3` may be a figure and the number of a note"),
        "{said:?}"
    );
    let notes = rows_of("t.csv", &text.replace('|', "\n"), &Options::default(), &["note"]);
    assert_eq!(notes, ["numerator marked 3"]);
}

#[test]
fn ranges_and_approximations_are_faults_of_their_cells() {
    let text = "Arson by force|Force,2030/31,2031/32|Kent,500–700,601|Surrey,c. 300,~310|Essex,>500,<5|Sussex,20-30,5 or fewer";
    let missing =
        rows_of("t.csv", &text.replace('|', "\n"), &Options::default(), &["force", "numerator", "missing"]);
    assert_eq!(missing, ["essex  numerator suppressed", "kent 601 ", "sussex  numerator suppressed"]);
    assert_eq!(
        said(text),
        [
            "t.csv:3:6 number `500–700` is a range, and no figure",
            "t.csv:4:8 number `c. 300` is an approximation, and no figure",
            "t.csv:4:15 number `~310` is an approximation, and no figure",
            "t.csv:5:7 number `>500` is a bound of the figure, and not the figure",
            "t.csv:6:8 number `20-30` is a range, and no figure",
        ]
    );
    // Bands of ages are no figures, however many stand below each other.
    check(&[(
        "Arrests, 2031/32|Force,Age band,Arrests|Kent,10-17,5|Kent,18-24,6",
        "kent arrests-10-17 2031/32 5; kent arrests-18-24 2031/32 6",
    )]);
}

#[test]
fn two_parts_of_one_are_enough_for_a_doubt_about_per_cent() {
    let shares = |first: &str, second: &str| {
        let text = format!("2031/32|Force,% charged|Kent,{first}|Surrey,{second}");
        said(&text).iter().any(|said| said.contains(" shares "))
    };
    assert!(shares("0.071", "0.062"));
    assert!(shares("0.071", "1"));
    assert!(!shares("0", "1"));
    assert!(!shares("0.5", "1.2"));
}
