//! Colours, what a shape is filled with, and shades for counts. Which of them is used where, a theme says.

mod fill;
mod ramp;
mod rgb;
pub(crate) mod sight;

pub(crate) use fill::{Fill, Hatch};
pub(crate) use ramp::Ramp;
pub(crate) use rgb::Rgb;
