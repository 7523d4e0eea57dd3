//! The marks of a row and how they are drawn.

use peel_model::NoGrade;

use crate::axis::{Axis, Span};
use crate::canvas::{Box2, Canvas, Point};
use crate::palette::Rgb;
use crate::shape::{RADIUS, Shape};
use crate::theme::Theme;

/// A mark on the axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Dot {
    /// A bar from 0.
    Bar(f64),
    /// A thick line between two values: where something must lie.
    Range(f64, f64),
    /// The same, where nothing is known.
    Unknown(f64, f64),
    /// A thin line between two values: the limits of chance.
    Whisker(f64, f64),
    /// A part of a bar: the largest, the second, or all others together.
    Part(f64, f64, Share),
    /// A value.
    Full(f64),
    /// A value of which little is known.
    Hollow(f64),
}

/// Which part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// The largest.
    Largest,
    /// The second.
    Second,
    /// All others.
    Others,
}

/// How much of the height of a row a bar takes.
const BAR_SHARE: f32 = 0.64;

impl Dot {
    /// The values it shows.
    pub(crate) const fn values(self) -> [f64; 2] {
        match self {
            Self::Bar(value) => [0.0, value],
            Self::Full(value) | Self::Hollow(value) => [value, value],
            Self::Range(low, high)
            | Self::Unknown(low, high)
            | Self::Whisker(low, high)
            | Self::Part(low, high, _) => [low, high],
        }
    }

    /// Draws it in this colour at the middle of a row as high as this.
    pub(crate) fn draw(self, canvas: &mut Canvas, axis: &Axis, (middle, height): (f32, f32), ink: Rgb) {
        let [one, two] = self.values().map(|value| axis.at(value));
        let (left, right) = (one.min(two), one.max(two));
        let along = |height: f32| {
            let top = middle - height / 2.0;
            // What is a point has a width all the same.
            Box2 { left, top, right: right.max(left + 1.0), bottom: top + height }
        };
        let at = Point { x: two, y: middle };
        // In rows that stand close, within its own.
        let radius = RADIUS.min(height / 2.0 - 2.0);
        match self {
            Self::Bar(value) => {
                canvas.rect(along(height * BAR_SHARE), ink);
                if !axis.holds(value) {
                    cut(canvas, (one, at), height);
                }
            }
            Self::Range(..) => canvas.rect(along(4.0), ink),
            Self::Unknown(..) => canvas.fill(along(9.0), canvas.theme.gap_fill(NoGrade::Unknown)),
            Self::Whisker(low, high) => {
                let ends = [low, high].map(|end| axis.holds(end).then(|| axis.at(end)));
                whisker(canvas, along(7.0), ends);
            }
            Self::Part(_, _, share) => canvas.rect(along(height * BAR_SHARE), share.ink(canvas.theme)),
            Self::Full(_) => Shape::Disc.draw(canvas, at, radius, ink),
            Self::Hollow(_) => Shape::Ring.draw(canvas, at, radius, ink),
        }
    }
}

impl Share {
    const fn ink(self, theme: &Theme) -> Rgb {
        match self {
            Self::Largest => theme.comparator,
            Self::Second => theme.other,
            Self::Others => theme.faint,
        }
    }
}

/// Draws a mark of values from 0 to 1 as a sample in a legend.
pub(crate) fn sample(canvas: &mut Canvas, area: Box2, mark: Dot, ink: Rgb) {
    let axis = Axis::plain(Span { low: 0.0, high: 1.0 }, (area.left, area.right));
    mark.draw(canvas, &axis, (area.middle().y, area.bottom - area.top), ink);
}

/// A thin line, with its ends where the axis holds them.
fn whisker(canvas: &mut Canvas, area: Box2, ends: [Option<f32>; 2]) {
    let (ink, middle) = (canvas.theme.ink, area.middle().y);
    canvas.line(Point { x: area.left, y: middle }, Point { x: area.right, y: middle }, 1.0, ink);
    for x in ends.into_iter().flatten() {
        canvas.line(Point { x, y: area.top }, Point { x, y: area.bottom }, 1.0, ink);
    }
}

/// Two slants across the end of a bar that goes on, where it is long enough for them.
fn cut(canvas: &mut Canvas, (zero, end): (f32, Point), height: f32) {
    let half = height / 2.0;
    let back = (zero - end.x).signum();
    for inwards in [16.0, 10.0].into_iter().filter(|_| (zero - end.x).abs() > 24.0) {
        let x = end.x + back * inwards;
        let (from, to) = (Point { x: x - 3.0, y: end.y + half }, Point { x: x + 3.0, y: end.y - half });
        canvas.line(from, to, 2.5, canvas.theme.paper);
    }
}
