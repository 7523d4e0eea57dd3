//! Who moved between two cycles? One row a force and area, the subject first.

use peel_model::{Analysis, Cell, Column, Table, Value};

use crate::grid::SUBJECT;
use crate::two_cycles::{Matched, TwoCycles};
use crate::{AnalyticsError, notes};

const METHODS: [&str; 4] = [
    "moved: the later word against the earlier in the order of the words; how far is not said, since words \
     are no numbers",
    "unknown: a grade may exist in both cycles, and one at least is unknown or disputed; no grade: in one of \
     them at least there is none, and that is known",
    CARRIED_OVER,
    "the order after the subject is the registry's, not a rank; `peel show transitions` counts the moves and tests them",
];

/// Said of the words of cycles that may not be compared.
const REFUSED: &str = "moved: whether the word is the same or another; none is better or worse, as the cycles may not be \
                       compared, and the same word need not mean the same";

/// What it means that a judgment is carried over.
pub(crate) const CARRIED_OVER: &str = "carried over: the judgment of an earlier inspection that still stands; nothing was inspected anew in that cycle";

pub(crate) fn table(cycles: &TwoCycles<'_>) -> Result<Table, AnalyticsError> {
    cycles.must_have_comparators()?;
    let about = &cycles.after.dataset.about;
    let is_any_carried = cycles
        .areas
        .iter()
        .any(|area| cycles.forces().any(|force| cycles.is_carried_over(area, force).contains(&true)));
    let carried_over = Column::text("carried_over", "Carried over");
    let mut columns = vec![
        Column::text("force", "Identifier").detail(),
        Column::text("name", &notes::sentence(&about.noun)),
        Column::text("role", "Role").detail(),
        Column::text("area", "Area identifier").detail(),
        Column::text("title", "Area"),
        Column::grade("before", &cycles.before.cycle.label),
        Column::grade("after", &cycles.after.cycle.label),
        Column::text("moved", "Moved"),
        if is_any_carried { carried_over } else { carried_over.detail() },
    ];
    cycles.add_refusal(&mut columns);
    let (n_forces, subject) = (about.counted(cycles.after.forces.len()), cycles.after.subject());
    let title = if cycles.is_refused() {
        format!("Grades in two cycles, {subject} of {n_forces} first: {}", cycles.refusal())
    } else {
        format!("Who moved, {}: {subject} of {n_forces} first", cycles.label())
    };
    let mut table = Table::new(Analysis::Change, title, Some(cycles.scale.clone()), columns);
    for force in cycles.forces() {
        for area in &cycles.areas {
            let cells = row(cycles, &mut table, area, force);
            table.push_row(cells)?;
        }
    }
    let mut methods = METHODS;
    if cycles.is_refused() {
        methods[0] = REFUSED;
    }
    cycles.note(&mut table, &methods, &[], &[]);
    Ok(table)
}

/// In which of two cycles a judgment is carried over, with the rows that say so; empty where in none.
pub(crate) fn carried_over(cells: [&Cell; 2], is_carried: [bool; 2]) -> Cell {
    let word = match is_carried {
        [true, true] => "in both",
        [true, false] => "in the earlier",
        [false, true] => "in the later",
        [false, false] => return Cell::new(Value::Empty, Vec::new()),
    };
    let said = cells.iter().zip(is_carried).filter(|(_, is_carried)| *is_carried);
    let rows = said.flat_map(|(cell, _)| cell.from.iter().copied()).collect();
    Cell::new(Value::Text(word.to_owned()), rows)
}

fn row(cycles: &TwoCycles<'_>, table: &mut Table, area: &Matched<'_>, force: u32) -> Vec<Cell> {
    let before = cycles.before.cell(table, area.before, force);
    let after = cycles.after.cell(table, area.after, force);
    let both: Vec<u32> = before.from.iter().chain(&after.from).copied().collect();
    let word = cycles.movement(area, force).word();
    let moved = Cell::new(Value::Text(word.to_owned()), both);
    let is_carried = cycles.is_carried_over(area, force);
    let carried_over = carried_over([&before, &after], is_carried);
    let mut cells = vec![
        Cell::label(cycles.after.forces[force as usize].as_str()),
        Cell::label(cycles.after.name(force)),
        Cell::label(if force == SUBJECT { "subject" } else { "comparator" }),
        Cell::label(area.listed.key.area.as_str()),
        Cell::label(area.listed.title.as_str()),
        before,
        after,
        moved,
        carried_over,
    ];
    cycles.refuse(&mut cells);
    cells
}
