//! The heatmap of forces by areas: a letter in each cell, the subject on top and set apart.

mod alt;
mod content;
mod header;

use peel_model::{Scale, Table};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::palette::Fill;
use crate::text::{Face, distinct, ellipsize};
use crate::theme::{Sizes, Theme};
use crate::{ChartError, Picture, reading};

use content::{Content, ForceRow, Mark};
pub(crate) use header::Header;

/// White between two cells.
const GAP: f32 = 2.0;
/// The height that a letter in the middle of a cell needs, in em: as much above as below, where descenders reach.
const LETTER: f32 = 1.12;
/// The same where there is no room for more than capitals.
const DENSE_LETTER: f32 = 1.0;
/// The share of a large cell that its letter has, and how much larger than a label it is at most.
const LETTER_SHARE: f32 = 0.3;
const MOST_LARGE: f32 = 1.6;
/// The widest a name may be set, and a region.
const MOST_NAME: f32 = 250.0;
const MOST_REGION: f32 = 170.0;
/// White at the right of a name, and below the heads.
const BESIDE_NAME: f32 = 16.0;
const BELOW_HEADER: f32 = 6.0;
/// The widths a column of cells may have.
const LEAST_CELL: f32 = 30.0;
/// The same of a dense page, in sizes of its text.
const LEAST_CELL_SHARE: f32 = 1.85;
const MOST_CELL: f32 = 132.0;
const MOST_CELL_ON_A_PAGE: f32 = 220.0;
/// No picture is narrower, lest its title stand in a tower of lines.
const LEAST_WIDTH: f32 = 640.0;

/// Where the columns of a block of rows stand.
struct Columns {
    /// Where names begin.
    left: f32,
    /// Where regions begin; none when there is no room for them.
    region: Option<f32>,
    /// Where the first cell begins.
    cells: f32,
    /// The width of a cell with its gap.
    cell: f32,
    /// The width of a name.
    name: f32,
    /// Whether the longest name is wider.
    is_cut: bool,
    /// Where the last cell ends.
    right: f32,
}

/// Draws the matrix.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let content = Content::read(table, sheet.theme.sizes)?;
    let columns = content.columns(sheet, (0, 1));
    let width = picture_width(columns.right + MARGIN, sheet);
    let mut canvas = Canvas::new(&Sheet { width, ..*sheet })?;

    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&content, sheet.theme, scale), y);
    let n_blocks = content.n_blocks(&canvas, table, y);
    let y = content.blocks(&mut canvas, (table, scale), n_blocks, y);
    let height = page::foot(&mut canvas, table, y);

    let description = alt::describe(table, &content, scale);
    canvas.finish(height, "matrix", &table.title, &description)
}

impl Content {
    /// The columns of one of so many blocks beside each other.
    fn columns(&self, sheet: &Sheet, (at, n): (usize, usize)) -> Columns {
        let (name, region) = self.widest;
        let n_areas = self.titles.len() as f32;
        let width = page::block_width(sheet.width, n);
        let left = MARGIN + at as f32 * (width + page::BETWEEN_BLOCKS);
        let least = least_cell(sheet);
        let name = name.min(MOST_NAME).ceil().max(60.0) + BESIDE_NAME;
        let beside = if n > 1 { BESIDE_NAME / 2.0 } else { BESIDE_NAME };
        let whole = name;
        let name = if n > 1 { (name - beside).min(width - n_areas * least) } else { name };
        let region = region.min(MOST_REGION).ceil() + 18.0;
        let room = width - name;
        let most_cell = if sheet.page.is_some() { MOST_CELL_ON_A_PAGE } else { MOST_CELL };
        let has_room = n == 1 && (room - region) / n_areas >= MOST_CELL * 0.75;
        let room = if has_room { room - region } else { room };
        let cell = (room / n_areas).floor().clamp(least, most_cell);
        let cells = left + name + if has_room { region } else { 0.0 };
        Columns {
            left,
            region: has_room.then_some(left + name),
            cells,
            cell,
            name: name - beside,
            is_cut: n > 1 && name < whole - beside,
            right: cells + cell * n_areas - GAP,
        }
    }

    /// Into how many blocks the rows go: into one while that is not too high for its page.
    fn n_blocks(&self, canvas: &Canvas, table: &Table, y: f32) -> usize {
        let Some(room) = page::room(canvas, table, y).filter(|_| canvas.sheet().is_tight()) else { return 1 };
        page::n_blocks(canvas.sheet(), room, |n| {
            let Columns { cell, name, is_cut, .. } = self.columns(canvas.sheet(), (0, n));
            let header = Header::fit(canvas, &self.titles, cell - GAP).height() + BELOW_HEADER;
            let height = header + self.white() + self.per_block(n) as f32 * least_row(canvas);
            page::Block { height, name, is_cut }
        })
    }

    /// How many rows stand in a block.
    const fn per_block(&self, n_blocks: usize) -> usize {
        self.rows.len().div_ceil(n_blocks)
    }

    /// White below the row of the force in question, where there is one.
    fn white(&self) -> f32 {
        if self.rows.iter().any(|row| row.is_subject) { 12.0 } else { 0.0 }
    }

