//! The table every analysis returns, and that the terminal, files and pictures are all made from.
//!
//! Columns are typed and carry units; every cell says which rows of the data it was made from;
//! what a reader must know stands in notes with a key a machine can read. A table does not know
//! how it will be shown.

use std::collections::BTreeMap;
use std::fmt;

use crate::{Analysis, Basis, Grade, NoGrade, RowRef, Scale, Status, Verdict};

/// A table with its notes and the rows of data behind it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The analysis it answers; none for a plain list.
    pub analysis: Option<Analysis>,
    /// One line that says what is shown.
    pub title: String,
    /// The grades the cycle could give, where the table is about grades.
    pub scale: Option<Scale>,
    /// The force in question, by its identifier: what it is called where its name cannot be written.
    pub subject: Option<String>,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    notes: Vec<Note>,
    evidence: Vec<Evidence>,
    cited: BTreeMap<RowRef, u32>,
}

/// A column: its name for machines, its title for people, what its cells hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name used in files: `better`.
    pub name: String,
    /// The words shown to people: `Better`.
    pub title: String,
    /// What its cells hold, beside empty ones.
    pub kind: Kind,
    /// The unit of its numbers.
    pub unit: Option<Unit>,
    /// Left out where people read and room is short; every file format has it.
    pub detail: bool,
}

/// What the cells of a column hold. Any cell may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A grade, or why there is none.
    Grade,
    /// A whole number of things.
    Count,
    /// A measured or computed number.
    Number,
}

/// The unit of a column's numbers; decides how many decimals people are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// Things counted, by the word for several of them: `forces`.
    Things(String),
    /// Per cent.
    PerCent,
    /// Per cent of things, by the word for several of them: `calls`.
    Share(String),
    /// The difference of two figures in per cent.
    PercentagePoints,
    /// A place from 0 (worst) to 100 (best) among those compared.
    Percentile,
    /// The p-value of a test, 0 to 1.
    PValue,
    /// A rate, by the words for it: `offences per 1,000 population`.
    Rate(String),
    /// Any other, by the words for it: `standard errors`.
    Other(String),
}

/// One cell and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// The rows of data it was made from: positions in [`Table::evidence`], ascending.
    pub from: Vec<u32>,
    /// What a reader should know of this cell alone: `Good or Requires improvement`.
    pub remark: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing can be said; [`Cell::remark`] may say why.
    Empty,
    /// Words.
    Text(String),
    /// A grade.
    Grade(Grade),
    /// Why there is no grade.
    NoGrade(NoGrade),
    /// A whole number of things.
    Count(u64),
    /// A finite number.
    Number(f64),
}

/// Something a reader of the whole table must know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it is about.
    pub key: NoteKey,
    /// The note, a sentence or a name.
    pub text: String,
}

/// What stands between two sources of one note: their titles have commas of their own.
pub const BETWEEN_SOURCES: &str = "; ";

/// What a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKey {
    /// The force in question, by its name.
    Subject,
    /// The cycle, by its label.
    Cycle,
    /// Pillars or areas.
    Level,
    /// Whom it is compared with, in words.
    Comparator,
    /// The members of the comparator, by name.
    Members,
    /// Who was left out of the comparison, by name.
    Excluded,
    /// The period of indicators.
    Period,
    /// How much is known: n of N.
    Coverage,
    /// What kinds of publication the grades that are known were read in, unless the inspectorate published all.
    Basis,
    /// What the figures show, in words: who lies outside the limits.
    Finding,
    /// What was taken by default.
    Default,
    /// How the figures are made.
    Method,
    /// Where the random procedures began.
    Seed,
    /// Where the method is published.
    Reference,
    /// That what is shown beside each other may not be compared, or only in part.
    Warning,
    /// What not to conclude.
    Caveat,
    /// Who publishes the data.
    Source,
    /// Under which licence.
    Licence,
}

