//! What every chart shares: margins, title, subtitle, legend, foot.

mod foot;
mod head;
mod legend;

pub(crate) use foot::foot;
pub(crate) use head::head;
pub(crate) use legend::{Key, Swatch, corner, legend, marker};

/// The usual width of a picture in CSS pixels.
pub(crate) const WIDTH: f32 = 960.0;
/// White on every side.
pub(crate) const MARGIN: f32 = 24.0;
/// The size of text in rows and cells.
pub(crate) const TEXT: f32 = 13.0;
/// The size of the smallest text.
pub(crate) const SMALL: f32 = 11.0;
