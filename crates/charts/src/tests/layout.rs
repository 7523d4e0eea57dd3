//! Nothing is clipped, nothing overlaps, nothing is too small, whatever the size and the names.

use peel_model::{Analysis, Cell, NoteKey, Table};

use super::svg_text::text_boxes;
use super::tables::{Naming, Size, hostile, table, without_notes};
use super::{draw, texts};
use crate::canvas::Mark;
use crate::text::Face;
use crate::{ChartError, Look, PageSize, Theme};

/// Draws the chart and looks at where its words stand.
#[track_caller]
fn check(analysis: Analysis, size: Size, naming: Naming) {
    let what = format!("{analysis} {size:?} {naming:?}");
    let picture = draw(&table(analysis, size, naming)).unwrap();
    let (_, (width, height)) = text_boxes(picture.svg());
    assert!((width - picture.width() as f32).abs() < 0.1 && (height - picture.height() as f32).abs() < 0.1);
    check_words(&what, picture.svg());
    assert_eq!(picture.faults(), Ok(vec![]), "{what}");
}

/// Looks at where the words of an SVG stand.
#[track_caller]
pub(super) fn check_words(what: &str, svg: &str) {
    let (boxes, (width, height)) = text_boxes(svg);
    assert!(!boxes.is_empty(), "{what}");
    for (at, one) in boxes.iter().enumerate() {
        assert!(one.size >= 8.0, "{what}: small: {one:?}");
        let inside = one.left >= 0.0 && one.top >= 0.0 && one.right <= width && one.bottom <= height;
        assert!(inside, "{what}: outside {width} x {height}: {one:?}");
        for two in &boxes[at + 1..] {
            assert!(!one.overlaps(two), "{what}: overlapping:\n{one:?}\n{two:?}");
        }
    }
}

#[test]
fn words_keep_apart_in_the_committed_gallery() {
    let gallery = concat!(env!("CARGO_MANIFEST_DIR"), "/../../charts");
    let entries = std::fs::read_dir(gallery).unwrap().map(|entry| entry.unwrap().path());
    let pictures: Vec<_> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "svg")).collect();
    assert!(pictures.len() >= 8);
    for path in pictures {
        check_words(&path.display().to_string(), &std::fs::read_to_string(&path).unwrap());
    }
}

/// Every analysis with 1, 3, 9 and 43 forces and areas from one to many.
fn check_all(naming: &Naming) {
    let sizes = [(1, 3, 4), (3, 1, 4), (9, 12, 5), (43, 3, 4), (43, 11, 5)];
    for analysis in Analysis::ALL {
        for (forces, areas, tiers) in sizes {
            check(analysis, Size { forces, areas, tiers }, naming.clone());
        }
    }
}

#[test]
fn words_keep_apart_with_plain_names() {
    check_all(&Naming::Plain);
}

#[test]
fn words_keep_apart_with_the_longest_names() {
    check_all(&Naming::Long);
}

#[test]
fn words_keep_apart_with_hostile_names() {
    for naming in hostile() {
        check_all(&naming);
    }
}

#[test]
fn a_matrix_of_many_forces_or_areas_grows() {
    let usual = Size { forces: 43, areas: 11, tiers: 5 };
    check(Analysis::Matrix, Size { forces: 500, ..usual }, Naming::Plain);
    check(Analysis::Matrix, Size { areas: 60, ..usual }, Naming::Long);
    check(Analysis::Standing, Size { forces: 18_000, ..usual }, Naming::Plain);
    check(Analysis::Coverage, Size { forces: 18_000, ..usual }, Naming::Plain);
}

/// The largest sizes of text a theme may have.
const LARGE: &str = "sizes = { title = 32, subtitle = 14, text = 14, label = 14, small = 14 }\n";

#[test]
fn words_keep_apart_in_the_largest_sizes_of_text() {
    let look = Look { theme: Theme::read("large.toml", LARGE).unwrap(), ..Look::usual().unwrap() };
    for analysis in Analysis::ALL {
        for naming in [Naming::Plain, Naming::Long] {
            let table = table(analysis, Size { forces: 43, areas: 11, tiers: 5 }, naming.clone());
            let picture = crate::draw(&table, &look).unwrap();
            check_words(&format!("{analysis} {naming:?}"), picture.svg());
        }
    }
}

