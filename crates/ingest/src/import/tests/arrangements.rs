//! Tables as publishers arrange them, each named for the fault it once had.

use super::*;

const FIGURES: [&str; 5] = ["force", "indicator", "period", "numerator", "published_value"];

fn check(name: &str, text: &str, expected: &[&str]) {
    assert_eq!(rows_of(name, text, &Options::default(), &FIGURES), expected, "{text}");
}

fn said(name: &str, text: &str) -> Vec<&'static str> {
    codes(&imported(name, text.as_bytes(), &Options::default()).diagnostics).into_keys().collect()
}

#[test]
fn a_region_that_has_a_forces_name_is_told_by_its_place_or_its_sum() {
    let expected = [
        "kent crime 2021/22 9 ",
        "staffordshire crime 2021/22 1 ",
        "warwickshire crime 2021/22 2 ",
        "west-midlands crime 2021/22 4 ",
    ];
    let force = "Staffordshire,1\nWarwickshire,2\n";
    for body in [
        // Above its forces, below them, among regions before or after all forces, beside the force.
        format!("South East,9\nKent,9\nWest Midlands,7\n{force}West Midlands,4\n"),
        format!("Kent,9\nSouth East,9\n{force}West Midlands,4\nWest Midlands,7\n"),
        format!("South East,9\nWest Midlands,7\nKent,9\n{force}West Midlands,4\n"),
        format!("Kent,9\n{force}West Midlands,4\nSouth East,9\nWest Midlands,7\n"),
        format!("Kent,9\nSouth East,9\n{force}West Midlands,7\nWest Midlands,4\nYork,\n"),
        format!("Kent,9\n{force}West Midlands Police,4\nWest Midlands,7\n"),
        format!("Kent,9\n{force}West Midlands,4\nWest Midlands Region,7\n"),
    ] {
        check("2021-22.csv", &format!("Area,Crime\n{body}"), &expected);
    }
}

#[test]
fn a_header_may_stand_above_a_region_and_a_comment() {
    let text = "Force,Measure,Year,Value\nEast of England\n# a comment\nKent,Burglary,2019,5\nKent,Burglary,2020,6\n";
    check("t.csv", text, &["kent burglary 2019 5 ", "kent burglary 2020 6 "]);
}

#[test]
fn a_name_that_stands_twice_undecided_is_a_fault() {
    let text = "Area,Crime rate\nKent,9.1\nSurrey,8.2\nWest Mercia,1.1\nWest Midlands,4.3\nWest Midlands,7.7\nWiltshire,1.2\n";
    assert_eq!(said("2021-22.csv", text), ["region-or-force"]);
    // League tables: what a row stands beside says nothing.
    for text in [
        "Area,Crime\nLondon,99\nWest Midlands,70\nWest Midlands,50\nSouth East,40\nKent,9\nStaffordshire,7\n",
        "Area,Crime\nLondon,99\nWest Midlands,70\nWest Midlands,50\nStaffordshire,40\nWarwickshire,9\nKent,7\n",
        "Area,Crime\nKent,3\nEssex,4\nWest Midlands,50\nWest Midlands,70\nSouth East,90\n",
        "Area,Crime\nLondon,99\nWest Midlands,70\nWest Midlands,50\nSouth East,60\nKent,9\n",
    ] {
        assert!(said("2021-22.csv", text).contains(&"region-or-force"), "{text}");
    }
    // The region among regions, the force among its own.
    check(
        "2021-22.csv",
        "Area,Crime\nWest Midlands,9\nSouth East,5\nKent,4\nWest Midlands,7\nStaffordshire,8\n",
        &["kent crime 2021/22 4 ", "staffordshire crime 2021/22 8 ", "west-midlands crime 2021/22 7 "],
    );
}

#[test]
fn a_column_of_offences_is_a_figure_and_a_column_of_few_codes_a_breakdown() {
    check(
        "2021-22.csv",
        "Force,Offences\nKent,12\nEssex,13\n",
        &["essex offences 2021/22 13 ", "kent offences 2021/22 12 "],
    );
    let text = "Force,Outcome type,Found\nKent,1,12\nKent,2,13\nEssex,1,14\nEssex,2,15\n";
    check(
        "2021-22.csv",
        text,
        &[
            "essex found-1 2021/22 14 ",
            "kent found-1 2021/22 12 ",
            "essex found-2 2021/22 15 ",
            "kent found-2 2021/22 13 ",
        ],
    );
}

