//! The statistics: pure functions on slices and counts, each citing where its formula is published.
//!
//! A crate of its own, so that they are built and tested in seconds, without polars. Nothing here knows a
//! dataset, a table or a force; what cannot be computed is `None`, never a number that is not one.

pub mod aggregation;
pub mod dominance;
pub mod linear_extension;
pub mod local_order;
pub mod ordinal;
pub mod partial_order;
pub mod profiles;
pub mod scoring;
