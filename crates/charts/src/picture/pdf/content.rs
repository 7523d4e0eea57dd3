//! The marks of a drawing as the content of a page.

use pdf_writer::{Content, Name, Str};

use super::font::Embedded;
use super::{FIGURE, Fonts, POINTS};
use crate::canvas::{Box2, Drawing, Mark, Point, Run, Words};
use crate::palette::Rgb;
use crate::text::Weight;

/// How far a mitred corner may reach, as in SVG.
const MITRE: f32 = 4.0;

/// Writes all marks, and takes up the glyphs they need.
pub(super) fn write(drawing: &Drawing, fonts: &mut Fonts) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_marked_content_with_properties(Name(b"Figure")).properties().identify(FIGURE);
    // From here on lengths are those of the layout, downwards from the top.
    let (width, height) = drawing.size.laid_out;
    let (natural_width, natural_height) = drawing.size.natural;
    let scale = (natural_width as f32 / width * POINTS, natural_height as f32 / height * POINTS);
    content.transform([scale.0, 0.0, 0.0, -scale.1, 0.0, natural_height as f32 * POINTS]);
    content.set_miter_limit(MITRE);
    fill(&mut content, drawing.paper);
    rectangle(&mut content, Box2::new(0.0, 0.0, width, height));
    for mark in &drawing.marks {
        put(&mut content, mark, fonts);
    }
    content.end_marked_content();
    content.finish().into_vec()
}

fn put(content: &mut Content, mark: &Mark, fonts: &mut Fonts) {
    match mark {
        Mark::Rect(area, colour) => {
            fill(content, *colour);
            rectangle(content, *area);
        }
        Mark::Polygon(corners, colour) => {
            fill(content, *colour);
            follow(content, corners);
            content.close_path().fill_nonzero();
        }
        Mark::Stroke(points, width, colour) => {
            let [red, green, blue] = shares(*colour);
            content.set_stroke_rgb(red, green, blue).set_line_width(*width);
            follow(content, points);
            content.stroke();
        }
        Mark::Disc(middle, radius, colour) => {
            fill(content, *colour);
            disc(content, *middle, *radius);
        }
        Mark::Text(words) => {
            let font = match words.face.weight {
                Weight::Regular => &mut fonts.regular,
                Weight::Bold => &mut fonts.bold,
            };
            text(content, words, font);
        }
    }
}

fn rectangle(content: &mut Content, area: Box2) {
    content.rect(area.left, area.top, area.width(), area.bottom - area.top).fill_nonzero();
}

fn follow(content: &mut Content, points: &[Point]) {
    for (at, point) in points.iter().enumerate() {
        if at == 0 {
            content.move_to(point.x, point.y)
        } else {
            content.line_to(point.x, point.y)
        };
    }
}

/// Fills a disc, of four curves (the usual approximation, off by less than a thousandth of the radius).
fn disc(content: &mut Content, middle: Point, radius: f32) {
    const PULL: f32 = 0.552_285;
    let at = |x: f32, y: f32| (middle.x + x * radius, middle.y + y * radius);
    let (x, y) = at(1.0, 0.0);
    content.move_to(x, y);
    // Each quarter begins in one direction and ends in the next.
    for [(from_x, from_y), (to_x, to_y)] in [
        [(1.0, 0.0), (0.0, 1.0)],
        [(0.0, 1.0), (-1.0, 0.0)],
        [(-1.0, 0.0), (0.0, -1.0)],
        [(0.0, -1.0), (1.0, 0.0)],
    ] {
        let one = at(from_x + to_x * PULL, from_y + to_y * PULL);
        let two = at(to_x + from_x * PULL, to_y + from_y * PULL);
        let end = at(to_x, to_y);
        content.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
    }
    content.fill_nonzero();
}

fn fill(content: &mut Content, colour: Rgb) {
    let [red, green, blue] = shares(colour);
    content.set_fill_rgb(red, green, blue);
}

/// Sets words letter by letter, each after the one before, moved by the kerning between them.
fn text(content: &mut Content, words: &Words, embedded: &mut Embedded) {
    let letters = words.letters(embedded.font);
    let Some(first) = letters.first() else { return };
    let Point { x, y } = first.origin;
    fill(content, words.ink);
    content.begin_text().set_font(embedded.name(), words.face.size);
    content.set_text_matrix(match words.run {
        Run::Across => [1.0, 0.0, 0.0, -1.0, x, y],
        Run::Up => [0.0, -1.0, -1.0, 0.0, x, y],
    });
    let mut show = content.show_positioned();
    let mut items = show.items();
    for letter in &letters {
        let number = embedded.take(letter.number, &letter.characters);
        items.show(Str(&number.to_be_bytes()));
        let kern = embedded.thousandths(letter.advance - embedded.font.advance(letter.number));
        if kern.abs() >= 0.5 {
            items.adjust(-kern);
        }
    }
    drop(items);
    drop(show);
    content.end_text();
}

/// Red, green and blue from 0 to 1, to three decimals.
fn shares(colour: Rgb) -> [f32; 3] {
    [colour.red, colour.green, colour.blue]
        .map(|channel| (f32::from(channel) / 255.0 * 1000.0).round() / 1000.0)
}
