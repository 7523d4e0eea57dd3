//! Plain text: empty lines part paragraphs, marks at the start of a line items of a list; a short line without an end
//! may be a heading, and what bars, tabs or wide gaps part is a row of a table.

use std::ops::Range;

use memchr::{memchr3, memmem};

use super::block::{Block, Blocks, Kind};
use super::grid::Span;

/// The most words of a line that is a heading.
const MOST_HEADING_WORDS: usize = 8;
/// The most lists that stand in one another.
const DEEPEST: usize = 64;
/// What parts the columns of a table that is set with blanks.
const WIDE_GAP: &[u8] = b"   ";
/// The most characters of a line that was not broken to fit a page.
const SHORT_LINE: usize = 60;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut lines = lines(text).peekable();
    let mut is_table = false;
    let mut is_indented = false;
    let mut lists = Lists::default();
    while let Some((at, line)) = lines.next() {
        let mut cells = cells(line);
        if is_table != (cells.len() > 1) {
            blocks.table();
            is_table = !is_table;
            is_indented = line.starts_with([' ', '\t']);
        }
        if is_table {
            // Where other rows begin at the margin, one that does not begins with a blank cell.
            if !is_indented && (line.starts_with('\t') || line.as_bytes().starts_with(WIDE_GAP)) {
                cells.insert(0, 0..0);
            }
            row(&mut blocks, at, line, cells);
            continue;
        }
        let is_quoted = line.trim_start().starts_with('>');
        if is_quoted != blocks.are_quoted() {
            if is_quoted { blocks.quote() } else { blocks.end_quote() }
        }
        let (mark, words) = item(line.trim_start_matches([' ', '\t', '>']));
        if words.trim().is_empty() {
            blocks.flush(Kind::Paragraph);
            continue;
        }
        let ends = blocks.open.text.trim_end().ends_with(['.', '!', '?', ':']);
        let is_first = blocks.open.is_empty() || ends;
        let next = lines.peek().map_or("", |(_, line)| line.trim());
        let indent = line.len() - line.trim_start().len();
        if mark > 0 {
            blocks.flush(Kind::Item);
            blocks.set_depth(lists.item(indent, &line[indent..]));
        } else if blocks.open.is_empty() {
            blocks.set_depth(lists.paragraph(indent));
        }
        if mark == 0 && is_first && is_short(words) && begins_anew(next) {
            blocks.flush(Kind::Line);
            blocks.open.push(words, at + (line.len() - words.len()));
            blocks.flush(Kind::Paragraph);
            continue;
        }
        blocks.open.push(words, at + (line.len() - words.len()));
        blocks.open.end_line(at + line.len());
    }
    blocks.end_row();
    blocks.done
}

/// The lists that are open, the outermost first: how far each is set in, and by what its items are marked.
#[derive(Default)]
struct Lists(Vec<(usize, char)>);

impl Lists {
    /// In how many lists an item stands: it is one of the list of its mark, or of one within that.
    fn item(&mut self, indent: usize, line: &str) -> u16 {
        let mark = line.chars().next().map_or('.', |mark| if mark.is_ascii_digit() { '1' } else { mark });
        while self.0.pop_if(|(at, _)| *at > indent).is_some() {}
        match self.0.iter().position(|list| *list == (indent, mark)) {
            Some(at) => self.0.truncate(at + 1),
            None if self.0.len() < DEEPEST => self.0.push((indent, mark)),
            None => {}
        }
        self.n()
    }

    /// In how many lists a paragraph stands: in those that it is set in further than.
    fn paragraph(&mut self, indent: usize) -> u16 {
        while self.0.pop_if(|(at, _)| *at >= indent).is_some() {}
        self.n()
    }

    fn n(&self) -> u16 {
        u16::try_from(self.0.len()).unwrap_or(u16::MAX)
    }
}

/// Adds a row of a table.
fn row(blocks: &mut Blocks, at: usize, line: &str, cells: Vec<Range<usize>>) {
    blocks.row();
    for cell in cells {
        blocks.cell(Span::default());
        blocks.open.push(&line[cell.clone()], at + cell.start);
    }
    blocks.end_row();
}

/// The cells of a line: one where nothing parts them.
fn cells(line: &str) -> Vec<Range<usize>> {
    let is_ruled = line.contains('|');
    let mut cells = Vec::new();
    let mut start = 0;
    while start <= line.len() {
        let rest = &line[start..];
        let gap = if is_ruled {
            rest.find('|')
        } else {
            rest.find('\t').or_else(|| memmem::find(rest.as_bytes(), WIDE_GAP))
        };
        let end = gap.map_or(line.len(), |gap| start + gap);
        cells.push(start..end);
        let blanks = line[end..].len() - line[end..].trim_start().len();
        start = end + if is_ruled { 1 } else { blanks.max(1) };
    }
    // Bars at the ends part nothing, nor do blanks.
    let is_blank = |cell: &Range<usize>| line[cell.clone()].trim().is_empty();
    if cells.first().is_some_and(is_blank) {
        cells.remove(0);
    }
    if cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    cells
}

/// The lines, each with where it begins, without its end (LF, CRLF or CR).
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = memchr3(b'\n', b'\r', b'\x0c', rest.as_bytes());
        let line = (at, &rest[..end.unwrap_or(rest.len())]);
        at += end.map_or(rest.len(), |end| end + 1);
        Some(line)
    })
}

/// How long the mark of a list's item is, and what follows it.
fn item(line: &str) -> (usize, &str) {
    let words = line.trim_start();
    let after = words.trim_start_matches(['•', '*', '-', '–', '▪', '●', 'o', '·', '#']);
    let is_mark =
        words.len() - after.len() <= 6 && after.len() < words.len() && after.starts_with([' ', '\t']);
    let numbered = words.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_number =
        numbered.len() < words.len() && words.len() - numbered.len() <= 3 && numbered.starts_with([')', '.']);
    match (is_mark, is_number.then(|| &numbered[1..]).filter(|rest| rest.starts_with([' ', '\t']))) {
        (true, _) => (words.len() - after.len(), after.trim_start()),
        (_, Some(rest)) => (words.len() - rest.len(), rest.trim_start()),
        _ => (0, words),
    }
}

fn is_short(line: &str) -> bool {
    let line = line.trim();
    let ends = line.ends_with(['.', '!', '?', ';', ',', '"', '”']);
    !ends && line.chars().count() <= SHORT_LINE && line.split_whitespace().count() <= MOST_HEADING_WORDS
}

/// Whether the next line goes on no sentence.
fn begins_anew(next: &str) -> bool {
    !next.starts_with(|letter: char| letter.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, bool)]) {
        let blocks = blocks(text);
        let found: Vec<(&str, bool)> =
            blocks.iter().map(|block| (block.text.trim(), block.heading().is_some())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_headings_and_lists_are_told_apart() {
        check(
            "Effectiveness\nThe force is good,\nand improving.\n\nArea for improvement\n\n• Train staff\n• Record more.\r\n\r\nTail end",
            &[
                ("Effectiveness", true),
                ("The force is good, and improving.", false),
                ("Area for improvement", true),
                ("Train staff", false),
                ("Record more.", false),
                ("Tail end", true),
            ],
        );
        check("1. First item here\n2) Second", &[("First item here", false), ("Second", false)]);
        check("", &[]);
    }
}
