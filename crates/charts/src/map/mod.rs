//! Where the grades are: a tile a force, at the place the registry gives it, with the letter of its grade. One area
//! is drawn large, with names; of several each is a small map on one sheet.

mod layout;

use peel_model::{Kind, NoteKey, Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::reading::{self, Row};
use crate::text::{Face, clean, distinct, fits_unbroken, wrap};
use crate::{ChartError, Picture};

use layout::{APART, BELOW, GAP, Layout, MOST_TITLE_LINES, Names, PADDING, TIGHT, most_lines};

/// A place further from the corner of the map is no place on it.
const MOST_TILES: u64 = 60;
/// No tile of a large map is narrower.
const LEAST_TILE: f32 = 36.0;

/// How much higher words stand than their capitals would in the middle, in em, so that what reaches below the line is
/// as far from the edge.
const DESCENT: f32 = 0.08;

/// White below what says which letter of a tile is of which area.
const ORDER_BELOW: f32 = 6.0;
/// The most lines of the list of the forces without a tile.
const MOST_OF_LIST: usize = 6;

/// A force.
struct Place {
    name: String,
    is_subject: bool,
    /// Its column and row; none where the registry has no tile for it.
    tile: Option<(u64, u64)>,
    /// By area.
    verdicts: Vec<Option<Verdict>>,
    carried_over: Vec<bool>,
}

/// What the chart is made of.
struct Content<'t> {
    table: &'t Table,
    scale: &'t Scale,
    areas: Vec<String>,
    /// Whether each map has its area above it.
    is_titled: bool,
    places: Vec<Place>,
    /// The first and the last column and row that hold a tile.
    across: (u64, u64),
    down: (u64, u64),
}

/// Draws the map.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let mut content = Content::read(table)?;
    let width = (content.columns() * LEAST_TILE + 2.0 * MARGIN).max(sheet.width);
    let mut canvas = Canvas::new(&Sheet { width, ..*sheet })?;
    content.is_titled =
        content.areas.len() > 1 || content.areas.iter().any(|area| !page::is_in_title(&canvas, table, area));
    let y = page::head(&mut canvas, table);
    let top = page::legend(&mut canvas, &content.keys(sheet), y);
    let others = content.without_tiles(&canvas);
    let below = others.len() as f32 * list_style(&canvas).face.leading();
    let layout = content.layout(&canvas, (top, below))?;
    let mut y = match layout.letters {
        Some(letters) => content.together(&mut canvas, top, (layout.tile, letters)),
        None => content.apart(&mut canvas, top, &layout),
    };
    if let Some(names) = layout.names {
        let corner = names.left.map_or((MARGIN, y + BELOW), |left| (left, top));
        y = content.names(&mut canvas, &names, corner).max(y);
    }
    for line in &others {
        let style = list_style(&canvas);
        y += style.face.leading();
        canvas.text(Point { x: MARGIN, y }, line, style);
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "map", &table.title, &content.describe())
}

/// How it is said which letter of a tile is of which area.
fn order_style(canvas: &Canvas) -> Style {
    Style::new(Face::bold(canvas.theme.sizes.label), canvas.theme.ink)
}

fn list_style(canvas: &Canvas) -> Style {
    Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink)
}

impl<'t> Content<'t> {
    fn read(table: &'t Table) -> Result<Self, ChartError> {
        let [name, role, column, row] = reading::columns(table, ["name", "role", "tile_column", "tile_row"])?;
        let of_grades = |at: &usize| table.columns()[*at].kind == Kind::Grade;
        let areas: Vec<usize> = (0..table.columns().len()).filter(of_grades).collect();
        if areas.is_empty() {
            return Err(ChartError::NothingToDraw("the map has no areas".to_owned()));
        }
        let mut places: Vec<Place> = Vec::new();
        for cells in reading::rows(table, "forces")? {
            let tile = tile(cells, column, row);
            // Two cannot stand in one place: the first one does.
            let tile = tile.filter(|tile| places.iter().all(|place| place.tile != Some(*tile)));
            places.push(Place {
                name: reading::text(cells, name),
                is_subject: reading::text(cells, role) == "subject",
                tile,
                verdicts: areas.iter().map(|at| reading::verdict(cells, *at)).collect(),
                carried_over: areas.iter().map(|at| reading::is_carried_over(table, cells, *at)).collect(),
            });
        }
        let areas = areas.iter().map(|at| clean(&table.columns()[*at].title)).collect();
        let tiles = || places.iter().filter_map(|place| place.tile);
        let across = ends(tiles().map(|tile| tile.0));
        let (across, down) = across.zip(ends(tiles().map(|tile| tile.1))).ok_or_else(|| {
            ChartError::NothingToDraw(
                "the registry gives no force a tile (columns `tile_column` and `tile_row`)".to_owned(),
            )
        })?;
        Ok(Self { table, scale: reading::scale(table)?, areas, is_titled: true, places, across, down })
    }

