//! What every chart shares: margins, title, subtitle, legend, foot.

mod blocks;
mod foot;
mod head;
mod headline;
mod legend;

pub(crate) use blocks::{BETWEEN_BLOCKS, Block, LEAST_NAME, MOST_BLOCKS, block_width, n_blocks};
pub(crate) use foot::{foot, panel_height, room, row_height, spread};
pub(crate) use head::{head, is_in_title};
pub(crate) use legend::{Bar, Key, Swatch, below, corner, legend, low_corner, marker};

/// Empty on every side.
pub(crate) const MARGIN: f32 = 24.0;

/// The messages of a table, the better first.
#[cfg(test)]
pub(crate) fn headlines(table: &peel_model::Table) -> Vec<String> {
    headline::all(table).collect()
}
