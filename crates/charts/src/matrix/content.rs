//! The rows of a matrix as its chart needs them.

use peel_model::{Kind, Table, Verdict};

use crate::text::{Face, Ruler, clean};
use crate::theme::Sizes;
use crate::{ChartError, reading};

/// The areas and the forces.
pub(super) struct Content {
    /// What a row is, by the word for one: `force`.
    pub(super) noun: String,
    /// The areas' titles, in order.
    pub(super) titles: Vec<String>,
    /// The forces, in the table's order.
    pub(super) rows: Vec<ForceRow>,
    /// The widths of the widest name, set as that of the force in question, and of the widest region. Measured once: it
    /// is most of what a layout costs.
    pub(super) widest: (f32, f32),
}

/// A force and its grades.
pub(super) struct ForceRow {
    /// The name to show.
    pub(super) name: String,
    /// Its region; may be nothing.
    pub(super) region: String,
    /// Whether it is the force in question.
    pub(super) is_subject: bool,
    /// One per area.
    pub(super) marks: Vec<Mark>,
}

/// A cell of the heatmap.
pub(super) struct Mark {
    /// The grade, or why there is none; nothing for an empty cell.
    pub(super) verdict: Option<Verdict>,
    /// Whether the grade is that of an earlier inspection.
    carried_over: bool,
}

impl Mark {
    /// Whether it shows a grade of an earlier inspection.
    pub(super) fn is_carried_over(&self) -> bool {
        self.carried_over && self.verdict.is_some_and(|verdict| verdict.grade().is_some())
    }
}

impl Content {
    /// Reads the table, and measures its words in these sizes.
    pub(super) fn read(table: &Table, sizes: Sizes) -> Result<Self, ChartError> {
        let [name, role, region] = ["name", "role", "region"].map(|name| reading::column(table, name));
        let (name, role, region) = (name?, role?, region?);
        let areas: Vec<usize> =
            (0..table.columns().len()).filter(|at| table.columns()[*at].kind == Kind::Grade).collect();
        if areas.is_empty() {
            return Err(ChartError::NothingToDraw("the matrix has no areas".to_owned()));
        }
        let read_row = |row: &Vec<_>| ForceRow {
            name: reading::text(row, name),
            region: reading::text(row, region),
            is_subject: reading::text(row, role) == "subject",
            marks: areas
                .iter()
                .map(|at| Mark {
                    verdict: reading::verdict(row, *at),
                    carried_over: reading::is_carried_over(table, row, *at),
                })
                .collect(),
        };
        let titles = areas.iter().map(|at| clean(&table.columns()[*at].title)).collect();
        let noun = clean(&table.columns()[name].title).to_lowercase();
        let rows: Vec<_> = reading::rows(table, "forces")?.iter().map(read_row).collect();
        let ruler = Ruler::new()?;
        let widest = |face, text: fn(&ForceRow) -> &str| {
            rows.iter().map(|row| ruler.width(text(row), face)).fold(0.0, f32::max)
        };
        let name = widest(Face::bold(sizes.text), |row| &row.name);
        let region = widest(Face::regular(sizes.label), |row| &row.region);
        Ok(Self { noun, titles, rows, widest: (name, region) })
    }
}
