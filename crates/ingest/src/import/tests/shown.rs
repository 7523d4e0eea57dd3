//! Workbooks whose cells show something else than they hold: what a reader sees is read, or said.

use std::io::{Cursor, Write};

use super::*;

/// A workbook of sheets, each with its name and the texts of its rows.
pub(super) fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let cell = |text: &&str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
    let row = |texts: &&[&str]| {
        format!("<table:table-row>{}</table:table-row>", texts.iter().map(cell).collect::<String>())
    };
    let sheet = |(name, rows): &(&str, &[&[&str]])| {
        let rows: String = rows.iter().map(row).collect();
        format!("<table:table table:name=\"{name}\">{rows}</table:table>")
    };
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body>\
         <office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>",
        sheets.iter().map(sheet).collect::<String>()
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    packed(&[("mimetype", mimetype), ("content.xml", content)])
}

/// A workbook packed from its parts.
pub(super) fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet: its rows by `|`, cells by `;`; `3` is a number and `3@` one of the format. `merged` is a
/// range of cells.
pub(super) fn sheet(name: &str, format: &str, rows: &str, merged: &str) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let cell = |text: &str, place: String| match (text.strip_suffix('@'), text.parse::<f64>()) {
        (Some(number), _) => format!("<c r=\"{place}\" s=\"1\"><v>{number}</v></c>"),
        (None, Ok(number)) => format!("<c r=\"{place}\"><v>{number}</v></c>"),
        (None, Err(_)) if text.is_empty() => String::new(),
        (None, Err(_)) => format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let row = |(number, row): (usize, &str)| {
        let cells =
            row.split(';').zip('A'..).map(|(text, letter)| cell(text, format!("{letter}{}", number + 1)));
        format!("<row r=\"{}\">{}</row>", number + 1, cells.collect::<String>())
    };
    let rows: String = rows.split('|').enumerate().map(row).collect();
    let merged = if merged.is_empty() {
        String::new()
    } else {
        format!("<mergeCells><mergeCell ref=\"{merged}\"/></mergeCells>")
    };
    let format = format.replace('"', "&quot;").replace('>', "&gt;");
    packed(&[
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" Type=\"{OF}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF}\"><sheets><sheet name=\"{name}\" sheetId=\"1\" \
                 r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"r1\" Type=\"{OF}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{OF}/styles\" \
                 Target=\"styles.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"{format}\"/></numFmts>\
                 <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData>{merged}</worksheet>"),
        ),
    ])
}

fn workbook(format: &str, rows: &str) -> Vec<u8> {
    sheet("D", format, rows, "")
}

/// Each row's force, indicator, period, figures and note, then the codes of what was said beyond notes.
pub(super) fn rows_in(name: &str, bytes: &[u8]) -> String {
    let imported = imported(name, bytes, &Options::default());
    let columns = ["force", "indicator", "period", "numerator", "published_value", "note"];
    let rows: Vec<String> = imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &columns)).collect();
    let codes = codes(&imported.diagnostics);
    let said = codes.iter().filter(|(_, severity)| **severity > Severity::Note);
    let rows = rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    let said = said.map(|(code, severity)| format!("!{} {code}", severity.as_str()));
    rows.chain(said).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_date_is_the_period_that_its_cell_shows() {
    // 31 March 2031.
    let header = "Number of arsons|Force;47938@|Kent;3";
    for (format, period) in [
        ("yyyy", "2031"),
        ("mmmm", "2031-03"),
        ("mmm-yy", "2031-03"),
        ("\"Year ending \"mmm yyyy", "year to March 2031"),
        ("\"12 months to \"dd/mm/yyyy", "year to March 2031"),
        ("dd/mm/yyyy", "2031-03-31"),
    ] {
        let found = rows_in("t.xlsx", &workbook(format, header));
        assert_eq!(found, format!("kent arsons {period} 3"), "{format}");
    }
    let column = workbook("yyyy", "Force;Year;Arson|Kent;47938@;3");
    assert_eq!(rows_in("t.xlsx", &column), "kent arson 2031 3");
    let number = workbook("\"YE Mar \"0", "Number of arsons|Force;2031@|Kent;3");
    assert_eq!(rows_in("t.xlsx", &number), "kent arsons year to March 2031 3");
}

