//! What was not read for a fault, kept beside what was.

use std::sync::Arc;

use crate::Place;

/// A row, a value or a whole file that was not read for a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands.
    pub place: Place,
    /// The kind of fault, as in its diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The text of the row, of a long one the parts that matter; empty for a whole file.
    pub text: Arc<str>,
}
