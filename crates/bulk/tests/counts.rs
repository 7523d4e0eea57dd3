//! Sound files: every packing, dress and kind gives the same counts.

use std::fs;
use std::path::PathBuf;

use peel_bulk::Options;

use crate::samples;
use crate::util::{Counts, Folder, HEADER, counts, gzip, lines, row, rows, street, told, with};

/// What the csv crate counts in a file.
fn naive(text: &[u8], counts: &mut Counts) {
    let mut reader = csv::Reader::from_reader(text);
    for record in reader.records() {
        let record = record.unwrap();
        let force = samples::forces().into_iter().find(|(_, name)| *name == &record[3]).unwrap().0;
        *counts.entry((force.to_owned(), record[1].to_owned(), record[9].to_owned())).or_default() += 1;
    }
}

fn files(folder: &Folder) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for month in fs::read_dir(folder.path()).unwrap() {
        files.extend(fs::read_dir(month.unwrap().path()).unwrap().map(|file| file.unwrap().path()));
    }
    files.sort();
    files
}

#[test]
fn a_generated_folder_is_counted_as_the_csv_crate_counts_it() {
    let folder = Folder::new();
    let written = samples::write_folder(folder.path(), 20_000, samples::SEED).unwrap();
    let mut expected = Counts::new();
    for file in files(&folder) {
        naive(&fs::read(file).unwrap(), &mut expected);
    }
    let roll_up = folder.roll_up();
    assert_eq!(counts(&roll_up), expected);
    assert_eq!((roll_up.accounting.rows_counted, roll_up.files.len() as u64), (20_000, written.files));
    assert_eq!(told(&roll_up, &folder), [""; 0]);
}

/// The sum was made by this program once; it fails when measurements are no longer of the same rows.
#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed| {
        let folder = Folder::new();
        samples::write_folder(folder.path(), 2_000, seed).unwrap();
        files(&folder).iter().flat_map(|file| fs::read(file).unwrap()).collect::<Vec<u8>>()
    };
    let (first, other) = (bytes(samples::SEED), bytes(samples::SEED + 1));
    assert!(first == bytes(samples::SEED) && first != other);
    let sum = first.iter().fold(0_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(*byte)));
    assert_eq!((first.len(), sum), (465_447, 7_721_395_981_458_204_962));
}

#[test]
fn plain_packed_and_archived_files_give_the_same() {
    let (plain, packed, archived) = (Folder::new(), Folder::new(), Folder::new());
    samples::write_folder(plain.path(), 5_000, 7).unwrap();
    let files: Vec<(String, Vec<u8>)> = files(&plain)
        .iter()
        .map(|file| {
            let name = file.strip_prefix(plain.path()).unwrap().to_string_lossy().into_owned();
            (name, fs::read(file).unwrap())
        })
        .collect();
    for (name, text) in &files {
        packed.write(&format!("{name}.gz"), gzip(text));
    }
    let members: Vec<(&str, &[u8])> =
        files.iter().map(|(name, text)| (name.as_str(), text.as_slice())).collect();
    archived.zip("all.zip", &members);
    let expected = plain.roll_up();
    for folder in [packed, archived] {
        let found = folder.roll_up();
        assert_eq!((found.counts, found.accounting), (expected.counts.clone(), expected.accounting.clone()));
    }
}

#[test]
fn the_order_of_the_inputs_does_not_matter() {
    let folder = Folder::new();
    samples::write_folder(folder.path(), 2_000, 3).unwrap();
    let mut inputs = files(&folder);
    let forwards = street(&inputs);
    inputs.reverse();
    assert_eq!(street(&inputs), forwards);
    assert_eq!(folder.roll_up(), forwards);
}

#[test]
fn a_large_file_read_in_parts_gives_the_same() {
    let folder = Folder::new();
    let mut text = rows("2018-10", "Kent Police", "Drugs", 300);
    for place in 0..300 {
        let location = format!("\"a, \"\"b\"\"\n\n{place}\r\n\"");
        text += &row("2018-10", "Kent Police", "Burglary").replace("On or near High Street", &location);
        text += "\n\r\n";
    }
    text += "short,row\n";
    let path = folder.write("2018-10-kent-street.csv", &text);
    let whole = street(std::slice::from_ref(&path));
    assert_eq!(lines(&whole), ["kent 2018-10 Burglary 300", "kent 2018-10 Drugs 300"]);
    assert!(told(&whole, &folder)[0].starts_with("2018-10-kent-street.csv:2102:10: error[wrong-width]"));
    for part in [97, 1_000, 20_000] {
        let options = Options { part, ..samples::options("street") };
        assert_eq!(with(std::slice::from_ref(&path), &options).unwrap(), whole, "in parts of {part}");
    }
}

