//! Where in a record a value stands, and the text around it, kept for a message about it.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};
use peel_model::Excerpt;

use crate::header::decoded;

/// A value as a message shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    /// How many lines of its record end before it: 0 unless an earlier field has a line break.
    pub(crate) lines_before: u64,
    /// The column, in characters from 1.
    pub(crate) column: u64,
    pub(crate) excerpt: Excerpt,
}

impl Spot {
    /// The bytes in `span` of a record whose lines end with `eol`. Of a value of several lines the first
    /// is shown.
    pub(crate) fn of(record: &[u8], span: Range<usize>, eol: u8) -> Self {
        let from = memrchr(eol, &record[..span.start]).map_or(0, |end| end + 1);
        let to = memchr(eol, &record[span.start..]).map_or(record.len(), |end| span.start + end);
        let line = |range: Range<usize>| decoded(&record[range]).0.trim_end_matches('\r').to_owned();
        let (before, after) = (line(from..span.start), span.end.min(to));
        Self {
            lines_before: memchr_iter(eol, &record[..from]).count() as u64,
            column: before.chars().count() as u64 + 1,
            excerpt: Excerpt::around(&before, &line(span.start..after), &line(after..to)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(record: &str, value: &str, lines_before: u64, column: u64, shown: &str) {
        let at = record.find(value).unwrap();
        let spot = Spot::of(record.as_bytes(), at..at + value.len(), b'\n');
        let Excerpt { text, before, width } = spot.excerpt;
        assert_eq!((spot.lines_before, spot.column, text.as_str()), (lines_before, column, shown));
        assert_eq!(before as u64 + 1, column);
        assert_eq!(width, value.split('\n').next().unwrap().chars().count());
    }

    #[test]
    fn columns_are_characters_of_the_values_own_line() {
        check("a,b,c", "b", 0, 3, "a,b,c");
        check("é,b", "b", 0, 3, "é,b");
        check("\"x\r\ny\",b,c", "b", 1, 4, "y\",b,c");
        check("a,\"b\nc\",d", "\"b\nc\"", 0, 3, "a,\"b");
        check("a,", "", 0, 1, "a,");
    }
}
