//! The rows of one table into records, with an account of every row and every value.

use peel_model::{Diagnostics, ForceId, IndicatorId, Severity, UnknownName, did_you_mean, fold, shortened};

use crate::cell::footnote;
use crate::cell::missing::{self, Missing};
use crate::cell::number::{self, NumberUnit};
use crate::cell::period::{self, Period};
use crate::import::account::Tally;
use crate::import::bind::{Bound, Column, Figure, file_stem, slug};
use crate::import::collect::{Added, Collector, Figured};
use crate::import::context::Context;
use crate::import::grades::GradeReader;
use crate::import::layout::{Layout, Part, Role};
use crate::import::record::Slot;
use crate::import::rows::{RowIs, classify};
use crate::import::shape::{Shape, row_text};
use crate::open::{CellKind, Grid};

/// A table being read.
pub(crate) struct Reader<'r, 'a> {
    pub(crate) grid: &'r Grid,
    pub(crate) shape: &'r Shape,
    pub(crate) bound: &'r Bound<'a>,
    pub(crate) context: &'r Context<'a>,
    pub(crate) diagnostics: &'r mut Diagnostics,
    pub(crate) rejects: &'r mut Vec<Reject>,
    /// What became of the rows.
    pub(crate) rows: Tally,
    /// What became of the values in the rows of forces.
    pub(crate) values: Tally,
    /// Faults that are one for the whole table, already said.
    said: Vec<&'static str>,
}

/// What was not read for a fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Where it stands.
    pub place: peel_model::Place,
    /// The kind of fault, as in its diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// The text of the row.
    pub text: String,
}

/// A fault of a cell or a row.
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
}

/// What the columns of a row say of the indicator of its values.
struct RowIndicator {
    named: Option<String>,
    breakdown: String,
}

/// What the table as a whole says of its values.
pub(crate) struct TableSays {
    /// The period above the header or in the file's name.
    pub(crate) period: Option<Period>,
    /// The indicator.
    pub(crate) indicator: Option<String>,
    /// What the sheet is about, by its name; only columns that name a mere part of it need that.
    pub(crate) subject: Option<String>,
    /// The publication.
    pub(crate) source: String,
}

impl<'r, 'a> Reader<'r, 'a> {
    /// A reader of one table.
    pub(crate) fn new(
        grid: &'r Grid,
        shape: &'r Shape,
        bound: &'r Bound<'a>,
        context: &'r Context<'a>,
        diagnostics: &'r mut Diagnostics,
        rejects: &'r mut Vec<Reject>,
    ) -> Self {
        let (rows, values) = (Tally::default(), Tally::default());
        Self { grid, shape, bound, context, diagnostics, rejects, rows, values, said: Vec::new() }
    }

    /// Reads the table into the collector; gives what each row of the body is.
    pub(crate) fn read(&mut self, says: &TableSays, collector: &mut Collector) -> Vec<RowIs> {
        for row in self.shape.lead.clone() {
            self.rows.set_aside(self.lead_kind(row));
        }
        for row in (self.shape.lead.end)..(self.shape.body.start) {
            self.rows.set_aside(if self.shape.header.contains(&row) { "header" } else { "blank" });
        }
        let layout: &'a Layout = self.bound.layout;
        let entities = self.context.entities(Some(layout));
        let rows = classify(self.grid, self.shape, self.bound, &entities);
        for (row, what) in self.shape.body.clone().zip(&rows) {
            match what {
                RowIs::Force { force, marks, by_code } => {
                    if *by_code {
                        self.warn_by_code(row, force);
                    }
                    self.rows.keep();
                    self.read_row(row, force, marks, says, collector);
                }
                RowIs::SetAside(reason) => self.rows.set_aside(reason),
                fault => self.faulty_row(row, fault),
            }
        }
        self.unread_columns(&rows);
        self.shares(&rows);
        rows
    }

