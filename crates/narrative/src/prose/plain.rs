//! Plain text: empty lines part paragraphs, marks at the start of a line items of a list; a short line without an end
//! is a heading.

use memchr::memchr3;

use super::Block;
use super::block::Blocks;

/// The most words of a line that is a heading.
const MOST_HEADING_WORDS: usize = 8;
/// The most words of a line of the title.
const MOST_TITLE_WORDS: usize = 20;
/// The most characters of a line that was not broken to fit a page.
const SHORT_LINE: usize = 60;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut lines = lines(text).peekable();
    while let Some((at, line)) = lines.next() {
        let (mark, words) = item(line);
        if words.trim().is_empty() {
            blocks.flush(None);
            continue;
        }
        let ends = blocks.open.text.trim_end().ends_with(['.', '!', '?', ':']);
        let is_first = blocks.open.is_empty() || ends;
        let next = lines.peek().map_or("", |(_, line)| line.trim());
        if mark > 0 {
            blocks.flush(None);
        } else if is_first && is_heading(words) && begins_anew(next) {
            blocks.flush(Some(2));
            blocks.open.push(words, at + (line.len() - words.len()));
            blocks.flush(None);
            continue;
        }
        blocks.open.push(words, at + (line.len() - words.len()));
        blocks.open.push(" ", at + line.len());
    }
    blocks.flush(None);
    entitled(&mut blocks.done);
    blocks.done
}

/// What stands before the first sentence is the text's title.
fn entitled(blocks: &mut [Block]) {
    let is_sentence = |block: &Block| block.text.trim_end().ends_with(['.', '!', '?', '”', '"']);
    let Some(first) = blocks.iter().position(is_sentence) else { return };
    for block in blocks[..first].iter_mut().filter(|block| block.has_at_most(MOST_TITLE_WORDS)) {
        block.heading = block.heading.or(Some(2));
    }
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

fn is_heading(line: &str) -> bool {
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
            blocks.iter().map(|block| (block.text.trim(), block.heading.is_some())).collect();
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
        check(
            "Promoting improvements\nin policing\n\nIt is so.",
            &[("Promoting improvements in policing", true), ("It is so.", false)],
        );
        check("1. First item here\n2) Second", &[("First item here", false), ("Second", false)]);
        check("", &[]);
    }
}
