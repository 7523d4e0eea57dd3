//! How large tiles are and where maps stand: on a page so large that they fill it, and so that every tile's name can
//! be read, in the tile itself or in a map of names beside the others.

use super::{Content, LEAST_TILE, ORDER_BELOW, Place, order_style};
use crate::ChartError;
use crate::canvas::Canvas;
use crate::page::{self, MARGIN};
use crate::text::{Face, fits_unbroken, wrap};

/// White between tiles, and between small maps.
pub(super) const GAP: f32 = 3.0;
pub(super) const APART: f32 = 16.0;
/// White between a row of maps and the next, or the names.
pub(super) const BELOW: f32 = 26.0;
/// White around the words in a tile, and between lines of them that stand as close as they may.
pub(super) const PADDING: f32 = 1.5;
pub(super) const TIGHT: f32 = 1.0;
/// White around the letter of the smallest tile, so that a corner has room beside it.
const BESIDE: f32 = 5.0;
const DENSE_BESIDE: f32 = 3.0;
/// A name that is cut has a line no shorter.
const LEAST_NAME: f32 = 70.0;
/// The usual sizes of a tile on a large map and on a small one, with the white beside it.
const LARGE: (f32, f32) = (114.0, 56.0);
const SMALL: (f32, f32) = (21.0, 22.0);
/// The usual height of a tile that holds a name alone.
const NAMED: f32 = 32.0;
/// No map has less room for its title.
const LEAST_MAP: f32 = 168.0;
/// Tiles larger than this, in usual ones, would look lost.
const MOST_SPREAD: f32 = 1.6;
/// Longer names than any force or area has are cut.
const LONGEST: usize = 70;
/// The most lines of a name, and of the title of a map.
const MOST_LINES: usize = 2;
pub(super) const MOST_TITLE_LINES: usize = 3;

/// Where everything stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// The width and height of a tile with the white beside it.
    pub(super) tile: (f32, f32),
    /// Whether tiles hold names beside letters.
    pub(super) is_named: bool,
    /// How many maps stand in a row, and how wide each may be.
    pub(super) per_row: usize,
    pub(super) map: f32,
    /// The map of names, where tiles hold none.
    pub(super) names: Option<Names>,
    /// How high the letters of all areas are below the name of a tile, where one map has them all.
    pub(super) letters: Option<f32>,
}

/// A map of names alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Names {
    /// As in [`Layout`].
    pub(super) tile: (f32, f32),
    /// Where it begins, at the right of the others; none below them.
    pub(super) left: Option<f32>,
}