    /// Says which columns hold something like figures and are not read.
    fn unread_columns(&mut self, rows: &[RowIs]) {
        if let Some(column) = self.bound.beside {
            let at = (self.shape.header.last().copied().unwrap_or(self.shape.body.start), column);
            let message = "a second table begins here, beside the first, and is not read".to_owned();
            let hint = "put the tables into files or sheets of their own".to_owned();
            self.say(Severity::Error, "second-table", at, message, &[hint]);
        }
        let end = self.bound.beside.unwrap_or(self.bound.columns.len());
        for column in (0..end).filter(|column| self.bound.columns[*column].is_none()) {
            if self.shape.header_of(column).is_empty() {
                continue;
            }
            let texts = force_rows(self.shape, rows)
                .map(|row| (row, self.grid.text(row, column)))
                .filter(|(_, text)| !text.is_empty() && self.missing(text).is_none());
            let texts: Vec<(usize, &str)> = texts.collect();
            let alike: Vec<usize> =
                texts.iter().filter(|(_, text)| is_like_a_figure(text)).map(|(row, _)| *row).collect();
            let Some(row) = alike.first().filter(|_| alike.len() * 2 >= texts.len()) else { continue };
            let header = shortened(self.shape.header_of(column));
            let text = self.grid.text(*row, column);
            let message = format!("the column `{header}` is not read: `{}` is no number", shortened(text));
            let has_comma = text.contains(',');
            let hint = has_comma.then(|| "decimals are read after a full stop, not after a comma".to_owned());
            self.say(Severity::Error, "unread-column", (*row, column), message, hint.as_slice());
        }
    }

    /// Says which columns of per cent hold nothing above one.
    fn shares(&mut self, rows: &[RowIs]) {
        const FEWEST: usize = 4;
        for (column, _, figure) in self.value_columns() {
            if figure.per != Some(100.0) {
                continue;
            }
            let at = |row| {
                Some((
                    row,
                    self.slot((row, column)).ok().filter(|slot| slot.1 == NumberUnit::Plain)?.0.number()?,
                ))
            };
            let values: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(at).collect();
            let are_shares = values.iter().all(|(_, value)| (0.0..=1.0).contains(value));
            let Some((row, _)) = values.iter().find(|(_, value)| value.fract() != 0.0) else { continue };
            if are_shares && values.len() >= FEWEST {
                let header = shortened(self.shape.header_of(column));
                let message = format!(
                    "no figure of `{header}` is above 1: these may be shares of one, not per cent; they are kept as they stand"
                );
                self.say(Severity::Warning, "shares", (*row, column), message, &[]);
            }
        }
    }