/// A row of the data that a cell was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// The file and line.
    pub row: RowRef,
    /// What the row says: `durham, 2016, effectiveness: Outstanding`.
    pub says: String,
    /// Whether it stands.
    pub status: Option<Status>,
    /// What kind of publication says so.
    pub basis: Option<Basis>,
    /// The page it was read on; empty when the data give none.
    pub url: String,
}

/// A row that does not fit the table it was meant for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// Too few or too many cells.
    #[error("a row of {cells} cells in a table of {columns} columns")]
    Width {
        /// Cells in the row.
        cells: usize,
        /// Columns in the table.
        columns: usize,
    },
    /// A cell of another kind than its column.
    #[error("column `{column}` cannot hold {value}")]
    Kind {
        /// The column's name.
        column: String,
        /// The value, as written for a programmer.
        value: String,
    },
    /// A cell that cites evidence the table does not hold.
    #[error("column `{column}` cites evidence the table does not hold")]
    Evidence {
        /// The column's name.
        column: String,
    },
}

impl Table {
    /// A table without rows.
    #[must_use]
    pub fn new(
        analysis: impl Into<Option<Analysis>>,
        title: String,
        scale: Option<Scale>,
        columns: Vec<Column>,
    ) -> Self {
        Self {
            analysis: analysis.into(),
            title,
            scale,
            subject: None,
            columns,
            rows: Vec::new(),
            notes: Vec::new(),
            evidence: Vec::new(),
            cited: BTreeMap::new(),
        }
    }

    /// Adds a row of data to the table's evidence and gives its position there, once however often
    /// it is cited.
    pub fn cite(&mut self, row: &RowRef, describe: impl FnOnce() -> Evidence) -> u32 {
        if let Some(position) = self.cited.get(row) {
            return *position;
        }
        let position = u32::try_from(self.evidence.len()).unwrap_or(u32::MAX);
        self.evidence.push(describe());
        self.cited.insert(row.clone(), position);
        position
    }

    /// Adds a row.
    ///
    /// # Errors
    ///
    /// [`Misfit`] when the cells do not fit the columns.
    pub fn push_row(&mut self, cells: Vec<Cell>) -> Result<(), Misfit> {
        if cells.len() != self.columns.len() {
            return Err(Misfit::Width { cells: cells.len(), columns: self.columns.len() });
        }
        for (cell, column) in cells.iter().zip(&self.columns) {
            if !column.kind.holds(&cell.value) {
                return Err(Misfit::Kind { column: column.name.clone(), value: format!("{:?}", cell.value) });
            }
            if cell.from.iter().any(|position| *position as usize >= self.evidence.len()) {
                return Err(Misfit::Evidence { column: column.name.clone() });
            }
        }
        self.rows.push(cells);
        Ok(())
    }

