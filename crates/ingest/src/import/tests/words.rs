//! What words around the figures say: of the time, of the unit, of whom.

use super::*;

/// What a table becomes: each row's indicator, period and figures, then the codes of what was said.
fn read(name: &str, text: &str, options: &Options) -> String {
    let imported = imported(name, text.replace('|', "\n").as_bytes(), options);
    let columns = ["indicator", "period", "numerator", "published_value"];
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &columns)).collect();
    let codes = codes(&imported.diagnostics);
    let said =
        codes.iter().filter(|(_, severity)| **severity > Severity::Note).map(|(code, _)| format!("!{code}"));
    let rows = rows.iter().map(|row| row.trim_end().to_owned());
    rows.chain(said).collect::<Vec<_>>().join("; ")
}

fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = read("t.csv", text, &Options::default());
            (found != *expected).then(|| format!("{text}\n  {found}\n  {expected}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_part_of_a_year_is_never_the_year() {
    check(&[
        ("Robbery|Force,H2 2023|Kent,500", "robbery July to December 2023 500"),
        (
            "Robbery|Force,H1 2023,H2 2023|Kent,500,500",
            "robbery January to June 2023 500; robbery July to December 2023 500",
        ),
        ("Robbery|Force,2023/24 H1|Kent,500", "robbery April to September 2023 500"),
        ("Robbery|Force,Fourth quarter 2023/24|Kent,500", "robbery January to March 2024 500"),
        ("Robbery|Force,2023 Jan|Kent,500", "robbery 2023-01 500"),
        ("Robbery|Force,2023/24 (Q1)|Kent,500", "robbery April to June 2023 500"),
        ("Robbery|,2022/23,2023/24|Force,Apr,Apr|Kent,41,42", "robbery 2022-04 41; robbery 2023-04 42"),
        (
            "\"Robbery, victim under 18 - year ending March 2024\"|Force,Robbery|Kent,5",
            "robbery year to March 2024 5; !unsaid-words",
        ),
        (
            "Robbery|Force,Robbery under 18 - year ending March 2024|Kent,5",
            "robbery-under-18 year to March 2024 5",
        ),
        (
            "\"Robbery by force, years ending March 2022 and March 2023\"|Force,2022,2023|Kent,5,6",
            "robbery year to March 2022 5; robbery year to March 2023 6",
        ),
        ("\"Robbery by force, years ending March 2022 and March 2023\"|Force,Number|Kent,5", "!no-period"),
        (
            "\"Poaching by force, January 2022 to December 2023\"|Force,2022,2023|Kent,5,6",
            "poaching 2022 5; poaching 2023 6",
        ),
        (
            "\"Poaching by force, April 2021 to March 2023\"|Force,2022,2023|Kent,5,6",
            "poaching 2022 5; poaching 2023 6; !title-time",
        ),
        (
            "\"Poaching by force, financial years\"|Force,2022,2023|Kent,5,6",
            "poaching 2022 5; poaching 2023 6; !title-time",
        ),
        ("Robbery by force financial year ending 2022|Force,Number|Kent,5", "robbery 2021/22 5"),
        ("Robbery by force|Force,2022/23,2023/24,Total|Kent,5,6,11", "robbery 2022/23 5; robbery 2023/24 6"),
        (
            "\"Robbery per 1,000 population by force\"|Force,Offences 2022/23,Population 2022/23,Rate 2022/23|Kent,5,10,500",
            "population 2022/23 10; robbery-per-1-000-population 2022/23 5 500; !population",
        ),
        (
            "\"Robbery by force, year to the end of March 2024\"|Force,Number|Kent,5",
            "robbery year to March 2024 5",
        ),
        ("Robbery|Force,Year to end March 2023|Kent,5", "robbery year to March 2023 5"),
        ("Robbery by force FY ending March 2024|Force,Number|Kent,5", "robbery year to March 2024 5"),
        ("Sergeants by force as at end of March 2024|Force,Number|Kent,5", "sergeants 2024-03-31 5"),
        ("Robbery by force to end March 2024|Force,Number|Kent,5", "!no-period"),
        ("Robbery|Force,2023/24 Q1-Q3|Kent,500", "robbery April to December 2023 500"),
        ("Robbery Q1-Q3 2023/24|Force,Robbery|Kent,500", "robbery April to December 2023 500"),
        ("Robbery, April 2023/24|Force,Robbery|Kent,500", "robbery 2023-04 500"),
        ("Robbery, third quarter of 2023/24|Force,Robbery|Kent,500", "robbery October to December 2023 500"),
        (
            "Robbery 2023/24 (April to September)|Force,Robbery|Kent,500",
            "robbery April to September 2023 500",
        ),
        ("Robbery 2023/24 - part year only|Force,Robbery|Kent,500", "!no-period"),
        ("Robbery, summer 2023|Force,Robbery|Kent,500", "!no-period"),
        ("Robbery, week 3 2024|Force,Robbery|Kent,500", "!no-period"),
        ("Half year 2023/24|Force,Robbery|Kent,500", "!no-period"),
        ("Robbery, 1st quarter|Force,2023/24|Kent,500", "robbery 2023/24 500; !title-time"),
        ("Robbery year to date|Force,2023/24|Kent,500", "!no-indicator; !title-time"),
        ("Robbery forecast 2025/26|Force,Robbery|Kent,500", "!no-period"),
        ("Robbery|Force,2025 budget|Kent,500", "!header-period"),
        ("Robbery|Force,To March 2024|Kent,500", "!header-period"),
        ("Robbery|Force,2023-04-01,2023-05-01|Kent,5,6", "!header-period"),
        ("Robbery|Force,1 April 2023|Kent,5", "robbery 2023-04-01 5"),
        ("Robbery|Force,12m to June 2023|Kent,500", "robbery year to June 2023 500"),
        ("Robbery|Force,Rolling 12 months to Mar-24|Kent,500", "robbery year to March 2024 500"),
        (
            "Force,Quarter,Robbery|Kent,Q1 2023/24,2|Kent,Q2 2023/24,3",
            "robbery April to June 2023 2; robbery July to September 2023 3",
        ),
        ("Force,Quarter,Robbery|Kent,Q1,2|Kent,Q2,3", "!no-period"),
        ("2023/24|Force,Quarter,Robbery|Kent,Q1,2", "robbery April to June 2023 2"),
        ("2023/24|Force,Month,Robbery|Kent,4,2", "robbery 2023-04 2"),
        (
            "First quarter 2023/24,|Force,Robbery|Kent,2|Essex,3",
            "robbery April to June 2023 3; robbery April to June 2023 2",
        ),
    ]);
}

#[test]
fn figures_like_years_are_no_periods() {
    check(&[
        (
            "Robbery|Force,Year ending March 2023,Year ending March 2024|Kent,1998,2410",
            "robbery year to March 2023 1998; robbery year to March 2024 2410",
        ),
        (
            "Robbery 2023/24|Force,Q1,Full year|Kent,500,2009|Essex,490,1999",
            "robbery April to June 2023 490; robbery April to June 2023 500; robbery 2023/24 1999; robbery 2023/24 2009",
        ),
        ("Next update: November 2024|Robbery 2023/24|Force,Robbery|Kent,1", "robbery 2023/24 1"),
        (
            "\"Table H1: Robbery by force, year ending March 2024\"|Force,Robbery|Kent,1",
            "robbery year to March 2024 1",
        ),
    ]);
}

#[test]
fn years_alone_are_what_the_title_says() {
    let dated = |title: &str, header: &str| {
        format!("\"Sergeants by police force area, {title}\"|Force,{header}|Kent,1,2")
    };
    for (title, header, expected) in [
        (
            "as at 31 March 2020 to 31 March 2024",
            "2020,2024",
            "sergeants 2020-03-31 1; sergeants 2024-03-31 2",
        ),
        ("as at 31 March 2024", "2023,2024", "sergeants 2023-03-31 1; sergeants 2024-03-31 2"),
        (
            "year ending March 2020 to year ending March 2024",
            "2020,2024",
            "sergeants year to March 2020 1; sergeants year to March 2024 2",
        ),
        ("mid-2020 to mid-2024", "2020,2024", "sergeants mid-2020 1; sergeants mid-2024 2"),
        ("2020 to 2024", "2020,2024", "sergeants 2020 1; sergeants 2024 2"),
        ("2019/20 to 2023/24", "2020,2024", "sergeants 2020 1; sergeants 2024 2; !title-time"),
        ("as at 31 March 2022", "2020,2024", "sergeants 2020 1; sergeants 2024 2; !title-time"),
        (
            "as at 31 March 2022 and 30 September 2024",
            "2020,2024",
            "sergeants 2020 1; sergeants 2024 2; !title-time",
        ),
    ] {
        assert_eq!(read("t.csv", &dated(title, header), &Options::default()), expected, "{title}");
    }
    let rows = "\"Sergeants by force, as at 31 March 2020 to 31 March 2021\"|Force,Year,Sergeants|Kent,2020,1|Kent,2021,2";
    assert_eq!(
        read("t.csv", rows, &Options::default()),
        "sergeants 2020-03-31 1; sergeants 2021-03-31 2",
        "{rows}"
    );
}

#[test]
fn titles_name_what_is_counted() {
    check(&[
        (
            "\"Theft recorded by the police, by police force area, 2023/24\"|Force,Offences|Kent,1",
            "theft-recorded-by-the-police 2023/24 1",
        ),
        ("\"Theft by force, 2023/24, published 18 July 2024\"|Force,Offences|Kent,1", "theft 2023/24 1"),
        ("Theft by force 2023/24 (data extracted April 2024)|Force,Offences|Kent,1", "theft 2023/24 1"),
        (
            "Charge outcomes by force 2023/24|Force,Offences,Outcomes|Kent,9,1",
            "charge-outcomes 2023/24 1; offences 2023/24 9",
        ),
        ("Noise incidents 2023/24|Force,Incidents|Kent,1", "noise-incidents 2023/24 1"),
        (
            "Thefts by force 2023/24|Force,Number of thefts,\"Rate per 1,000\"|Kent,10,1.5",
            "thefts 2023/24 10 1.5",
        ),
        (
            "\"Rate of theft per 1,000 people by force\"|Force,2022/23|Kent,1.5",
            "rate-of-theft-per-1-000-people 2022/23  1.5",
        ),
        ("Theft by force|Force,2022/23,2023/24|Kent,<5,7", "theft 2022/23; theft 2023/24 7"),
        (
            "2023/24|Force,Theft|Kent,0.25|Essex,0.5|Surrey,0.125|Sussex,0.75",
            "theft 2023/24 0.5; theft 2023/24 0.25; theft 2023/24 0.125; theft 2023/24 0.75; !shares",
        ),
        ("2023/24|Force,Theft,Time to answer|Kent,2,00:07", "theft 2023/24 2; !unread-column"),
    ]);
}

#[test]
fn a_year_is_no_denominator() {
    for (text, expected) in [
        ("\"Theft per 1,000 people\"\nForce,2022/23\nKent,1.5\n", ", per 1000, 2022/23"),
        ("2023\nForce,Theft rate/1000\nKent,1.5\n", "theft-rate-1000, per 1000"),
        ("Force,Theft rate (per 100) 2022/23\nKent,1.5\n", "theft-rate-per-100, per cent, 2022/23"),
    ] {
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let what = &imported.tables[0].columns[1].what;
        assert!(what.contains(expected), "{text}: {what}");
    }
}

#[test]
fn a_title_that_names_another_indicator_than_asked_for_is_said() {
    let asked = |indicator: &str| Options { indicator: Some(indicator.to_owned()), ..Options::default() };
    let table = "Robbery by force, 2023/24|Force,Number|Kent,5";
    let of = |indicator: &str| {
        read(
            "t.csv",
            &table.replacen("Robbery by force, 2023/24", "\"Robbery by force, 2023/24\"", 1),
            &asked(indicator),
        )
    };
    assert_eq!(of("burglary"), "burglary 2023/24 5; !indicator-contradiction");
    assert_eq!(of("robbery"), "robbery 2023/24 5");
}

#[test]
fn a_count_and_its_denominator_beside_their_indicator_are_of_it() {
    let of_package = "force,indicator,period,period_start,period_end,numerator,denominator,published_value,source|kent,theft,2023/24,2023-04-01,2024-03-31,5,1000,5,made-up";
    check(&[
        ("force,indicator,period,numerator,denominator|kent,theft,2023/24,5,1000", "theft 2023/24 5"),
        (of_package, "theft 2023/24 5 5"),
    ]);
}

#[test]
fn a_column_of_units_says_what_the_figures_are() {
    check(&[
        (
            "Force,Measure,Period,Unit,Value|Kent,Burglary,2023/24,\"Rate per 1,000\",6.2",
            "burglary 2023/24  6.2",
        ),
        ("Force,Measure,Period,Unit,Value|Kent,Solved,2023/24,%,64", "solved 2023/24  64"),
        ("Force,Measure,Period,Unit,Value|Kent,Burglary,2023/24,Number,64", "burglary 2023/24 64"),
        ("Force,Measure,Period,Unit,Value|Kent,Burglary,2023/24,thousands,1.2", "!scaled"),
        (
            "Force,Measure,Period,Measure type,Value|Kent,Burglary,2023/24,Rate,6.2|Kent,Burglary,2023/24,Count,6200",
            "burglary 2023/24 6200 6.2",
        ),
        ("Force,Measure,Period,Unit,Value|Kent,Burglary,2023/24,% change,6.2", "!nothing-kept"),
    ]);
}

#[test]
fn a_year_beside_a_month_is_in_doubt() {
    check(&[
        ("Force,Burglary rolling year March 2024|Kent,64", "!header-period"),
        ("\"Burglary, 12 months March 2024\"|Force,Number|Kent,64", "!no-indicator; !no-period"),
        ("Force,Burglary rolling year to March 2024|Kent,64", "burglary year to March 2024 64"),
    ]);
}

#[test]
fn titles_name_an_area() {
    let read = |title: &str| graded(title, &Options::default());
    for title in [
        "PEEL 2023-25: Investigating crime",
        "\"Investigating crime by force, 2023-25\"",
        "\"Table 3: Investigating crime (PEEL 2023-25)\"",
        "Investigating crime - 2023-25",
        "PEEL 2023/25 Investigating crime by force",
        "\"HMICFRS grades for investigating crime, PEEL 2023-25, published 3 May 2024\"",
    ] {
        assert_eq!(read(title), "2023-25 investigating-crime", "{title}");
    }
    for (title, expected) in [
        ("PEEL 2016 efficiency grades by police force", "2016 efficiency"),
        ("Legitimacy gradings (PEEL 2017)", "2017 legitimacy"),
        ("Police efficiency 2016 published November 2017", "2016 efficiency"),
        ("\"PEEL 2017: Effectiveness, efficiency\"", "!no-area"),
        ("\"PEEL 2016, effectiveness: preventing crime\"", "2016 preventing-crime"),
        ("\"Efficiency, PEEL 2016 (superseded)\"", "2016 efficiency superseded"),
        ("Grades of forces", "!no-cycle"),
    ] {
        assert_eq!(read(title), expected, "{title}");
    }
}

#[test]
fn a_title_of_another_cycle_or_area_than_asked_for_is_said() {
    let asked = |cycle: &str, area: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Options { cycle: some(cycle), area: some(area), ..Options::default() }
    };
    let title = "\"PEEL 2016: Efficiency\"";
    assert_eq!(graded(title, &asked("2017", "")), "2017 efficiency; !cycle-contradiction");
    assert_eq!(graded(title, &asked("", "legitimacy")), "2016 legitimacy; !area-contradiction");
    assert_eq!(graded(title, &asked("2016", "efficiency")), "2016 efficiency");
}

