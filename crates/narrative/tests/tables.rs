//! Tables as they are shown: cells that span rows and columns, cells that stand for those above, figures, and areas that rows
//! grade twice.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod shipped;

use peel_narrative::{Reading, Source, Told};

fn read(file: &str, text: &str) -> Reading {
    shipped::READER.read(&Source::new(file, text.to_owned()).unwrap(), &Told::default()).unwrap()
}

fn taken(reading: &Reading) -> Vec<String> {
    let grades = reading.findings.iter().filter_map(|one| Some((one.area.as_ref()?, one.grade.as_ref()?.0)));
    grades.map(|(area, grade)| format!("{area} {}", grade.slug())).collect()
}

/// Fails unless these grades are taken of a page with a table of these rows, and so many counted as left out by words.
fn check(rows: &str, expected: &[&str], n_left: usize) {
    let page = format!("<title>PEEL 2023-25: Essex Police</title><table>{rows}</table>");
    let reading = read("page.html", &page);
    assert_eq!(taken(&reading), expected, "{rows}");
    assert_eq!(reading.in_doubt.n_by_words, n_left, "{rows}");
}

/// The same of the rows of a table of Markdown.
fn check_markdown(rows: &[&str], expected: &[&str], n_left: usize) {
    let n_columns = rows[0].matches('|').count() - 1;
    let rule = format!("|{}", "---|".repeat(n_columns));
    let text = format!("# PEEL 2023–25: Essex Police\n\n{}\n{rule}\n{}\n", rows[0], rows[1..].join("\n"));
    let reading = read("table.md", &text);
    assert_eq!(taken(&reading), expected, "{text}");
    assert_eq!(reading.in_doubt.n_by_words, n_left, "{text}");
}

const HEAD: &str = "<tr><th>Force<th>Area<th>Grade";

#[test]
fn a_label_that_spans_rows_is_that_of_each() {
    let rows = |force: &str| {
        format!(
            "<tr><td rowspan=2>{force}<td>Preventing crime<td>Good<tr><td>Investigating crime<td>Adequate"
        )
    };
    let own = ["preventing-crime good", "investigating-crime adequate"];
    check(&format!("{HEAD}{}", rows("Essex")), &own, 0);
    check(&format!("{HEAD}{}", rows("Kent")), &[], 2);
    check(&format!("{HEAD}{}{}", rows("Kent"), rows("Essex")), &own, 2);
    // Without the head, and to the end of the section.
    check(&rows("Kent"), &[], 2);
    check(&rows("Kent").replace("rowspan=2", "rowspan='0'"), &[], 2);
    let sections = format!("<tbody>{}<tbody><tr><td>Managing offenders<td>Good", rows("Kent"));
    check(&sections.replace("rowspan=2", "rowspan=0"), &["managing-offenders good"], 2);
    for label in ["2021/22", "Residents' survey", "The chief constable"] {
        check(&format!("{HEAD}{}", rows(label)), &[], 2);
    }
    // Behind the grade too.
    let behind = "<tr><th>Area<th>Grade<th>Note<tr><td>Preventing crime<td>Good<td rowspan=2>Draft<tr><td>Investigating crime<td>Good";
    check(behind, &[], 2);
}

