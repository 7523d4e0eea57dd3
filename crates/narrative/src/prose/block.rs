//! A heading, a paragraph or a row of a table: its words with single blanks between, and where each letter stands in the
//! source.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::grid::{Cell, Grid, MOST_COLUMNS, Place, Span};
use super::shown::Shown;

/// The level of a heading that no markup makes one.
pub(crate) const LEVEL_OF_LINE: u8 = 2;
/// The level of what a table is headed by.
const LEVEL_OF_CAPTION: u8 = 6;
/// What has more words is no item of a cell.
const MOST_WORDS_OF_ITEM: usize = 12;
/// How many bytes are looked at together.
const STRETCH: usize = 512;

/// What a block is by its markup.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Sentences.
    #[default]
    Paragraph,
    /// An item of a list.
    Item,
    /// A heading, with its level, 1 the highest.
    Heading(u8),
    /// What a table is headed by.
    Caption,
    /// A short line without an end, of plain text or before the first sentence: a heading, or a sentence without its stop.
    Line,
    /// A row of a table.
    Row {
        /// Its cells, by column.
        cells: Vec<Slot>,
        /// Whether the table begins with it.
        is_first: bool,
    },
}

/// What stands in a column of a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Slot {
    /// Where in the text of its block, in bytes.
    pub(crate) within: Range<usize>,
    /// Whether it is a cell that began in a row above or in the column before.
    pub(crate) is_again: bool,
}

/// A block of prose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: Kind,
    /// The words.
    pub(crate) text: String,
    /// Whether it is set as a quotation.
    pub(crate) is_quoted: bool,
    /// How many lists it stands in.
    pub(crate) depth: u16,
    /// Where in the text lines of the source begin, but for the first.
    breaks: Vec<usize>,
    /// From where on in the text, and from where on in the source, letters stand one for one.
    runs: Vec<(usize, usize)>,
    /// What was struck out, and where in the text it stood.
    struck: Vec<(usize, String)>,
    /// Where in the text a note is referred to.
    notes: Vec<usize>,
}

impl Block {
    /// Adds what stands in the source from a place on, letter for letter; blanks of any kind become one.
    pub(crate) fn push(&mut self, text: &str, source: usize) {
        self.text.reserve(text.len());
        let mut at = 0;
        while let Some(letter) = text[at..].chars().next() {
            let plain = self.n_plain(&text[at..]);
            if plain > 0 {
                self.run(source + at);
                self.text.push_str(&text[at..at + plain]);
                at += plain;
            } else {
                self.push_letter(letter, source + at);
                at += letter.len_utf8();
            }
        }
    }

    /// How many bytes from the start, at most [`STRETCH`], are added as they are: ASCII, with single blanks between.
    fn n_plain(&self, text: &str) -> usize {
        let is_after_blank = self.text.is_empty() || self.text.ends_with(' ');
        if is_after_blank && text.starts_with(' ') {
            return 0;
        }
        let stretch = &text.as_bytes()[..text.len().min(STRETCH)];
        let is_plain = |byte: &u8| (b' '..=b'~').contains(byte);
        // To look at every byte is faster than to stop at the first that is not plain, which there seldom is.
        let are_plain = stretch.iter().fold(true, |are_plain, byte| are_plain & is_plain(byte));
        let n_plain = if are_plain { None } else { stretch.iter().position(|byte| !is_plain(byte)) };
        let plain = &stretch[..n_plain.unwrap_or(stretch.len())];
        memmem::find(plain, b"  ").map_or(plain.len(), |blanks| blanks + 1)
    }

    /// Adds what a part of the source means where the two differ: character references, ends of lines.
    pub(crate) fn push_meant(&mut self, meant: &str, source: &str, start: usize) {
        if meant == source {
            return self.push(meant, start);
        }
        let mut at = 0;
        for letter in meant.chars() {
            let rest = source.get(at..).unwrap_or_default();
            self.push_letter(letter, start + at.min(source.len()));
            let reference = rest.starts_with('&').then(|| rest.find(';').filter(|end| *end < 34)).flatten();
            at += match reference {
                Some(semicolon) if letter != '&' || rest.starts_with("&amp;") || rest.starts_with("&#") => {
                    semicolon + 1
                }
                _ if rest.starts_with("\r\n") => 2,
                _ => rest.chars().next().map_or(0, char::len_utf8),
            };
        }
    }

