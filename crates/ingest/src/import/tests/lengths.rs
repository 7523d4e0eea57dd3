//! Over how long figures are counted, where words say so: never a month's that are of twelve, or run up.

use super::*;

#[test]
fn twelve_months_up_to_each_time_are_years() {
    let years = "kent arson year to March 2032 5; kent arson year to March 2033 6";
    check(&[
        ("Arson 12 m/e|Force,Mar 2032,Mar 2033|Kent,5,6", years),
        ("Arson - moving annual total|Force,Mar 2032,Mar 2033|Kent,5,6", years),
        ("Arson (12M rolling)|Force,Mar 2032,Mar 2033|Kent,5,6", years),
        ("Arson (R12M)|Force,Mar 2032,Mar 2033|Kent,5,6", years),
        ("Force,Rolling 12 months,Arson|Kent,Mar 2032,5|Kent,Mar 2033,6", years),
        ("Force,12 m/e,Arson|Kent,Mar 2032,5|Kent,Mar 2033,6", years),
        // The twelve months of the columns.
        ("Arson (12 months)|Force,Apr 2032,May 2032|Kent,5,6", "!header-period; !no-indicator"),
        ("Arson 12 m/e by force|Force,Mar 2032,Mar 2033|Kent,5,6", years),
    ]);
}

#[test]
fn a_month_beside_words_for_a_longer_time_is_not_what_is_counted() {
    for text in [
        "Force,Arson 12 m/e Mar 2033|Kent,5",
        "Force,Arson 12ME Mar 2033|Kent,5",
        "Force,Arson L12M Mar 2033|Kent,5",
        "Force,Arson 12mth Mar 2033|Kent,5",
        "Force,Arson 12mo Mar 2033|Kent,5",
        ",Arson 12 m/e,|Force,Mar 2032,Mar 2033|Kent,5,6",
        "Force,Mar 2032,Mar 2033|Arson - rolling 12 months,,|Kent,5,6|Fraud - rolling 12 months,,|Kent,7,8",
        "Force,Month,Measure,Value|Kent,Apr 2033,Arson R12M,5|Kent,May 2033,Arson R12M,6",
        "Force,Month,Measure,Value|Kent,Apr 2033,Arson (cumulative),5|Kent,May 2033,Arson (cumulative),6",
        "Force,Month,Measure,Value|Kent,Apr 2033,Arson YTD,5|Kent,May 2033,Arson YTD,6",
        "Force,Arson,Month,Basis|Kent,5,Mar 2033,Rolling 12 months|Essex,6,Mar 2033,Rolling 12 months",
    ] {
        let found = read(text);
        let is_kept = found.contains("2033-0") || found.contains("2032-0");
        assert!(found.contains('!') && !is_kept, "{text}\n  {found}");
    }
    check(&[
        ("Force,Month,Measure,Value|Kent,2032/33,Arson (cumulative),5", "kent arson-cumulative 2032/33 5"),
        ("Force,Victims in the last 12 months Mar 2033|Kent,5", "!header-period"),
    ]);
}

#[test]
fn some_months_of_a_year_are_not_the_year() {
    for text in [
        "Force,Arson (6 months) 2032/33|Kent,5",
        "Force,Arson first 6 months 2032/33|Kent,5",
        "Force,Arson 9 months 2032/33|Kent,5",
        "Force,Arson 3 months Mar 2033|Kent,5",
        "Arson 2032/33 (6 months)|Force,Arson|Kent,5",
    ] {
        let found = read(text);
        assert!(found.starts_with('!'), "{text}\n  {found}");
    }
}

#[test]
fn a_rows_measure_may_be_of_another_time_or_an_aim() {
    check(&[
        (
            "Force,Year,Measure,Value|Kent,2032/33,Arson,5|Kent,2032/33,Arson previous year,6|Kent,2032/33,Arson target,7",
            "kent arson 2032/33 5; !header-period",
        ),
        (
            "Force,Year,Measure,Value|Kent,2032/33,Noise calls answered within target,5",
            "kent noise-calls-answered-within-target 2032/33 5",
        ),
    ]);
}

#[test]
fn bands_that_became_dates_are_no_months() {
    for text in [
        "Arrests by age 2032/33|Force,Oct-17,18-20,21+|Kent,1,2,3",
        // As a workbook shows the date.
        "Arrests by age 2032/33|Force,2017-10,18-20,21+|Kent,1,2,3",
        "Arrests by age 2032/33|Force,Under 10,Oct-17,18-24,25+|Kent,1,2,3,4",
        "Officers leaving by length of service 2032/33|Force,0-1,Feb-05,Jun-10,11+|Kent,1,2,3,4",
    ] {
        let found = read(text);
        let is_of_band = ["2017", "2005", "2010"].iter().any(|year| found.contains(year));
        assert!(found.contains("!header-period") && !is_of_band, "{text}\n  {found}");
    }
    check(&[("Arson|Force,Oct-32,Nov-32|Kent,1,2", "kent arson 2032-10 1; kent arson 2032-11 2")]);
}

#[test]
fn a_time_alone_between_header_and_forces_is_that_of_the_table() {
    check(&[
        (
            ",Arson,,Fraud,|Force,Number,\"Rate per 1,000\",Number,\"Rate per 1,000\"|\"Year ending December 2032\",,,,|Kent,5,1.5,6,1.6",
            "kent arson year to December 2032 5 1.5; kent fraud year to December 2032 6 1.6",
        ),
        ("Force,Arson|Year ending December 2032,|Kent,5", "kent arson year to December 2032 5"),
    ]);
}

#[test]
fn months_may_be_in_welsh_and_years_end_in_one_digit() {
    check(&[
        (
            "Arson|Heddlu,Ebrill 2032,Mai 2032|Heddlu Gwent,1,2",
            "gwent arson 2032-04 1; gwent arson 2032-05 2",
        ),
        ("Arson|Force,2031/2,2032/3|Kent,1,2", "kent arson 2031/32 1; kent arson 2032/33 2"),
        ("Arson 2032|Force,1,2,3|Kent,5,6,7", "!no-indicator; !no-period; !numbered-headers"),
    ]);
}

#[test]
fn a_title_of_what_runs_up_is_said_under_a_year_that_the_user_names() {
    let options = Options {
        indicator: Some("arson".to_owned()),
        period: Some("2032/33".to_owned()),
        ..Options::default()
    };
    for words in ["cumulative", "year to date", "running total"] {
        let text = format!("Arson ({words}),,\nForce,Apr,May\nKent,100,205\n");
        let codes = codes(&imported("t.csv", text.as_bytes(), &options).diagnostics);
        assert_eq!(codes.get("title-time"), Some(&Severity::Warning), "{words}: {codes:?}");
    }
}
