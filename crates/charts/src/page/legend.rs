//! The legend: one line of small swatches with their words, more when they do not fit.

use peel_model::{NoGrade, Scale, Verdict};

use super::MARGIN;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::palette::{Fill, Ramp, Rgb};
use crate::reading::verdict_words;
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize};
use crate::theme::Theme;

const SWATCH: (f32, f32) = (26.0, 18.0);
const LINE: f32 = 26.0;
/// The same where there is no room for more than the swatches.
const DENSE_LINE: f32 = 20.0;
/// The legs of the corner of a grade that was carried over, usual and least, and how far it is from the edges.
const CORNER: f32 = 7.0;
const LEAST_CORNER: f32 = 4.0;
const CORNER_GAP: f32 = 1.0;
/// How many shades stand for all between two, and shares that are nearer than this have one.
const STEPS: u8 = 4;
const LEAST_STEP: f32 = 0.01;
/// The widest a word may be set that stands for something.
const MOST_SIGN: f32 = 140.0;

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
    /// The point of the force in question.
    Own(Shape),
    /// A word or a letter that stands for something.
    Sign(String),
    /// Shades between the shares of the palest cell that is drawn and the deepest; barred as cells below 0 are.
    Shades(Ramp, [f32; 2], Bar),
    /// A sample of a chart's own mark.
    Sample(fn(&mut Canvas, Box2)),
}

/// Whether a shaded cell has the bar of figures below 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Bar {
    With,
    Without,
}

impl Key {
    /// The entry of the shades of cells with these shares; none of no cells.
    pub(crate) fn shades(
        ramp: Ramp,
        shares: impl IntoIterator<Item = f32>,
        bar: Bar,
        words: String,
    ) -> Option<Self> {
        let ends = shares.into_iter().fold(None, |ends: Option<[f32; 2]>, share| {
            let [least, most] = ends.unwrap_or([share; 2]);
            Some([least.min(share), most.max(share)])
        });
        ends.map(|ends| Self { swatch: Swatch::Shades(ramp, ends, bar), words })
    }

    /// The entry of a chart's own mark.
    pub(crate) fn sample(draw: fn(&mut Canvas, Box2), words: impl Into<String>) -> Self {
        Self { swatch: Swatch::Sample(draw), words: words.into() }
    }

    /// The entry of words that stand for something.
    pub(crate) fn sign(sign: impl Into<String>, words: impl Into<String>) -> Self {
        Self { swatch: Swatch::Sign(sign.into()), words: words.into() }
    }

    /// The entry of a grade or of a kind of having none.
    pub(crate) fn verdict(verdict: Verdict, theme: &Theme, scale: &Scale) -> Self {
        let (fill, sign) = theme.verdict_fill(verdict, scale);
        let words = verdict_words(Some(verdict));
        let is_of_scale = verdict.grade().is_some_and(|grade| theme.differs_by_scale(grade, scale));
        let why = if is_of_scale { format!(" (of {} grades)", scale.tiers()) } else { String::new() };
        Self { swatch: Swatch::Cell(fill, sign), words: format!("{words}{why}") }
    }

    /// The entry of the corner of a grade that was carried over.
    pub(crate) fn carried_over() -> Self {
        Self { swatch: Swatch::CarriedOver, words: "Carried over from an earlier inspection".to_owned() }
    }

    /// The entries of the grades and of the kinds of gap that occur.
    pub(crate) fn of_scale(theme: &Theme, scale: &Scale, occurs: impl Fn(Verdict) -> bool) -> Vec<Self> {
        let grades = scale.best_first().iter().map(|grade| Verdict::Graded(*grade));
        let all = grades.chain(NoGrade::ALL.into_iter().map(Verdict::Without));
        all.filter(|verdict| occurs(*verdict)).map(|verdict| Self::verdict(verdict, theme, scale)).collect()
    }

    /// The entries of the letters of the whole scale, where they stand alone.
    pub(crate) fn of_letters(scale: &Scale) -> Vec<Self> {
        scale.best_first().iter().map(|grade| Self::sign(grade.letter(), grade.title())).collect()
    }
}

/// Draws the legend below `y`; gives the height at which to go on.
pub(crate) fn legend(canvas: &mut Canvas, keys: &[Key], y: f32) -> f32 {
    let style = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.grey);
    let right = canvas.width() - MARGIN;
    let line = if canvas.sheet().is_dense { DENSE_LINE } else { LINE };
    let (mut x, mut y) = (MARGIN, y);
    for key in keys {
        let wide = key.swatch.width(canvas);
        let words = ellipsize(&canvas.ruler, &key.words, style.face, right - MARGIN - wide - 6.0);
        let width = wide + 6.0 + canvas.ruler.width(&words, style.face);
        if x > MARGIN && x + width > right {
            (x, y) = (MARGIN, y + line);
        }
        let from = canvas.n_marks();
        key.swatch.draw(canvas, Box2::new(x, y, wide, SWATCH.1));
        canvas.key(from);
        let at = Point { x: x + wide + 6.0, y: y + SWATCH.1 / 2.0 };
        canvas.text_centred(at, &words, style);
        x += width + 18.0;
    }
    y + line + 6.0
}