#[test]
fn long_names_that_begin_alike_stay_two() {
    let long = "Offences of violence with or without injury including stalking and harassment of people";
    let text = format!("Force,{long} under eighteen,{long} over eighteen\nKent,1,2\n");
    let rows = rows_of("2021-22.csv", &text, &Options::default(), &["indicator"]);
    assert!(rows.len() == 2 && rows[0] != rows[1] && rows.iter().all(|name| name.len() <= 80), "{rows:?}");
}

#[test]
fn a_header_of_units_or_of_a_part_takes_its_name_from_the_title() {
    let text =
        "Table 5: Knife crimes by police force area\nForce,Number,Female,Rate per 1,000\nKent,5,3,1.5\n";
    let text = text.replace("Rate per 1,000", "\"Rate per 1,000\"");
    check("2021-22.csv", &text, &["kent knife-crimes 2021/22 5 1.5", "kent knife-crimes-female 2021/22 3 "]);
}

#[test]
fn values_of_a_measure_in_a_column_of_rates_have_the_measures_name() {
    let text =
        "Force,Measure,Year,Rate per 1 head,Average\nKent,Staff,2018/19,4.5,4\nKent,Officers,2018/19,2.5,4\n";
    check("a.csv", text, &["kent officers 2018/19  2.5", "kent staff 2018/19  4.5"]);
}

#[test]
fn what_stands_below_a_second_header_or_beside_a_first_table_is_not_read() {
    let text = "Force,Burglary\nKent,5\nForce,Robbery\nKent,7\n";
    check("2021-22.csv", text, &["kent burglary 2021/22 5 "]);
    assert_eq!(said("2021-22.csv", text), ["second-header", "second-table"]);
    let text = "Force,Burglary,,Force,Robbery\nKent,5,,Essex,7\n";
    check("2021-22.csv", text, &["kent burglary 2021/22 5 "]);
    assert_eq!(said("2021-22.csv", text), ["second-table"]);
}

#[test]
fn columns_of_decimal_commas_and_of_shares_are_said() {
    let text = "Force,Crime,Satisfaction\nKent,5,\"71,7\"\nEssex,6,\"68,2\"\n";
    assert!(said("2021-22.csv", text).contains(&"unread-column"));
    let text = "Force,% satisfied\nKent,0.899\nEssex,0.75\nSurrey,0.8\nDorset,0.5\n";
    assert_eq!(said("2021-22.csv", text), ["shares"]);
}

#[test]
fn a_date_header_may_end_in_a_footnote_and_a_year_of_founding_is_no_period() {
    let text =
        "Table 3: Police staff by police force area\nForce,30 September 20112,30 September 2012\nKent,5,6\n";
    check("a.csv", text, &["kent police-staff-fte 2011-09-30 5 ", "kent police-staff-fte 2012-09-30 6 "]);
    check("2021-22.csv", "Force,Year established,Dogs\nKent,1857,5\n", &["kent dogs 2021/22 5 "]);
}

#[test]
fn some_officers_are_not_all_officers() {
    for title in ["Minority ethnic police officers", "Female police officers", "Police officer leavers"] {
        let text = format!("Table H5: {title} by police force area\nForce,31 March 2016\nKent,5\n");
        let rows = rows_of("a.csv", &text, &Options::default(), &["indicator"]);
        assert_eq!(rows, [title.to_lowercase().replace(' ', "-")]);
    }
    let text = "Table H1: Police officers by police force area\nHeadcount\nForce,31 March 2016\nKent,5\n";
    assert_ne!(rows_of("a.csv", text, &Options::default(), &["indicator"]), ["officers-fte"]);
}

#[test]
fn a_rate_in_order_of_rates_is_a_region_s_or_a_force_s() {
    let all = "Kent,6\nWest Midlands,3\nWest Midlands,2\nStaffordshire,1\nWarwickshire,0.5\n";
    for body in [
        all,
        "Kent,6\nWest Midlands,3\nWest Midlands,2\n",
        // Higher than all its forces, a rate is no region's.
        "Kent,6\nWest Midlands,30\nWest Midlands,2\nStaffordshire,1\nWarwickshire,5\nEssex,7\n",
    ] {
        let text = format!("Area,Crime rate\n{body}Surrey,0.1\n");
        assert_eq!(said("2021-22.csv", &text), ["region-or-force"], "{text}");
    }
    // Above its forces, and none of its rates is beyond theirs.
    let text = "Area,Crime rate\nKent,1\nWest Midlands,3\nWest Midlands,4\nStaffordshire,1\nWarwickshire,2\nEssex,7\n";
    assert!(said("2021-22.csv", text).is_empty());
}
