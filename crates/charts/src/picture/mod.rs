//! A finished chart: its SVG text, and the same as PNG and PDF.

mod chunks;
mod encode;
mod faults;
mod pdf;
mod raster;

use std::collections::BTreeSet;

pub use faults::Fault;

use crate::canvas::{Drawing, Lettering, Mark, stating, write_svg};
use crate::text::Ruler;
use crate::{ChartError, Provenance};

/// The most pixels a PNG may have; four bytes each while it is made.
const MOST_PIXELS: u64 = 100_000_000;
/// The largest scale of a PNG.
const MOST_SCALE: f32 = 16.0;

/// A finished chart.
///
/// Its SVG is a whole document with a natural size, `role="img"`, a title and a description.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    drawing: Drawing,
    svg: String,
    provenance: Option<Provenance>,
    /// The characters it shows something else for.
    lacking: BTreeSet<char>,
}

impl Picture {
    /// A scale for PNG that is crisp on screens of high density and in print.
    pub const PNG_SCALE: f32 = 2.0;

    pub(crate) fn new(drawing: Drawing) -> Result<Self, ChartError> {
        let svg = write_svg(&drawing, Lettering::Text)?;
        let lacking = lacking(&drawing)?;
        Ok(Self { drawing, svg, provenance: None, lacking })
    }

    /// The same picture, whose files carry what is said here of its making.
    ///
    /// # Errors
    ///
    /// [`ChartError::Svg`] and [`ChartError::Provenance`]; neither is expected.
    pub fn carrying(self, provenance: Provenance) -> Result<Self, ChartError> {
        let svg =
            if self.provenance.is_some() { write_svg(&self.drawing, Lettering::Text)? } else { self.svg };
        Ok(Self { svg: stating(svg, &provenance)?, provenance: Some(provenance), ..self })
    }

    /// What it was drawn from.
    #[cfg(test)]
    pub(crate) const fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// The picture in words, as a screen reader says them.
    #[must_use]
    pub fn description(&self) -> &str {
        &self.drawing.description
    }

    /// The SVG document. It asks for the font Noto Sans and names fallbacks for viewers that lack it.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The SVG document with the outlines of letters in the place of text: it looks the same whatever fonts a
    /// viewer has, but its words can no longer be searched or edited.
    ///
    /// # Errors
    ///
    /// [`ChartError::Svg`] and [`ChartError::Font`]; neither is expected of a picture that could be drawn.
    pub fn outlined_svg(&self) -> Result<String, ChartError> {
        let svg = write_svg(&self.drawing, Lettering::Outlines)?;
        match &self.provenance {
            Some(provenance) => stating(svg, provenance),
            None => Ok(svg),
        }
    }

    /// The picture as PDF: a page of its natural size, with text as text in an embedded font and the description for
    /// screen readers.
    ///
    /// # Errors
    ///
    /// [`ChartError::Pdf`] and [`ChartError::Font`]; neither is expected of a picture that could be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, ChartError> {
        pdf::write(&self.drawing, self.provenance.as_ref())
    }

    /// The same picture, described as the one it stands for: the same in characters the bundled font lacks.
    pub(crate) fn standing_for(self, meant: &Self) -> Result<Self, ChartError> {
        let Drawing { title, description, .. } = meant.drawing.clone();
        let drawing = Drawing { title, description, ..self.drawing };
        Ok(Self { lacking: meant.lacking.clone(), ..Self::new(drawing)? })
    }

    /// The characters of its words that the bundled font lacks, each once, in their own order. The picture has the name of
    /// their writing in their place, or the slug of a force all of whose name it lacks. The description has every word.
    #[must_use]
    pub const fn lacking(&self) -> &BTreeSet<char> {
        &self.lacking
    }

    /// What is wrong with the layout: words or marks outside the picture, words on words, words too small to be
    /// read. Nothing is expected; tests hold every chart to it.
    ///
    /// # Errors
    ///
    /// [`ChartError::Font`]; not expected of a picture that could be drawn.
    pub fn faults(&self) -> Result<Vec<Fault>, ChartError> {
        faults::faults(&self.drawing)
    }

    /// The natural width in CSS pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.drawing.size.natural.0
    }

    /// The natural height in CSS pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.drawing.size.natural.1
    }

    /// The picture as PNG with `scale` pixels to each CSS pixel ([`Picture::PNG_SCALE`] is the usual
    /// one), drawn with the bundled font alone. It states its density, so that word processors
    /// place it at its natural size.
    ///
    /// # Errors
    ///
    /// [`ChartError::Scale`] when the scale is not above 0 and at most 16; [`ChartError::TooLarge`]
    /// when the PNG would have more than a hundred million pixels.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>, ChartError> {
        if !(scale > 0.0 && scale <= MOST_SCALE) {
            return Err(ChartError::Scale(scale));
        }
        let (width, height) = (scaled(self.width(), scale), scaled(self.height(), scale));
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(ChartError::TooLarge { width, height });
        }
        let pixels = raster::paint(&self.drawing, (width, height))?;
        let bytes = encode::png(&pixels).map_err(|error| ChartError::Png(error.to_string()))?;
        let mut chunks = vec![chunks::density(scale)];
        if let Some(provenance) = &self.provenance {
            chunks.push(chunks::text("Title", &self.drawing.title));
            chunks.push(chunks::text("Description", &self.drawing.description));
            chunks.push(chunks::text("peel", &provenance.element()?));
        }
        Ok(chunks::state(bytes, &chunks))
    }
}

fn lacking(drawing: &Drawing) -> Result<BTreeSet<char>, ChartError> {
    let ruler = Ruler::new()?;
    let words = drawing.marks.iter().filter_map(|mark| match mark {
        Mark::Text(words) if !words.text.is_ascii() => Some(words),
        _ => None,
    });
    let lacking = words.flat_map(|words| {
        let font = ruler.font(words.face.weight);
        words.text.chars().filter(|c| !font.has(*c))
    });
    Ok(lacking.collect())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and is checked after"
)]
fn scaled(length: u32, scale: f32) -> u32 {
    (length as f32 * scale).round().max(1.0) as u32
}
