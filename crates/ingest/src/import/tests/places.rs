//! Rows and tables of other places than forces, and rows of forces where none is looked for.

use super::*;

const FIGURES: [&str; 3] = ["force", "indicator", "numerator"];

fn read(text: &str) -> Imported {
    imported("2021-22.csv", text.as_bytes(), &Options::default())
}

fn check(text: &str, expected: &[&str], set_aside: &[(&str, u64)]) {
    let imported = read(text);
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &FIGURES)).collect();
    assert_eq!(rows, expected, "{text}");
    for (kind, n) in set_aside {
        let tally = imported.rows();
        assert_eq!(tally.set_aside.get(*kind), Some(n), "{kind} in {text}");
    }
}

#[test]
fn a_column_that_says_what_kind_of_place_each_row_is_decides() {
    check(
        "Place,Geography,Crime\nWest Midlands,Region,9\nWest Midlands,Police force area,4\nKent,County,8\nKent,Police force area,7\nDurham,Unitary authority,1\n",
        &["kent crime 7", "west-midlands crime 4"],
        &[("region", 1), ("county", 1), ("unitary authority", 1)],
    );
    // In a long table, where the word for the column is one for an indicator, too.
    check(
        "Type,Place,Measure,Value\nPFA,West Midlands,Crime,4\nRegion,West Midlands,Crime,9\n",
        &["west-midlands crime 4"],
        &[("region", 1)],
    );
    // A column of other words breaks the figures down.
    check("Place,Type,Crime\nKent,Ward,4\nKent,Cell,5\n", &["kent crime-cell 5", "kent crime-ward 4"], &[]);
}

#[test]
fn a_force_of_its_regions_name_is_told_by_a_column_of_regions() {
    check(
        "Region,Force,Crime\nWest Midlands,West Midlands,7\nWest Midlands,Staffordshire,1\nWest Midlands,Total,8\nSouth East,Kent,3\nSouth East,South East,3\n",
        &["kent crime 3", "staffordshire crime 1", "west-midlands crime 7"],
        &[("region", 1), ("total", 1)],
    );
}

#[test]
fn tables_of_others_with_the_names_of_forces_are_refused() {
    for text in [
        "Local authority,Crime\nKent,8\nEssex,3\n",
        "CPS area,Crime\nKent,8\nEssex,3\n",
        "NHS trust,Crime\nKent,8\nEssex,3\n",
        "Airport/port,Crime\nHumberside,8\nNorfolk,3\n",
        "Code,Area,Crime\nE11000005,West Midlands,7\nE11000002,Merseyside,1\n",
        "Name,LAD code,Crime\nDurham,E06000047,7\nDarlington,E06000005,1\n",
    ] {
        let imported = read(text);
        assert!(imported.tidy.is_none() && codes(&imported.diagnostics).contains_key("no-table"), "{text}");
    }
    // A force's code, or a header that says so, makes them forces.
    check("Council,Code,Crime\nKent,E23000032,8\n", &["kent crime 8"], &[]);
    check("Police force area,Crime in prisons\nKent,8\n", &["kent crime-in-prisons 8"], &[]);
    check("Code,Area,Crime\nE10000016,Kent,8\nE23000032,Kent,9\n", &["kent crime 9"], &[("county", 1)]);
    check("Region code,Code,Area,Crime\nE12000008,E23000032,Kent,9\n", &["kent crime 9"], &[]);
}

#[test]
fn a_force_with_figures_outside_the_column_of_forces_is_no_note() {
    for text in [
        "Force,Crime,,\nKent,1,,\n,Norfolk,50,\n",
        "Force,Crime,,\nKent,1,,\n,,,\n,,Force,Theft\n,,Norfolk,30\n",
    ] {
        let imported = read(text);
        assert_eq!(imported.rows().faulty.get("second-table"), Some(&1), "{text}");
    }
    check("Force,Crime,,\nKent,1,,\nNote,see Norfolk,50,\n", &["kent crime 1"], &[("note", 1)]);
}

#[test]
fn a_force_in_part_is_no_total() {
    let imported = read("Force,Crime\nKent,1\nSurrey (excluding Gatwick),3\nEngland (excluding Kent),3\n");
    assert_eq!(imported.rows().faulty.get("force"), Some(&1));
    assert_eq!(imported.rows().set_aside.get("total"), Some(&1));
}

#[test]
fn short_names_of_others_are_known() {
    check(
        "Force,Referrals\nKent,1\nHome Office,2\nGLAA,3\nGangmasters and Labour Abuse Authority,4\nMayor's Office for Policing and Crime,5\n",
        &["kent referrals 1"],
        &[("other body", 3), ("commissioner's office", 1)],
    );
    check(
        "Force,Crime\nKent,1\nMDP,2\nCNC,3\nJersey,4\nE&W,10\nMin,1\nMax,4\n",
        &["kent crime 1"],
        &[("other body", 3), ("country", 1), ("highest or lowest", 2)],
    );
}

