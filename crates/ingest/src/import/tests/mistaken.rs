//! Tables in which a figure could be taken for one of another time, place, unit or area than it is of.

use super::*;

#[test]
fn of_two_columns_of_periods_the_narrower_is_meant_or_none() {
    check(&[
        ("Force,Year,Arson,Year,Poaching|Kent,2030/31,1,2031/32,2", "!two-periods"),
        ("Force,Baseline year,Current year,Arson|Kent,2030/31,2031/32,1", "!two-periods"),
        ("Force,Year,Financial year,Arson|Kent,2031,2030/31,1", "!two-periods"),
        ("Force,Financial year,Reporting period,Arson|Kent,2030/31,May 2030,1", "kent arson 2030-05 1"),
        ("Force,Year,Date published,Arson|Kent,2030/31,1 May 2032,1", "kent arson 2030/31 1"),
        ("Force,Date published,Year,Arson|Kent,1 May 2032,2030/31,1", "kent arson 2030/31 1"),
    ]);
}

#[test]
fn a_header_says_what_ends_in_its_cells() {
    check(&[
        ("Force,12 months to,Arson|Kent,Mar-31,1", "kent arson year to March 2031 1"),
        ("Force,Quarter ending,Arson|Kent,31/03/2031,1", "kent arson January to March 2031 1"),
        ("Force,Quarter ending,Arson|Kent,March 2031,1", "kent arson January to March 2031 1"),
        ("Force,Month ending,Arson|Kent,31/03/2031,1", "kent arson 2031-03 1"),
        ("Force,Period ending,Arson|Kent,31/03/2031,1", "!header-period"),
        ("Force,From,To,Arson|Kent,2031-04-01,2032-03-31,1", "kent arson 2031-04-01 to 2032-03-31 1"),
        (
            "Force,Start date,End date,Arson|Kent,1 April 2031,31 March 2032,1",
            "kent arson 2031-04-01 to 2032-03-31 1",
        ),
        ("Force,Year,Week,Arson|Kent,2031,14,1", "!quarter"),
        (
            "\"Arson by force, 12 months ending\"|Force,31 December 2031|Kent,1",
            "kent arson year to December 2031 1",
        ),
        ("Force,Date,Arson|Kent,2031-04-01,1|Kent,2031-05-01,2", "!period"),
        (
            "Force,As at date,Arson|Kent,2031-04-01,1|Kent,2031-05-01,2",
            "kent arson 2031-04-01 1; kent arson 2031-05-01 2",
        ),
        (
            "Force,Date,Arson|Kent,2031-04-01,1|Kent,2031-05-31,2",
            "kent arson 2031-04-01 1; kent arson 2031-05-31 2",
        ),
    ]);
}

#[test]
fn a_total_of_some_parts_of_a_year_is_not_of_the_year() {
    check(&[
        (
            "\"Arson by police force, 2031/32\"|Force,H1,H2,Total|Kent,1,2,3",
            "kent arson April to September 2031 1; kent arson 2031/32 3; kent arson October 2031 to March 2032 2",
        ),
        (
            "\"Arson by police force, 2031/32\"|Force,Q1,Q2,Total|Kent,1,2,3",
            "kent arson April to June 2031 1; kent arson July to September 2031 2",
        ),
        (
            "2031/32|Force,Arson,Poaching,Grand Total|Kent,1,2,3",
            "kent arson 2031/32 1; kent poaching 2031/32 2",
        ),
    ]);
}

#[test]
fn what_tells_forces_apart_and_is_not_read_is_said() {
    check(&[
        ("Force,Station,Arson 2031/32|Kent,Maidstone,1|Essex,Harlow,2", "!nothing-kept"),
        ("Force,Local policing area,Arson 2031/32|Kent,Maidstone,1|Essex,Harlow,2", "!nothing-kept"),
        (
            "Force,Scope,Arson 2031/32|Kent,Personal,1|Essex,Business,2",
            "essex arson 2031/32 2; kent arson 2031/32 1; !unread-column",
        ),
        (
            "Force,Chief constable,Arson 2031/32|Kent,Jo Bloggs,1|Essex,Sam Bloggs,2",
            "essex arson 2031/32 2; kent arson 2031/32 1",
        ),
    ]);
}

