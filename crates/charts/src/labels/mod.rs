//! Direct labels that keep apart: beside points of a cloud, and down the right of lines.

use crate::axis::Axis;
use crate::canvas::{Box2, Canvas, Point, Style};
use crate::text::{Face, ellipsize};

/// Keeps labels off each other and off the points of a cloud.
pub(crate) struct Cloud {
    bounds: Box2,
    taken: Vec<Box2>,
}

/// White between a point and its label; the next where the one before leaves no room.
const GAPS: [f32; 4] = [9.0, 18.0, 30.0, 44.0];

impl Cloud {
    /// A cloud of points within the bounds, each kept clear so far around.
    pub(crate) fn new(bounds: Box2, points: impl IntoIterator<Item = Point>, clear: f32) -> Self {
        let around = |at: Point| Box2::new(at.x, at.y, 0.0, 0.0).shrunk(-clear);
        Self { bounds, taken: points.into_iter().map(around).collect() }
    }

    /// Sets words beside a point, on the page's colour so that no line crosses them; with a line to them where
    /// they stand further off, and not where there is no room at all.
    pub(crate) fn label(&mut self, canvas: &mut Canvas, point: Point, words: &str, style: Style) {
        let width = canvas.ruler.width(words, style.face);
        let place = |gap| Some((self.place(point, gap, width, style.face)?, gap));
        let Some((at, gap)) = GAPS.into_iter().find_map(place) else { return };
        let top = at.y - style.face.cap_height() - 1.0;
        let ground = Box2::new(at.x - 1.0, top, width + 2.0, style.face.size);
        if gap > GAPS[0] {
            canvas.line(point, ground.nearest(point), 0.8, canvas.theme.grey);
        }
        canvas.rect(ground, canvas.theme.paper);
        canvas.text(at, words, style);
        self.taken.push(ground.shrunk(-1.0));
    }

    /// Where the baseline of words of this width begins so far from the point; none where there is no room.
    fn place(&self, point: Point, gap: f32, width: f32, face: Face) -> Option<Point> {
        let (above, below) = (face.cap_height(), face.size * 0.2);
        let middle = point.y + above / 2.0;
        let beside = [(point.x + gap, middle), (point.x - gap - width, middle)];
        let (over, under) = (point.y - gap - below, point.y + gap + above);
        let lefts = [point.x - width / 2.0, point.x - 2.0, point.x - width + 2.0];
        let stacked = lefts.into_iter().flat_map(|x| [(x, over), (x, under)]);
        let room = |at: &Point| Box2 {
            left: at.x - 2.0,
            top: at.y - above - 2.0,
            right: at.x + width + 2.0,
            bottom: at.y + below + 2.0,
        };
        let is_free = |at: &Point| {
            let room = room(at);
            room.within(self.bounds) && !self.taken.iter().any(|other| room.overlaps(*other))
        };
        beside.into_iter().chain(stacked).map(Point::from).find(is_free)
    }
}

/// What a line is called, beside its right end.
pub(crate) struct LineName {
    /// The last value of the line.
    pub(crate) value: f64,
    /// The name.
    pub(crate) words: String,
    /// How it is set.
    pub(crate) style: Style,
}

/// White between the end of a line and its name.
const BESIDE: f32 = 10.0;
/// The widest that the name of a line may be.
const MOST_NAME: f32 = 190.0;

impl LineName {
    /// How wide the names of lines are, with the white beside them.
    pub(crate) fn room(canvas: &Canvas, names: &[Self]) -> f32 {
        let widths = names.iter().map(|name| canvas.ruler.width(&name.words, name.style.face));
        widths.fold(0.0, f32::max).min(MOST_NAME) + BESIDE
    }

    /// Sets the names at the right of the panel, each as near to the end of its line as the others allow.
    pub(crate) fn set(canvas: &mut Canvas, names: &[Self], panel: Box2, up: &Axis) {
        let heights: Vec<_> = names.iter().map(|name| up.at(name.value)).collect();
        let leading = Face::bold(canvas.theme.sizes.small).leading() + 1.0;
        for (name, y) in names.iter().zip(spread(&heights, leading, (panel.top, panel.bottom))) {
            let words = ellipsize(&canvas.ruler, &name.words, name.style.face, MOST_NAME);
            canvas.text_centred(Point { x: panel.right + BESIDE, y }, &words, name.style);
        }
    }
}

/// The heights moved apart, each as near to its own as the others allow, within top and bottom while there is
/// room. Their order stays.
fn spread(heights: &[f32], apart: f32, (top, bottom): (f32, f32)) -> Vec<f32> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    order.sort_by(|one, two| heights[*one].total_cmp(&heights[*two]));
    let mut placed: Vec<f32> = order.iter().map(|at| heights[*at]).collect();
    let mut least = top;
    for height in &mut placed {
        *height = height.max(least);
        least = *height + apart;
    }
    let mut most = bottom;
    for height in placed.iter_mut().rev() {
        *height = height.min(most);
        most = *height - apart;
    }
    // With more than fit, the top is kept and the last ones lie below the bottom.
    let over = placed.first().map_or(0.0, |first| (top - first).max(0.0));
    let mut spread = vec![0.0; heights.len()];
    for (at, height) in order.into_iter().zip(placed) {
        spread[at] = height + over;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_move_apart_as_little_as_they_must() {
        assert_eq!(spread(&[10.0, 50.0], 15.0, (0.0, 100.0)), [10.0, 50.0]);
        assert_eq!(spread(&[52.0, 50.0, 51.0], 15.0, (0.0, 100.0)), [80.0, 50.0, 65.0]);
        assert_eq!(spread(&[98.0, 99.0], 15.0, (0.0, 100.0)), [85.0, 100.0]);
        assert_eq!(spread(&[0.0; 3], 15.0, (0.0, 20.0)), [0.0, 15.0, 30.0]);
        assert_eq!(spread(&[], 15.0, (0.0, 20.0)), Vec::<f32>::new());
    }

    #[test]
    fn a_label_stands_beside_its_point_or_nowhere() {
        let bounds = Box2::new(0.0, 0.0, 100.0, 60.0);
        let face = Face::regular(11.0);
        let point = Point { x: 20.0, y: 30.0 };
        let mut cloud = Cloud::new(bounds, [point], 6.0);
        assert_eq!(cloud.place(point, 9.0, 30.0, face).map(|at| at.x), Some(29.0));
        // With the right taken, and no room at the left, it stands above.
        cloud.taken.push(Box2::new(28.0, 25.0, 30.0, 10.0));
        assert_eq!(cloud.place(point, 9.0, 30.0, face).map(|at| at.x), Some(5.0));
        assert_eq!(cloud.place(point, 9.0, 300.0, face), None);
    }
}
