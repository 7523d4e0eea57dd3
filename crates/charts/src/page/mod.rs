//! What every chart shares: margins, title, subtitle, legend, foot.

mod blocks;
mod foot;
mod head;
mod headline;
mod legend;

pub(crate) use blocks::{BETWEEN_BLOCKS, LEAST_NAME, MOST_BLOCKS, block_width};
pub(crate) use foot::{foot, panel_height, room, row_height, spread};
pub(crate) use head::{head, is_in_title};
pub(crate) use legend::{Bar, Key, Swatch, below, corner, legend, marker};

/// Empty on every side.
pub(crate) const MARGIN: f32 = 24.0;

/// The message of a table, where it has one.
#[cfg(test)]
pub(crate) fn headline(table: &peel_model::Table) -> Option<String> {
    headline::all(table).next()
}
