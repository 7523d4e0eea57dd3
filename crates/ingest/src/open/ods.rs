//! `OpenDocument` spreadsheets.
//!
//! Read here event by event rather than with calamine, which repeats cells as often as the file says
//! before anything can be counted, never ends on a table that is cut short, and leaves out which cells
//! are merged.

use std::collections::BTreeSet;
use std::sync::Arc;

use peel_model::Diagnostics;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use super::hidden::Hidden;
use super::layout::{Allowance, Layout, Region};
use super::refusal::{Refusal, plain};
use super::{CellKind, Grid, archive, hidden, shown, value};

const WHAT: &str = "a workbook (.ods)";

/// A table being read.
struct Table<'a> {
    name: String,
    layout: Layout<'a>,
    merged: Vec<Region>,
    row: u32,
    n_rows: u32,
    column: u32,
    /// How many columns the file has described, before any row.
    n_columns: u32,
    hidden: Hidden,
    /// The cells of the row being read: column, how often, text, kind.
    cells: Vec<(u32, u32, String, CellKind)>,
}

/// A cell being read.
#[derive(Default)]
struct Pending {
    kind: String,
    value: Option<String>,
    is_error: bool,
    n_columns: u32,
    columns_spanned: u32,
    rows_spanned: u32,
    text: String,
    n_paragraphs: usize,
    /// How deep in a paragraph the text is; 0 outside.
    in_paragraph: u32,
    /// How deep in something that is not the cell's own text (a note, a picture).
    aside: u32,
}

/// Reads every sheet of a spreadsheet, hidden ones too.
pub(super) fn read(
    file: &Arc<str>,
    bytes: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut content = None;
    let mut manifest = Vec::new();
    archive::check_members(bytes, WHAT, |name, read| {
        match name {
            "content.xml" => content = Some(read()?),
            "META-INF/manifest.xml" => manifest = read()?,
            _ => return Ok(false),
        }
        Ok(true)
    })?;
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Refusal::Encrypted);
    }
    let content = content.ok_or_else(|| broken("it has no `content.xml`"))?;
    read_content(file, &content, diagnostics)
}

fn broken(why: &str) -> Refusal {
    Refusal::Broken(WHAT, why.to_owned())
}

