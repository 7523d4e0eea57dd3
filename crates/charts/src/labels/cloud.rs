//! Words beside points, off each other, off the points and, where that can be, off lines.

use crate::canvas::{Box2, Canvas, Point, Style};
use crate::text::{Face, Ruler};

/// Keeps labels off each other, off the points of a cloud and off lines.
pub(crate) struct Cloud {
    bounds: Box2,
    taken: Vec<Box2>,
    /// Lines that words stand on only where there is no other room.
    lines: Vec<[Point; 2]>,
    /// The lines from points to their words, on which no words stand.
    leaders: Vec<[Point; 2]>,
}

/// Words that have found their place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    words: String,
    style: Style,
    /// Where the baseline begins.
    at: Point,
    /// The room behind the words.
    ground: Box2,
    /// From the point, where the words stand off it.
    leader: Option<[Point; 2]>,
}

/// White between a point and its words.
const BESIDE: f32 = 9.0;
/// The white, the next where the one before leaves no room.
const GAPS: [f32; 5] = [BESIDE, 18.0, 30.0, 44.0, 60.0];
/// Whites further than these, where nothing nearer is free, and from how many sides each is tried.
const FAR: [f32; 5] = [80.0, 110.0, 145.0, 185.0, 230.0];
const N_SIDES: u8 = 16;
/// How far words that stand aslant of their point are along, and how far above or below, in shares of the white.
const ASLANT: f32 = 0.7;

/// What is nearer than this touches.
const TOUCH: f32 = 0.01;

/// What words may do with lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    /// They stand off them, and so does what leads to them.
    Clear,
    /// They may stand on one, beside their point.
    Under,
}

impl Cloud {
    /// A cloud of points within the bounds, each kept clear so far around, and of lines through points.
    pub(crate) fn new<'p>(
        bounds: Box2,
        points: impl IntoIterator<Item = (Point, f32)>,
        lines: impl IntoIterator<Item = &'p Vec<Point>>,
    ) -> Self {
        let around = |(at, clear): (Point, f32)| Box2::new(at.x, at.y, 0.0, 0.0).shrunk(-clear);
        let parts = |line: &'p Vec<Point>| line.windows(2).map(|pair| [pair[0], pair[1]]);
        Self {
            bounds,
            taken: points.into_iter().map(around).collect(),
            lines: lines.into_iter().flat_map(parts).collect(),
            leaders: Vec::new(),
        }
    }

    /// Finds room for words beside a point, with a line to them where they stand further off; none where there is
    /// no room, or none but over lines.
    pub(crate) fn place(&mut self, ruler: &Ruler, point: Point, words: &str, style: Style) -> Option<Label> {
        self.place_by(ruler, point, words, style, Lines::Clear)
    }

    /// Finds room for words that must stand: where there is none, beside the point on a line, or over the fewest others.
    pub(crate) fn place_in_any_case(
        &mut self,
        ruler: &Ruler,
        point: Point,
        words: &str,
        style: Style,
    ) -> Option<Label> {
        let by = [Lines::Clear, Lines::Under];
        by.into_iter().find_map(|lines| self.place_by(ruler, point, words, style, lines)).or_else(|| {
            let size = (ruler.width(words, style.face), style.face);
            let places = starts(point, BESIDE, size).map(|at| (Point::from(at), ground(at.into(), size)));
            let inside = places.filter(|(_, room)| room.within(self.bounds));
            let n_under = |room: &Box2| self.taken.iter().filter(|other| room.overlaps(**other)).count();
            let (at, room) = inside.min_by_key(|(_, room)| n_under(room))?;
            Some(self.take((at, room, None), words, style))
        })
    }

    fn place_by(
        &mut self,
        ruler: &Ruler,
        point: Point,
        words: &str,
        style: Style,
        lines: Lines,
    ) -> Option<Label> {
        let size = (ruler.width(words, style.face), style.face);
        let near = GAPS.into_iter().flat_map(|gap| starts(point, gap, size).map(move |at| (at.into(), gap)));
        let far = FAR.into_iter().flat_map(|gap| around(point, gap, size).map(move |at| (at, gap)));
        let places = near.chain(far).filter(|(_, gap)| lines == Lines::Clear || *gap <= BESIDE);
        let found = places.into_iter().find_map(|(at, gap): (Point, f32)| {
            let room = ground(at, size);
            let leader = (gap > BESIDE).then(|| [point, room.nearest(point)]);
            self.is_free(room, leader, lines).then_some((at, room, leader))
        });
        found.map(|found| self.take(found, words, style))
    }

    fn take(
        &mut self,
        (at, ground, leader): (Point, Box2, Option<[Point; 2]>),
        words: &str,
        style: Style,
    ) -> Label {
        self.taken.push(ground.shrunk(-1.0));
        self.leaders.extend(leader);
        Label { words: words.to_owned(), style, at, ground, leader }
    }

    fn is_free(&self, room: Box2, leader: Option<[Point; 2]>, lines: Lines) -> bool {
        let wide = room.shrunk(-1.5);
        let is_crossed = |line: &[Point; 2]| wide.meets(line[0], line[1]);
        // What stands around the point itself is where the leader begins.
        let holds_point = |other: &Box2, from: Point| Box2::new(from.x, from.y, 0.0, 0.0).within(*other);
        let in_the_way = |other: &Box2| {
            leader.is_some_and(|[from, to]| other.meets(from, to) && !holds_point(other, from))
        };
        // A line through the point itself is crossed by whatever leads to it, but there alone.
        let open = leader.and_then(beyond_point);
        let runs_through = |line: &[Point; 2]| open.is_some_and(|open| crosses(open, *line));
        wide.within(self.bounds)
            && !self.taken.iter().any(|other| wide.overlaps(*other) || in_the_way(other))
            && !self.leaders.iter().any(is_crossed)
            && (lines == Lines::Under || !self.lines.iter().any(is_crossed))
            && !self.lines.iter().any(runs_through)
    }
}

