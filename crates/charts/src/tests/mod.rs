//! Tests of whole charts: where their text stands, that they are legible, well-formed and the same
//! every time.

mod alt;
mod contrast;
mod dense;
mod figures;
mod generated;
mod headlines;
mod keys;
mod layout;
mod marks;
mod measure;
mod moves;
mod narrative;
mod page;
mod pdf;
mod points;
mod properties;
mod svg_text;
mod tables;

use peel_model::{Analysis, Column, NoteKey, Table};

use crate::canvas::Mark;
use crate::{ChartError, Look, Picture};
use tables::{Naming, Size, table};

const SMALL: Size = Size { forces: 4, areas: 3, tiers: 5 };

/// Draws the chart with the usual look.
fn draw(table: &Table) -> Result<Picture, ChartError> {
    crate::draw(table, &Look::usual().unwrap())
}

/// The words of a chart, one by one.
fn texts(picture: &Picture) -> impl Iterator<Item = &str> {
    picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Text(words) => Some(words.text.as_str()),
        _ => None,
    })
}

#[test]
fn a_plain_list_has_no_chart() {
    let table = Table::new(None, "t".to_owned(), None, vec![]);
    assert_eq!(draw(&table), Err(ChartError::NoChart(table.title.clone())));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    for analysis in Analysis::ALL {
        let one = draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        let two = draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        assert_eq!(one, two);
    }
}

#[test]
fn every_chart_is_described() {
    for analysis in Analysis::ALL {
        let table = table(analysis, SMALL, Naming::Plain);
        let picture = draw(&table).unwrap();
        let document = roxmltree::Document::parse(picture.svg()).unwrap();
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"));
        let ids: Vec<_> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
        for (id, name) in ids.iter().zip(["title", "desc"]) {
            let node = root.children().find(|node| node.has_tag_name(name)).unwrap();
            assert_eq!(node.attribute("id"), Some(*id));
        }
        let text = |name| root.children().find(|node| node.has_tag_name(name)).unwrap().text().unwrap();
        // What the picture says, where it has a message.
        let headlines = crate::page::headlines(&table);
        let said = if headlines.is_empty() { vec![table.title.clone()] } else { headlines };
        assert!(said.iter().any(|headline| headline == text("title")), "{analysis}: {}", text("title"));
        assert!(text("desc").len() > 80, "{}", text("desc"));
        // The standing counts the comparators, the others all forces.
        let n_of = match analysis {
            Analysis::Standing => " of 3 known",
            Analysis::Matrix | Analysis::Distribution | Analysis::Coverage => " of 4 known",
            _ => "9 of 12 grades known",
        };
        assert!(text("desc").contains(n_of), "{}", text("desc"));
        // These are about areas, and no one's in particular.
        let of_areas = matches!(
            analysis,
            Analysis::Coverage | Analysis::Agreement | Analysis::Association | Analysis::Transitions
        );
        assert!(of_areas || text("desc").contains("Northamptonshire"), "{analysis}: {}", text("desc"));
        assert!(!text("desc").contains("NaN") && !text("desc").contains(".."), "{}", text("desc"));
    }
}

#[test]
fn a_png_has_the_size_of_the_picture_and_is_not_blank() {
    let picture = draw(&table(Analysis::Standing, SMALL, Naming::Plain)).unwrap();
    let png = picture.png(0.5).unwrap();
    let pixels = resvg::tiny_skia::Pixmap::decode_png(&png).unwrap();
    let half = |length: u32| length.div_ceil(2);
    assert!(pixels.width().abs_diff(half(picture.width())) <= 1);
    assert!(pixels.height().abs_diff(half(picture.height())) <= 1);
    let n_dark = pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count();
    assert!(n_dark > 500, "{n_dark}");
    assert_eq!(png, picture.png(0.5).unwrap());
}

#[test]
fn a_png_that_cannot_be_is_refused() {
    let picture = draw(&table(Analysis::Matrix, SMALL, Naming::Plain)).unwrap();
    for scale in [0.0, -1.0, f32::NAN, f32::INFINITY, 17.0] {
        assert!(matches!(picture.png(scale), Err(ChartError::Scale(_))), "{scale}");
    }
    let long = draw(&table(Analysis::Matrix, Size { forces: 500, ..SMALL }, Naming::Plain)).unwrap();
    let error = long.png(16.0).unwrap_err();
    assert!(matches!(error, ChartError::TooLarge { .. }));
    // There is no option by which to choose a scale.
    assert!(error.to_string().contains("SVG or PDF") && !error.to_string().contains("scale"), "{error}");
}

#[test]
fn a_table_without_rows_is_nothing_to_draw() {
    for analysis in Analysis::ALL {
        let empty = table(analysis, Size { forces: 0, areas: 0, tiers: 4 }, Naming::Plain);
        assert!(matches!(draw(&empty), Err(ChartError::NothingToDraw(_))), "{analysis}");
    }
}

#[test]
fn a_missing_column_is_named() {
    for analysis in Analysis::ALL {
        let scale = "O G RI I".parse().ok();
        let mut table = Table::new(analysis, "t".to_owned(), scale, vec![Column::text("area", "Area")]);
        table.note(NoteKey::Subject, "Kent");
        let message = draw(&table).unwrap_err().to_string();
        assert!(message.contains("has no column `"), "{message}");
    }
}

#[test]
fn a_missing_scale_is_named() {
    let table = Table::new(Analysis::Standing, "t".to_owned(), None, vec![]);
    assert_eq!(draw(&table), Err(ChartError::MissingScale(table.title.clone())));
}

#[test]
fn every_kind_of_file_carries_its_making_and_looks_the_same() {
    for analysis in Analysis::ALL {
        let picture = draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        let provenance = crate::Provenance {
            arguments: vec!["chart".to_owned(), "<&>".to_owned()],
            description: picture.description().to_owned(),
            ..crate::Provenance::default()
        };
        let carrying = picture.clone().carrying(provenance.clone()).unwrap();
        assert!(roxmltree::Document::parse(carrying.svg()).is_ok());
        let outlined = carrying.outlined_svg().unwrap();
        // Its words are shapes, each of which a screen reader still has in the description.
        let shapes = roxmltree::Document::parse(&outlined).unwrap();
        assert!(!shapes.descendants().any(|node| node.has_tag_name("text")), "{analysis}");
        assert!(outlined.len() > carrying.svg().len(), "{analysis}");
        let pdf = carrying.pdf().unwrap();
        let files =
            [carrying.svg().as_bytes().to_vec(), outlined.into_bytes(), carrying.png(1.0).unwrap(), pdf];
        for file in &files {
            assert_eq!(crate::Provenance::read(file), Ok(Some(provenance.clone())), "{analysis}");
        }
        let pixels = |png: &[u8]| resvg::tiny_skia::Pixmap::decode_png(png).unwrap();
        assert_eq!(pixels(&files[2]), pixels(&picture.png(1.0).unwrap()));
        assert_eq!(crate::Provenance::read(picture.svg().as_bytes()), Ok(None));
    }
}
