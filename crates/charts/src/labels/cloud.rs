//! Words beside points, off each other, off the points and off lines.

use crate::canvas::{Box2, Canvas, Point, Style};
use crate::text::{Face, Ruler};

/// Keeps labels off each other, off the points of a cloud and off lines.
#[derive(Clone)]
pub(crate) struct Cloud {
    bounds: Box2,
    /// The points in the order they are drawn, the last over all, and how far around each is kept clear.
    points: Vec<(Point, f32)>,
    taken: Vec<Box2>,
    /// Lines that no words stand on, in their straight parts, each with its line.
    lines: Vec<(usize, [Point; 2])>,
    /// The lines from points to their words, on which no words stand.
    leaders: Vec<[Point; 2]>,
}

/// Words that want a place beside a point.
pub(crate) struct Wanted<'w> {
    pub(crate) point: Point,
    pub(crate) words: &'w str,
    pub(crate) style: Style,
}

/// Words that have found their place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Label {
    /// The point they name.
    point: Point,
    words: String,
    style: Style,
    /// Where the baseline begins.
    at: Point,
    /// The room behind the words.
    ground: Box2,
    /// From the point, where the words stand off it.
    leader: Option<[Point; 2]>,
}

/// From a point to its words at least, and the white between what is kept clear around the point and them.
const BESIDE: f32 = 9.0;
const WHITE: f32 = 2.6;
/// How much further than their own point any other is from words.
const FURTHER: f32 = 6.0;
/// And how much further again one that the line of words runs up to.
const ON_LINE: f32 = 12.0;
/// White between a leader and the room of its words.
const BEFORE: f32 = 1.5;
/// A leader that is shorter would be a stray dash, and is not drawn.
const LEAST_LEADER: f32 = 5.0;
/// How far off lines a leader ends: it would else seem to be one of them.
const OFF_LINES: f32 = 3.0;
/// Points nearer to each other than this are seen at one place.
const TOGETHER: f32 = 2.0;
/// How far off other points than its own a leader begins: closer by it would seem to be theirs.
const OFF_POINTS: f32 = 3.0;
/// Words that are led to from afar are so far off every other point at least.
const APART: f32 = 18.0;
/// How much further off words may stand, the next where the one before leaves no room.
const NEAR: [f32; 8] = [9.0, 15.0, 21.0, 28.0, 35.0, 43.0, 51.0, 60.0];
/// Whites further than these, where nothing nearer is free, and from how many sides each is tried.
const FAR: [f32; 5] = [80.0, 110.0, 145.0, 185.0, 230.0];
const N_SIDES: u8 = 64;
/// How far words that stand aslant of their point are along, and how far above or below, in shares of the white.
const ASLANT: f32 = 0.7;

/// What is nearer than this touches.
const TOUCH: f32 = 0.01;

/// How far off its point a name may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Beside it, without a leader.
    Beside,
    /// A little further off.
    Near,
    /// As far as the eye follows a leader.
    Far,
}

/// What a name may do to stand: how far off, how many lines what leads to it may cross, how many may lie between its
/// point's middle and its end, and how much further than its own point others are at least, or how far off where a
/// leader tells it from theirs.
#[derive(Debug, Clone, Copy)]
struct Way {
    reach: Reach,
    crosses: usize,
    spans: usize,
    further: f32,
    apart: f32,
}

impl Way {
    const fn clear(reach: Reach) -> Self {
        Self { reach, crosses: 0, spans: usize::MAX, further: FURTHER, apart: f32::INFINITY }
    }

    /// Its own is the nearest, if only just, or all others are well off, and it is led to.
    const fn led(reach: Reach, crosses: usize) -> Self {
        Self { reach, crosses, spans: usize::MAX, further: 0.0, apart: APART }
    }

    /// The same, where no more than one line is between, be it under the point itself.
    const fn led_over_one(reach: Reach) -> Self {
        Self { spans: 1, ..Self::led(reach, 1) }
    }
}

