//! Source, licence and caveats, below the chart.

use std::borrow::Cow;

use peel_model::{Analysis, BETWEEN_SOURCES, NoteKey, Table};

use super::MARGIN;
use crate::canvas::{Canvas, Style};
use crate::look::Foot;
use crate::reading::{noted, with_days};
use crate::text::{Face, clean, with_fewer_names, wrap};

/// A paragraph longer than this is shown up to here; the chart's file carries the whole of it.
const MOST_LINES: usize = 3;
/// So many notes are shown, the first ones: tables have those that change the reading first.
const MOST_NOTES: usize = 4;
/// The most letters of a sentence where there is little room.
const MOST_LETTERS: usize = 220;

/// The share of a page from which on a panel of one axis by another is high enough to leave room to words: to all, and
/// to the first sentences of each note.
const PANEL_SHARE: f32 = 0.45;
const BRIEF_PANEL_SHARE: f32 = 0.36;
/// The share of their usual height that rows keep before words go.
const EASY_ROW: f32 = 0.75;

/// No panel of one axis by another is lower.
const LEAST_PANEL: f32 = 150.0;
/// Rows stretched more than this would look lost, but for those that are no higher than so many CSS pixels.
const MOST_SPREAD: f32 = 2.2;
const MOST_ROW: f32 = 88.0;
/// The share of a page from which on white does not stand between a chart and its foot.
const MOST_WHITE: f32 = 0.1;
/// White above the foot.
const ABOVE: f32 = 18.0;
/// White between two paragraphs.
const BETWEEN: f32 = 3.0;
/// White below the foot.
const BELOW: f32 = MARGIN - 8.0;

/// Draws the foot below `y`, or at the end of a page that the chart nearly fills; gives the height of the whole picture.
/// Notes have what room the chart left.
pub(crate) fn foot(canvas: &mut Canvas, table: &Table, y: f32) -> f32 {
    let style = style(canvas);
    let paragraphs = lines(canvas, table);
    let end = foot_top(canvas, &paragraphs).zip(canvas.height());
    let end = end.filter(|(top, page)| top - y <= page * MOST_WHITE);
    let mut y = end.map_or(y, |(top, _)| y.max(top)) + ABOVE;
    for lines in paragraphs {
        for line in lines {
            canvas.text((MARGIN, y + style.face.size).into(), &line, style);
            y += leading(style.face);
        }
        y += BETWEEN;
    }
    y + BELOW
}

/// The height of a panel that begins at `y` and has so much below it: what a page leaves, or the usual one. While there
/// are words that may go, it is a good share of the page.
pub(crate) fn panel_height(canvas: &Canvas, table: &Table, (y, below): (f32, f32), usual: f32) -> f32 {
    let sheet = canvas.sheet();
    let share = if sheet.foot == Foot::Whole { PANEL_SHARE } else { BRIEF_PANEL_SHARE };
    let enough = canvas.height().map_or(usual, |page| usual.min(page * share));
    let least = if sheet.is_dense { LEAST_PANEL } else { enough };
    room(canvas, table, y).map_or(usual, |room| (room - below).clamp(least, usual * MOST_SPREAD))
}

/// The height between `y` and the foot, where the chart has to fill a page.
pub(crate) fn room(canvas: &Canvas, table: &Table, y: f32) -> Option<f32> {
    foot_top(canvas, &lines(canvas, table)).map(|top| (top - y).max(0.0))
}

/// By how much the rows below `y`, usually so high, are higher or less high to fill the page: no less than the
/// share they need at least, and 1 when there is no page to fill.
pub(crate) fn spread(canvas: &Canvas, table: &Table, y: f32, (heights, least): (&[f32], f32)) -> f32 {
    let height = heights.iter().sum::<f32>().max(1.0);
    let most = MOST_SPREAD.max(MOST_ROW * heights.len() as f32 / height);
    let least = eased(canvas, least, 1.0);
    room(canvas, table, y).map_or(1.0, |room| (room / height).clamp(least.min(1.0), most))
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
    let n_rows = n_rows.max(1) as f32;
    let least = eased(canvas, least, usual);
    let each = |room: f32| ((room - between) / n_rows).clamp(least, MOST_ROW.max(usual * MOST_SPREAD));
    room(canvas, table, y).map_or(usual, each)
}

