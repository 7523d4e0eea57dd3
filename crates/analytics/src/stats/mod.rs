//! Statistics on slices and counts, free of polars; each cites where its formula is published.

mod ordinal;

pub use ordinal::{Place, median, place_of, share_at_least};