/// What one grade below a title becomes: its cycle, area and status, then the codes of what was said.
fn graded(title: &str, options: &Options) -> String {
    let table = format!("{title}\nForce,Grade\nKent,Good\n");
    let imported = imported("t.csv", table.as_bytes(), options);
    let rows = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["cycle", "area", "status"]));
    let codes = codes(&imported.diagnostics);
    // The workspace's own grade may be another.
    let said = codes.iter().filter(|(code, severity)| **severity > Severity::Note && **code != "disagrees");
    let rows = rows.map(|row| row.trim_end().to_owned());
    rows.chain(said.map(|(code, _)| format!("!{code}"))).collect::<Vec<_>>().join("; ")
}

/// No list of words can hold all that figures may be of: any word of a title that no figure has is said.
#[test]
fn a_titles_words_that_no_figure_has_are_said() {
    for title in [
        "Cases closed",
        "Complainants",
        "Hate crime",
        "Vacant posts",
        "Female police officers",
        "Online crime flag",
        "Warnings issued",
    ] {
        let of = |title: &str| format!("\"{title}, 2023/24\"|Force,Burglary,Robbery|Kent,51,1");
        check(&[(&of(title), "burglary 2023/24 51; robbery 2023/24 1; !unsaid-words")]);
    }
    for title in [
        "Table 3: Burglaries and robberies recorded by the police in England and Wales",
        "Recorded crime in Kent and Essex",
        "Police performance report, item 4: burglary and robbery offences by force",
        "Figure 2 - Number of offences by police force area and region (provisional)",
    ] {
        let of = |title: &str| format!("\"{title}, 2023/24\"|Force,Burglary,Robbery|Kent,51,1");
        check(&[(&of(title), "burglary 2023/24 51; robbery 2023/24 1")]);
    }
    let asked = Options::default();
    for title in
        ["PEEL 2016: previous grades, legitimacy", "Not legitimacy, PEEL 2016", "Legitimacy (target) 2016"]
    {
        assert_eq!(graded(title, &asked), "2016 legitimacy; !unsaid-words", "{title}");
    }
    let title = "HMICFRS PEEL 2016 inspection: legitimacy judgements by police force";
    assert_eq!(graded(title, &asked), "2016 legitimacy");
}

