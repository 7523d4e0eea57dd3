//! Blocks of rows beside each other, where one below the other would be too high for a page.

use super::MARGIN;
use crate::look::Sheet;

/// White between two blocks.
pub(crate) const BETWEEN_BLOCKS: f32 = 22.0;
/// The most blocks that are still followed.
pub(crate) const MOST_BLOCKS: usize = 4;
/// No name is cut shorter in them.
pub(crate) const LEAST_NAME: f32 = 76.0;

/// What a block of rows needs where they stand in so many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Block {
    /// How high it is, with what stands above its rows.
    pub(crate) height: f32,
    /// The width of its names, and whether the longest of them is cut to it.
    pub(crate) name: f32,
    pub(crate) is_cut: bool,
}

/// Into how many blocks rows go where there is so much height for them: into as few as fit it with whole names. Names are
/// cut on a dense page alone, where nothing else is left to go.
pub(crate) fn n_blocks(sheet: &Sheet, room: f32, block: impl Fn(usize) -> Block) -> usize {
    let with = |is_read: fn(&Block) -> bool| {
        let fits = |n: &usize| {
            let block = block(*n);
            (*n == 1 || is_read(&block)) && block.height <= room
        };
        (1..=MOST_BLOCKS).find(fits)
    };
    let whole = with(|block| !block.is_cut);
    whole.or_else(|| with(|block| block.name >= LEAST_NAME).filter(|_| sheet.is_dense)).unwrap_or(1)
}

/// The width of one of so many blocks in a picture this wide.
pub(crate) fn block_width(picture: f32, n_blocks: usize) -> f32 {
    let n = n_blocks.max(1) as f32;
    (picture - 2.0 * MARGIN - BETWEEN_BLOCKS * (n - 1.0)) / n
}