    /// How many columns of tiles there are, from the first that holds one to the last.
    fn columns(&self) -> f32 {
        (self.across.1 - self.across.0 + 1) as f32
    }

    /// How many rows of tiles there are.
    fn rows(&self) -> f32 {
        (self.down.1 - self.down.0 + 1) as f32
    }

    /// The forces that have a tile, and its column and row on the map.
    fn tiled(&self) -> impl Iterator<Item = (&Place, (f32, f32))> {
        let on_map = |(column, row)| ((column - self.across.0) as f32, (row - self.down.0) as f32);
        self.places.iter().filter_map(move |place| Some((place, on_map(place.tile?))))
    }

    /// Where the columns of the map of names begin and how wide they are: all as wide, but where that would cut a name of
    /// one line and as much room shared by need would not.
    fn name_columns(&self, canvas: &Canvas, each: f32) -> Vec<(f32, f32)> {
        let face = Face::bold(canvas.theme.sizes.small);
        let column = |at: u64| {
            let there = self.places.iter().filter(move |place| place.tile.is_some_and(|tile| tile.0 == at));
            let widths = there.map(|place| canvas.ruler.width(&place.name, face) + GAP + 2.0 * PADDING + 1.0);
            widths.fold(0.0, f32::max)
        };
        let mut widths: Vec<f32> = (self.across.0..=self.across.1).map(column).collect();
        let left = (each * self.columns() - widths.iter().sum::<f32>()) / self.columns();
        let is_cut = widths.iter().any(|width| *width > each);
        let is_shared = most_lines(canvas) == 1 && is_cut && left >= 0.0;
        for width in &mut widths {
            *width = if is_shared { *width + left } else { each };
        }
        let mut end = 0.0;
        let columns = widths.into_iter().map(|width| {
            end += width;
            (end - width, width)
        });
        columns.collect()
    }

    /// Draws a map an area; gives the height at which to go on.
    fn apart(&self, canvas: &mut Canvas, top: f32, layout: &Layout) -> f32 {
        let mut y = top - BELOW;
        let areas: Vec<usize> = (0..self.areas.len()).collect();
        let title_height = self.title_height(canvas, layout.map);
        for row in areas.chunks(layout.per_row) {
            y += BELOW;
            for (at, area) in row.iter().enumerate() {
                let left = MARGIN + at as f32 * (layout.map + APART);
                self.title(canvas, *area, (left, y, layout.map));
                self.tiles(canvas, *area, (left, y + title_height), layout);
            }
            y += title_height + self.rows() * layout.tile.1;
        }
        y
    }

    /// Draws one map with the letters of all areas below the name in each tile; gives the height at which to go on.
    fn together(&self, canvas: &mut Canvas, top: f32, (size, letters): ((f32, f32), f32)) -> f32 {
        let (style, mut y) = (order_style(canvas), top);
        for line in self.order(canvas) {
            y += style.face.leading();
            canvas.text(Point { x: MARGIN, y: y - 4.0 }, &line, style);
        }
        y += ORDER_BELOW;
        let face = Face::regular(canvas.theme.sizes.small);
        let cut = self.cut(canvas, [face; 2], size.0 - GAP);
        for ((place, at), lines) in self.tiled().zip(cut) {
            let (tile, from) = (tile_at((MARGIN, y), at, size), canvas.n_marks());
            let head = Box2 { bottom: tile.bottom - letters, ..tile };
            name(canvas, head, &lines, face);
            let wide = tile.width() / self.areas.len() as f32;
            for area in 0..self.areas.len() {
                let left = tile.left + area as f32 * wide;
                let cell = Box2 { left, top: head.bottom, right: left + wide - 1.0, bottom: tile.bottom };
                place.draw(canvas, self.scale, area, cell, None);
            }
            canvas.panel(tile, from);
            if place.is_subject {
                canvas.outline(tile.shrunk(-GAP), GAP, canvas.theme.ink);
            }
        }
        y + self.rows() * size.1
    }

    /// Which letter of a tile is of which area, in lines.
    fn order(&self, canvas: &Canvas) -> Vec<String> {
        let words = format!("Letters from the left: {}", self.areas.join(", "));
        let width = canvas.width() - 2.0 * MARGIN;
        wrap(&canvas.ruler, &words, order_style(canvas).face, width, MOST_TITLE_LINES)
    }

