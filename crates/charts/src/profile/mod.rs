//! One force over many indicators as a spine: each row from the worst to the best of all, right is better; from the
//! lowest to the highest, apart from these, where neither way is good.

mod alt;
mod line;

use peel_model::Table;

use crate::axis::Axis;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::dots::{Dot, GOES_ON, LIMITS, LIMITS_IN_SHORT, arrow, sample};
use crate::look::{Foot, Sheet};
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading;
use crate::text::{Face, distinct, ellipsize, wrap};
use crate::theme::Theme;
use crate::{ChartError, Picture};

use line::{Cells, Found, Line, NO_PLACE, Scale};

const WORDS: [&str; 6] = ["title", "period", "unit", "direction", "against_mean", "judgement"];
const NUMBERS: [&str; 9] =
    ["value", "lower", "upper", "worst", "worse_quartile", "median", "better_quartile", "best", "mean"];
/// The usual height of a row, and the least on a page.
const ROW: f32 = 34.0;
const LEAST_ROW: f32 = 31.0;
const HEADING: f32 = 30.0;
/// The same on a dense page, where what the figures are stands in the line of the indicator.
const DENSE_ROW: f32 = 3.0;
const DENSE_HEADING: f32 = 18.0;
/// White below the rows of a group.
const BELOW: f32 = 10.0;
const DENSE_BELOW: f32 = 2.0;
/// The widths of the columns left and right of the spines.
const NAME: f32 = 330.0;
const VALUE: f32 = 96.0;
const PLACE: f32 = 84.0;
/// The most lines of a name, and the white between two.
const MOST_TITLE: usize = 3;
const TITLE_LEADING: f32 = 1.0;
/// The most names, or names and how many more, of those that the title speaks of and that have no room.
const MOST_MISSED: usize = 3;
/// What lies beyond an end of a spine has so much room.
const BEYOND: f32 = 24.0;

/// The same where several blocks of rows stand beside each other, or where a line has the words of two.
const NAME_IN_BLOCKS: f32 = 190.0;
const DENSE_NAME: f32 = 420.0;
const DENSE_VALUE: f32 = 68.0;
const DENSE_PLACE: f32 = 54.0;
/// The room of the words at the ends of a spine.
const ROOM_OF_ENDS: f32 = 100.0;
/// What is left between the words of a spine's ends, at least.
const ROOM_BETWEEN_ENDS: f32 = 6.0;
/// No spine in a block is shorter, with what lies beyond its ends.
const LEAST_SPINE: f32 = 110.0;

/// Where the columns of a block of rows stand.
struct Columns {
    left: f32,
    right: f32,
    name: f32,
    /// Where the figures end, and how wide they and the places may be.
    value: f32,
    widths: (f32, f32),
    spine: (f32, f32),
    row: f32,
    is_dense: bool,
}

/// Rows that are held against one thing.
struct Group<'l> {
    lines: Vec<(&'l Line, Vec<String>)>,
    scale: Scale,
}

/// Draws the profile; on the last sheet of a page that cannot hold all its indicators, the first ones.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let all = read(table)?;
    let drawn = draw_first(table, sheet, &all, all.len());
    if !(sheet.is_dense && sheet.foot == Foot::Least && matches!(drawn, Err(ChartError::NoRoom { .. }))) {
        return drawn;
    }
    // Of fewer than half the picture would be another one.
    let counts: Vec<usize> = (all.len().div_ceil(2)..all.len()).collect();
    let fits = |n: &usize| draw_first(table, sheet, &all, *n).is_ok();
    match counts.partition_point(fits) {
        0 => drawn,
        n_fit => draw_first(table, sheet, &all, counts[n_fit - 1]),
    }
}

