//! Is a figure another than an average, is it another than the year before, and is that good?

use peel_model::Direction;
use peel_stats::change::{Change, proportion_difference, rate_ratio};
use peel_stats::confidence::{Confidence, Limits};

use super::{Basis, Figure, Measure};

/// Where a figure lies beside an average, by its own limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against {
    Higher,
    Lower,
    Unclear,
}

impl Against {
    /// The place of limits beside an average; the average's own uncertainty is not counted.
    pub(crate) fn of(limits: Option<Limits>, average: f64) -> Option<Self> {
        let limits = limits.filter(|_| average.is_finite())?;
        Some(if limits.lower > average {
            Self::Higher
        } else if limits.upper < average {
            Self::Lower
        } else {
            Self::Unclear
        })
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Higher => "higher",
            Self::Lower => "lower",
            Self::Unclear => "no clear difference",
        }
    }

    /// `better` or `worse`; none where it is not clear or the data state no direction of good.
    pub(crate) const fn judged(self, direction: Direction) -> Option<&'static str> {
        match (self, direction) {
            (Self::Higher, Direction::Higher) | (Self::Lower, Direction::Lower) => Some("better"),
            (Self::Higher, Direction::Lower) | (Self::Lower, Direction::Higher) => Some("worse"),
            (Self::Unclear, _) | (_, Direction::None) => None,
        }
    }
}

/// The change from one figure to the next, with limits of 95%: of a proportion in percentage points, of
/// anything else in per cent of the figure before. An amount's has no limits, nor has a published value's.
pub(crate) fn change(
    basis: &Basis<'_>,
    before: &Figure<'_>,
    after: &Figure<'_>,
) -> Option<(f64, Option<Limits>)> {
    let (was, is) = (before.quotient?, after.quotient?);
    let in_per_cent =
        |limits: Limits| Limits::new((limits.lower - 1.0) * 100.0, (limits.upper - 1.0) * 100.0);
    match basis.measure {
        Measure::Proportion => {
            let Change { value, limits, .. } = proportion_difference(was, is, Confidence::P95)?;
            Some((value * 100.0, limits.and_then(|limits| limits.times(100.0))))
        }
        Measure::Rate | Measure::Count => {
            let Change { value, limits, .. } = rate_ratio(was, is, Confidence::P95)?;
            Some(((value - 1.0) * 100.0, limits.and_then(in_per_cent)))
        }
        Measure::Published if basis.is_share() => Some((after.value? - before.value?, None)),
        Measure::Amount | Measure::Published => {
            let (was, is) = (before.value?, after.value?);
            let change = (is / was - 1.0) * 100.0;
            (was > 0.0 && change.is_finite()).then_some((change, None))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Direction::{Higher, Lower};

    #[test]
    fn limits_decide_and_a_touch_is_no_difference() {
        let against = |lower, upper| Against::of(Limits::new(lower, upper), 2.0).unwrap();
        assert_eq!(against(2.1, 3.0), Against::Higher);
        assert_eq!(against(1.0, 1.9), Against::Lower);
        assert_eq!(against(2.0, 3.0), Against::Unclear);
        assert_eq!(against(1.0, 2.0), Against::Unclear);
        assert_eq!(Against::of(None, 2.0), None);
    }

    #[test]
    fn better_is_a_matter_of_the_direction() {
        assert_eq!(Against::Higher.judged(Higher), Some("better"));
        assert_eq!(Against::Higher.judged(Lower), Some("worse"));
        assert_eq!(Against::Lower.judged(Lower), Some("better"));
        assert_eq!(Against::Lower.judged(Direction::None), None);
        assert_eq!(Against::Unclear.judged(Higher), None);
    }
}
