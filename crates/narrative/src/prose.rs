//! A text as blocks of prose: headings, paragraphs and rows of tables, each letter of which is known by its place in the source.

mod block;
mod grid;
mod html;
mod lists;
mod markdown;
mod plain;
mod shown;

use std::ops::Range;
use std::sync::Arc;

use peel_model::{At, Diagnostic, Excerpt, Place, Severity};

pub(crate) use block::{Block, Kind, LEVEL_OF_LINE, Slot};
use html::Refused;

/// What a text is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Nothing but text; an empty line parts paragraphs.
    Plain,
    /// `CommonMark`.
    Markdown,
    /// A page saved from the web.
    Html,
}

/// The largest text that is read.
pub const MOST_BYTES: usize = 16 << 20;
/// The longest line of a text that is not a page.
const LONGEST_LINE: usize = 1 << 20;
/// The most words of a line of the title.
const MOST_TITLE_WORDS: usize = 20;

/// A text and the name of its file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// What it holds, decoded.
    pub text: String,
    /// What it is written in.
    pub markup: Markup,
    line_starts: Vec<usize>,
}

impl Markup {
    /// What a text is written in, by the ending of its name, else by how it begins.
    #[must_use]
    pub fn of(file: &str, text: &str) -> Self {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            _ if start.starts_with("<!doctype html") || start.starts_with("<html") => Self::Html,
            _ => Self::Plain,
        }
    }
}

impl Source {
    /// Takes a text that was decoded.
    ///
    /// # Errors
    ///
    /// An error diagnostic when it is too large, no text, or has a line that no text has.
    pub fn new(file: &str, text: String) -> Result<Self, Box<Diagnostic>> {
        let markup = Markup::of(file, &text);
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(ends).collect();
        let source = Self { file: file.into(), text, markup, line_starts };
        source.must_be_text()?;
        Ok(source)
    }

