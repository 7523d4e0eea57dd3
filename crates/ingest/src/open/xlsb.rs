//! How the cells of an .xlsb are shown.
//!
//! calamine gives its numbers without their formats, so that the styles and the cells' references to them are read here
//! (\[MS-XLSB\], 2.1.4 for records); what of it cannot be read is left to calamine, which then names the fault.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::archive;
use super::bytes::{u16_at, u32_at, wide};
use super::refusal::Refusal;
use super::relations::targets;
use super::shown::{Cells, Styles};

/// The parts of a workbook that say how cells are shown, and which part each sheet is.
const PARTS: [&str; 3] = ["xl/styles.bin", "xl/workbook.bin", "xl/_rels/workbook.bin.rels"];

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

    /// How the cells of each sheet are shown, by the sheet's name.
    pub(super) fn shown(&self, bytes: &[u8], what: &'static str) -> Result<BTreeMap<String, Cells>, Refusal> {
        let [styles, workbook, relations] = &self.0;
        let styles = read_styles(styles);
        let sheets = sheets(workbook, &targets(relations));
        let mut cells = BTreeMap::new();
        archive::check_members(bytes, what, |name, read| {
            let Some((sheet, _)) = sheets.iter().find(|(_, part)| part.eq_ignore_ascii_case(name)) else {
                return Ok(false);
            };
            cells.insert(sheet.clone(), shown(&read()?, &styles));
            Ok(true)
        })?;
        Ok(cells)
    }
}

fn read_styles(part: &[u8]) -> Styles {
    const FORMAT: u16 = 44;
    const STYLE: u16 = 47;
    const STYLES_OF_CELLS: u16 = 617;
    const END: u16 = 618;
    let mut styles = Styles::new();
    let mut is_of_cells = false;
    for (kind, data) in Records(part) {
        match kind {
            FORMAT => {
                if let Some((number, code)) = u16_at(data, 0).zip(data.get(2..).and_then(text)) {
                    styles.format(number, &code);
                }
            }
            STYLES_OF_CELLS => is_of_cells = true,
            STYLE if is_of_cells => styles.style(u16_at(data, 2).unwrap_or_default()),
            END => break,
            _ => {}
        }
    }
    styles
}

/// Each sheet's name, and the part that holds its cells.
fn sheets(workbook: &[u8], targets: &BTreeMap<String, String>) -> Vec<(String, String)> {
    const SHEET: u16 = 156;
    /// Where the name of the sheet's relation begins, behind its visibility and its number.
    const RELATION: usize = 8;
    let sheet = |data: &[u8]| {
        let relation = text(data.get(RELATION..)?)?;
        let name = text(data.get(RELATION + 4 + 2 * relation.encode_utf16().count()..)?)?;
        Some((name, targets.get(&relation)?.clone()))
    };
    Records(workbook).filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| sheet(data)).collect()
}

/// The cells of a sheet that are not shown as they are.
fn shown(sheet: &[u8], styles: &Styles) -> Cells {
    const ROW: u16 = 0;
    const NUMBERS: [u16; 3] = [2, 5, 9];
    let mut cells = Cells::new();
    let mut row = 0;
    for (kind, data) in Records(sheet) {
        match kind {
            ROW => row = u32_at(data, 0).unwrap_or(row),
            _ if NUMBERS.contains(&kind) => {
                // The style's number has three bytes; the fourth holds a flag.
                let cell = u32_at(data, 0).zip(u32_at(data, 4).map(|style| style & 0x00FF_FFFF));
                let shown = cell.and_then(|(column, style)| Some((column, styles.shown(style)?)));
                cells.extend(shown.map(|(column, shown)| ((row, column), Arc::clone(shown))));
            }
            _ => {}
        }
    }
    cells
}

/// A text with its length in front, in letters of two bytes.
fn text(bytes: &[u8]) -> Option<String> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?.checked_mul(2)?;
    Some(wide(bytes.get(4..4_usize.checked_add(length)?)?))
}

/// The records of a part: what they are and their bytes, up to one that is cut short.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let size = self.number(4)?;
        let (data, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some((kind, data))
    }
}

impl Records<'_> {
    /// A number of seven bits a byte, the lowest first, of at most so many bytes.
    fn number(&mut self, most: usize) -> Option<usize> {
        let mut number = 0;
        for place in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= usize::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}
