//! What a workbook hides: sheets, rows and columns. All is read as if it were shown, and said.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use peel_model::{At, Diagnostic, Diagnostics, Place, Severity, column_letters};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::Grid;
use super::refusal::Refusal;
use super::relations::{attribute, targets};

/// Rows or columns of a sheet, counted from 1.
type Range = RangeInclusive<u32>;

/// What one sheet hides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Hidden {
    pub(super) rows: Vec<Range>,
    pub(super) columns: Vec<Range>,
}

/// Says that a sheet is hidden.
pub(super) fn sheet(file: &Arc<str>, sheet: &str) -> Diagnostic {
    let place = Place { file: Arc::clone(file), at: At::Sheet(sheet.into()) };
    let message = "the sheet is hidden; it is read all the same".to_owned();
    Diagnostic::new(Severity::Note, "hidden-sheet", place, message)
}

impl Hidden {
    /// Says which rows and columns with something in them are hidden.
    pub(super) fn say(&self, grid: &Grid, diagnostics: &mut Diagnostics) {
        let is_filled = |cell: &super::Cell| !cell.text.is_empty();
        let rows = grid.rows.iter().filter(|row| row.cells.iter().any(is_filled)).map(|row| row.number);
        let rows = within(&self.rows, rows.filter_map(|number| u32::try_from(number).ok()));
        let filled = grid.rows.iter().flat_map(|row| row.cells.iter().filter(|cell| is_filled(cell)));
        let filled: BTreeSet<u32> = filled.filter_map(|cell| u32::try_from(cell.column).ok()).collect();
        let columns = within(&self.columns, filled.into_iter());
        for (what, numbers, name) in
            [("row", rows, (|row| row.to_string()) as fn(u32) -> String), ("column", columns, column_letters)]
        {
            if !numbers.is_empty() {
                let are = if numbers.len() == 1 { " is" } else { "s are" };
                let message = format!("{what}{are} hidden and read all the same: {}", runs(&numbers, name));
                diagnostics.push(Diagnostic::new(Severity::Note, "hidden-cells", grid.whole(), message));
            }
        }
    }
}

/// The numbers, in ascending order, that lie in any of the ranges.
fn within(ranges: &[Range], numbers: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut ranges: Vec<&Range> = ranges.iter().collect();
    ranges.sort_unstable_by_key(|range| *range.start());
    let mut ranges = ranges.into_iter().peekable();
    let is_in = |number: &u32| {
        while ranges.next_if(|range| range.end() < number).is_some() {}
        ranges.peek().is_some_and(|range| range.contains(number))
    };
    numbers.filter(is_in).collect()
}

/// `5 to 9, 12 and 3 more`.
fn runs(numbers: &[u32], name: fn(u32) -> String) -> String {
    const MOST: usize = 6;
    let runs: Vec<&[u32]> = numbers.chunk_by(|before, after| after - before == 1).collect();
    let words = runs.iter().take(MOST).map(|run| match run {
        [first, .., last] => format!("{} to {}", name(*first), name(*last)),
        one => one.iter().map(|one| name(*one)).collect(),
    });
    let words = words.collect::<Vec<_>>().join(", ");
    match runs.iter().skip(MOST).map(|run| run.len()).sum::<usize>() {
        0 => words,
        more => format!("{words} and {more} more"),
    }
}

/// What the sheets of an .xlsx hide, put together from its parts as they are gone through.
#[derive(Debug, Default)]
pub(super) struct Parts {
    workbook: Vec<u8>,
    relations: Vec<u8>,
    sheets: BTreeMap<String, Hidden>,
}

impl Parts {
    /// Looks at a member if it is one of the parts; whether it was.
    pub(super) fn look(
        &mut self,
        name: &str,
        read: &mut dyn FnMut() -> Result<Vec<u8>, Refusal>,
    ) -> Result<bool, Refusal> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "xl/workbook.xml" => self.workbook = read()?,
            "xl/_rels/workbook.xml.rels" => self.relations = read()?,
            _ if name.starts_with("xl/") && name.contains("sheets/") && !name.contains("_rels") => {
                let hidden = in_sheet(&read()?);
                self.sheets.insert(name, hidden);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// What each sheet hides, by the sheet's name.
    pub(super) fn by_name(mut self) -> BTreeMap<String, Hidden> {
        let targets = targets(&self.relations);
        let mut by_name = BTreeMap::new();
        let mut reader = Reader::from_reader(&*self.workbook);
        let mut buffer = Vec::new();
        while let Ok(event) = reader.read_event_into(&mut buffer) {
            match event {
                Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "sheet" => {
                    let relation =
                        element.attributes().flatten().find(|a| a.key.local_name().as_ref() == "id");
                    let relation = relation
                        .and_then(|id| Some(id.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()));
                    let part = relation.and_then(|id| targets.get(&id)).map(|part| part.to_ascii_lowercase());
                    let hidden = part.and_then(|part| self.sheets.remove(&part));
                    by_name.extend(attribute(&element, "name").zip(hidden));
                }
                Event::Eof => break,
                _ => {}
            }
            buffer.clear();
        }
        by_name
    }
}

/// The rows and columns that a sheet of an .xlsx says are hidden.
///
/// Only the elements around the word are read: few sheets hide anything, and they are long.
fn in_sheet(xml: &[u8]) -> Hidden {
    let mut hidden = Hidden::default();
    for at in memchr::memmem::find_iter(xml, b" hidden=") {
        let Some(start) = memchr::memrchr(b'<', &xml[..at]) else { continue };
        let Some(end) = memchr::memchr(b'>', &xml[at..]) else { break };
        let mut reader = Reader::from_reader(&xml[start..=at + end]);
        if let Ok(Event::Start(element) | Event::Empty(element)) = reader.read_event_into(&mut Vec::new()) {
            hidden.add(&element);
        }
    }
    hidden
}

impl Hidden {
    fn add(&mut self, element: &BytesStart<'_>) {
        let number = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        if !attribute(element, "hidden").is_some_and(|is| is == "1" || is == "true") {
            return;
        }
        match element.local_name().as_ref() {
            "row" => self.rows.extend(number("r").map(|row| row..=row)),
            "col" => self.columns.extend(number("min").zip(number("max")).map(|(min, max)| min..=max)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_ranges_are_told_by_their_runs() {
        let numbers = within(&[12..=12, 5..=9, 20..=u32::MAX], [1, 5, 6, 7, 9, 12, 13, 21].into_iter());
        assert_eq!(numbers, [5, 6, 7, 9, 12, 21]);
        assert_eq!(runs(&numbers, column_letters), "E to G, I, L, U");
        let many: Vec<u32> = (1..20).map(|number| 2 * number).collect();
        assert_eq!(runs(&many, |row| row.to_string()), "2, 4, 6, 8, 10, 12 and 13 more");
    }

    #[test]
    fn a_sheet_says_what_it_hides() {
        let xml = br#"<worksheet><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" hidden="0"/></cols>
            <sheetData><row r="4" spans="1:2" hidden="true"><c r="A4" t="inlineStr"><is><t>a hidden="1" b</t></is></c>
            </row><row r="5"/></sheetData></worksheet>"#;
        assert_eq!(in_sheet(xml), Hidden { rows: vec![4..=4], columns: vec![2..=3] });
    }
}
