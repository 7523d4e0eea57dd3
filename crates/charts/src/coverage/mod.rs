//! The heatmap of what is known: areas by kind of source and kind of gap, a count in each cell.

mod content;

use peel_model::Table;

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Bar, Key, MARGIN};
use crate::palette::Ramp;
use crate::text::{Face, Ruler, Weight, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture, reading};

use content::{AreaCounts, Content};

/// The heads of the two groups of columns.
const KNOWN: &str = "How the grade is known";
const MISSING: &str = "Why no grade is shown";
const LEAST_AREA: f32 = 150.0;
const MOST_AREA: f32 = 230.0;
const SUM_WIDTH: f32 = 80.0;
const LEAST_CELL: f32 = 52.0;
const MOST_CELL: f32 = 88.0;
const MOST_CELL_ON_A_PAGE: f32 = 140.0;
/// White at the right of the titles.
const TITLE_GAP: f32 = 14.0;
/// Longer words of a head are broken.
const MOST_HEAD: f32 = 90.0;
const USUAL_ROW: f32 = 34.0;
/// White between two cells.
const GAP: f32 = 2.0;
/// White between what is known and what is not.
const GROUP_GAP: f32 = 16.0;
const MOST_HEAD_LINES: usize = 3;

/// Where the columns stand.
struct Columns {
    /// The width of an area's title.
    area: f32,
    /// The width of a cell with its gap.
    cell: f32,
    /// Where the cells of what is known begin.
    known: f32,
    /// Where the cells of what is not known begin.
    missing: f32,
    /// The width of the whole picture.
    picture: f32,
}

impl Columns {
    fn fit(content: &Content, sheet: &Sheet) -> Result<Self, ChartError> {
        let ruler = Ruler::new()?;
        let face = Face::regular(sheet.theme.sizes.small);
        let words = content.bases.iter().chain(&content.gaps).flat_map(|head| head.split(' '));
        let widest = words.map(|word| ruler.width(word, face)).fold(0.0, f32::max).min(MOST_HEAD);
        // No word of a head is broken.
        let least = LEAST_CELL.max((widest + GAP).ceil());
        let n_cells = (content.bases.len() + content.gaps.len()) as f32;
        let room = sheet.width - 2.0 * MARGIN - SUM_WIDTH - GROUP_GAP;
        let most = least.max(if sheet.page.is_some() { MOST_CELL_ON_A_PAGE } else { MOST_CELL });
        let titles =
            content.areas.iter().map(|area| ruler.width(&area.title, Face::regular(sheet.theme.sizes.text)));
        let title = (titles.fold(0.0, f32::max).ceil() + TITLE_GAP).clamp(LEAST_AREA, MOST_AREA);
        // Cells are wider than they must be where titles have their room.
        let cell = ((room - title) / n_cells).floor().clamp(least, most);
        // A group is as wide as its head at least.
        let head = |words: &str| ruler.width(words, Face::bold(sheet.theme.sizes.label)).ceil() + GAP;
        let groups = [(&content.bases, KNOWN), (&content.gaps, MISSING)];
        let groups = groups.map(|(columns, words)| (cell * columns.len() as f32).max(head(words)));
        let cells = groups[0] + groups[1];
        let area = (room - cells).clamp(LEAST_AREA, MOST_AREA.max(room - cells.max(most * n_cells)));
        let known = MARGIN + area + SUM_WIDTH;
        let missing = known + groups[0] + GROUP_GAP;
        let right = missing + groups[1] + MARGIN;
        Ok(Self { area, cell, known, missing, picture: right.max(sheet.width) })
    }

    /// Where the sums end.
    const fn sums(&self) -> f32 {
        self.known - 12.0
    }
}

