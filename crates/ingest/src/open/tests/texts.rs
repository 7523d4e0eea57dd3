//! Delimited text: encodings, line ends, delimiters, quotes, and bytes that are no text.

use proptest::prelude::*;

use super::*;

/// How a text can be written as bytes.
#[derive(Debug, Clone, Copy)]
enum Written {
    Utf8,
    Utf8Marked,
    Utf16Le,
    Utf16Be,
    Utf16LeBare,
    Utf16BeBare,
    Windows1252,
}

const ALL: [Written; 7] = [
    Written::Utf8,
    Written::Utf8Marked,
    Written::Utf16Le,
    Written::Utf16Be,
    Written::Utf16LeBare,
    Written::Utf16BeBare,
    Written::Windows1252,
];

fn write(text: &str, written: Written) -> Vec<u8> {
    let units = |mark: &str, order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        mark.encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
    };
    match written {
        Written::Utf8 => text.as_bytes().to_vec(),
        Written::Utf8Marked => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Written::Utf16Le => units("\u{FEFF}", u16::to_le_bytes),
        Written::Utf16Be => units("\u{FEFF}", u16::to_be_bytes),
        Written::Utf16LeBare => units("", u16::to_le_bytes),
        Written::Utf16BeBare => units("", u16::to_be_bytes),
        Written::Windows1252 => encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
    }
}

fn delimited(table: &[Vec<String>], delimiter: char, end: &str, is_ended: bool) -> String {
    let lines: Vec<String> = table
        .iter()
        .map(|row| {
            let cells = row.iter().map(|cell| {
                let needs_quotes = cell.is_empty()
                    || cell.starts_with('#')
                    || cell.contains([',', ';', '\t', '|', '"', '\n', '\r']);
                if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
            });
            cells.collect::<Vec<_>>().join(&delimiter.to_string())
        })
        .collect();
    format!("{}{}", lines.join(end), if is_ended { end } else { "" })
}

/// A cell: with delimiters or with line ends. Of `£` and `€` some texts in Windows-1252 would be UTF-8
/// by chance: `é€£` is `連`.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Za-z0-9 éÜ,;|\t\"]{0,8}", "[A-Za-z0-9 éÜ\"\n]{0,8}"]
}

