//! What every chart shares: margins, title, subtitle, legend, foot.

mod foot;
mod head;
mod headline;
mod legend;

pub(crate) use foot::{foot, most_room, panel_height, room, row_height, spread};
pub(crate) use head::{head, is_in_title};
#[cfg(test)]
pub(crate) use headline::of as headline;
pub(crate) use legend::{Key, Swatch, corner, legend, marker, ramp};

/// Empty on every side.
pub(crate) const MARGIN: f32 = 24.0;
