//! The legend: one line of small swatches with their words, more when they do not fit.

use peel_model::{NoGrade, Scale, Verdict};

use super::{MARGIN, SMALL};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::palette::{Fill, GREY, INK, Rgb, gap_fill, grade_fill};
use crate::text::{Face, ellipsize};

const WORDS: Face = Face::regular(12.0);
const LETTER: Face = Face::bold(SMALL);
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
}

impl Key {
    /// The entry of a grade or of a kind of having none.
    pub(crate) fn verdict(verdict: Verdict, scale: &Scale) -> Self {
        let (fill, sign, words) = match verdict {
            Verdict::Graded(grade) => (grade_fill(grade, scale), grade.letter(), grade.title()),
            Verdict::Without(kind) => (gap_fill(kind), kind.sign(), kind.title()),
        };
        Self { swatch: Swatch::Cell(fill, sign), words: words.to_owned() }
    }

    /// The entries of the whole scale and of the kinds of gap that occur.
    pub(crate) fn of_scale(scale: &Scale, occurs: impl Fn(NoGrade) -> bool) -> Vec<Self> {
        let grades = scale.best_first().iter().map(|grade| Verdict::Graded(*grade));
        let gaps = NoGrade::ALL.into_iter().filter(|kind| occurs(*kind)).map(Verdict::Without);
        grades.chain(gaps).map(|verdict| Self::verdict(verdict, scale)).collect()
    }
}

/// Draws the legend below `y`; gives the height at which to go on.
pub(crate) fn legend(canvas: &mut Canvas, keys: &[Key], y: f32) -> f32 {
    let right = canvas.width() - MARGIN;
    let (mut x, mut y) = (MARGIN, y);
    for key in keys {
        let words = ellipsize(&canvas.ruler, &key.words, WORDS, right - MARGIN - SWATCH.0 - 6.0);
        let width = SWATCH.0 + 6.0 + canvas.ruler.width(&words, WORDS);
        if x > MARGIN && x + width > right {
            (x, y) = (MARGIN, y + LINE);
        }
        swatch(canvas, &key.swatch, Box2::new(x, y, SWATCH.0, SWATCH.1));
        let at = Point { x: x + SWATCH.0 + 6.0, y: y + SWATCH.1 / 2.0 };
        canvas.text_centred(at, &words, Style::new(WORDS, GREY));
        x += width + 18.0;
    }
    y + LINE + 6.0
}

fn swatch(canvas: &mut Canvas, swatch: &Swatch, area: Box2) {
    match swatch {
        Swatch::Cell(fill, letter) => {
            canvas.fill(area, *fill);
            let style = Style::new(LETTER, fill.ink).anchored(Anchor::Middle);
            canvas.text_centred(area.middle(), letter, style);
        }
        Swatch::CarriedOver => {
            canvas.outline(area, 1.0, GREY);
            corner(canvas, area, INK);
        }
        Swatch::Marker => {
            let middle = area.middle();
            marker(canvas, Point { x: middle.x, y: middle.y + 5.0 });
        }
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
    canvas.polygon(corners.map(Point::from).to_vec(), INK);
}
