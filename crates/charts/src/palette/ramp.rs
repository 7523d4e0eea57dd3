//! Shades of one hue for a share of the whole: the further along, the more.

use serde::Deserialize;

use super::Rgb;

/// On a ground of middling depth only full black or white reaches 4.5:1.
const BLACK: Rgb = Rgb::hex(0);
const WHITE: Rgb = Rgb::hex(0x00FF_FFFF);

/// The shades from the first of many to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ramp {
    /// Of hardly any.
    few: Rgb,
    /// Of all.
    all: Rgb,
}

impl Ramp {
    /// The ground for a share from 0 to 1, and the colour of text on it.
    pub(crate) fn shade(self, share: f32) -> (Rgb, Rgb) {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        let between = |from: u8, to: u8| {
            let value = f32::from(from) + (f32::from(to) - f32::from(from)) * share;
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two u8")]
            let value = value.round() as u8;
            value
        };
        let ground = Rgb {
            red: between(self.few.red, self.all.red),
            green: between(self.few.green, self.all.green),
            blue: between(self.few.blue, self.all.blue),
        };
        let ink = if BLACK.contrast(ground) >= WHITE.contrast(ground) { BLACK } else { WHITE };
        (ground, ink)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn more_is_further_from_the_paper_and_text_stays_legible_on_the_way() {
        for theme in Theme::all_shipped() {
            for ramp in [theme.counts.known, theme.counts.missing] {
                let mut before = 0.0;
                for step in 0_u8..=100 {
                    let (ground, ink) = ramp.shade(f32::from(step) / 100.0);
                    assert!(ink.contrast(ground) >= 4.5, "{ramp:?} {step}: {}", ink.contrast(ground));
                    let contrast = theme.paper.contrast(ground);
                    assert!(contrast >= before, "{ramp:?} {step}");
                    before = contrast;
                }
            }
        }
    }

    #[test]
    fn a_share_that_is_no_share_is_hardly_any() {
        let ramp = Ramp { few: WHITE, all: BLACK };
        assert_eq!(ramp.shade(f32::NAN), ramp.shade(0.0));
        assert_eq!(ramp.shade(7.0), ramp.shade(1.0));
    }
}
