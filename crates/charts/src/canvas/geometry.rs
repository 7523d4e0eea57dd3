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

    /// The least box with all these points; none of none.
    pub(crate) fn around(points: &[Point]) -> Option<Self> {
        let first = points.first()?;
        let least = Self { left: first.x, top: first.y, right: first.x, bottom: first.y };
        Some(points.iter().fold(least, |held, point| Self {
            left: held.left.min(point.x),
            top: held.top.min(point.y),
            right: held.right.max(point.x),
            bottom: held.bottom.max(point.y),
        }))
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

    /// Whether it lies in the other one.
    pub(crate) fn within(self, other: Self) -> bool {
        let across = self.left >= other.left && self.right <= other.right;
        across && self.top >= other.top && self.bottom <= other.bottom
    }

    /// Whether the two have room in common.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let across = self.left < other.right && other.left < self.right;
        across && self.top < other.bottom && other.top < self.bottom
    }

    /// Whether a straight line runs through it (Liang and Barsky, 1984: the part of the line that lies between
    /// each two edges).
    pub(crate) fn meets(self, from: Point, to: Point) -> bool {
        let (mut first, mut last) = (0.0_f32, 1.0_f32);
        let sides = [(from.x, to.x, self.left, self.right), (from.y, to.y, self.top, self.bottom)];
        for (start, end, low, high) in sides {
            let run = end - start;
            if run.abs() < f32::EPSILON {
                if start < low || start > high {
                    return false;
                }
                continue;
            }
            let (one, two) = ((low - start) / run, (high - start) / run);
            first = first.max(one.min(two));
            last = last.min(one.max(two));
        }
        first <= last
    }

    /// The point of it that is nearest to another.
    pub(crate) const fn nearest(self, to: Point) -> Point {
        Point { x: to.x.clamp(self.left, self.right), y: to.y.clamp(self.top, self.bottom) }
    }

    /// How far a point is from it; nothing for one that lies in it.
    pub(crate) fn distance(self, to: Point) -> f32 {
        let nearest = self.nearest(to);
        (nearest.x - to.x).hypot(nearest.y - to.y)
    }

    /// How far another box is from it; nothing for one that it meets.
    pub(crate) fn apart(self, other: Self) -> f32 {
        let between = |one: (f32, f32), two: (f32, f32)| (two.0 - one.1).max(one.0 - two.1).max(0.0);
        let across = between((self.left, self.right), (other.left, other.right));
        across.hypot(between((self.top, self.bottom), (other.top, other.bottom)))
    }

    /// The point on the other side of the vertical through the middle.
    pub(crate) const fn mirrored(self, point: Point) -> Point {
        Point { x: self.left + self.right - point.x, y: point.y }
    }
}

/// A hatch of the box as one stroke: lines that rise to the right at 45 degrees, `step` apart, joined
/// to and fro along the box's edges.
pub(crate) fn hatch(area: Box2, step: f32) -> Vec<Point> {
    let Box2 { left, top, right, bottom } = area;
    let mut stroke: Vec<Point> = Vec::new();
    // A line holds the points of one sum x + y.
    let mut sum = left + top + step / 2.0;
    let mut upwards = true;
    while step > 0.0 && sum < right + bottom {
        let low = Point { x: left.max(sum - bottom), y: bottom.min(sum - left) };
        let high = Point { x: right.min(sum - top), y: top.max(sum - right) };
        let (from, to) = if upwards { (low, high) } else { (high, low) };
        if let Some(before) = stroke.last().filter(|before| before.x < from.x && before.y < from.y) {
            // The join would cut a corner of the box: go round it.
            let (x, y) = if upwards { (before.x, from.y) } else { (from.x, before.y) };
            stroke.push(Point { x, y });
        }
        stroke.extend([from, to]);
        upwards = !upwards;
        sum += step;
    }
    stroke
}

/// The parts of a line through points that are drawn when it is dashed: each so long, and as far from
/// the next.
pub(crate) fn dashes(points: &[Point], dash: f32) -> Vec<Vec<Point>> {
    let mut drawn = Vec::new();
    // How much of the present dash, or of the white after it, is left.
    let (mut left, mut is_white) = (dash, false);
    let mut part: Vec<Point> = points.first().copied().into_iter().collect();
    for pair in points.windows(2) {
        let (mut from, to) = (pair[0], pair[1]);
        let mut length = (to.x - from.x).hypot(to.y - from.y);
        while dash > 0.0 && length > left {
            let share = left / length;
            from = Point { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
            length -= left;
            part.push(from);
            let whole = std::mem::replace(&mut part, vec![from]);
            drawn.extend((!is_white).then_some(whole));
            (left, is_white) = (dash, !is_white);
        }
        left -= length;
        part.push(to);
    }
    drawn.extend((!is_white && part.len() > 1).then_some(part));
    drawn
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
    fn a_hatch_rises_or_follows_the_edges_of_its_box() {
        let area = Box2::new(3.0, 5.0, 40.0, 9.0);
        let stroke = hatch(area, 6.0);
        for point in &stroke {
            assert!((area.left..=area.right).contains(&point.x), "{point:?}");
            assert!((area.top..=area.bottom).contains(&point.y), "{point:?}");
        }
        let mut n_rising = 0;
        for pair in stroke.windows(2) {
            let (dx, dy) = (pair[1].x - pair[0].x, pair[1].y - pair[0].y);
            let rises = (dx + dy).abs() < 0.001;
            assert!(rises || dx.abs() < 0.001 || dy.abs() < 0.001, "{pair:?}");
            n_rising += usize::from(rises && dx.abs() > 0.001);
        }
        assert_eq!(n_rising, 8);
    }

    #[test]
    fn a_box_without_room_has_no_hatch() {
        assert!(hatch(Box2::new(0.0, 0.0, 0.0, 0.0), 6.0).is_empty());
        assert!(hatch(Box2::new(0.0, 0.0, 9.0, 9.0), 0.0).is_empty());
    }

    #[test]
    fn dashes_go_round_corners() {
        let points = [(0.0, 0.0), (5.0, 0.0), (5.0, 5.0)].map(Point::from);
        let expected = [vec![(0.0, 0.0), (4.0, 0.0)], vec![(5.0, 3.0), (5.0, 5.0)]];
        let expected = expected.map(|dash| dash.into_iter().map(Point::from).collect::<Vec<_>>());
        assert_eq!(dashes(&points, 4.0), expected);
        assert_eq!(dashes(&points, 0.0), [points.to_vec()]);
        assert!(dashes(&[], 4.0).is_empty());
    }

    #[test]
    fn a_line_through_a_box_is_told_from_one_past_it() {
        let area = Box2::new(10.0, 10.0, 20.0, 10.0);
        let meets = |one: (f32, f32), two: (f32, f32)| area.meets(one.into(), two.into());
        assert!(meets((0.0, 15.0), (50.0, 15.0)) && meets((12.0, 12.0), (14.0, 14.0)));
        assert!(meets((0.0, 0.0), (20.0, 15.0)) && meets((15.0, 0.0), (15.0, 99.0)));
        assert!(!meets((0.0, 5.0), (50.0, 5.0)) && !meets((0.0, 0.0), (9.0, 15.0)));
        assert!(!meets((0.0, 30.0), (60.0, 15.0)) && !meets((35.0, 0.0), (35.0, 99.0)));
    }

    #[test]
    fn lengths_become_whole_pixels() {
        assert_eq!([whole(959.2), whole(0.0), whole(f32::NAN)], [960, 1, 1]);
    }
}
