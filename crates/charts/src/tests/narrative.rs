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
    let words = ["force", "cycle", "level", "pillar", "area", "title", "verdict"];
    let mut columns: Vec<_> = words.map(|name| Column::text(name, name)).into();
    columns.extend(["strengths", "mixed", "concerns"].map(|name| Column::count(name, name, "findings")));
    columns.push(Column::grade("grade", "Official grade"));
    let title = "What the inspector's words say beside the grades".to_owned();
    let mut table = Table::new(None, title, "O G RI I".parse().ok(), columns);
    table.note(NoteKey::Coverage, "10 sentences read");
    table.note(NoteKey::Source, "HMICFRS PEEL gradings");
    for (force, at) in forces.iter().flat_map(|force| (0..areas.len()).map(move |at| (force, at))) {
        let (level, pillar) = if at == 0 { ("pillar", "") } else { ("area", "effectiveness") };
        let area = format!("area-{at}");
        let words = [force, "2016", level, pillar, area.as_str(), areas[at], "agree"];
        let mut cells: Vec<_> = words.map(Cell::label).into();
        cells.extend([at as u64, 1, 2].map(|n| Cell::new(Value::from(n), vec![])));
        cells.push(Cell::new(Value::Grade(Grade::Good), vec![]));
        table.push_row(cells).unwrap();
    }
    table
}

fn drawn(table: &Table, size: PageSize) -> Result<Picture, ChartError> {
    draw_narrative(table, &Look { size, ..Look::usual().unwrap() })
}

#[test]
fn names_with_room_beside_the_bars_are_whole() {
    let one = drawn(&table(&["Kent"], &AREAS), PageSize::Natural).unwrap();
    assert!(AREAS.iter().all(|area| one.svg().contains(&format!(">\n{area}\n<"))));
    let names = ["Kent", "Northamptonshire"];
    let two = drawn(&table(&names, &AREAS[..2]), PageSize::Natural).unwrap();
    assert!(two.svg().contains(&format!(">\nNorthamptonshire, 2016: {}\n<", AREAS[1])));
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
fn names_without_room_are_cut_apart() {
    let long = "Avon and Somerset, Devon and Cornwall and the forces of the whole South West together";
    for names in [[format!("{long}, one"), format!("{long}, two")], ["<&>".repeat(70), "🚓".repeat(200)]] {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        let picture = drawn(&table(&names, &AREAS), PageSize::Natural).unwrap();
        assert_eq!(picture.faults(), Ok(vec![]));
        check_words(names[0], picture.svg());
    }
    let same = drawn(&table(&[&format!("{long}, one"), &format!("{long}, two")], &[long]), PageSize::Natural);
    assert!(["one", "two"].iter().all(|end| same.as_ref().unwrap().svg().contains(end)));
}
