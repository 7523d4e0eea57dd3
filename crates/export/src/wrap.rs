//! Text in lines of a width, measured in the columns a terminal gives it.
//!
//! Lines break at blanks. Only a word that is wider than the line is broken, after a hyphen between
//! letters where that is enough. Runs of blanks become one.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide the text is shown.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `room`; none when there are no words in it.
pub(crate) fn wrap(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let whole = width(word) <= room;
        for (nth, piece) in pieces(word, whole).enumerate() {
            let gap = if nth == 0 && !line.is_empty() { " " } else { "" };
            if !line.is_empty() && width(&line) + gap.len() + width(piece) > room {
                lines.push(std::mem::take(&mut line));
            } else {
                line.push_str(gap);
            }
            let (broken, rest) = break_to(piece, room);
            lines.extend(broken.into_iter().map(str::to_owned));
            line.push_str(rest);
        }
    }
    lines.extend(Some(line).filter(|line| !line.is_empty()));
    lines
}

/// `label` and the text after it in lines of at most `room`, all but the first set in by `indent`.
pub(crate) fn hanging(label: &str, text: &str, indent: usize, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in wrap(&format!("{label}{text}"), room.saturating_sub(indent)) {
        let indent = if lines.is_empty() { 0 } else { indent };
        lines.push(format!("{:indent$}{line}", ""));
    }
    lines
}

/// How wide a line must be so that no word is broken but at its hyphens.
pub(crate) fn longest_piece(text: &str) -> usize {
    words(text).flat_map(|word| pieces(word, false)).map(width).max().unwrap_or(0)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

/// A word in the pieces it may be broken into, `anti-` and `social`, or `whole`.
fn pieces(word: &str, whole: bool) -> impl Iterator<Item = &str> {
    let mut begin = 0;
    let ends = word.match_indices('-').map(|(at, _)| at + 1).filter(move |end| {
        let before = word[..end - 1].chars().next_back();
        let after = word[*end..].chars().next();
        !whole && before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
    });
    ends.chain([word.len()]).map(move |end| {
        let piece = &word[begin..end];
        begin = end;
        piece
    })
}

/// Full lines of a piece that is wider than the line, and what is left of it.
fn break_to(piece: &str, room: usize) -> (Vec<&str>, &str) {
    if width(piece) <= room {
        return (Vec::new(), piece);
    }
    let (mut full, mut begin, mut used) = (Vec::new(), 0, 0);
    for (at, letter) in piece.char_indices() {
        let wide = letter.width().unwrap_or(0);
        if used + wide > room && at > begin {
            full.push(&piece[begin..at]);
            (begin, used) = (at, 0);
        }
        used += wide;
    }
    (full, &piece[begin..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, room: usize, expected: &[&str]) {
        assert_eq!(wrap(text, room), expected, "{text:?} in {room}");
    }

    #[test]
    fn lines_break_between_words() {
        check("Good or better", 14, &["Good or better"]);
        check("Good or better", 13, &["Good or", "better"]);
        check("  Good   or  ", 4, &["Good", "or"]);
        check("", 4, &[]);
        check("  ", 4, &[]);
    }

    #[test]
    fn words_break_at_hyphens_between_letters_and_else_only_when_they_must() {
        check("anti-social behaviour", 9, &["anti-", "social", "behaviour"]);
        check("and anti-social", 12, &["and", "anti-social"]);
        check("anti-social behaviour", 11, &["anti-social", "behaviour"]);
        check("in 2023-25", 8, &["in", "2023-25"]);
        check("a-", 5, &["a-"]);
        check("abcdefgh ij", 3, &["abc", "def", "gh", "ij"]);
        check("ab", 0, &["a", "b"]);
    }

    #[test]
    fn width_is_what_a_terminal_shows() {
        check("警察警察", 5, &["警察", "警察"]);
        check("e\u{301}e\u{301}e\u{301}", 2, &["e\u{301}e\u{301}", "e\u{301}"]);
        assert_eq!(longest_piece("anti-social behaviour"), 9);
    }

    #[test]
    fn a_label_hangs_over_its_text() {
        assert_eq!(
            hanging("Members: ", "Kent, Surrey, Sussex", 2, 16),
            ["Members: Kent,", "  Surrey, Sussex"]
        );
        assert!(hanging("", "", 2, 16).is_empty());
    }
}
