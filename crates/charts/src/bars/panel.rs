//! The panel: legend, heads, and a row per area with its title, the subject's grade, the bar and two
//! lines of words.

use peel_model::{Analysis, NoteKey, Scale, Table, Verdict};

use super::area::{APART, Area, RowHeight, area_width};
use super::stack::{OUTLINE, Stack};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading;
use crate::text::{Face, capitalised, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

const ROW_HEIGHT: f32 = 56.0;
const BAR_HEIGHT: f32 = 26.0;
/// From one line of words beside a bar to the next.
const BETWEEN_WORDS: f32 = 15.0;
const MOST_HEAD_LINES: usize = 3;
/// The most lines of each.
const MOST_LINES_OF_WORDS: usize = 2;
/// The room for words at the right of the bars.
const WORDS_WIDTH: f32 = 180.0;
/// The same where all of them stand in one line.
const DENSE_WORDS_WIDTH: f32 = 250.0;
/// White between the bars of a dense page, for the mark of the place.
const DENSE_APART: f32 = 15.0;
/// A bar is no lower than its letters need.
const LEAST_BAR: f32 = 13.0;

/// Said where not every segment is as wide as its share.
const WIDENED: &str = "Segments too narrow for their letter and number are drawn wider than their share";

/// A row of the panel.
pub(crate) struct BarRow {
    /// The area's title.
    pub(crate) title: String,
    /// The subject's grade, or why there is none; nothing when there is no subject.
    pub(crate) verdict: Option<Verdict>,
    /// The counts.
    pub(crate) stack: Stack,
    /// Whether that grade is one of an earlier inspection.
    pub(crate) carried_over: bool,
    /// What is said beside the bar: the finding, then what it rests on, in as many lines.
    pub(crate) words: Vec<String>,
}

/// A chart of stacked bars.
pub(crate) struct Panel<'t> {
    /// Where it comes from.
    pub(crate) table: &'t Table,
    /// The grades.
    pub(crate) scale: &'t Scale,
    /// The areas.
    pub(crate) rows: Vec<BarRow>,
    /// Above the bars: whom they count.
    pub(crate) heading: String,
    /// The sign of the subject in the legend: `Place of Kent`.
    pub(crate) marker: String,
}

impl Panel<'_> {
    /// Draws the whole picture.
    pub(crate) fn draw(&self, sheet: &Sheet, description: &str) -> Result<Picture, ChartError> {
        let mut canvas = Canvas::new(sheet)?;
        let bar = bar_right(&canvas) - bar_left(&canvas);
        if self.rows.iter().any(|row| row.stack.is_widened(&canvas, self.scale, bar)) {
            canvas.remark(WIDENED);
        }
        let y = page::head(&mut canvas, self.table);
        let y = page::legend(&mut canvas, &self.keys(sheet.theme), y);
        let mut y = self.heads(&mut canvas, y);
        let titles: Vec<_> = self.rows.iter().map(|row| row.title.as_str()).collect();
        let areas = Area::all(&canvas, &titles);
        let heights = areas.iter().zip(&self.rows);
        let heights: Vec<_> =
            heights.map(|(area, row)| area.height().max(ROW_HEIGHT).max(row.least(&canvas))).collect();
        let needed =
            areas.iter().zip(&self.rows).map(|(area, row)| area.least(&canvas).max(row.least(&canvas)));
        let least = needed.zip(&heights).map(|(needed, height)| needed / height).fold(0.0, f32::max);
        let spread = page::spread(&canvas, self.table, y, (&heights, least));
        for ((row, area), height) in self.rows.iter().zip(areas).zip(heights) {
            let place = RowHeight { top: y, height: height * spread };
            area.draw(&mut canvas, place);
            let thick = if sheet.is_dense { place.height - DENSE_APART } else { BAR_HEIGHT * spread };
            row.draw(&mut canvas, self.scale, place, thick.min(place.height - 2.0));
            y += place.height;
        }
        let height = page::foot(&mut canvas, self.table, y);
        let name = self.table.analysis.map_or("bars", Analysis::as_str);
        canvas.finish(height, name, &self.table.title, description)
    }

    fn has_subject(&self) -> bool {
        self.rows.iter().any(|row| row.verdict.is_some())
    }

    fn keys(&self, theme: &Theme) -> Vec<Key> {
        let occurs = |share| {
            let counts = |row: &BarRow| row.stack.counts.iter().any(|(what, n)| *what == share && *n > 0);
            self.rows.iter().any(|row| row.verdict == Some(share) || counts(row))
        };
        let mut keys = Key::of_scale(theme, self.scale, occurs);
        if self.rows.iter().any(|row| row.stack.has_place()) {
            keys.push(Key { swatch: Swatch::Marker, words: self.marker.clone() });
        }
        if self.rows.iter().any(|row| row.stack.has_outline()) {
            let outline = |canvas: &mut Canvas, area| canvas.outline(area, OUTLINE, canvas.theme.ink);
            keys.push(Key::sample(outline, "those with its grade"));
        }
        keys.extend(self.rows.iter().any(BarRow::is_carried_over).then(Key::carried_over));
        keys
    }

    /// Says whose grade the chips are and whom the bars count; gives the height at which to go on.
    fn heads(&self, canvas: &mut Canvas, y: f32) -> f32 {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let lines =
            wrap(&canvas.ruler, &self.heading, face, bar_right(canvas) - bar_left(canvas), MOST_HEAD_LINES);
        let mut baseline = y + face.size;
        for (at, line) in lines.iter().enumerate() {
            baseline = y + face.size + at as f32 * face.leading();
            canvas.text(Point { x: bar_left(canvas), y: baseline }, line, style);
        }
        if self.has_subject() {
            let name = ellipsize(&canvas.ruler, &reading::subject(self.table), face, area_width(canvas));
            let at = Point { x: MARGIN + area_width(canvas), y: baseline };
            canvas.text(at, &name, style.anchored(Anchor::End));
        }
        baseline - face.size + 22.0
    }
}