/// The least height of what is usually so high: while words may go, not as little as it needs.
fn eased(canvas: &Canvas, least: f32, usual: f32) -> f32 {
    if canvas.sheet().is_tight() { least } else { least.max(usual * EASY_ROW) }
}

/// Where the white above the foot begins, where the chart has to fill a page.
fn foot_top(canvas: &Canvas, paragraphs: &[Vec<String>]) -> Option<f32> {
    canvas.height().map(|page| page - BELOW - height(canvas, paragraphs) - ABOVE)
}

fn height(canvas: &Canvas, paragraphs: &[Vec<String>]) -> f32 {
    let line = leading(style(canvas).face);
    paragraphs.iter().map(|lines| lines.len() as f32 * line + BETWEEN).sum()
}

fn style(canvas: &Canvas) -> Style {
    Style::new(Face::regular(canvas.theme.sizes.small), canvas.theme.grey)
}

fn leading(face: Face) -> f32 {
    face.leading() + 1.0
}

/// What the foot says, in lines.
fn lines(canvas: &Canvas, table: &Table) -> Vec<Vec<String>> {
    let paragraphs =
        if canvas.sheet().foot == Foot::Whole { whole(canvas, table) } else { brief(canvas, table) };
    let whole = |text: &str, most: usize| {
        let fits = |words: &str| wrapped(canvas, words, most.saturating_add(1)).len() <= most;
        wrapped(canvas, &with_fewer_names(text, fits), most)
    };
    paragraphs.iter().map(|(text, most)| whole(text, *most)).collect()
}

fn wrapped(canvas: &Canvas, text: &str, most: usize) -> Vec<String> {
    wrap(&canvas.ruler, text, style(canvas).face, canvas.width() - 2.0 * MARGIN, most)
}

/// A note each, the source, and what more there is to read; with the most lines of each.
fn whole(canvas: &Canvas, table: &Table) -> Vec<(String, usize)> {
    let n_notes = caveats(canvas, table).count();
    // One more is no longer than saying that there is one more.
    let n_shown = if n_notes == MOST_NOTES + 1 { n_notes } else { n_notes.min(MOST_NOTES) };
    let paragraphs: Vec<_> = notes(canvas, table, n_shown).map(|note| format!("Note: {note}")).collect();
    // A picture as high as it needs names them all.
    let most_of_sources = if canvas.height().is_none() { usize::MAX } else { MOST_LINES };
    let sources = source(canvas, table, most_of_sources, None);
    let last: Vec<_> =
        more(n_notes - n_shown).into_iter().chain(method(table, "Method and how to read it")).collect();
    let last = (!last.is_empty()).then(|| last.join(" "));
    let notes = paragraphs.into_iter().map(|text| (text, MOST_LINES));
    let sources = sources.into_iter().map(|text| (text, most_of_sources));
    notes.chain(sources).chain(last.map(|text| (text, MOST_LINES))).collect()
}

/// Notes in a sentence each and one after the other, of caveats as many as the sheet has, and the source.
fn brief(canvas: &Canvas, table: &Table) -> Vec<(String, usize)> {
    let is_least = canvas.sheet().foot == Foot::Least;
    let n_notes = caveats(canvas, table).count();
    let n_shown = n_notes.min(if is_least { 1 } else { MOST_NOTES });
    let sentences: Vec<_> =
        notes(canvas, table, n_shown).map(|note| shortened(&note, MOST_LETTERS)).collect();
    let note = (!sentences.is_empty()).then(|| (format!("Note: {}", sentences.join(" ")), usize::MAX));
    let after: Vec<_> = more(n_notes - n_shown).into_iter().chain(method(table, "Method")).collect();
    let after = Some(after.join(" ")).filter(|words| !words.is_empty());
    let source = source(canvas, table, if is_least { 1 } else { 2 }, after.as_deref());
    note.into_iter().chain(source.map(|source| (source, MOST_LINES))).collect()
}

/// What is said of the chart, as many of its caveats as these. On what grades rest comes first.
fn notes<'t>(canvas: &'t Canvas, table: &'t Table, n_shown: usize) -> impl Iterator<Item = String> {
    let kept = table.noted(NoteKey::Basis).chain(canvas.remarks().iter().map(String::as_str));
    let notes = kept.map(Cow::Borrowed).chain(caveats(canvas, table).take(n_shown));
    notes.map(|note| with_days(&clean(&note)))
}

