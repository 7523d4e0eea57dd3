//! A finished chart: its SVG text, and the same as PNG and PDF.

mod density;
mod pdf;

use resvg::{tiny_skia, usvg};

use crate::ChartError;
use crate::canvas::{Drawing, Lettering, write_svg};

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
}

impl Picture {
    /// A scale for PNG that is crisp on screens of high density and in print.
    pub const PNG_SCALE: f32 = 2.0;

    pub(crate) fn new(drawing: Drawing) -> Result<Self, ChartError> {
        let svg = write_svg(&drawing, Lettering::Text)?;
        Ok(Self { drawing, svg })
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
        write_svg(&self.drawing, Lettering::Outlines)
    }

    /// The picture as PDF: a page of its natural size, with text as text in an embedded font and the description for
    /// screen readers.
    ///
    /// # Errors
    ///
    /// [`ChartError::Pdf`] and [`ChartError::Font`]; neither is expected of a picture that could be drawn.
    pub fn pdf(&self) -> Result<Vec<u8>, ChartError> {
        pdf::write(&self.drawing)
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
        let tree = usvg::Tree::from_str(&self.outlined_svg()?, &usvg::Options::default())
            .map_err(|error| ChartError::Png(error.to_string()))?;
        let mut pixels =
            tiny_skia::Pixmap::new(width, height).ok_or(ChartError::TooLarge { width, height })?;
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
        let bytes = pixels.encode_png().map_err(|error| ChartError::Png(error.to_string()))?;
        Ok(density::state(bytes, scale))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and is checked after"
)]
fn scaled(length: u32, scale: f32) -> u32 {
    (length as f32 * scale).round().max(1.0) as u32
}
