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
/// The edge in the colour of the page, by which a point stands off from what lies under it.
pub(crate) const EDGE: f32 = 1.5;
const TRIANGLE_EDGE: f32 = 1.0;
/// How many places around a point are looked at.
pub(crate) const N_RIM: usize = 24;
/// How far the tip of a triangle lies from its middle, in radii.
const TALL: f32 = 1.25;
/// And its lower corners, across.
const WIDE: f32 = 1.15;
/// How far a point of the usual radius reaches, with its edge: so far it may stand over the end of an axis.
pub(crate) const POINT: f32 = RADIUS + EDGE + 0.5;

impl Shape {
    /// Draws a point of this radius.
    pub(crate) fn draw(self, canvas: &mut Canvas, at: Point, radius: f32, ink: Rgb) {
        let paper = canvas.theme.paper;
        match self {
            Self::Disc | Self::Ring => {
                canvas.disc(at, radius + EDGE, paper);
                canvas.disc(at, radius, ink);
                if self == Self::Ring {
                    canvas.disc(at, (radius - 2.0).max(1.0), paper);
                }
            }
            // A triangle's corners lie further out than its sides: an edge as wide as a dot's would hide a neighbour.
            Self::Up | Self::Down => {
                canvas.polygon(self.corners(at, radius + 2.0 * TRIANGLE_EDGE), paper);
                canvas.polygon(self.corners(at, radius), ink);
            }
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
            Self::Up => vec![(0.0, -tall), (wide, tall * 0.7), (-wide, tall * 0.7)],
            _ => vec![(0.0, tall), (-wide, -tall * 0.7), (wide, -tall * 0.7)],
        };
        corners.into_iter().map(|(x, y)| Point { x: at.x + x, y: at.y + y }).collect()
    }
}
