//! What was understood of a table and why, for the user to agree or disagree with.

use std::collections::BTreeSet;
use std::sync::Arc;

use peel_model::{Diagnostics, Place, Severity};

use crate::cell::number;
use crate::cell::period::{self, Period};
use crate::import::account::Tally;
use crate::import::bind::{Bound, Column, Figure};
use crate::import::context::Context;
use crate::import::layout::{Gives, Layout, Role};
use crate::import::rows::Classified;
use crate::import::says::{TableSays, periods_of};
use crate::import::shape::Shape;
use crate::import::title::about_the_table;
use crate::import::totals::Totals;
use crate::import::twins::told_apart;
use crate::import::unused::{Lacking, lacking};
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
    /// What it does not say by itself.
    pub(crate) lacking: BTreeSet<Lacking>,
    /// The header of the column that says what the figures of each row are of.
    pub(crate) named_by: Option<String>,
}

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
            lacking: BTreeSet::new(),
            named_by: None,
        }
    }

    /// A table that was read.
    pub(crate) fn new(
        grid: &Grid,
        shape: &Shape,
        (bound, context): (&Bound<'_>, &Context<'_>),
        says: &TableSays,
        why: Vec<String>,
        (rows, values, totals): (Tally, Tally, Totals),
        body: &Classified,
    ) -> Self {
        let indicator_of = |figure: &Figure| {
            let has_headings = body.sections.first().is_some();
            let named = says
                .indicator_of(figure, has_headings, bound.has_named_columns(), context)
                .or_else(|| says.of_table(has_headings).cloned())?;
            let measured = body.measured.as_ref();
            let named = measured.map_or(Some(named.clone()), |measured| measured.of(named, figure).ok());
            named.map(|named| told_apart(named, figure, grid, context))
        };
        let columns = bound.columns.iter().enumerate().map(|(place, column)| ColumnRead {
            number: place + 1,
            header: shape.header_of(place).to_owned(),
            what: column.as_ref().map_or_else(
                || {
                    let is_unit = bound.units.contains(&place);
                    if is_unit { "what the figures of a row are in" } else { "not read" }.to_owned()
                },
                |column| {
                    let proven = body.proven.iter().rfind(|(proven, _)| *proven == place);
                    let figure = proven.map(|(_, figure)| figure.clone()).or_else(|| column.figure.clone());
                    what(&Column { figure, ..column.clone() }, indicator_of, says)
                },
            ),
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
            lacking: lacking(bound),
            named_by: bound.of_role(Role::Indicator).next().map(|column| shape.header_of(column).to_owned()),
        }
    }
}

/// What the headings within a table say, in words.
pub(crate) fn sections(body: &Classified) -> Option<String> {
    let words = body.sections.words();
    let headings: Vec<String> = words.iter().map(|words| format!("`{words}`")).collect();
    (!headings.is_empty()).then(|| format!("of the headings within it: {}", headings.join(", ")))
}

/// What a column is, in words.
fn what(column: &Column, indicator_of: impl Fn(&Figure) -> Option<String>, says: &TableSays) -> String {
    if let Some(figure) = &column.figure {
        return what_figure(
            figure,
            column.time.period().map(|period| says.years.meant(period)),
            indicator_of(figure),
        );
    }
    let words = match column.role {
        Role::Force => "the force",
        Role::Code => "the ONS code",
        Role::Part => "a part of a force; rows that fill it are set aside",
        Role::PlaceKind => "what kind of place it is; rows of no force are set aside",
        Role::Cycle => "the cycle",
        Role::Area => "the area",
        Role::Grade => "the grade",
        Role::Status => "the status",
        Role::Basis => "the basis",
        Role::SourceUrl => "the page it was read on",
        Role::Note => "a note",
        Role::Indicator => "the indicator",
        Role::Dimension => "a breakdown, part of the indicator",
        Role::Quarter => "the quarter or month of the period",
        Role::Period => "the period",
        Role::PeriodStart => "the first day of the period",
        Role::PeriodEnd => "the last day of the period",
        Role::Source => "the publication",
        Role::Missing => "which figures are missing, and how",
        Role::Value => "a figure",
        Role::Skip => return format!("not read: {}", column.why.as_deref().unwrap_or("the layout says so")),
    };
    let graded = [&column.graded.area, &column.graded.cycle].into_iter().flatten();
    let of: Vec<&str> = graded.map(String::as_str).collect();
    if of.is_empty() { words.to_owned() } else { format!("{words} in {}", of.join(", ")) }
}