/// The part of a leader that lies beyond its point's own surroundings.
fn beyond_point([from, to]: [Point; 2]) -> Option<[Point; 2]> {
    let (along, up) = (to.x - from.x, to.y - from.y);
    let share = BESIDE / along.hypot(up);
    (share < 1.0).then_some([Point { x: from.x + along * share, y: from.y + up * share }, to])
}

/// Whether two straight lines cross or touch: curves have a corner at the size of each point, through which whatever
/// leads straight up or down from it runs.
fn crosses([a, b]: [Point; 2], [c, d]: [Point; 2]) -> bool {
    let side = |from: Point, to: Point, at: Point| {
        (to.x - from.x) * (at.y - from.y) - (to.y - from.y) * (at.x - from.x)
    };
    let span = |one: Point, other: Point| Box2 {
        left: one.x.min(other.x),
        top: one.y.min(other.y),
        right: one.x.max(other.x),
        bottom: one.y.max(other.y),
    };
    let are_apart = !span(a, b).shrunk(-TOUCH).overlaps(span(c, d).shrunk(-TOUCH));
    !are_apart && side(a, b, c) * side(a, b, d) <= 0.0 && side(c, d, a) * side(c, d, b) <= 0.0
}

/// The room behind words.
fn ground(at: Point, (width, face): (f32, Face)) -> Box2 {
    Box2::new(at.x - 1.0, at.y - face.cap_height() - 1.0, width + 2.0, face.size)
}

/// Where the baseline of words may begin so far from the point, the best first.
fn starts(point: Point, gap: f32, (width, face): (f32, Face)) -> impl Iterator<Item = (f32, f32)> {
    let (above, below) = (face.cap_height(), face.size * 0.2);
    let middle = point.y + above / 2.0;
    let beside = [(point.x + gap, middle), (point.x - gap - width, middle)];
    let (over, under) = (point.y - gap - below, point.y + gap + above);
    let lefts = [point.x - width / 2.0, point.x - 2.0, point.x - width + 2.0];
    let stacked = lefts.into_iter().flat_map(move |x| [(x, over), (x, under)]);
    let (along, up) = (gap * ASLANT, gap * ASLANT);
    let sides = [point.x + along, point.x - along - width];
    let aslant = sides.into_iter().flat_map(move |x| [(x, point.y - up), (x, point.y + up + above)]);
    beside.into_iter().chain(stacked).chain(aslant)
}

