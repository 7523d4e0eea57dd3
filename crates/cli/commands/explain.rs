//! `peel explain`: how the figures of an analysis are made, which rows of data one of them was made from, or what
//! a chart says of its making.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::Result;
use peel_charts::Provenance;
use peel_model::{Analysis, Cell, Column, Dataset, Evidence, Table, Value, printable};

use crate::args::Explain;
use crate::asked::Asked;
use crate::cell::{self, Place};
use crate::failure::{Hinted, Outcome, say};
use crate::output::{self, CUT_SHORT};
use crate::provenance;

/// Prints what a chart's file says of its making.
pub(crate) fn chart(file: &Path) -> Result<Outcome> {
    let read = provenance::of_file(file)?;
    if let Some(provenance) = &read.provenance {
        output::print_text(&made(provenance))?;
    }
    if !read.is_cut_short {
        return Ok(Outcome::Done);
    }
    say(&format!("warning: `{}`: {CUT_SHORT}", file.display()));
    Ok(Outcome::Faulty)
}

/// What a chart's file says of its making, a line a fact.
fn made(provenance: &Provenance) -> String {
    let mut text = format!("{}\n\n", printable(&provenance.description));
    let _ = writeln!(text, "Command: {}", printable(&provenance::typed(&provenance.arguments)));
    let _ = writeln!(text, "Program: peel {}", printable(&provenance.version));
    let _ = writeln!(text, "Data:    {}", printable(&provenance.data));
    for source in &provenance.sources {
        let _ = writeln!(text, "Source:  {}", printable(source));
    }
    for note in &provenance.notes {
        let _ = writeln!(text, "Note:    {}", printable(note));
    }
    text
}

/// Prints the page of an analysis.
pub(crate) fn method(analysis: Analysis, asked: &Asked) -> Result<Outcome> {
    if asked.is_anything() {
        return Err(Hinted {
            message: format!(
                "`peel explain {analysis}` is about every table of the analysis, whatever is asked"
            ),
            hint: "`--cell ROW,COLUMN` explains a figure of one".to_owned(),
        }
        .into());
    }
    output::print_text(peel_analytics::explanation(analysis))?;
    Ok(Outcome::Done)
}

/// Prints what a cell, or each cell of a row, was made from.
pub(crate) fn cell(analysis: Analysis, explain: &Explain, dataset: &Dataset) -> Result<Outcome> {
    let table = super::table(analysis, &explain.asked, dataset)?;
    let place =
        cell::find(&table, explain.cell.as_deref().unwrap_or_default(), &|text| dataset.meant_by(text))?;
    output::print_text(&text(&table, place))?;
    Ok(Outcome::Done)
}

/// The title, the row, its cells or one of them, and the rows of data behind these, each once.
fn text(table: &Table, place: Place) -> String {
    let row = table.rows().get(place.row).map_or(&[][..], Vec::as_slice);
    let asked = |at: usize| place.column.is_none_or(|column| column == at);
    let cells = table.columns().iter().zip(row).enumerate().filter(|(at, _)| asked(*at));
    let cells: Vec<(&Column, &Cell)> = cells.map(|(_, cell)| cell).collect();
    let cited: BTreeSet<u32> = cells.iter().flat_map(|(_, cell)| &cell.from).copied().collect();
    let cited: Vec<u32> = cited.into_iter().collect();

    let labels = printable(&cell::labels(table, place.row).join(", "));
    let mut text = format!("{}\nrow {}: {labels}\n", printable(&table.title), place.row + 1);
    for (column, cell) in cells {
        let _ = write!(text, "\n{}", figure(column, cell, &cited));
    }
    if !cited.is_empty() {
        text.push_str("\nRows of data\n");
    }
    for (number, position) in (1..).zip(&cited) {
        if let Some(evidence) = table.evidence().get(*position as usize) {
            let _ = write!(text, "{}", row_of_data(number, evidence));
        }
    }
    text
}

/// A figure with its name, unit and remark, and the numbers of the rows it was made from.
fn figure(column: &Column, cell: &Cell, cited: &[u32]) -> String {
    let mut text = format!("{} ({}): {}\n", printable(&column.title), column.name, value(column, cell));
    if let Some(remark) = &cell.remark {
        let _ = writeln!(text, "  remark: {}", printable(remark));
    }
    let numbers: Vec<usize> =
        cell.from.iter().filter_map(|row| cited.binary_search(row).ok()).map(|place| place + 1).collect();
    let _ = match numbers.as_slice() {
        [] => writeln!(text, "  made from no row of data"),
        [one] => writeln!(text, "  made from row {one} below"),
        several => writeln!(text, "  made from {} rows below: {}", several.len(), runs(several)),
    };
    text
}

/// The value as tables show it with its unit, and in full where tables show less.
fn value(column: &Column, cell: &Cell) -> String {
    let shown = printable(&column.format(&cell.value));
    let unit = column.unit_in_words().map(|unit| format!(" ({unit})")).unwrap_or_default();
    match cell.value {
        Value::Empty => "nothing can be said".to_owned(),
        Value::Number(number) if shown.parse() != Ok(number) => format!("{shown}{unit}, in full {number}"),
        Value::Number(_) | Value::Count(_) => format!("{shown}{unit}"),
        _ => shown,
    }
}

/// `1 to 3, 5`.
fn runs(numbers: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let words = runs.iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first} to {last}"),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// `file:line`, what the row says, whether it stands, on what basis, and the page it was read on.
fn row_of_data(number: usize, evidence: &Evidence) -> String {
    let row = &evidence.row;
    let mut text =
        format!("{number:4}. {}:{}: {}\n", printable(&row.file), row.line, printable(&evidence.says));
    let status = evidence.status.map(|status| format!("status {}", status.as_str()));
    let basis = evidence.basis.map(|basis| format!("basis {basis}: {}", basis.meaning()));
    let standing: Vec<String> = status.into_iter().chain(basis).collect();
    if !standing.is_empty() {
        let _ = writeln!(text, "      {}", standing.join("; "));
    }
    let url = if evidence.url.is_empty() { "the data name no page" } else { &evidence.url };
    let _ = writeln!(text, "      {}", printable(url));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers_are_said_by_their_ends() {
        assert_eq!(runs(&[1, 2, 3, 5, 7, 8]), "1 to 3, 5, 7, 8");
        assert_eq!(runs(&[]), "");
    }
}
