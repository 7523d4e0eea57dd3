//! One sheet: a heading, a line on what it holds, and one table from column A.

use std::collections::BTreeSet;

use peel_model::printable;
use rust_xlsxwriter::{Format, FormatAlign, Table, TableColumn, TableStyle, Url, Worksheet, XlsxError};

use crate::wrap::width;

/// What stands in a cell.
pub(super) enum Entry {
    /// Words; none for an empty cell.
    Text(String),
    /// A number, and the decimals it is shown with.
    Number(f64, usize),
}

/// A sheet of one table.
pub(super) struct Sheet {
    /// Its name on the tab, short and without blanks.
    pub(super) name: String,
    /// Its heading.
    pub(super) about: String,
    /// The words over each column.
    pub(super) heads: Vec<String>,
    /// The rows, a cell for each column.
    pub(super) rows: Vec<Vec<Entry>>,
}

impl Entry {
    /// Words that a cell of a workbook can hold.
    pub(super) fn text(text: &str) -> Self {
        Self::Text(held(text))
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.is_empty())
    }

    fn width(&self) -> usize {
        match self {
            Self::Text(text) => width(text),
            Self::Number(number, decimals) => format!("{number:.decimals$}").len(),
        }
    }
}

impl Sheet {
    /// A sheet; none without rows.
    pub(super) fn of(name: &str, about: &str, heads: &[&str], rows: Vec<Vec<Entry>>) -> Option<Self> {
        let heads = heads.iter().map(|head| (*head).to_owned()).collect();
        let (name, about) = (name.to_owned(), about.to_owned());
        (!rows.is_empty()).then_some(Self { name, about, heads, rows })
    }

    /// The line under the heading.
    fn line(&self) -> &'static str {
        match (self.rows.is_empty(), self.rows.iter().flatten().any(Entry::is_blank)) {
            (true, _) => "This worksheet contains one table, which has no rows.",
            (_, true) => {
                "This worksheet contains one table. A blank cell means that there is nothing to say or no figure can be \
                 given; where there are remarks, they say why."
            }
            _ => "This worksheet contains one table.",
        }
    }

    /// The heads, each a name of its own as a table needs it, whatever the case.
    fn unique_heads(&self) -> Vec<String> {
        /// What a workbook takes of a column's name.
        const MOST: usize = 200;
        let mut taken = BTreeSet::new();
        let mut unique = |(nth, head): (usize, &String)| {
            let head: String = held(head).trim().chars().take(MOST).collect();
            let head = if head.is_empty() { format!("Column {}", nth + 1) } else { head };
            let numbered = (2..).map(|number| format!("{head} {number}"));
            let mut all = std::iter::once(head.clone()).chain(numbered);
            all.find(|head| taken.insert(head.to_lowercase())).unwrap_or_default()
        };
        self.heads.iter().enumerate().map(&mut unique).collect()
    }

    /// As wide as the longest of a column, within what can be read, in characters.
    fn width(&self, column: usize) -> f64 {
        /// The narrowest, the widest, and what letters of 12 points need over those the unit is made for.
        const LIMITS: (usize, usize, f64) = (8, 48, 1.2);
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(Entry::width);
        let head = self.heads.get(column).map_or(0, |head| head.split(' ').map(width).max().unwrap_or(0));
        let widest = cells.chain([head + 1]).max().unwrap_or(0);
        widest.clamp(LIMITS.0, LIMITS.1) as f64 * LIMITS.2
    }
}

/// How cells look: one face at a size that can be read, headings bold, nothing by colour.
pub(super) struct Style {
    body: Format,
    bold: Format,
    title: Format,
    link: Format,
}

impl Style {
    pub(super) fn new() -> Self {
        let body = Format::new()
            .set_font_name("Arial")
            .set_font_size(12)
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let bold = body.clone().set_bold();
        // A heading is one line, and runs over the cells to its right.
        let title = Format::new().set_font_name("Arial").set_font_size(16).set_bold();
        let link = body.clone().set_hyperlink().set_font_name("Arial").set_font_size(12);
        Self { body, bold, title, link }
    }

