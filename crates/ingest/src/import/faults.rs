//! What cannot be read: counted, said with its place and what to do, and kept for the rejects.

use std::sync::Arc;

use peel_model::{ForceId, Reject, Severity, UnknownName, did_you_mean, shortened};

use crate::cell::footnote;
use crate::import::doubt::two_years;
use crate::import::layout::Role;
use crate::import::places;
use crate::import::read::{HEADER_PERIOD, Reader};
use crate::import::rows::RowIs;
use crate::import::shape::row_text;
use crate::import::unread::is_value;
use crate::import::unsaid::UNSAID;

/// The code of a name that is no force's.
const FORCE: &str = "force";

/// A fault of a cell or a row.
#[derive(Debug, Clone)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hints: Vec<String>,
}

impl Reader<'_, '_> {
    /// Counts a value that cannot be read, and says why: once for the table where it is the table's fault.
    pub(crate) fn faulty_value(&mut self, at: (usize, usize), fault: Fault) {
        self.count_faulty(at, &fault);
        let is_of_table = matches!(
            fault.code,
            "no-period" | "no-indicator" | "no-cycle" | "no-area" | "scaled" | HEADER_PERIOD | UNSAID
        );
        if is_of_table {
            // Where it shows is looked for once: every column of the table is, for some.
            self.say_once(fault, at);
            return;
        }
        let shown = self.key_column(fault.code).map_or(at, |column| (at.0, column));
        // A fault of the row's own key is one, however many figures stand in the row.
        if shown == at || self.last_key_fault != Some(shown) {
            self.say(Severity::Error, fault.code, shown, fault.message, &fault.hints);
        }
        self.last_key_fault = Some(shown).filter(|shown| *shown != at);
    }

    /// Counts a value that cannot be read, of which something is said elsewhere.
    pub(crate) fn count_faulty(&mut self, at: (usize, usize), fault: &Fault) {
        self.values.fault(fault.code);
        self.reject(at, fault);
    }

    /// Counts a value that was kept before as faulty, of which something is said elsewhere.
    pub(crate) fn withdraw(&mut self, at: (usize, usize), fault: &Fault) {
        self.values.withdraw(fault.code);
        self.reject(at, fault);
    }

    /// Where a fault of the table shows first: in the header that says it or lacks it, in the row's own column, or in the
    /// cell that was looked into.
    fn place_in_table(&self, at: (usize, usize), code: &str) -> (usize, usize) {
        let header = self.shape.header.last().map(|row| (*row, at.1));
        let shown = match code {
            "scaled" => header.filter(|_| self.scale_over(at.1).is_some()),
            UNSAID => header,
            "no-period" if self.has_dated_columns() => header,
            HEADER_PERIOD => self.shape.header.last().copied().zip(self.key_column("period")),
            "no-period" => self.key_column("period").map(|column| (at.0, column)),
            "no-indicator" => self.column_of(Role::Indicator).map(|column| (at.0, column)),
            "no-area" => self.column_of(Role::Area).map(|column| (at.0, column)),
            "no-cycle" => self.column_of(Role::Cycle).map(|column| (at.0, column)),
            _ => None,
        };
        let sought = || self.sought_column(code).map(|column| (at.0, column));
        let doubted = || self.doubted.filter(|_| code == "no-period").and_then(|row| self.first_of(row));
        let shown = shown.or_else(sought).or_else(doubted);
        if code == "scaled" { shown.unwrap_or(at) } else { shown.unwrap_or_else(|| self.looked_into(at)) }
    }

    /// The column of text whose header promises what a fault of the table lacks, and whose cells are none of it:
    /// `Period` over `FY 2031`.
    fn sought_column(&self, code: &str) -> Option<usize> {
        let role = match code {
            "no-period" => Role::Period,
            "no-cycle" => Role::Cycle,
            "no-area" => Role::Area,
            "no-indicator" => Role::Indicator,
            _ => return None,
        };
        let rules = || self.bound.layout.columns.iter().filter(|rule| rule.role == role);
        let is_promised = |column: &usize| {
            let header = self.shape.header_of(*column);
            rules().any(|rule| rule.header.as_ref().is_some_and(|pattern| pattern.is_match(header)))
        };
        let unread = self.bound.columns.iter().enumerate().filter(|(_, column)| column.is_none());
        unread.map(|(column, _)| column).find(is_promised)
    }