/// Draws the coverage.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let columns = Columns::fit(&content, sheet)?;
    let mut canvas = Canvas::new(&Sheet { width: columns.picture, ..*sheet })?;
    let theme = sheet.theme;
    if let Some(heads) = content.heads_in_words().filter(|_| sheet.is_dense) {
        canvas.remark(heads);
    }
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&content, (theme, sheet.is_dense)), y);
    let foot = y + heads_height(&canvas, &columns, content.bases.iter().chain(&content.gaps));
    let known = Style::new(Face::bold(theme.sizes.label), theme.ink).anchored(Anchor::End);
    canvas.text(Point { x: columns.sums(), y: foot - 8.0 }, "Known", known);
    heads(&mut canvas, KNOWN, &content.bases, &columns, (columns.known, y, foot));
    heads(&mut canvas, MISSING, &content.gaps, &columns, (columns.missing, y, foot));
    let titles = title_lines(&canvas, &content, &columns);
    let heights: Vec<_> = titles.iter().map(|lines| row_height(lines, theme)).collect();
    let closest = titles.iter().zip(&heights).map(|(lines, height)| title_height(lines, theme) / height);
    let least = closest.fold(0.0, f32::max);
    let spread = page::spread(&canvas, table, foot, (&heights, least));
    let mut y = foot;
    for ((area, lines), height) in content.areas.iter().zip(&titles).zip(heights) {
        let height = height * spread;
        label(&mut canvas, area, lines, &columns, (y, height));
        let groups = [
            (columns.known, theme.counts.known, &area.by_basis),
            (columns.missing, theme.counts.missing, &area.by_gap),
        ];
        for (left, ramp, counts) in groups {
            for (at, count) in counts.iter().enumerate() {
                let left = left + at as f32 * columns.cell;
                let place = Box2::new(left, y, columns.cell - GAP, height - GAP);
                cell(&mut canvas, place, ramp, (*count, area.share(*count)));
            }
        }
        y += height;
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "coverage", &table.title, &content.describe(table))
}

/// The shades that occur, and what the kinds of source mean; on a dense page the foot says these.
fn keys(content: &Content, (theme, is_dense): (&Theme, bool)) -> Vec<Key> {
    let shares = |counts: fn(&AreaCounts) -> &Vec<u64>| -> Vec<f32> {
        let of_area = |area| counts(area).iter().filter(|count| **count > 0).map(|count| area.share(*count));
        content.areas.iter().flat_map(of_area).collect()
    };
    let (known, missing) = (shares(|area| &area.by_basis), shares(|area| &area.by_gap));
    let groups = if theme.counts.known == theme.counts.missing {
        vec![(theme.counts.known, [known, missing].concat(), "")]
    } else {
        vec![(theme.counts.known, known, "grade known: "), (theme.counts.missing, missing, "no grade: ")]
    };
    let ramps = groups.into_iter().filter_map(|(ramp, shares, what)| {
        let words = format!("{what}{}", reading::shares(shares.iter().copied(), "of those compared"));
        Key::shades(ramp, shares, Bar::Without, words)
    });
    let meanings = content.meanings().into_iter().filter(|_| !is_dense);
    ramps.chain(meanings.map(|(head, meaning)| Key::sign(head, meaning))).collect()
}

/// The height that the heads of the groups and of their columns need.
fn heads_height<'a>(canvas: &Canvas, columns: &Columns, titles: impl Iterator<Item = &'a String>) -> f32 {
    let face = Face::regular(canvas.theme.sizes.small);
    let n_lines = titles.map(|title| head_lines(canvas, title, columns, face).len()).max();
    28.0 + n_lines.unwrap_or(0) as f32 * face.leading()
}

fn head_lines(canvas: &Canvas, title: &str, columns: &Columns, face: Face) -> Vec<String> {
    wrap(&canvas.ruler, title, face, columns.cell - GAP, MOST_HEAD_LINES)
}

