//! Points of funnels and trends: each is seen, and what is said beside it is near it and whole.

use peel_model::{Analysis, Cell, NoGrade, Table, Value, Verdict};

use super::tables::{Naming, Size, table, with_cells};
use super::texts;
use crate::canvas::{Box2, Mark, Point};
use crate::text::Ruler;
use crate::{Look, PageSize, Picture, Theme};

fn drawn(table: &Table, size: PageSize) -> Picture {
    crate::draw(table, &Look { size, ..Look::usual().unwrap() }).unwrap()
}

/// A funnel of five forces of the same size, of these figures but for the last two, which are far from them.
fn funnel(figures: [f64; 3]) -> Table {
    all_inside(figures.into_iter().zip([1e6; 3]).chain([(20.0, 5e5), (110.0, 4e6)]))
}

/// A funnel of forces all within the limits, of these figures and sizes.
fn all_inside(forces: impl IntoIterator<Item = (f64, f64)>) -> Table {
    let forces: Vec<_> = forces.into_iter().collect();
    let plain = table(Analysis::Funnel, Size { forces: forces.len(), areas: 3, tiers: 5 }, Naming::Plain);
    let names = ["denominator", "value", "position", "judgement", "set_apart"];
    let [size, value, position, judgement, apart] = names.map(|name| plain.column(name).unwrap());
    let mut forces = forces.into_iter();
    with_cells(&plain, |row| {
        let (figure, of) = forces.next().unwrap();
        row[value] = Cell::new(Value::from(figure), vec![]);
        row[size] = Cell::new(Value::from(of), vec![]);
        row[position] = Cell::label("inside");
        row[judgement] = Cell::label("");
        row[apart] = Cell::label("");
    })
}

type Disc = (Point, f32);

fn distance(one: Point, other: Point) -> f32 {
    (one.x - other.x).hypot(one.y - other.y)
}

/// The discs of a picture, each with the edges of those that are drawn over it.
fn discs(picture: &Picture) -> Vec<(Disc, Vec<Disc>)> {
    let paper = Theme::light().unwrap().paper;
    let all = picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Disc(middle, radius, ink) => Some(((*middle, *radius), *ink == paper)),
        _ => None,
    });
    let all: Vec<_> = all.collect();
    let over = |at: usize| all[at..].iter().filter(|(_, is_edge)| *is_edge).map(|(disc, _)| *disc).collect();
    let inks = all.iter().enumerate().filter(|(_, (_, is_edge))| !is_edge);
    inks.map(|(at, (disc, _))| (*disc, over(at))).collect()
}

/// How much of a disc is seen a hair's breadth inside its edge.
fn seen((middle, radius): Disc, over: &[Disc]) -> f32 {
    let is_seen = |degree: &u16| {
        let (up, along) = f32::from(*degree).to_radians().sin_cos();
        let place = Point { x: middle.x + (radius - 0.7) * along, y: middle.y + (radius - 0.7) * up };
        over.iter().all(|(middle, radius)| distance(*middle, place) > *radius)
    };
    (0..360).filter(is_seen).count() as f32 / 360.0
}

/// Fault: a ring was announced of any two points that lay over one another, where the one was a crescent beside the other.
#[test]
fn a_ring_is_announced_where_it_is_seen_and_nowhere_else() {
    let mut n_rings = 0;
    let steps = (0_u8..60).flat_map(|step| {
        let next = 65.0 + f64::from(step) / 12.0;
        // About the subject's mark, and about another's.
        [[65.0, next, 90.0], [90.0, 65.0, next]]
    });
    for figures in steps {
        let picture = drawn(&funnel(figures), PageSize::Natural);
        // All around the edge of one that lies over it.
        let is_ring = |((middle, radius), over): &(Disc, Vec<Disc>)| {
            over.iter().any(|(at, edge)| *radius > distance(*middle, *at) + edge + 0.5)
        };
        let has_ring = discs(&picture).iter().any(is_ring);
        let is_said = texts(&picture).any(|text| text.starts_with("A ring around a point"));
        assert_eq!(is_said, has_ring, "{figures:?}");
        n_rings += u8::from(has_ring);
    }
    assert!((4..40).contains(&n_rings), "{n_rings}");
}

