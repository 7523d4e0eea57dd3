//! What figures are in, what they are parts of, and what stands beside them: tables that once were read wrongly without a word.

use super::*;

#[test]
fn rates_per_thousand_are_none_of_counts_however_they_are_written() {
    check(&[
        ("\"Arson, 2031/32\"|Force,‰|Kent,0.4", "kent arson 2031/32 0.4"),
        ("Force,Year,Measure,Unit,Value|Kent,2031/32,Arson,‰,0.4", "kent arson 2031/32 0.4"),
    ]);
    let columns = ["numerator", "published_value"];
    for header in [
        "Arson 2031/32 (‰)",
        "Arson per k pop 2031/32",
        "Arson p/k 2031/32",
        "Arson/1k 2031/32",
        "Arson per '000 2031/32",
    ] {
        let rows = rows_of("t.csv", &format!("Force,{header}\nKent,0.4\n"), &Options::default(), &columns);
        assert_eq!(rows, [" 0.4"], "{header}");
    }
    let beside =
        rows_of("t.csv", "\"Arson, 2031/32\"\nForce,Number,‰\nKent,90,0.4\n", &Options::default(), &columns);
    assert_eq!(beside, ["90 0.4"]);
}

#[test]
fn parts_keep_the_name_of_what_they_are_parts_of() {
    check(&[
        (
            "\"Arrests by age group, 2031/32\"|Force,10-17,18+,Unknown age,All|Kent,1,2,3,6",
            "kent arrests 2031/32 6; kent arrests-10-17 2031/32 1; kent arrests-18-plus 2031/32 2; kent arrests-unknown-age 2031/32 3",
        ),
        (
            "\"Arrests by ethnicity, 2031/32\"|Force,White,Not stated,All ethnicities|Kent,1,2,3",
            "kent arrests 2031/32 3; kent arrests-not-stated 2031/32 2; kent arrests-white 2031/32 1",
        ),
        (
            "\"Arrests by sex, 2031/32\"|Force,Male,Female,Total arrests|Kent,1,2,3",
            "kent arrests 2031/32 3; kent arrests-female 2031/32 2; kent arrests-male 2031/32 1",
        ),
        (
            "\"Police officers by age, 31 March 2031 (headcount)\"|Force,Under 26,26 to 40,All officers|Kent,1,2,3",
            "kent officers-headcount 2031-03-31 3; kent officers-headcount-26-to-40 2031-03-31 2; kent officers-headcount-under-26 2031-03-31 1",
        ),
    ]);
}

#[test]
fn residents_are_told_from_a_change_by_their_figures() {
    check(&[
        (
            "Force,Year,Arson,Pop|Kent,2031/32,9,1880000",
            "kent arson 2031/32 9; kent population 2031/32 1880000",
        ),
        ("Force,Year,Arson,PoP|Kent,2031/32,9,-12", "kent arson 2031/32 9"),
    ]);
}

#[test]
fn per_cents_and_shares_of_one_are_said_to_be_mixed() {
    let mixed = "Force,Positive outcomes 2031/32 %|Kent,12%|Essex,0.11";
    assert!(read(mixed).ends_with("!mixed-units"));
    let alike = "Force,Positive outcomes 2031/32 %|Kent,12%|Essex,11";
    assert!(!read(alike).contains('!'));
    let rows =
        "Share of searches by ethnicity (%) 2031/32|Force,White,Black,Asian|Kent,0.81,0.1,0.09|Essex,81,10,9";
    assert!(read(rows).ends_with("!mixed-units"));
    let rows =
        "Share of searches by ethnicity (%) 2031/32|Force,White,Black,Asian|Kent,80,11,9|Essex,81,10,9";
    assert!(!read(rows).contains("mixed-units"));
}

