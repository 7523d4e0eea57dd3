//! `peel chart`: the chart of an analysis in a file.

use anyhow::Result;
use peel_charts::{Look, Theme};
use peel_model::Dataset;

use crate::args::Chart;
use crate::failure::Outcome;
use crate::output::{self, PictureFormat};

pub(crate) fn run(chart: &Chart, dataset: &Dataset) -> Result<Outcome> {
    let format = PictureFormat::of_path(&chart.output)?;
    let picture =
        peel_charts::draw(&super::answer(&chart.question, dataset)?, &Look { theme: Theme::light()? })?;
    output::write_picture(&picture, format, &chart.output)?;
    Ok(Outcome::Done)
}
