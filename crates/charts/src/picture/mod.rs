//! A finished chart: its SVG text, and the same as PNG.

mod density;

use std::sync::Arc;

use resvg::{tiny_skia, usvg};

use crate::ChartError;

/// The most pixels a PNG may have; four bytes each while it is made.
const MOST_PIXELS: u64 = 100_000_000;
/// The largest scale of a PNG.
const MOST_SCALE: f32 = 16.0;

/// A finished chart.
///
/// Its SVG is a whole document with a natural size, `role="img"`, a title and a description. It
/// asks for the font Noto Sans and names fallbacks for viewers that lack it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    svg: String,
    width: u32,
    height: u32,
}

impl Picture {
    /// A scale for PNG that is crisp on screens of high density and in print.
    pub const PNG_SCALE: f32 = 2.0;

    pub(crate) const fn new(svg: String, width: u32, height: u32) -> Self {
        Self { svg, width, height }
    }

    /// The SVG document.
    #[must_use]
    pub fn svg(&self) -> &str {
        &self.svg
    }

    /// The natural width in CSS pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// The natural height in CSS pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
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
        let (width, height) = (scaled(self.width, scale), scaled(self.height, scale));
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(ChartError::TooLarge { width, height });
        }
        let tree = usvg::Tree::from_str(&self.svg, &options())
            .map_err(|error| ChartError::Png(error.to_string()))?;
        let mut pixels =
            tiny_skia::Pixmap::new(width, height).ok_or(ChartError::TooLarge { width, height })?;
        resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
        let bytes = pixels.encode_png().map_err(|error| ChartError::Png(error.to_string()))?;
        Ok(density::state(bytes, scale))
    }
}

/// Options that know the bundled font and no other.
fn options() -> usvg::Options<'static> {
    let mut fonts = usvg::fontdb::Database::new();
    for bytes in [notosans::REGULAR_TTF, notosans::BOLD_TTF] {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(bytes)));
    }
    usvg::Options { fontdb: Arc::new(fonts), font_family: "Noto Sans".to_owned(), ..usvg::Options::default() }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "saturates, and is checked after"
)]
fn scaled(length: u32, scale: f32) -> u32 {
    (length as f32 * scale).round().max(1.0) as u32
}
