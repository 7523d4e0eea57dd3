//! Figures whose name another word of the table says: of bands, outcomes, totals, people and parts of pillars.

use super::*;

#[test]
fn bands_keep_their_signs_and_what_they_are_bands_of() {
    check(&[
        (
            "\"Arrests by police force area, 2031\"|Force,<18,18+,>60,≥ 65,Total|Kent,1,2,3,4,5",
            "kent arrests 2031 5; kent arrests-18-plus 2031 2; kent arrests-at-least-65 2031 4; kent arrests-over-60 2031 3; \
             kent arrests-under-18 2031 1",
        ),
        (
            "\"999 calls by time to answer and force, May 2031\"|Force,<10 seconds,10 to 60 secs,60+ seconds,All calls|Kent,1,2,3,6",
            "kent 999-calls 2031-05 6; kent 999-calls-10-to-60-secs 2031-05 2; kent 999-calls-60-plus-seconds 2031-05 3; \
             kent 999-calls-under-10-seconds 2031-05 1",
        ),
        (
            "Force,Month,Number of calls answered,<10 seconds,>10 seconds|Kent,May 2031,9,92.3%,7.7%",
            "kent calls-answered 2031-05 9; kent calls-answered-over-10-seconds 2031-05 7.7; \
             kent calls-answered-under-10-seconds 2031-05 92.3",
        ),
        (
            "999 performance: May 2031|Force,Calls,% not answered within 10 seconds|Kent,9,12.6%",
            "kent calls 2031-05 9; kent percent-not-answered-within-10-seconds 2031-05 12.6; !unsaid-words",
        ),
        ("Time to answer,Force,May 2031|0-10 seconds,Kent,1|60+ seconds,Kent,2", "!no-indicator"),
        (
            "Force,Year,Group,Arrests|Kent,2031,Male,1|Kent,2031,Under 18,2",
            "kent arrests-male 2031 1; kent arrests-under-18 2031 2",
        ),
    ]);
}

#[test]
fn what_became_of_the_offence_of_a_row_has_a_name_of_its_own() {
    let rows = "|Kent,2031/32,Burglary,2800,140,5";
    let expected = "kent burglary 2031/32 2800; kent burglary-solved 2031/32 140; kent burglary-solved-percent 2031/32 5";
    let title = "\"Recorded crime outcomes by police force area, 2031/32\"|";
    check(&[
        (&format!("Force,Year,Offence,Offences,Solved,Solved %{rows}"), expected),
        (&format!("{title}Force,Year,Offence,Offences,Solved,Solved %{rows}"), expected),
        (
            &format!("Force,Year,Offence group,Offences,Arrests,Positive outcomes (%){rows}"),
            "kent arrests-burglary 2031/32 140; kent burglary 2031/32 2800; kent burglary-positive-outcomes-percent 2031/32 5",
        ),
        (
            "Force,Crime type,2031/32 offences,2031/32 charged,2031/32 charged %|Kent,Burglary,500,60,12",
            "kent burglary 2031/32 500; kent burglary-charged 2031/32 60; kent burglary-charged-percent 2031/32 12",
        ),
        (
            "Force,Year,Offence,Offences,Rate per 1000 population,Detection rate|Kent,2031/32,Burglary,500,2.5,7",
            "kent burglary 2031/32 500 2.5; kent burglary-detection-rate 2031/32 7",
        ),
        (
            "Force,Year,Burglary,Solved %,Robbery,Solved %|Kent,2031/32,500,12,60,5",
            "kent burglary 2031/32 500; kent burglary-solved-percent 2031/32 12; kent robbery 2031/32 60; \
             kent robbery-solved-percent 2031/32 5",
        ),
        (
            "Force,Year,Shoplifting,Charged %|Kent,2031/32,500,12",
            "kent shoplifting 2031/32 500; kent shoplifting-charged-percent 2031/32 12",
        ),
        // Nothing says of which, and people are not charged for being there.
        (
            "Force,Year,Arson,Poaching,Solved %|Kent,2031/32,1,2,3",
            "kent arson 2031/32 1; kent poaching 2031/32 2; kent solved-percent 2031/32 3",
        ),
        (
            "Force,Year,Households,Solved %|Kent,2031/32,1,3",
            "kent households 2031/32 1; kent solved-percent 2031/32 3",
        ),
    ]);
}