/// The ways of any name, the best first; no way leads over a point. From far off none crosses a line, on whose other
/// side a name would be taken for another's.
const WAYS: [Way; 4] = [
    Way::clear(Reach::Beside),
    Way::clear(Reach::Near),
    // Beyond more than one the name would seem to lie outside limits that its point is within.
    Way { crosses: 1, ..Way::clear(Reach::Near) },
    Way::clear(Reach::Far),
];
/// The further ways of a name that is missed more than others, the best first.
const LED: [Way; 4] = [
    Way::led(Reach::Near, 1),
    Way::led(Reach::Far, 1),
    Way::led(Reach::Near, usize::MAX),
    Way::led(Reach::Far, usize::MAX),
];

/// The same of a name that may as well be said elsewhere.
const LED_OVER_ONE: [Way; 2] = [Way::led_over_one(Reach::Near), Way::led_over_one(Reach::Far)];

/// Where words stand that have no place well nearer to their own point than to others, with no line between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Else {
    /// Where others are hardly further than their own point, or beyond lines that a leader crosses.
    Led,
    /// The same beyond one line at most, from where nobody takes them for the name of a point on another's side.
    LedOverOne,
    /// Nowhere: they are better said elsewhere.
    Nowhere,
}

impl Cloud {
    /// A cloud of points within the bounds, the last over all others, each kept clear so far around, and of lines through
    /// points.
    pub(crate) fn new<'p>(
        bounds: Box2,
        points: impl IntoIterator<Item = (Point, f32)>,
        lines: impl IntoIterator<Item = &'p Vec<Point>>,
    ) -> Self {
        let points: Vec<_> = points.into_iter().collect();
        let around = |(at, clear): &(Point, f32)| Box2::new(at.x, at.y, 0.0, 0.0).shrunk(-clear);
        let parts =
            |(at, line): (usize, &'p Vec<Point>)| line.windows(2).map(move |pair| (at, [pair[0], pair[1]]));
        Self {
            bounds,
            taken: points.iter().map(around).collect(),
            points,
            lines: lines.into_iter().enumerate().flat_map(parts).collect(),
            leaders: Vec::new(),
        }
    }

    /// Finds room for words so near to a point, with a line to them where they stand off it; none where there is
    /// no room, or none but over lines.
    pub(crate) fn place(&mut self, ruler: &Ruler, wanted: &Wanted, reach: Reach) -> Option<Label> {
        self.place_by(ruler, wanted, Way::clear(reach))
    }

    /// Finds room for as many as there is room for: all that can stand well do before any stands worse. None stands
    /// over a line, a point or another.
    pub(crate) fn place_all(
        &mut self,
        ruler: &Ruler,
        wanted: &[Wanted],
        otherwise: Else,
    ) -> Vec<Option<Label>> {
        let others = match otherwise {
            Else::Led => LED.as_slice(),
            Else::LedOverOne => LED_OVER_ONE.as_slice(),
            Else::Nowhere => &[],
        };
        let mut found: Vec<Option<Label>> = wanted.iter().map(|_| None).collect();
        for way in WAYS.iter().chain(others) {
            for (wanted, found) in wanted.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
                *found = self.place_by(ruler, wanted, *way);
            }
        }
        found
    }

    fn place_by(&mut self, ruler: &Ruler, wanted: &Wanted, way: Way) -> Option<Label> {
        let Wanted { point, words, style } = *wanted;
        let size = (ruler.width(words, style.face), style.face);
        let clear = self.clear_around(point);
        let mut places = places(point, (clear + WHITE).max(BESIDE), way.reach, size);
        let found = places.find_map(|at| {
            let room = ground(at, size);
            let leader = (way.reach != Reach::Beside).then(|| leader(point, clear, room));
            let drawn = leader.filter(|[from, to]| (to.x - from.x).hypot(to.y - from.y) >= LEAST_LEADER);
            // What is soonest known to bar it is asked first.
            let may_stand = self.is_its_own(room, (point, clear), way, drawn.is_some())
                && self.is_free(room, (point, leader), way)
                && drawn.is_none_or(|[_, to]| self.is_off_lines(to));
            may_stand.then_some((at, room, drawn))
        });
        found.map(|found| self.take(point, found, words, style))
    }

    /// Whether every other point is further from the room of words than theirs is, or well off those that are led to: they
    /// would else be taken for its name. What begins or ends the line of words is read with it, where nothing leads to
    /// them.
    fn is_its_own(&self, room: Box2, (point, clear): (Point, f32), way: Way, is_led: bool) -> bool {
        let own = room.distance(point) - clear + way.further;
        let own = if is_led { own.min(way.apart) } else { own };
        let is_read_with =
            |at: Point, clear: f32| !is_led && room.top - clear < at.y && at.y < room.bottom + clear;
        let further = |at: Point, clear: f32| if is_read_with(at, clear) { ON_LINE } else { 0.0 };
        // A large point reaches to its words where its middle may be further than another's.
        let is_nearer = |at: Point| is_led || room.distance(at) >= room.distance(point);
        let mut others = self.points.iter().filter(|(at, _)| *at != point);
        others.all(|(at, clear)| room.distance(*at) - clear >= own + further(*at, *clear) && is_nearer(*at))
    }

    /// Whether the end of a leader is so far off lines that it is not taken for one of them.
    fn is_off_lines(&self, end: Point) -> bool {
        let around = Box2::new(end.x, end.y, 0.0, 0.0).shrunk(-OFF_LINES);
        !self.lines.iter().any(|(_, line)| around.meets(line[0], line[1]))
    }

    /// How far around a point is kept clear.
    fn clear_around(&self, point: Point) -> f32 {
        let own = self.points.iter().filter(|(at, _)| *at == point);
        own.map(|(_, clear)| *clear).fold(0.0, f32::max)
    }

    fn take(
        &mut self,
        point: Point,
        (at, ground, leader): (Point, Box2, Option<[Point; 2]>),
        words: &str,
        style: Style,
    ) -> Label {
        self.taken.push(ground.shrunk(-1.0));
        self.leaders.extend(leader);
        Label { point, words: words.to_owned(), style, at, ground, leader }
    }

    /// How many lines have a part that is crossed.
    fn n_crossed(&self, is_crossed: impl Fn(&[Point; 2]) -> bool) -> usize {
        let mut crossed: Vec<_> = self.lines.iter().filter(|(_, part)| is_crossed(part)).collect();
        crossed.dedup_by_key(|(line, _)| *line);
        crossed.len()
    }

    fn is_free(&self, room: Box2, (point, leader): (Point, Option<[Point; 2]>), way: Way) -> bool {
        let wide = room.shrunk(-1.5);
        let is_crossed = |line: &[Point; 2]| wide.meets(line[0], line[1]);
        // What stands around the point itself is where the leader begins.
        let holds = |other: &Box2, at: Point| Box2::new(at.x, at.y, 0.0, 0.0).within(other.shrunk(-TOUCH));
        let in_the_way =
            |other: &Box2| leader.is_some_and(|[from, to]| other.meets(from, to) && !holds(other, from));
        let meets_leader = |line: &[Point; 2]| leader.is_some_and(|leader| crosses(leader, *line));
        wide.within(self.bounds)
            && !self.taken.iter().any(|other| wide.overlaps(*other) || in_the_way(other))
            && leader.is_none_or(|leader| self.leads_away(point, leader))
            && !self.leaders.iter().any(|line| is_crossed(line) || meets_leader(line))
            && !self.lines.iter().any(|(_, line)| is_crossed(line))
            && self.n_crossed(meets_leader) <= way.crosses
            && self.n_crossed(|line| leader.is_some_and(|[_, to]| crosses([point, to], *line))) <= way.spans
    }

    /// Whether a leader begins at its own point alone: close by another it would name that one, unless its own is drawn over
    /// all, and from beside one it leads away, and not across. Of two at one place the one is a ring around the other.
    fn leads_away(&self, point: Point, [from, to]: [Point; 2]) -> bool {
        let is_beside =
            |at: Point, clear: f32| (from.x - at.x).abs() <= clear && (from.y - at.y).abs() <= clear;
        let away = |at: Point| (to.x - from.x) * (from.x - at.x) + (to.y - from.y) * (from.y - at.y);
        let distance = |one: Point, other: Point| (one.x - other.x).hypot(one.y - other.y);
        let is_by =
            |at: Point, clear: f32| distance(point, at) > TOGETHER && distance(from, at) < clear + OFF_POINTS;
        let is_over_all = self.points.last().is_some_and(|(at, _)| *at == point);
        let mut others = self.points.iter().filter(|(at, _)| *at != point);
        others.all(|(at, clear)| {
            (is_over_all || !is_by(*at, *clear)) && (!is_beside(*at, *clear) || away(*at) >= 0.0)
        })
    }
}

