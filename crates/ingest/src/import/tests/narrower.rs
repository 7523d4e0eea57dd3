//! What figures are of when words narrow them down, and times that only their neighbours tell.

use super::*;

#[test]
fn a_title_that_says_more_than_its_layout_narrows_the_indicator() {
    check(&[
        (
            "Police officers by police force area: joiners|Force,31 March 2016|Kent,5",
            "kent officers-fte-joiners 2016-03-31 5",
        ),
        (
            "Police officers by police force area who are on sick leave|Force,31 March 2016|Kent,5",
            "kent officers-fte-sick-leave 2016-03-31 5",
        ),
        (
            "Police officers (FTE) by police force area|Force,31 March 2031|Kent,5",
            "kent officers-fte 2031-03-31 5",
        ),
        (
            "Firearm offences resulting in injury by police force area|Area Code,Area Name,Apr 2030 to Mar 2031|E23000032,Kent,5",
            "kent firearm-offences-resulting-injury year to March 2031 5",
        ),
    ]);
}

#[test]
fn a_header_that_says_more_than_a_known_wording_is_its_own() {
    let columns = [
        ("Population density", "population-density"),
        ("Population aged 65 and over", "population-aged-65-and-over"),
        ("Population estimate", "population"),
        ("Households in poverty", "households-in-poverty"),
        ("Household figures", "households"),
    ];
    for (header, indicator) in columns {
        let found = read(&format!("Robbery, 2031|Force,Robbery 2031,{header} 2031|Kent,5,6"));
        assert!(found.contains(&format!("kent {indicator} 2031 6")), "{header}: {found}");
    }
    for (header, indicator) in [
        ("Residential burglary attempted", "residential-burglary-attempted"),
        ("Possession of weapons: blades", "possession-of-weapons-blades"),
        ("Possession of weapons offences", "possession-of-weapons"),
        ("Miscellaneous crimes against society", "miscellaneous-crimes"),
    ] {
        let text =
            format!("Recorded crime, year ending March 2031|Area Code,Area Name,{header}|E23000032,Kent,5");
        assert_eq!(read(&text), format!("kent {indicator} year to March 2031 5"), "{header}");
    }
}

#[test]
fn what_a_title_says_of_rates_is_said_of_totals_too() {
    check(&[
        (
            "\"Crime by force, rate per 1,000 population, year ending December 2031\"|Force,Total recorded crime,Burglary|Kent,90.1,4.4",
            "kent burglary year to December 2031 4.4; kent total-recorded-crime year to December 2031 90.1",
        ),
        (
            "\"Burglary by force, year ending December 2031\"|Force,Number of offences,Rate per 1 000|Kent,90,4.4",
            "kent burglary year to December 2031 90 4.4",
        ),
    ]);
}

#[test]
fn a_title_may_say_that_years_end_in_months() {
    for title in ["Robbery, 12 months ending", "Robbery (rolling 12 months)", "Robbery: 12 months to"] {
        let found = read(&format!("\"{title}\"|Force,Mar-31,Jun-31|Kent,5,6"));
        assert_eq!(found, "kent robbery year to March 2031 5; kent robbery year to June 2031 6", "{title}");
    }
}

#[test]
fn figures_of_another_year_than_the_tables_are_not_filed_under_it() {
    for header in ["Burglary LY", "Burglary (prev yr)", "Burglary previous", "Burglary last year"] {
        let found = read(&format!("Burglary 2031/32|Force,Burglary,{header}|Kent,5,6"));
        assert_eq!(found, "kent burglary 2031/32 5; !header-period", "{header}");
    }
}

#[test]
fn an_upper_header_with_a_label_of_its_own_tells_columns_apart() {
    check(&[(
        "Offence,Burglary,Burglary,Robbery,Robbery|Period,2030/31,2031/32,2030/31,2031/32|Kent,1,2,3,4",
        "kent burglary 2030/31 1; kent burglary 2031/32 2; kent robbery 2030/31 3; kent robbery 2031/32 4",
    )]);
}