    fn lead_kind(&self, row: usize) -> &'static str {
        if crate::import::shape::is_comment(self.grid, row) {
            "comment"
        } else if crate::import::shape::is_blank(self.grid, row) {
            "blank"
        } else {
            "title"
        }
    }

    fn read_row(
        &mut self,
        row: usize,
        force: &ForceId,
        marks: &[String],
        says: &TableSays,
        collector: &mut Collector,
    ) {
        if self.bound.layout.gives.are_gradings() {
            let mut reader = GradeReader { reader: self, row, force, marks };
            reader.read(collector);
            return;
        }
        let columns: Vec<(usize, Column, Figure)> = self.value_columns();
        let row_period = self.row_period(row);
        let row_indicator = self.row_indicator(row);
        for (place, column, figure) in columns {
            let at = (row, place);
            let slot = match self.slot(at) {
                Ok((slot, unit)) => (slot, unit),
                Err(fault) => {
                    self.faulty_value(at, fault);
                    continue;
                }
            };
            let period = self.period(&column, &row_period, says);
            let indicator = Self::indicator(&figure, &row_indicator, says);
            let (period, indicator) = match (period, indicator) {
                (Ok(period), Ok(indicator)) => (period, indicator),
                (Err(fault), Ok(_)) | (Ok(_), Err(fault)) => {
                    self.faulty_value(at, fault);
                    continue;
                }
                (Err(fault), Err(other)) => {
                    self.say_once(other);
                    self.faulty_value(at, fault);
                    continue;
                }
            };
            let is_share = slot.1 == NumberUnit::PerCent && figure.part == Part::Numerator;
            let part = if is_share { Part::PublishedValue } else { figure.part };
            let mut notes: Vec<String> = Vec::new();
            for (what, marks) in [("column", &column.marks), ("force", &marks.to_vec())] {
                notes.extend(marks.iter().map(|mark| format!("{what} marked {mark}")));
            }
            notes.extend(self.note(row));
            let mut figured = Figured {
                force: force.clone(),
                indicator,
                period,
                part,
                slot: slot.0,
                denominator: self.denominator(row, figure.divided_by.as_deref()),
                per: figure.per.or((slot.1 == NumberUnit::PerCent).then_some(100.0)),
                notes,
                source: self.row_source(row).unwrap_or_else(|| says.source.clone()),
                title: String::new(),
                is_stock: self.bound.layout.stock,
            };
            figured.title = title(&figured.indicator, &figure.words);
            let added = collector.add(figured);
            self.account(at, added);
        }
    }

    /// Counts what became of a value, and says so where it was there before.
    pub(crate) fn account(&mut self, at: (usize, usize), added: Added) {
        match added {
            Added::Kept => self.values.keep(),
            Added::Again(place) => {
                self.values.set_aside("stands twice, alike");
                // One note a table: the account counts them all.
                if !self.said.contains(&"duplicate") {
                    self.said.push("duplicate");
                    let place = place.seen_from(&self.grid.file);
                    let message =
                        format!("values stand twice, alike; this is the first, and was read at {place}");
                    self.say(Severity::Note, "duplicate", at, message, &[]);
                }
            }
            Added::Contradicts(place, before) => {
                self.values.keep();
                let here = shortened(self.grid.text(at.0, at.1));
                let place = place.seen_from(&self.grid.file);
                let message = format!("it is `{here}` here and `{before}` at {place}; both are kept");
                self.say(Severity::Warning, "contradiction", at, message, &[]);
            }
        }
    }

    fn value_columns(&self) -> Vec<(usize, Column, Figure)> {
        let columns = self.bound.columns.iter().enumerate();
        columns
            .filter_map(|(place, column)| {
                let column = column.as_ref()?;
                Some((place, column.clone(), column.figure.clone()?))
            })
            .collect()
    }

    /// A cell as a figure: a number or a kind of missing.
    fn slot(&self, (row, column): (usize, usize)) -> Result<(Slot, NumberUnit), Fault> {
        let place = self.grid.place(row, column);
        let text = self.grid.text(row, column);
        let kind = self.grid.cell(row, column).map(|cell| cell.kind);
        if let Some(CellKind::Number(value)) = kind {
            return Ok((Slot::Number(number::tidy(value).0, place), NumberUnit::Plain));
        }
        let plain = |missing| Ok((Slot::Missing(missing, place.clone()), NumberUnit::Plain));
        if text.is_empty() {
            return plain(Missing::Blank);
        }
        if let Some(missing) = self.missing(text) {
            return plain(missing);
        }
        let peeled = footnote::peel(text);
        let read = number::read(text).or_else(|| number::read(&peeled.text));
        match (read, self.missing(&peeled.text)) {
            (Some(number), _) => Ok((Slot::Number(number.value, place), number.unit)),
            (None, Some(missing)) => plain(missing),
            (None, None) => Err(Fault {
                code: "number",
                message: format!(
                    "`{}` is not a number, nor a known marker of a missing value",
                    shortened(text)
                ),
                hints: vec![
                    "a marker of this publication can be named under [missing] in a layout of your own"
                        .to_owned(),
                ],
            }),
        }
    }

    /// What a marker means, in this publication before all others.
    pub(crate) fn missing(&self, text: &str) -> Option<Missing> {
        let own = self.bound.layout.missing.iter().find(|(marker, _)| marker.eq_ignore_ascii_case(text));
        own.map(|(_, kind)| *kind).or_else(|| missing::standard(text))
    }

    fn period(
        &self,
        column: &Column,
        row: &Result<Option<Period>, Fault>,
        says: &TableSays,
    ) -> Result<Period, Fault> {
        let of_row = match row {
            Ok(period) => period.clone(),
            Err(fault) if column.period.is_none() => {
                return Err(Fault {
                    code: fault.code,
                    message: fault.message.clone(),
                    hints: fault.hints.clone(),
                });
            }
            Err(_) => None,
        };
        let found =
            column.period.clone().or(of_row).or_else(|| self.context.period()).or(says.period.clone());
        found.map(|period| self.bound.layout.dated(period)).ok_or_else(|| Fault {
            code: "no-period",
            message: "nothing says which period the values are of".to_owned(),
            hints: vec!["name it: --period \"year ending March 2024\"".to_owned()],
        })
    }

    /// The period that the row's own columns name.
    fn row_period(&self, row: usize) -> Result<Option<Period>, Fault> {
        let fault = |text: &str| Fault {
            code: "period",
            message: format!("`{}` is not a period", shortened(text)),
            hints: vec![
                "expected, for instance, `2018/19`, `year ending March 2019` or `2019-03-31`".to_owned(),
            ],
        };
        let of = |role: Role| -> Result<Option<Period>, Fault> {
            let Some(column) = self.column_of(role) else { return Ok(None) };
            let text = self.grid.text(row, column);
            if text.is_empty() {
                return Ok(None);
            }
            let unglued = || footnote::glued_to_year(text).and_then(|(text, _)| period::read(&text));
            let peeled = || period::read(&footnote::peel(text).text);
            let headed = || self.headed_year(column, text);
            let quarter = || self.quarter(row, text).filter(|_| role == Role::Period);
            quarter()
                .or_else(headed)
                .or_else(|| period::read(text))
                .or_else(peeled)
                .or_else(unglued)
                .map(Some)
                .ok_or_else(|| fault(text))
        };
        let (start, end, named) = (of(Role::PeriodStart)?, of(Role::PeriodEnd)?, of(Role::Period)?);
        match (start, end) {
            (Some(start), Some(end)) if start.start <= end.end => {
                let label =
                    named.map_or_else(|| format!("{} to {}", start.start, end.end), |named| named.label);
                Ok(Some(Period { start: start.start, end: end.end, label }))
            }
            (Some(start), Some(end)) => Err(Fault {
                code: "period",
                message: format!("the period begins on {} and ends before, on {}", start.start, end.end),
                hints: Vec::new(),
            }),
            (Some(only), None) | (None, Some(only)) => Ok(named.or(Some(only))),
            (None, None) => Ok(named),
        }
    }

    /// The period of a year under a header that says which part of it: `As at 31 March` and `2018`.
    fn headed_year(&self, column: usize, year: &str) -> Option<Period> {
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let header = footnote::peel(self.shape.header_of(column)).text;
        period::read(&format!("{header} {year}")).filter(|_| is_year && header.contains(' '))
    }

    /// The period of a year and the quarter in its own column: `2018/19` and `2`.
    fn quarter(&self, row: usize, year: &str) -> Option<Period> {
        let text = self.grid.text(row, self.column_of(Role::Quarter)?);
        let digit = text.chars().find(char::is_ascii_digit)?;
        period::read(&format!("Q{digit} {year}"))
    }

    fn indicator(figure: &Figure, row: &RowIndicator, says: &TableSays) -> Result<IndicatorId, Fault> {
        let of_header = figure.indicator.as_ref().map(|named| match heading(&figure.words) {
            Heading::Name => named.clone(),
            Heading::Unit => says.indicator.clone().unwrap_or_else(|| named.clone()),
            Heading::Breakdown => match says.indicator.as_ref().or(says.subject.as_ref()) {
                Some(subject) => slug(&format!("{subject} {}", figure.words)),
                None => named.clone(),
            },
        });
        let named = of_header.as_ref().or(row.named.as_ref()).or(says.indicator.as_ref());
        let no_indicator = || Fault {
            code: "no-indicator",
            message: "nothing says which indicator the values are of".to_owned(),
            hints: vec!["name it: --indicator officers-fte".to_owned()],
        };
        let named = named.map(|named| {
            if row.breakdown.is_empty() { named.clone() } else { slug(&format!("{named} {}", row.breakdown)) }
        });
        named.and_then(|named| IndicatorId::new(&named).ok()).ok_or_else(no_indicator)
    }

    /// The indicator that the row's own columns name, and what they break it down by.
    fn row_indicator(&self, row: usize) -> RowIndicator {
        let text = |column: usize| footnote::peel(self.grid.text(row, column)).text.into_owned();
        let named = self.column_of(Role::Indicator).map(text).and_then(|text| {
            let rule = self.bound.layout.indicators.iter().find(|rule| rule.pattern.is_match(&text));
            rule.map(|rule| rule.is.clone()).or_else(|| self.context.indicator(&text))
        });
        let columns = self.bound.columns.iter().enumerate();
        let breakdown: Vec<String> = columns
            .filter(|(_, column)| column.as_ref().is_some_and(|column| column.role == Role::Dimension))
            .map(|(place, _)| text(place))
            .filter(|text| !text.is_empty())
            .collect();
        RowIndicator { named, breakdown: breakdown.join(" ") }
    }

    fn row_source(&self, row: usize) -> Option<String> {
        let column = self.column_of(Role::Source)?;
        let source = slug(self.grid.text(row, column));
        (!source.is_empty()).then_some(source)
    }

    /// The file's own note on a row.
    pub(crate) fn note(&self, row: usize) -> Option<String> {
        let text = self.grid.text(row, self.column_of(Role::Note)?);
        (!text.is_empty()).then(|| text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The figure of another column of the row that a rate is divided by.
    fn denominator(&self, row: usize, indicator: Option<&str>) -> Option<Slot> {
        let indicator = indicator?;
        let (column, ..) = self.value_columns().into_iter().find(|(_, _, figure)| {
            figure.indicator.as_deref() == Some(indicator) && figure.part == Part::Numerator
        })?;
        self.slot((row, column)).ok().map(|(slot, _)| slot)
    }

    /// The column of a role that only one column has.
    pub(crate) fn column_of(&self, role: Role) -> Option<usize> {
        self.bound.columns.iter().position(|column| column.as_ref().is_some_and(|column| column.role == role))
    }

    /// Counts a value that cannot be read, and says why: once for the table where it is the table's fault.
    pub(crate) fn faulty_value(&mut self, at: (usize, usize), fault: Fault) {
        self.values.fault(fault.code);
        let is_of_table = matches!(fault.code, "no-period" | "no-indicator" | "no-cycle" | "no-area");
        self.reject(at, &fault);
        if is_of_table {
            self.say_once(fault);
        } else {
            self.say(Severity::Error, fault.code, at, fault.message, &fault.hints);
        }
    }

    /// Says a fault that is one for the whole table.
    fn say_once(&mut self, fault: Fault) {
        if self.said.contains(&fault.code) {
            return;
        }
        self.said.push(fault.code);
        self.diagnostics.push(peel_model::Diagnostic {
            severity: Severity::Error,
            code: fault.code,
            place: self.grid.whole(),
            message: fault.message,
            excerpt: None,
            hints: fault.hints,
        });
    }

    fn faulty_row(&mut self, row: usize, what: &RowIs) {
        let at = (row, self.shape.force_column);
        let name = self.grid.text(row, self.shape.force_column);
        let fault = match what {
            RowIs::Nameless => Fault {
                code: "no-force",
                message: "the row has values, and names no force".to_owned(),
                hints: vec![
                    "where a force stands only in the first of its rows, write it into each of them"
                        .to_owned(),
                ],
            },
            RowIs::TwoForces(name, code) => Fault {
                code: "two-forces",
                message: format!("the row names {name}, and its code is that of {code}"),
                hints: Vec::new(),
            },
            RowIs::SecondHeader => Fault {
                code: "second-header",
                message: "text where the header promises figures: a second table may begin here".to_owned(),
                hints: vec!["put the tables into files or sheets of their own".to_owned()],
            },
            RowIs::RegionOrForce(force) => Fault {
                code: "region-or-force",
                message: format!("the name is that of {force} and of its region, and stands twice"),
                hints: vec![
                    "name the row of the force as a police force, or leave the region's out".to_owned(),
                ],
            },
            RowIs::BelowSecondHeader => Fault {
                code: "second-table",
                message: "the row stands below a second header, and is not read by the first".to_owned(),
                hints: Vec::new(),
            },
            RowIs::Unknown | RowIs::Force { .. } | RowIs::SetAside(_) => {
                let UnknownName { message, hints } = self.unknown_force(name);
                Fault { code: "force", message, hints }
            }
        };
        self.rows.fault(fault.code);
        self.reject(at, &fault);
        self.say(Severity::Error, fault.code, at, fault.message, &fault.hints);
    }

    fn unknown_force(&self, name: &str) -> UnknownName {
        let shown = footnote::peel(name).text;
        match self.context.dataset.resolve_force(&shown) {
            Err(unknown) => unknown,
            Ok(_) => UnknownName { message: format!("`{}` is not read", shortened(name)), hints: Vec::new() },
        }
    }

    fn warn_by_code(&mut self, row: usize, force: &ForceId) {
        let at = (row, self.shape.force_column);
        let name = shortened(self.grid.text(row, self.shape.force_column));
        let message = format!("`{name}` is not a known name; its code is that of {force}, which is taken");
        let known = self.context.dataset.forces.get(force).map(|force| force.name.as_str());
        let hint = did_you_mean(&name, known);
        self.say(Severity::Warning, "by-code", at, message, hint.as_slice());
    }

    fn reject(&mut self, at: (usize, usize), fault: &Fault) {
        self.rejects.push(Reject {
            place: self.grid.place(at.0, at.1),
            code: fault.code,
            message: fault.message.clone(),
            text: row_text(self.grid, at.0),
        });
    }

    /// Says something about a cell.
    pub(crate) fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        at: (usize, usize),
        message: String,
        hints: &[String],
    ) {
        let grid = self.grid;
        self.diagnostics.push_with(&grid.file, code, severity, || {
            let mut diagnostic = grid.diagnostic(severity, code, at, message);
            diagnostic.hints = hints.to_vec();
            diagnostic
        });
    }
}

