//! Where the grades are: a tile a force, at the place the registry gives it, with the letter of its grade. One area
//! is drawn large, with names; of several each is a small map on one sheet.

use peel_model::{Kind, NoteKey, Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::reading::{self, Row};
use crate::text::{Face, clean, wrap};
use crate::{ChartError, Picture};

/// A place further from the corner of the map is no place on it.
const MOST_TILES: u64 = 60;
/// White between tiles, and between small maps.
const GAP: f32 = 3.0;
const APART: f32 = 16.0;
/// The sizes of a tile on a large map and on a small one.
const LARGE: (f32, f32) = (114.0, 56.0);
const SMALL: (f32, f32) = (27.0, 24.0);
/// The height of a tile that holds a name alone.
const NAMED: f32 = 36.0;
const MOST_TITLE_LINES: usize = 3;

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
    places: Vec<Place>,
}

/// Draws the map.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let content = Content::read(table)?;
    let (columns, rows) = content.extent().ok_or_else(|| {
        ChartError::NothingToDraw(
            "the registry gives no force a tile (columns `tile_column` and `tile_row`)".to_owned(),
        )
    })?;
    let is_single = content.areas.len() == 1;
    let size = if is_single {
        let width = ((sheet.width - 2.0 * MARGIN) / columns as f32).clamp(36.0, LARGE.0);
        (width, LARGE.1)
    } else {
        SMALL
    };
    let (width, height) = (columns as f32 * size.0, rows as f32 * size.1);
    let mut canvas = Canvas::new(&Sheet { width: sheet.width.max(width + 2.0 * MARGIN), ..*sheet })?;
    let y = page::head(&mut canvas, table);
    let mut y = page::legend(&mut canvas, &content.keys(sheet), y);
    let panel = width.max(if is_single { width } else { 190.0 });
    let mut per_row = 1;
    while 2.0 * MARGIN + (per_row + 1) as f32 * (panel + APART) - APART <= canvas.width() {
        per_row += 1;
    }
    let areas: Vec<usize> = (0..content.areas.len()).collect();
    for row in areas.chunks(per_row) {
        let title_height = content.titles(&mut canvas, row, (panel, y));
        for (at, area) in row.iter().enumerate() {
            let left = MARGIN + at as f32 * (panel + APART);
            content.tiles(&mut canvas, *area, (left, y + title_height), size, is_single);
        }
        y += title_height + height + 26.0;
    }
    if !is_single && sheet.page.is_none() {
        y = content.named(&mut canvas, (columns, rows), y);
    }
    y = content.without_tiles(&mut canvas, y - 10.0);
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "map", &table.title, &content.describe())
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
        Ok(Self { table, scale: reading::scale(table)?, areas, places })
    }

    /// How many columns and rows of tiles there are.
    fn extent(&self) -> Option<(u64, u64)> {
        let tiles = || self.places.iter().filter_map(|place| place.tile);
        Some((tiles().map(|tile| tile.0).max()? + 1, tiles().map(|tile| tile.1).max()? + 1))
    }

    /// Sets the titles of a row of maps; gives their height.
    fn titles(&self, canvas: &mut Canvas, areas: &[usize], (width, y): (f32, f32)) -> f32 {
        let face = Face::bold(canvas.theme.sizes.text);
        let lines = |area: &usize| wrap(&canvas.ruler, &self.areas[*area], face, width, MOST_TITLE_LINES);
        let titles: Vec<_> = areas.iter().map(lines).collect();
        for (at, title) in titles.iter().enumerate() {
            let x = MARGIN + at as f32 * (width + APART);
            for (line, words) in title.iter().enumerate() {
                let y = y + (line + 1) as f32 * face.leading() - 4.0;
                canvas.text(Point { x, y }, words, Style::new(face, canvas.theme.ink));
            }
        }
        titles.iter().map(Vec::len).max().unwrap_or(0) as f32 * face.leading() + 8.0
    }

    fn tiles(&self, canvas: &mut Canvas, area: usize, corner: (f32, f32), size: (f32, f32), is_named: bool) {
        let mut own = None;
        for place in &self.places {
            let Some((column, row)) = place.tile else { continue };
            let (left, top) = (corner.0 + column as f32 * size.0, corner.1 + row as f32 * size.1);
            let tile = Box2::new(left, top, size.0 - GAP, size.1 - GAP);
            let from = canvas.n_marks();
            place.draw(canvas, self.scale, area, tile, is_named);
            canvas.panel(tile, from);
            own = own.or(place.is_subject.then_some(tile));
        }
        if let Some(tile) = own {
            canvas.outline(tile.shrunk(-GAP), GAP, canvas.theme.ink);
        }
    }

    /// Draws a map of names, to read the small ones by; gives the height at which to go on.
    fn named(&self, canvas: &mut Canvas, (columns, rows): (u64, u64), y: f32) -> f32 {
        let theme = canvas.theme;
        let face = Face::bold(theme.sizes.text);
        let heading = Style::new(face, theme.ink);
        canvas.text(Point { x: MARGIN, y: y + face.leading() - 4.0 }, "Which tile is whose", heading);
        let top = y + face.leading() + 8.0;
        let width = ((canvas.width() - 2.0 * MARGIN) / columns as f32).clamp(SMALL.0, LARGE.0);
        for place in &self.places {
            let Some((column, row)) = place.tile else { continue };
            let corner = (MARGIN + column as f32 * width, top + row as f32 * NAMED);
            let tile = Box2::new(corner.0, corner.1, width - GAP, NAMED - GAP);
            canvas.rect(tile, theme.band);
            let face = if place.is_subject {
                Face::bold(theme.sizes.small)
            } else {
                Face::regular(theme.sizes.small)
            };
            let lines = wrap(&canvas.ruler, &place.name, face, tile.width() - 6.0, 2);
            let first = tile.middle().y - lines.len().saturating_sub(1) as f32 * face.leading() / 2.0;
            for (at, line) in lines.iter().enumerate() {
                let at = Point { x: tile.middle().x, y: first + at as f32 * face.leading() };
                canvas.text_centred(at, line, Style::new(face, theme.ink).anchored(Anchor::Middle));
            }
        }
        top + rows as f32 * NAMED + 26.0
    }

    /// Lists the forces that have no tile, with their grades; gives the height at which to go on.
    fn without_tiles(&self, canvas: &mut Canvas, y: f32) -> f32 {
        let others: Vec<_> = self.places.iter().filter(|place| place.tile.is_none()).collect();
        if others.is_empty() {
            return y;
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
        let words = format!("Without a tile in the registry: {}", listed.collect::<Vec<_>>().join(", "));
        let style = Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink);
        let mut y = y;
        for line in wrap(&canvas.ruler, &words, style.face, canvas.width() - 2.0 * MARGIN, 12) {
            y += style.face.leading();
            canvas.text(Point { x: MARGIN, y }, &line, style);
        }
        y + 8.0
    }

    fn keys(&self, sheet: &Sheet) -> Vec<Key> {
        let verdicts = || self.places.iter().flat_map(|place| &place.verdicts);
        let occurs = |wanted| verdicts().any(|verdict| *verdict == Some(wanted));
        let mut keys = Key::of_scale(sheet.theme, self.scale, occurs);
        keys.extend(
            self.places.iter().any(|place| place.carried_over.contains(&true)).then(Key::carried_over),
        );
        if self.places.iter().any(|place| place.is_subject && place.tile.is_some()) {
            let draw = |canvas: &mut Canvas, area: Box2| canvas.outline(area, GAP, canvas.theme.ink);
            keys.push(Key::sample(draw, reading::subject(self.table)));
        }
        keys
    }

    /// The chart in words: what, the subject's grades, how many have each grade in each area and who the
    /// best and the worst, n of N.
    fn describe(&self) -> String {
        let mut sentences =
            vec![format!("Tile map of {} forces in {} areas", self.places.len(), self.areas.len())];
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
    fn draw(&self, canvas: &mut Canvas, scale: &Scale, area: usize, tile: Box2, is_named: bool) {
        let Some(verdict) = self.verdicts[area] else {
            return canvas.outline(tile, 1.0, canvas.theme.faint);
        };
        let (fill, sign) = canvas.theme.verdict_fill(verdict, scale);
        canvas.fill(tile, fill);
        if self.carried_over[area] {
            page::corner(canvas, tile, fill.ink);
        }
        let sizes = canvas.theme.sizes;
        let middle = tile.middle();
        let sign_style = Style::new(Face::bold(sizes.label), fill.ink).anchored(Anchor::Middle);
        if !is_named {
            return canvas.text_centred(middle, sign, sign_style);
        }
        let style = Style::new(Face::regular(sizes.small), fill.ink).anchored(Anchor::Middle);
        let lines = wrap(&canvas.ruler, &self.name, style.face, tile.width() - 6.0, 2);
        // The letter and the lines below it stand in the middle together.
        let mut y = middle.y - lines.len() as f32 * style.face.leading() / 2.0;
        canvas.text_centred(Point { x: middle.x, y }, sign, sign_style);
        y += 1.0;
        for line in &lines {
            y += style.face.leading();
            canvas.text_centred(Point { x: middle.x, y }, line, style);
        }
    }
}

/// The tile of a force, where it has one on a map of a size that can be drawn.
fn tile(row: &Row, column: usize, line: usize) -> Option<(u64, u64)> {
    let tile = reading::count_if_any(row, column).zip(reading::count_if_any(row, line));
    tile.filter(|(column, line)| *column < MOST_TILES && *line < MOST_TILES)
}
