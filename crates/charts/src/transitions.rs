//! How many moved from which grade to which: a table of counts per area, those that stayed on its diagonal.

use peel_model::{Grade, NoteKey, Scale, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Bar, Key, MARGIN};
use crate::reading::{self, Row};
use crate::text::{Face, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

/// Of fewer movers the two-sided sign test has no p below 0.05 even where all go one way: 2 x 0.5^5 is 0.06.
const FEWEST_MOVERS: u64 = 6;
const COUNTS: [&str; 3] = ["same", "known", "of"];
const ORDERED: [&str; 2] = ["better", "worse"];
const CELL: f32 = 42.0;
const GAP: f32 = 2.0;
/// The most that a cell is widened to fill a row, and to fill a page.
const MOST_CELL: f32 = 67.0;
const MOST_CELL_ON_A_PAGE: f32 = 150.0;
/// Above the cells of a panel, for the letters of the grades after; below them, for white, of which the last panels
/// need less, and for each line of the sums.
const HEADS: f32 = 40.0;
const WHITE: f32 = 28.0;
const LINE: f32 = 17.0;
const BELOW: f32 = 16.0;
/// Left of a panel, for the letters of the grades before.
const LETTERS: f32 = 44.0;
/// White between panels.
const APART: f32 = 34.0;
const MOST_TITLE_LINES: usize = 3;
const MOST_SUM_LINES: usize = 4;

/// An area.
struct Panel {
    title: String,
    /// By the grade before, then by the grade after, best first.
    moves: Vec<Vec<u64>>,
    /// The subject's row and column.
    own: Option<(usize, usize)>,
    /// The same, known, of.
    counts: [u64; 3],
    /// Of how many of those known a grade was carried over.
    n_carried_over: u64,
    /// Better and worse; none where the cycles may not be compared.
    ordered: Option<[u64; 2]>,
    sign_p: String,
}

/// How wide panels are, and how many stand in a row.
struct Places {
    per_row: usize,
    width: f32,
    cell: f32,
}

/// Draws the transitions.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let scale = reading::scale(table)?;
    let panels = read(table, scale)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let mut y = page::legend(&mut canvas, &keys(table, (scale, sheet.theme), &panels), y);
    let places = Places::fit(&canvas, scale, panels.len());
    let face = Face::bold(canvas.theme.sizes.text);
    let titles: Vec<_> = panels.iter().map(|panel| panel.title.as_str()).collect();
    let titles = distinct(&titles, |title| wrap(&canvas.ruler, title, face, places.width, MOST_TITLE_LINES));
    let rows = || panels.chunks(places.per_row).zip(titles.chunks(places.per_row));
    let title_height =
        |titles: &[Vec<String>]| titles.iter().map(Vec::len).max().unwrap_or(0) as f32 * face.leading() + 8.0;
    let sums: Vec<_> = panels.iter().map(|panel| panel.sum_lines(&canvas, places.width)).collect();
    let sums_height = sums.iter().map(Vec::len).max().unwrap_or(0) as f32 * LINE + WHITE;
    let between: f32 = rows().map(|(_, titles)| title_height(titles) + HEADS + sums_height).sum();
    let n_cells = rows().len() * scale.tiers();
    let cell = (places.cell, page::row_height(&canvas, table, (y, between - BELOW), n_cells, (CELL, CELL)));
    for ((row, titles), sums) in rows().zip(sums.chunks(places.per_row)) {
        let height = title_height(titles);
        for (at, ((panel, title), sums)) in row.iter().zip(titles).zip(sums).enumerate() {
            let x = MARGIN + at as f32 * (places.width + APART);
            for (line, words) in title.iter().enumerate() {
                let at = Point { x, y: y + (line + 1) as f32 * face.leading() - 4.0 };
                canvas.text(at, words, Style::new(face, canvas.theme.ink));
            }
            panel.draw(&mut canvas, scale, sums, (x, y + height), cell);
        }
        y += height + HEADS + scale.tiers() as f32 * cell.1 + sums_height;
    }
    let height = page::foot(&mut canvas, table, y - BELOW);
    canvas.finish(height, "transitions", &table.title, &describe(table, scale, &panels))
}

