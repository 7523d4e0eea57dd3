//! The heatmap of forces by areas: a letter in each cell, the subject on top and set apart.

mod alt;
mod content;
mod header;

use peel_model::{Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::page::{self, Key, MARGIN, Swatch, TEXT};
use crate::palette::{Fill, GREY, INK, PALE, gap_fill, grade_fill};
use crate::text::{Face, Ruler, ellipsize};
use crate::{ChartError, Picture, reading};

use content::{Content, ForceRow, Mark};
use header::Header;

const NAME: Face = Face::regular(TEXT);
const SUBJECT: Face = Face::bold(TEXT);
const REGION: Face = Face::regular(12.0);
const LETTER: Face = Face::bold(12.0);
const SIGN: Face = Face::regular(12.0);
/// White between two cells.
const GAP: f32 = 2.0;
/// The widest a name may be set, and a region.
const MOST_NAME: f32 = 250.0;
const MOST_REGION: f32 = 170.0;
/// The widths a column of cells may have.
const LEAST_CELL: f32 = 30.0;
const MOST_CELL: f32 = 132.0;
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
pub(crate) fn draw(table: &Table) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let content = Content::read(table)?;
    let columns = columns(&Ruler::new()?, &content);
    let canvas = &mut Canvas::new(columns.picture)?;

    let y = page::head(canvas, table);
    let y = page::legend(canvas, &keys(&content, scale), y);
    let header = Header::fit(&canvas.ruler, &content.titles, columns.cell - GAP);
    header.draw(canvas, columns.cells, columns.cell, y);
    let y = body(canvas, &content, &columns, scale, y + header.height() + 6.0);
    let height = page::foot(canvas, table, y);

    let description = alt::describe(table, &content, scale);
    let canvas = std::mem::replace(canvas, Canvas::new(1.0)?);
    canvas.finish(height, "matrix", &table.title, &description)
}

fn columns(ruler: &Ruler, content: &Content) -> Columns {
    let widest = |face, text: fn(&ForceRow) -> &str, most: f32| {
        let widths = content.rows.iter().map(|row| ruler.width(text(row), face));
        widths.fold(0.0, f32::max).min(most).ceil()
    };
    let name = widest(SUBJECT, |row| &row.name, MOST_NAME).max(60.0) + 16.0;
    let region = widest(REGION, |row| &row.region, MOST_REGION) + 18.0;
    let n_areas = content.titles.len() as f32;
    let room = page::WIDTH - 2.0 * MARGIN - name;
    let has_room = (room - region) / n_areas >= MOST_CELL * 0.75;
    let room = if has_room { room - region } else { room };
    let cell = (room / n_areas).floor().clamp(LEAST_CELL, MOST_CELL);
    let cells = MARGIN + name + if has_room { region } else { 0.0 };
    Columns {
        region: has_room.then_some(MARGIN + name),
        cells,
        cell,
        name: name - 16.0,
        picture: picture_width(cells + cell * n_areas - GAP + MARGIN),
    }
}

/// As wide as the content, but not too narrow for its title, and the usual width when nearly so.
fn picture_width(content: f32) -> f32 {
    let nearly = (page::WIDTH - 60.0..page::WIDTH).contains(&content);
    if nearly { page::WIDTH } else { content.max(LEAST_WIDTH) }
}

fn keys(content: &Content, scale: &Scale) -> Vec<Key> {
    let marks = || content.rows.iter().flat_map(|row| &row.marks);
    let occurs = |kind| marks().any(|mark| mark.verdict == Some(Verdict::Without(kind)));
    let mut keys = Key::of_scale(scale, occurs);
    if marks().any(|mark| mark.carried_over) {
        let words = "Carried over from an earlier inspection".to_owned();
        keys.push(Key { swatch: Swatch::CarriedOver, words });
    }
    keys
}

/// Draws the rows: the subject's first, taller and outlined, then white, then the others.
fn body(canvas: &mut Canvas, content: &Content, columns: &Columns, scale: &Scale, y: f32) -> f32 {
    let usual = if content.rows.len() > 60 { 19.0 } else { 22.0 };
    let mut y = y;
    for is_subject in [true, false] {
        for row in content.rows.iter().filter(|row| row.is_subject == is_subject) {
            let height = if is_subject { 30.0 } else { usual };
            force_row(canvas, row, columns, scale, (y, height));
            y += height;
        }
        if is_subject && content.rows.iter().any(|row| row.is_subject) {
            y += 12.0;
        }
    }
    y
}

fn force_row(canvas: &mut Canvas, row: &ForceRow, columns: &Columns, scale: &Scale, (y, height): (f32, f32)) {
    let middle = y + (height - GAP) / 2.0;
    let face = if row.is_subject { SUBJECT } else { NAME };
    let name = ellipsize(&canvas.ruler, &row.name, face, columns.name);
    canvas.text_centred(Point { x: MARGIN, y: middle }, &name, Style::new(face, INK));
    if let Some(x) = columns.region {
        let region = ellipsize(&canvas.ruler, &row.region, REGION, MOST_REGION);
        canvas.text_centred(Point { x, y: middle }, &region, Style::new(REGION, GREY));
    }
    let mut x = columns.cells;
    for mark in &row.marks {
        cell(canvas, mark, scale, Box2::new(x, y, columns.cell - GAP, height - GAP));
        x += columns.cell;
    }
    if row.is_subject {
        let whole = Box2 { left: columns.cells, top: y, right: x - GAP, bottom: y + height - GAP };
        canvas.outline(whole.shrunk(-4.0), 2.0, INK);
    }
}

fn cell(canvas: &mut Canvas, mark: &Mark, scale: &Scale, area: Box2) {
    let (fill, sign, face) = match mark.verdict {
        Some(Verdict::Graded(grade)) => (grade_fill(grade, scale), grade.letter(), LETTER),
        Some(Verdict::Without(kind)) => (gap_fill(kind), kind.sign(), SIGN),
        None => return,
    };
    // The letter says where a pale cell is; a lighter edge keeps hundreds of them calm.
    canvas.fill(area, Fill { edge: fill.edge.map(|_| PALE), ..fill });
    if mark.carried_over {
        page::corner(canvas, area, fill.ink);
    }
    canvas.text_centred(area.middle(), sign, Style::new(face, fill.ink).anchored(Anchor::Middle));
}