#[test]
fn columns_do_not_shift_beneath_cells_that_span() {
    let head = "<tr><th>Pillar<th>Area<th>Kent<th>Essex";
    let rows = "<tr><td rowspan=2>Crime<td>Preventing crime<td>Outstanding<td>Adequate<tr><td>Investigating crime<td>Good<td>Inadequate";
    check(&format!("{head}{rows}"), &["preventing-crime adequate", "investigating-crime inadequate"], 0);
    let heads = "<tr><th rowspan=2>Area<th colspan=2>Kent<th colspan=2>Essex<tr><th>2021-22<th>2023-25<th>2021-22<th>2023-25";
    let row = "<tr><td>Preventing crime<td>Good<td>Adequate<td>Outstanding<td>Inadequate";
    check(&format!("{heads}{row}"), &["preventing-crime inadequate"], 0);
    let cycles = "<tr><th>Area<th>2021-22<th>2023-25";
    check(&format!("{cycles}<tr><td>Preventing crime<td colspan=2>Good"), &["preventing-crime good"], 0);
    check(&format!("{cycles}<tr><td>Preventing crime<td>Good"), &[], 0);
    let two = "<tr><td rowspan=2>Preventing crime<td>Good<td rowspan=2>Adequate<tr><td>Outstanding";
    check(&format!("{cycles}{two}"), &["preventing-crime adequate"], 0);
    let by_area = "<tr><th>Area<th>Force<th>Grade<tr><td rowspan=2>Preventing crime<td>Kent<td>Good<tr><td>Essex<td>Adequate";
    check(by_area, &["preventing-crime adequate"], 1);
}

#[test]
fn a_grade_that_spans_areas_is_that_of_both() {
    let rows = "<tr><td>Preventing crime<td rowspan=2>Good<tr><td>Investigating crime<tr><td>Managing offenders<td>Adequate";
    let expected = ["preventing-crime good", "investigating-crime good", "managing-offenders adequate"];
    check(&format!("<tr><th>Area<th>Grade{rows}"), &expected, 0);
}

#[test]
fn what_spans_rows_is_read_once() {
    let rows = "<tr><td>Preventing crime<td rowspan=2>The force is good at managing offenders.<tr><td>Investigating crime";
    check(rows, &["managing-offenders good"], 0);
}

#[test]
fn titles_within_a_table_are_of_the_rows_beneath() {
    let title = |words: &str| format!("<tr><th colspan=2>{words}");
    let (good, adequate) = ("<tr><td>Preventing crime<td>Good", "<tr><td>Preventing crime<td>Adequate");
    let rows = format!("{}{good}{}{adequate}", title("Kent"), title("Essex"));
    check(&rows, &["preventing-crime adequate"], 0);
    let rows =
        format!("<tr><th>Area<th>Grade{}{good}{}{adequate}", title("Grades in 2021-22"), title("2023-25"));
    check(&rows, &["preventing-crime adequate"], 0);
}

#[test]
fn spans_without_bounds_cost_little() {
    let wide = "<tr><td rowspan=9999999 colspan=9999999>Kent Police and many words".repeat(3_000);
    let text = format!(
        "<title>PEEL 2023-25: Essex Police</title><table>{wide}</table><h1>Preventing crime</h1><p>Good"
    );
    assert_eq!(taken(&read("wide.html", &text)), ["preventing-crime good"]);
    let tall = format!("{}{}", "<td rowspan=0>Kent Police".repeat(200), "<tr><td>a".repeat(100_000));
    let text = format!("<title>PEEL 2023-25: Essex Police</title><table>{tall}</table>");
    assert!(taken(&read("tall.html", &text)).is_empty());
}

#[test]
fn a_blank_or_ditto_mark_says_again_what_is_above() {
    let rows = |again: &str, force: &str| {
        let first = format!("| {force} | Preventing crime | Good |");
        ["| Force | Area | Grade |".to_owned(), first, format!("| {again} | Managing offenders | Adequate |")]
    };
    for again in ["", "\"", "〃", "ditto", "Ditto.", "as above", "-\"-", "''"] {
        let own = ["preventing-crime good", "managing-offenders adequate"];
        for (force, expected, n_left) in
            [("Essex", &own[..], 0), ("Kent", &[], 2), ("2021/22", &[], 2), ("Survey", &[], 2)]
        {
            let rows = rows(again, force);
            check_markdown(&rows.each_ref().map(String::as_str), expected, n_left);
        }
    }
    let until = [
        "| Inspection | Area | Grade |",
        "| 2021/22 | Preventing crime | Good |",
        "| | Managing offenders | Good |",
    ];
    let then = ["| 2023-25 | Preventing crime | Adequate |", "| | Managing offenders | Inadequate |"];
    check_markdown(
        &[&until[..], &then[..]].concat(),
        &["preventing-crime adequate", "managing-offenders inadequate"],
        2,
    );
    let html = "<tr><td>Kent<td>Preventing crime<td>Good<tr><td><td>Investigating crime<td>Good";
    check(&format!("{HEAD}{html}"), &[], 2);
    // What says nothing stands for nothing.
    check_markdown(&["| Area | Grade | |", "| Preventing crime | Good | |"], &["preventing-crime good"], 0);
    check_markdown(
        &["| Area | Grade | Then |", "| Preventing crime | Good | Good |", "| Managing offenders | Good | |"],
        &["preventing-crime good", "managing-offenders good"],
        1,
    );
}

