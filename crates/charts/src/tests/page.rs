//! What a page says of what it does not show: outliers, names, notes, sources, sizes that a chart fits.

use peel_model::{Analysis, NoteKey, Table, Value};

use super::tables::{Naming, Size, table, with_cells};
use crate::canvas::Mark;
use crate::{ChartError, Look, PageSize, Picture};

const ALL: Size = Size { forces: 43, areas: 3, tiers: 5 };

fn on(size: PageSize, table: &Table) -> Result<Picture, ChartError> {
    crate::draw(table, &Look { size, ..Look::usual().unwrap() })
}

/// The words of a picture, its lines joined.
fn words(picture: &Picture) -> String {
    let parts = picture.svg().split('>').map(|part| part.split('<').next().unwrap().trim());
    let words: Vec<_> = parts.flat_map(str::split_whitespace).collect();
    words.join(" ")
}

/// The words of a text column, row by row.
fn column(table: &Table, name: &str) -> Vec<String> {
    let at = table.column(name).unwrap();
    let text = |value: &Value| if let Value::Text(text) = value { text.clone() } else { String::new() };
    table.rows().iter().map(|row| text(&row[at].value)).collect()
}

#[test]
fn everyone_outside_the_limits_is_named() {
    let table = table(Analysis::Funnel, ALL, Naming::Plain);
    let is_outside = |position: &&String| position.contains("beyond");
    let outside = column(&table, "position").iter().filter(is_outside).count();
    assert!(outside > 20, "{outside}");
    for size in PageSize::ALL {
        let words = words(&on(size, &table).unwrap());
        let places = column(&table, "position").into_iter().zip(column(&table, "set_apart"));
        for (name, (position, apart)) in column(&table, "name").iter().zip(places) {
            let is_left_out = !position.contains("beyond") && apart.is_empty();
            assert!(is_left_out || words.contains(name.as_str()), "{size}: {name}: {words}");
        }
    }
}

#[test]
fn who_is_set_apart_has_a_figure_and_no_verdict() {
    let table = table(Analysis::Funnel, Size { forces: 10, ..ALL }, Naming::Plain);
    let picture = on(PageSize::Natural, &table).unwrap();
    let said = "Set apart and not drawn: Kent 4,321.50 (fewer than 100,000 residents)";
    assert!(words(&picture).contains(said), "{}", words(&picture));
    // Nor has the subject, in the words for screen readers.
    let [role, apart, position] = ["role", "set_apart", "position"].map(|name| table.column(name).unwrap());
    let own = with_cells(&table, |row| {
        if row[role].value == Value::Text("subject".to_owned()) {
            row[apart].value = Value::Text("fewer than 100,000 residents: not counted".to_owned());
            row[position].value = Value::Empty;
        }
    });
    let description = on(PageSize::Natural, &own).unwrap().description().to_owned();
    let said = "Northamptonshire has 20.25: set apart (fewer than 100,000 residents). ";
    assert!(description.contains(said), "{description}");
}

#[test]
fn names_are_whole_wherever_a_page_has_room_for_them() {
    let of = |analysis| table(analysis, Size { tiers: 4, ..ALL }, Naming::Plain);
    for (analysis, size) in [Analysis::Matrix, Analysis::Map, Analysis::Change]
        .into_iter()
        .flat_map(|analysis| PageSize::ALL.map(|size| (analysis, size)))
    {
        // As long as the names of forces are.
        let names = ["Northamptonshire", "Metropolitan Police", "Avon and Somerset", "Gloucestershire"];
        let mut at = 0;
        let name = of(analysis).column("name").unwrap();
        let table = with_cells(&of(analysis), |row| {
            row[name].value = Value::Text(names[at % 4].to_owned());
            at += 1;
        });
        let Ok(picture) = on(size, &table) else { continue };
        let words = words(&picture);
        assert!(!words.contains('…'), "{analysis} {size}: {words}");
    }
}

#[test]
fn limits_that_are_cut_are_said_with_their_ends() {
    let table = table(Analysis::Funnel, Size { forces: 9, ..ALL }, Naming::Plain);
    let words_of = |table: &Table| words(&on(PageSize::Natural, table).unwrap());
    assert!(!words_of(&table).contains("beyond the panel"));
    let at = table.column("upper_998").unwrap();
    let words = words_of(&with_cells(&table, |row| row[at].value = Value::Number(9_876.0)));
    assert!(words.contains("Limits that go on beyond the panel: 99.8% (up to 9,876)"), "{words}");
}

#[test]
fn every_tile_has_its_name_on_every_page() {
    let mut n_drawn = 0;
    for (areas, size) in [1, 3].into_iter().flat_map(|areas| PageSize::ALL.map(|size| (areas, size))) {
        let table = table(Analysis::Map, Size { areas, ..ALL }, Naming::Plain);
        let Ok(picture) = on(size, &table) else { continue };
        n_drawn += 1;
        let words = words(&picture);
        for name in column(&table, "name") {
            assert!(words.contains(&name), "{areas} {size}: {name}: {words}");
        }
    }
    assert_eq!(n_drawn, 2 * PageSize::ALL.len());
}

