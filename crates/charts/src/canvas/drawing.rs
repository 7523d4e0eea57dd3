//! A finished drawing: what every format is written from.

use std::ops::Range;

use super::{Box2, Mark, Point};
use crate::palette::Rgb;

/// A finished drawing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    /// What is drawn, from the bottom up.
    pub(crate) marks: Vec<Mark>,
    /// The panels, and which marks belong in each.
    pub(crate) panels: Vec<Panel>,
    /// Which marks are words that name a point, and where that is.
    pub(crate) names: Vec<(usize, Point)>,
    /// Which marks are the samples of a legend, entry by entry.
    pub(crate) keys: Vec<Range<usize>>,
    /// The ground.
    pub(crate) paper: Rgb,
    /// How large it is.
    pub(crate) size: Size,
    /// The stem of the ids in SVG; lower-case words joined by hyphens.
    pub(crate) name: String,
    /// What a screen reader says first; clean text.
    pub(crate) title: String,
    /// The drawing in words; clean text.
    pub(crate) description: String,
}

/// A part of a drawing that holds marks of its own: an axis and its points, a table of cells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Panel {
    /// Where it lies.
    pub(crate) area: Box2,
    /// Which marks may not reach outside.
    pub(crate) marks: Range<usize>,
}

/// How large a drawing is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Size {
    /// As it is shown.
    pub(crate) natural: (u32, u32),
    /// As its marks are laid out.
    pub(crate) laid_out: (f32, f32),
    /// How small its text may be as it is shown.
    pub(crate) least_text: u8,
}
