//! What a page without room for all does without, in which order, and what never goes.

use peel_model::{Analysis, Cell, NoteKey, Table, Value};

use super::tables::{Naming, Size, table, with_cells, without_notes};
use crate::canvas::{Drawing, Mark};
use crate::palette::Rgb;
use crate::{Look, PageSize, Picture};

/// As many as a round of inspections has.
const ALL: Size = Size { forces: 43, areas: 10, tiers: 5 };

fn on(size: PageSize, table: &Table) -> Picture {
    let drawn = crate::draw(table, &Look { size, ..Look::usual().unwrap() });
    drawn.unwrap_or_else(|error| panic!("{:?} {size}: {error}", table.analysis))
}

/// The words of a picture, its lines joined.
fn words(picture: &Picture) -> String {
    let texts = picture.drawing().marks.iter().filter_map(|mark| match mark {
        Mark::Text(words) => Some(words.text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join(" ")
}

/// The analyses whose chart of ten areas fits every page.
fn everywhere() -> impl Iterator<Item = Analysis> {
    Analysis::ALL
        .into_iter()
        .filter(|one| !matches!(one, Analysis::Map | Analysis::Transitions | Analysis::Change))
}

fn noted(analysis: Analysis) -> Table {
    let mut noted = table(analysis, ALL, Naming::Plain);
    noted.note(NoteKey::Basis, "Of the known grades, 9 published by the inspectorate");
    for at in 2..=6 {
        noted.note(NoteKey::Caveat, format!("Caveat {at} has a sentence. And a second one, {at}"));
    }
    noted
}

#[test]
fn the_first_caveat_the_basis_the_source_and_n_of_n_never_go() {
    for (analysis, size) in everywhere().flat_map(|one| PageSize::ALL.map(|size| (one, size))) {
        let words = words(&on(size, &noted(analysis)));
        let kept = [
            "Of the known grades, 9 published by the inspectorate",
            "Not comparable with 2014.",
            "Source: HMICFRS PEEL gradings. Licence: OGL v3.0.",
            "9 of 12 grades known",
        ];
        for kept in kept {
            assert!(words.contains(kept), "{analysis} {size}: {kept}: {words}");
        }
    }
}

#[test]
fn words_go_in_their_order() {
    let mut seen = [false; 3];
    for (analysis, size) in everywhere().flat_map(|one| PageSize::ALL.map(|size| (one, size))) {
        let words = words(&on(size, &noted(analysis)));
        // The method and the second sentences go together, then the caveats after the first.
        let [method, sentence] = ["‘peel explain", "And a second one, 2"].map(|part| words.contains(part));
        assert!(method, "{analysis} {size}: {words}");
        let method = words.contains("Method and how to read it");
        let caveat = words.contains("Caveat 2 has a sentence");
        assert_eq!(method, sentence, "{analysis} {size}: {words}");
        assert!(caveat || !sentence, "{analysis} {size}: {words}");
        // How many more there are is said of those that are not shown.
        assert!(words.contains("more notes in this file"), "{analysis} {size}: {words}");
        seen[usize::from(caveat) + usize::from(sentence)] = true;
    }
    assert!(seen[1] && seen[2], "{seen:?}");
}

#[test]
fn heads_that_have_no_room_are_numbers_that_are_explained() {
    let words = words(&on(PageSize::A4Half, &table(Analysis::Matrix, ALL, Naming::Plain)));
    for head in ["1 Effectiveness;", "2 Investigating crime;", "10 Effectiveness"] {
        assert!(words.contains(head), "{head}: {words}");
    }
}

#[test]
fn every_force_stands_in_one_of_the_blocks() {
    let mut all = table(Analysis::Matrix, ALL, Naming::Plain);
    let mut at = 0;
    let name = all.column("name").unwrap();
    all = with_cells(&all, |row| {
        row[name].value = Value::Text(format!("Force {at}."));
        at += 1;
    });
    for size in PageSize::ALL {
        let words = words(&on(size, &all));
        assert!((0..43).all(|at| words.contains(&format!("Force {at}."))), "{size}: {words}");
    }
}

/// The colours of the samples of the legend that are of several shades, or of one.
fn shades(drawing: &Drawing) -> Vec<Vec<Rgb>> {
    let rects = |marks: &[Mark]| -> Vec<Rgb> {
        let inks = marks.iter().filter_map(|mark| match mark {
            Mark::Rect(area, ink) if area.width() > 4.0 => Some(*ink),
            _ => None,
        });
        inks.collect()
    };
    drawing.keys.iter().map(|key| rects(&drawing.marks[key.clone()])).filter(|inks| inks.len() > 2).collect()
}

#[test]
fn the_ends_of_a_legend_of_shades_are_the_shades_of_cells() {
    for analysis in [Analysis::Transitions, Analysis::Agreement, Analysis::Association, Analysis::Coverage] {
        let picture = on(PageSize::Natural, &table(analysis, ALL, Naming::Plain));
        let drawing = picture.drawing();
        let is_key = |at: &usize| drawing.keys.iter().any(|key| key.contains(at));
        let cells: Vec<Rgb> = drawing
            .marks
            .iter()
            .enumerate()
            .filter(|(at, _)| !is_key(at))
            .filter_map(|(_, mark)| if let Mark::Rect(_, ink) = mark { Some(*ink) } else { None })
            .collect();
        let shades = shades(drawing);
        assert!(!shades.is_empty(), "{analysis}");
        for shades in shades {
            for end in [shades.first().unwrap(), shades.last().unwrap()] {
                assert!(cells.contains(end), "{analysis}: {end} is no cell's");
            }
        }
    }
}

#[test]
fn a_figure_of_nought_is_of_neither_shade() {
    let pairs = table(Analysis::Agreement, Size { areas: 3, ..ALL }, Naming::Plain);
    let kappa = pairs.column("kappa").unwrap();
    let with = |value: f64| {
        let pairs = with_cells(&pairs, |row| row[kappa].value = Value::Number(value));
        shades(on(PageSize::Natural, &pairs).drawing()).len()
            + words(&on(PageSize::Natural, &pairs)).matches("agree more than by chance").count()
    };
    assert_eq!([with(0.0), with(0.001), with(0.5)], [0, 0, 1]);
}

#[test]
fn no_figure_together_has_no_words() {
    let said = |w: Value| {
        let pairs = table(Analysis::Agreement, Size { areas: 3, ..ALL }, Naming::Plain);
        let at = pairs.column("kendall_w").unwrap();
        let second = pairs.column("second_title").unwrap();
        let mut n_rows = 0;
        let pairs = with_cells(&pairs, |row| {
            n_rows += 1;
            row[at].value = w.clone();
            if n_rows == 1 {
                row[second].value = Value::Empty;
            }
        });
        words(&on(PageSize::Natural, &pairs)).contains("All together: Kendall’s W")
    };
    assert_eq!([said(Value::Number(0.4)), said(Value::Empty)], [true, false]);
}

#[test]
fn an_average_that_nothing_is_held_against_is_not_drawn() {
    let rates = table(Analysis::Indicator, ALL, Naming::Plain);
    let [role, value] = ["role", "value"].map(|name| rates.column(name).unwrap());
    let said = |remark: Option<&str>| {
        let rates = with_cells(&rates, |row| {
            if row[role].value == Value::Text("mean".to_owned()) {
                row[value].remark = remark.map(str::to_owned);
            }
        });
        words(&on(PageSize::Natural, &rates)).contains(" mean 61")
    };
    assert_eq!([said(None), said(Some("no figure is held against it"))], [true, false]);
}

#[test]
fn what_the_font_lacks_is_never_a_box() {
    let ruler = crate::text::Ruler::new().unwrap();
    let name = "شرطة נורת 🚓";
    for (analysis, size) in everywhere().flat_map(|one| PageSize::ALL.map(|size| (one, size))) {
        let naming = Naming::Everything(name.to_owned());
        let look = Look { size, ..Look::usual().unwrap() };
        let Ok(picture) = crate::draw(&table(analysis, Size { areas: 3, ..ALL }, naming), &look) else {
            continue;
        };
        for mark in &picture.drawing().marks {
            let Mark::Text(words) = mark else { continue };
            let font = ruler.font(words.face.weight);
            assert!(words.text.chars().all(|c| font.has(c)), "{analysis} {size}: {}", words.text);
        }
        assert!(picture.description().contains(name), "{analysis} {size}: {}", picture.description());
        assert!(picture.lacking().contains(&'🚓'), "{analysis} {size}");
    }
}

#[test]
fn a_force_of_whose_name_the_font_has_nothing_is_called_by_its_slug() {
    let naming = Naming::Everything("שוטר".to_owned());
    let words = words(&on(PageSize::Natural, &table(Analysis::Matrix, ALL, naming)));
    // Each by its own, and the title by the subject's.
    let (title, _) = words.split_once(" is graded").unwrap();
    let rows: Vec<_> = (1..43).map(|at| format!(" Force-{at} ")).collect();
    assert!(rows.iter().all(|name| words.contains(name)) && title == "Force-0", "{words}");
    assert!(!words.contains("[Hebrew] [Hebrew] force"), "{words}");
}

/// Tables whose rows are of areas, indicators or periods too.
#[test]
fn the_subject_is_called_by_its_slug_in_every_kind_of_chart() {
    for analysis in Analysis::ALL {
        let mut own = table(analysis, ALL, Naming::Plain);
        let name = "شرطة نورثهامبتونشاير";
        own.title = format!("{name} among them");
        own = renamed(&own, "Northamptonshire", name);
        let picture = on(PageSize::Natural, &own);
        let words = words(&picture);
        assert!(words.contains("Force-0") && !words.contains('['), "{analysis}: {words}");
        // These are about areas, and no one's in particular.
        let of_areas = matches!(
            analysis,
            Analysis::Coverage | Analysis::Agreement | Analysis::Association | Analysis::Transitions
        );
        assert!(of_areas || picture.description().contains(name), "{analysis}");
    }
}

/// The table with another name of a force wherever it is written.
fn renamed(table: &Table, from: &str, to: &str) -> Table {
    let mut changed = without_notes(table, |row| {
        for cell in row {
            if cell.value == Value::Text(from.to_owned()) {
                cell.value = Value::Text(to.to_owned());
            }
        }
    });
    table.notes().iter().for_each(|note| changed.note(note.key, note.text.replace(from, to)));
    changed
}

#[test]
fn judged_indicators_stay_where_not_all_have_room_and_those_set_apart_go_first() {
    let usual = table(Analysis::Profile, Size { forces: 38, ..ALL }, Naming::Plain);
    let [title, place, against, judgement, direction, mean] =
        ["title", "place", "against_mean", "judgement", "direction", "mean"]
            .map(|name| usual.column(name).unwrap());
    let mut at = 0;
    // All but the last but one are set apart, as those of a force of few residents are.
    let profile = with_cells(&usual, |row| {
        row[title].value = Value::Text(format!("Indicator {at}"));
        row[direction].value = Value::Text("higher".to_owned());
        row[mean].value = 48.0.into();
        let is_judged = at == 36;
        let [found, judged] = if is_judged { ["lower", "worse"] } else { ["", ""] };
        row[against].value = Value::Text(found.to_owned());
        row[judgement].value = Value::Text(judged.to_owned());
        if !is_judged {
            row[place] = Cell::new(Value::Empty, vec![]).remarked("set apart: no place");
        }
        at += 1;
    });
    for size in PageSize::ALL {
        let words = words(&on(size, &profile));
        assert!(
            words.contains("worse than the mean on 1") && words.contains("Indicator 36"),
            "{size}: {words}"
        );
        assert!(words.contains("37 of 43"), "{size}: {words}");
        // The legend has the mark of what the title speaks of.
        assert_eq!(words.matches("worse than the mean").count(), 2, "{size}: {words}");
    }
    assert!(words(&on(PageSize::A4Half, &profile)).contains("of 38 indicators are drawn"));
}

/// Fault: a title said worse on 18, of which 17 were drawn, and nothing below them said which was not.
#[test]
fn judged_indicators_without_room_are_named_below_the_others() {
    let usual = table(Analysis::Profile, Size { forces: 38, ..ALL }, Naming::Plain);
    let names = ["title", "direction", "mean", "against_mean", "judgement"];
    let [title, direction, mean, against, judgement] = names.map(|name| usual.column(name).unwrap());
    let mut n_missing = Vec::new();
    for n_worse in [38, 30, 26, 25, 24, 1] {
        let mut at = 0;
        let profile = with_cells(&usual, |row| {
            row[title].value = Value::Text(format!("Indicator {at}."));
            row[direction].value = Value::Text("higher".to_owned());
            row[mean].value = 48.0.into();
            let [found, judged] = if at < n_worse { ["lower", "worse"] } else { ["similar", ""] };
            row[against].value = Value::Text(found.to_owned());
            row[judgement].value = Value::Text(judged.to_owned());
            at += 1;
        });
        let words = words(&on(PageSize::A4Half, &profile));
        let is_missing = |at: &usize| {
            let name = format!("Indicator {at}.");
            !words.contains(&format!("{name} ")) || words.contains(&format!("{name} (worse)"))
        };
        let missing = (0..n_worse).filter(is_missing).count();
        let n_said = words.matches(". (worse)").count();
        let n_more = words.contains(&format!("and {} more, better", missing.saturating_sub(2)));
        let is_said = if missing > 3 { n_said == 2 && n_more } else { n_said == missing };
        assert!(is_said, "{n_worse}: {missing} missing: {words}");
        n_missing.push(missing);
    }
    assert!(n_missing[0] > 3 && n_missing.contains(&0), "{n_missing:?}");
}

#[test]
fn no_name_of_an_indicator_is_cut_and_those_left_out_are_counted() {
    let usual = table(Analysis::Profile, Size { forces: 38, ..ALL }, Naming::Plain);
    let [title, unit] = ["title", "unit"].map(|name| usual.column(name).unwrap());
    let mut at = 0;
    let profile = with_cells(&usual, |row| {
        row[title].value = Value::Text(format!("{at} Officers and staff (full-time equivalent)"));
        row[unit].value = Value::Text(format!("persons per {} population", if at > 20 { at } else { 1_000 }));
        at += 1;
    });
    // What the foot says of indicators it says of those that are drawn.
    let mut titles: Vec<_> = profile.rows().iter().map(|row| crate::reading::text(row, title)).collect();
    titles.reverse();
    let far = format!("Divided from afar: {}", titles.join(", "));
    let profile = renamed(&profile, "Not comparable with 2014.", &far);
    let mut n_cut = 0;
    for size in PageSize::ALL {
        let words = words(&on(size, &profile));
        let is_drawn =
            |at: &usize| words.contains(&format!("{at} Officers and staff (full-time equivalent)"));
        let n = (0..38).filter(is_drawn).count();
        // Of one unit all is said at the foot or in a line of its own, of others beside the name.
        let units =
            (21..38).filter(is_drawn).all(|at| words.contains(&format!("persons per {at} population")));
        assert!(units && !words.contains('…'), "{size}: {words}");
        assert_eq!(words.contains(&format!("{n} of 38 indicators are drawn")), n < 38, "{size}: {words}");
        n_cut += usize::from(n < 38);
    }
    assert!(n_cut > 0, "none was too many for the smallest page");
}
