//! Random mixtures of sound and faulty rows, against a count by the csv crate.

use std::path::PathBuf;

use peel_bulk::Options;
use proptest::prelude::*;

use crate::samples;
use crate::util::{Counts, Folder, HEADER, counts, gzip, with};

/// How a file is written.
#[derive(Debug, Clone)]
struct Dress {
    packing: u8,
    has_bom: bool,
    is_crlf: bool,
    ends: bool,
}

fn rows() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let month = prop_oneof![Just("2018-10"), Just("2018-11"), Just("2018-1"), Just("")];
    let force = prop_oneof![
        Just("Kent Police"),
        Just("surrey"),
        Just("btp"),
        Just("Nowhere"),
        Just(""),
        Just("\"Kent Police\"")
    ];
    let category = prop_oneof![Just("Drugs"), Just("\"a, \"\"b\"\"\""), Just(""), Just("\"x\n\ny\"")];
    let location = prop_oneof![
        Just(&b"High Street"[..]),
        Just(&b"Caf\xE9"[..]),
        Just(&b"\"x,\r\n\"\"y\"\"\""[..]),
        Just(&b"5\" pipe"[..]),
        Just(&b"a,b"[..])
    ];
    let sound = (month, force, category, location).prop_map(|(month, force, category, location)| {
        let mut row = format!("id,{month},x,{force},1,2,").into_bytes();
        row.extend_from_slice(location);
        row.extend_from_slice(format!(",l,n,{category},,").as_bytes());
        row
    });
    let row = prop_oneof![
        8 => sound,
        1 => Just(b"a,b,c".to_vec()),
        1 => Just(Vec::new()),
        1 => Just(b",,,,,,,,,,,,,".to_vec()),
        1 => Just(b",,,,,,,,,,,".to_vec())
    ];
    prop::collection::vec(row, 0..40)
}

fn dress() -> impl Strategy<Value = Dress> {
    (0..3_u8, any::<bool>(), any::<bool>(), any::<bool>())
        .prop_map(|(packing, has_bom, is_crlf, ends)| Dress { packing, has_bom, is_crlf, ends })
}

fn text(rows: &[Vec<u8>], dress: &Dress) -> Vec<u8> {
    let end: &[u8] = if dress.is_crlf { b"\r\n" } else { b"\n" };
    let mut text = if dress.has_bom { b"\xEF\xBB\xBF".to_vec() } else { Vec::new() };
    text.extend_from_slice(HEADER.trim_end().as_bytes());
    for row in rows {
        text.extend_from_slice(end);
        text.extend_from_slice(row);
    }
    if dress.ends {
        text.extend_from_slice(end);
    }
    text
}

/// Rows read and counts, by the csv crate.
fn naive(text: &[u8], named: &str) -> (u64, Counts) {
    let dataset = samples::dataset();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text);
    let (mut n_rows, mut counts) = (0, Counts::new());
    for record in reader.byte_records() {
        let record = record.unwrap();
        n_rows += 1;
        let field = |place: usize| String::from_utf8_lossy(&record[place]).into_owned();
        if record.len() != 12 || !["2018-10", "2018-11"].contains(&field(1).as_str()) || field(9).is_empty() {
            continue;
        }
        let force = if field(3).is_empty() { named.to_owned() } else { field(3) };
        if let Ok(force) = dataset.force_names.resolve(&force) {
            *counts.entry((force.to_string(), field(1), field(9))).or_default() += 1;
        }
    }
    (n_rows, counts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_row_is_accounted_for_and_counted_as_the_csv_crate_reads_it(
        files in prop::collection::vec((rows(), dress()), 1..4),
        part in prop_oneof![Just(20_u64), Just(500), Just(1 << 25)],
    ) {
        let folder = Folder::new();
        let (mut n_rows, mut expected) = (0, Counts::new());
        let mut inputs: Vec<PathBuf> = Vec::new();
        let forces = ["kent", "surrey", "essex"];
        for ((rows, dress), force) in files.iter().zip(forces) {
            let text = text(rows, dress);
            let (n, counts) = naive(&text, force);
            n_rows += n;
            for (cell, n) in counts {
                *expected.entry(cell).or_default() += n;
            }
            let name = format!("2018-10-{force}-street.csv");
            inputs.push(match dress.packing {
                0 => folder.write(&name, text),
                1 => folder.write(&format!("{name}.gz"), gzip(&text)),
                _ => folder.zip(&format!("{force}.zip"), &[(&name, &text)]),
            });
        }
        let options = Options { part, ..samples::options("street") };
        let found = with(&inputs, &options).unwrap();
        prop_assert_eq!(found.accounting.rows_read, n_rows);
        prop_assert_eq!(counts(&found), expected);
        inputs.reverse();
        prop_assert_eq!(with(&inputs, &options).unwrap(), found);
    }
}
