//! Marks that must not hide one another, and those that a legend tells apart.

use peel_model::{Analysis, Cell, Table, Value};

use super::draw;
use super::tables::{Naming, Size, table, with_cells};
use crate::canvas::{Anchor, Box2, Mark, Point, Words};
use crate::reading;
use crate::text::Ruler;
use crate::{Look, PageSize, Picture, Theme};

const ALL: Size = Size { forces: 43, areas: 11, tiers: 5 };

/// The middle of a letter and half of its width and height.
fn room(words: &Words) -> (Point, f32, f32) {
    let half = Ruler::new().unwrap().width(&words.text, words.face) / 2.0;
    let up = words.face.cap_height() / 2.0;
    (Point { x: words.at.x, y: words.at.y - up }, half, up)
}

/// Whether a corner with its right angle at the top left covers some of a letter that is set around its middle.
fn covers(corners: &[Point], words: &Words) -> bool {
    let (leg, (middle, half, up)) = (corners[1].x - corners[0].x, room(words));
    let (right, down) = (middle.x - half - corners[0].x, middle.y - up - corners[0].y);
    let is_near = right + 2.0 * half > 0.0 && down + 2.0 * up > 0.0;
    is_near && right.max(0.0) + down.max(0.0) < leg
}

#[test]
fn the_corner_of_a_grade_carried_over_keeps_off_its_letter() {
    let mut n_corners = 0;
    for (analysis, size) in
        [Analysis::Matrix, Analysis::Map].into_iter().flat_map(|one| PageSize::ALL.map(|size| (one, size)))
    {
        let look = Look { size, ..Look::usual().unwrap() };
        let Ok(picture) = crate::draw(&table(analysis, ALL, Naming::Plain), &look) else { continue };
        let marks = &picture.drawing().marks;
        for (at, mark) in marks.iter().enumerate() {
            let Mark::Polygon(corners, _) = mark else { continue };
            let [one, two, three] = corners[..] else { continue };
            if !one.y.total_cmp(&two.y).is_eq() || !one.x.total_cmp(&three.x).is_eq() {
                continue;
            }
            // The letter is set next.
            if let Some(Mark::Text(words)) = marks.get(at + 1)
                && words.anchor == Anchor::Middle
            {
                assert!(!covers(corners, words), "{analysis} {size}: {words:?}");
                n_corners += 1;
            }
        }
    }
    assert!(n_corners > 100, "{n_corners}");
}

#[test]
fn a_grade_carried_over_is_marked_in_the_cycle_in_which_it_was() {
    let n_corners = |carried_over: &str| {
        let plain = table(Analysis::Change, ALL, Naming::Plain);
        let [at] = reading::columns(&plain, ["carried_over"]).unwrap();
        let table = with_cells(&plain, |row| row[at] = Cell::label(carried_over.to_owned()));
        let picture = crate::draw(&table, &Look::usual().unwrap()).unwrap();
        let marks = picture.drawing().marks.iter();
        marks.filter(|mark| matches!(mark, Mark::Polygon(corners, _) if corners.len() == 3)).count()
    };
    let [unmarked, earlier, later] = ["", "in the earlier", "in the later"].map(n_corners);
    // The grade before has a cell where it is the one after, and else a ring with a dot.
    assert!(later > unmarked + 300 && earlier > unmarked + 50, "{unmarked} {earlier} {later}");
    assert_eq!(n_corners("in both") - later, earlier - unmarked);
}

fn drawn(analysis: Analysis, size: Size) -> Picture {
    crate::draw(&table(analysis, size, Naming::Plain), &Look::usual().unwrap()).unwrap()
}

#[test]
fn no_point_lies_over_the_median_of_its_strip() {
    let picture = drawn(Analysis::Association, Size { areas: 3, ..ALL });
    let theme = Theme::light().unwrap();
    let (mut n_medians, mut medians) = (0, Vec::new());
    for mark in &picture.drawing().marks {
        match mark {
            Mark::Rect(area, ink) if *ink == theme.ink && area.width() < 4.0 => {
                medians.push(*area);
                n_medians += 1;
            }
            Mark::Disc(middle, radius, ink) if *ink == theme.other => {
                let is_over = medians.iter().any(|area| {
                    let across = middle.x + radius > area.left && middle.x - radius < area.right;
                    across && middle.y > area.top && middle.y < area.bottom
                });
                assert!(!is_over, "{middle:?}");
            }
            _ => {}
        }
    }
    assert!(n_medians > 20, "{n_medians}");
}

