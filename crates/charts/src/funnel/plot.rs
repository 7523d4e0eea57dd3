//! The panel of the funnel: axes, points and their labels.

use peel_model::Table;

use super::{BELOW, Content, Spot, below_style};
use crate::ChartError;
use crate::axis::{Axis, Growth, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::labels::{Cloud, Else, Label, LineName, Wanted};
use crate::page::{self, MARGIN};
use crate::shape::{EDGE, N_RIM, RADIUS, Shape};
use crate::text::{Face, Ruler, capitalised, distinct, ellipsize};

/// The usual height of the panel.
const HEIGHT: f32 = 420.0;
/// Sizes further apart than this are shown by their ratio.
const MOST_EVEN: f64 = 8.0;
/// The widest that a label of a point may be.
const MOST_LABEL: f32 = 170.0;
const SUBJECT_RADIUS: f32 = RADIUS + 1.5;
/// Points nearer to each other than this are drawn at one place, the one as a ring around the other.
const TOGETHER: f32 = 1.5;
/// How much is seen of a ring all around.
const RING: f32 = 2.0;
/// Points that others hide grow by steps of this, and to this at most: a ring around a ring around the subject's.
const GROWS: f32 = 0.5;
const MOST_RADIUS: f32 = 17.0;
/// Of how much of its rim, so far inside its edge, a point is seen at least, and a ring.
const RIM: f32 = 1.0;
const LEAST_SEEN: usize = N_RIM / 4;
const RING_SEEN: usize = N_RIM * 3 / 4;

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

/// A point as it is drawn.
struct Seen<'c> {
    spot: &'c Spot,
    at: Point,
    radius: f32,
    /// Whether it is seen as a ring around another.
    is_ring: bool,
}

impl Seen<'_> {
    /// How far around its middle it hides what lies under it.
    fn hides(&self) -> f32 {
        self.radius * self.spot.shape().breadth() + EDGE
    }
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

    /// Finds room for the names of the subject and of those outside, the furthest first. The legend names the subject.
    pub(super) fn labels(&self, canvas: &Canvas, frame: &Frame) -> Labels<'_> {
        let sizes = canvas.theme.sizes;
        let points =
            self.seen(frame).into_iter().map(|point| (point.at, point.spot.shape().clear(point.radius)));
        let curves = self.curves(frame);
        // Half a name may stand over the top, and none on the axis at the bottom.
        let bounds = Box2 { top: frame.area.top - OVER_EDGE, bottom: frame.area.bottom - 1.0, ..frame.area };
        let cloud = Cloud::new(bounds, points, curves.iter().flatten());
        let mut spots: Vec<_> = self.counted().filter(|spot| spot.is_subject || spot.is_outside()).collect();
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

    /// The points in the order they are drawn: those inside first, the subject's last. One at the place of another is a
    /// ring around it, and one that others would hide is so large that it is seen beside them.
    fn seen(&self, frame: &Frame) -> Vec<Seen<'_>> {
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by_key(|spot| (spot.is_subject, spot.is_outside()));
        let mut seen: Vec<Seen> = Vec::with_capacity(spots.len());
        for spot in spots.into_iter().rev() {
            let at = frame.place(spot);
            let usual = if spot.is_subject { SUBJECT_RADIUS } else { RADIUS };
            let together = seen.iter().filter(|over| distance(over.at, at) < TOGETHER);
            let rings = together.map(|over| over.hides() + RING + distance(over.at, at));
            let ring = rings.fold(0.0, f32::max);
            let radii = std::iter::successors(Some(ring.max(usual)), |radius| Some(radius + GROWS));
            let mut radii = radii.take_while(|radius| *radius <= MOST_RADIUS);
            let shape = spot.shape();
            let n_seen = |radius: f32| n_seen(&seen, &shape.rim(at, radius - RIM));
            let radius = radii.find(|radius| n_seen(*radius) >= LEAST_SEEN).unwrap_or(MOST_RADIUS);
            let is_ring = ring > 0.0 && n_seen(radius) >= RING_SEEN;
            seen.push(Seen { spot, at, radius, is_ring });
        }
        seen.reverse();
        seen
    }

    /// Whether a point is seen around another.
    pub(super) fn has_rings(&self, frame: &Frame) -> bool {
        self.seen(frame).iter().any(|point| point.is_ring)
    }

    /// Draws the points and the names.
    pub(super) fn points(&self, canvas: &mut Canvas, frame: &Frame, labels: &[Label]) {
        let (theme, from) = (canvas.theme, canvas.n_marks());
        let seen = self.seen(frame);
        let largest = seen.iter().map(|point| point.radius).fold(RADIUS, f32::max);
        for Seen { spot, at, radius, .. } in seen {
            spot.shape().draw(canvas, at, radius, spot.ink(theme));
        }
        for label in labels {
            label.draw(canvas);
        }
        canvas.panel(frame.area.shrunk(-Shape::reach(largest)), from);
    }
}

fn distance(one: Point, other: Point) -> f32 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// How many of these places are seen, and not hidden by the points over them.
fn n_seen(over: &[Seen], places: &[Point]) -> usize {
    let is_seen = |place: &&Point| over.iter().all(|over| distance(over.at, **place) > over.hides());
    places.iter().filter(is_seen).count()
}

/// Places the subject's name first, which has the first choice and is led to from afar rather than left out; where that
/// leaves another without a place, last, where that leaves fewer without and has one for it.
fn place_in_turn(cloud: &Cloud, ruler: &Ruler, (own, others): (&[Wanted], &[Wanted])) -> Vec<Option<Label>> {
    let n_without = |labels: &[Option<Label>]| labels.iter().filter(|label| label.is_none()).count();
    let mut first = cloud.clone();
    let mut placed = first.place_all(ruler, own, Else::Led);
    placed.extend(first.place_all(ruler, others, Else::Nowhere));
    if n_without(&placed) == 0 {
        return placed;
    }
    let mut last = cloud.clone();
    let of_others = last.place_all(ruler, others, Else::Nowhere);
    let mut other_way = last.place_all(ruler, own, Else::Led);
    other_way.extend(of_others);
    let missing = |labels: &[Option<Label>]| (n_without(&labels[..own.len()]), n_without(labels));
    if missing(&other_way) < missing(&placed) { other_way } else { placed }
}

/// Said of an axis on which equal lengths are equal ratios.
fn scale_words(axis: &Axis) -> &'static str {
    if axis.is_by_ratio() { " (log scale)" } else { "" }
}