fn read_content(
    file: &Arc<str>,
    content: &[u8],
    diagnostics: &mut Diagnostics,
) -> Result<Vec<Grid>, Refusal> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut hidden_styles = BTreeSet::new();
    let mut style = String::new();
    let mut allowance = Allowance::new();
    let mut grids = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| broken(&plain(&error)))?;
        match event {
            Event::Start(element) => match element.name().as_ref() {
                "style:style" => style = attribute(&element, "style:name")?.unwrap_or_default(),
                "style:table-properties"
                    if attribute(&element, "table:display")?.as_deref() == Some("false") =>
                {
                    hidden_styles.insert(style.clone());
                }
                "table:table" => {
                    let name = attribute(&element, "table:name")?.unwrap_or_default();
                    let style = attribute(&element, "table:style-name")?.unwrap_or_default();
                    if hidden_styles.contains(&style) {
                        diagnostics.push(hidden::sheet(file, &name));
                    }
                    let table = Table::new(name, &mut allowance);
                    grids.push(table.read(&mut reader, file, diagnostics)?);
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if grids.is_empty() { Err(broken("it has no sheet of cells")) } else { Ok(grids) }
}

impl<'a> Table<'a> {
    fn new(name: String, allowance: &'a mut Allowance) -> Self {
        let layout = Layout::new(allowance);
        Self {
            name,
            layout,
            merged: vec![],
            row: 0,
            n_rows: 1,
            column: 0,
            n_columns: 0,
            hidden: Hidden::default(),
            cells: vec![],
        }
    }

    /// Reads up to the end of the table.
    fn read(
        mut self,
        reader: &mut Reader<&[u8]>,
        file: &Arc<str>,
        diagnostics: &mut Diagnostics,
    ) -> Result<Grid, Refusal> {
        let mut buffer = Vec::new();
        // Tables can stand in a cell of a table; what is in them is not this table's.
        let mut n_inner = 0_u32;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| broken(&plain(&error)))? {
                Event::Start(element) => match element.name().as_ref() {
                    "table:table" => n_inner += 1,
                    _ if n_inner > 0 => {}
                    "table:table-row" => {
                        self.n_rows = count(&element, "table:number-rows-repeated")?;
                        self.column = 0;
                        if is_hidden(&element)? {
                            self.hidden.rows.push(run(self.row, self.n_rows));
                        }
                    }
                    "table:table-column" => {
                        let n = count(&element, "table:number-columns-repeated")?;
                        if is_hidden(&element)? {
                            self.hidden.columns.push(run(self.n_columns, n));
                        }
                        self.n_columns = self.n_columns.saturating_add(n);
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        let pending = Pending::new(&element)?.read(reader)?;
                        self.add(pending)?;
                    }
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "table:table" if n_inner == 0 => break,
                    "table:table" => n_inner -= 1,
                    "table:table-row" if n_inner == 0 => self.end_row()?,
                    _ => {}
                },
                Event::Eof => return Err(broken("a table that does not end")),
                _ => {}
            }
        }
        let grid = self.layout.finish(file, &self.name, &self.merged)?;
        self.hidden.say(&grid, diagnostics);
        Ok(grid)
    }

    fn add(&mut self, cell: Pending) -> Result<(), Refusal> {
        let (row, column, n_columns) = (self.row, self.column, cell.n_columns);
        self.column = column.checked_add(n_columns).ok_or(Refusal::TooLarge)?;
        if cell.columns_spanned > 1 || cell.rows_spanned > 1 {
            let last = |start: u32, n: u32| start.saturating_add(n.max(1) - 1);
            self.merged.push((row, column, last(row, cell.rows_spanned), last(column, cell.columns_spanned)));
        }
        let (text, kind) = cell.value();
        if !text.is_empty() {
            self.cells.push((column, n_columns, text, kind));
        }
        Ok(())
    }

    /// Adds the row as often as it is repeated; a blank row is only gone by.
    fn end_row(&mut self) -> Result<(), Refusal> {
        let end = self.row.checked_add(self.n_rows).ok_or(Refusal::TooLarge)?;
        if !self.cells.is_empty() {
            for row in self.row..end {
                for (column, n_columns, text, kind) in &self.cells {
                    for column in *column..column.saturating_add(*n_columns) {
                        self.layout.push((row, column), text, *kind)?;
                    }
                }
            }
        }
        self.cells.clear();
        self.row = end;
        Ok(())
    }
}

