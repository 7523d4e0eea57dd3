//! What each subcommand does.

mod batch;
mod chart;
mod check;
mod explain;
mod export;
mod grow;
mod import;
mod list;
pub(crate) mod narrative;
mod package;
mod plan;
mod show;
mod street;
mod summary;
mod verify;

use anyhow::Result;
use peel_ingest::Extent;
use peel_model::{Analysis, Dataset, Table};

use crate::args::{
    Args, Chart, Command, Explain, Explained, Export, Exported, Listed, Question, Show, SummaryOf, Summed,
};
use crate::asked::Asked;
use crate::failure::Outcome;
use crate::plan::Plan;
use crate::request::selection;
use crate::workspace;

pub(crate) use import::counted;

/// Runs the subcommand.
pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let named = args.data.as_deref();
    let folder = workspace::folder(named);
    if let Command::Remove(remove) = &args.command {
        return grow::remove(&remove.name, folder.as_deref());
    }
    if let Command::Plan(command) = &args.command {
        return plan::run(command);
    }
    if let Command::Explain(explain) = &args.command {
        match &explain.what {
            Explained::Chart(file) => return explain::chart(file),
            Explained::Analysis(analysis) if explain.cell.is_none() => {
                return explain::method(*analysis, &explain.asked);
            }
            Explained::Analysis(_) => {}
        }
    }
    if let Command::Summary(asked @ SummaryOf { what: Summed::Columns, .. }) = &args.command {
        return summary::columns(asked);
    }
    let claim = match &args.command {
        Command::Verify(verify) => match verify::open(verify)? {
            None => return Ok(Outcome::Faulty),
            claim => claim,
        },
        _ => None,
    };
    let folder = match &claim {
        Some(claim) if named.is_none() => claim.folder()?,
        _ => folder,
    };
    let plan = if let Command::Batch(batch) = &args.command { Some(batch::open(batch)?) } else { None };
    let extent = match &args.command {
        Command::Show(Show { question, .. }) | Command::Chart(Chart { question, .. }) => {
            question.asked.extent(Some(question.analysis))
        }
        Command::Export(Export { what: Exported::Analysis(analysis), asked, .. })
        | Command::Explain(Explain { what: Explained::Analysis(analysis), asked, .. }) => {
            asked.extent(Some(*analysis))
        }
        Command::Verify(_) => claim.as_ref().map_or(Extent::Everything, verify::Claim::extent),
        Command::Batch(_) => plan.as_ref().map_or(Extent::Gradings, Plan::extent),
        Command::Narrative(_) => Extent::Gradings,
        Command::List(list)
            if ![Listed::Sources, Listed::Indicators, Listed::Periods].contains(&list.what) =>
        {
            Extent::Gradings
        }
        _ => Extent::Everything,
    };
    let loaded = workspace::open(folder.as_deref(), extent)?;
    let dataset = &loaded.dataset;
    match &args.command {
        Command::Show(show) => show::run(show, dataset),
        Command::Export(export) => export::run(export, &loaded),
        Command::Summary(summary) => summary::run(summary, dataset),
        Command::Chart(chart) => chart::run(chart, dataset, named),
        Command::List(list) => list::run(list, dataset, &workspace::layouts(folder.as_deref())?),
        Command::Explain(explain) => match &explain.what {
            Explained::Analysis(analysis) => explain::cell(*analysis, explain, dataset),
            Explained::Chart(_) => Ok(Outcome::Done),
        },
        Command::Verify(_) => {
            claim.map_or(Ok(Outcome::Done), |claim| claim.verify(dataset, folder.as_deref()))
        }
        Command::Narrative(args) => narrative::run(args, dataset, named),
        Command::Check(check) => check::run(check, &loaded),
        Command::Import(args) => import::run(args, &loaded, &workspace::layouts(folder.as_deref())?),
        Command::Add(add) => {
            grow::add(add, folder.as_deref(), &loaded, &workspace::layouts(folder.as_deref())?)
        }
        Command::Batch(batch) => {
            plan.map_or(Ok(Outcome::Done), |plan| batch::run(batch, &plan, named, &loaded))
        }
        Command::Remove(_) | Command::Plan(_) => Ok(Outcome::Done),
    }
}

/// The table that answers a question.
fn answer(question: &Question, dataset: &Dataset) -> Result<Table> {
    table(question.analysis, &question.asked, dataset)
}

/// The table of an analysis.
pub(crate) fn table(analysis: Analysis, asked: &Asked, dataset: &Dataset) -> Result<Table> {
    let selection = selection(analysis, asked, dataset)?;
    Ok(peel_analytics::run(analysis, dataset, &selection)?)
}
