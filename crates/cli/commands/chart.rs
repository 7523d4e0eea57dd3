//! `peel chart`: the chart of an analysis in a file.

use std::path::Path;

use anyhow::Result;
use peel_model::Dataset;

use crate::args::Chart;
use crate::failure::Outcome;
use crate::output::{self, PictureFormat};
use crate::provenance;

pub(crate) fn run(chart: &Chart, dataset: &Dataset) -> Result<Outcome> {
    let format = PictureFormat::of_path(&chart.output)?;
    let look = chart.looks.look(Path::new(""))?;
    let table = super::answer(&chart.question, dataset)?;
    let question = &chart.question;
    let picture =
        provenance::draw((&table, dataset), question.analysis, &question.asked, (&chart.looks, &look))?;
    output::write_whole(&chart.output, &output::picture_bytes(&picture, format, &chart.looks)?)?;
    Ok(Outcome::Done)
}