/// A column of periods is one, whatever stands above it.
#[test]
fn periods_are_read_under_any_header() {
    for header in [
        "financial_year",
        "FinancialYear",
        "fin_year",
        "FY",
        "Yr",
        "Yr ending",
        "Reporting period",
        "Period covered",
        "Snapshot date",
        "calendar_year",
        "time_period",
        "Timeframe",
        "When",
    ] {
        let table = format!(
            "\"Robbery by police force area, 2022/23\"|Force,{header},Robbery|Kent,2021/22,4|Essex,2021/22,5"
        );
        check(&[(&table, "robbery 2021/22 5; robbery 2021/22 4; !period-contradiction")]);
    }
    check(&[(
        "Robbery by force|Force,Yr,Robbery|Kent,2021,4|Essex,2021,5",
        "robbery 2021 5; robbery 2021 4",
    )]);
}

#[test]
fn words_beside_a_period_that_make_it_another_leave_it_in_doubt() {
    for words in [
        "half year to Sep 2023",
        "yr end Mar-24",
        "Dec-23 YE",
        "Q/E Mar 2024",
        "period ending March 2024",
        "month ending 31 March 2024",
        "w/c 4 March 2024",
    ] {
        check(&[(&format!("Robbery by force|Force,Robbery {words}|Kent,4"), "!header-period")]);
    }
    check(&[("\"Robbery by force, month ending March 2024\"|Force,Number|Kent,4", "robbery 2024-03 4")]);
    check(&[(
        "\"Detentions under the Mental Health Act 1983, year ending March 2023\"|Force,Detentions|Kent,4",
        "detentions year to March 2023 4; !unsaid-words",
    )]);
}

