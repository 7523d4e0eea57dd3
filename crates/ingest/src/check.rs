//! One file of a user's against the data package in use.

use std::borrow::Cow;

use peel_model::{Dataset, Diagnostics, Entry, Register, Severity, did_you_mean, fold};

use crate::document::{Document, whole_file};
use crate::load::{Facts, Loaded, read_sheet};
use crate::package::Resource;
use crate::records::Records;
use crate::sheet::Sheet;
use crate::{IngestError, Package};

/// The table that is complete without a row: groups are the user's to describe.
const MAY_BE_EMPTY: &str = "groups";

/// What checking a file found.
#[derive(Debug)]
pub struct Checked {
    /// The table of the package it was read as, if it looks like one.
    pub resource: Option<String>,
    /// How many rows it has below the header.
    pub n_rows: usize,
    /// The faults and oddities.
    pub diagnostics: Diagnostics,
}

/// Checks the bytes of a file named `file`, as the table `kind` or as the table its header fits best.
/// Names are those of the data in use; the file's own rows are not added to them.
///
/// # Errors
///
/// [`IngestError::UnknownResource`] when `kind` is no table of the package.
pub fn check_file(
    file: &str,
    bytes: &[u8],
    kind: Option<&str>,
    loaded: &Loaded,
) -> Result<Checked, IngestError> {
    let package = &loaded.package;
    let asked = kind.map(|name| {
        package.resource(name).ok_or_else(|| IngestError::UnknownResource {
            name: name.to_owned(),
            known: resource_names(package),
        })
    });
    let asked = asked.transpose()?;
    let mut diagnostics = Diagnostics::default();
    let document = Document::new(file, Cow::Borrowed(bytes), &mut diagnostics);
    let Some(records) = Sheet::records(&document, &mut diagnostics) else {
        return Ok(Checked { resource: None, n_rows: 0, diagnostics });
    };
    let n_rows = records.len() - 1;
    let Some(resource) = asked.or_else(|| best_fit(&header(&document, &records), file, package)) else {
        diagnostics.push(no_fit(&document, &header(&document, &records), package));
        return Ok(Checked { resource: None, n_rows, diagnostics });
    };
    let mut scratch = registry(&loaded.dataset, resource.table());
    let sheet = Sheet::new(document, records, resource, &mut diagnostics);
    if resource.table() != MAY_BE_EMPTY {
        sheet.require_rows(&mut diagnostics);
    }
    read_sheet(&sheet, Facts::Checked, &mut scratch, &loaded.keys, &mut diagnostics);
    Ok(Checked { resource: Some(resource.name.clone()), n_rows, diagnostics })
}

/// What a file is checked against: the registers in use and their names, but for the register it is
/// itself, whose rows are not duplicates of those in use.
fn registry(dataset: &Dataset, checked: &str) -> Dataset {
    fn unless<T: Entry + Clone>(is_checked: bool, register: &Register<T>) -> Register<T> {
        if is_checked { Register::default() } else { register.clone() }
    }
    Dataset {
        about: dataset.about.clone(),
        forces: unless(checked == "forces", &dataset.forces),
        cycles: unless(checked == "cycles", &dataset.cycles),
        areas: unless(checked == "areas", &dataset.areas),
        indicators: unless(checked == "indicators", &dataset.indicators),
        sources: unless(checked == "sources", &dataset.sources),
        force_names: dataset.force_names.clone(),
        cycle_names: dataset.cycle_names.clone(),
        area_names: dataset.area_names.clone(),
        indicator_names: dataset.indicator_names.clone(),
        ..Dataset::default()
    }
}

fn header(document: &Document<'_>, records: &Records) -> Vec<String> {
    let columns = 0..records.width(0);
    columns
        .map(|column| document.decode(records.text(0, column).unwrap_or_default()).trim().to_owned())
        .collect()
}

/// The table whose required columns the header holds best; more than half of them. A file named as
/// one of the package's own wins among equals, then the gradings, then the package's order.
fn best_fit<'a>(header: &[String], file: &str, package: &'a Package) -> Option<&'a Resource> {
    let header: Vec<String> = header.iter().map(|name| fold(name)).collect();
    let fit = |resource: &Resource| {
        let fields = &resource.schema.fields;
        let held = |name: &str| header.contains(&fold(name));
        let required: Vec<bool> =
            fields.iter().filter(|field| field.constraints.required).map(|field| held(&field.name)).collect();
        let n_required = required.iter().filter(|is_held| **is_held).count();
        let n_held = fields.iter().filter(|field| held(&field.name)).count();
        let is_own_file = std::path::Path::new(file).file_name() == Some(resource.path.as_ref());
        let enough = n_held > 0 && (is_own_file || n_required * 2 > required.len());
        enough.then_some((
            is_own_file,
            n_required * 1000 / required.len().max(1),
            resource.name == "gradings",
            n_held,
        ))
    };
    let fits = package.resources.iter().rev().filter_map(|resource| Some((fit(resource)?, resource)));
    fits.max_by_key(|(fit, _)| *fit).map(|(_, resource)| resource)
}

