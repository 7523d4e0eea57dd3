//! `peel list`: what there is to name, as a table like any other.

use anyhow::Result;
use peel_ingest::Layouts;
use peel_model::{Analysis, Cell, Column, Dataset, Misfit, NoteKey, Table, Value};

use crate::args::{List, Listed};
use crate::failure::Outcome;
use crate::output;

pub(crate) fn run(list: &List, dataset: &Dataset, layouts: &Layouts) -> Result<Outcome> {
    let table = match list.what {
        Listed::Forces => forces(dataset),
        Listed::Cycles => cycles(dataset),
        Listed::Areas => areas(dataset),
        Listed::Analyses => analyses("Analyses", "question", "Question", Analysis::question),
        Listed::Charts => analyses("Charts", "chart", "Chart", Analysis::chart),
        Listed::Sources => sources(dataset),
        Listed::Layouts => kinds(layouts),
    };
    output::print(&table?, list.format)?;
    Ok(Outcome::Done)
}

fn forces(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [("force", "Identifier"), ("name", "Name"), ("region", "Region"), ("country", "Country")];
    let rows = dataset.forces.iter().map(|force| {
        let texts = [Some(force.id.to_string()), Some(force.name.clone())];
        texts.into_iter().chain([force.region.clone(), force.country.clone()]).collect()
    });
    let default =
        dataset.about.default_force.as_ref().map(|force| {
            format!("{}: meant when no {} is named", dataset.short_name(force), dataset.about.noun)
        });
    table(&dataset.about.counted(dataset.forces.len()), &columns, rows, default.as_deref())
}

fn cycles(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [("cycle", "Cycle"), ("label", "Label"), ("scale", "Scale"), ("note", "Note")];
    let rows = dataset.cycles.iter().map(|cycle| {
        let texts = [cycle.id.to_string(), cycle.label.clone(), cycle.scale.to_string(), cycle.note.clone()];
        texts.into_iter().map(Some).collect()
    });
    table(&format!("{} cycles", dataset.cycles.len()), &columns, rows, None)
}

fn areas(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [
        ("cycle", "Cycle"),
        ("level", "Level"),
        ("pillar", "Pillar"),
        ("area", "Area"),
        ("title", "Title"),
        ("graded", "Graded"),
    ];
    let rows = dataset.areas.iter().map(|area| {
        vec![
            Some(area.key.cycle.to_string()),
            Some(area.level.to_string()),
            area.pillar.as_ref().map(ToString::to_string),
            Some(area.key.area.to_string()),
            Some(area.title.clone()),
            Some(if area.graded { "yes" } else { "no" }.to_owned()),
        ]
    });
    table(&format!("{} areas of {} cycles", dataset.areas.len(), dataset.cycles.len()), &columns, rows, None)
}

fn analyses(
    title: &str,
    name: &str,
    heading: &str,
    what: fn(Analysis) -> &'static str,
) -> Result<Table, Misfit> {
    let rows = Analysis::ALL
        .into_iter()
        .map(|analysis| [analysis.as_str(), what(analysis)].map(|text| Some(text.to_owned())).into());
    table(title, &[("analysis", "Analysis"), (name, heading)], rows, None)
}

fn sources(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [("source", "Source"), ("held_as", "Held as"), ("licence", "Licence")];
    let rows = dataset.sources.iter().map(|source| {
        [source.id.to_string(), source.held_as.clone(), source.licence.clone()].map(Some).into()
    });
    let title = format!("{} sources of indicators", dataset.sources.len());
    let gradings =
        format!("gradings: {}; each row of gradings.csv names its page", dataset.about.gradings_source);
    table(&title, &columns, rows, Some(&gradings))
}

fn kinds(layouts: &Layouts) -> Result<Table, Misfit> {
    let columns = [("layout", "Layout"), ("title", "What it reads"), ("gives", "Gives")];
    let rows = layouts.iter().map(|layout| {
        [layout.name.clone(), layout.title.clone(), layout.gives.as_str().to_owned()].map(Some).into()
    });
    table("Kinds of table, in the order they are tried", &columns, rows, None)
}

fn table(
    title: &str,
    columns: &[(&str, &str)],
    rows: impl Iterator<Item = Vec<Option<String>>>,
    note: Option<&str>,
) -> Result<Table, Misfit> {
    let columns = columns.iter().map(|(name, title)| Column::text(name, title)).collect();
    let mut table = Table::new(None, title.to_owned(), None, columns);
    for row in rows {
        let cell = |text: Option<String>| Cell::new(text.map(Value::Text), Vec::new());
        table.push_row(row.into_iter().map(cell).collect())?;
    }
    table.note(NoteKey::Source, note.unwrap_or_default());
    Ok(table)
}
