//! Text is as wide as resvg draws it, and its outlines stand where its letters stand.

use peel_model::Analysis;

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::Pixmap;
use resvg::usvg;

use super::SMALL;
use super::tables::{Naming, table};
use crate::Picture;
use crate::text::{Face, Ruler, Weight};

/// Options that know the bundled font and no other.
static OPTIONS: LazyLock<usvg::Options<'static>> = LazyLock::new(|| {
    let mut fonts = usvg::fontdb::Database::new();
    for bytes in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(bytes)));
    }
    usvg::Options { fontdb: Arc::new(fonts), font_family: "Noto Sans".to_owned(), ..usvg::Options::default() }
});

/// How wide resvg sets the text.
fn drawn_width(text: &str, face: Face) -> f32 {
    let weight = if face.weight == Weight::Bold { "bold" } else { "normal" };
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9000' height='99'><text x='1' y='50' font-family='Noto \
         Sans' font-size='{}' font-weight='{weight}'>{text}</text></svg>",
        face.size
    );
    let tree = usvg::Tree::from_str(&svg, &OPTIONS).unwrap();
    tree.root().children()[0].bounding_box().width()
}

#[test]
fn text_is_as_wide_as_resvg_sets_it_within_one_per_cent() {
    let texts = [
        "Northamptonshire",
        "Avon and Somerset",
        "Dyfed-Powys",
        "AVATAR To Tea We. LT",
        "f ffi fl fj",
        "Responding to the public",
        "RI",
        "I",
        "29 better · 12 same · 1 worse",
        "69.0% – 1,234.5",
        "W",
        "…",
        "“Requires improvement”, 2018/19 (n = 43)",
        "Ynys Môn, Châlons, Łódź, Œuvre",
        "111111",
        "a b c d e f g",
    ];
    let ruler = Ruler::new().unwrap();
    for text in texts {
        for size in [8.0, 11.0, 12.0, 13.0, 20.0, 130.0] {
            for face in [Face::regular(size), Face::bold(size)] {
                let (measured, drawn) = (ruler.width(text, face), drawn_width(text, face));
                assert!((measured / drawn - 1.0).abs() < 0.002, "`{text}` {face:?}: {measured} for {drawn}");
            }
        }
    }
}

/// The pixels of an SVG as resvg draws it, so many to each CSS pixel.
fn drawn(svg: &str, picture: &Picture, scale: u16) -> Pixmap {
    let tree = usvg::Tree::from_str(svg, &OPTIONS).unwrap();
    let (width, height) = (picture.width() * u32::from(scale), picture.height() * u32::from(scale));
    let mut pixels = Pixmap::new(width, height).unwrap();
    let scale = f32::from(scale);
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
}

/// By how much the green of the pixels differs: on average, and at most.
fn apart(one: &Pixmap, two: &Pixmap) -> (f64, u8) {
    assert_eq!((one.width(), one.height()), (two.width(), two.height()));
    let pairs = one.pixels().iter().zip(two.pixels());
    let apart: Vec<_> = pairs.map(|(one, two)| one.green().abs_diff(two.green())).collect();
    let sum: u64 = apart.iter().map(|apart| u64::from(*apart)).sum();
    (sum as f64 / apart.len() as f64, apart.into_iter().max().unwrap())
}

#[test]
fn outlines_look_as_text_does() {
    for analysis in Analysis::ALL {
        let picture = super::draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        let outlined = picture.outlined_svg().unwrap();
        assert!(!outlined.contains("<text") && !outlined.contains("font-family"));
        assert!(roxmltree::Document::parse(&outlined).is_ok());
        let (as_text, as_paths) = (drawn(picture.svg(), &picture, 1), drawn(&outlined, &picture, 1));
        let (per_pixel, _) = apart(&as_text, &as_paths);
        assert!(per_pixel < 0.3, "{analysis}: {per_pixel}");
    }
}

#[test]
fn a_png_has_the_pixels_that_viewers_make_of_the_svg() {
    for analysis in Analysis::ALL {
        let picture = super::draw(&table(analysis, SMALL, Naming::Plain)).unwrap();
        for scale in [1, 2] {
            let png = Pixmap::decode_png(&picture.png(f32::from(scale)).unwrap()).unwrap();
            let (per_pixel, most) = apart(&png, &drawn(&picture.outlined_svg().unwrap(), &picture, scale));
            // Letters are covered by area here and by 16 samples there.
            assert!(per_pixel < 0.6 && most < 64, "{analysis}: {per_pixel}, {most}");
        }
    }
}