#[test]
fn what_each_row_measures_says_the_unit_of_its_figure() {
    check(&[
        (
            "Force,Measure,Year,Value|Kent,Arson,2031/32,4|Kent,Arson solved (%),2031/32,5|\
             Kent,% change in arson,2031/32,6|Kent,Arson per 1000 homes,2031/32,7",
            "kent arson 2031/32 4; kent arson-per-1000-homes 2031/32 7; kent arson-solved-percent 2031/32 5",
        ),
        ("Force,Measure,Year,Value|Kent,Grant (£m),2031/32,4", "!scaled"),
        ("Force,Units,Trips 2031|Kent,Million vehicle kilometres,4", "!scaled"),
        ("Force,Measure,Year,Value,Scale|Kent,Grant,2031/32,4,Thousands", "!scaled"),
        (
            "Force,Indicator,Year,Value,Count,Denominator|Kent,Charge rate,2031/32,7.8,312,4000",
            "kent charge-rate 2031/32 312 7.8",
        ),
    ]);
    let rate = imported(
        "t.csv",
        b"Force,Measure,Year,Value\nKent,Arson solved (%),2031/32,5\n",
        &Options::default(),
    );
    assert_eq!(in_columns(rate.tidy.as_ref().unwrap(), &["numerator", "published_value"]), [" 5"]);
}

#[test]
fn what_is_no_figure_of_the_force_is_set_aside() {
    for header in [
        "% chg",
        "Up/down",
        "+/- %",
        "Reduction",
        "arson_mom_pct",
        "% diff",
        "Rise %",
        "National average",
        "MSG average",
        "Expected",
        "Lower",
        "z-score",
        "England & Wales",
        "England",
        "Wales",
        "UK",
        "National",
        "MSG",
        "MSF",
        "Peer group",
        "Similar forces",
        "Most similar group",
        "Region",
        "Regional total",
        "South West",
        "South West average",
        "All forces",
        "All force average",
        "Median of all forces",
        "MSG median",
        "Mean (MSG)",
        "England rate per 1000",
        "Highest force",
        "Lowest force",
        "Benchmark",
        "Standard deviation",
        "Northamptonshire",
        "Essex Police",
        "Arson England and Wales",
        "British Transport Police",
    ] {
        let found = read(&format!("2031/32|Force,Arson,{header}|Kent,10,12"));
        assert_eq!(found, "kent arson 2031/32 10", "{header}");
    }
}

#[test]
fn a_figure_of_the_force_itself_may_have_a_place_in_its_name() {
    for (header, indicator) in [
        ("Average response time", "average-response-time"),
        ("Calls from Wales", "calls-from-wales"),
        ("Regional", "regional"),
        ("Total poaching", "total-poaching"),
        ("Other", "other"),
        ("Median wait", "median-wait"),
        ("Family incidents", "family-incidents"),
        ("Officers in the regional unit", "officers-in-the-regional-unit"),
    ] {
        let found = read(&format!("2031/32|Force,Arson,{header}|Kent,10,12"));
        assert!(found.contains(&format!("kent {indicator} 2031/32 12")), "{header}: {found}");
    }
}

#[test]
fn a_name_is_that_of_what_is_counted() {
    check(&[
        (
            "Year ending March 2031|Force,Other,,|,Theft,,Fraud|Kent,1,,2",
            "kent fraud year to March 2031 2; kent other-theft year to March 2031 1",
        ),
        (
            "\"Hate crimes by police force area, 2031/32\"|Force,Race,Total number of offences|Kent,1,2",
            "kent hate-crimes 2031/32 2; kent hate-crimes-race 2031/32 1",
        ),
        (
            "Year,Force Name,Offence Description,Offence Code,Number of Offences|2031/32,Kent,Burglary - Residential,28E,1",
            "kent burglary-residential 2031/32 1",
        ),
        ("Force,Outcome type,Outcome,Year,Arson|Kent,18,Closed,2031/32,1", "kent arson-18-closed 2031/32 1"),
        ("Area code,Arson 2031/32|E23000032,1|E12000008,5", "kent arson 2031/32 1"),
    ]);
}