#[test]
fn figures_of_the_whole_bear_its_name() {
    check(&[
        ("Robbery by force 2023/24|Force,Total|Kent,4", "robbery 2023/24 4"),
        (
            "Arrests by force 2023/24|Force,Male,All persons|Kent,3,4",
            "arrests 2023/24 4; arrests-male 2023/24 3",
        ),
        ("2023/24|Force,Satisfied %,Lower CI,Upper CI|Kent,61.2,58,64", "satisfied-percent 2023/24  61.2"),
        ("2023/24|Force,Days lost per FTE|Kent,6.1", "days-lost-per-fte 2023/24  6.1"),
    ]);
}

#[test]
fn a_rate_is_held_to_the_residents_beside_it() {
    let table = |rate: &str| {
        format!(
            "Robbery 2016/17|Force,Number,Population,\"Rate per 1,000 population\"|Kent,3600,1800000,{rate}"
        )
    };
    let read = |rate: &str| format!("population 2016/17 1800000; robbery 2016/17 3600 {rate}");
    check(&[(&table("2"), &read("2")), (&table("9.9"), &format!("{}; !rate", read("9.9")))]);
}

#[test]
fn what_all_rows_of_a_column_say_is_not_lost() {
    check(&[
        (
            "2023/24|Force,Flag,Robbery|Kent,Domestic abuse,4|Essex,Domestic abuse,5",
            "robbery 2023/24 5; robbery 2023/24 4; !unread-column",
        ),
        (
            "2023/24|Force,Geography,Robbery|Kent,Police force area,4|Essex,Police force area,5",
            "robbery 2023/24 5; robbery 2023/24 4",
        ),
    ]);
}

