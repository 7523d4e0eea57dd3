//! Which period a value is of: the header's, the row's, the user's, the title's, the name's, in this order.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::cell::footnote;
use crate::cell::period::Part;
use crate::cell::period::{self, Period};
use crate::import::bind::{Bound, Figure};
use crate::import::context::Context;
use crate::import::doubt::{runs_up, two_years};
use crate::import::faults::Fault;
use crate::import::header::{Header, is_status_letter};
use crate::import::joined_years;
use crate::import::layout::{Layout, Role};
use crate::import::lengths::twelve;
use crate::import::read::{Reader, header_period};
use crate::import::says::TableSays;
use crate::import::serial_days;
use crate::import::shape::Shape;
use crate::import::time::{self, Time};
use crate::import::title::about_the_table;
use crate::import::titled::NUMBERED;
use crate::import::years::years_of;
use crate::open::Grid;
use peel_model::{IndicatorId, IndicatorKind, fold, shortened};

impl Reader<'_, '_> {
    /// The period of a value: what its header says, then its row, the heading above it, and the table.
    pub(crate) fn period(
        &self,
        of_column: &Time,
        of_row: &Result<Time, Fault>,
        of_heading: &Time,
        says: &TableSays,
    ) -> Result<Period, Fault> {
        let unclear = |period: &Period| says.years.unclear_month(period).map(header_period);
        if let Some(fault) = of_column.period().and_then(unclear) {
            return Err(fault);
        }
        if let Time::Period(period) = of_column {
            return Ok(self.bound.layout.dated(says.years.meant(period)));
        }
        let of_row = match of_row {
            Ok(time) => time,
            Err(fault) => return Err(fault.clone()),
        };
        if let Some(fault) = of_row.period().and_then(unclear) {
            return Err(fault);
        }
        let below = match of_row {
            Time::Period(period) => Some(says.years.meant(period)),
            time => {
                let of_table = says.period_of_part(self.context.period().or_else(|| says.period.clone()))?;
                dated(time, dated(of_heading, of_table)?)?
            }
        };
        let of_part = |period: Period| match of_column {
            Time::PartOfYear(_) => says.years.rolled(&period).unwrap_or(period),
            _ => period,
        };
        dated(of_column, below)?.map(|period| self.bound.layout.dated(of_part(period))).ok_or_else(|| Fault {
            code: "no-period",
            message: match &says.doubt {
                Some(doubt) => format!("nothing says which period the values are of: {doubt}"),
                None => "nothing says which period the values are of".to_owned(),
            },
            hints: vec![match (&says.doubt, self.grid.sheet.as_deref()) {
                (Some(doubt), Some(sheet)) if doubt == NUMBERED => format!(
                    "name it sheet by sheet: --sheet {sheet} --period \"{sheet} 2023/24\", or --period 2023/24 where \
                     `{sheet}` is a number"
                ),
                _ => "name it: --period \"year ending March 2024\"".to_owned(),
            }],
        })
    }

    /// The period of a figure whose indicator is known: what is counted at a day is that of a month's last, and what is
    /// counted over time, under `Year`, that of the year up to the day.
    pub(crate) fn period_of_kind(&self, period: Period, indicator: &IndicatorId, says: &TableSays) -> Period {
        let Some(known) = self.context.dataset.indicators.get(indicator) else { return period };
        if known.kind == IndicatorKind::Stock {
            let is_year_to_month =
                || says.years.end_in_months && period.year_to_month_of_end().as_ref() == Some(&period);
            return if period.is_month() || is_year_to_month() { period.last_day() } else { period };
        }
        says.years.year_of_day(&period).unwrap_or(period)
    }

    /// Whether a figure is one of a plan or of money given, which is of a year, and of no month in which a file was
    /// published: `Allocation`, `Target`.
    pub(crate) fn is_planned(&self, figure: &Figure, indicator: &IndicatorId) -> bool {
        let words = fold(&format!("{} {}", figure.words, indicator.as_str().replace('-', " ")));
        words.split(' ').any(|word| self.context.layouts.is_planned(word))
    }

    /// Whether nothing but the file's name says of which month a figure is.
    pub(crate) fn is_of_file(
        &self,
        of_column: &Time,
        of_row: &Result<Time, Fault>,
        of_heading: &Time,
        says: &TableSays,
    ) -> bool {
        let is_said = [Some(of_column), of_row.as_ref().ok(), Some(of_heading)]
            .into_iter()
            .flatten()
            .any(|time| time.period().is_some());
        says.month_of_file.is_some() && !is_said && self.context.options.period.is_none()
    }

