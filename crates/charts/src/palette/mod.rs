//! The colours: one ordinal set for grades, hatches for what has no grade, a ramp for counts.

mod grades;
mod ramp;
mod rgb;

#[cfg(test)]
mod sight;

pub(crate) use grades::{Fill, Hatch, gap_fill, grade_fill};
pub(crate) use ramp::{Ramp, shade};
pub(crate) use rgb::Rgb;

/// Text, and whatever must be seen first.
pub(crate) const INK: Rgb = Rgb::hex(0x0011_1111);
/// Text of the second rank: subtitle, foot, regions.
pub(crate) const GREY: Rgb = Rgb::hex(0x0055_5555);
/// Thin outlines of what is too pale to stand on white alone.
pub(crate) const RULE: Rgb = Rgb::hex(0x008C_8C8C);
/// Outlines of what carries a letter, too.
pub(crate) const PALE: Rgb = Rgb::hex(0x00C8_C8C8);
/// Hatches, and the outlines of what is empty.
pub(crate) const FAINT: Rgb = Rgb::hex(0x00DC_DCDC);
/// The page.
pub(crate) const WHITE: Rgb = Rgb::hex(0x00FF_FFFF);
