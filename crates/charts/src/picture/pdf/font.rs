//! A font of a PDF: the glyphs that occur, embedded, and the characters that each shows.

use std::collections::BTreeMap;

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;

use super::deflated;
use crate::ChartError;
use crate::text::{Font, Ruler, Weight};

/// How many objects of a document a font takes.
pub(super) const N_OBJECTS: i32 = 5;

/// The glyphs of a document are numbered as in the embedded font.
const SYSTEM: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
/// PDF states lengths of fonts in thousandths of an em.
const PER_EM: f32 = 1000.0;

/// A font and the glyphs of it that occur.
pub(super) struct Embedded {
    /// The whole font.
    pub(super) font: &'static Font,
    weight: Weight,
    glyphs: GlyphRemapper,
    /// By the numbers in the embedded font: how wide, and which characters are shown.
    shown: BTreeMap<u16, (f32, String)>,
}

impl Embedded {
    /// A font of which no glyph occurs yet.
    pub(super) fn new(weight: Weight) -> Result<Self, ChartError> {
        let font = Ruler::new()?.font(weight);
        Ok(Self { font, weight, glyphs: GlyphRemapper::new(), shown: BTreeMap::new() })
    }

    /// Its name in the page's resources.
    pub(super) const fn name(&self) -> Name<'static> {
        match self.weight {
            Weight::Regular => Name(b"R"),
            Weight::Bold => Name(b"B"),
        }
    }

    /// Takes a glyph up and gives its number in the embedded font.
    pub(super) fn take(&mut self, glyph: u16, characters: &str) -> u16 {
        let number = self.glyphs.remap(glyph);
        let width = self.thousandths(self.font.advance(glyph));
        self.shown.entry(number).or_insert_with(|| (width, characters.to_owned()));
        number
    }

    /// A length in units of the font, in thousandths of an em.
    pub(super) fn thousandths(&self, length: f32) -> f32 {
        length / self.font.units_per_em * PER_EM
    }

    /// Writes the font's objects, from this number on.
    pub(super) fn write(&self, pdf: &mut Pdf, first: i32) -> Result<(), ChartError> {
        let [font, glyphs, descriptor, characters, file] = [0, 1, 2, 3, 4].map(|at| Ref::new(first + at));
        let name = self.postscript_name();
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(glyphs)
            .to_unicode(characters);
        let mut cid = pdf.cid_font(glyphs);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(SYSTEM).font_descriptor(descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid.widths();
        for (number, (width, _)) in &self.shown {
            widths.same(*number, *number, *width);
        }
        drop(widths);
        drop(cid);
        self.write_descriptor(pdf, descriptor, name, file);
        let mut map = UnicodeCmap::new(Name(b"Characters"), SYSTEM);
        for (number, (_, characters)) in &self.shown {
            map.pair_with_multiple(*number, characters.chars());
        }
        let map = deflated(&map.finish())?;
        pdf.cmap(characters, &map).filter(Filter::FlateDecode);
        let subset = subsetter::subset(self.font.bytes, 0, &self.glyphs);
        let subset = deflated(&subset.map_err(|error| ChartError::Pdf(error.to_string()))?)?;
        pdf.stream(file, &subset).filter(Filter::FlateDecode);
        Ok(())
    }

    fn write_descriptor(&self, pdf: &mut Pdf, descriptor: Ref, name: Name, file: Ref) {
        let (ascent, descent) = self.font.extent();
        let (ascent, descent) = (self.thousandths(ascent), self.thousandths(descent));
        let (weight, stem) = match self.weight {
            Weight::Regular => (400, 80.0),
            Weight::Bold => (700, 140.0),
        };
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::NON_SYMBOLIC)
            .weight(weight)
            .bbox(Rect::new(-PER_EM, descent, 2.0 * PER_EM, ascent))
            .italic_angle(0.0)
            .ascent(ascent)
            .descent(descent)
            .cap_height(714.0)
            .stem_v(stem)
            .font_file2(file);
    }

    /// The font's name after six letters that tell this choice of glyphs from others, as PDF demands.
    fn postscript_name(&self) -> String {
        let numbers = self.glyphs.remapped_gids();
        let mut print = numbers
            .fold(0x811c_9dc5_u32, |print, number| (print ^ u32::from(number)).wrapping_mul(0x0100_0193));
        let mut tag = String::new();
        for _ in 0..6 {
            tag.extend(char::from_digit(print % 26 + 10, 36).map(|letter| letter.to_ascii_uppercase()));
            print /= 26;
        }
        match self.weight {
            Weight::Regular => format!("{tag}+NotoSans-Regular"),
            Weight::Bold => format!("{tag}+NotoSans-Bold"),
        }
    }
}