/// Draws so many of the indicators, those that can be judged before the others.
fn draw_first(table: &Table, sheet: &Sheet, all: &[Line], n: usize) -> Result<Picture, ChartError> {
    let mut lines: Vec<&Line> = all.iter().collect();
    lines.sort_by_key(|line| line.rank());
    let left_out = lines.split_off(n.min(lines.len()));
    let lines: Vec<&Line> = in_order(all, &lines);
    let mut canvas = Canvas::new(sheet)?;
    if n < all.len() {
        let words = "better and worse ones before those not clearly different; the title is of all, which ‘peel show profile’ has";
        let missed = missed(&left_out);
        canvas.remark(format!("{n} of {} indicators are drawn{missed}, {words}", all.len()));
        canvas.leave_out(left_out.iter().map(|line| line.title.clone()));
    }
    let common = line::common(&lines).filter(|_| sheet.is_dense);
    if let Some(common) = common {
        canvas.remark(format!("Figures are {common}, but where an indicator says otherwise"));
    }
    let y = page::head(&mut canvas, table);
    let keys = keys(&lines, &Columns::fit(&canvas, &lines, (0, 1)), sheet.theme);
    let y = page::legend(&mut canvas, &keys, y);
    let top = y + heads_height(&canvas);
    let n_blocks = n_blocks(&canvas, table, &lines, top);
    let blocks = blocks(&canvas, (&lines, common), n_blocks);
    let heights = blocks.iter().map(|groups| row_height(&canvas, table, groups, top));
    let row = heights.fold(f32::INFINITY, f32::min);
    let mut bottom = y;
    for (at, groups) in blocks.iter().enumerate() {
        let columns = Columns { row, ..Columns::fit(&canvas, &lines, (at, n_blocks)) };
        let mut y = heads(&mut canvas, table, &columns, y);
        for group in groups {
            y = group.draw(&mut canvas, &columns, y);
        }
        bottom = bottom.max(y);
    }
    let height = page::foot(&mut canvas, table, bottom);
    canvas.finish(height, "profile", &table.title, &alt::describe(table, all, n))
}

/// Names those without room that the title speaks of, which readers would look for: `, without Robbery (worse)`.
fn missed(left_out: &[&Line]) -> String {
    let found = |line: &&&Line| line.found <= Found::Worse;
    let names = left_out.iter().filter(found).map(|line| match line.found {
        Found::Better => format!("{} (better)", line.title),
        _ => format!("{} (worse)", line.title),
    });
    let mut names: Vec<_> = names.collect();
    if names.len() > MOST_MISSED {
        let n_more = names.len() - (MOST_MISSED - 1);
        names.truncate(MOST_MISSED - 1);
        names.push(format!("{n_more} more"));
    }
    if names.is_empty() { String::new() } else { format!(", without {}", reading::listed(names)) }
}

/// The lines that are drawn in the order of the table, by what they are held against; who is set apart last.
fn in_order<'l>(all: &'l [Line], drawn: &[&Line]) -> Vec<&'l Line> {
    let is_drawn = |line: &&Line| drawn.iter().any(|one| std::ptr::eq(*one, *line));
    let mut lines: Vec<&Line> = all.iter().filter(is_drawn).collect();
    lines.sort_by_key(|line| (line.scale(), line.is_set_apart()));
    lines
}

impl Columns {
    /// The columns of one of so many blocks.
    fn fit(canvas: &Canvas, lines: &[&Line], (at, n): (usize, usize)) -> Self {
        let width = page::block_width(canvas.width(), n);
        let left = MARGIN + at as f32 * (width + page::BETWEEN_BLOCKS);
        let is_dense = canvas.sheet().is_dense;
        let (value, place) = if is_dense { (DENSE_VALUE, DENSE_PLACE) } else { (VALUE, PLACE) };
        let name = match (n, is_dense) {
            (1, true) => DENSE_NAME.min(width * 0.4),
            (1, false) => NAME,
            _ => NAME_IN_BLOCKS.min(width - value - place - LEAST_SPINE - 40.0),
        };
        let right = left + width;
        let whole = (left + name + value + 24.0, right - place - 16.0);
        let is_beyond = lines.iter().any(|line| line.is_beyond(whole));
        let room = if is_beyond { BEYOND } else { 0.0 };
        let spine = (whole.0 + room, whole.1 - room);
        Self {
            left,
            right,
            name,
            value: left + name + value,
            widths: (value, place),
            spine,
            row: ROW,
            is_dense,
        }
    }
}

