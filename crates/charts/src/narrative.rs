//! What prose says beside the grades: an area a row, concerns to the left, strengths to the right, the official grade's
//! letter beside them. What speaks both ways lies across the middle. Of many texts an area is a row, whatever their forces and
//! cycles, so that no number of them makes a sheet that no one can read.

use peel_model::{NoteKey, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::palette::Rgb;
use crate::reading::{self, FOUND, Row};
use crate::text::{Face, distinct, ellipsize};
use crate::{ChartError, Picture};

/// The usual height of a row, and the least.
const ROW: f32 = 30.0;
const LEAST_ROW: f32 = 17.0;
/// The share of a row that its bar takes, and white above and below a grade.
const BAR: f32 = 0.55;
const ABOVE_GRADE: f32 = 2.0;
/// The most of the picture's width that names take, and the words at the right.
const MOST_NAME: f32 = 0.45;
const MOST_WORDS: f32 = 0.2;
/// The width of a grade's cell.
const GRADE: f32 = 34.0;
/// How far an area stands in from its pillar.
const INDENT: f32 = 12.0;
/// White between columns.
const BETWEEN: f32 = 10.0;
/// White below the last row.
const BELOW: f32 = 8.0;
/// From a bar to its count, and from that to what comes next.
const GAP: f32 = 6.0;
/// Over the grades, and over what prose and grade are to each other.
const HEADS: [&str; 2] = ["Grade", "Prose and grade"];

/// More rows than this are put together: one for each area, of whatever forces and cycles.
const MOST_ROWS: usize = 100;

/// An area.
#[derive(Clone)]
struct Line {
    /// Whose it is and of which cycle; nothing where all are of one, or of many together.
    whom: String,
    area: String,
    title: String,
    is_pillar: bool,
    /// Whether it stands beneath its pillar.
    is_within: bool,
    /// Strengths, mixed, concerns.
    counts: [u64; 3],
    official: Option<Verdict>,
    found: String,
    /// Whether that is by a grade that the prose states.
    is_stated: bool,
}

/// Where the columns lie.
struct Columns {
    /// The names, cut to their room.
    names: Vec<String>,
    /// Where the grades begin.
    grades: f32,
    /// Where the bars meet.
    middle: f32,
    /// How long a finding is.
    scale: f32,
    /// The most that the words at the right take.
    words: f32,
}

/// Draws the comparison of prose with grades.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let lines = read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let columns = Columns::fit(&canvas, &lines);
    let y = page::head(&mut canvas, table);
    let y = page::legend(&mut canvas, &keys(table, &lines, sheet)?, y);
    let top = columns.heads(&mut canvas, &lines, y);
    let n_rows = lines.chunk_by(Line::is_of_same).map(|group| group.len() + group[0].n_headings()).sum();
    let row = page::row_height(&canvas, table, (top, BELOW), n_rows, (LEAST_ROW, ROW));
    let (mut y, mut whom) = (top, "");
    for (line, name) in lines.iter().zip(&columns.names) {
        if line.whom != whom {
            whom = &line.whom;
            heading(&mut canvas, whom, y + row / 2.0);
            y += row;
        }
        line.name(&mut canvas, name, y + row / 2.0);
        line.draw(&mut canvas, table, &columns, (y, row))?;
        y += row;
    }
    let ends = [top, y].map(|y| Point { x: columns.middle, y });
    canvas.line(ends[0], ends[1], 1.0, canvas.theme.ink);
    let height = page::foot(&mut canvas, table, y + BELOW);
    canvas.finish(height, "narrative", &table.title, &describe(table, &lines))
}

/// Says whose the rows below are.
fn heading(canvas: &mut Canvas, whom: &str, height: f32) {
    let style = Style::new(Face::regular(canvas.theme.sizes.text), canvas.theme.grey);
    let words = ellipsize(&canvas.ruler, whom, style.face, canvas.width() * MOST_NAME);
    canvas.text_centred(Point { x: MARGIN, y: height }, &words, style);
}

