//! Which cells of a workbook are shown as per cent: 0.982 that a reader sees as 98.2%.

use std::collections::BTreeSet;

/// Cells of a sheet counted from 0, rows first.
pub(super) type Cells = BTreeSet<(u32, u32)>;

/// The formats of a workbook that are of per cent, and the format of each style of its cells.
#[derive(Debug)]
pub(super) struct Styles {
    of_per_cent: BTreeSet<u16>,
    formats: Vec<u16>,
}

impl Styles {
    pub(super) fn new() -> Self {
        /// `0%` and `0.00%`.
        const BUILT_IN: [u16; 2] = [9, 10];
        Self { of_per_cent: BTreeSet::from(BUILT_IN), formats: Vec::new() }
    }

    /// Notes what the format of a number is.
    pub(super) fn format(&mut self, number: u16, code: &str) {
        if is_of_per_cent(code) {
            self.of_per_cent.insert(number);
        }
    }

    /// Notes the format of the next style.
    pub(super) fn style(&mut self, format: u16) {
        self.formats.push(format);
    }

    /// Whether a style shows numbers as per cent.
    pub(super) fn is_of_per_cent(&self, style: u32) -> bool {
        let format = usize::try_from(style).ok().and_then(|style| self.formats.get(style));
        format.is_some_and(|format| self.of_per_cent.contains(format))
    }
}

/// Whether a format multiplies every number by 100 and sets a per cent sign, one that is neither quoted nor escaped: each
/// section that shows digits must, since which of them shows a number may hang on its value.
pub(super) fn is_of_per_cent(code: &str) -> bool {
    let mut sections = vec![(false, false)];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match (letter, sections.last_mut()) {
            ('%', Some((_, is_of_per_cent))) => *is_of_per_cent = true,
            ('0' | '#' | '?', Some((has_digits, _))) => *has_digits = true,
            (';', _) => sections.push((false, false)),
            ('"', _) => _ = letters.find(|letter| *letter == '"'),
            ('[', _) => _ = letters.find(|letter| *letter == ']'),
            ('\\' | '_' | '*', _) => _ = letters.next(),
            _ => {}
        }
    }
    let mut of_numbers = sections.iter().filter(|(has_digits, _)| *has_digits).peekable();
    of_numbers.peek().is_some() && of_numbers.all(|(_, is_of_per_cent)| *is_of_per_cent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_is_quoted_or_escaped_makes_no_per_cent() {
        for (code, expected) in [
            ("0.0%", true),
            ("#,##0 %;[Red]-0%", true),
            ("0\"%\"", false),
            ("0\\%", false),
            ("0.0;-0.0%", false),
            ("[>1]0;0.0%", false),
            ("0.0%;-0.0%;\"-\"", true),
            ("\"%\"", false),
            ("0.00", false),
            ("", false),
        ] {
            assert_eq!(is_of_per_cent(code), expected, "{code}");
        }
    }
}