#[test]
fn totals_behind_two_header_rows_keep_what_is_counted_and_those_of_years_are_worked_out() {
    check(&[
        (
            "\"Seizures by police force area, 2031\"|,Male,,Total,|Force,Under 18,All,Under 18,All|Kent,1,2,3,4",
            "kent seizures 2031 4; kent seizures-male-all 2031 2; kent seizures-male-under-18 2031 1; \
             kent seizures-under-18 2031 3",
        ),
        (
            ",2031/32,,2032/33,,Total,|Force,Arson,Poaching,Arson,Poaching,Arson,Poaching|Kent,1,2,3,4,4,6",
            "kent arson 2031/32 1; kent arson 2032/33 3; kent poaching 2031/32 2; kent poaching 2032/33 4",
        ),
        (",Arson,,|Force,2031/32,2032/33,Total|Kent,1,3,4", "kent arson 2031/32 1; kent arson 2032/33 3"),
        // The total of a year's halves is the year's.
        (
            "2031/32|,H1,,H2,,Total,|Force,Arson,Poaching,Arson,Poaching,Arson,Poaching|Kent,1,2,3,4,4,6",
            "kent arson April to September 2031 1; kent arson 2031/32 4; kent arson October 2031 to March 2032 3; \
             kent poaching April to September 2031 2; kent poaching 2031/32 6; kent poaching October 2031 to March 2032 4",
        ),
    ]);
}

#[test]
fn grades_of_no_known_area_are_set_aside_and_named() {
    let of = |text: &str| {
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let said: Vec<_> = codes(&imported.diagnostics).into_iter().collect();
        (imported.values().kept, imported.values().n_set_aside(), said)
    };
    let unread = vec![("unread-column", Severity::Warning)];
    let beside_an_area = "Force,Cycle,Effectiveness,Overall,Previous grade\nKent,2016,Good,Good,Inadequate\n";
    assert_eq!(of(beside_an_area), (1, 2, unread.clone()));
    let beside_figures = "Force,Year of inspection,Overall grade,% recorded\nKent,2018,Outstanding,96.6%\n";
    assert_eq!(of(beside_figures), (1, 1, unread));
    // One unknown area is a fault of its row, however few are known.
    let areas = "Force,Cycle,Area,Grade\nKent,2016,Effectiveness,Good\nKent,2016,Eficiency,Good\nKent,2016,Tea,Good\n";
    assert_eq!(of(areas), (1, 0, vec![("area", Severity::Error)]));
}

#[test]
fn records_are_known_by_their_columns_whatever_the_name_of_the_file() {
    let hint = |header: &str| {
        let text = format!("{header}\nKent,2031-05-01,Drugs,Arrest\n");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let hints: Vec<String> =
            imported.diagnostics.kept().iter().flat_map(|said| said.hints.clone()).collect();
        hints.join(" ")
    };
    for (header, kind) in [
        ("force,date,object_of_search,outcome", "stop-and-search"),
        ("falls_within,month,crime_type,context", "street"),
        ("falls_within,month,crime_id,outcome_type", "outcomes"),
    ] {
        assert_eq!(hint(header), format!("count its records with `--as {kind}`"));
    }
    check(&[(
        "force,date,object_of_search,outcome,number_of_searches|Kent,May 2031,Drugs,Arrest,3",
        "kent stop-and-search-drugs-arrest 2031-05 3",
    )]);
}

#[test]
fn what_people_are_counted_in_is_said_above_the_table() {
    let text = |unit: &str| {
        format!(
            "\"Table H3: Police workforce by police force area, as at 31 March 2031\"|England and Wales,,{unit}|,Police officers,Cooks|Kent,3,2"
        )
    };
    check(&[
        (&text("Headcount"), "kent cooks-headcount 2031-03-31 2; kent officers-headcount 2031-03-31 3"),
        (&text("Full-time equivalents"), "kent cooks-fte 2031-03-31 2; kent officers-fte 2031-03-31 3"),
        (
            "\"Table F9: Part-time police officers by rank and police force area, as at 31 March 2031\"|Headcount,,|,Sergeants,Constables|Kent,3,2",
            "kent part-time-police-officers-constables-headcount 2031-03-31 2; \
             kent part-time-police-officers-sergeants-headcount 2031-03-31 3",
        ),
    ]);
}

