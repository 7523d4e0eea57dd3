//! How unlike two profiles of grades are, in steps between ordered words.
//!
//! A step is the way from one word of the declared scale to the next: from Good to Requires improvement is one
//! step on the scale of four words and two on that of five. Steps are counted, not scored: no word gets a number,
//! but that all steps count the same is an assumption, and should stand beside the figure.

use peel_model::{Grade, Scale};

/// How far apart two profiles are, over the areas in which both grades are known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GradeDistance {
    /// How many areas were compared: both grades known. Always at least 1.
    pub compared: usize,
    /// How many areas there were.
    pub areas: usize,
    /// In how many of those compared the grades are the same.
    pub same: usize,
    /// All steps between the grades compared.
    pub steps: usize,
    /// The largest number of steps the scale allows, one less than its words.
    pub range: usize,
    /// The fewest and the most steps there could be over all areas, whatever the unknown grades are.
    pub steps_bounds: (usize, usize),
}

impl GradeDistance {
    /// The mean number of steps over the areas compared: 0 for the same grades, up to the range.
    #[must_use]
    pub fn mean_steps(&self) -> f64 {
        self.steps as f64 / self.compared as f64
    }

    /// The mean number of steps as a share of the range, 0 to 1: one less Gower's similarity.
    ///
    /// Gower (1971), "A general coefficient of similarity and some of its properties", Biometrics 27, 857-871,
    /// with the places on the scale for values, as R's `FD::gowdis(ord = "classic")`; a character that is unknown
    /// in one of the two is left out, as Gower's weights have it. The range is that of the declared scale, not
    /// of the grades that occur. The ranks among all that are compared, which Podani (1999) puts in their
    /// place (Taxon 48, 331-340), are not taken: two forces would then be nearer or farther by the grades of others.
    #[must_use]
    pub fn gower(&self) -> f64 {
        self.mean_steps() / self.range as f64
    }

    /// The least and the greatest [`mean_steps`](Self::mean_steps) over **all** areas, unknown ones included.
    #[must_use]
    pub fn mean_steps_bounds(&self) -> (f64, f64) {
        let (fewest, most) = self.steps_bounds;
        (fewest as f64 / self.areas as f64, most as f64 / self.areas as f64)
    }
}

/// The distance between two profiles, `one[a]` and `other[a]` being the grades in area `a`, `None` if unknown.
///
/// An area that was not graded for anybody in the cycle belongs in neither profile.
///
/// `None` when the lengths differ, no area is known in both, or a grade is not on the scale.
///
/// # Examples
///
/// ```
/// use peel_model::Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
/// use peel_stats::grade_distance::grade_distance;
///
/// let scale = "O G RI I".parse()?;
/// let one = [Some(Good), Some(Outstanding), None];
/// let other = [Some(RequiresImprovement), Some(Inadequate), Some(Good)];
/// let distance = grade_distance(&one, &other, &scale);
/// assert!(distance.is_some_and(|distance| distance.mean_steps() == 2.0 && distance.compared == 2));
/// # Ok::<(), peel_model::InvalidWord>(())
/// ```
#[must_use]
pub fn grade_distance(
    one: &[Option<Grade>],
    other: &[Option<Grade>],
    scale: &Scale,
) -> Option<GradeDistance> {
    if one.len() != other.len() {
        return None;
    }
    let range = scale.tiers().checked_sub(1)?;
    let mut distance =
        GradeDistance { compared: 0, areas: one.len(), same: 0, steps: 0, range, steps_bounds: (0, 0) };
    for (one, other) in one.iter().zip(other) {
        let (fewest, most) = match (place(*one, scale)?, place(*other, scale)?) {
            (Some(one), Some(other)) => {
                let steps = one.abs_diff(other);
                distance.compared += 1;
                distance.same += usize::from(steps == 0);
                distance.steps += steps;
                (steps, steps)
            }
            (Some(known), None) | (None, Some(known)) => (0, known.max(range - known)),
            (None, None) => (0, range),
        };
        distance.steps_bounds.0 += fewest;
        distance.steps_bounds.1 += most;
    }
    (distance.compared > 0 && range > 0).then_some(distance)
}

