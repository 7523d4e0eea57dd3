//! The panel: heads, axis, values to compare with, and the rows in their groups.

use peel_model::{Analysis, Table};

use super::block::{BELOW_NUMBERS, Block, TIGHT};
use super::marks::{Dot, GOES_ON, arrow, cut_bar};
use super::reference::{self, Reference};
use crate::axis::{Axis, Span};
use crate::canvas::{Anchor, Box2, Canvas, Point, Style};
use crate::look::Sheet;
use crate::page::{self, Key, MARGIN};
use crate::text::{Face, Ruler, balanced, distinct, ellipsize, roll, wrap};
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
    /// Those of whom there is nothing to draw: why, and their names.
    pub(crate) without: Vec<(String, Vec<String>)>,
    /// Where the axis ends.
    pub(crate) ends: Ends,
    /// Values to compare with.
    pub(crate) references: Vec<Reference>,
    /// The legend.
    pub(crate) keys: Vec<Key>,
}

/// The rows in blocks beside each other.
struct Blocks<'p> {
    each: Vec<Block<'p>>,
    /// Where their heads end.
    heads: f32,
    /// Where their rows begin.
    top: f32,
}

/// The widest that names may be set, and the words at the right.
const MOST_NAME: f32 = 250.0;
const MOST_WORDS: f32 = 200.0;
/// From this length on an axis leaves what else it could have to words that need it.
const ENOUGH_AXIS: f32 = 260.0;
/// White between columns.
const GAP: f32 = 16.0;
/// The most lines of what the axis measures.
const MOST_MEASURE: usize = 3;
/// White below the last row.
const BELOW: f32 = 6.0;
/// The most lines of those of whom there is nothing to draw for one reason.
const MOST_BELOW: usize = 4;

/// No axis is shorter where there are two blocks of rows.
const LEAST_AXIS: f32 = 80.0;
/// White between two blocks.
const BETWEEN: f32 = 24.0;