#[test]
fn a_pillar_beside_an_area_is_where_that_lies() {
    let rows = |header: &str, cells: &str| {
        rows_of("t.csv", &format!("{header}\nKent,{cells}\n"), &Options::default(), &["area", "grade"])
    };
    let area = "Treating the workforce with fairness and respect";
    assert_eq!(
        rows("Force,Cycle,Pillar,Area,Grade", &format!("2016,Legitimacy,{area},Good")),
        ["treating-workforce-fairly good"]
    );
    assert_eq!(rows("Force,Cycle,Pillar,Grade", "2016,Legitimacy,Good"), ["legitimacy good"]);
    assert_eq!(rows("Force,PEEL 2016 Effectiveness grade", "Good"), ["effectiveness good"]);
    assert_eq!(rows("Force,Cycle,Effectiveness", "18/19,Good"), ["effectiveness good"]);
    assert_eq!(rows("Force,Cycle,Effectiveness", "2018/19 (T3),Good"), ["effectiveness good"]);
}

#[test]
fn what_is_counted_is_named_beside_the_offence_it_is_of() {
    check(&[
        ("Force,Period,Offence,Number of arrests|Kent,2031/32,Robbery,1", "kent arrests-robbery 2031/32 1"),
        ("Force,Period,Offence,Number of offences|Kent,2031/32,Robbery,1", "kent robbery 2031/32 1"),
        ("Force,Period,Measure,Number of people|Kent,2031/32,Arson,1", "kent arson 2031/32 1"),
        (
            "\"Arrests by force and offence, 2031/32\"|Force,Offence,Number|Kent,Robbery,1",
            "kent arrests-robbery 2031/32 1",
        ),
        (
            "Arrests by force and offence|Force,Offence,2031/32|Kent,Robbery,1",
            "kent arrests-robbery 2031/32 1",
        ),
        (
            "\"Police recorded crime by force and offence, 2031/32\"|Force,Offence,Number|Kent,Robbery,1",
            "kent robbery 2031/32 1",
        ),
        (
            "\"Robbery by force and type, 2031/32\"|Force,Type,Number|Kent,Personal,1",
            "kent robbery-personal 2031/32 1",
        ),
        (
            "\"Police workforce by force and worker type, 2031/32\"|Force,Worker type,Number|Kent,Police officers,1",
            "kent police-workforce-police-officers 2031/32 1",
        ),
    ]);
}

#[test]
fn long_titles_and_headings_are_read_as_short_ones_are() {
    let title = |start: &str| {
        format!(
            "\"{start} by police force area and region and country and sex and age and ethnicity and offence group, 2031/32\""
        )
    };
    check(&[
        (
            &format!("{}|Force,Robbery|Kent,1", title("Persons arrested for crimes")),
            "kent arrests-robbery 2031/32 1",
        ),
        (
            &format!("{}|Force,Robbery|Kent,1", title("Detection rates")),
            "kent detections-robbery 2031/32 1; !unit",
        ),
    ]);
    let heading = title("Knife crimes").replace(", 2031/32", "");
    let found = read(&format!("Force,2031/32|{heading}|Kent,1|Arson|Kent,2"));
    assert!(found.starts_with("kent arson 2031/32 2; kent knife-crimes-"), "{found}");
}

#[test]
fn a_unit_over_the_last_column_is_that_of_all() {
    check(&[
        (
            "\"Arson, 2031\"|,,Percentages|Force,Robbery,Burglary|Kent,1,2",
            "kent burglary-percent 2031 2; kent robbery-percent 2031 1; !unsaid-words",
        ),
        (
            "\"Arson by police force area\"|,,\"Rate per 1,000 population\"|Force,2031,2032|Kent,1,2",
            "kent arson 2031 1; kent arson 2032 2",
        ),
        ("\"Arson by police force area\"|,,Thousands|Force,2031,2032|Kent,1,2", "!scaled"),
        (
            "Arson 2031/32|,,%|Force,Solved,Solved|Kent,1,2",
            "kent percent-solved 2031/32 2; kent solved 2031/32 1; !unsaid-words",
        ),
    ]);
}

