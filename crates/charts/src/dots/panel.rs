//! The panel: heads, axis, values to compare with, and the rows in their groups.

use peel_model::{Analysis, Table};

use super::marks::{Dot, GOES_ON, arrow, cut_bar};
use super::reference::{self, Reference};
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::shape::POINT;
use crate::text::{Face, distinct, ellipsize, wrap};
use crate::{ChartError, Picture};

/// A row.
#[derive(Debug, Clone)]
pub(crate) struct DotRow {
    /// What it is of, at the left.
    pub(crate) name: String,
    /// Whether it is the force in question.
    pub(crate) is_subject: bool,
    /// Its marks, the lowest first.
    pub(crate) marks: Vec<Dot>,
    /// What is said at the right.
    pub(crate) words: String,
}

/// Rows under a heading.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    /// Why these stand apart; nothing for those that do not.
    pub(crate) heading: String,
    /// The rows, in order.
    pub(crate) rows: Vec<DotRow>,
    /// Whether the axis must hold their marks; what it does not hold is cut at its end.
    pub(crate) on_axis: bool,
}

/// Where the axis ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ends {
    /// At round numbers around the marks and 0.
    FromZero,
    /// At these values.
    Exactly(Span),
}

/// A chart of rows on one axis.
pub(crate) struct DotPanel<'t> {
    /// Where it comes from.
    pub(crate) table: &'t Table,
    /// What the axis measures.
    pub(crate) measure: String,
    /// What the words at the right are.
    pub(crate) words_head: String,
    /// The rows.
    pub(crate) groups: Vec<Group>,
    /// Where the axis ends.
    pub(crate) ends: Ends,
    /// Values to compare with.
    pub(crate) references: Vec<Reference>,
    /// The legend.
    pub(crate) keys: Vec<Key>,
}

/// The widest that names may be set, and the words at the right.
const MOST_NAME: f32 = 250.0;
const MOST_WORDS: f32 = 200.0;
/// Heads of columns are no higher.
const MOST_HEAD_LINES: usize = 3;
/// White between columns.
const GAP: f32 = 16.0;
/// Above the heading of a group and below it.
const HEADING: f32 = 24.0;
/// White below the last row.
const BELOW: f32 = 6.0;
/// White between two lines of rows that stand as close as they may.
const TIGHT: f32 = 1.0;

/// Where the columns stand.
struct Columns {
    name: f32,
    axis: Axis,
    words: f32,
    row: f32,
}

