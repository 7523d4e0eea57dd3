//! The statistics: pure functions on slices and counts, each citing where its formula is published.
//!
//! A crate of its own, so that they are built and tested in seconds, without polars. Nothing here knows a
//! dataset, a table or a force; what cannot be computed is `None`, never a number that is not one.

pub mod chi_square;
pub mod cliff;
pub mod concordance;
pub mod grade_distance;
pub mod jonckheere;
pub mod kappa;
pub mod kendall;
pub mod multiple;
pub mod ordinal;
pub mod paired;
pub mod permutation;
pub mod ranks;
pub mod square;
