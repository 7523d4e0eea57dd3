//! What an analysis is asked about: who, when, on what, against whom.

use crate::{AreaId, Comparator, CycleId, Denominator, ForceId, IndicatorId, Level};

/// The answers to every question an analysis may have of its user. One serves all analyses: each
/// reads those that [`Analysis::takes`](crate::Analysis::takes) names, and the others keep the values
/// of [`Selection::of`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// The force in question.
    pub subject: ForceId,
    /// The cycle, or the two; none for an analysis of indicators alone.
    pub cycles: Option<Cycles>,
    /// Pillars or areas.
    pub level: Level,
    /// Only these areas, in any order; empty means all of the level.
    pub areas: Vec<AreaId>,
    /// The forces compared with.
    pub comparator: Comparator,
    /// Forces left out of the comparator, in any order; never the subject.
    pub excluded: Vec<ForceId>,
    /// Whether the subject counts among those compared.
    pub counted: Counted,
    /// The indicators, in the order asked for; empty means those the analysis takes by itself.
    pub indicators: Vec<IndicatorId>,
    /// The period, in the publisher's words; none means the one the analysis takes by itself.
    pub period: Option<String>,
    /// What indicators are divided by.
    pub denominator: Denominator,
    /// Where random procedures begin.
    pub seed: u64,
    /// What becomes of a comparison of cycles that the inspectorate says may not be compared.
    pub incomparable: Incomparable,
    /// Whether judgments carried over from an earlier cycle count.
    pub carried_over: CarriedOver,
    /// What was taken by default, in words for the table's notes: `cycle 2023-25: the latest …`.
    pub defaults: Vec<String>,
}

/// The cycle an analysis is about, or the two it lies between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cycles {
    /// One.
    One(CycleId),
    /// From one to another.
    Between {
        /// The earlier.
        from: CycleId,
        /// The later.
        to: CycleId,
    },
}

/// Whose figures an analysis counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counted {
    /// Those of the comparators alone.
    #[default]
    Comparators,
    /// Those of the subject too.
    Everyone,
}

/// What becomes of a comparison of cycles that may not be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Incomparable {
    /// It is refused, with the reason.
    #[default]
    Refused,
    /// It is made, and the table says that it should not be.
    Allowed,
}

/// What becomes of judgments that were not made in the cycle they stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CarriedOver {
    /// They count, and are marked.
    #[default]
    Kept,
    /// They are left out, as if nothing were known.
    LeftOut,
}

impl Selection {
    /// Where random procedures begin when nothing is said.
    pub const SEED: u64 = 1;

    /// A force against all others, with nothing else asked for.
    ///
    /// # Examples
    ///
    /// ```
    /// use peel_model::{Comparator, CycleId, Cycles, ForceId, Selection};
    ///
    /// let selection = Selection {
    ///     cycles: Some(Cycles::One(CycleId::new("2016")?)),
    ///     comparator: Comparator::Region,
    ///     ..Selection::of(ForceId::new("kent")?)
    /// };
    /// assert_eq!(selection.cycle().map(CycleId::as_str), Some("2016"));
    /// # Ok::<(), peel_model::InvalidSlug>(())
    /// ```
    #[must_use]
    pub const fn of(subject: ForceId) -> Self {
        Self {
            subject,
            cycles: None,
            level: Level::Pillar,
            areas: Vec::new(),
            comparator: Comparator::All,
            excluded: Vec::new(),
            counted: Counted::Comparators,
            indicators: Vec::new(),
            period: None,
            denominator: Denominator::Published,
            seed: Self::SEED,
            incomparable: Incomparable::Refused,
            carried_over: CarriedOver::Kept,
            defaults: Vec::new(),
        }
    }

    /// The cycle it is about: the later of two.
    #[must_use]
    pub fn cycle(&self) -> Option<&CycleId> {
        self.cycles.as_ref().map(Cycles::last)
    }
}

impl Cycles {
    /// The one cycle, or the earlier of two.
    #[must_use]
    pub const fn first(&self) -> &CycleId {
        match self {
            Self::One(cycle) | Self::Between { from: cycle, .. } => cycle,
        }
    }

    /// The one cycle, or the later of two.
    #[must_use]
    pub const fn last(&self) -> &CycleId {
        match self {
            Self::One(cycle) | Self::Between { to: cycle, .. } => cycle,
        }
    }
}
