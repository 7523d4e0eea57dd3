//! How much of texts was read, and what was set aside.

use std::fmt;

use crate::finding::{InDoubt, PartKind, Reading};

/// What texts were made of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) texts: usize,
    pub(crate) sentences: usize,
    /// Headings, and rows of tables, that say nothing by themselves.
    headings: usize,
    rows: usize,
    in_doubt: InDoubt,
}

impl Account {
    /// Counts a text in.
    pub(crate) fn add(&mut self, reading: &Reading) {
        let n = |is: fn(PartKind) -> bool| reading.parts.iter().filter(|part| is(part.kind)).count();
        self.texts += 1;
        self.sentences += reading.sentences.len();
        self.headings += n(|kind| matches!(kind, PartKind::Heading(_)));
        self.rows += n(|kind| kind == PartKind::Row);
        self.in_doubt.n_by_words += reading.in_doubt.n_by_words;
        self.in_doubt.n_by_title += reading.in_doubt.n_by_title;
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
        )?;
        let InDoubt { n_by_words, n_by_title } = self.in_doubt;
        let reasons = [
            (n_by_words, "beside words that peel does not know"),
            (n_by_title, "in a quotation, or beneath a heading or a lead that peel does not know"),
        ];
        let mut begins = "; not taken as stated: ";
        for (n, reason) in reasons.into_iter().filter(|(n, _)| *n > 0) {
            write!(f, "{begins}{} {reason}", of(n, "grade"))?;
            begins = ", ";
        }
        Ok(())
    }
}