    /// Sets the title of a map.
    fn title(&self, canvas: &mut Canvas, area: usize, (x, y, width): (f32, f32, f32)) {
        if !self.is_titled {
            return;
        }
        let face = Face::bold(canvas.theme.sizes.text);
        let titles: Vec<_> = self.areas.iter().map(String::as_str).collect();
        let lines = distinct(&titles, |title| wrap(&canvas.ruler, title, face, width, MOST_TITLE_LINES));
        for (line, words) in lines[area].iter().enumerate() {
            let y = y + (line + 1) as f32 * face.leading() - 4.0;
            canvas.text(Point { x, y }, words, Style::new(face, canvas.theme.ink));
        }
    }

    fn tiles(&self, canvas: &mut Canvas, area: usize, corner: (f32, f32), layout: &Layout) {
        let mut own = None;
        let face = Face::regular(canvas.theme.sizes.small);
        let names =
            if layout.is_named { self.cut(canvas, [face; 2], layout.tile.0 - GAP) } else { Vec::new() };
        for (number, (place, at)) in self.tiled().enumerate() {
            let tile = tile_at(corner, at, layout.tile);
            let from = canvas.n_marks();
            place.draw(canvas, self.scale, area, tile, names.get(number));
            canvas.panel(tile, from);
            own = own.or(place.is_subject.then_some(tile));
        }
        if let Some(tile) = own {
            canvas.outline(tile.shrunk(-GAP), GAP, canvas.theme.ink);
        }
    }

    /// The names of the forces that have a tile, in lines that fit one; that of the subject in a face of its own.
    fn cut(&self, canvas: &Canvas, [own, other]: [Face; 2], tile: f32) -> Vec<Vec<String>> {
        let names: Vec<_> = self.tiled().map(|(place, _)| place.name.as_str()).collect();
        let is_other = |name: &str| self.places.iter().any(|place| !place.is_subject && place.name == name);
        distinct(&names, |name| {
            let face = if is_other(name) { other } else { own };
            wrap(&canvas.ruler, name, face, tile - 2.0 * PADDING, most_lines(canvas))
        })
    }

    /// Draws a map of names, to read the small ones by; gives the height at which to go on.
    fn names(&self, canvas: &mut Canvas, names: &Names, (x, y): (f32, f32)) -> f32 {
        let sizes = canvas.theme.sizes;
        let heading = Style::new(Face::bold(sizes.text), canvas.theme.ink);
        let at = Point { x, y: y + heading.face.leading() - 4.0 };
        canvas.text(at, "Which tile is whose", heading);
        let top = y + layout::heading(canvas);
        let (own, other) = (Face::bold(sizes.small), Face::regular(sizes.small));
        let columns = self.name_columns(canvas, names.tile.0);
        let widest = columns.iter().map(|(_, width)| *width).fold(0.0, f32::max);
        let cut = self.cut(canvas, [own, other], widest - GAP);
        for ((place, (column, row)), lines) in self.tiled().zip(cut) {
            let face = if place.is_subject { own } else { other };
            let at = columns.iter().zip(0_u16..).find(|(_, at)| f32::from(*at) >= column);
            let Some(((left, width), _)) = at else { continue };
            let tile = Box2::new(x + left, top + row * names.tile.1, width - GAP, names.tile.1 - GAP);
            name(canvas, tile, &lines, face);
        }
        top + self.rows() * names.tile.1
    }

    /// The forces that have no tile, with their grades, in lines: the first ones of many.
    fn without_tiles(&self, canvas: &Canvas) -> Vec<String> {
        let others: Vec<_> = self.places.iter().filter(|place| place.tile.is_none()).collect();
        if others.is_empty() {
            return Vec::new();
        }
        let sign = |verdict: &Option<Verdict>| match verdict {
            Some(Verdict::Graded(grade)) => grade.letter(),
            Some(Verdict::Without(kind)) => kind.sign(),
            None => "–",
        };
        let listed = others.iter().map(|place| {
            let signs: Vec<_> = place.verdicts.iter().map(sign).collect();
            format!("{} ({})", place.name, signs.join(" "))
        });
        let listed: Vec<_> = listed.collect();
        let words = |n: usize| {
            let more = listed.len() - n;
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("Without a tile in the registry: {}{more}", listed[..n].join(", "))
        };
        let (face, width) = (list_style(canvas).face, canvas.width() - 2.0 * MARGIN);
        let fits = |n: &usize| fits_unbroken(&canvas.ruler, &words(*n), face, width, MOST_OF_LIST);
        let counts: Vec<usize> = (1..=listed.len()).collect();
        let n = if fits(&listed.len()) { listed.len() } else { counts.partition_point(fits).max(1) };
        wrap(&canvas.ruler, &words(n), face, width, MOST_OF_LIST)
    }