#[test]
fn ages_year_by_year_are_no_times_and_no_figures() {
    check(&[
        (
            "Mid-2031 population estimates for police force areas by single year of age|PFA22NM,All ages,F0,M90+|Kent,3,1,2",
            "kent population mid-2031 3; kent population-f0 mid-2031 1; kent population-m90-plus mid-2031 2",
        ),
        (
            "Number of births 2031|Code,Name,All ages,0,1,2+|E23000032,Kent,6,1,2,3",
            "kent births 2031 6; kent births-2-plus 2031 3; kent births-age-0 2031 1; kent births-age-1 2031 2",
        ),
    ]);
}

#[test]
fn a_heading_says_what_the_figures_below_it_are_per() {
    check(&[(
        "\"Knife arsons by police force area, 2031\"|Force,Jan to Dec 2031|Kent,5|Essex,6|\
         \"Rate of knife arsons per 100,000 population by police force area, 2031\"|Force,Jan to Dec 2031|Kent,0.5|Essex,0.6",
        "essex knife-arsons year to December 2031 6 0.6; kent knife-arsons year to December 2031 5 0.5",
    )]);
}

#[test]
fn years_that_r_joined_to_a_name_are_read() {
    check(&[
        (
            "Force,Arson.2031.32,Bike.theft.2032.33|Kent,1,2",
            "kent arson 2031/32 1; kent bike-theft 2032/33 2",
        ),
        ("Force,Arson.2031.35|Kent,1", "!no-period"),
    ]);
}

#[test]
fn a_part_of_a_pillar_in_a_title_is_never_the_pillar_in_silence() {
    for (title, expected) in [
        ("PEEL: Police effectiveness 2015 (vulnerability) - judgments", "2015 protecting-vulnerable-people"),
        ("PEEL: Police effectiveness 2015", "2015 effectiveness"),
        ("PEEL: Police effectiveness 2015 by force (overall judgments)", "2015 effectiveness"),
        ("PEEL: Police legitimacy 2017 - treatment of the workforce", "2017 legitimacy; !unsaid-words"),
        ("PEEL: Police effectiveness 2016 (victims)", "2016 effectiveness; !unsaid-words"),
    ] {
        let text = format!("{title},\nForce,Judgment\nSurrey,Good\n");
        let imported = imported("t.csv", text.as_bytes(), &Options::default());
        let rows = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["cycle", "area"]));
        let codes = codes(&imported.diagnostics);
        let said = codes.keys().filter(|code| **code == "unsaid-words").map(|code| format!("!{code}"));
        assert_eq!(rows.chain(said).collect::<Vec<_>>().join("; "), expected, "{title}");
    }
}

#[test]
fn wordings_of_the_inspectorate_are_areas() {
    let text = "2018/19\nForce,Meeting current demands and using resources,Armed policing\nKent,Good,\n";
    assert_eq!(rows_of("t.csv", text, &Options::default(), &["area", "grade"]), ["meeting-demand good"]);
}

#[test]
fn what_a_title_counts_of_offences_is_a_part_of_their_names() {
    for (title, measure) in [
        ("Arrests by offence group and police force area", "arrests"),
        ("Convictions by offence and police force", "convictions"),
        ("Persons prosecuted by offence", "prosecutions"),
        ("Charges", "charges"),
        ("Sanction detections", "detections"),
        ("Cost of crime (£) by offence group", "cost"),
        ("Victims by offence and force", "victims"),
    ] {
        let found = read(&format!("\"{title}, 2031/32\"|Force,Robbery,Poaching|Kent,5,6"));
        let expected = format!("kent {measure}-poaching 2031/32 6; kent {measure}-robbery 2031/32 5");
        assert!(found.starts_with(&expected), "{title}: {found}");
    }
    let found = read("\"Median days by offence group, 2031/32\"|Force,Robbery|Kent,5");
    assert!(found.starts_with("kent median-robbery 2031/32 5"), "{found}");
    check(&[
        (
            "\"Arrests by offence and force, 2031/32\"|Force,Robbery,Population,Robbery arrests|Kent,5,600,7",
            "kent population 2031/32 600; kent robbery 2031/32 5; kent robbery-arrests 2031/32 7; !population",
        ),
        (
            "\"Outcomes by force, 2031/32\"|Force,Robbery charged,Robbery|Kent,5,6",
            "kent outcomes-robbery 2031/32 6; kent robbery-charged 2031/32 5",
        ),
        ("\"Arrests and charges by offence, 2031/32\"|Force,Robbery|Kent,5", "!unsaid-words"),
        ("\"Recorded crime and outcomes by force, 2031/32\"|Force,Robbery|Kent,5", "!unsaid-words"),
        (
            "\"Robbery by force, 2031/32\"|Force,Robbery,Arrests|Kent,5,6",
            "kent arrests 2031/32 6; kent robbery 2031/32 5",
        ),
    ]);
}