const fn rect(mark: &Mark) -> Option<Box2> {
    if let Mark::Rect(area, _) = mark { Some(*area) } else { None }
}

#[test]
fn every_segment_of_a_bar_has_its_count() {
    let look = Look { size: PageSize::Square, ..Look::usual().unwrap() };
    for analysis in [Analysis::Standing, Analysis::Distribution] {
        let picture = crate::draw(&table(analysis, ALL, Naming::Plain), &look).unwrap();
        let drawing = picture.drawing();
        for panel in &drawing.panels {
            let marks = &drawing.marks[panel.marks.clone()];
            let numbers = marks.iter().filter_map(|mark| match mark {
                Mark::Text(words) => words.text.parse::<u64>().ok(),
                _ => None,
            });
            // A hatched segment has lines beside its ground, and ground alone behind its words; an outlined one an edge.
            let grounds: Vec<_> = marks.iter().filter_map(rect).collect();
            let is_behind_words = |one: &&Box2| {
                let holds = |other: &Box2| other.width() > one.width() && one.within(*other);
                grounds.iter().any(holds)
            };
            let n_grounds = grounds.iter().filter(|one| !is_behind_words(one)).count();
            assert_eq!(numbers.count(), n_grounds, "{analysis}");
        }
        assert!(drawing.panels.len() >= ALL.areas, "{analysis}");
    }
}

#[test]
fn shades_that_are_alike_have_one_entry() {
    let n_entries = |theme: Theme| {
        let look = Look { theme, size: PageSize::Natural };
        let picture = crate::draw(&table(Analysis::Coverage, ALL, Naming::Plain), &look).unwrap();
        let drawing = picture.drawing();
        let is_ramp = |key: &&std::ops::Range<usize>| {
            drawing.marks[(*key).clone()].iter().all(|mark| matches!(mark, Mark::Rect(..)))
        };
        drawing.keys.iter().filter(is_ramp).count()
    };
    let found: Vec<_> = Theme::all_shipped()
        .map(|theme| (theme.counts.known == theme.counts.missing, n_entries(theme.clone())))
        .collect();
    assert!(found.contains(&(true, 1)) && found.contains(&(false, 2)), "{found:?}");
    assert!(found.iter().all(|(alike, n)| *n == if *alike { 1 } else { 2 }), "{found:?}");
}

#[test]
fn an_expected_rank_of_what_is_not_known_is_in_the_legend() {
    let picture = drawn(Analysis::Ranking, Size { forces: 9, ..ALL });
    let drawing = picture.drawing();
    let rings = |marks: &[Mark]| {
        let inks: Vec<_> = marks
            .iter()
            .filter_map(|mark| if let Mark::Disc(_, _, ink) = mark { Some(*ink) } else { None })
            .collect();
        inks.windows(3).any(|three| three[0] == three[2] && three[1] != three[0])
    };
    assert!(rings(&drawing.marks), "the table has one without a known grade");
    assert!(drawing.keys.iter().any(|key| rings(&drawing.marks[key.clone()])));
}