impl DotPanel<'_> {
    /// Draws the whole picture.
    pub(crate) fn draw(mut self, sheet: &Sheet, description: &str) -> Result<Picture, ChartError> {
        let mut canvas = Canvas::new(sheet)?;
        let mut columns = self.columns(&canvas)?;
        self.keys.extend(self.keys_of_cuts(&columns.axis));
        self.cut_names(&canvas, &columns);
        let mut y = page::head(&mut canvas, self.table);
        if !self.keys.is_empty() {
            y = page::legend(&mut canvas, &self.keys, y);
        }
        let y = self.heads(&mut canvas, &columns, y);
        let top = y + reference::height(&self.references) + 4.0;
        columns.row = self.row_height(&canvas, top);
        let bottom = top + self.height(columns.row);
        // Bands under lines, lines under marks.
        self.rows(&mut canvas, &columns, top, DotRow::band);
        columns.axis.rule_down(&mut canvas, (top, bottom));
        // Limits and dots over the lines to compare with, bars under them.
        self.rows(&mut canvas, &columns, top, |row, canvas, columns, y| row.marks(canvas, columns, y, true));
        reference::draw(&mut canvas, &columns.axis, &self.references, (y, bottom));
        self.rows(&mut canvas, &columns, top, |row, canvas, columns, y| row.marks(canvas, columns, y, false));
        self.rows(&mut canvas, &columns, top, DotRow::words);
        self.headings(&mut canvas, &columns, top);
        let height = page::foot(&mut canvas, self.table, bottom + BELOW);
        let name = self.table.analysis.map_or("dots", Analysis::as_str);
        canvas.finish(height, name, &self.table.title, description)
    }

    fn all(&self) -> impl Iterator<Item = &DotRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// The entries of marks that the axis does not hold.
    fn keys_of_cuts(&self, axis: &Axis) -> Vec<Key> {
        let any = |is: fn(&Dot) -> bool| {
            self.all().flat_map(|row| &row.marks).any(|mark| is(mark) && mark.is_cut(axis))
        };
        let bars = any(|mark| matches!(mark, Dot::Bar(_)));
        let whiskers = any(|mark| matches!(mark, Dot::Whisker(..)));
        let bars = bars.then(|| Key::sample(cut_bar, "longer than the axis, not to scale"));
        bars.into_iter().chain(whiskers.then(|| Key::sample(arrow, GOES_ON))).collect()
    }

    /// Cuts the names to their column, in the widest face they are set in.
    fn cut_names(&mut self, canvas: &Canvas, columns: &Columns) {
        let face = Face::bold(canvas.theme.sizes.text);
        let names: Vec<_> = self.all().map(|row| row.name.as_str()).collect();
        let names = distinct(&names, |name| ellipsize(&canvas.ruler, name, face, columns.name));
        let rows = self.groups.iter_mut().flat_map(|group| &mut group.rows);
        rows.zip(names).for_each(|(row, name)| row.name = name);
    }

    fn columns(&self, canvas: &Canvas) -> Result<Columns, ChartError> {
        let (ruler, sizes) = (&canvas.ruler, canvas.theme.sizes);
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max).ceil();
        let names = &mut self.all().map(|row| ruler.width(&row.name, Face::bold(sizes.text)));
        let words = &mut self.all().map(|row| ruler.width(&row.words, Face::bold(sizes.label)));
        let words_head = ruler.width(&self.words_head, Face::bold(sizes.label)).ceil();
        let name = widest(names).clamp(60.0, MOST_NAME);
        let words = widest(words).max(words_head).min(MOST_WORDS);
        // Half a number hangs over at either end.
        let ends = (MARGIN + name + GAP + 4.0, canvas.width() - MARGIN - words - 2.0 * GAP);
        let face = Face::regular(sizes.small);
        let on_axis = || self.groups.iter().filter(|group| group.on_axis).flat_map(|group| &group.rows);
        let marked = on_axis().flat_map(|row| &row.marks).flat_map(|mark| mark.values());
        let span = Span::of(marked.chain(self.references.iter().map(|one| one.value)));
        let nothing =
            || ChartError::NothingToDraw(format!("the table `{}` has no figures", self.table.title));
        let axis = match self.ends {
            Ends::Exactly(span) => Axis::between(ruler, span, ends, face),
            Ends::FromZero => Axis::across(ruler, span.ok_or_else(nothing)?.with_zero(), ends, face),
        };
        Ok(Columns { name, axis, words, row: 0.0 })
    }

    /// Draws what stands above the rows; gives the height at which to go on.
    fn heads(&self, canvas: &mut Canvas, columns: &Columns, y: f32) -> f32 {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let (left, right) = columns.axis.ends();
        let measure = wrap(&canvas.ruler, &self.measure, face, right - left, MOST_HEAD_LINES);
        let words = wrap(&canvas.ruler, &self.words_head, face, columns.words, MOST_HEAD_LINES);
        let n_lines = measure.len().max(words.len());
        let foot = y + face.size + n_lines.saturating_sub(1) as f32 * face.leading();
        let heads = [(measure, left, style), (words, canvas.width() - MARGIN, style.anchored(Anchor::End))];
        for (lines, x, style) in heads {
            for (back, line) in lines.iter().rev().enumerate() {
                canvas.text(Point { x, y: foot - back as f32 * face.leading() }, line, style);
            }
        }
        let y = foot - face.size + face.leading() + 2.0;
        let size = canvas.theme.sizes.small;
        columns.axis.number_across(canvas, y + size);
        y + size + 8.0
    }

    /// How high a row is below `top`: rows stand closer the more there are.
    fn row_height(&self, canvas: &Canvas, top: f32) -> f32 {
        let n_rows = self.groups.iter().map(|group| group.rows.len()).sum();
        let usual = match n_rows {
            0..=12 => 28.0,
            13..=24 => 22.0,
            25..=60 => 18.0,
            _ => 16.0,
        };
        // The foot begins a little below the last.
        let between = self.height(0.0) + BELOW;
        let least = canvas.theme.sizes.small + TIGHT;
        page::row_height(canvas, self.table, (top, between), n_rows, (least, usual))
    }

    fn height(&self, row: f32) -> f32 {
        let height = |group: &Group| group.heading_height() + group.rows.len() as f32 * row;
        self.groups.iter().map(height).sum()
    }

    fn rows(
        &self,
        canvas: &mut Canvas,
        columns: &Columns,
        top: f32,
        draw: fn(&DotRow, &mut Canvas, &Columns, f32),
    ) {
        let mut y = top;
        for group in &self.groups {
            y += group.heading_height();
            for row in &group.rows {
                draw(row, canvas, columns, y);
                y += columns.row;
            }
        }
    }

    fn headings(&self, canvas: &mut Canvas, columns: &Columns, top: f32) {
        let face = Face::regular(canvas.theme.sizes.label);
        let mut y = top;
        for group in &self.groups {
            if !group.heading.is_empty() {
                let width = canvas.width() - 2.0 * MARGIN;
                let words = ellipsize(&canvas.ruler, &group.heading, face, width - 4.0);
                // On the paper, so that no line of the grid crosses it.
                let ground = Box2::new(MARGIN, y + 2.0, width, HEADING - 4.0);
                canvas.rect(ground, canvas.theme.paper);
                let at = Point { x: MARGIN, y: ground.middle().y };
                canvas.text_centred(at, &words, Style::new(face, canvas.theme.grey));
            }
            y += group.heading_height() + group.rows.len() as f32 * columns.row;
        }
    }
}

