//! Which cells of an .xlsx are shown as per cent: 0.982 that a reader sees as 98.2%.
//!
//! calamine gives numbers without their formats, so that the styles and the cells' references to them are read
//! here; what of it cannot be read is left to calamine, which then names the fault.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::archive;
use super::refusal::Refusal;

/// The parts of a workbook that say how cells are shown, and which part each sheet is.
const PARTS: [&str; 3] = ["xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];

/// Cells counted from 0, rows first.
pub(super) type Cells = BTreeSet<(u32, u32)>;

/// The parts read while the members of a workbook are gone through.
#[derive(Debug, Default)]
pub(super) struct Parts([Vec<u8>; PARTS.len()]);

impl Parts {
    /// Keeps a member that is one of the parts; whether it was.
    pub(super) fn keep(
        &mut self,
        name: &str,
        read: &mut dyn FnMut() -> Result<Vec<u8>, Refusal>,
    ) -> Result<bool, Refusal> {
        let Some(place) = PARTS.iter().position(|part| part.eq_ignore_ascii_case(name)) else {
            return Ok(false);
        };
        self.0[place] = read()?;
        Ok(true)
    }

    /// The cells of each sheet that are shown as per cent, by the sheet's name.
    pub(super) fn cells(&self, bytes: &[u8], what: &'static str) -> Result<BTreeMap<String, Cells>, Refusal> {
        let [styles, workbook, relations] = &self.0;
        let formats = formats(styles);
        let mut cells = BTreeMap::new();
        if formats.is_empty() {
            return Ok(cells);
        }
        let sheets = sheets(workbook, relations);
        archive::check_members(bytes, what, |name, read| {
            let Some((sheet, _)) = sheets.iter().find(|(_, part)| part.eq_ignore_ascii_case(name)) else {
                return Ok(false);
            };
            cells.insert(sheet.clone(), shown(&read()?, &formats));
            Ok(true)
        })?;
        Ok(cells)
    }
}

/// The styles of cells, by number, whose format is of per cent.
fn formats(styles: &[u8]) -> BTreeSet<u32> {
    /// `0%` and `0.00%`.
    const BUILT_IN: [u32; 2] = [9, 10];
    let mut of_per_cent = BTreeSet::from(BUILT_IN);
    let mut found = BTreeSet::new();
    let mut n_styles = None;
    each_element(styles, |name, element| match name {
        "numFmt" => {
            let code = attribute(element, "formatCode").unwrap_or_default();
            of_per_cent.extend(number(element, "numFmtId").filter(|_| is_of_per_cent(&code)));
        }
        "cellXfs" => n_styles = Some(0),
        "cellStyles" | "dxfs" => n_styles = None,
        "xf" => {
            if let Some(style) = &mut n_styles {
                found.extend(
                    number(element, "numFmtId").filter(|id| of_per_cent.contains(id)).map(|_| *style),
                );
                *style += 1;
            }
        }
        _ => {}
    });
    found
}

/// Whether a format multiplies every number by 100 and sets a per cent sign, one that is neither quoted nor escaped: each
/// section that shows digits must, since which of them shows a number may hang on its value.
fn is_of_per_cent(code: &str) -> bool {
    let mut sections = vec![(false, false)];
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match (letter, sections.last_mut()) {
            ('%', Some((_, is_of_per_cent))) => *is_of_per_cent = true,
            ('0' | '#' | '?', Some((has_digits, _))) => *has_digits = true,
            (';', _) => sections.push((false, false)),
            ('"', _) => _ = letters.find(|letter| *letter == '"'),
            ('[', _) => _ = letters.find(|letter| *letter == ']'),
            ('\\' | '_' | '*', _) => _ = letters.next(),
            _ => {}
        }
    }
    let mut of_numbers = sections.iter().filter(|(has_digits, _)| *has_digits).peekable();
    of_numbers.peek().is_some() && of_numbers.all(|(_, is_of_per_cent)| *is_of_per_cent)
}

/// Each sheet's name, and the part that holds its cells.
fn sheets(workbook: &[u8], relations: &[u8]) -> Vec<(String, String)> {
    let mut parts = BTreeMap::new();
    each_element(relations, |name, element| {
        let found = attribute(element, "Id").zip(attribute(element, "Target"));
        if let Some((id, target)) = found.filter(|_| name == "Relationship") {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            parts.insert(id, part);
        }
    });
    let mut sheets = Vec::new();
    each_element(workbook, |name, element| {
        let id = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == "id");
        let part = id.and_then(|id| parts.get(&*id.normalized_value(XmlVersion::Implicit1_0).ok()?));
        if let Some((sheet, part)) = attribute(element, "name").zip(part).filter(|_| name == "sheet") {
            sheets.push((sheet, part.clone()));
        }
    });
    sheets
}

/// The cells of a sheet whose style is one of `formats`.
fn shown(sheet: &[u8], formats: &BTreeSet<u32>) -> Cells {
    let mut cells = Cells::new();
    // A row and a cell that do not say where they stand follow the one before.
    let (mut row, mut column) = (None::<u32>, None::<u32>);
    let after = |place: Option<u32>| place.map_or(0, |place| place.saturating_add(1));
    each_element(sheet, |name, element| match name {
        "row" => {
            row = number(element, "r").map_or_else(|| Some(after(row)), |row| row.checked_sub(1));
            column = None;
        }
        "c" => {
            let said = attribute(element, "r").and_then(|text| position(&text));
            let (at, place) = said.unwrap_or_else(|| (row.unwrap_or(0), after(column)));
            column = Some(place);
            if number(element, "s").is_some_and(|style| formats.contains(&style)) {
                cells.insert((at, place));
            }
        }
        _ => {}
    });
    cells
}

/// `B14` as `(13, 1)`.
fn position(text: &str) -> Option<(u32, u32)> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = text.split_at(start);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|place| *place < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// Goes through the elements of a text as far as it can be read.
fn each_element(xml: &[u8], mut visit: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    while let Ok(event) = reader.read_event_into(&mut buffer) {
        match event {
            Event::Start(element) | Event::Empty(element) => visit(element.local_name().as_ref(), &element),
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok()??;
    Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_that_is_quoted_or_escaped_makes_no_per_cent() {
        for (code, expected) in [
            ("0.0%", true),
            ("#,##0 %;[Red]-0%", true),
            ("0\"%\"", false),
            ("0\\%", false),
            ("0.0;-0.0%", false),
            ("[>1]0;0.0%", false),
            ("0.0%;-0.0%;\"-\"", true),
            ("\"%\"", false),
            ("0.00", false),
            ("", false),
        ] {
            assert_eq!(is_of_per_cent(code), expected, "{code}");
        }
    }

    #[test]
    fn cells_are_found_by_the_number_of_their_style() {
        let styles = br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>
            <cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="2"/><xf numFmtId="10"/></cellXfs>
            <cellStyles/></styleSheet>"#;
        let formats = formats(styles);
        assert_eq!(formats, BTreeSet::from([1, 3]));
        let sheet = br#"<x:worksheet><x:row r="2"><x:c r="B2" s="1"><x:v>0.98</x:v></x:c><x:c s="3"/></x:row>
            <x:row><x:c/><x:c s="1"/></x:row><x:row r="9"><x:c r="AA9" s="3"/><x:c r="0" s="1"/></x:row></x:worksheet>"#;
        assert_eq!(shown(sheet, &formats), Cells::from([(1, 1), (1, 2), (2, 1), (8, 26), (8, 27)]));
    }
}
