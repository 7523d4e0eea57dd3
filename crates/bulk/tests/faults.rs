//! Faulty files and rows: told, counted, and no hindrance to others.

use std::ops::ControlFlow;
use std::path::PathBuf;

use peel_bulk::{BulkError, Limits, Options, Reason, roll_up};

use crate::samples;
use crate::util::{Folder, HEADER, gzip, lines, row, rows, street, told, with};

const SOUND: &str = "kent 2018-09 Drugs 1";

/// A folder with one sound file.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("2018-09-kent-street.csv", rows("2018-09", "Kent Police", "Drugs", 1));
    folder
}

fn check(name: &str, bytes: impl AsRef<[u8]>, faulty: &[(Reason, u64)], expected: &[&str]) {
    let folder = folder();
    folder.write(name, bytes);
    let found = folder.roll_up();
    assert_eq!(found.accounting.faulty.clone().into_iter().collect::<Vec<_>>(), faulty);
    assert_eq!(told(&found, &folder), expected);
    assert!(lines(&found).contains(&SOUND.to_owned()), "{:?}", lines(&found));
}

#[test]
fn what_the_system_hides_is_passed_over_and_said() {
    let folder = folder();
    let text = rows("2018-10", "Kent Police", "Drugs", 1);
    folder.zip(
        "mac.zip",
        &[
            ("2018-10-kent-street.csv", text.as_bytes()),
            ("__MACOSX/._2018-10-kent-street.csv", b"\0\x05\x16\x07\0\x02Mac OS X"),
        ],
    );
    folder.write("._2018-09-kent-street.csv", b"\0\x05\x16\x07");
    let found = folder.roll_up();
    let said = "._2018-09-kent-street.csv: note[skipped]: not read: 2 files that the system hides (dot files, \
                `__MACOSX/`), this one first";
    assert_eq!(told(&found, &folder), [said]);
    assert_eq!((lines(&found).len(), found.others), (2, 2));
}

#[test]
fn rows_that_cannot_be_counted_are_named_and_counted() {
    let text = [
        HEADER,
        &row("2018-10", "Kent Police", "Drugs"),
        "\n",
        &row("2018-13", "Kent Police", "Drugs"),
        &row("2018-10", "Kant Police", "Drugs").repeat(2),
        &row("2018-10", "Kent Police", " "),
        "too,short\n",
        &row("2018-10", "Kent Police", "Drugs, hard"),
        "id,2018-10,Kent Police,\"Kent Police,,,,,,Drugs,,\n",
        &row("2018-10", "Kent Police", "Drugs"),
    ]
    .concat();
    check(
        "2018-10-kent-street.csv",
        text,
        &[
            (Reason::WrongWidth, 2),
            (Reason::UnclosedQuote, 1),
            (Reason::UnknownForce, 2),
            (Reason::NotAMonth, 1),
            (Reason::NoCategory, 1),
        ],
        &[
            "2018-10-kent-street.csv:4:4: error[month]: `2018-13` is not a month, expected `YYYY-MM`: 1 row is \
             left out",
            "2018-10-kent-street.csv:5:24: error[force]: `Kant Police` is not a force: 2 rows are left out, the \
             first of them here",
            "2018-10-kent-street.csv:7:79: error[category]: `Crime type` is empty: 1 row is left out",
            "2018-10-kent-street.csv:8:10: error[wrong-width]: 2 fields where the header has 12: 2 rows are left \
             out, the first of them here",
            "2018-10-kent-street.csv:10:24: error[quote]: a quote that is not closed: 1 row is left out",
        ],
    );
}

#[test]
fn a_missing_column_is_named_and_other_files_go_on() {
    check(
        "2018-10-kent-street.csv",
        "Month,Falls within,Type\n2018-10,Kent,x\n2018-10,Kent,y\n",
        &[(Reason::MissingColumn, 2)],
        &["2018-10-kent-street.csv:1:1: error[missing-column]: the header has no column `Crime type`: 2 \
             rows are \
           left out"],
    );
}