    /// The cell that was looked into for what stands in none: the header of the figures, else the title, else their own.
    fn looked_into(&self, at: (usize, usize)) -> (usize, usize) {
        let header = self.shape.header.last().map(|row| (*row, at.1));
        let header = header.filter(|(row, column)| !self.grid.text(*row, *column).is_empty());
        let title = || self.shape.titles(self.grid).first().and_then(|(row, _)| self.first_of(*row));
        let beside = || self.shape.header.last().and_then(|row| self.first_of(*row));
        header.or_else(title).or_else(beside).unwrap_or(at)
    }

    /// The first cell of a row that is not empty.
    fn first_of(&self, row: usize) -> Option<(usize, usize)> {
        let mut cells = (0..self.grid.width).map(|column| (row, column));
        cells.find(|(row, column)| !self.grid.text(*row, *column).is_empty())
    }

    /// The column in which a fault of this kind stands, where it is not that of the figure.
    fn key_column(&self, code: &str) -> Option<usize> {
        let roles: &[Role] = match code {
            "cycle" => &[Role::Cycle],
            "area" => &[Role::Area],
            "quarter" => &[Role::Quarter],
            "period" => &[Role::Period, Role::PeriodEnd, Role::PeriodStart],
            "status" => &[Role::Status],
            "basis" => &[Role::Basis],
            _ => &[],
        };
        roles.iter().find_map(|role| self.column_of(*role))
    }

    /// Says a fault that is one for the whole table, at the cell where it shows first.
    pub(crate) fn say_once(&mut self, mut fault: Fault, at: (usize, usize)) {
        // Where it shows is looked for once: every column of the table is, for some.
        if self.said.contains(&fault.code) {
            return;
        }
        self.said.push(fault.code);
        let place = self.place_in_table(at, fault.code);
        if let Some(column) = self.sought_column(fault.code).filter(|column| place == (at.0, *column)) {
            let (text, header) = (self.grid.text(at.0, column), self.shape.header_of(column));
            fault.message =
                format!("{}: `{}` below `{}` is none", fault.message, shortened(text), shortened(header));
            if fault.code == "no-period" {
                fault.hints.extend(two_years(text).map(|doubt| format!("{doubt}: write `2023/24`")));
            }
            if fault.code == "no-cycle" {
                fault.hints.extend(self.context.nearest_cycles(text));
            }
        }
        self.say(Severity::Error, fault.code, place, fault.message, &fault.hints);
    }

    /// Whether the headers of some columns say when their figures are of.
    fn has_dated_columns(&self) -> bool {
        self.bound.columns.iter().flatten().any(|column| column.time.period().is_some())
    }

    /// Accounts for the values of a row that is faulty itself.
    fn set_aside_values_of(&mut self, row: usize) {
        for (place, column) in self.bound.columns.iter().enumerate() {
            let holds_values = column.as_ref().is_some_and(|column| column.role.holds_values());
            if holds_values && is_value(self.grid.text(row, place)) {
                self.values.set_aside("in a faulty row");
            }
        }
    }

