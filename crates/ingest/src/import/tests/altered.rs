//! What stands beside a table's figures and makes them others than their headers say.

use super::*;

#[test]
fn a_column_of_scales_is_one_whatever_its_header() {
    for (header, text) in [
        ("Unit multiplier", "Thousands"),
        ("Currency", "£m"),
        ("In", "£ million"),
        ("Currency unit", "GBP thousand"),
        ("UNIT_MULT", "3"),
        ("Scale factor", "1000"),
        ("Factor", "1000"),
        ("Multiplier", "1000000"),
    ] {
        let table = format!("Force,Year,{header},Precept|Kent,2031/32,{text},40|Essex,2031/32,{text},43");
        assert_eq!(read(&table), "!scaled", "{header} {text}");
    }
    check(&[
        (
            "Force,Year,Multiplier,Precept|Kent,2031/32,1,40|Essex,2031/32,1,43",
            "essex precept 2031/32 43; kent precept 2031/32 40",
        ),
        (
            "Force,Year,Currency,Precept|Kent,2031/32,GBP,40|Essex,2031/32,GBP,43",
            "essex precept 2031/32 43; kent precept 2031/32 40",
        ),
    ]);
}

#[test]
fn what_all_rows_of_a_column_say_alike_is_named() {
    for (header, text) in [
        ("Statistic", "Median"),
        ("Section", "Section 60"),
        ("Team", "Response"),
        ("Directorate", "Crime"),
        ("Unit", "Roads policing"),
        ("Knife flag", "Y"),
        ("Provisional", "P"),
        ("Sample", "Half"),
    ] {
        let table = format!("Force,Year,{header},Arson|Kent,2031/32,{text},40|Essex,2031/32,{text},43");
        let expected = "essex arson 2031/32 43; kent arson 2031/32 40; !unread-column";
        assert_eq!(read(&table), expected, "{header} {text}");
    }
    for (header, text) in [
        ("Unit", "Number"),
        ("Country", "England"),
        ("Data", "Police recorded crime"),
        ("Geography", "Police force area"),
        ("Suppressed", "No"),
        ("Source", "Home Office"),
    ] {
        let table = format!("Force,Year,{header},Arson|Kent,2031/32,{text},40|Essex,2031/32,{text},43");
        let expected = "essex arson 2031/32 43; kent arson 2031/32 40";
        assert_eq!(read(&table), expected, "{header} {text}");
    }
}

#[test]
fn a_remark_that_alters_figures_is_named() {
    let arson = "kent arson 2031/32 40";
    for (remark, code) in [
        ("Note: all figures are in £000s", "; !unit"),
        ("Note: figures cover April to September only", "; !remark"),
        ("* Excludes December", "; !remark"),
        ("Note: rates are per 100 000 population", "; !unit"),
        ("Note: figures are percentages", "; !unit"),
        ("Note: rates are not shown for small forces", ""),
        ("Note: figures exclude fraud", ""),
        ("Note: the figures are a rolling 12 month total", ""),
    ] {
        let table = format!("Arson|Force,2031/32|Kent,40|{remark}");
        assert_eq!(read(&table), format!("{arson}{code}"), "{remark}");
    }
    let months = "kent arson 2031-04 1; kent arson 2031-05 3; !remark";
    check(&[
        ("Arson|Force,Apr-31,May-31|Kent,1,3|Note: figures are cumulative from April", months),
        ("Arson|Force,Apr-31,May-31|Kent,1,3|Note: each month shows the rolling 12 month total", months),
        ("All figures are cumulative from April.|Arson|Force,Apr-31,May-31|Kent,1,3", months),
    ]);
}

#[test]
fn changes_and_ranks_in_a_column_of_kinds_are_not_read() {
    check(&[
        (
            "Force,Period,Metric,Metric type,Value|Kent,2031/32,Arson,Volume,100|Kent,2031/32,Arson,Percentage change,5.5|Kent,2031/32,Arson,Rank,3",
            "kent arson 2031/32 100",
        ),
        ("Force,Year,Type,Arson|Kent,2031/32,% change,4.0", "!nothing-kept"),
        ("Force,Year,Data,Arson|Kent,2031/32,% change,4.0", "!nothing-kept"),
    ]);
}

#[test]
fn what_a_pivot_table_calls_its_columns_is_no_name() {
    let of_year = Options { period: Some("2031/32".to_owned()), ..Options::default() };
    for (table, expected) in [
        (
            "Sum of Offences,Column Labels,,|Row Labels,Arson,Poaching,Grand Total|Kent,1,2,3",
            &["arson 2031/32 1", "poaching 2031/32 2"][..],
        ),
        ("Row Labels,Sum of Arson,Max of Poaching|Kent,1,2", &["arson 2031/32 1"]),
    ] {
        let columns = ["indicator", "period", "numerator"];
        assert_eq!(rows_of("t.csv", &table.replace('|', "\n"), &of_year, &columns), expected, "{table}");
    }
}
