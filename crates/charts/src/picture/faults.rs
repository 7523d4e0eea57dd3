//! What would be wrong with how a drawing is laid out: words or marks outside it or
//! their panel, words over words, words too small.

use std::fmt;

use crate::ChartError;
use crate::canvas::{Anchor, Box2, Drawing, Mark, Panel, Point, Run, Words};
use crate::text::Ruler;

/// How far letters reach over and below their baseline, in em: capitals and descenders of Noto Sans.
const ABOVE: f32 = 0.714;
const BELOW: f32 = 0.2;
/// A hair's breadth, in CSS pixels.
const HAIR: f32 = 0.15;

/// Something wrong with how a chart is laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Words that reach over the edge of the picture.
    WordsOutside(String),
    /// A mark that reaches over the edge of the picture.
    MarkOutside(String),
    /// A mark, or words, that reach out of the panel they belong in.
    OutOfPanel(String),
    /// Words that stand on other words.
    Overlap(String, String),
    /// Words whose ground covers a point.
    Hidden(String),
    /// The name of a point that stands nearer to another one; where a line leads to it, so near that it is taken for that
    /// one's.
    Astray(String),
    /// Words less high than they may be on such a page when the picture has its natural size: 8 pixels, 12 on a card.
    Small(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WordsOutside(words) => write!(f, "`{words}` reaches outside the picture"),
            Self::MarkOutside(mark) => write!(f, "a mark reaches outside the picture: {mark}"),
            Self::OutOfPanel(mark) => write!(f, "a mark reaches out of its panel: {mark}"),
            Self::Overlap(one, two) => write!(f, "`{one}` stands on `{two}`"),
            Self::Hidden(words) => write!(f, "`{words}` covers a point"),
            Self::Astray(words) => write!(f, "`{words}` stands nearer to another point than to its own"),
            Self::Small(words) => write!(f, "`{words}` is too small to be read"),
        }
    }
}

/// Everything wrong with the layout, in the order of the marks.
pub(super) fn faults(drawing: &Drawing) -> Result<Vec<Fault>, ChartError> {
    let ruler = Ruler::new()?;
    let (width, height) = drawing.size.laid_out;
    let page = Box2::new(0.0, 0.0, width, height).shrunk(-HAIR);
    let scale = drawing.size.natural.0 as f32 / width;
    let mut faults = Vec::new();
    let mut set: Vec<(Box2, &str)> = Vec::new();
    for mark in &drawing.marks {
        let Mark::Text(words) = mark else {
            if points(mark).iter().any(|point| !is_in(page, *point)) {
                faults.push(Fault::MarkOutside(format!("{mark:?}")));
            }
            continue;
        };
        let room = room(words, ruler);
        let text = words.text.as_str();
        if !room.within(page) {
            faults.push(Fault::WordsOutside(text.to_owned()));
        }
        if words.face.size * scale < f32::from(drawing.size.least_text) - 0.01 {
            faults.push(Fault::Small(text.to_owned()));
        }
        let over = set.iter().filter(|(other, _)| room.shrunk(HAIR).overlaps(*other));
        faults.extend(over.map(|(_, other)| Fault::Overlap(text.to_owned(), (*other).to_owned())));
        set.push((room, text));
    }
    faults.extend(hidden(drawing));
    faults.extend(astray(drawing, ruler));
    faults.extend(drawing.panels.iter().flat_map(|panel| out_of_panel(drawing, panel, ruler)));
    Ok(faults)
}

/// The words that have a ground of the paper's colour, drawn over a point that was there.
fn hidden(drawing: &Drawing) -> impl Iterator<Item = Fault> {
    let covers = |(at, pair): (usize, &[Mark])| {
        let [Mark::Rect(ground, ink), Mark::Text(words)] = pair else { return None };
        let is_under = |mark: &Mark| around(mark).is_some_and(|room| room.overlaps(*ground));
        let below = drawing.marks[..at].iter().filter(|mark| is_point(drawing, mark));
        (*ink == drawing.paper && below.into_iter().any(is_under)).then(|| Fault::Hidden(words.text.clone()))
    };
    drawing.marks.windows(2).enumerate().filter_map(covers)
}

