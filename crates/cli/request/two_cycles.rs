//! Which two cycles are meant, whether they may be compared, and which may be instead.

use anyhow::Result;
use peel_analytics::{
    AnalyticsError, ComparedCycles, comparable_pairs, default_level, latest_pair, no_grade_at_all,
};
use peel_model::{Analysis, Cycle, CycleId, Cycles, Dataset, ForceId, Incomparable, Level, possessive};

use super::areas;
use crate::asked::Asked;
use crate::failure::Hinted;

/// The two cycles asked for, or the latest that may be compared where one or both are not named. The guard is asked
/// here too, so that a refusal can say what may be asked instead.
pub(super) fn resolve(
    analysis: Analysis,
    asked: &Asked,
    subject: &ForceId,
    level: Option<Level>,
    dataset: &Dataset,
    defaults: &mut Vec<String>,
) -> Result<Cycles> {
    let cycle = |text: &Option<String>| text.as_deref().map(|text| dataset.resolve_cycle(text)).transpose();
    let (from, to) = (cycle(&asked.from)?, cycle(&asked.to)?);
    let named: Vec<&CycleId> = from.iter().chain(&to).collect();
    let level = level.or_else(|| level_of_areas(asked, &named, dataset));
    let question = Question { analysis, subject, named: &named, dataset };
    let pair = match (&from, &to) {
        (Some(from), Some(to)) => Some((from.clone(), to.clone())),
        _ => latest_pair(dataset, subject, level, from.as_ref(), to.as_ref()),
    };
    let Some((earlier, later)) = pair else {
        let error = no_grade_at_all(dataset, subject, needed(from.as_ref(), to.as_ref()));
        return Err(question.refused(&error, "", level).into());
    };
    let order = |cycle: &CycleId| dataset.cycles.get(cycle).map(|cycle| cycle.order);
    if order(&earlier) >= order(&later) {
        return Err(Hinted {
            message: format!("{earlier} does not come before {later}"),
            hint: "`--from` takes the earlier cycle; `peel list cycles` has their order".to_owned(),
        }
        .into());
    }
    let name = dataset.short_name(subject);
    let (which, default) = match (&from, &to) {
        (Some(_), Some(_)) => (None, None),
        (Some(from), None) => (Some(("later", from)), Some(format!("to: {later}"))),
        (None, Some(to)) => (Some(("earlier", to)), Some(format!("from: {earlier}"))),
        (None, None) => (None, Some(format!("cycles: {earlier} and {later}"))),
    };
    let with = which.map(|(_, named)| format!(" with {named}")).unwrap_or_default();
    let taken = |which| {
        format!("{which}, the latest of {} that may be compared{with}, or else the latest", possessive(name))
    };
    defaults.extend(default.map(taken));
    let incomparable = if asked.allow_incomparable { Incomparable::Allowed } else { Incomparable::Refused };
    let level_at = level.unwrap_or_else(|| default_level(dataset, &later));
    ComparedCycles::new(dataset, &earlier, &later, level_at, incomparable).map_err(|error| {
        let none = which.map(|(which, named)| {
            format!("no {which} cycle in which {name} is graded may be compared with {named}: ")
        });
        question.refused(&error, &none.unwrap_or_default(), level)
    })?;
    Ok(Cycles::Between { from: earlier, to: later })
}

/// In which cycles a known grade was needed.
fn needed(from: Option<&CycleId>, to: Option<&CycleId>) -> String {
    match (from, to) {
        (Some(from), _) => format!("a cycle after {from}"),
        (_, Some(to)) => format!("a cycle before {to}"),
        (None, None) => "two cycles".to_owned(),
    }
}

/// The level of the areas named: in a cycle named, else in the latest that has them all.
fn level_of_areas(asked: &Asked, named: &[&CycleId], dataset: &Dataset) -> Option<Level> {
    let text = asked.area.as_deref()?;
    let mut latest: Vec<&Cycle> = dataset.cycles.iter().collect();
    latest.sort_by_key(|cycle| std::cmp::Reverse(cycle.order));
    let mut cycles = named.iter().copied().chain(latest.into_iter().map(|cycle| &cycle.id));
    let level = |cycle: &CycleId| {
        let areas = areas(text, cycle, dataset).ok()?;
        dataset.area(cycle, areas.first()?).map(|area| area.level)
    };
    cycles.find_map(level)
}

/// Who asks for which cycles, for the words of a refusal.
struct Question<'a> {
    analysis: Analysis,
    subject: &'a ForceId,
    /// The cycles that were named, at most two.
    named: &'a [&'a CycleId],
    dataset: &'a Dataset,
}

impl Question<'_> {
    /// A refusal, with what to do about it and which cycles may be compared instead.
    fn refused(&self, error: &AnalyticsError, before: &str, level: Option<Level>) -> Hinted {
        let hints: Vec<String> = error.hint().into_iter().chain([self.instead(level)]).collect();
        Hinted { message: format!("{before}{error}"), hint: hints.join("; ") }
    }

    /// `with 2018-19 these may be compared by area, with known grades in both: 2017 and 2018-19`.
    fn instead(&self, level: Option<Level>) -> String {
        // The other analyses of two cycles count everyone.
        let whose = (self.analysis == Analysis::Change).then_some(self.subject);
        let known = match whose {
            Some(subject) => format!("with known grades of {} in both", self.dataset.short_name(subject)),
            None => "with known grades in both".to_owned(),
        };
        let pairs = comparable_pairs(self.dataset, level, whose);
        let by = level.map(|level| format!(" by {level}")).unwrap_or_default();
        let words = |(from, to): &(&CycleId, &CycleId)| format!("{from} and {to}");
        let is_of_named =
            |(from, to): &&(&CycleId, &CycleId)| self.named.contains(from) || self.named.contains(to);
        let of_named: Vec<String> = pairs.iter().filter(is_of_named).map(words).collect();
        let named: Vec<&str> = self.named.iter().map(|cycle| cycle.as_str()).collect();
        let named = named.join(" or ");
        match pairs.first().map(words) {
            None => format!("no two cycles {known} may be compared{by}"),
            Some(_) if !of_named.is_empty() => {
                format!("with {named} these may be compared{by}, {known}: {}", of_named.join(", "))
            }
            Some(latest) if named.is_empty() => {
                format!("the latest that may be compared{by}, {known}: {latest}")
            }
            Some(latest) => {
                format!("with {named} none may be compared{by}, {known}; the latest that may be: {latest}")
            }
        }
    }
}