    /// The first sheet: what is in the workbook, and where.
    pub(super) fn write_cover(
        &self,
        to: &mut Worksheet,
        title: &str,
        introduction: &[String],
        sheets: &[Sheet],
    ) -> Result<(), XlsxError> {
        to.set_name("Cover")?;
        to.set_column_width(0, 90)?;
        to.write_string_with_format(0, 0, held(title), &self.title.clone().set_text_wrap())?;
        let mut row = 1;
        for line in introduction {
            to.write_string_with_format(row, 0, held(line), &self.body)?;
            row += 1;
        }
        let contents = match sheets.len() {
            0 => "This workbook has no other worksheets.".to_owned(),
            n => format!("Contents: {n} other worksheet{}", if n == 1 { "" } else { "s" }),
        };
        to.write_string_with_format(row, 0, contents, &self.bold)?;
        for sheet in sheets {
            row += 1;
            let url = Url::new(format!("internal:'{}'!A1", sheet.name));
            let text: String = held(&sheet.about).chars().take(250).collect();
            to.write_url_with_format(row, 0, url.set_text(text), &self.link)?;
        }
        printed(to, true);
        Ok(())
    }

    /// A sheet of one table.
    pub(super) fn write(&self, to: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
        /// Where the table begins: the heading and the line on it are above.
        const HEADER: u32 = 2;
        to.set_name(&sheet.name)?;
        to.write_string_with_format(0, 0, held(&sheet.about), &self.title)?;
        to.write_string_with_format(
            1,
            0,
            sheet.line(),
            &Format::new().set_font_name("Arial").set_font_size(12),
        )?;
        let too_large = |_| XlsxError::RowColumnLimitError;
        for (row, entries) in (HEADER + 1..).zip(&sheet.rows) {
            for (column, entry) in entries.iter().enumerate() {
                let column = u16::try_from(column).map_err(too_large)?;
                match entry {
                    Entry::Text(text) if text.is_empty() => {}
                    Entry::Text(text) => drop(to.write_string_with_format(row, column, text, &self.body)?),
                    Entry::Number(number, decimals) => {
                        let shown = if *decimals == 0 {
                            "0".to_owned()
                        } else {
                            format!("0.{}", "0".repeat(*decimals))
                        };
                        let format = self.body.clone().set_num_format(shown);
                        to.write_number_with_format(row, column, *number, &format)?;
                    }
                }
            }
        }
        let heads = sheet.unique_heads();
        let columns: Vec<TableColumn> = heads
            .iter()
            .map(|head| TableColumn::new().set_header(head.as_str()).set_header_format(self.bold.clone()))
            .collect();
        let table = Table::new().set_columns(&columns).set_autofilter(false).set_style(TableStyle::Light1);
        let table = table.set_banded_rows(false).set_name(format!("table_{}", sheet.name.to_lowercase()));
        let last = HEADER + u32::try_from(sheet.rows.len().max(1)).map_err(too_large)?;
        let last_column = u16::try_from(heads.len().saturating_sub(1)).map_err(too_large)?;
        to.add_table(HEADER, 0, last, last_column, &table)?;
        let mut total = 0.0;
        for column in 0..=last_column {
            let width = sheet.width(usize::from(column));
            to.set_column_width(column, width)?;
            total += width;
        }
        to.set_repeat_rows(HEADER, HEADER)?;
        printed(to, total <= WIDEST_PAGE);
        Ok(())
    }
}

/// How wide columns can be together and still be read on one page, in characters.
const WIDEST_PAGE: f64 = 220.0;

/// On A4 across, as wide as the page where that can be read, else on as many pages side by side as it takes.
fn printed(sheet: &mut Worksheet, fits: bool) {
    sheet.set_paper_size(9).set_landscape();
    if fits {
        sheet.set_print_fit_to_pages(1, 0);
    }
}

/// The text as a cell can hold it: nothing that steers, no more than fits.
fn held(text: &str) -> String {
    const MOST: usize = 32_000;
    let text = printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    // A sign beyond the basic plane counts as two.
    match text.char_indices().nth(MOST / 2) {
        Some((end, _)) if text.encode_utf16().count() > MOST => format!("{}…", &text[..end]),
        _ => text,
    }
}
