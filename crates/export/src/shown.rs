//! What people are shown of a table: which columns, in which words, with which remarks and key.
//!
//! Shared by the formats that people read, so that they leave out, shorten and mark the same.

use std::collections::BTreeMap;

use peel_model::{Cell, Column, Grade, Kind, NoGrade, NoteKey, Table, Unit, Value, printable};

use crate::fields::remark;

/// More grade columns than these are shown as letters.
const MOST_IN_WORDS: usize = 3;

/// How grades, and the reasons for having none, are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grades {
    /// `Requires improvement`, `Unknown`.
    Words,
    /// `RI`, `?`.
    Letters,
}

/// The part of a table that people are shown.
pub(crate) struct Shown<'t> {
    table: &'t Table,
    columns: Vec<usize>,
    remarks: Vec<&'t str>,
    numbers: BTreeMap<&'t str, usize>,
}

impl<'t> Shown<'t> {
    /// All but the columns of detail.
    pub(crate) fn of(table: &'t Table) -> Self {
        let columns = (0..table.columns().len()).filter(|at| !table.columns()[*at].detail).collect();
        let mut shown = Self { table, columns, remarks: Vec::new(), numbers: BTreeMap::new() };
        let (mut remarks, mut numbers) = (Vec::new(), BTreeMap::new());
        for remark in shown.cells().filter_map(|(_, cell)| remark(cell)) {
            numbers.entry(remark).or_insert_with(|| {
                remarks.push(remark);
                remarks.len()
            });
        }
        (shown.remarks, shown.numbers) = (remarks, numbers);
        shown
    }

    /// The columns shown.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &'t Column> {
        self.columns.iter().map(|at| &self.table.columns()[*at])
    }

    /// The rows, each with a cell for every column shown.
    pub(crate) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = (&'t Column, &'t Cell)>> {
        let columns = self.table.columns();
        self.table.rows().iter().map(move |row| self.columns.iter().map(move |at| (&columns[*at], &row[*at])))
    }

    /// That columns are left out, how many, and where they are.
    pub(crate) fn left_out(&self) -> Option<String> {
        match self.table.columns().len() - self.columns.len() {
            0 => None,
            1 => Some("csv and json have 1 more column".to_owned()),
            n_more => Some(format!("csv and json have {n_more} more columns")),
        }
    }

    /// How grades are shown where there is room for words.
    pub(crate) fn grades(&self) -> Grades {
        if self.n_grade_columns() > MOST_IN_WORDS { Grades::Letters } else { Grades::Words }
    }

    /// How many of the columns hold grades.
    pub(crate) fn n_grade_columns(&self) -> usize {
        self.columns().filter(|column| column.kind == Kind::Grade).count()
    }

    /// The mark that leads from the cell to its remark: `*1`, or nothing.
    pub(crate) fn mark(&self, cell: &Cell) -> String {
        remark(cell).and_then(|remark| self.numbers.get(remark)).map_or_else(String::new, |nth| mark(*nth))
    }

    /// The remarks in reading order, each once, with the mark that leads to it.
    pub(crate) fn remarks(&self) -> impl Iterator<Item = (String, String)> {
        self.remarks.iter().enumerate().map(|(nth, remark)| (mark(nth + 1), printable(remark)))
    }

    /// What the letters and signs that occur stand for: `G = Good`, `? = Unknown`.
    pub(crate) fn key(&self) -> Vec<String> {
        let occurs = |value: &Value| self.cells().any(|(_, cell)| cell.value == *value);
        let grades = Grade::BEST_FIRST.into_iter().map(Value::Grade);
        let reasons = NoGrade::ALL.into_iter().map(Value::NoGrade);
        grades.chain(reasons).filter(occurs).filter_map(|value| entry(&value)).collect()
    }

    /// The notes: what each is about, and its text.
    pub(crate) fn notes(&self) -> impl Iterator<Item = (String, String)> {
        self.table.notes().iter().map(|note| {
            let text =
                if note.key == NoteKey::Members { first_members(&note.text) } else { note.text.clone() };
            (capitalised(note.key.as_str()), printable(&text))
        })
    }

    fn cells(&self) -> impl Iterator<Item = (&'t Column, &'t Cell)> {
        self.rows().flatten()
    }
}

