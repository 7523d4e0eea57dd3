//! Rows on one axis: what the ranking, the indicator and other charts of a figure per force share.
//!
//! A row has its name at the left, its marks (bar, range, whisker, dot) in the middle, and words at the right.
//! The row of the force in question lies on a band of its own; what is set apart stands below, under its reason.

mod block;
mod marks;
mod panel;
mod reference;

pub(crate) use marks::{Dot, GOES_ON, LIMITS, LIMITS_IN_SHORT, Share, arrow, limits, sample};
pub(crate) use panel::{DotPanel, DotRow, Ends, Group};
pub(crate) use reference::Reference;
