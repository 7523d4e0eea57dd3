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
            "kent burglary year to March 2031 6; kent population 2031-03-31 90",
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
