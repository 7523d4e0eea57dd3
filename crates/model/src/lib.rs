//! The words everyone in peel shares: forces, cycles, areas, grades, comparators, tables, diagnostics.
//!
//! Nothing here reads a file, prints, computes a statistic or draws. Every other crate depends on
//! this one; the siblings `ingest`, `analytics`, `charts` and `export` meet only in these types.

mod analysis;
mod comparability;
mod comparator;
mod dataset;
mod diagnostic;
mod grade;
mod grading;
mod group;
mod hidden;
mod indicator;
mod inert;
mod missing;
mod names;
mod parameter;
mod printable;
mod register;
mod registry;
mod reject;
mod resolve;
mod selection;
mod slug;
mod source;
mod table;
mod word;

pub use analysis::Analysis;
pub use comparability::{Comparability, Comparable, ComparedLevel};
pub use comparator::Comparator;
pub use dataset::{About, Dataset};
pub use diagnostic::{At, Diagnostic, Diagnostics, Excerpt, Place, Severity, column_letters};
pub use grade::{Grade, Scale};
pub use grading::{Basis, GradeCount, Grading, Mark, NationalTotal, NoGrade, Status, Verdict};
pub use group::Membership;
pub use hidden::is_hidden;
pub use indicator::{
    Denominator, Direction, Indicator, IndicatorKind, MONTHS, MissingParts, Observation, StreetCount,
    day_in_words, period_in_words,
};
pub use inert::{as_it_was, inert};
pub use missing::{FAR_FIGURES, Missing, NO_CLEAR_CHANGE, NO_FIGURE};
pub use names::{Names, Unresolved, fold, possessive};
pub use parameter::Parameter;
pub use printable::{printable, shortened};
pub use register::{Entry, Register};
pub use registry::{Area, AreaKey, Cycle, Force, Level};
pub use reject::Reject;
pub use resolve::{UnknownName, did_you_mean, in_short};
pub use selection::{CarriedOver, Counted, Cycles, Incomparable, Selection};
pub use slug::{AreaId, CycleId, ForceId, IndicatorId, InvalidSlug, SourceId};
pub use source::{RowRef, Source};
pub use table::{
    BETWEEN_SOURCES, Cell, Column, Evidence, Kind, Misfit, Note, NoteKey, Table, Unit, Value, exact,
};
pub use word::InvalidWord;
