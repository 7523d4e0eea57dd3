//! A grading, the ways of having no grade, and the counts published beside them.

use std::fmt;
use std::str::FromStr;

use crate::{AreaKey, CycleId, ForceId, Grade, InvalidWord, RowRef, word};

/// One row of the gradings: a force was given a mark in an area of a cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct Grading {
    /// Who.
    pub force: ForceId,
    /// In which cycle, on what.
    pub key: AreaKey,
    /// A grade, or the plain statement that there is none.
    pub mark: Mark,
    /// Whether it stands.
    pub status: Status,
    /// What kind of publication says so, where the data say.
    pub basis: Option<Basis>,
    /// How many pages agree on it.
    pub agreeing_pages: Option<u32>,
    /// The page it was read on; empty when the data give none.
    pub source_url: String,
    /// What a reader should know of this row; mostly empty.
    pub note: String,
    /// Where the data say so.
    pub row: RowRef,
}

/// What a gradings row states: a grade, or that none was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// The force was inspected but the area was not graded.
    NotGraded,
    /// The force was not inspected in this cycle (or not yet).
    NotInspected,
    /// A grade.
    Grade(Grade),
}

/// Why a cell of a comparison has no grade. The kinds are never merged into one null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoGrade {
    /// Published sources contradict each other.
    Disputed,
    /// A grade may exist; the data do not hold it.
    Unknown,
    /// Inspected, and deliberately given no grade.
    NotGraded,
    /// Not inspected in this cycle (or not yet).
    NotInspected,
}

/// What can be said of a force in an area: a grade, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// A grade that stands.
    Graded(Grade),
    /// No grade, and which kind of none.
    Without(NoGrade),
}

/// Whether a grading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It stands.
    Current,
    /// A later revision replaced it; kept as a record.
    Superseded,
    /// Another page contradicts it; both are kept.
    Disputed,
}

/// What kind of publication a grading was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The inspectorate's own page shows the grade.
    Published,
    /// The grade word stands in the inspectorate's prose.
    Narrative,
    /// An earlier judgment stands because the area was not inspected again.
    CarriedOver,
    /// The press, a commissioner or the force reports it.
    Secondary,
    /// It is what published counts or lists leave over.
    Derived,
}

/// How many areas of each grade the inspectorate announced for a force in a cycle.
#[derive(Debug, Clone, PartialEq)]
pub struct GradeCount {
    /// Who.
    pub force: ForceId,
    /// When.
    pub cycle: CycleId,
    /// How many areas were graded.
    pub graded_areas: u32,
    /// How many at each grade, in the order of [`Grade::BEST_FIRST`].
    pub counts: [u32; 5],
    /// The page it was read on.
    pub source_url: String,
    /// Where the data say so.
    pub row: RowRef,
}

/// How many forces the inspectorate announced at a grade, nationally.
#[derive(Debug, Clone, PartialEq)]
pub struct NationalTotal {
    /// In which cycle, on what.
    pub key: AreaKey,
    /// The grade.
    pub grade: Grade,
    /// How many forces were given it.
    pub forces: u32,
    /// The page it was read on.
    pub source_url: String,
    /// Where the data say so.
    pub row: RowRef,
}

impl Verdict {
    /// The grade, if there is one.
    #[must_use]
    pub const fn grade(self) -> Option<Grade> {
        match self {
            Self::Graded(grade) => Some(grade),
            Self::Without(_) => None,
        }
    }
}

impl From<Mark> for Verdict {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::Grade(grade) => Self::Graded(grade),
            Mark::NotGraded => Self::Without(NoGrade::NotGraded),
            Mark::NotInspected => Self::Without(NoGrade::NotInspected),
        }
    }
}

impl NoGrade {
    /// Every kind, in the order tables show them.
    pub const ALL: [Self; 4] = [Self::Disputed, Self::Unknown, Self::NotGraded, Self::NotInspected];

    /// The words shown to people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Disputed => "Disputed",
            Self::Unknown => "Unknown",
            Self::NotGraded => "Not graded",
            Self::NotInspected => "Not inspected",
        }
    }

    /// The identifier used in data files and column names.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Unknown => "unknown",
            Self::NotGraded => "not-graded",
            Self::NotInspected => "not-inspected",
        }
    }

    /// A sign for a narrow cell.
    #[must_use]
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Disputed => "!",
            Self::Unknown => "?",
            Self::NotGraded => "–",
            Self::NotInspected => "·",
        }
    }
}

impl fmt::Display for NoGrade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Grade(grade) => grade.fmt(f),
            Self::NotGraded => NoGrade::NotGraded.fmt(f),
            Self::NotInspected => NoGrade::NotInspected.fmt(f),
        }
    }
}

impl FromStr for Mark {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let no_grade = [
            ("not graded", Self::NotGraded),
            ("ungraded", Self::NotGraded),
            ("no grade", Self::NotGraded),
            ("not inspected", Self::NotInspected),
        ];
        word::read(text, "a grade", no_grade).or_else(|_| text.parse().map(Self::Grade))
    }
}

impl Status {
    const ALL: [Self; 3] = [Self::Current, Self::Superseded, Self::Disputed];

    /// The word used in data files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Superseded => "superseded",
            Self::Disputed => "disputed",
        }
    }
}

impl FromStr for Status {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = Self::ALL.map(|status| (status.as_str(), status));
        word::read(text, "a status (`current`, `superseded` or `disputed`)", words)
    }
}

impl Basis {
    /// Every basis, the strongest first.
    pub const ALL: [Self; 5] =
        [Self::Published, Self::Narrative, Self::CarriedOver, Self::Secondary, Self::Derived];

    /// The word used in data files and column names.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Narrative => "narrative",
            Self::CarriedOver => "carried-over",
            Self::Secondary => "secondary",
            Self::Derived => "derived",
        }
    }
}

impl Basis {
    /// What it means, after a count of grades: `232 from press, commissioner or force pages`.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Published => "published by the inspectorate",
            Self::Narrative => "worded in its reports",
            Self::CarriedOver => "carried over from an earlier inspection",
            Self::Secondary => "from press, commissioner or force pages",
            Self::Derived => "worked out from published counts",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Basis {
    type Err = InvalidWord;

    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let expected = "a basis (`published`, `narrative`, `carried-over`, `secondary` or `derived`)";
        word::read(text, expected, Self::ALL.map(|basis| (basis.as_str(), basis)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_of_no_grade_stay_apart() {
        assert_eq!("not-graded".parse(), Ok(Mark::NotGraded));
        assert_eq!("Not inspected".parse(), Ok(Mark::NotInspected));
        assert_eq!("RI".parse(), Ok(Mark::Grade(Grade::RequiresImprovement)));
        assert_eq!(Verdict::from(Mark::NotGraded), Verdict::Without(NoGrade::NotGraded));
        let signs: std::collections::BTreeSet<_> = NoGrade::ALL.map(NoGrade::sign).into();
        assert_eq!(signs.len(), NoGrade::ALL.len());
    }

    #[test]
    fn every_basis_and_status_reads_back() {
        for basis in Basis::ALL {
            assert_eq!(basis.as_str().parse(), Ok(basis));
        }
        for status in Status::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
        }
    }
}