proptest! {
    #[test]
    fn the_same_table_reads_the_same_however_it_is_written(
        table in prop::collection::vec(prop::collection::vec(cell(), 3), 2..6),
        is_ended: bool,
    ) {
        // Plain rows, as tables have, tell the delimiter, and UTF-16 that has no mark.
        let plain = ["force name", "officers", "rate per thousand"].map(str::to_owned).to_vec();
        let mut table = table;
        table.splice(0..0, vec![plain; table.len()]);
        for delimiter in [',', ';', '\t', '|'] {
            for end in ["\n", "\r\n", "\r"] {
                for written in ALL {
                    let bytes = write(&delimited(&table, delimiter, end, is_ended), written);
                    let (grids, _) = opened("t.csv", &bytes);
                    prop_assert_eq!(grids.len(), 1, "{:?} {:?} {:?}", written, delimiter, end);
                    prop_assert_eq!(&texts(&grids[0]), &table, "{:?} {:?} {:?}", written, delimiter, end);
                    check_places(&grids[0]);
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for magic in [&b""[..], b"\x1F\x8B\x08", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"] {
            let (grids, said) = opened("t", &[magic, &bytes].concat());
            grids.iter().for_each(check_places);
            prop_assert!(!grids.is_empty() || said.iter().any(|said| said.starts_with("error")));
        }
    }

    #[test]
    fn any_text_is_read_and_its_places_hold(text in "[ab,;\"\n\r\té#]{1,60}") {
        let (grids, said) = opened("t.csv", text.as_bytes());
        grids.iter().for_each(check_places);
        prop_assert!(!grids.is_empty() || said.iter().any(|said| said.starts_with("error[empty]")));
    }
}

#[test]
fn cells_know_their_line_and_column() {
    let text = "\u{FEFF}é,\"b\n\nc\",d\r\n\r\n\"x\",y";
    let (grids, said) = opened("t.csv", text.as_bytes());
    assert!(said.is_empty(), "{said:?}");
    let places: Vec<(u64, Vec<u64>)> = grids[0]
        .rows
        .iter()
        .map(|row| (row.number, row.cells.iter().map(|cell| cell.column).collect()))
        .collect();
    assert_eq!(places, [(1, vec![1, 3, 4]), (5, vec![1, 5])]);
    assert_eq!(grids[0].place(1, 1).to_string(), "t.csv:5:5");
}

#[test]
fn ragged_rows_stay_ragged() {
    let (grids, _) = opened("t.csv", b"# made by hand, in 2018\nforce,n\nA\nB,1,2\n");
    assert_eq!(
        texts(&grids[0]),
        [&["# made by hand", " in 2018"][..], &["force", "n"], &["A"], &["B", "1", "2"]]
    );
}

#[test]
fn the_encoding_taken_is_said_with_its_first_byte() {
    let check = |bytes: &[u8], expected: &str, cell: &str| {
        let (grids, said) = opened("t.csv", bytes);
        assert_eq!(said, [expected]);
        assert_eq!(grids[0].text(1, 0), cell);
    };
    check(b"force,n\nYnys M\xF4n \xA35,1\n", "note[encoding] t.csv:2:7", "Ynys Môn £5");
    check(b"force,n\nA \x80 \xE9 \x96,1\n", "note[encoding] t.csv:2:3", "A € é –");
}

#[test]
fn bytes_mixed_into_utf8_are_counted_and_read() {
    let mut bytes = "force,é\nÉ ".as_bytes().to_vec();
    bytes.extend(b"\xF4,1\n");
    let mut diagnostics = Diagnostics::default();
    let grids = open("t.csv", &bytes, &mut diagnostics);
    assert_eq!(grids[0].text(1, 0), "É ô");
    let said = &diagnostics.kept()[0];
    assert_eq!((said.severity.as_str(), said.place.to_string().as_str()), ("warning", "t.csv:2:3"));
    assert!(said.message.starts_with("1 byte is not UTF-8"), "{}", said.message);
}

#[test]
fn the_name_of_the_encoding_is_the_narrowest() {
    let message = |bytes: &[u8]| {
        let mut diagnostics = Diagnostics::default();
        open("t.csv", bytes, &mut diagnostics);
        diagnostics.kept()[0].message.clone()
    };
    assert!(message(b"a,b\nM\xF4n,1\n").contains("ISO-8859-1"));
    assert!(message(b"a,b\nM\xF4n \x80,1\n").contains("Windows-1252"));
}

#[test]
fn faulty_quotes_and_nuls_are_errors_with_their_place() {
    let (grids, said) = opened("t.csv", b"a,b\n\"x\" y,1\nz\0,\"open\n1,2\n");
    assert_eq!(grids.len(), 1);
    assert_eq!(said, ["error[nul] t.csv:3:2", "error[quote] t.csv:2:4", "error[unclosed-quote] t.csv:3:4"]);
}

#[test]
fn a_delimiter_other_than_the_comma_is_said() {
    let (_, said) = opened("t.csv", b"a;b\n1;2\n");
    assert_eq!(said, ["note[delimiter] t.csv"]);
}

#[test]
fn what_is_no_table_is_named() {
    check_refused("t.csv", b"", "empty");
    check_refused("t.csv", b"\xEF\xBB\xBF\r\n\n", "empty");
    check_refused("t.csv", b"%PDF-1.7\n%\xE2\xE3", "not-a-table");
    check_refused("t.csv", b"\x89PNG\r\n\x1A\n\0\0", "not-a-table");
    check_refused("t.csv", b"\n <!DOCTYPE html>\n<p>Not found</p>", "not-a-table");
    check_refused("t.csv", b"{\"type\": \"FeatureCollection\"}", "not-a-table");
    check_refused("t.csv", b"<?xml version=\"1.0\"?><Workbook/>", "not-a-table");
    let noise: Vec<u8> = (0..=255_u8).cycle().skip(3).step_by(7).take(2_000).collect();
    check_refused("t.csv", &noise, "not-text");
}

#[test]
fn text_under_the_name_of_a_workbook_is_read_and_said() {
    let (grids, said) = opened("t.xls", b"a,b\n1,2\n");
    assert_eq!((grids[0].rows.len(), said), (2, vec!["note[misnamed] t.xls".to_owned()]));
}

#[test]
fn rows_wider_than_a_spreadsheet_and_lines_without_end_are_refused() {
    let wide = |n: usize| vec!["x"; n].join(",");
    for (text, expected) in [
        (wide(16_384), None),
        (wide(16_385), Some("too-large")),
        (format!("a,b\nx,{}\n", "1".repeat(5 << 20)), Some("too-large")),
    ] {
        let mut diagnostics = Diagnostics::default();
        open("a.csv", text.as_bytes(), &mut diagnostics);
        assert_eq!(diagnostics.kept().first().map(|said| said.code), expected);
    }
}