#[test]
fn a_page_is_filled_or_the_chart_refused() {
    let looks =
        Theme::all_shipped().flat_map(|theme| PageSize::ALL.map(|size| Look { theme: theme.clone(), size }));
    for (at, look) in looks.enumerate() {
        // Where things stand depends on the sizes of text alone, which the shipped themes share.
        let is_first = at < PageSize::ALL.len();
        let sizes: &[(usize, usize)] = if is_first { &[(9, 3), (43, 10)] } else { &[(9, 3)] };
        let namings: &[Naming] = if is_first { &[Naming::Plain, Naming::Long] } else { &[Naming::Long] };
        for (forces, areas) in sizes {
            for (analysis, naming) in
                Analysis::ALL.iter().flat_map(|one| namings.iter().map(move |naming| (*one, naming)))
            {
                check_page(&look, analysis, Size { forces: *forces, areas: *areas, tiers: 5 }, naming);
            }
        }
    }
}

/// Whether a chart of many areas takes more than a small page.
const fn large(analysis: Analysis) -> bool {
    matches!(analysis, Analysis::Map | Analysis::Transitions | Analysis::Change)
}

#[track_caller]
fn check_page(look: &Look, analysis: Analysis, size: Size, naming: &Naming) {
    let what = format!("{analysis} {} {size:?} {naming:?}", look.size);
    let is_plain = matches!(naming, Naming::Plain);
    let must_fit = match look.size {
        PageSize::Natural => true,
        // Ten maps of 43 names, or the moves in ten areas, are too many for a small page.
        _ => is_plain && (size.areas <= 3 || !large(analysis)),
    };
    match crate::draw(&table(analysis, size, naming.clone()), look) {
        Ok(picture) => {
            let natural = match look.size {
                PageSize::Natural => (picture.width(), picture.height()),
                PageSize::Wide => (1280, 720),
                PageSize::Square => (1080, 1080),
                PageSize::A4Half => (642, 472),
                PageSize::Social => (1200, 630),
            };
            assert_eq!((picture.width(), picture.height()), natural, "{what}");
            check_words(&what, picture.svg());
            let least = if look.size == PageSize::Social { 12.0 } else { 8.0 };
            let (boxes, _) = text_boxes(picture.svg());
            assert!(boxes.iter().all(|one| one.size >= least), "{what}");
            assert_eq!(picture.faults(), Ok(vec![]), "{what}");
        }
        Err(error) => {
            let ChartError::NoRoom { instead, .. } = error else { panic!("{what}: {error}") };
            assert_eq!(instead.last(), Some(&PageSize::Natural), "{what}");
            assert!(!must_fit, "{what}");
        }
    }
}

#[test]
fn the_shipped_themes_share_their_sizes_of_text() {
    let mut themes = Theme::all_shipped().map(|theme| theme.sizes);
    let first = themes.next().unwrap();
    assert!(themes.all(|sizes| sizes == first));
}

#[test]
fn what_the_axis_measures_is_whole_on_a_small_page() {
    let look = Look { size: PageSize::A4Half, ..Look::usual().unwrap() };
    let likeness = table(Analysis::Similar, Size { forces: 43, areas: 3, tiers: 5 }, Naming::Plain);
    let svg = crate::draw(&likeness, &look).unwrap().svg().to_owned();
    assert_eq!(svg.matches("at the left").count(), 2, "two blocks of rows: {svg}");
}

#[test]
fn a_heatmap_of_a_dozen_areas_fits_half_a_page() {
    let look = Look { size: PageSize::A4Half, ..Look::usual().unwrap() };
    let pairs = table(Analysis::Agreement, Size { forces: 43, areas: 9, tiers: 5 }, Naming::Plain);
    assert_eq!(crate::draw(&pairs, &look).unwrap().faults(), Ok(vec![]));
}