/// Into how many blocks the rows go: into one while that is not too high for its page.
fn n_blocks(canvas: &Canvas, table: &Table, lines: &[&Line], top: f32) -> usize {
    let Some(room) = page::room(canvas, table, top).filter(|_| canvas.sheet().is_dense) else { return 1 };
    let fits = |n: &usize| {
        let columns = Columns::fit(canvas, lines, (0, *n));
        let blocks = blocks(canvas, (lines, None), *n);
        let height = |groups: &Vec<Group>| {
            groups.iter().map(|group| group.height(canvas, least_row(canvas))).sum::<f32>()
        };
        let is_read = *n == 1 || columns.name >= page::LEAST_NAME * 1.5;
        is_read && blocks.iter().map(height).fold(0.0, f32::max) <= room
    };
    (1..=page::MOST_BLOCKS).find(fits).unwrap_or(1)
}

fn least_row(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { canvas.theme.sizes.small + DENSE_ROW } else { LEAST_ROW }
}

fn row_height(canvas: &Canvas, table: &Table, groups: &[Group], top: f32) -> f32 {
    let n_rows = groups.iter().map(|group| group.lines.len()).sum();
    // What does not grow with the rows.
    let between = groups.iter().map(|group| group.height(canvas, 0.0)).sum();
    page::row_height(canvas, table, (top, between), n_rows, (least_row(canvas), ROW))
}

/// The groups in so many blocks of about one height; one that goes on in the next block is headed there again.
fn blocks<'l>(
    canvas: &Canvas,
    (lines, common): (&[&'l Line], Option<&str>),
    n: usize,
) -> Vec<Vec<Group<'l>>> {
    let name = Columns::fit(canvas, lines, (0, n)).name;
    let groups = groups(canvas, (lines, common), name);
    let least = least_row(canvas);
    let per_block = groups.iter().map(|group| group.height(canvas, least)).sum::<f32>() / n as f32;
    let mut blocks: Vec<Vec<Group>> = vec![Vec::new()];
    let mut height = 0.0;
    for Group { lines, scale } in groups {
        let mut is_headed = false;
        for line in lines {
            let own = least + extra(canvas, &line.1);
            let with_heading = own + if is_headed { 0.0 } else { heading(canvas) };
            // The row that reaches over the middle of a block's end still stands in it.
            if blocks.len() < n && height > 0.0 && height + with_heading / 2.0 > per_block {
                blocks.push(Vec::new());
                (height, is_headed) = (0.0, false);
            }
            let Some(block) = blocks.last_mut() else { continue };
            if !is_headed {
                block.push(Group { lines: Vec::new(), scale });
                height += heading(canvas);
            }
            height += own;
            is_headed = true;
            if let Some(group) = block.last_mut() {
                group.lines.push(line);
            }
        }
    }
    blocks
}

/// How much higher than others a row is whose name takes several lines.
fn extra(canvas: &Canvas, title: &[String]) -> f32 {
    title.len().saturating_sub(1) as f32 * title_leading(canvas)
}

/// From line to line of a name.
const fn title_leading(canvas: &Canvas) -> f32 {
    canvas.theme.sizes.text + TITLE_LEADING
}

/// The rows by what they are drawn on, with their titles as they are shown.
fn groups<'l>(canvas: &Canvas, (lines, common): (&[&'l Line], Option<&str>), name: f32) -> Vec<Group<'l>> {
    let face = Face::regular(canvas.theme.sizes.text);
    let titles: Vec<_> = lines.iter().map(|line| line.name(canvas, common)).collect();
    let titles: Vec<_> = titles.iter().map(String::as_str).collect();
    let titles = distinct(&titles, |title| wrap(&canvas.ruler, title, face, name, MOST_TITLE));
    let mut groups: Vec<Group> = Vec::new();
    for (line, title) in lines.iter().zip(titles) {
        let scale = line.scale();
        match groups.last_mut().filter(|group| group.scale == scale) {
            Some(group) => group.lines.push((line, title)),
            None => groups.push(Group { lines: vec![(line, title)], scale }),
        }
    }
    groups
}

