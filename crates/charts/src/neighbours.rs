//! The forces most alike in circumstances: their distances, and what most of each distance is made of.

use peel_model::{NoteKey, Table};

use crate::dots::{Dot, DotPanel, DotRow, Ends, Group};
use crate::look::Sheet;
use crate::reading::{self, Row};
use crate::text::clean;
use crate::{ChartError, Picture};

/// The columns the chart is made of.
struct Columns {
    rank: usize,
    name: usize,
    distance: usize,
    /// The parts of the squared distance, by what they are called.
    parts: Vec<(String, usize)>,
}

/// The unit of columns that hold a part of the squared distance.
const PART: &str = "part of the squared distance";
/// How many parts are named.
const MOST_PARTS: usize = 2;

/// Draws the neighbours.
pub(crate) fn draw(table: &Table, sheet: &Sheet) -> Result<Picture, ChartError> {
    let [rank, name, distance] = reading::columns(table, ["rank", "name", "distance"])?;
    let parts = (0..table.columns().len()).filter(|at| reading::unit(table, *at) == PART);
    let parts = parts.map(|at| (clean(&table.columns()[at].title).to_lowercase(), at)).collect();
    let columns = Columns { rank, name, distance, parts };
    let rows = reading::rows(table, "forces")?;
    let panel = DotPanel {
        table,
        measure: "Distance in circumstances, the nearest at the left".to_owned(),
        words_head: "They differ most in".to_owned(),
        groups: vec![Group {
            heading: String::new(),
            rows: rows.iter().map(|row| columns.row(row)).collect(),
            on_axis: true,
        }],
        ends: Ends::FromZero,
        references: Vec::new(),
        keys: Vec::new(),
    };
    panel.draw(sheet, &columns.describe(table))
}

impl Columns {
    fn row(&self, row: &Row) -> DotRow {
        let distance = reading::number(row, self.distance);
        let marks =
            distance.into_iter().flat_map(|distance| [Dot::Range(0.0, distance), Dot::Full(distance)]);
        DotRow {
            name: self.numbered(row),
            is_subject: false,
            marks: marks.collect(),
            words: self.largest(row).join(", "),
        }
    }

    fn numbered(&self, row: &Row) -> String {
        let name = reading::text(row, self.name);
        reading::count_if_any(row, self.rank).map_or(name.clone(), |rank| format!("{rank}  {name}"))
    }

    /// What the largest parts of its squared distance are called.
    fn largest(&self, row: &Row) -> Vec<String> {
        let mut parts: Vec<_> =
            self.parts.iter().filter_map(|(name, at)| Some((name, reading::number(row, *at)?))).collect();
        parts.sort_by(|one, two| two.1.total_cmp(&one.1));
        parts.into_iter().take(MOST_PARTS).map(|(name, _)| name.clone()).collect()
    }

    /// The chart in words: what, each distance and what it is made of, n of N.
    fn describe(&self, table: &Table) -> String {
        let mut sentences = vec![format!(
            "Dots of the distances in circumstances between {} and the {} forces nearest to it",
            reading::subject(table),
            table.rows().len()
        )];
        let said = |row: &Vec<_>| {
            let distance = reading::formatted(table, row, self.distance);
            let most = self.largest(row).join(" and ");
            let most = if most.is_empty() { most } else { format!(", most in {most}") };
            format!("{}: {distance}{most}", reading::text(row, self.name))
        };
        sentences.push(table.rows().iter().map(said).collect::<Vec<_>>().join("; "));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}