#[test]
fn a_long_name_keeps_its_no() {
    let name = |outcome: &str| {
        slug::slug(&format!("Force outcomes for offences recorded in quarter, burglary, {outcome}"))
    };
    for (outcome, end) in [
        ("investigation complete, no suspect identified 18", "-no-suspect-identified-18-"),
        ("evidential difficulties, victim does not support further action", "-not-support-further-action-"),
        ("not in the public interest to pursue by decision of the Crown", "-not-decision-of-the-crown-"),
        ("charged or summonsed by the force within the quarter", "-recorded-in-within-the-quarter-"),
    ] {
        let found = name(outcome);
        assert!(found.contains(end) && found.len() < 80, "{found}");
    }
    assert_ne!(
        name("investigation complete, no suspect identified 18"),
        name("investigation complete, suspect identified 18")
    );
}

#[test]
fn what_comes_of_searches_is_counted_beside_them() {
    check(&[
        (
            "Financial Year,Force Name,Legislation,Number of searches,Resultant arrests|2031/32,Kent,Section 1 PACE,500,20",
            "kent resultant-arrests-section-1-pace 2031/32 20; kent searches-section-1-pace 2031/32 500",
        ),
        // Calls are answered where a title speaks of answering.
        (
            "\"999 call answering times, by force\"|Force,Month,Number of calls,% answered under 10 seconds|Kent,Nov-31,5000,70.1%",
            "kent calls-999-answered-within-10s 2031-11 70.1",
        ),
    ]);
}

#[test]
fn a_column_of_grades_beside_figures_is_no_part_of_their_names() {
    for header in ["Grade", "Outcome", "Result", "Type"] {
        check(&[(
            &format!("2031/32|Force,Calls answered,{header}|Kent,5,Good|Surrey,6,Requires improvement"),
            "kent calls-answered 2031/32 5; surrey calls-answered 2031/32 6; !unread-column",
        )]);
    }
    check(&[(
        "2031/32|Force,Calls answered,Grade|Kent,5,Grade 1|Kent,6,Grade 2",
        "kent calls-answered-grade-1 2031/32 5; kent calls-answered-grade-2 2031/32 6",
    )]);
}

#[test]
fn a_kind_of_what_a_title_counts_carries_its_name() {
    check(&[
        (
            "\"Searches by force and reason for search, 2031/32\"|Force,Drugs,Other,Total|Kent,5,6,11",
            "kent searches 2031/32 11; kent searches-drugs 2031/32 5; kent searches-other 2031/32 6",
        ),
        (
            "\"Use of force by tactic, year ending March 2031\"|Force,Total,Handcuffs|Kent,9,5",
            "kent use-of-force year to March 2031 9; kent use-of-force-handcuffs year to March 2031 5",
        ),
        (
            "\"Robbery by force and offence, 2031/32\"|Force,Personal,Total|Kent,5,6",
            "kent personal 2031/32 5; kent robbery 2031/32 6; !unsaid-words",
        ),
    ]);
}

#[test]
fn the_force_s_rate_is_of_what_the_title_says() {
    check(&[(
        "\"Noise incidents per 1,000 residents, 12 months to June 2031\"|Force,Force rate,MSF average|Kent,31,30",
        "kent noise-incidents-per-1-000-residents year to June 2031 31",
    )]);
}

#[test]
fn a_title_with_its_period_or_its_aim_inside_names_the_indicator() {
    check(&[
        (
            "Burglary in the 12 months to September 2031|Force,12 months to September 2031,Previous 12 months|Kent,5,6",
            "kent burglary year to September 2031 5; !header-period",
        ),
        (
            "999 calls answered within 10 seconds (target 90%)|Force,November 2031|Kent,92.1%",
            "kent calls-999-answered-within-10s 2031-11 92.1",
        ),
    ]);
}
