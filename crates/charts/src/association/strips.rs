//! A few pairs as small panels: a strip of figures for each grade, best on top, with their median; the force in
//! question marked, and what the test says beside the title.

use peel_model::{Scale, Table, Verdict};

use super::STRONG;
use super::content::{Columns, Panel, Strip, describe};
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::palette::Rgb;
use crate::reading;
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// The least width of a panel, and white between two.
const LEAST_WIDTH: f32 = 288.0;
const APART: f32 = 24.0;
/// The most lines of what a test found.
const MOST_FOUND: usize = 3;
/// The height of a strip, and of the line above that names the force in question.
const ROW: f32 = 27.0;
const NAMED: f32 = 18.0;
/// Left of the strips: the letter of the grade, and how many have it.
const LETTERS: f32 = 66.0;
/// White within a panel beside the ends of its axis.
const ENDS: f32 = 10.0;
/// The radius of a point, and how far it may move up or down to be seen beside another.
const SMALL: f32 = 3.0;
const SHIFTS: [f32; 5] = [0.0, -4.0, 4.0, -8.0, 8.0];
/// The width of the line at a median: so thin, and without an edge, that the point of one force alone is seen under it.
const MEDIAN: f32 = 1.5;

/// Draws the strips; nothing where there are no figures to draw.
pub(super) fn draw(
    table: &Table,
    sheet: &Sheet,
    columns: &Columns,
    scale: &Scale,
) -> Result<Option<Picture>, ChartError> {
    let panels: Vec<_> = table.rows().iter().map(|row| columns.panel(table, row)).collect();
    let spans: Option<Vec<Span>> = panels.iter().map(|panel| span(&panels, &panel.indicator)).collect();
    let Some(spans) = spans.filter(|spans| !spans.is_empty()) else { return Ok(None) };
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let mut y = page::legend(&mut canvas, &keys(table, scale, &panels, sheet.theme), y);
    let room = canvas.width() - 2.0 * MARGIN;
    let mut per_row = 1_u16;
    while (f32::from(per_row) + 1.0) * (LEAST_WIDTH + APART) - APART <= room
        && usize::from(per_row) < panels.len()
    {
        per_row += 1;
    }
    let width = (room + APART) / f32::from(per_row) - APART;
    let drawn: Vec<_> = panels.iter().zip(spans).collect();
    let heads = heads(&canvas, &panels, width);
    for (row, heads) in drawn.chunks(usize::from(per_row)).zip(heads.chunks(usize::from(per_row))) {
        let height = heads.iter().map(Head::height).fold(0.0, f32::max);
        let mut bottom = y;
        for (at, ((panel, span), head)) in row.iter().zip(heads).enumerate() {
            let x = MARGIN + at as f32 * (width + APART);
            let from = canvas.n_marks();
            head.draw(&mut canvas, (x, y));
            bottom = panel.draw(&mut canvas, *span, (x, y + height, width), (scale, table));
            canvas.panel(Box2 { left: x, top: y, right: x + width, bottom }, from);
        }
        y = bottom + APART - 6.0;
    }
    let height = page::foot(&mut canvas, table, y - APART + 6.0);
    canvas.finish(height, "association", &table.title, &describe(table, &panels)).map(Some)
}

/// What the axis of an indicator spans: the figures of all its panels, so that these can be compared.
fn span(panels: &[Panel], indicator: &str) -> Option<Span> {
    let panels = panels.iter().filter(|panel| panel.indicator == indicator);
    Span::of(panels.flat_map(|panel| {
        let strips = panel.strips.iter();
        strips.flat_map(|strip| strip.figures.iter().copied().chain(strip.median)).chain(panel.own.1)
    }))
}