/// Fault: of three points close to each other the lowest was hidden by the two over it, of which neither hid it alone.
#[test]
fn every_point_of_a_funnel_is_seen() {
    for step in 0_u8..40 {
        let apart = f64::from(step) / 12.0;
        let (low, high) = (65.0 - apart, 65.0 + apart);
        for figures in [[65.0, low, high], [low, 65.0, high], [low, high, 65.0], [high, 65.0, low]] {
            let picture = drawn(&funnel(figures), PageSize::Natural);
            for (disc, over) in discs(&picture) {
                assert!(seen(disc, &over) > 0.2, "{figures:?}: {disc:?} {over:?}");
            }
            assert_eq!(picture.faults(), Ok(vec![]), "{figures:?}");
        }
    }
}

/// A funnel of forces of one size, all within the limits, of these figures.
fn column(figures: impl IntoIterator<Item = f64>) -> Table {
    // One of another size, so that the others are not a line across the middle.
    all_inside(figures.into_iter().map(|figure| (figure, 1e6)).chain([(110.0, 4e6)]))
}

/// Fault: of hundreds of points close to each other each was a ring around the one before, up to the largest: their edges
/// were a white column that hid all points, lines and neighbours, and no ring was announced.
#[test]
fn points_close_to_each_other_are_seen_as_a_crowd() {
    for n in [60_u16, 300] {
        // As in a table: not in the order of their figures.
        let figures =
            (0..n).map(|at| 40.0 + 50.0 * f64::from(u32::from(at) * 97 % 307 % u32::from(n)) / 300.0);
        for size in PageSize::ALL {
            let picture = drawn(&column(figures.clone()), size);
            let discs = discs(&picture);
            let beneath =
                texts(&picture).find_map(|text| text.split_once("size; ")?.1.split(' ').next()?.parse().ok());
            // Two stand in the legend.
            assert_eq!(discs.len() + beneath.unwrap_or(0), usize::from(n) + 1 + 2, "{size}");
            let largest = discs.iter().flat_map(|(disc, over)| std::iter::once(disc).chain(over));
            assert!(largest.map(|(_, radius)| *radius).fold(0.0, f32::max) < 17.1, "{size}: {n}");
            // More of the column is ink than paper: white edges are on top of it in less than half its height.
            let middle = discs[discs.len() / 2].0.0;
            let heights = discs.iter().filter(|((at, _), _)| (at.x - middle.x).abs() < 0.1);
            let (top, bottom) = heights
                .fold((f32::MAX, f32::MIN), |(top, bottom), ((at, _), _)| (top.min(at.y), bottom.max(at.y)));
            let is_white = |share: &f32| {
                let place = Point { x: middle.x, y: top + (bottom - top) * share };
                let on_top = picture.drawing().marks.iter().rev().find_map(|mark| match mark {
                    Mark::Disc(at, radius, ink) if distance(*at, place) < *radius => Some(*ink),
                    _ => None,
                });
                on_top.is_none_or(|ink| ink == Theme::light().unwrap().paper)
            };
            let shares: Vec<f32> = (0..200_u8).map(|step| f32::from(step) / 200.0).collect();
            let n_white = shares.iter().filter(|share| is_white(share)).count();
            assert!(n_white < shares.len() / 2, "{size}: {n_white} of {}, of {n}", shares.len());
            assert!(texts(&picture).any(|text| text.starts_with("Points that run into each other: ")));
            assert_eq!(picture.faults(), Ok(vec![]), "{size}");
        }
    }
}

/// Fault: many points at one place were as many rings, one around the other.
#[test]
fn a_place_of_many_points_has_few_rings_and_it_is_said_of_how_many() {
    let is_ring = |((middle, radius), over): &(Disc, Vec<Disc>)| {
        over.iter().any(|(at, edge)| *radius > distance(*middle, *at) + edge + 0.5)
    };
    let cases =
        [(1, 0, ""), (2, 1, "size"), (3, 2, "size"), (4, 2, "size; 1 more, "), (9, 2, "size; 6 more, ")];
    for (n, rings, said) in cases {
        let picture = drawn(&column(vec![65.0; n]), PageSize::Natural);
        let n_rings = discs(&picture).iter().filter(|disc| is_ring(disc)).count();
        assert_eq!(n_rings, rings, "{n}");
        let line = texts(&picture).find(|text| text.starts_with("A ring around a point"));
        assert_eq!(line.is_some(), n > 1, "{n}");
        assert!(line.is_none_or(|line| line.contains(said)), "{n}: {line:?}");
    }
}