/// Whether a mark is a point, less the edge that it stands off by from what lies under it; a band has more corners.
fn is_point(drawing: &Drawing, mark: &Mark) -> bool {
    match mark {
        Mark::Disc(.., ink) => *ink != drawing.paper,
        Mark::Polygon(corners, ink) => *ink != drawing.paper && corners.len() == 3,
        _ => false,
    }
}

/// The names of points that stand nearer to another point than to their own, by more than the edges of their shapes
/// differ; those that a line leads to only where that other is close.
fn astray(drawing: &Drawing, ruler: Ruler) -> impl Iterator<Item = Fault> {
    const EDGES: f32 = 3.0;
    const CLOSE: f32 = 12.0;
    let points: Vec<Box2> =
        drawing.marks.iter().filter(|mark| is_point(drawing, mark)).filter_map(around).collect();
    drawing.names.iter().filter_map(move |(at, point)| {
        let Some(Mark::Text(words)) = drawing.marks.get(*at) else { return None };
        let room = room(words, ruler);
        let is_its_own = |mark: &&Box2| mark.distance(*point) <= 0.0;
        let nearest = |is: bool| {
            let those = points.iter().filter(|mark| is_its_own(mark) == is);
            those.map(|mark| room.apart(*mark)).fold(f32::INFINITY, f32::min)
        };
        let is_close = !is_led(drawing, *at, *point) || nearest(false) < CLOSE;
        let is_astray = is_close && nearest(false) + EDGES < nearest(true);
        is_astray.then(|| Fault::Astray(words.text.clone()))
    })
}

/// Whether a line from a point leads to its name, which is drawn next, on its ground.
fn is_led(drawing: &Drawing, name: usize, point: Point) -> bool {
    let before = name.checked_sub(2).and_then(|at| drawing.marks.get(at..name));
    let Some([Mark::Stroke(line, ..), Mark::Rect(..)]) = before else { return false };
    let [from, to] = line[..] else { return false };
    let from_it = (to.x - from.x) * (from.y - point.y) - (to.y - from.y) * (from.x - point.x);
    // On one line with the point, within a hair's breadth.
    from_it.abs() <= HAIR * (to.x - from.x).hypot(to.y - from.y)
}

/// The least box with all of a mark.
fn around(mark: &Mark) -> Option<Box2> {
    Box2::around(&points(mark))
}

/// The marks and words that reach out of the panel they belong in.
fn out_of_panel(drawing: &Drawing, panel: &Panel, ruler: Ruler) -> Vec<Fault> {
    let area = panel.area.shrunk(-HAIR);
    let marks = drawing.marks.get(panel.marks.clone()).unwrap_or_default().iter();
    let is_out = |mark: &&Mark| match mark {
        Mark::Text(words) => !room(words, ruler).within(area),
        other => points(other).iter().any(|point| !is_in(area, *point)),
    };
    let said = |mark: &Mark| match mark {
        Mark::Text(words) => words.text.clone(),
        other => format!("{other:?}, of {area:?}"),
    };
    marks.filter(is_out).map(|mark| Fault::OutOfPanel(said(mark))).collect()
}

/// The room that the letters of words take.
fn room(words: &Words, ruler: Ruler) -> Box2 {
    let width = ruler.width(&words.text, words.face);
    let before = match words.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    };
    let Point { x, y } = words.at;
    let (above, below) = (ABOVE * words.face.size, BELOW * words.face.size);
    match words.run {
        Run::Across => {
            Box2 { left: x - before, top: y - above, right: x - before + width, bottom: y + below }
        }
        Run::Up => Box2 { left: x - above, top: y + before - width, right: x + below, bottom: y + before },
    }
}