impl Columns {
    /// Names and words have what they need, up to a share of the picture; bars the rest.
    fn fit(canvas: &Canvas, lines: &[Line]) -> Self {
        let (ruler, width) = (&canvas.ruler, canvas.width());
        let face = Face::regular(canvas.theme.sizes.label);
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max).ceil();
        let needed = |line: &Line| line.indent() + ruler.width(&line.title, line.face(canvas));
        let name = widest(&mut lines.iter().map(needed)).min(width * MOST_NAME);
        let titles: Vec<_> = lines.iter().map(|line| line.title.as_str()).collect();
        // Cut in the widest face, as if all stood in from a pillar.
        let bold = Face::bold(canvas.theme.sizes.text);
        let is_whole = lines.iter().all(|line| needed(line) <= name);
        let cut = |title: &str| ellipsize(ruler, title, bold, name - INDENT);
        let names =
            if is_whole { titles.into_iter().map(str::to_owned).collect() } else { distinct(&titles, cut) };
        let head = ruler.width(HEADS[1], Face::bold(face.size));
        let words = lines.iter().map(|line| ruler.width(&line.found, face)).chain([head]);
        let words = widest(&mut words.into_iter()).min(width * MOST_WORDS);
        let counts = lines.iter().flat_map(|line| line.counts.map(|n| ruler.width(&format!("−{n}"), face)));
        let room = widest(&mut counts.into_iter()) + 2.0 * GAP;
        let grades = MARGIN + name + BETWEEN;
        let (left, right) = (grades + GRADE + BETWEEN, width - MARGIN - words - BETWEEN);
        let reach = lines.iter().map(Line::reach).fold(1.0, f32::max);
        let scale = ((right - left) / 2.0 - room).max(1.0) / reach;
        Self { names, grades, middle: f32::midpoint(left, right), scale, words }
    }

    /// Says what stands in the columns; gives the height at which to go on.
    fn heads(&self, canvas: &mut Canvas, lines: &[Line], y: f32) -> f32 {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let (foot, [grade, words]) = (y + face.size, HEADS);
        if lines.iter().any(|line| line.official.is_some()) {
            let at = Point { x: self.grades + GRADE / 2.0, y: foot };
            canvas.text(at, grade, style.anchored(Anchor::Middle));
        }
        canvas.text(Point { x: canvas.width() - MARGIN, y: foot }, words, style.anchored(Anchor::End));
        y + face.leading() + 2.0
    }
}

fn read(table: &Table) -> Result<Vec<Line>, ChartError> {
    let [force, cycle, level] = reading::columns(table, ["name", "cycle", "level"])?;
    let [area, title, pillar] = reading::columns(table, ["area", "title", "pillar"])?;
    let counts = reading::columns(table, ["strengths", "mixed", "concerns"])?;
    let [grade, found, stated] = reading::columns(table, ["grade", "verdict", "stated_grade"])?;
    let rows = reading::rows(table, "areas")?;
    let whom = |row: &Row| format!("{}, {}", reading::text(row, force), reading::text(row, cycle));
    let is_one = rows.iter().all(|row| whom(row) == whom(&rows[0]));
    let are_together = rows.len() > MOST_ROWS;
    let lines = rows.iter().map(|row| Line {
        whom: if is_one || are_together { String::new() } else { whom(row) },
        area: reading::text(row, area),
        title: reading::text(row, title),
        is_pillar: reading::text(row, level) == "pillar",
        // Cycles put an area under one pillar or another, or none: together they stand under no one.
        is_within: !are_together
            && reading::text(row, level) != "pillar"
            && !reading::text(row, pillar).is_empty(),
        counts: counts.map(|at| reading::count(row, at)),
        official: reading::verdict(row, grade),
        found: reading::text(row, found).replace('-', " "),
        is_stated: matches!(reading::verdict(row, stated), Some(Verdict::Graded(_))),
    });
    Ok(if are_together { together(lines) } else { lines.map(Line::told).collect() })
}

/// The lines of each area as one, in the order they first come; instead of a grade it says how many agree with theirs.
fn together(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut by_area: Vec<(Line, [usize; 2])> = Vec::new();
    for line in lines {
        let [is_same, is_other] = [&FOUND[..1], &FOUND[1..]].map(|words| words.contains(&&*line.found));
        let at = by_area.iter().position(|(one, _)| one.area == line.area).unwrap_or_else(|| {
            by_area.push((Line { counts: [0; 3], official: None, ..line.clone() }, [0; 2]));
            by_area.len() - 1
        });
        let (one, [n_same, n]) = &mut by_area[at];
        one.title.clone_from(&line.title);
        one.counts.iter_mut().zip(line.counts).for_each(|(sum, count)| *sum += count);
        *n_same += usize::from(is_same);
        *n += usize::from(is_same || is_other);
    }
    let said = |(line, [n_same, n]): (Line, [usize; 2])| {
        let found = match n {
            0 if line.counts == [0; 3] => "silent".to_owned(),
            0 => "no grade known".to_owned(),
            n => format!("{n_same} of {n} agree"),
        };
        Line { found, ..line }
    };
    by_area.into_iter().map(said).collect()
}

impl Line {
    /// Says where it is a grade that the prose states, and not its count, that is held to the official one.
    fn told(mut self) -> Self {
        if self.is_stated && FOUND.contains(&self.found.as_str()) {
            self.found.push_str(" (stated)");
        }
        self
    }

    /// How far the longer side of the bar reaches, in findings.
    fn reach(&self) -> f32 {
        let [strengths, mixed, concerns] = self.counts.map(|n| n as f32);
        strengths.max(concerns) + mixed / 2.0
    }

    /// Whether both stand below one heading.
    fn is_of_same(&self, other: &Self) -> bool {
        self.whom == other.whom
    }

    fn n_headings(&self) -> usize {
        usize::from(!self.whom.is_empty())
    }

    const fn indent(&self) -> f32 {
        if self.is_within { INDENT } else { 0.0 }
    }

    fn face(&self, canvas: &Canvas) -> Face {
        let size = canvas.theme.sizes.text;
        if self.is_pillar { Face::bold(size) } else { Face::regular(size) }
    }

