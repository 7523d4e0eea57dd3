//! Pairs of verdicts about one force: how the second stands to the first, and how many of each there are.

use peel_model::{Column, Grade, NoGrade, Scale, Verdict};
use peel_stats::square::tabulate;

/// How a force moved between two verdicts, or why that cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Movement {
    Better,
    Same,
    Worse,
    /// Another grade, of a cycle that may not be compared: neither better nor worse.
    Other,
    /// A grade may exist on both sides; one at least is unknown or disputed.
    Unknown,
    /// There is no grade on one side at least, and that is known.
    NoGrade,
}

impl Movement {
    /// From the first verdict to the second.
    pub(crate) fn between(before: Verdict, after: Verdict) -> Self {
        let is_none =
            |verdict| matches!(verdict, Verdict::Without(NoGrade::NotGraded | NoGrade::NotInspected));
        match (before, after) {
            (Verdict::Graded(before), Verdict::Graded(after)) if after > before => Self::Better,
            (Verdict::Graded(before), Verdict::Graded(after)) if after < before => Self::Worse,
            (Verdict::Graded(_), Verdict::Graded(_)) => Self::Same,
            _ if is_none(before) || is_none(after) => Self::NoGrade,
            _ => Self::Unknown,
        }
    }

    /// The same of two cycles that may not be compared.
    pub(crate) const fn without_order(self) -> Self {
        match self {
            Self::Better | Self::Worse => Self::Other,
            other => other,
        }
    }

    /// The word tables show.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Same => "same",
            Self::Worse => "worse",
            Self::Other => "other grade",
            Self::Unknown => "unknown",
            Self::NoGrade => "no grade",
        }
    }

    /// The word that heads a column.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Same => "Same",
            Self::Worse => "Worse",
            Self::Other => "Other grade",
            Self::Unknown => "Unknown",
            Self::NoGrade => "No grade",
        }
    }
}

/// The pairs of grades counted on a scale, best first, the first of each pair in rows. None when a grade is
/// not on the scale.
pub(crate) fn square(pairs: &[(Grade, Grade)], scale: &Scale) -> Option<Vec<Vec<u64>>> {
    let place = |grade: Grade| scale.best_first().iter().position(|other| *other == grade);
    let places: Option<Vec<(usize, usize)>> =
        pairs.iter().map(|(first, second)| Some((place(*first)?, place(*second)?))).collect();
    tabulate(&places?, scale.tiers())
}

/// The columns that count the forces of which a pair is not known; those of a kind that does not occur are detail.
pub(crate) fn gap_columns(things: &str, n_unknown: usize, n_none: usize) -> [Column; 2] {
    let columns = [
        (n_unknown, Column::count("unknown", Movement::Unknown.title(), things)),
        (n_none, Column::count("no_grade", Movement::NoGrade.title(), things)),
    ];
    columns.map(|(n, column)| if n > 0 { column } else { column.detail() })
}
