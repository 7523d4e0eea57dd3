//! The heatmap of forces by areas: a letter in each cell, the subject on top and set apart.

mod alt;
mod content;
mod header;

use peel_model::{Scale, Table};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::palette::Fill;
use crate::text::{Face, Ruler, distinct, ellipsize};
use crate::theme::{Sizes, Theme};
use crate::{ChartError, Picture, reading};

use content::{Content, ForceRow, Mark};
pub(crate) use header::Header;

/// White between two cells.
const GAP: f32 = 2.0;
/// The height that a letter in the middle of a cell needs, in em: as much above as below, where descenders reach.
const LETTER: f32 = 1.12;
/// The share of a large cell that its letter has, and how much larger than a label it is at most.
const LETTER_SHARE: f32 = 0.3;
const MOST_LARGE: f32 = 1.6;
/// The widest a name may be set, and a region.
const MOST_NAME: f32 = 250.0;
const MOST_REGION: f32 = 170.0;
/// The widths a column of cells may have.
const LEAST_CELL: f32 = 30.0;
const MOST_CELL: f32 = 132.0;
const MOST_CELL_ON_A_PAGE: f32 = 220.0;
/// No picture is narrower, lest its title stand in a tower of lines.
const LEAST_WIDTH: f32 = 640.0;

/// Where the columns stand.
struct Columns {
    /// Where regions begin; none when there is no room for them.
    region: Option<f32>,
    /// Where the first cell begins.
    cells: f32,
    /// The width of a cell with its gap.
    cell: f32,
    /// The width of a name.
    name: f32,
    /// The width of the whole picture.
    picture: f32,
}

/// Draws the matrix.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let content = Content::read(table)?;
    let columns = columns(&Ruler::new()?, sheet, &content);
    let mut canvas = Canvas::new(&Sheet { width: columns.picture, ..*sheet })?;

    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&content, sheet.theme, scale), y);
    let header = Header::fit(&canvas, &content.titles, columns.cell - GAP);
    header.draw(&mut canvas, columns.cells, columns.cell, y);
    let y = body(&mut canvas, &content, &columns, scale, (table, y + header.height() + 6.0));
    let height = page::foot(&mut canvas, table, y);

    let description = alt::describe(table, &content, scale);
    canvas.finish(height, "matrix", &table.title, &description)
}

fn columns(ruler: &Ruler, sheet: &Sheet, content: &Content) -> Columns {
    let sizes = sheet.theme.sizes;
    let widest = |face, text: fn(&ForceRow) -> &str, most: f32| {
        let widths = content.rows.iter().map(|row| ruler.width(text(row), face));
        widths.fold(0.0, f32::max).min(most).ceil()
    };
    let name = widest(Face::bold(sizes.text), |row| &row.name, MOST_NAME).max(60.0) + 16.0;
    let region = widest(Face::regular(sizes.label), |row| &row.region, MOST_REGION) + 18.0;
    let n_areas = content.titles.len() as f32;
    let room = sheet.width - 2.0 * MARGIN - name;
    let most_cell = if sheet.page.is_some() { MOST_CELL_ON_A_PAGE } else { MOST_CELL };
    let has_room = (room - region) / n_areas >= MOST_CELL * 0.75;
    let room = if has_room { room - region } else { room };
    let cell = (room / n_areas).floor().clamp(LEAST_CELL, most_cell);
    let cells = MARGIN + name + if has_room { region } else { 0.0 };
    Columns {
        region: has_room.then_some(MARGIN + name),
        cells,
        cell,
        name: name - 16.0,
        picture: picture_width(cells + cell * n_areas - GAP + MARGIN, sheet),
    }
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

/// Draws the rows: the subject's first, taller and outlined, then white, then the others.
fn body(
    canvas: &mut Canvas,
    content: &Content,
    columns: &Columns,
    scale: &Scale,
    (table, y): (&Table, f32),
) -> f32 {
    let usual = if content.rows.len() > 60 { 19.0 } else { 22.0 };
    let height = |row: &ForceRow| if row.is_subject { 30.0 } else { usual };
    let white = if content.rows.iter().any(|row| row.is_subject) { 12.0 } else { 0.0 };
    let least = (canvas.theme.sizes.small * LETTER + GAP) / usual;
    let heights: Vec<_> = content.rows.iter().map(height).collect();
    let spread = page::spread(canvas, table, y + white, (&heights, least));
    let names: Vec<_> = content.rows.iter().map(|row| row.name.as_str()).collect();
    let face = Face::bold(canvas.theme.sizes.text);
    let names = distinct(&names, |name| ellipsize(&canvas.ruler, name, face, columns.name));
    let mut y = y;
    for is_subject in [true, false] {
        for (row, name) in content.rows.iter().zip(&names).filter(|(row, _)| row.is_subject == is_subject) {
            let height = height(row) * spread;
            force_row(canvas, (row, name), columns, scale, (y, height));
            y += height;
        }
        if is_subject {
            y += white;
        }
    }
    y
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
    let most = (height - GAP) / LETTER;
    let Sizes { text, label, .. } = theme.sizes;
    let (text, label) = (text.min(most), label.min(most));
    let face = if row.is_subject { Face::bold(text) } else { Face::regular(text) };
    canvas.text_centred(Point { x: MARGIN, y: middle }, name, Style::new(face, theme.ink));
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
    let size = label.max(large).min(height / LETTER);
    let face = if verdict.grade().is_some() { Face::bold(size) } else { Face::regular(size) };
    // The letter says where a pale cell is; a lighter edge keeps hundreds of them calm.
    canvas.fill(area, Fill { edge: fill.edge.map(|_| theme.pale), ..fill });
    if mark.is_carried_over() {
        page::corner(canvas, area, sign, fill.ink);
    }
    canvas.text_centred(area.middle(), sign, Style::new(face, fill.ink).anchored(Anchor::Middle));
    canvas.panel(area, from);
}