    /// The period that a cell names under its header.
    fn cell_period(&self, row: usize, column: usize) -> Result<Option<Period>, Fault> {
        let text = self.grid.text(row, column);
        self.periods.of(column, text, || self.read_period(column, text))
    }

    fn read_period(&self, column: usize, text: &str) -> Result<Option<Period>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        let fault = || Fault {
            code: "period",
            message: match two_years(text).or_else(|| joined_years::doubt(text)) {
                Some(doubt) => format!("`{}` is not a period: {doubt}", shortened(text)),
                None => format!("`{}` is not a period", shortened(text)),
            },
            hints: vec![serial_days::hint(text).unwrap_or_else(|| {
                "expected, for instance, `2018/19`, `year ending March 2019` or `2019-03-31`".to_owned()
            })],
        };
        let unglued = || footnote::glued_to_year(text).and_then(|(text, _)| period::read(&text));
        let peeled = || period::read(&footnote::peel(text).text);
        let of_header = || self.headed_year(column, text);
        let settled = || with_status(text).map(|(period, _)| period);
        let header = self.shape.header_of(column);
        let title = fold(header);
        // Under `YTD` a day is where figures end, and not the day they are of.
        if let Some(doubt) = runs_up(&title) {
            return Err(run_up(header, text, &doubt));
        }
        // A year that is not a calendar year is not known by its number alone.
        let is_bare = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_bare && heads_other_years(header, &title) {
            return of_header().map(Some).ok_or_else(fault);
        }
        // Where the header says that it is a month, a day of it stands for it.
        let is_month = title.split(' ').any(|word| word == "month") && !title.contains(char::is_numeric);
        let of_day = |period: Period| {
            let day = period.start;
            let month = || Period::span(day.first_of_month(), day.last_of_month());
            if is_month && day == period.end { month() } else { Some(period) }
        };
        if let Some(ends) = heads_ends(&title).filter(|_| !is_month) {
            let ending = period::read(&format!("{ends} {text}"));
            let year = || period::read(text).filter(Period::is_fiscal);
            return of_header().or(ending).or_else(year).map(Some).ok_or_else(|| {
                header_period(&format!(
                    "`{title}` and `{}` leave open when the period begins",
                    shortened(text)
                ))
            });
        }
        if let Some((_, edge)) = self.doubtful_days.filter(|(days, _)| *days == column && !is_month) {
            return Err(Fault {
                code: "period",
                message: format!(
                    "`{}` may be that day or its month: all days of the column {}",
                    shortened(text),
                    edge.as_str()
                ),
                hints: vec![
                    "head the column `Month`, or `As at` where the days are meant; one of all is named by --period"
                        .to_owned(),
                ],
            });
        }
        let read = || period::read(text).and_then(of_day);
        of_header()
            .or_else(read)
            .or_else(peeled)
            .or_else(unglued)
            .or_else(settled)
            .map(Some)
            .ok_or_else(fault)
    }

    /// The marks beside the period of a row: those of footnotes, and the word for how settled its figures are.
    pub(crate) fn marks_of_period(&self, row: usize) -> Vec<String> {
        let Some(column) = self.column_of(Role::Period) else { return Vec::new() };
        let marks = self.marks((row, column));
        let status =
            || with_status(self.grid.text(row, column)).map(|(_, status)| status).unwrap_or_default();
        if marks.is_empty() { status() } else { marks }
    }

    /// The period that the row's own columns name.
    pub(crate) fn row_period(&self, row: usize) -> Result<Time, Fault> {
        let said = |period: Option<Period>| period.map_or(Time::Unsaid, Time::Period);
        let of = |role: Role| match self.column_of(role) {
            Some(column) => self.cell_period(row, column),
            None => Ok(None),
        };
        let of_year = || match self.column_of(Role::Period).map(|column| self.grid.text(row, column)) {
            Some("") => Ok(None),
            Some(year) if self.column_of(Role::Quarter).is_some() => self.part_of_year(row, year),
            _ => of(Role::Period),
        };
        let (start, end, named) = (of(Role::PeriodStart)?, of(Role::PeriodEnd)?, of_year()?);
        let named = self.with_rivals(row, named)?;
        if start.is_none() && end.is_none() && self.column_of(Role::Period).is_none() {
            return self.quarter_alone(row);
        }
        match (start, end) {
            (Some(start), Some(end)) if start.start <= end.end => {
                let label =
                    named.map_or_else(|| format!("{} to {}", start.start, end.end), |named| named.label);
                Ok(Time::Period(Period { start: start.start, end: end.end, label }))
            }
            (Some(start), Some(end)) => Err(Fault {
                code: "period",
                message: format!("the period begins on {} and ends before, on {}", start.start, end.end),
                hints: Vec::new(),
            }),
            (Some(only), None) | (None, Some(only)) => Ok(said(named.or(Some(only)))),
            (None, None) => Ok(said(named)),
        }
    }

    /// The period of a row, given that of its first column of periods: the narrower where another column names one within
    /// it. Of two that lie apart nobody knows which is meant.
    fn with_rivals(&self, row: usize, named: Option<Period>) -> Result<Option<Period>, Fault> {
        let lies_in = |inner: &Period, outer: &Period| outer.start <= inner.start && inner.end <= outer.end;
        self.bound.of_role(Role::Period).skip(1).try_fold(named, |named, column| {
            let other = self.cell_period(row, column)?;
            let (Some(first), Some(second)) = (&named, &other) else { return Ok(named.or(other)) };
            if lies_in(first, second) {
                return Ok(named);
            }
            if lies_in(second, first) {
                return Ok(other);
            }
            Err(Fault {
                code: "two-periods",
                message: format!(
                    "`{}` names another period of the row, {}, than {}",
                    self.shape.header_of(column),
                    second.label,
                    first.label
                ),
                hints: vec!["leave out the column that says nothing of the figures".to_owned()],
            })
        })
    }

    /// The period of a year under a header that says which part of it: `As at 31 March` and `2018`.
    fn headed_year(&self, column: usize, year: &str) -> Option<Period> {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let header = footnote::peel(self.shape.header_of(column)).text;
        if !is_year || !header.contains(' ') {
            return None;
        }
        // `Year (as at 31 March)` says it in brackets, `As at 31 March...` goes on below.
        let words = header.split([' ', '(', ')', '[', ']', ',', ':', '…']);
        let bare = words.map(|word| word.trim_end_matches('.')).filter(|word| !word.is_empty());
        let whole = bare.chain([year]).collect::<Vec<_>>().join(" ");
        let found = period::find(&whole).pop();
        let ends = found.filter(|(range, _)| range.end == whole.len() && range.len() > year.len());
        ends.map(|(_, period)| period)
    }
}

