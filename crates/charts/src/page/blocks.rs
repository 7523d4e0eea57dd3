//! Blocks of rows beside each other, where one below the other would be too high for a page.

use super::MARGIN;

/// White between two blocks.
pub(crate) const BETWEEN_BLOCKS: f32 = 22.0;
/// The most blocks that are still followed.
pub(crate) const MOST_BLOCKS: usize = 4;
/// No name is cut shorter in them.
pub(crate) const LEAST_NAME: f32 = 76.0;

/// The width of one of so many blocks in a picture this wide.
pub(crate) fn block_width(picture: f32, n_blocks: usize) -> f32 {
    let n = n_blocks.max(1) as f32;
    (picture - 2.0 * MARGIN - BETWEEN_BLOCKS * (n - 1.0)) / n
}