impl BarRow {
    fn is_carried_over(&self) -> bool {
        self.carried_over && self.verdict.is_some()
    }

    /// The height it needs at least.
    fn least(&self, canvas: &Canvas) -> f32 {
        if canvas.sheet().is_dense {
            return LEAST_BAR + DENSE_APART;
        }
        self.lines(canvas).len() as f32 * BETWEEN_WORDS + APART
    }

    /// The words in lines, each with whether it is of the finding: on a dense page this and how many are known in one.
    fn lines(&self, canvas: &Canvas) -> Vec<(String, bool)> {
        let (face, width) = (Face::regular(canvas.theme.sizes.label), words_width(canvas));
        if !canvas.sheet().is_dense {
            let wrapped = |words: &String| wrap(&canvas.ruler, words, face, width, MOST_LINES_OF_WORDS);
            let lines = self.words.iter().enumerate();
            let lines =
                lines.flat_map(|(at, words)| wrapped(words).into_iter().map(move |line| (line, at == 0)));
            return lines.collect();
        }
        let first_part = |words: &String| words.split(" · ").next().unwrap_or_default().to_owned();
        let finding = self.words.first().cloned().unwrap_or_default();
        let both = self.words.get(1).map(|known| format!("{finding} · {}", first_part(known)));
        let fits = |words: &String| canvas.ruler.width(words, face) <= width;
        vec![(both.filter(fits).unwrap_or(finding), true)]
    }

    /// Draws the grade, the bar, so thick, and the words.
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, place: RowHeight, thick: f32) {
        if let Some(verdict) = self.verdict {
            super::area::chip(canvas, scale, (verdict, self.carried_over), place.middle());
        }
        let top = place.middle() - thick / 2.0;
        let bar = Box2 { left: bar_left(canvas), top, right: bar_right(canvas), bottom: top + thick };
        self.stack.draw(canvas, scale, bar);
        let theme = canvas.theme;
        let first = Style::new(Face::regular(theme.sizes.label), theme.ink);
        let second = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let (lines, width) = (self.lines(canvas), words_width(canvas));
        let mut y = place.middle() - lines.len().saturating_sub(1) as f32 * BETWEEN_WORDS / 2.0;
        for (words, is_finding) in &lines {
            let style = if *is_finding { first } else { second };
            let words = ellipsize(&canvas.ruler, words, style.face, width);
            canvas.text_centred(Point { x: canvas.width() - MARGIN - width, y }, &words, style);
            y += BETWEEN_WORDS;
        }
    }
}

/// Where the bars begin.
fn bar_left(canvas: &Canvas) -> f32 {
    MARGIN + area_width(canvas) + 20.0
}

/// Where the bars end.
const fn bar_right(canvas: &Canvas) -> f32 {
    canvas.width() - MARGIN - words_width(canvas) - 16.0
}

const fn words_width(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { DENSE_WORDS_WIDTH } else { WORDS_WIDTH }
}

/// The heading for the comparator, a sentence's beginning.
pub(crate) fn heading(table: &Table, otherwise: &str) -> String {
    let whom = reading::noted(table, NoteKey::Comparator);
    let whom = if whom.is_empty() { otherwise.to_owned() } else { whom };
    format!("{}, best grade at the left", capitalised(&whom))
}