#[test]
fn a_number_is_the_figure_that_its_cell_shows() {
    for (format, number, expected) in [
        ("£#,##0.0\"m\"", "340.1", "kent arson 2031/32 340100000"),
        ("£#,##0.0,,\"m\"", "340100000", "kent arson 2031/32 340100000"),
        ("0.0\"%\"", "15.5", "kent arson 2031/32 15.5"),
        ("0\"[r]\"", "15", "kent arson 2031/32 15 numerator marked r"),
        ("0\" (p)\"", "15", "kent arson 2031/32 15 numerator marked p"),
        ("0.0,", "1500", "kent arson 2031/32 1500"),
        ("0.0\"k\"", "1.5", "!error number-format"),
        ("0.0\" per 1,000\"", "15.5", "!error number-format"),
        ("0\" cases\"", "15", "kent arson 2031/32 15; !warning number-format"),
    ] {
        let rows = format!("Force;Arson 2031/32|Kent;{number}@");
        assert_eq!(rows_in("t.xlsx", &workbook(format, &rows)), expected, "{format}");
    }
}

#[test]
fn a_figure_merged_over_those_of_others_is_none_of_each() {
    let rows = "Force;Arson 2031;Arson 2032|Kent;100;4|Essex;;5";
    let read = |merged: &str| rows_in("t.xlsx", &sheet("D", "0", rows, merged));
    assert_eq!(read("B2:B3"), "essex arson 2032 5; kent arson 2032 4; !error merged-figure");
    assert_eq!(read(""), "essex arson 2031; kent arson 2031 100; essex arson 2032 5; kent arson 2032 4");
}

#[test]
fn an_open_document_shows_its_dates_and_figures() {
    let cell = |shown: &str, value: &str| {
        format!("<table:table-cell {value}><text:p>{shown}</text:p></table:table-cell>")
    };
    let text = |shown: &str| cell(shown, "office:value-type=\"string\"");
    let row = |cells: [String; 3]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let date = |shown: &str, date: &str| {
        cell(shown, &format!("office:value-type=\"date\" office:date-value=\"{date}\""))
    };
    let float = |shown: &str, value: &str| {
        cell(shown, &format!("office:value-type=\"float\" office:value=\"{value}\""))
    };
    let rows = [
        row([text("Number of arsons"), text(""), text("")]),
        row([text("Force"), date("Mar-31", "2031-03-30"), date("12 months to 30/04/2031", "2031-04-30")]),
        row([text("Kent"), float("3 (p)", "3"), float("1.5k", "1.5")]),
    ];
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body>\
         <office:spreadsheet><table:table table:name=\"D\">{}</table:table></office:spreadsheet></office:body>\
         </office:document-content>",
        rows.concat()
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
    let book = packed(&[("mimetype", mimetype), ("content.xml", content)]);
    assert_eq!(rows_in("t.ods", &book), "kent arsons 2031-03 3 numerator marked p; !error number-format");
}

#[test]
fn a_tables_number_is_no_half_of_a_year() {
    for (name, title, expected) in [
        ("H2", "Number of arsons, 31 March 2031", "kent arsons 2031-03-31 3"),
        ("H2", "Table H2: number of arsons, 2031/32", "kent arsons 2031/32 3"),
        ("H2", "Number of arsons, 2031/32", "kent arsons 2031/32 3; !warning period-contradiction"),
        ("Q1", "Number of arsons", "!error no-period"),
        ("2031", "Number of arsons", "kent arsons 2031 3"),
    ] {
        let book = sheet(name, "0", &format!("{title}|Force;Number|Kent;3"), "");
        assert_eq!(rows_in("t.xlsx", &book), expected, "{name} {title}");
    }
}

