//! Whether grades go with indicators: Kendall's tau-b of each area with each indicator.

use peel_model::{NoteKey, Table};

use crate::heat::{Heat, HeatCell, InOrder};
use crate::look::Sheet;
use crate::reading;
use crate::{ChartError, Picture};

/// The finding where chance is an unlikely reason begins with this.
const STRONG: &str = "better graded";

/// What is said where no cell is outlined.
const NONE: &str = "None of these is more than chance may give, after correction for the number of tests.";

/// Draws the association.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let words = reading::columns(table, ["area", "title", "indicator", "indicator_title", "finding"])?;
    let [n, tau] = reading::columns(table, ["n", "tau_b"])?;
    let (mut down, mut across) = (InOrder::default(), InOrder::default());
    let mut placed = Vec::new();
    for row in reading::rows(table, "pairs")? {
        let [area, title, indicator, indicator_title, finding] = words.map(|at| reading::text(row, at));
        let cell = HeatCell {
            value: reading::number(row, tau),
            written: reading::formatted(table, row, tau),
            basis: format!("n {}", reading::count(row, n)),
            is_strong: finding.starts_with(STRONG),
        };
        placed.push((down.place(&area, &title), across.place(&indicator, &indicator_title), cell));
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
        ends: ["better graded have less (tau-b 0 to −1)", "better graded have more (tau-b 0 to 1)"],
        strong: "more than chance, after correction for the number of tests",
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
        format!("{area} with {indicator} (tau-b {}, {})", cell.written, cell.basis)
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
