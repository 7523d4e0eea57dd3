//! What to ask instead of a chart that does not fit its page: a size that it fits, or as many forces, areas or
//! indicators as do. Everything named was drawn before it is said.

use anyhow::{Error, Result};
use peel_charts::{ChartError, Look};
use peel_model::{Analysis, Cell, Dataset, Kind, Parameter, Table, Value};

use crate::asked::Asked;
use crate::commands::table;
use crate::failure::Hinted;

/// Comparators of few, the larger first.
const SHORT: [&str; 2] = ["neighbours", "region"];

/// What was asked with a parameter as given.
type Narrow = fn(&Asked, String) -> Asked;

/// The error with what does fit, when it is that the chart of this table has no room; else the error as it is.
pub(crate) fn or_fewer(
    error: ChartError,
    (answered, dataset): (&Table, &Dataset),
    analysis: Analysis,
    asked: &Asked,
    look: &Look,
) -> Error {
    if !matches!(error, ChartError::NoRoom { .. }) {
        return error.into();
    }
    let drawn = |fewer: &Asked| -> Result<()> {
        peel_charts::draw(&table(analysis, fewer, dataset)?, look)?;
        Ok(())
    };
    let way = |(parameter, narrow): (Parameter, Narrow)| {
        // A comparator that is said in a word, before a list of names.
        let words = SHORT.iter().filter(|_| parameter == Parameter::Against && analysis.takes(parameter));
        if let Some(word) = words.into_iter().find(|word| drawn(&narrow(asked, (**word).to_owned())).is_ok())
        {
            return Some(format!("`--{parameter} {word}`"));
        }
        let all = if analysis.takes(parameter) { values(parameter, answered) } else { Vec::new() };
        let first = |n: usize| all[..n].join(",");
        let drawn = |n: usize| drawn(&narrow(asked, first(n)));
        // Some have nothing to say of one area alone, which is no want of room.
        let n = most(all.len(), |n| drawn(n).err().is_none_or(|error| !is_without_room(&error)))?;
        let of_all = || format!(" ({n} of {})", all.len());
        drawn(n).is_ok().then(|| format!("`--{parameter} {}`{}", first(n), of_all()))
    };
    let ways: [(Parameter, Narrow); 3] = [
        (Parameter::Against, |asked, forces| Asked { against: Some(forces), ..asked.clone() }),
        (Parameter::Area, |asked, areas| Asked { area: Some(areas), ..asked.clone() }),
        (Parameter::Indicator, |asked, indicators| Asked { indicator: Some(indicators), ..asked.clone() }),
    ];
    let ways: Vec<String> = ways.into_iter().filter_map(way).collect();
    let fewer = (!ways.is_empty()).then(|| format!("ask about no more than fit: {}", ways.join(", or ")));
    let hints: Vec<String> = error.hint().into_iter().chain(fewer).collect();
    Hinted { message: error.to_string(), hint: hints.join("; or ") }.into()
}

fn is_without_room(error: &Error) -> bool {
    matches!(error.downcast_ref(), Some(ChartError::NoRoom { .. }))
}

/// The largest number from 1, less than all, that fits; whatever fits also does when there is less of it. None where
/// not even one does.
fn most(all: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut fitting, mut without) = (0, all);
    while fitting + 1 < without {
        let middle = usize::midpoint(fitting, without);
        if fits(middle) {
            fitting = middle;
        } else {
            without = middle;
        }
    }
    (fitting > 0).then_some(fitting)
}

/// What a table is about by a parameter that could name less of it: its comparators, its areas, its indicators.
fn values(parameter: Parameter, table: &Table) -> Vec<String> {
    let names: &[&str] = match parameter {
        Parameter::Against => &["force"],
        Parameter::Indicator => &["indicator"],
        // The areas of a pair, where rows are pairs.
        _ => &["area", "first", "second"],
    };
    let columns: Vec<usize> = names.iter().filter_map(|name| table.column(name)).collect();
    if columns.is_empty() && parameter == Parameter::Area {
        let graded = table.columns().iter().filter(|column| column.kind == Kind::Grade);
        return graded.map(|column| column.name.clone()).collect();
    }
    let role = table.column("role");
    let is_comparator =
        |row: &[Cell]| role.is_none_or(|role| row[role].value == Value::Text("comparator".to_owned()));
    let mut values: Vec<String> = Vec::new();
    for (row, column) in table.rows().iter().flat_map(|row| columns.iter().map(move |column| (row, *column)))
    {
        if let Value::Text(value) = &row[column].value
            && (parameter != Parameter::Against || is_comparator(row))
            && !values.contains(value)
        {
            values.push(value.clone());
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_that_fit_are_found() {
        for fitting in 0..20 {
            assert_eq!(most(20, |n| n <= fitting), (fitting > 0).then_some(fitting.min(19)));
        }
        assert_eq!([most(0, |_| true), most(1, |_| true)], [None, None]);
    }
}
