//! Remarks around a table that make its figures others than its headers say: in thousands, counted up from a day on, of a
//! part of their time. The figures are kept as they stand, and it is said.

use peel_model::{Diagnostics, Severity, fold, shortened};

use crate::cell::period::Period;
use crate::import::Understood;
use crate::import::context::Context;
use crate::import::doubt::running;
use crate::import::lengths::twelve;
use crate::import::read::Reader;
use crate::import::rows::{Classified, RowIs};
use crate::import::shape::row_text;
use crate::import::time::is_prose;
use crate::import::unit::Unit;
use crate::open::Grid;

/// What a remark says of figures.
enum Altered<'t> {
    /// They are so many times what is written.
    Scale(&'static str),
    /// They are counted over more than their time, in these words.
    Longer(&'t str),
    /// They are of a part of it.
    Part,
}

impl<'t> Altered<'t> {
    fn by(text: &'t str, context: &Context<'_>) -> Option<Self> {
        if let Some(scale) = Unit::scale_of(text, context.layouts.units()) {
            return Some(Self::Scale(scale));
        }
        let rolling =
            || twelve(text).filter(|twelve| twelve.are_rolling).and_then(|twelve| text.get(twelve.range));
        if let Some(words) = running(text).or_else(rolling) {
            return Some(Self::Longer(words));
        }
        context.layouts.says_part_of_time(text).then_some(Self::Part)
    }

    fn message(&self, figures: &str) -> String {
        match self {
            Self::Scale(scale) => {
                format!("this remark speaks of {scale}; the figures {figures} are kept as they stand")
            }
            Self::Longer(words) => format!(
                "`{}` of this remark may make the figures {figures} those of a longer time than they are kept for",
                shortened(words)
            ),
            Self::Part => format!(
                "this remark says that figures {figures} are of a part of their time; they are kept as those of all of it"
            ),
        }
    }

    const fn code(&self) -> &'static str {
        match self {
            Self::Scale(_) => "unit",
            _ => "remark",
        }
    }
}

impl Reader<'_, '_> {
    /// The remarks below the table, and those above it that are no titles.
    pub(crate) fn remarks(&self, body: &Classified) -> Vec<(usize, String)> {
        let first = self.shape.body.start;
        let is_alone = |row: usize| {
            let cells = self.grid.rows.get(row).map(|row| row.cells.as_slice()).unwrap_or_default();
            cells.iter().filter(|cell| !cell.text.trim().is_empty()).count() == 1
        };
        let below = body.rows.iter().enumerate().filter_map(|(place, what)| match what {
            RowIs::SetAside(reason) if matches!(&**reason, "note" | "comment") => Some(first + place),
            // `Each month shows the rolling total` is no total.
            RowIs::SetAside(_) => Some(first + place).filter(|row| is_alone(*row)),
            _ => None,
        });
        let below = below.map(|row| (row, row_text(self.grid, row)));
        let above =
            self.shape.titles(self.grid).into_iter().filter(|(_, text)| is_prose(text) || is_note(text));
        above.chain(below).collect()
    }

    /// Says where a remark makes figures others than they are kept as.
    pub(crate) fn altered_by_remark(&mut self, body: &Classified) {
        if self.values.kept == 0 || self.bound.layout.gives.are_gradings() {
            return;
        }
        let (context, are_of_years) = (self.context, self.are_of_years(body));
        let remarks = self.remarks(body);
        let said = remarks.iter().find_map(|(row, text)| {
            let altered = Altered::by(text, context)?;
            let is_known = matches!(altered, Altered::Longer(_)) && are_of_years;
            (!is_known).then_some((*row, altered))
        });
        if let Some((row, altered)) = said {
            let figures = if row < self.shape.body.start { "below" } else { "above" };
            self.say(Severity::Warning, altered.code(), (row, 0), altered.message(figures), &[]);
        }
    }

    /// Whether the figures are all of years or longer: these may well be called a rolling year's.
    fn are_of_years(&self, body: &Classified) -> bool {
        const FEWEST_DAYS: i32 = 360;
        let columns = self.value_columns();
        let of_columns = columns.iter().filter_map(|(_, column, _)| column.time.period().cloned());
        let first = body.rows.iter().position(|row| matches!(row, RowIs::Force { .. }));
        let of_row = first.and_then(|place| self.row_period(self.shape.body.start + place).ok());
        let of_row = of_row.and_then(|time| time.period().cloned());
        let mut periods = of_columns.chain(of_row).peekable();
        let is_year = |period: Period| (period.end - period.start).get_days() >= FEWEST_DAYS;
        periods.peek().is_some() && periods.all(is_year)
    }
}

/// Whether a line above a table begins as a note does.
fn is_note(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["note:", "notes:", "note ", "nb ", "nb:", "n.b.", "*"].iter().any(|start| lower.starts_with(start))
}

/// Says where a sheet of notes makes the figures of its workbook others than they are kept as.
pub(crate) fn in_sheets_of_notes(
    grids: &[&Grid],
    tables: &[Understood],
    context: &Context<'_>,
    diagnostics: &mut Diagnostics,
) {
    const NAMES: [&str; 9] =
        ["note", "notes", "footnotes", "readme", "information", "info", "metadata", "guidance", "cover"];
    let is_kept = tables
        .iter()
        .any(|table| table.values.kept > 0 && table.gives.is_some_and(|gives| !gives.are_gradings()));
    let sheets = grids.iter().zip(tables).filter(|(grid, table)| {
        let sheet =
            grid.sheet.as_deref().map(|sheet| fold(&sheet.replace("ead me", "eadme"))).unwrap_or_default();
        is_kept && table.layout.is_none() && sheet.split(' ').any(|word| NAMES.contains(&word))
    });
    for (grid, _) in sheets {
        let texts = (0..grid.rows.len()).map(|row| (row, row_text(grid, row)));
        let general: Vec<(usize, String)> =
            texts.filter(|(_, text)| context.layouts.is_general(text)).collect();
        let said = general.iter().find_map(|(row, text)| Some((*row, Altered::by(text, context)?)));
        if let Some((row, altered)) = said {
            let message = altered.message("of the other sheets");
            diagnostics.push(grid.diagnostic(Severity::Warning, altered.code(), (row, 0), message));
        }
    }
}
