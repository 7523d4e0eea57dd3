//! Words that stand for one of a few values: how they are read, and what is said when they are none.

use crate::{fold, shortened};

/// A word that stands for none of the values it should: what was written, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not {expected}", shortened(text))]
pub struct InvalidWord {
    /// The word as it was written.
    pub text: String,
    /// What was expected, with its article: `a grade`, `a level (pillar or area)`.
    pub expected: &'static str,
}

/// The value whose word this is, in any case, with blanks, `_` or `-` between words.
pub(crate) fn read<T>(
    text: &str,
    expected: &'static str,
    words: impl IntoIterator<Item = (&'static str, T)>,
) -> Result<T, InvalidWord> {
    let folded = fold(text);
    let found = words.into_iter().find(|(word, _)| fold(word) == folded);
    found.map(|(_, value)| value).ok_or_else(|| InvalidWord { text: text.trim().to_owned(), expected })
}
