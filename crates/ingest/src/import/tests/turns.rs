//! Parts of a year in a column of their own: quarters, halves, months, and what is none.

use super::*;

#[test]
fn a_part_of_a_year_is_read_whatever_its_column_is_called() {
    let quarter = "kent arson October to December 2031 5";
    let march = "kent arson 2031-03 5";
    let half = "kent arson April to September 2031 5";
    check(&[
        ("year,financial_quarter,force,arson|2031/32,3,Kent,5", quarter),
        ("year,fin_qtr,force,arson|2031/32,3,Kent,5", quarter),
        ("year,FY quarter,force,arson|2031/32,3,Kent,5", quarter),
        ("year,quarter_number,force,arson|2031/32,3,Kent,5", quarter),
        ("year,Period,force,arson|2031/32,Q3,Kent,5", quarter),
        ("financial_year,financial_quarter,force_name,offence,number|2031/32,3,Kent,Arson,5", quarter),
        ("year,month_num,force,arson|2031,3,Kent,5", march),
        ("year,Reporting month,force,arson|2031,March,Kent,5", march),
        ("year,Period,force,arson|2031,March,Kent,5", march),
        ("Period,year,force,arson|March,2031,Kent,5", march),
        ("year,Period,force,arson|2031/32,Apr-Sep,Kent,5", half),
        ("year,Half-year,force,arson|2031/32,H1,Kent,5", half),
        ("year,Half,force,arson|2031/32,1,Kent,5", half),
        ("year,Half year ending,force,arson|2031/32,Sept,Kent,5", half),
        ("year,Quarter ending,force,arson|2031,June,Kent,5", "kent arson April to June 2031 5"),
        ("year,Quarter ending,force,arson|2031/32,Mar,Kent,5", "kent arson January to March 2032 5"),
        ("year,Period,force,arson|2031/32,Full year,Kent,5", "kent arson 2031/32 5"),
        ("year,Period,force,arson|2031/32,Apr-Mar,Kent,5", "kent arson 2031/32 5"),
        // Equal figures of two quarters are two figures.
        (
            "year,Period,force,arson|2031/32,Q1,Kent,5|2031/32,Q2,Kent,5",
            "kent arson April to June 2031 5; kent arson July to September 2031 5",
        ),
    ]);
}

#[test]
fn what_is_no_part_of_a_year_is_never_the_year() {
    check(&[
        ("year,Week,force,arson|2031,1,Kent,5|2031,2,Kent,6", "!quarter"),
        ("year,Week number,force,arson|2031,1,Kent,5", "!quarter"),
        ("year,wk,force,arson|2031,1,Kent,5", "!quarter"),
        ("year,Period,force,arson|2031/32,P1,Kent,5", "!quarter"),
        ("year,Period,force,arson|2031/32,3,Kent,5", "!quarter"),
        ("year,Period,force,arson|2031/32,YTD,Kent,5", "!quarter"),
        ("year,Timeframe,force,arson|2031/32,Half year,Kent,5", "!quarter"),
        // Of another year than the one beside them.
        ("year,financial_quarter,force,arson|2031,1,Kent,5", "!quarter"),
        ("year,financial_quarter,force,arson|2031,Q1,Kent,5", "!quarter"),
        ("year,Quarter,force,arson|2031,,Kent,5", "!quarter"),
        ("year,Months,force,arson|2031,6,Kent,5", "!quarter"),
        ("Financial year,Month number,Force,Arson|2031/32,1,Kent,5", "!quarter"),
        ("year,Season,force,arson|2031/32,Summer,Kent,5", "kent arson 2031/32 5; !unread-time"),
        ("year,Tertile,force,arson|2031/32,T1,Kent,5", "kent arson 2031/32 5; !unread-time"),
        ("year,Day,force,arson|2031/32,Monday,Kent,5", "kent arson 2031/32 5; !unread-time"),
        // Questions of a survey are none.
        ("year,Question,force,arson|2031/32,Q1,Kent,5", "kent arson 2031/32 5"),
    ]);
}

#[test]
fn last_days_of_months_that_follow_one_another_may_be_the_months() {
    check(&[
        ("force,date,arson|Kent,2031-01-31,5|Kent,2031-02-28,6", "!period"),
        ("force,30/04/2031,31/05/2031|Kent,5,6", "!header-period"),
        (
            "force,month,arson|Kent,2031-01-31,5|Kent,2031-02-28,6",
            "kent arson 2031-01 5; kent arson 2031-02 6",
        ),
        (
            "force,as at,vans|Kent,2031-01-31,5|Kent,2031-02-28,6",
            "kent vans 2031-01-31 5; kent vans 2031-02-28 6",
        ),
        (
            "force,date,population|Kent,2031-01-31,5|Kent,2031-02-28,6",
            "kent population 2031-01-31 5; kent population 2031-02-28 6; !population",
        ),
        // A year apart they are days, or ends of years.
        (
            "force,date,vans|Kent,2031-03-31,5|Kent,2032-03-31,6",
            "kent vans 2031-03-31 5; kent vans 2032-03-31 6",
        ),
    ]);
}

#[test]
fn a_period_that_says_how_settled_it_is_is_that_period() {
    let year = "kent arson 2031/32 5 period marked ";
    let of = |cell: &str| {
        let text = format!("Force,Period,Arson\nKent,{cell},5\n");
        rows_of("t.csv", &text, &Options::default(), &["force", "indicator", "period", "numerator", "note"])
    };
    for (cell, mark) in [
        ("2031/32 (provisional)", "provisional"),
        ("2031/32 revised", "revised"),
        ("2031/32p", "p"),
        ("2031/32 R", "R"),
    ] {
        assert_eq!(of(cell), [format!("{year}{mark}")], "{cell}");
    }
    assert!(of("2031/32 robbery").is_empty());
}

#[test]
fn a_title_that_lies_apart_from_all_periods_is_named() {
    let year = "kent arson 2029/30 5; !period-contradiction";
    check(&[
        ("\"Arson, year ending March 2032\"|Force,Arson 2029/30|Kent,5", year),
        ("Arson 2031/32|Force,Year,Arson|Kent,2029/30,5", year),
        ("Arson 2031/32|Force,Apr-29|Kent,5", "kent arson 2029-04 5; !period-contradiction"),
        (
            "Arson 2031/32|Force,2028/29,2029/30|Kent,4,5",
            "kent arson 2028/29 4; kent arson 2029/30 5; !period-contradiction",
        ),
        ("Arson 2031/32|Force,Apr-31|Kent,5", "kent arson 2031-04 5"),
        ("\"Arson, 2028/29 to 2031/32\"|Force,Arson 2029/30|Kent,5", "kent arson 2029/30 5"),
        ("\"Arson, published March 2032\"|Force,Arson 2029/30|Kent,5", "kent arson 2029/30 5"),
    ]);
}
