//! Something about the data that a reader should know or mend. A value, not an error.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Kept, but look at it.
    Warning,
    /// Cannot be used as it stands.
    Error,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// Where in it.
    pub at: At,
}

/// Where in a file; everything is counted from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// Nowhere in particular: the whole file is meant.
    File,
    /// In a text file; columns are counted in characters.
    Line {
        /// The line.
        line: u64,
        /// The column.
        column: u64,
    },
    /// In a workbook.
    Cell {
        /// The sheet's name, blanks and all.
        sheet: Arc<str>,
        /// The row.
        row: u32,
        /// The column; `A` is 1.
        column: u32,
    },
    /// On a sheet of a workbook, as a whole.
    Sheet(Arc<str>),
}

/// The source line a diagnostic is about, and which part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line without its end, shortened around the fault when it is very long.
    pub text: String,
    /// How many characters of `text` stand before the fault.
    pub before: usize,
    /// How many characters the fault is wide; 0 marks a place between characters.
    pub width: usize,
}

/// A fault or an oddity in the data, with its place and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable word for the kind: `grade`, `missing-column`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong, the value in backticks, what was expected.
    pub message: String,
    /// The line it is on.
    pub excerpt: Option<Excerpt>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Excerpt {
    /// A fault and what stands before and after it on its line, cut to what fits a screen.
    #[must_use]
    pub fn around(before: &str, fault: &str, after: &str) -> Self {
        const SIDE: usize = 60;
        let n_before = before.chars().count();
        let before: String = if n_before > SIDE {
            std::iter::once('…').chain(before.chars().skip(n_before - SIDE + 1)).collect()
        } else {
            before.to_owned()
        };
        let cut = |text: &str| -> String {
            if text.chars().nth(SIDE).is_some() {
                text.chars().take(SIDE - 1).chain(std::iter::once('…')).collect()
            } else {
                text.to_owned()
            }
        };
        let (fault, after) = (cut(fault), cut(after));
        Self {
            before: before.chars().count(),
            width: fault.chars().count(),
            text: format!("{before}{fault}{after}"),
        }
    }
}

impl Diagnostic {
    /// One that shows no line and says no hint; both may be set after.
    #[must_use]
    pub fn new(severity: Severity, code: &'static str, place: Place, message: String) -> Self {
        Self { severity, code, place, message, excerpt: None, hints: Vec::new() }
    }

    /// The same with these hints.
    #[must_use]
    pub fn with_hints(self, hints: Vec<String>) -> Self {
        Self { hints, ..self }
    }
}

impl Severity {
    /// The word shown to people.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        match &self.at {
            At::File => Ok(()),
            At::Line { line, column } => write!(f, ":{line}:{column}"),
            At::Cell { sheet, row, column } => {
                write!(f, ":{}!{}{row}", sheet_name(sheet), column_letters(*column))
            }
            At::Sheet(sheet) => write!(f, ":{}", sheet_name(sheet)),
        }
    }
}

/// The name of a sheet as a formula would write it: in quotes unless it is one plain word.
fn sheet_name(name: &str) -> String {
    if !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') {
        name.to_owned()
    } else {
        format!("'{}'", name.replace('\'', "''"))
    }
}

/// The letters of a spreadsheet's column, counted from 1: `A`, `Z`, `AA`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

impl Place {
    /// Whether both stand in one table: in the same text file, or on the same sheet.
    #[must_use]
    pub fn is_of_table(&self, other: &Self) -> bool {
        self.file == other.file && self.sheet() == other.sheet()
    }

    fn sheet(&self) -> Option<&Arc<str>> {
        match &self.at {
            At::Cell { sheet, .. } | At::Sheet(sheet) => Some(sheet),
            At::File | At::Line { .. } => None,
        }
    }

    /// The place as it is named within a message about `file`: another file is named, the same is not.
    #[must_use]
    pub fn seen_from(&self, file: &str) -> String {
        let whole = self.to_string();
        if *self.file != *file {
            return whole;
        }
        match &self.at {
            At::File => whole,
            At::Line { line, column } => format!("line {line}, column {column}"),
            At::Cell { .. } | At::Sheet(_) => whole[self.file.len() + 1..].to_owned(),
        }
    }
}

impl fmt::Display for Diagnostic {
    /// The first line only: `file:line:column: error[code]: message`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}[{}]: {}", self.place, self.severity.as_str(), self.code, self.message)
    }
}

/// Diagnostics in the order they were found, kept up to a limit per file and code and counted beyond it,
/// so that a file with a million faults neither fills memory nor hides its other faults.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(Arc<str>, &'static str, Severity), u64>,
}

impl Diagnostics {
    /// How many of one file, code and severity are kept whole.
    pub const KEPT_PER_CODE: u64 = 50;

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let file = Arc::clone(&diagnostic.place.file);
        self.push_with(&file, diagnostic.code, diagnostic.severity, || diagnostic);
    }

    /// Adds one that is only made when it is kept whole, so that the millionth fault costs no more
    /// than being counted.
    pub fn push_with(
        &mut self,
        file: &Arc<str>,
        code: &'static str,
        severity: Severity,
        make: impl FnOnce() -> Diagnostic,
    ) {
        let count = self.counts.entry((Arc::clone(file), code, severity)).or_default();
        *count += 1;
        if *count <= Self::KEPT_PER_CODE {
            self.kept.push(make());
        }
    }

    /// Whether another of its kind would be kept whole, and not only counted.
    #[must_use]
    pub fn has_room(&self, file: &Arc<str>, code: &'static str, severity: Severity) -> bool {
        self.counts.get(&(Arc::clone(file), code, severity)).is_none_or(|count| *count < Self::KEPT_PER_CODE)
    }

    /// Adds all of another file's.
    pub fn append(&mut self, other: Self) {
        self.kept.extend(other.kept);
        for (key, count) in other.counts {
            *self.counts.entry(key).or_default() += count;
        }
    }

    /// Those kept, in the order they were found.
    #[must_use]
    pub fn kept(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// What was counted beyond the limit: file, code, severity and how many more.
    pub fn beyond(&self) -> impl Iterator<Item = (&Arc<str>, &'static str, Severity, u64)> {
        self.counts.iter().filter_map(|((file, code, severity), count)| {
            let more = count.saturating_sub(Self::KEPT_PER_CODE);
            (more > 0).then_some((file, *code, *severity, more))
        })
    }

    /// How many there are of a severity, kept or not.
    #[must_use]
    pub fn count(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|((_, _, of), _)| *of == severity).map(|(_, count)| count).sum()
    }

    /// Whether there are none at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_named_as_spreadsheets_do() {
        let check = |sheet: &str, row, column, expected: &str| {
            let place = Place { file: "b.xlsx".into(), at: At::Cell { sheet: sheet.into(), row, column } };
            assert_eq!(place.to_string(), expected);
        };
        check("Table_1", 14, 2, "b.xlsx:Table_1!B14");
        check("Table P4 ", 7, 26, "b.xlsx:'Table P4 '!Z7");
        check("It's", 1, 27, "b.xlsx:'It''s'!AA1");
        check("S", 1, 16_384, "b.xlsx:S!XFD1");
        let place = Place { file: "b.xlsx".into(), at: At::Cell { sheet: "S".into(), row: 2, column: 3 } };
        assert_eq!(
            (place.seen_from("b.xlsx"), place.seen_from("c.csv")),
            ("S!C2".into(), "b.xlsx:S!C2".into())
        );
    }
}