#[test]
fn empty_files_are_told() {
    check("2018-10-kent-street.csv", "", &[], &["2018-10-kent-street.csv: error[empty]: the file is empty"]);
    check(
        "2018-10-kent-street.csv.gz",
        gzip(b""),
        &[],
        &["2018-10-kent-street.csv.gz: error[empty]: the file is empty"],
    );
    check(
        "2018-10-kent-street.csv",
        HEADER,
        &[],
        &["2018-10-kent-street.csv: warning[no-rows]: the file has a header and no rows"],
    );
}

#[test]
fn damaged_packed_files_are_left_out_whole() {
    let text = rows("2018-10", "Kent Police", "Drugs", 9_000);
    let packed = gzip(text.as_bytes());
    let folder = folder();
    folder.write("2018-10-kent-street.csv.gz", &packed[..packed.len() - 9]);
    let archive = folder.zip("a.zip", &[("2018-11-kent-street.csv", text.as_bytes())]);
    let mut bytes = std::fs::read(&archive).unwrap();
    // The checksum, in the list of members at the end.
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").unwrap() + 16;
    bytes[at] ^= 1;
    folder.write("a.zip", bytes);
    folder.write("b.zip", "no archive");
    let found = folder.roll_up();
    assert_eq!(lines(&found), [SOUND]);
    let told = told(&found, &folder);
    assert_eq!(told.len(), 3);
    assert!(told[0].starts_with("b.zip: error[archive]: it could not be read: "), "{}", told[0]);
    assert!(told[1].starts_with("2018-10-kent-street.csv.gz: error[broken-file]: "), "{}", told[1]);
    assert!(told[2].starts_with("a.zip!2018-11-kent-street.csv: error[broken-file]: "), "{}", told[2]);
    assert_eq!(found.accounting.rows_counted, 1);
}

#[test]
fn a_packed_file_that_grows_too_much_is_refused() {
    let text = rows("2018-10", "Kent Police", "Drugs", 9_000);
    let folder = folder();
    folder.write("2018-10-kent-street.csv.gz", gzip(text.as_bytes()));
    folder.zip("a.zip", &[("2018-11-kent-street.csv", text.as_bytes())]);
    let limits = Limits { unpacked: 100_000, ..Limits::default() };
    let options = Options { limits, ..samples::options("street") };
    let found = with(&[folder.path().to_owned()], &options).unwrap();
    assert_eq!(lines(&found), [SOUND]);
    let told = told(&found, &folder);
    assert!(told.len() == 2 && told.iter().all(|told| told.contains("unpacks to more than 100000 bytes")));
}

#[test]
fn rows_of_another_body_are_set_aside() {
    let folder = folder();
    folder.write("2018-09-btp-street.csv", rows("2018-09", "British Transport Police", "Drugs", 4));
    let found = folder.roll_up();
    assert_eq!(found.accounting.set_aside.into_iter().collect::<Vec<_>>(), [(Reason::AnotherBody, 4)]);
    let none = Options { other_bodies: &[], ..samples::options("street") };
    let found = with(&[folder.path().to_owned()], &none).unwrap();
    assert_eq!(found.accounting.faulty.into_iter().collect::<Vec<_>>(), [(Reason::UnknownForce, 4)]);
}

#[test]
fn a_file_met_twice_is_counted_once() {
    let folder = folder();
    let text = rows("2018-09", "Kent Police", "Drugs", 1);
    folder.zip("z.zip", &[("2018-09/2018-09-kent-street.csv", text.as_bytes())]);
    let input = folder.path().join("2018-09-kent-street.csv");
    let found = street(&[folder.path().to_owned(), input]);
    assert_eq!(lines(&found), [SOUND]);
    assert_eq!(
        found.accounting.set_aside.clone().into_iter().collect::<Vec<_>>(),
        [(Reason::SameFileAgain, 1)]
    );
    assert_eq!(told(&found, &folder)[0], {
        "2018-09-kent-street.csv: warning[given-twice]: the file is given more than once; it is counted once"
    });
    let same = &told(&found, &folder)[1];
    assert!(same.starts_with("z.zip!2018-09/2018-09-kent-street.csv: warning[same-file]: "), "{same}");
    assert!(same.contains("2018-09-kent-street.csv`; it is counted once"), "{same}");
}

