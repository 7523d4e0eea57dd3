//! What texts were read as: the rows of a long table say the same few words over and over.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Readings by column and text.
#[derive(Debug)]
pub(crate) struct Memo<T>(RefCell<BTreeMap<usize, BTreeMap<String, T>>>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Memo<T> {
    /// What a text of a column is read as, which is asked once and may rest on nothing else of the row.
    pub(crate) fn of(&self, column: usize, text: &str, read: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.borrow().get(&column).and_then(|known| known.get(text)) {
            return known.clone();
        }
        let read = read();
        self.0.borrow_mut().entry(column).or_default().insert(text.to_owned(), read.clone());
        read
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_for_each_column() {
        let memo = Memo::default();
        let mut n_read = 0;
        let mut read = |column, text: &str| {
            memo.of(column, text, || {
                n_read += 1;
                format!("{column} {text}")
            })
        };
        let said = [(0, "May"), (1, "May"), (0, "May"), (0, "June")].map(|(column, text)| read(column, text));
        assert_eq!((said.join(", ").as_str(), n_read), ("0 May, 1 May, 0 May, 0 June", 3));
    }
}