/// Fault: of hundreds of forces without a tile the list broke off within a name.
#[test]
fn a_map_of_hundreds_of_forces_counts_those_it_does_not_list() {
    let map = table(Analysis::Map, Size { forces: 900, areas: 3, tiers: 5 }, Naming::Plain);
    for size in [PageSize::Natural, PageSize::Square] {
        let Ok(picture) = crate::draw(&map, &Look { size, ..Look::usual().unwrap() }) else { continue };
        let words: Vec<_> = texts(&picture).collect();
        let first = words.iter().position(|line| line.starts_with("Without a tile")).unwrap();
        let list = words[first..].iter().take_while(|line| !line.starts_with("Note")).copied();
        let list = list.collect::<Vec<_>>().join(" ");
        assert!(list.contains(" more") && !list.contains('…'), "{list}");
    }
}

#[test]
fn a_message_has_of_a_long_name_what_fits() {
    let map = table(Analysis::Map, Size { forces: 9, areas: 1, tiers: 5 }, Naming::Plain);
    let title = |subject: &str| {
        let mut map = without_notes(&map, |_| {});
        map.note(NoteKey::Subject, subject);
        let picture = draw(&map).unwrap();
        let lines = picture.drawing().marks.iter().filter_map(|mark| match mark {
            Mark::Text(words) if words.face == Face::bold(20.0) => Some(words.text.clone()),
            _ => None,
        });
        lines.collect::<Vec<_>>().join(" ")
    };
    assert!(title("Kent").contains("Kent is graded "), "{}", title("Kent"));
    let long = title("a force of the longest name ".repeat(9).trim());
    assert!(long.contains("longest name a fo… is graded "), "{long}");
}

#[test]
fn a_name_is_cut_and_what_is_said_beside_it_is_not() {
    let name = "a force of the longest name ".repeat(20);
    for analysis in [Analysis::Standing, Analysis::Matrix, Analysis::Ranking] {
        let mut long = without_notes(&table(analysis, super::SMALL, Naming::Plain), |_| {});
        long.title = format!("{}, PEEL 2023-25 against the other 42 forces", name.trim());
        long.note(NoteKey::Subject, name.trim());
        long.note(NoteKey::Coverage, "9 of 12 grades known");
        for size in PageSize::ALL {
            let look = Look { size, ..Look::usual().unwrap() };
            let picture = crate::draw(&long, &look).unwrap();
            let said = texts(&picture).collect::<Vec<_>>().join(" ");
            for fact in ["PEEL 2023-25", "the other 42 forces", "9 of 12 grades known"] {
                assert!(said.contains(fact), "{analysis} {size}: {said}");
            }
        }
    }
}

#[test]
fn axes_of_two_blocks_are_long_enough_to_be_read() {
    let look = Look { size: PageSize::A4Half, ..Look::usual().unwrap() };
    for analysis in [Analysis::Ranking, Analysis::Similar] {
        let rows = table(analysis, Size { forces: 43, areas: 3, tiers: 5 }, Naming::Plain);
        let picture = crate::draw(&rows, &look).unwrap();
        let drawing = picture.drawing();
        let scale = drawing.size.natural.0 as f32 / drawing.size.laid_out.0;
        // The marks of rows stay on an axis and a point's breadth beside it.
        let widths = drawing.panels.iter().map(|panel| panel.area.width() * scale);
        let narrowest = widths.fold(f32::INFINITY, f32::min);
        assert!(narrowest >= 120.0, "{analysis}: {narrowest}");
    }
}

