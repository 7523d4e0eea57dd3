//! How a grade, and each kind of having none, is filled.
//!
//! The set diverges from the middle of the scale, dark at both ends: blue above, orange and red
//! below. Neighbours then differ by at least 3:1 on either scale, which no set from light to dark
//! can give five steps. The price: on the scale of four the pale middle is Good, on that of five it
//! is Adequate, so Good is a paler blue on the scale of four. Letters and counts carry the same
//! message without colour.

use peel_model::{Grade, NoGrade, Scale};

use super::{GREY, INK, PALE, RULE, Rgb, WHITE};

/// How a shape is filled and what can be written on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Fill {
    /// The ground.
    pub(crate) ground: Rgb,
    /// The colour of text on it.
    pub(crate) ink: Rgb,
    /// A thin outline, where the ground is too pale to end by itself.
    pub(crate) edge: Option<Rgb>,
    /// Lines across the ground.
    pub(crate) hatch: Option<Hatch>,
}

/// Lines across a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hatch {
    /// Rising to the right.
    Single,
    /// Crossing.
    Double,
}

/// The fill of a grade on this scale.
pub(crate) fn grade_fill(grade: Grade, scale: &Scale) -> Fill {
    let (ground, ink) = match grade {
        Grade::Outstanding => (0x000B_3A66, WHITE),
        Grade::Good if scale.has(Grade::Adequate) => (0x004A_90C8, INK),
        Grade::Good => (0x00E6_F0F9, INK),
        Grade::Adequate => (0x00FB_F7EC, INK),
        Grade::RequiresImprovement => (0x00D9_691E, INK),
        Grade::Inadequate => (0x006E_0F1C, WHITE),
    };
    let ground = Rgb::hex(ground);
    let edge = (ground.luminance() > 0.5).then_some(RULE);
    Fill { ground, ink, edge, hatch: None }
}

/// The fill of a kind of having no grade: never a hue, so that it cannot be taken for a grade.
pub(crate) fn gap_fill(kind: NoGrade) -> Fill {
    let (ground, edge, hatch) = match kind {
        NoGrade::Disputed => (WHITE, RULE, Some(Hatch::Double)),
        NoGrade::Unknown => (WHITE, PALE, Some(Hatch::Single)),
        NoGrade::NotGraded => (Rgb::hex(0x00E9_E9E9), PALE, None),
        NoGrade::NotInspected => (WHITE, PALE, None),
    };
    Fill { ground, ink: GREY, edge: Some(edge), hatch }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::palette::FAINT;
    use crate::palette::sight::{Sight, difference};

    fn scales() -> [Scale; 2] {
        ["O G RI I", "O G A RI I"].map(|text| text.parse().unwrap())
    }

    #[test]
    fn neighbouring_grades_differ_by_three_to_one() {
        for scale in scales() {
            for pair in scale.best_first().windows(2) {
                let [one, two] = [pair[0], pair[1]].map(|grade| grade_fill(grade, &scale).ground);
                assert!(one.contrast(two) >= 3.0, "{pair:?}: {}", one.contrast(two));
            }
        }
    }

    #[test]
    fn text_on_a_fill_has_a_contrast_of_four_and_a_half() {
        for scale in scales() {
            for grade in scale.best_first() {
                let fill = grade_fill(*grade, &scale);
                assert!(fill.ink.contrast(fill.ground) >= 4.5, "{grade}: {}", fill.ink.contrast(fill.ground));
            }
        }
        for kind in NoGrade::ALL {
            let fill = gap_fill(kind);
            assert!(fill.ink.contrast(fill.ground) >= 4.5);
            assert!(fill.hatch.is_none() || fill.ink.contrast(FAINT) >= 4.5);
        }
    }

    #[test]
    fn every_grade_ends_visibly_on_white() {
        for scale in scales() {
            for grade in scale.best_first() {
                let fill = grade_fill(*grade, &scale);
                assert!(fill.edge.unwrap_or(fill.ground).contrast(WHITE) >= 3.0, "{grade}");
            }
        }
    }

    #[test]
    fn all_pairs_of_grades_stay_apart_for_every_kind_of_sight() {
        for scale in scales() {
            let grades = scale.best_first();
            for (at, one) in grades.iter().enumerate() {
                for two in &grades[at + 1..] {
                    for sight in Sight::ALL {
                        let apart = difference(
                            sight.sees(grade_fill(*one, &scale).ground),
                            sight.sees(grade_fill(*two, &scale).ground),
                        );
                        // 2.3 is just noticeable side by side; ten times that is seen at a glance.
                        assert!(apart >= 23.0, "{one} and {two} under {sight:?}: {apart:.1}");
                    }
                }
            }
        }
    }
}