/// Where no column has a name, a title that says something is it.
#[test]
fn a_title_names_figures_that_nothing_else_names() {
    check(&[
        (
            "\"Arrests, 2023/24\"|Force,Male,Female|Kent,51,1",
            "arrests-female 2023/24 1; arrests-male 2023/24 51",
        ),
        ("\"Officers by sex, 31 March 2024\"|Force,Number|Kent,51", "officers 2024-03-31 51"),
        (
            "\"Percentage of 999 calls answered in time, 2023/24\"|Force,%|Kent,88.1",
            "percentage-of-999-calls-answered-in-time 2023/24  88.1",
        ),
        ("\"Summary data, 2023/24\"|Force,Number|Kent,51", "!no-indicator"),
        ("Long-term absence|Force,Long-term absence 2023/24|Kent,12", "long-term-absence 2023/24 12"),
        ("\"Sergeants as at 30 September 20181,2\"|Force,Sergeants|Kent,12", "sergeants 2018-09-30 12"),
    ]);
    for (title, expected) in [
        ("PEEL 2018–2019: legitimacy", "2018-19 legitimacy"),
        ("PEEL 2018/2019, legitimacy", "2018-19 legitimacy"),
    ] {
        assert_eq!(graded(title, &Options::default()), expected);
    }
}

#[test]
fn what_is_no_count_by_its_header_is_kept_as_published() {
    check(&[
        ("2023/24|Force,Share of burglaries solved|Kent,12", "share-of-burglaries-solved 2023/24  12"),
        ("2023/24|Force,Burglary per thousand|Kent,5.1", "burglary-per-thousand 2023/24  5.1"),
        ("2023/24|Force,Burglary per 10k|Kent,51", "burglary-per-10k 2023/24  51"),
        ("2023/24|Force,Cost per household|Kent,51", "cost-per-household 2023/24  51"),
        ("2023/24|Force,Average response time|Kent,51", "average-response-time 2023/24  51"),
        ("2023/24|Force,Median days to charge|Kent,51", "median-days-to-charge 2023/24  51"),
        ("2023/24|Force,Crime severity index|Kent,51", "crime-severity-index 2023/24  51"),
        ("2023/24|Force,Burglary rate per 1000|Kent,5.1%", "!unit-contradiction"),
        ("2023/24|Units: £ thousands|Force,Grant|Kent,51", "!scaled"),
        ("2023/24|Force,Grant £ thousands|Kent,51", "!scaled"),
        ("2023/24|Force,Households 000s|Kent,51", "!scaled"),
        ("2023/24|Force,Burglary (x1000)|Kent,51", "!scaled"),
        ("2023/24|Force,Spend (million pounds)|Kent,51", "!scaled"),
        ("2023/24|Force,Crimes in 1000s|Kent,51", "!scaled"),
        ("2023/24|Force,Workforce '000|Kent,51", "!scaled"),
        ("2023/24|Force,Net budget GBP millions|Kent,51", "!scaled"),
        ("2023/24|Force,Population thousands|Kent,51", "!scaled"),
        ("2023/24|Force,Spend (mn)|Kent,51", "!scaled"),
        ("2023/24|Force,Burglary per 100 000|Kent,51", "burglary-per-100-000 2023/24  51"),
        ("2023/24|Force,Growth in burglary,Burglary|Kent,51,7", "burglary 2023/24 7"),
    ]);
}

