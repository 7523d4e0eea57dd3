//! The legend: one line of small swatches with their words, more when they do not fit.

use peel_model::{NoGrade, Scale, Verdict};

use super::MARGIN;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::palette::{Fill, Rgb};
use crate::reading::verdict_words;
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize};
use crate::theme::Theme;

const SWATCH: (f32, f32) = (26.0, 18.0);
const LINE: f32 = 26.0;

/// One entry of a legend.
pub(crate) struct Key {
    /// The sign.
    pub(crate) swatch: Swatch,
    /// What it means.
    pub(crate) words: String,
}

/// The sign of an entry.
pub(crate) enum Swatch {
    /// A cell with a letter.
    Cell(Fill, &'static str),
    /// A cell with the corner that says a grade was carried over.
    CarriedOver,
    /// The triangle that marks the subject's place.
    Marker,
    /// A point.
    Point(Shape, Rgb),
    /// A sample of a chart's own mark.
    Sample(fn(&mut Canvas, Box2)),
}

impl Key {
    /// The entry of a chart's own mark.
    pub(crate) fn sample(draw: fn(&mut Canvas, Box2), words: impl Into<String>) -> Self {
        Self { swatch: Swatch::Sample(draw), words: words.into() }
    }

    /// The entry of a grade or of a kind of having none.
    pub(crate) fn verdict(verdict: Verdict, theme: &Theme, scale: &Scale) -> Self {
        let (fill, sign) = theme.verdict_fill(verdict, scale);
        Self { swatch: Swatch::Cell(fill, sign), words: verdict_words(Some(verdict)).to_owned() }
    }

    /// The entry of the corner of a grade that was carried over.
    pub(crate) fn carried_over() -> Self {
        Self { swatch: Swatch::CarriedOver, words: "Carried over from an earlier inspection".to_owned() }
    }

    /// The entries of the whole scale and of the kinds of gap that occur.
    pub(crate) fn of_scale(theme: &Theme, scale: &Scale, occurs: impl Fn(NoGrade) -> bool) -> Vec<Self> {
        let grades = scale.best_first().iter().map(|grade| Verdict::Graded(*grade));
        let gaps = NoGrade::ALL.into_iter().filter(|kind| occurs(*kind)).map(Verdict::Without);
        grades.chain(gaps).map(|verdict| Self::verdict(verdict, theme, scale)).collect()
    }
}

/// Draws the legend below `y`; gives the height at which to go on.
pub(crate) fn legend(canvas: &mut Canvas, keys: &[Key], y: f32) -> f32 {
    let style = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.grey);
    let right = canvas.width() - MARGIN;
    let (mut x, mut y) = (MARGIN, y);
    for key in keys {
        let words = ellipsize(&canvas.ruler, &key.words, style.face, right - MARGIN - SWATCH.0 - 6.0);
        let width = SWATCH.0 + 6.0 + canvas.ruler.width(&words, style.face);
        if x > MARGIN && x + width > right {
            (x, y) = (MARGIN, y + LINE);
        }
        swatch(canvas, &key.swatch, Box2::new(x, y, SWATCH.0, SWATCH.1));
        let at = Point { x: x + SWATCH.0 + 6.0, y: y + SWATCH.1 / 2.0 };
        canvas.text_centred(at, &words, style);
        x += width + 18.0;
    }
    y + LINE + 6.0
}

fn swatch(canvas: &mut Canvas, swatch: &Swatch, area: Box2) {
    let theme = canvas.theme;
    match swatch {
        Swatch::Cell(fill, letter) => {
            canvas.fill(area, *fill);
            let style = Style::new(Face::bold(theme.sizes.small), fill.ink).anchored(Anchor::Middle);
            canvas.text_centred(area.middle(), letter, style);
        }
        Swatch::CarriedOver => {
            canvas.outline(area, 1.0, theme.grey);
            corner(canvas, area, theme.ink);
        }
        Swatch::Marker => {
            let middle = area.middle();
            marker(canvas, Point { x: middle.x, y: middle.y + 5.0 });
        }
        Swatch::Point(shape, ink) => shape.draw(canvas, area.middle(), RADIUS, *ink),
        Swatch::Sample(draw) => draw(canvas, area),
    }
}

/// The corner of a cell whose grade was carried over.
pub(crate) fn corner(canvas: &mut Canvas, cell: Box2, ink: Rgb) {
    let (left, top) = (cell.left + 2.0, cell.top + 2.0);
    let corners = [(left, top), (left + 7.0, top), (left, top + 7.0)];
    canvas.polygon(corners.map(Point::from).to_vec(), ink);
}

/// A triangle that points down at the place of the subject.
pub(crate) fn marker(canvas: &mut Canvas, tip: Point) {
    let corners = [(tip.x, tip.y), (tip.x - 6.0, tip.y - 9.0), (tip.x + 6.0, tip.y - 9.0)];
    canvas.polygon(corners.map(Point::from).to_vec(), canvas.theme.ink);
}