    fn push_letter(&mut self, letter: char, source: usize) {
        let is_blank = letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}';
        if is_blank && (self.text.is_empty() || self.text.ends_with(' ')) {
            return;
        }
        self.run(source);
        self.text.push(if is_blank { ' ' } else { letter });
    }

    /// What is added next stands at a place of the source.
    fn run(&mut self, source: usize) {
        let at = self.text.len();
        if self.runs.last().is_none_or(|(text, from)| from + (at - text) != source) {
            self.runs.push((at, source));
        }
    }

    /// Where a part of the text stands in the source, in bytes.
    pub(crate) fn source(&self, text: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let run = self.runs.partition_point(|(text, _)| *text <= at);
            run.checked_sub(1).map_or(0, |run| self.runs[run].1 + (at - self.runs[run].0))
        };
        let start = place(text.start);
        // The end of the last letter, not the start of the next: there may be markup between.
        let last =
            self.text.get(text.clone()).and_then(|part| part.chars().next_back()).map_or(0, char::len_utf8);
        start..(place(text.end.saturating_sub(last)) + last).max(start)
    }

    /// Takes up words that are struck out at its end; those that follow at once are one with them.
    fn strike(&mut self, words: &str) {
        let at = self.text.len();
        match self.struck.last_mut() {
            Some((last, struck)) if *last == at => struck.push_str(words),
            _ => self.struck.push((at, words.to_owned())),
        }
    }

    /// What was struck out of a part of its text, or at its ends, each with whether something stands on either side.
    pub(crate) fn struck(&self, text: &Range<usize>) -> impl Iterator<Item = (bool, &str)> {
        let within = self.struck.iter().filter(|(at, _)| (text.start..=text.end).contains(at));
        within.map(|(at, words)| (text.start < *at && *at < text.end, words.trim()))
    }

    /// Whether right after a part of its text a note is referred to.
    pub(crate) fn is_noted(&self, text: &Range<usize>) -> bool {
        let is_right_after =
            |at: &usize| self.text.get(text.end..*at).is_some_and(|between| between.trim().is_empty());
        self.notes.iter().any(is_right_after)
    }

    /// Ends a line that ends at a place of the source.
    pub(super) fn end_line(&mut self, source: usize) {
        self.push(" ", source);
        self.breaks.extend(Some(self.text.len()).filter(|at| *at > 0));
    }

    /// Its lines, in bytes of the text; one where the source has one.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let starts = std::iter::once(0).chain(self.breaks.iter().copied());
        let ends = self.breaks.iter().copied().chain([self.text.len()]);
        starts.zip(ends).map(|(start, end)| start..end)
    }

    /// Some of its lines, as a block of its kind.
    pub(crate) fn part(&self, lines: &Range<usize>) -> Self {
        let mut part =
            Self { kind: self.kind.clone(), is_quoted: self.is_quoted, depth: self.depth, ..Self::default() };
        part.text.push_str(&self.text[lines.clone()]);
        let first = self.runs.partition_point(|(text, _)| *text <= lines.start).saturating_sub(1);
        let runs = self.runs[first..].iter().take_while(|(text, _)| *text < lines.end);
        part.runs.extend(runs.map(|(text, source)| {
            (text.saturating_sub(lines.start), source + lines.start.saturating_sub(*text))
        }));
        let struck = self.struck.iter().filter(|(at, _)| (lines.start..=lines.end).contains(at));
        let notes = self.notes.iter().filter(|at| (lines.start..=lines.end).contains(at));
        part.notes.extend(notes.map(|at| at - lines.start));
        part.struck.extend(struck.map(|(at, words)| (at - lines.start, words.clone())));
        part
    }

    /// Adds another block's words, and gives where they stand now; what is given parts them from those before.
    fn join(&mut self, other: &Self, between: &str) -> Range<usize> {
        let place = other.runs.first().map_or(0, |(_, source)| *source);
        if !self.text.is_empty() {
            between.chars().for_each(|letter| self.push_letter(letter, place));
        }
        let start = self.text.len();
        self.runs.extend(other.runs.iter().map(|(text, source)| (start + text, *source)));
        self.text.push_str(other.text.trim_end());
        let end = self.text.len();
        self.notes.extend(other.notes.iter().map(|at| (start + at).min(end)));
        self.struck.extend(other.struck.iter().map(|(at, words)| ((start + at).min(end), words.clone())));
        start..end
    }

    /// Adds a cell's blocks, and gives where they stand now.
    fn join_all(&mut self, cell: &[Self]) -> Range<usize> {
        let Some((first, others)) = cell.split_first() else { return self.text.len()..self.text.len() };
        let first = self.join(first, " | ");
        others.iter().fold(first, |cell, one| cell.start..self.join(one, "; ").end)
    }

    /// The level of a heading, or of what may be one; none of other blocks.
    pub(crate) const fn heading(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            Kind::Line => Some(LEVEL_OF_LINE),
            Kind::Caption => Some(LEVEL_OF_CAPTION),
            Kind::Paragraph | Kind::Item | Kind::Row { .. } => None,
        }
    }

    /// Whether it may be an item of a cell: a few words without an end.
    fn is_label(&self) -> bool {
        self.has_at_most(MOST_WORDS_OF_ITEM) && !self.text.trim_end().ends_with(['.', '!', '?', ':'])
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether there are at most so many words, about.
    pub(crate) fn has_at_most(&self, n_words: usize) -> bool {
        // Blanks are single, and none stands before the first word.
        memchr_iter(b' ', self.text.trim_end().as_bytes()).nth(n_words.saturating_sub(1)).is_none()
    }
}

/// Blocks as they are read, one after the other.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) done: Vec<Block>,
    pub(super) open: Block,
    /// The cells of the row that is open, each with its blocks.
    row: Option<Vec<Cell>>,
    grid: Grid,
    begins_table: bool,
    /// How many quotations are open.
    n_quotes: usize,
    /// How many lists are.
    depth: u16,
}