#[test]
fn figures_of_a_part_or_a_kind_are_not_the_whole() {
    check(&[
        (
            "\"Sanction detections, 2023/24\"|Force,Burglary,Robbery|Kent,51,1",
            "detections-burglary 2023/24 51; detections-robbery 2023/24 1; !unsaid-words",
        ),
        (
            "\"Burglary by police force area: charged, 2023/24\"|Force,Offences|Kent,51",
            "burglary 2023/24 51; !unsaid-words",
        ),
        (
            "Robbery by police force area|Force,Charged 2023/24,No suspect 2023/24|Kent,51,3",
            "robbery-charged 2023/24 51; robbery-no-suspect 2023/24 3",
        ),
        (
            "\"Robbery by police force area, 2023/24\"|Force,Age 10-17,Age 18+|Kent,51,3",
            "robbery-age-10-17 2023/24 51; robbery-age-18-plus 2023/24 3",
        ),
        (
            "\"Percentage of offences solved, 2023/24\"|Force,Poaching,Trespass|Kent,6,7",
            "poaching 2023/24  6; trespass 2023/24  7; !unsaid-words",
        ),
        ("Outcomes|Force,Charged 2023/24|Kent,51", "charged 2023/24 51; !unsaid-words"),
        (
            "\"Recorded crime, 2023/24\"|Force,Burglary,Robbery|Kent,51,1",
            "burglary 2023/24 51; robbery 2023/24 1",
        ),
        (
            "\"Percentage of victims satisfied, 2023/24\"|Force,Respondents,Satisfied|Kent,700,71.2|Essex,500,80.1",
            "respondents 2023/24  500; respondents 2023/24  700; satisfied 2023/24  80.1; satisfied 2023/24  71.2; !counts-of-rates; !unsaid-words",
        ),
        (
            "\"Percentage of victims satisfied, 2023/24\"|Force,Number of respondents,Satisfied|Kent,700,71.2|Essex,500,80.1",
            "respondents 2023/24 500; respondents 2023/24 700; satisfied 2023/24  80.1; satisfied 2023/24  71.2; !unsaid-words",
        ),
        ("Robbery 2023/24|Force,Offences|Kent,~|Essex,12", "robbery 2023/24 12; !number"),
        (
            "Robbery by police force area|Force,2022/23,2023/24,3 year average|Kent,1,2,3",
            "robbery 2022/23 1; robbery 2023/24 2; !no-period",
        ),
    ]);
}

#[test]
fn titles_that_disagree_name_no_period() {
    check(&[
        ("Robbery, 2022/23|Robbery by force, 2023/24|Force,Robbery|Kent,1", "!no-period"),
        (
            "\"Police and Crime Panel, 5 February 2024\"|Robbery by force, 2022/23|Force,Robbery|Kent,1",
            "robbery 2022/23 1",
        ),
        ("Report to Committee 12 March 2024: robbery|Force,Robbery|Kent,1", "!no-period"),
    ]);
}

#[test]
fn names_of_files_say_a_part_of_the_year_too() {
    let table = "Force,Robbery|Kent,1";
    for (name, expected) in [
        ("robbery-ytd-2023-24.csv", "!no-period"),
        ("robbery_first_quarter_2023-24.csv", "robbery April to June 2023 1"),
        ("robbery-apr-2023-24.csv", "robbery 2023-04 1"),
        ("grant-in-thousands-2023-24.csv", "!scaled"),
        ("robbery-2023-24-percent-change.csv", "robbery 2023/24 1; !unit"),
        ("fire-and-rescue-2023-24.csv", "!no-table"),
    ] {
        assert_eq!(read(name, table, &Options::default()), expected, "{name}");
    }
}

