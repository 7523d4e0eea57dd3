//! The arguments as meant: names resolved, defaults taken and said.

use anyhow::{Context as _, Result};
use peel_analytics::{default_level, latest_graded_cycle};
use peel_model::{
    AreaId, Comparator, CycleId, Dataset, ForceId, Level, Selection, UnknownName, did_you_mean, fold,
};

use crate::failure::Hinted;

/// What may be asked of an analysis, as written by the user or in a plan.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) force: Option<&'a str>,
    pub(crate) cycle: Option<&'a str>,
    pub(crate) level: Option<Level>,
    pub(crate) area: Option<&'a str>,
    pub(crate) against: &'a str,
}

/// Resolves every name and takes the defaults.
pub(crate) fn selection(wanted: Wanted<'_>, dataset: &Dataset) -> Result<Selection> {
    let mut defaults = Vec::new();
    let subject = subject(wanted.force, dataset, &mut defaults)?;
    let cycle = cycle(wanted.cycle, &subject, dataset, &mut defaults)?;
    let areas = wanted.area.map_or(Ok(Vec::new()), |text| areas(text, &cycle, dataset))?;
    let level = level(wanted.level, &areas, &cycle, dataset, &mut defaults)?;
    let comparator = comparator(wanted.against, &subject, dataset)?;
    Ok(Selection { subject, cycle, level, areas, comparator, defaults })
}

fn subject(wanted: Option<&str>, dataset: &Dataset, defaults: &mut Vec<String>) -> Result<ForceId> {
    if let Some(text) = wanted {
        return Ok(dataset.resolve_force(text)?);
    }
    let noun = &dataset.about.noun;
    let force = dataset.about.default_force.clone().ok_or_else(|| Hinted {
        message: format!("no {noun} was named, and the data set none as default"),
        hint: format!("`peel list forces` shows every {noun}"),
    })?;
    defaults.push(format!("{noun}: {}, set in the data", dataset.short_name(&force)));
    Ok(force)
}

fn cycle(
    wanted: Option<&str>,
    subject: &ForceId,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<CycleId> {
    if let Some(text) = wanted {
        return Ok(dataset.resolve_cycle(text)?);
    }
    let name = dataset.short_name(subject);
    let cycle = latest_graded_cycle(dataset, subject)
        .with_context(|| format!("the data hold no grade of {name} in any cycle"))?;
    defaults.push(format!("cycle: {cycle}, the latest in which {name} is graded"));
    Ok(cycle)
}

/// What may also have been meant where whom to compare with is named.
fn with_keywords(mut unknown: UnknownName, text: &str) -> UnknownName {
    unknown.hints.extend(did_you_mean(text, ["all", "region"]));
    unknown
}

/// One area by any name, or several with commas between: a title may have commas of its own.
fn areas(text: &str, cycle: &CycleId, dataset: &Dataset) -> Result<Vec<AreaId>> {
    if let Ok(area) = dataset.resolve_area(cycle, text) {
        return Ok(vec![area]);
    }
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(Hinted {
            message: format!("`{text}` names no area"),
            hint: "`peel list areas` shows every name".to_owned(),
        }
        .into());
    }
    Ok(names.into_iter().map(|name| dataset.resolve_area(cycle, name)).collect::<Result<_, _>>()?)
}

/// The level asked for, else that of the areas named, else the cycle's own. Areas named must be of it.
fn level(
    wanted: Option<Level>,
    areas: &[AreaId],
    cycle: &CycleId,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<Level> {
    let mut listed = areas.iter().filter_map(|area| dataset.area(cycle, area)).peekable();
    let level = wanted.or_else(|| listed.peek().map(|area| area.level)).unwrap_or_else(|| {
        let level = default_level(dataset, cycle);
        defaults.push(match level {
            Level::Pillar => format!("level: pillar, as {cycle} graded pillars"),
            Level::Area => format!("level: area, as {cycle} graded no pillars"),
        });
        level
    });
    if let Some(other) = listed.find(|area| area.level != level) {
        return Err(Hinted {
            message: format!("`{}` is of level {}, not {level}", other.key.area, other.level),
            hint: "ask for areas of one level at a time".to_owned(),
        }
        .into());
    }
    Ok(level)
}

fn comparator(text: &str, subject: &ForceId, dataset: &Dataset) -> Result<Comparator> {
    match fold(text).as_str() {
        "all" => Ok(Comparator::All),
        "region" => Ok(Comparator::Region),
        _ => {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            let forces: Vec<ForceId> = names
                .map(|name| dataset.resolve_force(name).map_err(|unknown| with_keywords(unknown, name)))
                .collect::<Result<_, _>>()
                .context("`against` takes `all`, `region` or names with commas between")?;
            let others: Vec<ForceId> = forces.into_iter().filter(|force| force != subject).collect();
            if others.is_empty() {
                return Err(Hinted {
                    message: format!("`--against {text}` leaves no one to compare with"),
                    hint: format!("name at least one other {}", dataset.about.noun),
                }
                .into());
            }
            Ok(Comparator::Forces(others))
        }
    }
}