#[test]
fn times_that_are_no_periods_of_the_figures_are_said() {
    for header in [
        "Arson rolling Mar 2031",
        "Arson FYTD 2031/32",
        "Arson CYTD 2031",
        "Arson SPLY",
        "Arson PYTD",
        "Arson over previous year",
        "Arson index (2031 = 100)",
    ] {
        let found = read(&format!("Force,{header}|Kent,1"));
        assert!(found.contains("!header-period"), "{header}: {found}");
    }
    check(&[
        (
            "12 months ending,Force,Offence,Rolling year total number of offences|31/03/2031,Kent,Arson,1",
            "kent arson year to March 2031 1",
        ),
        ("Year,Quarter,Force,Arson|2031,Q1 (Jan-Mar),Kent,1", "kent arson January to March 2031 1"),
        ("Year,Quarter,Force,Arson|2031,Q1 (Jan-Apr),Kent,1", "!quarter"),
    ]);
}

#[test]
fn money_densities_ranks_and_shares_are_no_counts() {
    check(&[
        (
            "Force,Robbery £ 2031,Burglary (£) 2031|Kent,1,2",
            "kent burglary-gbp 2031 2; kent robbery-gbp 2031 1",
        ),
        ("Force,Officers per sq km 2031|Kent,1", "kent officers-per-sq-km 2031 1"),
        ("\"Arson by police force area: ranks, 2031/32\"|Force,Number|Kent,1", "!no-table"),
        (
            "Force,Solved % 2031/32|Kent,0.75|Essex,0.8",
            "essex solved-percent 2031/32 0.8; kent solved-percent 2031/32 0.75; !shares",
        ),
        ("Calls to 101 in March 2031|Force,Calls,% answered within 10 seconds|Kent,9,88", "!no-table"),
    ]);
}

#[test]
fn counts_under_the_name_of_an_area_are_no_grades() {
    let options = Options { period: Some("2031/32".to_owned()), ..Options::default() };
    let found = rows_of(
        "t.csv",
        "Force,Stop and search,Arrests\nKent,100,10\n",
        &options,
        &["indicator", "numerator"],
    );
    assert_eq!(found, ["arrests 10", "stop-and-search 100"]);
}

#[test]
fn a_column_of_units_beside_years_says_what_the_figures_are_in() {
    let both = "kent arson 2031/32 120 0.1";
    check(&[
        (
            "Force,Offence,Measure,2031/32|Kent,Arson,Number,120|Kent,Arson,\"Rate per 1,000 population\",0.1",
            both,
        ),
        (
            "Force,Measure,Offence,2031/32|Kent,Number,Arson,120|Kent,\"Rate per 1,000 population\",Arson,0.1",
            both,
        ),
        ("Arson|Force,Measure,2031/32|Kent,Number,120|Kent,Rate,0.1", both),
        (
            "Force,Year,Offence,Measure,Value|Kent,2031/32,Arson,Number of offences,120|Kent,2031/32,Arson,% change,4|Kent,2031/32,Arson,Rate,0.1",
            both,
        ),
        (
            "Force,Offence,Measure,2031/32|Kent,Arson,Number of offences,9|Kent,Arson,Number of outcomes,8",
            "!contradiction; !unread-column",
        ),
    ]);
}