#[test]
fn what_is_no_count_is_not_read_as_one_without_a_word() {
    check(&[
        (
            "Poaching 2023/24|Force,Poaching|Kent,100%|Essex,90",
            "poaching 2023/24 90; poaching 2023/24  100; !mixed-units",
        ),
        ("Robbery 2023/24|Force,Robbery|Kent,1|Note: figures are in thousands", "robbery 2023/24 1; !unit"),
        ("Police grant £m 2024/25|Police force,Grant|Kent,214.5", "!scaled"),
        ("£m|Police grant 2024/25|Police force,Grant|Kent,214.5", "!scaled"),
        ("2024/25|Police force,Grant £m|Kent,214.5", "!scaled"),
        (
            "% of officers who are female at 31 March 2024|Force,Officers FTE|Kent,38",
            "officers-fte 2024-03-31 38; !unit; !unsaid-words",
        ),
        (
            "Police officers (FTE) by police force area per 100,000 population|Force,31 March 2024|Kent,210",
            "officers-fte 2024-03-31 210; !unit",
        ),
        ("Charge rate (%) 2023/24|Force,Poaching|Kent,9.1", "charges-poaching 2023/24  9.1"),
        ("Robbery rates 2023/24|Force,Robbery|Kent,0.9", "robbery 2023/24 0.9; !unit"),
        ("Robbery 2023/24 per head|Force,Robbery|Kent,0.9", "robbery 2023/24 0.9; !unit"),
        ("Increase in robbery 2023/24|Force,Robbery|Kent,9", "!no-table"),
        ("2023/24|Force,Homicide per million|Kent,9", "homicide-per-million 2023/24  9"),
        ("2023/24|Force,Vehicle crime p/1000|Kent,9", "vehicle-crime-p-1000 2023/24  9"),
        ("Number and rate of robberies 2023/24|Force,Robbery|Kent,9", "robbery 2023/24 9"),
        ("Robbery 2023/24|Force,Robbery,+/-,YoY,Var,Movement|Kent,9,1,2,3,4", "robbery 2023/24 9"),
        ("Robbery|Force,2023/24,On 2022/23|Kent,9,1", "robbery 2023/24 9; !header-period"),
        (
            "Poaching 2023/24|Force,Rate per 1000,%|Kent,9,9",
            "poaching 2023/24  9; poaching-percent 2023/24  9",
        ),
    ]);
}

#[test]
fn ranks_rows_and_stray_columns_are_no_figures() {
    check(&[
        ("Rank,Force,Robbery 2023/24|1st,Kent,100|2nd,Essex,90", "robbery 2023/24 90; robbery 2023/24 100"),
        (
            "Force,Robbery 2023/24,Rank 2023/24|Kent,100,1|Essex,90,2",
            "robbery 2023/24 90; robbery 2023/24 100",
        ),
        ("Force,Robbery 2023/24,National rank|Kent,100,1", "robbery 2023/24 100"),
        ("Force,Robbery 2023/24,Quartile|Kent,100,1", "robbery 2023/24 100"),
        (
            "\"Robbery 2023/24\",|Force,Robbery,|Kent,100,12|Essex,90,13",
            "robbery 2023/24 90; robbery 2023/24 100; !no-header",
        ),
        ("Fire and Rescue Service,Incidents 2023/24|Kent,17000", "!no-table"),
        ("FRS,Fires 2023/24|Kent,17000", "!no-table"),
        ("Police force,Incidents 2023/24|Heddlu De Cymru,17", "incidents 2023/24 17"),
    ]);
}

#[test]
fn digits_glued_to_headers_are_footnotes_unless_they_number_columns() {
    check(&[
        ("2023/24|Force,Theft offences5|Kent,9", "theft-offences 2023/24 9"),
        ("31 March 2024|Force,Officers FTE1|Kent,9", "officers-fte 2024-03-31 9"),
        ("Robbery|Force,2022/23 1|Kent,9", "robbery 2022/23 9"),
        ("2023/24|Force,Tier1,Tier2|Kent,9,8", "tier1 2023/24 9; tier2 2023/24 8"),
        ("2023/24|Force,Offer1,Offer2|Kent,9,8", "offer1 2023/24 9; offer2 2023/24 8"),
    ]);
}

/// `2023` under `FY` may begin in 2022 or in 2023, and is no calendar year.
#[test]
fn a_bare_year_under_another_kind_of_year_is_refused() {
    for header in ["FY", "Financial year", "Financial period", "Fin yr", "Academic year"] {
        check(&[(&format!("Robbery by force|Force,{header},Offences|Kent,2023,9"), "!period")]);
    }
    check(&[("Tax fraud by year and force|Force,Year,Horses|Kent,2023,9", "horses 2023 9; !unsaid-words")]);
}

#[test]
fn wordings_of_the_data_package_name_what_they_mean() {
    check(&[
        ("\"Police officers, by force, at 31 March 2024\"|Force,FTE|Kent,9", "officers-fte 2024-03-31 9"),
        ("Number of homicides by force 2023/24|Force,Number|Kent,9", "homicide 2023/24 9"),
        (
            "2023/24|Force,Total recorded crime (excluding fraud)|Kent,9",
            "recorded-crime-excl-fraud 2023/24 9",
        ),
        ("Force,Sergeants by 31 March 2024|Kent,9", "sergeants 2024-03-31 9"),
        ("Force,\"Sergeants, snapshot on 31 March 2024\"|Kent,9", "sergeants 2024-03-31 9"),
        ("\"Spend on overtime, by force, 2023/24\"|Force,£|Kent,9", "spend-on-overtime 2023/24 9"),
    ]);
    let grades = "Force,Cycle,Area,Grade\nKent,2023-25,Leadership and force management,Good\n\
                  Kent,2018/19,Fair treatment of the workforce,Good\n";
    let rows = rows_of("t.csv", grades, &Options::default(), &["cycle", "area"]);
    assert_eq!(rows, ["2023-25 resources-and-leadership", "2018-19 treating-workforce-fairly"]);
}

