//! Records to tables: what can honestly be said of gradings.
//!
//! polars does the frames, inside; no polars type appears in a public signature. The statistics are
//! `peel-stats`, pure functions on slices. Nothing here reads a file or draws.

mod agreement;
mod association;
mod change;
mod circumstances;
mod comparability;
mod comparison;
mod coverage;
mod defaults;
mod distribution;
mod error;
mod explanation;
mod funnel;
mod grid;
mod indicator;
mod map;
mod matrix;
mod neighbours;
mod notes;
mod pairs;
mod profile;
mod ranking;
mod rates;
#[cfg(test)]
mod samples;
mod similar;
mod standing;
pub mod summary;
mod transitions;
mod trend;
mod two_cycles;
mod verdicts;
mod workings;

use peel_model::{Analysis, Comparator, Cycles, Dataset, Parameter, Selection, Table};

use comparison::Comparison;
use grid::Grid;
use two_cycles::TwoCycles;

pub use comparability::{ComparedCycles, comparable_pairs};
pub use defaults::{default_level, latest_cycle, latest_graded_cycle, latest_pair, no_grade_at_all};
pub use error::AnalyticsError;
pub use explanation::explanation;
pub use verdicts::{Distribution, Move, Standing, StandingFigures, Verdicts};
pub use workings::Workings;

/// Refuses what no analysis could answer, whoever it is about: what the registry and the names of periods alone rule out.
///
/// # Errors
///
/// [`AnalyticsError`]: a level that the cycle has no area of, the agreement of one area with nothing, a funnel of what is
/// no outcome of chance, everyone left out of those compared with, several indicators where one is asked about, a period
/// that it has no figure of.
pub fn must_be_possible(
    analysis: Analysis,
    dataset: &Dataset,
    selection: &Selection,
) -> Result<(), AnalyticsError> {
    if let Some(Cycles::One(cycle)) = selection.cycles.as_ref().filter(|_| analysis.takes(Parameter::Level)) {
        let (areas, _) = grid::must_have_areas(dataset, selection, cycle)?;
        if analysis == Analysis::Agreement {
            agreement::must_have_two(&areas, selection)?;
        }
    }
    // Neighbours are found among those left, and only once there is someone to answer for.
    if !selection.excluded.is_empty() && !matches!(selection.comparator, Comparator::Neighbours(_)) {
        Comparison::resolve(dataset, selection)?;
    }
    if matches!(analysis, Analysis::Indicator | Analysis::Trend | Analysis::Funnel) {
        rates::must_be_of_one(analysis, dataset, selection)?;
    }
    if analysis == Analysis::Funnel {
        let mut indicators = selection.indicators.iter().filter_map(|id| dataset.indicators.get(id));
        indicators.try_for_each(funnel::must_be_of_events)?;
    }
    Ok(())
}

/// Runs an analysis.
///
/// # Errors
///
/// [`AnalyticsError`] when nothing can be said: the cycle has nothing at that level, there is no one
/// to compare with, or the subject has no grade, no figure or
/// no neighbours to compare.
pub fn run(analysis: Analysis, dataset: &Dataset, selection: &Selection) -> Result<Table, AnalyticsError> {
    run_sharing(analysis, dataset, selection, &Workings::default())
}

/// Runs one analysis of many on the same data: what others have worked out is taken from `workings`.
///
/// # Errors
///
/// Those of [`run`].
pub fn run_sharing(
    analysis: Analysis,
    dataset: &Dataset,
    selection: &Selection,
    workings: &Workings,
) -> Result<Table, AnalyticsError> {
    let grid = || Grid::new(dataset, selection);
    match analysis {
        Analysis::Matrix => matrix::table(&grid()?),
        Analysis::Standing => standing::table(&grid()?),
        Analysis::Distribution => distribution::table(&grid()?),
        Analysis::Change => change::table(&TwoCycles::new(dataset, selection)?),
        Analysis::Transitions => transitions::table(&TwoCycles::new(dataset, selection)?),
        Analysis::Ranking => ranking::table(grid()?, workings),
        Analysis::Coverage => coverage::table(&grid()?),
        Analysis::Neighbours => neighbours::table(dataset, selection),
        Analysis::Map => map::table(&grid()?),
        Analysis::Association => association::table(dataset, selection),
        Analysis::Similar => similar::table(&grid()?),
        Analysis::Agreement => agreement::table(dataset, selection),
        Analysis::Indicator => indicator::table(dataset, selection),
        Analysis::Funnel => funnel::table(dataset, selection),
        Analysis::Trend => trend::table(dataset, selection),
        Analysis::Profile => profile::table(dataset, selection),
    }
}