impl Blocks {
    /// Adds what a part of the source means, as it is shown.
    pub(super) fn push(&mut self, shown: Shown, meant: &str, (source, start): (&str, usize)) {
        match shown {
            Shown::Plainly => self.open.push_meant(meant, source, start),
            Shown::Struck => self.open.strike(meant),
            Shown::Noted if meant.trim().is_empty() => {}
            Shown::Noted => self.open.notes.push(self.open.text.len()),
            Shown::Hidden => {}
        }
    }

    /// Ends the open block; the next is of this kind.
    pub(super) fn flush(&mut self, next: Kind) {
        let block = std::mem::replace(
            &mut self.open,
            Block { kind: next, is_quoted: self.n_quotes > 0, depth: self.depth, ..Block::default() },
        );
        if block.is_empty() {
            // The first paragraph of an item is the item.
            if block.kind == Kind::Item && self.open.kind == Kind::Paragraph {
                self.open.kind = Kind::Item;
            }
            return;
        }
        match self.row.as_mut().and_then(|cells| cells.last_mut()) {
            Some(cell) => cell.blocks.push(block),
            None => self.done.push(block),
        }
    }

    /// Whether a quotation is open.
    pub(super) const fn are_quoted(&self) -> bool {
        self.n_quotes > 0
    }

    /// Begins a quotation.
    pub(super) fn quote(&mut self) {
        self.n_quotes += 1;
        self.flush(Kind::Paragraph);
    }

    /// Ends a quotation.
    pub(super) fn end_quote(&mut self) {
        self.n_quotes = self.n_quotes.saturating_sub(1);
        self.flush(Kind::Paragraph);
    }

    /// Says in how many lists stands what is read next.
    pub(super) fn set_depth(&mut self, depth: u16) {
        self.depth = depth;
        if self.open.is_empty() {
            self.open.depth = depth;
        }
    }

    /// Begins or ends a list.
    pub(super) fn list(&mut self, begins: bool) {
        self.flush(Kind::Paragraph);
        self.set_depth(if begins { self.depth.saturating_add(1) } else { self.depth.saturating_sub(1) });
    }

    /// Begins or ends a table.
    pub(super) fn table(&mut self) {
        self.end_section();
        self.begins_table = true;
    }

    /// Begins or ends a section of a table.
    pub(super) fn end_section(&mut self) {
        self.end_row();
        self.grid.end();
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.end_row();
        self.row = Some(Vec::new());
    }

    /// Begins a cell of the row.
    pub(super) fn cell(&mut self, span: Span) {
        self.flush(Kind::Paragraph);
        let row = self.row.get_or_insert_default();
        // Empty cells beyond those of any table are none.
        if row.len() > MOST_COLUMNS && row.last().is_some_and(|last| last.blocks.is_empty()) {
            row.pop();
        }
        row.push(Cell::new(span));
    }

    /// Ends the row. Where a cell has several blocks, and they are no labels beneath a head, it only lays out a page, whose
    /// blocks are as they would be without. Where it has more columns than any table, nothing is known of them.
    pub(super) fn end_row(&mut self) {
        self.flush(Kind::Paragraph);
        let Some(row) = self.row.take() else { return };
        let (places, is_table) = self.grid.lay_out(row);
        let own = || {
            places
                .iter()
                .filter_map(|place| if let Place::Cell(blocks) = place { Some(blocks) } else { None })
        };
        let is_laid_out = |cell: &Vec<Block>| cell.len() > 1 && !cell.iter().all(Block::is_label);
        let has_several = own().any(|cell| cell.len() > 1);
        if !is_table || own().any(is_laid_out) || (has_several && self.begins_table) {
            let mut blocks: Vec<Block> = places.into_iter().flat_map(Place::into_own).collect();
            for block in &mut blocks {
                block.is_quoted |= !is_table;
            }
            return self.done.extend(blocks);
        }
        if own().all(Vec::is_empty) {
            return;
        }
        let mut block = Block { is_quoted: self.n_quotes > 0, depth: self.depth, ..Block::default() };
        let mut cells: Vec<Slot> = Vec::with_capacity(places.len());
        for place in &places {
            let slot = match place {
                Place::Cell(cell) => Slot { within: block.join_all(cell), is_again: false },
                Place::Above(cell) => Slot { within: block.join_all(cell), is_again: true },
                Place::Before => Slot { is_again: true, ..cells.last().cloned().unwrap_or_default() },
            };
            cells.push(slot);
        }
        block.kind = Kind::Row { cells, is_first: std::mem::take(&mut self.begins_table) };
        self.done.push(block);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_found_again_in_the_source() {
        let source = "  Tom &amp; Ann\r\n   ran&hellip; home";
        let mut block = Block::default();
        block.push_meant("  Tom & Ann\n   ran… home", source, 0);
        assert_eq!(block.text, "Tom & Ann ran… home");
        for word in ["Tom", "Ann", "ran", "home"] {
            let at = block.text.find(word).unwrap();
            assert_eq!(&source[block.source(at..at + word.len())], word);
        }
    }
}