/// Fault: one beyond a limit with others on both sides was not named, although there was white below all of them.
#[test]
fn one_beyond_a_limit_is_named_in_the_white_further_off() {
    // Others close to it at the left and the right, and above it; one far below, so that there is white.
    let sides = [0.86, 0.90, 0.93, 1.07, 1.10, 1.14].map(|size| (size * 1e6, 60.0));
    let above = [0.92, 0.96, 1.0, 1.04, 1.08].map(|size| (size * 1e6, 68.0));
    let all: Vec<_> =
        [(5e5, 80.0), (1e6, 60.0)].into_iter().chain(sides).chain(above).chain([(4e6, 5.0)]).collect();
    let plain = table(Analysis::Funnel, Size { forces: all.len(), areas: 3, tiers: 5 }, Naming::Plain);
    let names = ["name", "denominator", "value", "position", "judgement"];
    let [name, size, value, position, judgement] = names.map(|name| plain.column(name).unwrap());
    let mut places = all.iter().enumerate();
    let funnel = with_cells(&plain, |row| {
        let (at, (of, figure)) = places.next().unwrap();
        row[name] = Cell::label(format!("Force {at}").as_str());
        row[size] = Cell::new(Value::from(*of), vec![]);
        row[value] = Cell::new(Value::from(*figure), vec![]);
        row[position] = Cell::label(if at == 1 { "low, beyond 95%" } else { "inside" });
        row[judgement] = Cell::label("");
    });
    {
        let size = PageSize::Natural;
        let picture = drawn(&funnel, size);
        assert!(texts(&picture).any(|text| text == "Force 1"), "{size}");
        assert!(!texts(&picture).any(|text| text.contains("not named above")), "{size}");
        assert_eq!(picture.faults(), Ok(vec![]), "{size}");
    }
}