#[test]
fn a_map_begins_at_its_first_tile() {
    let far = |shift: u64| {
        let table = table(Analysis::Map, Size { forces: 6, areas: 1, tiers: 5 }, Naming::Plain);
        let shifted = with_cells(&table, |row| {
            for name in ["tile_column", "tile_row"] {
                let cell = &mut row[table.column(name).unwrap()];
                if let Value::Count(n) = cell.value {
                    cell.value = Value::Count(n + shift);
                }
            }
        });
        on(PageSize::Social, &shifted).unwrap().svg().to_owned()
    };
    assert_eq!(far(0), far(7));
}

#[test]
fn a_page_too_low_for_one_block_of_rows_has_two() {
    let table = table(Analysis::Ranking, ALL, Naming::Plain);
    let n_blocks = |size: PageSize| {
        let words = words(&on(size, &table).unwrap());
        assert!(column(&table, "name").iter().all(|name| words.contains(name.as_str())), "{words}");
        words.matches("Areas known").count()
    };
    assert_eq!([PageSize::Natural, PageSize::A4Half].map(n_blocks), [1, 2]);
}

#[test]
fn notes_are_shown_where_there_is_room() {
    let mut table = table(Analysis::Standing, Size { forces: 9, areas: 1, tiers: 5 }, Naming::Plain);
    for note in ["one is so", "two is so", "three is so"] {
        table.note(NoteKey::Caveat, note);
    }
    for size in PageSize::ALL {
        let words = words(&on(size, &table).unwrap());
        assert!(words.contains("Note: three is so") && !words.contains("more note"), "{size}: {words}");
    }
}

#[test]
fn each_source_has_its_own_licence() {
    let mut table = table(Analysis::Profile, Size { forces: 9, ..ALL }, Naming::Plain);
    table.note(NoteKey::Source, "one, the first; two (facts from a newspaper)");
    let words = words(&on(PageSize::Natural, &table).unwrap());
    assert!(words.contains("one, the first; two (facts from a newspaper)"), "{words}");
}

#[test]
fn a_chart_without_room_says_which_sizes_it_fits() {
    let table = table(Analysis::Map, Size { areas: 12, ..ALL }, Naming::Plain);
    let error = on(PageSize::A4Half, &table).unwrap_err();
    let ChartError::NoRoom { instead, .. } = &error else { panic!("{error}") };
    assert!(instead.contains(&PageSize::Natural), "{instead:?}");
    for size in instead {
        assert!(on(*size, &table).is_ok(), "{size}");
        assert!(error.hint().unwrap().contains(&format!("`{size}`")), "{error:?}");
    }
}

#[test]
fn a_square_page_is_filled() {
    let sizes = [
        (Analysis::Change, Size { forces: 43, areas: 3, tiers: 4 }),
        (Analysis::Transitions, Size { forces: 43, areas: 3, tiers: 4 }),
        (Analysis::Neighbours, Size { forces: 7, areas: 3, tiers: 5 }),
    ];
    for (analysis, size) in sizes {
        let picture = on(PageSize::Square, &table(analysis, size, Naming::Plain)).unwrap();
        let drawing = picture.drawing();
        let (width, height) = drawing.size.laid_out;
        let ends = drawing.panels.iter().map(|panel| (panel.area.right, panel.area.bottom));
        let (right, bottom) = ends.reduce(|one, two| (one.0.max(two.0), one.1.max(two.1))).unwrap();
        let below = drawing.marks.iter().filter_map(|mark| match mark {
            Mark::Text(words) if words.at.y > bottom => Some(words.at.y),
            _ => None,
        });
        let foot = below.fold(height, f32::min);
        assert!(right > width * 0.75, "{analysis}: {right} of {width}");
        assert!(foot - bottom < height * 0.2, "{analysis}: {bottom} to {foot} of {height}");
    }
}

#[test]
fn no_head_of_the_coverage_is_broken_within_a_word() {
    let table = table(Analysis::Coverage, Size { forces: 43, areas: 3, tiers: 5 }, Naming::Plain);
    let all = ["narrative", "carried_over", "secondary", "derived", "unstated"]
        .map(|name| table.column(name).unwrap());
    let plain = table.clone();
    let table = with_cells(&table, |row| all.iter().for_each(|at| row[*at].value = Value::Count(1)));
    let drawn: Vec<_> =
        PageSize::ALL.into_iter().filter_map(|size| Some((size, on(size, &table).ok()?))).collect();
    assert!(drawn.len() >= 3, "{drawn:?}");
    for (size, picture) in drawn {
        let words = words(&picture);
        for word in ["published", "secondary", "narrative", "inspected"] {
            assert!(words.split(' ').any(|one| one == word), "{size}: {word}: {words}");
        }
    }
    // What nobody has needs no column.
    let words = words(&on(PageSize::Natural, &plain).unwrap());
    let has = |word: &str| words.split(' ').any(|one| one == word);
    assert_eq!(
        ["published", "unknown", "narrative", "secondary"].map(has),
        [true, true, false, false],
        "{words}"
    );
}

#[test]
fn a_segment_wider_than_its_share_is_said_to_be() {
    let said = |n_good: u64| {
        let table = table(Analysis::Standing, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
        let good = table.column("good").unwrap();
        let table = with_cells(&table, |row| row[good].value = Value::Count(n_good));
        words(&on(PageSize::Natural, &table).unwrap())
            .contains("Segments too narrow for their letter and number are drawn wider than their share")
    };
    assert_eq!([said(3), said(300)], [false, true]);
}