impl Swatch {
    fn width(&self, canvas: &Canvas) -> f32 {
        let Self::Sign(sign) = self else { return SWATCH.0 };
        canvas.ruler.width(sign, Face::bold(canvas.theme.sizes.label)).clamp(SWATCH.0, MOST_SIGN)
    }

    fn draw(&self, canvas: &mut Canvas, area: Box2) {
        let theme = canvas.theme;
        match self {
            Self::Cell(fill, letter) => {
                canvas.fill(area, *fill);
                let style = Style::new(Face::bold(theme.sizes.small), fill.ink).anchored(Anchor::Middle);
                canvas.text_centred(area.middle(), letter, style);
            }
            Self::CarriedOver => {
                canvas.outline(area, 1.0, theme.pale);
                corner(canvas, area, "", theme.ink);
            }
            Self::Marker => {
                let middle = area.middle();
                marker(canvas, Point { x: middle.x, y: middle.y + 5.0 });
            }
            Self::Point(shape, ink) => shape.draw(canvas, area.middle(), RADIUS, *ink),
            Self::Own(shape) => shape.draw_own(canvas, area.middle()),
            Self::Sign(sign) => {
                let style = Style::new(Face::bold(theme.sizes.label), theme.ink).anchored(Anchor::Middle);
                let sign = ellipsize(&canvas.ruler, sign, style.face, MOST_SIGN);
                canvas.text_centred(area.middle(), &sign, style);
            }
            Self::Shades(shades, ends, bar) => {
                let ink = ramp(canvas, area, *shades, *ends);
                if *bar == Bar::With {
                    below(canvas, area, ink);
                }
            }
            Self::Sample(draw) => draw(canvas, area),
        }
    }
}

/// Shades side by side, of which the first and the last are those of these shares; gives the ink on the first.
fn ramp(canvas: &mut Canvas, area: Box2, shades: Ramp, [least, most]: [f32; 2]) -> Rgb {
    let n_steps = if most - least < LEAST_STEP { 1 } else { STEPS };
    let width = area.width() / f32::from(n_steps);
    for step in 0..n_steps {
        let (ground, _) =
            shades.shade(least + (most - least) * f32::from(step) / f32::from(n_steps.max(2) - 1));
        let left = area.left + f32::from(step) * width;
        canvas.rect(Box2 { left, right: left + width, ..area }, ground);
    }
    shades.shade(least).1
}

/// The mark of a figure below 0, for themes and eyes that tell the two ramps apart by no hue.
pub(crate) fn below(canvas: &mut Canvas, area: Box2, ink: Rgb) {
    canvas.rect(Box2 { right: area.left + 3.0, ..area }, ink);
}

/// The corner of a cell whose grade was carried over: in a small cell so small that it keeps off the letter in the
/// middle.
pub(crate) fn corner(canvas: &mut Canvas, cell: Box2, letter: &str, ink: Rgb) {
    let leg = leg(canvas, cell, letter);
    let (left, top) = (cell.left + CORNER_GAP, cell.top + CORNER_GAP);
    let corners = [(left, top), (left + leg, top), (left, top + leg)];
    canvas.polygon(corners.map(Point::from).to_vec(), ink);
}

/// The same at the foot of the cell: the grade of an earlier cycle was carried over.
pub(crate) fn low_corner(canvas: &mut Canvas, cell: Box2, letter: &str, ink: Rgb) {
    let leg = leg(canvas, cell, letter);
    let (left, bottom) = (cell.left + CORNER_GAP, cell.bottom - CORNER_GAP);
    let corners = [(left, bottom), (left + leg, bottom), (left, bottom - leg)];
    canvas.polygon(corners.map(Point::from).to_vec(), ink);
}

/// How long the legs of a corner are beside a letter in the middle.
fn leg(canvas: &Canvas, cell: Box2, letter: &str) -> f32 {
    let face = Face::bold(canvas.theme.sizes.label);
    let beside = (cell.width() - canvas.ruler.width(letter, face)) / 2.0;
    let above = (cell.bottom - cell.top - face.cap_height()) / 2.0;
    (beside + above - 2.0 * CORNER_GAP - 1.0).clamp(LEAST_CORNER, CORNER)
}

/// A triangle that points down at the place of the subject.
pub(crate) fn marker(canvas: &mut Canvas, tip: Point) {
    let (wide, high) = if canvas.sheet().is_dense { (4.0, 6.0) } else { (6.0, 9.0) };
    let corners = [(tip.x, tip.y), (tip.x - wide, tip.y - high), (tip.x + wide, tip.y - high)];
    canvas.polygon(corners.map(Point::from).to_vec(), canvas.theme.ink);
}