impl Pending {
    fn new(element: &BytesStart<'_>) -> Result<Self, Refusal> {
        let mut cell = Self {
            n_columns: count(element, "table:number-columns-repeated")?,
            columns_spanned: count(element, "table:number-columns-spanned")?,
            rows_spanned: count(element, "table:number-rows-spanned")?,
            ..Self::default()
        };
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|error| broken(&plain(&error)))?;
            let text = || {
                attribute.normalized_value(XmlVersion::Implicit1_0).map_err(|error| broken(&plain(&error)))
            };
            match attribute.key.as_ref() {
                "office:value-type" => cell.kind = text()?.into_owned(),
                "office:value"
                | "office:date-value"
                | "office:boolean-value"
                | "office:string-value"
                | "office:time-value" => cell.value = Some(text()?.into_owned()),
                // LibreOffice's own, under whatever prefix.
                key if key.ends_with(":value-type") => cell.is_error = text()? == "error",
                _ => {}
            }
        }
        Ok(cell)
    }

    /// Reads up to the end of the cell.
    fn read(mut self, reader: &mut Reader<&[u8]>) -> Result<Self, Refusal> {
        let mut buffer = Vec::new();
        let mut depth = 0_u32;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| broken(&plain(&error)))? {
                Event::Start(element) => {
                    depth += 1;
                    self.start(&element)?;
                }
                Event::End(_) if depth == 0 => return Ok(self),
                Event::End(_) => {
                    depth -= 1;
                    self.in_paragraph = self.in_paragraph.saturating_sub(1);
                    self.aside = self.aside.saturating_sub(1);
                }
                Event::Text(text) if self.is_own_text() => {
                    self.text.extend(
                        text.xml10_content().chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }),
                    );
                }
                Event::CData(text) if self.is_own_text() => self.text.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) if self.is_own_text() => self.text.push(letter(&entity)?),
                Event::Eof => return Err(broken("a cell that does not end")),
                _ => {}
            }
        }
    }

    fn is_own_text(&self) -> bool {
        self.in_paragraph > 0 && self.aside == 0
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Refusal> {
        const MOST_BLANKS: u32 = 1_000;
        let qualified = element.name();
        let name = qualified.as_ref();
        if self.aside > 0 || name == "office:annotation" || name.starts_with("draw:") || name == "table:table"
        {
            self.aside += 1;
        } else if self.in_paragraph > 0 {
            self.in_paragraph += 1;
            match name {
                "text:s" => {
                    let n = attribute(element, "text:c")?.map_or(Ok(1), |n| n.parse::<u32>());
                    let n = n.map_err(|error| broken(&plain(&error)))?.min(MOST_BLANKS);
                    self.text.extend((0..n).map(|_| ' '));
                }
                "text:tab" => self.text.push('\t'),
                "text:line-break" => self.text.push('\n'),
                _ => {}
            }
        } else if name == "text:p" || name == "text:h" {
            self.in_paragraph = 1;
            if self.n_paragraphs > 0 {
                self.text.push('\n');
            }
            self.n_paragraphs += 1;
        }
        Ok(())
    }

    /// The text and the kind of the cell.
    fn value(self) -> (String, CellKind) {
        let is_error = self.is_error || (self.kind != "string" && is_error_text(&self.text));
        if is_error && !self.text.is_empty() {
            return (self.text, CellKind::Error);
        }
        let either = |text: String, value: Option<String>| {
            if text.is_empty() { value.unwrap_or_default() } else { text }
        };
        match (self.kind.as_str(), self.value) {
            (kind @ ("float" | "percentage" | "currency"), Some(value)) => match value.trim().parse() {
                Ok(number) if kind == "percentage" => value::per_cent(number),
                Ok(number) => match shown::number_in(self.text.trim(), number) {
                    Some(text) if number.is_finite() => (text, CellKind::Number(number)),
                    // Formats of several sections are said to be of plain numbers.
                    _ if self.text.trim_end().ends_with('%') => value::per_cent(number),
                    _ => value::number(number),
                },
                Err(_) => (either(self.text, Some(value)), CellKind::Text),
            },
            ("date", Some(value)) => match value::iso(&value) {
                (text, CellKind::Date(date)) => {
                    shown::date_in(&self.text, date).unwrap_or((text, CellKind::Date(date)))
                }
                _ => (either(self.text, Some(value)), CellKind::Text),
            },
            ("boolean", Some(value)) => (value::boolean(value.eq_ignore_ascii_case("true")), CellKind::Text),
            (_, value) => (either(self.text, value), CellKind::Text),
        }
    }
}

/// Whether a text is what spreadsheets show for an error.
fn is_error_text(text: &str) -> bool {
    ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"].contains(&text)
        || text.strip_prefix("Err:").is_some_and(|code| code.parse::<u16>().is_ok())
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refusal> {
    let found = element.try_get_attribute(name).map_err(|error| broken(&plain(&error)))?;
    let text = found.map(|attribute| {
        attribute.normalized_value(XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned)
    });
    text.transpose().map_err(|error| broken(&plain(&error)))
}

/// Whether a row or a column is hidden, by hand or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> Result<bool, Refusal> {
    Ok(attribute(element, "table:visibility")?.is_some_and(|visibility| visibility != "visible"))
}

/// So many rows or columns behind so many others, counted from 1.
fn run(before: u32, n: u32) -> std::ops::RangeInclusive<u32> {
    before.saturating_add(1)..=before.saturating_add(n)
}

/// A count, at least 1; 1 where there is none.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Refusal> {
    let Some(text) = attribute(element, name)? else { return Ok(1) };
    let n: u32 = text.trim().parse().map_err(|_| broken(&format!("`{name}` is `{text}`, no count")))?;
    Ok(n.max(1))
}

/// The letter an entity stands for.
fn letter(entity: &BytesRef<'_>) -> Result<char, Refusal> {
    if let Some(letter) = entity.resolve_char_ref().map_err(|error| broken(&plain(&error)))? {
        return Ok(letter);
    }
    match entity.xml10_content().as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        name => Err(broken(&format!("the entity `{name}` is not known"))),
    }
}