#[test]
fn whoever_has_no_area_in_common_is_said_to_have_none() {
    let likeness = table(Analysis::Similar, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
    let columns = ["rank", "mean_steps", "mean_steps_low", "mean_steps_high", "compared"];
    let [numbers @ .., compared] = columns.map(|name| likeness.column(name).unwrap());
    let without = |which: fn(usize) -> bool| {
        let mut n_rows = 0;
        with_cells(&likeness, |row| {
            n_rows += 1;
            if which(n_rows) {
                for at in numbers {
                    row[at] = Cell::new(Value::Empty, vec![]);
                }
                row[compared] = Cell::new(0_u64, vec![]);
            }
        })
    };
    let picture = crate::draw(&without(|row| row == 5), &Look::usual().unwrap()).unwrap();
    let name = likeness.column("name").unwrap();
    let Value::Text(fifth) = &likeness.rows()[4][name].value else { panic!() };
    assert!(picture.svg().contains(&format!(">\nNo area in common: {fifth}\n<")), "{}", picture.svg());
    // Of no one there is anything to draw.
    let refused = crate::draw(&without(|_| true), &Look::usual().unwrap()).unwrap_err().to_string();
    let expected =
        "nothing to draw: no area of PEEL 2016 has a known grade of both Northamptonshire and any of";
    assert!(refused.starts_with(expected) && refused.contains("`--against`"), "{refused}");
    assert!(picture.description().contains("No area in common: "), "{}", picture.description());
}

#[test]
fn whoever_has_no_figure_is_named_below_the_rows_and_takes_none() {
    let picture = drawn(Analysis::Indicator, Size { forces: 9, ..ALL });
    let texts: Vec<_> = picture
        .drawing()
        .marks
        .iter()
        .filter_map(|mark| if let Mark::Text(words) = mark { Some(words) } else { None })
        .collect();
    // The sixth has none.
    let roll = texts.iter().position(|words| words.text == "No figure: Kent").expect("named");
    let n_named = texts.iter().filter(|words| words.text == "Kent").count();
    assert_eq!(n_named, 1, "the other one, with a figure");
    let row = texts.iter().filter(|words| words.text == "Metropolitan Police");
    assert!(row.map(|words| words.at.y).fold(0.0, f32::max) < texts[roll].at.y);
}

#[test]
fn the_ends_of_bounds_are_seen_over_the_dot_between_them() {
    let picture = drawn(Analysis::Similar, Size { forces: 9, areas: 3, tiers: 5 });
    let drawing = picture.drawing();
    let is_disc = |mark: &Mark| matches!(mark, Mark::Disc(..));
    let rows = drawing.panels.iter().map(|panel| &drawing.marks[panel.marks.clone()]);
    let rows: Vec<_> = rows.filter(|marks| marks.iter().any(is_disc) && marks.len() > 3).collect();
    assert!(rows.len() > 5 && rows.iter().all(|marks| matches!(marks.last(), Some(Mark::Stroke(..)))));
}

/// Fault: the mark of the worst of all hid the arrow that says that its limits go on.
#[test]
fn limits_that_go_on_are_seen_beyond_a_mark_at_the_end() {
    let plain = table(Analysis::Profile, Size { forces: 4, areas: 3, tiers: 5 }, Naming::Plain);
    let [value, upper] = reading::columns(&plain, ["value", "upper"]).unwrap();
    let tips = |limit: f64| {
        let at_the_end = with_cells(&plain, |row| {
            row[value].value = 120.0.into();
            row[upper].value = limit.into();
        });
        let picture = draw(&at_the_end).unwrap();
        let drawing = picture.drawing();
        let rows = drawing.panels.iter().flat_map(|panel| &drawing.marks[panel.marks.clone()]);
        let tips = rows.filter_map(|mark| match mark {
            Mark::Stroke(points, ..) if points.len() == 3 => Some(points[1].x),
            _ => None,
        });
        tips.collect::<Vec<_>>()
    };
    let rightmost = |tips: &[f32]| tips.iter().copied().max_by(f32::total_cmp).unwrap();
    let [held, cut] = [120.0, 140.0].map(tips);
    let (end, beyond) = (rightmost(&held), rightmost(&cut));
    // The mark is no wider than 10 on either side, and hides no tip.
    assert!(beyond > end + 10.0);
    assert!(cut.iter().all(|tip| (tip - end).abs() > 10.0), "{end}: {cut:?}");
}

/// Fault: of figures that are all the same it was said that there are none.
#[test]
fn a_profile_without_a_scale_says_why() {
    let plain = table(Analysis::Profile, Size { forces: 4, areas: 3, tiers: 5 }, Naming::Plain);
    let [worst, best, mean] = reading::columns(&plain, ["worst", "best", "mean"]).unwrap();
    let [known] = reading::columns(&plain, ["known"]).unwrap();
    let says = |n_known: u64| {
        let level = with_cells(&plain, |row| {
            row[worst].value = row[best].value.clone();
            row[mean].value = Value::Empty;
            row[known].value = n_known.into();
        });
        draw(&level).unwrap_err().to_string()
    };
    assert!(says(43).ends_with("the profile has no two figures that differ"), "{}", says(43));
    assert!(says(1).ends_with("the profile has nobody to compare with"), "{}", says(1));
}

#[test]
fn a_line_of_one_period_is_a_stroke() {
    let trend = table(Analysis::Trend, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
    let median = trend.column("median").unwrap();
    let mut n_rows = 0;
    let trend = with_cells(&trend, |row| {
        n_rows += 1;
        if n_rows != 9 {
            row[median] = Cell::new(Value::Empty, vec![]);
        }
    });
    let picture = crate::draw(&trend, &Look::usual().unwrap()).unwrap();
    let theme = Theme::light().unwrap();
    let strokes = picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Stroke(points, width, ink) if *ink == theme.comparator && *width > 1.0 => Some(points),
        _ => None,
    });
    let strokes: Vec<_> = strokes.collect();
    let [[from, to]] = strokes.iter().map(|points| &points[..]).collect::<Vec<_>>()[..] else {
        panic!("{strokes:?}")
    };
    assert!(to.x - from.x > 5.0, "{strokes:?}");
}

