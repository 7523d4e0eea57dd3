//! What the user says of a table names its figures, or is refused with a reason.

use super::*;

/// Each row's indicator, then what was said, of a text read with an indicator asked for.
fn with(indicator: &str, text: &str) -> String {
    let options = Options { indicator: Some(indicator.to_owned()), ..Options::default() };
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &options);
    let rows = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["indicator", "numerator"]));
    let errors = imported.diagnostics.kept().iter().filter(|said| said.severity == Severity::Error);
    rows.chain(errors.map(|said| said.message.clone())).collect::<Vec<_>>().join("; ")
}

#[test]
fn an_indicator_asked_for_names_figures_or_is_refused() {
    for (text, expected) in [
        ("Force,Year,Value|Kent,2031/32,4", "poaching 4"),
        (
            "Force,Year,Measure,Value|Kent,2031/32,Male,4|Kent,2031/32,Female,5",
            "poaching-female 5; poaching-male 4",
        ),
        (
            "Force,Year,Measure,Value|Kent,2031/32,Arson,4|Kent,2031/32,Fraud,5",
            "arson 4; fraud 5; `--indicator poaching` names no figure: the column `Measure` says of each row what its \
             figures are of",
        ),
        // That some rows say the same themselves makes it no name of the others.
        (
            "Force,Year,Measure,Value|Kent,2031/32,Arson,4|Kent,2031/32,Poaching,5",
            "arson 4; poaching 5; `--indicator poaching` names no figure: the column `Measure` says of each row what its \
             figures are of",
        ),
        (
            "Force,Year,Measure,Value|Kent,2031/32,Poaching,4|Essex,2031/32,Poaching,5",
            "poaching 5; poaching 4",
        ),
        (
            "Force,Arson 2031/32|Kent,4",
            "arson 4; `--indicator poaching` names no figure: the headers say what the figures are of",
        ),
        ("Force,Poaching 2031/32|Kent,4", "poaching 4"),
    ] {
        assert_eq!(with("poaching", text), expected, "{text}");
    }
}

#[test]
fn a_part_alone_names_no_figure() {
    assert_eq!(read("Force,Year,Measure,Value|Kent,2031/32,Male,4|Kent,2031/32,Female,5"), "!no-indicator");
}

#[test]
fn a_sheet_of_a_quarter_read_for_the_whole_year_is_named() {
    let book =
        |sheet: &str| super::shown::book(&[(sheet, &[&["Force", "Arson"], &["Kent", "4"], &["Essex", "5"]])]);
    let said = |sheet: &str, period: &str| {
        let options =
            Options { sheets: vec![sheet.to_owned()], period: Some(period.to_owned()), ..Options::default() };
        codes(&imported("t.ods", &book(sheet), &options).diagnostics).into_keys().collect::<Vec<_>>()
    };
    assert_eq!(said("Q1", "2031/32"), ["period-contradiction"]);
    assert!(said("Q1", "Q1 2031/32").is_empty());
    assert!(said("Arson", "2031/32").is_empty());
}

#[test]
fn a_header_of_another_cycle_than_asked_for_is_a_fault() {
    let read = |header: &str, cycle: Option<&str>| {
        let options = Options {
            cycle: cycle.map(str::to_owned),
            area: Some("investigating-crime".to_owned()),
            ..Options::default()
        };
        let found = imported("t.csv", format!("Force,{header}\nKent,Good\n").as_bytes(), &options);
        let cycles: Vec<String> = found.tidy.iter().flat_map(|tidy| in_columns(tidy, &["cycle"])).collect();
        (cycles.join(" "), codes(&found.diagnostics).contains_key("cycle-contradiction"))
    };
    for header in ["PEEL 2021/22 grade", "2021/22", "Grade 2021-22", "PEEL grade (2021/22)"] {
        assert_eq!(read(header, None), ("2021-22".to_owned(), false), "{header}");
        assert_eq!(read(header, Some("2021-22")), ("2021-22".to_owned(), false), "{header}");
        assert_eq!(read(header, Some("2023-25")), (String::new(), true), "{header}");
    }
    assert_eq!(read("Grade", Some("2023-25")), ("2023-25".to_owned(), false));
}

#[test]
fn years_on_end_may_be_asked_for() {
    let asked = |period: &str| {
        let options = Options { period: Some(period.to_owned()), ..Options::default() };
        let (loaded, layouts) = data();
        let input = Input { name: "t.csv", bytes: b"Force,Arson\nKent,5\n" };
        let imported = import(&[input], &options, loaded, layouts).ok()?;
        imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["period_start", "period_end"])).next()
    };
    assert_eq!(asked("2031 to 2034").as_deref(), Some("2031-01-01 2034-12-31"));
    assert_eq!(asked("2031/32 to 2033/34").as_deref(), Some("2031-04-01 2034-03-31"));
    for none in ["2034 to 2031", "2031 to 2033/34", "2031 to March 2034", "some to 2031"] {
        assert_eq!(asked(none), None, "{none}");
    }
}
