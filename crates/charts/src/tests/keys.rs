//! A legend has an entry for every kind of mark that is drawn, and none for a kind that is not.

use std::collections::BTreeSet;

use peel_model::{Analysis, Table};

use super::tables::{Naming, Size, table};
use crate::canvas::{Drawing, Mark, Panel, Point};
use crate::{ChartError, Look, Theme};

/// What a mark looks like wherever it stands and however large it is.
fn look(mark: &Mark) -> Option<String> {
    Some(match mark {
        // What was carried over has a corner in whatever colour is seen on its cell.
        Mark::Polygon(corners, _) if is_corner(corners) => "corner".to_owned(),
        Mark::Rect(_, ink) | Mark::Polygon(_, ink) => format!("area {ink}"),
        Mark::Stroke(_, stroke, ink) => format!("stroke of {stroke} {ink}"),
        Mark::Disc(_, _, ink) => format!("disc {ink}"),
        Mark::Text(_) => return None,
    })
}

fn is_corner(corners: &[Point]) -> bool {
    let [one, two, three] = corners else { return false };
    one.y.total_cmp(&two.y).is_eq() && one.x.total_cmp(&three.x).is_eq()
}

fn looks<'m>(marks: impl Iterator<Item = &'m Mark>) -> BTreeSet<String> {
    marks.filter_map(look).collect()
}

/// The words that stand among these.
fn words<'m>(marks: impl Iterator<Item = &'m Mark>) -> BTreeSet<String> {
    let texts = marks.filter_map(|mark| match mark {
        Mark::Text(words) => Some(words.text.as_str()),
        _ => None,
    });
    texts.flat_map(|text| text.split_whitespace().map(str::to_owned)).collect()
}

/// Whether these are the shades from few to all, of which cells have others.
fn is_ramp(marks: &[Mark]) -> bool {
    marks.iter().filter(|mark| matches!(mark, Mark::Rect(..))).count() > 2
}

/// What is wrong with the legend. Marks of a colour that says nothing by itself need no entry, nor do lines where
/// they are named at their ends.
fn faults(drawing: &Drawing, neutral: &[String], named_lines: bool) -> Vec<String> {
    let is_key = |at: &usize| drawing.keys.iter().any(|key| key.contains(at));
    let chart = || drawing.marks.iter().enumerate().filter(|(at, _)| !is_key(at)).map(|(_, mark)| mark);
    let (drawn, said) = (looks(chart()), words(chart()));
    let keys: Vec<&[Mark]> = drawing.keys.iter().map(|key| &drawing.marks[key.clone()]).collect();
    let is_neutral = |look: &String| neutral.iter().any(|ink| look.ends_with(ink));
    let mut faults = Vec::new();
    for key in keys.iter().filter(|key| !is_ramp(key)) {
        let not_drawn = looks(key.iter()).difference(&drawn).cloned().collect::<Vec<_>>();
        let not_said = words(key.iter()).difference(&said).cloned().collect::<Vec<_>>();
        let not_drawn = not_drawn.into_iter().filter(|look| !is_neutral(look));
        faults.extend(not_drawn.chain(not_said).map(|look| format!("superfluous: {look}")));
    }
    let explained = looks(keys.iter().flat_map(|key| key.iter()));
    let has_ramp = keys.iter().any(|key| is_ramp(key));
    let is_warning = |panel: &&Panel| words(drawing.marks[panel.marks.clone()].iter()).contains("Warning:");
    let panels = drawing.panels.iter().filter(|panel| !is_warning(panel));
    let marks = panels.flat_map(|panel| &drawing.marks[panel.marks.clone()]);
    let needs_none = |look: &String| {
        is_neutral(look)
            || (has_ramp && look.starts_with("area"))
            || (named_lines && look.starts_with("stroke"))
    };
    let missing = looks(marks).into_iter().filter(|look| !explained.contains(look) && !needs_none(look));
    faults.extend(missing.map(|look| format!("missing: {look}")));
    faults
}

/// What is wrong with the legend of a table's chart, where it has one.
fn faults_of(table: &Table) -> Vec<String> {
    let look = Look::usual().unwrap();
    let Theme { paper, faint, pale, rule, subject, comparator, .. } = look.theme;
    // White between marks, lines of grids, cells of nothing, edges.
    let mut neutral =
        vec![paper.to_string(), faint.to_string(), pale.to_string(), format!("stroke of 1 {rule}")];
    // Their marks are the same for whoever a row or a line is of, and that is named.
    if matches!(table.analysis, Some(Analysis::Ranking | Analysis::Trend)) {
        neutral.extend([subject.to_string(), comparator.to_string()]);
    }
    let named_lines =
        matches!(table.analysis, Some(Analysis::Funnel | Analysis::Trend | Analysis::Association));
    match crate::draw(table, &look) {
        Ok(picture) => faults(picture.drawing(), &neutral, named_lines),
        Err(error) => {
            assert!(matches!(error, ChartError::NothingToDraw(_)), "{error}");
            Vec::new()
        }
    }
}

#[test]
fn each_entry_has_its_mark_and_each_mark_its_entry() {
    let sizes = [(1, 1, 4), (2, 1, 4), (4, 3, 5), (9, 12, 5), (43, 3, 4), (43, 11, 5)];
    let tables = Analysis::ALL.iter().flat_map(|analysis| sizes.map(|size| (*analysis, size)));
    let found = tables.flat_map(|(analysis, (forces, areas, tiers))| {
        let faults = faults_of(&table(analysis, Size { forces, areas, tiers }, Naming::Plain));
        faults.into_iter().map(move |fault| format!("{analysis} {forces} {areas}: {fault}"))
    });
    let found: Vec<_> = found.collect();
    assert!(found.is_empty(), "{found:#?}");
}
