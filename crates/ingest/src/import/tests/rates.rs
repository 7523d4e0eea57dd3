//! What a title makes figures: rates of the basis that it names.

use super::*;

#[test]
fn a_title_of_rates_makes_figures_rates_of_its_basis() {
    let rates = "essex arson 2031/32 0.6; kent arson 2031/32 0.7";
    for (title, header) in [
        ("\"Arson rates (per 1,000 population), 2031/32\"", "Force,Arson|"),
        ("\"Rate of arson per 1,000 population, 2031/32\"", "Force,Arson|"),
        ("\"Arson per 100,000 residents, 2031/32\"", "Force,Arson|"),
        ("\"Arson: rate per million, by force\"", "Force,Arson 2031/32|"),
    ] {
        assert_eq!(read(&format!("{title}|{header}Kent,0.7|Essex,0.6")), rates, "{title}");
    }
    check(&[
        (
            "\"Rate of arson per 1,000 population, 2031/32\"|Area code,Area name,Arson|E23000032,Kent,0.7",
            "kent arson 2031/32 0.7",
        ),
        (
            "\"Rate per 1,000 population of some offences\"|Force,Offence,2031/32|Kent,Arson,0.7",
            "kent arson 2031/32 0.7",
        ),
        // What a header says of its figures goes first.
        (
            "\"Arson per 1,000 population, 2031/32\"|Force,Number of arsons,Population,Arson|Kent,9,50,0.7",
            "kent arson 2031/32 0.7; kent arsons 2031/32 9; kent population 2031/32 50; !population",
        ),
        (
            "\"Arson and rates per 1,000 population, 2031/32\"|Force,Arson|Kent,9",
            "kent arson 2031/32 9; !unit",
        ),
        ("Arson 2031/32|Rates are per 1000 population|Force,Arson|Kent,9", "kent arson 2031/32 9; !unit"),
    ]);
    let tidy = |text: &str| rows_of("t.csv", text, &Options::default(), &["numerator", "published_value"]);
    assert_eq!(tidy("\"Arson per 1,000 people, 2031/32\"\nForce,Arson\nKent,0.7\n"), [" 0.7"]);
    assert_eq!(tidy("\"Arson, 2031/32\"\nForce,Arson\nKent,7\n"), ["7 "]);
}

#[test]
fn per_cents_under_a_title_of_rates_are_not_called_counts() {
    let text = "Disposal rates 2031/32|Force,Arson,Fraud|Kent,5.5%,7.1%";
    assert_eq!(read(text), "kent arson 2031/32 5.5; kent fraud 2031/32 7.1; !unsaid-words");
    assert!(read("Disposal rates 2031/32|Force,Arson|Kent,5").contains("!unit"));
}

#[test]
fn an_upper_header_that_repeats_a_unit_says_nothing_more() {
    check(&[
        (
            "2031/32|,Number,|Force,Number of arsons,Number of frauds|Kent,5,6",
            "kent arsons 2031/32 5; kent frauds 2031/32 6",
        ),
        (
            "2031/32|,Number,,Percentage,|Force,Arson,Fraud,Arson %,Fraud %|Kent,5,6,7,8",
            "kent arson 2031/32 5; kent arson-percent 2031/32 7; kent fraud 2031/32 6; kent fraud-percent 2031/32 8",
        ),
        (",,Number|Force,2031/32,2032/33,2033/34|Kent,5,6,7", "!no-indicator"),
        // One that says another unit is still in doubt.
        (",,%|Force,2031/32,2032/33,2033/34|Kent,5,6,7", "!no-indicator; !upper-header"),
    ]);
}

#[test]
fn figures_prove_which_count_is_the_whole_of_a_rate() {
    let rows = |text: &str| {
        rows_of(
            "t.csv",
            &text.replace('|', "\n"),
            &Options::default(),
            &["indicator", "numerator", "denominator", "published_value"],
        )
    };
    let title = "\"Charge rate by police force, 2031/32\"|Force";
    assert_eq!(
        rows(&format!("{title},Crimes,Charged,Charge rate|Kent,1000,50,5.0%|Essex,400,30,7.5%")),
        ["charge-rate 30 400 7.5", "charge-rate 50 1000 5"]
    );
    assert_eq!(
        rows(&format!("{title},Charged,Crimes,%|Kent,50,1000,5.0%|Essex,30,400,7.5%")),
        ["charge-rate 30 400 7.5", "charge-rate 50 1000 5"]
    );
    // A count with a name of its own keeps it; the whole is no numerator of the rate.
    assert_eq!(
        rows(&format!("{title},Recorded crimes,Charges,Charge rate|Kent,1000,50,5.0%")),
        ["charge-rate  1000 5", "charges 50  "]
    );
    assert_eq!(
        rows("\"Solved rate by force, 2031/32\"|Force,Total crimes,Solved,Solved rate|Kent,1000,50,5.0%"),
        ["solved-rate 50 1000 5"]
    );
    // What the figures do not prove is none of the rate's.
    check(&[
        (&format!("{title},Crimes,Charge rate|Kent,1000,5.0%"), "kent charge-rate 2031/32 5; !rate"),
        (
            &format!("{title},Crimes,Charged,Charge rate|Kent,1000,50,6.0%"),
            "kent charge-rate 2031/32 6; kent charge-rate-charged 2031/32 50; !rate",
        ),
        (
            "\"Robbery by force, 2031/32\"|Force,Offences,Solved,Solved %|Kent,1000,50,5",
            "kent robbery 2031/32 1000; kent robbery-solved 2031/32 50; kent robbery-solved-percent 2031/32 5",
        ),
    ]);
}

