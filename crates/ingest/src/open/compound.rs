//! The container of .xls files, gone through before calamine reads one.
//!
//! calamine follows the chains of sectors wherever they lead, round and round too, and makes room for
//! the rectangle between the outermost cells of a sheet. Both are checked here: chains must end, and
//! the rectangles and the text in them must fit. All that is read from it is what calamine does not
//! tell: which cells are shown as per cent (\[MS-XLS\], 2.4.126 and 2.4.353).

use std::sync::Arc;

use super::bytes::{u16_at, u32_at, wide};
use super::refusal::Refusal;
use super::shown::{Cells, Shown, Styles};
use super::{MAX_CELLS, MAX_INFLATED, MAX_MEMBERS, shared};

/// The end of a chain of sectors.
const END: u32 = 0xFFFF_FFFE;
/// From here on a number is not a sector's.
const RESERVED: u32 = 0xFFFF_FFFA;
/// A stream below this size lies in the small sectors.
const SMALL: usize = 4_096;
/// The size of a small sector.
const SMALL_SECTOR: usize = 64;

/// A container's sectors and which follows which.
struct Compound<'a> {
    sectors: Vec<&'a [u8]>,
    next: Vec<u32>,
    next_small: Vec<u32>,
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// A stream of the container.
struct Entry {
    name: String,
    start: u32,
    size: usize,
}

/// Whether a container is a workbook that calamine can be given; the cells of each sheet, in the workbook's order, that
/// are shown as per cent.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<Cells>, Refusal> {
    let compound = Compound::new(bytes).ok_or_else(|| broken("its sectors do not fit together"))?;
    let has = |name: &str| compound.entries.iter().any(|entry| entry.name == name);
    if has("EncryptedPackage") {
        return Err(Refusal::Encrypted);
    }
    for (stream, what) in [
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("__properties_version1.0", "an Outlook message"),
    ] {
        if has(stream) {
            return Err(Refusal::Foreign(what.to_owned(), "export the table as CSV, .xlsx or .ods"));
        }
    }
    let find = |name: &str| compound.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let entry = find("Workbook").or_else(|| find("Book")).ok_or_else(|| broken("it holds no workbook"))?;
    let stream = compound.stream(entry).ok_or_else(|| broken("it ends too early"))?;
    check_sheets(&stream)
}

fn broken(why: &str) -> Refusal {
    Refusal::Broken("a workbook (.xls)", why.to_owned())
}

impl<'a> Compound<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let size = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4_096,
            _ => return None,
        };
        let sectors: Vec<&[u8]> = bytes.get(size..)?.chunks(size).collect();
        let next = sector_table(bytes, &sectors)?;
        let mut compound = Self { sectors, next, next_small: vec![], small: vec![], entries: vec![] };
        if has_ring(&compound.next) {
            return None;
        }
        let directory = compound.chain(u32_at(bytes, 48)?, usize::MAX)?;
        compound.entries = directory.chunks_exact(128).filter_map(entry).collect();
        let root = compound.entries.first()?;
        if u32_at(bytes, 64)? > 0 {
            compound.small = compound.chain(root.start, root.size)?;
            let table = compound.chain(u32_at(bytes, 60)?, usize::MAX)?;
            compound.next_small = numbers(&table).collect();
            if has_ring(&compound.next_small) {
                return None;
            }
        }
        Some(compound)
    }

    /// The bytes of a chain of sectors, at most so many.
    fn chain(&self, start: u32, size: usize) -> Option<Vec<u8>> {
        follow(start, size, &self.next, |sector| self.sectors.get(sector).copied())
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        if entry.size >= SMALL {
            return self.chain(entry.start, entry.size);
        }
        let sector = |sector: usize| {
            let start = sector.checked_mul(SMALL_SECTOR)?;
            self.small.get(start..self.small.len().min(start + SMALL_SECTOR))
        };
        follow(entry.start, entry.size, &self.next_small, sector)
    }
}

