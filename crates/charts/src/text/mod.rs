//! Words on a chart: made safe, measured with the bundled font, broken into lines.

mod clean;
mod distinct;
mod fewer;
mod font;
mod roll;
mod ruler;
mod spelled;
mod wrap;

pub(crate) use clean::{capitalised, clean};
pub(crate) use distinct::distinct;
pub(crate) use fewer::with_fewer_names;
pub(crate) use font::{Font, Glyph};
pub(crate) use roll::roll;
pub(crate) use ruler::{Face, Ruler, Weight};
pub(crate) use spelled::spelled;
pub(crate) use wrap::{TIE, balanced, ellipsize, fits_unbroken, wrap};