    pub(crate) fn faulty_row(&mut self, row: usize, what: &RowIs) {
        let column = if let RowIs::Shifted(column) = what { *column } else { self.shape.force_column };
        let at = (row, column);
        let name = self.grid.text(row, column);
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
                message: format!(
                    "`{}` is a name of {name}, and the code beside it, `{}`, is that of {code}",
                    shortened(self.grid.text(row, column)),
                    shortened(self.code_of(row)),
                ),
                hints: vec![
                    "correct the one of the two that is wrong: its figures are kept for neither force"
                        .to_owned(),
                ],
            },
            RowIs::Misquoted => Fault {
                code: "misquoted",
                message: "the quotes of the row are at fault, and where its cells end is not known"
                    .to_owned(),
                hints: vec!["a quote within quotes is written twice: `\"\"`".to_owned()],
            },
            RowIs::SecondHeader => Fault {
                code: "second-header",
                message: "text where the header promises figures: a second table may begin here".to_owned(),
                hints: vec!["put the tables into files or sheets of their own".to_owned()],
            },
            RowIs::Shifted(_) => Fault {
                code: "second-table",
                message: format!(
                    "`{}` stands with figures outside the column of forces, and is not read",
                    shortened(name)
                ),
                hints: vec![
                    "put it into the columns of the header, or a second table into a file of its own"
                        .to_owned(),
                ],
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
            RowIs::Unknown if self.numbers_columns(row) => Fault {
                code: "numbered-headers",
                message: format!("`{}` stands before numbers, which are read as figures", shortened(name)),
                hints: vec![
                    "where they head the columns, write out what they are: `April 2023`, `Outcome 1`"
                        .to_owned(),
                ],
            },
            RowIs::Unknown | RowIs::Force { .. } | RowIs::SetAside(_) => {
                let UnknownName { message, hints } = self.unknown_force(name);
                Fault { code: FORCE, message, hints }
            }
        };
        self.rows.fault(fault.code);
        self.reject(at, &fault);
        self.set_aside_values_of(row);
        self.say(Severity::Error, fault.code, at, fault.message, &fault.hints);
        if matches!(what, RowIs::TwoForces(..)) && !self.bound.layout.gives.are_gradings() {
            self.name_odd_cells(row);
        }
    }

    /// The code in a row.
    fn code_of(&self, row: usize) -> &str {
        let codes = self.bound.of_role(Role::Code).map(|column| self.grid.text(row, column));
        codes.into_iter().find(|code| !code.is_empty()).unwrap_or_default()
    }

    /// Whether a row has a word for forces where their names stand, and small numbers that rise: a header of numbers.
    fn numbers_columns(&self, row: usize) -> bool {
        const FEWEST: usize = 2;
        const MOST: u32 = 99;
        let column = self.shape.force_column;
        let kind = self.context.entities(None).kind_of_place(self.grid.text(row, column));
        let texts = (column + 1..self.grid.width).map(|column| self.grid.text(row, column));
        let numbers: Option<Vec<u32>> =
            texts.filter(|text| !text.is_empty()).map(|text| text.parse().ok()).collect();
        kind == Some(places::FORCE)
            && numbers.is_some_and(|numbers| {
                numbers.len() >= FEWEST
                    && numbers.is_sorted_by(|one, next| one < next)
                    && numbers.iter().all(|number| *number <= MOST)
            })
    }

    /// Names the other cells of a faulty row that are no figures.
    fn name_odd_cells(&mut self, row: usize) {
        for (place, ..) in &*self.value_columns() {
            if let Err(fault) = self.slot((row, *place)) {
                self.say(Severity::Error, fault.code, (row, *place), fault.message, &fault.hints);
            }
        }
    }

    fn unknown_force(&self, name: &str) -> UnknownName {
        let (shown, dataset) = (footnote::peel(name).text, self.context.dataset);
        // What a name might have been takes a hundred times as long to find as the row to read.
        let is_counted = !self.diagnostics.has_room(&self.grid.file, FORCE, Severity::Error);
        if is_counted && !dataset.force_names.has(&shown) {
            return UnknownName { message: dataset.is_no_force(&shown), hints: Vec::new() };
        }
        match dataset.resolve_force(&shown) {
            Err(unknown) => match self.context.entities(None).joined_with(&shown) {
                // Whatever it is, it is not that force alone.
                Some(force) => UnknownName {
                    hints: vec![format!("it names {force} and something else, and may be of both")],
                    ..unknown
                },
                None => unknown,
            },
            Ok(_) => UnknownName { message: format!("`{}` is not read", shortened(name)), hints: Vec::new() },
        }
    }

    pub(crate) fn warn_by_code(&mut self, row: usize, force: &ForceId) {
        let at = (row, self.shape.force_column);
        let name = shortened(self.grid.text(row, self.shape.force_column));
        let message = format!("`{name}` is not a known name; its code is that of {force}, which is taken");
        let known = self.context.dataset.forces.get(force).map(|force| force.name.as_str());
        let hint = did_you_mean(&name, known);
        self.say(Severity::Warning, "by-code", at, message, hint.as_slice());
    }

    fn reject(&mut self, at: (usize, usize), fault: &Fault) {
        let text = self.text_around(at);
        self.rejects.push(Reject {
            place: self.grid.place(at.0, at.1),
            code: fault.code,
            message: fault.message.clone(),
            text,
        });
    }

    /// The text of a row, as it is kept for every fault in it; of one with very many cells, only its name and the
    /// faulty one.
    fn text_around(&mut self, (row, column): (usize, usize)) -> Arc<str> {
        const LONGEST: usize = 1_000;
        let whole = match &self.last_row {
            Some((last, whole)) if *last == row => whole.clone(),
            _ => Some(row_text(self.grid, row)).filter(|text| text.len() <= LONGEST).map(Arc::from),
        };
        self.last_row = Some((row, whole.clone()));
        whole.unwrap_or_else(|| {
            let text = |column: usize| shortened(self.grid.text(row, column));
            Arc::from(format!("{} … {}", text(self.shape.force_column), text(column)))
        })
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
