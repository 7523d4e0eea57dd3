//! The arguments as meant: names resolved, defaults taken and said.

mod two_cycles;

use anyhow::{Context as _, Result, bail};
use peel_analytics::{default_level, latest_cycle, latest_graded_cycle, must_be_possible, no_grade_at_all};
use peel_model::{
    Analysis, AreaId, CarriedOver, Comparator, Counted, CycleId, Cycles, Dataset, ForceId, Incomparable,
    IndicatorId, Level, Parameter, Selection, UnknownName, did_you_mean, fold, in_short, shortened,
};

use crate::asked::{Asked, word};
use crate::failure::{Hinted, NamedTwice};
use crate::plan::whom;

/// Resolves every name and takes the defaults of what the analysis takes.
pub(crate) fn selection(analysis: Analysis, asked: &Asked, dataset: &Dataset) -> Result<Selection> {
    asked.must_suit(analysis)?;
    let mut defaults = Vec::new();
    let subject = subject(asked.force.as_deref(), dataset, &mut defaults)?;
    let level = asked.level.as_deref().map(|text| word(text, Level::ALL.map(Level::as_str))).transpose()?;
    let cycles = cycles(analysis, asked, &subject, level, dataset, &mut defaults)?;
    let areas = match (&asked.area, &cycles) {
        (Some(text), Some(cycles)) => areas(text, cycles.last(), dataset)?,
        _ => Vec::new(),
    };
    let level = match &cycles {
        Some(cycles) if analysis.takes(Parameter::Level) => {
            self::level(level, &areas, cycles.last(), dataset, &mut defaults)?
        }
        _ => Level::Pillar,
    };
    let comparator = comparator(asked.against.as_deref().unwrap_or("all"), &subject, dataset)?;
    let excluded = asked.exclude.as_deref().map(|text| excluded(text, &subject, dataset)).transpose()?;
    let indicators = names(asked.indicator.as_deref(), "indicator", |name| dataset.resolve_indicator(name))?;
    let period = asked.period.as_deref().map(|text| period(text, &indicators, dataset)).transpose()?;
    let denominator = asked.denominator.as_deref().map(str::parse).transpose()?;
    let incomparable = if asked.allow_incomparable { Incomparable::Allowed } else { Incomparable::Refused };
    let selection = Selection {
        cycles,
        level,
        areas,
        comparator,
        excluded: excluded.unwrap_or_default(),
        counted: if asked.with_subject { Counted::Everyone } else { Counted::Comparators },
        indicators,
        period,
        denominator: denominator.unwrap_or_default(),
        seed: asked.seed.unwrap_or(Selection::SEED),
        incomparable,
        carried_over: if asked.without_carried_over { CarriedOver::LeftOut } else { CarriedOver::Kept },
        defaults,
        ..Selection::of(subject)
    };
    must_be_possible(analysis, dataset, &selection)?;
    Ok(selection)
}

