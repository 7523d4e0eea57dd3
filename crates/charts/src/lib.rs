//! Charts from tables: an SVG text for people and screen readers, and the same picture as PNG.
//!
//! A chart is a pure function of its [`Table`]: no file, clock, random number or
//! system font takes part, so the same table gives the same bytes. The layers, each of which knows
//! only those before it:
//!
//! - `text` makes words safe for XML, measures them with the bundled font, and breaks them into lines;
//! - `palette` holds colours and their contrasts, `theme` which of them is used for what, as data;
//! - `canvas` collects marks in CSS pixels and has plotters write them as SVG (the only place that
//!   knows plotters);
//! - `reading` looks columns up in the table; nothing here computes a statistic;
//! - `page` draws what all charts share: title, legend, foot; `bars` the stacked bar;
//! - `axis` lays numbers along a line; `labels` keeps words apart; `shape` draws points; `dots` are rows on one
//!   axis and `heat` is a heatmap, which several charts share;
//! - a module by the name of each analysis lays out its chart;
//! - `picture` is the result, and turns it into pixels and pages.
//!
//! # Examples
//!
//! ```
//! use peel_charts::Look;
//! use peel_model::{Analysis, Cell, Column, Grade, NoteKey, Table};
//!
//! let columns = vec![
//!     Column::text("force", "Force"),
//!     Column::text("name", "Name"),
//!     Column::text("role", "Role"),
//!     Column::text("region", "Region"),
//!     Column::grade("efficiency", "Efficiency"),
//! ];
//! let mut table = Table::new(Analysis::Matrix, "Grades in PEEL 2016".to_owned(), "O G RI I".parse().ok(), columns);
//! let row = ["durham", "Durham", "subject", "North East"].map(Cell::label);
//! table.push_row(row.into_iter().chain([Cell::new(Grade::Outstanding, vec![])]).collect())?;
//! table.note(NoteKey::Subject, "Durham");
//!
//! let picture = peel_charts::draw(&table, &Look::usual()?)?;
//! assert!(picture.svg().starts_with("<svg "));
//! assert!(picture.svg().contains("<title"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod agreement;
mod association;
mod axis;
mod bars;
mod canvas;
mod change;
mod coverage;
mod distribution;
mod dots;
mod error;
mod funnel;
mod heat;
mod indicator;
mod labels;
mod look;
mod map;
mod matrix;
mod narrative;
mod neighbours;
mod page;
mod palette;
mod picture;
mod profile;
mod provenance;
mod ranking;
mod reading;
mod shape;
mod similar;
mod standing;
mod text;
mod theme;
mod transitions;
mod trend;

#[cfg(test)]
mod tests;

use peel_model::{Analysis, Table};

use look::Sheet;

pub use error::ChartError;
pub use look::{Look, PageSize};
pub use picture::{Fault, Picture};
pub use provenance::Provenance;
pub use theme::Theme;

/// Draws the chart that belongs to the table's analysis.
///
/// On a page of a fixed size, a chart that needs more room is laid out wider and set smaller, and one that
/// needs less is spread over it.
///
/// # Errors
///
/// [`ChartError`] when the table has nothing to draw or lacks a column its chart is made of, and when no text
/// could be read on a page as small as the one asked for.
pub fn draw(table: &Table, look: &Look) -> Result<Picture, ChartError> {
    readable(table, look, |table, look| on_sheets(look, |sheet| draw_on(sheet, table)))
}

/// Draws what prose says beside the grades: the table of a comparison of the two.
///
/// # Errors
///
/// As [`draw`].
pub fn draw_narrative(table: &Table, look: &Look) -> Result<Picture, ChartError> {
    readable(table, look, |table, look| on_sheets(look, |sheet| narrative::draw(table, sheet)))
}

/// Draws the table in characters that the bundled font has; the description keeps those it has not.
fn readable(
    table: &Table,
    look: &Look,
    draw: impl Fn(&Table, &Look) -> Result<Picture, ChartError>,
) -> Result<Picture, ChartError> {
    let Some(spelled) = text::spelled(table)? else { return draw(table, look) };
    // Described is what any page would hold.
    let meant = draw(table, &Look { size: PageSize::Natural, ..look.clone() })?;
    draw(&spelled, look)?.standing_for(&meant)
}

fn on_sheets(
    look: &Look,
    draw: impl Fn(&Sheet) -> Result<Picture, ChartError>,
) -> Result<Picture, ChartError> {
    let dense = look.theme.dense();
    let mut drawn = look.sheets(&dense).map(|sheet| draw(&sheet)).skip_while(is_without_room);
    if let Some(picture) = drawn.next() {
        return picture;
    }
    // What fits the last sheet of a page fits the page.
    let fits = |size: &PageSize| {
        let look = Look { size: *size, ..look.clone() };
        look.sheets(&dense).last().is_some_and(|last| draw(&last).is_ok())
    };
    let instead = PageSize::ALL.into_iter().rev().filter(fits).collect();
    Err(ChartError::NoRoom { least: look.size.least_text(), instead })
}

fn is_without_room(drawn: &Result<Picture, ChartError>) -> bool {
    matches!(drawn, Err(ChartError::NoRoom { .. }))
}

fn draw_on(sheet: &Sheet, table: &Table) -> Result<Picture, ChartError> {
    match table.analysis {
        Some(Analysis::Matrix) => matrix::draw(table, sheet),
        Some(Analysis::Standing) => standing::draw(table, sheet),
        Some(Analysis::Distribution) => distribution::draw(table, sheet),
        Some(Analysis::Coverage) => coverage::draw(table, sheet),
        Some(Analysis::Indicator) => indicator::draw(table, sheet),
        Some(Analysis::Funnel) => funnel::draw(table, sheet),
        Some(Analysis::Ranking) => ranking::draw(table, sheet),
        Some(Analysis::Trend) => trend::draw(table, sheet),
        Some(Analysis::Profile) => profile::draw(table, sheet),
        Some(Analysis::Similar) => similar::draw(table, sheet),
        Some(Analysis::Neighbours) => neighbours::draw(table, sheet),
        Some(Analysis::Agreement) => agreement::draw(table, sheet),
        Some(Analysis::Association) => association::draw(table, sheet),
        Some(Analysis::Transitions) => transitions::draw(table, sheet),
        Some(Analysis::Change) => change::draw(table, sheet),
        Some(Analysis::Map) => map::draw(table, sheet),
        None => Err(ChartError::NoChart(table.title.clone())),
    }
}