#[test]
fn a_rate_per_so_many_of_others_than_people_has_a_name_of_its_own() {
    check(&[
        (
            "\"2031/32\"|Force,Shoplifting,\"Shoplifting per 1,000 premises\"|Kent,30,4",
            "kent shoplifting 2031/32 30; kent shoplifting-per-1-000-premises 2031/32 4",
        ),
        (
            "Force,Offence,Measure,2031/32|Kent,Robbery,Number,30|Kent,Robbery,\"Rate per 1,000 women\",4",
            "kent robbery 2031/32 30; kent robbery-per-1000-women 2031/32 4",
        ),
        (
            "\"Robbery per 1,000 households by force\"|Force,2031/32|Kent,4",
            "kent robbery-per-1-000-households 2031/32 4",
        ),
        ("\"2031/32\"|Force,Robbery,\"Robbery per 1,000 people\"|Kent,30,4", "kent robbery 2031/32 30 4"),
    ]);
}

#[test]
fn per_cents_below_one_may_be_shares_of_one() {
    let rows = "Kent,0.07|Essex,0.06|Surrey,0.05";
    let found = read(&format!("2031/32|Force,% charged|{rows}"));
    assert!(found.ends_with("!shares"), "{found}");
    assert!(!read("2031/32|Force,% charged|Kent,7|Essex,0.6|Surrey,0.5").contains("!shares"));
}

#[test]
fn likelihoods_are_no_counts() {
    for title in [
        "Times more likely to be stopped, by ethnicity",
        "Relative likelihood of arrest",
        "Disparity in arrests",
    ] {
        let found = read(&format!("\"{title}, 2031/32\"|Force,Black,Asian|Kent,3.1,1.2"));
        assert!(found.contains("!unit"), "{title}: {found}");
    }
}

#[test]
fn a_heading_of_changes_has_changes_below_it() {
    check(&[(
        "Robbery by police force area|Force,2030/31,2031/32|Number of offences|Kent,20,10|Essex,4,5|Percentage change on previous year|Kent,1.2,-50|Essex,2,25",
        "essex robbery 2030/31 4; kent robbery 2030/31 20; essex robbery 2031/32 5; kent robbery 2031/32 10",
    )]);
}

#[test]
fn incidents_below_a_title_of_times_are_incidents() {
    check(&[(
        "\"Response times by force, 2031/32\"|Force,Incidents,Median minutes|Kent,9000,12",
        "kent incidents 2031/32 9000; kent median-minutes 2031/32 12",
    )]);
}

#[test]
fn a_share_below_a_title_of_shares_is_of_what_that_says() {
    check(&[
        (
            "Percentage of 999 calls answered within 10 seconds 2031/32|Force,Calls,Answered within 10 seconds,%|Kent,1000,900,90.5%",
            "kent answered-within-10-seconds 2031/32 900; kent calls 2031/32 1000; kent percentage-of-999-calls-answered-within-10-seconds 2031/32 90.5",
        ),
        (
            "\"Percentage of 101 calls abandoned, 2031/32\"|Force,Abandoned,Rate|Kent,30,1.5",
            "kent abandoned 2031/32 30; kent percentage-of-101-calls-abandoned 2031/32 1.5",
        ),
        // Below another title it is not said of what.
        (
            "\"Moped thefts, 2031/32\"|Force,Calls,%|Kent,1000,90.5%",
            "kent calls 2031/32 1000; !no-indicator; !unsaid-words",
        ),
    ]);
}

#[test]
fn a_type_of_values_says_nothing_of_the_counts_beside_them() {
    check(&[(
        "Measure,Time,Force,Value,Value_type,Denominator,Numerator|Arrest rate,2031/32,Kent,8,\"Rate per 1,000 people\",16700,127",
        "kent arrest-rate 2031/32 127 8",
    )]);
}