/// Where the baseline of words may begin far from the point, on all sides of it.
fn around(point: Point, gap: f32, (width, face): (f32, Face)) -> impl Iterator<Item = Point> {
    (0..N_SIDES).map(move |side| {
        let (up, along) = (std::f32::consts::TAU * f32::from(side) / f32::from(N_SIDES)).sin_cos();
        // Words at the left end where they are nearest to the point, those above and below have their middle there.
        let back = width * (1.0 - along) / 2.0;
        Point { x: point.x + gap * along - back, y: point.y - gap * up + face.cap_height() / 2.0 }
    })
}

impl Label {
    /// Sets the words on the page's colour, so that no line crosses them.
    pub(crate) fn draw(&self, canvas: &mut Canvas) {
        if let Some([from, to]) = self.leader {
            canvas.line(from, to, 0.8, canvas.theme.grey);
        }
        canvas.rect(self.ground, canvas.theme.paper);
        canvas.text(self.at, &self.words, self.style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::Rgb;

    const POINT: Point = Point { x: 20.0, y: 30.0 };

    /// Places a word beside a point of a cloud with these boxes taken and these lines.
    fn placed(taken: &[Box2], lines: &[Vec<Point>], words: &str) -> Option<Label> {
        let bounds = Box2::new(0.0, 0.0, 100.0, 60.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], lines);
        cloud.taken.extend(taken);
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        cloud.place(&Ruler::new().unwrap(), POINT, words, style)
    }

    #[test]
    fn a_label_stands_beside_its_point_or_nowhere() {
        assert_eq!(placed(&[], &[], "Kent").map(|label| label.at.x), Some(29.0));
        let right = Box2::new(28.0, 25.0, 30.0, 10.0);
        let above = placed(&[right], &[], "Kent").unwrap();
        assert!(above.at.y < POINT.y && above.leader.is_none(), "{above:?}");
        assert_eq!(placed(&[], &[], "Northamptonshire Police and Kent"), None);
    }

    #[test]
    fn a_label_keeps_off_lines_where_it_can() {
        let line = |y: f32| vec![Point { x: 0.0, y }, Point { x: 100.0, y }];
        let off = placed(&[], &[line(30.0)], "Kent").unwrap();
        assert!(!off.ground.meets((0.0, 30.0).into(), (100.0, 30.0).into()), "{off:?}");
        // Rather below its point than on a line.
        let lines = [line(30.0), line(54.0), line(16.0)];
        let off = placed(&[], &lines, "Kent").unwrap();
        assert!(lines.iter().all(|line| !off.ground.meets(line[0], line[1])), "{off:?}");
        // Below it is a line, and what leads to the room beyond would cross that: no label.
        assert_eq!(placed(&[], &[line(30.0), line(44.0), line(16.0)], "Kent"), None);
    }

    #[test]
    fn a_curve_is_crossed_at_its_corner_and_beyond_its_point() {
        // All beside the point is taken; free is what lies straight above, beyond a curve with a corner at its size.
        let curve = [(0.0, 5.0), (POINT.x, 6.0), (400.0, 5.0)].map(Point::from).to_vec();
        let bounds = Box2::new(0.0, -40.0, 400.0, 100.0);
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        let place = |curves: &[Vec<Point>]| {
            let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], curves);
            cloud.taken.push(Box2 { left: 0.0, top: 37.0, right: 400.0, bottom: 60.0 });
            cloud.taken.push(Box2 { left: 27.0, top: 1.0, right: 400.0, bottom: 60.0 });
            cloud.taken.push(Box2 { left: 0.0, top: 1.0, right: 15.0, bottom: 60.0 });
            cloud.place(&Ruler::new().unwrap(), POINT, "Kent", style)
        };
        let above = place(&[]).unwrap();
        assert!(above.leader.is_some() && above.ground.bottom < 2.0, "{above:?}");
        assert_eq!(place(&[curve]), None);
        // One straight line that begins beside the point is not for that crossed further off.
        assert_eq!(place(&[[(12.0, 24.0), (60.0, 0.0)].map(Point::from).to_vec()]), None);
        assert!(place(&[[(12.0, 29.0), (60.0, 25.0)].map(Point::from).to_vec()]).is_some());
    }

    #[test]
    fn what_leads_to_a_label_crosses_no_line() {
        // Beside the point all is taken but a place over a line and one further off, below.
        let line = vec![Point { x: 0.0, y: 14.0 }, Point { x: 400.0, y: 14.0 }];
        let bounds = Box2::new(0.0, -40.0, 400.0, 200.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], [&line]);
        cloud.taken.push(Box2 { left: 0.0, top: 15.0, right: 400.0, bottom: 85.0 });
        cloud.taken[1] = Box2 { left: 26.0, ..cloud.taken[1] };
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        let label = cloud.place(&Ruler::new().unwrap(), POINT, "Kent", style).unwrap();
        let crosses = label.leader.is_some_and(|leader| super::crosses(leader, [line[0], line[1]]));
        assert!(!crosses && label.ground.top > 30.0, "{label:?}");
        // Where no other room is left, there is no label.
        let between = vec![Point { x: 0.0, y: 86.0 }, Point { x: 400.0, y: 86.0 }];
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], [&line, &between]);
        cloud.taken.push(Box2 { left: 0.0, top: 15.0, right: 400.0, bottom: 85.0 });
        assert_eq!(cloud.place(&Ruler::new().unwrap(), POINT, "Kent", style), None);
    }

    #[test]
    fn white_further_off_is_found() {
        // Every place beside the point is taken, and white begins far to its left.
        let bounds = Box2::new(-300.0, -100.0, 400.0, 300.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], &[]);
        cloud.taken.push(Box2 { left: -80.0, ..bounds });
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        let label = cloud.place(&Ruler::new().unwrap(), POINT, "Kent", style).unwrap();
        assert!(label.ground.right < -80.0 && label.leader.is_some(), "{label:?}");
    }

    #[test]
    fn words_that_must_stand_do() {
        let bounds = Box2::new(0.0, 0.0, 100.0, 60.0);
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        let ruler = Ruler::new().unwrap();
        let full = || Cloud::new(bounds, [(POINT, 6.0), (Point { x: 50.0, y: 30.0 }, 90.0)], &[]);
        assert_eq!(full().place(&ruler, POINT, "Kent", style), None);
        // On a line rather than over another.
        let lines: Vec<_> = (0_u8..12).map(|at| f32::from(at) * 5.0).collect();
        let lines = lines.iter().map(|y| vec![Point { x: 0.0, y: *y }, Point { x: 100.0, y: *y }]);
        let lines: Vec<_> = lines.collect();
        let mut under = Cloud::new(bounds, [(POINT, 6.0)], &lines);
        assert_eq!(under.place(&ruler, POINT, "Kent", style), None);
        let label = under.place_in_any_case(&ruler, POINT, "Kent", style).unwrap();
        assert_eq!((label.at.x, label.leader), (29.0, None));
        let label = full().place_in_any_case(&ruler, POINT, "Kent", style).unwrap();
        assert!(label.ground.within(bounds), "{label:?}");
    }

    #[test]
    fn no_line_to_a_label_runs_through_another() {
        // Everything near the point is taken but a gap at the right and one further off behind it.
        let bounds = Box2::new(0.0, 0.0, 400.0, 60.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0), (Point { x: 22.0, y: 30.0 }, 6.0)], &[]);
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        let ruler = Ruler::new().unwrap();
        let labels: Vec<_> = ["Kent", "Essex", "Gwent", "Surrey", "Sussex"]
            .iter()
            .filter_map(|words| cloud.place(&ruler, POINT, words, style))
            .collect();
        assert!(labels.len() > 2);
        for (at, one) in labels.iter().enumerate() {
            for other in labels.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other) {
                let runs_through = one.leader.is_some_and(|[from, to]| other.ground.meets(from, to));
                assert!(!runs_through && !one.ground.overlaps(other.ground), "{one:?} {other:?}");
            }
        }
    }
}