/// The period of a cell that says how settled its figures are, and in which word: `2023 P`, `2022/23p`, `2022/23
/// (provisional)`.
pub(crate) fn with_status(text: &str) -> Option<(Period, Vec<String>)> {
    let text = text.trim();
    // Most periods end in a digit, and none that says so does; of other words few have one.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let letter =
        text.get(text.len().checked_sub(1)?..).filter(|last| !last.bytes().all(|b| b.is_ascii_digit()))?;
    let before = &text[..text.len() - letter.len()];
    if is_status_letter(letter) && before.ends_with(|last: char| last == ' ' || last.is_ascii_digit()) {
        return Some((period::read(before)?, vec![letter.to_owned()]));
    }
    match time::of_header(text, period::find(text)) {
        (rest, Time::Period(period), status) if rest.is_empty() && !status.is_empty() => {
            Some((period, status))
        }
        _ => None,
    }
}

impl TableSays {
    /// The part of a year that a title says, of the year that is named; a period that is none is meant as it is.
    fn period_of_part(&self, named: Option<Period>) -> Result<Option<Period>, Fault> {
        let Some(part) = self.part else { return Ok(named) };
        match named {
            Some(period) => Ok(Some(part.of(&period).unwrap_or(period))),
            None => dated(&Time::PartOfYear(part), None),
        }
    }
}

/// The period of a time, with one named elsewhere where it says nothing, or only which part of a year.
fn dated(time: &Time, elsewhere: Option<Period>) -> Result<Option<Period>, Fault> {
    match time {
        Time::Unsaid => Ok(elsewhere),
        Time::Period(period) => Ok(Some(period.clone())),
        Time::PartOfYear(part) => elsewhere.and_then(|year| part.of(&year)).map(Some).ok_or_else(|| Fault {
            code: "no-period",
            message: "a quarter, month or day is named, and nothing says of which year".to_owned(),
            hints: vec!["name the year: --period 2023/24, or in the header or title".to_owned()],
        }),
        Time::Doubtful(doubt) => Err(header_period(doubt)),
    }
}

