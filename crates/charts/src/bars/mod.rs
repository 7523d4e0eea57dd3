//! The stacked bar of counts, best grade at the left and gaps at the right, and the column of areas
//! beside it: what the standing and the distribution share.

mod area;
mod stack;

pub(crate) use area::{AREA_WIDTH, Area, RowHeight};
pub(crate) use stack::Stack;
