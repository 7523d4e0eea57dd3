//! Which delimiter a text has: the one that cuts most of its first records into equally many cells.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::records::{Records, quote_fault};

/// The delimiters there are; of full equals the first is taken.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many records are looked at.
const N_RECORDS: usize = 100;
/// How many bytes are looked at, at most.
const SAMPLE: usize = 256 << 10;

/// The delimiter that a text's first line states, as Excel writes and reads it: `sep=;`.
pub(super) fn said(bytes: &[u8], start: usize) -> Option<u8> {
    let line = bytes.get(start..)?.split(|byte| matches!(byte, b'\n' | b'\r')).next()?;
    let line =
        line.trim_ascii_end().strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\"")).unwrap_or(line);
    let (word, sign) = line.split_at_checked(b"sep=".len())?;
    let [sign] = sign.strip_suffix(b" ").unwrap_or(sign) else { return None };
    let is_sign = sign.is_ascii_punctuation() || *sign == b'\t';
    (word.eq_ignore_ascii_case(b"sep=") && is_sign && *sign != b'"').then_some(*sign)
}

/// The delimiter of a text that begins at `start`. Comments and lines of one cell have no say.
pub(super) fn sniff(bytes: &[u8], start: usize) -> u8 {
    let end = bytes.len().min(start + SAMPLE);
    let is_cut = end < bytes.len();
    let (mut best, mut taken) = ((0, Reverse(0), 0), b',');
    for delimiter in DELIMITERS {
        let found = agreement(&bytes[..end], start, delimiter, is_cut);
        if found.0 > 0 && found > best {
            (best, taken) = (found, delimiter);
        }
    }
    taken
}

/// How a delimiter is named to people.
pub(super) fn name(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "a tab".to_owned(),
        byte => format!("`{}`", char::from(byte)),
    }
}

/// How many records have as many cells as most have, of those with more than one, and how many have
/// not; then how many cells that is. A record whose quotes are faulty, or stand within a cell, does not
/// count: a wrong delimiter cuts quoted cells apart.
fn agreement(bytes: &[u8], start: usize, delimiter: u8, is_cut: bool) -> (usize, Reverse<usize>, usize) {
    let records = Records::read(bytes, start, delimiter);
    let n_whole = records.len() - usize::from(is_cut && records.len() > 1);
    let mut n_of_width: BTreeMap<usize, usize> = BTreeMap::new();
    let is_comment = |record| records.text(record, 0).is_some_and(|text| text.starts_with(b"#"));
    let is_faulty = |record: usize| {
        let mut spans = (0..records.width(record)).map(|field| records.span(record, field));
        spans.any(|span| {
            let has_stray = memchr::memchr(b'"', &bytes[span.clone()]).is_some_and(|at| at > 0);
            has_stray || quote_fault(bytes, &span).is_some()
        })
    };
    // `Kent;1,721` is cut by its comma between thousands alone.
    let cuts_figures = |record: usize| {
        let cell = |field| &bytes[records.span(record, field)];
        let is_figure = |field: usize| {
            let (before, after) = (cell(field - 1), cell(field));
            let n_digits = after.iter().take_while(|byte| byte.is_ascii_digit()).count();
            n_digits == 3 && before.last().is_some_and(u8::is_ascii_digit)
        };
        let has_other = |field| cell(field).iter().any(|byte| DELIMITERS[1..].contains(byte));
        let width = records.width(record);
        delimiter == DELIMITERS[0] && (0..width).any(has_other) && (1..width).all(is_figure)
    };
    for record in (0..n_whole).filter(|record| !is_comment(*record)).take(N_RECORDS) {
        if !is_faulty(record) && !cuts_figures(record) {
            *n_of_width.entry(records.width(record)).or_default() += 1;
        }
    }
    let widths = n_of_width.iter().filter(|(width, _)| **width > 1);
    let (n_agreeing, width) = widths.map(|(width, n)| (*n, *width)).max().unwrap_or((0, 0));
    (n_agreeing, Reverse(n_of_width.values().sum::<usize>() - n_agreeing), width)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: u8) {
        assert_eq!(char::from(sniff(text.as_bytes(), 0)), char::from(expected), "{text:?}");
    }

    #[test]
    fn the_delimiter_that_cuts_evenly_is_found() {
        check("a,b\n1,2\n", b',');
        check("a;b\n1,5;2,5\n3,5;1,5\n", b';');
        check("a;b;per 1,000\n1;2;0,5\n3;4;1,5\n", b';');
        check("Robbery, year to March 2024\na;b\nx;1,721\ny;2,100\n", b';');
        check("a\tb\nx, y\t2\n", b'\t');
        check("a|b|c\n1|2|3", b'|');
        check("one column\nx\n", b',');
        check("", b',');
    }

    #[test]
    fn a_first_line_may_state_the_delimiter() {
        for (text, expected) in [
            ("sep=;\r\na;b\n", Some(b';')),
            ("SEP=,\na,b\n", Some(b',')),
            ("\"sep=|\"\na|b\n", Some(b'|')),
            ("sep=\t\na\tb\n", Some(b'\t')),
            ("sep=\na;b\n", None),
            ("sep=ab\n", None),
            ("Sept;2023\n", None),
            ("a;b\nsep=;\n", None),
        ] {
            assert_eq!(said(text.as_bytes(), 0), expected, "{text:?}");
        }
    }

    #[test]
    fn quotes_comments_and_titles_do_not_confuse() {
        check("\"a;b\",\"c;d\"\n\"1;2\",\"3;4\"\n", b',');
        check("a;b\nx;\"1,000,000\"\ny;\"1,000,000\";2\n", b';');
        check("# a, b, c\n# d, e, f\n# g, h, i\nx;y\n1;2\n", b';');
        check("Officers, by force, 2018\n\na;b;c\n1;2;3\n4;5;6\n", b';');
        check("a,b\n1;1,2;2\n3;3,4;4\n", b',');
        check("a;b;c\n\"x\";\",\";\"\n,\"\n\"y\";\"\n\";\",\"\n", b';');
    }
}