#[test]
fn blanks_of_plain_text_stand_for_what_is_above() {
    let text = "PEEL 2016: Essex Police\n\nForce\tQuestion\tGrade\nKent\tEffectiveness\tGood\n\tEfficiency\tGood\nEssex\tLegitimacy\tGood\n";
    assert_eq!(taken(&read("table.txt", text)), ["legitimacy good"]);
    let barred = "PEEL 2016: Essex Police\n\n| Kent | Effectiveness | Good |\n| | Efficiency | Good |\n";
    assert!(taken(&read("table.txt", barred)).is_empty());
    let indented = "PEEL 2016: Essex Police\n\n   Effectiveness    Good\n   Efficiency    Good\n";
    assert_eq!(taken(&read("table.txt", indented)), ["effectiveness good", "efficiency good"]);
}

#[test]
fn figures_and_other_years_are_not_known() {
    let rows = |head: &str, cell: &str| {
        [format!("| Area | Grade | {head} |"), format!("| Preventing crime | Good | {cell} |")]
    };
    for (head, cell) in [
        ("Forces", "12"),
        ("Count", "3"),
        ("Inspected", "March 2022"),
        ("Inspected", "2019"),
        ("", "12 forces"),
        ("", "7"),
    ] {
        check_markdown(&rows(head, cell).each_ref().map(String::as_str), &[], 1);
    }
    check_markdown(
        &rows("Inspection", "2023-25").each_ref().map(String::as_str),
        &["preventing-crime good"],
        0,
    );
    let numbered =
        ["| | Area | Grade |", "| 1 | Preventing crime | Good |", "| 2 | 2. Managing offenders | Good |"];
    check_markdown(&numbered, &["preventing-crime good", "managing-offenders good"], 0);
}

#[test]
fn two_grades_of_one_area_are_none() {
    let rows = [
        "| Area | Grade |",
        "| Preventing crime | Good |",
        "| Managing offenders | Good |",
        "| Preventing crime | Adequate |",
    ];
    check_markdown(&rows, &["managing-offenders good"], 2);
    check_markdown(&[&rows[..], &["| Preventing crime | Good |"]].concat(), &["managing-offenders good"], 3);
    let again = ["| Area | Grade |", "| Preventing crime | Good |", "| Preventing crime | Good |"];
    check_markdown(&again, &["preventing-crime good", "preventing-crime good"], 0);
    // Another force's, or what is left out, takes nothing back.
    let other = [
        "| Force | Area | Grade |",
        "| Essex | Preventing crime | Good |",
        "| Kent | Preventing crime | Adequate |",
    ];
    check_markdown(&other, &["preventing-crime good"], 1);
}

#[test]
fn an_area_may_stand_right_before_each_grade() {
    let both = ["preventing-crime good", "managing-offenders adequate"];
    let row = "<tr><td>Preventing crime<td>Good<td>Managing offenders<td>Adequate";
    check(row, &both, 0);
    check(&format!("<tr><th>Area<th>Grade<th>Area<th>Grade{row}"), &both, 0);
    check(&format!("<tr><th>Area<th>Grade<th>Area<th>Self-assessment{row}"), &both[..1], 1);
    check("<tr><td>Preventing crime<td>Good<td>Managing offenders<td>", &both[..1], 0);
    let twice = "<tr><td>Preventing crime<td>Good<td>Preventing crime<td>Adequate";
    check(&format!("<tr><th>Area<th>Grade<th>Area<th>Grade{twice}"), &[], 2);
}