/// The outermost points of a mark that is not words.
fn points(mark: &Mark) -> Vec<Point> {
    match mark {
        Mark::Rect(area, _) => {
            vec![Point { x: area.left, y: area.top }, Point { x: area.right, y: area.bottom }]
        }
        Mark::Polygon(points, _) | Mark::Stroke(points, _, _) => points.clone(),
        Mark::Disc(middle, radius, _) => vec![
            Point { x: middle.x - radius, y: middle.y - radius },
            Point { x: middle.x + radius, y: middle.y + radius },
        ],
        Mark::Text(_) => Vec::new(),
    }
}

fn is_in(page: Box2, point: Point) -> bool {
    (page.left..=page.right).contains(&point.x) && (page.top..=page.bottom).contains(&point.y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Look;
    use crate::canvas::{Canvas, Style};
    use crate::text::Face;

    #[test]
    fn every_kind_of_fault_is_found() {
        let look = Look::usual().unwrap();
        let dense = look.theme.dense();
        let sheet = look.sheets(&dense).next().unwrap();
        let mut canvas = Canvas::new(&sheet).unwrap();
        let style = |size| Style::new(Face::regular(size), look.theme.ink);
        canvas.text((10.0, 50.0).into(), "one", style(12.0));
        canvas.text((20.0, 52.0).into(), "two", style(12.0));
        canvas.text((950.0, 50.0).into(), "three", style(12.0));
        canvas.text_up((100.0, 20.0).into(), "four", style(12.0));
        canvas.text((10.0, 90.0).into(), "five", style(7.0));
        canvas.line((0.0, 80.0).into(), (10.0, 101.0).into(), 1.0, look.theme.ink);
        let from = canvas.n_marks();
        canvas.disc((205.0, 50.0).into(), 6.0, look.theme.ink);
        canvas.disc((250.0, 50.0).into(), 6.0, look.theme.ink);
        canvas.panel(Box2::new(200.0, 40.0, 60.0, 20.0), from);
        canvas.disc((305.0, 50.0).into(), 6.0, look.theme.ink);
        canvas.rect(Box2::new(300.0, 40.0, 60.0, 20.0), look.theme.paper);
        canvas.text((302.0, 50.0).into(), "six", style(12.0));
        canvas.name((205.0, 50.0).into(), (260.0, 30.0).into(), "seven", style(12.0));
        let picture = canvas.finish(100.0, "x", "x", "x").unwrap();
        let faults = picture.faults().unwrap();
        let words = |text: &str| text.to_owned();
        assert_eq!(faults[0], Fault::Overlap(words("two"), words("one")));
        assert_eq!(
            faults[1..4],
            [
                Fault::WordsOutside(words("three")),
                Fault::WordsOutside(words("four")),
                Fault::Small(words("five")),
            ]
        );
        assert!(matches!(&faults[4..],
            [Fault::MarkOutside(_), Fault::Hidden(six), Fault::Astray(seven), Fault::OutOfPanel(mark)]
                if six == "six" && seven == "seven" && mark.contains("205")));
    }

    #[test]
    fn a_name_that_is_led_to_is_astray_only_close_to_another_point() {
        let check = |is_led: bool, other: f32, is_astray: bool| {
            let look = Look::usual().unwrap();
            let dense = look.theme.dense();
            let mut canvas = Canvas::new(&look.sheets(&dense).next().unwrap()).unwrap();
            let point = Point { x: 100.0, y: 100.0 };
            canvas.disc(point, 5.0, look.theme.ink);
            canvas.disc((200.0 + other, 95.0).into(), 5.0, look.theme.ink);
            if is_led {
                canvas.line((108.0, 100.0).into(), (198.0, 100.0).into(), 0.8, look.theme.grey);
            }
            canvas.rect(Box2::new(200.0, 90.0, 20.0, 12.0), look.theme.paper);
            canvas.name(point, (201.0, 100.0).into(), "one", Style::new(Face::regular(10.0), look.theme.ink));
            let faults = canvas.finish(120.0, "x", "x", "x").unwrap().faults().unwrap();
            assert_eq!(faults == [Fault::Astray("one".to_owned())], is_astray, "{is_led} {other} {faults:?}");
        };
        check(true, 50.0, false);
        check(true, 30.0, true);
        check(false, 50.0, true);
        check(false, 180.0, false);
    }
}
