//! The kinds of missing that publications tell apart: words, so that every table and chart says the same of them.

use std::fmt;
use std::str::FromStr;

use crate::{InvalidWord, fold};

/// How what is said of limits begins that a few figures far from most widen for all.
pub const FAR_FIGURES: &str = "A few far figures";

/// How what is said of a series begins whose last figure chance alone may set apart from its first.
pub const NO_CLEAR_CHANGE: &str = "No clear change";

/// Said in place of a figure of which no row is, or none says why it has no number.
pub const NO_FIGURE: &str = "unknown: the data have no figure";

/// Why a publication has no number in a cell. None of them is ever zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// Nothing stands in it.
    Blank,
    /// A dash: nil, not applicable or not available, and only the publication knows which.
    Dash,
    /// The word nil: none, or none sent; no publisher's key is known that makes it 0.
    Nil,
    /// Missing, and not said why: `N/A`, which is not applicable or not available.
    Unstated,
    /// `[x]`, `..`
    NotAvailable,
    /// `[z]`
    NotApplicable,
    /// A rate without a denominator: `#DIV/0!`
    NotCalculable,
    /// The question was not asked, or the thing not recorded.
    NotCollected,
    /// Nobody sent a figure.
    NotSupplied,
    /// A figure exists and was not published.
    NotPublished,
    /// `[c]`, `*`: withheld so that nobody is known by it.
    Suppressed,
    /// `[low]`: more than none, and rounds to none.
    TooSmall,
    /// `[u]`: too few answers to print.
    Unreliable,
    /// `[w]`: none recorded in a survey, which is not none.
    NoneRecorded,
    /// `[er]`, `#REF!`: the table itself is at fault.
    Faulty,
}

impl Missing {
    /// Every kind.
    pub const ALL: [Self; 15] = [
        Self::Blank,
        Self::Dash,
        Self::Nil,
        Self::Unstated,
        Self::NotAvailable,
        Self::NotApplicable,
        Self::NotCalculable,
        Self::NotCollected,
        Self::NotSupplied,
        Self::NotPublished,
        Self::Suppressed,
        Self::TooSmall,
        Self::Unreliable,
        Self::NoneRecorded,
        Self::Faulty,
    ];

    /// The word used in layouts and files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Dash => "dash",
            Self::Nil => "nil",
            Self::Unstated => "unstated",
            Self::NotAvailable => "not-available",
            Self::NotApplicable => "not-applicable",
            Self::NotCalculable => "not-calculable",
            Self::NotCollected => "not-collected",
            Self::NotSupplied => "not-supplied",
            Self::NotPublished => "not-published",
            Self::Suppressed => "suppressed",
            Self::TooSmall => "too-small",
            Self::Unreliable => "unreliable",
            Self::NoneRecorded => "none-recorded",
            Self::Faulty => "faulty",
        }
    }

    /// What is said in place of the figure; names may follow it after a colon.
    #[must_use]
    pub const fn said(self) -> &'static str {
        match self {
            Self::Blank => "left blank by the publisher",
            Self::Dash => "a dash in the publication, which may mean none or not available",
            Self::Nil => "`nil` in the publication, which may mean none or none sent",
            Self::Unstated => "missing in the publication, which does not say why",
            Self::NotAvailable => "marked not available by the publisher",
            Self::NotApplicable => "marked not applicable by the publisher",
            Self::NotCalculable => "marked not calculable by the publisher",
            Self::NotCollected => "marked not collected by the publisher",
            Self::NotSupplied => "not supplied to the publisher",
            Self::NotPublished => "withheld by the publisher",
            Self::Suppressed => "suppressed by the publisher",
            Self::TooSmall => "more than none, but too small to be printed",
            Self::Unreliable => "too unreliable for the publisher to print",
            Self::NoneRecorded => "none recorded in a survey, which is not none",
            Self::Faulty => "an error in the publisher's table",
        }
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Missing {
    type Err = InvalidWord;

    /// Reads the word of a layout, in any case, with blanks, `_` or `-` between words.
    fn from_str(text: &str) -> Result<Self, InvalidWord> {
        let folded = fold(text);
        let found = Self::ALL.into_iter().find(|kind| fold(kind.as_str()) == folded);
        let expected = "a kind of missing, such as `not-available`, `not-applicable` or `suppressed`";
        found.ok_or_else(|| InvalidWord { text: text.trim().to_owned(), expected })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_kind_has_words_of_its_own_and_reads_back() {
        for words in [Missing::as_str, Missing::said] {
            let words: BTreeSet<&str> = Missing::ALL.into_iter().map(words).collect();
            assert_eq!(words.len(), Missing::ALL.len());
        }
        for kind in Missing::ALL {
            assert_eq!(kind.to_string().parse(), Ok(kind));
            assert_eq!(kind.as_str().to_uppercase().replace('-', " ").parse(), Ok(kind));
            // Lists of names come after a colon.
            assert!(!kind.said().contains([':', ';']), "{kind}");
        }
        assert!("zero".parse::<Missing>().is_err() && "".parse::<Missing>().is_err());
    }
}
