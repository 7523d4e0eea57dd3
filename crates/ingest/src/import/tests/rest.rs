//! What columns of figures are by their headers, beside codes and under the names that programs give.

use super::*;

/// What a column of figures becomes, beside a code and without one: the part of the row that it is, or why it is none.
fn beside_code_and_without(header: &str) -> [String; 2] {
    ["Area code,Area name|E23000032,Kent", "Area name|Kent"].map(|text| {
        let (headers, cells) = text.split_once('|').unwrap();
        let text = format!("\"2031/32\"\n{headers},Robbery,{header}\n{cells},51,7.5\n");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let columns = &imported.tables[0].columns;
        columns.last().unwrap().what.clone()
    })
}

#[test]
fn a_table_with_codes_knows_of_headers_what_one_without_knows() {
    for (header, expected) in [
        ("Charge rate", "published_value of charge-rate"),
        ("Average days", "published_value of average-days"),
        ("Avg days", "published_value of avg-days"),
        ("Share of total", "published_value of share-of-total"),
        ("Odds ratio", "published_value of odds-ratio"),
        ("or", "published_value of or"),
        ("Crime severity score", "published_value of crime-severity-score"),
        ("stop_rate", "published_value of stop-rate"),
        ("Arson", "numerator of arson"),
        ("Rank", "not read: worked out from other figures"),
        ("CI low", "not read: limits of other figures"),
        ("CI lower", "not read: limits of other figures"),
        ("or_ci_low", "not read: limits of other figures"),
        ("or_ci_upp", "not read: limits of other figures"),
        ("ci_95_high", "not read: limits of other figures"),
        ("conf.low", "not read: limits of other figures"),
        ("Std. error", "not read: limits of other figures"),
        ("Z-score", "not read: no figures of the force itself"),
        ("England average", "not read: no figures of the force itself"),
        ("England", "not read: no figures of the force itself"),
    ] {
        assert_eq!(beside_code_and_without(header), [expected; 2], "{header}");
    }
}

#[test]
fn names_that_programs_give_are_read_in_words() {
    for (header, expected) in [
        ("RateKC", "published_value of ratekc".to_owned()),
        ("RatePer1000", "published_value of rateper1000, per 1000".to_owned()),
        ("rate_kc", "published_value of rate-kc".to_owned()),
        ("ZScoreKE", "not read: no figures of the force itself".to_owned()),
        ("CrimeRank", "not read: worked out from other figures".to_owned()),
        ("crime_rank", "not read: worked out from other figures".to_owned()),
        ("QtrNum", "the quarter or month of the period".to_owned()),
        ("Quarter number", "the quarter or month of the period".to_owned()),
        ("altered_flag", "not read: a mark of the row".to_owned()),
    ] {
        assert_eq!(beside_code_and_without(header), [&*expected; 2], "{header}");
    }
    // Beside the quarter it is a number that runs on.
    let said = read("Force,Year,Quarter,QtrNum,Robbery|Kent,2031/32,Q2,46,51");
    assert_eq!(said, "kent robbery July to September 2031 51");
    let said = read("2031/32|Force,Robbery,altered_flag|Kent,51,0");
    assert_eq!(said, "kent robbery 2031/32 51; !unread-figures");
}

#[test]
fn rows_that_name_their_figures_do_so_beside_codes() {
    for header in ["Area name,Area code,Year,Measure,Value", "area_name,area_code,date,measure,value"] {
        let said =
            read(&format!("{header}|Kent,E23000032,2031/32,Robbery,51|Essex,E23000028,2031/32,Arson,6"));
        assert_eq!(said, "essex arson 2031/32 6; kent robbery 2031/32 51", "{header}");
    }
}

#[test]
fn a_layout_leaves_other_figures_to_one_built_in_alone() {
    const OF_NONE: &[u8] =
        b"name = \"own\"\ntitle = \"Own\"\ngives = \"indicator-values\"\nrest = \"nothing\"\n";
    let error = Layouts::read(&crate::Embedded(&[("layouts/own.toml", OF_NONE)])).unwrap_err().to_string();
    assert!(error.contains("`rest` names `nothing`, which is no layout built in"), "{error}");
}

#[test]
fn a_population_that_no_force_has_is_named() {
    let said = |text: &str| {
        let imported = imported("t.csv", text.replace('|', "\n").as_bytes(), &Options::default());
        let said = imported.diagnostics.kept().iter().filter(|said| said.code == "population");
        said.map(|said| said.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        said("2031/32|Force,Population|Kent,1897.25|Essex,8900.5|Surrey,1200000"),
        [
            "`1897.25` is read as so many residents, fewer than any force has; 1 more of the column are as few or no whole persons"
        ]
    );
    assert_eq!(
        said("2031/32|Force,Population|Kent,1897000.5|Essex,1900000"),
        ["`1897000.5` is read as so many residents, which are no whole persons"]
    );
    assert!(said("2031/32|Force,Population|Kent,1897000|City of London,8600").is_empty());
    assert!(said("2031/32|Force,Population aged 10|Kent,1897").is_empty());
}

#[test]
fn a_header_of_what_people_are_counted_in_leaves_them_to_the_user() {
    let options = Options { indicator: Some("officers-fte".to_owned()), ..Options::default() };
    for header in [
        "FTE",
        "FTE Count",
        "Number of FTEs",
        "Full-time equivalents",
        "Full time equivalents (FTE)",
        "Officer FTE",
        "Officer full-time equivalents",
        "Police officer FTE count",
    ] {
        let text = format!("31 March 2031\nPolice force,{header}\nKent,51.5\n");
        let found = rows_of("t.csv", &text, &options, &["indicator", "numerator"]);
        assert_eq!(found, ["officers-fte 51.5"], "{header}");
    }
    check(&[
        ("31 March 2031|Force,FTE Count|Kent,51.5", "!no-indicator"),
        ("31 March 2031|Force,Officer FTE|Kent,51.5", "kent officers-fte 2031-03-31 51.5"),
        ("31 March 2031|Force,Dog handler FTE|Kent,51.5", "kent dog-handler-fte 2031-03-31 51.5"),
    ]);
}