#[test]
fn the_heading_of_bars_is_whole_on_a_small_page() {
    let look = Look { size: PageSize::A4Half, ..Look::usual().unwrap() };
    let size = Size { forces: 43, areas: 3, tiers: 4 };
    let picture = crate::draw(&table(Analysis::Standing, size, Naming::Plain), &look).unwrap();
    let words = picture.svg().split('>').map(|part| part.split('<').next().unwrap().trim());
    let words = words.collect::<Vec<_>>().join(" ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("The other 42 forces, best grade at the left"), "{words}");
}

#[test]
fn a_sheet_of_maps_names_every_tile() {
    let picture = draw(&table(Analysis::Map, Size { forces: 6, areas: 3, tiers: 5 }, Naming::Plain)).unwrap();
    let n_named = |name: &str| picture.svg().matches(&format!(">\n{name}\n<")).count();
    // Two of each of the first two, and both are beside the letters of three small maps.
    assert_eq!([n_named("Northamptonshire"), n_named("Kent")], [3, 2], "{}", picture.svg());
}

#[test]
fn sources_are_whole_and_those_without_room_counted() {
    let mut table = table(Analysis::Profile, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
    table.note(NoteKey::Source, vec!["a publication, of 2024"; 40].join("; "));
    // Fault: a picture as high as it needs left out the source of what it draws.
    for (size, is_cut) in [(PageSize::Natural, false), (PageSize::Square, true)] {
        let picture = crate::draw(&table, &Look { size, ..Look::usual().unwrap() }).unwrap();
        let words = picture.svg().split('>').map(|part| part.split('<').next().unwrap().trim());
        let words = words.collect::<Vec<_>>().join(" ");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let (_, source) = words.rsplit_once("Source: ").unwrap();
        let (first, all) = ("HMICFRS PEEL gradings; a publication, of 2024", "a publication, of 2024");
        assert!(source.starts_with(first) && !source.contains('…'), "{source}");
        assert_eq!(source.contains(" more, in this file."), is_cut, "{source}");
        assert_eq!(source.matches(all).count() == 40, !is_cut, "{source}");
    }
}

#[test]
fn the_foot_follows_what_does_not_fill_a_page() {
    let look = Look { size: PageSize::Square, ..Look::usual().unwrap() };
    for analysis in [Analysis::Coverage, Analysis::Standing, Analysis::Profile, Analysis::Agreement] {
        let areas = if analysis == Analysis::Agreement { 2 } else { 1 };
        let picture =
            crate::draw(&table(analysis, Size { forces: 3, areas, tiers: 4 }, Naming::Plain), &look);
        let (boxes, _) = text_boxes(picture.unwrap().svg());
        let mut edges: Vec<_> = boxes.iter().map(|one| (one.top, one.bottom)).collect();
        edges.sort_by(|one, two| one.0.total_cmp(&two.0));
        let mut bottom = 0.0_f32;
        for (top, end) in edges {
            assert!(top - bottom < 200.0, "{analysis}: white from {bottom} to {top}");
            bottom = bottom.max(end);
        }
    }
}

#[test]
fn few_rows_use_a_page() {
    let look = Look { size: PageSize::Square, ..Look::usual().unwrap() };
    let picture =
        crate::draw(&table(Analysis::Matrix, Size { forces: 5, areas: 3, tiers: 4 }, Naming::Plain), &look);
    let (boxes, (_, height)) = text_boxes(picture.unwrap().svg());
    let lowest = boxes.iter().map(|one| one.bottom).fold(0.0, f32::max);
    assert!(lowest > height * 0.9, "{lowest} of {height}");
}

#[test]
fn no_point_of_a_funnel_hides_another() {
    let plain = table(Analysis::Funnel, Size { forces: 4, areas: 3, tiers: 5 }, Naming::Plain);
    let columns = plain.columns().to_vec();
    let mut crowded = Table::new(plain.analysis, plain.title.clone(), None, columns);
    let column = |name: &str| plain.column(name).unwrap();
    for (at, row) in plain.rows().iter().enumerate() {
        let mut row = row.clone();
        row[column("position")] = Cell::label("inside");
        row[column("judgement")] = Cell::label("");
        // The first three at one place, the subject among them.
        for name in ["denominator", "value"].into_iter().filter(|_| at < 3) {
            row[column(name)] = plain.rows()[0][column(name)].clone();
        }
        crowded.push_row(row).unwrap();
    }
    let picture = draw(&crowded).unwrap();
    let discs = picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Disc(middle, radius, ink) => Some((*middle, *radius, *ink)),
        _ => None,
    });
    let discs: Vec<_> = discs.collect();
    // Those at the place of the last one drawn, which is the subject's, each after its edge.
    let (place, _, ink) = *discs.last().unwrap();
    assert_eq!(ink, Theme::light().unwrap().subject);
    let there: Vec<_> = discs.iter().filter(|(middle, ..)| *middle == place).map(|disc| disc.1).collect();
    assert_eq!(there.len(), 6, "{there:?}");
    assert!(there.windows(2).all(|pair| pair[0] >= pair[1] + 1.0), "{there:?}");
    assert_eq!(picture.faults(), Ok(vec![]));
}
