//! What was understood of a table and why, for the user to agree or disagree with.

use std::collections::BTreeSet;
use std::sync::Arc;

use peel_model::{Diagnostics, Place, Severity};

use crate::import::account::Tally;
use crate::import::bind::{Bound, Column};
use crate::import::layout::{Gives, Role};
use crate::import::read::{TableSays, periods_of};
use crate::import::shape::Shape;
use crate::import::totals::Totals;
use crate::open::Grid;

/// What was understood of one table.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The file, and the sheet of a workbook.
    pub place: Place,
    /// The layout it was read by; none where it was not read.
    pub layout: Option<Arc<Layout>>,
    /// The table it becomes part of.
    pub gives: Option<Gives>,
    /// Why it is not read.
    pub unread: Option<String>,
    /// The rows of the header, as the file counts them.
    pub header: Vec<u64>,
    /// Its columns, from the left.
    pub columns: Vec<ColumnRead>,
    /// Why it was understood so.
    pub why: Vec<String>,
    /// The account of its rows.
    pub rows: Tally,
    /// The account of the values in its rows of forces.
    pub values: Tally,
    /// The publisher's own totals, compared.
    pub totals: Totals,
}

use crate::import::layout::Layout;

/// What a column was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRead {
    /// Its place, counted from 1.
    pub number: usize,
    /// Its header.
    pub header: String,
    /// What it is.
    pub what: String,
}

impl Understood {
    /// A table that is not read.
    pub(crate) fn unread(grid: &Grid, reason: &str) -> Self {
        let mut rows = Tally::default();
        for _ in &grid.rows {
            rows.set_aside("not a table of figures");
        }
        Self {
            place: grid.whole(),
            layout: None,
            gives: None,
            unread: Some(reason.to_owned()),
            header: Vec::new(),
            columns: Vec::new(),
            why: Vec::new(),
            rows,
            values: Tally::default(),
            totals: Totals::default(),
        }
    }

    /// A table that was read.
    pub(crate) fn new(
        grid: &Grid,
        shape: &Shape,
        bound: &Bound<'_>,
        says: &TableSays,
        why: Vec<String>,
        (rows, values): (Tally, Tally),
        totals: Totals,
    ) -> Self {
        let columns = bound.columns.iter().enumerate().map(|(place, column)| ColumnRead {
            number: place + 1,
            header: shape.header_of(place).to_owned(),
            what: column.as_ref().map_or_else(|| "not read".to_owned(), |column| what(column, says)),
        });
        Self {
            place: grid.whole(),
            layout: Some(Arc::clone(bound.layout)),
            gives: Some(bound.layout.gives),
            unread: None,
            header: shape.header.iter().map(|row| grid.rows[*row].number).collect(),
            columns: columns.collect(),
            why: bound.why.iter().cloned().chain(why).collect(),
            rows,
            values,
            totals,
        }
    }
}

fn what(column: &Column, says: &TableSays) -> String {
    let mut words = match column.role {
        Role::Force => "the force".to_owned(),
        Role::Code => "the ONS code".to_owned(),
        Role::Part => "a part of a force; rows that fill it are set aside".to_owned(),
        Role::Cycle => "the cycle".to_owned(),
        Role::Area => "the area".to_owned(),
        Role::Grade => {
            let of: Vec<&str> = [&column.graded.area, &column.graded.cycle].into_iter().flatten().map(String::as_str).collect();
            if of.is_empty() { "the grade".to_owned() } else { format!("the grade in {}", of.join(", ")) }
        }
        Role::Status => "the status".to_owned(),
        Role::Basis => "the basis".to_owned(),
        Role::SourceUrl => "the page it was read on".to_owned(),
        Role::Note => "a note".to_owned(),
        Role::Indicator => "the indicator".to_owned(),
        Role::Dimension => "a breakdown, part of the indicator".to_owned(),
        Role::Quarter => "the quarter of the period".to_owned(),
        Role::Period => "the period".to_owned(),
        Role::PeriodStart => "the first day of the period".to_owned(),
        Role::PeriodEnd => "the last day of the period".to_owned(),
        Role::Source => "the publication".to_owned(),
        Role::Skip => return format!("not read: {}", column.why.as_deref().unwrap_or("the layout says so")),
        Role::Value => String::new(),
    };
    if let Some(figure) = &column.figure {
        let indicator = figure.indicator.as_deref().or(says.indicator.as_deref()).unwrap_or("the indicator that the row, or --indicator, names");
        words = format!("{} of {indicator}", figure.part.as_str());
        if let Some(per) = figure.per {
            words.push_str(&if per == 100.0 { ", per cent".to_owned() } else { format!(", per {}", crate::cell::number::write(per)) });
        }
        if let Some(of) = &figure.divided_by {
            words.push_str(&format!(" of {of}"));
        }
    }
    if let Some(period) = column.period.as_ref().filter(|_| column.figure.is_some()) {
        words.push_str(&format!(", {} ({} to {})", period.label, period.start, period.end));
    }
    words
}

/// Says so where a title names a period that no column has.
pub(crate) fn contradicting_titles(grid: &Grid, shape: &Shape, bound: &Bound<'_>, diagnostics: &mut Diagnostics) {
    let of_columns: BTreeSet<_> = bound
        .columns
        .iter()
        .flatten()
        .filter(|column| column.role == Role::Value)
        .filter_map(|column| column.period.as_ref().map(|period| (period.start, period.end)))
        .collect();
    if of_columns.len() < 2 {
        return;
    }
    for (row, text) in shape.titles(grid) {
        let periods = periods_of(&text);
        let is_of_the_table = periods.iter().any(|period| of_columns.contains(&(period.start, period.end)));
        let stray = periods.iter().find(|period| !of_columns.contains(&(period.start, period.end)));
        let (Some(stray), true) = (stray, is_of_the_table) else { continue };
        let message = format!("the title names {}, which no column has; the columns' own periods are taken", stray.label);
        diagnostics.push(grid.diagnostic(Severity::Warning, "period-contradiction", (row, 0), message));
    }
}
