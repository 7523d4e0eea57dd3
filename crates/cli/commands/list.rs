//! `peel list`: what there is to name, as a table like any other.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use peel_ingest::Layouts;
use peel_model::{Analysis, Cell, Column, Dataset, IndicatorId, Misfit, NoteKey, Source, Table, Value};

use crate::args::{List, Listed};
use crate::failure::{Hinted, Outcome};
use crate::output::{self, Wanted};
use crate::request::names;

/// What is to be known of groups, whether there are any or not.
const GROUPS: &str = "groups.csv of the data package in use, which is yours to fill in: the columns group, force (empty: \
                      the same for all), member, from, to, source, note; `--against group:NAME` compares within one. The Home \
                      Office's Most Similar Groups are not included, as no list of them could be read, and statistical \
                      neighbours (`--against neighbours`) are another thing";

pub(crate) fn run(list: &List, dataset: &Dataset, layouts: &Layouts) -> Result<Outcome> {
    if list.indicator.is_some() && list.what != Listed::Periods {
        return Err(Hinted {
            message: "`--indicator` is of periods alone".to_owned(),
            hint: "`peel list periods --indicator INDICATOR` has those of one".to_owned(),
        }
        .into());
    }
    let table = match list.what {
        Listed::Forces => forces(dataset),
        Listed::Cycles => cycles(dataset),
        Listed::Areas => areas(dataset),
        Listed::Analyses => analyses("Analyses", "question", "Question", Analysis::question),
        Listed::Charts => analyses("Charts", "chart", "Chart", Analysis::chart),
        Listed::Indicators => indicators(dataset),
        Listed::Periods => periods(list.indicator.as_deref(), dataset)?,
        Listed::Groups => groups(dataset),
        Listed::Sources => sources(dataset),
        Listed::Layouts => kinds(layouts),
    };
    output::print(&table?, Wanted { format: list.format, raw_text: list.raw_text })?;
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
    let mut table = table(&dataset.about.counted(dataset.forces.len()), &columns, rows, default.as_deref())?;
    table.note(NoteKey::Excluded, dataset.about.left_out.as_str());
    Ok(table)
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
    let row =
        |analysis: Analysis| [analysis.as_str(), what(analysis)].map(|text| Some(text.to_owned())).into();
    let rows = Analysis::ALL.into_iter().map(row);
    table(title, &[("analysis", "Analysis"), (name, heading)], rows, None)
}

fn indicators(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [
        ("indicator", "Indicator"),
        ("title", "Title"),
        ("unit", "Unit"),
        ("direction_of_good", "Good is"),
        ("periods", "Periods"),
    ];
    let rows = dataset.indicators.iter().map(|indicator| {
        let periods = dataset.periods_of(&indicator.id);
        let span = match periods.as_slice() {
            [] => "none".to_owned(),
            [([one, ..], _)] => (*one).to_owned(),
            [([first, ..], _), .., ([last, ..], _)] => format!("{first} to {last} ({})", periods.len()),
        };
        let direction = indicator.direction.as_str().to_owned();
        [indicator.id.to_string(), indicator.title.clone(), indicator.unit.clone(), direction, span]
            .map(Some)
            .into()
    });
    table(&format!("{} indicators", dataset.indicators.len()), &columns, rows, None)
}

/// The periods of the indicators named, else of all, in order of time.
fn periods(named: Option<&str>, dataset: &Dataset) -> Result<Result<Table, Misfit>> {
    let columns = [
        ("indicator", "Indicator"),
        ("period", "Period"),
        ("first_day", "First day"),
        ("last_day", "Last day"),
        ("n", "In the data"),
    ];
    let named = names(named, "indicator", |name| dataset.resolve_indicator(name))?;
    let asked = dataset.indicators.iter().map(|indicator| &indicator.id);
    let asked = asked.filter(|id| named.is_empty() || named.contains(id));
    let row = |id: &IndicatorId, ([period, start, end], n): ([&str; 3], usize)| {
        let texts = [id.as_str(), period, start, end].map(str::to_owned);
        texts.into_iter().chain([dataset.about.counted(n)]).map(Some).collect()
    };
    let rows: Vec<Vec<_>> =
        asked.flat_map(|id| dataset.periods_of(id).into_iter().map(move |period| row(id, period))).collect();
    Ok(table(&format!("{} periods of indicators", rows.len()), &columns, rows.into_iter(), None))
}

/// The groups, a row for each whose group it is.
fn groups(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns =
        [("group", "Group"), ("force", "For"), ("members", "Members"), ("from", "From"), ("to", "To")];
    let mut members: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for row in &dataset.groups {
        let of_one = members.entry((&row.group, &row.force, &row.from, &row.to)).or_default();
        of_one.push(dataset.short_name(&row.member));
    }
    let n_groups = dataset.groups.iter().map(|row| &row.group).collect::<BTreeSet<_>>().len();
    let rows = members.into_iter().map(|((group, force, from, to), members)| {
        let whose = force.as_ref().map_or("every one", |force| dataset.short_name(force)).to_owned();
        vec![Some(group.clone()), Some(whose), Some(members.join(", ")), from.clone(), to.clone()]
    });
    let groups = if n_groups == 1 { "1 group".to_owned() } else { format!("{n_groups} groups") };
    table(&groups, &columns, rows, Some(GROUPS))
}

fn sources(dataset: &Dataset) -> Result<Table, Misfit> {
    let columns = [("source", "Source"), ("title", "Title"), ("held_as", "Held as"), ("licence", "Licence")];
    let rows = dataset.sources.iter().map(|Source { id, title, held_as, licence, .. }| {
        [id.as_str(), title, held_as, licence].map(|text| Some(text.to_owned())).into()
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
