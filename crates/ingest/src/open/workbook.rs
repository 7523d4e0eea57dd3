//! Excel's workbooks, read with calamine.
//!
//! calamine trusts its input: it allocates what a file says it needs, and some of its code panics on
//! damaged files. So a workbook is gone through first (`archive::check_members`, `compound::check`),
//! and its cells are asked for one by one, never as a rectangle.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Once};

use calamine::{
    Data, DataRef, Dimensions, Reader, Sheet, SheetType, SheetVisible, Style, Xls, XlsError, Xlsb, XlsbError,
    Xlsx, XlsxError,
};
use peel_model::{At, Diagnostic, Diagnostics, Place, Severity};

use super::hidden::{self, Hidden};
use super::layout::{Allowance, Layout, Region};
use super::refusal::{Refusal, plain};
use super::shown::{Cells, Shown};
use super::{CellKind, Grid, MAX_CELLS, archive, compound, value, xlsb};

/// Which workbook a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

const WHAT: &str = "a workbook";

type Bytes<'a> = Cursor<&'a [u8]>;

/// Reads every sheet of an Excel workbook, hidden ones too.
pub(super) fn read(
    file: &Arc<str>,
    format: Format,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    // A last resort: calamine slices and unwraps in its readers of damaged .xls and .xlsb files. Nothing
    // that a panic could leave half done is used afterwards but `diagnostics`, which only grows.
    let read = match format {
        Format::Xls => {
            let shown = compound::check(bytes)?;
            quietly(|| read_xls(file, bytes, &shown, diagnostics))
        }
        Format::Xlsb => {
            let mut parts = xlsb::Parts::default();
            archive::check_members(bytes, WHAT, |name, read| parts.keep(name, read))?;
            let shown = parts.shown(bytes, WHAT)?;
            quietly(|| read_xlsb(file, bytes, &shown, diagnostics))
        }
        Format::Xlsx | Format::Ods => {
            let mut parts = hidden::Parts::default();
            archive::check_members(bytes, WHAT, |name, read| {
                Ok(check_strings(name, read)? || parts.look(name, read)?)
            })?;
            let hidden = parts.by_name();
            quietly(|| read_xlsx(file, bytes, &hidden, diagnostics))
        }
    };
    read.unwrap_or_else(|_| Err(Refusal::Broken(WHAT, "its parts do not fit together".to_owned())))
}

thread_local! {
    /// Whether a panic of this thread is caught, and said as a fault of the file.
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// Runs what may panic; the panic is caught, and prints nothing. Panics elsewhere print as before.
fn quietly<T>(run: impl FnOnce() -> T) -> std::thread::Result<T> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !IS_CAUGHT.get() {
                before(panic);
            }
        }));
    });
    IS_CAUGHT.set(true);
    let ran = catch_unwind(AssertUnwindSafe(run));
    IS_CAUGHT.set(false);
    ran
}

/// calamine makes room for as many shared strings as the file says that it has.
fn check_strings(name: &str, read: &mut dyn FnMut() -> Result<Vec<u8>, Refusal>) -> Result<bool, Refusal> {
    const COUNT: &[u8] = b"uniqueCount";
    if !name.to_ascii_lowercase().ends_with("sharedstrings.xml") {
        return Ok(false);
    }
    let xml = read()?;
    for at in memchr::memmem::find_iter(&xml, COUNT) {
        let after = xml[at + COUNT.len()..].iter().skip_while(|byte| !byte.is_ascii_digit());
        let digits = after.take_while(|byte| byte.is_ascii_digit()).take(20);
        let count = digits
            .fold(0_usize, |count, digit| count.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        if count > MAX_CELLS {
            return Err(Refusal::TooLarge);
        }
    }
    Ok(true)
}

fn read_xlsx(
    file: &Arc<str>,
    bytes: &[u8],
    hidden: &BTreeMap<String, Hidden>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut workbook: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsxError::Password => Refusal::Encrypted,
        error => Refusal::Broken(WHAT, plain(&error)),
    })?;
    let sheets = workbook.sheets_metadata().to_vec();
    let grids = each_sheet(file, &sheets, diagnostics, |name, layout| {
        let broken = |error: XlsxError| Refusal::Broken("a sheet", plain(&error));
        let mut formulas = BTreeMap::new();
        let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
        while let Ok(Some(formula)) = cells.next_formula() {
            if !formula.get_value().is_empty() {
                formulas.insert(formula.get_position(), formula.get_value().clone());
            }
        }
        drop(cells);
        let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
        let of_style = |style: &Style| Shown::of(&style.number_format.as_ref()?.format_code);
        let shown: Vec<Option<Arc<Shown>>> = cells.styles().iter().map(of_style).collect();
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(broken)? {
            let unworked = formulas.get(&cell.get_position()).filter(|_| *cell.get_value() == DataRef::Empty);
            if let Some(formula) = unworked {
                layout.push(cell.get_position(), &format!("={formula}"), CellKind::Text)?;
            } else {
                let shown = shown.get(style).and_then(Option::as_ref);
                put(layout, cell.get_position(), cell.get_value(), shown)?;
            }
        }
        drop(cells);
        Ok(workbook.merge_cells_by_sheet_name(name).map_err(broken)?.iter().map(region).collect())
    })?;
    for grid in &grids {
        if let Some(hidden) = grid.sheet.as_deref().and_then(|sheet| hidden.get(sheet)) {
            hidden.say(grid, diagnostics);
        }
    }
    Ok(grids)
}

