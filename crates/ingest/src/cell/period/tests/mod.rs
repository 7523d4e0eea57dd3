//! Periods against the spellings of published tables and against the labels of the shipped data.

use proptest::prelude::*;

use super::*;

const VALUES: &str = include_str!("../../../../../../data/indicator-values.csv");

fn period(label: &str, start: &str, end: &str) -> Period {
    Period { start: start.parse().unwrap(), end: end.parse().unwrap(), label: label.to_owned() }
}

/// Each text is the same period: its label, and its days.
fn check(texts: &[&str], label: &str, start: &str, end: &str) {
    for text in texts {
        assert_eq!(read(text), Some(period(label, start, end)), "{text:?}");
        let around = format!("Table, {text}: by force");
        let found = find(&around);
        assert_eq!(found.len(), 1, "{around:?}: {found:?}");
        assert_eq!((&around[found[0].0.clone()], &found[0].1.label), (text.trim(), &label.to_owned()));
    }
}

#[test]
fn every_period_of_the_shipped_data_reads_as_itself() {
    let mut n_seen = 0;
    let mut last = "";
    for line in VALUES.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if fields[2] != last {
            assert_eq!(read(fields[2]), Some(period(fields[2], fields[3], fields[4])));
            last = fields[2];
            n_seen += 1;
        }
    }
    assert!(n_seen > 70, "{n_seen}");
}

#[test]
fn a_year_to_a_month_is_read() {
    let december = [
        "year to December 2024",
        "year ending December 2024",
        "Year  Ending\nDecember\u{a0}2024",
        "year to Dec 2024",
        "YE Dec 24",
        "ye dec-24",
        "Y/E Dec 2024",
        "12 months to December 2024",
        "12 months ending 31 December 2024",
        "twelve months to 31st Dec. 2024",
        "year ended 31/12/2024",
        "Jan 2024 to Dec 2024",
        "1 January 2024 – 31 December 2024",
        "January to December 2024",
    ];
    check(&december, "year to December 2024", "2024-01-01", "2024-12-31");
    let march = [
        "12 months to 31 March 2019",
        "Financial year ending March 2019",
        "1 April 2018 to 31 March 2019",
        "2018-04-01 to 2019-03-31",
        "2018-04 to 2019-03",
        "12-month period ending March 2019",
        "01/04/18-31/03/19",
        "1/4/18 to 31/3/19",
    ];
    check(&march, "year to March 2019", "2018-04-01", "2019-03-31");
    let headers =
        ["Apr 2010 to Mar 2011", "Apr 2010 to\n Mar 2011", "Apr-10 to Mar-11", "April 2010 - March 2011"];
    check(&headers, "year to March 2011", "2010-04-01", "2011-03-31");
    check(&["YE Feb 2020"], "year to February 2020", "2019-03-01", "2020-02-29");
    check(&["YE Feb 2021"], "year to February 2021", "2020-03-01", "2021-02-28");
    check(&["year to 15 March 2019"], "year to 2019-03-15", "2018-03-16", "2019-03-15");
    check(&["year to 28 February 2020"], "year to 2020-02-28", "2019-03-01", "2020-02-28");
}

#[test]
fn a_year_from_april_is_read() {
    let years = [
        "2018/19",
        "2018-19",
        "2018–19",
        "2018/2019",
        "2018-2019",
        "2018 - 19",
        "2018 / 19",
        "2018 to 2019",
        "FY 2018/19",
        "FY18/19",
        "FY2018-19",
        "financial year 2018 to 2019",
        "april2018-march2019",
        "April-2018-to-March-2019",
        "FYE 2019",
        "financial year ending 2019",
        "Full year 2018/19",
        "2018_19",
        "2018 19",
        "2018 to 19",
        "2018/'19",
        "2018-’19",
        "FY 2018 19",
        "2018-2019 financial year",
        "2018/19 Financial Year",
        "2018-19 (financial year)",
        "Financial year 2018-19",
        "2018/19 fiscal year",
    ];
    check(&years, "2018/19", "2018-04-01", "2019-03-31");
    check(&["2008/09", "2008-09"], "2008/09", "2008-04-01", "2009-03-31");
    check(&["1999/00", "1999-2000"], "1999/00", "1999-04-01", "2000-03-31");
    check(&["april2017-march2018"], "2017/18", "2017-04-01", "2018-03-31");
}