fn read(table: &Table) -> Result<Vec<Line>, ChartError> {
    let cells = Cells {
        words: reading::columns(table, WORDS)?,
        numbers: reading::columns(table, NUMBERS)?,
        counts: reading::columns(table, ["place", "known"])?,
    };
    let rows = reading::rows(table, "indicators")?;
    let lines: Vec<_> = rows.iter().map(|row| Line::read(table, row, &cells)).collect();
    if lines.iter().any(|line| line.axis((0.0, 1.0)).is_some()) {
        return Ok(lines);
    }
    let why = match lines.iter().find(|line| line.scale().is_none) {
        Some(line) if line.is_alone => "nobody to compare with",
        Some(_) => "no two figures that differ",
        None => "no figures",
    };
    Err(ChartError::NothingToDraw(format!("the profile has {why}")))
}

impl Group<'_> {
    /// Its height with rows so high, but for those whose names take several lines.
    fn height(&self, canvas: &Canvas, row: f32) -> f32 {
        let rows = self.lines.iter().map(|(_, title)| row + extra(canvas, title));
        heading(canvas) + rows.sum::<f32>()
    }

    /// What the ends of the spines are, and what is in the middle.
    fn heads(&self, canvas: &mut Canvas, columns: &Columns, baseline: f32) {
        let theme = canvas.theme;
        let Columns { spine: (left, right), .. } = *columns;
        let style = Style::new(Face::regular(theme.sizes.small), theme.ink).anchored(Anchor::Middle);
        let middle = Point { x: f32::midpoint(left, right), y: baseline };
        if self.scale.is_none {
            let words = ellipsize(&canvas.ruler, "No two figures differ: no scale", style.face, right - left);
            canvas.text(middle, &words, style);
            return;
        }
        let words = if self.scale.has_mean() { "Line: mean" } else { "Held against no mean" };
        // In a short spine its ends alone are named, and the line of the mean by the legend.
        if right - left > canvas.ruler.width(words, style.face) + ROOM_OF_ENDS {
            canvas.text(middle, words, style);
        }
        let style = Style::new(Face::bold(theme.sizes.small), theme.ink);
        let is_judged = !self.scale.is_unjudged;
        let ends = if is_judged { ["Worst", "Best"] } else { ["Lowest", "Highest"] };
        let width: f32 = ends.iter().map(|word| canvas.ruler.width(word, style.face)).sum();
        let has_room = width + ROOM_BETWEEN_ENDS <= right - left;
        let ends = if is_judged || has_room { ends } else { ["Low", "High"] };
        canvas.text(Point { x: left, y: baseline }, ends[0], style);
        canvas.text(Point { x: right, y: baseline }, ends[1], style.anchored(Anchor::End));
    }

    /// Draws the rows, with the mean as a line down them; gives the height at which to go on.
    fn draw(&self, canvas: &mut Canvas, columns: &Columns, y: f32) -> f32 {
        let theme = canvas.theme;
        let x = f32::midpoint(columns.spine.0, columns.spine.1);
        let baseline = y + heading(canvas) - below(canvas) - 6.0 + if columns.is_dense { 2.0 } else { 0.0 };
        self.heads(canvas, columns, baseline);
        let top = y + heading(canvas) - below(canvas);
        let mut bottom = top;
        let mut tops = Vec::new();
        for (_, title) in &self.lines {
            let extra = extra(canvas, title);
            // The spine stands beside the middle of the name.
            tops.push(bottom + extra / 2.0);
            bottom += columns.row + extra;
        }
        let each = || self.lines.iter().zip(tops.iter().copied());
        for ((line, _), y) in each() {
            line.bars(canvas, columns, y);
        }
        if self.scale.has_mean() {
            canvas.line(Point { x, y: top }, Point { x, y: bottom }, 1.5, theme.ink);
        }
        for ((line, title), y) in each() {
            line.words(canvas, (title, columns), y);
            line.mark(canvas, columns, y);
        }
        bottom + below(canvas)
    }
}

