//! Whether grades go with indicators: strips of the figures by grade for a few pairs of an area and an indicator, a
//! heatmap of Kendall's tau-b for many.

mod content;
mod strips;

use peel_model::{NoteKey, Table};

use crate::heat::{Heat, HeatCell, InOrder};
use crate::look::Sheet;
use crate::reading;
use crate::{ChartError, Picture};

/// What sets a pair off from the others.
const STRONG: &str = "more than chance, after correction for the number of tests";
/// What is said where no cell is outlined.
const NONE: &str = "None of these is more than chance may give, after correction for the number of tests.";

/// More pairs than this are drawn as a heatmap of tau-b: strips of so many could not be read; nor of any on a dense page.
const MOST_STRIPS: usize = 12;

/// The columns of words.
#[derive(Debug, Clone, Copy)]
struct Names {
    area: usize,
    title: usize,
    indicator: usize,
    indicator_title: usize,
    finding: usize,
}

/// Draws the association: strips of a few pairs, a heatmap of many.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let words = ["area", "title", "indicator", "indicator_title", "finding"];
    let [area, title, indicator, indicator_title, finding] = reading::columns(table, words)?;
    let names = Names { area, title, indicator, indicator_title, finding };
    let rows = reading::rows(table, "pairs")?;
    if let Some(scale) = table.scale.as_ref().filter(|_| rows.len() <= MOST_STRIPS && !sheet.is_dense)
        && let Some(columns) = content::Columns::find(table, names, scale)
        && let Some(picture) = strips::draw(table, sheet, &columns, scale)?
    {
        return Ok(picture);
    }
    heatmap(table, sheet, names)
}

fn heatmap(table: &Table, sheet: &Sheet, names: Names) -> Result<Picture, ChartError> {
    let [n, tau] = reading::columns(table, ["n", "tau_b"])?;
    let (mut down, mut across) = (InOrder::default(), InOrder::default());
    let period = table.column("period");
    let mut placed = Vec::new();
    for row in reading::rows(table, "pairs")? {
        let place = |order: &mut InOrder, key, name: &str| order.place(&reading::text(row, key), name);
        let of =
            period.map(|at| reading::with_days(&reading::text(row, at))).filter(|period| !period.is_empty());
        let indicator: Vec<_> = [reading::text(row, names.indicator_title)].into_iter().chain(of).collect();
        let cell = HeatCell {
            value: reading::number(row, tau),
            written: reading::formatted(table, row, tau),
            n: reading::count(row, n),
            is_strong: reading::is_beyond_chance(row, names.finding),
            is_few: false,
        };
        let down = place(&mut down, names.area, &reading::text(row, names.title));
        placed.push((down, place(&mut across, names.indicator, &indicator.join(", ")), cell));
    }
    let mut cells = vec![vec![None; across.len()]; down.len()];
    for (row, column, cell) in placed {
        cells[row][column] = Some(cell);
    }
    let any_strong = cells.iter().flatten().flatten().any(|cell: &HeatCell| cell.is_strong);
    let heat = Heat {
        table,
        names: down.names(),
        heads: across.names(),
        cells,
        remark: if any_strong { String::new() } else { NONE.to_owned() },
        ends: ["better graded have less (tau-b)", "better graded have more (tau-b)"],
        basis: "with a grade and a figure",
        strong: STRONG,
        few: String::new(),
    };
    let description = describe(&heat);
    heat.draw(sheet, &description)
}

/// The chart in words: what, the pairs in which there is more than chance, the strongest, n of N.
fn describe(heat: &Heat) -> String {
    let all = || {
        let rows = heat.names.iter().zip(&heat.cells);
        rows.flat_map(|(area, cells)| {
            let cells = heat.heads.iter().zip(cells);
            cells.filter_map(move |(indicator, cell)| Some((area, indicator, cell.as_ref()?)))
        })
    };
    let said = |(area, indicator, cell): (&String, &String, &HeatCell)| {
        format!("{area} with {indicator} (tau-b {}, n {})", cell.written, cell.n)
    };
    let mut sentences = vec![format!(
        "Heatmap of the association of {} areas with {} indicators by Kendall's tau-b",
        heat.names.len(),
        heat.heads.len()
    )];
    let strong: Vec<_> = all().filter(|(.., cell)| cell.is_strong).map(said).collect();
    let words = if strong.is_empty() { "none".to_owned() } else { strong.join("; ") };
    sentences.push(format!("More than chance after correction: {words}"));
    let size = |cell: &HeatCell| cell.value.map_or(-1.0, f64::abs);
    if let Some(most) = all().max_by(|one, two| size(one.2).total_cmp(&size(two.2))) {
        sentences.push(format!("The furthest from 0 is {}", said(most)));
    }
    sentences.push(reading::noted(heat.table, NoteKey::Coverage));
    reading::sentences(sentences)
}
