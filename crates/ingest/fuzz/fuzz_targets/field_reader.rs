//! Any bytes as delimited text: the fields are those that csv-core reads, and their spans lie in the file,
//! in order, and hold them.

#![no_main]

use csv_core::{ReadRecordResult, ReaderBuilder};
use libfuzzer_sys::fuzz_target;
use peel_ingest::fuzzing::{Field, records};

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    let delimiter = [b',', b';', b'\t', b'|'][usize::from(first & 3)];
    // Reading begins after the byte order marks, as `Document` has it; csv-core would take one off.
    let start = 3 * bytes.chunks_exact(3).take_while(|mark| *mark == b"\xEF\xBB\xBF").count();
    let read = records(bytes, start, delimiter);
    let texts: Vec<Vec<&[u8]>> =
        read.iter().map(|fields| fields.iter().map(|f| &f.text[..]).collect()).collect();
    // csv-core takes off a mark that its input begins with; the reader gives it none of the blank lines before.
    let n_blank = bytes[start..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
    assert_eq!(texts, by_csv_core(&bytes[start + n_blank..], delimiter));
    let mut end = start;
    for (place, field) in read.iter().flatten().enumerate() {
        check(field, place == 0, bytes, end);
        end = field.span.end;
    }
});

fn check(field: &Field, is_first: bool, bytes: &[u8], before: usize) {
    let Field { span, text, fault } = field;
    assert!(
        before <= span.start && span.start <= span.end && span.end <= bytes.len(),
        "{field:?} after {before}"
    );
    let raw = &bytes[span.clone()];
    let raw = raw.strip_prefix(b"\xEF\xBB\xBF").filter(|_| is_first).unwrap_or(raw);
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