/// The height of what stands above the rows of a group, and below them.
const fn heading(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { DENSE_HEADING } else { HEADING }
}

const fn below(canvas: &Canvas) -> f32 {
    if canvas.sheet().is_dense { DENSE_BELOW } else { BELOW }
}

fn heads(canvas: &mut Canvas, table: &Table, columns: &Columns, y: f32) -> f32 {
    let face = Face::bold(canvas.theme.sizes.label);
    let style = Style::new(face, canvas.theme.ink);
    let y = y + face.size;
    canvas.text(Point { x: columns.left, y }, "Indicator", style);
    let room = columns.value - columns.left - canvas.ruler.width("Indicator", face) - 12.0;
    let name = ellipsize(&canvas.ruler, &reading::subject(table), face, room);
    canvas.text(Point { x: columns.value, y }, &name, style.anchored(Anchor::End));
    canvas.text(Point { x: columns.right, y }, "Place", style.anchored(Anchor::End));
    y - face.size + heads_height(canvas)
}

/// The height of the heads of the columns.
fn heads_height(canvas: &Canvas) -> f32 {
    canvas.theme.sizes.label + 8.0
}

fn keys(lines: &[&Line], columns: &Columns, theme: &Theme) -> Vec<Key> {
    let any = |is: &dyn Fn(&Line) -> bool| lines.iter().any(|line| is(line));
    let found = Found::ALL.into_iter().filter(|found| any(&|line| line.is_marked() && line.found == *found));
    let point = |found: Found| {
        let (shape, ink) = found.mark(theme);
        Key { swatch: Swatch::Point(shape, ink), words: found.words().to_owned() }
    };
    let mut keys: Vec<_> = found.map(point).collect();
    if any(&Line::has_bar) {
        keys.push(Key::sample(|canvas, area| line::everyone(canvas, area.shrunk(2.0)), "all compared"));
        let half = |canvas: &mut Canvas, area: Box2| line::middle_half(canvas, area.shrunk(2.0));
        keys.push(Key::sample(half, "middle half of them"));
    }
    if columns.is_dense && any(&|line| line.scale().has_mean()) {
        let mean = |canvas: &mut Canvas, area: Box2| {
            let x = area.middle().x;
            canvas.line(Point { x, y: area.top }, Point { x, y: area.bottom }, 1.5, canvas.theme.ink);
        };
        keys.push(Key::sample(mean, "mean"));
    }
    let whisker = |is: fn(Dot, &Axis) -> bool| {
        any(&|line| {
            let axis = line.axis(columns.spine);
            axis.zip(line.whisker()).is_some_and(|(axis, whisker)| is(whisker, &axis))
        })
    };
    if whisker(Dot::is_seen) {
        let draw = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Whisker(0.0, 1.0), canvas.theme.ink);
        keys.push(Key::sample(draw, if columns.is_dense { LIMITS_IN_SHORT } else { LIMITS }));
    }
    keys.extend(whisker(Dot::is_cut).then(|| Key::sample(arrow, GOES_ON)));
    if any(&|line| line.is_beyond(columns.spine)) {
        let draw = |canvas: &mut Canvas, area: Box2| line::slants(canvas, area.middle());
        keys.push(Key::sample(draw, "beyond all others, not to scale"));
    }
    let without = any(&|line| line.place_words == NO_PLACE && !line.is_alone);
    let alone = any(&|line| line.place_words == NO_PLACE && line.is_alone);
    let why = match (without, alone) {
        (false, false) => return keys,
        (true, false) => "neither way is good, or there is no mean",
        (false, true) => "nobody to compare with",
        (true, true) => "neither way is good, there is no mean, or nobody to compare with",
    };
    keys.push(Key::sign(NO_PLACE, format!("no place: {why}")));
    keys
}