#[test]
fn averages_are_no_totals_and_bodies_are_called_what_they_are() {
    check(
        "Force,Crime\nKent,1\nMSG Average,2\nEngland average,2\nGroup average,2\nAverage of all forces,2\nMost similar group mean,2\nTotal,1\n",
        &["kent crime 1"],
        &[("average", 5), ("total", 1)],
    );
    check(
        "Body,Crime\nKent,1\nGreater Manchester Combined Authority,2\nEssex County Council,2\nCity of London Corporation,2\nPFCC for Essex,3\nKent PCC,3\nWest Yorkshire Mayor,3\nMersey Tunnels Police,4\n",
        &["kent crime 1"],
        &[("local authority", 3), ("commissioner's office", 3), ("other body", 1)],
    );
    // An average is no sum of the forces beside it, and is not held against them.
    let text = "Force,Crime 2031/32\nKent,1\nEssex,3\nSurrey,5\nEngland average,3\n";
    assert!(codes(&read(text).diagnostics).is_empty());
}

#[test]
fn a_column_of_countries_says_where_forces_are() {
    let text = "Area,Force,Theft 2023/24\nENGLAND,Kent,9\nWALES,Gwent,8\n";
    let imported = imported("t.csv", text.as_bytes(), &Options::default());
    let rows = in_columns(imported.tidy.as_ref().unwrap(), &["force", "numerator"]);
    assert_eq!(rows, ["gwent 8", "kent 9"]);
    assert!(codes(&imported.diagnostics).is_empty());
}

#[test]
fn counties_are_forces_only_where_every_one_of_them_is() {
    let text = "County,Crime\nKent,5\nSurrey,6\nSource: a survey\n";
    let forces = read(text);
    assert_eq!(forces.rows().kept, 2);
    assert_eq!(codes(&forces.diagnostics).get("counties"), Some(&Severity::Warning));
    for text in
        ["County,Crime\nKent,5\nBerkshire,6\n", "County council spending\nArea,Spend\nKent,5\nSurrey,6\n"]
    {
        let others = read(text);
        assert!(others.tidy.is_none() && codes(&others.diagnostics).contains_key("no-table"), "{text}");
    }
    assert_eq!(read("Crime by county council and police force\nArea,Crime\nKent,5\n").rows().kept, 1);
}

#[test]
fn a_second_column_of_forces_is_named() {
    let said = |text: &str| codes(&read(text).diagnostics).get("two-columns-of-forces").copied();
    assert_eq!(said("From force,To force,Officers\nKent,Essex,7\nEssex,Kent,3\n"), Some(Severity::Error));
    assert_eq!(said("Force,Lead force,Crime\nKent,Essex,70\nEssex,Kent,30\n"), Some(Severity::Warning));
    for text in [
        "force,Police force,Crime\nkent,Kent Police,70\nessex,Essex Police,30\n",
        "Region,Force,Crime\nWest Midlands,West Mercia,7\nWest Midlands,Staffordshire,1\n",
        "Force,Remark,Crime\nKent,Essex has more,7\nEssex,,1\nSurrey,late,2\n",
    ] {
        assert_eq!(said(text), None, "{text}");
    }
}

#[test]
fn a_sheet_that_numbers_its_notes_is_none_of_figures() {
    let figures: &[&[&str]] = &[&["Force", "Crime 2031/32"], &["Kent", "5"], &["Essex", "6"]];
    for notes in [
        &[&["1", "Kent", "changed in 2031"], &["2", "Essex", "changed in 2032"]][..],
        &[&["Note", "Force", "Text"], &["1", "Kent", "changed"], &["2", "Essex", "changed"]],
    ] {
        let rows: Vec<&[&str]> = notes.iter().map(|row| &row[..]).collect();
        let book = super::shown::book(&[("Footnotes", &rows), ("Crime", figures)]);
        let imported = imported("t.ods", &book, &Options::default());
        assert!(codes(&imported.diagnostics).is_empty(), "{:?}", imported.diagnostics.kept());
        assert_eq!(imported.values().kept, 2);
    }
}

#[test]
fn a_table_without_a_figure_of_a_force_is_a_fault() {
    for text in [
        "Area code,Area,Crime\nE12000005,West Midlands,7\nE12000008,South East,1\n",
        "Force,Crime\nKent,\nTotal,8\n",
    ] {
        let found = codes(&read(text).diagnostics);
        let is_told = found.get("nothing-kept") == Some(&Severity::Error) || found.contains_key("no-table");
        assert!(is_told, "{text} {found:?}");
    }
    assert!(!codes(&read("Force,Crime\nKent,..\nEssex,4\n").diagnostics).contains_key("nothing-kept"));
}

