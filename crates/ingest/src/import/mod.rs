//! Files as users have them into tidy rows of the workspace's tables, every cell accounted for.
//!
//! `open` gives grids; here a grid's table is found by the forces it names (`shape`), a layout that fits
//! says what its columns are (`bind`), its rows are read, set aside or faulty (`rows`, `read`), and what
//! was read is held against itself and against the data in use (`totals`, `cross`). No publisher is
//! known here: publishers are layouts.

mod account;
mod ambiguous;
mod apart;
mod at_odds;
mod bands;
mod became;
mod beside;
mod bilingual;
mod bind;
mod collect;
mod commas;
mod context;
mod cross;
mod date_bands;
mod digit_months;
mod doubt;
mod entity;
mod faults;
mod figured;
mod grades;
mod header;
mod headings;
mod joined_years;
mod layout;
mod layouts;
mod lengths;
mod long_headers;
mod measure;
mod memo;
mod merged;
mod nearly;
mod of_same_rows;
mod of_what;
mod others;
mod partly;
mod parts;
mod per;
mod period_names;
mod pivot;
mod places;
mod profile;
mod proof;
mod ratios;
mod read;
mod record;
mod remarks;
mod rows;
mod says;
mod sections;
mod serial_days;
mod several;
mod shape;
mod short_years;
mod shown;
mod single_days;
mod slug;
mod suspect;
mod tidy;
mod time;
mod title;
mod titled;
mod totals;
mod turns;
mod twins;
mod understood;
mod unit;
mod unread;
mod unread_words;
mod unsaid;
mod unused;
mod upper;
mod when;
mod years;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use peel_model::{Diagnostic, Diagnostics, Place, Reject, Severity};

use crate::document::whole_file;
use crate::import::became::CONTRADICTION;
use crate::import::collect::Collector;
use crate::import::context::Context;
use crate::import::read::Reader;
use crate::import::says::table_says;
use crate::import::shape::Shape;
use crate::import::unused::{Lacking, Sheets};
use crate::open::{Grid, open};
use crate::{IngestError, Loaded};

pub use account::Tally;
pub use layout::{BulkFiles, Gives, Layout};
pub use layouts::Layouts;
pub(crate) use tidy::EVIDENCE;
pub use tidy::{INDICATOR_COLUMNS, Tidy};
pub use totals::Totals;
pub use understood::{ColumnRead, Understood};

/// What the user says of the files beyond what stands in them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The layout to read them by; else the one that fits.
    pub kind: Option<String>,
    /// The cycle of gradings that name none.
    pub cycle: Option<String>,
    /// The area of gradings that name none.
    pub area: Option<String>,
    /// The period of values that name none.
    pub period: Option<String>,
    /// The indicator of values whose column names none.
    pub indicator: Option<String>,
    /// The publication, as a slug; else the file's name.
    pub source: Option<String>,
    /// Only these sheets, by name; blanks at the ends do not matter.
    pub sheets: Vec<String>,
}

/// A file to import.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its name, as the user gave it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What an import made, and the account of it.
#[derive(Debug)]
pub struct Imported {
    /// What was understood of each table.
    pub tables: Vec<Understood>,
    /// The rows made; none where no table was read, or tables of two kinds were.
    pub tidy: Option<Tidy>,
    /// What was not read for a fault.
    pub rejects: Vec<Reject>,
    /// Faults and findings.
    pub diagnostics: Diagnostics,
}

impl Imported {
    /// The account of all rows.
    #[must_use]
    pub fn rows(&self) -> Tally {
        self.sum(|table| &table.rows)
    }

    /// The account of all values in the rows of forces.
    #[must_use]
    pub fn values(&self) -> Tally {
        self.sum(|table| &table.values)
    }

    fn sum(&self, of: impl Fn(&Understood) -> &Tally) -> Tally {
        let mut sum = Tally::default();
        for table in &self.tables {
            sum.add(of(table));
        }
        sum
    }
}

