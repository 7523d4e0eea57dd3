//! Gradings that say the same twice, that contradict each other, or that contradict the registry: kept,
//! and named.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use peel_model::{AreaId, CycleId, Dataset, Diagnostics, ForceId, Grading, Mark, Severity, Status};

use crate::sheet::Row;

/// What the gradings of one sheet say, in its order.
#[derive(Default)]
pub(crate) struct Claims<'s> {
    rows: Vec<Claim<'s>>,
    cells: Vec<Cell>,
    /// Where each cell stands among them.
    places: HashMap<Cell, usize, RandomState>,
}

/// Who was graded, when and on what.
type Cell = (ForceId, CycleId, AreaId);

/// What one row says of a cell.
#[derive(Clone, Copy)]
struct Claim<'s> {
    row: Row<'s>,
    /// Its place among the cells.
    cell: usize,
    mark: Mark,
    status: Status,
}

/// What is odd about a claim.
enum Oddity<'s> {
    /// This row said the same before.
    Again(Claim<'s>),
    /// This row said something else before.
    Contradicts(Claim<'s>),
    /// It is disputed, but no other row contradicts it.
    LoneDispute,
    /// The registry says that the area was not graded in the cycle.
    NotGraded,
}

/// What was said of one cell so far, by the rows that stand.
#[derive(Clone, Default)]
struct Said<'s> {
    /// The first row to give each mark.
    first: Vec<Claim<'s>>,
    /// The last row to give each mark with each status.
    last: Vec<Claim<'s>>,
}

impl<'s> Claims<'s> {
    /// Adds what a grading, read from this row, says.
    pub(crate) fn add(&mut self, grading: &Grading, row: Row<'s>) {
        let cell = (grading.force.clone(), grading.key.cycle.clone(), grading.key.area.clone());
        let known = self.places.get(&cell).copied();
        let place = known.unwrap_or(self.cells.len());
        if known.is_none() {
            self.cells.push(cell.clone());
            self.places.insert(cell, place);
        }
        self.rows.push(Claim { row, cell: place, mark: grading.mark, status: grading.status });
    }

    /// Names the oddities among the claims, in the order of the rows.
    ///
    /// Rows marked `superseded` are a record of the past and contradict nothing. Rows marked `disputed`
    /// are meant to differ; a single one is asked about.
    pub(crate) fn diagnose(&self, dataset: &Dataset, diagnostics: &mut Diagnostics) {
        let stands = |claim: &Claim<'_>| claim.status != Status::Superseded;
        let mut n_standing = vec![0_usize; self.cells.len()];
        for claim in self.rows.iter().filter(|claim| stands(claim)) {
            n_standing[claim.cell] += 1;
        }
        let is_ungraded =
            |(_, cycle, area): &Cell| dataset.area(cycle, area).is_some_and(|area| !area.graded);
        let ungraded: Vec<bool> = self.cells.iter().map(is_ungraded).collect();
        let mut said = vec![Said::default(); self.cells.len()];
        for claim in &self.rows {
            let is_lone = claim.status == Status::Disputed && n_standing[claim.cell] == 1;
            let is_graded_after_all = matches!(claim.mark, Mark::Grade(_)) && ungraded[claim.cell];
            let conflict = stands(claim).then(|| said[claim.cell].add(*claim)).flatten();
            let oddity = conflict
                .or(is_lone.then_some(Oddity::LoneDispute))
                .or(is_graded_after_all.then_some(Oddity::NotGraded));
            if let Some(oddity) = oddity {
                claim.name(&self.cells[claim.cell], &oddity, diagnostics);
            }
        }
    }
}

impl<'s> Said<'s> {
    /// Adds a claim; gives its conflict with those before it. A contradiction is with the nearest row
    /// that differs, a repetition is of the first.
    fn add(&mut self, claim: Claim<'s>) -> Option<Oddity<'s>> {
        let contradicts = |other: &&Claim<'_>| {
            let are_disputed = other.status == Status::Disputed && claim.status == Status::Disputed;
            other.mark != claim.mark && !are_disputed
        };
        let contradicted = self.last.iter().rev().find(contradicts).copied();
        let first = self.first.iter().find(|other| other.mark == claim.mark).copied();
        self.last.retain(|other| (other.mark, other.status) != (claim.mark, claim.status));
        self.last.push(claim);
        if first.is_none() {
            self.first.push(claim);
        }
        contradicted.map(Oddity::Contradicts).or(first.map(Oddity::Again))
    }
}

impl Claim<'_> {
    fn line(&self) -> u64 {
        self.row.row_ref().line
    }

    fn name(&self, (force, cycle, area): &Cell, oddity: &Oddity<'_>, diagnostics: &mut Diagnostics) {
        let (severity, code, field) = match oddity {
            Oddity::Again(_) => (Severity::Warning, "duplicate", "grade"),
            Oddity::Contradicts(_) => (Severity::Error, "contradiction", "grade"),
            Oddity::LoneDispute => (Severity::Warning, "lone-dispute", "status"),
            Oddity::NotGraded => (Severity::Warning, "not-graded", "area"),
        };
        diagnostics.push_with(self.row.file(), code, severity, || {
            let what = format!("{force}, {cycle}, {area}");
            let (message, hint) = match oddity {
                Oddity::Again(first) => (
                    format!("{what} stands twice, alike; it was first on line {}", first.line()),
                    "one row is enough: count the pages that agree in `agreeing_pages`",
                ),
                Oddity::Contradicts(other) => (
                    format!("{what} is `{}` here and `{}` on line {}", self.mark, other.mark, other.line()),
                    "mark the one that no longer stands `superseded`, or both `disputed`",
                ),
                Oddity::LoneDispute => (
                    format!("{what} is `disputed`, but no other row contradicts it"),
                    "add the row it is disputed with, or mark it `current`; until then it counts as disputed",
                ),
                Oddity::NotGraded => (
                    format!("{what} has a grade, but the registry says it was not graded in {cycle}"),
                    "set `graded` to `yes` for it in the areas, or check the row",
                ),
            };
            let mut diagnostic = self.row.diagnostic(severity, code, field, message);
            diagnostic.hints.push(hint.to_owned());
            diagnostic
        });
    }
}
