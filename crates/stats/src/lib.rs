//! The statistics: pure functions on slices and counts, each citing where its formula is published.
//!
//! A crate of its own, so that they are built and tested in seconds, without polars. Nothing here knows a
//! dataset, a table or a force; what cannot be computed is `None`, never a number that is not one.

pub mod aggregation;
pub mod average;
pub mod change;
pub mod chi_square;
pub mod cliff;
pub mod concordance;
pub mod confidence;
pub mod dominance;
pub mod funnel;
mod gamma;
pub mod grade_distance;
pub mod interval;
pub mod jonckheere;
pub mod kappa;
pub mod kendall;
pub mod likeness;
pub mod linear_extension;
pub mod local_order;
pub mod multiple;
pub mod ordinal;
pub mod overdispersion;
pub mod paired;
pub mod partial_order;
pub mod permutation;
pub mod profiles;
pub mod quotient;
pub mod ranks;
pub mod scoring;
pub mod square;
mod sum;
mod untied;
pub mod xmr;
