//! The panel of the funnel: axes, points and their labels.

use peel_model::Table;

use super::{BELOW, Content, Spot, below_style, seen};
use crate::ChartError;
use crate::axis::{Axis, Growth, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::{Cloud, Else, Label, LineName, Wanted};
use crate::page::{self, MARGIN};
use crate::text::{Face, Ruler, capitalised, distinct, ellipsize};

/// The usual height of the panel.
const HEIGHT: f32 = 420.0;
/// Sizes further apart than this are shown by their ratio.
const MOST_EVEN: f64 = 8.0;
/// The widest that a label of a point may be.
const MOST_LABEL: f32 = 170.0;
/// How far names may reach over the top of the panel.
const OVER_EDGE: f32 = 9.0;

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
    /// Where a force has its point.
    pub(super) fn place(&self, spot: &Spot) -> Point {
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
        let (growth, values) = self.span().ok_or_else(nothing)?;
        let top = y + 30.0;
        let below = BELOW + n_lines as f32 * below_style(canvas).face.leading();
        let bottom = top + page::panel_height(canvas, table, (top, below), HEIGHT);
        let axis = if growth == Growth::Ratio { Axis::up_by_ratio } else { Axis::up };
        let up = axis(values, (bottom, top));
        let left = MARGIN + up.number_width(canvas) + 4.0;
        let names = self.curve_names(canvas.theme, up.span());
        let names = names.iter().map(|(.., words, style)| (words.as_str(), *style));
        let right = canvas.width() - MARGIN - LineName::room(canvas, names);
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
        let measure = format!("{}{}", capitalised(&self.measure), scale_words(up));
        let measure = ellipsize(&canvas.ruler, &measure, face, width);
        canvas.text(Point { x: MARGIN, y: y + face.size }, &measure, style);
        up.rule_across(canvas, (area.left, area.right));
        across.rule_down(canvas, (area.bottom, area.bottom + 5.0));
        across.number_across(canvas, area.bottom + 18.0);
        let words = format!("{}{}", capitalised(&self.size_measure), scale_words(across));
        let words = ellipsize(&canvas.ruler, &words, face, width);
        let at =
            Point { x: area.right.max(MARGIN + canvas.ruler.width(&words, face)), y: area.bottom + 36.0 };
        canvas.text(at, &words, style.anchored(Anchor::End));
    }

    /// Finds room for the names of the subject, of those outside, the furthest first, and of one alone. The legend names the
    /// subject.
    pub(super) fn labels(&self, canvas: &Canvas, frame: &Frame) -> Labels<'_> {
        let sizes = canvas.theme.sizes;
        let points = self.seen(frame).into_iter().map(|point| (point.at, point.clear()));
        let curves = self.curves(frame);
        // Half a name may stand over the top, and none on the axis at the bottom.
        let bounds = Box2 { top: frame.area.top - OVER_EDGE, bottom: frame.area.bottom - 1.0, ..frame.area };
        let cloud = Cloud::new(bounds, points, curves.iter().flatten());
        let is_named = |spot: &&Spot| spot.is_subject || spot.is_outside() || !spot.is_held();
        let mut spots: Vec<_> = self.counted().filter(is_named).collect();
        spots.sort_by_key(|spot| (!spot.is_subject, !spot.is_far_outside()));
        // Cut in the widest face.
        let names: Vec<_> = spots.iter().map(|spot| spot.name.as_str()).collect();
        let names =
            distinct(&names, |name| ellipsize(&canvas.ruler, name, Face::bold(sizes.label), MOST_LABEL));
        let wanted = spots.iter().zip(&names).map(|(spot, words)| {
            let face = if spot.is_subject { Face::bold(sizes.label) } else { Face::regular(sizes.small) };
            Wanted { point: frame.place(spot), words, style: Style::new(face, canvas.theme.ink) }
        });
        let wanted: Vec<_> = wanted.collect();
        let n_own = spots.iter().take_while(|spot| spot.is_subject).count();
        let placed = place_in_turn(&cloud, &canvas.ruler, wanted.split_at(n_own));
        let without = spots.iter().zip(&placed).filter(|(_, label)| label.is_none()).map(|(spot, _)| *spot);
        Labels { without: without.collect(), placed: placed.into_iter().flatten().collect() }
    }

    /// Draws the points and the names.
    pub(super) fn points(&self, canvas: &mut Canvas, frame: &Frame, labels: &[Label]) {
        let (from, seen) = (canvas.n_marks(), self.seen(frame));
        seen::draw(canvas, &seen);
        for label in labels {
            label.draw(canvas);
        }
        canvas.panel(frame.area.shrunk(-seen::reach(&seen)), from);
    }
}

/// Places the subject's name first, which has the first choice and is led to from afar rather than left out; where that
/// leaves another without a place, last, where that leaves fewer without and has one for it. Those that are left are led
/// to beyond one line, where that finds white.
fn place_in_turn(cloud: &Cloud, ruler: &Ruler, (own, others): (&[Wanted], &[Wanted])) -> Vec<Option<Label>> {
    let (mut cloud, mut placed) = place_clear(cloud, ruler, (own, others));
    let (left, which): (Vec<_>, Vec<_>) = others
        .iter()
        .zip(own.len()..)
        .filter(|(_, at)| placed[*at].is_none())
        .map(|(wanted, at)| (Wanted { ..*wanted }, at))
        .unzip();
    for (at, label) in which.into_iter().zip(cloud.place_all(ruler, &left, Else::LedOverOne)) {
        placed[at] = label;
    }
    placed
}

/// The same without those that are left; with the cloud as they find it.
fn place_clear(
    cloud: &Cloud,
    ruler: &Ruler,
    (own, others): (&[Wanted], &[Wanted]),
) -> (Cloud, Vec<Option<Label>>) {
    let n_without = |labels: &[Option<Label>]| labels.iter().filter(|label| label.is_none()).count();
    let mut first = cloud.clone();
    let mut placed = first.place_all(ruler, own, Else::Led);
    placed.extend(first.place_all(ruler, others, Else::Nowhere));
    if n_without(&placed) == 0 {
        return (first, placed);
    }
    let mut last = cloud.clone();
    let of_others = last.place_all(ruler, others, Else::Nowhere);
    let mut other_way = last.place_all(ruler, own, Else::Led);
    other_way.extend(of_others);
    let missing = |labels: &[Option<Label>]| (n_without(&labels[..own.len()]), n_without(labels));
    if missing(&other_way) < missing(&placed) { (last, other_way) } else { (first, placed) }
}

/// Said of an axis on which equal lengths are equal ratios.
fn scale_words(axis: &Axis) -> &'static str {
    if axis.is_by_ratio() { " (log scale)" } else { "" }
}