/// Fault: in print the force in question beyond a limit had the mark of others beyond it, in the legend as in the panel.
#[test]
fn the_force_in_question_has_a_mark_of_its_own_without_colour() {
    let plain = table(Analysis::Funnel, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
    let [position, judgement] = ["position", "judgement"].map(|name| plain.column(name).unwrap());
    for (side, theme) in ["high, beyond 95%", "low, beyond 95%", "inside"]
        .into_iter()
        .flat_map(|side| Theme::all_shipped().map(move |theme| (side, theme)))
    {
        let funnel = with_cells(&plain, |row| {
            row[position] = Cell::label(side);
            row[judgement] = Cell::label(if side == "inside" { "" } else { "better" });
        });
        let look = Look { size: PageSize::Natural, theme: theme.clone() };
        let picture = crate::draw(&funnel, &look).unwrap();
        let drawing = picture.drawing();
        // The shapes of the keys without their colours: the paper, or an ink.
        let shapes: Vec<Vec<String>> = drawing
            .keys
            .iter()
            .map(|key| {
                let form = |mark: &Mark| match mark {
                    Mark::Disc(_, radius, ink) => format!("disc {radius} {}", *ink == theme.paper),
                    Mark::Polygon(corners, ink) => format!("{} {}", corners.len(), *ink == theme.paper),
                    other => format!("{other:?}"),
                };
                drawing.marks[key.clone()].iter().map(form).collect()
            })
            .collect();
        assert!(shapes.len() > 1 && shapes[1..].iter().all(|other| *other != shapes[0]), "{shapes:?}");
        // One point of the panel has it too.
        let spots = drawing.marks.iter().filter(
            |mark| matches!(mark, Mark::Polygon(corners, ink) if corners.len() > 3 && *ink == theme.paper),
        );
        assert_eq!(spots.count(), 2, "{side}");
    }
}

/// Fault: in a narrow panel the name of the force in question was cut for what is said behind it, with white beside it.
#[test]
fn the_name_above_strips_is_whole_where_the_panel_has_room() {
    for areas in 1..4 {
        let plain = table(Analysis::Association, Size { forces: 9, areas, tiers: 5 }, Naming::Plain);
        let [grade, figure] = ["grade", "figure"].map(|name| plain.column(name).unwrap());
        for (own, size) in
            [0.0, 3.0, 50.0, 999.0].into_iter().flat_map(|own| PageSize::ALL.map(|size| (own, size)))
        {
            let unknown = with_cells(&plain, |row| {
                row[grade] = Cell::new(Verdict::Without(NoGrade::NotInspected), vec![]);
                row[figure] = Cell::new(Value::from(own), vec![]);
            });
            let picture = drawn(&unknown, size);
            // A dense page has a heatmap.
            for text in texts(&picture).filter(|text| text.ends_with(", not inspected")) {
                assert!(text.starts_with("Northamptonshire "), "{size} {own}: {text}");
            }
            assert_eq!(picture.faults(), Ok(vec![]), "{size} {own}");
        }
    }
}

/// A trend of these figures, with the median and the quartiles of others; what is not known of the force itself is empty.
fn trend(figures: &[(f64, [f64; 3])]) -> Table {
    let plain = table(Analysis::Trend, Size { forces: figures.len(), areas: 3, tiers: 5 }, Naming::Plain);
    let known = ["value", "lower_quartile", "median", "upper_quartile"];
    let known = known.map(|name| plain.column(name).unwrap());
    let unknown = ["mean", "lower_process_limit", "upper_process_limit", "lower", "upper"];
    let unknown = unknown.map(|name| plain.column(name).unwrap());
    let signal = plain.column("signal").unwrap();
    let mut figures = figures.iter();
    with_cells(&plain, |row| {
        let (own, others) = figures.next().unwrap();
        for (at, figure) in known.into_iter().zip(std::iter::once(own).chain(others)) {
            row[at] = Cell::new(if figure.is_nan() { Value::Empty } else { Value::from(*figure) }, vec![]);
        }
        for at in unknown {
            row[at] = Cell::new(Value::Empty, vec![]);
        }
        row[signal] = Cell::label("");
    })
}

/// Fault: the one figure of a trend stood there twice, and what led to the name of its line struck it through.
#[test]
fn the_only_figure_of_a_trend_stands_there_once() {
    let others = [85.0, 89.1, 91.3];
    for figures in [&[(91.43, others)][..], &[(91.43, others), (f64::NAN, others), (f64::NAN, others)]] {
        for size in PageSize::ALL {
            let picture = drawn(&trend(figures), size);
            let said: Vec<_> = texts(&picture).filter(|text| text.starts_with("91.4")).collect();
            assert!(matches!(said[..], [name] if name.contains("Northampton")), "{size}: {said:?}");
        }
    }
}

/// Fault: the figure at the start stood far inside the panel at the end of a line, as if of a later period, or nowhere.
#[test]
fn the_first_figure_of_a_trend_stands_beside_its_point() {
    let ruler = Ruler::new().unwrap();
    let theme = Theme::light().unwrap();
    for (step, size) in (0_u8..24).flat_map(|step| PageSize::ALL.map(|size| (step, size))) {
        let first = 70.07 + f64::from(step) * 0.41;
        // Lines close above and below the point, and away from it.
        let others = [[first - 1.1, first + 0.9, 93.0], [first - 0.3, first + 0.3, first + 0.6]];
        for others in others {
            let picture = drawn(&trend(&[(first, others), (first + 1.3, others)]), size);
            let written = format!("{first:.2}");
            let marks = &picture.drawing().marks;
            let at = marks.iter().position(|mark| matches!(mark, Mark::Text(words) if words.text == written));
            let at = at.unwrap_or_else(|| panic!("{size}: no {written}"));
            let Mark::Text(words) = &marks[at] else { unreachable!() };
            let width = ruler.width(&words.text, words.face);
            let (x, y, high) = (words.at.x, words.at.y, words.face.cap_height());
            let room = Box2 { left: x, top: y - high, right: x + width, bottom: y };
            let point = marks.iter().find_map(|mark| match mark {
                Mark::Disc(middle, _, ink) if *ink == theme.subject => Some(*middle),
                _ => None,
            });
            assert!(room.distance(point.unwrap()) < 16.0, "{size}: {words:?} {point:?}");
            let strikes = |mark: &&Mark| {
                let Mark::Stroke(line, ..) = mark else { return false };
                line.windows(2).any(|pair| room.meets(pair[0], pair[1]))
            };
            let struck = marks[at..].iter().find(strikes);
            assert!(struck.is_none(), "{size}: {words:?} {struck:?}");
            assert_eq!(picture.faults(), Ok(vec![]), "{size} {first}");
        }
    }
}
