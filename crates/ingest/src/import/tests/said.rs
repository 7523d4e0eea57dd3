//! What says the period of a value, and what is said of a name that is two things.

use super::*;

fn periods(name: &str, text: &str, period: Option<&str>) -> Vec<String> {
    let options = Options {
        period: period.map(str::to_owned),
        indicator: Some("burglary".to_owned()),
        ..Options::default()
    };
    let mut periods = rows_of(name, text, &options, &["period"]);
    periods.dedup();
    periods
}

#[test]
fn the_nearest_word_for_a_period_is_taken() {
    let name = "crime-year-ending-march-2020.csv";
    let title = "Burglary by force, year ending March 2021";
    let body = "Kent,1\nEssex,2\nSurrey,3\n";
    let dated = "Kent,2018/19,1\nEssex,2018/19,2\nSurrey,2018/19,3\n";
    for (text, asked, expected) in [
        (format!("Force,Burglary\n{body}"), None, "year to March 2020"),
        (format!("{title}\nForce,Burglary\n{body}"), None, "year to March 2021"),
        (format!("{title}\nForce,Burglary\n{body}"), Some("2016/17"), "2016/17"),
        (format!("{title}\nForce,Year,Burglary\n{dated}"), Some("2016/17"), "2018/19"),
        (format!("{title}\nForce,Year,Burglary 2017\n{dated}"), Some("2016/17"), "2017"),
    ] {
        assert_eq!(periods(name, &text, asked), [expected], "{text} {asked:?}");
    }
    // When a file was published says nothing of what is in it.
    let published = format!("Published 4 June 2022\nForce,Burglary\n{body}");
    assert_eq!(periods(name, &published, None), ["year to March 2020"]);
    assert!(periods("crime.csv", &published, None).is_empty());
}

