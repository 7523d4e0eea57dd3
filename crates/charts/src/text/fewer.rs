//! Lists of names in prose made shorter: names that have no room are counted, not cut off.

use std::ops::Range;

/// No list is shorter than this.
const LEAST: usize = 3;

/// The text as it is where that fits, else with fewer names in its longest list, the rest counted: `Kent, Essex and 7
/// more`; with one name where even that does not fit.
pub(crate) fn with_fewer_names(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let Some(names) = (!fits(text)).then(|| longest_list(text)).flatten() else { return text.to_owned() };
    let first = |n: usize| {
        let (shown, rest) = text.split_at(names[n - 1].end);
        let after = &rest[names[names.len() - 1].end - shown.len()..];
        format!("{shown} and {} more{after}", names.len() - n)
    };
    let most = (1..names.len()).rev().map(first).find(|words| fits(words));
    most.unwrap_or_else(|| first(1))
}

/// The names of the longest list; those of one stand between colons.
fn longest_list(text: &str) -> Option<Vec<Range<usize>>> {
    let mut from = 0;
    let parts = text.split(": ").map(|part| {
        let start = from;
        from += part.len() + 2;
        names(part, start)
    });
    let lists = parts.filter(|names| names.len() >= LEAST);
    lists.max_by_key(|names| names[names.len() - 1].end - names[0].start)
}

/// The names of a list that stands at a place, apart by semicolons where there are any. Each begins with a capital letter,
/// a digit or a quotation mark: what begins otherwise belongs to the name before.
fn names(list: &str, start: usize) -> Vec<Range<usize>> {
    let separator = if list.contains("; ") { "; " } else { ", " };
    let begins = |c: char| c.is_uppercase() || c.is_numeric() || c == '‘';
    let (mut names, mut from): (Vec<Range<usize>>, usize) = (Vec::new(), start);
    for part in list.strip_suffix('.').unwrap_or(list).split(separator) {
        let range = from..from + part.len();
        from = range.end + separator.len();
        match names.last_mut() {
            Some(before) if !part.starts_with(begins) => before.end = range.end,
            _ => names.push(range),
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, most: usize, expected: &str) {
        assert_eq!(with_fewer_names(text, |words| words.chars().count() <= most), expected);
    }

    #[test]
    fn names_without_room_are_counted() {
        let led = "Not divided: Kent, Essex, Surrey, Gwent.";
        check(led, 40, led);
        check(led, 39, "Not divided: Kent, Essex and 2 more.");
        check(led, 5, "Not divided: Kent and 3 more.");
    }

    #[test]
    fn what_is_said_of_names_stays() {
        check(
            "Note: Robbery, Theft, Arson: as recorded, not as felt",
            45,
            "Note: Robbery and 2 more: as recorded, not as felt",
        );
    }

    #[test]
    fn names_with_commas_are_counted_once() {
        let long = "Left out: Leadership, resources and force management; Custody; Vetting";
        check(long, 66, "Left out: Leadership, resources and force management and 2 more");
    }

    #[test]
    fn prose_is_no_list() {
        let prose = "Small numbers, read with care, as ever";
        check(prose, 10, prose);
    }
}
