//! The forces most alike in circumstances: their distances, and what most of each distance is made of.

use peel_model::{NoteKey, Table};

use crate::canvas::{Box2, Canvas};
use crate::dots::{Dot, DotPanel, DotRow, Ends, Group, Share, sample};
use crate::look::Sheet;
use crate::page::Key;
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
        without: Vec::new(),
        ends: Ends::FromZero,
        references: Vec::new(),
        keys: keys(rows.iter().any(|row| !columns.shares(row).is_empty())),
    };
    panel.draw(sheet, &columns.describe(table))
}

impl Columns {
    fn row(&self, row: &Row) -> DotRow {
        let distance = reading::number(row, self.distance);
        let marks = distance.into_iter().flat_map(|distance| {
            let parts = self.shares(row);
            let from_zero = parts.is_empty().then_some(Dot::Bar(distance));
            let parts = parts
                .into_iter()
                .map(move |(from, to, share)| Dot::Part(from * distance, to * distance, share));
            from_zero.into_iter().chain(parts)
        });
        DotRow {
            name: self.numbered(row),
            is_subject: false,
            marks: marks.collect(),
            words: self.largest(row).into_iter().map(|(name, _)| name).collect::<Vec<_>>().join(", "),
        }
    }

    fn numbered(&self, row: &Row) -> String {
        let name = reading::text(row, self.name);
        reading::count_if_any(row, self.rank).map_or(name.clone(), |rank| format!("{rank}  {name}"))
    }

    /// The largest parts of its squared distance, and what they are called.
    fn largest(&self, row: &Row) -> Vec<(String, f64)> {
        let mut parts: Vec<_> =
            self.parts.iter().filter_map(|(name, at)| Some((name, reading::number(row, *at)?))).collect();
        parts.sort_by(|one, two| two.1.total_cmp(&one.1));
        parts.into_iter().take(MOST_PARTS).map(|(name, part)| (name.clone(), part)).collect()
    }

    /// From which share of the squared distance to which its largest parts and all others reach; none where they
    /// add up to nothing.
    fn shares(&self, row: &Row) -> Vec<(f64, f64, Share)> {
        let all = self.parts.iter().filter_map(|(_, at)| reading::number(row, *at));
        let whole: f64 = all.map(|part| part.max(0.0)).sum();
        if !whole.is_finite() || whole <= 0.0 {
            return Vec::new();
        }
        let mut shares = Vec::new();
        let mut from = 0.0;
        for ((_, part), share) in self.largest(row).into_iter().zip([Share::Largest, Share::Second]) {
            let to = (from + part.max(0.0) / whole).min(1.0);
            shares.push((from, to, share));
            from = to;
        }
        shares.push((from, 1.0, Share::Others));
        shares
    }

    /// The chart in words: what, each distance and what it is made of, n of N.
    fn describe(&self, table: &Table) -> String {
        let mut sentences = vec![format!(
            "Bars of the distances in circumstances between {} and the {} forces nearest to it",
            reading::subject(table),
            table.rows().len()
        )];
        let said = |row: &Vec<_>| {
            let distance = reading::formatted(table, row, self.distance);
            let most: Vec<_> = self.largest(row).into_iter().map(|(name, _)| name).collect();
            let most = most.join(" and ");
            let most = if most.is_empty() { most } else { format!(", most in {most}") };
            format!("{}: {distance}{most}", reading::text(row, self.name))
        };
        sentences.push(table.rows().iter().map(said).collect::<Vec<_>>().join("; "));
        sentences.push(reading::noted(table, NoteKey::Coverage));
        reading::sentences(sentences)
    }
}

/// What the parts of a bar are, as the words at the right name them.
fn keys(has_parts: bool) -> Vec<Key> {
    let part = |draw: fn(&mut Canvas, Box2), words: &str| has_parts.then(|| Key::sample(draw, words));
    let parts = [
        part(
            |canvas, area| share(canvas, area, Share::Largest),
            "largest contributor to the distance (named first)",
        ),
        part(|canvas, area| share(canvas, area, Share::Second), "second largest (named second)"),
        part(|canvas, area| share(canvas, area, Share::Others), "everything else"),
    ];
    parts.into_iter().flatten().collect()
}

fn share(canvas: &mut Canvas, area: Box2, share: Share) {
    sample(canvas, area, Dot::Part(0.0, 1.0, share), canvas.theme.ink);
}