pub(crate) fn subject(
    wanted: Option<&str>,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<ForceId> {
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

/// The cycle or the two cycles that the analysis is about; none where it takes none.
fn cycles(
    analysis: Analysis,
    asked: &Asked,
    subject: &ForceId,
    level: Option<Level>,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<Option<Cycles>> {
    let (takes_one, takes_two) = (analysis.takes(Parameter::Cycle), analysis.takes(Parameter::From));
    let asks_for_two = asked.from.is_some() || asked.to.is_some();
    if asked.cycle.is_some() && asks_for_two {
        bail!("`--cycle` and `--from` or `--to` were given: expected one cycle, or two to compare");
    }
    if takes_two && (asks_for_two || !takes_one) {
        return two_cycles::resolve(analysis, asked, subject, level, dataset, defaults).map(Some);
    }
    let one = || one_cycle(analysis, asked.cycle.as_deref(), subject, dataset, defaults);
    takes_one.then(one).transpose().map(|cycle| cycle.map(Cycles::One))
}

fn one_cycle(
    analysis: Analysis,
    wanted: Option<&str>,
    subject: &ForceId,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<CycleId> {
    if let Some(text) = wanted {
        return Ok(dataset.resolve_cycle(text)?);
    }
    let name = dataset.short_name(subject);
    if let Some(cycle) = latest_graded_cycle(dataset, subject) {
        defaults.push(format!("cycle: {cycle}, the latest in which {name} is graded"));
        return Ok(cycle);
    }
    let none = || no_grade_at_all(dataset, subject, "any cycle".to_owned());
    let anyones = latest_cycle(dataset).filter(|_| !analysis.needs_own_grade()).ok_or_else(none)?;
    defaults.push(format!("cycle: {anyones}, the latest in which anyone is graded, as {name} is in none"));
    Ok(anyones)
}

/// One area by any name, or several with commas between: a title may have commas of its own.
pub(crate) fn areas(text: &str, cycle: &CycleId, dataset: &Dataset) -> Result<Vec<AreaId>> {
    names(Some(text), "area", |name| dataset.resolve_area(cycle, name))
}

/// One thing by any name, or several with commas between: a name may have commas of its own.
pub(crate) fn names<K: PartialEq>(
    text: Option<&str>,
    noun: &str,
    resolve: impl Fn(&str) -> Result<K, UnknownName>,
) -> Result<Vec<K>> {
    /// No name has more commas of its own.
    const MOST_PARTS: usize = 8;
    let Some(text) = text else { return Ok(Vec::new()) };
    let names: Vec<&str> = text.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Err(Hinted {
            message: format!("`{text}` names no {noun}"),
            hint: format!("`peel list {noun}s` shows every name"),
        }
        .into());
    }
    let (mut found, mut unknown) = (Vec::new(), Vec::new());
    let mut rest = &names[..];
    while let Some(first) = rest.first() {
        let several = (2..=rest.len().min(MOST_PARTS)).rev().map(|n| (n, rest[..n].join(", ")));
        let known = several.into_iter().find_map(|(n, name)| Some((n, resolve(&name).ok()?)));
        let known = known.map_or_else(|| resolve(first).map(|one| (1, one)), Ok);
        let n = known.as_ref().map_or(1, |(n, _)| *n);
        match known {
            Ok((n, one)) if found.contains(&one) => {
                return Err(NamedTwice { name: rest[..n].join(", "), noun: noun.to_owned() }.into());
            }
            Ok((_, one)) => found.push(one),
            Err(error) => unknown.push(error),
        }
        rest = &rest[n..];
    }
    // Every name that stands for nothing is told, each with its hints.
    let all = unknown.into_iter().reduce(|mut all, one| {
        all.message = format!("{}; {}", all.message, one.message);
        all.hints.extend(one.hints);
        all
    });
    all.map_or(Ok(found), |all| Err(all.into()))
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

/// Whom a comparator's text means, for a subject, which is none of them.
pub(crate) fn comparator(text: &str, subject: &ForceId, dataset: &Dataset) -> Result<Comparator> {
    let mut comparator = named_comparator(text, dataset)?;
    if let Comparator::Forces(forces) = &mut comparator {
        forces.remove(subject);
        if forces.is_empty() {
            return Err(Hinted {
                message: format!("`--against {text}` leaves no one to compare with"),
                hint: format!("name at least one other {}", dataset.about.noun),
            }
            .into());
        }
    }
    Ok(comparator)
}

/// Whom a comparator's text names, whoever the subject is.
pub(crate) fn named_comparator(text: &str, dataset: &Dataset) -> Result<Comparator> {
    if let Some((kind, rest)) = text.split_once(':') {
        return match fold(kind).as_str() {
            "neighbours" => Ok(Comparator::Neighbours(neighbours(rest)?)),
            "group" => Ok(Comparator::Group(dataset.resolve_group(rest.trim())?)),
            // Another region's or country's than its own, named as plans name whom they are about.
            "region" | "country" => Ok(Comparator::Forces(whom(text, dataset)?.into_iter().collect())),
            alone => {
                let own = Comparator::WORDS
                    .contains(&alone)
                    .then(|| format!("`{alone}` stands alone: it is each {}'s own", dataset.about.noun));
                let near = || did_you_mean(kind, Comparator::WORDS.into_iter().chain(["group"]));
                let expected =
                    || "expected `neighbours:N`, `group:NAME`, `region:NAME` or `country:NAME`".to_owned();
                Err(UnknownName {
                    message: format!("`{}` is nothing to compare with", shortened(text)),
                    hints: vec![own.or_else(near).unwrap_or_else(expected)],
                }
                .into())
            }
        };
    }
    match fold(text).as_str() {
        "all" => Ok(Comparator::All),
        "region" => Ok(Comparator::Region),
        "country" => Ok(Comparator::Country),
        "neighbours" => Ok(Comparator::Neighbours(Comparator::MOST_NEIGHBOURS)),
        _ => {
            let resolve = |name: &str| {
                dataset.resolve_force(name).map_err(|unknown| with_keywords(unknown, name, dataset))
            };
            let forces = names(Some(text), &dataset.about.noun, resolve).with_context(|| {
                let words = Comparator::WORDS.map(|word| format!("`{word}`")).join(", ");
                format!("`against` takes {words}, `group:NAME` or names with commas between")
            })?;
            Ok(Comparator::Forces(forces.into_iter().collect()))
        }
    }
}

fn neighbours(text: &str) -> Result<usize> {
    let most = Comparator::MOST_NEIGHBOURS;
    let n = text.trim().parse().ok().filter(|n| (1..=most).contains(n));
    Ok(n.ok_or_else(|| Hinted {
        message: format!("`{}` is not a number of neighbours", text.trim()),
        hint: format!("`neighbours:N` takes a number from 1 to {most}; `neighbours` alone means {most}"),
    })?)
}

/// What may also have been meant where whom to compare with is named.
fn with_keywords(mut unknown: UnknownName, text: &str, dataset: &Dataset) -> UnknownName {
    unknown.hints.extend(did_you_mean(text, Comparator::WORDS));
    if let Ok(group) = dataset.resolve_group(text) {
        unknown.hints.push(format!("it is a group: write `group:{group}`"));
    }
    unknown
}

/// The period of this name, or which periods the indicators named have.
fn period(text: &str, indicators: &[IndicatorId], dataset: &Dataset) -> Result<String, UnknownName> {
    dataset.resolve_period(text).map_err(|mut unknown| {
        for indicator in indicators {
            let periods = dataset.periods_of(indicator);
            let names: Vec<&str> = periods.iter().map(|([name, ..], _)| *name).collect();
            let meant: Vec<String> =
                names.iter().filter(|name| is_of_year(name, text)).map(|name| format!("`{name}`")).collect();
            if !meant.is_empty() {
                // Nearer than any period whose letters are alike.
                unknown.hints = vec![format!("did you mean {}?", meant.join(" or "))];
            }
            let all = format!("peel list periods --indicator {indicator}");
            unknown.hints.push(format!("`{indicator}` has {}", in_short(&names, &all)));
        }
        unknown
    })
}

/// Whether a period is of a year, `2024`: `year to December 2024`, `2024/25`, `2023/24`.
fn is_of_year(period: &str, year: &str) -> bool {
    let year = year.trim();
    let Some(short) =
        year.get(2..).filter(|_| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        return false;
    };
    let mut numbers = period.split(|letter: char| !letter.is_ascii_digit());
    let begins = numbers.next().is_some_and(|first| first.len() == 4 && period.len() > 4);
    numbers.any(|number| number == year || (begins && number == short))
        || period.starts_with(&format!("{year}/"))
}

/// Those to leave out of a comparison; the subject cannot be.
pub(crate) fn excluded(text: &str, subject: &ForceId, dataset: &Dataset) -> Result<Vec<ForceId>> {
    let forces = names(Some(text), &dataset.about.noun, |name| dataset.resolve_force(name))?;
    if forces.contains(subject) {
        let noun = &dataset.about.noun;
        return Err(Hinted {
            message: format!(
                "`--exclude` names {}, which is the {noun} in question",
                dataset.short_name(subject)
            ),
            hint: "only those compared with can be left out".to_owned(),
        }
        .into());
    }
    Ok(forces)
}
