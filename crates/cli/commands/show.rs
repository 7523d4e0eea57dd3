//! `peel show`: the table of an analysis on standard output.

use anyhow::Result;
use peel_model::Dataset;

use crate::args::Show;
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(show: &Show, dataset: &Dataset) -> Result<Outcome> {
    output::print(&super::answer(&show.question, dataset)?, show.format)?;
    Ok(Outcome::Done)
}
