//! One word from many, by a published rule of limits in place of a mean.
//!
//! The Care Quality Commission makes an overall rating of the ratings below it by counting them (*Ratings
//! principles: NHS trusts* and *How we aggregate ratings using the rating principles: adult social care
//! services*, both of 12 May 2022; used for assessments before its scoring of 2024). Counts of words need
//! their order only. This is that rule carried over to police gradings, which no inspectorate does: it is
//! shown as one more defensible choice, beside [`crate::scoring`], not as a verdict.

use peel_model::{Grade, Scale};

use crate::profiles::Profiles;

/// How many of a number of areas it takes: up to so many areas, so many grades. CQC's table: of 1 to 3
/// ratings 1 outstanding, of 4 to 8 two, of 9 or more three, and the rest good. The limits downward are
/// printed for five ratings (two or more); they follow the same table here.
pub const LIMITS: [(usize, usize); 3] = [(3, 1), (8, 2), (usize::MAX, 3)];

/// A line of the rule: at least so many grades at or below a word limit the whole to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limiter {
    /// The best the whole can be.
    pub at_most: Grade,
    /// Grades at or below this word are counted.
    pub counted: Grade,
    /// How many it takes.
    pub takes: Takes,
}

/// How many grades a [`Limiter`] takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One.
    One,
    /// The number that [`LIMITS`] gives for the number of areas.
    Limit,
}

/// The limits, hardest first. All but the one of *Adequate* are CQC's, which has no such word: there it takes
/// as many grades below *Good* to miss *Good*, whatever they are. With *Adequate* on the scale those that are
/// no worse make the whole *Adequate*; on a scale without it, that line changes nothing.
pub const LIMITERS: [Limiter; 4] = [
    Limiter { at_most: Grade::Inadequate, counted: Grade::Inadequate, takes: Takes::Limit },
    Limiter { at_most: Grade::RequiresImprovement, counted: Grade::Inadequate, takes: Takes::One },
    Limiter { at_most: Grade::RequiresImprovement, counted: Grade::RequiresImprovement, takes: Takes::Limit },
    Limiter { at_most: Grade::Adequate, counted: Grade::Adequate, takes: Takes::Limit },
];

/// The aggregated word: that of the first of [`LIMITERS`] that is met; else *Outstanding* when enough areas
/// are (by [`LIMITS`]) and all the others are *Good*; else *Good*. `None` when there are no areas.
///
/// A better grade in any area never makes the whole worse.
///
/// # Examples
///
/// ```
/// use peel_model::Grade::{Good, Outstanding, RequiresImprovement};
/// use peel_stats::aggregation::aggregate;
///
/// assert_eq!(aggregate(&[Outstanding, Outstanding, Good, Good, Good]), Some(Outstanding));
/// assert_eq!(aggregate(&[Outstanding, Outstanding, Good, Good, RequiresImprovement]), Some(Good));
/// ```
#[must_use]
pub fn aggregate(grades: &[Grade]) -> Option<Grade> {
    let limit = LIMITS.iter().find(|(most, _)| grades.len() <= *most).map(|(_, takes)| *takes)?;
    if grades.is_empty() {
        return None;
    }
    let at_or_below = |word: Grade| grades.iter().filter(|grade| **grade <= word).count();
    let met = LIMITERS.iter().find(|limiter| {
        let takes = match limiter.takes {
            Takes::One => 1,
            Takes::Limit => limit,
        };
        at_or_below(limiter.counted) >= takes
    });
    let outstanding = grades.iter().filter(|grade| **grade == Grade::Outstanding).count();
    let is_outstanding = outstanding >= limit && grades.iter().all(|grade| *grade >= Grade::Good);
    Some(match met {
        Some(limiter) => limiter.at_most,
        None if is_outstanding => Grade::Outstanding,
        None => Grade::Good,
    })
}

