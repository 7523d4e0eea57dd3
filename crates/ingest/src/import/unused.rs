//! What the user said that no table needed: named, since an option without effect is a misunderstanding.

use std::collections::BTreeSet;

use peel_model::{Diagnostics, Severity, shortened};

use crate::document::whole_file;
use crate::import::bind::{Bound, Column, Graded};
use crate::import::layout::Role;
use crate::import::{Input, Options, Understood};
use crate::open::Grid;

/// What a value needs, and a table may leave to the title or the user to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Lacking {
    Period,
    Indicator,
    Cycle,
    Area,
}

impl Lacking {
    /// The option that says it, and what the user said.
    fn option(self, options: &Options) -> (&'static str, Option<&str>) {
        match self {
            Self::Period => ("--period", options.period.as_deref()),
            Self::Indicator => ("--indicator", options.indicator.as_deref()),
            Self::Cycle => ("--cycle", options.cycle.as_deref()),
            Self::Area => ("--area", options.area.as_deref()),
        }
    }
}

/// What the columns of a table leave open.
pub(crate) fn lacking(bound: &Bound<'_>) -> BTreeSet<Lacking> {
    let columns = || bound.columns.iter().flatten();
    let has = |roles: &[Role]| columns().any(|column| roles.contains(&column.role));
    let graded = |is_open: fn(&Graded) -> bool| {
        columns().any(|column| column.role == Role::Grade && is_open(&column.graded))
    };
    let dated = [Role::Period, Role::PeriodStart, Role::PeriodEnd];
    let has_undated = columns().any(|column| column.role == Role::Value && column.time.period().is_none());
    let found = [
        (Lacking::Period, !has(&dated) && has_undated),
        (Lacking::Indicator, columns().any(Column::leaves_indicator_open)),
        (Lacking::Cycle, !has(&[Role::Cycle]) && graded(|graded| graded.cycle.is_none())),
        (Lacking::Area, !has(&[Role::Area]) && graded(|graded| graded.area.is_none())),
    ];
    found.into_iter().filter_map(|(lacking, is_open)| is_open.then_some(lacking)).collect()
}

/// Names the options that had no effect, and the sheets asked for that are none.
pub(crate) fn diagnose(
    tables: &[Understood],
    options: &Options,
    inputs: &[Input<'_>],
    diagnostics: &mut Diagnostics,
) {
    let Some(first) = inputs.first() else { return };
    let mut read = tables.iter().filter(|table| table.layout.is_some()).peekable();
    if read.peek().is_none() {
        return;
    }
    let lacking: BTreeSet<Lacking> = read.flat_map(|table| table.lacking.iter().copied()).collect();
    for kind in [Lacking::Period, Lacking::Indicator, Lacking::Cycle, Lacking::Area] {
        let (option, text) = kind.option(options);
        let Some(text) = text.filter(|_| !lacking.contains(&kind)) else { continue };
        let (severity, message, hints) = if kind == Lacking::Indicator {
            let by = tables.iter().find_map(|table| table.named_by.as_deref());
            let by = by.map_or_else(
                || "the headers say what the figures are of".to_owned(),
                |header| {
                    format!("the column `{}` says of each row what its figures are of", shortened(header))
                },
            );
            let hint = "leave it out, or take what says otherwise out of the table".to_owned();
            (Severity::Error, format!("`{option} {text}` names no figure: {by}"), vec![hint])
        } else {
            let message = format!("`{option} {text}` has no effect: no value that was read lacks it");
            (Severity::Warning, message, Vec::new())
        };
        let said = whole_file(&first.name.into(), severity, "unused-option", &message);
        diagnostics.push(said.with_hints(hints));
    }
}

/// The sheets asked for by name, and which of them there are.
pub(crate) struct Sheets<'o> {
    asked: &'o [String],
    is_there: Vec<bool>,
    /// The names of all sheets, as they were seen.
    names: Vec<String>,
}

impl<'o> Sheets<'o> {
    /// None of them seen yet.
    pub(crate) fn new(options: &'o Options) -> Self {
        Self { asked: &options.sheets, is_there: vec![false; options.sheets.len()], names: Vec::new() }
    }

    /// Takes note of the sheets of a file.
    pub(crate) fn see(&mut self, grids: &[Grid]) {
        let sheets = grids.iter().filter_map(|grid| grid.sheet.as_deref());
        self.names.extend(sheets.map(|sheet| format!("`{}`", sheet.trim())));
        for (name, is_there) in self.asked.iter().zip(&mut self.is_there) {
            *is_there |= grids.iter().any(|grid| is_named(grid, name));
        }
    }

    /// Whether a grid is to be read: a sheet asked for, any where none is, and all that is no sheet.
    pub(crate) fn is_wanted(&self, grid: &Grid) -> bool {
        let is_asked = || self.asked.iter().any(|name| is_named(grid, name));
        self.asked.is_empty() || grid.sheet.is_none() || is_asked()
    }

    /// Names the sheets asked for that no file has.
    pub(crate) fn diagnose(&self, inputs: &[Input<'_>], diagnostics: &mut Diagnostics) {
        let Some(first) = inputs.first() else { return };
        // Of a text file nothing is left out for it.
        let severity = if self.is_there.contains(&true) { Severity::Error } else { Severity::Warning };
        for (name, _) in self.asked.iter().zip(&self.is_there).filter(|(_, is_there)| !**is_there) {
            let message = format!("no sheet is named `{name}`");
            let fault = whole_file(&first.name.into(), severity, "no-sheet", &message);
            let hint = match self.names.join(", ") {
                names if names.is_empty() => "only workbooks have sheets".to_owned(),
                names => format!("the sheets are {names}"),
            };
            diagnostics.push(fault.with_hints(vec![hint]));
        }
    }
}

/// Whether a grid is the sheet of this name; blanks at the ends do not matter.
fn is_named(grid: &Grid, name: &str) -> bool {
    grid.sheet.as_deref().is_some_and(|sheet| sheet.trim().eq_ignore_ascii_case(name.trim()))
}