#[test]
fn a_copy_beside_its_file_is_counted_once() {
    let folder = folder();
    folder.write("2018-09-kent-street (1).csv", rows("2018-09", "Kent Police", "Drugs", 1));
    let found = folder.roll_up();
    assert_eq!(lines(&found), [SOUND]);
    assert_eq!(found.accounting.set_aside.into_iter().collect::<Vec<_>>(), [(Reason::SameFileAgain, 1)]);
}

#[test]
fn two_versions_of_a_file_are_both_counted_and_told() {
    let folder = folder();
    folder.write("new/2018-09-kent-street.csv", rows("2018-09", "Kent Police", "Drugs", 2));
    let found = folder.roll_up();
    assert_eq!(lines(&found), ["kent 2018-09 Drugs 3"]);
    let codes: Vec<&str> = found.diagnostics.kept().iter().map(|told| told.code).collect();
    assert_eq!(codes, ["two-versions", "overlap"]);
}

#[test]
fn a_header_within_a_file_is_set_aside_and_a_workbooks_months_are_read() {
    let folder = folder();
    let row = |month: &str| row(month, "Kent Police", "Drugs");
    let text = [HEADER, &row("Sep-18"), HEADER, &row("2018-09"), &row("Sep-2018")].concat();
    folder.write("all.csv", text);
    let found = folder.roll_up();
    assert_eq!(lines(&found), ["kent 2018-09 Drugs 3"]);
    assert_eq!(
        found.accounting.set_aside.clone().into_iter().collect::<Vec<_>>(),
        [(Reason::HeaderAgain, 1)]
    );
    assert_eq!(found.accounting.faulty.clone().into_iter().collect::<Vec<_>>(), [(Reason::NotAMonth, 1)]);
    // The header is no row that is given back.
    let mut given = Vec::new();
    let mut give = |reject: peel_model::Reject| {
        given.push(reject.code);
        Ok(())
    };
    let (inputs, options) = ([folder.path().to_owned()], samples::options("street"));
    peel_bulk::rejects(&found, &inputs, &options, &samples::dataset(), &mut give).unwrap();
    assert_eq!(given, ["month"]);
}

#[test]
fn half_months_and_gaps_are_told() {
    let folder = folder();
    for (month, n) in [("2018-10", 100), ("2018-11", 100), ("2019-02", 100)] {
        let name = format!("{month}-kent-street.csv");
        folder.write(&name, rows(month, "Kent Police", "Drugs", n));
    }
    let codes: Vec<String> = told(&folder.roll_up(), &folder)
        .iter()
        .map(|told| told.split(']').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        codes,
        ["2018-09-kent-street.csv: warning[half-month", "2018-11-kent-street.csv: warning[gap",]
    );
}

#[test]
fn nothing_to_do_and_stopping_are_errors() {
    let folder = Folder::new();
    folder.write("readme.txt", "");
    let nothing = with(&[folder.path().to_owned()], &samples::options("street")).unwrap_err();
    assert!(matches!(nothing, BulkError::NothingFound { .. }), "{nothing}");
    let missing = with(&[PathBuf::from("no/such/folder")], &samples::options("street")).unwrap_err();
    assert_eq!(missing.to_string(), "cannot read `no/such/folder`");
    folder.write("2018-09-kent-street.csv", HEADER);
    let (inputs, options) = ([folder.path().to_owned()], samples::options("street"));
    let stopped = roll_up(&inputs, &options, &samples::dataset(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(BulkError::Interrupted)));
}

#[test]
fn a_column_of_ten_thousand_values_is_not_one_of_categories() {
    let folder = folder();
    let text = (0..10_001).map(|n| format!("2018-10,Kent,c{n}")).collect::<Vec<_>>().join("\n");
    folder.write("2018-10-kent-street.csv", format!("Month,Falls within,Crime type\n{text}"));
    let found = folder.roll_up();
    assert_eq!(lines(&found), [SOUND]);
    assert_eq!(
        told(&found, &folder),
        ["2018-10-kent-street.csv: error[category]: there are more than 10000 different categories: \
             10001 rows are \
         left out"]
    );
}