#[test]
fn limits_of_one_size_are_strokes() {
    let funnel = table(Analysis::Funnel, Size { forces: 1, areas: 3, tiers: 5 }, Naming::Plain);
    let picture = crate::draw(&funnel, &Look::usual().unwrap()).unwrap();
    let theme = Theme::light().unwrap();
    let strokes = picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Stroke(points, width, ink) if *ink == theme.ink && *width > 1.4 => Some(points),
        _ => None,
    });
    let lengths: Vec<_> = strokes.map(|points| points[points.len() - 1].x - points[0].x).collect();
    assert!(matches!(lengths[..], [baseline] if baseline > 20.0), "{lengths:?}");
}

#[test]
fn the_first_figure_of_two_periods_stands_beside_its_point() {
    // The median close above, a rule further below.
    let trend = table(Analysis::Trend, Size { forces: 2, areas: 3, tiers: 5 }, Naming::Plain);
    let known = ["value", "median", "lower_quartile", "upper_quartile"];
    let known = known.map(|name| trend.column(name).unwrap());
    let unknown = ["mean", "lower_process_limit", "upper_process_limit", "lower", "upper"];
    let unknown = unknown.map(|name| (trend.column(name).unwrap(), Value::Empty));
    let mut figures = [[76.39, 81.3, 68.0, 96.0], [74.46, 77.3, 67.0, 94.0]].into_iter();
    let trend = with_cells(&trend, |row| {
        let figures = known.into_iter().zip(figures.next().unwrap().map(Value::from));
        for (at, value) in figures.chain(unknown.clone()) {
            row[at] = Cell::new(value, vec![]);
        }
    });
    for size in PageSize::ALL {
        let picture = crate::draw(&trend, &Look { size, ..Look::usual().unwrap() }).unwrap();
        assert!(picture.svg().contains(">\n76.39\n<"), "{size}");
        let theme = Theme::light().unwrap();
        let is_leader =
            |mark: &Mark| matches!(mark, Mark::Stroke(_, width, ink) if *width < 0.9 && *ink == theme.grey);
        let n_leaders = picture.drawing().marks.iter().filter(|mark| is_leader(mark)).count();
        assert_eq!(n_leaders, 0, "{size}");
    }
}

/// Fault: 2 homicides and 10 were a steep line, and nothing said how sure they are.
#[test]
fn a_trend_has_the_limits_of_each_figure_where_it_has_none_of_its_moves() {
    let with_process = table(Analysis::Trend, Size { forces: 2, areas: 3, tiers: 5 }, Naming::Plain);
    let limits = ["lower_process_limit", "upper_process_limit"];
    let limits = limits.map(|name| with_process.column(name).unwrap());
    let without = with_cells(&with_process, |row| {
        for at in limits {
            row[at] = Cell::new(Value::Empty, vec![]);
        }
    });
    let n_whiskers = |table: &Table| {
        let picture = crate::draw(table, &Look::usual().unwrap()).unwrap();
        assert_eq!(picture.faults(), Ok(vec![]));
        let subject = Theme::light().unwrap().subject;
        let upright = |mark: &&Mark| {
            matches!(mark, Mark::Stroke(points, width, ink)
                if (width - 1.5).abs() < 0.01 && *ink == subject && points.iter().all(|point| (point.x - points[0].x).abs() < 0.01))
        };
        let n = picture.drawing().marks.iter().filter(upright).count();
        (n, picture.svg().contains("95% limits of each figure"))
    };
    // One of each of two figures, and one in the legend.
    assert_eq!((n_whiskers(&with_process), n_whiskers(&without)), ((0, false), (3, true)));
}

