//! Any bytes under any name: opened without a panic, every place from 1 on and ascending, what is merged
//! within the rows, and nothing read in silence.

#![no_main]

use libfuzzer_sys::fuzz_target;
use peel_ingest::fuzzing::{Sheet, open};
use peel_ingest_fuzz::{let_panics_be_caught, name, run};

fuzz_target!(init: let_panics_be_caught(), |data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else { return };
    run(|| {
        let (sheets, n_said) = open(name(*first), bytes);
        assert!(n_said > 0 || !sheets.is_empty(), "neither a grid nor a word about it");
        sheets.iter().for_each(check);
    });
});

fn check(sheet: &Sheet) {
    let mut last = 0;
    for (number, cells) in &sheet.rows {
        assert!(*number > last, "row {number} after {last}");
        last = *number;
        for (index, (column, _)) in cells.iter().enumerate() {
            assert!(
                *column >= 1 && (sheet.is_text || *column == index as u64 + 1),
                "column {column} at {index}"
            );
        }
    }
    for (top, left, bottom, right) in &sheet.merged {
        assert!(top <= bottom && left <= right && *bottom < sheet.rows.len());
    }
}
