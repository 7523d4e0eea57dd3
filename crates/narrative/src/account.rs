//! How much of texts was read, and what was set aside.

use std::fmt;

use crate::finding::{PartKind, Reading};

/// What texts were made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) texts: usize,
    pub(crate) sentences: usize,
    /// Headings, and rows of tables, that say nothing by themselves.
    headings: usize,
    rows: usize,
}

impl Account {
    /// Counts a text in.
    pub(crate) fn add(&mut self, reading: &Reading) {
        let n = |is: fn(PartKind) -> bool| reading.parts.iter().filter(|part| is(part.kind)).count();
        self.texts += 1;
        self.sentences += reading.sentences.len();
        self.headings += n(|kind| matches!(kind, PartKind::Heading(_)));
        self.rows += n(|kind| kind == PartKind::Row);
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of = |n: usize, thing: &str| format!("{n} {thing}{}", if n == 1 { "" } else { "s" });
        write!(
            f,
            "{} read; set aside as saying nothing by themselves: {}, {} of tables",
            of(self.sentences, "sentence"),
            of(self.headings, "heading"),
            of(self.rows, "row")
        )
    }
}
