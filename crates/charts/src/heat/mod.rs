//! A heatmap of figures from -1 to 1: a number and what it rests on in each cell, deeper the further from 0, one
//! hue for each side.

mod pairs;

use peel_model::{Analysis, Table};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::matrix::Header;
use crate::page::{self, Bar, Key, MARGIN};
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
    /// How many it rests on.
    pub(crate) n: u64,
    /// Whether chance is an unlikely reason for it.
    pub(crate) is_strong: bool,
    /// Whether it rests on too few to be held against others.
    pub(crate) is_few: bool,
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
    /// What a cell without a shade says that rests on few.
    pub(crate) few: String,
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
/// The same of a cell with a number alone, in a page's smallest text.
const LEAST_DENSE_CELL: f32 = 34.0;
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
        let least_cell = if sheet.is_dense { LEAST_DENSE_CELL } else { LEAST_CELL };
        let good_cell = if sheet.is_dense { LEAST_DENSE_CELL + 8.0 } else { GOOD_CELL };
        let most_name = (sheet.width - 2.0 * MARGIN - n * good_cell - 14.0).max(MOST_NAME);
        let name = widths.fold(60.0, f32::max).min(most_name) + 14.0;
        let most_cell = if sheet.page.is_some() { MOST_CELL_ON_A_PAGE } else { MOST_CELL };
        let cell = ((sheet.width - 2.0 * MARGIN - name) / n).floor().clamp(least_cell, most_cell);
        let width = sheet.width.max(2.0 * MARGIN + name + n * cell);
        let mut canvas = Canvas::new(&Sheet { width, ..*sheet })?;
        if let Some(range) = self.basis_of_all().filter(|_| sheet.is_dense) {
            canvas.remark(range);
        }
        let y = page::head(&mut canvas, self.table);
        let y = page::legend(&mut canvas, &self.keys(sheet.theme, sheet.is_dense), y);
        let header = Header::fit(&canvas, &self.heads, cell - GAP);
        header.explain(&mut canvas, y);
        header.draw(&mut canvas, MARGIN + name, cell, y);
        let mut y = y + header.height() + 6.0;
        let said = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink);
        let remark = wrap(&canvas.ruler, &self.remark, said.face, width - 2.0 * MARGIN, MOST_REMARK);
        let below = remark.len() as f32 * said.face.leading();
        let names: Vec<_> = self.names.iter().map(String::as_str).collect();
        let names = distinct(&names, |words| wrap(&canvas.ruler, words, face, name - 14.0, 2));
        let n_lines = names.iter().map(Vec::len).max().unwrap_or(1) as f32;
        let least_row = if sheet.is_dense { face.leading() } else { LEAST_ROW };
        let least = least_row.max(n_lines * face.leading() + if sheet.is_dense { GAP } else { APART });
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

    /// On how many the figures rest, from the least to the most.
    fn basis_of_all(&self) -> Option<String> {
        let known = || self.all().filter(|cell| cell.value.is_some()).map(|cell| cell.n);
        let (least, most) = (known().min()?, known().max()?);
        let range = if least == most { most.to_string() } else { format!("{least} to {most}") };
        Some(format!("Each figure rests on {range} {}", self.basis))
    }

    fn all(&self) -> impl Iterator<Item = &HeatCell> {
        self.cells.iter().flatten().flatten()
    }

    /// The shades that are drawn on either side of 0, between the figures nearest to it and furthest from it.
    fn keys(&self, theme: &Theme, is_dense: bool) -> Vec<Key> {
        let counts = theme.counts;
        let [below, above] = self.ends;
        let side = |is_below: bool| {
            let shown = self.all().filter_map(|cell| Some((cell.side()?, cell.written.as_str())));
            let shown: Vec<_> = shown.filter(|(value, _)| (*value < 0.0) == is_below).collect();
            let nearest_first = |one: &&(f64, &str), two: &&(f64, &str)| one.0.abs().total_cmp(&two.0.abs());
            let ends = shown.iter().min_by(nearest_first).zip(shown.iter().max_by(nearest_first));
            let (words, ramp, bar) = if is_below {
                (below, counts.missing, Bar::With)
            } else {
                (above, counts.known, Bar::Without)
            };
            let words = match ends {
                Some(((_, one), (_, other))) if one != other => format!("{words}, {one} to {other}"),
                Some(((_, one), _)) => format!("{words}, {one}"),
                None => words.to_owned(),
            };
            Key::shades(ramp, shown.iter().map(|(value, _)| share(*value)), bar, words)
        };
        let mut keys: Vec<Key> = [true, false].into_iter().filter_map(side).collect();
        keys.extend((!is_dense).then(|| Key::sign("n", self.basis)));
        if self.all().any(|cell| cell.is_strong) {
            keys.push(Key::sample(|canvas, area| canvas.outline(area, 2.5, canvas.theme.ink), self.strong));
        }
        let is_few = |cell: &HeatCell| cell.is_few && cell.value.is_some();
        if self.all().any(is_few) {
            let outline = |canvas: &mut Canvas, area: Box2| canvas.outline(area, 1.0, canvas.theme.pale);
            keys.push(Key::sample(outline, self.few.as_str()));
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

    /// The figure where it is on a side of 0 and rests on enough to be shaded for it.
    fn side(&self) -> Option<f64> {
        self.shown().filter(|value| value.abs() > 0.0 && !self.is_few)
    }

    fn draw(&self, canvas: &mut Canvas, place: Box2) {
        let theme = canvas.theme;
        let from = canvas.n_marks();
        let ink = if let Some(value) = self.side() {
            let (ground, ink) = shade(theme, value);
            canvas.rect(place, ground);
            if value < 0.0 {
                page::below(canvas, place, ink);
            }
            ink
        } else {
            canvas.outline(place, 1.0, theme.pale);
            if self.value.is_some() && !self.is_few { theme.ink } else { theme.grey }
        };
        if self.is_strong {
            canvas.outline(place, 2.5, theme.ink);
        }
        let middle = place.middle();
        let size = theme.sizes.label;
        let number = if self.is_few { Face::regular(size) } else { Face::bold(size) };
        let small = Face::regular(theme.sizes.small);
        let written = if self.written.is_empty() { NO_FIGURE } else { &self.written };
        let lines = [(written, number, -7.0), (&format!("n {}", self.n), small, 8.0)];
        // What it rests on has no room on a dense page; the foot says it of all together.
        let alone = [(written, number, 0.0)];
        for (words, face, shift) in
            if canvas.sheet().is_dense { alone.as_slice() } else { &lines }.iter().copied()
        {
            let words = ellipsize(&canvas.ruler, words, face, place.width() - 6.0);
            let at = Point { x: middle.x, y: middle.y + shift };
            canvas.text_centred(at, &words, Style::new(face, ink).anchored(Anchor::Middle));
        }
        canvas.panel(place, from);
    }
}

/// The ground of a figure and the ink on it.
fn shade(theme: &Theme, value: f64) -> (Rgb, Rgb) {
    let ramp = if value < 0.0 { theme.counts.missing } else { theme.counts.known };
    ramp.shade(share(value))
}

/// How deep the shade of a figure is.
fn share(value: f64) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a share, clamped")]
    let share = value.abs().clamp(0.0, 1.0) as f32;
    share
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
            HeatCell { value, written: written.to_owned(), n: 0, is_strong: false, is_few: false }.shown()
        };
        assert_eq!(shown(Some(-0.004), "-0.00"), Some(0.0));
        assert_eq!(shown(Some(0.004), "0.00"), Some(0.0));
        assert_eq!(shown(Some(-0.01), "-0.01"), Some(-0.01));
        assert_eq!(shown(None, ""), None);
    }
}
