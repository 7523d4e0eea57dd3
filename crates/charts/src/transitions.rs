//! How many moved from which grade to which: a table of counts per area, those that stayed on its diagonal.

use peel_model::{Grade, NoteKey, Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading::{self, Row};
use crate::text::{Face, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

const COUNTS: [&str; 5] = ["better", "same", "worse", "known", "of"];
const CELL: f32 = 42.0;
const GAP: f32 = 2.0;
/// Left of a panel, for the letters of the grades before.
const LETTERS: f32 = 44.0;
/// White between panels.
const APART: f32 = 34.0;
const MOST_TITLE_LINES: usize = 3;

/// An area.
struct Panel {
    title: String,
    /// By the grade before, then by the grade after, best first.
    moves: Vec<Vec<u64>>,
    /// The subject's row and column.
    own: Option<(usize, usize)>,
    /// Better, the same, worse, known, of.
    counts: [u64; 5],
    sign_p: String,
}

/// Draws the transitions.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let panels = read(table, scale)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let mut y = page::legend(&mut canvas, &keys(table, (scale, sheet.theme), &panels), y);
    let width = LETTERS + scale.tiers() as f32 * CELL;
    let mut per_row = 1;
    while 2.0 * MARGIN + (per_row + 1) as f32 * (width + APART) - APART <= canvas.width() {
        per_row += 1;
    }
    let face = Face::bold(canvas.theme.sizes.text);
    let titles: Vec<_> = panels.iter().map(|panel| panel.title.as_str()).collect();
    let titles = distinct(&titles, |title| wrap(&canvas.ruler, title, face, width, MOST_TITLE_LINES));
    for (row, titles) in panels.chunks(per_row).zip(titles.chunks(per_row)) {
        let place = |at: usize| MARGIN + at as f32 * (width + APART);
        let height = titles.iter().map(Vec::len).max().unwrap_or(0) as f32 * face.leading();
        for (at, (panel, title)) in row.iter().zip(titles).enumerate() {
            for (line, words) in title.iter().enumerate() {
                let at = Point { x: place(at), y: y + (line + 1) as f32 * face.leading() - 4.0 };
                canvas.text(at, words, Style::new(face, canvas.theme.ink));
            }
            panel.draw(&mut canvas, scale, place(at), y + height + 8.0);
        }
        y += height + 8.0 + 40.0 + scale.tiers() as f32 * CELL + 62.0;
    }
    let height = page::foot(&mut canvas, table, y - 16.0);
    canvas.finish(height, "transitions", &table.title, &describe(table, scale, &panels))
}

fn read(table: &Table, scale: &Scale) -> Result<Vec<Panel>, ChartError> {
    let [title, before, after, sign] = reading::columns(table, ["title", "before", "after", "sign_p"])?;
    let counts = reading::columns(table, COUNTS)?;
    let slug = |grade: &Grade| grade.slug().replace('-', "_");
    let grades = scale.best_first();
    let mut columns = Vec::new();
    for from in grades {
        let to = grades.iter().map(|to| reading::column(table, &format!("{}_to_{}", slug(from), slug(to))));
        columns.push(to.collect::<Result<Vec<_>, _>>()?);
    }
    let place = |row: &Row, at: usize| match reading::verdict(row, at) {
        Some(Verdict::Graded(grade)) => grades.iter().position(|one| *one == grade),
        _ => None,
    };
    let panel = |row: &Vec<_>| Panel {
        title: reading::text(row, title),
        moves: columns.iter().map(|to| to.iter().map(|at| reading::count(row, *at)).collect()).collect(),
        own: place(row, before).zip(place(row, after)),
        counts: counts.map(|at| reading::count(row, at)),
        sign_p: reading::formatted(table, row, sign),
    };
    Ok(reading::rows(table, "areas")?.iter().map(panel).collect())
}

impl Panel {
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, x: f32, y: f32) {
        let (theme, top_of_panel, from) = (canvas.theme, y, canvas.n_marks());
        let small = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let left = x + LETTERS;
        canvas.text(Point { x: left, y: y + 12.0 }, "After", small);
        canvas.text(Point { x, y: y + 34.0 }, "Before", small);
        let top = y + 40.0;
        let letter = Style::new(Face::bold(theme.sizes.label), theme.ink).anchored(Anchor::Middle);
        for (at, grade) in scale.best_first().iter().enumerate() {
            let middle = at as f32 * CELL + (CELL - GAP) / 2.0;
            canvas.text(Point { x: left + middle, y: y + 34.0 }, grade.letter(), letter);
            canvas.text_centred(
                Point { x: x + LETTERS / 2.0 - 4.0, y: top + middle },
                grade.letter(),
                letter,
            );
        }
        for (row, counts) in self.moves.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let (dx, dy) = (column as f32 * CELL, row as f32 * CELL);
                self.cell(
                    canvas,
                    Box2::new(left + dx, top + dy, CELL - GAP, CELL - GAP),
                    (row, column),
                    *count,
                );
            }
        }
        let [better, same, worse, known, of] = self.counts;
        let y = top + self.moves.len() as f32 * CELL + 16.0;
        let sums = Style::new(Face::bold(theme.sizes.label), theme.ink);
        let p = if self.sign_p.is_empty() { String::new() } else { format!(", sign test p {}", self.sign_p) };
        let words = [
            (format!("{better} better, {same} same, {worse} worse"), sums, 0.0),
            (format!("{known} of {of} known{p}"), small, 17.0),
        ];
        for (words, style, shift) in words {
            let words =
                ellipsize(&canvas.ruler, &words, style.face, LETTERS + self.moves.len() as f32 * CELL);
            canvas.text(Point { x, y: y + shift }, &words, style);
        }
        let width = LETTERS + self.moves.len() as f32 * CELL;
        canvas.panel(Box2 { left: x, top: top_of_panel, right: x + width, bottom: y + 24.0 }, from);
    }

    fn cell(&self, canvas: &mut Canvas, place: Box2, (row, column): (usize, usize), count: u64) {
        let theme = canvas.theme;
        let ink = if count == 0 {
            canvas.outline(place, 1.0, theme.faint);
            theme.grey
        } else {
            let (ground, ink) = theme.counts.known.shade(count as f32 / self.counts[3].max(1) as f32);
            canvas.rect(place, ground);
            ink
        };
        if row == column {
            canvas.outline(place, 1.0, theme.ink);
        }
        if self.own == Some((row, column)) {
            canvas.outline(place.shrunk(1.0), 3.0, theme.ink);
        }
        let face = if count == 0 { Face::regular(theme.sizes.label) } else { Face::bold(theme.sizes.text) };
        let words = ellipsize(&canvas.ruler, &count.to_string(), face, place.width() - 8.0);
        canvas.text_centred(place.middle(), &words, Style::new(face, ink).anchored(Anchor::Middle));
    }
}