    /// Adds a note; an empty one says nothing and is not added.
    pub fn note(&mut self, key: NoteKey, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.notes.push(Note { key, text });
        }
    }

    /// The columns, in order.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The position of the column with this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// The rows, in order; each has a cell per column.
    #[must_use]
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The notes, in the order they were added.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// The text of every note with this key.
    pub fn noted(&self, key: NoteKey) -> impl Iterator<Item = &str> {
        self.notes.iter().filter(move |note| note.key == key).map(|note| note.text.as_str())
    }

    /// The rows of data the cells were made from.
    #[must_use]
    pub fn evidence(&self) -> &[Evidence] {
        &self.evidence
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub fn text(name: &str, title: &str) -> Self {
        Self::of(Kind::Text, name, title, None)
    }

    /// A column of grades.
    #[must_use]
    pub fn grade(name: &str, title: &str) -> Self {
        Self::of(Kind::Grade, name, title, None)
    }

    /// A column of counts of `things`.
    #[must_use]
    pub fn count(name: &str, title: &str, things: &str) -> Self {
        Self::of(Kind::Count, name, title, Some(Unit::Things(things.to_owned())))
    }

    /// A column of numbers.
    #[must_use]
    pub fn number(name: &str, title: &str, unit: Unit) -> Self {
        Self::of(Kind::Number, name, title, Some(unit))
    }

    /// The words for its unit, where it has one that is known.
    #[must_use]
    pub fn unit_in_words(&self) -> Option<String> {
        self.unit.as_ref().map(ToString::to_string).filter(|words| !words.is_empty())
    }

    /// The same column, left out where room is short.
    #[must_use]
    pub fn detail(mut self) -> Self {
        self.detail = true;
        self
    }

    fn of(kind: Kind, name: &str, title: &str, unit: Option<Unit>) -> Self {
        Self { name: name.to_owned(), title: title.to_owned(), kind, unit, detail: false }
    }

    /// The value as people are shown it in this column: decimals by the unit, empty as nothing. Of what is so large or
    /// so small that its digits would say less, a power of ten: `7.86e38`.
    #[must_use]
    pub fn format(&self, value: &Value) -> String {
        match value {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Grade(grade) => grade.title().to_owned(),
            Value::NoGrade(kind) => kind.title().to_owned(),
            Value::Count(count) => count.to_string(),
            Value::Number(number) if self.unit.as_ref().is_some_and(|unit| unit.is_power(*number)) => {
                format!("{number:.2e}")
            }
            Value::Number(number) => {
                let decimals = self.unit.as_ref().map_or(2, |unit| unit.decimals(*number));
                // Half away from zero, as a spreadsheet shows it; formatting alone rounds half to even. What rounds
                // to nothing is nothing, on either side of it.
                let step = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
                format!("{:.decimals$}", (number * step).round() / step + 0.0)
            }
        }
    }
}

impl Kind {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Grade => "grade",
            Self::Count => "count",
            Self::Number => "number",
        }
    }

    /// Whether a column of this kind may hold the value.
    #[must_use]
    pub const fn holds(self, value: &Value) -> bool {
        match value {
            Value::Empty => true,
            Value::Text(_) => matches!(self, Self::Text),
            Value::Grade(_) | Value::NoGrade(_) => matches!(self, Self::Grade),
            Value::Count(_) => matches!(self, Self::Count),
            Value::Number(number) => matches!(self, Self::Number) && number.is_finite(),
        }
    }
}

impl Unit {
    /// The decimals people are shown of a number: of a rate below 0.1 two significant figures, at most 9 decimals. Of
    /// things none from 10 on; of what nobody has said a unit of, and of parts of things below 10, as of a rate.
    #[must_use]
    pub fn decimals(&self, number: f64) -> usize {
        match self {
            Self::Percentile => 0,
            Self::Things(words) if number.fract() == 0.0 || (number.abs() >= 10.0 && !words.is_empty()) => 0,
            Self::PerCent | Self::Share(_) | Self::PercentagePoints => 1,
            Self::PValue => 4,
            Self::Other(_) => 2,
            Self::Rate(_) | Self::Things(_) => {
                let power = |decimals: &i32| number.abs() * 10_f64.powi(*decimals) >= 1.0;
                let is_small = number != 0.0 && number.abs() < 0.1;
                let second = is_small.then(|| (2..9).find(power)).flatten().unwrap_or(1) + 1;
                usize::try_from(second).unwrap_or(2)
            }
        }
    }
}

/// Numbers from this on are written as powers of ten.
const MOST_IN_DIGITS: f64 = 1e15;
/// So are rates and numbers of things above nought and below this, which have no digit among the decimals that are
/// shown; none of these is below nought but for rounding.
const LEAST_IN_DIGITS: f64 = 1e-8;

