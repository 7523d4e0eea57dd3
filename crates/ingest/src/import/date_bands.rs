//! Bands that a spreadsheet program took for dates: `Oct-17` among `18-20` and `21+`, which was typed `10-17`.

use std::collections::BTreeMap;

use crate::cell::period::{self, Period};
use crate::import::bands::in_words;
use crate::import::shape::Shape;
use crate::open::Grid;

/// Why the months that head some columns are perhaps none: bands stand beside them, and no other time.
pub(crate) fn date_bands(grid: &Grid, shape: &Shape) -> BTreeMap<usize, String> {
    let Some(row) = shape.header.last().copied() else { return BTreeMap::new() };
    let columns =
        || (shape.force_column + 1..grid.width).filter(|column| !grid.text(row, *column).is_empty());
    let made = |column: usize| Some((column, made_a_date(grid, row, column)?));
    let found: BTreeMap<usize, String> = columns().filter_map(made).collect();
    let others =
        || columns().filter(|column| !found.contains_key(column)).map(|column| grid.text(row, column));
    let is_alone = others().all(|text| period::find(text).is_empty()) && others().any(is_band);
    if is_alone { found } else { BTreeMap::new() }
}

/// What a header of a month is perhaps a date of: 10-17 of `Oct-17`.
fn made_a_date(grid: &Grid, row: usize, column: usize) -> Option<String> {
    let text = grid.text(row, column);
    let month = period::read(text).filter(Period::is_month)?.start;
    let band = format!("{}-{}", month.month(), month.year() % 100);
    Some(format!("`{text}` stands beside bands, and may be `{band}` {MADE}"))
}

/// How it is said that a band became a date.
pub(crate) const MADE: &str = "that a spreadsheet program made a date";

/// Whether a header is a band of numbers: `18-20`, `21+`, `Under 10`.
fn is_band(text: &str) -> bool {
    let lower = in_words(text).trim().to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-', '–']).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let n_numbers = words.iter().filter(|word| is_number(word)).count();
    let is_word = |word: &str| {
        ["under", "over", "to", "plus", "aged", "age", "ages", "years", "and", "up"].contains(&word)
    };
    n_numbers > 0 && words.len() > 1 && words.iter().all(|word| is_number(word) || is_word(word))
}
