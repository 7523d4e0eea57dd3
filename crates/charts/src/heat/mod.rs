//! A heatmap of figures from -1 to 1: a number and what it rests on in each cell, deeper the further from 0, one
//! hue for each side.

mod pairs;

use peel_model::{Analysis, Table};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::matrix::Header;
use crate::page::{self, Key, MARGIN};
use crate::palette::Rgb;
use crate::text::{Face, Ruler, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

pub(crate) use pairs::InOrder;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct HeatCell {
    /// The figure; none where there is none.
    pub(crate) value: Option<f64>,
    /// The figure in words.
    pub(crate) written: String,
    /// What it rests on: `n 31`.
    pub(crate) basis: String,
    /// Whether chance is an unlikely reason for it.
    pub(crate) is_strong: bool,
}

/// A heatmap.
pub(crate) struct Heat<'t> {
    /// Where it comes from.
    pub(crate) table: &'t Table,
    /// The names of the rows.
    pub(crate) names: Vec<String>,
    /// The heads of the columns.
    pub(crate) heads: Vec<String>,
    /// The cells by row and column, where there are any.
    pub(crate) cells: Vec<Vec<Option<HeatCell>>>,
    /// What is said below.
    pub(crate) remark: String,
    /// The words for the ends of the ramp, and for strong cells where there are any.
    pub(crate) ends: [&'static str; 2],
    /// What `n` counts.
    pub(crate) basis: &'static str,
    /// What the outline of a strong cell says; nothing where there is none.
    pub(crate) strong: &'static str,
}

/// Said in place of a figure.
const NO_FIGURE: &str = "–";
const GAP: f32 = 2.0;
/// The usual height of a row, and of one with a number above what it rests on that stand as close as they may.
const ROW: f32 = 38.0;
const LEAST_ROW: f32 = 30.0;
/// The most lines of what is said below.
const MOST_REMARK: usize = 3;
const MOST_NAME: f32 = 240.0;
const LEAST_CELL: f32 = 46.0;
const GOOD_CELL: f32 = 64.0;
const MOST_CELL: f32 = 90.0;
const MOST_CELL_ON_A_PAGE: f32 = 200.0;
/// White between two names, one below the other.
const APART: f32 = 8.0;

impl Heat<'_> {
    /// Draws the whole picture.
    pub(crate) fn draw(&self, sheet: &Sheet, description: &str) -> Result<Picture, ChartError> {
        if self.all().all(|cell| cell.value.is_none()) {
            return Err(ChartError::NothingToDraw(format!(
                "the table `{}` has no figures",
                self.table.title
            )));
        }
        let ruler = Ruler::new()?;
        let face = Face::regular(sheet.theme.sizes.text);
        let widths = self.names.iter().map(|name| ruler.width(name, face));
        let n = self.heads.len() as f32;
        // What cells of a good width leave is for names in one line.
        let most_name = (sheet.width - 2.0 * MARGIN - n * GOOD_CELL - 14.0).max(MOST_NAME);
        let name = widths.fold(60.0, f32::max).min(most_name) + 14.0;
        let most_cell = if sheet.page.is_some() { MOST_CELL_ON_A_PAGE } else { MOST_CELL };
        let cell = ((sheet.width - 2.0 * MARGIN - name) / n).floor().clamp(LEAST_CELL, most_cell);
        let width = sheet.width.max(2.0 * MARGIN + name + n * cell);
        let mut canvas = Canvas::new(&Sheet { width, ..*sheet })?;
        let y = page::head(&mut canvas, self.table);
        let y = page::legend(&mut canvas, &self.keys(), y);
        let header = Header::fit(&canvas, &self.heads, cell - GAP);
        header.draw(&mut canvas, MARGIN + name, cell, y);
        let mut y = y + header.height() + 6.0;
        let said = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink);
        let remark = wrap(&canvas.ruler, &self.remark, said.face, width - 2.0 * MARGIN, MOST_REMARK);
        let below = remark.len() as f32 * said.face.leading();
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        let names = distinct(&names, |words| wrap(&canvas.ruler, words, face, name - 14.0, 2));
        let n_lines = names.iter().map(Vec::len).max().unwrap_or(1) as f32;
        let least = LEAST_ROW.max(n_lines * face.leading() + APART);
        let rows = (least, ROW.max(least));
        let row = page::row_height(&canvas, self.table, (y, below), self.names.len(), rows);
        for (lines, cells) in names.iter().zip(&self.cells) {
            label(&mut canvas, lines, face, (y, row));
            for (at, drawn) in cells.iter().enumerate() {
                if let Some(drawn) = drawn {
                    let place = Box2::new(MARGIN + name + at as f32 * cell, y, cell - GAP, row - GAP);
                    drawn.draw(&mut canvas, place);
                }
            }
            y += row;
        }
        for line in &remark {
            y += said.face.leading();
            canvas.text(Point { x: MARGIN, y }, line, said);
        }
        let height = page::foot(&mut canvas, self.table, y);
        let name = self.table.analysis.map_or("heat", Analysis::as_str);
        canvas.finish(height, name, &self.table.title, description)
    }

    fn all(&self) -> impl Iterator<Item = &HeatCell> {
        self.cells.iter().flatten().flatten()
    }

    fn keys(&self) -> Vec<Key> {
        let [below, above] = self.ends;
        let mut keys = Vec::new();
        let any = |is: fn(f64) -> bool| self.all().filter_map(HeatCell::shown).any(is);
        if any(|value| value < 0.0) {
            keys.push(Key::sample(|canvas, area| ramp(canvas, area, true), below));
        }
        if any(|value| value >= 0.0) {
            keys.push(Key::sample(|canvas, area| ramp(canvas, area, false), above));
        }
        keys.push(Key::sign("n", self.basis));
        if self.all().any(|cell| cell.is_strong) {
            keys.push(Key::sample(|canvas, area| canvas.outline(area, 2.5, canvas.theme.ink), self.strong));
        }
        let is_empty = |cell: &HeatCell| cell.written.is_empty();
        keys.extend(
            self.all().any(is_empty).then(|| Key::sign(NO_FIGURE, "no figure: too few, or all alike")),
        );
        keys
    }
}

