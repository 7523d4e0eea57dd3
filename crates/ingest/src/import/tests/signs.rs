//! Signs in and around figures: decimal commas, the line that states the delimiter.

use super::*;

fn check(cases: &[(&str, &str)]) {
    let found = |text: &str| told("t.csv", text);
    let wrong = cases.iter().filter(|(text, expected)| found(text) != *expected);
    let wrong: Vec<String> =
        wrong.map(|(text, expected)| format!("{text}\n  {}\n  {expected}", found(text))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_decimal_comma_is_read_where_it_can_be_nothing_else() {
    check(&[
        ("Force;Satisfaction 2023/24 (%)|Kent;78,1|Essex;77", "essex 2023/24 77; kent 2023/24 78.1"),
        (
            "Force\tArrests per 1,000 2023/24|Kent\t0,123|Essex\t-",
            "essex 2023/24 published_value dash; kent 2023/24 0.123",
        ),
        // Elsewhere a comma stands between thousands.
        ("Force;Theft per 1,000 2023/24|Kent;78,1|Essex;3,712", "!number"),
        (
            "Force;Theft per 1,000 2023/24|Kent;78,1|Essex;2.5|Norfolk;5|Surrey;6",
            "norfolk 2023/24 5; surrey 2023/24 6; !number",
        ),
        (
            "Force;Theft per 1,000 2023/24|Kent;78,1|Essex;2,512|Norfolk;5|Surrey;6",
            "norfolk 2023/24 5; surrey 2023/24 6; !number",
        ),
        (
            "Force;A rate 2023/24;Theft 2023/24|Kent;78,1;3,712",
            "kent 2023/24 78.1; kent 2023/24 3712; !ambiguous-comma",
        ),
        (
            "Force\tTheft per 1,000 2023/24|Kent\t3,712|Essex\t3,201",
            "essex 2023/24 3201; kent 2023/24 3712; !ambiguous-comma",
        ),
        ("Force\tTheft 2023/24|Kent\t1,003,712|Essex\t3,201", "essex 2023/24 3201; kent 2023/24 1003712"),
        (
            "Force,Satisfaction 2023/24 (%)|Kent,\"78,1\"|Essex,77|Surrey,70",
            "essex 2023/24 77; surrey 2023/24 70; !number",
        ),
    ]);
    let sure =
        imported("t.csv", b"Force;A rate 2023/24;Theft 2023/24\nKent;78,1;3,712\n", &Options::default());
    assert_eq!(codes(&sure.diagnostics).get("ambiguous-comma"), Some(&Severity::Error));
}

#[test]
fn small_counts_and_nil_are_missing_and_marks_are_notes() {
    check(&[
        (
            "Theft 2023/24|Force,Number|Kent,≤5|Essex,1-4|Surrey,5 or fewer|Dorset,20|Norfolk,1|Sussex,3|Gwent,8",
            "dorset 2023/24 20; essex 2023/24 numerator suppressed; gwent 2023/24 8; kent 2023/24 numerator suppressed; \
             norfolk 2023/24 1; surrey 2023/24 numerator suppressed; sussex 2023/24 3",
        ),
        ("Theft 2023/24|Force,Number|Kent,nil|Essex,9", "essex 2023/24 9; kent 2023/24 numerator nil; !nil"),
        ("Theft 2023/24|Force,0-4,5-9|Kent,7,8", "kent 2023/24 7; kent 2023/24 8"),
        ("Theft 2023/24|Force,Number|Kent,310p|Essex,9", "essex 2023/24 9; !number"),
    ]);
    let text = "Theft 2023/24\nForce,Number\nKent,310r\nEssex,310(p)\nSurrey,\"1,310 [r]\"\nDorset,9 R\n";
    assert_eq!(
        rows_of("t.csv", text, &Options::default(), &["force", "numerator", "note"]),
        [
            "dorset 9 numerator marked r",
            "essex 310 numerator marked p",
            "kent 310 numerator marked r",
            "surrey 1310 numerator marked r"
        ]
    );
}

#[test]
fn a_day_under_a_year_is_that_day_and_without_one_none() {
    check(&[
        ("Officers 2024|Force,As at 31 March|Kent,5", "kent 2024-03-31 5"),
        ("Officers 2023/24|Force,At 31 March|Kent,5", "kent 2024-03-31 5"),
        ("Force,Year,Dogs as at 31 March|Kent,2023,5|Kent,2024,6", "kent 2023-03-31 5; kent 2024-03-31 6"),
        (
            "Dogs|,2023,2024|Force,As at 31 March,As at 31 March|Kent,5,6",
            "kent 2023-03-31 5; kent 2024-03-31 6",
        ),
        ("Dogs|Force,As at 31 March|Kent,5", "!no-period"),
        ("Dogs 2022 to 2024|Force,As at 31 March|Kent,5", "!no-indicator; !no-period"),
    ]);
}

#[test]
fn a_line_that_states_the_delimiter_is_no_month_of_september() {
    check(&[
        ("sep=;|Force;Theft 2023/24|Kent;3", "kent 2023/24 3"),
        ("sep=,|Force,Theft 2023|Kent,3", "kent 2023 3"),
        ("sep=:|Theft, 2023|Force:Number|Kent:3", "kent 2023 3"),
    ]);
    let account = imported("t.csv", b"sep=;\nForce;Theft 2023/24\nKent;3\n", &Options::default()).rows();
    assert!(account.set_aside.get("delimiter") == Some(&1) && account.adds_up(), "{account:?}");
}

/// Where a code was first said.
fn place_of(text: &str, code: &str) -> Option<String> {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let said = imported.diagnostics.kept().iter().find(|said| said.code == code)?;
    Some(said.place.to_string())
}

#[test]
fn faults_of_a_table_are_said_where_they_show() {
    for (text, code, expected) in [
        ("Force,Budget 2023/24 (£000s)|Kent,5", "scaled", "t.csv:1:7"),
        ("Budget, £ million|Force,2023/24|Kent,5", "scaled", "t.csv:3:6"),
        ("Force,Year,Theft|Kent,2023/24,5|Essex,,6", "no-period", "t.csv:3:7"),
        ("Force,Theft|Kent,5", "no-period", "t.csv:1:7"),
    ] {
        assert_eq!(place_of(text, code).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn a_year_under_a_header_of_its_months_is_not_a_calendar_year() {
    check(&[
        ("Force,Year (April to March),Theft|Kent,2023/24,5", "kent 2023/24 5"),
        ("Force,Year (April to March),Theft|Kent,2023,5", "!period"),
        ("Force,Year ending March,Theft|Kent,2023,5", "kent year to March 2023 5"),
        ("Force,As at 31 March,Dogs|Kent,2023,5", "kent 2023-03-31 5"),
    ]);
}

#[test]
fn names_as_programs_write_them_say_units_and_parts() {
    check(&[
        (
            "Force,Robbery Per 100_000 Population 2023/24|Kent,15.6|Essex,7",
            "essex 2023/24 7; kent 2023/24 15.6",
        ),
        (
            "Force,Theft 2022/23,Theft 2023/24,Δ% 22-23|Kent,5,6,20|Essex,7,8,14.3",
            "essex 2022/23 7; kent 2022/23 5; essex 2023/24 8; kent 2023/24 6",
        ),
        // A day under `YTD` is where figures end.
        ("Force,ytd,Robbery|Kent,2020-03-31,5|Essex,2020-03-31,6", "!header-period"),
        (
            "Force,force_code,la,la_code,Theft 2023/24|Kent,E23000032,Medway,E06000035,5|Kent,E23000032,Dover,E07000108,6",
            "!nothing-kept",
        ),
        ("Force,*Robbery 2023/24|*Total England and Wales,11|Kent,5|*Total South East,5", "kent 2023/24 5"),
        // A place that is blank is no figure of it.
        ("Force,county,Theft 2023/24|Kent,NA,5|Essex,NA,6", "essex 2023/24 6; kent 2023/24 5"),
    ]);
    let options = Options {
        indicator: Some("population".to_owned()),
        period: Some("2011".to_owned()),
        ..Options::default()
    };
    let text = "Force,White,Black or Black British,Chinese,Other\nKent,5,6,7,8\n";
    assert_eq!(
        rows_of("t.csv", text, &options, &["indicator", "numerator"]),
        [
            "population-black-or-black-british 6",
            "population-chinese 7",
            "population-other 8",
            "population-white 5"
        ]
    );
}

#[test]
fn a_stock_that_is_given_for_longer_than_its_day_is_said() {
    let said = |header: &str| {
        let text = format!("Force,{header}\nKent,3700\nEssex,3500\n");
        let options = Options { indicator: Some("officers-fte".to_owned()), ..Options::default() };
        codes(&imported("t.csv", text.as_bytes(), &options).diagnostics).contains_key("stock")
    };
    assert!(said("2018/19"));
    assert!(!said("September 2018"));
    assert!(!said("30 September 2018"));
}

#[test]
fn a_period_column_whose_days_are_no_periods_is_said_once_at_its_header() {
    let text = "Force,ytd,Robbery,Theft\nKent,2020-03-31,5,6\nEssex,2020-03-31,6,7\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let said: Vec<String> =
        imported.diagnostics.kept().iter().map(|said| format!("{} {}", said.place, said.code)).collect();
    assert_eq!(said, ["t.csv:1:7 header-period"]);
    assert_eq!(imported.values().faulty.get("header-period"), Some(&4));
}
