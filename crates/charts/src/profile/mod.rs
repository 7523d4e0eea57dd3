//! One force over many indicators as a spine: each row from the worst to the best of all, right is better; from the
//! lowest to the highest, apart from these, where neither way is good.

mod alt;
mod line;

use peel_model::Table;

use crate::axis::Axis;
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::dots::{Dot, GOES_ON, LIMITS, arrow, sample};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN, Swatch};
use crate::reading;
use crate::text::{Face, distinct, ellipsize};
use crate::theme::Theme;
use crate::{ChartError, Picture};

use line::{Cells, Found, Line, NO_PLACE};

const WORDS: [&str; 6] = ["title", "period", "unit", "direction", "against_mean", "judgement"];
const NUMBERS: [&str; 9] =
    ["value", "lower", "upper", "worst", "worse_quartile", "median", "better_quartile", "best", "mean"];
/// The usual height of a row, and the least on a page.
const ROW: f32 = 34.0;
const LEAST_ROW: f32 = 31.0;
const HEADING: f32 = 30.0;
/// The widths of the columns left and right of the spines.
const NAME: f32 = 330.0;
const VALUE: f32 = 96.0;
const PLACE: f32 = 84.0;
/// What lies beyond an end of a spine has so much room.
const BEYOND: f32 = 24.0;

/// Where the columns stand.
struct Columns {
    name: f32,
    value: f32,
    spine: (f32, f32),
    row: f32,
}

/// Rows that are held against one thing.
struct Group<'l> {
    lines: Vec<(&'l Line, String)>,
    /// Whether right is better.
    is_judged: bool,
    /// Whether the line down the middle is the mean; there is no line otherwise.
    has_mean: bool,
}

/// Draws the profile.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let lines = read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let mut columns = Columns::fit(&canvas, &lines);
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(&lines, &columns, sheet.theme), y);
    let mut y = heads(&mut canvas, table, &columns, y);
    let groups = groups(&canvas, &lines);
    let between = groups.len() as f32 * HEADING;
    columns.row = page::row_height(&canvas, table, (y, between), lines.len(), (LEAST_ROW, ROW));
    for group in groups {
        y = group.draw(&mut canvas, &columns, y);
    }
    let height = page::foot(&mut canvas, table, y);
    canvas.finish(height, "profile", &table.title, &alt::describe(table, &lines))
}

impl Columns {
    fn fit(canvas: &Canvas, lines: &[Line]) -> Self {
        let right = canvas.width() - MARGIN - PLACE;
        let whole = (MARGIN + NAME + VALUE + 24.0, right - 16.0);
        let is_beyond = lines.iter().any(|line| line.is_beyond(whole));
        let room = if is_beyond { BEYOND } else { 0.0 };
        Self { name: NAME, value: MARGIN + NAME + VALUE, spine: (whole.0 + room, whole.1 - room), row: ROW }
    }
}

/// The rows by which way is good and whether there is a mean, with their titles as they are shown.
fn groups<'l>(canvas: &Canvas, lines: &'l [Line]) -> Vec<Group<'l>> {
    let face = Face::regular(canvas.theme.sizes.text);
    let titles: Vec<_> = lines.iter().map(|line| line.title.as_str()).collect();
    let titles = distinct(&titles, |title| ellipsize(&canvas.ruler, title, face, NAME));
    let rows: Vec<_> = lines.iter().zip(titles).collect();
    let kinds = [(true, true), (false, true), (true, false), (false, false)];
    let groups = kinds.map(|(is_judged, has_mean)| {
        let is_of =
            |(line, _): &&(&Line, String)| (line.is_judged, line.mean().is_some()) == (is_judged, has_mean);
        Group { lines: rows.iter().filter(is_of).cloned().collect(), is_judged, has_mean }
    });
    groups.into_iter().filter(|group| !group.lines.is_empty()).collect()
}

fn read(table: &Table) -> Result<Vec<Line>, ChartError> {
    let cells = Cells {
        words: reading::columns(table, WORDS)?,
        numbers: reading::columns(table, NUMBERS)?,
        counts: reading::columns(table, ["place", "known"])?,
    };
    let rows = reading::rows(table, "indicators")?;
    let lines: Vec<_> = rows.iter().map(|row| Line::read(table, row, &cells)).collect();
    if lines.iter().all(|line| line.axis((0.0, 1.0)).is_none()) {
        return Err(ChartError::NothingToDraw("the profile has no figures".to_owned()));
    }
    Ok(lines)
}

