//! Sheets under one title, told apart by their names alone: `Male` and `Female`, `FTE` and `Headcount`, `Robbery` and
//! `Burglary`.

use std::collections::BTreeMap;

use peel_model::fold;

use crate::import::bind::Figure;
use crate::import::context::Context;
use crate::import::header::Header;
use crate::import::layout::Part;
use crate::import::parts;
use crate::import::says::{is_of_crime, is_subject};
use crate::import::shape::row_text;
use crate::import::unit::Unit;
use crate::import::unsaid::stem;
use crate::open::Grid;

/// Notes of the sheets of a workbook under one title what their names say of their figures, a time apart.
pub(crate) fn mark(grids: &mut [Grid]) {
    let mut alike: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for (place, grid) in grids.iter().enumerate().filter(|(_, grid)| grid.sheet.is_some()) {
        alike.entry(titles(grid)).or_default().push(place);
    }
    let twins = alike.into_iter().filter(|(titles, places)| !titles.is_empty() && places.len() > 1);
    for place in twins.flat_map(|(_, places)| places) {
        let grid = &mut grids[place];
        let name =
            grid.sheet_in_full.as_deref().or(grid.sheet.as_deref()).map(|sheet| Header::of(sheet).rest);
        grid.sheet_apart = name.filter(|name| is_subject(name));
    }
}

/// The first rows with a single text each, blank ones left out.
fn titles(grid: &Grid) -> Vec<String> {
    let n_cells = |row: &usize| (0..grid.width).filter(|column| !grid.text(*row, *column).is_empty()).count();
    let rows = (0..grid.rows.len()).filter(|row| n_cells(row) > 0);
    rows.take_while(|row| n_cells(row) == 1).map(|row| row_text(grid, row)).collect()
}

/// The name of a figure, with what the name of its sheet says of it beside others under the same title.
pub(crate) fn told_apart(named: String, figure: &Figure, grid: &Grid, context: &Context<'_>) -> String {
    let Some(sheet) = &grid.sheet_apart else { return named };
    let words = named.replace('-', " ");
    let folded = fold(sheet);
    let is_rate = Unit::of(sheet, context.layouts.units()).is_some_and(Unit::is_rate);
    if is_rate && figure.part == Part::PublishedValue {
        return named;
    }
    let is_plain = folded.split(' ').all(|word| context.layouts.is_plain(word)) && !is_rate;
    let is_said = folded.split(' ').all(|word| words.split(' ').any(|said| stem(said) == stem(word)));
    if is_plain || is_said || parts::is_whole(sheet) || context.entities(None).of(sheet).is_known() {
        return named;
    }
    let whole = if is_of_crime(&words) { folded } else { format!("{words} {folded}") };
    context.indicator(&whole).unwrap_or(named)
}

#[cfg(test)]
mod tests {
    use peel_model::Diagnostics;

    use super::*;
    use crate::open::open;

    #[test]
    fn sheets_under_one_title_are_told_apart_by_their_names() {
        let marked = |sheets: [(&str, &str); 3]| {
            let mut grids = sheets.map(|(name, title)| {
                let text = format!("{title}\nForce,N\nKent,1\n");
                let mut grid = open("t.csv", text.as_bytes(), &mut Diagnostics::default()).remove(0);
                grid.sheet = Some(name.into());
                grid
            });
            mark(&mut grids);
            grids.map(|grid| grid.sheet_apart.unwrap_or_default())
        };
        assert_eq!(
            marked([("Male", "Arsons"), ("Female", "Arsons"), ("Old", "Thefts")]),
            ["Male", "Female", ""]
        );
        assert_eq!(
            marked([("2030-31", "Arsons"), ("Sheet2", "Arsons"), ("Lorries 2031/32", "Arsons")]),
            ["", "", "Lorries"]
        );
    }
}