impl HeatCell {
    /// The figure as it is written: one that rounds to 0 is on no side of it.
    fn shown(&self) -> Option<f64> {
        let is_nought = !self.written.contains(|c| matches!(c, '1'..='9'));
        self.value.map(|value| if is_nought { 0.0 } else { value })
    }

    fn draw(&self, canvas: &mut Canvas, place: Box2) {
        let theme = canvas.theme;
        let from = canvas.n_marks();
        let ink = if let Some(value) = self.shown() {
            let (ground, ink) = shade(theme, value);
            canvas.rect(place, ground);
            if value < 0.0 {
                below(canvas, place, ink);
            }
            ink
        } else {
            canvas.outline(place, 1.0, theme.pale);
            theme.grey
        };
        if self.is_strong {
            canvas.outline(place, 2.5, theme.ink);
        }
        let middle = place.middle();
        let number = Face::bold(theme.sizes.label);
        let small = Face::regular(theme.sizes.small);
        let written = if self.written.is_empty() { NO_FIGURE } else { &self.written };
        for (words, face, shift) in [(written, number, -7.0), (&self.basis, small, 8.0)] {
            let words = ellipsize(&canvas.ruler, words, face, place.width() - 6.0);
            let at = Point { x: middle.x, y: middle.y + shift };
            canvas.text_centred(at, &words, Style::new(face, ink).anchored(Anchor::Middle));
        }
        canvas.panel(place, from);
    }
}

/// The ground of a figure and the ink on it.
fn shade(theme: &Theme, value: f64) -> (Rgb, Rgb) {
    #[expect(clippy::cast_possible_truncation, reason = "a share, clamped")]
    let share = value.clamp(-1.0, 1.0) as f32;
    if share < 0.0 { theme.counts.missing.shade(-share) } else { theme.counts.known.shade(share) }
}

/// A sample of the shades on one side of 0.
fn ramp(canvas: &mut Canvas, area: Box2, is_below: bool) {
    let counts = canvas.theme.counts;
    page::ramp(canvas, area, if is_below { counts.missing } else { counts.known });
    if is_below {
        below(canvas, area, canvas.theme.ink);
    }
}

/// The mark of a figure below 0, for themes and eyes that tell the two ramps apart by no hue.
fn below(canvas: &mut Canvas, area: Box2, ink: Rgb) {
    canvas.rect(Box2 { right: area.left + 3.0, ..area }, ink);
}

/// Sets the name of a row in one line or two.
fn label(canvas: &mut Canvas, lines: &[String], face: Face, (y, row): (f32, f32)) {
    let leading = face.leading();
    let mut middle = y + (row - GAP) / 2.0 - lines.len().saturating_sub(1) as f32 * leading / 2.0;
    for line in lines {
        canvas.text_centred(Point { x: MARGIN, y: middle }, line, Style::new(face, canvas.theme.ink));
        middle += leading;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_written_as_nought_is_on_no_side_of_it() {
        let shown = |value, written: &str| {
            let (written, basis) = (written.to_owned(), String::new());
            HeatCell { value, written, basis, is_strong: false }.shown()
        };
        assert_eq!(shown(Some(-0.004), "-0.00"), Some(0.0));
        assert_eq!(shown(Some(0.004), "0.00"), Some(0.0));
        assert_eq!(shown(Some(-0.01), "-0.01"), Some(-0.01));
        assert_eq!(shown(None, ""), None);
    }
}