    /// Draws the rows in so many blocks beside each other; gives the height at which to go on.
    fn blocks(&self, canvas: &mut Canvas, (table, scale): (&Table, &Scale), n: usize, y: f32) -> f32 {
        let names: Vec<_> = self.rows.iter().map(|row| row.name.as_str()).collect();
        let face = Face::bold(canvas.theme.sizes.text);
        let width = self.columns(canvas.sheet(), (0, n)).name;
        let names = distinct(&names, |name| ellipsize(&canvas.ruler, name, face, width));
        let rows: Vec<_> = self.rows.iter().zip(names.iter().map(String::as_str)).collect();
        let (own, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(row, _)| row.is_subject);
        let rows = [own, others].concat();
        let mut bottom = y;
        let usual = self.usual_height();
        let heights: Vec<_> =
            rows.iter().take(self.per_block(n)).map(|(row, _)| row.height(usual, n)).collect();
        for (at, rows) in rows.chunks(self.per_block(n).max(1)).enumerate() {
            let columns = self.columns(canvas.sheet(), (at, n));
            let header = Header::fit(canvas, &self.titles, columns.cell - GAP);
            if at == 0 {
                header.explain(canvas, y);
            }
            header.draw(canvas, columns.cells, columns.cell, y);
            let mut y = y + header.height() + BELOW_HEADER;
            let spread = page::spread(canvas, table, y + self.white(), (&heights, least_row(canvas) / usual));
            for (row, name) in rows {
                let height = row.height(usual, n) * spread;
                force_row(canvas, (row, name), &columns, scale, (y, height));
                y += height + if row.is_subject { self.white() } else { 0.0 };
            }
            bottom = bottom.max(y);
        }
        bottom
    }

    const fn usual_height(&self) -> f32 {
        if self.rows.len() > 60 { 19.0 } else { 22.0 }
    }
}

impl ForceRow {
    /// The height of its row: that of the force in question is higher where the rows stand in one block.
    const fn height(&self, usual: f32, n_blocks: usize) -> f32 {
        if self.is_subject && n_blocks == 1 { 30.0 } else { usual }
    }
}

/// The least width of a cell, in which the longest letters of a grade are read.
fn least_cell(sheet: &Sheet) -> f32 {
    if sheet.is_dense { sheet.theme.sizes.small * LEAST_CELL_SHARE } else { LEAST_CELL }
}

/// The height that a letter needs, in em.
const fn letter(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { DENSE_LETTER } else { LETTER }
}

/// The least height of a row.
fn least_row(canvas: &Canvas) -> f32 {
    canvas.theme.sizes.small * letter(canvas) + GAP
}

/// As wide as the content, but not too narrow for its title, and the usual width when nearly so or when there is
/// a page to fill.
pub(crate) fn picture_width(content: f32, sheet: &Sheet) -> f32 {
    let nearly = (sheet.width - 60.0..sheet.width).contains(&content);
    let least = if nearly || sheet.page.is_some() { sheet.width } else { LEAST_WIDTH };
    content.max(least)
}

fn keys(content: &Content, theme: &Theme, scale: &Scale) -> Vec<Key> {
    let marks = || content.rows.iter().flat_map(|row| &row.marks);
    let occurs = |verdict| marks().any(|mark| mark.verdict == Some(verdict));
    let mut keys = Key::of_scale(theme, scale, occurs);
    keys.extend(marks().any(Mark::is_carried_over).then(Key::carried_over));
    keys
}

fn force_row(
    canvas: &mut Canvas,
    (row, name): (&ForceRow, &str),
    columns: &Columns,
    scale: &Scale,
    (y, height): (f32, f32),
) {
    let middle = y + (height - GAP) / 2.0;
    let theme = canvas.theme;
    let most = (height - GAP) / letter(canvas);
    let Sizes { text, label, .. } = theme.sizes;
    let (text, label) = (text.min(most), label.min(most));
    let face = if row.is_subject { Face::bold(text) } else { Face::regular(text) };
    canvas.text_centred(Point { x: columns.left, y: middle }, name, Style::new(face, theme.ink));
    if let Some(x) = columns.region {
        let face = Face::regular(label);
        let region = ellipsize(&canvas.ruler, &row.region, face, MOST_REGION);
        canvas.text_centred(Point { x, y: middle }, &region, Style::new(face, theme.grey));
    }
    let mut x = columns.cells;
    for mark in &row.marks {
        cell(canvas, mark, scale, Box2::new(x, y, columns.cell - GAP, height - GAP));
        x += columns.cell;
    }
    if row.is_subject {
        let whole = Box2 { left: columns.cells, top: y, right: x - GAP, bottom: y + height - GAP };
        canvas.outline(whole.shrunk(-4.0), 2.0, theme.ink);
    }
}

fn cell(canvas: &mut Canvas, mark: &Mark, scale: &Scale, area: Box2) {
    let theme = canvas.theme;
    let Some(verdict) = mark.verdict else { return };
    let from = canvas.n_marks();
    let (fill, sign) = theme.verdict_fill(verdict, scale);
    let (label, height) = (theme.sizes.label, area.bottom - area.top);
    // In a large cell as large as can be read from afar.
    let large = (height.min(area.width()) * LETTER_SHARE).min(label * MOST_LARGE);
    let size = label.max(large).min(height / letter(canvas));
    let face = if verdict.grade().is_some() { Face::bold(size) } else { Face::regular(size) };
    // The letter says where a pale cell is; a lighter edge keeps hundreds of them calm.
    canvas.fill(area, Fill { edge: fill.edge.map(|_| theme.pale), ..fill });
    if mark.is_carried_over() {
        page::corner(canvas, area, sign, fill.ink);
    }
    canvas.text_centred(area.middle(), sign, Style::new(face, fill.ink).anchored(Anchor::Middle));
    // Where letters have no room but their own, they reach into the white between cells.
    let white = if canvas.sheet().is_dense { GAP / 2.0 } else { 0.0 };
    canvas.panel(area.shrunk(-white), from);
}