/// What is said of a cell under a header by which figures run up to it: `2032-03-31` under `YTD`.
fn run_up(header: &str, text: &str, doubt: &str) -> Fault {
    let fault = header_period(doubt);
    let ends = period::read(text).is_some_and(|period| period.start == period.end || period.is_month());
    if !ends {
        return fault;
    }
    let hint =
        format!("head `{}` `Year ending` where each of its cells is the end of a year", shortened(header));
    Fault { hints: vec![hint], ..fault }
}

/// On which side of a month all days of a column or a header stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edge {
    First,
    Last,
}

impl Edge {
    /// The edges that days have, where all have one: the first of months, or the last ones of months that follow one
    /// another.
    fn of(days: &BTreeSet<Date>) -> Option<Self> {
        let is_next =
            |(day, next): (&Date, &Date)| day.tomorrow().is_ok_and(|first| first.last_of_month() == *next);
        if !days.is_empty() && days.iter().all(|day| day.day() == 1) {
            return Some(Self::First);
        }
        let are_last = days.len() > 1 && days.iter().all(|day| *day == day.last_of_month());
        (are_last && days.iter().zip(days.iter().skip(1)).all(is_next)).then_some(Self::Last)
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::First => "begin one",
            Self::Last => "end one",
        }
    }
}

/// The column of periods, where it holds nothing but first days of months, or the last days of months one after another,
/// and nothing says that days are meant.
pub(crate) fn doubtful_days(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    context: &Context<'_>,
) -> Option<(usize, Edge)> {
    let column = bound.of_role(Role::Period).next().filter(|_| !bound.layout.stock)?;
    let are_ends =
        [Role::PeriodStart, Role::PeriodEnd].into_iter().any(|role| bound.of_role(role).next().is_some());
    let mut figures = bound.columns.iter().flatten().filter_map(|column| column.figure.as_ref());
    let are_days = means_days(shape.header_of(column)) || titles_mean_days(grid, shape);
    let texts = shape.body.clone().map(|row| grid.text(row, column)).filter(|text| !text.is_empty());
    let day = |text: &str| Some(period::read(text).filter(|period| period.start == period.end)?.start);
    let days: BTreeSet<Date> = texts.map(day).collect::<Option<_>>().filter(|_| !(are_ends || are_days))?;
    let edge = Edge::of(&days)?;
    // One first day of states alone is that day, and so are all last days of them.
    let are_states =
        (edge == Edge::Last || days.len() == 1) && figures.all(|figure| is_stock(figure, context));
    (!are_states).then_some((column, edge))
}

/// Whether what a figure is of is counted at a day.
fn is_stock(figure: &Figure, context: &Context<'_>) -> bool {
    figure.indicator.as_deref().and_then(|id| known_kind(id, context)) == Some(IndicatorKind::Stock)
}

/// Whether an indicator of the data in use is counted at a day or over a time.
pub(crate) fn known_kind(indicator: &str, context: &Context<'_>) -> Option<IndicatorKind> {
    let id = IndicatorId::new(indicator).ok()?;
    context.dataset.indicators.get(&id).map(|known| known.kind)
}

/// Whether a header or a title says that figures are of days: `As at`, `Snapshot date`.
pub(crate) fn means_days(text: &str) -> bool {
    let folded = format!(" {} ", fold(text));
    ["as at", "as of", "as on", "at", "on", "day", "daily", "snapshot", "position"]
        .iter()
        .any(|words| folded.contains(&format!(" {words} ")))
}

/// Whether a title says so.
pub(crate) fn titles_mean_days(grid: &Grid, shape: &Shape) -> bool {
    const WORDS: [&str; 4] = [" as at ", " as of ", " snapshot ", " daily "];
    let says = |text: &str| {
        let folded = format!(" {} ", fold(about_the_table(text)));
        WORDS.iter().any(|words| folded.contains(words))
    };
    shape.titles(grid).iter().any(|(_, text)| says(text))
}