/// The aggregated words of every item, with unknown grades at their worst and at their best; places of the
/// profiles are those of the scale. Hand both columns to [`crate::scoring::ranks`] for ranks. `None` when
/// the scale has not as many words as the profiles', or there are no areas.
#[must_use]
pub fn aggregate_profiles(profiles: &Profiles, scale: &Scale) -> Option<Vec<(Grade, Grade)>> {
    if scale.tiers() != usize::from(profiles.n_tiers()) {
        return None;
    }
    let words: Vec<Grade> = scale.best_first().iter().rev().copied().collect();
    let whole =
        |places: &[u8]| aggregate(&places.iter().map(|place| words[usize::from(*place)]).collect::<Vec<_>>());
    (0..profiles.n_items())
        .map(|item| Some((whole(profiles.low(item))?, whole(profiles.high(item))?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profiles::Cell::{Graded, Unknown};
    use Grade::{Adequate, Good, Inadequate, Outstanding, RequiresImprovement};
    use proptest::prelude::*;

    fn check(letters: &str, expected: Grade) {
        let grades: Vec<Grade> = letters.split(' ').map(|letter| letter.parse().unwrap()).collect();
        assert_eq!(aggregate(&grades), Some(expected), "{letters}");
    }

    /// *How we aggregate ratings using the rating principles: adult social care services*, principles 3 to 6.
    #[test]
    fn cqc_principles_for_five_key_questions() {
        check("O O G G G", Outstanding);
        check("O G G G G", Good);
        check("G G G G RI", Good);
        check("O O O O RI", Good);
        check("G G G RI RI", RequiresImprovement);
        check("G G G G I", RequiresImprovement);
        check("G G G I I", Inadequate);
    }

    /// *Ratings principles: NHS trusts*, the table of outstanding ratings by their number.
    #[test]
    fn cqc_table_of_outstanding_by_number_of_ratings() {
        check("O G G", Outstanding);
        check("O G G G", Good);
        check("O O G G G G G G", Outstanding);
        check("O O G G G G G G G", Good);
        check("O O O G G G G G G", Outstanding);
    }

    #[test]
    fn adequate_limits_as_requires_improvement_does_one_word_up() {
        check("G G G G A", Good);
        check("O O G G A", Good);
        check("G G G A A", Adequate);
        check("G G G A RI", Adequate);
        check("A A A A A", Adequate);
        check("A A A RI RI", RequiresImprovement);
    }

    #[test]
    fn one_area_is_itself_and_none_is_nothing() {
        for grade in Grade::BEST_FIRST {
            assert_eq!(aggregate(&[grade]), Some(grade));
        }
        assert_eq!(aggregate(&[]), None);
    }

    #[test]
    fn unknown_grades_are_tried_at_both_ends() {
        let scale: Scale = "O G RI I".parse().unwrap();
        let profiles = Profiles::new(1, 3, 4, &[Graded(3), Graded(2), Unknown]).unwrap();
        assert_eq!(aggregate_profiles(&profiles, &scale), Some(vec![(Inadequate, Outstanding)]));
        assert_eq!(aggregate_profiles(&profiles, &"O G A RI I".parse().unwrap()), None);
        assert_eq!(aggregate_profiles(&Profiles::new(1, 0, 4, &[]).unwrap(), &scale), None);
    }

    proptest! {
        #[test]
        fn a_better_grade_never_makes_the_whole_worse(
            grades in prop::collection::vec(0_usize..5, 1..12), area: usize, to in 0_usize..5,
        ) {
            let mut grades: Vec<Grade> = grades.into_iter().map(|place| Grade::BEST_FIRST[place]).collect();
            let before = aggregate(&grades);
            let area = area % grades.len();
            grades[area] = grades[area].max(Grade::BEST_FIRST[to]);
            prop_assert!(aggregate(&grades) >= before);
            grades.reverse();
            prop_assert!(aggregate(&grades) >= before);
            let words = grades.iter().max().copied();
            prop_assert!(aggregate(&grades) <= words);
        }

        #[test]
        fn a_scale_without_adequate_never_gives_it(grades in prop::collection::vec(0_usize..4, 1..12)) {
            let scale = [Outstanding, Good, RequiresImprovement, Inadequate];
            let grades: Vec<Grade> = grades.into_iter().map(|place| scale[place]).collect();
            prop_assert_ne!(aggregate(&grades), Some(Adequate));
        }
    }
}
