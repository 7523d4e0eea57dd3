//! A panel of stacked bars, one per area: what the standing and the distribution share.

mod area;
mod panel;
mod stack;

pub(crate) use panel::{BarRow, Panel, heading};
pub(crate) use stack::Stack;
