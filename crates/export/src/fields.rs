//! What a row of a file holds: every column under a name of its own, and the row's remarks at the end.
//!
//! Shared by the formats that machines read, so that they agree on names and leave nothing out.

use std::collections::BTreeSet;

use peel_model::{Cell, Grade, Scale, Table, Value};

/// A field of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name; no other field has it.
    pub(crate) name: String,
    /// What is taken of the row.
    pub(crate) part: Part,
}

/// What a field takes of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What the cell of this column holds.
    Value(usize),
    /// What a reader should know of the row's cells.
    Remarks,
}

/// Every column, then `remarks`: whether or not there are any, so that the fields of an analysis are
/// the same next year. A plain list has no remarks.
pub(crate) fn fields(table: &Table) -> Vec<Field> {
    let names = names(table);
    let mut taken: BTreeSet<String> = names.iter().cloned().collect();
    let columns = names.into_iter().enumerate();
    let mut fields: Vec<Field> =
        columns.map(|(column, name)| Field { name, part: Part::Value(column) }).collect();
    let has_remarks = table.rows().iter().flatten().any(|cell| remark(cell).is_some());
    if has_remarks || (table.analysis.is_some() && !fields.is_empty()) {
        fields.push(Field { name: untaken("remarks", &mut taken), part: Part::Remarks });
    }
    fields
}

/// The remarks of a row's cells, each under its column's name: `efficiency: revised; …`.
pub(crate) fn remarks(table: &Table, row: &[Cell]) -> String {
    let cells = names(table).into_iter().zip(row);
    let remarks = cells.filter_map(|(name, cell)| Some(format!("{name}: {}", remark(cell)?)));
    remarks.collect::<Vec<_>>().join("; ")
}

/// The names of the columns; one that a column before it has already gets a number, since a row
/// keyed by name would otherwise lose a cell.
pub(crate) fn names(table: &Table) -> Vec<String> {
    let mut taken = BTreeSet::new();
    table.columns().iter().map(|column| untaken(&column.name, &mut taken)).collect()
}

/// What a reader should know of a cell; a blank remark says nothing.
pub(crate) fn remark(cell: &Cell) -> Option<&str> {
    cell.remark.as_deref().filter(|remark| !remark.trim().is_empty())
}

/// The grades that the cells of a table can hold, worst first: its scale, or every grade where it has none or one is
/// off it.
pub(crate) fn scale(table: &Table) -> Vec<Grade> {
    let best_first = table.scale.as_ref().map(Scale::best_first).unwrap_or_default();
    let is_off = |cell: &Cell| matches!(cell.value, Value::Grade(grade) if !best_first.contains(&grade));
    let is_whole = !best_first.is_empty() && !table.rows().iter().flatten().any(is_off);
    let grades = if is_whole { best_first } else { &Grade::BEST_FIRST };
    grades.iter().rev().copied().collect()
}

/// The name, with a number where it is taken; it is then taken.
pub(crate) fn untaken(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or_default();
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use peel_model::{Analysis, Column};

    use super::*;

    #[test]
    fn every_field_has_a_name_of_its_own() {
        let columns = ["a", "remarks", "a"].map(|name| Column::text(name, "A")).to_vec();
        let mut table = Table::new(Analysis::Matrix, String::new(), None, columns);
        table.push_row(vec![Cell::label("x").remarked("why"), Cell::label(""), Cell::label("")]).unwrap();
        let names: Vec<_> = fields(&table).into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["a", "remarks", "a_2", "remarks_2"]);
    }
}