#[test]
fn two_numbers_that_may_be_something_else_are_no_year_from_april() {
    for text in ["2018_20", "2018_2", "in 2018 to 19 March 2019 inclusive, 2018 20"] {
        assert_eq!(read(text), None, "{text}");
    }
    let found = |text: &str| find(text).into_iter().map(|(_, period)| period.label).collect::<Vec<_>>();
    assert_eq!(found("Arson 2018_20"), Vec::<String>::new());
    assert_eq!(found("Arson 2018 20"), ["2018"]);
    assert_eq!(found("Arson 2018 2019"), ["2018", "2019"]);
    assert_eq!(found("Arson 2018 to 20"), ["2018"]);
    assert_eq!(found("Arson 2018 19 March 2019"), ["2018", "2019-03-19"]);
    assert_eq!(found("Arson Q1 2018_19"), ["April to June 2018"]);
    assert_eq!(found("2018/19 financial year 2019/20"), ["2018/19", "2019/20"]);
}

#[test]
fn a_day_is_read() {
    let days = [
        "As at 30 September 2018",
        "30 September 2018",
        "30th Sept 2018",
        "30th of September, 2018",
        "30SEP2018",
        "30-Sep-18",
        "30-Sep-2018",
        "September 30, 2018",
        "30/09/2018",
        "30-09-2018",
        "30.9.2018",
        "2018-09-30",
        "as of 2018-09-30",
        "2018-09-30T02:14:00+00:00",
        "2018-09-30T02:14:00.000Z",
        "2018-09-30 00:00:00",
    ];
    check(&days, "2018-09-30", "2018-09-30", "2018-09-30");
    check(&["29 February 2016", "29/02/2016"], "2016-02-29", "2016-02-29", "2016-02-29");
    check(&["3/4/2018"], "2018-04-03", "2018-04-03", "2018-04-03");
}

#[test]
fn a_month_is_read() {
    let months = [
        "September 2018",
        "Sep 2018",
        "Sept. 2018",
        "Sep-18",
        "Sep18",
        "Sep '18",
        "SEPTEMBER\n2018",
        "2018-09",
        "2018/09",
        "1 to 30 September 2018",
        "1–30 September 2018",
    ];
    check(&months, "2018-09", "2018-09-01", "2018-09-30");
    check(&["Feb 2016"], "2016-02", "2016-02-01", "2016-02-29");
    check(&["Feb-98"], "1998-02", "1998-02-01", "1998-02-28");
    // Its digits would be a year from April.
    check(&["Dec 2011", "Dec to Dec 11"], "December 2011", "2011-12-01", "2011-12-31");
    assert_eq!(month("2011-12"), Some(period("December 2011", "2011-12-01", "2011-12-31")));
    assert_eq!(read("2011-12").unwrap().label, "2011/12");
    for text in ["2011-13", "2011/12", "2011-1", "+201-12", "2011-+1", "1899-12", "é011-12"] {
        assert_eq!(month(text), None, "{text}");
    }
}

#[test]
fn a_month_in_digits_is_read_where_nothing_else_is_written() {
    for text in ["09/2018", "201809", " 09/2018 "] {
        assert_eq!(read(text), Some(period("2018-09", "2018-09-01", "2018-09-30")), "{text}");
        assert_eq!(find(text).len(), 1, "{text}");
    }
    for text in ["9/2018", "13/2018", "201813", "201112", "189912", "2018090", "09/2018 to 10/2018"] {
        assert_eq!(read(text), None, "{text}");
    }
    for text in ["Bulletin 09/2018", "201809 offences", "09/2018, by force"] {
        assert_eq!(find(text), [], "{text}");
    }
}

#[test]
fn some_months_are_read() {
    let first = ["Q1 2019", "2019 Q1", "Quarter 1 2019", "January to March 2019", "Jan-Mar 2019"];
    check(&first, "January to March 2019", "2019-01-01", "2019-03-31");
    check(&["Q4 2018/19", "2018/19 Q4", "Q4 18/19"], "January to March 2019", "2019-01-01", "2019-03-31");
    check(
        &["quarter ending March 2019", "3 months to March 2019"],
        "January to March 2019",
        "2019-01-01",
        "2019-03-31",
    );
    check(&["Q1 2018/19", "Q1 FY18/19"], "April to June 2018", "2018-04-01", "2018-06-30");
    check(&["1 April to 30 June 2018"], "April to June 2018", "2018-04-01", "2018-06-30");
    check(&["Q4 2018"], "October to December 2018", "2018-10-01", "2018-12-31");
    check(&["Nov 2018 to Jan 2019"], "November 2018 to January 2019", "2018-11-01", "2019-01-31");
    check(&["two years to March 2019"], "April 2017 to March 2019", "2017-04-01", "2019-03-31");
    check(&["2 April 2018 to 31 March 2019"], "2018-04-02 to 2019-03-31", "2018-04-02", "2019-03-31");
}