#[test]
fn a_measure_may_stand_over_what_it_measures() {
    let rows = |text: &str| {
        let columns = ["indicator", "numerator", "published_value"];
        rows_of("t.csv", &text.replace('|', "\n"), &Options::default(), &columns)
    };
    let read = ["arson 90 0.4", "fraud 50 0.2"];
    for (above, over) in [
        ("", "Number 2031/32,,Rate per 1000 population 2031/32,"),
        ("2031/32|", "Number of offences,,Rate per 1000,"),
        ("2031/32|", "Offences,Offences,Rate,Rate"),
    ] {
        let text = format!("{above},{over}|Force,Arson,Fraud,Arson,Fraud|Kent,90,50,0.4,0.2");
        assert_eq!(rows(&text), read, "{over}");
    }
    let parts =
        "\"Arrests, 2031/32\"|,Number,Number,Per cent,Per cent|Force,Male,Female,Male,Female|Kent,9,1,90,10";
    let names =
        ["arrests-female 1 ", "arrests-female-percent  10", "arrests-male 9 ", "arrests-male-percent  90"];
    assert_eq!(rows(parts), names);
    let crimes = ",Recorded offences in 2031/32,|Force,Arson,Fraud|Kent,1,2";
    assert_eq!(rows(crimes), ["arson 1 ", "fraud 2 "]);
    // Outcomes of an offence are none of its crimes.
    assert_eq!(
        rows("2031/32|,Outcomes,Outcomes|Force,Arson,Fraud|Kent,1,2"),
        ["outcomes-arson 1 ", "outcomes-fraud 2 "]
    );
}

#[test]
fn limits_and_ways_are_told() {
    check(&[
        (
            "\"Percentage who are confident, 2031/32\"|Force,Percentage,Lower 95% CI,Upper 95% CI|Kent,52,48,56",
            "kent percentage-who-are-confident 2031/32 52",
        ),
        (
            "Force,Transfers in 2031/32,Transfers out 2031/32|Kent,1,2",
            "kent transfers-in 2031/32 1; kent transfers-out 2031/32 2",
        ),
    ]);
}

#[test]
fn headers_in_two_languages_are_read_in_one() {
    check(&[
        (
            "Heddlu / Police force,Byrgleriaeth / Burglary 2031/32|Heddlu De Cymru / South Wales Police,9",
            "south-wales burglary 2031/32 9",
        ),
        (
            "\"Arson, 2031/32\"|Ardal yr heddlu / Police force area,Nifer / Number,Cyfradd / Rate per 1000|Gwent,90,0.2",
            "gwent arson 2031/32 90 0.2",
        ),
    ]);
}

#[test]
fn a_rate_behind_its_count_is_of_it() {
    check(&[
        (
            "Force,Arson 2031/32,per 1000 pop,Fraud 2031/32,per 1000 pop|Kent,90,0.4,50,0.2",
            "kent arson 2031/32 90 0.4; kent fraud 2031/32 50 0.2",
        ),
        (
            "Force,Period,Arson,Population,Households,Rate per 1000|Kent,2031/32,90,1880,750,0.4",
            "kent arson 2031/32 90 0.4; kent households 2031/32 750; kent population 2031/32 1880; !population",
        ),
        // Of two counts nobody knows which.
        (
            "2031/32|Force,Arson,Fraud,Rate per 1000|Kent,90,50,0.4",
            "kent arson 2031/32 90; kent fraud 2031/32 50; !no-indicator",
        ),
    ]);
}

#[test]
fn two_figures_in_a_cell_and_quoted_ones_are_named() {
    for (figures, word) in
        [("900 (0.48)|Essex,500 (0.41)", "two figures"), ("“700”|Essex,‘650’", "quotation marks")]
    {
        let text = format!("Force,Arson 2031/32|Kent,{figures}").replace('|', "\n");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let says = |said: &peel_model::Diagnostic| said.to_string().contains(word);
        assert!(imported.diagnostics.kept().iter().any(says), "{figures}");
    }
}

#[test]
fn names_of_crime_types_with_a_stroke_name_the_rows() {
    check(&[("police_force,crime_type,month,n|kent,arson,2031-01,9", "kent arson 2031-01 9")]);
}

#[test]
fn a_title_over_an_inner_column_is_that_of_all() {
    check(&[(
        ",,Arson by police force,,|,Force,2030/31,,2031/32|,Kent,1,,2",
        "kent arson 2030/31 1; kent arson 2031/32 2",
    )]);
}
