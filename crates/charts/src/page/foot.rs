//! Source, licence and caveats, below the chart.

use peel_model::{NoteKey, Table};

use super::MARGIN;
use crate::canvas::{Canvas, Style};
use crate::reading::noted;
use crate::text::{Face, clean, wrap};

/// A note longer than this is shown up to here; the chart's file carries the whole of it.
const MOST_LINES: usize = 3;
/// So many notes are shown, the first ones: tables have those that change the reading first.
const MOST_NOTES: usize = 4;

/// The share of a page that notes may take.
const NOTES_SHARE: f32 = 0.06;

/// No panel of one axis by another is lower.
const LEAST_PANEL: f32 = 150.0;
/// Rows stretched more than this would look lost.
const MOST_SPREAD: f32 = 1.6;
/// White above the foot.
const ABOVE: f32 = 18.0;
/// White between two paragraphs.
const BETWEEN: f32 = 3.0;
/// White below the foot.
const BELOW: f32 = MARGIN - 8.0;

/// Draws the foot below `y`, or at the end of the page; gives the height of the whole picture.
pub(crate) fn foot(canvas: &mut Canvas, table: &Table, y: f32) -> f32 {
    let style = style(canvas);
    let paragraphs = lines(canvas, table);
    let mut y = y.max(foot_top(canvas, &paragraphs).unwrap_or(y)) + ABOVE;
    for lines in paragraphs {
        for line in lines {
            canvas.text((MARGIN, y + style.face.size).into(), &line, style);
            y += leading(style.face);
        }
        y += BETWEEN;
    }
    y + BELOW
}

/// The height of a panel that begins at `y` and has so much below it: what a page leaves, or the usual one.
pub(crate) fn panel_height(canvas: &Canvas, table: &Table, (y, below): (f32, f32), usual: f32) -> f32 {
    room(canvas, table, y).map_or(usual, |room| (room - below).clamp(LEAST_PANEL, usual * MOST_SPREAD))
}

/// The height between `y` and the foot, where the chart has to fill a page.
fn room(canvas: &Canvas, table: &Table, y: f32) -> Option<f32> {
    foot_top(canvas, &lines(canvas, table)).map(|top| (top - y).max(0.0))
}

/// How much higher than `height` the rows below `y` may be to fill the page: 1 when they fill it, or when there
/// is no page to fill.
pub(crate) fn spread(canvas: &Canvas, table: &Table, y: f32, height: f32) -> f32 {
    room(canvas, table, y).map_or(1.0, |room| (room / height.max(1.0)).clamp(1.0, MOST_SPREAD))
}

/// How high each of so many rows below `y` is: as high as usual, or on a page what fills it, down to the least, less
/// what stands between them.
pub(crate) fn row_height(
    canvas: &Canvas,
    table: &Table,
    (y, between): (f32, f32),
    n_rows: usize,
    (least, usual): (f32, f32),
) -> f32 {
    let each = |room: f32| ((room - between) / n_rows.max(1) as f32).clamp(least, usual * MOST_SPREAD);
    room(canvas, table, y).map_or(usual, each)
}

/// Where the white above the foot begins, where the chart has to fill a page.
fn foot_top(canvas: &Canvas, paragraphs: &[Vec<String>]) -> Option<f32> {
    let line = leading(style(canvas).face);
    let heights = paragraphs.iter().map(|lines| lines.len() as f32 * line + BETWEEN);
    canvas.height().map(|page| page - BELOW - heights.sum::<f32>() - ABOVE)
}

fn style(canvas: &Canvas) -> Style {
    Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey)
}

fn leading(face: Face) -> f32 {
    face.leading() + 1.0
}

fn lines(canvas: &Canvas, table: &Table) -> Vec<Vec<String>> {
    paragraphs(canvas, table).iter().map(|text| wrapped(canvas, text, MOST_LINES)).collect()
}

fn wrapped(canvas: &Canvas, text: &str, most: usize) -> Vec<String> {
    wrap(&canvas.ruler, text, style(canvas).face, canvas.width() - 2.0 * MARGIN, most)
}

fn n_lines(canvas: &Canvas, text: &str) -> usize {
    wrapped(canvas, text, MOST_LINES + 1).len()
}

fn paragraphs(canvas: &Canvas, table: &Table) -> Vec<String> {
    let n_notes = table.noted(NoteKey::Caveat).count();
    // One more is no longer than saying that there is one more.
    let n_shown = if n_notes == MOST_NOTES + 1 { n_notes } else { n_notes.min(MOST_NOTES) };
    let notes = table.noted(NoteKey::Caveat).map(|caveat| format!("Note: {}", clean(caveat)));
    let mut paragraphs = fitting(canvas, notes.take(n_shown));
    let n_shown = paragraphs.len();
    paragraphs.extend(source(canvas, table));
    let mut last = Vec::new();
    if n_notes > n_shown {
        let more = match n_notes - n_shown {
            1 => "1 more note".to_owned(),
            n => format!("{n} more notes"),
        };
        last.push(format!("{more}: ‘peel explain’ and the name of this file."));
    }
    // What stands there is more than fits a chart.
    last.extend(
        table.analysis.map(|analysis| format!("Method and how to read it: ‘peel explain {analysis}’.")),
    );
    paragraphs.extend((!last.is_empty()).then(|| last.join(" ")));
    paragraphs
}

/// The first notes, on a page as many as leave the chart most of it.
fn fitting(canvas: &Canvas, notes: impl Iterator<Item = String>) -> Vec<String> {
    let mut room = canvas.height().map_or(f32::INFINITY, |page| page * NOTES_SHARE);
    let line = leading(style(canvas).face);
    let mut fits = |note: &String| {
        room -= n_lines(canvas, note).min(MOST_LINES) as f32 * line + BETWEEN;
        room >= 0.0
    };
    notes.take_while(|note| fits(note)).collect()
}

/// Who publishes the data, and under which licence: as many sources as have room, each whole, and how many more.
fn source(canvas: &Canvas, table: &Table) -> Option<String> {
    let sources = clean(&table.noted(NoteKey::Source).collect::<Vec<_>>().join(", "));
    let sources: Vec<&str> = sources.split(", ").filter(|source| !source.is_empty()).collect();
    let licence = noted(table, NoteKey::Licence);
    let words = |n_shown: usize| {
        let more = sources.len() - n_shown;
        let more = (more > 0).then(|| format!("{more} more (‘peel explain’ and the name of this file)"));
        let shown = sources[..n_shown].iter().map(|source| (*source).to_owned());
        let licence = Some(licence.clone()).filter(|licence| !licence.is_empty());
        let parts: Vec<_> = shown.chain(more).chain(licence).collect();
        (!parts.is_empty()).then(|| format!("Source: {}.", parts.join(", ")))
    };
    let fits = |n_shown: &usize| words(*n_shown).is_none_or(|words| n_lines(canvas, &words) <= MOST_LINES);
    words((0..=sources.len()).rev().find(fits).unwrap_or(sources.len()))
}
