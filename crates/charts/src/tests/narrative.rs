//! What prose says beside the grades: whole names, pages, many texts.

use peel_model::{Cell, Column, Grade, NoteKey, Table, Value};

use super::layout::check_words;
use crate::{ChartError, Look, PageSize, Picture, draw_narrative};

const AREAS: [&str; 4] = [
    "Effectiveness overall",
    "Preventing crime and anti-social behaviour",
    "Protecting vulnerable people and supporting victims",
    "Treating the workforce with fairness and respect",
];

/// A table of each of these forces in these areas.
fn table(forces: &[&str], areas: &[&str]) -> Table {
    table_of(forces, areas, ("agree", [1, 2]))
}

/// The same where prose is this to the grade, with so many mixed findings and concerns.
fn table_of(forces: &[&str], areas: &[&str], (verdict, [mixed, concerns]): (&str, [u64; 2])) -> Table {
    let words = ["name", "cycle", "level", "pillar", "area", "title", "verdict"];
    let mut columns: Vec<_> = words.map(|name| Column::text(name, name)).into();
    columns.extend(["strengths", "mixed", "concerns"].map(|name| Column::count(name, name, "findings")));
    columns.extend(
        [("grade", "Official grade"), ("stated_grade", "Stated grade")]
            .map(|(name, title)| Column::grade(name, title)),
    );
    let title = "What the inspector's words say beside the grades".to_owned();
    let mut table = Table::new(None, title, "O G RI I".parse().ok(), columns);
    table.note(NoteKey::Coverage, "10 sentences read");
    table.note(NoteKey::Source, "HMICFRS PEEL gradings");
    for (force, at) in forces.iter().flat_map(|force| (0..areas.len()).map(move |at| (force, at))) {
        let (level, pillar) = if at == 0 { ("pillar", "") } else { ("area", "effectiveness") };
        let area = format!("area-{at}");
        let words = [force, "2016", level, pillar, area.as_str(), areas[at], verdict];
        let mut cells: Vec<_> = words.map(Cell::label).into();
        cells.extend([at as u64 * mixed, mixed, concerns].map(|n| Cell::new(Value::from(n), vec![])));
        // The prose of a pillar states its grade.
        let stated = if at == 0 { Value::Grade(Grade::Good) } else { Value::Empty };
        cells.extend([Value::Grade(Grade::Good), stated].map(|value| Cell::new(value, vec![])));
        table.push_row(cells).unwrap();
    }
    table
}

fn drawn(table: &Table, size: PageSize) -> Result<Picture, ChartError> {
    draw_narrative(table, &Look { size, ..Look::usual().unwrap() })
}

#[test]
fn the_title_says_whether_prose_and_grade_agree() {
    let said = |levels: &[(&str, &str)], whom: Option<&str>| {
        let columns = ["level", "verdict"].map(|name| Column::text(name, name)).into();
        let mut table = Table::new(None, "Beside the grades".to_owned(), None, columns);
        if let Some(whom) = whom {
            table.note(NoteKey::Subject, whom);
        }
        for (level, verdict) in levels {
            table.push_row([level, verdict].map(|word| Cell::label(*word)).into()).unwrap();
        }
        crate::page::headlines(&table)
    };
    let pillar = |verdict| ("pillar", verdict);
    let area = |verdict| ("area", verdict);
    assert_eq!(
        said(
            &[
                pillar("agree"),
                pillar("agree"),
                pillar("agree"),
                area("agree"),
                area("kinder"),
                area("silent")
            ],
            Some("Kent")
        ),
        [
            "What is said of Kent agrees with the grade in all 3 pillars and 1 of 2 areas that have both; it is kinder in 1"
        ]
    );
    assert_eq!(
        said(&[area("harsher"), area("kinder"), area("harsher")], None),
        ["What is said agrees with the grade in none of 3 areas; it is kinder in 1 and harsher in 2"]
    );
    assert_eq!(
        said(&[area("agree"), area("agree")], Some("Kent")),
        ["What is said of Kent agrees with the grade in both areas"]
    );
    assert_eq!(
        said(&[area("agree"), area("silent")], None),
        ["What is said agrees with the grade in the one area that has both"]
    );
    assert_eq!(
        said(&[pillar("harsher"), pillar("harsher"), area("agree"), area("silent")], Some("Kent")),
        [
            "What is said of Kent agrees with the grade in the one area and in none of 2 pillars that have both; it is harsher in 2"
        ]
    );
    // What is graded nowhere, or spoken of nowhere, is held against nothing.
    assert!(said(&[area("silent"), pillar("unknown")], Some("Kent")).is_empty());
}

