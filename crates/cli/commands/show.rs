//! `peel show`: the table of an analysis on standard output.

use anyhow::Result;
use peel_model::Dataset;

use crate::args::Show;
use crate::failure::Outcome;
use crate::output::{self, Wanted};

pub(crate) fn run(show: &Show, dataset: &Dataset) -> Result<Outcome> {
    let wanted = Wanted { format: show.format, raw_text: show.raw_text };
    output::print(&super::answer(&show.question, dataset)?, wanted)?;
    Ok(Outcome::Done)
}
