//! Names, headings and years that could be taken for something else than they are.

use super::*;

/// The messages and hints of what is said beyond notes, each behind its place.
fn said(text: &str) -> Vec<String> {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
    let kept = imported.diagnostics.kept().iter().filter(|said| said.severity > Severity::Note);
    kept.map(|said| format!("{} {} {}", said.place, said.message, said.hints.join("; "))).collect()
}

#[test]
fn a_force_of_which_all_is_meant_is_the_force() {
    check(&[
        (
            "Force,Arson 2031/32|Kent Total,5|Surrey - total,6|Sussex (all areas),7|Total Essex,8|Kent Police Total,5",
            "essex arson 2031/32 8; kent arson 2031/32 5; surrey arson 2031/32 6; sussex arson 2031/32 7",
        ),
        // Beside the force itself it must agree.
        ("Force,Arson 2031/32|Kent,5|Kent Total,6|Essex,7", "essex arson 2031/32 7; !contradiction"),
        (
            "Force,Arson 2031/32|Cleveland Police Authority,5|Sussex Police Authority,6",
            "cleveland arson 2031/32 5; sussex arson 2031/32 6",
        ),
        // A total of what the rows above it are by kinds is none of them.
        (
            "Force,Sex,Arrests 2031/32|Kent,Male,5|Kent,Female,6|Kent Total,,11",
            "kent arrests-female 2031/32 6; kent arrests-male 2031/32 5",
        ),
        // A region may be summed up under its own name.
        ("Force,Arson 2031/32|Kent,5|West Midlands Total,6", "kent arson 2031/32 5"),
    ]);
}

#[test]
fn a_name_and_a_code_of_two_forces_are_both_named_with_other_odd_cells() {
    let text = "2031/32|Force,Code,Arson,Theft|Kent,E23000032,5,6|Sussex,E23000032,71;7,c. 8";
    let said = said(text);
    let row: Vec<&String> = said.iter().filter(|said| said.starts_with("t.csv:4:")).collect();
    assert_eq!(row.len(), 3, "{said:?}");
    assert!(
        row[0].contains("`Sussex` is a name of sussex, and the code beside it, `E23000032`, is that of kent")
    );
    assert!(row[1].starts_with("t.csv:4:18 `71;7` is not a number"), "{row:?}");
    assert!(row[2].starts_with("t.csv:4:23 `c. 8` is an approximation"), "{row:?}");
}

#[test]
fn forces_that_stand_as_headings_are_said_to() {
    let said =
        said("Force / offence,2030/31,2031/32|Kent,,|Arson,5,6|Theft,7,8|Surrey,,|Arson,5,6|Theft,7,8");
    assert!(said[0].starts_with("t.csv:2:1 `Kent` stands alone above rows of figures"), "{said:?}");
    assert!(said[0].contains("forces stand as headings"), "{said:?}");
}

#[test]
fn what_has_a_word_for_a_change_in_its_name_is_counted() {
    check(&[
        (
            "2031/32|Force,Increase notices,Growth posts,Change of plea|Kent,5,6,7",
            "kent change-of-plea 2031/32 7; kent growth-posts 2031/32 6; kent increase-notices 2031/32 5",
        ),
        (
            "2031/32|Force,Arson,% change,Change,Change (%),Percentage change 2019 to 2020,Difference,Growth (%),Change in arson|Kent,5,1,2,3,4,5,6,7",
            "kent arson 2031/32 5",
        ),
    ]);
}

#[test]
fn a_pivot_tables_blank_column_is_no_figure() {
    check(&[(
        "2031/32|Force,Arson,(blank)|Kent,5,6|Surrey,7,8",
        "kent arson 2031/32 5; surrey arson 2031/32 7",
    )]);
}

#[test]
fn initials_under_a_header_of_grades_are_counted_among_those_set_aside() {
    let imported =
        imported("t.csv", b"Force,Arson 2031/32,Grade\nKent,5,RI\nSurrey,6,G\n", &Options::default());
    assert_eq!(imported.values().set_aside.get("in a column not read"), Some(&2));
    assert!(codes(&imported.diagnostics).contains_key("unread-column"));
}

#[test]
fn a_numbered_year_of_training_keeps_its_word() {
    check(&[(
        "2031/32|Force,Year 1 student officers,Year 2 student officers|Kent,5,6",
        "kent year-1-student-officers 2031/32 5; kent year-2-student-officers 2031/32 6",
    )]);
}

#[test]
fn a_share_by_offence_is_named_with_each() {
    check(&[(
        "Table 2.3: Percentage of offences resulting in a charge/summons by offence group and police force area|Year ending March 2032|Force,Burglary,All offences|Kent,4,5",
        "kent percentage-of-offences-resulting-in-a-charge-summons year to March 2032 5; kent percentage-of-offences-resulting-in-a-charge-summons-burglary year to March 2032 4",
    )]);
}

#[test]
fn a_rate_per_officer_in_a_title_is_one() {
    check(&[(
        "Population per police officer, 31 March 2031|Force,Value|Kent,502",
        "kent population-per-police-officer 2031-03-31 502",
    )]);
    let text = "Population per police officer, 31 March 2031\nForce,Value\nKent,502\n";
    assert_eq!(rows_of("t.csv", text, &Options::default(), &["published_value"]), ["502"]);
}

#[test]
fn a_financial_year_of_one_number_may_be_two() {
    let both = "may be the one that ends in it, 2031/32, or the one that begins in it, 2032/33";
    for text in [
        "Force,Period,Arson|Kent,FY 2032,5|Surrey,FY 2032,6",
        "Force,FY 2032 arson|Kent,5|Surrey,6",
        "Force,Year,Arson|Kent,FY32,5|Surrey,2030/31,6",
    ] {
        assert!(said(text).iter().any(|said| said.contains(both)), "{text}: {:?}", said(text));
    }
}

#[test]
fn two_years_run_together_are_one_where_something_says_so() {
    check(&[
        ("Force,Financial year,Arson|Kent,203132,5", "kent arson 2031/32 5"),
        ("Force,Period,Arson|Kent,203132,5|Kent,2032/33,6", "kent arson 2031/32 5; kent arson 2032/33 6"),
        ("Arson by force|Force,203132,203233|Kent,5,6", "kent arson 2031/32 5; kent arson 2032/33 6"),
        ("Force,Period,Arson|Kent,203132,5|Surrey,203132,6", "!period"),
        (
            "Force,Arson 2031/32|Kent,203132|Surrey,203233",
            "kent arson 2031/32 203132; surrey arson 2031/32 203233",
        ),
    ]);
    let said = said("Force,Period,Arson|Kent,203132,5|Surrey,203132,6");
    assert!(said[0].contains("it may be 2031/32 without its stroke"), "{said:?}");
}

#[test]
fn a_cycle_that_is_none_has_the_nearest_beside_it() {
    let said = said(
        "Force,Cycle,Area,Grade|Kent,PEEL 2022,Investigating crime,Good|Surrey,PEEL 2022,Investigating crime,Good",
    );
    assert!(said[0].contains("the nearest are `2021-22` and `2023-25`"), "{said:?}");
}
