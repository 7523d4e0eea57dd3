//! When figures are of: what a title says of the years below it, days among years, states at a day, and plans.

use super::*;

#[test]
fn years_end_in_the_month_or_on_the_day_that_a_title_says() {
    let years = "kent arson year to March 2031 5; kent arson year to March 2032 6";
    check(&[
        ("\"Arson, year ending March\"|Force,2031,2032|Kent,5,6", years),
        ("\"Arson, years ending 31 March\"|Force,Year,Value|Kent,2031,5|Kent,2032,6", years),
        ("\"Arson by force, 12 months to March\"|Force,2031,2032|Kent,5,6", years),
        (
            "Volunteers leaving year ending 31 March|Force,2031|Kent,5",
            "kent volunteers-leaving year to March 2031 5",
        ),
        (
            "Volunteers as at 31 March|Force,2031,2032|Kent,5,6",
            "kent volunteers 2031-03-31 5; kent volunteers 2032-03-31 6",
        ),
        ("\"Arson, year ending\"|Force,2031|Kent,5", "kent arson 2031 5; !title-time"),
        ("\"Arson, year ending\"|Force,March 2031|Kent,5", "kent arson year to March 2031 5"),
    ]);
}

#[test]
fn months_a_year_apart_are_the_years_that_their_title_names() {
    let years = "kent arson year to March 2031 5; kent arson year to March 2032 6";
    let months = "kent arson 2031-03 5; kent arson 2032-03 6";
    check(&[
        (
            "\"Arson by force, 12 months ending March 2031 to 12 months ending March 2032\"|Force,Mar-31,Mar-32|Kent,5,6",
            years,
        ),
        (
            "Arson by force|Year ending March 2031 to year ending March 2032|Force,Mar-31,Mar-32|Kent,5,6",
            years,
        ),
        ("\"Arson by force, year ending March 2032\"|Force,Mar 2031,Mar 2032|Kent,5,6", years),
        ("\"Arson by force, 12 months ending March 2031 to March 2032\"|Force,Mar-31,Mar-32|Kent,5,6", years),
        ("\"Arson by force, years ending March 2031 and 2032\"|Force,March 2031,March 2032|Kent,5,6", years),
        ("\"Arson, year ending March 2032\"|Force,Month,Value|Kent,Mar-31,5|Kent,Mar-32,6", years),
        ("\"Arson by force, year ending March 2032\"|Force,Mar-32|Kent,6", "kent arson year to March 2032 6"),
        (
            "\"Arson by force, years ending December 2031 to December 2032\"|Force,Dec-31,Jun-32,Dec-32|Kent,5,6,7",
            "kent arson year to December 2031 5; kent arson year to June 2032 6; kent arson year to December 2032 7",
        ),
        // What is counted at a day is so all the same.
        (
            "\"Population by force, year ending March 2032\"|Force,Mar-31,Mar-32|Kent,5,6",
            "kent population 2031-03-31 5; kent population 2032-03-31 6; !population",
        ),
        // The months of the one year that is named, or of all that are.
        (
            "\"Arson by force, year ending March 2032\"|Force,Feb-32,Mar-32|Kent,5,6",
            "kent arson 2032-02 5; kent arson 2032-03 6",
        ),
        (
            "\"Arson by force, years ending March 2031 to March 2032\"|Force,Apr-30,Mar-32|Kent,5,6",
            "kent arson 2030-04 5; kent arson 2032-03 6; !period-contradiction",
        ),
        ("Arson by force|Force,Mar-31,Mar-32|Kent,5,6", months),
        // What fits neither is nobody's.
        ("\"Arson by force, year ending March 2033\"|Force,Mar-31,Mar-32|Kent,5,6", "!header-period"),
        ("\"Arson by force, year ending March 2032\"|Force,Apr-30,Mar-32|Kent,5,6", "!header-period"),
        (
            "\"Arson by force, year ending June 2032\"|Force,Month,Value|Kent,Mar-31,5|Kent,Mar-32,6",
            "!header-period",
        ),
    ]);
}

#[test]
fn two_years_are_one_however_they_are_joined() {
    let year = "kent arson 2030/31 5";
    for written in ["2030_31", "2030 31", "2030 to 31", "2030/'31", "2030-31"] {
        check(&[
            (&format!("Arson by force {written}|Force,Offences|Kent,5"), year),
            (&format!("Arson by force|Force,{written}|Kent,5"), year),
            (&format!("Force,Arson {written}|Kent,5"), year),
        ]);
    }
    let sheet = |name: &str| {
        let mut diagnostics = Diagnostics::default();
        let mut grid = open("t.csv", b"Force,Arson\nKent,5\n", &mut diagnostics).remove(0);
        grid.sheet = Some(name.into());
        let mut says = titled::Titled::default();
        says.with_names(&[], &grid);
        says.period.map(|period| period.label)
    };
    assert_eq!(sheet("2030_31").as_deref(), Some("2030/31"));
    assert_eq!(sheet("1920"), None);
    assert_eq!(sheet("2030_32"), None);
}