impl Group {
    const fn heading_height(&self) -> f32 {
        if self.heading.is_empty() { 0.0 } else { HEADING }
    }
}

impl DotRow {
    fn band(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        if self.is_subject {
            let width = canvas.width() - 2.0 * MARGIN + 8.0;
            canvas.rect(Box2::new(MARGIN - 4.0, y, width, columns.row), canvas.theme.band);
        }
    }

    /// Its bars, or what stands on them.
    fn marks(&self, canvas: &mut Canvas, columns: &Columns, y: f32, are_bars: bool) {
        let theme = canvas.theme;
        let ink = if self.is_subject { theme.subject } else { theme.comparator };
        let from = canvas.n_marks();
        for mark in self.marks.iter().filter(|mark| mark.is_bar() == are_bars) {
            mark.draw(canvas, &columns.axis, (y + columns.row / 2.0, columns.row), ink);
        }
        let (left, right) = columns.axis.ends();
        let (left, right) = (left - POINT, right + POINT);
        canvas.panel(Box2 { left, top: y, right, bottom: y + columns.row }, from);
    }

    /// Its name, and what is said at the right.
    fn words(&self, canvas: &mut Canvas, columns: &Columns, y: f32) {
        let middle = y + columns.row / 2.0;
        let theme = canvas.theme;
        let face = |size: f32| {
            let size = size.min(columns.row - TIGHT);
            if self.is_subject { Face::bold(size) } else { Face::regular(size) }
        };
        let style = Style::new(face(theme.sizes.text), theme.ink);
        canvas.text_centred(Point { x: MARGIN, y: middle }, &self.name, style);
        let style = Style::new(face(theme.sizes.label), theme.ink).anchored(Anchor::End);
        let words = ellipsize(&canvas.ruler, &self.words, style.face, columns.words);
        canvas.text_centred(Point { x: canvas.width() - MARGIN, y: middle }, &words, style);
    }
}
