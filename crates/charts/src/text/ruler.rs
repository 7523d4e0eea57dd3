//! How wide text is, set in the bundled font.

use super::font::Font;
use crate::ChartError;

/// Regular or bold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// As text is set.
    Regular,
    /// For titles, letters in cells and the subject.
    Bold,
}

/// Size in CSS pixels and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    /// The font's size (1 em) in CSS pixels.
    pub(crate) size: f32,
    /// Regular or bold.
    pub(crate) weight: Weight,
}

impl Face {
    /// A regular face.
    pub(crate) const fn regular(size: f32) -> Self {
        Self { size, weight: Weight::Regular }
    }

    /// A bold face.
    pub(crate) const fn bold(size: f32) -> Self {
        Self { size, weight: Weight::Bold }
    }

    /// From one line to the next.
    pub(crate) fn leading(self) -> f32 {
        (self.size * 1.32).round()
    }

    /// The height of its capitals, in Noto Sans 0.714 em.
    pub(crate) fn cap_height(self) -> f32 {
        self.size * 0.714
    }
}

/// Measures text with the bundled font.
#[derive(Clone, Copy)]
pub(crate) struct Ruler {
    regular: &'static Font,
    bold: &'static Font,
}

impl Ruler {
    /// Takes up the bundled font.
    pub(crate) fn new() -> Result<Self, ChartError> {
        Ok(Self { regular: Font::regular()?, bold: Font::bold()? })
    }

    /// The font of this weight.
    pub(crate) const fn font(self, weight: Weight) -> &'static Font {
        match weight {
            Weight::Regular => self.regular,
            Weight::Bold => self.bold,
        }
    }

    /// The width of the text in CSS pixels.
    pub(crate) fn width(self, text: &str, face: Face) -> f32 {
        self.in_pixels(self.font(face.weight).width(text), face)
    }

    /// The length in CSS pixels of so many units of the face's font.
    pub(crate) fn in_pixels(self, units: f32, face: Face) -> f32 {
        units / self.font(face.weight).units_per_em * face.size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn width(text: &str, face: Face) -> f32 {
        Ruler::new().unwrap().width(text, face)
    }

    #[test]
    fn widths_are_the_advances_of_noto_sans() {
        // Its hmtx table: H 741, i 258 of 1000 units per em.
        assert!((width("Hi", Face::regular(10.0)) - 9.99).abs() < 0.001);
        assert!(width(" ", Face::regular(10.0)) > 2.0);
        assert!(width("", Face::regular(10.0)).abs() < f32::EPSILON);
    }

    #[test]
    fn bold_is_wider_and_size_scales() {
        assert!(width("Good", Face::bold(12.0)) > width("Good", Face::regular(12.0)));
        let double = width("Good", Face::regular(24.0)) / width("Good", Face::regular(12.0));
        assert!((double - 2.0).abs() < 0.001);
    }

    #[test]
    fn a_line_is_as_wide_as_its_words_and_blanks() {
        for weight in [Weight::Regular, Weight::Bold] {
            let font = Ruler::new().unwrap().font(weight);
            let (drawable, blank) = (('!'..'\u{17f}').filter(|c| !c.is_whitespace()), font.width(" "));
            for c in drawable {
                let one = font.width(&c.to_string());
                assert!((font.width(&format!("{c} {c}")) - 2.0 * one - blank).abs() < 0.5, "{weight:?} {c}");
            }
        }
    }

    #[test]
    fn a_character_the_font_lacks_is_given_room() {
        assert!(width("🚓", Face::regular(10.0)) >= 10.0);
    }
}