#[test]
fn an_upper_header_reaches_no_further_than_is_told() {
    check(&[
        // Typed over the middle of its columns, where the row below starts anew.
        (
            "Recorded crime by police force area|,,Arson,,,Poaching,|Force,2031,2032,2033,2031,2032,2033|Kent,1,2,3,4,5,6",
            "kent arson 2031 1; kent arson 2032 2; kent arson 2033 3; kent poaching 2031 4; kent poaching 2032 5; \
             kent poaching 2033 6",
        ),
        (
            ",,2031,,,2032,|Force,Arson,Poaching,Theft,Arson,Poaching,Theft|Kent,1,2,3,4,5,6",
            "kent arson 2031 1; kent arson 2032 4; kent poaching 2031 2; kent poaching 2032 5; kent theft 2031 3; \
             kent theft 2032 6",
        ),
        (",,Arson,,,,Poaching|Force,2031,2032,Number,Note,2031,2032|Kent,1,2,3,,4,5", "!upper-header"),
        // Runs that are not alike do not tell.
        (
            "Recorded crime by police force area|,,Arson,,Poaching,|Force,2031,2032,2033,2032,2033|Kent,1,2,3,4,5",
            "kent arson 2032 2; kent arson 2033 3; kent poaching 2032 4; kent poaching 2033 5; \
             kent recorded-crime 2031 1; !upper-header",
        ),
        ("Recorded crime|,,Arson,,,Poaching,|Force,2031,2032,2033,2031,2032|Kent,1,2,3,4,5", "!upper-header"),
        (
            "Recorded crime by police force area|,,Arson,|Force,2031,2032,2033|Kent,1,2,3",
            "kent arson 2032 2; kent arson 2033 3; kent recorded-crime 2031 1; !upper-header",
        ),
        // The second group alone has a word of its own.
        (
            "Number of arsons|,,,Poaching,|Force,2031,2032,2031,2032|Kent,1,2,3,4",
            "kent arsons 2031 1; kent arsons 2032 2; kent poaching 2031 3; kent poaching 2032 4",
        ),
        // A column behind that names itself.
        (
            ",Arson,,|Force,2031,2032,Population 2030|Kent,1,2,3000",
            "kent arson 2031 1; kent arson 2032 2; kent population 2030 3000; !population; !upper-header",
        ),
        (
            ",Arson,,|Force,2031,2032,Poaching 2032|Kent,1,2,30",
            "kent arson 2031 1; kent arson 2032 2; kent poaching 2032 30; !upper-header",
        ),
        (",Arson,,|Force,2031,2032,% change|Kent,1,2,100", "kent arson 2031 1; kent arson 2032 2"),
        (
            "2031|,Offences,,|Force,Arson,Poaching,Officers|Kent,1,2,3000",
            "kent offences-arson 2031 1; kent offences-officers 2031 3000; kent offences-poaching 2031 2; !upper-header",
        ),
    ]);
}

#[test]
fn a_column_of_a_period_holds_figures_whatever_words_stand_in_it() {
    check(&[
        (
            "Number of arsons|Force,2031,2032|Kent,see note,5|Essex,see note,4",
            "essex arsons 2032 4; kent arsons 2032 5; !number",
        ),
        (
            "Number of arsons|Force,2031,2032|Kent,TRUE,5|Essex,#N/A,4",
            "essex arsons 2031; essex arsons 2032 4; kent arsons 2032 5; !number",
        ),
    ]);
}

#[test]
fn figures_beside_other_forces_are_theirs() {
    for second in ["Force (Dec)", "Police force", "Force", ""] {
        let text = format!(
            "Force,Arson Nov 2031,{second},Arson Dec 2031|Kent,10,Essex,21|Essex,20,Kent,11|Surrey,30,Surrey,31"
        );
        let rows = "essex arson 2031-11 20; kent arson 2031-11 10; surrey arson 2031-11 30";
        assert_eq!(read(&text), format!("{rows}; !second-table"), "{second}");
    }
    check(&[(
        "Force,Force name,Arson 2031|Kent,Kent Police,1|Essex,Essex Police,2",
        "essex arson 2031 2; kent arson 2031 1",
    )]);
}

#[test]
fn years_beside_a_code_are_no_figures_and_numbers_of_stations_are() {
    check(&[
        (
            "Year ending March,Geocode,Force,Number of operations|2031,E23000032,Kent,10|2032,E23000032,Kent,12",
            "kent operations year to March 2031 10; kent operations year to March 2032 12",
        ),
        (
            "2031/32|Force,Police station,Hospital|Kent,1,100|Essex,2,200",
            "essex hospital 2031/32 200; kent hospital 2031/32 100; essex police-station 2031/32 2; \
             kent police-station 2031/32 1",
        ),
        ("Force,Police station,Arson 2031/32|Kent,1,5|Kent,2,6", "!nothing-kept"),
        (
            "Force,Period,Arson|Kent,2031/32 (p),5|Essex,2030/31 (p),6",
            "essex arson 2030/31 6; kent arson 2031/32 5",
        ),
    ]);
}

#[test]
fn a_regions_total_in_the_column_of_regions_is_none_of_a_force() {
    for total in ["South East Total", "Total South East", "Total"] {
        let text = format!("Region,Force,Leavers 2031/32|South East,Kent,1|South East,Surrey,2|{total},,3");
        assert_eq!(read(&text), "kent leavers 2031/32 1; surrey leavers 2031/32 2", "{total}");
    }
    check(&[
        // It may be the force's row that has lost its name.
        ("Region,Force,Leavers 2031/32|South East,Kent,1|South East,,2", "kent leavers 2031/32 1; !no-force"),
        (
            "Place,Force,Leavers 2031/32|South East,Kent,1|Lilliput Total,,2",
            "kent leavers 2031/32 1; !no-force",
        ),
    ]);
}

