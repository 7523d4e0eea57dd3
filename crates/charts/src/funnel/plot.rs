//! The panel of the funnel: axes, curves, points and their labels.

use peel_model::Table;

use super::{BELOW, CURVES, Content, Spot, apart_style};
use crate::ChartError;
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::{Cloud, LineName};
use crate::page::{self, MARGIN};
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize};
use crate::theme::Theme;

/// The usual height of the panel.
const HEIGHT: f32 = 420.0;
/// Sizes further apart than this are shown by their ratio.
const MOST_EVEN: f64 = 8.0;
/// The widest that a label of a point may be.
const MOST_LABEL: f32 = 170.0;
/// Outside points beyond so many go without a label; the foot and the table name them all.
const MOST_LABELS: usize = 24;
const SUBJECT_RADIUS: f32 = RADIUS + 1.5;

/// Where the panel lies and what its axes are.
pub(super) struct Frame {
    /// The panel.
    pub(super) area: Box2,
    across: Axis,
    up: Axis,
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
        let values = self.counted().flat_map(|spot| spot.curves.into_iter().flatten().chain([spot.value]));
        let values = Span::of(values).ok_or_else(nothing)?;
        let top = y + 30.0;
        let below = BELOW + n_lines as f32 * apart_style(canvas).face.leading();
        let bottom = top + page::panel_height(canvas, table, (top, below), HEIGHT);
        let up = Axis::up(values, (bottom, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let right = canvas.width() - MARGIN - LineName::room(canvas, &self.curve_names(canvas.theme));
        let ends = (left + 12.0, right - 12.0);
        let across = if sizes.low > 0.0 && sizes.high / sizes.low > MOST_EVEN {
            Axis::across_by_ratio(&canvas.ruler, sizes, ends, face)
        } else {
            Axis::across(&canvas.ruler, sizes, ends, face)
        };
        Ok(Frame { area: Box2 { left, top, right, bottom }, across, up })
    }

    /// What stands at the right ends of the curves.
    fn curve_names(&self, theme: &Theme) -> Vec<LineName> {
        let last = self.counted().max_by(|one, two| one.size.total_cmp(&two.size));
        let values = last.map(|spot| spot.curves).unwrap_or_default();
        let style = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let name = |((_, words), value): (&(&str, &str), Option<f64>)| {
            Some(LineName { value: value?, words: (*words).to_owned(), style })
        };
        CURVES.iter().zip(values).filter_map(name).collect()
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

    /// Draws the baseline and the limits, and names them at their right ends.
    pub(super) fn curves(&self, canvas: &mut Canvas, frame: &Frame) {
        let (theme, from) = (canvas.theme, canvas.n_marks());
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by(|one, two| one.size.total_cmp(&two.size));
        for (at, ink) in [theme.ink, theme.grey, theme.grey, theme.rule, theme.rule].into_iter().enumerate() {
            let point = |spot: &&Spot| {
                Some(Point { x: frame.across.at(spot.size), y: frame.up.at(spot.curves[at]?) })
            };
            let points: Vec<_> = spots.iter().filter_map(point).collect();
            match at {
                _ if points.len() < 2 => {}
                0 => canvas.path(points, 1.5, ink),
                1 | 2 => canvas.dashed(&points, (5.0, 1.25), ink),
                _ => canvas.path(points, 1.25, ink),
            }
        }
        canvas.panel(frame.area, from);
        LineName::set(canvas, &self.curve_names(theme), frame.area, &frame.up);
    }

    /// Draws the points, those inside first, and labels the subject and those outside.
    pub(super) fn points(&self, canvas: &mut Canvas, frame: &Frame) {
        let (theme, from) = (canvas.theme, canvas.n_marks());
        let mut spots: Vec<_> = self.counted().map(|spot| (spot, frame.place(spot))).collect();
        spots.sort_by_key(|(spot, _)| (spot.is_subject, spot.is_outside()));
        for (spot, at) in &spots {
            let radius = if spot.is_subject { SUBJECT_RADIUS } else { RADIUS };
            spot.shape().draw(canvas, *at, radius, spot.ink(theme));
        }
        let clear = RADIUS + 1.5;
        let mut cloud = Cloud::new(frame.area, spots.iter().map(|(_, at)| *at), clear);
        let labelled = spots.iter().rev().filter(|(spot, _)| spot.is_subject || spot.is_outside());
        for (spot, at) in labelled.take(MOST_LABELS) {
            let face = if spot.is_subject {
                Face::bold(theme.sizes.label)
            } else {
                Face::regular(theme.sizes.small)
            };
            let name = ellipsize(&canvas.ruler, &spot.name, face, MOST_LABEL);
            cloud.label(canvas, *at, &name, Style::new(face, theme.ink));
        }
        canvas.panel(frame.area.shrunk(-Shape::reach(SUBJECT_RADIUS)), from);
    }
}
