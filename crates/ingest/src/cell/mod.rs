//! What is written in one cell: numbers, periods, grades, kinds of missing, footnote marks.

pub(crate) mod footnote;
pub(crate) mod grade;
pub(crate) mod missing;
pub(crate) mod number;
pub(crate) mod period;