#[test]
fn columns_may_stand_in_any_order_and_dress() {
    let folder = Folder::new();
    folder.write("2018-10-kent-street.csv", rows("2018-10", "Kent Police", "Drugs", 2).replace('\n', "\r\n"));
    folder.write("2018-11-kent-street.csv", rows("2018-11", "Kent Police", "Drugs", 3).replace('\n', "\r"));
    folder.write(
        "2018-12-kent-street.csv",
        "\u{feff}\"CRIME TYPE\", falls within ,month\n\"Drugs\",\"Kent\",2018-12\nDrugs,kent police , \
         2018-12",
    );
    let roll_up = folder.roll_up();
    assert_eq!(lines(&roll_up), ["kent 2018-10 Drugs 2", "kent 2018-11 Drugs 3", "kent 2018-12 Drugs 2"]);
    assert_eq!(told(&roll_up, &folder), [""; 0]);
}

#[test]
fn a_force_that_is_not_in_the_row_is_in_the_files_name() {
    let folder = Folder::new();
    folder.write("2018-10-kent-street.csv", rows("2018-10", "", "Drugs", 2));
    folder.write("2018-10-surrey-street.csv", rows("2018-10", "Kent Police", "Drugs", 1));
    assert_eq!(lines(&folder.roll_up()), ["kent 2018-10 Drugs 3"]);
}

#[test]
fn kinds_share_a_folder() {
    let folder = Folder::new();
    folder.write("2018-10/2018-10-kent-street.csv", rows("2018-10", "Kent Police", "Drugs", 2));
    let outcomes = "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,\
                    Outcome type\nx,2018-10,Kent Police,Kent Police,,,,,,Local resolution\n";
    folder.write("2018-10/2018-10-kent-outcomes.csv", outcomes);
    let searches = "Type,Date,Outcome\nPerson search,2018-10-01T02:14:00+00:00,\n,2018-10-01,\n";
    folder.write("2018-10/2018-10-kent-stop-and-search.csv", searches);
    folder.write("readme.txt", "");
    let check = |kind: &str, expected: &str| {
        let found = with(&[folder.path().to_owned()], &samples::options(kind)).unwrap();
        assert_eq!(lines(&found), [expected]);
        assert_eq!((found.others, found.files.len()), (3, 1));
    };
    check("street", "kent 2018-10 Drugs 2");
    check("outcomes", "kent 2018-10 Local resolution 1");
    check("stop-and-search", "kent 2018-10 Person search 1");
}

#[test]
fn a_file_whose_name_says_nothing_is_known_by_its_header() {
    let folder = Folder::new();
    let all = folder.write("all.csv", rows("2018-10", "Kent Police", "Drugs", 2));
    let notes = folder.write("notes.csv", "a,b\n1,2\n");
    let roll_up = folder.roll_up();
    assert_eq!((lines(&roll_up), roll_up.others), (vec!["kent 2018-10 Drugs 2".to_owned()], 1));
    assert_eq!(told(&roll_up, &folder), [""; 0]);
    let named = street(&[all, notes]);
    assert_eq!(
        told(&named, &folder),
        ["notes.csv:1:1: error[missing-column]: the header has no column `Falls within`: 1 row is left out"]
    );
}

#[test]
fn bytes_that_are_not_utf_8_hinder_no_one() {
    let folder = Folder::new();
    let mut text = HEADER.as_bytes().to_vec();
    for (location, category) in [(&b"Caf\xE9"[..], &b"Drugs"[..]), (b"\xFF\xFE\x80", b"Vol\xE9 \x96 x")] {
        text.extend_from_slice(b"id,2018-10,,Kent Police,,,");
        text.extend_from_slice(location);
        text.extend_from_slice(b",,,");
        text.extend_from_slice(category);
        text.extend_from_slice(b",,\n");
    }
    folder.write("2018-10-kent-street.csv", text);
    let roll_up = folder.roll_up();
    assert_eq!(lines(&roll_up), ["kent 2018-10 Drugs 1", "kent 2018-10 Volé – x 1"]);
    assert_eq!(
        told(&roll_up, &folder),
        ["2018-10-kent-street.csv: note[encoding]: the file is not UTF-8; it is read as Windows-1252"]
    );
}
