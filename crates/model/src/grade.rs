//! The five grades, their order, and the scale (which of them a cycle uses).
//!
//! A grade is an ordered word, never a number: there is deliberately no conversion to a score here.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidWord, word};

/// A graded judgment. `Inadequate < RequiresImprovement < Adequate < Good < Outstanding`, so that
/// "better" is `>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// I
    Inadequate,
    /// RI
    RequiresImprovement,
    /// A, in use since 2021-22
    Adequate,
    /// G
    Good,
    /// O
    Outstanding,
}

impl Grade {
    /// Every grade, best first: the order in which people read them.
    pub const BEST_FIRST: [Self; 5] =
        [Self::Outstanding, Self::Good, Self::Adequate, Self::RequiresImprovement, Self::Inadequate];

    /// The inspectorate's words: `Requires improvement`.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Outstanding => "Outstanding",
            Self::Good => "Good",
            Self::Adequate => "Adequate",
            Self::RequiresImprovement => "Requires improvement",
            Self::Inadequate => "Inadequate",
        }
    }

    /// The identifier used in data files: `requires-improvement`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Outstanding => "outstanding",
            Self::Good => "good",
            Self::Adequate => "adequate",
            Self::RequiresImprovement => "requires-improvement",
            Self::Inadequate => "inadequate",
        }
    }

    /// One or two letters for a narrow cell: `O G A RI I`.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Outstanding => "O",
            Self::Good => "G",
            Self::Adequate => "A",
            Self::RequiresImprovement => "RI",
            Self::Inadequate => "I",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

impl FromStr for Grade {
    type Err = InvalidWord;

    /// Reads the title, the slug or the letters.
    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let words = Self::BEST_FIRST.map(|grade| [(grade.slug(), grade), (grade.letter(), grade)]);
        word::read(text, "a grade", words.into_iter().flatten())
    }
}

/// The grades a cycle could give, best first: four words up to 2018-19, five since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale(Vec<Grade>);

impl Scale {
    /// The grades of the scale, best first.
    #[must_use]
    pub fn best_first(&self) -> &[Grade] {
        &self.0
    }

    /// How many tiers the scale has.
    #[must_use]
    pub fn tiers(&self) -> usize {
        self.0.len()
    }

    /// The grades of either scale, best first: that on which grades of both can be laid.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        let grades = Grade::BEST_FIRST.into_iter();
        Self(grades.filter(|grade| self.has(*grade) || other.has(*grade)).collect())
    }

    /// Whether the scale has this grade at all.
    #[must_use]
    pub fn has(&self, grade: Grade) -> bool {
        self.0.contains(&grade)
    }
}

impl fmt::Display for Scale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letters: Vec<_> = self.0.iter().map(|grade| grade.letter()).collect();
        f.pad(&letters.join(" "))
    }
}

impl FromStr for Scale {
    type Err = InvalidWord;

    /// Reads grade letters best first, separated by blanks: `O G RI I`.
    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let invalid = || InvalidWord {
            text: text.to_owned(),
            expected: "a scale: grade letters, best first, such as `O G RI I`",
        };
        let grades: Vec<Grade> = text
            .split_whitespace()
            .map(|word| word.parse().map_err(|_| invalid()))
            .collect::<Result<_, _>>()?;
        let falls = grades.windows(2).all(|pair| pair[0] > pair[1]);
        if grades.len() >= 2 && falls { Ok(Self(grades)) } else { Err(invalid()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_ordered_words() {
        assert!(Grade::BEST_FIRST.windows(2).all(|pair| pair[0] > pair[1]));
    }

    #[test]
    fn every_spelling_of_a_grade_reads_back() {
        for grade in Grade::BEST_FIRST {
            for text in [grade.title(), grade.slug(), grade.letter()] {
                assert_eq!(text.parse(), Ok(grade));
                assert_eq!(format!("  {} ", text.to_uppercase()).parse(), Ok(grade));
            }
        }
        assert!("Requires improvment".parse::<Grade>().is_err());
        assert!("".parse::<Grade>().is_err());
    }

    #[test]
    fn a_scale_reads_best_first_and_prints_the_same() {
        for text in ["O G RI I", "O G A RI I", "G I"] {
            assert_eq!(text.parse::<Scale>().map(|scale| scale.to_string()), Ok(text.to_owned()));
        }
        let scale = |text: &str| text.parse::<Scale>().unwrap();
        assert_eq!(scale("O G RI I").union(&scale("O G A RI I")), scale("O G A RI I"));
        assert_eq!(scale("G I").union(&scale("O RI")), scale("O G RI I"));
        for bad in ["", "O", "I O", "O O", "O X"] {
            assert!(bad.parse::<Scale>().is_err(), "{bad}");
        }
    }
}