#[test]
fn calendar_years_mid_years_and_censuses_are_read() {
    check(&["2016", "CY2016", "CY 2016", "calendar year 2016"], "2016", "2016-01-01", "2016-12-31");
    let mid = [
        "mid-2018",
        "Mid 2018",
        "mid–2018",
        "mid2018",
        "Mid-year 2018",
        "mid-year population estimates 2018",
    ];
    check(&mid, "mid-2018", "2018-06-30", "2018-06-30");
    check(&["census 2011", "2011 Census", "Census-2011"], "census 2011", "2011-03-27", "2011-03-27");
    check(&["2021 census"], "census 2021", "2021-03-21", "2021-03-21");
}

#[test]
fn what_is_no_period_is_not_read() {
    for text in [
        "",
        " ",
        "-",
        "5",
        "18",
        "1899",
        "2100",
        "20123",
        "2,016",
        "2016.5",
        "18/19",
        "Sep 18",
        "30 September",
        "18-Sep",
        "31 June 2018",
        "31/06/2018",
        "2018-06-31",
        "29 February 2019",
        "2019-02-29",
        "09/30/2018",
        "2018-13",
        "2018/20",
        "2018-2021",
        "2018-30-09",
        "FY 2018",
        "FYE 0000",
        "Q5 2018",
        "Q0 2018",
        "census 2015",
        "Kent",
        "March",
        "30/09/18",
        "20180930",
        "September 20189",
        "30 September 2018 Kent",
        "2018-09-30T",
        "2018-09-30 25:00",
        "2018-09-30T12:61",
        "March 2019 to January 2019",
        "October to March 2019",
        "2018/191",
        "2012³",
        "0 months to March 2019",
        "year to 2018",
        "mid-",
        "September 1899",
        "1 – 30 September 2018",
        "٢٠١٨",
    ] {
        assert_eq!(read(text), None, "{text:?}");
    }
}

fn found(text: &str) -> Vec<(String, String)> {
    find(text).into_iter().map(|(range, period)| (text[range].to_owned(), period.label)).collect()
}

#[test]
fn periods_are_found_within_titles() {
    for (text, expected) in [
        ("Mid-2018 population estimate", &[("Mid-2018", "mid-2018")][..]),
        (
            "Table H3: Officers as at 31 March 2018 and 30 September 2018¹",
            &[("as at 31 March 2018", "2018-03-31")],
        ),
        ("Police workforce, 30 September 2018: Table 2", &[("30 September 2018", "2018-09-30")]),
        ("Table 5 - 30 September 2018", &[("30 September 2018", "2018-09-30")]),
        ("Crime (Apr 2010 to\nMar 2011)", &[("Apr 2010 to\nMar 2011", "year to March 2011")]),
        ("2010/11 to 2012/13", &[("2010/11", "2010/11"), ("2012/13", "2012/13")]),
        ("2010 to 2020", &[("2010", "2010"), ("2020", "2020")]),
        ("é 2016 – é", &[("2016", "2016")]),
        ("Offences, 2018 - 12 forces", &[("2018", "2018")]),
        (
            "3 months to March 2019, 2018",
            &[("3 months to March 2019", "January to March 2019"), ("2018", "2018")],
        ),
        ("Rates (2016), FY 2017", &[("2016", "2016")]),
        ("Officers in 2018/19 (FTE)", &[("2018/19", "2018/19")]),
    ] {
        let expected: Vec<_> =
            expected.iter().map(|(words, label)| ((*words).into(), (*label).into())).collect();
        assert_eq!(found(text), expected, "{text:?}");
    }
}

#[test]
fn nothing_is_found_in_what_is_glued_or_impossible() {
    for text in [
        "lineChart2023",
        "2023b",
        "E23000001",
        "31 June 2018",
        "on 31/06/2018 there",
        "2018-2021",
        "1-2018/19",
        "£2016",
        "2016%",
        "2016.5 officers",
        "1.2016",
        "20123",
        "2012³",
        "2018/191",
        "v2018",
        "12-2018-09-30",
        "Census 2015",
        "FY 2018",
        "2018-09-31",
        "A1-2018",
    ] {
        assert_eq!(found(text), [], "{text:?}");
    }
}