#[test]
fn a_time_that_is_not_known_is_told() {
    check(&[
        ("Robbery|Force,Year (as at 31 March),Number|Kent,2023,9", "robbery 2023-03-31 9"),
        ("Road deaths by police force area 2019-2021|Force,Number|Kent,9", "!no-period"),
        ("Force,Theft 2019-2021|Kent,9", "!header-period"),
        ("force,theft_2021_22,theft_mar_2023|Kent,9,8", "theft 2021/22 9; theft 2023-03 8"),
        ("Theft by force|Force,2021/22 to Q3|Kent,9", "!header-period"),
        ("Theft by force|Force,2021/22 to Dec|Kent,9", "!header-period"),
        ("Force,Theft FYE 2023|Kent,9", "theft 2022/23 9"),
        ("Force,Theft YE 2023|Kent,9", "!header-period"),
        ("Force,Theft R12M Mar 2022|Kent,9", "!header-period"),
        ("\"Theft by police force area, YE 2022\"|Force,Number|Kent,9", "!no-period"),
        ("Theft|Data as of 20 July 2023|Force,Number|Kent,9", "!no-period"),
    ]);
}

#[test]
fn a_file_is_not_of_when_it_was_made() {
    let text = "Force,Theft|Kent,9";
    for (name, expected) in [
        ("theft_published_2022-07.csv", "!no-period"),
        ("theft_2022-07.csv", "theft 2022-07 9"),
        ("theft_updated_july_2022.csv", "!no-period"),
    ] {
        assert_eq!(read(name, text, &Options::default()), expected, "{name}");
    }
}

#[test]
fn how_settled_a_figure_is_names_none() {
    check(&[
        (
            "Theft|Force,2022/23 (as published),2023/24 (restated)|Kent,9,8",
            "theft 2022/23 9; theft 2023/24 8",
        ),
        ("Force,Robbery1 2023/24,Theft3 2023/24|Kent,9,8", "robbery 2023/24 9; theft 2023/24 8"),
        ("Force,\"Robbery (2), 2023/24\"|Kent,9", "robbery 2023/24 9"),
        ("Force,Band1 2023/24,Band2 2023/24|Kent,9,8", "band1 2023/24 9; band2 2023/24 8"),
    ]);
}

#[test]
fn codes_and_differences_are_no_figures() {
    check(&[
        (
            "Theft offences 2023/24|HO code,Force,Offences|Kent,9".replace("|Kent", "|46,Kent").as_str(),
            "theft-offences 2023/24 9",
        ),
        ("Theft|Force,2022/23,2023/24,Diff,Delta|Kent,9,8,1,1", "theft 2022/23 9; theft 2023/24 8"),
    ]);
}

#[test]
fn a_total_beside_rows_of_offences_is_none() {
    check(&[("Force,Year,Offence,Count|Kent,2022/23,Total,20|Kent,2022/23,Theft,9", "theft 2022/23 9")]);
}

#[test]
fn a_nil_return_is_no_marker() {
    check(&[("Theft 2023/24|Force,Number|Kent,Nil return|Essex,9", "theft 2023/24 9; !number")]);
}

#[test]
fn crime_with_fraud_is_not_crime_without() {
    let title = "Table P1: Police recorded crime by police force area";
    for (title, header, expected) in [
        (
            format!("{title}, 2014"),
            "Total recorded crime - all offences including fraud",
            "recorded-crime-incl-fraud",
        ),
        (format!("{title}, 2014"), "Total recorded crime (excluding fraud)", "recorded-crime-excl-fraud"),
        (
            title.replace("crime", "crime including fraud") + ", 2014",
            "Total recorded crime",
            "recorded-crime-incl-fraud",
        ),
    ] {
        let text = format!("\"{title}\"|Area Code,Area Name,{header}|E23000032,Kent,9");
        assert_eq!(
            read("t.csv", &text, &Options::default()),
            format!("{expected} 2014 9"),
            "{title} {header}"
        );
    }
}

#[test]
fn a_rate_is_filed_with_the_count_that_it_names() {
    let header = "Burglary 2023/24|Force,Theft offences,Population,Theft per 1000 population";
    check(&[
        (
            &format!("{header}|Kent,7000,1870000,3.74|Essex,6000,1840000,32.6"),
            "population 2023/24 1840000; population 2023/24 1870000; theft-offences 2023/24 6000 32.6; \
             theft-offences 2023/24 7000 3.74; !rate; !unsaid-words",
        ),
        (
            "2023/24|Force,Theft,Theft per 1000 population,Theft per 1000 households|Kent,9,8,7",
            "theft 2023/24 9; theft-per-1000-households 2023/24  7; theft-per-1000-population 2023/24  8",
        ),
    ]);
}

#[test]
fn stars_on_a_name_are_kept() {
    let text = "Theft 2023/24\nForce,Number\nSurrey**,9\nSussex †,8\nKent,7\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let notes = in_columns(imported.tidy.as_ref().unwrap(), &["force", "note"]);
    assert_eq!(notes, ["kent ", "surrey force marked **", "sussex force marked †"]);
}