#[test]
fn a_box_without_its_tick_grades_nothing() {
    let head = "<tr><th>Area<th>Outstanding<th>Good<th>Adequate";
    for (open, ticked) in
        [("☐", "☑"), ("✗", "✓"), ("[ ]", "[x]"), ("<input type=checkbox>", "<input type=checkbox checked>")]
    {
        let row = format!("<tr><td>Preventing crime<td>{open}<td>{ticked}<td>{open}");
        check(&format!("{head}{row}"), &["preventing-crime good"], 0);
    }
    check(&format!("{head}<tr><td>Preventing crime<td>☐<td>☐<td>☐"), &[], 0);
}

#[test]
fn a_head_without_its_corner_stands_above_the_grades() {
    let row = "<tr><td>Preventing crime<td>Good<td>Adequate";
    let heads = |first: &str, second: &str| format!("<tr><th>{first}<th>{second}{row}");
    for other in ["Kent", "2021/22", "National", "Self-assessment"] {
        let n_left = usize::from(other != "Kent");
        check(&heads("Essex", other), &["preventing-crime good"], n_left);
    }
    check(&heads("Kent", "Essex"), &["preventing-crime adequate"], 0);
    check(&heads("2023–25", "2021/22"), &["preventing-crime good"], 0);
    check(&heads("2021/22", "2023–25"), &["preventing-crime adequate"], 0);
    check(&heads("HMICFRS", "Self-assessment"), &[], 2);
    check("<tr><th>Area<th>Grade<tr><td>Preventing crime<td>Good<td>summary", &["preventing-crime good"], 0);
    let plain = "PEEL 2023–25: Essex Police\n\n                    Essex    Kent\nPreventing crime    Good     Adequate\n";
    assert_eq!(taken(&read("a.txt", plain)), ["preventing-crime good"]);
}

#[test]
fn a_row_of_which_more_is_said_leaves_the_others_in_doubt() {
    check_markdown(
        &[
            "| Area | Grade |",
            "| Preventing crime | Good |",
            "| Preventing crime (regraded in June) | Adequate |",
        ],
        &[],
        2,
    );
    check_markdown(
        &["| Force | Preventing crime |", "| Essex (after appeal) | Good |", "| Essex | Adequate |"],
        &[],
        2,
    );
    let same = ["| Force | Preventing crime |", "| Essex (after appeal) | Good |", "| Essex | Good |"];
    check_markdown(&same, &["preventing-crime good"], 1);
    for other in ["Kent (after appeal)", "2021/22", "Preventing crime (2021/22)"] {
        let row = format!("| {other} | Good |");
        check_markdown(
            &["| Area | Preventing crime |", &row, "| Essex | Adequate |"],
            &["preventing-crime adequate"],
            1,
        );
    }
}

#[test]
fn how_many_concerns_there_are_leaves_the_grade_beside_them() {
    let rows = |head: &str| format!("<tr><th>Area<th>Grade<th>{head}<tr><td>Preventing crime<td>Good<td>2");
    for head in ["Areas for improvement", "Causes of concern"] {
        check(&rows(head), &["preventing-crime good"], 0);
    }
    for head in ["Forces", "Rank", "Areas for improvement in Kent"] {
        check(&rows(head), &[], 1);
    }
}

#[test]
fn a_dash_or_two_commas_beneath_another_force_stand_for_it() {
    for ditto in ["–", "-", ",,", "ditto"] {
        let row = format!("<tr><td>{ditto}<td>Investigating crime<td>Adequate");
        check(&format!("{HEAD}<tr><td>Kent<td>Preventing crime<td>Good{row}"), &[], 2);
        check(
            &format!("{HEAD}<tr><td>Essex<td>Preventing crime<td>Good{row}"),
            &["preventing-crime good", "investigating-crime adequate"],
            0,
        );
    }
}