fn keys(table: &Table, scale: &Scale, panels: &[Panel], theme: &Theme) -> Vec<Key> {
    // Each panel has a strip for every grade.
    let mut keys = Key::of_scale(theme, scale, |verdict| verdict.grade().is_some());
    keys.push(Key::sign("n", "with the grade and a figure"));
    let mut key = |is_drawn: bool, draw: fn(&mut Canvas, Box2), words: &str| {
        keys.extend(is_drawn.then(|| Key::sample(draw, words)));
    };
    let strips = || panels.iter().flat_map(|panel| &panel.strips);
    let own = |panel: &Panel| panel.own.1.is_some() && panel.own_grade().is_some();
    key(
        panels.iter().any(own),
        |canvas, area| Shape::Disc.draw(canvas, area.middle(), RADIUS, canvas.theme.subject),
        &reading::subject(table),
    );
    key(
        panels.iter().any(Panel::has_others),
        |canvas, area| Shape::Disc.draw(canvas, area.middle(), SMALL, canvas.theme.other),
        "each of the others with a grade and a figure",
    );
    key(
        strips().any(|strip| strip.median.is_some()),
        |canvas, area| median(canvas, area.middle()),
        "median of those with the grade",
    );
    let any_strong = panels.iter().any(|panel| panel.is_strong);
    keys.extend(any_strong.then(|| Key::sign("tau-b", format!("in bold: {STRONG}"))));
    keys
}

fn median(canvas: &mut Canvas, middle: Point) {
    let area = Box2::new(middle.x - MEDIAN / 2.0, middle.y - 12.5, MEDIAN, 25.0);
    canvas.rect(area, canvas.theme.ink);
}

/// The words above a panel.
struct Head {
    lines: Vec<(String, Style)>,
}

impl Head {
    fn height(&self) -> f32 {
        self.lines.iter().map(|(_, style)| style.face.leading()).sum::<f32>() + 4.0
    }

    fn draw(&self, canvas: &mut Canvas, (x, y): (f32, f32)) {
        let mut y = y;
        for (line, style) in &self.lines {
            y += style.face.leading();
            canvas.text(Point { x, y: y - style.face.size * 0.25 }, line, *style);
        }
    }
}

/// What stands above each panel: the area, the indicator, what its figures are, and what was found.
fn heads(canvas: &Canvas, panels: &[Panel], width: f32) -> Vec<Head> {
    let (sizes, theme) = (canvas.theme.sizes, canvas.theme);
    let mut heads: Vec<Head> = panels.iter().map(|_| Head { lines: Vec::new() }).collect();
    let mut add = |style: Style, at: usize, lines: Vec<String>| {
        heads[at].lines.extend(lines.into_iter().map(|line| (line, style)));
    };
    let mut part = |words: fn(&Panel) -> &str, face: Face, ink: Rgb| {
        let words: Vec<_> = panels.iter().map(words).collect();
        let cut = distinct(&words, |words| wrap(&canvas.ruler, words, face, width, 2));
        cut.into_iter().enumerate().for_each(|(at, lines)| add(Style::new(face, ink), at, lines));
    };
    part(|panel| &panel.area, Face::bold(sizes.label), theme.ink);
    part(|panel| &panel.indicator, Face::regular(sizes.label), theme.ink);
    part(|panel| &panel.about, Face::regular(sizes.small), theme.grey);
    for (at, panel) in panels.iter().enumerate() {
        let face = if panel.is_strong { Face::bold(sizes.small) } else { Face::regular(sizes.small) };
        add(Style::new(face, theme.ink), at, wrap(&canvas.ruler, &panel.found, face, width, MOST_FOUND));
    }
    heads
}

impl Panel {
    /// Draws the strips from this corner; gives the height at which the panel ends.
    fn draw(
        &self,
        canvas: &mut Canvas,
        span: Span,
        (x, y, width): (f32, f32, f32),
        (scale, table): (&Scale, &Table),
    ) -> f32 {
        let small = Face::regular(canvas.theme.sizes.small);
        let ends = (x + LETTERS + ENDS, x + width - ENDS - 8.0);
        let axis = Axis::across(&canvas.ruler, span, ends, small);
        let top = y + NAMED;
        let bottom = top + self.strips.len() as f32 * ROW;
        axis.rule_down(canvas, (top, bottom));
        for (strip, middle) in self.strips.iter().zip(middles(top)) {
            strip.head(canvas, scale, (x, middle));
            let own = self.own.1.filter(|_| self.own_grade() == Some(strip.grade));
            strip.draw(canvas, &axis, middle, own);
        }
        self.own(canvas, &axis, (x, top, x + width), table);
        axis.number_across(canvas, bottom + small.size + 2.0);
        bottom + small.size + 6.0
    }

