//! What an inspector's words say, beside the grades: prose to findings.
//!
//! A text goes one way: [`Source`] (decoded, with its lines) -> blocks (headings and paragraphs) -> sentences -> clauses
//! -> [`Finding`]s. Every word it is read by stands in a [`Lexicon`], which is data; areas and cycles are those of the
//! registry. There is no model and no guess: what no word says is neutral, and a grade is only taken where prose states
//! it. This crate reads no file, draws nothing and knows no export.

mod about;
mod account;
mod annotated;
mod clauses;
mod comparison;
mod finding;
mod gradings;
mod hits;
mod judgment;
mod known;
mod lexicon;
mod names;
mod negation;
mod prose;
mod reader;
mod sentences;
mod share;
mod stated;
mod subject;
mod table;
mod text;
mod tokens;
mod vocabulary;

pub use annotated::{Sections, annotated};
pub use comparison::{Comparison, comparison, is_official};
pub use finding::{Certainty, Cue, Excerpted, Finding, InDoubt, Part, PartKind, Reading, Sentence};
pub use gradings::StatedGradings;
pub use judgment::Polarity;
pub use lexicon::{Change, Lexicon, LexiconError};
pub use prose::{MOST_BYTES, Markup, Source};
pub use reader::{Reader, Told};
pub use table::{Findings, findings};
