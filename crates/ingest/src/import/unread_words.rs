//! Columns of words that are not read, and may say what the figures beside them are: a part of the force, a statistic, a
//! scale. What stands in all rows alike is never told by the rows.

use peel_model::{Severity, fold, shortened};

use crate::cell::period;
use crate::import::read::Reader;
use crate::import::says::{Heading, heading};
use crate::import::time::is_prose;
use crate::import::title::telling;
use crate::import::unit::are_multipliers;

impl Reader<'_, '_> {
    /// Whether the numbers of a column say how many times what is written the figures of their rows are.
    pub(crate) fn multiplies(&self, column: usize, texts: &[(usize, &str)]) -> bool {
        self.unit_columns.contains(&column)
            && are_multipliers(self.shape.header_of(column), texts.iter().map(|(_, text)| *text))
    }

    /// Says where most forces have a word in a column that is not read, and it may be what the figures are of.
    pub(crate) fn unread_word(&mut self, column: usize, texts: &[(usize, &str)]) {
        let Some((row, text)) = texts.first().filter(|_| texts.len() > 1) else { return };
        let header = self.shape.header_of(column);
        if self.bound.layout.gives.are_gradings() || is_beside(header) {
            return;
        }
        let places = self.context.registry_words(true);
        let is_telling = |word: &String| !places.contains(word);
        let is_said = |text: &str| !is_prose(text) && telling(text, self.context).iter().any(is_telling);
        let n_said = texts.iter().filter(|(_, text)| is_said(text)).count();
        // Where nothing is kept, what is wrong is said.
        let is_of_all = || {
            self.values.kept > 0
                && texts.iter().all(|(_, other)| other == text)
                && self.may_alter(header, text)
        };
        if (is_said(text) && n_said * 2 > texts.len()) || is_of_all() {
            self.say_unread(column, (*row, text));
        }
    }

    /// Says where a column of units holds words that are none: `Roads policing`.
    pub(crate) fn unread_unit(&mut self, column: usize, texts: &[(usize, &str)]) {
        let Some((row, text)) = texts.first() else { return };
        let is_none = self.unit_of_row(*row).is_none() && heading(text) == Heading::Name;
        let are_alike = texts.len() > 1 && texts.iter().all(|(_, other)| other == text);
        if is_none && are_alike && !is_counted_in(text) && self.may_alter(self.shape.header_of(column), text)
        {
            self.say_unread(column, (*row, text));
        }
    }

    fn say_unread(&mut self, column: usize, (row, text): (usize, &str)) {
        let header = shortened(self.shape.header_of(column));
        let message = format!("`{}` of the column `{header}` is said of no figure", shortened(text));
        let hint = "head it `Category` if it says what the figures are of, or take it out".to_owned();
        self.say(Severity::Warning, "unread-column", (row, column), message, &[hint]);
    }

    /// Whether what all rows of a column say may make the figures others than they are read as. All may but what is said
    /// of any table: the place, the time, that they are numbers of police forces.
    fn may_alter(&self, header: &str, text: &str) -> bool {
        let folded = fold(text);
        if is_prose(text) || folded.is_empty() || self.context.layouts.kind_of_place(text).is_some() {
            return false;
        }
        if heading(text) == Heading::Unit || period::read(text).is_some() || is_of_any_table(header) {
            return false;
        }
        // That nothing is left out, or revised, alters nothing.
        let is_denied = ["n", "no", "false", "none"].contains(&folded.as_str());
        if is_denied {
            return !is_of_status(header);
        }
        let places = self.context.registry_words(false);
        let is_part = is_of_parts(header);
        let is_plain = |word: &str| {
            if is_part {
                return ["all", "total", "whole", "force", "police"].contains(&word) || places.contains(word);
            }
            self.context.layouts.is_harmless(word)
                || places.contains(word)
                || (word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_digit()))
        };
        !folded.split(' ').all(is_plain)
    }
}

/// Whether a text names what is counted, or the money: each stands for itself.
fn is_counted_in(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "offences",
        "crimes",
        "incidents",
        "outcomes",
        "persons",
        "people",
        "officers",
        "gbp",
        "pounds",
        "sterling",
        "£",
        "each",
    ];
    WORDS.contains(&text.to_lowercase().as_str())
}

/// Whether a header is over what is said of a table as such, and of none of its figures.
fn is_of_any_table(header: &str) -> bool {
    const WORDS: [&str; 19] = [
        "dataset",
        "geography",
        "geographic",
        "publication",
        "publisher",
        "title",
        "table",
        "sheet",
        "file",
        "filename",
        "version",
        "level",
        "frequency",
        "code",
        "id",
        "licence",
        "area",
        "year",
        "date",
    ];
    fold(header).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a header is over the parts of forces: `Team`, `Directorate`.
fn is_of_parts(header: &str) -> bool {
    const WORDS: [&str; 14] = [
        "team",
        "teams",
        "directorate",
        "department",
        "dept",
        "section",
        "unit",
        "portfolio",
        "function",
        "command",
        "branch",
        "division",
        "squad",
        "pillar",
    ];
    fold(header).split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a header is over how settled figures are, or what is wrong with them.
fn is_of_status(header: &str) -> bool {
    const BEGINNINGS: [&str; 11] = [
        "suppress",
        "missing",
        "imput",
        "revis",
        "provision",
        "estimat",
        "incomplete",
        "flag",
        "break",
        "caveat",
        "confidential",
    ];
    fold(header).split(' ').any(|word| BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether a header is over what is told of a force beside its figures.
fn is_beside(header: &str) -> bool {
    const WORDS: [&str; 21] = [
        "note",
        "notes",
        "comment",
        "comments",
        "remark",
        "remarks",
        "source",
        "url",
        "link",
        "website",
        "web",
        "email",
        "contact",
        "constable",
        "commissioner",
        "chief",
        "welsh",
        "abbreviation",
        "initials",
        "region",
        "country",
    ];
    fold(header).split(' ').any(|word| WORDS.contains(&word))
}