#[test]
fn what_the_font_lacks_is_known() {
    let lacking = |name: &str| {
        let naming = Naming::Everything(name.to_owned());
        let picture = crate::draw(&table(Analysis::Matrix, ALL, naming), &Look::usual().unwrap()).unwrap();
        assert!(picture.description().contains(name), "{}", picture.description());
        picture.lacking().iter().collect::<String>()
    };
    assert_eq!(lacking("Dyfed–Powys Ŵ ‘é’"), "");
    assert_eq!(lacking("🚓 של"), "לש🚓");
}

/// The table of two cycles as it is where they may not be compared: nothing is better or worse.
fn without_order(analysis: Analysis) -> Table {
    let whole = table(analysis, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain);
    let empty = ["better", "worse", "sign_p"].map(|name| whole.column(name));
    let moved = whole.column("moved");
    let mut refused =
        Table::new(whole.analysis, whole.title.clone(), whole.scale.clone(), whole.columns().to_vec());
    for mut row in whole.rows().iter().cloned() {
        for at in empty.into_iter().flatten() {
            row[at].value = Value::Empty;
        }
        if let Some(at) = moved
            && ["better", "worse"].map(|way| Value::Text(way.to_owned())).contains(&row[at].value)
        {
            row[at].value = Value::Text("other grade".to_owned());
        }
        refused.push_row(row).unwrap();
    }
    for note in whole.notes() {
        refused.note(note.key, note.text.as_str());
    }
    refused
}

#[test]
fn cycles_that_may_not_be_compared_have_nothing_better_or_worse() {
    let Theme { better, worse, .. } = Theme::light().unwrap();
    for analysis in [Analysis::Change, Analysis::Transitions] {
        let picture = draw(&without_order(analysis)).unwrap();
        let svg = picture.svg().replace("neither better nor worse", "");
        assert!(picture.svg().contains("neither better nor worse"), "{analysis}");
        for ink in [better, worse] {
            let stroke = format!("stroke=\"{ink}\"");
            assert!(!svg.to_lowercase().contains(&stroke.to_lowercase()), "{analysis}: {stroke}");
        }
        for word in ["better", "worse", "sign test"] {
            assert!(!svg.contains(word), "{analysis}: {word}");
        }
        let warning = "Warning: PEEL 2016 and PEEL 2017 may not be compared: five tiers replace four.";
        assert!(picture.description().starts_with(warning), "{}", picture.description());
    }
    // Those of a table that has an order are seen.
    let ordered =
        draw(&table(Analysis::Change, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain)).unwrap();
    let svg = ordered.svg().to_lowercase();
    assert!([better, worse].iter().all(|ink| svg.contains(&format!("stroke=\"{ink}\"").to_lowercase())));
}

#[test]
fn what_is_not_known_of_a_cycle_stands_on_its_side_of_the_grade_that_is() {
    let picture =
        draw(&table(Analysis::Change, Size { forces: 43, areas: 3, tiers: 5 }, Naming::Plain)).unwrap();
    let drawing = picture.drawing();
    let mut n = [0; 2];
    for panel in &drawing.panels {
        let marks = || drawing.marks[panel.marks.clone()].iter();
        let sign = marks().find_map(|mark| match mark {
            Mark::Text(words) if words.text.contains('>') => Some((words.text.clone(), room(words).0.x)),
            _ => None,
        });
        let Some((sign, x)) = sign else { continue };
        let grade = marks().find_map(|mark| match mark {
            Mark::Text(words) if !words.text.contains('>') => Some(room(words).0.x),
            Mark::Disc(at, ..) => Some(at.x),
            _ => None,
        });
        let Some(grade) = grade else { continue };
        let is_of_the_later = sign.starts_with('>');
        assert_eq!(is_of_the_later, grade < x, "{sign}");
        n[usize::from(is_of_the_later)] += 1;
    }
    assert!(n[0] > 5 && n[1] > 5, "{n:?}");
}

