//! `peel chart`: the chart of an analysis in a file.

use std::path::Path;

use anyhow::Result;
use peel_model::Dataset;

use crate::args::Chart;
use crate::failure::Outcome;
use crate::output::{self, PictureFormat};
use crate::provenance;

/// Draws it; `data` is the folder that was named.
pub(crate) fn run(chart: &Chart, dataset: &Dataset, data: Option<&Path>) -> Result<Outcome> {
    let format = PictureFormat::of_path(&chart.output)?;
    chart.looks.must_suit(&[format])?;
    let look = chart.looks.look(Path::new(""))?;
    let table = super::answer(&chart.question, dataset)?;
    let (question, looks) = (&chart.question, (&chart.looks, &look));
    let picture = provenance::draw((&table, dataset), question.analysis, &question.asked, looks, data)?;
    output::write_picture(&picture, format, &chart.looks, &chart.output)?;
    Ok(Outcome::Done)
}
