//! What each row of a table's body is: a force's, or why it is none.

use std::collections::BTreeMap;
use std::sync::Arc;

use peel_model::{ForceId, fold};

use crate::import::bind::Bound;
use crate::import::entity::{Entities, Named};
use crate::import::layout::Role;
use crate::import::shape::{Class, Shape, is_blank, is_comment};
use crate::open::Grid;

/// What a row of the body is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RowIs {
    /// A force's.
    Force {
        /// Which.
        force: ForceId,
        /// Footnote marks of the name.
        marks: Vec<String>,
        /// Whether only its code says so.
        by_code: bool,
    },
    /// Understood, and no force's: the reason.
    SetAside(Arc<str>),
    /// It has values, and names no force.
    Nameless,
    /// It has values, and names something unknown.
    Unknown,
    /// Its name and its code are two forces'.
    TwoForces(ForceId, ForceId),
    /// It has text where the header promises figures.
    SecondHeader,
}

/// What each row of the body is.
pub(crate) fn classify(grid: &Grid, shape: &Shape, bound: &Bound<'_>, entities: &Entities<'_>) -> Vec<RowIs> {
    let rows: Vec<usize> = shape.body.clone().collect();
    let mut cache: BTreeMap<&str, Named> = BTreeMap::new();
    let named: Vec<Named> = rows
        .iter()
        .map(|row| {
            let name = name_of(grid, shape, *row);
            cache.entry(name).or_insert_with(|| entities.of(name)).clone()
        })
        .collect();
    let as_region = regions_by_place(
        &named,
        entities,
        &rows.iter().map(|row| name_of(grid, shape, *row)).collect::<Vec<_>>(),
    );
    let body = Body { grid, shape, bound, entities };
    rows.iter()
        .zip(named)
        .zip(as_region)
        .map(|((row, named), as_region)| body.row(*row, named, as_region))
        .collect()
}

/// The name in a row: its own, or that of the cell it is merged with.
fn name_of<'g>(grid: &'g Grid, shape: &Shape, row: usize) -> &'g str {
    let own = grid.text(row, shape.force_column);
    if !own.is_empty() {
        return own;
    }
    let column = shape.force_column;
    let merged = grid.merged.iter().find(|(top, left, bottom, right)| {
        (*top..=*bottom).contains(&row) && (*left..=*right).contains(&column)
    });
    merged.map_or(own, |(top, left, _, _)| grid.text(*top, *left))
}

/// Of the names that are both a region's and a force's, which stand for the region: the first of
/// several, and a single one that heads forces of its region in a table that names other regions too.
fn regions_by_place(named: &[Named], entities: &Entities<'_>, texts: &[&str]) -> Vec<bool> {
    let is_both = |named: &Named| named.force.is_some() && named.other.is_some();
    let has_regions =
        named.iter().any(|named| named.force.is_none() && named.other.as_deref() == Some("region"));
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (named, name) in named.iter().zip(texts) {
        if is_both(named) {
            *seen.entry(fold(name)).or_default() += 1;
        }
    }
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    (0..named.len())
        .map(|row| {
            if !is_both(&named[row]) || !has_regions {
                return false;
            }
            let name = fold(texts[row]);
            let nth = taken.entry(name.clone()).or_default();
            *nth += 1;
            let heads_members = named[row + 1..].iter().find(|next| next.is_known()).is_some_and(|next| {
                let region = next.force.as_ref().and_then(|force| entities.region_of(force));
                region.as_deref() == Some(&*folded_region(&named[row], entities))
            });
            match seen.get(&name) {
                Some(1) => heads_members && !follows_member(named, row, entities),
                // One table may list its forces again for each period; only a heading is the region.
                _ => heads_members && (*nth == 1 || !follows_member(named, row, entities)),
            }
        })
        .collect()
}

/// The region that a name standing for both is.
fn folded_region(named: &Named, entities: &Entities<'_>) -> String {
    named.force.as_ref().and_then(|force| entities.region_of(force)).unwrap_or_default()
}