#[test]
fn a_title_of_a_week_or_of_a_year_in_part_names_no_period() {
    for title in [
        "Arson by force, w/e 5 June 2032",
        "Arson by force, week of 5 June 2032",
        "Arson by force 2031/32 excluding March",
    ] {
        check(&[(&format!("\"{title}\"|Force,Offences|Kent,5"), "!no-period")]);
    }
    check(&[(
        "Arson excluding vehicles by force 2031/32|Force,Offences|Kent,5",
        "kent arson-excluding-vehicles 2031/32 5",
    )]);
}

#[test]
fn the_first_day_of_a_month_may_stand_for_the_month() {
    for header in ["01/04/2031", "2031-04-01", "2031-04-01 00:00:00", "1.4.2031", "Arson 01/04/2031"] {
        check(&[(&format!("Arson by force|Force,{header}|Kent,5"), "!header-period")]);
    }
    let day = "kent arson 2031-04-01 5";
    check(&[
        ("Force,Date,Arson|Kent,2031-04-01,5", "!period"),
        ("Force,Date,Arson|Kent,01/04/2031,5|Essex,01/04/2031,5", "!period"),
        ("Force,Month,Arson|Kent,2031-04-01,5", "kent arson 2031-04 5"),
        ("Force,As at,Arson|Kent,2031-04-01,5", day),
        ("Force,Arson at 01/04/2031|Kent,5", day),
        ("Arson by force as at|Force,01/04/2031|Kent,5", day),
        ("Force,Date,Population|Kent,2031-04-01,5", "kent population 2031-04-01 5; !population"),
        ("Force,Date,Population|Kent,2031-04-01,5|Kent,2032-04-01,6", "!period; !population"),
        ("Arson by force|Force,02/04/2031|Kent,5", "kent arson 2031-04-02 5"),
    ]);
}

#[test]
fn a_last_day_among_years_stands_for_its_year() {
    check(&[
        ("Force,Year,Arson|Kent,2031,5|Kent,2032-12-31,6", "kent arson 2031 5; kent arson 2032 6"),
        ("Arson by force|Force,2031,2032-12-31|Kent,5,6", "kent arson 2031 5; kent arson 2032 6"),
        (
            "\"Arson, year ending March\"|Force,2031,2032-03-31|Kent,5,6",
            "kent arson year to March 2031 5; kent arson year to March 2032 6",
        ),
        // Under `Year` a count over time is of the year, and a state of the day.
        (
            "Force,Year,Burglary,Population|Kent,2031-03-31,6,90",
            "kent burglary year to March 2031 6; kent population 2031-03-31 90; !population",
        ),
        ("Force,Date,Burglary|Kent,2031-03-31,6", "kent burglary 2031-03-31 6"),
    ]);
}

#[test]
fn what_is_counted_at_a_day_is_that_of_a_months_last() {
    check(&[
        ("Force,Officers headcount March 2031|Kent,3000", "kent officers-headcount 2031-03-31 3000"),
        ("Force,Burglary March 2031|Kent,30", "kent burglary 2031-03 30"),
    ]);
}

#[test]
fn a_plan_is_of_no_month_of_the_files_name() {
    let text = "Force,Allocation,Burglary|Kent,5,6";
    assert_eq!(told("uplift-march-2031.csv", text), "kent 2031-03 6; !no-period");
    assert_eq!(told("uplift-march-2031.csv", "Force,Officer target|Kent,5"), "!no-period");
    assert_eq!(told("uplift-2031-32.csv", "Force,Officer target|Kent,5"), "kent 2031/32 5");
}

#[test]
fn a_month_in_digits_alone_is_that_month() {
    check(&[
        ("Arsons by force|Force,203103,203204|Kent,5,6", "kent arsons 2031-03 5; kent arsons 2032-04 6"),
        ("Force,Month,Arsons|Kent,06/2031,5|Kent,07/2031,6", "kent arsons 2031-06 5; kent arsons 2031-07 6"),
        ("Force,Period,Arsons|Kent,203106,5|Kent,203107,6", "kent arsons 2031-06 5; kent arsons 2031-07 6"),
        // It may be the year from April 2011, too.
        ("Force,Period,Arsons|Kent,201112,5", "!no-period"),
        ("Arsons by force|Force,FY 2031,FY 2032|Kent,5,6", "!header-period"),
    ]);
}