fn read(table: &Table, scale: &Scale) -> Result<Vec<Panel>, ChartError> {
    let [title, before, after, sign] = reading::columns(table, ["title", "before", "after", "sign_p"])?;
    let (counts, ordered) = (reading::columns(table, COUNTS)?, reading::columns(table, ORDERED)?);
    let carried_over = table.column("carried_over");
    let slug = |grade: &Grade| grade.slug().replace('-', "_");
    let grades = scale.best_first();
    let mut columns = Vec::new();
    for from in grades {
        let to = grades.iter().map(|to| reading::column(table, &format!("{}_to_{}", slug(from), slug(to))));
        columns.push(to.collect::<Result<Vec<_>, _>>()?);
    }
    let place = |row: &Row, at: usize| match reading::verdict(row, at) {
        Some(Verdict::Graded(grade)) => grades.iter().position(|one| *one == grade),
        _ => None,
    };
    let panel = |row: &Vec<_>| Panel {
        title: reading::text(row, title),
        moves: columns.iter().map(|to| to.iter().map(|at| reading::count(row, *at)).collect()).collect(),
        own: place(row, before).zip(place(row, after)),
        counts: counts.map(|at| reading::count(row, at)),
        n_carried_over: carried_over.map_or(0, |at| reading::count(row, at)),
        ordered: match ordered.map(|at| reading::count_if_any(row, at)) {
            [Some(better), Some(worse)] => Some([better, worse]),
            _ => None,
        },
        sign_p: reading::formatted(table, row, sign),
    };
    Ok(reading::rows(table, "areas")?.iter().map(panel).collect())
}

impl Places {
    /// As many panels in a row as fit, and no more than there are, with cells as wide as fill it.
    fn fit(canvas: &Canvas, scale: &Scale, n_panels: usize) -> Self {
        let (tiers, room) = (scale.tiers() as f32, canvas.width() - 2.0 * MARGIN + APART);
        let fits = |per_row: &usize| *per_row as f32 * (LETTERS + tiers * CELL + APART) <= room;
        let per_row = (2..=n_panels).take_while(fits).last().unwrap_or(1);
        let most = canvas.height().map_or(MOST_CELL, |_| MOST_CELL_ON_A_PAGE);
        let cell = ((room / per_row as f32 - APART - LETTERS) / tiers).clamp(CELL, most);
        Self { per_row, width: LETTERS + tiers * cell, cell }
    }
}

impl Panel {
    /// Draws it at a corner, with cells of this width and height and its sums below.
    fn draw(
        &self,
        canvas: &mut Canvas,
        scale: &Scale,
        sums: &[(String, Style)],
        (x, y): (f32, f32),
        (wide, high): (f32, f32),
    ) {
        let (theme, top_of_panel, from) = (canvas.theme, y, canvas.n_marks());
        let small = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let left = x + LETTERS;
        canvas.text(Point { x: left, y: y + 12.0 }, "After", small);
        canvas.text(Point { x, y: y + 34.0 }, "Before", small);
        let top = y + HEADS;
        let letter = Style::new(Face::bold(theme.sizes.label), theme.ink).anchored(Anchor::Middle);
        for (at, grade) in scale.best_first().iter().enumerate() {
            let middle = |cell: f32| at as f32 * cell + (cell - GAP) / 2.0;
            canvas.text(Point { x: left + middle(wide), y: y + 34.0 }, grade.letter(), letter);
            let before = Point { x: x + LETTERS / 2.0 - 4.0, y: top + middle(high) };
            canvas.text_centred(before, grade.letter(), letter);
        }
        for (row, counts) in self.moves.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                let (dx, dy) = (column as f32 * wide, row as f32 * high);
                let place = Box2::new(left + dx, top + dy, wide - GAP, high - GAP);
                self.cell(canvas, place, (row, column), *count);
            }
        }
        let width = LETTERS + self.moves.len() as f32 * wide;
        let mut y = top + self.moves.len() as f32 * high;
        for (words, style) in sums {
            y += LINE;
            canvas.text(Point { x, y }, words, *style);
        }
        canvas.panel(Box2 { left: x, top: top_of_panel, right: x + width, bottom: y + 8.0 }, from);
    }

    /// What stands below it: how many moved which way, how many are known, and whether chance may give as much.
    fn sum_lines(&self, canvas: &Canvas, width: f32) -> Vec<(String, Style)> {
        let theme = canvas.theme;
        let sums = Style::new(Face::bold(theme.sizes.label), theme.ink);
        let small = Style::new(Face::regular(theme.sizes.small), theme.grey);
        let [_, known, of] = self.counts;
        let p = match self.sign_p.as_str() {
            "" => String::new(),
            _ if self.movers() < FEWEST_MOVERS => format!(", fewer than {FEWEST_MOVERS} moved: no test"),
            p => format!(", sign test p {p}"),
        };
        let known = format!("{known} of {of} known{}{p}", self.carried_over());
        let lines = |words: &str, style: Style| {
            let lines = wrap(&canvas.ruler, words, style.face, width, MOST_SUM_LINES);
            lines.into_iter().map(move |line| (line, style))
        };
        lines(&self.sums("same"), sums).chain(lines(&known, small)).collect()
    }

    /// How many of those known rest on a grade carried over; nothing where none does.
    fn carried_over(&self) -> String {
        match self.n_carried_over {
            0 => String::new(),
            n => format!(" ({n} carried over)"),
        }
    }

    /// How many moved which way, where ways may be told apart.
    fn sums(&self, the_same: &str) -> String {
        let [same, known, _] = self.counts;
        match self.ordered {
            Some([better, worse]) => format!("{better} better, {same} {the_same}, {worse} worse"),
            None => format!("{same} {the_same}, {} other grade", known.saturating_sub(same)),
        }
    }

    /// How many moved.
    fn movers(&self) -> u64 {
        let [same, known, _] = self.counts;
        self.ordered.map_or(known.saturating_sub(same), |[better, worse]| better.saturating_add(worse))
    }

    /// Which share of those known in both a count is.
    fn share(&self, count: u64) -> f32 {
        count as f32 / self.counts[1].max(1) as f32
    }

    /// The shares of the cells that are shaded.
    fn shares(&self) -> impl Iterator<Item = f32> {
        self.moves.iter().flatten().filter(|count| **count > 0).map(|count| self.share(*count))
    }

    fn cell(&self, canvas: &mut Canvas, place: Box2, (row, column): (usize, usize), count: u64) {
        let theme = canvas.theme;
        let ink = if count == 0 {
            canvas.outline(place, 1.0, theme.faint);
            theme.grey
        } else {
            let (ground, ink) = theme.counts.known.shade(self.share(count));
            canvas.rect(place, ground);
            ink
        };
        if row == column {
            canvas.outline(place, 1.0, theme.ink);
        }
        if self.own == Some((row, column)) {
            canvas.outline(place.shrunk(1.0), 3.0, theme.ink);
        }
        let face = if count == 0 { Face::regular(theme.sizes.label) } else { Face::bold(theme.sizes.text) };
        let words = ellipsize(&canvas.ruler, &count.to_string(), face, place.width() - 8.0);
        canvas.text_centred(place.middle(), &words, Style::new(face, ink).anchored(Anchor::Middle));
    }
}

