//! What is set aside, named, or a part of something, rather than read as what it is not.

use super::*;

/// What is said of a text under some code, with its hints.
fn said(text: &str, code: &str, options: &Options) -> Vec<String> {
    let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), options);
    let of_code = imported.diagnostics.kept().iter().filter(|said| said.code == code);
    of_code.map(|said| format!("{} {} {}", said.place, said.message, said.hints.join(" "))).collect()
}

fn of_period(period: &str) -> Options {
    Options { period: Some(period.to_owned()), ..Options::default() }
}

#[test]
fn a_column_of_dates_is_the_time_of_its_rows_whatever_its_header() {
    check(&[
        (
            "Police Force,Measure,counted,value|Kent,Arsons,31 March 2032,5|Essex,Arsons,31 March 2032,6",
            "essex arsons 2032-03-31 6; kent arsons 2032-03-31 5",
        ),
        ("Police Force,Measure,ytd,value|Kent,Arsons,2032-03-31,5", "!header-period"),
        ("ytd,Police Force,Arsons|2032-03-31,Kent,5", "!header-period"),
    ]);
    // No period that the user names goes before it.
    let text = "Police Force,Measure,ytd,value|Kent,Arsons,2032-03-31,5";
    for (text, options) in [(text, Options::default()), (text, of_period("2034/35"))] {
        let found = said(text, "header-period", &options);
        assert!(found[0].contains("head `ytd` `Year ending`"), "{found:?}");
        assert_eq!(rows_of("t.csv", &text.replace('|', "\n"), &options, &["force"]), Vec::<String>::new());
    }
}

#[test]
fn dates_that_are_not_read_are_named_where_the_user_says_the_time() {
    let text = "Force,Years in post,Arsons|Kent,2032-03-31,5|Essex,2032-03-31,6";
    let found = said(text, "unread-column", &of_period("2034/35"));
    assert!(
        found.len() == 1 && found[0].contains("`Years in post` is not read, though it holds times"),
        "{found:?}"
    );
    // Beside the time of the figures they may be of anything.
    let text = "Force,Year,Years in post,Arsons|Kent,2034/35,2032-03-31,5|Essex,2034/35,2032-03-31,6";
    assert_eq!(said(text, "unread-column", &Options::default()), Vec::<String>::new());
}

#[test]
fn those_of_whom_nothing_is_known_are_a_part_of_what_is_counted() {
    let options = Options { indicator: Some("uses".to_owned()), ..of_period("2031/32") };
    for (header, part) in [
        ("Not reported", "uses-not-reported"),
        ("Don't know", "uses-dont-know"),
        ("Don’t know", "uses-dont-know"),
        ("Prefer not to say", "uses-prefer-not-to-say"),
        ("Not stated", "uses-not-stated"),
        ("Not declared", "uses-not-declared"),
    ] {
        let text = format!("Force,White,{header}\nKent,5,6\n");
        let rows = rows_of("t.csv", &text, &options, &["indicator", "numerator"]);
        assert!(rows.contains(&format!("{part} 6")), "{header}: {rows:?}");
        let text = format!("Force,variable,value\nKent,White,5\nKent,{header},6\n");
        let rows = rows_of("t.csv", &text, &options, &["indicator", "numerator"]);
        assert!(rows.contains(&format!("{part} 6")), "{header}: {rows:?}");
    }
}

#[test]
fn rows_of_several_forces_are_none_of_one() {
    for (name, forces) in [
        ("Cleveland & Cheshire", "cheshire and cleveland"),
        ("Surrey and Sussex", "surrey and sussex"),
        ("Kent Police / Essex Police", "essex and kent"),
        ("Devon & Cornwall and Dorset", "devon-and-cornwall and dorset"),
        ("\"Kent, Essex & Avon and Somerset\"", "avon-and-somerset and essex and kent"),
        ("West Midlands & Warkwickshire", "warwickshire and west-midlands"),
    ] {
        let text = format!("Force,Arsons 2031|Kent,5|{name},6");
        assert_eq!(read(&text), "kent arsons 2031 5; !several-forces", "{name}");
        let found = said(&text, "several-forces", &Options::default());
        assert!(found[0].contains(&format!("is {forces} together, and is set aside")), "{found:?}");
    }
    let found = said("Force,Arsons 2031|Kent,5|Essex & Suburbia,6", "force", &Options::default());
    assert!(found[0].ends_with("it names essex and something else, and may be of both"), "{found:?}");
    check(&[
        (
            "Force,Arsons 2031|Kent,5|Avon & Somerset,6|Devon and Cornwall,7",
            "avon-and-somerset arsons 2031 6; devon-and-cornwall arsons 2031 7; kent arsons 2031 5",
        ),
        // The code of one of them makes it no row of that one.
        (
            "Force,Code,Arsons 2031|Kent,E23000032,5|Cleveland & Cheshire,E23000013,6",
            "kent arsons 2031 5; !several-forces",
        ),
        ("Force,Arsons 2031|Kent,5|Essex & Suburbia,6", "kent arsons 2031 5; !force"),
    ]);
}

