//! Decimal commas: `78,1` in a text whose cells are separated by `;` or tabs.
//!
//! A comma is a decimal point where it can be nothing else: not just three digits follow, or a single 0 leads. A
//! column of such figures is read so where no other figure of it has a comma or a full stop; else none that has is read.

use peel_model::{Diagnostics, Severity, shortened};

use crate::cell::{footnote, number};
use crate::open::{Commas, Grid};

/// Whether what separates the cells leaves a comma to be a decimal point.
pub(crate) fn may_be_decimal(grid: &Grid) -> bool {
    matches!(grid.delimiter, Some(b';' | b'\t'))
}

/// Writes the decimal commas of a text as full stops, a column at a time, and says so.
pub(crate) fn settle(grid: &mut Grid, diagnostics: &mut Diagnostics) {
    if !may_be_decimal(grid) {
        return;
    }
    for column in 0..grid.width {
        let rows = 0..grid.rows.len();
        let Some(first) = rows.clone().find(|row| decimal(grid.text(*row, column)).is_some()) else {
            continue;
        };
        if rows.clone().any(|row| is_pointed(&footnote::peel(grid.text(row, column)).text)) {
            grid.commas.insert(column, Commas::Doubtful);
            continue;
        }
        grid.commas.insert(column, Commas::Decimal);
        let text = shortened(grid.text(first, column));
        let message = format!(
            "the commas of the column are decimal points: `{text}` is read as `{}`",
            text.replacen(',', ".", 1)
        );
        diagnostics.push(grid.diagnostic(Severity::Note, "decimal-comma", (first, column), message));
        for row in rows {
            let written = decimal(grid.text(row, column));
            if let (Some(written), Some(cell)) = (written, grid.rows[row].cells.get_mut(column)) {
                cell.text = written;
            }
        }
    }
}

/// Whether a figure has a sign that is not told in its column.
pub(crate) fn is_doubtful(grid: &Grid, column: usize, figure: &str) -> bool {
    grid.commas.get(&column) == Some(&Commas::Doubtful) && is_pointed(figure)
}

/// Whether a text is a number with a comma or a full stop in it.
fn is_pointed(text: &str) -> bool {
    text.contains([',', '.']) && number::read(text).is_some()
}

/// A figure with its one comma as a full stop, where that can only be a decimal point.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let figure = footnote::peel(text).text;
    let (before, after) = figure.split_once(',').filter(|(_, after)| !after.contains(','))?;
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_between = before.ends_with(is_digit) && after.starts_with(is_digit) && !figure.contains('.');
    let is_number =
        || number::read(&figure.replacen(',', ".", 1)).is_some() && number::read(&figure).is_none();
    (is_between && is_number()).then(|| text.replacen(',', ".", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_is_decimal_where_it_can_be_nothing_else() {
        for (text, expected) in [
            ("78,1", Some("78.1")),
            ("0,123", Some("0.123")),
            ("-1,25%", Some("-1.25%")),
            ("1234,567", Some("1234.567")),
            ("78,1*", Some("78.1*")),
            ("3,712", None),
            ("1,234,56", None),
            ("1.234,5", None),
            ("5[1,2]", None),
            ("78, 1", None),
            ("Kent, 1", None),
            ("", None),
        ] {
            assert_eq!(decimal(text).as_deref(), expected, "{text}");
        }
    }
}