/// Reads files into one table of tidy rows.
///
/// # Errors
///
/// [`IngestError`] when `options` name a layout or a period that is none. Whatever is wrong with the files
/// is a diagnostic.
pub fn import(
    inputs: &[Input<'_>],
    options: &Options,
    loaded: &Loaded,
    layouts: &Layouts,
) -> Result<Imported, IngestError> {
    let context = Context { dataset: &loaded.dataset, layouts, options };
    context.check_options()?;
    let asked = options.kind.as_deref().map(|kind| layouts.named(kind)).transpose()?;
    let mut diagnostics = Diagnostics::default();
    let mut imported =
        Imported { tables: Vec::new(), tidy: None, rejects: Vec::new(), diagnostics: Diagnostics::default() };
    let mut collector = Collector::default();
    let mut sheets = Sheets::new(options);
    for input in inputs {
        let mut grids = open(input.name, input.bytes, &mut diagnostics);
        for grid in &mut grids {
            long_headers::settle(grid, &context.entities(None), &mut diagnostics);
            commas::settle(grid, &mut diagnostics);
            short_years::settle(grid, &mut diagnostics);
            joined_years::settle(grid, &mut diagnostics);
            digit_months::settle(grid, &mut diagnostics);
            serial_days::settle(grid, &mut diagnostics);
        }
        short_years::settle_sheets(&mut grids, &mut diagnostics);
        titled::mark_twins(&mut grids);
        twins::mark(&mut grids);
        sheets.see(&grids);
        let n_before = imported.tables.len();
        let wanted: Vec<&Grid> = grids.iter().filter(|grid| sheets.is_wanted(grid)).collect();
        for grid in &wanted {
            let table =
                read_grid(grid, asked, &context, &mut collector, &mut imported.rejects, &mut diagnostics);
            imported.tables.push(table);
            collector.withdrawn_elsewhere().into_iter().for_each(|place| withdraw(&mut imported, place));
        }
        remarks::in_sheets_of_notes(&wanted, &imported.tables[n_before..], &context, &mut diagnostics);
        let is_read = imported.tables[n_before..].iter().any(|table| table.layout.is_some());
        if !grids.is_empty() && !is_read {
            let read = &imported.tables[n_before..];
            diagnostics.push(no_table(input.name, &grids, read, asked, &context));
        }
    }
    unused::diagnose(&imported.tables, options, inputs, &mut diagnostics);
    if imported.tables.iter().any(|table| table.layout.is_some()) {
        sheets.diagnose(inputs, &mut diagnostics);
    }
    let gives: BTreeSet<Gives> = imported.tables.iter().filter_map(|table| table.gives).collect();
    match gives.into_iter().collect::<Vec<_>>()[..] {
        [gives] => {
            nothing_kept(&imported, inputs, &mut diagnostics);
            cross::check(&collector, &loaded.dataset, &mut diagnostics);
            imported.tidy = Some(tidy::table(&collector, gives, &loaded.dataset, inputs));
        }
        [] => {}
        _ => two_kinds(&imported.tables, &mut diagnostics),
    }
    imported.diagnostics = diagnostics;
    Ok(imported)
}

/// Counts a figure of an earlier sheet as faulty that another sheet of its file is at odds with.
fn withdraw(imported: &mut Imported, place: Place) {
    let Some(table) = imported.tables.iter_mut().find(|table| table.place.is_of_table(&place)) else {
        return;
    };
    table.values.withdraw(CONTRADICTION);
    let message = "another sheet has another figure for the same; neither is kept".to_owned();
    imported.rejects.push(Reject { place, code: CONTRADICTION, message, text: Arc::from("") });
}

/// Why a table that lies on its side is not read.
const SIDEWAYS: &str = "its forces stand beside each other, not below";

/// Reads one grid, or says why it is not read.
fn read_grid(
    grid: &Grid,
    asked: Option<&std::sync::Arc<Layout>>,
    context: &Context<'_>,
    collector: &mut Collector,
    rejects: &mut Vec<Reject>,
    diagnostics: &mut Diagnostics,
) -> Understood {
    let entities = context.entities(asked.map(std::convert::AsRef::as_ref));
    if asked.is_none() && context.layouts.of_records(grid).is_some() {
        return Understood::unread(grid, RECORDS);
    }
    let Some(shape) = Shape::find(grid, &entities, context.layouts.units()) else {
        return Understood::unread(grid, NO_FORCE);
    };
    let written_out = pivot::written_out(merged::written_out(grid, &shape), &shape, diagnostics);
    let grid = &*written_out;
    if shape.stands_sideways(grid, &entities) {
        return Understood::unread(grid, SIDEWAYS);
    }
    let titles = shape.titles(grid).into_iter().map(|(_, text)| text);
    let about = titles.chain(unit::names(grid)).chain([shape.header_of(shape.force_column).to_owned()]);
    if let Some(why) = about.into_iter().find_map(|text| context.about_others(&text)) {
        return Understood::unread(grid, why);
    }
    if unread::is_of_notes(grid, &shape) {
        return Understood::unread(grid, "it is a sheet of notes");
    }
    let of_others = places::of_others(grid, &shape, &entities);
    if let Some(why) = of_others.or_else(|| ambiguous::of_counties(grid, &shape, &entities)) {
        return Understood::unread(grid, &why);
    }
    let candidates =
        context.layouts.iter().filter(|layout| asked.is_none_or(|asked| asked.name == layout.name));
    let Some(bound) = bind::best(candidates, grid, &shape, context) else {
        let of_forces = headings::of_forces(grid, &shape, &entities);
        if let Some(said) = of_forces.or_else(|| unread::among_figures(grid, &shape, &entities)) {
            diagnostics.push(said);
        }
        return Understood::unread(grid, NO_LAYOUT);
    };
    if let Some(reason) = bound.title.and_then(|title| title.skip.as_deref()) {
        return Understood::unread(grid, reason);
    }
    let (says, mut why) = table_says(grid, &shape, &bound, context);
    let mut reader = Reader::new(grid, &shape, &bound, context, diagnostics, rejects);
    let body = reader.read(&says, collector);
    let totals = totals::compare(&mut reader, &body);
    let (n_of_asked, n_by_row) = (reader.n_of_asked, reader.n_by_row);
    let (rows, values) = (reader.rows, reader.values);
    why.extend(understood::sections(&body));
    understood::contradicting_titles(grid, &shape, &bound, &says, diagnostics);
    grades::contradicting_titles(grid, &shape, &bound, context, diagnostics);
    let mut table =
        Understood::new(grid, &shape, (&bound, context), &says, why, (rows, values, totals), &body);
    // Where each row names its own, no value lacked it after all; where all are of the one asked for, it does no harm.
    if table.values.kept > 0 && n_of_asked == table.values.kept {
        table.lacking.insert(Lacking::Indicator);
    } else if table.values.kept > 0 && n_of_asked == n_by_row {
        table.lacking.remove(&Lacking::Indicator);
    }
    table
}

const NO_FORCE: &str = "it names no force";
const NO_LAYOUT: &str = "no layout fits it";
const RECORDS: &str = "it has a record a row, not figures of forces";

/// Whether a workbook has formulas without their results.
fn has_formulas(grid: &Grid) -> bool {
    let cells = || grid.rows.iter().flat_map(|row| &row.cells);
    grid.sheet.is_some() && cells().any(|cell| cell.text.starts_with('='))
}

/// Why nothing in a file is read.
fn no_table(
    file: &str,
    grids: &[Grid],
    tables: &[Understood],
    asked: Option<&std::sync::Arc<Layout>>,
    context: &Context<'_>,
) -> Diagnostic {
    let entities = context.entities(None);
    let named = |grid: &Grid| {
        let sheet = grid.sheet.as_deref().and_then(|sheet| entities.of(sheet).force);
        sheet.or_else(|| entities.of(bind::file_stem(&grid.file)).force)
    };
    let reasons: Vec<&str> = tables.iter().filter_map(|table| table.unread.as_deref()).collect();
    let (message, hint) = if tables.is_empty() {
        let sheets = grids.iter().filter_map(|grid| Some(format!("`{}`", grid.sheet.as_deref()?)));
        let sheets: Vec<String> = sheets.collect();
        ("no sheet has the name asked for".to_owned(), format!("the sheets are {}", sheets.join(", ")))
    } else if let Some(asked) = asked {
        let hint = format!("`{}` reads {}", asked.name, asked.title);
        (format!("it is no table that `{}` describes", asked.name), hint)
    } else if let Some(records) = grids.iter().find_map(|grid| context.layouts.of_records(grid)) {
        let hint = format!("count its records with `--as {}`", records.name);
        (format!("{RECORDS}: {}", records.title), hint)
    } else if let Some(sideways) = reasons.iter().find(|reason| **reason == SIDEWAYS) {
        ((*sideways).to_owned(), "turn the table so that each force has a row".to_owned())
    } else if grids.iter().any(has_formulas) {
        let message = "its figures are formulas without their results".to_owned();
        (message, "open the workbook in a spreadsheet program, and save it".to_owned())
    } else if let Some(force) = grids.iter().find_map(named) {
        let message = format!("only its name says that it is about {force}; its rows name no force");
        (message, "add a column `Force` that names it in every row".to_owned())
    } else {
        let kinds: Vec<&str> = context.layouts.iter().map(|layout| layout.name.as_str()).collect();
        let hint = format!(
            "a table needs a column of forces and one of grades or figures; `--as KIND` names one of {}",
            kinds.join(", ")
        );
        let of_layout = reasons.iter().find(|reason| ![NO_FORCE, NO_LAYOUT].contains(reason));
        match of_layout {
            Some(reason) if reason.contains(places::NOT_FORCES) => {
                let hint =
                    "head the names `Police force area` if that is what they are, without codes of others";
                (format!("its table is not read: {reason}"), hint.to_owned())
            }
            Some(reason) => {
                (format!("its table is not read: {reason}"), "import what it was made from".to_owned())
            }
            None => ("no table in it fits a known layout".to_owned(), hint),
        }
    };
    whole_file(&file.into(), Severity::Error, "no-table", &message).with_hints(vec![hint])
}

/// Says that tables were read and no figure or grade of a force is in them.
fn nothing_kept(imported: &Imported, inputs: &[Input<'_>], diagnostics: &mut Diagnostics) {
    let (rows, values) = (imported.rows(), imported.values());
    let Some(first) = inputs.first().filter(|_| values.kept == 0) else { return };
    // What is faulty is said.
    if rows.n_faulty() > 0 || values.n_faulty() > 0 {
        return;
    }
    let aside = rows.set_aside.iter().map(|(reason, n)| format!("{n} {reason}"));
    let rows = match aside.collect::<Vec<_>>().join(", ") {
        rows if rows.is_empty() => "no row".to_owned(),
        rows => rows,
    };
    let message = format!("nothing in it is a figure or a grade of a force; its rows are {rows}");
    let hint = "`--dry-run` shows what each column and row was taken for".to_owned();
    let fault = whole_file(&first.name.into(), Severity::Error, "nothing-kept", &message);
    diagnostics.push(fault.with_hints(vec![hint]));
}

fn two_kinds(tables: &[Understood], diagnostics: &mut Diagnostics) {
    let Some(first) = tables.iter().find(|table| table.gives.is_some()) else { return };
    let Some(other) = tables.iter().find(|table| table.gives.is_some() && table.gives != first.gives) else {
        return;
    };
    let word = |table: &Understood| table.gives.map_or("", Gives::as_str);
    let (here, there, place) = (word(other), word(first), &first.place);
    let message = format!("it holds {here}, and {place} holds {there}: one import makes one table");
    let hint = "import them one after the other, or choose with --as or --sheet".to_owned();
    let fault = Diagnostic::new(Severity::Error, "two-kinds", other.place.clone(), message);
    diagnostics.push(fault.with_hints(vec![hint]));
}