#[test]
fn a_year_that_ends_elsewhere_is_never_taken_for_a_calendar_year() {
    for (header, cell, expected) in [
        ("Year ending", "March 2023", Some("year to March 2023")),
        ("Year ending March", "2023", Some("year to March 2023")),
        ("Financial year", "2022/23", Some("2022/23")),
        ("Financial year", "2023", None),
        ("Financial year ending", "2023", Some("2022/23")),
        ("Year", "2023", Some("2023")),
    ] {
        let text = format!("Force,{header},Burglary\nKent,{cell},5\nEssex,{cell},6\n");
        let found = periods("crime.csv", &text, None);
        assert_eq!(found, expected.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{header}: {cell}");
    }
}

#[test]
fn a_month_or_quarter_beside_a_year_is_part_of_the_period() {
    for (columns, cells, expected) in [
        ("Year,Month", "2023,April", Some("2023-04")),
        ("Year,Month", "2023,4", Some("2023-04")),
        ("Month,Year", "April,2023", Some("2023-04")),
        ("Year,Month", "2022/23,April", Some("2022-04")),
        ("Year,Month", "2022/23,Feb", Some("2023-02")),
        ("Year,Quarter", "2022/23,3rd", Some("October to December 2022")),
        ("Year,Quarter", "2022/23,Jul - Sep", Some("July to September 2022")),
        ("Financial Year,Financial Quarter", "2018/19,2", Some("July to September 2018")),
        ("Financial Year,Quarter", "2018/19,Q2", Some("July to September 2018")),
        ("Month,Note", "2023-04,x", Some("2023-04")),
    ] {
        for (name, value) in [("", "Burglary"), ("Indicator,", "Value")] {
            let indicator = if name.is_empty() { "" } else { "Burglary," };
            let text = format!(
                "Force,{name}{columns},{value}\nKent,{indicator}{cells},5\nEssex,{indicator}{cells},6\n"
            );
            let found = periods("crime.csv", &text, None);
            assert_eq!(found, expected.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{text}");
        }
    }
}

#[test]
fn an_indicator_a_row_and_a_column_a_year_are_read_together() {
    let text = "Force,Indicator,2019/20,2020/21\nKent,Burglary,1,2\nEssex,Robbery,3,4\n";
    let found = rows_of("t.csv", text, &Options::default(), &["force", "indicator", "period", "numerator"]);
    let expected = [
        "kent burglary 2019/20 1",
        "kent burglary 2020/21 2",
        "essex robbery 2019/20 3",
        "essex robbery 2020/21 4",
    ];
    assert_eq!(found, expected);
}

#[test]
fn no_region_is_graded() {
    let text = "PEEL 2017\nForce,Effectiveness\nLondon,Good\nWest Midlands,Inadequate\nKent,Good\n";
    let found = rows_of("peel.csv", text, &Options::default(), &["force", "grade"]);
    assert_eq!(found, ["west-midlands inadequate", "kent good"]);
}

/// The forces and values of a table whose rows are these names, each with a number.
fn forces(names: &[&str]) -> (Vec<String>, Tally) {
    let rows: Vec<String> = names.iter().enumerate().map(|(n, name)| format!("{name},{}\n", n + 1)).collect();
    let text = format!("Area,Burglary 2018/19\n{}", rows.concat());
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let rows = imported.rows();
    let tidy = imported.tidy.map(|tidy| in_columns(&tidy, &["force", "numerator"]));
    (tidy.unwrap_or_default(), rows)
}

#[test]
fn a_name_of_a_region_and_a_force_is_told_apart_by_its_place() {
    let members = ["Staffordshire 3", "Warwickshire 4", "West Mercia 5"];
    let check = |names: &[&str], expected: &str, n_regions: u64| {
        let (found, rows) = forces(names);
        let ours: Vec<&str> = found.iter().filter_map(|row| row.strip_prefix("west-midlands ")).collect();
        assert_eq!(ours.join(" "), expected, "{names:?}: {found:?}");
        assert_eq!(rows.set_aside.get("region").copied().unwrap_or_default(), n_regions, "{names:?}");
    };
    let region: Vec<&str> = members.iter().map(|name| name.rsplit_once(' ').unwrap().0).collect();
    let [a, b, c] = region[..] else { panic!("three") };
    // Forces alone.
    check(&["Kent", "West Midlands", "Essex"], "2", 0);
    check(&[a, b, c, "West Midlands", "Wiltshire"], "4", 0);
    // A heading over its forces, the force among them.
    check(&["East", "Essex", "West Midlands", a, b, c, "West Midlands"], "7", 2);
    check(&["East", "Essex", "West Midlands", "West Midlands", a, b], "4", 2);
    check(&["East", "Essex", "West Midlands", a, b, c, "West Midlands Police"], "7", 2);
    // The force after its neighbours, in a table of regions whose own is not there.
    check(&["East", "Essex", a, b, c, "West Midlands"], "6", 1);
    // By its identifier, which is no region's, however often.
    let text = "Area,Year,Burglary\nNorth East,2017/18,1\nwest-midlands,2017/18,9\nwest-midlands,2018/19,7\n";
    let found = rows_of("t.csv", text, &Options::default(), &["force", "numerator"]);
    assert_eq!(found, ["west-midlands 9", "west-midlands 7"]);
    // By its code, wherever it stands.
    let text = "Code,Area,Burglary 2018/19\nE12000005,West Midlands,9\nE23000014,West Midlands,7\n";
    let found = rows_of("t.csv", text, &Options::default(), &["force", "numerator"]);
    assert_eq!(found, ["west-midlands 7"]);
}

#[test]
fn what_is_faulty_is_rejected_and_the_rest_is_kept() {
    let text =
        "Force,Burglary 2018/19,Robbery 2018/19\nKent,1,apples\nNarnia,2,3\n,4,5\nEssex,6,7\nSurrey,8,9\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let rejects: Vec<String> = imported
        .rejects
        .iter()
        .map(|reject| format!("{} {} {}", reject.place, reject.code, reject.text))
        .collect();
    assert_eq!(
        rejects,
        ["t.csv:2:8 number Kent 1 apples", "t.csv:3:1 force Narnia 2 3", "t.csv:4:1 no-force 4 5"]
    );
    assert_eq!(
        imported.rows().to_string(),
        "6 read = 3 kept + 1 set aside (1 header) + 2 faulty (1 force, 1 no-force)"
    );
    assert_eq!(
        imported.values().to_string(),
        "10 read = 5 kept + 4 set aside (4 in a faulty row) + 1 faulty (1 number)"
    );
    let tidy = imported.tidy.map(|tidy| in_columns(&tidy, &["force", "indicator", "numerator", "place"]));
    assert_eq!(
        tidy.unwrap_or_default(),
        [
            "essex burglary 6 t.csv:5:7",
            "kent burglary 1 t.csv:2:6",
            "surrey burglary 8 t.csv:6:8",
            "essex robbery 7 t.csv:5:9",
            "surrey robbery 9 t.csv:6:10",
        ]
    );
}

#[test]
fn a_value_is_held_against_all_that_stood_before_it_and_not_the_first_alone() {
    let text = "Force,Burglary 2018/19\nKent,[x]\nKent,5\nKent,5\nKent,6\nKent,[x]\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    assert_eq!(
        imported.values().to_string(),
        "5 read = 1 kept + 2 set aside (2 repeated) + 2 faulty (2 contradiction)"
    );
    let contradictions =
        imported.diagnostics.kept().iter().filter(|said| said.code == "contradiction").count();
    assert_eq!(contradictions, 1);
}

#[test]
fn a_region_above_the_first_force_is_no_header() {
    for above in ["North East,5,6", "North East", "Narnia", "# of 2022\n# again", "\n"] {
        let text = format!("Table 1: crime\nForce,Measure,Year,Value\n{above}\nKent,Burglary,2019,7\n");
        let found =
            rows_of("t.csv", &text, &Options::default(), &["force", "indicator", "period", "numerator"]);
        assert_eq!(found, ["kent burglary 2019 7"], "{above}");
    }
    let text =
        "Force,Burglary 2018/19,Robbery 2018/19\nNorth East,,\nCleveland,1,2\nDurham,3,4\nEast\nEssex,5,6\n";
    let found = rows_of("t.csv", text, &Options::default(), &["force", "indicator", "numerator"]);
    let expected = [
        "cleveland burglary 1",
        "durham burglary 3",
        "essex burglary 5",
        "cleveland robbery 2",
        "durham robbery 4",
        "essex robbery 6",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_fault_in_a_row_of_very_many_cells_keeps_its_name_and_its_cell() {
    const LONGEST: usize = 100;
    let wide = |cell: &dyn Fn(usize) -> String| (0..1_000).map(cell).collect::<Vec<_>>().join(",");
    let text = format!(
        "Force,{}\nKent,{}\nEssex,{}\n",
        wide(&|column| format!("Measure {column} 2018/19")),
        wide(&|column| if column == 990 { "apples".to_owned() } else { column.to_string() }),
        wide(&|column| column.to_string()),
    );
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let rejects: Vec<&str> = imported.rejects.iter().map(|reject| &*reject.text).collect();
    assert_eq!(rejects, ["Kent … apples"]);
    // Where every value is faulty, what is kept grows with the table, and not with its square.
    let text = text.replace(" 2018/19", "");
    let imported = super::imported("t.csv", text.as_bytes(), &Options::default());
    assert!(imported.rejects.len() > 1_000);
    assert!(imported.rejects.iter().all(|reject| reject.text.len() < LONGEST));
}

#[test]
fn a_total_of_the_forces_shown_is_held_against_their_sum() {
    let total_of = |printed: u32| {
        let rows = "Kent,101\nEssex,82\nSurrey,57";
        let text = format!("Force,Burglary 2018/19\n{rows}\nTotal,{printed}\n");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        codes(&imported.diagnostics).get("total").copied()
    };
    assert_eq!(total_of(240), None);
    assert_eq!(total_of(250), Some(Severity::Warning));
    assert_eq!(total_of(200), Some(Severity::Warning));
    // It may be the total of all forces.
    assert_eq!(total_of(12_000), None);
}