impl Group<'_> {
    /// Draws the rows, with the mean as a line down them; gives the height at which to go on.
    fn draw(&self, canvas: &mut Canvas, columns: &Columns, y: f32) -> f32 {
        let theme = canvas.theme;
        let x = f32::midpoint(columns.spine.0, columns.spine.1);
        let style = Style::new(Face::regular(theme.sizes.small), theme.ink).anchored(Anchor::Middle);
        let words = if self.has_mean { "Line: mean" } else { "Held against no mean" };
        canvas.text(Point { x, y: y + 14.0 }, words, style);
        let ends = if self.is_judged { ["Worst", "Best"] } else { ["Lowest", "Highest"] };
        let style = Style::new(Face::bold(theme.sizes.small), theme.ink);
        canvas.text(Point { x: columns.spine.0, y: y + 14.0 }, ends[0], style);
        canvas.text(Point { x: columns.spine.1, y: y + 14.0 }, ends[1], style.anchored(Anchor::End));
        let top = y + 20.0;
        let bottom = top + columns.row * self.lines.len() as f32;
        let place = |at: u16| top + columns.row * f32::from(at);
        let each = || self.lines.iter().zip(0_u16..).map(|(line, at)| (line, place(at)));
        for ((line, _), y) in each() {
            line.bars(canvas, columns, y);
        }
        if self.has_mean {
            canvas.line(Point { x, y: top }, Point { x, y: bottom }, 1.5, theme.ink);
        }
        for ((line, title), y) in each() {
            line.words(canvas, (title, columns), y);
            line.mark(canvas, columns, y);
        }
        bottom + HEADING - 20.0
    }
}

fn heads(canvas: &mut Canvas, table: &Table, columns: &Columns, y: f32) -> f32 {
    let face = Face::bold(canvas.theme.sizes.label);
    let style = Style::new(face, canvas.theme.ink);
    let y = y + face.size;
    canvas.text(Point { x: MARGIN, y }, "Indicator", style);
    let name = ellipsize(&canvas.ruler, &reading::subject(table), face, NAME + VALUE - 90.0);
    canvas.text(Point { x: columns.value, y }, &name, style.anchored(Anchor::End));
    canvas.text(Point { x: canvas.width() - MARGIN, y }, "Place", style.anchored(Anchor::End));
    y + 8.0
}

fn keys(lines: &[Line], columns: &Columns, theme: &Theme) -> Vec<Key> {
    let any = |is: &dyn Fn(&Line) -> bool| lines.iter().any(is);
    let found = Found::ALL.into_iter().filter(|found| any(&|line| line.is_marked() && line.found == *found));
    let point = |found: Found| {
        let (shape, ink) = found.mark(theme);
        Key { swatch: Swatch::Point(shape, ink), words: found.words().to_owned() }
    };
    let mut keys: Vec<_> = found.map(point).collect();
    keys.push(Key::sample(|canvas, area| line::everyone(canvas, area.shrunk(2.0)), "all compared"));
    keys.push(Key::sample(
        |canvas, area| canvas.rect(area.shrunk(2.0), canvas.theme.rule),
        "middle half of them",
    ));
    let whisker = |is: fn(Dot, &Axis) -> bool| {
        any(&|line| {
            let axis = line.axis(columns.spine);
            axis.zip(line.whisker()).is_some_and(|(axis, whisker)| is(whisker, &axis))
        })
    };
    if whisker(Dot::is_seen) {
        let draw = |canvas: &mut Canvas, area| sample(canvas, area, Dot::Whisker(0.0, 1.0), canvas.theme.ink);
        keys.push(Key::sample(draw, LIMITS));
    }
    keys.extend(whisker(Dot::is_cut).then(|| Key::sample(arrow, GOES_ON)));
    if any(&|line| line.is_beyond(columns.spine)) {
        let draw = |canvas: &mut Canvas, area: Box2| line::slants(canvas, area.middle());
        keys.push(Key::sample(draw, "beyond all others, not to scale"));
    }
    if any(&|line| line.place_words == NO_PLACE) {
        keys.push(Key::sign(NO_PLACE, "no place: neither way is good, or there is no mean"));
    }
    keys
}
