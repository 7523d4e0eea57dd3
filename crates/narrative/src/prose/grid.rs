//! The grid of a table, as a browser shows it: a cell that spans rows or columns stands in each of them, and no column shifts.

use std::rc::Rc;

use super::block::Block;

/// The most columns of a table that is one; what has more is read as no table.
pub(super) const MOST_COLUMNS: usize = 256;
/// What has more words, or more bytes, is no label, and stands only where it begins.
const MOST_WORDS_OF_LABEL: usize = 20;
const LONGEST_LABEL: usize = 400;
/// How many bytes of a text's labels stand again, with what each place costs; where there are more, rows are read as none.
const MOST_AGAIN: usize = 4 << 20;
const COST_OF_PLACE: usize = 32;

/// How many columns and rows a cell spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    columns: usize,
    rows: usize,
}

impl Default for Span {
    fn default() -> Self {
        Self { columns: 1, rows: 1 }
    }
}

impl Span {
    /// Takes up an attribute of a cell. No rows are all to the end of the section.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        let value = value.trim_start();
        let value = value.strip_prefix('+').unwrap_or(value);
        let end = value.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(value.len());
        // What is too large for a number is more than is laid out.
        let number = if end == 0 { 1 } else { value[..end].parse().unwrap_or(usize::MAX) };
        match name {
            "colspan" => self.columns = number.clamp(1, MOST_COLUMNS + 1),
            "rowspan" => self.rows = if number == 0 { usize::MAX } else { number },
            _ => {}
        }
    }
}

/// A cell of a row that is open, with its blocks.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub(super) blocks: Vec<Block>,
    span: Span,
}

impl Cell {
    pub(super) fn new(span: Span) -> Self {
        Self { blocks: Vec::new(), span }
    }
}

/// What stands at a place of a row.
#[derive(Debug)]
pub(super) enum Place {
    /// A cell that begins there.
    Cell(Vec<Block>),
    /// The cell of the place before, which goes on.
    Before,
    /// The label of a cell that began in a row above.
    Above(Rc<[Block]>),
}

impl Place {
    /// The blocks of a cell that begins there.
    pub(super) fn into_own(self) -> Vec<Block> {
        match self {
            Self::Cell(blocks) => blocks,
            Self::Before | Self::Above(_) => Vec::new(),
        }
    }
}

/// What goes on in the rows below, by column.
#[derive(Debug, Default)]
pub(super) struct Grid {
    below: Vec<Below>,
    n_again: usize,
}

#[derive(Debug, Clone, Default)]
struct Below {
    n_rows: usize,
    label: Rc<[Block]>,
}

impl Grid {
    /// Ends a section of the table, and with it all its cells.
    pub(super) fn end(&mut self) {
        self.below.clear();
    }

    /// The places of a row; whether they are those of a table that is one.
    pub(super) fn lay_out(&mut self, row: Vec<Cell>) -> (Vec<Place>, bool) {
        if self.n_again > MOST_AGAIN {
            self.end();
        }
        let mut places = Vec::with_capacity(row.len());
        for Cell { blocks, span } in row {
            while let Some(above) = self.above(places.len()) {
                places.push(above);
            }
            let label: Rc<[Block]> = if span.rows > 1 { label(&blocks).into() } else { Rc::default() };
            let mut blocks = Some(blocks);
            for _ in 0..span.columns {
                if places.len() > MOST_COLUMNS && blocks.is_none() {
                    break;
                }
                let at = places.len();
                // Where a cell from above stands in the way, both do: that is the row's label still.
                let place = match blocks.take() {
                    Some(blocks) => Place::Cell(blocks),
                    None => self.above(at).unwrap_or(Place::Before),
                };
                if span.rows > 1 && !matches!(place, Place::Above(_)) {
                    self.go_on(at, span.rows - 1, &label);
                }
                places.push(place);
            }
        }
        while let Some(above) = self.above(places.len()) {
            places.push(above);
        }
        let is_table = places.len() <= MOST_COLUMNS && self.n_again <= MOST_AGAIN;
        (places, is_table)
    }

    /// What goes on from above at a column, counted one row down.
    fn above(&mut self, column: usize) -> Option<Place> {
        let below = self.below.get_mut(column).filter(|below| below.n_rows > 0)?;
        below.n_rows -= 1;
        self.n_again += COST_OF_PLACE + below.label.iter().map(|block| block.text.len()).sum::<usize>();
        let label = if self.n_again > MOST_AGAIN { Rc::default() } else { Rc::clone(&below.label) };
        Some(Place::Above(label))
    }

    /// A cell goes on in so many rows below.
    fn go_on(&mut self, column: usize, n_rows: usize, label: &Rc<[Block]>) {
        if column > MOST_COLUMNS {
            return;
        }
        if self.below.len() <= column {
            self.below.resize(column + 1, Below::default());
        }
        self.below[column] = Below { n_rows, label: Rc::clone(label) };
    }
}

/// What of a cell stands again in the rows below: its words, unless they are too many to be a label.
fn label(blocks: &[Block]) -> Vec<Block> {
    let is_label =
        |block: &Block| block.has_at_most(MOST_WORDS_OF_LABEL) && block.text.len() <= LONGEST_LABEL;
    if blocks.len() <= 2 && blocks.iter().all(is_label) { blocks.to_vec() } else { Vec::new() }
}
