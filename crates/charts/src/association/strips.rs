//! A few pairs as small panels: a strip of figures for each grade, best on top, with their median; the force in
//! question marked, and what the test says beside the title.

use peel_model::{Scale, Table, Verdict};

use super::content::{Columns, Panel, Strip, describe};
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading;
use crate::shape::{RADIUS, Shape};
use crate::text::{Face, ellipsize, wrap};
use crate::{ChartError, Picture};

/// The least width of a panel, and white between two.
const LEAST_WIDTH: f32 = 288.0;
const APART: f32 = 24.0;
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
    let mut y = page::legend(&mut canvas, &keys(table), y);
    let room = canvas.width() - 2.0 * MARGIN;
    let mut per_row = 1_u16;
    while (f32::from(per_row) + 1.0) * (LEAST_WIDTH + APART) - APART <= room
        && usize::from(per_row) < panels.len()
    {
        per_row += 1;
    }
    let width = (room + APART) / f32::from(per_row) - APART;
    let drawn: Vec<_> = panels.iter().zip(spans).collect();
    for row in drawn.chunks(usize::from(per_row)) {
        let heads: Vec<_> = row.iter().map(|(panel, _)| panel.head(&canvas, width)).collect();
        let height = heads.iter().map(Head::height).fold(0.0, f32::max);
        let mut bottom = y;
        for (at, ((panel, span), head)) in row.iter().zip(&heads).enumerate() {
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

fn keys(table: &Table) -> Vec<Key> {
    vec![
        Key {
            swatch: Swatch::Sample(|canvas, area| {
                Shape::Disc.draw(canvas, area.middle(), RADIUS, canvas.theme.subject);
            }),
            words: reading::subject(table),
        },
        Key::sample(
            |canvas, area| Shape::Disc.draw(canvas, area.middle(), SMALL, canvas.theme.other),
            "each of the others with a grade and a figure",
        ),
        Key::sample(|canvas, area| median(canvas, area.middle()), "median of those with the grade"),
    ]
}

fn median(canvas: &mut Canvas, middle: Point) {
    let area = Box2::new(middle.x - 1.5, middle.y - 12.5, 3.0, 25.0);
    canvas.rect(area.shrunk(-1.0), canvas.theme.paper);
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

impl Panel {
    fn head(&self, canvas: &Canvas, width: f32) -> Head {
        let sizes = canvas.theme.sizes;
        let found = if self.is_strong { Face::bold(sizes.small) } else { Face::regular(sizes.small) };
        let parts = [
            (&self.area, Style::new(Face::bold(sizes.label), canvas.theme.ink)),
            (&self.indicator, Style::new(Face::regular(sizes.label), canvas.theme.ink)),
            (&self.about, Style::new(Face::regular(sizes.small), canvas.theme.grey)),
            (&self.found, Style::new(found, canvas.theme.ink)),
        ];
        let lines = parts.into_iter().flat_map(|(words, style)| {
            let lines = wrap(&canvas.ruler, words, style.face, width, 2);
            lines.into_iter().map(move |line| (line, style))
        });
        Head { lines: lines.collect() }
    }

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
        self.own(canvas, &axis, top, table);
        axis.number_across(canvas, bottom + small.size + 2.0);
        bottom + small.size + 6.0
    }

    /// The force in question: its name and figure above, a line down to its point.
    fn own(&self, canvas: &mut Canvas, axis: &Axis, top: f32, table: &Table) {
        let (left, right) = axis.ends();
        let face = Face::bold(canvas.theme.sizes.small);
        let subject = reading::subject(table);
        let at = self.own.1.map(|figure| axis.at(figure));
        let said = match (self.own.1, self.own_grade()) {
            (Some(_), Some(_)) => format!("{subject} {}", self.own.2),
            (Some(_), None) => {
                format!("{subject} {}, {}", self.own.2, reading::verdict_words(self.own.0).to_lowercase())
            }
            (None, _) => format!("{subject}: no figure"),
        };
        let words = ellipsize(&canvas.ruler, &said, face, right - left);
        let width = canvas.ruler.width(&words, face);
        let x = (at.unwrap_or(left) - width / 2.0).clamp(left, (right - width).max(left));
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

    /// The median, and on it the points, each where it does not hide another, but for one of the force in question.
    fn draw(&self, canvas: &mut Canvas, axis: &Axis, middle: f32, own: Option<f64>) {
        if let Some(value) = self.median {
            median(canvas, Point { x: axis.at(value), y: middle });
        }
        let mut own = own;
        let mut placed: Vec<Point> = Vec::new();
        for figure in &self.figures {
            if own.is_some_and(|own| own.total_cmp(figure).is_eq()) {
                own = None;
                continue;
            }
            let x = axis.at(*figure);
            let is_free = |shift: &&f32| {
                let near = placed.iter().rev().take_while(|point| x - point.x < 2.0 * SMALL);
                near.into_iter().all(|point| (point.y - middle - **shift).hypot(x - point.x) >= 2.0 * SMALL)
            };
            let shift = SHIFTS.iter().find(is_free).copied().unwrap_or(0.0);
            let at = Point { x, y: middle + shift };
            Shape::Disc.draw(canvas, at, SMALL, canvas.theme.other);
            placed.push(at);
        }
    }
}