#[test]
fn a_title_and_the_name_of_its_sheet_speak_of_one_time() {
    for (name, title, expected) in [
        ("March 2031", "Number of arsons, year ending", "kent arsons year to March 2031 3"),
        ("March 2031", "Number of arsons, year ending March 2031", "kent arsons year to March 2031 3"),
        ("2031", "Number of arsons, 2030/31", "kent arsons 2030/31 3"),
        ("2030-31", "Number of arsons, April to March", "kent arsons year to March 2031 3"),
        (
            "2030-31",
            "Number of arsons, January to December",
            "kent arsons 2030/31 3; !warning period-contradiction",
        ),
        ("March 2031", "Number of arsons, 2030/31", "kent arsons 2030/31 3; !warning period-contradiction"),
        ("2031", "Number of arsons, financial year", "kent arsons 2031 3; !warning period-contradiction"),
        ("2030-31", "Number of arsons, monthly", "kent arsons 2030/31 3; !warning period-contradiction"),
    ] {
        let book = shown::sheet(name, "0", &format!("{title}|Force;Number|Kent;3"), "");
        assert_eq!(shown::rows_in("t.xlsx", &book), expected, "{name} {title}");
    }
}

#[test]
fn a_region_without_a_force_is_the_regions_row_where_it_is_the_only_one() {
    check(&[
        (
            "Region,Force,Arson 2031|South East,Kent,1|South East,Surrey,2|South East,,3",
            "kent arson 2031 1; surrey arson 2031 2",
        ),
        (
            "Region,Force,Arson 2031|South East,Kent,1|,Surrey,2|South East,,3",
            "kent arson 2031 1; surrey arson 2031 2",
        ),
        (
            "Region,Force,Arson 2031|South East,Kent,1|South East,Surrey,2|South East,,3|South East,,4",
            "kent arson 2031 1; surrey arson 2031 2; !no-force",
        ),
        (
            "Place,Force,Arson 2031|South East,Kent,1|South East,Surrey,2|South East,,3",
            "kent arson 2031 1; surrey arson 2031 2; !no-force",
        ),
    ]);
}

#[test]
fn what_is_counted_may_stand_in_a_name_alone() {
    let rows = "Force,Offence,2031/32|Kent,Arson,10";
    for (name, text, expected) in [
        ("arrests-by-offence.csv", rows, "kent 2031/32 10; !unsaid-words"),
        ("arsons.csv", rows, "kent 2031/32 10"),
        (
            "arrests.csv",
            "Arrests by police force area and offence|Force,Offence,2031/32|Kent,Arson,10",
            "kent 2031/32 10",
        ),
        ("charges.csv", "Force,Offence,Outcome,2031/32|Kent,Arson,Charged,10", "kent 2031/32 10"),
    ] {
        assert_eq!(told(name, text), expected, "{name}");
    }
    let with = |indicator: &str, text: &str| {
        let options = Options { indicator: Some(indicator.to_owned()), ..Options::default() };
        let found = imported("t.csv", text.replace('|', "\n").as_bytes(), &options);
        codes(&found.diagnostics).contains_key("unused-option")
    };
    assert!(with("poaching", "Force,Measure,Year,Value|Kent,Arson,2031/32,4"));
    assert!(with("poaching", "Force,Arson,Fraud|Kent,1,2"));
    assert!(!with("arrests", rows));
    assert!(!with("poaching", "Force,2031/32|Kent,4"));
}