/// What a header says of the figures below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Heading {
    /// What they are.
    Name,
    /// Only what they are counted in: `Number`, `Rate per 1,000 population`, `%`.
    Unit,
    /// Only a part of what the table is about: `Female`, `Total`.
    Breakdown,
}

fn heading(words: &str) -> Heading {
    const UNITS: [&str; 14] = [
        "number",
        "numbers",
        "count",
        "counts",
        "value",
        "values",
        "figure",
        "figures",
        "rate",
        "percentage",
        "per cent",
        "percent",
        "amount",
        "n",
    ];
    const PARTS: [&str; 26] = [
        "male",
        "males",
        "female",
        "females",
        "men",
        "women",
        "total",
        "totals",
        "grand total",
        "all",
        "other",
        "others",
        "unknown",
        "not stated",
        "not known",
        "white",
        "black",
        "asian",
        "mixed",
        "bame",
        "minority ethnic",
        "adult",
        "child",
        "fte",
        "headcount",
        "persons",
    ];
    let folded = fold(words);
    let is_rate = folded.starts_with("rate per ") || folded.starts_with("per 1") || words.trim() == "%";
    if is_rate || UNITS.contains(&folded.as_str()) {
        Heading::Unit
    } else if PARTS.contains(&folded.as_str()) {
        Heading::Breakdown
    } else {
        Heading::Name
    }
}

