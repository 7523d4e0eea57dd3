//! The bundled font: which glyphs a text is set with, where they stand, and their outlines. Read once a process.

use std::sync::{LazyLock, OnceLock};

use ab_glyph::{Font as _, OutlineCurve};
use harfrust::{Direction, ShapeOptions, ShapePlan, ShaperData, UnicodeBuffer, script};

use crate::ChartError;

/// A weight of the bundled font.
pub(crate) struct Font {
    /// The font's file.
    pub(crate) bytes: &'static [u8],
    /// Units of the font in 1 em.
    pub(crate) units_per_em: f32,
    face: harfrust::FontRef<'static>,
    shaping: ShaperData,
    plan: ShapePlan,
    file: ab_glyph::FontRef<'static>,
    /// Those that were asked for, by their numbers.
    outlines: Vec<OnceLock<Vec<OutlineCurve>>>,
}

/// A glyph of a text. Lengths are in units of the font, of which [`Font::units_per_em`] make 1 em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Glyph {
    /// Its number in the font; 0 for a character the font lacks.
    pub(crate) number: u16,
    /// Where its origin stands, from the beginning of the text.
    pub(crate) x: f32,
    /// How high its origin stands over the baseline.
    pub(crate) y: f32,
    /// From its beginning to that of the next.
    pub(crate) advance: f32,
    /// The byte of the text that it begins to show.
    pub(crate) cluster: usize,
}

/// How many em a character is taken to need that the bundled font lacks; viewers draw it in another font.
const FOREIGN_ADVANCE: f32 = 1.3;

static REGULAR: LazyLock<Result<Font, String>> = LazyLock::new(|| Font::read(notosans::REGULAR_TTF));
static BOLD: LazyLock<Result<Font, String>> = LazyLock::new(|| Font::read(notosans::BOLD_TTF));

impl Font {
    /// The regular weight.
    pub(crate) fn regular() -> Result<&'static Self, ChartError> {
        REGULAR.as_ref().map_err(|error| ChartError::Font(error.clone()))
    }

    /// The bold weight.
    pub(crate) fn bold() -> Result<&'static Self, ChartError> {
        BOLD.as_ref().map_err(|error| ChartError::Font(error.clone()))
    }

    fn read(bytes: &'static [u8]) -> Result<Self, String> {
        let face = harfrust::FontRef::from_index(bytes, 0).map_err(|error| error.to_string())?;
        let file = ab_glyph::FontRef::try_from_slice(bytes).map_err(|error| error.to_string())?;
        let outlines = (0..file.glyph_count()).map(|_| OnceLock::new()).collect();
        let shaping = ShaperData::new(&face);
        let shaper = shaping.shaper(&face).build();
        let units_per_em = shaper.units_per_em() as f32;
        if units_per_em <= 0.0 {
            return Err("it states no units to the em".to_owned());
        }
        let plan = ShapePlan::new(&shaper, Direction::LeftToRight, Some(script::LATIN), None, &[]);
        Ok(Self { bytes, units_per_em, face, shaping, plan, file, outlines })
    }

    /// The glyphs of the text, kerned, from left to right.
    pub(crate) fn glyphs(&self, text: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaper = self.shaping.shaper(&self.face).build();
        let set = shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plan)));
        let mut beginning = 0.0;
        let place = |(info, position): (&harfrust::GlyphInfo, &harfrust::GlyphPosition)| {
            let number = u16::try_from(info.glyph_id).unwrap_or(0);
            let advance =
                if number == 0 { FOREIGN_ADVANCE * self.units_per_em } else { position.x_advance as f32 };
            let x = beginning + position.x_offset as f32;
            beginning += advance;
            Glyph { number, x, y: position.y_offset as f32, advance, cluster: info.cluster as usize }
        };
        set.glyph_infos().iter().zip(set.glyph_positions()).map(place).collect()
    }

    /// Whether it has a glyph for a character.
    pub(crate) fn has(&self, c: char) -> bool {
        self.file.glyph_id(c).0 != 0
    }

    /// The width of the text in units of the font.
    pub(crate) fn width(&self, text: &str) -> f32 {
        self.glyphs(text).iter().map(|glyph| glyph.advance).sum()
    }

    /// How far a glyph is from the next without kerning, in units of the font.
    pub(crate) fn advance(&self, number: u16) -> f32 {
        self.file.h_advance_unscaled(ab_glyph::GlyphId(number))
    }

    /// How far the font reaches over the baseline, and below it (negative), in its units.
    pub(crate) fn extent(&self) -> (f32, f32) {
        (self.file.ascent_unscaled(), self.file.descent_unscaled())
    }

    /// The curves of a glyph's outline, in units of the font, y upwards; none for a blank.
    pub(crate) fn outline(&self, number: u16) -> &[OutlineCurve] {
        let read = || {
            let outline = self.file.outline(ab_glyph::GlyphId(number));
            outline.map(|outline| outline.curves).unwrap_or_default()
        };
        self.outlines.get(usize::from(number)).map_or(&[], |outline| outline.get_or_init(read))
    }
}
