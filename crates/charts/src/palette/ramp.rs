//! Shades of one hue for a share of the whole: the deeper, the more.

use super::{Rgb, WHITE};

/// On a ground of middling depth only full black reaches 4.5:1.
const BLACK: Rgb = Rgb::hex(0);

/// Which hue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ramp {
    /// What is known.
    Known,
    /// What is missing.
    Gap,
}

impl Ramp {
    const fn ends(self) -> (Rgb, Rgb) {
        match self {
            Self::Known => (Rgb::hex(0x00E4_EFF6), Rgb::hex(0x000B_4A6F)),
            Self::Gap => (Rgb::hex(0x00FB_EBDD), Rgb::hex(0x0093_3A0C)),
        }
    }
}

/// The ground for a share from 0 to 1, and the colour of text on it.
pub(crate) fn shade(ramp: Ramp, share: f32) -> (Rgb, Rgb) {
    let (light, deep) = ramp.ends();
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
    let between = |from: u8, to: u8| {
        let value = f32::from(from) + (f32::from(to) - f32::from(from)) * share;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two u8")]
        let value = value.round() as u8;
        value
    };
    let ground = Rgb {
        red: between(light.red, deep.red),
        green: between(light.green, deep.green),
        blue: between(light.blue, deep.blue),
    };
    let ink = if BLACK.contrast(ground) >= WHITE.contrast(ground) { BLACK } else { WHITE };
    (ground, ink)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_deeper_and_text_stays_legible_on_the_way() {
        for ramp in [Ramp::Known, Ramp::Gap] {
            let mut before = f32::INFINITY;
            for step in 0_u8..=100 {
                let (ground, ink) = shade(ramp, f32::from(step) / 100.0);
                assert!(ink.contrast(ground) >= 4.5, "{ramp:?} {step}: {}", ink.contrast(ground));
                assert!(ground.luminance() <= before, "{ramp:?} {step}");
                before = ground.luminance();
            }
        }
    }

    #[test]
    fn a_share_that_is_no_share_has_the_lightest_shade() {
        assert_eq!(shade(Ramp::Known, f32::NAN), shade(Ramp::Known, 0.0));
        assert_eq!(shade(Ramp::Gap, 7.0), shade(Ramp::Gap, 1.0));
    }
}