#[test]
fn totals_of_regions_are_held_against_their_own_forces() {
    let forces = "Cleveland,10|Durham,20|Northumbria,30|{total},60|Staffordshire,5|Warwickshire,6";
    for total in ["North East total", "North East", "Total North East"] {
        let text = format!("Robbery|Force,2031|{}", forces.replace("{total}", total));
        let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
        assert_eq!(imported.tables[0].totals.agree, [total]);
        let text = text.replace(",60", ",61");
        let imported = super::imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
        assert_eq!(imported.tables[0].totals.differ, [total]);
    }
}

#[test]
fn a_row_whose_quotes_are_at_fault_is_not_read() {
    let text = "Force,Note,Burglary 2031/32|Kent,a,12|Essex,\"open,13|Dorset,x,14";
    assert_eq!(read(text), "kent burglary 2031/32 12; !misquoted; !unclosed-quote");
}

#[test]
fn figures_beside_those_of_the_rows_indicator_are_said_to_be_unread() {
    let text = "Force,Offence,Year,Number,Under 18,18 to 24|Kent,Theft,2031,5,1,2|Essex,Theft,2031,7,3,4";
    assert_eq!(read(text), "essex theft 2031 7; kent theft 2031 5; !unread-figures");
}

#[test]
fn a_rate_per_something_else_than_its_indicators_has_a_name_of_its_own() {
    check(&[
        ("Robbery by force 2031|Force,Number,Rate per 1000|Kent,5,5.5", "kent robbery 2031 5 5.5"),
        (
            "Robbery by force 2031|Force,Number,Rate per 100000|Kent,5,55",
            "kent robbery 2031 5; kent robbery-per-100000 2031 55",
        ),
        (
            "Robbery by force 2031|Force,Number,%|Kent,5,55",
            "kent robbery 2031 5; kent robbery-percent 2031 55",
        ),
        ("Poaching by force 2031|Force,Number,Rate per 100000|Kent,5,55", "kent poaching 2031 5 55"),
    ]);
}

#[test]
fn rows_that_differ_in_an_unread_column_alone_are_a_fault() {
    let text =
        "Force,Flavour,Year,Robbery|Kent,sweet,2031,5|Kent,sour,2031,6|Essex,sweet,2031,7|Essex,sour,2031,8";
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    assert_eq!(codes(&imported.diagnostics).get("unread-column"), Some(&Severity::Error));
}

#[test]
fn totals_of_rows_by_period_and_offence_are_held_against_their_own_rows() {
    let forces = ["Bedfordshire", "Kent", "Surrey"].into_iter();
    let group = |key: &str, first: usize| {
        let rows = forces.clone().enumerate().map(|(n, force)| format!("{force},{key},{}\n", first + n));
        format!("{}Total,{key},{}\n", rows.collect::<String>(), 3 * first + 3)
    };
    let groups = [group("2031,Arson", 1), group("2032,Arson", 2), group("2031,Poaching", 3)];
    let text = format!("Force,Year,Offence,Number\n{}", groups.concat());
    let totals =
        |text: &str| imported("t.csv", text.as_bytes(), &Options::default()).tables[0].totals.clone();
    assert_eq!(totals(&text).agree, ["Total"; 3]);
    let totals = totals(&text.replace("2032,Arson,9", "2032,Arson,8"));
    assert_eq!((totals.agree.len(), totals.differ.len()), (2, 1));
}

#[test]
fn kinds_of_use_of_force_and_detention_break_rows_down() {
    for header in ["Type of force", "Tactic", "Method of Transport", "Place of Safety", "search_reason"] {
        let text = format!("2023/24\nForce,{header},Number of uses\nKent,Alpha,5\nKent,Beta,6\n");
        let rows = rows_of("t.csv", &text, &Options::default(), &["indicator", "numerator"]);
        assert_eq!(rows, ["uses-alpha 5", "uses-beta 6"], "{header}");
    }
}
