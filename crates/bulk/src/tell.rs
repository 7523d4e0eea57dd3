//! What is said of rows that are left out, and of rows that contradict the name of their file.

use peel_model::{At, Dataset, Diagnostic, Diagnostics, Severity, printable, shortened};

use crate::header::Missing;
use crate::kind::{ForceFrom, Kind, MonthFrom};
use crate::source::{Source, diagnostic};
use crate::tally::{Mark, Met, Reason, Tally};

/// Knows what was expected.
#[derive(Clone, Copy)]
pub(crate) struct Teller<'a> {
    pub(crate) dataset: &'a Dataset,
    pub(crate) kind: &'a Kind,
}

impl Teller<'_> {
    /// Says what is wrong with rows of a file, in the order of their lines, then what there was more.
    pub(crate) fn rows(self, source: &Source, tally: &Tally, diagnostics: &mut Diagnostics) {
        let mut marks: Vec<(Mark, &str, &Met)> = tally.marks().collect();
        marks.sort_by_key(|(mark, value, met)| (met.first, *mark, *value));
        for (mark, value, met) in marks {
            diagnostics.push(self.mark(source, tally, mark, value, met));
        }
        for (mark, rows) in tally.beyond() {
            let message = format!("other values of this kind: {}", what_becomes(mark, rows));
            diagnostics.push(diagnostic(mark.severity(), mark.code(), &source.label, message));
        }
    }

    fn mark(self, source: &Source, tally: &Tally, mark: Mark, value: &str, met: &Met) -> Diagnostic {
        let mut message = format!("{}: {}", self.what(source, mark, value), what_becomes(mark, met.rows));
        if met.rows > 1 && met.spot.is_some() {
            message.push_str(", the first of them here");
        }
        let mut diagnostic = diagnostic(mark.severity(), mark.code(), &source.label, message);
        if let Some(spot) = &met.spot {
            let line = tally.line(met.first) + spot.lines_before;
            diagnostic.place.at = At::Line { line, column: spot.column };
            diagnostic.excerpt = Some(spot.excerpt.clone());
        }
        diagnostic.hints = self.hints(mark, value, met);
        diagnostic
    }

    /// What is wrong, and what was expected.
    pub(crate) fn what(self, source: &Source, mark: Mark, value: &str) -> String {
        let shown = format!("`{}`", printable(&shortened(value)));
        let named = |named: &Option<String>| printable(named.as_deref().unwrap_or_default());
        match mark {
            Mark::OtherMonth => {
                format!("{shown} is not the month in the file's name, `{}`", named(&source.month))
            }
            Mark::OtherForce => {
                format!("{shown} is not the force in the file's name, `{}`", named(&source.force))
            }
            Mark::Faulty(Reason::WrongWidth) => value.to_owned(),
            Mark::Faulty(Reason::NotAMonth) => {
                let (noun, expected) = match self.kind.month {
                    MonthFrom::Month(_) => ("month", "`YYYY-MM`"),
                    MonthFrom::Date(_) => ("date", "`YYYY-MM-DD`, with or without a time"),
                };
                let what =
                    if value.is_empty() { format!("no {noun}") } else { format!("{shown} is not a {noun}") };
                format!("{what}, expected {expected}")
            }
            Mark::Faulty(Reason::NoForce) => match &self.kind.force {
                ForceFrom::Column(column) => {
                    format!("no force: `{column}` is empty, and the file's name says none")
                }
                ForceFrom::FileName => "no force: only the file's name could say it".to_owned(),
            },
            Mark::Faulty(Reason::UnknownForceOfFile) => {
                format!("{shown}, in the file's name, is not a force")
            }
            Mark::Faulty(Reason::NoCategory) => format!("`{}` is empty", self.kind.category),
            Mark::Faulty(Reason::LongCategory) => {
                format!("{shown} is too long to be a value of `{}`", self.kind.category)
            }
            Mark::Faulty(reason) if value.is_empty() => reason.as_str().to_owned(),
            Mark::Faulty(reason) => format!("{shown} is {}", reason.as_str()),
        }
    }

    fn hints(self, mark: Mark, value: &str, met: &Met) -> Vec<String> {
        let is_date = matches!(self.kind.month, MonthFrom::Date(_));
        let goes_on = met.spot.as_ref().is_some_and(|spot| spot.excerpt.width > 0);
        match mark {
            Mark::OtherMonth if is_date => {
                vec![
                    "a time in UTC may be of the day, and the month, before that of the clocks in summer"
                        .to_owned(),
                ]
            }
            Mark::Faulty(Reason::UnknownForce | Reason::UnknownForceOfFile) => {
                self.dataset.resolve_force(value).err().map(|unknown| unknown.hints).unwrap_or_default()
            }
            Mark::Faulty(Reason::NoForce) => vec![self.how_to_name()],
            Mark::Faulty(Reason::UnclosedQuote) => {
                vec!["close it, or double each quote that belongs to the text".to_owned()]
            }
            Mark::Faulty(Reason::WrongWidth) if goes_on => {
                vec!["a field with a comma in it has to stand in quotes".to_owned()]
            }
            _ => Vec::new(),
        }
    }

    fn how_to_name(self) -> String {
        format!("name the file as the publisher does: `2018-10-FORCE{}.csv`", self.kind.suffix)
    }

    /// Says which column a header lacks.
    pub(crate) fn missing(self, source: &Source, missing: &Missing, rows: u64) -> Diagnostic {
        let message = format!("the header has no column `{}`: {} left out", missing.column, rows_are(rows));
        let code = Reason::MissingColumn.code();
        let mut diagnostic = diagnostic(Severity::Error, code, &source.label, message);
        diagnostic.place.at = At::Line { line: 1, column: 1 };
        diagnostic.excerpt = Some(missing.excerpt.clone());
        diagnostic.hints.push(if missing.is_utf16 {
            "the file is UTF-16; save it as UTF-8".to_owned()
        } else if missing.width == 1 && missing.excerpt.text.contains([';', '\t', '|']) {
            "its fields are not separated by commas; save it as comma-separated".to_owned()
        } else {
            format!("expected the columns {}", self.columns())
        });
        diagnostic
    }

    fn columns(self) -> String {
        let month = match &self.kind.month {
            MonthFrom::Month(column) | MonthFrom::Date(column) => column,
        };
        let force = match &self.kind.force {
            ForceFrom::Column(column) => Some(column),
            ForceFrom::FileName => None,
        };
        let columns = force.into_iter().chain([month, &self.kind.category]);
        columns.map(|column| format!("`{column}`")).collect::<Vec<_>>().join(", ")
    }
}

fn what_becomes(mark: Mark, rows: u64) -> String {
    let said = if rows == 1 { "it says" } else { "they say" };
    match mark {
        Mark::Faulty(_) => format!("{} left out", rows_are(rows)),
        Mark::OtherMonth => format!("{} counted in the month {said}", rows_are(rows)),
        Mark::OtherForce => format!("{} counted for the force {said}", rows_are(rows)),
    }
}

/// `1 row is`, `2 rows are`.
pub(crate) fn rows_are(n: u64) -> String {
    if n == 1 { "1 row is".to_owned() } else { format!("{n} rows are") }
}