fn no_fit(document: &Document<'_>, header: &[String], package: &Package) -> peel_model::Diagnostic {
    let mut fault = whole_file(
        document.file(),
        Severity::Error,
        "unknown-table",
        "the header fits none of the package's tables",
    );
    let gradings = package.resource("gradings").map(|resource| &resource.schema.fields);
    let required: Vec<&str> = (gradings.into_iter().flatten())
        .filter(|field| field.constraints.required)
        .map(|field| field.name.as_str())
        .collect();
    fault.hints.push(format!("gradings need the columns {}", required.join(", ")));
    let near = header.iter().filter_map(|name| did_you_mean(name, required.iter().copied()));
    fault.hints.extend(near);
    fault.hints.push(format!("`--as TABLE` says what it is: {}", resource_names(package)));
    fault
}

fn resource_names(package: &Package) -> String {
    let names: Vec<&str> = package.resources.iter().map(|resource| resource.name.as_str()).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use peel_model::At;
    use proptest::prelude::*;

    use super::*;
    use crate::{Embedded, Extent, load};

    const PACKAGE: Embedded = Embedded(&[
        (
            "datapackage.json",
            br#"{"resources": [
                {"name": "forces", "path": "f.csv", "schema": {"fields": [{"name": "force"}, {"name": "name"}]}},
                {"name": "cycles", "path": "c.csv", "schema": {"fields": [
                    {"name": "cycle"}, {"name": "label"}, {"name": "order", "type": "integer"}, {"name": "scale"}]}},
                {"name": "areas", "path": "a.csv", "schema": {"fields": [
                    {"name": "cycle"}, {"name": "area"}, {"name": "level"}, {"name": "title"}]}},
                {"name": "national-totals", "path": "n.csv", "schema": {
                    "fields": [{"name": "cycle"}, {"name": "area"}, {"name": "grade"},
                        {"name": "forces", "type": "integer"}, {"name": "source_url"}],
                    "primaryKey": ["cycle", "area", "grade"],
                    "foreignKeys": [
                        {"fields": "cycle", "reference": {"resource": "cycles", "fields": "cycle"}},
                        {"fields": ["cycle", "area"], "reference": {"resource": "areas", "fields": ["cycle", "area"]}}]}},
                {"name": "street-crime-monthly", "path": "s.csv", "schema": {
                    "fields": [{"name": "force"}, {"name": "month"}, {"name": "crime_type"},
                        {"name": "count", "type": "integer"}],
                    "primaryKey": ["force", "month", "crime_type"],
                    "foreignKeys": [
                        {"fields": "force", "reference": {"resource": "forces", "fields": "force"}}]}},
                {"name": "gradings", "path": "g.csv", "schema": {
                    "fields": [
                        {"name": "force", "constraints": {"required": true}},
                        {"name": "cycle", "constraints": {"required": true}},
                        {"name": "area", "constraints": {"required": true}},
                        {"name": "grade", "constraints": {"required": true, "enum": ["good", "inadequate"]}},
                        {"name": "status"},
                        {"name": "agreeing_pages", "type": "integer", "constraints": {"minimum": 1}}],
                    "foreignKeys": [
                        {"fields": "force", "reference": {"resource": "forces", "fields": "force"}},
                        {"fields": "cycle", "reference": {"resource": "cycles", "fields": "cycle"}},
                        {"fields": ["cycle", "area"], "reference": {"resource": "areas", "fields": ["cycle", "area"]}}]}}
            ]}"#,
        ),
        ("f.csv", b"force,name\nkent,Kent Police\ndurham,Durham\n"),
        ("c.csv", b"cycle,label,order,scale\n2016,PEEL 2016,1,O G RI I\n"),
        ("a.csv", b"cycle,area,level,title\n2016,efficiency,pillar,Efficiency\n"),
        ("n.csv", b"cycle,area,grade,forces,source_url\n"),
        ("s.csv", b"force,month,crime_type,count\n"),
        ("g.csv", b"force,cycle,area,grade\nkent,2016,efficiency,good\n"),
    ]);

    /// What is found in a file, a line each.
    #[track_caller]
    fn check(text: &str, kind: &str, expected: &[&str]) {
        let loaded = load(&PACKAGE, Extent::Everything).unwrap();
        let checked = check_file("t.csv", text.as_bytes(), Some(kind), &loaded).unwrap();
        let found: Vec<String> = checked.diagnostics.kept().iter().map(ToString::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_row_of_empty_cells_is_one_warning_however_wide() {
        check(
            "force,cycle,area,grade\n,,,\nkent,2016,efficiency,good\n, ,\n\"\",,,,,\n",
            "gradings",
            &[
                "t.csv:2:1: warning[blank-row]: a row of empty cells, which is left out",
                "t.csv:4:1: warning[blank-row]: a row of empty cells, which is left out",
                "t.csv:5:1: warning[blank-row]: a row of empty cells, which is left out",
            ],
        );
        let quote = "force,cycle,area,grade\n\"";
        check(quote, "gradings", &["t.csv:2:1: error[unclosed-quote]: a quote that is never closed"]);
    }

    #[test]
    fn a_third_row_is_compared_with_every_mark_before_it() {
        let rows = |rows: &[&str]| {
            let start = "kent,2016,efficiency,";
            format!("force,cycle,area,grade,status\n{start}{}\n", rows.join(&format!("\n{start}")))
        };
        let is = "error[contradiction]: kent, 2016, efficiency is";
        check(
            &rows(&["good,", "inadequate,", "inadequate,", "good,"]),
            "gradings",
            &[
                &format!("t.csv:3:22: {is} `Inadequate` here and `Good` on line 2"),
                &format!("t.csv:4:22: {is} `Inadequate` here and `Good` on line 2"),
                &format!("t.csv:5:22: {is} `Good` here and `Inadequate` on line 4"),
            ],
        );
        // Disputed rows are meant to differ from each other, and from no other.
        check(
            &rows(&["good,disputed", "inadequate,disputed", "inadequate,superseded", "good,"]),
            "gradings",
            &[&format!("t.csv:5:22: {is} `Good` here and `Inadequate` on line 3")],
        );
        check(
            &rows(&["good,disputed", "inadequate,disputed", "inadequate,disputed"]),
            "gradings",
            &["t.csv:4:22: warning[duplicate]: kent, 2016, efficiency stands twice, alike; \
                it was first on line 3"],
        );
    }

    #[test]
    fn two_spellings_of_one_key_are_one_key() {
        check(
            "force,month,crime_type,count\n\
             kent,2018-10,Theft,1\nDurham,2018-10,Theft,1\nKENT,2018-10,Theft,2\n",
            "street-crime-monthly",
            &["t.csv:4:1: error[duplicate]: `KENT, 2018-10, Theft` stands twice; it was first on line 2"],
        );
        check(
            "cycle,area,grade,forces\npeel 2016,efficiency,good,1\n2016,Efficiency,good,1\n",
            "national-totals",
            &["t.csv:3:1: error[duplicate]: `2016, Efficiency, good` stands twice; it was first on line 2"],
        );
    }

    /// The lines of a file as a person counts them, whatever ends them.
    fn n_lines(bytes: &[u8]) -> u64 {
        let text: String = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
        text.split('\n').count() as u64
    }

    proptest! {
        #[test]
        fn any_bytes_are_checked_without_a_panic_and_every_place_is_in_the_file(
            bytes in prop_oneof![
                prop::collection::vec(any::<u8>(), 0..400),
                "(force|cycle|area|grade|[,;\"\r\n\t ]|kent|2016|efficiency|good|é|\u{0}){0,80}".prop_map(String::into_bytes),
            ],
        ) {
            let loaded = load(&PACKAGE, Extent::Everything).unwrap();
            let checked = check_file("t.csv", &bytes, None, &loaded).unwrap();
            let is_utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
            for diagnostic in checked.diagnostics.kept() {
                if let (At::Line { line, column }, false) = (&diagnostic.place.at, is_utf16) {
                    prop_assert!(1 <= *line && *line <= n_lines(&bytes), "{diagnostic}");
                    prop_assert!(1 <= *column && *column <= bytes.len() as u64 + 1, "{diagnostic}");
                }
            }
        }

        /// The fault stands where it was put, whatever ends the lines and however many are blank.
        #[test]
        fn a_fault_is_named_on_the_line_it_was_put_on(
            ends in prop::collection::vec(prop::sample::select(vec!["\n", "\r\n", "\n\n", "\r\n\r\n"]), 1..20),
            place in 0_usize..20,
            mark in any::<bool>(),
        ) {
            let place = place % ends.len();
            let mut text = String::from(if mark { "\u{feff}force,cycle,area,grade\n" } else { "force,cycle,area,grade\n" });
            let mut expected = 0;
            for (row, end) in ends.iter().enumerate() {
                if row == place {
                    expected = text.matches('\n').count() as u64 + 1;
                }
                let grade = if row == place { "gud" } else { "good" };
                text.extend(["durham,2016,efficiency,", grade, end]);
            }
            let loaded = load(&PACKAGE, Extent::Everything).unwrap();
            let checked = check_file("t.csv", text.as_bytes(), None, &loaded).unwrap();
            let fault = checked.diagnostics.kept().iter().find(|found| found.code == "grade").unwrap();
            prop_assert_eq!(&fault.place.at, &At::Line { line: expected, column: 24 });
        }
    }
}