#[test]
fn a_title_tells_what_a_column_of_totals_alone_does_not() {
    check(&[
        (
            "\"Seizures by police force area, 2031/32\"|Force,Arson,Total seizures|Kent,10,500",
            "kent arson 2031/32 10; kent total-seizures 2031/32 500; !unsaid-words",
        ),
        (
            "\"Seizures by police force area, 2031/32\"|Force,Arson,Poaching,Total|Kent,10,20,30",
            "kent arson 2031/32 10; kent poaching 2031/32 20; kent seizures 2031/32 30; !unsaid-words",
        ),
        (
            "\"Seizures by police force area, 2031/32\"|Force,Arson,All seizures|Kent,10,20",
            "kent all-seizures 2031/32 20; kent arson 2031/32 10; !unsaid-words",
        ),
        (
            "\"Seizures by police force area, 2031/32\"|Force,Male,Female,Total|Kent,10,20,30",
            "kent seizures 2031/32 30; kent seizures-female 2031/32 20; kent seizures-male 2031/32 10",
        ),
        (
            "\"Seizures by police force area, 2031/32\"|Force,Total seizures|Kent,500",
            "kent total-seizures 2031/32 500",
        ),
        ("Fire and rescue incidents by police force area|Force,2031|Kent,10", "!no-table"),
        (
            "Police and fire and rescue estates|Force,2031|Kent,10",
            "kent police-and-fire-and-rescue-estates 2031 10",
        ),
    ]);
}

#[test]
fn headers_and_titles_that_stand_apart_are_read_together() {
    check(&[
        (
            "Recorded crime by police force area|,Arson,,Poaching,|Force,Number,Rate per 1000,Number,Rate per 1000|\
             ,2031/32,2031/32,2032/33,2032/33|Kent,1,.2,3,.4",
            "kent arson 2031/32 1 0.2; kent poaching 2032/33 3 0.4",
        ),
        (
            "\"Seizures by police force area, 2031/32\"|Force,Van,Lorry|Kent,1,2|\
             \"Seizures by police force area, 2032/33\"|Force,Van,Lorry|Kent,3,4",
            "kent lorry 2031/32 2; kent lorry 2032/33 4; kent van 2031/32 1; kent van 2032/33 3; !unsaid-words",
        ),
        (
            "Force,Arson 2031,of which:,|,,Poaching 2031,Fraud 2031|Kent,10,1,5",
            "kent arson 2031 10; kent fraud 2031 5; kent poaching 2031 1",
        ),
        (
            "\"Arson by police force area, year ending March 2031 to 2032\"|Force,2030/31,2031/32|Kent,1,2",
            "kent arson 2030/31 1; kent arson 2031/32 2",
        ),
        (
            "Q1. How many arsons?|Force,2031,2032|Kent,1,2",
            "kent how-many-arsons 2031 1; kent how-many-arsons 2032 2",
        ),
    ]);
}

#[test]
fn what_is_no_figure_of_a_force_is_told_by_its_words() {
    check(&[
        (
            "Force,Arson 2031|Kent,1|British Transport,2|SOCA / NCA,3|SOCA,4|British Transport Police,5",
            "kent arson 2031 1",
        ),
        (
            "Force,Measure,Year,Value|Kent,Arson,2031/32,4|Kent,Rank,2031/32,2|Kent,Arson rank,2031/32,2|\
             Kent,Arson rank out of 43,2031/32,2|Kent,Poachers by rank,2031/32,9",
            "kent arson 2031/32 4; kent poachers-by-rank 2031/32 9",
        ),
        ("Force,Arson 2031,Note|Kent,10,1|Essex,20,2", "essex arson 2031 20; kent arson 2031 10"),
    ]);
    let rows = "Note number;Force;Months missing 2031|1;Kent;3|2;Essex;1";
    let read = |name: &str| shown::rows_in("t.xlsx", &shown::sheet(name, "0", rows, ""));
    assert_eq!(read("Notes"), "!error no-table");
    assert_eq!(read("Months"), "essex months-missing 2031 1; kent months-missing 2031 3");
}

#[test]
fn a_share_is_held_against_the_counts_beside_it() {
    let header = "Force,Arson 2031,Solved 2031,Solved % 2031";
    for (rows, is_said) in [
        ("Kent,100,10,10|Essex,200,30,25", true),
        ("Kent,100,10,10|Essex,200,30,15", false),
        ("Kent,300,10,3|Essex,200,30,15", false),
        ("Kent,0,0,0|Essex,200,..,15", false),
    ] {
        let said = read(&format!("{header}|{rows}")).contains("!share");
        assert_eq!(said, is_said, "{rows}");
    }
    // Of which of two the share is, most rows tell.
    let of_two =
        "Force,Arson 2031,Poaching 2031,Solved 2031,Solved % 2031|Kent,100,50,10,20|Essex,100,60,30,50";
    assert!(!read(of_two).contains("!share"), "{}", read(of_two));
    assert!(read(&format!("{of_two}|Surrey,100,60,30,40")).contains("!share"));
}