#[test]
fn file_names_give_a_period_only_when_they_are_precise_and_of_one_mind() {
    for (name, expected) in [
        ("2018-10-city-of-london-street.csv", Some("2018-10")),
        ("2018-10/2018-10-city-of-london-street.csv", Some("2018-10")),
        ("a/2018-09/2018-10-kent-street.csv", Some("2018-10")),
        ("2011-12-kent-street.csv", Some("December 2011")),
        ("2011-12-kent-outcomes.csv", Some("December 2011")),
        ("999-answer-times-2023-11.csv", Some("2023-11")),
        ("police-grant-2025-26.csv", Some("2025/26")),
        ("police_grant_2025_26.csv", Some("2025/26")),
        ("ons-policeforceareatables-yedec2024.xlsx", Some("year to December 2024")),
        ("policeforceareatablesyedec2024.xlsx", Some("year to December 2024")),
        ("pfatables-year-ending-march-2019.xlsx", Some("year to March 2019")),
        ("crime-yearendingmarch2019.xlsx", Some("year to March 2019")),
        ("crime-year-dec-2024.csv", Some("year to December 2024")),
        ("crime-yeardecember2024.csv", Some("year to December 2024")),
        ("crime-ye-dec-2024.csv", Some("year to December 2024")),
        ("police-workforce-sep18-tables.ods", Some("2018-09")),
        ("police-workforce-sep-2019.ods", Some("2019-09")),
        ("police-use-of-force-april2018-march2019-data-tables.ods", Some("2018/19")),
        ("workforce-2019-09-30.csv", Some("2019-09-30")),
        ("workforce-2018-ye-mar-2019.csv", Some("year to March 2019")),
        ("officer-fte-2018.csv", None),
        ("lineChart2023.csv", None),
        ("cy2016.csv", None),
        ("reply-2023-07-12.csv", None),
        ("grant-2011-12.csv", None),
        ("2018-09-and-2018-10.csv", None),
        ("2018-06-31.csv", None),
        ("kent.csv", None),
        ("", None),
        (".csv", None),
        ("2018-10", Some("2018-10")),
    ] {
        assert_eq!(in_file_name(name).map(|period| period.label).as_deref(), expected, "{name}");
    }
}

/// Texts made of the pieces that periods are made of.
fn pieces() -> impl Strategy<Value = String> {
    let pieces = [
        "2018",
        "2019",
        "19",
        "18",
        "09",
        "30",
        "31",
        "1",
        "12",
        "Sep",
        "September",
        "march",
        "april",
        "year",
        "ending",
        "to",
        "as at",
        "months",
        "mid",
        "census",
        "Q1",
        "FY",
        "YE",
        "T02:14:00",
        "+00:00",
        "of",
        "th",
        " ",
        " ",
        " ",
        "-",
        "-",
        "/",
        "–",
        ",",
        ".",
        "'",
        "\n",
        "³",
        "é",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..12).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_found_in_any_text_lies_in_it_and_reads_the_same(
        text in prop_oneof![1 => any::<String>(), 9 => pieces()],
    ) {
        let _ = (read(&text), in_file_name(&text), month(&text));
        let mut end = 0;
        for (range, period) in find(&text) {
            prop_assert!(end <= range.start && range.start < range.end, "{range:?} after {end}");
            prop_assert!(period.start <= period.end);
            prop_assert_eq!(read(text.get(range.clone()).unwrap()), Some(period));
            end = range.end;
        }
    }

    #[test]
    fn a_text_that_is_a_period_is_found_whole(text in pieces()) {
        if let Some(period) = read(&text) {
            prop_assert!(period.start <= period.end);
            let found = find(&text);
            prop_assert_eq!(found.len(), 1);
            prop_assert_eq!(&found[0].1, &period);
        }
    }

    #[test]
    fn every_label_reads_back(
        text in pieces(),
        year in 1901_i16..2098,
        month in 1_i8..=12,
        n_months in 1_i16..30,
    ) {
        let end = Date::new(year, month, 1).unwrap().last_of_month();
        let made = [
            Period::months_to(end, n_months),
            Period::months_to(end.yesterday().unwrap(), n_months),
            Period::fiscal(year),
            Period::year(year),
            Period::mid(year),
            read(&text),
        ];
        for period in made.into_iter().flatten() {
            prop_assert_eq!(read(&period.label), Some(period));
        }
    }
}
