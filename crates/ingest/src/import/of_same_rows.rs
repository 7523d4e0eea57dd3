//! Columns that say something of another of the same table: of what kind its values are, `Time_type` beside `Time`, or what
//! else is counted of what the rows name.

use std::collections::{BTreeMap, BTreeSet};

use peel_model::{fold, shortened};

use crate::import::bind::{Column, NamedBy, OfNamed};
use crate::import::context::Context;
use crate::import::layout::{Part, Role};
use crate::import::says::Heading;
use crate::import::shape::Shape;
use crate::import::unsaid::telling_stems;
use crate::open::Grid;

/// Has each column say what it is beside the others, by what stands in the rows.
pub(crate) fn settle(columns: &mut [Option<Column>], grid: &Grid, shape: &Shape, context: &Context<'_>) {
    kinds_of_values(columns, grid, shape);
    other_counts(columns, grid, shape, context);
}

/// Sets aside breakdowns that say no more than what kind the values of another column are, which are of one kind each:
/// `Ethnicity_type` beside `Ethnicity`. Where there are as many kinds as values, either may be the finer, but in a table that
/// has several such columns.
fn kinds_of_values(columns: &mut [Option<Column>], grid: &Grid, shape: &Shape) {
    const TELLING: [Role; 5] = [Role::Dimension, Role::Indicator, Role::Period, Role::Quarter, Role::Force];
    const KINDS: [Role; 2] = [Role::Dimension, Role::PlaceKind];
    let beside = |place: usize| {
        let folded = fold(shape.header_of(place));
        let name = folded.strip_suffix(" type")?;
        (0..columns.len()).find(|other| fold(shape.header_of(*other)) == name)
    };
    let is_pair =
        |(place, other): &(usize, usize)| is_of(columns, *place, &KINDS) && is_of(columns, *other, &TELLING);
    let pairs = (0..columns.len()).filter_map(|place| Some((place, beside(place)?))).filter(is_pair);
    let pairs: Vec<(usize, usize)> = pairs.collect();
    for (place, other) in &pairs {
        let says_kinds = has_kinds(grid, shape, *place, *other, pairs.len() > 1);
        if let Some(column) = columns[*place].as_mut().filter(|column| column.role == Role::Dimension)
            && says_kinds
        {
            column.role = Role::Skip;
            column.why =
                Some(format!("what kind the values of `{}` are", shortened(shape.header_of(*other))));
        }
    }
}

/// Whether a column holds words for kinds, one for each value of another: fewer kinds than values, or as many.
fn has_kinds(grid: &Grid, shape: &Shape, place: usize, other: usize, or_as_many: bool) -> bool {
    let mut kinds: BTreeMap<&str, &str> = BTreeMap::new();
    let follows = shape.body.clone().all(|row| {
        let (value, kind) = (grid.text(row, other), grid.text(row, place));
        *kinds.entry(value).or_insert(kind) == kind
    });
    let different: BTreeSet<&str> = kinds.values().copied().filter(|kind| !kind.is_empty()).collect();
    let are_words = different.iter().all(|kind| kind.contains(char::is_alphabetic));
    follows && are_words && (different.len() < kinds.len() || or_as_many)
}

fn is_of(columns: &[Option<Column>], place: usize, roles: &[Role]) -> bool {
    columns[place].as_ref().is_some_and(|column| roles.contains(&column.role))
}

/// Has counts beside the one that is of what every row names be of something else of it: `Number of stop and searches` and
/// `Number of stop and searches (excluding unreported)` of rows of stops and searches.
fn other_counts(columns: &mut [Option<Column>], grid: &Grid, shape: &Shape, context: &Context<'_>) {
    let Some(measures) = (0..columns.len()).find(|place| is_of(columns, *place, &[Role::Indicator])) else {
        return;
    };
    if NamedBy::of(shape.header_of(measures)) != NamedBy::Name {
        return;
    }
    let is_count = |place: &usize| {
        let figure = columns[*place].as_ref().and_then(|column| column.figure.as_ref());
        figure.is_some_and(|figure| {
            figure.part == Part::Numerator
                && figure.heading == Heading::Name
                && figure.indicator.is_none()
                && figure.of_named.is_none()
        })
    };
    let counts: Vec<usize> = (0..columns.len()).filter(is_count).collect();
    if counts.len() < 2 {
        return;
    }
    let stems = |text: &str| telling_stems(text, context);
    let names: BTreeSet<&str> =
        shape.body.clone().map(|row| grid.text(row, measures)).filter(|text| !text.is_empty()).collect();
    let names: Vec<BTreeSet<String>> = names.into_iter().map(stems).collect();
    let is_of_names = |place: &usize| {
        let words = stems(shape.header_of(*place));
        !words.is_empty() && names.iter().all(|name| words.is_subset(name))
    };
    let (of_rows, others): (Vec<usize>, Vec<usize>) = counts.into_iter().partition(is_of_names);
    if of_rows.len() != 1 {
        return;
    }
    for place in others {
        if let Some(figure) = columns[place].as_mut().and_then(|column| column.figure.as_mut()) {
            figure.of_named = Some(OfNamed::Row);
        }
    }
}
