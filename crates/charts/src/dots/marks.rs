//! The marks of a row and how they are drawn.

use peel_model::NoGrade;

use crate::axis::{Axis, Span};
use crate::canvas::{Box2, Canvas, Point};
use crate::palette::{Fill, Hatch, Rgb};
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

/// How high the ends of a whisker are.
const WHISKER: f32 = 7.0;
/// The ends of a line shorter than this would touch.
const LEAST_WHISKER: f32 = 3.0;
/// How much of the height of a row a bar takes.
const BAR_SHARE: f32 = 0.64;
/// How much of it the radius of a dot takes at most.
const DOT_SHARE: f32 = 0.24;

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

    /// Whether it is a bar, or a part of one.
    pub(crate) const fn is_bar(self) -> bool {
        matches!(self, Self::Bar(_) | Self::Part(..))
    }

    /// Whether any of it lies on the axis: of what lies beyond one of its ends, nothing does.
    pub(crate) fn is_seen(self, axis: &Axis) -> bool {
        let [low, high] = self.values();
        axis.holds(low) || axis.holds(high) || (axis.at(low) - axis.at(high)).abs() > 0.0
    }

    /// Whether it is seen and goes on beyond an end of the axis.
    pub(crate) fn is_cut(self, axis: &Axis) -> bool {
        self.is_seen(axis) && self.values().iter().any(|end| !axis.holds(*end))
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
        // In rows that stand close so small that a whisker is seen beside it.
        let radius = RADIUS.min(height * DOT_SHARE);
        match self {
            Self::Bar(value) => {
                canvas.rect(along(height * BAR_SHARE), ink);
                if !axis.holds(value) {
                    cut(canvas, (one, at), height);
                }
            }
            Self::Range(..) => canvas.rect(along(4.0), ink),
            Self::Unknown(..) => canvas.fill(along(9.0), canvas.theme.gap_fill(NoGrade::Unknown)),
            Self::Whisker(low, high) if self.is_seen(axis) => {
                limits(canvas, middle, [low, high].map(|end| (axis.at(end), axis.holds(end))));
            }
            Self::Whisker(..) => {}
            Self::Part(_, _, share) => canvas.fill(along(height * BAR_SHARE), share.fill(canvas.theme)),
            Self::Full(_) => Shape::Disc.draw(canvas, at, radius, ink),
            Self::Hollow(_) => Shape::Ring.draw(canvas, at, radius, ink),
        }
    }

    /// Draws the ends of a whisker once more, over a dot that hides one; through a hollow dot one would look like a part
    /// of it.
    pub(crate) fn draw_ends(self, canvas: &mut Canvas, axis: &Axis, (middle, hollow): (f32, Option<f64>)) {
        let Self::Whisker(low, high) = self else { return };
        let [left, right] = [low, high].map(|end| axis.at(end));
        if self.is_seen(axis) && right - left >= LEAST_WHISKER {
            let area = Box2::new(left, middle - WHISKER / 2.0, right - left, WHISKER);
            let is_seen = |tip: &Vec<Point>| {
                let end = tip.get(1).map_or(left, |end| end.x);
                hollow.is_none_or(|value| (axis.at(value) - end).abs() > RADIUS)
            };
            let tips = tips(area, [(left, axis.holds(low)), (right, axis.holds(high))]);
            for tip in tips.into_iter().filter(is_seen) {
                canvas.path(tip, 1.0, canvas.theme.ink);
            }
        }
    }
}

impl Share {
    /// Full, hatched, open: one colour on the paper, so that neighbours differ without any other.
    const fn fill(self, theme: &Theme) -> Fill {
        let (ground, hatch) = match self {
            Self::Largest => (theme.comparator, None),
            Self::Second => (theme.paper, Some(Hatch::Single)),
            Self::Others => (theme.paper, None),
        };
        let ink = theme.comparator;
        Fill { ground, ink: theme.ink, edge: Some(ink), hatch, lines: Some(ink) }
    }
}

/// Draws a mark of values from 0 to 1 as a sample in a legend.
pub(crate) fn sample(canvas: &mut Canvas, area: Box2, mark: Dot, ink: Rgb) {
    let axis = Axis::plain(Span { low: 0.0, high: 1.0 }, (area.left, area.right));
    mark.draw(canvas, &axis, (area.middle().y, area.bottom - area.top), ink);
}

/// A thin line between two ends, each closed where the axis holds it and an arrow where it does not; one tick where
/// both ends would be a blot.
fn whisker(canvas: &mut Canvas, area: Box2, ends: [(f32, bool); 2]) {
    let Point { x: across, y: middle } = area.middle();
    if area.width() < LEAST_WHISKER && ends.iter().all(|(_, is_held)| *is_held) {
        return edged(canvas, &[vec![Point { x: across, y: area.top }, Point { x: across, y: area.bottom }]]);
    }
    let line = vec![Point { x: area.left, y: middle }, Point { x: area.right, y: middle }];
    edged(canvas, &[vec![line], tips(area, ends).into()].concat());
}

/// The ends of a whisker.
fn tips(area: Box2, ends: [(f32, bool); 2]) -> [Vec<Point>; 2] {
    let Point { x: across, y: middle } = area.middle();
    ends.map(|(x, is_held)| {
        let inwards = if is_held { 0.0 } else { 4.0 * (across - x).signum() };
        let tip = |y| Point { x: x + inwards, y };
        vec![tip(area.top), Point { x, y: middle }, tip(area.bottom)]
    })
}

/// Thin lines edged with the paper, so that they are seen on a bar of any colour.
fn edged(canvas: &mut Canvas, lines: &[Vec<Point>]) {
    for (stroke, ink) in [(3.0, canvas.theme.paper), (1.0, canvas.theme.ink)] {
        for line in lines {
            canvas.path(line.clone(), stroke, ink);
        }
    }
}

/// A thin line across a row between two ends, each an arrow where it goes on.
pub(crate) fn limits(canvas: &mut Canvas, middle: f32, ends: [(f32, bool); 2]) {
    let [(one, _), (two, _)] = ends;
    let width = (one - two).abs().max(1.0);
    whisker(canvas, Box2::new(one.min(two), middle - WHISKER / 2.0, width, WHISKER), ends);
}

/// A whisker that goes on, as a sample in a legend.
pub(crate) fn arrow(canvas: &mut Canvas, area: Box2) {
    let line = Box2 { top: area.middle().y - 3.5, bottom: area.middle().y + 3.5, ..area };
    whisker(canvas, line, [(area.left, true), (area.right, false)]);
}

/// A bar that is cut, as a sample in a legend.
pub(crate) fn cut_bar(canvas: &mut Canvas, area: Box2) {
    let axis = Axis::plain(Span { low: 0.0, high: 1.0 }, (area.left, area.right));
    let height = area.bottom - area.top;
    Dot::Bar(2.0).draw(canvas, &axis, (area.middle().y, height), canvas.theme.comparator);
}

/// What a whisker says.
pub(crate) const LIMITS: &str = "limits of 95%: how far chance alone may move the figure";
/// The same where there is little room.
pub(crate) const LIMITS_IN_SHORT: &str = "limits of 95%";
/// What a whisker says that goes on beyond an end of its axis.
pub(crate) const GOES_ON: &str = "limits reach further than is drawn";

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
