//! Headers and titles that are longer than any can be: what tells times and names in them looks at each of their words
//! with every other.

use peel_model::{Diagnostics, Severity};

use crate::import::entity::Entities;
use crate::open::Grid;

/// Cuts the texts above the first row of a force that are longer than a header or a title can be, and says so.
pub(crate) fn settle(grid: &mut Grid, entities: &Entities<'_>, diagnostics: &mut Diagnostics) {
    /// A header has no more bytes.
    const LONGEST: usize = 1_000;
    /// No name of a force has more.
    const LONGEST_NAME: usize = 100;
    /// A file has no more rows above its first force.
    const MOST_ROWS: usize = 40;
    for row in 0..grid.rows.len().min(MOST_ROWS) {
        let cells = &grid.rows[row].cells;
        let is_force = |text: &str| text.len() <= LONGEST_NAME && entities.of(text).force.is_some();
        if cells.iter().any(|cell| is_force(&cell.text)) {
            return;
        }
        for column in 0..cells.len() {
            let n_bytes = grid.rows[row].cells[column].text.len();
            if n_bytes <= LONGEST {
                continue;
            }
            let message =
                format!("a text of {n_bytes} bytes above the figures is read no further than {LONGEST}");
            diagnostics.push(grid.diagnostic(Severity::Note, "long-header", (row, column), message));
            let text = &mut grid.rows[row].cells[column].text;
            text.truncate(text.floor_char_boundary(LONGEST));
        }
    }
}
