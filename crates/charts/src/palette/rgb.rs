//! A colour, and its contrast with another by the formula of WCAG 2.2.

use std::fmt;
use std::str::FromStr;

use serde::Deserialize;

/// A colour in sRGB, written `#RRGGBB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Rgb {
    /// Red.
    pub(crate) red: u8,
    /// Green.
    pub(crate) green: u8,
    /// Blue.
    pub(crate) blue: u8,
}

impl Rgb {
    /// The colour written `0xRRGGBB`.
    pub(crate) const fn hex(value: u32) -> Self {
        let [_, red, green, blue] = value.to_be_bytes();
        Self { red, green, blue }
    }

    /// Red, green and blue as amounts of light, from 0 to 1.
    pub(crate) fn linear(self) -> [f32; 3] {
        [self.red, self.green, self.blue].map(|channel| {
            let share = f32::from(channel) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        })
    }

    /// Relative luminance, from 0 (black) to 1 (white).
    pub(crate) fn luminance(self) -> f32 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast ratio of the two colours, from 1 to 21.
    pub(crate) fn contrast(self, other: Self) -> f32 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl FromStr for Rgb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        value
            .map(Self::hex)
            .ok_or_else(|| format!("`{text}` is not a colour: expected one such as `#12436D`"))
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let [black, white, grey] = [0, 0x00FF_FFFF, 0x0076_7676].map(Rgb::hex);
        assert!((black.contrast(white) - 21.0).abs() < 0.01);
        // The well-known lightest grey that passes AA on white.
        assert!((grey.contrast(white) - 4.54).abs() < 0.01);
        assert!((white.contrast(grey) - grey.contrast(white)).abs() < f32::EPSILON);
    }

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        assert_eq!("#12436d".parse(), Ok(Rgb::hex(0x0012_436D)));
        assert_eq!(Rgb::hex(0x0012_436D).to_string(), "#12436D");
        for text in ["12436D", "#12436", "#12436DD", "#+2436D", "navy", "", "#é2436"] {
            assert!(text.parse::<Rgb>().is_err(), "{text}");
        }
    }
}
