//! The comparability guard: whether two cycles may be compared, by the inspectorate's own word.
//!
//! A statement about the two cycles themselves comes first. Where there is none, the strictest on the chain
//! of steps between them holds: one step that may not be compared breaks the chain. Where a step is silent
//! and none is a refusal, nothing is known, and that is said.

use peel_model::{
    Area, AreaKey, Comparability, Comparable, Cycle, CycleId, Dataset, ForceId, Incomparable, Level, NoteKey,
    Table,
};

use crate::notes::sentence;
use crate::{AnalyticsError, Verdicts, default_level};

/// What is known of comparing two cycles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Whether they may be compared; none where the data are silent.
    pub(crate) comparable: Option<Comparable>,
    /// What a reader should know, with the pages that say so.
    pub(crate) reasons: Vec<String>,
}

/// What the data say of comparing two cycles at a level, the earlier first.
pub(crate) fn finding(dataset: &Dataset, from: &Cycle, to: &Cycle, level: Level) -> Finding {
    if let Some(said) = dataset.comparability(&from.id, &to.id, level) {
        let reasons = if said.comparable == Comparable::Yes { Vec::new() } else { vec![reason(said)] };
        return Finding { comparable: Some(said.comparable), reasons };
    }
    let mut finding = of_chain(dataset, from, to, level);
    if finding.comparable.is_none() && from.scale != to.scale {
        finding.comparable = Some(Comparable::No);
        finding.reasons.insert(
            0,
            format!(
                "they were graded on different scales ({} and {}), and the data do not say that they may be",
                from.scale, to.scale
            ),
        );
    }
    finding
}

/// The strictest statement on the steps between two cycles.
fn of_chain(dataset: &Dataset, from: &Cycle, to: &Cycle, level: Level) -> Finding {
    let mut cycles: Vec<&Cycle> =
        dataset.cycles.iter().filter(|cycle| (from.order..=to.order).contains(&cycle.order)).collect();
    cycles.sort_by_key(|cycle| cycle.order);
    let steps: Vec<(&Cycle, &Cycle, Option<&Comparability>)> = cycles
        .windows(2)
        .filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)))
        .map(|(one, next)| (one, next, dataset.comparability(&one.id, &next.id, level)))
        .collect();
    let with = |comparable| -> Vec<String> {
        let said = steps.iter().filter_map(|(one, next, said)| Some((one, next, (*said)?)));
        let said = said.filter(|(_, _, said)| said.comparable == comparable);
        said.map(|(one, next, said)| format!("{} to {}: {}", one.label, next.label, reason(said))).collect()
    };
    let refused = with(Comparable::No);
    if !refused.is_empty() {
        return Finding { comparable: Some(Comparable::No), reasons: refused };
    }
    let mut reasons = with(Comparable::Partly);
    let silent: Vec<String> = steps
        .iter()
        .filter(|(_, _, said)| said.is_none())
        .map(|(one, next, _)| format!("{} and {}", one.label, next.label))
        .collect();
    if !silent.is_empty() || steps.is_empty() {
        let pairs =
            if silent.is_empty() { format!("{} and {}", from.label, to.label) } else { silent.join(", or ") };
        reasons.insert(0, format!("the data do not say whether {pairs} may be compared"));
        return Finding { comparable: None, reasons };
    }
    let strictest = if reasons.is_empty() { Comparable::Yes } else { Comparable::Partly };
    reasons.insert(
        0,
        format!(
            "nothing is said of {} and {} themselves; each step between them may be compared{}",
            from.label,
            to.label,
            if strictest == Comparable::Yes { "" } else { ", at least in part" }
        ),
    );
    Finding { comparable: Some(strictest), reasons }
}

/// Two cycles that the guard let through: whoever holds one has asked whether they may be compared.
#[derive(Debug, Clone)]
pub struct ComparedCycles<'a> {
    pub(crate) from: &'a Cycle,
    pub(crate) to: &'a Cycle,
    pub(crate) level: Level,
    /// Whether the data say that they may not be compared, so that nothing may be called better or worse.
    pub(crate) is_refused: bool,
    /// What a reader of anything made from both must know, and how much weight it has.
    notes: Vec<(NoteKey, String)>,
}