#[test]
fn names_with_room_beside_the_bars_are_whole() {
    let one = drawn(&table(&["Kent"], &AREAS), PageSize::Natural).unwrap();
    assert!(AREAS.iter().all(|area| one.svg().contains(&format!(">\n{area}\n<"))));
    // Of several each has a heading.
    let two = drawn(&table(&["Kent", "Northamptonshire"], &AREAS), PageSize::Natural).unwrap();
    let n_of = |words: &str| two.svg().matches(&format!(">\n{words}\n<")).count();
    assert_eq!(AREAS.map(n_of), [2; 4]);
    assert_eq!(["Kent, 2016", "Northamptonshire, 2016"].map(n_of), [1; 2]);
    assert!(two.description().contains(&format!("Northamptonshire, 2016: {}", AREAS[1])));
}

#[test]
fn a_full_report_fits_every_page() {
    let areas: Vec<_> = AREAS.into_iter().cycle().take(14).collect();
    for size in PageSize::ALL {
        let picture =
            drawn(&table(&["Kent"], &areas), size).unwrap_or_else(|error| panic!("{size}: {error}"));
        assert_eq!(picture.faults(), Ok(vec![]), "{size}");
        check_words(size.as_str(), picture.svg());
    }
}

#[test]
fn what_is_stated_is_told_from_what_is_counted() {
    let one = drawn(&table(&["Kent"], &AREAS[..2]), PageSize::Natural).unwrap();
    let n_of = |words: &str| one.svg().matches(&format!(">\n{words}\n<")).count();
    assert_eq!(["agree (stated)", "agree"].map(n_of), [1; 2]);
    let unknown = drawn(&table_of(&["Kent"], &AREAS[..2], ("unknown", [1, 2])), PageSize::Natural).unwrap();
    assert!(!unknown.svg().contains("(stated)"));
}

#[test]
fn names_without_room_are_cut_apart() {
    let long = "Avon and Somerset, Devon and Cornwall and the forces of the whole South West together";
    for name in ["<&>".repeat(70), "🚓".repeat(200), long.repeat(3)] {
        let [one, two] = ["one", "two"].map(|end| format!("{name} {end}"));
        let picture = drawn(&table(&[&one, &two], &[AREAS[0], &one, &two]), PageSize::Natural).unwrap();
        assert_eq!(picture.faults(), Ok(vec![]));
        check_words(&name, picture.svg());
        assert!(["one\n", "two\n"].iter().all(|end| picture.svg().contains(end)), "{name}");
    }
}

#[test]
fn of_many_texts_an_area_says_how_many_agree_where_any_has_both() {
    let forces: Vec<String> = (0..30).map(|n| format!("Force {n}")).collect();
    let forces: Vec<&str> = forces.iter().map(String::as_str).collect();
    let picture = drawn(&table(&forces, &AREAS), PageSize::Natural).unwrap();
    assert_eq!(picture.svg().matches(">\n30 of 30 agree\n<").count(), AREAS.len());
    let silent = table_of(&forces, &AREAS, ("silent", [0, 0]));
    let picture = drawn(&silent, PageSize::Natural).unwrap();
    assert_eq!(picture.svg().matches(">\nsilent\n<").count(), AREAS.len());
}
