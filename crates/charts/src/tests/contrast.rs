//! Every word of every chart can be read on what it stands on, in every shipped theme (WCAG 2.2, 1.4.3).

use peel_model::{Analysis, Value};

use super::tables::{Naming, Size, table, with_cells};
use crate::canvas::{Anchor, Box2, Drawing, Mark, Point, Words};
use crate::palette::Rgb;
use crate::text::Ruler;
use crate::{Look, PageSize, Theme};

const LEAST: f32 = 4.5;
/// Of a mark and what it lies on (1.4.11).
const LEAST_OF_MARKS: f32 = 3.0;

/// The middle of words.
fn middle(words: &Words, ruler: &Ruler) -> Point {
    let width = ruler.width(&words.text, words.face);
    let along = match words.anchor {
        Anchor::Start => width / 2.0,
        Anchor::Middle => 0.0,
        Anchor::End => -width / 2.0,
    };
    let (x, y) = (words.at.x, words.at.y);
    match words.run {
        crate::canvas::Run::Across => Point { x: x + along, y: y - words.face.size * 0.3 },
        crate::canvas::Run::Up => Point { x: x - words.face.size * 0.3, y: y - along },
    }
}

/// The colour that a point has before the words: that of the last shape over it.
fn ground(drawing: &Drawing, before: usize, at: Point) -> Rgb {
    let spot = Box2::new(at.x, at.y, 0.0, 0.0);
    let colour = |mark: &Mark| match mark {
        Mark::Rect(area, ink) => spot.within(*area).then_some(*ink),
        Mark::Disc(middle, radius, ink) => {
            ((middle.x - at.x).hypot(middle.y - at.y) < *radius).then_some(*ink)
        }
        Mark::Polygon(points, ink) => {
            Box2::around(points).is_some_and(|room| spot.within(room)).then_some(*ink)
        }
        Mark::Stroke(..) | Mark::Text(_) => None,
    };
    drawing.marks[..before].iter().rev().find_map(colour).unwrap_or(drawing.paper)
}

#[test]
fn all_words_stand_out_from_their_ground() {
    let ruler = Ruler::new().unwrap();
    let mut n_words = 0;
    for (theme, analysis) in
        Theme::all_shipped().flat_map(|theme| Analysis::ALL.map(|one| (theme.clone(), one)))
    {
        for (tiers, areas) in [(4, 1), (5, 3)] {
            let look = Look { theme: theme.clone(), size: PageSize::Natural };
            let table = table(analysis, Size { forces: 9, areas, tiers }, Naming::Plain);
            let picture = crate::draw(&table, &look).unwrap();
            let drawing = picture.drawing();
            for (at, mark) in drawing.marks.iter().enumerate() {
                let Mark::Text(words) = mark else { continue };
                let under = ground(drawing, at, middle(words, &ruler));
                let found = words.ink.contrast(under);
                assert!(found >= LEAST, "{analysis}: `{}` {} on {under}: {found}", words.text, words.ink);
                n_words += 1;
            }
        }
    }
    assert!(n_words > 1000, "{n_words}");
}

/// Fault: in print the mark of what is worse was as grey as the bar of the middle half that it lay on.
#[test]
fn all_marks_of_a_spine_stand_out_from_what_they_lie_on() {
    let mut n_on_bars = 0;
    for theme in Theme::all_shipped() {
        let usual = table(Analysis::Profile, Size { forces: 12, areas: 3, tiers: 5 }, Naming::Plain);
        let [mean, against, judgement] =
            ["mean", "against_mean", "judgement"].map(|name| usual.column(name).unwrap());
        for (found, judged) in
            [("lower", "worse"), ("higher", "better"), ("similar", ""), ("lower", ""), ("", "")]
        {
            let spine = with_cells(&usual, |row| {
                row[mean].value = 48.0.into();
                row[against].value = Value::Text(found.to_owned());
                row[judgement].value = Value::Text(judged.to_owned());
            });
            let look = Look { theme: theme.clone(), size: PageSize::Natural };
            let picture = crate::draw(&spine, &look).unwrap();
            let drawing = picture.drawing();
            let marks = drawing.marks.iter().enumerate();
            let marks = marks.filter(|(at, _)| drawing.keys.iter().all(|key| !key.contains(at)));
            for (at, mark) in marks {
                let (middle, ink) = match mark {
                    Mark::Disc(middle, _, ink) => (*middle, *ink),
                    Mark::Polygon(corners, ink) => (Box2::around(corners).unwrap().middle(), *ink),
                    _ => continue,
                };
                // Under its own edge, which is the mark before it, and under its hole.
                if ink == theme.paper {
                    continue;
                }
                let under = ground(drawing, at - 1, middle);
                let contrast = ink.contrast(under);
                assert!(contrast >= LEAST_OF_MARKS, "{found} {judged}: {ink} on {under}: {contrast}");
                n_on_bars += usize::from(under != theme.paper);
            }
        }
    }
    assert!(n_on_bars > 10, "{n_on_bars}");
}
