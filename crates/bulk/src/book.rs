//! Numbers for the few texts that millions of rows repeat, so that the engine groups numbers.
//!
//! A [`Book`] lasts for one query and is shared by all who split rows; a [`Bookmark`] remembers what
//! one of them looked up last, so that the book is asked once per file and value, not once per row.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::header::decoded;
use crate::spot::Spot;

/// How many bytes of a value are kept. No name of a force, month or crime is as long.
pub(crate) const LONGEST_VALUE: usize = 200;

/// A place in a reading, for messages: the part of the file and the line in that part, from 1.
pub(crate) type PartLine = (u32, u64);

/// Where a force and a month were met first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct First {
    pub(crate) line: PartLine,
    /// Where the row says which force it is; none where only the file's name does.
    pub(crate) force: Option<Spot>,
    /// Where it says which month.
    pub(crate) month: Spot,
}

/// A force and a month as one reading of a file writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// Which reading.
    pub(crate) reading: usize,
    /// The force as written; empty where the file's name has to say it.
    pub(crate) force: String,
    /// The month as written.
    pub(crate) month: String,
}

/// Every text met in one query, by number.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pairs: Entries<(usize, String, String)>,
    categories: Entries<String>,
    /// Where a pair was met first; categories have no place of their own.
    first: Vec<First>,
}

#[derive(Debug)]
struct Entries<T> {
    numbers: HashMap<T, u32>,
    entries: Vec<T>,
}

impl Book {
    /// How many texts it holds.
    pub(crate) fn len(&self) -> usize {
        self.pairs.entries.len() + self.categories.entries.len()
    }

    fn pair(&mut self, pair: (usize, String, String), line: PartLine, first: impl FnOnce() -> First) -> u32 {
        let number = self.pairs.number(pair);
        match self.first.get_mut(number as usize) {
            Some(before) if before.line <= line => {}
            Some(before) => *before = first(),
            None => self.first.push(first()),
        }
        number
    }

    /// What a number given out by [`Bookmark::cell`] stands for: reading, force, month, category, and
    /// where the reading first has that force and month.
    pub(crate) fn cell(&self, cell: u64) -> Option<(Pair, &str, &First)> {
        let pair = usize::try_from(cell >> 32).ok()?;
        let category = usize::try_from(cell & u64::from(u32::MAX)).ok()?;
        let (reading, force, month) = self.pairs.entries.get(pair)?.clone();
        let category = self.categories.entries.get(category)?;
        Some((Pair { reading, force, month }, category, self.first.get(pair)?))
    }
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self { numbers: HashMap::new(), entries: Vec::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Entries<T> {
    fn number(&mut self, text: T) -> u32 {
        let next = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        match self.numbers.entry(text) {
            Entry::Occupied(entry) => *entry.get(),
            Entry::Vacant(entry) => {
                self.entries.push(entry.key().clone());
                *entry.insert(next)
            }
        }
    }
}

/// What a mutex guards, even when a thread came to grief while it held it: every value here is whole
/// between any two statements.
pub(crate) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

const N_SLOTS: usize = 64;

/// What one splitter looked up last. Good for one query only.
#[derive(Debug)]
pub(crate) struct Bookmark {
    force: Vec<u8>,
    month: Vec<u8>,
    pair: Option<u32>,
    categories: Vec<Option<(Vec<u8>, u32)>>,
    /// Whether a value was met that is not UTF-8.
    pub(crate) is_legacy: bool,
}

impl Bookmark {
    pub(crate) fn new() -> Self {
        Self {
            force: Vec::new(),
            month: Vec::new(),
            pair: None,
            categories: vec![None; N_SLOTS],
            is_legacy: false,
        }
    }

    /// The number of a row's force, month and category. `book` is only opened for a new value, and
    /// `first` only asked when the force and month were not met on a line before.
    #[inline]
    pub(crate) fn cell(
        &mut self,
        reading: usize,
        [force, month, category]: [&[u8]; 3],
        line: PartLine,
        first: impl FnOnce() -> First,
        book: &Mutex<Book>,
    ) -> u64 {
        let pair = match self.pair {
            Some(pair) if self.force == force && self.month == month => pair,
            _ => {
                let key = (reading, self.text(force), self.text(month));
                let pair = locked(book).pair(key, line, first);
                self.force = force.to_vec();
                self.month = month.to_vec();
                *self.pair.insert(pair)
            }
        };
        let slot = slot(category);
        let category = match &self.categories[slot] {
            Some((text, number)) if text == category => *number,
            _ => {
                let text = self.text(category);
                let number = locked(book).categories.number(text);
                self.categories[slot] = Some((category.to_vec(), number));
                number
            }
        };
        u64::from(pair) << 32 | u64::from(category)
    }

    fn text(&mut self, bytes: &[u8]) -> String {
        let bytes = bytes.trim_ascii();
        // A value cut here is too long to be believed; its last character may be cut too.
        let (text, is_utf8) = decoded(&bytes[..bytes.len().min(LONGEST_VALUE + 1)]);
        self.is_legacy |= !is_utf8;
        text.into_owned()
    }
}

/// Where a category is looked for first; spread well enough for the few there are.
#[inline]
fn slot(text: &[u8]) -> usize {
    let at = |place: usize| text.get(place).copied().map_or(0, usize::from);
    let mixed = text.len() * 5 + at(0) * 3 + at(text.len() / 2) * 7 + at(text.len().wrapping_sub(2)) * 11;
    mixed % N_SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(line: PartLine) -> First {
        First { line, force: None, month: Spot::of(b"2018-10", 0..7, b'\n') }
    }

    #[test]
    fn the_same_texts_have_the_same_number() {
        let book = Mutex::new(Book::default());
        let mut cells = Vec::new();
        for line in 1..=2 {
            let mut bookmark = Bookmark::new();
            for row in [["Kent", "2018-10", "Burglary"], ["Kent", "2018-10", "Drugs"], ["", "2018-10", "x"]] {
                let row = row.map(str::as_bytes);
                let line = (0, 9 - line);
                cells.push(bookmark.cell(7, row, line, || first(line), &book));
            }
        }
        assert_eq!(cells[..3], cells[3..]);
        assert_ne!(cells[0], cells[1]);
        let pair = Pair { reading: 7, force: "Kent".to_owned(), month: "2018-10".to_owned() };
        let book = book.into_inner().unwrap();
        assert_eq!(book.cell(cells[1]), Some((pair, "Drugs", &first((0, 7)))));
        assert_eq!(book.len(), 5);
        assert_eq!(book.cell(u64::MAX), None);
    }

    #[test]
    fn a_long_value_is_cut_and_a_legacy_one_noted() {
        let (book, mut bookmark) = (Mutex::new(Book::default()), Bookmark::new());
        let cell = bookmark.cell(0, [b"a\x96b", b" m ", &[b'x'; 999]], (0, 1), || first((0, 1)), &book);
        let book = book.into_inner().unwrap();
        let (pair, category, _) = book.cell(cell).unwrap();
        assert_eq!((pair.force.as_str(), pair.month.as_str()), ("a–b", "m"));
        assert_eq!(category.len(), LONGEST_VALUE + 1);
        assert!(bookmark.is_legacy);
    }
}