fn what_figure(figure: &Figure, period: Option<Period>, indicator: Option<String>) -> String {
    let indicator =
        indicator.unwrap_or_else(|| "the indicator that the row, a heading or --indicator names".to_owned());
    let per = figure.per.map(number::write);
    let per = match per.as_deref() {
        Some("100") => ", per cent".to_owned(),
        Some(per) => format!(", per {per}"),
        None => String::new(),
    };
    let of = figure.divided_by.as_ref().map_or_else(String::new, |of| format!(" of {of}"));
    let when = period.map_or_else(String::new, |period| {
        format!(", {} ({} to {})", period.label, period.start, period.end)
    });
    format!("{} of {indicator}{per}{of}{when}", figure.part.as_str())
}

/// Says so where a title names a period that no column has, or another period or indicator than the user.
pub(crate) fn contradicting_titles(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    says: &TableSays,
    diagnostics: &mut Diagnostics,
) {
    if let Some((row, titled, asked)) = &says.overruled {
        let message = format!("the title names {}; {}, as asked for, is taken", titled.label, asked.label);
        diagnostics.push(grid.diagnostic(Severity::Warning, "period-contradiction", (*row, 0), message));
    }
    if let Some((row, named)) = &says.renamed {
        let message = format!("the title names `{named}`; the indicator asked for is taken");
        diagnostics.push(grid.diagnostic(Severity::Warning, "indicator-contradiction", (*row, 0), message));
    }
    let of_columns: BTreeSet<_> = bound
        .columns
        .iter()
        .flatten()
        .filter(|column| column.role == Role::Value)
        .filter_map(|column| column.time.period().map(|period| says.years.meant(period)))
        .map(|period| (period.start, period.end))
        .collect();
    if says.years.are_spoken_of() {
        return;
    }
    if says.overruled.is_none() {
        apart_from_all(grid, shape, bound, says, diagnostics);
    }
    if of_columns.len() < 2 {
        return;
    }
    for (row, text) in shape.titles(grid) {
        let periods = periods_of(about_the_table(&text));
        let is_of_the_table = periods.iter().any(|period| of_columns.contains(&(period.start, period.end)));
        // `Year ending March 2022 to 2023` is of two years that end alike.
        let is_of_a_column = |period: &Period| of_columns.contains(&(period.start, period.end));
        let is_alike = |stray: &Period| {
            let others = || periods.iter().filter_map(|other| other.in_year(stray.end.year()));
            let is_end = || says.years.end_in_months && is_of_a_column(&says.years.meant(stray));
            is_end() || (stray.is_calendar_year() && others().any(|moved| is_of_a_column(&moved)))
        };
        let stray = periods.iter().find(|period| !is_of_a_column(period) && !is_alike(period));
        let (Some(stray), true) = (stray, is_of_the_table) else { continue };
        let message = format!(
            "the title names {}, which no column has; the columns' own periods are taken",
            stray.label
        );
        diagnostics.push(grid.diagnostic(Severity::Warning, "period-contradiction", (row, 0), message));
    }
}

/// Says so where the title's periods lie apart from those of every column and row.
fn apart_from_all(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    says: &TableSays,
    diagnostics: &mut Diagnostics,
) {
    const ROWS_LOOKED_AT: usize = 2_000;
    let figures: Vec<&Column> =
        bound.columns.iter().flatten().filter(|column| column.role == Role::Value).collect();
    let of_columns: Vec<Period> = figures.iter().filter_map(|column| column.time.period().cloned()).collect();
    let column = bound.of_role(Role::Period).next();
    let rows = || shape.body.clone().take(ROWS_LOOKED_AT);
    let texts: BTreeSet<&str> =
        column.into_iter().flat_map(|column| rows().map(move |row| grid.text(row, column))).collect();
    let of_rows = texts.into_iter().filter_map(period::read);
    let own: Vec<Period> =
        of_columns.iter().cloned().chain(of_rows).map(|period| says.years.meant(&period)).collect();
    // A column without a period is of the title's.
    if own.is_empty() || (column.is_none() && of_columns.len() < figures.len()) {
        return;
    }
    // Why months may be years is said elsewhere.
    if own.iter().any(|period| says.years.unclear_month(period).is_some()) {
        return;
    }
    for (row, text) in shape.titles(grid) {
        let periods = periods_of(about_the_table(&text));
        let ends = periods
            .iter()
            .map(|period| period.start)
            .min()
            .zip(periods.iter().map(|period| period.end).max());
        let lies_apart =
            ends.is_some_and(|(start, end)| own.iter().all(|own| own.end < start || end < own.start));
        let are_days = periods.iter().any(|period| period.start == period.end);
        let Some(first) = periods.first().filter(|_| lies_apart && !are_days) else { continue };
        let message = format!(
            "the title names {}, which no column or row has; their own periods are taken",
            first.label
        );
        diagnostics.push(grid.diagnostic(Severity::Warning, "period-contradiction", (row, 0), message));
    }
}