impl<'a> ComparedCycles<'a> {
    /// Asks whether two cycles may be compared at a level, the earlier first.
    ///
    /// # Errors
    ///
    /// [`AnalyticsError::Incomparable`] when the data say that they may not and that is not allowed, and
    /// [`AnalyticsError::UnknownCycle`].
    pub fn new(
        dataset: &'a Dataset,
        from: &CycleId,
        to: &CycleId,
        level: Level,
        incomparable: Incomparable,
    ) -> Result<Self, AnalyticsError> {
        let cycle =
            |id: &CycleId| dataset.cycles.get(id).ok_or_else(|| AnalyticsError::UnknownCycle(id.clone()));
        let (from, to) = (cycle(from)?, cycle(to)?);
        let finding = finding(dataset, from, to, level);
        let reasons = finding.reasons.join("; ");
        let is_refused = finding.comparable == Some(Comparable::No);
        let notes = match (finding.comparable, incomparable) {
            (Some(Comparable::No), Incomparable::Refused) => {
                return Err(AnalyticsError::Incomparable {
                    from: from.id.clone(),
                    to: to.id.clone(),
                    level,
                    reason: reasons,
                });
            }
            (Some(Comparable::No), Incomparable::Allowed) => {
                let warning = format!("{} and {} may not be compared: {reasons}", from.label, to.label);
                vec![(NoteKey::Warning, warning)]
            }
            (Some(Comparable::Partly), _) => {
                let warning =
                    format!("{} and {} may be compared only in part: {reasons}", from.label, to.label);
                vec![(NoteKey::Warning, warning)]
            }
            (None, _) => vec![(NoteKey::Warning, sentence(&reasons))],
            (Some(Comparable::Yes), _) => {
                finding.reasons.iter().map(|reason| (NoteKey::Caveat, sentence(reason))).collect()
            }
        };
        Ok(Self { from, to, level, is_refused, notes })
    }

    /// Adds what a reader of a table made from both must know, once: a warning where the data do not say that they
    /// may be compared wholly.
    pub fn note(&self, table: &mut Table) {
        for (key, text) in &self.notes {
            if !table.noted(*key).any(|said| said == text) {
                table.note(*key, text.as_str());
            }
        }
    }
}

/// Whether nothing in the data says that two cycles may not be compared at a level.
pub(crate) fn may_be_compared(dataset: &Dataset, from: &Cycle, to: &Cycle, level: Level) -> bool {
    finding(dataset, from, to, level).comparable != Some(Comparable::No)
}

/// The pairs of cycles that nothing in the data says may not be compared at a level, or else that of the later, and in both
/// of which the force, or else anyone, has a known grade of one area: the earlier first, the latest pair first.
#[must_use]
pub fn comparable_pairs<'a>(
    dataset: &'a Dataset,
    level: Option<Level>,
    force: Option<&ForceId>,
) -> Vec<(&'a CycleId, &'a CycleId)> {
    let verdicts = Verdicts::new(dataset);
    let is_known = |force: &ForceId, key: &AreaKey| verdicts.verdict(force, key).grade().is_some();
    let has_both = |from: &Cycle, to: &Cycle, level: Level| {
        let forces = dataset.forces.iter().map(|one| &one.id);
        forces.filter(|one| force.is_none_or(|force| force == *one)).any(|force| {
            let earlier = dataset.areas_of(&from.id, level).filter(|area| is_known(force, &area.key));
            let later = |area: &Area| dataset.area(&to.id, &area.key.area).filter(|area| area.level == level);
            earlier.filter_map(later).any(|area| is_known(force, &area.key))
        })
    };
    let mut cycles: Vec<&Cycle> = dataset.cycles.iter().collect();
    cycles.sort_by_key(|cycle| std::cmp::Reverse(cycle.order));
    let pairs =
        cycles.iter().enumerate().flat_map(|(at, to)| cycles[at + 1..].iter().map(|from| (*from, *to)));
    let pairs = pairs.filter(|(from, to)| {
        let level = level.unwrap_or_else(|| default_level(dataset, &to.id));
        may_be_compared(dataset, from, to, level) && has_both(from, to, level)
    });
    pairs.map(|(from, to)| (&from.id, &to.id)).collect()
}

/// The reason with its page: `different question set (https://…)`.
fn reason(said: &Comparability) -> String {
    match (said.reason.as_str(), said.source_url.as_str()) {
        ("", "") => "no reason is given".to_owned(),
        (reason, "") => reason.to_owned(),
        ("", url) => url.to_owned(),
        (reason, url) => format!("{reason} ({url})"),
    }
}