impl Unit {
    /// Whether digits would say less of a number than its power of ten.
    fn is_power(&self, number: f64) -> bool {
        let is_small = number > 0.0 && number < LEAST_IN_DIGITS;
        number.abs() >= MOST_IN_DIGITS || (is_small && matches!(self, Self::Rate(_) | Self::Things(_)))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Things(words) | Self::Rate(words) | Self::Other(words) => words,
            Self::Share(of) => return f.pad(&format!("% of {of}")),
            Self::PerCent => "%",
            Self::PercentagePoints => "percentage points",
            Self::Percentile => "percentile",
            Self::PValue => "p-value",
        })
    }
}

impl Cell {
    /// A cell with the rows it was made from.
    #[must_use]
    pub fn new(value: impl Into<Value>, mut from: Vec<u32>) -> Self {
        from.sort_unstable();
        from.dedup();
        Self { value: value.into(), from, remark: None }
    }

    /// A cell that labels its row and was made from no data.
    #[must_use]
    pub fn label(text: impl Into<String>) -> Self {
        Self::new(Value::Text(text.into()), Vec::new())
    }

    /// The same cell with a remark.
    #[must_use]
    pub fn remarked(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }
}

impl Value {
    /// Several numbers in one cell, as every format holds them: in full, a space between. Nothing where there are
    /// none, and without those that are not finite.
    ///
    /// # Examples
    ///
    /// ```
    /// use peel_model::Value;
    ///
    /// let value = Value::list(&[0.25, 3.0]);
    /// assert_eq!(value, Value::Text("0.25 3".to_owned()));
    /// assert_eq!(value.listed(), [0.25, 3.0]);
    /// ```
    #[must_use]
    pub fn list(numbers: &[f64]) -> Self {
        let finite = numbers.iter().filter(|number| number.is_finite());
        let written: Vec<String> = finite.map(|number| exact(*number)).collect();
        if written.is_empty() { Self::Empty } else { Self::Text(written.join(" ")) }
    }

    /// The finite numbers of a cell that holds several; none of any other cell.
    #[must_use]
    pub fn listed(&self) -> Vec<f64> {
        let Self::Text(text) = self else { return Vec::new() };
        let numbers = text.split_ascii_whitespace().filter_map(|number| number.parse().ok());
        numbers.filter(|number: &f64| number.is_finite()).collect()
    }
}

/// A finite number as files hold it: the fewest digits that read back as the same number, with an exponent where
/// there would be many zeros (`6.02e-22`).
#[must_use]
pub fn exact(number: f64) -> String {
    let size = number.abs();
    if size == 0.0 || (1e-6..1e16).contains(&size) { number.to_string() } else { format!("{number:e}") }
}

impl From<Verdict> for Value {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Graded(grade) => Self::Grade(grade),
            Verdict::Without(kind) => Self::NoGrade(kind),
        }
    }
}

impl From<Grade> for Value {
    fn from(grade: Grade) -> Self {
        Self::Grade(grade)
    }
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<f64> for Value {
    /// A number; what is not finite is nothing.
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Empty }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl NoteKey {
    /// The word used in files.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Cycle => "cycle",
            Self::Level => "level",
            Self::Comparator => "comparator",
            Self::Members => "members",
            Self::Excluded => "excluded",
            Self::Period => "period",
            Self::Coverage => "coverage",
            Self::Basis => "basis",
            Self::Finding => "finding",
            Self::Default => "default",
            Self::Method => "method",
            Self::Seed => "seed",
            Self::Reference => "reference",
            Self::Warning => "warning",
            Self::Caveat => "caveat",
            Self::Source => "source",
            Self::Licence => "licence",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let columns = vec![Column::text("title", "Area"), Column::count("better", "Better", "forces")];
        Table::new(Analysis::Standing, "Standing".to_owned(), None, columns)
    }

    #[test]
    fn a_row_must_fit_its_columns() {
        let mut table = table();
        assert!(table.push_row(vec![Cell::label("a"), Cell::new(29_u64, vec![])]).is_ok());
        assert!(matches!(
            table.push_row(vec![Cell::label("a")]),
            Err(Misfit::Width { cells: 1, columns: 2 })
        ));
        let wrong = vec![Cell::label("a"), Cell::label("29")];
        assert!(matches!(table.push_row(wrong), Err(Misfit::Kind { .. })));
        let uncited = vec![Cell::label("a"), Cell::new(29_u64, vec![0])];
        assert!(matches!(table.push_row(uncited), Err(Misfit::Evidence { .. })));
        assert_eq!(table.rows().len(), 1);
    }