impl Content<'_> {
    /// The layout of the maps below `y`, with so much below them.
    pub(super) fn layout(&self, canvas: &Canvas, (y, below): (f32, f32)) -> Result<Layout, ChartError> {
        let on_page = |room: f32| match self.areas.len() {
            1 => self.named(canvas, room - below, 1),
            _ => self.on_page(canvas, room - below),
        };
        let Some(room) = page::room(canvas, self.table, y) else {
            return Ok(self.usual(canvas));
        };
        on_page(room).ok_or(ChartError::NO_ROOM)
    }

    /// As high as it needs.
    fn usual(&self, canvas: &Canvas) -> Layout {
        let (n_columns, width) = (self.columns(), canvas.width() - 2.0 * MARGIN);
        let each = width / n_columns;
        if self.areas.len() == 1 {
            let tile = (each.clamp(LEAST_TILE, LARGE.0), LARGE.1);
            return Layout {
                tile,
                is_named: true,
                per_row: 1,
                map: tile.0 * n_columns,
                names: None,
                letters: None,
            };
        }
        let narrowest = (n_columns * SMALL.0).max(LEAST_MAP);
        // Rows of as many maps each, and in them tiles as wide as there is room.
        let n_rows = self.areas.len().div_ceil(fitting(width, narrowest));
        let per_row = self.areas.len().div_ceil(n_rows);
        let map = ((width + APART) / per_row as f32 - APART).max(narrowest);
        let across = (map / n_columns).clamp(SMALL.0, SMALL.0 * MOST_SPREAD);
        let tile = (across, SMALL.1 * across / SMALL.0);
        let names = Names { tile: (each.clamp(SMALL.0, LARGE.0), NAMED), left: None };
        Layout { tile, is_named: false, per_row, map, names: Some(names), letters: None }
    }

    /// Several maps that fill a page: with names in the tiles, else with a map of names, below the others or at their
    /// right, whichever leaves larger tiles; else one map with the letters of all areas.
    fn on_page(&self, canvas: &Canvas, room: f32) -> Option<Layout> {
        // Rows of as many maps each, but for the last.
        let all = self.areas.len();
        let per_row: Vec<usize> = (1..=all).filter(|n| all.div_ceil(all.div_ceil(*n)) == *n).collect();
        let size = |layout: &Layout| (layout.tile.0 / SMALL.0).min(layout.tile.1 / SMALL.1);
        let largest = |one: &Layout, two: &Layout| size(one).total_cmp(&size(two));
        let whole = per_row.iter().filter_map(|per_row| self.named(canvas, room, *per_row));
        whole.max_by(largest).or_else(|| {
            let above = per_row.iter().filter_map(|per_row| self.above_names(canvas, room, *per_row));
            // The narrowest in which names can be read leaves the others most room.
            let widths = (12_u8..=28).map(|step| f32::from(step) * 6.0);
            let read = widths.filter_map(|each| Some((each, self.name_height(canvas, each, Face::bold)?)));
            let read: Vec<_> = read.collect();
            let beside = per_row.iter().flat_map(|per_row| {
                read.iter().filter_map(move |tile| self.beside_names(canvas, room, *per_row, *tile))
            });
            above.chain(beside).max_by(largest).or_else(|| self.joined(canvas, room))
        })
    }

    /// One map with the letters of all areas below the name in each tile.
    fn joined(&self, canvas: &Canvas, room: f32) -> Option<Layout> {
        let each = ((canvas.width() - 2.0 * MARGIN) / self.columns()).min(LARGE.0 * MOST_SPREAD);
        let (wide, high) = least_tile(canvas);
        let letters = high - GAP;
        let least = self.name_height(canvas, each, Face::regular)? + letters;
        let order = self.order(canvas).len() as f32 * order_style(canvas).face.leading() + ORDER_BELOW;
        let height = ((room - order) / self.rows()).min(LARGE.1 * MOST_SPREAD);
        let tile = (each, height);
        let map = each * self.columns();
        let layout = Layout { tile, is_named: true, per_row: 1, map, names: None, letters: Some(letters) };
        (height >= least && each >= wide * self.areas.len() as f32 + GAP).then_some(layout)
    }

    /// Maps with names in their tiles.
    fn named(&self, canvas: &Canvas, room: f32, per_row: usize) -> Option<Layout> {
        let width = canvas.width() - 2.0 * MARGIN;
        let (map, tile, least) = self.maps(canvas, (width, room), per_row)?;
        let least = least.max(self.name_height(canvas, tile.0, Face::regular)? + canvas.theme.sizes.label);
        let height = tile.1.min(LARGE.1 * MOST_SPREAD);
        let layout =
            Layout { tile: (tile.0, height), is_named: true, per_row, map, names: None, letters: None };
        (height >= least).then_some(layout)
    }

    /// Small maps, the map of names below them.
    fn above_names(&self, canvas: &Canvas, room: f32, per_row: usize) -> Option<Layout> {
        let width = canvas.width() - 2.0 * MARGIN;
        let each = (width / self.columns()).min(LARGE.0 * MOST_SPREAD);
        let least = self.name_height(canvas, each, Face::bold)?;
        let rest = room - heading(canvas) - least * self.rows() - BELOW;
        let (map, tile, least_tile) = self.maps(canvas, (width, rest), per_row)?;
        // What the maps do not need, the names get.
        let height = tile.1.min(SMALL.1 * MOST_SPREAD).min(tile.0);
        let n_rows = self.rows() * self.areas.len().div_ceil(per_row) as f32;
        let over = (tile.1 - height).max(0.0) * n_rows / self.rows();
        let names = Names { tile: (each, (least + over).min(NAMED * MOST_SPREAD)), left: None };
        let tile = (tile.0.min(SMALL.0 * MOST_SPREAD), height);
        (height >= least_tile).then_some(Layout {
            tile,
            is_named: false,
            per_row,
            map,
            names: Some(names),
            letters: None,
        })
    }

    /// Small maps, the map of names at their right, its tiles so wide and at least so high.
    fn beside_names(
        &self,
        canvas: &Canvas,
        room: f32,
        per_row: usize,
        (each, least): (f32, f32),
    ) -> Option<Layout> {
        let height = ((room - heading(canvas)) / self.rows()).min(NAMED * MOST_SPREAD);
        let left = canvas.width() - 2.0 * MARGIN - each * self.columns() - 2.0 * APART;
        if height < least || left <= 0.0 {
            return None;
        }
        let (map, tile, least_tile) = self.maps(canvas, (left, room), per_row)?;
        let tile = (tile.0.min(SMALL.0 * MOST_SPREAD), tile.1.min(SMALL.1 * MOST_SPREAD).min(tile.0));
        let names = Names { tile: (each, height), left: Some(MARGIN + left + 2.0 * APART) };
        let layout = Layout { tile, is_named: false, per_row, map, names: Some(names), letters: None };
        (tile.1 >= least_tile).then_some(layout)
    }

    /// So many maps in a row within this width and height: the width of a map, the size of its tiles, and how high
    /// these must be; none where they are too narrow for their letters or titles.
    fn maps(
        &self,
        canvas: &Canvas,
        (width, room): (f32, f32),
        per_row: usize,
    ) -> Option<(f32, (f32, f32), f32)> {
        let title = Face::bold(canvas.theme.sizes.text);
        let (wide, least) = least_tile(canvas);
        let map = (width - APART * (per_row - 1) as f32) / per_row as f32;
        let each = map / self.columns();
        let is_read = |area: &String| {
            area.chars().count() > LONGEST || fits_unbroken(&canvas.ruler, area, title, map, MOST_TITLE_LINES)
        };
        if each < wide || !self.areas.iter().all(is_read) {
            return None;
        }
        let n_rows = self.areas.len().div_ceil(per_row) as f32;
        let white = BELOW * (n_rows - 1.0);
        let height = ((room - white) / n_rows - self.title_height(canvas, map)) / self.rows();
        Some((map, (each, height), least))
    }

    /// The height of the titles of maps this wide, each of which takes as much.
    pub(super) fn title_height(&self, canvas: &Canvas, map: f32) -> f32 {
        if !self.is_titled {
            return 0.0;
        }
        let face = Face::bold(canvas.theme.sizes.text);
        let n_lines = |area: &String| wrap(&canvas.ruler, area, face, map, MOST_TITLE_LINES).len();
        self.areas.iter().map(n_lines).max().unwrap_or(0) as f32 * face.leading() + 8.0
    }

    /// How high tiles this wide must be for the names in them, that of the subject in a face of its own; none where a
    /// name cannot be read so.
    fn name_height(&self, canvas: &Canvas, tile: f32, own: fn(f32) -> Face) -> Option<f32> {
        let size = canvas.theme.sizes.small;
        let width = tile - GAP - 2.0 * PADDING;
        let n_lines = |place: &Place| {
            let face = if place.is_subject { own(size) } else { Face::regular(size) };
            let most = most_lines(canvas);
            // Where there is no room for more, what a line of a good width holds of a name is enough.
            let is_enough = canvas.sheet().is_dense && width >= LEAST_NAME;
            let is_read = is_enough
                || place.name.chars().count() > LONGEST
                || fits_unbroken(&canvas.ruler, &place.name, face, width, most);
            is_read.then(|| wrap(&canvas.ruler, &place.name, face, width, most).len())
        };
        let n_lines = self.tiled().map(|(place, _)| n_lines(place)).collect::<Option<Vec<_>>>()?;
        let n_lines = n_lines.into_iter().max().unwrap_or(0);
        Some(n_lines as f32 * (size + TIGHT) + GAP + 2.0 * PADDING + TIGHT)
    }
}

/// The most lines of a name in a tile.
pub(super) const fn most_lines(canvas: &Canvas) -> usize {
    if canvas.sheet().is_dense { 1 } else { MOST_LINES }
}

/// The width and height of the smallest tile in which a letter can be read, with the white beside it.
fn least_tile(canvas: &Canvas) -> (f32, f32) {
    let label = Face::bold(canvas.theme.sizes.label);
    let beside = if canvas.sheet().is_dense { DENSE_BESIDE } else { BESIDE };
    (canvas.ruler.width("RI", label) + GAP + beside, label.size + GAP + beside)
}

/// The height of what is said above the map of names.
pub(super) fn heading(canvas: &Canvas) -> f32 {
    Face::bold(canvas.theme.sizes.text).leading() + 8.0
}

/// How many maps of a width stand in a row.
fn fitting(width: f32, map: f32) -> usize {
    let mut n = 1;
    while (n + 1) as f32 * (map + APART) - APART <= width {
        n += 1;
    }
    n
}