impl DotPanel<'_> {
    /// Draws the whole picture: one block of rows, or on a page that is too low for it two beside each other.
    pub(crate) fn draw(mut self, sheet: &Sheet, description: &str) -> Result<Picture, ChartError> {
        let mut canvas = Canvas::new(sheet)?;
        self.cut_names(&canvas);
        let cuts = self.keys_of_cuts(&self.blocks(&canvas, 0.0, 1)?.each);
        self.keys.extend(cuts);
        let mut y = page::head(&mut canvas, self.table);
        if !self.keys.is_empty() {
            y = page::legend(&mut canvas, &self.keys, y);
        }
        let mut blocks = self.blocks(&canvas, y, 1)?;
        let room = page::room(&canvas, self.table, blocks.top);
        let below = self.below(&canvas);
        let under = BELOW + height_below(&canvas, &below);
        let is_low = room.is_some_and(|room| blocks.height() + under > room + 0.5);
        if is_low && sheet.is_tight() {
            blocks = self.blocks(&canvas, y, 2)?;
        }
        let Blocks { top, .. } = blocks;
        for block in &blocks.each {
            Self::heads(&mut canvas, block, y);
            let end = top + block.height();
            // Bands under lines, lines under marks.
            block.rows(&mut canvas, top, DotRow::band);
            block.axis.rule_down(&mut canvas, (top, end));
            // Limits and dots over the lines to compare with, bars under them.
            block.rows(&mut canvas, top, |row, canvas, block, y| row.marks(canvas, block, y, true));
            let around = Box2 { left: block.left, top: blocks.heads, right: block.right, bottom: end };
            reference::draw(&mut canvas, &block.axis, &self.references, around);
            block.rows(&mut canvas, top, |row, canvas, block, y| row.marks(canvas, block, y, false));
            block.rows(&mut canvas, top, DotRow::words);
            block.headings(&mut canvas, top);
        }
        let mut y = top + blocks.height();
        for line in &below {
            let style = below_style(&canvas);
            y += style.face.leading();
            canvas.text(Point { x: MARGIN, y }, line, style);
        }
        let height = page::foot(&mut canvas, self.table, y + BELOW);
        let name = self.table.analysis.map_or("dots", Analysis::as_str);
        canvas.finish(height, name, &self.table.title, description)
    }

    /// Names those of whom there is nothing to draw, in lines.
    fn below(&self, canvas: &Canvas) -> Vec<String> {
        let room = (below_style(canvas).face, canvas.width() - 2.0 * MARGIN, MOST_BELOW);
        let named = |(said, names): &(String, Vec<String>)| {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            roll(&canvas.ruler, said, &names, room)
        };
        self.without.iter().flat_map(named).collect()
    }

    fn all(&self) -> impl Iterator<Item = &DotRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    /// The entries of marks that the axis does not hold.
    fn keys_of_cuts(&self, blocks: &[Block]) -> Vec<Key> {
        let any = |is: fn(&Dot) -> bool| {
            let marks = || self.all().flat_map(|row| &row.marks);
            blocks.iter().any(|block| marks().any(|mark| is(mark) && mark.is_cut(&block.axis)))
        };
        let bars = any(|mark| matches!(mark, Dot::Bar(_)));
        let whiskers = any(|mark| matches!(mark, Dot::Whisker(..)));
        let bars = bars.then(|| Key::sample(cut_bar, "longer than the axis, not to scale"));
        bars.into_iter().chain(whiskers.then(|| Key::sample(arrow, GOES_ON))).collect()
    }

    /// Cuts the names to the widest they may be, in the widest face they are set in.
    fn cut_names(&mut self, canvas: &Canvas) {
        let face = Face::bold(canvas.theme.sizes.text);
        let names: Vec<_> = self.all().map(|row| row.name.as_str()).collect();
        let names = distinct(&names, |name| ellipsize(&canvas.ruler, name, face, MOST_NAME));
        let rows = self.groups.iter_mut().flat_map(|group| &mut group.rows);
        rows.zip(names).for_each(|(row, name)| row.name = name);
    }

    /// The rows in so many blocks below `y`, all of one axis and with rows of one height.
    fn blocks(&self, canvas: &Canvas, y: f32, n: usize) -> Result<Blocks<'_>, ChartError> {
        let n_rows: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        let per_block = n_rows.div_ceil(n).max(1);
        let width = (canvas.width() - 2.0 * MARGIN - BETWEEN * (n - 1) as f32) / n as f32;
        let block = |at: usize| {
            let left = MARGIN + at as f32 * (width + BETWEEN);
            self.block(canvas, at * per_block..(at + 1) * per_block, (left, left + width), n)
        };
        let mut each = (0..n).map(block).collect::<Result<Vec<_>, _>>()?;
        let heads = y + each.iter().map(|block| block.heads_height(canvas)).fold(0.0, f32::max);
        let top = heads + reference::height(&self.references) + 4.0;
        let heights = each.iter().map(|block| self.row_height(canvas, block, top));
        let row = heights.fold(f32::INFINITY, f32::min);
        for block in &mut each {
            block.row = row;
        }
        let (from, to) = each.first().map_or((0.0, LEAST_AXIS), |block| block.axis.ends());
        if n > 1 && to - from < LEAST_AXIS {
            Err(ChartError::NO_ROOM)
        } else {
            Ok(Blocks { each, heads, top })
        }
    }

    /// The block of the rows at these places among all, one of `n`.
    fn block(
        &self,
        canvas: &Canvas,
        places: std::ops::Range<usize>,
        (left, right): (f32, f32),
        n: usize,
    ) -> Result<Block<'_>, ChartError> {
        let (ruler, sizes) = (&canvas.ruler, canvas.theme.sizes);
        let widest = |widths: &mut dyn Iterator<Item = f32>| widths.fold(0.0, f32::max).ceil();
        let names = &mut self.all().map(|row| ruler.width(&row.name, row.face(sizes.text)));
        let words = &mut self.all().map(|row| ruler.width(&row.words, row.face(sizes.label)));
        let name = widest(names).clamp(60.0, MOST_NAME);
        let most_words = (right - left - name - 3.0 * GAP - 4.0 - ENOUGH_AXIS).max(MOST_WORDS);
        let face = Face::bold(sizes.label);
        let words = widest(words);
        let words_head = self.words_head(ruler, face, (words, n));
        let head = widest(&mut words_head.iter().map(|line| ruler.width(line, face)));
        let words = words.max(head).min(most_words);
        // Half a number hangs over at either end.
        let over = if n > 1 { GAP + 4.0 } else { 2.0 * GAP };
        let ends = (left + name + GAP + 4.0, right - words - over);
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
        let mut first = 0;
        let groups = self.groups.iter().filter_map(|group| {
            let n_rows = group.rows.len();
            let own =
                places.start.saturating_sub(first).min(n_rows)..places.end.saturating_sub(first).min(n_rows);
            first += n_rows;
            Some((group.heading.as_str(), &group.rows[own])).filter(|(_, rows)| !rows.is_empty())
        });
        let measured = right - head.min(words) - GAP - left;
        let face = Face::bold(sizes.label);
        let measure = balanced(ruler, &self.measure, face, measured, MOST_MEASURE);
        Ok(Block { groups: groups.collect(), left, right, axis, measure, words_head, words, row: 0.0 })
    }

    /// What the words at the right are, in lines: where several blocks share the width, as narrow as the words or its
    /// own longest one.
    fn words_head(&self, ruler: &Ruler, face: Face, (words, n): (f32, usize)) -> Vec<String> {
        let narrowest = self.words_head.split(' ').map(|word| ruler.width(word, face)).fold(0.0, f32::max);
        let width = if n > 1 { narrowest.max(words) + 1.0 } else { MOST_WORDS };
        wrap(ruler, &self.words_head, face, width, MOST_MEASURE)
    }

    /// Draws what stands above the rows of a block.
    fn heads(canvas: &mut Canvas, block: &Block, y: f32) {
        let face = Face::bold(canvas.theme.sizes.label);
        let style = Style::new(face, canvas.theme.ink);
        let cut = |line: &String| ellipsize(&canvas.ruler, line, face, block.words);
        let words: Vec<_> = block.words_head.iter().map(cut).collect();
        let widest = words.iter().map(|line| canvas.ruler.width(line, face)).fold(0.0, f32::max);
        let right = block.right - widest - GAP;
        // Over the axis, or as far over the names as it must.
        let widths = block.measure.iter().map(|line| canvas.ruler.width(line, face));
        let x = block.axis.ends().0.min(right - widths.fold(0.0, f32::max));
        let mut at = Point { x, y: y + face.size };
        for line in &block.measure {
            canvas.text(at, line, style);
            at.y += face.leading();
        }
        let mut at = Point { x: block.right, y: y + face.size };
        for line in &words {
            canvas.text(at, line, style.anchored(Anchor::End));
            at.y += face.leading();
        }
        block.axis.number_across(canvas, y + block.heads_height(canvas) - BELOW_NUMBERS);
    }

    /// How high a row of a block is below `top`: rows stand closer the more there are.
    fn row_height(&self, canvas: &Canvas, block: &Block, top: f32) -> f32 {
        let n_rows = block.groups.iter().map(|(_, rows)| rows.len()).sum();
        let usual = match n_rows {
            0..=12 => 28.0,
            13..=24 => 22.0,
            25..=60 => 18.0,
            _ => 16.0,
        };
        // The foot begins a little below the last.
        let between = block.height() + BELOW + height_below(canvas, &self.below(canvas));
        let least = canvas.theme.sizes.small + TIGHT;
        page::row_height(canvas, self.table, (top, between), n_rows, (least, usual))
    }
}

fn below_style(canvas: &Canvas) -> Style {
    Style::new(Face::regular(canvas.theme.sizes.label), canvas.theme.ink)
}

/// The height of the lines below the rows.
fn height_below(canvas: &Canvas, lines: &[String]) -> f32 {
    lines.len() as f32 * below_style(canvas).face.leading()
}

impl Blocks<'_> {
    /// The height of the highest.
    fn height(&self) -> f32 {
        self.each.iter().map(Block::height).fold(0.0, f32::max)
    }
}