/// The rows of forces.
fn force_rows<'r>(shape: &'r Shape, rows: &'r [RowIs]) -> impl Iterator<Item = usize> {
    let kinds = shape.body.clone().zip(rows);
    kinds.filter(|(_, what)| matches!(what, RowIs::Force { .. })).map(|(row, _)| row)
}

/// Whether a text that is no number begins as one and holds no words: `71,7`, `12.5.3`.
fn is_like_a_figure(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+', '£', '$', '€', '~', '<', '>', ' ']);
    let is_led = digits.starts_with(|first: char| first.is_ascii_digit());
    is_led
        && !text.chars().any(char::is_alphabetic)
        && !text.contains(['/', ':'])
        && !text.contains(", ")
        && number::read(text).is_none()
        && period::read(text).is_none()
}

/// An indicator's title: the header's words where they are the indicator's own name, else the words of
/// its identifier.
fn title(indicator: &IndicatorId, words: &str) -> String {
    if slug(words) == indicator.as_str() {
        return words.to_owned();
    }
    let words = indicator.as_str().replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a table says of its values above its header, or in its name.
pub(crate) fn table_says(
    grid: &Grid,
    shape: &Shape,
    bound: &Bound<'_>,
    context: &Context<'_>,
) -> (TableSays, Vec<String>) {
    let mut why = Vec::new();
    let titles = shape.titles(grid);
    let has_row_period = bound
        .columns
        .iter()
        .flatten()
        .any(|column| matches!(column.role, Role::Period | Role::PeriodEnd | Role::PeriodStart));
    let needs_period = !has_row_period
        && bound.columns.iter().flatten().any(|column| column.role == Role::Value && column.period.is_none());
    let mut period = titles
        .iter()
        .filter(|(_, text)| !is_about_the_file(text))
        .map(|(row, text)| (*row, periods_of(text)))
        .find(|(_, found)| !found.is_empty())
        .and_then(|(row, found)| match &found[..] {
            [only] if needs_period => {
                why.push(format!("the period, {}, stands in row {}", only.label, grid.rows[row].number));
                Some(only.clone())
            }
            _ => None,
        });
    if period.is_none() && needs_period {
        let of_sheet = grid.sheet.as_deref().map(periods_of).unwrap_or_default();
        let of_name = || period::in_file_name(file_stem(&grid.file));
        period = match &of_sheet[..] {
            [only] => Some(only.clone()),
            _ => of_name(),
        };
        why.extend(period.iter().map(|period| format!("the period, {}, is that of the name", period.label)));
    }
    let asked = context.options.indicator.clone();
    let of_title = bound.title.and_then(|rule| rule.indicator.clone());
    let indicator = asked.or(of_title).or_else(|| {
        let words = titles.iter().find_map(|(_, text)| titled_indicator(text))?;
        why.push(format!("the indicator is named by the title: `{words}`"));
        context.indicator(&words)
    });
    let source = context.options.source.clone().unwrap_or_else(|| slug(file_stem(&grid.file)));
    let subject = grid.sheet.as_deref().filter(|sheet| is_subject(sheet)).map(slug);
    (TableSays { period, indicator, subject, source }, why)
}

/// The distinct periods that a text names.
pub(crate) fn periods_of(text: &str) -> Vec<Period> {
    let mut found: Vec<Period> = Vec::new();
    let unglued = footnote::glued_to_year(text).map(|(text, _)| text);
    for (_, period) in period::find(unglued.as_deref().unwrap_or(text)) {
        if !found.iter().any(|earlier| (earlier.start, earlier.end) == (period.start, period.end)) {
            found.push(period);
        }
    }
    found
}

/// Whether a line above a table tells when the file was made rather than what it holds.
fn is_about_the_file(text: &str) -> bool {
    let text = text.to_lowercase();
    ["published", "publication", "updated", "release", "extracted", "accessed", "downloaded", "created"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a sheet's name says what it is about, not which sheet it is.
fn is_subject(sheet: &str) -> bool {
    const PLAIN: [&str; 9] =
        ["sheet", "table", "tab", "data", "page", "worksheet", "pivot", "chart", "results"];
    let folded = fold(sheet);
    let first = folded.split(' ').next().unwrap_or_default();
    let first = first.trim_end_matches(|letter: char| letter.is_ascii_digit());
    first.len() > 2 && !PLAIN.contains(&first) && periods_of(sheet).is_empty()
}

/// `Police officers` of `Table 1: Police officers by police force area, …`, with or without the table's
/// number.
fn titled_indicator(text: &str) -> Option<String> {
    const LONGEST: usize = 80;
    let headed =
        text.split_once(':').filter(|(head, _)| head.to_lowercase().starts_with("table") && head.len() < 20);
    let rest = headed.map_or(text, |(_, rest)| rest);
    let (name, by) = rest.split_once(" by ")?;
    let by = by.to_lowercase();
    let is_by_force = ["police force", "force"].iter().any(|words| by.starts_with(words));
    let name = name.trim();
    let is_name = !name.is_empty() && name.len() <= LONGEST && (headed.is_some() || is_by_force);
    is_name.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_units_or_of_a_part_is_no_name() {
        for (words, expected) in [
            ("Number", Heading::Unit),
            ("Rate per 1,000 population", Heading::Unit),
            ("%", Heading::Unit),
            ("Female", Heading::Breakdown),
            ("Grand Total", Heading::Breakdown),
            ("Total recorded crime", Heading::Name),
            ("Burglary rate", Heading::Name),
            ("", Heading::Name),
        ] {
            assert_eq!(heading(words), expected, "{words}");
        }
    }

    #[test]
    fn a_title_names_the_indicator_with_or_without_the_table() {
        for (title, expected) in [
            ("Table 5: Knife offences by police force area, year ending March 2021", Some("Knife offences")),
            ("Knife offences by police force", Some("Knife offences")),
            ("Data collated by the newsroom", None),
            ("Knife offences", None),
        ] {
            assert_eq!(titled_indicator(title).as_deref(), expected, "{title}");
        }
    }

    #[test]
    fn a_sheet_may_say_what_it_is_about() {
        for (sheet, expected) in
            [("Joiners", true), ("Sheet1", false), ("Table H1", false), ("2021-22", false), ("S1", false)]
        {
            assert_eq!(is_subject(sheet), expected, "{sheet}");
        }
    }

    #[test]
    fn a_decimal_comma_looks_like_a_figure_and_a_list_of_notes_does_not() {
        for (text, expected) in [
            ("71,7", true),
            ("12.5.3", true),
            ("1, 2", false),
            ("71.7", false),
            ("2018/19", false),
            ("3rd", false),
        ] {
            assert_eq!(is_like_a_figure(text), expected, "{text}");
        }
    }
}
