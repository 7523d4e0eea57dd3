//! Labels that a pivot table leaves out below the first of their rows.
//!
//! Such a table says each label of its outer columns once, over a block of rows. A blank below one is read as that
//! label where the other labels tell that it is a block: none of them stands twice in it, and they stand in another;
//! and where there are such blanks below another label too.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use peel_model::{Diagnostics, Severity, fold, shortened};

use crate::import::shape::{Class, Shape};
use crate::open::Grid;

/// No pivot table has more columns of labels.
const MOST_LABELS: usize = 8;

/// The grid with the labels of its blocks in each of their rows, said once for each column.
pub(crate) fn written_out<'g>(
    mut grid: Cow<'g, Grid>,
    shape: &Shape,
    diagnostics: &mut Diagnostics,
) -> Cow<'g, Grid> {
    let labels = labels(&grid, shape);
    // The inner labels tell which are the blocks of the outer ones.
    for column in labels.iter().rev() {
        let below = below(&grid, shape, &labels, *column);
        let Some((row, named)) = below.first() else { continue };
        let message = format!(
            "`{}` is blank in {} below a label, as in pivot tables: each is read as that label, this one as `{}`",
            shape.header_of(*column),
            if below.len() == 1 { "1 row".to_owned() } else { format!("{} rows", below.len()) },
            shortened(grid.text(*named, *column)),
        );
        let said = grid.diagnostic(Severity::Warning, "label-above", (*row, *column), message);
        diagnostics
            .push(said.with_hints(vec!["repeat the labels in every row where that is not meant".to_owned()]));
        let rows = &mut grid.to_mut().rows;
        for (row, named) in below {
            let label = rows[named].cells[*column].clone();
            if let Some(cell) = rows[row].cells.get_mut(*column) {
                (cell.text, cell.kind) = (label.text, label.kind);
            }
        }
    }
    grid
}

/// The columns of labels, which stand to the left of all figures; none where no label is left out.
fn labels(grid: &Grid, shape: &Shape) -> Vec<usize> {
    let cells = |column: usize| shape.body.clone().filter_map(move |row| grid.cell(row, column));
    let is_blank = |column: usize| cells(column).any(|cell| cell.text.trim().is_empty());
    if !(0..grid.width.min(MOST_LABELS)).any(is_blank) {
        return Vec::new();
    }
    let is_of_labels =
        |column: &usize| cells(*column).all(|cell| is_label(Class::of(cell), shape.header_of(*column)));
    let labels: Vec<usize> = (0..grid.width.min(MOST_LABELS + 1)).take_while(is_of_labels).collect();
    if labels.len() > MOST_LABELS { Vec::new() } else { labels }
}

fn is_label(class: Class, header: &str) -> bool {
    match class {
        Class::Empty | Class::Text | Class::Period | Class::Code => true,
        Class::Year => fold(header).contains("year"),
        Class::Number | Class::Grade | Class::Missing => false,
    }
}

/// The rows under one label: each, and its other labels.
type Block<'g> = Vec<(usize, Vec<&'g str>)>;

/// The rows that are read as a label of a column that stands above them, and the row where it stands.
fn below(grid: &Grid, shape: &Shape, labels: &[usize], column: usize) -> Vec<(usize, usize)> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    for row in shape.body.clone() {
        let cells = labels.len()..grid.rows[row].cells.len();
        if cells.into_iter().all(|place| grid.text(row, place).is_empty()) {
            continue;
        }
        let others = labels.iter().filter(|other| **other != column);
        let others = others.map(|other| grid.text(row, *other)).collect();
        let is_under = |top: usize| {
            let is_same = |label: usize| ["", grid.text(top, label)].contains(&grid.text(row, label));
            labels.iter().take_while(|label| **label <= column).all(|label| is_same(*label))
        };
        match blocks.last_mut() {
            Some(block) if is_under(block[0].0) => block.push((row, others)),
            _ => blocks.push(vec![(row, others)]),
        }
    }
    let mut n_blocks: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for others in blocks.iter().flat_map(labels_of) {
        *n_blocks.entry(others).or_default() += 1;
    }
    let is_blank = |row: usize| grid.text(row, column).is_empty();
    let is_told = |others: &Vec<&str>| {
        n_blocks.get(others).is_some_and(|n| *n > 1) && others.iter().any(|other| !other.is_empty())
    };
    blocks.retain(|block| !is_blank(block[0].0) && labels_of(block).len() == block.len());
    let below = |block: &Block<'_>| {
        let told = block.iter().filter(|(row, others)| is_blank(*row) && is_told(others));
        told.map(|(row, _)| (*row, block[0].0)).collect::<Vec<_>>()
    };
    let below: Vec<Vec<(usize, usize)>> = blocks.iter().map(below).filter(|rows| !rows.is_empty()).collect();
    // A label that is left out in one place only may be missing there.
    if below.len() > 1 { below.concat() } else { Vec::new() }
}

/// The other labels of a block's rows, each once.
fn labels_of<'g>(block: &Block<'g>) -> BTreeSet<Vec<&'g str>> {
    block.iter().map(|(_, others)| others.clone()).collect()
}
