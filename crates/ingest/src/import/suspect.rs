//! Columns that hold something like figures and are not read as such.

use peel_model::{Severity, shortened};

use crate::cell::number::{self, NumberUnit};
use crate::cell::period;
use crate::import::read::Reader;
use crate::import::rows::RowIs;
use crate::import::shape::Shape;

impl Reader<'_, '_> {
    /// Says which columns hold something like figures and are not read.
    pub(crate) fn unread_columns(&mut self, rows: &[RowIs]) {
        if let Some(column) = self.bound.beside {
            let at = (self.shape.header.last().copied().unwrap_or(self.shape.body.start), column);
            let message = "a second table begins here, beside the first, and is not read".to_owned();
            let hint = "put the tables into files or sheets of their own".to_owned();
            self.say(Severity::Error, "second-table", at, message, &[hint]);
        }
        let end = self.bound.beside.unwrap_or(self.bound.columns.len());
        for column in (0..end).filter(|column| self.bound.columns[*column].is_none()) {
            if self.shape.header_of(column).is_empty() {
                continue;
            }
            let texts = force_rows(self.shape, rows)
                .map(|row| (row, self.grid.text(row, column)))
                .filter(|(_, text)| !text.is_empty() && self.missing(text).is_none());
            let texts: Vec<(usize, &str)> = texts.collect();
            let alike: Vec<usize> =
                texts.iter().filter(|(_, text)| is_like_a_figure(text)).map(|(row, _)| *row).collect();
            let numbers = texts.iter().filter(|(_, text)| number::read(text).is_some()).map(|(row, _)| *row);
            let numbers: Vec<usize> = numbers.collect();
            let Some(row) = alike.first().or(numbers.first()) else { continue };
            let is_most = !alike.is_empty() && alike.len() * 2 >= texts.len();
            let header = shortened(self.shape.header_of(column));
            let text = self.grid.text(*row, column);
            if !is_most {
                let (n, of) = (alike.len() + numbers.len(), texts.len());
                let message = format!(
                    "the column `{header}` is not read, though {n} of its {of} cells look like figures"
                );
                self.say(Severity::Warning, "unread-column", (*row, column), message, &[]);
                continue;
            }
            let message = format!("the column `{header}` is not read: `{}` is no number", shortened(text));
            let has_comma = text.contains(',');
            let hint = has_comma.then(|| "decimals are read after a full stop, not after a comma".to_owned());
            self.say(Severity::Error, "unread-column", (*row, column), message, hint.as_slice());
        }
    }

    /// Says which figure is the first that a comma could cut in two ways, where `;` separates the cells: in such
    /// files `2,345` is often two and a third.
    pub(crate) fn ambiguous_commas(&mut self, rows: &[RowIs]) {
        if self.grid.delimiter != Some(b';') {
            return;
        }
        let columns = self.value_columns();
        let is_ambiguous = |at: &(usize, usize)| {
            let text = self.grid.text(at.0, at.1);
            let cut = text.split_once(',').filter(|(_, rest)| !rest.contains([',', '.']));
            cut.is_some() && number::read(text).is_some()
        };
        let cells =
            force_rows(self.shape, rows).flat_map(|row| columns.iter().map(move |column| (row, column.0)));
        let cells: Vec<(usize, usize)> = cells.collect();
        // A decimal point elsewhere says what a comma is.
        let has_point = |at: &(usize, usize)| self.grid.text(at.0, at.1).contains('.');
        let Some(at) = cells.iter().copied().find(is_ambiguous).filter(|_| !cells.iter().any(has_point))
        else {
            return;
        };
        let text = self.grid.text(at.0, at.1);
        let read = number::read(text).map_or_else(String::new, |number| number::write(number.value));
        let message =
            format!("`{text}` is read as {read}; where `;` separates cells, a comma may be a decimal point");
        let hint = "write decimals with a full stop if that is meant".to_owned();
        self.say(Severity::Warning, "ambiguous-comma", at, message, &[hint]);
    }

    /// Says which columns of per cent hold nothing above one.
    pub(crate) fn shares(&mut self, rows: &[RowIs]) {
        const FEWEST: usize = 4;
        for (column, _, figure) in &*self.value_columns() {
            let column = *column;
            if figure.per != Some(100.0) {
                continue;
            }
            let at = |row| {
                Some((
                    row,
                    self.slot((row, column)).ok().filter(|slot| slot.1 == NumberUnit::Plain)?.0.number()?,
                ))
            };
            let values: Vec<(usize, f64)> = force_rows(self.shape, rows).filter_map(at).collect();
            let are_shares = values.iter().all(|(_, value)| (0.0..=1.0).contains(value));
            let Some((row, _)) = values.iter().find(|(_, value)| value.fract() != 0.0) else { continue };
            if are_shares && values.len() >= FEWEST {
                let header = shortened(self.shape.header_of(column));
                let message = format!(
                    "no figure of `{header}` is above 1: these may be shares of one, not per cent; they are kept as they stand"
                );
                self.say(Severity::Warning, "shares", (*row, column), message, &[]);
            }
        }
    }
}

/// The rows of forces.
fn force_rows<'r>(shape: &'r Shape, rows: &'r [RowIs]) -> impl Iterator<Item = usize> {
    let kinds = shape.body.clone().zip(rows);
    kinds.filter(|(_, what)| matches!(what, RowIs::Force { .. })).map(|(row, _)| row)
}

/// Whether a text that is no number begins as one and holds no words: `71,7`, `12.5.3`.
fn is_like_a_figure(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+', '£', '$', '€', '~', '<', '>', ' ']);
    let is_led = digits.starts_with(|first: char| first.is_ascii_digit());
    is_led
        && !text.chars().any(char::is_alphabetic)
        && !text.contains(['/', ':'])
        && !text.contains(", ")
        && number::read(text).is_none()
        && period::read(text).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_looks_like_a_figure_and_a_list_of_notes_does_not() {
        for (text, expected) in [
            ("71,7", true),
            ("12.5.3", true),
            ("1, 2", false),
            ("71.7", false),
            ("2018/19", false),
            ("3rd", false),
        ] {
            assert_eq!(is_like_a_figure(text), expected, "{text}");
        }
    }
}
