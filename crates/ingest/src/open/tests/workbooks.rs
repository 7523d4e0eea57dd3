//! Workbooks: the same table from Excel's two formats and `OpenDocument`, and broken ones.

use jiff::civil::date;
use proptest::prelude::*;

use super::archives::{gzip, zipped};
use super::*;

const XLSX: &[u8] = include_bytes!("../../../fixtures/table.xlsx");
const XLS: &[u8] = include_bytes!("../../../fixtures/table.xls");
const ODS: &[u8] = include_bytes!("../../../fixtures/table.ods");
const ALL: [(&str, &[u8]); 3] = [("t.xlsx", XLSX), ("t.xls", XLS), ("t.ods", ODS)];

#[test]
fn the_table_is_the_same_from_every_format() {
    for (file, bytes) in ALL {
        let (grids, said) = opened(file, bytes);
        let sheets: Vec<&str> = grids.iter().filter_map(|grid| grid.sheet.as_deref()).collect();
        assert_eq!(sheets, ["Table 1 ", "Hidden", "Empty"], "{file}");
        assert_eq!(said, [format!("note[hidden-sheet] {file}:Hidden")]);
        assert_eq!(
            texts(&grids[0]),
            [
                &[][..],
                &[],
                &["", "Force", "2018", "", "Taken on"],
                &["", "", "Officers", "Share"],
                &["", "Northland", "1234", "12.5%", "2018-09-30"],
                &["", "Southland ", "15860.77", "..", "2019-03-31"],
                &["", "East\nand West", "[u1]", "-3"],
                &[],
                &["", "Sum", "#REF!", "TRUE", "06:15:00", "36:00:00"],
            ],
            "{file}"
        );
        assert_eq!(texts(&grids[1]), [["kept"]]);
        assert!(grids[2].rows.is_empty());
        grids.iter().for_each(check_places);
    }
}

#[test]
fn cells_keep_their_kind_and_place() {
    for (file, bytes) in ALL {
        let grid = &opened(file, bytes).0[0];
        let kind = |row: usize, column: usize| grid.cell(row, column).unwrap().kind;
        assert_eq!(kind(4, 1), CellKind::Text, "{file}");
        assert_eq!(kind(4, 2), CellKind::Number(1234.0), "{file}");
        assert_eq!(kind(4, 3), CellKind::Text, "{file}");
        assert_eq!(kind(4, 4), CellKind::Date(date(2018, 9, 30)), "{file}");
        assert_eq!(kind(8, 2), CellKind::Error, "{file}");
        assert_eq!((kind(8, 3), kind(8, 4), kind(8, 5)), (CellKind::Text, CellKind::Text, CellKind::Text));
        assert_eq!(grid.place(8, 2).to_string(), format!("{file}:'Table 1 '!C9"));
        let mut merged = grid.merged.clone();
        merged.sort_unstable();
        assert_eq!(merged, [(2, 1, 3, 1), (2, 2, 2, 3)], "{file}");
    }
}

/// A record of an .xlsb: its kind and length in seven bits a byte.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let low = |number: u16| u8::try_from(number & 0x7F).unwrap();
    let kind = if kind < 0x80 { vec![low(kind)] } else { vec![low(kind) | 0x80, low(kind >> 7)] };
    [&kind[..], &[u8::try_from(data.len()).unwrap()], data].concat()
}

