//! Names in the order they are met, to lay pairs out in rows and columns.

/// Names by their keys, in the order they were met.
#[derive(Debug, Default)]
pub(crate) struct InOrder {
    met: Vec<(String, String)>,
}

impl InOrder {
    /// The place of a key, which is new if it was not met before.
    pub(crate) fn place(&mut self, key: &str, name: &str) -> usize {
        let at = self.met.iter().position(|(met, _)| met == key);
        at.unwrap_or_else(|| {
            self.met.push((key.to_owned(), name.to_owned()));
            self.met.len() - 1
        })
    }

    /// The names, in order.
    pub(crate) fn names(self) -> Vec<String> {
        self.met.into_iter().map(|(_, name)| name).collect()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.met.len()
    }
}