/// Rows of one measure, in the arrangement of figures by ethnicity.
const BY_ETHNICITY: &str = "\
    Measure,Time,Time_type,Ethnicity,Ethnicity_type,Geography,Geography_type,Number of stop and searches,\
    Total number of stop and search carried out in this area (excluding unreported),Population by ethnicity,\
    \"Rate per 1,000 population by ethnicity\",\
    Proportion of total stop and searches of this ethnicity in the financial year (excludes unreported)|\
    Stops and searches carried out (excluding vehicle only),2031/32,Financial year,All,All,Kent,Police Force Area,2000,1900,1000000,2,N/A|\
    Stops and searches carried out (excluding vehicle only),2031/32,Financial year,All,All,All - excluding BTP,Police Force Area,2000,1900,1000000,2,N/A|\
    Stops and searches carried out (excluding vehicle only),2031/32,Financial year,All,All,All - including BTP,Police Force Area,2100,1950,1000000,2.1,N/A|\
    Stops and searches carried out (excluding vehicle only),2031/32,Financial year,Arab,ONS 2001 16+1,Kent,Police Force Area,100,1900,20000,5,5%";

#[test]
fn a_table_by_ethnicity_is_read_whole_and_by_the_name_that_the_user_gives() {
    let named = read(BY_ETHNICITY);
    let short = "stops-and-searches-carried-out-excluding-vehicle-only";
    assert!(named.contains(&format!("kent {short}-all 2031/32 2000 2;")), "{named}");
    assert!(named.contains(&format!("kent {short}-arab 2031/32 100 5")), "{named}");
    assert!(named.contains("-proportion-"), "{named}");
    assert!(
        !named.contains("financial-year-all") && !named.contains("ons-2001") && !named.contains('!'),
        "{named}"
    );
    let asked = Options { indicator: Some("stop-and-search".to_owned()), ..Options::default() };
    let columns = ["force", "indicator", "numerator", "denominator", "published_value"];
    let rows = rows_of("t.csv", &BY_ETHNICITY.replace('|', "\n"), &asked, &columns);
    for row in ["kent stop-and-search 2000 1000000 2", "kent stop-and-search-arab 100 20000 5"] {
        assert!(rows.contains(&row.to_owned()), "{rows:?}");
    }
    assert_eq!(said(BY_ETHNICITY, "unused-option", &asked), Vec::<String>::new());
    assert_eq!(said(BY_ETHNICITY, "renamed-rows", &asked).len(), 1);
    // A name that the rows do not have is none for them.
    let other = Options { indicator: Some("arrests".to_owned()), ..Options::default() };
    assert_eq!(said(BY_ETHNICITY, "unused-option", &other).len(), 1);
}

#[test]
fn a_kind_that_tells_rows_apart_stays_in_their_names() {
    check(&[
        (
            "Force,Year,Measure,Ethnicity,Ethnicity_type,Value|Kent,2031/32,Stops,White,Own,5|Kent,2031/32,Stops,White,Officer,6",
            "kent stops-white-officer 2031/32 6; kent stops-white-own 2031/32 5",
        ),
        (
            "Force,Year,Measure,Ethnicity,Ethnicity_type,Value|Kent,2031/32,Stops,Black,Own,5|Kent,2031/32,Stops,White,Own,6",
            "kent stops-black 2031/32 5; kent stops-white 2031/32 6",
        ),
        ("Force,Year,Measure,Search type,Value|Kent,2031/32,Stops,Vehicle,5", "kent stops-vehicle 2031/32 5"),
    ]);
}

#[test]
fn dates_alone_as_headers_are_noted_as_single_days() {
    let of = |indicator: &str| Options { indicator: Some(indicator.to_owned()), ..Options::default() };
    let text = "Force,2031-12-31,2032-12-31|Kent,5,6|Essex,7,8";
    let found = said(text, "one-day", &of("taser-uses"));
    assert!(found.len() == 1 && found[0].contains("`2031-12-31` is filed as that one day"), "{found:?}");
    for (text, indicator) in [
        (text, "officers-headcount"),
        (text, "dog-handlers-headcount"),
        ("Force,2031-12-15,2032-12-15|Kent,5,6", "taser-uses"),
        ("Force,Year ending 2031-12-31,Year ending 2032-12-31|Kent,5,6", "taser-uses"),
        ("Force,As at 2031-12-31,As at 2032-12-31|Kent,5,6", "taser-uses"),
    ] {
        assert_eq!(said(text, "one-day", &of(indicator)), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn changes_in_a_name_are_those_of_columns_set_aside() {
    let asked = Options { indicator: Some("taser-uses".to_owned()), ..Options::default() };
    let codes_of = |text: &str| {
        let text = text.replace('|', "\n");
        codes(&imported("year-to-force-with-increases.csv", text.as_bytes(), &asked).diagnostics)
    };
    assert!(!codes_of("Force,2031/32,2032/33,Δ% 31-32|Kent,5,6,20").contains_key("unit"));
    assert!(codes_of("Force,2031/32,2032/33|Kent,5,6").contains_key("unit"));
    let text = "Force,March 2031,September 2031,increase,pct increase\nKent,50,60,10,20\nEssex,70,77,7,10\n";
    let imported = imported("officer-headcount-2031.csv", text.as_bytes(), &Options::default());
    assert!(!codes(&imported.diagnostics).contains_key("unread-column"));
    assert_eq!(imported.tidy.map(|tidy| tidy.rows.len()), Some(4));
}

#[test]
fn headers_that_programs_make_up_name_nothing() {
    for header in ["f0_", "_col1", "_c2", "(No column name)", "?column?", "count(*)"] {
        let text =
            format!("Year,{header},crime_type,reported_by|2031,5,Arson,Kent Police|2031,6,Theft,Kent Police");
        assert_eq!(read(&text), "kent arson 2031 5; kent theft 2031 6", "{header}");
        let text = format!("Year,Force,{header}|2031,Kent,5");
        assert_eq!(read(&text), "!no-indicator", "{header}");
    }
}