    #[test]
    fn a_row_of_data_is_cited_once() {
        let mut table = table();
        let row = RowRef { file: "gradings.csv".into(), line: 2 };
        let evidence = || Evidence {
            row: row.clone(),
            says: "kent: Good".to_owned(),
            status: None,
            basis: None,
            url: String::new(),
        };
        assert_eq!((table.cite(&row, evidence), table.cite(&row, evidence)), (0, 0));
        assert_eq!(table.evidence().len(), 1);
    }

    #[test]
    fn what_is_not_finite_is_nothing() {
        assert_eq!(Value::from(f64::NAN), Value::Empty);
        assert_eq!(Value::from(f64::INFINITY), Value::Empty);
        assert_eq!(Value::from(None::<u64>), Value::Empty);
    }

    #[test]
    fn a_number_in_a_file_is_short_and_exact() {
        for (number, written) in [
            (0.0, "0"),
            (0.1 + 0.2, "0.30000000000000004"),
            (0.000_001, "0.000001"),
            (-0.000_000_25, "-2.5e-7"),
            (6.026_444_288_849_42e-22, "6.02644428884942e-22"),
            (802_300.0, "802300"),
            (1e300, "1e300"),
        ] {
            assert_eq!(exact(number), written);
            assert_eq!(written.parse(), Ok(number));
        }
        assert_eq!(Value::list(&[1e-12, 2.0]).listed(), [1e-12, 2.0]);
    }

    #[test]
    fn units_decide_the_decimals() {
        let share = Column::number("share", "Share", Unit::PerCent);
        assert_eq!(share.format(&Value::Number(30.952_380_952)), "31.0");
        assert_eq!(share.format(&Value::Number(6.25)), "6.3");
        let rate = Column::number("rate", "Rate", Unit::Rate("per 1,000 population".to_owned()));
        let shown = |number| rate.format(&Value::Number(number));
        assert_eq!(
            [12.345, 0.1, 0.0, 0.012_34, -0.0123, 0.009_87].map(shown),
            ["12.35", "0.10", "0.00", "0.012", "-0.012", "0.0099"]
        );
        // Fault: limits of a funnel had 39 digits, and a rate below them was 0.00 as they were.
        assert_eq!([1e-12, -1e-12].map(shown), ["1.00e-12", "0.00"]);
        assert_eq!([7.864e38, -7.864e38, 1e14].map(shown), ["7.86e38", "-7.86e38", "100000000000000.00"]);
        let deaths = Column::number("mean", "Mean", Unit::Things("deaths".to_owned()));
        let shown = |number| deaths.format(&Value::Number(number));
        assert_eq!(
            [1234.5, 12.6, 3.0, 0.4, 1e-5, 1e-12].map(shown),
            ["1235", "13", "3", "0.40", "0.000010", "1.00e-12"]
        );
        // Fault: shares and days, whose unit nobody had stated yet, were 0, 1 and 13.
        let unsaid = Column::number("value", "Figure", Unit::Things(String::new()));
        let shown = |number| unsaid.format(&Value::Number(number));
        assert_eq!([0.72, 12.5, 410.0].map(shown), ["0.72", "12.50", "410"]);
        let tau = Column::number("tau_b", "tau-b", Unit::Other("from -1 to 1".to_owned()));
        assert_eq!([-0.004, -0.005].map(|number| tau.format(&Value::Number(number))), ["0.00", "-0.01"]);
        let place = Column::number("percentile", "Percentile", Unit::Percentile);
        assert_eq!(place.format(&Value::Number(16.666)), "17");
    }
}
