//! An ordered list whose entries can be found by key: file order for people, an index for machines.

use std::collections::BTreeMap;

/// Something a [`Register`] can hold: it knows its own key.
pub trait Entry {
    /// What the entry is found by.
    type Key: Ord + Clone;

    /// The entry's key.
    fn key(&self) -> &Self::Key;
}

/// Entries in the order they were added, each key once.
#[derive(Debug, Clone)]
pub struct Register<T: Entry> {
    entries: Vec<T>,
    position: BTreeMap<T::Key, usize>,
}

impl<T: Entry> Register<T> {
    /// Adds an entry; one whose key is already there is handed back.
    ///
    /// # Errors
    ///
    /// The entry itself, when its key was taken.
    pub fn add(&mut self, entry: T) -> Result<(), T> {
        if self.position.contains_key(entry.key()) {
            return Err(entry);
        }
        self.position.insert(entry.key().clone(), self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    /// The entry with this key.
    #[must_use]
    pub fn get(&self, key: &T::Key) -> Option<&T> {
        self.position(key).map(|place| &self.entries[place])
    }

    /// The place, counted from 0, of the entry with this key.
    #[must_use]
    pub fn position(&self, key: &T::Key) -> Option<usize> {
        self.position.get(key).copied()
    }

    /// The entries, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    /// The entries, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[T] {
        &self.entries
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T: Entry> Default for Register<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), position: BTreeMap::new() }
    }
}

impl<'a, T: Entry> IntoIterator for &'a Register<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