/// The place of a grade on the scale, best first; `None` outside for a grade the scale does not have.
#[expect(
    clippy::option_option,
    reason = "an unknown grade is no fault, a grade that is not on the scale is one"
)]
fn place(grade: Option<Grade>, scale: &Scale) -> Option<Option<usize>> {
    match grade {
        None => Some(None),
        Some(grade) => scale.best_first().iter().position(|other| *other == grade).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Grade::{Adequate, Good, Inadequate, Outstanding, RequiresImprovement};
    use proptest::prelude::*;

    fn scale(text: &str) -> Scale {
        text.parse().unwrap()
    }

    #[test]
    fn hand_worked_profiles_of_six_areas() {
        // O-G 1 step, G-G 0, RI-O 3 on five words, unknown-I 0 to 4, A-A 0, unknown-unknown 0 to 4.
        let one = [Some(Outstanding), Some(Good), Some(RequiresImprovement), None, Some(Adequate), None];
        let other = [Some(Good), Some(Good), Some(Outstanding), Some(Inadequate), Some(Adequate), None];
        let distance = grade_distance(&one, &other, &scale("O G A RI I")).unwrap();
        let expected =
            GradeDistance { compared: 4, areas: 6, same: 2, steps: 4, range: 4, steps_bounds: (4, 12) };
        assert_eq!(distance, expected);
        assert_eq!((distance.mean_steps(), distance.gower()), (1.0, 0.25));
        assert_eq!(distance.mean_steps_bounds(), (4.0 / 6.0, 2.0));
    }

    #[test]
    fn steps_are_those_of_the_declared_scale() {
        let steps = |text| {
            let distance = grade_distance(&[Some(Good)], &[Some(RequiresImprovement)], &scale(text)).unwrap();
            (distance.steps, distance.gower())
        };
        assert_eq!(steps("O G RI I"), (1, 1.0 / 3.0));
        assert_eq!(steps("O G A RI I"), (2, 0.5));
    }

    #[test]
    fn an_unknown_in_the_middle_can_be_less_far() {
        let distance =
            grade_distance(&[Some(Adequate), Some(Good)], &[None, Some(Good)], &scale("O G A RI I"));
        assert_eq!(distance.map(|distance| distance.steps_bounds), Some((0, 2)));
    }

    #[test]
    fn what_cannot_be_compared_has_no_distance() {
        let four = scale("O G RI I");
        assert_eq!(grade_distance(&[], &[], &four), None);
        assert_eq!(grade_distance(&[None, Some(Good)], &[Some(Good), None], &four), None);
        assert_eq!(grade_distance(&[Some(Good)], &[], &four), None);
        assert_eq!(grade_distance(&[Some(Adequate), Some(Good)], &[None, Some(Good)], &four), None);
    }

    fn profiles() -> impl Strategy<Value = Vec<[Option<Grade>; 3]>> {
        let grade = || prop::option::of((0_usize..5).prop_map(|at| Grade::BEST_FIRST[at]));
        prop::collection::vec((grade(), grade(), grade()).prop_map(|(a, b, c)| [a, b, c]), 1..12)
    }

    proptest! {
        #[test]
        fn it_is_a_distance(areas in profiles()) {
            let five = scale("O G A RI I");
            let of = |at: usize| areas.iter().map(|area| area[at]).collect::<Vec<_>>();
            let (a, b, c) = (of(0), of(1), of(2));
            let ab = grade_distance(&a, &b, &five);
            prop_assert_eq!(ab, grade_distance(&b, &a, &five));
            prop_assert!(grade_distance(&a, &a, &five).is_none_or(|itself| itself.steps == 0));
            if let Some(distance) = ab {
                prop_assert!((0.0..=1.0).contains(&distance.gower()));
                let (fewest, most) = distance.steps_bounds;
                prop_assert!(fewest <= distance.steps && distance.steps <= most);
                prop_assert!(distance.same <= distance.compared && distance.compared <= distance.areas);
            }
            // The triangle inequality holds where all is known.
            let known = [&a, &b, &c].iter().all(|profile| profile.iter().all(Option::is_some));
            if let (true, Some(ab), Some(bc), Some(ac)) =
                (known, ab, grade_distance(&b, &c, &five), grade_distance(&a, &c, &five))
            {
                prop_assert!(ac.steps <= ab.steps + bc.steps);
            }
        }

        #[test]
        fn the_order_of_areas_changes_nothing(areas in profiles()) {
            let five = scale("O G A RI I");
            let (a, b): (Vec<_>, Vec<_>) = areas.iter().map(|area| (area[0], area[1])).unzip();
            let backward = |profile: &[Option<Grade>]| profile.iter().rev().copied().collect::<Vec<_>>();
            prop_assert_eq!(grade_distance(&a, &b, &five), grade_distance(&backward(&a), &backward(&b), &five));
        }
    }
}