/// The table of which sector follows which, put together from the sectors that hold it.
fn sector_table(bytes: &[u8], sectors: &[&[u8]]) -> Option<Vec<u32>> {
    const IN_HEADER: std::ops::Range<usize> = 76..512;
    let mut holders: Vec<u32> = numbers(bytes.get(IN_HEADER)?).collect();
    let mut list = u32_at(bytes, 68)?;
    let mut n_lists = 0;
    while list < RESERVED {
        n_lists += 1;
        if n_lists > sectors.len() {
            return None;
        }
        holders.extend(numbers(sectors.get(list as usize)?));
        list = holders.pop()?;
    }
    holders.retain(|holder| *holder < RESERVED);
    // A sector that held the table twice would make it longer than the file.
    if holders.len() > sectors.len() {
        return None;
    }
    let mut table = Vec::new();
    for holder in holders {
        table.extend(numbers(sectors.get(holder as usize)?));
    }
    Some(table)
}

/// Follows a chain that has no ring.
fn follow<'s>(
    start: u32,
    size: usize,
    next: &[u32],
    sector: impl Fn(usize) -> Option<&'s [u8]>,
) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut at = start;
    while at != END && bytes.len() < size {
        let found = sector(at as usize)?;
        bytes.extend_from_slice(&found[..found.len().min(size - bytes.len())]);
        if bytes.len() < size {
            at = *next.get(at as usize)?;
        }
    }
    Some(bytes)
}

/// Whether some chain comes back to itself.
fn has_ring(next: &[u32]) -> bool {
    // 0: not seen; otherwise the walk that came by.
    let mut seen = vec![0_usize; next.len()];
    for start in 0..next.len() {
        let mut at = start;
        while seen.get(at) == Some(&0) {
            seen[at] = start + 1;
            at = next[at] as usize;
        }
        if seen.get(at) == Some(&(start + 1)) {
            return true;
        }
    }
    false
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    Some(Entry {
        name: wide(bytes.get(..64)?),
        start: u32_at(bytes, 116)?,
        size: u32_at(bytes, 120)? as usize,
    })
}

/// Goes through the sheets' cells as calamine will: each sheet from where the workbook says it begins.
fn check_sheets(stream: &[u8]) -> Result<Vec<Cells>, Refusal> {
    const SHEET: u16 = 0x85;
    const FORMAT: u16 = 0x041E;
    const STYLE: u16 = 0xE0;
    const PASSWORD: u16 = 0x2F;
    const STRINGS: u16 = 0xFC;
    const CONTINUE: u16 = 0x3C;
    let mut starts = Vec::new();
    let mut styles = Styles::new();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut is_in_strings = false;
    for (kind, data) in Blocks(stream) {
        is_in_strings = kind == STRINGS || (is_in_strings && kind == CONTINUE);
        match kind {
            _ if is_in_strings => strings.push(data),
            PASSWORD if u16_at(data, 0) != Some(0) => return Err(Refusal::Encrypted),
            SHEET => starts.push(u32_at(data, 0).ok_or_else(|| broken("a sheet without a place"))? as usize),
            FORMAT => {
                if let Some((number, code)) = u16_at(data, 0).zip(format(data)) {
                    styles.format(number, &code);
                }
            }
            STYLE => styles.style(u16_at(data, 2).unwrap_or_default()),
            0x0A => break,
            _ => {}
        }
    }
    let lengths = shared::lengths(&strings);
    if starts.len() > MAX_MEMBERS {
        return Err(Refusal::TooLarge);
    }
    let (mut n_cells, mut n_bytes, mut n_letters) = (0_u64, 0, 0_usize);
    let mut sheets = Vec::new();
    for start in starts {
        let sheet = stream.get(start..).ok_or_else(|| broken("a sheet beyond the end"))?;
        let (cells, bytes, shown) = sheet_size(sheet, &styles)?;
        n_letters = n_letters.saturating_add(text_size(sheet, &lengths));
        n_cells = n_cells.saturating_add(cells);
        n_bytes += bytes;
        // Sheets that share their bytes could make a small file a large one.
        let is_too_large = n_cells > MAX_CELLS as u64 || n_letters > MAX_INFLATED;
        if is_too_large || n_bytes > stream.len().saturating_mul(4) {
            return Err(Refusal::TooLarge);
        }
        sheets.push(shown);
    }
    Ok(sheets)
}

/// The code of a format: of one byte a letter with its length in one byte, or, since Excel 97, with its length in two
/// and a flag for letters of two bytes.
fn format(data: &[u8]) -> Option<String> {
    let narrow = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect();
    let old = usize::from(*data.get(2)?);
    if data.len() == 3 + old {
        return data.get(3..).map(narrow);
    }
    let is_wide = data.get(4)? & 1 == 1;
    data.get(5..).map(|letters| if is_wide { wide(letters) } else { narrow(letters) })
}