fn read_xlsb(
    file: &Arc<str>,
    bytes: &[u8],
    shown: &BTreeMap<String, Cells>,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut workbook: Xlsb<Bytes<'_>> = Xlsb::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsbError::Password => Refusal::Encrypted,
        error => Refusal::Broken(WHAT, plain(&error)),
    })?;
    let sheets = workbook.sheets_metadata().to_vec();
    each_sheet(file, &sheets, diagnostics, |name, layout| {
        let broken = |error: XlsbError| Refusal::Broken("a sheet", plain(&error));
        let shown = shown.get(name);
        let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            let position = cell.get_position();
            put(layout, position, cell.get_value(), shown.and_then(|cells| cells.get(&position)))?;
        }
        Ok(Vec::new())
    })
}

fn read_xls(
    file: &Arc<str>,
    bytes: &[u8],
    shown: &[Cells],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut workbook: Xls<Bytes<'_>> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => Refusal::Encrypted,
        error => Refusal::Broken(WHAT, plain(&error)),
    })?;
    let sheets = workbook.sheets_metadata().to_vec();
    let shown: BTreeMap<&str, &Cells> = sheets.iter().map(|sheet| &*sheet.name).zip(shown).collect();
    each_sheet(file, &sheets, diagnostics, |name, layout| {
        let shown = shown.get(name);
        let broken = |error: XlsError| Refusal::Broken("a sheet", plain(&error));
        let range = workbook.worksheet_range(name).map_err(broken)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, cell) in range.used_cells() {
            let far =
                |start: u32, offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            if *cell != Data::Empty {
                let position = (far(top, row), far(left, column));
                put(layout, position, &value::borrow(cell), shown.and_then(|cells| cells.get(&position)))?;
            }
        }
        Ok(workbook.merge_cells_by_sheet_name(name).map_err(broken)?.iter().map(region).collect())
    })
}

fn put(
    layout: &mut Layout<'_>,
    position: (u32, u32),
    cell: &DataRef<'_>,
    shown: Option<&Arc<Shown>>,
) -> Result<(), Refusal> {
    let (text, kind) = value::of(cell);
    let as_shown = shown.and_then(|shown| match kind {
        CellKind::Number(number) => shown.number(number),
        CellKind::Date(date) => shown.date(date),
        _ => None,
    });
    let (text, kind) = as_shown.unwrap_or((text, kind));
    layout.push(position, &text, kind)
}

fn region(region: &Dimensions) -> Region {
    (region.start.0, region.start.1, region.end.0, region.end.1)
}

/// Reads the sheets one after the other; one that cannot be read is said and the others still are.
fn each_sheet(
    file: &Arc<str>,
    sheets: &[Sheet],
    diagnostics: &mut Diagnostics,
    mut read: impl FnMut(&str, &mut Layout<'_>) -> Result<Vec<Region>, Refusal>,
) -> Result<Vec<Grid>, Refusal> {
    let mut allowance = Allowance::new();
    let mut grids = Vec::new();
    for sheet in sheets {
        if !matches!(sheet.typ, SheetType::WorkSheet | SheetType::MacroSheet) {
            let message = "a sheet without cells (a chart or a program) is not read";
            diagnostics.push(of_sheet(file, &sheet.name, Severity::Note, "sheet", message));
            continue;
        }
        if sheet.visible != SheetVisible::Visible {
            diagnostics.push(hidden::sheet(file, &sheet.name));
        }
        let mut layout = Layout::new(&mut allowance);
        match read(&sheet.name, &mut layout) {
            Ok(merged) => grids.push(layout.finish(file, &sheet.name, &merged)?),
            Err(Refusal::Broken(what, why)) => {
                let mut fault = Refusal::Broken(what, why).diagnostic(file);
                fault.place.at = At::Sheet(sheet.name.as_str().into());
                diagnostics.push(fault);
            }
            Err(refusal) => return Err(refusal),
        }
    }
    if grids.is_empty() {
        Err(Refusal::Broken(WHAT, "it has no sheet of cells".to_owned()))
    } else {
        Ok(grids)
    }
}

fn of_sheet(
    file: &Arc<str>,
    sheet: &str,
    severity: Severity,
    code: &'static str,
    message: &str,
) -> Diagnostic {
    let place = Place { file: Arc::clone(file), at: At::Sheet(sheet.into()) };
    Diagnostic::new(severity, code, place, message.to_owned())
}
