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
fn an_offence_that_the_title_names_beside_another_is_its_own_name() {
    check(&[(
        "Robbery and burglary by force|Force,Offence,2031/32|Kent,Robbery,5|Kent,Burglary,6",
        "kent burglary 2031/32 6; kent robbery 2031/32 5",
    )]);
}