/// The cells of a record of numbers whose style is of per cent: one, or several beside each other with a style and four
/// bytes each.
fn shown_of(kind: u16, data: &[u8], styles: &Styles) -> impl Iterator<Item = ((u32, u32), Arc<Shown>)> {
    let n_numbers = match kind {
        0x06 | 0x0203 | 0x027E => 1,
        0xBD => data.len().saturating_sub(6) / 6,
        _ => 0,
    };
    let short = |at| u16_at(data, at).map_or(0, u32::from);
    let places = (0..n_numbers).zip(short(2)..);
    let shown =
        move |(number, column)| Some(((short(0), column), Arc::clone(styles.shown(short(4 + 6 * number))?)));
    places.filter_map(shown)
}

/// How many cells the rectangle around a sheet's cells has, how many bytes the sheet, and which cells are shown as per
/// cent.
fn sheet_size(sheet: &[u8], styles: &Styles) -> Result<(u64, usize, Cells), Refusal> {
    let (mut top, mut left, mut bottom, mut right) = (u64::MAX, u64::MAX, 0, 0);
    let (mut depth, mut n_bytes, mut declared) = (0_u32, 0, 0_u64);
    let mut shown = Cells::new();
    for (kind, data) in Blocks(sheet) {
        n_bytes += data.len() + 4;
        let short = |at| u64::from(u16_at(data, at).unwrap_or_default());
        match kind {
            0x0809 => depth += 1,
            0x0A if depth <= 1 => break,
            0x0A => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => declared = declared.saturating_add(declared_size(data)?),
            // The kinds of cell; several beside each other end with the last's column.
            0x06 | 0xD6 | 0xFD | 0x0203 | 0x0204 | 0x0205 | 0x027E | 0xBD => {
                let last = if kind == 0xBD { short(data.len().saturating_sub(2)) } else { short(2) };
                (top, bottom) = (top.min(short(0)), bottom.max(short(0)));
                (left, right) = (left.min(short(2)), right.max(short(2)).max(last));
                shown.extend(shown_of(kind, data, styles));
            }
            _ => {}
        }
    }
    let around = if top > bottom { 0 } else { (bottom - top + 1).saturating_mul(right - left + 1) };
    Ok((around.max(declared), n_bytes, shown))
}

/// How many letters of shared strings a sheet's bytes ask for.
fn text_size(sheet: &[u8], lengths: &[usize]) -> usize {
    const LABEL: u16 = 0xFD;
    let labels = Blocks(sheet).take_while(|(kind, _)| *kind != 0x0A).filter(|(kind, _)| *kind == LABEL);
    let length = |data: &[u8]| u32_at(data, 6).and_then(|index| lengths.get(index as usize).copied());
    labels.filter_map(|(_, data)| length(data)).fold(0, usize::saturating_add)
}

/// The size a sheet says that it has.
fn declared_size(data: &[u8]) -> Result<u64, Refusal> {
    let of = |at| u16_at(data, at).map(u64::from);
    let long = |at| u32_at(data, at).map(u64::from);
    let corners =
        if data.len() == 10 { [of(0), of(2), of(4), of(6)] } else { [long(0), long(4), of(8), of(10)] };
    let [Some(top), Some(bottom), Some(left), Some(right)] = corners else { return Ok(0) };
    if bottom == 0 || right == 0 {
        return Ok(0);
    }
    let left = if left > 0xFF || right < left { 0 } else { left };
    let height = bottom.checked_sub(top).ok_or_else(|| broken("a sheet that ends before it begins"))?;
    Ok(height.saturating_mul(right - left))
}

/// The records of a stream: what they are and their bytes, up to one that is cut short.
struct Blocks<'a>(&'a [u8]);

impl<'a> Iterator for Blocks<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, size) = (u16_at(self.0, 0)?, usize::from(u16_at(self.0, 2)?));
        let data = self.0.get(4..4 + size)?;
        self.0 = &self.0[4 + size..];
        Some((kind, data))
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.as_chunks::<4>().0.iter().map(|number| u32::from_le_bytes(*number))
}