    fn name(&self, canvas: &mut Canvas, name: &str, height: f32) {
        let style = Style::new(self.face(canvas), canvas.theme.ink);
        canvas.text_centred(Point { x: MARGIN + self.indent(), y: height }, name, style);
    }

    fn draw(
        &self,
        canvas: &mut Canvas,
        table: &Table,
        columns: &Columns,
        (y, row): (f32, f32),
    ) -> Result<(), ChartError> {
        let theme = canvas.theme;
        let height = y + row / 2.0;
        let Columns { middle, scale, .. } = *columns;
        if let Some(verdict) = self.official {
            let (fill, sign) = theme.verdict_fill(verdict, reading::scale(table)?);
            let tall = (row - 2.0 * ABOVE_GRADE).min(ROW);
            let cell = Box2::new(columns.grades, height - tall / 2.0, GRADE, tall);
            canvas.fill(cell, fill);
            let style = Style::new(Face::bold(theme.sizes.label), fill.ink).anchored(Anchor::Middle);
            canvas.text_centred(cell.middle(), sign, style);
        }
        let [strengths, mixed, concerns] = self.counts.map(|n| n as f32 * scale);
        let thick = row * BAR;
        let bar = |canvas: &mut Canvas, from: f32, width: f32, colour: Rgb| {
            if width > 0.0 {
                canvas.rect(Box2::new(from, height - thick / 2.0, width, thick), colour);
            }
        };
        bar(canvas, middle - mixed / 2.0 - concerns, concerns, theme.worse);
        bar(canvas, middle + mixed / 2.0, strengths, theme.better);
        bar(canvas, middle - mixed / 2.0, mixed, theme.similar);
        let style = Style::new(Face::regular(theme.sizes.label), theme.ink);
        let ends = [
            (self.counts[2], middle - mixed / 2.0 - concerns - GAP, Anchor::End, "−"),
            (self.counts[0], middle + mixed / 2.0 + strengths + GAP, Anchor::Start, "+"),
        ];
        for (n, x, anchor, sign) in ends.into_iter().filter(|(n, ..)| *n > 0) {
            canvas.text_centred(Point { x, y: height }, &format!("{sign}{n}"), style.anchored(anchor));
        }
        let found = ellipsize(&canvas.ruler, &self.found, style.face, columns.words);
        let right = Point { x: canvas.width() - MARGIN, y: height };
        canvas.text_centred(right, &found, style.anchored(Anchor::End));
        Ok(())
    }
}

fn keys(table: &Table, lines: &[Line], sheet: &Sheet) -> Result<Vec<Key>, ChartError> {
    let sample = |draw: fn(&mut Canvas, Box2), words: &str| Key::sample(draw, words);
    let bars = [
        (2, sample(|canvas, area| canvas.rect(area, canvas.theme.worse), "Concerns, to the left")),
        (1, sample(|canvas, area| canvas.rect(area, canvas.theme.similar), "Both, across the middle")),
        (0, sample(|canvas, area| canvas.rect(area, canvas.theme.better), "Strengths, to the right")),
    ];
    let is_drawn = |side: usize| lines.iter().any(|line| line.counts[side] > 0);
    let mut keys: Vec<_> = bars.into_iter().filter(|(side, _)| is_drawn(*side)).map(|(_, key)| key).collect();
    let occurs = |verdict| lines.iter().any(|line| line.official == Some(verdict));
    keys.extend(Key::of_scale(sheet.theme, reading::scale(table)?, occurs));
    Ok(keys)
}

/// The chart in words: what, each area's counts, grade and whether the two agree.
fn describe(table: &Table, lines: &[Line]) -> String {
    let said = lines.iter().filter(|line| line.counts != [0; 3]).map(|line| {
        let [strengths, mixed, concerns] = line.counts;
        let grade = line
            .official
            .map(|verdict| format!("{}, ", reading::verdict_words(Some(verdict))))
            .unwrap_or_default();
        let whom = if line.whom.is_empty() { String::new() } else { format!("{}: ", line.whom) };
        format!(
            "{whom}{}: {strengths} strengths, {mixed} mixed, {concerns} concerns; {grade}{}",
            line.title, line.found
        )
    });
    let silent = lines.iter().filter(|line| line.counts == [0; 3]).count();
    let n_pillars = lines.iter().filter(|line| line.is_pillar).count();
    let pillars = if n_pillars > 0 { format!("{n_pillars} pillars and ") } else { String::new() };
    let beside = if lines.iter().any(|line| line.official.is_some()) {
        "the official grade"
    } else {
        "how many agree with their official grade"
    };
    let mut sentences = vec![format!(
        "Bars of what prose says of {pillars}{} areas, concerns to the left and strengths to the right, with {beside}",
        lines.len() - n_pillars
    )];
    sentences.push(said.collect::<Vec<_>>().join(". "));
    sentences.push(if silent > 0 { format!("The prose is silent on {silent}") } else { String::new() });
    sentences.push(reading::noted(table, NoteKey::Finding));
    reading::sentences(sentences)
}
