//! How far areas, or cycles, agree with one another: weighted kappa of each pair.

use peel_model::{NoteKey, Table};

use crate::heat::{Heat, HeatCell, InOrder};
use crate::look::Sheet;
use crate::reading::{self, Row};
use crate::{ChartError, Picture};

const WORDS: [&str; 6] = ["first_cycle", "first", "first_title", "second_cycle", "second", "second_title"];

/// Whether a pair is known for so many that it may be said to agree most or least: half of all, or more. Title,
/// description and shades hold to it.
pub(crate) const fn is_enough(known: u64, of: u64) -> bool {
    known >= least(of)
}

/// Of so many, half or more.
pub(crate) const fn least(of: u64) -> u64 {
    of.div_ceil(2)
}

/// A pair and its figure.
struct Pair {
    first: [String; 2],
    second: [String; 2],
    cell: HeatCell,
    /// How many must be known.
    least: u64,
}

/// Draws the agreement.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let words = reading::columns(table, WORDS)?;
    let [known, of, kappa, w, p] = reading::columns(table, ["known", "of", "kappa", "kendall_w", "w_p"])?;
    let rows = reading::rows(table, "pairs")?;
    let (pairs, together): (Vec<_>, Vec<_>) =
        rows.iter().partition(|row| !reading::text(row, words[5]).is_empty());
    let pairs: Vec<_> = pairs.iter().map(|row| Pair::read(table, row, words, [known, of, kappa])).collect();
    let several = pairs.iter().any(|pair| pair.first[0] != pair.second[0]);
    let (mut down, mut across) = (InOrder::default(), InOrder::default());
    let name =
        |[cycle, title]: &[String; 2]| if several { format!("{title}, {cycle}") } else { title.clone() };
    let mut placed = Vec::new();
    for pair in &pairs {
        let (first, second) = (name(&pair.first), name(&pair.second));
        placed.push((down.place(&second, &second), across.place(&first, &first), &pair.cell));
    }
    let mut cells = vec![vec![None; across.len()]; down.len()];
    for (row, column, cell) in placed {
        cells[row][column] = Some(cell.clone());
    }
    // No figure, no words.
    let remark = together.first().filter(|row| reading::number(row, w).is_some()).map(|row| {
        let [w, p, n] = [w, p, known].map(|at| reading::formatted(table, row, at));
        // Of few there is no p.
        let p = if p.is_empty() { p } else { format!(", p {p}") };
        format!("All together: Kendall’s W {w}{p}, over {n} with a known grade in all.")
    });
    let n_least = pairs.iter().map(|pair| pair.least).max().unwrap_or_default();
    let heat = Heat {
        table,
        names: down.names(),
        heads: across.names(),
        cells,
        remark: remark.unwrap_or_default(),
        ends: ["agree less than by chance (weighted kappa)", "agree more than by chance (weighted kappa)"],
        basis: "with a known grade in both",
        strong: "",
        few: format!("fewer than {n_least} known in both: not shaded, neither most nor least"),
    };
    heat.draw(sheet, &describe(table, &pairs, n_least))
}

impl Pair {
    fn read(table: &Table, row: &Row, words: [usize; 6], [known, of, kappa]: [usize; 3]) -> Self {
        let [first_cycle, _, first, second_cycle, _, second] = words.map(|at| reading::text(row, at));
        let cell = HeatCell {
            value: reading::number(row, kappa),
            written: reading::formatted(table, row, kappa),
            n: reading::count(row, known),
            is_strong: false,
            is_few: !is_enough(reading::count(row, known), reading::count(row, of)),
        };
        let least = least(reading::count(row, of));
        Self { least, first: [first_cycle, first], second: [second_cycle, second], cell }
    }
}

/// The chart in words: what, the pairs that agree most and least, n of N.
fn describe(table: &Table, pairs: &[Pair], n_least: u64) -> String {
    let n = reading::counted(pairs.len(), "pair");
    let mut sentences = vec![format!("Heatmap of the weighted kappa of {n}")];
    let said = |pair: &Pair| {
        format!("{} with {} ({}, n {})", pair.first[1], pair.second[1], pair.cell.written, pair.cell.n)
    };
    // What is written alike ties.
    let enough = pairs.iter().filter(|pair| !pair.cell.is_few);
    if let Some(ends) = reading::ends(enough.map(|pair| (pair, reading::as_shown(&pair.cell.written)))) {
        let [most, least] =
            [ends.most.0, ends.least.0].map(|pairs| reading::listed(pairs.into_iter().map(said)));
        let few = pairs.iter().any(|pair| pair.cell.is_few && pair.cell.value.is_some());
        let among = if few {
            format!("Of those with {n_least} or more known in both, most")
        } else {
            "Most".to_owned()
        };
        sentences.push(format!("{among} agree {most}; least {least}"));
    } else {
        let known = pairs.iter().filter(|pair| pair.cell.value.is_some());
        sentences.push(reading::listed(known.map(said)));
    }
    sentences.push(reading::noted(table, NoteKey::Coverage));
    reading::sentences(sentences)
}
