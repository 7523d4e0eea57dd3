//! What prose says beside the grades: an area a row, concerns to the left, strengths to the right, the official grade's
//! letter beside them. What speaks both ways lies across the middle. Of many texts an area is a row, whatever their forces and
//! cycles, so that no number of them makes a sheet that no one can read.

use peel_model::{NoteKey, Table, Verdict};

use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::palette::Rgb;
use crate::reading::{self, Row};
use crate::text::{Face, ellipsize};
use crate::{ChartError, Picture};

const ROW: f32 = 30.0;
const BAR: f32 = 16.0;
/// The widths of the names, the grade's cell and the words at the right.
const NAME: f32 = 320.0;
const GRADE: f32 = 40.0;
const WORDS: f32 = 96.0;
/// From a bar to its count, and from that to what comes next.
const GAP: f32 = 6.0;

/// More rows than this are put together: one for each area, of whatever forces and cycles.
const MOST_ROWS: usize = 100;

/// An area.
#[derive(Clone)]
struct Line {
    area: String,
    title: String,
    is_pillar: bool,
    /// Whether it stands beneath its pillar.
    is_within: bool,
    /// Strengths, mixed, concerns.
    counts: [u64; 3],
    official: Option<Verdict>,
    found: String,
}

/// Draws the comparison of prose with grades.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let lines = read(table)?;
    let mut canvas = Canvas::new(sheet)?;
    let y = page::head(&mut canvas, table);
    let mut y = page::legend(&mut canvas, &keys(table, &lines, sheet)?, y) + 6.0;
    let (left, right) = (MARGIN + NAME + GRADE + 12.0, canvas.width() - MARGIN - WORDS);
    let reach = lines.iter().map(Line::reach).fold(1.0, f32::max);
    let face = Face::regular(canvas.theme.sizes.label);
    let counts =
        lines.iter().flat_map(|line| line.counts.map(|n| canvas.ruler.width(&format!("−{n}"), face)));
    let room = counts.fold(0.0, f32::max) + 2.0 * GAP;
    let scale = ((right - left) / 2.0 - room).max(1.0) / reach;
    let middle = f32::midpoint(left, right);
    for line in &lines {
        line.draw(&mut canvas, table, (middle, scale), y)?;
        y += ROW;
    }
    canvas.line(
        Point { x: middle, y: y - ROW * lines.len() as f32 },
        Point { x: middle, y },
        1.0,
        canvas.theme.ink,
    );
    let height = page::foot(&mut canvas, table, y + 8.0);
    canvas.finish(height, "narrative", &table.title, &describe(table, &lines))
}

fn read(table: &Table) -> Result<Vec<Line>, ChartError> {
    let [force, cycle, level] = reading::columns(table, ["force", "cycle", "level"])?;
    let [area, title, pillar] = reading::columns(table, ["area", "title", "pillar"])?;
    let counts = reading::columns(table, ["strengths", "mixed", "concerns"])?;
    let [grade, found] = reading::columns(table, ["grade", "verdict"])?;
    let rows = reading::rows(table, "areas")?;
    let whom = |row: &Row| format!("{}, {}", reading::text(row, force), reading::text(row, cycle));
    let is_one = rows.iter().all(|row| whom(row) == whom(&rows[0]));
    let are_together = rows.len() > MOST_ROWS;
    let lines = rows.iter().map(|row| Line {
        area: reading::text(row, area),
        title: if is_one || are_together {
            reading::text(row, title)
        } else {
            format!("{}: {}", whom(row), reading::text(row, title))
        },
        is_pillar: reading::text(row, level) == "pillar",
        // Cycles put an area under one pillar or another, or none: together they stand under no one.
        is_within: !are_together
            && reading::text(row, level) != "pillar"
            && !reading::text(row, pillar).is_empty(),
        counts: counts.map(|at| reading::count(row, at)),
        official: reading::verdict(row, grade),
        found: reading::text(row, found),
    });
    Ok(if are_together { together(lines) } else { lines.collect() })
}

/// The lines of each area as one, in the order they first come; instead of a grade it says how many agree with theirs.
fn together(lines: impl Iterator<Item = Line>) -> Vec<Line> {
    let mut by_area: Vec<(Line, [usize; 2])> = Vec::new();
    for line in lines {
        let [is_same, is_other] =
            [["agree"].as_slice(), &["harsher", "kinder"]].map(|words| words.contains(&&*line.found));
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
    let said =
        |(line, [n_same, n]): (Line, [usize; 2])| Line { found: format!("{n_same} of {n} agree"), ..line };
    by_area.into_iter().map(said).collect()
}

impl Line {
    /// How far the longer side of the bar reaches, in findings.
    fn reach(&self) -> f32 {
        let [strengths, mixed, concerns] = self.counts.map(|n| n as f32);
        strengths.max(concerns) + mixed / 2.0
    }

    fn draw(
        &self,
        canvas: &mut Canvas,
        table: &Table,
        (middle, scale): (f32, f32),
        y: f32,
    ) -> Result<(), ChartError> {
        let theme = canvas.theme;
        let height = y + ROW / 2.0;
        let face =
            if self.is_pillar { Face::bold(theme.sizes.text) } else { Face::regular(theme.sizes.text) };
        let indent = if self.is_within { 12.0 } else { 0.0 };
        let title = ellipsize(&canvas.ruler, &self.title, face, NAME - indent - 8.0);
        canvas.text_centred(Point { x: MARGIN + indent, y: height }, &title, Style::new(face, theme.ink));
        if let Some(verdict) = self.official {
            let (fill, sign) = theme.verdict_fill(verdict, reading::scale(table)?);
            let cell = Box2::new(MARGIN + NAME, y + 4.0, GRADE - 6.0, ROW - 8.0);
            canvas.fill(cell, fill);
            let style = Style::new(Face::bold(theme.sizes.label), fill.ink).anchored(Anchor::Middle);
            canvas.text_centred(cell.middle(), sign, style);
        }
        let [strengths, mixed, concerns] = self.counts.map(|n| n as f32 * scale);
        let top = height - BAR / 2.0;
        let bar = |canvas: &mut Canvas, from: f32, width: f32, colour: Rgb| {
            if width > 0.0 {
                canvas.rect(Box2::new(from, top, width, BAR), colour);
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
        let found = ellipsize(&canvas.ruler, &self.found, style.face, WORDS - 8.0);
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
        format!(
            "{}: {strengths} strengths, {mixed} mixed, {concerns} concerns; {grade}{}",
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