/// Whether the row before is a force of the same region, or the region itself.
fn follows_member(named: &[Named], row: usize, entities: &Entities<'_>) -> bool {
    let region = folded_region(&named[row], entities);
    let before = named[..row].iter().rev().find(|before| before.is_known());
    before.is_some_and(|before| {
        before.force.as_ref().and_then(|force| entities.region_of(force)).as_deref() == Some(&*region)
    })
}

/// The table whose rows are told apart.
struct Body<'b, 'a> {
    grid: &'b Grid,
    shape: &'b Shape,
    bound: &'b Bound<'a>,
    entities: &'b Entities<'a>,
}

impl Body<'_, '_> {
    fn row(&self, row: usize, named: Named, as_region: bool) -> RowIs {
        let aside = |reason: &str| RowIs::SetAside(Arc::from(reason));
        if is_blank(self.grid, row) {
            return aside("blank");
        }
        if is_comment(self.grid, row) {
            return aside("comment");
        }
        let has_values = self.has(row, |class| !matches!(class, Class::Empty | Class::Text | Class::Period));
        if self.of_role(Role::Part).any(|column| !self.grid.text(row, column).is_empty()) {
            return aside("part of a force");
        }
        let code =
            self.of_role(Role::Code).map(|column| self.grid.text(row, column)).find(|code| !code.is_empty());
        let by_code = code.map(|code| self.entities.of_code(code)).unwrap_or_default();
        let is_both = named.force.is_some() && named.other.is_some();
        match (named, by_code) {
            (Named { force: Some(name), .. }, Named { force: Some(code), .. }) if name != code => {
                RowIs::TwoForces(name, code)
            }
            (Named { force: Some(_), other: Some(kind), .. }, by_code)
                if by_code.other.is_some() || (by_code.force.is_none() && as_region) =>
            {
                RowIs::SetAside(kind)
            }
            (Named { force: Some(force), marks, .. }, by_code) if is_both || by_code.other.is_none() => {
                RowIs::Force { force, marks, by_code: false }
            }
            (_, Named { force: Some(force), .. }) => RowIs::Force { force, marks: Vec::new(), by_code: true },
            (Named { other: Some(kind), .. }, _) | (_, Named { other: Some(kind), .. }) => {
                RowIs::SetAside(kind)
            }
            (Named { .. }, _) => self.unnamed(row, has_values),
        }
    }

    /// What a row is that names nothing known.
    fn unnamed(&self, row: usize, has_values: bool) -> RowIs {
        if self.repeats_header(row) {
            return RowIs::SetAside(Arc::from("header again"));
        }
        let is_nameless = name_of(self.grid, self.shape, row).is_empty();
        if has_values {
            return if is_nameless { RowIs::Nameless } else { RowIs::Unknown };
        }
        let n_texts = self.value_columns().filter(|column| !self.grid.text(row, *column).is_empty()).count();
        if n_texts >= 2 && !is_nameless { RowIs::SecondHeader } else { RowIs::SetAside(Arc::from("note")) }
    }

    fn repeats_header(&self, row: usize) -> bool {
        let Some(lowest) = self.shape.header.last() else { return false };
        let (mut n_same, mut n_other) = (0, 0);
        for column in 0..self.grid.width() {
            let (above, here) = (self.grid.text(*lowest, column), self.grid.text(row, column));
            if !here.is_empty() {
                if above == here { n_same += 1 } else { n_other += 1 }
            }
        }
        n_same >= 2 && n_other == 0
    }

    fn value_columns(&self) -> impl Iterator<Item = usize> {
        let columns = self.bound.columns.iter().enumerate();
        columns.filter_map(|(place, column)| {
            matches!(column.as_ref()?.role, Role::Value | Role::Grade).then_some(place)
        })
    }

    fn of_role(&self, role: Role) -> impl Iterator<Item = usize> {
        let columns = self.bound.columns.iter().enumerate();
        columns.filter_map(move |(place, column)| (column.as_ref()?.role == role).then_some(place))
    }

    fn has(&self, row: usize, is_wanted: impl Fn(Class) -> bool) -> bool {
        let mut cells = self.value_columns().filter_map(|column| self.grid.cell(row, column));
        cells.any(|cell| is_wanted(Class::of(cell)))
    }
}
