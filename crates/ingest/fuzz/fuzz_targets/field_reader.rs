//! Any bytes as delimited text: the fields are those that csv-core reads, and their spans lie in the file,
//! in order, and hold them.

#![no_main]

use csv_core::{ReadRecordResult, ReaderBuilder};
use libfuzzer_sys::fuzz_target;
use peel_ingest::fuzzing::{Field, records};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let delimiter = [b',', b';', b'\t', b'|'][usize::from(first & 3)];
    let read = records(bytes, 0, delimiter);
    let texts: Vec<Vec<&[u8]>> =
        read.iter().map(|fields| fields.iter().map(|f| &f.text[..]).collect()).collect();
    let start = start(bytes);
    assert_eq!(texts, by_csv_core(&bytes[start..], delimiter));
    let mut end = start;
    for field in read.iter().flatten() {
        check(field, bytes, end);
        end = field.span.end;
    }
});

fn check(field: &Field, bytes: &[u8], before: usize) {
    let Field { span, text, fault } = field;
    assert!(
        before <= span.start && span.start <= span.end && span.end <= bytes.len(),
        "{field:?} after {before}"
    );
    let raw = &bytes[span.clone()];
    if raw.first() == Some(&b'"') {
        let inner = raw.get(1..raw.len().saturating_sub(1)).unwrap_or_default();
        let is_plain = raw.len() > 1 && raw.ends_with(b"\"") && !inner.contains(&b'"');
        assert!(!is_plain || (inner == &text[..] && fault.is_none()), "{field:?}");
    } else {
        assert_eq!(raw, &text[..]);
        assert!(fault.is_none());
    }
    if let Some(fault) = fault {
        assert!(span.start <= fault.start && fault.start <= fault.end && fault.end <= span.end, "{field:?}");
    }
}

/// Where the content begins: after byte order marks and blank lines, of which csv-core would take off one mark.
fn start(bytes: &[u8]) -> usize {
    let mut at = 0;
    loop {
        match &bytes[at..] {
            [0xEF, 0xBB, 0xBF, ..] => at += 3,
            [b'\n' | b'\r', ..] => at += 1,
            _ => return at,
        }
    }
}

fn by_csv_core(bytes: &[u8], delimiter: u8) -> Vec<Vec<Vec<u8>>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut text, mut ends) = (vec![0; bytes.len() + 1], vec![0; bytes.len() + 1]);
    let (mut at, mut written, mut n_ends) = (0, 0, 0);
    let mut records = Vec::new();
    loop {
        let (result, consumed, produced, ended) =
            reader.read_record(&bytes[at..], &mut text[written..], &mut ends[n_ends..]);
        (at, written, n_ends) = (at + consumed, written + produced, n_ends + ended);
        match result {
            ReadRecordResult::Record => {
                let starts = std::iter::once(0).chain(ends[..n_ends].iter().copied());
                records.push(
                    starts.zip(&ends[..n_ends]).map(|(start, end)| text[start..*end].to_vec()).collect(),
                );
                (written, n_ends) = (0, 0);
            }
            ReadRecordResult::End => return records,
            _ => {}
        }
    }
}