/// A dense page has the two grades beside each other, and between them a line that is seen.
#[test]
fn the_grades_of_a_move_without_places_are_two_letters_and_a_line() {
    let look = Look { size: crate::PageSize::A4Half, ..Look::usual().unwrap() };
    let usual = table(Analysis::Change, Size { forces: 43, areas: 3, tiers: 4 }, Naming::Plain);
    let picture = crate::draw(&usual, &look).unwrap();
    let drawing = picture.drawing();
    let mut n_moves = 0;
    for panel in &drawing.panels {
        let marks = || drawing.marks[panel.marks.clone()].iter();
        assert!(!marks().any(|mark| matches!(mark, Mark::Disc(..))), "a ring would be read as a letter");
        let n_letters = marks().filter(|mark| matches!(mark, Mark::Text(_))).count();
        // A line, or the dashes of one.
        let thick = marks().filter_map(|mark| match mark {
            Mark::Stroke(points, width, _) if *width > 2.0 => Some(points.iter().map(|at| at.x)),
            _ => None,
        });
        let ends: Vec<f32> = thick.flatten().collect();
        let long =
            ends.iter().copied().fold(0.0, f32::max) - ends.iter().copied().fold(f32::INFINITY, f32::min);
        if !ends.is_empty() {
            assert!(long > 9.0 && n_letters == 2, "{long} {n_letters}");
            n_moves += 1;
        }
    }
    assert!(n_moves > 10, "{n_moves}");
}

#[test]
fn a_change_says_of_which_cycle_a_grade_is_not_known() {
    let picture =
        draw(&table(Analysis::Change, Size { forces: 9, areas: 3, tiers: 5 }, Naming::Plain)).unwrap();
    let words: Vec<_> = picture
        .drawing()
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text(words) => Some(words.text.split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => None,
        })
        .collect();
    for sign in
        ["? >", "> ?", "left of it the earlier cycle, right of it the later", "alone: the same grade in both"]
    {
        assert!(words.iter().any(|word| word == sign), "{sign}: {words:?}");
    }
}

#[test]
fn what_stands_below_a_table_of_moves_is_not_cut() {
    let table = table(Analysis::Transitions, Size { forces: 43, areas: 4, tiers: 5 }, Naming::Plain);
    for size in PageSize::ALL {
        let look = Look { size, ..Look::usual().unwrap() };
        let Ok(picture) = crate::draw(&table, &look) else { continue };
        let words: Vec<_> = picture
            .drawing()
            .marks
            .iter()
            .filter_map(|mark| match mark {
                Mark::Text(words) => Some(words.text.as_str()),
                _ => None,
            })
            .collect();
        assert!(words.join(" ").contains("34 of 43 known (12 carried over), fewer than 6 moved: no test"));
        assert!(words.iter().all(|words| !words.ends_with('…')), "{size:?}: {words:?}");
    }
}

#[test]
fn a_pair_known_for_few_is_not_shaded_and_never_the_one_that_agrees_most() {
    let all = table(Analysis::Agreement, Size { forces: 43, areas: 9, tiers: 5 }, Naming::Plain);
    let (known, kappa) = (all.column("known").unwrap(), all.column("kappa").unwrap());
    let mut one = Table::new(all.analysis, all.title.clone(), all.scale.clone(), all.columns().to_vec());
    for (at, mut row) in all.rows().iter().cloned().enumerate() {
        let (n, figure) = if at == 0 { (21_u64, 0.99) } else { (22, 0.1 + at as f64 / 1_000.0) };
        row[known].value = Value::Count(n);
        row[kappa].value = Value::Number(figure);
        one.push_row(row).unwrap();
    }
    let picture = draw(&one).unwrap();
    assert!(picture.svg().contains("fewer than 22 known in both: not shaded"));
    assert!(
        picture.svg().contains("agree more than by chance (weighted kappa), 0.10 to 0.14"),
        "{}",
        picture.svg()
    );
    assert!(!picture.description().contains("0.99"), "{}", picture.description());
    assert!(picture.description().contains("Of those with 22 or more known in both, most agree"));
    assert!(!crate::page::headlines(&one)[0].contains("0.99"));
}