    fn must_be_text(&self) -> Result<(), Box<Diagnostic>> {
        let is_odd =
            |letter: char| letter.is_control() && !matches!(letter, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
        if let Some((at, letter)) = self.text.char_indices().find(|(_, letter)| is_odd(*letter)) {
            let message = format!("`{}` is in no text: expected prose", letter.escape_unicode());
            return Err(self.fault(
                "binary",
                at..at + letter.len_utf8(),
                message,
                "name a text file, Markdown or a saved page",
            ));
        }
        if self.text.len() > MOST_BYTES {
            // No more is read of a file than shows that it is too large.
            let message = format!("more than {0} MiB of text; one assessment may have {0}", MOST_BYTES >> 20);
            return Err(self.fault("too-large", 0..0, message, "give each assessment a file of its own"));
        }
        let ends = self.line_starts.iter().skip(1).copied().chain([self.text.len()]);
        let lines = self.line_starts.iter().zip(ends).map(|(start, end)| *start..end);
        match lines.into_iter().find(|line| line.len() > LONGEST_LINE) {
            Some(line) if self.markup != Markup::Html => {
                let message = format!(
                    "a line of {} KiB; prose has lines of at most {}",
                    line.len() >> 10,
                    LONGEST_LINE >> 10
                );
                Err(self.fault(
                    "long-line",
                    line.start..line.start,
                    message,
                    "break the text into paragraphs",
                ))
            }
            _ => Ok(()),
        }
    }

    /// Why a page is not read.
    fn refused(&self, refused: Refused) -> Box<Diagnostic> {
        let (code, at, message) = match refused {
            Refused::Deep(at) => {
                ("deep", at, format!("elements nested {} deep; a page has fewer", html::DEEPEST))
            }
            Refused::Styled => {
                ("styled", 0, "more rules of style than a page has for its elements".to_owned())
            }
        };
        self.fault(code, at..at, message, "save the page as text")
    }

    /// An error at a place of the text.
    fn fault(&self, code: &'static str, span: Range<usize>, message: String, hint: &str) -> Box<Diagnostic> {
        Box::new(self.said((Severity::Error, code), span, message).with_hints(vec![hint.to_owned()]))
    }

    /// What is said of a place of the text, with the first line of it.
    pub(crate) fn said(
        &self,
        (severity, code): (Severity, &'static str),
        span: Range<usize>,
        message: String,
    ) -> Diagnostic {
        let (line, column) = self.line_column(span.start);
        let place = Place { file: Arc::clone(&self.file), at: At::Line { line, column } };
        let line = self.line(span.start);
        // What stands far from it is not shown, so that a line of any length costs nothing.
        let near = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let before = floor(&self.text, span.start.saturating_sub(400).max(line.start))..span.start;
        let after = span.end..floor(&self.text, (span.end + 400).min(line.end).max(span.end));
        let words = near(span.clone()).lines().next().unwrap_or_default();
        let after = if words.len() < span.len() { "" } else { near(after).trim_end() };
        let mut diagnostic = Diagnostic::new(severity, code, place, message);
        diagnostic.excerpt = Some(Excerpt::around(near(before), words, after));
        diagnostic
    }

    /// The line and the column, counted from 1, columns in characters.
    #[must_use]
    pub fn line_column(&self, at: usize) -> (u64, u64) {
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let before = self.text.get(self.line_starts[line - 1]..at).unwrap_or_default();
        (line as u64, before.chars().count() as u64 + 1)
    }

    /// The same of a place at or after the last one asked for, from there on: a line of any length is counted once.
    pub(crate) fn line_column_after(&self, last: &mut (usize, u64, u64), at: usize) -> (u64, u64) {
        let line = self.line_starts.partition_point(|start| *start <= at).max(1);
        let start = self.line_starts[line - 1];
        let (from, column) =
            if last.1 == line as u64 && last.0 <= at { (last.0, last.2) } else { (start, 1) };
        let between = self.text.get(from..at).unwrap_or_default();
        let column = column + between.chars().count() as u64;
        *last = (at, line as u64, column);
        (line as u64, column)
    }

    /// A span within the text: of malformed markup places may be said that are beyond it.
    pub(crate) fn within(&self, span: &Range<usize>) -> Range<usize> {
        let start = floor(&self.text, span.start);
        start..floor(&self.text, span.end).max(start)
    }

    fn line(&self, at: usize) -> Range<usize> {
        let next = self.line_starts.partition_point(|start| *start <= at);
        let start = next.checked_sub(1).map_or(0, |line| self.line_starts[line]);
        start..self.line_starts.get(next).copied().unwrap_or(self.text.len())
    }

    /// The blocks of prose.
    ///
    /// # Errors
    ///
    /// An error diagnostic when a page is nested deeper, or has more rules of style, than any page.
    pub(crate) fn blocks(&self) -> Result<Vec<Block>, Box<Diagnostic>> {
        let mut blocks = match self.markup {
            Markup::Plain => plain::blocks(&self.text),
            Markup::Markdown => markdown::blocks(&self.text).map_err(|refused| self.refused(refused))?,
            Markup::Html => html::blocks(&self.text).map_err(|refused| self.refused(refused))?,
        };
        entitled(&mut blocks);
        Ok(lists::itemised(blocks))
    }
}

/// What stands before the first sentence is the text's title, but for items of lists and what leads to these.
fn entitled(blocks: &mut [Block]) {
    let is_sentence = |block: &Block| block.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let Some(first) = blocks.iter().position(is_sentence) else { return };
    for at in 0..first {
        let leads = blocks[at + 1].kind == Kind::Item;
        let block = &mut blocks[at];
        if block.kind == Kind::Paragraph && !leads && block.has_at_most(MOST_TITLE_WORDS) {
            block.kind = Kind::Line;
        }
    }
}

/// The last place at or before `at` that is no part of a character.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_prose_is_named_by_its_place() {
        let check = |text: String, expected: &str| {
            let fault = Source::new("a.txt", text).unwrap_err();
            assert!(fault.to_string().starts_with(expected), "{fault}");
        };
        check("Fine.\nNot\u{0}fine.".to_owned(), "a.txt:2:4: error[binary]");
        check(format!("Fine.\n{}", "word ".repeat(300_000)), "a.txt:2:1: error[long-line]");
        check("a line\n".repeat(3_000_000), "a.txt:1:1: error[too-large]");
    }

    #[test]
    fn what_stands_before_the_first_sentence_is_the_title() {
        for (file, text) in [
            ("a.txt", "Promoting improvements\nin policing\n\nIt is so."),
            ("a.md", "Promoting improvements\nin policing\n\nIt is so."),
            ("a.html", "<p>Promoting improvements in policing<p>It is so."),
        ] {
            let blocks = Source::new(file, text.to_owned()).unwrap().blocks().unwrap();
            let found: Vec<_> = blocks.iter().map(|block| (block.text.trim(), &block.kind)).collect();
            let expected =
                [("Promoting improvements in policing", &Kind::Line), ("It is so.", &Kind::Paragraph)];
            assert_eq!(found, expected, "{file}");
        }
    }

    #[test]
    fn a_place_is_counted_in_characters() {
        let source = Source::new("a.txt", "Zoë\nwas ✓ here".to_owned()).unwrap();
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(source.text.find("here").unwrap()), (2, 7));
    }
}
