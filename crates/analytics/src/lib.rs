//! Records to tables: what can honestly be said of gradings.
//!
//! polars does the frames, inside; no polars type appears in a public signature. The statistics are
//! `peel-stats`, pure functions on slices. Nothing here reads a file or draws.

mod circumstances;
mod comparison;
mod coverage;
mod defaults;
mod distribution;
mod error;
mod explanation;
mod funnel;
mod grid;
mod indicator;
mod matrix;
mod neighbours;
mod notes;
mod profile;
mod ranking;
mod rates;
mod standing;
mod trend;

use peel_model::{Analysis, Dataset, Selection, Table};

use grid::Grid;

pub use defaults::{default_level, graded_cycles, latest_graded_cycle, latest_pair};
pub use error::AnalyticsError;
pub use explanation::explanation;

/// Runs an analysis.
///
/// # Errors
///
/// [`AnalyticsError`] when nothing can be said: the cycle has nothing at that level, there is no one
/// to compare with, or the subject has no grade, no figure or
/// no neighbours to compare.
pub fn run(analysis: Analysis, dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    let grid = || Grid::new(dataset, selection);
    match analysis {
        Analysis::Matrix => matrix::table(&grid()?),
        Analysis::Standing => standing::table(&grid()?),
        Analysis::Distribution => distribution::table(&grid()?),
        Analysis::Ranking => ranking::table(grid()?),
        Analysis::Coverage => coverage::table(&grid()?),
        Analysis::Neighbours => neighbours::table(dataset, selection),
        Analysis::Indicator => indicator::table(dataset, selection),
        Analysis::Funnel => funnel::table(dataset, selection),
        Analysis::Trend => trend::table(dataset, selection),
        Analysis::Profile => profile::table(dataset, selection),
    }
}
