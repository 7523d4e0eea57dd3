//! What each subcommand does.

mod batch;
mod chart;
mod check;
mod export;
mod grow;
mod import;
mod list;
mod show;
mod street;

use anyhow::Result;
use peel_ingest::Extent;
use peel_model::{Dataset, Table};

use crate::args::{Args, Command, List, Listed, Question};
use crate::failure::Outcome;
use crate::request::{Wanted, selection};
use crate::workspace;

/// Runs the subcommand.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let extent = match &args.command {
        Command::Check(_)
        | Command::Import(_)
        | Command::Add(_)
        | Command::Remove(_)
        | Command::List(List { what: Listed::Sources, .. }) => Extent::Everything,
        _ => Extent::Gradings,
    };
    let folder = workspace::folder(args.data.as_deref());
    if let Command::Remove(remove) = &args.command {
        return grow::remove(&remove.name, folder.as_deref());
    }
    let loaded = workspace::open(folder.as_deref(), extent)?;
    let dataset = &loaded.dataset;
    match &args.command {
        Command::Show(show) => show::run(show, dataset),
        Command::Export(export) => export::run(export, dataset),
        Command::Chart(chart) => chart::run(chart, dataset),
        Command::Batch(batch) => batch::run(batch, dataset),
        Command::List(list) => list::run(list, dataset, &workspace::layouts(folder.as_deref())?),
        Command::Check(check) => check::run(check, &loaded),
        Command::Import(args) => import::run(args, &loaded, &workspace::layouts(folder.as_deref())?),
        Command::Add(add) => {
            grow::add(add, folder.as_deref(), &loaded, &workspace::layouts(folder.as_deref())?)
        }
        Command::Remove(_) => Ok(Outcome::Done),
    }
}

/// The table that answers a question.
fn answer(question: &Question, dataset: &Dataset) -> Result<Table> {
    let wanted = Wanted {
        force: question.force.as_deref(),
        cycle: question.cycle.as_deref(),
        level: question.level,
        area: question.area.as_deref(),
        against: &question.against,
    };
    Ok(peel_analytics::run(question.analysis, dataset, &selection(wanted, dataset)?)?)
}
