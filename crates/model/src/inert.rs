//! Text in a CSV that no spreadsheet runs as a formula, and the way back.
//!
//! A field that begins with `=`, `+`, `-`, `@`, a tab, a line break or a byte order mark gets an apostrophe before
//! it. So does one that begins with apostrophes and then one of these: the way back is to take one apostrophe
//! away where one or more stand before one of these, and gives every text as it was.
//!
//! Reference: OWASP, CSV Injection, <https://owasp.org/www-community/attacks/CSV_Injection>.

use std::borrow::Cow;

/// Beginnings that a spreadsheet takes for a formula or, of the mark, skips to look behind.
const RUNS: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\u{feff}'];

/// The text so that no spreadsheet runs it.
///
/// # Examples
///
/// ```
/// use peel_model::{as_it_was, inert};
///
/// assert_eq!(inert("=1+1"), "'=1+1");
/// assert_eq!(as_it_was(b"'=1+1"), b"=1+1");
/// assert_eq!(as_it_was(b"'Allo"), b"'Allo");
/// ```
#[must_use]
pub fn inert(text: &str) -> Cow<'_, str> {
    let runs = text.trim_start_matches('\'').starts_with(RUNS);
    if runs { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a field as it was before [`inert`], given as bytes, since a file's encoding may not be known yet.
#[must_use]
pub fn as_it_was(field: &[u8]) -> &[u8] {
    let Some((b'\'', rest)) = field.split_first() else { return field };
    let n_more = rest.iter().take_while(|byte| **byte == b'\'').count();
    let mut sign = [0; 4];
    let runs = RUNS.iter().any(|run| rest[n_more..].starts_with(run.encode_utf8(&mut sign).as_bytes()));
    if runs { rest } else { field }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in ["=1+1", "+44", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\u{feff}=1", "'=1", "''-"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in ["", "'", "'Allo", "a=1", " =1", "Good"] {
            assert_eq!(inert(text), text);
            assert_eq!(as_it_was(text.as_bytes()), text.as_bytes());
        }
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_runs(text in "['=+@\t\r\n\u{feff}a-]{0,6}|.*") {
            let field = inert(&text);
            prop_assert_eq!(as_it_was(field.as_bytes()), text.as_bytes());
            prop_assert!(!field.starts_with(RUNS), "{}", field);
        }
    }
}
