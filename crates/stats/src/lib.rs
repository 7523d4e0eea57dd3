//! The statistics: pure functions on slices and counts, each citing where its formula is published.
//!
//! A crate of its own, so that they are built and tested in seconds, without polars. Nothing here knows a
//! dataset, a table or a force; what cannot be computed is `None`, never a number that is not one.

pub mod average;
pub mod change;
pub mod confidence;
pub mod funnel;
mod gamma;
pub mod interval;
pub mod ordinal;
pub mod overdispersion;
pub mod quotient;
mod sum;
pub mod xmr;
