//! What an analysis may be asked, by the name it has on the command line and in plans.

use std::fmt;

use crate::Analysis;

/// A parameter of an analysis, beside the force in question, which every one takes.
///
/// Which analysis takes which is said in one place, [`Analysis::takes`]; one given to an analysis
/// that does not take it is an error, never ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Parameter {
    /// One cycle.
    Cycle,
    /// The earlier of two cycles.
    From,
    /// The later of two cycles.
    To,
    /// Pillars or areas.
    Level,
    /// Only some areas.
    Area,
    /// Whom to compare with.
    Against,
    /// Whom to leave out.
    Exclude,
    /// Count the subject among those compared.
    WithSubject,
    /// Which indicators.
    Indicator,
    /// Which period of indicators.
    Period,
    /// What indicators are divided by.
    Denominator,
    /// Where random procedures begin.
    Seed,
    /// Compare cycles that may not be compared.
    AllowIncomparable,
    /// Leave out judgments carried over.
    WithoutCarriedOver,
}

impl Parameter {
    /// Every parameter.
    pub const ALL: [Self; 14] = [
        Self::Cycle,
        Self::From,
        Self::To,
        Self::Level,
        Self::Area,
        Self::Against,
        Self::Exclude,
        Self::WithSubject,
        Self::Indicator,
        Self::Period,
        Self::Denominator,
        Self::Seed,
        Self::AllowIncomparable,
        Self::WithoutCarriedOver,
    ];

    /// Its name in plans, and on the command line after `--`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cycle => "cycle",
            Self::From => "from",
            Self::To => "to",
            Self::Level => "level",
            Self::Area => "area",
            Self::Against => "against",
            Self::Exclude => "exclude",
            Self::WithSubject => "with-subject",
            Self::Indicator => "indicator",
            Self::Period => "period",
            Self::Denominator => "denominator",
            Self::Seed => "seed",
            Self::AllowIncomparable => "allow-incomparable",
            Self::WithoutCarriedOver => "without-carried-over",
        }
    }

    /// The analyses that take it, in the order of [`Analysis::ALL`].
    pub fn takers(self) -> impl Iterator<Item = Analysis> {
        Analysis::ALL.into_iter().filter(move |analysis| analysis.takes(self))
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