fn wide_text(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap().to_le_bytes();
    length.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A style of a binary workbook: its parent, its format and what else it says.
fn style(format: u16) -> Vec<u8> {
    let format = format.to_le_bytes();
    record(47, &[&[0, 0, format[0], format[1]][..], &[0; 12]].concat())
}

#[test]
fn a_binary_workbook_shows_per_cents() {
    let workbook = [&[0; 4][..], &[1, 0, 0, 0], &wide_text("rId1"), &wide_text("Rates")].concat();
    let relations = "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.bin\" \
                     Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\"/>\
                     </Relationships>";
    let styles = [
        record(615, &1_u32.to_le_bytes()),
        record(44, &[&164_u16.to_le_bytes()[..], &wide_text("0.0%")].concat()),
        record(616, &[]),
        // The styles of styles come first, and are none of a cell's.
        record(626, &1_u32.to_le_bytes()),
        style(164),
        record(627, &[]),
        record(617, &3_u32.to_le_bytes()),
        style(0),
        style(164),
        style(9),
        record(618, &[]),
    ];
    let number = |column: u32, style: u32, number: f64| {
        record(5, &[&column.to_le_bytes()[..], &style.to_le_bytes(), &number.to_le_bytes()].concat())
    };
    let row = |row: u32| record(0, &[&row.to_le_bytes()[..], &[0; 13]].concat());
    let sheet = [
        record(129, &[]),
        record(148, &[0; 16]),
        record(145, &[]),
        row(0),
        number(0, 0, 0.125),
        number(1, 1, 0.125),
        row(2),
        // A whole number in four bytes, hundredths of it, behind a flag beside its style.
        record(2, &[&1_u32.to_le_bytes()[..], &[2, 0, 0, 1], &((7 << 2) | 3_u32).to_le_bytes()].concat()),
        record(146, &[]),
    ];
    let book = zipped(&[
        ("xl/workbook.bin", &[record(156, &workbook), record(144, &[]), record(132, &[])].concat()),
        ("xl/_rels/workbook.bin.rels", relations.as_bytes()),
        ("xl/styles.bin", &styles.concat()),
        ("xl/worksheets/sheet1.bin", &sheet.concat()),
    ]);
    let (grids, said) = opened("t.xlsb", &book);
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(texts(&grids[0]), [&["0.125", "12.5%"][..], &[], &["", "7%"]]);
}

#[test]
fn a_workbook_in_a_gzip_is_read() {
    let (grids, _) = opened("t.xlsx.gz", &gzip(XLSX));
    assert_eq!(grids.len(), 3);
}

#[test]
fn a_workbook_cut_short_is_said_to_be() {
    for (file, bytes) in [("t.xlsx", XLSX), ("t.ods", ODS)] {
        (4..bytes.len()).for_each(|end| check_refused(file, &bytes[..end], "broken"));
        (0..4).for_each(|end| assert!(!opened(file, &bytes[..end]).1.is_empty()));
    }
    for end in (8..XLS.len()).step_by(7) {
        let (grids, said) = opened("t.xls", &XLS[..end]);
        assert!(!grids.is_empty() || said.iter().any(|said| said.starts_with("error")), "{end}");
    }
}

/// The file with one member's text changed.
fn changed(bytes: &[u8], member: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut members = Vec::new();
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = Vec::new();
        std::io::Read::read_to_end(&mut file, &mut text).unwrap();
        if name == member {
            text = change(std::str::from_utf8(&text).unwrap()).into_bytes();
        }
        members.push((name, text));
    }
    let members: Vec<(&str, &[u8])> =
        members.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    zipped(&members)
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
fn far_cells_do_not_make_what_lies_between() {
    let far = changed(XLSX, SHEET, |xml| {
        xml.replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>")
    });
    let (grids, _) = opened("t.xlsx", &far);
    let last = grids[0].rows.last().unwrap();
    assert_eq!((grids[0].rows.len(), last.number, last.cells.len()), (9 + 5_000 + 1, 1_048_576, 6 + 200 + 1));
    check_places(&grids[0]);

    let row = |row: u32| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>");
    let rows = (10..1_400).map(row).collect::<Vec<_>>().concat();
    let wide = changed(XLSX, SHEET, |xml| xml.replace("</sheetData>", &format!("{rows}</sheetData>")));
    check_refused("t.xlsx", &wide, "too-large");
}

#[test]
fn what_a_workbook_claims_of_itself_is_not_believed() {
    let strings = "xl/sharedStrings.xml";
    let many = changed(XLSX, strings, |xml| {
        let at = xml.find("uniqueCount=\"").unwrap() + 13;
        format!("{}9999999999{}", &xml[..at], &xml[at..])
    });
    check_refused("t.xlsx", &many, "too-large");

    let repeats = changed(ODS, "content.xml", |xml| {
        xml.replacen("<table:table-row>", "<table:table-row table:number-rows-repeated=\"99999999\">", 1)
    });
    check_refused("t.ods", &repeats, "too-large");
    let endless = changed(ODS, "content.xml", |xml| xml[..xml.find("Sum").unwrap()].to_owned());
    check_refused("t.ods", &endless, "broken");
}

#[test]
fn hidden_rows_and_columns_are_read_and_said() {
    let xlsx = changed(XLSX, "xl/worksheets/sheet1.xml", |xml| {
        let columns =
            "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/><col min=\"8\" max=\"99\" hidden=\"1\"/></cols>";
        xml.replace("<sheetData>", &format!("{columns}<sheetData>"))
            .replace("<row r=\"5\">", "<row r=\"5\" hidden=\"1\">")
            .replace("<row r=\"6\">", "<row r=\"6\" hidden=\"true\">")
    });
    let ods = changed(ODS, "content.xml", |xml| {
        let columns = "<table:table-column table:number-columns-repeated=\"2\"/>\
                       <table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>";
        let from = xml.find("Northland").unwrap();
        let row = xml[..from].rfind("<table:table-row>").unwrap();
        let hidden = "<table:table-row table:visibility=\"filter\">";
        let rows = xml[row..].replacen("<table:table-row>", hidden, 2);
        let first = xml.find("<table:table-row").unwrap();
        [&xml[..first], columns, &xml[first..row], &rows].concat()
    });
    for (file, bytes) in [("t.xlsx", xlsx), ("t.ods", ods)] {
        let mut diagnostics = Diagnostics::default();
        let grids = open(file, &bytes, &mut diagnostics);
        assert_eq!(grids[0].text(4, 2), "1234", "{file}");
        let said: Vec<String> = diagnostics
            .kept()
            .iter()
            .filter(|said| said.code == "hidden-cells")
            .map(|said| format!("{}: {}", said.place, said.message))
            .collect();
        assert_eq!(
            said,
            [
                format!("{file}:'Table 1 ': rows are hidden and read all the same: 5 to 6"),
                format!("{file}:'Table 1 ': columns are hidden and read all the same: C to D"),
            ]
        );
    }
}

#[test]
fn passwords_are_named() {
    let ods = changed(ODS, "META-INF/manifest.xml", |xml| {
        xml.replace("</manifest:manifest>", "<manifest:encryption-data/></manifest:manifest>")
    });
    check_refused("t.ods", &ods, "encrypted");

    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let mut xlsx = XLS.to_vec();
    let at = memchr::memmem::rfind(&xlsx, &utf16("Workbook")).unwrap();
    let name = utf16("EncryptedPackage");
    xlsx[at..at + name.len()].copy_from_slice(&name);
    check_refused("t.xlsx", &xlsx, "encrypted");

    // The second record of the workbook made one that says it is encrypted.
    let mut xls = XLS.to_vec();
    let start = 512;
    let second = start + 4 + usize::from(u16::from_le_bytes([xls[start + 2], xls[start + 3]]));
    xls[second..second + 2].copy_from_slice(&[0x2F, 0]);
    check_refused("t.xls", &xls, "encrypted");
}

#[test]
fn a_ring_of_sectors_is_refused() {
    let mut xls = XLS.to_vec();
    let fat = 512 * (1 + usize::from(xls[76]));
    xls[fat..fat + 4].copy_from_slice(&[1, 0, 0, 0]);
    xls[fat + 4..fat + 8].copy_from_slice(&[0, 0, 0, 0]);
    check_refused("t.xls", &xls, "broken");
}

proptest! {
    #[test]
    fn a_workbook_with_some_bytes_changed_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        for (file, bytes) in ALL {
            let mut bytes = bytes.to_vec();
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let (grids, said) = opened(file, &bytes);
            grids.iter().for_each(check_places);
            prop_assert!(!grids.is_empty() || said.iter().any(|said| said.starts_with("error")));
        }
    }
}
