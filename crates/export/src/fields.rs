//! What a row of a file holds: every column under a name of its own, and its remarks beside it.
//!
//! Shared by the formats that machines read, so that they agree on names and leave nothing out.

use std::collections::BTreeSet;

use peel_model::{Cell, Table};

/// A field of every row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// Its name; no other field has it.
    pub(crate) name: String,
    /// The position of the column it is taken from.
    pub(crate) column: usize,
    /// What is taken.
    pub(crate) part: Part,
}

/// What a field takes of its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// What the cell holds.
    Value,
    /// What a reader should know of it.
    Remark,
}

/// Every column, each followed by a field `<name>_remark` when any of its cells has a remark.
pub(crate) fn fields(table: &Table) -> Vec<Field> {
    let names = names(table);
    let mut taken: BTreeSet<String> = names.iter().cloned().collect();
    let mut fields = Vec::new();
    for (column, name) in names.into_iter().enumerate() {
        let remarked = table.rows().iter().any(|row| remark(&row[column]).is_some());
        let remark = remarked.then(|| Field {
            name: untaken(&format!("{name}_remark"), &mut taken),
            column,
            part: Part::Remark,
        });
        fields.push(Field { name, column, part: Part::Value });
        fields.extend(remark);
    }
    fields
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

fn untaken(name: &str, taken: &mut BTreeSet<String>) -> String {
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
        let columns = ["a", "a_remark", "a"].map(|name| Column::text(name, "A")).to_vec();
        let mut table = Table::new(Analysis::Matrix, String::new(), None, columns);
        table.push_row(vec![Cell::label("x").remarked("why"), Cell::label(""), Cell::label("")]).unwrap();
        let names: Vec<_> = fields(&table).into_iter().map(|field| field.name).collect();
        assert_eq!(names, ["a", "a_remark_2", "a_remark", "a_2"]);
    }
}
