//! Titles as publishers write them: with the numbers of their tables, in capitals, and with years of every wording.

use super::*;

#[test]
fn a_financial_year_may_be_said_behind_its_years() {
    let expected = "kent arsons 2031/32 5; kent arsons 2032/33 6";
    check(&[
        ("Arsons by police force|Force,2031-2032 financial year,2032-2033 financial year|Kent,5,6", expected),
        ("Arsons by police force|Force,Financial year 2031-32,Financial year 2032-33|Kent,5,6", expected),
        ("Arsons by force (2031-32 financial year)|Force,Offences|Kent,5", "kent arsons 2031/32 5"),
        ("\"Arsons by force, financial year 2031-32\"|Force,Offences|Kent,5", "kent arsons 2031/32 5"),
        // It may be the one that begins then, or the one that ends then.
        ("Arsons by police force|Force,2031 financial year,2032 financial year|Kent,5,6", "!header-period"),
    ]);
}

#[test]
fn the_number_of_a_table_is_no_part_of_what_it_counts() {
    let table = "Force,Offences|Kent,5";
    let titles = [
        "Table 2.04 Arsons by police force area, 2031/32",
        "Table P1 Arsons by force, 2031/32",
        "Table A1. Arsons by pfa, 2031/32",
        "SS_01: Arsons by force, 2031/32",
        "Worksheet 3: Arsons by force, 2031/32",
        "MYE2 - Arsons by force, 2031/32",
        "ARSONS BY POLICE FORCE AREA, 2031/32",
        "TABLE 7 ARSONS BY PFA, 2031/32",
    ];
    for title in titles {
        assert_eq!(read(&format!("\"{title}\"|{table}")), "kent arsons 2031/32 5", "{title}");
    }
}

#[test]
fn a_total_beside_the_years_that_it_is_of_is_no_figure_of_its_own() {
    let years = "kent arsons 2031 1; kent arsons 2032 2; kent arsons 2033 3";
    for total in [
        "Total 2031-2033",
        "2031-2033 total",
        "3-year total",
        "Three year total",
        "All years",
        "Total (all years)",
    ] {
        let text = format!("Arsons by force\nForce,2031,2032,2033,{total}\nKent,1,2,3,6\n");
        assert_eq!(read(&text.replace('\n', "|")), years, "{total}");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let values = imported.tables[0].values.to_string();
        assert!(values.contains("1 total of the columns of years"), "{total}: {values}");
    }
    // Alone it is no total of what stands beside it, and its period is not known.
    check(&[("Arsons by force|Force,Total 2031-2033|Kent,6", "!header-period")]);
}

#[test]
fn a_time_that_is_none_is_quoted_as_it_is_written() {
    let text = b"Arsons by force\nForce,Arsons 2031-2033\nKent,6\n";
    let said = imported("t.csv", text, &Options::default());
    let message =
        said.diagnostics.kept().iter().find(|said| said.code == "header-period").unwrap().message.clone();
    assert_eq!(message, "`2031-2033` may be a time, and is none that can be read");
}

#[test]
fn an_offence_that_the_title_names_beside_another_is_its_own_name() {
    check(&[(
        "Robbery and burglary by force|Force,Offence,2031/32|Kent,Robbery,5|Kent,Burglary,6",
        "kent burglary 2031/32 6; kent robbery 2031/32 5",
    )]);
}

#[test]
fn a_total_of_two_years_beside_them_is_no_year_from_april() {
    check(&[
        (
            "Arsons by force|Force,2031,2032,Total 2031-2032|Kent,1,2,3",
            "kent arsons 2031 1; kent arsons 2032 2",
        ),
        (
            "Arsons by force|Force,2031,2032,Total 2031 to 2032|Kent,1,2,3",
            "kent arsons 2031 1; kent arsons 2032 2",
        ),
        // Beside no years it is of that year.
        ("Arsons by force|Force,Total 2031-2032|Kent,3", "kent arsons 2031/32 3"),
    ]);
}

#[test]
fn a_long_title_names_what_it_counts_in_short() {
    let words = "arsons recorded by the police in which the fire was reported to have been set at night, without vehicles";
    let name = crate::import::slug::slug(words);
    assert!(words.len() > 80 && name.len() < 80);
    let table = "Force,2031/32|Kent,5";
    assert_eq!(
        read(&format!("\"Table 10: Number of {words}, by police force area\"|{table}")),
        format!("kent {name} 2031/32 5")
    );
}

#[test]
fn a_title_by_head_makes_figures_rates_whose_headers_name_nothing() {
    let published = |text: &str| {
        let text = text.replace('|', "\n");
        rows_of("t.csv", &text, &Options::default(), &["indicator", "numerator", "published_value"])
    };
    assert_eq!(
        published("\"Arsons per capita, 2031/32\"|Force,2031/32|Kent,0.5"),
        ["arsons-per-capita  0.5"]
    );
    assert_eq!(published("\"Arsons per head, 2031/32\"|Force,Value|Kent,0.5"), ["arsons-per-head  0.5"]);
    // It may as well be a count beside others.
    assert_eq!(published("\"Arsons per head, 2031/32\"|Force,Arsons|Kent,0.5"), ["arsons 0.5 "]);
}