/// Draws the head of a group and those of its columns, from the left, between top and foot.
fn heads(
    canvas: &mut Canvas,
    words: &str,
    titles: &[String],
    columns: &Columns,
    (left, y, foot): (f32, f32, f32),
) {
    let theme = canvas.theme;
    let (group, column) = (Face::bold(theme.sizes.label), Face::regular(theme.sizes.small));
    let cells = columns.cell * titles.len() as f32 - GAP;
    let right = left + cells.max(canvas.ruler.width(words, group));
    canvas.text(Point { x: left, y: y + group.size }, words, Style::new(group, theme.ink));
    canvas.line(Point { x: left, y: y + 19.0 }, Point { x: right, y: y + 19.0 }, 1.0, theme.rule);
    let style = Style::new(column, theme.grey).anchored(Anchor::Middle);
    for (at, title) in titles.iter().enumerate() {
        let lines = head_lines(canvas, title, columns, column);
        let x = left + at as f32 * columns.cell + (columns.cell - GAP) / 2.0;
        for (back, line) in lines.iter().rev().enumerate() {
            let y = foot - 8.0 - back as f32 * column.leading();
            canvas.text(Point { x, y }, line, style);
        }
    }
}

fn title_lines(canvas: &Canvas, content: &Content, columns: &Columns) -> Vec<Vec<String>> {
    let face = Face::regular(canvas.theme.sizes.text);
    let titles: Vec<_> = content.areas.iter().map(|area| area.title.as_str()).collect();
    distinct(&titles, |title| wrap(&canvas.ruler, title, face, columns.area - TITLE_GAP, 4))
}

fn row_height(lines: &[String], theme: &Theme) -> f32 {
    USUAL_ROW.max(title_height(lines, theme) + 6.0)
}

/// The height that the title of an area needs at least.
fn title_height(lines: &[String], theme: &Theme) -> f32 {
    lines.len() as f32 * Face::regular(theme.sizes.text).leading() + GAP
}

/// Draws an area's title and how many are known, in a row with this top and height.
fn label(
    canvas: &mut Canvas,
    area: &AreaCounts,
    lines: &[String],
    columns: &Columns,
    (y, height): (f32, f32),
) {
    let theme = canvas.theme;
    let face = Face::regular(theme.sizes.text);
    let middle = y + (height - GAP) / 2.0;
    let mut line_y = middle - (lines.len().saturating_sub(1)) as f32 * face.leading() / 2.0;
    for line in lines {
        canvas.text_centred(Point { x: MARGIN, y: line_y }, line, Style::new(face, theme.ink));
        line_y += face.leading();
    }
    let sum = format!("{} of {}", area.known, area.of);
    let style = Style::new(face, theme.ink).anchored(Anchor::End);
    fitted(canvas, Point { x: columns.sums(), y: middle }, &sum, style, SUM_WIDTH - 12.0);
}

/// Draws a cell, the deeper the larger its share of all forces.
fn cell(canvas: &mut Canvas, place: Box2, ramp: Ramp, counts: (u64, f32)) {
    let from = canvas.n_marks();
    shaded(canvas, place, ramp, counts);
    canvas.panel(place, from);
}

fn shaded(canvas: &mut Canvas, place: Box2, ramp: Ramp, (count, share): (u64, f32)) {
    let theme = canvas.theme;
    let (middle, size) = (place.middle(), theme.sizes.text);
    if count == 0 {
        canvas.outline(place, 1.0, theme.faint);
        let style = Style::new(Face::regular(size), theme.grey).anchored(Anchor::Middle);
        return canvas.text_centred(middle, "0", style);
    }
    let (ground, ink) = ramp.shade(share);
    canvas.rect(place, ground);
    let style = Style::new(Face::bold(size), ink).anchored(Anchor::Middle);
    fitted(canvas, middle, &count.to_string(), style, place.width() - 4.0);
}

/// Sets words smaller when they need it, and shortened when that is not enough.
fn fitted(canvas: &mut Canvas, at: Point, words: &str, style: Style, width: f32) {
    let fits = canvas.ruler.width(words, style.face) <= width;
    let size = if fits { style.face.size } else { canvas.theme.sizes.small };
    let weight = if fits { style.face.weight } else { Weight::Regular };
    let face = Face { size, weight };
    let words = ellipsize(&canvas.ruler, words, face, width);
    canvas.text_centred(at, &words, Style { face, ..style });
}
