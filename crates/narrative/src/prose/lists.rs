//! Lists that no markup makes one: items after letters in brackets within a paragraph, and paragraphs that go on with what a
//! colon led to.

use std::ops::Range;

use memchr::memmem;

use super::block::{Block, Kind};

/// The most items that letters mark.
const MOST_ITEMS: u8 = 26;

/// The blocks with the items of such lists each by itself.
pub(super) fn itemised(blocks: Vec<Block>) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if matches!(block.kind, Kind::Paragraph | Kind::Line)
            && done.last().is_some_and(|last| goes_on(last, &block))
        {
            block.kind = Kind::Item;
        }
        match lettered(&block) {
            Some(parts) => done.extend(parts),
            None => done.push(block),
        }
    }
    done
}

/// Whether a paragraph goes on with the list that the block before leads to, or is an item of: `investigations;`.
fn goes_on(last: &Block, block: &Block) -> bool {
    let before = last.text.trim_end();
    let leads = match last.kind {
        Kind::Item => [";", ",", "; and", ", and", "; or", ", or"].iter().any(|end| before.ends_with(end)),
        Kind::Paragraph | Kind::Line => before.ends_with(':'),
        _ => false,
    };
    leads && block.text.starts_with(char::is_lowercase)
}

/// A paragraph as what leads to its items, the items without their letters, and what follows them; none where fewer than two
/// are marked by `(a)`, `(b)` and so on.
fn lettered(block: &Block) -> Option<Vec<Block>> {
    if !matches!(block.kind, Kind::Paragraph | Kind::Item) {
        return None;
    }
    let marks = marks(&block.text);
    let (first, last) = (marks.first()?, marks.get(1..)?.last()?);
    let after = last.end + end_of_sentence(&block.text[last.end..]);
    let ends = marks.iter().skip(1).map(|mark| mark.start).chain([after]);
    let items = marks.iter().zip(ends).map(|(mark, end)| (Kind::Item, mark.end..end));
    let parts = [(block.kind.clone(), 0..first.start)]
        .into_iter()
        .chain(items)
        .chain([(Kind::Paragraph, after..block.text.len())]);
    let part = |(kind, words)| {
        let mut part = block.part(&trimmed(&block.text, words));
        part.kind = kind;
        part
    };
    Some(parts.map(part).filter(|part| !part.is_empty()).collect())
}

/// Where `(a)`, `(b)` and so on stand, each after the one before.
fn marks(text: &str) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for letter in 0..MOST_ITEMS {
        let from = marks.last().map_or(0, |last| last.end);
        let mark = [b'(', b'a' + letter, b')', b' '];
        let Some(at) = memmem::find(&text.as_bytes()[from..], &mark).map(|at| from + at) else { break };
        marks.push(at..at + mark.len());
    }
    marks
}

/// How long the sentence is that a text begins with.
fn end_of_sentence(text: &str) -> usize {
    let is_end = |at: &usize| text[at + 2..].starts_with(char::is_uppercase);
    let mut stops = memmem::find_iter(text.as_bytes(), ". ");
    stops.find(is_end).map_or(text.len(), |at| at + 1)
}

/// Words without the blanks about them.
fn trimmed(text: &str, words: Range<usize>) -> Range<usize> {
    let part = &text[words.clone()];
    let start = words.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, plain};
    use super::itemised;

    fn check(text: &str, expected: &[(&str, bool)]) {
        let blocks = itemised(plain::blocks(text));
        let found: Vec<(&str, bool)> =
            blocks.iter().map(|block| (block.text.trim(), block.kind == Kind::Item)).collect();
        assert_eq!(found, expected);
        for block in blocks {
            let words = block.text.trim();
            let at = block.source(0..words.len());
            assert_eq!(&text[at], words);
        }
    }

    #[test]
    fn letters_in_brackets_mark_items() {
        check(
            "The force should: (a) train staff; (b) record more; and (c) answer calls. It is slow.",
            &[
                ("The force should:", false),
                ("train staff;", true),
                ("record more; and", true),
                ("answer calls.", true),
                ("It is slow.", false),
            ],
        );
        check("Section (a) is all there is.", &[("Section (a) is all there is.", false)]);
        check("It (b) ran (a) off.", &[("It (b) ran (a) off.", false)]);
    }

    #[test]
    fn paragraphs_that_go_on_after_a_colon_are_items() {
        check(
            "The force needs to improve how it handles this:\n\nits calls;\n\nits records; and\n\nits training.\n\nlater on it did.",
            &[
                ("The force needs to improve how it handles this:", false),
                ("its calls;", true),
                ("its records; and", true),
                ("its training.", true),
                ("later on it did.", false),
            ],
        );
    }
}