#[test]
fn a_rate_alone_is_told_what_it_may_be_a_rate_of() {
    let said = |text: &str| {
        let found = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
        codes(&found.diagnostics).get("rate-alone").copied()
    };
    let rate = "\"Robbery per 1,000 population 2031\"";
    assert_eq!(said(&format!("Force,{rate}|Kent,1.5")), Some(Severity::Note));
    assert_eq!(said(&format!("Force,Robbery 2031,{rate}|Kent,10,1.5")), None);
    assert_eq!(said("Force,\"Sneezes per 1,000 population 2031\"|Kent,1.5"), None);
}

#[test]
fn what_stands_behind_groups_that_are_alike_belongs_to_none_of_them() {
    check(&[
        (
            ",Arson,,Poaching,,|Force,2031,2032,2031,2032,Thefts 2032|Kent,1,2,3,4,5",
            "kent arson 2031 1; kent arson 2032 2; kent poaching 2031 3; kent poaching 2032 4; kent thefts 2032 5; \
             !upper-header",
        ),
        (
            "2031|,Fires,,Floods,,|Force,Calls,Visits,Calls,Visits,Total calls|Kent,1,2,3,4,5",
            "kent fires-calls 2031 1; kent fires-visits 2031 2; kent floods-calls 2031 3; kent floods-visits 2031 4; \
             kent total-calls 2031 5; !upper-header",
        ),
        // One year more is the last group's.
        (
            ",Arson,,Poaching,,|Force,2031,2032,2031,2032,2033|Kent,1,2,3,4,5",
            "kent arson 2031 1; kent arson 2032 2; kent poaching 2031 3; kent poaching 2032 4; kent poaching 2033 5",
        ),
    ]);
}

#[test]
fn a_header_of_two_parts_is_a_part_of_what_the_title_counts() {
    check(&[(
        "\"Number of arsons, 2031\"|,Male,,Female,|Force,10 to 17,18 and over,10 to 17,18 and over|Kent,1,2,3,4",
        "kent arsons-female-10-to-17 2031 3; kent arsons-female-18-and-over 2031 4; kent arsons-male-10-to-17 2031 1; \
             kent arsons-male-18-and-over 2031 2",
    )]);
}

#[test]
fn words_for_which_of_several_periods_and_signs_in_brackets_are_no_names() {
    check(&[
        (
            "Number of arsons|Force,2031/32 (latest),2030/31 (baseline)|Kent,1,2",
            "kent arsons 2030/31 2; kent arsons 2031/32 1",
        ),
        (
            "Number of arsons|Force,Latest 12 months to June 2031,Previous 12 months to June 2030|Kent,1,2",
            "kent arsons year to June 2030 2; kent arsons year to June 2031 1",
        ),
        (
            "Number of arsons|Force,2031/32 (number),2031/32 (%)|Kent,10,1.5",
            "kent arsons 2031/32 10; kent arsons-percent 2031/32 1.5",
        ),
        ("Number of arsons|Force,X2031.32.|Kent,1", "!no-period"),
        ("Force,Arson 2031,95% CI lower 2031,CI upper 2031|Kent,5,1,9", "kent arson 2031 5"),
        ("Number of arsons|Force,X2031.32,X2032.33|Kent,1,2", "kent arsons 2031/32 1; kent arsons 2032/33 2"),
        ("As at 31 March...,Force,Dogs|2031,Kent,5", "kent dogs 2031-03-31 5"),
        ("As at 31 March…,Force,Dogs|2031,Kent,5", "kent dogs 2031-03-31 5"),
    ]);
}

#[test]
fn calls_answered_in_another_time_are_not_those_answered_in_ten_seconds() {
    check(&[(
        "\"999 calls, May 2031\"|Force,Total calls,pct_answered_under_10s,pct_answered_10_to_60s,pct_answered_over_60s|Kent,100,87.4%,10.5%,2.1%",
        "kent calls-999-answered-within-10s 2031-05 87.4",
    )]);
}
