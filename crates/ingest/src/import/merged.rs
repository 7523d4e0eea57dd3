//! Cells of a table's body that are merged downwards: what the first says, each of its rows says.

use std::borrow::Cow;

use peel_model::fold;

use crate::import::shape::{Class, Shape};
use crate::open::Grid;

/// The grid with the words of cells that are merged downwards in each of their rows. Figures are left where they
/// stand: one of two forces together is none of each.
pub(crate) fn written_out<'g>(grid: &'g Grid, shape: &Shape) -> Cow<'g, Grid> {
    let mut regions: Vec<(usize, usize, usize)> =
        grid.merged.iter().map(|(top, left, bottom, _)| (*left, *top, *bottom)).collect();
    regions.sort_unstable();
    // Regions that overlap, as in no sound workbook, are gone through but once.
    let mut last = None;
    regions.retain(|(left, top, bottom)| {
        let is_apart = last.is_none_or(|(column, row)| column != *left || row < *top);
        last = if is_apart { Some((*left, *bottom)) } else { last };
        is_apart
    });
    let mut grid = Cow::Borrowed(grid);
    for (left, top, bottom) in regions {
        let Some(cell) = grid.cell(top, left).filter(|_| bottom > top && shape.body.contains(&top)).cloned()
        else {
            continue;
        };
        let says = match Class::of(&cell) {
            Class::Text | Class::Period | Class::Code => true,
            Class::Year => fold(shape.header_of(left)).contains("year"),
            _ => false,
        };
        if !says {
            continue;
        }
        for row in &mut grid.to_mut().rows[top + 1..=bottom] {
            if let Some(below) = row.cells.get_mut(left).filter(|below| below.text.is_empty()) {
                *below = cell.clone();
            }
        }
    }
    grid
}

#[cfg(test)]
mod tests {
    use peel_model::Diagnostics;

    use super::*;
    use crate::import::tests::shape_of;
    use crate::open::open;

    #[test]
    fn words_are_carried_down_and_figures_are_not() {
        let text = "Offence,Force,2031\nTheft,Kent,1\n,Essex,2\n,Surrey,3\n";
        let mut grid = open("t.csv", text.as_bytes(), &mut Diagnostics::default()).remove(0);
        // The second lies over the first, and the third is of figures.
        grid.merged = vec![(1, 0, 2, 0), (2, 0, 3, 0), (1, 2, 3, 2)];
        grid.rows[3].cells[2].text.clear();
        let shape = shape_of(&grid);
        let written = written_out(&grid, &shape);
        assert_eq!([1, 2, 3].map(|row| written.text(row, 0)), ["Theft", "Theft", ""]);
        assert_eq!(written.text(3, 2), "");
    }
}
