//! The comparability guard: whether two cycles may be compared, by the inspectorate's own word.
//!
//! A statement about the two cycles themselves comes first. Where there is none, the strictest on the chain
//! of steps between them holds: one step that may not be compared breaks the chain. Where a step is silent
//! and none is a refusal, nothing is known, and that is said.

use peel_model::{Comparability, Comparable, Cycle, Dataset, Incomparable, Level};

use crate::AnalyticsError;
use crate::notes::sentence;

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

/// Refuses cycles that may not be compared, unless that is allowed, and gives the caveats of those that are.
pub(crate) fn guard(
    dataset: &Dataset,
    from: &Cycle,
    to: &Cycle,
    level: Level,
    incomparable: Incomparable,
) -> Result<Vec<String>, AnalyticsError> {
    let finding = finding(dataset, from, to, level);
    match (finding.comparable, incomparable) {
        (Some(Comparable::No), Incomparable::Refused) => Err(AnalyticsError::Incomparable {
            from: from.id.clone(),
            to: to.id.clone(),
            level,
            reason: finding.reasons.join("; "),
        }),
        (Some(Comparable::No), Incomparable::Allowed) => {
            let reasons = finding.reasons.join("; ");
            Ok(vec![format!("{} and {} may not be compared: {reasons}", from.label, to.label)])
        }
        (Some(Comparable::Partly), _) => {
            let reasons = finding.reasons.join("; ");
            Ok(vec![format!("{} and {} may be compared only in part: {reasons}", from.label, to.label)])
        }
        (Some(Comparable::Yes) | None, _) => {
            Ok(finding.reasons.iter().map(|reason| sentence(reason)).collect())
        }
    }
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
