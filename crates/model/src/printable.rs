//! Text made safe to show: nothing in the data moves the cursor, changes colours or turns the line around.

use std::borrow::Cow;

/// The text without control characters and without those that override the direction of writing:
/// a blank for a tab or a line break, `�` for the rest.
#[must_use]
pub fn printable(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// The text for a message: the first sixty characters, and `…` where there are more.
#[must_use]
pub fn shortened(text: &str) -> Cow<'_, str> {
    const MOST: usize = 60;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

fn shown(letter: char) -> char {
    match letter {
        '\u{2028}' | '\u{2029}' => ' ',
        _ if letter.is_control() && letter.is_whitespace() => ' ',
        _ if letter.is_control() || steers(letter) => '\u{FFFD}',
        _ => letter,
    }
}

/// Whether it has no shape of its own and changes how what follows is shown: the directional
/// controls of Unicode's bidirectional algorithm (UAX #9), their deprecated kin, the byte order
/// mark and the annotation marks.
const fn steers(letter: char) -> bool {
    matches!(
        letter,
        '\u{061C}'
            | '\u{200E}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_replaced() {
        let check = |text: &str, expected: &str| assert_eq!(printable(text), expected);
        check("Dyfed–Powys, 警察 👮🏽", "Dyfed–Powys, 警察 👮🏽");
        check("a\tb\r\nc\u{2028}d", "a b  c d");
        check("\u{1b}[31mred\u{7}\0\u{9b}2J", "�[31mred���2J");
        check("abc\u{202e}fdp.exe\u{feff}", "abc�fdp.exe�");
    }
}
