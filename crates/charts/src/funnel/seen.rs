//! How the points of the funnel are seen: each by itself where it can be, as a ring around another at its place, or as a
//! part of a crowd that is too close for either.

use super::plot::Frame;
use super::{Content, Spot};
use crate::canvas::{Canvas, Point};
use crate::shape::{EDGE, N_RIM, OWN_RADIUS, RADIUS, Shape};

/// Points nearer to each other than this are drawn at one place, the one as a ring around the other.
const TOGETHER: f32 = 1.5;
/// How much is seen of a ring all around.
const RING: f32 = 2.0;
/// The most that a ring may be: one around any point has room, and one around that of most.
const MOST_RING: f32 = 15.5;
/// Points that others hide grow by steps of this, and to this at most.
const GROWS: f32 = 0.5;
const MOST_GROWN: f32 = 10.5;
/// Of how much of its rim, so far inside its edge, a point is seen at least, and a ring.
const RIM: f32 = 1.0;
const LEAST_SEEN: usize = N_RIM / 4;
const RING_SEEN: usize = N_RIM * 3 / 4;

/// A point as it is drawn.
pub(super) struct Seen<'c> {
    pub(super) spot: &'c Spot,
    pub(super) at: Point,
    pub(super) radius: f32,
    way: Way,
}

/// In which way a point is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// By itself, large enough to be seen beside those over it.
    Alone,
    /// As a ring around another.
    Ring,
    /// Not at all: a ring stands for it, around the point at its place.
    Beneath,
    /// As a part of a crowd: nothing but a size that hides its neighbours would set it off from them.
    Crowd,
}

/// Of how many points something is to be said.
pub(super) struct Closeness {
    /// Those seen as rings.
    rings: usize,
    /// Those that a ring stands for besides its own.
    beneath: usize,
    /// Those that run into each other.
    crowd: usize,
}

impl Seen<'_> {
    /// How far around its middle it hides what lies under it. Within a crowd points have no edge, which would hide it.
    fn hides(&self) -> f32 {
        let edge = if self.way == Way::Crowd { 0.0 } else { EDGE };
        self.radius * self.spot.shape().breadth() + edge
    }

    /// How far around its middle names keep off.
    pub(super) fn clear(&self) -> f32 {
        self.spot.shape().clear(self.radius)
    }
}

impl Content {
    /// The points in the order they are drawn: those inside first, the subject's last.
    pub(super) fn seen(&self, frame: &Frame) -> Vec<Seen<'_>> {
        let mut spots: Vec<_> = self.counted().collect();
        spots.sort_by_key(|spot| (spot.is_subject, spot.is_outside()));
        let mut seen: Vec<Seen> = Vec::with_capacity(spots.len());
        for spot in spots.into_iter().rev() {
            let point = beneath(&seen, spot, frame.place(spot));
            seen.push(point);
        }
        gather(&mut seen);
        seen.reverse();
        seen
    }

    /// How many points are not seen each by itself.
    pub(super) fn closeness(&self, frame: &Frame) -> Closeness {
        let seen = self.seen(frame);
        let n = |way| seen.iter().filter(|point| point.way == way).count();
        Closeness { rings: n(Way::Ring), beneath: n(Way::Beneath), crowd: n(Way::Crowd) }
    }
}

impl Closeness {
    /// Says which points are not seen each by itself.
    pub(super) fn said(&self) -> impl Iterator<Item = String> {
        let Self { rings: n_rings, beneath: n_beneath, crowd: n_crowd } = *self;
        let more = match n_beneath {
            0 => String::new(),
            n => format!("; {n} more, as near to such a point, lie beneath"),
        };
        let rings =
            format!("A ring around a point: another force with nearly the same figure and size{more}");
        let crowd =
            format!("Points that run into each other: {n_crowd} forces, too close for each to be seen");
        let rings = (n_rings > 0).then_some(rings);
        rings.into_iter().chain((n_crowd > 0).then_some(crowd))
    }
}