    /// The force in question: its name and figure above, on whatever of the panel's width they need, a line down to its
    /// point.
    fn own(&self, canvas: &mut Canvas, axis: &Axis, (left, top, right): (f32, f32, f32), table: &Table) {
        let face = Face::bold(canvas.theme.sizes.small);
        let at = self.own.1.map(|figure| axis.at(figure));
        let said = match (self.own.1, self.own_grade()) {
            (Some(_), Some(_)) => format!(" {}", self.own.2),
            (Some(_), None) => {
                format!(" {}, {}", self.own.2, reading::verdict_words(self.own.0).to_lowercase())
            }
            (None, _) => ": no figure".to_owned(),
        };
        // However long the name, the figure is whole.
        let room = (right - left - canvas.ruler.width(&said, face)).max(0.0);
        let subject = ellipsize(&canvas.ruler, &reading::subject(table), face, room);
        let words = ellipsize(&canvas.ruler, &(subject + &said), face, right - left);
        let width = canvas.ruler.width(&words, face);
        let x = (at.unwrap_or(axis.ends().0) - width / 2.0).clamp(left, (right - width).max(left));
        canvas.text(Point { x, y: top - 5.0 }, &words, Style::new(face, canvas.theme.ink));
        let Some(x) = at else { return };
        let place = self.own_grade().and_then(|own| self.strips.iter().position(|strip| strip.grade == own));
        let n = self.strips.len();
        let to = place.and_then(|place| middles(top).nth(place)).unwrap_or(top + n as f32 * ROW);
        canvas.line(Point { x, y: top }, Point { x, y: to }, 1.0, canvas.theme.subject);
        if place.is_some() {
            Shape::Disc.draw(canvas, Point { x, y: to }, RADIUS, canvas.theme.subject);
        }
    }
}

impl Panel {
    /// Whether there is a point of another than the force in question.
    fn has_others(&self) -> bool {
        let own = |strip: &Strip| self.own.1.filter(|_| self.own_grade() == Some(strip.grade));
        self.strips.iter().any(|strip| {
            let is_own = own(strip).is_some_and(|own| strip.figures.contains(&own));
            strip.figures.len() > usize::from(is_own)
        })
    }
}

/// The middles of the strips, from the top.
fn middles(top: f32) -> impl Iterator<Item = f32> {
    (0_u16..).map(move |at| top + (f32::from(at) + 0.5) * ROW)
}

impl Strip {
    /// The letter of the grade and how many have it.
    fn head(&self, canvas: &mut Canvas, scale: &Scale, (x, middle): (f32, f32)) {
        let theme = canvas.theme;
        let (fill, letter) = theme.verdict_fill(Verdict::Graded(self.grade), scale);
        let chip = Box2::new(x, middle - 9.0, 26.0, 18.0);
        canvas.fill(chip, fill);
        let style = Style::new(Face::bold(theme.sizes.small), fill.ink).anchored(Anchor::Middle);
        canvas.text_centred(chip.middle(), letter, style);
        let face = Face::regular(theme.sizes.small);
        let words = ellipsize(&canvas.ruler, &format!("n {}", self.n), face, LETTERS - 34.0);
        canvas.text_centred(Point { x: x + 32.0, y: middle }, &words, Style::new(face, theme.grey));
    }

    /// The points, each where it does not hide another or is hidden by the force in question, and on them the median.
    fn draw(&self, canvas: &mut Canvas, axis: &Axis, middle: f32, own: Option<f64>) {
        let mut placed: Vec<(Point, f32)> = Vec::new();
        placed.extend(own.map(|own| (Point { x: axis.at(own), y: middle }, RADIUS)));
        let mut own = own;
        for figure in &self.figures {
            if own.is_some_and(|own| own.total_cmp(figure).is_eq()) {
                own = None;
                continue;
            }
            let x = axis.at(*figure);
            let is_free = |shift: &&f32| {
                let apart = |at: &Point| (at.y - middle - **shift).hypot(x - at.x);
                placed.iter().all(|(at, radius)| apart(at) >= SMALL + radius)
            };
            let shift = SHIFTS.iter().find(is_free).copied().unwrap_or(0.0);
            let at = Point { x, y: middle + shift };
            Shape::Disc.draw(canvas, at, SMALL, canvas.theme.other);
            placed.push((at, SMALL));
        }
        if let Some(value) = self.median {
            median(canvas, Point { x: axis.at(value), y: middle });
        }
    }
}