#[test]
fn figures_below_the_word_for_a_part_are_no_names_of_parts() {
    let kept = |text: &str| {
        let rows = read(text).rows();
        (rows.kept, rows.set_aside.get("part of a force").copied())
    };
    // A region of a force's name, and years in the rows: a force that stands in two of them.
    for header in [
        "Neighbourhood",
        "Neighbourhood policing",
        "Police station",
        "Hospital",
        "Prison",
        "Station",
        "Airport",
        "Ward patrols",
        "District policing",
    ] {
        let regions =
            format!("Force,{header},Total\nWest Midlands,190,690\nWest Midlands Police,90,350\nKent,5,60\n");
        assert_eq!(kept(&regions).1, None, "{header}");
        let years = format!(
            "Force,Year,Officers,{header}\nKent,2022/23,300,\nKent,2023/24,310,55\nEssex,2022/23,311,..\nEssex,2023/24,312,7\n"
        );
        assert_eq!(kept(&years), (4, None), "{header}");
        let missing = years.replace(",55", ",..").replace(",7\n", ",\n");
        assert_eq!(kept(&missing), (4, None), "{header}");
    }
    // Numbers that tell the rows of a force apart, and names.
    for header in ["Ward no", "District code"] {
        let wards = format!("Force,{header},Crime\nKent,1,5\nKent,2,6\nKent,,11\n");
        assert_eq!(kept(&wards), (1, Some(2)), "{header}");
    }
    assert_eq!(kept("Force,Neighbourhood,Crime\nKent,North,5\nKent,South,6\nKent,,11\n"), (1, Some(2)));
}

#[test]
fn the_whole_force_in_a_column_of_parts_is_the_force() {
    let whole = "kent arson 2031/32 5";
    for word in ["All", "Force total", "All districts", "Whole force", "-", "N/A", ""] {
        super::check(&[(&format!("2031/32|Force,BCU,Arson|Kent,{word},5|Kent,East,3"), whole)]);
    }
    super::check(&[
        ("2031/32|Force,Postcode,Arson|Kent,ME15 9BZ,5", whole),
        ("2031/32|Force,Address,Town,Arson|Kent,Sutton Road,Maidstone,5", whole),
    ]);
}

#[test]
fn policing_bodies_of_other_names_are_their_forces_under_a_header_that_says_so() {
    let bodies = "Kent,5|Greater London Authority,6|Common Council of the City of London,7|Greater Manchester Combined Authority,8";
    super::check(&[
        (
            &format!("2031/32|Local policing body,Grant|{bodies}"),
            "city-of-london grant 2031/32 7; greater-manchester grant 2031/32 8; kent grant 2031/32 5; metropolitan grant 2031/32 6",
        ),
        (&format!("2031/32|Body,Grant|{bodies}"), "kent grant 2031/32 5; !policing-body"),
    ]);
}

#[test]
fn forces_have_short_names_where_nobody_else_is_meant() {
    let names = [
        ("Herts", "hertfordshire"),
        ("Beds", "bedfordshire"),
        ("Cambs", "cambridgeshire"),
        ("Staffs", "staffordshire"),
        ("Gloucs", "gloucestershire"),
        ("Wilts", "wiltshire"),
        ("TVP", "thames-valley"),
        ("WYP", "west-yorkshire"),
        ("North Yorks", "north-yorkshire"),
        ("Hampshire & IoW", "hampshire"),
        ("Avon & Som", "avon-and-somerset"),
        ("D&C", "devon-and-cornwall"),
    ];
    for (name, slug) in names {
        let text = format!("Force,Arsons 2031\nKent,5\n{name},6\n");
        let rows = rows_of("t.csv", &text, &Options::default(), &["force", "numerator"]);
        assert!(rows.contains(&format!("{slug} 6")), "{name}: {rows:?}");
    }
    // The City may be any, and two forces have these letters.
    for name in ["City", "WMP"] {
        let text = format!("Force,Arsons 2031\nKent,5\n{name},6\n");
        assert_eq!(
            rows_of("t.csv", &text, &Options::default(), &["force", "numerator"]),
            ["kent 5"],
            "{name}"
        );
    }
}

#[test]
fn names_with_a_remark_or_turned_round_are_forces() {
    for (name, slug) in [
        ("Kent (revised)", "kent"),
        ("Sussex - see note 2", "sussex"),
        ("South Wales Police (Heddlu De Cymru)", "south-wales"),
        ("Wales, South", "south-wales"),
        ("Manchester, Greater", "greater-manchester"),
        ("N Yorks", "north-yorkshire"),
    ] {
        super::check(&[(
            &format!("2031/32|Force,Arson|Essex,4|\"{name}\",5"),
            &format!("essex arson 2031/32 4; {slug} arson 2031/32 5"),
        )]);
    }
    for name in ["National result", "Not recorded"] {
        super::check(&[(&format!("2031/32|Force,Arson|Essex,4|{name},5"), "essex arson 2031/32 4")]);
    }
}
