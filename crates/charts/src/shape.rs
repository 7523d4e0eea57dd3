//! The shapes of points: what they say they say without colour too.

use crate::canvas::{Canvas, Point};
use crate::palette::Rgb;

/// The shape of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A filled dot.
    Disc,
    /// An empty dot.
    Ring,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
}

/// The usual radius of a point.
pub(crate) const RADIUS: f32 = 5.0;
/// That of the force in question, where its shape and colour may be those of others.
pub(crate) const OWN_RADIUS: f32 = RADIUS + 1.5;
/// The radius of the spot in the middle of its point.
const SPOT: f32 = 2.25;
/// The edge in the colour of the page, by which a point stands off from what lies under it.
pub(crate) const EDGE: f32 = 1.5;
const TRIANGLE_EDGE: f32 = 1.0;
/// How many places around a point are looked at.
pub(crate) const N_RIM: usize = 24;
/// How far the tip of a triangle lies from its middle, in radii.
const TALL: f32 = 1.25;
/// And its base, as a share of that.
const BASE: f32 = 0.7;
/// And its lower corners, across.
const WIDE: f32 = 1.15;
/// The radius of the largest circle in it, in radii.
const INNER: f32 = 0.68;
/// How far a point of the usual radius reaches, with its edge: so far it may stand over the end of an axis.
pub(crate) const POINT: f32 = RADIUS + EDGE + 0.5;

impl Shape {
    /// Draws a point of this radius.
    pub(crate) fn draw(self, canvas: &mut Canvas, at: Point, radius: f32, ink: Rgb) {
        self.edge(canvas, at, radius);
        self.body(canvas, at, radius, ink);
    }

    /// Draws the point of the force in question, larger than others and with a spot in its middle: no theme has it in a
    /// colour of its own for every eye and every printer.
    pub(crate) fn draw_own(self, canvas: &mut Canvas, at: Point) {
        self.draw(canvas, at, OWN_RADIUS, canvas.theme.subject);
        // A triangle is as far from all its sides a little towards its base.
        let towards = OWN_RADIUS * (TALL * BASE - INNER);
        let y = match self {
            Self::Disc | Self::Ring => at.y,
            Self::Up => at.y + towards,
            Self::Down => at.y - towards,
        };
        let spot = Self::Disc.rim(Point { y, ..at }, SPOT);
        canvas.polygon(spot.to_vec(), canvas.theme.paper);
    }

    /// Draws the edge of a point, in the colour of the page.
    pub(crate) fn edge(self, canvas: &mut Canvas, at: Point, radius: f32) {
        let paper = canvas.theme.paper;
        match self {
            Self::Disc | Self::Ring => canvas.disc(at, radius + EDGE, paper),
            // A triangle's corners lie further out than its sides: an edge as wide as a dot's would hide a neighbour.
            Self::Up | Self::Down => canvas.polygon(self.corners(at, radius + 2.0 * TRIANGLE_EDGE), paper),
        }
    }

    /// Draws a point without its edge.
    pub(crate) fn body(self, canvas: &mut Canvas, at: Point, radius: f32, ink: Rgb) {
        match self {
            Self::Disc => canvas.disc(at, radius, ink),
            Self::Ring => {
                canvas.disc(at, radius, ink);
                canvas.disc(at, (radius - 2.0).max(1.0), canvas.theme.paper);
            }
            Self::Up | Self::Down => canvas.polygon(self.corners(at, radius), ink),
        }
    }

    /// How far the largest shape of this radius reaches, with its edge.
    pub(crate) const fn reach(radius: f32) -> f32 {
        (radius + 2.0 * EDGE) * TALL + 0.5
    }

    /// How far from its middle all of a point of this radius lies, with a little white.
    pub(crate) fn clear(self, radius: f32) -> f32 {
        let tall = if matches!(self, Self::Up | Self::Down) { TALL } else { 1.0 };
        (radius * tall).max(radius + EDGE)
    }

    /// Places around the edge of a point of this radius, as many on each side of a triangle.
    pub(crate) fn rim(self, at: Point, radius: f32) -> [Point; N_RIM] {
        let corners = self.corners(at, radius);
        std::array::from_fn(|place| {
            let share = |place: usize, of: usize| place as f32 / of as f32;
            if matches!(self, Self::Disc | Self::Ring) {
                let (up, along) = (std::f32::consts::TAU * share(place, N_RIM)).sin_cos();
                return Point { x: at.x + radius * along, y: at.y + radius * up };
            }
            let side = N_RIM / corners.len();
            let [from, to] = [place / side, place / side + 1].map(|corner| corners[corner % corners.len()]);
            let along = share(place % side, side);
            Point { x: from.x + (to.x - from.x) * along, y: from.y + (to.y - from.y) * along }
        })
    }

    /// How far its sides reach across, in radii.
    pub(crate) const fn breadth(self) -> f32 {
        if matches!(self, Self::Up | Self::Down) { WIDE } else { 1.0 }
    }

    fn corners(self, at: Point, radius: f32) -> Vec<Point> {
        // As large to the eye as a dot.
        let (wide, tall) = (radius * WIDE, radius * TALL);
        let corners = match self {
            Self::Up => vec![(0.0, -tall), (wide, tall * BASE), (-wide, tall * BASE)],
            _ => vec![(0.0, tall), (-wide, -tall * BASE), (wide, -tall * BASE)],
        };
        corners.into_iter().map(|(x, y)| Point { x: at.x + x, y: at.y + y }).collect()
    }
}