fn keys(table: &Table, (scale, theme): (&Scale, &Theme), panels: &[Panel]) -> Vec<Key> {
    let mut keys = Key::of_letters(scale);
    let shares = || panels.iter().flat_map(Panel::shares);
    let words = reading::shares(shares(), "of those known in both");
    keys.extend(Key::shades(theme.counts.known, shares(), Bar::Without, words));
    let same = |canvas: &mut Canvas, area: Box2| canvas.outline(area, 1.0, canvas.theme.ink);
    let words = if panels.iter().any(|panel| panel.ordered.is_some()) {
        "stayed the same; below: better; above: worse"
    } else {
        "the same grade in both; the others neither better nor worse"
    };
    keys.push(Key::sample(same, words));
    if panels.iter().any(|panel| panel.own.is_some()) {
        let words = format!("where {} is", reading::subject(table));
        keys.push(Key::sample(|canvas, area| canvas.outline(area, 3.0, canvas.theme.ink), words));
    }
    keys
}

/// The chart in words: what, how many moved which way in each area and the subject's own move, n of N.
fn describe(table: &Table, scale: &Scale, panels: &[Panel]) -> String {
    let subject = reading::subject(table);
    let grade = |at: usize| scale.best_first().get(at).map_or("no grade", |grade| grade.title());
    let mut sentences =
        vec![format!("Tables of the moves between grades in {}", reading::areas(table, panels.len()))];
    sentences.extend(panels.iter().map(|panel| {
        let [_, known, of] = panel.counts;
        let own = match panel.own {
            Some((before, after)) => format!("{subject} from {} to {}", grade(before), grade(after)),
            None => format!("no two grades of {subject} to compare"),
        };
        let (sums, carried_over) = (panel.sums("the same"), panel.carried_over());
        format!("{}: {sums}, {known} of {of} known in both{carried_over}; {own}", panel.title)
    }));
    let movers = panels.iter().map(|panel| (panel.title.as_str(), Some(panel.movers() as f64)));
    if let Some(ends) = reading::ends(movers) {
        sentences.push(format!("Most moved in {} ({})", reading::names(ends.most.0), ends.most.1));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
