//! Every word of every chart can be read on what it stands on, in every shipped theme (WCAG 2.2, 1.4.3).

use peel_model::Analysis;

use super::tables::{Naming, Size, table};
use crate::canvas::{Anchor, Box2, Drawing, Mark, Point, Words};
use crate::palette::Rgb;
use crate::text::Ruler;
use crate::{Look, PageSize, Theme};

const LEAST: f32 = 4.5;

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
