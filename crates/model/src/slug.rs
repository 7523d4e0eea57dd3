//! Identifiers: lower-case ASCII words joined by hyphens, a type for each thing they name.
//!
//! A slug is validated when it is made, so that every later reader may rely on it: it is safe in a
//! file name, in an XML id and in a column name. What a slug *refers to* is the registry's matter.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// Text that cannot be an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{}` is not an identifier: expected lower-case letters and digits in words joined by `-`", crate::shortened(.0))]
pub struct InvalidSlug(pub String);

fn is_slug(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(word)
}

macro_rules! slug {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Validates `text` as an identifier.
            ///
            /// # Errors
            ///
            /// [`InvalidSlug`] when it is not lower-case words joined by single hyphens.
            pub fn new(text: &str) -> Result<Self, InvalidSlug> {
                if is_slug(text) { Ok(Self(text.into())) } else { Err(InvalidSlug(text.to_owned())) }
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = InvalidSlug;

            fn from_str(text: &str) -> Result<Self, InvalidSlug> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

slug! {
    /// A territorial force (or whatever the registry holds), such as `northamptonshire`.
    ForceId
}
slug! {
    /// A round of inspection, such as `2016` or `2018-19`.
    CycleId
}
slug! {
    /// What was graded: a pillar (`effectiveness`) or an area within (`investigating-crime`).
    AreaId
}
slug! {
    /// A measured quantity, such as `burglary` or `officers-fte`.
    IndicatorId
}
slug! {
    /// A publication that figures were taken from.
    SourceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_lower_case_words_joined_by_hyphens() {
        for good in ["northamptonshire", "2018-19", "avon-and-somerset", "a"] {
            assert_eq!(ForceId::new(good).map(|id| id.to_string()), Ok(good.to_owned()));
        }
        for bad in ["", "-", "a-", "-a", "a--b", "Kent", "a b", "kent\n", "é", "../x"] {
            assert_eq!(ForceId::new(bad), Err(InvalidSlug(bad.to_owned())));
        }
    }
}
