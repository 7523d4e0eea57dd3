//! How a shape is filled and what can be written on it.

use serde::Deserialize;

use super::Rgb;

/// How a shape is filled and what can be written on it.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fill {
    /// The ground.
    pub(crate) ground: Rgb,
    /// The colour of text on it.
    pub(crate) ink: Rgb,
    /// A thin outline, where the ground is too pale to end by itself.
    pub(crate) edge: Option<Rgb>,
    /// Lines across the ground; drawn where `lines` gives their colour.
    pub(crate) hatch: Option<Hatch>,
    /// The colour of the hatch.
    pub(crate) lines: Option<Rgb>,
}

/// Lines across a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Hatch {
    /// Rising to the right.
    Single,
    /// Crossing.
    Double,
}