/// What is said of a plan, or of money given, of which only the file's name says a month.
pub(crate) fn planned(figure: &Figure) -> Fault {
    Fault {
        code: "no-period",
        message: format!(
            "nothing says which period the values of `{}` are of: the month of the file's name may be that of its publication",
            shortened(&figure.words)
        ),
        hints: vec!["name it: --period 2024/25".to_owned()],
    }
}

/// What a header, given folded, says that ends in each cell below it: `year ending`, `12 months to`, `quarter ending`.
fn heads_ends(title: &str) -> Option<&str> {
    let years = ["year ending", "year to", "12 months ending"];
    let of_year = years.iter().find(|words| title.starts_with(*words)).map(|_| "year ending");
    let last = title.rsplit(' ').next().unwrap_or_default();
    // `To` alone heads the last day of a period that begins in another column.
    let is_open = title.contains(' ') && ["ending", "ended", "to"].contains(&last);
    let of_twelve = || twelve(title).map(|_| "year ending");
    of_year.or(is_open.then_some(title)).or_else(of_twelve)
}

/// Whether a header counts the twelve months up to what its rows say: `Rolling year total number of offences`.
pub(crate) fn rolls_by_year(header: &str) -> bool {
    let folded = fold(header);
    ["rolling year", "rolling 12 month", "12 month rolling"].iter().any(|words| folded.contains(words))
}

/// Whether the rows are of years, each named by its end: under `12 months ending`.
pub(crate) fn ends_in_years(shape: &Shape, bound: &Bound<'_>) -> bool {
    let headers = bound.of_role(Role::Period).map(|column| fold(shape.header_of(column)));
    headers.into_iter().any(|header| {
        heads_ends(&header).is_some_and(|ends| ends == "year ending" || ends.starts_with("12 months"))
    })
}

/// Whether the years under a header, given folded too, are not those of the calendar: `Year (April to March)`, `As at 31
/// March`.
fn heads_other_years(header: &str, title: &str) -> bool {
    let lower = header.to_lowercase();
    let months = lower
        .split_once("year")
        .and_then(|(_, rest)| Part::read(rest.trim_matches(|letter: char| !letter.is_alphanumeric())));
    matches!(months, Some(Part::Months { from, .. }) if from > 1)
        || years_of(title).is_some()
        || ["financial", "fiscal", "ending"].iter().any(|word| title.contains(word))
        || title.starts_with("as at ")
        || title.contains(" as at ")
}

/// What the days over the figures of a table are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    /// Whether a title says that figures are of days.
    are_meant: bool,
    /// Whether they are the last ones of months that follow one another.
    end_in_months: bool,
}

impl Days {
    pub(crate) fn of(grid: &Grid, shape: &Shape, headers: &[Header]) -> Self {
        let periods = headers.iter().filter_map(|header| header.time.period());
        let days = periods.filter(|period| period.start == period.end).map(|period| period.end).collect();
        let end_in_months = Edge::of(&days) == Some(Edge::Last);
        Self { are_meant: titles_mean_days(grid, shape), end_in_months }
    }

    /// The time of a header over figures: a day in digits may be its month, as workbooks hold one, where it is the first of
    /// it, or one of the last days of months that follow one another.
    pub(crate) fn time_of(
        self,
        header: &Header,
        figure: Option<&Figure>,
        layout: &Layout,
        context: &Context<'_>,
    ) -> Time {
        let Time::Period(period) = &header.time else { return header.time.clone() };
        let is_at = |edge: Edge| is_edge_in_digits(&header.text, period, edge);
        let is_state = || figure.is_some_and(|figure| is_stock(figure, context));
        let may_be_month = is_at(Edge::First) || (self.end_in_months && is_at(Edge::Last) && !is_state());
        if may_be_month && !layout.stock && !self.are_meant {
            return Time::Doubtful(format!("`{}` may be that day or its month", header.text));
        }
        Time::Period(layout.dated(period.clone()))
    }
}

/// Whether a header is a day in digits at an edge of its month: `2023-04-01`, `30/04/2023`.
fn is_edge_in_digits(header: &str, period: &Period, edge: Edge) -> bool {
    let is_date = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_digit()) && word.matches(['-', '/', '.']).count() == 2
    };
    let is_written = || header.split_whitespace().any(is_date);
    let day = match edge {
        Edge::First => period.end.first_of_month(),
        Edge::Last => period.end.last_of_month(),
    };
    period.start == period.end && period.end == day && is_written() && !means_days(header)
}
