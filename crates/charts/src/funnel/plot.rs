//! The panel of the funnel: axes, points and their labels.

use peel_model::Table;

use super::{BELOW, Content, Spot, below_style};
use crate::ChartError;
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::{Cloud, Label, LineName};
use crate::page::{self, MARGIN};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, distinct, ellipsize};

/// The usual height of the panel.
const HEIGHT: f32 = 420.0;
/// Sizes further apart than this are shown by their ratio.
const MOST_EVEN: f64 = 8.0;
/// The widest that a label of a point may be.
const MOST_LABEL: f32 = 170.0;
const SUBJECT_RADIUS: f32 = RADIUS + 1.5;

/// Where the panel lies and what its axes are.
pub(super) struct Frame {
    /// The panel.
    pub(super) area: Box2,
    /// Sizes.
    pub(super) across: Axis,
    /// Figures.
    pub(super) up: Axis,
}

/// The names beside points, and the points beside which none has room.
pub(super) struct Labels<'c> {
    pub(super) placed: Vec<Label>,
    pub(super) without: Vec<&'c Spot>,
}

impl Frame {
    fn place(&self, spot: &Spot) -> Point {
        Point { x: self.across.at(spot.size), y: self.up.at(spot.value) }
    }
}

impl Content {
    /// Lays the panel out below `y`, with room for so many lines below it.
    pub(super) fn frame(
        &self,
        canvas: &Canvas,
        table: &Table,
        (y, n_lines): (f32, usize),
    ) -> Result<Frame, ChartError> {
        let face = Face::regular(canvas.theme.sizes.small);
        let nothing = || ChartError::NothingToDraw("the funnel has no figures".to_owned());
        let sizes = Span::of(self.counted().map(|spot| spot.size)).ok_or_else(nothing)?;
        let values = self.span().ok_or_else(nothing)?;
        let top = y + 30.0;
        let below = BELOW + n_lines as f32 * below_style(canvas).face.leading();
        let bottom = top + page::panel_height(canvas, table, (top, below), HEIGHT);
        let up = Axis::up(values, (bottom, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let right = canvas.width() - MARGIN - LineName::room(canvas, self.curve_names(canvas.theme));
        let ends = (left + 12.0, right - 12.0);
        let across = if sizes.low > 0.0 && sizes.high / sizes.low > MOST_EVEN {
            Axis::across_by_ratio(&canvas.ruler, sizes, ends, face)
        } else {
            Axis::across(&canvas.ruler, sizes, ends, face)
        };
        Ok(Frame { area: Box2 { left, top, right, bottom }, across, up })
    }

    /// Draws the axes and says what they measure.
    pub(super) fn axes(&self, canvas: &mut Canvas, frame: &Frame, y: f32) {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let Frame { area, across, up } = frame;
        let width = canvas.width() - 2.0 * MARGIN;
        let measure = ellipsize(&canvas.ruler, &self.measure, face, width);
        canvas.text(Point { x: MARGIN, y: y + face.size }, &measure, style);
        up.rule_across(canvas, (area.left, area.right));
        across.rule_down(canvas, (area.bottom, area.bottom + 5.0));
        across.number_across(canvas, area.bottom + 18.0);
        let by_ratio = if across.is_by_ratio() { " (log scale)" } else { "" };
        let words = format!("{}{by_ratio}", self.size_measure);
        let words = ellipsize(&canvas.ruler, &words, face, width);
        let at =
            Point { x: area.right.max(MARGIN + canvas.ruler.width(&words, face)), y: area.bottom + 36.0 };
        canvas.text(at, &words, style.anchored(Anchor::End));
    }

    /// Finds room for the names of the subject and of those outside, the furthest first.
    pub(super) fn labels(&self, canvas: &Canvas, frame: &Frame) -> Labels<'_> {
        let sizes = canvas.theme.sizes;
        let points = self.counted().map(|spot| frame.place(spot));
        let curves = self.curves(frame);
        let mut cloud = Cloud::new(frame.area, points, RADIUS + 1.5, curves.iter().flatten());
        let mut spots: Vec<_> = self.counted().filter(|spot| spot.is_subject || spot.is_outside()).collect();
        spots.sort_by_key(|spot| (!spot.is_subject, !spot.is_far_outside()));
        let mut labels = Labels { placed: Vec::new(), without: Vec::new() };
        // Cut in the widest face.
        let names: Vec<_> = spots.iter().map(|spot| spot.name.as_str()).collect();
        let names =
            distinct(&names, |name| ellipsize(&canvas.ruler, name, Face::bold(sizes.label), MOST_LABEL));
        for (spot, name) in spots.into_iter().zip(names) {
            let face = if spot.is_subject { Face::bold(sizes.label) } else { Face::regular(sizes.small) };
            let style = Style::new(face, canvas.theme.ink);
            match cloud.place(&canvas.ruler, frame.place(spot), &name, style) {
                Some(label) => labels.placed.push(label),
                None => labels.without.push(spot),
            }
        }
        labels
    }

    /// Draws the points, those inside first, and the names.
    pub(super) fn points(&self, canvas: &mut Canvas, frame: &Frame, labels: &[Label]) {
        let (theme, from) = (canvas.theme, canvas.n_marks());
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by_key(|spot| (spot.is_subject, spot.is_outside()));
        for spot in &spots {
            let radius = if spot.is_subject { SUBJECT_RADIUS } else { RADIUS };
            spot.shape().draw(canvas, frame.place(spot), radius, spot.ink(theme));
        }
        for label in labels {
            label.draw(canvas);
        }
        canvas.panel(frame.area.shrunk(-Shape::reach(SUBJECT_RADIUS)), from);
    }
}
