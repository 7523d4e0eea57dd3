//! Title, subtitle, and the warning that stands where no reader misses it.

use peel_model::{Analysis, NoteKey, Table};

use super::{MARGIN, headline};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::reading::{noted, with_days};
use crate::text::{Face, TIE, balanced, capitalised, clean, fits_unbroken, wrap};

/// The most lines of the title, of one that is a message, and of the subtitle.
const MOST_LINES: usize = 4;
const MOST_HEADLINE: usize = 3;
/// The same of one that can be said in fewer words.
const MOST_OF_LONGER: usize = 2;
/// So many letters of a name stand in titles, which is twice what the longest name of a force has.
const LONGEST_NAME: usize = 60;
/// The room of the sign of a warning, and white around its words.
const SIGN: f32 = 30.0;
const PADDING: f32 = 7.0;

/// Draws the title (what is shown, or what it says), the subtitle (who, when, against whom, n of N) and the
/// warnings; gives the height at which to go on.
pub(crate) fn head(canvas: &mut Canvas, table: &Table) -> f32 {
    let theme = canvas.theme;
    let title_style = Style::new(Face::bold(theme.sizes.title), theme.ink);
    let subtitle_style = Style::new(Face::regular(theme.sizes.subtitle), theme.grey);
    let (title, above) = titles(canvas, table);
    canvas.entitle(&title);
    let width = canvas.width() - 2.0 * MARGIN;
    let mut y = MARGIN - 4.0;
    let lines = [
        balanced(&canvas.ruler, &title, title_style.face, width, MOST_LINES),
        wrap(&canvas.ruler, &subtitle(table, &title, above), subtitle_style.face, width, MOST_LINES),
    ];
    for (lines, style) in lines.iter().zip([title_style, subtitle_style]) {
        for line in lines {
            y += style.face.leading();
            canvas.text((MARGIN, y - style.face.size * 0.25).into(), line, style);
        }
        y += 3.0;
    }
    for warning in table.noted(NoteKey::Warning) {
        y = warn(canvas, warning, y + 5.0);
    }
    y + 9.0
}

/// The title, and below it what is shown, where that is not the title itself.
fn titles(canvas: &Canvas, table: &Table) -> (String, String) {
    let short = |words: &str| with_short_name(table, words);
    let shown = short(&with_days(&clean(&table.title)));
    let (face, width) = (Face::bold(canvas.theme.sizes.title), canvas.width() - 2.0 * MARGIN);
    // A message that is too long for a title is none; one with a shorter form gives way to it sooner.
    let fits = |words: &String, most| fits_unbroken(&canvas.ruler, words, face, width, most);
    let messages: Vec<_> = headline::all(table).map(|words| short(&with_days(&clean(&words)))).collect();
    let first = match &messages[..] {
        [first, _, ..] if !fits(first, MOST_OF_LONGER) => &messages[1..],
        all => all,
    };
    match first.iter().find(|words| fits(words, MOST_HEADLINE)) {
        Some(headline) => (headline.clone(), shown),
        None => (shown, String::new()),
    }
}

/// The words with no more of the subject's name than there is room for: which cycle, against whom and how many are
/// known is never cut for a name.
fn with_short_name(table: &Table, words: &str) -> String {
    let name = clean(&noted(table, NoteKey::Subject));
    match name.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => words.replace(&name, &format!("{}…", name[..end].trim_end())),
        None => words.to_owned(),
    }
}

/// Whether the title has these words.
pub(crate) fn is_in_title(canvas: &Canvas, table: &Table, words: &str) -> bool {
    titles(canvas, table).0.contains(words)
}

/// What is shown, the subject, the cycle, the comparator and the coverage, without what is said already.
fn subtitle(table: &Table, title: &str, above: String) -> String {
    let keys = [NoteKey::Subject, NoteKey::Cycle, NoteKey::Comparator, NoteKey::Coverage];
    let said = |part: &String| title.contains(part.as_str()) || above.contains(part.as_str());
    // Circumstances are of no cycle of inspections.
    let is_of_it = |key: &NoteKey| *key != NoteKey::Cycle || table.analysis != Some(Analysis::Neighbours);
    let parts = keys.into_iter().filter(is_of_it).map(|key| with_days(&noted(table, key)));
    let parts = parts.map(|part| with_short_name(table, &clean(&part)));
    let parts: Vec<_> = parts.filter(|part| !said(part)).collect();
    let first = (!above.is_empty()).then_some(above);
    // No line begins with what stands between two parts.
    capitalised(&first.into_iter().chain(parts).collect::<Vec<_>>().join(&format!("{TIE}· ")))
}

/// Words without the addresses that stand in brackets.
fn without_pages(words: &str) -> String {
    let mut parts = words.split(" (http");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// Draws a warning on a ground of its own, with the sign of one; gives the height at which to go on.
fn warn(canvas: &mut Canvas, warning: &str, y: f32) -> f32 {
    let theme = canvas.theme;
    let style = Style::new(Face::bold(theme.sizes.label), theme.ink);
    let width = canvas.width() - 2.0 * MARGIN;
    let warning = clean(warning);
    canvas.warn(&format!("Warning: {warning}"));
    // Where there is little room, the pages that say so are in the description and the file.
    let shown = if canvas.sheet().is_tight() { without_pages(&warning) } else { warning };
    let words = format!("Warning: {shown}");
    let lines = wrap(&canvas.ruler, &words, style.face, width - SIGN - PADDING, MOST_LINES);
    let height = lines.len() as f32 * style.face.leading() + 2.0 * PADDING;
    let ground = Box2::new(MARGIN, y, width, height);
    let from = canvas.n_marks();
    canvas.rect(ground, theme.band);
    canvas.rect(Box2 { right: ground.left + 4.0, ..ground }, theme.worse);
    let sign = Point { x: ground.left + 4.0 + SIGN / 2.0, y: y + PADDING + style.face.leading() / 2.0 };
    let corners = [(0.0, -9.0), (10.0, 8.0), (-10.0, 8.0)];
    canvas.polygon(corners.iter().map(|(x, y)| Point { x: sign.x + x, y: sign.y + y }).collect(), theme.ink);
    let mark = Style::new(Face::bold(theme.sizes.label), theme.paper).anchored(Anchor::Middle);
    canvas.text_centred(Point { x: sign.x, y: sign.y + 1.5 }, "!", mark);
    for (at, line) in lines.iter().enumerate() {
        let y = y + PADDING + (at as f32 + 0.78) * style.face.leading();
        canvas.text(Point { x: ground.left + 4.0 + SIGN, y }, line, style);
    }
    canvas.panel(ground, from);
    y + height
}