    fn keys(&self, sheet: &Sheet) -> Vec<Key> {
        let verdicts = || self.places.iter().flat_map(|place| &place.verdicts);
        let occurs = |wanted| verdicts().any(|verdict| *verdict == Some(wanted));
        let mut keys = Key::of_scale(sheet.theme, self.scale, occurs);
        let carried_over = self.places.iter().any(|place| place.carried_over.contains(&true));
        keys.extend(carried_over.then(Key::carried_over));
        if self.places.iter().any(|place| place.is_subject && place.tile.is_some()) {
            let draw = |canvas: &mut Canvas, area: Box2| canvas.outline(area, GAP, canvas.theme.ink);
            keys.push(Key::sample(draw, reading::subject(self.table)));
        }
        keys
    }

    /// The chart in words: what, the subject's grades, how many have each grade in each area and who the
    /// best and the worst, n of N.
    fn describe(&self) -> String {
        let (forces, areas) = (self.places.len(), self.areas.len());
        let (forces, areas) = (reading::counted(forces, "force"), reading::areas(self.table, areas));
        let mut sentences = vec![format!("Tile map of {forces} in {areas}")];
        for own in self.places.iter().filter(|place| place.is_subject) {
            let grades = self.areas.iter().zip(&own.verdicts);
            let grades =
                grades.map(|(area, verdict)| format!("{area}: {}", reading::verdict_words(*verdict)));
            sentences.push(format!("{} has {}", own.name, grades.collect::<Vec<_>>().join("; ")));
        }
        let areas = self.areas.iter().enumerate().map(|(at, area)| {
            let n = |wanted| self.places.iter().filter(|place| place.verdicts[at] == Some(wanted)).count();
            let counts =
                self.scale.best_first().iter().map(|grade| format!("{} {grade}", n(Verdict::Graded(*grade))));
            let all = self.places.iter().map(|place| (place.name.as_str(), place.verdicts[at]));
            format!("{area}: {}{}", counts.collect::<Vec<_>>().join(", "), reading::extremes(all))
        });
        sentences.push(areas.collect::<Vec<_>>().join("; "));
        sentences.push(reading::noted(self.table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

impl Place {
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, area: usize, tile: Box2, name: Option<&Vec<String>>) {
        let Some(verdict) = self.verdicts[area] else {
            return canvas.outline(tile, 1.0, canvas.theme.faint);
        };
        let (fill, sign) = canvas.theme.verdict_fill(verdict, scale);
        canvas.fill(tile, fill);
        if self.carried_over[area] {
            page::corner(canvas, tile, sign, fill.ink);
        }
        let sizes = canvas.theme.sizes;
        let middle = tile.middle();
        let sign_style = Style::new(Face::bold(sizes.label), fill.ink).anchored(Anchor::Middle);
        let Some(lines) = name else { return canvas.text_centred(middle, sign, sign_style) };
        let style = Style::new(Face::regular(sizes.small), fill.ink).anchored(Anchor::Middle);
        // The letter and the lines below it stand in the middle together, as close as a low tile needs.
        let room = tile.bottom - tile.top - 2.0 * PADDING - sign_style.face.size;
        let leading = (room / lines.len().max(1) as f32).clamp(sizes.small + TIGHT, style.face.leading());
        let mut y = middle.y - lines.len() as f32 * leading / 2.0 - sizes.small * DESCENT;
        canvas.text_centred(Point { x: middle.x, y }, sign, sign_style);
        y += 1.0;
        for line in lines {
            y += leading;
            canvas.text_centred(Point { x: middle.x, y }, line, style);
        }
    }
}

/// Sets a name in a tile or above the letters of one, in lines.
fn name(canvas: &mut Canvas, area: Box2, lines: &[String], face: Face) {
    canvas.rect(area, canvas.theme.band);
    let style = Style::new(face, canvas.theme.ink).anchored(Anchor::Middle);
    let middle = area.middle().y - face.size * DESCENT;
    let first = middle - lines.len().saturating_sub(1) as f32 * face.leading() / 2.0;
    for (at, line) in lines.iter().enumerate() {
        let at = Point { x: area.middle().x, y: first + at as f32 * face.leading() };
        canvas.text_centred(at, line, style);
    }
}

/// The least and the most of some numbers; none of none.
fn ends(numbers: impl Iterator<Item = u64> + Clone) -> Option<(u64, u64)> {
    numbers.clone().min().zip(numbers.max())
}

/// The tile in a column and row of a map that begins at a corner.
fn tile_at(corner: (f32, f32), (column, row): (f32, f32), size: (f32, f32)) -> Box2 {
    Box2::new(corner.0 + column * size.0, corner.1 + row * size.1, size.0 - GAP, size.1 - GAP)
}

/// The tile of a force, where it has one on a map of a size that can be drawn.
fn tile(row: &Row, column: usize, line: usize) -> Option<(u64, u64)> {
    let tile = reading::count_if_any(row, column).zip(reading::count_if_any(row, line));
    tile.filter(|(column, line)| *column < MOST_TILES && *line < MOST_TILES)
}