fn keys(table: &Table, (scale, theme): (&Scale, &Theme), panels: &[Panel]) -> Vec<Key> {
    let mut keys = Key::of_letters(scale);
    if panels.iter().any(|panel| panel.moves.iter().flatten().any(|count| *count > 0)) {
        let swatch = Swatch::Ramp(theme.counts.known);
        keys.push(Key { swatch, words: "few to all of those known in both".to_owned() });
    }
    let same = |canvas: &mut Canvas, area: Box2| canvas.outline(area, 1.0, canvas.theme.ink);
    keys.push(Key::sample(same, "stayed the same; below: better; above: worse"));
    if panels.iter().any(|panel| panel.own.is_some()) {
        let words = format!("where {} is", reading::subject(table));
        keys.push(Key::sample(|canvas, area| canvas.outline(area, 3.0, canvas.theme.ink), words));
    }
    keys
}

/// The chart in words: what, how many moved which way in each area and the subject's own move, n of N.
fn describe(table: &Table, scale: &Scale, panels: &[Panel]) -> String {
    let subject = reading::subject(table);
    let grade = |at: usize| scale.best_first().get(at).map_or("no grade", |grade| grade.title());
    let mut sentences =
        vec![format!("Tables of the moves between grades in {}", reading::counted(panels.len(), "area"))];
    sentences.extend(panels.iter().map(|panel| {
        let [better, same, worse, known, of] = panel.counts;
        let own = match panel.own {
            Some((before, after)) => format!("{subject} from {} to {}", grade(before), grade(after)),
            None => format!("{subject} not known in both"),
        };
        format!(
            "{}: {better} better, {same} the same, {worse} worse, {known} of {of} known in both; {own}",
            panel.title
        )
    }));
    let movers = |panel: &Panel| panel.counts[0].saturating_add(panel.counts[2]) as f64;
    if let Some(ends) = reading::ends(panels.iter().map(|panel| (panel.title.as_str(), Some(movers(panel)))))
    {
        sentences.push(format!("Most moved in {} ({})", reading::names(ends.most.0), ends.most.1));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
