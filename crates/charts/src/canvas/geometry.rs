//! Points, boxes, and the lines of a hatch.

/// A point in CSS pixels, y downwards.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    /// From the left.
    pub(crate) x: f32,
    /// From the top.
    pub(crate) y: f32,
}

impl From<(f32, f32)> for Point {
    fn from((x, y): (f32, f32)) -> Self {
        Self { x, y }
    }
}

/// An upright rectangle in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Box2 {
    /// Its left edge.
    pub(crate) left: f32,
    /// Its top edge.
    pub(crate) top: f32,
    /// Its right edge.
    pub(crate) right: f32,
    /// Its bottom edge.
    pub(crate) bottom: f32,
}

impl Box2 {
    /// The box with this corner and size.
    pub(crate) const fn new(left: f32, top: f32, width: f32, height: f32) -> Self {
        Self { left, top, right: left + width, bottom: top + height }
    }

    /// Its width.
    pub(crate) const fn width(self) -> f32 {
        self.right - self.left
    }

    /// Its middle.
    pub(crate) fn middle(self) -> Point {
        Point { x: f32::midpoint(self.left, self.right), y: f32::midpoint(self.top, self.bottom) }
    }

    /// The box with every edge moved inwards; outwards if negative.
    pub(crate) const fn shrunk(self, by: f32) -> Self {
        Self { left: self.left + by, top: self.top + by, right: self.right - by, bottom: self.bottom - by }
    }

    /// The point on the other side of the vertical through the middle.
    pub(crate) const fn mirrored(self, point: Point) -> Point {
        Point { x: self.left + self.right - point.x, y: point.y }
    }
}

/// The parts within the box of lines that rise to the right at 45 degrees, `step` apart.
pub(crate) fn rising_lines(area: Box2, step: f32) -> Vec<(Point, Point)> {
    let Box2 { left, top, right, bottom } = area;
    let mut lines = Vec::new();
    // A line holds the points of one sum x + y.
    let mut sum = left + top + step / 2.0;
    while step > 0.0 && sum < right + bottom {
        let from_x = left.max(sum - bottom);
        let to_x = right.min(sum - top);
        lines.push((Point { x: from_x, y: sum - from_x }, Point { x: to_x, y: sum - to_x }));
        sum += step;
    }
    lines
}

/// The number rounded up to whole pixels, at least one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, which is meant")]
pub(crate) fn whole(length: f32) -> u32 {
    length.ceil().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_hatch_stay_in_their_box() {
        let area = Box2::new(3.0, 5.0, 40.0, 9.0);
        let lines = rising_lines(area, 6.0);
        assert_eq!(lines.len(), 8);
        for point in lines.into_iter().flat_map(|(from, to)| [from, to]) {
            assert!((area.left..=area.right).contains(&point.x), "{point:?}");
            assert!((area.top..=area.bottom).contains(&point.y), "{point:?}");
        }
    }

    #[test]
    fn a_box_without_room_has_no_lines() {
        assert!(rising_lines(Box2::new(0.0, 0.0, 0.0, 0.0), 6.0).is_empty());
        assert!(rising_lines(Box2::new(0.0, 0.0, 9.0, 9.0), 0.0).is_empty());
    }

    #[test]
    fn lengths_become_whole_pixels() {
        assert_eq!([whole(959.2), whole(0.0), whole(f32::NAN)], [960, 1, 1]);
    }
}