/// A point under those that are there: a ring where one lies at its place, and where others would hide it so large that
/// it is seen beside them.
fn beneath<'c>(over: &[Seen<'c>], spot: &'c Spot, at: Point) -> Seen<'c> {
    let usual = usual_radius(spot);
    let near: Vec<_> = over.iter().filter(|over| distance(over.at, at) < over.hides() + MOST_RING).collect();
    let together = || near.iter().filter(|over| distance(over.at, at) < TOGETHER);
    let rings = together().map(|over| over.hides() + RING + distance(over.at, at));
    let ring = rings.fold(0.0, f32::max);
    let radii = std::iter::successors(Some(ring.max(usual)), |radius| Some(radius + GROWS));
    let most = if ring > 0.0 { MOST_RING } else { MOST_GROWN };
    let mut radii = radii.take_while(|radius| *radius <= most);
    let n_seen = |radius: f32| n_seen(&near, &spot.shape().rim(at, radius - RIM));
    let found = radii.find(|radius| n_seen(*radius) >= LEAST_SEEN);
    let (radius, way) = match found {
        Some(radius) if ring > 0.0 && n_seen(radius) >= RING_SEEN => (radius, Way::Ring),
        Some(radius) => (radius, Way::Alone),
        None if together().any(|over| over.way == Way::Ring) => (usual, Way::Beneath),
        None => (usual, Way::Crowd),
    };
    Seen { spot, at, radius, way }
}

/// Draws into a crowd what touches those that are lost in it, and then whatever would spread over it: points that grew,
/// rings, and what lies beneath these. All in it has the usual size. The subject never is in one.
fn gather(seen: &mut [Seen]) {
    let lost = seen.iter().filter(|point| point.way == Way::Crowd);
    let mut fresh: Vec<Point> = lost.map(|point| point.at).collect();
    let mut is_first = true;
    while !fresh.is_empty() {
        let joins = |point: &Seen| {
            let spreads = point.way != Way::Alone || point.radius > usual_radius(point.spot);
            let touches = |at: &Point| distance(*at, point.at) < point.radius + RADIUS;
            let may_join = point.way != Way::Crowd && !point.spot.is_subject;
            may_join && (is_first || spreads) && fresh.iter().any(touches)
        };
        let joining: Vec<usize> = (0..seen.len()).filter(|at| joins(&seen[*at])).collect();
        fresh = joining.iter().map(|at| seen[*at].at).collect();
        is_first = false;
        for at in joining {
            seen[at].way = Way::Crowd;
            seen[at].radius = usual_radius(seen[at].spot);
        }
    }
}

/// Draws the points. The edges of a crowd lie under all of it, so that it is not lost in them.
pub(super) fn draw(canvas: &mut Canvas, seen: &[Seen]) {
    let theme = canvas.theme;
    for Seen { spot, at, radius, .. } in seen.iter().filter(|point| point.way == Way::Crowd) {
        spot.shape().edge(canvas, *at, *radius);
    }
    for Seen { spot, at, radius, way } in seen.iter().filter(|point| point.way != Way::Beneath) {
        match way {
            _ if spot.is_subject => spot.shape().draw_own(canvas, *at),
            Way::Crowd => spot.shape().body(canvas, *at, *radius, spot.ink(theme)),
            _ => spot.shape().draw(canvas, *at, *radius, spot.ink(theme)),
        }
    }
}

const fn usual_radius(spot: &Spot) -> f32 {
    if spot.is_subject { OWN_RADIUS } else { RADIUS }
}

fn distance(one: Point, other: Point) -> f32 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// How many of these places are seen, and not hidden by the points over them.
fn n_seen(over: &[&Seen], places: &[Point]) -> usize {
    let is_seen = |place: &&Point| over.iter().all(|over| distance(over.at, **place) > over.hides());
    places.iter().filter(is_seen).count()
}

/// How far the points reach over the edge of their panel.
pub(super) fn reach(seen: &[Seen]) -> f32 {
    Shape::reach(seen.iter().map(|point| point.radius).fold(RADIUS, f32::max))
}