/// Where there are many members, the first of them and how many more there are.
fn first_members(members: &str) -> String {
    const FIRST: usize = 8;
    let names: Vec<&str> = members.split(", ").collect();
    match names.len() - names.len().min(FIRST) {
        0 | 1 => members.to_owned(),
        n_more => format!("{} and {n_more} more, whom json names", names[..FIRST].join(", ")),
    }
}

/// The text of a page: blocks of lines, a blank line between them, none for an empty block.
pub(crate) fn page(blocks: &[Vec<String>]) -> String {
    let blocks = blocks.iter().filter(|block| !block.is_empty());
    let blocks: Vec<_> = blocks.map(|block| block.join("\n") + "\n").collect();
    blocks.join("\n")
}

/// The words over a column; a per cent sign at their end goes to the figures, where it is read with them.
pub(crate) fn head(column: &Column) -> String {
    let title = printable(&column.title);
    match (&column.unit, title.strip_suffix('%')) {
        (Some(Unit::PerCent | Unit::Share(_)), Some(title)) => title.trim_end_matches([' ', ',']).to_owned(),
        _ => title,
    }
}

/// The value as it is shown in its column.
pub(crate) fn words(column: &Column, value: &Value, grades: Grades) -> String {
    match (value, grades) {
        (Value::Grade(grade), Grades::Letters) => grade.letter().to_owned(),
        (Value::NoGrade(kind), Grades::Letters) => kind.sign().to_owned(),
        (Value::Number(_), _) => column.format(value) + sign(column),
        _ => printable(&column.format(value)),
    }
}

/// The sign after a figure in per cent or percentage points, unless the words over it say so.
fn sign(column: &Column) -> &'static str {
    let head = head(column).to_lowercase();
    match &column.unit {
        Some(Unit::PerCent | Unit::Share(_)) if !head.contains('%') && !head.contains("per cent") => "%",
        Some(Unit::PercentagePoints) => " pp",
        _ => "",
    }
}

/// Whether a column holds figures, which stand to the right.
pub(crate) const fn has_figures(column: &Column) -> bool {
    matches!(column.kind, Kind::Count | Kind::Number)
}

fn mark(nth: usize) -> String {
    format!("*{nth}")
}

fn entry(value: &Value) -> Option<String> {
    match value {
        Value::Grade(grade) => Some(format!("{} = {}", grade.letter(), grade.title())),
        Value::NoGrade(kind) => Some(format!("{} = {}", kind.sign(), kind.title())),
        _ => None,
    }
}

/// A word with a capital at its beginning: `Source`.
pub(crate) fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
    first.to_uppercase() + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn a_share_says_that_it_is_per_cent() {
        let check = |title, expected: (&str, &str)| {
            let column = Column::number("share", title, Unit::PerCent);
            let words = words(&column, &Value::Number(69.04), Grades::Words);
            assert_eq!((head(&column).as_str(), words.as_str()), expected);
        };
        check("Good or better", ("Good or better", "69.0%"));
        check("Good or better %", ("Good or better", "69.0%"));
        check("Good or better, %", ("Good or better", "69.0%"));
        check("% good", ("% good", "69.0"));
        check("Per cent good", ("Per cent good", "69.0"));
        let column = Column::number("change", "Change", Unit::PercentagePoints);
        assert_eq!(words(&column, &Value::Number(-2.04), Grades::Words), "-2.0 pp");
    }

    #[test]
    fn the_key_has_what_occurs_best_first() {
        let table = samples::standing();
        let key = Shown::of(&table).key();
        assert_eq!(key, ["G = Good", "RI = Requires improvement", "! = Disputed"]);
    }

    #[test]
    fn a_remark_made_twice_is_listed_once() {
        let mut table = Table::new(
            peel_model::Analysis::Matrix,
            String::new(),
            None,
            vec![Column::text("force", "Force"), Column::text("hidden", "Hidden").detail()],
        );
        for remark in ["b", "a", "", "b"] {
            let hidden = Cell::label("x").remarked("left out");
            table.push_row(vec![Cell::label("x").remarked(remark), hidden]).unwrap();
        }
        let shown = Shown::of(&table);
        let remarks: Vec<_> = shown.remarks().map(|(mark, remark)| mark + &remark).collect();
        assert_eq!(remarks, ["*1b", "*2a"]);
        assert_eq!(shown.left_out().as_deref(), Some("csv and json have 1 more column"));
    }
}