#[test]
fn sheets_of_one_title_are_the_quarters_of_its_year() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |texts: &[&str]| {
        let cells: String = texts.iter().map(|text| cell(text)).collect();
        format!("<table:table-row>{cells}</table:table-row>")
    };
    let book = |title: &str| {
        let rows = [row(&[title]), row(&["Force", "Number"]), row(&["Kent", "3"])].concat();
        let sheets =
            ["Q1", "Q2"].map(|name| format!("<table:table table:name=\"{name}\">{rows}</table:table>"));
        let content = format!(
            "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body>\
             <office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>",
            sheets.concat()
        );
        let mimetype = "application/vnd.oasis.opendocument.spreadsheet".to_owned();
        packed(&[("mimetype", mimetype), ("content.xml", content)])
    };
    let read = |title: &str, sheet: Option<&str>, period: Option<&str>| {
        let options = Options {
            period: period.map(str::to_owned),
            sheets: sheet.map(str::to_owned).into_iter().collect(),
            ..Options::default()
        };
        let imported = imported("t.ods", &book(title), &options);
        let rows: Vec<String> =
            imported.tidy.iter().flat_map(|tidy| in_columns(tidy, &["indicator", "period"])).collect();
        let said = codes(&imported.diagnostics).into_keys().map(|code| format!("!{code}"));
        rows.into_iter().chain(said).collect::<Vec<_>>().join("; ")
    };
    let title = "Number of arsons, 2031/32";
    let first = "arsons April to June 2031";
    assert_eq!(
        read(title, None, None),
        format!("{first}; arsons July to September 2031; !period-contradiction")
    );
    assert_eq!(read(title, Some("Q1"), Some("Q1 2031/32")), first);
    assert_eq!(read(title, Some("Q1"), Some("2031/32")), first);
    assert_eq!(read("Number of arsons", None, None), "!no-period");
    assert_eq!(read("Number of arsons", Some("Q1"), Some("2031/32")), first);
    assert_eq!(read("Number of arsons, 2031/32 (FOI request 12)", None, None), "!no-period");
}

#[test]
fn sheets_of_one_title_are_named_by_what_tells_them_apart() {
    let read = |title: &str, names: [&str; 2]| {
        let (title, header) = ([title], ["Force", "2031/32"]);
        let first: [&[&str]; 3] = [&title, &header, &["Kent", "5"]];
        let second: [&[&str]; 3] = [&title, &header, &["Kent", "6"]];
        let bytes = book(&[(names[0], &first), (names[1], &second)]);
        let found = imported("t.xlsx", &bytes, &Options::default());
        let values = found.values();
        assert_eq!(values.read, values.kept + values.n_set_aside() + values.n_faulty());
        let rows = found.tidy.iter().flat_map(|tidy| in_columns(tidy, &["indicator", "numerator"]));
        let codes = codes(&found.diagnostics);
        let said = codes.iter().filter(|(_, severity)| **severity > Severity::Note);
        rows.chain(said.map(|(code, _)| format!("!{code}"))).collect::<Vec<_>>().join("; ")
    };
    let arsons = "Arsons by police force";
    assert_eq!(read(arsons, ["Male", "Female"]), "arsons-female 6; arsons-male 5");
    assert_eq!(read(arsons, ["Male", "All"]), "arsons 6; arsons-male 5");
    assert_eq!(read("Number of offences by police force", ["Robbery", "Poaching"]), "poaching 6; robbery 5");
    assert_eq!(
        read("Volunteers by police force", ["FTE", "Headcount"]),
        "volunteers-fte 5; volunteers-headcount 6"
    );
    assert_eq!(read(arsons, ["Volumes", "Rates"]), "arsons 5; arsons-rates 6; !unit");
    // Nothing tells them apart.
    assert_eq!(read(arsons, ["Sheet1", "Sheet2"]), "!contradiction");
    assert_eq!(read(arsons, ["Data", "Summary"]), "!contradiction");
}
