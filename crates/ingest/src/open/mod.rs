//! Files of any kind users have, as grids of cells.
mod grid;
#[allow(unused_imports)]
pub(crate) use grid::{Cell, CellKind, Grid, Row};