/// The caveats of what is drawn.
fn caveats<'t>(canvas: &'t Canvas, table: &'t Table) -> impl Iterator<Item = Cow<'t, str>> {
    // Whoever has no bar is named below the others'.
    let is_drawn = |note: &&str| table.analysis == Some(Analysis::Indicator) && note.starts_with("No figure");
    table
        .noted(NoteKey::Caveat)
        .filter(move |note| !is_drawn(note))
        .filter_map(|note| canvas.about_drawn(note))
}

/// Where the method is told, which is more than fits a chart.
fn method(table: &Table, what: &str) -> Option<String> {
    table.analysis.map(|analysis| format!("{what}: ‘peel explain {analysis}’."))
}

/// That there are more notes than are shown; nothing where there are none.
fn more(n_more: usize) -> Option<String> {
    match n_more {
        0 => None,
        1 => Some("1 more note in this file.".to_owned()),
        n => Some(format!("{n} more notes in this file.")),
    }
}

/// The first sentence: where it is longer than so many letters with fewer names, or up to a word.
fn shortened(note: &str, most: usize) -> String {
    // A full stop before a small letter or a digit ends no sentence.
    let ends = note.match_indices(". ").map(|(at, _)| at);
    let begins = |at: &usize| note[at + 2..].starts_with(char::is_uppercase);
    let sentence = ends.into_iter().find(begins).map_or(note, |at| &note[..=at]);
    let sentence = with_fewer_names(sentence, |words| words.chars().count() <= most);
    let Some((cut, _)) = sentence.char_indices().nth(most) else { return ended(&sentence) };
    let kept = sentence[..cut].rfind(' ').unwrap_or(cut);
    format!("{}…", sentence[..kept].trim_end_matches([',', ';', ':', '.']))
}

fn ended(sentence: &str) -> String {
    if sentence.ends_with(['.', '!', '?', '…']) { sentence.to_owned() } else { format!("{sentence}.") }
}

/// Who publishes the data, and under which licence: as many sources as have room, each whole, and how many more;
/// and what is said after it.
fn source(canvas: &Canvas, table: &Table, most: usize, after: Option<&str>) -> Option<String> {
    let notes = table.noted(NoteKey::Source).map(|note| Sources::read(&clean(note)));
    let notes: Vec<_> = notes.filter(|note| !note.titles.is_empty()).collect();
    let n_sources: usize = notes.iter().map(|note| note.titles.len()).sum();
    let licence = Some(noted(table, NoteKey::Licence)).filter(|licence| !licence.is_empty());
    let words = |n_shown: usize| {
        let mut left = n_shown;
        let shown = notes.iter().filter_map(|note| note.first(&mut left));
        let n_more = n_sources - n_shown;
        let more = (n_more > 0).then(|| format!("{n_more} more, in this file"));
        let sources: Vec<_> = shown.chain(more).collect();
        let sources = (!sources.is_empty()).then(|| format!("Source: {}.", sources.join(BETWEEN_SOURCES)));
        let licence = licence.as_ref().map(|licence| format!("Licence: {licence}."));
        let said: Vec<_> = sources.into_iter().chain(licence).chain(after.map(str::to_owned)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    };
    let fits = |n_shown: &usize| {
        words(*n_shown).is_none_or(|words| wrapped(canvas, &words, most.saturating_add(1)).len() <= most)
    };
    // Grades have two at most, the inspectorate and those who report its grades.
    let least = n_sources.min(2);
    words((least..=n_sources).rev().find(fits).unwrap_or(least))
}

/// The sources of one note: those under a licence of their own have it behind them, `a; b (Licence)`.
struct Sources {
    titles: Vec<String>,
    licence: String,
}

impl Sources {
    fn read(note: &str) -> Self {
        let licensed = note.strip_suffix(')').and_then(|note| note.rsplit_once(" ("));
        let (titles, licence) =
            licensed.map_or((note, String::new()), |(titles, licence)| (titles, format!(" ({licence})")));
        let titles =
            titles.split(BETWEEN_SOURCES).filter(|title| !title.is_empty()).map(str::to_owned).collect();
        Self { titles, licence }
    }

    /// The first of them, as many as are left to be shown, with their licence.
    fn first(&self, left: &mut usize) -> Option<String> {
        let n_shown = self.titles.len().min(*left);
        *left -= n_shown;
        (n_shown > 0).then(|| format!("{}{}", self.titles[..n_shown].join(BETWEEN_SOURCES), self.licence))
    }
}