/// From the edge of what is kept clear around a point to a little before the room of its words.
fn leader(point: Point, clear: f32, room: Box2) -> [Point; 2] {
    let end = room.nearest(point);
    let (along, up) = (end.x - point.x, end.y - point.y);
    let length = along.hypot(up).max(clear);
    let on = |from: f32| Point { x: point.x + along * from / length, y: point.y + up * from / length };
    [on(clear), on((length - BEFORE).max(clear))]
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

/// Where the baseline of words may begin, so near at the least.
fn places(point: Point, beside: f32, reach: Reach, size: (f32, Face)) -> Box<dyn Iterator<Item = Point>> {
    match reach {
        Reach::Beside => Box::new(starts(point, beside, size).map(Point::from)),
        Reach::Near => Box::new(NEAR.into_iter().flat_map(move |gap| {
            starts(point, gap + beside, size).map(Point::from).chain(around(point, gap + beside, size))
        })),
        Reach::Far => Box::new(FAR.into_iter().flat_map(move |gap| around(point, gap, size))),
    }
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
        canvas.name(self.point, self.at, &self.words, self.style);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection;
    use proptest::prelude::*;

    use super::*;
    use crate::palette::Rgb;

    const POINT: Point = Point { x: 20.0, y: 30.0 };

    /// Places a word beside the point.
    fn place(cloud: &mut Cloud, words: &str) -> Option<Label> {
        let ruler = Ruler::new().unwrap();
        let mut reaches = [Reach::Beside, Reach::Near, Reach::Far].into_iter();
        reaches.find_map(|reach| cloud.place(&ruler, &wanted(words), reach))
    }

    fn wanted(words: &str) -> Wanted<'_> {
        let style = Style::new(Face::regular(11.0), "#000000".parse::<Rgb>().unwrap());
        Wanted { point: POINT, words, style }
    }

    /// Places a word beside a point of a cloud with these boxes taken and these lines.
    fn placed(taken: &[Box2], lines: &[Vec<Point>], words: &str) -> Option<Label> {
        let bounds = Box2::new(0.0, 0.0, 100.0, 60.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], lines);
        cloud.taken.extend(taken);
        place(&mut cloud, words)
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

    /// Fault: a name wiped 170 pixels of the baseline that ran along below its point.
    #[test]
    fn a_name_hides_nothing_of_a_line_below_its_point() {
        let line = vec![Point { x: 0.0, y: 44.0 }, Point { x: 300.0, y: 44.0 }];
        let point = Point { x: 150.0, y: 30.0 };
        let mut cloud = Cloud::new(Box2::new(0.0, 0.0, 300.0, 160.0), [(point, 6.0)], [&line]);
        cloud.taken.push(Box2 { left: 0.0, top: 0.0, right: 300.0, bottom: 35.0 });
        let ruler = Ruler::new().unwrap();
        let wanted = Wanted { point, ..wanted("Greater Manchester") };
        let label = cloud.place_all(&ruler, &[wanted], Else::Nowhere).remove(0).unwrap();
        assert!(!label.ground.meets(line[0], line[1]) && label.leader.is_some(), "{label:?}");
    }

    #[test]
    fn a_curve_is_crossed_at_its_corner_and_beyond_its_point() {
        // All beside the point is taken; free is what lies straight above, beyond a curve with a corner at its size.
        let curve = [(0.0, 5.0), (POINT.x, 6.0), (400.0, 5.0)].map(Point::from).to_vec();
        let bounds = Box2::new(0.0, -40.0, 400.0, 100.0);
        let place = |curves: &[Vec<Point>]| {
            let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], curves);
            cloud.taken.push(Box2 { left: 0.0, top: 37.0, right: 400.0, bottom: 60.0 });
            cloud.taken.push(Box2 { left: 27.0, top: 1.0, right: 400.0, bottom: 60.0 });
            cloud.taken.push(Box2 { left: 0.0, top: 1.0, right: 15.0, bottom: 60.0 });
            place(&mut cloud, "Kent")
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
        let label = place(&mut cloud, "Kent").unwrap();
        let crosses = label.leader.is_some_and(|leader| super::crosses(leader, [line[0], line[1]]));
        assert!(!crosses && label.ground.top > 30.0, "{label:?}");
        // Where no other room is left, there is no label.
        let between = vec![Point { x: 0.0, y: 86.0 }, Point { x: 400.0, y: 86.0 }];
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], [&line, &between]);
        cloud.taken.push(Box2 { left: 0.0, top: 15.0, right: 400.0, bottom: 85.0 });
        assert_eq!(place(&mut cloud, "Kent"), None);
    }

    #[test]
    fn a_label_is_nearer_to_its_own_point_than_to_any_other() {
        let bounds = Box2::new(0.0, 0.0, 400.0, 300.0);
        let place =
            |other: Point| place(&mut Cloud::new(bounds, [(POINT, 6.0), (other, 6.0)], &[]), "Kent").unwrap();
        let alone = place(Point { x: 300.0, y: 250.0 });
        assert_eq!((alone.at.x, alone.leader), (29.0, None));
        // One at the end of where the words stood, which it leaves free: they would be read as its own.
        let other = Point { x: alone.ground.right + 8.5, y: POINT.y };
        let off = place(other);
        assert!(off.ground.distance(POINT) + FURTHER <= off.ground.distance(other), "{off:?}");
    }

    /// Fault: a name below its own point ended beside another's, level with it, and was read as that one's.
    #[test]
    fn no_point_is_level_with_the_words_of_another_and_close() {
        let bounds = Box2::new(0.0, 0.0, 100.0, 60.0);
        let place = |other: Option<Point>| {
            let points = std::iter::once((POINT, 6.0)).chain(other.map(|at| (at, 6.0)));
            let mut cloud = Cloud::new(bounds, points, &[]);
            cloud.taken.push(Box2 { left: 0.0, top: 0.0, right: 100.0, bottom: 35.0 });
            cloud.taken[0] = Box2::new(15.0, 25.0, 10.0, 10.0);
            place(&mut cloud, "Kent")
        };
        let below = place(None).unwrap();
        assert!(below.ground.top > POINT.y && below.leader.is_none(), "{below:?}");
        // Further from the words than their own, by more than is asked of one that is not level with them.
        let other = Point { x: below.ground.right + 19.0, y: below.ground.middle().y };
        let own = below.ground.distance(POINT);
        assert!(below.ground.distance(other) > own + FURTHER);
        assert_ne!(place(Some(other)), Some(below));
    }

    proptest! {
        /// Whatever the points and lines: no words without a leader are nearer to another point than to their own, none
        /// stand on a line, and no leader is a stray dash.
        #[test]
        fn words_stand_by_their_own_point_and_off_lines(
            spots in collection::vec((10.0_f32..490.0, 10.0_f32..290.0), 1..24),
            heights in collection::vec((0.0_f32..300.0, 0.0_f32..300.0), 0..5),
            n_named in 1_usize..12,
            otherwise in prop_oneof![Just(Else::Led), Just(Else::LedOverOne), Just(Else::Nowhere)],
        ) {
            // Every third as large as one that others hide grows.
            let clear = |place: usize| if place.is_multiple_of(3) { 12.0 } else { 6.0 };
            let points: Vec<_> =
                spots.iter().enumerate().map(|(place, at)| (Point::from(*at), clear(place))).collect();
            let ends = |(from, to): &(f32, f32)| vec![Point { x: 0.0, y: *from }, Point { x: 500.0, y: *to }];
            let lines: Vec<_> = heights.iter().map(ends).collect();
            let bounds = Box2::new(0.0, 0.0, 500.0, 300.0);
            let ruler = Ruler::new().unwrap();
            let named: Vec<_> = points.iter().take(n_named).map(|(point, _)| *point).collect();
            let wanted: Vec<_> =
                named.iter().map(|point| Wanted { point: *point, ..wanted("North Wales") }).collect();
            let labels = Cloud::new(bounds, points.clone(), &lines).place_all(&ruler, &wanted, otherwise);
            for label in labels.iter().flatten() {
                let own = label.ground.distance(label.point);
                let is_other = |(point, _): &&(Point, f32)| *point != label.point;
                let nearer = points.iter().filter(is_other).find(|(point, _)| label.ground.distance(*point) < own);
                prop_assert!(label.leader.is_some() || nearer.is_none(), "{label:?} {nearer:?}");
                let on_line = lines.iter().find(|line| label.ground.meets(line[0], line[1]));
                prop_assert!(on_line.is_none(), "{label:?} {on_line:?}");
                let length = label.leader.map(|[from, to]| (to.x - from.x).hypot(to.y - from.y));
                prop_assert!(length.is_none_or(|length| length >= LEAST_LEADER), "{label:?}");
                let together = |one: Point, other: Point| (one.x - other.x).hypot(one.y - other.y) <= TOGETHER;
                let begins_on = |(at, clear): &&(Point, f32)| {
                    let begin = label.leader.map(|[from, _]| (from.x - at.x).hypot(from.y - at.y));
                    let is_other = *at != label.point && !together(*at, label.point);
                    is_other && begin.is_some_and(|far| far < clear + OFF_POINTS)
                };
                let is_over_all = points.last().is_some_and(|(at, _)| *at == label.point);
                let other = points.iter().find(begins_on).filter(|_| !is_over_all);
                prop_assert!(other.is_none(), "{label:?} {other:?}");
            }
        }
    }

    /// Fault: a name hid a piece of a limit while white further off was free.
    #[test]
    fn a_name_stands_far_off_rather_than_on_a_line() {
        let bounds = Box2::new(-300.0, -100.0, 400.0, 300.0);
        let line = vec![Point { x: 40.0, y: 22.0 }, Point { x: 40.0, y: 38.0 }];
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], [&line]);
        // All is taken to far at the left but the place at the right of the point, on the line.
        cloud.taken.push(Box2 { left: -80.0, right: 26.0, ..bounds });
        cloud.taken.push(Box2 { left: 26.0, bottom: 20.0, ..bounds });
        cloud.taken.push(Box2 { left: 26.0, top: 40.0, ..bounds });
        cloud.taken.push(Box2 { left: 57.0, ..bounds });
        let ruler = Ruler::new().unwrap();
        let label = cloud.place_all(&ruler, &[wanted("Kent")], Else::Led).remove(0).unwrap();
        assert!(label.ground.right < -80.0 && label.leader.is_some(), "{label:?}");
    }

    /// Fault: the name of the force in question stood on the baseline, with white beside it to which others are hardly
    /// further.
    #[test]
    fn a_name_is_led_close_to_others_rather_than_on_a_line() {
        let bounds = Box2::new(0.0, -30.0, 100.0, 90.0);
        let line = vec![Point { x: 0.0, y: 14.0 }, Point { x: 100.0, y: 14.0 }];
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0), (Point { x: 20.0, y: -22.0 }, 6.0)], [&line]);
        cloud.taken.push(Box2 { top: 15.0, ..bounds });
        let ruler = Ruler::new().unwrap();
        assert_eq!(cloud.clone().place_all(&ruler, &[wanted("Kent")], Else::Nowhere), [None]);
        let label = cloud.place_all(&ruler, &[wanted("Kent")], Else::Led).remove(0).unwrap();
        assert!(label.leader.is_some() && !label.ground.meets(line[0], line[1]), "{label:?}");
    }

    /// Fault: of those that no name may cross two lines for, none was led over one.
    #[test]
    fn a_name_is_led_over_one_line_and_no_more() {
        let bounds = Box2::new(0.0, -60.0, 100.0, 120.0);
        let ruler = Ruler::new().unwrap();
        // Beside the point all is taken, so that the only white is beyond the lines above it.
        let place = |heights: &[f32]| {
            let line = |y: &f32| vec![Point { x: 0.0, y: *y }, Point { x: 100.0, y: *y }];
            let lines: Vec<_> = heights.iter().map(line).collect();
            let near = Point { x: 20.0, y: 55.0 };
            let mut cloud = Cloud::new(bounds, [(POINT, 6.0), (near, 6.0)], &lines);
            cloud.taken.push(Box2 { left: 28.0, top: -20.0, ..bounds });
            cloud.taken.push(Box2 { right: 12.0, top: -20.0, ..bounds });
            cloud.place_all(&ruler, &[wanted("Kent")], Else::LedOverOne).remove(0)
        };
        assert!(place(&[10.0]).is_some_and(|label| label.ground.bottom < 10.0));
        assert_eq!(place(&[10.0, 4.0]), None);
    }

    /// Fault: where a leader began at the edge of another point, it ran through that one.
    #[test]
    fn no_leader_runs_through_a_point_beside_its_own() {
        let bounds = Box2::new(-300.0, 0.0, 340.0, 100.0);
        let ruler = Ruler::new().unwrap();
        let beside = Point { x: POINT.x - 9.0, y: POINT.y + 5.0 };
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0), (beside, 6.0)], &[]);
        // White is to the left alone, beyond the other point, and below.
        cloud.taken.push(Box2 { right: 40.0, left: -30.0, top: 0.0, bottom: 23.0 });
        cloud.taken.push(Box2 { right: 40.0, left: -30.0, top: 42.0, bottom: 80.0 });
        cloud.taken.push(Box2 { left: 27.0, ..bounds });
        for otherwise in [Else::Led, Else::LedOverOne, Else::Nowhere] {
            let label = cloud.clone().place_all(&ruler, &[wanted("Kent")], otherwise).remove(0);
            let runs_through =
                |[from, to]: [Point; 2]| Box2::new(beside.x, beside.y, 0.0, 0.0).shrunk(-4.0).meets(from, to);
            let leader = label.as_ref().and_then(|label| label.leader);
            assert!(!leader.is_some_and(runs_through), "{otherwise:?}: {label:?}");
        }
    }

    /// Fault: of two points over each other both leaders ended at the same one, so that neither name was either's.
    #[test]
    fn a_leader_begins_at_what_is_seen_of_its_own_point() {
        let bounds = Box2::new(-300.0, 0.0, 340.0, 100.0);
        let over = Point { x: POINT.x - 5.0, y: POINT.y };
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0), (over, 6.0)], &[]);
        // White is to the left alone, beyond the other point.
        cloud.taken.push(Box2 { top: 45.0, ..bounds });
        cloud.taken.push(Box2 { bottom: 15.0, ..bounds });
        cloud.taken.push(Box2 { left: 27.0, ..bounds });
        let ruler = Ruler::new().unwrap();
        let place = |point: Point| {
            let kent = Wanted { point, ..wanted("Kent") };
            cloud.clone().place_all(&ruler, &[kent], Else::Led).remove(0)
        };
        assert_eq!(place(POINT), None);
        assert!(place(over).is_some());
    }

    #[test]
    fn white_further_off_is_found() {
        // Every place beside the point is taken, and white begins far to its left.
        let bounds = Box2::new(-300.0, -100.0, 400.0, 300.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], &[]);
        cloud.taken.push(Box2 { left: -80.0, ..bounds });
        let label = place(&mut cloud, "Kent").unwrap();
        assert!(label.ground.right < -80.0 && label.leader.is_some(), "{label:?}");
    }

    /// Fault: a name wiped the limit below its point, with white beyond the limits above.
    #[test]
    fn a_name_is_led_over_lines_rather_than_wiping_one() {
        let bounds = Box2::new(0.0, -60.0, 100.0, 120.0);
        let ruler = Ruler::new().unwrap();
        // So close to each other that no name stands between them, up to white beyond the last.
        let lines = (0_u8..11).map(|at| f32::from(at) * 6.0);
        let lines: Vec<_> = lines.map(|y| vec![Point { x: 0.0, y }, Point { x: 100.0, y }]).collect();
        let cloud = Cloud::new(bounds, [(POINT, 6.0)], &lines);
        let both = [wanted("Kent"), wanted("Essex")];
        assert_eq!(cloud.clone().place_all(&ruler, &both, Else::Nowhere), [None, None]);
        let labels = cloud.clone().place_all(&ruler, &both, Else::Led);
        let [kent, essex] = [&labels[0], &labels[1]].map(|label| label.as_ref().unwrap());
        assert!(kent.ground.bottom < 0.0 && kent.leader.is_some(), "{kent:?}");
        assert!(!kent.ground.overlaps(essex.ground), "{labels:?}");
        // Where there is no white, there is no name.
        let within = Box2::new(0.0, 0.0, 100.0, 60.0);
        let mut within = Cloud::new(within, [(POINT, 6.0)], &lines);
        assert_eq!(within.place_all(&ruler, &[wanted("Kent")], Else::Led), [None]);
        let mut full = Cloud::new(bounds, [(POINT, 6.0), (Point { x: 50.0, y: 30.0 }, 190.0)], &[]);
        assert_eq!(full.place_all(&ruler, &[wanted("Kent")], Else::Led), [None]);
    }

    #[test]
    fn no_line_to_a_label_runs_through_another() {
        // Everything near the point is taken but a gap at the right and one further off behind it.
        let bounds = Box2::new(0.0, 0.0, 400.0, 60.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 6.0)], &[]);
        let wanted: Vec<_> = ["Kent", "Essex", "Gwent", "Surrey", "Sussex"].map(wanted).into();
        let labels = cloud.place_all(&Ruler::new().unwrap(), &wanted, Else::Nowhere);
        let labels: Vec<Label> = labels.into_iter().flatten().collect();
        assert!(labels.len() > 2);
        for (at, one) in labels.iter().enumerate() {
            for other in labels.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other) {
                let runs_through = one.leader.is_some_and(|[from, to]| other.ground.meets(from, to));
                let crosses = one.leader.zip(other.leader).is_some_and(|(one, other)| crosses(one, other));
                assert!(!runs_through && !crosses && !one.ground.overlaps(other.ground), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a_leader_begins_at_the_edge_of_its_point_and_ends_before_its_name() {
        let bounds = Box2::new(-300.0, -100.0, 400.0, 300.0);
        let mut cloud = Cloud::new(bounds, [(POINT, 14.0)], &[]);
        cloud.taken.push(Box2 { left: -80.0, ..bounds });
        let label = place(&mut cloud, "Kent").unwrap();
        let [from, to] = label.leader.unwrap();
        assert!((from.x - POINT.x).hypot(from.y - POINT.y) > 13.9, "{label:?}");
        assert!(!label.ground.meets(from, to), "{label:?}");
        // A large point has its name beside it too.
        let mut cloud = Cloud::new(bounds, [(POINT, 14.0)], &[]);
        assert_eq!(place(&mut cloud, "Kent").unwrap().leader, None);
    }
}