#[test]
fn financial_years_that_end_in_the_years_of_a_table_are_these() {
    check(&[
        (
            "Arsons (financial year ending)|Force,2031,2032|Kent,5,6",
            "kent arsons 2030/31 5; kent arsons 2031/32 6",
        ),
        (
            "\"Arsons, fiscal years ended\"|Force,2031,2032|Kent,5,6",
            "kent arsons 2030/31 5; kent arsons 2031/32 6",
        ),
        ("Arsons by financial year ending|Force,Year,Arsons|Kent,2031,5", "kent arsons 2030/31 5"),
    ]);
}

#[test]
fn a_year_ends_with_each_quarter_where_the_title_says_so() {
    let years = "kent arson year to March 2031 5; kent arson year to June 2031 6";
    check(&[
        ("\"Arson by force, rolling 12 months\"|Force,Q4 2030/31,Q1 2031/32|Kent,5,6", years),
        (
            "\"Arson by force, rolling 12 months, Q4 2030/31 to Q1 2031/32\"|Force,Q4 2030/31,Q1 2031/32|Kent,5,6",
            years,
        ),
        ("Arson by force: year ending each quarter|Force,Mar 2031,Q2 2031|Kent,5,6", years),
        (
            "\"Arson by force, rolling 12 months ending in each quarter\"|Force,Quarter,Arson|Kent,2030/31 Q4,5|Kent,2031/32 Q1,6",
            years,
        ),
        (
            "\"Arson by force, rolling 12 months\"|Force,Year,Q3,Q4|Kent,2030/31,4,5",
            "kent arson year to December 2030 4; kent arson year to March 2031 5",
        ),
        (
            "Arson by force|Force,Q4 2030/31,Q1 2031/32|Kent,5,6",
            "kent arson January to March 2031 5; kent arson April to June 2031 6",
        ),
    ]);
}

#[test]
fn a_month_of_two_digits_that_run_on_is_told_by_its_siblings() {
    check(&[
        (
            "Arson by force|Force,2011-11,2011-12,2012-01|Kent,5,6,7",
            "kent arson 2011-11 5; kent arson December 2011 6; kent arson 2012-01 7",
        ),
        ("Month,Force,Arson|2011-12,Kent,5", "kent arson December 2011 5"),
        ("Year,Force,Arson|2011-12,Kent,5", "kent arson 2011/12 5"),
        (
            "Arson by force|Force,2005-06,2010-11|Kent,5,6",
            "kent arson 2005/06 5; kent arson 2010/11 6; !month-or-year",
        ),
    ]);
}

#[test]
fn a_header_with_other_words_in_it_is_over_no_periods() {
    check(&[
        (
            "\"Officers by service, 31 March 2031\"|Force,0-1 years,10+ years|Kent,300,1908|Surrey,200,1999",
            "kent officers-0-1-years 2031-03-31 300; surrey officers-0-1-years 2031-03-31 200; \
             kent officers-10-plus-years 2031-03-31 1908; surrey officers-10-plus-years 2031-03-31 1999",
        ),
        (
            "2031/32|Force,Arson,Year joined MSG|Kent,5,2015|Surrey,6,2016",
            "kent arson 2031/32 5; surrey arson 2031/32 6",
        ),
        (
            "2031/32|Force,Days lost per year|Kent,1950|Surrey,1960",
            "kent days-lost-per-year 2031/32 1950; surrey days-lost-per-year 2031/32 1960",
        ),
        ("Force,FinancialYear,Arson|Kent,2031/32,5", "kent arson 2031/32 5"),
    ]);
}

#[test]
fn a_remark_beside_a_period_is_a_note_of_it() {
    check(&[
        (
            "Arson by force|Force,2030/31,2031/32 (Covid-19)|Kent,5,6",
            "kent arson 2030/31 5; kent arson 2031/32 6",
        ),
        ("Arson by force|Force,2031/32 - new recording|Kent,5", "kent arson 2031/32 5"),
        ("Arson by force|Force,2031/32 (experimental)|Kent,5", "kent arson 2031/32 5"),
        ("Arson by force|Force,2031 P|Kent,5", "kent arson 2031 5"),
        ("Force,Year,Arson|Kent,2031 p,5", "kent arson 2031 5"),
        ("Population by force|Force,mid-2031 (estimate)|Kent,5", "kent population mid-2031 5; !population"),
        ("Arson by force|Force,2031/32 (forecast)|Kent,5", "!header-period"),
    ]);
    let noted = rows_of(
        "t.csv",
        "Arson by force\nForce,2031/32 (Covid-19)\nKent,5\n",
        &Options::default(),
        &["note"],
    );
    assert_eq!(noted, ["column marked Covid-19"]);
}

#[test]
fn days_as_workbooks_count_them_are_days() {
    check(&[("Force,Date,Officers FTE|Kent,45016,5", "kent officers-fte 2023-03-31 5")]);
}
