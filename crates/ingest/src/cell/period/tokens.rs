//! A text cut into words, numbers, and what stands between them.

use super::super::number::is_blank;

/// What a token is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters; signs of writing such as `³` count as letters.
    Word,
    /// The digits 0 to 9.
    Number,
    /// Blanks and line breaks, however many.
    Blank,
    /// A hyphen or a dash of any length.
    Dash,
    /// Any other sign, alone.
    Sign,
}

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Of what it is.
    pub(super) kind: Kind,
    /// What stands there.
    pub(super) text: &'a str,
    /// The byte it begins at.
    pub(super) start: usize,
}

/// Cuts a text into pieces that follow one another without a gap.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for (at, letter) in text.char_indices() {
        let kind = kind(letter);
        let end = at + letter.len_utf8();
        let joins = |last: &Token<'_>| last.kind == kind && !matches!(kind, Kind::Dash | Kind::Sign);
        let start = tokens.pop_if(|last| joins(last)).map_or(at, |last| last.start);
        tokens.push(Token { kind, text: text.get(start..end).unwrap_or_default(), start });
    }
    tokens
}

/// Whether a period may begin here: after no letter or digit, and with a number, after no number that a
/// sign joins to it (`5-2018`) and no currency (`£2016`).
pub(super) fn may_start(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before)) else { return true };
    let is_number = token.kind == Kind::Number;
    let is_joined = joins_numbers(before) && is_kind(tokens, at.checked_sub(2), Kind::Number);
    let is_glued = matches!(before.kind, Kind::Word | Kind::Number);
    !is_glued && !(is_number && (is_joined || matches!(before.text, "£" | "$" | "€")))
}

/// Whether a period may end before this token: the same, seen from the other side.
pub(super) fn may_end(tokens: &[Token<'_>], end: usize) -> bool {
    let Some(after) = tokens.get(end) else { return true };
    let is_number = is_kind(tokens, end.checked_sub(1), Kind::Number);
    let is_joined = joins_numbers(after) && is_kind(tokens, Some(end + 1), Kind::Number);
    let is_glued = matches!(after.kind, Kind::Word | Kind::Number);
    !is_glued && !(is_number && (is_joined || after.text == "%"))
}

fn kind(letter: char) -> Kind {
    match letter {
        '0'..='9' => Kind::Number,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => Kind::Dash,
        _ if is_blank(letter) => Kind::Blank,
        _ if letter.is_alphanumeric() => Kind::Word,
        _ => Kind::Sign,
    }
}

fn joins_numbers(token: &Token<'_>) -> bool {
    token.kind == Kind::Dash || matches!(token.text, "/" | "." | "_")
}

fn is_kind(tokens: &[Token<'_>], at: Option<usize>, kind: Kind) -> bool {
    at.and_then(|at| tokens.get(at)).is_some_and(|token| token.kind == kind)
}
