//! Direct labels that keep apart: beside points of a cloud, and down the right of lines.

mod cloud;
mod lines;

pub(crate) use cloud::{Cloud, Else, Label, Reach, Wanted};
pub(crate) use lines::LineName;
